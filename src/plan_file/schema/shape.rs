//! The pieces of the schema: what is allowed at one place, with its description and examples.

use serde_json::{Map, Value, json};

use super::layout::{Layout, TableLayout};
use crate::input::decode::Keyword;
use crate::model::id::Id;

/// What is allowed at one place of a plan.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    about: String,
    rules: Map<String, Value>,
    examples: Vec<Value>,
    /// The first example as TOML, on one line.
    written: String,
    /// Of a table, the same, a key a line.
    lines: String,
    /// The order of the keys in it.
    layout: Layout,
}

impl Shape {
    /// A place with these rules.
    pub(super) fn new(about: &str, rules: Value, example: Value) -> Self {
        let rules = match rules {
            Value::Object(rules) => rules,
            _ => Map::new(),
        };
        let written = toml(&example);
        Self {
            about: about.to_owned(),
            rules,
            examples: vec![example],
            written,
            lines: String::new(),
            layout: Layout::default(),
        }
    }

    /// An example in place of the usual one.
    pub(super) fn example(self, example: impl Into<Value>) -> Self {
        let example = example.into();
        Self { written: toml(&example), examples: vec![example], ..self }
    }

    /// One more example.
    pub(super) fn or(mut self, example: impl Into<Value>) -> Self {
        let example = example.into();
        if !self.examples.contains(&example) {
            self.examples.push(example);
        }
        self
    }

    /// Returns what holds where the key is left out.
    pub(super) fn default(mut self, value: impl Into<Value>) -> Self {
        self.rules.insert("default".to_owned(), value.into());
        self
    }

    /// One more rule of JSON Schema.
    pub(super) fn rule(mut self, name: &str, rule: Value) -> Self {
        self.rules.insert(name.to_owned(), rule);
        self
    }

    /// How people write it.
    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// A table whose keys are names of the plan's own, each with a value like this.
    pub(super) fn names_of(mut self, shape: &Self) -> Self {
        self.layout = Layout::table(TableLayout::names(shape.layout.clone()));
        self
    }

    /// Returns the examples, the usual one first.
    pub(super) fn examples(&self) -> &[Value] {
        &self.examples
    }

    /// Returns the names of the keys of a table.
    pub(super) fn keys(&self) -> Vec<String> {
        self.rules["properties"].as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    }

    /// Returns the JSON Schema of the place.
    pub(super) fn schema(self) -> Value {
        let about = self.about.clone();
        self.described(about)
    }

    /// Returns the same, as the value of a key: the description shows how the key is written.
    fn schema_of(self, key: &str) -> Value {
        let mut about = format!("{}\n\nVí dụ: `{key} = {}`", self.about, self.written);
        if let Some(default) = self.rules.get("default") {
            about.push_str(&format!("\n\nMặc định: `{}`", toml(default)));
        }
        self.described(about)
    }

    /// Returns the same, as a table of the file with a header, for instance `[[targets]]`.
    fn schema_under(self, header: &str) -> Value {
        let about = format!("{}\n\n```toml\n{header}\n{}\n```", self.about, self.lines);
        self.described(about)
    }

    fn described(self, about: String) -> Value {
        let mut out = self.rules;
        out.insert("description".to_owned(), about.into());
        out.insert("examples".to_owned(), self.examples.into());
        Value::Object(out)
    }
}

/// A table: its keys in the order in which people write them.
#[derive(Debug)]
pub(super) struct Table {
    about: String,
    keys: Map<String, Value>,
    required: Vec<Value>,
    example: Vec<(&'static str, Value, String)>,
    order: TableLayout,
}

impl Table {
    /// A table without keys.
    pub(super) fn new(about: &str) -> Self {
        Self {
            about: about.to_owned(),
            keys: Map::new(),
            required: Vec::new(),
            example: Vec::new(),
            order: TableLayout::default(),
        }
    }

    /// A key that must be there.
    pub(super) fn required(mut self, key: &'static str, shape: Shape) -> Self {
        self.required.push(key.into());
        self.common(key, shape)
    }

    /// A key that may be left out, which an example of the table has.
    pub(super) fn common(mut self, key: &'static str, shape: Shape) -> Self {
        self.show(key, &shape);
        self.optional(key, shape)
    }

    /// A key that may be left out.
    pub(super) fn optional(mut self, key: &'static str, shape: Shape) -> Self {
        self.order.push(key, shape.layout.clone());
        self.keys.insert(key.to_owned(), shape.schema_of(key));
        self
    }

    /// A key that is a table of the file with a header of its own.
    pub(super) fn under_header(mut self, key: &'static str, shape: Shape) -> Self {
        self.order.push(key, shape.layout.clone());
        self.keys.insert(key.to_owned(), shape.schema_under(&format!("[{key}]")));
        self
    }

    /// Returns the same, which an example of the file has.
    pub(super) fn common_under_header(mut self, key: &'static str, shape: Shape) -> Self {
        self.show(key, &shape);
        self.under_header(key, shape)
    }

    /// Returns the same, which must be there.
    pub(super) fn required_under_header(mut self, key: &'static str, shape: Shape) -> Self {
        self.required.push(key.into());
        self.common_under_header(key, shape)
    }

    /// A list of tables, each with a header of its own.
    pub(super) fn under_headers(mut self, key: &'static str, shape: Shape) -> Self {
        self.order.push(key, shape.layout.clone());
        self.keys.insert(key.to_owned(), shape.schema_under(&format!("[[{key}]]")));
        self
    }

    /// Returns the same inside of a list of tables: its header names both.
    pub(super) fn under_headers_of(mut self, list: &str, key: &'static str, shape: Shape) -> Self {
        self.order.push(key, shape.layout.clone());
        self.keys.insert(key.to_owned(), shape.schema_under(&format!("[[{list}.{key}]]")));
        self
    }

    /// Returns the same, which must be there.
    pub(super) fn required_under_headers_of(mut self, list: &str, key: &'static str, shape: Shape) -> Self {
        self.required.push(key.into());
        self.show(key, &shape);
        self.under_headers_of(list, key, shape)
    }

    fn show(&mut self, key: &'static str, shape: &Shape) {
        self.example.push((key, shape.examples[0].clone(), shape.written.clone()));
    }

    /// The table as it is allowed at a place. It may have no other key.
    pub(super) fn shape(self) -> Shape {
        let pairs: Vec<String> = self.example.iter().map(|(key, _, written)| format!("{key} = {written}")).collect();
        let example = self.example.into_iter().map(|(key, value, _)| (key.to_owned(), value)).collect();
        let mut rules = json!({ "type": "object", "properties": self.keys, "additionalProperties": false });
        if !self.required.is_empty() {
            rules["required"] = self.required.into();
        }
        Shape {
            written: format!("{{ {} }}", pairs.join(", ")),
            lines: pairs.join("\n"),
            layout: Layout::table(self.order),
            ..Shape::new(&self.about, rules, Value::Object(example))
        }
    }
}

/// Words on one line.
pub(super) fn line(about: &str, example: &str) -> Shape {
    Shape::new(about, json!({ "type": "string" }), example.into())
}

/// Prose: Markdown with expressions.
pub(super) fn prose(about: &str, example: &str) -> Shape {
    const HOW: &str = "Lời văn Markdown: đoạn, danh sách, bảng, chữ đậm, chữ nghiêng, chú thích; dùng được biểu thức như \
                       `{{ cite(\"nq-57-nq-tw-2024\") }}`. Đoạn dài đặt giữa `'''` và `'''`.";
    Shape { layout: Layout::prose(), ..line(&format!("{about}\n\n{HOW}"), example) }
}

pub(super) fn id(about: &str, example: &str) -> Shape {
    line(about, example).rule("pattern", Id::PATTERN.into())
}

/// Yes or no; no where it is left out.
pub(super) fn flag(about: &str) -> Shape {
    Shape::new(about, json!({ "type": "boolean" }), true.into()).default(false)
}

/// A count from 1.
pub(super) fn count(about: &str, largest: u32, example: u32) -> Shape {
    Shape::new(about, json!({ "type": "integer", "minimum": 1, "maximum": largest }), example.into())
}

/// A list of what is allowed at one place.
pub(super) fn list(about: &str, item: Shape) -> Shape {
    let example = Value::Array(vec![item.examples[0].clone()]);
    let (written, lines, layout) = (format!("[{}]", item.written), item.lines.clone(), item.layout.clone());
    let rules = json!({ "type": "array", "items": item.schema() });
    Shape { written, lines, layout, ..Shape::new(about, rules, example) }
}

/// One of several kinds of value.
pub(super) fn either(about: &str, alternatives: Vec<Shape>) -> Shape {
    let examples = alternatives.iter().flat_map(|shape| shape.examples.iter().cloned()).collect();
    let written = alternatives.first().map(|shape| shape.written.clone()).unwrap_or_default();
    let layout = Layout::any(alternatives.iter().map(|shape| shape.layout.clone()));
    let alternatives: Vec<Value> = alternatives.into_iter().map(Shape::schema).collect();
    Shape { examples, written, layout, ..Shape::new(about, json!({ "anyOf": alternatives }), Value::Null) }
}

/// One of a few words, with what each means.
pub(super) fn word<K: Keyword>(about: &str, meaning: fn(K) -> &'static str) -> Shape {
    let words: Vec<&str> = K::WORDS.iter().map(|(word, _)| *word).collect();
    let meanings: Vec<&str> = K::WORDS.iter().map(|(_, value)| meaning(*value)).collect();
    let listed: Vec<String> =
        words.iter().zip(&meanings).map(|(word, meaning)| format!("- `\"{word}\"`: {meaning}")).collect();
    let about = format!("{about}\n\n{}", listed.join("\n"));
    // Taplo shows the meaning next to each word that it offers.
    let rules = json!({ "type": "string", "enum": words, "x-taplo": { "docs": { "enumValues": meanings } } });
    Shape::new(&about, rules, words.first().copied().unwrap_or_default().into())
}

/// Returns the word of a keyword.
pub(super) fn written<K: Keyword + PartialEq>(meant: K) -> &'static str {
    K::WORDS.iter().find(|(_, value)| *value == meant).map(|(word, _)| *word).unwrap_or_default()
}

/// Returns the rule that at least one of these keys is there.
pub(super) fn one_of_keys(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({ "required": [key] })).collect()
}

/// A value as TOML on one line. The strings of JSON are strings of TOML.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        Value::Object(keys) => {
            let pairs: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {}", toml(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}
