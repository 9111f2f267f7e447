//! `kehoach pack diff`: what changed between two versions of packs.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::{read, trial};
use crate::cli::answer::AnswerOption;
use crate::cli::common::Common;
use crate::cli::diff::{DiffFormat, written};
use crate::cli::exit::Exit;
use crate::cli::report;
use crate::cli::terminal::{self, Stream};
use crate::compare::canonical::{Canonical, of_lines, of_pack};
use crate::compare::diff::report::{Comparison, Place};
use crate::model::packs::{NATIONAL, PackFile, PackFiles};
use crate::output::write::Inputs;
use crate::pipeline::Library;

/// So sánh hai bản của bộ dữ liệu: mức nào được nâng, bị hạ, chỉ số, văn bản, cơ quan nào thêm, bớt, đổi
/// en: Compare two versions of packs: which minimums are raised or lowered, which indicators, documents and bodies are new, gone or changed
#[derive(Debug, Args)]
#[command(override_usage = "kehoach pack diff <BẢN-CŨ> <BẢN-MỚI> [TÙY CHỌN]")]
#[command(after_help = "Mã thoát: 0 như nhau, 1 có thay đổi, 2 không so sánh được. \
    en: Exit codes: 0 equal, 1 changed, 2 not comparable.")]
pub(super) struct DiffArgs {
    /// Hai thư mục: của một thành phố (có city.toml), hoặc chứa các thư mục ấy
    /// en: Two directories: of a city (with city.toml), or with such directories
    #[arg(value_name = "THƯ-MỤC", required = true, num_args = 2)]
    directories: Vec<PathBuf>,
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
    let [old, new] = args.directories.as_slice() else { return Ok(Exit::Usage) };
    let sides = [old, new].map(|directory| read(directory));
    let [old_files, new_files] = sides;
    let (old_side, new_side) = (Side::new(old_files?), Side::new(new_files?));
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
    let names = [old, new].map(|directory| directory.to_string_lossy().into_owned());
    let ids: BTreeSet<&str> = old_side.ids().chain(new_side.ids()).collect();
    let mut comparisons = Vec::new();
    for id in &ids {
        let (before, after) = (old_side.canonical(id)?, new_side.canonical(id)?);
        let place = (ids.len() > 1).then(|| Place::Same((*id).to_owned()));
        let comparison = Comparison::new(place.as_ref(), (&names[0], &before), (&names[1], &after));
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
    library: Library,
    files: PackFiles,
}

impl Side {
    fn new(files: PackFiles) -> Self {
        Self { library: Library::load(&files), files }
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
