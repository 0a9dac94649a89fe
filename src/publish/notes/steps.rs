//! What the steps of the method did to the data in a build: left out, treated, could not tell apart, weighed.

use std::collections::BTreeMap;

use super::Voice;
use crate::method::{PoolEditions, WeightingMethod, WhenAllEqual};
use crate::publish::Build;
use crate::publish::labels::{method, notes as text};
use crate::tree::Child;

/// Indicators and regions that were left out of an edition for want of data.
pub(super) fn screened(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let (plan, regions, notes) = (build.plan, build.regions, &build.outcome.notes);
    let edition = |edition_idx: usize| plan.editions[edition_idx].id.as_str();
    let percent = |share: f64| voice.percent(share, 0);
    let mut lines = Vec::new();
    if !notes.screened_indicators.is_empty() {
        let list = voice.listed(notes.screened_indicators.iter().map(|(edition_idx, indicator_idx, share)| {
            let words = [&*voice.indicator(plan, *indicator_idx), edition(*edition_idx), &percent(*share)];
            voice.say(text::SCREENED_INDICATOR, &words)
        }));
        lines.push(voice.say(text::SCREENED_INDICATORS, &[&list]));
    }
    if !notes.screened_regions.is_empty() {
        let list = voice.listed(notes.screened_regions.iter().map(|(edition_idx, region_idx, share)| {
            let name = regions.shown(*region_idx, voice.names);
            voice.say(text::SCREENED_REGION, &[&name, edition(*edition_idx), &percent(*share)])
        }));
        lines.push(voice.say(text::SCREENED_REGIONS, &[&list]));
    }
    lines
}

/// Indicators that tell no regions apart.
pub(super) fn constant(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let constant = build.outcome.notes.constant.iter().map(|(edition_idx, indicator_idx, group)| {
        let indicator = &plan.indicators[*indicator_idx];
        let scored = match indicator.normalisation.all_equal {
            _ if !indicator.normalisation.scaling.depends_on_spread() => "",
            WhenAllEqual::Middle if indicator.normalisation.scaling.has_range() => voice.word(text::ALL_MIDDLE_OF_RANGE),
            WhenAllEqual::Middle => voice.word(text::ALL_MIDDLE),
            WhenAllEqual::Formula => voice.word(text::ALL_FORMULA),
            WhenAllEqual::Missing | WhenAllEqual::Fail => voice.word(text::ALL_MISSING),
        };
        let everywhere = match group.is_empty() {
            true => voice.word(text::EVERYWHERE).to_owned(),
            false => voice.say(text::EVERYWHERE_WITHIN, &[group]),
        };
        voice.say(text::CONSTANT, &[&plan.editions[*edition_idx].id, &voice.indicator(plan, *indicator_idx), &everywhere, scored])
    });
    constant.collect()
}

/// Values that the treatment of outliers changed, and what became of each treatment; the numbers behind it are in the parameters.
pub(super) fn treated(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let mut by_indicator: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, indicator_idx, count) in &build.outcome.notes.treated {
        *by_indicator.entry(*indicator_idx).or_default() += count;
    }
    if !by_indicator.is_empty() {
        let total: usize = by_indicator.values().sum();
        let list = voice.listed(by_indicator.iter().map(|(idx, count)| format!("`{}` {count}", plan.indicators[*idx].id)));
        lines.push(voice.say(text::OUTLIERS_TREATED, &[&voice.count(total, text::VALUES), &list]));
    }
    lines.extend((0..plan.indicators.len()).filter_map(|indicator_idx| treatment(build, voice, indicator_idx)));
    lines
}

/// What was tried on an indicator, and in which editions it was kept.
fn treatment(build: &Build<'_>, voice: Voice<'_>, indicator_idx: usize) -> Option<String> {
    let plan = build.plan;
    // A step in words with its fate, and the editions in which it had it.
    let mut fates: Vec<(String, Vec<String>)> = Vec::new();
    for &edition_idx in build.editions {
        let Some(outcome) = build.outcome.editions[edition_idx].indicators.get(indicator_idx) else { continue };
        for treatment in &outcome.treatments {
            let group = match treatment.group.is_empty() {
                true => String::new(),
                false => voice.say(text::WITHIN, &[&treatment.group]),
            };
            for attempt in &treatment.parameters.attempts {
                let step = method::treatment_step(attempt.step, voice.language);
                let fate = match attempt.is_kept {
                    true => voice.say(text::STEP_KEPT, &[&step, &group]),
                    false => voice.say(text::STEP_NOT_KEPT, &[&step, &group, method::verdict(attempt.verdict, voice.language)]),
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
    (!shown.is_empty()).then(|| voice.say(text::OUTLIERS_OF, &[id, &voice.listed(shown)]))
}

/// What must be said of weights taken from the data.
pub(super) fn weights(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let mut refitted: Vec<(&str, Vec<String>)> = Vec::new();
    for node in &plan.tree.nodes {
        let from_data = !matches!(node.weighting.method, WeightingMethod::Given | WeightingMethod::Equal);
        if from_data && node.weighting.pool == PoolEditions::Each && plan.editions.len() > 1 {
            let words = method::weighting(node.weighting.method, voice.language);
            match refitted.iter_mut().find(|(other, _)| *other == words) {
                Some((_, ids)) => ids.push(format!("`{}`", node.id)),
                None => refitted.push((words, vec![format!("`{}`", node.id)])),
            }
        }
    }
    let refitted = refitted.into_iter();
    lines.extend(refitted.map(|(words, ids)| voice.say(text::WEIGHTS_REFITTED, &[&voice.listed(ids), words])));
    // By node and child: the weights with their editions.
    let mut negative: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (edition_idx, node_idx, position, weight) in &build.outcome.notes.negative_weights {
        let of_edition = voice.say(text::WEIGHT_IN, &[&voice.number(*weight, 4), &plan.editions[*edition_idx].id]);
        negative.entry((*node_idx, *position)).or_default().push(of_edition);
    }
    for ((node_idx, position), weights) in negative {
        let child = match plan.tree.children(node_idx)[position] {
            Child::Node(child_idx) => &plan.tree.nodes[child_idx].id,
            Child::Indicator(indicator_idx) => &plan.indicators[indicator_idx].id,
        };
        lines.push(voice.say(text::NEGATIVE_WEIGHT, &[child, &plan.tree.nodes[node_idx].id, &voice.listed(weights)]));
    }
    lines
}

/// Editions whose set of indicators differs from the one before.
pub(super) fn sets_of_indicators(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
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
        for (what, ids) in [(text::NEW_INDICATORS, new), (text::GONE_INDICATORS, gone)] {
            if !ids.is_empty() && build.editions.contains(&edition_idx) {
                lines.push(voice.say(what, &[&plan.editions[edition_idx].id, &voice.listed(ids)]));
            }
        }
    }
    lines
}
