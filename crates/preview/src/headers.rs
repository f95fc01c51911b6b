//! What a site says with its files: the fields in its file `_headers`, as hosts of static sites read it.

use std::fs;
use std::path::Path;

/// The file.
const FILE: &str = "_headers";

/// What every answer says already.
const OURS: [&str; 2] = ["cache-control", "x-content-type-options"];

/// The fields of the file at a path, each with its name.
pub(crate) fn fields(site: &Path, path: &str) -> Vec<(String, String)> {
    let rules = fs::read_to_string(site.join(FILE)).unwrap_or_default();
    of_rules(&rules, path)
}

/// Paths stand at the beginnings of lines, what is said there in lines that stand in. A `*` at the end of a path
/// means all below.
fn of_rules(rules: &str, path: &str) -> Vec<(String, String)> {
    let mut is_meant = false;
    let mut fields = Vec::new();
    for line in rules.lines() {
        if !line.starts_with([' ', '\t']) {
            is_meant = match line.strip_suffix('*') {
                Some(begin) => path.starts_with(begin),
                None => path == line,
            };
        } else if let Some((name, value)) = line.trim().split_once(':').filter(|_| is_meant)
            && !OURS.contains(&&*name.to_ascii_lowercase())
        {
            fields.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rules_that_meet_a_path_count() {
        const RULES: &str = "# note: this\n/*\n  A: 1: 2\n  Cache-Control: no-cache\n/b/*\n\tB: 3\n/b/c\n  C:4\n/b\n  D: 5\n";
        for (path, expected) in [
            ("/", &[("A", "1: 2")][..]),
            ("/b/c", &[("A", "1: 2"), ("B", "3"), ("C", "4")]),
            ("/b", &[("A", "1: 2"), ("D", "5")]),
            ("/b/cd", &[("A", "1: 2"), ("B", "3")]),
        ] {
            let fields = of_rules(RULES, path);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (&**name, &**value))
                .collect();
            assert_eq!(fields, expected, "{path}");
        }
    }
}
