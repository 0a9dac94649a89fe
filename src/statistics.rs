//! Descriptive statistics of a list of numbers: what treatment, imputation, normalisation, weights and diagnostics share.
//!
//! Missing values are left out by the caller ([`present`]). Sums keep what rounding takes from them, so that the order of
//! regions does not show. Which statistic a step uses, and what follows from it, is that step's business.

use crate::aggregate::exact_sum;

/// The values that are there.
pub fn present(values: &[f64]) -> Vec<f64> {
    values.iter().copied().filter(|value| !value.is_nan()).collect()
}

/// Arithmetic mean; `None` for an empty list.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(exact_sum(values.iter().copied()) / values.len() as f64) }
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

/// Bias-corrected skewness G1 (Excel's SKEW, SAS's type 2): `g1 · √(n(n−1)) / (n−2)` with `g1 = m3 / m2^1.5`.
///
/// Source: Joanes & Gill (1998), The Statistician 47. `None` for fewer than three values or where all are equal.
pub fn skewness(values: &[f64]) -> Option<f64> {
    let n_values = values.len() as f64;
    let mean = mean(values)?;
    let second = central_sum(values, mean, 2) / n_values;
    if values.len() < 3 || second <= 0.0 {
        return None;
    }
    let third = central_sum(values, mean, 3) / n_values;
    let plain = third / (second * second.sqrt());
    Some(plain * (n_values * (n_values - 1.0)).sqrt() / (n_values - 2.0))
}

/// Bias-corrected excess kurtosis G2 (Excel's KURT, SAS's type 2): `((n+1) g2 + 6) · (n−1) / ((n−2)(n−3))` with
/// `g2 = m4 / m2² − 3`.
///
/// Source: Joanes & Gill (1998), The Statistician 47. `None` for fewer than four values or where all are equal.
pub fn kurtosis(values: &[f64]) -> Option<f64> {
    let n_values = values.len() as f64;
    let mean = mean(values)?;
    let second = central_sum(values, mean, 2) / n_values;
    if values.len() < 4 || second <= 0.0 {
        return None;
    }
    let plain = central_sum(values, mean, 4) / n_values / (second * second) - 3.0;
    Some(((n_values + 1.0) * plain + 6.0) * (n_values - 1.0) / ((n_values - 2.0) * (n_values - 3.0)))
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
