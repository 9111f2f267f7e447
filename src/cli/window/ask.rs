//! The questions to somebody who opened the program without a plan.

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use crate::base::shown;
use crate::base::vietnamese::fold;
use crate::model::packs::{Baseline, Form, Listed, Pack, PackFiles, Roster};
use crate::model::plan::kind_and_name;
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
        let library = Library::load(&PackFiles::embedded());
        let of_pack = |pack| move |baseline| (pack, baseline);
        let baselines: Vec<(&Pack, &Baseline)> =
            library.packs.cities.values().flat_map(|pack| pack.baselines.iter().map(of_pack(pack))).collect();
        let shown: Vec<String> = baselines
            .iter()
            .map(|(pack, baseline)| {
                let document = pack.document(baseline.document.value.as_str());
                let number = document.map(|document| document.cite(Form::Short, None)).unwrap_or_default();
                format!("{}: {number}, {} {}", baseline.horizon.value.describe(), pack.kind, pack.name)
            })
            .collect();
        let Some(choice) = self.choice("Thực hiện kế hoạch nào?", &shown)? else { return Ok(None) };
        let (pack, baseline) = baselines[choice];
        let Some((kind, name)) = self.commune(pack)? else { return Ok(None) };
        let directory = free_directory(&format!("ke-hoach-{}", fold::fold(&name).replace(' ', "-")));
        let words = [
            "new".into(),
            directory.clone().into_os_string(),
            "--baseline".into(),
            baseline.id.value.as_str().into(),
            "--commune".into(),
            name.into(),
            "--kind".into(),
            kind.into(),
        ];
        Ok(Some(Wish::New { directory, words: words.into() }))
    }

    /// Asks for the kind and the name of a commune of a province, as its roster has them; where there is no roster, the kind is asked for.
    fn commune(&mut self, pack: &Pack) -> io::Result<Option<(&'static str, String)>> {
        let roster = Roster::of(&pack.kind, &pack.name);
        loop {
            let question = format!("Tên xã, phường, đặc khu của {} {}", pack.kind, pack.name);
            let Some(typed) = self.line(&question)? else { return Ok(None) };
            let (typed_kind, name) =
                kind_and_name(&typed).map_or((None, typed.as_str()), |(kind, name)| (Some(kind), name));
            let Some(roster) = &roster else {
                let Some(choice) = self.choice("Thuộc loại nào?", &KINDS)? else { return Ok(None) };
                return Ok(Some((KINDS[choice], name.to_owned())));
            };
            let listed: Vec<(&'static str, &'static str)> = KINDS
                .into_iter()
                .filter_map(|kind| match roster.look_up(kind, name) {
                    Listed::Yes(name) => Some((kind, name)),
                    Listed::OtherKind(_) | Listed::No(_) => None,
                })
                .collect();
            let meant = listed.iter().find(|(kind, _)| Some(*kind) == typed_kind);
            match (meant, listed.as_slice()) {
                (Some((kind, name)), _) | (None, [(kind, name)]) => return Ok(Some((kind, (*name).to_owned()))),
                (None, []) => {}
                (None, several) => {
                    let shown: Vec<String> = several.iter().map(|(kind, name)| format!("{kind} {name}")).collect();
                    let choice = self.choice("Đơn vị nào?", &shown)?;
                    return Ok(choice.map(|choice| (several[choice].0, several[choice].1.to_owned())));
                }
            }
            let near = match roster.look_up(KINDS[0], name) {
                Listed::No(Some((kind, near))) => format!(" Có phải {kind} {near}?"),
                _ => String::new(),
            };
            let name = shown::words(name);
            writeln!(self.out, "{} {} không có đơn vị nào tên `{name}`.{near}\n", pack.kind, pack.name)?;
        }
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
    fn choice<S: AsRef<str>>(&mut self, question: &str, choices: &[S]) -> io::Result<Option<usize>> {
        loop {
            writeln!(self.out, "{question}")?;
            for (index, choice) in choices.iter().enumerate() {
                writeln!(self.out, "  {}  {}", index + 1, choice.as_ref())?;
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

/// Returns a directory that is not there yet: the name, or the name with a number.
fn free_directory(name: &str) -> PathBuf {
    let names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    names.map(PathBuf::from).find(|path| !path.exists()).unwrap_or_else(|| PathBuf::from(name))
}

#[cfg(test)]
mod tests {
    use super::{Wish, what_to_do};
    use std::ffi::OsString;

    fn asked(answers: &str) -> (Option<Wish>, String) {
        let mut out = Vec::new();
        let wish = what_to_do(&mut answers.as_bytes(), &mut out).unwrap();
        (wish, String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_new_plan_is_asked_for_step_by_step() {
        for (typed, kind, name) in [
            ("Kiến Thụy", "xã", "Kiến Thụy"),
            ("xã Kiến Thuỵ", "xã", "Kiến Thụy"),
            ("cát hải", "đặc khu", "Cát Hải"),
            ("Xã Cát Hải", "đặc khu", "Cát Hải"),
        ] {
            let (wish, out) = asked(&format!("3\n1\n1\nMường Lống\n{typed}\n"));
            let Some(Wish::New { directory, words }) = wish else { panic!("{out}") };
            assert!(directory.to_str().unwrap().starts_with("ke-hoach-"), "{directory:?}");
            let expected = ["new", directory.to_str().unwrap(), "--baseline", "kh-215-2025"];
            assert_eq!(words[..4], expected.map(OsString::from));
            assert_eq!(words[4..], ["--commune", name, "--kind", kind].map(OsString::from), "{typed}");
            assert!(out.contains("Chưa có lựa chọn `3`.") && out.contains("Kế hoạch số 215/KH-UBND"), "{out}");
            assert!(out.contains("thành phố Hải Phòng không có đơn vị nào tên `Mường Lống`."), "{out}");
        }
        assert!(asked("1\n1\nKien Thuy\n").1.contains("Có phải xã Kiến Thụy?"));
    }

    #[test]
    fn an_empty_answer_closes() {
        for answers in ["", "\n", "1\n\n", "2\n\n", "1\n2\n\n", "1\n2\nMường Lống\n"] {
            assert_eq!(asked(answers).0, None, "{answers:?}");
        }
    }

    #[test]
    fn a_file_that_is_dropped_into_the_window_is_found_behind_its_quotation_marks() {
        let (wish, out) = asked("2\nno-such.toml\n\"Cargo.toml\"\n");
        assert_eq!(wish, Some(Wish::Open("Cargo.toml".into())));
        assert!(out.contains("Không có tệp `no-such.toml`."), "{out}");
    }
}
