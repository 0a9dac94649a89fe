//! Ranks of weighted sums, among all and within region types.

use super::sorter::Sorter;
use crate::method::{RankOrder, RankTies};
use crate::pipeline;
use crate::plan::Plan;

/// Most regions of a type for which a byte is enough.
const MOST_IN_BYTE: usize = u8::MAX as usize;

/// How the regions of each type are counted side by side in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Lanes {
    /// Bits of a count.
    bits: u32,
    /// The lowest so many bits.
    mask: u16,
}

impl Lanes {
    const BYTES: Lanes = Lanes { bits: u8::BITS, mask: u8::MAX as u16 };
    const PAIRS_OF_BYTES: Lanes = Lanes { bits: u16::BITS, mask: u16::MAX };

    /// Wide enough for the largest of some types.
    fn of(entrants_of_type: &[usize]) -> Self {
        let is_enough = entrants_of_type.iter().all(|n_entrants| *n_entrants <= MOST_IN_BYTE);
        if is_enough { Lanes::BYTES } else { Lanes::PAIRS_OF_BYTES }
    }

    /// Types of one word.
    fn per_word(self) -> usize {
        (u64::BITS / self.bits) as usize
    }
}

/// Who is ranked, among whom, and how.
#[derive(Debug, Clone)]
pub struct Contest {
    /// Regions that take part, by position among the ranked regions.
    pub regions: Vec<u32>,
    /// The same with the region type of each.
    entrants: Vec<Entrant>,
    n_types: usize,
    lanes: Lanes,
    order: RankOrder,
    ties: RankTies,
}

/// A region that takes part.
#[derive(Debug, Clone, Copy)]
struct Entrant {
    /// Position among the ranked regions.
    region: u32,
    /// Its type; 0 where there are none.
    region_type: u32,
    /// Where the type's number stands in a word.
    shift: u32,
    /// All bits where that is the first word, none where it is the second.
    in_first: u64,
}

impl Entrant {
    fn new(region: u32, region_type: u32, lanes: Lanes) -> Self {
        let word = lanes.per_word() as u32;
        let in_first = if region_type < word { u64::MAX } else { 0 };
        Entrant { region, region_type, shift: region_type % word * lanes.bits, in_first }
    }
}

impl Contest {
    /// A contest of the regions that are ranked in an edition.
    pub fn new(plan: &Plan, node_idx: usize, regions: Vec<u32>, types: Option<(&[usize], usize)>) -> Self {
        let (of_region, n_types) = types.unwrap_or_default();
        let type_of = |region: u32| of_region.get(region as usize).copied().unwrap_or(0);
        let mut entrants_of_type = vec![0; n_types.max(1)];
        regions.iter().for_each(|&region| entrants_of_type[type_of(region)] += 1);
        let lanes = Lanes::of(&entrants_of_type);
        let entrants = regions.iter().map(|&region| Entrant::new(region, type_of(region) as u32, lanes)).collect();
        Contest { regions, entrants, n_types, lanes, order: pipeline::rank_order(plan, node_idx), ties: plan.method.ranking.ties }
    }

    /// Ranks of sums, by place, overall and within region types, into the places of the regions. They are multiplied by `power` and
    /// rounded before they are ranked. The regions at the places `absent` are not ranked.
    pub fn rank(
        &self,
        (sums, absent, power): (&[f64], &[u32], f64),
        scratch: &mut Scratch,
        ranks: &mut [u16],
        type_ranks: &mut [u16],
    ) {
        let Scratch { sorter, types } = scratch;
        let (sorted, place_bits) = sorter.sort(sums, absent, power, self.order);
        let per_word = self.lanes.per_word();
        let is_done = if self.n_types <= per_word {
            self.count::<true>(sorted, place_bits, ranks, type_ranks)
        } else {
            self.n_types <= 2 * per_word && self.count::<false>(sorted, place_bits, ranks, type_ranks)
        };
        if !is_done {
            self.assign(sorted, place_bits, types, ranks, type_ranks);
        }
    }

    /// From the sorted order to ranks, where no two share one; `false` where some do. How many regions of each type have come stands
    /// side by side in one word, or in two where there are so many types.
    fn count<const IS_ONE_WORD: bool>(&self, sorted: &[u64], place_bits: u32, ranks: &mut [u16], type_ranks: &mut [u16]) -> bool {
        let place_mask = (1u64 << place_bits) - 1;
        let (mut last, mut is_shared) = (u64::MAX, false);
        let (mut n_seen, mut first, mut second) = (0u16, 0u64, 0u64);
        let has_types = !type_ranks.is_empty();
        for &entry in sorted {
            let (key, place) = (entry >> place_bits, (entry & place_mask) as usize);
            is_shared |= key == last;
            last = key;
            let Entrant { region, shift, in_first, .. } = self.entrants[place];
            n_seen += 1;
            ranks[region as usize] = n_seen;
            if has_types {
                let one = 1u64 << shift;
                let words = if IS_ONE_WORD {
                    first += one;
                    first
                } else {
                    first += one & in_first;
                    second += one & !in_first;
                    (first & in_first) | (second & !in_first)
                };
                type_ranks[region as usize] = (words >> shift) as u16 & self.lanes.mask;
            }
        }
        !is_shared
    }

    /// From the sorted order to ranks that may be shared.
    fn assign(&self, sorted: &[u64], place_bits: u32, types: &mut Vec<GroupState>, ranks: &mut [u16], type_ranks: &mut [u16]) {
        types.clear();
        types.resize(self.n_types, GroupState::default());
        let mut overall = GroupState::default();
        let place_mask = (1u64 << place_bits) - 1;
        for &entry in sorted {
            let (key, place) = (entry >> place_bits, (entry & place_mask) as usize);
            let Entrant { region, region_type, .. } = self.entrants[place];
            ranks[region as usize] = overall.next(key, self.ties);
            if self.n_types > 0 {
                type_ranks[region as usize] = types[region_type as usize].next(key, self.ties);
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
            let Entrant { region, region_type, .. } = self.entrants[place];
            shared(&mut last, key, &mut ranks[region as usize]);
            if self.n_types > 0 {
                shared(&mut last_of_type[region_type as usize], key, &mut type_ranks[region as usize]);
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
    sorter: Sorter,
    types: Vec<GroupState>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contest(order: RankOrder, ties: RankTies) -> Contest {
        let entrants = (0..4).map(|region| Entrant::new(region, region % 2, Lanes::BYTES)).collect();
        Contest { regions: vec![0, 1, 2, 3], entrants, n_types: 2, lanes: Lanes::BYTES, order, ties }
    }

    fn ranks(order: RankOrder, ties: RankTies, sums: [f64; 4], absent: &[u32]) -> ([u16; 4], [u16; 4]) {
        let (mut ranks, mut type_ranks) = ([0; 4], [0; 4]);
        contest(order, ties).rank((&sums, absent, 1e9), &mut Scratch::default(), &mut ranks, &mut type_ranks);
        (ranks, type_ranks)
    }

    #[test]
    fn sums_are_ranked_overall_and_within_types() {
        let of = |order, ties| ranks(order, ties, [20.0, 35.0, 35.0, 10.0], &[]);
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Minimum), ([3, 1, 1, 4], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Maximum), ([3, 2, 2, 4], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::HighestFirst, RankTies::Dense), ([2, 1, 1, 3], [2, 1, 1, 2]));
        assert_eq!(of(RankOrder::LowestFirst, RankTies::Minimum), ([2, 3, 3, 1], [1, 2, 2, 1]));
    }

    #[test]
    fn sums_that_differ_by_binary_noise_tie_and_negative_ones_are_in_order() {
        // 0.1 + 0.2 is not 0.3 as a double.
        assert_eq!(ranks(RankOrder::HighestFirst, RankTies::Minimum, [0.1 + 0.2, 0.3, -5.0, -4.0], &[]).0, [1, 1, 4, 3]);
    }

    #[test]
    fn regions_without_a_score_are_not_ranked() {
        let of = ranks(RankOrder::HighestFirst, RankTies::Minimum, [10.0, f64::NAN, 50.0, 30.0], &[1]);
        assert_eq!(of, ([3, 0, 1, 2], [2, 0, 1, 1]));
    }

    #[test]
    fn counting_and_assigning_give_the_same_ranks_for_any_number_of_types() {
        // Of one type alone, a byte holds 255 regions and no more.
        let of_one_type = [40u32, 255, 256, 300].map(|n_regions| (1, n_regions));
        for (n_types, n_regions) in (0..=17).map(|n_types| (n_types, 40)).chain(of_one_type) {
            let types: Vec<usize> = (0..n_regions as usize).map(|region| region * 7 % n_types.max(1)).collect();
            let mut entrants_of_type = vec![0; n_types.max(1)];
            types.iter().for_each(|&of| entrants_of_type[of] += 1);
            for lanes in [Lanes::of(&entrants_of_type), Lanes::PAIRS_OF_BYTES] {
                let of = |region: u32| Entrant::new(region, types[region as usize] as u32, lanes);
                let regions: Vec<u32> = (0..n_regions).collect();
                let entrants = (0..n_regions).map(of).collect();
                let (order, ties) = (RankOrder::HighestFirst, RankTies::Minimum);
                let contest = Contest { regions, entrants, n_types, lanes, order, ties };
                let sorted: Vec<u64> =
                    (0..u64::from(n_regions)).map(|key| key << 9 | (key * 13 % u64::from(n_regions))).collect();
                let n_with_type = if n_types > 0 { n_regions as usize } else { 0 };
                let empty = || (vec![0; n_regions as usize], vec![0; n_with_type]);
                let ((mut ranks, mut type_ranks), (mut others, mut type_others)) = (empty(), empty());
                contest.assign(&sorted, 9, &mut Vec::new(), &mut others, &mut type_others);
                let is_done = match n_types {
                    _ if n_types <= lanes.per_word() => contest.count::<true>(&sorted, 9, &mut ranks, &mut type_ranks),
                    _ if n_types <= 2 * lanes.per_word() => contest.count::<false>(&sorted, 9, &mut ranks, &mut type_ranks),
                    _ => continue,
                };
                assert!(is_done);
                assert_eq!((ranks, type_ranks), (others, type_others), "{n_types} types of {n_regions} regions");
                let tied = [0, 1 << 9 | 1, 1 << 9 | 2];
                assert!(!contest.count::<false>(&tied, 9, &mut empty().0, &mut empty().1));
            }
        }
        assert_eq!((Lanes::of(&[255, 3]), Lanes::of(&[3, 256])), (Lanes::BYTES, Lanes::PAIRS_OF_BYTES));
    }
}
