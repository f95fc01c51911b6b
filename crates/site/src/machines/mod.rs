//! Files for machines, beside the pages: a site map, a feed, what makes a browser search here, what shows an essay
//! inside other pages. Where it is not known where the site is, there are none but `robots.txt`: addresses in them are
//! absolute.

mod feed;
mod oembed;
mod opensearch;
mod sitemap;
mod xml;

use lectern::prerender::Prerenderer;

/// A file for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, from the site's root.
    pub path: String,
    /// Its content.
    pub text: String,
}

impl File {
    fn new(path: impl Into<String>, text: String) -> Self {
        let path = path.into();
        Self { path, text }
    }
}

/// All files for machines of a site.
pub fn files(pages: &Prerenderer) -> Vec<File> {
    let Some(base) = pages.base() else {
        return vec![File::new("robots.txt", robots(None))];
    };
    let mut files = vec![
        File::new("robots.txt", robots(Some(base))),
        File::new("sitemap.xml", sitemap::sitemap(pages)),
        File::new("feed.xml", feed::feed(pages, base)),
        File::new("opensearch.xml", opensearch::opensearch(pages, base)),
    ];
    let essays = 0..pages.shelf().pack.essays.len();
    files.extend(essays.filter_map(|essay| oembed::oembed(pages, base, essay)));
    files
}

/// Everything may be read (RFC 9309).
fn robots(base: Option<&str>) -> String {
    let sitemap = base.map(|base| format!("Sitemap: {base}sitemap.xml\n"));
    ["User-agent: *\nAllow: /\n", &sitemap.unwrap_or_default()].concat()
}
