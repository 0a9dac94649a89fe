//! What an auditor would point to, in words, the weightiest first.
//!
//! A finding is a reason to look, not an error: an index may well hold indicators that contradict each other, if that is meant.

mod correlations;

use super::{fixed, id, percent};
use crate::analysis::diagnostics::availability::{LEAST_AVAILABLE, LEAST_AVAILABLE_OF_REGION};
use crate::analysis::diagnostics::components::{LEAST_EXPLAINED, PrincipalComponents};
use crate::analysis::diagnostics::influence::Influence;
use crate::analysis::diagnostics::reliability::LEAST_ALPHA;
use crate::analysis::diagnostics::{Diagnostics, NotComputed, Subject};
use crate::error::counted;
use crate::ingest::printable;
use crate::publish::Build;
use crate::tree::Tree;

/// Most entries that are written out in a sentence; the tables have all.
const MOST_LISTED: usize = 6;

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
    pub fn title(self) -> &'static str {
        match self {
            Topic::Availability => "Availability",
            Topic::Correlations => "Correlations",
            Topic::Weights => "Weights",
            Topic::Factors => "Factors",
            Topic::Distribution => "Distribution",
            Topic::Ties => "Ties",
        }
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
pub fn findings(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let mut findings = availability(build, edition);
    findings.extend(correlations::correlations(build, edition));
    findings.extend(weights(build, edition));
    findings.extend(factors(build, edition));
    findings.extend(distribution(build, edition));
    findings.extend(ties(build, edition));
    findings.extend(not_computed(build, edition));
    // Stable: within a topic the order stays.
    findings.sort_by_key(|finding| finding.topic);
    findings
}

/// What was not computed, and why; what follows from an indicator that is the same everywhere is said once, of the indicator.
fn not_computed(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let plan = build.plan;
    let mut reasons: Vec<(Topic, &str, NotComputed, Vec<&str>)> = Vec::new();
    let mut note = |topic: Topic, what: &'static str, reason: NotComputed, subject: Subject| {
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
            note(Topic::Correlations, "correlations", reason, of.a);
        }
    }
    for of in &edition.influence {
        if let (Err(reason), Subject::Indicator(_)) = (of.correlation_ratio, of.subject) {
            note(Topic::Weights, "effective weight", reason, of.subject);
        }
    }
    // One indicator has nothing to hang together with, and nobody expects it.
    for node_idx in (0..plan.tree.nodes.len()).filter(|&node_idx| 1 < plan.tree.nodes[node_idx].leaves.len()) {
        if let (Err(reason), _) | (_, Err(reason)) = (
            edition.reliability[node_idx].as_ref().map_err(|reason| *reason),
            edition.components[node_idx].as_ref().map_err(|reason| *reason),
        ) {
            note(Topic::Factors, "alpha and components", reason, Subject::Node(node_idx));
        }
    }
    reasons
        .into_iter()
        .map(|(topic, what, reason, mut subjects)| {
            subjects.dedup();
            let entries: Vec<String> = subjects.iter().map(|subject| format!("`{subject}`")).collect();
            Finding::new(topic, subjects, format!("Not computed: {what} of {}: {reason}", listed(&entries)))
        })
        .collect()
}

fn listed(entries: &[String]) -> String {
    let mut text = entries.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    if entries.len() > MOST_LISTED {
        text.push_str(&format!(" and {} more", entries.len() - MOST_LISTED));
    }
    text
}

fn availability(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let plan = build.plan;
    let mut findings = Vec::new();
    for (indicator, of) in plan.indicators.iter().zip(&edition.availability) {
        let id = &indicator.id;
        let text = if of.n_available == 0 {
            format!("`{id}` has no value in any region")
        } else if of.is_constant() {
            format!(
                "`{id}` has the same value in all {}: it tells none of them apart",
                counted(of.n_available, "region", "regions")
            )
        } else if of.is_mostly_one_value() {
            let share = percent(of.share_most_common().unwrap_or(0.0), 0);
            let value = of.most_common.map_or_else(|| "has one value".to_owned(), |value| format!("is {value}"));
            format!(
                "`{id}` {value} in {} of {} regions ({share}): it tells most of them nothing",
                of.n_most_common, of.n_available
            )
        } else {
            continue;
        };
        findings.push(Finding::new(Topic::Availability, [id], text));
    }
    for (indicator, of) in plan.indicators.iter().zip(&edition.availability) {
        let share = of.share_available().unwrap_or(0.0);
        if 0 < of.n_available && share < LEAST_AVAILABLE {
            let text = format!(
                "`{}` is there for {} of {} only ({})",
                indicator.id,
                of.n_available,
                counted(of.n_regions, "region", "regions"),
                percent(share, 0)
            );
            findings.push(Finding::new(Topic::Availability, [&indicator.id], text));
        }
    }
    let is_low = |share: Option<f64>| share.is_none_or(|share| share < LEAST_AVAILABLE_OF_REGION);
    let low: Vec<usize> = (0..edition.regions.len()).filter(|&idx| is_low(edition.regions[idx].share_available())).collect();
    if !low.is_empty() {
        let names: Vec<String> = low
            .iter()
            .map(|&region_idx| {
                let of = &edition.regions[region_idx];
                let name = printable(build.regions.name(region_idx, plan.main_language()));
                format!("{name} ({} of {} missing)", of.n_missing, of.n_indicators)
            })
            .collect();
        let (who, least) = (counted(low.len(), "region has", "regions have"), percent(LEAST_AVAILABLE_OF_REGION, 0));
        let text = format!("{who} less than {least} of the indicators: {}", listed(&names));
        findings.push(Finding::new(Topic::Availability, low.iter().map(|&idx| build.regions.code(idx)), text));
    }
    findings
}

fn weights(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let plan = build.plan;
    let indicators = edition.influence.iter().filter(|of| matches!(of.subject, Subject::Indicator(_)) && of.is_mismatch());
    let (mut more, mut less): (Vec<&Influence>, Vec<&Influence>) =
        indicators.partition(|of| of.ratio().is_some_and(|ratio| 1.0 < ratio));
    let share = |of: &&Influence| of.share.unwrap_or(0.0);
    more.sort_by(|a, b| share(b).total_cmp(&share(a)));
    less.sort_by(|a, b| share(a).total_cmp(&share(b)));
    let mut findings = Vec::new();
    for (of, how) in [(more, "more than twice"), (less, "less than half")] {
        if of.is_empty() {
            continue;
        }
        let entries: Vec<String> = of
            .iter()
            .map(|of| {
                let (weight, share) = (percent(of.nominal, 1), percent(of.share.unwrap_or(0.0), 1));
                format!("`{}` (weight {weight}, effect {share})", id(plan, of.subject))
            })
            .collect();
        let who = counted(of.len(), "indicator decides", "indicators decide");
        let says = if of.len() == 1 { "its weight says" } else { "their weight says" };
        let text = format!("{who} {how} what {says}: {}", listed(&entries));
        findings.push(Finding::new(Topic::Weights, of.iter().map(|of| id(plan, of.subject)), text));
    }
    findings
}

fn factors(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
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
            let n_indicators = counted(of.items.len(), "indicator", "indicators");
            let how = if of.alpha < LEAST_ALPHA - 0.2 { "hardly hang together" } else { "hang together loosely" };
            // Two decimals could round it up to the very limit that it misses.
            let alpha = fixed(of.alpha, if of.alpha < LEAST_ALPHA - 0.005 { 2 } else { 4 });
            parts.push(format!("its {n_indicators} {how} (alpha {alpha}, below {LEAST_ALPHA})"));
        }
        parts.extend(components.and_then(not_one_thing));
        if !parts.is_empty() {
            findings.push(Finding::new(Topic::Factors, [&node.id], format!("`{}`: {}", node.id, parts.join("; "))));
        }
    }
    if let Some(Ok(of)) = edition.components.get(Tree::ROOT)
        && of.is_singular()
    {
        let text = "Some indicators can be computed from the others: the correlations are singular".to_owned();
        findings.push(Finding::new(Topic::Factors, [&plan.tree.nodes[Tree::ROOT].id], text));
    }
    findings
}

/// Why a factor's indicators are not one thing; `None` where they are.
fn not_one_thing(of: &PrincipalComponents) -> Option<String> {
    let explained = |n_components: usize| of.components[n_components - 1].cumulative_share;
    match of.n_above_one() {
        0 => Some("it is as many things as indicators (no component above 1)".to_owned()),
        1 if LEAST_EXPLAINED <= explained(1) => None,
        1 => Some(format!("only one component is above 1, and it explains {}", percent(explained(1), 0))),
        n_above => {
            let only = if explained(n_above) < LEAST_EXPLAINED { "only " } else { "" };
            let (together, first) = (percent(explained(n_above), 0), percent(explained(1), 0));
            Some(format!(
                "it is {n_above} things rather than one ({n_above} components above 1, together {only}{together}; the first {first})"
            ))
        }
    }
}

fn distribution(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let plan = build.plan;
    let skewed: Vec<usize> = (0..edition.distributions.len())
        .filter(|&indicator_idx| edition.distributions[indicator_idx].is_skewed_by_outliers() == Some(true))
        .collect();
    let by_ranks = |indicator_idx: &usize| plan.indicators[*indicator_idx].normalisation.scaling.counts_places();
    let (harmless, stretched): (Vec<usize>, Vec<usize>) = skewed.into_iter().partition(by_ranks);
    let mut findings = Vec::new();
    for (indicators, so) in [
        (stretched, "scores follow: a few regions set the scale for all"),
        (harmless, "scores are places, which outliers cannot stretch"),
    ] {
        if indicators.is_empty() {
            continue;
        }
        let entries: Vec<String> = indicators
            .iter()
            .map(|&indicator_idx| {
                let of = &edition.distributions[indicator_idx];
                let skewness = of.summary.and_then(|summary| summary.skewness).unwrap_or(0.0);
                let farthest = of.outliers.as_ref().ok().and_then(|outliers| outliers.first());
                let region = farthest.map_or(String::new(), |outlier| {
                    format!(", farthest {}", printable(build.regions.name(outlier.region_idx, plan.main_language())))
                });
                format!("`{}` (skewness {}{region})", plan.indicators[indicator_idx].id, fixed(skewness, 1))
            })
            .collect();
        let who = counted(indicators.len(), "indicator is skewed by outliers", "indicators are skewed by outliers");
        let ids = indicators.iter().map(|&indicator_idx| plan.indicators[indicator_idx].id.as_str());
        findings.push(Finding::new(Topic::Distribution, ids, format!("{who}: {}; {so}", listed(&entries))));
    }
    findings
}

fn ties(build: &Build<'_>, edition: &Diagnostics) -> Vec<Finding> {
    let plan = build.plan;
    let mut findings = Vec::new();
    for of in &edition.ties {
        if of.subject == Subject::Node(Tree::ROOT) && 0 < of.n_tied {
            let text = format!(
                "{} in the index: regions that score the same to {} decimals",
                format_args!("{} share {}", counted(of.n_tied, "region", "regions"), counted(of.n_groups, "rank", "ranks")),
                plan.method.ranking.decimals
            );
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
        let entries: Vec<String> = mostly_tied
            .iter()
            .map(|(of, n_distinct)| format!("`{}` ({n_distinct} values for {} regions)", id(plan, of.subject), of.n_regions))
            .collect();
        let text = format!("More than half of the regions share their value with another: {}", listed(&entries));
        findings.push(Finding::new(Topic::Ties, mostly_tied.iter().map(|(of, _)| id(plan, of.subject)), text));
    }
    findings
}
