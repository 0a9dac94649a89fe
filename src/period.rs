//! Statistic periods and edition periods: years, quarters, months and tertials.
//!
//! A period is a point on the calendar of its own [`Frequency`]; steps back and forth stay in that frequency, and
//! [`Period::at`] is the one way from one frequency to another. Nothing here knows which period an indicator needs:
//! [`crate::indicator`] does.

use std::fmt;
use std::str::FromStr;

/// How many periods a year has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// `2025`
    Year,
    /// `2025T2`: four months, as municipal strategies are followed.
    Tertial,
    /// `2025Q3`
    Quarter,
    /// `2025M09`
    Month,
}

impl Frequency {
    /// Periods in a year: 1, 3, 4 or 12.
    pub fn per_year(self) -> i32 {
        match self {
            Frequency::Year => 1,
            Frequency::Tertial => 3,
            Frequency::Quarter => 4,
            Frequency::Month => 12,
        }
    }

    /// Length of one of its periods in months: 12, 4, 3 or 1.
    pub fn months(self) -> i32 {
        12 / self.per_year()
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Frequency::Year => "year",
            Frequency::Tertial => "tertial",
            Frequency::Quarter => "quarter",
            Frequency::Month => "month",
        })
    }
}

/// A year, quarter, month or tertial.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    frequency: Frequency,
    /// Number of periods of this frequency since the start of year 0.
    ordinal: i32,
}

impl Period {
    /// A whole year.
    pub fn year(year: i32) -> Self {
        Period { frequency: Frequency::Year, ordinal: year }
    }

    /// The `number`-th (from 1) part of a year; `None` when there is no such part.
    pub fn part(frequency: Frequency, year: i32, number: i32) -> Option<Self> {
        (1..=frequency.per_year())
            .contains(&number)
            .then(|| Period { frequency, ordinal: year * frequency.per_year() + number - 1 })
    }

    /// The period's frequency.
    pub fn frequency(self) -> Frequency {
        self.frequency
    }

    /// The calendar year in which the period lies.
    pub fn calendar_year(self) -> i32 {
        self.ordinal.div_euclid(self.frequency.per_year())
    }

    /// The period of another frequency that stands at the end of this one.
    ///
    /// - A shorter one: the last within it (2025Q3 → 2025M09, 2024 → 2024Q4).
    /// - A longer one: that in which it lies (2025Q3 → 2025, 2025M05 → 2025Q2), even though it may not have ended yet.
    /// - Quarters and tertials do not nest: the latest that has ended by the end of it (2025Q3 → 2025T2, 2025Q1 → 2024T3,
    ///   2025T2 → 2025Q2), since a statistic of a later one would look past the period it is for.
    pub fn at(self, frequency: Frequency) -> Self {
        let months = frequency.months();
        let nests = months % self.frequency.months() == 0 || self.frequency.months() % months == 0;
        // Months from the start of year 0 to the end of this period.
        let end = (self.ordinal + 1) * self.frequency.months();
        // The last month of this period lies in exactly one longer period; a shorter one that nests ends with it.
        let ordinal = if nests { (end - 1).div_euclid(months) } else { end.div_euclid(months) - 1 };
        Period { frequency, ordinal }
    }

    /// The period `steps` earlier, in the same frequency.
    pub fn back(self, steps: i32) -> Self {
        Period { ordinal: self.ordinal - steps, ..self }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.calendar_year();
        let number = self.ordinal.rem_euclid(self.frequency.per_year()) + 1;
        match self.frequency {
            Frequency::Year => write!(formatter, "{year:04}"),
            Frequency::Tertial => write!(formatter, "{year:04}T{number}"),
            Frequency::Quarter => write!(formatter, "{year:04}Q{number}"),
            Frequency::Month => write!(formatter, "{year:04}M{number:02}"),
        }
    }
}

/// The text is not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period is written 2025, 2025Q3, 2025M09 or 2025T2")]
pub struct NotAPeriod;

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let text = text.trim();
        let digits = |part: &str| -> Option<i32> {
            (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let year = text.get(..4).and_then(digits).ok_or(NotAPeriod)?;
        let rest = &text[4..];
        let frequency = match rest.bytes().next() {
            None => return Ok(Period::year(year)),
            Some(b'Q' | b'q') => Frequency::Quarter,
            Some(b'M' | b'm') => Frequency::Month,
            Some(b'T' | b't') => Frequency::Tertial,
            Some(_) => return Err(NotAPeriod),
        };
        digits(&rest[1..]).and_then(|number| Period::part(frequency, year, number)).ok_or(NotAPeriod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_as_they_are_written() {
        for text in ["2025", "2025Q3", "2025M09", "2025T2", "1999M12", "0800"] {
            assert_eq!(text.parse::<Period>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_period_is_refused() {
        for text in ["", "25", "2025Q5", "2025M13", "2025T4", "2025T0", "2025Q", "2025-01", "20x5", "2025Q+1", "202é"] {
            assert_eq!(text.parse::<Period>(), Err(NotAPeriod), "{text}");
        }
    }

    #[test]
    fn every_frequency_has_a_period_at_the_end_of_every_other() {
        let at = |text: &str, frequency: Frequency| text.parse::<Period>().expect(text).at(frequency).to_string();
        for (from, year, tertial, quarter, month) in [
            ("2024", "2024", "2024T3", "2024Q4", "2024M12"),
            ("2025T1", "2025", "2025T1", "2025Q1", "2025M04"),
            ("2025T2", "2025", "2025T2", "2025Q2", "2025M08"),
            ("2025T3", "2025", "2025T3", "2025Q4", "2025M12"),
            ("2025Q1", "2025", "2024T3", "2025Q1", "2025M03"),
            ("2025Q2", "2025", "2025T1", "2025Q2", "2025M06"),
            ("2025Q3", "2025", "2025T2", "2025Q3", "2025M09"),
            ("2025Q4", "2025", "2025T3", "2025Q4", "2025M12"),
            ("2025M01", "2025", "2025T1", "2025Q1", "2025M01"),
            ("2025M05", "2025", "2025T2", "2025Q2", "2025M05"),
            ("2025M12", "2025", "2025T3", "2025Q4", "2025M12"),
        ] {
            assert_eq!(at(from, Frequency::Year), year, "{from}");
            assert_eq!(at(from, Frequency::Tertial), tertial, "{from}");
            assert_eq!(at(from, Frequency::Quarter), quarter, "{from}");
            assert_eq!(at(from, Frequency::Month), month, "{from}");
        }
    }

    #[test]
    fn steps_cross_the_turn_of_the_year() {
        let period: Period = "2025Q1".parse().expect("a quarter");
        assert_eq!(period.back(2).to_string(), "2024Q3");
        assert_eq!(period.back(-4).to_string(), "2026Q1");
        assert_eq!(period.back(1).calendar_year(), 2024);
    }
}
