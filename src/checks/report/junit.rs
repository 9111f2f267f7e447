//! `JUnit` XML: a suite a file, a case a finding. What fails the check fails as a test.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report as Tests, TestCase, TestCaseStatus, TestSuite};

use super::{Found, Report, UnitKind};
use crate::base::shown;

pub(super) fn render(report: &Report) -> String {
    let mut tests = Tests::new("kehoach check");
    let mut names = Names::default();
    for unit in report.units.iter().filter(|unit| unit.kind == UnitKind::Plan || !unit.found.is_empty()) {
        let mut suite = TestSuite::new(xml(&unit.name));
        let mut add = |mut case: TestCase| {
            case.set_classname(xml(&unit.name));
            suite.add_test_case(case);
        };
        if unit.found.is_empty() {
            add(TestCase::new(names.of(&format!("kehoach check {}", unit.name)), TestCaseStatus::success()));
        }
        for found in &unit.found {
            add(case(found, report, &mut names));
        }
        if let Some(words) = unit.partly(report.language) {
            suite.set_system_out(words);
        }
        for pack in &report.packs {
            let day = pack.as_of.map(|day| day.to_string()).unwrap_or_default();
            let root = pack.root.as_deref().unwrap_or_default();
            suite.add_property((format!("packs.{}", pack.id), format!("{root} {day}").trim().to_owned()));
        }
        tests.add_test_suite(suite);
    }
    let mut out = tests.to_string().unwrap_or_default();
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The names of cases. Of several with one name GitLab shows one.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// Returns a name that no case has yet.
    fn of(&mut self, name: &str) -> String {
        let name = xml(name);
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }
}

/// Returns words as XML can have them, without a loss: the library leaves out what it cannot write.
fn xml(words: &str) -> String {
    shown::words(words)
}

fn case(found: &Found, report: &Report, names: &mut Names) -> TestCase {
    let mark = &found.mark;
    let place = format!("{}:{}:{}", mark.file, mark.start.line, mark.start.column);
    let level = found.level.label(report.language);
    let name = names.of(&format!("{level}[{}] {place}", found.meta.code));
    let mut words = format!("{place}: {level}[{}]: {}", found.meta.code, found.message);
    for other in &found.related {
        words.push_str(&format!("\n{}:{}: {}", other.mark.file, other.mark.start.line, other.message));
    }
    if let Some(help) = &found.help {
        words.push('\n');
        words.push_str(help);
    }
    let (words, message) = (xml(&words), xml(&found.message));
    if let Some(waived) = &found.waived {
        let mut status = TestCaseStatus::skipped();
        status.set_message(format!("{message} [{}]", xml(&waived.words)));
        return TestCase::new(name, status);
    }
    if found.fails(report.strict) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(message).set_type(found.level.id()).set_description(words);
        return TestCase::new(name, status);
    }
    let mut case = TestCase::new(name, TestCaseStatus::success());
    case.set_system_out(words);
    case
}
