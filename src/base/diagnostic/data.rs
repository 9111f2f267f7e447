//! Family DL: the data itself, before anything is said of its substance.

use super::declare_findings;

declare_findings! {
    /// Findings of the data, in the order of the codes.
    DATA_RULES;

    SYNTAX_ERROR {
        code: "DL001", name: "syntax-error", level: Error, since: "0.1.0", fix: None,
        title: "sai cú pháp TOML", "invalid TOML syntax",
        explanation: "Tệp kế hoạch phải đọc được theo cú pháp TOML: mỗi dòng một khóa, dấu `=`, rồi giá trị; chữ nằm trong ngoặc kép.",
            "A plan is a TOML file: a key, `=`, a value; text in quotes.",
        law: "Định dạng kế hoạch (TOML 1.0)",
        bad: "subject = Kế hoạch năm 2026",
        good: "subject = \"Kế hoạch năm 2026\"",
    }

    UNKNOWN_KEY {
        code: "DL002", name: "unknown-key", level: Error, since: "0.1.0", fix: None,
        title: "khóa không có trong định dạng kế hoạch", "an unknown key",
        explanation: "Khóa viết sai tên thì dữ liệu của nó không vào văn bản. Chương trình báo lỗi, không bỏ qua.",
            "A misspelt key would silently lose its data, so it is an error.",
        law: "Định dạng kế hoạch",
        bad: "subjet = \"…\"",
        good: "subject = \"…\"",
    }

    MISSING_KEY {
        code: "DL003", name: "missing-key", level: Error, since: "0.1.0", fix: None,
        title: "thiếu khóa bắt buộc", "a missing required key",
        explanation: "Có những điều văn bản không thể thiếu: trích yếu, thời kỳ, người ký, nơi nhận.",
            "A document needs some data: subject, period, signer, recipients.",
        law: "Định dạng kế hoạch",
        bad: "[signer]\nname = \"Vũ Đăng Chương\"",
        good: "[signer]\nname = \"Vũ Đăng Chương\"\nposition = \"Chủ tịch\"",
    }

    WRONG_TYPE {
        code: "DL004", name: "wrong-type", level: Error, since: "0.1.0", fix: None,
        title: "giá trị sai kiểu", "a value of the wrong type",
        explanation: "Số viết không có ngoặc kép, chữ có ngoặc kép, danh sách trong `[ ]`, để chương trình so sánh và tính được.",
            "Numbers have no quotes, text has quotes, lists are in `[ ]`, so that the program can compare and compute.",
        law: "Định dạng kế hoạch",
        bad: "value = \"95\"",
        good: "value = 95",
    }

    UNKNOWN_ID {
        code: "DL005", name: "unknown-id", level: Error, since: "0.1.0", fix: None,
        title: "mã không tồn tại", "an unknown id",
        explanation: "Cơ quan, văn bản, chỉ số, mục, chỉ tiêu được gọi bằng mã. Mã không có thật thì không biết gọi tới đâu.",
            "Agencies, documents, indicators, sections and targets are referred to by id, which must exist.",
        law: "Định dạng kế hoạch",
        bad: "lead = \"phong-vhx\"",
        good: "lead = \"phong-vhxh\"",
    }

    DUPLICATE_ID {
        code: "DL006", name: "duplicate-id", level: Error, since: "0.1.0", fix: None,
        title: "mã bị trùng", "a duplicate id",
        explanation: "Một mã chỉ gọi tới một chỗ.", "An id refers to one thing only.",
        law: "Định dạng kế hoạch",
        bad: "[[targets]]\nid = \"ho-so\"\n\n[[targets]]\nid = \"ho-so\"",
        good: "[[targets]]\nid = \"ho-so\"\n\n[[targets]]\nid = \"ho-so-truc-tuyen\"",
    }

    IMPOSSIBLE_DATE {
        code: "DL007", name: "impossible-date", level: Error, since: "0.1.0", fix: None,
        title: "ngày tháng không có thật", "a date that does not exist",
        explanation: "Ngày, quý, khoảng thời gian phải có trên lịch; khoảng thời gian có đầu trước cuối.",
            "Days, quarters and ranges must exist; a range starts before it ends.",
        law: "Định dạng kế hoạch",
        bad: "due = \"2026-02-30\"",
        good: "due = \"2026-02-28\"",
    }

    TEMPLATE_ERROR {
        code: "DL008", name: "template-error", level: Error, since: "0.1.0", fix: None,
        title: "biểu thức trong lời văn không dùng được", "an expression in prose that cannot be evaluated",
        explanation: "Biểu thức `{{ … }}` lấy dữ liệu vào câu. Biểu thức sai thì câu văn thiếu chữ.",
            "An expression `{{ … }}` puts data into a sentence; a wrong one would leave a gap.",
        law: "Định dạng kế hoạch",
        bad: "{{ cite(\"nq-57\" }}",
        good: "{{ cite(\"nq-57-nq-tw-2024\") }}",
    }

    NOT_UTF8 {
        code: "DL009", name: "not-utf8", level: Error, since: "0.1.0", fix: None,
        title: "tệp không phải UTF-8", "a file that is not UTF-8",
        explanation: "Chữ Việt phải theo Unicode, lưu ở dạng UTF-8.", "Vietnamese text is Unicode, saved as UTF-8.",
        law: "Phụ lục I, mục I.4 Nghị định số 30/2020/NĐ-CP; TCVN 6909:2001",
        bad: "(tệp lưu ở dạng UTF-16)",
        good: "(tệp lưu ở dạng UTF-8)",
    }

    NOT_NFC {
        code: "DL010", name: "not-nfc", level: Warning, since: "0.1.0", fix: Safe,
        title: "chữ Việt tổ hợp rời, chưa phải dạng dựng sẵn (NFC)", "decomposed Vietnamese letters (not NFC)",
        explanation: "Chữ tổ hợp rời nhìn giống chữ dựng sẵn, nhưng tìm kiếm và so sánh không ra.",
            "Decomposed letters look the same, but cannot be searched or compared.",
        law: "TCVN 6909:2001",
        bad: "ủy ban (u + dấu hỏi rời)",
        good: "ủy ban (chữ dựng sẵn)",
    }

    LEGACY_ENCODING {
        code: "DL011", name: "legacy-encoding", level: Error, since: "0.1.0", fix: None,
        title: "chữ ở bảng mã cũ", "text in a legacy encoding",
        explanation: "Chữ theo bảng mã TCVN3 hoặc VNI in ra thành ký hiệu lạ.",
            "Text in the code tables TCVN3 or VNI prints as garbage.",
        law: "TCVN 6909:2001",
        bad: "KÕ ho¹ch",
        good: "Kế hoạch",
    }

    FILE_TOO_LARGE {
        code: "DL012", name: "file-too-large", level: Error, since: "0.1.0", fix: None,
        title: "tệp quá lớn, bảng quá dài hoặc quá nhiều lỗi, cảnh báo", "a file, its tables or its findings are too large",
        explanation: "Kế hoạch chỉ gồm chữ; tệp lớn hơn 4 MB là chọn nhầm tệp. Các bảng của một kế hoạch có nhiều nhất 50.000 dòng, 500.000 ô, lấy từ nhiều nhất 16 MB tệp CSV (hai bảng dùng chung một tệp thì tính hai lần). Hơn 20.000 lỗi, cảnh báo thì chỉ nêu 20.000 lỗi, cảnh báo đầu.",
            "A plan is text; a file larger than 4 MB is the wrong file. All tables of a plan have at most 50,000 rows and 500,000 cells, from at most 16 MB of CSV (a file of two tables counts twice). Of more than 20,000 findings only the first 20,000 are listed.",
        law: "Định dạng kế hoạch",
        bad: "kehoach build video.mp4",
        good: "kehoach build plan.toml",
    }

    NOT_ALLOWED {
        code: "DL013", name: "value-not-allowed", level: Error, since: "0.1.0", fix: None,
        title: "giá trị ngoài các giá trị cho phép", "a value outside the allowed ones",
        explanation: "Khóa này chỉ nhận những giá trị đã nêu trong định dạng.",
            "This key takes only the values that the format lists.",
        law: "Định dạng kế hoạch",
        bad: "kind = \"thị trấn\"",
        good: "kind = \"phường\"",
    }

    UNSUPPORTED_MARKUP {
        code: "DL014", name: "unsupported-markup", level: Error, since: "0.1.0", fix: None,
        title: "định dạng mà văn bản hành chính không có", "unsupported markup",
        explanation: "Văn bản hành chính không có liên kết, mã lệnh, trích dẫn thụt lề; đề mục do chương trình đánh số.",
            "An administrative document has no links, code or quotations; headings are numbered by the program.",
        law: "Phụ lục I Nghị định số 30/2020/NĐ-CP",
        bad: "text = \"## Mục tiêu\"",
        good: "title = \"Mục tiêu\"",
    }

    NOT_SHOWN {
        code: "DL015", name: "data-not-shown", level: Error, since: "0.1.0", fix: None,
        title: "dữ liệu không được in ra ở mục nào", "data that no section shows",
        explanation: "Dữ liệu có trong tệp mà không in ra thì người ký không thấy.",
            "Data that is not printed is not seen by the signer.",
        law: "Định dạng kế hoạch",
        bad: "[[sections]]\nid = \"muc-tieu\"",
        good: "[[sections]]\nid = \"muc-tieu\"\nshow = { targets = \"list\" }",
    }

    MISSING_FONT {
        code: "DL016", name: "missing-font", level: Error, since: "0.1.0", fix: None,
        title: "không có phông chữ", "a missing font",
        explanation: "Văn bản dùng phông Times New Roman hoặc phông cùng kích thước; không tự thay phông khác.",
            "The document uses Times New Roman or a metric-compatible font; no other font is substituted.",
        law: "Phụ lục I, mục I.4 Nghị định số 30/2020/NĐ-CP",
        bad: "--font \"Không Có\"",
        good: "--font \"Times New Roman\"",
    }

    MISSING_GLYPH {
        code: "DL017", name: "missing-glyph", level: Error, since: "0.1.0", fix: None,
        title: "phông chữ không có ký tự này", "a character missing from the font",
        explanation: "Ký tự mà phông không có sẽ in ra ô trống; ký tự ẩn (đổi chiều chữ, biến thể hình) làm văn bản hiện ra khác điều nó ghi.",
            "A character without a glyph would print as an empty box; an invisible one (text direction, variants) makes the document show other words than it contains.",
        law: "Phụ lục I, mục I.4 Nghị định số 30/2020/NĐ-CP",
        bad: "Đạt 95% 👍",
        good: "Đạt 95%",
    }

    LAYOUT_COMPLAINT {
        code: "DL018", name: "layout-complaint", level: Error, since: "0.1.0", fix: None,
        title: "bộ dàn trang báo lỗi", "a typesetting error",
        explanation: "Bộ dàn trang không làm được đúng như yêu cầu; văn bản không được ghi ra.",
            "The typesetting engine failed; no document is written.",
        law: "Định dạng kế hoạch",
        bad: "(lỗi của chương trình)",
        good: "(báo lỗi kèm tệp kế hoạch)",
    }

    SUM_MISMATCH {
        code: "DL019", name: "sum-mismatch", level: Error, since: "0.1.0", fix: None,
        title: "số ghi khác tổng các phần", "a sum that does not match its parts",
        explanation: "Số ở dòng nhóm, dòng tổng hoặc cột tổng phải bằng tổng các phần của nó; không ghi thì chương trình tự cộng. Dòng «Trong đó» (`of_which`) không được cộng, và không lớn hơn dòng mà nó là một phần.",
            "The number of a group, a total or a sum column equals the sum of its parts; if omitted, it is computed. A row `of_which` is not added, and is no more than the row that it is a part of.",
        law: "Định dạng kế hoạch",
        bad: "{ level = \"total\", tong = 120 }  # các dòng cộng lại được 100",
        good: "{ level = \"total\" }",
    }

    FILE_NOT_READ {
        code: "DL020", name: "file-not-read", level: Error, since: "0.1.0", fix: None,
        title: "không đọc được tệp đi kèm kế hoạch", "an unreadable file of the plan",
        explanation: "Tệp CSV mà kế hoạch nhắc đến phải có thật và nằm trong thư mục của kế hoạch.",
            "A CSV file that the plan names exists, in the plan's directory.",
        law: "Định dạng kế hoạch",
        bad: "csv = \"du-tona.csv\"",
        good: "csv = \"du-toan.csv\"",
    }

    CSV_SHAPE {
        code: "DL021", name: "csv-shape", level: Error, since: "0.1.0", fix: None,
        title: "tệp CSV không thành bảng", "a malformed CSV file",
        explanation: "Dòng đầu ghi tên các cột; mỗi dòng sau có đủ từng ấy ô, ô có dấu ngăn thì đặt trong ngoặc kép.",
            "The first line names the columns; every other line has as many cells; a cell with a delimiter is quoted.",
        law: "Định dạng kế hoạch",
        bad: "ten;so\nMua máy chủ; kể cả lắp đặt;100",
        good: "ten;so\n\"Mua máy chủ; kể cả lắp đặt\";100",
    }

    AMBIGUOUS_NUMBER {
        code: "DL026", name: "ambiguous-number", level: Error, since: "0.1.0", fix: None,
        title: "số hiểu được hai cách", "a number that can be read in two ways",
        explanation: "Cán bộ gõ `1.200` là một nghìn hai trăm, chương trình đọc là 1,2. Số có đúng ba chữ số sau dấu chấm vì thế phải hỏi lại: viết `1200` nếu là một nghìn hai trăm, `1.2` nếu là một phẩy hai, `1.1250` nếu là 1,125. Chỉ không hỏi khi không thể là hàng nghìn: `0.125`, `1234.567`, tỷ lệ không quá 100%, hoặc cột mà mọi số đều có ba chữ số thập phân và ít nhất một số không thể là hàng nghìn.",
            "People type `1.200` for twelve hundred, a program reads 1.2. A number with exactly three digits behind its point is therefore asked about: write `1200` or `1.2`, and `1.1250` for 1.125. Not asked where it cannot be thousands: `0.125`, `1234.567`, a percentage up to 100, or a column in which all numbers have three decimals and at least one of them cannot be thousands.",
        law: "Định dạng kế hoạch",
        bad: "promise = { op = \">=\", value = 2.500, unit = \"hồ sơ\" }",
        good: "promise = { op = \">=\", value = 2500, unit = \"hồ sơ\" }",
    }

    TYPED_TOTAL {
        code: "DL027", name: "typed-total", level: Error, since: "0.1.0", fix: None,
        title: "dòng tổng gõ tay", "a total that is typed",
        explanation: "Dòng «Tổng cộng», «Cộng mục I» gõ như dòng thường thì bị cộng thêm một lần vào tổng, và số của nó không được kiểm. Ghi `level = \"total\"` (trong tệp CSV: cột `level`, ghi `total`); tổng của một nhóm nằm ở chính dòng nhóm, không thành dòng riêng. Dòng «Trong đó: …» cũng vậy: ghi `of_which = true`. Bảng không có dòng tổng, dòng nhóm nào khác thì chỉ cảnh báo.",
            "A row «Tổng cộng» or «Cộng mục I» typed like any other is added once more to the total, and nobody checks its number. Write `level = \"total\"` (in a CSV file: `total` in the column `level`); the sum of a group belongs in the row of the group. So is a row «Trong đó: …», which is a part of the row above it: write `of_which = true`. In a table where nothing else is added up, it only warns.",
        law: "Định dạng kế hoạch",
        bad: "{ noi-dung = \"Tổng cộng\", tien = 1500 }",
        good: "{ level = \"total\" }",
    }

    LOOK_ALIKE {
        code: "DL029", name: "look-alike-letter", level: Warning, since: "0.1.0", fix: Safe,
        title: "chữ lạ nhìn như chữ Việt, ký tự ẩn", "a look-alike of a Vietnamese letter, or an invisible character",
        explanation: "Trong từ tiếng Việt chỉ có chữ cái tiếng Việt. Chữ Kirin, Hy Lạp, chữ Ð của tiếng Băng Đảo, chữ do chuyển phông, chữ ghép, chữ số toàn khổ, gạch nối không ngắt, ký tự ẩn nhìn giống mà tìm kiếm, so sánh không ra. Biết chắc là chữ nào thì văn bản được dựng với chữ ấy. Tên nước ngoài (Zürich), ký hiệu đo lường (μm, kΩ) thì không tính.",
            "A Vietnamese word has letters of the Vietnamese alphabet only. Cyrillic and Greek letters, the Icelandic Ð, letters of converted fonts, ligatures, full-width digits, no-break hyphens and invisible characters look the same, but cannot be searched or compared. Where it is certain which letter was meant, the document is set with that one. Foreign names (Zürich) and units (μm, kΩ) are right.",
        law: "Phụ lục I, mục I.4 Nghị định số 30/2020/NĐ-CP; TCVN 6909:2001",
        bad: "name = \"Vũ Ðình An\"  # Ð (U+00D0) của tiếng Băng Đảo",
        good: "name = \"Vũ Đình An\"  # Đ (U+0110)",
    }

    NOTHING_TO_PRINT {
        code: "DL030", name: "nothing-to-print", level: Error, since: "0.1.0", fix: None,
        title: "chỗ in ra mà không có nội dung", "a place that prints nothing",
        explanation: "Tiêu đề, trích yếu, lời văn, tên, đơn vị ghi rỗng (hoặc chỉ có dấu cách, ký hiệu không nhìn thấy, ghi chú, biểu thức không cho ra chữ nào) thì văn bản in ra chỗ trống; mục, phụ lục không có gì, hoặc `show` gọi danh sách không có dòng nào thì chỉ in ra tiêu đề. Khóa không bắt buộc mà chưa có nội dung thì bỏ cả dòng. Riêng `closing` để trống thì dấu `./.` đặt sau đoạn cuối của văn bản.",
            "An empty title, text, name or unit (or one of spaces, invisible signs, comments or expressions that give nothing) prints a gap; a section or an appendix with nothing in it, or a `show` of a list without items, prints a heading only. An optional key without content is left out. Only `closing` may be empty: `./.` then follows the last paragraph of the document.",
        law: "Định dạng kế hoạch",
        bad: "title = \"\"",
        good: "title = \"Nhiệm vụ, giải pháp\"",
    }

    SHOWN_TWICE {
        code: "DL031", name: "shown-twice", level: Warning, since: "0.1.0", fix: None,
        title: "dữ liệu in ra hai lần", "data that is printed twice",
        explanation: "Một danh sách (căn cứ, chỉ tiêu, nhiệm vụ, phân công), một phụ lục, một bảng hay một mục việc in hai lần thì người đọc không biết theo bản nào; sửa một chỗ mà quên chỗ kia là sai. Chỉ tiêu, nhiệm vụ, phân công nêu thành lời ở một mục rồi lập bảng ở phụ lục thì được.",
            "A list, an appendix, a table or an item that is printed twice leaves readers in doubt. Targets, tasks and assignments may be worded in a section and tabulated in an appendix.",
        law: "Định dạng kế hoạch",
        bad: "[[sections]]\nid = \"to-chuc\"\nshow = { assignments = \"headings\" }\n\n[[sections]]\nid = \"phan-cong\"\nshow = { assignments = \"headings\" }",
        good: "[[sections]]\nid = \"to-chuc\"\nshow = { assignments = \"headings\" }",
    }

    TEXT_LOST {
        code: "DL032", name: "text-not-printed", level: Error, since: "0.1.0", fix: None,
        title: "nội dung có trong tệp mà không in ra", "text of the plan that is not printed",
        explanation: "Lời văn đọc theo CommonMark: ô thừa của bảng, chú thích không câu nào dẫn, dòng khai báo liên kết… bị bỏ qua. Người ký không thấy chữ ấy, nên chương trình báo chỗ và cách viết.",
            "Prose is CommonMark, which passes over surplus cells, unused footnotes and definitions of links. The signer would not see them.",
        law: "Định dạng kế hoạch",
        bad: "| Nội dung | Số lượng |\n| --- | --- |\n| Máy in | 3 | 7 |",
        good: "| Nội dung | Số lượng | Ghi chú |\n| --- | --- | --- |\n| Máy in | 3 | 7 |",
    }

    PLACEHOLDER_LEFT {
        code: "DL033", name: "placeholder-left", level: Error, since: "0.1.0", fix: None,
        title: "còn chữ giữ chỗ chưa điền", "a placeholder that is not filled in",
        explanation: "`TODO`, «xxx», chỗ trống «…» hay «[…]», `{promise}` ở nơi không có số để thay; họ tên, chức vụ, cơ quan, nơi nhận, trích yếu chỉ là chữ giữ chỗ như «Họ và tên»: văn bản chưa viết xong, không thể trình ký. `build --draft` vẫn in để xem.",
            "`TODO`, «xxx», a blank «…» or «[…]», `{promise}` where nothing fills it; a name, a post, a body, a recipient or a subject that only holds a place, such as «Họ và tên»: the document is not finished and cannot be signed. `build --draft` still prints it.",
        law: "Định dạng kế hoạch",
        bad: "text = \"TODO: viết phần này.\"",
        good: "text = \"Các cơ quan thực hiện theo chức năng, nhiệm vụ được giao.\"",
    }

    TEXT_MISREAD {
        code: "DL034", name: "text-misread", level: Error, since: "0.1.0", fix: None,
        title: "ký hiệu in ra khác ý người viết", "signs that are not printed as meant",
        explanation: "Trong lời văn, dấu `*`, `_`, `|`, số đầu dòng và chỗ xuống dòng có nghĩa riêng (CommonMark); khóa một dòng thì không có định dạng, ký hiệu in ra nguyên văn. Chỗ nào in ra khác cách gõ thì chương trình báo và đưa cách viết.",
            "In prose the signs `*`, `_`, `|`, numbers at the start of a line and line breaks have a meaning (CommonMark); keys of one line have no markup and print signs as they are. Where the page differs from what was typed, the finding says how to write it.",
        law: "Định dạng kế hoạch",
        bad: "text = \"Số buổi là 4*6*2 = 48 buổi.\"",
        good: "text = \"Số buổi là 4 × 6 × 2 = 48 buổi.\"",
    }

    QUOTES_IN_EXPRESSION {
        code: "DL035", name: "quotes-in-expression", level: Warning, since: "0.1.0", fix: Safe,
        title: "dấu \" trong biểu thức làm đứt chuỗi", "quotes of an expression that end the string",
        explanation: "Chuỗi TOML giữa hai dấu \" kết thúc ở dấu \" kế tiếp, kể cả dấu ở trong `{{ … }}`. Chương trình vẫn đọc đúng ý; trình soạn thảo và `kehoach fmt` thì không, nên viết nháy đơn trong biểu thức, hoặc đặt lời văn giữa hai dấu '''.",
            "A string of TOML ends at the next double quote, also at one inside `{{ … }}`. The program reads what is meant; editors and `kehoach fmt` do not, so write single quotes in expressions, or put the text between '''.",
        law: "Định dạng kế hoạch (TOML 1.0)",
        bad: "text = \"Đạt {{ target(\"ho-so\").promise }}.\"",
        good: "text = \"Đạt {{ target('ho-so').promise }}.\"",
    }

    SUM_OF_RATES {
        code: "DL036", name: "sum-of-rates", level: Warning, since: "0.1.0", fix: None,
        title: "cột đơn giá, tỷ lệ trong bảng có dòng tổng", "a column of prices or shares in a table with a total",
        explanation: "Đơn giá, tỷ lệ, định mức của các dòng không cộng lại thành tổng. Cột có tên như vậy thì chương trình không cộng: dòng tổng, dòng nhóm để trống hoặc in số đã ghi. Ghi `sum = false` vào cột để xác nhận; cột nào cộng được thì ghi `sum = true`.",
            "Prices of one piece, shares and rates do not add up. Columns with such a head are not added up: the total is empty, or is printed as it is stated. Confirm it with `sum = false`, or write `sum = true`.",
        law: "Định dạng kế hoạch",
        bad: "{ id = \"don-gia\", title = \"Đơn giá\", type = \"number\" }",
        good: "{ id = \"don-gia\", title = \"Đơn giá\", type = \"number\", sum = false }",
    }

    LEFT_TO_DECIDE {
        code: "DL037", name: "left-to-decide", level: Note, since: "0.1.0", fix: None,
        title: "còn chỗ ghi TODO phải quyết", "comments with TODO that are still to be decided",
        explanation: "`kehoach new` ghi chú TODO ở những chỗ chỉ xã mới quyết được. Ghi chú không in ra văn bản; quyết xong chỗ nào thì xóa ghi chú ấy. Chữ TODO trong lời văn là lỗi DL033.",
            "`kehoach new` leaves comments with TODO where only the commune can decide. Comments are not printed; remove each when it is decided. The word TODO in a text is the error DL033.",
        law: "Định dạng kế hoạch",
        bad: "# TODO: người ký năm nay có thay đổi không",
        good: "name = \"Nguyễn Văn An\"",
    }

    PRINTED_BEFORE_SIGNING {
        code: "DL039", name: "printed-before-signing", level: Warning, since: "0.1.0", fix: None,
        title: "số, ngày in sẵn trong văn bản chưa ký", "number or date printed before the signature",
        explanation: "Văn thư cấp số và thời gian ban hành sau khi người có thẩm quyền ký; văn bản giấy có thể chậm đến ngày làm việc tiếp theo, nên tháng cũng chưa chắc. In sẵn thì văn thư không điền được số, ngày thật. Chỉ `build` báo: dựng văn bản điện tử của kế hoạch chưa ban hành. Văn bản giấy in sau khi đã cấp số (`--paper`), kế hoạch đã ban hành (`status = \"issued\"`) và bản dự thảo thì không.",
            "The clerk gives number and date after the signature; on paper perhaps on the next working day, so not even the month is certain. What is printed leaves no room for them. Only `build` says so, of the electronic document of a plan that is not issued. A document on paper that is printed after it got its number (`--paper`), a plan that is issued (`status = \"issued\"`) and a draft are left alone.",
        law: "Điều 15 Nghị định số 30/2020/NĐ-CP",
        bad: "number = 35\ndate = \"2026-01-29\"",
        good: "date = \"2026\"",
    }

    PACK_MISTAKE {
        code: "DL040", name: "pack-mistake", level: Error, since: "0.1.0", fix: None,
        title: "bộ dữ liệu của thành phố có chỗ sai", "a mistake in a city's pack",
        explanation: "Mức và chỉ số của bộ dữ liệu được đem so với kế hoạch của mọi xã, nên chỗ sai được báo một lần, ngay tại tệp của bộ dữ liệu: mức khác đơn vị hoặc ngược chiều nhau, tỷ lệ quá 100%, `same_as` nối hai thứ không so được hoặc thành vòng, hai chỉ số cùng một lời, mục đứng cạnh chính nó. Mức sai bị bỏ ra, kế hoạch được xét theo phần còn lại. Chỗ đáng ngờ (mức có lẽ ngược chiều, thiếu trích dẫn, bắt buộc mà không có mức) chỉ cảnh báo.",
            "What a pack asks for is compared with the plans of all communes, so that its mistakes are told once, in the pack's own file: units or directions that differ, a share above 100%, `same_as` between what cannot be compared or in a circle, two indicators with one wording, a section next to itself. A wrong minimum is left out, and plans are judged by the rest. What is only doubtful (a direction, missing quotes, a required indicator without a minimum) warns.",
        law: "Định dạng bộ dữ liệu của thành phố",
        bad: "commune = { op = \">=\", value = 950, unit = \"%\", by = \"2026\" }",
        good: "commune = { op = \">=\", value = 95, unit = \"%\", by = \"2026\" }",
    }

    DRAFT_BASELINE {
        code: "DL041", name: "draft-baseline", level: Warning, since: "0.1.0", fix: None,
        title: "kế hoạch của thành phố còn là dự thảo", "a city plan that is a draft",
        explanation: "Kế hoạch thành phố ghi `status = \"draft\"` trong bộ dữ liệu thì chưa ban hành: số, ngày và mức còn có thể đổi. Xã soạn trước được, kiểm tra được, nhưng chỉ dựng được bản dự thảo (`build --draft`) cho đến khi bộ dữ liệu bỏ dòng ấy.",
            "A city plan with `status = \"draft\"` in the pack is not issued: its number, date and minimums may change. Plans may be written and checked, but only drafts are built (`build --draft`) until the pack removes that line.",
        law: "Định dạng bộ dữ liệu của thành phố",
        bad: "status = \"draft\"  # baseline.toml",
        good: "status = \"issued\"",
    }

    OLD_PACK {
        code: "DL042", name: "old-pack", level: Warning, since: "0.1.0", fix: None,
        title: "bộ dữ liệu đã cũ", "an old pack",
        explanation: "`as_of` của bộ dữ liệu là ngày mà dữ liệu đã theo kịp văn bản ban hành. Quá 90 ngày, văn bản mới thay thế, bãi bỏ có thể chưa có trong đó, nên lời báo về hiệu lực và mức tối thiểu không còn chắc.",
            "`as_of` of a pack is the day until which it follows what was issued. After 90 days, documents may have been replaced without the pack knowing, so that what is said of documents in force and of minimums is no longer sure.",
        law: "Định dạng bộ dữ liệu của thành phố",
        bad: "as_of = 2026-01-05  # hôm nay là 01/6/2026",
        good: "as_of = 2026-05-28",
    }
}
