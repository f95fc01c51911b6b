//! Files as servers send them: beside each that gains by it stands the same in brotli and in gzip.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use xxhash_rust::xxh64::xxh64;

use crate::app::File;

/// Extensions of files that are made of text or code, or are made to be packed.
const KINDS: [&str; 11] = [
    "css",
    "html",
    "js",
    "json",
    "md",
    "pack",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// The quality of brotli that a build has the time for. The next five take up to eighteen times as long for pages
/// that are two hundredths smaller, the highest ninety times for an eighth.
const QUALITY: i32 = 5;

/// What brotli is told of how far back it may look, as a power of two.
const WINDOW: i32 = 22;

/// The ways in which files are compressed, by the extensions that are added to their names.
pub(crate) const WAYS: [&str; 2] = ["br", "gz"];

/// A compressed file: the extension that its name gets, and its content.
pub(crate) type Compressed = (&'static str, Vec<u8>);

/// Files that were compressed ahead, with more time than a build has, by the hashes of what they were before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ahead(HashMap<u64, Vec<Compressed>>);

impl Ahead {
    /// Takes the compressed files out of a list, whose names are those of others with an extension more.
    pub fn take(files: &mut Vec<File>) -> Self {
        let is_compressed =
            |file: &File| WAYS.into_iter().find(|way| extension(&file.name) == *way);
        let (compressed, others) = std::mem::take(files)
            .into_iter()
            .partition::<Vec<_>, _>(|file| is_compressed(file).is_some());
        let mut ahead = Self::default();
        for file in compressed {
            let of = |other: &&File| {
                file.name.strip_suffix(extension(&file.name)) == Some(&format!("{}.", other.name))
            };
            let way = is_compressed(&file);
            if let (Some(way), Some(other)) = (way, others.iter().find(of)) {
                let ways = ahead.0.entry(xxh64(&other.bytes, 0)).or_default();
                ways.push((way, file.bytes));
            }
        }
        *files = others;
        ahead
    }

    /// What stands beside a file of this name.
    pub fn of(&self, name: &str, bytes: &[u8]) -> io::Result<Vec<Compressed>> {
        if !KINDS.contains(&extension(name)) {
            return Ok(Vec::new());
        }
        match self.0.get(&xxh64(bytes, 0)) {
            Some(ways) => Ok(ways.clone()),
            None => compressed(bytes),
        }
    }
}

fn extension(name: &str) -> &str {
    let extension = Path::new(name).extension();
    extension
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

/// The file in every way that makes it smaller; the same each time.
fn compressed(bytes: &[u8]) -> io::Result<Vec<Compressed>> {
    let mut ways = vec![("br", brotli(bytes)?), ("gz", gzip(bytes)?)];
    ways.retain(|(_, compressed)| compressed.len() < bytes.len());
    Ok(ways)
}

fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut bytes, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::app::tests::file;

    fn ways(name: &str, text: &str) -> Vec<Compressed> {
        Ahead::default().of(name, text.as_bytes()).unwrap()
    }

    #[test]
    fn what_gains_by_it_comes_back_the_same() {
        let text = "a page, ".repeat(100);
        for name in ["a.html", "a.pack", "a/b.wasm"] {
            let ways = ways(name, &text);
            let [("br", brotli), ("gz", gzip)] = &ways[..] else {
                panic!("{ways:?}")
            };
            let mut back = Vec::new();
            brotli::BrotliDecompress(&mut &brotli[..], &mut back).unwrap();
            assert_eq!(back, text.as_bytes(), "{name}");
            let mut back = String::new();
            flate2::read::GzDecoder::new(&gzip[..])
                .read_to_string(&mut back)
                .unwrap();
            assert_eq!(back, text, "{name}");
            assert_eq!(self::ways(name, &text), ways, "the same each time");
        }
        assert_eq!(
            ways("a.png", &text),
            [],
            "pictures are compressed as they are"
        );
        assert_eq!(ways("_headers", &text), []);
        assert_eq!(ways("a.txt", "short"), [], "what does not gain stays alone");
    }

    #[test]
    fn what_was_compressed_ahead_is_taken() {
        let mut files = vec![
            file("a.js.gz", "gz of a"),
            file("a.js", "text"),
            file("a.js.br", "br of a"),
            file("lost.js.br", "nobody's"),
        ];
        let ahead = Ahead::take(&mut files);
        assert_eq!(files, [file("a.js", "text")]);
        let expected = [("gz", b"gz of a".to_vec()), ("br", b"br of a".to_vec())];
        // Whatever it is called when it is written.
        assert_eq!(ahead.of("assets/a-1.js", b"text").unwrap(), expected);
        assert_eq!(ahead.of("assets/a-1.js", b"other").unwrap(), []);
    }
}
