//! What the lists of words are made of.

use crate::base::diagnostic::{Text, text};
use crate::base::vietnamese::syllable::Syllable;
use crate::input::decode::{Decoder, FromNode, Keyword as _, Node, TableReader};
use crate::model::measure::Operator;
use crate::model::packs::AgencyKind;

pub(super) trait Entry: FromNode {
    /// Returns what no two entries of a list share.
    fn key(&self) -> &str;

    /// Returns what is wrong with it, and what to do.
    fn mistake(&self) -> Option<(Text, Text)> {
        None
    }
}

impl Entry for String {
    fn key(&self) -> &str {
        self
    }
}

/// Declares an entry that is written as a table: the keys that it must have, and its lists.
macro_rules! entry {
    (
        $(#[$doc:meta])* $Name:ident {
            $($(#[$key_doc:meta])* $key:ident: $Type:ty,)*
        }
        lists { $($(#[$list_doc:meta])* $list:ident,)* }
        example: $example:literal
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $Name {
            $($(#[$key_doc])* pub $key: $Type,)*
            $($(#[$list_doc])* pub $list: Vec<String>,)*
        }

        impl FromNode for $Name {
            const EXAMPLE: &'static str = $example;

            fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
                let mut reader = TableReader::new(node, decoder)?;
                $(let $key = reader.required(stringify!($key));)*
                $(let $list = reader.list(stringify!($list));)*
                reader.finish();
                Some(Self { $($key: $key?,)* $($list,)* })
            }
        }
    };
}

entry! {
    Misspelling {
        /// What is typed.
        wrong: String,
        /// What is meant.
        right: String,
    }
    lists {
        /// Words after which it is right: «khắc phục tốt».
        right_after,
        /// Words before which it is right: «cũng cố gắng».
        right_before,
    }
    example: "{ wrong = \"hồ xơ\", right = \"hồ sơ\" }"
}

impl Entry for Misspelling {
    fn key(&self) -> &str {
        &self.wrong
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        let wrong = &self.wrong;
        let small = wrong.to_lowercase();
        same_spelling(wrong, &self.right).or_else(|| {
            (small != *wrong).then(|| {
                (
                    text(format!("`{wrong}` có chữ hoa"), format!("`{wrong}` has capitals")),
                    text(
                        format!("viết thường `{small}`; phải khớp chữ hoa thì ghi ở [exact]"),
                        format!("write `{small}`; where capitals count, use [exact]"),
                    ),
                )
            })
        })
    }
}

entry! {
    /// Letters of a symbol that say which bodies issue documents with them.
    SymbolIssuer {
        /// The body's letters at the end of a symbol, `TTg`, or those of type and body, «NQ/TW».
        letters: String,
    }
    lists {
        /// How the names of these bodies begin.
        names,
    }
    example: "{ letters = \"TTg\", names = [\"Thủ tướng Chính phủ\"] }"
}

impl Entry for SymbolIssuer {
    fn key(&self) -> &str {
        &self.letters
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        self.names.is_empty().then(|| {
            (
                text(format!("`{}` chưa ghi cơ quan nào", self.letters), format!("`{}` names no body", self.letters)),
                text("thêm `names = [\"tên cơ quan\"]`", "add `names = [\"name of the body\"]`"),
            )
        })
    }
}

entry! {
    /// A misspelling of an abbreviation or a name: capitals count.
    ExactMisspelling {
        /// What is typed.
        wrong: String,
        /// What is meant.
        right: String,
    }
    lists {}
    example: "{ wrong = \"VN eID\", right = \"VNeID\" }"
}

impl Entry for ExactMisspelling {
    fn key(&self) -> &str {
        &self.wrong
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        same_spelling(&self.wrong, &self.right)
    }
}

fn same_spelling(wrong: &str, right: &str) -> Option<(Text, Text)> {
    (wrong == right).then(|| {
        (
            text(
                format!("`{wrong}` vừa là chữ sai vừa là chữ đúng"),
                format!("`{wrong}` is both the wrong and the right spelling"),
            ),
            text("sửa `right` thành chữ đúng", "correct `right`"),
        )
    })
}

entry! {
    /// A type of document.
    DocumentType {
        /// Its name in lower case.
        name: String,
        /// Its letters in a symbol.
        letters: String,
    }
    lists {}
    example: "{ name = \"kế hoạch\", letters = \"KH\" }"
}

impl Entry for DocumentType {
    fn key(&self) -> &str {
        &self.name
    }
}

entry! {
    /// Another name of a body.
    Nickname {
        /// The name that is used.
        name: String,
        /// The name of the directory.
        official: String,
    }
    lists {}
    example: "{ name = \"Phòng VHXH\", official = \"Phòng Văn hóa - Xã hội\" }"
}

impl Entry for Nickname {
    fn key(&self) -> &str {
        &self.name
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        let Self { name, official } = self;
        (name == official).then(|| {
            (
                text(
                    format!("`{name}` vừa là tên khác vừa là tên chính thức"),
                    format!("`{name}` is both the other and the official name"),
                ),
                text("sửa `official` thành tên chính thức", "correct `official`"),
            )
        })
    }
}

entry! {
    /// A word that is never right twice in a row.
    RepeatedWord {
        word: String,
    }
    lists {
        /// Words after which it may: «hiện tại tại xã».
        right_after,
        /// Words before which it is: «cơ sở sở hữu».
        right_before,
    }
    example: "{ word = \"các\" }"
}

impl Entry for RepeatedWord {
    fn key(&self) -> &str {
        &self.word
    }
}

entry! {
    /// Words whose capital is wrong after another word.
    MisplacedCapital {
        /// The word or mark in front.
        after: String,
    }
    lists {
        words,
    }
    example: "{ after = \"của\", words = [\"Các\"] }"
}

impl Entry for MisplacedCapital {
    fn key(&self) -> &str {
        &self.after
    }
}

entry! {
    /// A part of the document that the program sets.
    FramePart {
        /// How it begins.
        typed: String,
        what: String,
        /// What to do instead.
        instead: String,
    }
    lists {}
    example: "{ typed = \"Nơi nhận:\", what = \"nơi nhận\", instead = \"khai ở bảng [recipients]\" }"
}

impl Entry for FramePart {
    fn key(&self) -> &str {
        &self.typed
    }
}

entry! {
    /// Words that compare, and how.
    Comparison {
        /// The operator that they mean.
        op: Operator,
    }
    lists {
        words,
    }
    example: "{ op = \">=\", words = [\"ít nhất\"] }"
}

impl Entry for Comparison {
    fn key(&self) -> &str {
        self.op.as_str()
    }
}

entry! {
    /// Common nouns that mean all agencies of a kind.
    Collective {
        /// Their kind.
        kind: AgencyKind,
    }
    lists {
        words,
    }
    example: "{ kind = \"executive\", words = [\"phòng\"] }"
}

impl Entry for Collective {
    fn key(&self) -> &str {
        self.kind.as_str()
    }
}

/// Two words of equal rank that a hyphen joins, written as they should be: «tế - xã».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPair(String);

impl WordPair {
    const HYPHEN: &str = " - ";

    /// Returns the word before the hyphen and the one after it.
    #[must_use]
    pub fn words(&self) -> (&str, &str) {
        self.0.split_once(Self::HYPHEN).unwrap_or((&self.0, ""))
    }
}

impl FromNode for WordPair {
    const EXAMPLE: &'static str = "\"tế - xã\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        String::from_node(node, decoder).map(Self)
    }
}

impl Entry for WordPair {
    fn key(&self) -> &str {
        &self.0
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        let (first, second) = self.words();
        (first.is_empty() || second.is_empty() || second.contains(Self::HYPHEN)).then(|| {
            (
                text(
                    format!("`{}` không phải hai từ nối bằng gạch nối", self.0),
                    format!("`{}` is not two words joined by a hyphen", self.0),
                ),
                text("viết như `tế - xã`, có dấu cách hai bên", "write it like `tế - xã`, with a space on both sides"),
            )
        })
    }
}

/// Syllables of one line, all written as they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyllableLine(String);

impl SyllableLine {
    /// Returns its syllables.
    pub fn syllables(&self) -> impl Iterator<Item = Syllable> {
        self.0.split_whitespace().filter_map(Syllable::read)
    }

    /// Returns whether one of them is written so.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.0.split_whitespace().any(|one| one == word)
    }
}

impl FromNode for SyllableLine {
    const EXAMPLE: &'static str = "\"chuyên chuyến chuyển\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        String::from_node(node, decoder).map(Self)
    }
}

impl Entry for SyllableLine {
    fn key(&self) -> &str {
        &self.0
    }

    fn mistake(&self) -> Option<(Text, Text)> {
        self.0.split_whitespace().find_map(|word| {
            let written = Syllable::read(word).map(|one| one.written());
            if written.as_deref() == Some(word) {
                return None;
            }
            let message = text(
                format!("`{word}` không phải âm tiết viết đúng"),
                format!("`{word}` is not a well-formed syllable"),
            );
            let help = match written {
                Some(written) => text(format!("viết `{written}`"), format!("write `{written}`")),
                None => text(
                    "từ mượn, tên đất, từ chuyên môn thì ghi ở tệp excused.toml",
                    "loanwords, names of places and technical words belong in excused.toml",
                ),
            };
            Some((message, help))
        })
    }
}
