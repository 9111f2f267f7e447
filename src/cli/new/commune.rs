//! The commune of a new plan, as people type it.

use std::ffi::OsStr;

use clap::ValueEnum;
use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};

use crate::base::diagnostic::{Language, suggest, text};
use crate::base::vietnamese::fold::fold;
use crate::cli::report;
use crate::cli::user_error::{UserError, user_error};
use crate::model::packs::{Listed, Pack, Roster};
use crate::model::plan::{CommuneKind, kind_and_name};

impl ValueEnum for CommuneKind {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Commune, Self::Ward, Self::SpecialZone]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let plain = match self {
            Self::Commune => "xa",
            Self::Ward => "phuong",
            Self::SpecialZone => "dac-khu",
        };
        Some(PossibleValue::new(self.as_str()).alias(plain))
    }
}

/// Reads a kind whatever its marks, capitals and joints: «Xã», `dac-khu`. Of a kind of two words one is enough: without quotes the other is
/// another argument, which is reported.
#[derive(Debug, Clone)]
pub(super) struct KindParser;

impl TypedValueParser for KindParser {
    type Value = CommuneKind;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        let bare = |word: &str| fold(word.trim()).replace(['-', '_'], " ");
        let given = bare(&value.to_string_lossy());
        let is_meant = |kind: &&CommuneKind| {
            let known = bare(kind.as_str());
            known == given || known.split_once(' ').is_some_and(|(first, _)| first == given)
        };
        match CommuneKind::value_variants().iter().find(is_meant) {
            Some(kind) => Ok(*kind),
            None => EnumValueParser::<CommuneKind>::new().parse_ref(command, argument, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(CommuneKind::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}

/// Returns the name of the commune without its kind, as the roster of the province writes it. A commune of another kind or name is refused
/// where the right one is known; otherwise it may be newer than the roster.
pub(super) fn named(
    typed: &str,
    kind: Option<CommuneKind>,
    pack: &Pack,
    language: Language,
) -> Result<String, UserError> {
    let (typed_kind, name) = kind_and_name(typed).map_or((None, typed.trim()), |(kind, name)| (Some(kind), name));
    let kind = kind.map(CommuneKind::as_str);
    if let (Some(typed_kind), Some(kind)) = (typed_kind, kind)
        && typed_kind != kind
    {
        let is_listed = |kind: &str| {
            let roster = Roster::of(&pack.kind, &pack.name);
            roster.is_some_and(|roster| matches!(roster.look_up(kind, name), Listed::Yes(_)))
        };
        let right = if is_listed(kind) { kind } else { typed_kind };
        return Err(user_error(
            format!("--commune ghi `{typed_kind}`, còn --kind ghi `{kind}`"),
            format!("--commune says `{typed_kind}`, and --kind says `{kind}`"),
        )
        .hint(
            format!("viết `--commune \"{name}\" --kind \"{right}\"`, hoặc sửa tên"),
            format!("write `--commune \"{name}\" --kind \"{right}\"`, or correct the name"),
        ));
    }
    let (Some(kind), Some(roster)) = (kind.or(typed_kind), Roster::of(&pack.kind, &pack.name)) else {
        return Ok(name.to_owned());
    };
    let province = format!("{} {}", pack.kind, pack.name);
    let line = |kind: &str, name: &str| format!("--commune \"{name}\" --kind \"{kind}\"");
    let listed = roster.look_up(kind, name);
    let wrong = listed.wrong(kind, name, &province);
    let (message, help) = match (listed, wrong) {
        (Listed::Yes(name), _) => return Ok(name.to_owned()),
        (Listed::OtherKind(other), Some(message)) => {
            let line = line(other, name);
            (message, text(format!("viết `{line}`"), format!("write `{line}`")))
        }
        (Listed::No(Some((other, near))), Some(message)) => (message, suggest(&[line(other, near)])),
        (_, wrong) => {
            if let Some(message) = wrong {
                let of = |language| message.get(language).to_owned();
                report::status(
                    &format!("{}; danh mục là của ngày 01/7/2025, xem lại tên", of(Language::Vietnamese)),
                    &format!("{}; the roster is that of 01/7/2025: check the name", of(Language::English)),
                    language,
                );
            }
            return Ok(name.to_owned());
        }
    };
    Err(UserError::from((message, help)))
}
