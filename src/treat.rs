//! Treats outliers: brings the shape of an indicator's distribution within limits before it is normalised.
//!
//! **When.** An indicator needs treatment where its absolute skewness and its excess kurtosis (both bias-corrected,
//! [`statistics`](crate::statistics)) exceed their limits, *both*: two tails alike, or a mere lean to one side, do no harm. The
//! usual limits are 2 and 3.5. An indicator with fewer than four values, or with one value only, has no such shape and is left as
//! it is.
//!
//! **How.** The steps are tried in turn, until one brings the indicator within the limits: each on the original values
//! ([`Chain::Original`]) or on the result so far ([`Chain::Previous`]). The formulas stand with the steps: winsorising and
//! percentiles (`treat/winsorise.rs`, [`Limits`]), [`Logarithm`] and [`BoxCox`] (`treat/transform.rs`). Percentiles have no test:
//! where it is their turn, and first of all steps it always is, they are applied and kept.
//!
//! **What is kept.** With [`Keep::IfItHelps`] a result is kept if it lies within the limits, or if, against what was kept
//! before (at first the original), skewness and kurtosis are both no further from zero and from the limit and one of them is
//! nearer. With [`Keep::Always`] the result of the last step that was tried is, whatever it did. COINr's `Treat` does the latter:
//! its logarithm makes a negatively skewed indicator worse, and stays. A result in which all values are equal is never kept: it
//! would say nothing about anyone.
//!
//! Treatment never changes the order of two values; it may make them equal. [`fit`] finds the treatment on a pool, [`apply`]
//! applies it to the values of any edition, [`changed`] tells which cells it changed.
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; COINr `Treat`, `winsorise`, `check_SkewKurt`.
//! (COINr's test is passed *below* a limit, ours *at* it, too: a matter of exactly equal numbers.) Which indicator is treated how,
//! and on which pool, is the pipeline's business.

mod transform;
mod winsorise;

pub use transform::{BoxCox, Logarithm};
pub use winsorise::Limits;

use std::fmt;

use crate::method::{Chain, Keep, OutlierLimits, Reflection, Treatment, TreatmentStep, Uncomputable};
use crate::panel::Missing;
use crate::statistics::{extremes, kurtosis, present, skewness, sorted};

/// A difference of skewness or kurtosis, relative to their size, that is nothing but rounding.
const NOISE: f64 = 1e-9;

/// What a treatment does, fitted on a pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Treated {
    /// What is done to a value, one after the other; empty = it is left as it is.
    pub steps: Vec<AppliedStep>,
    /// Every step that was tried, also those that were not kept.
    pub attempts: Vec<Attempt>,
    /// The pool's shape as it was.
    pub before: Shape,
    /// Its shape with `steps`.
    pub after: Shape,
}

impl Treated {
    /// The parameters by name, for tables: the shape before and after, and what each step that was kept works with.
    pub fn parameters(&self) -> Vec<(String, f64)> {
        let mut parameters = Vec::new();
        let mut push = |name: &str, value: Option<f64>| parameters.extend(value.map(|value| (name.to_owned(), value)));
        push("skewness before", self.before.skewness);
        push("kurtosis before", self.before.kurtosis);
        for step in &self.steps {
            match step {
                AppliedStep::Limits(limits) => {
                    push("lower limit", limits.lower);
                    push("upper limit", limits.upper);
                }
                AppliedStep::Logarithm(logarithm) => {
                    push("logarithm: minimum", Some(logarithm.lowest));
                    push("logarithm: maximum", Some(logarithm.highest));
                }
                AppliedStep::BoxCox(power) => {
                    push("Box-Cox: exponent", Some(power.exponent));
                    push("Box-Cox: minimum", Some(power.lowest));
                }
            }
        }
        push("skewness after", self.after.skewness);
        push("kurtosis after", self.after.kurtosis);
        parameters
    }
}

/// A step with the parameters of its pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AppliedStep {
    /// Winsorising, or percentiles.
    Limits(Limits),
    /// A logarithm.
    Logarithm(Logarithm),
    /// A Box-Cox transformation.
    BoxCox(BoxCox),
}

/// What came of trying a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attempt {
    /// The step.
    pub step: TreatmentStep,
    /// Shape of the values it was tried on.
    pub before: Shape,
    /// Shape of its result.
    pub after: Shape,
    /// How many values of the pool it changed.
    pub n_changed: usize,
    /// What was thought of the result.
    pub verdict: Verdict,
    /// Whether it is part of the treatment; a step may help and yet be replaced by a later one.
    pub is_kept: bool,
}

/// What is thought of a step's result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is within the limits.
    WithinLimits,
    /// It is nearer to the limits than what was kept before.
    Nearer,
    /// It is not nearer in both skewness and kurtosis.
    NotNearer,
    /// It is kept whatever it does, because the method says so.
    AsStated,
    /// The step changes no value.
    NothingToChange,
    /// All values would be equal.
    AllEqual,
}

/// Skewness and excess kurtosis, bias-corrected; `None` where there are too few values, or all are equal.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shape {
    /// Skewness.
    pub skewness: Option<f64>,
    /// Excess kurtosis: 0 for a normal distribution.
    pub kurtosis: Option<f64>,
}

impl Shape {
    /// The shape of a pool; missing values do not count.
    pub fn of(pool: &[f64]) -> Shape {
        let present = present(pool);
        Shape { skewness: skewness(&present), kurtosis: kurtosis(&present) }
    }

    /// Whether skewness and kurtosis both exceed their limits.
    pub fn exceeds(&self, limits: &OutlierLimits) -> bool {
        self.skewness.is_some_and(|skewness| skewness.abs() > limits.skewness)
            && self.kurtosis.is_some_and(|kurtosis| kurtosis > limits.kurtosis)
    }

    /// Whether this is no further from symmetry, nor more peaked, than `other`, and better in one of the two.
    fn is_nearer_than(&self, other: &Shape) -> bool {
        let (Some(skewness), Some(kurtosis)) = (self.skewness, self.kurtosis) else { return false };
        let (Some(other_skewness), Some(other_kurtosis)) = (other.skewness, other.kurtosis) else { return false };
        let (skewness, other_skewness) = (skewness.abs(), other_skewness.abs());
        // What differs by rounding alone is no nearer: of two values, no transformation changes the shape.
        let noise = |a: f64, b: f64| NOISE * a.abs().max(b.abs()).max(1.0);
        let is_less = |a: f64, b: f64| a < b - noise(a, b);
        let is_more = |a: f64, b: f64| a > b + noise(a, b);
        !is_more(skewness, other_skewness)
            && !is_more(kurtosis, other_kurtosis)
            && (is_less(skewness, other_skewness) || is_less(kurtosis, other_kurtosis))
    }
}

/// Finds the treatment of an indicator on a pool; missing values do not count, nor does the order of the pool.
///
/// # Errors
/// Where a step that is tried cannot be computed: a logarithm of what is not above zero ([`Uncomputable::NotPositive`]), a
/// stretched one of values that do not exceed 1 ([`Uncomputable::NotAboveOne`]), numbers too large ([`Uncomputable::Overflow`]).
pub fn fit(pool: &[f64], treatment: &Treatment) -> Result<Treated, Uncomputable> {
    let values = sorted(&present(pool));
    let before = Shape::of(&values);
    let original = Candidate { values, shape: before, steps: Vec::new(), attempts: Vec::new() };
    let mut kept = original.clone();
    let mut attempts = Vec::new();
    let has_no_test = treatment.steps.first().is_some_and(is_always_done);
    let is_needed = before.exceeds(&treatment.limits) || has_no_test && before.kurtosis.is_some();
    for step in treatment.steps.iter().filter(|_| is_needed) {
        let start = match treatment.chain {
            Chain::Original => &original,
            Chain::Previous => &kept,
        };
        let (tried, n_changed) = start.with(step, attempts.len(), &treatment.limits)?;
        let verdict = verdict(step, &tried, n_changed, &kept, treatment);
        attempts.push(Attempt { step: *step, before: start.shape, after: tried.shape, n_changed, verdict, is_kept: false });
        match verdict {
            Verdict::WithinLimits | Verdict::Nearer | Verdict::AsStated => kept = tried,
            // The last step's result is what it was given.
            Verdict::NothingToChange if treatment.keep == Keep::Always => kept = start.clone(),
            Verdict::NothingToChange | Verdict::NotNearer | Verdict::AllEqual => {}
        }
        if !kept.shape.exceeds(&treatment.limits) {
            break;
        }
    }
    for attempt_idx in kept.attempts {
        attempts[attempt_idx].is_kept = true;
    }
    Ok(Treated { steps: kept.steps, attempts, before, after: kept.shape })
}

/// Treats values of any edition; missing values stay missing, and what a formula does not cover becomes
/// [`Missing::Computed`].
pub fn apply(treated: &Treated, values: &[f64]) -> Vec<f64> {
    let treat = |value: f64| {
        let result = treated.steps.iter().fold(value, |value, step| step.applied(value));
        if result.is_infinite() { Missing::Computed.value() } else { result }
    };
    values.iter().map(|&value| treat(value)).collect()
}

/// The positions at which a treated column differs from what it was, ascending.
pub fn changed(before: &[f64], after: &[f64]) -> Vec<usize> {
    let differs = |before: f64, after: f64| before != after && !(before.is_nan() && after.is_nan());
    let cells = before.iter().zip(after).enumerate();
    cells.filter(|(_, (before, after))| differs(**before, **after)).map(|(region_idx, _)| region_idx).collect()
}

impl AppliedStep {
    /// Takes the parameters of a step from ascending values.
    fn fit(step: &TreatmentStep, ascending: &[f64], limits: &OutlierLimits) -> Result<Self, Uncomputable> {
        let (lowest, highest) = extremes(ascending).ok_or(Uncomputable::NoValues)?;
        Ok(match *step {
            TreatmentStep::Winsorise { at_most } => AppliedStep::Limits(winsorise::to_shape(ascending, at_most, limits)),
            TreatmentStep::Percentiles { lower, upper } => {
                AppliedStep::Limits(winsorise::to_percentiles(ascending, lower, upper))
            }
            TreatmentStep::Logarithm { shift, reflection } => {
                let is_negative = skewness(ascending).is_some_and(|skewness| skewness < 0.0);
                let is_reflected = is_negative && reflection == Reflection::NegativeSkew;
                AppliedStep::Logarithm(Logarithm::fit(shift, is_reflected, lowest, highest)?)
            }
            TreatmentStep::BoxCox { exponent } => AppliedStep::BoxCox(BoxCox { exponent, lowest }),
        })
    }

    /// The treated value; a missing one stays missing.
    pub fn applied(&self, value: f64) -> f64 {
        match self {
            AppliedStep::Limits(limits) => limits.applied(value),
            AppliedStep::Logarithm(logarithm) => logarithm.applied(value),
            AppliedStep::BoxCox(box_cox) => box_cox.applied(value),
        }
    }
}

/// A possible result: the pool as some steps leave it.
#[derive(Clone)]
struct Candidate {
    /// The pool's values, ascending as they were.
    values: Vec<f64>,
    shape: Shape,
    steps: Vec<AppliedStep>,
    /// The attempts that led here.
    attempts: Vec<usize>,
}

impl Candidate {
    /// The result of one more step, and how many values it changes.
    fn with(&self, step: &TreatmentStep, attempt_idx: usize, limits: &OutlierLimits) -> Result<(Candidate, usize), Uncomputable> {
        let applied = AppliedStep::fit(step, &self.values, limits)?;
        let values: Vec<f64> = self.values.iter().map(|&value| applied.applied(value)).collect();
        if values.iter().any(|value| !value.is_finite()) {
            return Err(Uncomputable::Overflow);
        }
        let n_changed = changed(&self.values, &values).len();
        let mut candidate = Candidate { shape: Shape::of(&values), values, ..self.clone() };
        candidate.steps.push(applied);
        candidate.attempts.push(attempt_idx);
        Ok((candidate, n_changed))
    }

    fn is_all_equal(&self) -> bool {
        extremes(&self.values).is_none_or(|(lowest, highest)| lowest == highest)
    }
}

/// Whether a step is done and kept whatever the limits.
fn is_always_done(step: &TreatmentStep) -> bool {
    matches!(step, TreatmentStep::Percentiles { .. })
}

fn verdict(step: &TreatmentStep, tried: &Candidate, n_changed: usize, kept: &Candidate, treatment: &Treatment) -> Verdict {
    if tried.is_all_equal() {
        Verdict::AllEqual
    } else if n_changed == 0 {
        Verdict::NothingToChange
    } else if !tried.shape.exceeds(&treatment.limits) {
        Verdict::WithinLimits
    } else if tried.shape.is_nearer_than(&kept.shape) {
        Verdict::Nearer
    } else if is_always_done(step) || treatment.keep == Keep::Always {
        Verdict::AsStated
    } else {
        Verdict::NotNearer
    }
}

/// What is done to the values, with its numbers.
impl fmt::Display for AppliedStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AppliedStep::Limits(limits) => limits.fmt(formatter),
            AppliedStep::Logarithm(logarithm) => logarithm.fmt(formatter),
            AppliedStep::BoxCox(box_cox) => box_cox.fmt(formatter),
        }
    }
}

/// What became of the result, in words.
impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Verdict::WithinLimits => "within the limits",
            Verdict::Nearer => "nearer to the limits",
            Verdict::NotNearer => "not nearer to the limits",
            Verdict::AsStated => "not nearer to the limits, but the method says so",
            Verdict::NothingToChange => "nothing to change",
            Verdict::AllEqual => "all values would be equal",
        })
    }
}

/// Both numbers to two decimals.
impl fmt::Display for Shape {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |number: Option<f64>| number.map_or("none".to_owned(), |number| format!("{number:.2}"));
        write!(formatter, "skewness {}, kurtosis {}", shown(self.skewness), shown(self.kurtosis))
    }
}

/// The whole story of an attempt.
impl fmt::Display for Attempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Attempt { step, before, after, n_changed, verdict, is_kept } = self;
        let values = if *n_changed == 1 { "value" } else { "values" };
        let fate = match (is_kept, verdict) {
            (true, _) => "kept",
            (false, Verdict::WithinLimits | Verdict::Nearer | Verdict::AsStated) => "replaced by a later step",
            (false, _) => "not kept",
        };
        write!(formatter, "{step}: {n_changed} {values} changed, {before} → {after}; {verdict}: {fate}")
    }
}

#[cfg(test)]
mod tests;
