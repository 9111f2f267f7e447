//! Numbers: decimal comma, Roman numerals.

use rust_decimal::Decimal;

/// A number with a decimal comma and no superfluous zeros: 96,5.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    value.normalize().to_string().replace('.', ",")
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
    fn roman_numerals() {
        let written: Vec<String> = [1, 4, 6, 9, 14, 40, 99].into_iter().map(roman).collect();
        assert_eq!(written, ["I", "IV", "VI", "IX", "XIV", "XL", "XCIX"]);
    }
}
