//! From the ranks of all replicates to what is said of each region: median and interval, how often each rank and the first k,
//! how often ahead of the next region and better than in the edition before, and which regions cannot be told apart.
//!
//! Quantiles are of the kind that R calls 7: at (n − 1) · p in ascending order, between two ranks where that is no whole number.

use rayon::prelude::*;

/// Regions whose ranks are counted in one go through the replicates.
const BLOCK: usize = 32;
/// The rank of a region that is not ranked.
const UNRANKED: u16 = 0;

/// Ranks of all replicates of a node in an edition, among all or within region types.
#[derive(Debug, Clone)]
pub struct RankMatrix {
    /// Number of regions.
    pub n_regions: usize,
    /// Replicate by replicate, region by region; 0 where a region is not ranked or the replicate failed.
    pub ranks: Vec<u16>,
}

/// How often a region had each rank: rank and number of replicates, ascending, ranks that occur only.
pub type Frequencies = Vec<(u16, u32)>;

/// What the replicates say of one region's rank.
#[derive(Debug, Clone, PartialEq)]
pub struct RankDistribution {
    /// Its rank as published; 0 where it is not ranked.
    pub nominal: u32,
    /// Replicates in which it is ranked.
    pub n_ranked: u32,
    /// Mean of its ranks; NaN where it is never ranked, as the next three.
    pub mean: f64,
    /// Median of its ranks.
    pub median: f64,
    /// Lower end of the interval.
    pub lowest: f64,
    /// Upper end of the interval.
    pub highest: f64,
    /// Share of the replicates in which it is among the first k, for each k that was asked for.
    pub top: Vec<f64>,
    /// Share of the replicates in which it is ahead of the region that comes next in the nominal order; `None` for the last.
    pub ahead_of_next: Option<f64>,
    /// Share of the replicates in which its rank is better than in the edition before; `None` where there is none.
    pub improved: Option<f64>,
    /// Number of the group of regions, from 1 in nominal order, whose first cannot be told apart from it; 0 = not ranked.
    pub group: u32,
    /// How often it had each rank.
    pub frequencies: Frequencies,
}

impl RankDistribution {
    /// Whether the nominal rank lies outside the interval.
    pub fn is_outside(&self) -> bool {
        let nominal = f64::from(self.nominal);
        self.nominal != 0 && self.n_ranked > 0 && !(self.lowest..=self.highest).contains(&nominal)
    }
}

/// Whose ranks are compared with whose.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// Nominal ranks; 0 = not ranked.
    pub nominal: &'a [u32],
    /// Group within which regions are ranked; empty where they are ranked among all.
    pub group_of: &'a [usize],
    /// The edition before, and the groups within which regions were ranked there.
    pub before: Option<(&'a RankMatrix, &'a [usize])>,
    /// Share of the replicates that an interval holds.
    pub interval: f64,
    /// The k of "among the first k".
    pub top: &'a [u32],
}

/// The distributions of all regions.
pub fn distributions(matrix: &RankMatrix, comparison: &Comparison<'_>) -> Vec<RankDistribution> {
    let n_regions = matrix.n_regions;
    let blocks: Vec<usize> = (0..n_regions).step_by(BLOCK).collect();
    let counted: Vec<Vec<(Frequencies, u32)>> = blocks.par_iter().map(|&start| counted(matrix, comparison, start)).collect();
    let mut found: Vec<RankDistribution> = counted
        .into_iter()
        .flatten()
        .zip(comparison.nominal)
        .map(|((frequencies, n_improved), &nominal)| summarised(frequencies, nominal, n_improved, comparison))
        .collect();
    for (region_idx, distribution) in found.iter_mut().enumerate() {
        let stayed = |(_, group_before): (_, &[usize])| {
            let own = |groups: &[usize]| groups.get(region_idx).copied();
            own(comparison.group_of) == own(group_before)
        };
        if !comparison.before.is_some_and(stayed) {
            distribution.improved = None;
        }
    }
    let orders = nominal_orders(comparison.nominal, comparison.group_of);
    let told: Vec<Vec<(u32, f64, u32)>> =
        orders.par_iter().map(|order| in_order(matrix, order, f64::midpoint(1.0, comparison.interval))).collect();
    for (region_idx, ahead, group) in told.into_iter().flatten() {
        let distribution = &mut found[region_idx as usize];
        distribution.ahead_of_next = (!ahead.is_nan()).then_some(ahead);
        distribution.group = group;
    }
    found
}

/// How often each region of a block had each rank, and how often a better one than in the edition before.
fn counted(matrix: &RankMatrix, comparison: &Comparison<'_>, start: usize) -> Vec<(Frequencies, u32)> {
    let n_regions = matrix.n_regions;
    let end = (start + BLOCK).min(n_regions);
    let n_ranks = n_regions + 1;
    let mut counts = vec![0u32; (end - start) * n_ranks];
    let mut improved = vec![0u32; end - start];
    for row in matrix.ranks.chunks_exact(n_regions) {
        for (own, &rank) in counts.chunks_exact_mut(n_ranks).zip(&row[start..end]) {
            own[usize::from(rank)] += 1;
        }
    }
    if let Some((before, _)) = comparison.before {
        for (row, row_before) in matrix.ranks.chunks_exact(n_regions).zip(before.ranks.chunks_exact(n_regions)) {
            for ((count, &rank), &rank_before) in improved.iter_mut().zip(&row[start..end]).zip(&row_before[start..end]) {
                *count += u32::from(rank < rank_before && rank != UNRANKED);
            }
        }
    }
    let frequencies = counts.chunks_exact(n_ranks).map(|own| {
        let occurring = own.iter().enumerate().skip(1).filter(|(_, count)| **count > 0);
        occurring.map(|(rank, &count)| (rank as u16, count)).collect()
    });
    frequencies.zip(improved).collect()
}

fn summarised(frequencies: Frequencies, nominal: u32, n_improved: u32, comparison: &Comparison<'_>) -> RankDistribution {
    let n_ranked: u32 = frequencies.iter().map(|(_, count)| count).sum();
    let share = |count: u32| if n_ranked == 0 { f64::NAN } else { f64::from(count) / f64::from(n_ranked) };
    let outside = (1.0 - comparison.interval) / 2.0;
    let among_first = |k: &u32| {
        let first = frequencies.iter().filter(|(rank, _)| u32::from(*rank) <= *k);
        share(first.map(|(_, count)| count).sum())
    };
    let total: f64 = frequencies.iter().map(|&(rank, count)| f64::from(rank) * f64::from(count)).sum();
    RankDistribution {
        nominal,
        n_ranked,
        mean: if n_ranked == 0 { f64::NAN } else { total / f64::from(n_ranked) },
        median: quantile(&frequencies, 0.5),
        lowest: quantile(&frequencies, outside),
        highest: quantile(&frequencies, 1.0 - outside),
        top: comparison.top.iter().map(among_first).collect(),
        ahead_of_next: None,
        improved: (n_ranked > 0).then(|| share(n_improved)),
        group: 0,
        frequencies,
    }
}

/// The quantile of counted ranks; NaN where there are none.
pub fn quantile(frequencies: &[(u16, u32)], share: f64) -> f64 {
    let n: u32 = frequencies.iter().map(|(_, count)| count).sum();
    if n == 0 {
        return f64::NAN;
    }
    // Shares such as 1 − 0.05 are a hair beside what is meant.
    let place = crate::round::to_decimals(f64::from(n - 1) * share, 9);
    let (below, part) = (place.floor(), place - place.floor());
    let at = |place: f64| {
        let mut reached = 0.0;
        for &(rank, count) in frequencies {
            reached += f64::from(count);
            if place < reached {
                return f64::from(rank);
            }
        }
        frequencies.last().map_or(f64::NAN, |(rank, _)| f64::from(*rank))
    };
    let lower = at(below);
    if part == 0.0 { lower } else { lower + part * (at(below + 1.0) - lower) }
}

/// Regions in nominal order, first rank first, one list per group.
fn nominal_orders(nominal: &[u32], group_of: &[usize]) -> Vec<Vec<u32>> {
    let n_groups = group_of.iter().max().map_or(1, |group| group + 1);
    let mut orders: Vec<Vec<u32>> = vec![Vec::new(); n_groups];
    for (region_idx, _) in nominal.iter().enumerate().filter(|(_, rank)| **rank != 0) {
        orders[group_of.get(region_idx).copied().unwrap_or(0)].push(region_idx as u32);
    }
    orders.iter_mut().for_each(|order| order.sort_by_key(|&region_idx| nominal[region_idx as usize]));
    orders
}

/// For each region of an order: how often it is ahead of the next one (NaN for the last), and the number of its group. A group is
/// its first region and those after it, up to the first over which that one is ahead in a share `certain` of the replicates.
fn in_order(matrix: &RankMatrix, order: &[u32], certain: f64) -> Vec<(u32, f64, u32)> {
    let mut ahead = vec![(0u32, 0u32); order.len().saturating_sub(1)];
    for row in matrix.ranks.chunks_exact(matrix.n_regions) {
        let rank = |position: usize| row[order[position] as usize];
        for (position, (wins, both)) in ahead.iter_mut().enumerate() {
            let (own, next) = (rank(position), rank(position + 1));
            *wins += u32::from(own < next && own != UNRANKED);
            *both += u32::from(own != UNRANKED && next != UNRANKED);
        }
    }
    let mut group = 0;
    let mut first: Option<u32> = None;
    let mut found = Vec::with_capacity(order.len());
    for (position, &region_idx) in order.iter().enumerate() {
        let is_apart = first.is_none_or(|first| share_ahead(matrix, first, region_idx) >= certain);
        if is_apart {
            group += 1;
            first = Some(region_idx);
        }
        let share = ahead.get(position).map_or(f64::NAN, |&(wins, both)| f64::from(wins) / f64::from(both));
        found.push((region_idx, share, group));
    }
    found
}

/// Share of the replicates in which one region is ahead of another; 0 where they are never both ranked.
fn share_ahead(matrix: &RankMatrix, region_idx: u32, other_idx: u32) -> f64 {
    let (mut wins, mut both) = (0u32, 0u32);
    for row in matrix.ranks.chunks_exact(matrix.n_regions) {
        let (own, other) = (row[region_idx as usize], row[other_idx as usize]);
        wins += u32::from(own < other && own != UNRANKED);
        both += u32::from(own != UNRANKED && other != UNRANKED);
    }
    if both == 0 { 0.0 } else { f64::from(wins) / f64::from(both) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[[u16; 3]]) -> RankMatrix {
        RankMatrix { n_regions: 3, ranks: rows.concat() }
    }

    fn of<'a>(nominal: &'a [u32], before: Option<(&'a RankMatrix, &'a [usize])>) -> Comparison<'a> {
        Comparison { nominal, group_of: &[], before, interval: 0.5, top: &[1, 2] }
    }

    #[test]
    fn quantiles_lie_between_ranks_as_in_r() {
        // 1, 2, 2, 4: R's quantile(c(1, 2, 2, 4), c(0, .25, .5, .9, 1)) is 1, 1.75, 2, 3.4, 4.
        let frequencies = [(1, 1), (2, 2), (4, 1)];
        let of = |share| quantile(&frequencies, share);
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(of), [1.0, 1.75, 2.0, 4.0]);
        assert!((of(0.9) - 3.4).abs() < 1e-12);
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn ranks_are_counted_by_region() {
        let matrix = matrix(&[[1, 2, 3], [1, 3, 2], [2, 1, 3], [1, 2, 3]]);
        let found = distributions(&matrix, &of(&[1, 2, 3], None));
        assert_eq!(found[0].frequencies, [(1, 3), (2, 1)]);
        assert_eq!((found[0].median, found[0].lowest, found[0].highest), (1.0, 1.0, 1.25));
        assert_eq!(found[1].top, [0.25, 0.75]);
        assert_eq!(found.iter().map(|one| one.ahead_of_next).collect::<Vec<_>>(), [Some(0.75), Some(0.75), None]);
        assert_eq!(found[2].improved, None);
    }

    #[test]
    fn regions_that_the_first_is_not_surely_ahead_of_are_one_group() {
        // With half of the replicates in the interval, three of four make it sure. The first is ahead of the second in half of them,
        // of the third in all.
        let matrix = matrix(&[[1, 2, 3], [2, 1, 3], [1, 2, 3], [2, 1, 3]]);
        let found = distributions(&matrix, &of(&[1, 2, 3], None));
        assert_eq!(found.iter().map(|one| one.group).collect::<Vec<_>>(), [1, 1, 2]);
    }

    #[test]
    fn improvement_is_within_one_replicate_and_one_group() {
        let (now, before) = (matrix(&[[1, 2, 3], [1, 2, 3]]), matrix(&[[2, 1, 3], [1, 2, 3]]));
        let found = distributions(&now, &of(&[1, 2, 3], Some((&before, &[]))));
        assert_eq!(found.iter().map(|one| one.improved).collect::<Vec<_>>(), [Some(0.5), Some(0.0), Some(0.0)]);
        let grouped = Comparison { group_of: &[0, 0, 1], ..of(&[1, 2, 1], Some((&before, &[0, 1, 1]))) };
        let found = distributions(&now, &grouped);
        assert_eq!(found.iter().map(|one| one.improved).collect::<Vec<_>>(), [Some(0.5), None, Some(0.0)]);
    }

    #[test]
    fn a_region_that_is_not_always_ranked_is_judged_by_the_replicates_in_which_it_is() {
        let matrix = matrix(&[[1, 0, 2], [2, 1, 3], [0, 0, 0], [1, 2, 3]]);
        let found = distributions(&matrix, &of(&[1, 2, 3], None));
        assert_eq!((found[1].n_ranked, found[1].median, found[1].top.clone()), (2, 1.5, vec![0.5, 1.0]));
        assert_eq!(found[1].ahead_of_next, Some(1.0));
        // 1, 1, 2: half of them lie from 1 to 1.5. 1, 2: from 1.25 to 1.75.
        assert!(!found[0].is_outside());
        assert!(found[1].is_outside());
    }
}
