//! What kind of document it is, by its name and its first bytes.

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Plain,
    /// Something that is not read here: what it looks like, and what to do.
    Other(&'static str),
}

/// First bytes by which formats are known, and what to do with a document of each.
const SIGNATURES: [(&[u8], &str); 12] = [
    (
        b"%PDF-",
        "a PDF: extract its text first, for instance with `pdftotext -layout`",
    ),
    (
        b"PK\x03\x04",
        "a zip archive (a DOCX, ODT or EPUB is one): save it as plain text or Markdown",
    ),
    (b"PK\x05\x06", "an empty zip archive: nothing is in it"),
    (
        b"{\\rtf",
        "an RTF document: save it as plain text or Markdown",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document: save it as plain text or Markdown",
    ),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"\x89PNG", "a PNG image: read its text by OCR first"),
    (b"\xff\xd8\xff", "a JPEG image: read its text by OCR first"),
    (b"GIF8", "a GIF image: read its text by OCR first"),
    (b"7z\xbc\xaf", "a 7-zip archive: unpack it first"),
    (
        b"%!PS",
        "a PostScript document: extract its text first, for instance with `ps2ascii`",
    ),
    (b"\x7fELF", "a program: there is no text to read"),
];

/// What the bytes look like that are no text in any encoding.
pub(crate) const BINARY: &str = "binary data: save the document as plain text or Markdown";

impl Format {
    /// The format of a document of this name with these bytes.
    pub(crate) fn of(name: &str, bytes: &[u8]) -> Self {
        let known = SIGNATURES
            .iter()
            .find(|(signature, _)| bytes.starts_with(signature));
        if let Some((_, what)) = known {
            return Self::Other(what);
        }
        let extension = name
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mdown" | "mkd") => Self::Markdown,
            Some("txt" | "text") => Self::Plain,
            _ if has_front_matter(bytes) => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// Whether a document begins with what may be front matter: a line `---`, and another further on.
pub(crate) fn has_front_matter(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let rest = bytes
        .strip_prefix(b"---\n")
        .or_else(|| bytes.strip_prefix(b"---\r\n"));
    rest.is_some_and(|rest| rest.windows(4).any(|window| window == b"\n---"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        assert_eq!(Format::of("a.md", b"# A"), Format::Markdown);
        assert_eq!(Format::of("a.TXT", b"---\nid: a\n---\n"), Format::Plain);
        assert_eq!(
            Format::of("a", b"---\r\nid: a\r\n---\r\n"),
            Format::Markdown
        );
        assert_eq!(Format::of("a", b"A text."), Format::Plain);
        for (bytes, word) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"PK\x03\x04..", "zip"),
            (b"{\\rtf1", "RTF"),
        ] {
            let Format::Other(what) = Format::of("a.txt", bytes) else {
                panic!("{word}")
            };
            assert!(what.contains(word), "{what}");
        }
    }
}
