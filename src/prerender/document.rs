//! The frame of a page: head, islands, article, data.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use corpus::Language;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Assets;
use crate::markup::escape;
use crate::site::Site;
use crate::state::outline::PageData;

/// The picture in the browser's tab. It stands in the page itself: browsers look a file up again,
/// at another address, whenever the application changes the page's.
const ICON: &str = include_str!("../../static/icon.svg");

/// What a page may do, as a content security policy: its own files and nothing else, no script and no style but
/// from these, WebAssembly among them. The picture in the browser's tab is data. Who may frame a page is not said,
/// so that it can stand in others.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; object-src 'none'";

/// What stands in the page's `<main>`.
pub enum Main {
    /// An article, that the application never owns.
    Article(String),
    /// A region that the application will draw itself.
    Island(String),
}

/// A page before it is written.
pub struct Document<'a> {
    pub site: &'a Site,
    pub assets: &'a Assets,
    /// The part of the application without which the page is not live.
    pub part: Option<&'static str>,
    pub page: &'static str,
    pub title: &'a str,
    pub description: &'a str,
    /// What the head tells machines.
    pub metadata: &'a str,
    /// The language of the page's main text.
    pub language: Language,
    pub header: String,
    pub main: Main,
    pub margin: Option<String>,
    pub data: &'a PageData,
}

/// The page as a file.
pub fn write(page: &Document<'_>) -> String {
    page.write()
}

impl Document<'_> {
    /// The page as a file. The browser waits with its first paint until the running head is there
    /// whole (`rel="expect"`): a head that is painted in pieces shifts.
    fn write(&self) -> String {
        let Assets {
            style,
            preferences,
            start,
            glue,
            wasm,
            ..
        } = self.assets;
        let preloads = self.preloads();
        let [of_preferences, of_style, of_glue, of_start] =
            [preferences, style, glue, start].map(|address| self.integrity(address));
        let root = &self.site.root;
        let head = format!(
            r##"{metadata}<link rel="expect" blocking="render" href="#notice">
<script src="{root}{preferences}"{of_preferences}></script>
<link rel="icon" type="image/svg+xml" href="{icon}">
<link rel="stylesheet" href="{root}{style}"{of_style}>
<link rel="modulepreload" href="{root}{glue}"{of_glue}>
<link rel="preload" as="fetch" crossorigin href="{root}{wasm}">
{preloads}<script type="module" src="{root}{start}"{of_start}></script>
"##,
            metadata = self.metadata,
            icon = icon(),
        );
        self.framed(POLICY, &head, "")
    }

    /// The page around its policy, what stands in the head beside its title, and what stands at the end.
    pub(super) fn framed(&self, policy: &str, head: &str, end: &str) -> String {
        let root = &self.site.root;
        let build = &self.assets.build;
        let (page, header) = (self.page, &self.header);
        let language = &self.language;
        let direction = if language.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        };
        let ui = self.site.locale.tag();
        let (title, description) = (escape(self.title), escape(self.description));
        let (skip, dead) = (
            escape(self.site.text("skip")),
            escape(self.site.text("dead")),
        );
        let main = match &self.main {
            Main::Article(article) => article.clone(),
            Main::Island(view) => format!("<div id=\"main-island\">{view}</div>"),
        };
        let margin = self.margin.as_deref().unwrap_or_default();
        let data = self.encoded();
        format!(
            r##"<!doctype html>
<html lang="{language}" dir="{direction}" data-page="{page}" data-root="{root}" data-build="{build}" data-ui="{ui}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
{head}</head>
<body>
<a class="skip" href="#main" lang="{ui}">{skip}</a>
<header id="header"><div id="header-island">{header}</div></header>
<div id="notice"><p class="failure dead" lang="{ui}" hidden>{dead}</p><div id="notice-island"></div></div>
<div class="leaf">
<main id="main" tabindex="-1">{main}</main>
<div id="aside"><div id="aside-island">{margin}</div></div>
</div>
<div id="dialogs"><div id="dialogs-island"></div></div>
<script type="text/plain" id="page-data">{data}</script>
{end}</body>
</html>
"##
        )
    }

    /// The attribute that holds a file to its content. WebAssembly has none: Chromium ignores it on preloads of what is
    /// fetched later, and says so in the console.
    fn integrity(&self, address: &str) -> String {
        let hash = self.assets.integrity.get(address);
        hash.map(|hash| format!(" integrity=\"{hash}\""))
            .unwrap_or_default()
    }

    /// The page's data in letters.
    pub(super) fn encoded(&self) -> String {
        BASE64.encode(self.data.to_bytes())
    }

    /// Has the page's own part fetched beside the application, which asks for it only when it runs.
    fn preloads(&self) -> String {
        let root = &self.site.root;
        let files = self.part.and_then(|part| self.assets.parts.get(part));
        let preload = |file| {
            format!("<link rel=\"preload\" as=\"fetch\" crossorigin href=\"{root}{file}\">\n")
        };
        files.into_iter().flatten().map(preload).collect()
    }
}

/// The icon as an address of its own.
pub(super) fn icon() -> String {
    let icon = utf8_percent_encode(ICON, NON_ALPHANUMERIC);
    format!("data:image/svg+xml,{icon}")
}
