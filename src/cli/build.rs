//! `kehoach build`: checks a plan, then writes its document.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::common::{Common, PacksOption, TableFormat};
use super::engine::{self, EngineName};
use super::exit::Exit;
use super::output_name::Output;
use super::target::{Place, Target, not_exported};
use super::terminal::{self, Stream};
use super::user_error::{UserError, user_error};
use super::{files, report, settings, signing, templates, writing};
use crate::base::diagnostic::{Findings, Language, Level};
use crate::base::shown;
use crate::checks::policy::{CheckPolicy, Levels};
use crate::output::engine::Engine;
use crate::output::export::write_project;
use crate::output::preflight::{self, PageReport};
use crate::output::render::Settings;
use crate::output::sign::{self, Sidecar};
use crate::output::typst_project::{self, Project};
use crate::output::write::{Change, Inputs};
use crate::pipeline::{self, Composed, FinishOptions, Library, Projects};

/// Dựng văn bản: kiểm tra kế hoạch rồi ghi tệp PDF
/// en: Build the document: check the plan, then write the PDF
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "flags of a command")]
#[command(override_usage = "kehoach build <KẾ-HOẠCH> [TÙY CHỌN]")]
pub(super) struct BuildArgs {
    /// Tệp kế hoạch (plan.toml)
    /// en: The plan file (plan.toml)
    #[arg(value_name = "KẾ-HOẠCH")]
    plan: PathBuf,
    /// Nơi ghi: tên tệp, tên thư mục (với --format typ), hoặc - để ghi ra đầu ra chuẩn; mặc định: bên cạnh kế hoạch
    /// en: Where to write: a file, a directory (with --format typ), or - for the standard output; default: next to the plan
    #[arg(short, long, value_name = "TỆP")]
    output: Option<PathBuf>,
    /// Dạng văn bản: pdf (mặc định; PDF/A-2a, PDF/UA-1) hoặc typ (thư mục nguồn Typst)
    /// en: Format of the document: pdf (default; PDF/A-2a, PDF/UA-1) or typ (a directory of Typst sources)
    #[arg(long, value_enum, default_value = "pdf", value_name = "DẠNG")]
    format: Format,
    /// Bộ dàn trang: embedded (mặc định; có sẵn trong chương trình) hoặc typst (chương trình bên ngoài)
    /// en: Typesetting engine: embedded (default; inside the program) or typst (an external program)
    #[arg(long, value_enum, value_name = "BỘ")]
    engine: Option<EngineName>,
    /// Nơi có chương trình typst; mặc định: tìm trong PATH
    /// en: Path of the program typst; default: found in PATH
    #[arg(long, value_name = "ĐƯỜNG-DẪN")]
    typst: Option<PathBuf>,
    /// Phông chữ có trên máy, như "Times New Roman"; mặc định: phông kèm theo, cùng kích thước chữ
    /// en: An installed font, such as "Times New Roman"; default: the bundled font, which is as wide
    #[arg(long, value_name = "TÊN")]
    font: Option<String>,
    #[command(flatten)]
    packs: PacksOption,
    /// Thư mục mẫu trình bày riêng: main.typ.tera, nd30/*.typ; tệp nào không có thì dùng bản kèm theo
    /// en: Directory of custom templates: main.typ.tera, nd30/*.typ; a missing file is taken from the bundled ones
    #[arg(long, value_name = "THƯ-MỤC")]
    templates: Option<PathBuf>,
    /// Đo trang in theo từng điểm của Nghị định 30, in bảng kết quả: human (mặc định) hoặc json (--proof=json, cho chương trình khác); không đạt thì không ghi
    /// en: Measure the pages by each clause of Decree 30 and print a table, human or json (--proof=json); nothing is written when a clause is not met
    #[arg(long, value_enum, value_name = "DẠNG", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    proof: Option<TableFormat>,
    /// Văn bản giấy: dòng chỉ dẫn ở phụ lục ghi đủ số và ngày; văn bản điện tử (mặc định) thì để trống
    /// en: A document on paper: references in appendices have number and date; in an electronic one (default) they are blank
    #[arg(long)]
    paper: bool,
    /// Đóng dấu DỰ THẢO và vẫn dựng khi kế hoạch còn lỗi; bản dự thảo không có ô chữ ký, ghi vào tệp riêng (plan.du-thao.pdf)
    /// en: Build a draft, marked as such, in spite of errors; it has no signature fields and a file of its own (plan.du-thao.pdf)
    #[arg(long)]
    draft: bool,
    /// Ghi đè cả tệp PDF đã ký, tệp PDF không do kehoach dựng, tệp mẫu đã sửa tay; không bao giờ ghi đè tệp mà lệnh này đọc
    /// en: Replace even a signed PDF, a PDF that kehoach did not build, templates that were edited; never a file that is read
    #[arg(long)]
    force: bool,
    /// Không đặt sẵn hai ô chữ ký số trong PDF; vị trí vẫn ghi ở tệp .ky.json
    /// en: Leave out the two signature fields of the PDF; their places are still in the .ky.json file
    #[arg(long)]
    no_fields: bool,
    /// Đường kính con dấu của cơ quan, mm; mặc định: 36
    /// en: Diameter of the agency's seal in mm; default: 36
    #[arg(long, value_name = "MM")]
    seal_diameter: Option<String>,
    /// Lấy ngày này làm ngày kiểm tra (2026-01-15); mặc định: hôm nay; văn bản dựng ra không phụ thuộc ngày này
    /// en: Check as of this day (2026-01-15); default: today; the document does not depend on it
    #[arg(long, value_name = "NGÀY")]
    today: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Pdf,
    Typ,
}

/// What is asked for, after every wrong combination of arguments was refused.
struct Request<'a> {
    args: &'a BuildArgs,
    common: &'a Common,
    target: Target,
    settings: Settings,
    signing: sign::Settings,
}

/// What was made, and where it goes.
enum Product<'p> {
    /// A PDF, and its sidecar; a draft has none.
    Pdf(&'p Output, Vec<u8>, Option<Box<Sidecar>>),
    Project(&'p Path, Project),
}

impl BuildArgs {
    /// The plan file.
    pub(super) fn plan(&self) -> &Path {
        &self.plan
    }
}

pub(super) fn run(args: &BuildArgs, common: &Common) -> anyhow::Result<Exit> {
    once(args, common).map(|(exit, _)| exit)
}

/// Builds once, and returns what was read for it, too.
pub(super) fn once(args: &BuildArgs, common: &Common) -> anyhow::Result<(Exit, Inputs)> {
    let plan = files::plan(&args.plan)?;
    let request = Request::new(args, common)?;
    let mut projects = Projects::with_packs(args.packs.directory.as_deref());
    let place = projects.place(&args.plan, files::library)?;
    let library = projects.library(&place).ok_or_else(|| anyhow::anyhow!("a plan without packs"))?;
    files::packs_in_use(&projects, common.lang);
    let levels = Levels::default();
    let policy = projects.policy(&place, &levels, pipeline::today(args.today));

    let (mut composed, content) = pipeline::check_to_build(&plan, library, &policy, &request.settings);
    let product = request.make(&mut composed, &policy, library)?;
    let inputs = request.inputs().with_sources(&composed.sources);
    let product = product.filter(|_| args.draft || !composed.findings.has_errors());
    report::findings(composed.findings, &composed.sources, terminal::style(common, Stream::Stderr));
    print_content_summary(&content, &args.plan, common.lang);
    let Some(product) = product else {
        let hint = if composed.output.is_some() && !args.draft {
            ("; xem trước bản dự thảo bằng --draft", "; --draft makes a draft")
        } else {
            ("", "")
        };
        report::status(
            &format!("chưa dựng văn bản vì còn lỗi{}", hint.0),
            &format!("no document was made because of the errors{}", hint.1),
            common.lang,
        );
        return Ok((Exit::Findings, inputs));
    };
    write(&product, &request.target, &inputs, common.lang)?;
    Ok((Exit::Clean, inputs))
}

impl<'a> Request<'a> {
    fn new(args: &'a BuildArgs, common: &'a Common) -> Result<Self, UserError> {
        if args.format == Format::Typ && args.proof.is_some() {
            return Err(user_error(
                "--proof đo văn bản PDF, không đo dự án Typst",
                "--proof measures a PDF, not a Typst project",
            )
            .hint("bỏ --format typ, hoặc bỏ --proof", "remove --format typ or --proof"));
        }
        let output = args.output.as_deref();
        let place = match args.format {
            Format::Pdf => Place::pdf(&args.plan, output, args.draft)?,
            Format::Typ => Place::project(&args.plan, output)?,
        };
        let target = Target { place, draft: args.draft, force: args.force };
        if let Place::Pdf(Output::File(path)) = &target.place {
            writing::not_an_input(path, &Inputs::new().with(&args.plan), "-o")?;
        }
        target.may_be_replaced()?;
        let settings = settings::settings(args.font.as_deref(), args.draft, args.paper, args.templates.as_deref())?;
        let signing = signing::settings(!args.no_fields && !args.draft, args.seal_diameter.as_deref())?;
        Ok(Self { args, common, target, settings, signing })
    }

    /// Returns the files that are read besides those of the plan's sources.
    fn inputs(&self) -> Inputs {
        let templates = self.args.templates.as_deref();
        let inputs = Inputs::new().with(&self.args.plan).with_directory(templates, self.settings.templates.keys());
        self.args.typst.iter().fold(inputs, Inputs::with)
    }

    /// Makes the product; none when errors forbid it.
    fn make(
        &self,
        composed: &mut Composed,
        policy: &CheckPolicy<'_>,
        library: &Library,
    ) -> anyhow::Result<Option<Product<'_>>> {
        let args = self.args;
        let allowed = args.draft || !composed.findings.has_errors();
        let Some(manuscript) = composed.output.as_ref().filter(|_| allowed) else { return Ok(None) };
        let project = templates::project(manuscript, self.settings.clone(), args.templates.as_deref())?;
        let output = match &self.target.place {
            Place::Project(path) => return Ok(Some(Product::Project(path, project))),
            Place::Pdf(output) => output,
        };
        let engine = engine::start(args.engine, args.typst.as_deref())?;
        let finish = FinishOptions { signing: self.signing, draft: args.draft, measure: args.proof.map(|_| policy) };
        let Some(finished) = pipeline::finish(&project, engine.as_ref(), finish, composed).map_err(engine::failed)?
        else {
            return Ok(None);
        };
        if let (Some(page_report), Some(format)) = (&finished.page_report, args.proof) {
            self.print_page_report(page_report, format, engine.as_ref())?;
        }
        // A draft is not to be signed, and a stream takes one file.
        let sidecar = match (output.file(), &composed.output) {
            (Some(path), Some(manuscript)) if !args.draft => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                finished.sidecar(&name, manuscript, library).map(Box::new)
            }
            _ => None,
        };
        Ok(Some(Product::Pdf(output, finished.pdf, sidecar)))
    }

    /// Prints the page report to standard output, unless the document itself goes there.
    fn print_page_report(
        &self,
        page_report: &PageReport,
        format: TableFormat,
        engine: &dyn Engine,
    ) -> Result<(), UserError> {
        let to_stdout = !matches!(self.target.place, Place::Pdf(Output::Stdout));
        let style = terminal::style(self.common, if to_stdout { Stream::Stdout } else { Stream::Stderr });
        let out = match format {
            TableFormat::Json => {
                let (plan, engine) = (shown::path(&self.args.plan), engine.identity());
                preflight::json(
                    page_report,
                    preflight::About { plan: &plan, engine: &engine, language: style.language },
                )
            }
            TableFormat::Human => preflight::table(page_report, style.language, style.width),
        };
        if to_stdout {
            return report::print(&out);
        }
        report::eprint(&out);
        Ok(())
    }
}

/// Writes the product: the PDF and its sidecar together.
fn write(product: &Product<'_>, target: &Target, inputs: &Inputs, language: Language) -> Result<(), UserError> {
    let written = match product {
        Product::Pdf(Output::Stdout, pdf, _) => return report::print_bytes(pdf),
        Product::Pdf(Output::Stream(path), pdf, _) => {
            writing::write(&[Change::put(path, pdf)], inputs, "-o", language)?;
            shown::path(path)
        }
        Product::Pdf(Output::File(path), pdf, sidecar) => {
            // Somebody may have signed it in the meantime.
            target.may_be_replaced()?;
            let beside = signing::sidecar_of(path);
            let text = sidecar.as_ref().map(|sidecar| sidecar.text());
            let mut changes = vec![Change::put(path, pdf)];
            match &text {
                Some(text) => changes.push(Change::put(&beside, text.as_bytes())),
                // It tells of an older document.
                None if !target.draft && beside.is_file() => changes.push(Change::remove(&beside)),
                None => {}
            }
            writing::write(&changes, inputs, "-o", language)?;
            let beside = text.map(|_| format!(", {}", shown::path(&beside))).unwrap_or_default();
            format!("{}{beside}", shown::path(path))
        }
        Product::Project(path, project) => {
            let left =
                write_project(path, project, inputs, target.force).map_err(|error| not_exported(path, &error))?;
            writing::swept(&left, language);
            shown::path(&path.join(typst_project::MAIN))
        }
    };
    report::status(&format!("đã ghi {written}"), &format!("wrote {written}"), language);
    Ok(())
}

/// One line in place of findings that change nothing any more.
fn print_content_summary(findings: &Findings, plan: &Path, language: Language) {
    let count = |level| findings.iter().filter(|one| one.waived.is_none() && one.level == level).count();
    let (errors, warnings, plan) = (count(Level::Error), count(Level::Warning), shown::path(plan));
    if errors + warnings > 0 {
        report::status(
            &format!("{errors} lỗi, {warnings} cảnh báo về nội dung; xem: kehoach check {plan}"),
            &format!("errors: {errors}, warnings: {warnings} about the content; see: kehoach check {plan}"),
            language,
        );
    }
}
