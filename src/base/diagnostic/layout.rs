//! Family BC: the finished pages, as the proof (`kehoach build --proof`, `kehoach check --deep`) measures them.
//!
//! Declared here, not next to the measurements: levels and waivers name them before any page is made.

use super::declare_findings;

declare_findings! {
    /// Findings of the pages, in the order of the codes.
    LAYOUT_RULES;

    LAYOUT_NOT_MEASURED {
        code: "BC001", name: "layout-not-measured", level: Error, since: "0.1.0", fix: None,
        title: "trang in không đo được", "the pages cannot be measured",
        explanation: "Muốn đo thì phải có trang đã dàn. Bộ dàn trang bên trong chương trình trả lại từng chữ, từng nét với vị trí và cỡ; chương trình typst bên ngoài chỉ trả lại tệp PDF. Chưa đo thì không được coi là đạt.",
            "Measuring needs the finished pages. The embedded engine gives every letter and line with its place and size; the external program typst gives only the PDF. What was not measured does not count as right.",
        law: "Phụ lục I Nghị định số 30/2020/NĐ-CP",
        bad: "kehoach build plan.toml --proof --engine typst",
        good: "kehoach build plan.toml --proof",
    }

    LAYOUT_PAPER {
        code: "BC002", name: "paper", level: Error, since: "0.1.0", fix: None,
        title: "khổ giấy hoặc chiều giấy không đúng", "wrong paper size, or landscape without a table",
        explanation: "Văn bản in trên khổ A4 (210 × 297 mm), theo chiều dài. Trang nằm ngang chỉ dành cho phần có bảng, biểu.",
            "The paper is A4 (210 × 297 mm), portrait. A page is landscape only for tables.",
        law: "Phụ lục I, mục I.1, I.2 Nghị định số 30/2020/NĐ-CP",
        bad: "set page(paper: \"us-letter\")",
        good: "set page(paper: \"a4\")",
    }

    LAYOUT_MARGINS {
        code: "BC003", name: "margins", level: Error, since: "0.1.0", fix: None,
        title: "lề trang ngoài mức quy định", "margins out of range",
        explanation: "Lề trên 20-25 mm, dưới 20-25 mm, trái 30-35 mm, phải 15-20 mm. Đo từ mép giấy đến chữ hay nét gần nhất trên mỗi trang, không kể số trang; lề rộng nhất cho phép tính theo trang kín chữ.",
            "Top 20-25 mm, bottom 20-25 mm, left 30-35 mm, right 15-20 mm. Measured from the edge of the paper to the nearest letter or line of each page, apart from page numbers; a margin is too wide if no page comes near enough.",
        law: "Phụ lục I, mục I.3 Nghị định số 30/2020/NĐ-CP",
        bad: "set page(margin: (left: 25mm, rest: 20mm))",
        good: "set page(margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))",
    }

    LAYOUT_PAGE_NUMBER {
        code: "BC004", name: "page-number", level: Error, since: "0.1.0", fix: None,
        title: "số trang thiếu hoặc sai thể thức", "page numbers missing or wrong",
        explanation: "Số trang là chữ số Ả Rập, cỡ 13-14, kiểu chữ đứng, ở giữa lề trên; trang thứ nhất không hiển thị; mỗi phụ lục đánh số riêng.",
            "Page numbers are Arabic, 13-14 pt, upright, in the middle of the top margin; the first page shows none; each appendix is numbered on its own.",
        law: "Phụ lục I, mục I.7 và III.1.đ Nghị định số 30/2020/NĐ-CP",
        bad: "set page(footer: page-number)",
        good: "set page(header: page-number)",
    }

    LAYOUT_TYPEFACE {
        code: "BC005", name: "typeface", level: Error, since: "0.1.0", fix: None,
        title: "phông chữ hoặc màu chữ không đúng", "another font or colour",
        explanation: "Phông Times New Roman, màu đen. Phông thay thế cùng kích thước từng chữ (Liberation Serif, Tinos, TeX Gyre Termes) không tính là lỗi, vì Times New Roman không được phép kèm theo chương trình; bảng đo ghi là «thay thế». Máy có Times New Roman (Windows có sẵn) thì dựng bản phát hành bằng `--font \"Times New Roman\"`.",
            "Times New Roman, black. Metric-compatible fonts (Liberation Serif, Tinos, TeX Gyre Termes) raise nothing, because Times New Roman may not be distributed with a program; the proof calls them a substitute. Where Times New Roman is installed, as on Windows, `--font \"Times New Roman\"` releases the document in it.",
        law: "Phụ lục I, mục I.4 Nghị định số 30/2020/NĐ-CP",
        bad: "set text(fill: rgb(\"#1f3864\"))",
        good: "set text(fill: black)",
    }

    LAYOUT_NATION {
        code: "BC006", name: "national-name", level: Error, since: "0.1.0", fix: None,
        title: "Quốc hiệu thiếu hoặc sai thể thức", "the national name is missing or wrong",
        explanation: "Quốc hiệu in hoa, cỡ 12-13, đứng, đậm, trọn một dòng, ở trên cùng bên phải trang thứ nhất.",
            "Capitals, 12-13 pt, upright, bold, on one line, at the top right of the first page.",
        law: "Phụ lục I, mục II.1.a Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 14pt, national-name)",
        good: "text(size: 13pt, weight: \"bold\", national-name)",
    }

    LAYOUT_MOTTO {
        code: "BC007", name: "motto", level: Error, since: "0.1.0", fix: None,
        title: "Tiêu ngữ hoặc đường kẻ dưới Tiêu ngữ sai thể thức", "the motto or its rule is wrong",
        explanation: "Tiêu ngữ in thường, cỡ 13-14, đứng, đậm, canh giữa dưới Quốc hiệu; phía dưới là đường kẻ ngang nét liền, dài bằng dòng chữ.",
            "13-14 pt, upright, bold, centred under the national name; below it a solid rule as long as the words.",
        law: "Phụ lục I, mục II.1.b Nghị định số 30/2020/NĐ-CP",
        bad: "line(length: 50%)",
        good: "line(length: measure(motto).width)",
    }

    LAYOUT_ISSUER {
        code: "BC008", name: "issuer-name", level: Error, since: "0.1.0", fix: None,
        title: "tên cơ quan ban hành hoặc đường kẻ dưới tên sai thể thức",
            "the issuing body's name or its rule is wrong",
        explanation: "Tên cơ quan ban hành in hoa, cỡ 12-13, đứng, đậm, bên trái; phía dưới là đường kẻ nét liền dài 1/3 đến 1/2 dòng chữ, cân đối. Tên cơ quan chủ quản, nếu có, không đậm.",
            "Capitals, 12-13 pt, upright, bold, on the left; below it a solid, centred rule of 1/3 to 1/2 of the line. The name of a superior body, if any, is not bold.",
        law: "Phụ lục I, mục II.2 Nghị định số 30/2020/NĐ-CP",
        bad: "line(length: issuer-width)",
        good: "line(length: issuer-width * 0.42)",
    }

    LAYOUT_NUMBER {
        code: "BC009", name: "number-form", level: Error, since: "0.1.0", fix: None,
        title: "số, ký hiệu sai thể thức", "number and symbol look wrong",
        explanation: "Số, ký hiệu cỡ 13, đứng, không đậm, dưới tên cơ quan ban hành.",
            "13 pt, upright, not bold, under the issuing body.",
        law: "Phụ lục I, mục II.3 Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 14pt)[Số: …]",
        good: "text(size: 13pt)[Số: …]",
    }

    LAYOUT_DATE {
        code: "BC010", name: "date-line", level: Error, since: "0.1.0", fix: None,
        title: "địa danh và thời gian ban hành sai thể thức", "place and date look wrong",
        explanation: "Địa danh, thời gian ban hành in thường, cỡ 13-14, nghiêng, cùng một dòng với số, ký hiệu, canh giữa dưới Quốc hiệu.",
            "13-14 pt, italic, on one line with number and symbol, centred under the national name.",
        law: "Phụ lục I, mục II.4 Nghị định số 30/2020/NĐ-CP",
        bad: "date-line(header)",
        good: "text(style: \"italic\", date-line(header))",
    }

    LAYOUT_TITLE {
        code: "BC011", name: "title-form", level: Error, since: "0.1.0", fix: None,
        title: "tên loại, trích yếu hoặc đường kẻ dưới trích yếu sai thể thức",
            "type, subject or their rule look wrong",
        explanation: "Tên loại in hoa, trích yếu in thường, cỡ 13-14, đứng, đậm, canh giữa; dưới trích yếu là đường kẻ nét liền dài 1/3 đến 1/2 dòng chữ, cân đối.",
            "Type in capitals and subject, 13-14 pt, upright, bold, centred; below a solid, centred rule of 1/3 to 1/2 of the line.",
        law: "Phụ lục I, mục II.5 Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 16pt, title)",
        good: "text(size: 14pt, weight: \"bold\", title)",
    }

    LAYOUT_BASES {
        code: "BC012", name: "bases-form", level: Error, since: "0.1.0", fix: None,
        title: "căn cứ ban hành không in nghiêng", "bases that are not italic",
        explanation: "Căn cứ ban hành in thường, nghiêng, cỡ 13-14, dưới trích yếu, mỗi căn cứ một dòng.",
            "Bases are 13-14 pt, italic, each a paragraph of its own.",
        law: "Phụ lục I, mục II.6.a Nghị định số 30/2020/NĐ-CP",
        bad: "par(basis)",
        good: "par(text(style: \"italic\", basis))",
    }

    LAYOUT_PARAGRAPH {
        code: "BC013", name: "paragraph-form", level: Error, since: "0.1.0", fix: None,
        title: "lời văn sai thể thức", "paragraphs look wrong",
        explanation: "Lời văn in thường, đứng, cỡ 13-14, canh đều hai lề, đầu đoạn lùi vào 1 cm hoặc 1,27 cm, các đoạn cách nhau ít nhất 6 pt, dòng cách dòng từ dòng đơn đến 1,5 dòng. Dòng đơn của Times New Roman cao 1,15 lần cỡ chữ.",
            "Upright, 13-14 pt, justified, first line indented by 1 cm or 1.27 cm, at least 6 pt between paragraphs, single to 1.5 lines. A single line of Times New Roman is 1.15 of the size high.",
        law: "Phụ lục I, mục II.6.e Nghị định số 30/2020/NĐ-CP",
        bad: "set par(justify: false)",
        good: "set par(justify: true, first-line-indent: 10mm)",
    }

    LAYOUT_HEADING {
        code: "BC014", name: "heading-form", level: Error, since: "0.1.0", fix: None,
        title: "đề mục sai thể thức", "headings look wrong",
        explanation: "Cỡ 13-14. Phần và tiêu đề: canh giữa, đậm. Mục (I.): in hoa, đứng, đậm. Khoản có tiêu đề (1.): in thường, đứng, đậm. Điểm (a): in thường, đứng. Tiêu đề cấp 1.1. và tiêu đề không đánh số: Nghị định không quy định, chỉ đo cỡ chữ.",
            "13-14 pt. Parts centred and bold; sections (I.) in capitals, upright, bold; items (1.) upright, bold; points (a) upright. For 1.1. and headings without a number only the size is measured: the decree does not mention them.",
        law: "Phụ lục I, mục II.6.đ và V.6.b Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 16pt, heading)",
        good: "text(size: 14pt, weight: \"bold\", heading)",
    }

    LAYOUT_STRANDED {
        code: "BC015", name: "stranded-heading", level: Error, since: "0.1.0", fix: None,
        title: "đề mục nằm cuối trang", "a heading at the end of its page",
        explanation: "Đề mục phải đi cùng ít nhất một dòng của phần nó mở ra; đứng một mình cuối trang thì người đọc mất mạch.",
            "A heading must have at least one line of its text below it on the same page.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "block(heading)",
        good: "block(sticky: true, heading)",
    }

    LAYOUT_SIGNER {
        code: "BC016", name: "signer-form", level: Error, since: "0.1.0", fix: None,
        title: "phần ký thiếu hoặc sai thể thức", "the signature block is missing or wrong",
        explanation: "Quyền hạn, chức vụ in hoa, cỡ 13-14, đứng, đậm, ở bên phải; họ tên in thường, cỡ 13-14, đứng, đậm, canh giữa dưới chức vụ; ở giữa là chỗ cho chữ ký. Nghị định không ghi chỗ ký cao bao nhiêu; kehoach đòi ít nhất 25 mm.",
            "Capacity and position in capitals, 13-14 pt, upright, bold, on the right; the name 13-14 pt, upright, bold, centred below; between them room for the signature. The decree gives no height; this program requires 25 mm.",
        law: "Phụ lục I, mục II.7 Nghị định số 30/2020/NĐ-CP",
        bad: "v(10mm)",
        good: "v(36mm)",
    }

    LAYOUT_LONELY_SIGNATURE {
        code: "BC017", name: "lonely-signature", level: Error, since: "0.1.0", fix: None,
        title: "phần ký nằm riêng một trang", "the signature block is alone on its page",
        explanation: "Trang có chữ ký mà không có lời văn thì ghép vào văn bản nào cũng được. Phần ký phải đi cùng ít nhất hai dòng của văn bản.",
            "A signed page without text could be attached to any document. At least two lines of the text must be on it.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "pagebreak()\n#signature",
        good: "#block(breakable: false, last-lines + signature)",
    }

    LAYOUT_RECIPIENTS {
        code: "BC018", name: "recipients-form", level: Error, since: "0.1.0", fix: None,
        title: "Nơi nhận thiếu hoặc sai thể thức", "the recipients are missing or look wrong",
        explanation: "Từ «Nơi nhận:» cỡ 12, nghiêng, đậm, ngang hàng với quyền hạn, chức vụ, sát lề trái; danh sách cỡ 11, đứng, mỗi nơi một dòng bắt đầu bằng gạch đầu dòng sát lề trái.",
            "«Nơi nhận:» 12 pt, bold italic, level with the capacity, at the left margin; the list 11 pt, upright, each line with a dash at the left margin.",
        law: "Phụ lục I, mục II.9.d Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 13pt, recipients)",
        good: "text(size: 11pt, recipients)",
    }

    LAYOUT_APPENDIX {
        code: "BC019", name: "appendix-form", level: Error, since: "0.1.0", fix: None,
        title: "phần đầu phụ lục thiếu hoặc sai thể thức", "the head of an appendix is missing or wrong",
        explanation: "Mỗi phụ lục bắt đầu trang mới. Từ «Phụ lục» và số thứ tự: in thường, cỡ 14, đứng, đậm, canh giữa; tiêu đề: in hoa, cỡ 13-14, đứng, đậm, canh giữa; dòng «(Kèm theo …)»: cỡ 13-14, nghiêng, canh giữa.",
            "Each appendix begins a page. «Phụ lục» and its number: 14 pt, bold, centred; the title: capitals, 13-14 pt, bold, centred; «(Kèm theo …)»: 13-14 pt, italic, centred.",
        law: "Phụ lục I, mục III.1 Nghị định số 30/2020/NĐ-CP",
        bad: "text(size: 12pt, label)",
        good: "text(size: 14pt, weight: \"bold\", label)",
    }

    LAYOUT_TABLE {
        code: "BC020", name: "table-outside", level: Error, since: "0.1.0", fix: None,
        title: "bảng lấn ra lề", "a table reaches into the margin",
        explanation: "Bảng, kể cả ở trang ngang và phụ lục, nằm trọn trong bốn lề: trên 20, dưới 20, trái 30, phải 15 mm.",
            "A table stays within the four margins, on landscape pages and in appendices too: 20, 20, 30 and 15 mm.",
        law: "Phụ lục I, mục I.3 Nghị định số 30/2020/NĐ-CP",
        bad: "table(columns: (120mm, 80mm))",
        good: "table(columns: (1fr, 1fr))",
    }

    LAYOUT_OVERLAP {
        code: "BC021", name: "overlap", level: Error, since: "0.1.0", fix: None,
        title: "chữ đè lên nhau hoặc ra ngoài giấy", "words overlap or leave the paper",
        explanation: "Chữ đè lên chữ hoặc ra ngoài mép giấy thì không đọc được, dù tệp vẫn mở được bình thường.",
            "Words printed over words, or beyond the edge of the paper, cannot be read.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "place(dy: -5mm, table)",
        good: "table",
    }

    LAYOUT_FIELDS {
        code: "BC022", name: "signature-fields", level: Error, since: "0.1.0", fix: None,
        title: "ô chữ ký thiếu hoặc sai chỗ", "the signature fields are missing or at the wrong place",
        explanation: "Chữ ký của người có thẩm quyền ở giữa chức vụ và họ tên; hình con dấu trùm lên khoảng 1/3 chữ ký về bên trái; cả hai nằm trọn trong trang và không đè lên chữ. Mẫu trình bày đánh dấu chỗ ấy bằng nhãn `chu-ky`.",
            "The leader's signature is between position and name; the seal covers about the left third of it; both stay on the page and touch no words. The layout marks the place with the label `chu-ky`.",
        law: "Phụ lục I, mục II.7.d và II.8 Nghị định số 30/2020/NĐ-CP",
        bad: "block(height: 36mm)",
        good: "block(height: 36mm, [#metadata((width: 70, height: 36))<chu-ky>])",
    }

    LAYOUT_BLANKS {
        code: "BC023", name: "narrow-blank", level: Error, since: "0.1.0", fix: None,
        title: "chỗ để điền số hoặc ngày quá hẹp", "a blank for number or date is too narrow",
        explanation: "Số và ngày do văn thư điền sau khi ký. Chỗ trống phải đủ cho số có bốn chữ số, ngày và tháng có hai chữ số.",
            "The clerk fills in number and date after the signature. There must be room for a number of four digits, and for a day and a month of two.",
        law: "Điều 15 Nghị định số 30/2020/NĐ-CP",
        bad: "[Số: /KH-UBND]",
        good: "[Số: #box(width: 18mm)/KH-UBND]",
    }

    LAYOUT_LOST_TEXT {
        code: "BC024", name: "lost-text", level: Error, since: "0.1.0", fix: None,
        title: "câu chữ của kế hoạch không có trên trang", "words of the plan are not on the pages",
        explanation: "Mọi đoạn và đề mục của kế hoạch phải có trên trang, đủ chữ, đúng thứ tự. Mẫu trình bày riêng bỏ sót hoặc đổi chữ thì văn bản không còn là kế hoạch đã soạn.",
            "Every paragraph and heading of the plan must be on the pages, whole and in its order. A template that drops or changes words makes a different document.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "blocks(plan.body.slice(1))",
        good: "blocks(plan.body)",
    }

    LAYOUT_TORN_WORD {
        code: "BC025", name: "torn-word", level: Error, since: "0.1.0", fix: None,
        title: "từ trong bảng bị ngắt đôi", "a word of a table is torn",
        explanation: "Chữ trong ô hoặc đầu bảng chỉ xuống dòng giữa hai từ: «CHUẨ/N», «1.20/0» là đọc nhầm. Bảng quá nhiều cột thì chữ đã nhỏ nhất mà vẫn không đủ chỗ: đặt phụ lục nằm ngang (`orientation = \"landscape\"`), bớt cột, hoặc chia làm hai bảng.",
            "Words in a cell or a head break only between words: «CHUẨ/N» and «1.20/0» are misread. A table of too many columns has no room even in the smallest type: put the appendix on landscape pages (`orientation = \"landscape\"`), leave columns out, or make two tables.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "orientation = \"portrait\"  # bảng 19 cột",
        good: "orientation = \"landscape\"",
    }

    LAYOUT_STRANDED_GROUP {
        code: "BC026", name: "stranded-group-row", level: Error, since: "0.1.0", fix: None,
        title: "dòng nhóm của bảng ở cuối trang", "the row of a group ends a page",
        explanation: "Dòng nhóm là tiêu đề của các dòng sau nó, nên không đứng cuối trang khi các dòng ấy ở trang sau.",
            "The row of a group is the heading of the rows below it: it does not end a page while they begin the next.",
        law: "Cách trình bày của kehoach; Nghị định số 30/2020/NĐ-CP không quy định",
        bad: "table.cell([II]), table.cell([Đào tạo]), pagebreak()",
        good: "table.header(level: 2, [II], [Đào tạo])",
    }

    LAYOUT_RUN_IN {
        code: "BC027", name: "run-in-heading", level: Warning, since: "0.1.0", fix: None,
        title: "tiêu đề của khoản in liền lời văn", "the title of an item on the line of its text",
        explanation: "Khoản có tiêu đề thì số thứ tự và tiêu đề trình bày trên một dòng riêng. Nhiều xã, phường in liền: «1. Phòng Văn hóa - Xã hội: chủ trì …»; cách ấy là thói quen, Nghị định không có, nên chương trình chỉ cảnh báo. Tiêu đề của điểm và cấp 1.1. in liền được: Nghị định không quy định tiêu đề cho các cấp ấy.",
            "An item with a title has number and title on a line of their own. Many communes let the text go on behind it; that is a habit, not the decree's, and so a warning. Points and 1.1. have no titles in the decree.",
        law: "Phụ lục I, mục II.6.đ Nghị định số 30/2020/NĐ-CP",
        bad: "run_in = true",
        good: "run_in = false",
    }

    LAYOUT_DECISION {
        code: "BC028", name: "decision-form", level: Error, since: "0.1.0", fix: None,
        title: "quyết định hoặc phần đầu kế hoạch kèm theo sai thể thức",
            "a decision, or the head of the plan behind it, looks wrong",
        explanation: "Thẩm quyền ban hành và «QUYẾT ĐỊNH:» đứng riêng một dòng: in hoa, cỡ 13-14, đứng, đậm, canh giữa. Kế hoạch kèm theo bắt đầu trang mới: tên loại in hoa, trích yếu in thường, cỡ 13-14, đứng, đậm, canh giữa; ngay dưới là dòng «(Kèm theo Quyết định số …)» cỡ 13-14, nghiêng, canh giữa.",
            "Who decides and «QUYẾT ĐỊNH:» are lines of their own: capitals, 13-14 pt, upright, bold, centred. The plan behind the decision begins a page: type in capitals and subject, 13-14 pt, upright, bold, centred; right below «(Kèm theo Quyết định số …)», 13-14 pt, italic, centred.",
        law: "Phụ lục I, mục II.5.b, III.1.c và Phụ lục III, mẫu 1.3 Nghị định số 30/2020/NĐ-CP",
        bad: "par([QUYẾT ĐỊNH:])",
        good: "align(center, text(weight: \"bold\", [QUYẾT ĐỊNH:]))",
    }
}
