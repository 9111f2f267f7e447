//! The letters that content of a page draws, with every operator understood; or nothing is known of it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::boxes::Rectangle;
use super::pair::dictionary;
use super::stamp_font::Font;
use super::strict::Lexer;

/// A transformation: x' = a x + c y + e, y' = b x + d y + f.
type Matrix = [f64; 6];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
/// The most letters of a number and a date.
const LETTERS: usize = 64;

/// First `inner`, then `outer`.
fn concat(inner: Matrix, outer: Matrix) -> Matrix {
    let turned = |x: f64, y: f64| [x * outer[0] + y * outer[2], x * outer[1] + y * outer[3]];
    let (first, second, origin) = (turned(inner[0], inner[1]), turned(inner[2], inner[3]), turned(inner[4], inner[5]));
    [first[0], first[1], second[0], second[1], origin[0] + outer[4], origin[1] + outer[5]]
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<(Vec<u8>, f64)>,
}

struct Drawing<'d> {
    file: &'d Document,
    resources: &'d Dictionary,
    fonts: BTreeMap<Vec<u8>, Font>,
    state: State,
    kept: Vec<State>,
    /// The text matrix and the line matrix, between `BT` and `ET`.
    text: Option<(Matrix, Matrix)>,
    letters: Vec<Rectangle>,
}

/// Returns the boxes of the letters that some content draws in a clean state of the page; none if it does anything else, or is not
/// understood to its end.
pub(super) fn letters(file: &Document, resources: &Dictionary, content: &[u8]) -> Option<Vec<Rectangle>> {
    let state = State { matrix: IDENTITY, font: None };
    let fonts = BTreeMap::new();
    let mut drawing = Drawing { file, resources, fonts, state, kept: Vec::new(), text: None, letters: Vec::new() };
    let mut lexer = Lexer::new(content, 0);
    let mut operands = Vec::new();
    loop {
        lexer.space();
        if lexer.is_at_end() {
            break;
        }
        if lexer.is_value() {
            operands.push(lexer.value().ok()?);
            continue;
        }
        drawing.operation(lexer.operator().ok()?, &operands)?;
        operands.clear();
    }
    let ends = operands.is_empty() && drawing.text.is_none() && drawing.kept.is_empty();
    ends.then_some(drawing.letters)
}

impl Drawing<'_> {
    fn operation(&mut self, operator: &[u8], operands: &[Object]) -> Option<()> {
        let numbers: Option<Vec<f64>> = operands.iter().map(|one| one.as_float().ok().map(f64::from)).collect();
        let numbers = numbers.filter(|all| all.iter().all(|number| number.is_finite()));
        let all = numbers.as_deref();
        match (operator, operands) {
            (b"q", []) if self.text.is_none() => self.kept.push(self.state.clone()),
            (b"Q", []) if self.text.is_none() => self.state = self.kept.pop()?,
            (b"cm", _) if self.text.is_none() => self.state.matrix = concat(all?.try_into().ok()?, self.state.matrix),
            // Lines, and colours of the device: one, three or four numbers.
            (b"w" | b"i" | b"M" | b"J" | b"j" | b"g" | b"G", [_])
            | (b"rg" | b"RG", [_, _, _])
            | (b"k" | b"K", [_, _, _, _]) => drop(all?),
            (b"BMC", [Object::Name(_)]) | (b"EMC", []) => {}
            (b"gs", [Object::Name(state)]) => self.graphics_state(state)?,
            (b"BT", []) if self.text.is_none() => self.text = Some((IDENTITY, IDENTITY)),
            (b"ET", []) => drop(self.text.take()?),
            (b"Tf", [Object::Name(font), _]) => {
                let size = f64::from(operands[1].as_float().ok()?);
                self.open(font)?;
                self.state.font = Some((font.clone(), size));
            }
            // The usual values, and no other.
            (b"Tc" | b"Tw" | b"Ts" | b"Tr", [_]) if all? == [0.0] => {}
            (b"Tz", [_]) if all? == [100.0] => {}
            (b"Tm", _) => {
                let matrix: Matrix = all?.try_into().ok()?;
                self.text = self.text.is_some().then_some((matrix, matrix));
                self.text?;
            }
            (b"Td", [_, _]) => {
                let (_, line) = self.text?;
                let moved = concat([1.0, 0.0, 0.0, 1.0, all?[0], all?[1]], line);
                self.text = Some((moved, moved));
            }
            (b"Tj", [Object::String(text, _)]) => self.show(text)?,
            (b"TJ", [Object::Array(pieces)]) => {
                for piece in pieces {
                    match piece {
                        Object::String(text, _) => self.show(text)?,
                        apart => {
                            let size = self.state.font.as_ref()?.1;
                            self.advance(-f64::from(apart.as_float().ok()?) / 1000.0 * size)?;
                        }
                    }
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// A graphics state may only be what says nothing of where something is drawn.
    fn graphics_state(&self, wanted: &[u8]) -> Option<()> {
        let state = dictionary(self.file, dictionary(self.file, self.resources, b"ExtGState")?, wanted)?;
        let plain = state.iter().all(|(key, value)| match key.as_slice() {
            b"Type" | b"CA" | b"ca" | b"AIS" | b"SA" | b"op" | b"OP" | b"OPM" => true,
            b"BM" => matches!(value, Object::Name(mode) if mode == b"Normal" || mode == b"Compatible"),
            b"SMask" => matches!(value, Object::Name(none) if none == b"None"),
            _ => false,
        });
        plain.then_some(())
    }

    fn open(&mut self, wanted: &[u8]) -> Option<()> {
        if !self.fonts.contains_key(wanted) {
            let font = dictionary(self.file, dictionary(self.file, self.resources, b"Font")?, wanted)?;
            self.fonts.insert(wanted.to_vec(), Font::read(self.file, font)?);
        }
        Some(())
    }

    fn show(&mut self, text: &[u8]) -> Option<()> {
        let (name, size) = self.state.font.clone()?;
        for letter in self.fonts.get(&name)?.letters(text)? {
            let (matrix, _) = self.text?;
            let whole = concat(matrix, self.state.matrix);
            let [left, bottom, right, top] = letter.reach.map(|side| side / 1000.0 * size);
            let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
            let points =
                corners.map(|(x, y)| (x * whole[0] + y * whole[2] + whole[4], x * whole[1] + y * whole[3] + whole[5]));
            let all = |pick: fn(f64, f64) -> f64, first: bool| {
                points.iter().map(|point| if first { point.0 } else { point.1 }).reduce(pick).unwrap_or(f64::NAN)
            };
            self.letters.push([all(f64::min, true), all(f64::min, false), all(f64::max, true), all(f64::max, false)]);
            self.advance(letter.width / 1000.0 * size)?;
        }
        (self.letters.len() <= LETTERS).then_some(())
    }

    fn advance(&mut self, by: f64) -> Option<()> {
        let (matrix, line) = self.text?;
        self.text = Some((concat([1.0, 0.0, 0.0, 1.0, by, 0.0], matrix), line));
        Some(())
    }
}
