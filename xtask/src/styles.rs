//! The style sheets, bundled to the one file that index.html links.

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::setup;

const ENTRY: &str = "styles/main.css";
const BUNDLE: &str = "target/styles/lectern.css";

/// The oldest browsers whose CSS is written for; older ones get the page without the finer points.
const TARGETS: &str = "chrome >= 111, firefox >= 121, safari >= 16.4";

/// Follows the imports of styles/main.css, minifies, and writes target/styles/lectern.css.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let bundle = project.path(BUNDLE);
    let folder = bundle.parent().context("the bundle lies in a folder")?;
    std::fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let program = setup::build_packages(project)?.join("lightningcss");
    let mut command = project.command(&program.to_string_lossy());
    command
        .args(["--bundle", "--minify", "--targets", TARGETS])
        .args([ENTRY, "--output-file", BUNDLE]);
    process::hide(&mut command).context(
        "styles/main.css could not be bundled; the file and line stand above, \
         and `NotFound` there means an import of a file that does not exist",
    )
}
