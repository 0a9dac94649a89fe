//! Which regions and indicators have too little data in an edition to be used: counted on what was observed, before anything is
//! filled.
//!
//! Indicators first: one that too few regions have is left out of the edition. Then regions, by the indicators that are left: one
//! that has too few is left out of the edition, and of every pool. Source: OECD/JRC Handbook, step 3; COINr `Screen`.

use rayon::prelude::*;

use super::Context;
use crate::outcome::OutcomeNotes;

/// What is left out of each edition of a batch.
#[derive(Debug, Default)]
pub(super) struct Screened {
    /// By position in the batch: indicators left out.
    indicators: Vec<Vec<usize>>,
    /// By position in the batch: whether each region is left out; empty when none is.
    regions: Vec<Vec<bool>>,
    notes: OutcomeNotes,
}

impl Screened {
    /// Whether an indicator is left out of an edition, by position in the batch.
    pub(super) fn leaves_out(&self, column: usize, indicator_idx: usize) -> bool {
        self.indicators.get(column).is_some_and(|indicators| indicators.contains(&indicator_idx))
    }

    /// Whether any region is left out of an edition, by position in the batch.
    pub(super) fn leaves_out_regions(&self, column: usize) -> bool {
        self.regions.get(column).is_some_and(|regions| regions.contains(&true))
    }

    /// Whether a region is left out of an edition, by position in the batch.
    pub(super) fn leaves_out_region(&self, column: usize, region_idx: usize) -> bool {
        self.regions.get(column).and_then(|regions| regions.get(region_idx)).copied().unwrap_or(false)
    }

    pub(super) fn into_notes(self) -> OutcomeNotes {
        self.notes
    }
}

pub(super) fn screen(context: &Context<'_>, batch: &[usize]) -> Screened {
    let rule = context.plan.method.screening;
    let mut screened = Screened::default();
    if rule.region.is_none() && rule.indicator.is_none() {
        return screened;
    }
    for &edition_idx in batch {
        let (mut indicators, mut regions) = (Vec::new(), Vec::new());
        let there = availability(context, edition_idx);
        let mut counted: Vec<&Vec<bool>> = Vec::new();
        for (indicator_idx, has) in &there {
            let share = has.iter().filter(|has| **has).count() as f64 / has.len().max(1) as f64;
            if rule.indicator.is_some_and(|least| share < least) {
                indicators.push(*indicator_idx);
                screened.notes.screened_indicators.push((edition_idx, *indicator_idx, share));
            } else {
                counted.push(has);
            }
        }
        if let Some(least) = rule.region {
            for region_idx in 0..context.regions.n_ranked() {
                let share = counted.iter().filter(|has| has[region_idx]).count() as f64 / counted.len().max(1) as f64;
                regions.push(share < least);
                if share < least {
                    screened.notes.screened_regions.push((edition_idx, region_idx, share));
                }
            }
        }
        screened.indicators.push(indicators);
        screened.regions.push(regions);
    }
    screened
}

/// For each indicator of an edition, which regions have it.
fn availability(context: &Context<'_>, edition_idx: usize) -> Vec<(usize, Vec<bool>)> {
    let plan = context.plan;
    let indicators: Vec<usize> = (0..plan.indicators.len()).filter(|&idx| plan.indicators[idx].is_in(edition_idx)).collect();
    indicators
        .into_par_iter()
        .map(|indicator_idx| {
            let (values, _) = context.observed(edition_idx, indicator_idx);
            (indicator_idx, values.iter().map(|value| !value.is_nan()).collect())
        })
        .collect()
}
