//! The choices of outlier treatment.

use super::pool::Pool;

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
        /// Most values that may be set.
        at_most: u32,
    },
    /// Values beyond two percentiles of the pool are set to them.
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
    /// (x'^λ − 1) / λ, or ln x' where λ = 0, of x' = x − min + 1 (or x where all values are above zero).
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
    /// ln((max − 1) · (x − min) / (max − min) + 1), as in the Global Innovation Index.
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
