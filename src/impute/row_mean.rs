//! Imputation from the region's other indicators of the same factor.
//!
//! Each indicator is brought to 0–1 by its lowest and highest value, `s = (x − min) / (max − min)`, or
//! `s = (max − x) / (max − min)` where less is better, so that 1 is best. A region's gap gets the mean of the scores that the
//! region has, turned back: `min + s · (max − min)`, or `max − s · (max − min)`.
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 3; COINr `Impute` with `impute_by = "row"`. It
//! is what leaving the indicator out of an unweighted mean of min–max scores amounts to, but in raw units, so that treatment and
//! any normalisation can follow. The mean has no weights.

use crate::method::Direction;
use crate::statistics::{extremes, mean, present};

/// The lowest and highest value of an indicator, and which of them is best.
struct Posts {
    worst: f64,
    best: f64,
}

impl Posts {
    fn of(column: &[f64], direction: Direction) -> Option<Posts> {
        let (lowest, highest) = extremes(&present(column))?;
        Some(match direction {
            Direction::HigherIsBetter => Posts { worst: lowest, best: highest },
            Direction::LowerIsBetter => Posts { worst: highest, best: lowest },
        })
    }

    /// 0 for the worst, 1 for the best; `None` for a missing value, or where all values are equal and tell nothing.
    fn score(&self, value: f64) -> Option<f64> {
        let score = (value - self.worst) / (self.best - self.worst);
        Some(score).filter(|_| self.best != self.worst && !value.is_nan())
    }

    /// The value with a score, never outside the posts.
    fn value(&self, score: f64) -> f64 {
        let value = self.worst + score * (self.best - self.worst);
        value.max(self.worst.min(self.best)).min(self.worst.max(self.best))
    }
}

/// For each region that lacks the indicator `target`, the value at which it would score the mean of its scores.
///
/// `columns` are the indicators of a factor as observed, over the same regions, and `directions` say of each whether more is
/// better. `None` where the region has the indicator, where it has no other, or where nobody has the indicator.
pub fn row_mean(columns: &[&[f64]], directions: &[Direction], target: usize) -> Vec<Option<f64>> {
    let posts: Vec<Option<Posts>> =
        columns.iter().zip(directions).map(|(column, direction)| Posts::of(column, *direction)).collect();
    let (Some(column), Some(Some(own))) = (columns.get(target), posts.get(target)) else {
        return columns.get(target).map_or(Vec::new(), |column| vec![None; column.len()]);
    };
    let filled = |region_idx: usize| {
        let others = columns.iter().zip(&posts).enumerate().filter(|(indicator_idx, _)| *indicator_idx != target);
        let scores: Vec<f64> =
            others.filter_map(|(_, (column, posts))| posts.as_ref()?.score(column.get(region_idx).copied()?)).collect();
        mean(&scores).map(|score| own.value(score))
    };
    column.iter().enumerate().map(|(region_idx, value)| if value.is_nan() { filled(region_idx) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MISSING: f64 = f64::NAN;
    const UP: Direction = Direction::HigherIsBetter;
    const DOWN: Direction = Direction::LowerIsBetter;

    #[test]
    fn a_gap_gets_the_mean_score_in_its_own_units() {
        // The last region scores (15 − 10) / (20 − 10) = 0.5 and, less being better, (9 − 3) / (9 − 1) = 0.75: mean 0.625.
        // In the target's units 100 + 0.625 · (900 − 100) = 600, or, less being better, 900 − 500 = 400.
        let (target, first, second) = ([100.0, 900.0, MISSING], [10.0, 20.0, 15.0], [1.0, 9.0, 3.0]);
        let columns: [&[f64]; 3] = [&target, &first, &second];
        assert_eq!(row_mean(&columns, &[UP, UP, DOWN], 0), [None, None, Some(600.0)]);
        assert_eq!(row_mean(&columns, &[DOWN, UP, DOWN], 0), [None, None, Some(400.0)]);
    }

    #[test]
    fn what_tells_nothing_does_not_count() {
        // Of the other two one is missing for the region and one is the same for all.
        let columns: [&[f64]; 3] = [&[1.0, 2.0, MISSING], &[5.0, 6.0, MISSING], &[4.0, 4.0, 4.0]];
        assert_eq!(row_mean(&columns, &[UP; 3], 0), [None; 3]);
        let nobody: [&[f64]; 2] = [&[MISSING, MISSING], &[1.0, 2.0]];
        assert_eq!(row_mean(&nobody, &[UP; 2], 0), [None, None]);
        assert_eq!(row_mean(&nobody, &[UP; 2], 7), []);
    }

    proptest! {
        #[test]
        fn a_filled_value_lies_within_those_observed(
            mut target in prop::collection::vec(-1e6..1e6f64, 3..12),
            others in prop::collection::vec(prop::collection::vec(-1e6..1e6f64, 12), 1..4),
            is_better in prop::collection::vec(prop::bool::ANY, 4),
        ) {
            target[0] = MISSING;
            let columns: Vec<&[f64]> =
                std::iter::once(target.as_slice()).chain(others.iter().map(|other| &other[..target.len()])).collect();
            let directions: Vec<Direction> = is_better.iter().map(|more| if *more { UP } else { DOWN }).collect();
            let filled = row_mean(&columns, &directions, 0);
            let (lowest, highest) = extremes(&present(&target)).expect("there are values");
            prop_assert!(filled[0].is_some_and(|value| lowest <= value && value <= highest));
            prop_assert!(filled[1..].iter().all(Option::is_none));
        }

        #[test]
        fn regions_in_another_order_get_the_same(
            (rows, shuffled) in prop::collection::vec(prop::array::uniform3(-9i32..9), 1..12)
                .prop_flat_map(|rows| (Just(rows.clone()), Just((0..rows.len()).collect::<Vec<usize>>()).prop_shuffle())),
        ) {
            // Minus nine stands for a gap.
            let cell = |row: &[i32; 3], column: usize| if row[column] == -9 { MISSING } else { f64::from(row[column]) };
            let columns = [0, 1, 2].map(|column| rows.iter().map(|row| cell(row, column)).collect::<Vec<f64>>());
            let in_order = columns.each_ref().map(|column| shuffled.iter().map(|&idx| column[idx]).collect::<Vec<f64>>());
            let directions = [UP, DOWN, UP];
            let filled = row_mean(&columns.each_ref().map(Vec::as_slice), &directions, 1);
            let filled_in_order = row_mean(&in_order.each_ref().map(Vec::as_slice), &directions, 1);
            let expected: Vec<Option<f64>> = shuffled.iter().map(|&idx| filled[idx]).collect();
            prop_assert_eq!(filled_in_order, expected);
        }
    }
}
