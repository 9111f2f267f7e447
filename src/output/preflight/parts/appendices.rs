//! III.1: the heads of appendices.

use super::title::OFF;
use crate::base::diagnostic::LAYOUT_APPENDIX;
use crate::document::compose::Reference;
use crate::output::engine::MM;
use crate::output::preflight::clause::{Clause, Ledger, Measured, clauses};
use crate::output::preflight::form::{form, is_bold, is_of_size};
use crate::output::preflight::line::{Line, letters, printed};
use crate::output::preflight::placed::Found;
use crate::output::preflight::reading::Reading;

clauses! {
    [LAYOUT_APPENDIX]
    LABEL = "appendix-label", "III.1.b"
        "Từ «Phụ lục»" | "«Phụ lục»",
        "đầu trang mới, cỡ 14, đứng, đậm, canh giữa" | "on a new page, 14 pt, upright, bold, centred";
    NUMBER = "appendix-number", "III.1.a"
        "Số của phụ lục" | "Number of the appendix",
        "từ hai phụ lục thì số La Mã, một thì không số; tên riêng thì 01, 02" | "Roman numerals if there are several, none if there is one; 01, 02 behind a name of its own";
    TITLE = "appendix-title", "III.1.b"
        "Tiêu đề phụ lục" | "Title of the appendix",
        "in hoa, cỡ 13-14, đứng, đậm, canh giữa" | "capitals, 13-14 pt, upright, bold, centred";
    REFERENCE = "appendix-reference", "III.1.c"
        "Dòng «(Kèm theo …)»" | "«(Kèm theo …)»",
        "cỡ 13-14, nghiêng, canh giữa" | "13-14 pt, italic, centred";
    REFERENCE_WORDS = "appendix-reference-words", "III.1.c"
        "Dòng «(Kèm theo …)», cách ghi" | "«(Kèm theo …)», words",
        "số, ký hiệu, thời gian, cơ quan ban hành; số và ngày có thể để trống" | "number, symbol, date and issuer; number and date may be blank";
}

/// Number and date stay blank there (III.1.c). A blank at the end of a line is not seen, but shifts the rest by half its width.
const BLANK: f64 = 8.0 * MM;

pub(super) fn measure(reading: &Reading<'_>, ledger: &mut Ledger) {
    ledger.about(reading.manuscript.origins.plan.0);
    let appendices = &reading.manuscript.appendices;
    if appendices.is_empty() {
        ledger.not_applicable(CLAUSES, "không có phụ lục", "no appendix");
        return;
    }
    for (appendix, label) in appendices.iter().zip(&reading.appendices) {
        let Some(label) = label else {
            ledger.missing(CLAUSES, None);
            continue;
        };
        let line = label.first();
        let starts = !reading.on_page(line.page).any(|other| other.baseline < line.baseline - 1.0);
        let met = starts
            && is_of_size(line, 14.0, 14.0)
            && is_bold(line)
            && !line.is_in_capitals()
            && centred(reading, line, 0.0);
        let measured = form(line);
        let measured =
            if starts { measured } else { measured.and("không ở đầu trang", "not at the top of a page") };
        ledger.enter(&LABEL, met, measured, line.page);
        let number = |text: &str| printed(text).rsplit_once(' ').map(|(_, number)| number.to_owned());
        let same = number(&line.text) == number(&appendix.label);
        let measured = Measured::quoted(&line.text);
        let wanted = &appendix.label;
        let measured = if same {
            measured
        } else {
            measured.and(&format!("không phải «{wanted}»"), &format!("not «{wanted}»"))
        };
        ledger.enter(&NUMBER, same, measured, line.page);

        let from = reading.lines.iter().position(|other| other.page == line.page && other.letters == line.letters);
        match reading.find_line(&appendix.title, from.map_or(0, |at| at + 1)).map(|(_, found)| found) {
            Some(found) if found.page() == line.page => {
                let is_right = |line: &Line| {
                    is_of_size(line, 13.0, 14.0)
                        && is_bold(line)
                        && line.is_in_capitals()
                        && centred(reading, line, 0.0)
                };
                let wrong = found.lines.iter().find(|line| !is_right(line));
                ledger.enter(&TITLE, wrong.is_none(), form(wrong.unwrap_or(found.first())), line.page);
            }
            Some(_) | None => ledger.missing(&[&TITLE], line.page),
        }
        match reference(reading, line) {
            None => ledger.missing(&[&REFERENCE, &REFERENCE_WORDS], line.page),
            Some(found) => {
                enter_reference(reading, (&REFERENCE, &REFERENCE_WORDS), &found, &appendix.reference, ledger);
            }
        }
    }
}

/// Enters what «(Kèm theo …)» looks like, and what it says.
pub(super) fn enter_reference(
    reading: &Reading<'_>,
    (looks, words): (&'static Clause, &'static Clause),
    found: &Found,
    reference: &Reference,
    ledger: &mut Ledger,
) {
    let is_right =
        |line: &Line| is_of_size(line, 13.0, 14.0) && line.italic && !line.any_bold && centred(reading, line, BLANK);
    let wrong = found.lines.iter().find(|line| !is_right(line));
    let shown = wrong.unwrap_or(found.first());
    ledger.enter(looks, wrong.is_none(), form(shown).quoting(&shown.text), found.page());
    let text = found.lines.iter().map(|line| printed(&line.text)).collect::<Vec<_>>().join(" ");
    let met = says(&text, reference);
    let measured = Measured::quoted(&text);
    let measured = if met { measured } else { measured.and("khác kế hoạch", "not what the plan has") };
    ledger.enter(words, met, measured, found.page());
}

pub(super) fn centred(reading: &Reading<'_>, line: &Line, slack: f64) -> bool {
    reading.off_centre(line) <= OFF + slack
}

/// «(Kèm theo … của …)» below a label: its lines, with the blanks in them.
pub(super) fn reference(reading: &Reading<'_>, label: &Line) -> Option<Found> {
    let begins = letters("(Kèm theo");
    let start =
        reading.on_page(label.page).find(|line| line.baseline > label.baseline && line.letters.starts_with(&begins))?;
    let mut lines: Vec<Line> = Vec::new();
    for line in reading.on_page(label.page).filter(|line| line.baseline >= start.baseline - 0.5) {
        let last = lines.last();
        if last.is_some_and(|last| (last.baseline - line.baseline).abs() >= 1.0 && last.letters.contains(')')) {
            break;
        }
        if last.is_none_or(|last| (last.baseline - line.baseline).abs() >= 1.0) {
            lines.push(reading.row(line, 0.0, f64::INFINITY));
        }
    }
    Some(Found { lines })
}

/// Returns whether a line has all that refers to the document, letter by letter. In an electronic document number and date may be blank.
fn says(text: &str, reference: &Reference) -> bool {
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let Reference { kind, letterhead: header, issuer } = reference;
    let year = Some(header.year.clone());
    let text = bare(&printed(text));
    let mut rest = text.as_str();
    let parts = [
        (format!("(Kèm theo {kind} số"), &header.number),
        (format!("/{} ngày", header.symbol), &header.day),
        ("tháng".to_owned(), &header.month),
        ("năm".to_owned(), &year),
        (format!("của {issuer})"), &None),
    ];
    for (words, value) in parts {
        let Some(after) = rest.strip_prefix(bare(&words).as_str()) else { return false };
        rest = value.as_deref().and_then(|value| after.strip_prefix(value)).unwrap_or(after);
    }
    rest.is_empty()
}
