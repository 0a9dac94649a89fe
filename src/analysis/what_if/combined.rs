//! The smallest change of several indicators together that lifts the region to a rank.
//!
//! The size of a change is `Σ |move of the indicator| / unit of the indicator` ([`Measure`]). Where the index is a weighted sum
//! (`linear`) the distance to each other region is a sum too: with x the chosen value of each indicator,
//!
//! ```text
//! gap(other) = gap before − Σ over indicators of gain(indicator, x, other)
//! gain(indicator, x, other) = own share · how the own score moves − the other's share · how the other's score moves
//! ```
//!
//! One value is to be chosen per indicator such that enough gaps close, at least size: a knapsack with choices. It is solved by
//! branch and bound. The bound of a branch: to close the gap to one other region with the indicators' best mixtures of values
//! (the upper hull of gain over size, the linear relaxation of the choice) takes at least so much; and if k regions have to be
//! passed, at least the k-th smallest of these sizes is needed. Branches split an indicator's range of values where the
//! relaxation cuts through it. Without a branch left the answer is proved to be the smallest; at the limit of
//! `MOST_WORK` the smallest found is given together with the bound that no answer can be below.
//!
//! Values tried are, where places count, those at which something changes ([`super::steps::places`]), and the answer is the
//! smallest of all at the precision of the sources; where the score is continuous they stand `CONTINUOUS_STEP` units apart, and the answer is the smallest of
//! these only. An index that is no weighted sum is climbed by always taking the step of a quarter unit that lifts its score
//! most, and then taking back what was not needed: a heuristic, and called so.
//!
//! The answer is confirmed by computing the edition in full.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Baseline;
use super::climb::{Goal, Single, room};
use super::history::{self, Measure};
use super::linear::Linear;
use super::steps::{self, Way};
use crate::method::{RankOrder, RankTies};
use crate::outcome::Detail;
use crate::tree::Tree;

/// Work that the search may take, in levels looked at: about a tenth of a second.
const MOST_WORK: usize = 20_000_000;

/// Answers that the search starts from.
const FIRST_ANSWERS: usize = 4;

/// Distance between the values that are tried of a continuous score, in units.
const CONTINUOUS_STEP: f64 = 0.05;

/// Units beyond which no indicator of a continuous score is moved.
const MOST_UNITS: f64 = 5.0;

/// Step of the heuristic, in units, and the most steps it takes.
const HEURISTIC_STEP: f64 = 0.25;
const MOST_HEURISTIC_STEPS: usize = 60;

/// Gaps below this are closed: scores are compared at nine decimals.
const CLOSED: f64 = 1e-10;

/// A gap that is closed with something to spare, for when a tie does not do.
const PASSED: f64 = -2e-9;

/// What is known of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Claim {
    /// No smaller change of any of the indicators reaches the rank.
    Smallest,
    /// No smaller one among the values that were tried.
    SmallestTried,
    /// The search was cut off; no choice of the values that were tried can be smaller than this.
    AtLeast(f64),
    /// Found by a rule of thumb.
    Heuristic,
}

/// A change of several indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Combined {
    /// Indicators with their new values, in configuration order.
    pub moves: Vec<(usize, f64)>,
    /// Size of the change.
    pub size: f64,
    /// What is known of it.
    pub claim: Claim,
}

/// The smallest combined change that reaches the goal; `None` where none was found. `singles` is what each indicator alone can
/// do: the answer is never larger than the smallest of these.
pub fn combined(baseline: &Baseline<'_>, goal: Goal, measure: Measure, singles: &[Single]) -> Option<Combined> {
    let alone = singles.iter().filter_map(|single| {
        let value = single.reaching?.value;
        let size = super::climb::size(baseline, single.indicator_idx, single.old, value, measure)?;
        Some(Combined { moves: vec![(single.indicator_idx, value)], size, claim: Claim::Heuristic })
    });
    let alone = alone.min_by(|a, b| a.size.total_cmp(&b.size));
    match (together(baseline, goal, measure), alone) {
        (Some(together), Some(alone)) if alone.size < together.size => Some(Combined { claim: together.claim, ..alone }),
        (together, alone) => together.or(alone),
    }
}

fn together(baseline: &Baseline<'_>, goal: Goal, measure: Measure) -> Option<Combined> {
    let linear = Linear::of(baseline);
    let movable: Vec<usize> = baseline.movable();
    let simple = |linear: &&Linear<'_>| movable.iter().all(|&idx| linear.is_simple(idx) || linear.share(idx) == 0.0);
    let found = match linear.as_ref().filter(simple) {
        Some(linear) if baseline.plan.method.ranking.ties != RankTies::Dense => {
            let just = [CLOSED, PASSED];
            let just = if baseline.plan.method.ranking.ties == RankTies::Maximum { &just[1..] } else { &just[..] };
            just.iter().find_map(|&closed| {
                let found = Search::new(baseline, linear, goal, measure, closed)?.run()?;
                confirmed(baseline, goal, &found.moves).then_some(found)
            })
        }
        _ => None,
    };
    found.or_else(|| by_steps(baseline, linear.as_ref(), goal, measure))
}

fn confirmed(baseline: &Baseline<'_>, goal: Goal, moves: &[(usize, f64)]) -> bool {
    let rebuilt = baseline.rebuilt(moves, Detail::Rankings);
    rebuilt.is_ok_and(|edition| baseline.place(&edition, goal.among).reaches(goal.rank))
}

/// A value that an indicator may take.
#[derive(Debug, Clone)]
struct Level {
    value: f64,
    size: f64,
    /// By how much it narrows the gap to each rival.
    gains: Vec<f64>,
}

/// A branch: which levels each indicator may take, first and last.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Branch {
    ranges: Vec<(usize, usize)>,
}

/// What the relaxation says of a branch.
struct Relaxed {
    bound: f64,
    /// Level of each indicator in the relaxation of the rival that decides, with what it cuts through taken in full.
    levels: Vec<usize>,
    /// The indicator that it cuts through, and the last level below the cut.
    cut: Option<(usize, usize)>,
}

struct Search {
    /// The indicators, and the levels of each; level 0 is the value it has.
    indicators: Vec<usize>,
    levels: Vec<Vec<Level>>,
    /// Gap to each rival: the others that are before the region or level with it.
    gaps: Vec<f64>,
    /// How many of them have to be closed.
    n_to_close: usize,
    closed: f64,
    is_continuous: bool,
}

impl Search {
    fn new(baseline: &Baseline<'_>, linear: &Linear<'_>, goal: Goal, measure: Measure, closed: f64) -> Option<Self> {
        let sign = if baseline.order() == RankOrder::HighestFirst { 1.0 } else { -1.0 };
        let own = baseline.region_idx;
        let others = baseline.others(goal.among);
        let gap = |other: &usize| sign * (linear.total(*other) - linear.total(own));
        let rivals: Vec<usize> = others.into_iter().filter(|other| gap(other) > closed).collect();
        let gaps: Vec<f64> = rivals.iter().map(gap).collect();
        let n_to_close = gaps.len().saturating_sub(goal.rank as usize - 1);
        let mut search = Search { indicators: Vec::new(), levels: Vec::new(), gaps, n_to_close, closed, is_continuous: false };
        for indicator_idx in baseline.movable() {
            let share = linear.share(indicator_idx);
            let Some(unit) = history::unit(baseline, indicator_idx, measure).filter(|_| share != 0.0) else { continue };
            let values = values_to_try(baseline, linear, indicator_idx, unit);
            search.is_continuous |= !baseline.plan.indicators[indicator_idx].normalisation.scaling.counts_places();
            let old = baseline.raw(indicator_idx)[own];
            let mut levels = vec![Level { value: old, size: 0.0, gains: vec![0.0; rivals.len()] }];
            levels.extend(values.into_iter().filter_map(|value| {
                let moved = linear.moved(indicator_idx, value)?;
                let lifted = |region_idx: usize| linear.lifted(indicator_idx, &moved, region_idx);
                let gain = |rival: &usize| sign * (lifted(own) - lifted(*rival));
                Some(Level { value, size: (value - old).abs() / unit, gains: rivals.iter().map(gain).collect() })
            }));
            search.indicators.push(indicator_idx);
            search.levels.push(levels);
        }
        Some(search)
    }

    fn run(mut self) -> Option<Combined> {
        let whole = Branch { ranges: self.levels.iter().map(|levels| (0, levels.len() - 1)).collect() };
        let mut best: Option<(f64, Vec<usize>)> = None;
        // A first answer from the relaxation of each rival, and with it levels and rivals that cannot matter go.
        let mut relaxed: Vec<Relaxed> = (0..self.gaps.len()).filter_map(|rival| self.relaxed_for(&whole, rival)).collect();
        relaxed.sort_by(|a, b| a.bound.total_cmp(&b.bound));
        let mut n_found = 0;
        for relaxed in relaxed.iter().skip(self.n_to_close.saturating_sub(1)) {
            n_found += usize::from(self.consider(&relaxed.levels, &mut best));
            if n_found == FIRST_ANSWERS {
                break;
            }
        }
        if let Some((size, _)) = &best {
            self.without_larger(*size);
        }
        let whole = Branch { ranges: self.levels.iter().map(|levels| (0, levels.len() - 1)).collect() };
        let mut branches: BinaryHeap<(Reverse<Bound>, Reverse<usize>)> = BinaryHeap::new();
        let mut made: Vec<Option<Branch>> = vec![Some(whole.clone())];
        branches.push((Reverse(Bound(self.relaxed(&whole)?.bound)), Reverse(0)));
        let mut cut_off = None;
        while let Some((Reverse(Bound(bound)), Reverse(position))) = branches.pop() {
            if best.as_ref().is_some_and(|(size, _)| *size <= bound + 1e-12) {
                break;
            }
            let n_levels: usize = self.levels.iter().map(Vec::len).sum();
            if MOST_WORK < made.len() * self.gaps.len() * n_levels {
                cut_off = Some(bound);
                break;
            }
            let Some(branch) = made[position].take() else { continue };
            let Some(relaxed) = self.relaxed(&branch) else { continue };
            self.consider(&relaxed.levels, &mut best);
            for half in split(&branch, &relaxed) {
                if let Some(relaxed) = self.relaxed(&half)
                    && best.as_ref().is_none_or(|(size, _)| relaxed.bound < *size - 1e-12)
                {
                    self.consider(&relaxed.levels, &mut best);
                    branches.push((Reverse(Bound(relaxed.bound)), Reverse(made.len())));
                    made.push(Some(half));
                }
            }
        }
        let (size, levels) = best?;
        let moved = self.indicators.iter().zip(&self.levels).zip(&levels).filter(|(_, level)| **level > 0);
        let moves = moved.map(|((&indicator_idx, levels), &level)| (indicator_idx, levels[level].value)).collect();
        let claim = match (cut_off, self.is_continuous) {
            (Some(bound), _) => Claim::AtLeast(bound),
            (None, false) => Claim::Smallest,
            (None, true) => Claim::SmallestTried,
        };
        Some(Combined { moves, size, claim })
    }

    /// Takes a choice of levels as the best answer if it is one, after giving back what it does not need.
    /// Returns whether it is enough.
    fn consider(&self, levels: &[usize], best: &mut Option<(f64, Vec<usize>)>) -> bool {
        if !self.is_enough(levels) {
            return false;
        }
        let mut levels = levels.to_vec();
        let mut largest_first: Vec<usize> = (0..levels.len()).filter(|&position| levels[position] > 0).collect();
        largest_first.sort_by(|&a, &b| self.levels[b][levels[b]].size.total_cmp(&self.levels[a][levels[a]].size).then(a.cmp(&b)));
        for position in largest_first {
            while levels[position] > 0 {
                levels[position] -= 1;
                if !self.is_enough(&levels) {
                    levels[position] += 1;
                    break;
                }
            }
        }
        let size: f64 = levels.iter().zip(&self.levels).map(|(&level, levels)| levels[level].size).sum();
        if best.as_ref().is_none_or(|(smallest, _)| size < *smallest) {
            *best = Some((size, levels));
        }
        true
    }

    fn is_enough(&self, levels: &[usize]) -> bool {
        let is_closed = |rival: &usize| {
            let gain: f64 = levels.iter().zip(&self.levels).map(|(&level, levels)| levels[level].gains[*rival]).sum();
            self.gaps[*rival] - gain <= self.closed
        };
        (0..self.gaps.len()).filter(is_closed).count() >= self.n_to_close
    }

    /// Drops levels that alone are larger than an answer, and rivals that cost more than it to pass.
    fn without_larger(&mut self, size: f64) {
        for levels in &mut self.levels {
            let n_levels = levels.iter().take_while(|level| level.size <= size).count();
            levels.truncate(n_levels.max(1));
        }
        let whole = Branch { ranges: self.levels.iter().map(|levels| (0, levels.len() - 1)).collect() };
        let can_be_passed: Vec<bool> = (0..self.gaps.len())
            .map(|rival| self.relaxed_for(&whole, rival).is_some_and(|relaxed| relaxed.bound <= size + 1e-12))
            .collect();
        if can_be_passed.iter().filter(|can| **can).count() < self.n_to_close {
            return;
        }
        let keep = |values: &mut Vec<f64>| {
            let mut rival = 0;
            values.retain(|_| {
                rival += 1;
                can_be_passed[rival - 1]
            });
        };
        keep(&mut self.gaps);
        self.levels.iter_mut().flatten().for_each(|level| keep(&mut level.gains));
    }

    /// The bound of a branch: the rival whose gap is the k-th cheapest to close decides. `None` where it cannot be enough.
    fn relaxed(&self, branch: &Branch) -> Option<Relaxed> {
        let mut all: Vec<Relaxed> = (0..self.gaps.len()).filter_map(|rival| self.relaxed_for(branch, rival)).collect();
        if self.n_to_close == 0 {
            return Some(Relaxed { bound: 0.0, levels: branch.ranges.iter().map(|range| range.0).collect(), cut: None });
        }
        if all.len() < self.n_to_close {
            return None;
        }
        all.sort_by(|a, b| a.bound.total_cmp(&b.bound));
        Some(all.swap_remove(self.n_to_close - 1))
    }

    /// The least size that closes the gap to one rival, with mixtures of levels allowed.
    fn relaxed_for(&self, branch: &Branch, rival: usize) -> Option<Relaxed> {
        let mut levels: Vec<usize> = branch.ranges.iter().map(|range| range.0).collect();
        let mut bound: f64 = levels.iter().zip(&self.levels).map(|(&level, levels)| levels[level].size).sum();
        let gain: f64 = levels.iter().zip(&self.levels).map(|(&level, levels)| levels[level].gains[rival]).sum();
        let mut need = self.gaps[rival] - gain - self.closed;
        if need <= 0.0 {
            return Some(Relaxed { bound, levels, cut: None });
        }
        let mut segments: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (position, &(first, last)) in branch.ranges.iter().enumerate() {
            hull(&self.levels[position][first..=last], rival, |from, to, slope| {
                segments.push((slope, position, first + from, first + to));
            });
        }
        segments.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, position, from, to) in segments {
            let of = &self.levels[position];
            let (size, gain) = (of[to].size - of[from].size, of[to].gains[rival] - of[from].gains[rival]);
            levels[position] = to;
            if gain < need {
                need -= gain;
                bound += size;
                continue;
            }
            let part = size * need / gain;
            bound += part;
            let below = (from..to).rev().find(|&level| of[level].size <= of[from].size + part).unwrap_or(from);
            let cut = (need < gain * (1.0 - 1e-12)).then_some((position, below));
            return Some(Relaxed { bound, levels, cut });
        }
        None
    }
}

/// The upper hull of gain over size, from the first level on, as far as gains rise: its segments, steepest first.
fn hull(levels: &[Level], rival: usize, mut segment: impl FnMut(usize, usize, f64)) {
    let slope = |from: usize, to: usize| {
        let (size, gain) = (levels[to].size - levels[from].size, levels[to].gains[rival] - levels[from].gains[rival]);
        if size > 0.0 { gain / size } else { f64::INFINITY }
    };
    let mut vertices: Vec<usize> = vec![0];
    for level in 1..levels.len() {
        if levels[level].gains[rival] <= levels[vertices[vertices.len() - 1]].gains[rival] {
            continue;
        }
        while let [.., before, last] = vertices[..]
            && slope(before, last) <= slope(last, level)
        {
            vertices.pop();
        }
        vertices.push(level);
    }
    vertices.windows(2).for_each(|ends| segment(ends[0], ends[1], slope(ends[0], ends[1])));
}

/// Two branches that together allow all that a branch allows.
fn split(branch: &Branch, relaxed: &Relaxed) -> Vec<Branch> {
    let (position, last_below) = match relaxed.cut {
        Some(cut) => cut,
        None => {
            let widest = (0..branch.ranges.len()).max_by_key(|&position| branch.ranges[position].1 - branch.ranges[position].0);
            let Some(position) = widest.filter(|&position| branch.ranges[position].0 < branch.ranges[position].1) else {
                return Vec::new();
            };
            (position, relaxed.levels[position].min(branch.ranges[position].1 - 1))
        }
    };
    let (first, last) = branch.ranges[position];
    let half = |range: (usize, usize)| {
        let mut half = branch.clone();
        half.ranges[position] = range;
        half
    };
    vec![half((first, last_below)), half((last_below + 1, last))]
}

/// A bound, in order.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bound(f64);

impl Eq for Bound {}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bound {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The values of an indicator that are tried, nearest first.
fn values_to_try(baseline: &Baseline<'_>, linear: &Linear<'_>, indicator_idx: usize, unit: f64) -> Vec<f64> {
    let (way, grid, end) = room(baseline, Some(linear), indicator_idx);
    let values = baseline.raw(indicator_idx);
    let old = values[baseline.region_idx];
    let mut candidates = if baseline.plan.indicators[indicator_idx].normalisation.scaling.counts_places() {
        let others = values.iter().enumerate().filter(|(other, _)| *other != baseline.region_idx);
        steps::places(old, &others.map(|(_, value)| *value).collect::<Vec<f64>>(), way, grid)
    } else {
        let n_steps = (MOST_UNITS / CONTINUOUS_STEP) as usize;
        (1..=n_steps).map(|step| stepped(old, step as f64 * CONTINUOUS_STEP * unit, way, grid)).collect()
    };
    candidates.retain(|value| end.is_none_or(|end| !way.is_beyond(*value, end)));
    candidates.dedup();
    candidates
}

/// The value of the grid at a distance or just beyond it.
fn stepped(old: f64, distance: f64, way: Way, grid: steps::Grid) -> f64 {
    let exact = old + way.sign() * distance;
    grid.beyond(exact - way.sign() * 0.5 * grid.step(), way)
}

/// The heuristic: always the step that lifts the score most, and back what was not needed.
fn by_steps(baseline: &Baseline<'_>, linear: Option<&Linear<'_>>, goal: Goal, measure: Measure) -> Option<Combined> {
    let sign = if baseline.order() == RankOrder::HighestFirst { 1.0 } else { -1.0 };
    let movable: Vec<(usize, f64)> = baseline
        .movable()
        .into_iter()
        .filter_map(|indicator_idx| Some((indicator_idx, history::unit(baseline, indicator_idx, measure)?)))
        .collect();
    let mut n_steps = vec![0usize; movable.len()];
    let moves = |n_steps: &[usize]| -> Vec<(usize, f64)> {
        let moved = movable.iter().zip(n_steps).filter(|(_, n_steps)| **n_steps > 0);
        moved
            .map(|(&(indicator_idx, unit), &n_steps)| {
                let (way, grid, end) = room(baseline, linear, indicator_idx);
                let old = baseline.raw(indicator_idx)[baseline.region_idx];
                let value = stepped(old, n_steps as f64 * HEURISTIC_STEP * unit, way, grid);
                (indicator_idx, end.filter(|end| way.is_beyond(value, *end)).unwrap_or(value))
            })
            .collect()
    };
    let own_score = |n_steps: &[usize]| {
        let edition = baseline.rebuilt(&moves(n_steps), Detail::Rankings).ok()?;
        Some(sign * edition.nodes[Tree::ROOT].ranked_by()[baseline.region_idx])
    };
    let mut n_taken = 0;
    while !confirmed(baseline, goal, &moves(&n_steps)) {
        n_taken += 1;
        if MOST_HEURISTIC_STEPS < n_taken {
            return None;
        }
        let tried = (0..movable.len()).filter_map(|position| {
            n_steps[position] += 1;
            let score = own_score(&n_steps);
            n_steps[position] -= 1;
            Some((score.filter(|score| !score.is_nan())?, position))
        });
        let (_, position) = tried.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        n_steps[position] += 1;
    }
    for position in 0..movable.len() {
        while n_steps[position] > 0 {
            n_steps[position] -= 1;
            if !confirmed(baseline, goal, &moves(&n_steps)) {
                n_steps[position] += 1;
                break;
            }
        }
    }
    let moves = moves(&n_steps);
    let size = moves
        .iter()
        .filter_map(|&(indicator_idx, value)| {
            let old = baseline.raw(indicator_idx)[baseline.region_idx];
            super::climb::size(baseline, indicator_idx, old, value, measure)
        })
        .sum();
    Some(Combined { moves, size, claim: Claim::Heuristic })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(size: f64, gains: &[f64]) -> Level {
        Level { value: size, size, gains: gains.to_vec() }
    }

    /// The smallest size over every choice.
    fn exhaustive(search: &Search) -> Option<f64> {
        let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
        for levels in &search.levels {
            choices = choices.iter().flat_map(|choice| (0..levels.len()).map(|level| [&choice[..], &[level]].concat())).collect();
        }
        let sizes = choices
            .iter()
            .filter(|choice| search.is_enough(choice))
            .map(|choice| choice.iter().zip(&search.levels).map(|(&level, levels)| levels[level].size).sum::<f64>());
        sizes.min_by(f64::total_cmp)
    }

    #[test]
    fn two_small_moves_beat_one_large_one() {
        // 6 points are needed. One indicator alone: 3 units; two together: 1 + 1.
        let levels = || vec![level(0.0, &[0.0]), level(1.0, &[3.0]), level(3.0, &[6.0])];
        let search = |n_to_close| Search {
            indicators: vec![4, 7],
            levels: vec![levels(), levels()],
            gaps: vec![6.0],
            n_to_close,
            closed: 0.0,
            is_continuous: false,
        };
        let found = search(1).run().expect("an answer");
        assert_eq!((found.moves, found.size, found.claim), (vec![(4, 1.0), (7, 1.0)], 2.0, Claim::Smallest));
        assert_eq!(search(0).run().expect("nothing to do").size, 0.0);
    }

    #[test]
    fn out_of_reach_is_no_answer() {
        let levels = vec![vec![level(0.0, &[0.0]), level(1.0, &[3.0])]];
        let search = Search { indicators: vec![0], levels, gaps: vec![4.0], n_to_close: 1, closed: 0.0, is_continuous: false };
        assert_eq!(search.run(), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_smaller_does_in_any_choice(
            gains in proptest::collection::vec(proptest::collection::vec((1u32..9, proptest::collection::vec(0u32..6, 3)), 1..4), 1..5),
            gaps in proptest::collection::vec(1u32..20, 3),
            n_to_close in 1usize..4,
        ) {
            let levels: Vec<Vec<Level>> = gains.iter().map(|steps| {
                let mut levels = vec![level(0.0, &[0.0; 3])];
                for (size, gains) in steps {
                    let last = &levels[levels.len() - 1];
                    let gains: Vec<f64> = last.gains.iter().zip(gains).map(|(last, gain)| last + f64::from(*gain)).collect();
                    let next = level(last.size + f64::from(*size), &gains);
                    levels.push(next);
                }
                levels
            }).collect();
            let search = Search {
                indicators: (0..levels.len()).collect(),
                levels,
                gaps: gaps.into_iter().map(f64::from).collect(),
                n_to_close,
                closed: 0.0,
                is_continuous: false,
            };
            let expected = exhaustive(&search);
            let found = search.run();
            proptest::prop_assert_eq!(found.as_ref().map(|found| found.size), expected);
            if let Some(found) = found {
                proptest::prop_assert_eq!(found.claim, Claim::Smallest);
            }
        }
    }
}
