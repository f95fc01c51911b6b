//! Answers: the files of a site, and what there is instead where one is missing.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::headers;
use crate::media::{HTML, JAVASCRIPT, TEXT, media_type};
use crate::reload::{SCRIPT, SOURCE, reloading};
use crate::request::{Refused, Request};

/// The page for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// An answer.
pub(crate) struct Answer {
    status: &'static str,
    /// The media type of the body.
    kind: String,
    body: Vec<u8>,
    /// The fields that not every answer has, with their line ends.
    fields: String,
}

impl Answer {
    fn new(status: &'static str, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            kind: kind.to_owned(),
            body: body.into(),
            fields: String::new(),
        }
    }

    /// The answer to a request, from the folder of a site of this version, with what the site says with its files.
    pub(crate) fn of(request: &Request, site: &Path, version: u64) -> Self {
        let mut answer = Self::bare(request, site, version);
        for (name, value) in headers::fields(site, &request.path) {
            if name.eq_ignore_ascii_case("content-type") {
                answer.kind = value;
            } else {
                answer.fields.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        answer
    }

    fn bare(request: &Request, site: &Path, version: u64) -> Self {
        if request.path == SCRIPT {
            return Self::new("200 OK", JAVASCRIPT, SOURCE);
        }
        let Some(file) = request.file() else {
            return Self::not_found(site, version);
        };
        let path = site.join(file);
        if path.is_dir() {
            return Self::beyond_slash(request);
        }
        match fs::read(&path) {
            Ok(bytes) => Self::file("200 OK", &path, bytes, version),
            Err(_) => Self::not_found(site, version),
        }
    }

    /// The answer to a request that is refused.
    pub(crate) fn refusal(why: Refused) -> Self {
        match why {
            Refused::Malformed => Self::new("400 Bad Request", TEXT, "this is no HTTP request\n"),
            Refused::Host => Self::new(
                "403 Forbidden",
                TEXT,
                "this preview is called 127.0.0.1 or localhost\n",
            ),
            Refused::Method => Self {
                fields: "Allow: GET, HEAD\r\n".to_owned(),
                ..Self::new("405 Method Not Allowed", TEXT, "there is only reading\n")
            },
        }
    }

    fn file(status: &'static str, path: &Path, bytes: Vec<u8>, version: u64) -> Self {
        let kind = media_type(path);
        let body = if kind == HTML {
            reloading(bytes, version)
        } else {
            bytes
        };
        Self::new(status, kind, body)
    }

    fn not_found(site: &Path, version: u64) -> Self {
        const STATUS: &str = "404 Not Found";
        let path = site.join(NOT_FOUND);
        match fs::read(&path) {
            Ok(page) => Self::file(STATUS, &path, page, version),
            Err(_) => Self::new(STATUS, TEXT, "not found\n"),
        }
    }

    /// A folder's page lies behind a slash, from which its links start.
    fn beyond_slash(request: &Request) -> Self {
        let query = match request.query.as_str() {
            "" => String::new(),
            query => format!("?{query}"),
        };
        Self {
            fields: format!("Location: {}/{query}\r\n", request.path),
            ..Self::new("302 Found", TEXT, "")
        }
    }

    /// Sends the answer, without its body where only the head was asked for. Nothing is kept by the
    /// browser: the next build may change any file.
    pub(crate) fn send(&self, stream: &mut impl Write, is_head: bool) -> io::Result<()> {
        let Self {
            status,
            kind,
            body,
            fields,
        } = self;
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{fields}\
             Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        )?;
        if !is_head {
            stream.write_all(body)?;
        }
        stream.flush()
    }
}
