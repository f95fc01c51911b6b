//! Rust source as tokens, so that rules see neither comments nor the inside of strings by mistake.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of a file without its documentation and its test modules. Source that is no Rust has
/// none: the compiler says so better.
pub fn tokens(source: &str) -> Vec<TokenTree> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    TokenStream::from_str(source).map_or_else(|_| Vec::new(), without_tests_and_docs)
}

/// Line, from 1, that a token stands on.
pub fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

/// Calls `see` with each sequence of sibling tokens, the outermost first.
pub fn each_sequence(tokens: &[TokenTree], see: &mut impl FnMut(&[TokenTree])) {
    see(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_sequence(&without_tests_and_docs(group.stream()), see);
        }
    }
}

/// The value of a string literal, as far as escapes do not matter; `None` for any other token.
pub fn string(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let text = literal.to_string();
    let inside = text.trim_start_matches(['r', '#']).trim_end_matches('#');
    let inside = inside.strip_prefix('"')?.strip_suffix('"')?;
    Some(inside.to_owned())
}

/// Whether a token is this identifier.
pub fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

/// Whether a token is this punctuation.
pub fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The group that a token is, if it has these delimiters.
pub fn group(token: &TokenTree, delimiter: Delimiter) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

fn without_tests_and_docs(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut tokens = stream.into_iter();
    while let Some(token) = tokens.next() {
        let attribute = group(&token, Delimiter::Bracket).map(|group| group.stream().to_string());
        match attribute.as_deref() {
            Some(text) if text.starts_with("doc =") => {
                drop_mark(&mut kept);
            }
            Some("cfg (test)" | "cfg(test)") => {
                drop_mark(&mut kept);
                skip_item(&mut tokens);
            }
            _ => kept.push(token),
        }
    }
    kept
}

/// Takes back the `#` or `#!` of an attribute.
fn drop_mark(kept: &mut Vec<TokenTree>) {
    kept.pop_if(|token| is_mark(token, '!'));
    kept.pop_if(|token| is_mark(token, '#'));
}

/// An item ends with its braces or its semicolon.
fn skip_item(tokens: &mut impl Iterator<Item = TokenTree>) {
    for token in tokens {
        if is_mark(&token, ';') || group(&token, Delimiter::Brace).is_some() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(source: &str, expect: &Expect) {
        let found: Vec<String> = tokens(source)
            .iter()
            .map(|token| format!("{}:{token}", line(token)))
            .collect();
        expect.assert_eq(&found.join(" "));
    }

    #[test]
    fn documentation_and_tests_are_left_out() {
        check("//! a\n/// b\nmod c; // d", &expect!["3:mod 3:c 3:;"]);
        check(
            "#[cfg(test)] mod tests { fn a() {} }\n#[inline] fn b();",
            &expect!["2:# 2:[inline] 2:fn 2:b 2:() 2:;"],
        );
        check("not \" rust", &expect![""]);
    }

    #[test]
    fn strings() {
        let values: Vec<_> = tokens(r##" "a" r#"b"# 1 'c' "##)
            .iter()
            .map(string)
            .collect();
        assert_eq!(
            values,
            [Some("a".to_owned()), Some("b".to_owned()), None, None]
        );
    }
}
