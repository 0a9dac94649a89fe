//! How the raw values of an indicator are spread, and which regions stand apart.
//!
//! Quartiles are R's type 7; skewness and excess kurtosis are bias-corrected ([`statistics::skewness`],
//! [`statistics::kurtosis`]). An indicator is called skewed by outliers where skewness *and* kurtosis are beyond their limits,
//! as in the Handbook's and COINr's rule. A region stands apart where its value lies more than 1.5 times the interquartile
//! range beyond a quartile (Tukey 1977), far apart beyond 3 times.

use super::{NotComputed, finite};
use crate::statistics;

/// Absolute skewness above which, together with [`MOST_KURTOSIS`], values are called skewed by outliers.
pub const MOST_SKEWNESS: f64 = 2.0;
/// Excess kurtosis above which, together with [`MOST_SKEWNESS`], values are called skewed by outliers.
pub const MOST_KURTOSIS: f64 = 3.5;
/// Interquartile ranges beyond a quartile from which a value stands apart.
pub const APART: f64 = 1.5;
/// Interquartile ranges beyond a quartile from which a value stands far apart.
pub const FAR_APART: f64 = 3.0;

/// The spread of an indicator's raw values, in its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Number of values.
    pub n_values: usize,
    /// Smallest, largest, quartiles and moments.
    pub summary: Result<Summary, NotComputed>,
    /// Regions that stand apart, the farthest first.
    pub outliers: Result<Vec<Outlier>, NotComputed>,
}

/// Smallest, largest, quartiles and moments.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Smallest value.
    pub minimum: f64,
    /// First quartile.
    pub lower_quartile: f64,
    /// Median.
    pub median: f64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Third quartile.
    pub upper_quartile: f64,
    /// Largest value.
    pub maximum: f64,
    /// Standard deviation with n − 1.
    pub deviation: Result<f64, NotComputed>,
    /// Bias-corrected skewness.
    pub skewness: Result<f64, NotComputed>,
    /// Bias-corrected excess kurtosis.
    pub kurtosis: Result<f64, NotComputed>,
}

/// A region that stands apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlier {
    /// The region.
    pub region_idx: usize,
    /// Its value.
    pub value: f64,
    /// How many interquartile ranges it lies above the third quartile, or below the first (then less than zero).
    pub distance: f64,
}

impl Outlier {
    /// Whether it stands far apart.
    pub fn is_far(&self) -> bool {
        FAR_APART < self.distance.abs()
    }
}

impl Distribution {
    /// Describes values by region; NaN = missing.
    pub fn of(values: &[f64]) -> Self {
        let present = statistics::present(values);
        let summary = summary(&present);
        let outliers = summary.and_then(|summary| outliers(values, &summary));
        Distribution { n_values: present.len(), summary, outliers }
    }

    /// Whether skewness and kurtosis are both beyond their limits; `None` where they cannot be computed.
    pub fn is_skewed_by_outliers(&self) -> Option<bool> {
        let summary = self.summary.ok()?;
        let (skewness, kurtosis) = (summary.skewness.ok()?, summary.kurtosis.ok()?);
        Some(MOST_SKEWNESS < skewness.abs() && MOST_KURTOSIS < kurtosis)
    }
}

/// Smallest, largest, quartiles and moments of values without missing ones.
///
/// # Errors
/// There is no value, or their sum is too large.
pub fn summary(present: &[f64]) -> Result<Summary, NotComputed> {
    let sorted = statistics::sorted(present);
    let none = NotComputed::TooFewRegions { found: 0, needed: 1 };
    let quantile = |share: f64| statistics::quantile(&sorted, share).ok_or(none).and_then(finite);
    let moment = |value: Option<f64>, needed: usize| {
        let reason = match present.len() < needed {
            true => NotComputed::TooFewRegions { found: present.len(), needed },
            false => NotComputed::Constant,
        };
        value.ok_or(reason).and_then(finite)
    };
    Ok(Summary {
        minimum: quantile(0.0)?,
        lower_quartile: quantile(0.25)?,
        median: quantile(0.5)?,
        mean: statistics::mean(present).ok_or(none).and_then(finite)?,
        upper_quartile: quantile(0.75)?,
        maximum: quantile(1.0)?,
        deviation: moment(statistics::sample_deviation(present), 2),
        skewness: moment(statistics::skewness(present), 3),
        kurtosis: moment(statistics::kurtosis(present), 4),
    })
}

/// Regions that stand apart, the farthest first, equal distances in the order of regions.
///
/// # Errors
/// The quartiles are equal.
pub fn outliers(values: &[f64], summary: &Summary) -> Result<Vec<Outlier>, NotComputed> {
    let range = finite(summary.upper_quartile - summary.lower_quartile)?;
    if range <= 0.0 {
        return Err(NotComputed::NoMiddleSpread);
    }
    let mut found = Vec::new();
    for (region_idx, &value) in values.iter().enumerate() {
        let above = (value - summary.upper_quartile) / range;
        let below = (value - summary.lower_quartile) / range;
        if APART < above {
            found.push(Outlier { region_idx, value, distance: above });
        } else if below < -APART {
            found.push(Outlier { region_idx, value, distance: below });
        }
    }
    found.sort_by(|a, b| b.distance.abs().total_cmp(&a.distance.abs()));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_worked_spread() {
        // Quartiles of 1 2 3 4 20 are 2 and 4: 20 lies (20 − 4) / 2 = 8 ranges above, 1 lies half a range below.
        let spread = Distribution::of(&[4.0, f64::NAN, 20.0, 1.0, 3.0, 2.0]);
        let summary = spread.summary.expect("five values");
        assert_eq!((summary.lower_quartile, summary.median, summary.upper_quartile, summary.mean), (2.0, 3.0, 4.0, 6.0));
        assert_eq!(spread.outliers, Ok(vec![Outlier { region_idx: 2, value: 20.0, distance: 8.0 }]));
        // Skewness √20/3 · m3/m2^1.5 = 2.09, kurtosis 4.47.
        assert_eq!(spread.is_skewed_by_outliers(), Some(true));
    }

    #[test]
    fn what_cannot_be_computed_says_why() {
        let same = Distribution::of(&[3.0; 5]);
        assert_eq!(same.outliers, Err(NotComputed::NoMiddleSpread));
        let summary = same.summary.expect("five values");
        assert_eq!((summary.deviation, summary.skewness), (Ok(0.0), Err(NotComputed::Constant)));
        assert_eq!(same.is_skewed_by_outliers(), None);
        let none = Distribution::of(&[f64::NAN]);
        assert_eq!(none.summary, Err(NotComputed::TooFewRegions { found: 0, needed: 1 }));
        let huge = Distribution::of(&[f64::MAX, f64::MAX, -f64::MAX, 0.0]);
        assert!(
            huge.outliers.is_err() || huge.outliers.is_ok_and(|outliers| outliers.iter().all(|one| one.distance.is_finite()))
        );
    }
}
