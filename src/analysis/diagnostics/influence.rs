//! What an indicator really does to the index, beside what its weight says.
//!
//! The *nominal weight* is the product of the shares on the way up the tree (COINr's effective weight); they sum to one. In an
//! index of correlated indicators it is not how much an indicator decides. That is its *correlation ratio*, the first-order
//! importance of Paruolo, Saisana & Saltelli (2013, Journal of the Royal Statistical Society A 176):
//!
//! `Sᵢ = Var(E[Y | xᵢ]) / Var(Y) = 1 − E[Var(Y | xᵢ)] / Var(Y)`
//!
//! the share of the variance of the index Y that would be gone if all regions had the same xᵢ. With Pearson's r², its value if
//! the relation were a line, it stands next to the nominal weight; divided by the sum over all indicators it can be compared with
//! it.
//!
//! *Estimate.* E[Y | x] is a curve of running lines (Friedman 1984): around each region a straight line through its nearest
//! neighbours in x, a fixed share of all regions (the span). Each region's index is predicted from the line of its neighbours
//! without the region itself, so that following noise is not rewarded, and no prediction leaves the range of the index. Then
//! `Sᵢ = 1 − Σ (y − ŷ)² / Σ (y − ȳ)²`, zero at least, where ȳ too is the mean without the region. Of four spans (5, 20, 50 % and
//! all regions: one line) the one with the least squared error is taken. Regions that tie in x are neighbours together, so the
//! order of regions does not matter.

use super::correlation::complete_pairs;
use super::{FEWEST_REGIONS, NotComputed, Subject, finite, is_constant};
use crate::aggregate::exact_sum;
use crate::method::Aggregation;
use crate::plan::Plan;
use crate::statistics;
use crate::tree::Tree;
use crate::weight;

/// Shares of the regions through which a line is laid.
pub const SPANS: [f64; 4] = [0.05, 0.2, 0.5, 1.0];
/// Fewest neighbours through which a line is laid.
pub const FEWEST_NEIGHBOURS: usize = 5;
/// Fewest regions from which a curve is told from noise. Of fewer, the estimate varies so much from one set of regions to the
/// next that a comparison with the weight would point at chance.
pub const FEWEST_FOR_A_CURVE: usize = 30;
/// How many times the nominal weight an effective weight may be, or the other way round, before an auditor would ask.
pub const MISMATCH: f64 = 2.0;

/// Differences of sums of weights that are rounding.
const WEIGHT_ROUNDING: f64 = 1e-9;

/// Nominal and effective weight of an indicator or a factor in the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// Whose.
    pub subject: Subject,
    /// Regions that have it and the index.
    pub n_regions: usize,
    /// Nominal weight, 0 to 1; over the indicators it sums to one.
    pub nominal: f64,
    /// Pearson's correlation with the index.
    pub pearson: Result<f64, NotComputed>,
    /// Correlation ratio, 0 to 1.
    pub correlation_ratio: Result<f64, NotComputed>,
    /// Correlation ratio divided by the sum over all indicators (of a factor: over the factors at its depth, times what they
    /// weigh together); `None` where it, or the sum, is not there.
    pub share: Option<f64>,
}

impl Influence {
    /// Effective share by nominal weight: 1 = decides as much as its weight says; `None` where either is not there.
    pub fn ratio(&self) -> Option<f64> {
        self.share.filter(|_| 0.0 < self.nominal).map(|share| share / self.nominal)
    }

    /// Whether it decides less than half, or more than twice, what its weight says.
    pub fn is_mismatch(&self) -> bool {
        self.ratio().is_some_and(|ratio| MISMATCH < ratio || ratio * MISMATCH < 1.0)
    }
}

/// The nominal weight of every indicator in the index where nothing is missing: the product of the shares on the way up. At a
/// geometric mean, say, or below a node that is normalised again, it is what a reader takes the weight to mean; there it is no share of the score. `weights` holds, for
/// every node, those of its children in the tree's order.
pub fn nominal_weights(plan: &Plan, weights: &[Vec<f64>]) -> Vec<f64> {
    let mut as_means = plan.tree.clone();
    for node in &mut as_means.nodes {
        node.aggregation = Aggregation::ArithmeticMean;
        node.rescaling = None;
    }
    let shares = weight::in_index(&as_means, weights, |_| true, |_| true);
    shares.into_iter().map(|share| share.unwrap_or(0.0)).collect()
}

/// Influence on the index: indicators in configuration order, then factors in tree order.
pub fn of_edition(plan: &Plan, weights: &[Vec<f64>], scores: &[&[f64]], nodes: &[&[f64]]) -> Vec<Influence> {
    let Some(index) = nodes.get(Tree::ROOT) else { return Vec::new() };
    let weights = nominal_weights(plan, weights);
    let indicators = scores.iter().enumerate().map(|(indicator_idx, scores)| {
        let subject = Subject::Indicator(indicator_idx);
        influence(subject, weights[indicator_idx], scores, index)
    });
    let mut indicators: Vec<Influence> = indicators.collect();
    share_out(indicators.iter_mut(), 1.0);
    let mut factors: Vec<Influence> = (Tree::ROOT + 1..nodes.len())
        .map(|node_idx| {
            let below = exact_sum(plan.tree.nodes[node_idx].leaves.iter().map(|&leaf| weights[leaf]));
            influence(Subject::Node(node_idx), below, nodes[node_idx], index)
        })
        .collect();
    let depth = |subject: Subject| match subject {
        Subject::Node(node_idx) => plan.tree.depth(node_idx),
        Subject::Indicator(_) => 0,
    };
    for level in 1..=plan.tree.nodes.len() {
        // Where a branch ends above this depth, the factors at it are not the whole index: they share what is theirs.
        let at_level = |factor: &Influence| depth(factor.subject) == level;
        let whole = exact_sum(factors.iter().filter(|factor| at_level(factor)).map(|factor| factor.nominal));
        // A sum of weights that is one but for rounding is one.
        let whole = if (whole - 1.0).abs() < WEIGHT_ROUNDING { 1.0 } else { whole };
        share_out(factors.iter_mut().filter(|factor| at_level(factor)), whole);
    }
    indicators.extend(factors);
    indicators
}

fn influence(subject: Subject, nominal: f64, scores: &[f64], index: &[f64]) -> Influence {
    let (x, y) = complete_pairs(scores, index);
    let pearson = match x.len() < FEWEST_REGIONS {
        true => Err(NotComputed::TooFewRegions { found: x.len(), needed: FEWEST_REGIONS }),
        false => statistics::pearson(&x, &y).ok_or(NotComputed::Constant).and_then(finite),
    };
    Influence { subject, n_regions: x.len(), nominal, pearson, correlation_ratio: correlation_ratio(&x, &y), share: None }
}

/// Divides each correlation ratio by their sum, and takes that share of `whole`, what they weigh together.
fn share_out<'a>(influences: impl Iterator<Item = &'a mut Influence>, whole: f64) {
    let mut influences: Vec<&mut Influence> = influences.collect();
    let total = exact_sum(influences.iter().filter_map(|influence| influence.correlation_ratio.ok()));
    if 0.0 < total {
        for influence in &mut influences {
            influence.share = influence.correlation_ratio.ok().map(|ratio| whole * ratio / total);
        }
    }
}

/// The correlation ratio of `y` on `x`, without missing values: the estimate of the module's documentation.
///
/// # Errors
/// Fewer than 30 regions, or one of the two is the same everywhere.
pub fn correlation_ratio(x: &[f64], y: &[f64]) -> Result<f64, NotComputed> {
    let n_regions = x.len();
    if n_regions < FEWEST_FOR_A_CURVE {
        return Err(NotComputed::TooFewRegions { found: n_regions, needed: FEWEST_FOR_A_CURVE });
    }
    if is_constant(x) || is_constant(y) {
        return Err(NotComputed::Constant);
    }
    let points = Points::new(x, y)?;
    let n_others = n_regions as f64 - 1.0;
    // The mean without a region lies n/(n − 1) times as far from it as the mean with it.
    let spread = exact_sum(points.y.iter().map(|y| (y * n_regions as f64 / n_others).powi(2)));
    let errors = SPANS.iter().map(|&span| points.squared_error(span));
    let least = errors.fold(f64::INFINITY, f64::min);
    finite(1.0 - least / spread).map(|ratio| ratio.clamp(0.0, 1.0))
}

/// Points in ascending order of x, both coordinates centred and on their standard deviation, with running sums.
struct Points {
    x: Vec<f64>,
    y: Vec<f64>,
    /// Sums of 1, x, y, x², xy of all points before each position.
    before: Vec<[f64; 5]>,
}

impl Points {
    fn new(x: &[f64], y: &[f64]) -> Result<Self, NotComputed> {
        let standardised = |values: &[f64]| {
            let mean = statistics::mean(values).ok_or(NotComputed::Constant).and_then(finite)?;
            let deviation = statistics::population_deviation(values).ok_or(NotComputed::Constant).and_then(finite)?;
            if deviation <= 0.0 {
                return Err(NotComputed::Constant);
            }
            Ok(values.iter().map(|value| (value - mean) / deviation).collect::<Vec<f64>>())
        };
        let (x, y) = (standardised(x)?, standardised(y)?);
        let mut order: Vec<usize> = (0..x.len()).collect();
        order.sort_by(|&a, &b| x[a].total_cmp(&x[b]).then(y[a].total_cmp(&y[b])));
        let x: Vec<f64> = order.iter().map(|&position| x[position]).collect();
        let y: Vec<f64> = order.iter().map(|&position| y[position]).collect();
        let mut sums = [0.0; 5];
        let mut before = vec![sums];
        for (x, y) in x.iter().zip(&y) {
            sums = [sums[0] + 1.0, sums[1] + x, sums[2] + y, sums[3] + x * x, sums[4] + x * y];
            before.push(sums);
        }
        Ok(Points { x, y, before })
    }

    /// Sum of the squared errors of each point's prediction from its neighbours.
    fn squared_error(&self, span: f64) -> f64 {
        let n_points = self.x.len();
        let n_neighbours = ((span * n_points as f64).ceil() as usize).clamp(FEWEST_NEIGHBOURS, n_points);
        let lowest = self.y.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = self.y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut start = 0;
        let errors = (0..n_points).map(|position| {
            // The window slides while the point that enters is nearer than the one that leaves.
            while start + n_neighbours < n_points
                && self.x[start + n_neighbours] - self.x[position] < self.x[position] - self.x[start]
            {
                start += 1;
            }
            let predicted = self.predict(self.with_ties(start..start + n_neighbours), position);
            (self.y[position] - predicted.clamp(lowest, highest)).powi(2)
        });
        exact_sum(errors)
    }

    /// The window and all points that tie with its first or last.
    fn with_ties(&self, window: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let (first, last) = (self.x[window.start], self.x[window.end - 1]);
        self.x.partition_point(|x| *x < first)..self.x.partition_point(|x| *x <= last)
    }

    /// The line through the points of a window other than the one at `position`, at that point; their mean where they have no
    /// slope.
    fn predict(&self, window: std::ops::Range<usize>, position: usize) -> f64 {
        let (x, y) = (self.x[position], self.y[position]);
        let own = [1.0, x, y, x * x, x * y];
        let sum = |term: usize| self.before[window.end][term] - self.before[window.start][term] - own[term];
        let n_others = sum(0);
        if n_others < 1.0 {
            return 0.0;
        }
        let (mean_x, mean_y) = (sum(1) / n_others, sum(2) / n_others);
        let (squares, products) = (sum(3) - sum(1) * mean_x, sum(4) - sum(1) * mean_y);
        // Below this the difference of the two sums is rounding, not spread.
        let noise = 1e-11 * self.before[self.x.len()][3];
        if squares <= noise { mean_y } else { mean_y + products / squares * (x - mean_x) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(n_regions: u32) -> Vec<f64> {
        (0..n_regions).map(f64::from).collect()
    }

    /// Numbers without any relation to their position: a multiplicative congruence.
    fn noise(n_regions: usize, seed: u64) -> Vec<f64> {
        let mut state = seed;
        let next = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64
        });
        next.take(n_regions).collect()
    }

    fn ratio(x: &[f64], y: &[f64]) -> f64 {
        correlation_ratio(x, y).expect("computed")
    }

    #[test]
    fn a_line_decides_everything() {
        let x = grid(50);
        let y: Vec<f64> = x.iter().map(|x| 3.0 - 2.0 * x).collect();
        assert!((ratio(&x, &y) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_parabola_decides_everything_though_it_does_not_correlate() {
        let x: Vec<f64> = grid(301).iter().map(|x| x - 150.0).collect();
        let y: Vec<f64> = x.iter().map(|x| x * x).collect();
        assert!(statistics::pearson(&x, &y).is_some_and(|pearson| pearson.abs() < 1e-12));
        assert!(0.999 < ratio(&x, &y), "{}", ratio(&x, &y));
    }

    #[test]
    fn noise_decides_nothing() {
        for seed in 1..20 {
            let ratio = ratio(&grid(300), &noise(300, seed));
            assert!(ratio < 0.04, "{seed}: {ratio}");
        }
    }

    #[test]
    fn half_of_the_variance_is_half() {
        let (x, other) = (noise(2_000, 3), noise(2_000, 4));
        let y: Vec<f64> = x.iter().zip(&other).map(|(x, other)| x + other).collect();
        assert!((ratio(&x, &y) - 0.5).abs() < 0.04, "{}", ratio(&x, &y));
    }

    #[test]
    fn groups_are_predicted_by_their_means() {
        // Three groups of 0, 1 and 2 with means 10, 0 and 10 and deviations ±1: within variance 1, between 200/9.
        let (mut x, mut y) = (Vec::new(), Vec::new());
        for group in 0..3 {
            for member in 0..40 {
                x.push(f64::from(group));
                y.push(f64::from(if group == 1 { 0 } else { 10 }) + f64::from(member % 2 * 2 - 1));
            }
        }
        let expected = (200.0 / 9.0) / (200.0 / 9.0 + 1.0);
        assert!((ratio(&x, &y) - expected).abs() < 0.005, "{} {expected}", ratio(&x, &y));
    }

    #[test]
    fn the_order_of_regions_and_the_unit_do_not_matter() {
        let (x, y): (Vec<f64>, Vec<f64>) = (noise(80, 5).iter().map(|x| x % 7.0).collect(), noise(80, 6));
        let turned: (Vec<f64>, Vec<f64>) = (x.iter().rev().map(|x| x * 1e6).collect(), y.iter().rev().map(|y| y / 3.0).collect());
        assert!((ratio(&x, &y) - ratio(&turned.0, &turned.1)).abs() < 1e-9);
    }

    #[test]
    fn one_far_point_does_not_break_it() {
        let mut x = noise(100, 7).iter().map(|x| x / 1e10).collect::<Vec<f64>>();
        x[3] = 1e9;
        let ratio = ratio(&x, &noise(100, 8));
        assert!((0.0..=1.0).contains(&ratio));
        assert_eq!(correlation_ratio(&[1.0; 40], &noise(40, 1)), Err(NotComputed::Constant));
        assert_eq!(correlation_ratio(&grid(29), &grid(29)), Err(NotComputed::TooFewRegions { found: 29, needed: 30 }));
    }

    #[test]
    fn factors_of_a_depth_share_what_they_weigh() {
        let of = |nominal: f64, ratio: f64| Influence {
            subject: Subject::Node(1),
            n_regions: 100,
            nominal,
            pearson: Ok(0.5),
            correlation_ratio: Ok(ratio),
            share: None,
        };
        // Two factors of a quarter each, below a branch that weighs one half: together they decide one half.
        let mut factors = [of(0.25, 0.6), of(0.25, 0.2)];
        share_out(factors.iter_mut(), 0.5);
        let shares = factors.map(|factor| factor.share.map(|share| crate::round::to_decimals(share, 12)));
        assert_eq!(shares, [Some(0.375), Some(0.125)]);
    }

    #[test]
    fn a_mismatch_is_less_than_half_or_more_than_twice() {
        let of = |share: f64| Influence {
            subject: Subject::Indicator(0),
            n_regions: 100,
            nominal: 0.1,
            pearson: Ok(0.5),
            correlation_ratio: Ok(0.5),
            share: Some(share),
        };
        assert!(of(0.04).is_mismatch() && of(0.21).is_mismatch());
        assert!(!of(0.06).is_mismatch() && !of(0.19).is_mismatch());
        assert_eq!(of(0.05).ratio(), Some(0.5));
    }
}
