//! Who is shopping.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AccountId, AddressId, Email, checkout::PostalAddress};

/// The signed-in person, as the page's header knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub account: AccountId,
    pub email: Email,
    pub name: String,
    pub role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Shopper,
    Merchant,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAddress {
    pub id: AddressId,
    pub address: PostalAddress,
    pub is_default: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordProblem {
    #[error("a password has at least {} characters", PasswordProblem::MIN)]
    TooShort,
    #[error("a password has at most {} characters", PasswordProblem::MAX)]
    TooLong,
    #[error("this password is among the first that anyone would try")]
    TooCommon,
}

impl PasswordProblem {
    pub const MIN: usize = 12;
    pub const MAX: usize = 200;

    /// Length rules only, for both sides; whether a password is well known is asked on the server.
    pub fn check_length(password: &str) -> Result<(), Self> {
        match password.chars().count() {
            length if length < Self::MIN => Err(Self::TooShort),
            length if Self::MAX < length => Err(Self::TooLong),
            _ => Ok(()),
        }
    }
}
