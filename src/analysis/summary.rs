//! Weighted summaries of small regions for the larger areas they lie in.
//!
//! A ranking of small regions says nothing of a whole area at a glance. These are the summary measures of the English Indices of
//! Deprivation (Technical report, on summaries for higher-level areas), for any index and any weight w, usually the population at
//! the lower level; sums run over the ranked regions of the area:
//!
//! - *average score*: Σ w·score / Σ w
//! - *average rank*: Σ w·rank / Σ w, with the ranks as published, 1 being the best (the English reports turn them first)
//! - *proportion of areas in the most deprived tenth nationally*: the share of the area's regions that are in the worst tenth
//! - the share of the area's *population* that lives in them: Σ w of those regions / Σ w of all
//!
//! The worst tenth is one of all ranked regions, not of the area's: with n of them, those whose place from the weak end is not
//! above n/10. Regions of one rank share the place of the first of them, so a tie at the border is in as a whole or out as a
//! whole, and of fewer than ten regions none is in.
//!
//! Left out: the English reports' *extent*, which lets the weight of a region fade from the tenth to the third decile, and *local
//! concentration*.

use std::collections::BTreeMap;

use crate::aggregate::exact_sum;
use crate::derive::derive;
use crate::harmonise::Harmonised;
use crate::indicator::Derivation;
use crate::outcome::{NodeOutcome, Outcome};
use crate::panel::Missing;
use crate::plan::{Plan, SummaryPlan};
use crate::rank::UNRANKED;
use crate::region::Regions;

/// One summary of all editions.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Codes (or other texts of the region table's column) of the areas, sorted.
    pub areas: Vec<String>,
    /// Ranked regions (positions among them) that are in no area.
    pub outside: Vec<usize>,
    /// Editions, oldest first.
    pub editions: Vec<EditionSummary>,
}

/// One summary of one edition.
#[derive(Debug, Clone)]
pub struct EditionSummary {
    /// By node in tree order, then by area.
    pub nodes: Vec<Vec<AreaSummary>>,
    /// Regions (positions among the ranked ones) that have a score of the index and lie in an area, but have no weight.
    pub without_weight: Vec<usize>,
}

/// What the regions of an area say of it, in one node.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaSummary {
    /// Regions that are ranked.
    pub n_regions: usize,
    /// Those of them that have a weight: what is weighted rests on these.
    pub n_weighted: usize,
    /// Sum of their weights; NaN where no region has one.
    pub weight: f64,
    /// Weighted mean of the scores; NaN where the weights add up to nothing.
    pub mean_score: f64,
    /// Weighted mean of the ranks; NaN where the weights add up to nothing.
    pub mean_rank: f64,
    /// Share of the weight in the worst regions, 0 to 1; NaN where the weights add up to nothing.
    pub weight_in_worst: f64,
    /// Share of the ranked regions that are among the worst, 0 to 1; NaN where none is ranked.
    pub regions_in_worst: f64,
    /// The region with the best rank, of equals the first in code order.
    pub best: Option<usize>,
    /// The region with the weakest rank, of equals the first in code order.
    pub weakest: Option<usize>,
}

/// Computes every summary of a plan.
pub fn summaries(plan: &Plan, regions: &Regions, harmonised: &Harmonised<'_>, outcome: &Outcome) -> Vec<Summary> {
    plan.summaries.iter().map(|summary| one(plan, regions, harmonised, outcome, summary)).collect()
}

fn one(plan: &Plan, regions: &Regions, harmonised: &Harmonised<'_>, outcome: &Outcome, summary: &SummaryPlan) -> Summary {
    let written: Vec<&str> = (0..regions.n_ranked()).map(|region_idx| regions.cell(region_idx, &summary.by).trim()).collect();
    let (areas, area_of) = areas(&written);
    let of_edition = |(edition_idx, edition): (usize, &crate::outcome::EditionOutcome)| {
        let period = summary.periods[edition_idx];
        let derived = derive(plan, regions, harmonised, &Derivation::Variable(summary.weight), period, &regions.level);
        let weights: Vec<f64> = regions.universe.iter().map(|&position| derived.values[position]).collect();
        let of_node = |node: &NodeOutcome| {
            let is_worst = worst(&node.ranks, summary.worst_share);
            let standings = Standings { scores: &node.scores, ranks: &node.ranks, is_worst: &is_worst, weights: &weights };
            summarise(&standings, &area_of, areas.len())
        };
        let counts = |region_idx: &usize| {
            let is_ranked = edition.nodes.first().is_some_and(|root| root.ranks[*region_idx] != UNRANKED);
            is_ranked && area_of[*region_idx].is_some() && !is_weight(weights[*region_idx])
        };
        EditionSummary {
            nodes: edition.nodes.iter().map(of_node).collect(),
            without_weight: (0..regions.n_ranked()).filter(counts).collect(),
        }
    };
    let editions = outcome.editions.iter().enumerate().map(of_edition).collect();
    let outside = (0..regions.n_ranked()).filter(|&region_idx| area_of[region_idx].is_none()).collect();
    Summary { areas, outside, editions }
}

/// The areas that occur, sorted, and the position of each region's; an empty text is no area.
fn areas(written: &[&str]) -> (Vec<String>, Vec<Option<usize>>) {
    let mut positions: BTreeMap<&str, usize> = written.iter().filter(|area| !area.is_empty()).map(|&area| (area, 0)).collect();
    positions.values_mut().enumerate().for_each(|(next, position)| *position = next);
    let area_of = written.iter().map(|area| positions.get(area).copied()).collect();
    (positions.into_keys().map(str::to_owned).collect(), area_of)
}

/// A weight is a number of 0 or more.
fn is_weight(weight: f64) -> bool {
    weight >= 0.0 && weight.is_finite()
}

/// How many of `n_ranked` regions the worst `share` of them are: rounded down, so that it is never more than that share.
pub fn n_worst(share: f64, n_ranked: usize) -> usize {
    // A product such as 0.7 · 10 that misses a whole number only by binary noise is that number.
    (share * n_ranked as f64 + 1e-9).floor() as usize
}

/// Whether each region is among the worst `share` of those that are ranked, by its place from the weak end.
pub fn worst(ranks: &[u32], share: f64) -> Vec<bool> {
    let mut ranked: Vec<u32> = ranks.iter().copied().filter(|rank| *rank != UNRANKED).collect();
    ranked.sort_unstable();
    let n_worst = n_worst(share, ranked.len());
    let place = |rank: u32| ranked.len() - ranked.partition_point(|other| *other <= rank) + 1;
    ranks.iter().map(|&rank| rank != UNRANKED && place(rank) <= n_worst).collect()
}

/// The regions in one node; all slices run over the ranked regions of the index.
#[derive(Debug, Clone, Copy)]
pub struct Standings<'a> {
    /// Scores; NaN where a region has none.
    pub scores: &'a [f64],
    /// Ranks, 1 the best; [`UNRANKED`] where a region has none.
    pub ranks: &'a [u32],
    /// Whether a region is among the worst of all.
    pub is_worst: &'a [bool],
    /// Weights; a region whose weight is missing or negative is left out of what is weighted.
    pub weights: &'a [f64],
}

/// Summarises the regions of each area; `area_of` holds each region's, `None` = it is in none.
pub fn summarise(standings: &Standings<'_>, area_of: &[Option<usize>], n_areas: usize) -> Vec<AreaSummary> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); n_areas];
    for (region_idx, area) in area_of.iter().enumerate() {
        if let Some(area) = area
            && standings.ranks[region_idx] != UNRANKED
        {
            members[*area].push(region_idx);
        }
    }
    members.iter().map(|members| area(standings, members)).collect()
}

fn area(standings: &Standings<'_>, members: &[usize]) -> AreaSummary {
    let Standings { scores, ranks, is_worst, weights } = *standings;
    let weighted: Vec<usize> = members.iter().copied().filter(|&region_idx| is_weight(weights[region_idx])).collect();
    let sum = |of: &dyn Fn(usize) -> f64| exact_sum(weighted.iter().map(|&region_idx| of(region_idx)));
    let weight = sum(&|region_idx| weights[region_idx]);
    let nothing = Missing::Computed.value();
    // Not a division by zero, and not by a sum beyond the largest double.
    let mean = |total: f64| if weight > 0.0 && (total / weight).is_finite() { total / weight } else { nothing };
    let n_worst = members.iter().filter(|&&region_idx| is_worst[region_idx]).count();
    AreaSummary {
        n_regions: members.len(),
        n_weighted: weighted.len(),
        weight: if weighted.is_empty() || !weight.is_finite() { nothing } else { weight },
        mean_score: mean(sum(&|region_idx| weights[region_idx] * scores[region_idx])),
        mean_rank: mean(sum(&|region_idx| weights[region_idx] * f64::from(ranks[region_idx]))),
        weight_in_worst: mean(sum(&|region_idx| if is_worst[region_idx] { weights[region_idx] } else { 0.0 })),
        regions_in_worst: if members.is_empty() { nothing } else { n_worst as f64 / members.len() as f64 },
        best: members.iter().copied().min_by_key(|&region_idx| ranks[region_idx]),
        // The first of equals, which the last of a reversed order would not be.
        weakest: members.iter().copied().min_by_key(|&region_idx| std::cmp::Reverse(ranks[region_idx])),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn summary(scores: &[f64], ranks: &[u32], weights: &[f64], area_of: &[Option<usize>], share: f64) -> Vec<AreaSummary> {
        let n_areas = area_of.iter().flatten().max().map_or(0, |last| last + 1);
        let is_worst = worst(ranks, share);
        summarise(&Standings { scores, ranks, is_worst: &is_worst, weights }, area_of, n_areas)
    }

    /// Five regions, the worst two fifths being those of ranks 4 and 5. Area 0 has weights 100, 300 and 600 of ranks 1, 3 and 5.
    #[test]
    fn a_hand_worked_area() {
        let areas = summary(
            &[90.0, 70.0, 50.0, 30.0, 10.0],
            &[1, 2, 3, 4, 5],
            &[100.0, 40.0, 300.0, 60.0, 600.0],
            &[Some(0), Some(1), Some(0), Some(1), Some(0)],
            0.4,
        );
        let expected = AreaSummary {
            n_regions: 3,
            n_weighted: 3,
            weight: 1000.0,
            // (100 · 90 + 300 · 50 + 600 · 10) / 1000 = 30 000 / 1000
            mean_score: 30.0,
            // (100 · 1 + 300 · 3 + 600 · 5) / 1000
            mean_rank: 4.0,
            weight_in_worst: 0.6,
            regions_in_worst: 1.0 / 3.0,
            best: Some(0),
            weakest: Some(4),
        };
        assert_eq!(areas[0], expected);
        // (40 · 70 + 60 · 30) / 100 and 60 of 100
        assert_eq!((areas[1].mean_score, areas[1].weight_in_worst, areas[1].regions_in_worst), (46.0, 0.6, 0.5));
    }

    #[test]
    fn a_region_without_weight_counts_as_a_region_only() {
        let nothing = Missing::NoRow.value();
        let one = |weights: [f64; 3]| summary(&[9.0, 5.0, 1.0], &[1, 2, 3], &weights, &[Some(0); 3], 0.34)[0];
        let partly = one([1.0, nothing, 3.0]);
        assert_eq!((partly.n_regions, partly.n_weighted, partly.weight), (3, 2, 4.0));
        assert_eq!((partly.mean_score, partly.mean_rank, partly.weight_in_worst), (3.0, 2.5, 0.75));
        assert_eq!(partly.regions_in_worst, 1.0 / 3.0);
        let without = one([nothing, -1.0, nothing]);
        assert_eq!((without.n_regions, without.n_weighted), (3, 0));
        for value in [without.weight, without.mean_score, without.mean_rank, without.weight_in_worst] {
            assert_eq!(Missing::of(value), Some(Missing::Computed));
        }
        let nobody = one([0.0; 3]);
        assert_eq!((nobody.n_weighted, nobody.weight), (3, 0.0));
        assert_eq!(Missing::of(nobody.mean_score), Some(Missing::Computed));
    }

    #[test]
    fn an_area_without_ranked_regions_is_empty() {
        let areas = summary(&[f64::NAN, 1.0], &[UNRANKED, 1], &[5.0, 5.0], &[Some(0), Some(1)], 0.5);
        assert_eq!((areas[0].n_regions, areas[0].best, areas[0].weakest), (0, None, None));
        assert_eq!(Missing::of(areas[0].regions_in_worst), Some(Missing::Computed));
        assert_eq!(areas[1].n_regions, 1);
    }

    #[test]
    fn the_worst_tenth_is_of_all_and_ties_stay_together() {
        let ranks = |last: &[u32]| (1..=20 - last.len() as u32).chain(last.iter().copied()).collect::<Vec<u32>>();
        let count = |ranks: &[u32], share: f64| worst(ranks, share).into_iter().filter(|is_worst| *is_worst).count();
        assert_eq!(count(&ranks(&[]), 0.1), 2);
        assert_eq!(count(&ranks(&[19, 19]), 0.1), 2);
        // Ranks 18, 18 and 20: the last is in; the two before share the second place from the end and are in as well.
        assert_eq!(count(&ranks(&[18, 18, 20]), 0.1), 3);
        // Of three that share the last place, all are at the first place from the end.
        assert_eq!(count(&ranks(&[18, 18, 18]), 0.1), 3);
        assert_eq!(count(&[1, 2, 3, 4, 5, 6, 7, 8, 9], 0.1), 0);
        // 0.7 · 10 is 7.000000000000001 and 0.29 · 100 is 28.999999999999996.
        assert_eq!(count(&(1..=10).collect::<Vec<u32>>(), 0.7), 7);
        assert_eq!(count(&(1..=100).collect::<Vec<u32>>(), 0.29), 29);
        assert_eq!(count(&[UNRANKED, 1, 2], 0.5), 1);
    }

    #[test]
    fn areas_are_in_order_and_an_empty_text_is_none() {
        let (areas, area_of) = areas(&["b", "", "a", "b"]);
        assert_eq!(areas, ["a", "b"]);
        assert_eq!(area_of, [Some(1), None, Some(0), Some(1)]);
    }

    proptest! {
        /// Whatever the order of the regions, the same bits; a mean lies between its extremes; doubled weights change nothing else.
        #[test]
        fn means_are_means(regions in prop::collection::vec((0.0..100.0f64, 0.0..1e6f64, 0..3usize), 1..60)) {
            let scores: Vec<f64> = regions.iter().map(|(score, _, _)| *score).collect();
            let ranks: Vec<u32> =
                scores.iter().map(|score| 1 + scores.iter().filter(|other| *other > score).count() as u32).collect();
            let weights: Vec<f64> = regions.iter().map(|(_, weight, _)| *weight).collect();
            let area_of: Vec<Option<usize>> = regions.iter().map(|(_, _, area)| area.checked_sub(1)).collect();
            let areas = summary(&scores, &ranks, &weights, &area_of, 0.1);
            let doubled: Vec<f64> = weights.iter().map(|weight| 2.0 * weight).collect();
            let of_doubled = summary(&scores, &ranks, &doubled, &area_of, 0.1);
            let reversed = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
            let backwards = summary(
                &reversed(&scores),
                &ranks.iter().rev().copied().collect::<Vec<u32>>(),
                &reversed(&weights),
                &area_of.iter().rev().copied().collect::<Vec<_>>(),
                0.1,
            );
            for (area, ((one, two), back)) in areas.iter().zip(&of_doubled).zip(&backwards).enumerate() {
                let members: Vec<f64> =
                    (0..scores.len()).filter(|&idx| area_of[idx] == Some(area)).map(|idx| scores[idx]).collect();
                prop_assert_eq!(one.n_regions, members.len());
                if one.weight > 0.0 {
                    let (lowest, highest) = members.iter().fold((f64::MAX, f64::MIN), |(low, high), score| (low.min(*score), high.max(*score)));
                    prop_assert!(lowest - 1e-9 <= one.mean_score && one.mean_score <= highest + 1e-9);
                    prop_assert!((0.0..=1.0 + 1e-12).contains(&one.weight_in_worst));
                    prop_assert_eq!(one.mean_score.to_bits(), two.mean_score.to_bits());
                    prop_assert_eq!(one.mean_score.to_bits(), back.mean_score.to_bits());
                    prop_assert_eq!(one.mean_rank.to_bits(), back.mean_rank.to_bits());
                }
                prop_assert_eq!(one.regions_in_worst.to_bits(), back.regions_in_worst.to_bits());
            }
        }
    }
}
