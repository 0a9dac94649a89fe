//! From indicators' scores to the factors' and the index's: weigh, aggregate, round, rank, classify.
//!
//! Node by node, children before parents, in all editions of a batch: weights and rescalings may be fitted on several editions.

use rayon::prelude::*;

use crate::aggregate::{self, Aggregated, Coverage, WeightedChild, WhenMissing};
use crate::classify;
use crate::error::{Problem, ProblemKind};
use crate::indicator::Indicator;
use crate::method::{
    Aggregation, BeforeScaling, Direction, MissingChildren, MissingPolicy, MissingRule, Normalisation, Pool, PoolEditions,
    RankOrder, RankedScore, ResultPercentile, Reversal, Rounding, Scaling, Uncomputable, WeightingMethod, WhenAllEqual,
};
use crate::normalise::{self, PoolValues, Scale};
use crate::outcome::{Detail, Fitted, Membership, NodeOutcome, OutcomeNotes};
use crate::panel::Missing;
use crate::plan::Plan;
use crate::pool::{self, Part, Stretch};
use crate::rank::{Ranking, UNRANKED};
use crate::round;
use crate::statistics;
use crate::tree::{Child, Node, Tree};
use crate::weight;

use super::Context;
use super::indicators::{IndicatorStep, IndicatorSteps};

/// Most regions that are listed under one problem.
const MOST_LISTED: usize = 5;
/// Correlations nearer to 1 than this are 1.
const SAME: f64 = 1e-9;
/// Decimals to which the scores of nodes are compared where only their order counts: sums that are equal but for rounding tie.
const COMPARED_DECIMALS: u32 = 9;
/// Decimals that are kept of a weight taken from the data; what lies beyond is rounding.
const FITTED_WEIGHT_DECIMALS: u32 = 12;

/// A node's scores in one edition, on their way.
struct NodeScores {
    /// As aggregated.
    unrounded: Vec<f64>,
    /// After the stage's rounding.
    staged: Vec<f64>,
    /// As the node above sees them, where that differs.
    rescaled: Option<Vec<f64>>,
    /// Parameters of that.
    scales: Vec<Fitted<Scale>>,
    coverage: Coverage,
    weights: Vec<f64>,
    /// Regions that have no score because an indicator below must not be missing; empty where there are none.
    blocked: Vec<bool>,
}

impl NodeScores {
    fn for_parent(&self) -> &[f64] {
        self.rescaled.as_deref().unwrap_or(&self.staged)
    }
}

/// Scores and ranks of every node, by position in the batch.
pub(super) fn over_editions(
    context: &Context<'_>,
    batch: &[usize],
    indicators: &[IndicatorSteps],
    memberships: &[Vec<Membership>],
    notes: &mut OutcomeNotes,
    problems: &mut Vec<Problem>,
) -> Vec<Vec<NodeOutcome>> {
    let plan = context.plan;
    let mut computed: Vec<Vec<Option<NodeScores>>> =
        batch.iter().map(|_| plan.tree.nodes.iter().map(|_| None).collect()).collect();
    for &node_idx in &plan.tree.order {
        let mut step =
            NodeStep { context, batch, indicators, computed: &computed, node_idx, notes: &mut *notes, problems: &mut *problems };
        let scores = step.compute();
        for (of_edition, scores) in computed.iter_mut().zip(scores) {
            of_edition[node_idx] = scores;
        }
    }
    computed
        .into_iter()
        .enumerate()
        .map(|(column, of_edition)| {
            let finished = of_edition.into_par_iter().enumerate();
            finished.map(|(node_idx, scores)| finish(context, batch[column], node_idx, scores, &memberships[column])).collect()
        })
        .collect()
}

/// One node in all editions of a batch.
struct NodeStep<'a, 'c> {
    context: &'a Context<'c>,
    batch: &'a [usize],
    indicators: &'a [IndicatorSteps],
    computed: &'a [Vec<Option<NodeScores>>],
    node_idx: usize,
    notes: &'a mut OutcomeNotes,
    problems: &'a mut Vec<Problem>,
}

impl NodeStep<'_, '_> {
    fn node(&self) -> &Node {
        &self.context.plan.tree.nodes[self.node_idx]
    }

    /// The step of an indicator in an edition that has it.
    fn indicator(&self, column: usize, indicator_idx: usize) -> Option<&IndicatorStep> {
        Some(&self.indicators[indicator_idx].editions[column]).filter(|step| step.outcome.is_in)
    }

    /// A child's scores, where the edition has it.
    fn scores(&self, column: usize, child: Child) -> Option<&[f64]> {
        match child {
            Child::Indicator(indicator_idx) => Some(&self.indicator(column, indicator_idx)?.outcome.normalised),
            Child::Node(node_idx) => self.computed[column][node_idx].as_ref().map(NodeScores::for_parent),
        }
    }

    fn compute(&mut self) -> Vec<Option<NodeScores>> {
        let children = self.context.plan.tree.children(self.node_idx);
        let mut all: Vec<Option<NodeScores>> = (0..self.batch.len()).map(|column| self.aggregate(column, &children)).collect();
        if let Some(rescaling) = self.node().rescaling.clone() {
            self.rescale(&rescaling, &mut all);
        }
        all
    }

    /// The node in one edition; `None` where the edition has none of its children.
    fn aggregate(&mut self, column: usize, children: &[Child]) -> Option<NodeScores> {
        let plan = self.context.plan;
        let n_regions = self.context.regions.n_ranked();
        let weights = self.weights(column, children)?;
        let (aggregated, blocked) = {
            let node = self.node();
            let by_order = matches!(node.aggregation, Aggregation::MeanOfRanks { .. } | Aggregation::Copeland);
            let of_nodes: Vec<Option<Vec<f64>>> = children
                .iter()
                .map(|&child| match child {
                    Child::Node(_) if by_order => self.scores(column, child).map(compared),
                    _ => None,
                })
                .collect();
            let weighted: Vec<WeightedChild<'_>> = children
                .iter()
                .zip(&weights)
                .zip(&of_nodes)
                .filter_map(|((&child, &weight), compared)| {
                    let scores = compared.as_deref().or(self.scores(column, child))?;
                    Some(match child {
                        Child::Indicator(indicator_idx) => WeightedChild {
                            scores,
                            coverage: self.indicator(column, indicator_idx).map_or(&[], |step| &step.coverage),
                            weight,
                            when_missing: when_missing(&plan.indicators[indicator_idx]),
                            order: plan.indicators[indicator_idx].order,
                        },
                        Child::Node(node_idx) => WeightedChild {
                            scores,
                            coverage: self.computed[column][node_idx].as_ref().map_or(&[], |scores| scores.coverage.shares()),
                            weight,
                            when_missing: match self.computed[column][node_idx].as_ref() {
                                Some(scores) if !scores.blocked.is_empty() => WhenMissing::PropagateWhere(&scores.blocked),
                                _ => WhenMissing::FollowNode,
                            },
                            order: child_order(&plan.tree.nodes[node_idx]),
                        },
                    })
                })
                .collect();
            let aggregated = aggregate::aggregate(node.aggregation, &weighted, n_regions, node.missing_children);
            (aggregated, blocked(&weighted, n_regions))
        };
        self.report(column, &aggregated);
        let rounding = if self.node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors };
        let staged = match rounding {
            Rounding::None => aggregated.scores.clone(),
            rounding => aggregated.scores.iter().map(|score| round::rounded(*score, rounding)).collect(),
        };
        let Aggregated { scores: unrounded, coverage, .. } = aggregated;
        Some(NodeScores { unrounded, staged, rescaled: None, scales: Vec::new(), coverage, weights, blocked })
    }

    /// Regions that the method gives no score.
    fn report(&mut self, column: usize, aggregated: &Aggregated) {
        let plan = self.context.plan;
        let edition_idx = self.batch[column];
        let (node_id, edition) = (&plan.tree.nodes[self.node_idx].id, &plan.editions[edition_idx].id);
        let shown = |region_idx: usize| self.context.regions.shown(region_idx, plan.main_language());
        if !aggregated.uncomputable.is_empty() {
            let n_regions = aggregated.uncomputable.len();
            let mut problem = Problem::new(
                ProblemKind::DataContract,
                format!(
                    "`{node_id}` cannot be computed for {n_regions} of {} regions in edition {edition}",
                    aggregated.scores.len()
                ),
            );
            let listed = aggregated.uncomputable.iter().take(MOST_LISTED);
            problem.details.extend(listed.map(|(region_idx, why)| format!("{}: {why}", shown(*region_idx))));
            if n_regions > MOST_LISTED {
                problem.details.push(format!("and {} more", n_regions - MOST_LISTED));
            }
            self.problems
                .push(problem.help("normalise the children to a range above 0, such as [1, 100], or choose another aggregation"));
        }
        if !matches!(self.node().missing_children, MissingChildren::Fail { .. }) {
            return;
        }
        // A region that was left out of the edition lacks nothing.
        let is_screened = |region_idx: usize| {
            let mut below = self.node().leaves.iter().filter_map(|&leaf| self.indicator(column, leaf));
            below.any(|step| Missing::of(step.outcome.normalised[region_idx]) == Some(Missing::Screened))
        };
        let without = |region_idx: &usize| aggregated.scores[*region_idx].is_nan() && !is_screened(*region_idx);
        let without: Vec<usize> = (0..aggregated.scores.len()).filter(without).collect();
        if !without.is_empty() {
            let mut problem = Problem::new(
                ProblemKind::DataContract,
                format!(
                    "`{node_id}` has no score for {} of {} regions in edition {edition}",
                    without.len(),
                    aggregated.scores.len()
                ),
            );
            problem.details.extend(without.iter().take(MOST_LISTED).map(|&region_idx| shown(region_idx)));
            self.problems.push(
                problem.help("complete the data, or state another policy for the node: `missing = { policy = \"renormalise\" }`"),
            );
        }
    }

    /// Weights of the children, in their order; 0 for those that the edition does not have. `None` where it has none.
    fn weights(&mut self, column: usize, children: &[Child]) -> Option<Vec<f64>> {
        let plan = self.context.plan;
        let edition_idx = self.batch[column];
        let present: Vec<bool> = children.iter().map(|&child| self.scores(column, child).is_some()).collect();
        if !present.contains(&true) {
            return None;
        }
        if let Some(drawn) = &self.context.substituted.node_weights {
            let of_present = |(&weight, &present): (&f64, &bool)| if present { weight } else { 0.0 };
            return Some(drawn[self.node_idx].iter().zip(&present).map(of_present).collect());
        }
        let given: Vec<f64> = children
            .iter()
            .zip(&present)
            .map(|(child, present)| match (present, child) {
                (false, _) => 0.0,
                (true, Child::Indicator(indicator_idx)) => plan.indicators[*indicator_idx].weights[edition_idx],
                (true, Child::Node(node_idx)) => plan.tree.nodes[*node_idx].weights[edition_idx],
            })
            .collect();
        let weighting = self.node().weighting;
        match weighting.method {
            WeightingMethod::Given => return Some(given),
            WeightingMethod::Equal => return Some(present.iter().map(|present| f64::from(u8::from(*present))).collect()),
            _ => {}
        }
        let there: Vec<Child> = children.iter().zip(&present).filter(|(_, present)| **present).map(|(child, _)| *child).collect();
        let pooled: Vec<usize> = match weighting.pool {
            PoolEditions::Each => vec![column],
            PoolEditions::All => (0..self.batch.len()).collect(),
            PoolEditions::Base(base) => (0..self.batch.len()).filter(|&column| self.batch[column] == base).collect(),
        };
        // Editions that lack one of the children say nothing of how they go together.
        let is_whole = |column: &usize| there.iter().all(|&child| self.scores(*column, child).is_some());
        let (pooled, not_whole): (Vec<usize>, Vec<usize>) = pooled.into_iter().partition(is_whole);
        let columns: Vec<Vec<f64>> = there
            .iter()
            .map(|&child| pooled.iter().flat_map(|&column| self.scores(column, child).unwrap_or_default()).copied().collect())
            .collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let of_there: Vec<f64> = given.iter().zip(&present).filter(|(_, present)| **present).map(|(weight, _)| *weight).collect();
        let fitted = match weight::fit(weighting.method, &columns, &of_there) {
            Ok(fitted) => fitted,
            Err(why) => {
                let suspects = match why {
                    Uncomputable::TooFewValues { .. } if pooled.is_empty() => self.lacking(&not_whole, &there),
                    Uncomputable::TooFewValues { .. } => Vec::new(),
                    _ => suspects(&plan.tree, &plan.indicators, &there, &columns),
                };
                self.no_weights(edition_idx, why, suspects);
                return Some(given);
            }
        };
        // Weights that are equal but for rounding must tie where votes are counted.
        let mut fitted = fitted.into_iter().map(|weight| round::to_decimals(weight, FITTED_WEIGHT_DECIMALS));
        let weights: Vec<f64> = present.iter().map(|present| if *present { fitted.next().unwrap_or(0.0) } else { 0.0 }).collect();
        for (position, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight < 0.0) {
            self.notes.negative_weights.push((edition_idx, self.node_idx, position, *weight));
        }
        Some(weights)
    }

    /// Which of the children each edition of a pool lacks, where none of them has all.
    fn lacking(&self, columns: &[usize], children: &[Child]) -> Vec<String> {
        let plan = self.context.plan;
        let lacks = |&column: &usize| {
            let lacked = children.iter().filter(|child| self.scores(column, **child).is_none());
            let ids = lacked.map(|child| match child {
                Child::Node(node_idx) => format!("`{}`", plan.tree.nodes[*node_idx].id),
                Child::Indicator(indicator_idx) => format!("`{}`", plan.indicators[*indicator_idx].id),
            });
            format!("edition {} does not have {}", plan.editions[self.batch[column]].id, ids.collect::<Vec<_>>().join(", "))
        };
        columns.iter().map(lacks).collect()
    }

    fn no_weights(&mut self, edition_idx: usize, why: Uncomputable, suspects: Vec<String>) {
        let plan = self.context.plan;
        let node = &plan.tree.nodes[self.node_idx];
        let (node_id, method) = (&node.id, node.weighting.method);
        let editions = match node.weighting.pool {
            PoolEditions::Each => format!("in edition {}", plan.editions[edition_idx].id),
            PoolEditions::All => "from all editions together".to_owned(),
            PoolEditions::Base(base) => format!("from edition {}", plan.editions[base].id),
        };
        let message = format!("no weights can be taken from the data for `{node_id}` {editions}, {method}: {why}");
        let help = match why {
            Uncomputable::NoSolution => {
                "children that move against each other cancel out: check their `direction`, give weights, or take `equal` ones"
            }
            _ if node.weighting.pool == PoolEditions::Each => {
                "give weights, take `equal` ones, or fit them on more editions: `weights = { editions = \"all\" }`"
            }
            _ => "give weights, or take `equal` ones",
        };
        // One fit for several editions fails once.
        if !self.problems.iter().any(|problem| problem.message == message) {
            self.problems.push(Problem::new(ProblemKind::DataContract, message).details(suspects).help(help));
        }
    }

    /// The node's scores as its parent sees them.
    fn rescale(&mut self, rescaling: &Normalisation, all: &mut [Option<NodeScores>]) {
        let present: Vec<bool> = all.iter().map(Option::is_some).collect();
        let columns: Vec<Vec<f64>> =
            all.iter().map(|scores| scores.as_ref().map_or(Vec::new(), |scores| scores.staged.clone())).collect();
        let by_order = rescaling.scaling.counts_places() || matches!(rescaling.scaling, Scaling::QuantileClasses { .. });
        let columns: Vec<Vec<f64>> = match by_order {
            true => columns.iter().map(|scores| compared(scores)).collect(),
            false => columns,
        };
        let mut rescaled = columns.clone();
        let (parts, names) = match self.context.grouping(&rescaling.pool.within, self.batch) {
            None => (pool::parts(&rescaling.pool, self.batch, &present, None), Vec::new()),
            Some((grouping, names)) => (pool::parts(&rescaling.pool, self.batch, &present, Some(&grouping)), names),
        };
        let direction = match self.node().order {
            RankOrder::HighestFirst => Direction::HigherIsBetter,
            RankOrder::LowestFirst => Direction::LowerIsBetter,
        };
        for part in &parts {
            let is_missing = |stretch: &Stretch| pool::gather(stretch, &columns).iter().all(|score: &f64| score.is_nan());
            if part.applies_to.iter().all(is_missing) {
                continue;
            }
            let values = pool::gather_all(&part.fitted_on, &columns);
            let group = part.group.map_or(String::new(), |group| names[group].clone());
            let scale = match normalise::fit(PoolValues { values: &values, weights: &[] }, direction, rescaling) {
                Ok(scale) => scale,
                Err(why) => {
                    self.not_rescaled(part, &group, why);
                    continue;
                }
            };
            for stretch in &part.applies_to {
                let before = pool::gather(stretch, &columns);
                let scores = normalise::apply(&scale, &before, &[], direction, rescaling);
                let lost = before.iter().zip(&scores).find(|(before, score)| !before.is_nan() && score.is_nan());
                if let Some((&score, _)) = lost {
                    self.not_rescaled(part, &group, Uncomputable::NotPositive(score));
                }
                pool::scatter(stretch, scores, &mut rescaled);
                if let Some(scores) = all[stretch.column].as_mut().filter(|_| self.context.detail == Detail::Full) {
                    scores.scales.push(Fitted { group: group.clone(), parameters: scale.clone() });
                }
            }
        }
        for (scores, rescaled) in all.iter_mut().zip(rescaled) {
            if let Some(scores) = scores {
                scores.rescaled = Some(rescaled);
            }
        }
    }

    fn not_rescaled(&mut self, part: &Part, group: &str, why: Uncomputable) {
        let plan = self.context.plan;
        let edition = part
            .edition
            .map_or("the editions together".to_owned(), |column| format!("edition {}", plan.editions[self.batch[column]].id));
        let group = if part.group.is_some() { format!(" within `{group}`") } else { String::new() };
        let message = format!("the score of `{}` cannot be normalised in {edition}{group}: {why}", self.node().id);
        self.problems.push(
            Problem::new(ProblemKind::DataContract, message)
                .help("choose another normalisation for the factor, or a larger pool"),
        );
    }
}

/// Scores as they are compared where only their order counts.
fn compared(scores: &[f64]) -> Vec<f64> {
    scores.iter().map(|&score| round::to_decimals(score, COMPARED_DECIMALS)).collect()
}

/// What a missing score of an indicator does to the node above.
pub(crate) fn when_missing(indicator: &Indicator) -> WhenMissing<'static> {
    match indicator.missing {
        MissingRule { policy: MissingPolicy::Propagate, is_own: true, .. } => WhenMissing::Propagate,
        MissingRule { policy: MissingPolicy::Renormalise, is_own: true, .. } => WhenMissing::LeaveOut,
        _ => WhenMissing::FollowNode,
    }
}

/// Regions that lack an indicator whose own policy leaves the nodes above without a score, or a node that lacks one; empty where
/// there are none. A child of weight zero never matters.
pub(crate) fn blocked(children: &[WeightedChild<'_>], n_regions: usize) -> Vec<bool> {
    let mut blocked = Vec::new();
    let can_block = |child: &&WeightedChild<'_>| !matches!(child.when_missing, WhenMissing::FollowNode | WhenMissing::LeaveOut);
    for child in children.iter().filter(|child| child.weight != 0.0).filter(can_block) {
        let blocks = |region_idx: usize| match child.when_missing {
            WhenMissing::Propagate => true,
            WhenMissing::PropagateWhere(regions) => regions[region_idx],
            WhenMissing::FollowNode | WhenMissing::LeaveOut => false,
        };
        for (region_idx, score) in child.scores.iter().enumerate() {
            if score.is_nan() && blocks(region_idx) {
                blocked.resize(n_regions, false);
                blocked[region_idx] = true;
            }
        }
    }
    blocked
}

/// What may be wrong with children from which no weights can be taken: those that tell no regions apart, pairs that go together
/// or against each other all the way.
fn suspects(tree: &Tree, indicators: &[Indicator], children: &[Child], columns: &[&[f64]]) -> Vec<String> {
    let id = |position: usize| match children[position] {
        Child::Node(node_idx) => &tree.nodes[node_idx].id,
        Child::Indicator(indicator_idx) => &indicators[indicator_idx].id,
    };
    let mut found = Vec::new();
    for (position, column) in columns.iter().enumerate() {
        if statistics::extremes(column).is_some_and(|(lowest, highest)| lowest == highest) {
            found.push(format!("`{}` is the same for all regions", id(position)));
        }
        for (other, other_column) in columns.iter().enumerate().skip(position + 1) {
            match statistics::pearson(column, other_column) {
                Some(correlation) if correlation > 1.0 - SAME => {
                    found.push(format!("`{}` and `{}` say the same", id(position), id(other)));
                }
                Some(correlation) if correlation < SAME - 1.0 => {
                    found.push(format!("`{}` and `{}` say the opposite of each other", id(position), id(other)));
                }
                _ => {}
            }
        }
    }
    found
}

/// Which end of a node's score is better, as its parent sees it.
pub(crate) fn child_order(node: &Node) -> RankOrder {
    match &node.rescaling {
        None => node.order,
        Some(Normalisation { scaling: Scaling::Rank { from: crate::method::CountedFrom::Best, .. }, .. }) => {
            RankOrder::LowestFirst
        }
        Some(_) => RankOrder::HighestFirst,
    }
}

/// Which end of a node's score is rank 1.
pub(crate) fn rank_order(plan: &Plan, node_idx: usize) -> RankOrder {
    plan.method.ranking.order.unwrap_or(plan.tree.nodes[node_idx].order)
}

/// Rounds once, ranks, and classifies.
fn finish(
    context: &Context<'_>,
    edition_idx: usize,
    node_idx: usize,
    scores: Option<NodeScores>,
    memberships: &[Membership],
) -> NodeOutcome {
    let (plan, regions) = (context.plan, context.regions);
    let rule = &plan.method.ranking;
    let n_regions = regions.n_ranked();
    let n_children = plan.tree.children(node_idx).len();
    let NodeScores { unrounded, staged, scales, coverage, weights, .. } = scores.unwrap_or_else(|| NodeScores {
        unrounded: vec![Missing::NoRow.value(); n_regions],
        staged: vec![Missing::NoRow.value(); n_regions],
        rescaled: None,
        scales: Vec::new(),
        coverage: Coverage::same(0.0, n_regions),
        weights: vec![0.0; n_children],
        blocked: Vec::new(),
    });
    let published = |mut scores: Vec<f64>| {
        scores.iter_mut().for_each(|score| *score = round::to_decimals(*score, rule.decimals));
        scores
    };
    let ranked_by = match rule.of {
        RankedScore::Rounded => Vec::new(),
        RankedScore::Unrounded => published(unrounded),
    };
    let scores = published(staged);
    let order = rank_order(plan, node_idx);
    let ranking = Ranking::new(if ranked_by.is_empty() { &scores } else { &ranked_by }, order);
    let type_ranks = match &regions.types {
        Some(types) => ranking.group_ranks(&types.of_edition[edition_idx], types.ids.len(), rule.ties),
        None => Vec::new(),
    };
    let group_ranks = memberships
        .iter()
        .map(|membership| {
            // Those who are in no group are ranked in one of their own, and then not.
            let nowhere = membership.names.len();
            let group_of: Vec<usize> = membership.of_region.iter().map(|of| of.map_or(nowhere, |of| of as usize)).collect();
            let mut ranks = ranking.group_ranks(&group_of, nowhere + 1, rule.ties);
            ranks.iter_mut().zip(&membership.of_region).filter(|(_, of)| of.is_none()).for_each(|(rank, _)| *rank = UNRANKED);
            ranks
        })
        .collect();
    let to_rank = if ranked_by.is_empty() { &scores } else { &ranked_by };
    NodeOutcome {
        ranks: ranking.ranks(rule.ties),
        type_ranks,
        group_ranks,
        percentiles: plan.method.percentile.map_or(Vec::new(), |percentile| percentiles(to_rank, order, percentile)),
        classes: plan.method.classes.as_ref().map_or(Vec::new(), |classes| classify::classes(to_rank, order, classes)),
        scores,
        ranked_by,
        coverage: coverage.packed(),
        weights,
        scales,
        ..NodeOutcome::default()
    }
}

/// Percentile ranks of a result, 0 to 1; missing where there is no score.
fn percentiles(scores: &[f64], order: RankOrder, rule: ResultPercentile) -> Vec<f64> {
    let direction = match order {
        RankOrder::HighestFirst => Direction::HigherIsBetter,
        RankOrder::LowestFirst => Direction::LowerIsBetter,
    };
    let normalisation = Normalisation {
        scaling: Scaling::PercentileRank { ties: rule.ties, denominator: rule.denominator, reversal: Reversal::BeforeRanking },
        before: BeforeScaling::Nothing,
        range: (0.0, 1.0),
        all_equal: WhenAllEqual::Middle,
        pool: Pool::default(),
    };
    match normalise::fit_and_apply(scores, &[], &[], direction, &normalisation) {
        Ok(percentiles) => percentiles.into_iter().map(|percentile| round::rounded(percentile, rule.rounding)).collect(),
        // No region is ranked.
        Err(_) => vec![Missing::Computed.value(); scores.len()],
    }
}
