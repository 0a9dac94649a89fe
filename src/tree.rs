//! The tree of the index: the root, the factors, and the indicators as leaves.

use crate::config::located::Localised;
use crate::indicator::Indicator;
use crate::method::{Aggregation, Basis, MissingChildren, Normalisation, RankOrder, Weighting};

/// A node that aggregates: a factor, or the index itself.
#[derive(Debug, Clone)]
pub struct Node {
    /// Short name.
    pub id: String,
    /// Name by language.
    pub name: Localised,
    /// The node above; `None` for the index.
    pub parent: Option<usize>,
    /// Weight among its siblings, by edition, where weights are given.
    pub weights: Vec<f64>,
    /// What its score is the mean of.
    pub basis: Basis,
    /// How its children become its score.
    pub aggregation: Aggregation,
    /// Where its children's weights come from.
    pub weighting: Weighting,
    /// What happens where a child has no score.
    pub missing_children: MissingChildren,
    /// How its score is normalised again before its parent uses it.
    pub rescaling: Option<Normalisation>,
    /// Which end of its score is the better one.
    pub order: RankOrder,
    /// Nodes directly below, in configuration order.
    pub nodes: Vec<usize>,
    /// Indicators directly below, in configuration order.
    pub indicators: Vec<usize>,
    /// All indicators below, at any depth, in configuration order.
    pub leaves: Vec<usize>,
}

/// The index (node 0) and its factors, in configuration order.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The nodes; parents need not stand before children.
    pub nodes: Vec<Node>,
    /// Order in which nodes can be computed: children before parents, the index last.
    pub order: Vec<usize>,
}

/// What a node's score is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// Another node.
    Node(usize),
    /// An indicator.
    Indicator(usize),
}

impl Tree {
    /// The index.
    pub const ROOT: usize = 0;

    /// Makes a tree from nodes whose `parent` and `indicators` are set; fills the rest. The parents must not form a cycle.
    pub fn new(mut nodes: Vec<Node>) -> Self {
        for node in &mut nodes {
            node.nodes.clear();
        }
        for node_idx in 0..nodes.len() {
            if let Some(parent) = nodes[node_idx].parent {
                nodes[parent].nodes.push(node_idx);
            }
        }
        let mut order = Vec::with_capacity(nodes.len());
        visit(&nodes, Self::ROOT, &mut order);
        for &node_idx in &order {
            let mut leaves = nodes[node_idx].indicators.clone();
            for &child in &nodes[node_idx].nodes {
                leaves.extend(&nodes[child].leaves);
            }
            leaves.sort_unstable();
            nodes[node_idx].leaves = leaves;
        }
        Tree { nodes, order }
    }

    /// What the node's score is the mean of: all leaves, or nodes and indicators directly below.
    pub fn children(&self, node_idx: usize) -> Vec<Child> {
        let node = &self.nodes[node_idx];
        match node.basis {
            Basis::Indicators => node.leaves.iter().map(|&leaf| Child::Indicator(leaf)).collect(),
            Basis::Factors => {
                let nodes = node.nodes.iter().map(|&child| Child::Node(child));
                nodes.chain(node.indicators.iter().map(|&leaf| Child::Indicator(leaf))).collect()
            }
        }
    }

    /// Whether the scores of all indicators can be put on another scale without changing what the nodes above mean by them: not
    /// where Mazziotta and Pareto's index asks for a scale of its own, a node puts its score on another scale, or less is better.
    pub fn takes_other_scales(&self, indicators: &[Indicator]) -> bool {
        let of_nodes = self.nodes.iter().all(|node| {
            !matches!(node.aggregation, Aggregation::MazziottaPareto { .. })
                && node.rescaling.is_none()
                && (node.order == RankOrder::HighestFirst || matches!(node.aggregation, Aggregation::MeanOfRanks { .. }))
        });
        of_nodes && indicators.iter().all(|indicator| indicator.order == RankOrder::HighestFirst)
    }

    /// How deep the node lies; 0 for the index.
    pub fn depth(&self, node_idx: usize) -> usize {
        std::iter::successors(self.nodes[node_idx].parent, |&parent| self.nodes[parent].parent).count()
    }
}

fn visit(nodes: &[Node], node_idx: usize, order: &mut Vec<usize>) {
    for &child in &nodes[node_idx].nodes {
        visit(nodes, child, order);
    }
    order.push(node_idx);
}
