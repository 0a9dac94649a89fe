//! `[method]`: how values become scores and scores become ranks, and the overrides of it at factors and indicators.
//!
//! A table with a `method` key holds the keys of all its methods; a key that the chosen method does not use is refused, so
//! that nothing that was written is without effect. Overrides replace key by key.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregation::{RawAggregation, RawWeights};
use super::data::{RawImputation, RawMissing, RawScreening, RawTreatment};
use super::normalisation::RawNormalisation;
use super::results::{RawClasses, RawRanking, RawResultPercentile, RawRoundings};
use crate::config::located::Located;

/// `[method]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMethod {
    /// Whether a node is the mean of all indicators below it (the default) or of the nodes directly below it.
    #[serde(default)]
    pub index_of: RawIndexOf,
    /// From which editions and regions the steps take their parameters, where a step does not say otherwise; default: each
    /// edition its own, all regions.
    #[serde(default)]
    pub pool: Option<RawPool>,
    /// Which regions and indicators have too little data to be used.
    #[serde(default)]
    pub screening: RawScreening,
    /// How missing values are filled.
    #[serde(default)]
    pub imputation: RawImputation,
    /// How outliers are treated.
    #[serde(default)]
    pub treatment: RawTreatment,
    /// How indicators become scores.
    #[serde(default)]
    pub normalisation: RawNormalisation,
    /// What happens where a value is missing, and was not filled.
    #[serde(default)]
    pub missing: RawMissing,
    /// Where weights come from.
    #[serde(default)]
    pub weights: RawWeights,
    /// How children become a parent's score.
    #[serde(default)]
    pub aggregation: RawAggregation,
    /// Rounding at each stage; none by default.
    #[serde(default)]
    pub rounding: RawRoundings,
    /// How scores become ranks.
    #[serde(default)]
    pub ranking: RawRanking,
    /// Percentile rank of each result, in columns of its own.
    #[serde(default)]
    pub percentile: Option<RawResultPercentile>,
    /// Classes of each result, such as quintiles, in columns of their own.
    #[serde(default)]
    pub classes: Option<RawClasses>,
}

/// What a node's score is the mean of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawIndexOf {
    /// All indicators below the node.
    #[default]
    Indicators,
    /// The nodes directly below it: a mean of means.
    Factors,
}

/// `pool`: the values from which a step takes its parameters.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPool {
    /// `each` (every edition its own), `all` (all editions together), or the id of one edition that is kept fixed.
    #[serde(default)]
    pub editions: Option<Located<String>>,
    /// `all` regions, `region-type` (those of the region's own type), or a column of the region table such as `maakunta`.
    #[serde(default)]
    pub within: Option<Located<String>>,
}
