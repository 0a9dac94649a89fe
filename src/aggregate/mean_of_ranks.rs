//! The weighted mean of ranks: in every child the regions with a score are ranked, the best first, and the node's score is
//! `Σ w·rank / Σ w`. Less is better.
//!
//! A region is ranked among all that have a score in that child, also among those that have none at the node. Source: the mean
//! rank is how Finnish comparisons of cities sum up their indicators; in the literature it is the Borda rule (Borda 1781,
//! Mémoire sur les élections au scrutin) counted from the other end.

use super::presence::Presence;
use super::{WeightedChild, linear};
use crate::method::{RankOrder, Ties};
use crate::order::{self, Keyed};

/// Mean ranks by region.
pub(super) fn scores(children: &[WeightedChild<'_>], presence: &Presence, ties: Ties) -> Vec<f64> {
    let ranks: Vec<Vec<f64>> = children.iter().map(|child| ranks(child.scores, child.order, ties)).collect();
    let ranked: Vec<WeightedChild<'_>> =
        children.iter().zip(&ranks).map(|(child, ranks)| WeightedChild { scores: ranks, ..*child }).collect();
    linear::arithmetic_mean(&ranked, presence)
}

/// Ranks of one child's scores, the best 1; what is missing stays missing.
fn ranks(scores: &[f64], best: RankOrder, ties: Ties) -> Vec<f64> {
    let mut sorted: Vec<Keyed> = Vec::with_capacity(scores.len());
    for (region_idx, &score) in scores.iter().enumerate().filter(|(_, score)| !score.is_nan()) {
        let ascending = order::sortable(score + 0.0);
        let key = match best {
            RankOrder::HighestFirst => !ascending,
            RankOrder::LowestFirst => ascending,
        };
        sorted.push((key, region_idx as u32));
    }
    order::sort(&mut sorted);
    let mut ranks = scores.to_vec();
    for (group_idx, (start, end)) in order::ties(&sorted).enumerate() {
        let rank = match ties {
            Ties::Average => (start + 1 + end) as f64 / 2.0,
            Ties::Minimum => (start + 1) as f64,
            Ties::Maximum => end as f64,
            Ties::Dense => (group_idx + 1) as f64,
        };
        sorted[start..end].iter().for_each(|(_, region_idx)| ranks[*region_idx as usize] = rank);
    }
    ranks
}
