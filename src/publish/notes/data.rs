//! What was done to the data in a build, line by line: only what happened.

use std::collections::BTreeMap;

use super::steps::{constant, screened, sets_of_indicators, treated, weights};
use super::{listed, plural, publication};
use crate::indicator::Indicator;
use crate::method::{MissingChildren, MissingPolicy};
use crate::panel::Missing;
use crate::plan::Finding;
use crate::publish::{Build, base_name};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Regions that lack an indicator, with the editions in which they do.
fn missing_regions(build: &Build<'_>, indicator_idx: usize) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let lacks = |edition_idx: usize, region_idx: usize| {
        // What an edition does not have, and what was screened out, is not missing there.
        let indicator = build.outcome.editions[edition_idx].indicators.get(indicator_idx).filter(|indicator| indicator.is_in);
        let value = indicator.and_then(|indicator| indicator.raw.get(region_idx));
        value.is_some_and(|value| value.is_nan() && Missing::of(*value) != Some(Missing::Screened))
    };
    (0..regions.n_ranked())
        .filter_map(|region_idx| {
            let editions = build.editions.iter().filter(|&&edition_idx| lacks(edition_idx, region_idx));
            let editions: Vec<&str> = editions.map(|&edition_idx| plan.editions[edition_idx].id.as_str()).collect();
            let name = regions.name(region_idx, plan.main_language());
            (!editions.is_empty()).then(|| format!("{name} ({})", editions.join(", ")))
        })
        .collect()
}

/// What was done to the data in this build.
pub fn data(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let mut lines = Vec::new();
    let notes = &build.ingested.notes;
    lines.extend(regions.notes.iter().cloned());
    lines.extend(dialects(build));
    lines.extend(build.ingested.inputs.iter().filter_map(|input| {
        let taken = input.period_columns.as_ref()?;
        Some(format!("Columns of {} by the pattern {taken}", base_name(input.name.as_ref())))
    }));
    let outside = regions.division.codes.len() - regions.n_ranked();
    if outside > 0 {
        lines.push(format!(
            "Universe: {} ranked; {} of the division left out by rule",
            plural(regions.n_ranked(), "region", "regions"),
            outside
        ));
    }
    let rows = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>() as usize;
    for (what, counts) in [("totals", &notes.totals), ("other levels", &notes.other_levels), ("unknown codes", &notes.unknown)] {
        if !counts.is_empty() {
            let codes = listed(counts.keys().map(|code| crate::ingest::printable(code)));
            lines.push(format!("Dropped: {} of {what} ({codes})", plural(rows(counts), "row", "rows")));
        }
    }
    if !notes.symbols.is_empty() {
        let mut by_symbol: BTreeMap<&str, u64> = BTreeMap::new();
        for ((_, symbol), count) in &notes.symbols {
            *by_symbol.entry(symbol).or_default() += count;
        }
        let nil = notes.nil.len();
        let text = listed(by_symbol.iter().map(|(symbol, count)| format!("`{}` {count}", crate::ingest::printable(symbol))));
        lines.push(format!("Symbols in place of values: {text}; {nil} of them read as exactly zero, the others as missing"));
    }
    lines.extend(merged(build));
    lines.extend(inferred(build));
    lines.extend(carried_over(build));
    lines.extend(screened(build));
    lines.extend(missing(build));
    lines.extend(few_answers(build));
    let preliminary: usize = build.outcome.notes.preliminary.iter().map(|(_, _, count)| count).sum();
    if preliminary > 0 {
        let indicators: Vec<&str> = distinct(
            build.outcome.notes.preliminary.iter().map(|(_, indicator_idx, _)| plan.indicators[*indicator_idx].id.as_str()),
        );
        lines.push(format!(
            "Preliminary: {} of {}",
            plural(preliminary, "indicator value", "indicator values"),
            listed(indicators.into_iter().map(str::to_owned))
        ));
    }
    lines.extend(by_hand(build));
    lines.extend(constant(build));
    lines.extend(treated(build));
    lines.extend(weights(build));
    lines.extend(sets_of_indicators(build));
    lines.extend(unranked(build));
    lines.extend(without_factor(build));
    lines.extend(ties(build));
    lines.extend(summaries(build));
    lines.extend(publication::not_published(build));
    for acknowledgement in &plan.acknowledgements {
        let finding = match acknowledgement.finding {
            Finding::CarriedOver => "carried over",
            Finding::Preliminary => "preliminary",
        };
        lines.push(format!(
            "Acknowledged: `{}` {finding} in edition {}: {}",
            plan.indicators[acknowledgement.indicator_idx].id,
            plan.editions[acknowledgement.edition_idx].id,
            acknowledgement.reason
        ));
    }
    lines
}

/// How CSV files were read, each way once.
fn dialects(build: &Build<'_>) -> Vec<String> {
    let mut by_dialect: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for input in &build.ingested.inputs {
        if let Some(dialect) = &input.dialect {
            by_dialect.entry(dialect).or_default().push(base_name(input.name.as_ref()));
        }
    }
    by_dialect.into_iter().map(|(dialect, files)| format!("Read as CSV: {} ({dialect})", listed(files))).collect()
}

/// How many values were set by hand, and how many scores corrected: each stands in a section of its own.
fn by_hand(build: &Build<'_>) -> Vec<String> {
    let corrections = &build.plan.corrections;
    let overrides = corrections.overrides.iter().filter(|value| build.editions.contains(&value.edition_idx)).count();
    let corrected = corrections.list.iter().filter(|correction| build.editions.contains(&correction.edition_idx)).count();
    [
        ("Set by hand", overrides, "indicator value", "indicator values"),
        ("Corrected after publication", corrected, "score", "scores"),
    ]
    .into_iter()
    .filter(|(_, count, _, _)| *count > 0)
    .map(|(what, count, one, many)| format!("{what}: {}, listed in corrections.csv", plural(count, one, many)))
    .collect()
}

fn distinct<'a>(entries: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for entry in entries {
        if !seen.contains(&entry) {
            seen.push(entry);
        }
    }
    seen
}

fn merged(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let mut by_region: BTreeMap<&str, (std::collections::BTreeSet<&str>, usize, usize)> = BTreeMap::new();
    for ((_, code), cells) in &build.harmonised.merged {
        let entry = by_region.entry(code).or_default();
        entry.0.extend(cells.from.iter().map(String::as_str));
        entry.1 += cells.periods.len();
        if cells.approximate {
            entry.2 += cells.periods.len();
        }
    }
    if by_region.is_empty() {
        return Vec::new();
    }
    let language = plan.main_language();
    let cells: usize = by_region.values().map(|(_, cells, _)| cells).sum();
    let approximate: usize = by_region.values().map(|(_, _, approximate)| approximate).sum();
    let name = |code: &str| format!("{code} {}", regions.any_name(code, language)).trim().to_owned();
    let text = listed(by_region.iter().map(|(code, (from, _, _))| {
        let others: Vec<String> = from.iter().filter(|other| *other != code).map(|other| name(other)).collect();
        format!("{} (with {})", name(code), others.join(", "))
    }));
    vec![format!(
        "Merged: {} of {} put together from older divisions, {approximate} of them approximately by weighted mean: {text}",
        plural(cells, "value", "values"),
        plural(by_region.len(), "region", "regions"),
    )]
}

fn inferred(build: &Build<'_>) -> Vec<String> {
    let mut by_variable: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ((variable_idx, period), year) in &build.harmonised.inferred {
        by_variable.entry(*variable_idx).or_default().push(format!("{period} on the division of {year}"));
    }
    by_variable
        .into_iter()
        .map(|(variable_idx, periods)| {
            format!(
                "Inferred division: `{}`: {} (declare it, if a row may be missing for another reason)",
                build.plan.variables[variable_idx].id,
                listed(periods)
            )
        })
        .collect()
}

fn carried_over(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let carried = build.schedule.carried_over.iter().filter(|carried| build.editions.contains(&carried.edition_idx));
    carried
        .map(|carried| {
            let used = build.schedule.periods[carried.edition_idx][carried.indicator_idx];
            format!(
                "Carried over: `{}` of edition {} uses {used}, because {} has not arrived",
                plan.indicators[carried.indicator_idx].id, plan.editions[carried.edition_idx].id, carried.planned
            )
        })
        .collect()
}

fn missing(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut by_indicator: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, indicator_idx, count) in &build.outcome.notes.missing {
        *by_indicator.entry(*indicator_idx).or_default() += count;
    }
    if by_indicator.is_empty() {
        return Vec::new();
    }
    let sum = |list: &[(usize, usize, usize)]| list.iter().map(|(_, _, count)| count).sum::<usize>();
    let notes = &build.outcome.notes;
    let imputed = sum(&notes.imputed) + sum(&notes.neutral);
    let total: usize = by_indicator.values().sum();
    let filled = |indicator_idx: usize| -> usize {
        notes.imputed.iter().filter(|(_, other, _)| *other == indicator_idx).map(|(_, _, count)| count).sum()
    };
    let left = |indicator_idx: usize| match plan.indicators[indicator_idx].missing.policy {
        MissingPolicy::Neutral => "given the middle of the range",
        MissingPolicy::Propagate => "the nodes above have no score",
        _ => "left out, the other weights carry the score",
    };
    let what = |indicator_idx: usize, count: usize| match filled(indicator_idx) {
        0 => left(indicator_idx).to_owned(),
        filled => {
            let by = format!("filled with {}", plan.indicators[indicator_idx].imputation.method);
            if filled == count { by } else { format!("{filled} {by}; the others {}", left(indicator_idx)) }
        }
    };
    let text = listed(by_indicator.iter().map(|(&indicator_idx, &count)| {
        format!("`{}` {count} ({})", plan.indicators[indicator_idx].id, what(indicator_idx, count))
    }));
    let mut lines = vec![format!(
        "Missing: {} over all editions, {imputed} of them imputed: {text}",
        plural(total, "indicator value", "indicator values")
    )];
    for &indicator_idx in by_indicator.keys() {
        let missing = missing_regions(build, indicator_idx);
        if !missing.is_empty() {
            lines.push(format!("Missing `{}`: {}", plan.indicators[indicator_idx].id, listed(missing)));
        }
    }
    lines
}

/// Of the missing values those that rest on too few answers, by indicator and edition.
fn few_answers(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let count = |edition_idx: usize, indicator_idx: usize| {
        let indicator = build.outcome.editions[edition_idx].indicators.get(indicator_idx);
        let raw = indicator.map_or(&[][..], |indicator| &indicator.raw[..]);
        raw.iter().filter(|value| Missing::of(**value) == Some(Missing::FewAnswers)).count()
    };
    let of_indicator = |(indicator_idx, indicator): (usize, &Indicator)| {
        let counts = build.editions.iter().map(|&edition_idx| (edition_idx, count(edition_idx, indicator_idx)));
        let counts: Vec<String> = counts
            .filter(|(_, count)| *count > 0)
            .map(|(edition_idx, count)| format!("{count} in {}", plan.editions[edition_idx].id))
            .collect();
        (!counts.is_empty()).then(|| format!("Too few answers: `{}`: {}", indicator.id, counts.join(", ")))
    };
    plan.indicators.iter().enumerate().filter_map(of_indicator).collect()
}

fn unranked(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    build
        .editions
        .iter()
        .flat_map(|&edition_idx| {
            let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
            // Those that were screened out are listed as such.
            let is_screened = |region_idx: usize| {
                let screened = &build.outcome.notes.screened_regions;
                screened.iter().any(|(edition, region, _)| (*edition, *region) == (edition_idx, region_idx))
            };
            let left_out: Vec<usize> = (0..regions.n_ranked())
                .filter(|&region_idx| root.ranks[region_idx] == UNRANKED && !is_screened(region_idx))
                .collect();
            let why = |region_idx: usize| match plan.tree.nodes[Tree::ROOT].missing_children {
                MissingChildren::Renormalise { minimum_coverage } if root.coverage[region_idx] < minimum_coverage => {
                    format!("below {} % coverage", minimum_coverage * 100.0)
                }
                _ => "of which something is missing".to_owned(),
            };
            let mut by_cause: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for region_idx in left_out {
                by_cause.entry(why(region_idx)).or_default().push(region_idx);
            }
            by_cause.into_iter().map(move |(why, left_out)| {
                let names = listed(left_out.iter().map(|&region_idx| regions.shown(region_idx, plan.main_language())));
                format!(
                    "Not ranked in edition {}: {} {why}: {names}",
                    plan.editions[edition_idx].id,
                    plural(left_out.len(), "region", "regions"),
                )
            })
        })
        .collect()
}

/// Ranked regions that have no score for a factor: an empty cell that nobody would look for.
fn without_factor(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let mut lines = Vec::new();
    for &edition_idx in build.editions {
        let nodes = &build.outcome.editions[edition_idx].nodes;
        for (node, outcome) in plan.tree.nodes.iter().zip(nodes).skip(1) {
            // A factor that the edition does not have is not missing.
            if outcome.weights.iter().all(|weight| *weight == 0.0) {
                continue;
            }
            let is_bare =
                |region_idx: &usize| outcome.scores[*region_idx].is_nan() && nodes[Tree::ROOT].ranks[*region_idx] != UNRANKED;
            let bare: Vec<usize> = (0..regions.n_ranked()).filter(is_bare).collect();
            if !bare.is_empty() {
                let names = listed(bare.iter().map(|&region_idx| regions.shown(region_idx, plan.main_language())));
                let count = plural(bare.len(), "ranked region", "ranked regions");
                let edition = &plan.editions[edition_idx].id;
                lines.push(format!("No score for `{}` in edition {edition}: {count} for want of data: {names}", node.id));
            }
        }
    }
    lines
}

fn ties(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let mut lines = Vec::new();
    for &edition_idx in build.editions {
        let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        let mut by_rank: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (region_idx, &rank) in root.ranks.iter().enumerate() {
            if rank != UNRANKED {
                by_rank.entry(rank).or_default().push(region_idx);
            }
        }
        let shared: Vec<(u32, Vec<usize>)> = by_rank.into_iter().filter(|(_, regions)| regions.len() > 1).collect();
        if shared.is_empty() {
            continue;
        }
        let n_regions: usize = shared.iter().map(|(_, regions)| regions.len()).sum();
        let text = listed(shared.iter().map(|(rank, members)| {
            let names: Vec<&str> =
                members.iter().take(4).map(|&region_idx| regions.name(region_idx, plan.main_language())).collect();
            let more = if members.len() > 4 { format!(" and {} more", members.len() - 4) } else { String::new() };
            format!("{rank}. {}{more}", names.join(" = "))
        }));
        lines.push(format!(
            "Ties in edition {}: {} share {}: {text}",
            plan.editions[edition_idx].id,
            plural(n_regions, "region", "regions"),
            plural(shared.len(), "rank", "ranks")
        ));
    }
    lines
}

/// Regions that are left out of summaries for larger areas.
fn summaries(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let named = |list: &[usize]| listed(list.iter().map(|&region_idx| regions.shown(region_idx, plan.main_language())));
    let mut lines = Vec::new();
    for (summary, found) in plan.summaries.iter().zip(build.summaries) {
        if !found.outside.is_empty() {
            lines.push(format!(
                "Summary `{}`: {} in no area (`{}` is empty): {}",
                summary.id,
                plural(found.outside.len(), "region is", "regions are"),
                summary.by.value,
                named(&found.outside)
            ));
        }
        for &edition_idx in build.editions {
            let without = &found.editions[edition_idx].without_weight;
            if !without.is_empty() {
                lines.push(format!(
                    "Summary `{}` of edition {}: {} no weight (`{}` of {}), left out of what is weighted: {}",
                    summary.id,
                    plan.editions[edition_idx].id,
                    plural(without.len(), "region has", "regions have"),
                    plan.variables[summary.weight].id,
                    summary.periods[edition_idx],
                    named(without)
                ));
            }
        }
    }
    lines
}
