//! A measure: a number that a plan promises or reports, with its operator, unit and horizon.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::base::diagnostic::{NOT_ALLOWED, WRONG_TYPE, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::{letter, number};
use crate::input::decode::{Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword};
use crate::model::id::Id;
use crate::model::time::Time;

/// How the value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Exactly.
    Equal,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    /// About (khoảng).
    About,
    Between,
    OneOf,
}

impl Keyword for Operator {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("=", Self::Equal),
        (">=", Self::AtLeast),
        (">", Self::MoreThan),
        ("<=", Self::AtMost),
        ("<", Self::LessThan),
        ("~", Self::About),
        ("..", Self::Between),
        ("in", Self::OneOf),
        ("≥", Self::AtLeast),
        ("≤", Self::AtMost),
    ];
}

impl FromNode for Operator {
    const EXAMPLE: &'static str = "\">=\"";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        decode_keyword(node, decoder)
    }
}

/// The value of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// One number; two for a range; several for «one of».
    Numbers(Vec<Decimal>),
    /// Yes or no.
    Flag(bool),
}

impl FromNode for Value {
    const EXAMPLE: &'static str = "100";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.value {
            DeValue::Boolean(flag) => Some(Self::Flag(*flag)),
            DeValue::Array(_) => {
                let numbers = Vec::<Option<Decimal>>::from_node(node, decoder)?;
                numbers.into_iter().collect::<Option<Vec<_>>>().map(Self::Numbers)
            }
            DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) | DeValue::Table(_) => {
                Decimal::from_node(node, decoder).map(|number| Self::Numbers(vec![number]))
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct Measure {
    pub span: Span,
    /// How the value is meant.
    pub operator: Operator,
    /// The value. Between has two numbers, `OneOf` one or more, every other operator one.
    pub value: Located<Value>,
    /// Unit: `%`, «cấp độ», «doanh nghiệp».
    pub unit: Option<SourceText>,
    /// Horizon.
    pub by: Option<Located<Time>>,
    /// Words after the value.
    pub note: Option<SourceText>,
    /// The indicator of a baseline that it answers.
    pub indicator: Option<Located<Id>>,
    /// The series that it belongs to: the same quantity at other horizons.
    pub series: Option<Located<Id>>,
}

impl Measure {
    /// Returns the value with its unit: «95%», «45-50%», «Cấp độ 2 hoặc 3», «1 doanh nghiệp», «Có».
    #[must_use]
    pub fn bare(&self) -> String {
        let numbers = match &self.value.value {
            Value::Flag(true) => return "Có".to_owned(),
            Value::Flag(false) => return "Không".to_owned(),
            Value::Numbers(numbers) => numbers.iter().copied().map(number::decimal).collect::<Vec<_>>(),
        };
        let joined = match (self.operator, numbers.split_last()) {
            (Operator::OneOf, Some((last, first))) if !first.is_empty() => format!("{} hoặc {last}", first.join(", ")),
            (Operator::Between, _) => numbers.join("-"),
            (_, _) => numbers.join(", "),
        };
        match self.unit.as_deref() {
            None => joined,
            Some("%") => joined + "%",
            // A rank follows its word: «cấp độ 2».
            Some(rank @ ("cấp độ" | "mức" | "mức độ" | "hạng")) => {
                format!("{} {joined}", letter::capitalized(rank))
            }
            Some(unit) => format!("{joined} {unit}"),
        }
    }

    /// Returns the value with the sign of its operator: «≥ 95%», «khoảng 40%».
    #[must_use]
    pub fn signed(&self) -> String {
        let sign = match self.operator {
            Operator::Equal | Operator::Between | Operator::OneOf => "",
            // A sign never ends a line: the spaces do not break.
            Operator::AtLeast => "≥\u{a0}",
            Operator::MoreThan => ">\u{a0}",
            Operator::AtMost => "≤\u{a0}",
            Operator::LessThan => "<\u{a0}",
            Operator::About => "khoảng ",
        };
        format!("{sign}{}", self.bare())
    }

    /// Returns the value with a zero before a single digit, as counts are written: «01 doanh nghiệp».
    #[must_use]
    pub fn padded(&self) -> String {
        let bare = self.bare();
        let single = bare.starts_with(|c: char| c.is_ascii_digit())
            && !bare[1..].starts_with(|c: char| c.is_ascii_digit() || c == ',');
        if single { format!("0{bare}") } else { bare }
    }

    /// As a plan file writes it, with a horizon where it has none of its own.
    #[must_use]
    pub fn written(&self, horizon: &Time) -> String {
        let op = match self.operator {
            Operator::Equal => String::new(),
            other => format!("op = \"{}\", ", other.as_str()),
        };
        let value = match &self.value.value {
            Value::Flag(flag) => flag.to_string(),
            Value::Numbers(numbers) => match numbers.as_slice() {
                [one] => one.normalize().to_string(),
                several => {
                    let numbers: Vec<String> = several.iter().map(|number| number.normalize().to_string()).collect();
                    format!("[{}]", numbers.join(", "))
                }
            },
        };
        let unit = self.unit.as_deref().map(|unit| unit.replace('\\', "\\\\").replace('"', "\\\""));
        let unit = unit.map(|unit| format!(", unit = \"{unit}\"")).unwrap_or_default();
        let by = self.by.as_ref().map_or(horizon, |by| &by.value);
        format!("{{ {op}value = {value}{unit}, by = \"{}\" }}", by.written())
    }

    /// Returns the value with its operator in words: «tối thiểu 95%», «trên 90%», «từ 50% đến 55%».
    #[must_use]
    pub fn describe(&self) -> String {
        let word = match self.operator {
            Operator::Equal | Operator::OneOf => "",
            Operator::AtLeast => "tối thiểu ",
            Operator::MoreThan => "trên ",
            Operator::AtMost => "tối đa ",
            Operator::LessThan => "dưới ",
            Operator::About => "khoảng ",
            Operator::Between => "từ ",
        };
        match (self.operator, &self.value.value) {
            (Operator::Between, Value::Numbers(numbers)) if numbers.len() == 2 => {
                let one = |value: Decimal| {
                    Self {
                        operator: Operator::Equal,
                        value: Located::new(Value::Numbers(vec![value]), self.value.span),
                        ..self.clone()
                    }
                    .bare()
                };
                format!("{word}{} đến {}", one(numbers[0]), one(numbers[1]))
            }
            _ => format!("{word}{}", self.bare()),
        }
    }
}

impl FromNode for Measure {
    const EXAMPLE: &'static str = "{ value = 100, unit = \"%\" }";

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Self::read(node, decoder, true)
    }
}

/// A measure that nothing is promised with: it answers no indicator and belongs to no series.
#[derive(Debug, Clone)]
pub struct Reported(pub Measure);

impl FromNode for Reported {
    const EXAMPLE: &'static str = Measure::EXAMPLE;

    fn from_node(node: Node<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        Measure::read(node, decoder, false).map(Self)
    }
}

impl Measure {
    fn read(node: Node<'_>, decoder: &mut Decoder<'_>, promised: bool) -> Option<Self> {
        let mut reader = TableReader::new(node, decoder)?;
        let op: Option<Located<Operator>> = reader.optional("op");
        let value: Option<Located<Value>> = reader.required("value");
        let unit = reader.optional("unit");
        let by = reader.optional("by");
        let note = reader.optional("note");
        let (indicator, series) =
            if promised { (reader.optional("indicator"), reader.optional("series")) } else { (None, None) };
        let operator = op.as_ref().map_or(Operator::Equal, |op| op.value);
        if let Some(value) = &value {
            check_shape(operator, value, reader.decoder());
        }
        reader.finish();
        Some(Self { span: node.span, operator, value: value?, unit, by, note, indicator, series })
    }
}

/// Between wants two numbers that rise, the others but `OneOf` a single value.
fn check_shape(operator: Operator, value: &Located<Value>, decoder: &mut Decoder<'_>) {
    let (meta, message, help) = match (operator, &value.value) {
        (Operator::Between, Value::Numbers(numbers)) if numbers.len() == 2 && numbers[0] < numbers[1] => return,
        (Operator::OneOf, Value::Numbers(numbers)) if !numbers.is_empty() => return,
        (Operator::Between, _) => (
            &NOT_ALLOWED,
            text(
                "khoảng từ … đến … cần hai số, số sau lớn hơn số trước",
                "a range needs two numbers, the second one greater",
            ),
            text("viết `value = [50, 55]`", "write `value = [50, 55]`"),
        ),
        (Operator::OneOf, _) => (
            &WRONG_TYPE,
            text("`op = \"in\"` cần một danh sách số", "`op = \"in\"` needs a list of numbers"),
            text("viết `value = [2, 3]`", "write `value = [2, 3]`"),
        ),
        (_, Value::Numbers(numbers)) if numbers.len() == 1 => return,
        (Operator::Equal, Value::Flag(_)) => return,
        (_, Value::Flag(_)) => (
            &NOT_ALLOWED,
            text("có/không thì không so sánh lớn bé được", "yes and no cannot be greater or less"),
            text("bỏ `op`", "leave `op` out"),
        ),
        (_, Value::Numbers(_)) => (
            &NOT_ALLOWED,
            text("ở đây chỉ có một số", "one number only can stand here"),
            text(
                "viết một số; hoặc `op = \"..\"` (từ … đến …), `op = \"in\"` (một trong các số)",
                "write one number, or use `op = \"..\"` (from … to …) or `op = \"in\"` (one of)",
            ),
        ),
    };
    decoder.report(meta, value.span, message, help);
}
