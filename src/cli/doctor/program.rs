//! The program itself and what it comes with: engine, fonts, packs.

use std::ffi::OsStr;
use std::path::Path;

use super::check::{Check, State};
use crate::base::diagnostic::{Level, text};
use crate::output::engine::{EngineError, External, TYPST_VERSION};
use crate::output::fonts::{self, DEFAULT_FAMILY};
use crate::pipeline::Library;

/// The font that the decree requires (Appendix I, I.4).
const TIMES: &str = "Times New Roman";

/// Whether the typesetting engine is inside.
const EMBEDDED: bool = cfg!(feature = "embedded");

pub(super) fn version() -> Check {
    let version = concat!("kehoach ", env!("CARGO_PKG_VERSION"));
    let (vi, en) = if EMBEDDED {
        ("có sẵn bộ dàn trang Typst", "with the embedded engine Typst")
    } else {
        ("không có sẵn bộ dàn trang; cần chương trình Typst", "without an embedded engine; needs the program Typst")
    };
    Check::new(
        "program",
        text("chương trình", "program"),
        State::Fine,
        text(format!("{version}, {vi} {TYPST_VERSION}"), format!("{version}, {en} {TYPST_VERSION}")),
    )
}

pub(super) fn engine(typst: Option<&Path>) -> Check {
    let label = text("Typst bên ngoài", "external Typst");
    let program = typst.map_or(OsStr::new("typst"), Path::as_os_str);
    let missing = if EMBEDDED { State::Warning } else { State::Broken };
    let help = if EMBEDDED {
        text(
            format!("chỉ cần khi dùng --engine typst; khi ấy cài Typst {TYPST_VERSION}"),
            format!("needed only with --engine typst; install Typst {TYPST_VERSION} for that"),
        )
    } else {
        text(
            format!("cài Typst {TYPST_VERSION} rồi chỉ ra bằng --typst ĐƯỜNG-DẪN"),
            format!("install Typst {TYPST_VERSION} and name it with --typst PATH"),
        )
    };
    match External::new(program) {
        Ok(_) => Check::new(
            "typst",
            label,
            State::Fine,
            text(format!("bản {TYPST_VERSION}"), format!("version {TYPST_VERSION}")),
        ),
        Err(EngineError::WrongVersion { found, .. }) => Check::new(
            "typst",
            label,
            missing,
            text(
                format!("`{found}`, cần bản {TYPST_VERSION}"),
                format!("`{found}`; version {TYPST_VERSION} is needed"),
            ),
        )
        .help(help),
        // Not asked for, not needed.
        Err(_) if EMBEDDED && typst.is_none() => {
            Check::new("typst", label, State::Fine, text("không có, và không cần", "not installed, not needed"))
        }
        Err(_) => Check::new("typst", label, missing, text("không chạy được", "cannot be started")).help(help),
    }
}

pub(super) fn bundled_fonts() -> Check {
    let label = text("phông kèm theo", "bundled font");
    if fonts::is_bundled_whole() {
        return Check::new(
            "bundled-font",
            label,
            State::Fine,
            text(format!("{DEFAULT_FAMILY}, đủ bốn kiểu chữ"), format!("{DEFAULT_FAMILY}, all four faces")),
        );
    }
    Check::new(
        "bundled-font",
        label,
        State::Broken,
        text(format!("thiếu kiểu chữ của {DEFAULT_FAMILY}"), format!("faces of {DEFAULT_FAMILY} are missing")),
    )
    .help(text("cài lại chương trình", "reinstall the program"))
}

pub(super) fn times() -> Check {
    let label = text("phông Times New Roman", "Times New Roman");
    if fonts::system(TIMES).is_some() {
        return Check::new(
            "times-new-roman",
            label,
            State::Fine,
            text(
                format!("có trên máy, đủ bốn kiểu chữ; dùng bằng --font \"{TIMES}\""),
                format!("installed, all four faces; --font \"{TIMES}\" uses it"),
            ),
        );
    }
    Check::new("times-new-roman", label, State::Warning, text("không có trên máy", "not installed")).help(text(
        format!("văn bản dùng {DEFAULT_FAMILY} kèm theo, chữ rộng bằng Times New Roman; muốn đúng Times New Roman thì cài phông ấy"),
        format!("documents use the bundled {DEFAULT_FAMILY}, which is as wide; install Times New Roman to use it instead"),
    ))
}

pub(super) fn packs(library: &Library) -> Check {
    let label = text("dữ liệu thành phố", "packs");
    let errors = library.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 || library.packs.is_empty() {
        return Check::new(
            "packs",
            label,
            State::Broken,
            text(format!("có {errors} lỗi"), format!("errors: {errors}")),
        )
        .help(text(
            "xem lỗi bằng lệnh `kehoach baseline`, với cùng --packs; hoặc bỏ --packs",
            "see them with `kehoach baseline` and the same --packs, or remove --packs",
        ));
    }
    let baselines: usize = library.packs.values().map(|pack| pack.baselines.len()).sum();
    let cities = library.packs.len();
    Check::new(
        "packs",
        label,
        State::Fine,
        text(
            format!("{cities} thành phố, {baselines} kế hoạch; xem bên dưới"),
            format!("cities: {cities}, city plans: {baselines}; see below"),
        ),
    )
}
