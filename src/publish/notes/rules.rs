//! The rules by which the tables were made, line by line.

use super::Voice;
use crate::analysis::summary::n_worst;
use crate::indicator::{Indicator, VariableKind};
use crate::method::{
    Basis, ImputationMethod, MissingPolicy, Pool, PoolEditions, RankOrder, RankedScore, Rounding, WeightingMethod,
};
use crate::pipeline::rank_order;
use crate::plan::{Edition, Group, GroupKind, SummaryPlan};
use crate::publish::labels::{method, notes, rules as text};
use crate::publish::{Build, base_name};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// How regions are summarised for larger areas.
fn summary_rules(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    // Who has no rank is not among the worst: of the newest edition, as the share itself stands for every edition.
    let newest = build.editions.last().and_then(|&edition_idx| build.outcome.editions[edition_idx].nodes.first());
    let n_ranked = newest.map_or(0, |root| root.ranks.iter().filter(|rank| **rank != UNRANKED).count());
    let rule = |summary: &SummaryPlan| {
        let name = summary.name.get(voice.names).unwrap_or(summary.name.best(&plan.index.languages));
        let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
        let n_worst = n_worst(summary.worst_share, n_ranked);
        let share = method::percentage(summary.worst_share, voice.language);
        let all = voice.count(n_ranked, notes::REGIONS);
        let weight = &plan.variables[summary.weight].id;
        voice.say(text::SUMMARY, &[&summary.id, &name, &summary.by.value, weight, &share, &all, &n_worst.to_string()])
    };
    plan.summaries.iter().map(rule).collect()
}

/// The rules that were applied.
pub fn rules(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let language = voice.language;
    let mut normalisations: Vec<([String; 2], Vec<usize>)> = Vec::new();
    for (indicator_idx, indicator) in plan.indicators.iter().enumerate() {
        let of = &indicator.normalisation;
        let words = [method::normalisation(of, language), pool(build, voice, &of.pool)];
        match normalisations.iter_mut().find(|(other, _)| *other == words) {
            Some((_, indicators)) => indicators.push(indicator_idx),
            None => normalisations.push((words, vec![indicator_idx])),
        }
    }
    normalisations.sort_by_key(|(_, indicators)| std::cmp::Reverse(indicators.len()));
    let listed = |indicators: &[usize]| voice.listed(indicators.iter().map(|&idx| voice.listed_indicator(plan, idx)));
    for (position, ([normalisation, pool], indicators)) in normalisations.iter().enumerate() {
        let whom = if position == 0 { String::new() } else { voice.say(text::FOR, &[&listed(indicators)]) };
        lines.push(voice.say(text::NORMALISATION, &[&whom, normalisation, pool]));
    }
    lines.extend(preparation(build, voice));
    lines.extend(aggregation(build, voice));
    let roundings = plan.method.roundings;
    if [roundings.normalised, roundings.factors, roundings.index].iter().any(|rounding| *rounding != Rounding::None) {
        let words = [roundings.normalised, roundings.factors, roundings.index].map(|of| method::rounding(of, language));
        lines.push(voice.say(text::ROUNDING, &[&words[0], &words[1], &words[2]]));
    }
    let order = match rank_order(plan, Tree::ROOT) {
        RankOrder::LowestFirst => voice.word(text::LOWEST),
        RankOrder::HighestFirst => voice.word(text::HIGHEST),
    };
    let before = match plan.method.ranking.of {
        RankedScore::Rounded => "",
        RankedScore::Unrounded => voice.word(text::BEFORE_ROUNDING),
    };
    let ranking = &plan.method.ranking;
    lines.push(voice.say(text::RANKING, &[before, &ranking.decimals.to_string(), order, &ranking.ties.to_string()]));
    if let Some(percentile) = plan.method.percentile {
        let denominator = method::denominator(percentile.denominator, language);
        let ties = method::ties(percentile.ties, language);
        let rounding = method::rounding(percentile.rounding, language);
        lines.push(voice.say(text::PERCENTILE, &[&denominator, &ties, &rounding]));
    }
    if let Some(classes) = &plan.method.classes {
        lines.push(voice.say(text::CLASSES, &[&method::class_rule(classes, language)]));
    }
    for group in &plan.groups {
        let name = group.name.get(voice.names).map_or(String::new(), |name| format!(" ({name})"));
        lines.push(voice.say(text::GROUP, &[&group.id.value, &name, &group_words(build, voice, group)]));
    }
    let words = |policy: MissingPolicy| {
        voice.word(match policy {
            MissingPolicy::Fail => text::BUILD_STOPS,
            MissingPolicy::Renormalise => text::LEFT_OUT,
            MissingPolicy::Neutral => text::MIDDLE,
            MissingPolicy::Propagate => text::NO_SCORE_EITHER,
        })
    };
    let mut policies: Vec<(&str, Vec<usize>)> = Vec::new();
    for (indicator_idx, indicator) in plan.indicators.iter().enumerate() {
        let words = words(indicator.missing.policy);
        match policies.iter_mut().find(|(other, _)| *other == words) {
            Some((_, indicators)) => indicators.push(indicator_idx),
            None => policies.push((words, vec![indicator_idx])),
        }
    }
    policies.sort_by_key(|(_, indicators)| std::cmp::Reverse(indicators.len()));
    let policies = policies.iter().enumerate().map(|(position, (words, indicators))| match position {
        0 => (*words).to_owned(),
        _ => voice.say(text::POLICY_FOR, &[words, &listed(indicators)]),
    });
    let least = method::percentage(plan.method.minimum_coverage, language);
    lines.push(voice.say(text::MISSING, &[&policies.collect::<Vec<_>>().join("; "), &least]));
    for variable in &plan.variables {
        if let VariableKind::Series(series) = &variable.kind
            && let Some(answers) = series.answers
            && let Some(least) = answers.least
        {
            let least = voice.count(least as usize, notes::ANSWERS);
            lines.push(voice.say(text::SURVEYS, &[&variable.id, &least, &plan.variables[answers.variable].id]));
        }
    }
    if let Some(year) = build.regions.division.year {
        lines.push(voice.say(text::DIVISION, &[&year.to_string()]));
    }
    if let Some(types) = &plan.regions.types {
        let label = types.label.get(voice.names).unwrap_or_default();
        let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
        let table = types.table.as_ref().or(plan.regions.table.as_ref());
        let table = table.map_or(String::new(), |table| base_name(&table.path.value));
        lines.push(voice.say(text::TYPES, &[&types.column.value, &table, &label]));
    }
    let against = |pair: &[Edition]| voice.say(text::AGAINST, &[&pair[1].id, &pair[0].id]);
    let changes: Vec<String> = plan.editions.windows(2).map(against).collect();
    if !changes.is_empty() {
        lines.push(voice.say(text::RANK_CHANGE, &[&changes.join(", ")]));
    }
    lines.extend(summary_rules(build, voice));
    let meaning = match plan.tree.nodes.first().map(|root| root.order) {
        Some(RankOrder::LowestFirst) => text::SCORES_ARE_PLACES,
        _ => text::SCORES_ARE_POSITIONS,
    };
    lines.push(voice.word(meaning).to_owned());
    lines
}

/// A pool in words.
fn pool(build: &Build<'_>, voice: Voice<'_>, pool: &Pool) -> String {
    if *pool == Pool::default() {
        return voice.say(text::POOL_OF_EDITION, &[&voice.count(build.regions.n_ranked(), notes::REGIONS)]);
    }
    let base = match pool.editions {
        PoolEditions::Base(edition_idx) => build.plan.editions[edition_idx].id.as_str(),
        PoolEditions::Each | PoolEditions::All => "",
    };
    method::pool(pool, base, voice.language)
}

/// Who is in a group, in words.
fn group_words(build: &Build<'_>, voice: Voice<'_>, group: &Group) -> String {
    let variable = |idx: usize| format!("`{}`", build.plan.variables[idx].id);
    match &group.kind {
        GroupKind::Regions(codes) => voice.say(text::NAMED_REGIONS, &[&voice.count(codes.len(), notes::REGIONS)]),
        GroupKind::Column(column) => voice.say(text::SAME_COLUMN, &[&column.value]),
        GroupKind::Largest { variable: idx, number, .. } => voice.say(text::LARGEST, &[&number.to_string(), &variable(*idx)]),
        GroupKind::SizeClasses { variable: idx, limits, .. } => {
            let limits: Vec<String> = limits.iter().map(|limit| method::number(*limit, voice.language)).collect();
            voice.say(text::SIZE_CLASSES, &[&variable(*idx), &limits.join(", ")])
        }
    }
}

/// Screening, imputation and treatment, where there is any.
fn preparation(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let screening = plan.method.screening;
    for (what, least) in [(text::SCREENED_INDICATORS, screening.indicator), (text::SCREENED_REGIONS, screening.region)] {
        lines.extend(least.map(|least| voice.say(what, &[&method::percentage(least, voice.language)])));
    }
    let grouped = |words: &dyn Fn(&Indicator) -> Option<String>| {
        let mut by_text: Vec<(String, Vec<String>)> = Vec::new();
        for indicator in &plan.indicators {
            let Some(words) = words(indicator) else { continue };
            match by_text.iter_mut().find(|(other, _)| *other == words) {
                Some((_, ids)) => ids.push(format!("`{}`", indicator.id)),
                None => by_text.push((words, vec![format!("`{}`", indicator.id)])),
            }
        }
        by_text.into_iter().map(|(words, ids)| match ids.len() == plan.indicators.len() {
            true => words,
            false => format!("{words}: {}", voice.listed(ids)),
        })
    };
    let imputation = grouped(&|indicator| {
        let imputation = &indicator.imputation;
        let words = method::imputation(&imputation.method, voice.language);
        match imputation.method {
            ImputationMethod::None => None,
            ImputationMethod::Mean | ImputationMethod::Median => {
                Some(voice.say(text::IMPUTATION_OF, &[&words, &pool(build, voice, &imputation.pool)]))
            }
            _ => Some(voice.say(text::IMPUTATION, &[&words])),
        }
    });
    lines.extend(imputation.collect::<Vec<String>>());
    let treatment = grouped(&|indicator| {
        let treatment = &indicator.treatment;
        let words = || [method::treatment(treatment, voice.language), pool(build, voice, &treatment.pool)];
        (!treatment.steps.is_empty()).then(|| voice.say(text::OUTLIERS, &words().each_ref().map(String::as_str)))
    });
    lines.extend(treatment.collect::<Vec<String>>());
    lines
}

/// How each node is made of its children.
fn aggregation(build: &Build<'_>, voice: Voice<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut by_text: Vec<(String, Vec<&str>)> = Vec::new();
    for node in &plan.tree.nodes {
        let basis = match node.basis {
            Basis::Factors if node.aggregation.is_mean() => {
                format!("{}{}", voice.word(text::OF_FACTORS), voice.word(text::MEAN_OF_MEANS))
            }
            Basis::Factors => voice.word(text::OF_FACTORS).to_owned(),
            Basis::Indicators => voice.word(text::OF_INDICATORS).to_owned(),
        };
        let weights = match node.weighting.method {
            WeightingMethod::Given => String::new(),
            weighting => format!(
                "; {}, {}",
                method::weighting(weighting, voice.language),
                match node.weighting.pool {
                    PoolEditions::Each => voice.word(text::FITTED_EACH).to_owned(),
                    PoolEditions::All => voice.word(text::FITTED_ALL).to_owned(),
                    PoolEditions::Base(edition_idx) => voice.say(text::FITTED_ON, &[&plan.editions[edition_idx].id]),
                }
            ),
        };
        let order = if node.aggregation.is_linear() { voice.word(text::IN_ORDER) } else { "" };
        let words = format!("{} {basis}{order}{weights}", method::aggregation(node.aggregation, voice.language));
        match by_text.iter_mut().find(|(other, _)| *other == words) {
            Some((_, ids)) => ids.push(&node.id),
            None => by_text.push((words, vec![&node.id])),
        }
    }
    let mut lines: Vec<String> = match &by_text[..] {
        [(words, _)] => vec![voice.say(text::AGGREGATION, &[words])],
        several => several
            .iter()
            .map(|(words, ids)| voice.say(text::AGGREGATION_OF, &[&voice.listed(ids.iter().map(|id| format!("`{id}`"))), words]))
            .collect(),
    };
    for node in &plan.tree.nodes {
        if let Some(rescaling) = &node.rescaling {
            let words = method::normalisation(rescaling, voice.language);
            lines.push(voice.say(text::RESCALED, &[&node.id, &words, &pool(build, voice, &rescaling.pool)]));
        }
    }
    lines
}
