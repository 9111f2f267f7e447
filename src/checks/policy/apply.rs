//! Holds what a plan's check has found against the levels and the waivers that are in force for it.

use jiff::civil::Date;

use super::{Levels, Project, Waiver};
use crate::base::diagnostic::{
    Diagnostic, FILE_TOO_LARGE, Findings, Level, UNUSED_WAIVER, WAIVER_EXPIRED, list_en, list_vi, text,
};
use crate::base::limits::WAIVERS;
use crate::base::source::{FileId, SourceMap};
use crate::base::vietnamese::date;
use crate::input::decode::{DataPath, PathIndex};
use crate::input::letters;
use crate::model::id::near;

/// So many days before its end a waiver warns.
const WARNING_DAYS: i32 = 30;

/// The most places that a help lists.
const SHOWN: usize = 10;

/// What is in force for a plan.
#[derive(Debug, Clone, Copy)]
pub struct CheckPolicy<'a> {
    /// The levels of the command line, which count before those of the project.
    pub levels: &'a Levels,
    /// The plan's project.
    pub project: Option<&'a Project>,
    /// The plan's path from the directory of the project file, with `/`.
    pub plan: &'a str,
    /// The day of the check.
    pub today: Date,
}

/// A finding of the plan that a waiver speaks of.
struct Covered {
    finding: usize,
    data_path: DataPath,
}

/// What was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The plan, by its rules.
    Plan,
    /// The finished pages, by the proof: most runs make none, and then nothing is said of waivers about them.
    Pages,
}

/// Marks what is waived, reports what is wrong with the waivers of the plan, and gives each finding its level.
///
/// `complete` says that every rule ran: only then is a waiver that covers nothing unused.
pub fn apply(
    found: &mut Findings,
    policy: &CheckPolicy<'_>,
    file: Option<FileId>,
    sources: &SourceMap,
    (scope, complete): (Scope, bool),
) {
    let waivers = policy.project.iter().flat_map(|project| &project.waivers);
    let about = |waiver: &&Waiver| (waiver.meta.value.family() == "BC") == (scope == Scope::Pages);
    let mut waivers = waivers.filter(|waiver| waiver.plan() == policy.plan).filter(about).peekable();
    if let (Some(file), true) = (file, waivers.peek().is_some()) {
        let path_index = PathIndex::of(sources.file(file));
        let mut own = Findings::new();
        for (count, waiver) in waivers.enumerate() {
            if count == WAIVERS {
                own.push(too_many(waiver));
                break;
            }
            apply_waiver(waiver, found, &mut own, &path_index, file, policy.today, complete);
        }
        found.append(own);
    }
    let none = Levels::default();
    let levels = policy.levels.over(policy.project.map_or(&none, |project| &project.levels));
    found.retain_mut(|finding| levels.keep(finding));
}

fn apply_waiver(
    waiver: &Waiver,
    found: &mut Findings,
    own: &mut Findings,
    path_index: &PathIndex,
    file: FileId,
    today: Date,
    complete: bool,
) {
    let candidates: Vec<Covered> = found
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.meta == waiver.meta.value && finding.span.file == file)
        .map(|(index, finding)| Covered { finding: index, data_path: path_index.at(finding.span) })
        .collect();
    let (covered, others): (Vec<&Covered>, Vec<&Covered>) =
        candidates.iter().partition(|candidate| covers(waiver, &candidate.data_path));
    if covered.is_empty() {
        if complete {
            own.push(unused(waiver, &others));
        }
        return;
    }
    let indices: Vec<usize> = covered.iter().map(|covered| covered.finding).collect();
    let left = days_left(waiver, today);
    if left < WARNING_DAYS {
        let first = found.iter().nth(indices[0]);
        own.push(ending(waiver, left, first));
    }
    if left >= 0 {
        let mut index = 0;
        found.retain_mut(|finding| {
            if indices.binary_search(&index).is_ok() {
                finding.waived.get_or_insert_with(|| waiver.mark());
            }
            index += 1;
            true
        });
    }
}

fn too_many(first: &Waiver) -> Diagnostic {
    let message = text(
        format!("kế hoạch có hơn {WAIVERS} miễn trừ: từ đây trở đi không được xét"),
        format!("the plan has more than {WAIVERS} waivers: from here on they are not applied"),
    );
    Diagnostic::new(&FILE_TOO_LARGE, first.meta.span, message).help(text(
        "xóa những miễn trừ không còn cần; một mục (`at`) che mọi phát hiện trong mục ấy",
        "remove those that are not needed any more; one `at` covers all that is inside of it",
    ))
}

fn covers(waiver: &Waiver, data_path: &DataPath) -> bool {
    match &waiver.at {
        Some(at) => data_path.is_within(&at.value),
        None => data_path.steps.is_empty(),
    }
}

fn days_left(waiver: &Waiver, today: Date) -> i32 {
    // Two days of one calendar are never too far apart to be counted.
    today.until(waiver.until.value.0).map_or(-1, |span| span.get_days())
}

/// A waiver at its end: an error once it has run out, a warning before.
fn ending(waiver: &Waiver, left: i32, finding: Option<&Diagnostic>) -> Diagnostic {
    let code = waiver.meta.value.code;
    let day = date::short(waiver.until.value.0);
    let (of_vi, of_en) = match &waiver.owner {
        Some(owner) => (format!(" của {owner}"), format!(" of {owner}")),
        None => (String::new(), String::new()),
    };
    let message = if left < 0 {
        text(
            format!("miễn trừ `{code}`{of_vi} đã hết hạn ngày {day}"),
            format!("the waiver of `{code}`{of_en} expired on {day}"),
        )
    } else {
        text(
            format!("miễn trừ `{code}`{of_vi} còn {left} ngày, đến hết ngày {day}"),
            format!("the waiver of `{code}`{of_en} has {left} days left, until {day}"),
        )
    };
    let help = text(
        "sửa kế hoạch cho đạt rồi xóa miễn trừ, hoặc xin gia hạn rồi ghi `approval`, `until` mới",
        "meet the duty and remove the waiver, or have it renewed and update `approval` and `until`",
    );
    let mut ending = Diagnostic::new(&WAIVER_EXPIRED, waiver.until.span, message).help(help);
    if left >= 0 {
        ending.level = Level::Warning;
    }
    if let Some(finding) = finding {
        let there = if left < 0 {
            text(format!("`{code}` ở đây tính lại"), format!("`{code}` counts again here"))
        } else {
            text(format!("đang che `{code}` ở đây"), format!("it covers `{code}` here"))
        };
        ending = ending.related(finding.span, there);
    }
    ending
}

/// A waiver that covers nothing, and where its rule does find something.
fn unused(waiver: &Waiver, others: &[&Covered]) -> Diagnostic {
    let code = waiver.meta.value.code;
    if let Some(at) = &waiver.at {
        let form = letters::id_form(&at.value);
        if form != at.value && others.iter().any(|other| other.data_path.is_within(&form)) {
            let (message, help) = near(&at.value, "at = ", &form);
            return Diagnostic::new(&UNUSED_WAIVER, at.span, message).help(help);
        }
    }
    let message = match &waiver.at {
        Some(at) => text(
            format!("miễn trừ không dùng đến: không có `{code}` ở `{}`", at.value),
            format!("unused waiver: no `{code}` at `{}`", at.value),
        ),
        None => text(
            format!("miễn trừ không dùng đến: không có `{code}` nào về cả kế hoạch"),
            format!("unused waiver: no `{code}` about the whole plan"),
        ),
    };
    let mut locations: Vec<String> = others.iter().map(|other| other.data_path.item()).collect();
    locations.sort_unstable();
    locations.dedup();
    locations.truncate(SHOWN);
    let help = match locations.first() {
        Some(first) if first.is_empty() => text(
            format!("`{code}` ở đây là về cả kế hoạch: bỏ dòng `at`"),
            format!("`{code}` is about the whole plan: remove the line `at`"),
        ),
        Some(first) => text(
            format!("`{code}` đang có ở {}; ghi như `at = \"{first}\"`", list_vi(&locations)),
            format!("`{code}` is at {}; write it like `at = \"{first}\"`", list_en(&locations)),
        ),
        None => text("kế hoạch đã đạt ở điểm này thì xóa miễn trừ", "the plan meets this duty: remove the waiver"),
    };
    let span = waiver.at.as_ref().map_or(waiver.meta.span, |at| at.span);
    Diagnostic::new(&UNUSED_WAIVER, span, message).help(help)
}
