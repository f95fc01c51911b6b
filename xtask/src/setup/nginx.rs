//! nginx with brotli, under which the site is tested as hosts serve it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{apt, on_path};

/// Where Debian has it, which is on no other user's PATH than root's.
const PROGRAM: &str = "/usr/sbin/nginx";

/// Where Debian has its module for files that are compressed in brotli.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

/// Path of an nginx whose module for brotli is there too. What runs of it by itself is left alone: tests start their
/// own, with a configuration of their own.
pub fn ensure() -> Result<PathBuf> {
    if found().is_none() || !Path::new(BROTLI).is_file() {
        apt::install(
            &["nginx-light", "libnginx-mod-http-brotli-static"],
            "serves the site in tests",
            "10 seconds",
            "on another system leave out the tests of nginx by a filter",
        )?;
    }
    found().context("nginx was installed but is not there")
}

fn found() -> Option<PathBuf> {
    let debian = PathBuf::from(PROGRAM);
    on_path(&["nginx"]).or_else(|| debian.is_file().then_some(debian))
}
