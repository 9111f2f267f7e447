//! `kehoach pack diff`: what changed between two versions of packs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{read, trial};
use crate::base::diagnostic::Language;
use crate::base::shown;
use crate::cli::answer::AnswerOption;
use crate::cli::common::Common;
use crate::cli::diff::{DiffFormat, written};
use crate::cli::exit::Exit;
use crate::cli::git::Repository;
use crate::cli::git::revision::{Range, Revision};
use crate::cli::report;
use crate::cli::terminal::{self, Stream};
use crate::cli::user_error::{UserError, user_error};
use crate::compare::canonical::{Canonical, of_lines, of_pack};
use crate::compare::diff::report::{Comparison, Place};
use crate::model::packs::{NATIONAL, PackFile, PackFiles};
use crate::output::write::Inputs;
use crate::pipeline::Library;

/// So sánh hai bản của bộ dữ liệu: mức nào được nâng, bị hạ, chỉ số, văn bản, cơ quan nào thêm, bớt, đổi
/// en: Compare two versions of packs: which minimums are raised or lowered, which indicators, documents and bodies are new, gone or changed
#[derive(Debug, Args)]
#[command(
    override_usage = "kehoach pack diff <BẢN-CŨ> <BẢN-MỚI> [TÙY CHỌN]\nkehoach pack diff <THƯ-MỤC> [--rev <A..B>] [TÙY CHỌN]"
)]
#[command(after_help = "Mã thoát: 0 như nhau, 1 có thay đổi, 2 không so sánh được. \
    en: Exit codes: 0 equal, 1 changed, 2 not comparable.")]
pub(super) struct DiffArgs {
    /// Hai thư mục, của một thành phố (có city.toml) hoặc chứa các thư mục ấy; một thư mục thì so với bản đã ghi trong git
    /// en: Two directories, of a city (with city.toml) or with such directories; a single one is compared with what git keeps
    #[arg(value_name = "THƯ-MỤC", required = true, num_args = 1..=2)]
    directories: Vec<PathBuf>,
    /// Với một thư mục: đọc bản cũ (mặc định HEAD), hoặc cả hai bản, từ git, như v1, v1..v2 hay origin/main...HEAD
    /// en: With a single directory: read the old version (HEAD if not given), or both, from git, such as v1, v1..v2 or origin/main...HEAD
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    rev: Option<String>,
    /// Dạng in ra: human (mặc định), markdown, html hoặc json
    /// en: Output format: human (default), markdown, html or json
    #[arg(long, value_enum, default_value = "human", value_name = "DẠNG")]
    format: DiffFormat,
    #[command(flatten)]
    answer: AnswerOption,
}

pub(super) fn run(args: &DiffArgs, common: &Common) -> anyhow::Result<Exit> {
    let language = common.lang;
    let answer = args.answer.place(args.format.endings())?;
    let (old_side, new_side) = match (args.directories.as_slice(), &args.rev) {
        ([directory], rev) => Side::of_git(directory, rev.as_deref().unwrap_or("HEAD"), language)?,
        ([old, new], None) => (Side::on_disk(old)?, Side::on_disk(new)?),
        _ => {
            return Err(user_error("--rev chỉ đi với một thư mục", "--rev takes one directory")
                .hint(
                    "viết như: kehoach pack diff plans --rev HEAD~1..HEAD",
                    "write it like: kehoach pack diff plans --rev HEAD~1..HEAD",
                )
                .into());
        }
    };
    let style = terminal::style(common, Stream::Stderr);
    let mut is_whole = true;
    for side in [&old_side, &new_side] {
        report::packs(&side.library, style);
        is_whole &= side.library.packs.cities.values().chain([&side.library.packs.country]).all(|pack| pack.is_whole);
    }
    if !is_whole {
        report::status("chưa so sánh được vì còn lỗi dữ liệu", "nothing was compared because of the errors", language);
        return Ok(Exit::Usage);
    }
    let ids: BTreeSet<&str> = old_side.ids().chain(new_side.ids()).collect();
    let mut comparisons = Vec::new();
    for id in &ids {
        let (before, after) = (old_side.canonical(id)?, new_side.canonical(id)?);
        let place = (ids.len() > 1).then(|| Place::Same((*id).to_owned()));
        let comparison = Comparison::new(place.as_ref(), (&old_side.name, &before), (&new_side.name, &after));
        comparisons.push(comparison.of_packs());
    }
    comparisons.retain(|comparison| ids.len() == 1 || !comparison.changes.is_empty());
    let inputs = [&old_side, &new_side].iter().fold(Inputs::new(), |all, side| all.with_sources(&side.library.sources));
    answer.not_an_input(&inputs)?;
    answer.write(&written(&comparisons, args.format, terminal::style(common, answer.stream()))?, &inputs, language)?;
    let differs = comparisons.iter().any(|comparison| !comparison.changes.is_empty());
    let is_broken = new_side.library.findings.has_errors();
    Ok(if differs || is_broken { Exit::Findings } else { Exit::Clean })
}

/// One version of packs.
struct Side {
    /// Its name in the report.
    name: String,
    library: Library,
    files: PackFiles,
}

impl Side {
    fn new(name: String, files: PackFiles) -> Self {
        Self { name, library: Library::load(&files), files }
    }

    fn on_disk(directory: &Path) -> Result<Self, UserError> {
        Ok(Self::new(directory.to_string_lossy().into_owned(), read(directory)?))
    }

    /// Both versions of a directory, of which git has one at least.
    fn of_git(directory: &Path, range: &str, language: Language) -> Result<(Self, Self), UserError> {
        let repository = Repository::of(directory)?;
        let path = repository.inside(directory)?;
        let name = path.rsplit('/').next().filter(|name| !name.is_empty()).map_or_else(
            || repository.top.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            str::to_owned,
        );
        let at = |revision: &Revision| {
            let entries = repository.files(&revision.commit, "")?;
            let read = |city| repository.packs(&revision.name, &entries, &path, city);
            let mut files = read(None)?;
            if !files.has_packs() {
                files = read(Some(&name))?;
            }
            if !files.has_packs() {
                return Err(no_packs(&revision.name, directory));
            }
            Ok(Self::new(revision.shown.clone(), files))
        };
        let Range { before, after } = repository.range(range, language)?;
        Ok((at(&before)?, after.map_or_else(|| Self::on_disk(directory), |after| at(&after))?))
    }

    /// The packs that it has.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let country = self.files.files.iter().any(PackFile::is_national).then_some(NATIONAL);
        self.library.packs.cities.keys().map(String::as_str).chain(country)
    }

    /// Returns a pack in canonical form; an empty one where there is none.
    fn canonical(&self, id: &str) -> anyhow::Result<Canonical> {
        if id == NATIONAL {
            return Ok(self.national());
        }
        let Some(pack) = self.library.packs.cities.get(id) else { return Ok(Canonical::default()) };
        let mut canonical = of_pack(pack, |id| !pack.is_of_country(id));
        for baseline in &pack.baselines {
            canonical.items.extend(trial::sections(&self.library, id, baseline)?);
        }
        Ok(canonical)
    }

    /// Returns what it has of the whole country: the bodies and documents, and the lists of words, line by line.
    fn national(&self) -> Canonical {
        let country = &self.library.packs.country;
        let mut canonical = if self.files.brings_country() { of_pack(country, |_| true) } else { Canonical::default() };
        let others = self.files.files.iter().filter(|file| file.is_national() && !file.is_country_data());
        canonical.items.extend(others.map(|file| of_lines(&file.path, &file.text)));
        canonical
    }
}

fn no_packs(revision: &str, directory: &Path) -> UserError {
    let shown = shown::path(directory);
    user_error(
        format!("phiên bản `{revision}` không có bộ dữ liệu trong thư mục `{shown}`"),
        format!("the revision `{revision}` has no packs in the directory `{shown}`"),
    )
    .hint(
        format!("xem thư mục có từ phiên bản nào: git log --oneline -- {shown}"),
        format!("see which revisions have the directory: git log --oneline -- {shown}"),
    )
}
