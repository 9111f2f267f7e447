//! A comparison as all readable forms show it: by effect, then by item.

use serde::Serialize;

use super::counts::{CountView, headline};
use super::{Compared, Comparison, localized, phrases};
use crate::base::diagnostic::{Language, Text};
use crate::base::vietnamese::letter::capitalized;
use crate::compare::canonical::{Kind, Value};
use crate::compare::diff::lines::{self, Row};
use crate::compare::diff::words::{Mark, Segment};
use crate::compare::diff::{Change, ChangeKind, Effect};

/// Everything.
#[derive(Debug, Serialize)]
pub(super) struct PlanView {
    pub(super) plan: Option<String>,
    /// What became of the plan as a whole: «kế hoạch bị bỏ», «trước ở `a/plan.toml`».
    pub(super) became: Option<String>,
    pub(super) title: String,
    pub(super) commune: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) headline: String,
    pub(super) counts: Vec<CountView>,
    pub(super) may_weaken: bool,
    pub(super) groups: Vec<GroupView>,
}

/// The changes of one effect.
#[derive(Debug, Serialize)]
pub(super) struct GroupView {
    pub(super) effect: &'static str,
    pub(super) title: String,
    pub(super) items: Vec<ItemView>,
}

/// The changes of one item.
#[derive(Debug, Serialize)]
pub(super) struct ItemView {
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) id: String,
    /// «mã cũ: mang-lan», where no change of the group says that it had another id.
    pub(super) was: Option<String>,
    pub(super) title: String,
    pub(super) changes: Vec<ChangeView>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    pub(super) kind: &'static str,
    pub(super) what: String,
    pub(super) remark: Option<String>,
    pub(super) below: bool,
    /// Both values in one line each, where they are short.
    pub(super) short: bool,
    pub(super) rows: Vec<RowView>,
}

/// A line of both versions.
#[derive(Debug, Serialize)]
pub(super) struct RowView {
    /// In place of lines that stayed.
    pub(super) same: Option<String>,
    pub(super) old: Vec<PartView>,
    pub(super) new: Vec<PartView>,
    #[serde(skip)]
    pub(super) segments: Vec<Segment>,
}

/// Words, marked or not. A blank before them is never marked.
#[derive(Debug, Serialize)]
pub(super) struct PartView {
    pub(super) blank: bool,
    pub(super) words: String,
    pub(super) marked: bool,
}

impl PlanView {
    pub(super) fn new(comparison: &Comparison, language: Language) -> Self {
        let counts = CountView::all(&comparison.changes, comparison.of, language);
        let groups = Effect::ALL
            .into_iter()
            .filter_map(|effect| {
                let changes: Vec<&Change> =
                    comparison.changes.iter().filter(|change| change.effect == effect).collect();
                (!changes.is_empty()).then(|| GroupView {
                    effect: effect.as_str(),
                    title: capitalized(&localized(&phrases::counted(effect, 2, comparison.of), language)),
                    items: items(&changes, comparison.of, language),
                })
            })
            .collect();
        Self {
            plan: comparison.place.as_ref().map(|place| place.path().to_owned()),
            became: comparison.place.as_ref().and_then(phrases::became).map(|became| localized(&became, language)),
            title: comparison.title.clone(),
            commune: comparison.issuer.clone(),
            old: comparison.old.clone(),
            new: comparison.new.clone(),
            headline: headline(&counts, comparison.of, language),
            counts,
            may_weaken: comparison.may_weaken(),
            groups,
        }
    }
}

impl RowView {
    /// In place of lines that say the same.
    fn counted(words: &Text, language: Language) -> Self {
        Self { same: Some(localized(words, language)), old: Vec::new(), new: Vec::new(), segments: Vec::new() }
    }
}

fn items(changes: &[&Change], of: Compared, language: Language) -> Vec<ItemView> {
    let mut out: Vec<ItemView> = Vec::new();
    let mut last: Option<&Change> = None;
    for change in changes {
        let view = change_view(change, language);
        let same = last.is_some_and(|last| last.list == change.list && last.id == change.id);
        match out.last_mut().filter(|_| same) {
            Some(item) => item.changes.push(view),
            None => out.push(ItemView {
                kind: change.list.kind().as_str(),
                label: localized(&phrases::item(change.list, of), language),
                id: id(change),
                was: was(change, changes).map(|was| localized(&was, language)),
                title: title(change),
                changes: vec![view],
            }),
        }
        last = Some(change);
    }
    out
}

/// Ids that the program made of the content, or of what there is one of only, tell people nothing.
fn id(change: &Change) -> String {
    match change.list.kind() {
        Kind::Signer | Kind::Basis | Kind::Recipient | Kind::Assignment => String::new(),
        Kind::Document if change.id == "document" => String::new(),
        _ => change.id.clone(),
    }
}

/// What an item was called, for a group of changes in which none says so.
fn was(change: &Change, group: &[&Change]) -> Option<Text> {
    let old = change.old_id.as_ref().filter(|_| !id(change).is_empty())?;
    let says_so =
        |other: &&&Change| other.list == change.list && other.id == change.id && other.field.as_deref() == Some("id");
    group.iter().find(says_so).is_none().then(|| phrases::was(old))
}

/// What is added or removed is written out below; its title would say the same twice.
fn title(change: &Change) -> String {
    let itself = matches!(change.list.kind(), Kind::Document | Kind::Signer) && !id_is_given(change);
    if itself || says_it_all(change) { String::new() } else { change.title.clone() }
}

fn id_is_given(change: &Change) -> bool {
    change.id != "document" && change.id != "signer"
}

fn says_it_all(change: &Change) -> bool {
    let complete = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
    let value = change.new.as_ref().or(change.old.as_ref());
    complete
        && value
            .and_then(|value| value.lines.first())
            .is_some_and(|line| line.shown().starts_with(change.title.trim_end_matches(['.', ';', ' '])))
}

fn change_view(change: &Change, language: Language) -> ChangeView {
    let rows = match change.kind {
        ChangeKind::Moved => {
            let place =
                |value: Option<&Value>| localized(&phrases::place(value.map(Value::shown).as_deref()), language);
            vec![complete(&place(change.old.as_ref()), &place(change.new.as_ref()))]
        }
        _ => rows(change, language),
    };
    let short = match rows.as_slice() {
        [row] => row.same.is_none() && is_brief(&row.segments, change),
        _ => false,
    };
    let rows = if short { vec![briefly(change, &rows)] } else { rows };
    ChangeView {
        kind: change.kind.as_str(),
        what: localized(&phrases::what(change), language),
        remark: phrases::remark(change).map(|remark| localized(&remark, language)),
        below: change.falls_short(),
        short,
        rows,
    }
}

fn rows(change: &Change, language: Language) -> Vec<RowView> {
    let empty = Value::default();
    let (old, new) = (change.old.as_ref().unwrap_or(&empty), change.new.as_ref().unwrap_or(&empty));
    lines::rows(old, new)
        .into_iter()
        .map(|row| match row {
            Row::Same(count) => RowView::counted(&phrases::same_lines(count), language),
            Row::Moved(count) => RowView::counted(&phrases::moved_lines(count), language),
            Row::Changed(segments) => RowView {
                same: None,
                old: parts(&segments, Mark::Added, |segment| &segment.old),
                new: parts(&segments, Mark::Removed, |segment| &segment.new),
                segments,
            },
        })
        .collect()
}

/// Returns the words of one side.
fn parts(segments: &[Segment], other: Mark, words: impl Fn(&Segment) -> &String) -> Vec<PartView> {
    segments
        .iter()
        .filter(|segment| segment.mark != other)
        .map(|segment| part(words(segment), segment.mark != Mark::Same))
        .collect()
}

fn part(words: &str, marked: bool) -> PartView {
    let trimmed = words.trim_start();
    PartView { blank: trimmed.len() < words.len(), words: trimmed.to_owned(), marked }
}

/// Both values are so short that they are read faster than the words in which they differ.
fn is_brief(segments: &[Segment], change: &Change) -> bool {
    const SHORT: usize = 70;
    let length =
        |words: fn(&Segment) -> &String| segments.iter().map(|segment| words(segment).chars().count()).sum::<usize>();
    let short = length(|segment| &segment.old) <= SHORT && length(|segment| &segment.new) <= SHORT;
    change.kind == ChangeKind::Moved || (change.kind == ChangeKind::Changed && short)
}

fn briefly(change: &Change, rows: &[RowView]) -> RowView {
    let side = |words: fn(&Segment) -> &String| -> String {
        let all: String = rows.iter().flat_map(|row| &row.segments).map(words).map(String::as_str).collect();
        all.trim().to_owned()
    };
    let (old, new) = (side(|segment| &segment.old), side(|segment| &segment.new));
    if change.kind == ChangeKind::Moved {
        let mut row = complete(&old, &new);
        for part in row.old.iter_mut().chain(&mut row.new) {
            part.marked = false;
        }
        return row;
    }
    complete(&old, &new)
}

fn complete(old: &str, new: &str) -> RowView {
    let one = |words: &str| if words.is_empty() { Vec::new() } else { vec![part(words, true)] };
    let (before, after) = (one(old), one(new));
    let segment = |mark, old: &str, new: &str| Segment { mark, old: old.to_owned(), new: new.to_owned() };
    let mut segments = Vec::new();
    if !old.is_empty() {
        segments.push(segment(Mark::Removed, old, ""));
    }
    if !new.is_empty() {
        segments.push(segment(Mark::Added, "", new));
    }
    RowView { same: None, old: before, new: after, segments }
}
