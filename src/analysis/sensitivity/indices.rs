//! Sensitivity indices of many outputs at once, from runs as they come.
//!
//! Only sums are kept, 5 + 4k numbers per output and k groups, so that the memory does not grow with the number of points: 2,000
//! regions and 8 groups take less than a megabyte. The sums of an output are taken in the order of points, by one thread: the
//! result does not depend on the number of threads, nor on how the points are cut into batches.

use rayon::prelude::*;

use super::estimators::{self, NoIndices, Sensitivity};

/// Outputs that are summed together: their sums stay in the first-level cache while a batch of points goes by.
const BLOCK: usize = 64;

/// Sums over the points of a design.
#[derive(Debug, Clone)]
pub struct Accumulator {
    n_outputs: usize,
    n_groups: usize,
    n_points: usize,
    blocks: Vec<Block>,
}

/// The sums of some neighbouring outputs.
#[derive(Debug, Clone)]
struct Block {
    first_output: usize,
    /// What outputs are measured from: the first run. Empty before there is one.
    pivots: Vec<f64>,
    /// By sum, then by output.
    sums: Vec<f64>,
    /// By output: points at which some run is not a number.
    n_missing: Vec<usize>,
}

impl Accumulator {
    /// Nothing summed yet.
    pub fn new(n_outputs: usize, n_groups: usize) -> Self {
        let block = |first_output: usize| {
            let width = BLOCK.min(n_outputs - first_output);
            let sums = vec![0.0; estimators::n_sums(n_groups) * width];
            Block { first_output, pivots: Vec::new(), sums, n_missing: vec![0; width] }
        };
        let blocks = (0..n_outputs).step_by(BLOCK).map(block).collect();
        Accumulator { n_outputs, n_groups, n_points: 0, blocks }
    }

    /// Points that were added.
    pub fn n_points(&self) -> usize {
        self.n_points
    }

    /// Outputs.
    pub fn n_outputs(&self) -> usize {
        self.n_outputs
    }

    /// Adds a batch of points. `outputs` holds the outputs of every run: point by point, at each point A, B and the groups in
    /// order ([`super::design::Design::runs_at`]), of each run all outputs. What is beyond the last complete point is ignored.
    ///
    /// A missing output is a NaN, also where the type has room for another sign of it: an unranked region's 0 is a rank here.
    /// A point of which a run failed altogether is better not added at all, and counted by the caller.
    pub fn add<T: Copy + Into<f64> + Sync>(&mut self, outputs: &[T]) {
        let (n_outputs, n_groups) = (self.n_outputs, self.n_groups);
        let per_point = (n_groups + 2) * n_outputs;
        if per_point == 0 {
            return;
        }
        self.n_points += outputs.len() / per_point;
        self.blocks.par_iter_mut().for_each(|block| {
            for point in outputs.chunks_exact(per_point) {
                block.add(point, n_outputs);
            }
        });
    }

    /// The sensitivity of one output.
    ///
    /// # Errors
    /// There is no such number: see [`NoIndices`].
    pub fn sensitivity(&self, output_idx: usize) -> Result<Sensitivity, NoIndices> {
        let Some(block) = self.blocks.get(output_idx / BLOCK).filter(|block| !block.pivots.is_empty()) else {
            return Err(NoIndices::TooFewPoints { found: self.n_points });
        };
        let (column, width) = (output_idx % BLOCK, block.pivots.len());
        match block.n_missing.get(column) {
            Some(0) => {
                let sums: Vec<f64> = block.sums.iter().skip(column).step_by(width).copied().collect();
                estimators::sensitivity(&sums, block.pivots[column], self.n_points)
            }
            Some(&n_points) => Err(NoIndices::Missing { n_points }),
            None => Err(NoIndices::TooFewPoints { found: 0 }),
        }
    }

    /// The sensitivity of every output.
    pub fn sensitivities(&self) -> Vec<Result<Sensitivity, NoIndices>> {
        (0..self.n_outputs).map(|output_idx| self.sensitivity(output_idx)).collect()
    }
}

impl Block {
    /// Adds the runs of one point, each of `n_outputs` outputs.
    fn add<T: Copy + Into<f64>>(&mut self, point: &[T], n_outputs: usize) {
        let width = self.n_missing.len();
        let own = self.first_output..self.first_output + width;
        let mut runs = point.chunks_exact(n_outputs).map(|run| &run[own.clone()]);
        let (Some(run_a), Some(run_b)) = (runs.next(), runs.next()) else { return };
        if self.pivots.is_empty() {
            self.pivots = run_a.iter().map(|&output| output.into()).collect();
        }
        let Block { pivots, sums, n_missing, .. } = self;
        let mut buffers = [[0.0; BLOCK]; 4];
        let [a, b, c, all] = buffers.each_mut().map(|buffer| &mut buffer[..width]);
        measure(run_a, pivots, a);
        measure(run_b, pivots, b);
        for (all, (a, b)) in all.iter_mut().zip(a.iter().zip(&*b)) {
            *all = a + b;
        }
        let (common, of_groups) = sums.split_at_mut(estimators::n_sums(0) * width);
        add_terms(common, [&*a, b], |[a, b]| estimators::common_terms(a, b));
        for (run, of_group) in runs.zip(of_groups.chunks_exact_mut(estimators::N_PER_GROUP * width)) {
            measure(run, pivots, c);
            for (all, c) in all.iter_mut().zip(&*c) {
                *all += c;
            }
            add_terms(of_group, [&*a, b, c], |[a, b, c]| estimators::group_terms(a, b, c));
        }
        for (n_missing, all) in n_missing.iter_mut().zip(&*all) {
            *n_missing += usize::from(!all.is_finite());
        }
    }
}

/// Outputs of a run, measured from their pivots.
fn measure<T: Copy + Into<f64>>(run: &[T], pivots: &[f64], measured: &mut [f64]) {
    for (measured, (&output, pivot)) in measured.iter_mut().zip(run.iter().zip(pivots)) {
        *measured = output.into() - pivot;
    }
}

/// Adds N terms of each output to N rows of sums; the outputs come from M runs.
fn add_terms<const M: usize, const N: usize>(sums: &mut [f64], runs: [&[f64]; M], terms: impl Fn([f64; M]) -> [f64; N]) {
    let width = sums.len() / N;
    let mut rows = sums.chunks_exact_mut(width);
    // Slices that are known to be of one length leave nothing to check in the loop, which is then done in vectors.
    let rows: [&mut [f64]; N] = std::array::from_fn(|_| rows.next().map_or(&mut [][..], |row| &mut row[..width]));
    let runs = runs.map(|run| &run[..width]);
    for output in 0..width {
        let terms = terms(std::array::from_fn(|run| runs[run][output]));
        for term_idx in 0..N {
            rows[term_idx][output] += terms[term_idx];
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_one(points: &[Vec<f64>], n_groups: usize) -> Result<Sensitivity, NoIndices> {
        let mut accumulator = Accumulator::new(1, n_groups);
        accumulator.add(&points.concat());
        accumulator.sensitivity(0)
    }

    /// The sums of an output do not depend on its neighbours, nor on batches.
    #[test]
    fn outputs_are_independent_of_each_other() {
        let (n_outputs, n_groups, n_points) = (BLOCK + 3, 2, 9);
        let output = |point: usize, run: usize, output: usize| ((point * 37 + run * 11) * (output + 1) % 101) as f64;
        let all: Vec<f64> = (0..n_points)
            .flat_map(|point| (0..n_groups + 2).flat_map(move |run| (0..n_outputs).map(move |o| output(point, run, o))))
            .collect();
        let mut at_once = Accumulator::new(n_outputs, n_groups);
        at_once.add(&all);
        let mut in_batches = Accumulator::new(n_outputs, n_groups);
        let per_point = (n_groups + 2) * n_outputs;
        for batch in [&all[..per_point], &all[per_point..4 * per_point], &all[4 * per_point..]] {
            in_batches.add(batch);
        }
        assert_eq!(at_once.sensitivities(), in_batches.sensitivities());
        for (output_idx, found) in at_once.sensitivities().into_iter().enumerate() {
            let points: Vec<Vec<f64>> =
                (0..n_points).map(|point| (0..n_groups + 2).map(|run| output(point, run, output_idx)).collect()).collect();
            assert!(found.is_ok(), "output {output_idx}: {found:?}");
            assert_eq!(found, of_one(&points, n_groups), "output {output_idx}");
        }
    }

    #[test]
    fn ranks_are_numbers_of_any_type() {
        let ranks: Vec<u16> = vec![1, 3, 1, 2, 2, 2, 3, 1, 3, 1, 1, 2];
        let (mut of_u16, mut of_f64) = (Accumulator::new(1, 1), Accumulator::new(1, 1));
        of_u16.add(&ranks);
        of_f64.add(&ranks.iter().copied().map(f64::from).collect::<Vec<f64>>());
        assert_eq!(of_u16.n_points(), 4);
        assert_eq!(of_u16.sensitivity(0), of_f64.sensitivity(0));
    }

    #[test]
    fn each_output_has_its_own_reason() {
        let mut accumulator = Accumulator::new(3, 1);
        assert_eq!(accumulator.sensitivity(0), Err(NoIndices::TooFewPoints { found: 0 }));
        // Outputs: 5 everywhere; missing in one run of the second point; one that moves.
        accumulator.add(&[5.0, 1.0, 1.0, 5.0, 2.0, 4.0, 5.0, 3.0, 1.0]);
        accumulator.add(&[5.0, 1.0, 2.0, 5.0, 2.0, 1.0, 5.0, f64::NAN, 1.0]);
        assert_eq!(accumulator.sensitivity(0), Err(NoIndices::Constant));
        assert_eq!(accumulator.sensitivity(1), Err(NoIndices::Missing { n_points: 1 }));
        assert!(accumulator.sensitivity(2).is_ok());
        assert_eq!(accumulator.sensitivity(3), Err(NoIndices::TooFewPoints { found: 0 }));
    }

    /// 0.1 is not a binary number; its sums are still those of a constant.
    #[test]
    fn a_constant_has_no_variance_however_it_is_written() {
        for value in [0.1, 1e9 / 3.0, -7.3e-5] {
            assert_eq!(of_one(&vec![vec![value; 5]; 1000], 3), Err(NoIndices::Constant));
        }
    }

    /// An output that moves in one mixed run only: that group has everything, the others exactly nothing.
    #[test]
    fn a_rank_that_hardly_moves_has_indices() {
        let mut points = vec![vec![4.0; 4]; 64];
        points[17][3] = 5.0;
        let found = of_one(&points, 2).expect("it moves");
        assert_eq!(found.groups[0].total_order, 0.0);
        assert_eq!(found.groups[0].first_order, 0.0);
        assert!(found.groups[1].total_order > 0.0);
        assert!(found.groups[1].first_order.abs() < 0.02);
    }

    /// Outputs of a few points with three groups.
    fn some_points() -> impl Strategy<Value = Vec<Vec<f64>>> {
        prop::collection::vec(prop::collection::vec(-50.0..50.0f64, 5), 3..40)
    }

    proptest! {
        /// Indices are shares: neither the unit of the output nor its zero matters.
        #[test]
        fn units_do_not_matter(points in some_points(), factor in prop_oneof![-100.0..-0.01f64, 0.01..100.0f64], shift in -1e4..1e4f64) {
            let before = of_one(&points, 3).expect("it moves");
            let moved: Vec<Vec<f64>> = points.iter().map(|runs| runs.iter().map(|y| factor * y + shift).collect()).collect();
            let after = of_one(&moved, 3).expect("it moves");
            prop_assert!((after.variance / before.variance / (factor * factor) - 1.0).abs() < 1e-6);
            for (before, after) in before.groups.iter().zip(&after.groups) {
                prop_assert!((before.first_order - after.first_order).abs() < 1e-6, "{before:?} {after:?}");
                prop_assert!((before.total_order - after.total_order).abs() < 1e-6, "{before:?} {after:?}");
            }
        }

        /// A factor that is a power of two does not change a bit.
        #[test]
        fn binary_units_are_exact(points in some_points(), power in -20..20i32) {
            let scaled: Vec<Vec<f64>> = points.iter().map(|runs| runs.iter().map(|y| y * 2f64.powi(power)).collect()).collect();
            prop_assert_eq!(of_one(&points, 3).map(|found| found.groups), of_one(&scaled, 3).map(|found| found.groups));
        }

        /// Groups in another order have the same indices in that order.
        #[test]
        fn groups_are_interchangeable(points in some_points(), order in Just(vec![0usize, 1, 2]).prop_shuffle()) {
            let shuffled: Vec<Vec<f64>> = points
                .iter()
                .map(|runs| [runs[0], runs[1]].into_iter().chain(order.iter().map(|&group| runs[2 + group])).collect())
                .collect();
            let (before, after) = (of_one(&points, 3).expect("it moves"), of_one(&shuffled, 3).expect("it moves"));
            for (position, &group_idx) in order.iter().enumerate() {
                // The variance is a sum over groups, whose order shows in its last bit.
                prop_assert!((after.groups[position].first_order - before.groups[group_idx].first_order).abs() < 1e-12);
                prop_assert!((after.groups[position].total_order - before.groups[group_idx].total_order).abs() < 1e-12);
            }
        }

        /// A group that changes nothing has exactly no influence, whatever the others do.
        #[test]
        fn an_idle_group_has_no_influence(points in some_points()) {
            let idle: Vec<Vec<f64>> = points.iter().map(|runs| vec![runs[0], runs[1], runs[2], runs[0], runs[4]]).collect();
            let found = of_one(&idle, 3).expect("it moves");
            prop_assert_eq!(found.groups[1], estimators::Indices { first_order: 0.0, total_order: 0.0 });
        }
    }
}
