//! How a syllable is built and written: an onset, a rhyme and a tone, each from a closed set.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::character::Character;
use super::fold::fold;

/// Onsets as they are written; longer ones come before those that they begin with.
const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Rhymes as they are written without their tone.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et \
    ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oc oi om on ong op ot oa oac oach oai oam oan \
    oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oem oen oeo oet ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um \
    un ung up ut uân uâng uât uây uê uêch uên uênh uôc uôi uôm uôn uông uôt uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi \
    ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu";

/// Rhymes behind «qu»; its «u» is a part of the others.
const BEHIND_QU: &str = "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât âu ây e en eo et ê êch ên ênh êt i in it iu \
    y yên yêt ynh ych yt yp ơ ơi ơn ôc";

/// Onsets that «y» alone may follow: «kỹ», «lý», «mỹ».
const BEFORE_Y: [&str; 9] = ["", "h", "k", "l", "m", "n", "s", "t", "v"];

/// Onsets that sound alike in places, and «d» for «đ», of which a key missed.
const ONSET_SLIPS: [(&str, &[&str]); 10] = [
    ("tr", &["ch"]),
    ("ch", &["tr"]),
    ("s", &["x"]),
    ("x", &["s"]),
    ("gi", &["d", "r"]),
    ("d", &["gi", "r"]),
    ("r", &["d", "gi"]),
    ("l", &["n"]),
    ("n", &["l"]),
    ("đ", &["d"]),
];

/// Final consonants that are mixed up.
const FINAL_SLIPS: [(&str, &str); 6] = [("n", "ng"), ("ng", "n"), ("t", "c"), ("c", "t"), ("n", "m"), ("m", "n")];

/// Marks of vowels that a key missed.
const MARK_SLIPS: [(&str, &str); 7] =
    [("ươ", "uơ"), ("â", "a"), ("ă", "a"), ("ê", "e"), ("ô", "o"), ("ơ", "o"), ("ư", "u")];

const VOWELS: &str = "aăâeêioôơuưy";

/// A syllable as it may be written. Whether there is a word of it is for a list to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Syllable {
    onset: &'static str,
    rhyme: &'static str,
    /// Its tone mark, loose.
    tone: Option<char>,
}

static ALL_RHYMES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| RHYMES.split_whitespace().collect());
static RHYMES_BEHIND_QU: LazyLock<BTreeSet<&str>> = LazyLock::new(|| BEHIND_QU.split_whitespace().collect());
/// Rhymes without any mark.
static BARE_RHYMES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| RHYMES.split_whitespace().chain(BEHIND_QU.split_whitespace()).map(fold).collect());

impl Syllable {
    /// Returns the syllable of a word in composed letters, whatever its capitals and wherever its tone is; `None` where no syllable
    /// is written so: «nghành», «quyềt», «chưong».
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        let mut tone = None;
        let mut base = String::with_capacity(word.len());
        for letter in word.chars() {
            let known = Character::of(letter);
            if known.tone.is_some() && tone.replace(known.tone?).is_some() {
                return None;
            }
            base.push(known.base);
        }
        let parts = ONSETS.iter().copied().chain([""]).filter_map(|onset| Some((onset, base.strip_prefix(onset)?)));
        let (onset, rhyme) = parts.into_iter().find_map(|(onset, rest)| Some((onset, rhyme_of(onset, rest)?)))?;
        let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        let fits = !stopped || matches!(tone, Some('\u{301}' | '\u{323}'));
        fits.then_some(Self { onset, rhyme, tone })
    }

    /// Returns how it is written, with its tone in the old style: «hòa», «thủy».
    #[must_use]
    pub fn written(&self) -> String {
        self.with_tone_at(self.toned_letter())
    }

    /// Returns how it is written in the new style, where that differs: «hoà», «thuỷ».
    #[must_use]
    pub fn written_in_new_style(&self) -> Option<String> {
        (self.tone.is_some() && matches!(self.rhyme, "oa" | "oe" | "uy")).then(|| self.with_tone_at(1))
    }

    /// Returns the syllables that people write in its place: by ear («chưng bày»), with another mark or none («kỷ năng», «nhiêm vụ»).
    #[must_use]
    pub fn slips(&self) -> Vec<Self> {
        let tones = match self.tone {
            Some('\u{309}') => vec![Some('\u{303}'), None],
            Some('\u{303}') => vec![Some('\u{309}'), None],
            Some(_) => vec![None],
            None => Vec::new(),
        };
        let onsets = ONSET_SLIPS.iter().filter(|(right, _)| *right == self.onset).flat_map(|(_, wrong)| *wrong);
        let rhymes = FINAL_SLIPS
            .iter()
            .filter_map(|(right, wrong)| Some(format!("{}{wrong}", self.rhyme.strip_suffix(right)?)))
            .chain(
                MARK_SLIPS
                    .iter()
                    .filter(|(right, _)| self.rhyme.contains(right))
                    .map(|(right, wrong)| self.rhyme.replace(right, wrong)),
            );
        let rhymes = rhymes.filter_map(|rhyme| ALL_RHYMES.get(rhyme.as_str()).copied());
        let all = tones
            .into_iter()
            .map(|tone| Self { tone, ..*self })
            .chain(onsets.map(|onset| Self { onset, ..*self }))
            .chain(rhymes.map(|rhyme| Self { rhyme, ..*self }));
        all.filter(|slip| Self::read(&slip.written()) == Some(*slip)).collect()
    }

    /// Writes it with its tone on a letter of the rhyme.
    fn with_tone_at(&self, at: usize) -> String {
        let onset = if self.onset == "gi" && self.rhyme.starts_with('i') { "g" } else { self.onset };
        let mut out = String::from(onset);
        for (index, letter) in self.rhyme.chars().enumerate() {
            match self.tone.filter(|_| index == at) {
                Some(tone) => out.extend([letter, tone].into_iter().nfc()),
                None => out.push(letter),
            }
        }
        out
    }

    /// Returns the letter of the rhyme that bears the tone, from 0.
    fn toned_letter(&self) -> usize {
        let vowels = self.rhyme.chars().take_while(|letter| VOWELS.contains(*letter)).count();
        let length = self.rhyme.chars().count();
        // Of «ươ», the second one.
        let marked = |marks: &str| self.rhyme.chars().take(vowels).position(|letter| marks.contains(letter));
        if let Some(at) = marked("ăâêôơ").or_else(|| marked("ư")) {
            return at;
        }
        match vowels {
            2 if length == vowels => 0,
            0 | 1 => 0,
            _ => 1,
        }
    }
}

/// The rhyme that the letters behind an onset are, if they may follow it.
fn rhyme_of(onset: &str, rest: &str) -> Option<&'static str> {
    let full = |rhyme: &str| ALL_RHYMES.get(rhyme).copied();
    let front = rest.starts_with(['i', 'e', 'ê', 'y']);
    match onset {
        "qu" => RHYMES_BEHIND_QU.get(rest).copied(),
        // «gì», «gìn», «giếng»: the «i» of the onset is that of the rhyme.
        "gi" if rest.is_empty() || matches!(rest, "n" | "m" | "ch") || rest.starts_with('ê') => {
            full(&format!("i{rest}"))
        }
        "gi" => full(rest).filter(|_| !rest.starts_with(['i', 'y'])),
        "gh" | "ngh" | "k" if !front => None,
        "c" | "g" | "ng" if front => None,
        "c" if ["oa", "oe", "oă", "uy", "uê", "uâ", "uơ"].iter().any(|rhyme| rest.starts_with(rhyme)) => None,
        "" if rest.starts_with("iê") => None,
        "" => full(rest),
        _ if rest == "y" => full(rest).filter(|_| BEFORE_Y.contains(&onset)),
        _ => full(rest).filter(|_| !rest.starts_with('y')),
    }
}

/// Returns whether letters without marks, in lower case, are built like a syllable of the language: «nghi», «quyet», not «zurich».
#[must_use]
pub fn is_syllable(folded: &str) -> bool {
    ONSETS
        .iter()
        .chain(&["", "q"])
        .any(|onset| folded.strip_prefix(onset).is_some_and(|rhyme| BARE_RHYMES.contains(rhyme)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for syllable in ["an", "dinh", "nghiep", "quyet", "gi", "gieng", "yeu", "chuyen", "thuong", "o", "khuyu"] {
            assert!(is_syllable(syllable), "{syllable}");
        }
        for other in ["", "zurich", "sao2", "malmo", "koln", "munchen", "sigurdsson", "ubnd", "tokyo", "b", "curacao"] {
            assert!(!is_syllable(other), "{other}");
        }
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        for word in [
            "nghiệp", "quyết", "quốc", "gì", "gìn", "giếng", "giá", "giữa", "ủy", "hòa", "khỏe", "quý", "khuỷu",
            "được", "người", "thuở", "ngoằn", "ngoèo", "của", "phía", "nghĩa", "mùa", "mưa", "hươu", "yêu", "ý", "kỹ",
            "xoong", "toán", "hoạch", "huỳnh", "uỵch", "quỳnh", "loài", "xoáy", "nước", "giương", "khuya", "thuế",
            "chiều", "ướm",
        ] {
            assert_eq!(Syllable::read(word).map(|one| one.written()).as_deref(), Some(word));
        }
        for (typed, written) in [("hoà", "hòa"), ("THUỶ", "thủy"), ("cuả", "của"), ("gíao", "giáo"), ("ngừơi", "người")]
        {
            assert_eq!(Syllable::read(typed).map(|one| one.written()).as_deref(), Some(written));
        }
        assert_eq!(Syllable::read("hòa").and_then(|one| one.written_in_new_style()).as_deref(), Some("hoà"));
        assert_eq!(Syllable::read("quý").and_then(|one| one.written_in_new_style()), None);
    }

    #[test]
    fn what_is_mixed_up_by_ear_or_lacks_a_mark_is_a_slip() {
        let slips = |word: &str| -> Vec<String> {
            Syllable::read(word).unwrap().slips().iter().map(Syllable::written).collect()
        };
        assert_eq!(slips("kỹ"), ["kỷ", "ky"]);
        assert_eq!(slips("trung"), ["chung", "trun"]);
        assert_eq!(slips("nhiệm"), ["nhiêm", "nhiện"]);
        assert_eq!(slips("giải"), ["giãi", "giai", "dải", "rải"]);
        assert_eq!(slips("đổi"), ["đỗi", "đôi", "dổi", "đỏi"]);
        assert_eq!(slips("phép"), Vec::<String>::new());
    }

    #[test]
    fn no_syllable_is_written_so() {
        for word in [
            "nghành",
            "ngiệp",
            "quyềt",
            "hoach",
            "chưong",
            "kông",
            "cê",
            "gế",
            "địh",
            "thuưc",
            "triểnn",
            "đuợc",
            "tiêp",
            "wap",
            "lyt",
            "iêu",
            "coa",
            "thựực",
            "",
            "b",
            "đ",
            "ngh",
        ] {
            assert_eq!(Syllable::read(word), None, "{word}");
        }
    }
}
