//! Strings (ISO 32000-1, 7.3.4).

use lopdf::{Object, StringFormat};

use super::Strict;
use super::lexer::{Lexer, is_space};

impl Lexer<'_> {
    pub(super) fn literal(&mut self) -> Strict<Object> {
        self.at += 1;
        let (mut out, mut open) = (Vec::new(), 1_usize);
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => out.extend(self.escape()?),
                b'(' => {
                    open += 1;
                    out.push(byte);
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(Object::String(out, StringFormat::Literal));
                    }
                    out.push(byte);
                }
                b'\r' => {
                    self.skip(b"\n");
                    out.push(b'\n');
                }
                byte => out.push(byte),
            }
        }
        Err(self.unclear("chuỗi không có dấu đóng", "a string has no end"))
    }

    fn escape(&mut self) -> Strict<Option<u8>> {
        let Some(byte) = self.peek() else {
            return Err(self.unclear("chuỗi không có dấu đóng", "a string has no end"));
        };
        self.at += 1;
        Ok(Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'(' | b')' | b'\\' => byte,
            b'\n' => return Ok(None),
            b'\r' => {
                self.skip(b"\n");
                return Ok(None);
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|digit| (b'0'..=b'7').contains(digit)) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                u8::try_from(value).map_err(|_| self.unclear("chuỗi viết sai", "a string is written wrongly"))?
            }
            _ => return Err(self.unclear("chuỗi viết sai", "a string is written wrongly")),
        }))
    }

    pub(super) fn hexadecimal(&mut self) -> Strict<Object> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.peek() {
            self.at += 1;
            match char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()) {
                Some(digit) => digits.push(digit),
                None if is_space(byte) => {}
                None if byte == b'>' => {
                    let bytes = digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0));
                    return Ok(Object::String(bytes.collect(), StringFormat::Hexadecimal));
                }
                None => break,
            }
        }
        Err(self.unclear("chuỗi thập lục phân viết sai", "a hexadecimal string is written wrongly"))
    }
}
