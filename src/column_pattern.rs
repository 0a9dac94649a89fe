//! Names of columns that say which variable and which period stand below them: `le_1990`, `2024 Population`, `2024`.
//!
//! A pattern such as `{variable}_{period}` states how such names are put together. A name may come apart in several ways
//! (`hdi_f_2022` at either underscore); a way counts only if what stands for the period reads as one, and the caller keeps
//! those whose variable it knows, letter by letter. Files are not opened here: [`crate::ingest`] holds patterns against them.

use crate::period::{NotAPeriod, Period};

/// Stands for the name of the variable.
const VARIABLE: &str = "{variable}";
/// Stands for the period.
const PERIOD: &str = "{period}";
/// What to write, where a pattern cannot be used.
const ADVICE: &str = "write it as the columns are called, with `{variable}` where they name the variable and `{period}` where they name \
                      the period: `{variable}_{period}` for le_1990, `{period}` for columns of years";

/// How the names of value columns are put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnPattern {
    /// As it was written.
    written: String,
    /// Text before the first placeholder.
    before: String,
    /// The placeholders, and the text between them.
    placeholders: Placeholders,
    /// Text after the last placeholder.
    after: String,
}

/// What the names of columns state, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Placeholders {
    Period,
    VariableThenPeriod { between: String },
    PeriodThenVariable { between: String },
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPattern {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// One way to read the name of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnReading<'a> {
    /// What stands for the variable; `None` where the pattern has no place for one.
    pub variable: Option<&'a str>,
    /// The period.
    pub period: Period,
    /// Whether a star marks the period as preliminary (`2024*`), as in a column of periods.
    pub is_preliminary: bool,
}

/// Reads a period as statistics write it, with a star where it is preliminary.
///
/// # Errors
/// The text is no period.
pub fn read_period(text: &str) -> Result<(Period, bool), NotAPeriod> {
    let period = text.trim().trim_end_matches('*').parse()?;
    Ok((period, text.contains('*')))
}

impl ColumnPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It has no place for the period, two for one thing, or a placeholder that nobody knows.
    pub fn parse(written: &str) -> Result<Self, NotAPattern> {
        let refuse = |message: String| Err(NotAPattern { message, help: ADVICE });
        let rest = written.replace(VARIABLE, "").replace(PERIOD, "");
        if let Some(start) = rest.find(['{', '}']) {
            let unknown: String = rest[start..].chars().take_while(|character| *character != '}').collect();
            let closing = if rest[start + unknown.len()..].starts_with('}') { "}" } else { "" };
            return refuse(format!("`{unknown}{closing}` means nothing in the pattern `{written}`"));
        }
        for placeholder in [VARIABLE, PERIOD] {
            if written.matches(placeholder).count() > 1 {
                return refuse(format!("`{placeholder}` stands twice in the pattern `{written}`"));
            }
        }
        let Some(period) = written.find(PERIOD) else {
            return refuse(format!("the pattern `{written}` does not say where the period stands"));
        };
        let after_period = period + PERIOD.len();
        let (placeholders, start, end) = match written.find(VARIABLE) {
            None => (Placeholders::Period, period, after_period),
            Some(variable) if variable < period => {
                let between = written[variable + VARIABLE.len()..period].to_owned();
                (Placeholders::VariableThenPeriod { between }, variable, after_period)
            }
            Some(variable) => {
                let between = written[after_period..variable].to_owned();
                (Placeholders::PeriodThenVariable { between }, period, variable + VARIABLE.len())
            }
        };
        let (before, after) = (written[..start].to_owned(), written[end..].to_owned());
        Ok(ColumnPattern { written: written.to_owned(), before, placeholders, after })
    }

    /// The pattern as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether columns name their variable.
    pub fn names_variables(&self) -> bool {
        self.placeholders != Placeholders::Period
    }

    /// Every way to read the name of a column, from left to right; none for a column that does not fit.
    pub fn readings<'a>(&self, column: &'a str) -> Vec<ColumnReading<'a>> {
        let reading = |(variable, period)| {
            let (period, is_preliminary) = read_period(period).ok()?;
            Some(ColumnReading { variable, period, is_preliminary })
        };
        self.parts(column).into_iter().filter_map(reading).collect()
    }

    /// What stands for the period in a column of a known variable and begins with a digit, but is no period: `90` in `le_90`,
    /// where `le` is known. A pattern without a place for the variable needs none.
    pub fn unread_period<'a>(&self, column: &'a str, is_known: impl Fn(&str) -> bool) -> Option<&'a str> {
        let is_unread = |text: &str| text.starts_with(|first: char| first.is_ascii_digit()) && read_period(text).is_err();
        let mut parts = self.parts(column).into_iter();
        parts.find(|(variable, period)| variable.is_none_or(&is_known) && is_unread(period)).map(|(_, period)| period)
    }

    /// Every way in which a name comes apart into a variable and what stands for the period, whether that is one or not.
    fn parts<'a>(&self, column: &'a str) -> Vec<(Option<&'a str>, &'a str)> {
        let inner = column.strip_prefix(&self.before).and_then(|rest| rest.strip_suffix(&self.after));
        let Some(inner) = inner else { return Vec::new() };
        let apart = |between: &str| -> Vec<(&'a str, &'a str)> {
            let starts = inner.char_indices().map(|(start, _)| start);
            let sides = starts.filter_map(|start| Some((&inner[..start], inner[start..].strip_prefix(between)?)));
            sides.filter(|(left, right)| !left.is_empty() && !right.is_empty()).collect()
        };
        match &self.placeholders {
            Placeholders::Period => vec![(None, inner)],
            Placeholders::VariableThenPeriod { between } => {
                apart(between).into_iter().map(|(variable, period)| (Some(variable), period)).collect()
            }
            Placeholders::PeriodThenVariable { between } => {
                apart(between).into_iter().map(|(period, variable)| (Some(variable), period)).collect()
            }
        }
    }

    /// The pattern that a name of a column follows in which this variable and a year stand.
    pub fn suggested_by(column: &str, variable: &str) -> Option<Self> {
        let name = column.find(variable).filter(|_| !variable.is_empty())?;
        let year_in = |range: std::ops::Range<usize>| {
            let text = &column[range.clone()];
            let is_year =
                |start: &usize| text.get(*start..*start + 4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
            (0..text.len()).find(is_year).map(|start| range.start + start)
        };
        let after = name + variable.len();
        let mut written = column.to_owned();
        if let Some(year) = year_in(after..column.len()) {
            written.replace_range(year..year + 4, PERIOD);
            written.replace_range(name..after, VARIABLE);
        } else {
            let year = year_in(0..name)?;
            written.replace_range(name..after, VARIABLE);
            written.replace_range(year..year + 4, PERIOD);
        }
        let pattern = ColumnPattern::parse(&written).ok()?;
        pattern.readings(column).iter().any(|reading| reading.variable == Some(variable)).then_some(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(written: &str) -> ColumnPattern {
        ColumnPattern::parse(written).expect(written)
    }

    /// The ways to read a column, each as variable and period.
    fn read(written: &str, column: &str) -> Vec<String> {
        let pattern = pattern(written);
        let readings = pattern.readings(column);
        let star = |reading: &ColumnReading<'_>| if reading.is_preliminary { "*" } else { "" };
        readings
            .iter()
            .map(|reading| format!("{} {}{}", reading.variable.unwrap_or("-"), reading.period, star(reading)))
            .collect()
    }

    #[test]
    fn variable_and_period_in_either_order() {
        assert_eq!(read("{variable}_{period}", "le_1990"), ["le 1990"]);
        assert_eq!(read("{period}_{variable}", "1990_le"), ["le 1990"]);
        assert_eq!(read("{variable} ({period})", "Väestö (2024Q3)"), ["Väestö 2024Q3"]);
        assert_eq!(read("Y{period}: {variable}", "Y2024M09: jobs, all"), ["jobs, all 2024M09"]);
        assert_eq!(read("{variable}{period}", "le1990"), ["le 1990"]);
        assert_eq!(read("{period}", "2024"), ["- 2024"]);
        assert_eq!(read("X{period}", "X2024T2"), ["- 2024T2"]);
        assert_eq!(read("{variable} {period}", "jobs 2024*"), ["jobs 2024*"]);
    }

    #[test]
    fn a_separator_may_be_a_part_of_the_variable() {
        assert_eq!(read("{variable}_{period}", "hdi_f_2022"), ["hdi_f 2022"]);
        assert_eq!(read("{period}_{variable}", "2022_hdi_f"), ["hdi_f 2022"]);
        assert_eq!(read("{variable}__{period}", "a___2022"), ["a_ 2022"]);
    }

    #[test]
    fn what_is_no_period_does_not_fit() {
        for column in ["iso3", "le_", "_1990", "le_90", "le_1990_91", "le_1990 ", "1990", "le-1990", "", "hdi_rank_2022x"] {
            let expected: &[&str] = if column == "le_1990 " { &["le 1990"] } else { &[] };
            assert_eq!(read("{variable}_{period}", column), expected, "{column}");
        }
        assert!(read("{period}", "Country").is_empty() && read("{period}", "2019-2021").is_empty());
        assert_eq!(pattern("{variable}_{period}").unread_period("le_90", |name| name == "le"), Some("90"));
        assert_eq!(pattern("{variable}_{period}").unread_period("le_90", |name| name == "eys"), None);
        assert_eq!(pattern("{variable}_{period}").unread_period("le_1990", |name| name == "le"), None);
        assert_eq!(pattern("{variable}_{period}").unread_period("le_f_1990", |name| name == "le"), None);
        assert_eq!(pattern("{period}").unread_period("2019-2021", |_| false), Some("2019-2021"));
    }

    #[test]
    fn without_a_separator_a_name_may_come_apart_in_two_ways() {
        // Which one is meant, only the variables tell that there are.
        assert_eq!(read("{period}{variable}", "2020M11x"), ["M11x 2020", "1x 2020M01", "x 2020M11"]);
    }

    #[test]
    fn a_pattern_has_one_place_for_the_period_and_knows_no_other_words() {
        let refused = |written: &str| ColumnPattern::parse(written).expect_err(written).message;
        assert_eq!(refused("{variable}"), "the pattern `{variable}` does not say where the period stands");
        assert_eq!(refused("{period}_{period}"), "`{period}` stands twice in the pattern `{period}_{period}`");
        assert_eq!(refused("{name}_{year}"), "`{name}` means nothing in the pattern `{name}_{year}`");
        assert_eq!(refused("{variable}_{period"), "`{period` means nothing in the pattern `{variable}_{period`");
        assert_eq!(refused("le_1990"), "the pattern `le_1990` does not say where the period stands");
    }

    #[test]
    fn a_column_suggests_its_pattern() {
        let suggested = |column: &str, variable: &str| ColumnPattern::suggested_by(column, variable).map(|found| found.written);
        assert_eq!(suggested("le-1990", "le").as_deref(), Some("{variable}-{period}"));
        assert_eq!(suggested("1990 (le)", "le").as_deref(), Some("{period} ({variable})"));
        assert_eq!(suggested("code", "le"), None);
        assert_eq!(suggested("ålet99", "le"), None);
    }
}
