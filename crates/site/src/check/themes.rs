//! What is odd about a codebook when its themes are at work on the essays, and about what editors
//! decided by hand.

use corpus::{Codebook, Decision, Essay, Example, Language, Passage, Reason};
use ingest::Diagnostic;
use themes::CompiledTheme;

use crate::folder::{CODEBOOK, Finding, Folder, SourceEssay, found};

/// A theme that more than this share of all paragraphs speak of tells nothing apart, in percent.
const EVERYTHING: usize = 60;

/// In fewer paragraphs than this the share says nothing yet.
const FEW_BLOCKS: usize = 12;

/// Two themes are nearly the same when they share at least this much of what either has (Jaccard's
/// coefficient), in percent.
const SAME: usize = 90;

/// Two themes that have fewer passages than this between them meet by chance.
const FEW_PASSAGES: usize = 3;

/// Findings about the themes of a folder and the decisions of its essays.
pub(super) fn check(folder: &Folder) -> Vec<Finding> {
    let sources = folder.essays.iter();
    let essays: Vec<Essay> = sources.map(|source| source.essay.clone()).collect();
    let checked = Checked {
        folder,
        codebook: &folder.codebook,
        passages: crate::passages(&folder.codebook, &essays),
        blocks: themes::blocks(&essays) as usize,
        undecided: undecided(&folder.codebook, essays),
    };
    let mut diagnostics = Vec::new();
    for (at, compiled) in themes::compile(checked.codebook).into_iter().enumerate() {
        let theme = &checked.codebook.themes()[at].id;
        let notes = compiled.notes.iter();
        let notes = notes.map(|note| format!("the query of theme {theme}: {note}"));
        let line = checked.lines(at).map(|lines| lines.query);
        diagnostics.extend(notes.map(|note| Diagnostic::warning(line, note)));
        diagnostics.extend(checked.labels(at));
        diagnostics.extend(checked.examples(at, &compiled));
        diagnostics.extend(checked.amount(at));
        diagnostics.extend(checked.likeness(at));
    }
    let mut findings: Vec<Finding> = found(CODEBOOK, diagnostics).collect();
    for (at, source) in folder.essays.iter().enumerate() {
        findings.extend(found(&source.path, checked.decisions(at, source)));
    }
    findings
}

/// The passages that there would be without any decision.
fn undecided(codebook: &Codebook, mut essays: Vec<Essay>) -> Vec<Vec<Passage>> {
    for essay in &mut essays {
        if essay.decisions.is_empty() {
            essay.blocks.clear();
        }
        essay.decisions.clear();
    }
    crate::passages(codebook, &essays)
}

struct Checked<'a> {
    folder: &'a Folder,
    codebook: &'a Codebook,
    passages: Vec<Vec<Passage>>,
    /// How many blocks can be passages.
    blocks: usize,
    /// The passages by rule of those essays that have decisions.
    undecided: Vec<Vec<Passage>>,
}

impl Checked<'_> {
    fn lines(&self, theme: usize) -> Option<&ingest::codebook::Lines> {
        self.folder.theme_lines.get(theme)
    }

    /// Languages of the collection in which a theme has no label.
    fn labels(&self, at: usize) -> Vec<Diagnostic> {
        let theme = &self.codebook.themes()[at];
        let is_in = |language: &&Language| {
            let mut labels = theme.label.iter();
            labels.any(|(tag, _)| tag.primary() == language.primary())
        };
        let languages = self.folder.collection.languages.iter();
        let missing = languages.filter(|language| !is_in(language));
        let line = self.lines(at).map(|lines| lines.label);
        let finding = |language| {
            let message = format!(
                "theme {} has no label in {language}, a language of the collection: add `label.{language}`",
                theme.id
            );
            Diagnostic::warning(line, message)
        };
        missing.map(finding).collect()
    }

    /// Examples that a theme's own query would not find.
    fn examples(&self, at: usize, compiled: &CompiledTheme) -> Vec<Diagnostic> {
        let theme = &self.codebook.themes()[at];
        let lost = theme.examples.iter();
        let lost = lost.filter(|example| !compiled.finds(&example.text, &example.language));
        let line = self.lines(at).map(|lines| lines.query);
        let finding = |example: &Example| {
            let message = format!(
                "theme {} gives an example that its query does not find ({:?}): widen the query, or \
                 give another",
                theme.id, example.text
            );
            Diagnostic::note(line, message)
        };
        if theme.query.is_empty() {
            return Vec::new();
        }
        lost.map(finding).collect()
    }

    /// A theme that has no passage, or nearly all.
    fn amount(&self, at: usize) -> Option<Diagnostic> {
        let theme = &self.codebook.themes()[at].id;
        let count = self.passages[at].len();
        let line = self.lines(at).map(|lines| lines.query);
        if count == 0 {
            let message = format!(
                "theme {theme} has no passage: widen its query, add passages by hand, or drop the theme"
            );
            return Some(Diagnostic::warning(line, message));
        }
        let is_most = count * 100 > self.blocks * EVERYTHING && self.blocks >= FEW_BLOCKS;
        is_most.then(|| {
            let share = count * 100 / self.blocks.max(1);
            let message = format!(
                "theme {theme} has {share} % of all paragraphs and tells little apart: narrow its \
                 query, or part it into themes below it"
            );
            Diagnostic::warning(line, message)
        })
    }

    /// A theme that has the passages of another, which stands before it in the codebook.
    fn likeness(&self, at: usize) -> Option<Diagnostic> {
        let own = &self.passages[at];
        let alike = (0..at).find_map(|other| {
            let shared = shared(own, &self.passages[other]);
            let all = own.len() + self.passages[other].len() - shared;
            let is_alike = all >= FEW_PASSAGES && shared * 100 >= all * SAME;
            (is_alike && !self.is_only_below(other, at)).then_some((other, shared, all))
        });
        let (other, shared, all) = alike?;
        let (theme, other) = (
            &self.codebook.themes()[at].id,
            &self.codebook.themes()[other].id,
        );
        let same = if shared == all {
            "exactly the same passages as".to_owned()
        } else {
            format!("nearly the same passages ({} %) as", shared * 100 / all)
        };
        let message = format!(
            "theme {theme} has {same} theme {other}: merge the two, or tell their queries apart"
        );
        Some(Diagnostic::warning(
            self.lines(at).map(|lines| lines.query),
            message,
        ))
    }

    /// Whether one theme stands above another, and on the way down there is never a choice.
    fn is_only_below(&self, upper: usize, lower: usize) -> bool {
        let is_only = |at: usize| {
            let parent = self.codebook.themes()[at].parent.as_ref();
            self.codebook.children(parent).count() == 1
        };
        let mut path = std::iter::once(lower)
            .chain(self.codebook.ancestors(lower))
            .take_while(|&at| at != upper);
        self.codebook.ancestors(lower).any(|at| at == upper) && path.all(is_only)
    }

    /// Decisions of an essay that change nothing, or contradict each other.
    fn decisions(&self, essay: usize, source: &SourceEssay) -> Vec<Diagnostic> {
        let decisions = &source.essay.decisions;
        let lines = &source.decision_lines;
        let mut diagnostics = Vec::new();
        for (at, (decision, &line)) in decisions.iter().zip(lines).enumerate() {
            let Some((theme, _)) = self.codebook.find(&decision.theme) else {
                continue;
            };
            let others = decisions.iter().zip(lines).enumerate();
            let mut others =
                others.filter(|(other, (with, _))| *other != at && with.block == decision.block);
            let clash = others.find(|(other, (with, _))| {
                let repeats = with.theme == decision.theme && with.takes == decision.takes;
                (repeats && *other < at)
                    || (!decision.takes && with.takes && self.reaches(with, theme))
            });
            diagnostics.extend(match clash {
                Some((_, (with, before))) if with.takes == decision.takes => {
                    Some(Diagnostic::warning(
                        line,
                        format!("theme {} is decided about twice here, first in line {before}: drop one of the two", decision.theme),
                    ))
                }
                Some((_, (with, taken))) => Some(Diagnostic::error(
                    line,
                    format!(
                        "theme {} is added here, and line {taken} takes the passage away from theme {}: drop one of the two",
                        decision.theme, with.theme
                    ),
                )),
                None => self.idle(essay, decision, theme).map(|message| Diagnostic::note(line, message)),
            });
        }
        diagnostics
    }

    /// Whether what takes a passage away reaches this theme: it names the theme, or one above it.
    fn reaches(&self, taking: &Decision, theme: usize) -> bool {
        let taken = self.codebook.find(&taking.theme).map(|(at, _)| at);
        let mut reached = std::iter::once(theme).chain(self.codebook.ancestors(theme));
        reached.any(|at| Some(at) == taken)
    }

    /// What to say of a decision that the rules make needless.
    fn idle(&self, essay: usize, decision: &Decision, theme: usize) -> Option<String> {
        let Decision {
            theme: id, takes, ..
        } = decision;
        let passages = self.undecided[theme].iter();
        let mut here = passages
            .filter(|passage| passage.essay as usize == essay && passage.block == decision.block);
        let ruled = here.next();
        let own = |passage: &Passage| {
            let mut reasons = passage.reasons.iter();
            reasons.any(|reason| matches!(reason, Reason::Rule(by) if *by as usize == theme))
        };
        match ruled {
            None if *takes => Some(format!(
                "the passage is taken away from theme {id}, whose rule does not find it: drop the \
                 decision, or keep it for another rule"
            )),
            Some(passage) if !takes && own(passage) => Some(format!(
                "the passage is added to theme {id}, whose rule finds it by itself: drop the \
                 decision, or keep it for its reason"
            )),
            _ => None,
        }
    }
}

/// How many passages two themes share; both are in reading order.
fn shared(one: &[Passage], other: &[Passage]) -> usize {
    let place = |passage: &Passage| (passage.essay, passage.block);
    let mut others = other.iter().map(place).peekable();
    let is_shared = |passage: &&Passage| {
        let here = place(passage);
        while others.next_if(|other| *other < here).is_some() {}
        others.next_if_eq(&here).is_some()
    };
    one.iter().filter(is_shared).count()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::check::tests::{checked, front};

    const COLLECTION: &str = "title = \"L\"\nlanguages = [\"en\", \"zh-Hans\"]\n";

    fn check(themes: &str, body: &str, expected: &Expect) {
        checked(
            &[
                ("corpus.toml", COLLECTION.to_owned()),
                ("themes.toml", themes.to_owned()),
                ("essays/a.md", front("a", "") + body),
            ],
            expected,
        );
    }

    /// A theme with its labels, on one line.
    fn theme(id: &str, query: &str, more: &str) -> String {
        format!(
            "[[theme]]\nid = \"{id}\"\n{more}label.en = \"{id}\"\nlabel.zh-Hans = \"{id}\"\nquery = '''{query}'''\n"
        )
    }

    #[test]
    fn too_little_too_much_and_the_same() {
        let themes = [
            theme(
                "lamps",
                "lamp",
                "examples.en = [\"A lamp burned.\", \"It burned.\"]\n",
            ),
            theme("light", "lamp OR light", ""),
            theme("nothing", "nonsense", ""),
            theme("again", "lamp -oil", ""),
            theme("parent", "", ""),
            theme("child", "oil", "parent = \"parent\"\n"),
            "[[theme]]\nid = \"bare\"\nlabel.zh-Hant = \"b\"\nquery = '\"gas'\n".to_owned(),
        ];
        let body = "A lamp.\n\n".repeat(9) + &"Words on oil.\n\n".repeat(3) + "Gas light.\n";
        check(
            &themes.concat(),
            &body,
            &expect![[r#"
                themes.toml: 6: note: theme lamps gives an example that its query does not find ("It burned."): widen the query, or give another
                themes.toml: 6: warning: theme lamps has 69 % of all paragraphs and tells little apart: narrow its query, or part it into themes below it
                themes.toml: 11: warning: theme light has 76 % of all paragraphs and tells little apart: narrow its query, or part it into themes below it
                themes.toml: 11: warning: theme light has nearly the same passages (90 %) as theme lamps: merge the two, or tell their queries apart
                themes.toml: 16: warning: theme nothing has no passage: widen its query, add passages by hand, or drop the theme
                themes.toml: 21: warning: theme again has 69 % of all paragraphs and tells little apart: narrow its query, or part it into themes below it
                themes.toml: 21: warning: theme again has exactly the same passages as theme lamps: merge the two, or tell their queries apart
                themes.toml: 36: warning: the query of theme bare: a quotation mark is not closed: close it, or take it away
                themes.toml: 35: warning: theme bare has no label in en, a language of the collection: add `label.en`
            "#]],
        );
    }

    #[test]
    fn what_editors_decide() {
        let themes =
            theme("lamps", "lamp", "") + &theme("street", "street", "parent = \"lamps\"\n");
        check(
            &themes,
            "<!-- theme + lamps: known -->\n<!-- theme - street: none here -->\nA lamp.\n\n\
             <!-- theme + street: posts -->\n<!-- theme + street: more posts -->\nPosts.\n\n\
             <!-- theme - lamps: no -->\n<!-- theme + street: yes -->\n<!-- theme + gas: smell -->\nOn the street.\n\n\
             <!-- theme + lamps: by itself, too -->\nThe street.\n",
            &expect![[r#"
                essays/a.md: 9: note: the passage is added to theme lamps, whose rule finds it by itself: drop the decision, or keep it for its reason
                essays/a.md: 10: note: the passage is taken away from theme street, whose rule does not find it: drop the decision, or keep it for another rule
                essays/a.md: 14: warning: theme street is decided about twice here, first in line 13: drop one of the two
                essays/a.md: 18: error: theme street is added here, and line 17 takes the passage away from theme lamps: drop one of the two
            "#]],
        );
    }
}
