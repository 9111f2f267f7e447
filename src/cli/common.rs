//! The options that commands share.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{ArgAction, Args, ColorChoice, ValueEnum};

use crate::base::diagnostic::Language;

/// The options of every command.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Ngôn ngữ của thông báo và của hướng dẫn: {values}
    /// en: Language of messages and of this help: {values}
    #[arg(long, global = true, value_enum, default_value = "vi", value_name = "NGÔN-NGỮ")]
    pub lang: Language,
    /// Tô màu thông báo: auto (mặc định, khi in ra màn hình), always hoặc never
    /// en: Colour messages: auto (default; on a terminal), always or never
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "KHI-NÀO")]
    pub color: Color,
    /// In hướng dẫn này
    /// en: Print this help
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The packs in use.
#[derive(Debug, Args)]
pub(super) struct PacksOption {
    /// Thư mục dữ liệu của thành phố, thay cho dữ liệu kèm theo
    /// en: Directory of city data (packs), in place of the bundled one
    #[arg(long = "packs", id = "packs", value_name = "THƯ-MỤC")]
    pub directory: Option<PathBuf>,
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Vietnamese, Self::English]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// The formats of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Human,
    Json,
}
