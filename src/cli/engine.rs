//! The typesetting engine that a command was asked for.

use std::path::Path;

use clap::ValueEnum;

use super::user_error::{UserError, user_error};
use crate::base::diagnostic::io_reason;
use crate::base::limits::TYPST_SECONDS;
use crate::output::engine::{Engine, EngineError, External, TYPST_VERSION};
use crate::pipeline::InternalError;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EngineName {
    Embedded,
    Typst,
}

/// Starts the engine that was asked for.
pub(super) fn start(name: Option<EngineName>, typst: Option<&Path>) -> anyhow::Result<Box<dyn Engine>> {
    let wanted = name.unwrap_or(if cfg!(feature = "embedded") && typst.is_none() {
        EngineName::Embedded
    } else {
        EngineName::Typst
    });
    match wanted {
        #[cfg(feature = "embedded")]
        EngineName::Embedded => Ok(Box::new(crate::output::engine::Embedded)),
        #[cfg(not(feature = "embedded"))]
        EngineName::Embedded => {
            Err(user_error("bản này không có bộ dàn trang bên trong", "this build has no embedded engine")
                .hint("dùng --engine typst", "use --engine typst")
                .into())
        }
        EngineName::Typst => match External::new(typst.unwrap_or(Path::new("typst"))) {
            Ok(engine) => Ok(Box::new(engine)),
            Err(error) => Err(failed(error.into())),
        },
    }
}

/// Returns why a document could not be finished: by the user's program, or by a failure of ours.
pub(super) fn failed(error: InternalError) -> anyhow::Error {
    match &error {
        InternalError::Engine(engine) => no_typst(engine).map_or_else(|| error.into(), Into::into),
        _ => error.into(),
    }
}

/// Why the program `typst` cannot be used; none for an error that is not about the program itself.
fn no_typst(error: &EngineError) -> Option<UserError> {
    let refusal = match error {
        EngineError::WrongVersion { program, found } => user_error(
            format!("chương trình typst tại `{program}` là bản `{found}`, cần bản {TYPST_VERSION}"),
            format!("the program at `{program}` is `{found}`; version {TYPST_VERSION} is needed"),
        ),
        EngineError::CannotStart { program, reason } => user_error(
            format!("không chạy được chương trình typst tại `{program}`"),
            format!("cannot start the program typst at `{program}`"),
        )
        .because(&io_reason(reason)),
        EngineError::TooLong { program } => {
            return Some(
                user_error(
                    format!("chương trình typst tại `{program}` chạy quá {TYPST_SECONDS} giây nên bị dừng"),
                    format!("the program typst at `{program}` ran for more than {TYPST_SECONDS} s and was stopped"),
                )
                .hint(
                    "chia kế hoạch ra nhiều văn bản; nếu dùng --templates thì xem mẫu có lặp mãi không",
                    "divide the plan; with --templates, see whether the templates loop without end",
                ),
            );
        }
        EngineError::Disk(_) | EngineError::Broken(_) => return None,
    };
    let (vi, en) = if cfg!(feature = "embedded") {
        (
            ", hoặc bỏ --engine và --typst để dùng bộ dàn trang có sẵn",
            ", or remove --engine and --typst to use the embedded engine",
        )
    } else {
        ("", "")
    };
    Some(refusal.hint(
        format!("cài Typst {TYPST_VERSION} rồi chỉ ra bằng --typst ĐƯỜNG-DẪN{vi}"),
        format!("install Typst {TYPST_VERSION} and name it with --typst PATH{en}"),
    ))
}
