//! How indicators have moved from edition to edition: the yardstick for a move, and how often one of its size has been seen.

use super::Baseline;
use crate::method::Direction;
use crate::statistics;

use super::steps::Way;

/// What moves are measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Standard deviations (divisor n − 1) of the indicator over the regions of the edition.
    #[default]
    Deviations,
    /// The mean distance by which regions' values moved between consecutive editions of the build.
    History,
}

/// One region's move between two consecutive editions.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Movement {
    change: f64,
    /// Whether the region was, in the later edition, of the type of the one that is asked about.
    same_type: bool,
}

/// How often a move of at least some size was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Moves at least as large, the same way.
    pub n_as_large: usize,
    /// All moves.
    pub n_moves: usize,
    /// The same within the own type.
    pub n_as_large_in_type: usize,
    /// The same within the own type.
    pub n_moves_in_type: usize,
}

impl Seen {
    /// Share of the moves that were at least as large; `None` where there were none at all.
    pub fn share(&self) -> Option<f64> {
        (self.n_moves > 0).then(|| self.n_as_large as f64 / self.n_moves as f64)
    }

    /// The same within the own type.
    pub fn share_in_type(&self) -> Option<f64> {
        (self.n_moves_in_type > 0).then(|| self.n_as_large_in_type as f64 / self.n_moves_in_type as f64)
    }
}

/// Moves of an indicator between consecutive editions that both have it, from different statistic periods.
fn movements(baseline: &Baseline<'_>, indicator_idx: usize) -> Vec<Movement> {
    let own_type = baseline.regions.type_of(baseline.edition_idx, baseline.region_idx);
    let mut movements = Vec::new();
    for later in 1..baseline.outcome.editions.len() {
        let [old, new] = [later - 1, later].map(|edition_idx| &baseline.outcome.editions[edition_idx].indicators[indicator_idx]);
        if !old.is_in || !new.is_in || old.period == new.period {
            continue;
        }
        for (region_idx, (old, new)) in old.raw.iter().zip(&new.raw).enumerate() {
            let change = new - old;
            if !change.is_nan() {
                movements.push(Movement { change, same_type: baseline.regions.type_of(later, region_idx) == own_type });
            }
        }
    }
    movements
}

/// How often an indicator moved at least from one value to another, that way.
pub fn seen(baseline: &Baseline<'_>, indicator_idx: usize, from: f64, to: f64) -> Seen {
    let way = if to < from { Way::Down } else { Way::Up };
    // A move of the same decimals may differ in the last bit.
    let least = (to - from).abs() * (1.0 - 1e-12);
    let mut seen = Seen::default();
    for movement in movements(baseline, indicator_idx) {
        let is_as_large = way.sign() * movement.change >= least;
        seen.n_moves += 1;
        seen.n_as_large += usize::from(is_as_large);
        if movement.same_type {
            seen.n_moves_in_type += 1;
            seen.n_as_large_in_type += usize::from(is_as_large);
        }
    }
    seen
}

/// The unit in which an indicator's moves are measured; `None` where it has not varied.
pub fn unit(baseline: &Baseline<'_>, indicator_idx: usize, measure: Measure) -> Option<f64> {
    let unit = match measure {
        Measure::Deviations => statistics::sample_deviation(&statistics::present(baseline.raw(indicator_idx))),
        Measure::History => {
            let distances: Vec<f64> = movements(baseline, indicator_idx).iter().map(|movement| movement.change.abs()).collect();
            statistics::mean(&distances)
        }
    };
    unit.filter(|unit| *unit > 0.0 && unit.is_finite())
}

/// The way in which an indicator's value lifts the index: the better one, or the other where its share is below zero.
pub(super) fn lifting(direction: Direction, share: f64) -> Way {
    match (Way::better(direction), share < 0.0) {
        (Way::Up, true) => Way::Down,
        (Way::Down, true) => Way::Up,
        (way, false) => way,
    }
}
