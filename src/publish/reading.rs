//! `inputs/reading.json`: what was found while the statistics were read, so that a folder opened again can say it of its own cells.
//!
//! The cells stand in `inputs/cells.parquet`; that so many rows were totals, or that a file's separator was a semicolon, cannot be told
//! from them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::labels::sentence::Sentence;
use super::{Build, OutputFile, base_name};
use crate::ingest::{Ingested, InputSummary};
use crate::plan::Plan;

/// Name of the file.
pub const NAME: &str = "inputs/reading.json";

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Values that a symbol said to be exactly zero.
    nil: u64,
    /// Rows of totals left out, by code.
    totals: BTreeMap<String, u64>,
    /// Rows of other levels left out, by code.
    other_levels: BTreeMap<String, u64>,
    /// Rows with unknown codes left out, by code.
    unknown_codes: BTreeMap<String, u64>,
    /// Symbols that stood for a value: variable, symbol, how often.
    symbols: Vec<(String, String, u64)>,
    /// The files.
    inputs: Vec<ReadInput>,
    /// What was found out while the tables of regions were read.
    pub regions: Vec<Sentence>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct ReadInput {
    name: String,
    bytes: u64,
    rows: u64,
    sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dialect: Option<Sentence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period_columns: Option<Sentence>,
}

impl Reading {
    /// What was found in a build.
    fn of(build: &Build<'_>) -> Self {
        let notes = &build.ingested.notes;
        let symbol = |((variable_idx, symbol), count): (&(usize, String), &u64)| {
            (build.plan.variables[*variable_idx].id.clone(), symbol.clone(), *count)
        };
        let input = |input: &InputSummary| ReadInput {
            name: base_name(input.name.as_ref()),
            bytes: input.bytes,
            rows: input.rows,
            sha256: input.sha256.clone(),
            status: input.status.clone(),
            dialect: input.dialect.clone(),
            period_columns: input.period_columns.clone(),
        };
        Reading {
            nil: notes.n_nil,
            totals: notes.totals.clone(),
            other_levels: notes.other_levels.clone(),
            unknown_codes: notes.unknown.clone(),
            symbols: notes.symbols.iter().map(symbol).collect(),
            inputs: build.ingested.inputs.iter().map(input).collect(),
            regions: build.regions.notes.clone(),
        }
    }

    /// Says of cells that were read again what was found when they were read first.
    pub fn restore(&self, plan: &Plan, ingested: &mut Ingested) {
        let notes = &mut ingested.notes;
        notes.n_nil = self.nil;
        notes.totals.clone_from(&self.totals);
        notes.other_levels.clone_from(&self.other_levels);
        notes.unknown.clone_from(&self.unknown_codes);
        let position = |id: &String| plan.variables.iter().position(|variable| variable.id == *id);
        let symbol =
            |(id, symbol, count): &(String, String, u64)| position(id).map(|position| ((position, symbol.clone()), *count));
        notes.symbols = self.symbols.iter().filter_map(symbol).collect();
        let input = |input: &ReadInput| InputSummary {
            name: input.name.clone(),
            sha256: input.sha256.clone(),
            bytes: input.bytes,
            rows: input.rows,
            status: input.status.clone(),
            dialect: input.dialect.clone(),
            period_columns: input.period_columns.clone(),
        };
        ingested.inputs = self.inputs.iter().map(input).collect();
    }
}

/// The file of a build.
pub fn file(build: &Build<'_>) -> OutputFile {
    let mut bytes = serde_json::to_vec_pretty(&Reading::of(build)).unwrap_or_default();
    bytes.push(b'\n');
    OutputFile { name: NAME.into(), bytes, content_sha256: None }
}

/// Reads the file of a folder; `None` in one of a version of the program that wrote none.
pub fn read(folder: &std::path::Path) -> Option<Reading> {
    serde_json::from_slice(&std::fs::read(folder.join(NAME)).ok()?).ok()
}
