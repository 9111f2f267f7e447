//! A baseline as people read it.

use super::view::{View, shown, verdict_words};
use crate::base::diagnostic::Language;
use crate::base::diagnostic::human::Style;
use crate::cli::grid::grid;
use crate::input::decode::Keyword as _;
use crate::model::conformance::PromisedBy;
use crate::model::packs::Provenance;

pub(super) fn list(views: &[View], style: Style) -> String {
    let language = style.language;
    let mut table = grid(style);
    table.set_header(match language {
        Language::Vietnamese => ["Mã", "Kế hoạch của thành phố", "Thời hạn", "Chỉ số", "Nguồn"],
        Language::English => ["Id", "City plan", "Horizon", "Indicators", "Provenance"],
    });
    for view in views {
        let count = view.indicators.to_string();
        table.add_row([view.id.as_str(), &view.citation, &view.horizon, &count, provenance(view.provenance, language)]);
    }
    format!("{table}\n")
}

pub(super) fn table(view: &View, style: Style) -> String {
    let language = style.language;
    let mut table = grid(style);
    let of_city = view.compared == Some(PromisedBy::City);
    let mut head = match language {
        Language::Vietnamese => {
            vec!["Mã chỉ số", "Chỉ số", "Thành phố", if of_city { "Tối thiểu" } else { "Tối thiểu của xã" }, "Tin cậy"]
        }
        Language::English => {
            vec!["Id", "Indicator", "City", if of_city { "Minimum" } else { "Commune's minimum" }, "Confidence"]
        }
    };
    if view.compared.is_some() {
        head.extend(match language {
            Language::Vietnamese => ["Kế hoạch", "Kết luận"],
            Language::English => ["Plan", "Verdict"],
        });
    }
    table.set_header(head);
    for row in &view.rows {
        let indicator = &row.indicator;
        let required = if indicator.required { " *" } else { "" };
        let mut cells = vec![
            format!("{}{required}", indicator.id.value),
            indicator.text.clone(),
            shown(indicator.city.as_ref()),
            row.shown_minimum(),
            match language {
                Language::Vietnamese => indicator.confidence.label().to_owned(),
                Language::English => indicator.confidence.as_str().to_owned(),
            },
        ];
        if let Some(promise) = &row.promise {
            cells.push(shown(promise.measure.as_ref()));
            cells.push(verdict_words(promise, row.minimum.as_ref(), language));
        }
        table.add_row(cells);
    }
    let note = view.note.as_deref().map(|note| format!(" {note}")).unwrap_or_default();
    let key = match language {
        Language::Vietnamese => "* chỉ số mà kế hoạch nào cũng phải có",
        Language::English => "* an indicator that every plan must have",
    };
    format!("{}\n{}.{note}\n{table}\n{key}\n", view.citation, provenance(view.provenance, language))
}

fn provenance(provenance: Provenance, language: Language) -> &'static str {
    match (provenance, language) {
        (Provenance::Official, Language::Vietnamese) => "Theo văn bản chính thức",
        (Provenance::Official, Language::English) => "From the official text",
        (Provenance::Reconstructed, Language::Vietnamese) => "Số liệu phục dựng, không phải văn bản chính thức",
        (Provenance::Reconstructed, Language::English) => "Reconstructed, not official",
    }
}
