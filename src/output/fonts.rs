//! The fonts of a document: the bundled metric equivalent of Times New Roman, or a system font.

use std::borrow::Cow;

use fontdb::{Database, FaceInfo, Query, Source, Stretch, Style, Weight};
use include_dir::{Dir, include_dir};

use crate::base::disk::read_whole;
use crate::base::limits::FONT;
use crate::output::typst_project::FontFile;

static BUNDLED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The default family: metrically equivalent to Times New Roman, which Decree 30 requires (Appendix I, I.4) but which may not be
/// redistributed.
pub const DEFAULT_FAMILY: &str = "Liberation Serif";

/// Returns the bundled fonts, in the order of their names.
#[must_use]
pub fn bundled() -> Vec<FontFile> {
    let mut fonts: Vec<FontFile> = BUNDLED
        .files()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "ttf"))
        .map(|file| FontFile {
            name: file.path().to_string_lossy().into_owned(),
            data: Cow::Borrowed(file.contents()),
            index: 0,
            bundled: true,
        })
        .collect();
    fonts.sort_by(|a, b| a.name.cmp(&b.name));
    fonts
}

/// Returns the licence of the bundled fonts, for exported projects.
#[must_use]
pub fn licence() -> &'static [u8] {
    BUNDLED.get_file("LICENSE").map_or(&[], include_dir::File::contents)
}

/// Returns the four faces of a system font: regular, bold, italic, bold italic. `None` if one of them is missing.
#[must_use]
pub fn system(family: &str) -> Option<Vec<FontFile>> {
    let mut database = Database::new();
    database.load_system_fonts();
    faces(&database, family)?
        .into_iter()
        .map(|face| {
            let Source::File(path) = &face.source else { return None };
            Some(FontFile {
                name: path.file_name()?.to_string_lossy().into_owned(),
                data: Cow::Owned(read_whole(path, FONT).ok()??),
                index: face.index,
                bundled: false,
            })
        })
        .collect()
}

/// Returns whether the four faces of [`DEFAULT_FAMILY`] are bundled.
#[must_use]
pub fn is_bundled_whole() -> bool {
    let mut database = Database::new();
    for font in bundled() {
        database.load_font_data(font.data.into_owned());
    }
    faces(&database, DEFAULT_FAMILY).is_some()
}

/// Regular, bold, italic, bold italic.
fn faces<'d>(database: &'d Database, family: &str) -> Option<Vec<&'d FaceInfo>> {
    [
        (Weight::NORMAL, Style::Normal),
        (Weight::BOLD, Style::Normal),
        (Weight::NORMAL, Style::Italic),
        (Weight::BOLD, Style::Italic),
    ]
    .into_iter()
    .map(|(weight, style)| {
        let query = Query { families: &[fontdb::Family::Name(family)], weight, stretch: Stretch::Normal, style };
        let face = database.face(database.query(&query)?)?;
        (face.weight == weight && face.style == style).then_some(face)
    })
    .collect()
}
