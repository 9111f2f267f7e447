//! The build of a syllable: an onset and a rhyme, both from a closed set.

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r",
    "s", "t", "th", "tr", "v", "x", "q",
];

/// Rhymes as they are written without marks.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem ien ieng iep iet ieu \
    im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot u ua \
    uan uang uat uay uau uc ue uech uen uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uyn \
    uynh uyp uyt uyu y yem yen yeng yet yeu ";

/// Returns whether letters without marks, in lower case, are built like a syllable of the language: «nghi», «quyet», not «zurich».
#[must_use]
pub fn is_syllable(folded: &str) -> bool {
    ONSETS.iter().any(|onset| {
        folded
            .strip_prefix(onset)
            .is_some_and(|rhyme| !rhyme.is_empty() && !rhyme.contains(' ') && RHYMES.contains(&format!(" {rhyme} ")))
    })
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_other_words() {
        for syllable in ["an", "dinh", "nghiep", "quyet", "gi", "gieng", "yeu", "chuyen", "thuong", "o", "khuyu"] {
            assert!(is_syllable(syllable), "{syllable}");
        }
        for other in ["", "zurich", "sao2", "malmo", "koln", "munchen", "sigurdsson", "ubnd", "tokyo", "b", "curacao"] {
            assert!(!is_syllable(other), "{other}");
        }
    }
}
