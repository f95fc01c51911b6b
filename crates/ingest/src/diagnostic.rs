//! What a reader of documents has to say beside the essay: findings, removals and joins.

use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Something was read in one of several possible ways; nothing needs to be done.
    Note,
    /// Something is likely not as its author meant it.
    Warning,
    /// Something could not be read.
    Error,
}

impl Level {
    /// The level's name, as messages and interfaces spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding about a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// The line of the document it is about, from 1; none where it is about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The cause, and how to mend it.
    pub message: String,
}

impl Diagnostic {
    /// Something could not be read.
    pub fn error(line: impl Into<Option<u32>>, message: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            line: line.into(),
            message: message.into(),
        }
    }

    /// Something is likely not as meant.
    pub fn warning(line: impl Into<Option<u32>>, message: impl Into<String>) -> Self {
        Self {
            level: Level::Warning,
            line: line.into(),
            message: message.into(),
        }
    }

    /// Something worth knowing.
    pub fn note(line: impl Into<Option<u32>>, message: impl Into<String>) -> Self {
        Self {
            level: Level::Note,
            line: line.into(),
            message: message.into(),
        }
    }
}

/// As compilers write it: `3: warning: …`, or `warning: …` without a line.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "{line}: ")?;
        }
        write!(f, "{}: {}", self.level.name(), self.message)
    }
}

/// A line of the document that is not in the essay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Its number, from 1.
    pub line: u32,
    /// What stood there.
    pub text: String,
    /// Why it went.
    pub why: Removal,
}

/// Why a line is not part of an essay's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum Removal {
    /// The name or address of the publisher, at the head of a page.
    #[serde(rename = "letterhead")]
    Letterhead,
    /// A line that stands at the head or foot of several pages.
    #[serde(rename = "running head or foot")]
    RunningHead,
    /// The number of a page.
    #[serde(rename = "page number")]
    PageNumber,
    /// A stamp set sideways in the margin, of which tools make crumbs.
    #[serde(rename = "stamp in the margin")]
    Stamp,
    /// The target of a link, where a tool lists them behind the page.
    #[serde(rename = "target of a link, listed behind the page")]
    LinkTarget,
    /// The title, which the essay has in its front matter.
    #[serde(rename = "title")]
    Title,
    /// Who wrote it, which the essay has in its front matter.
    #[serde(rename = "byline")]
    Byline,
    /// The date, which the essay has in its front matter.
    #[serde(rename = "date of publication")]
    Date,
}

/// Two lines of the document that are one stretch of text in the essay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Joined {
    /// The number of the second of the two, from 1.
    pub line: u32,
    /// Why they belong together.
    pub why: Join,
}

/// Why two lines are one stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum Join {
    /// The line before was full, or the two stand in one block.
    #[serde(rename = "wrapped line")]
    WrappedLine,
    /// A word was cut by a hyphen, which went.
    #[serde(rename = "word cut by a hyphen")]
    CutWord,
    /// A word written with a hyphen was cut behind it; the hyphen stays.
    #[serde(rename = "line end behind a hyphen that stays")]
    KeptHyphen,
    /// A web address was cut where it has a sign of its own.
    #[serde(rename = "web address cut by a line end")]
    CutAddress,
    /// A sentence goes on behind an empty line.
    #[serde(rename = "sentence cut by an empty line")]
    CutSentence,
    /// A sentence goes on behind the end of a page or what stood there.
    #[serde(rename = "sentence cut by a page")]
    CutByPage,
}

macro_rules! display_as_serialised {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.serialize(f)
            }
        }
    )*};
}

display_as_serialised!(Removal, Join);

/// Compares what a test shows of a file, and behind it what was found in the file.
#[cfg(test)]
pub(crate) fn assert_read(
    mut shown: String,
    diagnostics: &[Diagnostic],
    expected: &expect_test::Expect,
) {
    for diagnostic in diagnostics {
        shown.push_str(&format!("{diagnostic}\n"));
    }
    expected.assert_eq(&shown);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_as_compilers_do() {
        assert_eq!(Diagnostic::warning(3, "odd").to_string(), "3: warning: odd");
        assert_eq!(Diagnostic::error(None, "no").to_string(), "error: no");
        assert_eq!(Removal::PageNumber.to_string(), "page number");
        assert!(Level::Error > Level::Warning && Level::Warning > Level::Note);
    }
}
