//! Country codes. The names and the list of places we deliver to belong to the shop.

use std::{fmt, str::FromStr};

use super::CountryCode;
use crate::TextError;

impl FromStr for CountryCode {
    type Err = TextError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        match code.trim().as_bytes() {
            [first, second] if first.is_ascii_alphabetic() && second.is_ascii_alphabetic() => {
                Ok(Self([
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                ]))
            }
            _ => Err(TextError::Country),
        }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).expect("two ASCII letters"))
    }
}

impl TryFrom<String> for CountryCode {
    type Error = TextError;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.to_string()
    }
}
