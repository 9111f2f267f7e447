//! What makes a finding known again in the next run.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::Report;

/// Returns a mark for each finding, each once: it stays though lines have moved and lists have been put in another order.
pub(super) fn fingerprints(report: &Report) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    report
        .found()
        .map(|found| {
            let file = report.tree.path_of(&found.mark).unwrap_or_else(|| found.mark.file.clone());
            let hash = hash([found.meta.code, &file, &found.data_path.anchor(), &found.message]);
            let count = seen.entry(hash.clone()).or_default();
            *count += 1;
            format!("{hash}:{count}")
        })
        .collect()
}

/// Returns a hash of words, in their order.
pub(super) fn hash<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    let hash = hash.finalize();
    let first: [u8; 16] = std::array::from_fn(|at| hash[at]);
    format!("{:032x}", u128::from_be_bytes(first))
}
