//! II.1: Quốc hiệu and Tiêu ngữ.

use crate::base::diagnostic::{LAYOUT_MOTTO, LAYOUT_NATION};
use crate::output::engine::MM;
use crate::output::preflight::clause::{Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::Reading;
use crate::output::preflight::under;

/// II.1.a.
pub(super) const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// II.1.b.
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

clauses! {
    [LAYOUT_NATION]
    NAME_LINES = "nation-lines", "II.1.a"
        "Quốc hiệu" | "National name",
        "trọn một dòng, in hoa" | "one line, in capitals";
    NAME_FORM = "nation-form", "II.1.a"
        "Quốc hiệu, cỡ và kiểu chữ" | "National name, type",
        "cỡ 12-13, đứng, đậm" | "12-13 pt, upright, bold";
    NAME_PLACE = "nation-place", "II.1.a"
        "Quốc hiệu, vị trí" | "National name, place",
        "trên cùng, bên phải" | "at the top, on the right";
    [LAYOUT_MOTTO]
    MOTTO_FORM = "motto-form", "II.1.b"
        "Tiêu ngữ, cỡ và kiểu chữ" | "Motto, type",
        "cỡ 13-14, đứng, đậm, in thường" | "13-14 pt, upright, bold, no capitals";
    MOTTO_PLACE = "motto-place", "II.1.b"
        "Tiêu ngữ, vị trí" | "Motto, place",
        "canh giữa dưới Quốc hiệu" | "centred under the national name";
    MOTTO_RULE = "motto-rule", "II.1.b"
        "Đường kẻ dưới Tiêu ngữ" | "Rule under the motto",
        "nét liền, dài bằng dòng chữ" | "solid, as long as the words";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    let name = reading.in_letterhead(NATIONAL_NAME);
    match &name {
        None => ledger.missing(&[&NAME_LINES, &NAME_FORM, &NAME_PLACE], 1),
        Some(found) => {
            let (line, count) = (found.first(), found.lines.len());
            let capitals = found.all(Line::is_in_capitals);
            let measured = Measured::count(count, "dòng", "lines");
            let measured = if capitals { measured } else { measured.and("không in hoa", "no capitals") };
            ledger.enter(&NAME_LINES, count == 1 && capitals, measured, 1);
            let met = found.all(|line| is_of_size(line, 12.0, 13.0) && is_bold(line));
            ledger.enter(&NAME_FORM, met, form(line), 1);
            let above = reading.on_page(1).filter(|other| other.baseline < line.baseline - 2.0).count();
            let right = line.centre() > reading.pages[0].width / 2.0;
            let measured = Measured::text(
                format!(
                    "{}{}",
                    if right { "bên phải" } else { "không ở bên phải" },
                    if above == 0 { ", trên cùng" } else { ", còn dòng khác ở trên" }
                ),
                format!(
                    "{}{}",
                    if right { "right" } else { "not right" },
                    if above == 0 { ", at the top" } else { ", other lines above" }
                ),
            );
            ledger.enter(&NAME_PLACE, right && above == 0, measured, 1);
        }
    }
    let Some(found) = reading.in_letterhead(MOTTO) else {
        ledger.missing(&[&MOTTO_FORM, &MOTTO_PLACE, &MOTTO_RULE], 1);
        return;
    };
    let line = found.last();
    let met = found.all(|line| is_of_size(line, 13.0, 14.0) && is_bold(line));
    ledger.enter(&MOTTO_FORM, met && !line.is_in_capitals() && found.lines.len() == 1, form(line), 1);
    match &name {
        None => ledger.not_applicable(&[&MOTTO_PLACE], "không có Quốc hiệu để so", "no national name to compare"),
        Some(name) => {
            let off = (line.centre() - name.first().centre()).abs();
            let below = line.baseline > name.last().baseline;
            let measured = Measured::off(off, "so với giữa Quốc hiệu", "the middle of the name");
            ledger.enter(&MOTTO_PLACE, below && off <= 1.5 * MM, measured, 1);
        }
    }
    under::measure(reading, line, (&MOTTO_RULE, 0.99, 1.01), ("của dòng chữ", "of the words"), ledger);
}
