//! Which runs of a model sensitivity indices take.
//!
//! A point of the design holds 2d coordinates: d of the matrix A and d of the matrix B, which are independent of each other. At
//! each point the model is run for A, for B, and once per group for A with that group's coordinates taken from B (Saltelli
//! 2002, Computer Physics Communications 145): k + 2 runs for k groups, however many coordinates a group has.

use super::points::{PointKind, Points};

/// A design for groups of inputs.
#[derive(Debug, Clone)]
pub struct Design {
    points: Points,
    group_of: Vec<usize>,
    n_groups: usize,
}

impl Design {
    /// A design of `n_points` points over `group_of.len()` coordinates; `group_of` holds the group of each coordinate, 0 to
    /// `n_groups` − 1. A coordinate of any other group stays that of A in every mixed run: its effect is in none of the indices,
    /// but in the variance.
    ///
    /// Powers of two are the numbers of points that fill the space most evenly.
    pub fn new(group_of: Vec<usize>, n_groups: usize, n_points: usize, seed: u64) -> Self {
        Design { points: Points::new(2 * group_of.len(), n_points, seed), group_of, n_groups }
    }

    /// How the points are made.
    pub fn kind(&self) -> PointKind {
        self.points.kind()
    }

    /// Points.
    pub fn n_points(&self) -> usize {
        self.points.n_points()
    }

    /// Coordinates of a run: the inputs of the model.
    pub fn n_coordinates(&self) -> usize {
        self.group_of.len()
    }

    /// Groups of coordinates.
    pub fn n_groups(&self) -> usize {
        self.n_groups
    }

    /// Runs of the model at a point: A, B and one per group.
    pub fn n_runs(&self) -> usize {
        self.n_groups + 2
    }

    /// Calls `run` for each run at a point, in the order in which outputs are accumulated: A, B, then the groups. It is given the
    /// number of the run and its coordinates, each above 0 and below 1.
    pub fn runs_at(&self, point_idx: usize, mut run: impl FnMut(usize, &[f64])) {
        let mut both = vec![0.0; 2 * self.group_of.len()];
        self.points.point(point_idx, &mut both);
        let (a, b) = both.split_at(self.group_of.len());
        run(0, a);
        run(1, b);
        let mut mixed = a.to_vec();
        for group_idx in 0..self.n_groups {
            self.mix(group_idx, a, b, &mut mixed);
            run(2 + group_idx, &mixed);
        }
    }

    /// The coordinates of A, with those of one group taken from B.
    fn mix(&self, group_idx: usize, a: &[f64], b: &[f64], mixed: &mut [f64]) {
        for (coordinate_idx, mixed) in mixed.iter_mut().enumerate() {
            let source = if self.group_of[coordinate_idx] == group_idx { b } else { a };
            *mixed = source[coordinate_idx];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_changes_its_own_coordinates_only() {
        let design = Design::new(vec![0, 1, 1, 2, 0], 3, 8, 1);
        assert_eq!((design.n_coordinates(), design.n_groups(), design.n_runs(), design.n_points()), (5, 3, 5, 8));
        for point_idx in 0..8 {
            let mut runs = Vec::new();
            design.runs_at(point_idx, |run_idx, coordinates| {
                assert_eq!(run_idx, runs.len());
                runs.push(coordinates.to_vec());
            });
            let (a, b) = (runs[0].clone(), runs[1].clone());
            assert!(a.iter().zip(&b).all(|(a, b)| a != b));
            assert_eq!(runs[2], [b[0], a[1], a[2], a[3], b[4]]);
            assert_eq!(runs[3], [a[0], b[1], b[2], a[3], a[4]]);
            assert_eq!(runs[4], [a[0], a[1], a[2], b[3], a[4]]);
        }
    }

    #[test]
    fn both_matrices_count_as_dimensions() {
        assert_eq!(Design::new(vec![0; 128], 1, 8, 1).kind(), PointKind::Sobol);
        assert_eq!(Design::new(vec![0; 129], 1, 8, 1).kind(), PointKind::RandomForDimensions);
    }
}
