//! What was done to the data, and by which rules: printed on the terminal, and written as `notes.md` beside the tables.
//!
//! Nothing that was merged, left out, carried over, imputed or tied goes unmentioned; what did not happen is not mentioned.

use std::collections::BTreeMap;

use super::{Build, OutputFile, base_name, labels};
use crate::method::{MissingPolicy, Rounding};
use crate::plan::{Finding, Status};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Most entries of one kind that are written out in a line.
const MOST_LISTED: usize = 6;

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub title: &'static str,
    /// Lines.
    pub lines: Vec<String>,
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn listed(entries: impl IntoIterator<Item = String>) -> String {
    let all: Vec<String> = entries.into_iter().collect();
    let mut text = all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > MOST_LISTED {
        text.push_str(&format!(" and {} more", all.len() - MOST_LISTED));
    }
    text
}

/// Regions that lack an indicator, with the editions in which they do.
fn missing_regions(build: &Build<'_>, indicator_idx: usize) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let lacks = |edition_idx: usize, region_idx: usize| {
        let indicator = build.outcome.editions[edition_idx].indicators.get(indicator_idx);
        indicator.is_some_and(|indicator| indicator.raw[region_idx].is_nan())
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
    lines.extend(missing(build));
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
    for (edition_idx, indicator_idx) in &build.outcome.notes.constant {
        lines.push(format!(
            "Edition {}: `{}` has the same value everywhere and tells no regions apart (all get the middle of the range)",
            plan.editions[*edition_idx].id, plan.indicators[*indicator_idx].id
        ));
    }
    lines.extend(unranked(build));
    lines.extend(ties(build));
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
    let neutral: usize = build.outcome.notes.neutral.iter().map(|(_, _, count)| count).sum();
    if by_indicator.is_empty() {
        return Vec::new();
    }
    let total: usize = by_indicator.values().sum();
    let what = |indicator_idx: usize| match plan.indicators[indicator_idx].missing.policy {
        MissingPolicy::Neutral => "given the middle of the range",
        _ => "left out, the other weights carry the score",
    };
    let text =
        listed(by_indicator.iter().map(|(indicator_idx, count)| {
            format!("`{}` {count} ({})", plan.indicators[*indicator_idx].id, what(*indicator_idx))
        }));
    let mut lines = vec![format!(
        "Missing: {} over all editions, {neutral} of them imputed: {text}",
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

fn unranked(build: &Build<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    build
        .editions
        .iter()
        .filter_map(|&edition_idx| {
            let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
            let left_out: Vec<usize> = (0..regions.n_ranked()).filter(|&region_idx| root.ranks[region_idx] == UNRANKED).collect();
            (!left_out.is_empty()).then(|| {
                let names = listed(left_out.iter().map(|&region_idx| regions.shown(region_idx, plan.main_language())));
                format!(
                    "Not ranked in edition {}: {} below {} % coverage: {names}",
                    plan.editions[edition_idx].id,
                    plural(left_out.len(), "region", "regions"),
                    plan.method.minimum_coverage * 100.0
                )
            })
        })
        .collect()
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

/// The rules that were applied.
pub fn rules(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let language = plan.main_language();
    let mut normalisations: Vec<(String, Vec<&str>)> = Vec::new();
    for indicator in &plan.indicators {
        let text = indicator.normalisation.to_string();
        match normalisations.iter_mut().find(|(other, _)| *other == text) {
            Some((_, ids)) => ids.push(&indicator.id),
            None => normalisations.push((text, vec![&indicator.id])),
        }
    }
    normalisations.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    for (position, (text, ids)) in normalisations.iter().enumerate() {
        let whom = match position {
            0 => String::new(),
            _ => format!(" for {}", listed(ids.iter().map(|id| format!("`{id}`")))),
        };
        lines.push(format!(
            "Normalisation{whom}: {text}; pool: the {} ranked in the edition",
            plural(build.regions.n_ranked(), "region", "regions")
        ));
    }
    let basis = match plan.tree.nodes.first().map(|root| root.basis) {
        Some(crate::method::Basis::Factors) => "of the factors directly below (a mean of means)",
        _ => "of all indicators below a node",
    };
    lines.push(format!("Aggregation: weighted arithmetic mean {basis}, added in configuration order"));
    let roundings = plan.method.roundings;
    if [roundings.normalised, roundings.factors, roundings.index].iter().any(|rounding| *rounding != Rounding::None) {
        lines.push(format!(
            "Rounding: indicator scores {}, factors {}, index {}",
            roundings.normalised, roundings.factors, roundings.index
        ));
    }
    lines.push(format!(
        "Ranking: each score is rounded once to {} decimals, then ranked, highest first; equal scores share a rank ({})",
        plan.method.ranking.decimals, plan.method.ranking.ties
    ));
    let words = |policy: MissingPolicy| match policy {
        MissingPolicy::Fail => "the build stops",
        MissingPolicy::Renormalise => "left out, the other weights carry the score",
        MissingPolicy::Neutral => "the middle of the range",
        MissingPolicy::Propagate => "the nodes above have no score either",
    };
    let mut policies: Vec<(&str, Vec<&str>)> = Vec::new();
    for indicator in &plan.indicators {
        let text = words(indicator.missing.policy);
        match policies.iter_mut().find(|(other, _)| *other == text) {
            Some((_, ids)) => ids.push(&indicator.id),
            None => policies.push((text, vec![&indicator.id])),
        }
    }
    policies.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    let policies = policies.iter().enumerate().map(|(position, (text, ids))| match position {
        0 => (*text).to_owned(),
        _ => format!("{text} for {}", listed(ids.iter().map(|id| format!("`{id}`")))),
    });
    lines.push(format!(
        "Missing values: {}; a region needs {} % of the weight to be ranked",
        policies.collect::<Vec<_>>().join("; "),
        plan.method.minimum_coverage * 100.0
    ));
    if let Some(year) = build.regions.division.year {
        lines.push(format!("Division: regions as on 1 January {year}, for all editions; older series are brought to it by the rule of each variable"));
    }
    if let Some(types) = &plan.regions.types {
        let label = types.label.get(language).unwrap_or_default();
        let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
        let table = types.table.as_ref().map_or(&plan.regions.table.value, |table| &table.value);
        lines.push(format!("Region types: column `{}` of {}{label}", types.column.value, base_name(table)));
    }
    let changes: Vec<String> = plan.editions.windows(2).map(|pair| format!("{} against {}", pair[1].id, pair[0].id)).collect();
    if !changes.is_empty() {
        lines.push(format!("Rank change: rank in the previous edition minus this one, + is a climb: {}", changes.join(", ")));
    }
    lines.push("Scores are positions relative to the other regions, not percentages of anything".to_owned());
    lines
}

/// Everything, in sections.
pub fn sections(build: &Build<'_>) -> Vec<Section> {
    let plan = build.plan;
    let mut about = Vec::new();
    for language in &plan.index.languages {
        if let Some(label) = plan.index.label.get(language)
            && !about.contains(&label.to_owned())
        {
            about.push(label.to_owned());
        }
    }
    let status = labels::data_status(build.data_status, "en");
    about.push(format!("Data status: {status}"));
    if plan.status == Status::Draft && build.data_status != "draft" {
        about.push("Build status: draft".to_owned());
    }
    for input in &build.ingested.inputs {
        let name = base_name(input.name.as_ref());
        about.push(format!("Input: {name} ({} rows, SHA-256 {})", input.rows, input.sha256));
    }
    vec![
        Section { title: "About", lines: about },
        Section { title: "What was done to the data", lines: data(build) },
        Section { title: "Rules", lines: rules(build) },
    ]
}

/// `notes.md`
pub fn file(build: &Build<'_>) -> OutputFile {
    let plan = build.plan;
    let mut text = format!("# {}\n", plan.index.title.best(&plan.index.languages));
    for section in sections(build) {
        text.push_str(&format!("\n## {}\n\n", section.title));
        if section.lines.is_empty() {
            text.push_str("Nothing.\n");
        }
        for line in section.lines {
            text.push_str(&format!("- {line}\n"));
        }
    }
    OutputFile { name: "notes.md".into(), bytes: text.into_bytes(), content_sha256: None }
}
