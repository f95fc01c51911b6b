//! The site map (sitemaps.org 0.9), with the languages of each essay.

use std::fmt::Write as _;

use lectern::prerender::Prerenderer;
use lectern::route::Route;

use super::xml::escape;

pub(super) fn sitemap(pages: &Prerenderer) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in pages.routes() {
        // These have nothing to be found by.
        if matches!(route, Route::NotFound | Route::Notebook | Route::Search(..)) {
            continue;
        }
        let Some(address) = pages.address(&route) else {
            continue;
        };
        let essay = match &route {
            Route::Essay(reading) => pages
                .shelf()
                .pack
                .find(&reading.essay)
                .map(|(place, _)| place),
            _ => None,
        };
        // Writing to a string does not fail.
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&address));
        for (language, address) in essay.iter().flat_map(|&essay| pages.languages(essay)) {
            let address = escape(&address);
            let _ = write!(
                xml,
                "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>"
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
