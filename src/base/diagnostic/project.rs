//! What can be wrong with `kehoach.toml`, with its waivers, and with the checking itself.

use super::declare_findings;

declare_findings! {
    /// Findings of projects, in the order of the codes.
    PROJECT_RULES;

    WAIVER_EXPIRED {
        code: "CT009", name: "waiver-expired", level: Error, since: "0.1.0", fix: None,
        title: "miễn trừ không có hiệu lực, hoặc sắp hết hạn", "a waiver that does not hold, or expires soon",
        explanation: "Miễn trừ có ngày cuối. Qua ngày ấy nó không che được gì nữa: lỗi cũ tính lại như chưa từng được miễn, và người chịu trách nhiệm phải đạt mức, xin gia hạn, hoặc bỏ miễn trừ. Trong 30 ngày cuối chỉ cảnh báo. Miễn trừ về mức của thành phố còn hết hiệu lực khi kế hoạch đặt mức kém hơn mức được cho phép (`at_least`), hoặc thành phố nâng mức (`minimum`). Miễn trừ không ghi số và ngày của văn bản cho phép, dài hơn hoặc của cơ quan khác với điều kiện ở `city.toml` thì không có hiệu lực.",
            "A waiver has a last day. After it the finding counts again, and its owner must meet the duty, have the waiver renewed, or remove it. In its last 30 days it only warns. A waiver of a minimum also lapses when less is promised than it allows (`at_least`) or the city asks for more (`minimum`). One without number and date of a document, or against the terms of `city.toml`, does not hold.",
        law: "Văn bản cho phép, ghi ở `approval` của miễn trừ",
        bad: "[[waivers]]\ncode = \"CT001\"\nuntil = 2025-12-31   # hôm nay là 15/01/2026",
        good: "[[waivers]]\ncode = \"CT001\"\nuntil = 2026-12-31   # theo văn bản gia hạn",
    }

    MUST_ANSWER {
        code: "CT013", name: "must-answer", level: Error, since: "0.1.0", fix: None,
        title: "kế hoạch chưa triển khai kế hoạch thành phố mà kho này yêu cầu", "a plan that does not answer what its project asks for",
        explanation: "`must_answer` của kehoach.toml ghi những kế hoạch của thành phố mà mọi kế hoạch cấp xã trong kho phải triển khai thực hiện. Không ghi trong `answers` thì không mức nào được đối chiếu; ghi mà không có chỉ tiêu nào ứng với chỉ số của kế hoạch ấy cũng vậy. Chỉ xét kế hoạch có thời kỳ trùng với thời kỳ của kế hoạch thành phố.",
            "`must_answer` of kehoach.toml names the city plans that every commune's plan of the project must answer. What `answers` does not name is compared with nothing; nor is what no target answers. Only plans of the time of the city's plan are asked.",
        law: "Định dạng của kehoach.toml",
        bad: "# kehoach.toml: must_answer = [\"kh-359-2025\"]\nanswers = []",
        good: "answers = [\"kh-359-2025\"]",
    }

    UNUSED_WAIVER {
        code: "DL022", name: "unused-waiver", level: Warning, since: "0.1.0", fix: None,
        title: "miễn trừ không dùng đến", "an unused waiver",
        explanation: "Miễn trừ chỉ có tác dụng ở đúng chỗ có lỗi hoặc cảnh báo. Không còn lỗi, cảnh báo ấy thì miễn trừ phải bỏ, kẻo lần sau che nhầm; ghi sai chỗ hoặc sai kế hoạch thì nó không che được gì.",
            "A waiver works only where its finding is. An unused one is at the wrong place, or is obsolete and may hide something later.",
        law: "Định dạng của kehoach.toml",
        bad: "[[waivers]]\ncode = \"CT001\"\nat = \"targets.lan\"   # chỉ tiêu này đã đạt mức tối thiểu",
        good: "# xóa [[waivers]] ấy",
    }

    UNKNOWN_CODE {
        code: "DL023", name: "unknown-code", level: Error, since: "0.1.0", fix: None,
        title: "không có quy tắc nào mang mã này", "an unknown code",
        explanation: "Mã viết sai thì cài đặt hoặc miễn trừ của nó không có tác dụng. Chương trình báo lỗi, không bỏ qua. Xem các mã: kehoach explain --all.",
            "A misspelt code would silently change nothing, so it is an error. All codes: kehoach explain --all.",
        law: "Định dạng của kehoach.toml",
        bad: "[lints]\nCV01 = \"deny\"",
        good: "[lints]\nCV001 = \"deny\"",
    }

    DUTY_NOT_ALLOWED {
        code: "DL024", name: "duty-not-allowed", level: Error, since: "0.1.0", fix: None,
        title: "quy tắc bắt buộc, không tắt được", "a duty that cannot be switched off",
        explanation: "Quy tắc ở mức lỗi là quy tắc bắt buộc: không tắt, không hạ xuống cảnh báo được. Được phép làm khác thì ghi [[waivers]] với lý do, văn bản cho phép, thời hạn. Lỗi của dữ liệu (DL) và miễn trừ hết hạn (CT009) thì không miễn được: phải sửa.",
            "A rule whose level is error is a duty: it cannot be switched off or made a warning. An approved exception is a waiver with reason, approval and expiry. Mistakes of the data (DL) and expired waivers (CT009) cannot be waived: they must be fixed.",
        law: "Định dạng của kehoach.toml",
        bad: "[lints]\nbelow-minimum = \"allow\"",
        good: "[[waivers]]\ncode = \"below-minimum\"\nat = \"targets.lan\"\nreason = \"Chưa đủ kinh phí\"\napproval = \"Công văn số 12/UBND-KSTT ngày 05/01/2026\"\nuntil = 2026-12-31\nindicator = \"kh359-lan\"\nat_least = 90\nminimum = 95",
    }

    RULE_NOT_EVALUATED {
        code: "DL025", name: "rule-not-evaluated", level: Error, since: "0.1.0", fix: None,
        title: "quy tắc không xét được kế hoạch này", "a rule that could not check this plan",
        explanation: "Quy tắc không xét được thì không ai biết kế hoạch đúng hay sai ở điểm ấy. Đó là lỗi của chương trình, không phải của kế hoạch, nhưng không được coi là đạt.",
            "If a rule fails, it is unknown whether the plan is right. That is a bug in kehoach, but the plan must not count as clean.",
        law: "Định dạng kế hoạch",
        bad: "(lỗi của chương trình)",
        good: "(báo lỗi kèm tệp kế hoạch)",
    }
}
