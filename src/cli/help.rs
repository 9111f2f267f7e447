//! The help of every command, in Vietnamese and in English.
//!
//! The doc comment of a command or an argument is its help: in Vietnamese, then after `en:` in English. [`WORDS`] translates usages,
//! headings and the names of values.

use clap::builder::{Resettable, StyledStr};
use clap::{Arg, Command};

use crate::base::diagnostic::Language;

const ARGUMENTS: &str = "Tham số";
const OPTIONS: &str = "Tùy chọn";
const COMMON_OPTIONS: &str = "Tùy chọn chung";
const COMMANDS: &str = "Lệnh";
const USAGE: &str = "Cách dùng";

/// Between the Vietnamese and the English part.
const ENGLISH: &str = " en: ";
/// Replaced by the values that an argument takes.
const VALUES: &str = "{values}";

/// No entry may be a part of a later one.
const WORDS: [(&str, &str); 26] = [
    (ARGUMENTS, "Arguments"),
    (COMMON_OPTIONS, "Common options"),
    (OPTIONS, "Options"),
    (COMMANDS, "Commands"),
    (USAGE, "Usage"),
    ("TÙY CHỌN", "OPTIONS"),
    ("BẢN-CŨ", "OLD"),
    ("BẢN-MỚI", "NEW"),
    ("BỘ", "ENGINE"),
    ("CHỮ", "WORDS"),
    ("DẠNG", "FORMAT"),
    ("KẾ-HOẠCH", "PLAN"),
    ("KHI-NÀO", "WHEN"),
    ("LOẠI", "KIND"),
    ("TRÌNH-LỆNH", "SHELL"),
    ("LỆNH", "COMMAND"),
    ("MÃ", "CODE"),
    ("NGÀY", "DATE"),
    ("NGÔN-NGỮ", "LANGUAGE"),
    ("THƯ-MỤC", "DIRECTORY"),
    ("TÊN", "NAME"),
    ("TỆP.html", "FILE.html"),
    ("TỆP", "FILE"),
    ("ĐÃ-DỰNG.pdf", "BUILT.pdf"),
    ("ĐÃ-KÝ.pdf", "SIGNED.pdf"),
    ("ĐƯỜNG-DẪN", "PATH"),
];

/// Returns a command and all below it with their help in one language.
pub(super) fn localized(command: Command, language: Language) -> Command {
    let options = if command.has_subcommands() { COMMON_OPTIONS } else { OPTIONS };
    let title = word(USAGE, language);
    let usage = usage(&command, title.chars().count() + 2, language);
    let about = part(command.get_about(), language);
    let after = command.get_after_help().map(|after| format!("\n{}", part(Some(after), language)));
    command
        .about(about)
        .after_help(Resettable::from(after.map(StyledStr::from)))
        .override_usage(usage)
        .help_template(format!("{{about}}\n\n{title}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(word(COMMANDS, language))
        .subcommand_value_name(word("LỆNH", language))
        .mut_args(|arg| argument(arg, options, language))
        .mut_subcommands(|inner| localized(inner, language))
}

fn argument(arg: Arg, options: &'static str, language: Language) -> Arg {
    let help = part(arg.get_help(), language).replace(VALUES, &values(&arg, language));
    let heading = if arg.is_positional() { ARGUMENTS } else { options };
    let name = arg.get_value_names().and_then(|names| names.first());
    let name = name.and_then(|name| WORDS.iter().find(|(word, _)| name.as_str() == *word));
    let arg = match name {
        Some((name, _)) => arg.value_name(word(name, language)),
        None => arg,
    };
    let takes_value = arg.get_action().takes_values();
    arg.help(help)
        .help_heading(word(heading, language))
        .hide_possible_values(takes_value)
        .hide_default_value(takes_value)
}

/// The values that an argument takes, the default one marked.
fn values(arg: &Arg, language: Language) -> String {
    let (default, or) = match language {
        Language::Vietnamese => ("mặc định", "hoặc"),
        Language::English => ("default", "or"),
    };
    let mut values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if let Some(value) =
        values.iter_mut().find(|value| arg.get_default_values().iter().any(|one| one == value.as_str()))
    {
        value.push_str(&format!(" ({default})"));
    }
    match values.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {or} {last}", rest.join(", ")),
        _ => values.concat(),
    }
}

/// Returns the usage of a command: its lines one below the other, behind a title of some width.
fn usage(command: &Command, indent: usize, language: Language) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let lines: Vec<String> = usage.lines().map(|line| translated(line.trim(), language)).collect();
    lines.join(&format!("\n{:indent$}", ""))
}

/// Returns the part of a text in one language; the whole of one that is the same in both.
fn part(text: Option<&StyledStr>, language: Language) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    match (text.split_once(ENGLISH), language) {
        (None, _) => text,
        (Some((vietnamese, _)), Language::Vietnamese) => vietnamese.to_owned(),
        (Some((_, english)), Language::English) => english.to_owned(),
    }
}

fn word(vietnamese: &'static str, language: Language) -> &'static str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => WORDS.iter().find(|(word, _)| *word == vietnamese).map_or(vietnamese, |(_, word)| word),
    }
}

fn translated(text: &str, language: Language) -> String {
    match language {
        Language::Vietnamese => text.to_owned(),
        Language::English => WORDS.iter().fold(text.to_owned(), |text, (word, english)| text.replace(word, english)),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Arguments;

    fn each(command: &Command, check: &mut dyn FnMut(&Command)) {
        check(command);
        command.get_subcommands().for_each(|inner| each(inner, check));
    }

    fn both(place: &str, text: Option<&StyledStr>) -> [String; 2] {
        let text = text.map(ToString::to_string).unwrap_or_default();
        let parts: Vec<&str> = text.split(ENGLISH).collect();
        let [vietnamese, english] = parts.as_slice() else { panic!("{place}: {text:?}") };
        [(*vietnamese).to_owned(), (*english).to_owned()]
    }

    #[test]
    fn every_command_and_every_argument_has_help_in_both_languages() {
        each(&Arguments::command(), &mut |command| {
            both(command.get_name(), command.get_about());
            for arg in command.get_arguments() {
                let place = format!("{} {}", command.get_name(), arg.get_id());
                let help = both(&place, arg.get_help());
                for value in arg.get_possible_values().iter().filter(|_| arg.get_action().takes_values()) {
                    let named = |help: &String| help.contains(VALUES) || help.contains(value.get_name());
                    assert!(help.iter().all(named), "{place}: {} is not in the help", value.get_name());
                    assert_eq!(value.get_help(), None, "{place}: shown in one language only");
                }
            }
        });
    }

    #[test]
    fn help_in_english_has_no_vietnamese_word_of_ours() {
        each(&localized(Arguments::command(), Language::English), &mut |command| {
            let mut help = command.clone().render_long_help().to_string();
            // Kinds of communes and provinces are values of plans and packs.
            for value in ["\"đặc khu\"", "phường", "xã", "tỉnh", "thành phố", "\"Bình Giang\"", "\"Bến Sông\""]
            {
                help = help.replace(value, "");
            }
            assert!(help.is_ascii(), "{help}");
        });
    }
}
