//! The typed plan: what a plan file says, every part with its place.
//!
//! Knows nothing of how it is checked, worded or laid out.

mod appendix;
mod assignment;
mod basis;
mod body;
mod commune;
mod day;
mod decision;
mod due;
mod header;
mod issue;
mod issuer;
mod party;
mod recipients;
mod signer;
mod table;
mod target;
mod task;

pub use appendix::Appendix;
pub use assignment::Assignment;
pub use basis::Basis;
pub use body::{Body, BodyKind, Level, Regime};
pub use commune::{Commune, CommuneKind, KnownName, NamedAfter, kind_and_name};
pub use decision::Decision;
pub use due::{Due, DuePart, Moment};
pub use header::Header;
pub use issue::{Issue, IssueDate};
pub use issuer::Issuer;
pub use party::Party;
pub use recipients::{Recipient, Recipients};
pub use signer::{Capacity, Signer};
pub use table::{
    AppendixTable, CellAlignment, CellValue, ColumnKind, ColumnWidth, CsvPath, DecimalSign, Decimals, Note, Notes,
    OfWhich, RowCell, RowLevel, RowNumbering, TableColumn, TableRow,
};
pub use target::{Group, Piece, Promise, Target, pieces};
pub use task::Task;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{FILE_TOO_LARGE, Findings, MISSING_KEY, NOT_ALLOWED, text};
use crate::base::limits::MEASURES;
use crate::base::source::{FileId, Located, SourceMap, Span};
use crate::base::vietnamese::fold;
use crate::input::decode::{
    Decoder, FromNode, Keyword, Node, Parsed, SourceText, TableReader, decode_keyword, parse, with_single_quotes,
};
use crate::model::id::Id;
use crate::model::packs::{Agency, LegalDocument, Pack};
use crate::model::section::SectionEntry;

/// The version of the plan format that this program reads.
pub const SCHEMA: u32 = 1;

/// Whether a plan is being written or in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Already issued: rebuilt as it was.
    Issued,
}

impl Keyword for Status {
    const WORDS: &'static [(&'static str, Self)] = &[("draft", Self::Draft), ("issued", Self::Issued)];
}

impl FromNode for Status {
    const EXAMPLE: &'static str = "\"draft\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// A plan (kế hoạch).
#[derive(Debug, Clone)]
pub struct Plan {
    /// The whole file, for findings about something that is not there.
    pub span: Span,
    /// The baselines that it answers to.
    pub answers: Vec<Located<Id>>,
    /// Draft or issued.
    pub status: Status,
    /// The header of the plan.
    pub header: Header,
    /// The decision that it is issued with, if it is. That is the document that is signed; the plan follows it.
    pub decision: Option<Decision>,
    /// The commune that issues it, or that the body is of.
    pub commune: Option<Commune>,
    /// The body that issues it, where it is not the People's Committee of the commune.
    pub body: Option<Body>,
    /// Who signs.
    pub signer: Signer,
    /// Who gets it.
    pub recipients: Recipients,
    /// Footnotes that any prose and any cell may refer to.
    pub notes: Notes,
    /// Legal documents of the commune's own.
    pub documents: Vec<LegalDocument>,
    /// Agencies of the commune's own.
    pub agencies: Vec<Agency>,
    /// What it rests on.
    pub bases: Vec<Basis>,
    /// The baseline whose standard sections it starts from.
    pub standard: Option<Located<Id>>,
    /// What it writes about its sections.
    pub sections: Vec<SectionEntry>,
    /// Groups of targets.
    pub groups: Vec<Group>,
    /// What it promises.
    pub targets: Vec<Target>,
    /// What is to be done.
    pub tasks: Vec<Task>,
    /// Standing duties of agencies.
    pub assignments: Vec<Assignment>,
    pub appendices: Vec<Appendix>,
    /// Ids that the file gives, by list, whether or not the rest of the item could be read.
    pub(crate) declared: Declared,
}

/// Ids by list. An item that is wrong elsewhere must not make every reference to it look wrong as well.
#[derive(Debug, Clone, Default)]
pub(crate) struct Declared {
    ids: BTreeMap<&'static str, BTreeSet<String>>,
    /// Lists with an item whose id could not be read, or that are no lists: any reference may be to that item.
    unreadable: BTreeSet<&'static str>,
}

/// The lists whose items are referred to.
const LISTS: [&str; 6] = ["sections", "groups", "targets", "tasks", "agencies", "documents"];

impl Declared {
    /// Reads them once all keys of the plan were asked for.
    fn read(reader: &TableReader<'_, '_, '_>) -> Self {
        let ids = LISTS.into_iter().map(|list| (list, reader.ids(list))).collect();
        let misspelt = reader.unknown_keys().filter_map(|key| fold::nearest(key, LISTS));
        let unreadable = LISTS.into_iter().filter(|list| reader.has_unreadable_ids(list)).chain(misspelt).collect();
        Self { ids, unreadable }
    }
}

impl Plan {
    /// Reads the plan out of a file's text. Every mistake becomes a finding.
    ///
    /// What is missing from the header is left empty, so that the later stages can report their own mistakes too.
    /// `None` when the text is not TOML: a tree with holes would only lead to wrong conclusions.
    pub fn read(file: FileId, sources: &SourceMap, findings: &mut Findings) -> Option<Self> {
        let typed = sources.file(file).text();
        let mut syntax = Findings::new();
        let parsed = parse(file, typed, &mut syntax);
        if !syntax.is_empty()
            && let Some(corrected) = with_single_quotes(file, typed, findings)
        {
            let mut syntax = Findings::new();
            let parsed = parse(file, &corrected, &mut syntax);
            return Self::decode((file, &corrected), &parsed, syntax, sources, findings);
        }
        Self::decode((file, typed), &parsed, syntax, sources, findings)
    }

    /// Decodes a file's tree. Where the syntax has mistakes, only what they do not explain is reported besides them.
    fn decode(
        (file, source): (FileId, &str),
        parsed: &Parsed<'_>,
        syntax: Findings,
        sources: &SourceMap,
        findings: &mut Findings,
    ) -> Option<Self> {
        let root = parsed.table.get_ref();
        if syntax.is_empty() {
            let mut decoder = Decoder::new(file, source, findings);
            return Some(Self::from_root(TableReader::root(root, &mut decoder)));
        }
        let mut rest = Findings::new();
        Self::from_root(TableReader::root(root, &mut Decoder::new(file, source, &mut rest)));
        let broken: Vec<usize> = syntax.iter().map(|finding| sources.place(finding.span).line).collect();
        // What is missing may be in the part that could not be read.
        for finding in rest.sorted() {
            let misread = parsed.open.is_some_and(|open| finding.span.start >= open);
            if finding.meta != &MISSING_KEY && !misread && !broken.contains(&sources.place(finding.span).line) {
                findings.push(finding);
            }
        }
        findings.append(syntax);
        None
    }

    /// Returns whether a list of the file has an item with this id, even one that could not be read.
    #[must_use]
    pub fn declares(&self, list: &str, id: &str) -> bool {
        self.declared.unreadable.contains(list) || self.declared.ids.get(list).is_some_and(|ids| ids.contains(id))
    }

    /// Returns whether sections may be standard ones that are not known, because their baseline is not.
    #[must_use]
    pub fn lacks_standard(&self, pack: &Pack) -> bool {
        let unknown = self.standard.as_ref().is_some_and(|id| pack.baseline(id.value.as_str()).is_none());
        unknown || self.declared.unreadable.contains("sections")
    }

    /// Returns the number, symbol, place and date of the document that is signed: the decision, or the plan where there is none.
    #[must_use]
    pub fn issue(&self) -> &Issue {
        self.decision.as_ref().map_or(&self.header.issue, |decision| &decision.issue)
    }

    /// Returns the type of the document that is signed.
    #[must_use]
    pub fn issued_type(&self) -> &str {
        if self.decision.is_some() { Decision::TYPE } else { &self.header.kind.text }
    }

    /// Returns the subject of the document that is signed; that of the plan where the decision gives none.
    #[must_use]
    pub fn issued_subject(&self) -> &SourceText {
        let own = self.decision.as_ref().and_then(|decision| decision.subject.as_ref());
        own.unwrap_or(&self.header.subject)
    }

    /// Returns the bases of the decision, where there is one, and those of the plan: two lists.
    #[must_use]
    pub fn lists_of_bases(&self) -> [&[Basis]; 2] {
        [self.decision.as_ref().map_or(&[][..], |decision| &decision.bases), &self.bases]
    }

    /// Leaves out the targets that promise more measures than can be compared with each other.
    fn bound_measures(&mut self, decoder: &mut Decoder<'_>) {
        let mut left = MEASURES;
        let within = |target: &Target| {
            let rest = left.checked_sub(target.promise.measures().count());
            left = rest.unwrap_or(0);
            rest.is_some()
        };
        let Some(first) = self.targets.iter().map(within).position(|is_within| !is_within) else { return };
        decoder.report(
            &FILE_TOO_LARGE,
            self.targets[first].id.span,
            text(
                format!("các chỉ tiêu của kế hoạch có hơn {MEASURES} số đo: từ chỉ tiêu này trở đi không được đọc"),
                format!("the targets have more than {MEASURES} measures: from this one on they are not read"),
            ),
            text(
                "chia kế hoạch ra nhiều văn bản, hoặc đưa các số chi tiết vào bảng của phụ lục",
                "divide the plan, or put the numbers in detail into the table of an appendix",
            ),
        );
        self.targets.truncate(first);
        self.declared.unreadable.insert("targets");
    }

    fn from_root(mut reader: TableReader<'_, '_, '_>) -> Self {
        let span = reader.span();
        if let Some(schema) = reader.required::<Located<u32>>("schema")
            && schema.value != SCHEMA
        {
            reader.decoder().report(
                &NOT_ALLOWED,
                schema.span,
                text(
                    format!("chương trình này đọc định dạng {SCHEMA}, không đọc định dạng {}", schema.value),
                    format!("this program reads format {SCHEMA}, not {}", schema.value),
                ),
                text(
                    "ghi `schema = 1`, hoặc dùng phiên bản kehoach mới hơn",
                    "write `schema = 1`, or use a newer kehoach",
                ),
            );
        }
        let mut plan = Self {
            span,
            answers: reader.list("answers"),
            status: reader.optional("status").unwrap_or_default(),
            standard: reader.optional("standard"),
            header: reader.required("document").unwrap_or_else(|| Header::empty(span)),
            decision: reader.optional("decision"),
            body: reader.optional("issuer"),
            commune: Self::commune(&mut reader, span),
            signer: reader.required("signer").unwrap_or_else(|| Signer::empty(span)),
            recipients: reader.required("recipients").unwrap_or_else(Recipients::empty),
            notes: reader.optional("notes").unwrap_or_default(),
            documents: reader.list("documents"),
            agencies: reader.list("agencies"),
            bases: reader.list("bases"),
            sections: reader.list("sections"),
            groups: reader.list("groups"),
            targets: reader.list("targets"),
            tasks: reader.list("tasks"),
            assignments: reader.list("assignments"),
            appendices: reader.list("appendices"),
            declared: Declared::read(&reader),
        };
        plan.bound_measures(reader.decoder());
        plan.complete();
        if let Some(decision) = &plan.decision {
            decision.refuse_beside(&plan.header, reader.decoder());
        }
        // Any section may be one of the standard ones.
        if plan.standard.is_none() && reader.has("standard") {
            plan.declared.unreadable.insert("sections");
        }
        let project_file = text(
            "ghi [[waivers]] vào tệp kehoach.toml, để bên cạnh kế hoạch hoặc ở thư mục bên trên",
            "write [[waivers]] into the file kehoach.toml, next to the plan or in a directory above it",
        );
        reader.misplaced_key("waivers", &project_file);
        reader.finish();
        plan
    }

    /// Reads the commune, which must be there unless another body issues the plan.
    fn commune(reader: &mut TableReader<'_, '_, '_>, span: Span) -> Option<Commune> {
        if !reader.has("commune") && reader.has("issuer") {
            return reader.optional("commune");
        }
        Some(reader.required("commune").unwrap_or_else(|| Commune::empty(span)))
    }
}
