//! `kehoach verify`: a signed PDF against the built one.

use std::path::Path;

use super::arguments::Common;
use super::report::{self, UserError};
use super::verify_arguments::Verify;
use super::{Exit, build, files, settings, signing, templates};
use crate::base::diagnostic::{Language, Text, text};
use crate::output::sign::verify::{Origin, Report, verify};
use crate::output::sign::{AGENCY_FIELD, Blank, SIGNER_FIELD, Sidecar, sha256};
use crate::pipeline::{self, FinishOptions, Finished};

pub(super) fn run(args: &Verify, common: &Common) -> anyhow::Result<Exit> {
    let language = report::style(common).language;
    let signed = files::pdf(&args.signed)?;
    let built = args.built.as_deref().map(files::pdf).transpose()?;
    let rebuilt = match &args.plan {
        Some(plan) => match rebuild(args, plan, common)? {
            Some(finished) => Some(finished),
            None => return Ok(Exit::Usage),
        },
        None => None,
    };
    // A sidecar tells of one file: that of another build is of no use.
    let sidecar = match &args.built {
        Some(path) => {
            sidecar(path).filter(|rendered| built.as_deref().is_some_and(|pdf| sha256(pdf) == rendered.pdf.sha256))
        }
        None => sidecar(&args.signed),
    };
    let blanks: &[Blank] = match (&rebuilt, &sidecar) {
        (Some(finished), _) => finished.locations.as_ref().map_or(&[], |locations| &locations.blanks),
        (None, Some(sidecar)) => &sidecar.blanks,
        (None, None) => &[],
    };
    let origin = Origin {
        built: built.as_deref().or(rebuilt.as_ref().map(|finished| finished.pdf.as_slice())),
        sidecar: sidecar.as_ref(),
        blanks,
    };
    let found = verify(&signed, origin).map_err(|error| UserError {
        message: text(
            format!("không đối chiếu được `{}`: {}", args.signed.display(), error.reason().get(Language::Vietnamese)),
            format!("`{}` cannot be verified: {}", args.signed.display(), error.reason().get(Language::English)),
        ),
        help: text("kiểm tra lại tệp, hoặc lấy lại tệp từ chương trình ký", "see whether it is the signed file"),
    })?;
    report::print(&rendered(&found, language))?;
    Ok(if found.is_clean() && !found.signed.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// The sidecar beside a PDF, if there is one that can be read.
fn sidecar(pdf: &Path) -> Option<Sidecar> {
    Sidecar::read(&files::sidecar_text(&signing::sidecar_of(pdf))?)
}

/// Builds a plan in memory, as `build` does. None when its mistakes forbid it; they are told then.
fn rebuild(args: &Verify, plan: &Path, common: &Common) -> anyhow::Result<Option<Finished>> {
    let settings = settings::settings(args.font.as_deref(), false, args.paper, args.templates.as_deref())?;
    let signing = signing::settings(!args.no_fields, args.seal_diameter.as_deref())?;
    let plan = files::plan(plan)?;
    let library = files::library(args.packs.as_deref())?;
    // Without the rules: they change nothing of the document, and may judge otherwise today than on the day of the build.
    let mut composed = pipeline::compose_plan(&plan, &library);
    composed.findings.extend(library.findings.iter().cloned());
    let project = match &composed.output {
        Some(manuscript) if !composed.findings.has_errors() => {
            Some(templates::project(manuscript, settings, args.templates.as_deref())?)
        }
        _ => None,
    };
    let finished = match project {
        Some(project) => {
            let engine = build::engine(args.engine, args.typst.as_deref())?;
            let finish = FinishOptions { signing, draft: false, measure: None };
            pipeline::finish(&project, engine.as_ref(), finish, &mut composed)?
        }
        None => None,
    };
    if finished.is_none() {
        let style = report::style(common);
        report::findings(&composed.findings.sorted(), &composed.sources, style);
        report::status(
            "không dựng lại được kế hoạch nên không đối chiếu được",
            "the plan cannot be built, so there is nothing to compare with",
            style.language,
        );
    }
    Ok(finished)
}

/// The report as people read it.
fn rendered(found: &Report, language: Language) -> String {
    let mut out = String::new();
    let mut line = |rendered: &Text| {
        // A signature says its signer's name itself: it may not look like a line of ours.
        out.push_str(&rendered.get(language).replace(['\n', '\r'], " "));
        out.push('\n');
    };
    let wrong = |fault: &Text| {
        text(
            format!("  lỗi: {}", fault.get(Language::Vietnamese)),
            format!("  error: {}", fault.get(Language::English)),
        )
    };
    line(&text("Bản đã dựng:", "Built file:"));
    for rendered in &found.beginning {
        line(&text(
            format!("  {}", rendered.get(Language::Vietnamese)),
            format!("  {}", rendered.get(Language::English)),
        ));
    }
    found.faults.iter().map(wrong).for_each(|rendered| line(&rendered));
    for (at, step) in found.steps.iter().enumerate() {
        line(&text(format!("Lần ghi thêm {}:", at + 1), format!("Appended, {}:", at + 1)));
        for deed in &step.deeds {
            line(&text(format!("  {}", deed.get(Language::Vietnamese)), format!("  {}", deed.get(Language::English))));
        }
        step.faults.iter().map(wrong).for_each(|rendered| line(&rendered));
        if step.deeds.is_empty() && step.faults.is_empty() {
            line(&text("  không đổi gì trong văn bản", "  changes nothing of the document"));
        }
    }
    for rendered in verdict(found) {
        line(&rendered);
    }
    out
}

fn verdict(found: &Report) -> Vec<Text> {
    let is_signed = |field: &str| found.signed.iter().any(|signed| signed == field);
    let mut out = Vec::new();
    if !found.is_clean() {
        out.push(text(
            "KHÔNG ĐẠT: có lỗi nêu ở trên; không ban hành, không sử dụng tệp này.",
            "FAILED: see the errors above; this file is not to be issued or used.",
        ));
    } else if found.signed.is_empty() {
        out.push(text("CHƯA KÝ: tệp chưa có chữ ký nào.", "NOT SIGNED: the file has no signature."));
    } else {
        out.push(if found.compared {
            text(
                "ĐẠT: ngoài chữ ký, số và ngày, không có gì bị sửa.",
                "PASSED: apart from signatures, number and day, nothing was changed.",
            )
        } else {
            text(
                "ĐẠT MỘT PHẦN: từ khi ký không có gì bị sửa, nhưng chưa đối chiếu với bản đã dựng.",
                "PASSED IN PART: nothing was changed since it was signed, but there was no built file to compare with.",
            )
        });
        for (field, vi, en) in [(SIGNER_FIELD, "người có thẩm quyền", "leader"), (AGENCY_FIELD, "cơ quan", "agency")]
        {
            if !is_signed(field) {
                out.push(text(
                    format!("Ô {field} (chữ ký của {vi}) còn trống."),
                    format!("The field {field} (of the {en}) is still empty."),
                ));
            }
        }
    }
    out.push(text(
        "Chứng thư số của ai, còn hiệu lực hay không thì kehoach không kiểm tra: xem bằng công cụ của cơ quan chứng thực (vSignPDF).",
        "Whose certificate it is, and whether it is valid, is not checked here: use the tools of the signing authority (vSignPDF).",
    ));
    out
}
