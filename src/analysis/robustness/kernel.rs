//! The fast way through a replicate: where a node is a mean of means of one kind, its score is one weighted sum of the indicators'
//! scores (arithmetic) or of their logarithms (geometric), and only the weights are new.
//!
//! The sums are those of the main job but for the last bits: they are rounded to the ranking decimals in the same way, so that true
//! ties tie. A weighted geometric mean is ranked by its logarithm, rounded likewise. Everything that is not of this kind goes the
//! general way ([`super::general`]); whether the two agree on the nominal ranks is checked for every edition before the fast way is
//! taken.

pub mod contest;
pub mod panel;
pub mod sorter;

pub use contest::{Contest, Scratch};
pub use panel::{Panel, TILE};

use crate::method::{Aggregation, RankedScore, Rounding};
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// How a node comes of the indicators' scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collapse {
    /// One weighted sum of scores.
    Arithmetic,
    /// One weighted sum of logarithms.
    Geometric,
}

impl Collapse {
    /// A score as it stands in the weighted sum.
    pub fn in_sums(self, score: f64) -> f64 {
        match self {
            Collapse::Arithmetic => score,
            Collapse::Geometric => libm::log(score),
        }
    }
}

/// How a node can be collapsed under a plan; `None` where it cannot.
pub fn collapse(plan: &Plan, node_idx: usize) -> Option<Collapse> {
    let tree = &plan.tree;
    let mut found = None;
    let mut below = vec![node_idx];
    while let Some(current) = below.pop() {
        let node = &tree.nodes[current];
        let kind = match node.aggregation {
            Aggregation::ArithmeticMean | Aggregation::Sum => Collapse::Arithmetic,
            Aggregation::GeometricMean { .. } => Collapse::Geometric,
            _ => return None,
        };
        let is_scaled = current != node_idx && node.rescaling.is_some();
        if is_scaled || *found.get_or_insert(kind) != kind {
            return None;
        }
        below.extend(tree.children(current).into_iter().filter_map(|child| match child {
            Child::Node(child_idx) => Some(child_idx),
            Child::Indicator(_) => None,
        }));
    }
    let rounds_factors = plan.method.roundings.factors != Rounding::None;
    let has_factors = tree.children(node_idx).iter().any(|child| matches!(child, Child::Node(_)));
    let own = if node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors };
    let rounds_itself = plan.method.ranking.of == RankedScore::Rounded && own != Rounding::None;
    if (rounds_factors && has_factors) || rounds_itself { None } else { found }
}
