//! The parts around the body: letterhead, title, opening, closing, recipients, signature.

use super::content::{Block, Letterhead, Metadata, Signature, TitleBlock};
use super::{Composer, one_line};
use crate::base::vietnamese::{date, letter};
use crate::model::plan::{IssueDate, Party};

impl Composer<'_, '_> {
    pub(super) fn title(&mut self) -> TitleBlock {
        let header = &self.resolved.plan.header;
        TitleBlock { kind: header.kind.to_uppercase(), subject: self.line(&header.subject) }
    }

    pub(super) fn metadata(&self, title: &TitleBlock) -> Metadata {
        let plan = self.resolved.plan;
        let period = plan.header.period.value.first_day();
        let date = match self.issue_date() {
            IssueDate::Day(date) => date,
            IssueDate::Month(year, month) => jiff::civil::date(year, month, 1),
            IssueDate::Year(year) => jiff::civil::date(year, 1, 1),
            IssueDate::Unknown => period,
        };
        let is_dated = self.issue_date() != IssueDate::Unknown;
        Metadata { title: format!("{} {}", plan.header.kind, title.subject), author: self.issuer(), date, is_dated }
    }

    pub(super) fn letterhead(&self) -> Letterhead {
        let plan = self.resolved.plan;
        let date = self.issue_date();
        let year = date.year().unwrap_or_else(|| plan.header.period.value.first_day().year());
        Letterhead {
            issuer: vec!["ỦY BAN NHÂN DÂN".to_owned(), plan.commune.full().to_uppercase()],
            number: plan.header.number.as_ref().map(|number| format!("{:02}", number.value)),
            symbol: plan.header.symbol.to_string(),
            place: plan.header.place.as_ref().unwrap_or(&plan.commune.name).to_string(),
            day: date.day().map(date::day),
            month: date.month().map(date::month),
            year: year.to_string(),
        }
    }

    /// «Ủy ban nhân dân xã Bình Giang».
    pub(super) fn issuer(&self) -> String {
        format!("Ủy ban nhân dân {}", self.resolved.plan.commune.full())
    }

    fn issue_date(&self) -> IssueDate {
        self.resolved.plan.header.date.as_ref().map_or(IssueDate::Unknown, |date| date.value)
    }

    pub(super) fn opening(&mut self) -> Vec<Block> {
        let header = &self.resolved.plan.header;
        let mut out = header.bases.as_ref().map(|how| self.bases(how.value)).unwrap_or_default();
        if let Some(opening) = &header.opening {
            out.extend(self.prose(opening));
        }
        out
    }

    /// Returns the lines of «Nơi nhận» (Decree 30, Appendix I, II.9.d): each ends in «;», the last one in «.».
    pub(super) fn recipients(&self) -> Vec<String> {
        let recipients = &self.resolved.plan.recipients;
        let mut lines: Vec<String> = recipients
            .to
            .iter()
            .map(|recipient| {
                let name = letter::capitalized(&self.party_name(&recipient.party));
                match &recipient.note {
                    Some(note) => format!("{name} ({});", note.text),
                    None => format!("{name};"),
                }
            })
            .collect();
        let drafter = recipients.drafted_by.as_ref().and_then(|id| self.resolved.agency(id.value.as_str()));
        let symbol = drafter.and_then(|agency| agency.symbol.as_deref());
        let copies = recipients.copies.map(|copies| format!(" ({copies})")).unwrap_or_default();
        lines.push(match symbol {
            Some(symbol) => format!("Lưu: VT, {symbol}{copies}."),
            None => format!("Lưu: VT{copies}."),
        });
        lines
    }

    pub(super) fn signature(&self) -> Signature {
        let signer = &self.resolved.plan.signer;
        Signature {
            capacity: signer
                .capacity
                .iter()
                .map(|line| format!("{} {}", line.value.prefix, line.value.body.to_uppercase()))
                .collect(),
            position: signer.position.to_uppercase(),
            name: one_line(&signer.name),
        }
    }

    /// Returns the full name of a body.
    pub(super) fn party_name(&self, party: &Party) -> String {
        self.expressions.party_name(party)
    }

    /// Several bodies inside a sentence.
    pub(super) fn party_list(&self, parties: &[Party]) -> String {
        self.expressions.party_list(parties)
    }
}
