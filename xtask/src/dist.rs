//! `cargo xtask dist`: the release.

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::setup::Tools;

/// The site in dist/, then the `lectern` command with that very app inside it.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let tools = Tools::for_building(project)?;
    build_site(project, &tools)?;
    let mut build = project.cargo(&["build", "--release", "--package", "cli"]);
    process::show(&mut build)?;
    println!("dist/ is the site; the release folder of cargo's target holds the lectern command");
    Ok(())
}

/// The app as readers get it and the bundled collection around it, in dist/.
pub fn build_site(project: &Project, tools: &Tools) -> Result<()> {
    process::show(&mut tools.trunk(project, &["--quiet", "build", "--release"]))
}
