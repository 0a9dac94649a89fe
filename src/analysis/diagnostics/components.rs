//! Principal components: is a factor one thing, or several?
//!
//! The eigenvalues and eigenvectors of the correlation matrix of the scores, over the regions that have all indicators; those
//! that are the same everywhere are left out. An eigenvalue is the variance a component explains, counted in indicators: they sum
//! to their number. Two rules of thumb for how many components there are stand side by side (Handbook, step 4): eigenvalues
//! above one (Kaiser 1960), and as many as together explain 60 %.
//!
//! An eigenvector is only known up to its sign: it is turned so that its loadings sum to more than zero, or, where they sum to
//! zero, so that the first of the largest is positive. Loadings are of length one; times the root of the eigenvalue they are the
//! correlations of indicators and component. Components with equal eigenvalues can be turned into each other: their loadings
//! mean nothing on their own.

use nalgebra::{DMatrix, SymmetricEigen};

use super::{NotComputed, finite, varying_and_complete};
use crate::aggregate::exact_sum;
use crate::statistics;

/// Eigenvalue above which a component explains more than an indicator does (Kaiser 1960).
pub const LEAST_EIGENVALUE: f64 = 1.0;
/// Share of the variance that the components of a factor should explain together.
pub const LEAST_EXPLAINED: f64 = 0.6;
/// Differences of eigenvalues and sums of loadings that are rounding.
const NOISE: f64 = 1e-9;
/// Eigenvalues that are rounding.
const ZERO: f64 = 1e-12;

/// The principal components of a node's indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalComponents {
    /// Regions that have all indicators.
    pub n_regions: usize,
    /// Positions of the columns that were used.
    pub positions: Vec<usize>,
    /// The components, the one that explains most first; as many as columns.
    pub components: Vec<Component>,
}

/// A principal component.
#[derive(Debug, Clone, PartialEq)]
pub struct Component {
    /// Variance that it explains, in indicators; zero or more.
    pub eigenvalue: f64,
    /// That as a share of all.
    pub share: f64,
    /// Share of this component and those before it.
    pub cumulative_share: f64,
    /// Loading of each column that was used; their squares sum to one.
    pub loadings: Vec<f64>,
}

impl Component {
    /// Correlation of a column and the component.
    pub fn correlation(&self, item: usize) -> f64 {
        (self.loadings[item] * self.eigenvalue.sqrt()).clamp(-1.0, 1.0)
    }
}

impl PrincipalComponents {
    /// How many components have an eigenvalue above one.
    pub fn n_above_one(&self) -> usize {
        self.components.iter().filter(|component| LEAST_EIGENVALUE + NOISE < component.eigenvalue).count()
    }

    /// How many components it takes to explain 60 %.
    pub fn n_for_least_explained(&self) -> usize {
        let short_of = |component: &&Component| component.cumulative_share < LEAST_EXPLAINED - NOISE;
        self.components.iter().filter(short_of).count() + 1
    }

    /// Whether indicators can be computed from the others: an eigenvalue is zero although there are regions enough.
    pub fn is_singular(&self) -> bool {
        let last = self.components.last();
        self.components.len() < self.n_regions && last.is_some_and(|component| component.eigenvalue < NOISE)
    }
}

/// The principal components of columns of scores; NaN = missing.
///
/// # Errors
/// Fewer than two indicators that vary, or fewer than three regions that have all.
pub fn principal_components(columns: &[&[f64]]) -> Result<PrincipalComponents, NotComputed> {
    let (positions, columns) = varying_and_complete(columns)?;
    let n_columns = columns.len();
    let mut matrix = DMatrix::<f64>::identity(n_columns, n_columns);
    for a in 0..n_columns {
        for b in 0..a {
            let correlation = statistics::pearson(&columns[a], &columns[b]).ok_or(NotComputed::Constant).and_then(finite)?;
            matrix[(a, b)] = correlation;
            matrix[(b, a)] = correlation;
        }
    }
    let eigen = SymmetricEigen::new(matrix);
    let mut order: Vec<usize> = (0..n_columns).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let mut explained = 0.0;
    let mut components = Vec::with_capacity(n_columns);
    for position in order {
        // Rounding makes a zero of a singular matrix a tiny number of either sign.
        let eigenvalue = finite(eigen.eigenvalues[position]).map(|value| if value < ZERO { 0.0 } else { value })?;
        let share = eigenvalue / n_columns as f64;
        explained += share;
        let loadings = turned(eigen.eigenvectors.column(position).iter().copied().collect());
        components.push(Component { eigenvalue, share, cumulative_share: explained.min(1.0), loadings });
    }
    Ok(PrincipalComponents { n_regions: columns[0].len(), positions, components })
}

/// The vector or its opposite, whichever sums to more than zero.
fn turned(mut loadings: Vec<f64>) -> Vec<f64> {
    let sum = exact_sum(loadings.iter().copied());
    let largest = loadings.iter().fold(0.0f64, |largest, loading| largest.max(loading.abs()));
    let first_largest = loadings.iter().copied().find(|loading| largest - NOISE <= loading.abs()).unwrap_or(0.0);
    let sign = if NOISE < sum.abs() { sum } else { first_largest };
    if sign < 0.0 {
        loadings.iter_mut().for_each(|loading| *loading = -*loading);
    }
    loadings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_indicators_by_hand() {
        // Correlation r = 0.8: 1 2 3 4 and 1 3 2 4 have products 5 − 1 = 4 of 5. Eigenvalues 1 ± r, vectors (1, ±1)/√2.
        let of = principal_components(&[&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0]]).expect("four regions");
        let values: Vec<f64> = of.components.iter().map(|component| component.eigenvalue).collect();
        assert!((values[0] - 1.8).abs() < 1e-14 && (values[1] - 0.2).abs() < 1e-14, "{values:?}");
        let half = 0.5f64.sqrt();
        for (component, expected) in of.components.iter().zip([[half, half], [half, -half]]) {
            for (loading, expected) in component.loadings.iter().zip(expected) {
                assert!((loading - expected).abs() < 1e-14, "{:?}", component.loadings);
            }
        }
        assert!((of.components[0].correlation(0) - 0.9f64.sqrt()).abs() < 1e-14);
        assert_eq!((of.n_above_one(), of.n_for_least_explained(), of.is_singular()), (1, 1, false));
    }

    #[test]
    fn uncorrelated_indicators_are_as_many_things() {
        // Contrasts of eight regions: every correlation is zero, every eigenvalue one; two of three explain 67 %.
        let columns: Vec<Vec<f64>> =
            (0..3).map(|bit| (0..8).map(|region_idx| f64::from(region_idx >> bit & 1)).collect()).collect();
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let of = principal_components(&columns).expect("eight regions");
        assert_eq!((of.n_above_one(), of.n_for_least_explained()), (0, 2));
    }

    #[test]
    fn a_singular_matrix_is_no_obstacle() {
        let (a, b) = ([1.0, 2.0, 3.0, 4.0, 9.0], [2.0, 1.0, 5.0, 3.0, 3.0]);
        let sum: Vec<f64> = a.iter().zip(b).map(|(a, b)| a + b).collect();
        let of = principal_components(&[&a, &b, &sum]).expect("five regions");
        assert!(of.is_singular());
        assert!(of.components.iter().all(|component| 0.0 <= component.eigenvalue && component.cumulative_share <= 1.0));
        assert_eq!(principal_components(&[&a, &[1.0; 5]]), Err(NotComputed::TooFewIndicators));
    }
}
