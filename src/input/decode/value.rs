//! Values that can be read from a node of the tree.

use rust_decimal::Decimal;
use toml::de::DeValue;

use super::source_text::string;
use super::{Decoder, Node, SourceText, words_for_a_number};
use crate::base::diagnostic::{AMBIGUOUS_NUMBER, NOT_ALLOWED, WRONG_TYPE, did_you_mean, list_en, list_vi, text};
use crate::base::source::Located;
use crate::base::vietnamese::fold::fold;
use crate::base::vietnamese::typed_number::{has_loose_underscores, in_plan};
use crate::base::vietnamese::{number, typed_measure};
use crate::input::letters;

/// What can be read from a node. Reports what is wrong and gives `None` then.
pub trait FromNode: Sized {
    /// An example as a plan would have it, for the help on a missing key.
    const EXAMPLE: &'static str;

    /// Reads the value.
    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;
}

impl<T: FromNode> FromNode for Located<T> {
    const EXAMPLE: &'static str = T::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        T::from_node(node, decoder).map(|value| Self::new(value, node.span))
    }
}

impl FromNode for String {
    const EXAMPLE: &'static str = SourceText::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        string(node, decoder)
    }
}

impl FromNode for bool {
    const EXAMPLE: &'static str = "true";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if node.value.as_bool().is_none() {
            let typed = fold(node.value.as_str().unwrap_or_default().trim());
            let line = match typed.as_str() {
                "co" | "dung" | "true" | "yes" => Some("true".to_owned()),
                "khong" | "sai" | "false" | "no" => Some("false".to_owned()),
                _ => None,
            };
            let expected = ("true hoặc false, không có dấu ngoặc kép", "true or false, without quotes");
            decoder.wrong_type_or(node, expected, line, "true");
        }
        node.value.as_bool()
    }
}

impl FromNode for u32 {
    const EXAMPLE: &'static str = "1";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        whole_number(node, decoder, Self::EXAMPLE)
    }
}

fn whole_number(node: Node<'_>, decoder: &mut Decoder<'_>, example: &str) -> Option<u32> {
    let parsed =
        node.value.as_integer().and_then(|integer| u32::from_str_radix(integer.as_str(), integer.radix()).ok());
    if parsed.is_none() {
        let number = node.value.as_str().and_then(|typed| typed.trim().parse::<u32>().ok());
        let line = number.map(|number| number.to_string());
        decoder.wrong_type_or(node, ("số nguyên không âm", "a whole number"), line, example);
    }
    parsed
}

/// A count from 1 to a largest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count<const LARGEST: u32>(pub u32);

impl<const LARGEST: u32> FromNode for Count<LARGEST> {
    const EXAMPLE: &'static str = "2";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let count = whole_number(node, decoder, Self::EXAMPLE)?;
        if (1..=LARGEST).contains(&count) {
            return Some(Self(count));
        }
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            text(format!("`{count}` không dùng được ở đây"), format!("`{count}` is not allowed here")),
            text(
                format!("ghi một số từ 1 đến {LARGEST}; chưa biết thì bỏ khóa này"),
                format!("write a number from 1 to {LARGEST}; leave the key out while it is unknown"),
            ),
        );
        None
    }
}

impl FromNode for Decimal {
    const EXAMPLE: &'static str = "100";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let parsed: Option<Self> = match node.value {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => None,
        };
        let typed = &decoder.source()[node.span.range()];
        match (&parsed, node.value) {
            (Some(number), _) if has_loose_underscores(typed) => {
                let line = in_plan(*number);
                decoder.report(
                    &AMBIGUOUS_NUMBER,
                    node.span,
                    text(
                        format!("`{typed}` là {}? dấu `_` chỉ ngăn từng ba chữ số", number::grouped(*number)),
                        format!("is `{typed}` {}? `_` only parts groups of three digits", number::grouped(*number)),
                    ),
                    text(format!("viết liền, như `{line}`"), format!("write it without `_`, such as `{line}`")),
                );
                return None;
            }
            (Some(_), _) => {}
            (None, DeValue::String(words)) if words.contains(|letter: char| letter.is_ascii_digit()) => {
                let (message, help) = words_for_a_number("", words.trim());
                let help = typed_measure::operator_and_number(words).map_or(help, |(operator, number)| {
                    let line = format!("op = \"{operator}\", value = {number}");
                    text(format!("viết `{line}`"), format!("write `{line}`"))
                });
                decoder.report(&WRONG_TYPE, node.span, message, help);
            }
            (None, _) => decoder.wrong_type(node, "một số trần, dấu chấm thập phân", "a bare number", "96.5"),
        }
        parsed
    }
}

/// A list; an item that is wrong is `None`.
impl<T: FromNode> FromNode for Vec<Option<T>> {
    const EXAMPLE: &'static str = "[…]";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Some(array) = node.value.as_array() else {
            decoder.wrong_type_or(node, ("một danh sách", "a list"), as_a_list(node, decoder), "[…, …]");
            return None;
        };
        let items = array.iter().map(|item| {
            let span = decoder.span(item.span());
            T::from_node(Node { value: item.get_ref(), span }, decoder)
        });
        Some(items.collect())
    }
}

/// Returns one value as the list of it: `["lan"]`; words without spaces, with marks between them, are several.
fn as_a_list(node: Node<'_>, decoder: &Decoder<'_>) -> Option<String> {
    let typed = decoder.typed(node.span);
    let Some(words) = node.value.as_str() else {
        return (!node.value.is_table() && !typed.is_empty()).then(|| format!("[{typed}]"));
    };
    let parts: Vec<&str> = words.split([',', ';']).map(str::trim).collect();
    let is_one = parts.len() == 1 || parts.iter().any(|part| part.is_empty() || part.contains([' ', '"', '\\']));
    if is_one {
        return (!typed.contains('\n')).then(|| format!("[{typed}]"));
    }
    let parts: Vec<String> = parts.iter().map(|part| format!("\"{part}\"")).collect();
    Some(format!("[{}]", parts.join(", ")))
}

/// One of a few words.
pub trait Keyword: Copy + 'static {
    /// The words and what they mean.
    const WORDS: &'static [(&'static str, Self)];

    /// Returns the word for a value, the first where there are several.
    #[must_use]
    fn as_str(self) -> &'static str
    where
        Self: PartialEq,
    {
        Self::WORDS.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word)
    }
}

/// Reads one of a few words; another word is reported with the nearest one.
pub fn decode_keyword<K: Keyword>(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<K> {
    let given = String::from_node(node, decoder)?;
    let found = K::WORDS.iter().find(|(word, _)| *word == given).map(|(_, value)| *value);
    if found.is_none() {
        let words = || K::WORDS.iter().map(|(word, _)| *word);
        let plain = letters::plain(&given);
        let (strange_vi, strange_en) = letters::in_brackets(&given);
        // Capitals and marks make no other word.
        let bare = fold(plain.trim());
        let help = match words().find(|word| fold(word) == bare) {
            Some(word) => text(format!("viết `\"{word}\"`"), format!("write `\"{word}\"`")),
            None => did_you_mean(&plain, words(), || {
                text(format!("chọn {}", list_vi(words())), format!("choose {}", list_en(words())))
            }),
        };
        decoder.report(
            &NOT_ALLOWED,
            node.span,
            text(
                format!("`{given}` không phải giá trị dùng được ở đây{strange_vi}"),
                format!("`{given}` is not allowed here{strange_en}"),
            ),
            help,
        );
    }
    found
}
