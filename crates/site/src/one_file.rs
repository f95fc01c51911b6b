//! What a file that holds the whole site has inside of it, as `static/reader.js` finds it there.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The elements that hold files, by their names.
pub(crate) fn elements(files: &[(String, Vec<u8>)]) -> String {
    let packed = crate::cores::each(files, |(name, bytes)| {
        let bytes = BASE64.encode(compressed(bytes));
        format!("<script type=\"text/plain\" data-file=\"{name}\">{bytes}</script>\n")
    });
    packed.concat()
}

/// Compressed as hard as it goes: it is built once and passed on often.
fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// A picture in an address of its own.
pub(crate) fn picture(src: &str, bytes: &[u8]) -> String {
    let kind = match src
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase())
    {
        Some(extension) if extension == "jpg" => "jpeg".to_owned(),
        Some(extension) => extension,
        None => "png".to_owned(),
    };
    format!("data:image/{kind};base64,{}", BASE64.encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;

    use super::*;

    #[test]
    fn what_is_inside_comes_out() {
        let files = [
            ("essays/a/index.html".to_owned(), b"text text text".to_vec()),
            ("b".to_owned(), Vec::new()),
        ];
        let elements = elements(&files);
        for ((name, bytes), line) in files.iter().zip(elements.lines()) {
            let rest = line
                .strip_prefix("<script type=\"text/plain\" data-file=\"")
                .unwrap();
            let (named, rest) = rest.split_once("\">").unwrap();
            let packed = BASE64
                .decode(rest.strip_suffix("</script>").unwrap())
                .unwrap();
            let mut unpacked = Vec::new();
            ZlibDecoder::new(&*packed)
                .read_to_end(&mut unpacked)
                .unwrap();
            assert_eq!((named, &unpacked), (&**name, bytes));
        }
    }

    #[test]
    fn pictures_say_what_they_are() {
        assert_eq!(picture("a/b.JPG", b"x"), "data:image/jpeg;base64,eA==");
        assert_eq!(picture("b.webp", b""), "data:image/webp;base64,");
    }
}
