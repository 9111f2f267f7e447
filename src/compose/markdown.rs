//! `CommonMark` to blocks. What an administrative document does not have is reported, never dropped.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Alignment as MarkAlignment, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::content::{Alignment, Block, Cell, ColumnWidth, Inline, ParagraphStyle, Row, Table, TableColumn};
use crate::decode::SourceText;
use crate::diagnostic::{Diagnostic, Findings, UNSUPPORTED_MARKUP, text};
use crate::vietnamese::letter;

/// Data as words that no reader of `CommonMark` can take for markup.
#[must_use]
pub fn escape(data: &str) -> String {
    let mut out = String::with_capacity(data.len() + 8);
    for letter in data.chars() {
        match letter {
            '\n' | '\r' | '\t' => out.push(' '),
            _ => {
                if letter.is_ascii_punctuation() {
                    out.push('\\');
                }
                out.push(letter);
            }
        }
    }
    out
}

/// The blocks of a text. `rendered` is the text with its expressions evaluated.
pub(super) fn blocks(rendered: &str, source: &SourceText, findings: &mut Findings) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let exact = rendered == source.text;
    let mut reader = Reader { source, exact, findings, notes: BTreeMap::new(), dashes: 0 };
    if rendered.contains("[^") {
        reader.collect_notes(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable());
    }
    reader.blocks(&mut Parser::new_ext(rendered, options).into_offset_iter().peekable())
}

type Events<'p, 'e> = &'p mut Peekable<OffsetIter<'e>>;

struct Reader<'r> {
    source: &'r SourceText,
    /// Whether offsets in the rendered text are offsets in the plan's text.
    exact: bool,
    findings: &'r mut Findings,
    notes: BTreeMap<String, Vec<Block>>,
    /// How many lists with dashes we are inside of.
    dashes: usize,
}

impl Reader<'_> {
    /// Footnotes may stand after the place that refers to them: a first walk collects them.
    fn collect_notes(&mut self, events: Events<'_, '_>) {
        while let Some((event, range)) = events.next() {
            if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                let note = self.note(events, range);
                self.notes.insert(name.to_string(), note);
            }
        }
    }

    /// A footnote holds paragraphs only.
    fn note(&mut self, events: Events<'_, '_>, range: Range<usize>) -> Vec<Block> {
        let mut note = self.blocks(events);
        if note.iter().any(|block| matches!(block, Block::Table(_))) {
            self.unsupported(
                range,
                "bảng trong chú thích",
                "a table in a footnote",
                "đưa bảng ra ngoài chú thích",
                "move the table out of the footnote",
            );
            note.retain(|block| !matches!(block, Block::Table(_)));
        }
        note
    }

    /// Blocks up to the end of the surrounding one.
    fn blocks(&mut self, events: Events<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    let content = self.inlines(events);
                    push_paragraph(&mut out, None, content);
                }
                Event::Start(Tag::List(start)) => self.list(events, start.is_some(), &mut out),
                Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, &alignments))),
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.blocks(events);
                }
                Event::Start(tag) => {
                    self.unsupported_block(&tag, range);
                    let inner = self.blocks_of_anything(events);
                    out.extend(inner);
                }
                Event::Rule => {
                    self.unsupported(range, "đường kẻ ngang", "a rule", "bỏ dòng `---`", "remove the line `---`");
                }
                Event::Html(html) => push_paragraph(&mut out, None, vec![Inline::Text(html.trim_end().to_owned())]),
                Event::End(_) => break,
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::TaskListMarker(_) => {
                    let mut content = Vec::new();
                    self.inline(event, range, events, &mut content);
                    push_paragraph(&mut out, None, content);
                }
            }
        }
        out
    }

    /// The content of a block that was reported, so that no words are lost in a draft.
    fn blocks_of_anything(&mut self, events: Events<'_, '_>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut content = Vec::new();
        loop {
            match events.peek() {
                None | Some((Event::End(_), _)) => {
                    events.next();
                    break;
                }
                Some((
                    Event::Start(
                        Tag::Paragraph
                        | Tag::List(_)
                        | Tag::Table(_)
                        | Tag::BlockQuote(_)
                        | Tag::CodeBlock(_)
                        | Tag::Heading { .. },
                    ),
                    _,
                )) => {
                    push_paragraph(&mut out, None, std::mem::take(&mut content));
                    out.extend(self.blocks(events));
                    break;
                }
                Some(_) => {
                    if let Some((event, range)) = events.next() {
                        self.inline(event, range, events, &mut content);
                    }
                }
            }
        }
        push_paragraph(&mut out, None, content);
        out
    }

    fn list(&mut self, events: Events<'_, '_>, ordered: bool, out: &mut Vec<Block>) {
        let dash = ["-", "+", "•"][self.dashes.min(2)];
        self.dashes += usize::from(!ordered);
        let mut index = 0;
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let marker = if ordered { letter::point(index) + ")" } else { dash.to_owned() };
                    index += 1;
                    self.item(events, marker, out);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.dashes -= usize::from(!ordered);
    }

    fn item(&mut self, events: Events<'_, '_>, marker: String, out: &mut Vec<Block>) {
        let mut marker = Some(marker);
        let mut content = Vec::new();
        loop {
            match events.peek() {
                None | Some((Event::End(_), _)) => {
                    events.next();
                    break;
                }
                Some((Event::Start(Tag::Paragraph), _)) => {
                    events.next();
                    flush(out, &mut marker, &mut content);
                    let paragraph = self.inlines(events);
                    push_paragraph(out, marker.take(), paragraph);
                }
                Some((Event::Start(Tag::List(start)), _)) => {
                    let ordered = start.is_some();
                    events.next();
                    flush(out, &mut marker, &mut content);
                    self.list(events, ordered, out);
                }
                Some((
                    Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
                    | Event::Text(_)
                    | Event::Code(_)
                    | Event::InlineHtml(_)
                    | Event::InlineMath(_)
                    | Event::DisplayMath(_)
                    | Event::FootnoteReference(_)
                    | Event::SoftBreak
                    | Event::HardBreak
                    | Event::TaskListMarker(_),
                    _,
                )) => {
                    if let Some((event, range)) = events.next() {
                        self.inline(event, range, events, &mut content);
                    }
                }
                Some(_) => {
                    flush(out, &mut marker, &mut content);
                    if let Some((event, range)) = events.next() {
                        self.block_in_item(event, range, events, out);
                    }
                }
            }
        }
        push_paragraph(out, marker.take(), content);
    }

    fn block_in_item(&mut self, event: Event<'_>, range: Range<usize>, events: Events<'_, '_>, out: &mut Vec<Block>) {
        match event {
            Event::Start(Tag::Table(alignments)) => out.push(Block::Table(self.table(events, &alignments))),
            Event::Start(tag) => {
                self.unsupported_block(&tag, range);
                out.extend(self.blocks_of_anything(events));
            }
            Event::Html(html) => push_paragraph(out, None, vec![Inline::Text(html.trim_end().to_owned())]),
            Event::Rule => {
                self.unsupported(range, "đường kẻ ngang", "a rule", "bỏ dòng `---`", "remove the line `---`");
            }
            _ => {}
        }
    }

    fn table(&mut self, events: Events<'_, '_>, alignments: &[MarkAlignment]) -> Table {
        let columns = alignments
            .iter()
            .map(|alignment| TableColumn {
                width: ColumnWidth::Share(1),
                alignment: match alignment {
                    MarkAlignment::None | MarkAlignment::Left => Alignment::Left,
                    MarkAlignment::Center => Alignment::Center,
                    MarkAlignment::Right => Alignment::Right,
                },
            })
            .collect();
        let mut table = Table { columns, head: Vec::new(), rows: Vec::new() };
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head.push(self.cells(events)),
                Event::Start(Tag::TableRow) => {
                    let cells = self.cells(events);
                    table.rows.push(Row { group: false, cells });
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        table
    }

    fn cells(&mut self, events: Events<'_, '_>) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((event, _)) = events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(Cell { content: self.inlines(events), columns: 1 }),
                Event::End(_) => break,
                _ => {}
            }
        }
        cells
    }

    /// Inlines up to the end of the surrounding element.
    fn inlines(&mut self, events: Events<'_, '_>) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, range)) = events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, range, events, &mut out);
        }
        out
    }

    fn inline(&mut self, event: Event<'_>, range: Range<usize>, events: Events<'_, '_>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(words)
            | Event::Html(words)
            | Event::InlineHtml(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => push_words(out, &words),
            Event::SoftBreak => push_words(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Code(words) => {
                self.unsupported(
                    range,
                    "đoạn mã giữa hai dấu `",
                    "code between backticks",
                    "bỏ hai dấu `",
                    "remove the backticks",
                );
                push_words(out, &words);
            }
            Event::FootnoteReference(name) => {
                let note = self.notes.get(name.as_ref()).cloned().unwrap_or_default();
                out.push(Inline::Note(note));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines(events);
                out.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Strong) => {
                let inner = self.inlines(events);
                out.push(Inline::Strong(inner));
            }
            Event::Start(Tag::Link { .. }) => {
                self.unsupported(
                    range,
                    "liên kết",
                    "a link",
                    "viết địa chỉ trang ra thành chữ",
                    "write the address out",
                );
                out.extend(self.inlines(events));
            }
            Event::Start(Tag::Image { .. }) => {
                self.unsupported(
                    range,
                    "hình ảnh",
                    "an image",
                    "bỏ hình; dấu ! trước [ viết thành \\!",
                    "remove it; write \\! for an exclamation mark before [",
                );
                out.extend(self.inlines(events));
            }
            Event::Start(_) => out.extend(self.inlines(events)),
            Event::End(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn unsupported_block(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.unsupported(
                range,
                "tiêu đề trong lời văn",
                "a heading in prose",
                "khai báo tiêu đề thành một [[sections]]; dấu # đầu dòng viết thành \\#, bỏ dòng --- hoặc === dưới chữ",
                "declare it as one of [[sections]]; write \\# at the start of a line; remove --- or === under text",
            ),
            Tag::BlockQuote(_) => self.unsupported(
                range,
                "đoạn trích bắt đầu bằng >",
                "a quotation that starts with >",
                "dấu > đầu dòng viết thành \\>",
                "write \\> at the start of a line",
            ),
            Tag::CodeBlock(_) => self.unsupported(
                range,
                "đoạn mã",
                "a block of code",
                "bỏ bốn dấu cách đầu dòng, hoặc bỏ dòng ```",
                "remove the four spaces at the start of the line, or the line ```",
            ),
            _ => self.unsupported(
                range,
                "định dạng này",
                "this markup",
                "viết thành đoạn văn thường",
                "write it as a plain paragraph",
            ),
        }
    }

    fn unsupported(&mut self, range: Range<usize>, vi: &str, en: &str, help_vi: &str, help_en: &str) {
        let span = if self.exact { self.source.inner(range) } else { self.source.span };
        self.findings.push(
            Diagnostic::new(
                &UNSUPPORTED_MARKUP,
                span,
                text(
                    format!("văn bản hành chính không có {vi}"),
                    format!("an administrative document does not have {en}"),
                ),
            )
            .path(self.source.path.as_str())
            .help(text(help_vi, help_en)),
        );
    }
}

fn push_words(out: &mut Vec<Inline>, words: &str) {
    match out.last_mut() {
        Some(Inline::Text(last)) => last.push_str(words),
        _ => out.push(Inline::Text(words.to_owned())),
    }
}

/// Ends the paragraph that is being read; only the first one of an item has its marker.
fn flush(out: &mut Vec<Block>, marker: &mut Option<String>, content: &mut Vec<Inline>) {
    if !content.is_empty() {
        push_paragraph(out, marker.take(), std::mem::take(content));
    }
}

fn push_paragraph(out: &mut Vec<Block>, marker: Option<String>, content: Vec<Inline>) {
    if !content.is_empty() {
        out.push(Block::Paragraph { marker, style: ParagraphStyle::Normal, content });
    }
}
