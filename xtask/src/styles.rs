//! The style sheets, bundled: to the one file that index.html links, and to the widget's.

mod widget;

use std::fs;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::setup;

/// What is bundled, and where it lies then.
const SITE: (&str, &str) = ("styles/main.css", "target/styles/lectern.css");

/// The widget's, made of the same and of what it has beside it.
pub const WIDGET: &str = "target/styles/lectern-widget.css";

/// What a widget has beside the same.
const OWN: &str = "styles/widget.css";

/// The oldest browsers whose CSS is written for; older ones get the page without the finer points.
const TARGETS: &str = "chrome >= 111, firefox >= 121, safari >= 16.4";

/// Follows the imports of styles/main.css, minifies, and writes target/styles/lectern.css; of the same, and of
/// styles/widget.css, writes what a widget needs.
pub fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let site = bundle(project, SITE)?;
    let own = bundle(project, (OWN, WIDGET))?;
    let path = project.path(WIDGET);
    fs::write(&path, widget::style(&site)? + &own)
        .with_context(|| format!("writing {}", path.display()))
}

fn bundle(project: &Project, (entry, bundle): (&str, &str)) -> Result<String> {
    let path = project.path(bundle);
    let folder = path.parent().context("the bundle lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let program = setup::build_packages(project)?.join("lightningcss");
    let mut command = project.command(&program.to_string_lossy());
    command
        .args(["--bundle", "--minify", "--targets", TARGETS])
        .args([entry, "--output-file", bundle]);
    process::hide(&mut command).with_context(|| {
        format!(
            "{entry} could not be bundled; the file and line stand above, and `NotFound` there means an import of \
             a file that does not exist"
        )
    })?;
    fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}
