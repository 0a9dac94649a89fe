//! Findings about correlations.

use super::{Finding, Topic};
use crate::analysis::diagnostics::correlation::{Correlation, Flag, Relation};
use crate::analysis::diagnostics::{Diagnostics, Subject, parent_of};
use crate::publish::Build;
use crate::publish::diagnostics::id;
use crate::publish::labels::audit::findings as text;
use crate::publish::notes::Voice;
use crate::tree::Tree;

/// Pearson's r of a correlation that was computed.
fn pearson(correlation: &Correlation) -> f64 {
    correlation.coefficients.map_or(0.0, |of| of.pearson)
}

/// Who says the same, who contradicts whom, who has little in common with the rest.
pub(super) fn correlations(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let name = |subject: Subject| id(plan, subject);
    let mut findings = Vec::new();
    let flagged = |flag: Flag| edition.correlations.iter().filter(move |of| of.flag() == Some(flag));
    for of in flagged(Flag::Same) {
        let (a, b) = (name(of.a), name(of.b));
        let spearman = voice.number(of.coefficients.map_or(0.0, |of| of.spearman), 2);
        let how = if pearson(of) < 0.0 { text::SAY_THE_OPPOSITE } else { text::SAY_THE_SAME };
        let text = voice.say(how, &[a, b, &voice.number(pearson(of), 2), &spearman, &of.n_regions.to_string()]);
        findings.push(Finding::new(Topic::Correlations, [a, b], text));
    }
    findings.extend(against_the_whole(build, edition, voice));
    for of in flagged(Flag::Opposed).filter(|of| of.relation == Relation::BetweenFactors) {
        let (a, b) = (name(of.a), name(of.b));
        let text = voice.say(text::FACTORS_OPPOSED, &[a, b, &voice.number(pearson(of), 2)]);
        findings.push(Finding::new(Topic::Correlations, [a, b], text));
    }
    for node_idx in 0..plan.tree.nodes.len() {
        findings.extend(opposed_within(build, edition, voice, node_idx));
    }
    let weak: Vec<&Correlation> = flagged(Flag::Weak)
        .filter(|of| match (of.relation, of.a, of.b) {
            // The nearest node above is enough: the index follows from it.
            (Relation::WithFactor | Relation::WithIndex, Subject::Indicator(indicator_idx), Subject::Node(node_idx)) => {
                node_idx == parent_of(&plan.tree, indicator_idx)
            }
            _ => false,
        })
        .collect();
    if !weak.is_empty() {
        let r = |of: &Correlation| voice.number(pearson(of), 2);
        let entries = weak.iter().map(|of| voice.say(text::WITH, &[name(of.a), name(of.b), &r(of)]));
        let text = voice.say(text::LITTLE_IN_COMMON, &[&voice.listed(entries)]);
        findings.push(Finding::new(Topic::Correlations, weak.iter().map(|of| name(of.a)), text));
    }
    findings
}

/// What runs against a factor above it or against the index, one finding each, the worst first.
fn against_the_whole(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>) -> Vec<Finding> {
    let plan = build.plan;
    let above = |of: &&Correlation| {
        let is_whole = matches!(of.b, Subject::Node(_)) && of.relation != Relation::BetweenFactors;
        is_whole && of.flag() == Some(Flag::Opposed)
    };
    let opposed: Vec<&Correlation> = edition.correlations.iter().filter(above).collect();
    let mut found: Vec<(f64, Finding)> = Vec::new();
    // Correlations of one thing with what stands above it follow one another, the index last.
    for of_subject in opposed.chunk_by(|a, b| a.a == b.a) {
        let whole = of_subject.iter().map(|of| {
            let what = if of.b == Subject::Node(Tree::ROOT) { text::INDEX_R } else { text::FACTOR_R };
            voice.say(what, &[id(plan, of.b), &voice.number(pearson(of), 2)])
        });
        let subject = id(plan, of_subject[0].a);
        let text = voice.say(text::RUNS_AGAINST, &[subject, &whole.collect::<Vec<_>>().join(", ")]);
        let worst = of_subject.iter().map(|of| pearson(of)).fold(0.0, f64::min);
        found.push((worst, Finding::new(Topic::Correlations, [subject], text)));
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, finding)| finding).collect()
}

/// How many pairs of a factor's own indicators contradict each other.
fn opposed_within(build: &Build<'_>, edition: &Diagnostics, voice: Voice<'_>, node_idx: usize) -> Option<Finding> {
    let plan = build.plan;
    let is_of_node = |of: &&Correlation| match (of.relation, of.a) {
        (Relation::WithinFactor, Subject::Indicator(indicator_idx)) => parent_of(&plan.tree, indicator_idx) == node_idx,
        _ => false,
    };
    let pairs: Vec<&Correlation> = edition.correlations.iter().filter(is_of_node).collect();
    let mut opposed: Vec<&Correlation> = pairs.iter().copied().filter(|of| of.flag() == Some(Flag::Opposed)).collect();
    opposed.sort_by(|a, b| pearson(a).total_cmp(&pearson(b)));
    let pair = |of: &&Correlation| format!("`{}` – `{}` (r {})", id(plan, of.a), id(plan, of.b), voice.number(pearson(of), 2));
    let entries: Vec<String> = opposed.iter().map(pair).collect();
    let node = &plan.tree.nodes[node_idx].id;
    let most: Vec<String> = entries.iter().take(3).cloned().collect();
    (!opposed.is_empty()).then(|| {
        let how = if most.len() < entries.len() { text::OPPOSED_WITHIN_ABOVE_ALL } else { text::OPPOSED_WITHIN };
        let (n_opposed, of_pairs) = (opposed.len().to_string(), voice.count(pairs.len(), text::PAIRS));
        let text = voice.say(how, &[node, &n_opposed, &of_pairs, &most.join(", ")]);
        Finding::new(Topic::Correlations, [node], text)
    })
}
