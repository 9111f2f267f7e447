//! The parts around the body: letterhead, title, opening, closing, recipients, signature.

use super::beginning::Place;
use super::content::{Block, Letterhead, Metadata, Origin, RecipientLine, Reference, Signature, TitleBlock};
use super::{Composer, one_line};
use crate::base::vietnamese::capitals::in_capitals;
use crate::base::vietnamese::{date, letter};
use crate::model::plan::{IssueDate, Issuer, Party, Recipients};

impl Composer<'_, '_> {
    pub(super) fn title(&mut self) -> TitleBlock {
        let header = &self.resolved.plan.header;
        let lines = self.written_lines(&header.subject);
        let subject = lines.join(" ");
        TitleBlock { kind: in_capitals(&header.kind), subject, lines, addressees: Vec::new() }
    }

    /// Returns those to whom the document is addressed (II.9.d): one is alone, of several each ends in «;», the last one in «.».
    pub(super) fn addressees(&mut self) -> Vec<String> {
        let header = &self.resolved.plan.header;
        let names: Vec<String> =
            header.addressee.iter().map(|party| letter::capitalized(&self.recipient_name(party))).collect();
        if names.len() < 2 {
            return names;
        }
        let last = names.len() - 1;
        let mark = |index: usize| if index == last { '.' } else { ';' };
        names.iter().enumerate().map(|(index, name)| format!("{name}{}", mark(index))).collect()
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
        Metadata {
            title: format!("{} {}", plan.issued_type(), title.subject),
            author: plan.issuer().map(Issuer::official).unwrap_or_default(),
            date,
            is_dated,
        }
    }

    pub(super) fn letterhead(&self) -> Letterhead {
        let plan = self.resolved.plan;
        let issue = plan.issue();
        let date = self.issue_date();
        let year = date.year().unwrap_or_else(|| plan.header.period.value.first_day().year());
        let issuer = plan.issuer();
        let place = issue.place.as_ref().map(ToString::to_string);
        Letterhead {
            superior: issuer.and_then(Issuer::superior).map(|superior| headline(&superior)),
            issuer: issuer.map(Issuer::lines).unwrap_or_default().iter().map(|line| headline(line)).collect(),
            number: issue.number.as_ref().map(|number| number.value.printed.clone()),
            symbol: issue.symbol.to_string(),
            place: place.or_else(|| issuer?.place()).unwrap_or_default(),
            day: date.day().map(date::day),
            month: date.month().map(date::month),
            year: year.to_string(),
        }
    }

    /// Returns what the document says of itself where something is attached to it: «(Kèm theo Kế hoạch số …)».
    pub(super) fn reference(&self) -> Reference {
        let plan = self.resolved.plan;
        Reference {
            kind: plan.issued_type().to_owned(),
            letterhead: self.letterhead(),
            issuer: plan.issuer().map(Issuer::full).unwrap_or_default(),
        }
    }

    /// Returns where the plan gives the number, or else the day or the month.
    pub(super) fn issued(&self) -> Option<Origin> {
        let issue = self.resolved.plan.issue();
        let number = issue.number.as_ref().map(|number| number.span);
        let date = issue.date.as_ref().filter(|date| date.value.month().is_some()).map(|date| date.span);
        number.or(date).map(Origin)
    }

    fn issue_date(&self) -> IssueDate {
        self.resolved.plan.issue().date.as_ref().map_or(IssueDate::Unknown, |date| date.value)
    }

    pub(super) fn opening(&mut self) -> Vec<Block> {
        let header = &self.resolved.plan.header;
        let bases = &self.resolved.plan.bases;
        let mut out = header.bases.as_ref().map(|how| self.bases(bases, how.value, None)).unwrap_or_default();
        if let Some(opening) = &header.opening {
            out.extend(self.prose(opening, self.usual_marks()));
        }
        out
    }

    /// Returns the lines of «Nơi nhận» (Decree 30, Appendix I, II.9.d): each ends in «;», the last one in «.».
    pub(super) fn recipients(&mut self) -> Vec<RecipientLine> {
        let recipients = &self.resolved.plan.recipients;
        let mut lines = Vec::new();
        for recipient in &recipients.to {
            let name = letter::capitalized(&self.recipient_name(&recipient.party));
            let name = match &recipient.note {
                Some(note) => format!("{name} ({})", self.line_at(note, Place::Inside)),
                None => name,
            };
            let mark = if recipient.items.is_empty() { ';' } else { ':' };
            lines.push(RecipientLine { words: format!("{name}{mark}"), nested: false });
            for item in &recipient.items {
                let name = self.recipient_name(item);
                lines.push(RecipientLine { words: format!("{name};"), nested: true });
            }
        }
        lines.push(RecipientLine { words: self.archive_line(), nested: false });
        lines
    }

    /// «Lưu: VT, VHXH (2) (An).»: the archive, the drafting units, how many copies are filed, who typed it.
    fn archive_line(&self) -> String {
        let Recipients { to: _, drafted_by, copies, archive, typist } = &self.resolved.plan.recipients;
        let archive = archive.as_ref().map_or_else(|| Recipients::USUAL_ARCHIVE.to_owned(), |words| one_line(words));
        let drafters = drafted_by.iter().filter_map(|id| self.resolved.agency(id.value.as_str()));
        let symbols: String =
            drafters.filter_map(|agency| agency.symbol.as_deref()).flat_map(|symbol| [", ", symbol]).collect();
        let copies = copies.map(|copies| format!(" ({copies})"));
        let typist = typist.as_ref().map(|words| format!(" ({})", one_line(words)));
        let parts: String = [copies, typist].into_iter().flatten().collect();
        format!("Lưu: {archive}{symbols}{parts}.")
    }

    /// Returns the name of a recipient; words may have expressions.
    fn recipient_name(&mut self, party: &Party) -> String {
        match party {
            Party::Agency(_) => self.party_name(party),
            Party::Words(words) => self.line(words),
        }
    }

    pub(super) fn signature(&self) -> Signature {
        let signer = &self.resolved.plan.signer;
        Signature {
            capacity: signer
                .capacity
                .iter()
                .map(|line| format!("{} {}", line.value.prefix, in_capitals(&line.value.body)))
                .collect(),
            position: in_capitals(&signer.position),
            office: signer.office.as_ref().map(|office| in_capitals(office)),
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

/// A name in the letterhead, in capitals: no line ends inside of «THÀNH PHỐ».
fn headline(name: &str) -> String {
    in_capitals(name).replace("THÀNH PHỐ", "THÀNH\u{a0}PHỐ")
}
