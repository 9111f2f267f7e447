//! A plan that uses all of a baseline, made only to see what is wrong with the texts of the pack: they are templates, which nobody can judge
//! until a plan evaluates them.

use crate::base::diagnostic::Findings;
use crate::cli::new::fresh::{Start, plan};
use crate::compare::canonical::{Collection, Item, canonical};
use crate::document::compose::compose;
use crate::model::packs::Baseline;
use crate::model::plan::CommuneKind;
use crate::pipeline::{self, Library, PlanFile};

/// Returns what is found in the packs when plans are read with them.
pub(super) fn findings(library: &Library) -> anyhow::Result<Findings> {
    let mut found = Findings::new();
    for (city, pack) in &library.packs.cities {
        for baseline in &pack.baselines {
            let mut read = pipeline::read(&file(library, city, baseline)?, library, |resolved, findings| {
                compose(resolved, findings);
            });
            found.append(library.take_own(&mut read.findings));
        }
    }
    Ok(found)
}

/// Returns the standard sections of a baseline as its plans print them, to compare them with those of another version.
pub(super) fn sections(library: &Library, city: &str, baseline: &Baseline) -> anyhow::Result<Vec<Item>> {
    let read = pipeline::read(&file(library, city, baseline)?, library, |resolved, _| canonical(resolved));
    // A pack that is whole gives a plan that can be read.
    let mut items = read.output.ok_or_else(|| anyhow::anyhow!("no plan of `{}`", baseline.id.value))?.items;
    let is_standard = |id: &str| baseline.sections.iter().any(|section| section.id.value.as_str() == id);
    items.retain(|item| item.list == Collection::Sections && is_standard(&item.id));
    for item in &mut items {
        item.id = format!("{}/{}", baseline.id.value, item.id);
        item.order_scope = item.order_scope.as_ref().map(|scope| format!("{}/{scope}", baseline.id.value));
    }
    Ok(items)
}

/// A plan of a commune that is nowhere, which answers to all that a baseline asks for.
fn file(library: &Library, city: &str, baseline: &Baseline) -> anyhow::Result<PlanFile> {
    let start = Start {
        name: "Thử",
        kind: CommuneKind::Commune,
        city,
        baseline,
        packs: &library.packs,
        places: &library.lexicon.vocabulary.places,
        today: pipeline::today(None),
    };
    Ok(PlanFile::alone("plan.toml", (plan(&start)? + &sentences(baseline)).into_bytes()))
}

/// A section with every standard sentence.
fn sentences(baseline: &Baseline) -> String {
    let calls = baseline.sentences.iter().map(|one| format!("{{{{ standard('{}') }}}}\n\n", one.id.value));
    let calls: String = calls.collect();
    if calls.is_empty() {
        return calls;
    }
    format!("\n[[sections]]\nid = \"tat-ca-cau-mau\"\ntitle = \"Câu mẫu\"\ntext = \"\"\"\n{calls}\"\"\"\n")
}
