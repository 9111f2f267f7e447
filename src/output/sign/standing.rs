//! Whose file it is that stands where a document is to be written.

/// What a file is to those who would replace it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A document that nobody has signed: it can be built again.
    Unsigned,
    /// Somebody has signed it: nobody can build that again.
    Signed,
    /// Not a document of this program.
    Foreign,
}

impl Standing {
    /// Looks at a file without reading it as a PDF: what readers would refuse may be signed all the same.
    #[must_use]
    pub fn of(file: &[u8]) -> Self {
        let has = |words: &[u8]| file.windows(words.len()).any(|found| found == words);
        // Only a signature has it. What it covers lies outside of its own value, so it can be neither compressed nor encrypted (ISO
        // 32000-1, 12.8.1).
        if has(b"/ByteRange") {
            Self::Signed
        // The program that made the pages: it stands in the metadata, which PDF/A keeps legible (ISO 19005-2, 6.6.2.1).
        } else if file.starts_with(b"%PDF-") && has(b"CreatorTool>Typst ") {
            Self::Unsigned
        } else {
            Self::Foreign
        }
    }
}

/// Returns whether a file is a sidecar, of any version.
#[must_use]
pub fn is_sidecar(file: &[u8]) -> bool {
    serde_json::from_slice(file).is_ok_and(|value: serde_json::Value| value["pdf"]["sha256"].is_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unsigned_documents_of_ours_can_be_built_again() {
        let metadata = "<xmp:CreatorTool>Typst 0.15.1</xmp:CreatorTool>";
        let of = |text: String| Standing::of(text.as_bytes());
        assert_eq!(of(format!("%PDF-1.7 {metadata}")), Standing::Unsigned);
        assert_eq!(of(format!("%PDF-1.7 {metadata} /ByteRange [0 1 2 3]")), Standing::Signed);
        assert_eq!(of("%PDF-1.4 /ByteRange[0 1 2 3]".to_owned()), Standing::Signed);
        for foreign in ["", "ghi chú", "%PDF-1.7 <xmp:CreatorTool>Word</xmp:CreatorTool>", metadata] {
            assert_eq!(of(foreign.to_owned()), Standing::Foreign, "{foreign}");
        }
    }

    #[test]
    fn a_sidecar_is_known_by_its_digest() {
        assert!(is_sidecar(br#"{"schema": 9, "pdf": {"sha256": "ab"}}"#));
        for other in [&b"{}"[..], b"[1]", b"", b"{\"pdf\": 1}"] {
            assert!(!is_sidecar(other));
        }
    }
}
