//! Times as people write them, for the form that a plan file has: «30/6/2026», «Quý IV/2026», «tháng 9 năm 2026».

use jiff::civil::Date;

/// Returns words that are one time and nothing else as a plan file writes it: `2026-06-30`, `2026-Q4`, `2026-09`, `2026-H1`, `2026`.
#[must_use]
pub fn in_plan(words: &str) -> Option<String> {
    let words = words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let halves = [
        ("6 tháng đầu năm ", 'H', 1),
        ("06 tháng đầu năm ", 'H', 1),
        ("sáu tháng đầu năm ", 'H', 1),
        ("nửa đầu năm ", 'H', 1),
        ("6 tháng cuối năm ", 'H', 2),
        ("06 tháng cuối năm ", 'H', 2),
        ("sáu tháng cuối năm ", 'H', 2),
        ("nửa cuối năm ", 'H', 2),
    ];
    if let Some((year, letter, half)) =
        halves.iter().find_map(|(head, letter, half)| Some((words.strip_prefix(head)?, letter, half)))
    {
        return is_year(year).then(|| format!("{year}-{letter}{half}"));
    }
    // «ngày 30 tháng 6 năm 2026» is «ngày 30/6/2026»; so with months and quarters.
    let words = words.replace(" tháng ", "/").replace(" năm ", "/");
    let (kind, rest) = words.split_once(' ').unwrap_or(("", &words));
    let parts: Vec<&str> = rest.split(['/', '-', '.']).map(str::trim).collect();
    let (year, before) = parts.split_last()?;
    if !is_year(year) {
        return None;
    }
    let number = |part: &str, last: i8| part.parse::<i8>().ok().filter(|number| (1..=last).contains(number));
    Some(match (kind, before) {
        ("" | "năm", []) => (*year).to_owned(),
        ("" | "tháng", [month]) => format!("{year}-{:02}", number(month, 12)?),
        ("quý", [quarter]) => {
            let roman = ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(roman, _)| *roman == quarter);
            format!("{year}-Q{}", roman.map_or_else(|| number(quarter, 4), |(_, value)| Some(value))?)
        }
        ("" | "ngày", [day, month]) => {
            Date::new(year.parse().ok()?, number(month, 12)?, number(day, 31)?).ok()?.to_string()
        }
        _ => return None,
    })
}

fn is_year(year: &str) -> bool {
    year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::in_plan;

    #[test]
    fn one_time_has_the_form_of_a_plan() {
        for (words, form) in [
            ("28/01/2026", Some("2026-01-28")),
            ("28-1-2026", Some("2026-01-28")),
            ("Quý IV/2026", Some("2026-Q4")),
            ("tháng 9 năm 2026", Some("2026-09")),
            ("năm 2026", Some("2026")),
            ("30/02/2026", None),
            ("25/KH-UBND", None),
            ("1/2", None),
        ] {
            assert_eq!(in_plan(words).as_deref(), form, "{words}");
        }
    }
}
