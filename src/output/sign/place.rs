//! Where signatures, number and day belong on the finished pages.

use serde::{Deserialize, Serialize};

use super::SignError;
use crate::output::engine::{MM, Mark};

/// Width and height of the leader's signature, in millimetres, where the room between position and name allows: a scanned
/// signature is about twice as wide as high, with space above and below.
const SIGNATURE: (f64, f64) = (50.0, 28.0);

/// What can be chosen of the signature fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Whether the PDF has the fields.
    pub fields: bool,
    /// Diameter of the agency's seal, in millimetres.
    pub seal_diameter: f64,
}

impl Settings {
    /// The default diameter of a commune's seal: an assumption, as Decree 30 only says «actual size».
    pub const SEAL_DIAMETER: f64 = 36.0;
}

impl Default for Settings {
    fn default() -> Self {
        Self { fields: true, seal_diameter: Self::SEAL_DIAMETER }
    }
}

/// A rectangle on a page, in millimetres from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Page of the file, from 1.
    pub page: usize,
    /// Distance of its left side from the left edge of the page.
    pub left: f64,
    /// Distance of its upper side from the top edge of the page.
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    /// Left, bottom, right, top in points from the bottom left corner of a page of this height, as PDF wants it.
    pub(super) fn rectangle(self, height: f64) -> [f64; 4] {
        let (left, top) = (self.left * MM, height - self.top * MM);
        [left, top - self.height * MM, left + self.width * MM, top]
    }

    /// Thousandths of a millimetre are enough, and hide the noise of floating point.
    fn rounded(self) -> Self {
        let round = |value: f64| (value * 1000.0).round() / 1000.0;
        Self {
            page: self.page,
            left: round(self.left),
            top: round(self.top),
            width: round(self.width),
            height: round(self.height),
        }
    }
}

/// A blank that the clerk fills in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Blank {
    /// What belongs there: `so` (number), `ngay` (day), `thang` (month).
    pub name: String,
    /// Where: one line high.
    #[serde(flatten)]
    pub area: Area,
    /// Distance of the baseline from the top edge of the page, in millimetres.
    pub baseline: f64,
    /// Font size of its line, in points.
    pub size: f64,
}

/// All places of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Locations {
    /// Where the leader signs.
    pub signer: Area,
    /// Where the agency's seal belongs.
    pub agency: Area,
    /// Where number, day and month are to be filled in, unless the plan gives them.
    pub blanks: Vec<Blank>,
}

impl Locations {
    /// Computes the places from the marks of a layout.
    pub fn new(marks: &[Mark], settings: Settings) -> Result<Self, SignError> {
        let room =
            marks.iter().find(|mark| mark.label == "chu-ky").and_then(area).ok_or(SignError::NoMark("chu-ky"))?;
        let (width, height) = (SIGNATURE.0.min(room.width), SIGNATURE.1.min(room.height));
        let signer = Area {
            page: room.page,
            left: room.left + (room.width - width) / 2.0,
            top: room.top + (room.height - height) / 2.0,
            width,
            height,
        };
        // II.8.a: the seal covers about a third of the picture of the signature, on its left. The picture is as wide as its field.
        let seal = settings.seal_diameter;
        let agency = Area {
            page: room.page,
            left: signer.left + signer.width / 3.0 - seal,
            top: signer.top + (signer.height - seal) / 2.0,
            width: seal,
            height: seal,
        };
        let blanks = marks.iter().filter(|mark| mark.label != "chu-ky").filter_map(blank).collect();
        Ok(Self { signer: signer.rounded(), agency: agency.rounded(), blanks })
    }
}

fn area(mark: &Mark) -> Option<Area> {
    let (width, height) = (*mark.measures.get("width")?, *mark.measures.get("height")?);
    Some(Area { page: mark.page, left: mark.left, top: mark.top, width, height })
}

fn blank(mark: &Mark) -> Option<Blank> {
    let baseline = ((mark.top + mark.measures.get("baseline")?) * 1000.0).round() / 1000.0;
    let size = (mark.measures.get("size")? * MM * 100.0).round() / 100.0;
    Some(Blank { name: mark.label.clone(), area: area(mark)?.rounded(), baseline, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(label: &str, measures: &[(&str, f64)]) -> Mark {
        let measures = measures.iter().map(|(key, value)| ((*key).to_owned(), *value)).collect();
        Mark { label: label.to_owned(), page: 3, left: 105.0, top: 60.0, measures }
    }

    #[test]
    fn the_seal_covers_the_left_third_of_the_signature() {
        let room = mark("chu-ky", &[("width", 90.0), ("height", 36.0)]);
        let locations = Locations::new(&[room], Settings { seal_diameter: 34.0, ..Settings::default() }).unwrap();
        assert_eq!(locations.signer, Area { page: 3, left: 125.0, top: 64.0, width: 50.0, height: 28.0 });
        let (signer, agency) = (locations.signer, locations.agency);
        assert!((agency.left + 34.0 - (signer.left + signer.width / 3.0)).abs() < 0.001);
        assert!((agency.width - 34.0).abs() < 0.001 && (agency.height - 34.0).abs() < 0.001);
        assert!((agency.top + 17.0 - (signer.top + 14.0)).abs() < 0.001);
    }

    #[test]
    fn a_layout_without_room_to_sign_is_a_fault() {
        let blank = mark("so", &[("width", 18.0), ("height", 5.0), ("baseline", 4.0), ("size", 4.586)]);
        assert!(Locations::new(&[blank], Settings::default()).is_err());
    }
}
