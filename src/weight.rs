//! Weights: where a node's come from ([`fit`]), and how much an indicator weighs in the index ([`in_index()`]).
//!
//! Fitted weights, from the scores `x` of k children over a pool of n regions:
//!
//! | method | weight of child j | sums to |
//! |---|---|---|
//! | equal | 1 | k |
//! | given | as written | as written |
//! | principal component | loading on the first component of the correlations ([`principal_components()`]) | squares: 1 |
//! | entropy | `dⱼ / Σ d`, `dⱼ = 1 + Σᵢ pᵢⱼ ln pᵢⱼ / ln n`, `pᵢⱼ = xᵢⱼ / Σᵢ xᵢⱼ` | 1 |
//! | CRITIC | `cⱼ / Σ c`, `cⱼ = σⱼ · Σₖ (1 − rⱼₖ)` | 1 |
//! | standard deviation | `σⱼ / Σ σ` | 1 |
//! | equal correlation | such that every child correlates equally with `Σ w·x`; one solution at most | 1 |
//!
//! Scores are taken as they are: nothing is rescaled first. Whether σ is that of a sample or of a population cancels out. A
//! region that lacks any child is left out of the pool. A node's only child has weight 1 by every fitted method.
//!
//! Sources: Shannon entropy: Zeleny (1982), Multiple Criteria Decision Making, chapter 7; CRITIC: Diakoulaki, Mavrotas &
//! Papayannakis (1995), Computers & Operations Research 22; principal components: OECD/JRC Handbook (2008), step 6.
//!
//! What it leaves out: editions. Weights that are fitted anew for every edition make editions incomparable; which pool is used,
//! and the warning, are the pipeline's business. So is reporting negative weights, which only principal components can have.

mod dispersion;
mod equal_correlation;
mod in_index;
mod principal_components;

use nalgebra::DMatrix;

use crate::method::{Uncomputable, WeightingMethod};
use crate::statistics;

pub use in_index::{in_index, in_node};
pub use principal_components::{PrincipalComponents, principal_components};

/// Fewest regions with every child that weights are fitted on.
const FEWEST_REGIONS: usize = 3;
/// A determinant, or a difference of eigenvalues, of a correlation matrix that is nothing but rounding.
const SINGULAR: f64 = 1e-10;

/// Weights of a node's children, in their order, or why there are none.
pub type Weights = Result<Vec<f64>, Uncomputable>;

/// Weights of a node's children, in their order, from the children's scores over a pool.
///
/// `columns` are the children's scores, all of one length; a region that lacks any of them is left out. `given` are the weights
/// as written, one per child.
///
/// # Errors
/// Fewer than three regions that have every child; all scores of all children equal; correlations that cannot be taken apart
/// because a child does not vary or several say the same; negative scores for entropy; equal correlations that would need
/// negative weights; loadings that sum to zero.
pub fn fit(method: WeightingMethod, columns: &[&[f64]], given: &[f64]) -> Weights {
    let fitted: fn(&[Vec<f64>]) -> Weights = match method {
        WeightingMethod::Given => return Ok(given.to_vec()),
        WeightingMethod::Equal => return Ok(vec![1.0; columns.len()]),
        WeightingMethod::PrincipalComponent => principal_components::weights,
        WeightingMethod::Entropy => dispersion::entropy,
        WeightingMethod::Critic => dispersion::critic,
        WeightingMethod::StandardDeviation => dispersion::standard_deviation,
        WeightingMethod::EqualCorrelation => equal_correlation::weights,
    };
    if columns.len() < 2 {
        return Ok(vec![1.0; columns.len()]);
    }
    fitted(&complete(columns)?)
}

/// The columns without the regions that lack any of them.
fn complete(columns: &[&[f64]]) -> Result<Vec<Vec<f64>>, Uncomputable> {
    let n_regions = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    let regions: Vec<usize> =
        (0..n_regions).filter(|&region_idx| columns.iter().all(|column| !column[region_idx].is_nan())).collect();
    if regions.len() < FEWEST_REGIONS {
        return Err(Uncomputable::TooFewValues { found: regions.len(), needed: FEWEST_REGIONS });
    }
    Ok(columns.iter().map(|column| regions.iter().map(|&region_idx| column[region_idx]).collect()).collect())
}

/// Whether all values are the same.
fn is_constant(column: &[f64]) -> bool {
    column.iter().all(|value| *value == column[0])
}

/// Pearson's correlations of complete columns.
fn correlations(columns: &[Vec<f64>]) -> Result<DMatrix<f64>, Uncomputable> {
    let mut correlations = DMatrix::identity(columns.len(), columns.len());
    for (row, one) in columns.iter().enumerate() {
        for (column, other) in columns.iter().enumerate().take(row) {
            let varies = !is_constant(one) && !is_constant(other);
            let correlation = statistics::pearson(one, other).filter(|correlation| varies && correlation.is_finite());
            let correlation = correlation.ok_or(Uncomputable::SingularCorrelation)?;
            correlations[(row, column)] = correlation;
            correlations[(column, row)] = correlation;
        }
    }
    Ok(correlations)
}

#[cfg(test)]
mod tests;
