//! A waiver: who may leave a duty unmet, where, why, by which document and until when.

use rust_decimal::Decimal;

use super::levels::{can_be_waived, must_be_mended, no_such_code};
use crate::base::diagnostic::{DUTY_NOT_ALLOWED, MISSING_KEY, NOT_ALLOWED, RuleMeta, UNKNOWN_CODE, Waived, text};
use crate::base::source::{Located, Span};
use crate::checks::rules;
use crate::input::decode::{Decoder, FromNode, Node, SourceText, TableReader};
use crate::model::time::{Day, Time};

/// A waiver of a project.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule whose finding it covers.
    pub meta: Located<&'static RuleMeta>,
    /// The plan, from the directory of `kehoach.toml`; the plan in that directory if none is named.
    pub plan: Option<Located<String>>,
    /// The datum, by ids: `targets.lan`. Findings about the plan as a whole have none.
    pub at: Option<Located<String>>,
    /// Why.
    pub reason: String,
    /// The document that allows it.
    pub approval: Located<String>,
    /// The indicator whose minimum it is about, for the rules about minimums.
    pub indicator: Option<Located<String>>,
    /// The least that it allows to promise.
    pub at_least: Option<Located<Decimal>>,
    /// The most that it allows to promise, where less is better.
    pub at_most: Option<Located<Decimal>>,
    /// The minimum when it was allowed.
    pub minimum: Option<Located<Decimal>>,
    /// The time by which it is allowed to be reached.
    pub by: Option<Located<Time>>,
    /// Its last day.
    pub until: Located<Day>,
    /// Who answers for it.
    pub owner: Option<String>,
    pub span: Span,
}

/// The plan of a directory that has only one.
const USUAL_PLAN: &str = "plan.toml";

impl Waiver {
    /// The plan that it is for, from the directory of `kehoach.toml`.
    #[must_use]
    pub fn plan(&self) -> &str {
        self.plan.as_ref().map_or(USUAL_PLAN, |plan| &plan.value)
    }

    /// Returns what is shown with a finding that it covers.
    pub(super) fn mark(&self) -> Waived {
        Waived {
            span: self.meta.span,
            reason: self.reason.clone(),
            approval: self.approval.value.clone(),
            until: self.until.value.0.to_string(),
        }
    }
}

impl FromNode for Waiver {
    const EXAMPLE: &'static str =
        "{ code = \"CT001\", at = \"targets.lan\", reason = \"…\", approval = \"…\", until = 2026-12-31 }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let code: Option<Located<Code>> = reader.required_like("code", "\"CT001\"");
        let named = reader.has("plan");
        let plan: Option<Located<PathInside>> = reader.optional("plan");
        let at = reader.optional("at");
        let reason: Option<SourceText> = reader.required_like("reason", "\"Chưa đủ kinh phí\"");
        let approval: Option<SourceText> =
            reader.required_like("approval", "\"Công văn số 12/UBND-KSTT ngày 05/01/2026\"");
        let indicator = reader.optional("indicator");
        let at_least: Option<Located<Decimal>> = reader.optional("at_least");
        let at_most: Option<Located<Decimal>> = reader.optional("at_most");
        let minimum = reader.optional("minimum");
        let by = reader.optional("by");
        let until = reader.required_like("until", "2026-12-31");
        let owner = reader.optional("owner");
        for (key, given) in [("reason", &reason), ("approval", &approval)] {
            report_if_blank(key, given.as_ref(), reader.decoder());
        }
        if let (Some(least), Some(_)) = (&at_least, &at_most) {
            reader.decoder().report(
                &NOT_ALLOWED,
                least.span,
                text("miễn trừ ghi cả `at_least` và `at_most`", "the waiver has both `at_least` and `at_most`"),
                text(
                    "giữ `at_least` với chỉ số giao mức ít nhất, `at_most` với chỉ số giao mức nhiều nhất",
                    "keep `at_least` where the city sets the least, `at_most` where it sets the most",
                ),
            );
        }
        reader.finish();
        if named && plan.is_none() {
            return None;
        }
        let filled = |text: Option<SourceText>| text.filter(|text| !text.text.trim().is_empty());
        Some(Self {
            meta: code?.map(|code| code.0),
            plan: plan.map(|plan| plan.map(|plan| plan.0)),
            at,
            reason: filled(reason)?.text,
            approval: filled(approval).map(|approval| Located::new(approval.text, approval.span))?,
            indicator,
            at_least,
            at_most,
            minimum,
            by,
            until: until?,
            owner,
            span: node.span,
        })
    }
}

fn report_if_blank(key: &str, given: Option<&SourceText>, decoder: &mut Decoder<'_>) {
    let Some(given) = given.filter(|given| given.text.trim().is_empty()) else { return };
    decoder.report(
        &MISSING_KEY,
        given.span,
        text(format!("khóa `{key}` để trống"), format!("empty key `{key}`")),
        text(
            "miễn trừ phải nêu lý do và văn bản cho phép, như \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"",
            "a waiver gives its reason, and the document that allows it",
        ),
    );
}

/// The code or the name of a rule that can be waived.
struct Code(&'static RuleMeta);

impl FromNode for Code {
    const EXAMPLE: &'static str = "\"CT001\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?;
        let Some(meta) = rules::meta(&given) else {
            let (message, help) = no_such_code(&given);
            decoder.report(&UNKNOWN_CODE, node.span, message, help);
            return None;
        };
        if can_be_waived(meta) {
            return Some(Self(meta));
        }
        let RuleMeta { code, name, .. } = meta;
        decoder.report(
            &DUTY_NOT_ALLOWED,
            node.span,
            text(format!("`{code}` ({name}) không miễn trừ được"), format!("`{code}` ({name}) cannot be waived")),
            must_be_mended(),
        );
        None
    }
}

/// A path below the directory of `kehoach.toml`, with `/`: that of a plan, or of packs.
pub(super) struct PathInside(pub(super) String);

impl FromNode for PathInside {
    const EXAMPLE: &'static str = "\"binh-giang-2026/plan.toml\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let given = String::from_node(node, decoder)?.replace('\\', "/");
        let parts: Vec<&str> = given.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
        if given.starts_with('/') || given.contains(':') || parts.is_empty() || parts.contains(&"..") {
            decoder.report(
                &NOT_ALLOWED,
                node.span,
                text(
                    format!("`{given}` không nằm trong thư mục của kehoach.toml"),
                    format!("`{given}` is not in the directory of kehoach.toml"),
                ),
                text(
                    "ghi đường dẫn từ thư mục của kehoach.toml, như `binh-giang-2026/plan.toml`",
                    "write the path from the directory of kehoach.toml, such as `binh-giang-2026/plan.toml`",
                ),
            );
            return None;
        }
        Some(Self(parts.join("/")))
    }
}
