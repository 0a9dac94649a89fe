//! Why a rank moved: who was passed, who passed, and each indicator's share.
//!
//! Two regions that changed order did so because one gained more than the other: the indicators in which their parts of the
//! score's change differ most are why. The list is exact.
//!
//! *Shares.* All regions move from the old ranking to the new one indicator at a time, in random orders; the places that a region
//! climbs as an indicator moves, averaged over the orders, are the indicator's share (Shapley by sampling). Every order telescopes
//! from the old rank to the new, so the shares add up; their standard errors are given. Where published scores are rounded so
//! coarsely that the ends of the way are not the published ranks, the rest is a part of its own.
//!
//! *Who came and went.* Places that are won or lost because others have a rank in one of the editions only are no indicator's doing,
//! and a part of their own: the published change less that among the regions that are ranked in both.
//!
//! Within a region type the others are those that belong to it in both editions, as for the published change
//! ([`crate::rank::group_changes`]): a region that changed type has none.

use super::permutations::{Averages, Orders};
use super::{Attribution, NodeChanges, is_linear, sampled};
use crate::method::{RankOrder, RankTies, RankedScore, Rounding};
use crate::pipeline::rank_order;
use crate::round;
use crate::tree::Tree;

/// Orders of a weighted mean or sum.
pub const ORDERS: usize = 256;
/// Indicators that are named where one region passed another.
const MOST_REASONS: usize = 3;

/// Among whom a region is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// All regions.
    All,
    /// Those of its type.
    Type,
}

/// Where another region stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// It is ahead.
    Ahead,
    /// It has the same score.
    Level,
    /// It is behind.
    Behind,
}

/// A region that stands elsewhere than before, as seen from the one that is explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Passing {
    /// The other region.
    pub region_idx: usize,
    /// Its score in the older edition.
    pub before: f64,
    /// Its score in the newer edition.
    pub now: f64,
    /// Where it stood.
    pub stood: Relation,
    /// Where it stands.
    pub stands: Relation,
    /// Indicators that did most for it, by position in the plan, with the points by which the explained region's part exceeds the
    /// other's.
    pub because: Vec<(usize, f64)>,
}

impl Passing {
    /// Whether the explained region came forward.
    pub fn is_gain(&self) -> bool {
        let place = |relation: Relation| match relation {
            Relation::Ahead => 0,
            Relation::Level => 1,
            Relation::Behind => 2,
        };
        place(self.stands) > place(self.stood)
    }
}

/// An indicator's share of a change of rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankShare {
    /// The indicator, by position in the plan; `None` for changed weights as a whole.
    pub indicator_idx: Option<usize>,
    /// Places climbed; negative where it cost places.
    pub places: f64,
    /// Standard error.
    pub standard_error: f64,
}

/// The change of a region's rank.
#[derive(Debug, Clone, PartialEq)]
pub struct RankChange {
    /// Among how many that are ranked in both editions.
    pub n_members: usize,
    /// Rank in the older edition, among all or among those that belong to the type in both editions.
    pub before: u32,
    /// Rank in the newer edition, among the same.
    pub now: u32,
    /// Regions that it passed, or drew level with from behind, nearest first.
    pub passed: Vec<Passing>,
    /// Regions that passed it, or drew level.
    pub passed_by: Vec<Passing>,
    /// Shares, in configuration order.
    pub shares: Vec<RankShare>,
    /// Places climbed because others are ranked in one of the editions only; negative where it cost places.
    pub came_and_went: i32,
    /// What the rounding of published scores adds.
    pub rounding: f64,
    /// Number of random orders.
    pub n_orders: usize,
}

impl RankChange {
    /// Places climbed.
    pub fn climbed(&self) -> i32 {
        self.before as i32 - self.now as i32
    }
}

/// How scores are compared: turned so that more is better, and rounded as they are ranked.
#[derive(Debug, Clone, Copy)]
struct Ruler {
    sign: f64,
    rounding: Rounding,
    decimals: u32,
    /// Scores that differ by more are in the same order when rounded.
    clear: f64,
    ties: RankTies,
}

impl Ruler {
    fn rounded(&self, score: f64) -> f64 {
        round::to_decimals(round::rounded(score, self.rounding), self.decimals)
    }

    /// Whether `one` is ahead of `other`, level, or behind.
    fn relation(&self, one: f64, other: f64) -> Relation {
        let mut ahead = self.sign * (one - other);
        if ahead.abs() <= self.clear {
            ahead = self.sign * (self.rounded(one) - self.rounded(other));
        }
        if ahead > 0.0 {
            Relation::Ahead
        } else if ahead < 0.0 {
            Relation::Behind
        } else {
            Relation::Level
        }
    }

    /// Rank of a score among others (itself not among them).
    fn rank(&self, score: f64, others: impl Iterator<Item = f64>) -> u32 {
        let (mut n_ahead, mut n_level) = (0, 0);
        let mut distinct: Vec<f64> = Vec::new();
        for other in others {
            match self.relation(other, score) {
                Relation::Ahead => n_ahead += 1,
                Relation::Level => n_level += 1,
                Relation::Behind => continue,
            }
            if self.ties == RankTies::Dense && self.relation(other, score) == Relation::Ahead {
                distinct.push(self.rounded(other));
            }
        }
        match self.ties {
            RankTies::Minimum => n_ahead + 1,
            RankTies::Maximum => n_ahead + n_level + 1,
            RankTies::Dense => {
                distinct.sort_unstable_by(f64::total_cmp);
                distinct.dedup();
                distinct.len() as u32 + 1
            }
        }
    }
}

impl Attribution<'_> {
    fn ruler(&self, node_idx: usize) -> Ruler {
        let method = &self.comparison.plan.method;
        let rounding = match method.ranking.of {
            RankedScore::Unrounded => Rounding::None,
            RankedScore::Rounded if node_idx == Tree::ROOT => method.roundings.index,
            RankedScore::Rounded => method.roundings.factors,
        };
        let decimals = match rounding {
            Rounding::None => method.ranking.decimals,
            Rounding::HalfUp(decimals) | Rounding::HalfEven(decimals) | Rounding::Truncate(decimals) => {
                decimals.min(method.ranking.decimals)
            }
        };
        let sign = match rank_order(self.comparison.plan, node_idx) {
            RankOrder::HighestFirst => 1.0,
            RankOrder::LowestFirst => -1.0,
        };
        let clear = 2.0 * 10f64.powi(-(decimals as i32));
        Ruler { sign, rounding, decimals: method.ranking.decimals, clear, ties: method.ranking.ties }
    }

    /// The regions among whom a region is ranked, itself among them: all, or those that belong to its type in both editions; `None`
    /// where it is not ranked in both, or changed type.
    fn members(&self, node_idx: usize, region_idx: usize, among: Among) -> Option<Vec<usize>> {
        if !self.is_ranked_in_both(node_idx, region_idx) {
            return None;
        }
        let regions = self.comparison.regions;
        let type_in = |edition_idx: usize, region_idx: usize| regions.type_of(edition_idx, region_idx);
        let own_type = type_in(self.now.edition_idx, region_idx);
        if among == Among::Type && (own_type.is_none() || type_in(self.before.edition_idx, region_idx) != own_type) {
            return None;
        }
        let belongs = |other: usize| {
            among == Among::All
                || (type_in(self.before.edition_idx, other) == own_type && type_in(self.now.edition_idx, other) == own_type)
        };
        Some((0..regions.n_ranked()).filter(|other| belongs(*other)).collect())
    }

    /// The change of a region's rank; `changes` are those of the node ([`Attribution::node`]). `None` where there is none.
    pub fn rank(&self, changes: &NodeChanges, node_idx: usize, region_idx: usize, among: Among) -> Option<RankChange> {
        let belonging = self.members(node_idx, region_idx, among)?;
        let members: Vec<usize> = belonging.iter().copied().filter(|&member| self.is_ranked_in_both(node_idx, member)).collect();
        let ruler = self.ruler(node_idx);
        let (old, new) = (self.before.outcome.nodes[node_idx].ranked_by(), self.now.outcome.nodes[node_idx].ranked_by());
        // Published scores are rounded already.
        let published = Ruler { rounding: Rounding::None, ..ruler };
        let others = || members.iter().copied().filter(|&other| other != region_idx);
        let rank_among = |members: &[usize], scores: &[f64]| {
            let others = members.iter().filter(|&&other| other != region_idx).map(|&other| scores[other]);
            published.rank(scores[region_idx], others.filter(|score| !score.is_nan()))
        };
        let (before, now) = (rank_among(&belonging, old), rank_among(&belonging, new));
        let climbed_over_both = rank_among(&members, old) as i32 - rank_among(&members, new) as i32;
        let came_and_went = before as i32 - now as i32 - climbed_over_both;
        let (mut passed, mut passed_by) = (Vec::new(), Vec::new());
        for other in others() {
            let stood = published.relation(old[other], old[region_idx]);
            let stands = published.relation(new[other], new[region_idx]);
            if stood == stands {
                continue;
            }
            let scores = |scores: &[f64]| scores[other];
            let mut passing =
                Passing { region_idx: other, before: scores(old), now: scores(new), stood, stands, because: Vec::new() };
            passing.because = reasons(changes, region_idx, other, if passing.is_gain() { ruler.sign } else { -ruler.sign });
            if passing.is_gain() { &mut passed } else { &mut passed_by }.push(passing);
        }
        // Nearest first: whose score now is next to the region's own.
        for list in [&mut passed, &mut passed_by] {
            let distance = |passing: &Passing| (passing.now - new[region_idx]).abs();
            list.sort_by(|a, b| distance(a).total_cmp(&distance(b)).then(a.region_idx.cmp(&b.region_idx)));
        }
        let (averages, n_orders) = self.places(changes, node_idx, region_idx, &members, ruler);
        let share = |(position, indicator_idx)| RankShare {
            indicator_idx,
            places: averages.mean(position),
            standard_error: averages.standard_error(position),
        };
        let indicators = changes.indicators.iter().map(|&indicator_idx| Some(indicator_idx));
        let with_weights = (!changes.weights.is_empty()).then_some(None);
        let shares: Vec<RankShare> = indicators.chain(with_weights).enumerate().map(share).collect();
        let rounding = f64::from(climbed_over_both) - shares.iter().map(|share| share.places).sum::<f64>();
        Some(RankChange { n_members: members.len(), before, now, passed, passed_by, shares, came_and_went, rounding, n_orders })
    }

    /// Places climbed by each move, averaged.
    fn places(
        &self,
        changes: &NodeChanges,
        node_idx: usize,
        region_idx: usize,
        members: &[usize],
        ruler: Ruler,
    ) -> (Averages, usize) {
        let n_moves = changes.indicators.len() + usize::from(!changes.weights.is_empty());
        let mut averages = Averages::new(n_moves);
        let mut last = 0;
        if !is_linear(self.comparison.plan, node_idx) {
            let mut is_first = true;
            self.walk(node_idx, sampled::ORDERS_OF_ALL, |of_move, scores| {
                let others = members.iter().filter(|&&other| other != region_idx);
                let rank = ruler.rank(scores[region_idx], others.map(|&other| scores[other]).filter(|score| !score.is_nan()));
                let is_unranked = scores[region_idx].is_nan();
                match of_move {
                    None => {
                        if !std::mem::take(&mut is_first) {
                            averages.end_order();
                        }
                        last = rank;
                    }
                    Some(of_move) if !is_unranked => {
                        averages.add(of_move, f64::from(last as i32 - rank as i32));
                        last = rank;
                    }
                    Some(_) => {}
                }
            });
            averages.end_order();
            return (averages, sampled::ORDERS_OF_ALL);
        }
        // The region first, then the others, so that a step is one pass over a short column.
        let order: Vec<usize> =
            std::iter::once(region_idx).chain(members.iter().copied().filter(|&other| other != region_idx)).collect();
        let gathered = |column: &[f64]| order.iter().map(|&of| column[of]).collect::<Vec<f64>>();
        let start = gathered(&changes.before);
        let parts: Vec<Vec<f64>> = changes.parts.iter().map(|column| gathered(column)).collect();
        let rank = |scores: &[f64]| ruler.rank(scores[0], scores[1..].iter().copied());
        let first = rank(&start);
        let mut orders = Orders::new(n_moves);
        let mut scores = start.clone();
        for _ in 0..ORDERS {
            scores.copy_from_slice(&start);
            last = first;
            for &of_move in orders.draw() {
                scores.iter_mut().zip(&parts[of_move]).for_each(|(score, part)| *score += part);
                let now = rank(&scores);
                averages.add(of_move, f64::from(last as i32 - now as i32));
                last = now;
            }
            averages.end_order();
        }
        (averages, ORDERS)
    }
}

/// The indicators in which a region's part differs most from another's, in its favour (sign 1) or against it (−1).
fn reasons(changes: &NodeChanges, region_idx: usize, other: usize, sign: f64) -> Vec<(usize, f64)> {
    let difference = |(&indicator_idx, parts): (&usize, &Vec<f64>)| (indicator_idx, parts[region_idx] - parts[other]);
    let mut differences: Vec<(usize, f64)> = changes.indicators.iter().zip(&changes.parts).map(difference).collect();
    differences.retain(|(_, points)| 1e-9 < sign * points);
    differences.sort_by(|a, b| (sign * b.1).total_cmp(&(sign * a.1)).then(a.0.cmp(&b.0)));
    differences.truncate(MOST_REASONS);
    differences
}
