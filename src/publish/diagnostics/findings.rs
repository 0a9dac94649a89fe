//! What an auditor would point to, in words, the weightiest first.
//!
//! A finding is a reason to look, not an error: an index may well hold indicators that contradict each other, if that is meant.

mod correlations;

use super::id;
use crate::analysis::diagnostics::availability::{LEAST_AVAILABLE, LEAST_AVAILABLE_OF_REGION};
use crate::analysis::diagnostics::components::{LEAST_EXPLAINED, PrincipalComponents};
use crate::analysis::diagnostics::influence::Influence;
use crate::analysis::diagnostics::reliability::LEAST_ALPHA;
use crate::analysis::diagnostics::{Diagnostics, NotComputed, Subject};
use crate::ingest::printable;
use crate::publish::Build;
use crate::publish::labels::audit::{findings as text, reasons};
use crate::publish::labels::{Label, method, notes};
use crate::publish::notes::Voice;
use crate::tree::Tree;

/// What a finding is about, in the order of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Missing, constant and mostly equal values.
    Availability,
    /// Who agrees with whom.
    Correlations,
    /// Nominal against effective weight.
    Weights,
    /// Alpha and components.
    Factors,
    /// Skewness and outliers.
    Distribution,
    /// Equal values and shared ranks.
    Ties,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Topic; 6] =
        [Topic::Availability, Topic::Correlations, Topic::Weights, Topic::Factors, Topic::Distribution, Topic::Ties];

    /// Heading.
    pub fn label(self) -> Label {
        match self {
            Topic::Availability => text::AVAILABILITY,
            Topic::Correlations => text::CORRELATIONS,
            Topic::Weights => text::WEIGHTS,
            Topic::Factors => text::FACTORS,
            Topic::Distribution => text::DISTRIBUTION,
            Topic::Ties => text::TIES,
        }
    }

    /// Heading in tables and on the terminal.
    pub fn title(self) -> &'static str {
        self.label().in_language("en")
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub topic: Topic,
    /// The indicators, factors or regions concerned, by their short names or codes.
    pub subjects: Vec<String>,
    /// In one sentence, without a full stop.
    pub text: String,
}

impl Finding {
    fn new<S: Into<String>>(topic: Topic, subjects: impl IntoIterator<Item = S>, text: String) -> Self {
        Finding { topic, subjects: subjects.into_iter().map(Into::into).collect(), text }
    }
}

/// The findings of an edition, the weightiest first.
pub fn findings(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let mut findings = availability(build, edition, voice);
    findings.extend(correlations::correlations(build, edition, voice));
    findings.extend(weights(build, edition, voice));
    findings.extend(factors(build, edition, voice));
    findings.extend(distribution(build, edition, voice));
    findings.extend(ties(build, edition, voice));
    findings.extend(not_computed(build, edition, voice));
    // Stable: within a topic the order stays.
    findings.sort_by_key(|finding| finding.topic);
    findings
}

/// What was not computed, and why; what follows from an indicator that is the same everywhere is said once, of the indicator.
fn not_computed(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let mut reasons: Vec<(Topic, Label, NotComputed, Vec<&str>)> = Vec::new();
    let mut note = |topic: Topic, what: Label, reason: NotComputed, subject: Subject| {
        if reason == NotComputed::Constant {
            return;
        }
        let known = reasons.iter_mut().find(|(of, quantity, why, _)| (*of, *quantity, *why) == (topic, what, reason));
        match known {
            Some((.., subjects)) => subjects.push(id(plan, subject)),
            None => reasons.push((topic, what, reason, vec![id(plan, subject)])),
        }
    };
    for of in &edition.correlations {
        if let Err(reason) = of.coefficients {
            note(Topic::Correlations, text::CORRELATIONS_OF, reason, of.a);
        }
    }
    for of in &edition.influence {
        if let (Err(reason), Subject::Indicator(_)) = (of.correlation_ratio, of.subject) {
            note(Topic::Weights, text::EFFECTIVE_WEIGHT_OF, reason, of.subject);
        }
    }
    // One indicator has nothing to hang together with, and nobody expects it.
    for node_idx in (0..plan.tree.nodes.len()).filter(|&node_idx| 1 < plan.tree.nodes[node_idx].leaves.len()) {
        if let (Err(reason), _) | (_, Err(reason)) = (
            edition.reliability[node_idx].as_ref().map_err(|reason| *reason),
            edition.components[node_idx].as_ref().map_err(|reason| *reason),
        ) {
            note(Topic::Factors, text::ALPHA_OF, reason, Subject::Node(node_idx));
        }
    }
    reasons
        .into_iter()
        .map(|(topic, what, reason, mut subjects)| {
            subjects.dedup();
            let list = voice.listed(subjects.iter().map(|subject| format!("`{subject}`")));
            let why = reasons::not_computed(reason, voice.language);
            Finding::new(topic, subjects, voice.say(text::NOT_COMPUTED, &[voice.word(what), &list, &why]))
        })
        .collect()
}

fn availability(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let mut findings = Vec::new();
    for (indicator, of) in plan.indicators.iter().zip(&edition.availability) {
        let id = &indicator.id;
        let text = if of.n_available == 0 {
            voice.say(text::NO_VALUE, &[id])
        } else if of.is_constant() {
            voice.say(text::ONE_VALUE, &[id, &voice.count(of.n_available, notes::REGIONS)])
        } else if of.is_mostly_one_value() {
            let share = voice.percent(of.share_most_common().unwrap_or(0.0), 0);
            let (n_most, n_all) = (of.n_most_common.to_string(), of.n_available.to_string());
            match of.most_common {
                Some(value) => voice.say(text::MOSTLY, &[id, &method::number(value, voice.language), &n_most, &n_all, &share]),
                None => voice.say(text::MOSTLY_UNTOLD, &[id, &n_most, &n_all, &share]),
            }
        } else {
            continue;
        };
        findings.push(Finding::new(Topic::Availability, [id], text));
    }
    for (indicator, of) in plan.indicators.iter().zip(&edition.availability) {
        let share = of.share_available().unwrap_or(0.0);
        if 0 < of.n_available && share < LEAST_AVAILABLE {
            let (n_available, n_regions) = (of.n_available.to_string(), of.n_regions.to_string());
            let regions = voice.count(of.n_regions, notes::REGIONS);
            let words = [&*indicator.id, &n_available, &regions, &n_regions, &voice.percent(share, 0)];
            findings.push(Finding::new(Topic::Availability, [&indicator.id], voice.say(text::FEW, &words)));
        }
    }
    let is_low = |share: Option<f64>| share.is_none_or(|share| share < LEAST_AVAILABLE_OF_REGION);
    let low: Vec<usize> = (0..edition.regions.len()).filter(|&idx| is_low(edition.regions[idx].share_available())).collect();
    if !low.is_empty() {
        let names = low.iter().map(|&region_idx| {
            let of = &edition.regions[region_idx];
            let name = printable(build.regions.name(region_idx, voice.names));
            voice.say(text::REGION_LACKS, &[&name, &of.n_missing.to_string(), &of.n_indicators.to_string()])
        });
        let (who, least) = (voice.count(low.len(), text::REGIONS_HAVE), voice.percent(LEAST_AVAILABLE_OF_REGION, 0));
        let text = voice.say(text::REGIONS_LACK, &[&who, &least, &voice.listed(names)]);
        findings.push(Finding::new(Topic::Availability, low.iter().map(|&idx| build.regions.code(idx)), text));
    }
    findings
}

fn weights(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let indicators = edition.influence.iter().filter(|of| matches!(of.subject, Subject::Indicator(_)) && of.is_mismatch());
    let (mut more, mut less): (Vec<&Influence>, Vec<&Influence>) =
        indicators.partition(|of| of.ratio().is_some_and(|ratio| 1.0 < ratio));
    let share = |of: &&Influence| of.share.unwrap_or(0.0);
    more.sort_by(|a, b| share(b).total_cmp(&share(a)));
    less.sort_by(|a, b| share(a).total_cmp(&share(b)));
    let mut findings = Vec::new();
    for (of, decide) in [(more, text::DECIDE_MORE), (less, text::DECIDE_LESS)] {
        if of.is_empty() {
            continue;
        }
        let entries = of.iter().map(|of| {
            let (weight, share) = (voice.percent(of.nominal, 1), voice.percent(of.share.unwrap_or(0.0), 1));
            voice.say(text::WEIGHT_AND_EFFECT, &[id(plan, of.subject), &weight, &share])
        });
        let text = format!("{}: {}", voice.count(of.len(), decide), voice.listed(entries));
        findings.push(Finding::new(Topic::Weights, of.iter().map(|of| id(plan, of.subject)), text));
    }
    findings
}

fn factors(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let mut findings = Vec::new();
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        // An index is meant to be several things; a factor is not.
        if node_idx == Tree::ROOT && plan.tree.nodes.len() > 1 {
            continue;
        }
        let alpha = edition.reliability[node_idx].as_ref().ok().filter(|of| of.alpha < LEAST_ALPHA);
        let components = edition.components[node_idx].as_ref().ok();
        let mut parts = Vec::new();
        if let Some(of) = alpha {
            let how = if of.alpha < LEAST_ALPHA - 0.2 { text::HARDLY } else { text::LOOSELY };
            // Two decimals could round it up to the very limit that it misses.
            let alpha = voice.number(of.alpha, if of.alpha < LEAST_ALPHA - 0.005 { 2 } else { 4 });
            let least = method::number(LEAST_ALPHA, voice.language);
            let indicators = voice.count(of.items.len(), text::INDICATORS);
            parts.push(voice.say(how, &[&indicators, &alpha, &least, &of.items.len().to_string()]));
        }
        parts.extend(components.and_then(|of| not_one_thing(of, voice)));
        if !parts.is_empty() {
            findings.push(Finding::new(Topic::Factors, [&node.id], format!("`{}`: {}", node.id, parts.join("; "))));
        }
    }
    if let Some(Ok(of)) = edition.components.get(Tree::ROOT)
        && of.is_singular()
    {
        let text = voice.word(text::SINGULAR).to_owned();
        findings.push(Finding::new(Topic::Factors, [&plan.tree.nodes[Tree::ROOT].id], text));
    }
    findings
}

/// Why a factor's indicators are not one thing; `None` where they are.
fn not_one_thing(of: &PrincipalComponents, voice: Voice<'_>) -> Option<String> {
    let explained = |n_components: usize| of.components[n_components - 1].cumulative_share;
    match of.n_above_one() {
        0 => Some(voice.word(text::AS_MANY_THINGS).to_owned()),
        1 if LEAST_EXPLAINED <= explained(1) => None,
        1 => Some(voice.say(text::ONE_COMPONENT, &[&voice.percent(explained(1), 0)])),
        n_above => {
            let several = if explained(n_above) < LEAST_EXPLAINED { text::SEVERAL_THINGS_ONLY } else { text::SEVERAL_THINGS };
            let (together, first) = (voice.percent(explained(n_above), 0), voice.percent(explained(1), 0));
            Some(voice.say(several, &[&n_above.to_string(), &together, &first]))
        }
    }
}

fn distribution(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let skewed: Vec<usize> = (0..edition.distributions.len())
        .filter(|&indicator_idx| edition.distributions[indicator_idx].is_skewed_by_outliers() == Some(true))
        .collect();
    let by_ranks = |indicator_idx: &usize| plan.indicators[*indicator_idx].normalisation.scaling.counts_places();
    let (harmless, stretched): (Vec<usize>, Vec<usize>) = skewed.into_iter().partition(by_ranks);
    let mut findings = Vec::new();
    for (indicators, so) in [(stretched, text::STRETCHED), (harmless, text::HARMLESS)] {
        if indicators.is_empty() {
            continue;
        }
        let entries = indicators.iter().map(|&indicator_idx| {
            let of = &edition.distributions[indicator_idx];
            let skewness = voice.number(of.summary.and_then(|summary| summary.skewness).unwrap_or(0.0), 1);
            let id = &plan.indicators[indicator_idx].id;
            match of.outliers.as_ref().ok().and_then(|outliers| outliers.first()) {
                Some(farthest) => {
                    let region = printable(build.regions.name(farthest.region_idx, voice.names));
                    voice.say(text::SKEWNESS_FARTHEST, &[id, &skewness, &region])
                }
                None => voice.say(text::SKEWNESS, &[id, &skewness]),
            }
        });
        let (who, list) = (voice.count(indicators.len(), text::ARE_SKEWED), voice.listed(entries));
        let ids = indicators.iter().map(|&indicator_idx| plan.indicators[indicator_idx].id.as_str());
        findings.push(Finding::new(Topic::Distribution, ids, format!("{who}: {list}; {}", voice.word(so))));
    }
    findings
}

fn ties(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let mut findings = Vec::new();
    for of in &edition.ties {
        if of.subject == Subject::Node(Tree::ROOT) && 0 < of.n_tied {
            let (who, what) = (voice.count(of.n_tied, notes::REGIONS), voice.count(of.n_groups, notes::RANKS));
            let text = voice.say(text::SHARED, &[&who, &what, &plan.method.ranking.decimals.to_string()]);
            findings.push(Finding::new(Topic::Ties, [id(plan, of.subject)], text));
        }
    }
    let mostly_tied: Vec<_> = edition
        .ties
        .iter()
        .zip(&edition.availability)
        // What is one value for most regions has been said already.
        .filter(|(of, counted)| of.n_regions < of.n_tied * 2 && !counted.is_mostly_one_value())
        .map(|(of, counted)| (of, counted.n_distinct))
        .collect();
    if !mostly_tied.is_empty() {
        let entries = mostly_tied.iter().map(|(of, n_distinct)| {
            voice.say(text::FEW_VALUES, &[id(plan, of.subject), &n_distinct.to_string(), &of.n_regions.to_string()])
        });
        let text = voice.say(text::MOSTLY_TIED, &[&voice.listed(entries)]);
        findings.push(Finding::new(Topic::Ties, mostly_tied.iter().map(|(of, _)| id(plan, of.subject)), text));
    }
    findings
}
