//! One plan: made first, then told and written, so that several can be made at once and told in their order.

use std::path::{Path, PathBuf};

use super::{BuildArgs, Format};
use crate::base::diagnostic::{Findings, Language, Level};
use crate::base::shown;
use crate::base::source::SourceMap;
use crate::checks::policy::{CheckPolicy, Levels};
use crate::cli::common::{Common, TableFormat};
use crate::cli::exit::Exit;
use crate::cli::output_name::Output;
use crate::cli::target::{Place as Destination, Target, not_exported};
use crate::cli::terminal::{self, Stream};
use crate::cli::user_error::{UserError, user_error};
use crate::cli::{engine, files, report, settings, signing, templates, writing};
use crate::output::engine::Engine;
use crate::output::export::write_project;
use crate::output::preflight::{self, PageReport};
use crate::output::render::Settings;
use crate::output::sign::{self, Sidecar};
use crate::output::typst_project::{self, Project};
use crate::output::write::{Change, Inputs};
use crate::pipeline::{self, Composed, FinishOptions, Library, Place, PlanFile, Projects};

/// A plan, and where its document goes; beside it, if that is not said.
#[derive(Debug, Clone)]
pub(super) struct Job {
    pub plan: PathBuf,
    pub output: Option<PathBuf>,
}

/// What is asked for, after every wrong combination of arguments was refused.
pub(super) struct Request<'a> {
    args: &'a BuildArgs,
    job: &'a Job,
    plan: PlanFile,
    target: Target,
    settings: Settings,
    signing: sign::Settings,
}

/// What was made.
enum Product {
    /// A PDF, and its sidecar; a draft has none.
    Pdf(Output, Vec<u8>, Option<Box<Sidecar>>),
    /// A Typst project, and its directory.
    Project(PathBuf, Project),
}

/// What was made of a plan, before any of it is told or written.
pub(super) struct Made {
    job: Job,
    target: Target,
    /// None where errors forbid it.
    product: Option<Product>,
    findings: Findings,
    sources: SourceMap,
    /// What was found in the content of a plan in force.
    content: Findings,
    /// What was measured on the pages, as it is shown.
    pages: Option<String>,
    /// Whether there is something to make a draft of.
    is_composed: bool,
    inputs: Inputs,
}

impl Job {
    pub(super) fn request<'a>(&'a self, args: &'a BuildArgs) -> Result<Request<'a>, UserError> {
        let plan = files::plan(&self.plan)?;
        if args.format == Format::Typ && args.proof.is_some() {
            return Err(user_error(
                "--proof đo văn bản PDF, không đo dự án Typst",
                "--proof measures a PDF, not a Typst project",
            )
            .hint("bỏ --format typ, hoặc bỏ --proof", "remove --format typ or --proof"));
        }
        let output = self.output.as_deref();
        let place = match args.format {
            Format::Pdf => Destination::pdf(&self.plan, output, args.draft)?,
            Format::Typ => Destination::project(&self.plan, output)?,
        };
        let target = Target { place, draft: args.draft, force: args.force };
        if let Destination::Pdf(Output::File(path)) = &target.place {
            writing::not_an_input(path, &Inputs::new().with(&self.plan), "-o")?;
        }
        target.may_be_replaced()?;
        let settings = settings::settings(args.font.as_deref(), args.draft, args.paper, args.templates.as_deref())?;
        let signing = signing::settings(!args.no_fields && !args.draft, args.seal_diameter.as_deref())?;
        Ok(Request { args, job: self, plan, target, settings, signing })
    }
}

impl Request<'_> {
    /// Checks the plan and makes its document.
    pub(super) fn make(self, common: &Common, projects: &Projects, place: &Place) -> anyhow::Result<Made> {
        let library = projects.library(place).ok_or_else(|| anyhow::anyhow!("a plan without packs"))?;
        let levels = Levels::default();
        let policy = projects.policy(place, &levels, pipeline::today(self.args.today));
        let (mut composed, content) = pipeline::check_to_build(&self.plan, library, &policy, &self.settings);
        let mut pages = None;
        let product = self.product(&mut composed, &policy, library, common, &mut pages)?;
        let product = product.filter(|_| self.args.draft || !composed.findings.has_errors());
        Ok(Made {
            inputs: self.inputs().with_sources(&composed.sources),
            job: self.job.clone(),
            target: self.target,
            product,
            is_composed: composed.output.is_some(),
            findings: composed.findings,
            sources: composed.sources,
            content,
            pages,
        })
    }

    /// Returns the files that are read besides those of the plan's sources.
    fn inputs(&self) -> Inputs {
        let templates = self.args.templates.as_deref();
        let inputs = Inputs::new().with(&self.job.plan).with_directory(templates, self.settings.templates.keys());
        self.args.typst.iter().fold(inputs, Inputs::with)
    }

    /// Makes the product; none when errors forbid it.
    fn product(
        &self,
        composed: &mut Composed,
        policy: &CheckPolicy<'_>,
        library: &Library,
        common: &Common,
        pages: &mut Option<String>,
    ) -> anyhow::Result<Option<Product>> {
        let args = self.args;
        let allowed = args.draft || !composed.findings.has_errors();
        let Some(manuscript) = composed.output.as_ref().filter(|_| allowed) else { return Ok(None) };
        let project = templates::project(manuscript, self.settings.clone(), args.templates.as_deref())?;
        let output = match &self.target.place {
            Destination::Project(path) => return Ok(Some(Product::Project(path.clone(), project))),
            Destination::Pdf(output) => output,
        };
        let engine = engine::start(args.engine, args.typst.as_deref())?;
        let finish = FinishOptions { signing: self.signing, draft: args.draft, measure: args.proof.map(|_| policy) };
        let Some(finished) = pipeline::finish(&project, engine.as_ref(), finish, composed).map_err(engine::failed)?
        else {
            return Ok(None);
        };
        if let (Some(page_report), Some(format)) = (&finished.page_report, args.proof) {
            *pages = Some(self.page_report(page_report, format, engine.as_ref(), common));
        }
        // A draft is not to be signed, and a stream takes one file.
        let sidecar = match (output.file(), &composed.output) {
            (Some(path), Some(manuscript)) if !args.draft => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                finished.sidecar(&name, manuscript, library).map(Box::new)
            }
            _ => None,
        };
        Ok(Some(Product::Pdf(output.clone(), finished.pdf, sidecar)))
    }

    fn page_report(
        &self,
        page_report: &PageReport,
        format: TableFormat,
        engine: &dyn Engine,
        common: &Common,
    ) -> String {
        let style = terminal::style(common, self.target.stream_of_reports());
        match format {
            TableFormat::Json => {
                let (plan, engine) = (shown::path(&self.job.plan), engine.identity());
                preflight::json(
                    page_report,
                    preflight::About { plan: &plan, engine: &engine, language: style.language },
                )
            }
            TableFormat::Human => preflight::table(page_report, style.language, style.width),
        }
    }
}

impl Target {
    /// Returns where reports go: to standard output, unless the document itself goes there.
    fn stream_of_reports(&self) -> Stream {
        match self.place {
            Destination::Pdf(Output::Stdout) => Stream::Stderr,
            _ => Stream::Stdout,
        }
    }
}

impl Made {
    /// Tells what was found and writes what was made. `named`: it is one of several plans.
    pub(super) fn finish(self, args: &BuildArgs, common: &Common, named: bool) -> anyhow::Result<(Exit, Inputs)> {
        if let Some(pages) = &self.pages {
            match self.target.stream_of_reports() {
                Stream::Stdout => report::print(pages)?,
                Stream::Stderr | Stream::File => report::eprint(pages),
            }
        }
        report::findings(self.findings, &self.sources, terminal::style(common, Stream::Stderr));
        print_content_summary(&self.content, &self.job.plan, common.lang);
        let Some(product) = self.product else {
            let hint = if self.is_composed && !args.draft {
                ("; xem trước bản dự thảo bằng --draft", "; --draft makes a draft")
            } else {
                ("", "")
            };
            let shown = shown::path(&self.job.plan);
            let of = if named { (format!(" của {shown}"), format!(" of {shown}")) } else { Default::default() };
            report::status(
                &format!("chưa dựng văn bản{} vì còn lỗi{}", of.0, hint.0),
                &format!("no document{} was made because of the errors{}", of.1, hint.1),
                common.lang,
            );
            return Ok((Exit::Findings, self.inputs));
        };
        write(&product, &self.target, &self.inputs, common.lang)?;
        Ok((Exit::Clean, self.inputs))
    }
}

/// Writes the product: the PDF and its sidecar together.
fn write(product: &Product, target: &Target, inputs: &Inputs, language: Language) -> Result<(), UserError> {
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
