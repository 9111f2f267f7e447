//! The levels of rules: what a project or a command line says of them.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Level, RuleMeta, Text, WAIVER_EXPIRED, suggest, text};
use crate::base::vietnamese::fold;
use crate::checks::rules;
use crate::input::decode::{Decoder, FromNode, Keyword, Node, decode_keyword};
use crate::input::letters;

/// What is said of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Its findings are dropped.
    Allow,
    /// Its findings warn.
    Warn,
    /// Its findings are errors.
    Deny,
}

impl Keyword for Setting {
    const WORDS: &'static [(&'static str, Self)] =
        &[("allow", Self::Allow), ("warn", Self::Warn), ("deny", Self::Deny)];
}

impl FromNode for Setting {
    const EXAMPLE: &'static str = "\"deny\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// The settings of rules, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Setting>);

impl Levels {
    /// Sets the level of a rule. A setting that a duty does not take must be refused before: [`refused`].
    pub fn set_level(&mut self, meta: &'static RuleMeta, setting: Setting) {
        self.0.insert(meta.code, setting);
    }

    #[must_use]
    pub fn of(&self, meta: &RuleMeta) -> Option<Setting> {
        self.0.get(meta.code).copied()
    }

    /// These settings, and where they say nothing, those of another place.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        Self(below.0.iter().chain(&self.0).map(|(code, setting)| (*code, *setting)).collect())
    }

    /// Returns the stricter of these settings and of those of another place.
    #[must_use]
    pub fn or_stricter(mut self, other: &Self) -> Self {
        for (code, setting) in &other.0 {
            let own = self.0.entry(code).or_insert(*setting);
            *own = (*own).max(*setting);
        }
        self
    }

    /// Gives a finding its level. `false` when it is to be dropped: never an error, never one that is waived.
    pub fn keep(&self, finding: &mut Diagnostic) -> bool {
        match self.of(finding.meta) {
            Some(Setting::Deny) => finding.level = Level::Error,
            Some(Setting::Warn) if finding.level < Level::Warning => finding.level = Level::Warning,
            Some(Setting::Allow) => return finding.level == Level::Error || finding.waived.is_some(),
            Some(Setting::Warn) | None => {}
        }
        true
    }
}

/// Returns whether a waiver can cover the findings of a rule: not the mistakes of data, not a waiver's own end.
pub(super) fn can_be_waived(meta: &RuleMeta) -> bool {
    meta.family() != "DL" && meta != &WAIVER_EXPIRED
}

/// Why a rule does not take a setting, and what to do instead. A rule whose level is error is a duty.
#[must_use]
pub fn refused(meta: &RuleMeta, setting: Setting) -> Option<(Text, Text)> {
    if meta.level < Level::Error || setting == Setting::Deny {
        return None;
    }
    let RuleMeta { code, name, .. } = meta;
    let message = match setting {
        Setting::Allow => text(
            format!("`{code}` ({name}) là quy tắc bắt buộc, không tắt được"),
            format!("`{code}` ({name}) is a duty and cannot be switched off"),
        ),
        Setting::Warn | Setting::Deny => text(
            format!("`{code}` ({name}) là quy tắc bắt buộc, không hạ xuống cảnh báo được"),
            format!("`{code}` ({name}) is a duty and cannot be made a warning"),
        ),
    };
    let help = if can_be_waived(meta) {
        text(
            "được phép làm khác thì ghi [[waivers]] trong kehoach.toml kèm lý do, văn bản cho phép, thời hạn",
            "if an exception was approved, add [[waivers]] to kehoach.toml with reason, approval and expiry",
        )
    } else {
        must_be_mended()
    };
    Some((message, help))
}

/// Returns what to do about a finding that can be neither switched off nor waived.
pub(super) fn must_be_mended() -> Text {
    text("chỗ sai ấy phải sửa; xem bằng kehoach check", "such a mistake must be fixed; kehoach check shows it")
}

/// That no rule has a code or a name, and which one was probably meant.
#[must_use]
pub fn no_such_code(given: &str) -> (Text, Text) {
    let names = || rules::metas().flat_map(|meta| [meta.code, meta.name]);
    let plain = letters::plain(given);
    let same = rules::meta(&plain).map(|meta| meta.code);
    let near = same.or_else(|| same_but_for_zeros(&plain)).or_else(|| fold::nearest(&plain, names()));
    let (strange_vi, strange_en) = letters::in_brackets(given);
    let help = near.map_or_else(
        || text("xem các mã: kehoach explain --all", "all codes: kehoach explain --all"),
        |near| suggest([near]),
    );
    let message =
        text(format!("không có quy tắc nào mã `{given}`{strange_vi}"), format!("unknown code `{given}`{strange_en}"));
    (message, help)
}

/// `CT1` and `ct-1` for CT001.
fn same_but_for_zeros(given: &str) -> Option<&'static str> {
    let family = given.get(..2)?;
    let number: u32 = given.get(2..)?.trim_start_matches(['-', ' ', '_']).parse().ok()?;
    let code = format!("{}{number:03}", family.to_ascii_uppercase());
    rules::metas().map(|meta| meta.code).find(|known| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::{NOT_NFC, UNKNOWN_ID};
    use crate::base::source::{SourceMap, Span};

    fn finding(meta: &'static RuleMeta) -> Diagnostic {
        let mut sources = SourceMap::new();
        Diagnostic::new(meta, Span::new(sources.add("plan.toml", ""), 0..0), text("", ""))
    }

    #[test]
    fn a_setting_changes_the_level_and_never_hides_an_error() {
        let mut levels = Levels::default();
        let mut loose = finding(&NOT_NFC);
        assert!(levels.keep(&mut loose) && loose.level == Level::Warning);
        levels.set_level(&NOT_NFC, Setting::Deny);
        assert!(levels.keep(&mut loose) && loose.level == Level::Error);
        levels.set_level(&NOT_NFC, Setting::Warn);
        assert!(levels.keep(&mut loose) && loose.level == Level::Error);
        levels.set_level(&NOT_NFC, Setting::Allow);
        assert!(levels.keep(&mut loose));
        assert!(!levels.keep(&mut finding(&NOT_NFC)));
    }

    #[test]
    fn what_is_said_nearer_wins() {
        let (mut flags, mut file) = (Levels::default(), Levels::default());
        file.set_level(&NOT_NFC, Setting::Allow);
        assert_eq!(flags.over(&file).of(&NOT_NFC), Some(Setting::Allow));
        flags.set_level(&NOT_NFC, Setting::Deny);
        assert_eq!(flags.over(&file).of(&NOT_NFC), Some(Setting::Deny));
    }

    #[test]
    fn a_duty_takes_no_leave() {
        assert!(refused(&UNKNOWN_ID, Setting::Allow).is_some());
        assert!(refused(&UNKNOWN_ID, Setting::Warn).is_some());
        assert!(refused(&UNKNOWN_ID, Setting::Deny).is_none());
        assert!(refused(&NOT_NFC, Setting::Allow).is_none());
    }

    #[test]
    fn a_code_that_is_nearly_right_is_known_again() {
        for (given, near) in [("CT1", "CT001"), ("belowminimum", "below-minimum"), ("DL0O5", "DL005")] {
            assert!(no_such_code(given).1.to_string().contains(near), "{given}: {}", no_such_code(given).1);
        }
        assert!(no_such_code("xyz").1.to_string().contains("explain --all"));
    }
}
