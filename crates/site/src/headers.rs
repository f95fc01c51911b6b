//! What a server says with each file, as the file `_headers`, which many hosts of static sites read, and
//! `lectern serve` too.

use std::io;
use std::path::Path;

use lectern::prerender::POLICY;

use crate::app::FOLDER;

/// The file.
pub(crate) const FILE: &str = "_headers";

/// What is said with every file: what a page may do; that a file is of its type and no other; that no other site is
/// told which page a reader comes from; that no page wants to hear, see or place its reader; and that pages of other
/// origins may load the files, which tell nobody more than the public has.
const EVERY: [(&str, &str); 6] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// What is said with files that are never another: their names follow from their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What is said with the others: they may be kept, and are asked for again each time.
const ASKED_AGAIN: &str = "no-cache";

/// The types of files that hosts do not know by their extensions.
const TYPES: [(&str, &str); 2] = [
    ("feed.xml", "application/atom+xml; charset=utf-8"),
    (
        "opensearch.xml",
        "application/opensearchdescription+xml; charset=utf-8",
    ),
];

/// The file's text for a site in this folder. No field is said twice with a file: hosts would join the two.
pub(crate) fn of_site(folder: &Path) -> io::Result<String> {
    let mut names = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.file_type()?.is_dir();
        names.push(if is_folder { name + "/*" } else { name });
    }
    names.sort_unstable();
    Ok(text(&names))
}

/// The same for what lies in the folder: names of files, and of folders with what stands for all in them.
fn text(names: &[String]) -> String {
    let mut text = String::from("# Paths begin where the site does.\n");
    rule(&mut text, "/*", &EVERY);
    rule(&mut text, "/", &[("Cache-Control", ASKED_AGAIN)]);
    for name in names {
        let is_hashed = name.strip_suffix("/*") == Some(FOLDER);
        let caching = if is_hashed { FOR_EVER } else { ASKED_AGAIN };
        let kind = TYPES.iter().find(|(of, _)| of == name);
        let kind = kind.map(|&(_, kind)| ("Content-Type", kind));
        let fields: Vec<_> = [("Cache-Control", caching)]
            .into_iter()
            .chain(kind)
            .collect();
        rule(&mut text, &format!("/{name}"), &fields);
    }
    text
}

fn rule(text: &mut String, path: &str, fields: &[(&str, &str)]) {
    let fields = fields
        .iter()
        .map(|(name, value)| format!("  {name}: {value}\n"));
    text.push_str(&format!("{path}\n"));
    text.extend(fields);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn no_field_is_said_twice_with_a_file() {
        let names = ["404.html", "assets/*", "essays/*", "feed.xml", "index.html"];
        let text = text(&names.map(str::to_owned));
        expect![[r#"
            # Paths begin where the site does.
            /*
              Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'
              X-Content-Type-Options: nosniff
              Referrer-Policy: same-origin
              Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
              Access-Control-Allow-Origin: *
              Cross-Origin-Resource-Policy: cross-origin
            /
              Cache-Control: no-cache
            /404.html
              Cache-Control: no-cache
            /assets/*
              Cache-Control: public, max-age=31536000, immutable
            /essays/*
              Cache-Control: no-cache
            /feed.xml
              Cache-Control: no-cache
              Content-Type: application/atom+xml; charset=utf-8
            /index.html
              Cache-Control: no-cache
        "#]].assert_eq(&text);
    }

    #[test]
    fn the_example_for_nginx_says_the_same() {
        let example = include_str!("../../../examples/nginx/lectern.conf");
        let lines = example
            .lines()
            .filter_map(|line| line.trim().strip_prefix("add_header "));
        let said: Vec<&str> = lines
            .skip_while(|line| line.starts_with("Cache-Control"))
            .collect();
        let expected = EVERY.map(|(name, value)| format!("{name} \"{value}\" always;"));
        assert_eq!(said, expected);
        for value in [FOR_EVER, ASKED_AGAIN] {
            assert!(example.contains(&format!("\"{value}\";")), "{value}");
        }
        for (name, kind) in TYPES {
            assert!(example.contains(&format!("/{name} {{")), "{name}");
            assert!(
                example.contains(&format!("default_type \"{kind}\";")),
                "{kind}"
            );
        }
    }
}
