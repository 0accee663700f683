//! Points in time and calendar days, in UTC. Nobody here knows what time it is now.

use std::{fmt, str::FromStr, time::Duration};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// A day in the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarDate {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

const MILLIS_PER_DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];

impl Timestamp {
    pub const fn from_unix_millis(millis: i64) -> Self {
        Self(millis)
    }

    pub const fn unix_millis(self) -> i64 {
        self.0
    }

    pub fn plus(self, span: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    pub fn minus(self, span: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    pub const fn date(self) -> CalendarDate {
        CalendarDate::from_days(self.0.div_euclid(MILLIS_PER_DAY))
    }

    /// `14:05`
    pub fn clock_time(self) -> String {
        let minutes = self.0.rem_euclid(MILLIS_PER_DAY) / 60_000;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a moment is written like 2026-12-24T18:00:00Z, or as a day")]
pub struct TimestampError;

/// RFC 3339 in UTC to the second, or a day, which is its first moment.
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        let (date, time) = text
            .trim()
            .split_once('T')
            .unwrap_or((text.trim(), "00:00:00Z"));
        let numbers = |text: &str, by: char| -> Option<[i64; 3]> {
            let numbers: Option<Vec<i64>> = text
                .split(by)
                .map(|part| {
                    part.bytes()
                        .all(|byte| byte.is_ascii_digit())
                        .then(|| part.parse().ok())?
                })
                .collect();
            numbers?.try_into().ok()
        };
        let [year, month, day] = numbers(date, '-').ok_or(TimestampError)?;
        let time = time.strip_suffix('Z').ok_or(TimestampError)?;
        let [hour, minute, second] = numbers(time, ':').ok_or(TimestampError)?;
        let date = CalendarDate {
            year: i32::try_from(year).map_err(|_| TimestampError)?,
            month: u8::try_from(month).map_err(|_| TimestampError)?,
            day: u8::try_from(day).map_err(|_| TimestampError)?,
        };
        let exists =
            (1..=12).contains(&date.month) && CalendarDate::from_days(date.to_days()) == date;
        if !exists || 9999 < year || 23 < hour || 59 < minute || 59 < second {
            return Err(TimestampError);
        }
        let seconds = hour * 3600 + minute * 60 + second;
        Ok(Self(date.to_days() * MILLIS_PER_DAY + seconds * 1000))
    }
}

/// RFC 3339, to the second.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.rem_euclid(MILLIS_PER_DAY) / 1000;
        write!(
            f,
            "{}T{:02}:{:02}:{:02}Z",
            self.date(),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        )
    }
}

impl CalendarDate {
    pub const fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.to_days() + days)
    }

    /// `22 November 2026`
    pub fn long(self) -> String {
        format!("{} {} {}", self.day, self.month_name(), self.year)
    }

    /// `Tue 24 Nov`
    pub fn short(self) -> String {
        format!(
            "{} {} {}",
            self.weekday_name(),
            self.day,
            &self.month_name()[..3]
        )
    }

    pub fn is_weekend(self) -> bool {
        matches!(self.weekday_name(), "Sat" | "Sun")
    }

    fn month_name(self) -> &'static str {
        MONTHS[usize::from(self.month) - 1]
    }

    fn weekday_name(self) -> &'static str {
        let index =
            usize::try_from(self.to_days().rem_euclid(7)).expect("a remainder of seven is small");
        WEEKDAYS[index]
    }

    // Howard Hinnant's civil_from_days and days_from_civil.
    const fn from_days(days: i64) -> Self {
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        Self {
            year: year as i32,
            month: month as u8,
            day: day as u8,
        }
    }

    const fn to_days(self) -> i64 {
        let month = self.month as i64;
        let year = self.year as i64 - if month <= 2 { 1 } else { 0 };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = if 2 < month { month - 3 } else { month + 9 };
        let day_of_year = (153 * month_from_march + 2) / 5 + self.day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

/// ISO 8601: `2026-11-22`.
impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_moment_reads_in_every_form_we_print() {
        let moment = Timestamp::from_unix_millis(1_795_355_101_000);
        assert_eq!(moment.to_string(), "2026-11-22T13:45:01Z");
        assert_eq!(moment.clock_time(), "13:45");
        assert_eq!(moment.date().long(), "22 November 2026");
        assert_eq!(moment.date().plus_days(2).short(), "Tue 24 Nov");
        assert!(moment.date().is_weekend());
    }

    #[test]
    fn a_moment_is_read_as_it_is_written_and_a_day_is_its_first_one() {
        let moment = Timestamp::from_unix_millis(1_795_355_101_000);
        assert_eq!(moment.to_string().parse(), Ok(moment));
        let day: Timestamp = "2026-11-22".parse().unwrap();
        assert_eq!(day.to_string(), "2026-11-22T00:00:00Z");
        for bad in [
            "",
            "2026-02-30",
            "2026-13-01",
            "2026-11-22T24:00:00Z",
            "2026-11-22T13:45:01",
            "22.11.2026",
        ] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn days_survive_the_calendar(days in -1_000_000_i64..1_000_000) {
            prop_assert_eq!(CalendarDate::from_days(days).to_days(), days);
        }
    }
}
