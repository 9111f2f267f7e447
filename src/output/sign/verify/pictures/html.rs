//! Both pictures of every page, side by side, as one page of HTML that loads nothing.

use super::Comparison;
use crate::base::diagnostic::{Language, text};

const STYLE: &str = "body{font:15px/1.5 sans-serif;margin:2em;color:#111}pre{white-space:pre-wrap}\
    .pair{display:flex;gap:1em}figure{margin:0;flex:1;min-width:0}figcaption{color:#555}.page{position:relative;border:1px solid #999}\
    .page img{display:block;width:100%}.page i{position:absolute;border:2px solid #d00;background:#d002}";

/// Returns the page: what the report says in plain text, then the pages of both files.
#[must_use]
pub fn page(report: &str, pictures: &Comparison, language: Language) -> String {
    let said = |vi: &str, en: &str| text(vi, en).get(language).to_owned();
    let title = said("Đối chiếu tệp đã ký với bản đã dựng", "The signed file beside the built one");
    let lang = match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n<pre>{}</pre>\n",
        escaped(report)
    );
    let (built, signed) = (said("đã dựng", "built"), said("đã ký", "signed"));
    for (at, page) in pictures.pages.iter().enumerate() {
        let (width, height) = page.size;
        let mut marks = String::new();
        for place in &page.places {
            let part = |of: f64, whole: f64| 100.0 * of / whole.max(1.0);
            marks.push_str(&format!(
                "<i style=\"left:{:.2}%;top:{:.2}%;width:{:.2}%;height:{:.2}%\"></i>",
                part(place.left, width),
                part(place.top, height),
                part(place.width, width),
                part(place.height, height)
            ));
        }
        let number = at + 1;
        let heading = said("Trang", "Page");
        out.push_str(&format!("<h2>{heading} {number}</h2>\n<div class=\"pair\">\n"));
        for (name, png) in [(&built, &page.built), (&signed, &page.signed)] {
            out.push_str(&format!(
                "<figure><figcaption>{name}</figcaption><div class=\"page\"><img alt=\"{heading} {number}, {name}\" src=\"data:image/png;base64,{}\">{marks}</div></figure>\n",
                base64(png)
            ));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</html>\n");
    out
}

fn escaped(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns bytes as Base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let value = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4_usize {
            let letter = (value >> (18 - 6 * place)) as usize & 63;
            out.push(if place <= chunk.len() { char::from(LETTERS[letter]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_says_of_itself_is_no_markup() {
        let page = page("<script>&", &Comparison::default(), Language::Vietnamese);
        assert!(page.contains("<pre>&lt;script&gt;&amp;</pre>"), "{page}");
    }

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
