//! What kinds of files a site has.

use std::path::Path;

/// The kind of a page.
pub(crate) const HTML: &str = "text/html; charset=utf-8";

/// The kind of a script.
pub(crate) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The kind of a line that tells what went wrong.
pub(crate) const TEXT: &str = "text/plain; charset=utf-8";

/// The media type of a file, by its extension.
pub(crate) fn media_type(path: &Path) -> &'static str {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.to_ascii_lowercase().as_str() {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => JAVASCRIPT,
        "wasm" => "application/wasm",
        "json" | "jsonld" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "txt" | "csv" | "md" | "toml" => TEXT,
        // The collection's pack and the files of an index are the application's own.
        _ => "application/octet-stream",
    }
}
