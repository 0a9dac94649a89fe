//! Winsorising: what lies beyond a limit is set to the limit.
//!
//! **To limits of skewness and kurtosis.** While both exceed their limits, the most extreme value on the side of the skew (the
//! highest where skewness is zero or above, else the lowest) is set to the next distinct one. Values that are equal go together:
//! the second round sets two values, and so on. It ends when one of skewness and kurtosis is within its limit, or when as many
//! values are set as may be; ties may take it a little beyond. It also ends before it would make all values equal. The side may
//! change between rounds.
//!
//! **To percentiles.** The limits are quantiles of the values, linear between neighbours
//! ([`statistics::quantile`](crate::statistics::quantile)).
//!
//! What comes out are limits and not a list of regions, so that other editions can be treated by them, and equal values stay
//! equal.
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; COINr `winsorise`, also in how it
//! counts ties.

use std::fmt;

use super::Shape;
use crate::method::OutlierLimits;
use crate::statistics::quantile;

/// Limits in the units of the values: what lies beyond is set to them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// Lowest value that stays; `None` where low values stay as they are.
    pub lower: Option<f64>,
    /// Highest value that stays; `None` where high values stay as they are.
    pub upper: Option<f64>,
}

impl Limits {
    /// A value within the limits; a missing one stays missing.
    pub fn applied(&self, value: f64) -> f64 {
        match (self.lower, self.upper) {
            (Some(lower), _) if value < lower => lower,
            (_, Some(upper)) if value > upper => upper,
            _ => value,
        }
    }
}

/// The limits in words.
impl fmt::Display for Limits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.lower, self.upper) {
            (None, None) => formatter.write_str("no limits"),
            (Some(lower), None) => write!(formatter, "values below {lower} set to it"),
            (None, Some(upper)) => write!(formatter, "values above {upper} set to it"),
            (Some(lower), Some(upper)) => write!(formatter, "values below {lower} and above {upper} set to these"),
        }
    }
}

/// The limits that bring ascending values within the limits of skewness and kurtosis, or as near as `at_most` allows.
pub(super) fn to_shape(ascending: &[f64], at_most: u32, outliers: &OutlierLimits) -> Limits {
    let mut limits = Limits::default();
    let mut values = ascending.to_vec();
    let mut n_set = 0;
    loop {
        let shape = Shape::of(&values);
        let (Some(&lowest), Some(&highest)) = (values.first(), values.last()) else { return limits };
        if n_set >= at_most as usize || !shape.exceeds(outliers) {
            return limits;
        }
        // The values stay ascending: those that are set are an end of the list.
        let below = values.partition_point(|value| *value < highest);
        let above = values.partition_point(|value| *value <= lowest);
        let next_below = below.checked_sub(1).and_then(|position| values.get(position)).copied();
        let next_above = values.get(above).copied();
        match (next_below, next_above) {
            (Some(next_below), Some(next_above)) if next_below > lowest && next_above < highest => {
                if shape.skewness >= Some(0.0) {
                    values[below..].fill(next_below);
                    limits.upper = Some(next_below);
                } else {
                    values[..above].fill(next_above);
                    limits.lower = Some(next_above);
                }
            }
            // Two distinct values are left: setting one to the other would leave nothing.
            _ => return limits,
        }
        n_set = ascending.iter().zip(&values).filter(|(before, after)| before != after).count();
    }
}

/// The quantiles of ascending values as limits; the shares run from 0 to 1.
pub(super) fn to_percentiles(ascending: &[f64], lower: f64, upper: f64) -> Limits {
    Limits { lower: quantile(ascending, lower), upper: quantile(ascending, upper) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLIERS: OutlierLimits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };

    fn to(at_most: u32, values: &[f64]) -> Limits {
        to_shape(values, at_most, &OUTLIERS)
    }

    #[test]
    fn the_highest_value_becomes_the_next_one() {
        // One to ten, 30 and 100. With 100 the skewness is 3.06 and the kurtosis 9.74; with 30 twice, 1.71 and 1.82: enough.
        let values: Vec<f64> = (1..=10).map(f64::from).chain([30.0, 100.0]).collect();
        let shape = Shape::of(&values);
        assert!(shape.skewness > Some(3.06) && shape.kurtosis > Some(9.74));
        assert_eq!(to(5, &values), Limits { lower: None, upper: Some(30.0) });
        assert_eq!(to(0, &values), Limits::default());
    }

    #[test]
    fn negative_skew_is_winsorised_at_the_low_end() {
        let values: Vec<f64> = [-100.0, -30.0].into_iter().chain((-10..=-1).map(f64::from)).collect();
        assert_eq!(to(5, &values), Limits { lower: Some(-30.0), upper: None });
    }

    #[test]
    fn equal_values_are_set_together_and_counted_each() {
        // Two of the same at the top are one round, and already two values.
        let values: Vec<f64> = (1..=30).map(f64::from).chain([500.0, 900.0, 900.0]).collect();
        assert_eq!(to(1, &values).upper, Some(500.0));
        assert_eq!(to(2, &values).upper, Some(500.0));
        assert_eq!(to(3, &values).upper, Some(30.0));
    }

    #[test]
    fn nothing_is_made_all_equal() {
        let mut values = vec![0.0; 50];
        values.push(1.0);
        assert!(Shape::of(&values).exceeds(&OUTLIERS));
        assert_eq!(to(5, &values), Limits::default());
        values.push(9.0);
        assert_eq!(to(5, &values).upper, Some(1.0));
    }

    #[test]
    fn percentiles_are_interpolated() {
        let values = [10.0, 20.0, 30.0, 40.0, 50.0];
        let limits = to_percentiles(&values, 0.1, 0.75);
        assert_eq!(limits, Limits { lower: Some(14.0), upper: Some(40.0) });
        assert_eq!(values.map(|value| limits.applied(value)), [14.0, 20.0, 30.0, 40.0, 40.0]);
        assert_eq!(limits.to_string(), "values below 14 and above 40 set to these");
    }
}
