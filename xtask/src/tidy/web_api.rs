//! Only `crates/browser` names the browser's own interfaces.

use super::tree::Tree;
use super::{Finding, code};

const ROOMS: [&str; 2] = ["src/", "crates/"];
const EXEMPT: &str = "crates/browser/";

/// Uses of web_sys, js_sys and gloo elsewhere.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.texts(".rs")
        .filter(|(path, _)| ROOMS.iter().any(|room| path.starts_with(room)))
        .filter(|(path, _)| !path.starts_with(EXEMPT))
        .flat_map(|(path, text)| findings(path, text))
        .collect()
}

fn findings(path: &str, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    code::each_sequence(&code::tokens(text), &mut |tokens| {
        for token in tokens {
            let word = token.to_string();
            if is_web_api(&word) {
                let message =
                    format!("`{word}` is for crates/browser alone; call it through there");
                findings.push(Finding::new(path, code::line(token), message));
            }
        }
    });
    findings
}

fn is_web_api(word: &str) -> bool {
    matches!(word, "web_sys" | "js_sys" | "gloo") || word.starts_with("gloo_")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn code_counts_and_prose_does_not() {
        let source = r#"
            //! Far from web_sys.
            use web_sys::Window;
            fn a() { let b = "js_sys"; gloo_timers::sleep(b); }
        "#;
        expect![[r#"
            src/a.rs:3: `web_sys` is for crates/browser alone; call it through there
            src/a.rs:4: `gloo_timers` is for crates/browser alone; call it through there
        "#]]
        .assert_eq(&super::super::lines(&findings("src/a.rs", source)));
    }
}
