//! The query parser, which never fails: what cannot be meant is read as words, with a note.

use super::{Node, Note, Phrase, Query, Word};
use crate::analysis::{self, Kind, Token};
use crate::plural;

/// How deep groups may stand in each other.
const DEPTH: u32 = 32;

/// Fields that are not searched yet, so that their names are not taken for words.
const RESERVED_FIELDS: [&str; 4] = ["author", "lang", "theme", "year"];

/// A query with what there is to say about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The query as it was understood.
    pub query: Query,
    /// What was not read as it may have been meant, each once.
    pub notes: Vec<Note>,
}

/// Reads a query.
///
/// - `growth policy`: both words, anywhere in the essay, singular or plural (*policies*).
/// - `"growth policy"`: exactly these words in this order.
/// - `innovation-driven`, `5G网络`: compounds are phrases of their parts.
/// - `-word`, `NOT word`: without it. `a OR b`; a space binds closer than `OR`. `( )` groups.
/// - `innov*`: every word that begins so. `title:word`: in the title or subtitle.
///
/// Case, accents and width never matter, except in `OR`, `AND` and `NOT`.
pub fn parse(input: &str) -> Parsed {
    read(input, false)
}

/// Reads a query that is still being typed: the last word stands for all that begin with it, once
/// it has two letters, and a quotation need not be closed yet.
pub fn parse_typing(input: &str) -> Parsed {
    read(input, true)
}

fn read(input: &str, typing: bool) -> Parsed {
    let scalars: Vec<char> = input.chars().collect();
    let mut parser = Parser {
        scalars: &scalars,
        at: 0,
        depth: 0,
        typing,
        notes: Vec::new(),
    };
    let root = parser.any(false);
    if root.as_ref().is_some_and(|root| !root.is_positive()) {
        parser.note(Note::OnlyExclusions);
    }
    let root = root.filter(Node::is_positive);
    Parsed {
        query: Query { root },
        notes: parser.notes,
    }
}

struct Parser<'a> {
    scalars: &'a [char],
    at: usize,
    depth: u32,
    typing: bool,
    notes: Vec<Note>,
}

impl Parser<'_> {
    /// Alternatives, up to the end or the parenthesis that closes the group.
    fn any(&mut self, title_only: bool) -> Option<Node> {
        let (mut alternatives, mut missing, mut several) = (Vec::new(), false, false);
        loop {
            let alternative = self.all(title_only);
            missing |= alternative.is_none();
            alternatives.extend(alternative);
            if !self.take_keyword("OR") {
                break;
            }
            several = true;
        }
        if missing && several {
            self.note(Note::DanglingOperator);
        }
        Node::any(alternatives)
    }

    /// What is required together, up to an `OR` or the end of the group.
    fn all(&mut self, title_only: bool) -> Option<Node> {
        let mut required = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None => break,
                Some(')' | '）') if self.depth > 0 => break,
                Some(')' | '）') => {
                    self.note(Note::Parenthesis);
                    self.at += 1;
                }
                Some(_) if self.is_keyword("OR") => break,
                Some(_) if self.take_keyword("AND") => {}
                Some(_) => self.operand(title_only, &mut required),
            }
        }
        Node::all(required)
    }

    /// One operand with the exclusion before it.
    fn operand(&mut self, title_only: bool, required: &mut Vec<Node>) {
        let mut excluded = self.take_keyword("NOT");
        self.skip_space();
        while self.peek() == Some('-')
            && self
                .scalars
                .get(self.at + 1)
                .is_some_and(|next| !next.is_whitespace())
        {
            excluded = true;
            self.at += 1;
        }
        let mut nodes = Vec::new();
        self.primary(title_only, &mut nodes);
        if excluded {
            required.extend(Node::all(nodes).map(|node| Node::Not(Box::new(node))));
        } else {
            required.append(&mut nodes);
        }
    }

    fn primary(&mut self, title_only: bool, nodes: &mut Vec<Node>) {
        let title_only = self.field() || title_only;
        match self.peek() {
            Some('(' | '（') => self.group(title_only, nodes),
            Some(mark) if is_quote(mark) => self.quotation(title_only, nodes),
            Some(_) => self.chunk(title_only, nodes),
            None => {}
        }
    }

    /// Takes a field's name; whether it was `title:`.
    fn field(&mut self) -> bool {
        let name = self.scalars[self.at..]
            .iter()
            .take_while(|scalar| scalar.is_ascii_alphabetic());
        let name: String = name.map(char::to_ascii_lowercase).collect();
        let colon = self.at + name.len();
        if !matches!(self.scalars.get(colon), Some(':' | '：')) {
            return false;
        }
        let is_title = name == "title";
        let is_reserved = RESERVED_FIELDS.contains(&name.as_str());
        if is_title || is_reserved {
            self.at = colon + 1;
        }
        if is_reserved {
            self.note(Note::Unsupported);
        }
        is_title
    }

    fn group(&mut self, title_only: bool, nodes: &mut Vec<Node>) {
        self.at += 1;
        if self.depth == DEPTH {
            return self.note(Note::Parenthesis);
        }
        self.depth += 1;
        nodes.extend(self.any(title_only));
        self.depth -= 1;
        match self.peek() {
            Some(_) => self.at += 1,
            None if self.typing => {}
            None => self.note(Note::Parenthesis),
        }
    }

    fn quotation(&mut self, title_only: bool, nodes: &mut Vec<Node>) {
        self.at += 1;
        let rest = &self.scalars[self.at..];
        let closed = rest.iter().position(|&scalar| is_quote(scalar));
        if closed.is_none() && !self.typing {
            // What follows is read as words by those who called.
            return self.note(Note::UnclosedQuote);
        }
        let text: String = rest[..closed.unwrap_or(rest.len())].iter().collect();
        self.at += closed.map_or(rest.len(), |length| length + 1);
        let words = analysis::tokens(&text)
            .into_iter()
            .map(|token| word(token, false));
        let mut phrase = Phrase {
            words: words.collect(),
            title_only,
            quoted: true,
        };
        if closed.is_none() && !text.ends_with(char::is_whitespace) {
            open_typed(&mut phrase);
        }
        self.distance();
        nodes.extend((!phrase.words.is_empty()).then_some(Node::Phrase(phrase)));
    }

    /// Passes over a distance (`~5`) behind a quotation.
    fn distance(&mut self) {
        if self.peek() == Some('~') {
            self.at += 1;
            while self.peek().is_some_and(|scalar| scalar.is_ascii_digit()) {
                self.at += 1;
            }
            self.note(Note::Unsupported);
        }
    }

    /// A run without spaces: words bound by hyphens and the like are a phrase, others apart.
    fn chunk(&mut self, title_only: bool, nodes: &mut Vec<Node>) {
        let rest = &self.scalars[self.at..];
        let length = rest
            .iter()
            .position(|&scalar| ends_chunk(scalar))
            .unwrap_or(rest.len());
        let run = &rest[..length];
        self.at += length;
        let text: String = run.iter().collect();
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut end = 0;
        for token in analysis::tokens(&text) {
            let between = &run[end..token.span.start as usize];
            end = token.span.end as usize;
            let bound = between.iter().all(|&scalar| analysis::is_binding(scalar));
            let word = word(token, true);
            match phrases.last_mut().filter(|_| bound) {
                Some(phrase) => phrase.words.push(word),
                None => phrases.push(Phrase {
                    words: vec![word],
                    title_only,
                    quoted: false,
                }),
            }
        }
        if let Some(last) = phrases.last_mut() {
            if run[end..] == ['*'] {
                open_starred(last);
            } else if self.typing && end == length && self.at == self.scalars.len() {
                open_typed(last);
            }
        }
        nodes.extend(phrases.into_iter().map(Node::Phrase));
    }

    fn take_keyword(&mut self, keyword: &str) -> bool {
        let is_next = self.is_keyword(keyword);
        if is_next {
            self.at += keyword.len();
        }
        is_next
    }

    /// Whether this ASCII word, and not only a beginning of another, comes next.
    fn is_keyword(&self, keyword: &str) -> bool {
        let rest = &self.scalars[self.at..];
        let end = rest
            .get(keyword.len())
            .is_none_or(|&next| next.is_whitespace() || ends_chunk(next));
        end && rest.len() >= keyword.len() && keyword.chars().zip(rest).all(|(a, &b)| a == b)
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<char> {
        self.scalars.get(self.at).copied()
    }

    fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// A word of a query. Quoted, it stands for itself alone.
fn word(token: Token, with_forms: bool) -> Word {
    let inflects = with_forms && token.kind == Kind::Word;
    let forms = if inflects {
        plural::other_forms(&token.term)
    } else {
        Vec::new()
    };
    Word {
        term: token.term,
        kind: token.kind,
        prefix: false,
        forms,
    }
}

/// Lets the last word stand for all that begin with it, and for nothing else.
fn open_starred(phrase: &mut Phrase) {
    if let Some(word) = phrase
        .words
        .last_mut()
        .filter(|word| word.kind == Kind::Word)
    {
        word.prefix = true;
        word.forms.clear();
    }
}

/// Lets the last word, still being typed, stand for all that begin with it as well.
fn open_typed(phrase: &mut Phrase) {
    if let Some(word) = phrase
        .words
        .last_mut()
        .filter(|word| word.kind == Kind::Word)
    {
        word.prefix = word.term.chars().nth(1).is_some();
    }
}

fn is_quote(scalar: char) -> bool {
    matches!(
        scalar,
        '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' | '『' | '』'
    )
}

fn ends_chunk(scalar: char) -> bool {
    scalar.is_whitespace() || is_quote(scalar) || matches!(scalar, '(' | ')' | '（' | '）')
}
