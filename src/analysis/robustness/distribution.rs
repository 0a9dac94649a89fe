//! From the ranks of all replicates to what is said of each region: median and interval, how often each rank and the first k,
//! how often ahead of the next region and better than in the edition before, and which regions cannot be told apart.
//!
//! Quantiles are of the kind that R calls 7: at (n − 1) · p in ascending order, between two ranks where that is no whole number.

use rayon::prelude::*;

/// Replicates that are ranked, then put into the matrix, at a time: 64 ranks of a region are two lines of a cache.
pub const BATCH: usize = 64;
/// Most batches that are stored together: a thousand bytes of a region in a row are read at full speed.
const MOST_BATCHES: usize = 4;
/// Fewest blocks, where there are batches for them, so that threads share the work evenly.
const FEWEST_BLOCKS: usize = 16;
/// Counters of a rank; a batch is a multiple of it.
const COUNTERS: usize = 4;
/// The rank of a region that is not ranked.
const UNRANKED: u16 = 0;

/// Ranks of all replicates of a node in an edition, among all or within region types.
///
/// They are written replicate by replicate and read region by region, so they are stored in blocks: within a block region by region,
/// then replicate by replicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankMatrix {
    n_regions: usize,
    n_replicates: usize,
    /// Replicates of a block: whole batches.
    block: usize,
    /// Whether everyone is ranked in every replicate, as far as is known.
    is_complete: bool,
    /// Block by block; the last one is filled up with 0. A region that is not ranked has 0, and so have all where a replicate failed.
    blocks: Vec<u16>,
}

impl RankMatrix {
    /// A matrix in which nobody is ranked yet.
    pub fn new(n_regions: usize, n_replicates: usize) -> Self {
        let block = (n_replicates / FEWEST_BLOCKS / BATCH).clamp(1, MOST_BATCHES) * BATCH;
        RankMatrix {
            n_regions,
            n_replicates,
            block,
            is_complete: false,
            blocks: vec![UNRANKED; n_replicates.div_ceil(block) * block * n_regions],
        }
    }

    /// A matrix from rows, one per replicate.
    pub fn of_rows(n_regions: usize, rows: &[u16]) -> Self {
        let n_replicates = rows.len().checked_div(n_regions).unwrap_or(0);
        let mut matrix = RankMatrix::new(n_regions, n_replicates);
        let rows_of_block = matrix.block * n_regions.max(1);
        matrix.blocks_mut().zip(rows.chunks(rows_of_block)).for_each(|(block, rows)| store(rows, n_regions, 0, block));
        matrix
    }

    /// Number of regions.
    pub fn n_regions(&self) -> usize {
        self.n_regions
    }

    /// Number of replicates.
    pub fn n_replicates(&self) -> usize {
        self.n_replicates
    }

    /// Says whether everyone is ranked in every replicate, which spares asking it rank by rank.
    pub fn set_complete(&mut self, is_complete: bool) {
        self.is_complete = is_complete;
    }

    /// Number of replicates of a block; the last one may have fewer.
    pub fn block(&self) -> usize {
        self.block
    }

    /// The blocks, to be filled by [`store`].
    pub fn blocks_mut(&mut self) -> std::slice::ChunksMut<'_, u16> {
        self.blocks.chunks_mut((self.block * self.n_regions).max(1))
    }

    /// The same, to be filled side by side.
    pub fn par_blocks_mut(&mut self) -> rayon::slice::ChunksMut<'_, u16> {
        self.blocks.par_chunks_mut((self.block * self.n_regions).max(1))
    }

    /// Ranks of a region, block by block; the last block may have some 0 more than there are replicates.
    pub fn region(&self, region_idx: usize) -> impl Iterator<Item = &[u16]> {
        let blocks = self.blocks.chunks_exact((self.block * self.n_regions).max(1));
        blocks.map(move |block| &block[region_idx * self.block..(region_idx + 1) * self.block])
    }

    /// Rank of a region in a replicate; 0 = not ranked.
    pub fn rank(&self, replicate: usize, region_idx: usize) -> u16 {
        let start = replicate / self.block * self.block * self.n_regions;
        self.blocks[start + region_idx * self.block + replicate % self.block]
    }
}

/// Puts rows of ranks, one per replicate, into a block, from its replicate `first` on.
pub fn store(rows: &[u16], n_regions: usize, first: usize, block: &mut [u16]) {
    let width = block.len().checked_div(n_regions).unwrap_or(0);
    let n_rows = rows.len().checked_div(n_regions).unwrap_or(0);
    // The rows of a batch fit the first-level cache; the places they go to do not, so each is visited once.
    for (region_idx, of_region) in block.chunks_exact_mut(width.max(1)).enumerate() {
        let ranks = rows[region_idx..].iter().step_by(n_regions);
        of_region[first..first + n_rows].iter_mut().zip(ranks).for_each(|(to, &rank)| *to = rank);
    }
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
    /// Share of the replicates in which its rank is better than in the edition before, of those in which it is ranked in both;
    /// `None` where there is none.
    pub improved: Option<f64>,
    /// Number of the group of regions, from 1 in nominal order, whose first cannot be told apart from it; 0 = not ranked.
    pub group: u32,
    /// How often it had each rank.
    pub frequencies: Frequencies,
}

impl RankDistribution {
    /// The ends of the interval as they are printed: whole ranks, outwards. `None` where there is nothing to print.
    pub fn whole_ends(&self) -> Option<(u32, u32)> {
        let is_known = self.nominal != 0 && self.n_ranked > 0;
        is_known.then(|| (self.lowest.floor() as u32, self.highest.ceil() as u32))
    }

    /// Whether the nominal rank lies outside the interval as it is printed.
    pub fn is_outside(&self) -> bool {
        self.whole_ends().is_some_and(|(lowest, highest)| !(lowest..=highest).contains(&self.nominal))
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
    let counted: Vec<(Frequencies, (u32, u32))> =
        (0..matrix.n_regions).into_par_iter().map(|region_idx| counted(matrix, comparison, region_idx)).collect();
    let mut found: Vec<RankDistribution> = counted
        .into_par_iter()
        .zip(comparison.nominal)
        .map(|((frequencies, improved), &nominal)| summarised(frequencies, nominal, improved, comparison))
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
    let told: Vec<Vec<(u32, Option<f64>, u32)>> =
        orders.par_iter().map(|order| in_order(matrix, order, f64::midpoint(1.0, comparison.interval))).collect();
    for (region_idx, ahead, group) in told.into_iter().flatten() {
        let distribution = &mut found[region_idx as usize];
        distribution.ahead_of_next = ahead;
        distribution.group = group;
    }
    found
}

/// How often a region had each rank; how often a better one than in the edition before, and how often it is ranked in both.
fn counted(matrix: &RankMatrix, comparison: &Comparison<'_>, region_idx: usize) -> (Frequencies, (u32, u32)) {
    // Side by side, so that a rank that comes again need not wait for its last count.
    let mut counts = vec![[0u32; COUNTERS]; matrix.n_regions + 1];
    for ranks in matrix.region(region_idx).flat_map(|ranks| ranks.as_chunks::<COUNTERS>().0) {
        ranks.iter().enumerate().for_each(|(counter, &rank)| counts[usize::from(rank)][counter] += 1);
    }
    let counts = counts.iter().map(|counts| counts.iter().sum::<u32>());
    let improved = comparison.before.map_or(Wins::default(), |(before, _)| Wins::of((matrix, region_idx), (before, region_idx)));
    let occurring = counts.enumerate().skip(1).filter(|(_, count)| *count > 0);
    (occurring.map(|(rank, count)| (rank as u16, count)).collect(), (improved.wins, improved.both))
}

/// In how many replicates the first of two is ranked better than the second, and in how many both are ranked.
#[derive(Debug, Clone, Copy, Default)]
struct Wins {
    wins: u32,
    both: u32,
}

impl Wins {
    /// Of a region in a matrix over another one in another.
    fn of(first: (&RankMatrix, usize), second: (&RankMatrix, usize)) -> Self {
        let mut wins = Wins::default();
        Wins::grow(first, second, |now| {
            wins = now;
            true
        });
        wins
    }

    /// The same, block by block, for as long as `goes_on` says so of what has been found.
    fn grow(
        (first, first_idx): (&RankMatrix, usize),
        (second, second_idx): (&RankMatrix, usize),
        mut goes_on: impl FnMut(Wins) -> bool,
    ) {
        let is_complete = first.is_complete && second.is_complete;
        let mut wins = Wins::default();
        let mut n_left = first.n_replicates;
        for (first, second) in first.region(first_idx).zip(second.region(second_idx)) {
            match is_complete {
                // What the last block has too much is 0 on both sides, and wins nothing.
                true => wins.add_ranked(first, second, n_left.min(first.len())),
                false => wins.add(first, second),
            }
            n_left = n_left.saturating_sub(first.len());
            if !goes_on(wins) {
                return;
            }
        }
    }

    /// Adds a block of ranks, of which the first `n_ranked` are there on both sides and the others on neither.
    fn add_ranked(&mut self, first: &[u16], second: &[u16], n_ranked: usize) {
        let wins: u16 = first.iter().zip(second).map(|(first, second)| u16::from(first < second)).sum();
        self.wins += u32::from(wins);
        self.both += n_ranked as u32;
    }

    /// Adds a block of ranks.
    fn add(&mut self, first: &[u16], second: &[u16]) {
        let (mut wins, mut both) = (0u16, 0u16);
        for (&first, &second) in first.iter().zip(second) {
            let is_both = u16::from(first != UNRANKED) & u16::from(second != UNRANKED);
            wins += u16::from(first < second) & is_both;
            both += is_both;
        }
        self.wins += u32::from(wins);
        self.both += u32::from(both);
    }

    /// The wins as a share; `None` where the two are never ranked both.
    fn share(self) -> Option<f64> {
        (self.both > 0).then(|| f64::from(self.wins) / f64::from(self.both))
    }
}

fn summarised(
    frequencies: Frequencies,
    nominal: u32,
    (n_improved, n_both): (u32, u32),
    comparison: &Comparison<'_>,
) -> RankDistribution {
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
        improved: (n_both > 0).then(|| f64::from(n_improved) / f64::from(n_both)),
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

/// For each region of an order: how often it is ahead of the next one, and the number of its group. A group is
/// its first region and those after it, up to the first over which that one is ahead in a share `certain` of the replicates.
fn in_order(matrix: &RankMatrix, order: &[u32], certain: f64) -> Vec<(u32, Option<f64>, u32)> {
    let of = |region: u32| (matrix, region as usize);
    let ahead: Vec<Option<f64>> = order.par_windows(2).map(|pair| Wins::of(of(pair[0]), of(pair[1])).share()).collect();
    let Some(&first) = order.first() else { return Vec::new() };
    let (mut first, mut group) = (first, 1);
    let mut found = Vec::with_capacity(order.len());
    for (pair, &ahead) in order.windows(2).zip(&ahead) {
        found.push((pair[0], ahead, group));
        let is_apart = match first == pair[0] {
            true => ahead.unwrap_or(0.0) >= certain,
            false => is_ahead(of(first), of(pair[1]), certain),
        };
        if is_apart {
            group += 1;
            first = pair[1];
        }
    }
    found.extend(order.last().map(|&last| (last, None, group)));
    found
}

/// Whether the first of two is ahead of the second in a share `certain` of the replicates in which both are ranked.
fn is_ahead(first: (&RankMatrix, usize), second: (&RankMatrix, usize), certain: f64) -> bool {
    // So many more replicates cannot make good; most pairs are decided after a few blocks.
    let most_losses = (1.0 - certain) * first.0.n_replicates as f64 + 1.0;
    let mut wins = Wins::default();
    Wins::grow(first, second, |now| {
        wins = now;
        f64::from(now.both - now.wins) <= most_losses
    });
    wins.share().unwrap_or(0.0) >= certain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[[u16; 3]]) -> RankMatrix {
        RankMatrix::of_rows(3, &rows.concat())
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
    fn a_rank_at_the_end_of_the_printed_interval_is_not_outside() {
        // Nine of ten replicates say 2, one says 1: half of them lie from 2 to 2, nine tenths from 1.45 to 2.
        let rows: Vec<u16> = (0..10).flat_map(|replicate| if replicate == 0 { [1, 2, 3] } else { [2, 1, 3] }).collect();
        let matrix = RankMatrix::of_rows(3, &rows);
        let of_first = |interval| distributions(&matrix, &Comparison { interval, ..of(&[1, 2, 3], None) })[0].clone();
        assert_eq!(of_first(0.9).lowest, 1.45);
        assert_eq!((of_first(0.9).whole_ends(), of_first(0.9).is_outside()), (Some((1, 2)), false));
        assert_eq!((of_first(0.5).whole_ends(), of_first(0.5).is_outside()), (Some((2, 2)), true));
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
    fn it_makes_no_difference_whether_it_is_known_that_all_are_ranked() {
        // More than a block, and a last one that is not full.
        let rows: Vec<u16> = (0..300)
            .flat_map(|replicate| if replicate % 7 < 3 { [1, 2, 3] } else { [3, 1 + replicate % 2, 2 - replicate % 2] })
            .collect();
        let known = |is_complete: bool| {
            let mut matrix = RankMatrix::of_rows(3, &rows);
            matrix.set_complete(is_complete);
            distributions(&matrix, &of(&[1, 2, 3], Some((&matrix, &[]))))
        };
        assert_eq!(known(true), known(false));
        assert_eq!(known(true)[0].n_ranked, 300);
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
    fn a_region_that_was_not_ranked_before_has_not_failed_to_improve() {
        let (now, before) = (matrix(&[[1, 2, 3], [1, 2, 3]]), matrix(&[[2, 1, 0], [1, 0, 0]]));
        let found = distributions(&now, &of(&[1, 2, 3], Some((&before, &[]))));
        assert_eq!(found.iter().map(|one| one.improved).collect::<Vec<_>>(), [Some(0.5), Some(0.0), None]);
    }

    #[test]
    fn a_region_that_is_not_always_ranked_is_judged_by_the_replicates_in_which_it_is() {
        let matrix = matrix(&[[1, 0, 2], [2, 1, 3], [0, 0, 0], [1, 2, 3]]);
        let found = distributions(&matrix, &of(&[1, 2, 3], None));
        assert_eq!((found[1].n_ranked, found[1].median, found[1].top.clone()), (2, 1.5, vec![0.5, 1.0]));
        assert_eq!(found[1].ahead_of_next, Some(1.0));
        // 1, 1, 2: half of them lie from 1 to 1.5. 1, 2: from 1.25 to 1.75, which is printed as 1 to 2.
        assert_eq!([found[0].whole_ends(), found[1].whole_ends()], [Some((1, 2)); 2]);
    }
}
