//! Method in words, indicators with their formulas, sources and statistic periods.

use super::numbers::{decimal, percent};
use super::phrases::{Phrase, Phrases, in_language};
use super::rankings::node_name;
use crate::analysis::shares;
use crate::method::{Aggregation, Basis, Direction, Scaling};
use crate::publish::Build;
use crate::publish::footnotes::Footnotes;
use crate::publish::formula;
use crate::publish::labels::{filled, report as text};
use crate::tree::Tree;
use crate::weight;

/// An indicator in the table of indicators.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// Its name.
    pub name: Phrase,
    /// The factor above it.
    pub factor: Phrase,
    /// Unit.
    pub unit: Phrase,
    /// Which end is better.
    pub direction: Phrase,
    /// Weight in the index.
    pub weight: Phrase,
    /// Who publishes it.
    pub source: Phrase,
    /// Statistic period.
    pub period: String,
    /// How it is computed, as in the workbook.
    pub formula: Phrase,
    /// Remark: that it is not published, or the configuration's own.
    pub note: Phrase,
}

/// The indicators of an edition, in configuration order.
pub fn indicators(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Vec<IndicatorRow> {
    let plan = build.plan;
    let is_in = |indicator_idx: usize| plan.indicators[indicator_idx].is_in(edition_idx);
    let weights: Vec<Vec<f64>> = build.outcome.editions[edition_idx].nodes.iter().map(|node| node.weights.clone()).collect();
    let weights = weight::in_index(&plan.tree, &weights, is_in, |_| true);
    let footnotes = Footnotes::of(build);
    let row = |indicator_idx: usize| {
        let indicator = &plan.indicators[indicator_idx];
        let above = (1..plan.tree.nodes.len()).find(|&node_idx| plan.tree.nodes[node_idx].indicators.contains(&indicator_idx));
        let weight = weights.get(indicator_idx).copied().flatten().unwrap_or(f64::NAN);
        IndicatorRow {
            name: phrases.localised(&indicator.name, &indicator.id),
            factor: above.map_or_else(Phrase::default, |node_idx| node_name(build, node_idx, phrases)),
            unit: phrases.localised(&indicator.unit, ""),
            direction: phrases.label(match indicator.direction {
                Direction::HigherIsBetter => text::HIGHER,
                Direction::LowerIsBetter => text::LOWER,
            }),
            weight: match weight.is_nan() {
                true => Phrase::default(),
                false => phrases.each(|language| percent(weight, 1, language)),
            },
            source: phrases.localised(&indicator.source, ""),
            period: build.schedule.periods[edition_idx][indicator_idx].to_string(),
            formula: phrases.each(|language| formula::of(plan, &indicator.derivation, language)),
            note: phrases.each(|language| {
                let shown = indicator.publication.shows_scores();
                let own = in_language(&indicator.note, language, phrases.languages(), "").to_owned();
                let footnotes = footnotes.of_indicator(indicator_idx, language);
                let not_published = if shown { "" } else { text::NOT_PUBLISHED.in_language(language) };
                let notes = [not_published.to_owned(), own, footnotes].into_iter().filter(|note| !note.is_empty());
                notes.collect::<Vec<String>>().join("; ")
            }),
        }
    };
    (0..plan.indicators.len()).filter(|&indicator_idx| is_in(indicator_idx)).map(row).collect()
}

/// The method in words, paragraph by paragraph.
pub fn method(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Vec<Phrase> {
    let plan = build.plan;
    let n_indicators = plan.indicators.iter().filter(|indicator| indicator.is_in(edition_idx)).count();
    let n_regions = build.regions.n_ranked();
    let mut paragraphs =
        vec![phrases.each(|language| {
            filled(text::METHOD_BASIS.in_language(language), &[&n_indicators.to_string(), &n_regions.to_string()])
        })];
    let is_percentile = plan.indicators.iter().filter(|indicator| indicator.is_in(edition_idx)).all(|indicator| {
        let normalisation = &indicator.normalisation;
        matches!(normalisation.scaling, Scaling::PercentileRank { .. }) && normalisation.range == (0.0, 100.0)
    });
    paragraphs.push(phrases.label(if is_percentile { text::METHOD_PERCENTILE } else { text::METHOD_OTHER }));
    let root = &plan.tree.nodes[Tree::ROOT];
    let weights = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].weights;
    let given: Vec<f64> = weights.iter().copied().filter(|weight| *weight != 0.0).collect();
    let is_plain = root.basis == Basis::Indicators
        && root.aggregation == Aggregation::ArithmeticMean
        && given.iter().all(|weight| *weight == given[0]);
    paragraphs.push(phrases.label(match shares::is_weighted_sum(plan) {
        true if is_plain => text::METHOD_PLAIN_MEAN,
        true => text::METHOD_WEIGHTED,
        false => text::METHOD_AGGREGATION,
    }));
    paragraphs.push(phrases.label(text::METHOD_POSITIONS));
    if let Some(before) = edition_idx.checked_sub(1) {
        let before = &plan.editions[before].id;
        paragraphs.push(phrases.each(|language| filled(text::METHOD_CHANGES.in_language(language), &[before])));
    }
    if let Some(robustness) = build.robustness.filter(|_| plan.robustness.publish) {
        paragraphs.push(phrases.each(|language| {
            let n_replicates = decimal(f64::from(robustness.n_replicates as u32), 0, language);
            let interval = plan.robustness.interval;
            let share = percent(interval, u32::from(crate::round::per_cent(interval).fract() != 0.0), language);
            filled(text::METHOD_INTERVALS.in_language(language), &[&n_replicates, &share])
        }));
    }
    if let Some(types) = &plan.regions.types
        && !types.label.is_empty()
    {
        paragraphs.push(phrases.each(|language| {
            let label = in_language(&types.label, language, phrases.languages(), "");
            format!("{}: {label}.", text::TYPE.in_language(language))
        }));
    }
    paragraphs
}
