//! Reports unknown and duplicate ids, and data that nothing shows.

use std::collections::BTreeMap;

use super::{Resolved, data};
use crate::base::diagnostic::{
    DRAFT_BASELINE, DUPLICATE_ID, Diagnostic, Findings, MISSING_KEY, NOT_ALLOWED, NOT_SHOWN, Related, Text, UNKNOWN_ID,
    UNKNOWN_KEY, WRONG_TYPE, text,
};
use crate::base::source::{Located, Span};
use crate::model::id::{Id, IdKind};
use crate::model::packs::{Overriding, check_replacements, contradicts, instead, overrides_nothing, unknown_agency};
use crate::model::plan::Party;
use crate::model::section::Show;

pub(super) fn check(resolved: &Resolved<'_>, findings: &mut Findings) {
    let misread = [&UNKNOWN_KEY, &NOT_ALLOWED, &WRONG_TYPE, &MISSING_KEY];
    // Where a key was misread, or a group has another name, that may be what shows the data.
    let shows_unknown =
        findings.iter().any(|finding| misread.contains(&finding.meta)) || data::names_unknown_groups(resolved);
    let spellings = resolved.agencies().map(|(id, _)| (id.replace('-', ""), id)).collect();
    let mut check = Check { resolved, findings, spellings, shows_unknown, unknown: Vec::new() };
    check.duplicates();
    check.sections();
    check.bases();
    check.targets();
    check.tasks();
    check.assignments();
    check.shows();
    check.recipients();
    check.answers();
    check.replacements();
    let unknown = std::mem::take(&mut check.unknown);
    findings.extend(unknown.into_iter().map(|(_, finding)| finding));
}

pub(super) struct Check<'r, 'a> {
    pub(super) resolved: &'r Resolved<'a>,
    pub(super) findings: &'r mut Findings,
    /// The ids of agencies by their letters alone: what words are compared with.
    pub(super) spellings: BTreeMap<String, &'a str>,
    /// Whether data may be shown by what could not be understood.
    shows_unknown: bool,
    /// Ids that nothing has, each once however often it is used.
    unknown: Vec<((IdKind, String), Diagnostic)>,
}

impl Check<'_, '_> {
    fn duplicates(&mut self) {
        let plan = self.resolved.plan;
        let pack = self.resolved.pack;
        self.unique(IdKind::SECTION, self.resolved.sections.iter().map(|item| &item.id));
        self.unique(IdKind::GROUP, plan.groups.iter().map(|item| &item.id));
        self.unique(IdKind::TARGET, plan.targets.iter().map(|item| &item.id));
        self.unique(IdKind::TASK, plan.tasks.iter().map(|item| &item.id));
        self.unique(IdKind::APPENDIX, plan.appendices.iter().map(|item| &item.id));
        let tables = plan.appendices.iter().flat_map(|appendix| &appendix.tables);
        self.unique(IdKind::TABLE, tables.map(|table| &table.id));
        self.unique(IdKind::AGENCY, plan.agencies.iter().map(|item| &item.id));
        self.unique(IdKind::DOCUMENT, plan.documents.iter().map(|item| &item.id));
        for agency in &plan.agencies {
            self.in_packs(agency, super::agencies_of(pack, plan).find(|known| known.id.value == agency.id.value));
        }
        for document in &plan.documents {
            self.in_packs(document, pack.document(document.id.value.as_str()));
        }
        self.footnotes();
    }

    /// What the packs have, a plan says anew only with a reason.
    fn in_packs<T: Overriding>(&mut self, item: &T, known: Option<&T>) {
        self.findings.extend(overrides_nothing(item, known));
        let Some(known) = known.filter(|_| item.reason().is_none()) else { return };
        if self.resolved.pack.is_of_country(known.own_id()) {
            self.findings.extend(contradicts(item, known));
            return;
        }
        let finding = duplicate(T::KIND, (item.own_id().span, item.id()), known.own_id().span);
        self.findings.push(finding.help(instead()));
    }

    /// A cell could mean the footnote of its table, or that of the plan.
    fn footnotes(&mut self) {
        let plan = self.resolved.plan;
        let tables = plan.appendices.iter().flat_map(|appendix| &appendix.tables);
        for note in tables.flat_map(|table| &table.notes.0) {
            if let Some(other) = plan.notes.0.iter().find(|other| other.name.value == note.name.value) {
                self.duplicate(IdKind::FOOTNOTE, (note.name.span, &note.name.value), other.name.span);
            }
        }
    }

    fn unique<'i>(&mut self, kind: IdKind, ids: impl IntoIterator<Item = &'i Located<Id>>) {
        let mut first: BTreeMap<&Id, Span> = BTreeMap::new();
        for id in ids {
            match first.get(&id.value) {
                Some(before) => self.duplicate(kind, (id.span, id.value.as_str()), *before),
                None => {
                    first.insert(&id.value, id.span);
                }
            }
        }
    }

    fn duplicate(&mut self, kind: IdKind, item: (Span, &str), before: Span) {
        let finding = duplicate(kind, item, before);
        self.findings.push(finding.help(text("đặt mã khác cho một trong hai chỗ", "rename one of the two")));
    }

    /// Reports an id that is none. `key` is the key that has it alone; none where it is one of a list.
    pub(super) fn unknown<'i>(
        &mut self,
        kind: IdKind,
        key: &str,
        id: (Span, &str),
        known: impl IntoIterator<Item = &'i str>,
    ) {
        let before = if key.is_empty() { String::new() } else { format!("{key} = ") };
        self.report_unknown(kind, id, || kind.unknown(id.1, &before, known, || kind.where_to_look()));
    }

    fn report_unknown(&mut self, kind: IdKind, (span, given): (Span, &str), what: impl FnOnce() -> (Text, Text)) {
        let of_pack = [IdKind::AGENCY, IdKind::DOCUMENT, IdKind::INDICATOR, IdKind::BASELINE];
        if of_pack.contains(&kind) && self.resolved.pack.declares(kind, given) {
            return;
        }
        let same = |(of, other): &(IdKind, String)| *of == kind && other == given;
        if let Some((_, first)) = self.unknown.iter_mut().find(|(other, _)| same(other)) {
            first.related.push(Related { span, message: text("cũng ghi ở đây", "also used here") });
            return;
        }
        self.unknown.push(((kind, given.to_owned()), Diagnostic::unknown_id(span, what())));
    }

    fn sections(&mut self) {
        let plan = self.resolved.plan;
        for (index, section) in self.resolved.sections.iter().enumerate() {
            let Some(parent) = section.id.value.parent() else { continue };
            if self.resolved.sections[..index].iter().any(|earlier| earlier.id.value.as_str() == parent) {
                continue;
            }
            if self.resolved.sections.iter().any(|other| other.id.value.as_str() == parent) {
                self.findings.push(
                    Diagnostic::new(
                        &UNKNOWN_ID,
                        section.id.span,
                        text(
                            format!("mục `{parent}` phải đứng trước mục con của nó"),
                            format!("the section `{parent}` must come before its subsection"),
                        ),
                    )
                    .help(text(
                        "thứ tự trong tệp là thứ tự in; đưa mục cha lên trước",
                        "the order of the file is the order of the document; move the parent up",
                    )),
                );
            } else if !plan.declares("sections", parent) && !plan.lacks_standard(self.resolved.pack) {
                let known = plan
                    .sections
                    .iter()
                    .map(|other| other.id.value.as_str())
                    .filter(|id| *id != section.id.value.as_str());
                self.unknown(IdKind::SECTION, "", (section.id.span, parent), known);
            }
        }
    }

    fn bases(&mut self) {
        let plan = self.resolved.plan;
        for basis in plan.lists_of_bases().into_iter().flatten() {
            if let Some(document) = &basis.document {
                self.document(document);
            }
        }
        let shows = |show: &Show| show.bases.is_some();
        let shown = plan.header.bases.is_some() || self.in_section(shows) || self.in_appendix(shows);
        if let Some(first) = plan.bases.first()
            && !shown
        {
            self.not_shown(
                first.span,
                text("các căn cứ không được in ra ở mục nào", "no section shows the bases"),
                text(
                    "thêm `show = { bases = \"list\" }` vào mục căn cứ, hoặc `bases = \"lines\"` vào [document]",
                    "add `show = { bases = \"list\" }` to a section, or `bases = \"lines\"` to [document]",
                ),
            );
        }
    }

    fn recipients(&mut self) {
        let plan = self.resolved.plan;
        for party in &plan.header.addressee {
            self.recipient(party);
        }
        for recipient in &plan.recipients.to {
            for party in recipient.parties() {
                self.recipient(party);
            }
        }
        for line in &plan.signer.capacity {
            self.capacity(&line.value);
        }
        for (index, drafter) in plan.recipients.drafted_by.iter().enumerate() {
            let earlier = plan.recipients.drafted_by[..index].iter().find(|known| known.value == drafter.value);
            if let Some(earlier) = earlier {
                self.findings.push(
                    Diagnostic::new(
                        &NOT_ALLOWED,
                        drafter.span,
                        text(
                            format!("cơ quan soạn thảo `{}` ghi hai lần", drafter.value),
                            format!("the drafting agency `{}` is listed twice", drafter.value),
                        ),
                    )
                    .related(earlier.span, text("lần đầu ở đây", "first listed here"))
                    .help(text("bỏ một lần", "remove one of them")),
                );
            }
            self.drafter(drafter);
        }
    }

    /// Checks that the agency has a short name for the line «Lưu: VT, …».
    fn drafter(&mut self, drafter: &Located<Id>) {
        match self.resolved.agency(drafter.value.as_str()) {
            None => self.agency("drafted_by", drafter),
            Some(agency) if agency.symbol.is_none() => self.findings.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    drafter.span,
                    text(
                        format!("cơ quan `{}` chưa có chữ viết tắt cho dòng «Lưu: VT, …»", drafter.value),
                        format!("the agency `{}` has no short name for the line «Lưu: VT, …»", drafter.value),
                    ),
                )
                .related(agency.id.span, text("cơ quan khai báo ở đây", "the agency is declared here"))
                .help(text("thêm `symbol = \"VHXH\"` vào cơ quan ấy", "add `symbol = \"VHXH\"` to that agency")),
            ),
            Some(_) => {}
        }
    }

    fn answers(&mut self) {
        let baselines = &self.resolved.pack.baselines;
        for id in &self.resolved.plan.answers {
            if !baselines.iter().any(|baseline| baseline.id.value == id.value) {
                let known = baselines.iter().map(|baseline| baseline.id.value.as_str());
                self.unknown(IdKind::BASELINE, "", (id.span, id.value.as_str()), known);
            }
            let draft = baselines.iter().find(|baseline| baseline.id.value == id.value && baseline.is_draft);
            self.findings.extend(draft.map(|draft| drafted(id, &draft.document)));
        }
    }

    fn replacements(&mut self) {
        let (plan, resolved) = (self.resolved.plan, self.resolved);
        let agencies = resolved.agencies().map(|(_, agency)| agency);
        check_replacements(&plan.agencies, agencies, |id| plan.declares("agencies", id), self.findings);
        let documents = resolved.documents().map(|(_, document)| document);
        check_replacements(&plan.documents, documents, |id| plan.declares("documents", id), self.findings);
    }

    pub(super) fn section(&mut self, id: &Located<Id>) {
        let plan = self.resolved.plan;
        let known = || self.resolved.sections.iter().map(|section| section.id.value.as_str());
        if !known().any(|known| known == id.value.as_str())
            && !plan.declares("sections", id.value.as_str())
            && !plan.lacks_standard(self.resolved.pack)
        {
            self.unknown(IdKind::SECTION, "section", (id.span, id.value.as_str()), known());
        }
    }

    pub(super) fn party(&mut self, key: &str, party: &Party) {
        match party {
            Party::Agency(id) => self.agency(key, id),
            Party::Words(words) => self.words(key, words),
        }
    }

    fn agency(&mut self, key: &str, id: &Located<Id>) {
        if self.resolved.agency(id.value.as_str()).is_none()
            && !self.resolved.plan.declares("agencies", id.value.as_str())
        {
            let before = if key.is_empty() { String::new() } else { format!("{key} = ") };
            let resolved = self.resolved;
            let all = resolved.agencies().map(|(_, agency)| agency);
            let what = || unknown_agency(id.value.as_str(), &before, all);
            self.report_unknown(IdKind::AGENCY, (id.span, id.value.as_str()), what);
        }
    }

    fn document(&mut self, id: &Located<Id>) {
        if self.resolved.document(id.value.as_str()).is_none()
            && !self.resolved.plan.declares("documents", id.value.as_str())
        {
            let known: Vec<&str> = self.resolved.documents().map(|(id, _)| id).collect();
            self.unknown(IdKind::DOCUMENT, "document", (id.span, id.value.as_str()), known);
        }
    }

    pub(super) fn in_section(&self, shows: impl Fn(&Show) -> bool) -> bool {
        self.resolved.sections.iter().filter_map(|section| section.show.as_ref()).any(shows)
    }

    pub(super) fn in_appendix(&self, shows: impl Fn(&Show) -> bool) -> bool {
        self.resolved.plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref()).any(shows)
    }

    pub(super) fn not_shown(&mut self, span: Span, message: Text, help: Text) {
        if self.shows_unknown {
            return;
        }
        self.findings.push(Diagnostic::new(&NOT_SHOWN, span, message).help(help));
    }
}

fn drafted(id: &Located<Id>, document: &Located<Id>) -> Diagnostic {
    Diagnostic::new(
        &DRAFT_BASELINE,
        id.span,
        text(
            format!("kế hoạch của thành phố `{}` còn là dự thảo: chỉ dựng được bản dự thảo", id.value),
            format!("the city plan `{}` is a draft: only drafts can be built", id.value),
        ),
    )
    .related(document.span, text("dự thảo ở đây", "the draft is here"))
    .help(text(
        "dựng bằng `kehoach build --draft`; khi thành phố ban hành thì bộ dữ liệu bỏ `status = \"draft\"`",
        "build with `kehoach build --draft`; once it is issued, the pack removes `status = \"draft\"`",
    ))
}

fn duplicate(kind: IdKind, (span, id): (Span, &str), before: Span) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_ID,
        span,
        text(format!("mã {} `{id}` đã dùng rồi", kind.vi), format!("duplicate {} id `{id}`", kind.en)),
    )
    .related(before, text("dùng lần đầu ở đây", "first used here"))
}
