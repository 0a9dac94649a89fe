//! Examples worked by hand of what concerns all methods, and what the examples of the submodules share.

use super::*;
use crate::method::{Cap, Denominator, DistanceReference, Pool, Relation, Spread, Ties};
use Direction::{HigherIsBetter, LowerIsBetter};

/// A method on 0–100 with everything else as by default.
pub(super) fn normalisation(scaling: Scaling) -> Normalisation {
    Normalisation {
        scaling,
        before: BeforeScaling::Nothing,
        range: (0.0, 100.0),
        all_equal: WhenAllEqual::Middle,
        pool: Pool::default(),
    }
}

/// Scores of values by a pool of others.
#[track_caller]
pub(super) fn scored_by(pool: &[f64], values: &[f64], direction: Direction, normalisation: &Normalisation) -> Vec<f64> {
    let scale = fit(PoolValues { values: pool, weights: &[] }, direction, normalisation).expect("the pool can be fitted");
    apply(&scale, values, &[], direction, normalisation)
}

/// Checks scores of values among themselves, at once and by fitting and applying.
#[track_caller]
pub(super) fn check(values: &[f64], direction: Direction, normalisation: &Normalisation, expected: &[f64]) {
    assert_eq!(fit_and_apply(values, &[], &[], direction, normalisation).as_deref(), Ok(expected));
    assert_eq!(scored_by(values, values, direction, normalisation), expected);
}

/// Checks that a pool cannot be fitted, at once and apart.
#[track_caller]
pub(super) fn check_uncomputable(values: &[f64], direction: Direction, normalisation: &Normalisation, expected: Uncomputable) {
    assert_eq!(fit_and_apply(values, &[], &[], direction, normalisation), Err(expected));
    assert_eq!(fit(PoolValues { values, weights: &[] }, direction, normalisation), Err(expected));
}

const PLAIN_Z: Scaling = Scaling::ZScore { spread: Spread::Sample, mean: 0.0, deviation: 1.0 };

#[test]
fn values_as_they_are_are_turned_where_less_is_better() {
    check(&[1.5, -2.0, 0.0], HigherIsBetter, &normalisation(Scaling::AsIs), &[1.5, -2.0, 0.0]);
    check(&[1.5, -2.0, 0.0], LowerIsBetter, &normalisation(Scaling::AsIs), &[-1.5, 2.0, 0.0]);
}

#[test]
fn the_logarithm_is_taken_before_values_are_scaled() {
    // ln 1 = 0, ln 10 is half of ln 100.
    let logarithmic = Normalisation { before: BeforeScaling::Logarithm, ..normalisation(Scaling::MinMax) };
    check(&[1.0, 10.0, 100.0], HigherIsBetter, &logarithmic, &[0.0, 50.0, 100.0]);
    check(&[1.0, 10.0, 100.0], LowerIsBetter, &logarithmic, &[100.0, 50.0, 0.0]);
    check_uncomputable(&[1.0, -3.0, 0.0], HigherIsBetter, &logarithmic, Uncomputable::NotPositive(-3.0));
    // A value that is not in the pool has no score.
    let scores = scored_by(&[1.0, 100.0], &[10.0, 0.0], HigherIsBetter, &logarithmic);
    assert_eq!((scores[0], Missing::of(scores[1])), (50.0, Some(Missing::Computed)));
    // The order is all that counts here, so the logarithm leaves scores as they are.
    let classes = Scaling::CutPoints { cuts: vec![10.0], points: vec![1.0, 2.0] };
    let logarithmic = Normalisation { before: BeforeScaling::Logarithm, ..normalisation(classes) };
    check(&[1.0, 10.0, 100.0], HigherIsBetter, &logarithmic, &[1.0, 2.0, 2.0]);
}

#[test]
fn missing_values_stay_missing_for_the_same_reason() {
    let dots = Missing::Dots(2).value();
    for scaling in [
        Scaling::MinMax,
        PLAIN_Z,
        Scaling::AsIs,
        Scaling::FractionOfMaximum,
        Scaling::Goalposts { lower: 0.0, upper: 4.0, cap: Cap::Open },
        Scaling::Borda { ties: Ties::Average },
        Scaling::QuantileClasses { points: vec![1.0, 2.0] },
    ] {
        let scores = fit_and_apply(&[1.0, dots, 3.0], &[], &[], HigherIsBetter, &normalisation(scaling)).expect("scores");
        assert_eq!(scores.iter().filter(|score| score.is_nan()).count(), 1);
        assert_eq!(Missing::of(scores[1]), Some(Missing::Dots(2)));
    }
}

#[test]
fn values_that_are_all_equal() {
    let is = |all_equal: WhenAllEqual, scaling: Scaling| Normalisation { all_equal, ..normalisation(scaling) };
    let equal = [3.0, 3.0, 3.0];
    let classes = || Scaling::QuantileClasses { points: vec![10.0, 20.0, 40.0] };
    let borda = || Scaling::Borda { ties: Ties::Minimum };
    let z = || Scaling::ZScore { spread: Spread::Sample, mean: 100.0, deviation: 10.0 };
    let to_maximum = || Scaling::DistanceTo { reference: DistanceReference::Maximum, cap: Cap::Open };
    let to_target = || Scaling::DistanceTo { reference: DistanceReference::Target(5.0), cap: Cap::Open };
    // The middle of the range, of the places 0 to 2, of 100 ± 10, of 10 to 40.
    let middle = WhenAllEqual::Middle;
    for (scaling, score) in
        [(Scaling::MinMax, 50.0), (borda(), 1.0), (z(), 100.0), (classes(), 25.0), (to_maximum(), 50.0), (to_target(), 50.0)]
    {
        check(&equal, LowerIsBetter, &is(middle, scaling), &[score; 3]);
    }
    // What the formulas give: 0 / 0, nobody left behind, 0 / 0, the weakest class, 0 / 0, no way gone.
    let formula = WhenAllEqual::Formula;
    let error = Uncomputable::AllEqual(3.0);
    for (scaling, score) in [
        (Scaling::MinMax, None),
        (borda(), Some(0.0)),
        (z(), None),
        (classes(), Some(10.0)),
        (to_maximum(), None),
        (to_target(), Some(0.0)),
    ] {
        match score {
            Some(score) => check(&equal, HigherIsBetter, &is(formula, scaling), &[score; 3]),
            None => check_uncomputable(&equal, HigherIsBetter, &is(formula, scaling), error),
        }
    }
    for all_equal in [WhenAllEqual::Missing, WhenAllEqual::Fail] {
        for scaling in [Scaling::MinMax, borda(), z(), classes(), to_maximum(), to_target()] {
            check_uncomputable(&equal, HigherIsBetter, &is(all_equal, scaling), error);
        }
        // These tell equal values apart from other values all the same.
        check(&equal, HigherIsBetter, &is(all_equal, Scaling::FractionOfMaximum), &[100.0; 3]);
        check(&equal, HigherIsBetter, &is(all_equal, Scaling::AsIs), &equal);
    }
}

#[test]
fn a_pool_without_values() {
    let missing = [Missing::NoRow.value(); 2];
    let error = Uncomputable::NoValues;
    for values in [&missing[..], &[]] {
        check_uncomputable(values, HigherIsBetter, &normalisation(Scaling::MinMax), error);
        check_uncomputable(values, HigherIsBetter, &normalisation(PLAIN_Z), error);
        let rank = Scaling::Exponential { ties: Ties::Average, denominator: Denominator::ObservedRange, constant: 23.0 };
        check_uncomputable(values, HigherIsBetter, &normalisation(rank), error);
    }
    // What is stated needs no pool.
    let posts = Scaling::Goalposts { lower: 0.0, upper: 10.0, cap: Cap::Open };
    assert_eq!(scored_by(&[], &[2.0], HigherIsBetter, &normalisation(posts)), [20.0]);
}

#[test]
fn numbers_that_are_too_large_are_no_scores() {
    let error = Uncomputable::Overflow;
    check_uncomputable(&[-f64::MAX, f64::MAX], HigherIsBetter, &normalisation(Scaling::MinMax), error);
    check_uncomputable(&[-1e200, 1e200], HigherIsBetter, &normalisation(PLAIN_Z), error);
    let ratio = Scaling::RelativeTo { reference: ReferenceMean::Stated(1e-300), relation: Relation::Ratio { base: 100.0 } };
    let scores = scored_by(&[], &[1e300], HigherIsBetter, &normalisation(ratio));
    assert_eq!(Missing::of(scores[0]), Some(Missing::Computed));
}

#[test]
fn parameters_are_in_raw_units() {
    let parameters = |scaling: Scaling, before: BeforeScaling, direction: Direction| {
        let normalisation = Normalisation { before, ..normalisation(scaling) };
        let scale = fit(PoolValues { values: &[9.0, 1.0], weights: &[] }, direction, &normalisation).expect("a scale");
        scale.parameters()
    };
    for before in [BeforeScaling::Nothing, BeforeScaling::Logarithm] {
        assert_eq!(parameters(Scaling::MinMax, before, LowerIsBetter), [("minimum", 1.0), ("maximum", 9.0)]);
        assert_eq!(
            parameters(Scaling::Borda { ties: Ties::Average }, before, LowerIsBetter),
            [("number of values", 2.0), ("minimum", 1.0), ("maximum", 9.0)]
        );
    }
    let z = Scaling::ZScore { spread: Spread::Population, mean: 0.0, deviation: 1.0 };
    assert_eq!(parameters(z, BeforeScaling::Nothing, HigherIsBetter), [("mean", 5.0), ("standard deviation", 4.0)]);
}
