//! What must hold for any input: no panic, every text survives, the same input gives the same output.

use crate::support::{cases, checked, composed, example, read, rendered, settings, smallest, toml_string, words_of};
use kehoach::internals::compose::{Block, Manuscript, escape_markdown, plain_text};
use kehoach::internals::diagnostic::{Diagnostic, Language, Level};
use kehoach::internals::pipeline::{Composed, project};
use proptest::prelude::*;

/// Letters that mean something to Typst, Tera, TOML or Markdown, among the usual ones.
const LETTERS: &str = "#$\\*_@<>\"'`~-+=/|&%^!?.,;:()[]{}0123456789aeghixdđăâêôơưủậễỗộ ớựỳĐÂƯ";

fn any_text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    prop::collection::vec(prop::sample::select(letters), 1..60)
        .prop_map(|letters| letters.into_iter().collect::<String>())
        // Expressions and placeholders are for the writer to use; all else is words. Twice: of three braces the first pass leaves two.
        .prop_map(|text| text.replace("{{", "{ {").replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #"))
        .prop_map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("words", |text| !text.is_empty())
}

/// Pieces of what rules recognise inside sentences.
const PIECES: &[&str] = &[
    "Nghị quyết",
    "Kế hoạch",
    "số",
    "Số:",
    " ",
    "  ",
    "\u{a0}",
    "57",
    "-",
    "–",
    "/",
    "NQ",
    "TW",
    "CP",
    "85/2016/NĐ-CP",
    "ngày",
    "01/7/2025",
    "31 tháng 02 năm 2025",
    "của",
    "Chính phủ",
    "Uỷ ban",
    "về",
    "đột phá",
    ",",
    ";",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "- ",
    "Phòng Văn hóa",
    "phòng",
    "Xã hội",
    "Sở",
    "Trung tâm",
    "hành chính công",
    "giao",
    "tỉnh Hải Dương",
    "(cũ)",
    "{{ cite('nq-57-nq-tw-2024') }}",
    "Ð",
    "ộ",
    "%",
    "đ",
];

fn any_sentence() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 1..40).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, apart)| if apart { format!("{piece} ") } else { piece.to_owned() }).collect()
    })
}

fn without_placeholders(text: &str) -> String {
    text.replace('{', "(").replace('}', ")")
}

/// A plan in which one text is wherever a text can be.
fn plan_with(text: &str) -> String {
    let quoted = toml_string(text);
    let target = toml_string(&without_placeholders(text));
    smallest()
        .replace("subject = \"Chuyển đổi số xã Bình Giang năm 2026\"", &format!("subject = {quoted}"))
        .replace("name = \"Bình Giang\"", &format!("name = {quoted}"))
        .replace("name = \"Vũ Đăng Chương\"", &format!("name = {quoted}"))
        .replace("[\"so-khcn\"]", &format!("[{{ name = {quoted}, note = {quoted} }}]"))
        .replace("title = \"Mục tiêu\"", &format!("title = {quoted}\ntext = '{{{{ commune.name }}}}'"))
        .replace("\"{promise} hồ sơ được xử lý trực tuyến\"", &target)
        + &format!("\n[[tasks]]\nid = \"viec\"\nsection = \"muc-tieu\"\ntext = {quoted}\nlead = [\"phong-vhxh\"]\n")
}

/// Markup in a key that has none is reported, and printed as it is typed.
fn errors(composed: &Composed) -> String {
    let stops = |one: &&Diagnostic| one.level == Level::Error && one.meta.code != "DL034";
    let findings: Vec<_> = composed.findings.iter().filter(stops).cloned().collect();
    rendered(&findings, &composed.sources, Language::Vietnamese)
}

fn manuscript(plan: &str) -> Manuscript {
    let composed = composed("plan.toml", plan.as_bytes());
    assert_eq!(errors(&composed), "", "{plan}");
    composed.output.unwrap()
}

fn paragraphs(manuscript: &Manuscript) -> Vec<String> {
    manuscript
        .body
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { content, .. } => Some(plain_text(content)),
            Block::Heading { .. } | Block::Table(_) | Block::Landscape(_) => None,
        })
        .collect()
}

proptest! {
    #![proptest_config(cases(128))]

    /// Whatever is in a field is printed as it is: never markup, never an expression, never lost.
    #[test]
    fn any_text_survives(text in any_text()) {
        let manuscript = manuscript(&plan_with(&text));
        prop_assert_eq!(&manuscript.title.subject, &text);
        // A unit whose name is a number has its kind in its name.
        let place = if text.starts_with(|letter: char| letter.is_ascii_digit()) { format!("Xã {text}") } else { text.clone() };
        prop_assert_eq!(&manuscript.letterhead.place, &place);
        prop_assert_eq!(&manuscript.signature.name, &text);
        let recipient = &manuscript.recipients[0].words;
        prop_assert!(recipient.to_lowercase() == format!("{text} ({text});").to_lowercase(), "{recipient}");
        let paragraphs = paragraphs(&manuscript);
        // The commune's name, given by an expression at the beginning of a sentence.
        let mut letters = text.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        prop_assert_eq!(&paragraphs[0], &(first + letters.as_str()));
        prop_assert!(paragraphs[1].starts_with(&without_placeholders(&text)), "{}", paragraphs[1]);
        prop_assert!(paragraphs[2].starts_with(&text), "{}", paragraphs[2]);
        let Block::Heading { title, .. } = &manuscript.body[0] else { panic!("a heading") };
        // In capitals, but for a unit behind a number and for words of their own letters.
        prop_assert_eq!(title.to_uppercase(), text.to_uppercase());
    }

    /// The data of the Typst project holds the text as a string, and the main file does not change with it.
    #[test]
    fn any_text_stays_data(text in any_text()) {
        let output = project(&manuscript(&plan_with(&text)), settings(false)).unwrap();
        let data: serde_json::Value = serde_json::from_slice(&output.files["plan.json"]).unwrap();
        // Words that hold together have spaces at which no line ends.
        let spaced = |text: &str| text.replace('\u{a0}', " ");
        prop_assert_eq!(spaced(&words_of(&data["title"]["subject"][0])), spaced(&text));
        let main = String::from_utf8(output.files["main.typ"].clone()).unwrap();
        let default_main = project(&manuscript(&smallest()), settings(false)).unwrap();
        let default_main = String::from_utf8(default_main.files["main.typ"].clone()).unwrap();
        prop_assert_eq!(main.lines().count(), default_main.lines().count());
        for (ours, theirs) in main.lines().zip(default_main.lines()) {
            if ours != theirs {
                let literal = ours.trim().trim_start_matches(['t', 'i', 'l', 'e', 'a', 'u', 'h', 'o', 'r', ':', ' ']);
                let literal = literal.trim_end_matches(',');
                prop_assert!(is_one_literal(literal), "{ours}");
            }
        }
    }

    /// Escaped data is never markup.
    #[test]
    fn escaped_text_is_words(text in any_text()) {
        let plan = smallest().replace(
            "title = \"Mục tiêu\"",
            &format!("title = \"Mục tiêu\"\ntext = {}", toml_string(&format!("A {} B", escape_markdown(&text)))),
        );
        // Data comes without expressions; a backslash keeps its braces apart.
        prop_assert_eq!(&paragraphs(&manuscript(&plan))[0], &format!("A {text} B"));
    }

    /// Any bytes end in findings or in a document, and every finding can be shown.
    #[test]
    fn no_input_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let composed = composed("plan.toml", &bytes);
        rendered(&composed.findings.sorted(), &composed.sources, Language::Vietnamese);
    }

    /// The same for a real plan with a piece cut out, doubled or overwritten.
    #[test]
    fn no_damage_to_a_plan_panics(at in 0.0..1.0_f64, length in 0..80_usize, kind in 0..3_u8, noise in any_text()) {
        let plan = example("binh-giang-2026").into_bytes();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the file")]
        let start = (plan.len() as f64 * at) as usize;
        let end = (start + length).min(plan.len());
        let mut bytes = plan[..start].to_vec();
        match kind {
            0 => {}
            1 => bytes.extend([&plan[start..end], &plan[start..end]].concat()),
            _ => bytes.extend(noise.as_bytes()),
        }
        bytes.extend(&plan[end..]);
        let composed = composed("plan.toml", &bytes);
        let findings = composed.findings.sorted();
        for finding in &findings {
            let text = composed.sources.file(finding.span.file).text();
            prop_assert!(finding.span.end <= text.len() && text.is_char_boundary(finding.span.start) && text.is_char_boundary(finding.span.end));
        }
        rendered(&findings, &composed.sources, Language::English);
    }

    /// Whatever is in a sentence, rules find it at places of the file, and say so.
    #[test]
    fn no_sentence_panics(text in any_sentence()) {
        let default_main = "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này.";
        let plan = read("tests/support/plan-without-mistakes.toml").replace(&toml_string(default_main), &format!("'''\n{}'''", text.replace("'''", "")));
        let composed = checked("plan.toml", plan.as_bytes());
        let findings = composed.findings.sorted();
        for finding in &findings {
            let text = composed.sources.file(finding.span.file).text();
            prop_assert!(text.get(finding.span.range()).is_some(), "{finding:?}");
        }
        rendered(&findings, &composed.sources, Language::Vietnamese);
    }

    /// The same plan gives the same findings and the same project.
    #[test]
    fn the_same_plan_gives_the_same_project(text in any_text()) {
        let plan = plan_with(&text);
        prop_assert_eq!(project(&manuscript(&plan), settings(true)).unwrap(), project(&manuscript(&plan), settings(true)).unwrap());
    }
}

/// Whether a text is exactly one string literal of Typst.
fn is_one_literal(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else { return false };
    let mut escaped = false;
    for letter in inside.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return false,
            _ => {}
        }
    }
    !escaped
}

#[cfg(feature = "embedded")]
mod embedded {
    use super::*;
    use kehoach::internals::engine::{Embedded, Engine as _};

    proptest! {
        #![proptest_config(cases(24))]

        /// On the finished page, letter by letter: wherever lines break, no letter is lost and none is added.
        #[test]
        fn any_text_reaches_the_page(text in any_text()) {
            let output = project(&manuscript(&plan_with(&text)), settings(false)).unwrap();
            let compiled = Embedded.compile(&output).unwrap();
            prop_assert!(compiled.pdf.is_some() && compiled.complaints.is_empty(), "{:?}", compiled.complaints);
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            let page: String = Embedded.pages(&output).iter().flat_map(|page| page.runs.iter()).map(|run| letters(&run.text)).collect();
            prop_assert!(page.contains(&letters(&text)), "{page}");
            // Subject, place, name, recipient, its note, prose, target, task: and the title of the section in capitals.
            let plain = letters(&text);
            prop_assert!(page.matches(&plain).count() >= 3, "{page}");
        }
    }
}
