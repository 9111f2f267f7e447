//! The canonical form as text: one field a line, so that tools that compare lines show what changed.

use super::{Canonical, Collection, Item, collection_label, field_label};
use crate::base::shown;

/// Returns the text, ending in a newline. It is Vietnamese in every case, as the plan is.
#[must_use]
pub fn show(plan: &Canonical) -> String {
    let mut out = format!("{}\n{}\n", plan.title, plan.issuer);
    for item in plan.items.iter().filter(|item| !item.from_pack) {
        out.push('\n');
        out.push_str(&head(item));
        for field in item.fields.iter().filter(|field| !field.value.shown().is_empty()) {
            let label = field_label(item.list, &field.name);
            let lines = &field.value.lines;
            let lines: Vec<String> = lines.iter().flat_map(|line| sentences(&line.shown())).collect();
            match lines.as_slice() {
                [line] => out.push_str(&format!("  {label}: {line}\n")),
                lines => {
                    out.push_str(&format!("  {label}:\n"));
                    for line in lines {
                        out.push_str(&format!("    {line}\n"));
                    }
                }
            }
        }
    }
    shown::words(&out)
}

/// `[chỉ tiêu mang-lan]`: no words of the item, so that the line stays the same while they change.
fn head(item: &Item) -> String {
    let label = collection_label(item.list);
    match item.list {
        Collection::Document | Collection::Decision | Collection::Signer => format!("[{label}]\n"),
        _ => format!("[{label} {}]\n", item.id),
    }
}

/// A long paragraph as one sentence a line: where a tool compares lines, one sentence changes and not the paragraph.
fn sentences(words: &str) -> Vec<String> {
    const LONG: usize = 100;
    if words.chars().count() <= LONG {
        return vec![words.to_owned()];
    }
    let mut out = Vec::new();
    let mut start = 0;
    for (at, mark) in words.match_indices(". ") {
        let next = at + mark.len();
        if words[next..].starts_with(char::is_uppercase) {
            out.push(words[start..=at].to_owned());
            start = next;
        }
    }
    out.push(words[start..].to_owned());
    out
}
