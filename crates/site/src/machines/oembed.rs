//! What shows an essay inside other pages that know oEmbed 1.0: a frame with its page. The answer is a file, found by
//! the link in the essay's head; it does not depend on what is asked for.

use lectern::prerender::Prerenderer;
use serde_json::json;

use super::File;
use super::xml::escape;

/// The size of the frame, in CSS pixels.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

pub(super) fn oembed(pages: &Prerenderer, base: &str, essay: usize) -> Option<File> {
    let meta = pages.shelf().pack.essays[essay].meta();
    let address = pages.essay_address(essay)?;
    let (href, title) = (escape(&address), escape(&meta.title));
    let html = format!(
        "<iframe src=\"{href}\" title=\"{title}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" loading=\"lazy\" \
         style=\"border:0;inline-size:100%\"></iframe>"
    );
    let mut answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": meta.title,
        "provider_name": pages.name(),
        "provider_url": base,
        "html": html,
        "width": WIDTH,
        "height": HEIGHT,
    });
    if let Some(author) = meta.authors.first() {
        answer["author_name"] = json!(author.name);
    }
    let path = format!("essays/{}/oembed.json", meta.id);
    Some(File::new(path, answer.to_string()))
}
