//! The choices of outlier treatment.

use std::fmt;

use super::pool::Pool;
use crate::round::per_cent;

/// How outliers are treated; formulas in [`crate::treat`].
#[derive(Debug, Clone, PartialEq)]
pub struct Treatment {
    /// Steps tried in turn until one brings the indicator within the limits; none = no treatment.
    pub steps: Vec<TreatmentStep>,
    /// When an indicator needs treatment.
    pub limits: OutlierLimits,
    /// What a later step works on.
    pub chain: Chain,
    /// Which results are kept.
    pub keep: Keep,
    /// On which values skewness, kurtosis and limits are taken.
    pub pool: Pool,
}

/// One way of treating outliers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TreatmentStep {
    /// The most extreme values on the side of the skew are set to the next one, one at a time, until within the limits.
    Winsorise {
        /// No further value is set once this many are. Equal values are set together, so that ties may take it beyond.
        at_most: u32,
    },
    /// Values beyond two percentiles of the pool are set to them, whatever the limits.
    Percentiles {
        /// Lower percentile, 0 to 1.
        lower: f64,
        /// Upper percentile, 0 to 1.
        upper: f64,
    },
    /// A logarithm.
    Logarithm {
        /// What is added before it is taken.
        shift: LogarithmShift,
        /// Whether a negatively skewed indicator is turned round first, and back afterwards.
        reflection: Reflection,
    },
    /// (x'^λ − 1) / λ, or ln x' where λ = 0, of x' = x − min + 1.
    BoxCox {
        /// The exponent λ.
        exponent: f64,
    },
}

/// What is added before a logarithm is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogarithmShift {
    /// Nothing: ln x; values must be above zero.
    None,
    /// ln(x − min + 0.01 · (max − min))
    Range,
    /// ln(x − min + 1)
    One,
    /// ln((max − 1) · (x − min) / (max − min) + 1), as in the Global Innovation Index; the highest value must be above 1.
    Stretched,
}

/// Whether a negatively skewed indicator is turned round before a logarithm is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reflection {
    /// It is not.
    Never,
    /// It is.
    NegativeSkew,
}

/// Limits beyond which an indicator counts as having outliers: both are exceeded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutlierLimits {
    /// Largest absolute skewness (bias-corrected).
    pub skewness: f64,
    /// Largest excess kurtosis (bias-corrected).
    pub kurtosis: f64,
}

/// What a later step of a treatment works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// The original values.
    Original,
    /// The result of the step before.
    Previous,
}

/// Which results of a treatment are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Those that bring the indicator within the limits, or at least nearer to them.
    IfItHelps,
    /// That of the last step, whatever it does.
    Always,
}

/// The step in words.
/// The treatment in one line, for the notes that go with the tables.
impl fmt::Display for Treatment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: Vec<String> = self.steps.iter().map(ToString::to_string).collect();
        let chain = match self.chain {
            Chain::Original => "each on the original values",
            Chain::Previous => "each on the result of the one before",
        };
        let keep = match self.keep {
            Keep::IfItHelps => "kept where it helps",
            Keep::Always => "kept whatever it does",
        };
        let OutlierLimits { skewness, kurtosis } = self.limits;
        let tried = if steps.len() == 1 { steps.join("") } else { format!("{}, {chain}", steps.join(", then ")) };
        write!(formatter, "where skewness is beyond ±{skewness} and kurtosis above {kurtosis}: {tried}; {keep}")
    }
}

impl fmt::Display for TreatmentStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            TreatmentStep::Winsorise { at_most } => {
                write!(formatter, "winsorising of at most {at_most} {}", if at_most == 1 { "value" } else { "values" })
            }
            TreatmentStep::Percentiles { lower, upper } => {
                write!(formatter, "limits at the percentiles {} and {}", per_cent(lower), per_cent(upper))
            }
            TreatmentStep::Logarithm { shift, reflection } => {
                let turned = match reflection {
                    Reflection::Never => "",
                    Reflection::NegativeSkew => ", turned round where the skew is negative",
                };
                write!(formatter, "logarithm {shift}{turned}")
            }
            TreatmentStep::BoxCox { exponent } => write!(formatter, "Box-Cox transformation with λ = {exponent}"),
        }
    }
}

/// The formula.
impl fmt::Display for LogarithmShift {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            LogarithmShift::None => "ln x",
            LogarithmShift::Range => "ln(x − min + 0.01 · (max − min))",
            LogarithmShift::One => "ln(x − min + 1)",
            LogarithmShift::Stretched => "ln((max − 1) · (x − min) / (max − min) + 1)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_said_in_words() {
        assert_eq!(TreatmentStep::Winsorise { at_most: 5 }.to_string(), "winsorising of at most 5 values");
        let percentiles = TreatmentStep::Percentiles { lower: 0.07, upper: 0.975 };
        assert_eq!(percentiles.to_string(), "limits at the percentiles 7 and 97.5");
        let logarithm = TreatmentStep::Logarithm { shift: LogarithmShift::One, reflection: Reflection::NegativeSkew };
        assert_eq!(logarithm.to_string(), "logarithm ln(x − min + 1), turned round where the skew is negative");
        assert_eq!(TreatmentStep::BoxCox { exponent: 0.5 }.to_string(), "Box-Cox transformation with λ = 0.5");
    }
}
