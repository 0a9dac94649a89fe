//! Cronbach's alpha: do the indicators of a factor hang together?
//!
//! `α = k/(k−1) · (1 − Σ σᵢ² / σ_T²)` with σᵢ² the variances of the k indicators' scores and σ_T² that of their sum (Cronbach
//! 1951), over the regions that have all of them; weights do not enter. The standardised form puts every indicator on the same
//! variance: `k r̄ / (1 + (k−1) r̄)` with r̄ the mean correlation. Beside them, for each indicator, its correlation with the sum
//! of the others, and alpha without it. Indicators that are the same everywhere are left out.
//!
//! With gaps, alpha can also be taken from covariances over the regions that have *both* of two indicators,
//! `k/(k−1) · (1 − tr C / Σ C)`: it uses every value, but no set of regions has these covariances together. Where the two differ
//! much, alpha depends on who is missing.
//!
//! Alpha grows with the number of indicators and says nothing about whether they measure *one* thing ([`super::components`]).

use super::correlation::complete_pairs;
use super::{NotComputed, finite, varying_and_complete};
use crate::aggregate::exact_sum;
use crate::statistics;

/// Alpha from which indicators are commonly said to hang together (Nunnally 1978).
pub const LEAST_ALPHA: f64 = 0.7;

/// How a node's indicators hang together.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// Regions that have all indicators.
    pub n_regions: usize,
    /// Alpha; 1 at most, less than zero where indicators contradict each other.
    pub alpha: f64,
    /// Alpha from covariances over the regions that have both of two indicators.
    pub pairwise: Result<f64, NotComputed>,
    /// Alpha of standardised scores.
    pub standardised: Result<f64, NotComputed>,
    /// The indicators that were used, in the order of the columns.
    pub items: Vec<Item>,
}

/// An indicator within its node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Item {
    /// Position of its column.
    pub position: usize,
    /// Correlation with the sum of the others.
    pub with_the_rest: Result<f64, NotComputed>,
    /// Alpha of the others.
    pub alpha_without: Result<f64, NotComputed>,
}

/// Alpha of columns of scores; NaN = missing.
///
/// # Errors
/// Fewer than two indicators that vary, fewer than three regions that have all, or indicators that cancel each other out.
pub fn reliability(columns: &[&[f64]]) -> Result<Reliability, NotComputed> {
    let all = columns;
    let (positions, columns) = varying_and_complete(all)?;
    let pairwise = pairwise(&positions.iter().map(|&position| all[position]).collect::<Vec<_>>());
    let n_regions = columns[0].len();
    let items = positions.iter().enumerate().map(|(item, &position)| {
        let others: Vec<Vec<f64>> =
            columns.iter().enumerate().filter(|(other, _)| *other != item).map(|(_, x)| x.clone()).collect();
        let with_the_rest = statistics::pearson(&columns[item], &sum(&others)).ok_or(NotComputed::Constant).and_then(finite);
        Item { position, with_the_rest, alpha_without: alpha(&others) }
    });
    let items = items.collect();
    Ok(Reliability { n_regions, alpha: alpha(&columns)?, pairwise, standardised: standardised(&columns), items })
}

/// Alpha of complete columns.
fn alpha(columns: &[Vec<f64>]) -> Result<f64, NotComputed> {
    let n_indicators = columns.len() as f64;
    if columns.len() < 2 {
        return Err(NotComputed::TooFewIndicators);
    }
    let variance = |values: &[f64]| statistics::sample_deviation(values).map_or(0.0, |deviation| deviation * deviation);
    let total = variance(&sum(columns));
    if total <= 0.0 {
        return Err(NotComputed::CancelOut);
    }
    let parts = exact_sum(columns.iter().map(|column| variance(column)));
    finite(n_indicators / (n_indicators - 1.0) * (1.0 - parts / total))
}

/// Alpha of columns with gaps, from covariances over the regions that have both of two columns.
///
/// # Errors
/// Fewer than two indicators, a pair that fewer than two regions have, or indicators that cancel each other out.
pub fn pairwise(columns: &[&[f64]]) -> Result<f64, NotComputed> {
    if columns.len() < 2 {
        return Err(NotComputed::TooFewIndicators);
    }
    let n_indicators = columns.len() as f64;
    let (mut variances, mut covariances) = (Vec::new(), Vec::new());
    for (position, column) in columns.iter().enumerate() {
        for (other, with) in columns.iter().enumerate() {
            let covariance = covariance(column, with)?;
            covariances.push(covariance);
            if position == other {
                variances.push(covariance);
            }
        }
    }
    let total = exact_sum(covariances.into_iter());
    if total <= 0.0 {
        return Err(NotComputed::CancelOut);
    }
    finite(n_indicators / (n_indicators - 1.0) * (1.0 - exact_sum(variances.into_iter()) / total))
}

/// Covariance with n − 1 over the regions that have both.
fn covariance(a: &[f64], b: &[f64]) -> Result<f64, NotComputed> {
    let (a, b) = complete_pairs(a, b);
    let few = NotComputed::TooFewRegions { found: a.len(), needed: 2 };
    let (Some(mean_a), Some(mean_b), true) = (statistics::mean(&a), statistics::mean(&b), 2 <= a.len()) else { return Err(few) };
    Ok(exact_sum(a.iter().zip(&b).map(|(a, b)| (a - mean_a) * (b - mean_b))) / (a.len() as f64 - 1.0))
}

/// Alpha of complete columns brought to the same variance.
fn standardised(columns: &[Vec<f64>]) -> Result<f64, NotComputed> {
    let mut correlations = Vec::new();
    for (position, column) in columns.iter().enumerate() {
        for other in &columns[..position] {
            correlations.push(statistics::pearson(column, other).ok_or(NotComputed::Constant)?);
        }
    }
    let n_indicators = columns.len() as f64;
    let mean = statistics::mean(&correlations).ok_or(NotComputed::TooFewIndicators)?;
    let variance_of_sum = 1.0 + (n_indicators - 1.0) * mean;
    if variance_of_sum <= f64::EPSILON { Err(NotComputed::CancelOut) } else { finite(n_indicators * mean / variance_of_sum) }
}

/// The sum of the columns, region by region.
fn sum(columns: &[Vec<f64>]) -> Vec<f64> {
    let n_regions = columns.first().map_or(0, Vec::len);
    (0..n_regions).map(|region_idx| exact_sum(columns.iter().map(|column| column[region_idx]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_of_three_by_three_by_hand() {
        let of = reliability(&[&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], &[2.0, 3.0, 6.0]]);
        // The first two have variance 1. The third has mean 11/3 and squares (25 + 4 + 49)/9, variance 13/3. The sums are 4, 7
        // and 12 around 23/3, squares (121 + 4 + 169)/9, variance 49/3. α = 3/2 · (1 − (19/3)/(49/3)) = 3/2 · 30/49 = 45/49.
        let of = of.expect("three regions");
        assert!((of.alpha - 45.0 / 49.0).abs() < 1e-15);
        // Without the third, the others are the same: α = 2 · (1 − 2/4) = 1.
        assert_eq!(of.items[2].alpha_without, Ok(1.0));
        assert_eq!(of.n_regions, 3);
        // Nothing is missing: pairs have the same covariances.
        assert!(of.pairwise.is_ok_and(|pairwise| (pairwise - of.alpha).abs() < 1e-15));
    }

    #[test]
    fn equal_indicators_have_alpha_one_and_opposite_ones_none() {
        let (up, down) = ([1.0, 2.0, 3.0, 5.0], [-1.0, -2.0, -3.0, -5.0]);
        let of = reliability(&[&up, &up]).expect("four regions");
        assert!((of.alpha - 1.0).abs() < 1e-15);
        assert_eq!(of.standardised, Ok(1.0));
        // Two indicators have no alpha without one of them.
        assert_eq!(of.items[0].alpha_without, Err(NotComputed::TooFewIndicators));
        assert_eq!(reliability(&[&up, &down]), Err(NotComputed::CancelOut));
    }

    #[test]
    fn a_constant_indicator_is_left_out() {
        let (up, other) = ([1.0, 2.0, 3.0, 5.0], [1.0, 3.0, 2.0, 4.0]);
        let with = reliability(&[&up, &[7.0; 4], &other]).expect("two vary");
        let without = reliability(&[&up, &other]).expect("two vary");
        assert_eq!(with.alpha, without.alpha);
        assert_eq!(with.items.iter().map(|item| item.position).collect::<Vec<_>>(), [0, 2]);
    }
}
