//! Files that are made from the program and kept for readers. `just docs` writes them anew.

use std::fs;

use crate::guide::PLAN_AT_THE_END;
use crate::support::{read, root};
use kehoach::internals::diagnostic::{Findings, Language};
use kehoach::internals::format_plan::format;
use kehoach::internals::packs::{self, PackFiles};
use kehoach::internals::source::SourceMap;
use kehoach::internals::vietnamese::date;

fn is_current(path: &str, output: &str) {
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(root().join(path), output).unwrap();
    }
    assert!(read(path) == output, "{path} is out of date: run `just docs`, and read the difference");
}

#[test]
fn the_page_of_rules() {
    is_current("docs/rules.md", &kehoach::internals::explain::page(Language::Vietnamese));
}

#[test]
fn the_schema_of_a_plan() {
    is_current("plans/plan.schema.json", &kehoach::internals::schema::text(&kehoach::internals::schema::plan()));
}

#[test]
fn the_schema_of_a_proof() {
    let schema = kehoach::internals::preflight::schema();
    is_current("docs/proof.schema.json", &format!("{schema:#}\n"));
    jsonschema::draft202012::meta::validate(&schema).unwrap();
}

/// Every command of the guide, done as its reader would; the plan is laid out as all plans of the repository are.
#[test]
fn the_plan_at_the_end_of_the_guide() {
    let plan = PLAN_AT_THE_END.replace("#:schema ./", "#:schema ../plans/");
    is_current("docs/huong-dan.toml", &format(&plan).unwrap());
}

/// The mark of a document that no plan should rest on any more.
fn no_longer_in_force(document: &packs::LegalDocument) -> Option<String> {
    let until =
        document.in_force_until.as_ref().map(|day| format!("hết hiệu lực sau ngày {}", date::short(day.value.0)));
    let new: Vec<String> = document.replaced_by.iter().map(|id| format!("`{}`", id.value)).collect();
    let replaced = (!new.is_empty()).then(|| format!("thay bằng {}", new.join(", ")));
    let mark: Vec<String> = until.into_iter().chain(replaced).collect();
    (!mark.is_empty()).then(|| format!("**({})**", mark.join("; ")))
}

#[test]
fn the_tables_of_ids() {
    let mut findings = Findings::new();
    let packs = packs::load(&PackFiles::embedded(), &mut SourceMap::new(), &mut findings);
    assert!(findings.is_empty());
    let mut page = "# Bảng mã\n\nĐể tra khi viết kế hoạch theo [hướng dẫn](huong-dan.md). Trang này lấy từ dữ liệu kèm theo chương trình.\n".to_owned();
    let mut add = |heading: &str, note: &str, rows: Vec<(String, String)>| {
        page.push_str(&format!("\n## {heading}\n{note}\n| mã | tên |\n| --- | --- |\n"));
        for (id, name) in rows {
            assert!(!name.contains('|'), "{name}");
            page.push_str(&format!("| `{id}` | {name} |\n"));
        }
    };
    for pack in packs.cities.values() {
        for baseline in &pack.baselines {
            let rows = baseline.sections.iter().filter_map(|section| {
                Some((section.id.value.to_string(), section.title.as_ref()?.text.replace("{{ commune.kind }}", "xã")))
            });
            let heading = format!("Mã mục của {}", baseline.id.value);
            add(&heading, "\nTheo thứ tự in ra.\n", rows.collect());
        }
        // What no longer exists is no one to name.
        let agencies = pack.agencies.iter().filter(|one| one.in_force_until.is_none());
        let rows = agencies.map(|one| (one.id.value.to_string(), one.name.text.replace("{{ commune.kind }}", "xã")));
        add("Mã cơ quan", "\nChữ «xã» trong tên tự đổi theo loại của xã, phường, đặc khu.\n", rows.collect());
        let rows = pack.documents.iter().map(|document| {
            let name = [
                Some(document.cite(packs::Form::Dated, None)),
                document.title.as_ref().map(ToString::to_string),
                no_longer_in_force(document),
            ];
            (document.id.value.to_string(), name.into_iter().flatten().collect::<Vec<_>>().join(" "))
        });
        add("Mã văn bản", "\nTrước khi viện dẫn phải kiểm tra văn bản còn hiệu lực.\n", rows.collect());
    }
    is_current("docs/bang-ma.md", &page);
}
