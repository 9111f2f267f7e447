//! The help that lists the forms of a time.

use crate::base::diagnostic::{Text, text};

/// Returns the help that lists forms: each as it is written, and what it is.
#[must_use]
pub fn forms_help<'f>(forms: impl Iterator<Item = (&'f str, &'f str, &'f str)> + Clone) -> Text {
    // Words that are printed as they are written explain themselves.
    let one = |form: &str, what: &str| {
        if what.to_lowercase() == form { format!("`{form}`") } else { format!("`{form}` ({what})") }
    };
    let vi: Vec<String> = forms.clone().map(|(form, vi, _)| one(form, vi)).collect();
    let en: Vec<String> = forms.map(|(form, _, en)| one(form, en)).collect();
    text(format!("viết {}", listed(&vi, "hoặc")), format!("write {}", listed(&en, "or")))
}

fn listed(forms: &[String], or: &str) -> String {
    match forms.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {or} {last}", rest.join(", ")),
        _ => forms.concat(),
    }
}
