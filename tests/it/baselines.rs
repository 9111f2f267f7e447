//! What a plan answers to one baseline or to several: each minimum by its own day, each as sure as it is, however many there are.

use crate::support::{TODAY, cases, kehoach, smallest};
use kehoach::internals::conformance::{Conformance, MergedRequirement, Verdict, answers};
use kehoach::internals::diagnostic::Level;
use kehoach::internals::packs::{PackFile, PackFiles};
use kehoach::internals::pipeline::{self, Library, PlanFile};
use proptest::prelude::*;

use crate::support::checked_with;

/// What a baseline asks for.
#[derive(Debug, Clone)]
struct Asked {
    id: &'static str,
    year: u16,
    /// `op = …, value = …, unit = …`; none where it is not known.
    minimum: Option<String>,
    required: bool,
    confidence: &'static str,
    same_as: Option<&'static str>,
}

impl Asked {
    fn of(id: &'static str, year: u16, minimum: &str) -> Self {
        Self { id, year, minimum: Some(minimum.to_owned()), required: true, confidence: "high", same_as: None }
    }

    fn same_as(self, other: &'static str) -> Self {
        Self { same_as: Some(other), ..self }
    }

    fn confidence(self, confidence: &'static str) -> Self {
        Self { confidence, ..self }
    }

    fn file(&self) -> PackFile {
        let Self { id, year, minimum, required, confidence, same_as } = self;
        let minimum = minimum.as_ref().map(|it| format!("commune = {{ {it}, by = \"{year}\" }}\n")).unwrap_or_default();
        let same_as = same_as.map(|other| format!("same_as = \"{other}-so\"\n")).unwrap_or_default();
        let text = format!(
            "id = \"{id}\"\ndocument = \"kh-359-2025-hp\"\nhorizon = \"{year}\"\nprovenance = \"official\"\n\n[[indicators]]\nid = \"{id}-so\"\ntext = \"Tỷ lệ hồ sơ của {id}\"\n{same_as}required = {required}\n{minimum}quotes = [{{ source = \"Kế hoạch\", text = \"…\" }}]\nconfidence = \"{confidence}\"\n"
        );
        PackFile { path: format!("haiphong/{id}/baseline.toml"), text }
    }
}

fn library(baselines: &[Asked]) -> Library {
    let mut packs = PackFiles::embedded();
    packs.files.extend(baselines.iter().map(Asked::file));
    packs.files.sort_by(|a, b| a.path.cmp(&b.path));
    Library::load(&packs)
}

/// A plan of a period that answers baselines with measures of one target: `(year, "value = …, unit = …")`.
fn plan(period: &str, answers: &[&str], indicator: Option<&str>, measures: &[(&str, String)]) -> String {
    let plain = smallest();
    let mut text: String = plain.lines().map(|line| line.to_owned() + "\n").collect();
    let answers: Vec<String> = answers.iter().map(|id| format!("\"{id}\"")).collect();
    text = text.replacen("schema = 1\n", &format!("schema = 1\nanswers = [{}]\n", answers.join(", ")), 1);
    assert!(text.contains("answers = "), "{text}");
    text =
        text.lines()
            .map(|line| {
                if line.starts_with("period = ") { format!("period = \"{period}\"\n") } else { line.to_owned() + "\n" }
            })
            .collect();
    if let Some(indicator) = indicator {
        text.push_str(&format!("\n[[targets]]\nid = \"so\"\ntext = \"Hồ sơ\"\nindicator = \"{indicator}-so\"\n"));
        match measures {
            [] => {}
            [(year, measure)] => text.push_str(&format!("promise = {{ {measure}{} }}\n", by(year))),
            several => {
                for (at, (year, measure)) in several.iter().enumerate() {
                    text.push_str(&format!("promise.m{at} = {{ {measure}{} }}\n", by(year)));
                }
            }
        }
    }
    text
}

fn by(year: &str) -> String {
    if year.is_empty() { String::new() } else { format!(", by = \"{year}\"") }
}

/// Returns the findings about what the city asks: code and level.
fn found(library: &Library, plan: &str) -> Vec<(&'static str, Level)> {
    let composed = checked_with(library, "plan.toml", plan.as_bytes());
    let findings = composed.findings.sorted();
    assert!(
        !findings.iter().any(|one| one.meta.code.starts_with("DL0") && one.level == Level::Error),
        "{plan}\n{findings:?}"
    );
    let about = ["CT001", "CT002", "CT003", "CT004"];
    findings.iter().filter(|one| about.contains(&one.meta.code)).map(|one| (one.meta.code, one.level)).collect()
}

/// Returns the words for the verdicts on the first indicators of baselines.
fn verdicts(library: &Library, plan: &str, ids: &[&str]) -> Vec<&'static str> {
    let read = pipeline::read(&PlanFile::alone("plan.toml", plan.as_bytes().to_vec()), library, |resolved, _| {
        let of = |id: &&str| {
            answers(resolved.pack.baseline(id).unwrap(), resolved.pack, resolved.plan, TODAY)[0].verdict.key()
        };
        ids.iter().map(of).collect()
    });
    read.output.unwrap()
}

fn percent(value: u32) -> String {
    format!("op = \">=\", value = {value}, unit = \"%\"")
}

const ERROR: Level = Level::Error;

#[test]
fn a_minimum_belongs_to_its_horizon() {
    let library = library(&[
        Asked::of("kh-a", 2026, &percent(80)),
        Asked::of("kh-b", 2027, &percent(90)).same_as("kh-a"),
        Asked::of("kh-c", 2028, &percent(95)).same_as("kh-b"),
    ]);
    let of = |period: &str, measures: &[(&str, u32)]| {
        let measures: Vec<(&str, String)> = measures.iter().map(|(year, value)| (*year, percent(*value))).collect();
        let plan = plan(period, &["kh-a", "kh-b"], Some("kh-a"), &measures);
        (found(&library, &plan), verdicts(&library, &plan, &["kh-a", "kh-b"]))
    };
    // A promise for 2028 satisfies neither; it is late for both.
    assert_eq!(of("2026..2028", &[("2028", 99)]), (vec![("CT004", ERROR), ("CT004", ERROR)], vec!["late", "late"]));
    // The plan of 2026 says nothing of 2027, and need not: what it promises for 2026 is enough for 2026.
    assert_eq!(of("2026", &[("2026", 80)]), (vec![], vec!["met", "not-due"]));
    assert_eq!(of("2026", &[("", 85)]), (vec![], vec!["above", "not-due"]));
    assert_eq!(of("2026", &[("2026", 79)]), (vec![("CT001", ERROR)], vec!["below", "not-due"]));
    // One that reaches into 2027 must say what is promised for it.
    assert_eq!(of("2026..2027", &[("2026", 80)]), (vec![("CT003", ERROR)], vec!["met", "not-comparable"]));
    assert_eq!(of("2026..2027", &[("2026", 80), ("2027", 90)]), (vec![], vec!["met", "met"]));
    assert_eq!(of("2026..2027", &[("2026", 80), ("2027", 89)]), (vec![("CT001", ERROR)], vec!["met", "below"]));
    assert_eq!(of("2026..2027", &[("2026", 79), ("2027", 90)]), (vec![("CT001", ERROR)], vec!["below", "met"]));
    // More and earlier than asked.
    assert_eq!(of("2026..2027", &[("2026", 95)]), (vec![], vec!["above", "above"]));
    assert_eq!(of("2026..2027", &[("2027", 95)]), (vec![("CT004", ERROR)], vec!["late", "above"]));
    // Late and too low is both.
    assert_eq!(
        of("2026..2028", &[("2028", 70)]).0,
        vec![("CT001", ERROR), ("CT001", ERROR), ("CT004", ERROR), ("CT004", ERROR)]
    );
}

#[test]
fn one_missing_target_is_said_once_however_many_days_there_are() {
    let library = library(&[
        Asked::of("kh-a", 2026, &percent(80)).confidence("low"),
        Asked::of("kh-b", 2027, &percent(90)).same_as("kh-a"),
    ]);
    let of = |answers: &[&str]| found(&library, &plan("2026", answers, None, &[]));
    assert_eq!(of(&["kh-a", "kh-b"]), [("CT002", ERROR)]);
    assert_eq!(of(&["kh-b", "kh-a"]), [("CT002", ERROR)]);
    assert_eq!(of(&["kh-a"]), [("CT002", Level::Warning)]);
}

#[test]
fn a_second_baseline_of_low_confidence_takes_nothing_from_the_first() {
    for stricter in [80, 85, 95] {
        let library = library(&[
            Asked::of("kh-a", 2026, &percent(80)),
            Asked::of("kh-b", 2026, &percent(stricter)).same_as("kh-a").confidence("low"),
        ]);
        for answers in [["kh-a", "kh-b"], ["kh-b", "kh-a"]] {
            let of = |value: u32| found(&library, &plan("2026", &answers, Some("kh-b"), &[("2026", percent(value))]));
            assert_eq!(of(70), [("CT001", ERROR)], "{stricter} {answers:?}");
            // What breaks the doubtful minimum alone only warns.
            let alone = if stricter > 80 { vec![("CT001", Level::Warning)] } else { vec![] };
            assert_eq!(of(80), alone, "{stricter} {answers:?}");
            assert_eq!(of(95), [], "{stricter} {answers:?}");
        }
    }
}

#[test]
fn a_plan_and_its_baseline_have_one_verdict() {
    let hours = "op = \"<=\", value = 24, unit = \"giờ\"";
    let mut optional = Asked::of("kh-o", 2026, &percent(50));
    optional.required = false;
    let library = library(&[Asked::of("kh-a", 2026, &percent(80)), Asked::of("kh-h", 2026, hours), optional]);
    let directory = tempfile::tempdir().unwrap();
    let packs = directory.path().join("packs");
    let mut files = PackFiles::embedded();
    files.files.extend([Asked::of("kh-a", 2026, &percent(80)), Asked::of("kh-h", 2026, hours)].iter().map(Asked::file));
    let mut last = Asked::of("kh-o", 2026, &percent(50));
    last.required = false;
    files.files.push(last.file());
    for file in files.files {
        let path = packs.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.text).unwrap();
    }
    let short = |value: &str| format!("value = {value}, unit = \"%\"");
    for (id, measures, key, words, codes) in [
        ("kh-a", vec![("2026", short("80"))], "met", "đạt", vec![]),
        ("kh-a", vec![("2026", short("90"))], "above", "đạt, vượt mức", vec![]),
        ("kh-a", vec![("2027", short("90"))], "late", "muộn: 2027, thành phố yêu cầu 2026", vec!["CT004"]),
        (
            "kh-a",
            vec![("2027", short("70"))],
            "late",
            "muộn: 2027, thành phố yêu cầu 2026; thấp hơn: thiếu 10 điểm phần trăm",
            vec!["CT001", "CT004"],
        ),
        ("kh-a", vec![("2026", short("50"))], "below", "thấp hơn: thiếu 30 điểm phần trăm", vec!["CT001"]),
        (
            "kh-h",
            vec![("2026", "op = \"<=\", value = 36, unit = \"giờ\"".to_owned())],
            "below",
            "cao hơn: vượt 12 giờ",
            vec!["CT001"],
        ),
        ("kh-h", vec![("2026", short("36"))], "not-comparable", "không so sánh được: khác đơn vị", vec!["CT003"]),
        ("kh-h", vec![], "not-comparable", "không so sánh được: kế hoạch không ghi số", vec!["CT003"]),
    ] {
        let plan = plan("2026..2027", &[id], Some(id), &measures);
        assert_eq!(verdicts(&library, &plan, &[id]), [key], "{measures:?}");
        let found: Vec<&str> = found(&library, &plan).iter().map(|(code, _)| *code).collect();
        assert_eq!(found, codes, "{measures:?}");
        let path = directory.path().join("plan.toml");
        std::fs::write(&path, &plan).unwrap();
        let run = |format: &str| {
            let arguments = ["baseline", id, "--plan", "plan.toml", "--packs", "packs", "--format", format];
            let output =
                kehoach().current_dir(directory.path()).env("COLUMNS", "400").args(arguments).output().unwrap();
            String::from_utf8(output.stdout).unwrap()
        };
        let human = run("human");
        assert!(human.lines().any(|line| line.contains(words)), "«{words}»: {human}");
        let json: serde_json::Value = serde_json::from_str(&run("json")).unwrap();
        let said = &json["indicators"][0]["plan"];
        assert_eq!(said["verdict"], key);
        let direction = match (codes.contains(&"CT001"), id) {
            (true, "kh-h") => "too-high".into(),
            (true, _) => "too-low".into(),
            _ => serde_json::Value::Null,
        };
        assert_eq!(said["direction"], direction, "{measures:?}");
    }
    let nothing = plan("2026", &["kh-a", "kh-o"], None, &[]);
    assert_eq!(verdicts(&library, &nothing, &["kh-a", "kh-o"]), ["missing", "optional"]);
}

#[test]
fn the_minimums_of_several_days_are_compared_in_the_history_too() {
    let library =
        library(&[Asked::of("kh-a", 2026, &percent(80)), Asked::of("kh-b", 2027, &percent(90)).same_as("kh-a")]);
    let of = |values: [u32; 2]| {
        let measures = [("2026", percent(values[0])), ("2027", percent(values[1]))];
        let text = plan("2026..2027", &["kh-a", "kh-b"], Some("kh-a"), &measures);
        let read = pipeline::read(&PlanFile::alone("plan.toml", text.into_bytes()), &library, |resolved, _| {
            kehoach::internals::canonical::canonical(resolved)
        });
        read.output.unwrap()
    };
    let breaks = |old: [u32; 2], new: [u32; 2]| {
        let changes = kehoach::internals::diff::compare(&of(old), &of(new));
        changes.iter().any(kehoach::internals::diff::Change::breaks_minimum)
    };
    assert!(breaks([80, 95], [80, 85]));
    assert!(breaks([85, 95], [75, 95]));
    assert!(!breaks([85, 95], [80, 90]));
}

fn any_measure() -> impl Strategy<Value = (bool, u32)> {
    (any::<bool>(), 0u32..=100)
}

/// A measure in percent with an operator: one of those that go up, or down.
fn measure(downwards: bool, value: u32) -> String {
    let operator = if downwards { "<=" } else { ">=" };
    format!("op = \"{operator}\", value = {value}, unit = \"%\"")
}

/// How bad a plan looks: its gravest level, and how many minimums it does not meet.
fn gravity(library: &Library, plan: &str) -> (u8, Vec<(String, bool)>) {
    let worst = found(library, plan).iter().map(|(_, level)| if *level == ERROR { 2 } else { 1 }).max();
    let read = pipeline::read(&PlanFile::alone("plan.toml", plan.as_bytes().to_vec()), library, |resolved, _| {
        let conformance = Conformance::of(resolved.baselines(), resolved.pack, resolved.plan, TODAY);
        let each = conformance.requirements.iter().flat_map(MergedRequirement::iter);
        let each =
            each.map(|one| (one.indicator.id.value.to_string(), conformance.answers.to(one).verdict.falls_short()));
        each.collect::<Vec<_>>()
    });
    (worst.unwrap_or(0), read.output.unwrap())
}

proptest! {
    #![proptest_config(cases(96))]

    /// Adding a baseline, or raising a minimum, never makes a verdict better: neither the plan's, nor that on any minimum that was there.
    #[test]
    fn more_is_asked_and_no_verdict_becomes_better(
        (down, minimums) in any::<bool>().prop_flat_map(|down| (Just(down), prop::collection::vec(0u32..=100, 2))),
        years in prop::collection::vec(2025u16..=2028, 2),
        confidences in prop::collection::vec(prop::sample::select(vec!["high", "medium", "low"]), 2),
        required in prop::collection::vec(any::<bool>(), 2),
        linked in any::<bool>(),
        other_direction in prop::bool::weighted(0.2),
        period in prop::sample::select(vec!["2025", "2026", "2026..2027", "2025..2030"]),
        promises in prop::collection::vec((prop::sample::select(vec!["", "2025", "2026", "2027", "2028"]), any_measure()), 0..3),
        answered in prop::sample::select(vec!["kh-a", "kh-b"]),
        raise in 1u32..=40,
    ) {
        let asked = |id: &'static str, at: usize, down: bool, value: u32| Asked {
            id,
            year: years[at],
            minimum: Some(measure(down, value)),
            required: required[at],
            confidence: confidences[at],
            same_as: (linked && at == 1).then_some("kh-a"),
        };
        let first = asked("kh-a", 0, down, minimums[0]);
        let second = asked("kh-b", 1, down != other_direction, minimums[1]);
        let raised = if down { minimums[0].saturating_sub(raise) } else { (minimums[0] + raise).min(100) };
        let (before, after) = (library(&[first, second.clone()]), library(&[asked("kh-a", 0, down, raised), second]));
        let mut measures: Vec<(&str, String)> = Vec::new();
        for (year, (_, value)) in &promises {
            if !measures.iter().any(|(known, _)| known == year) {
                measures.push((year, measure(down, *value)));
            }
        }
        let of = |answers: &[&str]| plan(period, answers, (!promises.is_empty()).then_some(answered), &measures);
        let (one, two) = (of(&["kh-a"]), of(&["kh-a", "kh-b"]));
        let pairs = [
            ("a second baseline", gravity(&before, &one), gravity(&before, &two)),
            ("a higher minimum", gravity(&before, &one), gravity(&after, &one)),
            ("a higher minimum of two", gravity(&before, &two), gravity(&after, &two)),
        ];
        for (what, (level, verdicts), (new_level, new_verdicts)) in pairs {
            prop_assert!(new_level >= level, "{}: {} to {}\n{}", what, level, new_level, two);
            for (id, short) in verdicts {
                let now = new_verdicts.iter().find(|(other, _)| *other == id).map(|(_, short)| *short);
                prop_assert!(!short || now == Some(true), "{}: {}\n{}", what, id, two);
            }
        }
    }
}

#[test]
fn a_verdict_knows_what_it_says_of_the_values() {
    let late = Verdict::Late(Box::new(Verdict::Met));
    assert!(late.falls_short() && late.is_late() && !late.of_values().falls_short());
    assert_eq!(Verdict::Waived(Box::new(late.clone())).key(), "waived");
    assert!(Verdict::WaiverExpired(Box::new(late)).falls_short());
}

/// A baseline of one indicator with a minimum by each of several years.
fn by_years(minimums: &[(u16, u32)], down: bool) -> PackFiles {
    let mut packs = PackFiles::embedded();
    let each = minimums.iter().map(|(year, value)| format!("{{ {}, by = \"{year}\" }}", measure(down, *value)));
    let one = Asked::of("kh-a", 2026, "value = 1").file();
    let horizon = "horizon = \"2025..2030\"";
    let list = format!("commune = [{}]", each.collect::<Vec<_>>().join(", "));
    let text = one.text.replace("horizon = \"2026\"", horizon).replace("commune = { value = 1, by = \"2026\" }", &list);
    assert!(text.contains(horizon) && text.contains(&list), "{text}");
    packs.files.push(PackFile { text, ..one });
    packs
}

#[test]
fn each_of_several_days_is_answered_by_a_promise_at_or_before_it() {
    let library = Library::load(&by_years(&[(2026, 80), (2028, 90), (2030, 95)], false));
    let of = |period: &str, measures: &[(&str, u32)]| {
        let measures: Vec<(&str, String)> = measures.iter().map(|(year, value)| (*year, percent(*value))).collect();
        let text = plan(period, &["kh-a"], (!measures.is_empty()).then_some("kh-a"), &measures);
        let read = pipeline::read(&PlanFile::alone("plan.toml", text.clone().into_bytes()), &library, |resolved, _| {
            let all = answers(resolved.pack.baseline("kh-a").unwrap(), resolved.pack, resolved.plan, TODAY);
            all.iter().map(|answer| answer.verdict.key()).collect::<Vec<_>>()
        });
        (found(&library, &text), read.output.unwrap())
    };
    assert_eq!(of("2026", &[("2026", 80)]), (vec![], vec!["met", "not-due", "not-due"]));
    assert_eq!(of("2026", &[("2026", 79)]), (vec![("CT001", ERROR)], vec!["below", "not-due", "not-due"]));
    assert_eq!(of("2026", &[]), (vec![("CT002", ERROR)], vec!["missing", "not-due", "not-due"]));
    assert_eq!(of("2026..2028", &[("2026", 80), ("2028", 90)]), (vec![], vec!["met", "met", "not-due"]));
    assert_eq!(of("2026..2028", &[("2026", 80)]).0, [("CT003", ERROR)]);
    assert_eq!(of("2026..2028", &[("2026", 95)]).0, []);
    assert_eq!(of("2026..2028", &[]), (vec![("CT002", ERROR)], vec!["missing", "missing", "not-due"]));
    // What was to be reached before the period is asked no more.
    assert_eq!(of("2027..2028", &[("2028", 90)]), (vec![], vec!["met", "not-due"]));
    assert_eq!(of("2029", &[("2029", 92)]), (vec![], vec!["not-due"]));
    assert_eq!(of("2031", &[("2031", 99)]), (vec![("CT004", ERROR)], vec!["late"]));
}

proptest! {
    #![proptest_config(cases(64))]

    /// Raising any one of several minimums of an indicator makes no verdict better, neither the plan's nor that on any of its days.
    #[test]
    fn a_higher_minimum_of_several_makes_no_verdict_better(
        down in any::<bool>(),
        minimums in prop::collection::btree_map(2025u16..=2030, 0u32..=100, 1..4),
        raised in 0usize..4,
        raise in 1u32..=40,
        period in prop::sample::select(vec!["2025", "2026", "2026..2027", "2025..2030", "2028..2029"]),
        promises in prop::collection::btree_map(prop::sample::select(vec!["2025", "2026", "2027", "2028", "2030"]), 0u32..=100, 0..3),
    ) {
        let before: Vec<(u16, u32)> = minimums.into_iter().collect();
        let mut after = before.clone();
        let at = raised % after.len();
        after[at].1 = if down { after[at].1.saturating_sub(raise) } else { (after[at].1 + raise).min(100) };
        let (before, after) = (Library::load(&by_years(&before, down)), Library::load(&by_years(&after, down)));
        let measures: Vec<(&str, String)> = promises.iter().map(|(year, value)| (*year, measure(down, *value))).collect();
        let plan = plan(period, &["kh-a"], (!measures.is_empty()).then_some("kh-a"), &measures);
        let ((level, old), (new_level, new)) = (gravity(&before, &plan), gravity(&after, &plan));
        prop_assert!(new_level >= level, "{level} to {new_level}\n{plan}");
        prop_assert_eq!(old.len(), new.len());
        for ((_, was), (_, now)) in old.iter().zip(&new) {
            prop_assert!(!was || *now, "{}", plan);
        }
    }
}
