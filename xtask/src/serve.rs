//! `cargo xtask serve`: the app and the bundled corpus on a loopback address.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

use crate::process;
use crate::project::Project;
use crate::setup::Tools;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 20;

/// Of all that Trunk tells, what is wrong, and the address once the first build stands.
const TRUNK_LOG: &str = "warn,trunk::serve=info";

/// Builds, serves until interrupted, and builds again on every change of a source.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let options = Options::parse(arguments)?;
    let port = match options.port {
        Some(port) => port,
        None => free_port()?,
    };
    let tools = Tools::for_building(project)?;
    println!("building the app and the bundled corpus …");
    let port = port.to_string();
    let mut trunk = tools.trunk(
        project,
        &["serve", "--log", TRUNK_LOG, "--address", "127.0.0.1"],
    );
    trunk.args(["--port", &port]);
    if !options.debug {
        trunk.arg("--release");
    }
    process::turn_into(&mut trunk)
}

/// What `serve` was asked for.
#[derive(Debug, Default, PartialEq)]
struct Options {
    port: Option<u16>,
    /// Quick to build, slow to run; the default is what readers get.
    debug: bool,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--debug" => options.debug = true,
                "--port" => {
                    let port = words.next().context("--port wants a number")?;
                    options.port = Some(port.parse().context("--port wants a number")?);
                }
                other => bail!("serve knows --port N and --debug, not {other}"),
            }
        }
        Ok(options)
    }
}

fn free_port() -> Result<u16> {
    (FIRST_PORT..FIRST_PORT + PORTS_TRIED)
        .find(|&port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok())
        .context("ports 8080 to 8099 are all in use; name a free one with --port")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(line: &str, expect: &Expect) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let found = match Options::parse(&words) {
            Ok(options) => format!("{options:?}"),
            Err(error) => error.to_string(),
        };
        expect.assert_eq(&found);
    }

    #[test]
    fn options() {
        check("", &expect!["Options { port: None, debug: false }"]);
        check(
            "--debug --port 9000",
            &expect!["Options { port: Some(9000), debug: true }"],
        );
        check("--port", &expect!["--port wants a number"]);
        check("--port many", &expect!["--port wants a number"]);
        check(
            "--open",
            &expect!["serve knows --port N and --debug, not --open"],
        );
    }
}
