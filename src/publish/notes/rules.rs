//! The rules by which the tables were made, line by line.

use super::{listed, plural};
use crate::indicator::{Indicator, VariableKind};
use crate::method::{
    Basis, ImputationMethod, MissingPolicy, Pool, PoolEditions, RankOrder, RankedScore, Rounding, WeightingMethod,
};
use crate::plan::{Group, GroupKind, SummaryPlan};
use crate::publish::{Build, base_name};

/// How regions are summarised for larger areas.
fn summary_rules(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let rule = |summary: &SummaryPlan| {
        let name = summary.name.best(&plan.index.languages);
        let name = if name.is_empty() { String::new() } else { format!(" ({name})") };
        let n_worst = (summary.worst_share * build.regions.n_ranked() as f64 + 1e-9).floor() as usize;
        format!(
            "Summary `{}`{name}: ranked regions by `{}`, means weighted by `{}`; the worst {} % of all {} are {n_worst}, ties together",
            summary.id,
            summary.by.value,
            plan.variables[summary.weight].id,
            summary.worst_share * 100.0,
            plural(build.regions.n_ranked(), "region", "regions"),
        )
    };
    plan.summaries.iter().map(rule).collect()
}

/// The rules that were applied.
pub fn rules(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let language = plan.main_language();
    let mut normalisations: Vec<(String, Vec<&str>)> = Vec::new();
    for indicator in &plan.indicators {
        let text = format!("{}; pool: {}", indicator.normalisation, pool(build, &indicator.normalisation.pool));
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
        lines.push(format!("Normalisation{whom}: {text}"));
    }
    lines.extend(preparation(build));
    lines.extend(aggregation(build));
    let roundings = plan.method.roundings;
    if [roundings.normalised, roundings.factors, roundings.index].iter().any(|rounding| *rounding != Rounding::None) {
        lines.push(format!(
            "Rounding: indicator scores {}, factors {}, index {}",
            roundings.normalised, roundings.factors, roundings.index
        ));
    }
    let order = match plan.method.ranking.order.or(plan.tree.nodes.first().map(|root| root.order)) {
        Some(RankOrder::LowestFirst) => "lowest",
        _ => "highest",
    };
    let before = match plan.method.ranking.of {
        RankedScore::Rounded => "",
        RankedScore::Unrounded => " (as it was before the rounding of its stage)",
    };
    lines.push(format!(
        "Ranking: each score{before} is rounded once to {} decimals, then ranked, {order} first; equal scores share a rank ({})",
        plan.method.ranking.decimals, plan.method.ranking.ties
    ));
    if let Some(percentile) = plan.method.percentile {
        lines.push(format!(
            "Percentile of a result: its share of the places, 0 to 1: {}, {}, {}",
            percentile.denominator.formula(),
            percentile.ties,
            percentile.rounding
        ));
    }
    if let Some(classes) = &plan.method.classes {
        lines.push(format!("Classes of a result: {classes}"));
    }
    for group in &plan.groups {
        let name = group.name.get(language).map_or(String::new(), |name| format!(" ({name})"));
        lines.push(format!("Group `{}`{name}: {}", group.id.value, group_words(build, group)));
    }
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
        "Missing values: {}; a score needs {} % of its weight to rest on data",
        policies.collect::<Vec<_>>().join("; "),
        plan.method.minimum_coverage * 100.0
    ));
    for variable in &plan.variables {
        if let VariableKind::Series(series) = &variable.kind
            && let Some(answers) = series.answers
            && let Some(least) = answers.least
        {
            lines.push(format!(
                "Surveys: a value of `{}` counts where it rests on at least {} (`{}`), those of merged regions and of areas together",
                variable.id,
                plural(least as usize, "answer", "answers"),
                plan.variables[answers.variable].id
            ));
        }
    }
    if let Some(year) = build.regions.division.year {
        lines.push(format!("Division: regions as on 1 January {year}, for all editions; older series are brought to it by the rule of each variable"));
    }
    if let Some(types) = &plan.regions.types {
        let label = types.label.get(language).unwrap_or_default();
        let label = if label.is_empty() { String::new() } else { format!(" ({label})") };
        let table = types.table.as_ref().or(plan.regions.table.as_ref());
        let table = table.map_or(String::new(), |table| base_name(&table.path.value));
        lines.push(format!("Region types: column `{}` of {table}{label}", types.column.value));
    }
    let changes: Vec<String> = plan.editions.windows(2).map(|pair| format!("{} against {}", pair[1].id, pair[0].id)).collect();
    if !changes.is_empty() {
        lines.push(format!("Rank change: rank in the previous edition minus this one, + is a climb: {}", changes.join(", ")));
    }
    lines.extend(summary_rules(build));
    let meaning = match plan.tree.nodes.first().map(|root| root.order) {
        Some(RankOrder::LowestFirst) => "Scores are mean places among the other regions: less is better",
        _ => "Scores are positions relative to the other regions, not percentages of anything",
    };
    lines.push(meaning.to_owned());
    lines
}

/// A pool in words.
fn pool(build: &Build<'_>, pool: &Pool) -> String {
    if *pool == Pool::default() {
        return format!("the {} ranked in the edition", plural(build.regions.n_ranked(), "region", "regions"));
    }
    let base = match pool.editions {
        PoolEditions::Base(edition_idx) => build.plan.editions[edition_idx].id.as_str(),
        PoolEditions::Each | PoolEditions::All => "",
    };
    pool.in_words(base)
}

/// Who is in a group, in words.
fn group_words(build: &Build<'_>, group: &Group) -> String {
    let variable = |idx: usize| format!("`{}`", build.plan.variables[idx].id);
    match &group.kind {
        GroupKind::Regions(codes) => format!("{} named in the configuration", plural(codes.len(), "region", "regions")),
        GroupKind::Column(column) => format!("those with the same `{}`", column.value),
        GroupKind::Largest { variable: idx, number, .. } => format!("the {number} with the largest {}", variable(*idx)),
        GroupKind::SizeClasses { variable: idx, limits, .. } => {
            let limits: Vec<String> = limits.iter().map(f64::to_string).collect();
            format!("classes of {} with the limits {}", variable(*idx), limits.join(", "))
        }
    }
}

/// Screening, imputation and treatment, where there is any.
fn preparation(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut lines = Vec::new();
    let screening = plan.method.screening;
    for (what, of_what, least) in [("indicators", "regions", screening.indicator), ("regions", "indicators", screening.region)] {
        if let Some(least) = least {
            lines.push(format!(
                "Screening: {what} that have values for less than {} % of the {of_what} are left out of an edition",
                least * 100.0
            ));
        }
    }
    let grouped = |words: &dyn Fn(&Indicator) -> Option<String>| {
        let mut by_text: Vec<(String, Vec<String>)> = Vec::new();
        for indicator in &plan.indicators {
            let Some(text) = words(indicator) else { continue };
            match by_text.iter_mut().find(|(other, _)| *other == text) {
                Some((_, ids)) => ids.push(format!("`{}`", indicator.id)),
                None => by_text.push((text, vec![format!("`{}`", indicator.id)])),
            }
        }
        by_text.into_iter().map(|(text, ids)| match ids.len() == plan.indicators.len() {
            true => text,
            false => format!("{text}: {}", listed(ids)),
        })
    };
    let imputation = grouped(&|indicator| {
        let imputation = &indicator.imputation;
        match imputation.method {
            ImputationMethod::None => None,
            ImputationMethod::Mean | ImputationMethod::Median => {
                Some(format!("Imputation: {} of {}", imputation.method, pool(build, &imputation.pool)))
            }
            _ => Some(format!("Imputation: {}", imputation.method)),
        }
    });
    lines.extend(imputation.collect::<Vec<String>>());
    let treatment = grouped(&|indicator| {
        let treatment = &indicator.treatment;
        (!treatment.steps.is_empty()).then(|| format!("Outliers: {treatment}; pool: {}", pool(build, &treatment.pool)))
    });
    lines.extend(treatment.collect::<Vec<String>>());
    lines
}

/// How each node is made of its children.
fn aggregation(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let mut by_text: Vec<(String, Vec<&str>)> = Vec::new();
    for node in &plan.tree.nodes {
        let basis = match node.basis {
            Basis::Factors => "of the factors directly below (a mean of means)",
            Basis::Indicators => "of all indicators below a node",
        };
        let basis = match node.aggregation.is_mean() {
            true => basis.to_owned(),
            false => basis.replace(" (a mean of means)", ""),
        };
        let weights = match node.weighting.method {
            WeightingMethod::Given => String::new(),
            method => format!(
                "; {method}, {}",
                match node.weighting.pool {
                    PoolEditions::Each => "fitted in each edition".to_owned(),
                    PoolEditions::All => "fitted on all editions together".to_owned(),
                    PoolEditions::Base(edition_idx) => format!("fitted on edition {}", plan.editions[edition_idx].id),
                }
            ),
        };
        let order = if node.aggregation.is_linear() { ", added in configuration order" } else { "" };
        let text = format!("{} {basis}{order}{weights}", node.aggregation);
        match by_text.iter_mut().find(|(other, _)| *other == text) {
            Some((_, ids)) => ids.push(&node.id),
            None => by_text.push((text, vec![&node.id])),
        }
    }
    let mut lines: Vec<String> = match &by_text[..] {
        [(text, _)] => vec![format!("Aggregation: {text}")],
        several => several
            .iter()
            .map(|(text, ids)| format!("Aggregation of {}: {text}", listed(ids.iter().map(|id| format!("`{id}`")))))
            .collect(),
    };
    for node in &plan.tree.nodes {
        if let Some(rescaling) = &node.rescaling {
            lines.push(format!(
                "The score of `{}` is normalised again before it is used: {rescaling}; pool: {}",
                node.id,
                pool(build, &rescaling.pool)
            ));
        }
    }
    lines
}
