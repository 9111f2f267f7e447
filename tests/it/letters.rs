//! Letters that look like others, and other forms of them: found in every text, fixed by `--fix`, and never compared with anything.

use std::collections::BTreeSet;

use crate::support::{checked, library, read, root, smallest, written_beside};
use kehoach::internals::autofix::fix;
use kehoach::internals::diagnostic::{Diagnostic, FixSafety};
use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::Library;
use unicode_normalization::UnicodeNormalization as _;

const EVERY_KEY: &str = "tests/findings/passing/DL002-every-key.toml";
const EVERY_KEY_OF_A_DECISION: &str = "tests/findings/passing/DL002-every-key-of-a-decision.toml";

fn findings(plan: &str) -> Vec<Diagnostic> {
    let directory = root().join("tests/findings/passing");
    let found = written_beside("plan.toml", plan.as_bytes(), &directory).findings.sorted();
    // To show every key, the plan shows some of its data twice.
    found.into_iter().filter(|finding| finding.meta.code != "DL031").collect()
}

/// The strings of a plan: where the text between the quotes is, and the key before it.
fn strings(plan: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = plan[at..].find('"').map(|found| at + found + 1) {
        let close = open + plan[open..].find('"').unwrap();
        let key = plan[..open - 1].trim_end_matches(['=', ' ', '[', '{']);
        let key = key.rsplit(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap();
        out.push((open..close, key.to_owned()));
        at = close + 1;
    }
    out
}

#[test]
fn a_look_alike_is_one_finding_in_every_text_that_is_printed() {
    let mut keys = BTreeSet::new();
    for file in [EVERY_KEY, EVERY_KEY_OF_A_DECISION] {
        look_alikes(&read(file), &mut keys);
    }
    assert!(keys.len() > 15, "{keys:?}");
}

/// Keys of bodies and documents whose words are looked for, or are remarks.
const NOT_PRINTED: [&str; 3] = ["aliases", "overrides", "sources"];

/// Puts a look-alike into each text, and adds the keys of these.
fn look_alikes(plan: &str, keys: &mut BTreeSet<String>) {
    assert_eq!(findings(plan), []);
    for (range, key) in strings(plan) {
        let words = &plan[range.clone()];
        // Words of the document, not ids and values of keys.
        let is_text = words.chars().any(|letter| letter.is_alphabetic() && !letter.is_ascii())
            || words == "KH-UBND"
            || words == "TCNS";
        let at = words.find(['a', 'c', 'e', 'H', 'C', 'i', 'o']);
        // What a document is called otherwise, and remarks on it, are looked for, not printed.
        let is_text = is_text && !NOT_PRINTED.contains(&key.as_str()) && !words.starts_with("theo trang");
        let Some(at) =
            at.filter(|_| is_text && !matches!(key.as_str(), "kind" | "named_after") && !words.contains("{{"))
        else {
            continue;
        };
        let alike = match words.as_bytes()[at] {
            b'a' => "\u{430}",
            b'c' => "\u{441}",
            b'e' => "\u{435}",
            b'H' => "\u{41d}",
            b'C' => "\u{421}",
            b'i' => "\u{456}",
            _ => "\u{43e}",
        };
        let start = range.start + at;
        let wrong = format!("{}{alike}{}", &plan[..start], &plan[start + 1..]);
        let found = findings(&wrong);
        let codes: Vec<&str> = found.iter().map(|finding| finding.meta.code).collect();
        assert_eq!(codes, ["DL029"], "{key} = {words}");
        assert_eq!(found[0].span.range(), start..start + alike.len(), "{key} = {words}");
        keys.insert(key);
    }
}

#[test]
fn a_plan_with_loose_letters_has_no_other_finding() {
    let plan: String = read(EVERY_KEY).nfd().collect();
    let codes: Vec<&str> = findings(&plan).iter().map(|finding| finding.meta.code).collect();
    assert_eq!(codes, ["DL010"]);
}

#[test]
fn what_is_certain_is_mended() {
    let right = smallest().replace("Vũ Đăng Chương", "Vũ Đình An");
    for (old, wrong, mended) in [
        ("Vũ Đình An", "Vũ Ðình An", "Vũ Đình An"),
        ("Vũ Đình An", "Vũ \\u0110ình \\u0410n", "Vũ \\u0110ình An"),
        ("Bình Giang", "Bình\u{2003}Gi\u{200b}ang", "Bình Giang"),
        ("Bình Giang", "Bı\u{300}nh Giang", "Bình Giang"),
        ("Yêu cầu", "Năm ２０２６, mục Ⅳ, ﬁle, yêu câ\u{2cb}u", "Năm 2026, mục IV, file, yêu cầu"),
    ] {
        assert!(right.contains(old), "{old}");
        let fixed = fix(&right.replace(old, wrong), |text| {
            let read = checked("plan.toml", text.as_bytes());
            let mut found = read.findings.sorted();
            found.retain(|finding| finding.meta.code == "DL029");
            assert!(found.iter().all(|finding| finding.meta.fix == FixSafety::Safe));
            (read.file, found)
        });
        assert_eq!((fixed.text, fixed.left), (right.replace(old, mended), 0), "{wrong}");
    }
}

#[test]
fn the_texts_of_packs_are_read_too() {
    assert!(library().findings.is_empty());
    for (find, put, code) in [
        ("Phòng Văn hóa - Xã hội", "Phòng Vǎn hóa - Xã hội", "DL029"),
        ("Nghị quyết", "Nghị quy\u{435}\u{302}\u{301}t", "DL029"),
        ("Công an", "Co\u{302}ng an", "DL010"),
        ("Hải Phòng", "H\u{430}\u{309}i Phòng", "DL029"),
    ] {
        let mut packs = PackFiles::embedded();
        for file in packs.files.iter_mut().filter(|file| !file.path.contains("/words/")) {
            file.text = file.text.replace(find, put);
        }
        let found = Library::load(&packs).findings.sorted();
        let codes: BTreeSet<&str> = found.iter().map(|finding| finding.meta.code).collect();
        assert_eq!(codes, BTreeSet::from([code]), "{put}");
    }
}
