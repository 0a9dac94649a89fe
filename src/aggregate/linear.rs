//! The weighted arithmetic mean `Σ w·x / Σ w` and the weighted sum `Σ w·x`.

use super::WeightedChild;
use super::presence::Presence;
use super::sums::{REGIONS_AT_A_TIME, Sums, blocks};
use crate::panel::Missing;

/// Weighted arithmetic means over what each region has.
pub(super) fn arithmetic_mean(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    if presence.is_complete() {
        return complete_sums(children, presence, |sum| sum / presence.total_weight);
    }
    present_sums(children, presence, |sum, weight| sum / weight)
}

/// Weighted sums; what a region lacks is carried by what it has, so that its sum stays comparable with the others'.
pub(super) fn sum(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    if presence.is_complete() {
        return complete_sums(children, presence, |sum| sum);
    }
    let total = presence.total_weight;
    // A region that lacks nothing has the same weight, to the bit, and its sum is left as it is.
    present_sums(children, presence, |sum, weight| if weight == total { sum } else { sum * (total / weight) })
}

/// `score` of every region's weighted sum.
fn complete_sums(children: &[WeightedChild<'_>], presence: &Presence, score: impl Fn(f64) -> f64) -> Vec<f64> {
    let n_regions = presence.n_regions();
    let mut scores = Vec::with_capacity(n_regions);
    let mut sums = Sums::new(n_regions.min(REGIONS_AT_A_TIME));
    for regions in blocks(n_regions) {
        sums.clear();
        for child in children {
            sums.add_all(child.scores[regions.clone()].iter().map(|score| child.weight * score));
        }
        scores.extend(sums.values().take(regions.len()).map(&score));
    }
    scores
}

/// For every region that has enough, `score` of its weighted sum and of the weight behind it.
fn present_sums(children: &[WeightedChild<'_>], presence: &Presence, score: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let n_regions = presence.n_regions();
    let mut scores = Vec::with_capacity(n_regions);
    let empty = || Sums::new(n_regions.min(REGIONS_AT_A_TIME));
    let (mut sums, mut weights) = (empty(), empty());
    for regions in blocks(n_regions) {
        sums.clear();
        weights.clear();
        for child in children {
            let present = || child.scores[regions.clone()].iter().map(|score| (score, !score.is_nan()));
            sums.add_all(present().map(|(score, is_there)| if is_there { child.weight * score } else { 0.0 }));
            weights.add_all(present().map(|(_, is_there)| if is_there { child.weight } else { 0.0 }));
        }
        let of_regions = regions.zip(sums.values().zip(weights.values()));
        scores.extend(of_regions.map(|(region_idx, (sum, weight))| {
            if presence.has_score(region_idx) { score(sum, weight) } else { Missing::Computed.value() }
        }));
    }
    scores
}
