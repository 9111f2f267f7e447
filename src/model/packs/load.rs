//! Reads the packs: the embedded ones, or those of a directory.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{PackFiles, is_toml};
use super::{Agency, Baseline, Indicator, LegalDocument, Pack, Packs, check_replacements};
use crate::base::diagnostic::{Diagnostic, Findings, text};
use crate::base::source::{FileId, SourceMap};
use crate::input::decode::{Decoder, SourceText, TableReader, parse};
use crate::input::load::report_not_nfc;
use crate::model::id::{IdKind, OwnId, settle};

/// Reads the packs out of their files. Mistakes become findings; what could be read is given.
pub fn load(pack_files: &PackFiles, sources: &mut SourceMap, findings: &mut Findings) -> Packs {
    let mut cities: BTreeMap<String, Vec<(FileId, String)>> = BTreeMap::new();
    for file in pack_files.files.iter().filter(|file| !file.is_national()) {
        let Some((city, rest)) = file.path.split_once('/') else { continue };
        if is_toml(rest) {
            let id = sources.add(format!("{}/{}", pack_files.root, file.path), file.text.as_str());
            cities.entry(city.to_owned()).or_default().push((id, rest.to_owned()));
        }
    }
    let packs =
        cities.into_iter().map(|(city, files)| (city.clone(), read_city(&city, &files, sources, findings))).collect();
    settle(findings);
    packs
}

fn read_city(directory: &str, files: &[(FileId, String)], sources: &SourceMap, findings: &mut Findings) -> Pack {
    let mut pack = Pack::empty("", directory);
    let mut declared = BTreeSet::new();
    for (id, path) in files {
        let text = sources.file(*id).text();
        report_not_nfc(*id, text, findings);
        let mut syntax = Findings::new();
        let parsed = parse(*id, text, &mut syntax);
        // A file that is not TOML has holes: what they lack would only be reported again.
        let (mut of_holes, broken) = (Findings::new(), !syntax.is_empty());
        pack.is_whole &= !broken;
        findings.append(syntax);
        let mut decoder = Decoder::new(*id, text, if broken { &mut of_holes } else { &mut *findings });
        let mut reader = TableReader::root(parsed.table.get_ref(), &mut decoder);
        match path.as_str() {
            "city.toml" => {
                OwnId::optional(&mut reader, "id");
                let text = |read: Option<SourceText>| read.map(|read| read.text);
                pack.name = text(reader.required("name")).unwrap_or_else(|| pack.name.clone());
                pack.kind = text(reader.required("kind")).unwrap_or_default();
                pack.waiver_terms = reader.optional("waivers").unwrap_or_default();
                reader.finish();
            }
            "agencies.toml" => {
                pack.agencies = reader.list::<Agency>("agencies");
                declared.extend(reader.ids("agencies"));
                reader.finish();
            }
            "documents.toml" => {
                pack.documents = reader.list::<LegalDocument>("documents");
                declared.extend(reader.ids("documents"));
                reader.finish();
            }
            _ if path.ends_with("/baseline.toml") => pack.baselines.extend(Baseline::read(reader)),
            // Sorted by path, it comes after the baseline of its directory.
            _ if path.ends_with("/sections.toml") => {
                let directory = path.trim_end_matches("/sections.toml");
                if let Some(baseline) =
                    pack.baselines.iter_mut().find(|baseline| baseline.id.value.as_str() == directory)
                {
                    baseline.read_sections(reader);
                }
            }
            _ => {}
        }
    }
    if !pack.is_whole {
        return pack;
    }
    check_links(&pack, findings);
    check_replacements(&pack.agencies, &pack.agencies, |id| declared.contains(id), findings);
    check_replacements(&pack.documents, &pack.documents, |id| declared.contains(id), findings);
    pack
}

/// `same_as` names an indicator of another baseline.
fn check_links(pack: &Pack, findings: &mut Findings) {
    let declares =
        |baseline: &Baseline, id: &str| baseline.indicators.iter().any(|one: &Indicator| one.id.value.as_str() == id);
    for baseline in &pack.baselines {
        for link in baseline.indicators.iter().filter_map(|indicator| indicator.same_as.as_ref()) {
            let id = link.value.as_str();
            if !pack.baselines.iter().any(|other| other.id.value != baseline.id.value && declares(other, id)) {
                let others = pack.baselines.iter().filter(|other| other.id.value != baseline.id.value);
                let known = others.flat_map(|other| &other.indicators).map(|indicator| indicator.id.value.as_str());
                let kind = IdKind { vi: "chỉ số của kế hoạch khác", en: "indicator of another plan" };
                let what = kind.unknown(id, "same_as = ", known, || {
                    text(
                        "ghi mã một chỉ số của kế hoạch khác, hoặc bỏ dòng `same_as`",
                        "write the id of an indicator of another plan, or remove `same_as`",
                    )
                });
                findings.push(Diagnostic::unknown_id(link.span, what));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the codes of what is found in the embedded packs after a change.
    fn codes(find: &str, put: &str) -> Vec<&'static str> {
        let mut packs = PackFiles::embedded();
        assert!(packs.files.iter().any(|file| file.text.contains(find)), "{find}");
        for file in &mut packs.files {
            file.text = file.text.replace(find, put);
        }
        let (mut sources, mut findings) = (SourceMap::new(), Findings::new());
        load(&packs, &mut sources, &mut findings);
        findings.sorted().iter().map(|finding| finding.meta.code).collect()
    }

    #[test]
    fn a_link_names_an_indicator_of_another_baseline() {
        assert_eq!(codes("same_as = \"kh215-sao-luu-3-2-1\"", "same_as = \"kh359-khoi-phuc\""), ["DL005"]);
    }

    #[test]
    fn replacements_exist_and_lead_forward() {
        assert_eq!(codes("replaced_by = [\"nd-45-2026\"]", "replaced_by = [\"nd-45-2062\"]"), ["DL005", "DL005"]);
        assert_eq!(codes("replaced_by = [\"nd-45-2026\"]", "replaced_by = [\"nd-73-2019\"]"), ["DL013"]);
        assert_eq!(codes("in_force_until = 2026-02-28", "in_force_until = 2019-02-28"), ["DL007", "DL007"]);
    }

    #[test]
    fn the_national_directory_is_no_city() {
        let packs = load(&PackFiles::embedded(), &mut SourceMap::new(), &mut Findings::new());
        assert_eq!(packs.keys().collect::<Vec<_>>(), ["haiphong"]);
    }
}
