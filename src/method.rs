//! The resolved method: one plain choice at every step.
//!
//! The steps take these values and nothing else; how they are written in a configuration is [`crate::config`]'s business.

mod aggregation;
mod missing;
mod normalisation;
mod pool;
mod ranking;
mod treatment;
mod uncomputable;

pub use aggregation::{Aggregation, Basis, Penalty, Weighting, WeightingMethod, ZeroRule};
pub use missing::{Ends, Imputation, ImputationMethod, MissingChildren, MissingPolicy, MissingRule, Screening};
pub use normalisation::{
    BeforeScaling, Cap, CountedFrom, Denominator, DistanceReference, Normalisation, ReferenceMean, Relation, Reversal, Scaling,
    Spread, Ties, WhenAllEqual,
};
pub use pool::{Pool, PoolEditions, Within};
pub use ranking::{ClassMethod, ClassRule, FirstClass, RankOrder, RankTies, RankedScore, RankingRule, Rounding, Roundings};
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

/// Every choice that is not an indicator's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Method {
    /// How children become a parent's score.
    pub aggregation: Aggregation,
    /// Rounding at each stage.
    pub roundings: Roundings,
    /// How scores become ranks.
    pub ranking: RankingRule,
    /// Least share of a node's weight that a region must have to get a score.
    pub minimum_coverage: f64,
}
