//! What several tests of commands need.

use std::fs;
use std::path::Path;

/// The files of a built application, as far as a build looks at them.
const APP: [&str; 13] = [
    "lectern-app-1f.js",
    "lectern-app-1f_bg.wasm",
    "main-2.css",
    "preferences.js",
    "start.js",
    "search.js",
    "lectern-engine.js",
    "lectern-engine_bg.wasm",
    "lectern-engine-all.js",
    "lectern-engine-all_bg.wasm",
    "lectern-scribe.js",
    "lectern-scribe_bg.wasm",
    "lectern-parts.txt",
];

/// Writes an application into the folder `app`: each file holds its own name.
pub fn write_app(dir: &Path) {
    fs::create_dir(dir.join("app")).unwrap();
    for name in APP {
        fs::write(dir.join("app").join(name), name).unwrap();
    }
}
