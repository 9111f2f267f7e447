//! The program itself and what it comes with: engine, fonts, packs.

use std::ffi::OsStr;
use std::path::Path;

use super::check::{Check, State, Topic};
use crate::base::diagnostic::Level;
use crate::output::engine::{EngineError, External, TYPST_VERSION};
use crate::output::fonts::{self, DEFAULT_FAMILY};
use crate::pipeline::{self, Library};

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
    Topic("program", "chương trình", "program").is(
        State::Fine,
        format!("{version}, {vi} {TYPST_VERSION}"),
        format!("{version}, {en} {TYPST_VERSION}"),
    )
}

pub(super) fn engine(typst: Option<&Path>) -> Check {
    let topic = Topic("typst", "Typst bên ngoài", "external Typst");
    let missing = if EMBEDDED { State::Warning } else { State::Broken };
    let check = match External::new(typst.map_or(OsStr::new("typst"), Path::as_os_str)) {
        Ok(_) => return topic.is(State::Fine, format!("bản {TYPST_VERSION}"), format!("version {TYPST_VERSION}")),
        Err(EngineError::WrongVersion { found, .. }) => topic.is(
            missing,
            format!("`{found}`, cần bản {TYPST_VERSION}"),
            format!("`{found}`; version {TYPST_VERSION} is needed"),
        ),
        // Not asked for, not needed.
        Err(_) if EMBEDDED && typst.is_none() => {
            return topic.is(State::Fine, "không có, và không cần", "not installed, not needed");
        }
        Err(_) => topic.is(missing, "không chạy được", "cannot be started"),
    };
    if EMBEDDED {
        check.help(
            format!("chỉ cần khi dùng --engine typst; khi ấy cài Typst {TYPST_VERSION}"),
            format!("needed only with --engine typst; install Typst {TYPST_VERSION} for that"),
        )
    } else {
        check.help(
            format!("cài Typst {TYPST_VERSION} rồi chỉ ra bằng --typst ĐƯỜNG-DẪN"),
            format!("install Typst {TYPST_VERSION} and name it with --typst PATH"),
        )
    }
}

pub(super) fn bundled_fonts() -> Check {
    let topic = Topic("bundled-font", "phông kèm theo", "bundled font");
    if fonts::is_bundled_whole() {
        return topic.is(
            State::Fine,
            format!("{DEFAULT_FAMILY}, đủ bốn kiểu chữ"),
            format!("{DEFAULT_FAMILY}, all four faces"),
        );
    }
    topic
        .is(
            State::Broken,
            format!("thiếu kiểu chữ của {DEFAULT_FAMILY}"),
            format!("faces of {DEFAULT_FAMILY} are missing"),
        )
        .help("cài lại chương trình", "reinstall the program")
}

pub(super) fn times() -> Check {
    let topic = Topic("times-new-roman", "phông Times New Roman", "Times New Roman");
    if fonts::system(TIMES).is_some() {
        return topic.is(
            State::Fine,
            format!("có trên máy, đủ bốn kiểu chữ; dùng bằng --font \"{TIMES}\""),
            format!("installed, all four faces; --font \"{TIMES}\" uses it"),
        );
    }
    topic.is(State::Warning, "không có trên máy", "not installed").help(
        format!("văn bản dùng {DEFAULT_FAMILY} kèm theo, chữ rộng bằng Times New Roman; muốn đúng Times New Roman thì cài phông ấy"),
        format!("documents use the bundled {DEFAULT_FAMILY}, which is as wide; install Times New Roman to use it instead"),
    )
}

pub(super) fn packs(library: &Library) -> Check {
    let topic = Topic("packs", "dữ liệu thành phố", "packs");
    let errors = library.findings.iter().filter(|finding| finding.level == Level::Error).count();
    if errors > 0 || library.packs.cities.is_empty() {
        return topic.is(State::Broken, format!("có {errors} lỗi"), format!("errors: {errors}")).help(
            "xem lỗi bằng lệnh `kehoach baseline`, với cùng --packs; hoặc bỏ --packs",
            "see them with `kehoach baseline` and the same --packs, or remove --packs",
        );
    }
    if let Some(old) = library.old_packs(pipeline::today(None)).into_iter().next() {
        return Check { found: old.message, help: old.help, ..topic.is(State::Warning, "", "") };
    }
    let baselines: usize = library.packs.cities.values().map(|pack| pack.baselines.len()).sum();
    let cities = library.packs.cities.len();
    topic.is(
        State::Fine,
        format!("{cities} thành phố, {baselines} kế hoạch; xem bên dưới"),
        format!("cities: {cities}, city plans: {baselines}; see below"),
    )
}
