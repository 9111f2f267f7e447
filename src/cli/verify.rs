//! `kehoach verify`: compares a signed PDF with the built one.

use std::path::{Path, PathBuf};

use clap::Args;

use super::common::{Common, PacksOption};
use super::engine::{self, EngineName};
use super::exit::Exit;
use super::output_name::{HTML, Output};
use super::terminal::{self, Stream};
use super::user_error::user_error;
use super::{files, report, settings, signing, templates, writing};
use crate::base::diagnostic::{Language, Text, text};
use crate::base::shown;
use crate::output::sign::verify::pictures::{self, Comparison};
use crate::output::sign::verify::{Origin, Report, verify};
use crate::output::sign::{AGENCY_FIELD, SIGNER_FIELD, Sidecar, sha256};
use crate::output::write::{Change, Inputs};
use crate::pipeline::{self, FinishOptions, Finished};

/// Đối chiếu tệp đã ký với bản đã dựng: ngoài chữ ký, số và ngày, không có gì bị sửa
/// en: Compare a signed file with the built one: nothing but signatures, number and date was changed
#[derive(Debug, Args)]
#[command(override_usage = "kehoach verify <ĐÃ-KÝ.pdf> [--built <ĐÃ-DỰNG.pdf> | --plan <KẾ-HOẠCH>]")]
pub(super) struct VerifyArgs {
    /// Tệp PDF đã ký
    /// en: The signed PDF
    #[arg(value_name = "ĐÃ-KÝ.pdf")]
    signed: PathBuf,
    /// Tệp PDF mà kehoach đã dựng, trước khi ký
    /// en: The PDF as kehoach built it, before it was signed
    #[arg(long, value_name = "ĐÃ-DỰNG.pdf")]
    built: Option<PathBuf>,
    /// Tệp kế hoạch: dựng lại trong bộ nhớ rồi đối chiếu; đã dựng với tùy chọn nào thì ghi lại tùy chọn ấy
    /// en: The plan file: build it again in memory and compare; repeat the options of the build
    #[arg(long, value_name = "KẾ-HOẠCH", conflicts_with = "built")]
    plan: Option<PathBuf>,
    /// Ghi báo cáo kèm hình từng trang, bản đã dựng cạnh bản đã ký, ra tệp HTML
    /// en: Write the report with the pictures of all pages, built beside signed, as HTML
    #[arg(long, value_name = "TỆP.html")]
    report: Option<PathBuf>,
    /// Với --plan: phông chữ đã dùng khi dựng
    /// en: With --plan: the font of the build
    #[arg(long, value_name = "TÊN", requires = "plan")]
    font: Option<String>,
    /// Với --plan: đã dựng văn bản giấy
    /// en: With --plan: it was built as a document on paper
    #[arg(long, requires = "plan")]
    paper: bool,
    /// Với --plan: đã dựng không có ô chữ ký
    /// en: With --plan: it was built without signature fields
    #[arg(long, requires = "plan")]
    no_fields: bool,
    /// Với --plan: đường kính con dấu đã dùng khi dựng, mm; mặc định: 36
    /// en: With --plan: the seal diameter of the build in mm; default: 36
    #[arg(long, value_name = "MM", requires = "plan")]
    seal_diameter: Option<String>,
    /// Với --plan: bộ dàn trang đã dùng khi dựng, embedded hoặc typst
    /// en: With --plan: the typesetting engine of the build, embedded or typst
    #[arg(long, value_enum, value_name = "BỘ", requires = "plan")]
    engine: Option<EngineName>,
    /// Với --plan: nơi có chương trình typst
    /// en: With --plan: path of the program typst
    #[arg(long, value_name = "ĐƯỜNG-DẪN", requires = "plan")]
    typst: Option<PathBuf>,
    /// Với --plan: thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    /// en: With --plan: directory of city data (packs), in place of the bundled one
    #[arg(long, value_name = "THƯ-MỤC", requires = "plan")]
    packs: Option<PathBuf>,
    /// Với --plan: thư mục mẫu trình bày riêng đã dùng khi dựng
    /// en: With --plan: the directory of custom templates of the build
    #[arg(long, value_name = "THƯ-MỤC", requires = "plan")]
    templates: Option<PathBuf>,
}

pub(super) fn run(args: &VerifyArgs, common: &Common) -> anyhow::Result<Exit> {
    let page = args.report.as_deref().map(|path| Output::of(path, &HTML, "--report")).transpose()?;
    if let Some(Output::Stdout) = page {
        return Err(user_error(
            "--report ghi ra tệp, không ghi ra đầu ra chuẩn",
            "--report writes a file, not the standard output",
        )
        .hint("ghi tên tệp, ví dụ --report doi-chieu.html", "name a file, for example --report report.html")
        .into());
    }
    let signed = files::pdf(&args.signed)?;
    let built = args.built.as_deref().map(files::pdf).transpose()?;
    let rebuilt = match &args.plan {
        Some(plan) => match rebuild(args, plan, common)? {
            Some(finished) => Some(finished),
            None => return Ok(Exit::Usage),
        },
        None => None,
    };
    // A sidecar describes one file: that of another build is of no use.
    let sidecar = match &args.built {
        Some(path) => sidecar(path).filter(|one| built.as_deref().is_some_and(|pdf| sha256(pdf) == one.pdf.sha256)),
        None => sidecar(&args.signed),
    };
    let origin = Origin {
        built: built.as_deref().or(rebuilt.as_ref().map(|finished| finished.pdf.as_slice())),
        sidecar: sidecar.as_ref().filter(|_| rebuilt.is_none()),
    };
    let mut found = verify(&signed, origin).map_err(|error| {
        let shown = shown::path(&args.signed);
        user_error(format!("không đối chiếu được `{shown}`"), format!("cannot verify `{shown}`"))
            .because(error.reason())
            .hint("kiểm tra lại tệp, hoặc lấy lại tệp từ chương trình ký", "check whether it is the signed file")
    })?;
    // Of a file that is refused already, the pictures are drawn for those who want to see them.
    let pictures = if found.is_clean() || args.report.is_some() {
        let before = origin.built.unwrap_or(&signed[..found.built]);
        let program = std::env::current_exe().unwrap_or_default();
        pictures::compare(&program, before, &signed, &found.boxes, args.report.is_some())
    } else {
        Comparison::default()
    };
    found.faults.extend(pictures.faults.iter().cloned());
    let said = rendered(&found, &pictures.notes, common.lang);
    if let Some(path) = page.as_ref().and_then(Output::path) {
        let page = pictures::html(&said, &pictures, common.lang);
        writing::write(&[Change::put(path, page.as_bytes())], &inputs(args), "--report", common.lang)?;
    }
    report::print(&said)?;
    Ok(if found.is_clean() && !found.signed.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Returns what is compared: the report takes the place of none of it.
fn inputs(args: &VerifyArgs) -> Inputs {
    let pdfs = [Some(&args.signed), args.built.as_ref()].into_iter().flatten();
    let inputs = pdfs.fold(Inputs::new(), |inputs, pdf| inputs.with(pdf).with(signing::sidecar_of(pdf)));
    args.plan.iter().fold(inputs, Inputs::with)
}

/// Returns the sidecar of a PDF, if there is one that can be read.
fn sidecar(pdf: &Path) -> Option<Sidecar> {
    Sidecar::read(&files::sidecar_text(&signing::sidecar_of(pdf))?)
}

/// Builds a plan in memory, as `build` does. None when its errors forbid it; they are reported then.
fn rebuild(args: &VerifyArgs, plan: &Path, common: &Common) -> anyhow::Result<Option<Finished>> {
    let settings = settings::settings(args.font.as_deref(), false, args.paper, args.templates.as_deref())?;
    let signing = signing::settings(!args.no_fields, args.seal_diameter.as_deref())?;
    let packs = PacksOption { directory: args.packs.clone() };
    let library = files::library_of(plan, &packs, common.lang)?;
    let plan = files::plan(plan)?;
    // Without the rules: they change nothing in the document, and may find something today that they did not on the day of the build.
    let mut composed = pipeline::compose_plan(&plan, &library);
    composed.findings.extend(library.findings.iter().cloned());
    let finished = match &composed.output {
        Some(manuscript) if !composed.findings.has_errors() => {
            let project = templates::project(manuscript, settings, args.templates.as_deref())?;
            let engine = engine::start(args.engine, args.typst.as_deref())?;
            let finish = FinishOptions { signing, draft: false, measure: None };
            pipeline::finish(&project, engine.as_ref(), finish, &mut composed).map_err(engine::failed)?
        }
        _ => None,
    };
    if finished.is_none() {
        report::findings(composed.findings, &composed.sources, terminal::style(common, Stream::Stderr));
        report::status(
            "không dựng lại được kế hoạch nên không đối chiếu được",
            "the plan cannot be built, so there is nothing to compare with",
            common.lang,
        );
    }
    Ok(finished)
}

/// Returns the report as people read it.
fn rendered(found: &Report, notes: &[Text], language: Language) -> String {
    let mut out = String::new();
    // A signature has the name of its signer: it must not look like a line of ours.
    let mut line = |indent: &str, line: &Text| {
        out.push_str(&format!("{indent}{}\n", line.get(language).replace(['\n', '\r'], " ")));
    };
    let error = match language {
        Language::Vietnamese => "  lỗi: ",
        Language::English => "  error: ",
    };
    line("", &not_checked());
    line("", &text("Bản đã dựng:", "Built file:"));
    found.beginning.iter().for_each(|one| line("  ", one));
    found.faults.iter().for_each(|fault| line(error, fault));
    for (at, step) in found.steps.iter().enumerate() {
        line("", &text(format!("Lần ghi thêm {}:", at + 1), format!("Appended, {}:", at + 1)));
        step.deeds.iter().for_each(|deed| line("  ", deed));
        step.faults.iter().for_each(|fault| line(error, fault));
        if step.deeds.is_empty() && step.faults.is_empty() {
            line("  ", &text("không đổi gì trong văn bản", "changes nothing of the document"));
        }
    }
    for one in notes.iter().chain(&verdict(found)) {
        line("", one);
    }
    out
}

/// Returns what is not checked; it comes first.
fn not_checked() -> Text {
    text(
        "Không kiểm tra ở đây: chứng thư số có do nơi được tin cậy cấp, còn hiệu lực hay đã bị thu hồi; xem bằng công cụ của cơ quan chứng thực (vSignPDF).",
        "Not checked here: whether a trusted authority issued the certificates, and whether they are valid or revoked; use the tools of the signing authority (vSignPDF).",
    )
}

fn verdict(found: &Report) -> Vec<Text> {
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
        for (is_signed, field, vi, en) in [
            (found.leader, SIGNER_FIELD, "người có thẩm quyền", "leader"),
            (found.agency, AGENCY_FIELD, "cơ quan", "agency"),
        ] {
            if is_signed {
                continue;
            }
            out.push(if found.is_closed {
                text(
                    format!("Ô {field} (chữ ký của {vi}) còn trống, và chữ ký đã có cấm ký tiếp: phải dựng lại và ký lại."),
                    format!("The field {field} (of the {en}) is empty, and a signature forbids that it is signed: build and sign again."),
                )
            } else {
                text(
                    format!("Ô {field} (chữ ký của {vi}) còn trống."),
                    format!("The field {field} (of the {en}) is still empty."),
                )
            });
        }
    }
    out
}
