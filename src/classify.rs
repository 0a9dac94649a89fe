//! Puts results into classes: quintiles, deciles, stars, or intervals of the score.
//!
//! **Quantiles.** With n ranked regions and k classes, a region of rank r (1 = best, ties sharing the lowest) is in class
//! ⌊(r − 1) · k / n⌋ + 1. Classes are of equal size where k divides n, else they differ by one; regions that tie are always in one
//! class, so that a tie may make a class larger. 293 regions make fifths of 59, 59, 58, 59 and 58.
//!
//! **Cut-points.** A score equal to a limit belongs to the class above it.
//!
//! What the classes are called is the configuration's business.

use crate::method::{ClassMethod, ClassRule, FirstClass, RankOrder, RankTies};
use crate::rank::{Ranking, UNRANKED};

/// The class of a region that is not ranked.
pub const UNCLASSED: u32 = 0;

/// Classes from 1; [`UNCLASSED`] where there is no score.
pub fn classes(scores: &[f64], order: RankOrder, rule: &ClassRule) -> Vec<u32> {
    let (from_best, n_classes) = match &rule.method {
        ClassMethod::Quantiles { number } => (by_rank(scores, order, *number), *number),
        ClassMethod::CutPoints(cuts) => (by_score(scores, order, cuts), cuts.len() as u32 + 1),
    };
    match rule.first {
        FirstClass::Best => from_best,
        FirstClass::Weakest => {
            from_best.into_iter().map(|class| if class == UNCLASSED { UNCLASSED } else { n_classes + 1 - class }).collect()
        }
    }
}

/// Number of classes of a rule.
pub fn n_classes(rule: &ClassRule) -> u32 {
    match &rule.method {
        ClassMethod::Quantiles { number } => *number,
        ClassMethod::CutPoints(cuts) => cuts.len() as u32 + 1,
    }
}

fn by_rank(scores: &[f64], order: RankOrder, number: u32) -> Vec<u32> {
    let ranks = Ranking::new(scores, order).ranks(RankTies::Minimum);
    let n_ranked = ranks.iter().filter(|rank| **rank != UNRANKED).count() as u64;
    let class = |rank: u32| match rank {
        UNRANKED => UNCLASSED,
        rank => (u64::from(rank - 1) * u64::from(number) / n_ranked) as u32 + 1,
    };
    ranks.into_iter().map(class).collect()
}

fn by_score(scores: &[f64], order: RankOrder, cuts: &[f64]) -> Vec<u32> {
    let n_classes = cuts.len() as u32 + 1;
    let class = |score: &f64| {
        if score.is_nan() {
            return UNCLASSED;
        }
        let from_lowest = cuts.partition_point(|cut| cut <= score) as u32;
        match order {
            RankOrder::HighestFirst => n_classes - from_lowest,
            RankOrder::LowestFirst => from_lowest + 1,
        }
    };
    scores.iter().map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantiles(number: u32, first: FirstClass) -> ClassRule {
        ClassRule { method: ClassMethod::Quantiles { number }, first }
    }

    #[test]
    fn fifths_of_293_regions() {
        let scores: Vec<f64> = (0..293).map(f64::from).collect();
        let classes = classes(&scores, RankOrder::HighestFirst, &quantiles(5, FirstClass::Best));
        let sizes: Vec<usize> = (1..=5).map(|class| classes.iter().filter(|other| **other == class).count()).collect();
        assert_eq!(sizes, [59, 59, 58, 59, 58]);
        assert_eq!((classes[292], classes[0]), (1, 5));
    }

    #[test]
    fn ties_share_a_class_and_stars_count_from_the_weakest() {
        let scores = [9.0, 5.0, 5.0, 1.0, f64::NAN];
        assert_eq!(classes(&scores, RankOrder::HighestFirst, &quantiles(2, FirstClass::Best)), [1, 1, 1, 2, 0]);
        assert_eq!(classes(&scores, RankOrder::HighestFirst, &quantiles(2, FirstClass::Weakest)), [2, 2, 2, 1, 0]);
        assert_eq!(classes(&scores, RankOrder::LowestFirst, &quantiles(2, FirstClass::Best)), [2, 1, 1, 1, 0]);
    }

    #[test]
    fn a_score_at_a_limit_is_in_the_class_above() {
        let rule = ClassRule { method: ClassMethod::CutPoints(vec![50.0, 75.0]), first: FirstClass::Best };
        assert_eq!(classes(&[80.0, 75.0, 74.9, 50.0, 10.0], RankOrder::HighestFirst, &rule), [1, 1, 2, 2, 3]);
    }
}
