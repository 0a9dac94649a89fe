//! Demonstration statistics: invented numbers that behave like real ones.
//!
//! [`finland`] makes the statistics that the shipped configurations read: real municipalities, invented figures. Levels persist,
//! trends are slow, yearly noise fades as it does in registers; counts are whole and tie, small cells are suppressed, the newest
//! values of some series are preliminary, and municipalities merge. [`scaled()`] makes plain tables of any size, with a region
//! table and a configuration to match.
//!
//! Nothing here reads or writes; how the table becomes a file is the business of `evp demo`. No real statistic is imitated
//! number by number, and no conclusion about a municipality can be drawn from these.

mod catalogue;
mod further;
mod months;
mod municipality;
mod population;
mod random;
mod scaled;

use std::collections::BTreeMap;

use catalogue::{Areas, Combination, Coverage, PublishedOn, SERIES, Series};
use municipality::Figures;
use random::{Stream, rounded};

pub use months::{DemoMonths, finland_months};
pub use scaled::{ScaledDemo, scaled};

/// First year of the demonstration.
const FIRST_YEAR: i32 = 2013;
/// Last year of the demonstration.
const LAST_YEAR: i32 = 2025;
/// Number of years.
const N_YEARS: usize = (LAST_YEAR - FIRST_YEAR + 1) as usize;
/// A cell of a series with suppression is at risk where it stands for fewer people than this.
const SUPPRESSED_BELOW: f64 = 1_700.0;
/// Share of the cells at risk that are suppressed.
const SUPPRESSED_SHARE: f64 = 0.06;

/// Demonstration statistics in long form, column by column.
///
/// Row i says `codes[region[i]]`, `year[i]`, `series[indicator[i]]`, `value[i]`. Rows are sorted by series, year and code.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DemoTable {
    /// Region codes, sorted.
    pub codes: Vec<String>,
    /// Names of the series, sorted.
    pub series: Vec<String>,
    /// Position in `codes`.
    pub region: Vec<u32>,
    /// Year of the statistic.
    pub year: Vec<i32>,
    /// Position in `series`.
    pub indicator: Vec<u32>,
    /// The value; none where `symbol` says why.
    pub value: Vec<Option<f64>>,
    /// `-` for an exact nil, `..` for a suppressed value. Empty where no row of the table has one.
    pub symbol: Vec<Option<&'static str>>,
    /// `p` for a preliminary value. Empty where no row of the table has one.
    pub flag: Vec<Option<&'static str>>,
}

/// One municipality of the oldest division the demonstration covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoRegion {
    /// Its code.
    pub code: String,
    /// Its region type; decides size and character.
    pub region_type: String,
    /// Code of its seutukunta on the newest division on which it is; empty if it has none.
    pub seutukunta: String,
    /// Whether it is on the mainland: a few statistics do not cover Åland.
    pub mainland: bool,
    /// First year on whose 1 January it is on the division.
    pub from: i32,
    /// Last such year; none if it still exists.
    pub to: Option<i32>,
    /// Code that carries on, once it has ended.
    pub successor: Option<String>,
}

/// Statistics of 2013–2025 for the given municipalities.
///
/// Each municipality of the oldest division lives on after it merged, as a part whose figures are drawn as before; what is
/// published is the sum of the parts under one code (or their weighted mean). So a series published by the municipalities of its
/// own year and one issued anew by those of today agree to the last person. A municipality that begins later, by a merger, is
/// nothing but its parts.
pub fn finland(regions: &[DemoRegion]) -> DemoTable {
    let regions = in_order(regions);
    let parts = parts(&regions);
    let area_codes: Vec<String> = regions.iter().map(|region| format!("SK{}", region.seutukunta)).collect();

    let mut codes: Vec<String> = regions.iter().map(|region| region.code.clone()).collect();
    codes.extend(
        regions.iter().zip(&area_codes).filter(|(region, _)| !region.seutukunta.is_empty()).map(|(_, code)| code.clone()),
    );
    codes.sort_unstable();
    codes.dedup();
    let position: BTreeMap<String, u32> = codes.iter().zip(0..).map(|(code, position)| (code.clone(), position)).collect();

    let mut table =
        DemoTable { codes, series: SERIES.iter().map(|series| series.name.to_owned()).collect(), ..DemoTable::default() };
    for (series_idx, series) in SERIES.iter().enumerate() {
        for t in 0..N_YEARS {
            let year = FIRST_YEAR + t as i32;
            let mut cells: BTreeMap<&str, Cell> = BTreeMap::new();
            for (region_idx, cell) in published(series, t, &regions, &parts) {
                let code = match series.areas {
                    Areas::Municipalities => &regions[region_idx].code,
                    Areas::SubRegions if regions[region_idx].seutukunta.is_empty() => continue,
                    Areas::SubRegions => &area_codes[region_idx],
                };
                cells.entry(code).or_default().add(&cell);
            }
            for (code, cell) in cells {
                let (value, symbol) = shown(series, code, year, &cell);
                table.region.push(position[code]);
                table.year.push(year);
                table.indicator.push(series_idx as u32);
                table.value.push(value);
                table.symbol.push(symbol);
                table.flag.push((series.preliminary && year == LAST_YEAR).then_some("p"));
            }
        }
    }
    table
}

/// The regions by code, each once.
fn in_order(regions: &[DemoRegion]) -> Vec<&DemoRegion> {
    let mut regions: Vec<&DemoRegion> = regions.iter().collect();
    regions.sort_by(|a, b| a.code.cmp(&b.code));
    regions.dedup_by(|a, b| a.code == b.code);
    regions
}

/// A municipality of the oldest division: its figures, and under which code they are published on the division of each year.
struct Part {
    code: String,
    mainland: bool,
    figures: Figures,
    published_under: [Option<usize>; N_YEARS],
}

fn parts(regions: &[&DemoRegion]) -> Vec<Part> {
    let position: BTreeMap<&str, usize> =
        regions.iter().enumerate().map(|(region_idx, region)| (region.code.as_str(), region_idx)).collect();
    let carried_on = |code: &str| regions.iter().any(|region| region.successor.as_deref() == Some(code));
    let is_part = |region: &DemoRegion| {
        region.to.is_none_or(|to| to >= FIRST_YEAR) && !(region.from > FIRST_YEAR && carried_on(&region.code))
    };
    let parts = regions.iter().enumerate().filter(|(_, region)| is_part(region));
    parts
        .map(|(region_idx, region)| Part {
            code: region.code.clone(),
            mainland: region.mainland,
            figures: municipality::figures(region),
            published_under: std::array::from_fn(|t| owner(regions, &position, region_idx, FIRST_YEAR + t as i32)),
        })
        .collect()
}

/// The region under whose code a municipality's figures stand on the division of `year`, through any chain of mergers.
fn owner(regions: &[&DemoRegion], position: &BTreeMap<&str, usize>, start: usize, year: i32) -> Option<usize> {
    let mut current = start;
    for _ in 0..=regions.len() {
        let region = regions[current];
        if region.to.is_none_or(|to| year <= to) {
            return (region.from <= year).then_some(current);
        }
        current = *position.get(region.successor.as_deref()?)?;
    }
    None
}

/// What is published of a region before anything is suppressed.
#[derive(Default)]
struct Cell {
    value: f64,
    /// Population that the cell stands for.
    people: f64,
}

impl Cell {
    /// Adds the counts of a region to those of its area.
    fn add(&mut self, other: &Cell) {
        self.value += other.value;
        self.people += other.people;
    }
}

/// The cells of one series and year, by region.
fn published(series: &Series, t: usize, regions: &[&DemoRegion], parts: &[Part]) -> BTreeMap<usize, Cell> {
    let division = match series.published_on {
        PublishedOn::ItsOwnYear => t,
        PublishedOn::Newest => N_YEARS - 1,
    };
    let mut sums: BTreeMap<usize, (f64, f64, f64)> = BTreeMap::new();
    for part in parts {
        let Some(region_idx) = part.published_under[division] else { continue };
        if series.coverage == Coverage::Mainland && !(part.mainland && regions[region_idx].mainland) {
            continue;
        }
        let weight = match series.combination {
            Combination::Sum => 1.0,
            Combination::MeanWeightedBy(weight) => weight(&part.figures)[t],
        };
        let sum = sums.entry(region_idx).or_default();
        sum.0 += weight * (series.figure)(&part.figures)[t];
        sum.1 += weight;
        sum.2 += part.figures.population[t];
    }
    let cell = |(total, weight, people): (f64, f64, f64)| match series.combination {
        Combination::Sum => Cell { value: total, people },
        Combination::MeanWeightedBy(_) => Cell { value: total / weight.max(1.0), people },
    };
    sums.into_iter().map(|(region_idx, sum)| (region_idx, cell(sum))).collect()
}

/// What the table shows in a cell: a value, or a symbol in its place.
fn shown(series: &Series, code: &str, year: i32, cell: &Cell) -> (Option<f64>, Option<&'static str>) {
    if series.suppressed && cell.people < SUPPRESSED_BELOW {
        let mut stream = Stream::at(&format!("{} suppressed {year}", series.name), code);
        if stream.uniform() < SUPPRESSED_SHARE {
            return (None, Some(".."));
        }
    }
    let value = (rounded(cell.value / series.step, 0) * series.step * 10.0).round() / 10.0;
    if series.nil_is_a_dash && value == 0.0 { (None, Some("-")) } else { (Some(value), None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str, region_type: &str, to: Option<i32>, successor: Option<&str>) -> DemoRegion {
        DemoRegion {
            code: code.into(),
            region_type: region_type.into(),
            seutukunta: "011".into(),
            mainland: true,
            from: 2013,
            to,
            successor: successor.map(str::to_owned),
        }
    }

    /// 002 joins 003 in 2016, which joins 001 in 2021.
    fn merging() -> Vec<DemoRegion> {
        vec![
            region("001", "seutukaupunki", None, None),
            region("002", "maaseutumainen", Some(2015), Some("003")),
            region("003", "maaseutumainen", Some(2020), Some("001")),
            region("004", "kehyskunta", None, None),
        ]
    }

    fn cell(table: &DemoTable, series: &str, code: &str, year: i32) -> Option<(Option<f64>, Option<&'static str>)> {
        let found = (0..table.value.len()).find(|&row| {
            table.series[table.indicator[row] as usize] == series
                && table.codes[table.region[row] as usize] == code
                && table.year[row] == year
        });
        found.map(|row| (table.value[row], table.symbol[row]))
    }

    fn number(table: &DemoTable, series: &str, code: &str, year: i32) -> f64 {
        match cell(table, series, code, year) {
            Some((Some(value), _)) => value,
            Some((None, Some("-"))) => 0.0,
            other => panic!("{series} {code} {year}: {other:?}"),
        }
    }

    /// 60 small municipalities and 60 others.
    fn many() -> Vec<DemoRegion> {
        let region_type = |number: i32| ["maaseutumainen", "kehyskunta", "maaseutumainen", "keskuskaupunki"][number as usize % 4];
        (1..=120).map(|number| region(&format!("{number:03}"), region_type(number), None, None)).collect()
    }

    #[test]
    fn the_same_regions_give_the_same_table_in_any_order() {
        let mut regions = many();
        let table = finland(&regions);
        regions.reverse();
        assert!(table == finland(&regions));
    }

    #[test]
    fn another_municipality_moves_no_number() {
        let few = finland(&many()[..3]);
        let all = finland(&many());
        for code in ["001", "002", "003"] {
            for series in &few.series {
                assert_eq!(cell(&few, series, code, 2020), cell(&all, series, code, 2020), "{series} {code}");
            }
        }
    }

    #[test]
    fn rows_are_sorted_and_unique() {
        let table = finland(&merging());
        let keys: Vec<(u32, i32, u32)> =
            (0..table.value.len()).map(|row| (table.indicator[row], table.year[row], table.region[row])).collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        assert!(table.series.is_sorted() && table.codes.is_sorted());
    }

    #[test]
    fn codes_stand_on_the_division_on_which_a_series_is_published() {
        let table = finland(&merging());
        // By its own year: each code until it ends.
        assert!(cell(&table, "jobs", "002", 2015).is_some() && cell(&table, "jobs", "002", 2016).is_none());
        assert!(cell(&table, "jobs", "003", 2020).is_some() && cell(&table, "jobs", "003", 2021).is_none());
        // Issued anew: only today's codes, in all years.
        assert!(cell(&table, "employed", "002", 2013).is_none() && cell(&table, "employed", "003", 2013).is_none());
        assert!(cell(&table, "employed", "001", 2013).is_some());
    }

    #[test]
    fn a_merged_municipality_is_the_sum_of_its_parts() {
        let merged = finland(&merging());
        let apart: Vec<DemoRegion> =
            merging().into_iter().map(|region| DemoRegion { to: None, successor: None, ..region }).collect();
        let apart = finland(&apart);
        let sum = |series: &str, codes: &[&str], year: i32| -> f64 {
            codes.iter().map(|code| number(&apart, series, code, year)).sum()
        };
        let of_municipalities = |series: &&Series| series.areas == Areas::Municipalities;
        for series in SERIES.iter().filter(of_municipalities).filter(|series| matches!(series.combination, Combination::Sum)) {
            assert_eq!(
                number(&merged, series.name, "001", 2025),
                sum(series.name, &["001", "002", "003"], 2025),
                "{}",
                series.name
            );
            let (codes, year): (&[&str], i32) = match series.published_on {
                PublishedOn::ItsOwnYear => (&["001"], 2018),
                PublishedOn::Newest => (&["001", "002", "003"], 2018),
            };
            assert_eq!(number(&merged, series.name, "001", year), sum(series.name, codes, year), "{}", series.name);
        }
        assert_eq!(number(&merged, "jobs", "003", 2018), sum("jobs", &["002", "003"], 2018));
    }

    #[test]
    fn a_merged_rate_is_the_weighted_mean_of_its_parts() {
        let merged = finland(&merging());
        let apart: Vec<DemoRegion> =
            merging().into_iter().map(|region| DemoRegion { to: None, successor: None, ..region }).collect();
        let apart = finland(&apart);
        let (mut total, mut weight) = (0.0, 0.0);
        for code in ["001", "002", "003"] {
            total += number(&apart, "education_index", code, 2014) * number(&apart, "population", code, 2014);
            weight += number(&apart, "population", code, 2014);
        }
        let difference = number(&merged, "education_index", "001", 2014) - total / weight;
        assert!(difference.abs() <= 1.0, "{difference}");
    }

    #[test]
    fn a_symbol_stands_where_there_is_no_value_and_nowhere_else() {
        let table = finland(&many());
        for row in 0..table.value.len() {
            assert_eq!(table.value[row].is_none(), table.symbol[row].is_some(), "row {row}");
            assert!(table.value[row].is_none_or(f64::is_finite));
        }
        assert!(table.symbol.contains(&Some("..")));
    }

    #[test]
    fn gaps_are_few_and_only_in_small_municipalities() {
        let table = finland(&many());
        for (series_idx, series) in SERIES.iter().enumerate() {
            let rows: Vec<usize> = (0..table.value.len()).filter(|&row| table.indicator[row] as usize == series_idx).collect();
            let gaps: Vec<usize> = rows.iter().copied().filter(|&row| table.symbol[row] == Some("..")).collect();
            assert!(series.suppressed || gaps.is_empty(), "{}", series.name);
            assert!(gaps.len() * 50 < rows.len(), "{}: {} of {}", series.name, gaps.len(), rows.len());
            for row in gaps {
                let code = &table.codes[table.region[row] as usize];
                assert!(number(&table, "population", code, table.year[row]) < SUPPRESSED_BELOW);
            }
        }
    }

    #[test]
    fn figures_hang_together() {
        let table = finland(&many());
        for code in table.codes.iter().filter(|code| !code.starts_with("SK")) {
            for year in [2013, 2019, 2025] {
                let number = |series: &str| number(&table, series, code, year);
                assert!(number("employed_35_44") <= number("population_35_44"));
                assert!(number("population_under_55") <= number("population"));
                assert!(number("private_jobs") <= number("jobs"));
                assert!(number("families_with_children") <= number("families"));
                assert!(number("employed_18_64") <= number("population_18_64").min(number("employed")));
                assert!(number("population_18_64") <= number("population_15_and_over"));
                assert!(number("tertiary_educated") + number("basic_education_only") <= number("population_15_and_over"));
                assert!(number("unemployed_under_25") <= number("labour_force_under_25").min(number("unemployed")));
                assert!(number("long_term_unemployed") <= number("unemployed"));
                assert!(number("municipal_tax") <= number("tax_revenue"));
                let ratio = (number("employed") + number("unemployed")) / number("labour_force");
                assert!((ratio - 1.0).abs() < 0.02, "{code} {year}: {ratio}");
                let self_sufficiency = number("jobs") / number("employed");
                assert!((0.4..=1.6).contains(&self_sufficiency), "{code} {year}: {self_sufficiency}");
            }
            let moved = |series: &str| number(&table, series, code, 2020);
            let growth = moved("births") - moved("deaths") + moved("in_migration") - moved("out_migration")
                + moved("immigration")
                - moved("emigration");
            assert_eq!(number(&table, "population", code, 2020), number(&table, "population", code, 2019) + growth);
        }
    }

    #[test]
    fn value_added_is_published_by_sub_region_and_follows_jobs() {
        let mut regions = merging();
        regions[3].seutukunta = "012".into();
        let table = finland(&regions);
        assert!(cell(&table, "gdp", "001", 2020).is_none());
        // 003 joined 001 in 2021: on the newest map all three parts are in 001's sub-region, in every year.
        for (code, members) in [("SK011", &["001", "003"][..]), ("SK012", &["004"])] {
            let jobs: f64 = members.iter().map(|member| number(&table, "jobs", member, 2020)).sum();
            let per_job = number(&table, "gdp", code, 2020) / jobs;
            assert!((50.0..200.0).contains(&per_job), "{code}: {per_job}");
        }
    }

    #[test]
    fn a_statistic_of_the_mainland_leaves_aland_out() {
        let mut regions = merging();
        regions[3].mainland = false;
        let table = finland(&regions);
        assert!(cell(&table, "accumulated_surplus", "004", 2020).is_none());
        assert!(cell(&table, "tax_revenue", "004", 2020).is_some());
    }
}
