//! What must hold of every normalisation whatever the numbers are. What is special to percentile ranks is in `properties`.

use evp::method::{
    BeforeScaling, Cap, CountedFrom, Direction, DistanceReference, Normalisation, Pool, PoolEditions, ReferenceMean, Relation,
    Reversal, Scaling, Spread, Ties, WhenAllEqual, Within,
};
use evp::normalise::{self, PoolValues};
use evp::panel::Missing;
use proptest::prelude::*;

use crate::properties::{self, DEFAULT, DENOMINATORS, DIRECTIONS, REVERSALS, TIES, bits, cases, scored, taken, with_order};

fn ties() -> impl Strategy<Value = Ties> {
    prop::sample::select(&TIES[..])
}

fn caps() -> impl Strategy<Value = Cap> {
    prop_oneof![Just(Cap::Capped), Just(Cap::Open)]
}

/// Scores of a list of classes, from the worst to the best.
fn points(n_points: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    n_points.prop_map(|n_points| (1..=n_points).map(|point| 10.0 * point as f64).collect())
}

/// Values of any sign, or above zero as logarithms and ratios need them; some missing.
fn values(n_values: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    let positive = |value: f64| if value.is_nan() { value } else { value.abs() + 0.5 };
    (properties::values(n_values), any::<bool>())
        .prop_map(move |(values, is_positive)| if is_positive { values.into_iter().map(positive).collect() } else { values })
}

/// Every method and its parameters, in the unit of `values`.
fn scalings() -> impl Strategy<Value = Scaling> {
    let denominators = || prop::sample::select(&DENOMINATORS[..]);
    let froms = prop_oneof![Just(CountedFrom::Weakest), Just(CountedFrom::Best)];
    let spreads = prop_oneof![Just(Spread::Sample), Just(Spread::Population)];
    let targets = prop_oneof![
        Just(DistanceReference::Maximum),
        Just(DistanceReference::Region("091".to_owned())),
        (-6_000.0..6_000.0f64).prop_map(DistanceReference::Target),
        Just(DistanceReference::TargetVariable(0)),
    ];
    let means = prop_oneof![
        Just(ReferenceMean::Mean),
        Just(ReferenceMean::WeightedMean(0)),
        (-6_000.0..6_000.0f64).prop_map(ReferenceMean::Stated),
    ];
    let relations =
        prop_oneof![Just(Relation::Difference), Just(Relation::PercentDifference), Just(Relation::Ratio { base: 100.0 })];
    prop_oneof![
        (ties(), denominators(), prop::sample::select(&REVERSALS[..]))
            .prop_map(|(ties, denominator, reversal)| Scaling::PercentileRank { ties, denominator, reversal }),
        (ties(), froms).prop_map(|(ties, from)| Scaling::Rank { ties, from }),
        ties().prop_map(|ties| Scaling::Borda { ties }),
        (ties(), denominators()).prop_map(|(ties, denominator)| Scaling::Exponential { ties, denominator, constant: 23.0 }),
        Just(Scaling::MinMax),
        spreads.prop_map(|spread| Scaling::ZScore { spread, mean: 100.0, deviation: 10.0 }),
        caps().prop_map(|cap| Scaling::Goalposts { lower: -0.3, upper: 0.5, cap }),
        (targets, caps()).prop_map(|(reference, cap)| Scaling::DistanceTo { reference, cap }),
        Just(Scaling::FractionOfMaximum),
        (means, relations).prop_map(|(reference, relation)| Scaling::RelativeTo { reference, relation }),
        points(1..6).prop_map(|points| Scaling::QuantileClasses { points }),
        Just(Scaling::CutPoints { cuts: vec![-0.2, 0.0, 0.3], points: vec![1.0, 2.0, 3.0, 4.0] }),
        Just(Scaling::AsIs),
    ]
}

fn normalisations() -> impl Strategy<Value = Normalisation> {
    let befores = prop_oneof![4 => Just(BeforeScaling::Nothing), 1 => Just(BeforeScaling::Logarithm)];
    let ranges = prop::sample::select(vec![(0.0, 100.0), (0.0, 1.0), (1.0, 10.0), (-1.0, 1.0), (0.1, 0.7)]);
    let all_equals = prop::sample::select(vec![
        WhenAllEqual::Middle,
        WhenAllEqual::Middle,
        WhenAllEqual::Formula,
        WhenAllEqual::Missing,
        WhenAllEqual::Fail,
    ]);
    let editions = prop::sample::select(vec![PoolEditions::Each, PoolEditions::All, PoolEditions::Base(0)]);
    (scalings(), befores, ranges, all_equals, editions).prop_map(|(scaling, before, range, all_equal, editions)| Normalisation {
        scaling,
        before,
        range,
        all_equal,
        pool: Pool { editions, within: Within::Everyone },
    })
}

/// Targets and weights for each value: the same for every region, or one of its own.
fn targets_and_weights(n_values: usize) -> (Vec<f64>, Vec<f64>) {
    let own = |region_idx: usize| 0.7 + 0.1 * (region_idx % 5) as f64;
    ((0..n_values).map(own).collect(), (0..n_values).map(|region_idx| (1 + region_idx % 3) as f64).collect())
}

/// The method on 0–100, with everything else as by default.
fn default(scaling: Scaling) -> Normalisation {
    Normalisation { scaling, ..DEFAULT }
}

/// Whether two lists agree to 1e-9 of a scale, and are missing in the same places.
fn agree(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| match (one.is_nan(), other.is_nan()) {
            (false, false) => (one - other).abs() <= 1e-9 * (1.0 + one.abs()),
            (one, other) => one == other,
        })
}

fn turned(direction: Direction) -> Direction {
    match direction {
        Direction::HigherIsBetter => Direction::LowerIsBetter,
        Direction::LowerIsBetter => Direction::HigherIsBetter,
    }
}

proptest! {
    #![proptest_config(cases(2048))]

    #[test]
    fn at_once_is_bit_for_bit_what_fitting_and_applying_give(
        values in values(0..40), normalisation in normalisations(), direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        let (targets, weights) = targets_and_weights(values.len());
        let pool = PoolValues { values: &values, weights: &weights };
        let apart = normalise::fit(pool, direction, &normalisation)
            .map(|scale| normalise::apply(&scale, &values, &targets, direction, &normalisation));
        let at_once = normalise::fit_and_apply(&values, &targets, &weights, direction, &normalisation);
        match (&at_once, &apart) {
            (Ok(at_once), Ok(apart)) => prop_assert_eq!(bits(at_once), bits(apart)),
            _ => prop_assert_eq!(at_once, apart),
        }
    }

    #[test]
    fn scores_keep_within_what_is_possible_and_are_never_infinite(
        pool in values(1..40), others in values(1..40), normalisation in normalisations(),
        direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        // A pool of all editions has all values that it scores; one of a base edition need not.
        let is_base = matches!(normalisation.pool.editions, PoolEditions::Base(_));
        let values = if is_base { &others } else { &pool };
        let (targets, _) = targets_and_weights(values.len());
        let (_, weights) = targets_and_weights(pool.len());
        let Ok(scale) = normalise::fit(PoolValues { values: &pool, weights: &weights }, direction, &normalisation) else {
            return Ok(());
        };
        for (_, parameter) in scale.parameters() {
            prop_assert!(parameter.is_finite());
        }
        let scores = normalise::apply(&scale, values, &targets, direction, &normalisation);
        prop_assert_eq!(scores.len(), values.len());
        for (value, score) in values.iter().zip(&scores) {
            match (Missing::of(*value), Missing::of(*score)) {
                (Some(missing), why) => prop_assert_eq!(why, Some(missing), "missing stays missing, for the same reason"),
                (None, Some(why)) => prop_assert_eq!(why, Missing::Computed),
                (None, None) => {
                    prop_assert!(score.is_finite());
                    prop_assert!(normalisation.lowest_possible().is_none_or(|lowest| *score >= lowest), "{} of {}", score, value);
                    prop_assert!(normalisation.highest_possible().is_none_or(|highest| *score <= highest), "{} of {}", score, value);
                    let is_lowest = normalisation.lowest_possible() == Some(*score);
                    prop_assert!(!is_lowest || normalisation.reaches_lowest());
                    if normalisation.scaling.has_range() && !normalisation.may_leave_range() {
                        let (lowest, highest) = normalisation.range;
                        prop_assert!((lowest..=highest).contains(score), "{} of {}", score, value);
                    }
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_regions_does_not_count(
        (values, order) in with_order(values(1..40)), normalisation in normalisations(),
        direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        let (targets, weights) = targets_and_weights(values.len());
        let in_order = normalise::fit_and_apply(&values, &targets, &weights, direction, &normalisation);
        let (values, targets, weights) = (taken(&values, &order), taken(&targets, &order), taken(&weights, &order));
        let shuffled = normalise::fit_and_apply(&values, &targets, &weights, direction, &normalisation);
        match (in_order, shuffled) {
            (Ok(in_order), Ok(shuffled)) => prop_assert_eq!(bits(&taken(&in_order, &order)), bits(&shuffled)),
            // Which value is named may depend on which comes first.
            (in_order, shuffled) => prop_assert_eq!(in_order.is_err(), shuffled.is_err()),
        }
    }

    #[test]
    fn better_values_never_score_less(
        pool in values(1..40), others in values(1..40), normalisation in normalisations(),
        direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        // Points of intervals say themselves what is good, and the rank counted from the best is less for the better.
        let direction = if matches!(normalisation.scaling, Scaling::CutPoints { .. }) { Direction::HigherIsBetter } else { direction };
        let less_is_better = matches!(normalisation.scaling, Scaling::Rank { from: CountedFrom::Best, .. });
        let weights = vec![1.0; pool.len()];
        let Ok(scale) = normalise::fit(PoolValues { values: &pool, weights: &weights }, direction, &normalisation) else {
            return Ok(());
        };
        let values: Vec<f64> = pool.into_iter().chain(others).collect();
        let targets = vec![0.4; values.len()];
        let scores = normalise::apply(&scale, &values, &targets, direction, &normalisation);
        let is_upwards = (direction == Direction::HigherIsBetter) != less_is_better;
        for (one, score) in values.iter().zip(&scores).filter(|(_, score)| !score.is_nan()) {
            for (other, other_score) in values.iter().zip(&scores).filter(|(_, score)| !score.is_nan()) {
                if one == other {
                    prop_assert_eq!(score, other_score);
                } else if (one > other) == is_upwards {
                    prop_assert!(score >= other_score, "{} scores {}, {} scores {}", one, score, other, other_score);
                }
            }
        }
    }

    #[test]
    fn negative_values_with_the_direction_turned_score_the_same(
        values in values(1..40), scaling in scalings(), direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        // Where raw numbers are stated they change sign too; fractions and ratios have no meaning on a turned axis.
        let other = match scaling.clone() {
            Scaling::PercentileRank { reversal: Reversal::AfterRanking, .. } => return Ok(()),
            Scaling::FractionOfMaximum
            | Scaling::CutPoints { .. }
            | Scaling::RelativeTo { relation: Relation::Ratio { .. }, .. } => return Ok(()),
            Scaling::Goalposts { lower, upper, cap } => Scaling::Goalposts { lower: -upper, upper: -lower, cap },
            Scaling::DistanceTo { reference: DistanceReference::Target(target), cap } => {
                Scaling::DistanceTo { reference: DistanceReference::Target(-target), cap }
            }
            Scaling::RelativeTo { reference: ReferenceMean::Stated(reference), relation } => {
                Scaling::RelativeTo { reference: ReferenceMean::Stated(-reference), relation }
            }
            scaling => scaling,
        };
        let (targets, weights) = targets_and_weights(values.len());
        let negative = |values: &[f64]| values.iter().map(|value| if value.is_nan() { *value } else { -value }).collect::<Vec<f64>>();
        let scores = normalise::fit_and_apply(&values, &targets, &weights, direction, &default(scaling));
        let of_negative = normalise::fit_and_apply(&negative(&values), &negative(&targets), &weights, turned(direction), &default(other));
        match (scores, of_negative) {
            (Ok(scores), Ok(of_negative)) => prop_assert!(agree(&scores, &of_negative), "{:?} {:?}", scores, of_negative),
            (scores, of_negative) => prop_assert_eq!(scores.is_err(), of_negative.is_err()),
        }
    }

    #[test]
    fn the_unit_of_the_values_does_not_count(
        values in values(1..40), scaling in scalings(), direction in prop::sample::select(&DIRECTIONS[..]),
        factor in 0.01..100.0f64, shift in -1_000.0..1_000.0f64
    ) {
        let mapped = |value: f64| if value.is_nan() { value } else { factor * value + shift };
        let other = match scaling.clone() {
            Scaling::MinMax | Scaling::ZScore { .. } => scaling.clone(),
            Scaling::DistanceTo { reference: DistanceReference::Maximum, .. } => scaling.clone(),
            Scaling::PercentileRank { .. } | Scaling::Rank { .. } | Scaling::Borda { .. } => scaling.clone(),
            Scaling::Exponential { .. } | Scaling::QuantileClasses { .. } => scaling.clone(),
            Scaling::Goalposts { lower, upper, cap } => Scaling::Goalposts { lower: mapped(lower), upper: mapped(upper), cap },
            _ => return Ok(()),
        };
        let mapped: Vec<f64> = values.iter().map(|value| mapped(*value)).collect();
        let scores = scored(&values, direction, &default(scaling));
        let of_mapped = scored(&mapped, direction, &default(other));
        prop_assert!(agree(&scores, &of_mapped), "{:?} {:?}", scores, of_mapped);
    }

    #[test]
    fn a_pool_of_two_halves_scores_each_as_it_scores_both(
        values in values(2..40), normalisation in normalisations(), direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        let (targets, weights) = targets_and_weights(values.len());
        let Ok(scale) = normalise::fit(PoolValues { values: &values, weights: &weights }, direction, &normalisation) else {
            return Ok(());
        };
        let middle = values.len() / 2;
        let apply = |range: std::ops::Range<usize>| {
            normalise::apply(&scale, &values[range.clone()], &targets[range], direction, &normalisation)
        };
        let halves = [apply(0..middle), apply(middle..values.len())].concat();
        prop_assert_eq!(bits(&halves), bits(&apply(0..values.len())));
    }
}
