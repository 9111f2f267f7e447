//! The questions to somebody who opened the program without a plan.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use crate::base::shown;
use crate::base::vietnamese::fold;
use crate::model::packs::{Form, PackFiles};
use crate::pipeline::Library;

/// What somebody wants.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// A new plan in a directory, by a command.
    New { directory: PathBuf, words: Vec<OsString> },
    /// A plan that is there.
    Open(OsString),
}

/// The kinds of communes, as they are typed and as they are shown.
const KINDS: [&str; 3] = ["xã", "phường", "đặc khu"];

/// Asks until the wish is clear; none when an answer is left empty.
pub(super) fn what_to_do(answers: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Option<Wish>> {
    writeln!(out, "kehoach {}: soạn văn bản KẾ HOẠCH từ tệp plan.toml\n", env!("CARGO_PKG_VERSION"))?;
    let mut dialog = Dialog { answers, out };
    let Some(choice) = dialog.choice("Anh, chị muốn làm gì?", &["soạn kế hoạch mới", "mở một kế hoạch đã có"])?
    else {
        return Ok(None);
    };
    if choice == 0 { dialog.new_plan() } else { dialog.open() }
}

struct Dialog<'d> {
    answers: &'d mut dyn BufRead,
    out: &'d mut dyn Write,
}

impl Dialog<'_> {
    fn new_plan(&mut self) -> io::Result<Option<Wish>> {
        let Some(typed) = self.line("Tên xã, phường, đặc khu (ví dụ: Kiến Thụy)")? else {
            return Ok(None);
        };
        let (kind, name) = kind_and_name(&typed);
        let kind = match kind {
            Some(kind) => kind,
            None => match self.choice("Thuộc loại nào?", &KINDS)? {
                Some(choice) => KINDS[choice],
                None => return Ok(None),
            },
        };
        let library = Library::load(&PackFiles::embedded());
        let baselines: Vec<(&str, String)> = library
            .packs
            .values()
            .flat_map(|pack| pack.baselines.iter().map(move |baseline| (pack, baseline)))
            .map(|(pack, baseline)| {
                let document = pack.document(baseline.document.value.as_str());
                let number = document.map(|document| document.cite(Form::Short, None)).unwrap_or_default();
                (baseline.id.value.as_str(), format!("{}: {number}", baseline.horizon.value.describe()))
            })
            .collect();
        let shown: Vec<&str> = baselines.iter().map(|(_, shown)| shown.as_str()).collect();
        let Some(choice) = self.choice("Thực hiện kế hoạch nào của thành phố?", &shown)? else {
            return Ok(None);
        };
        let directory = free_directory(&format!("ke-hoach-{}", fold::fold(name).replace(' ', "-")));
        let words = [
            "new".into(),
            directory.clone().into_os_string(),
            "--baseline".into(),
            baselines[choice].0.into(),
            "--commune".into(),
            name.into(),
            "--kind".into(),
            kind.into(),
        ];
        Ok(Some(Wish::New { directory, words: words.into() }))
    }

    fn open(&mut self) -> io::Result<Option<Wish>> {
        loop {
            let Some(line) = self.line("Kéo tệp plan.toml thả vào cửa sổ này rồi nhấn Enter")? else {
                return Ok(None);
            };
            // A file that is dropped into a window comes in quotation marks where its name has a space.
            let path = Path::new(line.trim_matches('"'));
            if path.exists() {
                return Ok(Some(Wish::Open(path.into())));
            }
            writeln!(self.out, "Không có tệp `{}`.", shown::path(path))?;
        }
    }

    /// Asks for one of several; none when the answer is left empty.
    fn choice(&mut self, question: &str, choices: &[&str]) -> io::Result<Option<usize>> {
        loop {
            writeln!(self.out, "{question}")?;
            for (index, choice) in choices.iter().enumerate() {
                writeln!(self.out, "  {}  {choice}", index + 1)?;
            }
            let Some(line) = self.line(&format!("Gõ số từ 1 đến {}", choices.len()))? else { return Ok(None) };
            match line.parse::<usize>() {
                Ok(number) if (1..=choices.len()).contains(&number) => return Ok(Some(number - 1)),
                _ => writeln!(self.out, "Chưa có lựa chọn `{}`.\n", shown::words(&line))?,
            }
        }
    }

    /// Asks for a line; none when it is left empty.
    fn line(&mut self, question: &str) -> io::Result<Option<String>> {
        write!(self.out, "{question} (để trống thì đóng): ")?;
        self.out.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        writeln!(self.out)?;
        let line = line.trim();
        Ok((!line.is_empty()).then(|| line.to_owned()))
    }
}

/// Returns the kind that a name was typed with, and the name: «xã Kiến Thụy».
fn kind_and_name(typed: &str) -> (Option<&'static str>, &str) {
    let beginning = |kind: &str| {
        let end = typed.char_indices().nth(kind.chars().count()).map_or(typed.len(), |(at, _)| at);
        let (word, rest) = typed.split_at(end);
        (fold::fold(word) == fold::fold(kind) && rest.starts_with(' ')).then(|| rest.trim())
    };
    let found = KINDS.into_iter().find_map(|kind| Some((kind, beginning(kind)?)));
    found.map_or((None, typed), |(kind, name)| (Some(kind), name))
}

/// Returns a directory that is not there yet: the name, or the name with a number.
fn free_directory(name: &str) -> PathBuf {
    let names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    names.map(PathBuf::from).find(|path| !path.exists()).unwrap_or_else(|| PathBuf::from(name))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::PathBuf;

    use super::{Wish, kind_and_name, what_to_do};

    fn asked(answers: &str) -> (Option<Wish>, String) {
        let mut out = Vec::new();
        let wish = what_to_do(&mut answers.as_bytes(), &mut out).unwrap();
        (wish, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_new_plan_is_asked_for_step_by_step() {
        let (wish, out) = asked("3\n1\nKiến Thụy\n1\n1\n");
        let words: Vec<OsString> = ["new", "ke-hoach-kien-thuy", "--baseline"].map(OsString::from).to_vec();
        let Some(Wish::New { directory, words: asked }) = wish else { panic!("{out}") };
        assert_eq!((directory, &asked[..3]), (PathBuf::from("ke-hoach-kien-thuy"), &words[..]));
        assert_eq!(asked[4..], ["--commune", "Kiến Thụy", "--kind", "xã"].map(OsString::from));
        assert!(out.contains("Chưa có lựa chọn `3`.") && out.contains("Kế hoạch số 215/KH-UBND"), "{out}");
    }

    #[test]
    fn an_empty_answer_closes() {
        for answers in ["", "\n", "1\n\n", "2\n\n", "1\nxã Kiến Thụy\n\n"] {
            assert_eq!(asked(answers).0, None, "{answers:?}");
        }
    }

    #[test]
    fn a_file_that_is_dropped_into_the_window_is_found_behind_its_quotation_marks() {
        let (wish, out) = asked("2\nno-such.toml\n\"Cargo.toml\"\n");
        assert_eq!(wish, Some(Wish::Open("Cargo.toml".into())));
        assert!(out.contains("Không có tệp `no-such.toml`."), "{out}");
    }

    #[test]
    fn a_kind_that_is_typed_with_the_name_is_not_asked_for() {
        assert_eq!(kind_and_name("xã Kiến Thụy"), (Some("xã"), "Kiến Thụy"));
        assert_eq!(kind_and_name("DAC KHU Cát Hải"), (Some("đặc khu"), "Cát Hải"));
        for name in ["Kiến Thụy", "Phường", "Xã"] {
            assert_eq!(kind_and_name(name), (None, name));
        }
    }
}
