//! What happens where an indicator is missing: stop, leave out, or give the middle of the range. Never silent.
//!
//! "Leave out" needs no work here: the value stays missing and the weights of the others carry the score
//! ([`crate::aggregate`]). Statistical imputation is not here yet.

use crate::error::{Problem, ProblemKind};
use crate::indicator::Indicator;
use crate::method::MissingPolicy;
use crate::panel::Missing;

/// Most regions that are listed under one problem.
const MOST_LISTED: usize = 5;

/// Checks an indicator's missing values in an edition against its policy.
///
/// `values` are of the ranked regions; `named` gives a region's code and name.
pub fn check(
    indicator: &Indicator,
    values: &[f64],
    edition: &str,
    period: &str,
    named: impl Fn(usize) -> String,
) -> Option<Problem> {
    let n_missing = values.iter().filter(|value| value.is_nan()).count();
    if n_missing == 0 {
        return None;
    }
    let share = n_missing as f64 / values.len() as f64;
    let rule = indicator.missing;
    let too_many = !rule.stated_for_indicator && share > rule.largest_share;
    if rule.policy != MissingPolicy::Fail && !too_many {
        return None;
    }
    let mut problem = Problem::new(
        ProblemKind::DataContract,
        format!(
            "the indicator `{}` is missing for {} of {} regions in edition {edition} (statistic period {period})",
            indicator.id,
            n_missing,
            values.len()
        ),
    );
    let missing = values.iter().enumerate().filter(|(_, value)| value.is_nan());
    problem.details.extend(missing.take(MOST_LISTED).map(|(region_idx, value)| {
        let why = Missing::of(*value).unwrap_or(Missing::NotANumber);
        let because =
            if why == Missing::Computed { " (a weight is missing, it divides by 0, or the result is too large)" } else { "" };
        format!("{}: {why}{because}", named(region_idx))
    }));
    if n_missing > MOST_LISTED {
        problem.details.push(format!("and {} more", n_missing - MOST_LISTED));
    }
    let help = if rule.policy == MissingPolicy::Fail {
        "complete the data, or state a policy: `missing = { policy = \"renormalise\" }` or \"neutral\" for the indicator"
            .to_owned()
    } else {
        format!(
            "more than {} % of the regions are missing: state the policy for this indicator itself, `missing = {{ policy = \"…\" }}`",
            rule.largest_share * 100.0
        )
    };
    Some(problem.help(help))
}

/// Gives missing scores the middle of the range where the policy says so; returns how many.
pub fn neutral(indicator: &Indicator, scores: &mut [f64]) -> usize {
    if indicator.missing.policy != MissingPolicy::Neutral {
        return 0;
    }
    let (lowest, highest) = indicator.normalisation.range;
    let middle = lowest + (highest - lowest) / 2.0;
    let mut n_given = 0;
    for score in scores.iter_mut().filter(|score| score.is_nan()) {
        *score = middle;
        n_given += 1;
    }
    n_given
}
