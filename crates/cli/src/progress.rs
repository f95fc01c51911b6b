//! A line that shows how far a long piece of work is, on a terminal only.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a line stands at least.
const STEP: Duration = Duration::from_millis(100);

/// How wide the bar is, in characters.
const WIDTH: u64 = 30;

/// The way back to the beginning of the line, and what clears it.
const CLEAR: &str = "\r\x1b[K";

/// The line, on standard error.
pub(crate) struct Progress {
    is_shown: bool,
    last: Mutex<Option<Instant>>,
}

impl Progress {
    /// A line, which is not drawn yet.
    pub(crate) fn new() -> Self {
        Self {
            is_shown: io::stderr().is_terminal(),
            last: Mutex::new(None),
        }
    }

    /// Draws the line, unless it was drawn a moment ago. Nobody looking is no reason to stop.
    pub(crate) fn show(&self, what: &str, done: u64, all: u64) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_shown && last.is_none_or(|last| last.elapsed() >= STEP) {
            let _ = write!(io::stderr(), "{CLEAR}{}", line(what, done, all));
            *last = Some(Instant::now());
        }
    }
}

/// What follows stands on a clear line.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}

fn line(what: &str, done: u64, all: u64) -> String {
    let of = |parts: u64| done.min(all) * parts / all.max(1);
    let full = of(WIDTH) as usize;
    let bar = "█".repeat(full) + &"·".repeat(WIDTH as usize - full);
    format!("{what} {bar} {:>3} %", of(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line("a", 0, 0), format!("a {}   0 %", "·".repeat(30)));
        assert_eq!(
            line("a", 1, 3),
            format!("a {}{}  33 %", "█".repeat(10), "·".repeat(20))
        );
        assert_eq!(line("a", 5, 3), format!("a {} 100 %", "█".repeat(30)));
    }
}
