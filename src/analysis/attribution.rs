//! Why a score or a rank moved between two editions, in parts that add up to the change.
//!
//! **A score.** Every indicator's part of the change of a node's score is told by cause:
//!
//! | cause | what moved |
//! |---|---|
//! | own | the region's own value, scored among the others' |
//! | others | the other regions' values, and with them the region's place among them |
//! | weight | the indicator's weight: as stated for the edition, or as fitted on the data |
//! | coverage | data that came or went: weights that the others carry, and scores that stand on a filled gap |
//! | indicator set | the indicator itself, which only one of the editions has |
//!
//! What rounding adds at any stage is a part of its own, so that the parts add up to the change of the published score.
//!
//! *Own and others.* Let `N(a, b)` be the indicator's score of the own value of edition `a` among the others' of edition `b`.
//! Averaged over the two orders in which the two can have moved,
//! `own = ½·[N(1,0) − N(0,0) + N(1,1) − N(0,1)]` and `others = N(1,1) − N(0,0) − own`. Values are those that were normalised,
//! after imputation and treatment. Where a pool holds several editions, or a fixed one, the scale is the same for both: a score
//! then moves by the own value only, and the others' part is zero. So it is with stated posts and limits. A region that changed the
//! group within which it is scored changed its others. A mean weighted by another variable is kept as it was in each edition; a
//! target of the region's own counts as its own.
//!
//! *Weighted means and sums* ([`linear`]) have a closed form: with the share `w` of an indicator in the node, for the region and
//! the edition, the change of `w·x` is `w̄·Δx + x̄·Δw`, the average over both orders (Shapley). `Δw` is taken apart by cause
//! along one path that is the same in both directions of time. Where shares sum to one, `x̄` is measured from the region's mean
//! score of the two editions: weight that moves from one indicator to another counts the difference between the two, and no
//! part depends on where zero lies.
//!
//! *All other trees* ([`sampled`]): each part is the average of what its move adds, over random orders of all moves (Shapley by
//! sampling, Castro, Gómez & Tejada 2009). Orders are drawn with a fixed seed and each telescopes from the old score to the new,
//! so the parts add up exactly, whatever their standard error, which is given.
//!
//! **A rank** ([`ranks`]): first exactly who was passed and who passed; then shares, by moving one indicator after another for all
//! regions at once, over random orders from the old ranking to the new.
//!
//! What it leaves out: causes that lie between two builds, such as revised data or another method.

pub mod among;
pub mod linear;
mod permutations;
pub mod printed;
pub mod ranks;
pub mod sampled;

use rayon::prelude::*;

use crate::method::Aggregation;
use crate::outcome::EditionOutcome;
use crate::plan::Plan;
use crate::region::Regions;
use crate::tree::{Child, Tree};

use among::Side;

/// Two editions of one build.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// The regions that are ranked in both.
    pub regions: &'a Regions,
    /// All editions, with details ([`crate::Detail::Full`]), in the order of the plan.
    pub editions: &'a [EditionOutcome],
    /// Position of the older one.
    pub before: usize,
    /// Position of the newer one.
    pub now: usize,
}

/// An indicator's part of the change of a score, in points of the node, by cause.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct IndicatorPart {
    /// The indicator, by position in the plan.
    pub indicator_idx: usize,
    /// The own value moved.
    pub own: f64,
    /// The others' values moved.
    pub others: f64,
    /// Its weight changed.
    pub weight: f64,
    /// Data came or went.
    pub coverage: f64,
    /// Only one of the editions has the indicator.
    pub indicator_set: f64,
    /// Standard error of the total; 0 where it is exact.
    pub standard_error: f64,
}

impl IndicatorPart {
    /// All causes together.
    pub fn total(&self) -> f64 {
        self.own + self.others + self.not_values()
    }

    /// What is neither the own value nor the others': weight, coverage, indicator set.
    pub fn not_values(&self) -> f64 {
        self.weight + self.coverage + self.indicator_set
    }
}

/// The change of a region's score in a node, and its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreChange {
    /// Published score of the older edition.
    pub before: f64,
    /// Published score of the newer edition.
    pub now: f64,
    /// Parts by indicator, those of the node in configuration order.
    pub parts: Vec<IndicatorPart>,
    /// What the indicators of which nothing may be shown did together; its position means nothing. 0 until they are
    /// [withheld](ScoreChange::withhold).
    pub withheld: IndicatorPart,
    /// Changed weights of the node as a whole; 0 where they are told by indicator.
    pub weights: f64,
    /// What rounding adds: of the stages, and of the published score.
    pub rounding: f64,
    /// Number of random orders behind the parts; 0 where they are exact.
    pub n_orders: usize,
}

impl Default for ScoreChange {
    /// Of no scores, and without parts.
    fn default() -> Self {
        let withheld = IndicatorPart::default();
        ScoreChange { before: f64::NAN, now: f64::NAN, parts: Vec::new(), withheld, weights: 0.0, rounding: 0.0, n_orders: 0 }
    }
}

impl ScoreChange {
    /// Change of the published score.
    pub fn change(&self) -> f64 {
        self.now - self.before
    }

    /// Takes the indicators of which nothing may be shown out of the parts and adds them up.
    pub fn withhold(&mut self, plan: &Plan) {
        let is_shown = |part: &IndicatorPart| plan.indicators[part.indicator_idx].publication.shows_scores();
        for part in self.parts.iter().filter(|part| !is_shown(part)) {
            self.withheld.own += part.own;
            self.withheld.others += part.others;
            self.withheld.weight += part.weight;
            self.withheld.coverage += part.coverage;
            self.withheld.indicator_set += part.indicator_set;
            // Errors of parts drawn together are not independent: their sum is an upper limit.
            self.withheld.standard_error += part.standard_error;
        }
        self.parts.retain(is_shown);
    }

    /// What the parts leave unexplained: nothing but the rounding of binary numbers.
    pub fn residual(&self) -> f64 {
        self.change()
            - self.parts.iter().map(IndicatorPart::total).sum::<f64>()
            - self.withheld.total()
            - self.weights
            - self.rounding
    }
}

/// The change of a node's score for every region: less detail than [`ScoreChange`], for rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeChanges {
    /// Indicators below the node, in configuration order.
    pub indicators: Vec<usize>,
    /// Part of each of them, all causes together, by region; NaN for regions that are not ranked in both editions.
    pub parts: Vec<Vec<f64>>,
    /// Changed weights as a whole, by region; empty where they are told by indicator.
    pub weights: Vec<f64>,
    /// Score of the older edition before it was rounded, by region.
    pub before: Vec<f64>,
    /// Number of random orders behind the parts; 0 where they are exact.
    pub n_orders: usize,
}

/// Takes changes between two editions apart.
#[derive(Debug)]
pub struct Attribution<'a> {
    comparison: Comparison<'a>,
    before: Side<'a>,
    now: Side<'a>,
}

impl<'a> Attribution<'a> {
    /// Prepares the pools of both editions; `None` where an edition is not there or was computed without details.
    pub fn new(comparison: Comparison<'a>) -> Option<Self> {
        let before = Side::new(comparison, comparison.before)?;
        let now = Side::new(comparison, comparison.now)?;
        Some(Attribution { comparison, before, now })
    }

    /// What is compared.
    pub fn comparison(&self) -> Comparison<'a> {
        self.comparison
    }

    /// The change of a region's score in a node; `None` where it has no score in both editions.
    pub fn score(&self, node_idx: usize, region_idx: usize) -> Option<ScoreChange> {
        self.scores(node_idx, &[region_idx]).pop().flatten()
    }

    /// The same for several regions.
    pub fn scores(&self, node_idx: usize, regions: &[usize]) -> Vec<Option<ScoreChange>> {
        let linear = is_linear(self.comparison.plan, node_idx).then(|| self.linear(node_idx));
        let change = |&region_idx: &usize| {
            let side = |side| self.published(side, node_idx, region_idx);
            let (before, now) = (side(&self.before), side(&self.now));
            if before.is_nan() || now.is_nan() {
                return None;
            }
            let mut change = match &linear {
                Some(linear) => linear.change(region_idx),
                None => self.sampled(node_idx, region_idx),
            };
            (change.before, change.now) = (before, now);
            // What the parts add up to is the change before anything was rounded.
            let unrounded = change.parts.iter().map(IndicatorPart::total).sum::<f64>() + change.weights;
            change.rounding = (now - before) - unrounded;
            Some(change)
        };
        // Each region has random orders of its own, so that any thread gives the same parts.
        regions.par_iter().map(change).collect()
    }

    /// The change for all regions, without causes.
    pub fn node(&self, node_idx: usize) -> NodeChanges {
        match is_linear(self.comparison.plan, node_idx) {
            true => self.linear_of_all(node_idx),
            false => self.sampled_of_all(node_idx),
        }
    }

    fn published(&self, side: &Side<'_>, node_idx: usize, region_idx: usize) -> f64 {
        side.outcome.nodes[node_idx].scores.get(region_idx).copied().unwrap_or(f64::NAN)
    }

    /// Which regions have a score in the node in both editions.
    pub fn is_ranked_in_both(&self, node_idx: usize, region_idx: usize) -> bool {
        [&self.before, &self.now].iter().all(|side| !self.published(side, node_idx, region_idx).is_nan())
    }
}

/// Whether a node's score is a weighted sum of indicators' scores, all the way down.
pub fn is_linear(plan: &Plan, node_idx: usize) -> bool {
    plan.tree.nodes[node_idx].aggregation.is_linear()
        && plan.tree.children(node_idx).iter().all(|child| match child {
            Child::Indicator(_) => true,
            Child::Node(child_idx) => plan.tree.nodes[*child_idx].rescaling.is_none() && is_linear(plan, *child_idx),
        })
}

/// Whether a node's score is a weighted mean of indicators' scores, so that shares sum to one.
fn is_mean(tree: &Tree, node_idx: usize) -> bool {
    tree.nodes[node_idx].aggregation == Aggregation::ArithmeticMean
        && tree.children(node_idx).iter().all(|child| match child {
            Child::Indicator(_) => true,
            Child::Node(child_idx) => is_mean(tree, *child_idx),
        })
}
