//! Wrong arguments, in the users' words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::report::UserError;
use crate::base::diagnostic::{list_en, list_vi, text};

/// What is wrong with the arguments. `None` for what is no mistake: help and version.
pub(super) fn explain(error: &clap::Error) -> Option<UserError> {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        _ => String::new(),
    };
    let many = |kind| match error.get(kind) {
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::String(value)) => vec![value.clone()],
        _ => Vec::new(),
    };
    let argument = one(ContextKind::InvalidArg);
    let see = text(
        "xem `kehoach --help`, hoặc thêm --help sau tên lệnh",
        "see `kehoach --help`, or put --help behind the command",
    );
    let near = |found: Vec<String>| {
        if found.is_empty() {
            see.clone()
        } else {
            text(format!("có phải ý là {}?", list_vi(&found)), format!("did you mean {}?", list_en(&found)))
        }
    };
    let (message, help) = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion => {
            return None;
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = many(ContextKind::InvalidArg);
            (text(format!("còn thiếu {}", list_vi(&missing)), format!("{} is missing", list_en(&missing))), see)
        }
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            let given = one(ContextKind::InvalidSubcommand);
            (
                text(format!("không có lệnh `{given}`"), format!("there is no command `{given}`")),
                near(many(ContextKind::SuggestedSubcommand)),
            )
        }
        ErrorKind::UnknownArgument => (
            text(format!("không hiểu `{argument}` ở đây"), format!("`{argument}` is not understood here")),
            near(many(ContextKind::SuggestedArg)),
        ),
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            (text(format!("{argument} còn thiếu giá trị"), format!("{argument} needs a value")), see)
        }
        ErrorKind::InvalidValue => {
            let given = one(ContextKind::InvalidValue);
            let valid = many(ContextKind::ValidValue);
            (
                text(format!("{argument} không nhận `{given}`"), format!("{argument} does not take `{given}`")),
                text(format!("chọn {}", list_vi(&valid)), format!("choose {}", list_en(&valid))),
            )
        }
        ErrorKind::ArgumentConflict => {
            (text(format!("{argument} chỉ ghi được một lần"), format!("{argument} can be given once only")), see)
        }
        _ => (text("tham số không đúng", format!("wrong arguments: {error}")), see),
    };
    Some(UserError { message, help })
}
