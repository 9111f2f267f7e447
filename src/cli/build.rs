//! `kehoach build`: checks a plan, then writes its document.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::common::{Common, PacksOption, TableFormat};
use super::engine::{self, EngineName};
use super::exit::Exit;
use super::terminal::{self, Stream};
use super::user_error::{UserError, cannot_write, user_error};
use super::{files, report, settings, signing, templates};
use crate::base::diagnostic::{Findings, Language, Level};
use crate::base::shown;
use crate::checks::policy::{CheckPolicy, Levels};
use crate::output::engine::Engine;
use crate::output::preflight::{self, PageReport};
use crate::output::render::Settings;
use crate::output::sign::{self, Sidecar};
use crate::output::typst_project::{self, Project};
use crate::output::write;
use crate::pipeline::{self, Composed, FinishOptions, Library, Projects};

/// Dựng văn bản: kiểm tra kế hoạch rồi ghi tệp PDF
/// en: Build the document: check the plan, then write the PDF
#[derive(Debug, Args)]
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
    /// Đóng dấu DỰ THẢO và vẫn dựng khi kế hoạch còn lỗi; bản dự thảo không có ô chữ ký
    /// en: Build a draft, marked as such, in spite of errors; a draft has no signature fields
    #[arg(long)]
    draft: bool,
    /// Không đặt sẵn hai ô chữ ký số trong PDF; vị trí vẫn ghi ở tệp .ky.json
    /// en: Leave out the two signature fields of the PDF; their places are still in the .ky.json file
    #[arg(long)]
    no_fields: bool,
    /// Đường kính con dấu của cơ quan, mm; mặc định: 36
    /// en: Diameter of the agency's seal in mm; default: 36
    #[arg(long, value_name = "MM")]
    seal_diameter: Option<String>,
    /// Kiểm tra như vào ngày này (2026-01-15); mặc định: hôm nay; văn bản dựng ra không phụ thuộc ngày này
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

/// What is written, and where.
enum Target {
    /// A PDF; to the standard output where it has no path.
    Pdf(Option<PathBuf>),
    Project(PathBuf),
}

/// What was made, and where it goes.
enum Product<'p> {
    /// A PDF, and its sidecar; a draft has none.
    Pdf(Option<&'p Path>, Vec<u8>, Option<Box<Sidecar>>),
    Project(&'p Path, Project),
}

pub(super) fn run(args: &BuildArgs, common: &Common) -> anyhow::Result<Exit> {
    let request = Request::new(args, common)?;
    let plan = files::plan(&args.plan)?;
    let library = files::library(args.packs.directory.as_deref())?;
    let mut projects = Projects::default();
    let place = projects.place(&args.plan, &library).map_err(UserError::from)?;
    let levels = Levels::default();
    let policy = projects.policy(&place, &levels, pipeline::today(args.today));

    let (mut composed, content) = pipeline::check_to_build(&plan, &library, &policy, &request.settings.fonts);
    let product = request.make(&mut composed, &policy, &library)?;
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
        return Ok(Exit::Findings);
    };
    write(&product, common.lang)?;
    Ok(Exit::Clean)
}

impl<'a> Request<'a> {
    fn new(args: &'a BuildArgs, common: &'a Common) -> Result<Self, UserError> {
        let target = Target::new(args)?;
        let settings = settings::settings(args.font.as_deref(), args.draft, args.paper, args.templates.as_deref())?;
        let signing = signing::settings(!args.no_fields && !args.draft, args.seal_diameter.as_deref())?;
        Ok(Self { args, common, target, settings, signing })
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
        let path = match &self.target {
            Target::Project(path) => return Ok(Some(Product::Project(path, project))),
            Target::Pdf(path) => path.as_deref(),
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
        // A draft is not to be signed, and the standard output takes one file.
        let sidecar = match (path, &composed.output) {
            (Some(path), Some(manuscript)) if !args.draft => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                finished.sidecar(&name, manuscript, library).map(Box::new)
            }
            _ => None,
        };
        Ok(Some(Product::Pdf(path, finished.pdf, sidecar)))
    }

    /// Prints the page report to standard output, unless the document itself goes there.
    fn print_page_report(
        &self,
        page_report: &PageReport,
        format: TableFormat,
        engine: &dyn Engine,
    ) -> Result<(), UserError> {
        let to_stdout = !matches!(self.target, Target::Pdf(None));
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

fn write(product: &Product<'_>, language: Language) -> Result<(), UserError> {
    let written = match product {
        Product::Pdf(None, pdf, _) => return report::print_bytes(pdf),
        Product::Pdf(Some(path), pdf, sidecar) => write_pdf(path, pdf, sidecar.as_deref())?,
        Product::Project(path, project) => {
            write::write_project(path, project).map_err(|error| cannot_write_to(path, &error))?;
            shown::path(&path.join(typst_project::MAIN))
        }
    };
    report::status(&format!("đã ghi {written}"), &format!("wrote {written}"), language);
    Ok(())
}

/// Writes a PDF and its sidecar, and returns their names. The PDF first: the sidecar has its hash, so one of an older PDF is recognized.
fn write_pdf(path: &Path, pdf: &[u8], sidecar: Option<&Sidecar>) -> Result<String, UserError> {
    let sidecar_path = signing::sidecar_of(path);
    write::write_file(path, pdf).map_err(|error| cannot_write_to(path, &error))?;
    let to_sidecar = |error: io::Error| cannot_write_to(&sidecar_path, &error);
    if let Some(sidecar) = sidecar {
        write::write_file(&sidecar_path, sidecar.text().as_bytes()).map_err(to_sidecar)?;
        return Ok(format!("{}, {}", shown::path(path), shown::path(&sidecar_path)));
    }
    if sidecar_path.is_file() {
        std::fs::remove_file(&sidecar_path).map_err(to_sidecar)?;
    }
    Ok(shown::path(path))
}

impl Target {
    fn new(args: &BuildArgs) -> Result<Self, UserError> {
        if args.format == Format::Typ && args.proof.is_some() {
            return Err(user_error(
                "--proof đo văn bản PDF, không đo dự án Typst",
                "--proof measures a PDF, not a Typst project",
            )
            .hint("bỏ --format typ, hoặc bỏ --proof", "remove --format typ or --proof"));
        }
        let stdout = args.output.as_deref() == Some(Path::new("-"));
        match (args.format, &args.output) {
            (Format::Pdf, _) if stdout => Ok(Self::Pdf(None)),
            (Format::Pdf, Some(path)) if path.is_dir() => {
                let (shown, example) = (shown::path(path), path.join("plan.pdf"));
                Err(user_error(
                    format!("`{shown}` là thư mục, không phải tên tệp PDF"),
                    format!("`{shown}` is a directory, not the name of a PDF"),
                )
                .hint(
                    format!("ghi rõ tên tệp, ví dụ -o {}", shown::path(&example)),
                    format!("name the file, for example -o {}", shown::path(&example)),
                ))
            }
            (Format::Pdf, Some(path)) => Ok(Self::Pdf(Some(path.clone()))),
            (Format::Pdf, None) => Ok(Self::Pdf(Some(args.plan.with_extension("pdf")))),
            (Format::Typ, _) if stdout => Err(user_error(
                "--format typ ghi nhiều tệp, không ghi ra đầu ra chuẩn được",
                "--format typ writes several files, which cannot go to the standard output",
            )
            .hint("ghi tên thư mục, ví dụ -o typ", "name a directory, for example -o typ")),
            (Format::Typ, Some(path)) if path.is_file() => Err(user_error(
                format!("`{}` là tệp, không phải thư mục", shown::path(path)),
                format!("`{}` is a file, not a directory", shown::path(path)),
            )
            .hint("--format typ cần tên thư mục, ví dụ -o typ", "--format typ needs a directory, for example -o typ")),
            (Format::Typ, Some(path)) => Ok(Self::Project(path.clone())),
            (Format::Typ, None) => {
                let stem = args.plan.file_stem().unwrap_or_default().to_string_lossy();
                Ok(Self::Project(args.plan.with_file_name(format!("{stem}-typ"))))
            }
        }
    }
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

fn cannot_write_to(path: &Path, error: &io::Error) -> UserError {
    let (vi, en) = match error.kind() {
        io::ErrorKind::NotFound => (
            "thư mục ấy chưa có; tạo thư mục trước, hoặc chọn nơi khác bằng -o",
            "that directory does not exist; create it, or choose another place with -o",
        ),
        io::ErrorKind::PermissionDenied => (
            "không có quyền ghi ở đó, hoặc tệp đang mở trong chương trình khác; đóng tệp ấy, hoặc chọn nơi khác bằng -o",
            "you may not write there, or another program has the file open; close it, or choose another place with -o",
        ),
        _ => {
            ("chọn nơi khác bằng -o; tệp cũ vẫn còn nguyên", "choose another place with -o; the old file is unchanged")
        }
    };
    cannot_write(path, error).hint(vi, en)
}
