//! A key of the format is in its place everywhere: in the plan that has every key, in the documentation, in the document that is printed, and in
//! what `show` and `diff` say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::schema::{json_of_file, toml_of};
use crate::support::{library, read, root, settings};
use kehoach::internals::canonical::{Canonical, canonical, field_label};
use kehoach::internals::compose::compose;
use kehoach::internals::diagnostic::Findings;
use kehoach::internals::diff::compare;
use kehoach::internals::pipeline::{self, PlanFile};
use kehoach::internals::render::DATA;
use kehoach::internals::resolve::Resolved;
use kehoach::internals::schema;
use serde_json::{Value, json};

const DIRECTORY: &str = "tests/findings/passing";
const CSV: &str = "DL002-every-key.csv";

/// Keys that change nothing in the document, by the reason.
const NOT_PRINTED: &[(&str, &[&str])] = &[
    ("the format of the file", &["schema"]),
    (
        "names by which the plan refers to its own items",
        &[
            "agencies.id",
            "appendices.id",
            "appendices.tables.columns.id",
            "appendices.tables.id",
            "documents.id",
            "groups.id",
            "targets.id",
            "tasks.id",
        ],
    ),
    (
        "what rules judge by",
        &[
            "agencies.covers",
            "agencies.in_force_until",
            "agencies.kind",
            "agencies.overrides",
            "agencies.replaced_by",
            "answers",
            "documents.aliases",
            "documents.in_force_from",
            "documents.in_force_until",
            "documents.note",
            "documents.overrides",
            "documents.replaced_by",
            "documents.sources",
            "documents.verification",
            "documents.verified_on",
            "status",
            "targets.promise.indicator",
            "targets.promise.series",
            "tasks.serves",
        ],
    ),
    ("another value goes with other keys", &["issuer.kind", "tasks.due.every"]),
    ("the document has a symbol of its own", &["issuer.symbol"]),
    ("where the data come from", &["appendices.tables.csv", "commune.city"]),
];

/// Keys that `diff` does not speak of, by the reason.
const NOT_COMPARED: &[(&str, &[&str])] = &[
    // `diff_fields` renames them together with what refers to them.
    ("another value breaks what refers to it", &["agencies.id", "documents.id", "groups.id"]),
    ("another value goes with other keys", &["issuer.kind", "tasks.due.every"]),
    ("the file of another name is not there", &["appendices.tables.csv"]),
    ("there is one version of the format", &["schema"]),
];

fn declared(keys: &[(&str, &[&'static str])]) -> BTreeSet<&'static str> {
    keys.iter().flat_map(|(_, keys)| *keys).copied().collect()
}

/// A key or the place of an item on the way to a value.
#[derive(Debug, Clone)]
enum Step {
    Key(String),
    Item(usize),
}

/// A key in the plan: where it is, and what the schema says of it.
struct Use<'s> {
    steps: Vec<Step>,
    shape: &'s Value,
}

/// All keys of the schema by their path, such as `targets.promise.by`, with every use of them in a plan.
fn keys<'s>(
    shape: &'s Value,
    plan: Option<&Value>,
    path: &str,
    steps: &[Step],
    out: &mut BTreeMap<String, Vec<Use<'s>>>,
) {
    let below = |step: Step| steps.iter().cloned().chain([step]).collect::<Vec<_>>();
    for (key, inner) in shape["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{key}").trim_start_matches('.').to_owned();
        let steps = below(Step::Key(key.clone()));
        let value = plan.and_then(|plan| plan.get(key));
        let uses = out.entry(path.clone()).or_default();
        uses.extend(value.map(|_| Use { steps: steps.clone(), shape: inner }));
        keys(inner, value, &path, &steps, out);
    }
    if shape["items"].is_object() {
        keys(&shape["items"], None, path, steps, out);
        for (index, item) in plan.and_then(Value::as_array).into_iter().flatten().enumerate() {
            keys(&shape["items"], Some(item), path, &below(Step::Item(index)), out);
        }
    }
    for alternative in shape["anyOf"].as_array().into_iter().flatten() {
        let of_this_kind = plan.filter(|plan| plan.is_array() == alternative["items"].is_object());
        keys(alternative, of_this_kind, path, steps, out);
    }
    if shape["additionalProperties"].is_object() {
        for (name, value) in plan.and_then(Value::as_object).into_iter().flatten() {
            if shape["properties"].get(name).is_none() && value.is_object() {
                keys(&shape["additionalProperties"], Some(value), path, &below(Step::Key(name.clone())), out);
            }
        }
    }
}

/// The plans that have every key between them: what a decision says, a plan without one says itself.
fn plans() -> [Value; 2] {
    ["DL002-every-key.toml", "DL002-every-key-of-a-decision.toml"]
        .map(|name| json_of_file(&root().join(DIRECTORY).join(name)))
}

/// What is made of a plan; none where it has a mistake in its data.
fn from_resolved<T>(plan: &Value, make: impl FnOnce(&Resolved<'_>, &mut Findings) -> T) -> Option<T> {
    let beside = BTreeMap::from([(CSV.to_owned(), read(format!("{DIRECTORY}/{CSV}")).into_bytes())]);
    let file = PlanFile { name: "plan.toml".to_owned(), bytes: toml_of(plan).into_bytes(), files: Arc::new(beside) };
    let loaded = pipeline::read(&file, library(), make);
    loaded.output.filter(|_| loaded.complete)
}

/// The data of the document.
fn data(plan: &Value) -> Option<Vec<u8>> {
    let project = pipeline::project(&from_resolved(plan, compose)?, settings(false)).unwrap();
    Some(project.files[DATA].clone())
}

fn form(plan: &Value) -> Option<Canonical> {
    from_resolved(plan, |resolved, _| canonical(resolved))
}

/// Other values of a key: none at all, what the schema offers, and something like the one that is there.
fn others(there: &Value, shape: &Value) -> Vec<Option<Value>> {
    let offered = std::iter::once(shape).chain(shape["anyOf"].as_array().into_iter().flatten()).flat_map(|shape| {
        ["enum", "examples"].into_iter().flat_map(|list| shape[list].as_array().into_iter().flatten())
    });
    let like = match there {
        Value::String(text) => {
            vec![json!(format!("{text} mới")), json!(format!("{text}-moi")), json!(text.replace('6', "7"))]
        }
        Value::Number(number) => vec![json!(number.as_f64().unwrap() + 1.0), json!(number.as_u64().unwrap_or(0) + 1)],
        Value::Bool(flag) => vec![json!(!flag)],
        Value::Array(items) => vec![json!(items[..items.len() - 1]), json!(items[1..])],
        Value::Null | Value::Object(_) => Vec::new(),
    };
    let values = offered.cloned().chain(like).filter(|value| value != there);
    std::iter::once(None).chain(values.map(Some)).collect()
}

/// The plan with another value of a key, or without it.
fn changed(plan: &Value, steps: &[Step], value: Option<Value>) -> Value {
    let mut plan = plan.clone();
    let (Step::Key(last), above) = steps.split_last().unwrap() else { unreachable!("a use ends in a key") };
    let table = above.iter().fold(&mut plan, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Item(index) => &mut value[index],
    });
    match value {
        Some(value) => table[last] = value,
        None => drop(table.as_object_mut().unwrap().remove(last)),
    }
    plan
}

#[test]
fn every_key_is_in_the_plan_that_has_every_key() {
    let (schema, plans) = (schema::plan(), plans());
    let mut found = BTreeMap::new();
    for plan in &plans {
        keys(&schema, Some(plan), "", &[], &mut found);
    }
    let missing: Vec<&String> = found.iter().filter(|(_, uses)| uses.is_empty()).map(|(key, _)| key).collect();
    assert!(found.len() > 120 && missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_key_is_documented() {
    let (schema, docs) = (schema::plan(), read("docs/plan-format.md"));
    let mut found = BTreeMap::new();
    keys(&schema, None, "", &[], &mut found);
    let named = |path: &str| {
        let key = path.rsplit('.').next().unwrap();
        [format!("[{path}]"), format!("`{key}`"), format!("{key} = ")].iter().any(|form| docs.contains(form))
    };
    let missing: Vec<&String> = found.keys().filter(|path| !named(path)).collect();
    assert!(missing.is_empty(), "docs/plan-format.md has no row for {missing:#?}");
}

#[test]
fn every_key_changes_the_document_and_the_comparison_or_is_declared_not_to() {
    let (schema, plans) = (schema::plan(), plans());
    let (mut all, mut seen_printed, mut seen_compared) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for plan in &plans {
        let (printed, compared) = keys_that_change_something(&schema, plan, &mut all);
        seen_printed.extend(printed);
        seen_compared.extend(compared);
    }
    let without = |seen: &BTreeSet<String>| all.difference(seen).cloned().collect::<BTreeSet<_>>();
    let wanted = |keys| declared(keys).into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!((without(&seen_printed), without(&seen_compared)), (wanted(NOT_PRINTED), wanted(NOT_COMPARED)));
}

/// Returns the keys of a plan that change the document, and those that change the comparison.
fn keys_that_change_something(
    schema: &Value,
    plan: &Value,
    all: &mut BTreeSet<String>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut found = BTreeMap::new();
    keys(schema, Some(plan), "", &[], &mut found);
    all.extend(found.keys().cloned());
    let (printed_before, before) = (data(plan).unwrap(), form(plan).unwrap());
    let (mut seen_printed, mut seen_compared) = (BTreeSet::new(), BTreeSet::new());
    for (key, uses) in &found {
        let (mut printed, mut compared) = (false, false);
        for Use { steps, shape } in uses {
            let there = steps.iter().fold(plan, |value, step| match step {
                Step::Key(key) => &value[key],
                Step::Item(index) => &value[index],
            });
            // What the keys of a table change is seen of each of them.
            if there.is_object() || there[0].is_object() {
                (printed, compared) = (true, true);
            }
            for value in others(there, shape) {
                let changed = changed(plan, steps, value);
                printed = printed || data(&changed).is_some_and(|data| data != printed_before);
                compared = compared || form(&changed).is_some_and(|form| !compare(&before, &form).is_empty());
            }
        }
        seen_printed.extend(printed.then(|| key.clone()));
        seen_compared.extend(compared.then(|| key.clone()));
    }
    (seen_printed, seen_compared)
}

#[test]
fn every_field_has_a_label() {
    for item in plans().iter().flat_map(|plan| form(plan).unwrap().items) {
        for field in &item.fields {
            let label = field_label(item.list, &field.name).to_string();
            assert!(label.contains(|letter: char| !letter.is_ascii()), "{:?} {}: {label}", item.list, field.name);
        }
    }
}
