//! Puts the built application inside the command, so that it makes sites without any other tool.
//!
//! The application is the folder that `LECTERN_APP` names, or `target/app` where the project's own
//! build leaves it. Without one the command is whole but for `build`, which then says so.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-env-changed=LECTERN_APP");
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/app");
    let folder = env::var_os("LECTERN_APP").map_or(beside, PathBuf::from);
    // A folder that is not there yet is watched by the nearest one that is.
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("app.rs"), table(&folder)?).map_err(|error| error.to_string())
}

fn table(folder: &Path) -> Result<String, String> {
    let mut table = String::from("const APP: &[(&str, &[u8])] = &[\n");
    for file in files(folder)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let path = file.display().to_string();
        // Writing to a string does not fail.
        let _ = writeln!(table, "    ({name:?}, include_bytes!({path:?})),");
    }
    table.push_str("];\n");
    Ok(table)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let Ok(folder) = folder.canonicalize() else {
        return Ok(Vec::new());
    };
    let entries = fs::read_dir(&folder).map_err(|error| error.to_string())?;
    let mut files: Vec<PathBuf> = entries
        .map(|entry| {
            entry
                .map(|entry| entry.path())
                .map_err(|error| error.to_string())
        })
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}
