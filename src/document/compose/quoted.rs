//! Tasks and targets that no section shows, because prose quotes them.

use super::Composer;
use crate::base::diagnostic::{Diagnostic, NOT_SHOWN, text};

impl Composer<'_, '_> {
    /// Reports tasks and targets with `quoted` that no sentence quotes.
    pub(super) fn report_what_nothing_quotes(&mut self) {
        for task in self.resolved.plan.tasks.iter().filter(|task| task.quoted) {
            let id = &task.id.value;
            if self.expressions.has_quoted_task(id.as_str()) {
                // A mistake in what is quoted was reported by no one yet.
                let extras = task.extra.0.iter().map(|extra| &extra.text);
                let own = [&task.text].into_iter().chain(&task.product).chain(&task.work).chain(&task.mode);
                self.check_lines(own.chain(extras));
                continue;
            }
            let message = text(
                format!("nhiệm vụ `{id}` không được nhắc ở câu nào"),
                format!("no sentence quotes the task `{id}`"),
            );
            let help = text(
                format!("viết {{{{ task(\"{id}\").text }}}} vào câu nói về nó, hoặc bỏ `quoted`"),
                format!("write {{{{ task(\"{id}\").text }}}} into the sentence about it, or leave `quoted` out"),
            );
            self.findings.push(Diagnostic::new(&NOT_SHOWN, task.id.span, message).help(help));
        }
        for target in &self.resolved.plan.targets {
            let id = &target.id.value;
            if target.quoted && !self.expressions.has_quoted(id.as_str()) {
                let message = text(
                    format!("chỉ tiêu `{id}` không được nhắc ở câu nào"),
                    format!("no sentence quotes the target `{id}`"),
                );
                let help = text(
                    format!("viết {{{{ target(\"{id}\").promise }}}} vào câu nói về nó, hoặc bỏ `quoted`"),
                    format!(
                        "write {{{{ target(\"{id}\").promise }}}} into the sentence about it, or leave `quoted` out"
                    ),
                );
                self.findings.push(Diagnostic::new(&NOT_SHOWN, target.id.span, message).help(help));
            }
        }
    }
}
