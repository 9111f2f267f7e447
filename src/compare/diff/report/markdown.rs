//! For a comment on a pull request: the counts, a table of the promises, the rest folded.

use super::counts::headline;
use super::human::{clipped, shortened};
use super::view::{ChangeView, GroupView, ItemView, PartView, PlanView, RowView};
use super::{Comparison, localized};
use crate::base::diagnostic::{Language, text};
use crate::base::shown;
use crate::base::vietnamese::letter::capitalized;
use crate::compare::diff::words::{Mark, Segment};

/// Returns the text, ending in a newline.
#[must_use]
pub fn markdown(comparisons: &[Comparison], language: Language) -> String {
    let mut out = String::new();
    for comparison in comparisons {
        if !out.is_empty() {
            out.push('\n');
        }
        plan(&PlanView::new(comparison, language), language, &mut out);
    }
    if out.is_empty() {
        out = format!("{}.\n", headline(&[], language));
    }
    out
}

fn plan(view: &PlanView, language: Language, out: &mut String) {
    let label = |vietnamese: &str, english: &str| localized(&text(vietnamese, english), language);
    out.push_str(&format!("### {}\n\n", escaped(&view.title)));
    let place = view.plan.as_ref().map(|plan| format!("{}: ", code(plan))).unwrap_or_default();
    let (old, new) = (code(&view.old), code(&view.new));
    out.push_str(&format!("{place}{old} → {new}\n\n**{}**\n", escaped(&view.headline)));
    let promises: Vec<&GroupView> = view.groups.iter().filter(|group| group.effect != "neutral").collect();
    if !promises.is_empty() {
        out.push_str(&format!(
            "\n| | {} | {} | {} | {} |\n| --- | --- | --- | --- | --- |\n",
            label("Chỉ tiêu", "Target"),
            label("Bản cũ", "Old"),
            label("Bản mới", "New"),
            label("Nhận xét", "Remark"),
        ));
        for group in promises {
            let sign = match group.effect {
                "loosened" => "▼",
                "tightened" => "▲",
                _ => "≠",
            };
            for item in &group.items {
                for change in &item.changes {
                    promise(sign, item, change, out);
                }
            }
        }
    }
    for group in view.groups.iter().filter(|group| group.effect == "neutral") {
        let mut kinds: Vec<(&str, Vec<&ItemView>)> = Vec::new();
        for item in &group.items {
            match kinds.last_mut().filter(|(label, _)| *label == item.label) {
                Some((_, items)) => items.push(item),
                None => kinds.push((&item.label, vec![item])),
            }
        }
        for (label, items) in kinds {
            let count: usize = items.iter().map(|item| item.changes.len()).sum();
            let label = capitalized(label);
            out.push_str(&format!("\n<details><summary>{label} ({count})</summary>\n\n"));
            for item in items {
                rest(item, out);
            }
            out.push_str("\n</details>\n");
        }
    }
}

fn promise(sign: &str, item: &ItemView, change: &ChangeView, out: &mut String) {
    let side = |parts: fn(&RowView) -> &Vec<PartView>| -> String {
        let lines: Vec<String> = change
            .rows
            .iter()
            .filter(|row| row.same.is_none())
            .map(|row| parts(row).iter().flat_map(|part| [if part.blank { " " } else { "" }, &part.words]).collect())
            .collect();
        escaped(&lines.join(" "))
    };
    let (mut old, mut new) = (side(|row| &row.old), side(|row| &row.new));
    let title = if item.id.is_empty() {
        capitalized(&item.label)
    } else if item.title.is_empty() {
        // What is added or removed fills its column.
        format!("`{}`", item.id)
    } else {
        format!("{} `{}`", escaped(&clipped(&item.title, 90)), item.id)
    };
    let title = match &item.was {
        Some(was) => format!("{title} ({})", escaped(was)),
        None => title,
    };
    for side in [&mut old, &mut new] {
        if side.is_empty() {
            "–".clone_into(side);
        }
    }
    let remark = change.remark.as_deref().map(escaped).unwrap_or_default();
    let remark = if change.below { format!("**{remark}**") } else { remark };
    let what = if change.kind == "changed" { format!(": {}", escaped(&change.what)) } else { String::new() };
    out.push_str(&format!("| {sign} | {title}{what} | {old} | {new} | {remark} |\n"));
}

fn rest(item: &ItemView, out: &mut String) {
    let id = if item.id.is_empty() { String::new() } else { format!("`{}`", item.id) };
    let title = escaped(&clipped(&item.title, 110));
    let was = item.was.as_ref().map(|was| format!("({})", escaped(was))).unwrap_or_default();
    let head = [id, was, title].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let nested = !head.is_empty();
    if nested {
        out.push_str(&format!("- {head}\n"));
    }
    let indent = if nested { "  " } else { "" };
    for change in &item.changes {
        let remark = change.remark.as_deref().map(|remark| format!(" ({})", escaped(remark))).unwrap_or_default();
        let lines: Vec<String> = change
            .rows
            .iter()
            .map(|row| match &row.same {
                Some(same) => format!("*{same}*"),
                None if change.short => briefly(row, change.kind == "moved"),
                None => marked(&row.segments),
            })
            .collect();
        let what = escaped(&change.what);
        match lines.as_slice() {
            [line] => out.push_str(&format!("{indent}- {what}{remark}: {line}\n")),
            lines => {
                out.push_str(&format!("{indent}- {what}{remark}:\n"));
                for line in lines {
                    out.push_str(&format!("{indent}  - {line}\n"));
                }
            }
        }
    }
}

fn briefly(row: &RowView, moved: bool) -> String {
    let side = |parts: &[PartView]| escaped(&parts.iter().map(|part| part.words.as_str()).collect::<String>());
    match (side(&row.old), side(&row.new)) {
        (old, new) if moved => format!("{old} → {new}"),
        (old, new) if old.is_empty() => format!("**{new}**"),
        (old, new) if new.is_empty() => format!("~~{old}~~"),
        (old, new) => format!("~~{old}~~ → **{new}**"),
    }
}

fn marked(segments: &[Segment]) -> String {
    let count = segments.len();
    let line: String = segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let words = segment.words();
            let blank = if words.starts_with(' ') { " " } else { "" };
            let inner = escaped(words.trim());
            match segment.mark {
                Mark::Same => escaped(&shortened(words, at == 0, at + 1 == count)),
                // HTML, because `**` next to a letter is not emphasis.
                Mark::Removed => format!("{blank}<del>{inner}</del>"),
                Mark::Added => format!("{blank}<ins><b>{inner}</b></ins>"),
            }
        })
        .collect();
    // An item of the plan is no item of ours.
    if line.starts_with(['-', '+']) { format!("\\{line}") } else { line }
}

/// A name as it is typed.
fn code(name: &str) -> String {
    format!("`{}`", name.replace(['`', '\n'], "'"))
}

/// Words that are no markup, in one line.
fn escaped(words: &str) -> String {
    shown::markdown(&words.replace(['\n', '\r'], " "))
}
