//! Where the lists of a plan are printed: a place that has nothing to print, columns without a table.

use super::Resolved;
use crate::base::diagnostic::{Diagnostic, Findings, Level, NOT_ALLOWED, NOT_SHOWN, NOTHING_TO_PRINT, Text, text};
use crate::base::source::Span;
use crate::model::plan::Appendix;
use crate::model::section::{ColumnField, Detail, Label, Section, Show, TargetsAs, TasksAs};

pub(super) fn check(resolved: &Resolved<'_>, findings: &mut Findings) {
    let mut check = Check { resolved, findings };
    let plan = resolved.plan;
    if let Some(how) = plan.header.bases.as_ref().filter(|_| plan.bases.is_empty()) {
        check.nothing(how.span, BASES);
    }
    let own = resolved.sections.iter().filter(|section| section.id.span.file >= plan.span.file);
    for section in own {
        check.section(section);
    }
    for appendix in &plan.appendices {
        check.appendix(appendix);
    }
    check.extras();
}

struct Check<'r, 'a> {
    resolved: &'r Resolved<'a>,
    findings: &'r mut Findings,
}

/// A list: what it is called in both languages, and its table in the file.
type List = (&'static str, &'static str, &'static str);
const BASES: List = ("căn cứ", "basis", "bases");
const TARGETS: List = ("chỉ tiêu", "target", "targets");
const TASKS: List = ("nhiệm vụ", "task", "tasks");
const ASSIGNMENTS: List = ("phân công", "assignment", "assignments");

/// How many items of each list a place prints if it is asked to.
struct Counts {
    targets: usize,
    tasks: usize,
    assignments: usize,
}

impl<'a> Check<'_, 'a> {
    fn section(&mut self, section: &'a Section) {
        let resolved = self.resolved;
        let counts = Counts {
            targets: resolved.targets_of(section).count(),
            tasks: resolved.tasks_of(section).count(),
            assignments: resolved.assignments_of(section).count(),
        };
        let below = format!("{}.", section.id.value);
        let has_children = resolved.sections.iter().any(|other| other.id.value.as_str().starts_with(&below));
        let has_text = section.text.iter().chain(&section.after).next().is_some();
        let has_data = counts.targets + counts.tasks + counts.assignments > 0;
        let requested = section.show.as_ref().filter(|show| show.span.file >= resolved.plan.span.file);
        let complained = requested.is_some_and(|show| self.show(show, &counts, has_text));
        let shows = section.show.as_ref().is_some_and(|show| show.bases.is_some() || show.assignments.is_some());
        if !complained && !shows && !has_children && !has_text && !has_data {
            self.empty(
                section.id.span,
                text(
                    format!("mục `{}` chưa có lời văn, dữ liệu hay mục con", section.id.value),
                    format!("the section `{}` has no text, data or subsections", section.id.value),
                ),
                text(
                    "viết `text = \"…\"`, thêm `show` để in dữ liệu, hoặc bỏ mục này",
                    "write `text = \"…\"`, add `show`, or remove the section",
                ),
            );
        }
    }

    fn appendix(&mut self, appendix: &'a Appendix) {
        let plan = self.resolved.plan;
        let takes = |group| appendix.show.as_ref().is_none_or(|show| show.takes(group));
        let counts = Counts {
            targets: plan.targets.iter().filter(|one| !one.quoted && takes(one.group.as_ref())).count(),
            tasks: plan.tasks.iter().filter(|one| !one.quoted && takes(one.group.as_ref())).count(),
            assignments: plan.assignments.len(),
        };
        let has_text = appendix.text.is_some() || appendix.after.is_some() || !appendix.tables.is_empty();
        let complained = appendix.show.as_ref().is_some_and(|show| self.show(show, &counts, has_text));
        if !complained && appendix.show.is_none() && !has_text {
            self.empty(
                appendix.id.span,
                text(
                    format!("phụ lục `{}` chưa có nội dung", appendix.id.value),
                    format!("the appendix `{}` has no content", appendix.id.value),
                ),
                text(
                    "thêm `text`, `show` hoặc [[appendices.tables]], hoặc bỏ phụ lục này",
                    "add `text`, `show` or [[appendices.tables]], or remove the appendix",
                ),
            );
        }
        if let (Some(own), Some(other)) =
            (appendix.orientation, appendix.show.as_ref().and_then(|show| show.orientation.as_ref()))
            && own != other.value
        {
            let message = text(
                "chiều giấy của phụ lục ghi hai nơi khác nhau",
                "the orientation of the appendix is given twice and differs",
            );
            let help = text("bỏ `orientation` trong `show`", "remove `orientation` from `show`");
            self.findings.push(Diagnostic::new(&NOT_ALLOWED, other.span, message).help(help));
        }
    }

    /// Reports what a place asks for and does not get. Returns whether there is anything of the kind.
    fn show(&mut self, show: &Show, counts: &Counts, has_text: bool) -> bool {
        let plan = self.resolved.plan;
        let requested = [
            (show.bases.is_some(), plan.bases.len(), BASES),
            (show.targets.is_some(), counts.targets, TARGETS),
            (show.tasks.is_some(), counts.tasks, TASKS),
            (show.assignments.is_some(), counts.assignments, ASSIGNMENTS),
        ];
        let before = self.findings.iter().count();
        for (_, _, list) in requested.iter().filter(|(asks, count, _)| *asks && *count == 0) {
            self.nothing(show.span, *list);
        }
        self.useless(show, counts);
        let asks = requested.iter().any(|(asks, ..)| *asks);
        match show.columns.first() {
            Some(first) if !show.has_table() => {
                let message = text(
                    "`columns` ở đây không có tác dụng: không có bảng nào",
                    "`columns` has no effect: no table is shown",
                );
                let help = text(
                    "ghi `targets`, `tasks` hoặc `assignments` là `\"table\"`, hoặc bỏ `columns`",
                    "write `targets`, `tasks` or `assignments` as `\"table\"`, or remove `columns`",
                );
                self.without_effect(first.detail.span, message, help);
            }
            None if !asks
                && (show.orientation.is_none() || !has_text)
                && counts.targets + counts.tasks + counts.assignments == 0 =>
            {
                self.empty(
                    show.span,
                    text("`show` không nói in dữ liệu nào", "`show` does not say what is shown"),
                    text(
                        "viết như `show = { tasks = \"table\" }`, hoặc bỏ `show`",
                        "write it like `show = { tasks = \"table\" }`, or remove `show`",
                    ),
                );
            }
            _ => {}
        }
        self.findings.iter().count() > before
    }

    /// Reports labels where no line has one, and groups and their numbering where nothing is shown by groups.
    fn useless(&mut self, show: &Show, counts: &Counts) {
        let tasks = match show.tasks {
            Some(how) => how != TasksAs::Table,
            None => counts.tasks > 0,
        };
        let targets = match show.targets {
            Some(how) => how != TargetsAs::Table,
            None => counts.targets > 0,
        };
        // Of targets only the lead has a line.
        let has_line = |label: &&Label| tasks || (targets && label.detail == Detail::Field(ColumnField::Lead));
        if let Some(label) = show.labels.iter().find(|label| !has_line(label)) {
            let message = text(
                "nhãn này không có tác dụng: không có dòng nào như vậy",
                "the label has no effect: no such lines are shown",
            );
            let help = text(
                "ghi `tasks = \"list\"` hoặc `\"record\"`; tên cột của bảng thì ghi ở `columns`",
                "write `tasks = \"list\"` or `\"record\"`; titles of a table are in `columns`",
            );
            self.without_effect(label.words.span, message, help);
        }
        let table = show.tasks == Some(TasksAs::Table) || show.targets == Some(TargetsAs::Table);
        if let Some(numbering) = show.numbering.as_ref().filter(|_| !table) {
            let message = text(
                "`numbering` ở đây không có tác dụng: không có bảng nhiệm vụ hay chỉ tiêu",
                "`numbering` has no effect: no table of tasks or targets is shown",
            );
            let help = text(
                "ghi `tasks = \"table\"`, hoặc bỏ `numbering`",
                "write `tasks = \"table\"`, or remove `numbering`",
            );
            self.without_effect(numbering.span, message, help);
        }
        if let Some(group) = show.groups.first().filter(|_| show.tasks.is_none() && show.targets.is_none()) {
            let message = text(
                "`groups` ở đây không có tác dụng: chỗ này không in nhiệm vụ hay chỉ tiêu",
                "`groups` has no effect: neither tasks nor targets are shown",
            );
            let help = text(
                "ghi `tasks = \"table\"` hoặc `targets = \"table\"`, hoặc bỏ `groups`",
                "write `tasks = \"table\"` or `targets = \"table\"`, or remove `groups`",
            );
            self.without_effect(group.span, message, help);
        }
    }

    /// Further details of tasks that no table has a column for, and no list a label.
    fn extras(&mut self) {
        let (plan, resolved) = (self.resolved.plan, self.resolved);
        // What prose quotes of a task is for prose to say.
        for task in plan.tasks.iter().filter(|task| !task.quoted && !task.extra.0.is_empty()) {
            let home = resolved.section_of_task(task);
            let section = resolved.sections.iter().find(|section| Some(&section.id.value) == home);
            let section = section.and_then(|section| section.show.as_ref());
            let appendices = plan.appendices.iter().filter_map(|appendix| appendix.show.as_ref());
            let shows: Vec<&Show> = section
                .into_iter()
                .chain(appendices.filter(|show| show.tasks.is_some()))
                .filter(|show| show.takes(task.group.as_ref()))
                .collect();
            for extra in &task.extra.0 {
                let detail = Detail::Extra(extra.name.value.clone());
                let prints = |show: &&Show| match show.tasks {
                    Some(TasksAs::Table) => show.columns.iter().any(|column| column.detail.value == detail),
                    Some(TasksAs::List | TasksAs::Record) | None => show.label(&detail).is_some(),
                };
                if shows.iter().any(prints) {
                    continue;
                }
                let name = &extra.name.value;
                let message = text(
                    format!("thông tin thêm `{name}` của nhiệm vụ không in ra ở đâu"),
                    format!("the detail `{name}` of the task is not printed anywhere"),
                );
                let help = text(
                    format!(
                        "thêm cột `{{ show = \"extra.{name}\", title = \"…\" }}` vào `columns` của bảng, hoặc `labels = {{ extra.{name} = \"…\" }}` khi in thành dòng"
                    ),
                    format!(
                        "add the column `{{ show = \"extra.{name}\", title = \"…\" }}` to `columns`, or `labels = {{ extra.{name} = \"…\" }}` to a list"
                    ),
                );
                self.findings.push(Diagnostic::new(&NOT_SHOWN, extra.name.span, message).help(help));
            }
        }
    }

    fn without_effect(&mut self, span: Span, message: Text, help: Text) {
        let mut finding = Diagnostic::new(&NOT_SHOWN, span, message).help(help);
        finding.level = Level::Warning;
        self.findings.push(finding);
    }

    fn nothing(&mut self, span: Span, (vi, en, table): List) {
        self.empty(
            span,
            text(format!("không có {vi} nào để in ở đây"), format!("no {en} is shown here")),
            text(format!("thêm [[{table}]], hoặc bỏ chỗ in này"), format!("add [[{table}]], or remove this place")),
        );
    }

    /// Half-written plans have such places, and their content can be judged all the same.
    fn empty(&mut self, span: Span, message: Text, help: Text) {
        let mut finding = Diagnostic::new(&NOTHING_TO_PRINT, span, message).help(help);
        finding.level = Level::Warning;
        self.findings.push(finding);
    }
}
