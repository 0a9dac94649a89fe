//! The smallest change of one indicator's value that lifts the region to a rank.
//!
//! Where the score counts places, it changes only where the value comes level with another region's or passes it: these values
//! are tried from the nearest outwards, so the first that reaches the rank is the smallest change. Where the score is a
//! continuous function of the value, the smallest multiple of the source's precision is found by halving, which takes for
//! granted that a better value never lowers the place. Either way the answer is confirmed by two full computations of the
//! edition: with the value, which must reach the rank, and with the one before it, which must not.

use rayon::prelude::*;

use super::history::{self, lifting};
use super::linear::Linear;
use super::steps::{self, Grid, Way};
use super::{Among, Baseline, Place};
use crate::error::{Problem, ProblemKind};
use crate::indicator::{Derivation, VariableKind};
use crate::method::BeforeScaling;
use crate::outcome::Detail;
use crate::tree::Tree;

/// How far beyond the best value a continuous score is followed, in ranges of the indicator's values.
const RANGES_BEYOND: f64 = 10.0;

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// Among whom.
    pub among: Among,
    /// The rank.
    pub rank: u32,
}

impl Goal {
    /// So many places up from where the region stands.
    ///
    /// # Errors
    /// There are not so many.
    pub fn climb(baseline: &Baseline<'_>, among: Among, places: u32) -> std::result::Result<Self, Problem> {
        let rank = baseline.place(baseline.edition(), among).rank;
        match rank.checked_sub(places).filter(|rank| *rank > 0) {
            Some(rank) => Ok(Goal { among, rank }),
            None => Err(Problem::new(ProblemKind::Usage, format!("it has rank {rank}: it cannot gain {places} places"))
                .help(if rank == 1 { "nobody is before it".to_owned() } else { format!("ask for at most {}", rank - 1) })),
        }
    }
}

/// What one indicator alone can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Single {
    /// The indicator.
    pub indicator_idx: usize,
    /// Its precision.
    pub grid: Grid,
    /// The value it has.
    pub old: f64,
    /// The nearest value with which the rank is reached, be it shared; `None`: not by this alone.
    pub reaching: Option<Reached>,
    /// The nearest with which it is reached with nobody beside.
    pub overtaking: Option<Reached>,
    /// The best value that was tried.
    pub limit: f64,
}

/// A value, and the place it gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The value.
    pub value: f64,
    /// The place.
    pub place: Place,
    /// The nearest value before it that was found not to do: nothing between the two does.
    pub before: f64,
}

/// What each indicator alone can do, in configuration order; those of which the region has no value are left out.
pub fn singles(baseline: &Baseline<'_>, goal: Goal) -> Vec<Single> {
    let linear = Linear::of(baseline);
    baseline.movable().into_par_iter().map(|indicator_idx| single(baseline, linear.as_ref(), indicator_idx, goal)).collect()
}

/// The way in which an indicator lifts the region, its precision, and the values it may have in that way.
pub(super) fn room(baseline: &Baseline<'_>, linear: Option<&Linear<'_>>, indicator_idx: usize) -> (Way, Grid, Option<f64>) {
    let indicator = &baseline.plan.indicators[indicator_idx];
    // Ranked against its own order, an index is climbed by what lowers it.
    let turned = if baseline.order() == baseline.plan.tree.nodes[Tree::ROOT].order { 1.0 } else { -1.0 };
    let way = lifting(indicator.direction, turned * linear.map_or(1.0, |linear| linear.share(indicator_idx)));
    let grid = Grid::of(baseline.raw(indicator_idx));
    let plausible = match indicator.derivation {
        Derivation::Variable(variable_idx) => match &baseline.plan.variables[variable_idx].kind {
            VariableKind::Series(series) => series.plausible,
            VariableKind::Derived(_) => None,
        },
        _ => None,
    };
    let end = plausible.map(|(least, most)| if way == Way::Up { most } else { least });
    let positive = (indicator.normalisation.before == BeforeScaling::Logarithm && way == Way::Down).then(|| grid.step());
    (way, grid, end.into_iter().chain(positive).reduce(if way == Way::Up { f64::min } else { f64::max }))
}

fn single(baseline: &Baseline<'_>, linear: Option<&Linear<'_>>, indicator_idx: usize, goal: Goal) -> Single {
    let indicator = &baseline.plan.indicators[indicator_idx];
    let (way, grid, end) = room(baseline, linear, indicator_idx);
    let values = baseline.raw(indicator_idx);
    let old = values[baseline.region_idx];
    let by_rebuilding = |value: f64| {
        let rebuilt = baseline.rebuilt(&[(indicator_idx, value)], Detail::Rankings).ok();
        rebuilt.map(|edition| baseline.place(&edition, goal.among))
    };
    let short = linear.filter(|linear| linear.is_simple(indicator_idx));
    let by_short_cut = |value: f64| match short {
        Some(linear) => linear.moved(indicator_idx, value).map(|moved| linear.place(indicator_idx, &moved, goal.among)),
        None => by_rebuilding(value),
    };
    let enough: [fn(Place, u32) -> bool; 2] = [Place::reaches, Place::overtakes];
    let mut found = [None, None];
    let limit;
    if indicator.normalisation.scaling.counts_places() {
        let others: Vec<f64> =
            values.iter().enumerate().filter(|(other, _)| *other != baseline.region_idx).map(|(_, value)| *value).collect();
        let mut candidates = steps::places(old, &others, way, grid);
        candidates.retain(|value| end.is_none_or(|end| !way.is_beyond(*value, end)));
        limit = candidates.last().copied().unwrap_or(old);
        for (found, enough) in found.iter_mut().zip(enough) {
            let reached = |place: Option<Place>| place.is_some_and(|place| enough(place, goal.rank));
            let position = match short {
                Some(_) => candidates.iter().position(|&value| reached(by_short_cut(value))),
                None => halved(candidates.len(), |position| reached(by_rebuilding(candidates[position]))),
            };
            let before = |position: usize| position.checked_sub(1).map_or(old, |before| candidates[before]);
            let confirmed = position
                .filter(|&position| reached(by_rebuilding(candidates[position])) && !reached(by_rebuilding(before(position))));
            let position = match (position, confirmed) {
                (Some(_), None) => candidates.iter().position(|&value| reached(by_rebuilding(value))),
                (_, confirmed) => confirmed,
            };
            *found = position.and_then(|position| {
                let value = candidates[position];
                Some(Reached { value, place: by_rebuilding(value)?, before: before(position) })
            });
        }
    } else {
        let others = values.iter().copied().filter(|value| !value.is_nan());
        let (least, most) = others.fold((old, old), |(least, most), value| (f64::min(least, value), f64::max(most, value)));
        let range = (most - least).max(grid.step());
        let far = if way == Way::Up { most + RANGES_BEYOND * range } else { least - RANGES_BEYOND * range };
        let far = end.filter(|end| way.is_beyond(far, *end)).unwrap_or(far);
        let first = grid.steps_beyond(old, way);
        let n_steps = ((grid.value(first) - far).abs() / grid.step()).floor();
        let n_steps = if way.is_beyond(grid.value(first), far) { 0 } else { n_steps as usize + 1 };
        let value_at = |position: usize| grid.value(first + way.sign_of_steps() * position as i64);
        limit = n_steps.checked_sub(1).map_or(old, value_at);
        for (found, enough) in found.iter_mut().zip(enough) {
            let reached = |place: Option<Place>| place.is_some_and(|place| enough(place, goal.rank));
            let before = |position: usize| position.checked_sub(1).map_or(old, value_at);
            let position = halved(n_steps, |position| reached(by_short_cut(value_at(position))));
            let confirmed = position
                .filter(|&position| reached(by_rebuilding(value_at(position))) && !reached(by_rebuilding(before(position))));
            let position = confirmed.or_else(|| halved(n_steps, |position| reached(by_rebuilding(value_at(position)))));
            *found = position.and_then(|position| {
                let value = value_at(position);
                Some(Reached { value, place: by_rebuilding(value)?, before: before(position) })
            });
        }
    }
    let [reaching, overtaking] = found;
    Single { indicator_idx, grid, old, reaching, overtaking, limit }
}

/// The first of `n` positions at which something holds that holds at all later ones; `None` where it does not at the last.
fn halved(n: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let mut last = n.checked_sub(1).filter(|&last| holds(last))?;
    let mut first = 0;
    while first < last {
        let middle = first + (last - first) / 2;
        if holds(middle) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    Some(last)
}

/// The size of a move in a measure; `None` where the indicator has not varied in it.
pub fn size(baseline: &Baseline<'_>, indicator_idx: usize, from: f64, to: f64, measure: history::Measure) -> Option<f64> {
    Some((to - from).abs() / history::unit(baseline, indicator_idx, measure)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_finds_the_first() {
        for n in 0..20 {
            for first in 0..n {
                assert_eq!(halved(n, |position| position >= first), Some(first));
            }
            assert_eq!(halved(n, |_| false), None);
        }
    }
}
