//! Relaxing a query that finds nothing.

use super::{Node, Phrase};
use crate::analysis::Kind;
use crate::function_words;

/// The query with any of its words instead of all, function words only where it has no others. What is not a word stays as it is.
pub(super) fn relaxed(node: &Node) -> Node {
    match node {
        Node::Phrase(phrase) if !phrase.quoted => {
            Node::any(apart(phrase).collect()).unwrap_or_else(|| node.clone())
        }
        Node::Phrase(_) | Node::Filter(_) | Node::Not(_) => node.clone(),
        Node::Any(children) => Node::Any(children.iter().map(relaxed).collect()),
        Node::All(_) => {
            let mut required = Vec::new();
            flatten(node, &mut required);
            let (words, kept): (Vec<&Node>, Vec<&Node>) =
                required.into_iter().partition(|child| finds_words(child));
            let words = Node::any(telling(words).into_iter().map(relaxed).collect());
            let all = words.into_iter().chain(kept.into_iter().cloned()).collect();
            Node::all(all).unwrap_or_else(|| node.clone())
        }
    }
}

/// These without the function words, where anything else is left.
fn telling(words: Vec<&Node>) -> Vec<&Node> {
    let mut telling = words.clone();
    telling.retain(|node| !is_function_word(node));
    if telling.is_empty() { words } else { telling }
}

fn is_function_word(node: &Node) -> bool {
    match node {
        Node::Phrase(phrase) => match phrase.words.as_slice() {
            [word] => word.inflects && function_words::is_function_word(&word.term),
            _ => false,
        },
        _ => false,
    }
}

/// What is required together, groups within groups opened: a filter in one of them is still required.
fn flatten<'a>(node: &'a Node, out: &mut Vec<&'a Node>) {
    match node {
        Node::All(children) => children.iter().for_each(|child| flatten(child, out)),
        _ => out.push(node),
    }
}

/// Whether there is a word to be found in it.
fn finds_words(node: &Node) -> bool {
    match node {
        Node::Phrase(_) => true,
        Node::Filter(_) | Node::Not(_) => false,
        Node::All(children) | Node::Any(children) => children.iter().any(finds_words),
    }
}

/// The words of a phrase, each on its own.
fn apart(phrase: &Phrase) -> impl Iterator<Item = Node> {
    let covered = |at: usize| at > 0 && phrase.words[at - 1].kind == Kind::Pair;
    let words = phrase.words.iter().enumerate();
    let words = words.filter(move |&(at, word)| !(word.is_character() && covered(at)));
    words.map(|(_, word)| {
        Node::Phrase(Phrase {
            words: vec![word.clone()],
            ..phrase.clone()
        })
    })
}
