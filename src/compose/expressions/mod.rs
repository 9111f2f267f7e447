//! The expressions of Tera inside prose and titles.

mod explain;
mod functions;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use super::{markdown, one_line, shorthand};
use crate::decode::SourceText;
use crate::diagnostic::{Diagnostic, Findings, UNKNOWN_ID};
use crate::packs::Form;
use crate::resolve::Resolved;
use explain::explain;
use functions::{Shared, help_for, target_fields, unknown};

/// The most that one text may grow to, in bytes.
const OUTPUT_LIMIT: usize = 1024 * 1024;

/// The expressions of one document. Remembers what has been cited.
pub(super) struct Expressions {
    tera: Tera,
    context: Context,
    document: DocumentView,
    shared: Arc<Mutex<Shared>>,
    /// The sentences of the baselines, each on one line.
    sentences: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct CommuneView<'a> {
    name: &'a str,
    kind: &'a str,
    full: String,
}

#[derive(Serialize)]
struct DocumentView {
    subject: String,
    period: String,
    year: i16,
    symbol: String,
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
        let document = DocumentView {
            // Known once the title is written.
            subject: String::new(),
            period: plan.header.period.value.brief(),
            year: plan.header.period.value.first_day().year(),
            symbol: plan.header.symbol.clone(),
        };
        context.insert("document", &document);
        context.insert("city", &CityView { name: &resolved.pack.name, kind: &resolved.pack.kind });

        let shared = Arc::new(Mutex::new(Shared {
            documents: resolved.documents().map(|(id, document)| (id.to_owned(), document.clone())).collect(),
            agencies: BTreeMap::new(),
            targets: plan.targets.iter().map(|target| (target.id.value.to_string(), target_fields(target))).collect(),
            cited: BTreeSet::new(),
            quoted: BTreeSet::new(),
            refusal: None,
        }));
        let standard = plan.standard.as_ref().and_then(|id| resolved.pack.baseline(id.value.as_str()));
        let sentences = resolved
            .baselines()
            .chain(standard)
            .flat_map(|baseline| &baseline.sentences)
            .map(|sentence| (sentence.id.value.to_string(), one_line(&sentence.text.text)))
            .collect();
        let expressions = Self { tera: environment(&shared), context, document, shared, sentences };
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

    /// Whether prose has quoted a target.
    pub(super) fn has_quoted(&self, target: &str) -> bool {
        lock(&self.shared).quoted.contains(target)
    }

    /// The subject as it is printed, for later expressions.
    pub(super) fn set_subject(&mut self, subject: &str) {
        subject.clone_into(&mut self.document.subject);
        self.context.insert("document", &self.document);
    }

    /// Takes these documents as cited.
    pub(super) fn set_cited(&self, ids: BTreeSet<String>) {
        lock(&self.shared).cited = ids;
    }

    /// A document cited in full.
    pub(super) fn cite_in_full(&self, id: &str) -> String {
        let mut shared = lock(&self.shared);
        shared.cited.insert(id.to_owned());
        shared.documents.get(id).map(|document| document.cite(Form::Full, None)).unwrap_or_default()
    }

    /// Writes `{{ standard("id") }}` out: a sentence of a baseline is a template itself, evaluated where it stands.
    fn put_sentences(&self, source: &SourceText) -> Result<(String, Vec<usize>), Box<Diagnostic>> {
        let mut out = String::with_capacity(source.text.len());
        let mut origins = Vec::with_capacity(source.text.len());
        let mut at = 0;
        for call in shorthand::standard_calls(&source.text) {
            out.push_str(&source.text[at..call.range.start]);
            origins.extend(at..call.range.start);
            let Some(sentence) = self.sentences.get(&call.id) else {
                let help = help_for(
                    &call.id,
                    self.sentences.keys(),
                    "dùng mã của một câu trong sections.toml của kế hoạch thành phố",
                    "use the id of a sentence of the baseline's sections.toml",
                );
                let span = source.inner(call.range);
                let refusal = unknown("câu mẫu", "standard sentence", &call.id, help);
                return Err(Box::new(
                    Diagnostic::new(&UNKNOWN_ID, span, refusal.message).path(source.path.as_str()).help(refusal.help),
                ));
            };
            out.push_str(sentence);
            origins.extend(std::iter::repeat_n(call.range.start, sentence.len()));
            at = call.range.end;
        }
        out.push_str(&source.text[at..]);
        origins.extend(at..source.text.len());
        Ok((out, origins))
    }

    /// Evaluates the expressions of a text. With `markup`, what they give is escaped, so that data never becomes markup.
    pub(super) fn render(&self, source: &SourceText, markup: bool) -> Result<String, Box<Diagnostic>> {
        if !["{{", "{%", "{#"].iter().any(|open| source.text.contains(open)) {
            return Ok(source.text.clone());
        }
        let (with_sentences, origins) = self.put_sentences(source)?;
        let expanded = shorthand::expand(&with_sentences).through(&origins);
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
