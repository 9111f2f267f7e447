//! What must hold for any edits of a plan: both directions say the same, what is only typed differently is no change, and
//! an item of a real plan is known wherever it goes.

use std::cmp::Ordering;
use std::sync::LazyLock;

use crate::diff_fields::{BASE, EDITS, Edit, as_text, at, changes, edited, mirror, parse, renamed, rendered};
use crate::support::{cases, example, examples};
use kehoach::internals::canonical::Canonical;
use proptest::prelude::*;
use serde_json::{Value as Json, json as object};
use toml::{Table, Value};
use toml_edit::DocumentMut;

/// The plan whose every key is edited, and a real one.
static SMALL: LazyLock<(Table, Canonical)> = LazyLock::new(|| with_its_canonical_form(BASE));
static REAL: LazyLock<(Table, Canonical)> = LazyLock::new(|| with_its_canonical_form(&example("binh-giang-2026")));

fn with_its_canonical_form(text: &str) -> (Table, Canonical) {
    let plan: Table = text.parse().unwrap();
    let canonical = parse(&plan);
    (plan, canonical)
}

fn list<'p>(plan: &'p mut Table, path: &str) -> &'p mut Vec<Value> {
    let path: Vec<&str> = path.split('/').collect();
    let inner = plan.get_mut(path[0]).unwrap();
    at(inner, &path[1..]).unwrap().as_array_mut().unwrap()
}

fn length(path: &str) -> usize {
    list(&mut REAL.0.clone(), path).len()
}

fn sorted(changes: impl IntoIterator<Item = Json>) -> Vec<String> {
    let mut out: Vec<String> = changes.into_iter().map(|change| change.to_string()).collect();
    out.sort();
    out
}

fn words() -> impl Strategy<Value = String> {
    const WORDS: [&str; 12] =
        ["hồ sơ", "xã", "dữ liệu", "số hóa", "100%", "người dân", "trực tuyến", "và", "(nếu có)", "*", "A&B", "«mở»"];
    prop::collection::vec(prop::sample::select(&WORDS[..]), 2..9)
        .prop_map(|words| format!("Nội dung mới: {} hết", words.join(" ")))
}

/// Keys of words that are free, each with what an edit of it is reported as.
fn prose() -> Vec<(&'static str, &'static str)> {
    let prose = EDITS.iter().filter_map(|(edit, expected)| match edit {
        // Choices are a word; what is known by its words has another id with others.
        Edit::Put(path, composed) if composed.starts_with('\'') && composed.contains(' ') => Some((*path, *expected)),
        _ => None,
    });
    let prose: Vec<_> =
        prose.filter(|(path, _)| !["recipients/to/2", "bases/1/text", "commune/named_after"].contains(path)).collect();
    assert!(prose.len() > 30, "{prose:?}");
    prose
}

const OPERATORS: [&str; 4] = [">=", ">", "~", "="];

/// How strong a single promise is: the number, then the operator.
fn strength(op: &str, number: u8) -> (u8, u8) {
    let strictness = match op {
        "~" => 0,
        ">" => 2,
        _ => 1,
    };
    (number, strictness)
}

fn effect(old: (u8, u8), new: (u8, u8)) -> &'static str {
    match new.cmp(&old) {
        Ordering::Less => "loosened",
        Ordering::Greater => "tightened",
        Ordering::Equal => "neutral",
    }
}

/// The small plan with a promise written so.
fn promising(promise: &str) -> Canonical {
    parse(&edited(&SMALL.0, Edit::Put("targets/mang-lan/promise", promise)).unwrap())
}

/// The same plan in another hand: keys in another order, prose wrapped, quotes and comments changed.
fn rewritten(text: &str, width: usize) -> String {
    let mut plan: DocumentMut = text.parse().unwrap();
    for list in ["targets", "tasks", "assignments", "sections", "bases"] {
        let Some(tables) = plan.get_mut(list).and_then(|list| list.as_array_of_tables_mut()) else { continue };
        for table in tables.iter_mut() {
            table.sort_values_by(|one, _, other, _| other.get().cmp(one.get()));
            for (_, item) in table.iter_mut().filter(|(key, _)| *key != "due") {
                let Some(words) = item.as_str().filter(|words| words.contains(' ') && !words.contains(['\n', '|']))
                else {
                    continue;
                };
                *item = toml_edit::value(wrapped(words, width));
            }
        }
    }
    plan.to_string().replace("\n\n[", "\n\n# ghi chú\n[")
}

fn wrapped(words: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    let mut inside = 0_usize;
    for word in words.split(' ') {
        // A line that begins with a sign could be an item.
        let safe = inside == 0 && word.starts_with(char::is_alphabetic);
        if column > width && safe {
            out.push('\n');
            column = 0;
        } else if !out.is_empty() {
            out.push(' ');
        }
        inside = inside + word.matches("{{").count() - word.matches("}}").count();
        out.push_str(word);
        column += word.chars().count() + 1;
    }
    out
}

proptest! {
    #![proptest_config(cases(40))]

    /// Whatever was changed, the way back is the mirror of the way there; and what got weaker comes first.
    #[test]
    fn the_way_back_is_the_mirror(edits in prop::sample::subsequence(EDITS, 1..8)) {
        let plan = edits.iter().fold(SMALL.0.clone(), |plan, (edit, _)| edited(&plan, *edit).unwrap_or(plan));
        let changed = parse(&plan);
        let there = changes(&SMALL.1, &changed);
        prop_assert_eq!(sorted(there.iter().map(mirror)), sorted(changes(&changed, &SMALL.1)));
        let effects: Vec<&str> = there.iter().map(|change| change["effect"].as_str().unwrap()).collect();
        let rank = |effect: &&str| ["loosened", "incomparable", "tightened", "neutral"].iter().position(|known| known == effect);
        prop_assert!(effects.is_sorted_by_key(rank), "{effects:?}");
        prop_assert_eq!(changes(&changed, &changed), Vec::<Json>::new());
    }

    /// Any words in place of others are one change of their key.
    #[test]
    fn other_words_are_one_change((path, expected) in prop::sample::select(prose()), words in words()) {
        let composed = format!("'{words}'");
        let there = changes(&SMALL.1, &parse(&edited(&SMALL.0, Edit::Put(path, &composed)).unwrap()));
        prop_assert_eq!(there.iter().map(rendered).collect::<Vec<_>>(), [expected]);
    }

    /// A promise is weighed by its number, then by its operator.
    #[test]
    fn a_promise_is_weighed_by_what_it_says(
        (old, new) in (0..=120_u8, 0..=120_u8),
        (old_op, new_op) in (prop::sample::select(&OPERATORS[..]), prop::sample::select(&OPERATORS[..])),
    ) {
        let promise = |op: &str, value: u8| promising(&format!("{{ op = '{op}', value = {value}, unit = '%', by = '2026' }}"));
        let there = changes(&promise(old_op, old), &promise(new_op, new));
        let effect = effect(strength(old_op, old), strength(new_op, new));
        let expected = format!("changed target mang-lan promise {effect}");
        let expected = if (old, old_op) == (new, new_op) { vec![] } else { vec![expected] };
        prop_assert_eq!(there.iter().map(rendered).collect::<Vec<_>>(), expected);
    }

    /// An item of a list may go anywhere in it.
    #[test]
    fn an_item_that_moves_is_one_change(
        (path, item) in prop::sample::select(&[("targets", "target"), ("bases", "basis"), ("recipients/to", "recipient")][..]),
        (from, to) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let (from, to) = (from.index(length(path)), to.index(length(path)));
        prop_assume!(from != to);
        let mut plan = REAL.0.clone();
        let items = list(&mut plan, path);
        let taken = items.remove(from);
        items.insert(to, taken);
        let there = changes(&REAL.1, &parse(&plan));
        prop_assert_eq!(there.len(), 1, "{:#?}", there);
        prop_assert_eq!((&there[0]["kind"], &there[0]["item"]), (&object!("moved"), &object!(item)));
    }

    /// An item of a list may go, or come, anywhere in it.
    #[test]
    fn an_item_that_goes_is_one_change(
        path in prop::sample::select(&["targets", "bases", "recipients/to", "assignments"][..]),
        place in any::<prop::sample::Index>(),
    ) {
        let mut plan = REAL.0.clone();
        let gone = list(&mut plan, path).remove(place.index(length(path)));
        // What is referred to cannot go.
        let id = gone.get("id").and_then(Value::as_str).map(|id| format!("\"{id}\""));
        prop_assume!(id.is_none_or(|id| !as_text(&plan).contains(&id)));
        let new = parse(&plan);
        let there = changes(&REAL.1, &new);
        prop_assert_eq!(there.len(), 1, "{:#?}", there);
        prop_assert_eq!(&there[0]["kind"], "removed");
        prop_assert_eq!(changes(&new, &REAL.1), [mirror(&there[0])]);
    }

    /// An item under another id is the same item.
    #[test]
    fn another_id_is_one_change(
        (path, prefix) in prop::sample::select(&[("targets", ""), ("tasks", ""), ("groups", "nhom/")][..]),
        place in any::<prop::sample::Index>(),
    ) {
        let id = list(&mut REAL.0.clone(), path)[place.index(length(path))]["id"].as_str().unwrap().to_owned();
        // A sentence of the city has the id of a target too.
        prop_assume!(as_text(&REAL.0).matches(&format!("standard(\"{id}\")")).count() == 0);
        let there = changes(&REAL.1, &parse(&renamed(&REAL.0, &id)));
        prop_assert_eq!(there.len(), 1, "{:#?}", there);
        prop_assert_eq!((&there[0]["id"], &there[0]["field"]), (&object!(format!("{prefix}{id}-moi")), &object!("id")));
    }
}

/// What is only typed differently is no change.
#[test]
fn another_hand_is_no_change() {
    for name in examples() {
        let text = example(&name);
        let old = parse(&text.parse().unwrap());
        for width in [10, 30, 80] {
            let new = parse(&rewritten(&text, width).parse().unwrap());
            assert_eq!(changes(&old, &new), Vec::<Json>::new(), "{name}, {width} columns");
        }
    }
}

/// The later a promise is due, the less it promises.
#[test]
fn a_promise_is_weighed_by_its_last_day() {
    let horizons = ["2025", "2026-Q3", "2026-11", "2026", "2027", "2025..2030"]
        .map(|by| promising(&format!("{{ op = '>=', value = 96, unit = '%', by = '{by}' }}")));
    for (earlier, old) in horizons.iter().enumerate() {
        for (later, new) in horizons.iter().enumerate() {
            let expected = match earlier.cmp(&later) {
                Ordering::Less => vec!["changed target mang-lan promise.by loosened"],
                Ordering::Equal => vec![],
                Ordering::Greater => vec!["changed target mang-lan promise.by tightened"],
            };
            assert_eq!(changes(old, new).iter().map(rendered).collect::<Vec<_>>(), expected, "{earlier} {later}");
        }
    }
}

/// The end of the plan is that of the promises without one.
#[test]
fn a_later_end_of_the_plan_loosens_what_has_no_end_of_its_own() {
    let open = edited(&SMALL.0, Edit::Drop("targets/hai-so-do/promise/tram/by")).unwrap();
    let later = edited(&open, Edit::Put("document/period", "'2026..2027'")).unwrap();
    let there = changes(&parse(&open), &parse(&later));
    assert_eq!(there.iter().map(rendered).collect::<Vec<_>>(), ["changed document document period loosened"]);
}

/// The contract of the keys.
#[test]
fn every_change_has_the_keys_that_programs_read() {
    let plan = edited(&SMALL.0, Edit::Put("targets/mang-lan/promise/value", "10")).unwrap();
    assert_eq!(
        changes(&SMALL.1, &parse(&plan)),
        [object!({
            "kind": "changed",
            "item": "target",
            "id": "mang-lan",
            "field": "promise",
            "old": "≥ 96%",
            "new": "≥ 10%",
            "effect": "loosened",
            "minimum": "below",
            "old_minimum": "met",
            "minimum_value": "≥ 95%",
        })]
    );
}
