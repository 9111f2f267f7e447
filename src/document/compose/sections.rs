//! The sections: computed numbers, prose, and the data that each one shows.

use super::Composer;
use super::beginning::Place;
use super::content::{Block, HeadingStyle};
use super::list_marks::ListsIn;
use crate::base::diagnostic::{Diagnostic, NOT_ALLOWED, Text, text};
use crate::base::vietnamese::{letter, number};
use crate::model::section::{AssignmentsAs, ChildNumbering, Numbering, NumberingLevel, Orientation, Section};

/// A heading that is open: its id, the numbers of it and its children.
struct Open<'a> {
    section: &'a Section,
    /// Arabic numbers from the first Arabic level down to this heading: 2 in «2.», 2 and 1 in «2.1.».
    digits: Vec<usize>,
    number: Option<String>,
    style: HeadingStyle,
    /// Whether it is a heading of the outline: a numbered paragraph is none.
    titled: bool,
    children: usize,
}

/// The headings around the place that is being written.
#[derive(Default)]
pub(super) struct OpenHeadings<'a> {
    open: Vec<Open<'a>>,
    top: usize,
}

/// A heading's number and look.
pub(super) struct Numbered {
    pub level: usize,
    pub style: HeadingStyle,
    pub number: Option<String>,
    /// Whether its number looks like the one of the heading above it: 1. below 1., a) below a).
    pub is_ambiguous: bool,
    digits: Vec<usize>,
}

impl<'a> OpenHeadings<'a> {
    /// Returns the number of a section, which is open from now on.
    pub(super) fn enter(&mut self, section: &'a Section, numbering: &Numbering) -> Numbered {
        self.close_to(section.id.value.parent());
        let numbered = self.next(numbering);
        self.open.push(Open {
            section,
            digits: numbered.digits.clone(),
            number: numbered.number.clone(),
            style: numbered.style,
            titled: section.has_title(),
            children: 0,
        });
        numbered
    }

    /// Returns the numbers of so many assignments in the innermost open section; none where they are shown without.
    pub(super) fn assignments(&mut self, how: AssignmentsAs, count: usize, numbering: &Numbering) -> Vec<Numbered> {
        match how {
            AssignmentsAs::Headings | AssignmentsAs::RunIn => (0..count).map(|_| self.next(numbering)).collect(),
            AssignmentsAs::Bullets | AssignmentsAs::Table => Vec::new(),
        }
    }

    /// Returns the open headings with their numbers, from the outermost.
    pub(super) fn numbers(&self) -> impl Iterator<Item = (HeadingStyle, Option<&str>)> {
        self.open.iter().map(|open| (open.style, open.number.as_deref()))
    }

    /// Closes all headings that are not around this section.
    fn close_to(&mut self, parent: Option<&str>) {
        while self.open.last().is_some_and(|open| Some(open.section.id.value.as_str()) != parent) {
            self.open.pop();
        }
    }

    /// Returns the next heading below the innermost open one.
    fn next(&mut self, numbering: &Numbering) -> Numbered {
        let depth = self.open.len();
        let (index, parent_digits, way) = match self.open.last_mut() {
            Some(parent) => {
                parent.children += 1;
                (parent.children, parent.digits.as_slice(), parent.section.numbering)
            }
            None => {
                self.top += 1;
                (self.top, [].as_slice(), None)
            }
        };
        let way = way.unwrap_or(ChildNumbering::Level(numbering.level(depth)));
        let mut digits = Vec::new();
        let (style, number) = match way {
            ChildNumbering::None => (HeadingStyle::Label, None),
            ChildNumbering::Level(NumberingLevel::Part) => {
                (HeadingStyle::Part, Some(format!("Phần {}", number::roman(index))))
            }
            ChildNumbering::Level(NumberingLevel::Roman) => {
                (HeadingStyle::Section, Some(format!("{}.", number::roman(index))))
            }
            ChildNumbering::Level(NumberingLevel::Letter) => {
                (HeadingStyle::Letter, Some(format!("{})", letter::point(index - 1))))
            }
            ChildNumbering::Level(NumberingLevel::Arabic) => {
                digits = vec![index];
                (HeadingStyle::Item, Some(format!("{index}.")))
            }
            ChildNumbering::Level(NumberingLevel::Dotted | NumberingLevel::Deeper) => {
                digits = parent_digits.to_vec();
                digits.push(index);
                let joined = digits.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
                (HeadingStyle::Subitem, Some(format!("{joined}.")))
            }
        };
        let repeatable = matches!(style, HeadingStyle::Subitem | HeadingStyle::Label);
        let is_ambiguous = !repeatable && self.open.last().is_some_and(|parent| parent.style == style);
        let level = self.open.iter().filter(|open| open.titled).count() + 1;
        Numbered { level, style, number, is_ambiguous, digits }
    }
}

/// How to give a number that looks like the one above it another form.
pub(super) fn numbering_help() -> Text {
    text(
        "bớt một cấp mục; hoặc ở mục cha ghi `numbering = \"none\"` (hay một cách đánh số khác), hoặc thêm cấp vào `document.numbering`",
        "use one level less; or write `numbering = \"none\"` (or another form) in the parent, or add a level to `document.numbering`",
    )
}

impl Composer<'_, '_> {
    pub(super) fn sections(&mut self, out: &mut Vec<Block>) {
        let plan = self.resolved.plan;
        let mut path_index = OpenHeadings::default();
        for section in self.resolved.sections {
            let numbered = path_index.enter(section, &plan.header.numbering);
            if numbered.is_ambiguous && section.id.span.file >= plan.span.file {
                let message = text(
                    format!(
                        "mục con `{}` sâu hơn các cấp đánh số: số của nó viết như số của mục cha",
                        section.id.value
                    ),
                    format!(
                        "the section `{}` is deeper than the numbering: its number looks like its parent's",
                        section.id.value
                    ),
                );
                self.findings.push(Diagnostic::new(&NOT_ALLOWED, section.id.span, message).help(numbering_help()));
            }
            let marks = self.marks(&section.lists);
            let runs_in = section.runs_in();
            let mut text = Vec::new();
            for (index, piece) in section.text.iter().enumerate() {
                // The text follows the title and a colon.
                let place = if runs_in && index == 0 { Place::Inside } else { Place::Beginning };
                text.extend(self.prose_at(piece, place, marks));
            }
            let mut lists = ListsIn::of(&text);
            let mut own: Vec<Block> = self.section_head(section, numbered, &mut text).into_iter().collect();
            let mut data = Vec::new();
            self.data(section, &mut path_index, &mut data);
            let after = section.after.as_ref().map(|after| self.prose(after, marks)).unwrap_or_default();
            lists.add(&after);
            self.report_marks_without_lists(&section.lists, lists);
            own.extend(text.into_iter().chain(data).chain(after));
            let orientation = section.show.as_ref().and_then(|show| show.orientation.as_ref());
            match orientation.map(|orientation| orientation.value).unwrap_or_default() {
                Orientation::Portrait => out.append(&mut own),
                Orientation::Landscape => out.push(Block::Landscape(own)),
            }
        }
    }

    fn data<'s>(&mut self, section: &'s Section, path_index: &mut OpenHeadings<'s>, out: &mut Vec<Block>)
    where
        Self: 's,
    {
        let show = section.show.as_ref();
        if let Some(how) = show.and_then(|show| show.bases) {
            out.extend(self.bases(&self.resolved.plan.bases, how, None));
        }
        self.targets(section, out);
        self.tasks(section, out);
        if let Some((how, assignments)) = self.resolved.shown_assignments(section) {
            let numbers = path_index.assignments(how, assignments.len(), &self.resolved.plan.header.numbering);
            self.assignments(&assignments, how, show.map_or(&[], |show| &show.columns), numbers, out);
        }
    }
}
