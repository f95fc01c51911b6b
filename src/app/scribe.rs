//! Asking the module that highlights need now and then.

use ::scribe::{Answer, Brought, Citation, Format, Question, Taken};
use browser::{files, history};
use marks::{Foreign, Highlight, Notebook, Saved};
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, UseStateSetter};

use crate::site::Site;

/// What the module answers.
async fn ask(question: &Question) -> Result<Answer, String> {
    let answer = browser::scribe::ask(&::scribe::to_bytes(question)).await?;
    ::scribe::from_bytes(&answer).ok_or_else(|| "the answer makes no sense".to_owned())
}

/// Where highlights stand, in their order; the question is [`Question::Anchor`].
pub async fn anchors(question: &Question) -> Result<Vec<marks::Anchor>, String> {
    match ask(question).await? {
        Answer::Anchors(anchors) => Ok(anchors),
        _ => Err("this is no answer".to_owned()),
    }
}

/// The text of a file; the question is [`Question::Take`], [`Question::Table`] or [`Question::Codebook`].
async fn file(question: &Question) -> Result<String, String> {
    match ask(question).await? {
        Answer::File(text) => Ok(text),
        _ => Err("this is no answer".to_owned()),
    }
}

/// All highlights as Web Annotations, in JSON.
pub fn annotations(
    site: &Site,
    notebook: &Notebook,
) -> impl Future<Output = Result<String, String>> + use<> {
    let taken = Taken {
        places: Vec::new(),
        notebook: notebook.clone(),
        base: history::absolute(&site.root),
        title: String::new(),
    };
    async move { file(&Question::Take(Format::JsonLd, Box::new(taken))).await }
}

/// Gives the reader a file of this name and type, the answer to a question; reports where there is none.
pub fn save(
    name: String,
    kind: &'static str,
    question: Question,
    report: UseStateSetter<AttrValue>,
) {
    spawn_local(async move {
        match file(&question).await {
            Ok(text) => files::save(&name, kind, &text),
            Err(cause) => report.set(AttrValue::from(cause)),
        }
    });
}

/// What is in a file; the question is [`Question::Bring`].
pub async fn brought(question: &Question) -> Result<Brought, String> {
    match ask(question).await? {
        Answer::Brought(brought) => Ok(brought),
        _ => Err("this is no answer".to_owned()),
    }
}

/// The searches that are kept in annotations.
pub async fn saved(kept: Vec<Foreign>) -> Result<Vec<Saved>, String> {
    match ask(&Question::Saved(kept)).await? {
        Answer::Saved(saved) => Ok(saved),
        _ => Err("this is no answer".to_owned()),
    }
}

/// A search as it is kept; the question is [`Question::Save`].
pub async fn kept(question: &Question) -> Result<Foreign, String> {
    match ask(question).await? {
        Answer::Kept(kept) => Ok(kept),
        _ => Err("this is no answer".to_owned()),
    }
}

/// Citations in every form; the question is [`Question::Cite`].
pub async fn citations(question: &Question) -> Result<Vec<Citation>, String> {
    match ask(question).await? {
        Answer::Citations(citations) => Ok(citations),
        _ => Err("this is no answer".to_owned()),
    }
}

/// What a link has of a highlight.
pub async fn link(highlight: Highlight) -> Result<String, String> {
    match ask(&Question::Share(Box::new(highlight))).await? {
        Answer::Link(link) => Ok(link),
        _ => Err("this is no answer".to_owned()),
    }
}

/// The highlight in a link, if there is one.
pub async fn shared(link: String) -> Result<Option<Highlight>, String> {
    match ask(&Question::Shared(link)).await? {
        Answer::Shared(highlight) => Ok(highlight.map(|highlight| *highlight)),
        _ => Err("this is no answer".to_owned()),
    }
}
