//! Which regions have a score at a node, and how much of it rests on data.
//!
//! `coverage = Σ |w|·c / Σ |w|` with c the child's own coverage, or 1 where it has a score and 0 where it has none.
//!
//! Weights may be negative: loadings on a principal component are. A mean needs weights that sum to more than zero, so a region
//! for which those of what it has do not gets no score, and it is said why. Where they nearly cancel, a mean is a small difference
//! of large numbers and lies far outside its children: that counts as cancelling.

use super::WeightedChild;
use super::WhenMissing;
use super::sums::{Sums, exact_sum};
use crate::method::{MissingChildren, Uncomputable};

/// A coverage that misses the least one only by binary noise meets it.
const NOISE: f64 = 1e-12;
/// Weights whose sum is a smaller part of their absolute sum than this cancel.
const LEAST_NET_WEIGHT: f64 = 0.05;

/// Which regions have a score at a node.
pub(super) struct Presence {
    /// By region; empty when all have every child, and no weight is negative.
    has_score: Vec<bool>,
    coverage: Vec<f64>,
    /// Sum of the children's weights.
    pub(super) total_weight: f64,
    /// Whether a child counts against the others.
    pub(super) has_negative_weight: bool,
    /// Regions that have enough, but with weights that do not sum to more than zero.
    without_weight: Vec<usize>,
}

impl Presence {
    /// Looks at children whose weights are not zero.
    pub(super) fn new(children: &[WeightedChild<'_>], n_regions: usize, missing: MissingChildren) -> Self {
        let total_weight = exact_sum(children.iter().map(|child| child.weight));
        let has_negative_weight = children.iter().any(|child| child.weight < 0.0);
        let is_complete =
            |child: &WeightedChild<'_>| child.coverage.is_empty() && !child.scores.iter().any(|score| score.is_nan());
        let coverage = vec![1.0; n_regions];
        let mut presence =
            Presence { has_score: Vec::new(), coverage, total_weight, has_negative_weight, without_weight: Vec::new() };
        if has_negative_weight || !children.iter().all(is_complete) {
            presence.look(children, missing);
        }
        presence
    }

    /// Looks at each child of each region.
    fn look(&mut self, children: &[WeightedChild<'_>], missing: MissingChildren) {
        let n_regions = self.n_regions();
        let mut covered = Sums::new(n_regions);
        let mut weights = Sums::new(n_regions);
        let mut has_some = vec![false; n_regions];
        let mut must_not = vec![false; n_regions];
        let propagates = !matches!(missing, MissingChildren::Renormalise { .. });
        for child in children {
            let child_propagates = |region_idx: usize| match child.when_missing {
                WhenMissing::FollowNode => propagates,
                WhenMissing::LeaveOut => false,
                WhenMissing::Propagate => true,
                WhenMissing::PropagateWhere(regions) => propagates || regions.get(region_idx).copied().unwrap_or(false),
            };
            for (region_idx, score) in child.scores.iter().enumerate() {
                let is_missing = score.is_nan();
                has_some[region_idx] |= !is_missing;
                must_not[region_idx] |= is_missing && child_propagates(region_idx);
                if self.has_negative_weight && !is_missing {
                    weights.add(region_idx, child.weight);
                }
                let coverage = child.coverage.get(region_idx).copied().unwrap_or(if is_missing { 0.0 } else { 1.0 });
                covered.add(region_idx, child.weight.abs() * coverage);
            }
        }
        let whole = exact_sum(children.iter().map(|child| child.weight.abs()));
        self.coverage = covered.into_values().into_iter().map(|covered| covered / whole).collect();
        let least = match missing {
            MissingChildren::Renormalise { minimum_coverage } => minimum_coverage - NOISE,
            MissingChildren::Propagate | MissingChildren::Fail => f64::NEG_INFINITY,
        };
        self.has_score = (0..n_regions)
            .map(|region_idx| has_some[region_idx] && !must_not[region_idx] && self.coverage[region_idx] >= least)
            .collect();
        if self.has_negative_weight {
            for (region_idx, weight) in weights.into_values().into_iter().enumerate() {
                if self.has_score[region_idx] && weight <= LEAST_NET_WEIGHT * whole {
                    self.has_score[region_idx] = false;
                    self.without_weight.push(region_idx);
                }
            }
        }
    }

    pub(super) fn n_regions(&self) -> usize {
        self.coverage.len()
    }

    /// Whether every region has every child, and none counts against the others.
    pub(super) fn is_complete(&self) -> bool {
        self.has_score.is_empty()
    }

    /// Whether the region has enough for a score.
    pub(super) fn has_score(&self, region_idx: usize) -> bool {
        self.has_score.get(region_idx).copied().unwrap_or(true)
    }

    /// Coverage by region, and the regions whose weights give no score.
    pub(super) fn into_parts(self) -> (Vec<f64>, Vec<(usize, Uncomputable)>) {
        let without_weight = self.without_weight.into_iter().map(|region_idx| (region_idx, Uncomputable::NoSolution));
        (self.coverage, without_weight.collect())
    }
}
