//! A length of time, fixed or between two bounds: `80ms`, `2s`, `50ms..200ms`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use rand::{Rng, RngExt};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    least: Duration,
    most: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time like 80ms, 2s or 50ms..200ms")]
pub struct BadSpan(String);

impl Span {
    pub const fn millis(millis: u64) -> Self {
        Self::between(millis, millis)
    }

    pub const fn between(least: u64, most: u64) -> Self {
        Self {
            least: Duration::from_millis(least),
            most: Duration::from_millis(most),
        }
    }

    pub(crate) fn pick(self, rng: &mut impl Rng) -> Duration {
        let (least, most) = (self.least.as_millis(), self.most.as_millis());
        let millis = rng.random_range(least..=most);
        Duration::from_millis(u64::try_from(millis).unwrap_or(u64::MAX))
    }
}

impl FromStr for Span {
    type Err = BadSpan;

    fn from_str(text: &str) -> Result<Self, BadSpan> {
        let bad = || BadSpan(text.to_owned());
        let (least, most) = text.split_once("..").unwrap_or((text, text));
        let (least, most) = (read(least).ok_or_else(bad)?, read(most).ok_or_else(bad)?);
        if most < least {
            return Err(bad());
        }
        Ok(Self { least, most })
    }
}

fn read(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Some(millis) = text.strip_suffix("ms") {
        return millis.trim().parse().ok().map(Duration::from_millis);
    }
    let seconds: f64 = text.strip_suffix('s')?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}ms", self.least.as_millis())?;
        if self.most != self.least {
            write!(f, "..{}ms", self.most.as_millis())?;
        }
        Ok(())
    }
}

impl TryFrom<String> for Span {
    type Error = BadSpan;

    fn try_from(text: String) -> Result<Self, BadSpan> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_write_them() {
        assert_eq!("80ms".parse(), Ok(Span::millis(80)));
        assert_eq!("0.5s".parse(), Ok(Span::millis(500)));
        assert_eq!("50ms..2s".parse(), Ok(Span::between(50, 2000)));
        assert_eq!(
            "50ms..2s".parse::<Span>().map(|s| s.to_string()),
            Ok("50ms..2000ms".into())
        );
        for bad in ["", "80", "fast", "2s..1s", "-1s"] {
            assert!(bad.parse::<Span>().is_err(), "{bad}");
        }
    }
}
