//! Lines in the middle of the page, whose ends the layout chooses between their words.

use serde_json::{Value, json};

use super::{shown, wide};
use crate::output::render::spaces::HOLDING;

/// Returns the words of a line. A name is one of them, with its own words for where it is wider than the line.
pub(in crate::output::render) fn line(words: &str) -> Value {
    let plain = |words: &str| words.split(' ').filter(|word| !word.is_empty()).map(|word| shown(wide(word))).collect();
    let word = |word: &str| {
        if word.contains(HOLDING) {
            let apart: Vec<Value> = plain(&word.replace(HOLDING, " "));
            json!({ "name": shown(wide(word)), "apart": apart })
        } else {
            shown(wide(word))
        }
    };
    words.split(' ').filter(|word| !word.is_empty()).map(word).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::line;

    #[test]
    fn a_line_is_its_words() {
        assert_eq!(
            line("xã Bình\u{a0}Giang, 12/KH"),
            json!(["xã", { "name": "Bình\u{a0}Giang,", "apart": ["Bình", "Giang,"] }, [{ "whole": "12/KH" }]])
        );
        assert_eq!(line(""), json!([]));
    }
}
