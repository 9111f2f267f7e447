//! How number and symbol are written: «57-NQ/TW» by the Party, «03/NQ-CP» by the state, «85/2016/NĐ-CP» where it makes law.

use crate::base::vietnamese::fold::fold;
use crate::checks::prose::{has_other_sign, segments};
use crate::model::packs::CitationWords;

/// Since this year, the number of a document that makes law has its year: Law 1996 on the making of such documents.
const LAWS_HAVE_YEARS: i16 = 1997;

/// Number and symbol without spaces, with plain hyphens, without leading zeros: what two ways to write it have in common.
pub(super) fn canonical(symbol: &str) -> String {
    let joined: String =
        symbol.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '–' { '-' } else { c }).collect();
    joined.trim_start_matches('0').to_owned()
}

/// Letters and digits only, without marks: alike for most ways to write it wrongly.
pub(super) fn loose(symbol: &str) -> String {
    fold(symbol).chars().filter(|c| c.is_alphanumeric()).collect::<String>().trim_start_matches('0').to_owned()
}

/// Returns the number alone, without leading zeros.
pub(super) fn number(symbol: &str) -> &str {
    let end = symbol.find(|c: char| !c.is_ascii_digit()).unwrap_or(symbol.len());
    symbol[..end].trim_start_matches('0')
}

/// Returns the year in a symbol: 2016 in «85/2016/NĐ-CP».
pub(super) fn year(symbol: &str) -> Option<i16> {
    segments(symbol).nth(1).filter(|part| part.len() == 4)?.parse().ok()
}

/// Returns what stands where the year is, and is none: 25010 in «45/25010/NĐ-CP».
pub(super) fn mistyped_year(symbol: &str) -> Option<&str> {
    segments(symbol).nth(1).filter(|part| part.len() != 4 && part.bytes().all(|sign| sign.is_ascii_digit()))
}

/// Returns the parts of a symbol that are letters: NQ and TW in «57-NQ/TW».
pub(super) fn segments_of_letters(symbol: &str) -> Vec<&str> {
    segments(symbol).skip(1).filter(|part| part.starts_with(char::is_alphabetic)).collect()
}

/// Returns whether the same number may belong to documents of several places.
pub(super) fn is_local(symbol: &str, known: &CitationWords) -> bool {
    segments(symbol).skip(1).any(|part| has(&known.local, part))
}

/// Returns whether the body can be only one, whatever name is written.
pub(super) fn is_national(symbol: &str, known: &CitationWords) -> bool {
    segments(symbol).skip(1).any(|part| {
        part == "TW"
            || part.starts_with("QH")
            || part.starts_with("UBTVQH")
            || (has(&known.state, part) && !has(&known.local, part))
    })
}

/// Returns the symbol as the rules of symbols have it, where it breaks them.
pub(super) fn fixed(symbol: &str, date_year: Option<i16>, known: &CitationWords) -> Option<String> {
    let parts: Vec<&str> = segments(symbol).collect();
    let (&number, rest) = parts.split_first()?;
    let (typed_year, letters) = match rest.split_first() {
        Some((year, letters)) if year.starts_with(|c: char| c.is_ascii_digit()) => (Some(*year), letters),
        _ => (None, rest),
    };
    let compact: String = if has_other_sign(symbol) {
        let year = typed_year.map_or_else(String::new, |year| format!("/{year}"));
        format!("{number}{year}/{}", letters.join("-"))
    } else {
        symbol.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '–' { '-' } else { c }).collect()
    };
    let [kind, body] = match letters {
        [kind, body] => [*kind, *body],
        [both] => match run_together(both, known) {
            Some(parts) => parts,
            None => return (compact != symbol).then_some(compact),
        },
        _ => return (compact != symbol).then_some(compact),
    };
    let (kind, body) = (known_kind(kind, known), known_body(body, known));
    let right = if has(&known.party, body) && typed_year.is_none() {
        format!("{number}-{kind}/{body}")
    } else if has(&known.state, body) && known.is_type(kind) {
        let year = match typed_year {
            Some(_) if has(&known.without_year, kind) => None,
            Some(year) => Some(year.to_owned()),
            None if has(&known.with_year, kind) => {
                date_year.filter(|year| *year >= LAWS_HAVE_YEARS).map(|year| year.to_string())
            }
            None => None,
        };
        year.map_or_else(|| format!("{number}/{kind}-{body}"), |year| format!("{number}/{year}/{kind}-{body}"))
    } else {
        compact
    };
    (right != symbol).then_some(right)
}

/// Returns whether a symbol lacks its year, and nothing says which it is: «118/NĐ-CP» without a date.
pub(super) fn lacks_year(symbol: &str, date_year: Option<i16>, known: &CitationWords) -> bool {
    let parts: Vec<&str> = segments(symbol).collect();
    let [_, kind, body] = parts[..] else { return false };
    date_year.is_none() && has(&known.with_year, kind) && has(&known.state, body)
}

/// Returns type and body of letters that lost the hyphen between them, such as `QĐTTg`.
fn run_together<'l>(letters: &'l str, known: &CitationWords) -> Option<[&'l str; 2]> {
    if has(&known.state, letters) || has(&known.party, letters) {
        return None;
    }
    let split = |kind: &str| {
        let body = letters.strip_prefix(kind)?;
        (has(&known.state, body) || has(&known.party, body)).then(|| letters.split_at(kind.len()).into())
    };
    known.type_letters().find_map(split)
}

fn has(words: &[String], wanted: &str) -> bool {
    words.iter().any(|word| word == wanted)
}

/// Returns the letters of a type as they should be: `CTtr` was meant as `CTr`, `ND` as `NĐ`.
fn known_kind<'l>(letters: &'l str, known: &'l CitationWords) -> &'l str {
    if fold(letters) == "cttr" {
        return "CTr";
    }
    // `NDD` was meant as `NĐ`.
    let doubled = || {
        let single = without_doubles(letters);
        let mut same = known.type_letters().filter(|known| known.chars().nth(1).is_some() && fold(known) == single);
        same.next().filter(|_| letters.chars().nth(2).is_some() && same.next().is_none())
    };
    match alike(letters, &known.type_letters()) {
        same if same == letters && !known.is_type(letters) => doubled().unwrap_or(letters),
        meant => meant,
    }
}

/// Returns the letters of a body as they should be: `TTG` was meant as `TTg`, `TƯ` as `TU`, `UBNDTP` as `UBND`.
fn known_body<'l>(letters: &'l str, known: &'l CitationWords) -> &'l str {
    let of_unit = |body: &&String| {
        let unit = letters.strip_prefix(body.as_str());
        unit.is_some_and(|unit| has(&known.unit_letters, unit))
    };
    match known.local.iter().find(of_unit) {
        Some(body) => body,
        None => alike(letters, &known.state.iter().chain(&known.party).map(String::as_str)),
    }
}

/// Returns the one of the right letters that differs only in its marks and capitals, if it is only one; else the one that has the same letters in
/// another order, or with one of two that are the same missing: `Tg` was meant as `TTg`, `UNBD` as `UBND`.
fn alike<'l>(letters: &'l str, right: &(impl Iterator<Item = &'l str> + Clone)) -> &'l str {
    let same = |form: &dyn Fn(&str) -> String| {
        let wanted = form(letters);
        let mut found = right.clone().filter(|known| known.chars().nth(1).is_some() && form(known) == wanted);
        found.next().filter(|_| found.next().is_none())
    };
    if right.clone().any(|known| known == letters) {
        return letters;
    }
    let mixed = letters.contains(char::is_lowercase);
    let short = letters.chars().nth(3).is_none();
    same(&|letters| fold(letters))
        .or_else(|| if mixed { same(&without_doubles) } else { None })
        .or_else(|| if short { None } else { same(&in_order) })
        .unwrap_or(letters)
}

fn without_doubles(letters: &str) -> String {
    let mut letters: Vec<char> = fold(letters).chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn in_order(letters: &str) -> String {
    let mut letters: Vec<char> = fold(letters).chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    fn words() -> &'static CitationWords {
        &Vocabulary::embedded().citations
    }

    #[test]
    fn broken_symbols_are_mended() {
        for (typed, right) in [
            ("71-NQ/CP", "71/NQ-CP"),
            ("57- NQ/TW", "57-NQ/TW"),
            ("57/NQ-TW", "57-NQ/TW"),
            ("89- CTtr/TƯ", "89-CTr/TU"),
            ("749/QD-TTg", "749/QĐ-TTg"),
            ("359/2025/KH-UBND", "359/KH-UBND"),
            ("71/NQ–CP", "71/NQ-CP"),
            ("359/KH - UBND", "359/KH-UBND"),
            ("13/2023NĐ-CP", "13/2023/NĐ-CP"),
            ("57NQ/TW", "57-NQ/TW"),
            ("2629/QĐTTg", "2629/QĐ-TTg"),
            ("30/2020/NĐCP", "30/2020/NĐ-CP"),
            ("45KH-UBND", "45/KH-UBND"),
            ("57 NQ/TW", "57-NQ/TW"),
            ("749/QĐ TTg", "749/QĐ-TTg"),
            ("30/2020 NĐ-CP", "30/2020/NĐ-CP"),
            ("09/CT.TTg", "09/CT-TTg"),
            ("57/QD-TTG", "57/QĐ-TTg"),
            ("12/KH-UBNĐ", "12/KH-UBND"),
            ("12/NQ-HDND", "12/NQ-HĐND"),
            ("359/KH-UBNDTP", "359/KH-UBND"),
            ("5/QyD-UBND", "5/QyĐ-UBND"),
            ("866/QĐ-Tg", "866/QĐ-TTg"),
            ("64/2015/NDD-CP", "64/2015/NĐ-CP"),
            ("12/KH-UNBD", "12/KH-UBND"),
            ("12/NQ-HNĐD", "12/NQ-HĐND"),
            ("102/2025 NQLT/UBTVQH15-CP", "102/2025/NQLT-UBTVQH15-CP"),
        ] {
            assert_eq!(fixed(typed, None, words()).as_deref(), Some(right), "{typed}");
        }
        assert_eq!(fixed("85/NĐ-CP", Some(2016), words()).as_deref(), Some("85/2016/NĐ-CP"));
        assert_eq!(fixed("02/TT-VPCP", Some(2017), words()).as_deref(), Some("02/2017/TT-VPCP"));
    }

    #[test]
    fn right_symbols_are_left_alone() {
        for typed in [
            "57-NQ/TW",
            "03/NQ-CP",
            "85/2016/NĐ-CP",
            "35/KH-UBND",
            "01-NQ/ĐH",
            "05-KH/ĐU",
            "72/2025/QH15",
            "3816/BTTTT-CĐSQG",
            "12/UBND-VX",
            "12-KH/BCĐ",
            "91/NĐ-CP",
            "284/QĐ-UBND",
            "20/2025/QĐ-UBND",
            "292/QĐ-BKHCN",
            "351/2017/UBTVQH14",
            "12/TTCP",
            "8177/BKHCN",
            "198/TTr-BKHCN",
            "12/KH-BCĐ",
            "12/TB-TTX",
        ] {
            assert_eq!(fixed(typed, None, words()), None, "{typed}");
        }
        assert_eq!(fixed("91/NĐ-CP", Some(1993), words()), None);
        assert!(lacks_year("118/NĐ-CP", None, words()) && !lacks_year("118/NĐ-CP", Some(1993), words()));
        assert!(!lacks_year("118/2025/NĐ-CP", None, words()) && !lacks_year("71/NQ-CP", None, words()));
    }

    #[test]
    fn parts_are_read() {
        let words = words();
        assert_eq!((number("03-NQ/CP"), year("85/2016/NĐ-CP"), year("57-NQ/TW")), ("3", Some(2016), None));
        assert_eq!(mistyped_year("45/25010/NĐ-CP"), Some("25010"));
        assert_eq!(mistyped_year("45/2010/NĐ-CP").or(mistyped_year("45/KH-UBND")), None);
        assert!(is_local("35/KH-UBND", words) && !is_local("12-KH/TU", words));
        assert!(
            is_national("09/CT-TTg", words)
                && is_national("8177/BKHCN-CĐSQG", words)
                && !is_national("35/KH-UBND", words)
        );
    }
}
