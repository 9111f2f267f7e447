//! The expressions of Tera inside prose and titles.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::citation::{Form, cite};
use super::{markdown, shorthand};
use crate::decode::SourceText;
use crate::diagnostic::{Diagnostic, Findings, TEMPLATE_ERROR, Text, UNKNOWN_ID, list_en, list_vi, text};
use crate::packs::LegalDocument;
use crate::plan::{Measure, Promise, Target};
use crate::resolve::Resolved;
use crate::vietnamese::fold;

/// The most that one text may grow to, in bytes.
const OUTPUT_LIMIT: usize = 1024 * 1024;

/// The expressions of one document. Remembers what has been cited.
pub(super) struct Expressions {
    tera: Tera,
    context: Context,
    shared: Arc<Mutex<Shared>>,
}

/// What the functions of the expressions read and remember.
struct Shared {
    documents: BTreeMap<String, LegalDocument>,
    agencies: BTreeMap<String, String>,
    targets: BTreeMap<String, BTreeMap<&'static str, String>>,
    cited: BTreeSet<String>,
    /// Why a function refused, in the users' words; Tera's own error is in English.
    refusal: Option<Refusal>,
}

/// Why a function refused.
struct Refusal {
    id: bool,
    message: Text,
    help: Text,
}

#[derive(Serialize)]
struct CommuneView<'a> {
    name: &'a str,
    kind: &'a str,
    full: String,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    subject: &'a str,
    period: String,
    year: i16,
    symbol: &'a str,
}

#[derive(Serialize)]
struct CityView<'a> {
    name: &'a str,
    kind: &'a str,
}

impl Expressions {
    /// The expressions of a plan. Names of agencies that cannot be expanded become findings.
    pub(super) fn new(resolved: &Resolved<'_>, findings: &mut Findings) -> Self {
        let plan = resolved.plan;
        let mut context = Context::new();
        let commune =
            CommuneView { name: &plan.commune.name.text, kind: plan.commune.kind.word(), full: plan.commune.full() };
        context.insert("commune", &commune);
        context.insert(
            "document",
            &DocumentView {
                subject: &plan.header.subject.text,
                period: plan.header.period.value.brief(),
                year: plan.header.period.value.first_day().year(),
                symbol: &plan.header.symbol,
            },
        );
        context.insert("city", &CityView { name: &resolved.pack.name, kind: &resolved.pack.kind });

        let shared = Arc::new(Mutex::new(Shared {
            documents: resolved.documents().map(|(id, document)| (id.to_owned(), document.clone())).collect(),
            agencies: BTreeMap::new(),
            targets: plan.targets.iter().map(|target| (target.id.value.to_string(), target_fields(target))).collect(),
            cited: BTreeSet::new(),
            refusal: None,
        }));
        let expressions = Self { tera: environment(&shared), context, shared };
        let names = resolved
            .agencies()
            .map(|(id, agency)| {
                let name = expressions.render(&agency.name, false).unwrap_or_else(|finding| {
                    findings.push(*finding);
                    String::new()
                });
                (id.to_owned(), name)
            })
            .collect();
        lock(&expressions.shared).agencies = names;
        expressions
    }

    /// The name of an agency, expanded; empty when there is none with this id.
    pub(super) fn agency_name(&self, id: &str) -> String {
        lock(&self.shared).agencies.get(id).cloned().unwrap_or_default()
    }

    /// A document cited in full.
    pub(super) fn cite_in_full(&self, id: &str) -> String {
        let mut shared = lock(&self.shared);
        shared.cited.insert(id.to_owned());
        shared.documents.get(id).map(|document| cite(document, Form::Full, None)).unwrap_or_default()
    }

    /// Evaluates the expressions of a text. With `markup`, what they give is escaped, so that data never becomes markup.
    pub(super) fn render(&self, source: &SourceText, markup: bool) -> Result<String, Box<Diagnostic>> {
        if !["{{", "{%", "{#"].iter().any(|open| source.text.contains(open)) {
            return Ok(source.text.clone());
        }
        let expanded = shorthand::expand(&source.text);
        let mut out = Bounded(Vec::new());
        match self.tera.render_str_to(&expanded.text, &self.context, markup, &mut out) {
            Ok(()) => Ok(String::from_utf8_lossy(&out.0).into_owned()),
            Err(error) => {
                let refusal = lock(&self.shared).refusal.take();
                Err(Box::new(explain(&error, refusal, source, &expanded)))
            }
        }
    }
}

/// Output that refuses to grow without end.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > OUTPUT_LIMIT {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "the text grows without end"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nothing that holds the lock can leave the data half written, so a poisoned lock is as good as any.
fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn environment(shared: &Arc<Mutex<Shared>>) -> Tera {
    let mut tera = Tera::new();
    tera.set_escape_fn(|given: &str, out: &mut dyn Write| out.write_all(markdown::escape(given).as_bytes()));
    let state = Arc::clone(shared);
    tera.register_function("cite", move |arguments: Kwargs, _: &State<'_>| lock(&state).cite(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("target", move |arguments: Kwargs, _: &State<'_>| lock(&state).target(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("agency", move |arguments: Kwargs, _: &State<'_>| lock(&state).agency(&arguments));
    tera
}

impl Shared {
    fn cite(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        let issuer: Option<String> = arguments.get("issuer")?;
        let form: Option<String> = arguments.get("form")?;
        let form = match form {
            None => None,
            Some(given) => match Form::WORDS.iter().find(|(word, _)| *word == given) {
                Some((_, form)) => Some(*form),
                None => {
                    let words = Form::WORDS.map(|(word, _)| word);
                    return self.refuse(Refusal {
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
        let Some(document) = self.documents.get(&id) else {
            let help = help_for(
                &id,
                self.documents.keys(),
                "khai báo văn bản ấy trong [[documents]] của kế hoạch",
                "declare it in [[documents]] of the plan",
            );
            return self.refuse(unknown("văn bản", "legal document", &id, help));
        };
        let first = !self.cited.contains(&id);
        let form = form.unwrap_or(if first { Form::Full } else { Form::Short });
        let words = cite(document, form, issuer.as_deref());
        self.cited.insert(id);
        Ok(words)
    }

    fn target(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        let field: String = arguments.get("field")?.unwrap_or_else(|| "promise".to_owned());
        let Some(fields) = self.targets.get(&id) else {
            let help = help_for(
                &id,
                self.targets.keys(),
                "dùng mã của một chỉ tiêu có trong kế hoạch",
                "use the id of a target of the plan",
            );
            return self.refuse(unknown("chỉ tiêu", "target", &id, help));
        };
        match fields.get(field.as_str()) {
            Some(words) => Ok(words.clone()),
            None => {
                let known: Vec<&str> = fields.keys().copied().collect();
                self.refuse(Refusal {
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

    fn agency(&mut self, arguments: &Kwargs) -> TeraResult<String> {
        let id: String = arguments.must_get("id")?;
        match self.agencies.get(&id) {
            Some(name) => Ok(name.clone()),
            None => {
                let help = help_for(
                    &id,
                    self.agencies.keys(),
                    "dùng mã của một cơ quan trong danh bạ",
                    "use the id of an agency of the directory",
                );
                self.refuse(unknown("cơ quan", "agency", &id, help))
            }
        }
    }

    fn refuse(&mut self, refusal: Refusal) -> TeraResult<String> {
        let message = refusal.message.to_string();
        self.refusal = Some(refusal);
        Err(tera::Error::message(message))
    }
}

fn unknown(vi: &str, en: &str, id: &str, help: Text) -> Refusal {
    Refusal {
        id: true,
        message: text(format!("không có {vi} nào mã `{id}`"), format!("no {en} has the id `{id}`")),
        help,
    }
}

fn help_for<'a>(given: &str, known: impl Iterator<Item = &'a String>, vi: &str, en: &str) -> Text {
    match fold::nearest(given, known.map(String::as_str)) {
        Some(near) => text(format!("có phải ý là `{near}`?"), format!("did you mean `{near}`?")),
        None => text(vi, en),
    }
}

/// What expressions can ask of a target.
fn target_fields(target: &Target) -> BTreeMap<&'static str, String> {
    let mut fields = BTreeMap::from([("text", target.text.text.clone())]);
    if let Promise::Single(measure) = &target.promise {
        fields.extend([("promise", measure.signed()), ("words", measure.words()), ("value", measure.bare())]);
    }
    fields.extend(target.previous.as_ref().map(|previous: &Measure| ("previous", previous.signed())));
    fields
}

/// Tera's error as a finding at the plan's own place.
fn explain(
    error: &tera::Error,
    refusal: Option<Refusal>,
    source: &SourceText,
    expanded: &shorthand::Expanded,
) -> Diagnostic {
    let place = |range: &Range<usize>| {
        let (start, end) = (expanded.origin(range.start), expanded.origin(range.end));
        source.inner(start..end.max(start))
    };
    let (span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (place(&report.span().range), report.message().to_owned())
        }
        other => {
            let message = other.to_string();
            let name = message.split('`').nth(1).unwrap_or_default();
            let at = expanded.text.find(name).filter(|_| !name.is_empty());
            (at.map_or(source.span, |at| place(&(at..at + name.len()))), message)
        }
    };
    if let Some(refusal) = refusal {
        let card = if refusal.id { &UNKNOWN_ID } else { &TEMPLATE_ERROR };
        return Diagnostic::new(card, span, refusal.message).path(source.path.as_str()).help(refusal.help);
    }
    let (words, help) = words(&message);
    Diagnostic::new(&TEMPLATE_ERROR, span, words).path(source.path.as_str()).help(help)
}

/// Tera's complaint in the users' words.
fn words(message: &str) -> (Text, Text) {
    let name = message.split('`').nth(1).unwrap_or_default();
    let names =
        || message.split_once("Available ").and_then(|(_, rest)| rest.split_once(": ")).map_or("", |(_, names)| names);
    let first_line = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
    if message.starts_with("Variable `") || message.starts_with("Field `") {
        return (
            text(format!("không có `{name}` để viết vào đây"), format!("there is no `{name}` to write here")),
            if message.starts_with("Field") {
                text(format!("dùng được: {}", names()), format!("there are: {}", names()))
            } else {
                text(
                    format!("dùng được: {}, và cite(\"…\"), target(\"…\").value, agency(\"…\")", names()),
                    format!("there are: {}, and cite(\"…\"), target(\"…\").value, agency(\"…\")", names()),
                )
            },
        );
    }
    if message.contains("Unknown function") || message.contains("Unknown filter") || message.contains("Unknown test") {
        return (
            text(format!("không có hàm `{name}`"), format!("there is no function `{name}`")),
            text(
                "dùng được cite(\"…\"), target(\"…\").value, agency(\"…\")",
                "there are cite(\"…\"), target(\"…\").value and agency(\"…\")",
            ),
        );
    }
    if message.contains("Unexpected end of input") || message.contains("not found") {
        return (
            text("biểu thức chưa đóng", "the expression is not closed"),
            text(
                "mỗi {{ phải có }} , mỗi {% phải có %} ở sau; {% if %} và {% for %} phải có {% endif %}, {% endfor %}",
                "close each {{ with }} and each {% with %}; {% if %} and {% for %} need {% endif %} and {% endfor %}",
            ),
        );
    }
    if message.contains("Missing keyword argument") {
        return (
            text("hàm này thiếu mã trong ngoặc", "this function needs an id in brackets"),
            text("viết như cite(\"nq-57-nq-tw-2024\")", "write it like cite(\"nq-57-nq-tw-2024\")"),
        );
    }
    if message.contains("Unknown template") {
        return (
            text("kế hoạch không gọi được tệp khác", "a plan cannot include other files"),
            text("chép đoạn ấy vào đây", "copy the passage here"),
        );
    }
    (
        text("không hiểu biểu thức này", format!("this expression cannot be evaluated: {first_line}")),
        text(
            "viết như {{ commune.name }} hoặc {{ cite(\"nq-57-nq-tw-2024\") }}; muốn in đúng hai dấu {{ thì viết {{ \"{{\" }}",
            "write it like {{ commune.name }} or {{ cite(\"nq-57-nq-tw-2024\") }}; to print two braces write {{ \"{{\" }}",
        ),
    )
}
