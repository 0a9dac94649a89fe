//! Any tree: parts as averages over random orders of all moves.
//!
//! From the old edition to the new, one move after another is made in a random order, and the node is aggregated anew after each.
//! What a move adds, averaged over the orders, is its part. For one region the moves are the own value of an indicator, the
//! others' values, an indicator that came, went or was filled in one edition only, and the node's weights as a whole. For all
//! regions at once an indicator moves as a whole.
//!
//! An order and the same read backwards are drawn together. Where the node compares regions with each other (places, pairwise
//! wins, a factor that is normalised again), every step takes all regions, and fewer orders are drawn. A step without a score,
//! where a mean of some old and some new values has none, adds nothing, and the next one all.

use super::linear::present;
use super::permutations::{Averages, Orders};
use super::{Attribution, IndicatorPart, NodeChanges, ScoreChange};
use crate::aggregate::{self, WeightedChild, WhenMissing};
use crate::method::{Aggregation, Direction, MissingPolicy, PoolEditions, RankOrder, Rounding, Within};
use crate::normalise::{self, PoolValues};
use crate::pipeline::child_order;
use crate::plan::Plan;
use crate::round;
use crate::tree::{Child, Tree};

/// Orders where a node looks at one region at a time.
pub const ORDERS_OF_ONE: usize = 512;
/// Orders where every step takes all regions.
pub const ORDERS_OF_ALL: usize = 64;

/// One move on the way from the old edition to the new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    /// The region's own value of an indicator.
    Own(usize),
    /// The others' values.
    Others(usize),
    /// An indicator as a whole.
    Whole(usize),
    /// The weights of all nodes.
    Weights,
}

/// A node between two editions: which scores and weights hold at a step.
struct Evaluator<'a, 'b> {
    attribution: &'b Attribution<'a>,
    node_idx: usize,
    /// The nodes that matter, children before parents.
    order: Vec<usize>,
    /// The only region that is looked at; `None` = all.
    only: Option<usize>,
}

impl Evaluator<'_, '_> {
    fn plan(&self) -> &Plan {
        self.attribution.comparison.plan
    }

    fn n_regions(&self) -> usize {
        if self.only.is_some() { 1 } else { self.attribution.comparison.regions.n_ranked() }
    }

    /// An indicator's scores in an edition; empty where the edition does not have it.
    fn column(&self, is_new: bool, indicator_idx: usize) -> Vec<f64> {
        let side = if is_new { &self.attribution.now } else { &self.attribution.before };
        let outcome = &side.outcome.indicators[indicator_idx];
        match (outcome.is_in, self.only) {
            (false, _) => Vec::new(),
            (true, None) => outcome.normalised.clone(),
            (true, Some(region_idx)) => vec![outcome.normalised[region_idx]],
        }
    }

    /// The node's scores, before its own rounding, with given columns of its indicators (empty: it is not there).
    fn scores(&self, columns: &[Vec<f64>], new_weights: bool) -> Vec<f64> {
        let plan = self.plan();
        let n_regions = self.n_regions();
        let mut computed: Vec<Vec<f64>> = vec![Vec::new(); plan.tree.nodes.len()];
        for &node_idx in &self.order {
            let node = &plan.tree.nodes[node_idx];
            let children: Vec<WeightedChild<'_>> = plan
                .tree
                .children(node_idx)
                .into_iter()
                .enumerate()
                .filter_map(|(position, child)| {
                    let (scores, when_missing, order) = match child {
                        Child::Indicator(indicator_idx) => {
                            let indicator = &plan.indicators[indicator_idx];
                            let propagates = indicator.missing.policy == MissingPolicy::Propagate;
                            let when_missing = if propagates { WhenMissing::Propagate } else { WhenMissing::FollowNode };
                            (&columns[indicator_idx], when_missing, indicator.order)
                        }
                        Child::Node(child_idx) => {
                            (&computed[child_idx], WhenMissing::FollowNode, child_order(&plan.tree.nodes[child_idx]))
                        }
                    };
                    let weight = self.weight(node_idx, position, child, new_weights);
                    (!scores.is_empty()).then_some(WeightedChild { scores, coverage: &[], weight, when_missing, order })
                })
                .collect();
            if children.is_empty() {
                continue;
            }
            let mut scores = aggregate::aggregate(node.aggregation, &children, n_regions, node.missing_children).scores;
            if node_idx != self.node_idx {
                let rounding = if node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors };
                if rounding != Rounding::None {
                    scores.iter_mut().for_each(|score| *score = round::rounded(*score, rounding));
                }
                scores = self.rescaled(node_idx, scores, new_weights);
            }
            computed[node_idx] = scores;
        }
        std::mem::take(&mut computed[self.node_idx])
    }

    /// Weight of a child; one that only one of the editions has weighs what it weighs there.
    fn weight(&self, node_idx: usize, position: usize, child: Child, new_weights: bool) -> f64 {
        let Attribution { before, now, .. } = self.attribution;
        let is_in = |side: &super::Side<'_>| match child {
            Child::Indicator(indicator_idx) => side.outcome.indicators[indicator_idx].is_in,
            Child::Node(child_idx) => {
                self.plan().tree.nodes[child_idx].leaves.iter().any(|&leaf| side.outcome.indicators[leaf].is_in)
            }
        };
        let side = match (is_in(before), is_in(now)) {
            (true, false) => before,
            (false, true) => now,
            _ if new_weights => now,
            _ => before,
        };
        side.outcome.nodes[node_idx].weights.get(position).copied().unwrap_or(0.0)
    }

    /// A factor's scores as its parent sees them.
    fn rescaled(&self, node_idx: usize, scores: Vec<f64>, is_new: bool) -> Vec<f64> {
        let comparison = self.attribution.comparison;
        let node = &comparison.plan.tree.nodes[node_idx];
        let Some(rescaling) = &node.rescaling else { return scores };
        let direction = match node.order {
            RankOrder::HighestFirst => Direction::HigherIsBetter,
            RankOrder::LowestFirst => Direction::LowerIsBetter,
        };
        let side = if is_new { &self.attribution.now } else { &self.attribution.before };
        let group = |region_idx: usize| match &rescaling.pool.within {
            Within::Everyone => "",
            Within::Column(column) => comparison.regions.cell(region_idx, column),
            Within::RegionType => match (&comparison.regions.types, comparison.regions.type_of(side.edition_idx, region_idx)) {
                (Some(types), Some(type_idx)) => &types.ids[type_idx],
                _ => "",
            },
        };
        let groups: std::collections::BTreeSet<&str> = (0..scores.len()).map(group).collect();
        let mut rescaled = vec![f64::NAN; scores.len()];
        for of_group in groups {
            let members: Vec<usize> = (0..scores.len()).filter(|&region_idx| group(region_idx) == of_group).collect();
            let published = |edition_idx: usize| {
                let scores = &comparison.editions[edition_idx].nodes[node_idx].scores;
                members.iter().map(|&region_idx| scores[region_idx]).collect::<Vec<f64>>()
            };
            let values: Vec<f64> = members.iter().map(|&region_idx| scores[region_idx]).collect();
            let pool = match rescaling.pool.editions {
                PoolEditions::Each => values.clone(),
                PoolEditions::All => (0..comparison.editions.len()).flat_map(published).collect(),
                PoolEditions::Base(base) => published(base),
            };
            if let Ok(scale) = normalise::fit(PoolValues { values: &pool, weights: &[] }, direction, rescaling) {
                let scores = normalise::apply(&scale, &values, &[], direction, rescaling);
                members.iter().zip(scores).for_each(|(&region_idx, score)| rescaled[region_idx] = score);
            }
        }
        rescaled
    }
}

/// The nodes below a node and itself, children before parents.
fn below(tree: &Tree, node_idx: usize) -> Vec<usize> {
    fn visit(tree: &Tree, node_idx: usize, order: &mut Vec<usize>) {
        for child in tree.children(node_idx) {
            if let Child::Node(child_idx) = child {
                visit(tree, child_idx, order);
            }
        }
        order.push(node_idx);
    }
    let mut order = Vec::new();
    visit(tree, node_idx, &mut order);
    order
}

/// Whether a node, or one below it, compares regions with each other.
fn compares_regions(tree: &Tree, node_idx: usize) -> bool {
    let compares = matches!(
        tree.nodes[node_idx].aggregation,
        Aggregation::Copeland | Aggregation::MeanOfRanks { .. } | Aggregation::BenefitOfTheDoubt
    );
    compares
        || tree.children(node_idx).iter().any(|child| match child {
            Child::Indicator(_) => false,
            Child::Node(child_idx) => tree.nodes[*child_idx].rescaling.is_some() || compares_regions(tree, *child_idx),
        })
}

impl<'a> Attribution<'a> {
    fn evaluator(&self, node_idx: usize, only: Option<usize>) -> Evaluator<'a, '_> {
        Evaluator { attribution: self, node_idx, order: below(&self.comparison.plan.tree, node_idx), only }
    }

    /// Whether any node at or below one has other weights in the two editions, apart from children that only one of them has.
    fn weights_differ(&self, evaluator: &Evaluator<'_, '_>) -> bool {
        let tree = &self.comparison.plan.tree;
        evaluator.order.iter().any(|&node_idx| {
            let children = tree.children(node_idx).into_iter().enumerate();
            let weight = |position, child, is_new| evaluator.weight(node_idx, position, child, is_new);
            children.into_iter().any(|(position, child)| weight(position, child, false) != weight(position, child, true))
                || (node_idx != evaluator.node_idx && tree.nodes[node_idx].rescaling.is_some())
        })
    }

    /// Averages over random orders for one region.
    pub(super) fn sampled(&self, node_idx: usize, region_idx: usize) -> ScoreChange {
        let plan = self.comparison.plan;
        let leaves = &plan.tree.nodes[node_idx].leaves;
        let takes_all = compares_regions(&plan.tree, node_idx);
        let evaluator = self.evaluator(node_idx, (!takes_all).then_some(region_idx));
        let cell = if takes_all { region_idx } else { 0 };
        let old: Vec<Vec<f64>> = (0..plan.indicators.len()).map(|idx| evaluator.column(false, idx)).collect();
        let new: Vec<Vec<f64>> = (0..plan.indicators.len()).map(|idx| evaluator.column(true, idx)).collect();
        let (had, has) = (present(plan, &self.before, node_idx, region_idx), present(plan, &self.now, node_idx, region_idx));
        let mut moves = Vec::new();
        let mut own_moves = vec![(f64::NAN, f64::NAN); plan.indicators.len()];
        for &leaf in leaves {
            let is_told_apart = had[leaf] && has[leaf] && !self.was_filled_once(leaf, region_idx);
            if is_told_apart {
                let (before, now) = (self.before.score(leaf, region_idx), self.now.score(leaf, region_idx));
                let (new_among_old, old_among_new) = self.mixed(leaf, region_idx);
                own_moves[leaf] = (new_among_old.unwrap_or(now), old_among_new.unwrap_or(before));
                moves.extend([Move::Own(leaf), Move::Others(leaf)]);
            } else {
                moves.push(Move::Whole(leaf));
            }
        }
        if self.weights_differ(&evaluator) {
            moves.push(Move::Weights);
        }
        let n_orders = if takes_all { ORDERS_OF_ALL } else { ORDERS_OF_ONE };
        let (mut orders, mut averages) = (Orders::new(moves.len()), Averages::new(moves.len()));
        let start = evaluator.scores(&old, false)[cell];
        for _ in 0..n_orders {
            let mut columns = old.clone();
            let (mut is_own_new, mut are_others_new) = (vec![false; old.len()], vec![false; old.len()]);
            let mut new_weights = false;
            let mut last = start;
            for &of_move in orders.draw() {
                match moves[of_move] {
                    Move::Weights => new_weights = true,
                    Move::Whole(leaf) => columns[leaf].clone_from(&new[leaf]),
                    Move::Own(leaf) | Move::Others(leaf) => {
                        match moves[of_move] {
                            Move::Own(_) => is_own_new[leaf] = true,
                            _ => {
                                are_others_new[leaf] = true;
                                columns[leaf].clone_from(&new[leaf]);
                            }
                        }
                        columns[leaf][cell] = match (is_own_new[leaf], are_others_new[leaf]) {
                            (true, true) => new[leaf][cell],
                            (true, false) => own_moves[leaf].0,
                            (false, true) => own_moves[leaf].1,
                            (false, false) => old[leaf][cell],
                        };
                    }
                }
                let score = evaluator.scores(&columns, new_weights).get(cell).copied().unwrap_or(f64::NAN);
                if !score.is_nan() {
                    averages.add(of_move, score - last);
                    last = score;
                }
            }
            averages.end_order();
        }
        let mut parts: Vec<IndicatorPart> =
            leaves.iter().map(|&leaf| IndicatorPart { indicator_idx: leaf, ..IndicatorPart::default() }).collect();
        let mut weights = 0.0;
        for (of_move, made) in moves.iter().enumerate() {
            let (mean, error) = (averages.mean(of_move), averages.standard_error(of_move));
            let leaf = match made {
                Move::Weights => {
                    weights = mean;
                    continue;
                }
                Move::Own(leaf) | Move::Others(leaf) | Move::Whole(leaf) => *leaf,
            };
            let Some(part) = parts.iter_mut().find(|part| part.indicator_idx == leaf) else { continue };
            let is_in = |side: &super::Side<'_>| side.outcome.indicators[leaf].is_in;
            match made {
                Move::Own(_) => part.own = mean,
                Move::Others(_) => part.others = mean,
                _ if is_in(&self.before) != is_in(&self.now) => part.indicator_set = mean,
                _ => part.coverage = mean,
            }
            part.standard_error = (part.standard_error * part.standard_error + error * error).sqrt();
        }
        ScoreChange { parts, weights, n_orders, ..ScoreChange::default() }
    }

    /// Averages over random orders for all regions.
    pub(super) fn sampled_of_all(&self, node_idx: usize) -> NodeChanges {
        let indicators = self.comparison.plan.tree.nodes[node_idx].leaves.clone();
        let n_regions = self.comparison.regions.n_ranked();
        let mut sums: Vec<Vec<f64>> = vec![vec![0.0; n_regions]; indicators.len() + 1];
        let mut before = Vec::new();
        let mut last: Vec<f64> = Vec::new();
        self.walk(node_idx, ORDERS_OF_ALL, |of_move, scores| match of_move {
            None => {
                before = scores.to_vec();
                last.clone_from(&before);
            }
            Some(of_move) => {
                for ((sum, last), &score) in sums[of_move].iter_mut().zip(&mut last).zip(scores) {
                    if !score.is_nan() {
                        *sum += score - *last;
                        *last = score;
                    }
                }
            }
        });
        let is_ranked = |region_idx: usize| self.is_ranked_in_both(node_idx, region_idx);
        for sums in &mut sums {
            for (region_idx, sum) in sums.iter_mut().enumerate() {
                *sum = if is_ranked(region_idx) { *sum / ORDERS_OF_ALL as f64 } else { f64::NAN };
            }
        }
        let weights = sums.pop().unwrap_or_default();
        NodeChanges { indicators, parts: sums, weights, before, n_orders: ORDERS_OF_ALL }
    }

    /// Walks from the old edition to the new, indicator by indicator for all regions at once, in random orders. `visit` is
    /// given the scores at the start of each order (no move), then after each move: an indicator by position among those of the
    /// node, or one more for the weights.
    pub(super) fn walk(&self, node_idx: usize, n_orders: usize, mut visit: impl FnMut(Option<usize>, &[f64])) {
        let plan = self.comparison.plan;
        let evaluator = self.evaluator(node_idx, None);
        let old: Vec<Vec<f64>> = (0..plan.indicators.len()).map(|idx| evaluator.column(false, idx)).collect();
        let new: Vec<Vec<f64>> = (0..plan.indicators.len()).map(|idx| evaluator.column(true, idx)).collect();
        let leaves = &plan.tree.nodes[node_idx].leaves;
        let n_moves = leaves.len() + usize::from(self.weights_differ(&evaluator));
        let start = evaluator.scores(&old, false);
        let mut orders = Orders::new(n_moves);
        for _ in 0..n_orders {
            visit(None, &start);
            let mut columns = old.clone();
            let mut new_weights = false;
            for &of_move in orders.draw() {
                match leaves.get(of_move) {
                    Some(&leaf) => columns[leaf].clone_from(&new[leaf]),
                    None => new_weights = true,
                }
                visit(Some(of_move), &evaluator.scores(&columns, new_weights));
            }
        }
    }
}
