//! What expressions can ask of a task: `{{ task("mang-lan").lead }}`.

use std::collections::BTreeMap;

use super::{Expressions, lock};
use crate::document::compose::beginning::Place;
use crate::input::decode::{SourceText, one_line};
use crate::input::expressions::{calls, has_tags};
use crate::model::plan::Task;

impl Expressions<'_, '_> {
    /// Returns a field of a task: text, lead, support, due, product, work, mode, or a further detail by `extra.` and its name. None
    /// where the task has none of it. A text of several lines is none of a sentence.
    pub(super) fn task_field(&self, task: &Task, field: &str) -> Option<String> {
        let parties = |parties: &[_]| Some(self.party_list(parties)).filter(|words| !words.is_empty());
        match field {
            "text" => Some(&task.text).filter(|_| !task.is_prose()).and_then(|words| self.quoted_line(words)),
            "lead" => parties(&task.lead),
            "support" => parties(&task.support),
            "due" => task.due.as_ref().map(|due| self.due(due)),
            "product" => task.product.as_ref().and_then(|words| self.quoted_line(words)),
            "work" => task.work.as_ref().and_then(|words| self.quoted_line(words)),
            "mode" => task.mode.as_ref().and_then(|words| self.quoted_line(words)),
            other => task.extra.get(other.strip_prefix("extra.")?).and_then(|words| self.quoted_line(words)),
        }
    }

    /// A task that quotes tasks could quote itself.
    fn quoted_line(&self, words: &SourceText) -> Option<String> {
        if has_tags(&words.text) && calls(&words.text).iter().any(|call| call.function == "task") {
            return None;
        }
        self.render(words, false, Place::Inside).ok().map(|words| one_line(&words))
    }

    /// Puts the tasks that a text names where Tera's function finds them. What is not asked for must not count as cited.
    pub(super) fn prepare_tasks(&self, text: &str) {
        let plan = self.resolved.plan;
        let named = calls(text).into_iter().filter(|call| call.function == "task");
        for call in named {
            let Some(task) = plan.tasks.iter().rfind(|task| task.id.value.as_str() == call.id) else { continue };
            let cited = lock(&self.shared).cited.clone();
            let names = ["text", "lead", "support", "due", "product", "work", "mode"].map(str::to_owned);
            let further = task.extra.0.iter().map(|extra| format!("extra.{}", extra.name.value));
            let fields: BTreeMap<String, String> = names
                .into_iter()
                .chain(further)
                .filter_map(|name| self.task_field(task, &name).map(|words| (name, words)))
                .collect();
            let mut shared = lock(&self.shared);
            shared.cited = cited;
            shared.tasks.insert(call.id.to_owned(), fields);
        }
        let mut shared = lock(&self.shared);
        if shared.task_ids.is_empty() {
            shared.task_ids = plan.tasks.iter().map(|task| task.id.value.to_string()).collect();
        }
    }
}
