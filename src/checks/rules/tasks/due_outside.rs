//! NV004: a task that is due outside the plan's period, or after the targets that it serves.

use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::letter;
use crate::checks::rules::{Subject, declare_rule};
use crate::model::plan::{DuePart, Moment, Task};
use crate::model::time::Time;

declare_rule! {
    needs: Data,
    code: "NV004", name: "due-outside", level: Error, since: "0.1.0", fix: None,
    title: "thời hạn của nhiệm vụ nằm ngoài thời kỳ kế hoạch, hoặc sau hạn của chỉ tiêu",
        "a task due outside the plan's period or after its target",
    explanation: "Nhiệm vụ làm trong thời kỳ của kế hoạch, và xong trước hạn của chỉ tiêu muộn nhất mà nó phục vụ; nếu không thì chỉ tiêu ấy không thể đạt nhờ nó. Kế hoạch ban hành từ năm trước thì giao được cả việc chuẩn bị trong năm ấy.",
        "A task is done within the plan's period, and before the last of the targets that it serves. A plan that is issued in the year before may order what has to be prepared in that year.",
    law: "Phương châm «5 rõ»: rõ người, rõ việc, rõ trách nhiệm, rõ tiến độ, rõ hiệu quả",
    bad: "period = \"2026\"\n\n[[tasks]]\ndue = \"2027-Q1\"",
    good: "period = \"2026\"\n\n[[tasks]]\ndue = \"2026-Q4\"",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let period = &subject.plan().header.period;
    let first = first_day(subject);
    for task in &subject.plan().tasks {
        let id = &task.id.value;
        let times: Vec<When<'_>> = task.due.iter().flat_map(|due| &due.parts).filter_map(when).collect();
        let outside = times.iter().find(|when| when.day > period.value.last_day() || when.day < when.earliest(first));
        if let Some(when) = outside {
            let (due, planned, time) = (when.words(), period.value.short(), when.time);
            findings.push(
                Diagnostic::new(
                    &RULE.meta,
                    time.span,
                    text(
                        format!("nhiệm vụ `{id}` có thời hạn {due}, ngoài thời kỳ {planned} của kế hoạch"),
                        format!("the task `{id}` is due {due}, outside the plan's period {planned}"),
                    ),
                )
                .related(period.span, text("thời kỳ của kế hoạch", "the plan's period"))
                .help(text(
                    "đổi thời hạn, hoặc đưa việc ấy sang kế hoạch của thời kỳ sau",
                    "change the date, or move it to the next plan",
                )),
            );
            continue;
        }
        let last = times.iter().max_by_key(|when| when.day);
        if let (Some(when), Some((target_day, target_span))) = (last, last_target(subject, task))
            && when.day > target_day
        {
            let (due, time) = (when.words(), when.time);
            findings.push(
                Diagnostic::new(
                    &RULE.meta,
                    time.span,
                    text(
                        format!("nhiệm vụ `{id}` có thời hạn {due}, sau hạn của chỉ tiêu mà nó phục vụ"),
                        format!("the task `{id}` is due {due}, after the targets that it serves"),
                    ),
                )
                .related(
                    target_span,
                    text("hạn muộn nhất của các chỉ tiêu ấy", "the last of these targets is due here"),
                )
                .help(text(
                    "rút ngắn thời hạn của nhiệm vụ, hoặc sửa `serves`",
                    "bring the date forward, or correct `serves`",
                )),
            );
        }
    }
}

/// A part of a due date that is a time.
struct When<'a> {
    time: &'a Located<Time>,
    /// The day that has to be in the period: the last one; of what has no end, the first one.
    day: Date,
    open: bool,
}

impl When<'_> {
    fn words(&self) -> String {
        let time = &self.time.value;
        if self.open { letter::uncapitalized(&time.describe_open()) } else { time.short() }
    }

    /// What goes on may have begun before the period.
    fn earliest(&self, first: Date) -> Date {
        if self.open { Date::MIN } else { first }
    }
}

fn when(part: &DuePart) -> Option<When<'_>> {
    match &part.moment {
        Moment::At(time) | Moment::Before(time) => Some(When { time, day: time.value.last_day(), open: false }),
        Moment::Since(time) => Some(When { time, day: time.value.first_day(), open: true }),
        Moment::Recurring(_) | Moment::Every(_) | Moment::Guidance(_) | Moment::Words(_) => None,
    }
}

/// Returns the first day of the period; of a plan that is issued in an earlier year, the first one of that year: it may order what has
/// to be ready when the period begins. What was due before the day of issue is another rule's.
fn first_day(subject: &Subject<'_, '_>) -> Date {
    let plan = subject.plan();
    let issued = plan.issue().date.as_ref().and_then(|date| date.value.year());
    let period = plan.header.period.value.first_day();
    issued.map_or(period, |year| period.min(jiff::civil::date(year, 1, 1)))
}

/// Returns the last horizon of the targets that a task serves. `None` when one of them has none.
fn last_target(subject: &Subject<'_, '_>, task: &Task) -> Option<(Date, Span)> {
    let mut last: Option<(Date, Span)> = None;
    for id in &task.serves {
        let target = subject.plan().targets.iter().find(|target| target.id.value == id.value)?;
        for measure in target.promise.measures() {
            let by = measure.by.as_ref()?;
            let day = by.value.last_day();
            if last.is_none_or(|(known, _)| day > known) {
                last = Some((day, by.span));
            }
        }
    }
    last
}
