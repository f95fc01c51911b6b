//! The query parser, which never fails: what cannot be meant is read as words, with a note.

use super::field::{Field, Value, narrow};
use super::word::{Word, open_starred, open_typed};
use super::{Node, Note, Phrase, Query};
use crate::analysis;

/// How deep groups may stand in each other.
const DEPTH: u32 = 32;

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
/// - `innov*`: every word that begins so.
/// - `"growth policy"~5`: these words in any order, at most five others among them.
/// - `title:word`, `title:"two words"`: in the title or subtitle.
/// - `author:solow`, `author:"Li Wei"`: by an author whose name has these words.
/// - `theme:growth`, `lang:zh`: with this theme; in this language (`zh` is `zh-Hans` as well).
/// - `year:2020`, `year:2019..2024`, `year:2019..`, `year:..2019`: published then.
/// - `length:..10`, `length:7..10`: read in so many minutes.
///
/// Case, accents and width never matter, except in `OR`, `AND` and `NOT`. Without a word to find, a
/// query of filters finds every essay that passes them.
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
    let root = parser.any();
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
    fn any(&mut self) -> Option<Node> {
        let (mut alternatives, mut missing, mut several) = (Vec::new(), false, false);
        loop {
            let alternative = self.all();
            // One that is still being typed may yet come.
            missing |= alternative.is_none() && !(self.typing && self.peek().is_none());
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
    fn all(&mut self) -> Option<Node> {
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
                Some(_) => self.operand(&mut required),
            }
        }
        Node::all(required)
    }

    /// One operand with the exclusion before it.
    fn operand(&mut self, required: &mut Vec<Node>) {
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
        self.primary(&mut nodes);
        if excluded {
            required.extend(Node::all(nodes).map(|node| Node::Not(Box::new(node))));
        } else {
            required.append(&mut nodes);
        }
    }

    fn primary(&mut self, nodes: &mut Vec<Node>) {
        match self.field() {
            Some(field) => self.with_field(field, nodes),
            None => self.words(nodes),
        }
    }

    /// A group, a quotation or a run without spaces.
    fn words(&mut self, nodes: &mut Vec<Node>) {
        match self.peek() {
            Some('(' | '（') => self.group(nodes),
            Some(mark) if is_quote(mark) => self.quotation(nodes),
            Some(_) => self.chunk(nodes),
            None => {}
        }
    }

    /// Takes a field's name with the colon behind it.
    fn field(&mut self) -> Option<Field> {
        let rest = &self.scalars[self.at..];
        let name = rest
            .iter()
            .take_while(|scalar| scalar.is_ascii_alphabetic());
        let name: String = name.map(char::to_ascii_lowercase).collect();
        let field = Field::named(&name)?;
        matches!(rest.get(name.len()), Some(':' | '：')).then(|| {
            self.at += name.len() + 1;
            field
        })
    }

    /// What stands behind a field's name; words, where the field cannot have it as its value.
    fn with_field(&mut self, field: Field, nodes: &mut Vec<Node>) {
        let start = self.at;
        let value = self.value();
        let valued = match (&value, field) {
            (None, _) => None,
            (Some(value), Field::Title) => self.in_title(start, value),
            (Some(value), _) => field.filter(value).map(Node::Filter),
        };
        match valued {
            Some(node) => nodes.push(node),
            // A value that is still being typed may yet become one.
            None if self.typing && self.at == self.scalars.len() => {}
            None => {
                self.note(Note::FieldValue);
                self.at = start;
                self.words(nodes);
            }
        }
    }

    /// The value behind a field's name: what is quoted there, or a run without spaces.
    fn value(&mut self) -> Option<Value> {
        let is_quoted = self.peek().is_some_and(is_quote);
        let (text, closed) = if is_quoted {
            self.quoted()?
        } else {
            (self.run(), false)
        };
        let typed = self.typing && self.at == self.scalars.len() && !closed;
        Some(Value { text, typed })
    }

    /// The value from `start` on as words of the title.
    fn in_title(&mut self, start: usize, value: &Value) -> Option<Node> {
        if value.text.is_empty() {
            return None;
        }
        self.at = start;
        let mut nodes = Vec::new();
        self.words(&mut nodes);
        for node in &mut nodes {
            if let Node::Phrase(phrase) = node {
                phrase.title_only = true;
            }
        }
        Node::all(nodes)
    }

    fn group(&mut self, nodes: &mut Vec<Node>) {
        self.at += 1;
        if self.depth == DEPTH {
            return self.note(Note::Parenthesis);
        }
        self.depth += 1;
        nodes.extend(self.any());
        self.depth -= 1;
        match self.peek() {
            Some(_) => self.at += 1,
            None if self.typing => {}
            None => self.note(Note::Parenthesis),
        }
    }

    fn quotation(&mut self, nodes: &mut Vec<Node>) {
        let Some((text, closed)) = self.quoted() else {
            // What follows is read as words by those who called.
            self.at += 1;
            return self.note(Note::UnclosedQuote);
        };
        let words = analysis::tokens(&text).into_iter().map(Word::exact);
        let mut phrase = Phrase {
            words: words.collect(),
            title_only: false,
            quoted: true,
            distance: self.distance(),
        };
        if !closed && !text.ends_with(char::is_whitespace) {
            open_typed(&mut phrase.words);
        }
        nodes.extend((!phrase.words.is_empty()).then_some(Node::Phrase(phrase)));
    }

    /// What stands between quotation marks, and whether there is a second, which only whoever is
    /// typing may leave away.
    fn quoted(&mut self) -> Option<(String, bool)> {
        let rest = &self.scalars[self.at + 1..];
        let closed = rest.iter().position(|&scalar| is_quote(scalar));
        if closed.is_none() && !self.typing {
            return None;
        }
        let length = closed.unwrap_or(rest.len());
        self.at += 1 + length + usize::from(closed.is_some());
        Some((rest[..length].iter().collect(), closed.is_some()))
    }

    /// Takes a distance (`~5`) behind a quotation.
    fn distance(&mut self) -> Option<u32> {
        self.peek()
            .filter(|scalar| matches!(scalar, '~' | '～' | '〜'))?;
        self.at += 1;
        let digits = self.scalars[self.at..].iter().map(|&scalar| narrow(scalar));
        let digits: String = digits.take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        let distance = digits.parse().ok();
        let may_follow = self.typing && self.at == self.scalars.len();
        if distance.is_none() && !may_follow {
            self.note(Note::Distance);
        }
        distance
    }

    /// Takes what stands up to a space, a quotation mark or a parenthesis.
    fn run(&mut self) -> String {
        let rest = &self.scalars[self.at..];
        let length = rest
            .iter()
            .position(|&scalar| ends_chunk(scalar))
            .unwrap_or(rest.len());
        self.at += length;
        rest[..length].iter().collect()
    }

    /// A run without spaces: words bound by hyphens and the like are a phrase, others apart.
    fn chunk(&mut self, nodes: &mut Vec<Node>) {
        let start = self.at;
        let text = self.run();
        let run = &self.scalars[start..self.at];
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut end = 0;
        for token in analysis::tokens(&text) {
            let between = &run[end..token.span.start as usize];
            end = token.span.end as usize;
            let bound = between.iter().all(|&scalar| analysis::is_binding(scalar));
            let word = Word::inflected(token);
            match phrases.last_mut().filter(|_| bound) {
                Some(phrase) => phrase.words.push(word),
                None => phrases.push(Phrase {
                    words: vec![word],
                    title_only: false,
                    quoted: false,
                    distance: None,
                }),
            }
        }
        if let Some(last) = phrases.last_mut() {
            if matches!(run[end..], ['*' | '＊']) {
                open_starred(&mut last.words);
            } else if self.typing && end == run.len() && self.at == self.scalars.len() {
                open_typed(&mut last.words);
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

fn is_quote(scalar: char) -> bool {
    matches!(
        scalar,
        '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' | '『' | '』'
    )
}

fn ends_chunk(scalar: char) -> bool {
    scalar.is_whitespace() || is_quote(scalar) || matches!(scalar, '(' | ')' | '（' | '）')
}
