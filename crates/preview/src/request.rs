//! What a browser asks for: the head of a request, read with distrust.

use std::io::{self, BufRead};
use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The longest head that is read, in bytes.
const LONGEST: u64 = 16 * 1024;

/// The names under which this machine knows itself.
const OWN_NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// A request that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// Whether the body is left out of the answer.
    pub(crate) is_head: bool,
    /// The path as it was sent, percent-encoded.
    pub(crate) path: String,
    /// What stands behind the question mark.
    pub(crate) query: String,
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is no HTTP.
    Malformed,
    /// It wants something else than to read.
    Method,
    /// It was meant for another host: a page elsewhere whose name was bent to this machine.
    Host,
}

impl Request {
    /// Reads the head of a request; `None` where the browser hung up before it asked.
    pub(crate) fn read(stream: impl BufRead) -> io::Result<Option<Result<Self, Refused>>> {
        let mut stream = stream.take(LONGEST);
        let mut lines = Vec::new();
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line)? == 0 {
                let is_silent = lines.is_empty();
                return Ok((!is_silent).then_some(Err(Refused::Malformed)));
            }
            match String::from_utf8(line) {
                Ok(line) if line.trim().is_empty() => break,
                Ok(line) => lines.push(line),
                Err(_) => return Ok(Some(Err(Refused::Malformed))),
            }
        }
        Ok(Some(Self::of_lines(&lines)))
    }

    fn of_lines(lines: &[String]) -> Result<Self, Refused> {
        let (first, fields) = lines.split_first().ok_or(Refused::Malformed)?;
        let words: Vec<&str> = first.split_whitespace().collect();
        let &[method, target, version] = words.as_slice() else {
            return Err(Refused::Malformed);
        };
        if !version.starts_with("HTTP/1.") {
            return Err(Refused::Malformed);
        }
        if !fields.iter().all(|field| is_for_us(field)) {
            return Err(Refused::Host);
        }
        if method != "GET" && method != "HEAD" {
            return Err(Refused::Method);
        }
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Ok(Self {
            is_head: method == "HEAD",
            path: path.to_owned(),
            query: query.to_owned(),
        })
    }

    /// The file that is meant, relative to the site's folder; `None` for whatever could lead out
    /// of it. A path that ends in a slash means the page there.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        let path = self.path.strip_prefix('/')?;
        let mut parts: Vec<&str> = path.split('/').collect();
        if let Some(last) = parts.last_mut().filter(|last| last.is_empty()) {
            *last = "index.html";
        }
        parts.into_iter().map(part).collect()
    }
}

/// One name of a path, decoded; `None` if it is more than a name.
fn part(encoded: &str) -> Option<String> {
    let name = percent_decode_str(encoded).decode_utf8().ok()?;
    let is_way = matches!(&*name, "" | "." | "..");
    let leads_out = |c: char| matches!(c, '/' | '\\' | ':') || c.is_control();
    (!is_way && !name.contains(leads_out)).then(|| name.into_owned())
}

/// Whether a field of a head, if it names the host, names this machine.
fn is_for_us(field: &str) -> bool {
    let Some((name, value)) = field.split_once(':') else {
        return true;
    };
    if !name.eq_ignore_ascii_case("host") {
        return true;
    }
    let host = value.trim();
    let port = host.rfind(':').filter(|&at| !host[at..].contains(']'));
    let host = port.map_or(host, |at| &host[..at]);
    OWN_NAMES.iter().any(|own| own.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &[u8]) -> Option<Result<Request, Refused>> {
        Request::read(head).unwrap()
    }

    #[test]
    fn paths_stay_inside() {
        let cases = [
            ("/", Some("index.html")),
            ("/essays/a/", Some("essays/a/index.html")),
            ("/essays/a", Some("essays/a")),
            ("/search?q=../x", Some("search")),
            ("/essays/%E9%87%8D/", Some("essays/重/index.html")),
            ("/a%20b.css", Some("a b.css")),
            ("/..", None),
            ("/../etc/passwd", None),
            ("/essays/../../x", None),
            ("/%2e%2e/x", None),
            ("/.%2E/x", None),
            ("/./x", None),
            ("//etc/passwd", None),
            ("//", None),
            ("//x", None),
            ("/%2Fetc/passwd", None),
            ("/a%5c..%5cb", None),
            ("/C:/x", None),
            ("/a%00b", None),
            ("/%ff", None),
            ("etc/passwd", None),
            ("http://127.0.0.1/x", None),
            ("*", None),
        ];
        for (target, expected) in cases {
            let head = format!("GET {target} HTTP/1.1\r\n\r\n");
            let request = read(head.as_bytes()).unwrap().unwrap();
            assert_eq!(request.file(), expected.map(PathBuf::from), "{target}");
        }
    }

    #[test]
    fn heads() {
        let asked = |is_head, path: &str, query: &str| {
            Some(Ok(Request {
                is_head,
                path: path.to_owned(),
                query: query.to_owned(),
            }))
        };
        let cases: [(&[u8], _); 15] = [
            (b"", None),
            (b"GET /a?b?c HTTP/1.1\r\n\r\n", asked(false, "/a", "b?c")),
            (b"HEAD /a HTTP/1.0\n\n", asked(true, "/a", "")),
            (
                b"GET / HTTP/1.1\r\nHost: localhost:80\r\n\r\n",
                asked(false, "/", ""),
            ),
            (
                b"GET / HTTP/1.1\r\nhost:127.0.0.1\r\n\r\n",
                asked(false, "/", ""),
            ),
            (
                b"GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n",
                asked(false, "/", ""),
            ),
            (
                b"GET / HTTP/1.1\r\nHost: elsewhere.example:80\r\n\r\n",
                Some(Err(Refused::Host)),
            ),
            (b"POST / HTTP/1.1\r\n\r\n", Some(Err(Refused::Method))),
            (b"GET / HTTP/1.1", Some(Err(Refused::Malformed))),
            (b"GET /\r\n\r\n", Some(Err(Refused::Malformed))),
            (b"GET / HTTP/2\r\n\r\n", Some(Err(Refused::Malformed))),
            (b"GET /a b HTTP/1.1\r\n\r\n", Some(Err(Refused::Malformed))),
            (b"\r\n", Some(Err(Refused::Malformed))),
            (
                b"GET / HTTP/1.1\r\na: \xff\r\n\r\n",
                Some(Err(Refused::Malformed)),
            ),
            (&[b'a'; 20_000], Some(Err(Refused::Malformed))),
        ];
        for (head, expected) in cases {
            assert_eq!(read(head), expected, "{}", String::from_utf8_lossy(head));
        }
    }
}
