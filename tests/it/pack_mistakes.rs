//! What is wrong in a pack is told at the pack: every kind of mistake, and its neighbour that is right.

use kehoach::internals::diagnostic::{Language, Level};
use kehoach::internals::packs::{PackFile, PackFiles};
use kehoach::internals::pipeline::Library;

use crate::support::rendered;

const CITY: &str = "id = \"thu\"\nname = \"Thử\"\nkind = \"tỉnh\"\n";
const AGENCIES: &str = "[[agencies]]\nid = \"van-phong\"\nname = \"Văn phòng\"\nkind = \"executive\"\n";
const DOCUMENTS: &str = "[[documents]]\nid = \"kh-1\"\ntype = \"Kế hoạch\"\nnumber = \"1/KH-UBND\"\ndate = 2025-12-01\nissuer = \"Ủy ban nhân dân tỉnh\"\ntitle = \"về chuyển đổi số\"\n\n[[documents]]\nid = \"kh-2\"\ntype = \"Kế hoạch\"\nnumber = \"2/KH-UBND\"\ndate = 2025-12-02\nissuer = \"Ủy ban nhân dân tỉnh\"\ntitle = \"về cải cách\"\n";
const SECTIONS: &str = "[[sentences]]\nid = \"mot\"\ntext = \"Một câu.\"\n\n[[sections]]\nid = \"muc-tieu\"\ntitle = \"Mục tiêu\"\n\n[[sections]]\nid = \"nhiem-vu\"\ntitle = \"Nhiệm vụ\"\n";

/// A baseline with some lines of indicators.
fn baseline(id: &str, horizon: &str, indicators: &str) -> String {
    format!("id = \"{id}\"\ndocument = \"{id}\"\nhorizon = \"{horizon}\"\nprovenance = \"official\"\n{indicators}")
}

/// An indicator with more lines.
fn indicator(id: &str, text: &str, lines: &str) -> String {
    format!(
        "\n[[indicators]]\nid = \"{id}\"\ntext = \"{text}\"\n{lines}\nquotes = [{{ source = \"Kế hoạch số 1\", text = \"Chỉ tiêu.\" }}]\nconfidence = \"high\"\n"
    )
}

struct Pack(Vec<PackFile>);

impl Pack {
    /// A pack without a mistake, with some indicators.
    fn with(indicators: &str) -> Self {
        Self::of(&[
            ("thu/agencies.toml", AGENCIES),
            ("thu/city.toml", CITY),
            ("thu/documents.toml", DOCUMENTS),
            ("thu/kh-1/baseline.toml", &baseline("kh-1", "2026..2030", indicators)),
            ("thu/kh-1/sections.toml", SECTIONS),
        ])
    }

    fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| PackFile { path: (*path).to_owned(), text: (*text).to_owned() };
        Self(files.iter().map(file).collect())
    }

    fn and(mut self, path: &str, text: &str) -> Self {
        self.0.retain(|file| file.path != path);
        self.0.push(PackFile { path: path.to_owned(), text: text.to_owned() });
        self.0.sort_by(|a, b| a.path.cmp(&b.path));
        self
    }

    fn without(mut self, path: &str) -> Self {
        self.0.retain(|file| file.path != path);
        self
    }

    fn library(self) -> Library {
        let mut files = self.0;
        files.extend(PackFiles::embedded().files.into_iter().filter(PackFile::is_national));
        Library::load(&PackFiles::read("du-lieu".to_owned(), files))
    }

    /// What is found: file and line, level, code and message.
    fn found(self) -> Vec<String> {
        let library = self.library();
        let line = |one: &kehoach::internals::diagnostic::Diagnostic| {
            let place = library.sources.place(one.span);
            let file = library.sources.file(one.span.file).name().trim_start_matches("du-lieu/").to_owned();
            assert!(one.help.is_some(), "{}", one.message);
            let level = one.level.label(Language::Vietnamese);
            format!("{file}:{} {level} {} {}", place.line, one.meta.code, one.message.get(Language::Vietnamese))
        };
        library.findings.clone().sorted().iter().map(line).collect()
    }
}

/// A share of files with a minimum.
fn share(id: &str, text: &str, minimum: &str) -> String {
    indicator(id, text, &format!("commune = {{ {minimum} }}"))
}

const RIGHT: &str = "op = \">=\", value = 80, unit = \"%\", by = \"2026\"";

#[track_caller]
fn says(pack: Pack, expected: &[&str]) {
    assert_eq!(pack.found(), expected);
}

#[test]
fn a_pack_without_a_mistake_says_nothing() {
    says(Pack::with(&share("kh1-ho-so", "Tỷ lệ hồ sơ trực tuyến", RIGHT)), &[]);
    let embedded = Library::load(&PackFiles::embedded());
    assert_eq!(rendered(&embedded.findings.clone().sorted(), &embedded.sources, Language::Vietnamese), "");
}

#[test]
fn an_id_is_given_once() {
    let one = share("kh1-ho-so", "Tỷ lệ hồ sơ trực tuyến", RIGHT);
    let other = share("kh1-ho-so", "Tỷ lệ hồ sơ số hóa", RIGHT);
    says(Pack::with(&(one.clone() + &other)), &["thu/kh-1/baseline.toml:14 lỗi DL006 hai chỉ số cùng mã `kh1-ho-so`"]);
    // In another plan of the city too.
    says(
        Pack::with(&one).and("thu/kh-2/baseline.toml", &baseline("kh-2", "2026", &other)),
        &["thu/kh-2/baseline.toml:7 lỗi DL006 hai chỉ số cùng mã `kh1-ho-so`"],
    );
    says(
        Pack::with(&one)
            .and("thu/agencies.toml", &format!("{AGENCIES}\n{AGENCIES}"))
            .and("thu/documents.toml", &format!("{DOCUMENTS}\n{DOCUMENTS}"))
            .and("thu/kh-1/sections.toml", &format!("{SECTIONS}\n{SECTIONS}")),
        &[
            "thu/agencies.toml:7 lỗi DL006 hai cơ quan cùng mã `van-phong`",
            "thu/documents.toml:18 lỗi DL006 hai văn bản cùng mã `kh-1`",
            "thu/documents.toml:26 lỗi DL006 hai văn bản cùng mã `kh-2`",
            "thu/kh-1/sections.toml:14 lỗi DL006 hai câu mẫu cùng mã `mot`",
            "thu/kh-1/sections.toml:18 lỗi DL006 hai mục cùng mã `muc-tieu`",
            "thu/kh-1/sections.toml:22 lỗi DL006 hai mục cùng mã `nhiem-vu`",
        ],
    );
    // Two cities have agencies and documents of one id, but no two plans of one.
    let second = [
        ("khac/agencies.toml", AGENCIES.to_owned()),
        ("khac/city.toml", CITY.replace("thu", "khac")),
        ("khac/documents.toml", DOCUMENTS.to_owned()),
        ("khac/kh-1/baseline.toml", baseline("kh-1", "2026", &share("kh1-khac", "Tỷ lệ khác", RIGHT))),
    ];
    let both = second.iter().fold(Pack::with(&one), |pack, (path, text)| pack.and(path, text));
    says(both, &["thu/kh-1/baseline.toml:1 lỗi DL006 hai kế hoạch của thành phố cùng mã `kh-1`"]);
}

#[test]
fn names_of_directories_and_files_say_what_is_in_them() {
    let one = share("kh1-ho-so", "Tỷ lệ hồ sơ trực tuyến", RIGHT);
    says(
        Pack::with(&one).and("thu/city.toml", &CITY.replace("\"thu\"", "\"khac\"")),
        &["thu/city.toml:1 lỗi DL013 mã `khac` khác tên thư mục `thu`"],
    );
    says(
        Pack::with(&one)
            .without("thu/kh-1/baseline.toml")
            .and("thu/kh-1/baseline.toml", &baseline("kh-1", "2026", &one).replacen("\"kh-1\"", "\"kh-9\"", 1)),
        &["thu/kh-1/baseline.toml:1 lỗi DL013 mã `kh-9` khác tên thư mục `kh-1`"],
    );
    says(
        Pack::with(&one).without("thu/city.toml"),
        &["thu/agencies.toml:1 lỗi DL040 thư mục `thu` thiếu city.toml: chưa rõ tên và loại của thành phố, tỉnh"],
    );
    says(
        Pack::with(&one)
            .and("thu/kh-2/sections.toml", SECTIONS)
            .and("thu/agency.toml", "")
            .and("thu/baseline.toml", ""),
        &[
            "thu/agency.toml:1 cảnh báo DL040 `agency.toml` không phải tệp của bộ dữ liệu, không được đọc",
            "thu/baseline.toml:1 cảnh báo DL040 `baseline.toml` không phải tệp của bộ dữ liệu, không được đọc",
            "thu/kh-2/sections.toml:1 lỗi DL040 sections.toml không có baseline.toml trong cùng thư mục, nên không kế hoạch nào dùng được",
        ],
    );
    says(
        Pack::with(&one).and("thu/documents.toml", &DOCUMENTS.replace("\"kh-1\"", "\"kh-3\"")),
        &["thu/kh-1/baseline.toml:2 lỗi DL005 không có văn bản nào mã `kh-1`"],
    );
}

#[test]
fn what_is_left_to_fill_in_is_said() {
    let one = share("kh1-ho-so", "Tỷ lệ hồ sơ trực tuyến", RIGHT);
    says(Pack::with(""), &["thu/kh-1/baseline.toml:1 cảnh báo DL040 kế hoạch `kh-1` chưa có chỉ số nào"]);
    for (lines, lacks) in [
        ("number = \"1/KH-UBND\"\n", "số"),
        ("date = 2025-12-01\n", "ngày"),
        ("number = \"1/KH-UBND\"\ndate = 2025-12-01\n", "số và ngày"),
    ] {
        says(
            Pack::with(&one).and("thu/documents.toml", &DOCUMENTS.replace(lines, "")),
            &[&format!("thu/documents.toml:2 cảnh báo DL040 văn bản `kh-1` của kế hoạch chưa ghi {lacks}")],
        );
    }
}

#[test]
fn a_value_is_possible_and_has_its_unit_and_its_direction() {
    for (text, minimum, expected) in [
        ("Tỷ lệ hồ sơ", "op = \">=\", value = 950, unit = \"%\"", Some("lỗi DL040 tỷ lệ vượt 100%: `≥\u{a0}950%`")),
        ("Tốc độ tăng giao dịch", "op = \">=\", value = 150, unit = \"%\"", None),
        ("Tỷ lệ hồ sơ", "op = \">=\", value = -5, unit = \"%\"", Some("lỗi DL040 tỷ lệ âm: `≥\u{a0}-5%`")),
        ("Tỷ lệ hồ sơ", "op = \">=\", value = 80", Some("lỗi DL040 mức `≥\u{a0}80` không ghi đơn vị")),
        ("Tỷ lệ hồ sơ", "op = \">=\", value = 0.8", Some("lỗi DL040 mức `≥\u{a0}0,8` không ghi đơn vị")),
        ("Số mô hình", "op = \">=\", value = 3", Some("lỗi DL040 mức `≥\u{a0}3` không ghi đơn vị")),
        ("Số mô hình", "op = \">=\", value = 3, unit = \"mô hình\"", None),
        ("Có phương án sao lưu", "value = true", None),
        (
            "Tối thiểu 80% hồ sơ trực tuyến",
            "op = \"<=\", value = 80, unit = \"%\"",
            Some("lỗi DL040 mức `≤\u{a0}80%` ngược với lời của chỉ số: «Tối thiểu 80%»"),
        ),
        (
            "Không quá 5% hồ sơ quá hạn",
            "op = \">=\", value = 5, unit = \"%\"",
            Some("lỗi DL040 mức `≥\u{a0}5%` ngược với lời của chỉ số: «Không quá 5%»"),
        ),
        ("Tối thiểu 80% hồ sơ, có nơi tối đa 90%", "op = \">=\", value = 80, unit = \"%\"", None),
        (
            "Tỷ lệ hồ sơ trực tuyến",
            "op = \"<=\", value = 80, unit = \"%\"",
            Some("cảnh báo DL040 mức `≤\u{a0}80%` có lẽ ngược chiều"),
        ),
        ("Tỷ lệ hồ sơ quá hạn", "op = \"<=\", value = 2, unit = \"%\"", None),
        ("Tỷ lệ hồ sơ giấy không quá 5%", "op = \"<=\", value = 5, unit = \"%\"", None),
        ("Tỷ lệ hộ nghèo", "op = \"<\", value = 2, unit = \"%\"", None),
        (
            "Thời gian khôi phục hệ thống",
            "op = \">=\", value = 24, unit = \"giờ\"",
            Some("cảnh báo DL040 mức `≥\u{a0}24 giờ` có lẽ ngược chiều"),
        ),
        ("Thời gian khôi phục hệ thống", "op = \"<=\", value = 24, unit = \"giờ\"", None),
        (
            "Tỷ lệ hồ sơ",
            "op = \">=\", value = 0, unit = \"%\"",
            Some("cảnh báo DL040 `≥\u{a0}0%` là không giao gì: mức nào cũng đạt"),
        ),
    ] {
        let expected: Vec<String> = expected.iter().map(|said| format!("thu/kh-1/baseline.toml:9 {said}")).collect();
        assert_eq!(Pack::with(&share("kh1-so", text, minimum)).found(), expected, "{text}: {minimum}");
    }
}

#[test]
fn a_wrong_minimum_is_taken_out_and_the_indicator_stays() {
    let library = Pack::with(&share("kh1-so", "Tỷ lệ hồ sơ", "op = \">=\", value = 950, unit = \"%\"")).library();
    let indicator = &library.packs.cities["thu"].baselines[0].indicators[0];
    assert!(indicator.commune.is_empty());
    let doubtful = Pack::with(&share("kh1-so", "Tỷ lệ hồ sơ", "op = \"<=\", value = 80, unit = \"%\"")).library();
    assert_eq!(
        doubtful.packs.cities["thu"].baselines[0].indicators[0].commune.len(),
        1,
        "what is only doubtful still counts"
    );
}

#[test]
fn the_city_asks_of_itself_what_it_asks_of_communes() {
    let of = |city: &str, commune: &str| {
        let lines = format!("city = {{ {city} }}\ncommune = {{ {commune} }}");
        Pack::with(&indicator("kh1-so", "Mức hồ sơ đúng hạn", &lines)).found()
    };
    for (city, commune, expected) in [
        (
            "op = \">=\", value = 70, unit = \"%\"",
            "op = \">=\", value = 80, unit = \"%\"",
            Some(
                "9 cảnh báo DL040 thành phố tự đặt mức kém hơn mức giao cho xã ở `kh1-so`: `≥\u{a0}70%`, xã `≥\u{a0}80%`",
            ),
        ),
        (
            "op = \"<=\", value = 48, unit = \"giờ\"",
            "op = \"<=\", value = 24, unit = \"giờ\"",
            Some(
                "9 cảnh báo DL040 thành phố tự đặt mức kém hơn mức giao cho xã ở `kh1-so`: `≤\u{a0}48 giờ`, xã `≤\u{a0}24 giờ`",
            ),
        ),
        ("op = \">=\", value = 90, unit = \"%\"", "op = \">=\", value = 75, unit = \"%\"", None),
        (
            "op = \">=\", value = 70, unit = \"%\", by = \"2026\"",
            "op = \">=\", value = 80, unit = \"%\", by = \"2028\"",
            None,
        ),
        (
            "op = \">=\", value = 90, unit = \"%\"",
            "op = \">=\", value = 75, unit = \"hồ sơ\"",
            Some("10 lỗi DL040 mức của xã và mức của thành phố khác đơn vị: `≥\u{a0}75 hồ sơ` và `≥\u{a0}90%`"),
        ),
        (
            "op = \"<=\", value = 90, unit = \"%\"",
            "op = \">=\", value = 75, unit = \"%\"",
            Some("10 lỗi DL040 mức của xã và mức của thành phố ngược chiều: `≥\u{a0}75%` và `≤\u{a0}90%`"),
        ),
        (
            "value = true",
            "op = \">=\", value = 75, unit = \"%\"",
            Some("10 lỗi DL040 mức của xã và mức của thành phố khác cách đo: `≥\u{a0}75%` và `Có`"),
        ),
    ] {
        let expected: Vec<String> = expected.iter().map(|said| format!("thu/kh-1/baseline.toml:{said}")).collect();
        assert_eq!(of(city, commune), expected, "{city} / {commune}");
    }
}

#[test]
fn what_is_asked_of_everyone_has_a_minimum_a_source_and_words_of_its_own() {
    let text = indicator("kh1-so", "Tỷ lệ hồ sơ", "required = true");
    says(
        Pack::with(&text),
        &[
            "thu/kh-1/baseline.toml:7 cảnh báo DL040 chỉ số `kh1-so` bắt buộc nhưng không có mức tối thiểu: xã đặt mức nào cũng đạt",
        ],
    );
    let without = share("kh1-so", "Tỷ lệ hồ sơ", RIGHT)
        .replace("quotes = [{ source = \"Kế hoạch số 1\", text = \"Chỉ tiêu.\" }]\n", "");
    says(Pack::with(&without), &["thu/kh-1/baseline.toml:7 cảnh báo DL040 chỉ số `kh1-so` không trích dẫn nguồn nào"]);
    let twice = share("kh1-a", "Tỷ lệ hồ sơ", RIGHT) + &share("kh1-b", "Tỷ lệ  hồ sơ", RIGHT);
    says(Pack::with(&twice), &["thu/kh-1/baseline.toml:14 lỗi DL040 hai chỉ số cùng một lời: `Tỷ lệ  hồ sơ`"]);
    let of = |who: &str| format!("population = \"{who}\"\ncommune = {{ {RIGHT} }}");
    let apart = indicator("kh1-a", "Tỷ lệ hồ sơ", &of("xã")) + &indicator("kh1-b", "Tỷ lệ hồ sơ", &of("phường"));
    says(Pack::with(&apart), &[]);
}

#[test]
fn a_day_is_in_the_time_of_the_plan() {
    says(
        Pack::with(&share("kh1-so", "Tỷ lệ hồ sơ", "op = \">=\", value = 80, unit = \"%\", by = \"2031\"")),
        &["thu/kh-1/baseline.toml:9 cảnh báo DL040 hạn `2031` nằm ngoài thời kỳ của kế hoạch thành phố: 2026-2030"],
    );
    says(
        Pack::with(&share("kh1-so", "Tỷ lệ hồ sơ", "op = \">=\", value = 80, unit = \"%\", by = \"2025..2027\"")),
        &[],
    );
}

#[test]
fn what_is_linked_is_measured_in_one_way_and_not_in_circles() {
    let link = |id: &str, to: &str, minimum: &str| {
        let same = if to.is_empty() { String::new() } else { format!("same_as = \"{to}\"\n") };
        indicator(id, &format!("Mức của {id}"), &format!("{same}commune = {{ {minimum} }}"))
    };
    let pack =
        |first: &str, second: &str| Pack::with(first).and("thu/kh-2/baseline.toml", &baseline("kh-2", "2026", second));
    let hours = "op = \"<=\", value = 24, unit = \"giờ\", by = \"2026\"";
    says(pack(&link("kh1-a", "", RIGHT), &link("kh2-a", "kh1-a", RIGHT)), &[]);
    says(
        pack(&link("kh1-a", "", RIGHT), &link("kh2-a", "kh1-a", hours)),
        &[
            "thu/kh-2/baseline.toml:9 lỗi DL040 `same_as` nối hai chỉ số khác đơn vị: `≤\u{a0}24 giờ` và `≥\u{a0}80%` của `kh1-a`",
        ],
    );
    // Through one that has no value.
    let bare = indicator("kh1-a", "Mức của kh1-a", "");
    says(
        pack(&bare, &(link("kh2-a", "kh1-a", RIGHT) + &link("kh2-b", "kh1-a", hours))),
        &[
            "thu/kh-2/baseline.toml:17 lỗi DL040 `same_as` nối hai chỉ số khác đơn vị: `≤\u{a0}24 giờ` và `≥\u{a0}80%` của `kh2-a`",
        ],
    );
    says(
        pack(&link("kh1-a", "kh2-a", RIGHT), &link("kh2-a", "kh1-a", RIGHT)),
        &["thu/kh-1/baseline.toml:9 lỗi DL040 `same_as` nối thành vòng: `kh1-a` → `kh2-a` → `kh1-a`"],
    );
    says(
        Pack::with(&link("kh1-a", "kh1-a", RIGHT)),
        &["thu/kh-1/baseline.toml:9 lỗi DL005 không có chỉ số của kế hoạch khác nào mã `kh1-a`"],
    );
}

#[test]
fn a_standard_section_stands_where_it_is_written() {
    let one = share("kh1-so", "Tỷ lệ hồ sơ", RIGHT);
    for (line, expected) in [
        ("precedes = \"nhiem-vu\"", "lỗi DL040 mục `nhiem-vu` đặt cạnh chính nó: `precedes`"),
        ("follows = \"nhiem-vu\"", "lỗi DL040 mục `nhiem-vu` đặt cạnh chính nó: `follows`"),
        ("follows = \"muc-khac\"", "lỗi DL005 không có mục nào mã `muc-khac`"),
        (
            "follows = \"muc-tieu\"",
            "cảnh báo DL040 `follows` ở mục chuẩn không có tác dụng: mục in theo thứ tự của tệp",
        ),
    ] {
        let sections = format!("{SECTIONS}{line}\n");
        says(
            Pack::with(&one).and("thu/kh-1/sections.toml", &sections),
            &[&format!("thu/kh-1/sections.toml:12 {expected}")],
        );
    }
}

#[test]
fn several_days_of_one_indicator_rise_and_are_measured_in_one_way() {
    let of =
        |minimums: &str| Pack::with(&indicator("kh1-so", "Tỷ lệ hồ sơ", &format!("commune = [{minimums}]"))).found();
    let at = |value: u32, by: &str| format!("{{ op = \">=\", value = {value}, unit = \"%\", by = \"{by}\" }}");
    assert_eq!(of(&format!("{}, {}", at(80, "2027"), at(95, "2030"))), [""; 0]);
    for (minimums, expected) in [
        (
            format!("{}, {}", at(90, "2027"), at(80, "2030")),
            "cảnh báo DL040 mức của hạn sau kém hơn mức của hạn trước: `≥\u{a0}80%`, trước đó `≥\u{a0}90%`",
        ),
        (
            format!("{}, {}", at(80, "2027"), at(90, "2027")),
            "lỗi DL040 hai mức cho cùng một hạn: `≥\u{a0}90%` và `≥\u{a0}80%`",
        ),
        (
            format!("{}, {{ op = \"<=\", value = 24, unit = \"giờ\", by = \"2030\" }}", at(80, "2027")),
            "lỗi DL040 hai mức của một chỉ số khác đơn vị: `≤\u{a0}24 giờ` và `≥\u{a0}80%`",
        ),
        (
            format!("{}, {{ op = \">=\", value = 90, unit = \"%\" }}", at(80, "2027")),
            "lỗi DL003 mức trong danh sách thiếu hạn `by`",
        ),
    ] {
        assert_eq!(of(&minimums), [format!("thu/kh-1/baseline.toml:9 {expected}")], "{minimums}");
    }
}

#[test]
fn a_retired_indicator_is_replaced_by_one_that_is_there() {
    let retired = |id: &str, on: &str, by: &str| {
        let by = if by.is_empty() { String::new() } else { format!(", replaced_by = \"{by}\"") };
        indicator(id, &format!("Mức của {id}"), &format!("retired = {{ on = \"{on}\"{by} }}"))
    };
    let new = share("kh1-moi", "Mức mới", RIGHT);
    says(Pack::with(&(retired("kh1-a", "2026-07-01", "kh1-moi") + &new)), &[]);
    says(Pack::with(&retired("kh1-a", "2026-07-01", "")), &[]);
    says(
        Pack::with(&(retired("kh1-a", "2026-07-01", "kh1-cu") + &new)),
        &["thu/kh-1/baseline.toml:9 lỗi DL005 không có chỉ số nào mã `kh1-cu`"],
    );
    says(
        Pack::with(&retired("kh1-a", "2026-07-01", "kh1-a")),
        &["thu/kh-1/baseline.toml:9 lỗi DL040 các chỉ số thay nhau thành vòng: `kh1-a` → `kh1-a`"],
    );
    says(
        Pack::with(&(retired("kh1-a", "2026-07-01", "kh1-b") + &retired("kh1-b", "2027-07-01", "kh1-a"))),
        &["thu/kh-1/baseline.toml:9 lỗi DL040 các chỉ số thay nhau thành vòng: `kh1-a` → `kh1-b` → `kh1-a`"],
    );
    says(
        Pack::with(&(retired("kh1-a", "2026-07-01", "kh1-b") + &retired("kh1-b", "2026-01-01", ""))),
        &[
            "thu/kh-1/baseline.toml:9 cảnh báo DL040 chỉ số thay thế `kh1-b` đã bỏ từ ngày 01/01/2026, không muộn hơn ngày 01/7/2026",
        ],
    );
}

#[test]
fn one_mistake_of_a_pack_is_one_finding() {
    let broken = share("kh1-so", "Tỷ lệ hồ sơ", RIGHT).replace("confidence = \"high\"\n", "");
    let library = Pack::with(&broken).library();
    let found: Vec<&str> = library.findings.iter().map(|one| one.meta.code).collect();
    assert_eq!(found, ["DL003"]);
    assert!(library.findings.iter().all(|one| one.level == Level::Error));
}
