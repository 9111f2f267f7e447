//! The size and style of a line: in words, and whether they are as the decree requires.

use super::clause::{Measured, points, within};
use super::line::Line;

/// Returns whether all of a line is between two sizes, in points.
pub(super) fn is_of_size(line: &Line, least: f64, most: f64) -> bool {
    within(line.least_size, least, most, 0.05) && within(line.size, least, most, 0.05)
}

/// Upright and bold.
pub(super) fn is_bold(line: &Line) -> bool {
    line.bold && !line.any_italic
}

/// Upright and not bold.
pub(super) fn is_regular(line: &Line) -> bool {
    !line.any_bold && !line.any_italic
}

/// Size and style in words.
pub(super) fn form(line: &Line) -> Measured {
    let sizes = if (line.size - line.least_size).abs() < 0.05 {
        points(line.size)
    } else {
        format!("{}-{}", points(line.least_size), points(line.size))
    };
    let weight = match (line.bold, line.any_bold) {
        (true, _) => (", đậm", ", bold"),
        (false, true) => (", có chữ đậm", ", partly bold"),
        (false, false) => ("", ""),
    };
    let slope = match (line.italic, line.any_italic) {
        (true, _) => ("nghiêng", "italic"),
        (false, true) => ("có chữ nghiêng", "partly italic"),
        (false, false) => ("đứng", "upright"),
    };
    Measured::text(format!("{sizes} pt, {}{}", slope.0, weight.0), format!("{sizes} pt, {}{}", slope.1, weight.1))
        .with_figure_of(&Measured::pt(line.size))
}
