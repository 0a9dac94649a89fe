//! Turns scores into ranks, overall and within groups, and compares ranks with the edition before.
//!
//! The highest score is rank 1, or the lowest where less is better. Scores come rounded once to the method's decimals, so equal sums tie whatever order they
//! were added in; regions without a score have no rank.

use crate::method::{RankOrder, RankTies};
use crate::order::{self, Keyed};

/// The rank of a region that is not ranked.
pub const UNRANKED: u32 = 0;

/// Ranks of scores; [`UNRANKED`] where there is no score.
pub fn ranks(scores: &[f64], order: RankOrder, ties: RankTies) -> Vec<u32> {
    Ranking::new(scores, order).ranks(ties)
}

/// Ranks within groups: each region among those of its own group.
pub fn group_ranks(scores: &[f64], order: RankOrder, group_of: &[usize], n_groups: usize, ties: RankTies) -> Vec<u32> {
    Ranking::new(scores, order).group_ranks(group_of, n_groups, ties)
}

/// Scores in order, sorted once for ranks of every kind.
#[derive(Debug, Clone)]
pub struct Ranking {
    n_regions: usize,
    /// Regions with a score, first rank first, each with an ascending key.
    descending: Vec<Keyed>,
}

impl Ranking {
    /// Sorts scores.
    pub fn new(scores: &[f64], order: RankOrder) -> Self {
        // Descending scores have ascending keys when every bit is turned.
        let turned = match order {
            RankOrder::HighestFirst => u64::MAX,
            RankOrder::LowestFirst => 0,
        };
        let mut descending: Vec<Keyed> = Vec::with_capacity(scores.len());
        for (region_idx, &score) in scores.iter().enumerate() {
            if !score.is_nan() {
                descending.push((order::sortable(score + 0.0) ^ turned, region_idx as u32));
            }
        }
        order::sort(&mut descending);
        Ranking { n_regions: scores.len(), descending }
    }

    /// Ranks among all.
    pub fn ranks(&self, ties: RankTies) -> Vec<u32> {
        let mut ranks = vec![UNRANKED; self.n_regions];
        assign(&self.descending, ties, &mut ranks);
        ranks
    }

    /// Ranks within groups: each region among those of its own group.
    pub fn group_ranks(&self, group_of: &[usize], n_groups: usize, ties: RankTies) -> Vec<u32> {
        let mut ranks = vec![UNRANKED; self.n_regions];
        let mut standings = vec![Standing::default(); n_groups];
        let first_to_last = self.descending.iter();
        match ties {
            RankTies::Minimum => {
                first_to_last.for_each(|&(key, region_idx)| {
                    let standing = &mut standings[group_of[region_idx as usize]];
                    standing.meet(key, standing.n_met + 1);
                    ranks[region_idx as usize] = standing.rank;
                });
            }
            RankTies::Dense => {
                first_to_last.for_each(|&(key, region_idx)| {
                    let standing = &mut standings[group_of[region_idx as usize]];
                    standing.meet(key, standing.rank + 1);
                    ranks[region_idx as usize] = standing.rank;
                });
            }
            // From the last to the first, whose rank is the number of members.
            RankTies::Maximum => {
                let mut n_members = vec![0; n_groups];
                first_to_last.for_each(|(_, region_idx)| n_members[group_of[*region_idx as usize]] += 1);
                self.descending.iter().rev().for_each(|&(key, region_idx)| {
                    let group = group_of[region_idx as usize];
                    let standing = &mut standings[group];
                    standing.meet(key, n_members[group] - standing.n_met);
                    ranks[region_idx as usize] = standing.rank;
                });
            }
        }
        ranks
    }
}

/// How far the ranks of a group have been given.
#[derive(Debug, Clone, Default)]
struct Standing {
    n_met: u32,
    key: u64,
    rank: u32,
}

impl Standing {
    /// The next member: it has the rank of the one before if their keys are equal, else a rank of its own.
    fn meet(&mut self, key: u64, own_rank: u32) {
        if self.n_met == 0 || key != self.key {
            (self.key, self.rank) = (key, own_rank);
        }
        self.n_met += 1;
    }
}

fn assign(descending: &[Keyed], ties: RankTies, ranks: &mut [u32]) {
    for (group_idx, (start, end)) in order::ties(descending).enumerate() {
        let rank = match ties {
            RankTies::Minimum => start as u32 + 1,
            RankTies::Maximum => end as u32,
            RankTies::Dense => group_idx as u32 + 1,
        };
        for (_, region_idx) in &descending[start..end] {
            ranks[*region_idx as usize] = rank;
        }
    }
}

/// Rank in the edition before minus rank now: + is a climb. `None` where either is missing.
pub fn changes(before: &[u32], now: &[u32]) -> Vec<Option<i32>> {
    let change = |(&before, &now): (&u32, &u32)| (before != UNRANKED && now != UNRANKED).then(|| before as i32 - now as i32);
    before.iter().zip(now).map(change).collect()
}

/// A ranking within groups in one edition.
#[derive(Debug, Clone, Copy)]
pub struct GroupRanking<'a> {
    /// Scores by region.
    pub scores: &'a [f64],
    /// Group of each region.
    pub group_of: &'a [usize],
    /// Ranks within groups.
    pub ranks: &'a [u32],
    /// Which end is rank 1.
    pub order: RankOrder,
}

/// Change of the rank within the group: the rank in the edition before minus the rank now, as they are published. A region that
/// changed group has none, and where one did, both editions are ranked again among those that stayed in their groups, so that nobody
/// climbs because another was moved elsewhere. A region that merely has no rank in one of the editions has not left its group: who
/// comes forward for it has climbed, as among all regions.
pub fn group_changes(before: GroupRanking<'_>, now: GroupRanking<'_>, n_groups: usize, ties: RankTies) -> Vec<Option<i32>> {
    if before.group_of == now.group_of {
        return changes(before.ranks, now.ranks);
    }
    let stayed = || before.group_of.iter().zip(now.group_of).map(|(before, now)| before == now);
    let among_stayed = |ranking: &GroupRanking<'_>| {
        let is_member = |(rank, stayed): (&u32, bool)| stayed && *rank != UNRANKED;
        let members = ranking.ranks.iter().zip(stayed()).map(is_member);
        let scores: Vec<f64> =
            ranking.scores.iter().zip(members).map(|(score, is_member)| if is_member { *score } else { f64::NAN }).collect();
        group_ranks(&scores, ranking.order, ranking.group_of, n_groups, ties)
    };
    changes(&among_stayed(&before), &among_stayed(&now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_by_each_rule() {
        let scores = [82.0, 72.5, 72.5, 70.0, f64::NAN];
        assert_eq!(ranks(&scores, RankOrder::HighestFirst, RankTies::Minimum), [1, 2, 2, 4, 0]);
        assert_eq!(ranks(&scores, RankOrder::HighestFirst, RankTies::Maximum), [1, 3, 3, 4, 0]);
        assert_eq!(ranks(&scores, RankOrder::HighestFirst, RankTies::Dense), [1, 2, 2, 3, 0]);
    }

    #[test]
    fn the_lowest_may_come_first() {
        assert_eq!(ranks(&[1.5, 3.0, f64::NAN, 1.5, -1.0], RankOrder::LowestFirst, RankTies::Minimum), [2, 4, 0, 2, 1]);
    }

    #[test]
    fn negative_scores_and_zeros_are_in_order() {
        assert_eq!(ranks(&[-1.0, 0.0, -0.0, -2.0], RankOrder::HighestFirst, RankTies::Minimum), [3, 1, 1, 4]);
    }

    #[test]
    fn each_group_has_its_own_first() {
        assert_eq!(
            group_ranks(&[5.0, 4.0, 3.0, 2.0], RankOrder::HighestFirst, &[0, 1, 0, 1], 2, RankTies::Minimum),
            [1, 1, 2, 2]
        );
    }

    #[test]
    fn a_climb_is_positive_and_a_newcomer_has_no_change() {
        assert_eq!(changes(&[3, 1, 0], &[1, 2, 3]), [Some(2), Some(-1), None]);
    }

    #[test]
    fn who_comes_forward_for_a_region_without_a_rank_has_climbed() {
        let (before, now, group_of) = ([9.0, 5.0, 4.0], [f64::NAN, 5.0, 4.0], [0, 0, 0]);
        let ranked = |scores: &[f64]| group_ranks(scores, RankOrder::HighestFirst, &group_of, 1, RankTies::Minimum);
        let (ranks_before, ranks_now) = (ranked(&before), ranked(&now));
        let ranking = |scores, ranks| GroupRanking { scores, group_of: &group_of, ranks, order: RankOrder::HighestFirst };
        let changes = group_changes(ranking(&before, &ranks_before), ranking(&now, &ranks_now), 1, RankTies::Minimum);
        assert_eq!(changes, [None, Some(1), Some(1)]);
    }

    #[test]
    fn a_region_that_changed_group_leaves_the_others_comparable() {
        // Region 0 leads group 0 and moves to group 1; the others have not moved at all.
        let (scores, before, now) = ([9.0, 5.0, 4.0, 3.0], [0, 0, 0, 1], [1, 0, 0, 1]);
        let ranked = |group_of: &[usize]| group_ranks(&scores, RankOrder::HighestFirst, group_of, 2, RankTies::Minimum);
        let (ranks_before, ranks_now) = (ranked(&before), ranked(&now));
        let changes = group_changes(
            GroupRanking { scores: &scores, group_of: &before, ranks: &ranks_before, order: RankOrder::HighestFirst },
            GroupRanking { scores: &scores, group_of: &now, ranks: &ranks_now, order: RankOrder::HighestFirst },
            2,
            RankTies::Minimum,
        );
        assert_eq!(changes, [None, Some(0), Some(0), Some(0)]);
    }
}
