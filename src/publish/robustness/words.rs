//! The design of the replicates, and what came out, in words.

use std::collections::BTreeMap;

use crate::analysis::robustness::inputs::Input;
use crate::analysis::robustness::{NodeRobustness, Robustness};
use crate::error::counted;
use crate::method::{CONFIGURED, Draws, LeftOut, Options, WeightDraw};
use crate::plan::Plan;
use crate::publish::Build;
use crate::tree::Tree;

/// A choice, as it is called in tables.
pub fn input_id(input: Input) -> String {
    match input {
        Input::Normalisation => "normalisation".to_owned(),
        Input::Ties => "ties".to_owned(),
        Input::Aggregation => "aggregation".to_owned(),
        Input::Treatment => "treatment".to_owned(),
        Input::Imputation => "imputation".to_owned(),
        Input::LeftOut => "left_out".to_owned(),
        Input::IndicatorWeights => "indicator_weights".to_owned(),
        Input::FactorWeights(1) => "factor_weights".to_owned(),
        Input::FactorWeights(depth) => format!("factor_weights_{depth}"),
        Input::Noise => "noise".to_owned(),
    }
}

/// A choice in words.
pub fn input_words(input: Input) -> String {
    match input {
        Input::Normalisation => "the normalisation".to_owned(),
        Input::Ties => "the rule for equal values".to_owned(),
        Input::Aggregation => "the aggregation".to_owned(),
        Input::Treatment => "the treatment of outliers".to_owned(),
        Input::Imputation => "the imputation".to_owned(),
        Input::LeftOut => "the indicator that is left out".to_owned(),
        Input::IndicatorWeights => "the weights of the indicators".to_owned(),
        Input::FactorWeights(1) => "the weights of the factors".to_owned(),
        Input::FactorWeights(depth) => format!("the weights of the factors {depth} levels below the index"),
        Input::Noise => "the errors of the values".to_owned(),
    }
}

/// An interval of ranks: one rank where both ends are the same.
pub fn interval(lowest: u32, highest: u32) -> String {
    if lowest == highest { lowest.to_string() } else { format!("{lowest}–{highest}") }
}

/// Everything that a replicate draws, and what it takes otherwise than configured, in one line; `None` where that is nothing.
pub fn design(plan: &Plan, inputs: &[(Input, usize)]) -> Option<String> {
    let draws = &plan.robustness.draws;
    let mut parts: Vec<String> = inputs.iter().map(|(input, _)| of_input(draws, *input)).collect();
    let always = [
        ("normalisation", only(&draws.normalisation)),
        ("rule for equal values", only(&draws.ties)),
        ("aggregation", only(&draws.aggregation)),
        ("treatment of outliers", only(&draws.treatment)),
        ("imputation", only(&draws.imputation)),
    ];
    parts.extend(always.into_iter().filter_map(|(what, option)| Some(format!("{what} always {}", option?))));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The only option, where it is not the configured one.
fn only<T>(options: &Options<T>) -> Option<&str> {
    (!options.is_drawn()).then(|| options.label(0)).filter(|label| *label != CONFIGURED)
}

fn of_input(draws: &Draws, input: Input) -> String {
    match input {
        Input::Normalisation => format!("normalisation ({})", among(&draws.normalisation)),
        Input::Ties => format!("rule for equal values ({})", among(&draws.ties)),
        Input::Aggregation => format!("aggregation ({})", among(&draws.aggregation)),
        Input::Treatment => format!("treatment of outliers ({})", among(&draws.treatment)),
        Input::Imputation => format!("imputation ({})", among(&draws.imputation)),
        Input::LeftOut => match draws.left_out {
            LeftOut::AtMostOne { share: Some(share) } => {
                format!("one indicator left out in {} % of the replicates", crate::round::to_decimals(100.0 * share, 1))
            }
            _ => "no indicator or any one of them left out, all equally likely".to_owned(),
        },
        Input::IndicatorWeights => weights("indicator weights", draws.indicator_weights),
        Input::FactorWeights(1) => weights("factor weights", draws.factor_weights),
        Input::FactorWeights(depth) => weights(&format!("factor weights of level {depth}"), draws.factor_weights),
        Input::Noise => "values with their stated errors".to_owned(),
    }
}

fn weights(what: &str, draw: WeightDraw) -> String {
    match draw {
        WeightDraw::Off => format!("{what} as configured"),
        WeightDraw::Uniform { spread } => format!("{what} ±{} %", crate::round::to_decimals(100.0 * spread, 1)),
        WeightDraw::Dirichlet => format!("any {what} (Dirichlet)"),
    }
}

fn among<T>(options: &Options<T>) -> String {
    let equal = options.shares.iter().all(|share| (share - options.shares[0]).abs() < 1e-12);
    let named = options.labels.iter().zip(&options.shares).map(|(label, share)| {
        if equal { label.clone() } else { format!("{label} ({} %)", crate::round::to_decimals(100.0 * share, 1)) }
    });
    named.collect::<Vec<String>>().join(" / ")
}

/// What the analysis is, and what it found, line by line; of the newest edition that was analysed.
pub fn lines(build: &Build<'_>, robustness: &Robustness) -> Vec<String> {
    let plan = build.plan;
    let percent = 100.0 * plan.robustness.interval;
    let mut lines = vec![format!(
        "Intervals of ranks: {} replicates ({}), {percent} % of them in the interval; they show sensitivity to choices of \
             method{}, and are no margin of error",
        robustness.n_replicates,
        robustness.seed.map_or("given in a file".to_owned(), |seed| format!("seed {seed}")),
        if robustness.inputs.iter().any(|(input, _)| *input == Input::Noise) { " and stated errors of values" } else { "" },
    )];
    lines.extend(robustness.seed.map(|_| match design(plan, &robustness.inputs) {
        Some(design) => format!("Drawn in each replicate: {design}"),
        None => "Nothing is drawn: all replicates are the build itself".to_owned(),
    }));
    let newest = robustness.editions.iter().rev().find(|edition| build.editions.contains(&edition.edition_idx));
    for (edition, node) in newest.iter().flat_map(|edition| edition.nodes.iter().map(move |node| (edition, node))) {
        let id = &plan.editions[edition.edition_idx].id;
        let of = if node.node_idx == Tree::ROOT { String::new() } else { format!(" of `{}`", plan.tree.nodes[node.node_idx].id) };
        lines.push(format!("Ranks{of} in edition {id}: {}", summary(build, node)));
    }
    for edition in &robustness.editions {
        for node in &edition.nodes {
            lines.extend(failed(&node.failures).map(|failed| {
                format!(
                    "{} of {} replicates of `{}` in edition {} could not be computed and do not count: {}",
                    node.failures.values().sum::<u32>(),
                    robustness.n_replicates,
                    plan.tree.nodes[node.node_idx].id,
                    plan.editions[edition.edition_idx].id,
                    failed,
                )
            }));
        }
    }
    lines
}

/// Why replicates failed: the most frequent reason, and the number of others.
fn failed(failures: &BTreeMap<String, u32>) -> Option<String> {
    // Of equally frequent ones the first by name.
    let (reason, count) = failures.iter().rev().max_by_key(|(_, count)| **count)?;
    Some(match failures.len() - 1 {
        0 => reason.clone(),
        others => format!("{count} because {reason}, the rest for {}", counted(others, "other reason", "other reasons")),
    })
}

/// How wide the intervals are, and who stands outside their own.
fn summary(build: &Build<'_>, node: &NodeRobustness) -> String {
    let mut widths: Vec<f64> =
        node.overall.iter().filter(|of| of.nominal != 0 && of.n_ranked > 0).map(|of| of.highest - of.lowest).collect();
    widths.sort_by(f64::total_cmp);
    let median = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    let n_groups = node.overall.iter().map(|of| of.group).max().unwrap_or(0);
    let outside: Vec<String> = (0..node.overall.len())
        .filter(|&region_idx| node.overall[region_idx].is_outside())
        .map(|region_idx| build.regions.name(region_idx, build.plan.main_language()).to_owned())
        .collect();
    let outside = match outside.len() {
        0 => "no region ranks outside its own interval".to_owned(),
        number => {
            let named = outside.iter().take(5).cloned().collect::<Vec<String>>().join(", ");
            let more = if number > 5 { format!(" and {} more", number - 5) } else { String::new() };
            format!("outside their own interval: {named}{more}")
        }
    };
    let wide = match median.round() as u32 {
        0 => "half of the intervals or more are a single rank".to_owned(),
        places => format!("half of the intervals are at most {} from end to end", counted(places as usize, "place", "places")),
    };
    format!("{wide}; {} can be told apart; {outside}", counted(n_groups as usize, "group", "groups"))
}
