//! The application's files as Trunk built them: the same for every collection.

use std::path::{Path, PathBuf};
use std::{fs, io};

use lectern::prerender::Assets;
use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

/// The folder of the site that the application's files are in.
pub const FOLDER: &str = "assets";

/// A file of the application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, which carries a hash of its content.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A built application.
#[derive(Clone, Debug)]
pub struct App {
    style: File,
    preferences: File,
    start: File,
    glue: File,
    wasm: File,
    engine: Engine,
}

/// The search engine as a module of its own.
#[derive(Clone, Debug)]
pub struct Engine {
    /// The module that a page imports.
    pub search: File,
    /// What joins WebAssembly and JavaScript.
    pub glue: File,
    /// The engine.
    pub wasm: File,
}

impl Engine {
    /// The engine made of these files, renamed after their content; the first names the others.
    fn new(search: &File, glue: File, wasm: File) -> Self {
        let mut text = String::from_utf8_lossy(&search.bytes).into_owned();
        let mut renamed = |file: File, extension| {
            let new = hashed("lectern-engine", extension, file.bytes);
            text = text.replace(&file.name, &new.name);
            new
        };
        let (glue, wasm) = (renamed(glue, "js"), renamed(wasm, "wasm"));
        let search = hashed("search", "js", text.into_bytes());
        Self { search, glue, wasm }
    }
}

/// Why a folder is no built application.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum AppError {
    /// A file or folder that is there cannot be read.
    #[error("cannot read the application in {path}: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A part is missing.
    #[error("the application is not complete: it has no {0}; build it with `cargo xtask dist`")]
    Missing(&'static str),
}

impl App {
    /// The application in a folder that Trunk wrote.
    pub fn read(folder: &Path) -> Result<Self, AppError> {
        let unreadable = |source| AppError::Unreadable {
            path: folder.to_owned(),
            source,
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if let Some(name) = path.file_name().and_then(|name| name.to_str())
                && path.is_file()
            {
                let unreadable = |source| AppError::Unreadable {
                    path: path.clone(),
                    source,
                };
                files.push(File {
                    name: name.to_owned(),
                    bytes: fs::read(&path).map_err(unreadable)?,
                });
            }
        }
        Self::from_files(files)
    }

    /// The application made of these files; others are left out.
    pub fn from_files(files: impl IntoIterator<Item = File>) -> Result<Self, AppError> {
        let (mut style, mut preferences, mut glue, mut wasm) = (None, None, None, None);
        let (mut search, mut engine_glue, mut engine_wasm) = (None, None, None);
        for file in files {
            let part = match file.name.as_str() {
                "preferences.js" => &mut preferences,
                "search.js" => &mut search,
                "lectern-engine.js" => &mut engine_glue,
                "lectern-engine_bg.wasm" => &mut engine_wasm,
                name if name.ends_with("_bg.wasm") => &mut wasm,
                name if name.ends_with(".css") => &mut style,
                name if name.starts_with("lectern-app") && name.ends_with(".js") => &mut glue,
                _ => continue,
            };
            *part = Some(file);
        }
        let glue = glue.ok_or(AppError::Missing("JavaScript (lectern-app-*.js)"))?;
        let wasm = wasm.ok_or(AppError::Missing("WebAssembly (lectern-app-*_bg.wasm)"))?;
        let engine = Engine::new(
            &search.ok_or(AppError::Missing("search.js"))?,
            engine_glue.ok_or(AppError::Missing("lectern-engine.js"))?,
            engine_wasm.ok_or(AppError::Missing("lectern-engine_bg.wasm"))?,
        );
        let preferences = preferences.ok_or(AppError::Missing("preferences.js"))?;
        Ok(Self {
            style: style.ok_or(AppError::Missing("style sheet (*.css)"))?,
            preferences: hashed("preferences", "js", preferences.bytes),
            start: hashed(
                "start",
                "js",
                start_module(&glue.name, &wasm.name, &engine.search.name).into_bytes(),
            ),
            glue,
            wasm,
            engine,
        })
    }

    /// The search engine as a module of its own.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// All files that pages load, to be written into [`FOLDER`].
    pub fn files(&self) -> [&File; 8] {
        let Engine { search, glue, wasm } = &self.engine;
        [
            &self.style,
            &self.preferences,
            &self.start,
            &self.glue,
            &self.wasm,
            search,
            glue,
            wasm,
        ]
    }

    /// Where pages find the files, and the pack at this address.
    pub fn assets(&self, pack: String) -> Assets {
        let address = |file: &File| format!("{FOLDER}/{}", file.name);
        Assets {
            style: address(&self.style),
            preferences: address(&self.preferences),
            start: address(&self.start),
            glue: address(&self.glue),
            wasm: address(&self.wasm),
            pack,
        }
    }
}

/// The module that a page loads. Where the application cannot start, the page says so and stays
/// what it is. The search engine is imported when the application asks for it.
fn start_module(glue: &str, wasm: &str, search: &str) -> String {
    format!(
        "import(\"./{glue}\")\n\
         \x20 .then(async (app) => {{\n\
         \x20   await app.default({{ module_or_path: new URL(\"./{wasm}\", import.meta.url) }});\n\
         \x20   app.open(() => import(\"./{search}\"));\n\
         \x20 }})\n\
         \x20 .catch((error) => {{ document.documentElement.dataset.app = \"dead\"; throw error; }});\n"
    )
}

/// A file whose name follows from its content, so that it can be cached for ever.
pub fn hashed(name: &str, extension: &str, bytes: Vec<u8>) -> File {
    File {
        name: format!("{name}-{:016x}.{extension}", xxh64(&bytes, 0)),
        bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<File> {
        names
            .iter()
            .map(|name| File {
                name: (*name).to_owned(),
                bytes: match *name {
                    "search.js" => b"./lectern-engine.js ./lectern-engine_bg.wasm".to_vec(),
                    name => name.as_bytes().to_vec(),
                },
            })
            .collect()
    }

    const COMPLETE: [&str; 8] = [
        "lectern-app-1f.js",
        "lectern-app-1f_bg.wasm",
        "main-2.css",
        "preferences.js",
        "search.js",
        "lectern-engine.js",
        "lectern-engine_bg.wasm",
        "index.html",
    ];

    #[test]
    fn names_carry_hashes() {
        let app = App::from_files(files(&COMPLETE)).unwrap();
        let assets = app.assets("pack".into());
        assert_eq!(assets.glue, "assets/lectern-app-1f.js");
        assert_eq!(assets.preferences, "assets/preferences-1ab1dd7da641fa19.js");
        let start = String::from_utf8(app.start.bytes).unwrap();
        assert!(start.contains("./lectern-app-1f.js") && start.contains("lectern-app-1f_bg.wasm"));
        let Engine { search, glue, wasm } = &app.engine;
        assert!(start.contains(&search.name), "{start}");
        let named = format!("./{} ./{}", glue.name, wasm.name);
        assert_eq!(search.bytes, named.as_bytes());
    }

    #[test]
    fn a_missing_part_is_named() {
        for (at, missing) in ["JavaScript", "WebAssembly", "style sheet", "preferences.js"]
            .iter()
            .enumerate()
        {
            let mut names = COMPLETE.to_vec();
            names.remove(at);
            let error = App::from_files(files(&names)).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
    }
}
