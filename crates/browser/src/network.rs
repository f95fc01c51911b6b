//! Fetching the site's own files.

use gloo_net::http::{Request, Response};
use thiserror::Error;

/// Why a file did not come.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The server has it not, or will not give it.
    #[error("{url}: the server answered {status}")]
    Status {
        /// What was asked for.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// No answer came, or it broke off.
    #[error("{url}: no answer (offline, or the connection broke)")]
    NoAnswer {
        /// What was asked for.
        url: String,
    },
}

async fn get(url: &str) -> Result<Response, FetchError> {
    let response =
        Request::get(url).send().await.map_err(|_| FetchError::NoAnswer { url: url.to_owned() })?;
    if response.ok() {
        Ok(response)
    } else {
        Err(FetchError::Status { url: url.to_owned(), status: response.status() })
    }
}

/// The bytes at an address.
pub async fn bytes(url: &str) -> Result<Vec<u8>, FetchError> {
    let response = get(url).await?;
    response.binary().await.map_err(|_| FetchError::NoAnswer { url: url.to_owned() })
}

/// The text at an address.
pub async fn text(url: &str) -> Result<String, FetchError> {
    let response = get(url).await?;
    response.text().await.map_err(|_| FetchError::NoAnswer { url: url.to_owned() })
}
