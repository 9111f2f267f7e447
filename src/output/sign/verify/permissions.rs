//! What a signature forbids: certification (`DocMDP`) and locked fields (`FieldMDP`, the field's own lock); ISO 32000-1, 12.8.2.

use lopdf::{Dictionary, Document, Object};

use super::compared::Means;
use super::message::Rejection;
use super::pair::{list, name, resolve};

const UNKNOWN: Rejection = (
    "đặt điều cấm mà kehoach không biết (Reference): không xác định được điều gì còn được phép",
    "sets a prohibition that is not known here (Reference): what is still allowed is not certain",
);

/// Fields that are locked.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Locked {
    All,
    These(Vec<String>),
    AllBut(Vec<String>),
}

/// What a signature, or all so far, forbid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rules {
    /// 1: nothing more; 2: fields may be signed and filled in; 3: notes may be added as well.
    level: Option<i64>,
    locked: Vec<Locked>,
}

impl Rules {
    /// Reads what a signature in a field forbids.
    pub(super) fn of(file: &Document, field: &Dictionary, value: &Dictionary) -> Result<Self, Rejection> {
        let mut out = Self::default();
        if value.has(b"Reference") {
            let all = list(file, value, b"Reference");
            if all.is_empty() {
                return Err(UNKNOWN);
            }
            for one in all {
                let one = resolve(file, one).as_dict().map_err(|_| UNKNOWN)?;
                let parameters =
                    one.get(b"TransformParams").map(|found| resolve(file, found)).and_then(Object::as_dict);
                let parameters = parameters.map_err(|_| UNKNOWN)?;
                match name(one, b"TransformMethod").as_str() {
                    "DocMDP" => out.certify(file, parameters)?,
                    "FieldMDP" => out.lock(file, parameters)?,
                    _ => return Err(UNKNOWN),
                }
            }
        }
        if let Ok(lock) = field.get(b"Lock") {
            let lock = resolve(file, lock).as_dict().map_err(|_| UNKNOWN)?;
            out.lock(file, lock)?;
            if lock.has(b"P") {
                out.certify(file, lock)?;
            }
        }
        Ok(out)
    }

    fn certify(&mut self, file: &Document, parameters: &Dictionary) -> Result<(), Rejection> {
        let level = match parameters.get(b"P").map(|level| resolve(file, level)) {
            Err(_) => 2,
            Ok(Object::Integer(level @ 1..=3)) => *level,
            Ok(_) => return Err(UNKNOWN),
        };
        self.level = Some(self.level.map_or(level, |other| other.min(level)));
        Ok(())
    }

    fn lock(&mut self, file: &Document, parameters: &Dictionary) -> Result<(), Rejection> {
        let names = || {
            let all = list(file, parameters, b"Fields").iter();
            all.map(|one| lopdf::decode_text_string(resolve(file, one)).map_err(|_| UNKNOWN))
                .collect::<Result<Vec<_>, _>>()
        };
        self.locked.push(match name(parameters, b"Action").as_str() {
            "All" => Locked::All,
            "Include" => Locked::These(names()?),
            "Exclude" => Locked::AllBut(names()?),
            _ => return Err(UNKNOWN),
        });
        Ok(())
    }

    /// Returns whether it certifies the document.
    pub(super) fn certifies(&self) -> bool {
        self.level.is_some()
    }

    /// Adds what a later signature forbids.
    pub(super) fn add(&mut self, other: Self) {
        self.level = [self.level, other.level].into_iter().flatten().min();
        self.locked.extend(other.locked);
    }

    /// Returns whether a field may still be signed or filled in.
    pub(super) fn allows_field(&self, field: &str) -> bool {
        let is_named = |all: &[String]| all.iter().any(|name| field == name || field.starts_with(&format!("{name}.")));
        let is_locked = |lock: &Locked| match lock {
            Locked::All => true,
            Locked::These(all) => is_named(all),
            Locked::AllBut(all) => !is_named(all),
        };
        self.level != Some(1) && !self.locked.iter().any(is_locked)
    }

    /// Returns whether a blank may still be filled in by these means; for fields see [`Self::allows_field`].
    pub(super) fn allows(&self, means: Means) -> bool {
        match means {
            Means::Signature | Means::OwnField => self.level != Some(1),
            Means::Annotation => self.level.is_none_or(|level| level == 3),
            Means::TextField | Means::Content => self.level.is_none(),
        }
    }

    /// Returns what a signature with these rules allows later, in Vietnamese and English.
    pub(super) fn describe(&self) -> Option<(&'static str, &'static str)> {
        match (self.level, self.locked.is_empty()) {
            (Some(1), _) => Some((
                "chữ ký này cấm mọi thay đổi về sau (DocMDP, P=1)",
                "this signature forbids every later change (DocMDP, P=1)",
            )),
            (Some(2), _) => Some((
                "chữ ký này chỉ cho ký tiếp và điền vào các ô, kể cả ô số và ngày (DocMDP, P=2)",
                "this signature only lets fields be signed and filled in, number and day too (DocMDP, P=2)",
            )),
            (Some(_), _) => Some((
                "chữ ký này chỉ cho ký tiếp và ghi chú thích (DocMDP, P=3)",
                "this signature only lets fields be signed and notes be added (DocMDP, P=3)",
            )),
            (None, false) => Some(("chữ ký này khóa một số ô (FieldMDP)", "this signature locks fields (FieldMDP)")),
            (None, true) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_forbidden_adds_up() {
        let certified = Rules { level: Some(2), locked: Vec::new() };
        assert!(certified.allows(Means::Signature) && !certified.allows(Means::Annotation));
        assert!(certified.allows(Means::OwnField) && !certified.allows(Means::TextField));
        assert!(certified.allows_field("ChuKyCoQuan"));
        let mut both = certified.clone();
        both.add(Rules { level: None, locked: vec![Locked::AllBut(vec!["So".to_owned()])] });
        assert!(both.allows_field("So") && both.allows_field("So.1") && !both.allows_field("ChuKyCoQuan"));
        both.add(Rules { level: Some(1), locked: Vec::new() });
        assert!(!both.allows_field("So") && !both.allows(Means::Signature));
        assert!(Rules::default().allows(Means::Content));
    }
}
