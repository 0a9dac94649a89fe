//! The general way through a replicate: the steps of the main job, from the first that the draw changes.
//!
//! Where values are drawn, that is everything from the values on; else the scores of the drawn options are there already, and only
//! the nodes are computed, with the drawn weights.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::inputs::Draw;
use super::variants::{Variant, first_reason};
use super::weights::{DrawnWeights, Weights};
use crate::harmonise::Harmonised;
use crate::outcome::NodeOutcome;
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::region::Regions;
use crate::schedule::Schedule;

/// What every replicate reads.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Regions.
    pub regions: &'a Regions,
    /// Values.
    pub harmonised: &'a Harmonised<'a>,
    /// Statistic periods.
    pub schedule: &'a Schedule,
}

/// All nodes of an edition in a replicate.
///
/// # Errors
/// Why the replicate failed, in one line.
pub fn nodes(
    inputs: Inputs<'_>,
    variant: &Variant,
    editions: &[usize],
    edition_idx: usize,
    weights: &Weights,
    draw: &Draw,
) -> Result<Vec<NodeOutcome>, String> {
    let plan = &variant.plan;
    let behind = pipeline::editions_behind_nodes(plan, edition_idx);
    let scores: Vec<Vec<ScoreColumn>> = match draw.noise {
        Some(seed) => {
            let drawn = with_errors(plan, inputs.harmonised, seed);
            pipeline::scores(plan, inputs.regions, &drawn, inputs.schedule, &behind).map_err(first_reason)?
        }
        None => {
            let scores = variant.scores.as_ref().map_err(Clone::clone)?;
            let of_edition = |edition: &usize| editions.iter().position(|other| other == edition).map(|at| scores[at].clone());
            behind.iter().map(|edition| of_edition(edition).unwrap_or_default()).collect()
        }
    };
    let mut columns: Vec<(usize, Vec<ScoreColumn>)> = behind.into_iter().zip(scores).collect();
    for &left_out in &draw.left_out {
        columns.iter_mut().for_each(|(_, columns)| columns[left_out] = ScoreColumn::default());
    }
    let is_in: Vec<bool> = columns
        .iter()
        .find(|(edition, _)| *edition == edition_idx)
        .map(|(_, columns)| columns.iter().map(|column| !column.scores.is_empty()).collect())
        .unwrap_or_default();
    let mut drawn = DrawnWeights::default();
    weights.draw(draw, &weights.present(is_in), &mut drawn);
    let Inputs { regions, harmonised, schedule } = inputs;
    pipeline::nodes_of_columns(plan, regions, harmonised, schedule, edition_idx, &columns, drawn.by_node).map_err(first_reason)
}

/// The values with their errors drawn: each is moved by a normal number with the stated standard deviation. A value keeps its error
/// in every edition that uses it.
pub fn with_errors<'a>(plan: &Plan, harmonised: &Harmonised<'a>, seed: u64) -> Harmonised<'a> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut drawn = harmonised.clone();
    drawn.change(|variable_idx, values| {
        let Some(error) = plan.variables[variable_idx].error() else { return };
        for value in values.iter_mut().filter(|value| !value.is_nan()) {
            *value += error.of(*value) * normal(&mut generator);
        }
    });
    drawn
}

/// A standard normal number (Box and Muller 1958).
fn normal(generator: &mut ChaCha8Rng) -> f64 {
    let mut uniform = || (generator.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let (radius, angle) = (1.0 - uniform(), uniform());
    (-2.0 * libm::log(radius)).sqrt() * libm::cos(2.0 * std::f64::consts::PI * angle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_numbers_have_mean_0_and_deviation_1() {
        let mut generator = ChaCha8Rng::seed_from_u64(7);
        let numbers: Vec<f64> = (0..20_000).map(|_| normal(&mut generator)).collect();
        let mean = numbers.iter().sum::<f64>() / 20_000.0;
        let variance = numbers.iter().map(|number| (number - mean) * (number - mean)).sum::<f64>() / 20_000.0;
        // Standard errors: 0.007 and 0.01.
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }
}
