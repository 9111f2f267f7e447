//! What holds in the whole country is below every city's pack, and who says otherwise says why.

use jiff::civil::date;
use kehoach::internals::diagnostic::{Diagnostic, Language, Level};
use kehoach::internals::packs::{PackFile, PackFiles};
use kehoach::internals::pipeline::{Library, PlanFile, compose_plan};

use crate::support::{self, smallest};

const CITY: &str = "id = \"thu\"\nname = \"Thử\"\nkind = \"tỉnh\"\n";
/// A document of the country, as the national pack has it.
const KNOWN: &str = "[[documents]]\nid = \"nd-73-2019\"\ntype = \"Nghị định\"\nnumber = \"73/2019/NĐ-CP\"\n";

fn packs(files: &[(&str, &str)]) -> Library {
    let file = |(path, text): &(&str, &str)| PackFile { path: (*path).to_owned(), text: (*text).to_owned() };
    Library::load(&PackFiles::read("du-lieu".to_owned(), files.iter().map(file).collect()))
}

/// What is found: level, code and message.
fn said(findings: impl IntoIterator<Item = Diagnostic>) -> Vec<String> {
    let line = |one: Diagnostic| {
        let level = one.level.label(Language::Vietnamese);
        format!("{level} {} {}", one.meta.code, one.message.get(Language::Vietnamese))
    };
    findings.into_iter().map(line).collect()
}

fn of_packs(library: &Library) -> Vec<String> {
    said(library.findings.clone().sorted())
}

/// What is found in a plan of the city, with more at its end.
fn of_plan(library: &Library, more: &str) -> Vec<String> {
    let plan = format!("{}\n{more}", smallest());
    let composed = compose_plan(&PlanFile::alone("plan.toml", plan.into_bytes()), library);
    said(composed.findings.sorted().into_iter().filter(|one| one.meta.family() == "DL"))
}

#[test]
fn a_city_writes_only_its_own() {
    let library = packs(&[("thu/city.toml", CITY)]);
    assert_eq!(of_packs(&library), Vec::<String>::new());
    let pack = &library.packs.cities["thu"];
    let cited = pack.document("nq-57-nq-tw-2024").unwrap();
    assert!(pack.is_of_country(&cited.id));
    assert_eq!(library.packs.elsewhere("tỉnh", "Lào Cai").documents.len(), library.packs.country.documents.len());
    assert!(library.packs.country.documents.len() >= 150, "{}", library.packs.country.documents.len());
}

#[test]
fn what_a_city_repeats_is_completed_and_what_it_contradicts_is_said() {
    let library = packs(&[("thu/city.toml", CITY), ("thu/documents.toml", KNOWN)]);
    assert_eq!(of_packs(&library), Vec::<String>::new());
    let repeated = library.packs.cities["thu"].document("nd-73-2019").unwrap();
    assert_eq!(repeated.in_force_until.as_ref().unwrap().value.0, date(2026, 2, 28), "the country says when it ended");

    let other_day = format!("{KNOWN}date = 2019-09-06\n");
    let library = packs(&[("thu/city.toml", CITY), ("thu/documents.toml", &other_day)]);
    assert_eq!(of_packs(&library), ["cảnh báo DL006 văn bản `nd-73-2019` ghi khác dữ liệu của cả nước ở `date`"]);
    let kept = library.packs.cities["thu"].document("nd-73-2019").unwrap();
    assert_eq!(kept.date.as_ref().unwrap().value.0, date(2019, 9, 6));

    let with_reason = format!("{other_day}overrides = \"bản chính ghi ngày 06/9/2019\"\n");
    let library = packs(&[("thu/city.toml", CITY), ("thu/documents.toml", &with_reason)]);
    assert_eq!(of_packs(&library), Vec::<String>::new());
    let alone = library.packs.cities["thu"].document("nd-73-2019").unwrap();
    assert!(alone.in_force_until.is_none(), "what stands in place of it is taken as it is");

    let nothing = "[[agencies]]\nid = \"so-moi\"\nname = \"Sở Mới\"\nkind = \"superior\"\noverrides = \"nhầm\"\n";
    let library = packs(&[("thu/city.toml", CITY), ("thu/agencies.toml", nothing)]);
    assert_eq!(of_packs(&library), ["lỗi DL013 bộ dữ liệu không có cơ quan `so-moi` để thay"]);
}

/// Every key of a body and of a document is compared: one that was not could be wrong without a word.
#[test]
fn every_key_that_is_printed_or_judged_is_compared() {
    for (key, value) in [
        ("type", "\"Quyết định\""),
        ("number", "\"74/2019/NĐ-CP\""),
        ("date", "2019-09-06"),
        ("issuer", "\"Quốc hội\""),
        ("title", "\"về việc khác\""),
        ("in_force_until", "2027-12-31"),
        ("replaced_by", "[\"nd-85-2016\"]"),
    ] {
        let lines = ["id = \"nd-73-2019\"", "type = \"Nghị định\"", "number = \"73/2019/NĐ-CP\"", "date = 2019-09-05"];
        let kept = lines.iter().filter(|line| !line.starts_with(&format!("{key} ="))).copied();
        let file = format!("[[documents]]\n{}\n{key} = {value}\n", kept.collect::<Vec<_>>().join("\n"));
        let library = packs(&[("thu/city.toml", CITY), ("thu/documents.toml", &file)]);
        let expected = format!("cảnh báo DL006 văn bản `nd-73-2019` ghi khác dữ liệu của cả nước ở `{key}`");
        assert!(of_packs(&library).contains(&expected), "{key}: {:?}", of_packs(&library));
    }
    for (key, value) in [
        ("name", "\"Bộ Thông tin\""),
        ("kind", "\"party\""),
        ("in_force_until", "2026-12-31"),
        ("replaced_by", "[\"bo-khdt\"]"),
    ] {
        let lines = ["id = \"bo-tttt\"", "name = \"Bộ Thông tin và Truyền thông\"", "kind = \"superior\""];
        let kept = lines.iter().filter(|line| !line.starts_with(&format!("{key} ="))).copied();
        let file = format!("[[agencies]]\n{}\n{key} = {value}\n", kept.collect::<Vec<_>>().join("\n"));
        let library = packs(&[("thu/city.toml", CITY), ("thu/agencies.toml", &file)]);
        let expected = format!("cảnh báo DL006 cơ quan `bo-tttt` ghi khác dữ liệu của cả nước ở `{key}`");
        assert!(of_packs(&library).contains(&expected), "{key}: {:?}", of_packs(&library));
    }
}

#[test]
fn a_plan_says_why_it_says_something_else() {
    let library = support::library();
    let own = |more: &str| {
        format!(
            "[[documents]]\nid = \"kh-359-2025-hp\"\ntype = \"Kế hoạch\"\nnumber = \"359/KH-UBND\"\ndate = 2026-01-05\n{more}"
        )
    };
    assert_eq!(of_plan(library, &own("")), ["lỗi DL006 mã văn bản `kh-359-2025-hp` đã dùng rồi"]);
    assert_eq!(of_plan(library, &own("overrides = \"bản chính ghi ngày 05/01/2026\"\n")), Vec::<String>::new());
    let of_country = |more: &str| format!("{KNOWN}date = 2019-09-06\n{more}");
    assert_eq!(
        of_plan(library, &of_country("")),
        ["cảnh báo DL006 văn bản `nd-73-2019` ghi khác dữ liệu của cả nước ở `date`"]
    );
    assert_eq!(of_plan(library, &of_country("overrides = \"đã đọc bản chính\"\n")), Vec::<String>::new());
    assert_eq!(of_plan(library, KNOWN), Vec::<String>::new());
    assert_eq!(
        of_plan(library, "[[documents]]\nid = \"nq-xa\"\ntype = \"Nghị quyết\"\noverrides = \"nhầm\"\n"),
        ["lỗi DL013 bộ dữ liệu không có văn bản `nq-xa` để thay"]
    );
}

#[test]
fn packs_may_bring_a_national_pack_of_their_own() {
    let library = packs(&[
        ("thu/city.toml", CITY),
        ("vietnam/country.toml", "as_of = 2027-03-01\n"),
        ("vietnam/documents.toml", "[[documents]]\nid = \"luat-1\"\ntype = \"Luật Mới\"\nnumber = \"1/2027/QH16\"\n"),
    ]);
    assert_eq!(of_packs(&library), Vec::<String>::new());
    let ids: Vec<&str> = library.packs.cities["thu"].documents.iter().map(|one| one.id.value.as_str()).collect();
    assert_eq!(ids, ["luat-1"]);
}

#[test]
fn a_pack_that_is_behind_for_more_than_90_days_is_old() {
    let library = packs(&[
        ("thu/city.toml", "id = \"thu\"\nname = \"Thử\"\nkind = \"tỉnh\"\nas_of = 2026-01-05\n"),
        ("vietnam/country.toml", "as_of = 2026-03-01\n"),
    ]);
    let old = |day| said(library.old_packs(day));
    assert_eq!(old(date(2025, 12, 1)), Vec::<String>::new());
    assert_eq!(old(date(2026, 4, 5)), Vec::<String>::new());
    let city = "cảnh báo DL042 bộ dữ liệu đã cũ: mới theo kịp văn bản đến ngày 05/01/2026, cách đây 91 ngày";
    assert_eq!(old(date(2026, 4, 6)), [city]);
    assert_eq!(old(date(2026, 6, 1)).len(), 2);
    assert!(library.old_packs(date(2026, 4, 6)).iter().all(|one| one.level == Level::Warning));
}

#[test]
fn a_day_that_is_still_to_come_is_told_to_who_writes_the_pack() {
    let library = packs(&[
        ("thu/city.toml", "id = \"thu\"\nname = \"Thử\"\nkind = \"tỉnh\"\nas_of = 2062-11-28\n"),
        ("vietnam/country.toml", "as_of = 2026-11-28\n"),
    ]);
    assert_eq!(said(library.packs_to_come(date(2026, 11, 28))), ["lỗi DL007 `as_of` là ngày chưa đến: 28/11/2062"]);
}

/// No platform has a file of the program: what is found there is shown at a plan.
#[test]
fn what_is_in_no_file_of_the_repository_is_shown_at_the_first_plan() {
    let plan = "tests/support/plan-without-mistakes.toml";
    let check = |format: &str| {
        let arguments = ["check", plan, "--format", format, "--today", "2027-06-01"];
        let run = support::kehoach().current_dir(support::root()).args(arguments).output().unwrap();
        String::from_utf8(run.stdout).unwrap()
    };
    let where_it_is = "plans/vietnam/country.toml:4: bộ dữ liệu đã cũ";
    let sarif: serde_json::Value = serde_json::from_str(&check("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], plan, "{result:#}");
    }
    assert!(results.iter().any(|result| result["message"]["text"].as_str().unwrap().contains(where_it_is)));
    let gitlab: serde_json::Value = serde_json::from_str(&check("gitlab")).unwrap();
    assert!(gitlab.as_array().unwrap().iter().all(|one| one["location"]["path"] == plan));
    let github = check("github");
    assert!(github.contains(where_it_is) && !github.contains("file=plans/"), "{github}");
}

#[test]
fn every_report_says_which_packs_and_of_which_day() {
    let check = |format: &str, today: &str| {
        let plan = support::root().join("tests/support/plan-without-mistakes.toml");
        let ended = support::kehoach().arg("check").arg(plan).args(["--format", format, "--today", today]).output();
        String::from_utf8(ended.unwrap().stdout).unwrap()
    };
    let as_of = |id: &str| {
        let pack = support::library().packs.cities.get(id).unwrap_or(&support::library().packs.country);
        pack.as_of.as_ref().unwrap().value.0
    };
    let json: serde_json::Value = serde_json::from_str(&check("json", "2026-01-15")).unwrap();
    let expected = serde_json::json!([
        { "id": "haiphong", "root": null, "as_of": as_of("haiphong").to_string() },
        { "id": "vietnam", "root": null, "as_of": as_of("vietnam").to_string() },
    ]);
    assert_eq!(json["packs"], expected);
    let sarif: serde_json::Value = serde_json::from_str(&check("sarif", "2026-01-15")).unwrap();
    assert_eq!(sarif["runs"][0]["properties"]["packs"], expected);
    let last: serde_json::Value = serde_json::from_str(check("jsonl", "2026-01-15").lines().last().unwrap()).unwrap();
    assert_eq!(last["packs"], expected);
    let junit = check("junit", "2026-01-15");
    assert!(junit.contains(&format!("name=\"packs.vietnam\" value=\"{}\"", as_of("vietnam"))), "{junit}");
    let markdown = check("markdown", "2026-01-15");
    assert!(markdown.contains("Dữ liệu đã dùng: thành phố Hải Phòng tính đến ngày "), "{markdown}");
    for format in ["human", "short", "github", "markdown", "junit", "json", "jsonl", "sarif"] {
        let old = check(format, "2027-06-01");
        for id in ["haiphong", "vietnam"] {
            let day = as_of(id);
            let said = format!("mới theo kịp văn bản đến ngày {:02}/{:02}/{}", day.day(), day.month(), day.year());
            assert!(old.contains(&said), "{format}: {old}");
        }
    }
}
