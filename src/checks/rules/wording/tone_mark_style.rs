//! CV002: mixed tone mark styles.

use crate::base::diagnostic::{Findings, text};
use crate::checks::prose::{Quotations, Trait, Word};
use crate::checks::rules::found::{Habit, found};
use crate::checks::rules::wording::tone::new_style;
use crate::checks::rules::{Subject, declare_rule};

declare_rule! {
    needs: Text,
    code: "CV002", name: "tone-mark-style", level: Warning, since: "0.1.0", fix: Safe,
    title: "dấu thanh viết lẫn hai kiểu (hoá, hóa)", "mixed tone mark styles (hoá, hóa)",
    explanation: "Không văn bản nào buộc kiểu đặt dấu thanh, nhưng một văn bản chỉ dùng một kiểu. Thể thức in «CỘNG HÒA», «ỦY BAN NHÂN DÂN» theo kiểu cũ, nên lời văn cũng viết «hóa, ủy, khỏe». «Quý, quỹ, toán, hoàn» chỉ có một cách viết. Tên người giữ nguyên. Mỗi kế hoạch chỉ báo một lần, ở chỗ đầu tiên.",
        "No law prescribes a style of placing tone marks, but a document uses one. The letterhead uses the old style. Names of people stay as they are. A plan gets one finding, at the first place.",
    law: "Phụ lục I, mục V Nghị định số 30/2020/NĐ-CP (mẫu chữ «ỦY BAN NHÂN DÂN», «HÒA»)",
    bad: "Phòng Văn hoá - Xã hội số hoá hồ sơ",
    good: "Phòng Văn hóa - Xã hội số hóa hồ sơ",
}

fn check(subject: &Subject<'_, '_>, findings: &mut Findings) {
    let mut habit = Habit::default();
    for passage in subject.own_wording() {
        let plain = passage.plain();
        let mut quotations = None;
        for word in passage.words().iter().filter(|word| word.shows(Trait::NewStyle)).map(Word::range) {
            let Some(tone_fix) = new_style(&plain[word.clone()]) else { continue };
            let quoted = quotations.get_or_insert_with(|| Quotations::of(plain)).contain(word.start);
            if quoted || is_name_of_a_person(plain, word.start) {
                continue;
            }
            let range = word.start + tone_fix.range.start..word.start + tone_fix.range.end;
            let (typed, put) = (&plain[word.clone()], tone_fix.put.as_str());
            let old = format!("{}{put}{}", &plain[word.start..range.start], &plain[range.end..word.end]);
            habit.add(passage, word.clone(), (range, put), || {
                found(
                    &RULE.meta,
                    passage,
                    word,
                    format!("dấu thanh kiểu mới `{typed}`, trong khi văn bản in kiểu cũ"),
                    format!("`{typed}` has its tone mark in the new style, the document uses the old one"),
                )
                .help(text(format!("viết `{old}`"), format!("write `{old}`")))
            });
        }
    }
    habit.tell(findings);
}

/// Returns whether a word with a capital belongs to a name after «ông», «bà», «đồng chí».
fn is_name_of_a_person(plain: &str, start: usize) -> bool {
    const LONGEST_NAME: usize = 4;
    if !plain[start..].starts_with(char::is_uppercase) {
        return false;
    }
    for word in plain[..start].trim_end().rsplit(' ').take(LONGEST_NAME) {
        if matches!(word.to_lowercase().as_str(), "ông" | "bà" | "chí" | "anh" | "chị" | "cô") {
            return true;
        }
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
    false
}
