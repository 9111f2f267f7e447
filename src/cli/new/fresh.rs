//! The text of a new plan, from the baseline that it answers to.

use std::io::Write;

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Tera};

use crate::base::vietnamese::letter::capitalized;
use crate::input::decode::Keyword as _;
use crate::model::measure::Measure;
use crate::model::packs::{Baseline, Indicator, Packs, PlaceWords, Provenance};
use crate::model::plan::{CommuneKind, KnownName, NamedAfter};
use crate::model::time::Time;

const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/new-plan.toml.tera"));
const NAME: &str = "new-plan.toml.tera";

/// What a new plan starts from.
pub(in crate::cli) struct Start<'s> {
    pub name: &'s str,
    pub kind: CommuneKind,
    pub city: &'s str,
    pub baseline: &'s Baseline,
    pub packs: &'s Packs,
    pub places: &'s PlaceWords,
    /// What is retired by then is not promised any more.
    pub today: Date,
}

#[derive(Serialize)]
struct TargetLine {
    id: String,
    indicator: String,
    promise: String,
}

#[derive(Serialize)]
struct AssignmentLine {
    agency: &'static str,
    request: bool,
    text: &'static str,
}

/// Returns the plan as TOML.
pub(in crate::cli) fn plan(start: &Start<'_>) -> anyhow::Result<String> {
    let baseline = start.baseline;
    let horizon = &baseline.horizon.value;
    let year = horizon.first_day().year();
    let known = NamedAfter::known(start.name, start.places);
    let full = format!("{} {}", start.kind.as_str(), start.name);
    let full = if matches!(known, KnownName::Certain(_)) { capitalized(&full) } else { full };
    let targets: Vec<TargetLine> = baseline
        .indicators
        .iter()
        .filter(|indicator| indicator.required && !indicator.is_retired(start.today))
        .filter_map(|indicator| {
            let id = indicator.id.value.as_str();
            let promise = promise(indicator, horizon)?;
            Some(TargetLine { id: indicator.short_id().to_owned(), indicator: id.to_owned(), promise })
        })
        .collect();
    let mut context = Context::new();
    context.insert("baseline", baseline.id.value.as_str());
    context.insert("document", baseline.document.value.as_str());
    context.insert("reconstructed", &(baseline.provenance == Provenance::Reconstructed));
    context.insert("targets", &targets);
    context.insert("assignments", &assignments(start));
    context.insert("recipients", &RECIPIENTS.into_iter().filter(|id| is_known(start, id)).collect::<Vec<_>>());
    context.insert("drafts", &is_known(start, "phong-vhxh"));
    context.insert("subject", &format!("Chuyển đổi số {full} {}", horizon.describe().to_lowercase()));
    context.insert("period", &horizon.written());
    context.insert("year", &year);
    context.insert("full", &full);
    context.insert("full_name", &capitalized(&full));
    context.insert("name", start.name);
    context.insert("kind", start.kind.as_str());
    context.insert("named_after", named_after(known));
    context.insert("doubtful", &(known == KnownName::Doubtful));
    context.insert("city", start.city);
    let mut tera = Tera::new();
    tera.autoescape_on([".toml.tera"]);
    tera.set_escape_fn(|given: &str, out: &mut dyn Write| out.write_all(escape(given).as_bytes()));
    tera.add_raw_template(NAME, TEMPLATE)?;
    Ok(tera.render(NAME, &context)?)
}

/// Returns what a new plan promises for an indicator: its minimum, or one by each of several days.
pub(super) fn promise(indicator: &Indicator, horizon: &Time) -> Option<String> {
    let by = |minimum: &Measure| minimum.by.as_ref().map_or_else(|| horizon.clone(), |by| by.value.clone());
    let open = indicator.commune.iter().filter(|one| by(one).last_day() >= horizon.first_day());
    let all: Vec<&Measure> = open.collect();
    match all.as_slice() {
        [] => Some(indicator.commune.last()?.written(horizon)),
        [one] => Some(one.written(horizon)),
        several => {
            let named = several.iter().map(|one| format!("{} = {}", by(one).measure_name(), one.written(horizon)));
            Some(format!("{{ {} }}", named.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Returns what the plan says of the name; nothing of a number, which says so itself.
pub(super) fn named_after(known: KnownName) -> &'static str {
    match known {
        KnownName::Certain(NamedAfter::Number) | KnownName::Doubtful | KnownName::Usual => "",
        KnownName::Certain(what) => what.as_str(),
    }
}

/// Who receives the plan of every commune; each one only where the city's directory has it.
const RECIPIENTS: [&str; 6] =
    ["so-khcn", "tt-dang-uy", "tt-hdnd", "lanh-dao-ubnd", "uy-ban-mttq", "cac-phong-ban-nganh"];

/// Returns whether the directory of the city has an agency.
fn is_known(start: &Start<'_>, agency: &str) -> bool {
    start
        .packs
        .cities
        .get(start.city)
        .is_some_and(|pack| pack.agencies.iter().any(|one| one.id.value.as_str() == agency))
}

/// Who does what in every commune; each one only where the city's directory has it.
fn assignments(start: &Start<'_>) -> Vec<AssignmentLine> {
    let economy = if start.kind == CommuneKind::Ward { "phong-kinh-te-ha-tang-do-thi" } else { "phong-kinh-te" };
    let all = [
        (
            "phong-vhxh",
            false,
            "Chủ trì, đôn đốc, hướng dẫn, kiểm tra việc thực hiện Kế hoạch này; tổng hợp kết quả, định kỳ báo cáo Ủy ban nhân dân {{ commune.kind }}.",
        ),
        ("van-phong", false, "Theo dõi, đôn đốc các nhiệm vụ được giao tại Kế hoạch này."),
        (economy, false, "Tham mưu bố trí kinh phí thực hiện Kế hoạch này theo quy định."),
        ("cong-an", false, "Chủ trì bảo đảm an ninh mạng, an toàn thông tin; thực hiện các nội dung thuộc Đề án 06."),
        (
            "trung-tam-hcc",
            false,
            "Tiếp nhận, số hóa hồ sơ; hướng dẫn người dân, doanh nghiệp sử dụng dịch vụ công trực tuyến.",
        ),
        ("uy-ban-mttq", true, "Tuyên truyền, vận động đoàn viên, hội viên và Nhân dân tham gia chuyển đổi số."),
    ];
    all.into_iter()
        .filter(|(agency, ..)| is_known(start, agency))
        .map(|(agency, request, text)| AssignmentLine { agency, request, text })
        .collect()
}

/// A text for the inside of a basic string of TOML.
fn escape(given: &str) -> String {
    let mut out = String::with_capacity(given.len());
    for letter in given.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
