//! `parameters.csv` and `parameters.parquet`: every number that was fitted on the data, one row each.
//!
//! With them, anyone can put a score together again by hand: what filled a gap, how outliers were treated, on what scale an
//! indicator or a factor that is normalised again stands, what a child weighs. `group` is the part of the pool (a region type, a maakunta), empty for all regions.
//! Of an indicator whose values may not be shown nothing stands here but its weight: limits and means are values.
//! Sorted pools of percentile ranks are not written out: they are the values themselves.

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, bytes_parquet};
use crate::indicator::Indicator;
use crate::ingest::STATUS_KEY;
use crate::normalise::Scale;
use crate::outcome::{Fitted, IndicatorOutcome};
use crate::tree::Child;

#[derive(Default)]
struct Rows {
    edition: Vec<String>,
    node: Vec<String>,
    step: Vec<String>,
    group: Vec<String>,
    parameter: Vec<String>,
    value: Vec<f64>,
}

impl Rows {
    fn push(&mut self, (edition, node): (&str, &str), step: &str, group: &str, parameter: &str, value: f64) {
        self.edition.push(edition.to_owned());
        self.node.push(node.to_owned());
        self.step.push(step.to_owned());
        self.group.push(group.to_owned());
        self.parameter.push(parameter.to_owned());
        self.value.push(value);
    }
}

/// The parameters of the editions that are published: indicators first, then of each node the weights of its children and its
/// own normalisation.
pub fn table(build: &Build<'_>) -> Table {
    let plan = build.plan;
    let mut rows = Rows::default();
    for &edition_idx in build.editions {
        let edition = &build.outcome.editions[edition_idx];
        let edition_id = plan.editions[edition_idx].id.as_str();
        let shown = |(indicator, _): &(&Indicator, &IndicatorOutcome)| indicator.publication.shows_values();
        for (indicator, outcome) in plan.indicators.iter().zip(&edition.indicators).filter(shown) {
            of_indicator(&mut rows, (edition_id, &indicator.id), outcome);
        }
        for (node_idx, (node, outcome)) in plan.tree.nodes.iter().zip(&edition.nodes).enumerate() {
            for (child, &weight) in plan.tree.children(node_idx).iter().zip(&outcome.weights) {
                let child = match child {
                    Child::Node(child_idx) => &plan.tree.nodes[*child_idx].id,
                    Child::Indicator(indicator_idx) => &plan.indicators[*indicator_idx].id,
                };
                rows.push((edition_id, &node.id), "weight", "", child, weight);
            }
            of_scales(&mut rows, (edition_id, &node.id), &outcome.scales);
        }
    }
    let n_rows = rows.value.len();
    Table::new(vec![
        ("edition".into(), Cells::texts(&rows.edition)),
        ("node".into(), Cells::texts(&rows.node)),
        ("step".into(), Cells::texts(&rows.step)),
        ("group".into(), Cells::texts(&rows.group)),
        ("parameter".into(), Cells::texts(&rows.parameter)),
        ("value".into(), Cells::Real(rows.value)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

fn of_indicator(rows: &mut Rows, place: (&str, &str), outcome: &IndicatorOutcome) {
    for fill in &outcome.fills {
        rows.push(place, "imputation", &fill.group, "fill value", fill.parameters);
    }
    for treatment in &outcome.treatments {
        for (parameter, value) in treatment.parameters.parameters() {
            rows.push(place, "treatment", &treatment.group, &parameter, value);
        }
    }
    of_scales(rows, place, &outcome.scales);
}

fn of_scales(rows: &mut Rows, place: (&str, &str), scales: &[Fitted<Scale>]) {
    for scale in scales {
        for (parameter, value) in scale.parameters.parameters() {
            rows.push(place, "normalisation", &scale.group, parameter, value);
        }
    }
}

/// Both files.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let table = table(build);
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let content = table.content_sha256();
    Ok(vec![
        OutputFile { name: "parameters.csv".into(), bytes: bytes_csv::bytes(&table)?, content_sha256: Some(content.clone()) },
        OutputFile {
            name: "parameters.parquet".into(),
            bytes: bytes_parquet::bytes(&table, &marks)?,
            content_sha256: Some(content),
        },
    ])
}
