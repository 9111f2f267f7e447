//! II.1: Quốc hiệu and Tiêu ngữ.

use crate::base::diagnostic::{LAYOUT_MOTTO, LAYOUT_NATION};
use crate::output::preflight::clause::{Clause, Ledger, MM, Measured, within};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::Line;
use crate::output::preflight::reading::Reading;
use crate::output::preflight::under::rule_under;
use crate::output::sign::Locations;

/// II.1.a.
pub(super) const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// II.1.b.
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

static NAME_LINES: Clause = Clause {
    name: "nation-lines",
    number: "II.1.a",
    meta: &LAYOUT_NATION,
    title: ("Quốc hiệu", "National name"),
    demanded: ("trọn một dòng, in hoa", "one line, in capitals"),
};

static NAME_FORM: Clause = Clause {
    name: "nation-form",
    number: "II.1.a",
    meta: &LAYOUT_NATION,
    title: ("Quốc hiệu, cỡ và kiểu chữ", "National name, type"),
    demanded: ("cỡ 12-13, đứng, đậm", "12-13 pt, upright, bold"),
};

static NAME_PLACE: Clause = Clause {
    name: "nation-place",
    number: "II.1.c",
    meta: &LAYOUT_NATION,
    title: ("Quốc hiệu, vị trí", "National name, place"),
    demanded: ("trên cùng, bên phải", "at the top, on the right"),
};

static MOTTO_FORM: Clause = Clause {
    name: "motto-form",
    number: "II.1.b",
    meta: &LAYOUT_MOTTO,
    title: ("Tiêu ngữ, cỡ và kiểu chữ", "Motto, type"),
    demanded: ("cỡ 13-14, đứng, đậm, in thường", "13-14 pt, upright, bold, no capitals"),
};

static MOTTO_PLACE: Clause = Clause {
    name: "motto-place",
    number: "II.1.b",
    meta: &LAYOUT_MOTTO,
    title: ("Tiêu ngữ, vị trí", "Motto, place"),
    demanded: ("canh giữa dưới Quốc hiệu", "centred under the national name"),
};

static MOTTO_RULE: Clause = Clause {
    name: "motto-rule",
    number: "II.1.b",
    meta: &LAYOUT_MOTTO,
    title: ("Đường kẻ dưới Tiêu ngữ", "Rule under the motto"),
    demanded: ("nét liền, dài bằng dòng chữ", "solid, as long as the words"),
};

pub(super) const CLAUSES: &[&Clause] = &[&NAME_LINES, &NAME_FORM, &NAME_PLACE, &MOTTO_FORM, &MOTTO_PLACE, &MOTTO_RULE];

pub(super) fn measure(reading: &Reading<'_>, _: Option<&Locations>, ledger: &mut Ledger) {
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
            let measured = Measured::said(
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
        None => ledger.not_applicable(&MOTTO_PLACE, "không có Quốc hiệu để so", "no national name to compare"),
        Some(name) => {
            let off = (line.centre() - name.first().centre()).abs();
            let below = line.baseline > name.last().baseline;
            let measured = Measured::off(off, "so với giữa Quốc hiệu", "the middle of the name");
            ledger.enter(&MOTTO_PLACE, below && off <= 1.5 * MM, measured, 1);
        }
    }
    match rule_under(reading, line) {
        None => ledger.missing(&[&MOTTO_RULE], 1),
        Some(rule) => {
            let met = rule.solid && within(rule.share, 1.0, 1.0, 0.02) && rule.off.abs() <= MM;
            ledger.enter(&MOTTO_RULE, met, rule.words("của dòng chữ", "of the words"), 1);
        }
    }
}
