//! What of an explanation may not be published, taken out before anybody sees it.

use super::{Explanation, IndicatorExplanation, Place};
use crate::panel::Missing;
use crate::plan::Plan;

impl Explanation {
    /// Takes out what may not be shown: values, and of some indicators scores and everything that is told of them.
    pub(super) fn withhold(&mut self, plan: &Plan) {
        for node in &mut self.nodes {
            if let Some(change) = &mut node.change {
                change.withhold(plan);
            }
        }
        for indicator in &mut self.indicators {
            indicator.withhold();
        }
        let is_shown = |indicator_idx: usize| plan.indicators[indicator_idx].publication.shows_scores();
        if let Some(change) = &mut self.rank_change {
            change.shares.retain(|share| share.indicator_idx.is_none_or(is_shown));
            for passing in change.passed.iter_mut().chain(&mut change.passed_by) {
                passing.because.retain(|&(indicator_idx, _)| is_shown(indicator_idx));
            }
        }
    }
}

/// A number that may not be shown; one that is missing stays missing for its own reason.
fn withhold(number: &mut f64) {
    if !number.is_nan() {
        *number = Missing::Withheld.value();
    }
}

impl IndicatorExplanation {
    fn withhold(&mut self) {
        if !self.publication.shows_values() {
            for value in [&mut self.raw, &mut self.treated, &mut self.median, &mut self.raw_change, &mut self.median_change] {
                withhold(value);
            }
            if let Some(before) = &mut self.before {
                withhold(&mut before.raw);
                withhold(&mut before.median);
            }
        }
        if !self.publication.shows_scores() {
            withhold(&mut self.score);
            withhold(&mut self.contribution);
            self.place = Place::default();
            self.type_place = Place::default();
            self.part = None;
            if let Some(before) = &mut self.before {
                withhold(&mut before.score);
            }
        }
    }
}
