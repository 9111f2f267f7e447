//! Rules drawn under a line.

use super::clause::{Clause, Ledger, Measured, within};
use super::line::Line;
use super::reading::Reading;
use crate::output::engine::{Extent, MM};

/// How far below the baseline a rule may be and still belong to its line, in points.
const REACH: f64 = 16.0;
/// How far a share may be off: the noise of measuring.
const NOISE: f64 = 0.002;
/// A drawn line is thinner than this, in points.
const THIN: f64 = 2.5;

/// Measures the rule under a line, which must be solid, centred, and between two fractions of its length.
pub(super) fn measure(
    reading: &Reading<'_>,
    line: &Line,
    (clause, least, most): (&'static Clause, f64, f64),
    (of_vi, of_en): (&str, &str),
    ledger: &mut Ledger,
) {
    let rules = reading.pages.get(line.page - 1).map(|page| page.rules.as_slice()).unwrap_or_default();
    let is_below = |Extent { left, top, right, bottom }: Extent| {
        bottom - top < THIN
            && right - left > 5.0
            && (line.baseline - 1.0..line.baseline + REACH).contains(&top)
            && left < line.right
            && right > line.left
    };
    let nearest = rules.iter().filter(|rule| is_below(rule.extent));
    let Some(rule) = nearest.min_by(|a, b| a.extent.top.total_cmp(&b.extent.top)) else {
        ledger.missing(&[clause], line.page);
        return;
    };
    let Extent { left, right, .. } = rule.extent;
    let (length, share) = ((right - left) / MM, (right - left) / line.width());
    let fits = within(share, least, most, NOISE);
    let off = (f64::midpoint(left, right) - line.centre()).abs();
    // A share that is nearly right is told more exactly.
    let shown = if fits { format!("{share:.2}") } else { format!("{share:.3}") };
    let measured = Measured::text(
        format!("{length:.1} mm, {shown} {of_vi}{}", if rule.solid { "" } else { ", nét đứt" }),
        format!("{length:.1} mm, {shown} {of_en}{}", if rule.solid { "" } else { ", dashed" }),
    );
    let measured = if off <= MM {
        measured
    } else {
        let off = off / MM;
        measured.and(&format!("lệch {off:.1} mm"), &format!("{off:.1} mm off the middle"))
    };
    let met = rule.solid && fits && off <= MM;
    ledger.enter(clause, met, measured.with_figure_of(&Measured::share(share)), line.page);
}
