//! The JSON Schema says what the decoder says: the same keys, the same requirements, the same words.

use crate::support;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use kehoach::internals::decode::parse;
use kehoach::internals::diagnostic::{Diagnostic, Findings, Language};
use kehoach::internals::id;
use kehoach::internals::plan::Plan;
use kehoach::internals::schema;
use kehoach::internals::sign::{self, Area, Blank, Locations, Sidecar, Versions};
use kehoach::internals::source::SourceMap;
use serde_json::{Map, Value, json};
use toml::de::DeValue;

/// Ids that nothing has are no matter of the schema.
const UNKNOWN_ID: &str = "DL005";

fn validator() -> &'static Validator {
    static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::draft202012::new(&schema::plan()).unwrap());
    &VALIDATOR
}

/// What a plan says, as an editor gives it to the schema: dates are strings.
fn json_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(integer) => Value::from(integer.to_string().parse::<i64>().unwrap()),
        DeValue::Float(float) => Value::from(float.to_string().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(datetime) => Value::from(datetime.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json_of(item.get_ref())).collect(),
        DeValue::Table(table) => {
            table.iter().map(|(key, value)| (key.get_ref().to_string(), json_of(value.get_ref()))).collect()
        }
    }
}

pub(crate) fn json_of_file(path: &Path) -> Value {
    let bytes = std::fs::read(path).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let mut sources = SourceMap::new();
    let file = sources.add("plan.toml", text);
    let mut findings = Findings::new();
    let parsed = parse(file, text, &mut findings);
    assert!(findings.is_empty(), "{} is not TOML", path.display());
    json_of(&DeValue::Table(parsed.table.into_inner()))
}

/// A plan as TOML: each key of the file on a line.
pub(crate) fn toml_of(plan: &Value) -> String {
    fn inline(value: &Value) -> String {
        match value {
            Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
            Value::Object(keys) => {
                let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
            scalar => scalar.to_string(),
        }
    }
    let lines: Vec<String> =
        plan.as_object().unwrap().iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect();
    lines.join("\n")
}

/// What the decoder finds, but for ids that nothing has.
fn decoded(plan: &Value) -> Vec<Diagnostic> {
    let mut sources = SourceMap::new();
    let file = sources.add("plan.toml", toml_of(plan));
    let mut findings = Findings::new();
    Plan::read(file, &sources, &mut findings);
    findings.sorted().into_iter().filter(|finding| finding.meta.code != UNKNOWN_ID).collect()
}

/// A table of the schema, and how a value of it becomes a whole plan.
pub(crate) struct Place<'a> {
    pub(crate) path: String,
    pub(crate) table: &'a Value,
    pub(crate) whole: &'a dyn Fn(Value) -> Value,
}

impl Place<'_> {
    pub(crate) fn properties(&self) -> &Map<String, Value> {
        self.table["properties"].as_object().unwrap()
    }

    pub(crate) fn example(&self) -> Map<String, Value> {
        self.table["examples"][0].as_object().unwrap().clone()
    }

    pub(crate) fn plan_with(&self, key: &str, value: Value) -> Value {
        let mut table = self.example();
        table.insert(key.to_owned(), value);
        (self.whole)(Value::Object(table))
    }
}

/// Visits every table of the schema.
pub(crate) fn walk(path: &str, shape: &Value, whole: &dyn Fn(Value) -> Value, visit: &mut dyn FnMut(&Place<'_>)) {
    if let Some(properties) = shape["properties"].as_object() {
        let place = Place { path: path.to_owned(), table: shape, whole };
        visit(&place);
        for (key, inner) in properties {
            walk(&format!("{path}.{key}"), inner, &|value| place.plan_with(key, value), visit);
        }
    }
    if shape["items"]["description"].is_string() {
        walk(&format!("{path}[]"), &shape["items"], &|value| whole(json!([value])), visit);
    }
    for alternative in shape["anyOf"].as_array().into_iter().flatten().filter(|one| one["description"].is_string()) {
        walk(path, alternative, whole, visit);
    }
    if shape["additionalProperties"].is_object() {
        let named = |value| whole(json!({ "5g": value }));
        walk(&format!("{path}.*"), &shape["additionalProperties"], &named, visit);
    }
}

/// Visits every table of the plan. Standard sections bring titles, so that only the decoder has a say.
fn every_table(visit: &mut dyn FnMut(&Place<'_>)) {
    let with_standard = |mut plan: Value| {
        if plan.get("standard").is_none() {
            plan["standard"] = "kh-215-2025".into();
        }
        plan
    };
    walk("", &schema::plan(), &with_standard, visit);
}

fn fixtures(directory: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(support::root().join("tests/findings").join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn the_command_prints_it() {
    let output = support::kehoach().arg("schema").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), schema::text(&schema::plan()));
}

#[test]
fn it_is_a_schema() {
    let schema = schema::plan();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    assert!(jsonschema::draft7::meta::is_valid(&schema));
}

#[test]
fn plans_that_are_right_are_valid() {
    // Older editors judge by draft 7.
    let older = jsonschema::options().with_draft(Draft::Draft7).build(&schema::plan()).unwrap();
    let examples =
        support::examples().into_iter().map(|name| support::root().join("examples").join(name).join("plan.toml"));
    for path in examples.chain(fixtures("passing")) {
        let plan = json_of_file(&path);
        for validator in [validator(), &older] {
            let errors: Vec<String> =
                validator.iter_errors(&plan).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        }
    }
}

#[test]
fn plans_with_wrong_keys_and_values_are_not() {
    let mut count = 0;
    for path in fixtures("failing") {
        let name = path.file_name().unwrap().to_str().unwrap();
        // Whether a section may be without a title depends on its depth, which no schema knows.
        let by_depth = name == "DL003-section-without-title.toml";
        if !by_depth && ["DL002", "DL003", "DL004", "DL013"].iter().any(|code| name.starts_with(code)) {
            assert!(!validator().is_valid(&json_of_file(&path)), "{name}");
            count += 1;
        }
    }
    assert!(count >= 7);
}

#[test]
fn every_example_names_the_schema() {
    for name in support::examples() {
        assert!(support::example(&name).starts_with("#:schema ../../plans/plan.schema.json\n"), "{name}");
    }
    assert!(support::root().join("examples/binh-giang-2026/../../plans/plan.schema.json").is_file());
}

#[test]
fn every_table_has_the_keys_of_the_decoder() {
    let mut count = 0;
    every_table(&mut |place| {
        // A row has the keys that the columns name.
        if place.table["additionalProperties"].is_object() {
            return;
        }
        let known: BTreeSet<String> = place.properties().keys().cloned().collect();
        let findings = decoded(&place.plan_with("qwzx", 1.into()));
        assert_eq!(findings.len(), 1, "{}: {findings:#?}", place.path);
        assert_eq!(findings[0].meta.code, "DL002");
        let help = findings[0].help.as_ref().unwrap().get(Language::Vietnamese);
        assert!(help.starts_with("ở đây dùng được"), "{help}");
        let offered: BTreeSet<String> = help.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(known, offered, "{}", place.path);
        assert_eq!(place.table["additionalProperties"], false, "{}", place.path);
        count += 1;
    });
    assert!(count >= 20, "{count}");
}

#[test]
fn every_table_requires_what_the_decoder_requires() {
    let validator = validator();
    every_table(&mut |place| {
        for key in place.example().keys() {
            let mut table = place.example();
            table.remove(key);
            agree(validator, &(place.whole)(Value::Object(table)), &format!("{} without `{key}`", place.path));
        }
        agree(validator, &(place.whole)(json!({})), &format!("{} empty", place.path));
    });
}

/// Every example, default and word of the schema, and values of all kinds, most of them wrong.
#[test]
fn every_key_takes_what_the_decoder_takes() {
    let validator = validator();
    let others = [
        json!(true),
        json!(0),
        json!(-1),
        json!(5),
        json!(2026),
        json!(95.5),
        json!(""),
        json!("Xã Bình Giang"),
        json!("mot-ma.hai"),
        json!("2026"),
        json!("2026-9"),
        json!("2026-13"),
        json!("2026-09"),
        json!("2026-09-30"),
        json!("2026-Q4"),
        json!("2026-Q5"),
        json!("2026-H2"),
        json!("2026-H3"),
        json!("2025..2027"),
        json!("2026-Q1 .. 2026-Q3"),
        json!("2025..2026..2027"),
        json!("20260"),
        json!("KT. Chủ tịch"),
        json!("KT."),
        json!([]),
        json!([5]),
        json!([2, 3]),
        json!(["mot-ma"]),
        json!(["mot-ma", 5]),
        json!({}),
    ];
    every_table(&mut |place| {
        for (key, inner) in place.properties() {
            for example in inner["examples"].as_array().unwrap() {
                let plan = place.plan_with(key, example.clone());
                let findings = decoded(&plan);
                assert!(findings.is_empty(), "{}.{key} = {example}: {findings:#?}", place.path);
            }
            let listed = ["examples", "enum"].iter().flat_map(|list| inner[list].as_array().into_iter().flatten());
            for value in listed.chain(inner.get("default")).chain(&others) {
                agree(validator, &place.plan_with(key, value.clone()), &format!("{}.{key} = {value}", place.path));
            }
        }
    });
}

/// The schema takes a plan if and only if the decoder does.
fn agree(validator: &Validator, plan: &Value, what: &str) {
    let findings = decoded(plan);
    let rendered: Vec<&str> = findings.iter().map(|finding| finding.message.get(Language::Vietnamese)).collect();
    assert_eq!(validator.is_valid(plan), findings.is_empty(), "{what}: the decoder says {rendered:?}");
}

#[test]
fn everything_is_described() {
    every_table(&mut |place| {
        for (key, inner) in place.properties() {
            let about = inner["description"].as_str().unwrap();
            assert!(
                ["{} = ", "[{}]", ".{}]"].iter().any(|form| about.contains(&form.replace("{}", key))),
                "{}.{key}",
                place.path
            );
        }
    });
}

#[test]
fn the_pattern_of_ids_is_theirs() {
    let pattern = json!({ "pattern": id::Id::PATTERN });
    let validator = jsonschema::validator_for(&pattern).unwrap();
    for text in ["a", "a-b", "5g", "a.b-c.d", "", ".", "a.", ".a", "a..b", "A", "đ", "a b", "a_b", "a\n"] {
        assert_eq!(validator.is_valid(&text.into()), id::Id::is_well_formed(text), "{text:?}");
    }
}

#[test]
fn the_schema_of_the_sidecar_says_what_a_sidecar_has_and_nothing_else() {
    let area = Area { page: 1, left: 90.0, top: 200.5, width: 50.0, height: 28.0 };
    let blank = Blank { name: "so".to_owned(), area, baseline: 30.0, size: 13.0 };
    let locations = Locations { signer: area, agency: area, blanks: vec![blank] };
    let composed = support::composed("plan.toml", support::smallest().as_bytes());
    let packs = [("hai-phong".to_owned(), "0123456789abcdef".to_owned())].into();
    let packs_as_of = [("hai-phong".to_owned(), "2026-11-22".to_owned())].into();
    let made_by = Versions { kehoach: "0.1.0".to_owned(), engine: "typst".to_owned(), packs, packs_as_of };
    let manuscript = composed.output.as_ref().unwrap();
    let sidecar = Sidecar::new(manuscript, &locations, sign::Settings::default(), made_by, ("plan.pdf", b"%PDF"));
    let sidecar: Value = serde_json::from_str(&sidecar.text()).unwrap();

    let schema: Value = serde_json::from_str(sign::JSON_SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&sidecar), "{sidecar:#}");
    for key in sidecar.as_object().unwrap().keys() {
        let mut without = sidecar.clone();
        without.as_object_mut().unwrap().remove(key);
        assert!(!validator.is_valid(&without), "{key} may be missing");
        let mut inside = sidecar.clone();
        let first = match &mut inside[key] {
            Value::Array(items) => &mut items[0],
            value => value,
        };
        match first {
            Value::Object(keys) if key != "made_by" => drop(keys.insert("them".to_owned(), Value::Null)),
            value => *value = Value::Null,
        }
        assert!(!validator.is_valid(&inside), "{key} may be anything");
    }
}

/// Every word that the schema offers for `show` and `document.bases` prints the data in its own way, in a section as in an appendix.
#[test]
fn every_way_to_show_data_prints_them_its_own_way() {
    let head = support::smallest().split_once("[[sections]]").unwrap().0.to_owned();
    let data = "\n[[bases]]\ntext = \"Văn bản một\"\n\n[[bases]]\ntext = \"Văn bản hai\"\n\n[[targets]]\nid = \"ho-so\"\ntext = \"{promise} hồ sơ\"\n\
                promise = { value = 95, unit = \"%\" }\n\n[[tasks]]\nid = \"viec\"\ntext = \"Nâng cấp mạng\"\nlead = \"van-phong\"\ndue = \"2026\"\n\n\
                [[assignments]]\nagency = \"phong-vhxh\"\ntext = \"Theo dõi.\"\n";
    let lists =
        [("bases", "Văn bản hai"), ("targets", "hồ sơ"), ("tasks", "Nâng cấp mạng"), ("assignments", "Theo dõi")];
    let places = ["sections", "appendices"];
    let schema = schema::plan();
    for (list, words) in lists {
        for place in places {
            let offered = &schema["properties"][place]["items"]["properties"]["show"]["properties"][list]["enum"];
            let mut seen: Vec<String> = Vec::new();
            for word in offered.as_array().unwrap() {
                let show =
                    format!("\n[[{place}]]\nid = \"noi-in\"\ntitle = \"Nơi in\"\nshow = {{ {list} = {word} }}\n");
                let composed = support::composed("plan.toml", format!("{head}{show}{data}").as_bytes());
                let about_this = |finding: &&Diagnostic| finding.message.get(Language::English).contains(list);
                assert_eq!(composed.findings.iter().filter(about_this).count(), 0, "{place} {list} = {word}");
                let manuscript = composed.output.unwrap();
                let printed = format!("{:?}{:?}{:?}", manuscript.body, manuscript.closing, manuscript.appendices);
                assert!(printed.contains(words), "{place} {list} = {word}: {printed}");
                assert!(!seen.contains(&printed), "{place} {list} = {word} prints as another word does");
                seen.push(printed);
            }
            assert!(seen.len() > 1, "{place} {list}");
        }
    }
}
