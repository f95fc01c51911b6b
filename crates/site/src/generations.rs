//! Files of earlier builds, which pages that are open still ask for.
//!
//! A page that was opened before a build was put in place asks for parts of the application and for the collection by
//! names that follow from their content. Those of the latest builds therefore stay; which they are stands in a list
//! of its own, a line for each file, the latest build first, with an empty line between two.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use crate::app::FOLDER;
use crate::compressed::WAYS;
use crate::staging::{Staging, Unwritable, unwritable};

/// The list, at the site's root: in the folder of the files all are kept for ever.
const LIST: &str = "builds.txt";

/// How many builds' files stay, the new one's among them. A build that changes no file is the same as the one before.
const KEPT: usize = 10;

/// Names of the files of each build, the latest first.
type Builds = Vec<Vec<String>>;

/// Keeps in a new folder, which has these files, those of the latest builds in the folder whose place it will take.
pub(crate) fn keep(new: &Staging, mut names: Vec<String>, old: &Path) -> Result<(), Unwritable> {
    names.sort_unstable();
    let builds = followed(read(old), names);
    let old = old.join(FOLDER);
    let own: BTreeSet<&String> = builds.iter().take(1).flatten().collect();
    let earlier: BTreeSet<&String> = builds.iter().skip(1).flatten().collect();
    for name in earlier.difference(&own) {
        for file in ways(name) {
            let to = new.path(&format!("{FOLDER}/{file}"));
            take(&old.join(&file), &to).map_err(unwritable(&to))?;
        }
    }
    new.write(LIST, text(&builds).as_bytes())
}

/// The files of the latest build in the folder of a site; none where there is no list.
pub(crate) fn latest(folder: &Path) -> Vec<String> {
    read(folder).into_iter().next().unwrap_or_default()
}

/// The builds when another follows. One that was there before is so no longer.
fn followed(before: Builds, names: Vec<String>) -> Builds {
    let before = before.into_iter().filter(|build| *build != names);
    let before: Builds = before.take(KEPT - 1).collect();
    [vec![names], before].concat()
}

fn read(folder: &Path) -> Builds {
    let text = fs::read_to_string(folder.join(LIST)).unwrap_or_default();
    let builds = text.split("\n\n").map(names);
    builds.filter(|names| !names.is_empty()).collect()
}

/// The names in a text, a line each; nothing that leads elsewhere is one.
fn names(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let is_name = |line: &&str| !line.is_empty() && !line.contains(['/', '\\', ':']);
    lines.filter(is_name).map(str::to_owned).collect()
}

fn text(builds: &Builds) -> String {
    let builds = builds.iter().map(|names| names.join("\n") + "\n");
    builds.collect::<Vec<_>>().join("\n")
}

/// A file's name, and those of its compressed forms.
fn ways(name: &str) -> impl Iterator<Item = String> {
    let compressed = WAYS.iter().map(move |way| format!("{name}.{way}"));
    [name.to_owned()].into_iter().chain(compressed)
}

/// Puts a file elsewhere too, without a copy of its content where the system can; what is not there is passed over.
fn take(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_file() {
        return Ok(());
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Builds a folder with these files, each with its compressed ones; returns all that is there then.
    fn build(out: &Path, names: &[&str]) -> Vec<String> {
        let new = Staging::new(out).unwrap();
        for name in names {
            for file in ways(name) {
                let path = format!("{FOLDER}/{file}");
                new.write(&path, path.as_bytes()).unwrap();
            }
        }
        let names = names.iter().map(|&name| name.to_owned()).collect();
        keep(&new, names, out).unwrap();
        new.put_in_place().unwrap();
        let entries = fs::read_dir(out.join(FOLDER)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn files_of_the_latest_builds_stay() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("site");
        assert_eq!(build(&out, &["a-0", "b"]).len(), 6);
        for number in 1..30_usize {
            let there = build(&out, &[&format!("a-{number}"), "b"]);
            let first = (number + 1).saturating_sub(KEPT);
            let expected = (first..=number).map(|at| format!("a-{at}"));
            for name in expected.chain(["b".to_owned()]) {
                for file in ways(&name) {
                    assert!(there.contains(&file), "{file} of {there:?}");
                }
            }
            assert_eq!(there.len(), 3 * (number - first + 2));
        }
        let list = out.join(LIST);
        let before = fs::read(&list).unwrap();
        let there = build(&out, &["b", "a-29"]);
        assert_eq!(
            fs::read(&list).unwrap(),
            before,
            "the same build changes nothing"
        );
        assert_eq!(build(&out, &["a-29", "b"]), there);
        assert_eq!(latest(&out), ["a-29", "b"]);
        // Back to an earlier build: nothing is there twice, nothing is lost.
        assert_eq!(build(&out, &["a-25", "b"]), there);
        assert_eq!(latest(&out), ["a-25", "b"]);
    }

    #[test]
    fn a_list_leads_nowhere_else() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("site");
        build(&out, &["a"]);
        fs::write(dir.path().join("secret"), "secret").unwrap();
        let list = "a\n\n../../secret\n..\nC:\\secret\nlost\n";
        fs::write(out.join(LIST), list).unwrap();
        assert_eq!(build(&out, &["b"]).len(), 6);
    }
}
