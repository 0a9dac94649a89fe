//! What leaving one element out (an indicator, a factor) does to scores and ranks: a comparison of two rankings of the same
//! regions.
//!
//! With r and r′ the rank of a region with and without the element, the *mean absolute rank shift* is the mean of |r − r′|
//! (Saisana, Saltelli & Tarantola 2005, Journal of the Royal Statistical Society A 168). Only regions that are ranked both times
//! are compared; who is ranked only once is counted. Computing the ranking without the element is the caller's business.

use crate::analysis::diagnostics::correlation::average_ranks;
use crate::rank::UNRANKED;
use crate::statistics;

/// Scores and ranks of one node, by region.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Scores; NaN where a region has none.
    pub scores: &'a [f64],
    /// Ranks, 1 the best; [`UNRANKED`] where a region has none.
    pub ranks: &'a [u32],
}

/// What leaving an element out does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Regions that are ranked with and without the element: everything below is of these.
    pub n_regions: usize,
    /// Regions that are ranked with the element only.
    pub n_only_with: usize,
    /// Regions that are ranked without the element only.
    pub n_only_without: usize,
    /// Mean of the absolute differences of scores.
    pub mean_absolute_score_shift: f64,
    /// Mean of the absolute differences of ranks.
    pub mean_absolute_rank_shift: f64,
    /// The region whose rank differs most, of equals the first.
    pub largest: RegionShift,
    /// Share of regions whose rank is the same, 0 to 1.
    pub share_unchanged: f64,
    /// Spearman's correlation of the ranks; `None` for fewer than two regions, or where all ranks of one side are equal.
    pub rank_correlation: Option<f64>,
}

/// How far the rank of a region moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionShift {
    /// The region.
    pub region_idx: usize,
    /// Rank with the element less rank without it: positive where the region ranks better without the element.
    pub climb: i64,
}

/// Compares two standings of the same regions; `None` where no region is ranked in both.
pub fn shift(with: Standing<'_>, without: Standing<'_>) -> Option<Shift> {
    let is_ranked =
        |standing: Standing<'_>, region_idx: usize| standing.ranks.get(region_idx).is_some_and(|rank| *rank != UNRANKED);
    let n_all = with.ranks.len().max(without.ranks.len());
    let count = |of_with: bool, of_without: bool| {
        let counts =
            |region_idx: &usize| is_ranked(with, *region_idx) == of_with && is_ranked(without, *region_idx) == of_without;
        (0..n_all).filter(counts).count()
    };
    let both: Vec<usize> = (0..n_all).filter(|&idx| is_ranked(with, idx) && is_ranked(without, idx)).collect();
    let climb = |region_idx: usize| i64::from(with.ranks[region_idx]) - i64::from(without.ranks[region_idx]);
    let mut largest: Option<RegionShift> = None;
    for &region_idx in &both {
        let climb = climb(region_idx);
        if largest.is_none_or(|largest| largest.climb.abs() < climb.abs()) {
            largest = Some(RegionShift { region_idx, climb });
        }
    }
    let mean = |of: &dyn Fn(usize) -> f64| statistics::mean(&both.iter().map(|&idx| of(idx)).collect::<Vec<f64>>());
    let ranks =
        |standing: Standing<'_>| average_ranks(&both.iter().map(|&idx| f64::from(standing.ranks[idx])).collect::<Vec<f64>>());
    let n_unchanged = both.iter().filter(|&&region_idx| climb(region_idx) == 0).count();
    Some(Shift {
        n_regions: both.len(),
        n_only_with: count(true, false),
        n_only_without: count(false, true),
        mean_absolute_score_shift: mean(&|idx| (with.scores[idx] - without.scores[idx]).abs())?,
        mean_absolute_rank_shift: mean(&|idx| climb(idx).unsigned_abs() as f64)?,
        largest: largest?,
        share_unchanged: n_unchanged as f64 / both.len() as f64,
        rank_correlation: statistics::pearson(&ranks(with), &ranks(without)),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::method::{RankOrder, RankTies};
    use crate::rank::ranks;

    #[test]
    fn a_hand_worked_comparison() {
        // Shifts 0, −1, +2, −1 of four regions; the fifth is ranked with the element only, the sixth without it only.
        let with = Standing { scores: &[9.0, 8.0, 6.0, 7.0, 1.0, f64::NAN], ranks: &[1, 2, 4, 3, 5, UNRANKED] };
        let without = Standing { scores: &[9.0, 6.0, 7.0, 5.0, f64::NAN, 1.0], ranks: &[1, 3, 2, 4, UNRANKED, 5] };
        let found = shift(with, without).expect("four regions");
        let expected = Shift {
            n_regions: 4,
            n_only_with: 1,
            n_only_without: 1,
            // (0 + 2 + 1 + 2) / 4 and (0 + 1 + 2 + 1) / 4
            mean_absolute_score_shift: 1.25,
            mean_absolute_rank_shift: 1.0,
            largest: RegionShift { region_idx: 2, climb: 2 },
            share_unchanged: 0.25,
            // 1 − 6 · (0 + 1 + 4 + 1) / (4 · 15)
            rank_correlation: Some(0.4),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn nobody_in_both_is_no_comparison() {
        let one = Standing { scores: &[1.0, f64::NAN], ranks: &[1, UNRANKED] };
        let other = Standing { scores: &[f64::NAN, 1.0], ranks: &[UNRANKED, 1] };
        assert_eq!(shift(one, other), None);
        assert_eq!(shift(one, one).map(|found| found.rank_correlation), Some(None));
    }

    proptest! {
        /// A ranking compared with itself does not move; exchanged, shifts change sign only; reversed, the correlation is −1.
        #[test]
        fn comparisons_are_symmetric(pairs in prop::collection::vec((0..50u32, 0..50u32), 2..60)) {
            let scores: (Vec<f64>, Vec<f64>) = pairs.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            let rank = |scores: &[f64]| ranks(scores, RankOrder::HighestFirst, RankTies::Minimum);
            let (ranks_a, ranks_b) = (rank(&scores.0), rank(&scores.1));
            let a = Standing { scores: &scores.0, ranks: &ranks_a };
            let b = Standing { scores: &scores.1, ranks: &ranks_b };
            let (forth, back) = (shift(a, b).expect("regions"), shift(b, a).expect("regions"));
            prop_assert_eq!(forth.largest.region_idx, back.largest.region_idx);
            prop_assert_eq!(forth.largest.climb, -back.largest.climb);
            prop_assert_eq!(
                Shift { largest: back.largest, ..forth },
                back
            );
            let same = shift(a, a).expect("regions");
            prop_assert_eq!((same.mean_absolute_rank_shift, same.share_unchanged, same.largest.climb), (0.0, 1.0, 0));
            let turned: Vec<f64> = scores.0.iter().map(|score| -score).collect();
            let ranks_turned = rank(&turned);
            if let Some(correlation) = shift(a, Standing { scores: &turned, ranks: &ranks_turned }).expect("regions").rank_correlation {
                prop_assert!((correlation + 1.0).abs() < 1e-12);
            }
        }
    }
}
