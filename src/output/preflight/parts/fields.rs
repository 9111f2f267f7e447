//! II.7.d, II.8: the places of the leader's signature and of the seal.

use super::signature::{name, posts};
use crate::base::diagnostic::LAYOUT_FIELDS;
use crate::output::engine::{Extent, MM};
use crate::output::preflight::clause::{Ledger, Measured, clauses, within};
use crate::output::preflight::reading::Reading;
use crate::output::sign::Area;

clauses! {
    [LAYOUT_FIELDS]
    SIGNER = "field-signer", "II.7.d"
        "Ô chữ ký người ký" | "Field of the signer",
        "trong trang, giữa chức vụ và họ tên, không đè chữ" | "on the page, between position and name, on no words";
    SEAL = "field-seal", "II.8.a"
        "Ô con dấu cơ quan" | "Field of the seal",
        "trong trang, trùm khoảng 1/3 trái chữ ký, không đè chữ" | "on the page, over about the left third, on no words";
}

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.signer.0);
    let Some(locations) = reading.locations else {
        ledger.missing(CLAUSES, None);
        return;
    };
    let (signer, seal) = (locations.signer, locations.agency);
    let size = |area: Area| format!("{:.0} × {:.0} mm", area.width, area.height);

    let inside = is_on_page(reading, signer);
    let between = is_between(reading, signer);
    let touched =
        touched(reading, signer, |x, y| (0.0..=signer.width).contains(&x) && (0.0..=signer.height).contains(&y));
    let faults = faults(inside, between, touched);
    let measured = Measured::same(size(signer)).and(faults.0, faults.1);
    ledger.enter(&SIGNER, inside && between && !touched, measured, signer.page);

    let inside = is_on_page(reading, seal);
    let share = (seal.left + seal.width - signer.left) / signer.width;
    let radius = seal.width / 2.0;
    let touched = self::touched(reading, seal, |x, y| (x - radius).hypot(y - radius) < radius);
    let faults = self::faults(inside, true, touched);
    let third = within(share, 0.25, 0.42, 0.0) && seal.page == signer.page;
    let said =
        Measured::text(format!("trùm {share:.2} bề ngang ô chữ ký"), format!("over {share:.2} of the signer's field"));
    let measured = said.with_figure_of(&Measured::share(share)).and(faults.0, faults.1);
    ledger.enter(&SEAL, inside && third && !touched, measured, seal.page);
}

fn faults(inside: bool, between: bool, touched: bool) -> (&'static str, &'static str) {
    match (inside, between, touched) {
        (false, ..) => ("ra ngoài trang", "off the page"),
        (_, false, _) => ("không ở giữa chức vụ và họ tên", "not between position and name"),
        (.., true) => ("đè lên chữ", "on words"),
        (true, true, false) => ("", ""),
    }
}

fn is_on_page(reading: &Reading<'_>, area: Area) -> bool {
    reading.pages.get(area.page.wrapping_sub(1)).is_some_and(|page| {
        area.left >= 0.0
            && area.top >= 0.0
            && (area.left + area.width) * MM <= page.width
            && (area.top + area.height) * MM <= page.height
    })
}

fn is_between(reading: &Reading<'_>, area: Area) -> bool {
    let posts = posts(reading).unwrap_or_default();
    // A missing name or post is reported by its own part.
    let (Some(above), Some(below)) = (posts.last(), name(reading)) else { return true };
    let (above, below) = (above.last(), below.first());
    let middle = area.left + area.width / 2.0;
    above.page == area.page
        && below.page == area.page
        && area.top * MM >= above.ink.bottom - 1.0
        && (area.top + area.height) * MM <= below.ink.top + 1.0
        && (middle - below.centre() / MM).abs() <= 5.0
}

/// Returns whether there are letters in an area; `covers` gets millimetres from the area's corner.
fn touched(reading: &Reading<'_>, area: Area, covers: impl Fn(f64, f64) -> bool) -> bool {
    let touches = |ink: Extent| {
        let (left, right) = (ink.left / MM - area.left, ink.right / MM - area.left);
        let (top, bottom) = (ink.top / MM - area.top, ink.bottom / MM - area.top);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line is short")]
        let steps = ((right - left) / 0.5).ceil().max(1.0) as u32;
        (0..=steps).any(|step| {
            let x = left + (right - left) * f64::from(step) / f64::from(steps);
            [top, f64::midpoint(top, bottom), bottom].iter().any(|y| covers(x, *y))
        })
    };
    area.page > 0 && reading.runs(area.page).filter_map(|run| run.ink).any(touches)
}
