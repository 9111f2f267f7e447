//! Holds what a plan's check has found against the levels and the waivers that are in force for it.

use jiff::civil::Date;

use super::{Levels, Project, Waiver};
use crate::base::diagnostic::{Diagnostic, Findings, Level, UNUSED_WAIVER, WAIVER_EXPIRED, list_en, list_vi, text};
use crate::base::source::{FileId, SourceMap};
use crate::base::vietnamese::date;
use crate::input::decode::{Datum, Outline};

/// So many days before its end a waiver warns.
const WARNING_DAYS: i32 = 30;

/// What is in force for a plan.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The levels of the command line, which count before those of the project.
    pub levels: &'a Levels,
    /// The plan's project.
    pub project: Option<&'a Project>,
    /// The plan's path from the folder of the project file, with `/`.
    pub plan: &'a str,
    /// The day of the check.
    pub today: Date,
}

/// A finding of the plan that a waiver speaks of.
struct Covered {
    finding: usize,
    datum: Datum,
}

/// What was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// The plan, by its rules.
    Plan,
    /// The finished pages, by the proof: most runs make none, and then nothing is said of waivers about them.
    Pages,
}

/// Marks what is waived, reports what is wrong with the waivers of the plan, and gives each finding its level.
///
/// `whole` says that every rule could judge: only then does a waiver that covers nothing stand in vain.
pub fn apply(
    found: &mut Findings,
    terms: &Terms<'_>,
    file: Option<FileId>,
    sources: &SourceMap,
    (judged, whole): (Judged, bool),
) {
    let waivers = terms.project.iter().flat_map(|project| &project.waivers);
    let about = |waiver: &&Waiver| (waiver.card.value.family() == "BC") == (judged == Judged::Pages);
    let mut waivers = waivers.filter(|waiver| waiver.plan() == terms.plan).filter(about).peekable();
    if let (Some(file), true) = (file, waivers.peek().is_some()) {
        let outline = Outline::of(sources.file(file).text());
        let mut own = Findings::new();
        for waiver in waivers {
            judge(waiver, found, &mut own, &outline, file, terms.today, whole);
        }
        found.append(own);
    }
    let none = Levels::default();
    let levels = terms.levels.over(terms.project.map_or(&none, |project| &project.levels));
    found.retain_mut(|finding| levels.keep(finding));
}

fn judge(
    waiver: &Waiver,
    found: &mut Findings,
    own: &mut Findings,
    outline: &Outline<'_>,
    file: FileId,
    today: Date,
    whole: bool,
) {
    let candidates: Vec<Covered> = found
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.card == waiver.card.value && finding.span.file == file)
        .map(|(index, finding)| Covered { finding: index, datum: datum_of(finding, outline) })
        .collect();
    let (covered, others): (Vec<&Covered>, Vec<&Covered>) =
        candidates.iter().partition(|candidate| covers(waiver, &candidate.datum));
    if covered.is_empty() {
        if whole {
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
            if indices.contains(&index) {
                finding.waived.get_or_insert_with(|| waiver.mark());
            }
            index += 1;
            true
        });
    }
}

/// Where in the plan a finding is; nowhere for one about the plan as a whole.
#[must_use]
pub fn datum_of(finding: &Diagnostic, outline: &Outline<'_>) -> Datum {
    if finding.span.range() == (0..0) {
        return Datum::default();
    }
    outline.at(finding.span.start).unwrap_or_default()
}

fn covers(waiver: &Waiver, datum: &Datum) -> bool {
    match &waiver.at {
        Some(at) => datum.is_within(&at.value),
        None => datum.steps.is_empty(),
    }
}

fn days_left(waiver: &Waiver, today: Date) -> i32 {
    // Two days of one calendar are never too far apart to be counted.
    today.until(waiver.until.value.0).map_or(-1, |span| span.get_days())
}

/// A waiver at its end: an error once it has run out, a warning before.
fn ending(waiver: &Waiver, left: i32, finding: Option<&Diagnostic>) -> Diagnostic {
    let code = waiver.card.value.code;
    let day = date::short(waiver.until.value.0);
    let (of_vi, of_en) = match &waiver.owner {
        Some(owner) => (format!(" của {owner}"), format!(" of {owner}")),
        None => (String::new(), String::new()),
    };
    let message = if left < 0 {
        text(
            format!("miễn trừ `{code}`{of_vi} đã hết hạn ngày {day}"),
            format!("the waiver of `{code}`{of_en} ran out on {day}"),
        )
    } else {
        text(
            format!("miễn trừ `{code}`{of_vi} còn {left} ngày, đến hết ngày {day}"),
            format!("the waiver of `{code}`{of_en} has {left} days left, until {day}"),
        )
    };
    let help = text(
        "sửa kế hoạch cho đạt rồi xóa miễn trừ, hoặc xin gia hạn rồi ghi `approval`, `until` mới",
        "meet the duty and drop the waiver, or have it renewed and write the new `approval` and `until`",
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
    let code = waiver.card.value.code;
    let message = match &waiver.at {
        Some(at) => text(
            format!("miễn trừ không dùng đến: không có `{code}` ở `{}`", at.value),
            format!("the waiver covers nothing: there is no `{code}` at `{}`", at.value),
        ),
        None => text(
            format!("miễn trừ không dùng đến: không có `{code}` nào về cả kế hoạch"),
            format!("the waiver covers nothing: there is no `{code}` about the plan as a whole"),
        ),
    };
    let mut places: Vec<String> = others.iter().map(|other| other.datum.item()).collect();
    places.sort_unstable();
    places.dedup();
    let help = match places.first() {
        Some(first) if first.is_empty() => text(
            format!("`{code}` ở đây là về cả kế hoạch: bỏ dòng `at`"),
            format!("`{code}` is about the plan as a whole: remove the line `at`"),
        ),
        Some(first) => text(
            format!("`{code}` đang có ở {}; ghi như `at = \"{first}\"`", list_vi(&places)),
            format!("`{code}` is at {}; write it like `at = \"{first}\"`", list_en(&places)),
        ),
        None => text("kế hoạch đã đạt ở điểm này thì xóa miễn trừ", "where the plan meets this duty, drop the waiver"),
    };
    let span = waiver.at.as_ref().map_or(waiver.card.span, |at| at.span);
    Diagnostic::new(&UNUSED_WAIVER, span, message).help(help)
}
