//! Lines of words, in which ids and expressions are pieces of their own.

use std::ops::Range;

/// What an id is an id of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// A body.
    Agency,
    /// A legal document.
    Document,
    /// A sentence of the city's plan.
    Sentence,
    /// An indicator of the city's plan.
    Indicator,
    Section,
    Appendix,
    /// A group of targets or tasks.
    Group,
    Target,
    Task,
}

/// An id inside what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is an id of.
    pub space: Namespace,
    /// Where it is in the typed text.
    pub range: Range<usize>,
}

/// A text that refers to something else: an id, an expression, a placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub typed: String,
    /// What people read in its place.
    pub shown: String,
    /// The ids in it.
    pub refers: Vec<Reference>,
    /// As the plan types it, where ids of another version were put in since.
    pub written: Option<String>,
}

impl Token {
    pub fn id(space: Namespace, id: &str, shown: impl Into<String>) -> Self {
        Self {
            typed: id.to_owned(),
            shown: shown.into(),
            refers: vec![Reference { space, range: 0..id.len() }],
            written: None,
        }
    }

    /// Returns what is typed in one way and read in another.
    pub fn plain(typed: impl Into<String>, shown: impl Into<String>) -> Self {
        Self { typed: typed.into(), shown: shown.into(), refers: Vec::new(), written: None }
    }
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Words(String),
    /// A reference to something else.
    Token(Token),
}

#[derive(Debug, Clone, Default)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// A line of words.
    pub fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::default() } else { Self(vec![Piece::Words(words)]) }
    }

    /// A line of one token.
    #[must_use]
    pub fn token(token: Token) -> Self {
        Self(vec![Piece::Token(token)])
    }

    /// As the plan types it. Two lines are the same when this is.
    #[must_use]
    pub fn typed(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Token(token) => token.typed.as_str(),
            })
            .collect()
    }

    /// As it can be found in the plan's file, whatever ids were put in since.
    #[must_use]
    pub fn written(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Token(token) => token.written.as_deref().unwrap_or(&token.typed),
            })
            .collect()
    }

    /// As people read it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Token(token) => token.shown.as_str(),
            })
            .collect()
    }

    /// Lines as one, with words between them.
    #[must_use]
    pub fn joined(lines: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut out = Vec::new();
        for line in lines {
            if !out.is_empty() {
                out.push(Piece::Words(between.to_owned()));
            }
            out.extend(line.0);
        }
        Self(out)
    }

    /// Writes other ids in place of those that are referred to.
    pub fn rename(&mut self, new: &impl Fn(Namespace, &str) -> Option<String>) {
        for piece in &mut self.0 {
            let Piece::Token(token) = piece else { continue };
            let mut typed = String::with_capacity(token.typed.len());
            let mut at = 0;
            for reference in &mut token.refers {
                let Range { start, end } = reference.range.clone();
                let id = token.typed.get(start..end).unwrap_or_default();
                let id = new(reference.space, id).unwrap_or_else(|| id.to_owned());
                typed.push_str(token.typed.get(at..start).unwrap_or_default());
                reference.range = typed.len()..typed.len() + id.len();
                typed.push_str(&id);
                at = end;
            }
            typed.push_str(token.typed.get(at..).unwrap_or_default());
            if typed != token.typed {
                let before = std::mem::replace(&mut token.typed, typed);
                token.written.get_or_insert(before);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_renamed_where_they_stand() {
        let typed = "{% if target(\"a\").value == target(\"bc\").value %}";
        let at = |id: &str| typed.find(id).map(|at| at + 1..at + id.len() - 1).unwrap();
        let refers = [at("\"a\""), at("\"bc\"")].map(|range| Reference { space: Namespace::Target, range }).to_vec();
        let mut line = Line::token(Token { refers, ..Token::plain(typed, "") });
        let new = |_: Namespace, id: &str| (id == "a").then(|| "dai-hon".to_owned());
        line.rename(&new);
        assert_eq!(line.typed(), "{% if target(\"dai-hon\").value == target(\"bc\").value %}");
        line.rename(&|_: Namespace, id: &str| (id == "bc").then(|| "x".to_owned()));
        assert_eq!(line.typed(), "{% if target(\"dai-hon\").value == target(\"x\").value %}");
        assert_eq!(line.written(), typed);
    }
}
