//! Words in place of a body that are an id in another spelling, which would be printed as they are.

use super::check::Check;
use crate::base::diagnostic::{Diagnostic, Text, did_you_mean, text};
use crate::base::vietnamese::fold::nearest;
use crate::input::decode::SourceText;
use crate::input::expressions::fixed_part;
use crate::input::letters;
use crate::model::id::IdKind;
use crate::model::id::{Id, near};
use crate::model::packs::Agency;
use crate::model::plan::{Capacity, Party};

impl<'a> Check<'_, 'a> {
    /// Words where an id could be: in the key `key`, or in a list.
    pub(super) fn words(&mut self, key: &str, words: &SourceText) {
        let before = if key.is_empty() { String::new() } else { format!("{key} = ") };
        if let Some(id) = self.meant(&words.text) {
            self.report(words, near(words.text.trim(), &before, id));
        } else if let Some(id) = self.nearly_meant(&words.text) {
            let given = words.text.trim();
            let IdKind { vi, en } = IdKind::AGENCY;
            let message = text(format!("không có {vi} nào mã `{given}`"), format!("unknown {en} id `{given}`"));
            self.report(words, (message, did_you_mean(given, [id], || text("", ""))));
        }
    }

    pub(super) fn recipient(&mut self, party: &Party) {
        match party {
            Party::Words(words) if Id::is_well_formed(&words.text) => {
                if let Some(agency) = self.resolved.agency(&words.text) {
                    let id = &agency.id.value;
                    let help = text(format!("viết `agency = \"{id}\"`"), format!("write `agency = \"{id}\"`"));
                    self.report(words, (is_an_id(&words.text), help));
                }
            }
            party => self.party("", party),
        }
    }

    /// The body of a line above the signer's post, which is printed as it is.
    pub(super) fn capacity(&mut self, line: &Capacity) {
        let words = &line.body;
        let known = self.resolved.agency(&words.text).map(|agency| agency.id.value.as_str());
        let Some(agency) = known.or_else(|| self.meant(&words.text)).and_then(|id| self.resolved.agency(id)) else {
            return;
        };
        let line = format!("{} {}", line.prefix, fixed_part(&agency.name.text));
        let help = text(format!("viết tên cơ quan: `{line}`"), format!("write the name of the agency: `{line}`"));
        let message = if known.is_some() {
            is_an_id(&words.text)
        } else {
            near(words.text.trim(), "", agency.id.value.as_str()).0
        };
        self.report(words, (message, help));
    }

    /// The id of an agency that words are in another spelling, and can only be meant as.
    fn meant(&self, words: &str) -> Option<&'a str> {
        let id = *self.spellings.get(&letters::id_form(words).replace('-', ""))?;
        self.resolved.agency(id).is_some_and(|agency| id != words && !is_natural(words.trim(), agency)).then_some(id)
    }

    /// The id of an agency that is nearest to words in the form of an id: «Phong-VHX».
    fn nearly_meant(&self, words: &str) -> Option<&'a str> {
        let words = words.trim();
        let joined = |letter: char| letters::is_separator(letter) && !letter.is_whitespace();
        let has_form = words.contains(joined)
            && words.contains(|letter: char| letter.is_ascii_lowercase())
            && words.chars().all(|letter| letter.is_ascii_alphanumeric() || joined(letter));
        if !has_form {
            return None;
        }
        // A body that was abolished is never what was meant.
        let existing = self.resolved.agencies().filter(|(_, agency)| agency.in_force_until.is_none());
        nearest(&letters::id_form(words), existing.map(|(id, _)| id))
    }

    fn report(&mut self, words: &SourceText, what: (Text, Text)) {
        self.findings.push(Diagnostic::unknown_id(words.span, what));
    }
}

/// Returns whether words that are spelt like an id are words all the same: «Văn phòng», «VNPT» where that is a part of the name.
fn is_natural(words: &str, agency: &Agency) -> bool {
    let has_marks = words.contains(|letter: char| letter.is_alphabetic() && !letter.is_ascii());
    if has_marks {
        return words.contains(char::is_whitespace) || !words.contains(letters::is_separator);
    }
    [Some(&agency.name), agency.brief.as_ref(), agency.symbol.as_ref()]
        .into_iter()
        .flatten()
        .any(|name| name.contains(words))
}

fn is_an_id(given: &str) -> Text {
    text(format!("`{given}` là mã, không phải tên cơ quan"), format!("`{given}` is an id, not the name of an agency"))
}
