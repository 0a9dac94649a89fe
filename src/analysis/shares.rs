//! What share of the index an indicator decides, where the index is a weighted sum of scores.
//!
//! The share is the product of the weights on the way from the indicator to the index, each divided by the sum of its siblings'
//! weights where the node is a mean; an indicator with several ways has the sum of them. Then `index = Σ share · score`.

use crate::method::{Aggregation, WeightingMethod};
use crate::outcome::EditionOutcome;
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// Share of each indicator in the index of an edition, for a region that has them all, in configuration order; `None` where a
/// node is no weighted mean or sum of given weights.
pub fn shares(plan: &Plan, edition: &EditionOutcome) -> Option<Vec<f64>> {
    let tree = &plan.tree;
    let mut of_nodes = vec![0.0; tree.nodes.len()];
    let mut of_indicators = vec![0.0; plan.indicators.len()];
    of_nodes[Tree::ROOT] = 1.0;
    for &node_idx in tree.order.iter().rev() {
        let node = &tree.nodes[node_idx];
        if of_nodes[node_idx] == 0.0 {
            continue;
        }
        let given = matches!(node.weighting.method, WeightingMethod::Given | WeightingMethod::Equal);
        if !node.aggregation.is_linear() || !given || (node_idx != Tree::ROOT && node.rescaling.is_some()) {
            return None;
        }
        let weights = &edition.nodes[node_idx].weights;
        let total: f64 = if node.aggregation == Aggregation::Sum { 1.0 } else { weights.iter().sum() };
        for (child, weight) in tree.children(node_idx).into_iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
            let share = of_nodes[node_idx] * weight / total;
            match child {
                Child::Node(child_idx) => of_nodes[child_idx] += share,
                Child::Indicator(indicator_idx) => of_indicators[indicator_idx] += share,
            }
        }
    }
    Some(of_indicators)
}
