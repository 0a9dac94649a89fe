//! Which regions have a score at a node, and how much of it rests on data.
//!
//! `coverage = Σ |w|·c / Σ |w|` with c the child's own coverage, or 1 where it has a score and 0 where it has none.
//!
//! Weights may be negative: loadings on a principal component are. A mean needs weights that sum to more than zero, so a region
//! for which those of what it has do not gets no score, and it is said why. Where they nearly cancel, a mean is a small difference
//! of large numbers and lies far outside its children: that counts as cancelling.

use std::ops::Range;

use super::WeightedChild;
use super::WhenMissing;
use super::coverage::Coverage;
use super::sums::{REGIONS_AT_A_TIME, Sums, blocks, exact_sum};
use crate::method::{MissingChildren, Uncomputable};
use crate::panel::any_missing;

/// A coverage that misses the least one only by binary noise meets it.
const NOISE: f64 = 1e-12;
/// Weights whose sum is a smaller part of their absolute sum than this cancel.
const LEAST_NET_WEIGHT: f64 = 0.05;

/// What the children of some regions add up to.
struct Found {
    covered: Sums,
    /// Weights of the scores that are there; only where a weight is negative.
    weights: Sums,
    has_some: Vec<bool>,
    must_not: Vec<bool>,
}

impl Found {
    fn new(n_regions: usize) -> Self {
        let nothing = || vec![false; n_regions];
        Found { covered: Sums::new(n_regions), weights: Sums::new(n_regions), has_some: nothing(), must_not: nothing() }
    }

    fn clear(&mut self) {
        self.covered.clear();
        self.weights.clear();
        self.has_some.fill(false);
        self.must_not.fill(false);
    }

    /// Adds a child. Each loop does one thing, so that many regions are looked at in one step.
    fn look(&mut self, child: &WeightedChild<'_>, regions: Range<usize>, propagates: bool, weighs: bool) {
        let scores = &child.scores[regions.clone()];
        let weight = child.weight.abs();
        match child.coverage {
            [] => self.covered.add_all(scores.iter().map(|score| if score.is_nan() { 0.0 } else { weight })),
            coverage => self.covered.add_all(coverage[regions.clone()].iter().map(|coverage| weight * coverage)),
        }
        if weighs {
            self.weights.add_all(scores.iter().map(|score| if score.is_nan() { 0.0 } else { child.weight }));
        }
        self.has_some.iter_mut().zip(scores).for_each(|(has_some, score)| *has_some |= !score.is_nan());
        let must_not = self.must_not.iter_mut().zip(scores);
        match child.when_missing {
            WhenMissing::Propagate => must_not.for_each(|(must_not, score)| *must_not |= score.is_nan()),
            WhenMissing::FollowNode | WhenMissing::PropagateWhere(_) if propagates => {
                must_not.for_each(|(must_not, score)| *must_not |= score.is_nan());
            }
            WhenMissing::PropagateWhere(at) => {
                must_not.zip(&at[regions]).for_each(|((must_not, score), at)| *must_not |= *at && score.is_nan());
            }
            WhenMissing::FollowNode | WhenMissing::LeaveOut => {}
        }
    }
}

/// Which regions have a score at a node.
pub(super) struct Presence {
    n_regions: usize,
    /// By region; empty when all have every child, and no weight is negative.
    has_score: Vec<bool>,
    coverage: Coverage,
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
        let is_complete = |child: &WeightedChild<'_>| child.coverage.is_empty() && !any_missing(child.scores);
        let mut presence = Presence {
            n_regions,
            has_score: Vec::new(),
            coverage: Coverage::same(1.0, n_regions),
            total_weight,
            has_negative_weight,
            without_weight: Vec::new(),
        };
        if has_negative_weight || !children.iter().all(is_complete) {
            presence.look(children, missing);
        }
        presence
    }

    /// Looks at each child of each region, some regions at a time.
    fn look(&mut self, children: &[WeightedChild<'_>], missing: MissingChildren) {
        let whole = exact_sum(children.iter().map(|child| child.weight.abs()));
        let least = missing.minimum_coverage() - NOISE;
        let propagates = !matches!(missing, MissingChildren::Renormalise { .. });
        let mut shares = Vec::with_capacity(self.n_regions);
        self.has_score = Vec::with_capacity(self.n_regions);
        let mut found = Found::new(self.n_regions.min(REGIONS_AT_A_TIME));
        for regions in blocks(self.n_regions) {
            found.clear();
            children.iter().for_each(|child| found.look(child, regions.clone(), propagates, self.has_negative_weight));
            let of_regions = found.covered.values().zip(found.weights.values()).zip(&found.has_some).zip(&found.must_not);
            for (region_idx, (((covered, weight), has_some), must_not)) in regions.zip(of_regions) {
                let share = covered / whole;
                let mut has_score = *has_some && !must_not && share >= least;
                if self.has_negative_weight && has_score && weight <= LEAST_NET_WEIGHT * whole {
                    has_score = false;
                    self.without_weight.push(region_idx);
                }
                shares.push(share);
                self.has_score.push(has_score);
            }
        }
        self.coverage = Coverage::of(shares);
    }

    pub(super) fn n_regions(&self) -> usize {
        self.n_regions
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
    pub(super) fn into_parts(self) -> (Coverage, Vec<(usize, Uncomputable)>) {
        let without_weight = self.without_weight.into_iter().map(|region_idx| (region_idx, Uncomputable::NoSolution));
        (self.coverage, without_weight.collect())
    }
}
