//! `kehoach diff`: what changed between two versions of a plan.

mod commit_directory;
mod pairs;
mod revision_packs;
mod revisions;
mod sides;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::answer::AnswerOption;
use super::common::{Common, PacksOption};
use super::exit::Exit;
use super::output_name::{Endings, HTML, JSON, MARKDOWN, TEXT};
use super::terminal::{self, Stream};
use super::user_error::{UserError, user_error};
use super::{files, report};
use crate::base::diagnostic::human::Style;
use crate::compare::canonical::{Canonical, canonical};
use crate::compare::diff::report::{Comparison, html, human, json, markdown};
use crate::document::compose::compose;
use crate::output::write::Inputs;
use crate::pipeline::{self, Library, PlanFile, Projects};
use pairs::{Pair, Plans, pairs};
use sides::Side;

/// So sánh hai bản kế hoạch: chỉ tiêu nào bị hạ, được nâng, và mọi thay đổi khác
/// en: Compare two versions of a plan: which targets are lowered or raised, and every other change
#[derive(Debug, Args)]
#[command(
    override_usage = "kehoach diff <BẢN-CŨ> <BẢN-MỚI> [TÙY CHỌN]\nkehoach diff --rev <A..B> <KẾ-HOẠCH> [TÙY CHỌN]"
)]
#[command(after_help = "Mã thoát: 0 như nhau, 1 có thay đổi, 2 không so sánh được. \
    en: Exit codes: 0 equal, 1 changed, 2 not comparable.")]
pub(super) struct DiffArgs {
    /// Hai tệp hoặc hai thư mục; với --rev: một tệp hoặc một thư mục
    /// en: Two files or two directories; with --rev: one file or one directory
    #[arg(value_name = "KẾ-HOẠCH", required = true, num_args = 1..=2)]
    plans: Vec<PathBuf>,
    /// Đọc hai bản từ git, như v1..v2 hay HEAD~1..HEAD; ba dấu chấm (origin/main...HEAD) thì so với gốc chung, tức là chỉ những gì nhánh ấy đã sửa; một phiên bản thôi (HEAD) thì so với tệp đang có trên máy
    /// en: Read both versions from git, such as v1..v2 or HEAD~1..HEAD; three dots (origin/main...HEAD) compare with the common ancestor, which is what the branch itself changed; a single revision (HEAD) is compared with the files on the disk
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    rev: Option<String>,
    /// Dạng in ra: human (mặc định), markdown (góp ý trên pull request), html (một trang để đọc và in) hoặc json
    /// en: Output format: human (default), markdown (a comment on a pull request), html (a page to read and print) or json
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: DiffFormat,
    #[command(flatten)]
    answer: AnswerOption,
    /// loosened: chỉ báo mã 1 khi có chỉ tiêu bị hạ (hoặc không so sánh được, không còn đạt mức tối thiểu của thành phố, kế hoạch bị bỏ), unmet: khi kế hoạch bắt đầu không đạt điều thành phố giao (kể cả khi chỉ thành phố đổi); dùng trong CI và ghi được cả hai (loosened,unmet)
    /// en: loosened: exit with 1 only if a target is lowered (or not comparable, below the city's minimum, a plan removed), unmet: if a plan begins to fall short of what the city asks (also where only the city changed); for CI, and both may be given (loosened,unmet)
    #[arg(long, value_enum, value_name = "KHI-NÀO", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    #[command(flatten)]
    packs: PacksOption,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Human,
    Markdown,
    Html,
    Json,
}

impl DiffFormat {
    /// Returns the endings of a file in it.
    pub(in crate::cli) fn endings(self) -> Endings {
        match self {
            Self::Human => TEXT,
            Self::Markdown => MARKDOWN,
            Self::Html => HTML,
            Self::Json => JSON,
        }
    }
}

/// Returns comparisons in a format.
pub(in crate::cli) fn written(comparisons: &[Comparison], format: DiffFormat, style: Style) -> anyhow::Result<String> {
    Ok(match format {
        DiffFormat::Human => human(comparisons, style),
        DiffFormat::Markdown => markdown(comparisons, style.language),
        DiffFormat::Json => json(comparisons),
        DiffFormat::Html => html(comparisons, style.language)?,
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Loosened,
    Unmet,
}

impl FailOn {
    fn is_met_by(self, comparison: &Comparison) -> bool {
        match self {
            Self::Loosened => comparison.may_weaken(),
            Self::Unmet => comparison.changes.iter().any(|change| change.becomes_unmet),
        }
    }
}

pub(super) fn run(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let style = terminal::style(common, Stream::Stderr);
    let language = style.language;
    let answer = args.answer.place(args.format.endings())?;
    let (old, new) = match (&args.rev, args.plans.as_slice()) {
        (Some(range), [plan]) => revisions::sides(range, plan, args.packs.directory.as_deref(), language)?,
        (None, [old, new]) => {
            let mut projects = Projects::with_packs(args.packs.directory.as_deref());
            let old = Side::on_disk(old, &mut projects, language)?;
            let new = Side::on_disk(new, &mut projects, language)?;
            files::packs_in_use(&projects, language);
            (old, new)
        }
        (Some(_), _) => {
            return Err(user_error("--rev chỉ đi với một kế hoạch", "--rev takes one plan")
                .hint(
                    "viết như: kehoach diff --rev HEAD~1..HEAD plan.toml",
                    "write it like: kehoach diff --rev HEAD~1..HEAD plan.toml",
                )
                .into());
        }
        (None, _) => {
            return Err(user_error("cần hai bản để so sánh", "two versions are needed")
                .hint(
                    "viết như: kehoach diff cu/plan.toml moi/plan.toml; hoặc thêm --rev HEAD để so với bản đã ghi trong git",
                    "write it like: kehoach diff old/plan.toml new/plan.toml; or add --rev HEAD to compare with git",
                )
                .into());
        }
    };
    for (file, directory) in [(&old, &new), (&new, &old)] {
        if file.is_file && !directory.is_file && directory.plans.len() > 1 {
            return Err(file_and_directory(file, directory).into());
        }
    }
    let inputs = [&old, &new].into_iter().fold(Inputs::new(), inputs_of);
    answer.not_an_input(&inputs)?;
    let Some(comparisons) = compare(&old, &new, style) else {
        report::status("chưa so sánh được vì còn lỗi dữ liệu", "nothing was compared because of the errors", language);
        return Ok(Exit::Usage);
    };
    let out = written(&comparisons, args.format, terminal::style(common, answer.stream()))?;
    answer.write(&out, &inputs, language)?;
    let differs = comparisons.iter().any(|comparison| match args.fail_on.as_slice() {
        [] => !comparison.changes.is_empty(),
        fail_on => fail_on.iter().any(|one| one.is_met_by(comparison)),
    });
    // What is wrong in the new packs may hide what a plan falls short of.
    let is_broken = new.libraries().iter().any(|library| library.findings.has_errors());
    Ok(if differs || is_broken { Exit::Findings } else { Exit::Clean })
}

/// One file is not compared with several.
fn file_and_directory(file: &Side, directory: &Side) -> UserError {
    let (one, many, count) = (&file.name, &directory.name, directory.plans.len());
    let first = directory.plans.values().next().map_or("", |plan| plan.file.name.as_str());
    user_error(
        format!("`{one}` là một tệp, còn thư mục `{many}` có {count} kế hoạch"),
        format!("`{one}` is a file, but the directory `{many}` has {count} plans"),
    )
    .hint(
        format!("so tệp với tệp, như `{first}`, hoặc thư mục với thư mục"),
        format!("compare a file with a file, such as `{first}`, or a directory with a directory"),
    )
}

/// Adds the files of a side: its plans, and the packs.
fn inputs_of(inputs: Inputs, side: &Side) -> Inputs {
    let inputs = side.plans.values().fold(inputs, |inputs, plan| inputs.with(&plan.file.name));
    side.libraries().into_iter().fold(inputs, |inputs, library| inputs.with_sources(&library.sources))
}

/// Compares every plan of both sides; none when one of them cannot be read, which is reported then.
fn compare(old: &Side, new: &Side, style: Style) -> Option<Vec<Comparison>> {
    let mut complete = true;
    let mut reported = BTreeSet::new();
    for library in old.libraries().into_iter().chain(new.libraries()) {
        if reported.insert(&library.root) {
            report::packs(library, style);
            // Of a file that is not TOML nobody knows what it asks for; other mistakes leave the rest to be compared.
            complete &= library.packs.cities.values().all(|pack| pack.is_whole);
        }
    }
    let mut read = |side: &Side| -> Plans {
        let mut plans = Plans::new();
        for (path, plan) in &side.plans {
            match canonical_of(&plan.file, &plan.library, style) {
                Some(canonical) => drop(plans.insert(path.clone(), canonical)),
                None => complete = false,
            }
        }
        plans
    };
    let (before, after) = (read(old), read(new));
    if !complete {
        return None;
    }
    let none = Canonical::default();
    let pairs = pairs((old, &before), (new, &after)).into_iter();
    let comparisons = pairs.map(|Pair { place, old: one, new: other }| {
        let comparison =
            Comparison::new(place.as_ref(), (&old.name, one.unwrap_or(&none)), (&new.name, other.unwrap_or(&none)));
        (place.is_some(), comparison)
    });
    // Among many plans, the unchanged ones would hide the others.
    let told = comparisons.filter(|(several, comparison)| !several || comparison.says_anything());
    Some(told.map(|(_, comparison)| comparison).collect())
}

/// A plan with errors cannot be compared: they are reported instead.
fn canonical_of(plan: &PlanFile, library: &Library, style: Style) -> Option<Canonical> {
    let read = pipeline::read(plan, library, |resolved, findings| {
        compose(resolved, findings);
        canonical(resolved)
    });
    if read.findings.has_errors() {
        report::findings(read.findings, &read.sources, style);
        return None;
    }
    read.output
}
