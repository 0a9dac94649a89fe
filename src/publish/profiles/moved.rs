//! Why a region's score moved: parts by indicator and cause, as they are printed, so that they add up.

use super::context::Context;
use super::page::Number;
use crate::analysis::attribution::printed;
use crate::plan::Publication;
use crate::publish::report::phrases::{Phrase, Phrases};
use crate::tree::Tree;

/// The change of a region's score.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    /// Score before and now.
    pub scores: (f64, f64),
    /// Parts, the largest first.
    pub parts: Vec<Part>,
    /// What rounding adds; `None` where it shows in no digit.
    pub rounding: Option<Number>,
    /// Sum of all; `None` where parts that are not published are missing from it.
    pub total: Option<Number>,
    /// Whether weights or coverage did anything.
    pub has_rest: bool,
}

/// An indicator's part.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The indicator.
    pub name: Phrase,
    /// By its own value, by the others', by weights and coverage, together.
    pub points: [Number; 4],
}

/// The parts of a region's change; `None` where there is none to explain.
pub(super) fn moved(context: &Context<'_>, region_idx: usize, language: &str, phrases: &Phrases) -> Option<Moved> {
    let plan = context.build.plan;
    let change = context.changes[region_idx].as_ref()?;
    let mut rows: Vec<Vec<f64>> = change.parts.iter().map(|part| vec![part.own, part.others, part.not_values()]).collect();
    rows.push(vec![0.0, 0.0, change.weights + change.rounding]);
    let rows = printed::table(&rows, plan.publish.decimals);
    let is_hidden = |indicator_idx: usize| plan.indicators[indicator_idx].publication == Publication::None;
    let points = |points: f64| Number::signed(points, plan.publish.decimals, language);
    let mut shown: Vec<(usize, &Vec<f64>)> = change
        .parts
        .iter()
        .zip(&rows)
        .map(|(part, row)| (part.indicator_idx, row))
        .filter(|(indicator_idx, row)| !is_hidden(*indicator_idx) && row.iter().any(|points| *points != 0.0))
        .collect();
    let total = |row: &[f64]| row.iter().sum::<f64>();
    // A stable sort: equal parts stay in configuration order.
    shown.sort_by(|a, b| total(b.1).abs().total_cmp(&total(a.1).abs()));
    let part = |&(indicator_idx, row): &(usize, &Vec<f64>)| {
        let indicator = &plan.indicators[indicator_idx];
        let name = phrases.localised(&indicator.name, &indicator.id);
        Part { name, points: [row[0], row[1], row[2], total(row)].map(points) }
    };
    let all_are_shown = !change.parts.iter().any(|part| is_hidden(part.indicator_idx));
    let root = |edition_idx: usize| &context.build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let before = context.edition_idx.checked_sub(1)?;
    let rounding = rows.last().map_or(0.0, |row| row[2]);
    Some(Moved {
        scores: (root(before).scores[region_idx], root(context.edition_idx).scores[region_idx]),
        parts: shown.iter().map(part).collect(),
        has_rest: shown.iter().any(|(_, row)| row[2] != 0.0),
        rounding: (rounding != 0.0).then(|| points(rounding)),
        total: all_are_shown.then(|| points(rows.iter().flatten().sum())),
    })
}
