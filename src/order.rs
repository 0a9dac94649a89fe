//! Sorting of numbers: the work behind every rank.
//!
//! A number becomes an unsigned integer that sorts as the number does, paired with the place it came from. Short lists are
//! sorted by comparison; long ones digit by digit, which takes half the time from a few thousand numbers on. Both give the
//! same order, so the length of a list never shows in a result.

/// From this length on digits are faster than comparisons.
const SHORTEST_BY_DIGITS: usize = 1_024;
/// Bits of a digit: counters of all digits together then fit the first-level cache.
const DIGIT_BITS: usize = 11;
/// Digits that are sorted by: 33 bits, after which few keys are left that are not in order.
const N_DIGITS: usize = 3;
/// Different digits.
const N_VALUES: usize = 1 << DIGIT_BITS;

/// A sortable number and where it came from.
pub type Keyed = (u64, u32);

/// Bits of a double that sort as unsigned integers in the order of the numbers. −0 comes before 0: add zero first.
pub fn sortable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Sorts by key; equal keys by place. The places must be ascending when the list is given.
pub fn sort(list: &mut Vec<Keyed>) {
    if list.len() < SHORTEST_BY_DIGITS {
        list.sort_unstable();
    } else {
        sort_by_digits(list);
    }
}

/// The stretches of equal keys in a sorted list, as start and end.
pub fn ties(sorted: &[Keyed]) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let key = sorted.get(start)?.0;
        let n_equal = sorted[start..].iter().take_while(|(other, _)| *other == key).count();
        let stretch = (start, start + n_equal);
        start += n_equal;
        Some(stretch)
    })
}

/// Stable, from the lowest digit to the highest, of the highest bits in which keys differ; then those that agree in all of
/// these bits are compared.
fn sort_by_digits(list: &mut Vec<Keyed>) {
    let Some(&(first, _)) = list.first() else { return };
    let differing = list.iter().fold(0, |differing, (key, _)| differing | (key ^ first));
    let n_differing = (u64::BITS - differing.leading_zeros()) as usize;
    let lowest_bit = n_differing.saturating_sub(N_DIGITS * DIGIT_BITS);
    let digit = |key: u64, digit_idx: usize| (key >> (lowest_bit + digit_idx * DIGIT_BITS)) as usize % N_VALUES;

    let mut counts = vec![[0u32; N_VALUES]; N_DIGITS];
    for (key, _) in list.iter() {
        for (digit_idx, counts) in counts.iter_mut().enumerate() {
            counts[digit(*key, digit_idx)] += 1;
        }
    }
    let mut other = vec![(0, 0); list.len()];
    for (digit_idx, counts) in counts.iter_mut().enumerate() {
        if counts[digit(first, digit_idx)] as usize == list.len() {
            continue;
        }
        // From the number of keys with a digit to the place of the first of them.
        let mut next = 0;
        for count in counts.iter_mut() {
            next += std::mem::replace(count, next);
        }
        for &entry in list.iter() {
            let place = &mut counts[digit(entry.0, digit_idx)];
            other[*place as usize] = entry;
            *place += 1;
        }
        std::mem::swap(list, &mut other);
    }
    if lowest_bit > 0 {
        for alike in list.chunk_by_mut(|a, b| a.0 >> lowest_bit == b.0 >> lowest_bit) {
            if alike.len() > 1 {
                alike.sort_unstable();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_keys_have_one_order() {
        let ascending = [f64::MIN, -2.5, -1e-300, 0.0, 5e-324, 1.0, 1.5, f64::MAX];
        assert!(ascending.map(sortable).is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn digits_and_comparisons_give_one_order() {
        // Numbers of every magnitude and sign, many of them equal, from a small generator of its own.
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        for n_numbers in [1, 2, 1_000, 5_000] {
            // Ordinary values, and values that differ in their last bits only or not at all.
            let spread = |drawn: u64| sortable((drawn % 1_000) as f64 * 0.37 - 100.0);
            let close =
                |drawn: u64| sortable(if drawn.is_multiple_of(9) { -1e9 } else { 1.0 + (drawn % 100) as f64 * f64::EPSILON });
            let equal = |_: u64| sortable(2.5);
            for key in [spread, close, equal] {
                let list: Vec<Keyed> = (0..n_numbers).map(|place| (key(next()), place)).collect();
                let (mut by_digits, mut by_comparison) = (list.clone(), list);
                sort_by_digits(&mut by_digits);
                by_comparison.sort_unstable();
                assert_eq!(by_digits, by_comparison);
            }
        }
    }

    #[test]
    fn ties_are_stretches_of_equal_keys() {
        assert_eq!(ties(&[(1, 0), (1, 4), (2, 1), (3, 2), (3, 3)]).collect::<Vec<_>>(), [(0, 2), (2, 3), (3, 5)]);
        assert_eq!(ties(&[]).count(), 0);
    }
}
