//! The choices of the uncertainty analysis: what is drawn, how often, and of what the intervals are given.

use super::aggregation::Aggregation;
use super::missing::Imputation;
use super::normalisation::{Normalisation, Ties};
use super::treatment::Treatment;

/// How sure ranks are: the analysis of [`crate::analysis::robustness`].
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// Number of replicates; 0 = no analysis.
    pub replicates: u32,
    /// Seed of all draws.
    pub seed: u64,
    /// Which editions are analysed.
    pub editions: AnalysedEditions,
    /// Most ranked regions for which a build makes the analysis without being asked.
    pub most_regions: usize,
    /// Whether intervals stand in the rankings.
    pub publish: bool,
    /// Nodes whose ranks are analysed, by index; 0 is the index.
    pub nodes: Vec<usize>,
    /// Share of the replicates that an interval holds, between 0 and 1: 0.9 is from the 5th to the 95th per cent.
    pub interval: f64,
    /// The k of "among the first k".
    pub top: Vec<u32>,
    /// What is drawn.
    pub draws: Draws,
}

/// Which editions are analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalysedEditions {
    /// The newest ones.
    Newest(usize),
    /// All.
    All,
}

/// What a replicate draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    /// Weights of indicators.
    pub indicator_weights: WeightDraw,
    /// Weights of factors.
    pub factor_weights: WeightDraw,
    /// Normalisation of all indicators.
    pub normalisation: Options<NormalisationOption>,
    /// Which rank equal values get in normalisations that count places.
    pub ties: Options<TieOption>,
    /// Aggregation at all nodes.
    pub aggregation: Options<AggregationOption>,
    /// Treatment of outliers.
    pub treatment: Options<TreatmentOption>,
    /// Imputation.
    pub imputation: Options<ImputationOption>,
    /// Whether an indicator may be left out.
    pub left_out: LeftOut,
    /// Whether values get an error where their variable states one.
    pub noise: bool,
}

/// How weights are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum WeightDraw {
    /// They are not.
    Off,
    /// Each times a number drawn evenly from 1 − spread to 1 + spread; then they are brought to their sum again.
    Uniform {
        /// Half the width, 0 to 1.
        spread: f64,
    },
    /// Any weights that add up to 1, all equally likely (the flat Dirichlet distribution), whatever the nominal ones are.
    Dirichlet,
}

/// What the option is called that leaves a choice as it is configured.
pub const CONFIGURED: &str = "configured";

/// Options of a choice, with how likely each is.
#[derive(Debug, Clone, PartialEq)]
pub struct Options<T> {
    /// The options; one = nothing is drawn.
    pub options: Vec<T>,
    /// What each is called in tables, in the same order.
    pub labels: Vec<String>,
    /// How likely each is; the shares add up to 1.
    pub shares: Vec<f64>,
}

impl<T> Options<T> {
    /// Whether there is anything to draw.
    pub fn is_drawn(&self) -> bool {
        self.options.len() > 1
    }

    /// Position of what is configured: also where it is not among the options, when it stands behind them and is never drawn.
    pub fn configured(&self) -> usize {
        self.labels.iter().position(|label| label == CONFIGURED).unwrap_or(self.options.len())
    }

    /// What the option at a position is called.
    pub fn label(&self, position: usize) -> &str {
        self.labels.get(position).map_or(CONFIGURED, String::as_str)
    }

    /// The option at a number from 0 to 1 (not reached).
    pub fn at(&self, uniform: f64) -> usize {
        let mut reached = 0.0;
        for (position, share) in self.shares.iter().enumerate() {
            reached += share;
            if uniform < reached {
                return position;
            }
        }
        // Shares may add up to a hair less than 1.
        self.options.len().saturating_sub(1)
    }
}

/// A normalisation that may be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum NormalisationOption {
    /// Each indicator's own.
    AsConfigured,
    /// The percentile rank, on the indicator's range.
    PercentileRank,
    /// Min–max on the indicator's range, of treated values: with the Handbook's treatment where none is configured.
    MinMax,
    /// The z-score, of treated values: its mean is the middle of the indicator's range, its deviation a tenth of the width.
    ZScore,
    /// The stated one, for all indicators alike.
    Stated(Box<Normalisation>),
}

/// A tie rule that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieOption {
    /// Each indicator's own.
    AsConfigured,
    /// The stated one, for all indicators alike.
    Stated(Ties),
}

/// An aggregation that may be drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AggregationOption {
    /// Each node's own.
    AsConfigured,
    /// The stated one, at all nodes alike.
    Stated(Aggregation),
}

/// A treatment of outliers that may be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum TreatmentOption {
    /// Each indicator's own.
    AsConfigured,
    /// None.
    None,
    /// The stated one, for all indicators alike.
    Stated(Box<Treatment>),
}

/// An imputation that may be drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum ImputationOption {
    /// Each indicator's own.
    AsConfigured,
    /// The stated one, for all indicators alike.
    Stated(Box<Imputation>),
}

/// Whether an indicator may be left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LeftOut {
    /// None is.
    Never,
    /// At most one is.
    AtMostOne {
        /// Share of the replicates in which one is; `None` = no indicator, and each of them, are equally likely.
        share: Option<f64>,
    },
}

/// The error that a variable states of its values: one standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StandardError {
    /// The same for all values, in the variable's unit.
    Absolute(f64),
    /// A share of the value.
    Relative(f64),
    /// The square root of the value: of events that are counted (Poisson).
    OfCount,
}

impl StandardError {
    /// The standard deviation of the error of a value.
    pub fn of(self, value: f64) -> f64 {
        match self {
            StandardError::Absolute(error) => error,
            StandardError::Relative(share) => share * value.abs(),
            StandardError::OfCount => value.max(0.0).sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_as_likely_as_its_share() {
        let options = Options { options: vec!['a', 'b', 'c'], labels: Vec::new(), shares: vec![0.5, 0.25, 0.25] };
        assert_eq!(
            [0.0, 0.49, 0.5, 0.74, 0.75, 0.999_999].map(|uniform| options.options[options.at(uniform)]),
            ['a', 'a', 'b', 'b', 'c', 'c']
        );
    }

    #[test]
    fn what_is_configured_stands_behind_the_options_where_it_is_none_of_them() {
        let options =
            |labels: [&str; 2]| Options { options: vec![(); 2], labels: labels.map(str::to_owned).into(), shares: vec![0.5; 2] };
        let (among, not_among) = (options(["min-max", "configured"]), options(["min-max", "z-score"]));
        assert_eq!((among.configured(), among.label(1)), (1, "configured"));
        assert_eq!((not_among.configured(), not_among.label(2), not_among.label(0)), (2, "configured", "min-max"));
    }

    #[test]
    fn errors_of_values() {
        assert_eq!(StandardError::Absolute(0.5).of(-8.0), 0.5);
        assert_eq!(StandardError::Relative(0.05).of(-8.0), 0.4);
        assert_eq!(StandardError::OfCount.of(9.0), 3.0);
        assert_eq!(StandardError::OfCount.of(-1.0), 0.0);
    }
}
