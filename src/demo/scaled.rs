//! Plain demonstration tables of any size, with the region table and the configuration that go with them.
//!
//! For measuring speed and for trying the program out. The numbers are of no subject: skewed, persistent from year to year, with
//! rows that are missing and zeros that tie. Unlike [`super::finland`], regions are drawn one after the other.

use std::fmt::Write as _;

use super::DemoTable;
use super::random::{Stream, rounded};

/// Last year of a scaled table.
const LAST_YEAR: i32 = 2024;
/// Share of the rows that are missing.
const MISSING_SHARE: f64 = 0.02;
/// Share of the regions that are always 0, in every fourth indicator.
const ZERO_SHARE: f64 = 0.05;
/// Most indicators that the configuration uses; a table may hold more, as real ones do.
const MOST_USED: usize = 20;
/// Region types, their names, and the share of regions that have them.
const REGION_TYPES: [(&str, &str, f64); 5] = [
    ("city", "cities", 0.05),
    ("town", "towns", 0.15),
    ("suburb", "suburbs", 0.20),
    ("rural", "rural areas", 0.45),
    ("remote", "remote areas", 0.15),
];

/// A table of any size, and what is needed to build an index from it.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaledDemo {
    /// The statistics; they go into `statistics.parquet`. Its symbols and flags are empty: no cell has one.
    pub table: DemoTable,
    /// The region table, `regions.csv`: code, name, region type.
    pub regions_csv: String,
    /// The configuration, to be put beside the other two.
    pub config_toml: String,
}

/// Makes a table of `n_regions` × `n_indicators` × `n_years`, less the rows that are missing; at least one of each.
pub fn scaled(n_regions: usize, n_indicators: usize, n_years: usize) -> ScaledDemo {
    let (n_regions, n_indicators, n_years) = (n_regions.max(1), n_indicators.max(1), n_years.clamp(1, 2_000));
    let width = n_regions.to_string().len().max(5);
    let codes: Vec<String> = (1..=n_regions).map(|number| format!("R{number:0width$}")).collect();
    let types = region_types(n_regions);
    let first_year = LAST_YEAR + 1 - n_years as i32;

    let mut regions_csv = String::from("code,name,region_type\n");
    for (code, &region_type) in codes.iter().zip(&types) {
        // Writing to a text cannot fail.
        let _ = writeln!(regions_csv, "{code},Region {},{}", code.trim_start_matches(['R', '0']), REGION_TYPES[region_type].0);
    }
    let width = (n_indicators - 1).to_string().len().max(2);
    let series: Vec<String> = (0..n_indicators).map(|indicator_idx| format!("IND_{indicator_idx:0width$}")).collect();
    let config_toml = configuration(&series, first_year);

    let n_rows = n_regions * n_indicators * n_years;
    let mut table = DemoTable {
        codes,
        series,
        region: Vec::with_capacity(n_rows),
        year: Vec::with_capacity(n_rows),
        indicator: Vec::with_capacity(n_rows),
        value: Vec::with_capacity(n_rows),
        ..DemoTable::default()
    };
    for indicator_idx in 0..n_indicators {
        append_indicator(&mut table, indicator_idx, &types, first_year);
    }
    ScaledDemo { table, regions_csv, config_toml }
}

/// Type of each region, as a position in [`REGION_TYPES`].
fn region_types(n_regions: usize) -> Vec<usize> {
    let mut stream = Stream::new("scaled types");
    let mut draw = || {
        let mut left = stream.uniform();
        REGION_TYPES
            .iter()
            .take_while(|(_, _, share)| {
                left -= share;
                left >= 0.0
            })
            .count()
            .min(REGION_TYPES.len() - 1)
    };
    (0..n_regions).map(|_| draw()).collect()
}

/// Appends all years of one indicator.
fn append_indicator(table: &mut DemoTable, indicator_idx: usize, types: &[usize], first_year: i32) {
    let mut stream = Stream::new(&format!("scaled indicator {indicator_idx}"));
    let (centre, spread) = (1.0 + 6.0 * stream.uniform(), 0.3 + stream.uniform());
    let decimals = (4.0 * stream.uniform()) as usize;
    let lean = if indicator_idx.is_multiple_of(2) { 0.3 } else { -0.3 };
    let has_zeros = indicator_idx % 4 == 1;
    let mut level: Vec<f64> = types.iter().map(|&region_type| stream.normal() + lean * (2.0 - region_type as f64)).collect();
    let is_zero: Vec<bool> = types.iter().map(|_| stream.uniform() < ZERO_SHARE && has_zeros).collect();
    for year in first_year..=LAST_YEAR {
        for (region_idx, level) in level.iter_mut().enumerate() {
            *level = 0.97 * *level + 0.2 * stream.normal();
            if stream.uniform() < MISSING_SHARE {
                continue;
            }
            let value = if is_zero[region_idx] { 0.0 } else { rounded(libm::exp(centre + spread * *level), decimals) };
            table.region.push(region_idx as u32);
            table.year.push(year);
            table.indicator.push(indicator_idx as u32);
            table.value.push(Some(value));
        }
    }
}

/// The configuration: up to twenty indicators, evenly spread over the table's, in two factors.
fn configuration(series: &[String], first_year: i32) -> String {
    let n_used = series.len().min(MOST_USED);
    let used: Vec<&String> = (0..n_used).map(|position| &series[position * series.len() / n_used]).collect();
    let n_first = n_used.div_ceil(2);
    let mut text = String::from(HEAD);
    let mut line = |written: std::fmt::Arguments<'_>| {
        // Writing to a text cannot fail.
        let _ = text.write_fmt(written);
    };
    for (id, name, _) in REGION_TYPES {
        line(format_args!("  {{ id = \"{id}\", name = \"{name}\" }},\n"));
    }
    line(format_args!("]\n{SOURCE}"));
    for id in &used {
        line(format_args!("\n[[variable]]\nid = \"{id}\"\n"));
    }
    for (factor, name) in [("F1", "First factor"), ("F2", "Second factor")].iter().take(n_used) {
        line(format_args!("\n[[factor]]\nid = \"{factor}\"\nname = \"{name}\"\n"));
    }
    for (position, id) in used.iter().enumerate() {
        let factor = if position < n_first { "F1" } else { "F2" };
        let direction = if position % 3 == 2 { "lower-is-better" } else { "higher-is-better" };
        line(format_args!(
            "\n[[indicator]]\nid = \"{id}\"\nfactor = \"{factor}\"\nvariable = \"{id}\"\ndirection = \"{direction}\"\n"
        ));
    }
    for year in first_year..=LAST_YEAR {
        line(format_args!("\n[[edition]]\nid = \"{year}\"\n"));
    }
    line(format_args!("{METHOD}"));
    text
}

const HEAD: &str = r#"format = 1

# Generated together with statistics.parquet and regions.csv, which belong beside this file. The numbers are of no subject.

[index]
id = "scaled"
title = "Demonstration index"
label = "Generated numbers, not statistics."
languages = ["en"]

[regions]
table = "regions.csv"

[regions.types]
column = "region_type"
names = [
"#;

const SOURCE: &str = r#"
[[source]]
id = "statistics"
files = ["statistics.parquet"]
layout = "long"
columns = { region = "region_code", period = "year", indicator = "indicator", value = "value" }
"#;

const METHOD: &str = r#"
[method]
index_of = "factors"

# About one row in fifty is missing: the other indicators carry the score. In a small table chance alone may leave out more.
[method.missing]
policy = "renormalise"
minimum_coverage = 0.5
largest_share = 0.5
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_size_gives_the_same_table() {
        assert!(scaled(50, 8, 3) == scaled(50, 8, 3));
    }

    #[test]
    fn about_two_rows_in_a_hundred_are_missing() {
        let table = scaled(500, 10, 4).table;
        let missing = 1.0 - table.value.len() as f64 / (500.0 * 10.0 * 4.0);
        assert!((0.015..0.025).contains(&missing), "{missing}");
        let lengths = [table.region.len(), table.year.len(), table.indicator.len()];
        assert_eq!(lengths, [table.value.len(); 3]);
        assert!(table.symbol.is_empty() && table.flag.is_empty());
    }

    #[test]
    fn rows_are_sorted_by_series_year_and_code() {
        let table = scaled(120, 3, 3).table;
        let keys: Vec<(u32, i32, u32)> =
            (0..table.value.len()).map(|row| (table.indicator[row], table.year[row], table.region[row])).collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(table.codes.is_sorted() && table.series.is_sorted());
    }

    #[test]
    fn some_zeros_tie() {
        let table = scaled(400, 2, 1).table;
        let zeros = (0..table.value.len()).filter(|&row| table.indicator[row] == 1 && table.value[row] == Some(0.0)).count();
        assert!((8..40).contains(&zeros), "{zeros}");
    }

    #[test]
    fn the_configuration_names_what_the_table_holds() {
        let demo = scaled(10, 50, 2);
        assert_eq!(demo.config_toml.matches("[[indicator]]").count(), 20);
        assert_eq!(demo.config_toml.matches("factor = \"F1\"").count(), 10);
        assert_eq!(demo.config_toml.matches("[[edition]]").count(), 2);
        assert!(demo.config_toml.contains("id = \"IND_47\"") && !demo.config_toml.contains("IND_48"));
        assert_eq!(demo.regions_csv.lines().count(), 11);
        assert_eq!(demo.regions_csv.lines().last().map(|line| line.starts_with("R00010,Region 10,")), Some(true));
    }

    #[test]
    fn one_of_each_is_enough() {
        let demo = scaled(1, 1, 1);
        assert!(!demo.config_toml.contains("F2"));
        assert_eq!(demo.table.series, ["IND_00"]);
    }
}
