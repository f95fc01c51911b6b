//! Asking the module that highlights need now and then.

use ::scribe::{Answer, Brought, Citation, Format, Question, Taken};
use marks::Highlight;

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

/// The file of what is taken away.
pub async fn file(format: Format, taken: Taken) -> Result<String, String> {
    match ask(&Question::Take(format, Box::new(taken))).await? {
        Answer::File(text) => Ok(text),
        _ => Err("this is no answer".to_owned()),
    }
}

/// What is in a file; the question is [`Question::Bring`].
pub async fn brought(question: &Question) -> Result<Brought, String> {
    match ask(question).await? {
        Answer::Brought(brought) => Ok(brought),
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
