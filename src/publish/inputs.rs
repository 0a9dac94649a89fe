//! `inputs/`: what the build was made from, so that it can be explained and compared later without the original files.
//!
//! Cells of series that may not be published are left out ([`Plan::withheld_series`]), and so are values set by hand of indicators
//! that may not; such a folder cannot be computed again from itself ([`crate::archive`]).
//!
//! The cells that were used, as they stood in the data before mergers; the regions and mergers; the configuration.

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, bytes_parquet};
use crate::harmonise::mark;
use crate::ingest::STATUS_KEY;
use crate::panel::Missing;
use crate::period::Period;
use crate::plan::Plan;
use crate::region::Regions;

/// The cells that were used.
pub const CELLS: &str = "inputs/cells.parquet";
/// The configuration as it was written.
pub const CONFIGURATION: &str = "inputs/configuration.toml";
/// The configuration key by key, without what was not written.
const CONFIGURATION_KEYS: &str = "inputs/configuration.json";
/// What was corrected and set by hand, as it was written.
pub const CORRECTIONS: &str = "inputs/corrections.toml";
/// The region table.
pub const REGIONS: &str = "inputs/regions.csv";
/// The merger table.
pub const MERGERS: &str = "inputs/mergers.csv";
/// The map, as it was read, where the configuration names one.
pub const MAP: &str = "inputs/map.json";
/// Region types by edition.
pub const REGION_TYPES: &str = "inputs/region_types.csv";
/// Stands in the symbol column where a symbol of the source stood for a value, and is not dots.
pub const NO_NUMBER: &str = "no number";

/// The cells that were used: variable, period, code, value, status, and the symbol that stands for a value that is not there.
fn cells(build: &Build<'_>) -> Table {
    let panel = &build.ingested.panel;
    let n_codes = panel.codes.n_codes();
    let (mut variable, mut period, mut code, mut value, mut status, mut symbol) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let periods: Vec<String> = panel.slots.keys.iter().map(|(_, period)| period.to_string()).collect();
    let withheld = build.plan.withheld_series();
    let shown = |(_, (variable_idx, _)): &(usize, &(usize, Period))| !withheld.contains(variable_idx);
    for (slot, (variable_idx, _)) in panel.slots.keys.iter().enumerate().filter(shown) {
        let marks = build.ingested.notes.marks(slot, 0, n_codes);
        for (position, &cell) in panel.column(slot).iter().enumerate() {
            if Missing::of(cell) == Some(Missing::NoRow) {
                continue;
            }
            variable.push(*variable_idx as u32);
            period.push(slot as u32);
            code.push(position as u32);
            let bits = marks.get(position).copied().unwrap_or(0);
            value.push(cell);
            symbol.push(match Missing::of(cell) {
                Some(Missing::Dots(dots)) => ".".repeat(usize::from(dots)),
                Some(Missing::Symbol) => NO_NUMBER.to_owned(),
                _ => String::new(),
            });
            status.push(match (Missing::of(cell), bits & mark::NIL != 0, bits & mark::PRELIMINARY != 0) {
                (Some(missing), _, _) => format!("missing ({missing})"),
                (None, true, _) => "nil".to_owned(),
                (None, false, true) => "preliminary".to_owned(),
                (None, false, false) => "observed".to_owned(),
            });
        }
    }
    let n_rows = value.len();
    let codes = (0..n_codes).map(|position| panel.codes.code(position).to_owned()).collect();
    let variables = build.plan.variables.iter().map(|variable| variable.id.clone()).collect();
    Table::new(vec![
        ("variable".into(), Cells::Text { values: variables, keys: variable }),
        ("period".into(), Cells::Text { values: periods.into(), keys: period }),
        ("code".into(), Cells::Text { values: codes, keys: code }),
        ("value".into(), Cells::Real(value)),
        ("status".into(), Cells::texts(&status)),
        ("symbol".into(), Cells::texts(&symbol)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// Every row of the region table, with the type in force in the newest edition for the ranked ones.
fn regions(regions: &Regions) -> Table {
    let table = &regions.table;
    let column = |column_idx: usize| Cells::texts(table.rows.iter().map(|row| row.cells[column_idx].as_str()));
    Table::new(table.columns.iter().enumerate().map(|(column_idx, name)| (name.clone(), column(column_idx))).collect())
}

/// Region types by edition.
fn types(plan: &Plan, regions: &Regions) -> Option<Table> {
    let types = regions.types.as_ref()?;
    let n_regions = regions.n_ranked();
    let editions: Vec<&str> = plan.editions.iter().map(|edition| edition.id.as_str()).collect();
    let rows = || (0..editions.len()).flat_map(|edition_idx| (0..n_regions).map(move |region_idx| (edition_idx, region_idx)));
    Some(Table::new(vec![
        ("edition".into(), Cells::texts(rows().map(|(edition_idx, _)| editions[edition_idx]))),
        ("code".into(), Cells::texts(rows().map(|(_, region_idx)| regions.code(region_idx)))),
        (
            "region_type".into(),
            Cells::texts(rows().map(|(edition_idx, region_idx)| types.ids[types.of_edition[edition_idx][region_idx]].as_str())),
        ),
    ]))
}

/// Every merger.
fn mergers(regions: &Regions) -> Table {
    let all: Vec<_> = regions.mergers.all().collect();
    Table::new(vec![
        ("date".into(), Cells::texts(all.iter().map(|merger| merger.date.to_string()))),
        ("code".into(), Cells::texts(all.iter().map(|merger| merger.code.as_str()))),
        ("name".into(), Cells::texts(all.iter().map(|merger| merger.name.as_str()))),
        ("successor".into(), Cells::texts(all.iter().map(|merger| merger.successor.as_str()))),
    ])
}

/// The tables of regions, mergers and types as they stand in the folder, by file name; mergers and types only where there are any.
pub fn region_tables(plan: &Plan, regions: &Regions) -> Vec<(&'static str, Table)> {
    let mut tables = vec![(REGIONS, self::regions(regions))];
    if !regions.mergers.is_empty() {
        tables.push((MERGERS, mergers(regions)));
    }
    tables.extend(types(plan, regions).map(|table| (REGION_TYPES, table)));
    tables
}

/// The configuration key by key, without what was not written.
pub fn configuration_keys(plan: &Plan) -> serde_json::Value {
    written(serde_json::to_value(&plan.raw).unwrap_or_default())
}

/// A configuration without the keys that were not written: a later version of the program that knows more keys writes the same.
fn written(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(map) => {
            let kept = map.into_iter().map(|(key, value)| (key, written(value))).filter(|(_, value)| !is_empty(value));
            Value::Object(kept.collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(written).collect()),
        other => other,
    }
}

/// Whether a value of an indicator that may not be published was set by hand.
fn sets_withheld_values(plan: &Plan) -> bool {
    plan.corrections.overrides.iter().any(|value| !plan.indicators[value.indicator_idx].publication.shows_values())
}

/// The files of the folder.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let cells = cells(build);
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let csv = |name: &str, table: &Table| -> Result<OutputFile, String> {
        Ok(OutputFile { name: name.to_owned(), bytes: bytes_csv::bytes(table)?, content_sha256: Some(table.content_sha256()) })
    };
    let keys = configuration_keys(build.plan);
    let mut configuration = serde_json::to_vec_pretty(&keys).map_err(|error| error.to_string())?;
    configuration.push(b'\n');
    let mut files = vec![
        OutputFile {
            name: CELLS.into(),
            bytes: bytes_parquet::bytes(&cells, &marks)?,
            content_sha256: Some(cells.content_sha256()),
        },
        OutputFile { name: CONFIGURATION_KEYS.into(), bytes: configuration, content_sha256: None },
        OutputFile { name: CONFIGURATION.into(), bytes: build.plan.text.text.as_bytes().to_vec(), content_sha256: None },
    ];
    files.push(super::reading::file(build));
    if let Some(text) = build.plan.corrections.text.as_ref().filter(|_| !sets_withheld_values(build.plan)) {
        files.push(OutputFile { name: CORRECTIONS.into(), bytes: text.text.as_bytes().to_vec(), content_sha256: None });
    }
    if let Some(file) = build.map.and_then(|map| map.file.as_ref()) {
        files.push(OutputFile { name: MAP.into(), bytes: file.bytes.clone(), content_sha256: None });
    }
    for (name, table) in region_tables(build.plan, build.regions) {
        files.push(csv(name, &table)?);
    }
    Ok(files)
}
