//! Every text that a plan prints, in the order of the document: what rules judge, and where letters are looked for.
//!
//! The structs of the plan are taken apart without `..`: a new key does not compile until it is placed here.

mod data;
mod role;

use std::collections::BTreeSet;

pub use role::{Reading, Role};

use crate::base::source::Span;
use crate::document::resolve::Resolved;
use crate::input::decode::SourceText;
use crate::model::packs::{Agency, LegalDocument};
use crate::model::plan::{
    Appendix, AppendixTable, Assignment, Basis, Body, Capacity, CellValue, Commune, Decision, Group, Header, Issue,
    Note, Party, Plan, Recipient, Recipients, RowCell, Signer, TableColumn, TableRow, Target, Task,
};
use crate::model::section::{Column, Label, Section, Show};

/// The item of the plan that a text belongs to.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "a rule may ask for any item")]
pub enum Owner<'a> {
    /// The document itself: its header, its decision, its commune, its signer.
    Document,
    Recipient(&'a Recipient),
    /// An agency of the plan's own.
    Agency(&'a Agency),
    /// A legal document of the plan's own.
    LegalDocument(&'a LegalDocument),
    Basis(&'a Basis),
    Section(&'a Section),
    /// A group of targets.
    Group(&'a Group),
    Target(&'a Target),
    Task(&'a Task),
    Assignment(&'a Assignment),
    Appendix(&'a Appendix),
    Table(&'a AppendixTable),
}

#[derive(Debug, Clone, Copy)]
pub struct PrintedText<'a> {
    /// The text and its place.
    pub source: &'a SourceText,
    /// What it is in the document.
    pub role: Role,
    /// How it becomes what is printed.
    pub reading: Reading,
    /// What it belongs to.
    pub owner: Owner<'a>,
}

/// Every text that is not blank. The data of a list come with the section that shows them; what no section shows comes after the
/// sections.
#[must_use]
pub fn printed_texts<'a>(resolved: &Resolved<'a>) -> Vec<PrintedText<'a>> {
    let mut texts = written_texts(resolved);
    texts.retain(|text| !text.source.is_blank());
    texts
}

/// The same with those that are written and blank.
#[must_use]
pub fn written_texts<'a>(resolved: &Resolved<'a>) -> Vec<PrintedText<'a>> {
    let mut walk = Walk { resolved, seen: BTreeSet::new(), texts: Vec::new() };
    walk.plan();
    walk.texts
}

struct Walk<'w, 'a> {
    resolved: &'w Resolved<'a>,
    /// The items whose texts are there.
    seen: BTreeSet<Span>,
    texts: Vec<PrintedText<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn plan(&mut self) {
        let Plan {
            span: _,
            answers: _,
            status: _,
            header,
            decision,
            commune,
            body,
            signer,
            recipients,
            notes,
            documents,
            agencies,
            bases,
            standard: _,
            // Printed as the resolved sections.
            sections: _,
            groups,
            targets,
            tasks,
            assignments,
            appendices,
            declared: _,
        } = self.resolved.plan;
        let Header {
            span: _,
            kind,
            subject,
            // Printed where there is no decision.
            issue: _,
            period: _,
            bases: bases_before_the_opening,
            opening,
            closing,
            numbering: _,
            lists: _,
            addressee,
        } = header;
        let document = Owner::Document;
        let Issue { number: _, symbol, place, date: _ } = self.resolved.plan.issue();
        let mut symbol = symbol;
        if let Some(Body { span: _, kind: _, name, symbol: letters, superior }) = body {
            self.add(document, Role::Name, superior.iter().chain([name]));
            symbol = letters.as_ref().filter(|_| !symbol.is_written()).unwrap_or(symbol);
        }
        if let Some(Commune { name, kind: _, named_after: _, city: _ }) = commune {
            self.add(document, Role::Name, [name]);
        }
        self.add(document, Role::Name, [symbol].into_iter().chain(place));
        if let Some(Decision { span: _, subject, issue: _, bases, articles }) = decision {
            self.add(document, Role::Subject, subject);
            self.each(bases, Self::basis);
            self.add(document, Role::Article, articles);
        }
        self.add_as(Reading::Words, document, Role::Title, [kind]);
        self.add(document, Role::Subject, [subject]);
        for party in addressee {
            self.party(document, Role::Recipient, party);
        }
        if bases_before_the_opening.is_some() {
            self.each(bases, Self::basis);
        }
        self.add(document, Role::Opening, opening);
        self.each(self.resolved.sections, Self::section);
        self.each(bases, Self::basis);
        self.each(assignments, Self::assignment);
        for group in groups {
            let Group { id: _, title, by: _ } = group;
            self.add(Owner::Group(group), Role::Title, [title]);
        }
        self.each(targets, Self::target);
        self.each(tasks, Self::task);
        self.add(document, Role::Closing, [closing]);
        for Note { name: _, text } in &notes.0 {
            self.add_as(Reading::Lines, document, Role::Note, [text]);
        }
        let Recipients { to, drafted_by: _, copies: _, archive, typist } = recipients;
        for recipient in to {
            let Recipient { party, note, items } = recipient;
            let owner = Owner::Recipient(recipient);
            self.party(owner, Role::Recipient, party);
            self.add(owner, Role::Note, note);
            for item in items {
                self.party(owner, Role::Recipient, item);
            }
        }
        self.add(document, Role::Name, archive.iter().chain(typist));
        let Signer { name, position, capacity, office } = signer;
        let bodies = capacity.iter().map(|line| {
            let Capacity { prefix: _, body } = &line.value;
            body
        });
        self.add(document, Role::Party, bodies.chain([position]).chain(office));
        self.add(document, Role::Name, [name]);
        self.each(appendices, Self::appendix);
        self.each(agencies, Self::agency);
        self.each(documents, Self::legal_document);
    }

    fn section(&mut self, section: &'a Section) {
        let Section { id: _, title, text, after, show, numbering: _, lists: _, run_in: _ } = section;
        let owner = Owner::Section(section);
        let plan = self.resolved.plan;
        self.add(owner, Role::Title, [title]);
        self.add(owner, Role::Section, text);
        if self.heads(owner, show.as_ref()) {
            self.each(&plan.bases, Self::basis);
        }
        let resolved = self.resolved;
        self.each(resolved.targets_of(section), Self::target);
        self.each(resolved.tasks_of(section), Self::task);
        self.each(resolved.assignments_of(section), Self::assignment);
        self.add(owner, Role::Section, after);
    }

    /// Adds the heads of the columns. Returns whether bases are shown.
    fn heads(&mut self, owner: Owner<'a>, show: Option<&'a Show>) -> bool {
        let Some(show) = show else { return false };
        let Show {
            span: _,
            bases,
            targets: _,
            tasks: _,
            assignments: _,
            groups: _,
            numbering: _,
            labels,
            columns,
            orientation: _,
        } = show;
        for Label { detail: _, words } in labels {
            self.add(owner, Role::Label, [words]);
        }
        for Column { detail: _, title, by: _, form: _ } in columns {
            self.add(owner, Role::Head, title);
        }
        bases.is_some()
    }

    fn appendix(&mut self, appendix: &'a Appendix) {
        let Appendix { id: _, label, title, orientation: _, text, show, tables, after, lists: _ } = appendix;
        let owner = Owner::Appendix(appendix);
        self.add_as(Reading::Words, owner, Role::Title, label);
        self.add(owner, Role::Title, [title]);
        self.add(owner, Role::Appendix, text);
        self.heads(owner, show.as_ref());
        self.each(tables, Self::table);
        self.add(owner, Role::Appendix, after);
    }

    fn table(&mut self, table: &'a AppendixTable) {
        let AppendixTable {
            id: _,
            text,
            caption,
            unit,
            numbering: _,
            merge: _,
            repeat_head: _,
            columns,
            rows,
            csv: _,
            decimal: _,
            notes,
            misread_columns: _,
            has_own_rows: _,
            incomplete: _,
            columns_of_file: _,
        } = table;
        let owner = Owner::Table(table);
        self.add(owner, Role::Appendix, text);
        self.add(owner, Role::Title, caption);
        self.add_as(Reading::Line, owner, Role::Unit, unit);
        for column in columns {
            let TableColumn {
                id: _,
                title,
                code,
                under,
                kind: _,
                width: _,
                alignment: _,
                sum_of: _,
                adds_up: _,
                asks_for_sum: _,
                decimals: _,
            } = column;
            self.add(owner, Role::Head, under.iter().chain([title]));
            self.add_as(Reading::Words, owner, Role::Unit, code);
        }
        for TableRow { span: _, level: _, of_which: _, number: _, misread: _, cells } in rows {
            for RowCell { column: _, value } in cells {
                match value {
                    CellValue::Text(words) => self.add(owner, Role::Cell, [words]),
                    CellValue::Number(_) | CellValue::Range(_) | CellValue::Unreadable => {}
                }
            }
        }
        for Note { name: _, text } in &notes.0 {
            self.add_as(Reading::Lines, owner, Role::Note, [text]);
        }
    }

    fn agency(&mut self, agency: &'a Agency) {
        let Agency { id: _, name, brief, symbol, kind: _, covers: _, in_force_until: _, replaced_by: _, overrides: _ } =
            agency;
        let owner = Owner::Agency(agency);
        self.add_as(Reading::Line, owner, Role::Name, [name].into_iter().chain(brief));
        self.add(owner, Role::Name, symbol);
    }

    fn legal_document(&mut self, document: &'a LegalDocument) {
        let LegalDocument {
            id: _,
            kind,
            number,
            date: _,
            issuer,
            title,
            aliases: _,
            in_force_from: _,
            in_force_until: _,
            replaced_by: _,
            verification: _,
            verified_on: _,
            sources: _,
            overrides: _,
            note: _,
        } = document;
        let owner = Owner::LegalDocument(document);
        self.add(owner, Role::Name, [kind].into_iter().chain(number).chain(issuer).chain(title));
    }

    fn party(&mut self, owner: Owner<'a>, role: Role, party: &'a Party) {
        match party {
            Party::Agency(_) => {}
            Party::Words(words) => self.add(owner, role, [words]),
        }
    }

    fn each<T: 'a>(&mut self, items: impl IntoIterator<Item = &'a T>, walk: fn(&mut Self, &'a T)) {
        for item in items {
            walk(self, item);
        }
    }

    fn add(&mut self, owner: Owner<'a>, role: Role, texts: impl IntoIterator<Item = &'a SourceText>) {
        self.add_as(role.reading(), owner, role, texts);
    }

    fn add_as(
        &mut self,
        reading: Reading,
        owner: Owner<'a>,
        role: Role,
        texts: impl IntoIterator<Item = &'a SourceText>,
    ) {
        // A text that is empty because it is missing was reported.
        let texts = texts.into_iter().filter(|source| source.is_written() || !source.text.is_empty());
        self.texts.extend(texts.map(|source| PrintedText { source, role, reading, owner }));
    }
}
