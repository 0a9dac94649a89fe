//! The choices about missing values: policy, screening, imputation.

use std::fmt;

use super::pool::Pool;
use crate::round::per_cent;

/// What happens where a value is missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MissingRule {
    /// The policy.
    pub policy: MissingPolicy,
    /// Whether it is the indicator's own: then it goes before what its node says, else the node decides.
    pub is_own: bool,
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
    /// The nodes above have no score either, up to the index.
    Propagate,
}

/// Which regions and indicators have too little data, before anything is imputed.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Screening {
    /// Least share of the indicators (0 to 1) that a region must have in an edition; below it the region is left out of it,
    /// and of every pool.
    pub region: Option<f64>,
    /// Least share of the regions (0 to 1) that an indicator must have in an edition; below it the indicator is left out of it.
    pub indicator: Option<f64>,
}

/// How missing values are filled; formulas in [`crate::impute`].
#[derive(Debug, Clone, PartialEq)]
pub struct Imputation {
    /// The method.
    pub method: ImputationMethod,
    /// Where means and medians come from.
    pub pool: Pool,
}

/// A method of imputation.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ImputationMethod {
    /// None: what is missing stays missing.
    #[default]
    None,
    /// The mean of the pool.
    Mean,
    /// The median of the pool.
    Median,
    /// A stated value in raw units.
    Constant(f64),
    /// The region's latest earlier value.
    CarriedForward {
        /// How many statistic periods back it may lie.
        at_most: u32,
    },
    /// On the straight line between the region's nearest earlier and nearest later value.
    Linear {
        /// How many statistic periods away each may lie.
        at_most: u32,
        /// What happens where there is a value on one side only.
        ends: Ends,
    },
    /// The value at which the region's score would be the mean of its scores (min–max) within the factor.
    RowMean,
    /// The value of the area above.
    ParentArea {
        /// Variable, published at that level.
        of: usize,
        /// Level of the area.
        level: String,
    },
}

/// What a missing value is filled with, in words.
impl fmt::Display for ImputationMethod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let periods = |n_periods: &u32| if *n_periods == 1 { "1 period".to_owned() } else { format!("{n_periods} periods") };
        match self {
            ImputationMethod::None => formatter.write_str("nothing"),
            ImputationMethod::Mean => formatter.write_str("the mean"),
            ImputationMethod::Median => formatter.write_str("the median"),
            ImputationMethod::Constant(value) => write!(formatter, "the value {value}"),
            ImputationMethod::CarriedForward { at_most } => {
                write!(formatter, "the region's latest earlier value, at most {} back", periods(at_most))
            }
            ImputationMethod::Linear { at_most, ends } => {
                let ends = match ends {
                    Ends::Missing => "",
                    Ends::Constant => "; the nearest value, where it has none on one side",
                };
                let periods = periods(at_most);
                write!(formatter, "a value on the line between the region's nearest ones, at most {periods} away{ends}")
            }
            ImputationMethod::RowMean => formatter.write_str("the mean of the region's scores within the factor"),
            ImputationMethod::ParentArea { level, .. } => write!(formatter, "the value of the {level}"),
        }
    }
}

/// What linear imputation does before the first and after the last value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The value stays missing.
    Missing,
    /// The nearest value holds.
    Constant,
}

/// What a node does where a child has no score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MissingChildren {
    /// The node has no score either, and none below this share of the weight: an indicator may have a rule of its own, and what
    /// was imputed is not data.
    Propagate {
        /// Least share of the weight that rests on data, 0 to 1.
        minimum_coverage: f64,
    },
    /// The others carry the score, where they have at least this share of the weight.
    Renormalise {
        /// Least share of the weight that rests on data, 0 to 1.
        minimum_coverage: f64,
    },
    /// The build stops, also where less than this share of the weight rests on data.
    Fail {
        /// Least share of the weight that rests on data, 0 to 1.
        minimum_coverage: f64,
    },
}

impl MissingChildren {
    /// Least share of a node's weight that rests on data, 0 to 1: it holds whatever becomes of a child without a score.
    pub fn minimum_coverage(self) -> f64 {
        match self {
            MissingChildren::Propagate { minimum_coverage }
            | MissingChildren::Renormalise { minimum_coverage }
            | MissingChildren::Fail { minimum_coverage } => minimum_coverage,
        }
    }
}

/// The rule in a few words, for the notes that go with the tables.
impl fmt::Display for MissingChildren {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MissingChildren::Propagate { .. } => formatter.write_str("no score where a child has none"),
            MissingChildren::Renormalise { minimum_coverage } if *minimum_coverage <= 0.0 => {
                formatter.write_str("children that have no score are carried by the others")
            }
            MissingChildren::Renormalise { minimum_coverage } => write!(
                formatter,
                "children that have no score are carried by the others, where at least {} % of the weight rests on data",
                per_cent(*minimum_coverage)
            ),
            MissingChildren::Fail { .. } => formatter.write_str("the build stops where a child has no score"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_words() {
        assert_eq!(
            MissingChildren::Renormalise { minimum_coverage: 0.07 }.to_string(),
            "children that have no score are carried by the others, where at least 7 % of the weight rests on data"
        );
        assert_eq!(MissingChildren::Propagate { minimum_coverage: 0.75 }.to_string(), "no score where a child has none");
    }

    #[test]
    fn what_fills_a_gap_is_said_in_words() {
        let said = |method: ImputationMethod| format!("filled with {method}");
        assert_eq!(said(ImputationMethod::Constant(-1.5)), "filled with the value -1.5");
        assert_eq!(
            said(ImputationMethod::CarriedForward { at_most: 1 }),
            "filled with the region's latest earlier value, at most 1 period back"
        );
        assert_eq!(
            said(ImputationMethod::Linear { at_most: 3, ends: Ends::Constant }),
            "filled with a value on the line between the region's nearest ones, at most 3 periods away; \
             the nearest value, where it has none on one side"
        );
        let level = "maakunta".to_owned();
        assert_eq!(said(ImputationMethod::ParentArea { of: 0, level }), "filled with the value of the maakunta");
    }
}
