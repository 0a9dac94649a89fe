//! Weights by how much the children tell regions apart: entropy, CRITIC and the standard deviation. Formulas: [`crate::weight`].

use super::{SINGULAR, Weights, correlations, is_constant};
use crate::aggregate::exact_sum;
use crate::method::Uncomputable;
use crate::statistics;

/// Weights by Shannon entropy: a child whose total is spread evenly over the regions tells least.
///
/// # Errors
/// A score below zero; nothing but constant children.
pub(super) fn entropy(columns: &[Vec<f64>]) -> Weights {
    let lowest = columns.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    if lowest < 0.0 {
        return Err(Uncomputable::NotPositive(lowest));
    }
    shares(columns, columns.iter().map(|column| divergence(column)).collect())
}

/// `1 + Σ p ln p / ln n` with p the shares of the column's total, and `0 · ln 0 = 0`.
fn divergence(column: &[f64]) -> f64 {
    if is_constant(column) {
        return 0.0;
    }
    let total = exact_sum(column.iter().copied());
    let shares = column.iter().map(|value| value / total).filter(|share| *share > 0.0);
    let entropy = -exact_sum(shares.map(|share| share * libm::log(share)));
    (1.0 - entropy / libm::log(column.len() as f64)).max(0.0)
}

/// CRITIC: the standard deviation times the sum of one minus the correlation with each child.
///
/// # Errors
/// A constant child; children that all say the same.
pub(super) fn critic(columns: &[Vec<f64>]) -> Weights {
    let correlations = correlations(columns)?;
    let conflict = |child: usize| exact_sum(correlations.row(child).iter().map(|correlation| 1.0 - correlation));
    let conflicts: Vec<f64> = (0..columns.len()).map(conflict).collect();
    if conflicts.iter().all(|conflict| *conflict < SINGULAR) {
        return Err(Uncomputable::SingularCorrelation);
    }
    shares(columns, deviations(columns).iter().zip(&conflicts).map(|(deviation, conflict)| deviation * conflict).collect())
}

/// Weights by standard deviation.
///
/// # Errors
/// Nothing but constant children.
pub(super) fn standard_deviation(columns: &[Vec<f64>]) -> Weights {
    shares(columns, deviations(columns))
}

fn deviations(columns: &[Vec<f64>]) -> Vec<f64> {
    let deviation = |column: &Vec<f64>| if is_constant(column) { Some(0.0) } else { statistics::population_deviation(column) };
    columns.iter().map(|column| deviation(column).unwrap_or(0.0)).collect()
}

/// What each child tells, as a share of what all tell.
fn shares(columns: &[Vec<f64>], information: Vec<f64>) -> Weights {
    let total = exact_sum(information.iter().copied());
    match total {
        _ if !total.is_finite() => Err(Uncomputable::Overflow),
        _ if total <= 0.0 => Err(Uncomputable::AllEqual(columns[0][0])),
        _ => Ok(information.into_iter().map(|part| part / total).collect()),
    }
}
