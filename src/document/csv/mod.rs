//! The stage that reads the files which a plan names: CSV files with the rows of tables.
//!
//! Their rows take the place of those that a plan writes itself; no later stage knows the difference. The disk is behind
//! [`FileProvider`].

mod columns;
mod fields;
mod file_provider;
mod heads;
mod lost;
mod numbers;
mod room;
mod rows;

pub use file_provider::{FileError, FileProvider};

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, FILE_NOT_READ, Findings, Language, NOT_ALLOWED, text};
use crate::base::limits::TEXT_FILE;
use crate::base::source::{FileId, Located, SourceMap};
use crate::input::conflicts;
use crate::input::load::load;
use crate::model::plan::{CsvPath, Plan};
use lost::lost_letters;
use room::Room;

/// Puts the rows of CSV files into the plan's tables. Gives the files that were read.
pub fn read_csv_rows(
    plan: &mut Plan,
    files: &dyn FileProvider,
    sources: &mut SourceMap,
    findings: &mut Findings,
) -> Vec<FileId> {
    // Two tables may have one file; what is wrong with its bytes is said once.
    let mut known: BTreeMap<CsvPath, Option<FileId>> = BTreeMap::new();
    let mut room = Room::new();
    for table in plan.appendices.iter_mut().flat_map(|appendix| &mut appendix.tables) {
        if !room.take_rows(&table.rows) {
            room.report(table.id.span, findings);
            table.rows.clear();
            table.incomplete = true;
        }
        let Some(csv) = &table.csv else { continue };
        if table.has_own_rows {
            report_two_sources(csv, findings);
            continue;
        }
        let file = match known.get(&csv.value) {
            Some(Some(file)) if !room.take_bytes(sources.file(*file).text().len()) => {
                room.report(csv.span, findings);
                continue;
            }
            Some(file) => *file,
            None => {
                let file = read(csv, files, &mut room, sources, findings);
                known.insert(csv.value.clone(), file);
                file
            }
        };
        if let Some(file) = file {
            if table.columns_of_file {
                table.columns = columns::columns(table, file, sources.file(file).text(), findings);
            }
            let (rows, complete) = rows::read(table, file, sources.file(file).text(), &mut room, findings);
            table.rows = rows;
            table.incomplete = !complete;
        }
    }
    known.into_values().flatten().collect()
}

fn read(
    csv: &Located<CsvPath>,
    files: &dyn FileProvider,
    room: &mut Room,
    sources: &mut SourceMap,
    findings: &mut Findings,
) -> Option<FileId> {
    match files.bytes(csv.value.as_str()) {
        Ok(bytes) if bytes.len() <= TEXT_FILE && !room.take_bytes(bytes.len()) => {
            room.report(csv.span, findings);
            None
        }
        Ok(bytes) => load(&files.name(csv.value.as_str()), &bytes, sources, findings)
            .filter(|file| !conflicts::report(*file, sources.file(*file).text(), findings))
            .filter(|file| {
                let lost = lost_letters(*file, sources.file(*file).text());
                let is_whole = lost.is_none();
                findings.extend(lost);
                is_whole
            }),
        Err(absence) => {
            findings.push(absent(csv, &absence));
            None
        }
    }
}

fn absent(csv: &Located<CsvPath>, absence: &FileError) -> Diagnostic {
    let name = &csv.value;
    let (message, help) = match absence {
        FileError::Missing => (
            text(format!("không có tệp `{name}` cạnh kế hoạch"), format!("no file `{name}` next to the plan")),
            text(
                "kiểm tra tên tệp; đường dẫn tính từ thư mục chứa kế hoạch",
                "check the name; the path starts at the plan's directory",
            ),
        ),
        FileError::Directory => (
            text(format!("`{name}` là thư mục, không phải tệp"), format!("`{name}` is a directory, not a file")),
            text("ghi tên tệp CSV trong thư mục ấy", "name the CSV file in that directory"),
        ),
        FileError::Outside => (
            text(
                format!("`{name}` dẫn ra ngoài thư mục của kế hoạch"),
                format!("`{name}` leads out of the plan's directory"),
            ),
            text("chép chính tệp ấy vào cạnh kế hoạch", "copy the file itself next to the plan"),
        ),
        FileError::Refused(reason) => (
            text(
                format!("không đọc được tệp `{name}`: {}", reason.get(Language::Vietnamese)),
                format!("the file `{name}` cannot be read: {}", reason.get(Language::English)),
            ),
            text("kiểm tra lại tệp ấy", "check that file"),
        ),
    };
    Diagnostic::new(&FILE_NOT_READ, csv.span, message).help(help)
}

fn report_two_sources(csv: &Located<CsvPath>, findings: &mut Findings) {
    let message = text(
        "bảng có cả `rows` và `csv`; các dòng chỉ lấy từ một nơi",
        "the table has both `rows` and `csv`; its rows come from one place only",
    );
    let help = text("bỏ một trong hai khóa", "remove one of the two keys");
    findings.push(Diagnostic::new(&NOT_ALLOWED, csv.span, message).help(help));
}
