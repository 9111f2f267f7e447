//! What happens without a typed command: plans that were dropped onto the program, or the program opened by itself.

mod ask;
pub(super) mod console;

use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal as _, stdin, stdout};
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::report;
use super::target::beside;
use crate::base::diagnostic::Language;
use crate::base::shown;

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// A command, or something that clap explains.
    Typed,
    /// Plans, and the options behind them: they are built and opened.
    Plans(Vec<OsString>, Vec<OsString>),
    /// Nothing, in a window of the program's own.
    Alone,
}

impl Request {
    /// Returns what the words after the program's name ask for. `is_command` knows the commands.
    pub(super) fn of(words: &[OsString], is_command: impl Fn(&str) -> bool, has_own_window: bool) -> Self {
        let is_option = |word: &OsStr| word.as_encoded_bytes().starts_with(b"-");
        let Some(first) = words.first() else {
            return if has_own_window { Self::Alone } else { Self::Typed };
        };
        let path = Path::new(first);
        let is_plan = path.exists() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        if is_option(first) || first.to_str().is_some_and(is_command) || !is_plan {
            return Self::Typed;
        }
        let options = words.iter().position(|word| is_option(word)).unwrap_or(words.len());
        let (plans, options) = words.split_at(options);
        Self::Plans(plans.to_vec(), options.to_vec())
    }
}

/// Builds plans one after another and opens what was made; ends as the worst of them does. `run` runs a command.
pub(super) fn plans(
    plans: &[OsString],
    options: &[OsString],
    language: Language,
    run: impl Fn(Vec<OsString>) -> Exit,
) -> Exit {
    let build = |plan: &OsString| {
        let words = ["build".into(), plan.clone()];
        let exit = run(words.into_iter().chain(options.iter().cloned()).collect());
        if exit == Exit::Clean && is_seen() && !is_elsewhere(options) {
            open(&beside(Path::new(plan), options.iter().any(|option| option == "--draft")), language);
        }
        exit
    };
    plans.iter().map(build).max().unwrap_or(Exit::Clean)
}

/// Returns whether options put the document elsewhere, or make something else of the plan.
fn is_elsewhere(options: &[OsString]) -> bool {
    let is_one =
        |option: &[u8]| ["-o", "--output", "--format"].iter().any(|known| option.starts_with(known.as_bytes()));
    options.iter().any(|option| is_one(option.as_encoded_bytes()))
}

/// Asks what to do, and does it.
pub(super) fn alone(language: Language, run: impl Fn(Vec<OsString>) -> Exit) -> Exit {
    match ask::what_to_do(&mut stdin().lock(), &mut stdout()) {
        Ok(Some(ask::Wish::New { directory, words })) => {
            let exit = run(words);
            if exit == Exit::Clean {
                open(&directory, language);
            }
            exit
        }
        Ok(Some(ask::Wish::Open(plan))) => plans(&[plan], &[], language, run),
        Ok(None) | Err(_) => Exit::Clean,
    }
}

/// Returns whether somebody looks at what is printed.
fn is_seen() -> bool {
    console::is_own() || (stdin().is_terminal() && stdout().is_terminal())
}

/// Opens a file or a directory with the program that the system has for it.
fn open(path: &Path, language: Language) {
    let whole: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if opener::open(&whole).is_err() {
        let shown = shown::path(path);
        report::status(
            &format!("không tự mở được {shown}; hãy mở từ thư mục chứa tệp"),
            &format!("cannot open {shown} by itself; open it from its directory"),
            language,
        );
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Request, is_elsewhere};

    fn request(words: &[&str], own: bool) -> Request {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        Request::of(&words, |word| matches!(word, "build" | "check"), own)
    }

    #[test]
    fn a_plan_is_built_whatever_its_ending_looks_like() {
        let plans = |plans: &[&str], options: &[&str]| {
            let all = |words: &[&str]| words.iter().map(OsString::from).collect();
            Request::Plans(all(plans), all(options))
        };
        assert_eq!(request(&["xa/plan.toml"], false), plans(&["xa/plan.toml"], &[]));
        assert_eq!(
            request(&["A.TOML", "b.toml", "--lang", "en"], true),
            plans(&["A.TOML", "b.toml"], &["--lang", "en"])
        );
        assert_eq!(request(&["Cargo.lock"], true), plans(&["Cargo.lock"], &[]), "`build` says what it is");
    }

    #[test]
    fn commands_options_and_slips_are_left_to_the_command_line() {
        for words in [&["check", "plan.toml"][..], &["--help"], &["--draft", "plan.toml"], &["chek"]] {
            assert_eq!(request(words, true), Request::Typed, "{words:?}");
        }
    }

    #[test]
    fn only_a_document_beside_its_plan_is_opened() {
        let elsewhere = |options: &[&str]| is_elsewhere(&options.iter().map(OsString::from).collect::<Vec<_>>());
        for options in [&["-o", "a.pdf"][..], &["-oa.pdf"], &["--lang", "en", "--output=a.pdf"], &["--format", "typ"]] {
            assert!(elsewhere(options), "{options:?}");
        }
        assert!(!elsewhere(&[]) && !elsewhere(&["--draft", "--lang", "en"]));
    }

    #[test]
    fn the_program_asks_only_in_a_window_of_its_own() {
        assert_eq!((request(&[], true), request(&[], false)), (Request::Alone, Request::Typed));
    }
}
