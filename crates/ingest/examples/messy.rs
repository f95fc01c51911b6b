//! How near plain texts of PDF tools come to the true text: a table of word similarity before and
//! after reading.
//!
//!     cargo run -p ingest --example messy -- DIR
//!
//! DIR holds one folder per document, each with `ground-truth.txt` and any number of extractions
//! `NAME.txt`. Similarity is 2·LCS / (n + m) over the words of the two texts, 1 for equal texts;
//! a word is what stands between spaces, so that a word cut by a hyphen counts as two errors.
//! All texts are compared in the normal form of `corpus::text`, and lists with their signs.

use std::path::Path;
use std::{env, fs, io};

use corpus::text::{SEGMENT, normalise};
use corpus::{Block, Kind};
use ingest::Removal;

const TRUTH: &str = "ground-truth.txt";

fn main() -> io::Result<()> {
    let Some(dir) = env::args_os().nth(1) else {
        return Err(io::Error::other("name the folder of the documents"));
    };
    print(&format!(
        "{:<14} {:<12} {:>7} {:>7}",
        "document", "extraction", "before", "after"
    ));
    let mut sums = (0.0, 0.0, 0.0);
    for document in sorted(Path::new(&dir))? {
        let truth = document.join(TRUTH);
        if !truth.is_file() {
            continue;
        }
        let truth = normalise(&fs::read_to_string(truth)?);
        for path in sorted(&document)?
            .into_iter()
            .filter(|path| !path.ends_with(TRUTH))
        {
            let bytes = fs::read(&path)?;
            let before = similarity(&normalise(&String::from_utf8_lossy(&bytes)), &truth);
            let after = similarity(&text(&ingest::read("text.txt", &bytes)), &truth);
            let name = |path: &Path| {
                path.file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned()
            };
            let folder = document.file_name().unwrap_or_default().to_string_lossy();
            print(&format!(
                "{folder:<14} {:<12} {before:>7.4} {after:>7.4}",
                name(&path)
            ));
            sums = (sums.0 + before, sums.1 + after, sums.2 + 1.0);
        }
    }
    print(&format!(
        "{:<27} {:>7.4} {:>7.4}",
        "mean",
        sums.0 / sums.2,
        sums.1 / sums.2
    ));
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the table is what this example is for")]
fn print(line: &str) {
    println!("{line}");
}

fn sorted(dir: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut paths = fs::read_dir(dir)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// An essay's text with what its front matter took from it.
fn text(document: &ingest::Document) -> String {
    let mut text = String::new();
    for removed in &document.removed {
        if matches!(
            removed.why,
            Removal::Title | Removal::Byline | Removal::Date
        ) {
            text.push_str(&normalise(&removed.text));
            text.push('\n');
        }
    }
    for block in &document.essay.blocks {
        text.push_str(&shown(block));
        text.push('\n');
    }
    text
}

/// A block as a page shows it: the items of a list with their signs.
fn shown(block: &Block) -> String {
    let Kind::List { start, items } = &block.kind else {
        return block.text.clone();
    };
    let parts = block.text.split(SEGMENT).take(items.len());
    let signed = parts.zip(0..).map(|(item, nth)| match start {
        Some(start) => format!("{}. {item}\n", start + nth),
        None => format!("• {item}\n"),
    });
    signed.collect()
}

/// 2·LCS / (n + m) over words.
fn similarity(one: &str, other: &str) -> f64 {
    let one: Vec<&str> = one.split_whitespace().collect();
    let other: Vec<&str> = other.split_whitespace().collect();
    let mut row = vec![0u32; other.len() + 1];
    for word in &one {
        let mut diagonal = 0;
        for (at, candidate) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == candidate {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    2.0 * f64::from(row[other.len()]) / ((one.len() + other.len()) as f64)
}
