//! How citations are read.

use super::*;
use crate::model::packs::Vocabulary;

fn read(text: &str) -> Vec<Citation> {
    citations(text, &Vocabulary::embedded().citations, Vec::new)
}

fn parts(text: &str) -> Vec<(String, String, String)> {
    read(text)
        .into_iter()
        .map(|found| {
            let part = |range: Option<Range<usize>>| range.map_or(String::new(), |range| text[range].to_owned());
            (part(found.kind), text[found.symbol].to_owned(), part(found.issuer))
        })
        .collect()
}

/// The words elsewhere that name the issuer of one of the citations.
fn elsewhere(text: &str, at: usize) -> Option<&str> {
    match &read(text)[at].issuer_said {
        IssuerSaid::Elsewhere(words) => Some(&text[words.clone()]),
        _ => None,
    }
}

fn triple(kind: &str, symbol: &str, issuer: &str) -> (String, String, String) {
    (kind.to_owned(), symbol.to_owned(), issuer.to_owned())
}

#[test]
fn parts_of_a_full_citation() {
    let text = "theo Kế hoạch hành động số 12-KH/TU, ngày 28/8/2025 của Ban Thường vụ Thành ủy về thực hiện Nghị quyết 57-NQ/TW;";
    assert_eq!(
        parts(text),
        [triple("Kế hoạch hành động", "12-KH/TU", "Ban Thường vụ Thành ủy"), triple("Nghị quyết", "57-NQ/TW", "")]
    );
    let found = read(text);
    assert!(!found[0].quoted && found[1].quoted);
    assert!(found[0].numbered && !found[1].numbered);
    assert_eq!(found[0].date.map(|date| date.day), Some(28));
}

#[test]
fn a_law_is_cited_with_its_name() {
    for (text, kind) in [
        ("theo Luật Đất đai số 31/2024/QH15 ngày 18/01/2024;", "Luật Đất đai"),
        (
            "Căn cứ Luật Khoa học, công nghệ và đổi mới sáng tạo số 93/2025/QH15",
            "Luật Khoa học, công nghệ và đổi mới sáng tạo",
        ),
        ("Luật Chuyển đổi số số 148/2025/QH15", "Luật Chuyển đổi số"),
        ("Luật Chuyển đổi số 148/2025/QH15", "Luật Chuyển đổi số"),
        ("Bộ luật Dân sự số 91/2015/QH13", "Bộ luật Dân sự"),
        ("Luật Đấu thầu, Luật Đầu tư công số 58/2024/QH15", "Luật Đầu tư công"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu số 57/2024/QH15", "Luật"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Đầu tư theo phương thức đối tác công tư, Luật Hải quan, Luật Thuế giá trị gia tăng, Luật Thuế xuất khẩu, thuế nhập khẩu, Luật Đầu tư, Luật Quản lý, sử dụng tài sản công số 90/2025/QH15",
            "Luật",
        ),
        ("Luật số 72/2025/QH15", "Luật"),
        ("luật số 72/2025/QH15", "luật"),
        ("Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15", "Luật Ban hành văn bản quy phạm pháp luật"),
    ] {
        assert_eq!(parts(text).into_iter().map(|found| found.0).collect::<Vec<_>>(), [kind], "{text}");
    }
    assert_eq!(parts("theo pháp luật về đất đai (31/2024/QH15)"), []);
}

#[test]
fn a_link_in_brackets_interrupts_no_citation() {
    for link in ["(https://vanban.vn/57)", " (www.vanban.vn/57-NQ.pdf)"] {
        let text = format!("Nghị quyết số 57-NQ/TW{link} ngày 22/12/2024 của Bộ Chính trị về đột phá");
        assert_eq!(parts(&text), [triple("Nghị quyết", "57-NQ/TW", "Bộ Chính trị")]);
    }
    let text = "Nghị quyết số 57-NQ/TW (https://vanban.vn/57) về đột phá";
    let found = read(text);
    assert!(found[0].date.is_none() && &text[found[0].rest.clone()] == " về đột phá");
    assert_eq!(&text[found[0].range.clone()], "Nghị quyết số 57-NQ/TW");
    assert_eq!(read("Nghị quyết số 57-NQ/TW (gọi tắt) ngày 22/12/2024 của Bộ Chính trị")[0].date, None);
}

#[test]
fn laws_that_one_amends_are_of_its_title() {
    let text = "tại Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15 và Luật Các tổ chức tín dụng số 32/2024/QH15";
    assert_eq!(read(text).iter().map(|found| found.quoted).collect::<Vec<_>>(), [false, true, true]);
    let text = "Luật sửa đổi Luật Giá số 44/2024/QH15 ngày 29/6/2024, Luật Nhà ở số 27/2023/QH15";
    assert_eq!(parts(text)[1].0, "Luật Nhà ở");
}

#[test]
fn the_issuer_may_be_said_elsewhere() {
    for (text, body) in [
        ("Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 1897/TTr-STP ngày 07/11/2025", "Giám đốc Sở Tư pháp "),
        ("Ban Thường vụ Tỉnh ủy có Công văn số 12-CV/TU ngày 07/11/2025", "Ban Thường vụ Tỉnh ủy "),
        (
            "sự thống nhất của Thường trực Hội đồng nhân dân tỉnh (Công văn số 12/HĐND-VP ngày 07/11/2025)",
            "Thường trực Hội đồng nhân dân tỉnh ",
        ),
        (
            "Căn cứ các Quyết định của Thủ tướng Chính phủ về quy hoạch: Quyết định số 1629/QĐ-TTg ngày 16/12/2023",
            "Thủ tướng Chính phủ về quy hoạch",
        ),
    ] {
        assert_eq!(elsewhere(text, 0), Some(body));
    }
    let text = "Nghị định số 48/2013/NĐ-CP ngày 14/5/2013 và Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ";
    assert_eq!(elsewhere(text, 0), Some("Chính phủ"));
    assert_eq!(read(text)[1].issuer_said, IssuerSaid::Behind);
    let text = "theo đề nghị của Sở Công Thương tại Tờ trình số 298/TTr-SCT ngày 01/12/2025 và Công văn số 2679/SCT-QLTM ngày 02/12/2025";
    assert_eq!(elsewhere(text, 1), Some("Sở Công Thương "));
    for text in [
        "cán bộ của Phòng Kinh tế làm theo Nghị định số 85/2016/NĐ-CP ngày 01/7/2016",
        "theo Quyết định số 749/QĐ-TTg ngày 03/6/2020",
        "Quyết định số 749/QĐ-TTg và Nghị định số 92/2017/NĐ-CP của Chính phủ",
    ] {
        assert_eq!(elsewhere(text, 0), None, "{text}");
    }
}

#[test]
fn a_date_may_be_late_or_broken() {
    let text = "Quyết định số 411/QĐ-TTg của Thủ tướng Chính phủ ngày 31/3/2022 phê duyệt Chiến lược";
    let found = read(text).remove(0);
    assert!(found.has_late_date() && found.date.is_some() && &text[found.rest] == " phê duyệt Chiến lược");
    assert_eq!(found.issuer.map(|range| &text[range]), Some("Thủ tướng Chính phủ"));
    let text = "Quyết định số 1085/QĐ-TTg ngày 15 tháng 9 tháng 2022 của Thủ tướng Chính phủ phê duyệt";
    let found = read(text).remove(0);
    assert_eq!(found.broken_date.map(|range| &text[range]), Some("15 tháng 9 tháng 2022"));
    assert_eq!(found.issuer.map(|range| &text[range]), Some("Thủ tướng Chính phủ"));
}

#[test]
fn a_body_of_two_names_is_one_symbol() {
    assert_eq!(parts("Công văn số 8935/BNV-CTTN&BĐG ngày 03/10/2025"), [triple("Công văn", "8935/BNV-CTTN&BĐG", "")]);
}

#[test]
fn a_short_name_is_no_citation() {
    let text = "Chỉ thị số 27/CT-TTg ngày 15/8/2024 của Thủ tướng Chính phủ (sau đây gọi tắt là Chỉ thị số 27/CT-TTg)";
    assert_eq!(read(text).iter().map(|found| found.quoted).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn malformed_symbols_are_citations_too() {
    for symbol in [
        "71-NQ/CP",
        "89- CTtr/TƯ",
        "57- NQ/TW",
        "8177/BKHCNCĐSQG",
        "71/NQ–CP",
        "13/2023NĐ-CP",
        "57NQ/TW",
        "57 NQ/TW",
        "749/QĐ TTg",
        "09/CT.TTg",
        "35 KH-UBND",
        "30/2020 NĐ-CP",
    ] {
        assert_eq!(parts(&format!("(Nghị quyết số {symbol});")), [triple("Nghị quyết", symbol, "")]);
    }
}

#[test]
fn a_list_of_citations_is_no_title() {
    let text = "Nghị định số 73/2019/NĐ-CP ngày 05/9/2019 của Chính phủ quy định quản lý đầu tư, Nghị định số 82/2024/NĐ-CP và Chỉ thị số 09/CT-TTg";
    assert!(read(text).iter().all(|found| !found.quoted));
}

#[test]
fn an_issuer_without_its_word_is_seen() {
    let text = "Nghị quyết số 01-NQ/ĐH, ngày 20/8/2025 Đại hội đại biểu Đảng bộ xã lần thứ I, nhiệm kỳ 2025-2030";
    let found = read(text);
    assert!(found[0].issuer_said == IssuerSaid::Bare);
    assert_eq!(found[0].issuer.clone().map(|range| &text[range]), Some("Đại hội đại biểu Đảng bộ xã lần thứ I"));
}

#[test]
fn what_is_no_citation_is_left_alone() {
    for text in [
        "Đề án 06/CP",
        "Đề án số 06/CP",
        "phủ sóng 5G/6G",
        "24/7",
        "quy tắc 3-2-1",
        "ngày 01/7/2025",
        "giai đoạn 2021-2025",
        "Quý III/2026",
        "Nghị quyết 57",
        "TCVN 11930:2017",
        "2026 - UBND xã",
        "1 Gb/s",
        "Tổ công tác 06/ĐA",
        "ban hành 05 NQ/HĐND",
        "có 12 TB/tháng",
    ] {
        assert_eq!(parts(text), [], "{text}");
    }
}

#[test]
fn a_quotation_is_another_documents() {
    assert!(read("ghi rõ “theo Nghị quyết 57-NQ/TW ngày 22/12/2024” và")[0].quoted);
}

#[test]
fn each_document_of_a_list_has_its_own_sender() {
    let text = "Xét đề nghị của 03 đơn vị gồm: Công ty TNHH Lương Việt tại Văn bản số 05/VLN-LV ngày 21/4/2025; Công ty cổ phần Miền Tây tại \
                Văn bản số 26/DC-KT ngày 15/4/2025; Hội Nông dân tại các Văn bản số 12/HND-VP và số 13/HND-VP";
    let names = (0..3).map(|at| elsewhere(text, at).map(str::trim_end)).collect::<Vec<_>>();
    assert_eq!(names, [Some("Công ty TNHH Lương Việt"), Some("Công ty cổ phần Miền Tây"), Some("Hội Nông dân")]);
    for text in [
        "Trường hợp nêu tại Văn bản số 12/HND-VP",
        "Hội nghị có Thông báo số 12/HND-VP",
        "Phòng ngừa tại Văn bản số 12/HND-VP",
    ] {
        assert_eq!(elsewhere(text, 0), None, "{text}");
    }
    assert_eq!(elsewhere("căn cứ quy định; thực hiện nêu tại Văn bản số 12/HND-VP ngày 15/4/2025", 0), None);
}

#[test]
fn who_issued_it_may_be_named_a_few_words_behind() {
    let text =
        "Phiếu chuyển số 600/PC-VPUBND ngày 03/6/2025 chỉ đạo của Văn phòng Ủy ban nhân dân tỉnh về việc giao nhiệm vụ";
    assert_eq!(elsewhere(text, 0), Some("Văn phòng Ủy ban nhân dân tỉnh"));
    let title = "Quyết định số 600/QĐ-UBND ngày 03/6/2025 phê duyệt kế hoạch của Văn phòng Ủy ban nhân dân tỉnh";
    assert_eq!(elsewhere(title, 0), None);
}

#[test]
fn the_day_of_a_deadline_is_not_that_of_the_document() {
    for deadline in ["xong trước ngày", "đến ngày", "từ ngày", "kể từ ngày", "chậm nhất ngày"] {
        let text = format!("quy định tại Nghị định số 75/2023/NĐ-CP của Chính phủ {deadline} 01 tháng 5 năm 2026");
        let [found] = &read(&text)[..] else { panic!("{text}") };
        assert_eq!((found.date, &text[found.issuer.clone().unwrap()]), (None, "Chính phủ"), "{text}");
    }
    assert!(read("Nghị định số 75/2023/NĐ-CP của Chính phủ ngày 19/10/2023")[0].has_late_date());
}

#[test]
fn a_title_may_end_in_several_documents() {
    let quoted = |text: &str| read(text).iter().map(|found| found.quoted).collect::<Vec<_>>();
    let about = "quy định chi tiết một số điều của Luật Hóa chất và Nghị định số 26/2026/NĐ-CP";
    let first = "Thông tư số 01/2026/TT-BCT ngày 17/01/2026 của Bộ trưởng Bộ Công Thương";
    assert_eq!(quoted(&format!("{first} {about} của Chính phủ")), [false, true]);
    assert_eq!(quoted(&format!("{first} {about} ngày 17/01/2026 của Chính phủ")), [false, false]);
    assert_eq!(quoted(&format!("{first} về hóa chất và Nghị định số 26/2026/NĐ-CP của Chính phủ")), [false, false]);
}

#[test]
fn a_day_may_be_in_brackets_or_before() {
    let found = &read("ký ban hành Nghị quyết số 57-NQ/TW (ngày 22/12/2024) của Bộ Chính trị về đột phá")[0];
    assert_eq!(found.date.and_then(|date| date.date()), Some(jiff::civil::date(2024, 12, 22)));
    assert!(found.issuer.is_some());
    let text = "Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số 57-NQ/TW về đột phá";
    assert!(read(text)[0].dated_before && elsewhere(text, 0).is_some());
    assert!(!read("Từ ngày 22/12/2024, Bộ Chính trị thực hiện Nghị quyết số 57-NQ/TW")[0].dated_before);
    let text = "Cập nhật Khung kiến trúc Chính phủ điện tử: Bộ KH&CN đã ban hành Quyết định số 292/QĐ-BKHCN về khung";
    assert_eq!(elsewhere(text, 0).map(str::trim), Some("Bộ KH&CN đã"));
}

#[test]
fn the_last_part_of_a_symbol_may_stand_apart() {
    let symbol = |text: &str| text[read(text)[0].symbol.clone()].to_owned();
    assert_eq!(symbol("tại Tờ trình số 02/TTr-CAT- ANCTNB ngày 03 tháng 02 năm 2023"), "02/TTr-CAT- ANCTNB");
    assert_eq!(symbol("theo Kế hoạch số 02/KH-UBND - UBND xã"), "02/KH-UBND");
}

#[test]
fn a_title_begins_with_its_verb_whatever_its_capital() {
    for title in ["Quy định chi tiết", "quản lý, kết nối", "Về chứng thực", "công bố danh mục"] {
        let text = format!("Nghị định số 26/2020/NĐ-CP ngày 28/02/2020 của Chính phủ {title}");
        assert_eq!(parts(&text)[0].2, "Chính phủ", "{text}");
    }
    let text = "Quyết định số 26/QĐ-BQL ngày 28/02/2020 của Ban Quản lý Khu kinh tế về việc";
    assert_eq!(parts(text)[0].2, "Ban Quản lý Khu kinh tế");
}

#[test]
fn an_amended_document_is_of_a_title() {
    let text =
        "số 28/2016/QH14 ngày 11/11/2016 về sửa đổi, bổ sung một số điều của Nghị quyết số 55/2010/QH12 về miễn thuế";
    assert!(read(text).iter().all(|found| found.quoted));
    let text =
        "theo Nghị định số 48/2013/NĐ-CP ngày 14/5/2013; Nghị định số 92/2017/NĐ-CP ngày 07/8/2017 của Chính phủ";
    assert_eq!(elsewhere(text, 0), Some("Chính phủ"));
    let text = "theo Quy định số 296-QĐ/TW ngày 30/5/2025; Hướng dẫn số 08-HD/TW ngày 10/6/2025 của Ban Bí thư";
    assert_eq!(elsewhere(text, 0), None);
    let symbol = |text: &str| text[read(text)[0].symbol.clone()].to_owned();
    assert_eq!(symbol("tại Tờ trình số 15972/SXD-QLN& TTBĐS ngày 14/11/2025"), "15972/SXD-QLN& TTBĐS");
    assert_eq!(symbol("tại Tờ trình số 15972/SXD-QLN& báo cáo"), "15972/SXD-QLN");
}
