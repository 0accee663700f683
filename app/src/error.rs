//! What a server function may answer instead of a result. It crosses the wire as codes and numbers;
//! the sentences are chosen where they are shown, in `ui::problem`.

use domain::{Refusal, checkout::FieldError};
use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    #[error("not_found")]
    NotFound,
    #[error("gone")]
    Gone,
    /// Empty when the request made no sense to the decoder: nobody typed that into a form of ours.
    #[error("invalid")]
    Invalid(Vec<FieldError>),
    #[error("{}", .0.code())]
    Refused(Refusal),
    #[error("too_many_attempts")]
    TooManyAttempts { seconds: u64 },
    #[error("unavailable")]
    Unavailable,
    /// The id of the request, under which the log has the cause.
    #[error("internal")]
    Internal { id: String },
    /// The answer never came, or came from something that is not the shop.
    #[error("network")]
    Network,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    /// The framework's own failures carry texts of decoders and sockets; none of them gets through.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => Self::Network,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid(Vec::new())
            }
            _ => Self::Internal { id: String::new() },
        }
    }
}
