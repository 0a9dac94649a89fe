//! Turns an indicator into scores.
//!
//! Parameters are fitted on a pool ([`fit`]) and applied to the regions of an edition ([`apply`]); [`fit_and_apply`] does both
//! for a pool of the values themselves. In the formulas x is a value, and "turned" means multiplied by −1 where less is better,
//! which is done before everything else unless a line says otherwise. L and H are the ends of the range.
//!
//! | scaling | formula | file |
//! |---|---|---|
//! | percentile rank | L + (H − L) · share of the place m counted from the weakest, by six denominators | [`percentile`] |
//! | rank, Borda | m (counted from either end); m − 1 counted from the weakest | [`percentile`] |
//! | exponential | −k · ln(1 − R · (1 − exp(−100 / k))), R the share of the place | [`percentile`] |
//! | min–max | L + (H − L) · (x − min) / (max − min) | [`linear`] |
//! | z-score | mean + deviation · (x − pool mean) / pool standard deviation | [`linear`] |
//! | goalposts | L + (H − L) · u, u = (x − lower) / (upper − lower); 1 − u instead of u where less is better: the posts are raw | [`linear`] |
//! | distance | L + (H − L) · (x − min) / (reference − min), all turned | [`linear`] |
//! | fraction of the maximum | L + (H − L) · x / max; min / x where less is better | [`linear`] |
//! | difference | x − reference, turned afterwards | [`relative`] |
//! | difference in per cent | 100 · (x − reference) / \|reference\|, turned afterwards | [`relative`] |
//! | ratio | base · x / reference; 2 · base − base · x / reference where less is better | [`relative`] |
//! | quantile classes | points of class ⌊p · k⌋, p the share of the pool that is weaker, k the number of classes | [`classes`] |
//! | cut-points | points of the interval in which x lies; the points say what is good, so nothing is turned | [`classes`] |
//! | as it is | x, turned | here |
//!
//! Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 5 and its table of methods, for all but the
//! exponential (Ministry of Housing, Communities and Local Government, The English Indices of Deprivation 2019, Technical
//! Report, appendix on the exponential transformation); the R package COINr, functions `n_*`, for the details and as a
//! reference in tests. COINr turns x before it takes x / max, which ranks an indicator of which less is better the wrong way
//! round; here min / x is taken, as the Handbook's idea of a distance to the best asks for.
//!
//! **The logarithm** is taken of values, posts, references and targets before they are scaled. Where only the order of values
//! counts (places, classes and cut-points) it changes nothing and is not taken. A value of the pool that is not above zero
//! makes the pool unusable; one outside of the pool has no score.
//!
//! **Where all values of a pool are equal**, or there is only one, nothing tells regions apart. For methods that depend on how
//! values are spread ([`Scaling::depends_on_spread`]) the method says what happens: all get the middle (of the range; the mean of
//! z-scores; the middle place; the exponential of ½; the mean of the lowest and the highest points), or what the formula gives
//! unless it divides by zero, or [`Uncomputable::AllEqual`], of which the caller makes missing scores or an error.
//!
//! **Values that are not in the pool** (an edition scored by the pool of a base edition) are scored by the same formulas.
//! A place is interpolated between those of the neighbours in the pool, in proportion to the values, and beyond the pool it is
//! that of the weakest or the best. With a pool of several editions, therefore, the ends of the range need not occur in each.
//!
//! A missing value stays missing for the same reason; a score that would not be a finite number is missing as "not computable".

pub mod bounds;
pub mod classes;
#[cfg(test)]
mod examples;
pub mod linear;
pub mod percentile;
pub mod relative;
mod replaced;

use crate::method::{BeforeScaling, Direction, Normalisation, ReferenceMean, Scaling, Uncomputable, WhenAllEqual};
use crate::panel::Missing;

pub use classes::QuantileScale;
pub use linear::Extent;
pub use percentile::PercentileScale;
pub use replaced::replaced;

/// What a pool's parameters are taken from.
#[derive(Debug, Clone, Copy)]
pub struct PoolValues<'a> {
    /// Values; missing ones do not count.
    pub values: &'a [f64],
    /// Weights of the values, of the same length; empty unless the method asks for a weighted mean
    /// ([`ReferenceMean::WeightedMean`]).
    pub weights: &'a [f64],
}

/// Parameters fitted on a pool.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// All values of the pool are equal, and every region gets the same score.
    AllEqual {
        /// The value.
        value: f64,
        /// The score.
        score: f64,
    },
    /// The pool's values in order: percentile ranks, ranks, Borda, exponential.
    Places(PercentileScale),
    /// The lowest and the highest value: min–max, distance, fraction of the maximum.
    Extent(Extent),
    /// Mean and standard deviation: z-scores.
    Moments {
        /// Mean of the values, or of their logarithms.
        mean: f64,
        /// Standard deviation of the same.
        deviation: f64,
        /// What they are of.
        of: BeforeScaling,
    },
    /// Stated posts, in raw units.
    Goalposts {
        /// The lower.
        lower: f64,
        /// The upper.
        upper: f64,
    },
    /// What values are compared with.
    Reference {
        /// The reference, or the mean of the logarithms.
        value: f64,
        /// What it is of.
        of: BeforeScaling,
    },
    /// The pool's values in order: quantile classes.
    Quantiles(QuantileScale),
    /// Nothing is taken from a pool: cut-points, values as they are.
    Stated,
}

impl Scale {
    /// The parameters by name, for tables and notes.
    pub fn parameters(&self) -> Vec<(&'static str, f64)> {
        match self {
            Scale::AllEqual { value, .. } => vec![("only value", *value)],
            Scale::Places(scale) => scale.parameters(),
            Scale::Extent(extent) => vec![("minimum", extent.minimum), ("maximum", extent.maximum)],
            Scale::Moments { mean, deviation, of: BeforeScaling::Nothing } => {
                vec![("mean", *mean), ("standard deviation", *deviation)]
            }
            Scale::Moments { mean, deviation, of: BeforeScaling::Logarithm } => {
                vec![("mean of logarithms", *mean), ("standard deviation of logarithms", *deviation)]
            }
            Scale::Goalposts { lower, upper } => vec![("lower goalpost", *lower), ("upper goalpost", *upper)],
            Scale::Reference { value, of: BeforeScaling::Nothing } => vec![("reference", *value)],
            Scale::Reference { value, of: BeforeScaling::Logarithm } => vec![("logarithm of the reference", *value)],
            Scale::Quantiles(scale) => scale.parameters(),
            Scale::Stated => Vec::new(),
        }
    }
}

/// A value as it enters a formula; it must be above zero where the logarithm is taken.
fn measured(value: f64, before: BeforeScaling) -> f64 {
    match before {
        BeforeScaling::Nothing => value,
        BeforeScaling::Logarithm => libm::log(value),
    }
}

/// Whether a value can enter a formula.
fn is_measurable(value: f64, before: BeforeScaling) -> bool {
    before == BeforeScaling::Nothing || value > 0.0
}

/// A stated number (post, target, reference) as it enters a formula.
fn stated(value: f64, before: BeforeScaling) -> Result<f64, Uncomputable> {
    if is_measurable(value, before) { Ok(measured(value, before)) } else { Err(Uncomputable::NotPositive(value)) }
}

/// The sign that turns an axis so that more is better.
fn sign(direction: Direction) -> f64 {
    if direction == Direction::LowerIsBetter { -1.0 } else { 1.0 }
}

/// The score at a share of the range: 0 is the lower end and 1 the upper, both exactly, and what is between stays between.
fn in_range(share: f64, (lowest, highest): (f64, f64)) -> f64 {
    let score = lowest + (highest - lowest) * share;
    if share >= 1.0 {
        if share == 1.0 { highest } else { score.max(highest) }
    } else if share >= 0.0 {
        score.min(highest)
    } else {
        score
    }
}

/// The first value of the pool that is not above zero, where the logarithm is to be taken.
fn check_measurable(values: &[f64], before: BeforeScaling) -> Result<(), Uncomputable> {
    let unusable = values.iter().find(|value| !value.is_nan() && !is_measurable(**value, before));
    unusable.map_or(Ok(()), |value| Err(Uncomputable::NotPositive(*value)))
}

/// What becomes of a pool whose values are all equal: a scale, or nothing where the formula is to be tried.
fn all_equal(value: f64, n_values: usize, normalisation: &Normalisation) -> Result<Option<Scale>, Uncomputable> {
    if !normalisation.scaling.depends_on_spread() {
        return Ok(None);
    }
    match normalisation.all_equal {
        WhenAllEqual::Middle => Ok(Some(Scale::AllEqual {
            value,
            score: bounds::middle(normalisation, n_values).unwrap_or(Missing::Computed.value()),
        })),
        WhenAllEqual::Formula => Ok(None),
        WhenAllEqual::Missing | WhenAllEqual::Fail => Err(Uncomputable::AllEqual(value)),
    }
}

/// Takes the parameters from a pool; missing values do not count.
///
/// # Errors
/// If there are no values, though the method takes its parameters from them; if a value or a stated number is not above zero
/// where it must be (the logarithm, a fraction of the maximum, the reference of a ratio); if all values are equal and the method
/// does not give them the middle; if a reference is zero, is not there, or is not beyond the weakest value; if the parameters are
/// too large for a number.
pub fn fit(pool: PoolValues<'_>, direction: Direction, normalisation: &Normalisation) -> Result<Scale, Uncomputable> {
    let before = normalisation.before;
    check_measurable(pool.values, before)?;
    match &normalisation.scaling {
        Scaling::Goalposts { lower, upper, .. } => return linear::fit_goalposts(*lower, *upper, before),
        Scaling::RelativeTo { reference: ReferenceMean::Stated(reference), relation } => {
            return relative::usable(stated(*reference, before)?, *relation, before);
        }
        Scaling::CutPoints { points, .. } if points.is_empty() => return Err(Uncomputable::NoSolution),
        Scaling::CutPoints { .. } | Scaling::AsIs => return Ok(Scale::Stated),
        _ => {}
    }
    let extent = Extent::of(pool.values).ok_or(Uncomputable::NoValues)?;
    if extent.minimum == extent.maximum {
        let n_values = pool.values.iter().filter(|value| !value.is_nan()).count();
        if let Some(scale) = all_equal(extent.minimum, n_values, normalisation)? {
            return Ok(scale);
        }
    }
    match &normalisation.scaling {
        Scaling::MinMax | Scaling::DistanceTo { .. } | Scaling::FractionOfMaximum => {
            linear::fit_extent(extent, direction, normalisation)
        }
        Scaling::ZScore { spread, .. } => linear::fit_moments(pool.values, *spread, before),
        Scaling::RelativeTo { reference, relation } => relative::fit(pool, reference, *relation, before),
        Scaling::QuantileClasses { points } if points.is_empty() => Err(Uncomputable::NoSolution),
        Scaling::QuantileClasses { .. } => Ok(Scale::Quantiles(QuantileScale::new(pool.values, direction))),
        _ => percentile::fit(pool.values, direction, normalisation).map(Scale::Places),
    }
}

/// Scores cell by cell, where there is a value that can enter a formula; `score` is given the region's index and the value.
fn cells(values: &[f64], before: BeforeScaling, score: impl Fn(usize, f64) -> f64) -> Vec<f64> {
    let cell = |(region_idx, &value): (usize, &f64)| {
        if value.is_nan() {
            return value;
        }
        let score = if is_measurable(value, before) { score(region_idx, value) } else { f64::NAN };
        if score.is_finite() { score } else { Missing::Computed.value() }
    };
    values.iter().enumerate().map(cell).collect()
}

/// Scores values by the parameters of a pool; a missing value stays missing.
///
/// `targets` has what is to be reached, by region in raw units; it is used for [`DistanceReference::Region`] (the reference
/// region's value, for all) and [`DistanceReference::TargetVariable`] only, and empty otherwise. A region without a usable
/// target has no score.
///
/// [`DistanceReference::Region`]: crate::method::DistanceReference::Region
/// [`DistanceReference::TargetVariable`]: crate::method::DistanceReference::TargetVariable
pub fn apply(scale: &Scale, values: &[f64], targets: &[f64], direction: Direction, normalisation: &Normalisation) -> Vec<f64> {
    let before = normalisation.before;
    match (scale, &normalisation.scaling) {
        (Scale::AllEqual { score, .. }, _) => cells(values, before, |_, _| *score),
        (Scale::Places(places), _) => {
            let scorer = percentile::Scorer::new(direction, normalisation);
            cells(values, before, |_, value| places.score(value, &scorer))
        }
        (Scale::Extent(extent), Scaling::MinMax) => {
            let line = linear::min_max(*extent, direction, before);
            cells(values, before, |_, value| in_range(line.share(measured(value, before)), normalisation.range))
        }
        (Scale::Extent(extent), Scaling::FractionOfMaximum) => {
            let fraction = linear::Fraction::new(*extent, direction, before);
            cells(values, before, |_, value| in_range(fraction.share(measured(value, before)), normalisation.range))
        }
        (Scale::Extent(extent), Scaling::DistanceTo { reference, cap }) => {
            let distance = linear::Distance::new(*extent, reference, *cap, direction, before);
            let target = |region_idx: usize| targets.get(region_idx).copied().unwrap_or(f64::NAN);
            cells(values, before, |region_idx, value| in_range(distance.share(value, target(region_idx)), normalisation.range))
        }
        (Scale::Moments { mean, deviation, .. }, Scaling::ZScore { mean: to_mean, deviation: to_deviation, .. }) => {
            cells(values, before, |_, value| {
                to_mean + to_deviation * (sign(direction) * ((measured(value, before) - mean) / deviation))
            })
        }
        (Scale::Goalposts { lower, upper }, Scaling::Goalposts { cap, .. }) => {
            let line = linear::goalposts(*lower, *upper, before);
            cells(values, before, |_, value| {
                in_range(linear::between_posts(line.share(measured(value, before)), *cap, direction), normalisation.range)
            })
        }
        (Scale::Reference { value: reference, .. }, Scaling::RelativeTo { relation, .. }) => {
            cells(values, before, |_, value| relative::score(measured(value, before), *reference, *relation, direction))
        }
        (Scale::Quantiles(quantiles), Scaling::QuantileClasses { points }) => {
            cells(values, before, |_, value| quantiles.points(value, direction, points))
        }
        (Scale::Stated, Scaling::CutPoints { cuts, points }) => {
            cells(values, before, |_, value| classes::cut_points(value, cuts, points))
        }
        (Scale::Stated, Scaling::AsIs) => cells(values, before, |_, value| sign(direction) * measured(value, before) + 0.0),
        // A scale that was fitted for another method scores nothing.
        _ => cells(values, before, |_, _| f64::NAN),
    }
}

/// Scores values among themselves: the same as [`fit`] on all of them and [`apply`], bit for bit, with one sort where places
/// are counted. `weights` are those of [`PoolValues`], `targets` those of [`apply`].
///
/// # Errors
/// Those of [`fit`].
pub fn fit_and_apply(
    values: &[f64],
    targets: &[f64],
    weights: &[f64],
    direction: Direction,
    normalisation: &Normalisation,
) -> Result<Vec<f64>, Uncomputable> {
    if normalisation.scaling.counts_places() {
        check_measurable(values, normalisation.before)?;
        return percentile::fit_and_apply(values, direction, normalisation);
    }
    let scale = fit(PoolValues { values, weights }, direction, normalisation)?;
    Ok(apply(&scale, values, targets, direction, normalisation))
}
