//! The choices of weights and aggregation.

use std::fmt;

use super::normalisation::Ties;
use super::pool::PoolEditions;

/// Where a node's weights come from; formulas in [`crate::weight`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighting {
    /// The method.
    pub method: WeightingMethod,
    /// The editions on whose scores data-driven weights are fitted.
    pub pool: PoolEditions,
}

/// A way to weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeightingMethod {
    /// As written at the children; 1 where nothing is written.
    Given,
    /// All the same, whatever is written.
    Equal,
    /// Loadings on the first principal component of the correlations, turned so that they sum to more than zero.
    PrincipalComponent,
    /// Shannon entropy.
    Entropy,
    /// CRITIC: standard deviation times conflict with the others.
    Critic,
    /// Standard deviation.
    StandardDeviation,
    /// Such that all children correlate equally with the node.
    EqualCorrelation,
}

/// How children become a parent's score; formulas in [`crate::aggregate`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aggregation {
    /// The weighted arithmetic mean.
    ArithmeticMean,
    /// The weighted sum; weights are used as they are.
    Sum,
    /// The weighted geometric mean.
    GeometricMean {
        /// What a score of zero does.
        zero: ZeroRule,
    },
    /// The weighted harmonic mean.
    HarmonicMean {
        /// What a score of zero does.
        zero: ZeroRule,
    },
    /// The weighted power mean.
    PowerMean {
        /// The exponent, not zero.
        exponent: f64,
        /// What a score of zero does where the exponent is negative.
        zero: ZeroRule,
    },
    /// The median of the children; weights do not count.
    Median,
    /// The lowest child; weights do not count.
    Minimum,
    /// Mazziotta-Pareto: mean ∓ standard deviation · coefficient of variation, of z-scores with mean 100 and deviation 10, or of
    /// goalpost scores on 70 to 130 (the adjusted index). Weights do not count.
    MazziottaPareto {
        /// Which way imbalance counts.
        penalty: Penalty,
    },
    /// Copeland: pairwise wins minus losses.
    Copeland,
    /// Benefit of the doubt: each region with the weights that suit it best.
    BenefitOfTheDoubt,
    /// The weighted mean of the children's ranks, the best counted 1: less is better.
    MeanOfRanks {
        /// Which rank equal scores get.
        ties: Ties,
    },
}

impl Aggregation {
    /// Whether a node's score is a mean of its children's, in their unit.
    pub fn is_mean(self) -> bool {
        matches!(
            self,
            Aggregation::ArithmeticMean
                | Aggregation::GeometricMean { .. }
                | Aggregation::HarmonicMean { .. }
                | Aggregation::PowerMean { .. }
        )
    }

    /// Whether a node's score is a weighted sum of its children's, so that contributions add up.
    pub fn is_linear(self) -> bool {
        matches!(self, Aggregation::ArithmeticMean | Aggregation::Sum)
    }
}

/// What a score of zero does in a mean that is zero, or has no value, where any child is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroRule {
    /// It stops the build; scores that may be zero are refused with the configuration.
    Refuse,
    /// The node is zero.
    GivesZero,
}

/// Which way imbalance among the children counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    /// It lowers the score, for indices of which more is better.
    Lowers,
    /// It raises the score, for indices of something bad.
    Raises,
}

/// What a node's score is the mean of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// All indicators below it.
    Indicators,
    /// The nodes directly below it.
    Factors,
}

/// The weights in a few words, for the notes that go with the tables.
impl fmt::Display for WeightingMethod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            WeightingMethod::Given => "weights as given",
            WeightingMethod::Equal => "equal weights",
            WeightingMethod::PrincipalComponent => "loadings on the first principal component as weights",
            WeightingMethod::Entropy => "weights by Shannon entropy",
            WeightingMethod::Critic => "weights by CRITIC (standard deviation times conflict with the others)",
            WeightingMethod::StandardDeviation => "weights by standard deviation",
            WeightingMethod::EqualCorrelation => "weights such that all children correlate equally with the node",
        })
    }
}

/// The aggregation in a few words, for the notes that go with the tables.
impl fmt::Display for Aggregation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Aggregation::ArithmeticMean => formatter.write_str("weighted arithmetic mean"),
            Aggregation::Sum => formatter.write_str("weighted sum"),
            Aggregation::GeometricMean { zero } => write!(formatter, "weighted geometric mean ({zero})"),
            Aggregation::HarmonicMean { zero } => write!(formatter, "weighted harmonic mean ({zero})"),
            Aggregation::PowerMean { exponent, zero } if *exponent < 0.0 => {
                write!(formatter, "weighted power mean with exponent {exponent} ({zero})")
            }
            Aggregation::PowerMean { exponent, .. } => write!(formatter, "weighted power mean with exponent {exponent}"),
            Aggregation::Median => formatter.write_str("median of the children, without weights"),
            Aggregation::Minimum => formatter.write_str("lowest of the children"),
            Aggregation::MazziottaPareto { penalty } => write!(formatter, "Mazziotta-Pareto, without weights ({penalty})"),
            Aggregation::Copeland => formatter.write_str("Copeland: pairwise wins minus losses"),
            Aggregation::BenefitOfTheDoubt => {
                formatter.write_str("benefit of the doubt: each region with the weights that suit it best")
            }
            Aggregation::MeanOfRanks { ties } => write!(formatter, "weighted mean of ranks, less is better ({ties})"),
        }
    }
}

impl fmt::Display for ZeroRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ZeroRule::Refuse => "a score of zero is refused",
            ZeroRule::GivesZero => "a score of zero makes it zero",
        })
    }
}

impl fmt::Display for Penalty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Penalty::Lowers => "imbalance lowers the score",
            Penalty::Raises => "imbalance raises the score",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_in_words() {
        let shown = |method: Aggregation| method.to_string();
        let zero = ZeroRule::GivesZero;
        assert_eq!(shown(Aggregation::GeometricMean { zero }), "weighted geometric mean (a score of zero makes it zero)");
        assert_eq!(shown(Aggregation::PowerMean { exponent: 0.5, zero }), "weighted power mean with exponent 0.5");
        assert_eq!(
            shown(Aggregation::MazziottaPareto { penalty: Penalty::Lowers }),
            "Mazziotta-Pareto, without weights (imbalance lowers the score)"
        );
        assert_eq!(
            shown(Aggregation::MeanOfRanks { ties: Ties::Average }),
            "weighted mean of ranks, less is better (equal values share the mean of their places)"
        );
    }
}
