//! `JUnit` XML: a suite a file, a case a finding. What fails the check fails as a test.

use quick_junit::{NonSuccessKind, Report as Tests, TestCase, TestCaseStatus, TestSuite};

use super::{Found, Report, UnitKind};

pub(super) fn render(report: &Report) -> String {
    let mut tests = Tests::new("kehoach check");
    for unit in report.units.iter().filter(|unit| unit.kind == UnitKind::Plan || !unit.found.is_empty()) {
        let mut suite = TestSuite::new(unit.name.as_str());
        if unit.found.is_empty() {
            suite.add_test_case(TestCase::new("kehoach check", TestCaseStatus::success()));
        }
        for found in &unit.found {
            let mut case = case(found, report);
            case.set_classname(unit.name.as_str());
            suite.add_test_case(case);
        }
        if let Some(words) = unit.partly(report.language) {
            suite.set_system_out(words);
        }
        tests.add_test_suite(suite);
    }
    let mut out = tests.to_string().unwrap_or_default();
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn case(found: &Found, report: &Report) -> TestCase {
    let mark = &found.mark;
    let place = format!("{}:{}:{}", mark.file, mark.start.line, mark.start.column);
    let level = found.level.label(report.language);
    let name = format!("{level}[{}] {}:{}", found.meta.code, mark.start.line, mark.start.column);
    let mut words = format!("{place}: {level}[{}]: {}", found.meta.code, found.message);
    for other in &found.related {
        words.push_str(&format!("\n{}:{}: {}", other.mark.file, other.mark.start.line, other.message));
    }
    if let Some(help) = &found.help {
        words.push('\n');
        words.push_str(help);
    }
    if let Some(waived) = &found.waived {
        let mut status = TestCaseStatus::skipped();
        status.set_message(format!("{} [{}]", found.message, waived.words));
        return TestCase::new(name, status);
    }
    if found.fails(report.strict) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(found.message.as_str()).set_type(found.level.id()).set_description(words);
        return TestCase::new(name, status);
    }
    let mut case = TestCase::new(name, TestCaseStatus::success());
    case.set_system_out(words);
    case
}
