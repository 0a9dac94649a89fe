//! Resolves summaries: the weight and its periods.
//!
//! Whether the region table has the column of the areas is seen when it is read ([`crate::region`]).

use std::collections::BTreeMap;

use super::{Resolver, variables};
use crate::config::raw::RawSummary;
use crate::period::Period;
use crate::plan::{Edition, SummaryPlan};

/// The worst tenth.
const DEFAULT_WORST_SHARE: f64 = 0.1;

pub(super) fn summaries(
    resolver: &mut Resolver<'_>,
    raw: &[RawSummary],
    variable_ids: &BTreeMap<String, usize>,
    editions: &[Edition],
) -> Vec<SummaryPlan> {
    resolver.ids("summary", raw.iter().map(|summary| &summary.id));
    raw.iter().filter_map(|summary| resolved(resolver, summary, variable_ids, editions)).collect()
}

fn resolved(
    resolver: &mut Resolver<'_>,
    raw: &RawSummary,
    variable_ids: &BTreeMap<String, usize>,
    editions: &[Edition],
) -> Option<SummaryPlan> {
    let weight = resolver.lookup("variable", &raw.weight, variable_ids);
    let worst_share = raw.worst_share.as_ref().map_or(DEFAULT_WORST_SHARE, |share| {
        if !(share.value > 0.0 && share.value < 1.0) {
            resolver.problem(
                &share.span,
                format!("`worst_share` cannot be {}", share.value),
                "give a share above 0 and below 1, such as 0.1 for the worst tenth",
            );
        }
        share.value
    });
    let lag = variables::lag(resolver, raw.lag.as_ref());
    let own = raw.frequency.as_ref().map(|frequency| variables::frequency(frequency.value));
    let period = |edition: &Edition| variables::statistic_period(edition.period, own, lag);
    let periods: Vec<Period> = editions.iter().map(period).collect();
    Some(SummaryPlan {
        id: raw.id.value.clone(),
        name: raw.name.clone(),
        by: raw.by.clone(),
        weight: weight?,
        periods,
        worst_share,
    })
}
