//! Ids that are given twice, that are not the name of their directory, or that nothing in the registry has.

use std::collections::BTreeMap;

use super::mistake;
use crate::base::diagnostic::{DUPLICATE_ID, Diagnostic, Findings, Level, text};
use crate::base::source::{Located, Span};
use crate::model::id::{Id, IdKind};
use crate::model::packs::{LegalDocument, Pack, Packs, other_name};

/// The ids that are known so far, and where they are.
type Known = BTreeMap<Id, Span>;

/// Of two things with one id the first is kept. Ids of a city are its own; only its plans must differ from those of the others, because a
/// command names them alone.
pub(super) fn find(packs: &mut Packs, findings: &mut Findings) {
    let mut baselines = Known::new();
    for (directory, pack) in packs.cities.iter_mut().filter(|(_, pack)| pack.is_whole) {
        findings
            .extend(pack.id.as_ref().filter(|id| id.value.as_str() != directory).map(|id| other_name(id, directory)));
        once(&mut pack.agencies, |one| &one.id, IdKind::AGENCY, &mut Known::new(), findings);
        once(&mut pack.documents, |one| &one.id, IdKind::DOCUMENT, &mut Known::new(), findings);
        once(&mut pack.baselines, |one| &one.id, IdKind::BASELINE, &mut baselines, findings);
        let mut indicators = Known::new();
        for baseline in &mut pack.baselines {
            once(&mut baseline.indicators, |one| &one.id, IdKind::INDICATOR, &mut indicators, findings);
            once(&mut baseline.sentences, |one| &one.id, IdKind::SENTENCE, &mut Known::new(), findings);
            once(&mut baseline.sections, |one| &one.id, IdKind::SECTION, &mut Known::new(), findings);
        }
        registered(pack, findings);
    }
}

/// Reports each id that is there before, and takes out what has it.
fn once<T>(
    items: &mut Vec<T>,
    id: impl Fn(&T) -> &Located<Id>,
    IdKind { vi, en }: IdKind,
    known: &mut Known,
    findings: &mut Findings,
) {
    items.retain(|item| {
        let id = id(item);
        let Some(first) = known.get(&id.value) else {
            known.insert(id.value.clone(), id.span);
            return true;
        };
        findings.push(
            Diagnostic::new(
                &DUPLICATE_ID,
                id.span,
                text(format!("hai {vi} cùng mã `{}`", id.value), format!("two of one {en} id: `{}`", id.value)),
            )
            .related(*first, text("mã này có lần đầu ở đây", "the id is here first"))
            .help(text(
                "đổi một trong hai mã; chưa đổi thì chỉ chỗ đầu được dùng",
                "change one of the two; until then only the first one is used",
            )),
        );
        false
    });
}

/// What communes answer to is cited in every plan, with its number and its date.
fn unnumbered(known: &LegalDocument, document: &Located<Id>) -> Option<Diagnostic> {
    let (lacks_vi, lacks_en, line) = match (&known.number, &known.date) {
        (None, None) => ("số và ngày", "number and date", "`number = \"12/KH-UBND\"`, `date = 2026-01-05`"),
        (None, Some(_)) => ("số", "number", "`number = \"12/KH-UBND\"`"),
        (Some(_), None) => ("ngày", "date", "`date = 2026-01-05`"),
        (Some(_), Some(_)) => return None,
    };
    let finding = mistake(
        known.id.span,
        Level::Warning,
        (
            text(
                format!("văn bản `{}` của kế hoạch chưa ghi {lacks_vi}", known.id.value),
                format!("`{}`, the document of a city plan, has no {lacks_en}", known.id.value),
            ),
            text(format!("thêm {line}, đúng như văn bản"), format!("add {line}, as the document has them")),
        ),
    );
    Some(finding.related(document.span, text("kế hoạch ấy ở đây", "the city plan is here")))
}

/// The document of a baseline is in the registry of its city.
fn registered(pack: &Pack, findings: &mut Findings) {
    for document in pack.baselines.iter().map(|baseline| &baseline.document) {
        let id = document.value.as_str();
        findings.extend(pack.document(id).and_then(|known| unnumbered(known, document)));
        if pack.declares(IdKind::DOCUMENT, id) {
            continue;
        }
        let known = pack.documents.iter().map(|document| document.id.value.as_str());
        let what = IdKind::DOCUMENT.unknown(id, "document = ", known, || {
            text(
                format!("thêm văn bản ấy vào documents.toml: [[documents]] với `id = \"{id}\"`, `type`, `number`, `date`, `issuer`, `title`"),
                format!("add it to documents.toml: [[documents]] with `id = \"{id}\"`, `type`, `number`, `date`, `issuer`, `title`"),
            )
        });
        findings.push(Diagnostic::unknown_id(document.span, what));
    }
}
