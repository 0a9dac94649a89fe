//! The resolved method: one plain choice at every step.
//!
//! The steps take these values and nothing else; how they are written in a configuration is [`crate::config`]'s business.

mod aggregation;
mod missing;
mod normalisation;
mod pool;
mod ranking;
mod robustness;
mod treatment;
mod uncomputable;

pub use aggregation::{Aggregation, Basis, Penalty, Weighting, WeightingMethod, ZeroRule};
pub use missing::{Ends, Imputation, ImputationMethod, MissingChildren, MissingPolicy, MissingRule, Screening};
pub use normalisation::{
    BeforeScaling, Cap, CountedFrom, Denominator, DistanceReference, Normalisation, ReferenceMean, Relation, Reversal, Scaling,
    Spread, Ties, WhenAllEqual,
};
pub use pool::{Pool, PoolEditions, Within};
pub use ranking::{
    ClassMethod, ClassRule, FirstClass, RankOrder, RankTies, RankedScore, RankingRule, ResultPercentile, Rounding, Roundings,
};
pub use robustness::{
    AggregationOption, AnalysedEditions, CONFIGURED, Draws, ImputationOption, LeftOut, NormalisationOption, Options, Robustness,
    StandardError, TieOption, TreatmentOption, WeightDraw,
};
pub use treatment::{Chain, Keep, LogarithmShift, OutlierLimits, Reflection, Treatment, TreatmentStep};
pub use uncomputable::Uncomputable;

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The highest value scores best.
    HigherIsBetter,
    /// The lowest value scores best.
    LowerIsBetter,
}

/// Every choice that is neither an indicator's nor a node's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Method {
    /// Which regions and indicators have too little data.
    pub screening: Screening,
    /// Least share of a node's weight that a region must have to get a score, where the node says nothing of its own.
    pub minimum_coverage: f64,
    /// Rounding at each stage.
    pub roundings: Roundings,
    /// How scores become ranks.
    pub ranking: RankingRule,
    /// Percentile ranks of the results.
    pub percentile: Option<ResultPercentile>,
    /// Classes of the results.
    pub classes: Option<ClassRule>,
}
