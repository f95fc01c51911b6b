//! The query language by example: what the search page shows, and what the tests hold it to.

/// A query that shows what can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The query. The collection that comes with the program answers to it.
    pub query: &'static str,
    /// The key in `locales/` of what it asks for.
    pub key: &'static str,
}

/// Every feature of the language, in the order in which readers need them.
pub const EXAMPLES: [Example; 15] = [
    example("green growth", "search.help.words"),
    example("dynamo blockchain", "search.help.relaxed"),
    example("\"new quality\"", "search.help.phrase"),
    example("growth -export", "search.help.not"),
    example("5G OR cloud", "search.help.or"),
    example("(state OR market) university", "search.help.group"),
    example("innovat*", "search.help.prefix"),
    example("\"carbon target\"~5", "search.help.near"),
    example("新质生产力", "search.help.han"),
    example("title:development", "search.help.title"),
    example("author:lectern payment", "search.help.author"),
    example("theme:planning target", "search.help.theme"),
    example("lang:zh 5G", "search.help.lang"),
    example("year:2024..2026 carbon", "search.help.year"),
    example("length:..8 carbon", "search.help.length"),
];

const fn example(query: &'static str, key: &'static str) -> Example {
    Example { query, key }
}
