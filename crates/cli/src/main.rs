//! The `lectern` command: arguments in, work done by the other crates, messages out.

mod app;
mod built;
mod commands;
mod docs;
mod library;
mod messages;
mod outcome;
mod passage;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use commands::Command;
use messages::Messages;
use outcome::Outcome;

/// Essays as one static folder: import documents, check a collection.
#[derive(Parser)]
#[command(name = "lectern", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

/// Exit status: 0 done, 1 the input is at fault, 2 wrong usage (which clap answers by itself).
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command.run() {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InputAtFault) => ExitCode::from(1),
        Err(error) => {
            Messages::stderr().say(&format!("error: {error:#}"));
            ExitCode::from(1)
        }
    }
}
