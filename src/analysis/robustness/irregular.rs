//! Regions that lack a score, or have one that does not rest on data, on the fast way.
//!
//! What a node does about them is the method's business: its rule for missing children, the indicator's own, the least coverage. So
//! their scores are aggregated by the step itself ([`crate::aggregate`]), for these regions alone.

use crate::aggregate::{self, WeightedChild, WhenMissing};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::tree::Child;

/// The scores of some regions, by indicator.
#[derive(Debug, Clone, Default)]
pub struct Irregular {
    /// Their places in the contest, ascending.
    pub places: Vec<u32>,
    pub(super) columns: Vec<ScoreColumn>,
    /// The nodes that have to be computed, children before parents.
    pub(super) nodes: Vec<usize>,
}

/// A node's scores on the way up.
struct NodeScores {
    scores: Vec<f64>,
    coverage: Vec<f64>,
    blocked: Vec<bool>,
}

impl Irregular {
    /// The places of those of `regions` that lack a score, or have one that does not rest on data.
    pub fn new(plan: &Plan, node_idx: usize, columns: &[ScoreColumn], regions: &[u32]) -> Self {
        let is_irregular = |region_idx: usize| {
            let mut in_edition = columns.iter().filter(|column| !column.scores.is_empty());
            let lacks = |column: &ScoreColumn| {
                column.scores[region_idx].is_nan() || column.coverage.get(region_idx).is_some_and(|coverage| *coverage != 1.0)
            };
            in_edition.any(lacks)
        };
        let places: Vec<u32> =
            (0..regions.len() as u32).filter(|&place| is_irregular(regions[place as usize] as usize)).collect();
        let of_places = |values: &[f64]| -> Vec<f64> {
            let at = |&place: &u32| values[regions[place as usize] as usize];
            if values.is_empty() { Vec::new() } else { places.iter().map(at).collect() }
        };
        let columns = columns
            .iter()
            .map(|column| ScoreColumn { scores: of_places(&column.scores), coverage: of_places(&column.coverage) })
            .collect();
        let mut is_below = vec![false; plan.tree.nodes.len()];
        is_below[node_idx] = true;
        mark_below(plan, node_idx, &mut is_below);
        let nodes = plan.tree.order.iter().copied().filter(|&below| is_below[below]).collect();
        Irregular { places, columns, nodes }
    }

    /// Scores of the node, by place; NaN where a region has none. `weights` are by node, then by child.
    pub fn scores(&self, plan: &Plan, left_out: &[usize], weights: &[Vec<f64>]) -> Vec<f64> {
        let n_regions = self.places.len();
        let mut computed: Vec<Option<NodeScores>> = plan.tree.nodes.iter().map(|_| None).collect();
        let mut last = vec![f64::NAN; n_regions];
        for &node_idx in &self.nodes {
            let node = &plan.tree.nodes[node_idx];
            let children = plan.tree.children(node_idx);
            let weighted: Vec<WeightedChild<'_>> = children
                .iter()
                .zip(&weights[node_idx])
                .filter_map(|(child, &weight)| match child {
                    Child::Indicator(indicator_idx) => {
                        let column = &self.columns[*indicator_idx];
                        let is_in = !column.scores.is_empty() && !left_out.contains(indicator_idx);
                        is_in.then(|| WeightedChild {
                            scores: &column.scores,
                            coverage: &column.coverage,
                            weight,
                            when_missing: pipeline::when_missing(&plan.indicators[*indicator_idx]),
                            order: plan.indicators[*indicator_idx].order,
                        })
                    }
                    Child::Node(child_idx) => computed[*child_idx].as_ref().map(|child| WeightedChild {
                        scores: &child.scores,
                        coverage: &child.coverage,
                        weight,
                        when_missing: match child.blocked.is_empty() {
                            true => WhenMissing::FollowNode,
                            false => WhenMissing::PropagateWhere(&child.blocked),
                        },
                        order: pipeline::child_order(&plan.tree.nodes[*child_idx]),
                    }),
                })
                .collect();
            if weighted.is_empty() {
                continue;
            }
            let aggregated = aggregate::aggregate(node.aggregation, &weighted, n_regions, node.missing_children);
            let blocked = pipeline::blocked(&weighted, n_regions);
            last.clone_from(&aggregated.scores);
            computed[node_idx] = Some(NodeScores { scores: aggregated.scores, coverage: aggregated.coverage, blocked });
        }
        last
    }
}

/// Marks the nodes that a node's score is computed from.
fn mark_below(plan: &Plan, node_idx: usize, is_below: &mut [bool]) {
    for child in plan.tree.children(node_idx) {
        if let Child::Node(child_idx) = child {
            is_below[child_idx] = true;
            mark_below(plan, child_idx, is_below);
        }
    }
}
