//! What the weights panel needs to move weights and rank anew: the tree, the weights, and the scores at the bottom of it.
//!
//! The panel is for indices that are weighted sums: every node a weighted mean or sum with stated or equal weights, nothing normalised
//! again on the way. Then a node's score is `Σ w·x / Σ w` over the children that a region has (`Σ w·x`, carried to the whole weight, in a
//! sum), each weight multiplied by what the reader chose, and the index is rounded and ranked as the program does it. Sums keep what
//! rounding takes from them ([`crate::aggregate`]), so that the page's arithmetic is the program's to the last bit.
//!
//! Where an indicator's scores must not be published, the page gets the scores of the factors right below the index instead, and only
//! factors can be moved.
//!
//! Nothing is offered on trust: the same computation is run here from the very numbers that go into the page, and where its ranks are
//! not the published ones (scores corrected by hand, say), there is no panel but a sentence why. Which regions have a score at a node
//! stays as published: weights do not decide who lacks too much.

use serde::Serialize;

use super::phrases::{Phrase, Phrases};
use super::rankings::node_name;
use crate::aggregate::exact_sum;
use crate::analysis::shares;
use crate::method::{Aggregation, Basis, RankOrder, RankTies, RankedScore, Rounding};
use crate::pipeline::rank_order;
use crate::publish::Build;
use crate::publish::labels::{Label, report as text};
use crate::tree::{Child, Tree};
use crate::{rank, round};

/// The panel's numbers, as they stand in the page.
#[derive(Debug, Clone, Serialize)]
pub struct Weights {
    /// The index (0) and its factors.
    pub nodes: Vec<Node>,
    /// Nodes, children before parents, the index last.
    pub order: Vec<usize>,
    /// Indicators.
    pub leaves: Vec<Leaf>,
    /// Decimals to which the index is rounded before it is ranked.
    pub decimals: u32,
    /// Whether the highest score is rank 1.
    pub highest_first: bool,
    /// Which rank equal scores get: `min`, `max` or `dense`.
    pub ties: &'static str,
}

/// A node.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// Short name, for the page's address.
    pub id: String,
    /// Its name's number, or the name.
    pub name: NameRef,
    /// The node above.
    pub parent: Option<usize>,
    /// Whether it is a sum and not a mean.
    pub is_sum: bool,
    /// Whether it rests on all indicators below it; else on what is directly below.
    pub of_leaves: bool,
    /// Its children: `n` and a node, or `l` and a leaf.
    pub children: Vec<(char, usize)>,
    /// Their weights.
    pub weights: Vec<f64>,
    /// How its score is rounded for the node above: `up`, `even`, `cut`, and decimals.
    pub rounding: Option<(&'static str, u32)>,
    /// Regions without a score.
    pub without: Vec<usize>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub struct Leaf {
    /// Short name, for the page's address.
    pub id: String,
    /// Its name's number, or the name.
    pub name: NameRef,
    /// The node it hangs from.
    pub parent: usize,
    /// Scores by region; NaN (in the page `null`) where there is none.
    pub scores: Vec<f64>,
}

/// A name: a number where it differs by language.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum NameRef {
    /// Number of the phrase.
    Key(usize),
    /// The same in every language.
    Text(String),
}

impl From<Phrase> for NameRef {
    fn from(phrase: Phrase) -> Self {
        phrase.key().map_or_else(|| NameRef::Text(phrase.text().to_owned()), NameRef::Key)
    }
}

/// The panel of an edition.
///
/// # Errors
/// Why there is none.
pub fn weights(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Result<Weights, Label> {
    let plan = build.plan;
    let edition = &build.outcome.editions[edition_idx];
    if !shares::is_weighted_sum(plan) || edition.nodes.iter().any(|node| node.weights.iter().any(|weight| *weight < 0.0)) {
        return Err(text::NOT_A_WEIGHTED_SUM);
    }
    if plan.method.ranking.of == RankedScore::Unrounded {
        return Err(text::NOT_RECOMPUTED);
    }
    let weights = of_indicators(build, edition_idx, phrases)?;
    if !gives_published_ranks(build, edition_idx, &weights) {
        return Err(text::NOT_RECOMPUTED);
    }
    let is_in = |indicator_idx: usize| plan.indicators[indicator_idx].is_in(edition_idx);
    if plan.tree.nodes[Tree::ROOT].leaves.iter().all(|&leaf| !is_in(leaf) || plan.indicators[leaf].publication.shows_scores()) {
        return Ok(weights);
    }
    // Scores of indicators that are not published stay out of the page: the reader moves the factors as wholes.
    let of_factors = weights.of_factors(build.regions.n_ranked()).ok_or(text::NOT_ALL_PUBLISHED)?;
    if gives_published_ranks(build, edition_idx, &of_factors) { Ok(of_factors) } else { Err(text::NOT_ALL_PUBLISHED) }
}

/// Whether the page's arithmetic gives the published ranks.
fn gives_published_ranks(build: &Build<'_>, edition_idx: usize, weights: &Weights) -> bool {
    let scores = weights.scores(build.regions.n_ranked());
    let ranks = rank::ranks(&scores, rank_order(build.plan, Tree::ROOT), build.plan.method.ranking.ties);
    ranks == build.outcome.editions[edition_idx].nodes[Tree::ROOT].ranks
}

/// The whole tree with the scores of all indicators.
fn of_indicators(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Result<Weights, Label> {
    let plan = build.plan;
    let edition = &build.outcome.editions[edition_idx];
    let is_in = |indicator_idx: usize| plan.indicators[indicator_idx].is_in(edition_idx);
    // Where an indicator hangs: the deepest node that has it directly below.
    let mut hangs_from = vec![None; plan.indicators.len()];
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        for &indicator_idx in node.indicators.iter().filter(|indicator_idx| is_in(**indicator_idx)) {
            match hangs_from[indicator_idx] {
                None => hangs_from[indicator_idx] = Some(node_idx),
                // One that hangs from several factors has no one way on which its weight could be moved.
                Some(_) => return Err(text::NOT_RECOMPUTED),
            }
        }
    }
    let mut leaf_of = vec![None; plan.indicators.len()];
    let mut leaves = Vec::new();
    for (indicator_idx, parent) in hangs_from.into_iter().enumerate() {
        let Some(parent) = parent else { continue };
        let indicator = &plan.indicators[indicator_idx];
        leaf_of[indicator_idx] = Some(leaves.len());
        leaves.push(Leaf {
            id: indicator.id.clone(),
            name: phrases.localised(&indicator.name, &indicator.id).into(),
            parent,
            scores: edition.indicators[indicator_idx].normalised.clone(),
        });
    }
    let node = |(node_idx, node): (usize, &crate::tree::Node)| {
        let outcome = &edition.nodes[node_idx];
        let children = plan.tree.children(node_idx).into_iter().zip(&outcome.weights);
        // What the edition does not have weighs nothing.
        let children: Vec<((char, usize), f64)> = children
            .filter(|(_, weight)| **weight != 0.0)
            .filter_map(|(child, &weight)| match child {
                Child::Node(node_idx) => Some((('n', node_idx), weight)),
                Child::Indicator(indicator_idx) => Some((('l', leaf_of[indicator_idx]?), weight)),
            })
            .collect();
        Node {
            id: node.id.clone(),
            name: node_name(build, node_idx, phrases).into(),
            parent: node.parent,
            is_sum: node.aggregation == Aggregation::Sum,
            of_leaves: node.basis == Basis::Indicators,
            weights: children.iter().map(|(_, weight)| *weight).collect(),
            children: children.into_iter().map(|(child, _)| child).collect(),
            rounding: rounding(if node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors }),
            without: (0..outcome.scores.len()).filter(|&region_idx| outcome.scores[region_idx].is_nan()).collect(),
        }
    };
    Ok(Weights {
        nodes: plan.tree.nodes.iter().enumerate().map(node).collect(),
        order: plan.tree.order.clone(),
        leaves,
        decimals: plan.method.ranking.decimals,
        highest_first: rank_order(plan, Tree::ROOT) == RankOrder::HighestFirst,
        ties: match plan.method.ranking.ties {
            RankTies::Minimum => "min",
            RankTies::Maximum => "max",
            RankTies::Dense => "dense",
        },
    })
}

fn rounding(rounding: Rounding) -> Option<(&'static str, u32)> {
    match rounding {
        Rounding::None => None,
        Rounding::HalfUp(decimals) => Some(("up", decimals)),
        Rounding::HalfEven(decimals) => Some(("even", decimals)),
        Rounding::Truncate(decimals) => Some(("cut", decimals)),
    }
}

fn rounded(score: f64, rounding: Option<(&'static str, u32)>) -> f64 {
    match rounding {
        None => score,
        Some(("up", decimals)) => round::rounded(score, Rounding::HalfUp(decimals)),
        Some(("even", decimals)) => round::rounded(score, Rounding::HalfEven(decimals)),
        Some((_, decimals)) => round::rounded(score, Rounding::Truncate(decimals)),
    }
}

impl Weights {
    /// Whether indicators can be moved, and not only factors.
    pub fn has_indicators(&self) -> bool {
        self.leaves.iter().any(|leaf| !leaf.id.is_empty())
    }

    /// The index by region with nothing moved, rounded as it is ranked: what the page computes.
    fn scores(&self, n_regions: usize) -> Vec<f64> {
        self.of_nodes(n_regions)[Tree::ROOT].iter().map(|score| round::to_decimals(*score, self.decimals)).collect()
    }

    /// Scores of the nodes by region, as the node above sees them.
    fn of_nodes(&self, n_regions: usize) -> Vec<Vec<f64>> {
        let mut of_nodes: Vec<Vec<f64>> = vec![Vec::new(); self.nodes.len()];
        for &node_idx in &self.order {
            let node = &self.nodes[node_idx];
            let total = exact_sum(node.weights.iter().copied());
            let of_region = |region_idx: usize| {
                if node.without.binary_search(&region_idx).is_ok() {
                    return f64::NAN;
                }
                let there = node.children.iter().zip(&node.weights).filter_map(|(&(kind, child), &weight)| {
                    let score = if kind == 'n' { of_nodes[child][region_idx] } else { self.leaves[child].scores[region_idx] };
                    (!score.is_nan()).then_some((score, weight))
                });
                let sum = exact_sum(there.clone().map(|(score, weight)| weight * score));
                let weight = exact_sum(there.map(|(_, weight)| weight));
                let score = match node.is_sum {
                    true if weight == total => sum,
                    true => sum * (total / weight),
                    false => sum / weight,
                };
                rounded(score, node.rounding)
            };
            of_nodes[node_idx] = (0..n_regions).map(of_region).collect();
        }
        of_nodes
    }

    /// The same index from the factors right below it, each a whole: a node with one nameless leaf. An index of indicators weighs a
    /// factor by the weights of its indicators together. `None` where something hangs from the index itself, or it is a sum.
    fn of_factors(&self, n_regions: usize) -> Option<Weights> {
        let root = &self.nodes[Tree::ROOT];
        let of_nodes = self.of_nodes(n_regions);
        let factors: Vec<usize> =
            (1..self.nodes.len()).filter(|&node_idx| self.nodes[node_idx].parent == Some(Tree::ROOT)).collect();
        let is_below = |leaf: usize, factor: usize| {
            let mut ways = std::iter::successors(Some(self.leaves[leaf].parent), |&node_idx| self.nodes[node_idx].parent);
            ways.any(|node_idx| node_idx == factor)
        };
        let counts_for = |&(kind, child): &(char, usize), factor: usize| match kind {
            'n' => child == factor,
            _ => is_below(child, factor),
        };
        let weight_of = |factor: usize| {
            let of_children = root.children.iter().zip(&root.weights);
            exact_sum(of_children.filter(|(child, _)| counts_for(child, factor)).map(|(_, weight)| *weight))
        };
        let is_whole = root.children.iter().all(|child| factors.iter().any(|&factor| counts_for(child, factor)));
        if root.is_sum || factors.len() < 2 || !is_whole {
            return None;
        }
        let factor = |position: usize, node_idx: usize| Node {
            parent: Some(Tree::ROOT),
            is_sum: false,
            of_leaves: false,
            children: vec![('l', position)],
            weights: vec![1.0],
            // What stands in the leaf is rounded already.
            rounding: None,
            ..self.nodes[node_idx].clone()
        };
        let whole = |position: usize, node_idx: usize| Leaf {
            id: String::new(),
            name: NameRef::Text(String::new()),
            parent: position + 1,
            scores: of_nodes[node_idx].clone(),
        };
        let index = Node {
            of_leaves: false,
            children: (1..=factors.len()).map(|node_idx| ('n', node_idx)).collect(),
            weights: factors.iter().map(|&node_idx| weight_of(node_idx)).collect(),
            ..root.clone()
        };
        let all = factors.iter().enumerate();
        Some(Weights {
            nodes: std::iter::once(index).chain(all.clone().map(|(position, &node_idx)| factor(position, node_idx))).collect(),
            order: (1..=factors.len()).chain([Tree::ROOT]).collect(),
            leaves: all.map(|(position, &node_idx)| whole(position, node_idx)).collect(),
            ..self.clone()
        })
    }
}
