//! What the steps of the method did to the data in a build: left out, treated, could not tell apart, weighed.

use std::collections::BTreeMap;

use super::{listed, plural};
use crate::method::{PoolEditions, WeightingMethod, WhenAllEqual};
use crate::publish::Build;
use crate::tree::Child;

/// Indicators and regions that were left out of an edition for want of data.
pub(super) fn screened(build: &Build<'_>) -> Vec<String> {
    let (plan, regions, notes) = (build.plan, build.regions, &build.outcome.notes);
    let edition = |edition_idx: usize| plan.editions[edition_idx].id.as_str();
    let percent = |share: f64| format!("{:.0} %", 100.0 * share);
    let mut lines = Vec::new();
    if !notes.screened_indicators.is_empty() {
        let text = listed(notes.screened_indicators.iter().map(|(edition_idx, indicator_idx, share)| {
            format!(
                "`{}` of edition {} (there for {})",
                plan.indicators[*indicator_idx].id,
                edition(*edition_idx),
                percent(*share)
            )
        }));
        lines.push(format!("Indicators left out, because too few regions have them: {text}"));
    }
    if !notes.screened_regions.is_empty() {
        let text = listed(notes.screened_regions.iter().map(|(edition_idx, region_idx, share)| {
            let name = regions.shown(*region_idx, plan.main_language());
            format!("{name} of edition {} (has {})", edition(*edition_idx), percent(*share))
        }));
        lines.push(format!("Regions left out of an edition and its pools, because they have too few indicators: {text}"));
    }
    lines
}

/// Indicators that tell no regions apart.
pub(super) fn constant(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let constant = build.outcome.notes.constant.iter().map(|(edition_idx, indicator_idx, group)| {
        let indicator = &plan.indicators[*indicator_idx];
        let scored = match indicator.normalisation.all_equal {
            _ if !indicator.normalisation.scaling.depends_on_spread() => "",
            WhenAllEqual::Middle if indicator.normalisation.scaling.has_range() => " (all get the middle of the range)",
            WhenAllEqual::Middle => " (all get the middle)",
            WhenAllEqual::Formula => " (all get what the formula gives, or nothing where it divides by zero)",
            WhenAllEqual::Missing | WhenAllEqual::Fail => " (all are missing)",
        };
        let everywhere = if group.is_empty() { "everywhere".to_owned() } else { format!("everywhere within `{group}`") };
        format!(
            "Edition {}: `{}` has the same value {everywhere} and tells no regions apart{scored}",
            plan.editions[*edition_idx].id, indicator.id
        )
    });
    constant.collect()
}

/// Values that the treatment of outliers changed, and what became of each treatment; the numbers behind it are in the parameters.
pub(super) fn treated(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let mut by_indicator: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, indicator_idx, count) in &build.outcome.notes.treated {
        *by_indicator.entry(*indicator_idx).or_default() += count;
    }
    if !by_indicator.is_empty() {
        let total: usize = by_indicator.values().sum();
        let text = listed(by_indicator.iter().map(|(idx, count)| format!("`{}` {count}", plan.indicators[*idx].id)));
        lines.push(format!(
            "Outliers treated: {} changed over all editions, each in scores.parquet (`raw`, `treated`), skewness and kurtosis in parameters.csv: {text}",
            plural(total, "value", "values")
        ));
    }
    lines.extend((0..plan.indicators.len()).filter_map(|indicator_idx| treatment(build, indicator_idx)));
    lines
}

/// What was tried on an indicator, and in which editions it was kept.
fn treatment(build: &Build<'_>, indicator_idx: usize) -> Option<String> {
    let plan = build.plan;
    // A step in words with its fate, and the editions in which it had it.
    let mut fates: Vec<(String, Vec<String>)> = Vec::new();
    for &edition_idx in build.editions {
        let Some(outcome) = build.outcome.editions[edition_idx].indicators.get(indicator_idx) else { continue };
        for treatment in &outcome.treatments {
            let group = if treatment.group.is_empty() { String::new() } else { format!(" within `{}`", treatment.group) };
            for attempt in &treatment.parameters.attempts {
                let fate = match attempt.is_kept {
                    true => format!("{}{group} kept in", attempt.step),
                    false => format!("{}{group} not kept ({}) in", attempt.step, attempt.verdict),
                };
                let edition = plan.editions[edition_idx].id.clone();
                match fates.iter_mut().find(|(other, _)| *other == fate) {
                    Some((_, editions)) => editions.push(edition),
                    None => fates.push((fate, vec![edition])),
                }
            }
        }
    }
    let shown: Vec<String> = fates.into_iter().map(|(fate, editions)| format!("{fate} {}", editions.join(", "))).collect();
    let id = &plan.indicators[indicator_idx].id;
    (!shown.is_empty()).then(|| format!("Outliers of `{id}`: {}", listed(shown)))
}

/// What must be said of weights taken from the data.
pub(super) fn weights(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let mut refitted: Vec<(String, Vec<String>)> = Vec::new();
    for node in &plan.tree.nodes {
        let from_data = !matches!(node.weighting.method, WeightingMethod::Given | WeightingMethod::Equal);
        if from_data && node.weighting.pool == PoolEditions::Each && plan.editions.len() > 1 {
            let method = node.weighting.method.to_string();
            match refitted.iter_mut().find(|(other, _)| *other == method) {
                Some((_, ids)) => ids.push(format!("`{}`", node.id)),
                None => refitted.push((method, vec![format!("`{}`", node.id)])),
            }
        }
    }
    lines.extend(refitted.into_iter().map(|(method, ids)| {
        format!(
            "Warning: the weights of {} are fitted anew in every edition ({method}), so that a change of score or rank mixes \
             changes of the data with changes of the weights; fit them on all editions, or keep those of one",
            listed(ids)
        )
    }));
    // By node and child: the weights with their editions.
    let mut negative: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (edition_idx, node_idx, position, weight) in &build.outcome.notes.negative_weights {
        let of_edition = format!("{weight:.4} in edition {}", plan.editions[*edition_idx].id);
        negative.entry((*node_idx, *position)).or_default().push(of_edition);
    }
    for ((node_idx, position), weights) in negative {
        let child = match plan.tree.children(node_idx)[position] {
            Child::Node(child_idx) => &plan.tree.nodes[child_idx].id,
            Child::Indicator(indicator_idx) => &plan.indicators[indicator_idx].id,
        };
        lines.push(format!(
            "Warning: `{child}` has a negative weight in `{}`, so that a better score in it lowers that of the whole: {}",
            plan.tree.nodes[node_idx].id,
            listed(weights)
        ));
    }
    lines
}

/// Editions whose set of indicators differs from the one before.
pub(super) fn sets_of_indicators(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    for edition_idx in 1..plan.editions.len() {
        let names = |wanted: (bool, bool)| {
            let found = plan
                .indicators
                .iter()
                .filter(|indicator| (indicator.is_in(edition_idx - 1), indicator.is_in(edition_idx)) == wanted);
            found.map(|indicator| format!("`{}`", indicator.id)).collect::<Vec<String>>()
        };
        let (new, gone) = (names((false, true)), names((true, false)));
        for (what, ids) in [("new", new), ("gone", gone)] {
            if !ids.is_empty() && build.editions.contains(&edition_idx) {
                lines.push(format!(
                    "Indicators {what} in edition {}: {}; a change against the edition before may come from that",
                    plan.editions[edition_idx].id,
                    listed(ids)
                ));
            }
        }
    }
    lines
}
