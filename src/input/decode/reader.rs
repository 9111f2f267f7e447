//! Reads a table key by key, and reports unknown keys.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Decoder, FromNode, Node};
use crate::base::diagnostic::{MISSING_KEY, Text, UNKNOWN_KEY, list_en, list_vi, suggest, text};
use crate::base::source::Span;
use crate::base::vietnamese::composed::composed;
use crate::base::vietnamese::fold;
use crate::input::letters;

/// A table that is being read.
#[derive(Debug)]
pub struct TableReader<'t, 'd, 'a> {
    table: &'t DeTable<'t>,
    span: Span,
    decoder: &'d mut Decoder<'a>,
    known: Vec<&'static str>,
}

impl<'t, 'd, 'a> TableReader<'t, 'd, 'a> {
    /// Starts reading; reports a value that is no table.
    pub fn new(node: Node<'t>, decoder: &'d mut Decoder<'a>) -> Option<Self> {
        match node.as_table() {
            Some(table) => Some(Self { table, span: node.span, decoder, known: Vec::new() }),
            None => {
                decoder.wrong_type(node, "một bảng", "a table", "{ khóa = giá trị }");
                None
            }
        }
    }

    /// Starts reading the table of a whole file.
    pub fn root(table: &'t DeTable<'t>, decoder: &'d mut Decoder<'a>) -> Self {
        let span = decoder.span(0..0);
        Self { table, span, decoder, known: Vec::new() }
    }

    /// Returns the place of the table.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the walk, for findings that concern several keys.
    pub fn decoder(&mut self) -> &mut Decoder<'a> {
        self.decoder
    }

    /// In a table of few keys looking at each is faster than hashing the one that is sought.
    fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        const FEW: usize = 12;
        if self.table.len() > FEW {
            return self.table.get(key);
        }
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// Returns whether the table has the key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Returns a value as it is in the file, with its place.
    #[must_use]
    pub fn node(&self, key: &str) -> Option<Node<'t>> {
        let value = self.get(key)?;
        Some(Node {
            value: value.get_ref(),
            span: Span { start: value.span().start, end: value.span().end, ..self.span },
        })
    }

    /// Returns the names of all keys, with their places, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = (&'t str, Span)> + use<'t> {
        let span = self.span;
        self.table
            .keys()
            .map(move |key| (key.get_ref().as_ref(), Span { start: key.span().start, end: key.span().end, ..span }))
    }

    /// Returns the value of a key that may be left out. `None` when it is absent or was reported as wrong.
    pub fn optional<T: FromNode>(&mut self, key: &'static str) -> Option<T> {
        self.known.push(key);
        let value = self.get(key)?;
        self.read(value)
    }

    /// A key whose value was reported counts as asked for.
    pub fn skip(&mut self, key: &'static str) {
        self.known.push(key);
    }

    /// Returns the value of a key whose name is data (a named measure). The key counts as asked for.
    pub fn named<T: FromNode>(&mut self, key: &str) -> Option<T> {
        let value = self.table.get(key)?;
        self.read(value)
    }

    /// Returns the value of a key that must be there; its absence is reported.
    pub fn required<T: FromNode>(&mut self, key: &'static str) -> Option<T> {
        self.required_like(key, T::EXAMPLE)
    }

    /// Returns the same, with an example of its own.
    pub fn required_like<T: FromNode>(&mut self, key: &'static str, example: &str) -> Option<T> {
        if !self.has(key) {
            self.known.push(key);
            self.decoder.report(
                &MISSING_KEY,
                self.span,
                text(format!("thiếu khóa `{key}`"), format!("missing key `{key}`")),
                text(format!("thêm dòng `{key} = {example}`"), format!("add a line `{key} = {example}`")),
            );
            return None;
        }
        self.optional(key)
    }

    /// A list that is empty when the key is left out. Items that are wrong are reported and left out.
    pub fn list<T: FromNode>(&mut self, key: &'static str) -> Vec<T> {
        self.optional::<Vec<Option<T>>>(key).unwrap_or_default().into_iter().flatten().collect()
    }

    /// Returns the `id` of every item of a list, whatever else is wrong with the item.
    #[must_use]
    pub fn ids(&self, list: &str) -> BTreeSet<String> {
        let items = self.table.get(list).and_then(|value| value.get_ref().as_array());
        let id =
            |item: &DeValue<'_>| item.as_table()?.get("id")?.get_ref().as_str().map(|id| composed(id).into_owned());
        items.into_iter().flatten().filter_map(|item| id(item.get_ref())).collect()
    }

    /// Returns the keys that were not asked for.
    pub fn unknown_keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().map(|key| key.get_ref().as_ref()).filter(|key| !self.known.contains(key))
    }

    /// Returns whether a list is none, or has an item whose id nothing can refer to.
    #[must_use]
    pub fn has_unreadable_ids(&self, list: &str) -> bool {
        let Some(value) = self.table.get(list) else { return false };
        let Some(items) = value.get_ref().as_array() else { return true };
        let id = |item: &DeValue<'_>| item.as_table()?.get("id")?.get_ref().as_str().map(str::to_owned);
        let readable = |id: String| {
            !id.is_empty()
                && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte))
        };
        items.iter().any(|item| !id(item.get_ref()).is_some_and(readable))
    }

    /// Reports a key that has its place in another file.
    pub fn misplaced_key(&mut self, key: &'static str, help: &Text) {
        let Some((name, _)) = self.table.get_key_value(key) else { return };
        self.known.push(key);
        let span = self.decoder.span(name.span());
        let message = text(format!("không có khóa `{key}` ở đây"), format!("unknown key `{key}` here"));
        self.decoder.report(&UNKNOWN_KEY, span, message, help.clone());
    }

    fn read<T: FromNode>(&mut self, value: &'t Spanned<DeValue<'t>>) -> Option<T> {
        let span = self.decoder.span(value.span());
        T::from_node(Node { value: value.get_ref(), span }, self.decoder)
    }

    /// Ends the reading: reports every unknown key.
    pub fn finish(self) {
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if self.known.contains(&name) {
                continue;
            }
            let left = self.known.iter().copied().filter(|known| !self.table.contains_key(*known));
            let plain = letters::plain(name);
            let near = fold::nearest(&plain, left).or_else(|| fold::nearest(&plain, self.known.iter().copied()));
            let (strange_vi, strange_en) = letters::in_brackets(name);
            let help = near.map_or_else(
                || {
                    text(
                        format!("ở đây dùng được {}", list_vi(&self.known)),
                        format!("the keys here are {}", list_en(&self.known)),
                    )
                },
                |near| suggest([near]),
            );
            let span = self.decoder.span(key.span());
            let message =
                text(format!("không có khóa `{name}`{strange_vi}"), format!("unknown key `{name}`{strange_en}"));
            self.decoder.report(&UNKNOWN_KEY, span, message, help);
        }
    }
}
