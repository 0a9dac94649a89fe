//! The weighted geometric, harmonic and power mean of one region's scores.
//!
//! geometric `exp(Σ w·ln x / Σ w)`, harmonic `Σ w / Σ (w / x)`, power `(Σ w·xᵖ / Σ w)^(1/p)`. They are defined above zero; at
//! zero by their limit, which is zero for the first two and for p < 0, where the rule allows it. Below zero there is no
//! score.
//!
//! A mean lies between the least and the greatest score. Logarithms and powers may miss that by a few units in the last place;
//! the result is brought back, so that equal scores have exactly themselves as their mean.

use super::exact_sum;
use crate::method::{Uncomputable, ZeroRule};

/// The lowest score; infinite for an empty list.
pub(super) fn least(scores: &[f64]) -> f64 {
    scores.iter().copied().fold(f64::INFINITY, f64::min)
}

fn greatest(scores: &[f64]) -> f64 {
    scores.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// A mean brought back between the least and the greatest score, unless a weight is negative: then it may lie outside.
fn within(mean: f64, scores: &[f64], weights: &[f64]) -> f64 {
    if least(weights) < 0.0 { mean } else { mean.clamp(least(scores), greatest(scores)) }
}

/// The weighted geometric mean.
///
/// # Errors
/// A score below zero, or of zero where that is refused.
pub(super) fn geometric(scores: &[f64], weights: &[f64], zero: ZeroRule) -> Result<f64, Uncomputable> {
    of_positive(scores, weights, zero, || {
        let logarithms = scores.iter().zip(weights).map(|(score, weight)| weight * libm::log(*score));
        libm::exp(exact_sum(logarithms) / exact_sum(weights.iter().copied()))
    })
}

/// The weighted harmonic mean.
///
/// # Errors
/// A score below zero, or of zero where that is refused.
pub(super) fn harmonic(scores: &[f64], weights: &[f64], zero: ZeroRule) -> Result<f64, Uncomputable> {
    of_positive(scores, weights, zero, || {
        let least = least(scores);
        // In units of the least score, so that no quotient is too large for a number.
        let quotients = scores.iter().zip(weights).map(|(score, weight)| weight * (least / score));
        least * (exact_sum(weights.iter().copied()) / exact_sum(quotients))
    })
}

/// The weighted power mean with an exponent that is not zero.
///
/// # Errors
/// A score below zero; for a negative exponent also a score of zero where that is refused.
pub(super) fn power(scores: &[f64], weights: &[f64], exponent: f64, zero: ZeroRule) -> Result<f64, Uncomputable> {
    let mean = |unit: f64| {
        // In units of the score that counts most, so that no power is too large for a number.
        let powers = scores.iter().zip(weights).map(|(score, weight)| weight * libm::pow(score / unit, exponent));
        unit * libm::pow(exact_sum(powers) / exact_sum(weights.iter().copied()), 1.0 / exponent)
    };
    if exponent < 0.0 {
        return of_positive(scores, weights, zero, || mean(least(scores)));
    }
    let (least, greatest) = (least(scores), greatest(scores));
    match least {
        _ if least < 0.0 => Err(Uncomputable::NotPositive(least)),
        _ if greatest == 0.0 => Ok(0.0),
        _ => Ok(within(mean(greatest), scores, weights)),
    }
}

/// A mean that is defined above zero and tends to zero where any score does.
fn of_positive(scores: &[f64], weights: &[f64], zero: ZeroRule, mean: impl Fn() -> f64) -> Result<f64, Uncomputable> {
    let least = least(scores);
    match zero {
        _ if least > 0.0 => Ok(within(mean(), scores, weights)),
        ZeroRule::GivesZero if least == 0.0 => Ok(0.0),
        ZeroRule::GivesZero | ZeroRule::Refuse => Err(Uncomputable::NotPositive(least)),
    }
}
