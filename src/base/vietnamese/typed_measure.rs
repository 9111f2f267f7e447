//! Measures as people write them, for the table that a plan file has: «≥ 95%», «tối thiểu 80 %», «100 hồ sơ».

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

/// Returns words that are a measure and nothing else as a plan file writes it: `{ op = ">=", value = 95, unit = "%" }`. `None` where the
/// number may mean two.
#[must_use]
pub fn in_a_table(words: &str) -> Option<String> {
    let words = words.trim();
    let lower = words.to_lowercase();
    let (operator, mut rest) = OPERATORS
        .iter()
        .find_map(|(typed, operator)| {
            let rest = lower.strip_prefix(typed)?;
            let is_sign = !typed.ends_with(char::is_alphabetic);
            (is_sign || rest.starts_with(' ')).then(|| (*operator, words[words.len() - rest.len()..].trim()))
        })
        .unwrap_or(("", words));
    let mut operator = operator;
    if let Some(before) = rest.strip_suffix(OR_MORE) {
        if !matches!(operator, "" | ">=") {
            return None;
        }
        (operator, rest) = (">=", before.trim());
    }
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '+' | '-') || sign.is_whitespace();
    let split = rest.find(|sign: char| !is_part(sign)).unwrap_or(rest.len());
    let (number, unit) = (rest[..split].trim(), rest[split..].trim());
    let [number] = meanings(number)[..] else { return None };
    if unit.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '"' | '\\')) {
        return None;
    }
    let operator = if operator.is_empty() { String::new() } else { format!("op = \"{operator}\", ") };
    let unit = if unit.is_empty() { "…" } else { unit };
    Some(format!("{{ {operator}value = {}, unit = \"{unit}\" }}", in_plan(number)))
}

#[cfg(test)]
mod tests {
    use super::in_a_table;

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
            assert_eq!(in_a_table(words).as_deref(), table, "{words}");
        }
    }
}
