//! For a comment on a pull request: the counts, a table of the promises, the rest folded.

use super::counts::headline;
use super::human::{clipped, shortened};
use super::view::{ChangeView, GroupView, ItemView, PartView, PlanView, RowView};
use super::{Compared, Comparison, localized};
use crate::base::diagnostic::{Language, text};
use crate::base::shown;
use crate::base::vietnamese::letter::capitalized;
use crate::compare::diff::words::{Mark, Segment};

/// A comment on GitHub takes 65,536 characters; what is left is for the words around the plans.
const MOST: usize = 60_000;

/// Returns the text, ending in a newline. Of more plans than a comment takes, those that may promise less are told first, and the others
/// by their counts, as far as there is room.
#[must_use]
pub fn markdown(comparisons: &[Comparison], language: Language) -> String {
    let views: Vec<PlanView> = comparisons.iter().map(|comparison| PlanView::new(comparison, language)).collect();
    if views.is_empty() {
        return format!("{}.\n", headline(&[], Compared::Plan, language));
    }
    let texts: Vec<String> = views.iter().map(|view| plan(view, language)).collect();
    let mut by_gravity: Vec<usize> = (0..views.len()).collect();
    by_gravity.sort_by_key(|at| !views[*at].may_weaken);
    let mut room = MOST;
    let mut take = |text: &str| {
        let length = text.chars().count() + 1;
        let fits = length <= room;
        room -= if fits { length } else { 0 };
        fits
    };
    let (told, left): (Vec<usize>, Vec<usize>) = by_gravity.into_iter().partition(|at| take(&texts[*at]));
    // Where all of them are told, they are in the order of their paths.
    let told = if left.is_empty() { (0..views.len()).collect() } else { told };
    let mut out = told.into_iter().map(|at| texts[at].as_str()).collect::<Vec<_>>().join("\n");
    if !left.is_empty() {
        out.push_str(&left_out(left.iter().map(|at| &views[*at]), left.len(), take, language));
    }
    out
}

/// The plans that are not told in full.
fn left_out<'v>(
    views: impl Iterator<Item = &'v PlanView>,
    count: usize,
    mut take: impl FnMut(&str) -> bool,
    language: Language,
) -> String {
    let words = text(
        format!("Còn {count} kế hoạch có thay đổi không ghi hết ở đây; xem bằng `kehoach diff`."),
        format!("{count} more plans with changes are left out here; `kehoach diff` shows them."),
    );
    let lines = views.map(|view| {
        let name = view.plan.as_deref().unwrap_or(&view.title);
        format!("- {}: {}\n", code(name), escaped(&view.headline))
    });
    let lines: String = lines.filter(|line| take(line)).collect();
    format!("\n{}\n\n{lines}", localized(&words, language))
}

fn plan(view: &PlanView, language: Language) -> String {
    let mut out = String::new();
    let label = |vietnamese: &str, english: &str| localized(&text(vietnamese, english), language);
    out.push_str(&format!("### {}\n\n", escaped(&view.title)));
    let became = view.became.as_ref().map(|became| format!(" ({})", escaped(became))).unwrap_or_default();
    let place = view.plan.as_ref().map(|plan| format!("{}{became}: ", code(plan))).unwrap_or_default();
    let (old, new) = (code(&view.old), code(&view.new));
    out.push_str(&format!("{place}{old} → {new}\n\n**{}**\n", escaped(&view.headline)));
    // What falls short of the city's plan is no promise that changed, but belongs to what must be read.
    let is_neutral = |group: &GroupView| group.effect == "neutral";
    let is_told = |group: &GroupView, change: &ChangeView| !is_neutral(group) || change.below;
    let has_told =
        |group: &&GroupView| group.items.iter().any(|item| item.changes.iter().any(|change| is_told(group, change)));
    let promises: Vec<&GroupView> = view.groups.iter().filter(has_told).collect();
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
                "neutral" => "▽",
                _ => "≠",
            };
            for item in &group.items {
                for change in item.changes.iter().filter(|change| is_told(group, change)) {
                    promise(sign, item, change, &mut out);
                }
            }
        }
    }
    for group in view.groups.iter().filter(|group| is_neutral(group)) {
        let mut kinds: Vec<(&str, Vec<&ItemView>)> = Vec::new();
        for item in group.items.iter().filter(|item| item.changes.iter().any(|change| !change.below)) {
            match kinds.last_mut().filter(|(label, _)| *label == item.label) {
                Some((_, items)) => items.push(item),
                None => kinds.push((&item.label, vec![item])),
            }
        }
        for (label, items) in kinds {
            let count: usize =
                items.iter().map(|item| item.changes.iter().filter(|change| !change.below).count()).sum();
            let label = capitalized(label);
            out.push_str(&format!("\n<details><summary>{label} ({count})</summary>\n\n"));
            for item in items {
                rest(item, &mut out);
            }
            out.push_str("\n</details>\n");
        }
    }
    out
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
    for change in item.changes.iter().filter(|change| !change.below) {
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
