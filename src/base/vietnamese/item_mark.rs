//! The marks with which a point begins when it is typed by hand: «1.», «a)», «(2)», «•».

/// Signs that are bullets wherever they begin a line.
pub const BULLETS: &str = "•·▪●○■□◦‣✓✔➢➤►";
/// Dashes, which are bullets before a capital.
pub const DASHES: &str = "–—−";

/// Returns the mark with which a line begins, if it is one. The marks of CommonMark, such as «- » with its space, are not among them.
#[must_use]
pub fn item_mark(line: &str) -> Option<&str> {
    let first = line.chars().next()?;
    let behind = &line[first.len_utf8()..];
    let next = behind.trim_start().chars().next();
    let length = if BULLETS.contains(first) || (DASHES.contains(first) && next.is_some_and(char::is_uppercase)) {
        first.len_utf8()
    } else if "-+*".contains(first) && behind.starts_with(char::is_uppercase) {
        1
    } else {
        leading_number(line).or_else(|| bracketed(line))?
    };
    Some(&line[..length])
}

/// Returns the length of «(1)», «(12)», «(a)», «(iv)».
fn bracketed(line: &str) -> Option<usize> {
    let inside = line.strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    let digits = inside.bytes().all(|byte| byte.is_ascii_digit()) && inside.len() <= 2;
    let roman = inside.bytes().all(|byte| b"ivx".contains(&byte)) && inside.len() <= 4;
    let letter = inside.chars().count() == 1 && inside.chars().all(char::is_lowercase);
    (!inside.is_empty() && (digits || roman || letter)).then_some(inside.len() + 2)
}

/// Returns the length of a number with its mark: «III.», «1.», «2.1.», «a)»; of «2.1» too, before a capital.
#[must_use]
pub fn leading_number(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let roman = bytes.iter().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    let digits = digits_and_dots(line);
    let letter = line.chars().next().filter(|first| first.is_lowercase()).map_or(0, char::len_utf8);
    let marked = |length: usize, marks: &[u8]| {
        let mark = bytes.get(length).filter(|byte| marks.contains(byte));
        let follows = line.get(length + 1..).and_then(|rest| rest.chars().next());
        (length > 0
            && mark.is_some()
            && follows.is_some_and(|next| !next.is_ascii_digit() && !next.is_ascii_punctuation()))
        .then_some(length + 1)
    };
    marked(roman, b".)/")
        .or_else(|| marked(digits, b".)"))
        .or_else(|| marked(letter, b")"))
        .or_else(|| dotted_before_capital(line, digits))
}

fn dotted_before_capital(line: &str, digits: usize) -> Option<usize> {
    let rest = line.get(digits..)?.strip_prefix(' ')?;
    (line[..digits].contains('.') && rest.starts_with(char::is_uppercase)).then_some(digits)
}

/// Returns the length of «2», «2.1», «2.1.3»: groups of one or two digits, no dot at the end.
fn digits_and_dots(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut end = 0;
    loop {
        let group = bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&group) {
            return end.saturating_sub(1);
        }
        end += group;
        if bytes.get(end) != Some(&b'.') || !bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
            return end;
        }
        end += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{item_mark, leading_number};

    #[test]
    fn numbers_in_front_are_seen() {
        for (line, typed) in [
            ("III. Nội dung", "III."),
            ("V.TỔ CHỨC", "V."),
            ("1.Phòng", "1."),
            ("2.1. Hạ tầng", "2.1."),
            ("2.1 Hạ tầng", "2.1"),
            ("a) Hạ tầng", "a)"),
            ("12) Hạ tầng", "12)"),
        ] {
            assert_eq!(leading_number(line).map(|length| &line[..length]), Some(typed), "{line}");
        }
        for line in
            ["VNeID", "100% hồ sơ", "1.000 hồ sơ", "4.0 là", "06 nhiệm vụ", "Internet", "5G", "2026", "1,5 tỷ", "I", ""]
        {
            assert_eq!(leading_number(line), None, "{line}");
        }
    }

    #[test]
    fn marks_are_bullets_numbers_and_letters_in_brackets() {
        for (line, mark) in [
            ("(1) Rà soát", Some("(1)")),
            ("(iv) Rà soát", Some("(iv)")),
            ("(a) Rà soát", Some("(a)")),
            ("•Rà soát", Some("•")),
            ("– Rà soát", Some("–")),
            ("-Rà soát", Some("-")),
            ("2) Rà soát", Some("2)")),
            ("– đến năm 2030", None),
            ("(nếu có) thì", None),
            ("(2026) là năm", None),
            ("- Rà soát", None),
            ("-5 độ", None),
            ("", None),
        ] {
            assert_eq!(item_mark(line), mark, "{line}");
        }
    }
}
