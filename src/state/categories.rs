//! What a reader calls the colours: categories of the reader's own.

use std::rc::Rc;

use marks::Colour;
use yew::Reducible;

use crate::site::Site;

/// Where they are kept: a line for each colour.
pub const KEY: &str = "lectern.categories";

/// The names of the colours, where the reader gave them any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Categories([String; 5]);

/// A colour is called otherwise; without a name, by what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename(pub Colour, pub String);

impl Categories {
    /// What was kept.
    pub fn read(kept: &str) -> Self {
        let mut names = kept.split('\n').map(str::to_owned);
        Self(std::array::from_fn(|_| names.next().unwrap_or_default()))
    }

    /// As they are kept.
    pub fn write(&self) -> String {
        self.0.join("\n")
    }

    /// The reader's own name of a colour, or nothing.
    pub fn own(&self, colour: Colour) -> &str {
        &self.0[colour as usize]
    }

    /// What a colour is called.
    pub fn name<'a>(&'a self, site: &Site, colour: Colour) -> &'a str {
        match self.own(colour) {
            "" => site.text(colour.label_key()),
            own => own,
        }
    }

    /// What a colour is called and what it looks like.
    pub fn described(&self, site: &Site, colour: Colour) -> String {
        let looks = site.text(colour.label_key());
        match self.own(colour) {
            "" => looks.to_owned(),
            own => [own, " · ", looks].concat(),
        }
    }
}

impl Reducible for Categories {
    type Action = Rename;

    fn reduce(self: Rc<Self>, Rename(colour, name): Rename) -> Rc<Self> {
        let mut next = (*self).clone();
        let words: Vec<&str> = name.split_whitespace().collect();
        next.0[colour as usize] = words.join(" ");
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept() {
        let named =
            Rc::new(Categories::default()).reduce(Rename(Colour::Two, " To\ndoubt ".to_owned()));
        assert_eq!(named.own(Colour::Two), "To doubt");
        assert_eq!(Categories::read(&named.write()), *named);
        assert_eq!(Categories::read(""), Categories::default());
        let plain = named.reduce(Rename(Colour::Two, " ".to_owned()));
        assert_eq!(*plain, Categories::default());
    }
}
