//! Section 2: what the index is made of, what it rests on, and how its values are spread and treated.

use super::Audit;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, figure, indicator, node, region};
use crate::analysis::diagnostics::Subject;
use crate::publish::labels::audit::structure as text;
use crate::publish::labels::{audit, method, notes as nouns};
use crate::publish::notes;
use crate::tree::Tree;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct Structure {
    /// What was done to the data, line by line.
    pub notes: Vec<Prose>,
    /// The tree with weights.
    pub tree: DataTable,
    /// What is there.
    pub availability: DataTable,
    /// Regions that lack something, in words.
    pub regions: Prose,
    /// Spread, outliers and treatment.
    pub distribution: DataTable,
    /// Which indicators are treated, where it is not every one.
    pub treatment: Prose,
}

impl Structure {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>) -> Self {
        Structure {
            notes: notes::data(&audit.build, audit.voice).iter().map(|line| Prose::of(line)).collect(),
            tree: tree(audit).without_empty_columns(),
            availability: availability(audit).without_empty_columns(),
            regions: regions(audit),
            distribution: distribution(audit).without_empty_columns(),
            treatment: treatment(audit),
        }
    }
}

/// Nodes and indicators in the order in which a reader meets them: a node, what is below it, the next node.
fn in_order(audit: &Audit<'_>) -> Vec<(Subject, usize)> {
    fn visit(audit: &Audit<'_>, node_idx: usize, depth: usize, order: &mut Vec<(Subject, usize)>) {
        let node = &audit.build.plan.tree.nodes[node_idx];
        order.push((Subject::Node(node_idx), depth));
        for &child in &node.nodes {
            visit(audit, child, depth + 1, order);
        }
        order.extend(node.indicators.iter().map(|&leaf| (Subject::Indicator(leaf), depth + 1)));
    }
    let mut order = Vec::new();
    visit(audit, Tree::ROOT, 0, &mut order);
    order
}

fn tree(audit: &Audit<'_>) -> DataTable {
    let (plan, voice) = (audit.build.plan, audit.voice);
    let weights = &audit.diagnostics.influence;
    let largest = weights.iter().flat_map(|of| [of.nominal, of.share.unwrap_or(0.0)]).fold(0.0, f64::max);
    let axis = Axis::new(0.0, (largest * 20.0).ceil() * 5.0);
    let rows = in_order(audit).into_iter().map(|(subject, depth)| {
        let name = match subject {
            Subject::Node(node_idx) => node(plan, node_idx, depth, voice),
            Subject::Indicator(indicator_idx) => indicator(plan, indicator_idx, depth, voice),
        };
        let weight = weights.iter().find(|of| of.subject == subject);
        let share = weight.and_then(|of| of.share);
        let said = match weight.filter(|of| of.is_mismatch()).and_then(|of| of.ratio()) {
            Some(ratio) if ratio > 1.0 => Cell::flag(voice.word(text::MORE)),
            Some(_) => Cell::flag(voice.word(text::LESS)),
            None => Cell::text(""),
        };
        let mut chart = Chart::default();
        chart.bars.extend(share.map(|share| axis.mark(0.0, 100.0 * share, "effective")));
        chart.dots.extend(weight.map(|of| axis.mark(100.0 * of.nominal, 100.0 * of.nominal, "nominal")));
        vec![
            name,
            Cell::number(weight.map(|of| voice.percent(of.nominal, 1))),
            Cell::number(share.map(|share| voice.percent(share, 1))),
            Cell::Chart(chart),
            said,
        ]
    });
    DataTable {
        id: "weights",
        caption: Prose::of(voice.word(text::WEIGHTS_ARE)),
        header: vec![
            Heading::text(voice.word(text::INDEX_FACTOR_INDICATOR)),
            Heading::number(voice.word(text::NOMINAL)),
            Heading::number(voice.word(text::EFFECTIVE)),
            Heading::chart(voice.word(text::CHART_OF_WEIGHTS), &axis, voice),
            Heading::text(voice.word(text::FLAG)),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "weights.csv",
    }
}

fn availability(audit: &Audit<'_>) -> DataTable {
    let (plan, voice) = (audit.build.plan, audit.voice);
    let outcome = &audit.build.outcome.editions[audit.edition_idx()];
    let share = |share: Option<f64>| Cell::number(share.map(|share| voice.percent(share, 0)));
    let rows = audit.diagnostics.availability.iter().enumerate().map(|(indicator_idx, of)| {
        let flag = match (of.is_constant(), of.is_mostly_one_value()) {
            (true, _) => Cell::flag(voice.word(text::ONE_VALUE)),
            (false, true) => Cell::flag(voice.word(text::MOSTLY_ONE_VALUE)),
            _ => Cell::text(""),
        };
        let period = outcome.indicators.get(indicator_idx).filter(|of| of.is_in).map(|of| of.period.to_string());
        vec![
            indicator(plan, indicator_idx, 0, voice),
            Cell::number(period),
            Cell::Number(voice.say(text::OF, &[&of.n_available.to_string(), &of.n_regions.to_string()])),
            share(of.share_available()),
            share(of.share_nonzero()),
            share(of.share_distinct()),
            flag,
        ]
    });
    DataTable {
        id: "availability",
        caption: Prose::of(voice.word(text::AVAILABILITY_IS)),
        header: vec![
            Heading::text(voice.word(text::INDICATOR)),
            Heading::number(voice.word(text::PERIOD)),
            Heading::number(voice.word(text::REGIONS)),
            Heading::number(voice.word(text::AVAILABLE)),
            Heading::number(voice.word(text::NOT_ZERO)),
            Heading::number(voice.word(text::DIFFERENT)),
            Heading::text(voice.word(text::FLAG)),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "availability.csv",
    }
}

fn regions(audit: &Audit<'_>) -> Prose {
    let voice = audit.voice;
    let n_regions = audit.diagnostics.regions.len();
    let mut lacking: Vec<(usize, usize)> =
        audit.diagnostics.regions.iter().enumerate().map(|(idx, of)| (idx, of.n_missing)).filter(|(_, n)| *n > 0).collect();
    lacking.sort_by_key(|&(region_idx, n_missing)| (std::cmp::Reverse(n_missing), region_idx));
    if lacking.is_empty() {
        return Prose::of(&voice.say(text::ALL_THERE, &[&voice.count(n_regions, nouns::REGIONS)]));
    }
    let named: Vec<String> = lacking
        .iter()
        .take(5)
        .map(|&(region_idx, n_missing)| format!("{} ({n_missing})", region(&audit.build, region_idx, voice)))
        .collect();
    let (who, n_lacking) = (voice.count(lacking.len(), nouns::REGIONS), lacking.len().to_string());
    Prose::of(&voice.say(text::LACKING, &[&who, &n_regions.to_string(), &named.join(", "), &n_lacking]))
}

fn treatment(audit: &Audit<'_>) -> Prose {
    let indicators = &audit.build.plan.indicators;
    let n_treated = indicators.iter().filter(|indicator| !indicator.treatment.steps.is_empty()).count();
    let voice = audit.voice;
    Prose::of(&match n_treated {
        0 => voice.word(text::NO_TREATMENT).to_owned(),
        number if number < indicators.len() => {
            let counted = voice.count(number, audit::findings::INDICATORS);
            voice.say(text::SOME_TREATMENT, &[&number.to_string(), &counted])
        }
        _ => String::new(),
    })
}

fn distribution(audit: &Audit<'_>) -> DataTable {
    let (plan, build, voice) = (audit.build.plan, &audit.build, audit.voice);
    let treated = |indicator_idx: usize| -> String {
        let Some(outcome) = build.outcome.editions[audit.edition_idx()].indicators.get(indicator_idx) else {
            return String::new();
        };
        if plan.indicators[indicator_idx].treatment.steps.is_empty() {
            return String::new();
        }
        let notes = &build.outcome.notes.treated;
        let here = notes.iter().filter(|(edition_idx, of, _)| (*edition_idx, *of) == (audit.edition_idx(), indicator_idx));
        let n_changed: usize = here.map(|(.., count)| count).sum();
        let mut kept: Vec<String> = Vec::new();
        for attempt in outcome.treatments.iter().flat_map(|of| &of.parameters.attempts).filter(|attempt| attempt.is_kept) {
            let step = method::treatment_step(attempt.step, voice.language);
            if !kept.contains(&step) {
                kept.push(step);
            }
        }
        match kept.is_empty() {
            true => voice.word(text::NOT_NEEDED).to_owned(),
            false => format!("{}: {}", kept.join(", "), voice.count(n_changed, text::VALUES_CHANGED)),
        }
    };
    let rows = audit.diagnostics.distributions.iter().enumerate().map(|(indicator_idx, of)| {
        let summary = of.summary.ok();
        let outliers = of.outliers.as_ref().ok();
        let n_far = outliers.map(|all| all.iter().filter(|one| one.is_far()).count());
        let farthest = outliers.and_then(|all| all.first()).map_or(String::new(), |one| region(build, one.region_idx, voice));
        let is_flagged = of.is_skewed_by_outliers() == Some(true);
        vec![
            indicator(plan, indicator_idx, 0, voice),
            Cell::number(summary.map(|of| figure(of.minimum, voice))),
            Cell::number(summary.map(|of| figure(of.median, voice))),
            Cell::number(summary.map(|of| figure(of.maximum, voice))),
            Cell::number(summary.and_then(|of| of.skewness.ok()).map(|value| voice.number(value, 1))),
            Cell::number(summary.and_then(|of| of.kurtosis.ok()).map(|value| voice.number(value, 1))),
            if is_flagged { Cell::flag(voice.word(text::SKEWED)) } else { Cell::text("") },
            Cell::number(outliers.map(|all| format!("{} ({})", all.len(), n_far.unwrap_or(0)))),
            Cell::Text(Prose::verbatim(farthest)),
            Cell::text(&treated(indicator_idx)),
        ]
    });
    DataTable {
        id: "distribution",
        caption: Prose::of(voice.word(text::DISTRIBUTION_IS)),
        header: vec![
            Heading::text(voice.word(text::INDICATOR)),
            Heading::number(voice.word(text::LOWEST)),
            Heading::number(voice.word(text::MEDIAN)),
            Heading::number(voice.word(text::HIGHEST)),
            Heading::number(voice.word(text::SKEWNESS)),
            Heading::number(voice.word(text::KURTOSIS)),
            Heading::text(voice.word(text::FLAG)),
            Heading::number(voice.word(text::OUTLIERS)),
            Heading::text(voice.word(text::FARTHEST)),
            Heading::text(voice.word(text::TREATMENT)),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "distribution.csv",
    }
}

/// Indicators factor by factor, as they stand in the tree.
pub fn indicators_in_order(audit: &Audit<'_>) -> Vec<usize> {
    let of = |(subject, _): (Subject, usize)| match subject {
        Subject::Indicator(indicator_idx) => Some(indicator_idx),
        Subject::Node(_) => None,
    };
    in_order(audit).into_iter().filter_map(of).collect()
}
