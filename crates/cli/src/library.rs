//! What is searched: essays of a corpus folder or of a built site, documents of a file, or those of a
//! built folder.

use std::borrow::Cow;
use std::path::Path;

use anyhow::{Result, anyhow};
use corpus::{Codebook, Essay, Passage};
use search::{EssayText, Hit, Index, Query, Results, Row};
use site::built::{self, Built, Documents};
use site::docs::Doc;

use crate::docs;

/// Texts with their index.
pub(crate) enum Library {
    /// Essays that are all at hand.
    Essays {
        essays: Vec<Essay>,
        /// What each is filtered by, its name among it.
        rows: Vec<Row>,
        /// Where the essays' pages are; documents have none.
        base_url: Option<String>,
        index: Box<Index>,
    },
    /// Documents that are read when they are needed.
    Documents(Box<Documents>),
}

impl Library {
    /// The essays of a corpus folder.
    pub(crate) fn of_corpus(dir: &Path) -> Result<Self> {
        let folder = site::folder::read(dir)?;
        let essays = folder.essays.into_iter().map(|source| source.essay);
        let essays: Vec<Essay> = essays.collect();
        let passages = site::passages(&folder.codebook, &essays);
        let rows = rows(&folder.codebook, &passages, &essays);
        Ok(Self::Essays {
            index: Box::new(Index::open_whole(&site::index(&essays, &rows)?)?),
            essays,
            rows,
            base_url: Some(folder.collection.base_url.unwrap_or_default()),
        })
    }

    /// The documents of a JSON Lines file.
    pub(crate) fn of_docs(path: &Path) -> Result<Self> {
        let docs = docs::read(path)?.into_iter();
        let (essays, rows): (Vec<Essay>, Vec<Row>) = docs
            .map(|Doc { name, essay }| {
                let row = Row {
                    name,
                    ..Row::of(&essay, Vec::new())
                };
                (essay, row)
            })
            .unzip();
        Ok(Self::Essays {
            index: Box::new(Index::open_whole(&site::index(&essays, &rows)?)?),
            essays,
            rows,
            base_url: None,
        })
    }

    /// What was built in a folder.
    pub(crate) fn of_site(folder: &Path) -> Result<Self> {
        let pack = match built::open(folder)? {
            Built::Documents(documents) => return Ok(Self::Documents(documents)),
            Built::Site(pack) => *pack,
        };
        let essays = pack.essays.into_iter().map(|packed| packed.essay);
        let essays: Vec<Essay> = essays.collect();
        Ok(Self::Essays {
            rows: rows(&pack.codebook, &pack.passages, &essays),
            essays,
            base_url: Some(pack.collection.base_url.unwrap_or_default()),
            index: Box::new(Index::open_whole(&pack.index)?),
        })
    }

    /// The essays that a query finds.
    pub(crate) fn search(&mut self, query: &Query, limit: usize) -> Result<Results> {
        Ok(match self {
            Self::Essays { index, .. } => index.search(query, limit)?,
            Self::Documents(documents) => documents.ask(|index| index.search(query, limit))?,
        })
    }

    /// The names of what was found.
    pub(crate) fn names(&mut self, hits: &[Hit]) -> Result<Vec<String>> {
        let numbers: Vec<u32> = hits.iter().map(|hit| hit.essay).collect();
        Ok(match self {
            Self::Essays { index, .. } => index.names(&numbers)?,
            Self::Documents(documents) => documents.ask(|index| index.names(&numbers))?,
        })
    }

    /// An essay, and its text as a query finds its words there.
    pub(crate) fn text(&self, number: u32) -> Result<(Cow<'_, Essay>, EssayText)> {
        match self {
            Self::Essays { essays, rows, .. } => {
                let at = number as usize;
                let found = essays.get(at).zip(rows.get(at));
                let (essay, row) =
                    found.ok_or_else(|| anyhow!("the index names an essay that is not there"))?;
                Ok((Cow::Borrowed(essay), EssayText::new(essay, row.clone())))
            }
            Self::Documents(documents) => {
                let sheet = documents.sheet(number)?;
                Ok((
                    Cow::Owned(docs::of_sheet(&sheet)?),
                    EssayText::of_sheet(&sheet),
                ))
            }
        }
    }

    /// The address of an essay's page, where it has one.
    pub(crate) fn url(&self, name: &str) -> Option<String> {
        match self {
            Self::Essays {
                base_url: Some(base),
                ..
            } => Some(format!("{base}essays/{name}/")),
            _ => None,
        }
    }
}

fn rows(codebook: &Codebook, passages: &[Vec<Passage>], essays: &[Essay]) -> Vec<Row> {
    let row = |(at, essay)| Row::of(essay, site::spoken_of(codebook, passages, at, essay));
    essays.iter().enumerate().map(row).collect()
}
