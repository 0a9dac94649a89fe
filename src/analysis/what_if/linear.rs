//! A short cut for indices that are weighted sums of scores: an indicator is scored again, and its share of the index added.
//!
//! `index = Σ share · score`, with the share of an indicator the product of the weights on its way up. What is found this way
//! is confirmed by computing the edition in full; an index whose published scores the sum does not give to the last digit, for
//! whatever reason (gaps, other means, weights taken from the data, roundings on the way), has no short cut.

use super::{Among, Baseline, Place, place};
use crate::analysis::shares;
use crate::method::{ImputationMethod, PoolEditions, Rounding, Within};
use crate::outcome::IndicatorOutcome;
use crate::plan::Plan;
use crate::round;
use crate::tree::Tree;
use crate::{impute, normalise};

/// An edition as a weighted sum.
#[derive(Debug)]
pub(super) struct Linear<'a> {
    baseline: Baseline<'a>,
    /// Share of each indicator in each region's index, by region; 0 for one without a say.
    shares: Vec<Vec<f64>>,
    /// The index before any rounding, by region.
    totals: Vec<f64>,
    /// Whether an indicator's scores follow from the edition's values of it alone.
    is_simple: Vec<bool>,
}

/// The scores of an indicator with another value of the region, less those without, by region.
pub(super) type Moved = Vec<f64>;

impl<'a> Linear<'a> {
    /// The edition as a weighted sum; `None` where it is none.
    pub(super) fn of(baseline: &Baseline<'a>) -> Option<Self> {
        let (plan, edition) = (baseline.plan, baseline.edition());
        let roundings = &plan.method.roundings;
        if roundings.index != Rounding::None || roundings.factors != Rounding::None {
            return None;
        }
        if !shares::is_weighted_sum(plan) {
            return None;
        }
        let all = 0..baseline.regions.n_ranked();
        let shares: Vec<Vec<f64>> = all.map(|region_idx| shares::shares(plan, edition, region_idx)).collect();
        let total = |(region_idx, shares): (usize, &Vec<f64>)| {
            let terms = shares.iter().zip(&edition.indicators).filter(|(share, _)| **share != 0.0);
            terms.map(|(share, indicator)| share * indicator.normalised[region_idx]).sum()
        };
        let totals: Vec<f64> = shares.iter().enumerate().map(total).collect();
        let published = &edition.nodes[Tree::ROOT].scores;
        let is_published = |(total, published): (&f64, &f64)| {
            published.is_nan() || round::to_decimals(*total, plan.method.ranking.decimals) == *published
        };
        if !totals.iter().zip(published).all(is_published) {
            return None;
        }
        let is_simple =
            (0..plan.indicators.len()).map(|indicator_idx| is_simple(plan, indicator_idx, &edition.indicators[indicator_idx]));
        Some(Linear { baseline: *baseline, is_simple: is_simple.collect(), shares, totals })
    }

    /// Share of an indicator in the region's own index.
    pub(super) fn share(&self, indicator_idx: usize) -> f64 {
        self.shares[self.baseline.region_idx][indicator_idx]
    }

    /// By how much another region's index moves with its score of an indicator.
    pub(super) fn lifted(&self, indicator_idx: usize, moved: &Moved, region_idx: usize) -> f64 {
        let share = self.shares[region_idx][indicator_idx];
        if share == 0.0 { 0.0 } else { share * moved[region_idx] }
    }

    /// Whether an indicator can be scored again without the whole edition.
    pub(super) fn is_simple(&self, indicator_idx: usize) -> bool {
        self.is_simple[indicator_idx]
    }

    /// By how much each region's score of an indicator moves with a value of the region; `None` where it cannot be scored.
    pub(super) fn moved(&self, indicator_idx: usize, value: f64) -> Option<Moved> {
        let mut values = self.baseline.raw(indicator_idx).to_vec();
        values[self.baseline.region_idx] = value;
        let mut scores = scored(self.baseline.plan, indicator_idx, &values)?;
        let old = &self.baseline.edition().indicators[indicator_idx].normalised;
        scores.iter_mut().zip(old).for_each(|(score, old)| *score -= old);
        Some(scores)
    }

    /// The region's index before it is rounded.
    pub(super) fn total(&self, region_idx: usize) -> f64 {
        self.totals[region_idx]
    }

    /// The place of the region with one indicator moved.
    pub(super) fn place(&self, indicator_idx: usize, moved: &Moved, among: Among) -> Place {
        let rule = &self.baseline.plan.method.ranking;
        let score = |region_idx: usize| {
            round::to_decimals(self.totals[region_idx] + self.lifted(indicator_idx, moved, region_idx), rule.decimals)
        };
        let others: Vec<f64> = self.baseline.others(among).into_iter().map(score).collect();
        place(score(self.baseline.region_idx), &others, self.baseline.order(), rule.ties)
    }
}

/// The scores of a column, as the pipeline gives them where nothing but the edition's own values counts.
fn scored(plan: &Plan, indicator_idx: usize, values: &[f64]) -> Option<Vec<f64>> {
    let indicator = &plan.indicators[indicator_idx];
    let mut scores = normalise::fit_and_apply(values, &[], &[], indicator.direction, &indicator.normalisation).ok()?;
    impute::neutral(indicator, &mut scores);
    let rounding = plan.method.roundings.normalised;
    if rounding != Rounding::None {
        scores.iter_mut().for_each(|score| *score = round::rounded(*score, rounding));
    }
    Some(scores)
}

fn is_simple(plan: &Plan, indicator_idx: usize, outcome: &IndicatorOutcome) -> bool {
    let indicator = &plan.indicators[indicator_idx];
    let pool = &indicator.normalisation.pool;
    let is_own = pool.editions == PoolEditions::Each && pool.within == Within::Everyone;
    let is_plain = indicator.imputation.method == ImputationMethod::None && indicator.treatment.steps.is_empty();
    let same = |scores: Vec<f64>| scores.iter().zip(&outcome.normalised).all(|(a, b)| a == b || (a.is_nan() && b.is_nan()));
    outcome.is_in && is_own && is_plain && scored(plan, indicator_idx, &outcome.raw).is_some_and(same)
}
