//! How far the letters of a font reach, for text that is added to a page.

use lopdf::{Dictionary, Document, Object};
use ttf_parser::{Face, GlyphId};

use super::pair::{dictionary, list, name, numbers, plain, resolve};

/// The widest of the letters that a reader brings along itself, in thousandths of the size.
const WIDEST: f64 = 1000.0;
/// How far such letters may reach, left, bottom, right of their width, top; and how far digits do.
const STANDARD: [f64; 4] = [-170.0, -250.0, 1000.0, 950.0];
const DIGIT: [f64; 4] = [-20.0, -30.0, 20.0, 720.0];

/// A letter: the bytes that mean it, its width, and its box, in thousandths of the size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Letter {
    pub width: f64,
    pub reach: [f64; 4],
}

/// A font that readers draw alike.
pub(super) struct Font {
    kind: Kind,
    /// Advance of each code, from `first`.
    widths: Vec<f64>,
    first: usize,
    missing: f64,
}

enum Kind {
    /// One of the fourteen that every reader brings along.
    Standard { fixed: f64 },
    /// An embedded TrueType font, by bytes or by glyphs of two bytes.
    Embedded { program: Vec<u8>, two_bytes: bool },
}

impl Font {
    /// Reads a font; none if readers may draw it in more than one way, or if its letters are drawings.
    pub(super) fn read(file: &Document, font: &Dictionary) -> Option<Self> {
        if !allowed(
            font,
            &[
                b"Type",
                b"Subtype",
                b"BaseFont",
                b"Encoding",
                b"FirstChar",
                b"LastChar",
                b"Widths",
                b"FontDescriptor",
                b"ToUnicode",
                b"Name",
                b"DescendantFonts",
            ],
        ) {
            return None;
        }
        match name(font, b"Subtype").as_str() {
            "Type0" => Self::composite(file, font),
            "TrueType" => Self::simple(file, font, Self::program(file, dictionary(file, font, b"FontDescriptor")?)?),
            "Type1" if !font.has(b"FontDescriptor") => Self::standard(font),
            _ => None,
        }
    }

    fn standard(font: &Dictionary) -> Option<Self> {
        let encoded = !font.has(b"Encoding")
            || matches!(name(font, b"Encoding").as_str(), "WinAnsiEncoding" | "MacRomanEncoding" | "StandardEncoding");
        // Programs that give widths of their own for these fonts may shift letters.
        if font.has(b"Widths") || !encoded {
            return None;
        }
        let base = name(font, b"BaseFont");
        let fixed = ["Times-", "Helvetica", "Courier"].iter().zip([500.0, 556.0, 600.0]);
        let fixed = fixed.into_iter().find_map(|(start, width)| base.starts_with(start).then_some(width))?;
        Some(Self { kind: Kind::Standard { fixed }, widths: Vec::new(), first: 0, missing: WIDEST })
    }

    fn simple(file: &Document, font: &Dictionary, program: Vec<u8>) -> Option<Self> {
        let encoded = !font.has(b"Encoding")
            || matches!(name(font, b"Encoding").as_str(), "WinAnsiEncoding" | "MacRomanEncoding");
        let widths = numbers(file, font, b"Widths").filter(|_| encoded)?;
        let first = usize::try_from(font.get(b"FirstChar").and_then(Object::as_i64).ok()?).ok()?;
        Some(Self { kind: Kind::Embedded { program, two_bytes: false }, widths, first, missing: 0.0 })
    }

    /// A font of glyphs by their numbers (Identity-H).
    fn composite(file: &Document, font: &Dictionary) -> Option<Self> {
        let [only] = list(file, font, b"DescendantFonts") else { return None };
        let inner = resolve(file, only).as_dict().ok()?;
        let map = !inner.has(b"CIDToGIDMap") || name(inner, b"CIDToGIDMap") == "Identity";
        if name(font, b"Encoding") != "Identity-H" || name(inner, b"Subtype") != "CIDFontType2" || !map {
            return None;
        }
        let program = Self::program(file, dictionary(file, inner, b"FontDescriptor")?)?;
        let missing = inner.get(b"DW").map_or(Some(1000.0), |width| width.as_float().ok().map(f64::from))?;
        let mut widths = Vec::new();
        let mut rows = list(file, inner, b"W").iter().map(|one| resolve(file, one));
        while let Some(first) = rows.next() {
            let first = usize::try_from(first.as_i64().ok()?).ok().filter(|first| *first < 65_536)?;
            let (count, all): (usize, Vec<f64>) = match rows.next()? {
                Object::Array(all) => {
                    let all = all.iter().map(|one| one.as_float().ok().map(f64::from)).collect::<Option<Vec<_>>>()?;
                    (all.len(), all)
                }
                last => {
                    let last =
                        usize::try_from(last.as_i64().ok()?).ok().filter(|last| *last >= first && *last < 65_536)?;
                    (last - first + 1, vec![f64::from(rows.next()?.as_float().ok()?); last - first + 1])
                }
            };
            if widths.len() < first + count {
                widths.resize(first + count, missing);
            }
            widths[first..first + count].copy_from_slice(&all);
        }
        Some(Self { kind: Kind::Embedded { program, two_bytes: true }, widths, first: 0, missing })
    }

    fn program(file: &Document, descriptor: &Dictionary) -> Option<Vec<u8>> {
        if descriptor.has(b"FontFile") || descriptor.has(b"FontFile3") {
            return None;
        }
        let program = plain(resolve(file, descriptor.get(b"FontFile2").ok()?).as_stream().ok()?)?;
        Face::parse(&program, 0).is_ok().then_some(program)
    }

    /// Returns the letters of a string; none if one of them is not known.
    pub(super) fn letters(&self, text: &[u8]) -> Option<Vec<Letter>> {
        match &self.kind {
            Kind::Standard { fixed } => Some(text.iter().map(|code| standard(*code, *fixed)).collect()),
            Kind::Embedded { program, two_bytes } => {
                let face = Face::parse(program, 0).ok()?;
                let scale = 1000.0 / f64::from(face.units_per_em());
                let chunks = text.chunks(if *two_bytes { 2 } else { 1 });
                chunks
                    .map(|chunk| {
                        let code = chunk.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
                        let width = self.width(usize::from(code))?;
                        let glyphs = if *two_bytes {
                            (chunk.len() == 2).then(|| vec![GlyphId(code)])?
                        } else {
                            glyphs(&face, code)
                        };
                        Some(Letter { width, reach: reach(&face, &glyphs, scale) })
                    })
                    .collect()
            }
        }
    }

    fn width(&self, code: usize) -> Option<f64> {
        let found = code.checked_sub(self.first).and_then(|at| self.widths.get(at)).copied().unwrap_or(self.missing);
        (found.abs() <= 10.0 * WIDEST).then_some(found)
    }
}

fn allowed(font: &Dictionary, keys: &[&[u8]]) -> bool {
    font.iter().all(|(key, _)| keys.contains(&key.as_slice()))
}

fn standard(code: u8, fixed: f64) -> Letter {
    if code.is_ascii_digit() {
        return Letter { width: fixed, reach: [DIGIT[0], DIGIT[1], fixed + DIGIT[2], DIGIT[3]] };
    }
    Letter { width: WIDEST, reach: STANDARD }
}

/// Returns the glyphs that readers may take for a code: they look it up in different ways.
fn glyphs(face: &Face<'_>, code: u16) -> Vec<GlyphId> {
    let mut out = vec![GlyphId(0)];
    let letter = u32::from(code);
    let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for table in tables {
        out.extend([letter, 0xf000 + letter, 0xf100 + letter].into_iter().filter_map(|code| table.glyph_index(code)));
    }
    out
}

/// Returns the box that holds all of the glyphs.
fn reach(face: &Face<'_>, glyphs: &[GlyphId], scale: f64) -> [f64; 4] {
    let boxes = glyphs.iter().filter_map(|glyph| face.glyph_bounding_box(*glyph));
    boxes.fold([0.0; 4], |all, one| {
        let [left, bottom, right, top] =
            [one.x_min, one.y_min, one.x_max, one.y_max].map(|side| f64::from(side) * scale);
        [all[0].min(left), all[1].min(bottom), all[2].max(right), all[3].max(top)]
    })
}
