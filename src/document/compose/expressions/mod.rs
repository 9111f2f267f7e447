//! The expressions of Tera inside prose and titles.

mod allowed;
mod capitals;
mod direct;
mod explain;
mod functions;
mod parties;
mod task;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera};

use super::addresses::{Address, addresses};
use super::beginning::Place;
use super::points::without_names;
use super::{markdown, shorthand};
use crate::base::diagnostic::{Diagnostic, Findings, UNKNOWN_ID};
use crate::base::limits::EXPANDED;
use crate::document::resolve::Resolved;
use crate::input::decode::SourceText;
use crate::input::expressions::{calls, has_tags};
use crate::model::id::IdKind;
use crate::model::packs::{Form, Sentence};
use explain::explain;
use functions::{Shared, target_fields, unknown};

/// The expressions of one document. Remembers what has been cited.
pub(super) struct Expressions<'c, 'a> {
    resolved: &'c Resolved<'a>,
    /// The subject as it is printed; empty until the title is written.
    subject: String,
    /// The names of agencies that contain expressions, expanded.
    names: BTreeMap<&'a str, String>,
    /// Whether these names are being expanded: one agency's name cannot ask for another's.
    naming: bool,
    /// What sections and appendices are called, once a text asks for it.
    addresses: OnceCell<BTreeMap<String, Address>>,
    shared: Arc<Mutex<Shared>>,
    /// Made when the first text needs it, which in most plans is never.
    tera: OnceCell<Tera>,
}

/// The commune, or who issues the plan.
#[derive(Serialize)]
struct BodyView<'a> {
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

impl<'c, 'a> Expressions<'c, 'a> {
    /// Returns the expressions of a plan. Names of agencies that cannot be expanded become findings.
    pub(super) fn new(resolved: &'c Resolved<'a>, findings: &mut Findings) -> Self {
        let mut expressions = Self {
            resolved,
            subject: String::new(),
            names: BTreeMap::new(),
            naming: true,
            addresses: OnceCell::new(),
            shared: Arc::default(),
            tera: OnceCell::new(),
        };
        for (id, agency) in resolved.agencies().filter(|(_, agency)| has_tags(&agency.name.text)) {
            let name = expressions.render(&agency.name, false, Place::Inside).unwrap_or_else(|finding| {
                findings.push(*finding);
                String::new()
            });
            expressions.names.insert(id, name);
        }
        expressions.naming = false;
        expressions
    }

    /// Returns expressions that only look: what they cite and quote leaves no trace, and these are the addresses that they know.
    pub(super) fn probe(resolved: &'c Resolved<'a>, addresses: BTreeMap<String, Address>) -> Self {
        let expressions = Self::new(resolved, &mut Findings::new());
        let _ = expressions.addresses.set(addresses);
        expressions
    }

    /// Returns the name of an agency, expanded; empty when there is none with this id.
    pub(super) fn agency_name(&self, id: &str) -> String {
        match self.names.get(id) {
            Some(name) => name.clone(),
            None => self.resolved.agency(id).map(|agency| agency.name.text.clone()).unwrap_or_default(),
        }
    }

    fn addresses(&self) -> &BTreeMap<String, Address> {
        self.addresses.get_or_init(|| addresses(self.resolved))
    }

    fn all_names(&self) -> BTreeMap<String, String> {
        self.resolved.agencies().map(|(id, _)| (id.to_owned(), self.agency_name(id))).collect()
    }

    /// Returns whether prose has quoted a target.
    pub(super) fn has_quoted(&self, target: &str) -> bool {
        lock(&self.shared).quoted.contains(target)
    }

    /// Returns whether prose has quoted a task.
    pub(super) fn has_quoted_task(&self, task: &str) -> bool {
        lock(&self.shared).quoted_tasks.contains(task)
    }

    /// The subject as it is printed, for later expressions.
    pub(super) fn set_subject(&mut self, subject: &str) {
        subject.clone_into(&mut self.subject);
    }

    /// Takes these documents as cited.
    pub(super) fn set_cited(&self, ids: BTreeSet<String>) {
        lock(&self.shared).cited = ids;
    }

    /// Takes no document as cited any more.
    pub(super) fn forget_citations(&self) {
        lock(&self.shared).cited.clear();
    }

    /// A document cited in full.
    pub(super) fn cite_in_full(&self, id: &str) -> String {
        lock(&self.shared).cited.insert(id.to_owned());
        self.resolved.document(id).map(|document| document.cite(Form::Full, None)).unwrap_or_default()
    }

    /// Returns the sentences of the baselines.
    fn sentences(&self) -> impl Iterator<Item = &'a Sentence> {
        let (plan, pack) = (self.resolved.plan, self.resolved.pack);
        let standard = plan.standard.as_ref().and_then(|id| pack.baseline(id.value.as_str()));
        self.resolved.baselines().chain(standard).flat_map(|baseline| &baseline.sentences)
    }

    /// Returns the sentence with an id; of several, the last.
    fn sentence(&self, id: &str) -> Option<&'a str> {
        self.sentences()
            .filter(|sentence| sentence.id.value.as_str() == id)
            .last()
            .map(|sentence| sentence.line.as_str())
    }

    /// Writes `{{ standard("id") }}` out: a sentence of a baseline is a template itself, evaluated in place.
    fn put_sentences(&self, source: &SourceText) -> Result<(String, Vec<usize>), Box<Diagnostic>> {
        let mut out = String::with_capacity(source.text.len());
        let mut origins = Vec::with_capacity(source.text.len());
        let mut at = 0;
        for call in calls(&source.text).into_iter().filter(|call| call.function == "standard" && call.alone) {
            out.push_str(&source.text[at..call.tag.start]);
            origins.extend(at..call.tag.start);
            // One that could not be read is reported at the pack.
            let unread = self.resolved.pack.declares(IdKind::SENTENCE, call.id).then_some("");
            let Some(sentence) = self.sentence(call.id).or(unread) else {
                let known: BTreeSet<String> = self.sentences().map(|sentence| sentence.id.value.to_string()).collect();
                let help = (
                    "dùng mã của một câu trong sections.toml của kế hoạch thành phố",
                    "use the id of a sentence of the baseline's sections.toml",
                );
                let span = source.inner(call.tag);
                let refusal = unknown(IdKind::SENTENCE, call.id, known.iter(), help);
                return Err(Box::new(Diagnostic::new(&UNKNOWN_ID, span, refusal.message).help(refusal.help)));
            };
            out.push_str(sentence);
            origins.extend(std::iter::repeat_n(call.tag.start, sentence.len()));
            at = call.tag.end;
        }
        out.push_str(&source.text[at..]);
        origins.extend(at..source.text.len());
        Ok((out, origins))
    }

    /// Evaluates the expressions of a text. With `markup`, what they give is escaped, so that data never becomes markup.
    pub(super) fn render(&self, source: &SourceText, markup: bool, place: Place) -> Result<String, Box<Diagnostic>> {
        if !has_tags(&source.text) {
            return Ok(source.text.clone());
        }
        if let Some(rendered) = self.directly(&source.text, markup, place) {
            return Ok(rendered);
        }
        if let Some(finding) = allowed::refuse(source) {
            return Err(Box::new(finding));
        }
        let (with_sentences, origins) = self.put_sentences(source)?;
        let (with_sentences, origins) = match without_names(&with_sentences) {
            Some((plain, places)) => (plain, places.into_iter().map(|at| origins[at]).collect()),
            None => (with_sentences, origins),
        };
        let begun = capitals::with_capitals(&shorthand::expand(&with_sentences), place);
        let expanded = begun.through(&origins);
        self.prepare(&expanded.text);
        self.prepare_tasks(&source.text);
        let mut out = Bounded(Vec::new());
        match self.tera().render_str_to(&expanded.text, &self.context(), markup, &mut out) {
            Ok(()) => Ok(String::from_utf8_lossy(&out.0).into_owned()),
            Err(error) => {
                let refusal = lock(&self.shared).refusal.take();
                Err(Box::new(explain(&error, refusal, source, &expanded)))
            }
        }
    }

    fn tera(&self) -> &Tera {
        self.tera.get_or_init(|| environment(&self.shared))
    }

    /// Puts what a text calls for where Tera's functions find it. Most texts that Tera evaluates call none of them.
    fn prepare(&self, text: &str) {
        let resolved = self.resolved;
        if text.contains("cite") && lock(&self.shared).documents.is_empty() {
            let documents = resolved.documents().map(|(id, document)| (id.to_owned(), document.clone())).collect();
            lock(&self.shared).documents = documents;
        }
        if text.contains("target") && lock(&self.shared).targets.is_empty() {
            let targets = resolved.plan.targets.iter();
            let targets = targets.map(|target| (target.id.value.to_string(), target_fields(target, resolved)));
            lock(&self.shared).targets = targets.collect();
        }
        if text.contains("agency") {
            if lock(&self.shared).directory.is_empty() {
                lock(&self.shared).directory = resolved.agencies().map(|(_, agency)| agency.clone()).collect();
            }
            if !self.naming && lock(&self.shared).agencies.is_empty() {
                lock(&self.shared).agencies = self.all_names();
            }
        }
        if text.contains("ref") && lock(&self.shared).addresses.is_empty() {
            let addresses = self.addresses().clone();
            lock(&self.shared).addresses = addresses;
        }
    }

    /// What expressions can name.
    fn context(&self) -> Context {
        let (plan, pack) = (self.resolved.plan, self.resolved.pack);
        let mut context = Context::new();
        if let Some(commune) = &plan.commune {
            let view = BodyView { name: &commune.name.text, kind: commune.kind.as_str(), full: commune.full() };
            context.insert("commune", &view);
        }
        if let Some(issuer) = plan.issuer() {
            let view = BodyView { name: &issuer.name().text, kind: issuer.kind(), full: issuer.full() };
            context.insert("issuer", &view);
        }
        let document = DocumentView {
            subject: &self.subject,
            period: plan.header.period.value.short(),
            year: plan.header.period.value.first_day().year(),
            symbol: &plan.issue().symbol,
        };
        context.insert("document", &document);
        if !pack.name.is_empty() {
            context.insert("city", &CityView { name: &pack.name, kind: &pack.kind });
        }
        context
    }
}

/// Output that refuses to grow without end.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > EXPANDED {
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
    capitals::register(&mut tera);
    tera.set_escape_fn(|given: &str, out: &mut dyn Write| out.write_all(markdown::escape(given).as_bytes()));
    let state = Arc::clone(shared);
    tera.register_function("cite", move |arguments: Kwargs, _: &State<'_>| lock(&state).cite(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("target", move |arguments: Kwargs, _: &State<'_>| lock(&state).target(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("ref", move |arguments: Kwargs, _: &State<'_>| lock(&state).address(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("task", move |arguments: Kwargs, _: &State<'_>| lock(&state).task(&arguments));
    let state = Arc::clone(shared);
    tera.register_function("agency", move |arguments: Kwargs, _: &State<'_>| lock(&state).agency(&arguments));
    tera
}
