//! Statistics of months and quarters: the years' figures of the demonstration, spread over the year.
//!
//! Events (births, moves, finished dwellings, new enterprises) of the months or quarters of a year add up to the year's figure,
//! to the last one; of what is counted on a day (the unemployed) the year's figure is that of December. Both have seasons, and
//! scatter the more the smaller the municipality.

use std::collections::BTreeMap;

use super::catalogue::{PublishedOn, SHORT_TERM, ShortTerm, Spread};
use super::random::Stream;
use super::{DemoRegion, FIRST_YEAR, LAST_YEAR, N_YEARS, Part, parts};

/// First year of which there are months.
const FIRST_MONTHLY_YEAR: i32 = 2023;

/// Demonstration statistics of months and quarters in long form, column by column.
///
/// Row i says `codes[region[i]]`, `periods[period[i]]`, `series[indicator[i]]`, `value[i]`. Rows are sorted by series, period and
/// code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DemoMonths {
    /// Region codes, sorted.
    pub codes: Vec<String>,
    /// Periods, such as `2024M03` and `2024Q1`.
    pub periods: Vec<String>,
    /// Names of the series, sorted.
    pub series: Vec<String>,
    /// Position in `codes`.
    pub region: Vec<u32>,
    /// Position in `periods`.
    pub period: Vec<u32>,
    /// Position in `series`.
    pub indicator: Vec<u32>,
    /// The value.
    pub value: Vec<f64>,
}

/// Statistics of the months and quarters of 2023–2025 for the given municipalities, which agree with [`super::finland`]'s.
pub fn finland_months(regions: &[DemoRegion]) -> DemoMonths {
    let regions = super::in_order(regions);
    let parts = parts(&regions);
    let mut table = DemoMonths {
        codes: regions.iter().map(|region| region.code.clone()).collect(),
        series: SHORT_TERM.iter().map(|series| series.name.to_owned()).collect(),
        ..DemoMonths::default()
    };
    for (series_idx, series) in SHORT_TERM.iter().enumerate() {
        for year in FIRST_MONTHLY_YEAR..=LAST_YEAR {
            let t = (year - FIRST_YEAR) as usize;
            let division = match series.published_on {
                PublishedOn::ItsOwnYear => t,
                PublishedOn::Newest => N_YEARS - 1,
            };
            let mut sums: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
            for part in &parts {
                let Some(region_idx) = part.published_under[division] else { continue };
                let within = within_year(series, part, t);
                let sum = sums.entry(region_idx).or_insert_with(|| vec![0.0; within.len()]);
                sum.iter_mut().zip(within).for_each(|(sum, value)| *sum += value);
            }
            let n_periods = series.spread.per_year();
            for number in 0..n_periods {
                let period = match series.spread {
                    Spread::Quarters => format!("{year}Q{}", number + 1),
                    Spread::Months(_) | Spread::MonthEnds(_) => format!("{year}M{:02}", number + 1),
                };
                let period_idx = table.periods.iter().position(|known| *known == period).unwrap_or_else(|| {
                    table.periods.push(period);
                    table.periods.len() - 1
                });
                for (&region_idx, values) in &sums {
                    table.region.push(region_idx as u32);
                    table.period.push(period_idx as u32);
                    table.indicator.push(series_idx as u32);
                    table.value.push(values[number]);
                }
            }
        }
    }
    table
}

/// One year of one municipality, by month or quarter.
fn within_year(series: &ShortTerm, part: &Part, t: usize) -> Vec<f64> {
    let years = (series.figure)(&part.figures);
    let mut stream = Stream::at(&format!("{} within {}", series.name, FIRST_YEAR + t as i32), &part.code);
    match series.spread {
        Spread::Months(season) => {
            let weights = scattered(&season, years[t], &mut stream);
            spread(years[t], &weights)
        }
        Spread::Quarters => {
            let weights = scattered(&[1.08, 1.02, 0.88, 1.02], years[t], &mut stream);
            spread(years[t], &weights)
        }
        Spread::MonthEnds(season) => {
            let (before, after) = (years[t.saturating_sub(1)], years[t]);
            let on_the_way = |month: usize| {
                let straight = before + (after - before) * (month + 1) as f64 / 12.0;
                // December is the year's figure itself.
                if month == 11 { after } else { (straight * (season[month] + 0.02 * stream.normal())).round().max(0.0) }
            };
            (0..12).map(on_the_way).collect()
        }
    }
}

/// Weights of the parts of a year: the season, and a scatter that is larger where a part has few events.
fn scattered(season: &[f64], total: f64, stream: &mut Stream) -> Vec<f64> {
    let expected = (total / season.len() as f64).max(0.5);
    let scatter = (0.7 / expected.sqrt()).min(0.9);
    season.iter().map(|weight| weight * libm::exp(scatter * stream.normal())).collect()
}

/// Whole numbers in proportion to the weights that add up to the total: differences of the rounded running total.
fn spread(total: f64, weights: &[f64]) -> Vec<f64> {
    let whole: f64 = weights.iter().sum();
    let mut running = 0.0;
    let mut given = 0.0;
    let last = weights.len() - 1;
    let share = |(position, weight): (usize, &f64)| {
        running += weight;
        let up_to = if position == last { total } else { (total * running / whole).round() };
        let share = up_to - given;
        given = up_to;
        share
    };
    weights.iter().enumerate().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{DemoTable, finland};

    fn regions() -> Vec<DemoRegion> {
        let region = |code: &str, region_type: &str, to: Option<i32>, successor: Option<&str>| DemoRegion {
            code: code.into(),
            region_type: region_type.into(),
            seutukunta: "011".into(),
            mainland: true,
            from: 2013,
            to,
            successor: successor.map(str::to_owned),
        };
        vec![
            region("001", "keskuskaupunki", None, None),
            region("002", "maaseutumainen", Some(2024), Some("003")),
            region("003", "maaseutumainen", None, None),
        ]
    }

    /// The values of a series and code, by period.
    fn values(table: &DemoMonths, series: &str, code: &str) -> BTreeMap<String, f64> {
        let rows = (0..table.value.len()).filter(|&row| {
            table.series[table.indicator[row] as usize] == series && table.codes[table.region[row] as usize] == code
        });
        rows.map(|row| (table.periods[table.period[row] as usize].clone(), table.value[row])).collect()
    }

    fn of_year(table: &DemoTable, series: &str, code: &str, year: i32) -> Option<f64> {
        let row = (0..table.value.len()).find(|&row| {
            table.series[table.indicator[row] as usize] == series
                && table.codes[table.region[row] as usize] == code
                && table.year[row] == year
        })?;
        // A dash is an exact nil.
        Some(table.value[row].unwrap_or(0.0))
    }

    #[test]
    fn hand_worked_spread() {
        assert_eq!(spread(10.0, &[1.0, 1.0, 1.0]), [3.0, 4.0, 3.0]);
        assert_eq!(spread(1.0, &[1.0, 1.0, 2.0]), [0.0, 1.0, 0.0]);
        assert_eq!(spread(0.0, &[1.0, 2.0]), [0.0, 0.0]);
    }

    #[test]
    fn months_agree_with_the_years() {
        let (years, months) = (finland(&regions()), finland_months(&regions()));
        let mut n_compared = 0;
        for series in &SHORT_TERM {
            for code in ["001", "002", "003"] {
                let values = values(&months, series.name, code);
                for year in 2023..=2025 {
                    let within: Vec<f64> = values
                        .iter()
                        .filter(|(period, _)| period.starts_with(&year.to_string()))
                        .map(|(_, value)| *value)
                        .collect();
                    let Some(whole) = of_year(&years, series.name, code, year) else { continue };
                    let expected = match series.spread {
                        Spread::Months(_) | Spread::Quarters => within.iter().sum(),
                        Spread::MonthEnds(_) => within[11],
                    };
                    assert_eq!(expected, whole, "{} {code} {year}", series.name);
                    n_compared += 1;
                }
            }
        }
        // New enterprises are published by quarter only; 002 is gone from the newest division, and from its own in 2025.
        assert_eq!(n_compared, 9 * 6 + 8);
    }

    #[test]
    fn rows_are_sorted_and_whole() {
        let table = finland_months(&regions());
        let keys: Vec<(u32, &str, u32)> = (0..table.value.len())
            .map(|row| (table.indicator[row], table.periods[table.period[row] as usize].as_str(), table.region[row]))
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(table.series.is_sorted() && table.codes.is_sorted());
        assert!(table.value.iter().all(|value| *value >= 0.0 && value.fract() == 0.0));
    }

    #[test]
    fn parts_of_the_unemployed_are_fewer_than_all() {
        let table = finland_months(&regions());
        for code in ["001", "003"] {
            let all = values(&table, "unemployed", code);
            for part in ["unemployed_under_25", "long_term_unemployed"] {
                for (period, value) in values(&table, part, code) {
                    assert!(value < all[&period], "{part} {code} {period}");
                }
            }
        }
    }
}
