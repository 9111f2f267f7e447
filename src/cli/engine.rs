//! The typesetting engine that a command was asked for.

use std::path::Path;

use clap::ValueEnum;

use super::user_error::{UserError, user_error};
use crate::base::diagnostic::io_reason;
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
            Err(error) => Err(match no_typst(&error) {
                Some(refusal) => refusal.into(),
                None => InternalError::Engine(error).into(),
            }),
        },
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
