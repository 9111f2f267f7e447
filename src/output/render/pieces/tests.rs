use proptest::prelude::*;

use super::{Fit, Part, Piece, narrow, wide};
use crate::base::limits::WORD;

fn part(part: &Part) -> String {
    match part {
        Part::Text(words) => words.clone(),
        Part::Letters(letters) => letters.concat(),
    }
}

/// The words of pieces; of a run in a cell what is shown where it fits, or otherwise.
fn words(pieces: &[Piece], fits: bool) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Text(words) | Piece::Whole(words) => words.clone(),
        Piece::Loose(parts) => parts.iter().map(part).collect(),
        Piece::Fit(Fit { run, apart, .. }) => words(if fits { run } else { apart }, fits),
    };
    pieces.iter().map(of).collect()
}

/// Pieces as a person reads them: `[…]` does not break, `|` is where a run may, `{run~…}` needs room.
fn read(pieces: &[Piece]) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Text(words) => words.replace('\u{a0}', "~"),
        Piece::Whole(words) => format!("[{}]", words.replace('\u{a0}', "~")),
        Piece::Loose(parts) => parts
            .iter()
            .map(|part| match part {
                Part::Text(words) => words.clone(),
                Part::Letters(letters) => letters.join("'"),
            })
            .collect::<Vec<_>>()
            .join("|"),
        Piece::Fit(Fit { letters, run, apart }) => format!("{{{letters}: {} ? {}}}", read(run), read(apart)),
    };
    pieces.iter().map(of).collect()
}

#[test]
fn a_wide_line_has_symbols_that_hold_and_runs_that_break() {
    let of = |words: &str| read(&wide(words));
    assert_eq!(
        of("Căn cứ Kế hoạch số 238/KH-UBND ngày 31/12/2025;"),
        "Căn cứ Kế hoạch số [238/KH-UBND] ngày [31/12/2025];"
    );
    assert_eq!(of("xã Bình\u{a0}Giang"), "xã Bình~Giang");
    assert_eq!(of("giai đoạn 2026\u{a0}-\u{a0}2030, 02 đợt/tháng"), "giai đoạn [2026~-~2030], 02 [đợt/tháng]");
    let address = "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html";
    assert_eq!(
        of(&format!("tại {address} hoặc")),
        "tại https:|//|dichvucong.|gov.|vn/|p/|home/|dvc-|trang-|chu.|html hoặc".replace("https:|//|", "https://|")
    );
    assert_eq!(of(&"a".repeat(41)), "aaaaaa|aaaaaa|aaaaaa|aaaaaa|aaaaaa|aaaaaa|aaaaa");
    assert_eq!(of(&"a".repeat(40)), "a".repeat(40));
    assert_eq!(of(&"Bình\u{a0}Giang\u{a0}".repeat(4)), "Bình Giang ".repeat(4));
    assert_eq!(of(""), "");
}

#[test]
fn a_cell_has_what_needs_room() {
    let of = |words: &str| read(&narrow(words, false));
    assert_eq!(of("nghiêng ngả 24/7"), "nghiêng ngả [24/7]");
    assert_eq!(of("số 238/KH-UBND;"), "số {12: [238/KH-UBND]; ? 238/|KH-|UBND;}");
    assert_eq!(
        of("PHƯỜNG Lê\u{a0}Chân"),
        "{6: PHƯỜNG ? PHƯỜNG} {7: Lê~Chân ? Lê Chân}".replace("{7: Lê~Chân ? Lê Chân}", "Lê~Chân")
    );
    assert_eq!(of("Trần\u{a0}Hưng\u{a0}Đạo"), "{13: Trần~Hưng~Đạo ? Trần Hưng Đạo}");
    assert_eq!(of("Tháng 3\u{a0}-\u{a0}11"), "Tháng [3~-~11]");
    assert_eq!(of("2026\u{a0}-\u{a0}2030"), "{11: [2026~-~2030] ? 2026 - 2030}");
    assert_eq!(of("50 người/lớp, N-NH4+"), "50 {10: [người/lớp], ? người/|lớp,} {6: [N-NH4+] ? N-|NH4+}");
    assert_eq!(of("congthongtin"), "{12: congthongtin ? c'o'n'g't'h'o'n'g't'i'n}");
    assert_eq!(read(&narrow("ở đây", true)), "ở {3: đây ? đ'â'y}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever the pieces are, they are the text; only spaces that hold names together may become those that break.
    #[test]
    fn pieces_joined_are_the_text(
        text in prop_oneof![
            any::<String>(),
            "([a-zđếƯ0-9./_-]|[ \u{a0}]|\\PC){0,120}",
            "([A-Z0-9/-]{1,30}[ \u{a0}\t\n]){0,12}",
            "[0-9./a-z-]{30,90}",
        ],
        strict in any::<bool>(),
    ) {
        let spaced = |text: &str| text.replace('\u{a0}', " ");
        for pieces in [wide(&text), narrow(&text, strict)] {
            prop_assert_eq!(spaced(&words(&pieces, true)), spaced(&text));
            prop_assert_eq!(spaced(&words(&pieces, false)), spaced(&text));
        }
        // Where all of it has room, the spaces are those of the text, too.
        prop_assert_eq!(words(&narrow(&text, strict), true), text.clone());
        if let Some((before, last)) = super::last_word(&text) {
            prop_assert_eq!(format!("{before}{last}"), text.trim_end());
        }
    }
}

#[test]
fn a_run_that_no_engine_sets_is_one_piece() {
    let run = "a".repeat(WORD + 1);
    assert_eq!(wide(&run), [Piece::Text(run.clone())]);
    assert_eq!(narrow(&run, true), [Piece::Text(run.clone())]);
    assert!(matches!(wide(&run[1..]).as_slice(), [Piece::Loose(_)]));
}
