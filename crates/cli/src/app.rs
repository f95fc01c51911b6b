//! The built application: the one that this program carries, or another.

use std::path::Path;

use anyhow::Context;
use site::app::{App, File};

include!(concat!(env!("OUT_DIR"), "/app.rs"));

/// The application in a folder, or the one inside this program.
pub(crate) fn app(folder: Option<&Path>) -> anyhow::Result<App> {
    if let Some(folder) = folder {
        return Ok(App::read(folder)?);
    }
    let inside = APP.iter().map(|(name, bytes)| File {
        name: (*name).to_owned(),
        bytes: bytes.to_vec(),
    });
    App::from_files(inside).context(
        "this lectern was compiled before the application was built: build it with \
         `cargo xtask dist`, or name a built one with --app",
    )
}
