//! The resolved method: one plain choice at every step.
//!
//! The steps take these values and nothing else; how they are written in a configuration is [`crate::config`]'s business.

use std::fmt;

/// Whether more is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The highest value scores best.
    HigherIsBetter,
    /// The lowest value scores best.
    LowerIsBetter,
}

/// How an indicator becomes a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normalisation {
    /// The method and its parameters.
    pub scaling: Scaling,
    /// Lowest and highest score that the method can give.
    pub range: (f64, f64),
}

/// A method of normalisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scaling {
    /// Position among the regions that have a value; see [`crate::normalise`].
    PercentileRank {
        /// Which rank equal values get.
        ties: Ties,
        /// What the rank is divided by.
        denominator: Denominator,
        /// When an indicator of which less is better is turned.
        reversal: Reversal,
    },
}

/// Which of the places they share equal values get, counted from the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// The mean of them.
    Average,
    /// The lowest (PERCENTRANK.INC).
    Minimum,
    /// The highest.
    Maximum,
    /// Places count distinct values.
    Dense,
}

/// What a rank m among n values is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denominator {
    /// (m − lowest m) / (highest m − lowest m).
    ObservedRange,
    /// (m − 1) / (n − 1).
    CountMinusOne,
    /// (m − ½) / n.
    Count,
}

/// When an indicator of which less is better is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reversal {
    /// The values are turned, then ranked.
    BeforeRanking,
    /// The values are ranked, then the score is turned.
    AfterRanking,
}

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
}

/// How children become a parent's score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregation {
    /// The weighted arithmetic mean.
    ArithmeticMean,
}

/// What a node's score is the mean of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// All indicators below it.
    Indicators,
    /// The nodes directly below it.
    Factors,
}

/// Rounding at one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Full precision.
    None,
    /// Halves away from zero, to a number of decimals.
    HalfUp(u32),
    /// Halves to the even digit.
    HalfEven(u32),
    /// Cut off.
    Truncate(u32),
}

/// Rounding at every stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roundings {
    /// Of indicators' scores.
    pub normalised: Rounding,
    /// Of factors' scores.
    pub factors: Rounding,
    /// Of the index.
    pub index: Rounding,
}

/// How scores become ranks; the highest score is rank 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankingRule {
    /// Which rank equal scores get.
    pub ties: RankTies,
    /// Decimals to which a score is rounded, once, before it is ranked and published.
    pub decimals: u32,
}

/// Which rank equal scores get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankTies {
    /// 1-2-2-4
    Minimum,
    /// 1-3-3-4
    Maximum,
    /// 1-2-2-3
    Dense,
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

impl fmt::Display for Ties {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Ties::Average => "equal values share the mean of their places",
            Ties::Minimum => "equal values get the lowest of their places",
            Ties::Maximum => "equal values get the highest of their places",
            Ties::Dense => "places count distinct values",
        })
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rounding::None => formatter.write_str("not rounded"),
            Rounding::HalfUp(decimals) => write!(formatter, "rounded half up to {decimals} decimals"),
            Rounding::HalfEven(decimals) => write!(formatter, "rounded half to even to {decimals} decimals"),
            Rounding::Truncate(decimals) => write!(formatter, "cut off after {decimals} decimals"),
        }
    }
}

impl fmt::Display for RankTies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            RankTies::Minimum => "1-2-2-4",
            RankTies::Maximum => "1-3-3-4",
            RankTies::Dense => "1-2-2-3",
        })
    }
}

/// The percentile rank in one line, for the notes that go with the tables.
impl fmt::Display for Normalisation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Scaling::PercentileRank { ties, denominator, reversal } = self.scaling;
        let formula = match denominator {
            Denominator::ObservedRange => "(m − lowest m) / (highest m − lowest m)",
            Denominator::CountMinusOne => "(m − 1) / (n − 1)",
            Denominator::Count => "(m − ½) / n",
        };
        let reversal = match reversal {
            Reversal::BeforeRanking => "turned before ranking where less is better",
            Reversal::AfterRanking => "turned after ranking where less is better",
        };
        write!(formatter, "percentile rank {}–{}: {formula}, {ties}, {reversal}", self.range.0, self.range.1)
    }
}
