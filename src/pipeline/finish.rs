//! From checked content to a PDF: the glyphs, the Typst project, the engine, the signature fields, the measured pages.

use super::{Composed, InternalError, Library};
use crate::base::diagnostic::{Diagnostic, Findings, LAYOUT_COMPLAINT, LAYOUT_FIELDS, LOOK_ALIKE, MISSING_FONT, text};
use crate::base::source::{FileId, SourceMap, Span};
use crate::checks::policy::{self, CheckPolicy, Scope};
use crate::document::compose::Manuscript;
use crate::output::engine::{Compiled, Complaint, Engine};
use crate::output::glyphs::{self, Faces};
use crate::output::preflight::{self, PageReport};
use crate::output::render::{self, Settings};
use crate::output::sign::{self, Locations, Sidecar, SignError, Versions};
use crate::output::typst_project::{FontFile, Project};

/// How a document is finished.
#[derive(Debug, Clone, Copy)]
pub struct FinishOptions<'t> {
    /// The signature fields.
    pub signing: sign::Settings,
    /// Whether it is a draft, which nobody signs: it may lack the places for that.
    pub draft: bool,
    /// The policy for what is found on the pages; none if they are not to be measured.
    pub measure: Option<&'t CheckPolicy<'t>>,
}

/// A finished document.
#[derive(Debug, Clone)]
pub struct Finished {
    pub pdf: Vec<u8>,
    /// The places to sign and to fill in; none when custom templates do not mark them.
    pub locations: Option<Locations>,
    /// What was measured on its pages, if that was asked for.
    pub page_report: Option<PageReport>,
    signing: sign::Settings,
    /// The engine that made it.
    engine: String,
}

impl Finished {
    /// Returns the sidecar of the PDF under a file name; none when nobody knows where to sign.
    #[must_use]
    pub fn sidecar(&self, name: &str, manuscript: &Manuscript, library: &Library) -> Option<Sidecar> {
        let made_by = Versions {
            kehoach: env!("CARGO_PKG_VERSION").to_owned(),
            engine: self.engine.clone(),
            packs: library.fingerprints.clone(),
            packs_as_of: library
                .packs_used()
                .into_iter()
                .filter_map(|pack| Some((pack.id, pack.as_of?.to_string())))
                .collect(),
        };
        let locations = self.locations.as_ref()?;
        Some(Sidecar::new(manuscript, locations, self.signing, made_by, (name, &self.pdf)))
    }
}

/// Checks that the fonts have every glyph that is printed. It needs no engine, so it runs before one is started.
pub fn check_glyphs(composed: &mut Composed, library: &Library, fonts: &[FontFile]) {
    let files = composed.files();
    let common = |file: &FileId| {
        let text = composed.sources.file(*file).text();
        glyphs::is_common(text) && !glyphs::has_escapes(text) && glyphs::endless(text).is_none()
    };
    if library.common && fonts.iter().all(|font| font.bundled) && files.iter().all(common) {
        return;
    }
    let Some(manuscript) = &composed.output else { return };
    let printed = manuscript.words();
    composed.findings.extend(endless(&printed, manuscript, &composed.sources));
    let faces = Faces::of(fonts);
    let refused = glyphs::refused(&printed, &faces);
    if !refused.is_empty() {
        // Of a letter that cannot be printed, nothing else need be said.
        let sources = &composed.sources;
        composed.findings.retain_mut(|finding| {
            finding.meta != &LOOK_ALIKE || finding.fix.is_some() || !glyphs::is_one_of(&refused, finding.span, sources)
        });
        let packs: Vec<FileId> = composed.sources.ids().filter(|file| !files.contains(file)).collect();
        composed.findings.extend(glyphs::findings(&refused, &faces, manuscript, &packs, &composed.sources));
    }
}

/// Renders the content into a Typst project.
pub fn project(manuscript: &Manuscript, settings: Settings) -> Result<Project, InternalError> {
    Ok(render::render(manuscript, settings)?)
}

/// Typesets a project, adds the signature fields and, if asked, measures the pages. Returns none when a finding says why there is no PDF.
///
/// What is found on the pages gets its level and its waivers, as what the rules find.
pub fn finish(
    project: &Project,
    engine: &dyn Engine,
    options: FinishOptions<'_>,
    composed: &mut Composed,
) -> Result<Option<Finished>, InternalError> {
    let Some(compiled) = typeset(project, engine, options.measure.is_some(), composed)? else { return Ok(None) };
    let Some(pdf) = compiled.pdf else { return Ok(None) };
    let locations = match Locations::new(&compiled.marks, options.signing) {
        Ok(locations) => Some(locations),
        // Custom templates may leave the mark out; then nobody knows where to sign.
        Err(SignError::NoMark(_)) if project.own_templates => None,
        Err(error) => return Err(error.into()),
    };
    let page_report = match (&composed.output, options.measure) {
        (Some(manuscript), Some(_)) => {
            let pages = compiled.pages.as_deref();
            let locations = locations.as_ref();
            Some(preflight::measure(preflight::Subject { manuscript, pages, locations, draft: options.draft }))
        }
        _ => None,
    };
    if let (Some(report), Some(policy), Some(file)) = (&page_report, options.measure, composed.file) {
        let mut found = Findings::new();
        found.extend(report.findings(file, project.own_templates));
        let judged = (Scope::Pages, report.pages.is_some());
        policy::apply(&mut found, policy, Some(file), &composed.sources, judged, &composed.waiver_terms);
        composed.findings.append(found);
    } else if locations.is_none() && !options.draft {
        composed.findings.extend(composed.file.map(no_room_to_sign));
    }
    let pdf = match &locations {
        Some(locations) if !options.draft => sign::append(&pdf, locations, options.signing.fields)?,
        _ => pdf,
    };
    Ok(Some(Finished { pdf, locations, page_report, signing: options.signing, engine: engine.identity() }))
}

fn no_room_to_sign(file: FileId) -> Diagnostic {
    let message = text(
        "mẫu trình bày không đánh dấu chỗ ký bằng nhãn `chu-ky`",
        "the templates do not mark the room to sign with the label `chu-ky`",
    );
    Diagnostic::new(&LAYOUT_FIELDS, Span::new(file, 0..0), message).help(text(
        "thêm `[#metadata((width: …, height: …))<chu-ky>]` ở chỗ ký trong mẫu, như templates/nd30/ending.typ",
        "add `[#metadata((width: …, height: …))<chu-ky>]` to the room to sign, as in templates/nd30/ending.typ",
    ))
}

/// Runs the engine. Its complaints become findings of the plan.
fn typeset(
    project: &Project,
    engine: &dyn Engine,
    measured: bool,
    composed: &mut Composed,
) -> Result<Option<Compiled>, InternalError> {
    let endless = composed.output.as_ref().and_then(|it| endless(&it.words(), it, &composed.sources));
    if let Some(endless) = endless {
        // No engine comes to an end with it.
        composed.findings.push(endless);
        return Ok(None);
    }
    let compiled = if measured { engine.compile_to_measure(project)? } else { engine.compile(project)? };
    for complaint in &compiled.complaints {
        let found = finding(complaint, project, composed);
        composed.findings.extend(found);
    }
    Ok(Some(compiled))
}

/// Finds what no engine comes to an end with: an unbreakable run of text, a letter with very many marks.
fn endless(printed: &[&str], manuscript: &Manuscript, sources: &SourceMap) -> Option<Diagnostic> {
    let (_, what) = printed.iter().find_map(|text| glyphs::endless(text))?;
    Some(glyphs::endless_finding(what, manuscript, sources))
}

/// Returns what an engine complains about as findings.
fn finding(complaint: &Complaint, project: &Project, composed: &Composed) -> Vec<Diagnostic> {
    let Some(manuscript) = &composed.output else { return Vec::new() };
    let plan = manuscript.origins.plan.0;
    if let Some(family) = complaint.missing_font() {
        let message = text(format!("không có phông chữ `{family}`"), format!("the font `{family}` is not installed"));
        let help = text(
            "cài phông ấy, hoặc bỏ --font để dùng phông kèm theo",
            "install it, or remove --font to use the bundled one",
        );
        return vec![Diagnostic::new(&MISSING_FONT, plan, message).help(help)];
    }
    if let Some(shown) = complaint.missing_glyphs() {
        let faces = Faces::of(&project.fonts);
        return glyphs::findings(&glyphs::quoted(&shown, &faces), &faces, manuscript, &[], &composed.sources);
    }
    let message =
        text(format!("bộ dàn trang báo: {}", complaint.message), format!("the engine reports: {}", complaint.message));
    let help = if project.own_templates {
        text("sửa mẫu trình bày trong thư mục --templates", "fix the templates given by --templates")
    } else {
        text(
            "đây có thể là lỗi của chương trình; gửi kèm tệp kế hoạch khi báo lỗi",
            "this may be a bug in kehoach; report it with the plan",
        )
    };
    vec![Diagnostic::new(&LAYOUT_COMPLAINT, plan, message).help(help)]
}
