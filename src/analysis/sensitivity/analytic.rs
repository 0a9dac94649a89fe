//! Functions whose sensitivity indices are known, and the whole chain on them: design, runs, indices.

use super::design::Design;
use super::indices::Accumulator;
use super::points::PointKind;

/// A function with known indices.
#[derive(Debug, Clone, Copy)]
pub(super) enum Function {
    /// sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ on [−π, π]³ (Ishigami & Homma 1990).
    Ishigami,
    /// Sobol's G: the product of (|4u − 2| + a) / (1 + a).
    G(&'static [f64]),
    /// Σ aᵢ uᵢ + 1000.
    Additive(&'static [f64]),
}

impl Function {
    pub(super) fn at(self, coordinates: &[f64]) -> f64 {
        match self {
            Function::Ishigami => {
                let x = |idx: usize| std::f64::consts::PI * (2.0 * coordinates[idx] - 1.0);
                let (sine, second) = (libm::sin(x(0)), libm::sin(x(1)));
                sine + 7.0 * second * second + 0.1 * x(2).powi(4) * sine
            }
            Function::G(a) => coordinates.iter().zip(a).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product(),
            Function::Additive(a) => 1000.0 + coordinates.iter().zip(a).map(|(u, a)| a * u).sum::<f64>(),
        }
    }

    /// First-order and total-order index of each coordinate.
    pub(super) fn indices(self) -> Vec<(f64, f64)> {
        match self {
            Function::Ishigami => {
                let (a, b, pi4) = (7.0, 0.1, std::f64::consts::PI.powi(4));
                let first = 0.5 * (1.0 + b * pi4 / 5.0) * (1.0 + b * pi4 / 5.0);
                let (second, both) = (a * a / 8.0, b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0));
                let all = first + second + both;
                vec![(first / all, (first + both) / all), (second / all, second / all), (0.0, both / all)]
            }
            Function::G(a) => {
                let own: Vec<f64> = a.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
                let all: f64 = own.iter().map(|own| 1.0 + own).product::<f64>() - 1.0;
                own.iter().map(|own| (own / all, own * (1.0 + all) / (1.0 + own) / all)).collect()
            }
            Function::Additive(a) => {
                let all: f64 = a.iter().map(|a| a * a).sum();
                a.iter().map(|a| (a * a / all, a * a / all)).collect()
            }
        }
    }
}

/// All runs of a function, point by point.
pub(super) fn runs(function: Function, group_of: &[usize], n_groups: usize, n_points: usize, seed: u64) -> Vec<f64> {
    let design = Design::new(group_of.to_vec(), n_groups, n_points, seed);
    assert_eq!(design.kind(), PointKind::Sobol);
    runs_of(function, &design, n_points)
}

/// The same at independent random points: those of a sequence that is too long to be Sobol's.
pub(super) fn random_runs(function: Function, group_of: &[usize], n_groups: usize, n_points: usize, seed: u64) -> Vec<f64> {
    let design = Design::new(group_of.to_vec(), n_groups, 1 << 17, seed);
    assert_eq!(design.kind(), PointKind::RandomForLength);
    runs_of(function, &design, n_points)
}

fn runs_of(function: Function, design: &Design, n_points: usize) -> Vec<f64> {
    let mut runs = Vec::with_capacity(n_points * design.n_runs());
    for point_idx in 0..n_points {
        design.runs_at(point_idx, |_, coordinates| runs.push(function.at(coordinates)));
    }
    runs
}

/// First-order and total-order index of each group.
fn indices(runs: &[f64], n_groups: usize) -> Vec<(f64, f64)> {
    let mut accumulator = Accumulator::new(1, n_groups);
    accumulator.add(runs);
    let found = accumulator.sensitivity(0).expect("it moves");
    found.groups.iter().map(|group| (group.first_order, group.total_order)).collect()
}

#[track_caller]
fn assert_near(found: &[(f64, f64)], expected: &[(f64, f64)], tolerance: f64, seed: u64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let error = (found.0 - expected.0).abs().max((found.1 - expected.1).abs());
        assert!(error < tolerance, "seed {seed}: {found:?} is not {expected:?}");
    }
}

#[test]
fn the_known_indices_are_the_published_ones() {
    let published = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
    assert_near(&Function::Ishigami.indices(), &published, 5e-5, 0);
    // Eight inputs of the G-function, as in Saltelli et al. (2010).
    let of_g = Function::G(&[0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0]).indices();
    assert_near(&of_g[..4], &[(0.716, 0.788), (0.179, 0.242), (0.024, 0.034), (0.007, 0.010)], 1e-3, 0);
}

/// Whatever the seed: an error of 0.01 is thirteen times the root mean square error of the worst of the six indices.
#[test]
fn ishigami_within_a_hundredth() {
    for seed in (0..20).chain([u64::MAX, 1 << 40, 2026]) {
        let found = indices(&runs(Function::Ishigami, &[0, 1, 2], 3, 1 << 14, seed), 3);
        assert_near(&found, &Function::Ishigami.indices(), 0.01, seed);
    }
}

#[test]
fn an_additive_function() {
    let function = Function::Additive(&[1.0, 2.0, 3.0, 4.0, 0.0]);
    for seed in 0..5 {
        let found = indices(&runs(function, &[0, 1, 2, 3, 4], 5, 1 << 12, seed), 5);
        assert_near(&found, &function.indices(), 1e-3, seed);
        // What does nothing has exactly nothing.
        assert_eq!(found[4], (0.0, 0.0));
    }
}

#[test]
fn the_g_function() {
    let function = Function::G(&[0.0, 0.5, 3.0, 9.0, 99.0, 99.0]);
    for seed in 0..5 {
        let found = indices(&runs(function, &[0, 1, 2, 3, 4, 5], 6, 1 << 13, seed), 6);
        assert_near(&found, &function.indices(), 0.015, seed);
    }
}

/// A group of Ishigami's first and third input holds all but the second; with additive functions, groups add up.
#[test]
fn groups_of_inputs() {
    for seed in 0..5 {
        let second = Function::Ishigami.indices()[1].0;
        let found = indices(&runs(Function::Ishigami, &[0, 1, 0], 2, 1 << 13, seed), 2);
        assert_near(&found, &[(1.0 - second, 1.0 - second), (second, second)], 0.01, seed);
        let function = Function::Additive(&[1.0, 2.0, 3.0, 4.0]);
        let found = indices(&runs(function, &[1, 0, 1, 0], 2, 1 << 12, seed), 2);
        assert_near(&found, &[(20.0 / 30.0, 20.0 / 30.0), (10.0 / 30.0, 10.0 / 30.0)], 1e-3, seed);
    }
}

/// An input outside all groups stays in the variance, so nobody's index contains it.
#[test]
fn an_input_without_a_group() {
    let function = Function::Additive(&[1.0, 2.0, 3.0, 4.0]);
    let found = indices(&runs(function, &[0, 1, usize::MAX, 2], 3, 1 << 12, 1), 3);
    let known = function.indices();
    // A and the mixed runs share the input without a group, but the variance of each run is that of the function.
    assert_near(&found, &[known[0], known[1], known[3]], 2e-3, 1);
}

/// With independent points the error is larger, but estimates are right on average.
#[test]
fn random_points_are_right_on_average() {
    let n_seeds = 60;
    let mut means = vec![(0.0, 0.0); 3];
    for seed in 0..n_seeds {
        let found = indices(&random_runs(Function::Ishigami, &[0, 1, 2], 3, 1 << 10, seed), 3);
        for (mean, found) in means.iter_mut().zip(found) {
            *mean = (mean.0 + found.0 / n_seeds as f64, mean.1 + found.1 / n_seeds as f64);
        }
    }
    // The largest root mean square error of one is 0.042; of the mean of sixty 0.0055.
    assert_near(&means, &Function::Ishigami.indices(), 0.02, 0);
}
