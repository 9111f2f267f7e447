//! Prose as rules read it: every text of the plan with its place, and what is recognised inside sentences.

mod agency_name;
mod block;
mod citation;
mod compounds;
mod date;
mod document_kind;
mod flow;
mod issuer;
mod law_name;
mod name_context;
mod passage;
mod percentage;
mod quotation;
mod reference;
mod share;
mod speller;
mod symbol;
mod word;
mod word_set;
mod word_traits;
mod wording;

pub use agency_name::Names;
pub use block::{Block, BlockKind, list_mark};
pub use citation::{Citation, IssuerSaid, clause_end, clause_start};
pub use compounds::Compounds;
pub use date::first_date;
pub use document_kind::kind_before;
pub use name_context::{begins_compound, ends_compound, follows_plural, in_title, opens_a_sentence, same_but_marks};
pub use passage::{OBJECT, Passage};
pub use percentage::{Operators, Percentage, percentages};
pub use quotation::{Quotations, is_seconds};
pub use reference::{Reference, Step, Unit, Whose, numbers, whose};
pub use share::{beyond_all, says, too_much};
pub use speller::Speller;
pub use symbol::{has_other_sign, has_symbol, segments};
pub use word::{is_word_border, phrase_length, words};
pub use word_set::WordSet;
pub use word_traits::{Trait, Word, words_with_traits};
pub use wording::{EmptyWords, Wording};

pub use crate::document::texts::{Owner, Role};
