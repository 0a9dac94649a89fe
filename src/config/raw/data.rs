//! `[method.screening]`, `[method.imputation]`, `[method.treatment]` and `[method.missing]`: what happens to data before they are normalised, and where they
//! are missing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::method::RawPool;
use crate::config::located::Located;

/// `[method.screening]`: coverage below which something is left out of an edition, counted before anything is filled.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawScreening {
    /// Least share (0 to 1) of the indicators that a region must have; below it the region is not ranked and is in no pool.
    #[serde(default)]
    pub region: Option<Located<f64>>,
    /// Least share (0 to 1) of the regions that an indicator must have; below it the indicator is left out of the edition.
    #[serde(default)]
    pub indicator: Option<Located<f64>>,
}

/// `[method.imputation]`, or an indicator's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawImputation {
    /// The method; default `none`.
    #[serde(default)]
    pub method: Option<Located<RawImputationMethod>>,
    /// `constant`: the value, in the indicator's unit.
    #[serde(default)]
    pub value: Option<Located<f64>>,
    /// `carried-forward` and `linear`: how many statistic periods away a value may lie; default 1.
    #[serde(default)]
    pub at_most: Option<Located<u32>>,
    /// `linear`: what happens where there is a value on one side only; default `missing`.
    #[serde(default)]
    pub ends: Option<Located<RawEnds>>,
    /// `parent-area`: the variable that is published for the areas.
    #[serde(default)]
    pub variable: Option<Located<String>>,
    /// `parent-area`: the level of the areas.
    #[serde(default)]
    pub level: Option<Located<String>>,
    /// `mean` and `median`: of which editions and regions; `{ within = "region-type" }` is the mean of the region's type.
    #[serde(default)]
    pub pool: Option<RawPool>,
}

/// How missing values are filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawImputationMethod {
    /// Not at all.
    #[default]
    None,
    /// The mean of the pool.
    Mean,
    /// The median of the pool.
    Median,
    /// A stated value.
    Constant,
    /// The region's latest earlier value.
    CarriedForward,
    /// On the line between the region's nearest earlier and nearest later value.
    Linear,
    /// Where the region stands, on average, in the other indicators of the factor.
    RowMean,
    /// The value of the area above.
    ParentArea,
}

/// What linear imputation does outside the first and last value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawEnds {
    /// The value stays missing.
    #[default]
    Missing,
    /// The nearest value holds.
    Constant,
}

/// `[method.treatment]`, or an indicator's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTreatment {
    /// What is tried, in turn, until the indicator is within the limits; default: nothing. `[]` for an indicator switches it off.
    #[serde(default)]
    pub steps: Option<Vec<Located<RawTreatmentStep>>>,
    /// An indicator is treated where its absolute skewness is above this and its kurtosis above the next; default 2.
    #[serde(default)]
    pub skewness: Option<Located<f64>>,
    /// Largest excess kurtosis; default 3.5. No values are below -10: with that and a skewness of 0, all indicators are treated.
    #[serde(default)]
    pub kurtosis: Option<Located<f64>>,
    /// What a later step works on; default `original`.
    #[serde(default)]
    pub chain: Option<Located<RawChain>>,
    /// Which results are kept; default `if-it-helps`.
    #[serde(default)]
    pub keep: Option<Located<RawKeep>>,
    /// On which editions and regions it is tried.
    #[serde(default)]
    pub pool: Option<RawPool>,
}

/// One way of treating outliers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RawTreatmentStep {
    /// The most extreme values are set to the next one, one at a time; equal values together.
    Winsorise {
        /// Most values that may be set; default 5. Equal values are never divided, so the last of them may make it more.
        #[serde(default)]
        at_most: Option<u32>,
    },
    /// Values beyond two percentiles are set to them: `{ percentiles = [0.05, 0.95] }`, with linear interpolation between
    /// neighbours. As the first step it is done whatever `skewness` and `kurtosis` say, and it is kept whatever it does.
    Percentiles(f64, f64),
    /// A logarithm.
    Logarithm {
        /// What is added before it is taken; default `range`.
        #[serde(default)]
        shift: Option<RawLogarithmShift>,
        /// Turn a negatively skewed indicator round first, and back afterwards; default false.
        #[serde(default)]
        reflect: Option<bool>,
    },
    /// Box and Cox's power.
    BoxCox {
        /// The exponent λ; 0 is the logarithm.
        exponent: f64,
    },
}

/// What is added before a logarithm is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawLogarithmShift {
    /// Nothing.
    None,
    /// So much that the smallest becomes a hundredth of the range.
    #[default]
    Range,
    /// So much that the smallest becomes 1.
    One,
    /// Stretched so that the smallest becomes 1 and the largest stays (Global Innovation Index).
    Stretched,
}

/// What a later step of a treatment works on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawChain {
    /// The original values.
    #[default]
    Original,
    /// The result of the step before.
    Previous,
}

/// Which results of a treatment are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawKeep {
    /// Those that bring the indicator within the limits, or nearer to them.
    #[default]
    IfItHelps,
    /// The last, whatever it does (as COINr).
    Always,
}

/// `[method.missing]`, or an override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMissing {
    /// What happens; default `fail`. An indicator's own policy goes before that of the node above it, and a node's before this one.
    #[serde(default)]
    pub policy: Option<RawMissingPolicy>,
    /// Least share of a node's weight that must rest on data for a region to get a score, whatever fills the gaps and whatever
    /// the policy: what was imputed or given the middle of the range is not data; default 0.75. Also for one factor. A factor
    /// counts with its own share, also where that is too little for a score of its own.
    #[serde(default)]
    pub minimum_coverage: Option<Located<f64>>,
    /// Largest share of the universe that may lack an indicator without a policy of its own; default 0.05.
    #[serde(default)]
    pub largest_share: Option<Located<f64>>,
}

/// What happens where a value is missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawMissingPolicy {
    /// Stop and list what is missing.
    #[default]
    Fail,
    /// Leave it out and let the other weights carry the score, down to a least coverage.
    Renormalise,
    /// Give the middle of the score range. A factor without a score is left out as with `renormalise`.
    Neutral,
    /// All nodes above have no score either.
    Propagate,
}
