//! The commands, a module each.

mod anchor;
mod build;
mod check;
mod import;
mod init;
mod keyphrases;
mod search;
mod serve;
mod themes;

use clap::Subcommand;

use crate::outcome::Outcome;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// A new collection to start from
    Init(init::Init),
    /// Documents to Markdown essays, with a report of every removal and join
    Import(import::Import),
    /// Metadata, links, themes, duplicates of a corpus folder: file:line for each finding
    Check(check::Check),
    /// The site: a folder of static files
    Build(build::Build),
    /// The site on this machine, built again whenever the corpus changes
    Serve(serve::Serve),
    /// Finds essays and passages
    Search(search::Search),
    /// Lists the themes with their passages
    Themes(themes::Themes),
    /// The phrases that tell what texts are about
    Keyphrases(keyphrases::Keyphrases),
    /// Finds readers' highlights in a text that has changed since
    Anchor(anchor::Anchor),
}

impl Command {
    /// Does it.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        match self {
            Self::Init(init) => init.run(),
            Self::Import(import) => import.run(),
            Self::Check(check) => check.run(),
            Self::Build(build) => build.run(),
            Self::Serve(serve) => serve.run(),
            Self::Search(search) => search.run(),
            Self::Themes(themes) => themes.run(),
            Self::Keyphrases(keyphrases) => keyphrases.run(),
            Self::Anchor(anchor) => anchor.run(),
        }
    }
}
