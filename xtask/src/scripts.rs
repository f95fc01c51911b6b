//! The JavaScript of the site: our own, bundled, and what wasm-bindgen writes, made fit and small.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::project::Project;
use crate::setup;

/// Our own that stand by themselves in the site, and import others there.
const ENTRIES: [&str; 3] = ["start.js", "embed.js", "widget.js"];

/// What starts the application in a file that holds the whole site, and all that it imports.
const READER: &str = "reader.js";

/// The engines, each with the name of the reader that has it.
const READERS: [(&str, &str); 2] = [
    ("lectern-engine.js", READER),
    ("lectern-engine-all.js", "reader-all.js"),
];

/// Imports that are left as they are: `lectern build` names the files.
const LEFT: [&str; 3] = ["./lectern-*", "./search.js", "./embed.js"];

/// Finishes all scripts of a folder.
pub fn finish(project: &Project, staging: &Path) -> Result<()> {
    let scripts = named(staging, |name| {
        name.starts_with("lectern-") && name.ends_with(".js")
    })?;
    for script in &scripts {
        if file_name(script).starts_with("lectern-app") {
            let glue = read(script)?;
            write(script, &factory(&glue)?)?;
        }
    }
    for entry in ENTRIES {
        let source = project.path("static").join(entry);
        module(project, &source, &staging.join(entry))?;
    }
    bundle_readers(project, staging, &scripts)?;
    for script in scripts.iter().chain([&staging.join("search.js")]) {
        module(project, script, script)?;
    }
    Ok(())
}

/// Bundles a module that imports others in the site.
fn module(project: &Project, source: &Path, target: &Path) -> Result<()> {
    let external = LEFT.map(|import| format!("--external:{import}"));
    let external = external.iter().map(String::as_str);
    let options: Vec<&str> = external.chain(["--format=esm"]).collect();
    esbuild(project, source, target, &options)
}

/// Bundles what starts a file that holds the whole site, with either engine.
fn bundle_readers(project: &Project, staging: &Path, scripts: &[PathBuf]) -> Result<()> {
    let folder = project.path("target/reader");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    for own in [READER, "launch.js", "search.js"] {
        write(&folder.join(own), &project.read(&format!("static/{own}"))?)?;
    }
    for script in scripts {
        let name = file_name(script);
        // Trunk puts a hash into the application's name.
        let name = if name.starts_with("lectern-app") {
            "lectern-app.js"
        } else {
            &*name
        };
        write(&folder.join(name), &read(script)?)?;
    }
    for (engine, reader) in READERS {
        write(
            &folder.join("lectern-engine.js"),
            &read(&staging.join(engine))?,
        )?;
        esbuild(
            project,
            &folder.join(READER),
            &staging.join(reader),
            &["--format=iife"],
        )?;
    }
    Ok(())
}

fn esbuild(project: &Project, source: &Path, target: &Path, options: &[&str]) -> Result<()> {
    let program = setup::build_packages(project)?.join("esbuild");
    let mut command = project.command(&program.to_string_lossy());
    command
        .args([
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--log-level=error",
            "--allow-overwrite",
        ])
        .args(options)
        .arg(format!("--outfile={}", target.display()))
        .arg(source);
    process::hide(&mut command)
        .with_context(|| format!("{} could not be bundled", source.display()))
}

/// What wasm-bindgen ends the application's JavaScript with.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// The application's JavaScript as a function that makes an application of its own at each call: a module would be
/// one for the whole page, and could never go.
fn factory(glue: &str) -> Result<String> {
    let (body, rest) = glue
        .rsplit_once(EXPORTS)
        .context("wasm-bindgen writes its exports otherwise")?;
    ensure!(
        rest.trim().is_empty(),
        "wasm-bindgen writes something after its exports"
    );
    let mut names = vec!["init: __wbg_init"];
    for line in body.lines() {
        let Some(declared) = line.strip_prefix("export ") else {
            continue;
        };
        let function = declared
            .trim_start_matches("async ")
            .strip_prefix("function ");
        let name = function.and_then(|function| function.split('(').next());
        names.push(name.context("the application exports something else than functions")?);
    }
    let body = body.replace("\nexport ", "\n");
    let body = body.strip_prefix("export ").unwrap_or(&body);
    Ok(format!(
        "export default function application() {{\n{body}\nreturn {{ {} }};\n}}\n",
        names.join(", ")
    ))
}

fn named(folder: &Path, is: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry
            .with_context(|| format!("listing {}", folder.display()))?
            .path();
        if is(&file_name(&path)) {
            found.push(path);
        }
    }
    Ok(found)
}

fn file_name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_makes_an_application() {
        let glue = "/* a */\nexport function open(host) {\n  wasm.open(host);\n}\nexport async function go(x) {}\n\
                    let wasm;\nexport { initSync, __wbg_init as default };\n";
        let made = factory(glue).unwrap();
        assert!(
            !made.replacen("export default", "", 1).contains("export"),
            "{made}"
        );
        assert!(
            made.starts_with(
                "export default function application() {\n/* a */\nfunction open(host)"
            ),
            "{made}"
        );
        assert!(
            made.ends_with("return { init: __wbg_init, open, go };\n}\n"),
            "{made}"
        );
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for glue in [
            "",
            "export class A {}\nexport { initSync, __wbg_init as default };",
        ] {
            assert!(factory(glue).is_err(), "{glue}");
        }
    }
}
