//! The sidecar `NAME.ky.json`: what a signing program, an eOffice or a script needs to know of a PDF without reading it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::digest::sha256;
use super::place::{Area, Blank, Locations, Settings};
use super::{AGENCY_FIELD, SIGNER_FIELD, blank_fields};
use crate::document::compose::Manuscript;

/// The version of the sidecar's own format.
const SCHEMA: u32 = 1;

/// The JSON Schema (draft 2020-12) of the sidecar.
pub const JSON_SCHEMA: &str = include_str!("../../../docs/ky.schema.json");

/// What the sidecar says of a built PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sidecar {
    /// The version of this format.
    pub schema: u32,
    pub pdf: File,
    pub document: Document,
    /// Who signs it.
    pub signer: Signer,
    /// Diameter of the seal, in millimetres.
    pub seal_diameter: f64,
    /// The places of the two signatures, in the order of signing.
    pub fields: Vec<Field>,
    /// The places that are still to be filled in.
    pub blanks: Vec<FillIn>,
    /// What built the file.
    pub made_by: Versions,
}

/// The file, so that another one next to the sidecar is noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name, without a directory.
    pub name: String,
    /// Its length in bytes.
    pub bytes: usize,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Type and subject.
    pub title: String,
    /// The agency that issues it.
    pub agency: String,
    /// The symbol, without number: `KH-UBND`.
    pub symbol: String,
    /// The number as printed; none while its blank is there.
    pub number: Option<String>,
    /// The day as printed; none while its blank is there.
    pub day: Option<String>,
    /// The month as printed; none while its blank is there.
    pub month: Option<String>,
    /// The year as printed.
    pub year: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// The lines above the position, as printed.
    pub capacity: Vec<String>,
    /// Position, as printed.
    pub position: String,
    /// Another post, printed above the name; left out where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    pub name: String,
}

/// A signature's place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Name of the field.
    pub name: String,
    /// Whether the PDF has this field; otherwise only its place is given.
    pub in_pdf: bool,
    #[serde(flatten)]
    pub area: Area,
}

/// A blank, and the field in which it is filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FillIn {
    /// Name of the field; none where the PDF has no fields.
    pub field: Option<String>,
    #[serde(flatten)]
    pub blank: Blank,
}

/// What built a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Version of the program.
    pub kehoach: String,
    /// The engine that typeset the pages.
    pub engine: String,
    /// The packs by city: a fingerprint of their files.
    pub packs: BTreeMap<String, String>,
    /// By pack, the day until which it follows what was issued, where it says so; `vietnam` is that of the whole country.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub packs_as_of: BTreeMap<String, String>,
}

impl Sidecar {
    /// Describes a built PDF.
    #[must_use]
    pub fn new(
        manuscript: &Manuscript,
        locations: &Locations,
        settings: Settings,
        made_by: Versions,
        pdf: (&str, &[u8]),
    ) -> Self {
        let (name, bytes) = pdf;
        let head = &manuscript.letterhead;
        let fill_in = |blank: &Blank| FillIn {
            field: blank_fields::of(&blank.name).filter(|_| settings.fields).map(|field| field.name.to_owned()),
            blank: blank.clone(),
        };
        let field = |name: &str, area| Field { name: name.to_owned(), in_pdf: settings.fields, area };
        Self {
            schema: SCHEMA,
            pdf: File { name: name.to_owned(), bytes: bytes.len(), sha256: sha256(bytes) },
            document: Document {
                title: manuscript.metadata.title.clone(),
                agency: manuscript.metadata.author.clone(),
                symbol: head.symbol.clone(),
                number: head.number.clone(),
                day: head.day.clone(),
                month: head.month.clone(),
                year: head.year.clone(),
            },
            signer: Signer {
                capacity: manuscript.signature.capacity.clone(),
                position: manuscript.signature.position.clone(),
                office: manuscript.signature.office.clone(),
                name: manuscript.signature.name.clone(),
            },
            seal_diameter: settings.seal_diameter,
            fields: vec![field(SIGNER_FIELD, locations.signer), field(AGENCY_FIELD, locations.agency)],
            blanks: locations.blanks.iter().map(fill_in).collect(),
            made_by,
        }
    }

    /// Returns the sidecar as a file's text.
    #[must_use]
    pub fn text(&self) -> String {
        // Strings, numbers and lists: nothing that cannot be written as JSON.
        format!("{}\n", serde_json::to_string_pretty(self).unwrap_or_default())
    }

    /// Reads a sidecar of a version that this program knows.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|sidecar: &Self| sidecar.schema == SCHEMA)
    }
}
