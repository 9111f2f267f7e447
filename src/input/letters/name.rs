//! What a character is called, so that it can be found where it cannot be seen.

use unicode_normalization::char::is_combining_mark;

use super::table::TABLE;

/// A letter as people can read of it: itself, or a name where it cannot be seen; always with its code point. The English has no article.
#[must_use]
pub fn name(letter: char) -> (String, String) {
    let code = format!("U+{:04X}", u32::from(letter));
    let named = |vi: &str, en: &str| (format!("{vi} {code}"), format!("{en} {code}"));
    if let Some((_, script)) = TABLE.alike.get(&letter) {
        let script = &TABLE.scripts[*script];
        return (format!("{} `{letter}` ({code})", script.vi), format!("{} `{letter}` ({code})", script.en));
    }
    match letter {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            named("ký tự ẩn đổi chiều chữ", "hidden character that turns the direction of writing")
        }
        '\u{a0}' | '\u{202f}' | '\u{2007}' => named("dấu cách không ngắt", "no-break space"),
        '\u{2011}' => named("gạch nối không ngắt", "no-break hyphen"),
        '\u{ad}' => named("gạch nối ẩn", "soft hyphen"),
        '\u{2028}' | '\u{2029}' | '\u{85}' => named("dấu xuống dòng lạ", "line break"),
        '\u{feff}' => named("ký tự ẩn đầu tệp (BOM)", "byte order mark"),
        letter if is_hidden(letter) || TABLE.hidden.contains(&letter) => named("ký tự ẩn", "hidden character"),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            named("ký tự riêng của một phông khác", "character of another font's own")
        }
        letter if letter.is_whitespace() => named("dấu cách lạ", "space"),
        letter if letter.is_control() => named("ký tự điều khiển", "control character"),
        letter if is_combining_mark(letter) => {
            (format!("dấu rời `◌{letter}` ({code})"), format!("loose mark `◌{letter}` ({code})"))
        }
        letter => (format!("ký tự `{letter}` ({code})"), format!("character `{letter}` ({code})")),
    }
}

/// Returns whether a character prints nothing, and changes what is next to it or hides what a reader searches for.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn letters_are_named_so_that_they_can_be_found() {
        for (letter, named) in [
            ('漢', "ký tự `漢` (U+6F22)"),
            ('😀', "ký tự `😀` (U+1F600)"),
            ('\u{378}', "ký tự `\u{378}` (U+0378)"),
            ('\u{e000}', "ký tự riêng của một phông khác U+E000"),
            ('\u{202e}', "ký tự ẩn đổi chiều chữ U+202E"),
            ('\u{200b}', "ký tự ẩn U+200B"),
            ('\u{fe0f}', "ký tự ẩn U+FE0F"),
            ('\u{2003}', "dấu cách lạ U+2003"),
            ('\u{a0}', "dấu cách không ngắt U+00A0"),
            ('\u{20dd}', "dấu rời `◌\u{20dd}` (U+20DD)"),
            ('\u{410}', "chữ Kirin `\u{410}` (U+0410)"),
        ] {
            assert_eq!(name(letter).0, named);
        }
    }
}
