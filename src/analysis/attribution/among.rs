//! Scores of a region's own value among the others': the four combinations of two editions.

use std::borrow::Cow;

use super::{Attribution, Comparison};
use crate::indicator::Indicator;
use crate::method::{DistanceReference, PoolEditions, ReferenceMean, Scaling, Within};
use crate::normalise::{self, Scale};
use crate::outcome::{EditionOutcome, IndicatorOutcome};
use crate::round;

/// One of the two editions, with the pools by which it was scored.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub edition_idx: usize,
    pub outcome: &'a EditionOutcome,
    /// By indicator, then part of the pool.
    pools: Vec<Vec<PartPool<'a>>>,
}

/// A part of a pool: its scale, and the values of this edition that are in it.
#[derive(Debug)]
struct PartPool<'a> {
    group: &'a str,
    scale: &'a Scale,
    values: Cow<'a, [f64]>,
}

/// How far a region's score in an indicator moved by its own value, and by the others'.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OwnAndOthers {
    /// By its own value.
    pub own: f64,
    /// By the others'.
    pub others: f64,
}

/// The group within which an indicator scores a region; empty where all are scored together.
fn group_of<'a>(comparison: Comparison<'a>, indicator: &Indicator, edition_idx: usize, region_idx: usize) -> &'a str {
    let regions = comparison.regions;
    match &indicator.normalisation.pool.within {
        Within::Everyone => "",
        Within::Column(column) => regions.cell(region_idx, column),
        Within::RegionType => match (&regions.types, regions.type_of(edition_idx, region_idx)) {
            (Some(types), Some(type_idx)) => &types.ids[type_idx],
            _ => "",
        },
    }
}

impl<'a> Side<'a> {
    pub(super) fn new(comparison: Comparison<'a>, edition_idx: usize) -> Option<Self> {
        let outcome = comparison.editions.get(edition_idx)?;
        if outcome.indicators.len() != comparison.plan.indicators.len() {
            return None;
        }
        let pools = comparison.plan.indicators.iter().zip(&outcome.indicators);
        let pools = pools.map(|(indicator, of_edition)| pools_of(comparison, edition_idx, indicator, of_edition)).collect();
        Some(Side { edition_idx, outcome, pools })
    }

    /// An indicator's score of a region; NaN where it has none.
    pub(super) fn score(&self, indicator_idx: usize, region_idx: usize) -> f64 {
        self.outcome.indicators[indicator_idx].normalised.get(region_idx).copied().unwrap_or(f64::NAN)
    }

    /// Whether the edition has the indicator, and the region a score in it.
    pub(super) fn has(&self, indicator_idx: usize, region_idx: usize) -> bool {
        self.outcome.indicators[indicator_idx].is_in && !self.score(indicator_idx, region_idx).is_nan()
    }

    /// The score that `value` would have as the region's own in this edition; `None` where that cannot be told.
    fn score_of(&self, comparison: Comparison<'a>, indicator_idx: usize, region_idx: usize, value: f64) -> Option<f64> {
        let indicator = &comparison.plan.indicators[indicator_idx];
        let rule = &indicator.normalisation;
        let group = group_of(comparison, indicator, self.edition_idx, region_idx);
        let pool = self.pools[indicator_idx].iter().find(|pool| pool.group == group)?;
        let treated = self.outcome.indicators[indicator_idx].treated();
        let target = match &rule.scaling {
            Scaling::DistanceTo { reference: DistanceReference::TargetVariable(_), .. } => return None,
            Scaling::DistanceTo { reference: DistanceReference::Region(code), .. } => {
                let position = (0..comparison.regions.n_ranked()).find(|&other| comparison.regions.code(other) == code)?;
                if position == region_idx { value } else { treated[position] }
            }
            _ => f64::NAN,
        };
        let keeps_scale = rule.pool.editions != PoolEditions::Each
            || matches!(rule.scaling, Scaling::RelativeTo { reference: ReferenceMean::WeightedMean(_), .. });
        let score = if keeps_scale {
            normalise::apply(pool.scale, &[value], &[target], indicator.direction, rule)[0]
        } else {
            let own = treated[region_idx];
            normalise::replaced(pool.scale, &pool.values, (own, value), target, indicator.direction, rule).ok()?
        };
        let score = round::rounded(score, comparison.plan.method.roundings.normalised);
        (!score.is_nan()).then_some(score)
    }
}

fn pools_of<'a>(
    comparison: Comparison<'a>,
    edition_idx: usize,
    indicator: &Indicator,
    outcome: &'a IndicatorOutcome,
) -> Vec<PartPool<'a>> {
    let treated = outcome.treated();
    let values = |group: &str| -> Cow<'a, [f64]> {
        if indicator.normalisation.pool.within == Within::Everyone {
            return Cow::Borrowed(treated);
        }
        let of_group = |region_idx: &usize| group_of(comparison, indicator, edition_idx, *region_idx) == group;
        Cow::Owned((0..treated.len()).filter(of_group).map(|region_idx| treated[region_idx]).collect())
    };
    let pool = |fitted: &'a crate::outcome::Fitted<Scale>| PartPool {
        group: &fitted.group,
        scale: &fitted.parameters,
        values: values(&fitted.group),
    };
    outcome.scales.iter().map(pool).collect()
}

impl Attribution<'_> {
    /// How far the region's score in an indicator moved by its own value and by the others', in points of the indicator; both
    /// editions must have a score. Where the two cannot be told apart, all is its own.
    pub fn own_and_others(&self, indicator_idx: usize, region_idx: usize) -> OwnAndOthers {
        let (before, now) = (self.before.score(indicator_idx, region_idx), self.now.score(indicator_idx, region_idx));
        let change = now - before;
        let own = match self.mixed(indicator_idx, region_idx) {
            (Some(new_among_old), Some(old_among_new)) => 0.5 * ((new_among_old - before) + (now - old_among_new)),
            _ => change,
        };
        OwnAndOthers { own, others: change - own }
    }

    /// The score of the region's new value among the others' old ones, and of its old value among their new ones.
    pub(super) fn mixed(&self, indicator_idx: usize, region_idx: usize) -> (Option<f64>, Option<f64>) {
        let value = |side: &Side<'_>| side.outcome.indicators[indicator_idx].treated()[region_idx];
        let score = |side: &Side<'_>, value| side.score_of(self.comparison, indicator_idx, region_idx, value);
        (score(&self.before, value(&self.now)), score(&self.now, value(&self.before)))
    }

    /// Whether a change of the score stands on a gap that was filled in one of the editions only.
    pub(super) fn was_filled_once(&self, indicator_idx: usize, region_idx: usize) -> bool {
        let is_missing = |side: &Side<'_>| side.outcome.indicators[indicator_idx].raw[region_idx].is_nan();
        is_missing(&self.before) != is_missing(&self.now)
    }
}
