//! Where the marked pieces of text stand on a page.

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};

/// A piece of marked text: its number on the page, and where its first letter stands, in points from the bottom left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Marked {
    pub number: i64,
    pub left: f32,
    pub baseline: f32,
}

/// A transformation: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f32; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `inner`, then `outer`.
fn then(inner: Matrix, outer: Matrix) -> Matrix {
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

/// The marked text of a page, in the order in which it is drawn.
pub(super) fn marked_text(file: &Document, page: ObjectId) -> Vec<Marked> {
    let Ok(content) = Content::decode(&file.get_page_content(page)) else { return Vec::new() };
    let mut out: Vec<Marked> = Vec::new();
    let (mut current, mut outer) = (IDENTITY, Vec::new());
    let (mut line, mut open) = (IDENTITY, Vec::new());
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => outer.push(current),
            "Q" => current = outer.pop().unwrap_or(IDENTITY),
            "cm" => current = then(matrix(operands).unwrap_or(IDENTITY), current),
            "BT" => line = IDENTITY,
            "Tm" => line = matrix(operands).unwrap_or(IDENTITY),
            "Td" | "TD" => {
                let [x, y] = [operands.first(), operands.get(1)].map(|at| at.and_then(|at| at.as_float().ok()));
                line = then([1.0, 0.0, 0.0, 1.0, x.unwrap_or(0.0), y.unwrap_or(0.0)], line);
            }
            "BMC" => open.push(None),
            "BDC" => open.push(number(operands)),
            "EMC" => {
                open.pop();
            }
            "Tj" | "TJ" | "'" | "\"" => {
                let Some(number) = open.iter().rev().find_map(|number| *number) else { continue };
                if out.iter().all(|seen| seen.number != number) {
                    let [.., left, baseline] = then(line, current);
                    out.push(Marked { number, left, baseline });
                }
            }
            _ => {}
        }
    }
    out
}

fn number(operands: &[Object]) -> Option<i64> {
    operands.get(1)?.as_dict().ok()?.get(b"MCID").ok()?.as_i64().ok()
}
