//! What an order is called: a number that can be said aloud, and a key that is a secret.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a person says on the phone: `7K4M-92QX`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

/// The secret in an order's address: whoever has it may see the order. 128 random bits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderKey(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not the number or key of an order")]
pub struct OrderNameError;

/// Crockford's alphabet: no I, L, O or U to misread or to take offence at.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl OrderNumber {
    /// Forty bits of the given randomness; a clash is caught by the database and tried again.
    pub fn from_random(random: u64) -> Self {
        let digits = base32(u128::from(random), 8);
        Self(format!("{}-{}", &digits[..4], &digits[4..]))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OrderKey {
    pub fn from_random(random: u128) -> Self {
        Self(base32(random, 26).to_lowercase())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn base32(mut bits: u128, digits: usize) -> String {
    let mut text = String::with_capacity(digits);
    for _ in 0..digits {
        let index = usize::try_from(bits & 31).expect("five bits");
        text.push(char::from(ALPHABET[index]));
        bits >>= 5;
    }
    text
}

impl FromStr for OrderNumber {
    type Err = OrderNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let compact = text.trim().to_ascii_uppercase().replace(['-', ' '], "");
        if compact.len() == 8 && compact.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(format!("{}-{}", &compact[..4], &compact[4..])))
        } else {
            Err(OrderNameError)
        }
    }
}

impl FromStr for OrderKey {
    type Err = OrderNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = text.len() == 26
            && text
                .bytes()
                .all(|byte| ALPHABET.contains(&byte.to_ascii_uppercase()));
        if fits {
            Ok(Self(text.to_ascii_lowercase()))
        } else {
            Err(OrderNameError)
        }
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A key opens an order, so logs don't get it.
impl fmt::Debug for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OrderKey(…)")
    }
}

macro_rules! text_form {
    ($($name:ident),+) => {$(
        impl TryFrom<String> for $name {
            type Error = OrderNameError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }
    )+};
}

text_form!(OrderNumber, OrderKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_can_be_dictated_and_typed_in_any_case() {
        let number = OrderNumber::from_random(0x00ab_cdef_0123);
        assert_eq!(
            number.as_str().to_lowercase().replace('-', " ").parse(),
            Ok(number)
        );
        assert!("ILOU-ILOU".parse::<OrderNumber>().is_err());
    }

    #[test]
    fn a_key_holds_all_of_its_randomness_and_stays_out_of_logs() {
        assert_ne!(OrderKey::from_random(1), OrderKey::from_random(1 << 127));
        assert_eq!(format!("{:?}", OrderKey::from_random(7)), "OrderKey(…)");
    }
}
