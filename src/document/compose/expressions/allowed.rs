//! What of Tera's language a plan may use: values, conditions, and filters that give no more than they get.
//!
//! A plan has nothing to loop over and nothing to keep: its lists are sections, targets and tasks. Left in, a loop in a loop or
//! a filter that multiplies (`replace` of what `replace` gave) would let a few lines take all time and memory.

use std::ops::Range;

use crate::base::diagnostic::{Diagnostic, TEMPLATE_ERROR, Text, list_en, list_vi, text};
use crate::base::limits::EXPRESSIONS;
use crate::input::decode::SourceText;
use crate::input::expressions::{TagKind, tags, tokens};

/// The words that can be first between `{%` and `%}`.
const STATEMENTS: [&str; 4] = ["if", "elif", "else", "endif"];

/// Tera knows no file that this could name, and says so at the name.
const INCLUDE: &str = "include";

/// The filters behind `|`.
const FILTERS: [&str; 14] = [
    "abs",
    "capitalize",
    "default",
    "first",
    "float",
    "int",
    "last",
    "length",
    "lower",
    "round",
    "str",
    "title",
    "trim",
    "upper",
];

/// Functions of Tera that a plan has no use for: the first gives a list as long as asked, the second ends the run.
const FUNCTIONS: [&str; 2] = ["range", "throw"];

/// Returns what a text asks of Tera that it may not; none when all is well.
pub(super) fn refuse(source: &SourceText) -> Option<Diagnostic> {
    let (range, message, help) = first_refused(&source.text)?;
    let finding = Diagnostic::new(&TEMPLATE_ERROR, source.inner(range), message);
    Some(finding.help(help))
}

fn first_refused(source: &str) -> Option<(Range<usize>, Text, Text)> {
    if source.len() > EXPRESSIONS {
        let limit = EXPRESSIONS / 1024;
        let message = text(
            format!("đoạn có biểu thức dài hơn {limit} KB"),
            format!("a text with expressions is longer than {limit} KB"),
        );
        let help = text("chia đoạn này ra nhiều mục", "divide it among several sections");
        return Some((0..0, message, help));
    }
    tags(source).into_iter().filter(|tag| !matches!(tag.kind, TagKind::Comment | TagKind::Name)).find_map(|tag| {
        let tokens = tokens(source, tag.inside);
        // `{%-` removes the space before it.
        let mut words = tokens.iter().filter(|token| &source[(*token).clone()] != "-");
        if tag.kind == TagKind::Statement {
            let first = words.next()?.clone();
            let word = &source[first.clone()];
            if !STATEMENTS.contains(&word) && word != INCLUDE {
                return Some(refused(source, first, "câu lệnh", "statement", &STATEMENTS));
            }
        }
        let words: Vec<&Range<usize>> = words.collect();
        words.windows(2).find_map(|pair| {
            let [before, after] = [pair[0], pair[1]].map(|token| &source[token.clone()]);
            if before == "|" && !FILTERS.contains(&after) {
                Some(refused(source, pair[1].clone(), "bộ lọc", "filter", &FILTERS))
            } else if after == "(" && FUNCTIONS.contains(&before) {
                Some(refused(
                    source,
                    pair[0].clone(),
                    "hàm",
                    "function",
                    &["cite", "target", "task", "agency", "ref", "id"],
                ))
            } else {
                None
            }
        })
    })
}

fn refused(source: &str, range: Range<usize>, vi: &str, en: &str, known: &[&str]) -> (Range<usize>, Text, Text) {
    let word = &source[range.clone()];
    let message =
        text(format!("kế hoạch không dùng được {vi} `{word}`"), format!("the {en} `{word}` cannot be used in a plan"));
    let help = text(
        format!("dùng được {}; danh sách, bảng thì viết thành [[sections]], [[targets]], [[tasks]]", list_vi(known)),
        format!("there are {}; write lists and tables as [[sections]], [[targets]], [[tasks]]", list_en(known)),
    );
    (range, message, help)
}

#[cfg(test)]
mod tests {
    use super::first_refused;

    /// The word that is refused.
    fn word(source: &str) -> Option<&str> {
        first_refused(source).map(|(range, ..)| &source[range])
    }

    #[test]
    fn values_conditions_and_harmless_filters_may_stay() {
        for text in [
            "{{ commune.name }} {{ cite(\"a\", form='full') | upper }}",
            "{% if commune.kind == \"xã\" and not x %}a{%- elif y -%}b{% else %}c{% endif %}",
            "{{ \"{{\" }} {{ \"a | replace\" }} {# {% for %} | replace #}",
            "{{ document.none | default(value=\"range(\") }}",
        ] {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn loops_variables_and_what_multiplies_are_refused_at_their_word() {
        for (text, refused) in [
            ("a {% for i in [1] %}x{% endfor %}", "for"),
            ("{%- set a = 1 %}", "set"),
            ("{%\nmacro x() %}", "macro"),
            ("{{ 1 }}{% extends \"/etc/passwd\" %}", "extends"),
            ("{{ commune.name | upper|replace(from=\"a\", to=\"aa\") }}", "replace"),
            ("{% if x | indent %}", "indent"),
            ("{{ range(end=9) | length }}", "range"),
            ("{{ throw (message=\"x\") }}", "throw"),
        ] {
            assert_eq!(word(text), Some(refused), "{text}");
        }
        assert_eq!(word(&"x".repeat(crate::base::limits::EXPRESSIONS + 1)), Some(""));
    }
}
