//! Tests of the whole treatment; those of the formulas stand with them.

use proptest::prelude::*;

use super::*;
use crate::method::{LogarithmShift, Pool};

const MISSING: f64 = f64::NAN;
const OUTLIERS: OutlierLimits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };
const WINSORISE: TreatmentStep = TreatmentStep::Winsorise { at_most: 5 };

fn logarithm(shift: LogarithmShift, reflection: Reflection) -> TreatmentStep {
    TreatmentStep::Logarithm { shift, reflection }
}

fn treatment(steps: &[TreatmentStep], chain: Chain, keep: Keep) -> Treatment {
    Treatment { steps: steps.to_vec(), limits: OUTLIERS, chain, keep, pool: Pool::default() }
}

fn helpful(steps: &[TreatmentStep]) -> Treatment {
    treatment(steps, Chain::Original, Keep::IfItHelps)
}

fn fitted(pool: &[f64], treatment: &Treatment) -> Treated {
    fit(pool, treatment).expect("the treatment can be computed")
}

/// One to ten, 30 and 100.
fn two_outliers() -> Vec<f64> {
    (1..=10).map(f64::from).chain([30.0, 100.0]).collect()
}

/// 1, 2, 4, … 2^59: so skewed that five values are not enough. Their logarithms are evenly spaced.
fn powers() -> Vec<f64> {
    (0..60).map(|power| 2f64.powi(power)).collect()
}

#[test]
fn one_value_set_to_the_next_is_enough() {
    let treated = fitted(&two_outliers(), &helpful(&[WINSORISE]));
    assert_eq!(treated.steps, [AppliedStep::Limits(Limits { lower: None, upper: Some(30.0) })]);
    assert_eq!(treated.attempts.len(), 1);
    assert_eq!((treated.attempts[0].n_changed, treated.attempts[0].is_kept), (1, true));
    assert_eq!(treated.attempts[0].verdict, Verdict::WithinLimits);
    assert_eq!(treated.after, treated.attempts[0].after);
    // Also in another edition, where another region lies beyond; a missing value stays missing.
    let edition = [100.0, 31.0, 30.0, -7.0, Missing::Dots(2).value()];
    let after = apply(&treated, &edition);
    assert_eq!(after[..4], [30.0, 30.0, 30.0, -7.0]);
    assert_eq!(Missing::of(after[4]), Some(Missing::Dots(2)));
    assert_eq!(changed(&edition, &after), [0, 1]);
}

#[test]
fn an_indicator_within_one_of_the_limits_is_left_alone() {
    // Symmetric, with two outliers: kurtosis alone is beyond its limit.
    let both_tails: Vec<f64> = [-100.0].into_iter().chain((-10..=10).map(f64::from)).chain([100.0]).collect();
    let shape = Shape::of(&both_tails);
    assert!(shape.kurtosis > Some(3.5) && shape.skewness.is_some_and(|skewness| skewness.abs() < 1e-9));
    let treated = fitted(&both_tails, &helpful(&[WINSORISE]));
    assert_eq!(treated, Treated { steps: Vec::new(), attempts: Vec::new(), before: shape, after: shape });
    assert_eq!(apply(&treated, &both_tails), both_tails);
}

#[test]
fn what_has_no_shape_is_left_alone() {
    let percentiles = TreatmentStep::Percentiles { lower: 0.1, upper: 0.9 };
    for pool in [&[][..], &[MISSING], &[1.0, 2.0, 900.0, MISSING], &[0.1; 40]] {
        for step in [WINSORISE, percentiles, logarithm(LogarithmShift::None, Reflection::Never)] {
            let treated = fitted(pool, &treatment(&[step], Chain::Original, Keep::Always));
            assert_eq!((treated.steps, treated.attempts), (vec![], vec![]));
        }
    }
}

#[test]
fn the_next_step_works_on_the_original_or_on_the_result_so_far() {
    let (pool, steps) = (powers(), [WINSORISE, logarithm(LogarithmShift::One, Reflection::Never)]);
    let on_original = fitted(&pool, &helpful(&steps));
    assert_eq!(on_original.steps.len(), 1);
    assert!(matches!(on_original.steps[0], AppliedStep::Logarithm(Logarithm { highest, .. }) if highest == pool[59]));
    let verdicts: Vec<(Verdict, bool)> = on_original.attempts.iter().map(|attempt| (attempt.verdict, attempt.is_kept)).collect();
    assert_eq!(verdicts, [(Verdict::Nearer, false), (Verdict::WithinLimits, true)]);
    // ln(2^k − 1 + 1) = k · ln 2: symmetric, and as flat as a uniform distribution.
    assert!(on_original.after.skewness.is_some_and(|skewness| skewness.abs() < 1e-9));
    assert!(on_original.after.kurtosis.is_some_and(|kurtosis| (kurtosis + 1.2).abs() < 1e-9));

    let on_result = fitted(&pool, &treatment(&steps, Chain::Previous, Keep::IfItHelps));
    assert_eq!(on_result.steps.len(), 2);
    assert!(matches!(on_result.steps[1], AppliedStep::Logarithm(Logarithm { highest, .. }) if highest == pool[54]));
    assert!(on_result.attempts.iter().all(|attempt| attempt.is_kept));
}

#[test]
fn a_step_that_makes_it_worse_is_kept_only_if_the_method_says_so() {
    let pool: Vec<f64> = two_outliers().iter().map(|value| 101.0 - value).collect();
    let steps = [logarithm(LogarithmShift::Range, Reflection::Never)];
    let left_alone = fitted(&pool, &helpful(&steps));
    assert_eq!((left_alone.steps.len(), left_alone.attempts[0].verdict), (0, Verdict::NotNearer));
    assert_eq!(left_alone.before, left_alone.after);

    let worse = fitted(&pool, &treatment(&steps, Chain::Original, Keep::Always));
    assert_eq!((worse.steps.len(), worse.attempts[0].verdict), (1, Verdict::AsStated));
    assert!(worse.after.skewness < worse.before.skewness && worse.before.skewness < Some(-2.0));

    // Turned round it helps as much as it helps what is skewed to the right.
    let steps = [logarithm(LogarithmShift::Range, Reflection::NegativeSkew)];
    let (left, right) = (fitted(&pool, &helpful(&steps)), fitted(&two_outliers(), &helpful(&steps)));
    assert_eq!(left.attempts[0].verdict, Verdict::WithinLimits);
    let sum = left.after.skewness.unwrap_or(1.0) + right.after.skewness.unwrap_or(1.0);
    assert!(sum.abs() < 1e-12);
}

#[test]
fn a_worse_second_step_leaves_what_the_first_one_did() {
    let pool: Vec<f64> = powers().iter().map(|value| -value).collect();
    let treated = fitted(&pool, &helpful(&[WINSORISE, logarithm(LogarithmShift::One, Reflection::Never)]));
    let verdicts: Vec<(Verdict, bool)> = treated.attempts.iter().map(|attempt| (attempt.verdict, attempt.is_kept)).collect();
    assert_eq!(verdicts, [(Verdict::Nearer, true), (Verdict::NotNearer, false)]);
    assert_eq!(treated.steps, [AppliedStep::Limits(Limits { lower: Some(-2f64.powi(54)), upper: None })]);
}

#[test]
fn percentiles_are_applied_whatever_the_limits() {
    // The tenth and ninetieth percentile of 0, 1, … 10 are 1 and 9.
    let pool: Vec<f64> = (0..=10).map(f64::from).collect();
    let treated = fitted(&pool, &helpful(&[TreatmentStep::Percentiles { lower: 0.1, upper: 0.9 }]));
    assert_eq!(treated.steps, [AppliedStep::Limits(Limits { lower: Some(1.0), upper: Some(9.0) })]);
    assert_eq!(changed(&pool, &apply(&treated, &pool)), [0, 10]);
}

#[test]
fn a_step_that_would_make_all_equal_is_not_kept() {
    let mut pool = vec![0.0; 50];
    pool.push(1.0);
    for keep in [Keep::IfItHelps, Keep::Always] {
        let percentiles = TreatmentStep::Percentiles { lower: 0.05, upper: 0.95 };
        let treated = fitted(&pool, &treatment(&[WINSORISE, percentiles], Chain::Original, keep));
        let verdicts: Vec<Verdict> = treated.attempts.iter().map(|attempt| attempt.verdict).collect();
        assert_eq!(verdicts, [Verdict::NothingToChange, Verdict::AllEqual]);
        assert!(treated.steps.is_empty());
    }
}

#[test]
fn two_values_keep_their_shape_whatever_is_done_to_them() {
    // A line through two points: skewness and kurtosis stay, but for rounding.
    for exponent in [-0.5, 0.0, 0.5, 2.0] {
        for highest in [36.4, 37.5, 39.8, 76.9] {
            let pool: Vec<f64> = std::iter::repeat_n(5.0, 32).chain([highest]).collect();
            let treated = fitted(&pool, &helpful(&[TreatmentStep::BoxCox { exponent }]));
            assert_eq!(treated.attempts[0].verdict, Verdict::NotNearer, "{exponent} {highest}");
        }
    }
}

#[test]
fn what_cannot_be_computed_is_an_error_where_it_is_tried() {
    let plain = [logarithm(LogarithmShift::None, Reflection::Never)];
    let mut pool = two_outliers();
    pool.push(-3.0);
    assert_eq!(fit(&pool, &helpful(&plain)), Err(Uncomputable::NotPositive(-3.0)));
    let even: Vec<f64> = (-5..5).map(f64::from).collect();
    assert!(fit(&even, &helpful(&plain)).is_ok(), "nothing is tried on what needs no treatment");
    let small: Vec<f64> = two_outliers().iter().map(|value| value / 1000.0).collect();
    let stretched = [logarithm(LogarithmShift::Stretched, Reflection::Never)];
    assert_eq!(fit(&small, &helpful(&stretched)), Err(Uncomputable::NotAboveOne(0.1)));
    assert_eq!(fit(&two_outliers(), &helpful(&[TreatmentStep::BoxCox { exponent: 900.0 }])), Err(Uncomputable::Overflow));
}

#[test]
fn an_attempt_tells_its_story() {
    let treated = fitted(&two_outliers(), &helpful(&[WINSORISE]));
    assert_eq!(
        treated.attempts[0].to_string(),
        "winsorising of at most 5 values: 1 value changed, skewness 3.06, kurtosis 9.74 → skewness 1.71, kurtosis 1.82; \
         within the limits: kept"
    );
    assert_eq!(treated.steps[0].to_string(), "values above 30 set to it");
}

/// Every step, and two chains.
fn treatments() -> impl Strategy<Value = Treatment> {
    let step = prop_oneof![
        (0u32..8).prop_map(|at_most| TreatmentStep::Winsorise { at_most }),
        (0.0..0.5f64, 0.5..1.0f64).prop_map(|(lower, upper)| TreatmentStep::Percentiles { lower, upper }),
        prop::sample::select(vec![
            logarithm(LogarithmShift::Range, Reflection::Never),
            logarithm(LogarithmShift::Range, Reflection::NegativeSkew),
            logarithm(LogarithmShift::One, Reflection::NegativeSkew),
            logarithm(LogarithmShift::None, Reflection::NegativeSkew),
            logarithm(LogarithmShift::Stretched, Reflection::NegativeSkew),
        ]),
        (-2.0..3.0f64).prop_map(|exponent| TreatmentStep::BoxCox { exponent }),
    ];
    let chain = prop::sample::select(vec![Chain::Original, Chain::Previous]);
    let keep = prop::sample::select(vec![Keep::IfItHelps, Keep::Always]);
    // Limits that most pools exceed, so that the steps are tried.
    let limits = prop::sample::select(vec![OUTLIERS, OutlierLimits { skewness: 0.1, kurtosis: -1.5 }]);
    (prop::collection::vec(step, 1..4), chain, keep, limits)
        .prop_map(|(steps, chain, keep, limits)| Treatment { limits, ..treatment(&steps, chain, keep) })
}

/// Values with a tail on one side, with ties, some missing; or as statistics have them.
fn pools() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        6 => (0i32..100).prop_map(|tenths| f64::from(tenths) / 10.0),
        2 => (-9_000i32..9_000).prop_map(|hundredths| f64::from(hundredths) / 100.0),
        1 => (10i32..90).prop_map(|hundreds| f64::from(hundreds) * 100.0),
        1 => Just(MISSING),
    ];
    (prop::collection::vec(value, 0..40), prop::bool::ANY)
        .prop_map(|(values, is_turned)| values.iter().map(|value| if is_turned { -value } else { *value }).collect())
}

proptest! {
    #[test]
    fn the_order_of_values_never_changes(pool in pools(), others in pools(), treatment in treatments()) {
        let Ok(treated) = fit(&pool, &treatment) else { return Ok(()) };
        let values: Vec<f64> = pool.into_iter().chain(others).collect();
        let after = apply(&treated, &values);
        for (a, treated_a) in values.iter().zip(&after) {
            prop_assert!(!a.is_nan() || treated_a.is_nan());
            prop_assert!(!treated_a.is_infinite());
            for (b, treated_b) in values.iter().zip(&after) {
                // What becomes missing has no order.
                let is_turned = a < b && treated_a > treated_b;
                let is_torn = a == b && treated_a != treated_b && !treated_a.is_nan();
                prop_assert!(!is_turned && !is_torn, "{a} and {b} became {treated_a} and {treated_b}");
            }
        }
    }

    #[test]
    fn the_order_of_regions_does_not_matter(
        (pool, shuffled) in pools().prop_flat_map(|pool| (Just(pool.clone()), Just(pool).prop_shuffle())),
        treatment in treatments(),
    ) {
        prop_assert_eq!(fit(&pool, &treatment), fit(&shuffled, &treatment));
    }

    #[test]
    fn limits_applied_twice_are_limits_applied_once(pool in pools(), at_most in 0u32..9) {
        let treated = fitted(&pool, &helpful(&[TreatmentStep::Winsorise { at_most }]));
        let once = apply(&treated, &pool);
        prop_assert_eq!(changed(&once, &apply(&treated, &once)), Vec::<usize>::new());
        let tried = treated.attempts.first().map_or(0, |attempt| attempt.n_changed);
        if !treated.steps.is_empty() {
            prop_assert_eq!(changed(&pool, &once).len(), tried);
        }
    }

    #[test]
    fn the_shapes_told_are_those_of_the_values(pool in pools(), treatment in treatments()) {
        let Ok(treated) = fit(&pool, &treatment) else { return Ok(()) };
        prop_assert_eq!(treated.before, Shape::of(&sorted(&pool)));
        prop_assert_eq!(treated.after, Shape::of(&sorted(&apply(&treated, &pool))));
        prop_assert_eq!(treated.steps.len(), treated.attempts.iter().filter(|attempt| attempt.is_kept).count());
        if treatment.keep == Keep::IfItHelps {
            let limits = &treatment.limits;
            let is_stated = treated.attempts.iter().any(|attempt| attempt.verdict == Verdict::AsStated);
            let helps = treated.after.is_nearer_than(&treated.before) || !treated.after.exceeds(limits);
            prop_assert!(helps || is_stated || treated.steps.is_empty());
        }
    }
}
