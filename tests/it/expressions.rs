//! The short way of evaluating expressions gives what Tera gives.

use crate::support;
use crate::support::{composed, example, examples, settings, smallest};
use kehoach::internals::pipeline;

/// The content of a plan's document.
fn data(plan: &str) -> String {
    let composed = composed("plan.toml", plan.as_bytes());
    let findings: Vec<String> =
        composed.findings.clone().sorted().iter().map(|one| format!("{} {}", one.meta.code, one.message)).collect();
    let project = pipeline::project(&composed.output.unwrap(), settings(false)).unwrap();
    let file = project.files.iter().find(|(path, _)| path.ends_with("plan.json")).unwrap();
    format!("{findings:?}{}", String::from_utf8_lossy(file.1).replace('\u{a0}', " "))
}

/// A comment of Tera makes a text Tera's matter.
fn by_tera(plan: &str) -> String {
    plan.replace("{{ ", "{# #}{{ ")
}

#[test]
fn examples_are_the_same_by_both_ways() {
    for name in examples() {
        let plan = example(&name);
        assert!(plan.contains("{{ cite("), "{name}");
        assert_eq!(data(&plan), data(&by_tera(&plan)), "{name}");
    }
}

#[test]
fn every_form_is_the_same_by_both_ways() {
    let opening = |text: &str| {
        let text = format!("opening = {}\nperiod", support::toml_string(text));
        let plan = smallest().replacen("period", &text, 1).replace("Bình Giang", "Bình *Giang* [1] {x}");
        assert!(plan.contains("opening"));
        plan
    };
    for text in [
        "{{ commune.name }}, {{ commune.kind }}, {{commune.full}}; {{ city.name }} {{ city.kind }}",
        "{{ document.subject }}, {{ document.year }}, {{ document.period }}, {{ document.symbol }}",
        "{{ cite(\"nq-57-nq-tw-2024\") }}, {{ cite('nq-57-nq-tw-2024') }}, {{ cite(id=\"nq-57-nq-tw-2024\", form=\"full\") }}",
        "{{ cite(\"nq-57-nq-tw-2024\", issuer=\"Đảng_ta*\") }} {{ cite( \"nq-57-nq-tw-2024\" , form = \"dated\" ) }}",
        "{{ agency(\"phong-vhxh\") }} và {{ agency(\"lanh-dao-ubnd\") }}",
        "{{ target(\"khong-co\").value }} sau {{ cite(\"nq-57-nq-tw-2024\") }}",
        "{{ cite(\"nq-57-nq-tw-2024\").value }}",
        "{{ cite(\"khong-co\") }}",
        "{{ cite(\"nq-57-nq-tw-2024\", form=\"la\") }}",
        "{{ commune.nam }} {{ x.y }} {{ commune }}",
        "{{ standard(\"khong-co\") }}",
        "một {{ \"{{\" }} hai }} ba {x} {{ commune.name }}",
        "{{ commune.name",
        "{{- commune.name -}} x",
        "{{ commune.full }} một. {{ commune.kind }} hai; {{ commune.kind }}\n\n- {{ commune.full }}\n- **{{ commune.kind }}**",
    ] {
        let plan = opening(text);
        assert_eq!(data(&plan), data(&by_tera(&plan)), "{text}");
    }
}

#[test]
fn what_begins_a_sentence_or_an_item_has_a_capital() {
    let plan = smallest().replacen("period", "opening = 'O'\nperiod", 1);
    let printed = |opening: &str| data(&plan.replace("'O'", &support::toml_string(opening)));
    for (opening, words) in [
        ("{{ commune.full }} làm.", "Xã Bình Giang làm."),
        ("- {{ commune.full }} làm.", "Xã Bình Giang làm."),
        ("Tại {{ commune.full }}. {{ commune.full }} làm.", "Tại xã Bình Giang. Xã Bình Giang làm."),
        ("{% if true %}{{ commune.full }}{% endif %} làm ở TP. {{ city.kind }}.", "Xã Bình Giang làm ở TP. thành phố."),
        ("{{ commune.full | trim }} làm, {{ commune.full | trim }}.", "Xã Bình Giang làm, xã Bình Giang."),
        ("Các nơi:\n{{ commune.full }}.", "Các nơi: xã Bình Giang."),
    ] {
        assert!(printed(opening).contains(words), "{opening}");
    }
}
