//! Examples of every method whose numbers can be followed on paper.

use super::*;
use crate::method::{Penalty, Ties, ZeroRule};

const MISSING: f64 = f64::NAN;
const PROPAGATE: MissingChildren = MissingChildren::Propagate { minimum_coverage: 0.0 };

fn renormalise(minimum_coverage: f64) -> MissingChildren {
    MissingChildren::Renormalise { minimum_coverage }
}

fn child(scores: &[f64], weight: f64) -> WeightedChild<'_> {
    WeightedChild { scores, coverage: &[], weight, when_missing: WhenMissing::FollowNode, order: RankOrder::HighestFirst }
}

/// The node of children given by their scores and weights.
fn node(method: Aggregation, children: &[(&[f64], f64)], missing: MissingChildren) -> Aggregated {
    let children: Vec<WeightedChild<'_>> = children.iter().map(|(scores, weight)| child(scores, *weight)).collect();
    aggregate(method, &children, children[0].scores.len(), missing)
}

/// The scores of a node all of whose children are there and none of whose regions fails.
fn scores(method: Aggregation, children: &[(&[f64], f64)]) -> Vec<f64> {
    let node = node(method, children, PROPAGATE);
    assert_eq!(node.uncomputable, []);
    node.scores
}

fn close(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{found} is not {expected}");
    }
}

const GEOMETRIC: Aggregation = Aggregation::GeometricMean { zero: ZeroRule::Refuse };
const HARMONIC: Aggregation = Aggregation::HarmonicMean { zero: ZeroRule::Refuse };

fn power(exponent: f64) -> Aggregation {
    Aggregation::PowerMean { exponent, zero: ZeroRule::Refuse }
}

#[test]
fn arithmetic_mean_and_sum() {
    // (3 · 10 + 50) / 4 and (0 + 100) / 4.
    let children: [(&[f64], f64); 2] = [(&[10.0, 0.0], 3.0), (&[50.0, 100.0], 1.0)];
    let mean = node(Aggregation::ArithmeticMean, &children, renormalise(1.0));
    assert_eq!(mean, Aggregated { scores: vec![20.0, 25.0], coverage: Coverage::same(1.0, 2), uncomputable: Vec::new() });
    assert_eq!(scores(Aggregation::Sum, &children), [80.0, 100.0]);
}

#[test]
fn geometric_harmonic_and_power_mean() {
    // ⁴√(2³ · 32) = ⁴√256 = 4.
    close(&scores(GEOMETRIC, &[(&[2.0], 3.0), (&[32.0], 1.0)]), &[4.0]);
    // 3 / (2/3 + 1/6) = 3 / (5/6) = 3.6.
    close(&scores(HARMONIC, &[(&[3.0], 2.0), (&[6.0], 1.0)]), &[3.6]);
    // √((1 · 1² + 1 · 7²) / 2) = √25 = 5.
    close(&scores(power(2.0), &[(&[1.0], 1.0), (&[7.0], 1.0)]), &[5.0]);
    // ((√4 + √16) / 2)² = 9.
    close(&scores(power(0.5), &[(&[4.0], 1.0), (&[16.0], 1.0)]), &[9.0]);
    // The exponents −1 and 1 are the harmonic and the arithmetic mean.
    close(&scores(power(-1.0), &[(&[3.0], 2.0), (&[6.0], 1.0)]), &[3.6]);
    close(&scores(power(1.0), &[(&[3.0], 2.0), (&[6.0], 1.0)]), &[4.0]);
    // Neither 1000³⁰⁰ nor its inverse is a number, but the means are.
    close(&scores(power(300.0), &[(&[1000.0], 1.0), (&[1000.0], 1.0)]), &[1000.0]);
    close(&scores(power(-300.0), &[(&[1000.0], 1.0), (&[1000.0], 1.0)]), &[1000.0]);
}

#[test]
fn the_mean_of_equal_scores_is_that_score_to_the_bit() {
    for method in [GEOMETRIC, HARMONIC, power(2.0), power(-0.3)] {
        assert_eq!(scores(method, &[(&[0.1, 10.0], 0.3), (&[0.1, 10.0], 0.7), (&[0.1, 10.0], 1.1)]), [0.1, 10.0], "{method}");
    }
}

#[test]
fn zero_makes_a_mean_zero_or_is_refused_and_below_zero_there_is_none() {
    let with = |method, score: f64| {
        let node = node(method, &[(&[4.0, score], 1.0), (&[9.0, 9.0], 1.0)], PROPAGATE);
        assert!(!node.scores[0].is_nan());
        (node.scores[1], node.uncomputable)
    };
    let refused = |score: f64| vec![(1, Uncomputable::NotPositive(score))];
    for zero in [ZeroRule::Refuse, ZeroRule::GivesZero] {
        let methods = [
            Aggregation::GeometricMean { zero },
            Aggregation::HarmonicMean { zero },
            Aggregation::PowerMean { exponent: -2.0, zero },
        ];
        for method in methods {
            let (at_zero, why) = with(method, 0.0);
            match zero {
                ZeroRule::GivesZero => assert_eq!((at_zero, why), (0.0, Vec::new())),
                ZeroRule::Refuse => assert_eq!((Missing::of(at_zero), why), (Some(Missing::Computed), refused(0.0))),
            }
            assert_eq!(with(method, -1.0).1, refused(-1.0));
        }
        // √((0 + 81) / 2): a positive exponent has no trouble with zero.
        let method = Aggregation::PowerMean { exponent: 2.0, zero };
        close(&[with(method, 0.0).0], &[40.5f64.sqrt()]);
        assert_eq!(with(method, -1.0).1, refused(-1.0));
        assert_eq!(scores(method, &[(&[0.0], 1.0), (&[0.0], 1.0)]), [0.0]);
    }
}

#[test]
fn median_and_minimum_do_not_weigh() {
    let children: [(&[f64], f64); 3] = [(&[1.0, 5.0], 1.0), (&[4.0, 2.0], 9.0), (&[10.0, MISSING], 1.0)];
    assert_eq!(node(Aggregation::Median, &children, renormalise(0.0)).scores, [4.0, 3.5]);
    assert_eq!(node(Aggregation::Minimum, &children, renormalise(0.0)).scores, [1.0, 2.0]);
}

#[test]
fn mazziotta_pareto_takes_off_what_is_uneven() {
    // Mean 100, deviations ±10: S = 10, cv = 0.1, so 1 is taken off or added.
    let children: [(&[f64], f64); 2] = [(&[90.0, 100.0], 1.0), (&[110.0, 100.0], 1.0)];
    close(&scores(Aggregation::MazziottaPareto { penalty: Penalty::Lowers }, &children), &[99.0, 100.0]);
    close(&scores(Aggregation::MazziottaPareto { penalty: Penalty::Raises }, &children), &[101.0, 100.0]);
    let below = node(Aggregation::MazziottaPareto { penalty: Penalty::Lowers }, &[(&[-3.0], 1.0), (&[1.0], 1.0)], PROPAGATE);
    assert_eq!(below.uncomputable, [(0, Uncomputable::NotPositive(-1.0))]);
}

#[test]
fn copeland_counts_wins_minus_losses() {
    // a > b: a is better in .6 of the weight. b > c by the first and third child; a > c by the first and second. So a +2, b
    // 0, c −2.
    let children: [(&[f64], f64); 3] = [(&[3.0, 2.0, 1.0], 0.4), (&[2.0, 1.0, 1.0], 0.2), (&[1.0, 2.0, 1.5], 0.4)];
    assert_eq!(scores(Aggregation::Copeland, &children), [2.0, 0.0, -2.0]);
    // As places, of which less is better, the same scores give the contrary.
    let turned: Vec<WeightedChild<'_>> = children
        .iter()
        .map(|(scores, weight)| WeightedChild { order: RankOrder::LowestFirst, ..child(scores, *weight) })
        .collect();
    assert_eq!(aggregate(Aggregation::Copeland, &turned, 3, PROPAGATE).scores, [-2.0, 0.0, 2.0]);
}

#[test]
fn copeland_ties_where_exactly_half_of_the_weight_is_on_each_side() {
    // 0.1 + 0.2 against 0.3: as doubles, the sum is more.
    let children: [(&[f64], f64); 3] = [(&[1.0, 0.0], 0.1), (&[1.0, 0.0], 0.2), (&[0.0, 1.0], 0.3)];
    assert_ne!(0.1 + 0.2, 0.3);
    assert_eq!(scores(Aggregation::Copeland, &children), [0.0, 0.0]);
}

#[test]
fn copeland_compares_what_both_have_in_any_order_of_rows() {
    // The two meet in the second child only, which the first region wins.
    let children: [(&[f64], f64); 3] = [(&[MISSING, 9.0], 5.0), (&[2.0, 1.0], 1.0), (&[0.0, MISSING], 5.0)];
    assert_eq!(node(Aggregation::Copeland, &children, renormalise(0.0)).scores, [1.0, -1.0]);
    let reversed: [(&[f64], f64); 3] = [(&[9.0, MISSING], 5.0), (&[1.0, 2.0], 1.0), (&[MISSING, 0.0], 5.0)];
    assert_eq!(node(Aggregation::Copeland, &reversed, renormalise(0.0)).scores, [-1.0, 1.0]);
}

#[test]
fn benefit_of_the_doubt_is_the_share_of_the_frontier() {
    // The frontier is the line through (4, 1) and (1, 4), x + y = 5. (2, 2) reaches 4/5 of it with the weights 1/5, 1/5; (4,
    // 0.5) all of it on the first child alone, (1, 1) 2/5.
    let children: [(&[f64], f64); 2] = [(&[4.0, 1.0, 2.0, 4.0, 1.0, 0.0], 1.0), (&[1.0, 4.0, 2.0, 0.5, 1.0, 0.0], 1.0)];
    close(&scores(Aggregation::BenefitOfTheDoubt, &children), &[1.0, 1.0, 0.8, 1.0, 0.4, 0.0]);
    // Units do not count.
    let children: [(&[f64], f64); 2] = [(&[4e6, 1e6, 2e6, 4e6, 1e6, 0.0], 1.0), (&[1.0, 4.0, 2.0, 0.5, 1.0, 0.0], 7.0)];
    close(&scores(Aggregation::BenefitOfTheDoubt, &children), &[1.0, 1.0, 0.8, 1.0, 0.4, 0.0]);
}

#[test]
fn benefit_of_the_doubt_goes_on_without_what_a_region_lacks_and_not_below_zero() {
    // The third region has the first child only, and half of the best in it.
    let children: [(&[f64], f64); 2] = [(&[4.0, 1.0, 2.0], 1.0), (&[1.0, 4.0, MISSING], 1.0)];
    close(&node(Aggregation::BenefitOfTheDoubt, &children, renormalise(0.5)).scores, &[1.0, 1.0, 0.5]);
    let below = node(Aggregation::BenefitOfTheDoubt, &[(&[4.0, -1.0], 1.0), (&[1.0, 4.0], 1.0)], PROPAGATE);
    assert!(below.scores.iter().all(|score| Missing::of(*score) == Some(Missing::Computed)));
    let why = Uncomputable::NotPositive(-1.0);
    assert_eq!(below.uncomputable, [(0, why), (1, why)]);
}

#[test]
fn mean_of_ranks_by_each_rule_of_ties() {
    // Places 1, 2½, 2½, 4 in the first child and, of which less is better, 3, 2, 1, 4 in the second.
    let first = child(&[9.0, 5.0, 5.0, 1.0], 1.0);
    let second = WeightedChild { order: RankOrder::LowestFirst, ..child(&[3.0, 2.0, 1.0, 4.0], 3.0) };
    for (ties, expected) in [
        (Ties::Average, [2.5, 2.125, 1.375, 4.0]),
        (Ties::Minimum, [2.5, 2.0, 1.25, 4.0]),
        (Ties::Maximum, [2.5, 2.25, 1.5, 4.0]),
        (Ties::Dense, [2.5, 2.0, 1.25, 3.75]),
    ] {
        assert_eq!(aggregate(Aggregation::MeanOfRanks { ties }, &[first, second], 4, PROPAGATE).scores, expected);
    }
}

#[test]
fn a_region_without_a_score_has_no_rank_and_the_others_close_up() {
    let children: [(&[f64], f64); 2] = [(&[9.0, MISSING, 5.0], 1.0), (&[1.0, 2.0, 3.0], 1.0)];
    let ranks = node(Aggregation::MeanOfRanks { ties: Ties::Average }, &children, renormalise(0.0));
    assert_eq!(ranks.scores, [2.0, 2.0, 1.5]);
}

#[test]
fn what_is_missing_is_carried_by_the_others_down_to_the_threshold() {
    let (first, second) = ([10.0, MISSING, MISSING], [20.0, 20.0, MISSING]);
    let children: [(&[f64], f64); 3] = [(&first, 1.0), (&second, 2.0), (&[30.0, 30.0, 30.0], 1.0)];
    let mean = node(Aggregation::ArithmeticMean, &children, renormalise(0.75));
    assert_eq!(mean.coverage.shares(), [1.0, 0.75, 0.25]);
    assert_eq!(mean.scores[..2], [20.0, 70.0 / 3.0]);
    assert_eq!(Missing::of(mean.scores[2]), Some(Missing::Computed));
    assert_eq!(mean.uncomputable, [], "what is missing is not a failure of the method");
    // A sum of 70 over ¾ of the weight stands for 70 · 4/3.
    let sum = node(Aggregation::Sum, &children, renormalise(0.75));
    close(&sum.scores[..2], &[80.0, 280.0 / 3.0]);
    assert_eq!(sum.coverage, mean.coverage);
}

#[test]
fn what_is_missing_takes_the_score_where_node_or_child_says_so() {
    let (first, second) = ([10.0, MISSING, 10.0], [20.0, 20.0, MISSING]);
    let all = [child(&first, 1.0), child(&second, 1.0)];
    let has_score = |children: &[WeightedChild<'_>], missing| {
        let node = aggregate(Aggregation::ArithmeticMean, children, 3, missing);
        assert_eq!(node.coverage.shares(), [1.0, 0.5, 0.5]);
        node.scores.iter().map(|score| Missing::of(*score)).map(|missing| missing.is_none()).collect::<Vec<bool>>()
    };
    assert_eq!(has_score(&all, renormalise(0.0)), [true, true, true]);
    assert_eq!(has_score(&all, PROPAGATE), [true, false, false]);
    assert_eq!(has_score(&all, MissingChildren::Fail { minimum_coverage: 0.0 }), [true, false, false]);
    let one = [WeightedChild { when_missing: WhenMissing::Propagate, ..all[0] }, all[1]];
    assert_eq!(has_score(&one, renormalise(0.0)), [true, false, true]);
}

#[test]
fn a_score_that_does_not_rest_on_data_counts_but_does_not_cover() {
    let neutral = WeightedChild { coverage: &[0.0], ..child(&[50.0], 1.0) };
    let both = [neutral, child(&[100.0], 3.0)];
    let mean = aggregate(Aggregation::ArithmeticMean, &both, 1, PROPAGATE);
    assert_eq!((mean.scores[0], mean.coverage[0]), (87.5, 0.75));
    let below =
        [renormalise(0.8), MissingChildren::Propagate { minimum_coverage: 0.8 }, MissingChildren::Fail { minimum_coverage: 0.8 }];
    for missing in below {
        let scores = aggregate(Aggregation::ArithmeticMean, &both, 1, missing).scores;
        assert!(scores[0].is_nan(), "a least coverage holds whatever becomes of a missing child: {missing:?}");
    }
}

#[test]
fn sums_in_another_order_are_the_same_to_the_last_bit() {
    let mean = |scores: [f64; 3]| {
        let children: Vec<WeightedChild<'_>> = scores.iter().map(|score| child(std::slice::from_ref(score), 1.0)).collect();
        aggregate(Aggregation::ArithmeticMean, &children, 1, PROPAGATE).scores[0].to_bits()
    };
    assert_ne!((0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3));
    assert_eq!(mean([0.1, 0.2, 0.3]), mean([0.2, 0.3, 0.1]));
}

#[test]
fn what_is_too_large_for_a_number_says_so() {
    let sum = node(Aggregation::Sum, &[(&[1e308, 1.0], 1.0), (&[1e308, 1.0], 1.0)], PROPAGATE);
    assert_eq!(sum.uncomputable, [(0, Uncomputable::Overflow)]);
    assert_eq!((Missing::of(sum.scores[0]), sum.scores[1]), (Some(Missing::Computed), 2.0));
}

#[test]
fn without_any_weight_there_is_no_score() {
    let nothing = node(Aggregation::ArithmeticMean, &[(&[1.0], 0.0)], renormalise(0.0));
    assert_eq!((Missing::of(nothing.scores[0]), nothing.coverage[0]), (Some(Missing::Computed), 0.0));
}

#[test]
fn a_child_of_negative_weight_counts_against_the_others() {
    // (2 · 10 − 4) / 1; exp((2 ln 8 − ln 4) / 1) = 16.
    let children: [(&[f64], f64); 2] = [(&[10.0, MISSING, 8.0], 2.0), (&[4.0, 4.0, 4.0], -1.0)];
    let mean = node(Aggregation::ArithmeticMean, &children, renormalise(0.0));
    assert_eq!((mean.scores[0], mean.coverage[1]), (16.0, 1.0 / 3.0));
    close(&node(GEOMETRIC, &children, renormalise(0.0)).scores[2..], &[16.0]);
    // A weight of −1 alone is none to divide by.
    assert_eq!(mean.uncomputable, [(1, Uncomputable::NoSolution)]);
    assert_eq!(Missing::of(mean.scores[1]), Some(Missing::Computed));
    // Copeland: 2 for the better in the first child, 1 for the worse in the second.
    let children: [(&[f64], f64); 2] = [(&[5.0, 5.0], 2.0), (&[1.0, 9.0], -1.0)];
    assert_eq!(scores(Aggregation::Copeland, &children), [1.0, -1.0]);
}
