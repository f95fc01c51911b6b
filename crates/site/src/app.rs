//! The application's files as Trunk built them: the same for every collection.

mod parts;

use std::path::{Path, PathBuf};
use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use lectern::prerender::Assets;
use search::Stemming;
use sha2::{Digest, Sha384};
use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

use crate::compressed::Ahead;

use parts::Parts;

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

/// The JavaScript and the WebAssembly of the engine that stems English, which `search.js` names.
const ENGLISH: [&str; 2] = ["lectern-engine.js", "lectern-engine_bg.wasm"];

/// The same of the engine that stems all languages.
const ALL: [&str; 2] = ["lectern-engine-all.js", "lectern-engine-all_bg.wasm"];

/// What TypeScript knows of the widget, beside which it lies.
pub const WIDGET_TYPES: &str = include_str!("../../../static/widget.d.ts");

/// The style sheet of widgets.
const WIDGET_STYLE: &str = "lectern-widget.css";

/// The JavaScript and the WebAssembly of what highlights need now and then.
const SCRIBE: [&str; 2] = ["lectern-scribe.js", "lectern-scribe_bg.wasm"];

/// A built application.
#[derive(Clone, Debug)]
pub struct App {
    style: File,
    preferences: File,
    glue: File,
    wasm: File,
    /// The module that starts it in a page, as it stands before it names what it loads.
    start: File,
    /// The module that starts it in a widget, and its style sheet.
    embed: File,
    widget_style: File,
    /// The module that defines the widget.
    widget: File,
    parts: Parts,
    scribe: [File; 2],
    /// The search engine for texts of which only English ones have words to be stemmed.
    english: Engine,
    /// The search engine for all others.
    all: Engine,
    /// Files that were compressed when the application was built.
    pub(crate) compressed: Ahead,
    /// What starts it in a file that holds the whole site, with either engine.
    readers: [File; 2],
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
    /// The engine made of these files, renamed after their content; the first is
    /// made to name the others.
    fn new(search: &File, glue: File, wasm: File) -> Self {
        let mut text = String::from_utf8_lossy(&search.bytes).into_owned();
        let mut renamed = |file: File, named, extension| {
            let new = hashed("lectern-engine", extension, file.bytes);
            text = text.replace(named, &new.name);
            new
        };
        let glue = renamed(glue, ENGLISH[0], "js");
        let wasm = renamed(wasm, ENGLISH[1], "wasm");
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
        let mut files: Vec<File> = files.into_iter().collect();
        let compressed = Ahead::take(&mut files);
        let mut find = |is: &dyn Fn(&str) -> bool| {
            let at = files.iter().position(|file| is(&file.name));
            at.map(|at| files.swap_remove(at))
        };
        let mut take = |what, is: &dyn Fn(&str) -> bool| find(is).ok_or(AppError::Missing(what));
        let of_app = |end| move |name: &str| name.starts_with("lectern-app") && name.ends_with(end);
        let glue = take("JavaScript (lectern-app-*.js)", &of_app(".js"))?;
        let wasm = take("WebAssembly (lectern-app-*_bg.wasm)", &of_app("_bg.wasm"))?;
        let widget_style = take(WIDGET_STYLE, &|name| name == WIDGET_STYLE)?;
        let style = take("style sheet (*.css)", &|name| name.ends_with(".css"))?;
        let mut named = |name| take(name, &|other| other == name);
        let (embed, widget) = (named("embed.js")?, named("widget.js")?);
        let readers = [named("reader.js")?, named("reader-all.js")?];
        let preferences = named("preferences.js")?;
        let (start, search) = (named("start.js")?, named("search.js")?);
        let list = named(parts::LIST)?;
        let [glue_of_scribe, wasm_of_scribe] = SCRIBE;
        let scribe = [
            hashed("lectern-scribe", "js", named(glue_of_scribe)?.bytes),
            hashed("lectern-scribe", "wasm", named(wasm_of_scribe)?.bytes),
        ];
        let mut engine =
            |[glue, wasm]: [&'static str; 2]| Ok(Engine::new(&search, named(glue)?, named(wasm)?));
        let (english, all) = (engine(ENGLISH)?, engine(ALL)?);
        let parts = Parts::read(&list, |name| find(&|other| other == name))?;
        Ok(Self {
            style,
            start,
            embed,
            widget_style: hashed("lectern-widget", "css", widget_style.bytes),
            widget,
            readers,
            parts,
            preferences: hashed("preferences", "js", preferences.bytes),
            // Trunk names them by what they were before they were made small.
            glue: hashed("lectern-app", "js", glue.bytes),
            wasm: hashed("lectern-app", "wasm", wasm.bytes),
            scribe,
            english,
            all,
            compressed,
        })
    }

    /// The smallest search engine that has the stemmers for texts with these language tags.
    pub fn engine<'t>(&self, tags: impl Iterator<Item = &'t str>) -> &Engine {
        match Stemming::ENGLISH.suffices(tags) {
            true => &self.english,
            false => &self.all,
        }
    }

    /// The application for a collection of texts with these language tags.
    pub fn files<'t>(&self, tags: impl Iterator<Item = &'t str>) -> Files<'_> {
        let engine = self.engine(tags);
        let named = |file: &File| self.naming(file, engine).into_bytes();
        let embed = hashed("embed", "js", named(&self.embed));
        let widget = String::from_utf8_lossy(&self.widget.bytes);
        let address = format!("./{FOLDER}/{}", embed.name);
        Files {
            app: self,
            engine,
            start: hashed("start", "js", named(&self.start)),
            widget: widget.replace("./embed.js", &address),
            embed,
        }
    }

    /// The text of a module with the names of the files that it loads.
    fn naming(&self, module: &File, engine: &Engine) -> String {
        let [scribe, scribe_wasm] = &self.scribe;
        let text = String::from_utf8_lossy(&module.bytes);
        let mut text = self.parts.named_in(&text);
        for (named, file) in [
            ("lectern-app.js", &self.glue),
            ("lectern-app_bg.wasm", &self.wasm),
            ("search.js", &engine.search),
            (ENGLISH[1], &engine.wasm),
            (WIDGET_STYLE, &self.widget_style),
            (SCRIBE[0], scribe),
            (SCRIBE[1], scribe_wasm),
        ] {
            text = text.replace(&format!("./{named}"), &format!("./{}", file.name));
        }
        text
    }
}

/// The files of an application for one collection.
#[derive(Clone, Debug)]
pub struct Files<'a> {
    app: &'a App,
    engine: &'a Engine,
    start: File,
    embed: File,
    /// The module that defines the widget, to be written beside [`FOLDER`], under a name that stays.
    pub widget: String,
}

impl Files<'_> {
    /// All files that pages load, to be written into [`FOLDER`].
    pub fn all(&self) -> Vec<&File> {
        let Engine { search, glue, wasm } = self.engine;
        let mut files = vec![
            &self.app.style,
            &self.app.preferences,
            &self.start,
            &self.embed,
            &self.app.widget_style,
            &self.app.glue,
            &self.app.wasm,
            &self.app.scribe[0],
            &self.app.scribe[1],
            search,
            glue,
            wasm,
        ];
        files.extend(&self.app.parts.files);
        files
    }

    /// What a file that holds the whole site has in itself: the style sheet, the script for the head, the one that
    /// starts the application.
    pub fn inside(&self) -> [String; 3] {
        let app = self.app;
        let text = |file: &File| String::from_utf8_lossy(&file.bytes).into_owned();
        let reader = &app.readers[usize::from(!std::ptr::eq(self.engine, &app.english))];
        let reader = app.naming(reader, self.engine);
        [text(&app.style), text(&app.preferences), reader]
    }

    /// The files that that one asks for.
    pub fn asked_inside(&self) -> impl Iterator<Item = &File> {
        let app = self.app;
        let own = [&app.wasm, &app.scribe[1], &self.engine.wasm];
        own.into_iter().chain(&app.parts.files)
    }

    /// Where pages find the files, and the pack at this address.
    pub fn assets(&self, pack: String) -> Assets {
        let address = |file: &File| format!("{FOLDER}/{}", file.name);
        // The start module names all code.
        let all = [
            &self.app.style.name,
            &self.app.preferences.name,
            &self.start.name,
            &pack,
        ];
        let build = format!(
            "{:016x}",
            xxh64(all.map(String::as_str).concat().as_bytes(), 0)
        );
        Assets {
            style: address(&self.app.style),
            preferences: address(&self.app.preferences),
            start: address(&self.start),
            glue: address(&self.app.glue),
            wasm: address(&self.app.wasm),
            parts: self.app.parts.addresses(),
            pack,
            build,
            integrity: [
                &self.app.style,
                &self.app.preferences,
                &self.start,
                &self.app.glue,
            ]
            .map(|file| (address(file), integrity(&file.bytes)))
            .into(),
        }
    }
}

/// What a browser holds a file to (Subresource Integrity).
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

/// A file whose name follows from its content, so that it can be cached for ever.
pub fn hashed(name: &str, extension: &str, bytes: Vec<u8>) -> File {
    File {
        name: format!("{name}-{:016x}.{extension}", xxh64(&bytes, 0)),
        bytes,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A file of this text.
    pub(crate) fn file(name: &str, text: &str) -> File {
        File {
            name: name.to_owned(),
            bytes: text.into(),
        }
    }

    fn files(names: &[&str]) -> Vec<File> {
        names
            .iter()
            .map(|name| File {
                name: (*name).to_owned(),
                bytes: match *name {
                    "search.js" => b"./lectern-engine.js ./lectern-engine_bg.wasm".to_vec(),
                    "start.js" | "embed.js" => START.into(),
                    "widget.js" => b"import(\"./embed.js\")".to_vec(),
                    "lectern-parts.txt" => b"themes lectern-part-themes.wasm".to_vec(),
                    name => name.as_bytes().to_vec(),
                },
            })
            .collect()
    }

    /// What the start module names, and nothing else of it.
    const START: &str = r#""./lectern-app.js" "./lectern-app_bg.wasm" "./search.js" "./lectern-scribe.js"
        "./lectern-scribe_bg.wasm" "lectern-parts""#;

    /// The files of a complete application, and one that is none of it.
    pub(crate) const COMPLETE: [&str; 20] = [
        "lectern-app-1f.js",
        "lectern-app-1f_bg.wasm",
        "main-2.css",
        "preferences.js",
        "start.js",
        "embed.js",
        "widget.js",
        "reader.js",
        "reader-all.js",
        "lectern-widget.css",
        "search.js",
        "lectern-engine.js",
        "lectern-engine_bg.wasm",
        "lectern-engine-all.js",
        "lectern-engine-all_bg.wasm",
        "lectern-scribe.js",
        "lectern-scribe_bg.wasm",
        "lectern-parts.txt",
        "lectern-part-themes.wasm",
        "index.html",
    ];

    #[test]
    fn names_carry_hashes() {
        let app = App::from_files(files(&COMPLETE)).unwrap();
        let files = app.files(["en"].into_iter());
        let assets = files.assets("pack".into());
        assert_ne!(assets.glue, "assets/lectern-app-1f.js");
        assert_eq!(assets.preferences, "assets/preferences-1ab1dd7da641fa19.js");
        let start = String::from_utf8(files.start.bytes.clone()).unwrap();
        for address in [&assets.glue, &assets.wasm] {
            let name = address.strip_prefix("assets/lectern-app-").unwrap();
            assert!(start.contains(&format!("./lectern-app-{name}")), "{start}");
        }
        let Engine { search, glue, wasm } = files.engine;
        assert!(start.contains(&search.name), "{start}");
        let all = app.scribe.iter().chain(&app.parts.files);
        for File { name, .. } in all {
            assert!(start.contains(&format!("\"./{name}\"")), "{start}");
        }
        let part = assets.parts["themes"][0].strip_prefix("assets/").unwrap();
        assert!(files.all().iter().any(|file| file.name == part));
        let named = format!("./{} ./{}", glue.name, wasm.name);
        assert_eq!(search.bytes, named.as_bytes());
    }

    #[test]
    fn the_engine_has_the_stemmers_of_the_languages() {
        let app = App::from_files(files(&COMPLETE)).unwrap();
        for (tags, wasm) in [
            (&["en", "zh-Hans"][..], "lectern-engine_bg.wasm"),
            (&["en", "fr"], "lectern-engine-all_bg.wasm"),
        ] {
            let Engine {
                search,
                glue,
                wasm: file,
            } = app.engine(tags.iter().copied());
            assert_eq!(file.bytes, wasm.as_bytes());
            let named = format!("./{} ./{}", glue.name, file.name);
            assert_eq!(search.bytes, named.as_bytes());
        }
    }

    #[test]
    fn a_missing_part_is_named() {
        let parts = [
            "JavaScript",
            "WebAssembly",
            "style sheet",
            "preferences.js",
            "start.js",
            "embed.js",
            "widget.js",
            "reader.js",
            "reader-all.js",
            "lectern-widget.css",
            "search.js",
            "lectern-engine.js",
            "lectern-engine_bg.wasm",
            "lectern-engine-all.js",
            "lectern-engine-all_bg.wasm",
            "lectern-scribe.js",
            "lectern-scribe_bg.wasm",
            "lectern-parts.txt",
            "lectern-part-",
        ];
        for (at, missing) in parts.iter().enumerate() {
            let mut names = COMPLETE.to_vec();
            names.remove(at);
            let error = App::from_files(files(&names)).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
    }
}
