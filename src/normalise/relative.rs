//! Deviation from, and ratio to, a reference mean: for example the national mean as 100.
//!
//! With the reference r: **difference** x − r, **difference in per cent** 100 · (x − r) / |r|, **ratio** base · x / r. Where less
//! is better the differences change sign and the ratio is mirrored at its base, 2 · base − base · x / r, so that a region as good
//! as the reference keeps the base and distances stay what they were. Source: OECD/JRC Handbook on Constructing Composite
//! Indicators (2008), step 5, indicators above or below the mean; the mirrored ratio is our own choice.
//!
//! The reference is stated, or is the mean of the pool, plain or weighted. In a weighted mean a value without a weight does not
//! count. A ratio to a reference below zero would put regions in the wrong order, and is refused.

use crate::method::{BeforeScaling, Direction, ReferenceMean, Relation, Uncomputable};
use crate::normalise::{PoolValues, Scale, measured, sign, stated};
use crate::statistics;

/// Takes the reference from a pool.
///
/// # Errors
/// If there are no values, no weights above zero, a negative weight, or the reference cannot be used.
pub(super) fn fit(
    pool: PoolValues<'_>,
    reference: &ReferenceMean,
    relation: Relation,
    before: BeforeScaling,
) -> Result<Scale, Uncomputable> {
    let is_there = |value: &f64| !value.is_nan();
    let reference = match reference {
        ReferenceMean::Stated(value) => stated(*value, before)?,
        ReferenceMean::Mean => {
            let values: Vec<f64> =
                pool.values.iter().filter(|value| is_there(value)).map(|value| measured(*value, before)).collect();
            statistics::mean(&values).ok_or(Uncomputable::NoValues)?
        }
        ReferenceMean::WeightedMean(_) => {
            let both = pool.values.iter().zip(pool.weights).filter(|(value, weight)| is_there(value) && is_there(weight));
            let (values, weights): (Vec<f64>, Vec<f64>) = both.map(|(value, weight)| (measured(*value, before), *weight)).unzip();
            if weights.iter().any(|weight| *weight < 0.0) {
                return Err(Uncomputable::NoReference);
            }
            statistics::weighted_mean(&values, &weights).ok_or(Uncomputable::NoReference)?
        }
    };
    usable(reference, relation, before)
}

/// Whether a reference will do for a relation.
///
/// # Errors
/// If something would be divided by it and it is zero, or a ratio is taken to it and it is below zero.
pub(super) fn usable(reference: f64, relation: Relation, before: BeforeScaling) -> Result<Scale, Uncomputable> {
    if !reference.is_finite() {
        return Err(Uncomputable::Overflow);
    }
    match relation {
        Relation::PercentDifference | Relation::Ratio { .. } if reference == 0.0 => Err(Uncomputable::NoReference),
        Relation::Ratio { .. } if reference < 0.0 => Err(Uncomputable::NotPositive(reference)),
        _ => Ok(Scale::Reference { value: reference, of: before }),
    }
}

/// The score of a value.
pub(super) fn score(value: f64, reference: f64, relation: Relation, direction: Direction) -> f64 {
    let sign = sign(direction);
    match relation {
        Relation::Difference => sign * (value - reference) + 0.0,
        Relation::PercentDifference => sign * (100.0 * (value - reference) / reference.abs()) + 0.0,
        Relation::Ratio { base } => {
            let ratio = base * value / reference;
            if direction == Direction::LowerIsBetter { 2.0 * base - ratio } else { ratio }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Scaling;
    use crate::normalise::examples::{check, check_uncomputable, normalisation};
    use crate::normalise::{apply, fit};
    use Direction::{HigherIsBetter, LowerIsBetter};

    fn to(reference: ReferenceMean, relation: Relation) -> crate::method::Normalisation {
        normalisation(Scaling::RelativeTo { reference, relation })
    }

    const NATIONAL: Relation = Relation::Ratio { base: 100.0 };

    #[test]
    fn against_the_mean() {
        // Mean 4.
        let values = [2.0, 3.0, 7.0];
        check(&values, HigherIsBetter, &to(ReferenceMean::Mean, Relation::Difference), &[-2.0, -1.0, 3.0]);
        check(&values, LowerIsBetter, &to(ReferenceMean::Mean, Relation::Difference), &[2.0, 1.0, -3.0]);
        check(&values, HigherIsBetter, &to(ReferenceMean::Mean, Relation::PercentDifference), &[-50.0, -25.0, 75.0]);
        check(&values, HigherIsBetter, &to(ReferenceMean::Mean, NATIONAL), &[50.0, 75.0, 175.0]);
        check(&values, LowerIsBetter, &to(ReferenceMean::Mean, NATIONAL), &[150.0, 125.0, 25.0]);
    }

    #[test]
    fn against_a_weighted_mean() {
        // (2 · 1 + 4 · 3) / 4 = 3.5; what has no weight does not count.
        let rule = to(ReferenceMean::WeightedMean(0), Relation::Difference);
        let pool = |weights| fit(PoolValues { values: &[2.0, 4.0, 99.0], weights }, HigherIsBetter, &rule);
        let scale = pool(&[1.0, 3.0, f64::NAN]).expect("a reference");
        assert_eq!(scale.parameters(), [("reference", 3.5)]);
        assert_eq!(apply(&scale, &[2.0, 4.0, 99.0], &[], HigherIsBetter, &rule), [-1.5, 0.5, 95.5]);
        assert_eq!(pool(&[0.0; 3]), Err(Uncomputable::NoReference));
        assert_eq!(pool(&[-1.0, 2.0, 3.0]), Err(Uncomputable::NoReference));
        assert_eq!(pool(&[]), Err(Uncomputable::NoReference));
    }

    #[test]
    fn against_a_stated_value() {
        let stated = |reference: f64, relation: Relation| to(ReferenceMean::Stated(reference), relation);
        check(&[2.0, 6.0], HigherIsBetter, &stated(4.0, NATIONAL), &[50.0, 150.0]);
        // Per cent of the size of the reference, so that above −4 stays above.
        check(&[-2.0, -6.0], HigherIsBetter, &stated(-4.0, Relation::PercentDifference), &[50.0, -50.0]);
        check_uncomputable(&[2.0], HigherIsBetter, &stated(-4.0, NATIONAL), Uncomputable::NotPositive(-4.0));
        check_uncomputable(&[2.0], HigherIsBetter, &stated(0.0, NATIONAL), Uncomputable::NoReference);
        check(&[2.0, 2.0], HigherIsBetter, &stated(0.0, Relation::Difference), &[2.0, 2.0]);
    }
}
