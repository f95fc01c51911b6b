//! Running other programs: shown, hidden unless they fail, captured, watched line by line, or become.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command whose output the reader is meant to see.
pub fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    succeeded(command, status)
}

/// Runs a command in silence; its output is shown only when it fails.
pub fn hide(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    succeeded(command, output.status)
}

/// What a command writes to stdout; its stderr is part of the error when it fails.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
    }
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("{} wrote no UTF-8", shown(command)))
}

/// Runs a command, passes its stdout on and hands each line to `see`. Failing is for the caller to judge.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    let stdout = child.stdout.take().context("the child has no stdout")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("reading from {}", shown(command)))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        see(&line);
    }
    child
        .wait()
        .with_context(|| format!("waiting for {}", shown(command)))
}

/// Turns this process into the command: who ends the one ends the other. Returns only when that fails.
pub fn turn_into(command: &mut Command) -> Result<()> {
    let error = command.exec();
    Err(error).with_context(|| cannot_start(command))
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("{} cannot be started", shown(command))
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = command.get_program();
    let words = std::iter::once(program).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = hide(Command::new("false").arg("now")).unwrap_err();
        expect!["`false now` failed (exit status: 1)"].assert_eq(&error.to_string());
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = show(&mut Command::new("no-such-program-of-lectern")).unwrap_err();
        expect!["`no-such-program-of-lectern` cannot be started"].assert_eq(&error.to_string());
    }

    #[test]
    fn lines_are_seen_as_they_come() {
        let mut seen = Vec::new();
        let status = watch(Command::new("printf").arg("a\\nb"), |line| {
            seen.push(line.to_owned());
        });
        assert!(status.unwrap().success());
        assert_eq!(seen, ["a", "b"]);
    }
}
