//! Methods that draw a straight line through two points: min–max, z-score, goalposts, distance to a reference, fraction of the
//! maximum.
//!
//! * **Min–max**: (x − min) / (max − min) of the turned values, so that the best of the pool has 1 and the weakest 0.
//! * **z-score**: (x − mean) / standard deviation of the turned values, then given the stated mean and standard deviation.
//! * **Goalposts**: u = (x − lower) / (upper − lower) with posts in raw units; 1 − u where less is better. Capped, u is cut to
//!   0 and 1. This is what COINr's `n_goalposts` gives when its posts are on the turned axis, and UNDP's formula of the Human
//!   Development Index (Technical notes, dimension indices; with the logarithm for income).
//! * **Distance to a reference**: (x − min) / (reference − min) of turned values, which is 1 − (reference − x) / (reference − min)
//!   (COINr `n_dist2max`, `n_dist2ref`, `n_dist2targ`). Capped, whoever is as good as the reference has 1, whatever the
//!   divisor. A reference that is not better than the weakest value of the pool gives everybody else no score.
//! * **Fraction of the maximum**: x / max, or min / x where less is better: the best has 1. It means something only for values
//!   that are not negative, and with less is better for values above zero. After a logarithm, that is asked of the logarithms.
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5.

use crate::method::{BeforeScaling, Cap, Direction, DistanceReference, Normalisation, Scaling, Spread, Uncomputable};
use crate::normalise::{Scale, is_measurable, measured, sign, stated};
use crate::statistics;

/// The lowest and the highest value of a pool, in raw units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The lowest.
    pub minimum: f64,
    /// The highest.
    pub maximum: f64,
}

impl Extent {
    /// Of the values that are there; `None` where there are none.
    pub fn of(values: &[f64]) -> Option<Self> {
        let mut present = values.iter().copied().filter(|value| !value.is_nan()).map(|value| value + 0.0);
        let first = present.next()?;
        let widen =
            |extent: Extent, value: f64| Extent { minimum: extent.minimum.min(value), maximum: extent.maximum.max(value) };
        Some(present.fold(Extent { minimum: first, maximum: first }, widen))
    }

    /// The weakest and the best value, as they enter a formula and turned so that more is better.
    fn turned(self, direction: Direction, before: BeforeScaling) -> (f64, f64) {
        let (minimum, maximum) = (measured(self.minimum, before), measured(self.maximum, before));
        match direction {
            Direction::HigherIsBetter => (minimum, maximum),
            Direction::LowerIsBetter => (-maximum, -minimum),
        }
    }
}

/// A line that is 0 at one value and 1 at another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    sign: f64,
    zero: f64,
    one: f64,
}

impl Line {
    /// Where a value lies.
    pub(super) fn share(&self, value: f64) -> f64 {
        (self.sign * value - self.zero) / (self.one - self.zero)
    }
}

/// The line of min–max.
pub(super) fn min_max(extent: Extent, direction: Direction, before: BeforeScaling) -> Line {
    let (zero, one) = extent.turned(direction, before);
    Line { sign: sign(direction), zero, one }
}

/// The line between goalposts that can be measured.
pub(super) fn goalposts(lower: f64, upper: f64, before: BeforeScaling) -> Line {
    Line { sign: 1.0, zero: measured(lower, before), one: measured(upper, before) }
}

/// A share between goalposts, cut and turned.
pub(super) fn between_posts(share: f64, cap: Cap, direction: Direction) -> f64 {
    let share = match cap {
        Cap::Capped => share.clamp(0.0, 1.0),
        Cap::Open => share,
    };
    if direction == Direction::LowerIsBetter { 1.0 - share } else { share }
}

/// Checks goalposts.
///
/// # Errors
/// If a post cannot be measured, or both are the same.
pub(super) fn fit_goalposts(lower: f64, upper: f64, before: BeforeScaling) -> Result<Scale, Uncomputable> {
    let width = stated(upper, before)? - stated(lower, before)?;
    if width == 0.0 {
        return Err(Uncomputable::NoReference);
    }
    if width.is_finite() { Ok(Scale::Goalposts { lower, upper }) } else { Err(Uncomputable::Overflow) }
}

/// The line of z-scores.
///
/// # Errors
/// If all values are equal, or there is one value and the deviation is that of a sample.
pub(super) fn fit_moments(pool: &[f64], spread: Spread, before: BeforeScaling) -> Result<Scale, Uncomputable> {
    let values: Vec<f64> = pool.iter().filter(|value| !value.is_nan()).map(|value| measured(*value, before)).collect();
    let first = pool.iter().copied().find(|value| !value.is_nan()).ok_or(Uncomputable::NoValues)?;
    let mean = statistics::mean(&values).ok_or(Uncomputable::NoValues)?;
    let deviation = match spread {
        Spread::Sample => statistics::sample_deviation(&values),
        Spread::Population => statistics::population_deviation(&values),
    };
    let is_constant = values.iter().all(|value| *value == values[0]);
    match deviation {
        // The mean of equal values may differ from them in the last bit, and then their deviation is not quite zero.
        Some(deviation) if !is_constant && deviation > 0.0 && deviation.is_finite() && mean.is_finite() => {
            Ok(Scale::Moments { mean, deviation, of: before })
        }
        Some(deviation) if !(deviation.is_finite() && mean.is_finite()) => Err(Uncomputable::Overflow),
        _ => Err(Uncomputable::AllEqual(first)),
    }
}

/// Checks the extent of a pool for the methods that use it.
///
/// # Errors
/// If the method cannot be computed with it.
pub(super) fn fit_extent(extent: Extent, direction: Direction, normalisation: &Normalisation) -> Result<Scale, Uncomputable> {
    let before = normalisation.before;
    let (weakest, best) = extent.turned(direction, before);
    if !(best - weakest).is_finite() {
        return Err(Uncomputable::Overflow);
    }
    let is_constant = weakest >= best;
    match &normalisation.scaling {
        Scaling::FractionOfMaximum => {
            let lowest = measured(extent.minimum, before);
            let divisor = if direction == Direction::LowerIsBetter { lowest } else { measured(extent.maximum, before) };
            if lowest < 0.0 || divisor <= 0.0 {
                return Err(Uncomputable::NotPositive(lowest));
            }
        }
        Scaling::DistanceTo { reference: DistanceReference::Target(target), cap } => {
            let reached = sign(direction) * stated(*target, before)?;
            if !(reached - weakest).is_finite() {
                return Err(Uncomputable::Overflow);
            }
            if reached <= weakest && *cap == Cap::Open {
                return Err(Uncomputable::NoReference);
            }
        }
        Scaling::DistanceTo { reference: DistanceReference::TargetVariable(_), .. } => {}
        // The reference is among the values.
        _ if is_constant => return Err(Uncomputable::AllEqual(extent.minimum)),
        _ => {}
    }
    Ok(Scale::Extent(extent))
}

/// What a fraction of the maximum is of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fraction {
    OfMaximum(f64),
    MinimumOf(f64),
}

impl Fraction {
    /// By the extent of the pool.
    pub(super) fn new(extent: Extent, direction: Direction, before: BeforeScaling) -> Self {
        match direction {
            Direction::HigherIsBetter => Fraction::OfMaximum(measured(extent.maximum, before)),
            Direction::LowerIsBetter => Fraction::MinimumOf(measured(extent.minimum, before)),
        }
    }

    /// The fraction; not a number where the value is negative, or is zero and less is better.
    pub(super) fn share(self, value: f64) -> f64 {
        match self {
            Fraction::OfMaximum(maximum) if value >= 0.0 => value / maximum,
            Fraction::MinimumOf(minimum) if value > 0.0 => minimum / value,
            _ => f64::NAN,
        }
    }
}

/// How far on the way from the weakest value to a reference.
#[derive(Debug, Clone, Copy)]
pub(super) struct Distance {
    direction: Direction,
    before: BeforeScaling,
    cap: Cap,
    weakest: f64,
    /// The reference, where it is the same for all and known with the method.
    reference: Option<f64>,
}

impl Distance {
    /// By the extent of the pool.
    pub(super) fn new(
        extent: Extent,
        reference: &DistanceReference,
        cap: Cap,
        direction: Direction,
        before: BeforeScaling,
    ) -> Self {
        let (weakest, best) = extent.turned(direction, before);
        let reference = match reference {
            DistanceReference::Maximum => Some(best),
            DistanceReference::Target(target) => Some(sign(direction) * measured(*target, before)),
            DistanceReference::Region(_) | DistanceReference::TargetVariable(_) => None,
        };
        Distance { direction, before, cap, weakest, reference }
    }

    /// The share of the way that a raw value has gone; not a number without a usable target.
    pub(super) fn share(&self, value: f64, target: f64) -> f64 {
        let reference = match self.reference {
            Some(reference) => reference,
            None if is_measurable(target, self.before) => sign(self.direction) * measured(target, self.before),
            None => f64::NAN,
        };
        let value = sign(self.direction) * measured(value, self.before);
        if self.cap == Cap::Capped && value >= reference {
            return 1.0;
        }
        let way = reference - self.weakest;
        if way > 0.0 { (value - self.weakest) / way } else { f64::NAN }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::PoolEditions;
    use crate::normalise::examples::{check, check_uncomputable, normalisation, scored_by};
    use crate::normalise::{PoolValues, apply, fit};
    use crate::panel::Missing;
    use Direction::{HigherIsBetter, LowerIsBetter};

    #[test]
    fn min_max_goes_from_the_weakest_to_the_best() {
        let values = [10.0, 15.0, 30.0];
        check(&values, HigherIsBetter, &normalisation(Scaling::MinMax), &[0.0, 25.0, 100.0]);
        check(&values, LowerIsBetter, &normalisation(Scaling::MinMax), &[100.0, 75.0, 0.0]);
        let one_to_five = Normalisation { range: (1.0, 5.0), ..normalisation(Scaling::MinMax) };
        check(&values, HigherIsBetter, &one_to_five, &[1.0, 2.0, 5.0]);
    }

    #[test]
    fn a_base_edition_leaves_room_beyond_the_ends() {
        let mut rule = normalisation(Scaling::MinMax);
        rule.pool.editions = PoolEditions::Base(0);
        assert_eq!(scored_by(&[0.0, 10.0], &[-5.0, 20.0], HigherIsBetter, &rule), [-50.0, 200.0]);
        assert!(rule.may_leave_range());
    }

    #[test]
    fn z_scores() {
        // Mean 4; squares 9 + 1 + 1 + 9 = 20: divided by 4 it is 5, by 3 it is 20 / 3.
        let values = [1.0, 3.0, 5.0, 7.0];
        let z = |spread: Spread, mean: f64, deviation: f64| normalisation(Scaling::ZScore { spread, mean, deviation });
        let root = 5f64.sqrt();
        let expected = [-3.0 / root, -1.0 / root, 1.0 / root, 3.0 / root];
        check(&values, HigherIsBetter, &z(Spread::Population, 0.0, 1.0), &expected);
        let root = (20.0f64 / 3.0).sqrt();
        let expected = [3.0, 1.0, -1.0, -3.0].map(|deviation| 100.0 + 10.0 * (deviation / root));
        check(&values, LowerIsBetter, &z(Spread::Sample, 100.0, 10.0), &expected);
        // One value has no sample deviation, and the middle is the mean.
        check(&[7.0], HigherIsBetter, &z(Spread::Sample, 100.0, 10.0), &[100.0]);
    }

    #[test]
    fn z_scores_of_values_whose_mean_is_rounded() {
        // A third of the sum of three 0.1 is not 0.1; nothing may be made of the noise.
        let mut rule = normalisation(Scaling::ZScore { spread: Spread::Sample, mean: 0.0, deviation: 1.0 });
        rule.all_equal = crate::method::WhenAllEqual::Formula;
        check_uncomputable(&[0.1; 3], HigherIsBetter, &rule, Uncomputable::AllEqual(0.1));
    }

    #[test]
    fn goalposts_are_in_raw_units() {
        let posts = |cap: Cap| normalisation(Scaling::Goalposts { lower: 20.0, upper: 80.0, cap });
        let values = [5.0, 20.0, 35.0, 80.0, 95.0];
        check(&values, HigherIsBetter, &posts(Cap::Capped), &[0.0, 0.0, 25.0, 100.0, 100.0]);
        check(&values, LowerIsBetter, &posts(Cap::Capped), &[100.0, 100.0, 75.0, 0.0, 0.0]);
        check(&values, HigherIsBetter, &posts(Cap::Open), &[-25.0, 0.0, 25.0, 100.0, 125.0]);
        let same = normalisation(Scaling::Goalposts { lower: 20.0, upper: 20.0, cap: Cap::Open });
        check_uncomputable(&values, HigherIsBetter, &same, Uncomputable::NoReference);
    }

    #[test]
    fn goalposts_of_a_logarithm() {
        // UNDP's income index: from 100 to 75 000 dollars. 100 · √750 is half of the way.
        let rule = Normalisation {
            before: BeforeScaling::Logarithm,
            range: (0.0, 1.0),
            ..normalisation(Scaling::Goalposts { lower: 100.0, upper: 75_000.0, cap: Cap::Capped })
        };
        let scores = scored_by(&[], &[50.0, 100.0, 100.0 * 750f64.sqrt(), 75_000.0, 1e6], HigherIsBetter, &rule);
        assert_eq!((scores[0], scores[1], scores[3], scores[4]), (0.0, 0.0, 1.0, 1.0));
        assert!((scores[2] - 0.5).abs() < 1e-15);
        let from_zero = Normalisation { scaling: Scaling::Goalposts { lower: 0.0, upper: 10.0, cap: Cap::Open }, ..rule };
        check_uncomputable(&[1.0], HigherIsBetter, &from_zero, Uncomputable::NotPositive(0.0));
    }

    fn distance(reference: DistanceReference, cap: Cap) -> Normalisation {
        normalisation(Scaling::DistanceTo { reference, cap })
    }

    #[test]
    fn distance_to_the_best_and_to_a_target() {
        let values = [10.0, 20.0, 50.0];
        check(&values, HigherIsBetter, &distance(DistanceReference::Maximum, Cap::Open), &[0.0, 25.0, 100.0]);
        check(&values, LowerIsBetter, &distance(DistanceReference::Maximum, Cap::Open), &[100.0, 75.0, 0.0]);
        let target = |target: f64, cap: Cap| distance(DistanceReference::Target(target), cap);
        check(&values, HigherIsBetter, &target(30.0, Cap::Open), &[0.0, 50.0, 200.0]);
        check(&values, HigherIsBetter, &target(30.0, Cap::Capped), &[0.0, 50.0, 100.0]);
        // Less is better: from 50 down to 10 is the way, 20 has gone three quarters of it.
        check(&values, LowerIsBetter, &target(10.0, Cap::Capped), &[100.0, 75.0, 0.0]);
        // A target that everybody has reached: the full score where what is beyond counts as the target, else no formula.
        check(&values, HigherIsBetter, &target(5.0, Cap::Capped), &[100.0; 3]);
        check_uncomputable(&values, HigherIsBetter, &target(5.0, Cap::Open), Uncomputable::NoReference);
    }

    #[test]
    fn distance_to_a_region_and_to_each_regions_own_target() {
        let values = [10.0, 20.0, 50.0];
        let scored = |reference: DistanceReference, targets: [f64; 3]| {
            let rule = distance(reference, Cap::Open);
            let scale = fit(PoolValues { values: &values, weights: &[] }, HigherIsBetter, &rule).expect("a scale");
            apply(&scale, &values, &targets, HigherIsBetter, &rule)
        };
        assert_eq!(scored(DistanceReference::Region("091".to_owned()), [20.0; 3]), [0.0, 100.0, 400.0]);
        let scores = scored(DistanceReference::TargetVariable(0), [30.0, f64::NAN, 90.0]);
        assert_eq!((scores[0], scores[2]), (0.0, 50.0));
        assert_eq!(Missing::of(scores[1]), Some(Missing::Computed));
    }

    #[test]
    fn fraction_of_the_best() {
        let values = [2.0, 4.0, 8.0];
        check(&values, HigherIsBetter, &normalisation(Scaling::FractionOfMaximum), &[25.0, 50.0, 100.0]);
        // Where less is better the best is the lowest. COINr's n_fracmax would give −2 / −2, −4 / −2, −8 / −2: the worst is first.
        check(&values, LowerIsBetter, &normalisation(Scaling::FractionOfMaximum), &[100.0, 50.0, 25.0]);
        let rule = normalisation(Scaling::FractionOfMaximum);
        check_uncomputable(&[-2.0, 4.0], HigherIsBetter, &rule, Uncomputable::NotPositive(-2.0));
        check_uncomputable(&[0.0, 4.0], LowerIsBetter, &rule, Uncomputable::NotPositive(0.0));
        check(&[0.0, 4.0], HigherIsBetter, &rule, &[0.0, 100.0]);
    }
}
