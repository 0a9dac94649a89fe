//! Copeland's rule: every region is compared with every other, and its score is the number it beats minus the number that
//! beat it.
//!
//! Of two regions the one wins that is better in children of more than half of the weight, ties counting half for each. With
//! `sign` = 1 where the first is better, −1 where the second is, and 0 where they tie, that is the sign of `Σ w·sign`. A
//! child that either of them lacks is left out of that comparison, and half is half of the weight of the others: so the
//! result does not depend on the order of regions, as it does in R's COINr, which gives what is missing to the later row.
//!
//! Whether weights add up to exactly one half cannot be told from sums of doubles: 0.1 + 0.2 is not 0.3. A weight therefore
//! stands for the shortest decimal that reads as that double, which is what was written, and decimals are added as integers:
//! in 64 bits, in 128 where digits need it, else in as many as it takes.
//!
//! Sources: Copeland (1951), A reasonable social welfare function; Munda & Nardo (2009), Noncompensatory/nonlinear composite
//! indicators for ranking countries, Applied Economics 41. Work: n² · k / 2 comparisons for n regions and k children.

use std::ops::{AddAssign, SubAssign};

use num_bigint::BigInt;

use super::WeightedChild;
use super::presence::Presence;
use crate::method::RankOrder;
use crate::panel::Missing;

/// Regions that are compared with one at a time: their sums stay in the nearest cache.
const BLOCK: usize = 1_024;

/// Wins minus losses by region.
pub(super) fn scores(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    let regions: Vec<usize> = (0..presence.n_regions()).filter(|&region_idx| presence.has_score(region_idx)).collect();
    let columns: Vec<Vec<f64>> = children.iter().map(|child| better_is_more(child, &regions)).collect();
    let weights = integers(children.iter().map(|child| child.weight));
    let balances = match (narrow::<i64>(&weights), narrow::<i128>(&weights)) {
        (Some(weights), _) => balances(&columns, &weights, regions.len()),
        (None, Some(weights)) => balances(&columns, &weights, regions.len()),
        (None, None) => wide_balances(&columns, &weights, regions.len()),
    };
    let mut scores = vec![Missing::Computed.value(); presence.n_regions()];
    for (region_idx, balance) in regions.into_iter().zip(balances) {
        scores[region_idx] = balance as f64;
    }
    scores
}

/// The scores of the regions that are compared, turned so that more is better.
fn better_is_more(child: &WeightedChild<'_>, regions: &[usize]) -> Vec<f64> {
    regions
        .iter()
        .map(|&region_idx| match child.order {
            RankOrder::HighestFirst => child.scores[region_idx],
            RankOrder::LowestFirst => -child.scores[region_idx],
        })
        .collect()
}

/// The decimals that weights stand for, all times one power of ten that makes them integers.
fn integers(weights: impl Iterator<Item = f64>) -> Vec<BigInt> {
    let decimals: Vec<(i64, i32)> = weights.map(decimal).collect();
    let lowest = decimals.iter().map(|(_, exponent)| *exponent).min().unwrap_or(0);
    let power = |exponent: i32| BigInt::from(10).pow(exponent.abs_diff(lowest));
    decimals.into_iter().map(|(digits, exponent)| BigInt::from(digits) * power(exponent)).collect()
}

/// The shortest decimal that reads as the weight, as digits · 10^exponent.
fn decimal(weight: f64) -> (i64, i32) {
    // The formatter promises the fewest digits that read back as the same double: 17 at most.
    let written = format!("{weight:e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}").parse().unwrap_or(0);
    (digits, exponent.parse::<i32>().unwrap_or(0) - fraction.len() as i32)
}

/// The weights as small integers, if every sum and difference of them is one, too.
fn narrow<N: TryFrom<BigInt>>(weights: &[BigInt]) -> Option<Vec<N>> {
    N::try_from(weights.iter().map(|weight| BigInt::from(weight.magnitude().clone())).sum()).ok()?;
    weights.iter().map(|weight| N::try_from(weight.clone()).ok()).collect()
}

/// Wins minus losses. One region is held against a block of others, child after child, so that what is read lies in a row.
fn balances<N>(columns: &[Vec<f64>], weights: &[N], n_regions: usize) -> Vec<i64>
where
    N: Copy + Default + PartialOrd + AddAssign + SubAssign,
{
    let mut balances = vec![0; n_regions];
    let mut leads = [N::default(); BLOCK];
    for one in 0..n_regions {
        for start in (one + 1..n_regions).step_by(BLOCK) {
            let end = n_regions.min(start + BLOCK);
            let leads = &mut leads[..end - start];
            leads.fill(N::default());
            for (column, &weight) in columns.iter().zip(weights) {
                let score = column[one];
                // A missing score is neither more nor less than any other, and so counts for nobody.
                for (lead, &other) in leads.iter_mut().zip(&column[start..end]) {
                    *lead += if score > other { weight } else { N::default() };
                    *lead -= if score < other { weight } else { N::default() };
                }
            }
            for (offset, lead) in leads.iter().enumerate() {
                let won = i64::from(*lead > N::default()) - i64::from(*lead < N::default());
                balances[one] += won;
                balances[start + offset] -= won;
            }
        }
    }
    balances
}

/// The same for weights of too many digits: one pair after the other.
fn wide_balances(columns: &[Vec<f64>], weights: &[BigInt], n_regions: usize) -> Vec<i64> {
    let mut balances = vec![0; n_regions];
    let nothing = BigInt::ZERO;
    for one in 0..n_regions {
        for other in one + 1..n_regions {
            let mut lead = BigInt::ZERO;
            for (column, weight) in columns.iter().zip(weights) {
                if column[one] > column[other] {
                    lead += weight;
                } else if column[one] < column[other] {
                    lead -= weight;
                }
            }
            let won = i64::from(lead > nothing) - i64::from(lead < nothing);
            balances[one] += won;
            balances[other] -= won;
        }
    }
    balances
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_decimals_that_were_written() {
        assert_eq!(decimal(0.1), (1, -1));
        assert_eq!(decimal(1.25), (125, -2));
        assert_eq!(decimal(300.0), (3, 2));
        assert_eq!(decimal(-0.03), (-3, -2));
        let integers = |weights: &[f64]| integers(weights.iter().copied()).iter().map(BigInt::to_string).collect::<Vec<_>>();
        assert_eq!(integers(&[0.1, 0.25, 2.0]), ["10", "25", "200"]);
        assert_eq!(integers(&[1e-3, 1e20]), ["1", "100000000000000000000000"]);
    }

    #[test]
    fn all_widths_give_the_same() {
        let columns: Vec<Vec<f64>> =
            (0..7u32).map(|child| (0..40u32).map(|region| f64::from(region * (child + 3) % 11)).collect()).collect();
        let weights = integers([0.1, 0.2, 0.3, 0.15, 0.05, 0.12, 0.08].into_iter());
        let narrow_64 = balances(&columns, &narrow::<i64>(&weights).unwrap_or_default(), 40);
        assert_eq!(narrow_64, balances(&columns, &narrow::<i128>(&weights).unwrap_or_default(), 40));
        assert_eq!(narrow_64, wide_balances(&columns, &weights, 40));
        assert!(narrow_64.iter().any(|balance| *balance != 0));
    }

    #[test]
    fn weights_of_every_magnitude_are_compared_exactly() {
        // However little the third child weighs, it decides between two halves.
        assert!(narrow::<i128>(&integers([0.5, 0.5, 1e-300].into_iter())).is_none());
        assert!(narrow::<i64>(&integers([1.0, 1.0, 1e-25].into_iter())).is_none());
        for smallest in [1e-3, 1e-25, 1e-300] {
            let columns = [vec![1.0, 0.0], vec![0.0, 1.0], vec![0.0, 1.0]];
            let weights = integers([0.5, 0.5, smallest].into_iter());
            let balances = match (narrow::<i64>(&weights), narrow::<i128>(&weights)) {
                (Some(weights), _) => balances(&columns, &weights, 2),
                (None, Some(weights)) => balances(&columns, &weights, 2),
                (None, None) => wide_balances(&columns, &weights, 2),
            };
            assert_eq!(balances, [-1, 1], "{smallest}");
        }
    }
}
