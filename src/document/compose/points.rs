//! Points of lists that have an id: «1. Giao Văn phòng … {{ id("giao-van-phong") }}». What they are called is read off the lists as they are
//! printed, so that it is right after any change of their order.

use std::collections::BTreeMap;
use std::ops::Range;

use super::addresses::{Address, Step, called, steps};
use super::beginning::Place;
use super::content::{Block, HeadingStyle, plain_text};
use super::expressions::Expressions;
use super::list_marks::{is_number, marker_kind};
use super::markdown;
use super::misplaced::Misplaced;
use super::sections::OpenHeadings;
use crate::base::diagnostic::{DUPLICATE_ID, Diagnostic, Findings, NOT_ALLOWED, text};
use crate::base::source::Span;
use crate::document::resolve::Resolved;
use crate::document::texts::{PrintedText, written_texts};
use crate::input::decode::SourceText;
use crate::input::expressions::{NameTag, name_tags};
use crate::input::letters;
use crate::model::id::Id;
use crate::model::plan::Decision;
use crate::model::section::{ListKeys, ListMarks};

/// What an id in prose names.
pub(super) struct Point {
    pub(super) id: String,
    span: Span,
    pub(super) named: Result<String, Misplaced>,
}

/// Where lists are: the headings around them, the largest first, or an appendix.
#[derive(Default)]
struct Whereabouts {
    headings: Vec<(HeadingStyle, Option<String>)>,
    appendix: Option<String>,
    /// Whether the innermost heading can be named here: it has no id of its own.
    is_nameable: bool,
}

/// Returns the points that have an id, in the order of the document. Most plans have none.
pub(super) fn points(resolved: &Resolved<'_>, known: BTreeMap<String, Address>) -> Vec<Point> {
    let mut walk = Walk { resolved, known, probe: None, points: Vec::new() };
    walk.document();
    walk.points
}

struct Walk<'w, 'a> {
    resolved: &'w Resolved<'a>,
    known: BTreeMap<String, Address>,
    /// Evaluates texts without a trace in the document; made for the first text that needs it.
    probe: Option<Expressions<'w, 'a>>,
    points: Vec<Point>,
}

impl Walk<'_, '_> {
    fn document(&mut self) {
        let (resolved, plan) = (self.resolved, self.resolved.plan);
        if let Some(decision) = &plan.decision {
            let lists = Decision::lists(decision);
            for (index, article) in decision.articles.iter().enumerate() {
                let article_number = Some(format!("Điều {}.", index + 1));
                let headings = vec![(HeadingStyle::Article, article_number)];
                self.texts(&[(article, &lists)], &Whereabouts { headings, ..Whereabouts::default() });
            }
        }
        let usual = ListKeys::default();
        let opening: Vec<_> = plan.header.opening.iter().map(|opening| (opening, &usual)).collect();
        self.texts(&opening, &Whereabouts::default());
        let mut open = OpenHeadings::default();
        for section in resolved.sections {
            open.enter(section, &plan.header.numbering);
            let headings: Vec<_> = open.numbers().map(|(style, number)| (style, number.map(str::to_owned))).collect();
            if let Some((how, assignments)) = resolved.shown_assignments(section) {
                let numbers = open.assignments(how, assignments.len(), &plan.header.numbering);
                for (index, assignment) in assignments.iter().enumerate() {
                    let own = numbers.get(index).map(|numbered| (numbered.style, numbered.number.clone()));
                    let is_nameable = own.is_some();
                    let none = own.is_none().then_some((HeadingStyle::Label, None));
                    let headings = headings.iter().cloned().chain(own).chain(none).collect();
                    let place = Whereabouts { headings, appendix: None, is_nameable };
                    self.texts(&[(&assignment.text, &assignment.lists)], &place);
                }
            }
            let own: Vec<_> = section.text.iter().chain(&section.after).map(|text| (text, &section.lists)).collect();
            self.texts(&own, &Whereabouts { headings, ..Whereabouts::default() });
        }
        for (index, appendix) in plan.appendices.iter().enumerate() {
            let tables = appendix.tables.iter().flat_map(|table| &table.text);
            let own: Vec<_> =
                appendix.text.iter().chain(tables).chain(&appendix.after).map(|text| (text, &appendix.lists)).collect();
            let label = Some(super::appendix::appendix_label(plan, index));
            self.texts(&own, &Whereabouts { appendix: label, ..Whereabouts::default() });
        }
        self.texts(&[(&plan.header.closing, &usual)], &Whereabouts::default());
    }

    /// Reads the texts of one place.
    fn texts(&mut self, texts: &[(&SourceText, &ListKeys)], place: &Whereabouts) {
        if texts.iter().all(|(text, _)| name_tags(&text.text).is_empty()) {
            return;
        }
        let usual = self.resolved.plan.header.lists.over(ListMarks::default());
        let mut lists = Lists::default();
        for (source, keys) in texts {
            let tags = name_tags(&source.text);
            let first = lists.found.len();
            lists.found.extend(tags.iter().map(|tag| Found {
                id: source.text[tag.id.clone()].to_owned(),
                span: source.inner(tag.id.clone()),
                at: None,
            }));
            if let Some(rendered) = self.rendered(source, &tags, first) {
                let blocks = markdown::blocks(
                    &rendered,
                    source,
                    keys.over(usual),
                    &markdown::Notes::new(),
                    &mut Findings::new(),
                );
                lists.read(&blocks);
            } else {
                // Why it cannot be evaluated is said where it is printed.
                lists.found[first..].iter_mut().for_each(|found| found.at = Some(At::Unread));
            }
        }
        let named: Vec<Point> = lists.found.iter().map(|found| lists.named(found, place)).collect();
        self.points.extend(named);
    }

    /// Returns a text evaluated, with a private letter in place of each id.
    fn rendered(&mut self, source: &SourceText, tags: &[NameTag], first: usize) -> Option<String> {
        let mut marked = source.clone();
        marked.text.clear();
        let mut at = 0;
        for (index, tag) in tags.iter().enumerate() {
            marked.text.push_str(&source.text[at..tag.cut.start]);
            marked.text.push(letter_of(first + index)?);
            at = tag.cut.end;
        }
        marked.text.push_str(&source.text[at..]);
        let resolved = self.resolved;
        let known = &mut self.known;
        let probe = self.probe.get_or_insert_with(|| {
            // A point may refer to another one; what it is called changes no list.
            for written in written_texts(resolved) {
                let ids = name_tags(&written.source.text).into_iter().map(|tag| written.source.text[tag.id].to_owned());
                known.extend(ids.map(|id| (id.clone(), Address::Words(id))));
            }
            Expressions::probe(resolved, std::mem::take(known))
        });
        probe.render(&marked, true, Place::Beginning).ok()
    }
}

/// The private letters that stand for ids while lists are read.
const PRIVATE: u32 = 0x10_0000;
const MOST: usize = 0xFFFD;

fn letter_of(index: usize) -> Option<char> {
    char::from_u32(PRIVATE + u32::try_from(index).ok().filter(|_| index < MOST)?)
}

/// Returns the ids of a text by their numbers.
fn ids_in(words: &str) -> impl Iterator<Item = usize> {
    words.chars().filter_map(|letter| usize::try_from(u32::from(letter).checked_sub(PRIVATE)?).ok())
}

struct Found {
    id: String,
    span: Span,
    at: Option<At>,
}

/// Where an id was found.
#[derive(Clone)]
enum At {
    /// In an item with these marks, the outermost first.
    Item(Vec<String>),
    Dash,
    Outside,
    /// In a text that cannot be evaluated.
    Unread,
}

/// The lists of one place.
#[derive(Default)]
struct Lists {
    found: Vec<Found>,
    /// How often each item is there, by its marks.
    items: BTreeMap<Vec<String>, usize>,
}

impl Lists {
    fn read(&mut self, blocks: &[Block]) {
        let mut layers: Vec<String> = Vec::new();
        for block in blocks {
            let (at, content) = match block {
                Block::Paragraph { marker: Some(marker), content, .. } if is_number(marker) => {
                    let kind = marker_kind(marker);
                    let outer = layers.iter().position(|known| marker_kind(known) == kind).unwrap_or(layers.len());
                    layers.truncate(outer);
                    layers.push(marker.clone());
                    *self.items.entry(layers.clone()).or_default() += 1;
                    (At::Item(layers.clone()), plain_text(content))
                }
                Block::Paragraph { marker, content, .. } => {
                    (if marker.is_some() { At::Dash } else { At::Outside }, plain_text(content))
                }
                Block::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().map(|row| &row.cells)).flatten();
                    (At::Outside, cells.map(|cell| plain_text(&cell.content)).collect())
                }
                Block::Heading { .. } | Block::Landscape(_) => continue,
            };
            for index in ids_in(&content) {
                if let Some(found) = self.found.get_mut(index) {
                    found.at = Some(at.clone());
                }
            }
        }
    }

    fn named(&self, found: &Found, place: &Whereabouts) -> Point {
        let named = match &found.at {
            None => Err(Misplaced::NotPrinted),
            // Something that can stand for it where the text is shown as a draft.
            Some(At::Unread) => Ok(found.id.clone()),
            Some(At::Dash) => Err(Misplaced::Dash),
            Some(At::Outside) if !place.is_nameable => Err(Misplaced::NoItem),
            Some(At::Outside) => place.called(&[]),
            Some(At::Item(marks)) if self.items.get(marks).is_some_and(|count| *count > 1) => Err(Misplaced::Twice),
            Some(At::Item(marks)) => place.called(marks),
        };
        Point { id: found.id.clone(), span: found.span, named }
    }
}

impl Whereabouts {
    /// Returns what an item here is called (Decree 30, Appendix I, II.6.đ): khoản have Arabic numbers, the điểm in them letters.
    fn called(&self, marks: &[String]) -> Result<String, Misplaced> {
        if self.headings.is_empty() && self.appendix.is_none() {
            return Err(Misplaced::NoSection);
        }
        let headings = self.headings.iter().map(|(style, number)| (*style, number.as_deref()));
        let mut all = steps(headings).map_err(|_| Misplaced::NoSection)?;
        for mark in marks {
            let has = |word: &str| all.iter().any(|step: &Step| step.word == word);
            let (word, number) = match (mark.strip_suffix('.'), mark.strip_suffix(')')) {
                (Some(number), _) if !has("khoản") && !has("điểm") => ("khoản", number),
                (None, Some(letter)) if !has("điểm") && !letter.starts_with('(') => ("điểm", letter),
                _ => return Err(Misplaced::NoWord),
            };
            all.push(Step { word, number: number.to_owned() });
        }
        let words = called(&all);
        Ok(match &self.appendix {
            Some(label) if words.is_empty() => label.clone(),
            Some(label) => format!("{words} {label}"),
            None => words,
        })
    }
}

/// Reports ids that name nothing, ids that are none, and ids that are there twice.
pub(super) fn report(resolved: &Resolved<'_>, points: &[Point], texts: &[PrintedText<'_>], findings: &mut Findings) {
    let plan = resolved.plan;
    let own = |span: Span| span.file >= plan.span.file;
    let sections = resolved.sections.iter().map(|section| &section.id);
    let others = sections.chain(plan.appendices.iter().map(|appendix| &appendix.id));
    let mut first: BTreeMap<String, Span> = others.map(|id| (id.value.to_string(), id.span)).collect();
    for point in points {
        let Point { id, span, named } = point;
        if !Id::is_well_formed(id) {
            malformed(id, *span, findings);
            continue;
        }
        if let Some(before) = first.insert(id.clone(), *span) {
            first.insert(id.clone(), before);
            let message = text(format!("mã `{id}` đã dùng rồi"), format!("duplicate id `{id}`"));
            let finding = Diagnostic::new(&DUPLICATE_ID, *span, message)
                .related(before, text("dùng lần đầu ở đây", "first used here"))
                .help(text("đặt mã khác cho một trong hai chỗ", "rename one of the two"));
            findings.push(finding);
        } else if let Err(reason) = named
            && *reason != Misplaced::NotPrinted
            && own(*span)
        {
            misplaced(*reason, id, *span, findings);
        }
    }
    // In other texts there are no items.
    let read: Vec<Span> = points.iter().map(|point| point.span).collect();
    for written in texts.iter().filter(|text| text.reading.has_expressions() && own(text.source.span)) {
        let source = written.source;
        for tag in name_tags(&source.text) {
            let span = source.inner(tag.id.clone());
            if !read.contains(&span) {
                misplaced(Misplaced::NoItem, &source.text[tag.id], span, findings);
            }
        }
    }
}

fn misplaced(reason: Misplaced, id: &str, span: Span, findings: &mut Findings) {
    let (message, help) = reason.explain(id);
    findings.push(Diagnostic::new(&NOT_ALLOWED, span, message).help(help));
}

fn malformed(id: &str, span: Span, findings: &mut Findings) {
    let plain: String =
        letters::id_form(id).chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let message = text(format!("`{id}` không dùng làm mã được"), format!("`{id}` cannot be an id"));
    let help = text(
        format!("mã chỉ gồm chữ thường không dấu, số và dấu `-`, như `{plain}`"),
        format!("ids have lower-case ASCII letters, digits and `-`, such as `{plain}`"),
    );
    findings.push(Diagnostic::new(&NOT_ALLOWED, span, message).help(help));
}

/// Returns the text without its ids, and where each byte of it is in the text.
pub(super) fn without_names(text: &str) -> Option<(String, Vec<usize>)> {
    let tags = name_tags(text);
    if tags.is_empty() {
        return None;
    }
    let (mut out, mut origins, mut at) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()), 0);
    let mut copy = |range: Range<usize>| {
        out.push_str(&text[range.clone()]);
        origins.extend(range);
    };
    for tag in tags {
        copy(at..tag.cut.start);
        at = tag.cut.end;
    }
    copy(at..text.len());
    Some((out, origins))
}
