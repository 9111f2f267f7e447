//! Checks a plan and builds its document with the library.
//!
//! ```text
//! cargo run --example library                    # an example of this repository
//! cargo run --example library -- my/plan.toml    # a plan of your own
//! ```
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example shows what it does")]

use std::error::Error;
use std::path::PathBuf;

use kehoach::{Language, Plan};

fn main() -> Result<(), Box<dyn Error>> {
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/binh-giang-2026/plan.toml");
    let path = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(bundled), PathBuf::from);
    let plan = Plan::open(&path)?;

    let report = kehoach::check(&plan);
    for finding in report.findings() {
        let message = finding.message.get(Language::English);
        println!("{}:{}:{}: {}: {message}", finding.file, finding.line, finding.column, finding.code);
    }
    if !report.is_clean() {
        return Err("the plan has errors".into());
    }

    let document = kehoach::build(&plan)?;
    let directory = tempfile::tempdir()?;
    let pdf = directory.path().join("plan.pdf");
    std::fs::write(&pdf, document.pdf())?;
    println!("wrote {} ({} bytes)", pdf.display(), document.pdf().len());
    if let Some(sidecar) = document.sidecar("plan.pdf") {
        let path = pdf.with_extension("ky.json");
        std::fs::write(&path, sidecar)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}
