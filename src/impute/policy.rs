//! The policy for what is missing: stop, leave out, or give the middle of the range.
//!
//! "Leave out" needs no work here: the value stays missing and the weights of the others carry the score
//! ([`crate::aggregate`]). Values that stay missing after imputation come here.

use crate::error::{Problem, ProblemKind};
use crate::indicator::Indicator;
use crate::method::MissingPolicy;
use crate::panel::{Missing, any_missing};
use crate::round::per_cent;

/// Most regions that are listed under one problem.
const MOST_LISTED: usize = 5;

/// Checks an indicator's missing values in an edition against its policy.
///
/// `raw` are the observed values of the ranked regions, `values` the same after imputation; `named` gives a region's code and
/// name. Regions that were left out of the edition by screening are not missing.
pub fn check(
    indicator: &Indicator,
    raw: &[f64],
    values: &[f64],
    edition: &str,
    period: &str,
    named: impl Fn(usize) -> String,
) -> Option<Problem> {
    let n_missing = |values: &[f64]| match any_missing(values) {
        true => values.iter().filter(|value| is_missing(**value)).count(),
        false => 0,
    };
    let n_observed = n_missing(raw);
    // Mostly nothing was filled: then both are the same list, and it is looked at once.
    let n_left = if std::ptr::eq(raw, values) { n_observed } else { n_missing(values) };
    let rule = indicator.missing;
    let share = n_observed as f64 / values.len().max(1) as f64;
    let too_many = !rule.stated_for_indicator && share > rule.largest_share;
    if (rule.policy != MissingPolicy::Fail || n_left == 0) && !too_many {
        return None;
    }
    // Too many gaps are too many however they were filled.
    let (values, n_missing) = if too_many { (raw, n_observed) } else { (values, n_left) };
    let mut problem = Problem::new(
        ProblemKind::DataContract,
        format!(
            "the indicator `{}` is missing for {} of {} regions in edition {edition} (statistic period {period})",
            indicator.id,
            n_missing,
            values.len()
        ),
    );
    let missing = values.iter().enumerate().filter(|(_, value)| is_missing(**value));
    problem.details.extend(missing.take(MOST_LISTED).map(|(region_idx, value)| {
        let why = Missing::of(*value).unwrap_or(Missing::NotANumber);
        let because =
            if why == Missing::Computed { " (a weight is missing, it divides by 0, or the result is too large)" } else { "" };
        format!("{}: {why}{because}", named(region_idx))
    }));
    if n_missing > MOST_LISTED {
        problem.details.push(format!("and {} more", n_missing - MOST_LISTED));
    }
    let help = if n_left == 0 {
        format!(
            "all are filled, but more than {} % of the regions are missing: state the imputation for this indicator itself, or \
             allow more, `missing = {{ largest_share = … }}`",
            per_cent(rule.largest_share)
        )
    } else if rule.policy == MissingPolicy::Fail {
        "complete the data, or state a policy: `missing = { policy = \"renormalise\" }` or \"neutral\" for the indicator"
            .to_owned()
    } else {
        format!(
            "more than {} % of the regions are missing: state the policy for this indicator itself, `missing = {{ policy = \"…\" }}`",
            per_cent(rule.largest_share)
        )
    };
    Some(problem.help(help))
}

/// Missing, and not because the region was left out of the edition.
fn is_missing(value: f64) -> bool {
    value.is_nan() && Missing::of(value) != Some(Missing::Screened)
}

/// Gives missing scores the middle of the range where the policy says so; returns the positions that got it, ascending. A score
/// may also be missing because nothing tells the regions apart.
pub fn neutral(indicator: &Indicator, scores: &mut [f64]) -> Vec<usize> {
    if indicator.missing.policy != MissingPolicy::Neutral {
        return Vec::new();
    }
    // Where a method has no middle, the configuration was refused.
    let Some(middle) = indicator.normalisation.middle() else { return Vec::new() };
    let mut given = Vec::new();
    for (region_idx, score) in scores.iter_mut().enumerate().filter(|(_, score)| is_missing(**score)) {
        *score = middle;
        given.push(region_idx);
    }
    given
}
