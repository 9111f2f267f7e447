//! A plan that uses all of a baseline, made only to see what is wrong with the texts of the pack: they are templates, which nobody can judge
//! until a plan evaluates them.

use crate::base::diagnostic::Findings;
use crate::cli::new::fresh::{Start, plan};
use crate::document::compose::compose;
use crate::model::packs::Baseline;
use crate::model::plan::CommuneKind;
use crate::pipeline::{self, Library, PlanFile};

/// Returns what is found in the packs when plans are read with them.
pub(super) fn findings(library: &Library) -> anyhow::Result<Findings> {
    let mut found = Findings::new();
    for (city, pack) in &library.packs {
        for baseline in &pack.baselines {
            let start = Start {
                name: "Thử",
                kind: CommuneKind::Commune,
                city,
                baseline,
                packs: &library.packs,
                places: &library.lexicon.vocabulary.places,
                today: pipeline::today(None),
            };
            let text = plan(&start)? + &sentences(baseline);
            let file = PlanFile::alone("plan.toml", text.into_bytes());
            let mut read = pipeline::read(&file, library, |resolved, findings| {
                compose(resolved, findings);
            });
            found.append(library.take_own(&mut read.findings));
        }
    }
    Ok(found)
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
