//! Numbers as people type them: what they may mean, and what is typed in place of one.

use rust_decimal::Decimal;

use super::number::parse;

/// Returns whether a number can be meant in two ways: 1.200 is 1200 to an official and 1,2 to a program. `mark` precedes its decimals.
///
/// No thousands begin with 0 or have more than three digits in front, so 0.125 and 1234.567 can only be decimals.
#[must_use]
pub fn may_be_thousands(typed: &str, mark: char) -> bool {
    has_three_decimals(typed, mark)
        && unsigned(typed).split_once(mark).is_some_and(|(whole, _)| whole.len() <= 3 && !whole.starts_with('0'))
}

/// Returns whether a number has exactly three digits behind its mark.
#[must_use]
pub fn has_three_decimals(typed: &str, mark: char) -> bool {
    unsigned(typed).split_once(mark).is_some_and(|(whole, decimals)| {
        decimals.len() == 3 && [whole, decimals].into_iter().all(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn unsigned(typed: &str) -> &str {
    typed.trim_start_matches(['+', '-', '\u{2212}'])
}

/// Returns a number as a plan file writes it, with a point and never in two ways: 1200, 1.2, 1.1250.
#[must_use]
pub fn in_plan(value: Decimal) -> String {
    let typed = value.normalize().to_string();
    if may_be_thousands(&typed, '.') { typed + "0" } else { typed }
}

/// Returns what a number may mean, whoever typed it: with a decimal comma first, then with a decimal point.
#[must_use]
pub fn meanings(typed: &str) -> Vec<Decimal> {
    let plain: String = typed.trim().chars().filter(|sign| !matches!(sign, '_' | '\'' | '’')).collect();
    let mut out: Vec<Decimal> = Vec::new();
    for mark in [',', '.'] {
        out.extend(parse(&plain, mark).map(|number| number.normalize()).filter(|number| !out.contains(number)));
    }
    out
}

/// Returns whether the underscores of a number part anything but thousands: `1_2` is 12 to a program, and a slip to people.
#[must_use]
pub fn has_loose_underscores(typed: &str) -> bool {
    let whole = unsigned(typed).split(['.', 'e', 'E']).next().unwrap_or_default();
    let loose = |rest: &str| rest.split('_').any(|three| three.len() != 3);
    match whole.split_once('_') {
        Some((first, rest)) => first.len() > 3 || loose(rest),
        None => typed.contains('_'),
    }
}

/// What is typed in place of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// A percentage: its number.
    Percent(String),
    /// A number with a word or a sign of what it counts.
    Unit { number: String, unit: String },
    /// A negative number in the brackets of accountants, or with its sign behind: without them.
    Negative(String),
    /// A number in powers of ten, as Excel shows long ones.
    Powers,
    /// `#REF!` and the like: a formula that failed.
    Formula,
    /// `########`: a column that was too narrow.
    Narrow,
    /// A date, into which Excel turns what looks like one.
    Date,
    /// Anything else.
    Words,
}

impl Slip {
    /// Returns what a text is that is no number.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed = typed.trim();
        let has_digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
        if typed.len() > 1 && typed.chars().all(|sign| sign == '#') {
            return Self::Narrow;
        }
        if typed.starts_with('#') {
            return Self::Formula;
        }
        if !has_digit(typed) {
            return Self::Words;
        }
        let bracketed = typed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let negative = bracketed.or_else(|| typed.strip_suffix('-').or_else(|| typed.strip_prefix("- ")));
        if let Some(number) = negative.map(str::trim).filter(|number| !meanings(number).is_empty()) {
            return Self::Negative(number.to_owned());
        }
        if is_in_powers(typed) {
            return Self::Powers;
        }
        if is_date(typed) {
            return Self::Date;
        }
        let is_part =
            |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '+') || sign.is_whitespace();
        let split = typed.find(|sign: char| !is_part(sign)).unwrap_or(typed.len());
        let (number, unit) = (typed[..split].trim(), typed[split..].trim());
        match unit {
            _ if meanings(number).is_empty() || has_digit(unit) => Self::Words,
            "" => Self::Words,
            "%" => Self::Percent(number.to_owned()),
            unit => Self::Unit { number: number.to_owned(), unit: unit.to_owned() },
        }
    }
}

/// «1E+05», «1,2E+06».
fn is_in_powers(typed: &str) -> bool {
    let Some((number, power)) = typed.split_once(['e', 'E']) else { return false };
    let power = power.trim_start_matches(['+', '-']);
    !power.is_empty() && power.bytes().all(|byte| byte.is_ascii_digit()) && !meanings(number).is_empty()
}

/// «1/2/2026», «01-Thg5», «2026-05-01», «Jan-26», «tháng 5».
fn is_date(typed: &str) -> bool {
    let lower = typed.to_lowercase();
    let parts: Vec<&str> = lower.split(['/', '-', ' ', '.']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |part: &&str| {
        const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        // «Thg5» is a month; «5 tháng» is a number of months.
        let numbered = ["thg", "tháng"].iter().find_map(|name| part.strip_prefix(name));
        NAMES.contains(part) || numbered.is_some_and(|rest| !rest.is_empty() && is_number(&rest))
    };
    let joined = lower.contains('/') || lower.matches('-').count() == 2 || parts.iter().any(&is_month);
    (2..=4).contains(&parts.len()) && joined && parts.iter().all(|part| is_number(part) || is_month(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_behind_a_point_can_be_thousands() {
        for typed in ["1.200", "12.500", "999.999", "-1.200", "+1.200", "1.235"] {
            assert!(may_be_thousands(typed, '.'), "{typed}");
        }
        for typed in ["1.2", "1.2000", "0.125", "1234.567", "1200", "1_200.500", "1.200.000", "x.200"] {
            assert!(!may_be_thousands(typed, '.'), "{typed}");
        }
        assert!(may_be_thousands("1,200", ',') && !may_be_thousands("0,125", ','));
    }

    #[test]
    fn what_is_proposed_is_never_in_doubt() {
        for (value, typed) in
            [("1200", "1200"), ("2.500", "2.5"), ("1.125", "1.1250"), ("0.125", "0.125"), ("-3.125", "-3.1250")]
        {
            assert_eq!(in_plan(value.parse().unwrap()), typed);
            assert_eq!(typed.parse::<Decimal>().unwrap(), value.parse().unwrap());
        }
    }

    #[test]
    fn a_number_may_mean_two_things() {
        let shown = |typed: &str| meanings(typed).iter().map(ToString::to_string).collect::<Vec<_>>();
        for (typed, meant) in [
            ("1.200", &["1200", "1.2"][..]),
            ("1,200", &["1.2", "1200"]),
            ("95,5", &["95.5"]),
            ("95.5", &["95.5"]),
            ("1.200,5", &["1200.5"]),
            ("1,200.5", &["1200.5"]),
            ("1 200", &["1200"]),
            ("1\u{a0}200\u{202f}000", &["1200000"]),
            ("1_200", &["1200"]),
            ("1.200.000", &["1200000"]),
            ("300", &["300"]),
            ("1.2.3", &[]),
            ("12 đồng", &[]),
        ] {
            assert_eq!(shown(typed), meant, "{typed}");
        }
    }

    #[test]
    fn underscores_part_thousands() {
        for typed in ["1_200", "-12_000_000", "1200", "1_200.5"] {
            assert!(!has_loose_underscores(typed), "{typed}");
        }
        for typed in ["1_2", "1_20", "1200_000", "1.2_5"] {
            assert!(has_loose_underscores(typed), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_something_else() {
        let unit = |number: &str, unit: &str| Slip::Unit { number: number.to_owned(), unit: unit.to_owned() };
        for (typed, slip) in [
            ("95%", Slip::Percent("95".to_owned())),
            ("95,5 %", Slip::Percent("95,5".to_owned())),
            ("1.200 đồng", unit("1.200", "đồng")),
            ("12 tr.đ", unit("12", "tr.đ")),
            ("5 tháng", unit("5", "tháng")),
            ("(1.200)", Slip::Negative("1.200".to_owned())),
            ("1.200-", Slip::Negative("1.200".to_owned())),
            ("1E+05", Slip::Powers),
            ("1,2e6", Slip::Powers),
            ("#REF!", Slip::Formula),
            ("#N/A", Slip::Formula),
            ("#####", Slip::Narrow),
            ("01-Thg5", Slip::Date),
            ("1/2/2026", Slip::Date),
            ("2026-05-01", Slip::Date),
            ("Jan-26", Slip::Date),
            ("chưa có", Slip::Words),
            ("1.2.3", Slip::Words),
            ("1200-1500", Slip::Words),
        ] {
            assert_eq!(Slip::of(typed), slip, "{typed}");
        }
    }
}
