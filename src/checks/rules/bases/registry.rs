//! Which document of the registry a typed citation means.

use super::symbol_form::{canonical, fixed, is_local, is_national, loose, number, year};
use super::title::{TypedTitle, compare};
use super::typed::Typed;
use crate::base::vietnamese::fold::fold;
use crate::document::resolve::Resolved;
use crate::model::packs::{CitationWords, LegalDocument};

/// Returns the document of the registry that a typed citation means, if it surely means one.
///
/// The number alone is not enough: «17/NQ-CP» comes back every year, «15/KH-UBND» in every commune.
pub(super) fn known<'a>(resolved: &Resolved<'a>, typed: &Typed<'_, 'a>) -> Option<&'a LegalDocument> {
    let mut alike: Vec<&'a LegalDocument> =
        same_symbol(resolved, typed.symbol(), typed.date_year(), typed.passage.citation_words())
            .filter(|document| is_meant(document, typed))
            .collect();
    alike.sort_by_key(|document| !same_date(document, typed));
    alike.first().copied()
}

/// Returns the documents with the same number and symbol, or with the one that a broken symbol was meant as.
pub(super) fn same_symbol<'a>(
    resolved: &Resolved<'a>,
    symbol: &str,
    date_year: Option<i16>,
    words: &CitationWords,
) -> impl Iterator<Item = &'a LegalDocument> {
    let wanted = canonical(fixed(symbol, date_year, words).as_deref().unwrap_or(symbol));
    let loosely = loose(symbol);
    let digits = number(symbol).to_owned();
    resolved.documents().map(|(_, document)| document).filter(move |document| {
        document.number.as_deref().is_some_and(|number_there| {
            number(number_there) == digits && (canonical(number_there) == wanted || loose(number_there) == loosely)
        })
    })
}

/// Returns the number and symbol of the registry that a symbol with a letter too many or too few was meant as.
pub(super) fn nearly_same_symbol<'a>(resolved: &Resolved<'a>, symbol: &str) -> Option<&'a LegalDocument> {
    let loosely = loose(symbol);
    let digits = number(symbol);
    let mut near = resolved.documents().map(|(_, document)| document).filter(|document| {
        // Another year is another document.
        let same_year = |there: &str| year(there).is_none() || year(symbol).is_none() || year(there) == year(symbol);
        document.number.as_deref().is_some_and(|there| {
            number(there) == digits && same_year(there) && strsim::levenshtein(&loose(there), &loosely) <= 1
        })
    });
    match (near.next(), near.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

fn same_date(document: &LegalDocument, typed: &Typed<'_, '_>) -> bool {
    match (&document.date, typed.citation.date.and_then(|date| date.date())) {
        (Some(there), Some(here)) => there.value.0 == here,
        _ => false,
    }
}

fn is_meant(document: &LegalDocument, typed: &Typed<'_, '_>) -> bool {
    let (Some(symbol), words) = (document.number.as_deref(), typed.passage.citation_words()) else { return false };
    if year(symbol).is_some() || same_date(document, typed) {
        return true;
    }
    let issuer_fits = match (typed.issuer(), &document.issuer) {
        (Some(here), Some(there)) => is_national(symbol, words) || agree(here, there),
        (Some(_), None) => false,
        (None, _) => !is_local(symbol, words),
    };
    let same_year = match (&document.date, &typed.citation.date) {
        (Some(there), Some(here)) => there.value.0.year() == here.year,
        _ => true,
    };
    issuer_fits && (same_year || quotes_title(document, typed))
}

fn quotes_title(document: &LegalDocument, typed: &Typed<'_, '_>) -> bool {
    document
        .title
        .as_deref()
        .is_some_and(|title| compare(typed.rest(), title, &typed.passage.citation_words().kinds) != TypedTitle::Other)
}

/// Returns whether two names of an issuing body may be of one body: every word of one is in the other.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let whole =
            fold(name).replace("ubnd", "uy ban nhan dan").replace("hdnd", "hoi dong nhan dan").replace("(cu)", "");
        whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shorter_name_of_the_same_body_agrees() {
        assert!(agree("UBND thành phố", "Ủy ban nhân dân thành phố Hải Phòng"));
        assert!(agree("Uỷ ban nhân dân thành phố Hải Phòng (cũ)", "Ủy ban nhân dân thành phố Hải Phòng"));
        assert!(!agree("Ủy ban nhân dân xã Bình Giang", "Ủy ban nhân dân thành phố Hải Phòng"));
        assert!(!agree("Tỉnh ủy Thái Bình", "Ban Thường vụ Thành ủy Hải Phòng"));
    }
}
