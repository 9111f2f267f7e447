//! Dates as Decree 30/2020/NĐ-CP writes them.

use jiff::civil::Date;

/// Returns the day with its leading zero: «ngày dưới 10 phải ghi thêm số 0 phía trước» (Appendix I, II.4.b).
#[must_use]
pub fn day(day: i8) -> String {
    format!("{day:02}")
}

/// Returns the month; only months 1 and 2 have a leading zero (Appendix I, II.4.b).
#[must_use]
pub fn month(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// A date inside a sentence: 05/9/2019, 28/02/2025.
#[must_use]
pub fn short(date: Date) -> String {
    format!("{}/{}/{}", day(date.day()), month(date.month()), date.year())
}

/// A date inside a sentence in words: 15 tháng 8 năm 2024.
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} tháng {} năm {}", day(date.day()), month(date.month()), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_below_ten_and_the_first_two_months_are_padded() {
        let write = |y, m, d| short(Date::new(y, m, d).unwrap());
        assert_eq!(write(2025, 2, 28), "28/02/2025");
        assert_eq!(write(2019, 9, 5), "05/9/2019");
        assert_eq!(write(2024, 12, 22), "22/12/2024");
        assert_eq!(write(2025, 3, 1), "01/3/2025");
    }
}
