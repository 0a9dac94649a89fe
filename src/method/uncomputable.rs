//! Why a step of a method cannot be computed.

/// Why a step cannot be computed. Where it can't, nothing is printed as if it could.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Uncomputable {
    /// The pool has no values.
    #[error("no region has a value")]
    NoValues,
    /// The pool has too few values for the method.
    #[error("{found} values are too few, the method needs {needed}")]
    TooFewValues {
        /// How many there are.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// All values of the pool are equal.
    #[error("all values are equal ({0})")]
    AllEqual(f64),
    /// A value that must be above zero is not.
    #[error("{0} is not above zero")]
    NotPositive(f64),
    /// A highest value that must be above one is not.
    #[error("the highest value, {0}, is not above 1")]
    NotAboveOne(f64),
    /// The reference is zero, or the reference region or target has no value.
    #[error("the reference has no usable value")]
    NoReference,
    /// Children correlate perfectly or not at all, so that the correlations cannot be taken apart.
    #[error("the correlations are singular")]
    SingularCorrelation,
    /// No weights were found that do what was asked.
    #[error("no weights do what was asked")]
    NoSolution,
    /// The numbers are too large.
    #[error("the result is too large for a number")]
    Overflow,
}
