//! Where a line break is only a space: sentences are wrapped in the file, not in the document.

/// Returns the text with spaces in place of the line breaks inside paragraphs; `None` where there are none. No place moves.
pub(super) fn flowing(text: &str) -> Option<String> {
    let breaks: Vec<usize> = text
        .match_indices('\n')
        .map(|(at, _)| at)
        .filter(|&at| !ends_paragraph(&text[..at]) && !begins_block(&text[at + 1..]))
        .collect();
    if breaks.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in breaks {
        out.push_str(&text[from..at]);
        out.push(' ');
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Some(out)
}

fn ends_paragraph(before: &str) -> bool {
    before.is_empty() || before.ends_with(['\n', '\\', '|']) || before.ends_with("  ")
}

/// Returns whether a line begins something of its own: an empty line, an item, a row of a table.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    let marker = line.split([' ', '\n']).next().unwrap_or(line);
    let numbered = |sign| {
        marker.strip_suffix(sign).is_some_and(|number: &str| {
            !number.is_empty() && number.len() <= 5 && number.chars().all(|c| c.is_alphanumeric() || c == '.')
        })
    };
    line.is_empty()
        || line.starts_with(['\n', '|'])
        || matches!(marker, "-" | "+" | "*" | "•")
        || numbered(')')
        || (numbered('.') && marker.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_inside_a_sentence_are_spaces() {
        assert_eq!(
            flowing("Nghị quyết số\n57-NQ/TW ngày\n  22/12/2024").as_deref(),
            Some("Nghị quyết số 57-NQ/TW ngày   22/12/2024")
        );
    }

    #[test]
    fn items_rows_and_paragraphs_stay_apart() {
        for text in ["A\n- B", "A\n\nB", "A\n1. B", "A\na) B", "| A |\n| B |", "A\n+ B", "A  \nB", "A\n", "A\n1.1. B"] {
            assert_eq!(flowing(text), None, "{text}");
        }
    }
}
