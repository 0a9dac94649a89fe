//! What a configuration says about regions outside `[regions]`: columns of pools and groups, codes of groups and targets.

use std::collections::BTreeSet;

use crate::error::{Problem, did_you_mean};
use crate::method::{DistanceReference, Scaling};
use crate::plan::{GroupKind, Plan};

use super::Regions;

/// Columns that the region table does not have and codes that are not among the ranked regions.
pub(super) fn check(plan: &Plan, regions: &Regions) -> Vec<Problem> {
    let mut problems = Vec::new();
    let of_groups = plan.groups.iter().filter_map(|group| match &group.kind {
        GroupKind::Column(column) => Some(column),
        _ => None,
    });
    for column in plan.pool_columns.iter().chain(of_groups) {
        if regions.table.column(column).is_none() {
            let help = did_you_mean(column, regions.table.columns.iter().map(String::as_str));
            problems
                .push(plan.text.problem(&column.span, format!("the region table has no column `{}`", column.value)).help(help));
        }
    }
    let codes: BTreeSet<&str> = (0..regions.n_ranked()).map(|region_idx| regions.code(region_idx)).collect();
    let mut unknown = |code: &str, span: &std::ops::Range<usize>| {
        if !codes.contains(code) {
            let message = format!("no ranked region has the code `{code}`");
            problems.push(plan.text.problem(span, message).help(did_you_mean(code, codes.iter().copied())));
        }
    };
    for group in &plan.groups {
        if let GroupKind::Regions(listed) = &group.kind {
            listed.iter().for_each(|code| unknown(code, &listed.span));
        }
    }
    for difference in &plan.differences {
        unknown(&difference.region, &difference.region.span);
    }
    for target in &plan.targets {
        target.regions.iter().for_each(|(code, _)| unknown(code, &code.span));
    }
    for (indicator, raw) in plan.indicators.iter().zip(&plan.raw.indicators) {
        if let Scaling::DistanceTo { reference: DistanceReference::Region(code), .. } = &indicator.normalisation.scaling {
            unknown(code, &raw.id.span);
        }
    }
    for footnote in &plan.footnotes {
        if let Some(region) = &footnote.region
            && let Err(problem) = super::find(plan, regions, region)
        {
            let mut placed = plan.text.problem(&region.span, problem.message);
            placed.help = problem.help;
            problems.push(placed);
        }
        let types: &[String] = regions.types.as_ref().map_or(&[], |types| &types.ids);
        if let Some(id) = footnote.region_type.as_ref().filter(|id| !types.contains(&id.value)) {
            let help = did_you_mean(id, types.iter().map(String::as_str));
            problems.push(plan.text.problem(&id.span, format!("there is no region type `{}`", id.value)).help(help));
        }
    }
    problems.extend(crate::corrections::unknown(plan, regions));
    problems
}
