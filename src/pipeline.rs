//! The steps of the method, read from top to bottom: derive, impute, normalise, weigh and aggregate, rank, compare.
//!
//! Pure: it reads a harmonised panel and a plan and returns an outcome. The same input gives the same bits at any number of
//! threads: editions and indicators are computed apart, and sums are taken in configuration order.

use rayon::prelude::*;

use crate::aggregate::{self, Aggregated, WeightedChild};
use crate::derive::derive;
use crate::error::{Problem, Problems, Result};
use crate::harmonise::{Harmonised, mark};
use crate::impute;
use crate::method::Rounding;
use crate::normalise;
use crate::outcome::{Detail, EditionOutcome, IndicatorOutcome, NodeOutcome, Outcome, OutcomeNotes};
use crate::plan::Plan;
use crate::rank::{self, GroupRanking, Ranking};
use crate::region::Regions;
use crate::round;
use crate::schedule::Schedule;
use crate::tree::{Child, Tree};

/// Computes every edition.
///
/// # Errors
/// Values that are missing where the method does not allow it: all indicators of all editions at once.
pub fn compute(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    detail: Detail,
) -> Result<Outcome> {
    let computed: Vec<EditionStep> = (0..plan.editions.len())
        .into_par_iter()
        .map(|edition_idx| edition(plan, regions, harmonised, schedule, edition_idx, detail))
        .collect();
    let mut problems = Vec::new();
    let mut notes = OutcomeNotes::default();
    let mut editions = Vec::with_capacity(computed.len());
    for step in computed {
        problems.extend(step.problems);
        notes.missing.extend(step.notes.missing);
        notes.neutral.extend(step.notes.neutral);
        notes.preliminary.extend(step.notes.preliminary);
        notes.constant.extend(step.notes.constant);
        editions.push(step.outcome);
    }
    Problems::check(problems, ())?;
    compare_with_previous(plan, regions, &mut editions);
    Ok(Outcome { editions, notes })
}

struct EditionStep {
    outcome: EditionOutcome,
    notes: OutcomeNotes,
    problems: Vec<Problem>,
}

/// An indicator's scores in an edition, and what was noted on the way.
struct IndicatorStep {
    indicator: IndicatorOutcome,
    /// Whether each score rests on data; empty when all do that are there.
    coverage: Vec<f64>,
    n_missing: usize,
    n_neutral: usize,
    n_preliminary: usize,
    is_constant: bool,
    problem: Option<Problem>,
}

fn edition(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    edition_idx: usize,
    detail: Detail,
) -> EditionStep {
    let steps: Vec<IndicatorStep> = (0..plan.indicators.len())
        .into_par_iter()
        .map(|indicator_idx| indicator(plan, regions, harmonised, schedule, edition_idx, indicator_idx, detail))
        .collect();
    let nodes = nodes(plan, regions, edition_idx, &steps);
    let mut notes = OutcomeNotes::default();
    let mut problems = Vec::new();
    let mut indicators = Vec::new();
    for (indicator_idx, step) in steps.into_iter().enumerate() {
        for (count, list) in [
            (step.n_missing, &mut notes.missing),
            (step.n_neutral, &mut notes.neutral),
            (step.n_preliminary, &mut notes.preliminary),
        ] {
            if count > 0 {
                list.push((edition_idx, indicator_idx, count));
            }
        }
        if step.is_constant {
            notes.constant.push((edition_idx, indicator_idx));
        }
        problems.extend(step.problem);
        if detail == Detail::Full {
            indicators.push(step.indicator);
        }
    }
    EditionStep { outcome: EditionOutcome { nodes, indicators }, notes, problems }
}

fn indicator(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    edition_idx: usize,
    indicator_idx: usize,
    detail: Detail,
) -> IndicatorStep {
    let indicator = &plan.indicators[indicator_idx];
    let period = schedule.periods[edition_idx][indicator_idx];
    let derived = derive(plan, regions, harmonised, &indicator.derivation, period, &regions.level);
    let everything = regions.universe.len() == derived.values.len();
    let of_ranked = |values: &[f64]| regions.universe.iter().map(|&position| values[position]).collect::<Vec<f64>>();
    let raw: std::borrow::Cow<'_, [f64]> = if everything {
        std::borrow::Cow::Borrowed(&derived.values)
    } else {
        std::borrow::Cow::Owned(of_ranked(&derived.values))
    };
    let mut marks: Vec<u8> = match derived.marks.is_empty() {
        true => Vec::new(),
        false => regions.universe.iter().map(|&position| derived.marks[position]).collect(),
    };
    if schedule.is_carried_over(edition_idx, indicator_idx) {
        marks.resize(raw.len(), 0);
        marks.iter_mut().for_each(|bits| *bits |= mark::CARRIED_OVER);
    }

    let named = |region_idx: usize| regions.shown(region_idx, plan.main_language());
    let problem = impute::check(indicator, &raw, &plan.editions[edition_idx].id, &period.to_string(), named);
    let n_missing = raw.iter().filter(|value| value.is_nan()).count();

    let mut normalised = normalise::fit_and_apply(&raw, indicator.direction, &indicator.normalisation);
    let n_neutral = impute::neutral(indicator, &mut normalised);
    let coverage = if n_neutral == 0 {
        Vec::new()
    } else {
        marks.resize(raw.len(), 0);
        marks.iter_mut().zip(raw.iter()).filter(|(_, value)| value.is_nan()).for_each(|(bits, _)| *bits |= mark::NEUTRAL);
        raw.iter().map(|value| if value.is_nan() { 0.0 } else { 1.0 }).collect()
    };
    let rounding = plan.method.roundings.normalised;
    if rounding != Rounding::None {
        normalised.iter_mut().for_each(|score| *score = round::rounded(*score, rounding));
    }

    let mut numbers = raw.iter().filter(|value| !value.is_nan());
    let first = numbers.next();
    let is_constant = first.is_some_and(|first| numbers.all(|value| value == first)) && raw.len() > 1;
    let n_preliminary = marks.iter().filter(|bits| **bits & mark::PRELIMINARY != 0).count();
    let full = detail == Detail::Full;
    let outcome = IndicatorOutcome {
        period,
        scale: normalise::fit(if full { &raw } else { &[] }, indicator.direction, &indicator.normalisation),
        ranks: if full { rank::ranks(&normalised, plan.method.ranking.ties) } else { Vec::new() },
        raw: if full { raw.into_owned() } else { Vec::new() },
        normalised,
        marks,
    };
    IndicatorStep { indicator: outcome, coverage, n_missing, n_neutral, n_preliminary, is_constant, problem }
}

/// Scores and ranks of the factors and the index.
fn nodes(plan: &Plan, regions: &Regions, edition_idx: usize, indicators: &[IndicatorStep]) -> Vec<NodeOutcome> {
    let n_regions = regions.n_ranked();
    let mut aggregated: Vec<Option<Aggregated>> = vec![None; plan.tree.nodes.len()];
    for &node_idx in &plan.tree.order {
        let children: Vec<WeightedChild<'_>> = plan
            .tree
            .children(node_idx)
            .into_iter()
            .filter_map(|child| match child {
                Child::Indicator(indicator_idx) => {
                    let step = &indicators[indicator_idx];
                    let weight = plan.indicators[indicator_idx].weight;
                    Some(WeightedChild { scores: &step.indicator.normalised, coverage: &step.coverage, weight })
                }
                Child::Node(child_idx) => {
                    let child = aggregated[child_idx].as_ref()?;
                    Some(WeightedChild {
                        scores: &child.scores,
                        coverage: &child.coverage,
                        weight: plan.tree.nodes[child_idx].weight,
                    })
                }
            })
            .collect();
        let mut node = aggregate::arithmetic_mean(&children, n_regions, plan.method.minimum_coverage);
        let rounding = if node_idx == Tree::ROOT { plan.method.roundings.index } else { plan.method.roundings.factors };
        if rounding != Rounding::None {
            node.scores.iter_mut().for_each(|score| *score = round::rounded(*score, rounding));
        }
        aggregated[node_idx] = Some(node);
    }
    let rule = plan.method.ranking;
    aggregated
        .into_iter()
        .map(|node| {
            let Aggregated { mut scores, coverage } = node.unwrap_or(Aggregated { scores: Vec::new(), coverage: Vec::new() });
            scores.iter_mut().for_each(|score| *score = round::to_decimals(*score, rule.decimals));
            let ranking = Ranking::new(&scores);
            let type_ranks = match &regions.types {
                Some(types) => ranking.group_ranks(&types.of_edition[edition_idx], types.ids.len(), rule.ties),
                None => Vec::new(),
            };
            NodeOutcome {
                ranks: ranking.ranks(rule.ties),
                scores,
                coverage,
                type_ranks,
                rank_changes: Vec::new(),
                type_rank_changes: Vec::new(),
            }
        })
        .collect()
}

/// Rank changes against the edition before.
fn compare_with_previous(plan: &Plan, regions: &Regions, editions: &mut [EditionOutcome]) {
    for edition_idx in 1..editions.len() {
        let (before, now) = editions.split_at_mut(edition_idx);
        let before = &before[edition_idx - 1];
        for (before, now) in before.nodes.iter().zip(&mut now[0].nodes) {
            now.rank_changes = rank::changes(&before.ranks, &now.ranks);
            if let Some(types) = &regions.types {
                now.type_rank_changes = rank::group_changes(
                    GroupRanking {
                        scores: &before.scores,
                        group_of: &types.of_edition[edition_idx - 1],
                        ranks: &before.type_ranks,
                    },
                    GroupRanking { scores: &now.scores, group_of: &types.of_edition[edition_idx], ranks: &now.type_ranks },
                    types.ids.len(),
                    plan.method.ranking.ties,
                );
            }
        }
    }
}
