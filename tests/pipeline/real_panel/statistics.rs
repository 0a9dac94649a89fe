//! The published statistics, and what a municipality of today has in them: itself and those that joined it since.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;

use super::{DIVISION, table};
use crate::fraction::Fraction;

/// The statistics as they were published, and who merged with whom.
pub(super) struct Statistics {
    /// Values by code, of each series and year.
    values: BTreeMap<(String, i64), BTreeMap<String, f64>>,
    /// Division of each series and year.
    division: BTreeMap<(String, i64), i64>,
    /// Mergers: year, the code that ended, its successor.
    mergers: Vec<(i64, String, String)>,
}

impl Statistics {
    pub(super) fn read(folder: &Path) -> Self {
        let file = File::open(folder.join("municipal_statistics_with_source.parquet")).expect("the statistics open");
        let reader = SerializedFileReader::new(file).expect("the statistics are a Parquet file");
        let (mut values, mut division) = (BTreeMap::<_, BTreeMap<_, _>>::new(), BTreeMap::new());
        for row in reader.get_row_iter(None).expect("the statistics have rows") {
            let row = row.expect("a row of the statistics");
            let column = |name: &str| {
                row.get_column_iter().position(|(column, _)| column == name).unwrap_or_else(|| panic!("no column {name}"))
            };
            let text = |name: &str| row.get_string(column(name)).expect("a text").clone();
            let whole = |name: &str| row.get_long(column(name)).expect("a whole number");
            let series = (text("indicator"), whole("year"));
            let value = row.get_double(column("value")).expect("a number");
            let before = values.entry(series.clone()).or_default().insert(text("region_code"), value);
            assert_eq!(before, None, "{series:?} has a second value for {}", text("region_code"));
            let class_year = whole("class_year");
            assert_eq!(*division.entry(series.clone()).or_insert(class_year), class_year, "{series:?} is on two divisions");
        }
        let mergers = table(&folder.join("municipal_mergers_2005_2026.csv"))
            .iter()
            .map(|row| {
                let year = row["effective_date"][..4].parse().expect("a date");
                (year, row["abolished_code"].clone(), row["successor_code"].clone())
            })
            .collect();
        Statistics { values, division, mergers }
    }
}

/// A municipality of the division of [`DIVISION`] and its statistics.
#[derive(Clone, Copy)]
pub(super) struct Municipality<'a> {
    pub(super) statistics: &'a Statistics,
    pub(super) code: &'a str,
}

impl<'a> Municipality<'a> {
    /// The municipalities that make this one on the division of a series and year: itself, and those that joined it later.
    ///
    /// After 2012 nobody joined a municipality that itself ended before 2021, so one step back is enough.
    pub(super) fn parts(self, series: &str, year: i64) -> Vec<&'a str> {
        let division =
            *self.statistics.division.get(&(series.to_owned(), year)).unwrap_or_else(|| panic!("{series} {year} is not there"));
        assert!(
            division >= 2013,
            "{series} {year} is on the division of {division}: chains of mergers would have to be followed"
        );
        let joined = self
            .statistics
            .mergers
            .iter()
            .filter(|(year, _, successor)| successor.as_str() == self.code && division < *year && *year <= DIVISION);
        std::iter::once(self.code).chain(joined.map(|(_, ended, _)| ended.as_str())).collect()
    }

    fn published(self, series: &str, code: &str, year: i64) -> Fraction {
        let value = self.statistics.values[&(series.to_owned(), year)].get(code);
        Fraction::published(*value.unwrap_or_else(|| panic!("{series} {year} has no value for {code}")))
    }

    /// A count: the sum over the parts.
    pub(super) fn count(self, series: &str, year: i64) -> Fraction {
        self.parts(series, year).into_iter().map(|part| self.published(series, part, year)).sum()
    }

    /// A rate: the mean over the parts, weighted by a count of the same division.
    fn rate(self, series: &str, weight: &str, year: i64) -> Fraction {
        let parts = self.parts(series, year);
        assert_eq!(parts, self.parts(weight, year), "{series} and {weight} of {year} are on different divisions");
        let weighted =
            parts.iter().map(|part| self.published(series, part, year) * self.published(weight, part, year)).sum::<Fraction>();
        weighted / self.count(weight, year)
    }

    pub(super) fn by_employed(self, series: &str, year: i64) -> Fraction {
        self.rate(series, "employed_residents", year)
    }

    pub(super) fn by_households(self, series: &str, year: i64) -> Fraction {
        self.rate(series, "household_dwelling_units", year)
    }
}
