//! How much an indicator weighs in the index: the product of the shares on the way up the tree.
//!
//! At a weighted mean a child's share is `w / Σ w`; at a sum it is `w`. With missing values the weights of a region are shared
//! among what it has, at every node on the way, so they differ from region to region; where all nodes are means they always sum
//! to one where there is a score. At any other node a score is not a sum of its children's, and nothing below it has a share;
//! nor has what is below a node whose score is normalised again.

use crate::method::Aggregation;
use crate::tree::{Child, Tree};

/// Weight of each indicator in the index, for a region that has a score for the indicators where `has` is true and for the
/// nodes where `has_node` is. `weights` holds, for every node, those of its children ([`Tree::children`]) in their order.
///
/// `None` for an indicator on whose way to the index lies a node that is not linear ([`Aggregation::is_linear`]) or is normalised
/// again; 0 for one that the region lacks, or that nothing uses.
pub fn in_index(
    tree: &Tree,
    weights: &[Vec<f64>],
    has: impl Fn(usize) -> bool,
    has_node: impl Fn(usize) -> bool,
) -> Vec<Option<f64>> {
    in_node(tree, weights, Tree::ROOT, has, has_node)
}

/// The same for any node: weight of each indicator in the node's own score; 0 for those that are not below it.
pub fn in_node(
    tree: &Tree,
    weights: &[Vec<f64>],
    node_idx: usize,
    has: impl Fn(usize) -> bool,
    has_node: impl Fn(usize) -> bool,
) -> Vec<Option<f64>> {
    let n_indicators = tree.nodes[Tree::ROOT].leaves.last().map_or(0, |last| last + 1);
    let mut shares = vec![Some(0.0); n_indicators];
    share_out(tree, weights, &has, &has_node, (node_idx, Some(1.0)), &mut shares);
    shares
}

/// Shares out what a node weighs in the index among its children, and theirs among what lies below them.
fn share_out(
    tree: &Tree,
    weights: &[Vec<f64>],
    has: &impl Fn(usize) -> bool,
    has_node: &impl Fn(usize) -> bool,
    (node_idx, share): (usize, Option<f64>),
    shares: &mut [Option<f64>],
) {
    let children = tree.children(node_idx);
    // The weight of what the region has, and 0 for what it lacks.
    let present: Vec<f64> = children
        .iter()
        .zip(&weights[node_idx])
        .map(|(child, &weight)| match child {
            Child::Indicator(indicator_idx) if has(*indicator_idx) => weight,
            Child::Node(child_idx) if has_node(*child_idx) => weight,
            Child::Indicator(_) | Child::Node(_) => 0.0,
        })
        .collect();
    let total: f64 = present.iter().sum();
    let aggregation = tree.nodes[node_idx].aggregation;
    for (child, weight) in children.iter().zip(&present) {
        let part = match (aggregation, share) {
            (Aggregation::ArithmeticMean | Aggregation::Sum, Some(_)) if total <= 0.0 => Some(0.0),
            (Aggregation::ArithmeticMean, Some(share)) => Some(share * weight / total),
            // What is missing is carried by the others.
            (Aggregation::Sum, Some(share)) => Some(share * weight * (weights[node_idx].iter().sum::<f64>() / total)),
            _ => None,
        };
        match child {
            Child::Indicator(indicator_idx) => shares[*indicator_idx] = part,
            Child::Node(child_idx) => {
                let part = part.filter(|_| tree.nodes[*child_idx].rescaling.is_none());
                share_out(tree, weights, has, has_node, (*child_idx, part), shares);
            }
        }
    }
}
