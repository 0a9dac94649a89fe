//! One choice at a time: what leaving out an indicator or a factor does, and each option alone, all else as configured.
//!
//! Saisana, Saltelli & Tarantola (2005) measure such a change by the mean absolute shift of ranks; scores are compared too where
//! they are on the same scale.

use rayon::prelude::*;

use super::inputs::{Draw, OptionDraw};
use super::{Engine, Subject};
use crate::analysis::sensitivity::leave_one_out::{self, Shift, Standing};
use crate::method::CONFIGURED;
use crate::tree::Tree;

/// What is otherwise than configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// This indicator is left out.
    WithoutIndicator(usize),
    /// This factor is left out, with all indicators below it.
    WithoutFactor(usize),
    /// All children of a node weigh the same.
    EqualWeights,
    /// Another option of a choice: the choice, and the option's label.
    Option(Choice, String),
}

/// A choice among options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Normalisation.
    Normalisation,
    /// Rule for equal values.
    Ties,
    /// Aggregation.
    Aggregation,
    /// Treatment of outliers.
    Treatment,
    /// Imputation.
    Imputation,
}

/// A scenario and what it does to a node.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// What is otherwise.
    pub change: Change,
    /// Which node is looked at.
    pub node_idx: usize,
    /// Its standing, and how it differs from the nominal one; or why there is none.
    pub result: Result<Standings, String>,
}

/// Scores and ranks under a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Standings {
    /// Scores, by ranked region.
    pub scores: Vec<f64>,
    /// Ranks; 0 = not ranked.
    pub ranks: Vec<u32>,
    /// Ranks within region types; empty where there are none.
    pub type_ranks: Vec<u32>,
    /// How they differ from the nominal ranks.
    pub shift: Shift,
}

/// Every scenario of an engine's options, and every indicator and factor left out, for some nodes of an edition.
pub fn scenarios(engine: &Engine<'_>, edition_idx: usize, nodes: &[usize]) -> Vec<Scenario> {
    let subject = engine.subject;
    let changes = changes(engine, edition_idx);
    changes
        .into_par_iter()
        .flat_map_iter(|(change, draw)| {
            let computed = engine.nodes(edition_idx, &draw);
            let of_node = |&node_idx: &usize| Scenario {
                change: change.clone(),
                node_idx,
                result: computed.clone().and_then(|nodes| {
                    let nominal = &subject.outcome.editions[edition_idx].nodes[node_idx];
                    let now = &nodes[node_idx];
                    let with = Standing { scores: nominal.ranked_by(), ranks: &nominal.ranks };
                    let shift = leave_one_out::shift(with, Standing { scores: now.ranked_by(), ranks: &now.ranks });
                    let shift = shift.ok_or_else(|| "no region is ranked".to_owned())?;
                    let (scores, ranks, type_ranks) = (now.scores.clone(), now.ranks.clone(), now.type_ranks.clone());
                    Ok(Standings { scores, ranks, type_ranks, shift })
                }),
            };
            nodes.iter().map(of_node).collect::<Vec<Scenario>>()
        })
        .collect()
}

fn changes(engine: &Engine<'_>, edition_idx: usize) -> Vec<(Change, Draw)> {
    let Subject { plan, .. } = engine.subject;
    let nominal = engine.inputs.nominal();
    let mut changes = Vec::new();
    let is_in = |indicator_idx: &usize| plan.indicators[*indicator_idx].is_in(edition_idx);
    for indicator_idx in (0..plan.indicators.len()).filter(is_in) {
        changes.push((Change::WithoutIndicator(indicator_idx), Draw { left_out: vec![indicator_idx], ..nominal.clone() }));
    }
    for (node_idx, node) in plan.tree.nodes.iter().enumerate().filter(|(node_idx, _)| *node_idx != Tree::ROOT) {
        changes.push((Change::WithoutFactor(node_idx), Draw { left_out: node.leaves.clone(), ..nominal.clone() }));
    }
    if let Some(draw) = equal_weights(engine, edition_idx) {
        changes.push((Change::EqualWeights, draw));
    }
    let draws = &plan.robustness.draws;
    let mut option = |choice: Choice, labels: &[String], of: &dyn Fn(usize) -> OptionDraw| {
        for (position, label) in labels.iter().enumerate().filter(|(_, label)| *label != CONFIGURED) {
            changes.push((Change::Option(choice, label.clone()), Draw { options: of(position), ..nominal.clone() }));
        }
    };
    let own = nominal.options;
    option(Choice::Normalisation, &draws.normalisation.labels, &|normalisation| OptionDraw { normalisation, ..own });
    option(Choice::Ties, &draws.ties.labels, &|ties| OptionDraw { ties, ..own });
    option(Choice::Aggregation, &draws.aggregation.labels, &|aggregation| OptionDraw { aggregation, ..own });
    option(Choice::Treatment, &draws.treatment.labels, &|treatment| OptionDraw { treatment, ..own });
    option(Choice::Imputation, &draws.imputation.labels, &|imputation| OptionDraw { imputation, ..own });
    changes
}

/// The draw that makes all weights equal; `None` where they are.
fn equal_weights(engine: &Engine<'_>, edition_idx: usize) -> Option<Draw> {
    let Subject { plan, outcome, .. } = engine.subject;
    let nodes = &outcome.editions[edition_idx].nodes;
    let differ = |weights: &[f64]| {
        let mut given = weights.iter().filter(|weight| **weight != 0.0);
        given.next().is_some_and(|first| given.any(|other| other != first))
    };
    if !nodes.iter().any(|node| differ(&node.weights)) {
        return None;
    }
    let mut draw = engine.inputs.nominal();
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        for (child, &weight) in plan.tree.children(node_idx).iter().zip(&nodes[node_idx].weights) {
            let multiplier = match child {
                crate::tree::Child::Indicator(indicator_idx)
                    if node.indicators.contains(indicator_idx) || node_idx == Tree::ROOT =>
                {
                    &mut draw.indicator_multipliers[*indicator_idx]
                }
                crate::tree::Child::Indicator(_) => continue,
                crate::tree::Child::Node(child_idx) => &mut draw.node_multipliers[*child_idx],
            };
            if weight > 0.0 {
                *multiplier = 1.0 / weight;
            }
        }
    }
    Some(draw)
}
