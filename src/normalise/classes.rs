//! Points for a class: quantile classes of the pool, and intervals between stated cut-points.
//!
//! **Quantile classes.** With k classes and n values, a value with b weaker values in the pool is in class ⌊b · k / n⌋, the weakest
//! being class 0; whole numbers are divided, so that nothing depends on rounding. Equal values are in one class, whole classes may
//! be empty where many tie. Without ties the sizes differ by at most one: 293 values make quintiles of 59, 59, 58, 59 and 58. A
//! value that is not in the pool is counted in the same way; one that is better than all is in the best class. Source: OECD/JRC
//! Handbook on Constructing Composite Indicators (2008), step 5, categorical scales; that a value belongs to the class in which
//! its group of ties begins is our own choice (some give it to the class in which the group ends).
//!
//! **Cut-points.** A value belongs to the interval that starts at the highest cut-point that is not above it. Cut-points are in raw
//! units, and the points go from the lowest values to the highest: they say themselves whether more is better.

use crate::method::Direction;
use crate::normalise::sign;

/// The pool's values, turned so that more is better, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileScale {
    /// Sorted values.
    pub sorted: Vec<f64>,
    /// What values were multiplied by before they were sorted, 1 or −1.
    pub sign: f64,
}

impl QuantileScale {
    /// From the values that are there.
    pub(super) fn new(pool: &[f64], direction: Direction) -> Self {
        let sign = sign(direction);
        let mut sorted: Vec<f64> = pool.iter().filter(|value| !value.is_nan()).map(|value| sign * value + 0.0).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        QuantileScale { sorted, sign }
    }

    /// Number of values, the lowest and the highest of them.
    pub(super) fn parameters(&self) -> Vec<(&'static str, f64)> {
        let mut parameters = vec![("number of values", self.sorted.len() as f64)];
        if let (Some(first), Some(last)) = (self.sorted.first(), self.sorted.last()) {
            let (minimum, maximum) = if self.sign < 0.0 { (last, first) } else { (first, last) };
            parameters.extend([("minimum", self.sign * minimum + 0.0), ("maximum", self.sign * maximum + 0.0)]);
        }
        parameters
    }

    /// Points of the class of a raw value.
    pub(super) fn points(&self, value: f64, direction: Direction, points: &[f64]) -> f64 {
        let turned = sign(direction) * value;
        let n_weaker = self.sorted.partition_point(|other| *other < turned);
        let class = n_weaker * points.len() / self.sorted.len().max(1);
        let last = points.len().saturating_sub(1);
        points.get(class.min(last)).copied().unwrap_or(f64::NAN)
    }
}

/// Points of the interval of a raw value.
pub(super) fn cut_points(value: f64, cuts: &[f64], points: &[f64]) -> f64 {
    let interval = cuts.partition_point(|cut| *cut <= value);
    points.get(interval).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{Scaling, Uncomputable};
    use crate::normalise::examples::{check, check_uncomputable, normalisation, scored_by};
    use Direction::{HigherIsBetter, LowerIsBetter};

    fn quintiles() -> crate::method::Normalisation {
        normalisation(Scaling::QuantileClasses { points: vec![1.0, 2.0, 3.0, 4.0, 5.0] })
    }

    #[test]
    fn quintiles_of_293_values() {
        let values: Vec<f64> = (0..293).map(f64::from).collect();
        for direction in [HigherIsBetter, LowerIsBetter] {
            let scores = scored_by(&values, &values, direction, &quintiles());
            let sizes = [1.0, 2.0, 3.0, 4.0, 5.0].map(|points| scores.iter().filter(|score| **score == points).count());
            assert_eq!(sizes, [59, 59, 58, 59, 58]);
        }
    }

    #[test]
    fn ties_are_in_one_class_and_others_are_counted_in() {
        // Weaker values: 0, 1, 1, 1, 4 of five; times five, divided by five.
        check(&[1.0, 2.0, 2.0, 2.0, 3.0], HigherIsBetter, &quintiles(), &[1.0, 2.0, 2.0, 2.0, 5.0]);
        check(&[1.0, 2.0, 2.0, 2.0, 3.0], LowerIsBetter, &quintiles(), &[5.0, 2.0, 2.0, 2.0, 1.0]);
        // Outside of the pool.
        let pool = [10.0, 20.0, 30.0, 40.0, 50.0];
        assert_eq!(scored_by(&pool, &[0.0, 15.0, 45.0, 99.0], HigherIsBetter, &quintiles()), [1.0, 2.0, 5.0, 5.0]);
    }

    #[test]
    fn points_between_cut_points_follow_the_values() {
        let rule = normalisation(Scaling::CutPoints { cuts: vec![5.0, 10.0], points: vec![3.0, 2.0, 0.0] });
        for direction in [HigherIsBetter, LowerIsBetter] {
            check(&[-1.0, 5.0, 9.9, 10.0, 99.0], direction, &rule, &[3.0, 2.0, 2.0, 0.0, 0.0]);
        }
    }

    #[test]
    fn no_points_no_classes() {
        let rule = normalisation(Scaling::QuantileClasses { points: Vec::new() });
        check_uncomputable(&[1.0, 2.0], HigherIsBetter, &rule, Uncomputable::NoSolution);
        let rule = normalisation(Scaling::CutPoints { cuts: Vec::new(), points: Vec::new() });
        check_uncomputable(&[1.0, 2.0], HigherIsBetter, &rule, Uncomputable::NoSolution);
    }
}
