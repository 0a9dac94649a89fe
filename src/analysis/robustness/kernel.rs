//! The fast way through a replicate: where a node is a mean of means of one kind, its score is one weighted sum of the indicators'
//! scores (arithmetic) or of their logarithms (geometric), and only the weights are new.
//!
//! The sums are those of the main job but for the last bits: they are rounded to the ranking decimals in the same way, so that true
//! ties tie. A weighted geometric mean is ranked by its logarithm, rounded likewise. Everything that is not of this kind goes the
//! general way ([`super::general`]); whether the two agree on the nominal ranks is checked for every edition before the fast way is
//! taken.

use super::irregular::{Irregular, Unit};
use crate::method::{Aggregation, RankOrder, RankTies, RankedScore, Rounding};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::tree::{Child, Tree};

/// Regions whose sums are taken together: what fits the registers.
pub const TILE: usize = 8;
/// Added to a number below 2⁵¹ in size, this rounds it to a whole one, which then stands in the lower bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// The bits that hold that whole number.
const WHOLE: u64 = (1 << 52) - 1;
/// The key of a region that has no score.
const ABSENT: u64 = u64::MAX;
/// Largest rounded sum for which that works, and of which a difference leaves room for the place beside it.
const LARGEST: f64 = (1u64 << 46) as f64;
/// From this many entries in a stretch on, the library sorts.
const LONGEST_STRETCH: u32 = 24;

/// How a node comes of the indicators' scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Collapse {
    /// One weighted sum of scores.
    Arithmetic,
    /// One weighted sum of logarithms.
    Geometric,
}

/// How a node can be collapsed under a plan; `None` where it cannot.
pub fn collapse(plan: &Plan, node_idx: usize) -> Option<Collapse> {
    let tree = &plan.tree;
    let mut found = None;
    let mut below = vec![node_idx];
    while let Some(current) = below.pop() {
        let node = &tree.nodes[current];
        let kind = match node.aggregation {
            Aggregation::ArithmeticMean | Aggregation::Sum => Collapse::Arithmetic,
            Aggregation::GeometricMean { .. } => Collapse::Geometric,
            _ => return None,
        };
        let is_scaled = current != node_idx && node.rescaling.is_some();
        if is_scaled || *found.get_or_insert(kind) != kind {
            return None;
        }
        below.extend(tree.children(current).into_iter().filter_map(|child| match child {
            Child::Node(child_idx) => Some(child_idx),
            Child::Indicator(_) => None,
        }));
    }
    let rounds_factors = plan.method.roundings.factors != Rounding::None;
    let has_factors = tree.children(node_idx).iter().any(|child| matches!(child, Child::Node(_)));
    let own = if node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors };
    let rounds_itself = plan.method.ranking.of == RankedScore::Rounded && own != Rounding::None;
    if (rounds_factors && has_factors) || rounds_itself { None } else { found }
}

/// Scores of an edition, laid out for many weighted sums.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Tile by tile, then indicator by indicator: the values of the tile's regions.
    values: Vec<f64>,
    /// Indicators that the edition has.
    indicators: Vec<usize>,
    /// Ten to the power of the ranking decimals.
    power: f64,
    /// How the node comes of the scores.
    kind: Collapse,
    /// Regions whose sums are taken otherwise.
    pub irregular: Irregular,
}

impl Panel {
    /// Lays out the scores of the regions in `regions`; `None` where one is not above zero under a geometric mean, or so large
    /// that a rounded sum with weights of `total_weight` would not fit. Those of `irregular` count as nothing.
    pub fn new(
        columns: &[ScoreColumn],
        regions: &[u32],
        kind: Collapse,
        (decimals, total_weight): (u32, f64),
        irregular: Irregular,
    ) -> Option<Self> {
        let indicators: Vec<usize> =
            (0..columns.len()).filter(|&indicator_idx| !columns[indicator_idx].scores.is_empty()).collect();
        let power = libm::pow(10.0, f64::from(decimals));
        let n_tiles = regions.len().div_ceil(TILE);
        let mut values = vec![0.0; n_tiles * indicators.len() * TILE];
        for (position, &indicator_idx) in indicators.iter().enumerate() {
            let column = &columns[indicator_idx];
            let mut next_irregular = irregular.places.iter().peekable();
            for (place, &region_idx) in regions.iter().enumerate() {
                if next_irregular.next_if_eq(&&(place as u32)).is_some() {
                    continue;
                }
                let score = column.scores[region_idx as usize];
                let value = match kind {
                    Collapse::Arithmetic => score,
                    Collapse::Geometric if score > 0.0 => libm::log(score),
                    Collapse::Geometric => return None,
                };
                if value.is_nan() || value.abs() * total_weight * power >= LARGEST {
                    return None;
                }
                values[(place / TILE * indicators.len() + position) * TILE + place % TILE] = value;
            }
        }
        Some(Panel { values, indicators, power, kind, irregular })
    }

    /// Keys that sort as the weighted sums do, rounded: one per region, and as many more as fill the last tile.
    fn keys(&self, weights: &[f64], keys: &mut Vec<u64>) {
        let n_indicators = self.indicators.len();
        keys.clear();
        if n_indicators == 0 {
            return;
        }
        for tile in self.values.chunks_exact(n_indicators * TILE) {
            let mut sums = [0.0; TILE];
            for (column, weight) in tile.chunks_exact(TILE).zip(weights) {
                for (sum, value) in sums.iter_mut().zip(column) {
                    *sum += weight * value;
                }
            }
            keys.extend(sums.iter().map(|sum| self.key(*sum)));
        }
    }

    fn key(&self, sum: f64) -> u64 {
        (sum * self.power + ROUNDER).to_bits() & WHOLE
    }

    /// The key of an irregular region's score; [`ABSENT`] where there is none.
    fn key_of_score(&self, score: f64, unit: Unit) -> u64 {
        match (self.kind, unit) {
            _ if score.is_nan() => ABSENT,
            (Collapse::Geometric, Unit::OfScores) => self.key(libm::log(score)),
            _ => self.key(score),
        }
    }
}

/// Who is ranked, among whom, and how.
#[derive(Debug, Clone)]
pub struct Contest {
    /// Regions that take part, by position among the ranked regions.
    pub regions: Vec<u32>,
    /// The same with the region type of each; 0 where there are none.
    who: Vec<(u32, u32)>,
    n_types: usize,
    order: RankOrder,
    ties: RankTies,
}

impl Contest {
    /// A contest of the regions that are ranked in an edition.
    pub fn new(plan: &Plan, node_idx: usize, regions: Vec<u32>, types: Option<(&[usize], usize)>) -> Self {
        let (of_region, n_types) = types.unwrap_or_default();
        let who = regions.iter().map(|&region| (region, of_region.get(region as usize).map_or(0, |of| *of as u32))).collect();
        Contest { regions, who, n_types, order: pipeline::rank_order(plan, node_idx), ties: plan.method.ranking.ties }
    }

    /// Ranks of the weighted sums of a panel, overall and within region types, into the places of the regions. `irregular` holds
    /// the scores of the panel's irregular regions; who has none is not ranked.
    pub fn rank(
        &self,
        panel: &Panel,
        effective: &[f64],
        (irregular, unit): (&[f64], Unit),
        scratch: &mut Scratch,
        ranks: &mut [u16],
        type_ranks: &mut [u16],
    ) {
        scratch.weights.clear();
        scratch.weights.extend(panel.indicators.iter().map(|&indicator_idx| effective[indicator_idx]));
        panel.keys(&scratch.weights, &mut scratch.keys);
        scratch.keys.truncate(self.regions.len());
        for (&place, &score) in panel.irregular.places.iter().zip(irregular) {
            scratch.keys[place as usize] = panel.key_of_score(score, unit);
        }
        let place_bits = scratch.sorter.sort(&scratch.keys, self.order);
        self.assign(&scratch.sorter.sorted, place_bits, &mut scratch.types, ranks, type_ranks);
    }

    /// From the sorted order to ranks.
    fn assign(&self, sorted: &[u64], place_bits: u32, types: &mut Vec<GroupState>, ranks: &mut [u16], type_ranks: &mut [u16]) {
        types.clear();
        types.resize(self.n_types, GroupState::default());
        let mut overall = GroupState::default();
        let place_mask = (1u64 << place_bits) - 1;
        for &entry in sorted {
            let (key, place) = (entry >> place_bits, (entry & place_mask) as usize);
            let (region_idx, type_idx) = self.who[place];
            ranks[region_idx as usize] = overall.next(key, self.ties);
            if self.n_types > 0 {
                type_ranks[region_idx as usize] = types[type_idx as usize].next(key, self.ties);
            }
        }
        if self.ties == RankTies::Maximum {
            self.share_last(sorted, place_bits, ranks, type_ranks);
        }
    }

    /// Regions that tie share the last of their places.
    fn share_last(&self, sorted: &[u64], place_bits: u32, ranks: &mut [u16], type_ranks: &mut [u16]) {
        let mut last_of_type: Vec<(u64, u16)> = vec![(u64::MAX, 0); self.n_types];
        let mut last = (u64::MAX, 0);
        let shared = |last: &mut (u64, u16), key: u64, rank: &mut u16| {
            if last.0 == key {
                *rank = last.1;
            } else {
                *last = (key, *rank);
            }
        };
        for &entry in sorted.iter().rev() {
            let (key, place) = (entry >> place_bits, (entry & ((1u64 << place_bits) - 1)) as usize);
            let (region_idx, type_idx) = self.who[place];
            shared(&mut last, key, &mut ranks[region_idx as usize]);
            if self.n_types > 0 {
                shared(&mut last_of_type[type_idx as usize], key, &mut type_ranks[region_idx as usize]);
            }
        }
    }
}

/// How far the ranking of a group has come.
#[derive(Debug, Clone, Copy)]
struct GroupState {
    key: u64,
    seen: u16,
    rank: u16,
}

impl Default for GroupState {
    fn default() -> Self {
        GroupState { key: u64::MAX, seen: 0, rank: 0 }
    }
}

impl GroupState {
    /// The rank of the next region in the order; with ties sharing the last place, its place for now.
    fn next(&mut self, key: u64, ties: RankTies) -> u16 {
        self.seen += 1;
        let is_new = key != self.key;
        self.key = key;
        self.rank = match ties {
            RankTies::Minimum if is_new => self.seen,
            RankTies::Dense if is_new => self.rank + 1,
            RankTies::Maximum => self.seen,
            _ => self.rank,
        };
        self.rank
    }
}

/// Memory that is used again from replicate to replicate.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    weights: Vec<f64>,
    keys: Vec<u64>,
    sorter: Sorter,
    types: Vec<GroupState>,
}

/// Sorts keys with the places they came from: into stretches by their size, then by insertion over all, which is short work
/// because scores are spread evenly enough for less than one entry in most stretches. Where they are not, the library sorts.
#[derive(Debug, Clone, Default)]
struct Sorter {
    buckets: Vec<u32>,
    ends: Vec<u32>,
    /// Distance of each key from the first one, then its place, in one number.
    sorted: Vec<u64>,
}

impl Sorter {
    /// Sorts, absent keys left out; returns the number of bits that hold the place.
    fn sort(&mut self, keys: &[u64], order: RankOrder) -> u32 {
        let place_bits = bits_of(keys.len() as u64);
        let (mut lowest, mut highest, mut n_entries) = (u64::MAX, 0, 0);
        for &key in keys.iter().filter(|key| **key != ABSENT) {
            lowest = lowest.min(key);
            highest = highest.max(key);
            n_entries += 1;
        }
        self.sorted.clear();
        self.sorted.resize(n_entries, 0);
        if n_entries == 0 {
            return place_bits;
        }
        let from_first = |key: u64| match order {
            RankOrder::HighestFirst => highest - key,
            RankOrder::LowestFirst => key - lowest,
        };
        let range = highest - lowest;
        // At least twice as many stretches as entries: fewer meet in one, which costs more than a longer list.
        let shift = bits_of(range + 1).saturating_sub(bits_of(n_entries as u64) + 1);
        self.ends.clear();
        self.ends.resize((range >> shift) as usize + 2, 0);
        self.buckets.clear();
        for &key in keys.iter().filter(|key| **key != ABSENT) {
            let bucket = (from_first(key) >> shift) as u32;
            self.buckets.push(bucket);
            self.ends[bucket as usize + 1] += 1;
        }
        let (mut total, mut longest) = (0, 0);
        for end in &mut self.ends {
            longest = longest.max(*end);
            total += *end;
            *end = total;
        }
        // From here on, `ends[b]` is where the next entry of the stretch goes.
        let there = keys.iter().zip(0u64..).filter(|(key, _)| **key != ABSENT);
        for ((&key, place), &bucket) in there.zip(&self.buckets) {
            let next = &mut self.ends[bucket as usize];
            self.sorted[*next as usize] = from_first(key) << place_bits | place;
            *next += 1;
        }
        if longest > LONGEST_STRETCH {
            self.sorted.sort_unstable();
        } else {
            insertion(&mut self.sorted);
        }
        place_bits
    }
}

/// Bits that hold any number below this one.
fn bits_of(n_values: u64) -> u32 {
    u64::BITS - n_values.saturating_sub(1).leading_zeros()
}

fn insertion(entries: &mut [u64]) {
    for position in 1..entries.len() {
        let entry = entries[position];
        let mut hole = position;
        while hole > 0 && entries[hole - 1] > entry {
            entries[hole] = entries[hole - 1];
            hole -= 1;
        }
        entries[hole] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(scores: &[f64]) -> ScoreColumn {
        ScoreColumn { scores: scores.to_vec(), coverage: Vec::new() }
    }

    fn contest(order: RankOrder, ties: RankTies) -> Contest {
        Contest { regions: vec![0, 1, 2, 3], who: vec![(0, 0), (1, 1), (2, 0), (3, 1)], n_types: 2, order, ties }
    }

    fn ranks(order: RankOrder, ties: RankTies, columns: &[ScoreColumn], weights: &[f64]) -> ([u16; 4], [u16; 4]) {
        let panel =
            Panel::new(columns, &[0, 1, 2, 3], Collapse::Arithmetic, (9, 1.0), Irregular::default()).expect("scores that fit");
        let (mut ranks, mut type_ranks) = ([0; 4], [0; 4]);
        contest(order, ties).rank(&panel, weights, (&[], Unit::OfSums), &mut Scratch::default(), &mut ranks, &mut type_ranks);
        (ranks, type_ranks)
    }

    #[test]
    fn weighted_sums_are_ranked_overall_and_within_types() {
        // Half and half: 20, 35, 35, 10.
        let columns = [column(&[10.0, 30.0, 50.0, 20.0]), column(&[30.0, 40.0, 20.0, 0.0])];
        let of = |order, ties| ranks(order, ties, &columns, &[0.5, 0.5]);
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Minimum), ([3, 1, 1, 4], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Maximum), ([3, 2, 2, 4], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Dense), ([2, 1, 1, 3], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::LowestFirst, RankTies::Minimum), ([2, 3, 3, 1], [1, 2, 2, 1]));
    }

    #[test]
    fn sums_that_differ_by_binary_noise_tie_and_negative_ones_are_in_order() {
        let columns = [column(&[0.1, 0.3, -5.0, -4.0]), column(&[0.2, 0.0, 0.0, 0.0])];
        // 0.1 + 0.2 is not 0.3 as a double.
        assert_eq!(ranks(RankOrder::HighestFirst, RankTies::Minimum, &columns, &[1.0, 1.0]).0, [1, 1, 4, 3]);
    }

    #[test]
    fn regions_without_a_score_are_not_ranked() {
        let irregular = Irregular { places: vec![1, 3], ..Irregular::default() };
        let columns = [column(&[10.0, f64::NAN, 50.0, f64::NAN])];
        let panel = Panel::new(&columns, &[0, 1, 2, 3], Collapse::Arithmetic, (9, 1.0), irregular).expect("scores that fit");
        let (mut ranks, mut type_ranks) = ([0; 4], [0; 4]);
        let contest = contest(RankOrder::HighestFirst, RankTies::Minimum);
        contest.rank(&panel, &[1.0], (&[f64::NAN, 30.0], Unit::OfSums), &mut Scratch::default(), &mut ranks, &mut type_ranks);
        assert_eq!((ranks, type_ranks), ([3, 0, 1, 2], [2, 0, 1, 1]));
    }

    #[test]
    fn zeros_under_a_geometric_mean_and_huge_scores_take_the_general_way() {
        let of = |scores: &[f64], kind| Panel::new(&[column(scores)], &[0], kind, (9, 1.0), Irregular::default());
        assert!(of(&[1.0], Collapse::Geometric).is_some());
        assert!(of(&[0.0], Collapse::Geometric).is_none());
        assert!(of(&[f64::NAN], Collapse::Arithmetic).is_none());
        assert!(of(&[1e8], Collapse::Arithmetic).is_none());
    }

    #[test]
    fn stretches_and_the_library_sort_alike() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 17
        };
        for n_keys in [0u64, 1, 2, 50, 309, 2_000] {
            for shape in 0..4 {
                let keys: Vec<u64> = (0..n_keys)
                    .map(|_| match shape {
                        0 => next(),
                        1 => next() % 7,
                        // One far away, all others in one stretch.
                        2 => {
                            if next() % 300 == 0 {
                                1 << 46
                            } else {
                                next() % 1_000
                            }
                        }
                        _ => {
                            if next() % 3 == 0 {
                                ABSENT
                            } else {
                                next() % 100_000
                            }
                        }
                    })
                    .collect();
                for order in [RankOrder::HighestFirst, RankOrder::LowestFirst] {
                    let mut expected: Vec<(u64, u64)> = keys.iter().copied().zip(0..).filter(|(key, _)| *key != ABSENT).collect();
                    expected.sort_unstable_by_key(|&(key, place)| match order {
                        RankOrder::HighestFirst => (u64::MAX - key, place),
                        RankOrder::LowestFirst => (key, place),
                    });
                    let mut sorter = Sorter::default();
                    let place_bits = sorter.sort(&keys, order);
                    let places: Vec<u64> = sorter.sorted.iter().map(|entry| entry & ((1 << place_bits) - 1)).collect();
                    assert_eq!(places, expected.iter().map(|(_, place)| *place).collect::<Vec<u64>>());
                }
            }
        }
    }
}
