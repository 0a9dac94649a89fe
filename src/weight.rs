//! How much an indicator weighs in the index: the product of the shares on the way up the tree.
//!
//! With missing values the weights of a region are shared among what it has, at every node on the way, so they differ from
//! region to region; they always sum to one where there is a score.

use crate::indicator::Indicator;
use crate::tree::{Child, Tree};

/// Weight of each indicator in the index, for a region that has a score for the indicators where `has` is true and for the
/// nodes where `has_node` is.
pub fn in_index(
    tree: &Tree,
    indicators: &[Indicator],
    has: impl Fn(usize) -> bool,
    has_node: impl Fn(usize) -> bool,
) -> Vec<f64> {
    let mut weights = vec![0.0; indicators.len()];
    let mut of_node = vec![0.0; tree.nodes.len()];
    of_node[Tree::ROOT] = 1.0;
    // Parents before children: the reverse of the order in which nodes are computed.
    for &node_idx in tree.order.iter().rev() {
        let share = of_node[node_idx];
        if share == 0.0 {
            continue;
        }
        let children = tree.children(node_idx);
        let weight_of = |child: &Child| match child {
            Child::Indicator(indicator_idx) => {
                if has(*indicator_idx) {
                    indicators[*indicator_idx].weight
                } else {
                    0.0
                }
            }
            Child::Node(child_idx) => {
                if has_node(*child_idx) {
                    tree.nodes[*child_idx].weight
                } else {
                    0.0
                }
            }
        };
        let total: f64 = children.iter().map(weight_of).sum();
        if total <= 0.0 {
            continue;
        }
        for child in &children {
            let part = share * weight_of(child) / total;
            match child {
                Child::Indicator(indicator_idx) => weights[*indicator_idx] += part,
                Child::Node(child_idx) => of_node[*child_idx] = part,
            }
        }
    }
    weights
}
