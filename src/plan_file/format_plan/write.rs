//! Writes a file that was taken apart.

use super::comments::Block;
use super::order::under;
use super::parts::{File, Part, Statement};
use super::value;
use crate::plan_file::schema::Layout;

pub(super) fn write(file: &File<'_>, layout: &Layout) -> String {
    let mut out = Out::default();
    for part in &file.parts {
        out.part(part, layout);
    }
    for block in &file.end {
        out.blank();
        out.block(block);
    }
    out.0
}

#[derive(Default)]
struct Out(String);

impl Out {
    fn line(&mut self, line: &str, behind: Option<&str>) {
        self.0.push_str(line);
        if let Some(comment) = behind {
            self.0.push(' ');
            self.0.push_str(comment);
        }
        self.0.push('\n');
    }

    fn block(&mut self, block: &Block) {
        for line in block {
            self.line(line, None);
        }
    }

    /// One blank line, but none at the start.
    fn blank(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }

    fn part(&mut self, part: &Part<'_>, layout: &Layout) {
        // Nothing is separated from the header that it follows.
        let mut fresh = false;
        if let Some(header) = &part.header {
            self.blank();
            for block in &header.before.apart {
                self.block(block);
                self.blank();
            }
            self.block(&header.before.above);
            self.line(&header.written, header.behind.as_deref());
            fresh = true;
        }
        let mut apart = false;
        for block in &part.lead {
            self.gap(&mut fresh);
            self.block(block);
            apart = true;
        }
        let path: &[&str] = part.header.as_ref().map_or(&[], |header| &header.path);
        let place = if path.is_empty() { Some(layout) } else { under(layout, path) };
        for statement in &part.statements {
            for block in &statement.before.apart {
                self.gap(&mut fresh);
                self.block(block);
                apart = true;
            }
            if apart || (statement.before.gap && !statement.before.above.is_empty()) {
                self.gap(&mut fresh);
            }
            fresh = false;
            self.block(&statement.before.above);
            self.statement(statement, place);
            self.block(&statement.below);
            apart = !statement.below.is_empty();
        }
        self.block(&part.tail);
    }

    fn gap(&mut self, fresh: &mut bool) {
        if !std::mem::take(fresh) {
            self.blank();
        }
    }

    fn statement(&mut self, statement: &Statement<'_>, table: Option<&Layout>) {
        let layout = table.and_then(|table| under(table, &statement.path));
        let mut line = format!("{} = ", statement.written);
        let written = value::statement(statement.value, layout, value::width(&line));
        line.push_str(&written);
        self.line(&line, statement.behind.as_deref());
    }
}
