//! The design of the replicates, and what came out, in words.

use std::collections::BTreeMap;

use crate::analysis::robustness::inputs::Input;
use crate::analysis::robustness::{NOBODY, NodeRobustness, Robustness};
use crate::method::{CONFIGURED, Draws, LeftOut, Options, WeightDraw};
use crate::plan::Plan;
use crate::publish::Build;
use crate::publish::labels::audit::choices;
use crate::publish::labels::{Label, notes, robustness as text, sentence};
use crate::publish::notes::Voice;
use crate::round::per_cent;
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
pub fn input_words(voice: Voice<'_>, input: Input) -> String {
    let label = match input {
        Input::Normalisation => choices::NORMALISATION,
        Input::Ties => choices::TIES,
        Input::Aggregation => choices::AGGREGATION,
        Input::Treatment => choices::TREATMENT,
        Input::Imputation => choices::IMPUTATION,
        Input::LeftOut => choices::LEFT_OUT,
        Input::IndicatorWeights => choices::INDICATOR_WEIGHTS,
        Input::FactorWeights(1) => choices::FACTOR_WEIGHTS,
        Input::FactorWeights(depth) => return voice.say(choices::FACTOR_WEIGHTS_BELOW, &[&depth.to_string()]),
        Input::Noise => choices::NOISE,
    };
    voice.word(label).to_owned()
}

/// An interval of ranks: one rank where both ends are the same.
pub fn interval(lowest: u32, highest: u32) -> String {
    if lowest == highest { lowest.to_string() } else { format!("{lowest}–{highest}") }
}

/// Everything that a replicate draws, and what it takes otherwise than configured, in one line; `None` where that is nothing.
pub fn design(plan: &Plan, voice: Voice<'_>, inputs: &[(Input, usize)]) -> Option<String> {
    let draws = &plan.robustness.draws;
    let mut parts: Vec<String> = inputs.iter().map(|(input, _)| of_input(voice, draws, *input)).collect();
    let always = [
        (text::NORMALISATION, only(&draws.normalisation)),
        (text::TIES, only(&draws.ties)),
        (text::AGGREGATION, only(&draws.aggregation)),
        (text::TREATMENT, only(&draws.treatment)),
        (text::IMPUTATION, only(&draws.imputation)),
    ];
    let always = always
        .into_iter()
        .filter_map(|(what, option)| Some(voice.say(text::ALWAYS, &[voice.word(what), &text::option(option?, voice.language)])));
    parts.extend(always);
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The only option, where it is not the configured one.
fn only<T>(options: &Options<T>) -> Option<&str> {
    (!options.is_drawn()).then(|| options.label(0)).filter(|label| *label != CONFIGURED)
}

fn of_input(voice: Voice<'_>, draws: &Draws, input: Input) -> String {
    let of = |what: Label, options: String| format!("{} ({options})", voice.word(what));
    match input {
        Input::Normalisation => of(text::NORMALISATION, among(voice, &draws.normalisation)),
        Input::Ties => of(text::TIES, among(voice, &draws.ties)),
        Input::Aggregation => of(text::AGGREGATION, among(voice, &draws.aggregation)),
        Input::Treatment => of(text::TREATMENT, among(voice, &draws.treatment)),
        Input::Imputation => of(text::IMPUTATION, among(voice, &draws.imputation)),
        Input::LeftOut => match draws.left_out {
            LeftOut::AtMostOne { share: Some(share) } => voice.say(text::ONE_LEFT_OUT, &[&percentage(voice, share)]),
            _ => voice.word(text::ANY_LEFT_OUT).to_owned(),
        },
        Input::IndicatorWeights => weights(voice, voice.word(text::INDICATOR_WEIGHTS), draws.indicator_weights),
        Input::FactorWeights(1) => weights(voice, voice.word(text::FACTOR_WEIGHTS), draws.factor_weights),
        Input::FactorWeights(depth) => {
            weights(voice, &voice.say(text::FACTOR_WEIGHTS_OF_LEVEL, &[&depth.to_string()]), draws.factor_weights)
        }
        Input::Noise => voice.word(text::VALUES).to_owned(),
    }
}

/// A share in per cent with at most one decimal.
fn percentage(voice: Voice<'_>, share: f64) -> String {
    voice.decimal(crate::round::to_decimals(100.0 * share, 1).to_string())
}

fn weights(voice: Voice<'_>, what: &str, draw: WeightDraw) -> String {
    match draw {
        WeightDraw::Off => voice.say(text::AS_CONFIGURED, &[what]),
        WeightDraw::Uniform { spread } => format!("{what} ±{}{}", percentage(voice, spread), voice.percent_sign()),
        WeightDraw::Dirichlet => voice.say(text::ANY, &[what]),
    }
}

fn among<T>(voice: Voice<'_>, options: &Options<T>) -> String {
    let equal = options.shares.iter().all(|share| (share - options.shares[0]).abs() < 1e-12);
    let named = options.labels.iter().zip(&options.shares).map(|(label, share)| {
        let label = text::option(label, voice.language);
        if equal { label } else { format!("{label} ({}{})", percentage(voice, *share), voice.percent_sign()) }
    });
    named.collect::<Vec<String>>().join(" / ")
}

/// What the analysis is, and what it found, line by line; of the newest edition that was analysed.
pub fn lines(build: &Build<'_>, voice: Voice<'_>, robustness: &Robustness) -> Vec<String> {
    let plan = build.plan;
    let percent = voice.decimal(per_cent(plan.robustness.interval).to_string());
    let drawn_by = match robustness.seed {
        None => voice.word(text::GIVEN_IN_FILE).to_owned(),
        Some(seed) => voice.say(text::SEED, &[&seed.to_string()]),
    };
    let has_noise = robustness.inputs.iter().any(|(input, _)| *input == Input::Noise);
    let errors = if has_noise { voice.word(text::AND_ERRORS) } else { "" };
    let n_replicates = sentence::whole(robustness.n_replicates, voice.language);
    let mut lines = vec![voice.say(text::INTERVALS, &[&n_replicates, &drawn_by, &percent, errors])];
    lines.extend(robustness.seed.map(|_| match design(plan, voice, &robustness.inputs) {
        Some(design) => voice.say(text::DRAWN, &[&design]),
        None => voice.word(text::NOTHING_DRAWN).to_owned(),
    }));
    let newest = robustness.editions.iter().rev().find(|edition| build.editions.contains(&edition.edition_idx));
    for (edition, node) in newest.iter().flat_map(|edition| edition.nodes.iter().map(move |node| (edition, node))) {
        let id = &plan.editions[edition.edition_idx].id;
        let of = match node.node_idx {
            Tree::ROOT => String::new(),
            node_idx => voice.say(text::OF_NODE, &[&plan.tree.nodes[node_idx].id]),
        };
        lines.push(voice.say(text::RANKS, &[&of, id, &summary(build, voice, node)]));
    }
    for edition in &robustness.editions {
        for node in &edition.nodes {
            lines.extend(failed(voice, &node.failures).map(|failed| {
                let n_failed = node.failures.values().sum::<u32>().to_string();
                let (node, edition) = (&plan.tree.nodes[node.node_idx].id, &plan.editions[edition.edition_idx].id);
                voice.say(text::FAILED, &[&n_failed, &n_replicates, node, edition, &failed])
            }));
        }
    }
    lines
}

/// Why replicates failed: the most frequent reason, and the number of others. What the program says of a computation stays in its own
/// language.
fn failed(voice: Voice<'_>, failures: &BTreeMap<String, u32>) -> Option<String> {
    // Of equally frequent ones the first by name.
    let (reason, count) = failures.iter().rev().max_by_key(|(_, count)| **count)?;
    let reason = if reason == NOBODY { voice.word(text::NOBODY) } else { reason };
    Some(match failures.len() - 1 {
        0 => reason.to_owned(),
        others => voice.say(text::FAILED_MOSTLY, &[&count.to_string(), reason, &voice.count(others, text::OTHER_REASONS)]),
    })
}

/// How wide the intervals are, and who stands outside their own.
fn summary(build: &Build<'_>, voice: Voice<'_>, node: &NodeRobustness) -> String {
    let mut widths: Vec<f64> =
        node.overall.iter().filter(|of| of.nominal != 0 && of.n_ranked > 0).map(|of| of.highest - of.lowest).collect();
    widths.sort_by(f64::total_cmp);
    let median = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    let n_groups = node.overall.iter().map(|of| of.group).max().unwrap_or(0);
    let outside: Vec<String> = (0..node.overall.len())
        .filter(|&region_idx| node.overall[region_idx].is_outside())
        .map(|region_idx| build.regions.name(region_idx, voice.names).to_owned())
        .collect();
    let outside = match outside.len() {
        0 => voice.word(text::NONE_OUTSIDE).to_owned(),
        number => {
            let named = outside.iter().take(5).cloned().collect::<Vec<String>>().join(", ");
            let more = if number > 5 { format!(" {}", voice.and_more(number - 5)) } else { String::new() };
            voice.say(text::OUTSIDE, &[&format!("{named}{more}")])
        }
    };
    let wide = match median.round() as u32 {
        0 => voice.word(text::HALF_SINGLE).to_owned(),
        places => voice.say(text::HALF_AT_MOST, &[&voice.count(places as usize, notes::PLACES)]),
    };
    voice.say(text::SUMMARY, &[&wide, &voice.count(n_groups as usize, notes::GROUPS), &outside])
}
