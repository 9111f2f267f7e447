//! The functions that expressions can call, and what they remember.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Kwargs, TeraResult};

use crate::base::diagnostic::{Text, list_en, list_vi, text};
use crate::document::compose::addresses::Address;
use crate::document::compose::beginning::Place;
use crate::document::compose::wording::wording;
use crate::document::resolve::Resolved;
use crate::model::id::IdKind;
use crate::model::measure::Measure;
use crate::model::packs::{Agency, DateForm, Form, LegalDocument, unknown_agency};
use crate::model::plan::{Promise, Target};

/// What the functions of the expressions read and remember.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) documents: BTreeMap<String, LegalDocument>,
    pub(super) agencies: BTreeMap<String, String>,
    /// The agencies that an unknown id may be meant as.
    pub(super) directory: Vec<Agency>,
    pub(super) targets: BTreeMap<String, BTreeMap<String, String>>,
    /// What sections and appendices are called.
    pub(super) addresses: BTreeMap<String, Address>,
    /// The fields of the tasks that the text at hand names.
    pub(super) tasks: BTreeMap<String, BTreeMap<String, String>>,
    pub(super) task_ids: BTreeSet<String>,
    pub(super) cited: BTreeSet<String>,
    /// Targets that prose has quoted.
    pub(super) quoted: BTreeSet<String>,
    /// Tasks that prose has quoted.
    pub(super) quoted_tasks: BTreeSet<String>,
    /// Why a function refused, in the users' words; Tera's own error is in English.
    pub(super) refusal: Option<CallError>,
}

/// Why a function refused.
pub(super) struct CallError {
    pub(super) id: bool,
    pub(super) message: Text,
    pub(super) help: Text,
}

impl Shared {
    pub(super) fn cite(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        let issuer: Option<String> = arguments.get("issuer")?;
        let form: Option<String> = arguments.get("form")?;
        let date: Option<String> = arguments.get("date")?;
        let form = match form {
            None => None,
            Some(given) => match Form::WORDS.iter().find(|(word, _)| *word == given) {
                Some((_, form)) => Some(*form),
                None => {
                    let words = Form::WORDS.map(|(word, _)| word);
                    return self.refuse(CallError {
                        id: false,
                        message: text(
                            format!("không có dạng viện dẫn `{given}`"),
                            format!("there is no form of citation `{given}`"),
                        ),
                        help: text(format!("chọn {}", list_vi(words)), format!("choose {}", list_en(words))),
                    });
                }
            },
        };
        let date = match date {
            None => DateForm::default(),
            Some(given) => match DateForm::WORDS.iter().find(|(word, _)| *word == given) {
                Some((_, date)) => *date,
                None => {
                    let words = DateForm::WORDS.map(|(word, _)| word);
                    return self.refuse(CallError {
                        id: false,
                        message: text(
                            format!("không có dạng ngày `{given}`"),
                            format!("there is no form of date `{given}`"),
                        ),
                        help: text(format!("chọn {}", list_vi(words)), format!("choose {}", list_en(words))),
                    });
                }
            },
        };
        if form == Some(Form::Short) && date == DateForm::Long {
            return self.refuse(CallError {
                id: false,
                message: text(
                    "viện dẫn dạng `short` không có ngày, nên `date` không có tác dụng",
                    "a citation of the form `short` has no date, so `date` has no effect",
                ),
                help: text("bỏ `date`, hoặc chọn `form=\"dated\"`", "remove `date`, or choose `form=\"dated\"`"),
            });
        }
        let Some(document) = self.documents.get(&id) else {
            let refusal = unknown(
                IdKind::DOCUMENT,
                &id,
                self.documents.keys(),
                ("khai báo văn bản ấy trong [[documents]] của kế hoạch", "declare it in [[documents]] of the plan"),
            );
            return self.refuse(refusal);
        };
        let first = !self.cited.contains(&id);
        let form = form.unwrap_or(if first { Form::Full } else { Form::Short });
        let words = document.cite_dated(form, issuer.as_deref(), date);
        self.cited.insert(id);
        Ok(words)
    }

    pub(super) fn target(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        let field: String = arguments.get("field")?.unwrap_or_else(|| "promise".to_owned());
        let measure: Option<String> = arguments.get("measure")?;
        let Some(fields) = self.targets.get(&id) else {
            let refusal = unknown(
                IdKind::TARGET,
                &id,
                self.targets.keys(),
                ("dùng mã của một chỉ tiêu có trong kế hoạch", "use the id of a target of the plan"),
            );
            return self.refuse(refusal);
        };
        self.quoted.insert(id.clone());
        let field = measure.map_or(field.clone(), |measure| format!("{measure}.{field}"));
        match fields.get(&field) {
            Some(words) => Ok(words.clone()),
            None => {
                let known: Vec<&String> = fields.keys().collect();
                self.refuse(CallError {
                    id: false,
                    message: text(
                        format!("chỉ tiêu `{id}` không có `{field}`"),
                        format!("the target `{id}` has no `{field}`"),
                    ),
                    help: text(format!("dùng được {}", list_vi(&known)), format!("there are {}", list_en(&known))),
                })
            }
        }
    }

    pub(super) fn task(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        let field: String = arguments.get("field")?.unwrap_or_else(|| "text".to_owned());
        let extra: Option<String> = arguments.get("extra")?;
        let Some(fields) = self.tasks.get(&id) else {
            let refusal = unknown(
                IdKind::TASK,
                &id,
                self.task_ids.iter(),
                ("dùng mã của một nhiệm vụ có trong kế hoạch", "use the id of a task of the plan"),
            );
            return self.refuse(refusal);
        };
        let field = extra.map_or(field, |name| format!("extra.{name}"));
        if let Some(words) = fields.get(&field) {
            let words = words.clone();
            self.quoted_tasks.insert(id);
            return Ok(words);
        }
        let known: Vec<&String> = fields.keys().collect();
        let help = text(format!("dùng được {}", list_vi(&known)), format!("there are {}", list_en(&known)));
        let message = text(format!("nhiệm vụ `{id}` không có `{field}`"), format!("the task `{id}` has no `{field}`"));
        self.refuse(CallError { id: false, message, help })
    }

    pub(super) fn agency(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        match self.agencies.get(&id) {
            Some(name) => Ok(name.clone()),
            None => {
                let (message, help) = unknown_agency(&id, "", self.directory.iter());
                self.refuse(CallError { id: true, message, help })
            }
        }
    }

    /// «khoản 1 Mục III», «Phụ lục II».
    pub(super) fn address(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        match self.addresses.get(&id) {
            Some(Address::Words(words)) => Ok(words.clone()),
            Some(Address::Nameless(reason)) => {
                let (message, help) = reason.explain(&id);
                self.refuse(CallError { id: false, message, help })
            }
            None => {
                let refusal = unknown(
                    IdKind::SECTION_OR_APPENDIX,
                    &id,
                    self.addresses.keys(),
                    (
                        "dùng mã của một mục hay phụ lục có trong kế hoạch, hoặc đặt mã cho điểm cần dẫn đến: `{{ id('…') }}` ở cuối điểm",
                        "use the id of a section or an appendix of the plan, or give the point one: `{{ id('…') }}` at its end",
                    ),
                );
                self.refuse(refusal)
            }
        }
    }

    fn refuse(&mut self, refusal: CallError) -> TeraResult<String> {
        let message = refusal.message.to_string();
        self.refusal = Some(refusal);
        Err(tera::Error::message(message))
    }
}

pub(super) fn unknown<'a>(
    kind: IdKind,
    id: &str,
    known: impl Iterator<Item = &'a String>,
    (help_vi, help_en): (&str, &str),
) -> CallError {
    let known = known.map(String::as_str);
    let (message, help) = kind.unknown(id, "", known, || text(help_vi, help_en));
    CallError { id: true, message, help }
}

/// What expressions can ask of a target; the values of a named measure are under its name and a dot.
pub(super) fn target_fields(target: &Target, resolved: &Resolved<'_>) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    fields.insert("text".to_owned(), wording(target, resolved, Place::Inside));
    let mut put = |name: String, measure: &Measure| {
        let prefix = if name.is_empty() { name } else { name + "." };
        for (form, words) in [("promise", measure.signed()), ("words", measure.describe()), ("value", measure.bare())] {
            fields.insert(format!("{prefix}{form}"), words);
        }
    };
    match &target.promise {
        Promise::None => {}
        Promise::Single(measure) => put(String::new(), measure),
        Promise::Named(measures) => {
            for (name, measure) in measures {
                put(name.clone(), measure);
            }
        }
    }
    fields.extend(target.previous.as_ref().map(|previous| ("previous".to_owned(), previous.signed())));
    fields
}
