//! What changes are called.

use crate::base::diagnostic::{Text, text};
use crate::compare::canonical::{Collection, Comparable, Value, collection_label, field_label};
use crate::compare::diff::{Change, ChangeKind, Effect, Minimum, State, effect};

/// How many changes of each effect.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) loosened: usize,
    /// Of the loosened: those that are below the minimum now, or leave it without an answer.
    pub(super) below: usize,
    pub(super) tightened: usize,
    pub(super) neutral: usize,
}

impl Counts {
    pub(super) fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        let mut counts = Self::default();
        for change in changes {
            match change.effect {
                Effect::Loosened => {
                    counts.loosened += 1;
                    counts.below += usize::from(change.breaks_minimum());
                }
                Effect::Tightened => counts.tightened += 1,
                Effect::Neutral => counts.neutral += 1,
            }
        }
        counts
    }
}

pub(super) fn group(effect: Effect) -> Text {
    match effect {
        Effect::Loosened => text("Cam kết yếu đi", "Weaker promises"),
        Effect::Tightened => text("Cam kết mạnh lên", "Stronger promises"),
        Effect::Neutral => text("Thay đổi khác", "Other changes"),
    }
}

/// «chỉ tiêu», «nhóm chỉ tiêu», «nhiệm vụ».
pub(super) fn item(list: Collection) -> Text {
    collection_label(list)
}

/// The id that an item had.
pub(super) fn was(id: &str) -> Text {
    text(format!("mã cũ: {id}"), format!("old id: {id}"))
}

/// What of the item changed.
pub(super) fn what(change: &Change) -> Text {
    match (change.kind, &change.field) {
        (ChangeKind::Added, _) => text("thêm", "added"),
        (ChangeKind::Removed, _) => text("bỏ", "removed"),
        (ChangeKind::Moved, _) => text("chuyển chỗ", "moved"),
        (ChangeKind::Changed, Some(field)) => field_label(change.list, field),
        (ChangeKind::Changed, None) => text("đổi", "changed"),
    }
}

/// What a change means, where that can be said in a few words.
pub(super) fn remark(change: &Change) -> Option<Text> {
    let meaning = meaning(change);
    let beside = change.minimum.as_ref().and_then(beside_minimum);
    match (meaning, beside) {
        (Some(meaning), Some(beside)) => Some(joined(&meaning, &beside)),
        (meaning, beside) => meaning.or(beside),
    }
}

fn joined(one: &Text, other: &Text) -> Text {
    use crate::base::diagnostic::Language::{English, Vietnamese};
    text(
        format!("{}; {}", one.get(Vietnamese), other.get(Vietnamese)),
        format!("{}; {}", one.get(English), other.get(English)),
    )
}

fn meaning(change: &Change) -> Option<Text> {
    let horizon = change.field.as_deref().is_some_and(|field| field.rsplit('.').next() == Some("by"));
    let period = change.field.as_deref() == Some("period");
    Some(match (change.kind, change.effect) {
        (ChangeKind::Changed, Effect::Loosened) if period => text(
            "lùi thời hạn của chỉ tiêu không ghi thời hạn riêng",
            "later for targets without a horizon of their own",
        ),
        (ChangeKind::Changed, Effect::Tightened) if period => text(
            "chỉ tiêu không ghi thời hạn riêng phải xong sớm hơn",
            "earlier for targets without a horizon of their own",
        ),
        (ChangeKind::Changed, Effect::Loosened) if horizon => text("lùi thời hạn", "later"),
        (ChangeKind::Changed, Effect::Tightened) if horizon => text("sớm hơn", "earlier"),
        (ChangeKind::Changed, Effect::Loosened) if change.new.is_none() => text("bỏ mức", "no longer promised"),
        (ChangeKind::Changed, Effect::Tightened) if change.old.is_none() => text("thêm mức", "newly promised"),
        (ChangeKind::Changed, Effect::Loosened) => text("giảm yêu cầu", "less is promised"),
        (ChangeKind::Changed, Effect::Tightened) => text("tăng yêu cầu", "more is promised"),
        (ChangeKind::Changed, Effect::Neutral) if cannot_be_compared(change) => {
            text("không so sánh được hơn kém", "neither more nor less")
        }
        (ChangeKind::Changed, Effect::Neutral) if prints_the_same(change) => {
            text("chữ in ra như cũ", "prints as before")
        }
        _ => return None,
    })
}

/// Whether two promises have nothing in common that could be more or less: their unit, their direction.
fn cannot_be_compared(change: &Change) -> bool {
    let promised = |value: &Option<Value>| match value.as_ref().map(|value| &value.comparable) {
        Some(Comparable::Promise(promised)) => Some(promised.clone()),
        _ => None,
    };
    match (promised(&change.old), promised(&change.new)) {
        (Some(old), Some(new)) => !effect::is_comparable(&old, &new),
        _ => false,
    }
}

/// Whether only the way in which the file says it changed.
fn prints_the_same(change: &Change) -> bool {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => old.shown() == new.shown(),
        _ => false,
    }
}

fn beside_minimum(minimum: &Minimum) -> Option<Text> {
    let value = &minimum.value;
    Some(match (minimum.old, minimum.new) {
        (Some(State::Below), Some(State::Below)) => text(
            format!("vẫn dưới mức tối thiểu {value} của thành phố"),
            format!("still below the city's minimum {value}"),
        ),
        (_, Some(State::Below)) => text(
            format!("xuống dưới mức tối thiểu {value} của thành phố"),
            format!("falls below the city's minimum {value}"),
        ),
        (Some(State::Below), Some(State::Met)) => {
            text(format!("đã đạt mức tối thiểu {value} của thành phố"), format!("meets the city's minimum {value} now"))
        }
        (Some(_), None) => text(
            format!("không còn trả lời mức tối thiểu {value} của thành phố"),
            format!("no longer answers the city's minimum {value}"),
        ),
        (None | Some(State::Met), Some(State::Met)) | (None, None) => return None,
    })
}

/// «3 cam kết yếu đi (1 không đạt mức tối thiểu của thành phố), 1 cam kết mạnh lên, 4 thay đổi khác».
pub(super) fn headline(counts: Counts) -> Text {
    let Counts { loosened, below, tightened, neutral } = counts;
    if loosened + tightened + neutral == 0 {
        return text("Hai bản như nhau", "Both versions are the same");
    }
    let (mut vietnamese, mut english) = (Vec::new(), Vec::new());
    if loosened > 0 {
        let (vi, en) = if below > 0 {
            (
                format!(" ({below} không đạt mức tối thiểu của thành phố)"),
                format!(" ({below} short of the city's minimum)"),
            )
        } else {
            (String::new(), String::new())
        };
        vietnamese.push(format!("{loosened} cam kết yếu đi{vi}"));
        english.push(format!("{loosened} weaker{en}"));
    } else {
        vietnamese.push("không cam kết nào yếu đi".to_owned());
        english.push("no promise is weaker".to_owned());
    }
    if tightened > 0 {
        vietnamese.push(format!("{tightened} cam kết mạnh lên"));
        english.push(format!("{tightened} stronger"));
    }
    if neutral > 0 {
        vietnamese.push(format!("{neutral} thay đổi khác"));
        english.push(format!("{neutral} other changes"));
    }
    text(vietnamese.join(", "), english.join(", "))
}

/// Where a moved item stands.
pub(super) fn place(before: Option<&str>) -> Text {
    match before {
        None => text("đứng đầu", "first"),
        Some(title) => text(format!("sau «{title}»"), format!("after «{title}»")),
    }
}

/// In place of lines that are the same.
pub(super) fn same_lines(count: usize) -> Text {
    let lines = if count == 1 { "line" } else { "lines" };
    text(format!("… {count} đoạn như cũ …"), format!("… {count} {lines} as before …"))
}
