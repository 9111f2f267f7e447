//! Percentages typed into sentences: «tối thiểu 80%», «từ 50% đến 55%», «80-90%».

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::vietnamese::fold::same_but_case;
use crate::base::vietnamese::number::parse;
use crate::model::measure::Operator;
use crate::model::packs::Comparison;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentage {
    /// How it is meant.
    pub operator: Operator,
    /// The number, or the lower one of a range.
    pub value: Decimal,
    /// The upper number of a range.
    pub upper: Option<Decimal>,
    /// The place of the number with its sign: «80-90%».
    pub range: Range<usize>,
    /// The same with the word of its operator: «tối thiểu 80%».
    pub extent: Range<usize>,
}

/// Words before a number, and what they mean; a longer one before the one that it ends with.
#[derive(Debug)]
pub struct Operators(Vec<(String, Operator)>);

impl Operators {
    /// Returns the words of a vocabulary.
    #[must_use]
    pub fn new(comparisons: &[Comparison]) -> Self {
        let words = |one: &Comparison| one.words.iter().map(move |word| (word.clone(), one.op)).collect::<Vec<_>>();
        let mut all: Vec<(String, Operator)> = comparisons.iter().flat_map(words).collect();
        all.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self(all)
    }

    fn before(&self, text: &str, start: usize) -> (Operator, usize) {
        self.0
            .iter()
            .find_map(|(word, operator)| word_before(text, start, word).map(|at| (*operator, at)))
            .unwrap_or((Operator::Equal, start))
    }
}

/// Returns the percentages of a text, in order.
#[must_use]
pub fn percentages(text: &str, operators: &Operators) -> Vec<Percentage> {
    let mut out: Vec<Percentage> = Vec::new();
    for (sign, at) in signs(text) {
        let Some(number) = number_before(text, sign) else { continue };
        let mut found = Percentage {
            operator: Operator::Equal,
            value: number.1,
            upper: None,
            range: number.0.start..at,
            extent: number.0.start..at,
        };
        join_range(text, &mut found, &mut out);
        if found.upper.is_none() {
            let (operator, start) = operators.before(text, found.range.start);
            found.operator = operator;
            found.extent.start = start;
            if operator == Operator::Equal && after(text, at, &["trở lên"]) {
                found.operator = Operator::AtLeast;
            }
        }
        out.push(found);
    }
    out
}

/// Returns where the signs «%» and the words «phần trăm» start and end, in one pass: most texts have none.
fn signs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    const WORDS: &str = "phần trăm";
    text.bytes().enumerate().filter_map(|(at, byte)| match byte {
        b'%' => Some((at, at + 1)),
        b'p' if text.get(at..).is_some_and(|rest| rest.starts_with(WORDS)) => Some((at, at + WORDS.len())),
        _ => None,
    })
}

/// Makes one range of «80-90%», «từ 50% đến 55%», «50% - 55%».
fn join_range(text: &str, found: &mut Percentage, out: &mut Vec<Percentage>) {
    let before = text.get(..found.range.start).unwrap_or_default().trim_end();
    let Some(joint) = ["-", "–", "đến"].into_iter().find_map(|joint| before.strip_suffix(joint)) else { return };
    let joint = joint.trim_end();
    // «50% đến 55%»: the first one has its own sign.
    let signed = out.last().filter(|last| last.range.end == joint.len() && last.upper.is_none());
    let lower = match signed {
        Some(last) => Some((last.range.clone(), last.value)),
        None => number_before(text, joint.len()),
    };
    let is_signed = signed.is_some();
    let Some((range, value)) = lower.filter(|(_, lower)| *lower < found.value) else { return };
    if is_signed {
        out.pop();
    }
    found.upper = Some(found.value);
    found.value = value;
    found.operator = Operator::Between;
    found.range.start = range.start;
    found.extent.start = word_before(text, range.start, "từ").unwrap_or(range.start);
}

/// The number that ends at a place, spaces aside. A year or a part of a symbol is none.
fn number_before(text: &str, end: usize) -> Option<(Range<usize>, Decimal)> {
    let before = text.get(..end)?.trim_end();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let number = &before[digits.len()..];
    let number = number.trim_start_matches([',', '.']);
    let start = before.len() - number.len();
    if number.is_empty() || before[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/') {
        return None;
    }
    // «1.200%» is a thousand two hundred; «12.5%» can only be a decimal.
    let value = parse(number, ',').or_else(|| parse(number, '.'))?;
    Some((start..before.len(), value))
}

/// Returns where a word starts that ends before a place, spaces aside.
fn word_before(text: &str, start: usize, word: &str) -> Option<usize> {
    let before = text.get(..start)?.trim_end();
    let from = before.len().checked_sub(word.len())?;
    let same = before.get(from..)?;
    let lower = same == word || same_but_case(same, word);
    let alone = !word.starts_with(char::is_alphabetic) || !before.get(..from)?.ends_with(char::is_alphanumeric);
    (lower && alone).then_some(from)
}

fn after(text: &str, at: usize, words: &[&str]) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    words.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::packs::Vocabulary;

    fn read(text: &str) -> Vec<Percentage> {
        percentages(text, &Operators::new(&Vocabulary::embedded().quantities.operators))
    }
    use crate::input::decode::Keyword as _;

    fn rendered(text: &str) -> Vec<String> {
        read(text)
            .iter()
            .map(|one| {
                let upper = one.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
                format!("{} {}{upper} «{}»", one.operator.as_str(), one.value, &text[one.extent.clone()])
            })
            .collect()
    }

    #[test]
    fn words_before_a_number_say_how_it_is_meant() {
        for (text, found) in [
            ("Tối thiểu 80% hồ sơ", ">= 80 «Tối thiểu 80%»"),
            ("đạt tối thiểu trên 90%.", "> 90 «tối thiểu trên 90%»"),
            ("đạt trên 90%", "> 90 «trên 90%»"),
            ("không dưới 70 % hộ", ">= 70 «không dưới 70 %»"),
            ("khoảng 40% GRDP", "~ 40 «khoảng 40%»"),
            ("≥\u{a0}3,5% tổng chi", ">= 3.5 «≥\u{a0}3,5%»"),
            ("dưới 5%", "< 5 «dưới 5%»"),
            ("ít nhất 60 phần trăm", ">= 60 «ít nhất 60 phần trăm»"),
            ("hơn 12.5%", "> 12.5 «hơn 12.5%»"),
            ("từ 85% trở lên", ">= 85 «85%»"),
            ("giảm 50% thời gian", "= 50 «50%»"),
            ("tăng 1.200% so với", "= 1200 «1.200%»"),
            ("≥\u{a0}1.200,5%", ">= 1200.5 «≥\u{a0}1.200,5%»"),
        ] {
            assert_eq!(rendered(text), [found], "{text}");
        }
    }

    #[test]
    fn two_numbers_make_a_range() {
        for (text, found) in [
            ("từ 50% đến 55% GRDP", ".. 50..55 «từ 50% đến 55%»"),
            ("đạt 80-90% dân số", ".. 80..90 «80-90%»"),
            ("đạt 45% – 50%", ".. 45..50 «45% – 50%»"),
            ("từ 5 đến 10% mỗi năm", ".. 5..10 «từ 5 đến 10%»"),
        ] {
            assert_eq!(rendered(text), [found], "{text}");
        }
        assert_eq!(rendered("từ 90% đến 50%"), ["= 90 «90%»", "= 50 «50%»"]);
    }

    #[test]
    fn what_is_no_percentage_is_none() {
        for text in ["", "%", "{% if x %}", "năm 2030", "a%", "35/KH%", "phần trăm"] {
            assert_eq!(read(text), [], "{text}");
        }
        assert_eq!(rendered("100% văn bản, 80% hồ sơ").len(), 2);
    }
}
