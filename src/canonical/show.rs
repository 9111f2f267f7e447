//! The canonical form as text: one field a line, so that tools that compare lines show what changed.

use super::{Canonical, Item, List, field_label, list_label};

/// The text, ending in a newline. It is Vietnamese in every case, as the plan is.
#[must_use]
pub fn show(plan: &Canonical) -> String {
    let mut out = format!("{}\n{}\n", plan.title, plan.commune);
    for item in plan.items.iter().filter(|item| !item.lent) {
        out.push('\n');
        out.push_str(&head(item));
        for field in item.fields.iter().filter(|field| !field.value.is_empty()) {
            let label = field_label(item.list, &field.name);
            let lines = &field.value.lines;
            match lines.as_slice() {
                [line] => out.push_str(&format!("  {label}: {}\n", line.shown())),
                lines => {
                    out.push_str(&format!("  {label}:\n"));
                    for line in lines {
                        out.push_str(&format!("    {}\n", line.shown()));
                    }
                }
            }
        }
    }
    out
}

/// `[chỉ tiêu mang-lan]`: no words of the item, so that the line stays the same while they change.
fn head(item: &Item) -> String {
    let label = list_label(item.list);
    match item.list {
        List::Document | List::Signer => format!("[{label}]\n"),
        _ => format!("[{label} {}]\n", item.id),
    }
}
