//! Principal components of the children's correlations.
//!
//! The children are standardised, so it is Pearson's correlations that are taken apart, not covariances. The weights are the
//! loadings on the first component: the eigenvector of the greatest eigenvalue, of length one. Its sign means nothing; it is
//! turned so that the loadings sum to more than zero. Loadings may be negative, and stay so: a child that runs against the
//! others is a finding, not a rounding error.
//!
//! Source: OECD/JRC Handbook (2008), steps 4 and 6; the same convention as R's prcomp with scaling.

use nalgebra::{DMatrix, SymmetricEigen};

use super::{SINGULAR, Weights, complete, correlations};
use crate::aggregate::exact_sum;
use crate::method::Uncomputable;

/// Far more than any matrix of correlations takes.
const MOST_ITERATIONS: usize = 100_000;

/// Components of the correlations of k children, the greatest first.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalComponents {
    /// Eigenvalues, descending. They sum to k: an eigenvalue divided by k is the share of variance that the component explains.
    pub eigenvalues: Vec<f64>,
    /// Loadings of the children on each component, of length one and with a sum of zero or more.
    pub loadings: Vec<Vec<f64>>,
}

/// Principal components of children's scores over a pool; regions that lack any child are left out.
///
/// # Errors
/// Fewer than three regions that have every child; a constant child.
pub fn principal_components(columns: &[&[f64]]) -> Result<PrincipalComponents, Uncomputable> {
    components(correlations(&complete(columns)?)?)
}

/// Loadings on the first component.
///
/// # Errors
/// A constant child; no first component, as where children do not correlate at all; loadings that sum to zero whichever way
/// they are turned, as of two children that run against each other.
pub(super) fn weights(columns: &[Vec<f64>]) -> Weights {
    let PrincipalComponents { eigenvalues, loadings } = components(correlations(columns)?)?;
    let stands_out = eigenvalues.first().zip(eigenvalues.get(1)).is_some_and(|(first, second)| first - second > SINGULAR);
    let loadings = loadings.into_iter().next().filter(|_| stands_out).ok_or(Uncomputable::SingularCorrelation)?;
    if exact_sum(loadings.iter().copied()) > SINGULAR { Ok(loadings) } else { Err(Uncomputable::NoSolution) }
}

fn components(correlations: DMatrix<f64>) -> Result<PrincipalComponents, Uncomputable> {
    let eigen = SymmetricEigen::try_new(correlations, f64::EPSILON, MOST_ITERATIONS).ok_or(Uncomputable::NoSolution)?;
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let loadings = |&component: &usize| {
        let loadings: Vec<f64> = eigen.eigenvectors.column(component).iter().copied().collect();
        let sum = exact_sum(loadings.iter().copied());
        // Where they sum to nothing, the first that is something decides.
        let first = loadings.iter().copied().find(|loading| loading.abs() > SINGULAR).unwrap_or(1.0);
        let turned = if sum.abs() > SINGULAR { sum < 0.0 } else { first < 0.0 };
        loadings.into_iter().map(|loading| if turned { 0.0 - loading } else { loading }).collect()
    };
    Ok(PrincipalComponents {
        loadings: order.iter().map(loadings).collect(),
        eigenvalues: order.into_iter().map(|component| eigen.eigenvalues[component]).collect(),
    })
}
