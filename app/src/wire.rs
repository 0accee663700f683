//! What a page loads: on the server for the document, in the browser for every page after the first.

use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) type Loaded<T> = Resource<T, Wire>;

/// Holds the page back until it is there, so that the page's status and title can depend on it.
pub(crate) fn load<S, T, Answer>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Answer + Send + Sync + 'static,
) -> Loaded<T>
where
    S: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Answer: Future<Output = T> + Send + 'static,
{
    Loaded::new_with_options(source, fetch, true)
}

/// JSON, read from bytes as the answers of server functions are: a second reader for the same types
/// would be a twelfth of the browser's bundle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wire;

impl<T: Serialize> Encoder<T> for Wire {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Wire {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}
