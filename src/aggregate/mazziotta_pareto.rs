//! The Mazziotta-Pareto index: `M ∓ S·cv` with M the mean of the children, S their standard deviation with n (not n − 1) and
//! cv = S / M.
//!
//! A region whose children are uneven is penalised: minus for an index of which more is better, plus for one of something bad.
//! The children are z-scores with mean 100 and deviation 10; with goalpost scores on 70 to 130 it is the adjusted index, by the
//! same formula. That the children are on one of these scales is seen to by the configuration.
//!
//! Source: Mazziotta & Pareto (2016), On a generalized non-compensatory composite index for measuring socio-economic phenomena,
//! Social Indicators Research 127. R's Compind takes the deviation with n − 1 and so gives other numbers.

use crate::method::{Penalty, Uncomputable};
use crate::statistics;

/// The index of one region.
///
/// # Errors
/// A mean that is not above zero: the coefficient of variation has no meaning there.
pub(super) fn score(scores: &[f64], penalty: Penalty) -> Result<f64, Uncomputable> {
    let mean = statistics::mean(scores).ok_or(Uncomputable::NoValues)?;
    let deviation = statistics::population_deviation(scores).ok_or(Uncomputable::NoValues)?;
    if mean <= 0.0 {
        return Err(Uncomputable::NotPositive(mean));
    }
    let unevenness = deviation * (deviation / mean);
    Ok(match penalty {
        Penalty::Lowers => mean - unevenness,
        Penalty::Raises => mean + unevenness,
    })
}
