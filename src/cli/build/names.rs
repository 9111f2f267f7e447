//! The names of the documents of several plans in one directory.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::base::disk::real_path;
use crate::base::shown;
use crate::base::vietnamese::composed::composed;
use crate::cli::search::PLAN;
use crate::cli::user_error::{UserError, user_error};

/// Returns a name for each plan: that of its directory, with as many of those above it as tell it from the others; of a plan that has another
/// name than usual, that name. No two are one file, also where upper and lower case are one.
pub(super) fn names(plans: &[PathBuf]) -> Result<Vec<String>, UserError> {
    let parts: Vec<Vec<String>> = plans.iter().map(|plan| parts(plan)).collect();
    let mut depths = vec![1; plans.len()];
    loop {
        let names: Vec<String> = parts.iter().zip(&depths).map(|(parts, depth)| name(parts, *depth)).collect();
        let mut same: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            same.entry(composed(&name.to_lowercase()).into_owned()).or_default().push(at);
        }
        let twice: Vec<&Vec<usize>> = same.values().filter(|those| those.len() > 1).collect();
        let Some(first) = twice.first() else { return Ok(names) };
        let mut deeper = false;
        for at in twice.iter().flat_map(|those| those.iter()) {
            if depths[*at] < parts[*at].len() {
                depths[*at] += 1;
                deeper = true;
            }
        }
        if !deeper {
            return Err(one_name(&names[first[0]], &plans[first[0]], &plans[first[1]]));
        }
    }
}

/// Returns what a plan may be called by: the directories above it and, where that says something, its own name.
fn parts(plan: &Path) -> Vec<String> {
    let absolute = std::path::absolute(plan).unwrap_or_else(|_| plan.to_owned());
    let above = absolute.parent().unwrap_or(&absolute);
    let above = real_path(above).unwrap_or_else(|_| above.to_owned());
    let mut parts: Vec<String> = above
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let is_usual = absolute.file_name().is_some_and(|name| name == PLAN);
    if !is_usual || parts.is_empty() {
        parts.push(plan.file_stem().unwrap_or_default().to_string_lossy().into_owned());
    }
    parts
}

fn name(parts: &[String], depth: usize) -> String {
    parts[parts.len().saturating_sub(depth)..].join("-")
}

fn one_name(name: &str, first: &Path, second: &Path) -> UserError {
    let (name, first, second) = (shown::name(name), shown::path(first), shown::path(second));
    user_error(
        format!("văn bản của `{first}` và `{second}` cùng tên `{name}`"),
        format!("the documents of `{first}` and `{second}` would both be `{name}`"),
    )
    .hint(
        "đổi tên một trong hai thư mục, hoặc dựng riêng từng kế hoạch",
        "rename one of the directories, or build them apart",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(plans: &[&str]) -> Vec<String> {
        names(&plans.iter().map(PathBuf::from).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_document_is_named_after_the_directory_of_its_plan() {
        assert_eq!(of(&["/x/xa-an/plan.toml", "/x/xa-binh/plan.toml"]), ["xa-an", "xa-binh"]);
        assert_eq!(of(&["/x/2026/xa-an/plan.toml", "/x/2027/xa-an/plan.toml"]), ["2026-xa-an", "2027-xa-an"]);
        assert_eq!(of(&["/x/Xa-An/plan.toml", "/y/xa-an/plan.toml"]), ["x-Xa-An", "y-xa-an"]);
        assert_eq!(of(&["/x/xa-an/plan.toml", "/x/xa-an/quy-4.toml"]), ["xa-an", "quy-4"]);
        assert_eq!(of(&["/plan.toml"]), ["plan"]);
    }

    #[test]
    fn two_that_cannot_be_told_apart_are_refused() {
        let plans = ["/a-b/c/plan.toml", "/a/b-c/plan.toml", "/c/plan.toml", "/b-c/plan.toml"];
        let plans: Vec<PathBuf> = plans.iter().map(PathBuf::from).collect();
        let refused = names(&plans).unwrap_err();
        assert!(refused.to_string().contains("a-b"), "{refused}");
    }
}
