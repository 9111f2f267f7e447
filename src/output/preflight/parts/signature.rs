//! II.7: the signature block; and that it does not stand alone.

use crate::base::diagnostic::{LAYOUT_LONELY_SIGNATURE, LAYOUT_SIGNER};
use crate::output::engine::Within;
use crate::output::preflight::clause::{Clause, Ledger, MM, Measured};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::{Found, Reading};
use crate::output::sign::Locations;

static POSTS_FORM: Clause = Clause {
    name: "posts-form",
    number: "II.7.đ",
    meta: &LAYOUT_SIGNER,
    title: ("Quyền hạn, chức vụ, cỡ và kiểu chữ", "Capacity and position, type"),
    demanded: ("in hoa, cỡ 13-14, đứng, đậm", "capitals, 13-14 pt, upright, bold"),
};

static POSTS_PLACE: Clause = Clause {
    name: "posts-place",
    number: "II.7.đ",
    meta: &LAYOUT_SIGNER,
    title: ("Quyền hạn, chức vụ, vị trí", "Capacity and position, place"),
    demanded: ("bên phải", "on the right"),
};

static NAME_FORM: Clause = Clause {
    name: "signer-form",
    number: "II.7.đ",
    meta: &LAYOUT_SIGNER,
    title: ("Họ tên người ký, cỡ và kiểu chữ", "Signer's name, type"),
    demanded: ("in thường, cỡ 13-14, đứng, đậm", "13-14 pt, upright, bold"),
};

static NAME_PLACE: Clause = Clause {
    name: "signer-place",
    number: "II.7.đ",
    meta: &LAYOUT_SIGNER,
    title: ("Họ tên người ký, vị trí", "Signer's name, place"),
    demanded: ("canh giữa dưới chức vụ, cùng trang", "centred below the position, on its page"),
};

static ROOM: Clause = Clause {
    name: "signature-room",
    number: "II.7.d",
    meta: &LAYOUT_SIGNER,
    title: ("Chỗ ký", "Room to sign"),
    demanded: ("ít nhất 25 mm (kehoach đặt ra)", "at least 25 mm (this program's)"),
};

static COMPANY: Clause = Clause {
    name: "signature-company",
    number: "",
    meta: &LAYOUT_LONELY_SIGNATURE,
    title: ("Phần ký đi cùng lời văn", "Text with the signature"),
    demanded: ("ít nhất 2 dòng cùng trang", "at least 2 lines on its page"),
};

pub(super) const CLAUSES: &[&Clause] = &[&POSTS_FORM, &POSTS_PLACE, &NAME_FORM, &NAME_PLACE, &ROOM, &COMPANY];

/// The lines of capacity and position, if all of them were found.
pub(super) fn posts(reading: &Reading<'_>) -> Option<Vec<Found>> {
    let signature = &reading.manuscript.signature;
    let words = signature.capacity.iter().chain([&signature.position]);
    words.filter(|words| !words.trim().is_empty()).map(|words| reading.behind_text(words)).collect()
}

/// The signer's name.
pub(super) fn name(reading: &Reading<'_>) -> Option<Found> {
    reading.behind_text(&reading.manuscript.signature.name)
}

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.signer.0);
    let posts = posts(reading).unwrap_or_default();
    let lines: Vec<&Line> = posts.iter().flat_map(|found| &found.lines).collect();
    let (Some(first), Some(position)) = (lines.first().copied(), lines.last().copied()) else {
        ledger.missing(CLAUSES, None);
        return;
    };
    let is_right = |line: &Line| is_of_size(line, 13.0, 14.0) && is_bold(line) && line.is_in_capitals();
    let wrong = lines.iter().copied().find(|line| !is_right(line));
    ledger.enter(&POSTS_FORM, wrong.is_none(), form(wrong.unwrap_or(first)), first.page);
    let half = reading.pages[first.page - 1].width / 2.0;
    let right = lines.iter().all(|line| line.centre() > half);
    let said = if right { ("bên phải", "right") } else { ("không ở bên phải", "not right") };
    ledger.enter(&POSTS_PLACE, right, Measured::said(said.0, said.1), first.page);

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
                let room = line.ink.top - position.ink.bottom;
                ledger.enter(&ROOM, room >= 25.0 * MM, Measured::mm(room), line.page);
            } else {
                ledger.not_applicable(&ROOM, "không đo được", "cannot be measured");
            }
        }
    }
    company(reading, first, ledger);
}

fn company(reading: &Reading<'_>, first: &Line, ledger: &mut Ledger) {
    let mut above: Vec<f64> = reading
        .on_page(first.page)
        .filter(|line| line.baseline < first.baseline - 4.0 && line.within != Within::Note && !line.is_note_mark())
        .map(|line| line.baseline)
        .collect();
    above.sort_by(f64::total_cmp);
    above.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    ledger.enter(&COMPANY, above.len() >= 2, Measured::count(above.len(), "dòng ở trên", "lines above"), first.page);
}
