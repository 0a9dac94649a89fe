//! Aggregation and weights against COINr 1.1.14, the field's reference package in R, on its synthetic panel of 293 regions.
//!
//! Everything agrees to 1e-9 relative with the same missing pattern, and the ranks of 300 uncertainty runs to the last one. Where
//! COINr itself is wrong (sums of doubles in Copeland's rule, and its dependence on the order of rows) the right value is stated.

use std::collections::BTreeMap;

use evp::aggregate::{self, WeightedChild, WhenMissing};
use evp::config::located::Localised;
use evp::method::{
    Aggregation, Basis, MissingChildren, Penalty, PoolEditions, RankOrder, RankTies, Ties, Uncomputable, Weighting,
    WeightingMethod, ZeroRule,
};
use evp::tree::{Node, Tree};
use evp::{rank, round, statistics, weight};

use crate::shared_data::shared;

const N_REGIONS: usize = 293;
const MEAN: Aggregation = Aggregation::ArithmeticMean;
const GEOMETRIC: Aggregation = Aggregation::GeometricMean { zero: ZeroRule::Refuse };
const COMPLETE: MissingChildren = MissingChildren::Fail { minimum_coverage: 0.0 };

/// A table of the reference: numbers by column, NaN where there is none, and the columns as they are written.
struct Table {
    numbers: BTreeMap<String, Vec<f64>>,
    texts: BTreeMap<String, Vec<String>>,
}

impl Table {
    /// Reads `../shared/reference/coinr/<name>`; `None` where it is not there.
    fn read(name: &str) -> Option<Table> {
        let path = shared(&format!("reference/coinr/{name}"))?;
        let mut reader = csv::Reader::from_path(path).expect("the file opens");
        let headers = reader.headers().expect("the file has headers").clone();
        let mut texts: BTreeMap<String, Vec<String>> = headers.iter().map(|header| (header.to_owned(), Vec::new())).collect();
        for record in reader.records() {
            for (header, cell) in headers.iter().zip(&record.expect("the row reads")) {
                texts.get_mut(header).expect("a column").push(cell.to_owned());
            }
        }
        let number = |cell: &String| cell.parse().unwrap_or(f64::NAN);
        let numbers = texts.iter().map(|(header, cells)| (header.clone(), cells.iter().map(number).collect())).collect();
        Some(Table { numbers, texts })
    }

    fn column(&self, name: &str) -> &[f64] {
        &self.numbers[name]
    }

    fn columns(&self, names: &[String]) -> Vec<Vec<f64>> {
        names.iter().map(|name| self.column(name).to_vec()).collect()
    }

    /// The cell of a column in the row whose `iCode` is this.
    fn of_code(&self, column: &str, code: &str) -> f64 {
        let row = self.texts["iCode"].iter().position(|other| other == code).expect("a code of the table");
        self.column(column)[row]
    }
}

fn indicators() -> Vec<String> {
    (1..=20).map(|number| format!("i{number:02}")).collect()
}

/// Nominal weights: of the twenty indicators, then of the two pillars.
fn nominal() -> Option<Vec<f64>> {
    let meta = Table::read("inputs/indicators.csv")?;
    let pillars = ["P1".to_owned(), "P2".to_owned()];
    Some(indicators().iter().chain(&pillars).map(|code| meta.of_code("Weight", code)).collect())
}

fn node(method: Aggregation, columns: &[Vec<f64>], weights: &[f64], missing: MissingChildren) -> Vec<f64> {
    let children: Vec<WeightedChild<'_>> = columns
        .iter()
        .zip(weights)
        .map(|(scores, &weight)| WeightedChild {
            scores,
            coverage: &[],
            weight,
            when_missing: WhenMissing::FollowNode,
            order: RankOrder::HighestFirst,
        })
        .collect();
    let node = aggregate::aggregate(method, &children, columns[0].len(), missing);
    assert_eq!(node.uncomputable, []);
    node.scores
}

/// The two pillars and the index, from twenty indicators and twenty-two weights.
fn pillars_and_index(
    [of_pillars, of_index]: [Aggregation; 2],
    columns: &[Vec<f64>],
    weights: &[f64],
    missing: MissingChildren,
) -> [Vec<f64>; 3] {
    let first = node(of_pillars, &columns[..10], &weights[..10], missing);
    let second = node(of_pillars, &columns[10..], &weights[10..20], missing);
    let pillars = [first, second];
    let index = node(of_index, &pillars, &weights[20..], missing);
    let [first, second] = pillars;
    [first, second, index]
}

fn assert_close(found: &[f64], expected: &[f64], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let close = (found - expected).abs() <= 1e-9 * expected.abs().max(f64::MIN_POSITIVE);
        assert!(close || found.is_nan() && expected.is_nan(), "{what}, row {row}: {found} is not {expected}");
    }
}

fn ranks(scores: &[f64]) -> Vec<f64> {
    // As in a build: rounded once, then ranked.
    let rounded: Vec<f64> = scores.iter().map(|score| round::to_decimals(*score, 9)).collect();
    rank::ranks(&rounded, RankOrder::HighestFirst, RankTies::Minimum).into_iter().map(f64::from).collect()
}

/// Values with more of which is better, scaled from 1 to 100.
fn min_max(values: &[f64]) -> Vec<f64> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    values.iter().map(|value| 1.0 + 99.0 * (value - least) / (greatest - least)).collect()
}

fn z_score(values: &[f64], mean: f64, deviation: f64, of_values: Option<f64>) -> Vec<f64> {
    let of_values = of_values.expect("values vary");
    let centre = statistics::mean(values).expect("there are values");
    values.iter().map(|value| mean + deviation * (value - centre) / of_values).collect()
}

/// Places from the weakest, ties sharing the mean of theirs.
fn average_rank(values: &[f64]) -> Vec<f64> {
    let place = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        below as f64 + (equal + 1) as f64 / 2.0
    };
    values.iter().map(place).collect()
}

/// Columns turned so that more is better.
fn turned(table: &Table, meta: &Table) -> Vec<Vec<f64>> {
    let column = |code: &String| table.column(code).iter().map(|value| value * meta.of_code("Direction", code)).collect();
    indicators().iter().map(column).collect()
}

#[test]
fn means_of_pillars_and_index() {
    let (Some(scores), Some(weights)) = (Table::read("chainA_normalised_2023.csv"), nominal()) else { return };
    let harmonic = Aggregation::HarmonicMean { zero: ZeroRule::Refuse };
    let quadratic = Aggregation::PowerMean { exponent: 2.0, zero: ZeroRule::Refuse };
    let columns = scores.columns(&indicators());
    for (file, methods) in [
        ("agg_amean_2023.csv", [MEAN, MEAN]),
        ("agg_gmean_2023.csv", [GEOMETRIC, GEOMETRIC]),
        ("agg_hmean_2023.csv", [harmonic, harmonic]),
        ("agg_genmean_p2_2023.csv", [quadratic, quadratic]),
        ("agg_gmean_then_amean_2023.csv", [GEOMETRIC, MEAN]),
    ] {
        let Some(reference) = Table::read(file) else { return };
        let nodes = pillars_and_index(methods, &columns, &weights, COMPLETE);
        for (id, found) in ["P1", "P2", "Index"].iter().zip(&nodes) {
            assert_close(found, reference.column(id), &format!("{file}, {id}"));
        }
    }
}

#[test]
fn a_mean_of_what_is_there() {
    let (Some(panel), Some(meta), Some(weights)) =
        (Table::read("inputs/panel.csv"), Table::read("inputs/indicators.csv"), nominal())
    else {
        return;
    };
    let Some(reference) = Table::read("agg_missing_amean_2023.csv") else { return };
    let is_newest: Vec<bool> = panel.texts["Time"].iter().map(|time| time == "2023").collect();
    let of_2023 = |column: Vec<f64>| column.into_iter().zip(&is_newest).filter(|(_, newest)| **newest).map(|(value, _)| value);
    let columns: Vec<Vec<f64>> =
        turned(&panel, &meta).into_iter().map(|column| min_max(&of_2023(column).collect::<Vec<f64>>())).collect();
    let renormalise = MissingChildren::Renormalise { minimum_coverage: 0.0 };
    let nodes = pillars_and_index([MEAN, MEAN], &columns, &weights, renormalise);
    for (id, found) in ["P1", "P2", "Index"].iter().zip(&nodes) {
        assert_close(found, reference.column(id), id);
    }
    assert!(nodes[1].iter().any(|score| score.is_nan()), "one region lacks the whole of P2");

    // COINr's Copeland gives a missing weight to the later row: 282 of 293 scores change when the rows are turned around. Here
    // none does.
    let scores = node(Aggregation::Copeland, &columns, &weights[..20], renormalise);
    let reversed: Vec<Vec<f64>> = columns.iter().map(|column| column.iter().rev().copied().collect()).collect();
    let mut again = node(Aggregation::Copeland, &reversed, &weights[..20], renormalise);
    again.reverse();
    assert_eq!(scores, again);
    assert!(columns.iter().flatten().any(|score| score.is_nan()));
}

#[test]
fn copeland_in_exact_arithmetic() {
    let (Some(scores), Some(weights)) = (Table::read("chainA_normalised_2023.csv"), nominal()) else { return };
    let Some(reference) = Table::read("agg_copeland_flat20_2023.csv") else { return };
    let columns = scores.columns(&indicators());
    assert_eq!(node(Aggregation::Copeland, &columns, &weights[..20], COMPLETE), reference.column("Copeland"));

    // Ten equal weights of 0.1: who is better in more of the ten wins. Sums of doubles get 62 of 293 scores wrong.
    let (mut counted, mut in_doubles) = (vec![0.0; N_REGIONS], vec![0.0; N_REGIONS]);
    for one in 0..N_REGIONS {
        for other in 0..N_REGIONS {
            let (mut better, mut sum) = (0, 0.0);
            for column in &columns[10..] {
                let way = column[one].total_cmp(&column[other]) as i32;
                better += way;
                sum += [0.0, 0.05, 0.1][(way + 1) as usize];
            }
            counted[one] += f64::from(better.signum());
            // Of each pair, half of the weight and more on the side of the first.
            let (winner, loser) = if sum > 0.5 { (one, other) } else { (other, one) };
            if one < other && sum != 0.5 {
                in_doubles[winner] += 1.0;
                in_doubles[loser] -= 1.0;
            }
        }
    }
    assert_eq!(node(Aggregation::Copeland, &columns[10..], &[0.1; 10], COMPLETE), counted);
    assert_eq!(counted.iter().zip(&in_doubles).filter(|(exact, double)| exact != double).count(), 62);
}

#[test]
fn mazziotta_pareto_with_the_deviation_of_a_population() {
    let Some(scores) = Table::read("chainA_normalised_2023.csv") else { return };
    let Some(reference) = Table::read("extra/mpi_population_sd_2023.csv") else { return };
    let standardised = |column: &Vec<f64>| z_score(column, 100.0, 10.0, statistics::population_deviation(column));
    let columns: Vec<Vec<f64>> = scores.columns(&indicators()).iter().map(standardised).collect();
    for (penalty, column) in [(Penalty::Lowers, "mpi_pos"), (Penalty::Raises, "mpi_neg")] {
        let found = node(Aggregation::MazziottaPareto { penalty }, &columns, &[1.0; 20], COMPLETE);
        assert_close(&found, reference.column(column), column);
    }
}

#[test]
fn principal_components_and_their_loadings() {
    let Some(scores) = Table::read("chainA_normalised_2023.csv") else { return };
    let (Some(weights), Some(eigen)) = (Table::read("pca_weights_level1_bygroup_2023.csv"), Table::read("pca_eigen_P1_2023.csv"))
    else {
        return;
    };
    let columns = scores.columns(&indicators());
    let views: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    for pillar in [0..10, 10..20] {
        let expected: Vec<f64> = indicators()[pillar.clone()].iter().map(|code| weights.of_code("Weight", code)).collect();
        // The sign of a component means nothing; ours is the one in which the loadings sum to more than zero.
        let sign = expected.iter().sum::<f64>().signum();
        let found = weight::fit(WeightingMethod::PrincipalComponent, &views[pillar], &[1.0; 10]).expect("there are weights");
        assert_close(&found, &expected.iter().map(|loading| loading * sign).collect::<Vec<f64>>(), "loadings");
        assert_eq!(found.iter().filter(|loading| **loading < 0.0).count(), usize::from(sign * expected[4] < 0.0));
    }
    let components = weight::principal_components(&views[..10]).expect("there are components");
    assert_close(&components.eigenvalues, eigen.column("eigenvalue"), "eigenvalues");
    let shares: Vec<f64> = components.eigenvalues.iter().map(|eigenvalue| eigenvalue / 10.0).collect();
    assert_close(&shares, eigen.column("share"), "shares of the variance");
}

/// The tree of the reference: two pillars of ten indicators.
fn tree() -> Tree {
    let node = |id: &str, parent: Option<usize>, weight: f64, indicators: std::ops::Range<usize>| Node {
        id: id.to_owned(),
        name: Localised::default(),
        parent,
        weights: vec![weight],
        basis: Basis::Factors,
        aggregation: MEAN,
        weighting: Weighting { method: WeightingMethod::Given, pool: PoolEditions::Each },
        missing_children: MissingChildren::Propagate { minimum_coverage: 0.0 },
        rescaling: None,
        order: RankOrder::HighestFirst,
        nodes: Vec::new(),
        indicators: indicators.collect(),
        leaves: Vec::new(),
    };
    Tree::new(vec![node("Index", None, 1.0, 0..0), node("P1", Some(0), 0.6, 0..10), node("P2", Some(0), 0.4, 10..20)])
}

#[test]
fn effective_weights() {
    let (Some(reference), Some(weights)) = (Table::read("effective_weights.csv"), nominal()) else { return };
    let of_nodes = [weights[20..].to_vec(), weights[..10].to_vec(), weights[10..20].to_vec()];
    let found = weight::in_index(&tree(), &of_nodes, |_| true, |_| true);
    let found: Vec<f64> = found.into_iter().map(|weight| weight.expect("means are linear")).collect();
    let expected: Vec<f64> = indicators().iter().map(|code| reference.of_code("EffWeight", code)).collect();
    assert_close(&found, &expected, "effective weights");
}

#[test]
fn ranks_overall_and_in_groups() {
    let (Some(scores), Some(weights)) = (Table::read("chainA_normalised_2023.csv"), nominal()) else { return };
    let (Some(overall), Some(in_groups)) = (Table::read("ranks_overall_2023.csv"), Table::read("ranks_group_2023.csv")) else {
        return;
    };
    let mut columns = scores.columns(&indicators());
    let nodes = pillars_and_index([MEAN, MEAN], &columns, &weights, COMPLETE);
    columns.extend(nodes);
    let names = indicators().into_iter().chain(["P1", "P2", "Index"].map(str::to_owned));
    let groups: Vec<&String> = overall.texts["RegionType"].iter().collect();
    let mut ids = groups.clone();
    ids.sort();
    ids.dedup();
    let group_of: Vec<usize> = groups.iter().map(|group| ids.iter().position(|id| id == group).expect("a group")).collect();
    for (name, column) in names.zip(&columns) {
        let rounded: Vec<f64> = column.iter().map(|score| round::to_decimals(*score, 9)).collect();
        assert_eq!(ranks(column), overall.column(&name), "{name}");
        let within = rank::group_ranks(&rounded, RankOrder::HighestFirst, &group_of, ids.len(), RankTies::Minimum);
        assert_eq!(within.into_iter().map(f64::from).collect::<Vec<f64>>(), in_groups.column(&name), "{name}");
    }
}

#[test]
fn ranks_without_one_indicator() {
    let (Some(scores), Some(weights)) = (Table::read("chainA_normalised_2023.csv"), nominal()) else { return };
    let Some(reference) = Table::read("remove_level1_ranks_2023.csv") else { return };
    let columns = scores.columns(&indicators());
    let ranks_with = |weights: &[f64]| {
        let [_, _, index] = pillars_and_index([MEAN, MEAN], &columns, weights, COMPLETE);
        ranks(&index)
    };
    assert_eq!(ranks_with(&weights), reference.column("Nominal"));
    for (indicator_idx, code) in indicators().iter().enumerate() {
        // A child of weight zero does not matter: the same as leaving it out.
        let mut without = weights.clone();
        without[indicator_idx] = 0.0;
        assert_eq!(ranks_with(&without), reference.column(code), "without {code}");
    }
}

#[test]
fn three_hundred_uncertainty_runs() {
    let (Some(treated), Some(meta)) = (Table::read("chainA_treated_2023.csv"), Table::read("inputs/indicators.csv")) else {
        return;
    };
    let (Some(parameters), Some(reference)) = (Table::read("ua_parameters_2023.csv"), Table::read("ua_ranks_2023.csv")) else {
        return;
    };
    let values = turned(&treated, &meta);
    let scale = |scaled: &dyn Fn(&[f64]) -> Vec<f64>| values.iter().map(|column| scaled(column)).collect::<Vec<Vec<f64>>>();
    let by_normalisation = BTreeMap::from([
        ("n_minmax", scale(&min_max)),
        ("n_zscore", scale(&|column| z_score(column, 200.0, 10.0, statistics::sample_deviation(column)))),
        ("n_rank", scale(&average_rank)),
    ]);
    let names: Vec<String> = indicators().into_iter().chain(["P1", "P2"].map(str::to_owned)).collect();
    let n_runs = parameters.texts["rep"].len();
    assert_eq!(n_runs, 300);
    let mut replayed: Vec<Vec<f64>> = vec![Vec::new(); N_REGIONS];
    for run in 0..n_runs {
        let columns = &by_normalisation[parameters.texts["normalisation"][run].as_str()];
        let method = match parameters.texts["aggregation"][run].as_str() {
            "a_amean" => MEAN,
            "a_gmean" => GEOMETRIC,
            other => panic!("{other} is not an aggregation of the runs"),
        };
        let weights: Vec<f64> = names.iter().map(|name| parameters.column(name)[run]).collect();
        let [_, _, index] = pillars_and_index([method, method], columns, &weights, COMPLETE);
        let found = ranks(&index);
        assert_eq!(found, reference.column(&format!("r_{}", run + 1)), "run {}", run + 1);
        replayed.iter_mut().zip(&found).for_each(|(ranks, rank)| ranks.push(*rank));
    }

    let (Some(statistic), Some(share)) =
        (Table::read("ua_rankstats_2023.csv"), Table::read("extra/ua_rank_probabilities_2023.csv"))
    else {
        return;
    };
    let each = |of: &dyn Fn(&[f64]) -> Option<f64>| replayed.iter().map(|ranks| of(ranks).expect("ranks")).collect::<Vec<f64>>();
    let at = |share: f64| each(&|ranks| statistics::quantile(&statistics::sorted(ranks), share));
    let up_to = |most: f64| each(&|ranks| Some(ranks.iter().filter(|rank| **rank <= most).count() as f64 / 300.0));
    assert_close(&each(&statistics::mean), statistic.column("Mean"), "mean rank");
    assert_close(&each(&statistics::median), statistic.column("Median"), "median rank");
    assert_close(&at(0.05), statistic.column("Q5"), "5 %");
    assert_close(&at(0.95), statistic.column("Q95"), "95 %");
    assert_close(&up_to(10.0), share.column("p_top10"), "among the first ten");
    assert_close(&up_to(N_REGIONS as f64 / 4.0), share.column("p_top_quartile"), "in the first quarter");
    for (column, part) in [("q05", 0.05), ("q25", 0.25), ("q75", 0.75), ("q95", 0.95)] {
        assert_close(&at(part), share.column(column), column);
    }
}

#[test]
fn what_suits_a_region_best_is_no_worse_than_equal_weights() {
    let Some(scores) = Table::read("chainA_normalised_2023.csv") else { return };
    let columns = scores.columns(&indicators());
    let best = node(Aggregation::BenefitOfTheDoubt, &columns, &[1.0; 20], COMPLETE);
    let equal = node(MEAN, &columns, &[1.0; 20], COMPLETE);
    let most = equal.iter().copied().fold(0.0, f64::max);
    for (region_idx, (best, equal)) in best.iter().zip(&equal).enumerate() {
        // Equal weights, scaled so that the leader gets 1, are among those a region may choose.
        assert!((equal / most - 1e-9..=1.0).contains(best), "{region_idx}: {best} and {equal}");
        if columns.iter().any(|column| column[region_idx] == 100.0) {
            assert_eq!(*best, 1.0, "{region_idx} leads in one indicator");
        }
    }
    assert!(best.iter().any(|score| *score < 0.9));
}

#[test]
fn places_are_half_of_the_way_down_on_average() {
    let (Some(scores), Some(weights)) = (Table::read("chainA_normalised_2023.csv"), nominal()) else { return };
    let columns = scores.columns(&indicators());
    let places = node(Aggregation::MeanOfRanks { ties: Ties::Average }, &columns, &weights[..20], COMPLETE);
    assert_close(&[places.iter().sum::<f64>() / N_REGIONS as f64], &[147.0], "mean of the mean ranks");
    // COINr ranks the other way around: the best has the largest number.
    let from_below: Vec<Vec<f64>> = columns.iter().map(|column| average_rank(column)).collect();
    let from_below = node(MEAN, &from_below, &weights[..20], COMPLETE);
    assert_close(&places, &from_below.iter().map(|place| 294.0 - place).collect::<Vec<f64>>(), "mean ranks");
}

#[test]
fn weights_by_which_all_correlate_equally() {
    let Some(scores) = Table::read("chainA_normalised_2023.csv") else { return };
    let columns = scores.columns(&indicators());
    let views: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    let fitted = |pillar: std::ops::Range<usize>| weight::fit(WeightingMethod::EqualCorrelation, &views[pillar], &[1.0; 10]);
    let weights = fitted(0..10).expect("there are weights for the first pillar");
    let pillar = node(MEAN, &columns[..10], &weights, COMPLETE);
    let with_pillar: Vec<f64> = columns[..10].iter().filter_map(|column| statistics::pearson(column, &pillar)).collect();
    assert_close(&with_pillar, &[with_pillar[0]; 10], "correlations with the pillar");
    // One indicator of the second pillar runs against the others, and would have to count negatively for all to agree.
    assert_eq!(fitted(10..20), Err(Uncomputable::NoSolution));
}
