//! The choices about missing values: policy, screening, imputation.

use super::pool::Pool;

/// What happens where a value is missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MissingRule {
    /// The policy.
    pub policy: MissingPolicy,
    /// Whether the indicator states the policy itself (else a share above `largest_share` stops the build).
    pub stated_for_indicator: bool,
    /// Largest share of the universe that may lack the indicator without a policy of its own.
    pub largest_share: f64,
}

/// A policy for missing values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MissingPolicy {
    /// Stop and list them.
    Fail,
    /// Leave them out; the other weights carry the score.
    Renormalise,
    /// Give the middle of the score range.
    Neutral,
    /// The nodes above have no score either.
    Propagate,
}

/// Which regions and indicators have too little data, before anything is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Screening {
    /// Least share of the indicators (0 to 1) that a region must have in an edition; below it the region is left out of it,
    /// and of every pool.
    pub region: Option<f64>,
    /// Least share of the regions (0 to 1) that an indicator must have in an edition; below it the indicator is left out of it.
    pub indicator: Option<f64>,
}

/// How missing values are filled; formulas in [`crate::impute`].
#[derive(Debug, Clone, PartialEq)]
pub struct Imputation {
    /// The method.
    pub method: ImputationMethod,
    /// Where means and medians come from.
    pub pool: Pool,
}

/// A method of imputation.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ImputationMethod {
    /// None: what is missing stays missing.
    #[default]
    None,
    /// The mean of the pool.
    Mean,
    /// The median of the pool.
    Median,
    /// A stated value in raw units.
    Constant(f64),
    /// The region's latest earlier value.
    CarriedForward {
        /// How many statistic periods back it may lie.
        at_most: u32,
    },
    /// On the straight line between the region's nearest earlier and nearest later value.
    Linear {
        /// How many statistic periods away each may lie.
        at_most: u32,
        /// What happens where there is a value on one side only.
        ends: Ends,
    },
    /// The value at which the region's score would be the mean of its scores (min–max) within the factor.
    RowMean,
    /// The value of the area above.
    ParentArea {
        /// Variable, published at that level.
        of: usize,
        /// Level of the area.
        level: String,
    },
}

/// What linear imputation does before the first and after the last value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The value stays missing.
    Missing,
    /// The nearest value holds.
    Constant,
}

/// What a node does where a child has no score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MissingChildren {
    /// The node has no score either.
    Propagate,
    /// The others carry the score, where they have at least this share of the weight.
    Renormalise {
        /// Least share of the weight that rests on data, 0 to 1.
        minimum_coverage: f64,
    },
    /// The build stops.
    Fail,
}
