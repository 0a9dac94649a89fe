//! What must hold whatever the numbers are: percentile ranks, ranks, rounding, means, weights, periods and mergers.

use std::collections::BTreeSet;

use evp::aggregate::{self, Aggregated, WeightedChild, WhenMissing};
use evp::config::located::Localised;
use evp::indicator::{Derivation, Indicator};
use evp::method::{
    Aggregation, Basis, BeforeScaling, Chain, Denominator, Direction, Imputation, ImputationMethod, Keep, MissingChildren,
    MissingPolicy, MissingRule, Normalisation, OutlierLimits, Pool, PoolEditions, RankOrder, RankTies, Reversal, Rounding,
    Scaling, Ties, Treatment, Uncomputable, Weighting, WeightingMethod, WhenAllEqual, Within,
};
use evp::panel::Missing;
use evp::period::{Frequency, Period};
use evp::rank::{self, GroupRanking, UNRANKED};
use evp::region::Day;
use evp::region::mergers::{Merger, Mergers};
use evp::tree::{Child, Node, Tree};
use evp::{normalise, round, weight};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same cases on every run, so that nobody's change fails by chance; PROPTEST_RNG_SEED tries others.
pub(crate) fn cases(n_cases: u32) -> ProptestConfig {
    let from_environment = ProptestConfig::default();
    let rng_seed = match from_environment.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2026),
        chosen => chosen,
    };
    ProptestConfig { cases: n_cases, rng_seed, failure_persistence: None, ..from_environment }
}

// --------------------------------------------------------------------------------------------------------- percentile ranks

pub(crate) const TIES: [Ties; 4] = [Ties::Average, Ties::Minimum, Ties::Maximum, Ties::Dense];
pub(crate) const DENOMINATORS: [Denominator; 6] = [
    Denominator::ObservedRange,
    Denominator::CountMinusOne,
    Denominator::Count,
    Denominator::CountInclusive,
    Denominator::CountExclusive,
    Denominator::CountPlusOne,
];
pub(crate) const REVERSALS: [Reversal; 2] = [Reversal::BeforeRanking, Reversal::AfterRanking];
pub(crate) const DIRECTIONS: [Direction; 2] = [Direction::HigherIsBetter, Direction::LowerIsBetter];
const RANK_TIES: [RankTies; 3] = [RankTies::Minimum, RankTies::Maximum, RankTies::Dense];

fn missing() -> impl Strategy<Value = f64> {
    prop_oneof![Just(Missing::NoRow), Just(Missing::Null), Just(Missing::Dots(2)), Just(Missing::Computed)]
        .prop_map(Missing::value)
}

/// Values as statistics have them: few distinct ones, so that many tie, or many; some missing.
pub(crate) fn values(n_values: std::ops::Range<usize>) -> impl Strategy<Value = Vec<f64>> {
    let tied = (-6i32..6).prop_map(|tenths| f64::from(tenths) / 10.0);
    let apart = (-5_000_000i32..5_000_000).prop_map(|thousandths| f64::from(thousandths) / 1_000.0);
    let of_one_kind = |value: BoxedStrategy<f64>, n_values: std::ops::Range<usize>| {
        prop::collection::vec(prop_oneof![8 => value, 1 => missing()], n_values)
    };
    prop_oneof![of_one_kind(tied.boxed(), n_values.clone()), of_one_kind(apart.boxed(), n_values)]
}

/// Every way to normalise by percentile rank.
fn normalisations() -> impl Strategy<Value = Normalisation> {
    let scaling =
        (prop::sample::select(&TIES[..]), prop::sample::select(&DENOMINATORS[..]), prop::sample::select(&REVERSALS[..]));
    let range = prop::sample::select(vec![(0.0, 100.0), (0.0, 1.0), (1.0, 10.0), (-1.0, 1.0)]);
    (scaling, range).prop_map(|((ties, denominator, reversal), range)| Normalisation {
        scaling: Scaling::PercentileRank { ties, denominator, reversal },
        range,
        ..DEFAULT
    })
}

/// Which end is rank 1.
const HIGHEST_FIRST: RankOrder = RankOrder::HighestFirst;

/// What a configuration gets that says nothing else.
pub(crate) const DEFAULT: Normalisation = Normalisation {
    scaling: Scaling::PercentileRank {
        ties: Ties::Average,
        denominator: Denominator::ObservedRange,
        reversal: Reversal::BeforeRanking,
    },
    before: BeforeScaling::Nothing,
    range: (0.0, 100.0),
    all_equal: WhenAllEqual::Middle,
    pool: Pool { editions: PoolEditions::Each, within: Within::Everyone },
};

/// Scores of values among themselves; without a single value there is nothing to score, and all stay missing.
pub(crate) fn scored(values: &[f64], direction: Direction, normalisation: &Normalisation) -> Vec<f64> {
    match normalise::fit_and_apply(values, &[], &[], direction, normalisation) {
        Err(Uncomputable::NoValues) if values.iter().all(|value| value.is_nan()) => values.to_vec(),
        scores => scores.expect("there are values"),
    }
}

pub(crate) fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// Values and an order in which to take them.
pub(crate) fn with_order(values: impl Strategy<Value = Vec<f64>>) -> impl Strategy<Value = (Vec<f64>, Vec<usize>)> {
    values.prop_flat_map(|values| {
        let order: Vec<usize> = (0..values.len()).collect();
        (Just(values), Just(order).prop_shuffle())
    })
}

pub(crate) fn taken(values: &[f64], order: &[usize]) -> Vec<f64> {
    order.iter().map(|&position| values[position]).collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn scores_keep_to_the_range_and_follow_the_values(
        values in values(0..40), direction in prop::sample::select(&DIRECTIONS[..]), normalisation in normalisations()
    ) {
        let scores = scored(&values, direction, &normalisation);
        prop_assert_eq!(scores.len(), values.len());
        for (value, score) in values.iter().zip(&scores) {
            prop_assert_eq!(Missing::of(*value), Missing::of(*score), "missing stays missing, for the same reason");
            prop_assert!(score.is_nan() || (normalisation.range.0..=normalisation.range.1).contains(score), "{}", score);
        }
        let oriented = |value: f64| if direction == Direction::LowerIsBetter { -value } else { value };
        for (one, score) in values.iter().zip(&scores) {
            for (other, other_score) in values.iter().zip(&scores) {
                if one == other {
                    prop_assert_eq!(score.to_bits(), other_score.to_bits());
                } else if oriented(*one) > oriented(*other) {
                    prop_assert!(score > other_score, "{} scores {}, {} scores {}", one, score, other, other_score);
                }
            }
        }
    }

    #[test]
    fn the_best_gets_100_and_the_weakest_0_even_with_ties(
        values in values(0..40), direction in prop::sample::select(&DIRECTIONS[..])
    ) {
        let scores = scored(&values, direction, &DEFAULT);
        let numbers = || values.iter().zip(&scores).filter(|(value, _)| !value.is_nan());
        let highest = numbers().map(|(value, _)| *value).fold(f64::NEG_INFINITY, f64::max);
        let lowest = numbers().map(|(value, _)| *value).fold(f64::INFINITY, f64::min);
        let (of_highest, of_lowest) = match direction {
            _ if highest == lowest => (50.0, 50.0),
            Direction::HigherIsBetter => (100.0, 0.0),
            Direction::LowerIsBetter => (0.0, 100.0),
        };
        for (value, score) in numbers() {
            prop_assert!(*value != highest || *score == of_highest, "the highest scores {}", score);
            prop_assert!(*value != lowest || *score == of_lowest, "the lowest scores {}", score);
        }
    }

    #[test]
    fn only_the_order_of_the_values_counts(
        values in prop::collection::vec(-40i32..40, 0..40),
        direction in prop::sample::select(&DIRECTIONS[..]), normalisation in normalisations()
    ) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let scores = scored(&values, direction, &normalisation);
        // Strictly increasing, also as doubles, on whole numbers as small as these.
        let maps: [fn(f64) -> f64; 4] =
            [|x| 3.0 * x + 7.0, |x| x * x * x, |x| x / (1.0 + x.abs()), |x| if x < 0.0 { x } else { x * x + 1e6 }];
        for map in maps {
            let mapped: Vec<f64> = values.iter().copied().map(map).collect();
            prop_assert_eq!(bits(&scored(&mapped, direction, &normalisation)), bits(&scores));
        }
    }

    #[test]
    fn the_order_of_the_regions_does_not_count(
        (values, order) in with_order(values(0..40)),
        direction in prop::sample::select(&DIRECTIONS[..]), normalisation in normalisations()
    ) {
        let scores = scored(&values, direction, &normalisation);
        let of_taken = scored(&taken(&values, &order), direction, &normalisation);
        prop_assert_eq!(bits(&of_taken), bits(&taken(&scores, &order)));
    }

    #[test]
    fn turning_an_indicator_turns_its_scores_even_with_ties(values in values(0..40)) {
        let scores = scored(&values, Direction::HigherIsBetter, &DEFAULT);
        let negative: Vec<f64> = values.iter().map(|value| -value).collect();
        for turned in [
            scored(&values, Direction::LowerIsBetter, &DEFAULT),
            scored(&negative, Direction::HigherIsBetter, &DEFAULT),
        ] {
            for (score, turned) in scores.iter().zip(&turned) {
                prop_assert!(score.is_nan() == turned.is_nan());
                prop_assert!(score.is_nan() || (score + turned - 100.0).abs() < 1e-12, "{} and {}", score, turned);
            }
        }
    }
}

// --------------------------------------------------------------------------------------------------------------------- ranks

/// Rank of each score by counting.
fn counted(scores: &[f64], ties: RankTies) -> Vec<u32> {
    let rank = |score: &f64| {
        if score.is_nan() {
            return UNRANKED;
        }
        let better = scores.iter().filter(|other| *other > score);
        let n_equal = scores.iter().filter(|other| *other == score).count();
        let rank = match ties {
            RankTies::Minimum => 1 + better.count(),
            RankTies::Maximum => better.count() + n_equal,
            // Among scores without −0, bits are equal where numbers are.
            RankTies::Dense => 1 + better.map(|score| (score + 0.0).to_bits()).collect::<BTreeSet<u64>>().len(),
        };
        rank as u32
    };
    scores.iter().map(rank).collect()
}

const N_GROUPS: usize = 3;

/// Scores and groups of the same regions in two editions.
fn two_editions() -> impl Strategy<Value = [(Vec<f64>, Vec<usize>); 2]> {
    (0usize..30).prop_flat_map(|n_regions| {
        let groups = || prop::collection::vec(0..N_GROUPS, n_regions);
        [(values(n_regions..n_regions + 1), groups()), (values(n_regions..n_regions + 1), groups())]
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_rank_is_a_count(scores in values(0..40)) {
        for ties in RANK_TIES {
            prop_assert_eq!(rank::ranks(&scores, HIGHEST_FIRST, ties), counted(&scores, ties), "{:?}", ties);
        }
    }

    #[test]
    fn ranks_in_a_group_are_ranks_of_its_members_alone([(scores, group_of), _] in two_editions()) {
        for ties in RANK_TIES {
            let ranks = rank::group_ranks(&scores, HIGHEST_FIRST, &group_of, N_GROUPS, ties);
            for group in 0..N_GROUPS {
                let members: Vec<usize> = (0..scores.len()).filter(|&region_idx| group_of[region_idx] == group).collect();
                let of_members: Vec<u32> = members.iter().map(|&region_idx| ranks[region_idx]).collect();
                prop_assert_eq!(of_members, rank::ranks(&taken(&scores, &members), HIGHEST_FIRST, ties), "{:?}", ties);
            }
        }
    }

    #[test]
    fn what_one_edition_gains_the_way_back_loses([before, now] in two_editions()) {
        let negative = |changes: Vec<Option<i32>>| -> Vec<Option<i32>> {
            changes.into_iter().map(|change| change.map(|change| -change)).collect()
        };
        for ties in RANK_TIES {
            let (ranks_before, ranks_now) = (rank::ranks(&before.0, HIGHEST_FIRST, ties), rank::ranks(&now.0, HIGHEST_FIRST, ties));
            let forth = rank::changes(&ranks_before, &ranks_now);
            prop_assert_eq!(&forth, &negative(rank::changes(&ranks_now, &ranks_before)));
            for (region_idx, change) in forth.iter().enumerate() {
                let climbed = ranks_before[region_idx] as i32 - ranks_now[region_idx] as i32;
                let in_both = ranks_before[region_idx] != UNRANKED && ranks_now[region_idx] != UNRANKED;
                prop_assert_eq!(*change, in_both.then_some(climbed));
            }
            let in_groups = [&before, &now].map(|(scores, group_of)| rank::group_ranks(scores, HIGHEST_FIRST, group_of, N_GROUPS, ties));
            let ranking = |edition: usize| {
                let (scores, group_of) = [&before, &now][edition];
                GroupRanking { scores, group_of, ranks: &in_groups[edition], order: HIGHEST_FIRST }
            };
            let forth = rank::group_changes(ranking(0), ranking(1), N_GROUPS, ties);
            let back = rank::group_changes(ranking(1), ranking(0), N_GROUPS, ties);
            prop_assert_eq!(&forth, &negative(back));
            for (region_idx, change) in forth.iter().enumerate() {
                let stayed = before.1[region_idx] == now.1[region_idx];
                let ranked = [&before, &now].iter().all(|(scores, _)| !scores[region_idx].is_nan());
                prop_assert_eq!(change.is_some(), stayed && ranked);
            }
            // Where nobody changed group, a change is the difference of the ranks as they are published.
            let in_old_groups = rank::group_ranks(&now.0, HIGHEST_FIRST, &before.1, N_GROUPS, ties);
            let same_groups = GroupRanking { scores: &now.0, group_of: &before.1, ranks: &in_old_groups, order: HIGHEST_FIRST };
            let changes = rank::group_changes(ranking(0), same_groups, N_GROUPS, ties);
            prop_assert_eq!(changes, rank::changes(&in_groups[0], &in_old_groups));
        }
    }
}

// ------------------------------------------------------------------------------------------------------ rounding and sums

/// The scores that a region may get in twenty indicators, each with its own ties, and an order in which to add them.
fn twenty_indicators() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<usize>)> {
    (2usize..400).prop_flat_map(|n_regions| {
        // From half of the regions tied with others to hardly any.
        let indicator = (1i32..4).prop_flat_map(move |spread| {
            prop::collection::vec(0..(n_regions as i32 * spread).max(2), n_regions)
                .prop_map(|values| values.into_iter().map(f64::from).collect::<Vec<f64>>())
        });
        let order: Vec<usize> = (0..20).collect();
        (prop::collection::vec(indicator, 20), Just(order).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn rounding_moves_little_and_only_once(score in -1e4..1e4f64, decimals in 0u32..=9) {
        let unit = 10f64.powi(-(decimals as i32));
        // A number within a few units in the last place of a half counts as the half.
        let noise = 1e-11;
        for (way, most) in
            [(Rounding::HalfUp(decimals), 0.5), (Rounding::HalfEven(decimals), 0.5), (Rounding::Truncate(decimals), 1.0)]
        {
            let once = round::rounded(score, way);
            prop_assert_eq!(round::rounded(once, way).to_bits(), once.to_bits(), "{:?} of {}", way, score);
            prop_assert!((once - score).abs() <= most * unit + noise, "{:?} of {} is {}", way, score, once);
        }
        prop_assert_eq!(round::to_decimals(score, decimals).to_bits(), round::rounded(score, Rounding::HalfUp(decimals)).to_bits());
        prop_assert_eq!(round::rounded(score, Rounding::None).to_bits(), score.to_bits());
    }

    #[test]
    fn a_rounded_decimal_is_the_double_that_is_nearest_to_it(units in -2_000_000_000i64..2_000_000_000, decimals in 0u32..=9) {
        // What is written as a decimal is read, and stays, the double nearest to it.
        let written: f64 = format!("{units}e-{decimals}").parse().expect("a number");
        for way in [Rounding::HalfUp(decimals), Rounding::HalfEven(decimals), Rounding::Truncate(decimals)] {
            prop_assert_eq!(round::rounded(written, way).to_bits(), (written + 0.0).to_bits(), "{:?} of {}", way, written);
        }
    }

    #[test]
    fn sums_of_decimals_are_exact_and_commute(
        one in -999_999_999_999i64..=999_999_999_999, other in -999_999_999_999i64..=999_999_999_999, decimals in 0u32..=6
    ) {
        // Twelve digits before and after the point together.
        let power = 10f64.powi(decimals as i32);
        let (a, b) = (one as f64 / power, other as f64 / power);
        let exact = (one + other) as f64 / power + 0.0;
        prop_assert_eq!(round::sum(a, b).to_bits(), exact.to_bits(), "{} + {}", a, b);
        prop_assert_eq!(round::sum(b, a).to_bits(), exact.to_bits(), "{} + {}", b, a);
        prop_assert_eq!(round::sum(a, -a).to_bits(), 0f64.to_bits());
        prop_assert_eq!(round::sum(a, 0.0).to_bits(), (a + 0.0).to_bits());
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_order_of_the_indicators_does_not_count(
        (values, order) in twenty_indicators(), weights in prop::collection::vec(1i32..5, 20), is_plain in any::<bool>()
    ) {
        let scores: Vec<Vec<f64>> = (0..20)
            .map(|indicator_idx| scored(&values[indicator_idx], DIRECTIONS[indicator_idx % 2], &DEFAULT))
            .collect();
        let means = |order: &[usize]| {
            let weight = |indicator_idx: usize| if is_plain { 1.0 } else { f64::from(weights[indicator_idx]) / 10.0 };
            let child = |&at: &usize| child(&scores[at], weight(at));
            arithmetic_mean(&order.iter().map(child).collect::<Vec<_>>(), 1.0).scores
        };
        let (in_order, shuffled) = (means(&(0..20).collect::<Vec<usize>>()), means(&order));
        // To the last bit before rounding: rounded sums that differ by noise would differ too, if only once in 100,000.
        prop_assert_eq!(bits(&in_order), bits(&shuffled));
        let published = |scores: &[f64]| scores.iter().map(|score| round::to_decimals(*score, 9)).collect::<Vec<f64>>();
        prop_assert_eq!(bits(&published(&in_order)), bits(&published(&shuffled)));
    }
}

// --------------------------------------------------------------------------------------------------------- means and weights

/// Children of a node: scores (one region each), weights, at least one of them above zero.
fn children() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let score = prop_oneof![6 => 0.0..100.0f64, 1 => missing()];
    let weight = prop_oneof![4 => (1i32..40).prop_map(|tenths| f64::from(tenths) / 10.0), 1 => Just(0.0)];
    prop::collection::vec((score, weight), 1..12)
        .prop_filter("some weight", |children| children.iter().any(|(_, weight)| *weight > 0.0))
}

fn child(scores: &[f64], weight: f64) -> WeightedChild<'_> {
    WeightedChild { scores, coverage: &[], weight, when_missing: WhenMissing::FollowNode, order: HIGHEST_FIRST }
}

fn arithmetic_mean(children: &[WeightedChild<'_>], minimum_coverage: f64) -> Aggregated {
    let n_regions = children[0].scores.len();
    aggregate::aggregate(Aggregation::ArithmeticMean, children, n_regions, MissingChildren::Renormalise { minimum_coverage })
}

fn mean(children: &[(f64, f64)], minimum_coverage: f64) -> (f64, f64) {
    let children: Vec<WeightedChild<'_>> =
        children.iter().map(|(score, weight)| child(std::slice::from_ref(score), *weight)).collect();
    let mean = arithmetic_mean(&children, minimum_coverage);
    (mean.scores[0], mean.coverage[0])
}

/// Weights of each node's children as written.
fn given(tree: &Tree, indicators: &[Indicator]) -> Vec<Vec<f64>> {
    let weight = |child: Child| match child {
        Child::Indicator(indicator_idx) => indicators[indicator_idx].weights[0],
        Child::Node(node_idx) => tree.nodes[node_idx].weights[0],
    };
    (0..tree.nodes.len()).map(|node_idx| tree.children(node_idx).into_iter().map(weight).collect()).collect()
}

/// A tree of factors with indicators, and which of the indicators a region has.
fn trees() -> impl Strategy<Value = (Tree, Vec<Indicator>, Vec<bool>)> {
    let weight = || prop_oneof![4 => (1i32..40).prop_map(|tenths| f64::from(tenths) / 10.0), 1 => Just(0.0)];
    let basis = || prop_oneof![Just(Basis::Indicators), Just(Basis::Factors)];
    // The parent is one of the nodes before; which one is drawn as a share of them.
    let nodes = prop::collection::vec((0.0..1.0f64, weight(), basis()), 1..6);
    let indicators = prop::collection::vec((0.0..1.0f64, weight(), any::<bool>()), 1..14);
    (nodes, indicators).prop_map(|(nodes, indicators)| {
        let n_nodes = nodes.len();
        let at = |share: f64, among: usize| ((share * among as f64) as usize).min(among - 1);
        let nodes = nodes.into_iter().enumerate().map(|(node_idx, (share, weight, basis))| Node {
            id: format!("node {node_idx}"),
            name: Localised::default(),
            parent: (node_idx > 0).then(|| at(share, node_idx)),
            weights: vec![weight],
            basis,
            aggregation: Aggregation::ArithmeticMean,
            weighting: Weighting { method: WeightingMethod::Given, pool: PoolEditions::Each },
            missing_children: MissingChildren::Renormalise { minimum_coverage: 0.0 },
            rescaling: None,
            order: HIGHEST_FIRST,
            nodes: Vec::new(),
            indicators: (0..indicators.len()).filter(|&indicator| at(indicators[indicator].0, n_nodes) == node_idx).collect(),
            leaves: Vec::new(),
        });
        let tree = Tree::new(nodes.collect());
        let has = indicators.iter().map(|(_, _, has)| *has).collect();
        (tree, indicators.iter().map(|(_, weight, _)| indicator(*weight)).collect(), has)
    })
}

fn indicator(weight: f64) -> Indicator {
    Indicator {
        id: "indicator".to_owned(),
        name: Localised::default(),
        unit: Localised::default(),
        source: Localised::default(),
        publication: Default::default(),
        note: Localised::default(),
        direction: Direction::HigherIsBetter,
        derivation: Derivation::Variable(0),
        periods: Vec::new(),
        editions: (0, 0),
        weights: vec![weight],
        imputation: Imputation { method: ImputationMethod::None, pool: Pool::default() },
        treatment: Treatment {
            steps: Vec::new(),
            limits: OutlierLimits { skewness: 2.0, kurtosis: 3.5 },
            chain: Chain::Original,
            keep: Keep::IfItHelps,
            pool: Pool::default(),
        },
        order: HIGHEST_FIRST,
        normalisation: DEFAULT,
        missing: MissingRule {
            policy: MissingPolicy::Renormalise,
            is_own: false,
            stated_for_indicator: false,
            largest_share: 1.0,
        },
    }
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_mean_lies_between_the_least_and_the_greatest(children in children()) {
        let (score, coverage) = mean(&children, 0.0);
        let counted: Vec<f64> =
            children.iter().filter(|(score, weight)| !score.is_nan() && *weight > 0.0).map(|(score, _)| *score).collect();
        prop_assert_eq!(score.is_nan(), counted.is_empty());
        prop_assert!((0.0..=1.0 + 1e-12).contains(&coverage), "{}", coverage);
        if !counted.is_empty() {
            let least = counted.iter().copied().fold(f64::INFINITY, f64::min);
            let greatest = counted.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            prop_assert!((least - 1e-12..=greatest + 1e-12).contains(&score), "{} of {:?}", score, children);
        }
    }

    #[test]
    fn a_child_without_weight_does_not_count(
        children in children(), other in prop_oneof![0.0..100.0f64, missing()], place in 0.0..=1.0f64, minimum in 0.0..=1.0f64
    ) {
        let (score, coverage) = mean(&children, minimum);
        let mut more = children.clone();
        more.insert((place * children.len() as f64) as usize, (other, 0.0));
        let (with_other, coverage_with_other) = mean(&more, minimum);
        prop_assert_eq!(score.is_nan(), with_other.is_nan());
        prop_assert!(score.is_nan() || score.to_bits() == with_other.to_bits(), "{} and {}", score, with_other);
        prop_assert_eq!(coverage.to_bits(), coverage_with_other.to_bits());
    }

    #[test]
    fn weights_in_the_index_add_up_to_one_where_there_is_a_score((tree, indicators, has) in trees()) {
        // A node has a score where something below it has one and weighs.
        let mut has_node = vec![false; tree.nodes.len()];
        for &node_idx in &tree.order {
            has_node[node_idx] = tree.children(node_idx).into_iter().any(|child| match child {
                Child::Node(child_idx) => has_node[child_idx] && tree.nodes[child_idx].weights[0] > 0.0,
                Child::Indicator(indicator_idx) => has[indicator_idx] && indicators[indicator_idx].weights[0] > 0.0,
            });
        }
        let weights: Vec<f64> = weight::in_index(&tree, &given(&tree, &indicators), |indicator| has[indicator], |node| has_node[node])
            .into_iter()
            .map(|weight| weight.expect("means are linear"))
            .collect();
        let total: f64 = weights.iter().sum();
        let expected = if has_node[Tree::ROOT] { 1.0 } else { 0.0 };
        prop_assert!((total - expected).abs() < 1e-12, "{} of {:?}", total, weights);
        for (indicator_idx, weight) in weights.iter().enumerate() {
            prop_assert!(*weight >= 0.0);
            prop_assert!(has[indicator_idx] || *weight == 0.0, "what is missing has no weight");
        }
    }
}

// ------------------------------------------------------------------------------------------------------- periods and mergers

/// Any period of the years 0 to 9999.
fn periods() -> impl Strategy<Value = Period> {
    let frequency = prop::sample::select(vec![Frequency::Year, Frequency::Tertial, Frequency::Quarter, Frequency::Month]);
    (frequency, 0i32..10_000, 0i32..12).prop_map(|(frequency, year, number)| {
        Period::part(frequency, year, number % frequency.per_year() + 1).expect("a part that there is")
    })
}

/// Mergers of a dozen regions, one after the other, and every code there ever was. None ends twice, none comes back.
fn mergers() -> impl Strategy<Value = (Mergers, Vec<String>)> {
    let event = (0.0..1.0f64, 0.0..1.0f64, any::<bool>(), any::<bool>());
    (2usize..12, prop::collection::vec(event, 0..10)).prop_map(|(n_regions, events)| {
        let code = |number: usize| format!("{number:03}");
        let mut n_codes = n_regions;
        let mut there: Vec<usize> = (0..n_regions).collect();
        let mut list = Vec::new();
        for (event_idx, (who, into, is_new, in_summer)) in events.into_iter().enumerate() {
            if there.len() < 2 {
                break;
            }
            let ended = there.remove((who * there.len() as f64) as usize);
            let successor = if is_new { n_codes } else { there[(into * there.len() as f64) as usize] };
            if is_new {
                there.push(n_codes);
                n_codes += 1;
            }
            let day = format!("{}-{}-01", 2005 + event_idx, if in_summer { "07" } else { "01" });
            let date = Day::parse(&day).expect("a day");
            list.push(Merger { date, code: code(ended), name: String::new(), successor: code(successor) });
        }
        // The order of the rows does not count.
        list.reverse();
        (Mergers::new(list), (0..n_codes).map(code).collect())
    })
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_period_reads_back_as_it_was_written(period in periods(), steps in 0i32..100) {
        prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period), "{}", period);
        prop_assert_eq!(period.to_string().to_lowercase().parse::<Period>(), Ok(period), "{}", period);
        prop_assert_eq!(period.back(steps).back(-steps), period);
        prop_assert_eq!(period.back(period.frequency().per_year()).calendar_year(), period.calendar_year() - 1);
        prop_assert_eq!(period.back(steps) < period, steps > 0);
    }

    #[test]
    fn who_has_been_followed_to_a_division_is_there((mergers, codes) in mergers(), years in prop::array::uniform3(2004i32..2018)) {
        let mut years = years;
        years.sort_unstable();
        let [first, middle, last] = years;
        for code in &codes {
            let followed = mergers.follow(code, first, last);
            prop_assert_eq!(mergers.follow(followed, first, last), followed, "following again leads no further");
            prop_assert_eq!(mergers.follow(followed, last, last), followed);
            prop_assert_eq!(mergers.follow(mergers.follow(code, first, middle), middle, last), followed, "by way of {}", middle);
            let has_ended = |merger: &Merger| Day::new_year(first) < merger.date && merger.date <= Day::new_year(last);
            prop_assert!(!mergers.ended(followed).is_some_and(has_ended), "{} leads to {}, which has ended", code, followed);
        }
    }
}
