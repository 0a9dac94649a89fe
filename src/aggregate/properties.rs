//! What must hold of every method, whatever the scores are.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::method::{Penalty, Ties, ZeroRule};

const ZERO: ZeroRule = ZeroRule::GivesZero;

const METHODS: [Aggregation; 13] = [
    Aggregation::ArithmeticMean,
    Aggregation::Sum,
    Aggregation::GeometricMean { zero: ZERO },
    Aggregation::HarmonicMean { zero: ZERO },
    Aggregation::PowerMean { exponent: 2.0, zero: ZERO },
    Aggregation::PowerMean { exponent: 0.5, zero: ZERO },
    Aggregation::PowerMean { exponent: -1.5, zero: ZERO },
    Aggregation::Median,
    Aggregation::Minimum,
    Aggregation::MazziottaPareto { penalty: Penalty::Lowers },
    Aggregation::Copeland,
    Aggregation::BenefitOfTheDoubt,
    Aggregation::MeanOfRanks { ties: Ties::Average },
];

fn is_mean(method: Aggregation) -> bool {
    matches!(
        method,
        Aggregation::ArithmeticMean
            | Aggregation::GeometricMean { .. }
            | Aggregation::HarmonicMean { .. }
            | Aggregation::PowerMean { .. }
            | Aggregation::Median
            | Aggregation::Minimum
    )
}

/// Children with their weights: columns of equal length, many scores tied, some missing or zero.
#[derive(Debug, Clone)]
struct Node {
    columns: Vec<Vec<f64>>,
    weights: Vec<f64>,
    /// An order of the children, and one of the regions.
    children: Vec<usize>,
    regions: Vec<usize>,
}

fn nodes() -> impl Strategy<Value = Node> {
    (1usize..6, 1usize..9).prop_flat_map(|(n_children, n_regions)| {
        let score = prop_oneof![
            6 => (1i32..1_000).prop_map(|tenths| f64::from(tenths) / 10.0),
            2 => (1i32..5).prop_map(f64::from),
            1 => Just(0.0),
            1 => Just(Missing::Null.value()),
        ];
        let columns = prop::collection::vec(prop::collection::vec(score, n_regions), n_children);
        let weights = prop::collection::vec((1i32..30).prop_map(|tenths| f64::from(tenths) / 10.0), n_children);
        let order = |length: usize| Just((0..length).collect::<Vec<usize>>()).prop_shuffle();
        (columns, weights, order(n_children), order(n_regions)).prop_map(|(columns, weights, children, regions)| Node {
            columns,
            weights,
            children,
            regions,
        })
    })
}

impl Node {
    fn n_regions(&self) -> usize {
        self.columns[0].len()
    }

    fn scores(&self, method: Aggregation, minimum_coverage: f64) -> Aggregated {
        let children: Vec<WeightedChild<'_>> = self
            .columns
            .iter()
            .zip(&self.weights)
            .map(|(scores, &weight)| WeightedChild {
                scores,
                coverage: &[],
                weight,
                when_missing: WhenMissing::FollowNode,
                order: RankOrder::HighestFirst,
            })
            .collect();
        aggregate(method, &children, self.n_regions(), MissingChildren::Renormalise { minimum_coverage })
    }

    /// The scores that a region has.
    fn present(&self, region_idx: usize) -> Vec<f64> {
        statistics::present(&self.columns.iter().map(|column| column[region_idx]).collect::<Vec<f64>>())
    }
}

fn same(found: f64, expected: f64) -> bool {
    found.to_bits() == expected.to_bits() || (found - expected).abs() <= 1e-9 * expected.abs().max(1.0)
}

fn cases(n_cases: u32) -> ProptestConfig {
    let from_environment = ProptestConfig::default();
    let rng_seed = match from_environment.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2026),
        chosen => chosen,
    };
    ProptestConfig { cases: n_cases, rng_seed, failure_persistence: None, ..from_environment }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_order_of_the_children_does_not_count(node in nodes()) {
        let other = Node {
            columns: node.children.iter().map(|&child| node.columns[child].clone()).collect(),
            weights: node.children.iter().map(|&child| node.weights[child]).collect(),
            ..node.clone()
        };
        for method in METHODS {
            let (found, expected) = (other.scores(method, 0.4), node.scores(method, 0.4));
            let exact = method.is_linear() || matches!(method, Aggregation::MeanOfRanks { .. } | Aggregation::Copeland);
            for (found, expected) in found.scores.iter().zip(&expected.scores) {
                let alike = if exact { found.to_bits() == expected.to_bits() } else { same(*found, *expected) };
                prop_assert!(alike, "{}: {} and {}", method, found, expected);
            }
            prop_assert_eq!(found.coverage, expected.coverage);
        }
    }

    #[test]
    fn regions_in_another_order_have_the_same_scores(node in nodes()) {
        let shuffled = |column: &Vec<f64>| node.regions.iter().map(|&region_idx| column[region_idx]).collect();
        let other = Node { columns: node.columns.iter().map(shuffled).collect(), ..node.clone() };
        for method in METHODS {
            let (found, expected) = (other.scores(method, 0.4), node.scores(method, 0.4));
            for (position, &region_idx) in node.regions.iter().enumerate() {
                prop_assert!(same(found.scores[position], expected.scores[region_idx]), "{}", method);
            }
        }
    }

    #[test]
    fn a_child_of_weight_zero_never_matters(node in nodes(), place in 0usize..6) {
        let mut other = node.clone();
        let place = place.min(other.weights.len());
        // Negative, and missing here and there: no method may so much as look at it.
        let noise = (0..node.n_regions()).map(|region_idx| if region_idx % 2 == 0 { -5.0 } else { Missing::NoRow.value() });
        other.columns.insert(place, noise.collect());
        other.weights.insert(place, 0.0);
        for method in METHODS {
            let (found, expected) = (other.scores(method, 0.4), node.scores(method, 0.4));
            let bits = |node: &Aggregated| node.scores.iter().map(|score| score.to_bits()).collect::<Vec<u64>>();
            prop_assert_eq!(bits(&found), bits(&expected), "{}", method);
            prop_assert_eq!(&found.coverage, &expected.coverage);
            prop_assert_eq!(&found.uncomputable, &expected.uncomputable);
        }
    }

    #[test]
    fn every_score_is_a_number_or_says_why_not(node in nodes(), minimum in 0.0..1.0f64) {
        for method in METHODS {
            let found = node.scores(method, minimum);
            for (region_idx, score) in found.scores.iter().enumerate() {
                prop_assert!(score.is_finite() || Missing::of(*score) == Some(Missing::Computed), "{}", method);
                let failed = found.uncomputable.iter().any(|(other, _)| *other == region_idx);
                let has_enough = found.coverage[region_idx] >= minimum - 1e-12 && found.coverage[region_idx] > 0.0;
                prop_assert_eq!(score.is_nan(), failed || !has_enough, "{}", method);
            }
        }
    }

    #[test]
    fn a_mean_lies_between_the_least_and_the_greatest(node in nodes()) {
        for method in METHODS {
            for (region_idx, score) in node.scores(method, 0.0).scores.iter().enumerate().filter(|(_, score)| !score.is_nan()) {
                let present = node.present(region_idx);
                let (least, greatest) = (means::least(&present), present.iter().copied().fold(0.0, f64::max));
                let n_regions = node.n_regions() as f64;
                let (least, greatest) = match method {
                    _ if is_mean(method) => (least, greatest),
                    Aggregation::BenefitOfTheDoubt => (0.0, 1.0),
                    Aggregation::MeanOfRanks { .. } => (1.0, n_regions),
                    Aggregation::Copeland => (1.0 - n_regions, n_regions - 1.0),
                    _ => continue,
                };
                // A quotient may miss the bound by its own rounding.
                prop_assert!((least - 1e-12..=greatest + 1e-12).contains(score), "{}: {} of {:?}", method, score, present);
            }
        }
    }

    #[test]
    fn scores_in_another_unit_change_the_node_as_they_should(node in nodes(), factor in 0.1..50.0f64) {
        let scaled = |column: &Vec<f64>| column.iter().map(|score| score * factor).collect();
        let other = Node { columns: node.columns.iter().map(scaled).collect(), ..node.clone() };
        for method in METHODS {
            let unit = match method {
                Aggregation::Copeland | Aggregation::BenefitOfTheDoubt | Aggregation::MeanOfRanks { .. } => 1.0,
                _ => factor,
            };
            for (found, expected) in other.scores(method, 0.4).scores.iter().zip(&node.scores(method, 0.4).scores) {
                prop_assert!(found.is_nan() && expected.is_nan() || same(*found, expected * unit), "{}", method);
            }
        }
    }

    #[test]
    fn nobody_loses_by_a_better_score(node in nodes(), child in 0usize..6, region in 0usize..9, gain in 0.1..50.0f64) {
        let (child, region) = (child % node.columns.len(), region % node.n_regions());
        let mut better = node.clone();
        better.columns[child][region] += gain;
        for method in METHODS.into_iter().filter(|method| !matches!(method, Aggregation::MazziottaPareto { .. })) {
            let (before, after) = (node.scores(method, 0.0).scores[region], better.scores(method, 0.0).scores[region]);
            // Places are counted from the best.
            let sign = if matches!(method, Aggregation::MeanOfRanks { .. }) { -1.0 } else { 1.0 };
            prop_assert!(before.is_nan() || (after - before) * sign >= -1e-9, "{}: {} after {}", method, after, before);
        }
    }

    #[test]
    fn benefit_of_the_doubt_of_two_children_lies_on_a_corner(regions in prop::collection::vec((1i32..200, 1i32..200), 1..9)) {
        let regions: Vec<(f64, f64)> = regions.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
        // The best weights lie on a corner of what is allowed: on an axis, or where two regions both score 1.
        let mut corners = vec![
            (1.0 / regions.iter().map(|region| region.0).fold(0.0, f64::max), 0.0),
            (0.0, 1.0 / regions.iter().map(|region| region.1).fold(0.0, f64::max)),
        ];
        for one in &regions {
            for other in &regions {
                let determinant = one.0 * other.1 - one.1 * other.0;
                if determinant != 0.0 {
                    corners.push(((other.1 - one.1) / determinant, (one.0 - other.0) / determinant));
                }
            }
        }
        let score = |region: &(f64, f64), weights: &(f64, f64)| region.0 * weights.0 + region.1 * weights.1;
        let is_allowed = |weights: &(f64, f64)| {
            weights.0 >= 0.0 && weights.1 >= 0.0 && regions.iter().all(|other| score(other, weights) <= 1.0 + 1e-12)
        };
        corners.retain(is_allowed);
        let node = Node {
            columns: vec![regions.iter().map(|region| region.0).collect(), regions.iter().map(|region| region.1).collect()],
            weights: vec![1.0, 1.0],
            children: Vec::new(),
            regions: Vec::new(),
        };
        let found = node.scores(Aggregation::BenefitOfTheDoubt, 0.0).scores;
        for (found, region) in found.iter().zip(&regions) {
            let best = corners.iter().map(|weights| score(region, weights)).fold(0.0, f64::max);
            prop_assert!((found - best).abs() < 1e-9, "{} and {}", found, best);
        }
    }

    #[test]
    fn copeland_gives_what_it_takes(node in nodes()) {
        let node = node.scores(Aggregation::Copeland, 0.0);
        prop_assert_eq!(statistics::present(&node.scores).iter().sum::<f64>(), 0.0);
    }
}
