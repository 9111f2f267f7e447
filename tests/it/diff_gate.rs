//! `diff --fail-on loosened` is a gate that fails closed: every way of promising less, or of making it impossible to tell, shuts it.

use std::fs;

use crate::support::{kehoach, library};
use kehoach::internals::canonical::{Canonical, State, canonical};
use kehoach::internals::diff::{Change, Effect, compare};
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{Library, PlanFile, read};
use proptest::prelude::*;
use serde_json::Value as Json;

/// A plan with targets of one's own.
fn plan(answers: &[&str], targets: &str) -> String {
    format!(
        r#"
schema = 1
answers = {answers:?}

[document]
subject = "Chuyển đổi số xã Bình Giang năm 2026"
period = "2026"
date = "2026-01"
closing = "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện"

[commune]
name = "Bình Giang"
kind = "xã"

[signer]
name = "Vũ Đăng Chương"
position = "Chủ tịch"

[recipients]
to = ["so-khcn"]
drafted_by = "phong-vhxh"

[[sections]]
id = "muc-tieu"
title = "Mục tiêu"
show = {{ targets = "table" }}

[[targets]]
id = "hai-long"
text = "Tỷ lệ người dân hài lòng với việc giải quyết thủ tục hành chính"
promise = {{ value = 90, unit = "%" }}

{targets}
"#
    )
}

const ANSWERS: &[&str] = &["kh-359-2025"];

/// A target with some of its keys.
fn target(keys: &str) -> String {
    format!("[[targets]]\nid = \"mang-lan\"\ntext = \"Tỷ lệ máy tính của xã được nối mạng LAN an toàn\"\n{keys}\n")
}

fn promise(measure: &str) -> String {
    target(&format!("promise = {measure}"))
}

/// The exit code of the gate, and the changes.
fn gate(old: &str, new: &str) -> (i32, Vec<String>) {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("old.toml"), old).unwrap();
    fs::write(directory.path().join("new.toml"), new).unwrap();
    let arguments = ["diff", "old.toml", "new.toml", "--fail-on", "loosened", "--format", "json"];
    let output = kehoach().current_dir(directory.path()).args(arguments).output().unwrap();
    let code = output.status.code().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(stderr.is_empty(), code != 2, "{stderr}");
    let json: Json = serde_json::from_slice(&output.stdout).unwrap_or(Json::Null);
    (code, json["changes"].as_array().into_iter().flatten().map(words).collect())
}

fn words(change: &Json) -> String {
    ["id", "field", "effect"].map(|key| change[key].as_str().unwrap_or("-")).join(" ")
}

#[test]
#[allow(clippy::too_many_lines, reason = "a list of pairs")]
fn a_promise_that_may_be_weaker_shuts_the_gate() {
    let lan = "indicator = \"kh359-lan\"\n";
    let percent = |op: &str, value: &str| format!("{{ op = \"{op}\", value = {value}, unit = \"%\" }}");
    let linked = |measure: &str| target(&format!("{lan}promise = {measure}"));
    for (why, old, new, expected) in [
        (
            "another name of the unit",
            promise("{ value = 95, unit = \"%\" }"),
            promise("{ value = 20, unit = \"phần trăm\" }"),
            "mang-lan promise loosened",
        ),
        (
            "spaces around the unit",
            promise("{ value = 95, unit = \"%\" }"),
            promise("{ value = 20, unit = \" % \" }"),
            "mang-lan promise loosened",
        ),
        (
            "the unit in capitals",
            promise("{ value = 3, unit = \"cấp độ\" }"),
            promise("{ value = 2, unit = \"CẤP  ĐỘ\" }"),
            "mang-lan promise loosened",
        ),
        (
            "the other way round",
            promise(&percent(">=", "80")),
            promise(&percent("<=", "20")),
            "mang-lan promise incomparable",
        ),
        (
            "at most what was exact",
            promise(&percent("=", "95")),
            promise(&percent("<=", "95")),
            "mang-lan promise incomparable",
        ),
        (
            "a longer time, of which nobody says that it is a maximum",
            promise("{ value = 24, unit = \"giờ\" }"),
            promise("{ value = 36, unit = \"giờ\" }"),
            "mang-lan promise incomparable",
        ),
        ("less strict", promise(&percent(">", "80")), promise(&percent(">=", "80")), "mang-lan promise loosened"),
        ("about", promise(&percent("=", "80")), promise(&percent("~", "80")), "mang-lan promise loosened"),
        (
            "a range from less",
            promise(&percent("=", "80")),
            promise(&percent("..", "[75, 90]")),
            "mang-lan promise loosened",
        ),
        (
            "one of less",
            promise("{ op = \"in\", value = [2, 3], unit = \"cấp độ\" }"),
            promise("{ op = \"in\", value = [1, 3], unit = \"cấp độ\" }"),
            "mang-lan promise loosened",
        ),
        (
            "yes in place of a number",
            promise(&percent(">=", "80")),
            promise("{ value = true }"),
            "mang-lan promise incomparable",
        ),
        (
            "a number in place of yes",
            promise("{ value = true }"),
            promise(&percent(">=", "80")),
            "mang-lan promise incomparable",
        ),
        ("no in place of yes", promise("{ value = true }"), promise("{ value = false }"), "mang-lan promise loosened"),
        (
            "no unit",
            promise(&percent(">=", "80")),
            promise("{ op = \">=\", value = 80 }"),
            "mang-lan promise incomparable",
        ),
        (
            "another unit",
            promise("{ op = \"<=\", value = 24, unit = \"giờ\" }"),
            promise("{ op = \"<=\", value = 3, unit = \"ngày\" }"),
            "mang-lan promise incomparable",
        ),
        ("no promise", promise(&percent(">=", "80")), target(""), "mang-lan promise loosened"),
        ("no target", promise(&percent(">=", "80")), String::new(), "mang-lan - loosened"),
        (
            "a later horizon",
            promise("{ value = 80, unit = \"%\", by = \"2026\" }"),
            promise("{ value = 80, unit = \"%\", by = \"2027\" }"),
            "mang-lan promise.by loosened",
        ),
        (
            "no horizon, where that is the end of the period",
            promise("{ value = 80, unit = \"%\", by = \"2026-Q2\" }"),
            promise("{ value = 80, unit = \"%\" }"),
            "mang-lan promise.by loosened",
        ),
        (
            "a note, which may narrow it",
            promise("{ value = 100, unit = \"%\" }"),
            promise("{ value = 100, unit = \"%\", note = \"máy mua từ năm 2025\" }"),
            "mang-lan promise.note incomparable",
        ),
        (
            "a measure of another name with less",
            target("promise.may = { value = 95, unit = \"%\" }"),
            target("promise.may-tinh = { value = 90, unit = \"%\" }"),
            "mang-lan promise.may loosened",
        ),
        (
            "a target of another id and other words",
            promise("{ value = 95, unit = \"%\" }"),
            "[[targets]]\nid = \"lan\"\ntext = \"Mạng nội bộ\"\npromise = { value = 95, unit = \"%\" }".to_owned(),
            "mang-lan - loosened",
        ),
        ("no indicator", linked(&percent(">=", "96")), promise(&percent(">=", "96")), "mang-lan indicator loosened"),
        (
            "another indicator",
            linked(&percent(">=", "96")),
            target(&format!("indicator = \"kh359-vneid\"\npromise = {}", percent(">=", "96"))),
            "mang-lan indicator incomparable",
        ),
        (
            "no indicator of a measure",
            target("promise.may = { value = 96, unit = \"%\", indicator = \"kh359-lan\" }"),
            target("promise.may = { value = 96, unit = \"%\" }"),
            "mang-lan promise.may.indicator loosened",
        ),
        (
            "an indicator without a minimum",
            target("indicator = \"kh359-nen-tang-theo-doi\""),
            target(""),
            "mang-lan indicator loosened",
        ),
        ("below the minimum", linked(&percent(">=", "95")), linked(&percent(">=", "94")), "mang-lan promise loosened"),
        (
            "more than is best, where the city asks for less",
            target("indicator = \"kh359-khoi-phuc\"\npromise = { value = 20, unit = \"giờ\" }"),
            target("indicator = \"kh359-khoi-phuc\"\npromise = { value = 30, unit = \"giờ\" }"),
            "mang-lan promise loosened",
        ),
        (
            "another target that answers for less",
            linked(&percent(">=", "95")),
            promise(&percent(">=", "95"))
                + &format!("[[targets]]\nid = \"may\"\n{lan}promise = {}", percent(">=", "50")),
            "may - tightened",
        ),
    ] {
        let (code, changes) = gate(&plan(ANSWERS, &old), &plan(ANSWERS, &new));
        assert_eq!(code, 1, "{why}: {changes:?}");
        assert!(changes.iter().any(|change| change == expected), "{why}: {changes:?}");
    }
    let (code, changes) =
        gate(&plan(ANSWERS, &linked(&percent(">=", "96"))), &plan(&[], &promise(&percent(">=", "96"))));
    assert_eq!((code, &*changes[0]), (1, "document answers loosened"), "no city plan: {changes:?}");
    let emptied = promise("{ op = \"in\", value = [], unit = \"%\" }");
    let (code, changes) = gate(&plan(ANSWERS, &promise(&percent(">=", "80"))), &plan(ANSWERS, &emptied));
    assert_eq!((code, changes.len()), (2, 0), "a value that is empty is an error, and nothing is compared");
}

#[test]
fn what_promises_as_much_leaves_the_gate_open() {
    for (why, old, new) in [
        ("another name of the unit", "{ value = 95, unit = \"%\" }", "{ value = 95, unit = \"Phần trăm \" }"),
        ("another name of the unit of time", "{ value = 24, unit = \"giờ\" }", "{ value = 24, unit = \"tiếng\" }"),
        ("the least that was exact", "{ value = 95, unit = \"%\" }", "{ op = \">=\", value = 95, unit = \"%\" }"),
        ("stricter", "{ op = \">=\", value = 95 }", "{ op = \">\", value = 95 }"),
        ("less where less is better", "{ op = \"<=\", value = 24 }", "{ op = \"<\", value = 12 }"),
        ("yes in place of no", "{ value = false }", "{ value = true }"),
        ("its own horizon, which is the plan's", "{ value = 95 }", "{ value = 95, by = \"2026\" }"),
    ] {
        let (code, changes) = gate(&plan(ANSWERS, &promise(old)), &plan(ANSWERS, &promise(new)));
        assert_eq!(code, 0, "{why}: {changes:?}");
        assert_eq!(changes.len(), 1, "{why}");
    }
    let measure = "{ op = \">=\", value = 96, unit = \"%\" }";
    let on_target = target(&format!("indicator = \"kh359-lan\"\npromise = {measure}"));
    let on_measure = target("promise = { op = \">=\", value = 96, unit = \"%\", indicator = \"kh359-lan\" }");
    let (code, changes) = gate(&plan(ANSWERS, &on_target), &plan(ANSWERS, &on_measure));
    assert_eq!((code, changes.len()), (0, 2), "the same answer in another place: {changes:?}");
}

/// What cannot be compared is a group of its own in every form.
#[test]
fn what_cannot_be_compared_is_said_in_every_form() {
    let lan = |measure: &str| plan(ANSWERS, &target(&format!("indicator = \"kh359-lan\"\npromise = {measure}")));
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("a"), lan("{ op = \">=\", value = 95, unit = \"%\" }")).unwrap();
    fs::write(directory.path().join("b"), lan("{ value = true, note = \"máy mới\" }")).unwrap();
    let run = |arguments: &[&str]| {
        let arguments = [&["diff", "a", "b"][..], arguments].concat();
        let output = kehoach().current_dir(directory.path()).env("COLUMNS", "200").args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    for (arguments, expected) in [
        (
            &[][..],
            &[
                "không chỉ tiêu nào bị hạ, 2 không so sánh được (1 không đạt mức tối thiểu của thành phố).\n\nKHÔNG SO SÁNH ĐƯỢC\n",
                "    mức: ≥ 95% → Có (không so sánh được với mức tối thiểu ≥ 95% của thành phố)\n",
                "    ghi chú: (không có) → máy mới (không so sánh được)\n",
            ][..],
        ),
        (
            &["--lang", "en"],
            &[
                "no lowered targets; 2 not comparable (1 short of the city's minimum).\n\nNOT COMPARABLE\n",
                "    promise: ≥ 95% → Có (not comparable with the city's minimum ≥ 95%)\n",
                "    note: (none) → máy mới (not comparable)\n",
            ],
        ),
        (
            &["--format", "markdown"],
            &[
                "| ≠ | Tỷ lệ máy tính của xã được nối mạng LAN an toàn `mang-lan`: mức | ≥ 95% | Có | **không so sánh được với",
            ],
        ),
        (
            &["--format", "html"],
            &[
                "<li><b>0</b>chỉ tiêu bị hạ</li>\n<li class=\"incomparable\"><b>2</b>không so sánh được<small>1 không đạt",
                "<h2 class=\"incomparable\">Không so sánh được</h2>",
            ],
        ),
    ] {
        let output = run(arguments);
        for words in expected {
            assert!(output.contains(words), "{words}\n{output}");
        }
    }
}

fn canonical_with(library: &Library, text: &str) -> Canonical {
    let read =
        read(&PlanFile::alone("plan.toml", text.as_bytes().to_vec()), library, |resolved, _| canonical(resolved));
    assert!(!read.findings.has_errors(), "{text}\n{:?}", read.findings);
    read.output.unwrap()
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    compare(&canonical_with(library(), old), &canonical_with(library(), new))
}

/// The embedded packs with another minimum for `kh359-lan`.
fn library_with(commune: &str) -> Library {
    let mut files = PackFiles::embedded();
    let baseline = files.files.iter_mut().find(|file| file.path == "haiphong/kh-359-2025/baseline.toml").unwrap();
    let minimum = "commune = { op = \">=\", value = 95, unit = \"%\", by = \"2026\" }";
    let at = baseline.text.find("\"kh359-lan\"").unwrap();
    let (before, after) = baseline.text.split_at(at);
    assert!(after.contains(minimum));
    baseline.text = format!("{before}{}", after.replacen(minimum, commune, 1));
    let library = Library::load(&files);
    assert!(!library.findings.has_errors(), "{:?}", library.findings);
    library
}

/// Nothing of the plan changed, but the city asks for more, or in another way.
#[test]
fn a_minimum_that_is_no_longer_met_shuts_the_gate() {
    let measure = "{ op = \">=\", value = 96, unit = \"%\", by = \"2026\" }";
    let text = plan(ANSWERS, &target(&format!("indicator = \"kh359-lan\"\npromise = {measure}")));
    let old = canonical_with(library(), &text);
    for (commune, expected) in [
        ("commune = { op = \">=\", value = 97, unit = \"%\" }", Some(("below", "≥ 97%"))),
        ("commune = { op = \">\", value = 96, unit = \"%\" }", Some(("below", "> 96%"))),
        ("commune = { op = \"<=\", value = 97, unit = \"%\" }", Some(("incomparable", "≤ 97%"))),
        ("commune = { op = \">=\", value = 20, unit = \"máy\" }", Some(("incomparable", "≥ 20 máy"))),
        ("commune = { value = true }", Some(("incomparable", "Có"))),
        ("commune = { op = \">=\", value = 95, unit = \"%\", by = \"2025\" }", Some(("late", "≥ 95%"))),
        ("commune = { op = \">=\", value = 96, unit = \"%\" }", None),
        ("commune = { op = \">=\", value = 20, unit = \" Phần trăm\" }", None),
        ("", None),
    ] {
        let new = canonical_with(&library_with(commune), &text);
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        assert_eq!(there.iter().any(Change::may_weaken), expected.is_some(), "{commune}: {there:?}");
        assert!(!back.iter().any(Change::may_weaken), "{commune}: {back:?}");
        let of_minimum = |changes: &[Change]| {
            let found = changes.iter().find(|change| change.field.as_deref() == Some("minimum"));
            found.map(|change| {
                assert_eq!(change.id, "mang-lan");
                let minimum = change.minimum.clone().unwrap();
                (change.effect, minimum.new.and_then(State::as_str), minimum.value.unwrap())
            })
        };
        let output = expected.map(|(state, value)| (Effect::Loosened, Some(state), value.to_owned()));
        assert_eq!(of_minimum(&there), output, "{commune}");
        assert_eq!(
            of_minimum(&back),
            output.map(|_| (Effect::Tightened, Some("met"), "≥ 95%".to_owned())),
            "{commune}"
        );
    }
}

/// A share of fewer things is less, where the words say so.
#[test]
fn a_narrower_population_shuts_the_gate() {
    let plan = |level: u8| {
        let words = format!("{{promise}} hệ thống thông tin từ cấp độ {level} trở lên có phương án bảo đảm an toàn");
        let keys = "indicator = \"kh215-httt-phuong-an-attt\"\npromise = { value = 100, unit = \"%\", by = \"2025\" }";
        plan(&["kh-215-2025"], &format!("[[targets]]\nid = \"an-toan\"\ntext = \"{words}\"\n{keys}\n"))
    };
    let (code, changes) = gate(&plan(1), &plan(3));
    assert_eq!((code, changes), (1, vec!["an-toan minimum loosened".to_owned(), "an-toan text neutral".to_owned()]));
    assert_eq!(gate(&plan(3), &plan(1)).0, 0);
}

/// A measure as a plan has it.
#[derive(Debug, Clone)]
struct Promise {
    op: &'static str,
    numbers: Vec<i32>,
    flag: Option<bool>,
    unit: Option<&'static str>,
    by: Option<&'static str>,
    note: Option<&'static str>,
    indicator: Option<&'static str>,
}

const UNITS: [&[&str]; 4] =
    [&["%", " % ", "phần trăm", "Phần  Trăm"], &["giờ", "tiếng", " GIỜ"], &["cấp độ", "Cấp độ "], &["máy", "MÁY"]];

impl Promise {
    fn measure(&self) -> String {
        let numbers = self.numbers.iter().map(ToString::to_string).collect::<Vec<_>>();
        let value = match (self.flag, self.op) {
            (Some(flag), _) => flag.to_string(),
            (None, ".." | "in") => format!("[{}]", numbers.join(", ")),
            (None, _) => numbers[0].clone(),
        };
        let op = self.flag.map_or_else(|| format!("op = {:?}, ", self.op), |_| String::new());
        let key =
            |key: &str, value: Option<&str>| value.map(|value| format!(", {key} = {value:?}")).unwrap_or_default();
        let (unit, by, note) = (key("unit", self.unit), key("by", self.by), key("note", self.note));
        format!("{{ {op}value = {value}{unit}{by}{note}{} }}", key("indicator", self.indicator))
    }

    fn is_upper(&self) -> bool {
        matches!(self.op, "<=" | "<")
    }

    /// What is better is greater: the least good value, how sure it is, and the best one where there is one.
    fn strength(&self, downwards: bool) -> (i32, u8, u8, Option<i32>) {
        let better = |number: &i32| if downwards { -number } else { *number };
        let turned = || self.numbers.iter().map(better);
        let (strict, exact) = (u8::from(matches!(self.op, ">" | "<")), u8::from(self.op != "~"));
        (turned().min().unwrap(), strict, exact, turned().max().filter(|_| self.is_closed()))
    }

    fn is_closed(&self) -> bool {
        !matches!(self.op, ">=" | ">" | "<=" | "<")
    }

    /// Whether another certainly promises as much; worked out without the program.
    fn is_kept_by(&self, new: &Self) -> bool {
        let family = |unit: Option<&str>| UNITS.iter().position(|units| unit.is_some_and(|unit| units.contains(&unit)));
        match (self.flag, new.flag) {
            (Some(old), Some(new)) => return new || !old,
            (None, None) => {}
            _ => return false,
        }
        if family(self.unit) != family(new.unit) || self.is_upper() != new.is_upper() {
            return false;
        }
        let kept = |downwards: bool| {
            let (near, strict, exact, far) = self.strength(downwards);
            let (new_near, new_strict, new_exact, new_far) = new.strength(downwards);
            let (before, after) = ((near, strict, exact), (new_near, new_strict, new_exact));
            after > before || (after == before && far.zip(new_far).is_none_or(|(old, new)| new >= old))
        };
        // Of a length of time with neither a minimum nor a maximum, nobody says whether more of it is better.
        let is_open = family(self.unit) == Some(1) && self.is_closed() && new.is_closed();
        if is_open { kept(true) && kept(false) } else { kept(self.is_upper()) }
    }
}

fn a_promise() -> impl Strategy<Value = Promise> {
    const OPERATORS: [&str; 8] = ["=", ">=", ">", "<=", "<", "~", "..", "in"];
    let unit = prop::option::of(prop::sample::select(UNITS.concat()));
    (prop::sample::select(&OPERATORS[..]), 10..20, 1..3, prop::option::weighted(0.1, any::<bool>()), unit).prop_map(
        |(op, number, more, flag, unit)| {
            let numbers = if matches!(op, ".." | "in") { vec![number, number + more] } else { vec![number] };
            Promise { op, numbers, flag, unit, by: Some("2026"), note: None, indicator: None }
        },
    )
}

/// A way of promising less.
#[derive(Debug, Clone)]
enum Way {
    /// A value that is worse by so much, with another spelling of the unit.
    Worse(i32, usize),
    OtherUnit(Option<&'static str>),
    Operator(&'static str),
    Kind(bool),
    By(Option<&'static str>),
    Note(Option<&'static str>),
    Indicator(Option<&'static str>),
    NoCityPlan,
    NoPromise,
    NoTarget,
    /// Under another id, in other words.
    OtherTarget,
    /// Under another name, worse by so much.
    OtherName(i32),
}

fn a_way() -> impl Strategy<Value = Way> {
    prop_oneof![
        3 => (1..9, 0..4_usize).prop_map(|(less, spelling)| Way::Worse(less, spelling)),
        1 => prop::option::of(prop::sample::select(UNITS.concat())).prop_map(Way::OtherUnit),
        2 => prop::sample::select(&["=", ">=", ">", "<=", "<", "~"][..]).prop_map(Way::Operator),
        1 => any::<bool>().prop_map(Way::Kind),
        1 => prop::option::of(prop::sample::select(&["2027", "2025..2030", "2027-Q1"][..])).prop_map(Way::By),
        1 => prop::option::of(prop::sample::select(&["máy mới", "trừ máy cũ"][..])).prop_map(Way::Note),
        1 => prop::option::of(prop::sample::select(&["kh359-vneid", "kh359-bao-cao"][..])).prop_map(Way::Indicator),
        1 => Just(Way::NoCityPlan),
        1 => Just(Way::NoPromise),
        1 => Just(Way::NoTarget),
        1 => Just(Way::OtherTarget),
        1 => (1..9).prop_map(Way::OtherName),
    ]
}

fn as_plan(promise: &Promise) -> String {
    plan(ANSWERS, &self::promise(&promise.measure()))
}

/// The plan made weaker; `None` where this way would not make it weaker.
fn weakened(old: &Promise, way: &Way) -> Option<String> {
    let mut new = old.clone();
    let worse = |promise: &mut Promise, less: i32| {
        let less = if promise.is_upper() { less } else { -less };
        promise.numbers.iter_mut().for_each(|number| *number += less);
    };
    let spelled = |unit: &str| *UNITS.iter().find(|units| units.contains(&unit)).unwrap();
    match *way {
        Way::Worse(..) | Way::OtherName(_) if old.flag.is_some() => {
            new.flag = (old.flag == Some(true)).then_some(false);
        }
        Way::Worse(less, spelling) => {
            worse(&mut new, less);
            new.unit = old.unit.map(|unit| spelled(unit)[spelling % spelled(unit).len()]);
        }
        Way::OtherName(less) => worse(&mut new, less),
        Way::OtherUnit(unit) => new.unit = unit,
        Way::Operator(op) => {
            new.op = op;
            new.numbers.truncate(1);
        }
        Way::Kind(flag) => new.flag = if old.flag.is_some() { None } else { Some(flag) },
        Way::By(by) => new.by = by,
        Way::Note(note) => new.note = note,
        Way::Indicator(indicator) => new.indicator = indicator,
        Way::NoCityPlan | Way::NoPromise | Way::NoTarget | Way::OtherTarget => {}
    }
    let measure = new.measure();
    Some(match *way {
        Way::NoCityPlan => {
            new.indicator = None;
            plan(&[], &promise(&new.measure()))
        }
        Way::NoPromise => plan(ANSWERS, &target("")),
        Way::NoTarget => plan(ANSWERS, ""),
        Way::OtherTarget => {
            plan(ANSWERS, &format!("[[targets]]\nid = \"lan\"\ntext = \"Nối mạng\"\npromise = {measure}"))
        }
        Way::OtherName(_) if !old.is_kept_by(&new) => plan(ANSWERS, &target(&format!("promise.may = {measure}"))),
        Way::By(by) if by != old.by && by.is_some() => as_plan(&new),
        Way::Note(note) if note != old.note => as_plan(&new),
        Way::Indicator(indicator) if old.indicator.is_some() && indicator != old.indicator => as_plan(&new),
        _ if !old.is_kept_by(&new) => as_plan(&new),
        _ => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever makes a plan weaker shuts the gate, whatever else gets stronger at the same time.
    #[test]
    fn every_way_of_promising_less_shuts_the_gate(
        old in a_promise(),
        linked in any::<bool>(),
        note in prop::option::of(Just("máy mới")),
        way in a_way(),
        stronger in any::<bool>(),
    ) {
        let old = Promise { note, indicator: linked.then_some("kh359-lan"), ..old };
        let Some(new) = weakened(&old, &way) else { return Ok(()) };
        let new = if stronger { new.replace("value = 90", "value = 99") } else { new };
        let changes = changes(&as_plan(&old), &new);
        prop_assert!(changes.iter().any(Change::may_weaken), "{:?}: {:?}: {:#?}", old, way, changes);
    }

    /// The gate is open for a promise in place of another exactly where it certainly promises as much; and the way back is the mirror.
    #[test]
    fn the_gate_knows_which_of_two_promises_is_more(old in a_promise(), new in a_promise()) {
        let (there, back) = (changes(&as_plan(&old), &as_plan(&new)), changes(&as_plan(&new), &as_plan(&old)));
        prop_assert_eq!(!there.iter().any(Change::may_weaken), old.is_kept_by(&new), "{:?} {:?} {:#?}", old, new, there);
        let effects = |changes: &[Change]| changes.iter().map(|change| change.effect).collect::<Vec<_>>();
        let mirrored = effects(&back).into_iter().map(|effect| match effect {
            Effect::Loosened => Effect::Tightened,
            Effect::Tightened => Effect::Loosened,
            Effect::Incomparable | Effect::Neutral => effect,
        });
        prop_assert_eq!(effects(&there), mirrored.collect::<Vec<_>>());
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// A promise that stays as it was shuts the gate exactly where the city's minimum rises above it.
    #[test]
    fn a_minimum_above_the_promise_shuts_the_gate(promised in 50..100, before in 40..100, after in 40..100) {
        let minimum = |value: i32| format!("commune = {{ op = \">=\", value = {value}, unit = \"%\" }}");
        let measure = format!("{{ op = \">=\", value = {promised}, unit = \"%\" }}");
        let text = plan(ANSWERS, &target(&format!("indicator = \"kh359-lan\"\npromise = {measure}")));
        let [old, new] = [before, after].map(|value| canonical_with(&library_with(&minimum(value)), &text));
        let shut = compare(&old, &new).iter().any(Change::may_weaken);
        prop_assert_eq!(shut, before <= promised && promised < after);
    }
}
