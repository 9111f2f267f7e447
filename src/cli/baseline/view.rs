//! What is shown of a baseline, apart from how it is shown.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Value as Json, json};

use crate::base::diagnostic::{Language, Text, text};
use crate::base::vietnamese::number;
use crate::input::decode::Keyword as _;
use crate::model::conformance::{Answer, PromisedBy, Reason, Shortfall, Side, Verdict};
use crate::model::measure::{Measure, Operator, Value};
use crate::model::packs::{Baseline, Form, Indicator, Pack, Provenance};

/// A baseline.
pub(super) struct View {
    pub id: String,
    pub city: String,
    pub citation: String,
    pub horizon: String,
    pub provenance: Provenance,
    pub is_draft: bool,
    pub note: Option<String>,
    /// How many indicators it has.
    pub indicators: usize,
    pub rows: Vec<RowView>,
    /// Who issues the plan that is compared with it.
    pub compared: Option<PromisedBy>,
}

/// An indicator, and one of its minimums: one that has several, by several days, has as many rows.
pub(super) struct RowView {
    pub indicator: Indicator,
    pub minimum: Option<Measure>,
    pub promise: Option<PromiseView>,
}

/// What a plan says about an indicator.
pub(super) struct PromiseView {
    pub target: Option<String>,
    pub measure: Option<Measure>,
    pub verdict: Verdict,
    /// When the city asks for it: the year of its horizon.
    pub horizon: Option<String>,
}

impl View {
    pub(super) fn new(pack: &Pack, baseline: &Baseline) -> Self {
        let document = pack.document(baseline.document.value.as_str());
        Self {
            id: baseline.id.value.to_string(),
            city: format!("{} {}", pack.kind, pack.name),
            citation: document
                .map_or_else(|| baseline.document.value.to_string(), |document| document.cite(Form::Full, None)),
            horizon: baseline.horizon.value.short(),
            provenance: baseline.provenance,
            is_draft: baseline.is_draft,
            note: baseline.note.clone(),
            indicators: baseline.indicators.len(),
            rows: baseline.indicators.iter().flat_map(rows).collect(),
            compared: None,
        }
    }

    /// Puts what a plan says in place of the minimums alone: only what is asked of that plan is left.
    pub(super) fn compared_with(mut self, answers: &[Answer<'_>], by: PromisedBy) -> Self {
        self.rows = answers
            .iter()
            .map(|answer| RowView {
                indicator: answer.indicator().clone(),
                minimum: answer.requirement.minimum().cloned(),
                promise: Some(PromiseView {
                    target: answer.target.map(|target| target.id.value.to_string()),
                    measure: answer.promise.cloned(),
                    verdict: answer.verdict.clone(),
                    horizon: Some(answer.requirement.horizon().value.short()),
                }),
            })
            .collect();
        self.compared = Some(by);
        self
    }
}

/// Returns the rows of an indicator: one for each minimum of a commune.
fn rows(indicator: &Indicator) -> Vec<RowView> {
    let row = |minimum| RowView { indicator: indicator.clone(), minimum, promise: None };
    if indicator.commune.is_empty() {
        return vec![row(None)];
    }
    indicator.commune.iter().map(|minimum| row(Some(minimum.clone()))).collect()
}

impl RowView {
    /// Returns the minimum as it is shown: with its day, where the indicator has several.
    pub(super) fn shown_minimum(&self) -> String {
        let words = shown(self.minimum.as_ref());
        let by = self.minimum.as_ref().and_then(|minimum| minimum.by.as_ref());
        match by.filter(|_| self.indicator.commune.len() > 1) {
            Some(by) => format!("{words} ({})", by.value.short()),
            None => words,
        }
    }
}

/// A measure as it is shown: «≥ 80%», with its note.
pub(super) fn shown(measure: Option<&Measure>) -> String {
    match measure {
        None => "–".to_owned(),
        Some(measure) => match &measure.note {
            Some(note) => format!("{} {}", measure.signed(), note.text),
            None => measure.signed(),
        },
    }
}

/// A verdict in words: the verdict, and why.
pub(super) fn verdict_words(promise: &PromiseView, minimum: Option<&Measure>, language: Language) -> String {
    words(&promise.verdict, promise, minimum).get(language).to_owned()
}

fn words(verdict: &Verdict, promise: &PromiseView, minimum: Option<&Measure>) -> Text {
    match verdict {
        Verdict::Above => text("đạt, vượt mức", "met, more than asked"),
        Verdict::Met => text("đạt", "met"),
        Verdict::NotDue => text(
            format!("chưa đến hạn: kế hoạch hết kỳ trước năm {}", promise.horizon.as_deref().unwrap_or_default()),
            format!("not due: the plan ends before {}", promise.horizon.as_deref().unwrap_or_default()),
        ),
        Verdict::Optional => text("không bắt buộc", "optional"),
        Verdict::Missing => text("thiếu", "missing"),
        Verdict::Below(short) => below(*short, promise.measure.as_ref(), minimum),
        Verdict::Late(inner) => {
            let by = promise.measure.as_ref().and_then(|measure| measure.by.as_ref()).map(|by| by.value.short());
            let (by, horizon) = (by.unwrap_or_default(), promise.horizon.as_deref().unwrap_or_default());
            let (mut vi, mut en) = (
                format!("muộn: {by}, thành phố yêu cầu {horizon}"),
                format!("late: {by}, the city asks for {horizon}"),
            );
            if inner.falls_short() {
                let also = words(inner, promise, minimum);
                vi.push_str(&format!("; {}", also.get(Language::Vietnamese)));
                en.push_str(&format!("; {}", also.get(Language::English)));
            }
            text(vi, en)
        }
        Verdict::NotComparable(reason) => {
            let (vi, en) = match reason {
                Reason::NoNumber => ("kế hoạch không ghi số", "the plan has no number"),
                Reason::OtherUnit => ("khác đơn vị", "different units"),
                Reason::OtherKind => ("khác cách đo", "measured differently"),
                Reason::NarrowerPopulation => {
                    ("tính trên phạm vi hẹp hơn của thành phố", "narrower than what the city counts")
                }
                Reason::NoHorizon => ("không có mức cho mốc của thành phố", "nothing promised for the city's horizon"),
                Reason::NoMinimum => ("chưa rõ mức tối thiểu", "the minimum is not known"),
            };
            text(format!("không so sánh được: {vi}"), format!("not comparable: {en}"))
        }
        Verdict::Waived(inner) | Verdict::WaiverExpired(inner) => {
            let inner = words(inner, promise, minimum);
            let (vi, en) = match verdict {
                Verdict::Waived(_) => ("được miễn trừ", "waived"),
                _ => ("miễn trừ đã hết hiệu lực", "waiver no longer valid"),
            };
            let [vietnamese, english] = [(Language::Vietnamese, vi), (Language::English, en)]
                .map(|(language, word)| format!("{word} ({})", inner.get(language)));
            text(vietnamese, english)
        }
    }
}

fn below(short: Shortfall, promise: Option<&Measure>, minimum: Option<&Measure>) -> Text {
    let is_approximate = promise.is_some_and(|promise| promise.operator == Operator::About);
    let unit = minimum.and_then(|minimum| minimum.unit.as_deref()).unwrap_or_default();
    let (word_vi, word_en, by_vi, more_vi, more_en) = match short.side {
        Side::TooLow => ("thấp hơn", "below", "thiếu", "lớn hơn", "more"),
        Side::TooHigh => ("cao hơn", "above the maximum", "vượt", "nhỏ hơn", "less"),
    };
    if short.amount.is_zero() && is_approximate {
        return text(
            format!("{word_vi}: khoảng thì không bảo đảm mức ấy"),
            format!("{word_en}: an approximate promise does not guarantee it"),
        );
    }
    if short.amount.is_zero() {
        return text(
            format!("{word_vi}: phải {more_vi}, không được bằng"),
            format!("{word_en}: must be {more_en}, not equal"),
        );
    }
    let by = number::grouped(short.amount);
    let (vi, en) = if unit == "%" { ("điểm phần trăm", "percentage points") } else { (unit, unit) };
    let (vi, en) = (format!("{word_vi}: {by_vi} {by} {vi}"), format!("{word_en}: by {by} {en}"));
    text(vi.trim_end(), en.trim_end())
}

pub(super) fn json_list(views: &[View]) -> String {
    let baselines: Vec<Json> = views.iter().map(identity).collect();
    format!("{:#}\n", json!({ "schema_version": 1, "baselines": baselines }))
}

pub(super) fn json(view: &View) -> String {
    let indicators: Vec<Json> = view.rows.iter().map(indicator).collect();
    format!("{:#}\n", json!({ "schema_version": 1, "baseline": identity(view), "indicators": indicators }))
}

fn identity(view: &View) -> Json {
    json!({
        "id": view.id,
        "city": view.city,
        "document": view.citation,
        "horizon": view.horizon,
        "provenance": view.provenance.as_str(),
        "status": if view.is_draft { "draft" } else { "issued" },
        "note": view.note,
        "indicators": view.indicators,
    })
}

fn indicator(row: &RowView) -> Json {
    let indicator = &row.indicator;
    let mut out = json!({
        "id": indicator.id.value.as_str(),
        "text": indicator.text,
        "population": indicator.population,
        "same_as": indicator.same_as.as_ref().map(|other| other.value.as_str()),
        "required": indicator.required,
        "city": indicator.city.as_ref().map(measure),
        "minimum": row.minimum.as_ref().map(measure),
        "confidence": indicator.confidence.as_str(),
        "quotes": indicator.quotes.iter().map(|quote| json!({ "source": quote.source, "text": quote.text })).collect::<Vec<_>>(),
        "note": indicator.note,
    });
    if let Some(promise) = &row.promise {
        out["plan"] = json!({
            "target": promise.target,
            "promise": promise.measure.as_ref().map(measure),
            "verdict": promise.verdict.key(),
            "shortfall": promise.verdict.shortfall().map(|short| decimal(short.amount)),
            "direction": promise.verdict.shortfall().map(|short| match short.side {
                Side::TooLow => "too-low",
                Side::TooHigh => "too-high",
            }),
        });
    }
    out
}

fn measure(measure: &Measure) -> Json {
    let value = match &measure.value.value {
        Value::Flag(flag) => json!(flag),
        Value::Numbers(numbers) => match numbers.as_slice() {
            [one] => decimal(*one),
            several => several.iter().copied().map(decimal).collect(),
        },
    };
    json!({
        "op": measure.operator.as_str(),
        "value": value,
        "unit": measure.unit.as_deref(),
        "by": measure.by.as_ref().map(|by| by.value.short()),
        "text": shown(Some(measure)),
    })
}

/// A whole number stays one.
fn decimal(value: Decimal) -> Json {
    match value.to_i64().filter(|_| value.fract().is_zero()) {
        Some(whole) => json!(whole),
        None => json!(value.to_f64()),
    }
}
