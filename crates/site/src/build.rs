//! Building a site: everything is computed and written into a new folder, which then takes the
//! place of the old one, so that a build that fails leaves the old site as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use corpus::pack::Pack;
use corpus::{Essay, Kind};
use lectern::prerender::{Figure, Figures, Inside, Prerenderer};
use lectern::state::shelf::Shelf;
use thiserror::Error;
use yew::AttrValue;

use crate::app::{self, App, AppError, File, Files};
use crate::citations::citations;
use crate::compressed::Ahead;
use crate::cores::while_making;
use crate::figures;
use crate::folder::{self, ESSAYS, Finding, Folder, FolderError};
use crate::generations;
use crate::staging::{self, Staging, Unwritable, unwritable};
use crate::{headers, machines, one_file};

/// What to build.
#[derive(Clone, Debug)]
pub struct Options {
    /// The corpus folder.
    pub corpus: PathBuf,
    /// The folder, or the one file, that is written.
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
    let new = Staging::new(&options.out)?;
    let gathered = gather(options, app, |src, bytes| {
        new.write(&format!("{ESSAYS}/{src}"), bytes)?;
        Ok(None)
    })?;
    let writing = Writing {
        new: &new,
        compressed: options.compressed.then_some(&app.compressed),
    };
    let hashed = gathered.hashed().map(|file| file.name.clone()).collect();
    let report = writing.all(|write| {
        for (path, bytes) in gathered.files() {
            write(path, bytes.to_vec());
        }
        write("widget.d.ts".to_owned(), app::WIDGET_TYPES.into());
        let (prerenderer, mut report) = gathered.prerenderer();
        for page in prerenderer.pages() {
            write(page.file, page.html.into_bytes());
            report.pages += 1;
        }
        for file in machines::files(&prerenderer) {
            write(file.path, file.text.into_bytes());
        }
        report
    })?;
    generations::keep(&new, hashed, &options.out)?;
    let headers = headers::of_site(&new.path("")).map_err(unwritable(&new.path(headers::FILE)))?;
    new.write(headers::FILE, headers.as_bytes())?;
    new.put_in_place()?;
    Ok(report)
}

/// Builds a site as one file, which takes the place of `options.out`.
pub fn build_one_file(options: &Options, app: &App) -> Result<Report, BuildError> {
    let gathered = gather(options, app, |src, bytes| {
        Ok(Some(one_file::picture(src, bytes)))
    })?;
    let [style, preferences, reader] = gathered.files.inside();
    let inside = Inside {
        style,
        preferences,
        reader,
    };
    let asked = gathered.files.asked_inside().chain([&gathered.packed]);
    let asked = asked.map(|file| (format!("{}/{}", app::FOLDER, file.name), file.bytes.clone()));
    let mut entries: Vec<(String, Vec<u8>)> = asked.collect();
    let (prerenderer, mut report) = gathered.prerenderer();
    let leaves = prerenderer.leaves();
    entries.extend(leaves.map(|page| (page.file, page.html.into_bytes())));
    report.pages = prerenderer.routes().len();
    let html = prerenderer.whole(&inside, &one_file::elements(&entries));
    staging::replace_file(&options.out, html.as_bytes())?;
    Ok(report)
}

/// All that a site is made of.
struct Gathered<'a> {
    files: Files<'a>,
    packed: File,
    pack: Pack,
    figures: Figures,
    findings: Vec<Finding>,
}

impl Gathered<'_> {
    /// The files whose names follow from their content.
    fn hashed(&self) -> impl Iterator<Item = &File> {
        [&self.packed].into_iter().chain(self.files.all())
    }

    /// The files beside the pages, by their paths.
    fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let hashed = self
            .hashed()
            .map(|file| (format!("{}/{}", app::FOLDER, file.name), &*file.bytes));
        hashed.chain([("widget.js".to_owned(), self.files.widget.as_bytes())])
    }

    /// What draws the pages, and what there is to report before it has.
    fn prerenderer(self) -> (Prerenderer, Report) {
        let citations = citations(&self.pack);
        let assets = self
            .files
            .assets(format!("{}/{}", app::FOLDER, self.packed.name));
        let shelf = Shelf::new(self.pack);
        let similar = crate::similar(&shelf);
        let report = Report {
            essays: shelf.cards.len(),
            pages: 0,
            pack: self.packed.bytes.len(),
            findings: self.findings,
        };
        let prerenderer =
            Prerenderer::new(Rc::new(shelf), similar, assets, self.figures, citations);
        (prerenderer, report)
    }
}

/// Gathers it. `keep` takes an essay's picture that is no drawing, and may give it an address of its own.
fn gather<'a>(
    options: &Options,
    app: &'a App,
    keep: impl Fn(&str, &[u8]) -> Result<Option<String>, BuildError>,
) -> Result<Gathered<'a>, BuildError> {
    let mut folder = folder::read(&options.corpus)?;
    if folder.essays.is_empty() {
        return Err(BuildError::Empty(options.corpus.clone()));
    }
    if let Some(base_url) = &options.base_url {
        folder.collection.base_url = Some(base_url.clone());
    }
    let mut findings = std::mem::take(&mut folder.findings);
    let figures = take_figures(&folder, keep, &mut findings)?;
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
    Ok(Gathered {
        files,
        packed,
        pack,
        figures,
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

/// Takes the pictures of all essays: drawings for the pages, other files as they are kept.
fn take_figures(
    folder: &Folder,
    keep: impl Fn(&str, &[u8]) -> Result<Option<String>, BuildError>,
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
                if let Some(address) = keep(src, &bytes)? {
                    figures.insert(src.to_owned(), Figure::Address(AttrValue::from(address)));
                }
                continue;
            }
            match figures::drawing(&String::from_utf8_lossy(&bytes)) {
                Ok(drawing) => {
                    let drawing = Figure::Drawing(AttrValue::from(drawing));
                    figures.insert(src.to_owned(), drawing);
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
