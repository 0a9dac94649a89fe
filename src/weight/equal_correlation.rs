//! Weights such that every child correlates equally with the node, its weighted arithmetic mean.
//!
//! Nominal weights are not importance: a child that correlates with its siblings moves the node more than its weight says.
//! With R the correlations of the children and σ their standard deviations, child j correlates with `Σ w·x` in proportion to
//! `(R v)ⱼ` with `vⱼ = wⱼ·σⱼ`. All correlate equally where `R v` is the same everywhere: `v ∝ R⁻¹ 1`, and `wⱼ ∝ vⱼ / σⱼ`. So
//! the weights are one solution of a linear system, and the only one; nothing needs to be searched for, and nothing can fail
//! to converge. Whether they do what was asked is checked on the mean itself.
//!
//! Source of the aim: Paruolo, Saisana & Saltelli (2013), Ratings and rankings: voodoo or science?, J. R. Statist. Soc. A 176;
//! Becker, Saisana, Paruolo & Vandecasteele (2017), Weights and importance in composite indicators, Ecological Indicators 80.

use nalgebra::DVector;

use super::{SINGULAR, Weights, correlations};
use crate::aggregate::exact_sum;
use crate::method::Uncomputable;
use crate::statistics;

/// How far two children's correlations with the node may lie apart.
const TOLERANCE: f64 = 1e-10;

/// Weights of zero or more that sum to one.
///
/// # Errors
/// A constant child, or children of which one follows from the others; weights that would have to be negative.
pub(super) fn weights(columns: &[Vec<f64>]) -> Weights {
    let correlations = correlations(columns)?;
    let factor = correlations.cholesky().ok_or(Uncomputable::SingularCorrelation)?;
    let smallest = factor.l_dirty().diagonal().iter().map(|pivot| pivot * pivot).fold(f64::INFINITY, f64::min);
    if smallest < SINGULAR {
        return Err(Uncomputable::SingularCorrelation);
    }
    let standardised = factor.solve(&DVector::from_element(columns.len(), 1.0));
    let mut weights = Vec::with_capacity(columns.len());
    for (part, column) in standardised.iter().zip(columns) {
        let deviation = statistics::population_deviation(column).ok_or(Uncomputable::SingularCorrelation)?;
        weights.push(part / deviation);
    }
    let total = exact_sum(weights.iter().copied());
    // A weight that should be zero may come out a little below it.
    let least = -TOLERANCE * total.abs();
    if !total.is_finite() || total <= 0.0 || weights.iter().any(|weight| *weight < least) {
        return Err(Uncomputable::NoSolution);
    }
    let weights: Vec<f64> = weights.into_iter().map(|weight| weight.max(0.0) / total).collect();
    if spread(columns, &weights).is_some_and(|spread| spread <= TOLERANCE) { Ok(weights) } else { Err(Uncomputable::NoSolution) }
}

/// Greatest minus least correlation of the children with their weighted mean.
fn spread(columns: &[Vec<f64>], weights: &[f64]) -> Option<f64> {
    let n_regions = columns.first()?.len();
    let of_region =
        |region_idx: usize| exact_sum(columns.iter().zip(weights).map(|(column, weight)| weight * column[region_idx]));
    let node: Vec<f64> = (0..n_regions).map(of_region).collect();
    let with_node: Option<Vec<f64>> = columns.iter().map(|column| statistics::pearson(column, &node)).collect();
    let with_node = with_node?;
    let (least, greatest) = with_node
        .iter()
        .fold((1.0f64, -1.0f64), |(least, greatest), correlation| (least.min(*correlation), greatest.max(*correlation)));
    Some(greatest - least)
}
