//! Due dates that can be read, and cannot be meant so.

use crate::base::diagnostic::{Diagnostic, Findings, IMPOSSIBLE_DATE, NOT_ALLOWED, Text, text};
use crate::base::source::{Located, Span};
use crate::input::decode::SourceText;
use crate::model::plan::{DuePart, Moment, Plan};
use crate::model::time::{Every, Periodic, Time, TimeInWords};

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
            Time::Day(_) | Time::Month(..) | Time::Quarter(..) | Time::Half(..) | Time::Year(_) | Time::Several(_) => {
                None
            }
        },
        Moment::Every(periodic) => day_of(periodic),
        Moment::Words(words) => a_time_in_words(words),
        Moment::At(_) | Moment::Since(_) | Moment::Recurring(_) | Moment::Guidance(_) => None,
    }
}

/// A day that not every month, or no year, has; a month without a year, or a year without a month.
fn day_of(periodic: &Located<Periodic>) -> Option<Complaint> {
    let Periodic { day, months, quarters, every, throughout: _ } = &periodic.value;
    let no_day = |month: &&u32| day.is_some_and(|day| Time::parse(&format!("2026-{month:02}-{day:02}")).is_none());
    let (message, help) = match (every, day) {
        (Every::Month, _) if !months.is_empty() || !quarters.is_empty() => {
            let key = if months.is_empty() { "quarter" } else { "month" };
            let by_year = Periodic { every: Every::Year, ..periodic.value.clone() };
            let line = by_year.written();
            (
                text(format!("hằng tháng thì không có `{key}`"), format!("every month has no `{key}`")),
                text(format!("bỏ `{key}`, hoặc viết `{line}`"), format!("remove `{key}`, or write `{line}`")),
            )
        }
        (Every::Month, None) => (
            text("hằng tháng thì phải ghi ngày", "every month needs a day"),
            text(
                "viết `{ day = 15, every = \"month\" }`; không có ngày cụ thể thì `\"hằng tháng\"`",
                "write `{ day = 15, every = \"month\" }`, or `\"hằng tháng\"` where there is no day",
            ),
        ),
        (Every::Month, Some(day)) if *day > 28 => (
            text(format!("không phải tháng nào cũng có ngày {day}"), format!("not every month has a day {day}")),
            text(
                "viết `{ words = \"ngày cuối cùng hằng tháng\" }`, hoặc một ngày từ 1 đến 28",
                "write `{ words = \"ngày cuối cùng hằng tháng\" }` or a day from 1 to 28",
            ),
        ),
        (Every::Year, None) if months.is_empty() && quarters.is_empty() => (
            text("hằng năm thì phải ghi tháng hoặc quý", "every year needs a month or a quarter"),
            text(
                "viết như `{ month = [6, 12], every = \"year\" }`; không có tháng cụ thể thì `\"hằng năm\"`",
                "write it like `{ month = [6, 12], every = \"year\" }`, or `\"hằng năm\"` where there is no month",
            ),
        ),
        (Every::Year, Some(day)) if months.is_empty() => (
            text("hằng năm thì phải ghi tháng", "every year needs a month"),
            text(
                format!("viết `{{ day = {day}, month = 12, every = \"year\" }}`"),
                format!("write `{{ day = {day}, month = 12, every = \"year\" }}`"),
            ),
        ),
        (Every::Year, _) if !months.is_empty() && !quarters.is_empty() => (
            text("một thời hạn có cả tháng và quý", "a due date with both months and quarters"),
            text("bỏ `month` hoặc `quarter`", "remove `month` or `quarter`"),
        ),
        (Every::Year, Some(day)) if months.iter().any(|month| no_day(&month)) => {
            let month = months.iter().find(no_day).copied().unwrap_or_default();
            (
                text(format!("không có ngày {day}/{month}"), format!("there is no day {day}/{month}")),
                text("sửa ngày hoặc tháng", "correct the day or the month"),
            )
        }
        (Every::Month | Every::Year, _) if !rises(months) || !rises(quarters) => (
            text("tháng, quý ghi không theo thứ tự", "the months or quarters are not in their order"),
            text(
                "ghi mỗi số một lần, từ nhỏ đến lớn: `month = [6, 12]`",
                "write each once, in order: `month = [6, 12]`",
            ),
        ),
        (Every::Month | Every::Year, _) => return None,
    };
    Some((periodic.span, message, help))
}

fn rises(numbers: &[u32]) -> bool {
    numbers.windows(2).all(|pair| pair[0] < pair[1])
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
