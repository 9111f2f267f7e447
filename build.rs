//! Files under these directories are embedded: a new one must be noticed.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    for directory in ["plans", "templates", "fonts"] {
        println!("cargo:rerun-if-changed={directory}");
    }
}
