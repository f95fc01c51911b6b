//! `lectern serve [--corpus DIR] [--port N] [--app DIR]`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;
use std::{fs, process};

use anyhow::{Context, Result};
use clap::Args;
use preview::{Listener, Server, Watch};
use site::Options;
use site::app::App;
use site::folder::{CODEBOOK, COLLECTION, ESSAYS};
use tempfile::TempDir;

use crate::built::Built;
use crate::messages::{Messages, result};
use crate::outcome::Outcome;

/// How often the corpus is looked at. A change is built at the second look that finds it.
const LOOK: Duration = Duration::from_millis(250);

/// The status of a program that was interrupted.
const INTERRUPTED: i32 = 130;

/// What to serve, and where.
#[derive(Args)]
pub(crate) struct Serve {
    /// The corpus folder
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// The port on 127.0.0.1, 0 for any that is free [default: 8080, or the next that is free]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Another built application than the one inside this program
    #[arg(long, value_name = "DIR")]
    app: Option<PathBuf>,
}

impl Serve {
    /// Builds and serves the site until interrupted, and builds it again on every change.
    pub(crate) fn run(self) -> Result<Outcome> {
        let app = crate::app::app(self.app.as_deref())?;
        let interrupt = interrupt()?;
        let listener = Listener::bind(self.port)?;
        let watched = [COLLECTION, CODEBOOK, ESSAYS];
        let mut watch = Watch::new(watched.map(|name| self.corpus.join(name)).to_vec());
        let url = listener.url();
        let mut sites = Sites::new(self.corpus, url.clone(), app)?;
        let server = listener.serve(sites.first()?);
        result(&url)?;
        Messages::stderr().say("every change of the corpus is shown at once; Ctrl-C ends");
        while interrupt.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            if watch.has_changed() {
                sites.next(&server);
            }
        }
        Ok(Outcome::Done)
    }
}

/// Hears of the wish to end: what is being built is finished first, unless the wish comes twice.
fn interrupt() -> Result<Receiver<()>> {
    let (sender, receiver) = mpsc::sync_channel(1);
    ctrlc::set_handler(move || {
        if sender.try_send(()).is_err() {
            process::exit(INTERRUPTED);
        }
    })
    .context("this system does not tell of Ctrl-C")?;
    Ok(receiver)
}

/// The sites that are built one after the other, each in a folder of its own, so that one at fault
/// takes nothing away.
struct Sites {
    corpus: PathBuf,
    url: String,
    app: App,
    /// Gone with the last of them.
    folder: TempDir,
    built: u32,
    /// The site that is shown, and the faults that it has.
    shown: (PathBuf, usize),
    /// The one before, from which a page may still be coming.
    before: Option<PathBuf>,
}

impl Sites {
    fn new(corpus: PathBuf, url: String, app: App) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("lectern-").tempdir();
        Ok(Self {
            corpus,
            url,
            app,
            folder: folder.context("cannot make a temporary folder for the site")?,
            built: 0,
            shown: (PathBuf::new(), 0),
            before: None,
        })
    }

    /// The first site, which is shown whatever faults it has.
    fn first(&mut self) -> Result<PathBuf> {
        self.shown = self.build()?;
        Ok(self.shown.0.clone())
    }

    /// Builds the site once more, and shows it unless it has more faults than the one that is shown.
    fn next(&mut self, server: &Server) {
        match self.build() {
            Err(error) => self.stays(&format!("{error:#}")),
            Ok((site, errors)) if errors > self.shown.1 => {
                forget(&site);
                self.stays("the change brought faults: mend what is named above");
            }
            Ok(site) => {
                server.show(site.0.clone());
                let before = std::mem::replace(&mut self.shown, site).0;
                if let Some(gone) = self.before.replace(before) {
                    forget(&gone);
                }
            }
        }
    }

    fn stays(&self, why: &str) {
        let url = &self.url;
        Messages::stderr().say(&format!("error: {why}; {url} stays as it was"));
    }

    /// Builds a site, and tells what is wrong with the corpus. Returns its folder and the number of
    /// its faults.
    fn build(&mut self) -> Result<(PathBuf, usize)> {
        self.built += 1;
        let out = self.folder.path().join(self.built.to_string());
        let options = Options {
            corpus: self.corpus.clone(),
            out: out.clone(),
            // Links that name the site lead to this one.
            base_url: Some(self.url.clone()),
            // On this machine nothing is gained by it.
            compressed: false,
        };
        let report = site::build(&options, &self.app)?;
        let built = Built::new(&report);
        built.tell(&self.corpus, &self.url);
        Ok((out, built.errors))
    }
}

/// Removes a site that nobody sees. What cannot be removed now goes with the temporary folder.
fn forget(site: &Path) {
    let _ = fs::remove_dir_all(site);
}
