//! `[method.rounding]`, `[method.ranking]`, `[method.percentile]` and `[method.classes]`: from scores to results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::normalisation::{RawDenominator, RawTies};
use crate::config::located::{Localised, Located};

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
