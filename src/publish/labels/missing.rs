//! Labels that an index lacks in one of its languages: in their place stands an id, or a text in another language.

use crate::config::located::Localised;
use crate::plan::Plan;
use crate::region::Regions;

/// A kind of label that is missing, and of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingLabels {
    /// What kind: "name of a factor".
    pub what: &'static str,
    /// The languages in which it is missing.
    pub languages: Vec<String>,
    /// Ids of what lacks it, in configuration order.
    pub ids: Vec<String>,
}

/// Names, units, sources, notes and labels that are missing in a language of the index. A name is missing where there is none; in an
/// index of one language only where any other of its kind has one, as whoever starts goes by ids. A unit, source, note or label is missing
/// only where it is given in another language.
pub fn missing_labels(plan: &Plan, regions: &Regions) -> Vec<MissingLabels> {
    let mut found: Vec<MissingLabels> = Vec::new();
    let mut check = |what: &'static str, id: &str, text: &Localised, is_needed: bool| {
        let languages = match (text.is_empty(), is_needed) {
            (true, false) => return,
            _ => text.missing(&plan.index.languages).into_iter().map(str::to_owned).collect::<Vec<String>>(),
        };
        if languages.is_empty() {
            return;
        }
        match found.iter_mut().find(|other| other.what == what && other.languages == languages) {
            Some(other) => other.ids.push(id.to_owned()),
            None => found.push(MissingLabels { what, languages, ids: vec![id.to_owned()] }),
        }
    };
    let are_needed = |mut names: Box<dyn Iterator<Item = &Localised> + '_>| {
        plan.index.languages.len() > 1 || names.any(|name| !name.is_empty())
    };
    check("label", &plan.index.id, &plan.index.label, false);
    let factors = || plan.tree.nodes.iter().skip(1);
    let needs_factors = are_needed(Box::new(factors().map(|factor| &factor.name)));
    for factor in factors() {
        check("name of a factor", &factor.id, &factor.name, needs_factors);
    }
    let needs_indicators = are_needed(Box::new(plan.indicators.iter().map(|indicator| &indicator.name)));
    for indicator in &plan.indicators {
        check("name of an indicator", &indicator.id, &indicator.name, needs_indicators);
        check("unit", &indicator.id, &indicator.unit, false);
        check("source", &indicator.id, &indicator.source, false);
        check("note", &indicator.id, &indicator.note, false);
    }
    if let Some(types) = &plan.regions.types {
        let nameless = Localised::default();
        let needs_types = are_needed(Box::new(types.names.iter().map(|(_, name)| name)));
        for id in regions.types.iter().flat_map(|types| &types.ids) {
            let name = types.names.iter().find(|(other, _)| other.value == *id).map_or(&nameless, |(_, name)| name);
            check("name of a region type", id, name, needs_types);
        }
        check("label of the region types", &types.column.value, &types.label, false);
    }
    let needs_groups = are_needed(Box::new(plan.groups.iter().map(|group| &group.name)));
    for group in &plan.groups {
        check("name of a group", &group.id.value, &group.name, needs_groups);
    }
    let needs_summaries = are_needed(Box::new(plan.summaries.iter().map(|summary| &summary.name)));
    for summary in &plan.summaries {
        check("name of a summary", &summary.id, &summary.name, needs_summaries);
    }
    found
}

/// The findings in words, line by line.
pub fn in_words(found: &[MissingLabels]) -> Vec<String> {
    let line = |of: &MissingLabels| {
        let ids: Vec<String> = of.ids.iter().map(|id| format!("`{id}`")).collect();
        format!("Label missing in {}: {} {}", of.languages.join(", "), of.what, ids.join(", "))
    };
    found.iter().map(line).collect()
}
