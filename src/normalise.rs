//! Turns an indicator into scores.
//!
//! **Percentile rank.** Let m be a value's place counted from the weakest (1 = weakest), by one of four tie rules, among the
//! n regions that have a value. The score is the range's width times
//! * (m − lowest m) / (highest m − lowest m): the best is always at the top and the weakest at the bottom (the default),
//! * (m − 1) / (n − 1): Excel's PERCENTRANK.INC with the lowest place for ties, or
//! * (m − ½) / n: mid-rank,
//!
//! plus the range's lower end. An indicator of which less is better is turned before it is ranked, which is symmetric under
//! ties, or after (the score is turned), which is not. Source: OECD/JRC Handbook on Constructing Composite Indicators
//! (2008), §5; COINr `n_prank`; for Excel, the documentation of PERCENTRANK.INC.
//!
//! Where all values are equal, or there is only one, there is nothing to tell regions apart: all get the middle of the range.
//!
//! [`fit`] takes the parameters from a pool, [`apply`] scores values by them; [`fit_and_apply`] does both for a pool of the
//! values themselves with a single sort, and gives bit for bit the same.

use crate::method::{Denominator, Direction, Normalisation, Reversal, Scaling, Ties};
use crate::order::{self, Keyed};

/// Parameters of a percentile rank: the pool's values, turned so that more is better, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct PercentileScale {
    /// Sorted values.
    pub sorted: Vec<f64>,
    places: Places,
}

/// What is needed to turn a place into a score.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Places {
    /// Number of values.
    n_values: f64,
    /// Place of the weakest.
    lowest: f64,
    /// Place of the best.
    highest: f64,
}

/// Parameters of a percentile rank.
fn percentile(scaling: &Scaling) -> (Ties, Denominator, Reversal) {
    match *scaling {
        Scaling::PercentileRank { ties, denominator, reversal } => (ties, denominator, reversal),
        _ => (Ties::Average, Denominator::ObservedRange, Reversal::BeforeRanking),
    }
}

/// The sign by which values are multiplied before they are ranked.
fn sign(direction: Direction, scaling: &Scaling) -> f64 {
    let (_, _, reversal) = percentile(scaling);
    if direction == Direction::LowerIsBetter && reversal == Reversal::BeforeRanking { -1.0 } else { 1.0 }
}

/// Takes the parameters from a pool; missing values do not count.
pub fn fit(pool: &[f64], direction: Direction, normalisation: &Normalisation) -> PercentileScale {
    let (ties, _, _) = percentile(&normalisation.scaling);
    let sign = sign(direction, &normalisation.scaling);
    let mut sorted: Vec<f64> = pool.iter().filter(|value| !value.is_nan()).map(|value| sign * value + 0.0).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut scale = PercentileScale { sorted, places: Places { n_values: 0.0, lowest: 0.0, highest: 0.0 } };
    scale.places.n_values = scale.sorted.len() as f64;
    if let (Some(&weakest), Some(&best)) = (scale.sorted.first(), scale.sorted.last()) {
        scale.places.lowest = scale.place(weakest, ties);
        scale.places.highest = scale.place(best, ties);
    }
    scale
}

impl PercentileScale {
    /// Place of a value of the pool, counted from the weakest.
    fn place(&self, value: f64, ties: Ties) -> f64 {
        let n_weaker = self.sorted.partition_point(|other| *other < value);
        let n_up_to = self.sorted.partition_point(|other| *other <= value);
        match ties {
            Ties::Dense => 1.0 + distinct(&self.sorted[..n_weaker]) as f64,
            _ => place_among(n_weaker, n_up_to, ties),
        }
    }
}

/// Number of distinct values in a sorted list.
fn distinct(sorted: &[f64]) -> usize {
    sorted.chunk_by(|a, b| a == b).count()
}

/// Place of equal values that follow `n_weaker` weaker ones and end at `n_up_to`.
fn place_among(n_weaker: usize, n_up_to: usize, ties: Ties) -> f64 {
    match ties {
        Ties::Average => (n_weaker + 1 + n_up_to) as f64 / 2.0,
        Ties::Minimum | Ties::Dense => (n_weaker + 1) as f64,
        Ties::Maximum => n_up_to as f64,
    }
}

/// Score of a place.
fn score(place: f64, places: Places, direction: Direction, normalisation: &Normalisation) -> f64 {
    let (_, denominator, reversal) = percentile(&normalisation.scaling);
    let (lowest, highest) = normalisation.range;
    let width = highest - lowest;
    let turned = direction == Direction::LowerIsBetter && reversal == Reversal::AfterRanking;
    let (above, below) = match denominator {
        Denominator::ObservedRange => (place - places.lowest, places.highest - places.lowest),
        Denominator::CountMinusOne => (place - 1.0, places.n_values - 1.0),
        Denominator::Count => (place - 0.5, places.n_values),
        Denominator::CountInclusive => (place, places.n_values),
        Denominator::CountExclusive => (place - 1.0, places.n_values),
        Denominator::CountPlusOne => (place, places.n_values + 1.0),
    };
    let all_equal = places.highest <= places.lowest;
    if below <= 0.0 || all_equal {
        return lowest + width / 2.0;
    }
    let above = if turned { below - above } else { above };
    lowest + width * above / below
}

/// Scores values by the parameters of a pool that contains them; a missing value stays missing.
pub fn apply(scale: &PercentileScale, values: &[f64], direction: Direction, normalisation: &Normalisation) -> Vec<f64> {
    let (ties, _, _) = percentile(&normalisation.scaling);
    let sign = sign(direction, &normalisation.scaling);
    values
        .iter()
        .map(|&value| match value.is_nan() {
            true => value,
            false => score(scale.place(sign * value + 0.0, ties), scale.places, direction, normalisation),
        })
        .collect()
}

/// Scores values among themselves: the same as [`fit`] and [`apply`] on one pool, with one sort.
pub fn fit_and_apply(values: &[f64], direction: Direction, normalisation: &Normalisation) -> Vec<f64> {
    let (ties, _, _) = percentile(&normalisation.scaling);
    let sign = sign(direction, &normalisation.scaling);
    let mut sorted: Vec<Keyed> = Vec::with_capacity(values.len());
    for (region_idx, &value) in values.iter().enumerate() {
        if !value.is_nan() {
            sorted.push((order::sortable(sign * value + 0.0), region_idx as u32));
        }
    }
    order::sort(&mut sorted);
    let place_of = |group_idx: usize, (start, end): (usize, usize)| match ties {
        Ties::Dense => (group_idx + 1) as f64,
        _ => place_among(start, end, ties),
    };
    // The lowest and the highest place first, because the formula needs them.
    let mut places = Places { n_values: sorted.len() as f64, lowest: 0.0, highest: 0.0 };
    if let (Some(&(weakest, _)), Some(&(best, _))) = (sorted.first(), sorted.last()) {
        let n_weakest = sorted.partition_point(|(key, _)| *key == weakest);
        let n_below_best = sorted.partition_point(|(key, _)| *key < best);
        let n_groups = if ties == Ties::Dense { order::ties(&sorted).count() } else { 1 };
        places.lowest = place_of(0, (0, n_weakest));
        places.highest = place_of(n_groups - 1, (n_below_best, sorted.len()));
    }
    // Missing values stay as they are; all others are written over.
    let mut scores = values.to_vec();
    for (group_idx, (start, end)) in order::ties(&sorted).enumerate() {
        let group_score = score(place_of(group_idx, (start, end)), places, direction, normalisation);
        for (_, region_idx) in &sorted[start..end] {
            scores[*region_idx as usize] = group_score;
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{BeforeScaling, Pool, WhenAllEqual};
    use crate::panel::Missing;

    fn percentile(ties: Ties, denominator: Denominator, reversal: Reversal) -> Normalisation {
        Normalisation {
            scaling: Scaling::PercentileRank { ties, denominator, reversal },
            before: BeforeScaling::Nothing,
            range: (0.0, 100.0),
            all_equal: WhenAllEqual::Middle,
            pool: Pool::default(),
        }
    }

    #[track_caller]
    fn check(values: &[f64], direction: Direction, normalisation: Normalisation, expected: &[f64]) {
        let scores = fit_and_apply(values, direction, &normalisation);
        assert_eq!(scores, expected);
        assert_eq!(apply(&fit(values, direction, &normalisation), values, direction, &normalisation), expected);
    }

    use Denominator::{Count, CountMinusOne, ObservedRange};
    use Direction::{HigherIsBetter, LowerIsBetter};
    use Reversal::{AfterRanking, BeforeRanking};

    #[test]
    fn the_best_is_100_and_the_weakest_0_even_when_they_tie() {
        // Places by average rank: 1.5, 1.5, 3, 4.5, 4.5.
        let values = [1.0, 1.0, 2.0, 3.0, 3.0];
        check(&values, HigherIsBetter, percentile(Ties::Average, ObservedRange, BeforeRanking), &[0.0, 0.0, 50.0, 100.0, 100.0]);
        check(&values, LowerIsBetter, percentile(Ties::Average, ObservedRange, BeforeRanking), &[100.0, 100.0, 50.0, 0.0, 0.0]);
    }

    #[test]
    fn excel_gives_a_tied_best_less_than_100() {
        let values = [1.0, 2.0, 3.0, 4.0, 4.0];
        check(&values, HigherIsBetter, percentile(Ties::Minimum, CountMinusOne, BeforeRanking), &[0.0, 25.0, 50.0, 75.0, 75.0]);
        check(&values, HigherIsBetter, percentile(Ties::Maximum, CountMinusOne, BeforeRanking), &[0.0, 25.0, 50.0, 100.0, 100.0]);
    }

    #[test]
    fn turning_after_ranking_differs_under_ties() {
        let values = [1.0, 2.0, 3.0, 4.0, 4.0];
        check(&values, LowerIsBetter, percentile(Ties::Minimum, CountMinusOne, BeforeRanking), &[100.0, 75.0, 50.0, 0.0, 0.0]);
        check(&values, LowerIsBetter, percentile(Ties::Minimum, CountMinusOne, AfterRanking), &[100.0, 75.0, 50.0, 25.0, 25.0]);
    }

    #[test]
    fn dense_places_count_distinct_values_and_mid_ranks_never_reach_the_ends() {
        let values = [5.0, 5.0, 7.0, 9.0];
        check(&values, HigherIsBetter, percentile(Ties::Dense, ObservedRange, BeforeRanking), &[0.0, 0.0, 50.0, 100.0]);
        check(&values, HigherIsBetter, percentile(Ties::Average, Count, BeforeRanking), &[25.0, 25.0, 62.5, 87.5]);
    }

    #[test]
    fn equal_values_and_single_values_get_the_middle() {
        for denominator in [ObservedRange, CountMinusOne, Count] {
            check(&[3.0, 3.0, 3.0], HigherIsBetter, percentile(Ties::Average, denominator, BeforeRanking), &[50.0; 3]);
            check(&[3.0], LowerIsBetter, percentile(Ties::Average, denominator, AfterRanking), &[50.0]);
        }
        assert!(fit_and_apply(&[], HigherIsBetter, &percentile(Ties::Average, ObservedRange, BeforeRanking)).is_empty());
    }

    #[test]
    fn missing_values_stay_missing_and_do_not_count() {
        let dots = Missing::Dots(2).value();
        let scores = fit_and_apply(&[1.0, dots, 3.0], HigherIsBetter, &percentile(Ties::Average, ObservedRange, BeforeRanking));
        assert_eq!((scores[0], scores[2]), (0.0, 100.0));
        assert_eq!(Missing::of(scores[1]), Some(Missing::Dots(2)));
    }

    #[test]
    fn minus_zero_ties_with_zero() {
        let rule = percentile(Ties::Average, ObservedRange, BeforeRanking);
        check(&[-0.0, 0.0, 1.0], HigherIsBetter, rule.clone(), &[0.0, 0.0, 100.0]);
        check(&[-0.0, 0.0, 1.0], LowerIsBetter, rule, &[100.0, 100.0, 0.0]);
    }
}
