//! CT006: a sentence, a table or a second target promises another number than the target.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::mention::{Mention, mentions};
use super::quantity::{Likeness, Quantity, quantities};
use crate::base::diagnostic::{Diagnostic, Findings, Level, text};
use crate::checks::prose::{OBJECT, percentages, says};
use crate::checks::rules::{Subject, declare_rule};
use crate::model::conformance::{Verdict, compare};
use crate::model::measure::{Measure, Value};
use crate::model::plan::{Piece, Promise, Target};
use crate::model::time::Time;

declare_rule! {
    needs: Data,
    code: "CT006", name: "other-number", level: Error, since: "0.1.0", fix: None,
    title: "hai chỗ trong kế hoạch ghi hai mức khác nhau cho một chỉ tiêu",
        "two places promise different numbers for one target",
    explanation: "Bảng chỉ tiêu, câu chữ và phần phân công phải cùng một số cho một chỉ tiêu. Hai chỉ tiêu ứng với cùng một chỉ số là lỗi; câu chữ có lời gần như trùng với chỉ tiêu thì cảnh báo. Câu nói về mốc khác, về kết quả đã đạt, về mức của thành phố thì không xét.",
        "Targets, sentences and assignments give one number for one thing. Two targets for one indicator are an error; a sentence in nearly the words of a target warns. Sentences about another horizon, past results or the city's own value are not checked.",
    law: "Tính thống nhất của kế hoạch: một chỉ tiêu chỉ có một mức",
    bad: "text = \"Phấn đấu 90% hồ sơ thủ tục hành chính xử lý trực tuyến.\"",
    good: "text = 'Phấn đấu {{ target(\"ho-so-truc-tuyen\").promise }} hồ sơ thủ tục hành chính xử lý trực tuyến.'",
}

/// Wordings of fewer words are like too much.
const FEWEST_WORDS: usize = 3;

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let quantities = quantities(subject);
    let mut earlier: BTreeMap<_, Vec<&Quantity<'_>>> = BTreeMap::new();
    for second in quantities {
        let alike = earlier.entry((second.horizon(), second.group())).or_default();
        let first = alike.iter().find_map(|first| {
            let apart = !std::ptr::eq(first.target, second.target);
            let likeness = if apart { first.likeness(second) } else { Likeness::Other };
            // Numbers are taken apart only where it matters: most pairs have nothing in common.
            (likeness != Likeness::Other && differ(first.measure, second.measure)).then_some((first, likeness))
        });
        if let Some((first, likeness)) = first {
            findings.push(two_targets(first, second, likeness));
        }
        alike.push(second);
    }
    for target in &subject.plan().targets {
        findings.extend(own_wording(subject, target));
    }
    for mention in mentions(subject) {
        findings.extend(sentence(subject, mention, quantities));
    }
}

/// Another number: where one only is stricter («trên 90%», «≥ 90%»), the number is the same.
fn differ(first: &Measure, second: &Measure) -> bool {
    let off = |verdict: Verdict| matches!(verdict, Verdict::Below(by) if by.amount > Decimal::ZERO);
    off(compare(first, second)) || off(compare(second, first))
}

fn two_targets(first: &Quantity<'_>, second: &Quantity<'_>, likeness: Likeness) -> Diagnostic {
    let (one, two) = (first.measure.signed(), second.measure.signed());
    let id = &first.target.id.value;
    let mut finding = Diagnostic::new(
        &RULE.meta,
        second.measure.value.span,
        text(
            format!("hai chỉ tiêu đặt hai mức khác nhau cho cùng một việc: `{two}`, còn chỉ tiêu `{id}` là `{one}`"),
            format!("two targets promise different numbers for one thing: `{two}`, and `{one}` in `{id}`"),
        ),
    )
    .related(first.measure.value.span, text(format!("ở đây là {one}"), format!("{one} here")));
    finding.help = Some(if likeness == Likeness::Certain {
        text("bỏ một chỉ tiêu, hoặc ghi cùng một số", "remove one target, or write the same number")
    } else {
        finding.level = Level::Warning;
        text(
            "ghi cùng một số; nếu là hai chỉ tiêu khác nhau, thêm `series = \"mã riêng\"` vào một số đo",
            "write the same number; if they are two things, add `series = \"an id\"` to one of them",
        )
    });
    finding
}

/// A number typed into a target's own wording, in place of the placeholder.
fn own_wording(subject: &Subject<'_, '_>, target: &Target) -> Option<Diagnostic> {
    let (text_of, Promise::Single(measure)) = (target.text.as_ref()?, &target.promise) else { return None };
    if measure.unit.as_deref() != Some("%") || text_of.span.file != subject.plan().span.file {
        return None;
    }
    let shows_it = |piece: &Piece<'_>| matches!(piece, Piece::Placeholder("promise", ..));
    if target.pieces().iter().any(shows_it) {
        return None;
    }
    let found = percentages(&text_of.text, &subject.lexicon.operators);
    let [typed] = found.as_slice() else { return None };
    let known = [Some(&**measure), target.previous.as_ref(), target.city.as_ref()];
    if known.into_iter().flatten().any(|known| has(known, typed.value))
        || says(&text_of.text, &subject.vocabulary().quantities.doubtful)
    {
        return None;
    }
    if is_condition(text_of.text.get(..typed.extent.start)?) {
        return None;
    }
    let (said, promised) = (text_of.text.get(typed.range.clone())?, measure.signed());
    let mut finding = Diagnostic::new(
        &RULE.meta,
        text_of.inner(typed.range.clone()),
        text(
            format!("lời của chỉ tiêu ghi `{said}`, còn `promise` là `{promised}`"),
            format!("the wording says `{said}`, the promise is `{promised}`"),
        ),
    )
    .related(measure.value.span, text(format!("mức của chỉ tiêu: {promised}"), format!("the promise: {promised}")))
    .help(text(
        "thay số trong lời bằng `{promise}`, để chỉ còn một số",
        "write `{promise}` in place of the number, so that there is only one",
    ));
    finding.level = Level::Warning;
    Some(finding)
}

/// «Tỷ lệ thôn có trên 90% hộ …»: the number belongs to what is counted, not to how much of it is promised.
fn is_condition(before: &str) -> bool {
    let before = before.trim_end().to_lowercase();
    let names_a_share = before.contains("tỷ lệ") || before.contains("tỉ lệ") || before.starts_with("số ");
    let reached = ["đạt", "đạt tỷ lệ", "là", ":"].iter().any(|word| before.ends_with(word));
    !reached && (names_a_share || before.ends_with(" có"))
}

/// A sentence that speaks of what a target promises, with another number.
fn sentence(subject: &Subject<'_, '_>, mention: Mention<'_, '_>, quantities: &[Quantity<'_>]) -> Option<Diagnostic> {
    let wordings = mention.wordings();
    let alike: Vec<&Quantity<'_>> = quantities
        .iter()
        .filter(|quantity| {
            if quantity.measure.unit.as_deref() != Some("%") {
                return false;
            }
            let target = quantity.wording();
            target.len() >= FEWEST_WORDS
                && wordings.iter().any(|said| {
                    said.len() >= FEWEST_WORDS
                        && said.same_figures(target)
                        && target.is_within(said, 85)
                        && said.is_within(target, 90)
                })
        })
        .collect();
    if alike.is_empty() {
        return None;
    }
    let words = mention.words();
    if says(words, &subject.vocabulary().quantities.doubtful) {
        return None;
    }
    let years = years(words);
    let about: Vec<&Quantity<'_>> = alike
        .into_iter()
        .filter(|quantity| {
            let year = quantity.horizon().map(jiff::civil::Date::year);
            years.is_empty() || year.is_some_and(|year| years == [year])
        })
        .collect();
    let first = about.first()?;
    // A plan of many years says in a heading of which it speaks.
    let many_years = matches!(subject.plan().header.period.value, Time::Range(..)) && first.horizon().is_some();
    let one_horizon = about.iter().all(|quantity| quantity.horizon() == first.horizon());
    let value = mention.percentage.value;
    let upper = mention.percentage.upper.unwrap_or(value);
    let said_elsewhere = about.iter().any(|quantity| {
        let known = [Some(quantity.measure), quantity.target.previous.as_ref(), quantity.target.city.as_ref()];
        known.into_iter().flatten().any(|known| has(known, value) || has(known, upper))
    });
    if said_elsewhere || !one_horizon || (many_years && years.is_empty()) {
        return None;
    }
    Some(finding(mention, first))
}

fn finding(mention: Mention<'_, '_>, quantity: &Quantity<'_>) -> Diagnostic {
    let range = mention.percentage.range.clone();
    let said = mention.passage.plain().get(range.clone()).unwrap_or_default().to_owned();
    let promised = quantity.measure.signed();
    let id = &quantity.target.id.value;
    let name = quantity.target.name_of(quantity.measure);
    let call = name.map_or_else(|| format!("\"{id}\""), |name| format!("\"{id}\", measure=\"{name}\""));
    let mut finding = Diagnostic::new(
        &RULE.meta,
        mention.passage.span(range),
        text(
            format!("câu này ghi `{said}`, còn mức của chỉ tiêu `{id}` là `{promised}`"),
            format!("this sentence says `{said}`, the target `{id}` promises `{promised}`"),
        ),
    )
    .related(
        quantity.measure.value.span,
        text(format!("mức của chỉ tiêu: {promised}"), format!("promised: {promised}")),
    )
    .help(text(
        format!("thay số bằng `{{{{ target({call}).promise }}}}`, để kế hoạch chỉ có một số"),
        format!("write `{{{{ target({call}).promise }}}}` in place of the number, so that the plan has only one"),
    ));
    finding.level = Level::Warning;
    finding
}

fn has(measure: &Measure, value: Decimal) -> bool {
    match &measure.value.value {
        Value::Numbers(numbers) => numbers.contains(&value),
        Value::Flag(_) => false,
    }
}

/// Returns the years that a sentence names.
fn years(words: &str) -> Vec<i16> {
    let mut years: Vec<i16> = words
        .split(|c: char| !c.is_ascii_digit() && c != OBJECT)
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| (1990..=2100).contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}
