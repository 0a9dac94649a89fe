//! Which choice moves ranks most: sensitivity indices of the same draws ([`crate::analysis::sensitivity`]).
//!
//! The inputs are the drawn numbers before weights are brought to their sum, one group per level of weights; an option or the
//! indicator that is left out is one number. The outputs are the rank of every region, and the mean absolute shift of all ranks
//! from the nominal ones (Saisana, Saltelli & Tarantola 2005).

use super::inputs::Input;
use super::{Engine, Source};
use crate::analysis::sensitivity::bootstrap::{self, Bootstrap, Intervals};
use crate::analysis::sensitivity::design::Design;
use crate::analysis::sensitivity::estimators::{NoIndices, Sensitivity};
use crate::analysis::sensitivity::indices::Accumulator;
use crate::analysis::sensitivity::points::PointKind;

/// Points whose runs are in memory together.
const POINTS_PER_BATCH: usize = 128;

/// What the ranks of a node in an edition depend on.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Which edition.
    pub edition_idx: usize,
    /// Which node.
    pub node_idx: usize,
    /// The choices, in the order of the indices.
    pub inputs: Vec<Input>,
    /// How the points are made.
    pub points: PointKind,
    /// Number of points.
    pub n_points: usize,
    /// Points that are left out because one of their runs failed.
    pub n_failed: usize,
    /// Indices of the mean absolute shift of ranks, with intervals.
    pub mean_shift: Result<Intervals, NoIndices>,
    /// Indices of each region's rank.
    pub regions: Vec<Result<Sensitivity, NoIndices>>,
}

/// The sensitivity of a node's ranks in an edition, from `n_points` points.
pub fn doubt(engine: &Engine<'_>, edition_idx: usize, node_idx: usize, n_points: usize, seed: u64) -> Doubt {
    let groups = engine.inputs.groups();
    let group_of: Vec<usize> =
        groups.iter().enumerate().flat_map(|(group, (_, n_coordinates))| std::iter::repeat_n(group, *n_coordinates)).collect();
    let design = Design::new(group_of, groups.len(), n_points, seed);
    let n_runs = design.n_runs();
    let nominal = &engine.subject.outcome.editions[edition_idx].nodes[node_idx].ranks;
    let n_regions = nominal.len();
    let mut of_regions = Accumulator::new(n_regions, groups.len());
    let mut shifts: Vec<f64> = Vec::with_capacity(n_points * n_runs);
    let mut n_failed = 0;
    for first in (0..n_points).step_by(POINTS_PER_BATCH) {
        let n_here = POINTS_PER_BATCH.min(n_points - first);
        let coordinates = |replicate: usize, coordinates: &mut [f64]| {
            let wanted = replicate % n_runs;
            design.runs_at(first + replicate / n_runs, |run, at| {
                if run == wanted {
                    coordinates.copy_from_slice(at);
                }
            });
        };
        let matrices = engine.replicates(edition_idx, &[node_idx], n_here * n_runs, Source::Coordinates(&coordinates));
        let Some(matrix) = matrices.into_iter().next().map(|node| node.overall) else { continue };
        for point in 0..n_here {
            let runs = point * n_runs..(point + 1) * n_runs;
            let ranks: Vec<u16> = runs
                .flat_map(|run| (0..n_regions).map(move |region_idx| (run, region_idx)))
                .map(|(run, region_idx)| matrix.rank(run, region_idx))
                .collect();
            // Nobody is ranked in a run that failed.
            if ranks.chunks_exact(n_regions).any(|run| run.iter().all(|rank| *rank == 0)) {
                n_failed += 1;
                continue;
            }
            let outputs: Vec<f32> = ranks.iter().map(|&rank| if rank == 0 { f32::NAN } else { f32::from(rank) }).collect();
            of_regions.add(&outputs);
            shifts.extend(ranks.chunks_exact(n_regions).map(|run| mean_shift(run, nominal)));
        }
    }
    Doubt {
        edition_idx,
        node_idx,
        inputs: groups.iter().map(|(input, _)| *input).collect(),
        points: design.kind(),
        n_points,
        n_failed,
        mean_shift: bootstrap::intervals(&shifts, groups.len(), Bootstrap::new(seed)),
        regions: of_regions.sensitivities(),
    }
}

/// The mean absolute difference of ranks, over the regions that are ranked both times.
fn mean_shift(ranks: &[u16], nominal: &[u32]) -> f64 {
    let both = ranks.iter().zip(nominal).filter(|(rank, nominal)| **rank != 0 && **nominal != 0);
    let (mut total, mut n_both) = (0u64, 0u64);
    for (&rank, &nominal) in both {
        total += u64::from(u32::from(rank).abs_diff(nominal));
        n_both += 1;
    }
    total as f64 / n_both as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_shift_is_over_regions_ranked_both_times() {
        assert_eq!(mean_shift(&[1, 4, 2, 0], &[1, 2, 3, 4]), 1.0);
        assert_eq!(mean_shift(&[1, 2], &[0, 2]), 0.0);
    }
}
