//! What several tests of commands need.

#![allow(dead_code, reason = "no test needs all of it")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The files of a built application, as far as a build looks at them.
const APP: [&str; 18] = [
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
];

/// Writes an application into the folder `app`: each file holds its own name.
pub fn write_app(dir: &Path) {
    fs::create_dir(dir.join("app")).unwrap();
    for name in APP {
        fs::write(dir.join("app").join(name), name).unwrap();
    }
}

/// Exit status, standard output and standard error of a run in a folder.
pub fn run(dir: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
    let output = command.args(arguments).current_dir(dir).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}
