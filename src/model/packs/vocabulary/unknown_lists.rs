//! Files among the words that the program does not read.

use super::{DIRECTORY, Vocabulary};
use crate::base::diagnostic::{Diagnostic, Findings, UNKNOWN_KEY, list_en, list_vi, text};
use crate::base::source::{SourceMap, Span};
use crate::model::packs::{PackFile, PackFiles, is_toml};

/// Reports each file that is among the words, but is none of theirs.
pub(super) fn report(packs: &PackFiles, sources: &mut SourceMap, findings: &mut Findings) {
    for file in packs.files.iter().filter(|file| is_unknown(file)) {
        let path = &file.path;
        let span = Span::new(sources.add(format!("{}/{path}", packs.root), file.text.as_str()), 0..0);
        let message = text(format!("không có danh sách từ nào ở tệp `{path}`"), format!("unknown word list `{path}`"));
        findings.push(Diagnostic::new(&UNKNOWN_KEY, span, message).help(text(
            format!("các tệp từ của chương trình: {}", list_vi(Vocabulary::FILES)),
            format!("the word lists are {}", list_en(Vocabulary::FILES)),
        )));
    }
}

fn is_unknown(file: &PackFile) -> bool {
    let name = file.path.strip_prefix(DIRECTORY).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| is_toml(name) && !Vocabulary::FILES.contains(&name))
}
