//! Numbers: decimal comma, points between thousands, Roman numerals.

use rust_decimal::Decimal;

/// A number with a decimal comma and no superfluous zeros: 96,5.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
}

/// Returns the same with a point between thousands: 1.234.567,5.
#[must_use]
pub fn grouped(value: Decimal) -> String {
    grouped_to(value, 0)
}

/// Returns the same with at least so many decimals: 8,00.
#[must_use]
pub fn grouped_to(value: Decimal, decimals: u32) -> String {
    let mut value = value.normalize();
    if value.scale() < decimals {
        value.rescale(decimals);
    }
    let plain = value.to_string().replace('.', ",");
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, decimals) = rest.split_at(rest.find(',').unwrap_or(rest.len()));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out + decimals
}

/// Returns a number of so many things: with a point between thousands. A year has none: 2026 with the unit «năm» or without any.
#[must_use]
pub fn counted(value: Decimal, unit: Option<&str>) -> String {
    let years = Decimal::from(1900)..=Decimal::from(2100);
    let is_year = match unit {
        Some(unit) => unit == "năm",
        None => value.is_integer() && years.contains(&value),
    };
    if is_year { decimal(value) } else { grouped(value) }
}

/// Returns a range as it is printed: 1-1,5.
#[must_use]
pub fn range(ends: [Decimal; 2], decimals: u32) -> String {
    ends.map(|end| grouped_to(end, decimals)).join("-")
}

/// Returns whether a text is the dash of an accountant, which stands for no number.
#[must_use]
pub fn is_dash(typed: &str) -> bool {
    ["-", "–", "—", "\u{2212}"].contains(&typed)
}

/// Blanks that may part thousands.
const BLANKS: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// Reads a number as people write it. `sign` precedes the decimals, `.` or `,`; the other of the two, or a blank, may part
/// thousands, all of them or none. `None` where it cannot be read without doubt.
#[must_use]
pub fn parse(written: &str, sign: char) -> Option<Decimal> {
    let with_blanks = written.contains(BLANKS);
    let spaced = if with_blanks { written.replace(BLANKS, " ") } else { String::new() };
    let (written, parting) = match (with_blanks, sign) {
        (true, _) => (spaced.as_str(), ' '),
        (false, ',') => (written, '.'),
        (false, _) => (written, ','),
    };
    let (minus, rest) = written
        .strip_prefix(['-', '\u{2212}'])
        .map_or_else(|| ("", written.strip_prefix('+').unwrap_or(written)), |rest| ("-", rest));
    let (whole, decimals) = match rest.split_once(sign) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (rest, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut thousands = whole.split(parting);
    let first = thousands.next()?;
    let grouped = thousands.clone().next().is_some();
    let well_formed = digits(first)
        && (!grouped || first.len() <= 3)
        && thousands.all(|three| digits(three) && three.len() == 3)
        && decimals.is_none_or(digits);
    if !well_formed {
        return None;
    }
    let decimals = decimals.map(|decimals| format!(".{decimals}")).unwrap_or_default();
    let plain = format!("{minus}{}{decimals}", whole.replace(parting, ""));
    Decimal::from_str_exact(&plain).ok()
}

/// A Roman numeral; 0 has none and gives an empty text.
#[must_use]
pub fn roman(mut value: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (step, sign) in STEPS {
        while value >= step {
            out.push_str(sign);
            value -= step;
        }
    }
    out
}

/// Returns the value of a Roman numeral in capitals, of those that number the parts of a document.
#[must_use]
pub fn roman_value(numeral: &str) -> Option<usize> {
    let mut value: usize = 0;
    let mut largest = 0;
    // A sign before a larger one is taken off.
    for sign in numeral.bytes().rev() {
        let worth = match sign {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            _ => return None,
        };
        value = if worth < largest { value.checked_sub(worth)? } else { value + worth };
        largest = largest.max(worth);
    }
    ((1..LONGEST_LIST).contains(&value) && roman(value) == numeral).then_some(value)
}

/// No document has so many sections or appendices.
const LONGEST_LIST: usize = 90;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_a_comma() {
        assert_eq!(decimal("96.50".parse().unwrap()), "96,5");
        assert_eq!(decimal("100".parse().unwrap()), "100");
        assert_eq!(decimal("11.87".parse().unwrap()), "11,87");
    }

    #[test]
    fn thousands_have_a_point() {
        for (value, shown) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1.000"),
            ("-1234567.50", "-1.234.567,5"),
            ("123456", "123.456"),
            ("0.125", "0,125"),
        ] {
            assert_eq!(grouped(value.parse().unwrap()), shown);
            assert_eq!(parse(shown, ','), Some(value.parse().unwrap()));
        }
    }

    #[test]
    fn a_year_has_no_thousands() {
        for (value, unit, shown) in [
            ("2026", Some("năm"), "2026"),
            ("2026", None, "2026"),
            ("2026", Some("hồ sơ"), "2.026"),
            ("12500", None, "12.500"),
        ] {
            assert_eq!(counted(value.parse().unwrap(), unit), shown);
        }
    }

    #[test]
    fn numbers_in_doubt_are_not_read() {
        for written in [
            "",
            "-",
            "1.5",
            "1.23.456",
            "1234.567",
            "1,",
            ",5",
            "12%",
            "1.234,5,6",
            "1e5",
            "١٢",
            "12 00",
            "1 000 00",
            "1.000 000",
        ] {
            assert_eq!(parse(written, ','), None, "{written}");
        }
        assert_eq!(parse("1234,5", ','), Some("1234.5".parse().unwrap()));
        assert_eq!(parse("1,234.5", '.'), Some("1234.5".parse().unwrap()));
        assert_eq!(parse("1.234,5", '.'), None);
        for blank in BLANKS {
            assert_eq!(parse(&format!("1{blank}234{blank}000,5"), ','), Some("1234000.5".parse().unwrap()));
        }
        assert_eq!(parse(&"9".repeat(40), ','), None);
    }

    #[test]
    fn roman_numerals() {
        let written: Vec<String> = [1, 4, 6, 9, 14, 40, 99].into_iter().map(roman).collect();
        assert_eq!(written, ["I", "IV", "VI", "IX", "XIV", "XL", "XCIX"]);
        assert_eq!(["IX", "LX", "IIX", "ix", ""].map(roman_value), [Some(9), Some(60), None, None, None]);
        assert!((1..LONGEST_LIST).all(|value| roman_value(&roman(value)) == Some(value)));
        assert_eq!(["XC", "C", "VX", "IIII", "LL"].map(roman_value), [None; 5]);
    }
}
