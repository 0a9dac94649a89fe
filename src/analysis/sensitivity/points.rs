//! Points spread evenly over a cube of many dimensions.
//!
//! Coordinates are those of the Sobol' sequence with the direction numbers of Joe & Kuo (2008, SIAM Journal on Scientific
//! Computing 30), scrambled after Owen (1995) by hashing (Burley 2020, Journal of Computer Graphics Techniques 9): every
//! scrambled point is uniform by itself, and together they fill the cube more evenly than independent ones. Numbers of points
//! that are powers of two are the most even.
//!
//! The sequence has [`MOST_DIMENSIONS`] and [`MOST_POINTS`]. Beyond either, points are independent random ones, and
//! [`Points::kind`] says so: results are as right, but less precise.
//!
//! A point depends on the seed, its number and the number of dimensions, never on the points that were asked for before: any
//! thread may compute any of them.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

/// Dimensions of the Sobol' sequence.
pub const MOST_DIMENSIONS: usize = sobol_burley::NUM_DIMENSIONS as usize;
/// Points of the Sobol' sequence.
pub const MOST_POINTS: usize = 1 << 16;

/// How points are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointKind {
    /// Scrambled Sobol' points.
    Sobol,
    /// Independent random points, because the Sobol' sequence has fewer dimensions ([`MOST_DIMENSIONS`]).
    RandomForDimensions,
    /// Independent random points, because the Sobol' sequence is shorter ([`MOST_POINTS`]).
    RandomForLength,
}

/// A sequence of points in the open unit cube.
#[derive(Debug, Clone)]
pub struct Points {
    n_dimensions: usize,
    n_points: usize,
    kind: PointKind,
    /// What each dimension of the Sobol' sequence is scrambled with.
    scrambles: Vec<u32>,
    /// Source of independent points, one stream each.
    generator: ChaCha8Rng,
}

impl Points {
    /// The points of a seed: Sobol' points where the sequence is long and wide enough, otherwise random ones.
    pub fn new(n_dimensions: usize, n_points: usize, seed: u64) -> Self {
        let kind = if n_dimensions > MOST_DIMENSIONS {
            PointKind::RandomForDimensions
        } else if n_points > MOST_POINTS {
            PointKind::RandomForLength
        } else {
            PointKind::Sobol
        };
        let generator = ChaCha8Rng::seed_from_u64(seed);
        let mut of_scrambles = generator.clone();
        let scrambles = match kind {
            PointKind::Sobol => (0..n_dimensions).map(|_| of_scrambles.next_u32()).collect(),
            PointKind::RandomForDimensions | PointKind::RandomForLength => Vec::new(),
        };
        Points { n_dimensions, n_points, kind, scrambles, generator }
    }

    /// How the points are made.
    pub fn kind(&self) -> PointKind {
        self.kind
    }

    /// Coordinates of a point.
    pub fn n_dimensions(&self) -> usize {
        self.n_dimensions
    }

    /// Points of the sequence.
    pub fn n_points(&self) -> usize {
        self.n_points
    }

    /// Writes the coordinates of one point, each above 0 and below 1, into a slice of [`Points::n_dimensions`]; a shorter slice
    /// gets the first ones.
    ///
    /// `point_idx` is below [`Points::n_points`]; Sobol' points repeat after [`MOST_POINTS`].
    pub fn point(&self, point_idx: usize, coordinates: &mut [f64]) {
        match self.kind {
            PointKind::Sobol => {
                let reversed_idx = ((point_idx % MOST_POINTS) as u32).reverse_bits();
                for ((dimension, coordinate), &scramble) in (0u32..).zip(coordinates).zip(&self.scrambles) {
                    let bits = owen_scramble_rev(sobol_rev(reversed_idx, dimension), scramble).reverse_bits();
                    // The middle of the cell: never 0, of which there is no logarithm, and never 1.
                    *coordinate = (f64::from(bits) + 0.5) * (1.0 / 4_294_967_296.0);
                }
            }
            PointKind::RandomForDimensions | PointKind::RandomForLength => {
                let mut generator = self.generator.clone();
                generator.set_stream(point_idx as u64);
                for coordinate in coordinates {
                    // One of 2^52 cells, so that its middle is a double below 1.
                    *coordinate = ((generator.next_u64() >> 12) as f64 + 0.5) * (1.0 / (1u64 << 52) as f64);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(points: &Points, point_idx: usize) -> Vec<f64> {
        let mut coordinates = vec![f64::NAN; points.n_dimensions()];
        points.point(point_idx, &mut coordinates);
        coordinates
    }

    #[test]
    fn limits_decide_the_kind() {
        assert_eq!(Points::new(256, 1 << 16, 1).kind(), PointKind::Sobol);
        assert_eq!(Points::new(257, 4, 1).kind(), PointKind::RandomForDimensions);
        assert_eq!(Points::new(2, (1 << 16) + 1, 1).kind(), PointKind::RandomForLength);
    }

    #[test]
    fn every_coordinate_is_inside() {
        for (n_dimensions, n_points) in [(256, 512), (300, 200)] {
            let points = Points::new(n_dimensions, n_points, 7);
            for point_idx in 0..n_points {
                assert!(point(&points, point_idx).iter().all(|u| 0.0 < *u && *u < 1.0));
            }
        }
        // The cells at the ends, in the arithmetic above.
        assert_eq!((f64::from(u32::MAX) + 0.5) * (1.0 / 4_294_967_296.0), 1.0 - 2f64.powi(-33));
        assert_eq!(((u64::MAX >> 12) as f64 + 0.5) * 2f64.powi(-52), 1.0 - 2f64.powi(-53));
    }

    /// Of 2^m points, each of 2^m equal intervals of every coordinate holds one; and so does each of the elementary rectangles
    /// of the first two coordinates.
    #[test]
    fn sobol_points_are_a_net() {
        let n_points = 256;
        for seed in 0..20 {
            let points = Points::new(60, n_points, seed);
            let all: Vec<Vec<f64>> = (0..n_points).map(|point_idx| point(&points, point_idx)).collect();
            let holds_one_each = |cell: &dyn Fn(&[f64]) -> usize| {
                let mut cells: Vec<usize> = all.iter().map(|coordinates| cell(coordinates)).collect();
                cells.sort_unstable();
                cells == (0..n_points).collect::<Vec<usize>>()
            };
            for dimension in 0..60 {
                assert!(holds_one_each(&|at| (at[dimension] * 256.0) as usize), "seed {seed}, dimension {dimension}");
            }
            for power in 0..=8 {
                let (columns, rows) = (1usize << power, 256usize >> power);
                assert!(holds_one_each(&|at| (at[0] * columns as f64) as usize * rows + (at[1] * rows as f64) as usize));
            }
        }
    }

    #[test]
    fn a_point_depends_on_seed_and_number_only() {
        for n_points in [1000, 1 << 17] {
            let points = Points::new(5, n_points, 3);
            let backwards: Vec<Vec<f64>> = (0..50).rev().map(|point_idx| point(&points, point_idx)).collect();
            let again = Points::new(5, n_points, 3);
            for (point_idx, coordinates) in backwards.iter().rev().enumerate() {
                assert_eq!(coordinates, &point(&again, point_idx));
            }
            assert_ne!(point(&points, 0), point(&Points::new(5, n_points, 4), 0));
            assert_ne!(point(&points, 0), point(&points, 1));
        }
    }

    /// The first point of the unscrambled sequence is the origin; scrambled, it is anywhere.
    #[test]
    fn the_first_point_is_uniform_over_seeds() {
        let firsts: Vec<f64> = (0..2000).map(|seed| point(&Points::new(1, 1, seed), 0)[0]).collect();
        for tenth in 0..10 {
            let n_inside = firsts.iter().filter(|u| (**u * 10.0) as usize == tenth).count();
            // 200 are expected, with a standard deviation of 13.4.
            assert!((140..260).contains(&n_inside), "{n_inside} in tenth {tenth}");
        }
    }
}
