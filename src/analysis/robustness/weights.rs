//! From a draw to the weights of every node's children.
//!
//! A drawn number multiplies the nominal weight; then the weights that a node has in the edition are brought back to their sum. Where
//! a node is the mean of all indicators below it, an indicator is drawn with the factors that lie between: its number is multiplied
//! by theirs.

use super::inputs::{Draw, Inputs};
use crate::method::Aggregation;
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// The children of every node, prepared for many draws.
#[derive(Debug, Clone)]
pub struct Weights {
    nodes: Vec<NodeChildren>,
    /// Parents before children.
    from_above: Vec<usize>,
    n_indicators: usize,
}

#[derive(Debug, Clone)]
struct NodeChildren {
    children: Vec<ChildWeight>,
    /// All indicators below.
    leaves: Vec<usize>,
    /// By indicator: whether it is below.
    is_below: Vec<bool>,
}

#[derive(Debug, Clone)]
struct ChildWeight {
    child: Child,
    nominal: f64,
    /// Nodes between this child, an indicator further below, and its node.
    between: Vec<usize>,
    replaces: bool,
}

impl Weights {
    /// Prepares the nominal weights of an edition, by node, then by child.
    pub fn new(plan: &Plan, inputs: &Inputs, nominal: &[Vec<f64>]) -> Self {
        let tree = &plan.tree;
        let mut parent_of = vec![Tree::ROOT; plan.indicators.len()];
        for (node_idx, node) in tree.nodes.iter().enumerate() {
            node.indicators.iter().for_each(|&indicator_idx| parent_of[indicator_idx] = node_idx);
        }
        let nodes = (0..tree.nodes.len())
            .map(|node_idx| {
                let children = tree.children(node_idx);
                let between = |child: &Child| match child {
                    Child::Node(_) => Vec::new(),
                    Child::Indicator(indicator_idx) => {
                        let above = std::iter::successors(Some(parent_of[*indicator_idx]), |&node| tree.nodes[node].parent);
                        above.take_while(|&above| above != node_idx).collect()
                    }
                };
                let children = children
                    .iter()
                    .zip(&nominal[node_idx])
                    .map(|(child, &nominal)| ChildWeight {
                        child: *child,
                        nominal,
                        between: between(child),
                        replaces: inputs.replaces_weights(*child),
                    })
                    .collect();
                let leaves = tree.nodes[node_idx].leaves.clone();
                let is_below = (0..plan.indicators.len()).map(|indicator_idx| leaves.contains(&indicator_idx)).collect();
                NodeChildren { children, leaves, is_below }
            })
            .collect();
        Weights { nodes, from_above: tree.order.iter().rev().copied().collect(), n_indicators: plan.indicators.len() }
    }

    /// What an edition has, of which `is_in` says it by indicator.
    pub fn present(&self, is_in: Vec<bool>) -> Present {
        let n_in = |node: &NodeChildren| node.leaves.iter().filter(|leaf| is_in[**leaf]).count();
        Present { of_nodes: self.nodes.iter().map(n_in).collect(), indicators: is_in }
    }

    /// Weights of each node's children in a draw, into `drawn`.
    pub fn draw(&self, draw: &Draw, present: &Present, drawn: &mut DrawnWeights) {
        drawn.by_node.resize(self.nodes.len(), Vec::new());
        drawn.totals.resize(self.nodes.len(), 0.0);
        drawn.is_present.clone_from(&present.indicators);
        drawn.n_present.clone_from(&present.of_nodes);
        for &left_out in draw.left_out.iter().filter(|left_out| present.indicators[**left_out]) {
            drawn.is_present[left_out] = false;
            for (n_present, node) in drawn.n_present.iter_mut().zip(&self.nodes) {
                *n_present -= usize::from(node.is_below[left_out]);
            }
        }
        for (node_idx, node) in self.nodes.iter().enumerate() {
            let weights = &mut drawn.by_node[node_idx];
            drawn.totals[node_idx] = of_children(node, draw, &drawn.is_present, &drawn.n_present, weights);
        }
    }

    /// What each indicator weighs in a node, where all nodes from there on down are means, or sums, of one kind: the product of the
    /// shares on the way. Which of them are sums is what `plan` says, the one of the drawn options. `false` where no weight is left.
    pub fn in_node(&self, plan: &Plan, node_idx: usize, drawn: &mut DrawnWeights) -> bool {
        let DrawnWeights { by_node, totals, shares, effective, .. } = drawn;
        shares.clear();
        shares.resize(self.nodes.len(), 0.0);
        effective.clear();
        effective.resize(self.n_indicators, 0.0);
        shares[node_idx] = 1.0;
        for &node_idx in &self.from_above {
            let share = shares[node_idx];
            if share == 0.0 {
                continue;
            }
            let (node, total) = (&self.nodes[node_idx], totals[node_idx]);
            if total.is_nan() || total <= 0.0 {
                return false;
            }
            let is_sum = plan.tree.nodes[node_idx].aggregation == Aggregation::Sum;
            let of_unit = if is_sum { share } else { share / total };
            for (child, weight) in node.children.iter().zip(&by_node[node_idx]) {
                match child.child {
                    Child::Node(child_idx) => shares[child_idx] = of_unit * weight,
                    Child::Indicator(indicator_idx) => effective[indicator_idx] = of_unit * weight,
                }
            }
        }
        true
    }
}

/// Which indicators an edition has, and how many of them each node has below it.
#[derive(Debug, Clone)]
pub struct Present {
    indicators: Vec<bool>,
    of_nodes: Vec<usize>,
}

/// Weights of a node's children, with the sum that the nominal ones of those present have; returns the sum.
fn of_children(node: &NodeChildren, draw: &Draw, is_present: &[bool], n_present: &[usize], weights: &mut Vec<f64>) -> f64 {
    weights.clear();
    let (mut nominal_total, mut drawn_total) = (0.0, 0.0);
    for child in &node.children {
        let (present, multiplier) = match child.child {
            Child::Node(child_idx) => (n_present[child_idx] > 0, draw.node_multipliers[child_idx]),
            Child::Indicator(indicator_idx) => {
                let own = draw.indicator_multipliers[indicator_idx];
                let between = child.between.iter().map(|&node_idx| draw.node_multipliers[node_idx]);
                (is_present[indicator_idx], between.fold(own, |product, one| product * one))
            }
        };
        let weight = match (present && child.nominal != 0.0, child.replaces) {
            (false, _) => 0.0,
            (true, true) => multiplier,
            (true, false) => child.nominal * multiplier,
        };
        if present {
            nominal_total += child.nominal;
        }
        drawn_total += weight;
        weights.push(weight);
    }
    if drawn_total == 0.0 {
        return 0.0;
    }
    let factor = nominal_total / drawn_total;
    weights.iter_mut().for_each(|weight| *weight *= factor);
    nominal_total
}

/// The weights of a draw; memory that is used again from draw to draw.
#[derive(Debug, Clone, Default)]
pub struct DrawnWeights {
    /// By node, then by child.
    pub by_node: Vec<Vec<f64>>,
    totals: Vec<f64>,
    is_present: Vec<bool>,
    n_present: Vec<usize>,
    shares: Vec<f64>,
    /// By indicator: what it weighs in the node that was asked for.
    pub effective: Vec<f64>,
}
