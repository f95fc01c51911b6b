//! Counting tests from what their runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
    /// Tests that were ignored or skipped.
    pub skipped: usize,
}

impl Tally {
    /// Adds what a line of libtest's output says: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub fn read_libtest(&mut self, line: &str) {
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        // The first count stands behind the verdict, `ok. 3 passed`.
        for count in counts.split(['.', ';']) {
            self.add(count.trim().split_once(' '));
        }
    }

    /// Adds what a line of `node --test`'s summary says: `ℹ pass 3`.
    pub fn read_node(&mut self, line: &str) {
        let Some(count) = line.trim().strip_prefix("ℹ ") else {
            return;
        };
        self.add(count.split_once(' ').map(|(kind, number)| (number, kind)));
    }

    fn add(&mut self, count: Option<(&str, &str)>) {
        let Some((number, kind)) = count else { return };
        let Ok(number) = number.parse::<usize>() else {
            return;
        };
        match kind {
            "passed" | "pass" => self.passed += number,
            // Node counts a test that was cut off by a failing parent apart.
            "failed" | "fail" | "cancelled" => self.failed += number,
            "ignored" | "skipped" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tests: {} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(read: fn(&mut Tally, &str), output: &str, expect: &Expect) {
        let mut tally = Tally::default();
        for line in output.lines() {
            read(&mut tally, line);
        }
        expect.assert_eq(&tally.to_string());
    }

    #[test]
    fn libtest() {
        check(
            Tally::read_libtest,
            "running 3 tests\n\
             test a ... ok\n\
             test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 4 filtered out; finished in 0.02s\n\
             test result: FAILED. 1 passed; 2 failed; 3 ignored; 0 measured; 0 filtered out",
            &expect!["tests: 13 passed, 2 failed, 3 skipped"],
        );
        check(
            Tally::read_libtest,
            "9 passed, on a line of a test's own",
            &expect!["tests: 0 passed, 0 failed"],
        );
    }

    #[test]
    fn node() {
        check(
            Tally::read_node,
            "✔ opens (12.5ms)\n\
             ℹ tests 7\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 90.1",
            &expect!["tests: 3 passed, 2 failed, 2 skipped"],
        );
    }
}
