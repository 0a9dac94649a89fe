//! Statistics, imputation and treatment against COINr 1.1.14, an R package of the same methods, on its synthetic panel: 293
//! regions, three years, twenty indicators with planted outliers, ties and gaps.
//!
//! Everything must agree to 1e-9 of the value, with the same values missing.

use std::path::Path;

use evp::impute;
use evp::method::{Chain, ImputationMethod, Keep, LogarithmShift, OutlierLimits, Pool, Reflection, Treatment, TreatmentStep};
use evp::statistics::{self, Counts};
use evp::treat::{self, Treated, Verdict};

use crate::shared_data::shared;
use crate::tables::Table;

const YEARS: [&str; 3] = ["2021", "2022", "2023"];
const N_REGIONS: usize = 293;
const COIN_LIMITS: OutlierLimits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };
/// Limits that every indicator exceeds.
const NO_LIMITS: OutlierLimits = OutlierLimits { skewness: -1.0, kurtosis: -100.0 };
const WINSORISE: TreatmentStep = TreatmentStep::Winsorise { at_most: 5 };
const LOG_CT: TreatmentStep = TreatmentStep::Logarithm { shift: LogarithmShift::Range, reflection: Reflection::Never };

/// The reference files, or nothing where they are not there.
struct Reference {
    folder: std::path::PathBuf,
    panel: Table,
}

impl Reference {
    fn open() -> Option<Self> {
        let folder = shared("reference/coinr")?;
        let panel = read(&folder.join("inputs/panel.csv"));
        Some(Reference { folder, panel })
    }

    fn table(&self, name: &str) -> Table {
        read(&self.folder.join(name))
    }

    /// A raw column of one year, missing values as NaN.
    fn raw(&self, indicator: &str, year: &str) -> Vec<f64> {
        let column = of_year(&self.panel, indicator, year);
        assert_eq!(column.len(), N_REGIONS);
        column.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect()
    }

    fn region_types(&self, year: &str) -> Vec<String> {
        let types = self.panel.texts("RegionType");
        let years = self.panel.texts("Time");
        years.into_iter().zip(types).filter(|(of, _)| *of == year).map(|(_, region_type)| region_type.to_owned()).collect()
    }
}

fn read(path: &Path) -> Table {
    Table::csv(&std::fs::read(path).expect("a reference file"), b',')
}

fn of_year(table: &Table, column: &str, year: &str) -> Vec<Option<f64>> {
    let years = table.texts("Time");
    table.numbers(column).into_iter().zip(years).filter(|(_, of)| *of == year).map(|(value, _)| value).collect()
}

fn indicators() -> impl Iterator<Item = String> {
    (1..=20).map(|number| format!("i{number:02}"))
}

/// Compares numbers: `what` names them where they differ.
fn same(ours: f64, theirs: Option<f64>, what: &str) {
    match theirs {
        None => assert!(ours.is_nan(), "{what}: {ours}, but theirs is missing"),
        Some(theirs) => {
            let difference = (ours - theirs).abs();
            assert!(difference <= 1e-9 * theirs.abs(), "{what}: {ours}, but theirs is {theirs}");
        }
    }
}

fn same_column(ours: &[f64], theirs: &[Option<f64>], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (region_idx, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        same(*ours, *theirs, &format!("{what}, row {region_idx}"));
    }
}

fn treatment(steps: &[TreatmentStep], limits: OutlierLimits, keep: Keep) -> Treatment {
    Treatment { steps: steps.to_vec(), limits, chain: Chain::Original, keep, pool: Pool::default() }
}

/// What COINr does if nothing else is said.
fn coinr_default() -> Treatment {
    treatment(&[WINSORISE, LOG_CT], COIN_LIMITS, Keep::Always)
}

fn fitted(pool: &[f64], treatment: &Treatment) -> Treated {
    treat::fit(pool, treatment).expect("the treatment can be computed")
}

fn filled(mut values: Vec<f64>, with: Option<f64>) -> Vec<f64> {
    let gaps = values.iter_mut().filter(|value| value.is_nan());
    if let Some(found) = with {
        gaps.for_each(|gap| *gap = found);
    }
    values
}

#[test]
fn descriptive_statistics() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("stats_raw_2023.csv");
    for (row, indicator) in indicators().enumerate() {
        assert_eq!(theirs.texts("iCode")[row], indicator);
        let column = reference.raw(&indicator, "2023");
        let present = statistics::present(&column);
        let (lowest, highest) = statistics::extremes(&present).expect("every indicator has values");
        let ours = [
            ("Min", Some(lowest)),
            ("Max", Some(highest)),
            ("Mean", statistics::mean(&present)),
            ("Median", statistics::median(&present)),
            ("Std", statistics::sample_deviation(&present)),
            ("Skew", statistics::skewness(&present)),
            ("Kurt", statistics::kurtosis(&present)),
        ];
        for (name, ours) in ours {
            same(ours.unwrap_or(f64::NAN), theirs.numbers(name)[row], &format!("{name} of {indicator}"));
        }
        let count = |name: &str| theirs.numbers(name)[row].map(|count| count as usize).expect("a count");
        let expected = Counts {
            n_present: count("N.Avail"),
            n_nonzero: count("N.NonZero"),
            n_distinct: count("N.Unique"),
            n_most_frequent: count("N.Same"),
        };
        assert_eq!(statistics::counts(&column), expected, "{indicator}");
        let is_flagged = theirs.texts("Flag.SkewKurt")[row] == "OUT";
        assert_eq!(treat::Shape::of(&column).exceeds(&COIN_LIMITS), is_flagged, "{indicator}");
    }
}

#[test]
fn imputation_by_the_mean_of_the_year() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("impute_mean_peryear.csv");
    for year in YEARS {
        for indicator in indicators() {
            let raw = reference.raw(&indicator, year);
            let mean = impute::fill_value(&raw, &ImputationMethod::Mean);
            same_column(&filled(raw, mean), &of_year(&theirs, &indicator, year), &format!("{indicator} in {year}"));
        }
    }
}

#[test]
fn imputation_by_the_median_of_the_region_type() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("impute_median_grp_peryear.csv");
    let mut n_left = 0;
    for year in YEARS {
        let types = reference.region_types(year);
        for indicator in indicators() {
            let mut values = reference.raw(&indicator, year);
            let raw = values.clone();
            for (region_idx, value) in values.iter_mut().enumerate().filter(|(_, value)| value.is_nan()) {
                let members = raw.iter().zip(&types).filter(|(_, of)| **of == types[region_idx]);
                let pool: Vec<f64> = members.map(|(value, _)| *value).collect();
                match impute::fill_value(&pool, &ImputationMethod::Median) {
                    Some(median) => *value = median,
                    None => n_left += 1,
                }
            }
            same_column(&values, &of_year(&theirs, &indicator, year), &format!("{indicator} in {year}"));
        }
    }
    // A type of one region has nothing to fill a gap with.
    assert_eq!(n_left, 2);
}

#[test]
fn imputation_by_the_latest_earlier_value() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("impute_panel_latest.csv");
    for indicator in indicators() {
        let columns = YEARS.map(|year| reference.raw(&indicator, year));
        for (year_idx, year) in YEARS.iter().enumerate() {
            let earlier: Vec<&[f64]> = columns[..year_idx].iter().rev().map(Vec::as_slice).collect();
            let mut values = columns[year_idx].clone();
            let positions = impute::carried_forward(&mut values, &earlier);
            same_column(&values, &of_year(&theirs, &indicator, year), &format!("{indicator} in {year}"));
            assert_eq!(positions, treat::changed(&columns[year_idx], &values));
        }
    }
}

#[test]
fn treatment_as_it_is_by_default() {
    let Some(reference) = Reference::open() else { return };
    let (theirs, details) = (reference.table("treat_default_2023.csv"), reference.table("treat_default_details_2023.csv"));
    let mut n_treated = 0;
    for (row, indicator) in indicators().enumerate() {
        let raw = reference.raw(&indicator, "2023");
        let treated = fitted(&raw, &coinr_default());
        same_column(&treat::apply(&treated, &raw), &of_year(&theirs, &indicator, "2023"), &indicator);

        // The tests on the way: before, after winsorising, after the logarithm.
        let tests: Vec<treat::Shape> =
            std::iter::once(treated.before).chain(treated.attempts.iter().map(|attempt| attempt.after)).collect();
        for check_idx in 0..3 {
            let detail = |name: &str| details.numbers(&format!("check_SkewKurt{check_idx}.{name}"))[row];
            let shape = tests.get(check_idx).copied().unwrap_or_default();
            same(shape.skewness.unwrap_or(f64::NAN), detail("Skew"), &format!("skewness {check_idx} of {indicator}"));
            same(shape.kurtosis.unwrap_or(f64::NAN), detail("Kurt"), &format!("kurtosis {check_idx} of {indicator}"));
            let passed = details.optional_texts(&format!("check_SkewKurt{check_idx}.Pass"))[row].as_deref();
            let ours = tests.get(check_idx).map(|shape| if shape.exceeds(&COIN_LIMITS) { "FALSE" } else { "TRUE" });
            assert_eq!(ours, passed, "test {check_idx} of {indicator}");
        }
        let n_winsorised = treated.attempts.first().map(|attempt| attempt.n_changed as f64);
        assert_eq!(n_winsorised, details.numbers("winsorise.nwin")[row], "{indicator}");
        n_treated += usize::from(!treated.steps.is_empty());
    }
    assert_eq!(n_treated, 5);
}

/// COINr takes the logarithm of i14, which leans to the other side, and keeps what it makes worse: skewness −4.4 becomes
/// −13.2. We do so only if told to.
#[test]
fn a_logarithm_that_makes_it_worse_is_not_kept() {
    let Some(reference) = Reference::open() else { return };
    let raw = reference.raw("i14", "2023");
    let skewness = |shape: treat::Shape| shape.skewness.map(|skewness| (skewness * 10.0).round() / 10.0);

    let always = fitted(&raw, &coinr_default());
    assert_eq!((skewness(always.before), skewness(always.after)), (Some(-4.4), Some(-13.2)));
    assert_eq!(always.attempts[1].verdict, Verdict::AsStated);

    let alone = fitted(&raw, &treatment(&[LOG_CT], COIN_LIMITS, Keep::IfItHelps));
    assert_eq!(alone.attempts[0].verdict, Verdict::NotNearer);
    assert_eq!(treat::changed(&raw, &treat::apply(&alone, &raw)), Vec::<usize>::new());

    // The five values that were winsorised before it did help, and stay so.
    let both = fitted(&raw, &treatment(&[WINSORISE, LOG_CT], COIN_LIMITS, Keep::IfItHelps));
    let verdicts: Vec<(Verdict, bool)> = both.attempts.iter().map(|attempt| (attempt.verdict, attempt.is_kept)).collect();
    assert_eq!(verdicts, [(Verdict::Nearer, true), (Verdict::NotNearer, false)]);
    assert_eq!(skewness(both.after), Some(-2.7));
    assert_eq!(treat::changed(&raw, &treat::apply(&both, &raw)).len(), 5);
}

#[test]
fn where_coinr_helps_so_do_we() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("treat_default_2023.csv");
    for indicator in indicators().filter(|indicator| indicator != "i14") {
        let raw = reference.raw(&indicator, "2023");
        let treated = fitted(&raw, &treatment(&[WINSORISE, LOG_CT], COIN_LIMITS, Keep::IfItHelps));
        same_column(&treat::apply(&treated, &raw), &of_year(&theirs, &indicator, "2023"), &indicator);
    }
}

#[test]
fn transformations_of_every_indicator() {
    let Some(reference) = Reference::open() else { return };
    let box_cox = TreatmentStep::BoxCox { exponent: 0.5 };
    for (step, file) in [(LOG_CT, "fn_log_CT_2023.csv"), (box_cox, "fn_boxcox_lambda05_makepos_2023.csv")] {
        let theirs = reference.table(file);
        for indicator in indicators() {
            let raw = reference.raw(&indicator, "2023");
            let treated = fitted(&raw, &treatment(&[step], NO_LIMITS, Keep::Always));
            same_column(&treat::apply(&treated, &raw), &theirs.numbers(&indicator), &format!("{file}, {indicator}"));
        }
    }
}

#[test]
fn imputation_and_treatment_in_turn() {
    let Some(reference) = Reference::open() else { return };
    let theirs = reference.table("chainA_treated_2023.csv");
    for indicator in indicators() {
        let raw = reference.raw(&indicator, "2023");
        let mean = impute::fill_value(&raw, &ImputationMethod::Mean);
        let imputed = filled(raw, mean);
        let treated = fitted(&imputed, &coinr_default());
        same_column(&treat::apply(&treated, &imputed), &theirs.numbers(&indicator), &indicator);
    }
}
