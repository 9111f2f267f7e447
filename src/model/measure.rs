//! A measure: a number that a plan promises or reports, with its operator, unit and horizon.

use rust_decimal::Decimal;
use toml::de::DeValue;

use crate::base::diagnostic::{AMBIGUOUS_NUMBER, NOT_ALLOWED, WRONG_TYPE, text};
use crate::base::source::{Located, Span};
use crate::base::vietnamese::typed_number::{in_plan, may_be_thousands};
use crate::base::vietnamese::{letter, number, typed_measure};
use crate::input::decode::{
    Decoder, FromNode, Keyword, Node, SourceText, TableReader, decode_keyword, joined_by_commas, what_is_meant,
    which_is_meant,
};
use crate::model::id::{Id, OwnId};
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
        let joined = self.unitless();
        match self.unit.as_deref().filter(|_| !matches!(self.value.value, Value::Flag(_))) {
            None => joined,
            Some("%") => joined + "%",
            // A rank follows its word: «cấp độ 2».
            Some(rank @ ("cấp độ" | "mức" | "mức độ" | "hạng")) => {
                format!("{} {joined}", letter::capitalized(rank))
            }
            Some(unit) => format!("{joined} {unit}"),
        }
    }

    /// Returns the value without its unit: «95», «45-50», «2 hoặc 3», «Có».
    fn unitless(&self) -> String {
        let numbers = match &self.value.value {
            Value::Flag(true) => return "Có".to_owned(),
            Value::Flag(false) => return "Không".to_owned(),
            Value::Numbers(numbers) => {
                numbers.iter().map(|one| number::counted(*one, self.unit.as_deref())).collect::<Vec<_>>()
            }
        };
        match (self.operator, numbers.split_last()) {
            (Operator::OneOf, Some((last, first))) if !first.is_empty() => format!("{} hoặc {last}", first.join(", ")),
            (Operator::Between, _) => numbers.join("-"),
            (_, _) => numbers.join(", "),
        }
    }

    /// Returns the value with the sign of its operator: «≥ 95%», «khoảng 40%».
    #[must_use]
    pub fn signed(&self) -> String {
        self.sign().to_owned() + &self.bare()
    }

    /// Returns the value with its sign, for a table whose column of units has the unit: «≥ 95».
    #[must_use]
    pub fn signed_without_unit(&self) -> String {
        self.sign().to_owned() + &self.unitless()
    }

    fn sign(&self) -> &'static str {
        match self.operator {
            Operator::Equal | Operator::Between | Operator::OneOf => "",
            // A sign never ends a line: the spaces do not break.
            Operator::AtLeast => "≥\u{a0}",
            Operator::MoreThan => ">\u{a0}",
            Operator::AtMost => "≤\u{a0}",
            Operator::LessThan => "<\u{a0}",
            Operator::About => "khoảng ",
        }
    }

    /// Returns the value with a zero before a single digit, as counts are written: «01 doanh nghiệp».
    #[must_use]
    pub fn padded(&self) -> String {
        let bare = self.bare();
        let single = bare.starts_with(|c: char| c.is_ascii_digit())
            && !bare[1..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
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
                [one] => in_plan(*one),
                several => {
                    let numbers: Vec<String> = several.iter().map(|number| in_plan(*number)).collect();
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
    const EXAMPLE: &'static str = "{ value = 80, unit = \"%\" }";

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
        if !node.value.is_table() {
            let typed = node.value.as_str().unwrap_or_else(|| decoder.typed(node.span));
            let expected = ("số và đơn vị", "a value and its unit");
            match typed_measure::tables(typed).as_slice() {
                [] => decoder.wrong_type(node, expected.0, expected.1, Self::EXAMPLE),
                [(_, table)] => decoder.wrong_type_or(node, expected, Some(table.clone()), Self::EXAMPLE),
                several => {
                    let meant: Vec<Decimal> = several.iter().map(|(number, _)| *number).collect();
                    let message = what_is_meant(typed, &meant);
                    decoder.report(&AMBIGUOUS_NUMBER, node.span, message, which_is_meant(several));
                }
            }
            return None;
        }
        let mut reader = TableReader::new(node, decoder)?;
        let op: Option<Located<Operator>> = reader.optional("op");
        let value: Option<Located<Value>> = reader.required("value");
        let unit = reader.optional("unit");
        let by = reader.optional("by");
        let note = reader.optional("note");
        let (indicator, series) = if promised {
            (reader.optional("indicator"), OwnId::optional(&mut reader, "series"))
        } else {
            (None, None)
        };
        let operator = op.as_ref().map_or(Operator::Equal, |op| op.value);
        if let Some(value) = &value {
            let node = reader.node("value");
            let percent = unit.as_ref().is_some_and(|unit: &SourceText| usual_unit(unit) == "%");
            if !check_shape(operator, value, reader.decoder()) {
                check_thousands(value, node, percent, reader.decoder());
            }
        }
        reader.finish();
        Some(Self { span: node.span, operator, value: value?, unit, by, note, indicator, series })
    }
}

/// Returns the usual name of a unit: «Phần trăm» is «%», «tiếng» is «giờ».
#[must_use]
pub fn usual_unit(unit: &str) -> &str {
    const OTHER_NAMES: [(&str, &str); 2] = [("phần trăm", "%"), ("tiếng", "giờ")];
    OTHER_NAMES.iter().find(|(other, _)| same_words(other, unit)).map_or(unit, |(_, canonical)| canonical)
}

/// Returns whether two names are the same words, whatever their capitals and blanks.
#[must_use]
pub fn same_words(first: &str, second: &str) -> bool {
    first == second || lower_words(first).eq(lower_words(second))
}

/// Returns the letters of the words in lower case, a space behind each word.
pub fn lower_words(words: &str) -> impl Iterator<Item = char> {
    words.split_whitespace().flat_map(|word| word.chars().chain([' '])).flat_map(char::to_lowercase)
}

/// Asks what numbers mean that may be thousands. A percentage up to 100 is none: there are no thousands of percent.
fn check_thousands(value: &Located<Value>, node: Option<Node<'_>>, percent: bool, decoder: &mut Decoder<'_>) {
    let (Value::Numbers(numbers), Some(node)) = (&value.value, node) else { return };
    let items: Vec<Span> = match node.value.as_array() {
        Some(items) => items.iter().map(|item| decoder.span(item.span())).collect(),
        None => vec![node.span],
    };
    let is_plain = |number: &Decimal| percent && number.abs() <= Decimal::ONE_HUNDRED;
    let doubtful: Vec<bool> = numbers
        .iter()
        .zip(&items)
        .map(|(number, item)| !is_plain(number) && may_be_thousands(decoder.typed(*item), '.'))
        .collect();
    let Some(first) = doubtful.iter().position(|doubtful| *doubtful) else { return };
    let thousand = |number: &Decimal| number.saturating_mul(Decimal::ONE_THOUSAND).normalize();
    let line = |grown: bool| {
        let shown: Vec<String> = numbers
            .iter()
            .zip(&doubtful)
            .map(|(number, doubtful)| in_plan(if grown && *doubtful { thousand(number) } else { *number }))
            .collect();
        if node.value.is_array() {
            format!("value = [{}]", shown.join(", "))
        } else {
            format!("value = {}", shown.join(""))
        }
    };
    let meant = [thousand(&numbers[first]), numbers[first].normalize()];
    decoder.report(
        &AMBIGUOUS_NUMBER,
        items[first],
        what_is_meant(decoder.typed(items[first]), &meant),
        which_is_meant(&[(meant[0], line(true)), (meant[1], line(false))]),
    );
}

/// Checks that an operator has the numbers that it needs: «between» two that rise, «one of» some, the others one. Returns whether it
/// reported anything.
fn check_shape(operator: Operator, value: &Located<Value>, decoder: &mut Decoder<'_>) -> bool {
    let typed = decoder.typed(value.span);
    let rises = |numbers: &[Decimal]| numbers.windows(2).all(|pair| pair[0] < pair[1]);
    // `[95,5]` is two numbers to TOML, and one to an official.
    let joined = joined_by_commas(typed);
    let (meta, message, help) = match (operator, &value.value) {
        (Operator::Between, Value::Numbers(numbers)) if numbers.len() == 2 && rises(numbers) => return false,
        (Operator::OneOf, Value::Numbers(numbers)) if !numbers.is_empty() && (joined.is_none() || rises(numbers)) => {
            return false;
        }
        (Operator::Between | Operator::OneOf, Value::Numbers(numbers)) if !numbers.is_empty() && joined.is_some() => {
            let count = numbers.len();
            (
                &AMBIGUOUS_NUMBER,
                text(
                    format!("`{typed}` là {count} số, hay có dấu phẩy thập phân?"),
                    format!("is `{typed}` {count} numbers, or does it have decimal commas?"),
                ),
                text(
                    "viết các số cách nhau bằng dấu phẩy và dấu cách, nhỏ trước lớn sau",
                    "write the numbers with a comma and a blank between them, the smaller ones first",
                ),
            )
        }
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
        (_, Value::Numbers(numbers)) if numbers.len() == 1 => return false,
        (Operator::Equal, Value::Flag(_)) => return false,
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
    let help = match joined {
        Some(line) => text(
            format!("nếu là dấu thập phân, viết dấu chấm thập phân: `value = {line}`"),
            format!("if it is a decimal mark, write a point: `value = {line}`"),
        )
        .followed_by("; ", &help),
        None => help,
    };
    decoder.report(meta, value.span, message, help);
    true
}
