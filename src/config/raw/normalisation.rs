//! `[method.normalisation]`: how values become scores.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::method::RawPool;
use crate::config::located::Located;

/// `[method.normalisation]`, or an override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawNormalisation {
    /// The method; default `percentile-rank`.
    #[serde(default)]
    pub method: Option<Located<RawNormalisationMethod>>,
    /// `percentile-rank`, `rank`, `borda`, `exponential`: which rank equal values get; default `average`.
    #[serde(default)]
    pub ties: Option<Located<RawTies>>,
    /// `percentile-rank`, `exponential`: what the rank is divided by; default `observed-range`.
    #[serde(default)]
    pub denominator: Option<Located<RawDenominator>>,
    /// `percentile-rank`: whether an indicator of which less is better is turned before or after it is ranked; default `before`.
    #[serde(default)]
    pub reversal: Option<Located<RawReversal>>,
    /// `rank`: whether the weakest or the best is 1; default `weakest`.
    #[serde(default)]
    pub count_from: Option<Located<RawCountedFrom>>,
    /// `z-score`: which standard deviation; default `sample`.
    #[serde(default)]
    pub spread: Option<Located<RawSpread>>,
    /// `z-score`: mean of the scores; default 0.
    #[serde(default)]
    pub mean: Option<Located<f64>>,
    /// `z-score`: standard deviation of the scores; default 1.
    #[serde(default)]
    pub deviation: Option<Located<f64>>,
    /// `goalposts`: lower and upper post in the indicator's unit, whatever its direction.
    #[serde(default)]
    pub goalposts: Option<Located<(f64, f64)>>,
    /// `goalposts`, `distance-to`: whether values beyond the posts or the reference count as them; default true for goalposts,
    /// false for distances.
    #[serde(default)]
    pub cap: Option<Located<bool>>,
    /// `distance-to`: `"maximum"`, `{ region = "091" }`, `{ target = 75.0 }` or `{ target-variable = "…" }`.
    /// `relative-to`: `"mean"`, `{ weighted-mean = "population" }` or `{ value = 100.0 }`.
    #[serde(default)]
    pub reference: Option<Located<RawReference>>,
    /// `relative-to`: difference, difference in per cent, or ratio; default `difference`.
    #[serde(default)]
    pub relation: Option<Located<RawRelation>>,
    /// `relative-to` as a ratio: score of a region that is as the reference; default 100.
    #[serde(default)]
    pub base: Option<Located<f64>>,
    /// `quantile-classes`: points of each class, weakest first. `cut-points`: points of each interval, lowest values first.
    #[serde(default)]
    pub points: Option<Located<Vec<f64>>>,
    /// `cut-points`: ascending limits in the indicator's unit.
    #[serde(default)]
    pub cuts: Option<Located<Vec<f64>>>,
    /// `exponential`: the constant k; default 23, the indices of deprivation's.
    #[serde(default)]
    pub constant: Option<Located<f64>>,
    /// Take the natural logarithm of values, goalposts and targets first; default false.
    #[serde(default)]
    pub logarithm: Option<Located<bool>>,
    /// Lowest and highest score; default [0, 100]. Not for methods that have a scale of their own.
    #[serde(default)]
    pub range: Option<Located<(f64, f64)>>,
    /// What happens where all regions have one value; default `middle`.
    #[serde(default)]
    pub all_equal: Option<Located<RawWhenAllEqual>>,
    /// From which editions and regions the parameters are taken.
    #[serde(default)]
    pub pool: Option<RawPool>,
}

/// How indicators become scores.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawNormalisationMethod {
    /// The share of the other regions that are worse.
    #[default]
    PercentileRank,
    /// The rank itself.
    Rank,
    /// The number of regions left behind.
    Borda,
    /// (x − min) / (max − min)
    MinMax,
    /// Distance from the mean in standard deviations.
    ZScore,
    /// Position between two stated posts.
    Goalposts,
    /// Position between the weakest and a maximum, target or reference region.
    DistanceTo,
    /// x / max; where less is better, min / x
    FractionOfMaximum,
    /// Difference from, or ratio to, a mean or a stated value.
    RelativeTo,
    /// Points by quantile class.
    QuantileClasses,
    /// Points by intervals of the value.
    CutPoints,
    /// The indices of deprivation's exponential transform of a rank.
    Exponential,
    /// The value as it is.
    AsIs,
}

/// Which rank equal values get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTies {
    /// The mean of the places they share.
    #[default]
    Average,
    /// The lowest of them (Excel's PERCENTRANK.INC).
    Minimum,
    /// The highest of them.
    Maximum,
    /// Places count distinct values.
    Dense,
}

/// What a percentile rank is divided by; m is the place counted from the weakest, r from the best.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawDenominator {
    /// (m − lowest m) / (highest m − lowest m): the best is always 1 and the weakest 0, whatever the ties.
    #[default]
    ObservedRange,
    /// (m − 1) / (n − 1): with ties at the top the best is below 1 (PERCENTRANK.INC).
    CountMinusOne,
    /// (m − ½) / n: mid-rank.
    Count,
    /// m / n, that is (n + 1 − r) / n.
    CountInclusive,
    /// (m − 1) / n, that is 1 − r / n.
    CountExclusive,
    /// m / (n + 1) (PERCENTRANK.EXC).
    CountPlusOne,
}

/// When an indicator of which less is better is turned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawReversal {
    /// The values are turned, then ranked.
    #[default]
    Before,
    /// The values are ranked, then the score is turned (100 − p).
    After,
}

/// From which end places are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawCountedFrom {
    /// The weakest is 1: more is better.
    #[default]
    Weakest,
    /// The best is 1: less is better, and so is the index made of them.
    Best,
}

/// Which standard deviation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawSpread {
    /// Divided by n − 1.
    #[default]
    Sample,
    /// Divided by n.
    Population,
}

/// What values are compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawReference {
    /// The best value of the pool.
    Maximum,
    /// The value of one region, by code: in each edition its value there, whatever the pool.
    Region(String),
    /// A target for all regions, in the indicator's unit.
    Target(f64),
    /// A target for each region: a variable.
    TargetVariable(String),
    /// The mean of the pool.
    Mean,
    /// The mean of the pool weighted by a variable, for example the national rate.
    WeightedMean(String),
    /// A stated value in the indicator's unit.
    Value(f64),
}

/// How a value is set against a reference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawRelation {
    /// x − reference
    #[default]
    Difference,
    /// 100 · (x − reference) / |reference|
    PercentDifference,
    /// base · x / reference; where less is better, mirrored at the base: 2 · base − base · x / reference
    Ratio,
}

/// What happens where all values of a pool are equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWhenAllEqual {
    /// All get the middle of the range; with `exponential` the score of a region in the middle.
    #[default]
    Middle,
    /// What the formula gives; missing where it divides by zero.
    Formula,
    /// All are missing.
    Missing,
    /// Stop.
    Fail,
}
