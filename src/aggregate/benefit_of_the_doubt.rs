//! Benefit of the doubt: every region is scored with the weights that suit it best, so long as no region would score more than 1
//! with them.
//!
//! For region i: `max Σ wₖ·yᵢₖ` subject to `Σ wₖ·yⱼₖ ≤ 1` for every region j and `w ≥ 0`. It does not depend on the children's
//! units, nor on their given weights. Children of which no region has anything are left out. A region that lacks a child is
//! scored on the others; in the comparisons with it, what it lacks counts nothing.
//!
//! Source: Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), An introduction to "benefit of the doubt" composite indicators,
//! Social Indicators Research 82: data envelopment analysis with one input that is 1 everywhere.
//!
//! The linear programme is solved twice by a library, as it stands and as its dual `min Σ λⱼ` subject to `Σ λⱼ·yⱼₖ ≥ yᵢₖ`, `λ
//! ≥ 0`. Both solutions are then corrected until they meet every constraint. What the first gives can be reached and what the
//! second gives cannot be surpassed, whatever the library did: where the two differ by more than 1e-9 the region has no score
//! rather than a doubtful one.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

use super::presence::Presence;
use super::{WeightedChild, exact_sum, means};
use crate::method::Uncomputable;
use crate::panel::Missing;

/// How far what is reached may lie from what cannot be surpassed.
const TOLERANCE: f64 = 1e-9;
/// A score that misses 1 only by binary noise is 1: regions that none surpasses tie.
const NOISE: f64 = 1e-12;

/// Scores by region, 0 to 1; missing where the region has too little, else why there is none.
pub(super) fn scores(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<Result<f64, Uncomputable>> {
    let regions: Vec<usize> = (0..presence.n_regions()).filter(|&region_idx| presence.has_score(region_idx)).collect();
    let missing = || Ok(Missing::Computed.value());
    let mut scores: Vec<Result<f64, Uncomputable>> = (0..presence.n_regions()).map(|_| missing()).collect();
    // Negative scores make the comparisons meaningless for everybody; they are reported where they are.
    let mut any_negative = None;
    let lowest = |region_idx: usize| {
        means::least(&children.iter().map(|child| child.scores[region_idx]).filter(|score| !score.is_nan()).collect::<Vec<f64>>())
    };
    for &region_idx in &regions {
        let lowest = lowest(region_idx);
        if lowest < 0.0 {
            any_negative = Some(any_negative.map_or(lowest, |other: f64| other.min(lowest)));
            scores[region_idx] = Err(Uncomputable::NotPositive(lowest));
        }
    }
    if let Some(lowest) = any_negative {
        for &region_idx in &regions {
            scores[region_idx] = scores[region_idx].and(Err(Uncomputable::NotPositive(lowest)));
        }
        return scores;
    }
    let outputs = outputs(children, &regions);
    for (position, &region_idx) in regions.iter().enumerate() {
        scores[region_idx] = score(&outputs, position);
    }
    scores
}

/// A row for each region of the share it has of each child's greatest score; NaN for a child that it lacks.
fn outputs(children: &[WeightedChild<'_>], regions: &[usize]) -> Vec<Vec<f64>> {
    let greatest: Vec<f64> =
        children.iter().map(|child| regions.iter().map(|&region_idx| child.scores[region_idx]).fold(0.0, f64::max)).collect();
    let of_region = |&region_idx: &usize| {
        let children = children.iter().zip(&greatest).filter(|(_, greatest)| **greatest > 0.0);
        children.map(|(child, greatest)| child.scores[region_idx] / greatest).collect()
    };
    regions.iter().map(of_region).collect()
}

/// The best score of one region.
fn score(outputs: &[Vec<f64>], position: usize) -> Result<f64, Uncomputable> {
    let own = &outputs[position];
    let children: Vec<usize> = (0..own.len()).filter(|&child| own[child] > 0.0).collect();
    if children.is_empty() {
        return Ok(0.0);
    }
    // All weight on a child in which nobody has more.
    if children.iter().any(|&child| own[child] >= 1.0) {
        return Ok(1.0);
    }
    // A child of which the region has nothing cannot help it: its weight is zero and it need not be reached.
    let of = |row: &[f64]| children.iter().map(|&child| if row[child].is_nan() { 0.0 } else { row[child] }).collect::<Vec<f64>>();
    let rows: Vec<Vec<f64>> = outputs.iter().map(|row| of(row)).collect();
    let own = of(own);
    let reached = reached(&rows, &own)?;
    let bound = bound(&rows, &own)?;
    match reached {
        _ if !(bound - reached).is_finite() || (bound - reached).abs() > TOLERANCE => Err(Uncomputable::NoSolution),
        _ if reached > 1.0 - NOISE => Ok(1.0),
        _ => Ok(reached),
    }
}

fn product(row: &[f64], weights: &[f64]) -> f64 {
    exact_sum(row.iter().zip(weights).map(|(output, weight)| output * weight))
}

/// A score that can be reached: that of the best weights, scaled until nobody scores more than 1 with them.
fn reached(rows: &[Vec<f64>], own: &[f64]) -> Result<f64, Uncomputable> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let variables: Vec<Variable> = own.iter().map(|&output| problem.add_var(output, (0.0, f64::INFINITY))).collect();
    for row in rows.iter().filter(|row| row.iter().any(|output| *output > 0.0)) {
        problem.add_constraint(terms(&variables, row), ComparisonOp::Le, 1.0);
    }
    let weights = solution(&problem, &variables)?;
    let greatest = rows.iter().map(|row| product(row, &weights)).fold(0.0, f64::max);
    if greatest > 0.0 { Ok(product(own, &weights) / greatest) } else { Err(Uncomputable::NoSolution) }
}

/// A score that cannot be surpassed: the least total of other regions that together have as much of everything.
fn bound(rows: &[Vec<f64>], own: &[f64]) -> Result<f64, Uncomputable> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<Variable> = rows.iter().map(|_| problem.add_var(1.0, (0.0, f64::INFINITY))).collect();
    let column = |child: usize| rows.iter().map(|row| row[child]).collect::<Vec<f64>>();
    for (child, &needed) in own.iter().enumerate() {
        problem.add_constraint(terms(&variables, &column(child)), ComparisonOp::Ge, needed);
    }
    let shares = solution(&problem, &variables)?;
    // What is still lacking in a child is taken from the region that has most of it: an output of 1 for a share of 1.
    let lacking = own.iter().enumerate().map(|(child, &needed)| (needed - product(&column(child), &shares)).max(0.0));
    Ok(exact_sum(shares.iter().copied().chain(lacking)))
}

fn terms(variables: &[Variable], coefficients: &[f64]) -> Vec<(Variable, f64)> {
    variables.iter().copied().zip(coefficients.iter().copied()).filter(|(_, coefficient)| *coefficient != 0.0).collect()
}

/// The library's solution, without what it leaves below zero.
fn solution(problem: &Problem, variables: &[Variable]) -> Result<Vec<f64>, Uncomputable> {
    let outcome = problem.solve().map_err(|_| Uncomputable::NoSolution)?;
    let solution = outcome.solution().ok_or(Uncomputable::NoSolution)?;
    Ok(variables.iter().map(|&variable| solution.var_value(variable).max(0.0)).collect())
}
