//! Money in whole minor units of one currency. No floats, no silent rounding, no overflow.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// The currencies a price can be given in, with 0, 2 and 3 decimals among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Chf,
    Eur,
    Gbp,
    Jpy,
    Kwd,
    Sek,
    Usd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    #[error("amounts in {0} and {1} can't be combined")]
    CurrencyMismatch(Currency, Currency),
    #[error("the amount is too large")]
    Overflow,
    #[error("not an amount of money in this currency")]
    Malformed,
}

impl Money {
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        let minor = self
            .minor
            .checked_mul(i64::from(count))
            .ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// The sum of all parts; nothing is zero in the given currency.
    pub fn sum(
        currency: Currency,
        parts: impl IntoIterator<Item = Self>,
    ) -> Result<Self, MoneyError> {
        parts
            .into_iter()
            .try_fold(Self::zero(currency), Self::checked_add)
    }

    /// Reads `18`, `18.5` or `18.50`. More decimals than the currency has are an error, not a rounding.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let width = usize::from(currency.decimals());
        let significant = fraction.trim_end_matches('0');
        if whole.is_empty() || !digits(whole) || !digits(fraction) || width < significant.len() {
            return Err(MoneyError::Malformed);
        }
        let minor = format!("{whole}{significant:0<width$}")
            .parse()
            .map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, currency })
    }

    /// The amount without a symbol, as feeds and structured data want it: `18.00`.
    pub fn decimal(self) -> String {
        let width = usize::from(self.currency.decimals());
        let sign = if self.minor < 0 { "-" } else { "" };
        if width == 0 {
            return self.minor.to_string();
        }
        let digits = format!("{:0>1$}", self.minor.unsigned_abs(), width + 1);
        let (whole, fraction) = digits.split_at(digits.len() - width);
        format!("{sign}{whole}.{fraction}")
    }

    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    fn combine(self, other: Self, with: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch(self.currency, other.currency));
        }
        let minor = with(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
}

/// As a shopper reads it: `€18.00`, `¥1,800`, `CHF 18.00`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.decimal();
        let plain = plain.trim_start_matches('-');
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let sign = if self.minor < 0 { "−" } else { "" };
        write!(f, "{sign}{}", self.currency.symbol())?;
        for (position, digit) in whole.chars().enumerate() {
            if 0 < position && (whole.len() - position).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if fraction.is_empty() {
            Ok(())
        } else {
            write!(f, ".{fraction}")
        }
    }
}

impl Currency {
    pub const ALL: [Self; 7] = [
        Self::Chf,
        Self::Eur,
        Self::Gbp,
        Self::Jpy,
        Self::Kwd,
        Self::Sek,
        Self::Usd,
    ];

    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chf => "CHF",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Jpy => "JPY",
            Self::Kwd => "KWD",
            Self::Sek => "SEK",
            Self::Usd => "USD",
        }
    }

    /// How many digits stand behind the point.
    pub const fn decimals(self) -> u8 {
        match self {
            Self::Jpy => 0,
            Self::Kwd => 3,
            Self::Chf | Self::Eur | Self::Gbp | Self::Sek | Self::Usd => 2,
        }
    }

    const fn symbol(self) -> &'static str {
        match self {
            Self::Chf => "CHF\u{a0}",
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Jpy => "¥",
            Self::Kwd => "KWD\u{a0}",
            Self::Sek => "SEK\u{a0}",
            Self::Usd => "$",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let code = code.trim();
        Self::ALL
            .into_iter()
            .find(|currency| currency.code().eq_ignore_ascii_case(code))
            .ok_or(MoneyError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_price_reads_as_a_shopper_expects() {
        assert_eq!(Money::new(1800, Currency::Eur).to_string(), "€18.00");
        assert_eq!(
            Money::new(123_456_789, Currency::Usd).to_string(),
            "$1,234,567.89"
        );
        assert_eq!(Money::new(1800, Currency::Jpy).to_string(), "¥1,800");
        assert_eq!(Money::new(-5, Currency::Kwd).to_string(), "−KWD\u{a0}0.005");
    }

    #[test]
    fn a_price_finer_than_its_currency_is_refused() {
        assert_eq!(
            Money::parse_decimal("34.116425", Currency::Eur),
            Err(MoneyError::Malformed)
        );
        assert_eq!(
            Money::parse_decimal("18.500", Currency::Eur),
            Ok(Money::new(1850, Currency::Eur))
        );
        assert_eq!(
            Money::parse_decimal("", Currency::Eur),
            Err(MoneyError::Malformed)
        );
        assert_eq!(
            Money::parse_decimal("-1", Currency::Eur),
            Err(MoneyError::Malformed)
        );
        assert_eq!(
            Money::parse_decimal("99999999999999999999", Currency::Eur),
            Err(MoneyError::Overflow)
        );
    }

    #[test]
    fn sums_never_wrap_and_never_mix_currencies() {
        let most = Money::new(i64::MAX, Currency::Eur);
        assert_eq!(
            most.checked_add(Money::new(1, Currency::Eur)),
            Err(MoneyError::Overflow)
        );
        assert_eq!(most.times(2), Err(MoneyError::Overflow));
        assert!(most.checked_add(Money::zero(Currency::Usd)).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(minor in 0_i64..=i64::MAX, which in 0..Currency::ALL.len()) {
            let money = Money::new(minor, Currency::ALL[which]);
            prop_assert_eq!(Money::parse_decimal(&money.decimal(), money.currency), Ok(money));
        }
    }
}
