//! Section 2: what the index is made of, what it rests on, and how its values are spread and treated.

use super::Audit;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, figure, indicator, node, region};
use crate::analysis::diagnostics::Subject;
use crate::error::counted;
use crate::publish::diagnostics::{fixed, percent};
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
            notes: notes::data(&audit.build, notes::Voice::of_terminal(audit.build.plan))
                .iter()
                .map(|line| Prose::of(line))
                .collect(),
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
    let plan = audit.build.plan;
    let weights = &audit.diagnostics.influence;
    let largest = weights.iter().flat_map(|of| [of.nominal, of.share.unwrap_or(0.0)]).fold(0.0, f64::max);
    let axis = Axis::new(0.0, (largest * 20.0).ceil() * 5.0);
    let rows = in_order(audit).into_iter().map(|(subject, depth)| {
        let name = match subject {
            Subject::Node(node_idx) => node(plan, node_idx, depth),
            Subject::Indicator(indicator_idx) => indicator(plan, indicator_idx, depth),
        };
        let weight = weights.iter().find(|of| of.subject == subject);
        let share = weight.and_then(|of| of.share);
        let said = match weight.filter(|of| of.is_mismatch()).and_then(|of| of.ratio()) {
            Some(ratio) if ratio > 1.0 => Cell::flag("decides more"),
            Some(_) => Cell::flag("decides less"),
            None => Cell::text(""),
        };
        let mut chart = Chart::default();
        chart.bars.extend(share.map(|share| axis.mark(0.0, 100.0 * share, "effective")));
        chart.dots.extend(weight.map(|of| axis.mark(100.0 * of.nominal, 100.0 * of.nominal, "nominal")));
        vec![
            name,
            Cell::number(weight.map(|of| percent(of.nominal, 1))),
            Cell::number(share.map(|share| percent(share, 1))),
            Cell::Chart(chart),
            said,
        ]
    });
    DataTable {
        id: "weights",
        caption: Prose::of(
            "The index, its factors and indicators: nominal weight (dot) and effective weight (bar), in per cent. Effective weights \
             share out what is weighed at one depth by how much of the index's variance goes with each alone (correlation ratio)",
        ),
        header: vec![
            Heading::text("Index, factor, indicator"),
            Heading::number("Nominal"),
            Heading::number("Effective"),
            Heading::chart("Chart of both, per cent", &axis),
            Heading::text("Flag"),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "weights.csv",
    }
}

fn availability(audit: &Audit<'_>) -> DataTable {
    let plan = audit.build.plan;
    let outcome = &audit.build.outcome.editions[audit.edition_idx()];
    let share = |share: Option<f64>| Cell::number(share.map(|share| percent(share, 0)));
    let rows = audit.diagnostics.availability.iter().enumerate().map(|(indicator_idx, of)| {
        let flag = match (of.is_constant(), of.is_mostly_one_value()) {
            (true, _) => Cell::flag("one value"),
            (false, true) => Cell::flag("mostly one value"),
            _ => Cell::text(""),
        };
        let period = outcome.indicators.get(indicator_idx).filter(|of| of.is_in).map(|of| of.period.to_string());
        vec![
            indicator(plan, indicator_idx, 0),
            Cell::number(period),
            Cell::Number(format!("{} of {}", of.n_available, of.n_regions)),
            share(of.share_available()),
            share(of.share_nonzero()),
            share(of.share_distinct()),
            flag,
        ]
    });
    DataTable {
        id: "availability",
        caption: Prose::of(
            "Availability of the indicators: regions that have a value, and of these the shares that are not zero and that differ from each other",
        ),
        header: vec![
            Heading::text("Indicator"),
            Heading::number("Period"),
            Heading::number("Regions"),
            Heading::number("Available"),
            Heading::number("Not zero"),
            Heading::number("Different"),
            Heading::text("Flag"),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "availability.csv",
    }
}

fn regions(audit: &Audit<'_>) -> Prose {
    let n_regions = audit.diagnostics.regions.len();
    let mut lacking: Vec<(usize, usize)> =
        audit.diagnostics.regions.iter().enumerate().map(|(idx, of)| (idx, of.n_missing)).filter(|(_, n)| *n > 0).collect();
    lacking.sort_by_key(|&(region_idx, n_missing)| (std::cmp::Reverse(n_missing), region_idx));
    if lacking.is_empty() {
        return Prose::of(&format!("Every one of the {} has every indicator.", counted(n_regions, "region", "regions")));
    }
    let named: Vec<String> = lacking
        .iter()
        .take(5)
        .map(|&(region_idx, n_missing)| format!("{} ({n_missing})", region(&audit.build, region_idx)))
        .collect();
    Prose::of(&format!(
        "{} of {n_regions} lack an indicator; the number missing is largest in {}.",
        counted(lacking.len(), "region", "regions"),
        named.join(", ")
    ))
}

fn treatment(audit: &Audit<'_>) -> Prose {
    let indicators = &audit.build.plan.indicators;
    let n_treated = indicators.iter().filter(|indicator| !indicator.treatment.steps.is_empty()).count();
    Prose::of(&match n_treated {
        0 => "The method treats no outliers.".to_owned(),
        number if number < indicators.len() => format!("The method treats outliers of {number} indicators."),
        _ => String::new(),
    })
}

fn distribution(audit: &Audit<'_>) -> DataTable {
    let (plan, build) = (audit.build.plan, &audit.build);
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
            let step = attempt.step.to_string();
            if !kept.contains(&step) {
                kept.push(step);
            }
        }
        match kept.is_empty() {
            true => "not needed".to_owned(),
            false => format!("{}: {}", kept.join(", "), counted(n_changed, "value changed", "values changed")),
        }
    };
    let rows = audit.diagnostics.distributions.iter().enumerate().map(|(indicator_idx, of)| {
        let summary = of.summary.ok();
        let outliers = of.outliers.as_ref().ok();
        let n_far = outliers.map(|all| all.iter().filter(|one| one.is_far()).count());
        let farthest = outliers.and_then(|all| all.first()).map_or(String::new(), |one| region(build, one.region_idx));
        let is_flagged = of.is_skewed_by_outliers() == Some(true);
        vec![
            indicator(plan, indicator_idx, 0),
            Cell::number(summary.map(|of| figure(of.minimum))),
            Cell::number(summary.map(|of| figure(of.median))),
            Cell::number(summary.map(|of| figure(of.maximum))),
            Cell::number(summary.and_then(|of| of.skewness.ok()).map(|value| fixed(value, 1))),
            Cell::number(summary.and_then(|of| of.kurtosis.ok()).map(|value| fixed(value, 1))),
            if is_flagged { Cell::flag("skewed by outliers") } else { Cell::text("") },
            Cell::number(outliers.map(|all| format!("{} ({})", all.len(), n_far.unwrap_or(0)))),
            Cell::Text(Prose::verbatim(farthest)),
            Cell::text(&treated(indicator_idx)),
        ]
    });
    DataTable {
        id: "distribution",
        caption: Prose::of(
            "Spread of the raw values, outliers and what was done about them. Outliers lie more than 1.5 interquartile ranges beyond \
             a quartile, in brackets those beyond 3",
        ),
        header: vec![
            Heading::text("Indicator"),
            Heading::number("Lowest"),
            Heading::number("Median"),
            Heading::number("Highest"),
            Heading::number("Skewness"),
            Heading::number("Kurtosis"),
            Heading::text("Flag"),
            Heading::number("Outliers"),
            Heading::text("Farthest"),
            Heading::text("Treatment"),
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
