//! `[robustness]`: how sure ranks are. What is drawn anew in each replicate, and what is said of the ranks that come out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::aggregation::RawAggregation;
use super::data::{RawImputation, RawTreatment};
use super::normalisation::{RawNormalisation, RawTies};
use crate::config::located::Located;

/// `[robustness]`: intervals of ranks, by computing the index again and again with other choices of method.
///
/// They say how much a rank depends on choices that could have been made otherwise. They are no margins of error of the data,
/// unless variables state their `error`. Without this section 10,000 replicates are made for the newest two editions.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRobustness {
    /// Number of replicates; default 10000. With 0 there is no analysis.
    #[serde(default)]
    pub replicates: Option<Located<u32>>,
    /// Seed of the draws; default 1. The same seed gives the same intervals at any number of threads.
    #[serde(default)]
    pub seed: Option<Located<u32>>,
    /// Which editions: `"all"`, or the newest ones; default `{ newest = 2 }`.
    #[serde(default)]
    pub editions: Option<Located<RawAnalysedEditions>>,
    /// Most ranked regions for which `evp build` makes the analysis; default 2000. `evp robustness` makes it for any number.
    #[serde(default)]
    pub most_regions: Option<Located<u32>>,
    /// Whether intervals stand in the rankings, in columns of their own; default false. The tables `robustness.csv` and
    /// `robustness.parquet` have them in any case.
    #[serde(default)]
    pub publish: Option<Located<bool>>,
    /// Ids of the nodes whose ranks are analysed: the index (the default) or factors.
    #[serde(default)]
    pub nodes: Vec<Located<String>>,
    /// Share of the replicates that an interval holds; default 0.9: from the 5th to the 95th per cent.
    #[serde(default)]
    pub interval: Option<Located<f64>>,
    /// The k of "share of the replicates in which the region is among the first k"; default `[1, 3, 10]`.
    #[serde(default)]
    pub top: Option<Located<Vec<u32>>>,
    /// How indicators' weights are drawn; default `{ uniform = 0.25 }`.
    #[serde(default)]
    pub indicator_weights: Option<Located<RawWeightDraw>>,
    /// How factors' weights are drawn; default `{ uniform = 0.25 }`. Where a node is the mean of all indicators below it, a
    /// factor's draw multiplies the weights of its indicators.
    #[serde(default)]
    pub factor_weights: Option<Located<RawWeightDraw>>,
    /// Among which normalisations one is drawn for all indicators; default: the configured ones, percentile rank, min–max and
    /// z-score, the last two of treated values.
    #[serde(default)]
    pub normalisation: Option<RawNormalisationDraw>,
    /// Among which rules for equal values one is drawn, where places are counted; default: the configured ones, `average`,
    /// `minimum` and `maximum`.
    #[serde(default)]
    pub ties: Option<RawTieDraw>,
    /// Among which aggregations one is drawn for all nodes; default: only the configured ones. A geometric mean takes scores on
    /// 1 to 100, never 0.
    #[serde(default)]
    pub aggregation: Option<RawAggregationDraw>,
    /// Among which treatments of outliers one is drawn for all indicators; default: only the configured ones.
    #[serde(default)]
    pub treatment: Option<RawTreatmentDraw>,
    /// Among which imputations one is drawn for all indicators; default: only the configured ones.
    #[serde(default)]
    pub imputation: Option<RawImputationDraw>,
    /// Whether an indicator may be left out; default `at-most-one`.
    #[serde(default)]
    pub left_out: Option<Located<RawLeftOut>>,
    /// Whether values get an error where their variable states one (`error` under `[[variable]]`); default true.
    #[serde(default)]
    pub noise: Option<Located<bool>>,
}

/// Which editions are analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAnalysedEditions {
    /// All.
    All,
    /// That many of the newest.
    Newest(u32),
}

/// How weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWeightDraw {
    /// They are not.
    Off,
    /// Each times a number between 1 − this and 1 + this, all equally likely: `{ uniform = 0.25 }`.
    Uniform(f64),
    /// Any weights that add up to 1, all equally likely, whatever the configured ones are.
    Dirichlet,
}

/// Whether an indicator may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawLeftOut {
    /// None is.
    Off,
    /// None, and each of them, equally likely.
    AtMostOne,
    /// One of them, in this share of the replicates: `{ share = 0.5 }`.
    Share(f64),
}

/// `[robustness.normalisation]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawNormalisationDraw {
    /// The options: `"configured"`, `"percentile-rank"`, `"min-max"`, `"z-score"`, or one with its parameters, for all indicators
    /// alike: `{ stated = { method = "z-score", mean = 200, deviation = 10 } }`. One option = nothing is drawn.
    pub among: Vec<Located<RawNormalisationOption>>,
    /// How likely each is, in proportion; default: all equally.
    #[serde(default)]
    pub shares: Option<Located<Vec<f64>>>,
}

/// A normalisation that may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawNormalisationOption {
    /// Each indicator's own.
    Configured,
    /// Percentile rank on the indicator's range.
    PercentileRank,
    /// Min–max of treated values on the indicator's range.
    MinMax,
    /// z-score of treated values, around the middle of the indicator's range.
    ZScore,
    /// With its parameters.
    Stated(Box<RawNormalisation>),
}

/// `[robustness.ties]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTieDraw {
    /// The options: `"configured"` or `{ stated = "minimum" }`.
    pub among: Vec<Located<RawTieOption>>,
    /// How likely each is, in proportion; default: all equally.
    #[serde(default)]
    pub shares: Option<Located<Vec<f64>>>,
}

/// A tie rule that may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTieOption {
    /// Each indicator's own.
    Configured,
    /// The same for all.
    Stated(RawTies),
}

/// `[robustness.aggregation]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAggregationDraw {
    /// The options: `"configured"`, `"arithmetic-mean"`, `"geometric-mean"`, or one with its parameters, at all nodes alike:
    /// `{ stated = { method = "power-mean", exponent = 0.5 } }`.
    pub among: Vec<Located<RawAggregationOption>>,
    /// How likely each is, in proportion; default: all equally.
    #[serde(default)]
    pub shares: Option<Located<Vec<f64>>>,
}

/// An aggregation that may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAggregationOption {
    /// Each node's own.
    Configured,
    /// The arithmetic mean.
    ArithmeticMean,
    /// The geometric mean, of scores on 1 to 100.
    GeometricMean,
    /// With its parameters.
    Stated(Box<RawAggregation>),
}

/// `[robustness.treatment]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTreatmentDraw {
    /// The options: `"configured"`, `"none"`, or one with its parameters, for all indicators alike.
    pub among: Vec<Located<RawTreatmentOption>>,
    /// How likely each is, in proportion; default: all equally.
    #[serde(default)]
    pub shares: Option<Located<Vec<f64>>>,
}

/// A treatment of outliers that may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTreatmentOption {
    /// Each indicator's own.
    Configured,
    /// None.
    None,
    /// With its parameters.
    Stated(Box<RawTreatment>),
}

/// `[robustness.imputation]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawImputationDraw {
    /// The options: `"configured"`, or one with its parameters, for all indicators alike: `{ stated = { method = "median" } }`.
    pub among: Vec<Located<RawImputationOption>>,
    /// How likely each is, in proportion; default: all equally.
    #[serde(default)]
    pub shares: Option<Located<Vec<f64>>>,
}

/// An imputation that may be drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawImputationOption {
    /// Each indicator's own.
    Configured,
    /// With its parameters.
    Stated(Box<RawImputation>),
}

/// `error` under `[[variable]]`: one standard deviation of the error of its values.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawStandardError {
    /// In the variable's unit: `{ standard = 0.4 }`.
    Standard(f64),
    /// As a share of the value: `{ relative = 0.05 }`.
    Relative(f64),
    /// The square root of the value, for events that are counted.
    Count,
}
