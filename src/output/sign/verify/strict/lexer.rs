//! Values as ISO 32000-1, 7.3, writes them, and no other way of writing them.

use lopdf::{Dictionary, Object};

use super::{Strict, Unclear};
use crate::base::limits::VALUES;

/// The deepest that values may be inside one another.
const DEEPEST: usize = 64;
/// The longest number, in bytes.
const LONGEST: usize = 24;

/// What is said of a file with more than [`VALUES`] values.
const TOO_MANY: (&str, &str) = ("tệp có hơn 4 triệu giá trị", "the file has more than 4 million values");

/// Reads values from bytes.
#[derive(Clone)]
pub(in crate::output::sign::verify) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// Where the bytes begin in the file, for what is said of them.
    origin: usize,
    /// How many more values may be read.
    pub(super) left: usize,
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x0c)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    /// Reads a file from a place in it.
    pub(in crate::output::sign::verify) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, origin: 0, left: VALUES }
    }

    /// Reads what a stream of the file unpacks to.
    pub(super) fn inside(bytes: &'a [u8], origin: usize, left: usize) -> Self {
        Self { bytes, at: 0, origin, left }
    }

    pub(super) fn unclear(&self, vi: &'static str, en: &'static str) -> Unclear {
        Unclear::new(if self.origin > 0 { self.origin } else { self.at }, vi, en)
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Returns whether nothing is left.
    pub(in crate::output::sign::verify) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Skips white space.
    pub(in crate::output::sign::verify) fn space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Skips these bytes, if they come next.
    pub(super) fn skip(&mut self, wanted: &[u8]) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    /// Skips a word that must come next and end here.
    pub(super) fn word(&mut self, wanted: &'static [u8]) -> Strict<()> {
        if self.skip(wanted) && self.ends_here() {
            return Ok(());
        }
        Err(self.unclear("có chữ lạ, hoặc thiếu từ khóa", "there is a foreign word, or a keyword is missing"))
    }

    /// Skips one end of line.
    pub(super) fn line_end(&mut self) -> bool {
        self.skip(b"\r\n") || self.skip(b"\n") || self.skip(b"\r")
    }

    fn ends_here(&self) -> bool {
        self.peek().is_none_or(|byte| is_space(byte) || is_delimiter(byte))
    }

    /// Reads digits and nothing else, as a number of at most ten digits.
    pub(super) fn digits(&mut self) -> Strict<usize> {
        let length = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = std::str::from_utf8(&self.rest()[..length]).unwrap_or_default();
        let number = text.parse().ok().filter(|_| length <= 10);
        let number =
            number.ok_or_else(|| self.unclear("thiếu số, hoặc số quá dài", "a number is missing or too long"))?;
        self.at += length;
        Ok(number)
    }

    /// Reads the number of an object: no sign, no leading zero.
    pub(super) fn object_number(&mut self) -> Strict<u32> {
        let zero = self.peek() == Some(b'0') && self.bytes.get(self.at + 1).is_some_and(u8::is_ascii_digit);
        let number = self.digits()?;
        match u32::try_from(number) {
            Ok(number) if !zero && number <= 8_388_607 => Ok(number),
            _ => Err(self.unclear("số hiệu đối tượng viết sai", "the number of an object is written wrongly")),
        }
    }

    /// Reads a word of letters, as operators are: `BT`, `T*`, `'`.
    pub(in crate::output::sign::verify) fn operator(&mut self) -> Strict<&'a [u8]> {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'\'' | b'"');
        let length = self.rest().iter().take_while(|byte| is_part(byte)).count();
        let word = &self.rest()[..length];
        self.at += length;
        if length > 0 && self.ends_here() {
            return Ok(word);
        }
        Err(self.unclear("có chữ lạ", "there is a foreign word"))
    }

    /// Returns whether a value, and not a word, comes next.
    pub(in crate::output::sign::verify) fn is_value(&self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'/' | b'(' | b'<' | b'['))
    }

    /// Reads a value.
    pub(in crate::output::sign::verify) fn value(&mut self) -> Strict<Object> {
        self.nested(0)
    }

    fn nested(&mut self, depth: usize) -> Strict<Object> {
        self.space();
        if depth > DEEPEST {
            return Err(self.unclear("các giá trị lồng nhau quá sâu", "values are nested too deeply"));
        }
        self.left = self.left.checked_sub(1).ok_or_else(|| self.unclear(TOO_MANY.0, TOO_MANY.1))?;
        match self.peek() {
            Some(b'/') => self.name().map(Object::Name),
            Some(b'(') => self.literal(),
            Some(b'<') if self.skip(b"<<") => self.dictionary(depth).map(Object::Dictionary),
            Some(b'<') => self.hexadecimal(),
            Some(b'[') => self.array(depth),
            Some(b'%') => Err(self.unclear("có chú thích (%)", "there is a comment (%)")),
            Some(b'0'..=b'9' | b'-' | b'.') => self.number_or_reference(),
            _ => {
                for (word, value) in
                    [(&b"true"[..], Object::Boolean(true)), (b"false", Object::Boolean(false)), (b"null", Object::Null)]
                {
                    if self.skip(word) && self.ends_here() {
                        return Ok(value);
                    }
                }
                Err(self.unclear("giá trị viết sai", "a value is written wrongly"))
            }
        }
    }

    fn array(&mut self, depth: usize) -> Strict<Object> {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            self.space();
            if self.skip(b"]") {
                return Ok(Object::Array(out));
            }
            out.push(self.nested(depth + 1)?);
        }
    }

    /// Reads the rest of a dictionary. A key without value (null) is as good as none.
    fn dictionary(&mut self, depth: usize) -> Strict<Dictionary> {
        let mut out = Dictionary::new();
        let mut empty: Vec<Vec<u8>> = Vec::new();
        loop {
            self.space();
            if self.skip(b">>") {
                for key in &empty {
                    out.remove(key);
                }
                return Ok(out);
            }
            if self.peek() != Some(b'/') {
                return Err(self.unclear("từ điển viết sai", "a dictionary is written wrongly"));
            }
            let key = self.name()?;
            if out.has(&key) {
                return Err(
                    self.unclear("một khóa được ghi hai lần trong từ điển", "a dictionary has the same key twice")
                );
            }
            let value = self.nested(depth + 1)?;
            if value == Object::Null {
                empty.push(key.clone());
            }
            out.set(key, value);
        }
    }

    fn name(&mut self) -> Strict<Vec<u8>> {
        self.at += 1;
        let mut out = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            self.at += 1;
            if byte != b'#' {
                out.push(byte);
                continue;
            }
            let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
            let both = digit(self.bytes.get(self.at)).zip(digit(self.bytes.get(self.at + 1)));
            match both.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
                Some(byte) if byte != 0 => out.push(byte),
                _ => return Err(self.unclear("tên viết sai", "a name is written wrongly")),
            }
            self.at += 2;
        }
        if out.is_empty() || out.contains(&0) {
            return Err(self.unclear("tên viết sai", "a name is written wrongly"));
        }
        Ok(out)
    }

    fn number_or_reference(&mut self) -> Strict<Object> {
        let start = self.clone();
        if let Ok(number) = self.object_number()
            && self.skip(b" ")
            && let Ok(generation) = self.digits()
            && self.skip(b" R")
            && self.ends_here()
        {
            let generation = u16::try_from(generation)
                .map_err(|_| start.unclear("số thế hệ quá lớn", "a generation is too large"))?;
            return Ok(Object::Reference((number, generation)));
        }
        *self = start;
        self.number()
    }

    fn number(&mut self) -> Strict<Object> {
        let wrong = self.unclear("số viết sai", "a number is written wrongly");
        let length = self.rest().iter().take_while(|byte| !is_space(**byte) && !is_delimiter(**byte)).count();
        let text = std::str::from_utf8(&self.rest()[..length]).map_err(|_| wrong.clone())?;
        let plain = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if length > LONGEST || !is_digits(whole) || !is_digits(part) || whole.len() + part.len() == 0 {
            return Err(wrong);
        }
        self.at += length;
        if plain.contains('.') {
            let value: f32 = text.parse().map_err(|_| wrong.clone())?;
            return if value.abs() < 1e7 { Ok(Object::Real(value)) } else { Err(wrong) };
        }
        let value: i32 = text.parse().map_err(|_| wrong)?;
        Ok(Object::Integer(value.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Strict<Object> {
        let mut lexer = Lexer::new(text, 0);
        let value = lexer.value()?;
        lexer.space();
        if lexer.is_at_end() { Ok(value) } else { Err(lexer.unclear("", "rest")) }
    }

    #[test]
    fn values_are_read_as_the_standard_writes_them() {
        for text in [
            &b"<</A 1/B[1 0 R (x\\)\\101) <4f>]/C/D#20e/F -1.5/G .5/H true>>"[..],
            b"[1 2 3 0 R 0000012345]",
            b"<</A null>>",
            b"(a(b)c)",
        ] {
            assert!(read(text).is_ok(), "{}", String::from_utf8_lossy(text));
        }
        let Ok(Object::Dictionary(dictionary)) = read(b"<</A#42 1/B null>>") else { panic!() };
        assert!(dictionary.has(b"AB") && !dictionary.has(b"B"));
    }

    #[test]
    fn what_readers_read_in_two_ways_is_not_read() {
        for text in [
            &b"<</A 1/A 2>>"[..],
            b"<</A 1/#41 2>>",
            b"<</A 1 %x\n>>",
            b"+1",
            b"--1",
            b"1.2.3",
            b"1e3",
            b"99999999999",
            b"<</A>>",
            b"<4g>",
            b"(a",
            b"/A#0",
            b"/A#00",
            b"nul",
            b"[1 2",
            b"(\\x)",
            b"01 0 R",
            b"{}",
        ] {
            assert!(read(text).is_err(), "{}", String::from_utf8_lossy(text));
        }
        let deep = [b"[".repeat(100), b"]".repeat(100)].concat();
        assert!(read(&deep).is_err());
    }
}
