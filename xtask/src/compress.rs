//! Files made as small as they get, which takes longer than `lectern build` has.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli's highest quality, and how far back it looks.
const QUALITY: u32 = 11;
const WINDOW: u32 = 22;

/// The files of the application that gain by it.
const KINDS: [&str; 3] = [".css", ".js", ".wasm"];

/// What is added to the names of compressed files.
pub const WAYS: [&str; 2] = [".br", ".gz"];

/// Puts beside each file of the application the same in brotli and in gzip, which a build then takes.
pub fn beside(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry
            .with_context(|| format!("listing {}", folder.display()))?
            .path();
        let name = path.display().to_string();
        if !KINDS.iter().any(|kind| name.ends_with(kind)) {
            continue;
        }
        let bytes = fs::read(&path).with_context(|| format!("reading {name}"))?;
        for (way, compressed) in WAYS.into_iter().zip([brotli(&bytes)?, gzip(&bytes)?]) {
            let path = format!("{name}{way}");
            fs::write(&path, compressed).with_context(|| format!("writing {path}"))?;
        }
    }
    Ok(())
}

/// The bytes after brotli.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes).context("compressing")?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).context("compressing")?;
    writer.finish().context("compressing")
}
