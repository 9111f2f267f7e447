//! Rules drawn under a line of words.

use super::clause::{MM, Measured};
use super::line::Line;
use super::reading::Reading;

/// How far below the baseline a rule may be and still belong to its line, in points.
const REACH: f64 = 16.0;
/// A drawn line is thinner than this, in points.
const THIN: f64 = 2.5;

/// A rule under a line.
pub(super) struct Under {
    /// Its length, in points.
    length: f64,
    /// Its length beside that of the words.
    pub share: f64,
    /// How far its middle is from theirs, in points.
    pub off: f64,
    /// Whether it has no gaps.
    pub solid: bool,
}

impl Under {
    pub(super) fn words(&self, vi: &str, en: &str) -> Measured {
        let (length, share) = (self.length / MM, self.share);
        let said = Measured::said(
            format!("{length:.1} mm, {share:.2} {vi}{}", if self.solid { "" } else { ", nét đứt" }),
            format!("{length:.1} mm, {share:.2} {en}{}", if self.solid { "" } else { ", dashed" }),
        );
        let said = if self.off.abs() <= MM {
            said
        } else {
            let off = self.off.abs() / MM;
            said.and(&format!("lệch {off:.1} mm"), &format!("{off:.1} mm off the middle"))
        };
        Measured { figure: Measured::share(self.share).figure, ..said }
    }
}

/// The nearest rule below a line that stands under its middle.
pub(super) fn rule_under(reading: &Reading<'_>, line: &Line) -> Option<Under> {
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
