//! The site's addresses: typed routes, read from and written to what stands after the site's root.

use corpus::{BlockId, EssayId, OWN_THEME, Revision, Span, ThemeId};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::state::concordance::View;
use crate::state::filter::{Filter, Sort};
use crate::state::narrowing::Narrowing;
use crate::state::overview::Overview;

/// A page of the site, with all that its address says.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// `/`: the contents, filtered.
    Library(Filter),
    /// `/essays/ID/`: one essay.
    Essay(Reading),
    /// `/search/?q=`: results, filtered.
    Search(Filter, View),
    /// `/themes/?view=`: all themes.
    Themes(Overview),
    /// `/themes/ID/`: one theme, its passages narrowed; `/themes/?own=ID` for one of the reader's own, of which
    /// the site has no page.
    Theme(ThemeId, Narrowing),
    /// `/notebook/`: the reader's own highlights.
    Notebook,
    /// `/about/`: the collection and this reader.
    About,
    /// Anything else.
    NotFound,
}

/// An essay as an address opens it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The essay.
    pub essay: EssayId,
    /// `?q=`: the words to show in it.
    pub query: String,
    /// `?theme=`: themes to tint in it.
    pub themes: Vec<ThemeId>,
    /// `#BLOCK` or `#BLOCK:START-END~REV`: where to begin.
    pub target: Option<Target>,
    /// `#shared=…`: a highlight that someone put into the address.
    pub shared: Option<String>,
}

/// A place in an essay.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The block.
    pub block: BlockId,
    /// Words in it, and the text's state for which their offsets hold.
    pub passage: Option<(Span, Revision)>,
}

/// What may stand unencoded in a query's value and in a fragment.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Reading {
    /// An essay opened at its beginning.
    pub fn new(essay: EssayId) -> Self {
        Self {
            essay,
            query: String::new(),
            themes: Vec::new(),
            target: None,
            shared: None,
        }
    }

    /// The essay opened with the words of a query shown, at a block where one is named.
    pub fn found(essay: EssayId, query: &str, block: Option<BlockId>) -> Self {
        let target = block.map(|block| Target {
            block,
            passage: None,
        });
        Self {
            query: query.to_owned(),
            target,
            ..Self::new(essay)
        }
    }

    /// The essay opened at a block.
    pub fn at(essay: EssayId, block: BlockId) -> Self {
        Self {
            target: Some(Target {
                block,
                passage: None,
            }),
            ..Self::new(essay)
        }
    }
}

impl Route {
    /// The search page with these words in its field.
    pub fn search(words: impl Into<String>) -> Self {
        Self::Search(Filter::of_words(words.into()), View::List)
    }

    /// The route of an address: the path after the site's root, the query after `?`, the fragment
    /// after `#`, each as the browser spells it.
    pub fn parse(path: &str, query: &str, fragment: &str) -> Self {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let segments: Vec<String> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode)
            .collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let pairs = pairs(query);
        match segments.as_slice() {
            [] => Self::Library(Filter::from_pairs(&pairs)),
            ["search"] => Self::Search(
                Filter {
                    sort: Sort::default(),
                    ..Filter::from_pairs(&pairs)
                },
                View::from_pairs(&pairs),
            ),
            ["themes"] => match pairs.iter().find(|(key, _)| key == "own") {
                Some((_, own)) => Self::of_theme([OWN_THEME, own].concat(), &pairs),
                None => Self::Themes(Overview::from_pairs(&pairs)),
            },
            ["themes", id] => Self::of_theme(*id, &pairs),
            ["notebook"] => Self::Notebook,
            ["about"] => Self::About,
            ["essays", id] => match EssayId::new(*id) {
                Ok(essay) => Self::Essay(Reading {
                    essay,
                    query: first(&pairs, "q"),
                    themes: all(&pairs, "theme")
                        .filter_map(|id| ThemeId::new(id).ok())
                        .collect(),
                    target: Target::parse(fragment).filter(|_| shared(fragment).is_none()),
                    shared: shared(fragment),
                }),
                Err(_) => Self::NotFound,
            },
            _ => Self::NotFound,
        }
    }

    fn of_theme(id: impl Into<String>, pairs: &[(String, String)]) -> Self {
        let theme = |id| Self::Theme(id, Narrowing::from_pairs(pairs));
        ThemeId::new(id).map_or(Self::NotFound, theme)
    }

    /// The page of a theme with all its passages.
    pub fn theme(id: &ThemeId) -> Self {
        Self::Theme(id.clone(), Narrowing::default())
    }

    /// The address after the site's root, encoded.
    pub fn address(&self) -> String {
        match self {
            Self::Library(filter) => with_query(String::new(), &filter.to_pairs()),
            Self::Essay(reading) => reading.address(),
            Self::Search(filter, view) => {
                let mut pairs = filter.to_pairs();
                pairs.extend(view.to_pairs());
                with_query("search/".to_owned(), &pairs)
            }
            Self::Themes(overview) => with_query("themes/".to_owned(), &overview.to_pairs()),
            Self::Theme(id, narrowing) => {
                let mut pairs = narrowing.to_pairs();
                if let Some(own) = id.as_str().strip_prefix(OWN_THEME) {
                    pairs.insert(0, ("own", own.to_owned()));
                    return with_query("themes/".to_owned(), &pairs);
                }
                with_query(["themes/", &encode(id.as_str()), "/"].concat(), &pairs)
            }
            Self::Notebook => "notebook/".to_owned(),
            Self::About => "about/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
        }
    }

    /// The kind of page, as style sheets name it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Library(_) => "library",
            Self::Essay(_) => "essay",
            Self::Search(..) => "search",
            Self::Themes(_) => "themes",
            Self::Theme(..) => "theme",
            Self::Notebook => "notebook",
            Self::About => "about",
            Self::NotFound => "notfound",
        }
    }
}

impl Reading {
    fn address(&self) -> String {
        let mut pairs = Vec::new();
        if !self.query.is_empty() {
            pairs.push(("q", self.query.clone()));
        }
        pairs.extend(self.themes.iter().map(|theme| ("theme", theme.to_string())));
        let mut address = with_query(format!("essays/{}/", encode(self.essay.as_str())), &pairs);
        if let Some(shared) = &self.shared {
            address.push('#');
            address.push_str(SHARED);
            address.push_str(shared);
        } else if let Some(target) = &self.target {
            address.push('#');
            address.push_str(&target.fragment());
        }
        address
    }
}

impl Target {
    /// The place that a fragment names.
    pub fn parse(fragment: &str) -> Option<Self> {
        let fragment = decode(own(fragment));
        let (block, passage) = match fragment.split_once(':') {
            Some((block, passage)) => (block, parse_passage(passage)),
            None => (fragment.as_str(), None),
        };
        (!block.is_empty()).then(|| Self {
            block: BlockId::from_name(block),
            passage,
        })
    }

    /// The fragment that names this place.
    pub fn fragment(&self) -> String {
        match &self.passage {
            Some((span, revision)) => {
                format!("{}:{}-{}~{revision}", self.block, span.start, span.end)
            }
            None => self.block.to_string(),
        }
    }
}

/// What parts a fragment from what it tells the browser (*URL Fragment Text Directives*, WICG).
const DIRECTIVE: &str = ":~:";

/// What stands before a highlight in a fragment.
const SHARED: &str = "shared=";

/// A fragment without what is left of a text fragment where a browser knows no such thing.
fn own(fragment: &str) -> &str {
    fragment.split(DIRECTIVE).next().unwrap_or_default()
}

/// The highlight in a fragment.
fn shared(fragment: &str) -> Option<String> {
    own(fragment).strip_prefix(SHARED).map(str::to_owned)
}

/// How many scalars of a long quotation a text fragment has from its beginning and its end.
const QUOTED: usize = 48;

/// What makes a browser show these words by itself; it stands after a fragment. Long words are named by
/// their beginning and their end.
pub fn text_fragment(words: &str) -> String {
    let encoded = |words: String| {
        // A hyphen would part the words from their surroundings.
        encode(words.trim()).replace('-', "%2D")
    };
    let all: Vec<char> = words.chars().collect();
    if all.len() <= 2 * QUOTED {
        return format!("{DIRECTIVE}text={}", encoded(words.to_owned()));
    }
    let start = whole_words(&all[..QUOTED], false);
    let end = whole_words(&all[all.len() - QUOTED..], true);
    format!("{DIRECTIVE}text={},{}", encoded(start), encoded(end))
}

/// Those of the words that are whole, where what is cut off stands after or before them.
fn whole_words(words: &[char], cut_before: bool) -> String {
    let mut spaces = words.iter().enumerate().filter(|(_, c)| c.is_whitespace());
    let inside = if cut_before {
        let from = spaces.next().map_or(0, |(at, _)| at + 1);
        &words[from..]
    } else {
        let to = spaces.next_back().map_or(words.len(), |(at, _)| at);
        &words[..to]
    };
    inside.iter().collect()
}

fn parse_passage(passage: &str) -> Option<(Span, Revision)> {
    let (range, revision) = passage.split_once('~')?;
    let (start, end) = range.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then(|| (Span::new(start, end), Revision::from_name(revision)))
}

fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (decode(key), decode(&value.replace('+', " "))))
        .collect()
}

fn all<'a>(pairs: &'a [(String, String)], key: &'a str) -> impl Iterator<Item = &'a str> {
    pairs
        .iter()
        .filter(move |(name, _)| name == key)
        .map(|(_, value)| value.as_str())
}

fn first(pairs: &[(String, String)], key: &str) -> String {
    all(pairs, key).next().unwrap_or_default().to_owned()
}

fn with_query(mut address: String, pairs: &[(&str, String)]) -> String {
    for (at, (key, value)) in pairs.iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(key);
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(address: &str) -> Route {
        let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Route::parse(path, query, fragment)
    }

    #[test]
    fn addresses_are_read_and_written() {
        for address in [
            "",
            "?q=green%20growth&theme=planning&theme=evidence&author=The%20Lectern%20Project&year=2019..2024&lang=zh-Hans&length=..4&length=30..&sort=title",
            "?year=..2024",
            "essays/growth-accounting/",
            "essays/growth-accounting/?q=%22new%20quality%22&theme=planning#gph5zz",
            "essays/growth-accounting/#gph5zz-2:12-40~wqv2bwq2",
            "essays/growth-accounting/?theme=planning#shared=1aB-_9",
            "essays/%E5%88%9B%E6%96%B0-zh/",
            "search/",
            "search/?q=%E6%96%B0%E8%B4%A8%20%2B%26%23",
            "search/?q=growth&theme=planning&author=Li%20Wei&year=2019..&lang=en&lang=zh-Hans&length=7..9",
            "search/?length=10..14",
            "search/?q=growth&theme=planning&view=concordance",
            "search/?q=growth&view=concordance&order=before",
            "search/?q=growth&view=concordance&order=after",
            "themes/",
            "themes/?view=together",
            "themes/?view=time",
            "themes/?own=land",
            "themes/?own=land&theme=planning&by=strength",
            "themes/digital-economy/",
            "themes/digital-economy/?q=rail&theme=planning&year=2019..2024&by=time",
            "themes/digital-economy/?view=concordance&order=before",
            "notebook/",
            "about/",
            "404.html",
        ] {
            assert_eq!(read(address).address(), address);
        }
    }

    #[test]
    fn other_spellings_are_understood() {
        assert_eq!(read("search?q=a+b"), Route::search("a b"));
        assert_eq!(read("search/?q=a&sort=title"), Route::search("a"));
        assert_eq!(
            read("search/?lang=zh_hans&year=2019&length=soon&length=..&theme=a&theme=a").address(),
            "search/?lang=zh-Hans&year=2019..2019&theme=a"
        );
        assert_eq!(read("index.html"), Route::Library(Filter::default()));
        assert_eq!(read("essays/a/index.html"), read("essays/a/"));
        assert_eq!(read("essays/A B/"), Route::NotFound);
        assert_eq!(read("essays/a/#x:9-3~r").address(), "essays/a/#x");
        assert_eq!(read("themes/?own=A"), Route::NotFound);
        assert_eq!(read("themes/?view=globe"), read("themes/"));
        assert_eq!(read("no/such/page"), Route::NotFound);
    }

    proptest! {
        #[test]
        fn any_query_survives(query in any::<String>()) {
            let route = Route::search(query);
            prop_assert_eq!(read(&route.address()), route);
        }

        #[test]
        fn no_address_makes_it_panic(path: String, query: String, fragment: String) {
            let _ = Route::parse(&path, &query, &fragment).address();
        }
    }
}
