//! Sorts sums, rounded, with the places they came from.
//!
//! First by stretches of equal length between the lowest and the highest sum, then neighbour by neighbour over all, which is short work
//! because sums are spread evenly enough for less than one in most stretches. Where they are not, the library sorts. Stretches are a
//! matter of speed alone: what they leave, insertion puts right.
//!
//! Passes over all sums have no branches, so that several are taken at a time.

use super::panel::TILE;
use crate::method::RankOrder;

/// Added to a number below 2⁵¹ in size, this rounds it to a whole one, half to even, which then stands in the lower bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;
/// Largest rounded sum for which that works, and of which a difference leaves room for the place beside it.
pub const LARGEST: f64 = (1u64 << 46) as f64;
/// Stretches per sum: with fewer, more sums meet in one, which costs more than a longer list.
const STRETCHES_PER_SUM: usize = 3;
/// From this many steps of insertion per sum on, the library sorts.
const MOST_STEPS_PER_SUM: usize = 8;

/// Sorts again and again in the same memory.
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    /// By place: distance of the rounded sum from the first one in order.
    distances: Vec<u64>,
    /// By place: number of the stretch.
    stretches: Vec<u32>,
    /// By stretch: where its next entry goes.
    next: Vec<u32>,
    /// In order: distance, then place, in one number. Sums that are NaN are not there.
    sorted: Vec<u64>,
}

impl Sorter {
    /// Sorts sums after they are multiplied by `power` and rounded; equal ones by place. Those at the places `absent` are left out;
    /// no other may be NaN, or larger than [`LARGEST`] when it is multiplied. Returns the entries in order and the number of bits at
    /// their lower end that hold the place; above them is the distance from the first.
    pub fn sort(&mut self, sums: &[f64], absent: &[u32], power: f64, order: RankOrder) -> (&[u64], u32) {
        let place_bits = bits_of(sums.len() as u64);
        let n_entries = sums.len() - absent.len();
        self.sorted.clear();
        if n_entries == 0 {
            return (&self.sorted, place_bits);
        }
        let (lowest, highest) = bounds(sums);
        // With all signs turned, the lowest is the highest.
        let (first, power, span) = match order {
            RankOrder::HighestFirst => (highest, power, highest - lowest),
            RankOrder::LowestFirst => (lowest, -power, lowest - highest),
        };
        let n_stretches = STRETCHES_PER_SUM * n_entries;
        let per_unit = (n_stretches - 1) as f64 / span;
        // Where all are equal, or so close that the division fails, all are in the first stretch.
        let per_unit = if per_unit.is_finite() { per_unit } else { 0.0 };
        self.measure(sums, first, power, per_unit);
        for &place in absent {
            self.stretches[place as usize] = n_stretches as u32;
        }

        self.next.clear();
        self.next.resize(n_stretches + 1, 0);
        self.stretches.iter().for_each(|&stretch| self.next[stretch as usize] += 1);
        let mut n_before = 0;
        for next in &mut self.next {
            n_before += std::mem::replace(next, n_before);
        }
        self.sorted.resize(sums.len(), 0);
        for ((&distance, &stretch), place) in self.distances.iter().zip(&self.stretches).zip(0u64..) {
            let next = &mut self.next[stretch as usize];
            self.sorted[*next as usize] = distance << place_bits | place;
            *next += 1;
        }
        self.sorted.truncate(n_entries);
        insert(&mut self.sorted);
        (&self.sorted, place_bits)
    }

    /// Distances from the first and stretches, by place.
    fn measure(&mut self, sums: &[f64], first: f64, power: f64, per_unit: f64) {
        let of_first = (first * power + ROUNDER).to_bits();
        self.distances.clear();
        self.distances.extend(sums.iter().map(|sum| of_first.wrapping_sub((sum * power + ROUNDER).to_bits())));
        self.stretches.clear();
        self.stretches.extend(sums.iter().map(|sum| ((first - sum) * per_unit + ROUNDER).to_bits() as u32));
    }
}

/// The lowest and the highest of some numbers, NaN left out.
fn bounds(values: &[f64]) -> (f64, f64) {
    let lower = |a: f64, b: f64| if b < a { b } else { a };
    let higher = |a: f64, b: f64| if b > a { b } else { a };
    let (mut lowest, mut highest) = ([f64::INFINITY; TILE], [f64::NEG_INFINITY; TILE]);
    let tiles = values.chunks_exact(TILE);
    let rest = tiles.remainder();
    for tile in tiles {
        for ((value, lowest), highest) in tile.iter().zip(&mut lowest).zip(&mut highest) {
            *lowest = lower(*lowest, *value);
            *highest = higher(*highest, *value);
        }
    }
    let all = |bounds: [f64; TILE], better: fn(f64, f64) -> f64| bounds.into_iter().chain(rest.iter().copied()).reduce(better);
    (all(lowest, lower).unwrap_or(f64::NAN), all(highest, higher).unwrap_or(f64::NAN))
}

/// Sorts entries that are almost in order.
fn insert(entries: &mut [u64]) {
    swap_neighbours(entries);
    let Some(&(mut largest)) = entries.first() else { return };
    let mut steps_left = MOST_STEPS_PER_SUM * entries.len();
    for position in 1..entries.len() {
        let entry = entries[position];
        if largest <= entry {
            largest = entry;
            continue;
        }
        let mut hole = position;
        while hole > 0 && entries[hole - 1] > entry {
            entries[hole] = entries[hole - 1];
            hole -= 1;
        }
        entries[hole] = entry;
        match steps_left.checked_sub(position - hole) {
            Some(left) => steps_left = left,
            None => return entries.sort_unstable(),
        }
    }
}

/// One pass that carries the largest entry along. Where at most two are out of order in a row that puts them right, without a branch that
/// nobody could foretell.
fn swap_neighbours(entries: &mut [u64]) {
    let Some(&(mut largest)) = entries.first() else { return };
    for position in 1..entries.len() {
        let entry = entries[position];
        entries[position - 1] = if entry < largest { entry } else { largest };
        largest = if entry < largest { largest } else { entry };
    }
    if let Some(last) = entries.last_mut() {
        *last = largest;
    }
}

/// Bits that hold any number below this one.
fn bits_of(n_values: u64) -> u32 {
    u64::BITS - n_values.saturating_sub(1).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_and_uneven_sums_are_sorted_alike() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        for n_sums in [0usize, 1, 2, 50, 309, 2_000] {
            for shape in 0..6 {
                let mut absent: Vec<u32> = Vec::new();
                let sums: Vec<f64> = (0..n_sums)
                    .map(|place| match shape {
                        0 => next() as f64 / 1e6 - 1_000.0,
                        1 => (next() % 7) as f64,
                        // One far away, all others close together.
                        2 if next() % 300 == 0 => -60_000.0,
                        2 => (next() % 1_000) as f64 * 1e-6,
                        3 if next() % 3 == 0 => {
                            absent.push(place as u32);
                            f64::NAN
                        }
                        3 => (next() % 100_000) as f64 / 1_000.0,
                        // Equal when they are rounded.
                        4 => 50.0 + next() as f64 * 1e-22,
                        _ => 0.0,
                    })
                    .collect();
                for order in [RankOrder::HighestFirst, RankOrder::LowestFirst] {
                    let rounded = |place: usize| (sums[place] * 1e9).round_ties_even() as i64;
                    let mut expected: Vec<usize> = (0..n_sums).filter(|&place| !sums[place].is_nan()).collect();
                    expected.sort_by_key(|&place| match order {
                        RankOrder::HighestFirst => (-rounded(place), place),
                        RankOrder::LowestFirst => (rounded(place), place),
                    });
                    let mut sorter = Sorter::default();
                    let (sorted, place_bits) = sorter.sort(&sums, &absent, 1e9, order);
                    let places: Vec<usize> = sorted.iter().map(|entry| (entry & ((1 << place_bits) - 1)) as usize).collect();
                    assert_eq!(places, expected, "{n_sums} sums of shape {shape}");
                    let distance = |place: usize| rounded(place).abs_diff(rounded(expected[0]));
                    let distances: Vec<u64> = sorted.iter().map(|entry| entry >> place_bits).collect();
                    assert_eq!(distances, expected.iter().map(|&place| distance(place)).collect::<Vec<_>>());
                }
            }
        }
    }
}
