//! Turns children's scores into a parent's score: the weighted arithmetic mean.
//!
//! `score = Σ w·x / Σ w` over the children that have a score, added in configuration order, so that the same configuration
//! always gives the same bits. Coverage is the share of the weight that rests on data; a region below the method's least
//! coverage gets no score.

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

/// The weighted arithmetic mean of the children.
pub fn arithmetic_mean(children: &[WeightedChild<'_>], n_regions: usize, minimum_coverage: f64) -> Aggregated {
    let total_weight: f64 = children.iter().map(|child| child.weight).sum();
    let mut sums = vec![0.0; n_regions];
    let complete = children.iter().all(|child| child.coverage.is_empty() && !child.scores.iter().any(|score| score.is_nan()));
    if complete {
        for child in children {
            sums.iter_mut().zip(child.scores).for_each(|(sum, score)| *sum += child.weight * score);
        }
        sums.iter_mut().for_each(|sum| *sum /= total_weight);
        return Aggregated { scores: sums, coverage: vec![1.0; n_regions] };
    }
    let mut weights = vec![0.0; n_regions];
    let mut covered = vec![0.0; n_regions];
    for child in children {
        for (region_idx, &score) in child.scores.iter().enumerate() {
            if !score.is_nan() {
                sums[region_idx] += child.weight * score;
                weights[region_idx] += child.weight;
            }
            let coverage = child.coverage.get(region_idx).copied().unwrap_or(if score.is_nan() { 0.0 } else { 1.0 });
            covered[region_idx] += child.weight * coverage;
        }
    }
    let coverage: Vec<f64> = covered.iter().map(|covered| covered / total_weight).collect();
    for ((score, weight), coverage) in sums.iter_mut().zip(&weights).zip(&coverage) {
        // A coverage that misses the threshold only by binary noise meets it.
        let enough = *weight > 0.0 && *coverage >= minimum_coverage - 1e-12;
        *score = if enough { *score / weight } else { Missing::Computed.value() };
    }
    Aggregated { scores: sums, coverage }
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
    fn a_child_of_weight_zero_does_not_matter() {
        let with = arithmetic_mean(&[child(&[10.0], 1.0), child(&[99.0], 0.0)], 1, 1.0);
        assert_eq!(with.scores, [10.0]);
    }
}
