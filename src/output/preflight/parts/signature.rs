//! II.7: the signature block; and that it is not alone on its page.

use crate::base::diagnostic::{LAYOUT_LONELY_SIGNATURE, LAYOUT_SIGNER};
use crate::document::compose::{Block, Manuscript, plain_text};
use crate::output::engine::{MM, Within};
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::Found;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_SIGNER]
    POSTS_FORM = "posts-form", "II.7.đ"
        "Quyền hạn, chức vụ, cỡ và kiểu chữ" | "Capacity and position, type",
        "in hoa, cỡ 13-14, đứng, đậm" | "capitals, 13-14 pt, upright, bold";
    POSTS_PLACE = "posts-place", "II.7.đ"
        "Quyền hạn, chức vụ, vị trí" | "Capacity and position, place",
        "bên phải" | "on the right";
    NAME_FORM = "signer-form", "II.7.đ"
        "Họ tên người ký, cỡ và kiểu chữ" | "Signer's name, type",
        "in thường, cỡ 13-14, đứng, đậm" | "13-14 pt, upright, bold";
    NAME_PLACE = "signer-place", "II.7.đ"
        "Họ tên người ký, vị trí" | "Signer's name, place",
        "canh giữa dưới chức vụ, cùng trang" | "centred below the position, on its page";
    ROOM = "signature-room", "II.7.d"
        "Chỗ ký" | "Room to sign",
        "ít nhất 25 mm (kehoach đặt ra)" | "at least 25 mm (this program's)";
    [LAYOUT_LONELY_SIGNATURE]
    COMPANY = "signature-company", ""
        "Phần ký đi cùng lời văn" | "Text with the signature",
        "ít nhất 2 dòng cùng trang; 1 dòng sau bảng, trang ngang" | "at least 2 lines on its page; 1 after a table or landscape pages";
}

/// Returns the lines of capacity and position, if all of them were found.
pub(super) fn posts(reading: &Reading<'_>) -> Option<Vec<Found>> {
    let signature = &reading.manuscript.signature;
    let words = signature.capacity.iter().chain([&signature.position]);
    words.filter(|words| !words.trim().is_empty()).map(|words| reading.after_text(words)).collect()
}

/// Returns the signer's name.
pub(super) fn name(reading: &Reading<'_>) -> Option<Found> {
    reading.after_text(&reading.manuscript.signature.name)
}

/// Returns the signer's other post, if the document has one and it was found.
fn office(reading: &Reading<'_>) -> Option<Found> {
    reading.manuscript.signature.office.as_ref().and_then(|office| reading.after_text(office))
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.signer.0);
    let posts = posts(reading).unwrap_or_default();
    let office = office(reading);
    let lines: Vec<&Line> = posts.iter().flat_map(|found| &found.lines).collect();
    let (Some(first), Some(position)) = (lines.first().copied(), lines.last().copied()) else {
        ledger.missing(CLAUSES, None);
        return;
    };
    if office.is_none() && reading.manuscript.signature.office.is_some() {
        ledger.missing(CLAUSES, None);
        return;
    }
    let lines: Vec<&Line> = lines.into_iter().chain(office.iter().flat_map(|found| &found.lines)).collect();
    let is_right = |line: &Line| is_of_size(line, 13.0, 14.0) && is_bold(line) && line.is_in_capitals();
    let wrong = lines.iter().copied().find(|line| !is_right(line));
    ledger.enter(&POSTS_FORM, wrong.is_none(), form(wrong.unwrap_or(first)), first.page);
    let half = reading.pages[first.page - 1].width / 2.0;
    let right = lines.iter().all(|line| line.centre() > half);
    let said = if right { ("bên phải", "right") } else { ("không ở bên phải", "not right") };
    ledger.enter(&POSTS_PLACE, right, Measured::text(said.0, said.1), first.page);

    match name(reading) {
        None => ledger.missing(&[&NAME_FORM, &NAME_PLACE, &ROOM], first.page),
        Some(found) => {
            let line = found.first();
            let met = found.all(|line| is_of_size(line, 13.0, 14.0) && is_bold(line) && !line.is_in_capitals());
            ledger.enter(&NAME_FORM, met, form(line), line.page);
            let off = (line.centre() - position.centre()).abs();
            let together = line.page == position.page;
            let measured = Measured::off(off, "so với giữa chức vụ", "the middle of the position");
            let measured = if together { measured } else { measured.and("khác trang", "another page") };
            ledger.enter(&NAME_PLACE, together && off <= 2.0 * MM, measured, line.page);
            if together {
                let below = office.as_ref().map_or(line, Found::first);
                let room = below.ink.top - position.ink.bottom;
                ledger.enter(&ROOM, room >= 25.0 * MM, Measured::mm(room), line.page);
            } else {
                ledger.not_applicable(&[&ROOM], "không đo được", "cannot be measured");
            }
        }
    }
    company(reading, first, ledger);
}

/// Returns whether the last paragraph follows a table or landscape pages, of which no line can go along with it.
fn is_alone(manuscript: &Manuscript) -> bool {
    let mut from_end = manuscript.closing.iter().rev().chain(manuscript.body.iter().rev());
    let has_words = |block: &Block| match block {
        Block::Paragraph { content, .. } => plain_text(content).contains(char::is_alphanumeric),
        Block::Heading { .. } | Block::Table(_) | Block::Landscape(_) => false,
    };
    from_end.next().is_some_and(has_words) && matches!(from_end.next(), Some(Block::Table(_) | Block::Landscape(_)))
}

fn company(reading: &Reading<'_>, first: &Line, ledger: &mut Ledger) {
    let mut above: Vec<f64> = reading
        .on_page(first.page)
        .filter(|line| line.baseline < first.baseline - 4.0 && line.within != Within::Note && !line.is_note_mark())
        .map(|line| line.baseline)
        .collect();
    above.sort_by(f64::total_cmp);
    above.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let least = if is_alone(reading.manuscript) { 1 } else { 2 };
    ledger.enter(
        &COMPANY,
        above.len() >= least,
        Measured::count(above.len(), "dòng ở trên", "lines above"),
        first.page,
    );
}
