//! `kehoach watch`: builds a plan anew whenever one of its files is saved.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use clap::Args;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::build::{self, BuildArgs};
use super::common::Common;
use super::exit::Exit;
use super::report;
use super::user_error::{UserError, user_error};
use crate::base::disk::read_whole;
use crate::base::limits::TEXT_FILE;
use crate::base::shown;
use crate::checks::policy::FILE_NAME;
use crate::output::write::Inputs;

/// An editor writes a file in several steps: this long nothing more happens before it is read.
const QUIET: Duration = Duration::from_millis(200);

/// Dựng lại mỗi khi lưu kế hoạch; còn lỗi thì giữ tệp PDF của lần dựng được gần nhất
/// en: Build anew whenever the plan is saved; on errors the PDF of the last good build stays
#[derive(Debug, Args)]
#[command(override_usage = "kehoach watch <KẾ-HOẠCH> [TÙY CHỌN]")]
pub(super) struct WatchArgs {
    #[command(flatten)]
    build: BuildArgs,
}

pub(super) fn run(args: &WatchArgs, common: &Common) -> anyhow::Result<Exit> {
    let plan = args.build.only_plan().ok_or_else(|| {
        user_error("chỉ theo dõi được một kế hoạch", "one plan can be watched")
            .hint("viết như: kehoach watch xa-an/plan.toml", "write it like: kehoach watch xa-an/plan.toml")
    })?;
    let (to, events) = channel();
    let mut watcher = notify::recommended_watcher(move |_| {
        // The loop below ends only with the program.
        let _ = to.send(());
    })
    .map_err(|_| not_watched())?;
    let mut files = Files::default();
    let mut directories = Vec::new();
    loop {
        let inputs = match build::once(&args.build, plan, common) {
            Ok((_, inputs)) => inputs,
            Err(error) if directories.is_empty() && !plan.is_file() => return Err(error),
            Err(error) => {
                report::failure(&error, common.lang);
                Inputs::new().with(plan)
            }
        };
        files.see(&inputs, plan);
        watch(&mut watcher, &files, &mut directories);
        // Of a plan that is not watched nobody would ever hear again.
        if !directories.iter().any(|watched| watched == directory_of(plan)) {
            return Err(not_watched().into());
        }
        let name = shown::path(plan);
        report::status(
            &format!("\nđang theo dõi {name}: lưu tệp là dựng lại; nhấn Ctrl+C để dừng"),
            &format!("\nwatching {name}: it is built anew when it is saved; press Ctrl+C to stop"),
            common.lang,
        );
        files.wait(&events);
    }
}

fn not_watched() -> UserError {
    user_error("hệ thống không cho theo dõi tệp", "the system does not let files be watched")
        .hint("dựng bằng lệnh `kehoach build` sau mỗi lần lưu", "run `kehoach build` after each change")
}

/// The files that a document is made of, each with a digest of its content; none where it cannot be read.
#[derive(Debug, Default)]
struct Files(BTreeMap<PathBuf, Option<u64>>);

impl Files {
    /// Takes over the files of a build. A file that is known keeps the digest from before: it may have changed while it was built.
    fn see(&mut self, inputs: &Inputs, plan: &Path) {
        let whole = std::path::absolute(plan).unwrap_or_else(|_| plan.to_owned());
        // A project file counts from the moment that it is there.
        let projects = whole.ancestors().skip(1).map(|directory| directory.join(FILE_NAME));
        let paths = inputs.paths().map(Path::to_owned).chain(projects);
        let old = std::mem::take(&mut self.0);
        self.0 = paths
            .map(|path| {
                let digest = old.get(&path).copied().unwrap_or_else(|| digest(&path));
                (path, digest)
            })
            .collect();
    }

    /// Returns when a file has another content, after the last event of some that follow each other.
    fn wait(&mut self, events: &Receiver<()>) {
        loop {
            let now: BTreeMap<PathBuf, Option<u64>> = self.0.keys().map(|path| (path.clone(), digest(path))).collect();
            if now != self.0 {
                self.0 = now;
                return;
            }
            // The sender is in the watcher, which lives as long as the loop.
            let _ = events.recv();
            while events.recv_timeout(QUIET).is_ok() {}
        }
    }
}

/// Watches the directories of files, which editors replace rather than write.
fn watch(watcher: &mut RecommendedWatcher, files: &Files, watched: &mut Vec<PathBuf>) {
    for path in files.0.keys() {
        let directory = directory_of(path);
        if !watched.iter().any(|known| known == directory)
            && watcher.watch(directory, RecursiveMode::NonRecursive).is_ok()
        {
            watched.push(directory.to_owned());
        }
    }
}

fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|directory| !directory.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn digest(path: &Path) -> Option<u64> {
    let bytes = read_whole(path, TEXT_FILE).ok()??;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Some(hasher.finish())
}
