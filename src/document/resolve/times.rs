//! Due dates that can be read, and cannot be meant so.

use crate::base::diagnostic::{Diagnostic, Findings, IMPOSSIBLE_DATE, NOT_ALLOWED, Text, text};
use crate::base::source::Span;
use crate::input::decode::SourceText;
use crate::model::plan::{DuePart, Every, Moment, Periodic, Plan};
use crate::model::time::{Time, TimeInWords};

pub(super) fn check(plan: &Plan, findings: &mut Findings) {
    for part in plan.tasks.iter().flat_map(|task| &task.due).flat_map(|due| &due.parts) {
        if let Some((span, message, help)) = two_times(part).or_else(|| moment(&part.moment)) {
            let meta = if matches!(part.moment, Moment::Every(_)) { &IMPOSSIBLE_DATE } else { &NOT_ALLOWED };
            findings.push(Diagnostic::new(meta, span, message).help(help));
        }
    }
}

type Complaint = (Span, Text, Text);

fn two_times(part: &DuePart) -> Option<Complaint> {
    let message = text("một thời hạn ghi hai thời gian", "a due date with two times");
    let help = text(
        "ghi thành danh sách, mỗi thời gian một phần: `due = [\"2026-Q1\", { before = \"2030\" }]`",
        "write a list with a part for each: `due = [\"2026-Q1\", { before = \"2030\" }]`",
    );
    Some((part.other?, message, help))
}

fn moment(moment: &Moment) -> Option<Complaint> {
    match moment {
        Moment::Before(time) => match &time.value {
            Time::Range(from, _) => {
                let from = from.written();
                let message = text(
                    "«trước» một khoảng thời gian thì không rõ là trước ngày nào",
                    "before which day of the range?",
                );
                let help = text(format!("viết `before = \"{from}\"`"), format!("write `before = \"{from}\"`"));
                Some((time.span, message, help))
            }
            Time::Day(_) | Time::Month(..) | Time::Quarter(..) | Time::Half(..) | Time::Year(_) => None,
        },
        Moment::Every(periodic) => day_of(periodic),
        Moment::Words(words) => a_time_in_words(words),
        Moment::At(_) | Moment::Since(_) | Moment::Recurring(_) | Moment::Guidance(_) => None,
    }
}

/// A day that not every month, or no year, has; a month without a year, or a year without a month.
fn day_of(periodic: &Periodic) -> Option<Complaint> {
    let Periodic { span, day, month, every } = periodic;
    let (message, help) = match (every, month) {
        (Every::Month, Some(month)) => (
            text("hằng tháng thì không có `month`", "every month has no `month`"),
            text(
                format!(
                    "viết `{{ day = {day}, every = \"month\" }}`, hoặc `{{ day = {day}, month = {month}, every = \"year\" }}`"
                ),
                format!(
                    "write `{{ day = {day}, every = \"month\" }}` or `{{ day = {day}, month = {month}, every = \"year\" }}`"
                ),
            ),
        ),
        (Every::Year, None) => (
            text("hằng năm thì phải ghi tháng", "every year needs a month"),
            text(
                format!("viết `{{ day = {day}, month = 12, every = \"year\" }}`"),
                format!("write `{{ day = {day}, month = 12, every = \"year\" }}`"),
            ),
        ),
        (Every::Month, None) if *day > 28 => (
            text(format!("không phải tháng nào cũng có ngày {day}"), format!("not every month has a day {day}")),
            text(
                "viết `{ words = \"ngày cuối cùng hằng tháng\" }`, hoặc một ngày từ 1 đến 28",
                "write `{ words = \"ngày cuối cùng hằng tháng\" }` or a day from 1 to 28",
            ),
        ),
        (Every::Year, Some(month)) if Time::parse(&format!("2026-{month:02}-{day:02}")).is_none() => (
            text(format!("không có ngày {day}/{month}"), format!("there is no day {day}/{month}")),
            text("sửa ngày hoặc tháng", "correct the day or the month"),
        ),
        (Every::Month | Every::Year, _) => return None,
    };
    Some((*span, message, help))
}

/// Words that are a time, which no rule would compare.
fn a_time_in_words(words: &SourceText) -> Option<Complaint> {
    let line = match Moment::recurring(&words.text) {
        Some((word, _)) => format!("\"{word}\""),
        None => TimeInWords::read(&words.text)?.due(),
    };
    let message = text(
        format!("`{}` là một thời gian, ghi bằng lời thì không so được với thời kỳ kế hoạch", words.text),
        format!("`{}` is a time: as words it cannot be compared with the period", words.text),
    );
    let help = text(format!("viết `due = {line}`"), format!("write `due = {line}`"));
    Some((words.span, message, help))
}
