//! Rules drawn under a line.

use super::clause::{Clause, Ledger, Measured, within};
use super::line::Line;
use super::reading::Reading;
use crate::output::engine::MM;

/// How far below the baseline a rule may be and still belong to its line, in points.
const REACH: f64 = 16.0;
/// A drawn line is thinner than this, in points.
const THIN: f64 = 2.5;

/// A rule under a line.
struct Under {
    /// Its length, in points.
    length: f64,
    /// Its length as a fraction of that of the line.
    share: f64,
    /// How far its middle is from that of the line, in points.
    off: f64,
    /// Whether it has no gaps.
    solid: bool,
}

/// Measures the rule under a line, which must be solid, centred, and between two fractions of its length.
pub(super) fn measure(
    reading: &Reading<'_>,
    line: &Line,
    (clause, least, most): (&'static Clause, f64, f64),
    of: (&str, &str),
    ledger: &mut Ledger,
) {
    match rule_under(reading, line) {
        None => ledger.missing(&[clause], line.page),
        Some(rule) => {
            let met = rule.solid && within(rule.share, least, most, 0.01) && rule.off.abs() <= MM;
            ledger.enter(clause, met, rule.words(of.0, of.1), line.page);
        }
    }
}

impl Under {
    fn words(&self, vi: &str, en: &str) -> Measured {
        let (length, share) = (self.length / MM, self.share);
        let said = Measured::said(
            format!("{length:.1} mm, {share:.2} {vi}{}", if self.solid { "" } else { ", nét đứt" }),
            format!("{length:.1} mm, {share:.2} {en}{}", if self.solid { "" } else { ", dashed" }),
        );
        let off = self.off.abs() / MM;
        let said = if self.off.abs() <= MM {
            said
        } else {
            said.and(&format!("lệch {off:.1} mm"), &format!("{off:.1} mm off the middle"))
        };
        said.with_figure_of(&Measured::share(self.share))
    }
}

/// The nearest rule below a line, within its width.
fn rule_under(reading: &Reading<'_>, line: &Line) -> Option<Under> {
    let page = reading.pages.get(line.page - 1)?;
    let rule = page
        .rules
        .iter()
        .filter(|rule| rule.bottom - rule.top < THIN && rule.right - rule.left > 5.0)
        .filter(|rule| rule.top > line.baseline - 1.0 && rule.top < line.baseline + REACH)
        .filter(|rule| rule.left < line.right && rule.right > line.left)
        .min_by(|a, b| a.top.total_cmp(&b.top))?;
    Some(Under {
        length: rule.right - rule.left,
        share: (rule.right - rule.left) / line.width(),
        off: f64::midpoint(rule.left, rule.right) - line.centre(),
        solid: rule.solid,
    })
}
