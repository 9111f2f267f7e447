//! Where a page's content stream shows text.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};

/// A piece of text that one operation shows, in points from the bottom left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// Which operation of the page.
    pub operation: usize,
    /// The identifier of the marked content that it belongs to (MCID).
    pub number: Option<i64>,
    /// Where it starts.
    pub left: f32,
    pub baseline: f32,
    /// Font size.
    pub size: f32,
    /// How much its letters are stretched.
    pub stretch: f32,
    /// How many bytes it shows.
    pub bytes: usize,
}

/// A transformation: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn concat(inner: Matrix, outer: Matrix) -> Matrix {
    let turned = |x: f32, y: f32| [x * outer[0] + y * outer[2], x * outer[1] + y * outer[3]];
    let (first, second, origin) = (turned(inner[0], inner[1]), turned(inner[2], inner[3]), turned(inner[4], inner[5]));
    [first[0], first[1], second[0], second[1], origin[0] + outer[4], origin[1] + outer[5]]
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    let mut out = IDENTITY;
    for (place, operand) in out.iter_mut().zip(operands) {
        *place = operand.as_float().ok()?;
    }
    Some(out)
}

/// Returns the first piece of each marked content of a page, in drawing order.
pub(super) fn marked_text(file: &Document, page: ObjectId) -> Vec<Shown> {
    let Ok(content) = Content::decode(&file.get_page_content(page)) else { return Vec::new() };
    let mut out: Vec<Shown> = Vec::new();
    for piece in shown(&content) {
        if piece.number.is_some() && out.iter().all(|seen| seen.number != piece.number) {
            out.push(piece);
        }
    }
    out
}

/// All text of a content stream, in drawing order.
pub(super) fn shown(content: &Content<Vec<Operation>>) -> Vec<Shown> {
    let mut out = Vec::new();
    let (mut current, mut outer) = (IDENTITY, Vec::new());
    let (mut line, mut open) = (IDENTITY, Vec::new());
    let mut size = 0.0;
    for (at, operation) in content.operations.iter().enumerate() {
        let operands = &operation.operands;
        let number_at = |at: usize| operands.get(at).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "q" => outer.push(current),
            "Q" => current = outer.pop().unwrap_or(IDENTITY),
            "cm" => current = concat(matrix(operands).unwrap_or(IDENTITY), current),
            "BT" => line = IDENTITY,
            "Tf" => size = number_at(1),
            "Tm" => line = matrix(operands).unwrap_or(IDENTITY),
            "Td" | "TD" => line = concat([1.0, 0.0, 0.0, 1.0, number_at(0), number_at(1)], line),
            "BMC" => open.push(None),
            "BDC" => open.push(number(operands)),
            "EMC" => {
                open.pop();
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let [a, b, c, d, left, baseline] = concat(line, current);
                out.push(Shown {
                    operation: at,
                    number: open.iter().rev().find_map(|number| *number),
                    left,
                    baseline,
                    size: size.abs() * c.hypot(d),
                    stretch: a.hypot(b) / c.hypot(d),
                    bytes: operands.iter().map(length).sum(),
                });
            }
            _ => {}
        }
    }
    out
}

/// Returns the bytes of the strings in an operand.
fn length(operand: &Object) -> usize {
    match operand {
        Object::String(bytes, _) => bytes.len(),
        Object::Array(pieces) => pieces.iter().map(length).sum(),
        _ => 0,
    }
}

fn number(operands: &[Object]) -> Option<i64> {
    operands.get(1)?.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok()
}
