//! `kehoach build`: checks a plan, then writes its document.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::arguments::Common;
use super::build_arguments::{Build, EngineName, Format, ProofFormat};
use super::report::{self, Stream, UserError};
use super::{Exit, files, settings, signing, templates};
use crate::base::diagnostic::{Findings, Language, Level, text};
use crate::checks::policy::Levels;
use crate::output::engine::{Engine, EngineError, External, TYPST_VERSION};
use crate::output::preflight::{self, Proof};
use crate::output::sign::Sidecar;
use crate::output::write;
use crate::pipeline::{self, FinishOptions, InternalError, Projects};

pub(super) fn run(build: &Build, common: &Common) -> anyhow::Result<Exit> {
    let style = report::style(common);
    let output = output(build)?;
    let settings = settings::settings(build.font.as_deref(), build.draft, build.paper, build.templates.as_deref())?;
    let signing = signing::settings(!build.no_fields && !build.draft, build.seal_diameter.as_deref())?;
    let plan = files::plan(&build.plan)?;
    let library = files::library(build.packs.as_deref())?;

    let mut projects = Projects::default();
    let place = projects.place(&build.plan, &library).map_err(UserError::from)?;
    let levels = Levels::default();
    let policy = projects.policy(&place, &levels, pipeline::today(build.today));
    let (mut composed, content) = pipeline::check_to_build(&plan, &library, &policy, &settings.fonts);

    let stopped = composed.output.is_none() || (composed.findings.has_errors() && !build.draft);
    let product = match &composed.output {
        Some(manuscript) if !stopped => {
            let project = templates::project(manuscript, settings, build.templates.as_deref())?;
            match build.format {
                Format::Typ => Some(Product::Project(project)),
                Format::Pdf => {
                    let engine = engine(build.engine, build.typst.as_deref())?;
                    let finish = FinishOptions { signing, draft: build.draft, proof: build.proof.map(|_| &policy) };
                    let finished = pipeline::finish(&project, engine.as_ref(), finish, &mut composed)?;
                    if let Some(proof) = finished.as_ref().and_then(|finished| finished.proof.as_ref()) {
                        tell_proof(proof, build, &output, engine.as_ref(), common)?;
                    }
                    let finished = finished.zip(composed.output.as_ref());
                    finished.map(|(finished, manuscript)| {
                        // A draft is not to be signed, and the standard output takes one file.
                        let name = match &output {
                            Output::Path(path) if !build.draft => path.file_name(),
                            _ => None,
                        };
                        let sidecar =
                            name.and_then(|name| finished.sidecar(&name.to_string_lossy(), manuscript, &library));
                        Product::Pdf(finished.pdf, sidecar.map(Box::new))
                    })
                }
            }
        }
        _ => None,
    };
    let errors = composed.findings.has_errors();
    let could_be_drafted = composed.output.is_some();
    report::findings(&composed.findings.sorted(), &composed.sources, style);
    print_content_summary(&content, &build.plan, style.language);
    let Some(product) = product.filter(|_| !errors || build.draft) else {
        let (vietnamese, english) = if could_be_drafted && !build.draft {
            (
                "chưa dựng văn bản vì còn lỗi; xem trước bản dự thảo bằng --draft",
                "no document was made because of the errors; --draft makes a draft",
            )
        } else {
            ("chưa dựng văn bản vì còn lỗi", "no document was made because of the errors")
        };
        report::status(vietnamese, english, style.language);
        return Ok(Exit::Findings);
    };
    write(&output, &product, style.language)?;
    Ok(Exit::Clean)
}

/// One line in place of findings that change nothing any more.
fn print_content_summary(findings: &Findings, plan: &Path, language: Language) {
    let count = |level| findings.iter().filter(|one| one.waived.is_none() && one.level == level).count();
    let (errors, warnings, plan) = (count(Level::Error), count(Level::Warning), plan.display());
    if errors + warnings > 0 {
        report::status(
            &format!("{errors} lỗi, {warnings} cảnh báo về nội dung; xem: kehoach check {plan}"),
            &format!("errors: {errors}, warnings: {warnings} in the substance; see: kehoach check {plan}"),
            language,
        );
    }
}

/// What was made.
enum Product {
    /// A PDF, and what its sidecar says; a draft has none.
    Pdf(Vec<u8>, Option<Box<Sidecar>>),
    Project(crate::output::typst_project::Project),
}

/// Where it goes.
enum Output {
    Stdout,
    Path(PathBuf),
}

/// The proof goes to the standard output, unless the document itself does.
fn tell_proof(
    proof: &Proof,
    build: &Build,
    output: &Output,
    engine: &dyn Engine,
    common: &Common,
) -> Result<(), UserError> {
    let stream = match output {
        Output::Stdout => Stream::Stderr,
        Output::Path(_) => Stream::Stdout,
    };
    let style = report::style_of(common, stream);
    let words = match build.proof {
        Some(ProofFormat::Json) => {
            let (plan, engine) = (build.plan.display().to_string(), engine.identity());
            preflight::json(proof, preflight::About { plan: &plan, engine: &engine, language: style.language })
        }
        Some(ProofFormat::Human) | None => preflight::table(proof, style.language, style.width),
    };
    match stream {
        Stream::Stdout => report::print(&words),
        Stream::Stderr => {
            report::eprint(&words);
            Ok(())
        }
    }
}

fn output(build: &Build) -> Result<Output, UserError> {
    match (&build.output, build.format) {
        (_, Format::Typ) if build.proof.is_some() => Err(UserError {
            message: text(
                "--proof đo văn bản PDF, không đo dự án Typst",
                "--proof measures the PDF, not a Typst project",
            ),
            help: text("bỏ --format typ, hoặc bỏ --proof", "leave out --format typ or --proof"),
        }),
        (Some(path), Format::Pdf) if path == Path::new("-") => Ok(Output::Stdout),
        (Some(path), Format::Pdf) if path.is_dir() => Err(UserError {
            message: text(
                format!("`{}` là thư mục, không phải tên tệp PDF", path.display()),
                format!("`{}` is a folder, not the name of a PDF", path.display()),
            ),
            help: text(
                format!("ghi rõ tên tệp, ví dụ -o {}", path.join("plan.pdf").display()),
                format!("name the file, for instance -o {}", path.join("plan.pdf").display()),
            ),
        }),
        (Some(path), Format::Typ) if path == Path::new("-") => Err(UserError {
            message: text(
                "--format typ ghi nhiều tệp, không ghi ra đầu ra chuẩn được",
                "--format typ writes several files, which cannot go to the standard output",
            ),
            help: text("ghi tên thư mục, ví dụ -o typ", "name a folder, for instance -o typ"),
        }),
        (Some(path), Format::Typ) if path.is_file() => Err(UserError {
            message: text(
                format!("`{}` là tệp, không phải thư mục", path.display()),
                format!("`{}` is a file, not a folder", path.display()),
            ),
            help: text(
                "--format typ cần tên thư mục, ví dụ -o typ",
                "--format typ needs a folder, for instance -o typ",
            ),
        }),
        (Some(path), _) => Ok(Output::Path(path.clone())),
        (None, Format::Pdf) => Ok(Output::Path(build.plan.with_extension("pdf"))),
        (None, Format::Typ) => {
            let stem = build.plan.file_stem().unwrap_or_default().to_string_lossy();
            Ok(Output::Path(build.plan.with_file_name(format!("{stem}-typ"))))
        }
    }
}

/// The engine that was asked for.
pub(super) fn engine(name: Option<EngineName>, typst: Option<&Path>) -> anyhow::Result<Box<dyn Engine>> {
    let wanted = name.unwrap_or(if cfg!(feature = "embedded") && typst.is_none() {
        EngineName::Embedded
    } else {
        EngineName::Typst
    });
    match wanted {
        #[cfg(feature = "embedded")]
        EngineName::Embedded => Ok(Box::new(crate::output::engine::Embedded)),
        #[cfg(not(feature = "embedded"))]
        EngineName::Embedded => Err(UserError {
            message: text(
                "bản này không có bộ dàn trang bên trong",
                "this program was made without the embedded engine",
            ),
            help: text("dùng --engine typst", "use --engine typst"),
        }
        .into()),
        EngineName::Typst => {
            let program = typst.unwrap_or(Path::new("typst"));
            match External::new(program) {
                Ok(engine) => Ok(Box::new(engine)),
                Err(fault @ (EngineError::CannotStart { .. } | EngineError::WrongVersion { .. })) => {
                    Err(no_typst(&fault).into())
                }
                Err(fault) => Err(InternalError::Engine(fault).into()),
            }
        }
    }
}

fn write(output: &Output, product: &Product, language: Language) -> anyhow::Result<()> {
    match (output, product) {
        (Output::Stdout, Product::Pdf(pdf, _)) => {
            let mut out = io::stdout().lock();
            match out.write_all(pdf).and_then(|()| out.flush()) {
                // Whoever stopped reading has what they wanted.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                Err(error) => Err(cannot_write(Path::new("-"), &error).into()),
                Ok(()) => Ok(()),
            }
        }
        (Output::Path(path), Product::Pdf(pdf, sidecar)) => {
            let beside = signing::sidecar_of(path);
            write::write_file(path, pdf).map_err(|error| cannot_write(path, &error))?;
            // The PDF first: the sidecar names its fingerprint, so one of an older PDF is known for what it is.
            let mut rendered = path.display().to_string();
            if let Some(sidecar) = sidecar {
                write::write_file(&beside, sidecar.text().as_bytes()).map_err(|error| cannot_write(&beside, &error))?;
                rendered.push_str(&format!(", {}", beside.display()));
            } else if beside.is_file() {
                write::remove_file(&beside).map_err(|error| cannot_write(&beside, &error))?;
            }
            report::status(&format!("đã ghi {rendered}"), &format!("wrote {rendered}"), language);
            Ok(())
        }
        (Output::Path(path), Product::Project(project)) => {
            write::write_project(path, project).map_err(|error| cannot_write(path, &error))?;
            let main = path.join(crate::output::typst_project::MAIN);
            report::status(&format!("đã ghi {}", main.display()), &format!("wrote {}", main.display()), language);
            Ok(())
        }
        (Output::Stdout, Product::Project(_)) => Ok(()),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> UserError {
    let help = match error.kind() {
        io::ErrorKind::NotFound => text(
            "thư mục ấy chưa có; tạo thư mục trước, hoặc chọn nơi khác bằng -o",
            "that folder does not exist; make it, or choose another place with -o",
        ),
        io::ErrorKind::PermissionDenied => text(
            "không có quyền ghi ở đó, hoặc tệp đang mở trong chương trình khác; đóng tệp ấy, hoặc chọn nơi khác bằng -o",
            "nothing may be written there, or the file is open in another program; close it, or choose another place with -o",
        ),
        _ => text(
            "chọn nơi khác bằng -o; tệp cũ vẫn còn nguyên",
            "choose another place with -o; the old file is unharmed",
        ),
    };
    files::cannot_write_but(path, error, help)
}

fn no_typst(fault: &EngineError) -> UserError {
    let message = match fault {
        EngineError::WrongVersion { program, found } => text(
            format!("chương trình typst tại `{program}` là bản `{found}`, cần bản {TYPST_VERSION}"),
            format!("the program at `{program}` is `{found}`; version {TYPST_VERSION} is needed"),
        ),
        EngineError::CannotStart { program, reason } => text(
            format!(
                "không chạy được chương trình typst tại `{program}`: {}",
                report::reason(reason, Language::Vietnamese)
            ),
            format!(
                "the program typst at `{program}` cannot be started: {}",
                report::reason(reason, Language::English)
            ),
        ),
        EngineError::Disk(_) | EngineError::Broken(_) => text(fault.to_string(), fault.to_string()),
    };
    let (vi, en) = if cfg!(feature = "embedded") {
        (
            ", hoặc bỏ --engine và --typst để dùng bộ dàn trang có sẵn",
            ", or leave --engine and --typst out for the embedded engine",
        )
    } else {
        ("", "")
    };
    UserError {
        message,
        help: text(
            format!("cài Typst {TYPST_VERSION} rồi chỉ ra bằng --typst ĐƯỜNG-DẪN{vi}"),
            format!("install Typst {TYPST_VERSION} and name it with --typst PATH{en}"),
        ),
    }
}
