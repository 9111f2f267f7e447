//! Assignments under numbered headings, as items, or as a table.

use super::Composer;
use super::beginning::Place;
use super::cells::first_paragraph;
use super::content::{Block, Cell, Inline, Origin, Row};
use super::list_marks::ListsIn;
use super::sections::{Numbered, numbering_help};
use super::tables::table;
use crate::base::diagnostic::{Diagnostic, NOT_ALLOWED, NOT_SHOWN, text};
use crate::base::vietnamese::letter;
use crate::model::plan::Assignment;
use crate::model::section::{AssignmentsAs, Column, ColumnField};

const POSSIBLE: [(&str, ColumnField); 3] =
    [("no", ColumnField::Number), ("agency", ColumnField::Agency), ("text", ColumnField::Text)];

impl Composer<'_, '_> {
    pub(super) fn assignments(
        &mut self,
        assignments: &[&Assignment],
        how: AssignmentsAs,
        columns: &[Column],
        numbers: Vec<Numbered>,
        out: &mut Vec<Block>,
    ) {
        if how == AssignmentsAs::Table {
            for assignment in assignments {
                self.assignment_form(assignment, how);
            }
            self.assignment_table(assignments, columns, out);
            return;
        }
        let mut numbers = numbers.into_iter();
        for (index, assignment) in assignments.iter().copied().enumerate() {
            let title = self.assignment_title(assignment);
            let number = numbers.next();
            let how = self.assignment_form(assignment, how);
            let place = match how {
                AssignmentsAs::Headings | AssignmentsAs::Table => Place::Beginning,
                // The duties follow the name of the agency and a colon.
                AssignmentsAs::RunIn | AssignmentsAs::Bullets => Place::Inside,
            };
            let marks = self.marks(&assignment.lists);
            let mut body = self.prose_at(&assignment.text, place, marks);
            self.report_marks_without_lists(&assignment.lists, ListsIn::of(&body));
            match number {
                Some(numbered) => {
                    if numbered.is_ambiguous && index == 0 {
                        let message = text(
                            "các phân công sâu hơn các cấp đánh số: số của chúng viết như số của mục cha",
                            "the assignments are deeper than the numbering: their numbers look like their parent's",
                        );
                        self.findings
                            .push(Diagnostic::new(&NOT_ALLOWED, assignment.span, message).help(numbering_help()));
                    }
                    let run_in = (how == AssignmentsAs::RunIn).then(|| first_paragraph(&mut body)).flatten();
                    let title = if how == AssignmentsAs::RunIn { format!("{title}:") } else { title };
                    out.push(Block::Heading {
                        level: numbered.level,
                        style: numbered.style,
                        number: numbered.number,
                        title,
                        run_in,
                        origin: Origin(assignment.title.as_ref().map_or(assignment.span, |title| title.span)),
                    });
                }
                None => {
                    let mut content =
                        vec![Inline::Strong(vec![Inline::Text(format!("{title}:"))]), Inline::Text(" ".to_owned())];
                    content.extend(first_paragraph(&mut body).unwrap_or_default());
                    out.push(Block::item("-", content));
                }
            }
            out.extend(body);
        }
    }

    /// Returns how an assignment is shown: under a heading or in one line with it, as it says itself.
    fn assignment_form(&mut self, assignment: &Assignment, how: AssignmentsAs) -> AssignmentsAs {
        let Some(run_in) = &assignment.run_in else { return how };
        match how {
            AssignmentsAs::Headings | AssignmentsAs::RunIn if run_in.value => AssignmentsAs::RunIn,
            AssignmentsAs::Headings | AssignmentsAs::RunIn => AssignmentsAs::Headings,
            // Another place may show it under a heading.
            _ if self.has_assignment_headings() => how,
            AssignmentsAs::Bullets | AssignmentsAs::Table => {
                let message = text(
                    "`run_in` không có tác dụng: các phân công in thành gạch đầu dòng hoặc bảng",
                    "`run_in` has no effect: the assignments are shown as items or as a table",
                );
                let help = text(
                    "bỏ `run_in`, hoặc ghi `show = { assignments = \"headings\" }` ở mục in phân công",
                    "remove `run_in`, or write `show = { assignments = \"headings\" }` in the section that shows them",
                );
                self.findings.push(Diagnostic::new(&NOT_SHOWN, run_in.span, message).help(help));
                how
            }
        }
    }

    /// Returns whether any section or appendix shows the assignments under headings.
    fn has_assignment_headings(&self) -> bool {
        let resolved = self.resolved;
        let sections = resolved.sections.iter().filter_map(|section| resolved.shown_assignments(section));
        let appendices = resolved.plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref()?.assignments);
        sections
            .map(|(how, _)| how)
            .chain(appendices)
            .any(|how| matches!(how, AssignmentsAs::Headings | AssignmentsAs::RunIn))
    }

    fn assignment_table(&mut self, assignments: &[&Assignment], columns: &[Column], out: &mut Vec<Block>) {
        let columns =
            self.columns(columns, &POSSIBLE, &[ColumnField::Number, ColumnField::Agency, ColumnField::Text], |field| {
                match field {
                    ColumnField::Number => "STT",
                    ColumnField::Agency => "Cơ quan, đơn vị",
                    _ => "Nhiệm vụ",
                }
                .to_owned()
            });
        let mut rows = table(&columns);
        for (index, assignment) in assignments.iter().copied().enumerate() {
            let title = self.assignment_title(assignment);
            let marks = self.marks(&assignment.lists);
            let duties = self.prose(&assignment.text, marks);
            self.report_marks_without_lists(&assignment.lists, ListsIn::of(&duties));
            let duties = self.in_a_cell(duties, &assignment.text);
            let cells = columns
                .iter()
                .map(|column| match column.field() {
                    Some(ColumnField::Number) => Cell::words((index + 1).to_string()),
                    Some(ColumnField::Agency) => Cell::words(title.as_str()),
                    _ => Cell::of(duties.clone()),
                })
                .collect();
            rows.rows.push(Row { group: false, heads: false, cells });
        }
        out.push(Block::Table(rows));
    }

    fn assignment_title(&mut self, assignment: &Assignment) -> String {
        if let Some(title) = &assignment.title {
            return self.line(title);
        }
        let mut names: Vec<String> = assignment.agencies.iter().map(|party| self.party_name(party)).collect();
        let last = names.pop().unwrap_or_default();
        let names = if names.is_empty() { last } else { format!("{} và {last}", names.join(", ")) };
        if assignment.request { format!("Đề nghị {names}") } else { letter::capitalized(&names) }
    }
}
