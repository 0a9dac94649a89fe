//! Methods that depend on places alone: percentile rank, rank, Borda, the exponential of a percentile rank.
//!
//! Let m be a value's place counted from the weakest (1 = weakest), by one of four tie rules, among the n values of the pool.
//! The **percentile rank** is the range's lower end plus its width times
//! * (m − lowest m) / (highest m − lowest m): the best is always at the top and the weakest at the bottom (the default),
//! * (m − 1) / (n − 1): Excel's PERCENTRANK.INC with the lowest place for ties,
//! * (m − ½) / n: mid-rank (Hazen's plotting position),
//! * m / n: the cumulative distribution with the highest place for ties,
//! * (m − 1) / n, or
//! * m / (n + 1): Excel's PERCENTRANK.EXC with the lowest place for ties (Weibull's plotting position).
//!
//! An indicator of which less is better is turned before it is ranked, which is symmetric under ties, or after (the score is
//! turned), which is not. Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; COINr `n_prank`; for
//! Excel, the documentation of the two functions; Hyndman & Fan (1996), The American Statistician 50, for plotting positions.
//!
//! The **rank** is m itself, counted from the chosen end; the tie rule is meant as seen from that end, so that the lowest place
//! for ties gives 1, 1, 3 from either. **Borda** is m − 1: with no ties, the number of regions left behind (COINr `n_rank`,
//! `n_borda`).
//!
//! The **exponential** of a percentile rank R between 0 and 1 is −k · ln(1 − R · (1 − exp(−100 / k))): 0 at R = 0 and 100 at
//! R = 1, steep at the top, so that in a mean of several a good score is not cancelled by bad ones. With k = 23 one tenth of
//! the regions lie above 50. Source: the technical reports of the English Indices of Deprivation, which take R = m / n and count
//! the most deprived as the best.
//!
//! **A value that is not in the pool** gets the place between those of its neighbours in the pool, in proportion to the values,
//! and beyond the pool the place of the weakest or the best. So a percentile rank never leaves the range.

use crate::method::{CountedFrom, Denominator, Direction, Normalisation, Reversal, Scaling, Ties, Uncomputable};
use crate::normalise::{Scale, all_equal};
use crate::order::{self, Keyed};

/// Parameters of a method that counts places: the pool's values, turned so that they count from the weakest, sorted.
#[derive(Debug, Clone, PartialEq)]
pub struct PercentileScale {
    /// Sorted values; each distinct value once where places count distinct values.
    pub sorted: Vec<f64>,
    /// What values were multiplied by before they were sorted, 1 or −1.
    pub sign: f64,
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

/// The rules by which places are counted and become scores.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scorer {
    ties: Ties,
    sign: f64,
    becomes: Becomes,
    range: (f64, f64),
}

/// What a place becomes.
#[derive(Debug, Clone, Copy)]
enum Becomes {
    Share { denominator: Denominator, is_turned: bool },
    Place,
    Behind,
    Exponential { denominator: Denominator, constant: f64 },
}

impl Scorer {
    /// The rules of a method; the default percentile rank's for a method that does not count places.
    pub(super) fn new(direction: Direction, normalisation: &Normalisation) -> Self {
        let lower_is_better = direction == Direction::LowerIsBetter;
        let (ties, turns_values, becomes) = match normalisation.scaling {
            Scaling::PercentileRank { ties, denominator, reversal } => {
                let is_turned = lower_is_better && reversal == Reversal::AfterRanking;
                (ties, lower_is_better && !is_turned, Becomes::Share { denominator, is_turned })
            }
            Scaling::Rank { ties, from } => (ties, lower_is_better != (from == CountedFrom::Best), Becomes::Place),
            Scaling::Borda { ties } => (ties, lower_is_better, Becomes::Behind),
            Scaling::Exponential { ties, denominator, constant } => {
                (ties, lower_is_better, Becomes::Exponential { denominator, constant })
            }
            _ => {
                let share = Becomes::Share { denominator: Denominator::ObservedRange, is_turned: false };
                (Ties::Average, lower_is_better, share)
            }
        };
        Scorer { ties, sign: if turns_values { -1.0 } else { 1.0 }, becomes, range: normalisation.range }
    }

    /// A value on the axis on which places are counted upwards; −0 is 0.
    fn counted(&self, value: f64) -> f64 {
        self.sign * value + 0.0
    }

    /// Score of a place.
    fn score(&self, place: f64, places: Places) -> f64 {
        match self.becomes {
            Becomes::Share { denominator, is_turned } => {
                let (above, below) = share(place, places, denominator);
                let above = if is_turned { below - above } else { above };
                let (lowest, highest) = self.range;
                // What rounding adds beyond the end is not a better score.
                if above >= below { highest } else { (lowest + (highest - lowest) * above / below).min(highest) }
            }
            Becomes::Place => place,
            Becomes::Behind => place - 1.0,
            Becomes::Exponential { denominator, constant } => {
                let (above, below) = share(place, places, denominator);
                exponential(above / below, constant)
            }
        }
    }

    /// Whether a score divides by zero.
    fn divides_by_zero(&self, places: Places) -> bool {
        match self.becomes {
            Becomes::Share { denominator, .. } | Becomes::Exponential { denominator, .. } => {
                share(places.lowest, places, denominator).1 <= 0.0
            }
            Becomes::Place | Becomes::Behind => false,
        }
    }
}

/// A place's share of all places, as numerator and denominator.
fn share(place: f64, places: Places, denominator: Denominator) -> (f64, f64) {
    match denominator {
        Denominator::ObservedRange => (place - places.lowest, places.highest - places.lowest),
        Denominator::CountMinusOne => (place - 1.0, places.n_values - 1.0),
        Denominator::Count => (place - 0.5, places.n_values),
        Denominator::CountInclusive => (place, places.n_values),
        Denominator::CountExclusive => (place - 1.0, places.n_values),
        Denominator::CountPlusOne => (place, places.n_values + 1.0),
    }
}

/// −k · ln(1 − R · (1 − exp(−100 / k))), 0 at R = 0 and 100 at R = 1, both exactly.
pub(super) fn exponential(share: f64, constant: f64) -> f64 {
    if share >= 1.0 {
        return 100.0;
    }
    // The same as the formula, without the loss of digits where R is small or k is large.
    (-constant * libm::log1p(share * libm::expm1(-100.0 / constant)) + 0.0).min(100.0)
}

/// Place of equal values that follow `n_weaker` weaker ones and end at `n_up_to`.
fn place_among(n_weaker: usize, n_up_to: usize, ties: Ties) -> f64 {
    match ties {
        Ties::Average => (n_weaker + 1 + n_up_to) as f64 / 2.0,
        Ties::Minimum | Ties::Dense => (n_weaker + 1) as f64,
        Ties::Maximum => n_up_to as f64,
    }
}

/// The pool's values in order.
///
/// # Errors
/// If all values are equal and the formula divides by zero.
pub(super) fn fit(pool: &[f64], direction: Direction, normalisation: &Normalisation) -> Result<PercentileScale, Uncomputable> {
    let scorer = Scorer::new(direction, normalisation);
    let mut sorted: Vec<f64> = pool.iter().filter(|value| !value.is_nan()).map(|value| scorer.counted(*value)).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let n_values = sorted.len() as f64;
    if scorer.ties == Ties::Dense {
        sorted.dedup();
    }
    let (Some(&weakest), Some(&best)) = (sorted.first(), sorted.last()) else {
        return Err(Uncomputable::NoValues);
    };
    let mut scale = PercentileScale { sorted, sign: scorer.sign, places: Places { n_values, lowest: 0.0, highest: 0.0 } };
    scale.places.lowest = scale.place(weakest, scorer.ties);
    scale.places.highest = scale.place(best, scorer.ties);
    if scorer.divides_by_zero(scale.places) { Err(Uncomputable::AllEqual(scorer.sign * weakest + 0.0)) } else { Ok(scale) }
}

impl PercentileScale {
    /// Number of values, the lowest and the highest of them.
    pub(super) fn parameters(&self) -> Vec<(&'static str, f64)> {
        let mut parameters = vec![("number of values", self.places.n_values)];
        if let (Some(first), Some(last)) = (self.sorted.first(), self.sorted.last()) {
            let (minimum, maximum) = if self.sign < 0.0 { (last, first) } else { (first, last) };
            parameters.extend([("minimum", self.sign * minimum + 0.0), ("maximum", self.sign * maximum + 0.0)]);
        }
        parameters
    }

    /// Score of a raw value.
    pub(super) fn score(&self, value: f64, scorer: &Scorer) -> f64 {
        scorer.score(self.place(scorer.counted(value), scorer.ties), self.places)
    }

    /// Score of a value in a pool in which it stands for another; `None` where distinct values are counted, or where the pool
    /// is left with one value only, and all must be fitted again.
    pub(super) fn replaced(&self, old: f64, new: f64, direction: Direction, normalisation: &Normalisation) -> Option<f64> {
        let scorer = Scorer::new(direction, normalisation);
        if scorer.ties == Ties::Dense {
            return None;
        }
        let (old, new) = (scorer.counted(old), scorer.counted(new));
        let had_old = !old.is_nan();
        // The place of the members that equal `value`, in the changed pool.
        let place = |value: f64| {
            let n_weaker = self.sorted.partition_point(|other| *other < value);
            let n_up_to = n_weaker + self.sorted[n_weaker..].partition_point(|other| *other <= value);
            let n_weaker = n_weaker + usize::from(new < value) - usize::from(had_old && old < value);
            let n_up_to = n_up_to + usize::from(new <= value) - usize::from(had_old && old <= value);
            place_among(n_weaker, n_up_to, scorer.ties)
        };
        // The ends of what remains without the old value: it may have been the only one at an end.
        let mut from_weakest = self.sorted.iter().copied();
        let mut from_best = self.sorted.iter().rev().copied();
        let end = |ends: &mut dyn Iterator<Item = f64>| match ends.next() {
            Some(first) if had_old && first == old => ends.next(),
            first => first,
        };
        let (weakest, best) = (end(&mut from_weakest)?.min(new), end(&mut from_best)?.max(new));
        if weakest == best {
            return None;
        }
        let n_values = self.sorted.len() + 1 - usize::from(had_old);
        let places = Places { n_values: n_values as f64, lowest: place(weakest), highest: place(best) };
        (!scorer.divides_by_zero(places)).then(|| scorer.score(place(new), places))
    }

    /// Place of a value on the sorted axis, counted from the weakest.
    fn place(&self, value: f64, ties: Ties) -> f64 {
        let n_weaker = self.sorted.partition_point(|other| *other < value);
        let n_up_to = n_weaker + self.sorted[n_weaker..].partition_point(|other| *other <= value);
        if n_up_to > n_weaker {
            return place_among(n_weaker, n_up_to, ties);
        }
        let weaker = n_weaker.checked_sub(1).and_then(|last| self.sorted.get(last));
        match (weaker, self.sorted.get(n_weaker)) {
            (Some(&weaker), Some(&better)) => {
                let (from, to) = (self.place(weaker, ties), self.place(better, ties));
                // Halved, so that the difference of two numbers is one.
                let part = (value / 2.0 - weaker / 2.0) / (better / 2.0 - weaker / 2.0);
                (from + (to - from) * part).min(to)
            }
            (None, _) => self.places.lowest,
            (_, None) => self.places.highest,
        }
    }
}

/// Scores values among themselves with one sort.
///
/// # Errors
/// If there are no values, or all are equal and the method does not give them the middle.
pub(super) fn fit_and_apply(
    values: &[f64],
    direction: Direction,
    normalisation: &Normalisation,
) -> Result<Vec<f64>, Uncomputable> {
    let scorer = Scorer::new(direction, normalisation);
    let mut sorted: Vec<Keyed> = Vec::with_capacity(values.len());
    for (region_idx, &value) in values.iter().enumerate() {
        if !value.is_nan() {
            sorted.push((order::sortable(scorer.counted(value)), region_idx as u32));
        }
    }
    order::sort(&mut sorted);
    let (Some(&(weakest, region_idx)), Some(&(best, _))) = (sorted.first(), sorted.last()) else {
        return Err(Uncomputable::NoValues);
    };
    let first_value = values[region_idx as usize] + 0.0;
    // Missing values stay as they are; all others are written over.
    let mut scores = values.to_vec();
    if weakest == best
        && let Some(Scale::AllEqual { score, .. }) = all_equal(first_value, sorted.len(), normalisation)?
    {
        scores.iter_mut().filter(|score| !score.is_nan()).for_each(|cell| *cell = score);
        return Ok(scores);
    }
    let place_of = |group_idx: usize, (start, end): (usize, usize)| match scorer.ties {
        Ties::Dense => (group_idx + 1) as f64,
        _ => place_among(start, end, scorer.ties),
    };
    // The lowest and the highest place first, because the formula needs them.
    let n_weakest = sorted.partition_point(|(key, _)| *key == weakest);
    let n_below_best = sorted.partition_point(|(key, _)| *key < best);
    let n_groups = if scorer.ties == Ties::Dense { order::ties(&sorted).count() } else { 1 };
    let places = Places {
        n_values: sorted.len() as f64,
        lowest: place_of(0, (0, n_weakest)),
        highest: place_of(n_groups - 1, (n_below_best, sorted.len())),
    };
    if scorer.divides_by_zero(places) {
        return Err(Uncomputable::AllEqual(first_value));
    }
    for (group_idx, (start, end)) in order::ties(&sorted).enumerate() {
        let group_score = scorer.score(place_of(group_idx, (start, end)), places);
        for (_, region_idx) in &sorted[start..end] {
            scores[*region_idx as usize] = group_score;
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{PoolEditions, WhenAllEqual};
    use crate::normalise::examples::{check, check_uncomputable, normalisation, scored_by};
    use crate::panel::Missing;

    fn percentile(ties: Ties, denominator: Denominator, reversal: Reversal) -> Normalisation {
        normalisation(Scaling::PercentileRank { ties, denominator, reversal })
    }

    use Denominator::{Count, CountExclusive, CountInclusive, CountMinusOne, CountPlusOne, ObservedRange};
    use Direction::{HigherIsBetter, LowerIsBetter};
    use Reversal::{AfterRanking, BeforeRanking};

    #[test]
    fn the_best_is_100_and_the_weakest_0_even_when_they_tie() {
        // Places by average rank: 1.5, 1.5, 3, 4.5, 4.5.
        let values = [1.0, 1.0, 2.0, 3.0, 3.0];
        let default = percentile(Ties::Average, ObservedRange, BeforeRanking);
        check(&values, HigherIsBetter, &default, &[0.0, 0.0, 50.0, 100.0, 100.0]);
        check(&values, LowerIsBetter, &default, &[100.0, 100.0, 50.0, 0.0, 0.0]);
    }

    #[test]
    fn excel_gives_a_tied_best_less_than_100() {
        let values = [1.0, 2.0, 3.0, 4.0, 4.0];
        let inclusive = percentile(Ties::Minimum, CountMinusOne, BeforeRanking);
        check(&values, HigherIsBetter, &inclusive, &[0.0, 25.0, 50.0, 75.0, 75.0]);
        check(
            &values,
            HigherIsBetter,
            &percentile(Ties::Maximum, CountMinusOne, BeforeRanking),
            &[0.0, 25.0, 50.0, 100.0, 100.0],
        );
        // PERCENTRANK.EXC of the first of three values is 1 / 4.
        check(&[1.0, 2.0, 3.0], HigherIsBetter, &percentile(Ties::Minimum, CountPlusOne, BeforeRanking), &[25.0, 50.0, 75.0]);
    }

    #[test]
    fn turning_after_ranking_differs_under_ties() {
        let values = [1.0, 2.0, 3.0, 4.0, 4.0];
        let before = percentile(Ties::Minimum, CountMinusOne, BeforeRanking);
        check(&values, LowerIsBetter, &before, &[100.0, 75.0, 50.0, 0.0, 0.0]);
        check(&values, LowerIsBetter, &percentile(Ties::Minimum, CountMinusOne, AfterRanking), &[100.0, 75.0, 50.0, 25.0, 25.0]);
    }

    #[test]
    fn dense_places_count_distinct_values_and_mid_ranks_never_reach_the_ends() {
        let values = [5.0, 5.0, 7.0, 9.0];
        check(&values, HigherIsBetter, &percentile(Ties::Dense, ObservedRange, BeforeRanking), &[0.0, 0.0, 50.0, 100.0]);
        check(&values, HigherIsBetter, &percentile(Ties::Average, Count, BeforeRanking), &[25.0, 25.0, 62.5, 87.5]);
    }

    #[test]
    fn shares_of_all_places() {
        // (n + 1 − r) / n and 1 − r / n, with the rank r counted from the best: 4, 3, 2, 1.
        let values = [1.0, 2.0, 3.0, 4.0];
        check(&values, HigherIsBetter, &percentile(Ties::Average, CountInclusive, BeforeRanking), &[25.0, 50.0, 75.0, 100.0]);
        check(&values, HigherIsBetter, &percentile(Ties::Average, CountExclusive, BeforeRanking), &[0.0, 25.0, 50.0, 75.0]);
    }

    #[test]
    fn ranks_and_borda() {
        let values = [10.0, 20.0, 20.0, 30.0];
        let rank = |ties: Ties, from: CountedFrom| normalisation(Scaling::Rank { ties, from });
        check(&values, HigherIsBetter, &rank(Ties::Average, CountedFrom::Weakest), &[1.0, 2.5, 2.5, 4.0]);
        check(&values, HigherIsBetter, &rank(Ties::Minimum, CountedFrom::Weakest), &[1.0, 2.0, 2.0, 4.0]);
        check(&values, HigherIsBetter, &rank(Ties::Minimum, CountedFrom::Best), &[4.0, 2.0, 2.0, 1.0]);
        check(&values, LowerIsBetter, &rank(Ties::Maximum, CountedFrom::Best), &[1.0, 3.0, 3.0, 4.0]);
        check(&values, LowerIsBetter, &rank(Ties::Dense, CountedFrom::Weakest), &[3.0, 2.0, 2.0, 1.0]);
        let borda = |ties: Ties| normalisation(Scaling::Borda { ties });
        check(&values, HigherIsBetter, &borda(Ties::Minimum), &[0.0, 1.0, 1.0, 3.0]);
        check(&values, LowerIsBetter, &borda(Ties::Average), &[3.0, 1.5, 1.5, 0.0]);
    }

    #[test]
    fn the_exponential_is_steep_at_the_top() {
        // With exp(−100 / k) = 1 / 4, R = 0, ½ and 1 give k · ln 1, k · ln(8 / 5) and k · ln 4 = 100.
        let constant = 100.0 / libm::log(4.0);
        let rule = Scaling::Exponential { ties: Ties::Average, denominator: ObservedRange, constant };
        let scores = scored_by(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0], HigherIsBetter, &normalisation(rule));
        assert_eq!((scores[0], scores[2]), (0.0, 100.0));
        assert!((scores[1] - constant * libm::log(1.6)).abs() < 1e-12);
        // With k = 23, nine tenths of the way up lie at about 50.
        assert!((exponential(0.9, 23.0) - 50.0).abs() < 0.5);
        // Constants so small or large that the plain formula has no digits left.
        assert_eq!((exponential(1.0, 0.1), exponential(0.0, 0.1)), (100.0, 0.0));
        assert!((exponential(0.5, 1e12) - 50.0).abs() < 1e-6);
    }

    #[test]
    fn equal_values_and_single_values_get_the_middle() {
        for denominator in [ObservedRange, CountMinusOne, Count, CountInclusive, CountExclusive, CountPlusOne] {
            check(&[3.0, 3.0, 3.0], HigherIsBetter, &percentile(Ties::Average, denominator, BeforeRanking), &[50.0; 3]);
            check(&[3.0], LowerIsBetter, &percentile(Ties::Average, denominator, AfterRanking), &[50.0]);
        }
        // The middle of three places.
        check(
            &[3.0; 3],
            HigherIsBetter,
            &normalisation(Scaling::Rank { ties: Ties::Minimum, from: CountedFrom::Best }),
            &[2.0; 3],
        );
        check(&[3.0; 3], HigherIsBetter, &normalisation(Scaling::Borda { ties: Ties::Minimum }), &[1.0; 3]);
        let rule = Scaling::Exponential { ties: Ties::Average, denominator: Count, constant: 23.0 };
        check(&[3.0; 2], HigherIsBetter, &normalisation(rule), &[exponential(0.5, 23.0); 2]);
        let default = percentile(Ties::Average, ObservedRange, BeforeRanking);
        check_uncomputable(&[], HigherIsBetter, &default, Uncomputable::NoValues);
    }

    #[test]
    fn equal_values_by_the_formula() {
        let formula = |ties: Ties, denominator: Denominator| Normalisation {
            all_equal: WhenAllEqual::Formula,
            ..percentile(ties, denominator, BeforeRanking)
        };
        check(&[3.0; 3], HigherIsBetter, &formula(Ties::Minimum, CountMinusOne), &[0.0; 3]);
        check(&[3.0; 3], LowerIsBetter, &formula(Ties::Average, CountMinusOne), &[50.0; 3]);
        check(&[3.0], LowerIsBetter, &formula(Ties::Average, Count), &[50.0]);
        check_uncomputable(&[3.0; 3], LowerIsBetter, &formula(Ties::Average, ObservedRange), Uncomputable::AllEqual(3.0));
        check_uncomputable(&[3.0], LowerIsBetter, &formula(Ties::Average, CountMinusOne), Uncomputable::AllEqual(3.0));
    }

    #[test]
    fn a_value_outside_of_the_pool_gets_a_place_between_its_neighbours() {
        let mut rule = percentile(Ties::Average, ObservedRange, BeforeRanking);
        rule.pool.editions = PoolEditions::Base(0);
        // Places 1 to 5, the score of place m is 25 · (m − 1).
        let pool = [10.0, 20.0, 30.0, 40.0, 80.0];
        check(&pool, HigherIsBetter, &rule, &[0.0, 25.0, 50.0, 75.0, 100.0]);
        let values = [5.0, 10.0, 12.5, 40.0, 50.0, 80.0, 1e300];
        assert_eq!(scored_by(&pool, &values, HigherIsBetter, &rule), [0.0, 0.0, 6.25, 75.0, 81.25, 100.0, 100.0]);
        assert_eq!(scored_by(&pool, &values, LowerIsBetter, &rule), [100.0, 100.0, 93.75, 25.0, 18.75, 0.0, 0.0]);
        // Ties: the places are 1.5, 1.5 and 3, and half of the way from 10 to 20 is 2.25.
        let borda = normalisation(Scaling::Borda { ties: Ties::Average });
        assert_eq!(scored_by(&[10.0, 10.0, 20.0], &[15.0, 10.0, 0.0], HigherIsBetter, &borda), [1.25, 0.5, 0.5]);
        let dense = normalisation(Scaling::Rank { ties: Ties::Dense, from: CountedFrom::Weakest });
        assert_eq!(scored_by(&[10.0, 10.0, 20.0], &[15.0, 10.0, 99.0], HigherIsBetter, &dense), [1.5, 1.0, 2.0]);
        // The whole width of what a double can hold.
        assert_eq!(scored_by(&[-f64::MAX, f64::MAX], &[0.0], HigherIsBetter, &rule), [50.0]);
        // A pool that tells nothing apart does not do so for others either.
        assert_eq!(scored_by(&[3.0, 3.0], &[1.0, 9.0], HigherIsBetter, &rule), [50.0, 50.0]);
    }

    #[test]
    fn missing_values_stay_missing_and_do_not_count() {
        let dots = Missing::Dots(2).value();
        let default = percentile(Ties::Average, ObservedRange, BeforeRanking);
        let scores = fit_and_apply(&[1.0, dots, 3.0], HigherIsBetter, &default).expect("there are values");
        assert_eq!((scores[0], scores[2]), (0.0, 100.0));
        assert_eq!(Missing::of(scores[1]), Some(Missing::Dots(2)));
    }

    #[test]
    fn minus_zero_ties_with_zero() {
        let default = percentile(Ties::Average, ObservedRange, BeforeRanking);
        check(&[-0.0, 0.0, 1.0], HigherIsBetter, &default, &[0.0, 0.0, 100.0]);
        check(&[-0.0, 0.0, 1.0], LowerIsBetter, &default, &[100.0, 100.0, 0.0]);
    }

    #[test]
    fn the_best_reaches_the_end_of_a_range_of_decimals() {
        let rule = Normalisation { range: (0.1, 0.7), ..percentile(Ties::Average, ObservedRange, BeforeRanking) };
        let values: Vec<f64> = (0..50).map(f64::from).collect();
        let scores = fit_and_apply(&values, HigherIsBetter, &rule).expect("there are values");
        assert_eq!((scores[0], scores[49]), (0.1, 0.7));
    }
}
