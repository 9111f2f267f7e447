//! Measures as people write them, for the table that a plan file has: «≥ 95%», «tối thiểu 80 %», «100 hồ sơ».

use rust_decimal::Decimal;

use super::typed_number::{in_plan, meanings};

/// The words and signs before a number, and the operator that they are.
const OPERATORS: [(&str, &str); 22] = [
    (">=", ">="),
    ("<=", "<="),
    ("≥", ">="),
    ("≤", "<="),
    (">", ">"),
    ("<", "<"),
    ("~", "~"),
    ("=", ""),
    ("tối thiểu", ">="),
    ("ít nhất", ">="),
    ("không thấp hơn", ">="),
    ("không dưới", ">="),
    ("đạt từ", ">="),
    ("từ", ">="),
    ("tối đa", "<="),
    ("không quá", "<="),
    ("không vượt quá", "<="),
    ("trên", ">"),
    ("dưới", "<"),
    ("khoảng", "~"),
    ("hơn", ">"),
    ("đạt", ""),
];

/// Words behind a number that say «at least»: «95% trở lên».
const OR_MORE: &str = "trở lên";

/// Returns words that are a measure and nothing else as a plan file writes it, `{ op = ">=", value = 95, unit = "%" }`, with the number; several
/// where the number may mean several, none where they are no measure.
#[must_use]
pub fn tables(words: &str) -> Vec<(Decimal, String)> {
    let Some((operator, number, unit)) = parts(words) else { return Vec::new() };
    let operator = if operator.is_empty() { String::new() } else { format!("op = \"{operator}\", ") };
    let unit = if unit.is_empty() { "…" } else { unit };
    let table = |number: Decimal| format!("{{ {operator}value = {}, unit = \"{unit}\" }}", in_plan(number));
    meanings(number).into_iter().map(|number| (number, table(number))).collect()
}

/// Returns the operator and the number of a number with a sign or a word before it: «≥ 95» has `>=` and `95`.
#[must_use]
pub fn operator_and_number(words: &str) -> Option<(&'static str, String)> {
    let (operator, number, _) = parts(words)?;
    let [number] = meanings(number)[..] else { return None };
    (!operator.is_empty()).then(|| (operator, in_plan(number)))
}

/// Splits a measure into operator, number and unit.
fn parts(words: &str) -> Option<(&'static str, &str, &str)> {
    let words = words.trim();
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let (mut operator, mut rest) = OPERATORS
        .iter()
        .find_map(|(typed, operator)| {
            let rest = lower.strip_prefix(typed)?;
            let is_sign = !typed.ends_with(char::is_alphabetic);
            (is_sign || rest.starts_with(' ')).then(|| (*operator, words[words.len() - rest.len()..].trim()))
        })
        .unwrap_or(("", words));
    if let Some(before) = rest.strip_suffix(OR_MORE) {
        if !matches!(operator, "" | ">=") {
            return None;
        }
        (operator, rest) = (">=", before.trim());
    }
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '+' | '-') || sign.is_whitespace();
    let split = rest.find(|sign: char| !is_part(sign)).unwrap_or(rest.len());
    let (number, unit) = (rest[..split].trim(), rest[split..].trim());
    let has_number = unit.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '"' | '\\'));
    (!number.is_empty() && !has_number).then_some((operator, number, unit))
}

#[cfg(test)]
mod tests {
    use super::{operator_and_number, tables};

    #[test]
    fn one_measure_has_the_form_of_a_plan() {
        for (words, table) in [
            ("80%", Some("{ value = 80, unit = \"%\" }")),
            ("95,5 %", Some("{ value = 95.5, unit = \"%\" }")),
            (">= 95%", Some("{ op = \">=\", value = 95, unit = \"%\" }")),
            ("Tối thiểu 95%", Some("{ op = \">=\", value = 95, unit = \"%\" }")),
            ("95% trở lên", Some("{ op = \">=\", value = 95, unit = \"%\" }")),
            ("không quá 24 giờ", Some("{ op = \"<=\", value = 24, unit = \"giờ\" }")),
            ("100 hồ sơ", Some("{ value = 100, unit = \"hồ sơ\" }")),
            ("80", Some("{ value = 80, unit = \"…\" }")),
            ("1.200 hồ sơ", None),
            ("dưới 5% trở lên", None),
            ("từ 50% đến 55%", None),
            ("Có", None),
        ] {
            let found = tables(words);
            assert_eq!(found.first().map(|(_, table)| table.as_str()).filter(|_| found.len() == 1), table, "{words}");
        }
        assert_eq!(tables("1.200 hồ sơ").len(), 2);
        assert_eq!(operator_and_number("≥ 95"), Some((">=", "95".to_owned())));
        assert_eq!(operator_and_number("95"), None);
    }
}
