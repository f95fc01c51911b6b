//! Essays' citations in the styles that scholars ask for, formatted by a CSL processor with the styles
//! that come with it, as templates into which the page puts the place and the day.

use cite::{Mark, Passage, Templates, Work, csl_json};
use corpus::Date;
use corpus::pack::Pack;
use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::json::{Item, Value};
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{IndependentStyle, Locale, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, BufWriteFormat, CitationItem, CitationRequest,
    ElemChildren, LocatorPayload, SpecificLocator,
};

use crate::cores;

/// Stands for the day of reading while a style formats it: no essay is read then, and all four
/// numbers stay as they are in the form that the one style that shows them has.
const ACCESSED: (u16, u8, u8) = (7777, 12, 31);

/// Stands for a title that a style would change.
const TITLE: char = '\u{e010}';

/// What ends a title by itself.
const ENDS: [char; 6] = ['.', '?', '!', '。', '？', '！'];

/// The styles, read once for all essays.
struct Styles {
    apa: Option<IndependentStyle>,
    mla: Option<IndependentStyle>,
    chicago: Option<IndependentStyle>,
    gb_t_7714: Option<IndependentStyle>,
    locales: Vec<Locale>,
}

/// A work as a style has it.
#[derive(Default)]
struct Formatted {
    /// In the text or in a note.
    citation: String,
    /// In the bibliography.
    reference: String,
}

/// The citations of each essay of a collection.
pub(crate) fn citations(pack: &Pack) -> Vec<Templates> {
    let styles = Styles::new();
    cores::each(&pack.essays, |essay| {
        styles.templates(&Work::new(essay.meta(), &pack.collection))
    })
}

impl Styles {
    fn new() -> Self {
        Self {
            apa: style(ArchivedStyle::AmericanPsychologicalAssociation),
            mla: style(ArchivedStyle::ModernLanguageAssociation),
            chicago: style(ArchivedStyle::ChicagoNotes),
            gb_t_7714: style(ArchivedStyle::Gb77142015Note),
            locales: locales(),
        }
    }

    fn templates(&self, work: &Work) -> Templates {
        let [apa, mla] = [&self.apa, &self.mla].map(|style| {
            let (plain, located) = self.both(style.as_ref(), work, None);
            let located = format!("\n{}", located.citation);
            [plain.reference, optional(&located)].concat()
        });
        let (chicago, located) = self.both(self.chicago.as_ref(), work, None);
        let accessed = Date::new(ACCESSED.0, ACCESSED.1, ACCESSED.2);
        let (gb_t_7714, with_place) = self.both(self.gb_t_7714.as_ref(), work, accessed);
        let gb_t_7714 = if gb_t_7714.citation == with_place.citation {
            // Without a publisher the style has no room for pages.
            let day = format!("[{}]", Mark::Accessed.scalar());
            let place = optional(&format!(": 第{}段", Mark::Paragraph.scalar()));
            gb_t_7714.citation.replace(&day, &(place + &day))
        } else {
            joined(&gb_t_7714.citation, &with_place.citation)
        };
        let chicago_note = joined(&chicago.citation, &located.citation);
        let without = |text: &str| without_titles(text, work);
        Templates {
            apa: without(&apa),
            mla: without(&mla),
            chicago_note: without(&chicago_note),
            chicago: without(&chicago.reference),
            gb_t_7714: without(&gb_t_7714),
        }
    }

    /// A work without and with a paragraph, which is named where the style shows the day of reading: that
    /// style knows no paragraphs, but pages, in whose place the number stands in words.
    fn both(
        &self,
        style: Option<&IndependentStyle>,
        work: &Work,
        accessed: Option<Date>,
    ) -> (Formatted, Formatted) {
        let number = Mark::Paragraph.scalar().to_string();
        let in_words = format!("第{number}段");
        let locator = if accessed.is_some() {
            SpecificLocator(Locator::Page, LocatorPayload::Str(&in_words))
        } else {
            SpecificLocator(Locator::Paragraph, LocatorPayload::Str(&number))
        };
        let format = |locator| self.format(style?, work, accessed, locator);
        let (plain, located) = (format(None), format(Some(locator)));
        (plain.unwrap_or_default(), located.unwrap_or_default())
    }

    /// A work in a style. Where the style would change the title in more than making letters
    /// capitals (it makes others small, and drops quotation marks), the title is put in afterwards.
    fn format(
        &self,
        style: &IndependentStyle,
        work: &Work,
        accessed: Option<Date>,
        locator: Option<SpecificLocator>,
    ) -> Option<Formatted> {
        let title = work.title.as_str();
        let formatted = self.format_as_is(style, work, accessed, locator.clone())?;
        if has_title(&formatted.reference, title) && !title.contains(['“', '”']) {
            return Some(formatted.map(|text| with_one_end(text, title)));
        }
        let stem = title.trim_end_matches(ENDS);
        let replaced = Work {
            title: format!("{TITLE}{}", &title[stem.len()..]),
            ..work.clone()
        };
        let formatted = self.format_as_is(style, &replaced, accessed, locator)?;
        Some(formatted.map(|text| with_title(&with_one_end(text, title), stem)))
    }

    fn format_as_is(
        &self,
        style: &IndependentStyle,
        work: &Work,
        accessed: Option<Date>,
        locator: Option<SpecificLocator>,
    ) -> Option<Formatted> {
        let address = Mark::Address.scalar().to_string();
        let passage = Passage {
            address: &address,
            paragraph: None,
            quote: None,
            accessed: accessed.or(work.published).or(Date::new(1, 0, 0))?,
        };
        let mut items: Vec<Item> = serde_json::from_str(&csl_json(work, &passage)).ok()?;
        let mut item = items.pop()?;
        if accessed.is_none() {
            item.0.remove("accessed");
        } else if let Some(publisher) = &work.publisher {
            // The standard wants a publisher even where that is the author.
            let publisher = Value::String(publisher.clone());
            item.0.insert("publisher".to_owned(), publisher);
        }
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(
            vec![CitationItem::with_locator(&item, locator)],
            style,
            None,
            &self.locales,
            Some(1),
        ));
        let rendered = driver.finish(BibliographyRequest {
            style,
            locale: None,
            locale_files: &self.locales,
        });
        Some(Formatted {
            citation: plain(&rendered.citations.first()?.citation),
            reference: plain(&rendered.bibliography?.items.first()?.content),
        })
    }
}

impl Formatted {
    fn map(self, change: impl Fn(&str) -> String) -> Self {
        Self {
            citation: change(&self.citation),
            reference: change(&self.reference),
        }
    }
}

/// A citation in which no full stop follows the mark that the title ends with.
fn with_one_end(citation: &str, title: &str) -> String {
    match title.chars().last().filter(|last| ENDS.contains(last)) {
        Some(end) => citation.replace(&format!("{end}."), &end.to_string()),
        None => citation.to_owned(),
    }
}

/// A citation with the title in its place; in quotation marks, those inside are single ones, and what
/// ends the title stands before them.
fn with_title(citation: &str, title: &str) -> String {
    let quoted = title.replace('“', "‘").replace('”', "’");
    let citation = citation.replace(&format!("“{TITLE}"), &format!("“{quoted}"));
    let citation = if title.ends_with('”') {
        citation.replace("’.”", ".’”").replace("’,”", ",’”")
    } else {
        citation
    };
    citation.replace(TITLE, title)
}

/// Whether a title stands in a citation as it is, but for small letters that have become capitals.
fn has_title(citation: &str, title: &str) -> bool {
    let stays = |(is, was): (char, char)| is == was || was.to_uppercase().eq([is]);
    let title = title.trim_end_matches('.');
    citation.char_indices().any(|(at, _)| {
        let there = &citation[at..];
        there.chars().count() >= title.chars().count()
            && there.chars().zip(title.chars()).all(stays)
    })
}

fn style(style: ArchivedStyle) -> Option<IndependentStyle> {
    match style.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    }
}

/// The text of a citation, the day of reading marked.
fn plain(citation: &ElemChildren) -> String {
    let mut text = String::new();
    // Nothing can go wrong in writing to a string.
    let _ = citation.write_buf(&mut text, BufWriteFormat::Plain);
    let (year, month, day) = ACCESSED;
    let accessed = Mark::Accessed.scalar().to_string();
    text.replace(&format!("{year}-{month}-{day}"), &accessed)
}

/// A template without what the page knows anyway and would carry five times.
fn without_titles(template: &str, work: &Work) -> String {
    let titles = [
        (&work.title, Mark::Title),
        (&work.collection, Mark::Collection),
    ];
    let mut template = template.to_owned();
    for (title, mark) in titles {
        if !title.is_empty() {
            template = template.replace(title, &mark.scalar().to_string());
        }
    }
    template
}

/// A part that is only for citations of a paragraph.
fn optional(text: &str) -> String {
    let mark = Mark::Located.scalar();
    format!("{mark}{text}{mark}")
}

/// One template of a citation without and with a paragraph, which stands somewhere inside.
fn joined(plain: &str, located: &str) -> String {
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let before: usize = plain
        .chars()
        .zip(located.chars())
        .take_while(same)
        .map(|(scalar, _)| scalar.len_utf8())
        .sum();
    let (start, rest) = plain.split_at(before);
    match located[before..].strip_suffix(rest) {
        Some(place) => [start, &optional(place), rest].concat(),
        None => [plain, &optional(&format!("\n{located}"))].concat(),
    }
}

#[cfg(test)]
mod tests {
    use cite::Name;
    use corpus::Language;
    use expect_test::{Expect, expect};

    use super::*;

    fn check(language: &str, title: &str, authors: &[&str], publisher: &str, expected: &Expect) {
        let publishers = [publisher.to_owned()];
        let work = Work {
            id: "growth".to_owned(),
            title: title.to_owned(),
            authors: authors
                .iter()
                .map(|name| Name::read(name, &publishers))
                .collect(),
            published: Date::new(2026, 11, 3),
            publisher: Some(publisher.to_owned()),
            collection: match language {
                "en" => "A reader".to_owned(),
                _ => "创新驱动发展读本".to_owned(),
            },
            language: Language::new(language),
            licence: Some("CC-BY-4.0".to_owned()),
        };
        let templates = Styles::new().templates(&work);
        let passage = |paragraph| Passage {
            address: "https://example.org/essays/growth/",
            paragraph,
            quote: None,
            accessed: Date::new(2026, 11, 27).unwrap(),
        };
        let forms = [passage(None), passage(Some(4))]
            .map(|passage| cite::cite(&work, &templates, &passage));
        let forms = forms.iter().flat_map(|forms| &forms[..5]);
        let lines: Vec<String> = forms
            .map(|(form, text)| format!("{}: {text}", form.name()))
            .collect();
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn english() {
        check(
            "en",
            "Growth Accounting and the Turn from Factors to Ideas",
            &["The Lectern Project"],
            "The Lectern Project",
            &expect![[r#"
                APA: The Lectern Project. (2026, November 3). Growth Accounting and the Turn from Factors to Ideas. A Reader. https://example.org/essays/growth/
                MLA: The Lectern Project. “Growth Accounting and the Turn from Factors to Ideas.” A Reader, 3 Nov. 2026, https://example.org/essays/growth/.
                Chicago (note): The Lectern Project, “Growth Accounting and the Turn from Factors to Ideas,” A Reader, November 3, 2026, https://example.org/essays/growth/.
                Chicago (bibliography): The Lectern Project. “Growth Accounting and the Turn from Factors to Ideas.” A Reader, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: THE LECTERN PROJECT. Growth Accounting and the Turn from Factors to Ideas[EB/OL]. The Lectern Project, 2026[2026-11-27]. https://example.org/essays/growth/.
                APA: The Lectern Project. (2026, November 3). Growth Accounting and the Turn from Factors to Ideas. A Reader. https://example.org/essays/growth/
                (The Lectern Project, 2026, para. 4)
                MLA: The Lectern Project. “Growth Accounting and the Turn from Factors to Ideas.” A Reader, 3 Nov. 2026, https://example.org/essays/growth/.
                (The Lectern Project, par. 4)
                Chicago (note): The Lectern Project, “Growth Accounting and the Turn from Factors to Ideas,” A Reader, November 3, 2026, para. 4, https://example.org/essays/growth/.
                Chicago (bibliography): The Lectern Project. “Growth Accounting and the Turn from Factors to Ideas.” A Reader, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: THE LECTERN PROJECT. Growth Accounting and the Turn from Factors to Ideas[EB/OL]. The Lectern Project, 2026: 第4段[2026-11-27]. https://example.org/essays/growth/."#]],
        );
        check(
            "en",
            "Networks before uses: digital infrastructure & “5G”",
            &["Khalid Taimur Akram", "Ludwig van der Rohe"],
            "Institute for a Community with Shared Future",
            &expect![[r#"
                APA: Akram, K. T., & van der Rohe, L. (2026, November 3). Networks before uses: digital infrastructure & “5G”. Institute for a Community with Shared Future. A Reader. https://example.org/essays/growth/
                MLA: Akram, Khalid Taimur, and Ludwig van der Rohe. “Networks before uses: digital infrastructure & ‘5G.’” A Reader, Institute for a Community with Shared Future, 3 Nov. 2026, https://example.org/essays/growth/.
                Chicago (note): Khalid Taimur Akram and Ludwig van der Rohe, “Networks before uses: digital infrastructure & ‘5G,’” A Reader, Institute for a Community with Shared Future, November 3, 2026, https://example.org/essays/growth/.
                Chicago (bibliography): Akram, Khalid Taimur, and Ludwig van der Rohe. “Networks before uses: digital infrastructure & ‘5G.’” A Reader, Institute for a Community with Shared Future, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: AKRAM K T, VAN DER ROHE L. Networks before uses: digital infrastructure & “5G”[EB/OL]. Institute for a Community with Shared Future, 2026[2026-11-27]. https://example.org/essays/growth/.
                APA: Akram, K. T., & van der Rohe, L. (2026, November 3). Networks before uses: digital infrastructure & “5G”. Institute for a Community with Shared Future. A Reader. https://example.org/essays/growth/
                (Akram & van der Rohe, 2026, para. 4)
                MLA: Akram, Khalid Taimur, and Ludwig van der Rohe. “Networks before uses: digital infrastructure & ‘5G.’” A Reader, Institute for a Community with Shared Future, 3 Nov. 2026, https://example.org/essays/growth/.
                (Akram and van der Rohe, par. 4)
                Chicago (note): Khalid Taimur Akram and Ludwig van der Rohe, “Networks before uses: digital infrastructure & ‘5G,’” A Reader, Institute for a Community with Shared Future, November 3, 2026, para. 4, https://example.org/essays/growth/.
                Chicago (bibliography): Akram, Khalid Taimur, and Ludwig van der Rohe. “Networks before uses: digital infrastructure & ‘5G.’” A Reader, Institute for a Community with Shared Future, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: AKRAM K T, VAN DER ROHE L. Networks before uses: digital infrastructure & “5G”[EB/OL]. Institute for a Community with Shared Future, 2026: 第4段[2026-11-27]. https://example.org/essays/growth/."#]],
        );
    }

    #[test]
    fn chinese() {
        check(
            "en",
            "Who “Innovates” in the PRC?",
            &[],
            "Acme",
            &expect![[r#"
                APA: Acme. (2026, November 3). Who “Innovates” in the PRC? A Reader. https://example.org/essays/growth/
                MLA: “Who ‘Innovates’ in the PRC?” A Reader, Acme, 3 Nov. 2026, https://example.org/essays/growth/.
                Chicago (note): “Who ‘Innovates’ in the PRC?,” A Reader, Acme, November 3, 2026, https://example.org/essays/growth/.
                Chicago (bibliography): Acme. “Who ‘Innovates’ in the PRC?” A Reader, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: Who “Innovates” in the PRC?[EB/OL]. Acme, 2026[2026-11-27]. https://example.org/essays/growth/.
                APA: Acme. (2026, November 3). Who “Innovates” in the PRC? A Reader. https://example.org/essays/growth/
                (Acme, 2026, para. 4)
                MLA: “Who ‘Innovates’ in the PRC?” A Reader, Acme, 3 Nov. 2026, https://example.org/essays/growth/.
                (“Who ‘Innovates’ in the PRC?,” par. 4)
                Chicago (note): “Who ‘Innovates’ in the PRC?,” A Reader, Acme, November 3, 2026, para. 4, https://example.org/essays/growth/.
                Chicago (bibliography): Acme. “Who ‘Innovates’ in the PRC?” A Reader, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: Who “Innovates” in the PRC?[EB/OL]. Acme, 2026: 第4段[2026-11-27]. https://example.org/essays/growth/."#]],
        );
        check(
            "zh-Hans",
            "发展新质生产力",
            &["王小明", "欧阳修"],
            "中国社会科学出版社",
            &expect![[r#"
                APA: 王小明, & 欧阳修. (2026, November 3). 发展新质生产力. 中国社会科学出版社. 创新驱动发展读本. https://example.org/essays/growth/
                MLA: 王小明, and 欧阳修. “发展新质生产力.” 创新驱动发展读本, 中国社会科学出版社, 3 Nov. 2026, https://example.org/essays/growth/.
                Chicago (note): 王小明 and 欧阳修, “发展新质生产力,” 创新驱动发展读本, 中国社会科学出版社, November 3, 2026, https://example.org/essays/growth/.
                Chicago (bibliography): 王小明, and 欧阳修. “发展新质生产力.” 创新驱动发展读本, 中国社会科学出版社, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: 王小明, 欧阳修. 发展新质生产力[EB/OL]. 中国社会科学出版社, 2026[2026-11-27]. https://example.org/essays/growth/.
                APA: 王小明, & 欧阳修. (2026, November 3). 发展新质生产力. 中国社会科学出版社. 创新驱动发展读本. https://example.org/essays/growth/
                (王 & 欧阳, 2026, para. 4)
                MLA: 王小明, and 欧阳修. “发展新质生产力.” 创新驱动发展读本, 中国社会科学出版社, 3 Nov. 2026, https://example.org/essays/growth/.
                (王 and 欧阳, par. 4)
                Chicago (note): 王小明 and 欧阳修, “发展新质生产力,” 创新驱动发展读本, 中国社会科学出版社, November 3, 2026, para. 4, https://example.org/essays/growth/.
                Chicago (bibliography): 王小明, and 欧阳修. “发展新质生产力.” 创新驱动发展读本, 中国社会科学出版社, November 3, 2026. https://example.org/essays/growth/.
                GB/T 7714: 王小明, 欧阳修. 发展新质生产力[EB/OL]. 中国社会科学出版社, 2026: 第4段[2026-11-27]. https://example.org/essays/growth/."#]],
        );
    }
}
