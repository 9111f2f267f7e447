//! Last year's plan as the start of a new one: comments and layout stay, and what must be decided again is marked.

use std::collections::BTreeSet;

use jiff::civil::Date;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::entry::{Entry, each_table, mark, mark_table, rewrite};
use super::fresh::{named_after, promise};
use super::years::Years;
use crate::model::conformance::Links;
use crate::model::packs::{Baseline, Indicator, Pack, PlaceWords};
use crate::model::plan::NamedAfter;
use crate::model::time::Time;

/// What is carried over to what.
pub(super) struct Carry<'c> {
    pub baseline: &'c Baseline,
    pub pack: &'c Pack,
    /// The period of the old plan.
    pub period: &'c Time,
    /// The city plans that the old one answers to.
    pub answers: &'c [&'c str],
    /// The years of both.
    pub years: Years,
    pub name: Option<&'c str>,
    pub kind: Option<&'c str>,
    pub places: &'c PlaceWords,
    /// What is retired by then is not promised any more.
    pub today: Date,
}

impl Carry<'_> {
    /// Returns the new plan. The old one must be readable TOML.
    pub(super) fn plan(&self, old: &str) -> Result<String, toml_edit::TomlError> {
        let mut plan: DocumentMut = old.replace("\r\n", "\n").parse()?;
        plan["answers"] = Item::Value(Value::Array(Array::from_iter([self.baseline.id.value.as_str()])));
        if plan.contains_key("status") {
            plan["status"] = toml_edit::value("draft");
        }
        each_table(plan.get_mut("document"), |document| self.document(document));
        each_table(plan.get_mut("decision"), |decision| self.decision(decision));
        if let Some(commune) = plan.get_mut("commune").and_then(Item::as_table_like_mut) {
            for (key, value) in [("name", self.name), ("kind", self.kind)] {
                if let Some(value) = value {
                    commune.insert(key, toml_edit::value(value));
                }
            }
            if let Some(name) = self.name {
                commune.remove("named_after");
                let what = named_after(NamedAfter::known(name, self.places));
                if !what.is_empty() {
                    commune.insert("named_after", toml_edit::value(what));
                }
            }
        }
        each_table(plan.get_mut("signer"), |signer| signer.mark("name", "người ký năm nay có thay đổi không"));
        if let Some(bases) = plan.get_mut("bases").and_then(Item::as_array_of_tables_mut)
            && let Some(first) = bases.get_mut(0)
        {
            mark_table(first, "rà soát căn cứ: văn bản nào hết hiệu lực, văn bản nào mới ban hành");
        }
        self.standard(&mut plan);
        self.headings(&mut plan);
        self.targets(&mut plan);
        each_table(plan.get_mut("tasks"), |task| {
            let due = task.table.get("due").map(ToString::to_string).unwrap_or_default();
            if self.years.differ() && due.contains(&self.years.old.to_string()) {
                task.mark("due", &format!("thời hạn mới, trong năm {}", self.years.new));
            }
            self.ask_about_prose(task, &["text", "work", "product"]);
        });
        each_table(plan.get_mut("assignments"), |assignment| self.ask_about_prose(assignment, &["text"]));
        each_table(plan.get_mut("appendices"), |appendix| {
            each_table(appendix.table.get_mut("tables"), |table| {
                for key in ["rows", "csv"] {
                    table.mark(key, "thay số liệu năm trước của bảng");
                }
            });
        });
        Ok(plan.to_string())
    }

    fn document(&self, document: &mut Entry<'_>) {
        document.table.remove("number");
        document.table.remove("date");
        document.table.insert("period", toml_edit::value(self.baseline.horizon.value.written()));
        // A year in the opening may be history, such as the day that communes were merged: only the subject's is the plan's.
        rewrite(document.table, "subject", |subject| self.years.in_title(&self.period_in(subject)));
        for key in ["opening", "closing"] {
            rewrite(document.table, key, |text| self.years.of_the_plan(&self.cite_new(text)));
        }
        document.mark("subject", "xem lại trích yếu, lời mở đầu và lời kết; số và ngày để trống đến khi ban hành");
    }

    fn decision(&self, decision: &mut Entry<'_>) {
        decision.table.remove("number");
        decision.table.remove("date");
        rewrite(decision.table, "subject", |subject| self.years.in_title(&self.period_in(subject)));
        decision.mark(
            "articles",
            "xem lại trích yếu, căn cứ và các điều của quyết định; số và ngày để trống đến khi ban hành",
        );
    }

    fn period_in(&self, subject: &str) -> String {
        subject.replace(&in_words(self.period), &in_words(&self.baseline.horizon.value))
    }

    /// The titles of sections and tables and the heads of columns move to the new year; prose that names the old one is asked about.
    fn headings(&self, plan: &mut DocumentMut) {
        for list in ["sections", "groups"] {
            each_table(plan.get_mut(list), |entry| {
                rewrite(entry.table, "title", |title| self.years.in_title(title));
                self.ask_about_prose(entry, &["text", "first", "more", "after"]);
                let show = entry.table.get_mut("show").and_then(Item::as_table_like_mut);
                self.columns(show.and_then(|show| show.get_mut("columns")));
            });
        }
        each_table(plan.get_mut("appendices"), |appendix| {
            rewrite(appendix.table, "title", |title| self.years.in_title(title));
            self.ask_about_prose(appendix, &["text", "after"]);
            let show = appendix.table.get_mut("show").and_then(Item::as_table_like_mut);
            self.columns(show.and_then(|show| show.get_mut("columns")));
            each_table(appendix.table.get_mut("tables"), |table| {
                for key in ["caption", "unit"] {
                    rewrite(table.table, key, |title| self.years.in_title(title));
                }
                self.columns(table.table.get_mut("columns"));
            });
        });
    }

    /// The heads of the columns of a table.
    fn columns(&self, columns: Option<&mut Item>) {
        each_table(columns, |column| {
            for key in ["title", "under", "by"] {
                rewrite(column.table, key, |title| self.years.in_title(title));
            }
        });
    }

    /// A remark above the first of some texts that names the old year.
    fn ask_about_prose(&self, entry: &mut Entry<'_>, keys: &[&str]) {
        let names =
            |key: &&&str| entry.table.get(key).and_then(Item::as_str).is_some_and(|text| self.years.named(text));
        if let Some(key) = keys.iter().find(names) {
            entry.mark(
                key,
                &format!("câu này nói đến năm {}: còn đúng cho năm {} không", self.years.old, self.years.new),
            );
        }
    }

    /// A text that cites the city's new plan in place of the old one.
    fn cite_new(&self, text: &str) -> String {
        let new = self.baseline.document.value.as_str();
        self.answers.iter().filter_map(|old| self.pack.baseline(old)).fold(text.to_owned(), |text, old| {
            text.replace(&format!("\"{}\"", old.document.value.as_str()), &format!("\"{new}\""))
        })
    }

    /// A plan that takes the standard sections as they are, takes the new ones; one that changes some of them, decides.
    fn standard(&self, plan: &mut DocumentMut) {
        if !plan.contains_key("standard") {
            return;
        }
        if plan.contains_key("sections") {
            mark(
                plan.as_table_mut(),
                "standard",
                &format!("đổi thành {} khi đã xem lại các mục", self.baseline.id.value),
            );
        } else {
            plan["standard"] = toml_edit::value(self.baseline.id.value.as_str());
        }
    }

    /// Returns what the old city plan calls an indicator.
    fn old_wording(&self, indicator: &str) -> Option<&str> {
        self.answers
            .iter()
            .filter_map(|old| self.pack.baseline(old)?.indicator(indicator))
            .map(|indicator| indicator.text.as_str())
            .next()
    }

    /// Returns what the new city plan asks for in place of what a target answered: the same indicator, one that measures the same, or the one
    /// that replaces it.
    fn successor(&self, indicator: &str) -> Option<&Indicator> {
        let links = Links::of(self.pack);
        let open = |one: &&Indicator| !one.is_retired(self.today);
        let same = |one: &&Indicator| links.root(one.id.value.as_str()) == links.root(indicator);
        let all = || self.baseline.indicators.iter().filter(open);
        let own = self.baseline.indicator(indicator).filter(open);
        own.or_else(|| all().find(same)).or_else(|| {
            let new = self.pack.replacement(self.pack.indicator(indicator)?, self.today)?;
            self.baseline.indicator(new.id.value.as_str())
        })
    }

    fn targets(&self, plan: &mut DocumentMut) {
        let mut answered = BTreeSet::new();
        let mut ids = BTreeSet::new();
        let mut section = None;
        each_table(plan.get_mut("targets"), |target| {
            ids.extend(target.table.get("id").and_then(Item::as_str).map(str::to_owned));
            section = target.table.get("section").and_then(Item::as_str).map(str::to_owned).or(section.take());
            let own = target.table.get("indicator").and_then(Item::as_str).map(str::to_owned);
            if let Some(indicator) = own {
                if let Some(new) = self.successor(&indicator) {
                    if new.id.value.as_str() != indicator {
                        target.table.insert("indicator", toml_edit::value(new.id.value.as_str()));
                        target.mark("indicator", &format!("thay chỉ số {indicator} của năm trước; xem lại lời và mức"));
                    }
                    answered.insert(new.id.value.to_string());
                } else {
                    target.table.remove("indicator");
                    if !target.table.contains_key("text")
                        && let Some(wording) = self.old_wording(&indicator)
                    {
                        target.push("text", wording);
                    }
                    target.mark(
                        "text",
                        &format!("trước ứng với chỉ số {indicator}; chọn chỉ số của {} nếu có", self.baseline.id.value),
                    );
                }
            }
            self.renew_promise(target);
        });
        let missing: Vec<&Indicator> = self
            .baseline
            .indicators
            .iter()
            .filter(|indicator| indicator.required && !indicator.is_retired(self.today))
            .filter(|indicator| !answered.contains(indicator.id.value.as_str()))
            .collect();
        match plan.get_mut("targets") {
            Some(Item::ArrayOfTables(tables)) => {
                for indicator in missing {
                    let mut table = Table::new();
                    for (key, value) in self.new_target(indicator, &mut ids, section.as_deref()) {
                        table.insert(&key, Item::Value(value));
                    }
                    mark_table(&mut table, "chỉ số mới của thành phố, ghi sẵn mức tối thiểu");
                    tables.push(table);
                }
            }
            Some(Item::Value(Value::Array(array))) => {
                for indicator in missing {
                    let table: InlineTable =
                        self.new_target(indicator, &mut ids, section.as_deref()).into_iter().collect();
                    let mut value = Value::InlineTable(table);
                    value.decor_mut().set_prefix("\n  # TODO: chỉ số mới của thành phố, ghi sẵn mức tối thiểu\n  ");
                    array.push_formatted(value);
                }
                array.set_trailing_comma(true);
                array.set_trailing("\n");
            }
            _ => {}
        }
    }

    /// Last year's promise is this year's question: what came of it, and how much now.
    fn renew_promise(&self, target: &mut Entry<'_>) {
        // A plan of the same year has the results of the year before already.
        if self.period.first_day().year() == self.baseline.horizon.value.first_day().year() {
            return;
        }
        target.table.remove("previous");
        let Some(promise) = target.table.get_mut("promise").and_then(Item::as_table_like_mut) else { return };
        let new = self.baseline.horizon.value.written();
        let old = self.period.written();
        let renew = |measure: &mut dyn TableLike| {
            let Some(by) = measure.get("by").and_then(Item::as_str).map(str::to_owned) else { return };
            if by == old || by == self.years.old.to_string() {
                measure.insert("by", toml_edit::value(new.as_str()));
            } else {
                let moved = self.years.in_a_time(&by);
                if moved != by {
                    measure.insert("by", toml_edit::value(moved));
                }
            }
        };
        if promise.contains_key("value") {
            renew(promise);
        } else {
            for (_, measure) in promise.iter_mut() {
                if let Some(measure) = measure.as_table_like_mut() {
                    renew(measure);
                }
            }
        }
        let unit = |measure: &dyn TableLike| measure.get("unit").and_then(Item::as_str).map(str::to_owned);
        let unit = target.table.get("promise").and_then(Item::as_table_like).and_then(|promise| {
            unit(promise).or_else(|| promise.iter().find_map(|(_, one)| unit(one.as_table_like()?)))
        });
        let unit = unit.map(|unit| format!(", unit = \"{unit}\"")).unwrap_or_default();
        let (old, new) = (self.period.first_day().year(), self.years.new);
        target.mark(
            "promise",
            &format!("thêm kết quả năm {old} (previous = {{ value = …{unit} }}) và định mức năm {new}"),
        );
    }

    fn new_target(
        &self,
        indicator: &Indicator,
        ids: &mut BTreeSet<String>,
        section: Option<&str>,
    ) -> Vec<(String, Value)> {
        let mut id = indicator.short_id().to_owned();
        while !ids.insert(id.clone()) {
            id.push_str("-moi");
        }
        let mut entries = vec![("id".to_owned(), Value::from(id))];
        entries.extend(section.map(|section| ("section".to_owned(), Value::from(section))));
        entries.push(("indicator".to_owned(), Value::from(indicator.id.value.as_str())));
        let minimum = promise(indicator, &self.baseline.horizon.value);
        entries.extend(
            minimum.and_then(|minimum| minimum.parse::<Value>().ok()).map(|minimum| ("promise".to_owned(), minimum)),
        );
        entries
    }
}

/// A period in the middle of a sentence: «năm 2026», «6 tháng cuối năm 2025».
fn in_words(period: &Time) -> String {
    match period {
        Time::Year(year) => format!("năm {year}"),
        other => other.short(),
    }
}
