//! Building a site: everything is computed and written into a new folder, which then takes the
//! place of the old one, so that a build that fails leaves the old site as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use corpus::{Essay, Kind};
use lectern::prerender::{Figures, Prerenderer};
use lectern::state::shelf::Shelf;
use thiserror::Error;
use yew::AttrValue;

use crate::app::{self, App, AppError};
use crate::citations::citations;
use crate::compressed::Ahead;
use crate::cores::while_making;
use crate::figures;
use crate::folder::{self, ESSAYS, Finding, Folder, FolderError};
use crate::generations;
use crate::headers;
use crate::machines;
use crate::staging::{Staging, Unwritable, unwritable};

/// What to build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The corpus folder.
    pub corpus: PathBuf,
    /// Where the site is written.
    pub out: PathBuf,
    /// Where it will be found, with a slash at the end, when that differs from what `corpus.toml` says.
    pub base_url: Option<String>,
    /// Whether files stand there compressed too.
    pub compressed: bool,
}

/// What was built.
#[derive(Clone, Debug)]
pub struct Report {
    /// Essays in it.
    pub essays: usize,
    /// Pages written.
    pub pages: usize,
    /// Bytes of the collection's pack.
    pub pack: usize,
    /// What was found in the corpus, errors among it: what they name is left out.
    pub findings: Vec<Finding>,
}

/// Why nothing was built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The corpus cannot be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The application is not there.
    #[error(transparent)]
    App(#[from] AppError),
    /// There is nothing to publish.
    #[error("{0} has no essay: put Markdown files into its folder `essays`")]
    Empty(PathBuf),
    /// Something does not fit into the formats, which only a defect of this program can cause.
    #[error("the collection could not be packed: {0}; please report this")]
    Unpackable(String),
    /// A file cannot be written.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

/// Builds a site.
pub fn build(options: &Options, app: &App) -> Result<Report, BuildError> {
    let mut folder = folder::read(&options.corpus)?;
    if folder.essays.is_empty() {
        return Err(BuildError::Empty(options.corpus.clone()));
    }
    if let Some(base_url) = &options.base_url {
        folder.collection.base_url = Some(base_url.clone());
    }
    let mut findings = std::mem::take(&mut folder.findings);
    let new = Staging::new(&options.out)?;
    let figures = take_figures(&folder, &new, &mut findings)?;
    let essays: Vec<Essay> = folder
        .essays
        .into_iter()
        .map(|source| source.essay)
        .collect();
    let languages = essays.iter().map(|essay| essay.meta.language.as_str());
    let files = app.files(languages);
    let pack = crate::pack(folder.collection, folder.codebook, essays)
        .map_err(|error| BuildError::Unpackable(error.to_string()))?;
    let bytes = pack
        .to_bytes()
        .map_err(|error| BuildError::Unpackable(error.to_string()))?;
    let packed = app::hashed("collection", "pack", bytes);
    let writing = Writing {
        new: &new,
        compressed: options.compressed.then_some(&app.compressed),
    };
    let (essays, pages) = writing.all(|write| {
        for file in [&packed].into_iter().chain(files.all()) {
            write(format!("{}/{}", app::FOLDER, file.name), file.bytes.clone());
        }
        let citations = citations(&pack);
        let assets = files.assets(format!("{}/{}", app::FOLDER, packed.name));
        let shelf = Shelf::new(pack);
        let similar = crate::similar(&shelf);
        let essays = shelf.cards.len();
        let prerenderer = Prerenderer::new(Rc::new(shelf), similar, assets, figures, citations);
        let mut pages = 0;
        for page in prerenderer.pages() {
            write(page.file, page.html.into_bytes());
            pages += 1;
        }
        for file in machines::files(&prerenderer) {
            write(file.path, file.text.into_bytes());
        }
        (essays, pages)
    })?;
    let hashed = [&packed].into_iter().chain(files.all());
    let hashed = hashed.map(|file| file.name.clone()).collect();
    generations::keep(&new, hashed, &options.out)?;
    let headers = headers::of_site(&new.path("")).map_err(unwritable(&new.path(headers::FILE)))?;
    new.write(headers::FILE, headers.as_bytes())?;
    new.put_in_place()?;
    Ok(Report {
        essays,
        pages,
        pack: packed.bytes.len(),
        findings,
    })
}

/// Writes files into the new folder on all cores, while this thread makes more of them.
struct Writing<'a> {
    new: &'a Staging,
    /// What was compressed ahead, if files are to stand there compressed too.
    compressed: Option<&'a Ahead>,
}

impl Writing<'_> {
    /// Writes what is handed over, by its path in the folder.
    fn all<T>(
        &self,
        make: impl FnOnce(&mut dyn FnMut(String, Vec<u8>)) -> T,
    ) -> Result<T, Unwritable> {
        let write = |(path, bytes): (String, Vec<u8>)| self.one(&path, &bytes);
        while_making(|give| make(&mut |path, bytes| give((path, bytes))), write)
    }

    fn one(&self, path: &str, bytes: &[u8]) -> Result<(), Unwritable> {
        self.new.write(path, bytes)?;
        let Some(ahead) = self.compressed else {
            return Ok(());
        };
        let compressed = ahead
            .of(path, bytes)
            .map_err(unwritable(&self.new.path(path)))?;
        for (way, bytes) in compressed {
            self.new.write(&format!("{path}.{way}"), &bytes)?;
        }
        Ok(())
    }
}

/// Takes the pictures of all essays: drawings for the pages, other files beside them.
fn take_figures(
    folder: &Folder,
    new: &Staging,
    findings: &mut Vec<Finding>,
) -> Result<Figures, BuildError> {
    let mut figures = BTreeMap::new();
    for source in &folder.essays {
        for src in pictures(&source.essay) {
            // What is missing or reaches out of the folder is `lectern check`'s to tell.
            let Some(path) = inside(&folder.root.join(ESSAYS), src) else {
                continue;
            };
            let Ok(bytes) = fs::read(&path) else { continue };
            if !src.ends_with(".svg") {
                new.write(&format!("{ESSAYS}/{src}"), &bytes)?;
                continue;
            }
            match figures::drawing(&String::from_utf8_lossy(&bytes)) {
                Ok(drawing) => {
                    figures.insert(src.to_owned(), AttrValue::from(drawing));
                }
                Err(cause) => findings.push(no_drawing(src, &cause)),
            }
        }
    }
    Ok(Rc::new(figures))
}

fn no_drawing(src: &str, cause: &str) -> Finding {
    let message = format!("no SVG drawing: {cause}; the page shows its description instead");
    Finding {
        file: format!("{ESSAYS}/{src}"),
        diagnostic: ingest::Diagnostic {
            level: ingest::Level::Warning,
            line: None,
            message,
        },
    }
}

fn pictures(essay: &Essay) -> impl Iterator<Item = &str> {
    essay.blocks.iter().filter_map(|block| match &block.kind {
        Kind::Figure { src, .. } => Some(src.as_str()),
        _ => None,
    })
}

/// The path of a file that lies inside a folder; `None` for addresses and for ways out.
fn inside(folder: &Path, src: &str) -> Option<PathBuf> {
    let path = Path::new(src);
    let stays = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    (stays && !src.contains("://")).then(|| folder.join(path))
}
