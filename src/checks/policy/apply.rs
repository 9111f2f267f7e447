//! Holds what a plan's check has found against the levels and the waivers that are in force for it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::approval::refusal;
use super::minimum::{lapse, unsaid};
use super::{Levels, Project, Waiver};
use crate::base::diagnostic::{
    Demand, Diagnostic, FILE_TOO_LARGE, Findings, Lacks, Level, Text, UNUSED_WAIVER, WAIVER_EXPIRED, Waived, list_en,
    list_vi, text,
};
use crate::base::limits::WAIVERS;
use crate::base::source::{FileId, SourceMap};
use crate::base::vietnamese::date;
use crate::input::decode::{DataPath, PathIndex};
use crate::input::letters;
use crate::model::id::near;
use crate::model::packs::WaiverTerms;

/// So many days before its end a waiver warns.
const WARNING_DAYS: i32 = 30;

/// The most places that a help lists.
const SHOWN: usize = 10;

/// What is in force for a plan.
#[derive(Debug, Clone)]
pub struct CheckPolicy<'a> {
    /// The levels of the command line, which count before those of the project.
    pub levels: &'a Levels,
    /// The project files of the plan, from the outermost to the nearest.
    pub projects: Vec<InForce<'a>>,
    /// The day of the check.
    pub today: Date,
}

/// A project file, as it holds for a plan.
#[derive(Debug, Clone, Copy)]
pub struct InForce<'a> {
    pub project: &'a Project,
    /// The plan's path from the directory of the project file, with `/`.
    pub plan: &'a str,
}

impl<'a> CheckPolicy<'a> {
    /// Returns the files that were read before the plan: packs and project files.
    #[must_use]
    pub fn sources(&self) -> Option<&'a SourceMap> {
        self.projects.last().map(|nearest| &nearest.project.sources)
    }

    /// Returns the waivers of the plan, and of each whether its project file has another one above it.
    fn waivers(&self) -> Vec<(&Waiver, bool)> {
        let of = |(at, one): (usize, &InForce<'a>)| {
            let InForce { project, plan } = *one;
            project.waivers.iter().filter(move |waiver| waiver.plan() == plan).map(move |waiver| (waiver, at > 0))
        };
        self.projects.iter().enumerate().flat_map(of).collect()
    }

    /// Returns the levels of the project files: none of them loosens what another one says.
    fn project_levels(&self) -> Levels {
        self.projects.iter().fold(Levels::default(), |levels, one| levels.or_stricter(&one.project.levels))
    }
}

/// A finding of the plan that a waiver speaks of.
struct Covered<'f> {
    /// Its place among all.
    index: usize,
    finding: &'f Diagnostic,
    data_path: DataPath,
}

/// The waivers that hold: for a finding, and of one about minimums for each thing that is asked for.
type Held = BTreeMap<(usize, Option<usize>), Waived>;

/// What was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The plan, by its rules.
    Plan,
    /// The finished pages, by the proof: most runs make none, and then nothing is said of waivers about them.
    Pages,
}

/// Returns whether what a city asks for is waived: none where no waiver speaks of it, `false` where one did, and holds no longer.
#[must_use]
pub fn is_waived(policy: &CheckPolicy<'_>, terms: &WaiverTerms, demand: &Demand) -> Option<bool> {
    let code = match demand.lacks {
        Lacks::Value => "CT001",
        Lacks::Target => "CT002",
        Lacks::Comparison => "CT003",
        Lacks::Time => "CT004",
    };
    let speaks = |waiver: &Waiver| {
        waiver.meta.value.code == code && waiver.indicator.as_ref().is_some_and(|named| named.value == demand.indicator)
    };
    let holds = |(waiver, inner): (&Waiver, bool)| {
        refusal(waiver, terms, inner).is_none()
            && unsaid(waiver, demand).is_none()
            && lapse(waiver, demand).is_none()
            && days_left(waiver, policy.today) >= 0
    };
    policy.waivers().into_iter().filter(|(waiver, _)| speaks(waiver)).map(holds).reduce(|one, other| one || other)
}

/// Marks what is waived, reports what is wrong with the waivers of the plan, and gives each finding its level.
///
/// `complete` says that every rule ran: only then is a waiver that covers nothing unused. `terms` are those of the city.
pub fn apply(
    found: &mut Findings,
    policy: &CheckPolicy<'_>,
    file: Option<FileId>,
    sources: &SourceMap,
    (scope, complete): (Scope, bool),
    terms: &WaiverTerms,
) {
    let about = |(waiver, _): &(&Waiver, bool)| (waiver.meta.value.family() == "BC") == (scope == Scope::Pages);
    let mut waivers = policy.waivers().into_iter().filter(about).peekable();
    if let (Some(file), true) = (file, waivers.peek().is_some()) {
        let path_index = PathIndex::of(sources.file(file));
        let (mut own, mut held) = (Findings::new(), Held::new());
        for (count, (waiver, inner)) in waivers.enumerate() {
            if count == WAIVERS {
                own.push(too_many(waiver));
                break;
            }
            match refusal(waiver, terms, inner) {
                Some(refused) => own.push(refused),
                None => {
                    let judged = Judged { waiver, found, path_index: &path_index, file, complete };
                    judged.apply(policy.today, &mut own, &mut held);
                }
            }
        }
        mark(found, &held);
        found.append(own);
    }
    let levels = policy.levels.over(&policy.project_levels());
    found.retain_mut(|finding| levels.keep(finding));
}

/// Marks the findings whose waiver holds: of one about minimums, where all that is asked for is waived.
fn mark(found: &mut Findings, held: &Held) {
    for (index, finding) in found.iter_mut().enumerate() {
        let marks: Vec<&Waived> = match finding.demands.len() {
            0 => held.get(&(index, None)).into_iter().collect(),
            asked => (0..asked).filter_map(|at| held.get(&(index, Some(at)))).collect(),
        };
        if let Some(first) = marks.first().filter(|_| marks.len() == finding.demands.len().max(1)) {
            finding.waived.get_or_insert_with(|| (*first).clone());
        }
    }
}

/// A waiver of the plan, and what it may cover.
struct Judged<'j> {
    waiver: &'j Waiver,
    found: &'j Findings,
    path_index: &'j PathIndex,
    file: FileId,
    complete: bool,
}

impl Judged<'_> {
    fn apply(&self, today: Date, own: &mut Findings, held: &mut Held) {
        let waiver = self.waiver;
        let candidates: Vec<Covered<'_>> = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.meta == waiver.meta.value && finding.span.file == self.file)
            .map(|(index, finding)| Covered { index, finding, data_path: self.path_index.at(finding.span) })
            .collect();
        let is_covered = |one: &&Covered<'_>| match &waiver.indicator {
            Some(named) => {
                let asked = one.finding.demands.iter().any(|demand| demand.indicator == named.value);
                asked && waiver.at.as_ref().is_none_or(|at| one.data_path.is_within(&at.value))
            }
            None => covers(waiver, &one.data_path),
        };
        let (covered, others): (Vec<&Covered<'_>>, Vec<&Covered<'_>>) = candidates.iter().partition(is_covered);
        let Some(first) = covered.first().map(|one| one.finding) else {
            if self.complete {
                own.push(unused(waiver, &others));
            }
            return;
        };
        let named = |demand: &&Demand| waiver.indicator.as_ref().is_none_or(|named| named.value == demand.indicator);
        let mut asked = covered.iter().flat_map(|one| &one.finding.demands).filter(named);
        if let Some(unsaid) = asked.find_map(|demand| unsaid(waiver, demand)) {
            own.push(unsaid);
            return;
        }
        let left = days_left(waiver, today);
        if left < WARNING_DAYS {
            own.push(ending(waiver, left, Some(first)));
        }
        if left < 0 {
            return;
        }
        for &Covered { index, finding, .. } in covered {
            if finding.demands.is_empty() {
                held.entry((index, None)).or_insert_with(|| waiver.mark());
            }
            for (at, demand) in finding.demands.iter().enumerate().filter(|(_, demand)| named(demand)) {
                match lapse(waiver, demand) {
                    Some(lapsed) => own.push(lapsed.related(finding.span, counts_again(waiver))),
                    None => {
                        held.entry((index, Some(at))).or_insert_with(|| waiver.mark());
                    }
                }
            }
        }
    }
}

fn counts_again(waiver: &Waiver) -> Text {
    let code = waiver.meta.value.code;
    text(format!("`{code}` ở đây tính lại"), format!("`{code}` counts again here"))
}

fn too_many(first: &Waiver) -> Diagnostic {
    let message = text(
        format!("kế hoạch có hơn {WAIVERS} miễn trừ: từ đây trở đi không được xét"),
        format!("the plan has more than {WAIVERS} waivers: from here on they are not applied"),
    );
    Diagnostic::new(&FILE_TOO_LARGE, first.meta.span, message).help(text(
        "xóa những miễn trừ không còn cần; một mục (`at`) che mọi lỗi, cảnh báo trong mục ấy",
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
            counts_again(waiver)
        } else {
            text(format!("đang che `{code}` ở đây"), format!("it covers `{code}` here"))
        };
        ending = ending.related(finding.span, there);
    }
    ending
}

/// A waiver that covers nothing, and where its rule does find something.
fn unused(waiver: &Waiver, others: &[&Covered<'_>]) -> Diagnostic {
    let code = waiver.meta.value.code;
    if let Some(at) = &waiver.at {
        let form = letters::id_form(&at.value);
        if form != at.value && others.iter().any(|other| other.data_path.is_within(&form)) {
            let (message, help) = near(&at.value, "at = ", &form);
            return Diagnostic::new(&UNUSED_WAIVER, at.span, message).help(help);
        }
    }
    let elsewhere = waiver.at.as_ref().filter(|at| !others.iter().any(|other| other.data_path.is_within(&at.value)));
    let message = match (&waiver.indicator, &waiver.at) {
        (Some(named), _) if elsewhere.is_none() => text(
            format!("miễn trừ không dùng đến: không có `{code}` về chỉ số `{}`", named.value),
            format!("unused waiver: no `{code}` about the indicator `{}`", named.value),
        ),
        (_, Some(at)) => text(
            format!("miễn trừ không dùng đến: không có `{code}` ở `{}`", at.value),
            format!("unused waiver: no `{code}` at `{}`", at.value),
        ),
        (_, None) => text(
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
    let named = elsewhere.or(waiver.indicator.as_ref()).or(waiver.at.as_ref());
    let span = named.map_or(waiver.meta.span, |named| named.span);
    Diagnostic::new(&UNUSED_WAIVER, span, message).help(help)
}
