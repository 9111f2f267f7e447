//! Files under these directories are embedded: a new one must be noticed. A program for Windows gets its icon and its version.
#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

const ICON: &str = "release/kehoach.ico";

fn main() -> std::io::Result<()> {
    for path in ["plans", "templates", "fonts", ICON] {
        println!("cargo:rerun-if-changed={path}");
    }
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    winresource::WindowsResource::new()
        .set_icon(ICON)
        .set("ProductName", "kehoach")
        .set("FileDescription", "Soạn văn bản KẾ HOẠCH từ tệp plan.toml")
        .set("LegalCopyright", "Apache-2.0 OR MIT")
        .compile()
}
