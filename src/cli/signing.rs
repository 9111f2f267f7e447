//! What `build` and `verify` share of signing: the settings, and the sidecar of a PDF.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::user_error::{UserError, user_error};
use crate::output::sign::Settings;

/// Returns the settings that were asked for.
pub(super) fn settings(fields: bool, seal_diameter: Option<&str>) -> Result<Settings, UserError> {
    let Some(given) = seal_diameter else { return Ok(Settings { fields, ..Settings::default() }) };
    match given.trim().trim_end_matches("mm").trim().replace(',', ".").parse::<f64>() {
        Ok(diameter) if (20.0..=60.0).contains(&diameter) => Ok(Settings { fields, seal_diameter: diameter }),
        _ => Err(user_error(
            format!("`{given}` không phải đường kính con dấu"),
            format!("invalid seal diameter `{given}`"),
        )
        .hint(
            "ghi số mm từ 20 đến 60, ví dụ --seal-diameter 36",
            "give 20 to 60 millimetres, for example --seal-diameter 36",
        )),
    }
}

/// Returns the sidecar of a PDF: `plan.pdf` has `plan.ky.json`.
pub(super) fn sidecar_of(pdf: &Path) -> PathBuf {
    let ending = pdf.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    let stem = if ending { pdf.file_stem() } else { pdf.file_name() };
    let mut name = stem.map(OsStr::to_owned).unwrap_or_default();
    name.push(".ky.json");
    pdf.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ending_pdf_gives_way() {
        assert_eq!(sidecar_of(Path::new("a/plan.PDF")), Path::new("a/plan.ky.json"));
        assert_eq!(sidecar_of(Path::new("ke-hoach.v2")), Path::new("ke-hoach.v2.ky.json"));
    }

    #[test]
    fn a_diameter_is_read_as_people_write_it() {
        assert!((settings(true, Some("34,5 mm")).unwrap().seal_diameter - 34.5).abs() < 1e-9);
        for wrong in ["0", "360", "to", "NaN", "inf", ""] {
            assert!(settings(true, Some(wrong)).is_err(), "{wrong}");
        }
    }
}
