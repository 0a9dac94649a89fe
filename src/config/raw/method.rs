//! `[method]`: how values become scores and scores become ranks, and the overrides of it at factors and indicators.
//!
//! A table with a `method` key holds the keys of all its methods; a key that the chosen method does not use is refused, so
//! that nothing that was written is without effect. Overrides replace key by key.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::{Localised, Located};

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
    /// The most extreme values are set to the next one, one at a time.
    Winsorise {
        /// Most values that may be set; default 5.
        #[serde(default)]
        at_most: Option<u32>,
    },
    /// Values beyond two percentiles are set to them: `{ percentiles = [0.05, 0.95] }`.
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
    /// x / max
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
    /// The value of one region, by code.
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
    /// base · x / reference
    Ratio,
}

/// What happens where all values of a pool are equal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWhenAllEqual {
    /// All get the middle of the range.
    #[default]
    Middle,
    /// What the formula gives; missing where it divides by zero.
    Formula,
    /// All are missing.
    Missing,
    /// Stop.
    Fail,
}

/// `[method.missing]`, or an override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMissing {
    /// What happens; default `fail`. An indicator's own policy goes before that of the node above it, and a node's before this one.
    #[serde(default)]
    pub policy: Option<RawMissingPolicy>,
    /// Least share of a node's weight that must rest on data for a region to get a score, whatever fills the gaps: what was
    /// imputed or given the middle of the range is not data; default 0.75. Also for one factor.
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
    /// Give the middle of the score range.
    Neutral,
    /// The nodes above have no score either.
    Propagate,
}

/// `[method.weights]`, or a factor's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWeights {
    /// The method; default `given`: the weights of factors and indicators, 1 where none is written.
    #[serde(default)]
    pub method: Option<Located<RawWeightingMethod>>,
    /// Methods that take weights from the data: `each` edition its own (changes then mix data and weights), `all` editions
    /// together, or the id of an edition that is kept fixed; default: `method.pool`.
    #[serde(default)]
    pub editions: Option<Located<String>>,
}

/// Where weights come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWeightingMethod {
    /// As written.
    #[default]
    Given,
    /// All the same.
    Equal,
    /// Loadings on the first principal component.
    PrincipalComponent,
    /// Shannon entropy.
    Entropy,
    /// Standard deviation times conflict with the others.
    Critic,
    /// Standard deviation.
    StandardDeviation,
    /// Such that all children correlate equally with their node.
    EqualCorrelation,
}

/// `[method.aggregation]`, or a factor's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAggregation {
    /// The method; default `arithmetic-mean`.
    #[serde(default)]
    pub method: Option<Located<RawAggregationMethod>>,
    /// `power-mean`: the exponent.
    #[serde(default)]
    pub exponent: Option<Located<f64>>,
    /// `geometric-mean`, `harmonic-mean`, `power-mean`: what a score of zero does; default `refuse`.
    #[serde(default)]
    pub zero: Option<Located<RawZeroRule>>,
    /// `mazziotta-pareto`: whether imbalance lowers or raises the score; default `lowers`.
    #[serde(default)]
    pub penalty: Option<Located<RawPenalty>>,
    /// `mean-of-ranks`: which rank equal scores get; default `average`.
    #[serde(default)]
    pub ties: Option<Located<RawTies>>,
}

/// How children become a parent's score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAggregationMethod {
    /// The weighted arithmetic mean.
    #[default]
    ArithmeticMean,
    /// The weighted sum, with weights as they are.
    Sum,
    /// The weighted geometric mean.
    GeometricMean,
    /// The weighted harmonic mean.
    HarmonicMean,
    /// The weighted power mean.
    PowerMean,
    /// The median.
    Median,
    /// The lowest.
    Minimum,
    /// Mazziotta-Pareto: the mean less a penalty for imbalance; on z-scores (mean 100, deviation 10) or scores from 70 to 130.
    MazziottaPareto,
    /// Copeland: pairwise wins minus losses.
    Copeland,
    /// Each region with the weights that suit it best.
    BenefitOfTheDoubt,
    /// The weighted mean of ranks, the best being 1: less is better.
    MeanOfRanks,
}

/// What a score of zero does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawZeroRule {
    /// It is refused, with the configuration where it can be seen there.
    #[default]
    Refuse,
    /// The mean is zero.
    GivesZero,
}

/// Which way imbalance counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPenalty {
    /// It lowers the score.
    #[default]
    Lowers,
    /// It raises the score, for an index of something bad.
    Raises,
}

/// `[method.rounding]`: what is rounded before the next stage uses it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRoundings {
    /// The indicators' scores.
    #[serde(default)]
    pub normalised: Option<Located<RawRounding>>,
    /// The factors' scores, before a parent uses them and before they are ranked.
    #[serde(default)]
    pub factors: Option<Located<RawRounding>>,
    /// The index, before it is ranked.
    #[serde(default)]
    pub index: Option<Located<RawRounding>>,
}

/// Rounding to a number of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawRounding {
    /// Halves away from zero.
    HalfUp(u32),
    /// Halves to the even digit.
    HalfEven(u32),
    /// Cut off (as Excel's PERCENTRANK.INC does after three digits).
    Truncate(u32),
}

/// `[method.ranking]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRanking {
    /// Which rank equal scores get; default `minimum` (1-2-2-4).
    #[serde(default)]
    pub ties: RawRankTies,
    /// Decimals to which each score is rounded once before it is ranked, so that equal sums tie; default 9.
    #[serde(default)]
    pub decimals: Option<Located<u32>>,
    /// Which end is rank 1; default: the best, `highest-first` except for mean ranks.
    #[serde(default)]
    pub order: Option<Located<RawRankOrder>>,
    /// Whether ranks are taken of the published score (`rounded`, the default) or of the one before `[method.rounding]`.
    #[serde(default)]
    pub of: RawRankedScore,
}

/// Which rank equal scores get.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawRankTies {
    /// 1-2-2-4
    #[default]
    Minimum,
    /// 1-3-3-4
    Maximum,
    /// 1-2-2-3
    Dense,
}

/// Which end is rank 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawRankOrder {
    /// The highest score.
    HighestFirst,
    /// The lowest score.
    LowestFirst,
}

/// Which score is ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawRankedScore {
    /// After the stage's rounding.
    #[default]
    Rounded,
    /// Before it.
    Unrounded,
}

/// `[method.percentile]`: the percentile rank (0 to 1) of the index and of each factor, besides the score.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawResultPercentile {
    /// Which rank equal scores get; default `average`.
    #[serde(default)]
    pub ties: RawTies,
    /// What the rank is divided by; default `observed-range`.
    #[serde(default)]
    pub denominator: RawDenominator,
    /// Rounding; none by default.
    #[serde(default)]
    pub rounding: Option<Located<RawRounding>>,
}

/// `[method.classes]`: classes of the index and of each factor, besides the score.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawClasses {
    /// Number of classes with equally many regions: 5 for quintiles, 10 for deciles; or `cut_points`.
    #[serde(default)]
    pub number: Option<Located<u32>>,
    /// Ascending limits of the score; or `number`.
    #[serde(default)]
    pub cut_points: Option<Located<Vec<f64>>>,
    /// Which class is number 1; default `best`.
    #[serde(default)]
    pub first: RawFirstClass,
    /// What the classes are called, number 1 first, by language.
    #[serde(default)]
    pub names: Vec<Localised>,
}

/// Which class is number 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFirstClass {
    /// The best.
    #[default]
    Best,
    /// The weakest, as with stars.
    Weakest,
}

/// A weight: one for all editions, or one for each.
#[derive(Debug, Clone, PartialEq)]
pub enum RawWeight {
    /// The same in all editions.
    Same(f64),
    /// By edition id; editions that are not listed have the weight 1.
    ByEdition(BTreeMap<String, f64>),
}

impl Serialize for RawWeight {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RawWeight::Same(weight) => serializer.serialize_f64(*weight),
            RawWeight::ByEdition(weights) => weights.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RawWeight {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WeightVisitor;
        impl<'de> serde::de::Visitor<'de> for WeightVisitor {
            type Value = RawWeight;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a number, or one for each edition")
            }

            fn visit_f64<E: serde::de::Error>(self, weight: f64) -> Result<RawWeight, E> {
                Ok(RawWeight::Same(weight))
            }

            fn visit_i64<E: serde::de::Error>(self, weight: i64) -> Result<RawWeight, E> {
                Ok(RawWeight::Same(weight as f64))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<RawWeight, A::Error> {
                let mut weights = BTreeMap::new();
                while let Some((edition, weight)) = map.next_entry::<String, f64>()? {
                    weights.insert(edition, weight);
                }
                Ok(RawWeight::ByEdition(weights))
            }
        }
        deserializer.deserialize_any(WeightVisitor)
    }
}

impl JsonSchema for RawWeight {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawWeight".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A weight: one for all editions, or one for each (by edition id).",
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "object", "additionalProperties": { "type": "number", "minimum": 0 } }
            ]
        })
    }
}
