//! The packs that plans were judged by: a report without them says less than it seems to.

use jiff::civil::Date;

use super::Report;
use crate::base::diagnostic::{Language, Text, text};
use crate::base::shown;
use crate::base::vietnamese::date;
use crate::model::packs::{NATIONAL, Pack, Packs};

/// A pack, and until which day it follows what was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackUsed {
    /// The name of its directory.
    pub id: String,
    /// What it is the pack of: «thành phố Hải Phòng».
    pub name: Text,
    /// The directory that it is in, as it is shown; none where it is the program's own.
    pub root: Option<String>,
    /// None where the pack does not say.
    pub as_of: Option<Date>,
}

impl PackUsed {
    /// Returns all of a run's packs, those of the cities first. `root` is the directory of the cities, `of_country` that of the national pack.
    #[must_use]
    pub fn of(packs: &Packs, root: Option<&str>, of_country: Option<&str>) -> Vec<Self> {
        let used = |id: &str, name: Text, pack: &Pack, root: Option<&str>| Self {
            id: id.to_owned(),
            name,
            root: root.map(str::to_owned),
            as_of: pack.as_of.as_ref().map(|day| day.value.0),
        };
        let city = |(id, pack): (&String, &Pack)| {
            let name = format!("{} {}", pack.kind, pack.name);
            used(id, text(name.clone(), name), pack, root)
        };
        let country = used(NATIONAL, text("cả nước", "the whole country"), &packs.country, of_country);
        packs.cities.iter().map(city).chain([country]).collect()
    }

    fn words(&self, language: Language) -> String {
        let name = self.name.get(language);
        match (language, self.as_of.map(date::short)) {
            (Language::Vietnamese, Some(day)) => format!("{name} tính đến ngày {day}"),
            (Language::Vietnamese, None) => format!("{name} (không ghi tính đến ngày nào)"),
            (Language::English, Some(day)) => format!("{name} as of {day}"),
            (Language::English, None) => format!("{name} (of no stated day)"),
        }
    }
}

/// Returns all packs of a report in one line; nothing where none were read.
pub(super) fn line(report: &Report) -> Option<String> {
    let Report { packs, language, .. } = report;
    let mut roots: Vec<Option<&str>> = packs.iter().map(|pack| pack.root.as_deref()).collect();
    roots.dedup();
    let of_root = |root: Option<&str>| {
        let words: Vec<String> =
            packs.iter().filter(|pack| pack.root.as_deref() == root).map(|pack| pack.words(*language)).collect();
        let place = match (root, *language) {
            (Some(root), _) => format!("`{}`", shown::name(root)),
            (None, Language::Vietnamese) => "kèm theo chương trình".to_owned(),
            (None, Language::English) => "bundled".to_owned(),
        };
        format!("{} ({place})", words.join(", "))
    };
    let all: Vec<String> = roots.into_iter().map(of_root).collect();
    (!all.is_empty()).then(|| match *language {
        Language::Vietnamese => format!("Dữ liệu đã dùng: {}.", all.join("; ")),
        Language::English => format!("Packs in use: {}.", all.join("; ")),
    })
}
