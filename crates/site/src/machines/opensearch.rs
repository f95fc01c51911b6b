//! What makes a browser search here (OpenSearch 1.1).

use lectern::prerender::Prerenderer;

use super::xml::escape;

/// The longest name that the format allows, in scalars.
const SHORT: usize = 16;

pub(super) fn opensearch(pages: &Prerenderer, base: &str) -> String {
    let name = pages.name();
    let short: String = name.chars().take(SHORT).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{short}</ShortName>\n<Description>{description}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Url type=\"text/html\" method=\"get\" template=\"{base}search/?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        short = escape(short.trim()),
        description = escape(name),
        base = escape(base),
    )
}
