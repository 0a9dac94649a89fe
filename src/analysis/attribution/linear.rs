//! Weighted means and sums: parts in closed form.
//!
//! A score is `Σ w·x` over what the region has, with the shares `w` of [`weight::in_node`]. Shares go from the old edition's to
//! the new one's along a path of which every step has one cause, and which read backwards is the same:
//!
//! 1. without the indicators that only the old edition has (indicator set),
//! 2. without what the region lacks in the new edition (coverage),
//! 3. by the new edition's weights (weight),
//! 4. with what the region lacked in the old edition (coverage),
//! 5. with the indicators that only the new edition has (indicator set).

use super::among::Side;
use super::{Attribution, IndicatorPart, NodeChanges, ScoreChange, is_mean};
use crate::plan::Plan;
use crate::tree::{Child, Tree};
use crate::weight;

/// Change of an indicator's share in a node, by cause.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct ShareChange {
    /// Share in the older edition.
    before: f64,
    /// Share in the newer edition.
    now: f64,
    /// By other weights.
    weight: f64,
    /// By data that came or went.
    coverage: f64,
    /// By indicators that came or went.
    indicator_set: f64,
}

/// Which indicators below a node count for a region: those it has, on whose way to the node every node has a score.
pub(super) fn present(plan: &Plan, side: &Side<'_>, node_idx: usize, region_idx: usize) -> Vec<bool> {
    let mut present = vec![false; plan.indicators.len()];
    mark_present(&plan.tree, side, node_idx, region_idx, &mut present);
    present
}

fn mark_present(tree: &Tree, side: &Side<'_>, node_idx: usize, region_idx: usize, present: &mut [bool]) {
    for child in tree.children(node_idx) {
        match child {
            Child::Indicator(indicator_idx) => present[indicator_idx] = side.has(indicator_idx, region_idx),
            Child::Node(child_idx) if !side.outcome.nodes[child_idx].scores[region_idx].is_nan() => {
                mark_present(tree, side, child_idx, region_idx, present);
            }
            Child::Node(_) => {}
        }
    }
}

/// Shares in a node of a region that has the indicators in `set`, by an edition's weights.
fn shares(plan: &Plan, side: &Side<'_>, weights: &[Vec<f64>], node_idx: usize, set: &[bool]) -> Vec<f64> {
    debug_assert_eq!(weights.len(), side.outcome.nodes.len());
    let has_node = |child_idx: usize| plan.tree.nodes[child_idx].leaves.iter().any(|&leaf| set[leaf]);
    let shares = weight::in_node(&plan.tree, weights, node_idx, |indicator_idx| set[indicator_idx], has_node);
    shares.into_iter().map(|share| share.unwrap_or(0.0)).collect()
}

/// Weights of the children of every node.
fn weights_of(side: &Side<'_>) -> Vec<Vec<f64>> {
    side.outcome.nodes.iter().map(|node| node.weights.clone()).collect()
}

impl<'a> Attribution<'a> {
    /// Closed form, for one region after another.
    pub(super) fn linear(&self, node_idx: usize) -> Linear<'a, '_> {
        Linear { paths: SharePaths::new(self, node_idx) }
    }

    /// Closed form for all regions.
    pub(super) fn linear_of_all(&self, node_idx: usize) -> NodeChanges {
        let plan = self.comparison.plan;
        let n_regions = self.comparison.regions.n_ranked();
        let indicators = plan.tree.nodes[node_idx].leaves.clone();
        let mut parts = vec![vec![f64::NAN; n_regions]; indicators.len()];
        let mut before = vec![f64::NAN; n_regions];
        let paths = SharePaths::new(self, node_idx);
        for region_idx in (0..n_regions).filter(|&region_idx| self.is_ranked_in_both(node_idx, region_idx)) {
            for (column, part) in parts.iter_mut().zip(paths.parts(region_idx, false)) {
                column[region_idx] = part.total();
            }
            before[region_idx] = paths.score_before(region_idx);
        }
        NodeChanges { indicators, parts, weights: Vec::new(), before, n_orders: 0 }
    }
}

/// The parts of every region, in closed form.
pub(super) struct Linear<'a, 'b> {
    paths: SharePaths<'a, 'b>,
}

impl Linear<'_, '_> {
    /// The parts of a region's change; scores and rounding are the caller's.
    pub(super) fn change(&self, region_idx: usize) -> ScoreChange {
        let parts = self.paths.parts(region_idx, true);
        ScoreChange { parts, ..ScoreChange::default() }
    }
}

/// The way of all shares in a node from one edition to the other.
struct SharePaths<'a, 'b> {
    attribution: &'b Attribution<'a>,
    node_idx: usize,
    before: Vec<Vec<f64>>,
    now: Vec<Vec<f64>>,
    is_mean: bool,
    /// Of a region that has all there is in both editions: most are.
    complete: Option<Vec<ShareChange>>,
}

impl<'a, 'b> SharePaths<'a, 'b> {
    fn new(attribution: &'b Attribution<'a>, node_idx: usize) -> Self {
        let is_mean = is_mean(&attribution.comparison.plan.tree, node_idx);
        let (before, now) = (weights_of(&attribution.before), weights_of(&attribution.now));
        let mut paths = SharePaths { attribution, node_idx, before, now, is_mean, complete: None };
        let complete = paths.between(&paths.in_edition(&attribution.before), &paths.in_edition(&attribution.now));
        paths.complete = Some(complete);
        paths
    }

    fn in_edition(&self, side: &Side<'_>) -> Vec<bool> {
        side.outcome.indicators.iter().map(|indicator| indicator.is_in).collect()
    }

    fn of(&self, region_idx: usize) -> Vec<ShareChange> {
        let Attribution { comparison, before, now } = self.attribution;
        let (had, has) = (
            present(comparison.plan, before, self.node_idx, region_idx),
            present(comparison.plan, now, self.node_idx, region_idx),
        );
        let leaves = &comparison.plan.tree.nodes[self.node_idx].leaves;
        let lacks_nothing =
            |side: &Side<'_>, present: &[bool]| leaves.iter().all(|&leaf| present[leaf] == side.outcome.indicators[leaf].is_in);
        match &self.complete {
            Some(complete) if lacks_nothing(before, &had) && lacks_nothing(now, &has) => complete.clone(),
            _ => self.between(&had, &has),
        }
    }

    /// From what a region had to what it has.
    fn between(&self, had: &[bool], has: &[bool]) -> Vec<ShareChange> {
        let Attribution { comparison, before, now } = self.attribution;
        let (plan, node_idx) = (comparison.plan, self.node_idx);
        let in_both: Vec<bool> =
            self.in_edition(before).iter().zip(self.in_edition(now)).map(|(before, now)| *before && now).collect();
        let both = |a: &[bool], b: &[bool]| -> Vec<bool> { a.iter().zip(b).map(|(a, b)| *a && *b).collect() };
        let common = both(had, has);
        let by_old = |set: &[bool]| shares(plan, before, &self.before, node_idx, set);
        let by_new = |set: &[bool]| shares(plan, now, &self.now, node_idx, set);
        let path = [
            by_old(had),
            by_old(&both(had, &in_both)),
            by_old(&common),
            by_new(&common),
            by_new(&both(has, &in_both)),
            by_new(has),
        ];
        (0..plan.indicators.len())
            .map(|indicator_idx| {
                let step = |step: usize| path[step + 1][indicator_idx] - path[step][indicator_idx];
                ShareChange {
                    before: path[0][indicator_idx],
                    now: path[5][indicator_idx],
                    indicator_set: step(0) + step(4),
                    coverage: step(1) + step(3),
                    weight: step(2),
                }
            })
            .collect()
    }

    /// The score of the older edition before it was rounded.
    fn score_before(&self, region_idx: usize) -> f64 {
        let before = &self.attribution.before;
        let terms = self.of(region_idx).into_iter().enumerate().filter(|(_, share)| share.before != 0.0);
        crate::aggregate::exact_sum(terms.map(|(leaf, share)| share.before * before.score(leaf, region_idx)))
    }

    fn parts(&self, region_idx: usize, with_causes: bool) -> Vec<IndicatorPart> {
        let Attribution { comparison, before, now } = self.attribution;
        let shares = self.of(region_idx);
        let leaves = &comparison.plan.tree.nodes[self.node_idx].leaves;
        let points = |share: f64, score: f64| if share == 0.0 { 0.0 } else { share * score };
        let centre = if self.is_mean {
            let sum = |leaf: &usize| {
                points(shares[*leaf].before, before.score(*leaf, region_idx))
                    + points(shares[*leaf].now, now.score(*leaf, region_idx))
            };
            0.5 * leaves.iter().map(sum).sum::<f64>()
        } else {
            0.0
        };
        let part = |&leaf: &usize| {
            let share = shares[leaf];
            let (old, new) = (before.score(leaf, region_idx), now.score(leaf, region_idx));
            let mut part = IndicatorPart { indicator_idx: leaf, ..IndicatorPart::default() };
            let level = match (old.is_nan(), new.is_nan()) {
                (false, false) => {
                    let share = 0.5 * (share.before + share.now);
                    if self.attribution.was_filled_once(leaf, region_idx) {
                        part.coverage = share * (new - old);
                    } else if with_causes {
                        let moved = self.attribution.own_and_others(leaf, region_idx);
                        (part.own, part.others) = (share * moved.own, share * moved.others);
                    } else {
                        part.own = share * (new - old);
                    }
                    0.5 * (old + new)
                }
                (false, true) => old,
                (true, false) => new,
                (true, true) => return part,
            };
            part.weight += share.weight * (level - centre);
            part.coverage += share.coverage * (level - centre);
            part.indicator_set += share.indicator_set * (level - centre);
            part
        };
        leaves.iter().map(part).collect()
    }
}
