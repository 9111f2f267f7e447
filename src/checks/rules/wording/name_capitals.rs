//! CV014: capitals of proper names other than those of bodies.

use crate::base::diagnostic::{Findings, text};
use crate::base::vietnamese::letter::uncapitalized;
use crate::checks::prose::{Names, Quotations, ends_compound, follows_plural, in_title, opens_a_sentence};
use crate::checks::rules::found::found;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::packs::CapitalWords;

declare_rule! {
    needs: Text,
    code: "CV014", name: "name-capitals", level: Warning, since: "0.1.0", fix: None,
    title: "tên riêng viết hoa chưa đúng", "wrong capitals in a proper name",
    explanation: "Tên người, địa danh viết hoa đặc biệt, chức vụ, danh hiệu, ngày lễ, ngày tết, năm âm lịch, sự kiện lịch sử, tác phẩm và tên luật viết hoa theo từng mục của Phụ lục II. Tên nào phải viết thế nào thì ghi ở tệp `capitals.toml` của dữ liệu. Tên cơ quan là của TC001.",
        "Names of persons, places, posts, honours, days, events, works and laws have the capitals of Appendix II. The file `capitals.toml` of the data has them. Names of bodies are of TC001.",
    law: "Phụ lục II, mục II.1, mục III.1.c, mục IV.2, mục V.2, mục V.3, mục V.5, mục V.6, mục V.8, mục V.9 và mục V.10 Nghị định số 30/2020/NĐ-CP",
    bad: "text = \"Tuyên truyền Luật giao dịch điện tử nhân dịp tết nguyên đán.\"",
    good: "text = \"Tuyên truyền Luật Giao dịch điện tử nhân dịp tết Nguyên đán.\"",
}

/// The names of a vocabulary, ready to be found.
#[derive(Debug)]
pub(in crate::checks::rules) struct KnownNames {
    names: Names<'static, usize>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    /// Where Appendix II says it.
    clause: &'static str,
    /// Whether it is a common noun in small letters.
    common: bool,
}

impl KnownNames {
    pub(in crate::checks::rules) fn new(words: &CapitalWords) -> Self {
        let lists = [
            ("Phụ lục II, mục II.1", &words.people),
            ("Phụ lục II, mục III.1.c", &words.places),
            ("Phụ lục II, mục III.1.đ", &words.regions),
            ("Phụ lục II, mục IV.2.a", &words.foreign_bodies),
            ("Phụ lục II, mục V.2", &words.honours),
            ("Phụ lục II, mục V.3", &words.posts),
            ("Phụ lục II, mục V.5", &words.days),
            ("Phụ lục II, mục V.8.b", &words.feasts),
            ("Phụ lục II, mục V.8.a", &words.lunar_years),
            ("Phụ lục II, mục V.9", &words.events),
            ("Phụ lục II, mục V.10", &words.works),
            ("Phụ lục II, mục V.6", &words.laws),
        ];
        let entry = |clause, name: &String| Entry { name: name.clone(), clause, common: words.common.contains(name) };
        let of_list = |(clause, names): (&'static str, &Vec<String>)| {
            names.iter().map(|name| entry(clause, name)).collect::<Vec<_>>()
        };
        let entries: Vec<Entry> = lists.into_iter().flat_map(of_list).collect();
        Self { names: Names::new(entries.iter().enumerate().map(|(at, entry)| (entry.name.clone(), at))), entries }
    }
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let known = &subject.lexicon.capital_names;
    let (words, plurals) = (&subject.vocabulary().capitals, &subject.vocabulary().bodies.plurals);
    for passage in subject.own_wording() {
        let flowing = passage.flowing();
        let mut quotations = None;
        for found_name in known.names.find(flowing, passage.words()) {
            let typed = &flowing[found_name.range.clone()];
            let entry = &known.entries[found_name.meaning];
            let before = &flowing[..found_name.range.start];
            let opens = || opens_a_sentence(flowing, found_name.range.start);
            if !entry.is_wrong(typed)
                // «Phó chủ tịch: 02 người».
                || (entry.common && !uncapitalized(typed).contains(char::is_uppercase) && opens())
                || (typed.starts_with(char::is_lowercase) && follows_plural(before, plurals))
                || ends_compound(before, typed, &words.name_compounds)
                || in_title(passage, &found_name.range)
                || quotations.get_or_insert_with(|| Quotations::of(flowing)).contain(found_name.range.start)
            {
                continue;
            }
            let right = &entry.name;
            findings.push(
                found(
                    &RULE.meta,
                    passage,
                    found_name.range.clone(),
                    format!("tên riêng viết hoa chưa đúng: `{typed}`"),
                    format!("wrong capitals in a proper name: `{typed}`"),
                )
                .help(text(
                    format!("viết `{right}` ({})", entry.clause),
                    format!("write `{right}` ({})", entry.clause),
                )),
            );
        }
    }
}

impl Entry {
    /// Returns whether typed words are the name with other capitals. Other marks or hyphens are other words.
    fn is_wrong(&self, typed: &str) -> bool {
        let name = self.name.as_str();
        let free = name.starts_with(char::is_lowercase);
        typed != name
            && !(free && uncapitalized(typed) == name)
            && typed.contains(char::is_lowercase)
            && (!self.common || typed.contains(char::is_uppercase))
            && typed.to_lowercase() == name.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_compared_as_a_reader_would() {
        let entry = |name: &str, common| Entry { name: name.to_owned(), clause: "V", common };
        let feast = entry("tết Nguyên đán", false);
        assert!(
            !feast.is_wrong("Tết Nguyên đán") && feast.is_wrong("tết nguyên đán") && feast.is_wrong("Tết Nguyên Đán")
        );
        assert!(!feast.is_wrong("TẾT NGUYÊN ĐÁN") && !feast.is_wrong("tết Nguyên đan"));
        let region = entry("Nam Bộ", true);
        assert!(region.is_wrong("Nam bộ") && !region.is_wrong("nam bộ"));
    }
}
