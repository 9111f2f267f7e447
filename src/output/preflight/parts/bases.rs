//! II.6.a: the bases, in every form that they are printed in.

use crate::base::diagnostic::LAYOUT_BASES;
use crate::document::compose::ParagraphStyle;
use crate::output::preflight::clause::{Ledger, Measured, clauses, short};
use crate::output::preflight::form::{form, is_of_size, is_regular};
use crate::output::preflight::line::Line;
use crate::output::preflight::placed::{Found, Kind, Placed};
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_BASES]
    FORM = "bases-form", "II.6.a"
        "Căn cứ, cỡ và kiểu chữ" | "Bases, type",
        "cỡ 13-14, nghiêng; liệt kê trong một mục thì đứng" | "13-14 pt, italic; as items of a section upright";
    LINES = "bases-lines", "II.6.a"
        "Căn cứ, xuống dòng và dấu cuối" | "Bases, lines and marks",
        "mỗi căn cứ một dòng, cuối dòng «;», căn cứ cuối «.»" | "each on a line of its own that ends in «;», the last one in «.»";
}

/// A basis that was found, and how it is to be printed.
type Basis<'r> = (ParagraphStyle, &'r Placed, &'r Found);

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.document.0);
    let all: Vec<(ParagraphStyle, &Placed)> = reading
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            Kind::Paragraph { style: ParagraphStyle::Normal, .. } | Kind::Heading { .. } | Kind::Resolving => None,
            Kind::Paragraph { style, .. } => Some((style, block)),
        })
        .collect();
    let found: Vec<Basis<'_>> =
        all.iter().filter_map(|(style, block)| Some((*style, *block, block.found.as_ref()?))).collect();
    if all.is_empty() {
        ledger.not_applicable(CLAUSES, "không có căn cứ", "no bases");
    } else if found.is_empty() {
        // That they are not on the pages is said of the text.
        ledger.not_applicable(CLAUSES, "không đo được", "cannot be measured");
    } else {
        type_of_bases(&found, ledger);
        lines_of_bases(reading, &found, ledger);
    }
}

fn type_of_bases(found: &[Basis<'_>], ledger: &mut Ledger) {
    let is_right = |style: ParagraphStyle, line: &Line| {
        let upright = style == ParagraphStyle::BasisItem;
        is_of_size(line, 13.0, 14.0) && if upright { is_regular(line) } else { line.italic && !line.any_bold }
    };
    let lines = || found.iter().flat_map(|(style, _, found)| found.lines.iter().map(move |line| (*style, line)));
    let wrong = lines().find(|(style, line)| !is_right(*style, line));
    let Some((_, line)) = wrong.or_else(|| lines().next()) else { return };
    let measured = match wrong {
        Some(_) => form(line).quoting(&line.text),
        None => {
            let upright = found.iter().filter(|(style, _, _)| *style == ParagraphStyle::BasisItem).count();
            let kind = match (upright, found.len() - upright) {
                (0, _) => ("đoạn nghiêng", "paragraphs in italics"),
                (_, 0) => ("gạch đầu dòng, đứng", "items, upright"),
                _ => ("đoạn, gạch đầu dòng", "paragraphs and items"),
            };
            Measured::count(found.len(), kind.0, kind.1).with_figure_of(&form(line))
        }
    };
    ledger.enter(&FORM, wrong.is_none(), measured, line.page);
}

/// Bases that are next to each other end in «;», the last of them in «.»; several in one paragraph are not on lines of their own.
fn lines_of_bases(reading: &Reading<'_>, found: &[Basis<'_>], ledger: &mut Ledger) {
    let is_basis = |block: &Placed| {
        !matches!(
            block.kind,
            Kind::Heading { .. } | Kind::Resolving | Kind::Paragraph { style: ParagraphStyle::Normal, .. }
        )
    };
    let is_last = |block: &Placed| {
        let at = reading.blocks.iter().position(|other| std::ptr::eq(other, block));
        at.and_then(|at| reading.blocks.get(at + 1)).is_none_or(|next| !is_basis(next))
    };
    let wrong = found.iter().find_map(|(style, block, found)| {
        let text = found.last().text.trim_end();
        if *style == ParagraphStyle::Bases {
            return Some((found, "nhiều căn cứ trong một đoạn", "several bases in one paragraph"));
        }
        let ended = if is_last(block) { text.ends_with('.') } else { text.ends_with(';') };
        (!ended).then_some((found, "sai dấu cuối dòng", "another mark at the end"))
    });
    match wrong {
        None => {
            let measured = Measured::count(found.len(), "căn cứ, mỗi căn cứ một dòng", "bases, each on its own line");
            ledger.enter(&LINES, true, measured, found[0].2.page());
        }
        Some((found, vi, en)) => {
            let quoted = short(&found.first().text);
            let measured = Measured::text(format!("{vi}: «{quoted}»"), format!("{en}: «{quoted}»"));
            ledger.enter(&LINES, false, measured, found.page());
        }
    }
}
