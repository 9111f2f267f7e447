//! Reads the packs: the embedded ones, or those of a directory.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{NATIONAL, PackFile, PackFiles, is_pack_file, is_toml};
use super::overriding::stand_on;
use super::{Agency, Baseline, Indicator, LegalDocument, Pack, Packs, check_replacements};
use crate::base::diagnostic::{
    Diagnostic, Findings, Level, NOT_ALLOWED, PACK_MISTAKE, did_you_mean, list_en, list_vi, text,
};
use crate::base::source::{FileId, Located, SourceMap, Span};
use crate::input::decode::{Decoder, SourceText, TableReader, parse};
use crate::input::load::report_not_nfc;
use crate::model::id::{Id, IdKind, OwnId, settle};

/// Reads the packs out of their files. Mistakes become findings; what could be read is given. What holds in the whole country is below each
/// city.
pub fn load(pack_files: &PackFiles, sources: &mut SourceMap, findings: &mut Findings) -> Packs {
    let mut cities: BTreeMap<String, Vec<(FileId, String)>> = BTreeMap::new();
    // A directory that has none of their files is no city's.
    let of_cities: BTreeSet<&str> = pack_files
        .files
        .iter()
        .filter(|file| is_pack_file(&file.path))
        .filter_map(|file| Some(file.path.split_once('/')?.0))
        .collect();
    for file in pack_files.files.iter().filter(|file| !file.is_national()) {
        let Some((city, rest)) = file.path.split_once('/').filter(|(city, _)| of_cities.contains(city)) else {
            continue;
        };
        if is_toml(rest) {
            let id = add(pack_files, file, sources);
            cities.entry(city.to_owned()).or_default().push((id, rest.to_owned()));
        }
    }
    let national = pack_files.country();
    let files: Vec<(FileId, String)> = national
        .files
        .iter()
        .filter_map(|file| Some((file, file.path.split_once('/')?.1)))
        .map(|(file, name)| (add(&national, file, sources), name.to_owned()))
        .collect();
    let mut country = read_files(NATIONAL, &files, sources, findings);
    country.country_files = files.iter().map(|(file, _)| *file).collect();
    check_own(&mut country, &Pack::empty("", ""), findings);
    let cities = cities
        .into_iter()
        .map(|(city, files)| {
            let mut pack = read_files(&city, &files, sources, findings);
            if pack.is_whole
                && let Some((first, _)) = files.first().filter(|_| !files.iter().any(|(_, path)| path == "city.toml"))
            {
                findings.push(no_city(Span::new(*first, 0..0), &city));
            }
            check_own(&mut pack, &country, findings);
            stand_on(&mut pack.agencies, &country.agencies, findings);
            stand_on(&mut pack.documents, &country.documents, findings);
            for (kind, ids) in &country.declared {
                pack.declare(*kind, ids.iter().cloned());
            }
            pack.is_whole &= country.is_whole;
            pack.country_files.clone_from(&country.country_files);
            (city, pack)
        })
        .collect();
    settle(findings);
    Packs { cities, country }
}

fn add(packs: &PackFiles, file: &PackFile, sources: &mut SourceMap) -> FileId {
    let name = format!("{}/{}", packs.root, file.path);
    if packs.is_embedded {
        return sources.add_embedded(name, file.text.as_str());
    }
    sources.add(name, file.text.as_str())
}

fn read_files(directory: &str, files: &[(FileId, String)], sources: &SourceMap, findings: &mut Findings) -> Pack {
    let mut pack = Pack::empty("", directory);
    // By the directory of a baseline, its place; none where it could not be read.
    let mut places: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (id, path) in files {
        let text = sources.file(*id).text();
        report_not_nfc(*id, text, findings);
        let mut syntax = Findings::new();
        let parsed = parse(*id, text, &mut syntax);
        // A file that is not TOML has holes: what they lack would only be reported again.
        let (mut of_holes, broken) = (Findings::new(), !syntax.is_empty());
        pack.is_whole &= !broken;
        findings.append(syntax);
        let found = if broken { &mut of_holes } else { &mut *findings };
        let mut decoder = Decoder::new(*id, text, found);
        let mut reader = TableReader::root(parsed.table.get_ref(), &mut decoder);
        match path.split_once('/') {
            None if path == "city.toml" => {
                pack.id = OwnId::optional(&mut reader, "id");
                let text = |read: Option<SourceText>| read.map(|read| read.text);
                pack.name = text(reader.required("name")).unwrap_or_else(|| pack.name.clone());
                pack.kind = text(reader.required("kind")).unwrap_or_default();
                pack.as_of = reader.optional("as_of");
                pack.waiver_terms = reader.optional("waivers").unwrap_or_default();
                reader.finish();
            }
            None if path == "country.toml" => {
                pack.as_of = reader.required("as_of");
                reader.finish();
            }
            None if path == "agencies.toml" => {
                pack.agencies = reader.list::<Agency>("agencies");
                pack.declare(IdKind::AGENCY, reader.ids("agencies"));
                reader.finish();
            }
            None if path == "documents.toml" => {
                pack.documents = reader.list::<LegalDocument>("documents");
                pack.declare(IdKind::DOCUMENT, reader.ids("documents"));
                reader.finish();
            }
            Some((inside, "baseline.toml")) => {
                pack.declare(IdKind::INDICATOR, reader.ids("indicators"));
                pack.declare(IdKind::BASELINE, reader.node("id").and_then(|id| id.value.as_str()).map(str::to_owned));
                // Where the two differ, that is the mistake, not that a plan names one of them.
                pack.declare(IdKind::BASELINE, [inside.to_owned()]);
                let baseline = Baseline::read(reader);
                found.extend(baseline.as_ref().and_then(|one| other_directory(&one.id, inside)));
                places.insert(inside, baseline.as_ref().map(|_| pack.baselines.len()));
                pack.baselines.extend(baseline);
            }
            // Sorted by path, it comes after the baseline of its directory.
            Some((inside, "sections.toml")) => {
                pack.declare(IdKind::SENTENCE, reader.ids("sentences"));
                let place = places.get(inside).copied();
                match place.flatten().and_then(|at| pack.baselines.get_mut(at)) {
                    Some(baseline) => baseline.read_sections(reader),
                    None if place.is_none() => found.push(no_baseline(Span::new(*id, 0..0))),
                    None => {}
                }
            }
            _ => found.push(other_file(Span::new(*id, 0..0), path)),
        }
    }
    pack
}

/// Looks at what the parts of a pack say of each other, and of those of the pack below it.
fn check_own(pack: &mut Pack, below: &Pack, findings: &mut Findings) {
    if !pack.is_whole {
        return;
    }
    check_links(pack, findings);
    let declares = |kind: IdKind, id: &str| pack.declares(kind, id) || below.declares(kind, id);
    let agencies = below.agencies.iter().chain(&pack.agencies);
    check_replacements(&pack.agencies, agencies, |id| declares(IdKind::AGENCY, id), findings);
    let documents = below.documents.iter().chain(&pack.documents);
    check_replacements(&pack.documents, documents, |id| declares(IdKind::DOCUMENT, id), findings);
}

/// The id of a baseline is the name of its directory.
fn other_directory(id: &Located<Id>, directory: &str) -> Option<Diagnostic> {
    (id.value.as_str() != directory).then(|| other_name(id, directory))
}

/// Returns the finding that an id is not the name of its directory.
#[must_use]
pub fn other_name(id: &Located<Id>, directory: &str) -> Diagnostic {
    Diagnostic::new(
        &NOT_ALLOWED,
        id.span,
        text(
            format!("mã `{}` khác tên thư mục `{directory}`", id.value),
            format!("the id `{}` is not the name of the directory, `{directory}`", id.value),
        ),
    )
    .help(text(
        format!("ghi `id = \"{directory}\"`, hoặc đổi tên thư mục thành `{}`", id.value),
        format!("write `id = \"{directory}\"`, or rename the directory to `{}`", id.value),
    ))
}

fn no_baseline(span: Span) -> Diagnostic {
    let message = text(
        "sections.toml không có baseline.toml trong cùng thư mục, nên không kế hoạch nào dùng được",
        "no baseline.toml in the directory of this sections.toml, so that no plan can use it",
    );
    Diagnostic::new(&PACK_MISTAKE, span, message).help(text(
        "chuyển tệp vào thư mục của kế hoạch thành phố, hoặc viết baseline.toml cạnh nó",
        "move it to the directory of the city's plan, or write baseline.toml next to it",
    ))
}

fn no_city(span: Span, directory: &str) -> Diagnostic {
    let message = text(
        format!("thư mục `{directory}` thiếu city.toml: chưa rõ tên và loại của thành phố, tỉnh"),
        format!("`{directory}` has no city.toml: the name and the kind of the city are not known"),
    );
    Diagnostic::new(&PACK_MISTAKE, span, message).help(text(
        format!("thêm {directory}/city.toml: `id = \"{directory}\"`, `name = \"…\"`, `kind = \"tỉnh\"`"),
        format!("add {directory}/city.toml: `id = \"{directory}\"`, `name = \"…\"`, `kind = \"tỉnh\"`"),
    ))
}

/// A file of another name, or at another place, would be passed over without a word.
fn other_file(span: Span, path: &str) -> Diagnostic {
    const OF_CITY: [&str; 3] = ["city.toml", "agencies.toml", "documents.toml"];
    const OF_BASELINE: [&str; 2] = ["baseline.toml", "sections.toml"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let help = if OF_CITY.contains(&name) {
        text("chuyển tệp lên thư mục của thành phố", "move it up to the directory of the city")
    } else if OF_BASELINE.contains(&name) {
        text(
            "chuyển tệp vào một thư mục con mang mã của kế hoạch thành phố, như `kh-359-2025/`",
            "move it to a directory with the id of the city's plan, such as `kh-359-2025/`",
        )
    } else {
        let names = if path.contains('/') { &OF_BASELINE[..] } else { &OF_CITY[..] };
        did_you_mean(name, names.iter().copied(), || {
            text(format!("tệp ở đây có tên {}", list_vi(names)), format!("a file here is called {}", list_en(names)))
        })
    };
    let message = text(
        format!("`{path}` không phải tệp của bộ dữ liệu, không được đọc"),
        format!("`{path}` is no file of a pack, so it is not read"),
    );
    let mut finding = Diagnostic::new(&PACK_MISTAKE, span, message).help(help);
    finding.level = Level::Warning;
    finding
}

/// `same_as` names an indicator of another baseline; a link to nothing is left out.
fn check_links(pack: &mut Pack, findings: &mut Findings) {
    let ids: Vec<(Id, BTreeSet<Id>)> = pack
        .baselines
        .iter()
        .map(|one| (one.id.value.clone(), one.indicators.iter().map(|it: &Indicator| it.id.value.clone()).collect()))
        .collect();
    let (baselines, declared) = (&mut pack.baselines, &pack.declared);
    let is_declared = |id: &str| declared.get(&IdKind::INDICATOR).is_some_and(|ids| ids.contains(id));
    for baseline in baselines {
        for indicator in &mut baseline.indicators {
            let Some(link) = &indicator.same_as else { continue };
            let others = || ids.iter().filter(|(id, _)| *id != baseline.id.value).flat_map(|(_, ids)| ids);
            if others().any(|id| *id == link.value) {
                continue;
            }
            let own = ids.iter().any(|(id, ids)| *id == baseline.id.value && ids.contains(&link.value));
            // One that could not be read is reported where it is.
            if own || !is_declared(link.value.as_str()) {
                let kind = IdKind { vi: "chỉ số của kế hoạch khác", en: "indicator of another plan" };
                let what = kind.unknown(link.value.as_str(), "same_as = ", others().map(Id::as_str), || {
                    text(
                        "ghi mã một chỉ số của kế hoạch khác, hoặc bỏ dòng `same_as`",
                        "write the id of an indicator of another plan, or remove `same_as`",
                    )
                });
                findings.push(Diagnostic::unknown_id(link.span, what));
            }
            indicator.same_as = None;
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
        assert_eq!(
            codes("in_force_until = 2026-02-28\nreplaced_by = [\"nd-45-2026\"]", "in_force_until = 2019-02-28"),
            ["DL007", "DL007"]
        );
    }

    #[test]
    fn the_national_directory_is_no_city() {
        let packs = load(&PackFiles::embedded(), &mut SourceMap::new(), &mut Findings::new());
        assert_eq!(packs.cities.keys().collect::<Vec<_>>(), ["haiphong"]);
    }
}
