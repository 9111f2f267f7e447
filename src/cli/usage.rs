//! Wrong arguments, in the users' words.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::user_error::{UserError, user_error};
use crate::base::diagnostic::{list_en, list_vi, suggest, text};
use crate::input::decode::Keyword as _;
use crate::model::packs::Roster;
use crate::model::plan::{CommuneKind, kind_and_name};

/// Returns what is wrong with the arguments; none for requests of help and of the version. `words` are all of them.
pub(super) fn explain(error: &clap::Error, words: &[String]) -> Option<UserError> {
    let many = |kind| match error.get(kind) {
        Some(ContextValue::Strings(values)) => values.clone(),
        Some(ContextValue::String(value)) => vec![value.clone()],
        _ => Vec::new(),
    };
    let one = |kind| many(kind).join(", ");
    let argument = one(ContextKind::InvalidArg);
    let see = text(
        "xem `kehoach --help`, hoặc thêm --help sau tên lệnh",
        "see `kehoach --help`, or add --help after the command",
    );
    let near = |kind| match many(kind) {
        found if found.is_empty() => see.clone(),
        found => suggest(&found),
    };
    Some(match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::DisplayVersion => {
            return None;
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> =
                many(ContextKind::InvalidArg).iter().map(|one| one.trim_end_matches('.').to_owned()).collect();
            user_error(format!("còn thiếu {}", list_vi(&missing)), format!("missing {}", list_en(&missing)))
                .with_hint(see)
        }
        ErrorKind::InvalidSubcommand | ErrorKind::MissingSubcommand => {
            let given = one(ContextKind::InvalidSubcommand);
            user_error(format!("không có lệnh `{given}`"), format!("unknown command `{given}`"))
                .with_hint(near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::UnknownArgument if let Some(line) = unquoted(words, &argument) => {
            user_error(format!("không hiểu `{argument}` ở đây"), format!("unexpected argument `{argument}`")).hint(
                format!("chữ có dấu cách phải đặt trong dấu ngoặc kép: `{line}`"),
                format!("words with a space between them need quotes: `{line}`"),
            )
        }
        ErrorKind::UnknownArgument => {
            user_error(format!("không hiểu `{argument}` ở đây"), format!("unexpected argument `{argument}`"))
                .with_hint(near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            user_error(format!("{argument} còn thiếu giá trị"), format!("{argument} needs a value")).with_hint(see)
        }
        ErrorKind::InvalidValue => {
            let (given, valid) = (one(ContextKind::InvalidValue), many(ContextKind::ValidValue));
            user_error(format!("{argument} không nhận `{given}`"), format!("{argument} does not take `{given}`"))
                .hint(format!("chọn {}", list_vi(&valid)), format!("choose {}", list_en(&valid)))
        }
        ErrorKind::ArgumentConflict => match one(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => {
                user_error(format!("{argument} chỉ ghi được một lần"), format!("{argument} can be given only once"))
            }
            other => user_error(
                format!("{argument} không dùng cùng {other}"),
                format!("{argument} cannot be used with {other}"),
            ),
        }
        .with_hint(see),
        ErrorKind::ValueValidation => {
            let given = one(ContextKind::InvalidValue);
            // Days are the only values that are more than one of a list.
            user_error(format!("{argument} không nhận `{given}`"), format!("{argument} does not take `{given}`"))
                .hint("ghi ngày như 2026-01-15", "write a date like 2026-01-15")
        }
        ErrorKind::InvalidUtf8 => user_error(
            "tham số có ký tự hỏng, không đọc thành chữ được",
            "an argument has broken characters that are no text",
        )
        .hint("gõ lại tham số ấy; tên tệp thì đổi tên tệp trước", "type it again; of a file, rename the file first"),
        _ => user_error("tham số không đúng", "wrong arguments").with_hint(see),
    })
}

/// Returns an option as it was probably meant whose value of several words has no quotes: `--commune "Kiến Thụy"`.
fn unquoted(words: &[String], argument: &str) -> Option<String> {
    let at = words.iter().rposition(|word| word == argument)?;
    let option = words[..at].iter().rposition(|word| word.starts_with("--"))?;
    let end = words[at..].iter().position(|word| word.starts_with('-')).map_or(words.len(), |next| at + next);
    let value = &words[option + 1..end];
    if value.len() < 2 || argument.starts_with('-') || !matches!(words[option].as_str(), "--commune" | "--kind") {
        return None;
    }
    // The directory of the new plan may follow.
    let known = (2..=value.len()).rev().map(|length| value[..length].join(" ")).find(|name| {
        let name = kind_and_name(name).map_or(name.as_str(), |(_, name)| name);
        Roster::has_name(name) || CommuneKind::WORDS.iter().any(|(kind, _)| *kind == name.to_lowercase())
    });
    Some(format!("{} \"{}\"", words[option], known.unwrap_or_else(|| value.join(" "))))
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn words_that_belong_together_get_quotes() {
        for (line, argument, meant) in [
            ("new n --commune Kiến Thụy --kind xã", "Thụy", Some("--commune \"Kiến Thụy\"")),
            ("new --commune Kiến Thụy n", "n", Some("--commune \"Kiến Thụy\"")),
            ("new n --commune xã Kiến Thụy", "Kiến", Some("--commune \"xã Kiến Thụy\"")),
            ("new n --kind đặc khu", "khu", Some("--kind \"đặc khu\"")),
            ("new n m", "m", None),
            ("build plan.toml -o a b", "b", None),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(unquoted(&words, argument).as_deref(), meant, "{line}");
        }
    }
}
