//! A part of a hundred, exact to four decimals: 19, 8.875, 0.0001.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// In millionths of the whole, from nothing to all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Percentage(u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a percentage is a number from 0 to 100 with at most four decimals, like 8.875")]
pub struct PercentageError;

impl Percentage {
    pub const WHOLE: Self = Self(1_000_000);

    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// The part of the amount, rounded half up.
    pub(super) fn of(self, amount: i64) -> i64 {
        super::allocation::part(amount, i128::from(self.0), i128::from(Self::WHOLE.0))
    }

    /// The part that an amount holds which had it added, rounded half up.
    pub(super) fn within(self, amount: i64) -> i64 {
        let whole = i128::from(Self::WHOLE.0) + i128::from(self.0);
        super::allocation::part(amount, i128::from(self.0), whole)
    }
}

impl TryFrom<u32> for Percentage {
    type Error = PercentageError;

    fn try_from(millionths: u32) -> Result<Self, PercentageError> {
        if millionths <= Self::WHOLE.0 {
            Ok(Self(millionths))
        } else {
            Err(PercentageError)
        }
    }
}

impl From<Percentage> for u32 {
    fn from(percentage: Percentage) -> Self {
        percentage.0
    }
}

impl FromStr for Percentage {
    type Err = PercentageError;

    fn from_str(text: &str) -> Result<Self, PercentageError> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || 4 < fraction.len() {
            return Err(PercentageError);
        }
        format!("{whole}{fraction:0<4}")
            .parse::<u32>()
            .map_err(|_| PercentageError)?
            .try_into()
    }
}

/// Without the sign: `19`, `8.875`.
impl fmt::Display for Percentage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 10_000, self.0 % 10_000);
        if fraction == 0 {
            return write!(f, "{whole}");
        }
        let fraction = format!("{fraction:04}");
        write!(f, "{whole}.{}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_as_it_is_written() {
        for text in ["0", "19", "8.875", "100", "0.0001"] {
            let read: Percentage = text.parse().unwrap();
            assert_eq!(read.to_string(), text);
        }
        for bad in ["", "-1", "101", "1.00001", "1,5", "ten", "4294967296"] {
            assert_eq!(bad.parse::<Percentage>(), Err(PercentageError), "{bad:?}");
        }
    }

    #[test]
    fn nineteen_percent_within_119_are_19() {
        let vat: Percentage = "19".parse().unwrap();
        assert_eq!((vat.within(11_900), vat.of(10_000)), (1900, 1900));
    }
}
