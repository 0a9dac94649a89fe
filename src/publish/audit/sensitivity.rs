//! Section 5: which choice moves ranks most.

use super::Audit;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words};
use crate::analysis::robustness::doubt::Doubt;
use crate::analysis::sensitivity::estimators::NoIndices;
use crate::analysis::sensitivity::points::PointKind;
use crate::error::counted;
use crate::publish::diagnostics::fixed;
use crate::publish::robustness::words::input_words;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct SensitivityView {
    /// How it was computed, and what must be said.
    pub notes: Vec<Prose>,
    /// Indices of the mean shift; none where there are none.
    pub indices: Option<DataTable>,
    /// Whose rank depends on what most; none where nothing moves.
    pub regions: Option<DataTable>,
}

impl SensitivityView {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>) -> Self {
        let Some(doubt) = audit.doubt() else {
            let why = "Not computed: no points were asked for, or nothing is drawn.";
            return SensitivityView { notes: vec![Prose::of(why)], indices: None, regions: None };
        };
        SensitivityView {
            notes: notes(doubt).iter().map(|line| Prose::of(line)).collect(),
            indices: indices(doubt),
            regions: regions(doubt),
        }
    }
}

fn notes(doubt: &Doubt) -> Vec<String> {
    let points = match doubt.points {
        PointKind::Sobol => "scrambled Sobol' points",
        PointKind::RandomForDimensions | PointKind::RandomForLength => "random points",
    };
    let mut notes = vec![format!("Computed from {} {points}, all of whose runs recompute the ranks", doubt.n_points)];
    if doubt.n_failed > 0 {
        let failed = counted(doubt.n_failed, "point", "points");
        notes.push(format!("{failed} of {} left out, because a run could not be computed", doubt.n_points));
    }
    match &doubt.mean_shift {
        Err(NoIndices::Constant) => notes.push("Nothing that is drawn moves any rank".to_owned()),
        Err(why) => notes.push(format!("There are no indices: {why}")),
        Ok(_) => {}
    }
    let n_still = doubt.regions.iter().filter(|of| matches!(of, Err(NoIndices::Constant))).count();
    if n_still > 0 && doubt.mean_shift.is_ok() {
        notes.push(format!("The rank of {} never moves", counted(n_still, "region", "regions")));
    }
    notes
}

fn indices(doubt: &Doubt) -> Option<DataTable> {
    let intervals = doubt.mean_shift.as_ref().ok()?;
    let axis = Axis::new(0.0, 1.0);
    let mut order: Vec<usize> = (0..doubt.inputs.len()).collect();
    order.sort_by(|&a, &b| {
        let total = |group: usize| intervals.groups[group].indices.total_order;
        total(b).total_cmp(&total(a)).then(a.cmp(&b))
    });
    let rows = order.into_iter().map(|group_idx| {
        let group = &intervals.groups[group_idx];
        let ends = |lower: f64, upper: f64| format!("{} to {}", fixed(lower, 2), fixed(upper, 2));
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, group.indices.total_order, "total"));
        chart.bars.push(axis.mark(0.0, group.indices.first_order, "first"));
        chart.lines.push(axis.mark(group.total_order.lower, group.total_order.upper, "whisker"));
        vec![
            Cell::Name(Words::english(sentence_case(&input_words(doubt.inputs[group_idx]))), String::new(), 0),
            Cell::Number(fixed(group.indices.first_order, 2)),
            Cell::Number(ends(group.first_order.lower, group.first_order.upper)),
            Cell::Number(fixed(group.indices.total_order, 2)),
            Cell::Number(ends(group.total_order.lower, group.total_order.upper)),
            Cell::Chart(chart),
        ]
    });
    Some(DataTable {
        id: "sensitivity",
        caption: Prose::of(
            "Sensitivity of the mean absolute shift of ranks: share of its variance that a choice explains alone (first order, \
             short bar) and has a part in (total order, long bar with its 95 % interval)",
        ),
        header: vec![
            Heading::text("Choice"),
            Heading::number("First order"),
            Heading::number("95 %"),
            Heading::number("Total order"),
            Heading::number("95 %"),
            Heading::chart("Chart of both", &axis),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "sensitivity.csv",
    })
}

/// By choice, the number of regions whose rank depends on it most.
fn regions(doubt: &Doubt) -> Option<DataTable> {
    let mut counts = vec![0usize; doubt.inputs.len()];
    for of in doubt.regions.iter().flatten() {
        if let Some(group) = of.largest() {
            counts[group] += 1;
        }
    }
    let n_moving: usize = counts.iter().sum();
    let axis = Axis::new(0.0, n_moving as f64);
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(counts[group]), group));
    let rows = order.into_iter().map(|group| {
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, counts[group] as f64, "effective"));
        vec![
            Cell::Name(Words::english(sentence_case(&input_words(doubt.inputs[group]))), String::new(), 0),
            Cell::Number(counts[group].to_string()),
            Cell::Chart(chart),
        ]
    });
    (n_moving > 0).then(|| DataTable {
        id: "sensitivity-regions",
        caption: Prose::of("Regions whose own rank depends on a choice more than on any other (largest total order)"),
        header: vec![Heading::text("Choice"), Heading::number("Regions"), Heading::chart("Chart of regions", &axis)],
        head_column: 0,
        rows: rows.collect(),
        file: "sensitivity_regions.csv",
    })
}

/// A phrase as it stands at the beginning of a cell.
pub fn sentence_case(phrase: &str) -> String {
    let phrase = phrase.strip_prefix("the ").unwrap_or(phrase);
    let mut characters = phrase.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}
