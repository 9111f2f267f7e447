//! Citations (Decree 30, Appendix I, II.6.b): the first one in full, later ones by type and number.

use super::LegalDocument;
use crate::base::vietnamese::date;

/// How much of a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Type, number, date, issuer, title.
    Full,
    /// Type, number, date, issuer.
    Issued,
    /// Type, number, date.
    Dated,
    /// Type and number.
    Short,
}

impl Form {
    /// The forms and the words for them in `cite(…, form="…")`.
    pub const WORDS: [(&'static str, Self); 4] =
        [("full", Self::Full), ("issued", Self::Issued), ("dated", Self::Dated), ("short", Self::Short)];
}

/// How the date of a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateForm {
    /// «15/8/2024».
    #[default]
    Short,
    /// «15 tháng 8 năm 2024».
    Long,
}

impl DateForm {
    /// The forms and the words for them in `cite(…, date="…")`.
    pub const WORDS: [(&'static str, Self); 2] = [("short", Self::Short), ("long", Self::Long)];
}

impl LegalDocument {
    /// Returns the words of a citation; `issuer` replaces the registry's name of the issuing body.
    #[must_use]
    pub fn cite(&self, form: Form, issuer: Option<&str>) -> String {
        self.cite_dated(form, issuer, DateForm::Short)
    }

    /// Returns the same with the date in this form.
    #[must_use]
    pub fn cite_dated(&self, form: Form, issuer: Option<&str>, date_form: DateForm) -> String {
        let title = || self.title.as_ref().map(ToString::to_string);
        let mut words = vec![self.kind.to_string()];
        match &self.number {
            Some(number) => words.push(format!("số {number}")),
            // A law has no number in a citation: its title is its name.
            None => words.extend(title()),
        }
        if form != Form::Short
            && let Some(day) = &self.date
            && self.number.is_some()
        {
            let day = match date_form {
                DateForm::Short => date::short(day.value.0),
                DateForm::Long => date::long(day.value.0),
            };
            words.push(format!("ngày {day}"));
        }
        if matches!(form, Form::Full | Form::Issued)
            && let Some(issuer) = issuer.or(self.issuer.as_deref())
        {
            words.push(format!("của {issuer}"));
        }
        if form == Form::Full && self.number.is_some() {
            words.extend(title());
        }
        words.join(" ")
    }
}
