//! Standard sections: what a plan takes over from a baseline, and what it changes.

use crate::support::{rendered, smallest};
use kehoach::internals::compose::{Block, plain_text};
use kehoach::internals::diagnostic::Language;
use kehoach::internals::packs::{PackFile, PackFiles};
use kehoach::internals::pipeline::{Library, PlanFile, compose_plan};

const SECTIONS: &str = r#"
[[sentences]]
id = "ppp"
text = "Đa dạng hóa nguồn vốn của {{ commune.kind }}."

[[sections]]
id = "muc-tieu"
title = "Mục tiêu"
text = "Chung."

[[sections]]
id = "noi-dung"
title = "Nội dung"

[[sections]]
id = "noi-dung.ha-tang"
title = "Hạ tầng số"
text = '''
- Câu một.
- {{ standard("ppp") }}
'''

[[sections]]
id = "noi-dung.du-lieu"
title = "Dữ liệu số"
text = "- Dữ liệu."

[[sections]]
id = "kinh-phi"
title = "Kinh phí"
text = "Theo quy định."
"#;

/// The lines of a document whose baseline has the sections above.
fn lines(sections: &str) -> Vec<String> {
    let (head, _) = smallest().split_once("[[sections]]").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let plan = format!("standard = \"cs\"\n{}{sections}", head.replace("kh-359-2025", "cs"));
    let mut files = PackFiles::embedded().files;
    files.retain(|file| file.path == "haiphong/agencies.toml");
    let mut add = |path: &str, text: &str| files.push(PackFile { path: path.to_owned(), text: text.to_owned() });
    add("haiphong/city.toml", "name = \"Hải Phòng\"\nkind = \"thành phố\"");
    add("haiphong/cs/baseline.toml", "id = \"cs\"\ndocument = \"x\"\nhorizon = \"2026\"\nprovenance = \"official\"");
    add("haiphong/cs/sections.toml", SECTIONS);
    let packs = PackFiles::read("plans".to_owned(), files);
    let composed = compose_plan(&PlanFile::alone("plan.toml", plan.into_bytes()), &Library::load(&packs));
    let mut findings = composed.findings.sorted();
    // A section may be a bare heading here.
    findings.retain(|finding| finding.meta.code != "DL030");
    assert_eq!(rendered(&findings, &composed.sources, Language::Vietnamese), "");
    composed
        .output
        .unwrap()
        .body
        .iter()
        .map(|block| match block {
            Block::Heading { number, title, .. } => format!("{} {title}", number.as_deref().unwrap_or("")),
            Block::Paragraph { content, .. } => plain_text(content),
            Block::Table(_) | Block::Landscape(_) => "table".to_owned(),
        })
        .collect()
}

#[test]
fn a_plan_without_sections_of_its_own_is_complete() {
    assert_eq!(
        lines(""),
        [
            "I. MỤC TIÊU",
            "Chung.",
            "II. NỘI DUNG",
            "1. Hạ tầng số",
            "Câu một.",
            "Đa dạng hóa nguồn vốn của xã.",
            "2. Dữ liệu số",
            "Dữ liệu.",
            "III. KINH PHÍ",
            "Theo quy định.",
        ]
    );
}

#[test]
fn a_section_is_changed_extended_dropped_or_added_by_its_id() {
    let changed = lines(
        r#"
[[sections]]
id = "can-cu"
title = "Căn cứ"
text = "Căn cứ."
precedes = "muc-tieu"

[[sections]]
id = "muc-tieu"
first = "Trước."
more = "Sau."

[[sections]]
id = "noi-dung.ha-tang"
text = "- {{ standard(\"ppp\") }}"

[[sections]]
id = "noi-dung.moi"
title = "Mới"
follows = "noi-dung.ha-tang"

[[sections]]
id = "noi-dung.cuoi"
title = "Cuối"

[[sections]]
id = "noi-dung.du-lieu"
drop = true

[[sections]]
id = "kinh-phi"
title = "Kinh phí thực hiện"
text = "Khác."
"#,
    );
    assert_eq!(
        changed,
        [
            "I. CĂN CỨ",
            "Căn cứ.",
            "II. MỤC TIÊU",
            "Trước.",
            "Chung.",
            "Sau.",
            "III. NỘI DUNG",
            "1. Hạ tầng số",
            "Đa dạng hóa nguồn vốn của xã.",
            "2. Mới",
            "3. Cuối",
            "IV. KINH PHÍ THỰC HIỆN",
            "Khác.",
        ]
    );
}

#[test]
fn what_is_dropped_takes_its_children_along() {
    assert_eq!(
        lines("[[sections]]\nid = \"noi-dung\"\ndrop = true\n"),
        ["I. MỤC TIÊU", "Chung.", "II. KINH PHÍ", "Theo quy định."]
    );
}
