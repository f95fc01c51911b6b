//! What is wrong with a corpus folder beyond what its files say by themselves.

mod themes;

use std::collections::{HashMap, HashSet};

use corpus::{Block, Collection, EssayId, InlineKind, Kind, ThemeId};
use ingest::Diagnostic;

use crate::folder::{CODEBOOK, COLLECTION, Finding, Folder, SourceEssay};

/// Findings about a folder as a whole: missing metadata, names that lead nowhere, dead links,
/// figures without a file, texts that are there twice, and what is odd about the themes.
pub fn check(folder: &Folder) -> Vec<Finding> {
    let mut findings = Findings {
        folder,
        found: Vec::new(),
        essays: HashMap::new(),
    };
    for source in &folder.essays {
        let blocks = source
            .essay
            .blocks
            .iter()
            .map(|block| block.id.as_str())
            .collect();
        findings
            .essays
            .insert(source.essay.meta.id.as_str(), blocks);
    }
    findings.parts(&folder.collection);
    findings.found.extend(themes::check(folder));
    let themes: HashSet<&ThemeId> = folder
        .codebook
        .themes()
        .iter()
        .map(|theme| &theme.id)
        .collect();
    for source in &folder.essays {
        findings.metadata(source, &themes);
        findings.links(source);
        findings.figures(source);
    }
    findings.duplicates();
    findings.found
}

struct Findings<'a> {
    folder: &'a Folder,
    found: Vec<Finding>,
    /// Every essay's id, and the ids of its blocks.
    essays: HashMap<&'a str, HashSet<&'a str>>,
}

impl Findings<'_> {
    fn push(&mut self, file: &str, diagnostic: Diagnostic) {
        self.found.push(Finding {
            file: file.to_owned(),
            diagnostic,
        });
    }

    fn error(&mut self, file: &str, message: String) {
        self.push(file, Diagnostic::error(None, message));
    }

    fn parts(&mut self, collection: &Collection) {
        let mut listed: HashSet<&EssayId> = HashSet::new();
        for id in collection.parts.iter().flat_map(|part| &part.essays) {
            if !self.essays.contains_key(id.as_str()) {
                self.error(
                    COLLECTION,
                    format!("a part lists {id}, which is no essay: add its file or drop the name"),
                );
            }
            if !listed.insert(id) {
                self.error(
                    COLLECTION,
                    format!("{id} is listed twice: drop one of the two"),
                );
            }
        }
    }

    fn metadata(
        &mut self,
        SourceEssay { path, essay, .. }: &SourceEssay,
        themes: &HashSet<&ThemeId>,
    ) {
        let meta = &essay.meta;
        let missing = [
            (meta.title.is_empty(), "title"),
            (meta.authors.is_empty(), "authors"),
            (meta.published.is_none(), "published"),
        ];
        for (_, field) in missing.into_iter().filter(|(missing, _)| *missing) {
            self.push(
                path,
                Diagnostic::warning(
                    None,
                    format!("`{field}` is missing: add it to the front matter"),
                ),
            );
        }
        for theme in meta.themes.iter().filter(|theme| !themes.contains(theme)) {
            self.error(
                path,
                format!(
                    "theme {theme} is not in the codebook: add it to {CODEBOOK} or drop it here"
                ),
            );
        }
        if let Some(original) = &meta.translation_of
            && !self.essays.contains_key(original.as_str())
        {
            self.error(
                path,
                format!("`translation_of` names {original}, which is no essay: check the id"),
            );
        }
    }

    fn links(&mut self, SourceEssay { path, essay, .. }: &SourceEssay) {
        let hrefs = essay.blocks.iter().flat_map(links);
        for href in hrefs.collect::<Vec<_>>() {
            if let Some(why) = self.dead_end(href, essay.meta.id.as_str()) {
                self.error(path, format!("the link to {href:?} leads nowhere: {why}"));
            }
        }
    }

    /// Why a link inside the collection leads nowhere. `../ID/` is another essay, `#BLOCK` a block,
    /// with or without a passage behind a colon.
    fn dead_end(&self, href: &str, from: &str) -> Option<String> {
        if href.contains("://") || href.starts_with("mailto:") {
            return None;
        }
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        let essay = match address.strip_prefix("../") {
            _ if address.is_empty() => from,
            Some(rest) if !rest.contains("../") => rest.trim_end_matches('/'),
            _ => return None,
        };
        let Some(blocks) = self.essays.get(essay) else {
            return Some(format!("there is no essay {essay}"));
        };
        let block = fragment.split([':', '~']).next().unwrap_or_default();
        (!block.is_empty() && !blocks.contains(block))
            .then(|| format!("{essay} has no block {block}"))
    }

    fn figures(&mut self, SourceEssay { path, essay, .. }: &SourceEssay) {
        let folder = self.folder.root.join(path);
        let folder = folder.parent().unwrap_or(&self.folder.root);
        for block in &essay.blocks {
            if let Kind::Figure { src, alt } = &block.kind {
                if !src.contains("://") && !folder.join(src).is_file() {
                    self.error(
                        path,
                        format!("the figure {src} is not there: add the file or correct its path"),
                    );
                }
                if alt.is_empty() {
                    self.push(path, Diagnostic::warning(None, format!("the figure {src} says nothing to those who do not see it: describe it in the brackets")));
                }
            }
        }
    }

    fn duplicates(&mut self) {
        let mut seen: HashMap<Vec<&str>, &str> = HashMap::new();
        for SourceEssay { path, essay, .. } in &self.folder.essays {
            let text: Vec<&str> = essay
                .blocks
                .iter()
                .map(|block| block.text.as_str())
                .collect();
            if text.is_empty() {
                self.push(
                    path,
                    Diagnostic::warning(None, "the essay has no text: write it, or drop the file"),
                );
            } else if let Some(first) = seen.insert(text, path) {
                self.error(
                    path,
                    format!("the text is the same as that of {first}: drop one of the two"),
                );
            }
        }
    }
}

fn links(block: &Block) -> impl Iterator<Item = &str> {
    block
        .inlines
        .iter()
        .filter_map(|inline| match &inline.kind {
            InlineKind::Link { href } => Some(href.as_str()),
            _ => None,
        })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;

    use expect_test::{Expect, expect};

    use super::*;
    use crate::folder;

    pub(super) fn front(id: &str, more: &str) -> String {
        format!("---\nid: {id}\ntitle: T\nauthors: A\npublished: 2024\nlanguage: en\n{more}---\n\n")
    }

    pub(super) fn checked(files: &[(&str, String)], expected: &Expect) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("essays")).unwrap();
        for (name, text) in files {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let folder = folder::read(dir.path()).unwrap();
        let shown = check(&folder)
            .into_iter()
            .map(|finding| format!("{}: {}\n", finding.file, finding.diagnostic));
        expected.assert_eq(&shown.collect::<String>());
    }

    #[test]
    fn a_sound_folder_has_no_findings() {
        checked(
            &[
                ("corpus.toml", "title = \"L\"\n[[part]]\ntitle = \"P\"\nessays = [\"a\"]\n".to_owned()),
                ("themes.toml", "[[theme]]\nid = \"light\"\nlabel = \"Light\"\nquery = 'lamp OR \"reading lamp\"'\n".to_owned()),
                ("essays/f.svg", "<svg/>".to_owned()),
                ("essays/a.md", front("a", "themes: [light]\n") + "See [b](../b/) and [there](#).\n\n![F](f.svg)\n"),
                ("essays/b.md", front("b", "translation_of: a\n") + "B. [w](https://example.org/x#y)\n"),
            ],
            &expect![[r#"
                themes.toml: 4: warning: theme light has no passage: widen its query, add passages by hand, or drop the theme
            "#]],
        );
    }

    #[test]
    fn findings() {
        checked(
            &[
                (
                    "corpus.toml",
                    "title = \"L\"\n[[part]]\ntitle = \"P\"\nessays = [\"a\", \"gone\", \"a\"]\n"
                        .to_owned(),
                ),
                (
                    "themes.toml",
                    "[[theme]]\nid = \"light\"\nlabel = \"Light\"\nquery = '\"open'\n".to_owned(),
                ),
                (
                    "essays/a.md",
                    front("a", "themes: [dark]\ntranslation_of: lost\n")
                        + "See [b](../z/) and [c](#nope) and [d](../b/#nope:1-2~x).\n\n![](f.svg)\n",
                ),
                (
                    "essays/b.md",
                    "---\nid: b\nlanguage: en\n---\n\nSame.\n".to_owned(),
                ),
                ("essays/c.md", front("c", "") + "Same.\n"),
                ("essays/d.md", front("d", "")),
            ],
            &expect![[r##"
                corpus.toml: error: a part lists gone, which is no essay: add its file or drop the name
                corpus.toml: error: a is listed twice: drop one of the two
                themes.toml: 4: warning: the query of theme light: a quotation mark is not closed: close it, or take it away
                themes.toml: 4: warning: theme light has no passage: widen its query, add passages by hand, or drop the theme
                essays/a.md: error: theme dark is not in the codebook: add it to themes.toml or drop it here
                essays/a.md: error: `translation_of` names lost, which is no essay: check the id
                essays/a.md: error: the link to "../z/" leads nowhere: there is no essay z
                essays/a.md: error: the link to "#nope" leads nowhere: a has no block nope
                essays/a.md: error: the link to "../b/#nope:1-2~x" leads nowhere: b has no block nope
                essays/a.md: error: the figure f.svg is not there: add the file or correct its path
                essays/a.md: warning: the figure f.svg says nothing to those who do not see it: describe it in the brackets
                essays/b.md: warning: `title` is missing: add it to the front matter
                essays/b.md: warning: `authors` is missing: add it to the front matter
                essays/b.md: warning: `published` is missing: add it to the front matter
                essays/c.md: error: the text is the same as that of essays/b.md: drop one of the two
                essays/d.md: warning: the essay has no text: write it, or drop the file
            "##]],
        );
    }
}
