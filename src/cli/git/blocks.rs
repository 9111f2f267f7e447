//! Our lines in files of others: between two marks, so that they can be found and removed.

/// The line before ours.
const OPEN: &str = "# >>> kehoach";
/// The same, where the file did not end its last line.
const OPEN_MID_LINE: &str = "# >>> kehoach (dòng trước không xuống dòng)";
/// The line after ours.
const CLOSE: &str = "# <<< kehoach";

/// Returns the text without our lines, exactly as it was before them.
pub(super) fn without(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        match line.trim_end_matches(['\n', '\r']) {
            OPEN => inside = true,
            OPEN_MID_LINE => {
                inside = true;
                let cut = out.trim_end_matches('\n');
                let cut = cut.strip_suffix('\r').unwrap_or(cut).len().max(out.len().saturating_sub(2));
                out.truncate(cut);
            }
            CLOSE if inside => inside = false,
            _ if inside => {}
            _ => out.push_str(line),
        }
    }
    // A mark without its end was damaged by hand: nothing is removed.
    if inside { text.to_owned() } else { out }
}

/// Returns the text with our lines at its end.
pub(super) fn at_the_end(text: &str, ours: &str) -> String {
    let text = without(text);
    let newline = newline_of(&text);
    let (between, open) = if text.is_empty() || text.ends_with('\n') { ("", OPEN) } else { (newline, OPEN_MID_LINE) };
    format!("{text}{between}{open}{newline}{}{newline}{CLOSE}{newline}", ours.replace('\n', newline))
}

/// Returns the text with our lines after its first one: the end of a script may never run.
pub(super) fn after_the_first_line(text: &str, ours: &str) -> String {
    let text = without(text);
    let cut = text.find('\n').map_or(text.len(), |at| at + 1);
    let (first, rest) = text.split_at(cut);
    format!("{first}{OPEN}\n{ours}\n{CLOSE}\n{rest}")
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out_again() {
        for text in ["", "*.pdf binary\n", "*.pdf binary", "a\r\nb\r\n", "a\r\nb", "a\n\n\n"] {
            let with = at_the_end(text, "plan.toml diff=kehoach");
            assert!(with.contains("plan.toml diff=kehoach"), "{with}");
            assert_eq!(at_the_end(&with, "plan.toml diff=kehoach"), with, "{text:?}");
            assert_eq!(without(&with), text, "{with:?}");
        }
        let hook = "#!/bin/sh\nmake lint\nexit 0\n";
        let with = after_the_first_line(hook, "kehoach check");
        assert!(with.starts_with("#!/bin/sh\n# >>> kehoach\nkehoach check\n"), "{with}");
        assert_eq!(without(&with), hook);
    }

    #[test]
    fn a_damaged_mark_is_left_alone() {
        assert_eq!(without("a\n# >>> kehoach\nb\n"), "a\n# >>> kehoach\nb\n");
    }
}
