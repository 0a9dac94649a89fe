//! Examples whose numbers can be followed on paper, and what must hold of fitted weights.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::config::located::Localised;
use crate::method::{
    Aggregation, Basis, BeforeScaling, MissingChildren, Normalisation, Pool, PoolEditions, RankOrder, Scaling, Weighting,
    WhenAllEqual,
};
use crate::tree::{Node, Tree};

const MISSING: f64 = f64::NAN;

const FITTED: [WeightingMethod; 5] = [
    WeightingMethod::PrincipalComponent,
    WeightingMethod::Entropy,
    WeightingMethod::Critic,
    WeightingMethod::StandardDeviation,
    WeightingMethod::EqualCorrelation,
];

fn close(found: Result<Vec<f64>, Uncomputable>, expected: &[f64]) {
    let found = found.expect("there are weights");
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-12, "{found} is not {expected}");
    }
}

#[test]
fn what_is_given_or_equal_needs_no_scores() {
    assert_eq!(fit(WeightingMethod::Given, &[&[], &[]], &[0.3, 0.6]), Ok(vec![0.3, 0.6]));
    assert_eq!(fit(WeightingMethod::Equal, &[&[], &[]], &[0.3, 0.6]), Ok(vec![1.0, 1.0]));
    for method in FITTED {
        assert_eq!(fit(method, &[&[5.0]], &[0.3]), Ok(vec![1.0]), "{method}");
    }
}

#[test]
fn entropy_by_hand() {
    // Shares ½, ½, 0 and ¼, ½, ¼: Σ p ln p = −ln 2 and −1.5 ln 2, so d = 1 − ln 2 / ln 3 and 1 − 1.5 ln 2 / ln 3.
    let share = libm::log(2.0) / libm::log(3.0);
    let (d, e) = (1.0 - share, 1.0 - 1.5 * share);
    close(fit(WeightingMethod::Entropy, &[&[5.0, 5.0, 0.0], &[1.0, 2.0, 1.0]], &[1.0; 2]), &[d / (d + e), e / (d + e)]);
    // A constant child tells nothing.
    close(fit(WeightingMethod::Entropy, &[&[5.0, 5.0, 0.0], &[7.0, 7.0, 7.0]], &[1.0; 2]), &[1.0, 0.0]);
    let below = fit(WeightingMethod::Entropy, &[&[5.0, -5.0, 0.0], &[1.0, 2.0, 1.0]], &[1.0; 2]);
    assert_eq!(below, Err(Uncomputable::NotPositive(-5.0)));
}

#[test]
fn standard_deviation_by_hand() {
    // √(2/3) and 3 · √(2/3).
    close(fit(WeightingMethod::StandardDeviation, &[&[1.0, 2.0, 3.0], &[9.0, 3.0, 6.0]], &[1.0; 2]), &[0.25, 0.75]);
    let constant = fit(WeightingMethod::StandardDeviation, &[&[1.0; 3], &[2.0; 3]], &[1.0; 2]);
    assert_eq!(constant, Err(Uncomputable::AllEqual(1.0)));
}

#[test]
fn critic_by_hand() {
    // Deviations as 1 : 1 : 2. The first two correlate perfectly, the third with neither: conflicts 0 + 1, 0 + 1, 1 + 1.
    // So 1 · 1, 1 · 1, 2 · 2, of 6.
    let columns: [&[f64]; 3] = [&[1.0, 1.0, -1.0, -1.0], &[3.0, 3.0, 1.0, 1.0], &[2.0, -2.0, 2.0, -2.0]];
    close(fit(WeightingMethod::Critic, &columns, &[1.0; 3]), &[1.0 / 6.0, 1.0 / 6.0, 4.0 / 6.0]);
    let alike = fit(WeightingMethod::Critic, &columns[..2], &[1.0; 2]);
    assert_eq!(alike, Err(Uncomputable::SingularCorrelation));
}

#[test]
fn first_component_by_hand() {
    // Two children that correlate by r: the first component is (1, 1) / √2 with 1 + r, the second (1, −1) / √2 with 1 − r.
    // Here deviations −1, 0, 1 and 0, −1, 1: r = 1 / 2.
    let columns: [&[f64]; 2] = [&[1.0, 2.0, 3.0], &[2.0, 1.0, 3.0]];
    close(fit(WeightingMethod::PrincipalComponent, &columns, &[1.0; 2]), &[0.5f64.sqrt(); 2]);
    let components = principal_components(&columns).expect("there are components");
    assert!((components.eigenvalues[0] - 1.5).abs() < 1e-12 && (components.eigenvalues[1] - 0.5).abs() < 1e-12);
    // Turned around, one loading is negative, and stays so.
    let columns: [&[f64]; 3] = [&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 3.0, 5.0], &[4.0, 3.0, 1.0, 1.0]];
    let weights = fit(WeightingMethod::PrincipalComponent, &columns, &[1.0; 3]).expect("there are weights");
    assert!(weights[0] > 0.0 && weights[1] > 0.0 && weights[2] < 0.0, "{weights:?}");
    assert!((weights.iter().map(|weight| weight * weight).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn without_any_correlation_no_component_is_first() {
    let columns: [&[f64]; 2] = [&[1.0, 1.0, -1.0, -1.0], &[2.0, -2.0, 2.0, -2.0]];
    let weights = fit(WeightingMethod::PrincipalComponent, &columns, &[1.0; 2]);
    assert_eq!(weights, Err(Uncomputable::SingularCorrelation));
}

#[test]
fn two_children_that_run_against_each_other_cancel() {
    let weights = fit(WeightingMethod::PrincipalComponent, &[&[1.0, 2.0, 4.0], &[9.0, 5.0, 2.0]], &[1.0; 2]);
    assert_eq!(weights, Err(Uncomputable::NoSolution));
}

#[test]
fn equal_correlation_by_hand() {
    // Any two children correlate equally with their mean when each is divided by its deviation: 1 : 2, so 2/3 and 1/3.
    let columns: [&[f64]; 2] = [&[1.0, 2.0, 3.0], &[4.0, 2.0, 6.0]];
    close(fit(WeightingMethod::EqualCorrelation, &columns, &[1.0; 2]), &[2.0 / 3.0, 1.0 / 3.0]);
    // Correlations ½ (first two), 0, 0: R v = 1 gives 2/3, 2/3, 1, of 7/3. All deviations are 1.
    let columns: [&[f64]; 3] = [
        &[1.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0],
        &[1.0, 1.0, 1.0, -1.0, 1.0, -1.0, -1.0, -1.0],
        &[1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0, -1.0],
    ];
    close(fit(WeightingMethod::EqualCorrelation, &columns, &[1.0; 3]), &[2.0 / 7.0, 2.0 / 7.0, 3.0 / 7.0]);
}

#[test]
fn equal_correlation_says_where_there_is_none() {
    let same: [&[f64]; 2] = [&[1.0, 2.0, 3.0], &[2.0, 4.0, 6.0]];
    assert_eq!(fit(WeightingMethod::EqualCorrelation, &same, &[1.0; 2]), Err(Uncomputable::SingularCorrelation));
    // The sum of the other two and a little of its own: it correlates with the mean more than they do, whatever weight it has.
    let sum: [&[f64]; 3] = [&[1.0, 1.0, -1.0, -1.0, 0.0], &[1.0, -1.0, 1.0, -1.0, 0.0], &[2.0, 0.0, 0.0, -2.1, 0.1]];
    assert_eq!(fit(WeightingMethod::EqualCorrelation, &sum, &[1.0; 3]), Err(Uncomputable::NoSolution));
}

#[test]
fn regions_that_lack_a_child_are_left_out_and_the_rest_must_do() {
    let (first, second) = ([1.0, 2.0, MISSING, 3.0, 7.0], [9.0, 3.0, 4.0, 6.0, MISSING]);
    close(fit(WeightingMethod::StandardDeviation, &[&first, &second], &[1.0; 2]), &[0.25, 0.75]);
    for method in FITTED {
        let found = fit(method, &[&[1.0, 2.0, MISSING], &[2.0, 1.0, 3.0]], &[1.0; 2]);
        assert_eq!(found, Err(Uncomputable::TooFewValues { found: 2, needed: 3 }), "{method}");
    }
}

#[test]
fn correlations_of_a_child_that_does_not_vary_are_singular() {
    for method in [WeightingMethod::PrincipalComponent, WeightingMethod::Critic, WeightingMethod::EqualCorrelation] {
        let found = fit(method, &[&[1.0, 2.0, 4.0], &[0.1, 0.1, 0.1]], &[1.0; 2]);
        assert_eq!(found, Err(Uncomputable::SingularCorrelation), "{method}");
    }
}

fn node(id: &str, parent: Option<usize>, aggregation: Aggregation, indicators: &[usize]) -> Node {
    Node {
        id: id.to_owned(),
        name: Localised::default(),
        parent,
        weights: vec![1.0],
        basis: Basis::Factors,
        aggregation,
        weighting: Weighting { method: WeightingMethod::Given, pool: PoolEditions::Each },
        missing_children: MissingChildren::Propagate { minimum_coverage: 0.0 },
        rescaling: None,
        order: RankOrder::HighestFirst,
        nodes: Vec::new(),
        indicators: indicators.to_vec(),
        leaves: Vec::new(),
    }
}

#[test]
fn shares_in_the_index_are_products_on_the_way_up() {
    // The index is the mean of a sum (weights 2 and 3) and a mean (1 and 3); given 1 to 3.
    let nodes = vec![
        node("index", None, Aggregation::ArithmeticMean, &[]),
        node("sum", Some(0), Aggregation::Sum, &[0, 1]),
        node("mean", Some(0), Aggregation::ArithmeticMean, &[2, 3]),
    ];
    let tree = Tree::new(nodes);
    let weights = [vec![1.0, 3.0], vec![2.0, 3.0], vec![1.0, 3.0]];
    let all = in_index(&tree, &weights, |_| true, |_| true);
    assert_eq!(all, [Some(0.5), Some(0.75), Some(0.1875), Some(0.5625)]);
    // What is missing is carried by its siblings: at the sum 3 stands for 5.
    let without = in_index(&tree, &weights, |indicator_idx| indicator_idx != 0 && indicator_idx != 3, |_| true);
    assert_eq!(without, [Some(0.0), Some(1.25), Some(0.75), Some(0.0)]);
    let without_node = in_index(&tree, &weights, |_| true, |node_idx| node_idx != 1);
    assert_eq!(without_node, [Some(0.0), Some(0.0), Some(0.25), Some(0.75)]);
}

#[test]
fn below_a_node_that_is_not_linear_nothing_has_a_share() {
    let nodes = |root: Aggregation| {
        Tree::new(vec![node("index", None, root, &[2]), node("factor", Some(0), Aggregation::Median, &[0, 1])])
    };
    let weights = [vec![1.0, 1.0], vec![1.0, 1.0]];
    let shares = |root: Aggregation| in_index(&nodes(root), &weights, |_| true, |_| true);
    assert_eq!(shares(Aggregation::ArithmeticMean), [None, None, Some(0.5)]);
    assert_eq!(shares(Aggregation::Minimum), [None, None, None]);
}

#[test]
fn below_a_node_that_is_normalised_again_nothing_has_a_share() {
    let mut factor = node("factor", Some(0), Aggregation::ArithmeticMean, &[0, 1]);
    factor.rescaling = Some(Normalisation {
        scaling: Scaling::MinMax,
        before: BeforeScaling::Nothing,
        range: (0.0, 100.0),
        all_equal: WhenAllEqual::Middle,
        pool: Pool::default(),
    });
    let tree = Tree::new(vec![node("index", None, Aggregation::ArithmeticMean, &[2]), factor]);
    let shares = in_index(&tree, &[vec![1.0, 1.0], vec![1.0, 1.0]], |_| true, |_| true);
    assert_eq!(shares, [None, None, Some(0.5)]);
}

fn cases(n_cases: u32) -> ProptestConfig {
    let from_environment = ProptestConfig::default();
    let rng_seed = match from_environment.rng_seed {
        RngSeed::Random => RngSeed::Fixed(2026),
        chosen => chosen,
    };
    ProptestConfig { cases: n_cases, rng_seed, failure_persistence: None, ..from_environment }
}

/// Scores of some children, an order of the children and one of the regions.
fn pools() -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<usize>, Vec<usize>)> {
    (2usize..6, 3usize..30).prop_flat_map(|(n_children, n_regions)| {
        let score = prop_oneof![9 => (0i32..1_000).prop_map(|tenths| f64::from(tenths) / 10.0), 1 => Just(MISSING)];
        let order = |length: usize| Just((0..length).collect::<Vec<usize>>()).prop_shuffle();
        (prop::collection::vec(prop::collection::vec(score, n_regions), n_children), order(n_children), order(n_regions))
    })
}

fn fitted(method: WeightingMethod, columns: &[Vec<f64>]) -> Result<Vec<f64>, Uncomputable> {
    let views: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    fit(method, &views, &vec![1.0; columns.len()])
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_order_of_children_and_regions_does_not_count((columns, children, regions) in pools()) {
        let shuffled: Vec<Vec<f64>> = children
            .iter()
            .map(|&child| regions.iter().map(|&region_idx| columns[child][region_idx]).collect())
            .collect();
        for method in FITTED {
            let (expected, found) = (fitted(method, &columns), fitted(method, &shuffled));
            prop_assert_eq!(expected.is_ok(), found.is_ok(), "{}", method);
            if let (Ok(expected), Ok(found)) = (expected, found) {
                for (weight, &child) in found.iter().zip(&children) {
                    prop_assert!((weight - expected[child]).abs() < 1e-6, "{}: {:?} and {:?}", method, found, expected);
                }
            }
        }
    }

    #[test]
    fn fitted_weights_sum_to_one_and_only_loadings_are_negative((columns, _, _) in pools()) {
        for method in FITTED {
            let Ok(weights) = fitted(method, &columns) else { continue };
            prop_assert!(weights.iter().all(|weight| weight.is_finite()));
            if method == WeightingMethod::PrincipalComponent {
                let length: f64 = weights.iter().map(|weight| weight * weight).sum();
                prop_assert!((length - 1.0).abs() < 1e-9 && weights.iter().sum::<f64>() > 0.0);
            } else {
                prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{}: {:?}", method, weights);
                prop_assert!(weights.iter().all(|weight| *weight >= 0.0), "{}: {:?}", method, weights);
            }
        }
    }

    #[test]
    fn equal_correlation_is_what_it_says((columns, _, _) in pools()) {
        if let Ok(weights) = fitted(WeightingMethod::EqualCorrelation, &columns) {
            let views: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
            let complete = complete(&views).expect("weights were fitted on these");
            let of_region = |region_idx: usize| {
                complete.iter().zip(&weights).map(|(column, weight)| weight * column[region_idx]).sum::<f64>()
            };
            let node: Vec<f64> = (0..complete[0].len()).map(of_region).collect();
            let with_node: Vec<f64> = complete.iter().filter_map(|column| statistics::pearson(column, &node)).collect();
            prop_assert!(with_node.iter().all(|correlation| (correlation - with_node[0]).abs() < 1e-9), "{:?}", with_node);
        }
    }
}
