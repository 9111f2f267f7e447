//! The Typst compiler as a library. Only the files of this directory may use it.

mod layout;
mod world;

use typst::diag::{Severity, SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::{Compiled, Complaint, Engine, EngineError, Gravity, TYPST_VERSION};
use crate::output::typst_project::Project;
use world::ProjectWorld;

/// The engine inside the program: no other program, no network, no clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Embedded;

#[cfg(feature = "internals")]
impl Embedded {
    /// Returns the finished pages as measurable parts, without making a PDF; none if there are errors.
    #[must_use]
    pub fn pages(&self, project: &Project) -> Vec<super::SetPage> {
        let world = ProjectWorld::new(project);
        typst::compile::<PagedDocument>(&world).output.map(|document| layout::pages(&document)).unwrap_or_default()
    }
}

impl Engine for Embedded {
    fn identity(&self) -> String {
        format!("embedded typst {TYPST_VERSION}")
    }

    fn compile(&self, project: &Project) -> Result<Compiled, EngineError> {
        compile(project, false)
    }

    fn compile_to_measure(&self, project: &Project) -> Result<Compiled, EngineError> {
        compile(project, true)
    }
}

fn compile(project: &Project, measured: bool) -> Result<Compiled, EngineError> {
    let world = ProjectWorld::new(project);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let mut complaints: Vec<Complaint> = warnings.iter().map(complaint).collect();
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| EngineError::Broken(error.message().to_string()))?;
    let options = PdfOptions { ident: Smart::Auto, standards, ..PdfOptions::default() };
    let compiled = output.and_then(|document| {
        let pages = measured.then(|| layout::pages(&document));
        Ok((typst_pdf::pdf(&document, &options)?, layout::marks(&document), pages))
    });
    let (pdf, marks, pages) = match compiled {
        Ok((pdf, marks, pages)) => (Some(pdf), marks, pages),
        Err(errors) => {
            complaints.extend(errors.iter().map(complaint));
            (None, Vec::new(), None)
        }
    };
    // Keeps the cache between documents, except for what the last five did not use.
    typst::comemo::evict(5);
    Ok(Compiled { pdf, marks, pages, complaints })
}

fn complaint(diagnostic: &SourceDiagnostic) -> Complaint {
    let gravity = match diagnostic.severity {
        Severity::Error => Gravity::Error,
        Severity::Warning => Gravity::Warning,
    };
    Complaint { gravity, message: diagnostic.message.to_string() }
}
