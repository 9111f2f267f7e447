//! The text fields in which the clerk types number, day and month: a signature that certifies the document lets fields be filled
//! in, and no other text be added (ISO 32000-1, table 254, P = 2).
//!
//! Each has a font with digits in the file, so that a filled-in file is still PDF/A.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use ttf_parser::Face;

use super::SignError;
use super::place::Blank;

/// A blank's field.
pub(super) struct BlankField {
    /// The name of the blank.
    pub blank: &'static str,
    /// The name of the field.
    pub name: &'static str,
    /// The alternate name for screen readers.
    pub spoken: &'static str,
    /// How many digits it may have.
    pub digits: usize,
    /// Its font, as the line that it stands in: the date is in italics (Decree 30, Appendix I, II.4.c).
    font: &'static str,
}

const UPRIGHT: &str = "KehoachDigits";
const ITALIC: &str = "KehoachDigitsItalic";

/// The fields, in the order of a document.
pub(super) const FIELDS: [BlankField; 3] = [
    BlankField { blank: "so", name: "SoVanBan", spoken: "Ô ghi số văn bản", digits: 6, font: UPRIGHT },
    BlankField { blank: "ngay", name: "NgayBanHanh", spoken: "Ô ghi ngày ban hành", digits: 2, font: ITALIC },
    BlankField { blank: "thang", name: "ThangBanHanh", spoken: "Ô ghi tháng ban hành", digits: 2, font: ITALIC },
];

const PROGRAMS: [(&str, &[u8]); 2] = [
    (UPRIGHT, include_bytes!("../../../fonts/fields/KehoachDigits-Regular.ttf")),
    (ITALIC, include_bytes!("../../../fonts/fields/KehoachDigits-Italic.ttf")),
];
/// The characters that the fonts have a width for: from the space to the digit nine.
const CHARACTERS: std::ops::RangeInclusive<u8> = b' '..=b'9';
/// Flags of a font (ISO 32000-1, table 123): its letters have serifs; they are those of Latin text; they are slanted.
const SERIF: i64 = 1 << 1;
const LATIN: i64 = 1 << 5;
const SLANTED: i64 = 1 << 6;

/// Returns the field of a blank.
pub(super) fn of(blank: &str) -> Option<&'static BlankField> {
    FIELDS.iter().find(|field| field.blank == blank)
}

impl BlankField {
    /// Returns what makes a widget a field for a few digits, in the middle of its blank.
    pub(super) fn keys(&self, blank: &Blank) -> Dictionary {
        dictionary! {
            "FT" => "Tx",
            "DA" => Object::string_literal(format!("/{} {} Tf 0 g", self.font, blank.size)),
            "Q" => 1,
            "MaxLen" => i64::try_from(self.digits).unwrap_or(i64::MAX),
        }
    }
}

/// Adds the fonts of the fields to a file. Returns them by their names.
pub(super) fn fonts(file: &mut Document) -> Result<Dictionary, SignError> {
    let mut out = Dictionary::new();
    for (name, program) in PROGRAMS {
        out.set(name, font(file, program)?);
    }
    Ok(out)
}

#[allow(clippy::cast_possible_truncation, reason = "thousandths of a font's size fit")]
fn font(file: &mut Document, program: &[u8]) -> Result<ObjectId, SignError> {
    let face = Face::parse(program, 0).map_err(|_| SignError::Unexpected("a font of the fields cannot be read"))?;
    let scale = 1000.0 / f32::from(face.units_per_em());
    let units = |value: i16| Object::Integer((f32::from(value) * scale).round() as i64);
    let widths: Vec<Object> = CHARACTERS
        .map(|code| {
            let glyph = face.glyph_index(char::from(code)).and_then(|glyph| face.glyph_hor_advance(glyph));
            Object::Integer((f32::from(glyph.unwrap_or(0)) * scale).round() as i64)
        })
        .collect();
    let name = face.names().into_iter().find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
    let name =
        name.and_then(|name| name.to_string()).ok_or(SignError::Unexpected("a font of the fields has no name"))?;
    let bounds = face.global_bounding_box();
    let length = i64::try_from(program.len()).unwrap_or(i64::MAX);
    let packed = Stream::new(dictionary! { "Length1" => length }, program.to_vec());
    let packed = file.add_object(packed);
    let descriptor = file.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.clone().into_bytes()),
        "Flags" => SERIF | LATIN | if face.is_italic() { SLANTED } else { 0 },
        "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(units).to_vec(),
        "ItalicAngle" => face.italic_angle(),
        "Ascent" => units(face.ascender()),
        "Descent" => units(face.descender()),
        "CapHeight" => units(face.capital_height().unwrap_or_else(|| face.ascender())),
        "StemV" => 80,
        "FontFile2" => packed,
    });
    Ok(file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "WinAnsiEncoding",
        "FirstChar" => i64::from(*CHARACTERS.start()),
        "LastChar" => i64::from(*CHARACTERS.end()),
        "Widths" => widths,
        "FontDescriptor" => descriptor,
    }))
}

/// Returns the name of a blank whose field this is, and whether a value may be typed there: a few digits.
pub(super) fn value_of(field: &str, value: &Object) -> Option<(&'static str, bool)> {
    let field = FIELDS.iter().find(|known| known.name == field)?;
    let typed = lopdf::decode_text_string(value).unwrap_or_default();
    let is_number = (1..=field.digits).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    Some((field.blank, is_number))
}
