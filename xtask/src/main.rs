//! `cargo xtask`: everything that is done to Lectern beside writing it. One table of commands, each
//! in its own module.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks on its terminal"
)]

mod bench;
mod ci;
mod compress;
mod dist;
mod modules;
mod parts;
mod process;
mod project;
mod scripts;
mod serve;
mod setup;
mod site;
mod size;
mod styles;
mod tally;
mod test;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;

use project::Project;

/// One command: what is typed, what it does, and the function that does it.
struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&Project, &[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--port N] [--debug]",
        about: "fetch what is missing, build the app and the bundled corpus, serve them",
        run: serve::run,
    },
    Command {
        name: "test",
        arguments: "[filter]",
        about: "fetch what is missing, run every test: unit, golden, wasm, browser",
        run: test::run,
    },
    Command {
        name: "bench",
        arguments: "[--docs FILE] [filter]",
        about: "time search and anchoring, over generated texts or those of a JSON Lines file",
        run: bench::run,
    },
    Command {
        name: "ci",
        arguments: "",
        about: "test, fmt, clippy for host and wasm32, tidy, size",
        run: ci::run,
    },
    Command {
        name: "tidy",
        arguments: "",
        about: "the rules that review forgets",
        run: tidy::run,
    },
    Command {
        name: "size",
        arguments: "",
        about: "what a reader downloads from dist/, against budgets.toml",
        run: size::run,
    },
    Command {
        name: "dist",
        arguments: "",
        about: "the release: the site in dist/, the lectern command with the app inside",
        run: dist::run,
    },
    Command {
        name: "styles",
        arguments: "",
        about: "bundle styles/main.css (Trunk calls this before a build)",
        run: styles::run,
    },
    Command {
        name: "site",
        arguments: "",
        about: "write the site around the staged app (Trunk calls this after a build)",
        run: site::run,
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(command) = arguments.first().and_then(|name| named(name)) else {
        eprint!("{}", usage());
        return ExitCode::from(2);
    };
    match Project::find().and_then(|project| (command.run)(&project, &arguments[1..])) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn named(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

fn usage() -> String {
    let mut text = String::from("usage: cargo xtask COMMAND\n\n");
    for command in COMMANDS {
        let call = format!("{} {}", command.name, command.arguments);
        text.push_str(&format!("  {call:<28} {}\n", command.about));
    }
    text
}
