//! `kehoach build` next to typst-cli on the same document, and that next to the same words in plain Typst, in turn, each as a process of
//! its own.
//!
//! ```text
//! cargo bench                                   # typst on the search path
//! KEHOACH_TYPST=/path/to/typst cargo bench      # or named; version 0.15.1
//! KEHOACH_BENCH_RUNS=50 cargo bench             # more runs than 20
//! ```
//!
//! `kehoach` reads the plan and makes the PDF; typst-cli compiles the project that `--format typ` exported from the
//! same plan. What the layout costs is seen next to plain Typst (`plain`), by the shortest run on each example. Wall time of the programs is the
//! median of all runs; peak memory is asked of GNU time, where that is installed.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark talks to its user and stops on trouble"
)]

mod plain;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use kehoach::internals::engine::External;

/// A program with its arguments.
type Line = Vec<String>;

fn main() {
    let typst = std::env::var("KEHOACH_TYPST").unwrap_or_else(|_| "typst".to_owned());
    if let Err(fault) = External::new(&typst) {
        println!("nothing to compare with: {fault}");
        return;
    }
    let runs: usize = std::env::var("KEHOACH_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(20);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let plan = root.join("examples/binh-giang-2026/plan.toml").to_str().unwrap().to_owned();
    let kehoach = env!("CARGO_BIN_EXE_kehoach").to_owned();

    export(&kehoach, &plan, &path("typ"));
    let ours: Line = vec![kehoach.clone(), "build".into(), plan, "-o".into(), path("ours.pdf")];
    let compile = |main: &str| -> Line {
        [
            typst.as_str(),
            "compile",
            "--pdf-standard",
            "a-2a,ua-1",
            "--ignore-system-fonts",
            "--ignore-embedded-fonts",
            "--font-path",
            &path("typ/fonts"),
            main,
            &path("theirs.pdf"),
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let theirs = compile(&path("typ/main.typ"));

    let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
    run(&ours);
    run(&theirs);
    for _ in 0..runs {
        our_times.push(seconds(&ours));
        their_times.push(seconds(&theirs));
    }
    let (our_time, their_time) = (median(our_times), median(their_times));
    println!("kehoach build   {:7.1} ms   (median of {runs})", our_time * 1000.0);
    println!("typst compile   {:7.1} ms", their_time * 1000.0);
    println!("wall time       {:7.2} x", our_time / their_time);
    match (peak(&ours), peak(&theirs)) {
        (Some(our_peak), Some(their_peak)) => {
            println!("kehoach build   {our_peak:7.1} MiB at its peak");
            println!("typst compile   {their_peak:7.1} MiB");
            println!("peak memory     {:7.2} x", our_peak / their_peak);
        }
        _ => println!("peak memory: install GNU time to see it"),
    }

    println!("\nthe layout next to plain Typst (the shortest of {runs})");
    for entry in
        root.join("examples").read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
        let project = path(&name);
        export(&kehoach, entry.join("plan.toml").to_str().unwrap(), &project);
        let data = std::fs::read(format!("{project}/plan.json")).unwrap();
        std::fs::write(format!("{project}/plain.typ"), plain::main_file(&serde_json::from_slice(&data).unwrap()))
            .unwrap();
        let lines = ["main.typ", "plain.typ"].map(|main| compile(&format!("{project}/{main}")));
        let mut shortest = [f64::INFINITY; 2];
        for _ in 0..runs {
            for (line, shortest) in lines.iter().zip(&mut shortest) {
                *shortest = shortest.min(seconds(line));
            }
        }
        let memory = match (peak(&lines[0]), peak(&lines[1])) {
            (Some(layout), Some(plain)) => format!("{:.2} x memory", layout / plain),
            _ => String::new(),
        };
        println!("{name:20} {:7.1} ms {:7.2} x  {memory}", shortest[0] * 1000.0, shortest[0] / shortest[1]);
    }
}

fn export(kehoach: &str, plan: &str, to: &str) {
    run(&[kehoach, "build", plan, "--format", "typ", "-o", to].map(str::to_owned));
}

fn run(line: &[String]) {
    let status = Command::new(&line[0]).args(&line[1..]).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(status.success(), "{line:?}");
}

fn seconds(line: &[String]) -> f64 {
    let start = Instant::now();
    run(line);
    start.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Peak memory in MiB: the median of five runs.
fn peak(line: &[String]) -> Option<f64> {
    let mut values = Vec::new();
    for _ in 0..5 {
        let output = Command::new("/usr/bin/time").args(["-f", "%M"]).args(line).output().ok()?;
        let rendered = String::from_utf8(output.stderr).ok()?;
        values.push(rendered.lines().last()?.trim().parse::<f64>().ok()? / 1024.0);
    }
    Some(median(values))
}
