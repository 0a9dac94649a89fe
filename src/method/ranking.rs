//! The choices of rounding, ranking and classes.

use std::fmt;

use super::normalisation::{Denominator, Ties};

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
    /// Which end is rank 1; `None` = the end that is better.
    pub order: Option<RankOrder>,
    /// Whether ranks are taken before or after the rounding of the stage ([`Roundings`]).
    pub of: RankedScore,
}

/// Which end is rank 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankOrder {
    /// The highest score.
    HighestFirst,
    /// The lowest score, as of a mean rank.
    LowestFirst,
}

/// Which score is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankedScore {
    /// The one that is published, after the stage's rounding.
    Rounded,
    /// The one before it.
    Unrounded,
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

/// The percentile rank (0 to 1) of a result among all ranked regions, besides the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultPercentile {
    /// Which rank equal scores get.
    pub ties: Ties,
    /// What the rank is divided by.
    pub denominator: Denominator,
    /// Rounding.
    pub rounding: Rounding,
}

/// Classes of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassRule {
    /// How regions are put into classes.
    pub method: ClassMethod,
    /// Which class is number 1.
    pub first: FirstClass,
}

/// The classes in one line, for the notes that go with the tables.
impl fmt::Display for ClassRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = match self.first {
            FirstClass::Best => "the best",
            FirstClass::Weakest => "the weakest",
        };
        match &self.method {
            ClassMethod::Quantiles { number } => {
                write!(formatter, "{number} of equal size by rank, number 1 being {first}; regions that tie are in one class")
            }
            ClassMethod::CutPoints(cuts) => {
                let cuts: Vec<String> = cuts.iter().map(f64::to_string).collect();
                write!(
                    formatter,
                    "by the limits {}, number 1 being {first}; a score at a limit is in the class above",
                    cuts.join(", ")
                )
            }
        }
    }
}

/// How regions are put into classes.
#[derive(Debug, Clone, PartialEq)]
pub enum ClassMethod {
    /// Classes of equal numbers of ranked regions, by rank; regions that tie are in the same class.
    Quantiles {
        /// How many.
        number: u32,
    },
    /// Ascending limits of the score; a score equal to a limit belongs to the class above it.
    CutPoints(Vec<f64>),
}

/// Which class is number 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstClass {
    /// The best (quintile 1).
    Best,
    /// The weakest (one star).
    Weakest,
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
