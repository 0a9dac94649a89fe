//! What was done to the data in a build, line by line: only what happened.

use std::collections::BTreeMap;

use super::steps::{constant, screened, sets_of_indicators, treated, weights};
use super::{Voice, publication};
use crate::method::MissingPolicy;
use crate::panel::Missing;
use crate::plan::Finding;
use crate::publish::labels::sentence::Sentence;
use crate::publish::labels::{method, notes as text};
use crate::publish::{Build, base_name, people};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Regions that lack an indicator, with the editions in which they do.
fn missing_regions(build: &Build<'_>, voice: Voice<'_>, indicator_idx: usize) -> Vec<String> {
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
            let name = regions.name(region_idx, voice.names);
            (!editions.is_empty()).then(|| format!("{name} ({})", editions.join(", ")))
        })
        .collect()
}

/// What was done to the data in this build.
pub fn data(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let mut lines = Vec::new();
    let notes = &build.ingested.notes;
    lines.extend(regions.notes.iter().map(|note| voice.told(note).to_owned()));
    lines.extend(dialects(build, voice));
    lines.extend(build.ingested.inputs.iter().filter_map(|input| {
        let taken = input.period_columns.as_ref()?;
        Some(voice.say(text::COLUMNS_BY_PATTERN, &[&base_name(input.name.as_ref()), voice.told(taken)]))
    }));
    let outside = regions.division.codes.len() - regions.n_ranked();
    if outside > 0 {
        let ranked = voice.count(regions.n_ranked(), text::REGIONS);
        lines.push(voice.say(text::UNIVERSE, &[&ranked, &outside.to_string(), &voice.count(outside, text::REGIONS)]));
    }
    let rows = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>() as usize;
    for (what, counts) in
        [(text::TOTALS, &notes.totals), (text::OTHER_LEVELS, &notes.other_levels), (text::UNKNOWN_CODES, &notes.unknown)]
    {
        if !counts.is_empty() {
            let codes = voice.listed(counts.keys().map(|code| crate::ingest::printable(code)));
            lines.push(voice.say(text::DROPPED, &[&voice.count(rows(counts), text::ROWS), voice.word(what), &codes]));
        }
    }
    if !notes.symbols.is_empty() {
        let mut by_symbol: BTreeMap<&str, u64> = BTreeMap::new();
        for ((_, symbol), count) in &notes.symbols {
            *by_symbol.entry(symbol).or_default() += count;
        }
        let nil = notes.n_nil;
        let symbols = by_symbol.iter().map(|(symbol, count)| format!("`{}` {count}", crate::ingest::printable(symbol)));
        lines.push(voice.say(text::SYMBOLS, &[&voice.listed(symbols), &nil.to_string()]));
    }
    lines.extend(merged(build, voice));
    lines.extend(inferred(build, voice));
    lines.extend(carried_over(build, voice));
    lines.extend(screened(build, voice));
    lines.extend(missing(build, voice));
    lines.extend(few_answers(build, voice));
    let preliminary: usize = build.outcome.notes.preliminary.iter().map(|(_, _, count)| count).sum();
    if preliminary > 0 {
        let indicators = distinct(build.outcome.notes.preliminary.iter().map(|(_, indicator_idx, _)| *indicator_idx));
        let list = voice.listed(indicators.into_iter().map(|indicator_idx| voice.indicator(plan, indicator_idx)));
        lines.push(voice.say(text::PRELIMINARY, &[&voice.count(preliminary, text::INDICATOR_VALUES), &list]));
    }
    lines.extend(by_hand(build, voice));
    lines.extend(constant(build, voice));
    lines.extend(treated(build, voice));
    lines.extend(weights(build, voice));
    lines.extend(sets_of_indicators(build, voice));
    lines.extend(types_changed(build, voice));
    lines.extend(unranked(build, voice));
    lines.extend(without_factor(build, voice));
    lines.extend(ties(build, voice));
    lines.extend(summaries(build, voice));
    lines.extend(publication::not_published(build, voice));
    for acknowledgement in &plan.acknowledgements {
        let finding = match acknowledgement.finding {
            Finding::CarriedOver => text::CARRIED_OVER_WORD,
            Finding::Preliminary => text::PRELIMINARY_WORD,
        };
        let indicator = voice.indicator(plan, acknowledgement.indicator_idx);
        let edition = &plan.editions[acknowledgement.edition_idx];
        let words = [&*indicator, voice.word(finding), &edition.id, &acknowledgement.reason];
        lines.push(voice.say(text::ACKNOWLEDGED, &words));
    }
    lines
}

/// How CSV files were read, each way once.
fn dialects(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let mut by_dialect: BTreeMap<&Sentence, Vec<String>> = BTreeMap::new();
    for input in &build.ingested.inputs {
        if let Some(dialect) = &input.dialect {
            by_dialect.entry(dialect).or_default().push(base_name(input.name.as_ref()));
        }
    }
    let said = |(dialect, files): (&Sentence, Vec<String>)| {
        voice.say(text::READ_AS_CSV, &[&voice.listed(files), dialect.in_language(voice.language)])
    };
    by_dialect.into_iter().map(said).collect()
}

/// How many values were set by hand, and how many scores corrected: each stands in a section of its own.
fn by_hand(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let corrections = &build.plan.corrections;
    let overrides = corrections.overrides.iter().filter(|value| build.editions.contains(&value.edition_idx)).count();
    let corrected = corrections.list.iter().filter(|correction| build.editions.contains(&correction.edition_idx)).count();
    let counts = [(text::SET_BY_HAND, overrides, text::INDICATOR_VALUES), (text::CORRECTED, corrected, text::SCORES)];
    let done = counts.into_iter().filter(|(_, count, _)| *count > 0);
    done.map(|(what, count, noun)| voice.say(what, &[&voice.count(count, noun)])).collect()
}

fn distinct(entries: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = Vec::new();
    for entry in entries {
        if !seen.contains(&entry) {
            seen.push(entry);
        }
    }
    seen
}

fn merged(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let regions = build.regions;
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
    let cells: usize = by_region.values().map(|(_, cells, _)| cells).sum();
    let approximate: usize = by_region.values().map(|(_, _, approximate)| approximate).sum();
    let name = |code: &str| format!("{code} {}", regions.any_name(code, voice.names)).trim().to_owned();
    let list = voice.listed(by_region.iter().map(|(code, (from, _, _))| {
        let others: Vec<String> = from.iter().filter(|other| *other != code).map(|other| name(other)).collect();
        voice.say(text::MERGED_WITH, &[&name(code), &others.join(", ")])
    }));
    let (values, of_regions) = (voice.count(cells, text::VALUES), voice.count(by_region.len(), text::REGIONS));
    vec![voice.say(text::MERGED, &[&values, &of_regions, &approximate.to_string(), &list])]
}

fn inferred(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let mut by_variable: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for ((variable_idx, period), year) in &build.harmonised.inferred {
        by_variable
            .entry(*variable_idx)
            .or_default()
            .push(voice.say(text::ON_DIVISION, &[&period.to_string(), &year.to_string()]));
    }
    by_variable
        .into_iter()
        .map(|(variable_idx, periods)| {
            voice.say(text::INFERRED, &[&build.plan.variables[variable_idx].id, &voice.listed(periods)])
        })
        .collect()
}

fn carried_over(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let carried = build.schedule.carried_over.iter().filter(|carried| build.editions.contains(&carried.edition_idx));
    carried
        .map(|carried| {
            let used = build.schedule.periods[carried.edition_idx][carried.indicator_idx];
            let (indicator, edition) = (voice.indicator(plan, carried.indicator_idx), &plan.editions[carried.edition_idx]);
            voice.say(text::CARRIED_OVER, &[&indicator, &edition.id, &used.to_string(), &carried.planned.to_string()])
        })
        .collect()
}

fn missing(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
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
        MissingPolicy::Neutral => voice.word(text::GIVEN_MIDDLE),
        MissingPolicy::Propagate => voice.word(text::NO_SCORE_ABOVE),
        _ => voice.word(text::LEFT_OUT),
    };
    let what = |indicator_idx: usize, count: usize| match filled(indicator_idx) {
        0 => left(indicator_idx).to_owned(),
        filled => {
            let method = method::imputation(&plan.indicators[indicator_idx].imputation.method, voice.language);
            let by = voice.say(text::FILLED_WITH, &[&method]);
            match filled == count {
                true => by,
                false => voice.say(text::SOME_FILLED, &[&filled.to_string(), &by, left(indicator_idx)]),
            }
        }
    };
    let list = voice.listed(by_indicator.iter().map(|(&indicator_idx, &count)| {
        format!("{} {count} ({})", voice.listed_indicator(plan, indicator_idx), what(indicator_idx, count))
    }));
    let values = voice.count(total, text::INDICATOR_VALUES);
    let mut lines = vec![voice.say(text::MISSING, &[&values, &imputed.to_string(), &list])];
    for &indicator_idx in by_indicator.keys() {
        let missing = missing_regions(build, voice, indicator_idx);
        if !missing.is_empty() {
            lines.push(voice.say(text::MISSING_OF, &[&voice.indicator(plan, indicator_idx), &voice.listed(missing)]));
        }
    }
    lines
}

/// Of the missing values those that rest on too few answers, by indicator and edition.
fn few_answers(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let count = |edition_idx: usize, indicator_idx: usize| {
        let indicator = build.outcome.editions[edition_idx].indicators.get(indicator_idx);
        let raw = indicator.map_or(&[][..], |indicator| &indicator.raw[..]);
        raw.iter().filter(|value| Missing::of(**value) == Some(Missing::FewAnswers)).count()
    };
    let of_indicator = |indicator_idx: usize| {
        let counts = build.editions.iter().map(|&edition_idx| (edition_idx, count(edition_idx, indicator_idx)));
        let counts: Vec<String> = counts
            .filter(|(_, count)| *count > 0)
            .map(|(edition_idx, count)| voice.say(text::FEW_ANSWERS_IN, &[&count.to_string(), &plan.editions[edition_idx].id]))
            .collect();
        (!counts.is_empty()).then(|| voice.say(text::FEW_ANSWERS, &[&voice.indicator(plan, indicator_idx), &counts.join(", ")]))
    };
    (0..plan.indicators.len()).filter_map(of_indicator).collect()
}

fn unranked(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
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
            let minimum_coverage = plan.tree.nodes[Tree::ROOT].missing_children.minimum_coverage();
            let why = |region_idx: usize| {
                if root.coverage[region_idx] < minimum_coverage {
                    voice.say(text::BELOW_COVERAGE, &[&method::percentage(minimum_coverage, voice.language)])
                } else {
                    voice.word(text::SOMETHING_MISSING).to_owned()
                }
            };
            let mut by_cause: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for region_idx in left_out {
                by_cause.entry(why(region_idx)).or_default().push(region_idx);
            }
            by_cause.into_iter().map(move |(why, left_out)| {
                let names = voice.listed(left_out.iter().map(|&region_idx| regions.shown(region_idx, voice.names)));
                let count = voice.count(left_out.len(), text::REGIONS);
                voice.say(text::NOT_RANKED, &[&plan.editions[edition_idx].id, &count, &why, &names])
            })
        })
        .collect()
}

/// Regions that have another type than in the edition before: no table shows it, but changes in type depend on it.
fn types_changed(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let Some(types) = &regions.types else { return Vec::new() };
    let mut lines = Vec::new();
    for &edition_idx in build.editions.iter().filter(|edition_idx| 0 < **edition_idx) {
        let [before, now] = [edition_idx - 1, edition_idx].map(|edition_idx| &types.of_edition[edition_idx]);
        let moved: Vec<usize> = (0..regions.n_ranked()).filter(|&region_idx| before[region_idx] != now[region_idx]).collect();
        if !moved.is_empty() {
            let names = voice.listed(moved.iter().map(|&region_idx| {
                let type_in = |edition_idx: usize| people::type_name(build, edition_idx, region_idx, voice.names);
                let (old, new) = (type_in(edition_idx - 1), type_in(edition_idx));
                voice.say(text::TYPE_CHANGE, &[&regions.shown(region_idx, voice.names), &old, &new])
            }));
            let [old, new] = [edition_idx - 1, edition_idx].map(|edition_idx| &*plan.editions[edition_idx].id);
            lines.push(voice.say(text::TYPES_CHANGED, &[old, new, &voice.count(moved.len(), text::REGIONS), &names]));
        }
    }
    lines
}

/// Ranked regions that have no score for a factor: an empty cell that nobody would look for.
fn without_factor(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
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
                let names = voice.listed(bare.iter().map(|&region_idx| regions.shown(region_idx, voice.names)));
                let count = voice.count(bare.len(), text::RANKED_REGIONS);
                lines.push(voice.say(text::NO_SCORE, &[&node.id, &plan.editions[edition_idx].id, &count, &names]));
            }
        }
    }
    lines
}

fn ties(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
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
        let list = voice.listed(shared.iter().map(|(rank, members)| {
            let names: Vec<&str> = members.iter().take(4).map(|&region_idx| regions.name(region_idx, voice.names)).collect();
            let more = if members.len() > 4 { format!(" {}", voice.and_more(members.len() - 4)) } else { String::new() };
            format!("{rank}. {}{more}", names.join(" = "))
        }));
        let (of_regions, of_ranks) = (voice.count(n_regions, text::REGIONS), voice.count(shared.len(), text::RANKS));
        lines.push(voice.say(text::TIES, &[&plan.editions[edition_idx].id, &of_regions, &of_ranks, &list]));
    }
    lines
}

/// Regions that are left out of summaries for larger areas.
fn summaries(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let (plan, regions) = (build.plan, build.regions);
    let named = |list: &[usize]| voice.listed(list.iter().map(|&region_idx| regions.shown(region_idx, voice.names)));
    let mut lines = Vec::new();
    for (summary, found) in plan.summaries.iter().zip(build.summaries) {
        if !found.outside.is_empty() {
            let are = voice.count(found.outside.len(), text::REGIONS_ARE);
            lines.push(voice.say(text::IN_NO_AREA, &[&summary.id, &are, &summary.by.value, &named(&found.outside)]));
        }
        for &edition_idx in build.editions {
            let without = &found.editions[edition_idx].without_weight;
            if !without.is_empty() {
                let (edition, variable) = (&plan.editions[edition_idx].id, &plan.variables[summary.weight].id);
                let have = voice.count(without.len(), text::REGIONS_HAVE);
                let period = summary.periods[edition_idx].to_string();
                let words = [&*summary.id, edition, &have, variable, &period, &named(without)];
                lines.push(voice.say(text::WITHOUT_WEIGHT, &words));
            }
        }
    }
    lines
}
