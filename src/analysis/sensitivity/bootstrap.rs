//! How sure the sensitivity indices of an output are: percentile bootstrap intervals over the points of the design.
//!
//! Points are drawn with replacement, all runs of a point together, and the indices are computed anew; the interval lies between
//! quantiles of what comes out (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13; for sensitivity indices
//! Archer, Saltelli & Sobol' 1997, Journal of Statistical Computation and Simulation 58).
//!
//! The bootstrap takes points for independent ones. Sobol' points are spread more evenly than that, so the intervals are rather
//! too wide than too narrow. They say nothing of whether the inputs and their distributions are the right ones.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use rayon::prelude::*;

use super::estimators::{self, Indices, NoIndices, Sensitivity};
use crate::statistics;

/// Resamples unless something else is asked for.
pub const N_RESAMPLES: usize = 1000;
/// Share of the resamples inside an interval, unless something else is asked for.
pub const LEVEL: f64 = 0.95;

/// How intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// Resamples.
    pub n_resamples: usize,
    /// Share of the resamples inside an interval, between 0 and 1; half of the others lie on each side.
    pub level: f64,
    /// Seed of the draws.
    pub seed: u64,
}

impl Bootstrap {
    /// The usual number of resamples and the usual level.
    pub fn new(seed: u64) -> Self {
        Bootstrap { n_resamples: N_RESAMPLES, level: LEVEL, seed }
    }
}

/// An interval of an index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// The indices of a group and how sure they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupIntervals {
    /// Indices of all points.
    pub indices: Indices,
    /// Interval of the first-order index.
    pub first_order: Interval,
    /// Interval of the total-order index.
    pub total_order: Interval,
}

/// The sensitivity of an output and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    /// Sensitivity of all points.
    pub sensitivity: Sensitivity,
    /// Intervals by group.
    pub groups: Vec<GroupIntervals>,
    /// Resamples behind the intervals: those in which the output moves.
    pub n_resamples: usize,
}

/// Intervals of the indices of one output. `runs` holds its value in every run: point by point, at each point A, B and the
/// groups in order ([`super::design::Design::runs_at`]). The indices of all points are those of an
/// [`super::indices::Accumulator`], to the last bit.
///
/// # Errors
/// The output has no indices ([`NoIndices`]), or moves in no resample (then it is called constant).
pub fn intervals(runs: &[f64], n_groups: usize, bootstrap: Bootstrap) -> Result<Intervals, NoIndices> {
    let per_point = n_groups + 2;
    let n_points = runs.len() / per_point;
    let n_missing = runs.chunks_exact(per_point).filter(|point| point.iter().any(|output| !output.is_finite())).count();
    if n_missing > 0 {
        return Err(NoIndices::Missing { n_points: n_missing });
    }
    let Some(&pivot) = runs.first() else { return Err(NoIndices::TooFewPoints { found: 0 }) };
    let terms = terms(runs, n_groups, pivot);
    let once = vec![1; n_points];
    let sensitivity = estimators::sensitivity(&sums(&terms, n_groups, &once), pivot, n_points)?;

    let resample = |resample_idx: usize| {
        let n_drawn = counts(n_points, bootstrap.seed, resample_idx as u64);
        estimators::sensitivity(&sums(&terms, n_groups, &n_drawn), pivot, n_points).ok().map(|found| found.groups)
    };
    let resamples: Vec<Option<Vec<Indices>>> = (0..bootstrap.n_resamples).into_par_iter().map(resample).collect();
    let resamples: Vec<Vec<Indices>> = resamples.into_iter().flatten().collect();
    let groups: Option<Vec<GroupIntervals>> = sensitivity
        .groups
        .iter()
        .enumerate()
        .map(|(group_idx, &indices)| {
            let of = |index: fn(&Indices) -> f64| {
                let found: Vec<f64> = resamples.iter().map(|groups| index(&groups[group_idx])).collect();
                interval(&found, bootstrap.level)
            };
            Some(GroupIntervals {
                indices,
                first_order: of(|indices| indices.first_order)?,
                total_order: of(|indices| indices.total_order)?,
            })
        })
        .collect();
    let groups = groups.ok_or(NoIndices::Constant)?;
    Ok(Intervals { sensitivity, groups, n_resamples: resamples.len() })
}

/// What each point adds to the sums, computed once for all resamples.
fn terms(runs: &[f64], n_groups: usize, pivot: f64) -> Vec<f64> {
    let per_point = n_groups + 2;
    let mut terms = Vec::with_capacity(runs.len() / per_point * estimators::n_sums(n_groups));
    for point in runs.chunks_exact(per_point) {
        let (a, b) = (point[0] - pivot, point[1] - pivot);
        terms.extend(estimators::common_terms(a, b));
        for &c in &point[2..] {
            terms.extend(estimators::group_terms(a, b, c - pivot));
        }
    }
    terms
}

/// Sums over the points, each as often as it was drawn.
fn sums(terms: &[f64], n_groups: usize, n_drawn: &[u32]) -> Vec<f64> {
    let n_sums = estimators::n_sums(n_groups);
    let mut sums = vec![0.0; n_sums];
    for (terms, &n_drawn) in terms.chunks_exact(n_sums).zip(n_drawn) {
        if n_drawn > 0 {
            let times = f64::from(n_drawn);
            for (sum, term) in sums.iter_mut().zip(terms) {
                *sum += times * term;
            }
        }
    }
    sums
}

/// How often each point is drawn in a resample: as many draws as there are points, a stream per resample.
fn counts(n_points: usize, seed: u64, resample_idx: u64) -> Vec<u32> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(resample_idx);
    let mut counts = vec![0; n_points];
    for _ in 0..n_points {
        let point_idx = (u64::from(generator.next_u32()) * n_points as u64) >> 32;
        counts[point_idx as usize] += 1;
    }
    counts
}

/// The middle `level` of values; `None` without values.
fn interval(values: &[f64], level: f64) -> Option<Interval> {
    let ascending = statistics::sorted(values);
    let outside = (1.0 - level) / 2.0;
    Some(Interval { lower: statistics::quantile(&ascending, outside)?, upper: statistics::quantile(&ascending, 1.0 - outside)? })
}

#[cfg(test)]
mod tests {
    use super::super::analytic::{self, Function};
    use super::super::indices::Accumulator;
    use super::*;

    #[test]
    fn intervals_are_around_the_indices_of_the_accumulator() {
        let runs = analytic::runs(Function::Ishigami, &[0, 1, 2], 3, 1 << 10, 5);
        let found = intervals(&runs, 3, Bootstrap { n_resamples: 200, level: 0.9, seed: 1 }).expect("it moves");
        let mut accumulator = Accumulator::new(1, 3);
        accumulator.add(&runs);
        assert_eq!(Ok(&found.sensitivity), accumulator.sensitivity(0).as_ref());
        assert_eq!(found.n_resamples, 200);
        for (group, (first_order, total_order)) in found.groups.iter().zip(Function::Ishigami.indices()) {
            for (interval, of_all, truth) in [
                (group.first_order, group.indices.first_order, first_order),
                (group.total_order, group.indices.total_order, total_order),
            ] {
                assert!(interval.lower < of_all && of_all < interval.upper, "{group:?}");
                assert!(interval.lower < truth && truth < interval.upper, "{group:?}, {truth}");
                assert!(interval.upper - interval.lower < 0.2, "{group:?}");
            }
        }
    }

    /// Of independent points, nine in ten intervals of level 0.9 hold the truth; the binomial standard deviation of 60 trials of
    /// three groups and two indices, taken as 60 independent ones, is 0.04.
    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        let (mut n_inside, mut n_intervals) = (0, 0);
        for seed in 0..60 {
            let runs = analytic::random_runs(Function::Ishigami, &[0, 1, 2], 3, 512, seed);
            let found = intervals(&runs, 3, Bootstrap { n_resamples: 200, level: 0.9, seed }).expect("it moves");
            for (group, (first_order, total_order)) in found.groups.iter().zip(Function::Ishigami.indices()) {
                for (interval, truth) in [(group.first_order, first_order), (group.total_order, total_order)] {
                    n_intervals += 1;
                    n_inside += usize::from(interval.lower <= truth && truth <= interval.upper);
                }
            }
        }
        let share = n_inside as f64 / n_intervals as f64;
        assert!((0.82..0.97).contains(&share), "{n_inside} of {n_intervals}");
    }

    #[test]
    fn more_points_make_narrower_intervals() {
        let width = |n_points: usize| {
            let runs = analytic::runs(Function::Ishigami, &[0, 1, 2], 3, n_points, 2);
            let found = intervals(&runs, 3, Bootstrap { n_resamples: 100, ..Bootstrap::new(1) }).expect("it moves");
            found.groups[0].total_order.upper - found.groups[0].total_order.lower
        };
        // Sixteen times the points, a quarter of the width.
        let ratio = width(1 << 12) / width(1 << 8);
        assert!((0.15..0.4).contains(&ratio), "{ratio}");
    }

    #[test]
    fn draws_are_as_many_as_points_and_depend_on_seed_and_resample_only() {
        let drawn = counts(1000, 3, 7);
        assert_eq!(drawn.iter().sum::<u32>(), 1000);
        assert_eq!(drawn, counts(1000, 3, 7));
        assert_ne!(drawn, counts(1000, 3, 8));
        assert_ne!(drawn, counts(1000, 4, 7));
        // A share of e⁻¹ of the points is not drawn: 368, with a standard deviation below 10.
        assert!((320..420).contains(&drawn.iter().filter(|n_drawn| **n_drawn == 0).count()));
    }

    #[test]
    fn hand_worked_interval() {
        let values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!(interval(&values, 0.5), Some(Interval { lower: 25.0, upper: 75.0 }));
        assert_eq!(interval(&[], 0.5), None);
    }

    #[test]
    fn what_has_no_indices_has_no_intervals() {
        let of = |runs: &[f64]| intervals(runs, 1, Bootstrap::new(1)).map(|found| found.n_resamples);
        assert_eq!(of(&[]), Err(NoIndices::TooFewPoints { found: 0 }));
        assert_eq!(of(&[1.0, 2.0, 3.0]), Err(NoIndices::TooFewPoints { found: 1 }));
        assert_eq!(of(&[3.0; 30]), Err(NoIndices::Constant));
        assert_eq!(of(&[3.0, f64::NAN, 2.0, 1.0, 2.0, 3.0]), Err(NoIndices::Missing { n_points: 1 }));
        // One point of twenty moves: about 36 % of the resamples are without it.
        let mut hardly = vec![3.0; 60];
        hardly[29] = 4.0;
        let n_resamples = of(&hardly).expect("it moves");
        assert!((560..720).contains(&n_resamples), "{n_resamples}");
    }
}
