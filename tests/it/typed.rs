//! What is typed is what is printed, or a finding says why not.

use kehoach::internals::compose::{Block, Inline, Manuscript};
use kehoach::internals::diagnostic::{Language, Level};
use proptest::prelude::*;

use crate::support::{cases, checked, rendered, toml_string};

/// A plan in which a key of each kind can be given; `@KEY@` stands for its value.
const PLAN: &str = include_str!("../support/every-printed-key.txt");

/// The keys, each with what it is where a test does not give it.
const KEYS: &[(&str, &str)] = &[
    ("subject", "Chuyển đổi số"),
    ("decision", "Về việc ban hành Kế hoạch"),
    ("article", "Ban hành kèm theo Quyết định này Kế hoạch."),
    ("decision-basis", "Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023"),
    ("opening", "Mở đầu."),
    ("closing", "Yêu cầu các cơ quan thực hiện"),
    ("basis", "Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023"),
    ("title", "Mục tiêu"),
    ("text", "Các chỉ tiêu:"),
    ("after", "Hết phần một."),
    ("target", "{promise} hồ sơ trực tuyến"),
    ("task", "Tổ chức lớp học"),
    ("product", "Lớp học"),
    ("assignment", "Theo dõi việc thực hiện."),
    ("recipient", "Các thôn"),
    ("note", "để biết"),
    ("appendix", "Danh mục"),
    ("appendix-text", "Kèm theo."),
    ("caption", "Bảng kê"),
    ("head", "Nội dung"),
    ("cell", "Máy in"),
    ("cell-note", "chưa gồm thuế[^gia]"),
    ("table-note", "giá dự kiến"),
];

fn plan_with(key: &str, text: &str) -> String {
    KEYS.iter().fold(PLAN.to_owned(), |plan, (name, usual)| {
        plan.replace(&format!("@{name}@"), &toml_string(if *name == key { text } else { usual }))
    })
}

/// Returns the findings with their codes, in one line each.
fn findings(key: &str, text: &str) -> Vec<String> {
    let checked = checked("plan.toml", plan_with(key, text).as_bytes());
    let stop = |level| matches!(level, Level::Error | Level::Warning);
    let found = checked.findings.iter().filter(|one| stop(one.level));
    found.map(|one| format!("{} {}", one.meta.code, one.message.get(Language::English))).collect()
}

#[test]
fn the_plan_of_these_tests_has_no_finding() {
    let checked = checked("plan.toml", plan_with("", "").as_bytes());
    assert_eq!(rendered(&checked.findings.sorted(), &checked.sources, Language::Vietnamese), "");
}

/// In prose: what CommonMark would discard or read otherwise.
#[test]
fn prose_that_would_print_otherwise_is_found() {
    for (text, code) in [
        ("| Nội dung | Số |\n| --- | --- |\n| Máy in | 3 | 7 |", "DL032"),
        ("| Nội dung | Số |\n| --- | --- |\n| Máy in |", "DL034"),
        ("| Nội dung | Số |\n| --- | --- |\n| Máy in | 3 |\n| --- | --- |", "DL034"),
        ("| Nội dung | Số |\n| Máy in | 3 |", "DL034"),
        ("| Nội dung | Số |\n| --- |\n| Máy in | 3 |", "DL034"),
        ("Số buổi là 4*6*2 = 48 buổi.", "DL034"),
        ("Ghi chú (*) và (*) ở dưới.", "DL034"),
        ("Phong trào **“Bình dân học vụ số”**được triển khai.", "DL034"),
        ("Phong trào ** Bình dân** được triển khai.", "DL034"),
        ("Phong trào __Bình dân__học vụ.", "DL034"),
        ("Phong trào ~~cũ~~ mới.", "DL034"),
        ("Kinh phí theo dự toán[^dt].", "DL034"),
        ("Kinh phí[^dt].\n\n[^dt]: Một.\n\n[^dt]: Hai.", "DL032"),
        ("Kinh phí.\n\n[^dt]: Theo dự toán.", "DL032"),
        ("[cong]: https://haiphong.gov.vn\n\nXem cổng.", "DL032"),
        ("Các cơ quan thực hiện <!-- hỏi lại --> ngay.", "DL014"),
        ("<!-- hỏi lại -->\n\nCác cơ quan thực hiện.", "DL014"),
        ("Chữ <b>đậm</b> ở đây.", "DL014"),
        ("AT&amp;T cung cấp.", "DL034"),
        ("Một&nbsp;hai.", "DL034"),
        ("1. Việc một.\n2. Việc hai.\n\nXen giữa.\n\n3. Việc ba.", "DL034"),
        ("1. Việc một.\n3. Việc hai.", "DL034"),
        ("1. Việc một.\n1. Việc hai.", "DL034"),
        ("1. Việc một.\n1) Việc hai.", "DL034"),
        ("2026. Năm bản lề.", "DL034"),
        ("- Việc một;\n+ việc con.", "DL034"),
        ("- Việc một;\n-\n- việc hai.", "DL034"),
        ("Gồm hai việc:\n\n(1) Rà soát;\n(2) Mua.", "DL034"),
        ("Gồm hai việc:\na) Rà soát;\nb) Mua.", "DL034"),
        ("Gồm hai việc:\n• Rà soát;\n• Mua.", "TT009"),
        ("Gồm hai việc:\n-Rà soát;\n-Mua.", "TT009"),
        ("Chia sẻ tại \\\\may-chu\\chung.", "DL034"),
        ("Một.\\nHai.", "DL034"),
        ("- [ ] Rà soát.", "DL034"),
        ("TODO: viết phần này.", "DL033"),
        ("Phấn đấu đạt {promise} trong năm.", "DL033"),
        ("Phấn đấu đạt xxx hồ sơ.", "DL033"),
        ("…", "DL033"),
    ] {
        for key in ["article", "opening", "text", "after", "assignment", "appendix-text"] {
            // The khoản of an article have the numbers that are typed.
            if key == "article" && text.starts_with(|first: char| first.is_ascii_digit()) {
                continue;
            }
            let found = findings(key, text);
            assert!(found.iter().any(|one| one.starts_with(code)), "{key} = {text:?}: {found:?}");
        }
    }
}

/// In cells and their footnotes: the same inside a line.
#[test]
fn lines_that_would_print_otherwise_are_found() {
    for (text, code) in [
        ("4*6*2", "DL034"),
        ("**“Máy”**in", "DL034"),
        ("<b>Máy</b>", "DL014"),
        ("AT&amp;T", "DL034"),
        ("[cổng](https://haiphong.gov.vn)", "DL014"),
        ("…", "DL033"),
        ("xxx", "DL033"),
        ("{promise}", "DL033"),
        ("chú thích[^khac]", "DL005"),
    ] {
        for key in ["cell", "table-note"] {
            let found = findings(key, text);
            assert!(found.iter().any(|one| one.starts_with(code)), "{key} = {text:?}: {found:?}");
        }
    }
}

/// In keys of one line: markup has no meaning and would be printed.
#[test]
fn markup_in_a_key_without_markup_is_found() {
    for (text, code) in [
        ("Tổ chức **tập huấn** số", "DL034"),
        ("Tổ chức *tập huấn* số", "DL034"),
        ("Tổ chức __tập huấn__ số", "DL034"),
        ("Tổ chức `tập huấn` số", "DL034"),
        ("Tổ chức[^1] số", "DL034"),
        ("Tổ chức <b>lớp</b> số", "DL034"),
        ("Tổ chức <!-- hỏi lại --> số", "DL034"),
        ("Tổ chức&nbsp;lớp", "DL034"),
        ("Tổ chức \\* lớp", "DL034"),
        ("[Cổng](https://haiphong.gov.vn)", "DL034"),
        ("Tổ chức lớp\n\nMở lớp", "DL034"),
        ("Tổ chức:\n- Mở lớp", "DL034"),
        ("TODO", "DL033"),
        ("Đạt {tên}", "DL033"),
        ("xxx", "DL033"),
    ] {
        for key in [
            "subject",
            "decision",
            "decision-basis",
            "basis",
            "title",
            "target",
            "task",
            "product",
            "recipient",
            "note",
            "appendix",
            "caption",
            "head",
        ] {
            // What a task is may have paragraphs and lists.
            if key == "task" && text.contains('\n') {
                continue;
            }
            let found = findings(key, text);
            assert!(found.iter().any(|one| one.starts_with(code)), "{key} = {text:?}: {found:?}");
        }
    }
    let found = findings("target", "Xã {{ commune.name }}");
    assert!(found.iter().any(|one| one.starts_with("DL034")), "{found:?}");
}

#[test]
fn signs_that_mean_themselves_are_no_finding() {
    for text in [
        "Ghi chú (**) ở dưới.",
        "Máy 4 * 6 = 24 chiếc.",
        "Chữ *nghiêng*, **đậm** và ***cả hai***.",
        "Tỷ lệ \\* 5, năm 2026\\. Hết.",
        "Một;\n\n- hai;\n  + ba;\n- bốn.",
        "1. Một;\n2. hai.\n\nXen giữa:\n\n1. ba;\n2. bốn.",
        "Kinh phí[^dt].\n\n[^dt]: Theo dự toán.",
        "| Nội dung | Số |\n| --- | --- |\n| Máy \\| in | |",
        "Địa chỉ https://haiphong.gov.vn/a_b_c?x=1.",
        "Dưới 5% < 10% và > 3%.",
    ] {
        let found = findings("text", text);
        let own = |one: &&String| one.starts_with("DL");
        assert_eq!(found.iter().filter(own).count(), 0, "{text:?}: {found:?}");
    }
}

/// Pieces of which texts are made. `#` becomes a word that no other piece has.
const PIECES: &[&str] = &[
    "# ",
    "# ",
    "# ",
    "#",
    "#, ",
    "#. ",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "``",
    "|",
    " | ",
    "\n",
    "\n",
    "\n\n",
    "\n- ",
    "\n  + ",
    "\n1. ",
    "\n2. ",
    "\n7) ",
    "\n(2) ",
    "\na) ",
    "\n> ",
    "\n### ",
    "\n    ",
    "\n---\n",
    "\n| # | # |\n| --- | --- |\n| # | # |\n",
    "\n| # | # | # |",
    "[^a]",
    "\n\n[^a]: # ",
    "[#]: x#\n",
    "[#](#)",
    "![#](#)",
    "<b>",
    "</b>",
    "<!-- # -->",
    "<#>",
    "&amp;",
    "&#35;",
    "\\",
    "\\*",
    "\\\n",
    "{# # #}",
    "{promise}",
    "(",
    ")",
    "“",
    "”",
    "#\u{a0}#",
    "\t",
    "  \n",
    "…",
    "xxx",
    "TODO ",
    "#%",
    "5.000",
    "=",
    "\n===\n",
    "+",
    "-",
    "!",
    "$#$",
    "^",
    "@",
    "\n• #",
    "\n– #",
    "https://#.vn ",
];

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..14).prop_map(|pieces| {
        let mut count = 0;
        let mut out = String::from("Mot ");
        for piece in pieces {
            // A comment of a template is not printed, by intent.
            if piece.starts_with("{#") {
                continue;
            }
            for letter in piece.chars() {
                if letter == '#' && !piece.contains("###") && !piece.contains("&#") {
                    out.push_str(&format!("tu{count}x"));
                    count += 1;
                } else {
                    out.push(letter);
                }
            }
        }
        out
    })
}

/// Returns the words with a number of their own, in order, and the numbers that the text has outside of the marks of lists.
fn own_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with("tu") && word.ends_with('x')).map(str::to_lowercase).collect()
}

fn words_of(manuscript: &Manuscript) -> String {
    fn inlines(content: &[Inline], notes: &mut Vec<String>) -> String {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text(words) => words.clone(),
                Inline::Strong(inner) | Inline::Emphasis(inner) => inlines(inner, notes),
                Inline::Break => "\n".to_owned(),
                Inline::Note(note) => {
                    notes.push(blocks(note));
                    String::new()
                }
            })
            .collect()
    }
    fn blocks(body: &[Block]) -> String {
        let mut notes = Vec::new();
        let mut out = Vec::new();
        for block in body {
            match block {
                Block::Heading { title, run_in, .. } => {
                    out.push(title.clone());
                    out.extend(run_in.as_ref().map(|content| inlines(content, &mut notes)));
                }
                Block::Paragraph { content, .. } => out.push(inlines(content, &mut notes)),
                Block::Table(table) => {
                    out.extend(table.caption.clone());
                    let cells = table.head.iter().flatten().chain(table.rows.iter().flat_map(|row| &row.cells));
                    out.extend(cells.map(|cell| inlines(&cell.content, &mut notes)));
                }
                Block::Landscape(inner) => out.push(blocks(inner)),
            }
        }
        out.extend(notes);
        out.join("\n")
    }
    let mut out = vec![manuscript.title.subject.clone(), blocks(&manuscript.body), blocks(&manuscript.closing)];
    out.extend(manuscript.recipients.iter().map(|line| line.words.clone()));
    if let Some(attached) = &manuscript.attached {
        out.extend([attached.title.subject.clone(), blocks(&attached.body), blocks(&attached.closing)]);
    }
    out.extend(manuscript.appendices.iter().flat_map(|appendix| [appendix.title.clone(), blocks(&appendix.body)]));
    out.join("\n")
}

/// Returns the typed words that are missing from the printed ones, or out of order. Footnotes may follow later.
fn missing(typed: &str, printed: &str) -> Vec<String> {
    let printed = own_words(&printed.to_lowercase());
    let has_notes = typed.contains("[^a]: ");
    let mut behind = 0;
    let mut out = Vec::new();
    for word in own_words(typed) {
        match printed[if has_notes { 0 } else { behind }..].iter().position(|one| *one == word) {
            Some(at) => behind = at + 1 + if has_notes { 0 } else { behind },
            None => out.push(word),
        }
    }
    out
}

/// Whether a finding points into the value of a key.
fn is_reported(key: &str, text: &str) -> (bool, Option<Manuscript>, String) {
    let plan = plan_with(key, text);
    let value = toml_string(text);
    let start = plan.find(&value).unwrap();
    let checked = checked("plan.toml", plan.as_bytes());
    let stop = |level| matches!(level, Level::Error | Level::Warning);
    let inside = checked
        .findings
        .iter()
        .any(|one| stop(one.level) && one.span.start < start + value.len() && one.span.end > start);
    let shown = rendered(&checked.findings.sorted(), &checked.sources, Language::English);
    (inside, checked.output, shown)
}

proptest! {
    #![proptest_config(cases(96))]

    /// Every word that is typed in any printed key is in the document, in order, or a finding points at it.
    #[test]
    fn every_word_is_printed_or_reported(text in any_text()) {
        for (key, _) in KEYS {
            let (reported, manuscript, shown) = is_reported(key, &text);
            if !reported {
                let printed = words_of(&manuscript.unwrap());
                prop_assert_eq!(missing(&text, &printed), Vec::<String>::new(), "{} = {:?}\n{}\n{}", key, text, printed, shown);
            }
        }
    }
}

#[cfg(feature = "embedded")]
mod embedded {
    use super::*;
    use crate::support::settings;
    use kehoach::internals::engine::Embedded;
    use kehoach::internals::pipeline::project;

    proptest! {
        #![proptest_config(cases(16))]

        /// The same on the finished pages.
        #[test]
        fn every_word_is_on_the_page_or_reported(text in any_text(), at in 0..KEYS.len()) {
            let (key, _) = KEYS[at];
            let (reported, manuscript, shown) = is_reported(key, &text);
            if !reported {
                let output = project(&manuscript.unwrap(), settings(false)).unwrap();
                let pages = Embedded.pages(&output);
                let runs: Vec<&str> = pages.iter().flat_map(|page| page.runs.iter()).map(|run| run.text.as_str()).collect();
                // A long word may be hyphenated nowhere, so each is whole in one run.
                let printed = runs.join(" ");
                let lost: Vec<String> = own_words(&text).into_iter().filter(|word| !printed.to_lowercase().contains(word.as_str())).collect();
                prop_assert_eq!(lost, Vec::<String>::new(), "{} = {:?}\n{}\n{}", key, text, printed, shown);
            }
        }
    }
}
