//! The words of a project's `plan.json` as plain Typst, as a person would type them: the same page set-up, headings, paragraphs,
//! lists and tables, without any library.

use std::fmt::Write;

use serde_json::Value;

const SET_UP: &str = r#"#set document(title: "Kế hoạch", author: "UBND", date: datetime(year: 2026, month: 1, day: 1))
#set page(
  paper: "a4",
  margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context {
    let number = counter(page).get().first()
    if number > 1 { align(center, str(number)) }
  },
  header-ascent: 6mm,
)
#set text(
  font: "Liberation Serif", fallback: false, size: 14pt, lang: "vi", region: "VN", hyphenate: false, overhang: false,
  top-edge: 0.891em, bottom-edge: -0.216em,
)
#set smartquote(enabled: false)
#set par(justify: true, leading: 2.5pt, spacing: 8.5pt, first-line-indent: (amount: 10mm, all: true))
#set block(spacing: 8.5pt)
#set list(spacing: 8.5pt)
#set enum(spacing: 8.5pt)
#show heading: set text(size: 14pt)
#show heading: set block(above: 8.5pt, below: 8.5pt)
#set footnote.entry(indent: 0pt, gap: 2pt)

"#;

/// Returns the main file.
pub fn main_file(plan: &Value) -> String {
    let mut out = SET_UP.to_owned();
    let (header, signature) = (&plan["header"], &plan["signature"]);
    let blank = |key: &str| header[key].as_str().map_or_else(|| "~~~~".to_owned(), escaped);
    let _ = writeln!(
        out,
        "#[#set par(first-line-indent: 0pt, justify: false)\n#grid(columns: (60mm, 105mm), align: center, row-gutter: 9pt,\n\
         [{}*{}* #line(length: 2cm)],\n\
         [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập \\- Tự do \\- Hạnh phúc* #line(length: 5cm)],\n\
         [Số: {}\\/{}], [_{}, ngày {} tháng {} năm {}_])]\n",
        header["parent"].as_array().map(|lines| each(lines, " \\ ") + " \\ ").unwrap_or_default(),
        each(array(&header["issuer"]), " \\ "),
        blank("number"),
        blank("symbol"),
        blank("place"),
        blank("day"),
        blank("month"),
        blank("year"),
    );
    let title = &plan["title"];
    let subject = each(array(&title["subject"]), " \\ ");
    let _ = writeln!(out, "#align(center)[*{}* \\ *{subject}* #line(length: 3cm)]\n", shown(&title["type"]));
    for name in title["addressees"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "{}\n", shown(name));
    }
    blocks(&mut out, &plan["body"], 0);
    blocks(&mut out, &plan["tail"], 0);
    let recipients: Vec<String> = array(&plan["recipients"])
        .iter()
        .map(|line| {
            line.get("nested").map_or_else(|| format!("\\- {}", shown(line)), |line| format!("\\+ {}", shown(line)))
        })
        .collect();
    let _ = writeln!(
        out,
        "#block(breakable: false)[#set par(first-line-indent: 0pt, justify: false)\n#grid(columns: (75mm, 1fr), [_*Nơi nhận:*_\n\
         #set text(size: 11pt)\n{}], align(center)[*{}* \\ *{}* #v(36mm) *{}*])]",
        recipients.join("\n\n"),
        each(array(&signature["capacity"]), " \\ "),
        shown(&signature["position"]),
        shown(&signature["name"]),
    );
    if let Some(attached) = plan.get("attached") {
        let subject = each(array(&attached["title"]["subject"]), " ");
        part(&mut out, false, &format!("{} {subject}", shown(&attached["title"]["type"])), attached);
    }
    for appendix in array(&plan["appendices"]) {
        let title = format!("{} {}", shown(&appendix["label"]), shown(&appendix["title"]));
        part(&mut out, appendix["orientation"] == "landscape", &title, appendix);
    }
    out
}

/// A part behind the signed document.
fn part(out: &mut String, flipped: bool, title: &str, part: &Value) {
    let reference = &part["reference"];
    let _ = writeln!(
        out,
        "#pagebreak()\n#set page(flipped: {flipped})\n#counter(page).update(1)\n= {title}\n\n\
         #align(center)[_(Kèm theo {} số ~~~~/{} ngày ~~ tháng ~~ năm ~~ của {})_]\n",
        shown(&reference["type"]),
        shown(&reference["symbol"]),
        shown(&reference["issuer"]),
    );
    blocks(out, &part["body"], 1);
}

fn blocks(out: &mut String, blocks: &Value, offset: u64) {
    for block in array(blocks) {
        match block["kind"].as_str() {
            Some("heading") => heading(out, block, offset),
            Some("paragraph") => {
                let words = shown(&block["content"]);
                let _ = match block["style"].as_str() {
                    Some("basis") => writeln!(out, "#emph[{words}]\n"),
                    Some("resolving") => writeln!(out, "#align(center)[*{words}*]\n"),
                    _ => writeln!(out, "{words}\n"),
                };
            }
            Some("list") => list(out, block),
            Some("table") => table(out, block),
            Some("landscape") => {
                out.push_str("#page(flipped: true)[\n");
                self::blocks(out, &block["body"], offset);
                out.push_str("]\n\n");
            }
            kind => unreachable!("{kind:?}"),
        }
    }
}

fn heading(out: &mut String, heading: &Value, offset: u64) {
    let number = heading["number"].as_str().map(|number| escaped(number) + " ").unwrap_or_default();
    let title = shown(&heading["title"]);
    let _ = if heading["run_in"].is_null() {
        let level = heading["level"].as_u64().unwrap_or(1) + offset;
        writeln!(out, "{} {number}{title}\n", "=".repeat(usize::try_from(level).unwrap_or(1)))
    } else {
        writeln!(out, "#strong[{number}{title}] {}\n", shown(&heading["run_in"]))
    };
}

fn list(out: &mut String, list: &Value) {
    let items = array(&list["items"]);
    let markers: Vec<String> = items.iter().map(|item| format!("[{}]", shown(&item["marker"]))).collect();
    let _ = if list["numbered"] == true {
        writeln!(out, "#enum(indent: 10mm, numbering: n => ({},).at(n - 1),", markers.join(", "))
    } else {
        writeln!(out, "#list(indent: 10mm, marker: {},", markers[0])
    };
    for item in items {
        let _ = writeln!(out, "[{}", shown(&item["content"]));
        if item["items"].is_object() {
            self::list(out, &item["items"]);
        }
        out.push_str("],\n");
    }
    out.push_str(")\n\n");
}

fn table(out: &mut String, table: &Value) {
    for key in ["caption", "unit"] {
        if let Some(line) = table.get(key) {
            let _ = writeln!(out, "#align(center)[{}]\n", shown(line));
        }
    }
    let columns = array(&table["columns"]);
    let share = |column: &Value| format!("{}fr", column["letters"].as_f64().unwrap_or(1.0).max(4.0).sqrt());
    let widths: Vec<String> = columns.iter().map(share).collect();
    let alignments: Vec<&str> = columns.iter().filter_map(|column| column["align"].as_str()).collect();
    let _ = writeln!(
        out,
        "#[#set par(first-line-indent: 0pt, justify: false, leading: 0.56pt)\n#set text(size: 13pt)\n\
         #table(columns: ({},), stroke: 0.5pt, inset: (x: 1.6mm, y: 1.1mm), align: ({},),",
        widths.join(", "),
        alignments.join(", "),
    );
    let head: String = array(&table["head"]).iter().flat_map(array).map(|one| cell(one, true)).collect();
    if !head.is_empty() {
        let _ = writeln!(out, "table.header({head}),");
    }
    for row in array(&table["rows"]) {
        out.extend(array(&row["cells"]).iter().map(|one| cell(one, row["group"] == true)));
        out.push('\n');
    }
    out.push_str(")]\n\n");
}

fn cell(cell: &Value, bold: bool) -> String {
    let words = shown(&cell["content"]);
    let words = if bold && !words.is_empty() { format!("*{words}*") } else { words };
    let spans: Vec<String> =
        ["colspan", "rowspan"].iter().filter_map(|key| Some(format!("{key}: {}", cell.get(key)?))).collect();
    if spans.is_empty() { format!("[{words}], ") } else { format!("table.cell({})[{words}], ", spans.join(", ")) }
}

/// A text or a line as markup.
fn shown(text: &Value) -> String {
    match text {
        Value::String(words) => escaped(words),
        // What has pieces is a text; a line is an array of words.
        Value::Array(parts) if parts.iter().any(|part| part.is_object() && part.get("name").is_none()) => {
            each(parts, "")
        }
        Value::Array(words) => each(words, " "),
        Value::Object(piece) => {
            let of = |key: &str| piece.get(key).map(shown);
            let plain = ["whole", "end", "fit", "name"].into_iter().find_map(of);
            let styled = |key: &str| of(key).map(|words| format!("#{key}[{words}]"));
            let loose = || piece.get("loose").map(|parts| array(parts).iter().map(run).collect());
            let or_break = || piece.get("break").map(|_| "\\ ".to_owned());
            let found = plain.or_else(|| styled("strong")).or_else(|| styled("emph")).or_else(loose).or_else(or_break);
            found.unwrap_or_else(|| note(&piece["note"], &piece["id"]))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

fn run(part: &Value) -> String {
    part.as_array().map_or_else(|| shown(part), |letters| each(letters, ""))
}

fn note(note: &Value, id: &Value) -> String {
    let id = id.as_str().unwrap_or_default();
    match note.as_array() {
        Some(blocks) => {
            let lines: Vec<String> = blocks.iter().map(|block| shown(&block["content"])).collect();
            format!("#footnote[{}]<{id}>", lines.join(" \\ "))
        }
        None => format!("#footnote(<{id}>)"),
    }
}

fn each(texts: &[Value], between: &str) -> String {
    texts.iter().map(shown).collect::<Vec<_>>().join(between)
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if "\\#$*_`<>@[]~-+=/\"'".contains(letter) {
            out.push('\\');
        }
        out.push(if letter == '\u{a0}' { '~' } else { letter });
    }
    out
}
