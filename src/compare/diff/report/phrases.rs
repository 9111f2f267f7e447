//! What changes are called.

use super::{Compared, Place};
use crate::base::diagnostic::{Language, Text, text};
use crate::compare::canonical::{Collection, State, collection_label, field_label};
use crate::compare::diff::{Change, ChangeKind, Effect, Minimum};

/// Returns what so many changes of an effect are called.
pub(super) fn counted(effect: Effect, number: usize, of: Compared) -> Text {
    let plural = if number == 1 { "" } else { "s" };
    match effect {
        Effect::Loosened if of == Compared::Pack => text("mức tối thiểu bị hạ", format!("lowered minimum{plural}")),
        Effect::Tightened if of == Compared::Pack => text("mức tối thiểu được nâng", format!("raised minimum{plural}")),
        Effect::Loosened => text("chỉ tiêu bị hạ", format!("lowered target{plural}")),
        Effect::Incomparable => text("không so sánh được", "not comparable"),
        Effect::Tightened => text("chỉ tiêu được nâng", format!("raised target{plural}")),
        Effect::Neutral => text("thay đổi khác", format!("other change{plural}")),
    }
}

/// «chỉ tiêu», «nhóm chỉ tiêu», «nhiệm vụ».
pub(super) fn item(list: Collection, of: Compared) -> Text {
    if of == Compared::Pack && list == Collection::Document {
        return text("tệp", "file");
    }
    collection_label(list)
}

/// Returns the id that an item had.
pub(super) fn was(id: &str) -> Text {
    text(format!("mã cũ: {id}"), format!("old id: {id}"))
}

/// Returns what became of a plan as a whole.
pub(super) fn became(place: &Place) -> Option<Text> {
    match place {
        Place::Same(_) => None,
        Place::Moved(was, _) => Some(text(format!("trước ở {was}"), format!("moved from {was}"))),
        Place::Added(_) => Some(text("kế hoạch mới", "new plan")),
        Place::Removed(_) => Some(text("kế hoạch bị bỏ", "plan removed")),
    }
}

/// Returns what of the item changed.
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
    let minimum = change.minimum.as_ref().and_then(about_minimum);
    match (meaning, minimum) {
        (Some(meaning), Some(minimum)) => {
            let [vietnamese, english] = [Language::Vietnamese, Language::English]
                .map(|language| format!("{}; {}", meaning.get(language), minimum.get(language)));
            Some(text(vietnamese, english))
        }
        (meaning, minimum) => meaning.or(minimum),
    }
}

fn meaning(change: &Change) -> Option<Text> {
    let field = change.field.as_deref().unwrap_or_default();
    let horizon = field.rsplit('.').next() == Some("by");
    // What became of the minimum says it all.
    let is_link = matches!(field.rsplit('.').next(), Some("minimum" | "indicator"));
    let is_unlike = |minimum: &Minimum| is_link || minimum.new == Some(State::NotComparable);
    Some(match change.effect {
        Effect::Incomparable if change.minimum.as_ref().is_some_and(is_unlike) => return None,
        Effect::Loosened | Effect::Tightened if is_link || change.kind != ChangeKind::Changed => return None,
        Effect::Incomparable => text("không so sánh được", "not comparable"),
        Effect::Loosened if field == "answers" => {
            text("triển khai thực hiện ít kế hoạch của thành phố hơn", "answers fewer city plans")
        }
        Effect::Tightened if field == "answers" => {
            text("triển khai thực hiện nhiều kế hoạch của thành phố hơn", "answers more city plans")
        }
        Effect::Loosened if field == "period" => text(
            "lùi thời hạn của chỉ tiêu không ghi thời hạn riêng",
            "later for targets without a horizon of their own",
        ),
        Effect::Tightened if field == "period" => text(
            "chỉ tiêu không ghi thời hạn riêng phải xong sớm hơn",
            "earlier for targets without a horizon of their own",
        ),
        Effect::Loosened if horizon => text("lùi thời hạn", "later"),
        Effect::Tightened if horizon => text("sớm hơn", "earlier"),
        Effect::Loosened if change.new.is_none() => text("bỏ mức", "no longer promised"),
        Effect::Tightened if change.old.is_none() => text("thêm mức", "newly promised"),
        Effect::Loosened => text("giảm yêu cầu", "weakened"),
        Effect::Tightened => text("tăng yêu cầu", "strengthened"),
        Effect::Neutral if prints_the_same(change) => text("chữ in ra như cũ", "prints as before"),
        Effect::Neutral => return None,
    })
}

/// Returns whether only the way in which the file says it changed.
fn prints_the_same(change: &Change) -> bool {
    let both = change.old.as_ref().zip(change.new.as_ref());
    change.kind == ChangeKind::Changed && both.is_some_and(|(old, new)| old.shown() == new.shown())
}

fn about_minimum(minimum: &Minimum) -> Option<Text> {
    use State::{Below, Late, Met, Missing, NotComparable, Optional};
    let (vi, en) = match (minimum.old, minimum.new) {
        (_, None)
        | (None | Some(Met | Missing | Optional), Some(Met))
        | (Some(Missing), Some(Missing))
        | (None | Some(Optional), Some(Optional)) => return None,
        (Some(Missing), Some(Optional)) => {
            return Some(text("thành phố không còn bắt buộc", "no longer required by the city"));
        }
        (None | Some(Optional), Some(Missing)) => {
            return Some(text(
                "thành phố bắt buộc, kế hoạch chưa có chỉ tiêu ứng với",
                "required by the city, and no target answers it",
            ));
        }
        (_, Some(Met)) => ("đã đạt", "now meets"),
        (Some(Below), Some(Below)) => ("vẫn dưới", "still below"),
        (_, Some(Below)) => ("xuống dưới", "falls below"),
        (_, Some(Late)) => return Some(text("muộn hơn thời hạn của thành phố", "later than the city asks")),
        (Some(NotComparable), Some(NotComparable)) => ("vẫn không so sánh được với", "still not comparable with"),
        (_, Some(NotComparable)) => ("không so sánh được với", "not comparable with"),
        (_, Some(Missing | Optional)) => ("không còn chỉ tiêu ứng với", "no longer answers"),
    };
    let value = minimum.value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
    Some(text(format!("{vi} mức tối thiểu{value} của thành phố"), format!("{en} the city's minimum{value}")))
}

/// Returns what is said of promises that no longer meet the city's minimum.
pub(super) fn short_of_minimum() -> Text {
    text("không đạt mức tối thiểu của thành phố", "short of the city's minimum")
}

/// Returns the place of an item that moved.
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

/// In place of lines that are the same in another place.
pub(super) fn moved_lines(count: usize) -> Text {
    let lines = if count == 1 { "line" } else { "lines" };
    text(format!("… {count} đoạn chuyển chỗ …"), format!("… {count} {lines} moved …"))
}
