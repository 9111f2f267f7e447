//! `kehoach check` of as many plans as the country has communes, next to only parsing their TOML, on the same threads.
//!
//! ```text
//! cargo bench --no-default-features --bench check
//! RAYON_NUM_THREADS=1 cargo bench --no-default-features --bench check     # on one thread
//! KEHOACH_BENCH_PLANS=500 cargo bench --no-default-features --bench check # of fewer plans than 3321
//! ```
//!
//! The plans are the examples in turn, each with another name, other numbers and other words, so that no two are the same.
//! Both sides read the files from disk; times are the best of several runs in turn.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark talks to its user and stops on trouble"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use kehoach::internals::packs::PackFiles;
use kehoach::internals::pipeline::{self, Library, PlanFile};
use kehoach::internals::policy::{CheckPolicy, Levels};
use rayon::prelude::*;

/// The communes, wards and special zones of the country.
const PLANS: usize = 3_321;
const RUNS: usize = 5;

fn main() {
    let count = std::env::var("KEHOACH_BENCH_PLANS").ok().and_then(|count| count.parse().ok()).unwrap_or(PLANS);
    let directory = tempfile::tempdir().unwrap();
    let plans = generate(directory.path(), count);
    let bytes: u64 = plans.iter().map(|plan| plan.metadata().unwrap().len()).sum();
    println!("{count} plans, {:.1} MB, {} threads", bytes as f64 / 1e6, rayon::current_num_threads());

    let (mut parsing, mut tables, mut checking, mut program) = (f64::MAX, f64::MAX, f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        parsing = parsing.min(seconds(|| parse(&plans)));
        tables = tables.min(seconds(|| tabulate(&plans)));
        checking = checking.min(seconds(|| check(&plans)));
        program = program.min(seconds(|| run(directory.path())));
    }
    for (what, time) in [
        ("parse to a tree with places", parsing),
        ("parse to toml::Table", tables),
        ("check, in this process", checking),
        ("kehoach check --format json", program),
    ] {
        println!(
            "{what:<30} {:8.0} ms  {:6.0} µs a plan  {:5.2} x",
            time * 1e3,
            time * 1e6 / count as f64,
            time / parsing
        );
    }
}

/// Writes plans that differ from each other; gives their paths.
fn generate(directory: &Path, count: usize) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut examples: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("plan.toml"))
        .filter(|path| path.is_file())
        .collect();
    examples.sort();
    let texts: Vec<String> = examples.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    (0..count)
        .map(|index| {
            let text = texts[index % texts.len()]
                .replace("thực hiện", &format!("thực hiện (đợt {index})"))
                .replace("value = 100,", &format!("value = {},", 60 + index % 41));
            let path = directory.join(format!("xa-{index:04}")).join("plan.toml");
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect()
}

fn parse(plans: &[PathBuf]) -> usize {
    let one = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        toml::de::DeTable::parse(&text).unwrap().get_ref().len()
    };
    plans.par_iter().map(one).sum()
}

fn tabulate(plans: &[PathBuf]) -> usize {
    plans.par_iter().map(|path| std::fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap().len()).sum()
}

fn check(plans: &[PathBuf]) -> usize {
    let library = Library::load(&PackFiles::embedded());
    let levels = Levels::default();
    let policy = CheckPolicy { levels: &levels, projects: Vec::new(), today: jiff::civil::date(2026, 1, 15) };
    let one = |path: &PathBuf| {
        let plan = PlanFile::alone(path.to_string_lossy(), std::fs::read(path).unwrap());
        pipeline::check_with_policy(&plan, &library, &policy).findings.sorted().len()
    };
    plans.par_iter().map(one).sum()
}

fn run(directory: &Path) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
    command.arg("check").arg(directory).args(["--format", "json", "--today", "2026-01-15"]);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    0
}

fn seconds(work: impl FnOnce() -> usize) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}
