//! Normalisation against COINr 1.1.14 and against numpy and scipy, on a synthetic panel of 293 units, 20 indicators and 3 years.
//!
//! The panel has ties, heavy tails, outliers and missing values; less is better for three of the indicators. Every value agrees
//! to 1e-9 of itself, and what is missing there is missing here. Where COINr is wrong, the right value stands here instead:
//! * its fraction of the maximum turns values before it divides them, so that of three indicators the worst unit is first;
//! * what it divides by zero is NaN and drops out of the means above without a word; here it is the stated choice of
//!   [`WhenAllEqual`].

use std::collections::BTreeMap;

use evp::method::{
    BeforeScaling, Cap, CountedFrom, Denominator, Direction, DistanceReference, Normalisation, Pool, Reversal, Scaling, Spread,
    Ties, Uncomputable, WhenAllEqual,
};
use evp::normalise::{self, PoolValues};

use crate::shared_data::shared;

/// A file with a row per unit (and year) and a column per indicator; NaN where there is no value.
struct Sheet {
    /// Unit and year, or the unit alone.
    rows: Vec<(String, String)>,
    columns: BTreeMap<String, Vec<f64>>,
}

/// Reads a file of the reference; `None` where it is not there.
fn sheet(relative: &str) -> Option<Sheet> {
    let path = shared(&format!("reference/coinr/{relative}"))?;
    let mut reader = csv::Reader::from_path(path).expect("the reference can be read");
    let header = reader.headers().expect("a header").clone();
    let mut sheet = Sheet { rows: Vec::new(), columns: BTreeMap::new() };
    for record in reader.records() {
        let record = record.expect("a row");
        let text = |name: &str| header.iter().position(|column| column == name).map_or("2023", |position| &record[position]);
        sheet.rows.push((text("uCode").to_owned(), text("Time").to_owned()));
        for (name, cell) in header.iter().zip(&record).filter(|(name, _)| name.starts_with('i')) {
            // R writes a missing value as nothing and a division by zero as NaN.
            let value = if cell.is_empty() { f64::NAN } else { cell.parse().expect("a number") };
            sheet.columns.entry(name.to_owned()).or_default().push(value);
        }
    }
    Some(sheet)
}

/// What is stated of an indicator.
struct Stated {
    direction: Direction,
    posts: (f64, f64),
}

fn indicators() -> Option<BTreeMap<String, Stated>> {
    let path = shared("reference/coinr/inputs/indicators.csv")?;
    let mut reader = csv::Reader::from_path(path).expect("the indicators can be read");
    let header = reader.headers().expect("a header").clone();
    let mut indicators = BTreeMap::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let cell = |name: &str| &record[header.iter().position(|column| column == name).expect("a column")];
        if cell("Type") == "Indicator" {
            let number = |name: &str| cell(name).parse().expect("a number");
            let direction = if cell("Direction") == "-1" { Direction::LowerIsBetter } else { Direction::HigherIsBetter };
            let posts = (number("goalpost_lower"), number("goalpost_upper"));
            indicators.insert(cell("iCode").to_owned(), Stated { direction, posts });
        }
    }
    assert_eq!(indicators.len(), 20);
    Some(indicators)
}

/// A method as its formula has it, on the range given.
fn rule(scaling: Scaling, range: (f64, f64)) -> Normalisation {
    Normalisation { scaling, before: BeforeScaling::Nothing, range, all_equal: WhenAllEqual::Formula, pool: Pool::default() }
}

/// From which years parameters are taken.
#[derive(Clone, Copy, PartialEq)]
enum Years {
    /// Each year its own.
    Each,
    /// All together.
    Together,
}

/// Scores of a column of the panel; missing where the method cannot be computed.
fn scored(panel: &Sheet, indicator: &str, years: Years, direction: Direction, rule: &Normalisation) -> Vec<f64> {
    let values = &panel.columns[indicator];
    let mut scores = vec![f64::NAN; values.len()];
    for year in ["2021", "2022", "2023"] {
        let of_year: Vec<usize> = (0..values.len()).filter(|&row| panel.rows[row].1 == year).collect();
        assert_eq!(of_year.len(), 293);
        let taken: Vec<f64> = of_year.iter().map(|&row| values[row]).collect();
        let pool = PoolValues { values: if years == Years::Each { &taken } else { values }, weights: &[] };
        let of_taken = match normalise::fit(pool, direction, rule) {
            Ok(scale) => normalise::apply(&scale, &taken, &[], direction, rule),
            Err(Uncomputable::AllEqual(_)) => vec![f64::NAN; taken.len()],
            Err(error) => panic!("{indicator} {year}: {error}"),
        };
        for (row, score) in of_year.into_iter().zip(of_taken) {
            scores[row] = score;
        }
    }
    scores
}

/// Whether two numbers agree to 1e-9 of their size, or both are missing.
fn agree(ours: f64, theirs: f64) -> bool {
    (ours.is_nan() && theirs.is_nan()) || (ours - theirs).abs() <= 1e-9 * theirs.abs()
}

/// Checks a file of COINr's cell by cell.
#[track_caller]
fn check_panel(panel: &str, reference: &str, years: Years, rule_of: impl Fn(&Stated) -> Normalisation) {
    let (Some(panel), Some(reference_sheet), Some(indicators)) = (sheet(panel), sheet(reference), indicators()) else { return };
    assert_eq!(panel.rows, reference_sheet.rows);
    assert!(!reference_sheet.columns.is_empty());
    for (indicator, expected) in &reference_sheet.columns {
        let stated = &indicators[indicator];
        let scores = scored(&panel, indicator, years, stated.direction, &rule_of(stated));
        assert_eq!(scores.len(), 879);
        for ((row, ours), theirs) in panel.rows.iter().zip(&scores).zip(expected) {
            assert!(agree(*ours, *theirs), "{reference}: {indicator} of {row:?} is {ours}, and theirs {theirs}");
        }
    }
}

const PANEL: &str = "inputs/panel.csv";

fn percentile(ties: Ties, denominator: Denominator) -> Scaling {
    Scaling::PercentileRank { ties, denominator, reversal: Reversal::BeforeRanking }
}

#[test]
fn min_max() {
    let min_max = |range: (f64, f64)| move |_: &Stated| rule(Scaling::MinMax, range);
    check_panel(PANEL, "norm_minmax_0_100_peryear.csv", Years::Each, min_max((0.0, 100.0)));
    check_panel(PANEL, "norm_minmax_1_100_global.csv", Years::Together, min_max((1.0, 100.0)));
}

#[test]
fn z_scores() {
    let z = |_: &Stated| rule(Scaling::ZScore { spread: Spread::Sample, mean: 0.0, deviation: 1.0 }, (0.0, 1.0));
    check_panel(PANEL, "norm_zscore_0_1_peryear.csv", Years::Each, z);
    check_panel(PANEL, "norm_zscore_0_1_global.csv", Years::Together, z);
}

#[test]
fn ranks_and_borda() {
    let rank = |ties: Ties| move |_: &Stated| rule(Scaling::Rank { ties, from: CountedFrom::Weakest }, (0.0, 1.0));
    check_panel(PANEL, "norm_rank_min_peryear.csv", Years::Each, rank(Ties::Minimum));
    check_panel(PANEL, "norm_rank_average_peryear.csv", Years::Each, rank(Ties::Average));
    let borda = |_: &Stated| rule(Scaling::Borda { ties: Ties::Minimum }, (0.0, 1.0));
    check_panel(PANEL, "norm_borda_min_peryear.csv", Years::Each, borda);
}

#[test]
fn percentile_ranks() {
    let by = |ties: Ties| move |_: &Stated| rule(percentile(ties, Denominator::CountMinusOne), (0.0, 1.0));
    check_panel(PANEL, "norm_prank_min_peryear.csv", Years::Each, by(Ties::Minimum));
    check_panel(PANEL, "norm_prank_average_peryear.csv", Years::Each, by(Ties::Average));
    check_panel(PANEL, "norm_prank_min_global.csv", Years::Together, by(Ties::Minimum));
}

#[test]
fn goalposts_and_distance_to_the_best() {
    let posts = |stated: &Stated| {
        let (lower, upper) = stated.posts;
        rule(Scaling::Goalposts { lower, upper, cap: Cap::Capped }, (0.0, 100.0))
    };
    check_panel(PANEL, "norm_goalposts_trunc_0_100.csv", Years::Each, posts);
    let distance = |_: &Stated| rule(Scaling::DistanceTo { reference: DistanceReference::Maximum, cap: Cap::Open }, (0.0, 1.0));
    check_panel(PANEL, "norm_dist2max_peryear.csv", Years::Each, distance);
}

const PANEL_CONST: &str = "inputs/panel_const.csv";

#[test]
fn values_that_are_all_equal_by_the_formula() {
    // i17 is 3 in all years, i15 is 42 in 2022.
    let min_max = |_: &Stated| rule(Scaling::MinMax, (0.0, 100.0));
    check_panel(PANEL_CONST, "const_norm_minmax_0_100_peryear.csv", Years::Each, min_max);
    let z = |_: &Stated| rule(Scaling::ZScore { spread: Spread::Sample, mean: 0.0, deviation: 1.0 }, (0.0, 1.0));
    check_panel(PANEL_CONST, "const_norm_zscore_0_1_peryear.csv", Years::Each, z);
    let percentile = |_: &Stated| rule(percentile(Ties::Minimum, Denominator::CountMinusOne), (0.0, 1.0));
    check_panel(PANEL_CONST, "const_norm_prank_min_peryear.csv", Years::Each, percentile);
}

#[test]
fn values_that_are_all_equal_have_the_middle_by_default() {
    // COINr gives NaN or 0, which counts as nothing or as the worst in the means above.
    let Some(panel) = sheet(PANEL_CONST) else { return };
    for scaling in [Scaling::MinMax, percentile(Ties::Minimum, Denominator::CountMinusOne)] {
        let rule = Normalisation { all_equal: WhenAllEqual::Middle, ..rule(scaling, (0.0, 100.0)) };
        let scores = scored(&panel, "i17", Years::Each, Direction::HigherIsBetter, &rule);
        assert_eq!(scores, [50.0; 879]);
    }
}

#[test]
fn fractions_of_the_maximum_rank_the_best_first() {
    let (Some(panel), Some(indicators)) = (sheet(PANEL), indicators()) else { return };
    let rule = rule(Scaling::FractionOfMaximum, (0.0, 1.0));
    for indicator in ["i05", "i10", "i16"] {
        assert_eq!(indicators[indicator].direction, Direction::LowerIsBetter);
        let values = &panel.columns[indicator];
        let scores = scored(&panel, indicator, Years::Together, Direction::LowerIsBetter, &rule);
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let mut n_values = 0;
        for (value, score) in values.iter().zip(scores).filter(|(value, _)| !value.is_nan()) {
            assert!(agree(score, least / value), "{value} scores {score}");
            n_values += 1;
        }
        assert!(n_values > 800);
    }
}

/// Checks a file of one year with the columns that `column` names.
#[track_caller]
fn check_2023(reference: &str, column: impl Fn(&str) -> String, rule: &Normalisation) {
    let (Some(panel), Some(reference_sheet), Some(indicators)) = (sheet(PANEL), sheet(reference), indicators()) else { return };
    let rows: Vec<usize> = (0..panel.rows.len()).filter(|&row| panel.rows[row].1 == "2023").collect();
    assert!(rows.iter().map(|&row| &panel.rows[row]).eq(&reference_sheet.rows));
    for (indicator, stated) in &indicators {
        let expected = &reference_sheet.columns[&column(indicator)];
        let values: Vec<f64> = rows.iter().map(|&row| panel.columns[indicator][row]).collect();
        let scores = normalise::fit_and_apply(&values, &[], &[], stated.direction, rule).expect("there are values");
        for (row, (ours, theirs)) in scores.iter().zip(expected).enumerate() {
            let unit = &reference_sheet.rows[row].0;
            assert!(agree(*ours, *theirs), "{reference}: {indicator} of {unit} is {ours}, and theirs {theirs}");
        }
    }
}

#[test]
fn five_definitions_of_a_percentile_rank() {
    for (name, ties, denominator) in [
        ("rank_over_n_average", Ties::Average, Denominator::CountInclusive),
        ("cume_dist", Ties::Maximum, Denominator::CountInclusive),
        ("percent_rank", Ties::Minimum, Denominator::CountMinusOne),
        ("hazen", Ties::Average, Denominator::Count),
        ("rankminus1_over_nminus1_average", Ties::Average, Denominator::CountMinusOne),
    ] {
        let rule = rule(percentile(ties, denominator), (0.0, 100.0));
        check_2023("extra/percentile_rank_variants_2023.csv", |indicator| format!("{indicator}_{name}"), &rule);
    }
}

#[test]
fn the_exponential_of_the_english_indices_of_deprivation() {
    let scaling = Scaling::Exponential { ties: Ties::Average, denominator: Denominator::CountInclusive, constant: 23.0 };
    check_2023("extra/imd_exponential_2023.csv", str::to_owned, &rule(scaling, (0.0, 100.0)));
}
