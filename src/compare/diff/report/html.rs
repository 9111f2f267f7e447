//! A page that a chairman reads: one file, no scripts, light and print styles.

use serde::Serialize;
use tera::{Context, Tera};

use super::view::PlanView;
use super::{Comparison, localized};
use crate::base::diagnostic::{Language, text};

const NAME: &str = "diff.html";
const TEMPLATE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/diff.html.tera"));

/// The template of the page is broken: an internal error.
#[derive(Debug, thiserror::Error)]
#[error("the template diff.html.tera cannot be rendered: {0}")]
pub struct PageError(String);

/// The fixed words of the page.
#[derive(Debug, Serialize)]
struct Labels {
    lang: &'static str,
    title: String,
    old: String,
    new: String,
    what: String,
    remark: String,
    below: String,
    none: String,
    same: String,
    legend: String,
    gone: String,
    added: String,
}

pub fn html(comparisons: &[Comparison], language: Language) -> Result<String, PageError> {
    let fault = |error: tera::Error| PageError(error.to_string());
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_template(NAME, TEMPLATE).map_err(fault)?;
    let mut context = Context::new();
    let plans: Vec<PlanView> = comparisons.iter().map(|comparison| PlanView::new(comparison, language)).collect();
    context.insert("plans", &plans);
    context.insert("labels", &labels(language));
    tera.render(NAME, &context).map_err(fault)
}

fn labels(language: Language) -> Labels {
    let label = |vietnamese: &str, english: &str| localized(&text(vietnamese, english), language);
    Labels {
        lang: match language {
            Language::Vietnamese => "vi",
            Language::English => "en",
        },
        title: label("So sánh hai bản kế hoạch", "Two versions of a plan"),
        old: label("Bản cũ", "Old"),
        new: label("Bản mới", "New"),
        what: label("Thay đổi", "Change"),
        remark: label("Nhận xét", "Remark"),
        below: localized(&super::phrases::short_of_minimum(), language),
        none: label("không có", "none"),
        same: label("Hai bản như nhau.", "Both versions are the same."),
        legend: label("Cách đọc:", "Legend:"),
        gone: label("chữ bị bỏ", "words removed"),
        added: label("chữ thêm vào", "words added"),
    }
}
