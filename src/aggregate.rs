//! Turns children's scores into a parent's score: the weighted arithmetic mean.
//!
//! `score = Σ w·x / Σ w` over the children that have a score. Sums keep what rounding takes from them, so that the order of the
//! children does not show, not even in the last bit: rounding afterwards would hide it only almost always. Coverage is the share
//! of the weight that rests on data; a region below the method's least coverage gets no score.

use crate::panel::Missing;

/// A child's scores, its coverage and its weight.
#[derive(Debug, Clone, Copy)]
pub struct WeightedChild<'a> {
    /// Scores by region; NaN where there is none.
    pub scores: &'a [f64],
    /// Coverage by region, 0 to 1; empty when it is 1 wherever there is a score and 0 elsewhere.
    pub coverage: &'a [f64],
    /// Weight, not negative.
    pub weight: f64,
}

/// A node's scores and coverage by region.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregated {
    /// Scores, not rounded; NaN where coverage is too low.
    pub scores: Vec<f64>,
    /// Share of the weight that rests on data.
    pub coverage: Vec<f64>,
}

/// Sums that come out the same in whatever order their terms were added.
///
/// What rounding takes from a sum at each step is a double itself (Knuth, The Art of Computer Programming 2, §4.2.2, theorem B).
/// It is kept apart and given back at the end, in one rounding of the exact sum.
struct Sums {
    rounded: Vec<f64>,
    lost: Vec<f64>,
}

impl Sums {
    fn new(length: usize) -> Self {
        Sums { rounded: vec![0.0; length], lost: vec![0.0; length] }
    }

    fn add(&mut self, position: usize, term: f64) {
        add(&mut self.rounded[position], &mut self.lost[position], term);
    }

    fn add_all(&mut self, terms: impl Iterator<Item = f64>) {
        self.rounded.iter_mut().zip(&mut self.lost).zip(terms).for_each(|((rounded, lost), term)| add(rounded, lost, term));
    }

    fn into_values(self) -> Vec<f64> {
        self.rounded.into_iter().zip(self.lost).map(|(rounded, lost)| rounded + lost).collect()
    }
}

#[inline]
fn add(rounded: &mut f64, lost: &mut f64, term: f64) {
    let before = *rounded;
    *rounded = before + term;
    let of_term = *rounded - before;
    *lost += (before - (*rounded - of_term)) + (term - of_term);
}

/// A sum that is the same in whatever order its terms come.
pub fn exact_sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut rounded, mut lost) = (0.0, 0.0);
    terms.for_each(|term| add(&mut rounded, &mut lost, term));
    rounded + lost
}

/// The weighted arithmetic mean of the children.
pub fn arithmetic_mean(children: &[WeightedChild<'_>], n_regions: usize, minimum_coverage: f64) -> Aggregated {
    let mut total_weight = Sums::new(1);
    children.iter().for_each(|child| total_weight.add(0, child.weight));
    let total_weight = total_weight.into_values()[0];
    let mut sums = Sums::new(n_regions);
    let complete = children.iter().all(|child| child.coverage.is_empty() && !child.scores.iter().any(|score| score.is_nan()));
    if complete {
        for child in children {
            sums.add_all(child.scores.iter().map(|score| child.weight * score));
        }
        let mut scores = sums.into_values();
        scores.iter_mut().for_each(|sum| *sum /= total_weight);
        return Aggregated { scores, coverage: vec![1.0; n_regions] };
    }
    let mut weights = Sums::new(n_regions);
    let mut covered = Sums::new(n_regions);
    for child in children {
        for (region_idx, &score) in child.scores.iter().enumerate() {
            if !score.is_nan() {
                sums.add(region_idx, child.weight * score);
                weights.add(region_idx, child.weight);
            }
            let coverage = child.coverage.get(region_idx).copied().unwrap_or(if score.is_nan() { 0.0 } else { 1.0 });
            covered.add(region_idx, child.weight * coverage);
        }
    }
    let coverage: Vec<f64> = covered.into_values().into_iter().map(|covered| covered / total_weight).collect();
    let mut scores = sums.into_values();
    for ((score, weight), coverage) in scores.iter_mut().zip(weights.into_values()).zip(&coverage) {
        // A coverage that misses the threshold only by binary noise meets it.
        let enough = weight > 0.0 && *coverage >= minimum_coverage - 1e-12;
        *score = if enough { *score / weight } else { Missing::Computed.value() };
    }
    Aggregated { scores, coverage }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(scores: &[f64], weight: f64) -> WeightedChild<'_> {
        WeightedChild { scores, coverage: &[], weight }
    }

    #[test]
    fn a_hand_worked_mean() {
        let mean = arithmetic_mean(&[child(&[10.0, 0.0], 3.0), child(&[50.0, 100.0], 1.0)], 2, 1.0);
        assert_eq!(mean, Aggregated { scores: vec![20.0, 25.0], coverage: vec![1.0, 1.0] });
    }

    #[test]
    fn what_is_missing_is_carried_by_the_others_down_to_the_threshold() {
        let missing = f64::NAN;
        let (first, second) = ([10.0, missing, missing], [20.0, 20.0, missing]);
        let mean = arithmetic_mean(&[child(&first, 1.0), child(&second, 2.0), child(&[30.0, 30.0, 30.0], 1.0)], 3, 0.75);
        assert_eq!(mean.coverage, [1.0, 0.75, 0.25]);
        assert_eq!(mean.scores[0], 20.0);
        assert_eq!(mean.scores[1], 70.0 / 3.0);
        assert!(mean.scores[2].is_nan());
    }

    #[test]
    fn sums_in_another_order_are_the_same_to_the_last_bit() {
        let mean = |scores: [f64; 3]| {
            let children: Vec<WeightedChild<'_>> = scores.iter().map(|score| child(std::slice::from_ref(score), 1.0)).collect();
            arithmetic_mean(&children, 1, 1.0).scores[0].to_bits()
        };
        assert_ne!((0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3));
        assert_eq!(mean([0.1, 0.2, 0.3]), mean([0.2, 0.3, 0.1]));
    }

    #[test]
    fn a_child_of_weight_zero_does_not_matter() {
        let with = arithmetic_mean(&[child(&[10.0], 1.0), child(&[99.0], 0.0)], 1, 1.0);
        assert_eq!(with.scores, [10.0]);
    }
}
