//! The whole site in one file: its library as a page, with the other files inside, and of each essay's page what the
//! application takes over.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use yew::AttrValue;

use super::document::{Document, Main, icon};
use super::{Page, Prerenderer, file};
use crate::markup::escape;
use crate::route::{Reading, Route};
use crate::state::filter::Filter;

/// What addresses begin with.
const ROOT: &str = "#/";

/// What stands in the file as it is.
#[derive(Clone, Debug)]
pub struct Inside {
    /// The style sheet.
    pub style: String,
    /// The script that sets the reader's preferences before the first paint.
    pub preferences: String,
    /// The script that starts the application.
    pub reader: String,
}

impl Prerenderer {
    /// The file, with the elements of the files in it.
    pub fn whole(&self, inside: &Inside, files: &str) -> String {
        let route = Route::Library(Filter::default());
        self.document(&route, AttrValue::from(ROOT), |page| {
            page.whole(inside, files)
        })
    }

    /// The essays' pages in it.
    pub fn leaves(&self) -> impl Iterator<Item = Page> + '_ {
        let essays = self.shelf.pack.essays.iter();
        let routes = essays.map(|packed| Route::Essay(Reading::new(packed.meta().id.clone())));
        routes.map(|route| Page {
            file: file(&route),
            html: self.document(&route, AttrValue::from(ROOT), leaf),
        })
    }
}

impl Document<'_> {
    fn whole(&self, inside: &Inside, files: &str) -> String {
        let (preferences, reader) = (script(&inside.preferences), script(&inside.reader));
        let policy = policy(&[&preferences, &reader], &inside.style);
        let head = format!(
            "<script>{}</script>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\">\n<style>{}</style>\n",
            preferences,
            icon(),
            inside.style,
        );
        let end = format!("{files}<script>{reader}</script>\n");
        self.framed(&policy, &head, &end)
    }
}

/// What the application takes of a page: title, article, data.
fn leaf(page: &Document<'_>) -> String {
    let article = match &page.main {
        Main::Article(article) | Main::Island(article) => article,
    };
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>{}</title>\n{article}\n\
         <script type=\"text/plain\" id=\"page-data\">{}</script>\n",
        escape(page.title),
        page.encoded(),
    )
}

/// The content security policy of a file with these scripts and this style sheet inside: it runs nothing else, and
/// can reach nobody.
fn policy(scripts: &[&str], style: &str) -> String {
    let source = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    let scripts: Vec<String> = scripts.iter().map(|script| source(script)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; \
         base-uri 'none'; form-action 'none'",
        scripts.join(" "),
        source(style),
    )
}

/// A script as it may stand in a page: what would end the element is spelt otherwise.
fn script(text: &str) -> String {
    text.replace("</script", "<\\/script")
        .replace("<!--", "<\\!--")
}

#[cfg(test)]
mod tests {
    #[test]
    fn scripts_end_where_they_end() {
        assert_eq!(super::script("\"</script>\""), "\"<\\/script>\"");
    }
}
