//! Family DL: the data itself, before anything is said of its substance.

use super::{Card, Level};

macro_rules! cards {
    ($($(#[doc = $doc:expr])* $name:ident = $code:literal $kebab:literal $level:ident $vi:literal $en:literal;)*) => {
        $($(#[doc = $doc])* pub static $name: Card = Card {
            code: $code, name: $kebab, level: Level::$level, title_vi: $vi, title_en: $en,
        };)*

        /// Every card of the family, in the order of the codes.
        pub static DATA_CARDS: &[&Card] = &[$(&$name),*];
    };
}

cards! {
    /// The file cannot be read as TOML.
    SYNTAX_ERROR = "DL001" "syntax-error" Error
        "sai cú pháp TOML" "not valid TOML";
    /// A key that the format does not know.
    UNKNOWN_KEY = "DL002" "unknown-key" Error
        "khóa không có trong định dạng kế hoạch" "a key that the format does not know";
    /// A key that must be there is not.
    MISSING_KEY = "DL003" "missing-key" Error
        "thiếu khóa bắt buộc" "a required key is missing";
    /// A value of another type than the key takes.
    WRONG_TYPE = "DL004" "wrong-type" Error
        "giá trị sai kiểu" "a value of the wrong type";
    /// An id that nothing has.
    UNKNOWN_ID = "DL005" "unknown-id" Error
        "mã không tồn tại" "an id that nothing has";
    /// One id given twice.
    DUPLICATE_ID = "DL006" "duplicate-id" Error
        "mã bị trùng" "one id given twice";
    /// A date, quarter or range that no calendar has.
    IMPOSSIBLE_DATE = "DL007" "impossible-date" Error
        "ngày tháng không có thật" "a date that no calendar has";
    /// An expression of Tera that cannot be read or evaluated.
    TEMPLATE_ERROR = "DL008" "template-error" Error
        "biểu thức trong lời văn không dùng được" "an expression in prose that cannot be evaluated";
    /// Bytes that are not UTF-8.
    NOT_UTF8 = "DL009" "not-utf8" Error
        "tệp không phải UTF-8" "a file that is not UTF-8";
    /// Letters and marks that are not composed (NFC).
    NOT_NFC = "DL010" "not-nfc" Warning
        "chữ Việt tổ hợp rời, chưa phải dạng dựng sẵn (NFC)" "Vietnamese letters that are not composed (NFC)";
    /// Text in the glyphs of an old code table (TCVN3, VNI).
    LEGACY_ENCODING = "DL011" "legacy-encoding" Error
        "chữ ở bảng mã cũ" "text in a legacy encoding";
    /// A file larger than any plan.
    FILE_TOO_LARGE = "DL012" "file-too-large" Error
        "tệp quá lớn" "a file that is too large";
    /// A value outside the values that a key takes.
    NOT_ALLOWED = "DL013" "value-not-allowed" Error
        "giá trị ngoài các giá trị cho phép" "a value outside the allowed ones";
    /// Markup in prose that a document of the administration does not have.
    UNSUPPORTED_MARKUP = "DL014" "unsupported-markup" Error
        "định dạng mà văn bản hành chính không có" "markup that an administrative document does not have";
    /// Data that no section shows.
    NOT_SHOWN = "DL015" "data-not-shown" Error
        "dữ liệu không được in ra ở mục nào" "data that no section shows";
    /// A font that is not there.
    MISSING_FONT = "DL016" "missing-font" Error
        "không có phông chữ" "a font that is not there";
    /// A character that the font does not have.
    MISSING_GLYPH = "DL017" "missing-glyph" Error
        "phông chữ không có ký tự này" "a character that the font does not have";
    /// The typesetting engine complains.
    LAYOUT_COMPLAINT = "DL018" "layout-complaint" Error
        "bộ dàn trang báo lỗi" "the typesetting engine complains";
}
