//! What an electronic document may not have before it is signed.

use crate::base::diagnostic::{Diagnostic, PRINTED_BEFORE_SIGNING, text};
use crate::document::compose::Manuscript;

/// Finds a number, a day or a month that an electronic document has before it is signed.
pub(super) fn printed_before_signing(manuscript: &Manuscript) -> Option<Diagnostic> {
    let issued = manuscript.origins.issued?;
    let header = &manuscript.letterhead;
    let printed = [
        (header.number.is_some(), "số", "number"),
        (header.day.is_some(), "ngày", "day"),
        (header.month.is_some(), "tháng", "month"),
    ];
    let said = |pick: fn(&(bool, &'static str, &'static str)) -> &'static str| {
        printed.iter().filter(|(is_printed, ..)| *is_printed).map(pick).collect::<Vec<_>>().join(", ")
    };
    let message = text(
        format!("{} in sẵn trong văn bản chưa ký", said(|one| one.1)),
        format!("{} printed before the signature", said(|one| one.2)),
    );
    let year = &header.year;
    let (put_vi, put_en) = match (header.number.is_some(), header.month.is_some()) {
        (true, true) => {
            (format!("bỏ `number`, ghi `date = \"{year}\"`"), format!("remove `number`, write `date = \"{year}\"`"))
        }
        (true, false) => ("bỏ `number`".to_owned(), "remove `number`".to_owned()),
        (false, _) => (format!("ghi `date = \"{year}\"`"), format!("write `date = \"{year}\"`")),
    };
    let help = text(
        format!(
            "{put_vi}: văn thư điền sau khi ký; văn bản giấy đã có số thì dựng với --paper; đã ban hành thì ghi `status = \"issued\"`"
        ),
        format!(
            "{put_en}: the clerk fills them in after the signature; --paper for a document on paper that has its number; `status = \"issued\"` for one that is issued"
        ),
    );
    Some(Diagnostic::new(&PRINTED_BEFORE_SIGNING, issued.0, message).help(help))
}
