//! How names and words of files are shown: they say anything, and where they are shown, some of that would be a command.
//!
//! On a terminal: nothing controls it, nothing turns the writing about, and a name is in one line, which it does not begin as
//! a command of GitHub Actions does. [`std::path::Path::display`] is forbidden (`clippy.toml`): it shows a name as it is.

use std::path::Path;

/// Escapes what cannot be seen: control characters, zero-width characters, marks that change the direction of text. Lines
/// stay lines.
#[must_use]
pub fn words(given: &str) -> String {
    escaped(given, |letter| letter != '\n' && is_hidden(letter))
}

/// Returns a path as it is shown, in one line, with the same separators on all systems.
#[must_use]
pub fn path(given: &Path) -> String {
    let given = given.to_string_lossy();
    // Elsewhere a backslash is a letter of a name.
    if cfg!(windows) { name(&of_windows(&given)) } else { name(&given) }
}

/// Returns a path of Windows as people know it: `\\?\D:\xa`, which the system gives for a real path, is `D:/xa`.
fn of_windows(given: &str) -> String {
    let slashed = given.replace('\\', "/");
    let Some(whole) = slashed.strip_prefix("//?/") else { return slashed };
    match whole.strip_prefix("UNC/") {
        Some(share) => format!("//{share}"),
        None => whole.to_owned(),
    }
}

/// Returns the name of a file or directory as it is shown, in one line.
#[must_use]
pub fn name(given: &str) -> String {
    let shown = line(given);
    // `::error::` at the start of a line is a command of GitHub Actions; `./` makes no other path of it.
    if shown.trim_start().starts_with("::") { format!("./{shown}") } else { shown }
}

/// Escapes what cannot be seen, and the ends of lines as well.
#[must_use]
pub fn line(given: &str) -> String {
    escaped(given, |letter| is_hidden(letter) || matches!(letter, '\u{2028}' | '\u{2029}'))
}

/// Returns words for a comment in Markdown: they are no markup, no row of a table, and call nobody. Platforms make links of addresses and of names of people (`https://…`, `www.…`, `@…`, `#…`) wherever they are:
/// their signs are put into elements of their own, which takes them apart and shows the same.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = rest.next() {
        let last = std::mem::replace(&mut before, letter);
        match letter {
            '@' => out.push_str("<span>@</span>"),
            '#' => out.push_str("<span>\\#</span>"),
            ':' if rest.peek() == Some(&'/') => out.push_str("<span>:</span>"),
            '.' if last.eq_ignore_ascii_case(&'w') => out.push_str("<span>.</span>"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => {}
            '\n' => out.push_str("<br>"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '`' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

fn escaped(given: &str, is_escaped: impl Fn(char) -> bool) -> String {
    if !given.chars().any(&is_escaped) {
        return given.to_owned();
    }
    let mut out = String::with_capacity(given.len() + 8);
    for letter in given.chars() {
        if is_escaped(letter) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Returns whether a character prints nothing, or controls what is next to it.
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    // What is no character has no place in XML.
    let is_none = u32::from(letter) & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}');
    letter.is_control()
        || is_none
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_command_is_visible() {
        assert_eq!(words("a\u{1b}[31m\nb\u{202e}"), "a⟨U+001B⟩[31m\nb⟨U+202E⟩");
        assert_eq!(line("xã\n::error::a\r\u{2066}"), "xã⟨U+000A⟩::error::a⟨U+000D⟩⟨U+2066⟩");
        assert_eq!(name("::error file=a::b/plan.toml"), "./::error file=a::b/plan.toml");
        assert_eq!(name(" ::add-mask::x"), "./ ::add-mask::x");
        assert_eq!(path(Path::new("xã Bình Giang/plan.toml")), "xã Bình Giang/plan.toml");
    }

    #[test]
    fn a_path_of_windows_is_shown_as_it_is_typed() {
        for (given, shown) in [
            (r"mau\plan.toml", "mau/plan.toml"),
            (r"\\?\D:\Kế hoạch\plan.pdf", "D:/Kế hoạch/plan.pdf"),
            (r"\\?\UNC\may-chu\chung\plan.pdf", "//may-chu/chung/plan.pdf"),
            (r"\\may-chu\chung\plan.pdf", "//may-chu/chung/plan.pdf"),
        ] {
            assert_eq!(of_windows(given), shown);
        }
    }

    #[test]
    fn words_in_a_comment_are_no_markup_and_call_nobody() {
        assert_eq!(
            markdown("![a](https://x.vn) @all #12"),
            "\\!\\[a\\](https<span>:</span>//x.vn) <span>@</span>all <span>\\#</span>12"
        );
        assert_eq!(markdown("www.x.vn WWW.x"), "www<span>.</span>x.vn WWW<span>.</span>x");
    }
}
