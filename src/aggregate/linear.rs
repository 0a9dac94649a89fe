//! The weighted arithmetic mean `Σ w·x / Σ w` and the weighted sum `Σ w·x`.

use super::WeightedChild;
use super::presence::Presence;
use super::sums::Sums;
use crate::panel::Missing;

/// Weighted arithmetic means over what each region has.
pub(super) fn arithmetic_mean(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    if presence.is_complete() {
        let mut means = complete_sums(children, presence);
        means.iter_mut().for_each(|sum| *sum /= presence.total_weight);
        return means;
    }
    present_sums(children, presence, |sum, weight| sum / weight)
}

/// Weighted sums; what a region lacks is carried by what it has, so that its sum stays comparable with the others'.
pub(super) fn sum(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    if presence.is_complete() {
        return complete_sums(children, presence);
    }
    let total = presence.total_weight;
    // A region that lacks nothing has the same weight, to the bit, and its sum is left as it is.
    present_sums(children, presence, |sum, weight| if weight == total { sum } else { sum * (total / weight) })
}

fn complete_sums(children: &[WeightedChild<'_>], presence: &Presence) -> Vec<f64> {
    let mut sums = Sums::new(presence.n_regions());
    for child in children {
        sums.add_all(child.scores.iter().map(|score| child.weight * score));
    }
    sums.into_values()
}

/// For every region that has enough, `score` of its weighted sum and of the weight behind it.
fn present_sums(children: &[WeightedChild<'_>], presence: &Presence, score: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    let (mut sums, mut weights) = (Sums::new(presence.n_regions()), Sums::new(presence.n_regions()));
    for child in children {
        for (region_idx, &score) in child.scores.iter().enumerate().filter(|(_, score)| !score.is_nan()) {
            sums.add(region_idx, child.weight * score);
            weights.add(region_idx, child.weight);
        }
    }
    let sums = sums.into_values().into_iter().zip(weights.into_values());
    sums.enumerate()
        .map(
            |(region_idx, (sum, weight))| {
                if presence.has_score(region_idx) { score(sum, weight) } else { Missing::Computed.value() }
            },
        )
        .collect()
}
