//! Completeness: what is there, what is zero, and how many different values there are.
//!
//! Shares follow COINr's `get_stats` and `get_data_avail`: availability is counted among all regions (or indicators), zeros,
//! distinct values and the most common value among those that are there.

use crate::statistics;

/// Least share of regions that should have an indicator (COINr's default).
pub const LEAST_AVAILABLE: f64 = 0.65;
/// Least share of the values that should not be zero (COINr's default).
pub const LEAST_NONZERO: f64 = 0.5;
/// Least share of the values that should be different ones (COINr's default).
pub const LEAST_DISTINCT: f64 = 0.5;
/// Largest share of regions with one and the same value: above it the indicator tells most regions nothing.
pub const MOST_SAME: f64 = 0.5;
/// Least share of the indicators that a region should have.
pub const LEAST_AVAILABLE_OF_REGION: f64 = 0.9;

/// Completeness of an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Availability {
    /// Regions in all.
    pub n_regions: usize,
    /// Regions that have a value.
    pub n_available: usize,
    /// Values that are exactly zero.
    pub n_zero: usize,
    /// Different values.
    pub n_distinct: usize,
    /// How often the most common value occurs.
    pub n_most_common: usize,
    /// That value, the smallest of several; `None` where there is no value at all.
    pub most_common: Option<f64>,
}

impl Availability {
    /// Counts the values of an indicator; NaN = missing.
    pub fn of(values: &[f64]) -> Self {
        let sorted = statistics::sorted(&statistics::present(values));
        let mut counted = Availability {
            n_regions: values.len(),
            n_available: sorted.len(),
            n_zero: sorted.iter().filter(|value| **value == 0.0).count(),
            n_distinct: 0,
            n_most_common: 0,
            most_common: None,
        };
        for equal in sorted.chunk_by(|a, b| a == b) {
            counted.n_distinct += 1;
            if counted.n_most_common < equal.len() {
                counted.n_most_common = equal.len();
                counted.most_common = equal.first().copied();
            }
        }
        counted
    }

    /// Share of the regions that have a value; `None` where there are no regions.
    pub fn share_available(&self) -> Option<f64> {
        share(self.n_available, self.n_regions)
    }

    /// Share of the values that are not zero; `None` where there are no values.
    pub fn share_nonzero(&self) -> Option<f64> {
        share(self.n_available - self.n_zero, self.n_available)
    }

    /// Different values per value; `None` where there are no values.
    pub fn share_distinct(&self) -> Option<f64> {
        share(self.n_distinct, self.n_available)
    }

    /// Share of the values that are the most common one; `None` where there are no values.
    pub fn share_most_common(&self) -> Option<f64> {
        share(self.n_most_common, self.n_available)
    }

    /// Whether there is one value, or none, so that no two regions are told apart.
    pub fn is_constant(&self) -> bool {
        self.n_distinct <= 1
    }

    /// Whether more than half of the regions have one and the same value.
    pub fn is_mostly_one_value(&self) -> bool {
        self.share_most_common().is_some_and(|share| MOST_SAME < share)
    }
}

/// Completeness of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionAvailability {
    /// Indicators in all.
    pub n_indicators: usize,
    /// Indicators that are missing.
    pub n_missing: usize,
    /// Indicators that are exactly zero.
    pub n_zero: usize,
}

impl RegionAvailability {
    /// Share of the indicators that are there; `None` where there are none.
    pub fn share_available(&self) -> Option<f64> {
        share(self.n_indicators - self.n_missing, self.n_indicators)
    }

    /// Share of the values that are not zero; `None` where the region has no value.
    pub fn share_nonzero(&self) -> Option<f64> {
        let n_available = self.n_indicators - self.n_missing;
        share(n_available - self.n_zero, n_available)
    }
}

/// Completeness of each region over columns of raw values.
pub fn of_regions(columns: &[&[f64]], n_regions: usize) -> Vec<RegionAvailability> {
    let count = |region_idx: usize, is_counted: fn(f64) -> bool| {
        columns.iter().filter(|column| column.get(region_idx).is_some_and(|value| is_counted(*value))).count()
    };
    (0..n_regions)
        .map(|region_idx| RegionAvailability {
            n_indicators: columns.len(),
            n_missing: count(region_idx, f64::is_nan),
            n_zero: count(region_idx, |value| value == 0.0),
        })
        .collect()
}

fn share(part: usize, whole: usize) -> Option<f64> {
    if whole == 0 { None } else { Some(part as f64 / whole as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hand_counted_indicator() {
        // Five regions, four values, two of them zero: three different ones would be distinct, here two.
        let counted = Availability::of(&[0.0, 7.0, f64::NAN, -0.0, 7.0]);
        assert_eq!((counted.n_available, counted.n_zero, counted.n_distinct, counted.n_most_common), (4, 2, 2, 2));
        assert_eq!(counted.most_common, Some(0.0));
        assert_eq!(counted.share_available(), Some(0.8));
        assert_eq!(counted.share_nonzero(), Some(0.5));
        assert!(!counted.is_mostly_one_value());
        assert!(Availability::of(&[0.0, 0.0, 1.0]).is_mostly_one_value());
    }

    #[test]
    fn no_value_has_no_shares() {
        let counted = Availability::of(&[f64::NAN]);
        assert_eq!((counted.share_available(), counted.share_nonzero(), counted.most_common), (Some(0.0), None, None));
        assert!(counted.is_constant());
        assert_eq!(Availability::of(&[]).share_available(), None);
    }

    #[test]
    fn a_hand_counted_region() {
        let regions = of_regions(&[&[0.0, f64::NAN], &[2.0, f64::NAN], &[f64::NAN, f64::NAN], &[4.0, f64::NAN]], 2);
        assert_eq!((regions[0].n_missing, regions[0].n_zero), (1, 1));
        assert_eq!((regions[0].share_available(), regions[0].share_nonzero()), (Some(0.75), Some(2.0 / 3.0)));
        assert_eq!((regions[1].share_available(), regions[1].share_nonzero()), (Some(0.0), None));
    }
}
