//! What share of a region's index an indicator decides, where the index is a weighted sum of scores.
//!
//! The share is the product of the weights on the way from the indicator to the index, each divided by the sum of its siblings'
//! weights where the node is a mean; an indicator with several ways has the sum of them. Then `index = Σ share · score`. What a
//! region lacks is carried by what it has ([`crate::aggregate`]), so shares are a region's own.

use crate::method::{Aggregation, WeightingMethod};
use crate::outcome::EditionOutcome;
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// Whether every node on the way to the index is a weighted mean or sum whose weights do not depend on the scores.
pub fn is_weighted_sum(plan: &Plan) -> bool {
    plan.tree.nodes.iter().enumerate().all(|(node_idx, node)| {
        let given = matches!(node.weighting.method, WeightingMethod::Given | WeightingMethod::Equal);
        node.aggregation.is_linear() && given && (node_idx == Tree::ROOT || node.rescaling.is_none())
    })
}

/// Share of each indicator in a region's index, in configuration order; 0 where the region lacks it. The edition has details.
pub fn shares(plan: &Plan, edition: &EditionOutcome, region_idx: usize) -> Vec<f64> {
    let tree = &plan.tree;
    let mut of_nodes = vec![0.0; tree.nodes.len()];
    let mut of_indicators = vec![0.0; plan.indicators.len()];
    of_nodes[Tree::ROOT] = 1.0;
    for &node_idx in tree.order.iter().rev().filter(|node_idx| !edition.nodes[**node_idx].scores[region_idx].is_nan()) {
        let children = tree.children(node_idx);
        let is_there = |child: &Child| match child {
            Child::Node(child_idx) => !edition.nodes[*child_idx].scores[region_idx].is_nan(),
            Child::Indicator(indicator_idx) => !edition.indicators[*indicator_idx].normalised[region_idx].is_nan(),
        };
        let weighted: Vec<(Child, f64)> = children.into_iter().zip(edition.nodes[node_idx].weights.iter().copied()).collect();
        let all: f64 = weighted.iter().map(|(_, weight)| weight).sum();
        let there: f64 = weighted.iter().filter(|(child, _)| is_there(child)).map(|(_, weight)| weight).sum();
        let divisor = if tree.nodes[node_idx].aggregation == Aggregation::Sum { there / all } else { there };
        for (child, weight) in weighted.into_iter().filter(|(child, weight)| *weight != 0.0 && is_there(child)) {
            let share = of_nodes[node_idx] * weight / divisor;
            match child {
                Child::Node(child_idx) => of_nodes[child_idx] += share,
                Child::Indicator(indicator_idx) => of_indicators[indicator_idx] += share,
            }
        }
    }
    of_indicators
}
