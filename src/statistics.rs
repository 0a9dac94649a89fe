//! Descriptive statistics of a list of numbers: what treatment, imputation, normalisation, weights and diagnostics share.
//!
//! Missing values are left out by the caller ([`present`]). Sums keep what rounding takes from them, so that the order of
//! regions does not show. Which statistic a step uses, and what follows from it, is that step's business.

use crate::aggregate::exact_sum;
use crate::round;

/// The values that are there.
pub fn present(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|value| !value.is_nan()).collect()
}

/// Arithmetic mean, never outside the values; `None` for an empty list.
///
/// Rounding may put a sum divided by n one bit outside the values. Equal values would then deviate from their own mean, and
/// have a skewness.
pub fn mean(values: &[f64]) -> Option<f64> {
    let (lowest, highest) = extremes(values)?;
    let mean = exact_sum(values.iter().copied()) / values.len() as f64;
    Some(mean.max(lowest).min(highest))
}

/// The lowest and the highest value; `None` for an empty list.
pub fn extremes(values: &[f64]) -> Option<(f64, f64)> {
    let first = *values.first()?;
    Some(values.iter().fold((first, first), |(lowest, highest), &value| (lowest.min(value), highest.max(value))))
}

/// Mean with weights of zero or more; `None` where the weights sum to zero.
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Option<f64> {
    let total = exact_sum(weights.iter().copied());
    let sum = exact_sum(values.iter().zip(weights).map(|(value, weight)| value * weight));
    if total > 0.0 { Some(sum / total) } else { None }
}

/// Sum of the `power`-th powers of the deviations from the mean.
fn central_sum(values: &[f64], mean: f64, power: i32) -> f64 {
    exact_sum(values.iter().map(|value| (value - mean).powi(power)))
}

/// Standard deviation with n − 1; `None` for fewer than two values.
pub fn sample_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    let n_values = values.len() as f64;
    if values.len() < 2 { None } else { Some((central_sum(values, mean, 2) / (n_values - 1.0)).sqrt()) }
}

/// Standard deviation with n; `None` for an empty list.
pub fn population_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    Some((central_sum(values, mean, 2) / values.len() as f64).sqrt())
}

/// Mean squares, cubes or fourth powers of the deviations from the mean, in units of which the largest deviation is about one;
/// `None` for an empty list.
///
/// Skewness and kurtosis have no unit, and the fourth power of a large number would not fit. The unit is a power of two, so
/// that nothing is rounded on the way there.
fn moments<const N: usize>(values: &[f64], powers: [i32; N]) -> Option<[f64; N]> {
    let mean = mean(values)?;
    let (lowest, highest) = extremes(values)?;
    let (_, exponent) = libm::frexp((highest - mean).max(mean - lowest));
    let unit = libm::ldexp(1.0, exponent.clamp(-1000, 1000));
    let scaled: Vec<f64> = values.iter().map(|value| (value - mean) / unit).collect();
    Some(powers.map(|power| central_sum(&scaled, 0.0, power) / values.len() as f64))
}

/// Bias-corrected skewness G1 (Excel's SKEW, SAS's type 2): `g1 · √(n(n−1)) / (n−2)` with `g1 = m3 / m2^1.5`.
///
/// Source: Joanes & Gill (1998), The Statistician 47. `None` for fewer than three values or where all are equal.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let n_values = values.len() as f64;
    let [second, third] = moments(values, [2, 3])?;
    if values.len() < 3 || second <= 0.0 {
        return None;
    }
    let plain = third / (second * second.sqrt());
    Some(plain * (n_values * (n_values - 1.0)).sqrt() / (n_values - 2.0)).filter(|skewness| skewness.is_finite())
}

/// Bias-corrected excess kurtosis G2 (Excel's KURT, SAS's type 2): `((n+1) g2 + 6) · (n−1) / ((n−2)(n−3))` with
/// `g2 = m4 / m2² − 3`.
///
/// Source: Joanes & Gill (1998), The Statistician 47. `None` for fewer than four values or where all are equal.
pub fn kurtosis(values: &[f64]) -> Option<f64> {
    let n_values = values.len() as f64;
    let [second, fourth] = moments(values, [2, 4])?;
    if values.len() < 4 || second <= 0.0 {
        return None;
    }
    let plain = fourth / (second * second) - 3.0;
    let corrected = ((n_values + 1.0) * plain + 6.0) * (n_values - 1.0) / ((n_values - 2.0) * (n_values - 3.0));
    Some(corrected).filter(|kurtosis| kurtosis.is_finite())
}

/// Values in ascending order.
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// The quantile at `share` (0 to 1) of ascending values, linear between neighbours: R's type 7, Excel's PERCENTILE.INC.
/// `None` for an empty list.
pub fn quantile(ascending: &[f64], share: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let position = share.clamp(0.0, 1.0) * last as f64;
    let below = (position.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let part = position - below as f64;
    Some(ascending[below] + part * (ascending[above] - ascending[below]))
}

/// The median: the middle value, or the mean of the two middle ones; `None` for an empty list.
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        n_values if n_values % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

/// The median of the changes from old to new values, over those that have both; `None` where none has.
pub fn median_change(old: &[f64], new: &[f64]) -> Option<f64> {
    let changes: Vec<f64> = old.iter().zip(new).map(|(old, new)| round::sum(*new, -old)).collect();
    median(&present(&changes))
}

/// How many values there are of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Values that are there.
    pub n_present: usize,
    /// Of these, other than zero.
    pub n_nonzero: usize,
    /// Distinct ones.
    pub n_distinct: usize,
    /// How often the most frequent one occurs.
    pub n_most_frequent: usize,
}

/// Counts the values that are there, whatever else the list holds.
pub fn counts(values: &[f64]) -> Counts {
    let ascending = sorted(&present(values));
    let runs = ascending.chunk_by(|a, b| a == b);
    Counts {
        n_present: ascending.len(),
        n_nonzero: ascending.iter().filter(|value| **value != 0.0).count(),
        n_distinct: runs.clone().count(),
        n_most_frequent: runs.map(<[f64]>::len).max().unwrap_or(0),
    }
}

/// Pearson's correlation of two lists of equal length without missing values; `None` for fewer than two pairs, or where one of
/// the lists has one value only.
pub fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let (mean_a, mean_b) = (mean(a)?, mean(b)?);
    let product = exact_sum(a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)));
    let norm = (central_sum(a, mean_a, 2) * central_sum(b, mean_b, 2)).sqrt();
    if a.len() < 2 || norm <= 0.0 { None } else { Some((product / norm).clamp(-1.0, 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_change_is_over_those_with_both_values() {
        let missing = f64::NAN;
        assert_eq!(median_change(&[1.0, 2.0, missing, 5.0], &[2.0, 5.0, 9.0, 5.5]), Some(1.0));
        assert_eq!(median_change(&[missing], &[1.0]), None);
    }

    #[test]
    fn hand_worked_moments() {
        // Mean 3; squares 4 + 1 + 0 + 1 + 4 = 10; symmetric.
        let values = [1.0, 2.0, 3.0, 4.0, 5.0];
        assert_eq!(mean(&values), Some(3.0));
        assert_eq!(sample_deviation(&values), Some(2.5f64.sqrt()));
        assert_eq!(population_deviation(&values), Some(2f64.sqrt()));
        assert_eq!(skewness(&values), Some(0.0));
        // m4 = (16 + 1 + 0 + 1 + 16) / 5 = 6.8; g2 = 6.8 / 4 − 3 = −1.3; (6 · −1.3 + 6) · 4 / (3 · 2) = −1.2.
        assert!((kurtosis(&values).unwrap_or(0.0) + 1.2).abs() < 1e-12);
        // 1, 1, 4: mean 2; m2 = 2, m3 = (−1 − 1 + 8) / 3 = 2; g1 = 2 / 2^1.5; G1 = g1 · √6 / 1 = √3.
        assert!((skewness(&[1.0, 1.0, 4.0]).unwrap_or(0.0) - 3f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn moments_have_no_unit() {
        let values = [1.0, 2.0, 4.0, 9.0, 25.0];
        for unit in [2f64.powi(-300), 2f64.powi(300)] {
            let scaled = values.map(|value| value * unit);
            assert_eq!(skewness(&scaled), skewness(&values));
            assert_eq!(kurtosis(&scaled), kurtosis(&values));
        }
    }

    #[test]
    fn equal_values_do_not_deviate_from_their_mean() {
        for n_values in 1..200 {
            for value in [0.1, 0.7, -1.3] {
                let values = vec![value; n_values];
                assert_eq!(mean(&values), Some(value));
                assert_eq!((skewness(&values), kurtosis(&values)), (None, None));
            }
        }
    }

    #[test]
    fn values_are_counted() {
        let values = [0.0, 2.0, f64::NAN, -0.0, 2.0, 3.0, 2.0];
        assert_eq!(counts(&values), Counts { n_present: 6, n_nonzero: 4, n_distinct: 3, n_most_frequent: 3 });
        assert_eq!(counts(&[f64::NAN]), Counts::default());
        assert_eq!(extremes(&[3.0, -1.0, 2.0]), Some((-1.0, 3.0)));
        assert_eq!(extremes(&[]), None);
    }

    #[test]
    fn medians_and_quantiles() {
        assert_eq!(median(&[5.0, 1.0, 3.0]), Some(3.0));
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(quantile(&[10.0, 20.0, 30.0, 40.0], 0.25), Some(17.5));
        assert_eq!(quantile(&[10.0], 0.9), Some(10.0));
    }

    #[test]
    fn what_cannot_be_computed_is_none() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(sample_deviation(&[1.0]), None);
        assert_eq!(skewness(&[2.0, 2.0, 2.0]), None);
        assert_eq!(kurtosis(&[1.0, 2.0, 3.0]), None);
        assert_eq!(pearson(&[1.0, 2.0], &[3.0, 3.0]), None);
        assert_eq!(weighted_mean(&[1.0], &[0.0]), None);
    }

    #[test]
    fn a_line_correlates_perfectly() {
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), Some(1.0));
        assert_eq!(pearson(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
        assert_eq!(weighted_mean(&[1.0, 4.0], &[2.0, 1.0]), Some(2.0));
    }
}
