//! Turns children's scores into a parent's score, for one node and all regions at once.
//!
//! | method | score of a region, over the children it has | weights | range |
//! |---|---|---|---|
//! | arithmetic mean | `Σ w·x / Σ w` | count | of the children |
//! | sum | `Σ w·x`; what is missing is carried by the others: `· Σ all w / Σ present w` | count, as they are | any |
//! | geometric mean | `exp(Σ w·ln x / Σ w)` | count | of the children |
//! | harmonic mean | `Σ w / Σ (w / x)` | count | of the children |
//! | power mean | `(Σ w·xᵖ / Σ w)^(1/p)` | count | of the children |
//! | median, minimum | the middle child, or the mean of the two in the middle; the lowest | do not count | of the children |
//! | Mazziotta-Pareto | `M ∓ S·cv` with `cv = S / M` | do not count | any |
//! | Copeland | regions beaten minus regions lost to | count | −(n−1) to n−1 |
//! | benefit of the doubt | with the weights that suit the region best, so long as none gets above 1 | do not count | 0 to 1 |
//! | mean of ranks | `Σ w·rank / Σ w`, the best counted 1: less is better | count | 1 to n |
//!
//! Where weights do not count, a weight of zero still leaves the child out.
//!
//! The means and their weights: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; the power mean with its
//! special cases: Hardy, Littlewood and Pólya, Inequalities (1934), chapter 2.
//!
//! A child of weight zero never matters: neither its scores nor its gaps. The order of the children does not show: not in the
//! last bit of arithmetic means, sums and mean ranks, whose sums keep what rounding takes from them, and beyond twelve digits in
//! no method. Nobody loses by a better score in any method but Mazziotta-Pareto, which may count a gain in one child as
//! imbalance.
//!
//! Coverage is the share of the weight that rests on data, by the same rule for every method.
//!
//! Weights may be negative, as loadings on a principal component are: such a child counts against the others, means may leave
//! the range of the children, and a better score in it makes the node's worse. All that is said above of means is said of
//! weights above zero. A region the weights of whose scores do not sum to more than zero has no score.
//!
//! What it leaves out: rounding, ranks of the result, and where the weights come from ([`crate::weight`]).

mod benefit_of_the_doubt;
mod copeland;
mod coverage;
mod linear;
mod mazziotta_pareto;
mod mean_of_ranks;
mod means;
mod presence;
mod sums;

use crate::method::{Aggregation, MissingChildren, RankOrder, Uncomputable};
use crate::panel::Missing;
use crate::statistics;
use presence::Presence;

pub use coverage::Coverage;
pub use sums::exact_sum;

/// A child's scores, its coverage and its weight.
#[derive(Debug, Clone, Copy)]
pub struct WeightedChild<'a> {
    /// Scores by region; NaN where there is none.
    pub scores: &'a [f64],
    /// Coverage by region, 0 to 1; empty when it is 1 wherever there is a score and 0 elsewhere.
    pub coverage: &'a [f64],
    /// Weight; negative where the child counts against the others, as loadings may.
    pub weight: f64,
    /// What a missing score of this child does.
    pub when_missing: WhenMissing<'a>,
    /// Which end of the scores is better; only ranks and pairwise comparisons ask.
    pub order: RankOrder,
}

/// What a missing score of a child does to the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenMissing<'a> {
    /// What the node's own rule says.
    FollowNode,
    /// The other children carry the score, whatever the node's rule.
    LeaveOut,
    /// The node has no score either, whatever its rule.
    Propagate,
    /// The same for the regions where this is true; what the node's own rule says for the others.
    PropagateWhere(&'a [bool]),
}

/// A node's scores and coverage by region.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregated {
    /// Scores, not rounded; NaN ([`Missing::Computed`]) where too much is missing, and where the method gives none.
    pub scores: Vec<f64>,
    /// Share of the weight that rests on data, 0 to 1.
    pub coverage: Coverage,
    /// Regions whose score the method cannot give, ascending, and why: a negative score in a geometric mean, for instance. What
    /// is merely missing is not among them.
    pub uncomputable: Vec<(usize, Uncomputable)>,
}

/// A node's scores from its children's.
///
/// `n_regions` is the length of every child's scores. [`MissingChildren::Fail`] gives what [`MissingChildren::Propagate`] gives:
/// whether a build stops is not decided here. A node all of whose children have weight zero has no scores.
pub fn aggregate(method: Aggregation, children: &[WeightedChild<'_>], n_regions: usize, missing: MissingChildren) -> Aggregated {
    let children: Vec<WeightedChild<'_>> = children.iter().filter(|child| child.weight != 0.0).copied().collect();
    let children = children.as_slice();
    if children.is_empty() {
        let scores = vec![Missing::Computed.value(); n_regions];
        return Aggregated { scores, coverage: Coverage::same(0.0, n_regions), uncomputable: Vec::new() };
    }
    let presence = Presence::new(children, n_regions, missing);
    let by_region = |score: fn(&[f64], &[f64]) -> Result<f64, Uncomputable>| each_region(children, &presence, score);
    let scores: Vec<Result<f64, Uncomputable>> = match method {
        // The hot path: no result per region until it is known that one is needed.
        Aggregation::ArithmeticMean => return checked(linear::arithmetic_mean(children, &presence), presence),
        Aggregation::Sum => return checked(linear::sum(children, &presence), presence),
        Aggregation::MeanOfRanks { ties } => return checked(mean_of_ranks::scores(children, &presence, ties), presence),
        Aggregation::Copeland => return checked(copeland::scores(children, &presence), presence),
        Aggregation::GeometricMean { zero } => {
            each_region(children, &presence, |scores, weights| means::geometric(scores, weights, zero))
        }
        Aggregation::HarmonicMean { zero } => {
            each_region(children, &presence, |scores, weights| means::harmonic(scores, weights, zero))
        }
        Aggregation::PowerMean { exponent, zero } => {
            each_region(children, &presence, |scores, weights| means::power(scores, weights, exponent, zero))
        }
        Aggregation::Median => by_region(|scores, _| statistics::median(scores).ok_or(Uncomputable::NoValues)),
        Aggregation::Minimum => by_region(|scores, _| Ok(means::least(scores))),
        Aggregation::MazziottaPareto { penalty } => {
            each_region(children, &presence, |scores, _| mazziotta_pareto::score(scores, penalty))
        }
        Aggregation::BenefitOfTheDoubt => benefit_of_the_doubt::scores(children, &presence),
    };
    let mut uncomputable = Vec::new();
    let scores = scores
        .into_iter()
        .enumerate()
        .map(|(region_idx, score)| {
            score.unwrap_or_else(|why| {
                uncomputable.push((region_idx, why));
                Missing::Computed.value()
            })
        })
        .collect();
    let mut aggregated = checked(scores, presence);
    aggregated.uncomputable.extend(uncomputable);
    aggregated.uncomputable.sort_by_key(|(region_idx, _)| *region_idx);
    aggregated
}

/// Scores of a method that looks at one region at a time: at the scores it has, and their weights.
fn each_region(
    children: &[WeightedChild<'_>],
    presence: &Presence,
    score: impl Fn(&[f64], &[f64]) -> Result<f64, Uncomputable>,
) -> Vec<Result<f64, Uncomputable>> {
    let (mut scores, mut weights) = (Vec::with_capacity(children.len()), Vec::with_capacity(children.len()));
    (0..presence.n_regions())
        .map(|region_idx| {
            if !presence.has_score(region_idx) {
                return Ok(Missing::Computed.value());
            }
            scores.clear();
            weights.clear();
            for child in children.iter().filter(|child| !child.scores[region_idx].is_nan()) {
                scores.push(child.scores[region_idx]);
                weights.push(child.weight);
            }
            score(&scores, &weights)
        })
        .collect()
}

/// Scores that are all numbers, or missing and say so: what is not a number after all is named.
fn checked(mut scores: Vec<f64>, presence: Presence) -> Aggregated {
    // Where children count against others, a sum of powers may be negative and have no root; else only size is in the way.
    let why = if presence.has_negative_weight { Uncomputable::NoSolution } else { Uncomputable::Overflow };
    let (coverage, mut uncomputable) = presence.into_parts();
    let missing = Missing::Computed.bits();
    for (region_idx, score) in scores.iter_mut().enumerate() {
        if !score.is_finite() && score.to_bits() != missing {
            *score = Missing::Computed.value();
            uncomputable.push((region_idx, why));
        }
    }
    uncomputable.sort_by_key(|(region_idx, _)| *region_idx);
    Aggregated { scores, coverage, uncomputable }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
