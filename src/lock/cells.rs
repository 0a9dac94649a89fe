//! The cells that two builds used, compared: rows that came, rows that went, values that were revised.
//!
//! Cells are those of `inputs/cells.parquet`, as they stand in the data before mergers. Revised means that the value or its
//! status (missing, preliminary) is another; which revision is large is told by |new − old| / max(|old|, |new|), so that
//! statistics of all units can be held against each other. A value that came in place of a missing one, or went missing, is
//! larger than any other.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{Array, Float64Array, RecordBatch, StringArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::ingest::input::guarded;

/// Variable, period and code of a cell.
pub type CellKey = (Arc<str>, Arc<str>, Arc<str>);

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Value; NaN = missing.
    pub value: f64,
    /// What is known of it: `observed`, `preliminary`, `nil`, or why it is missing.
    pub status: Arc<str>,
}

impl Cell {
    fn is_same(&self, other: &Cell) -> bool {
        let same_value = self.value == other.value || (self.value.is_nan() && other.value.is_nan());
        same_value && self.status == other.status
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.value.is_nan(), &*self.status) {
            (true, status) => formatter.write_str(status),
            (false, "observed" | "") => write!(formatter, "{}", self.value),
            (false, status) => write!(formatter, "{} ({status})", self.value),
        }
    }
}

/// The cells of a build.
pub type Cells = BTreeMap<CellKey, Cell>;

/// Reads `inputs/cells.parquet`.
///
/// # Errors
/// It is not such a file, in words.
pub fn read(bytes: Vec<u8>) -> Result<Cells, String> {
    guarded(move || {
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).map_err(|error| error.to_string())?;
        let reader = reader.build().map_err(|error| error.to_string())?;
        let mut cells = Cells::new();
        let mut known: BTreeMap<String, Arc<str>> = BTreeMap::new();
        for batch in reader {
            add(&batch.map_err(|error| error.to_string())?, &mut known, &mut cells)?;
        }
        Ok(cells)
    })?
}

fn add(batch: &RecordBatch, known: &mut BTreeMap<String, Arc<str>>, cells: &mut Cells) -> Result<(), String> {
    fn column<'a, T: 'static>(batch: &'a RecordBatch, name: &str) -> Result<&'a T, String> {
        let found = batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref());
        found.ok_or_else(|| format!("it has no column `{name}` of the type that evp writes"))
    }
    let texts = |name: &str| column::<StringArray>(batch, name);
    let (variables, periods, codes, statuses) = (texts("variable")?, texts("period")?, texts("code")?, texts("status")?);
    let values = column::<Float64Array>(batch, "value")?;
    let mut shared = |text: &str| -> Arc<str> {
        if let Some(text) = known.get(text) {
            return text.clone();
        }
        known.entry(text.to_owned()).or_insert(text.into()).clone()
    };
    for row in 0..batch.num_rows() {
        let key = (shared(variables.value(row)), shared(periods.value(row)), shared(codes.value(row)));
        let value = if values.is_null(row) { f64::NAN } else { values.value(row) };
        cells.insert(key, Cell { value, status: shared(statuses.value(row)) });
    }
    Ok(())
}

/// How two sets of cells differ.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Cells that only the new build has.
    pub added: Vec<CellKey>,
    /// Cells that only the old build has.
    pub removed: Vec<CellKey>,
    /// Cells of both that differ, the largest change first.
    pub revised: Vec<(CellKey, Cell, Cell)>,
}

/// Compares the cells of an old and a new build.
pub fn changes(old: &Cells, new: &Cells) -> Changes {
    let mut changes = Changes::default();
    for (key, before) in old {
        match new.get(key) {
            None => changes.removed.push(key.clone()),
            Some(now) if !before.is_same(now) => changes.revised.push((key.clone(), before.clone(), now.clone())),
            Some(_) => {}
        }
    }
    changes.added.extend(new.keys().filter(|key| !old.contains_key(*key)).cloned());
    // Stable: equal changes stay in the order of variable, period and code.
    changes.revised.sort_by(|a, b| size(&b.1, &b.2).total_cmp(&size(&a.1, &a.2)));
    changes
}

/// |new − old| / max(|old|, |new|); infinite where one of the two is missing, 0 where only the status differs.
fn size(old: &Cell, new: &Cell) -> f64 {
    let (a, b) = (old.value, new.value);
    if a.is_nan() != b.is_nan() {
        return f64::INFINITY;
    }
    let larger = a.abs().max(b.abs());
    if a.is_nan() || larger == 0.0 { 0.0 } else { (b - a).abs() / larger }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(entries: &[(&str, f64, &str)]) -> Cells {
        let entry = |(code, value, status): &(&str, f64, &str)| {
            (("jobs".into(), "2023".into(), (*code).into()), Cell { value: *value, status: (*status).into() })
        };
        entries.iter().map(entry).collect()
    }

    #[test]
    fn the_largest_revision_comes_first() {
        let old = cells(&[
            ("005", 100.0, "observed"),
            ("049", 10.0, "observed"),
            ("091", 5.0, "preliminary"),
            ("092", f64::NAN, "missing (..)"),
            ("235", 1.0, "observed"),
        ]);
        let new = cells(&[
            ("005", 110.0, "observed"),
            ("049", 20.0, "observed"),
            ("091", 5.0, "observed"),
            ("092", 3.0, "observed"),
            ("541", 1.0, "observed"),
        ]);
        let changes = changes(&old, &new);
        let revised: Vec<String> = changes.revised.iter().map(|(key, old, new)| format!("{}: {old} → {new}", key.2)).collect();
        assert_eq!(revised, ["092: missing (..) → 3", "049: 10 → 20", "005: 100 → 110", "091: 5 (preliminary) → 5",]);
        assert_eq!((&*changes.added[0].2, &*changes.removed[0].2), ("541", "235"));
    }

    #[test]
    fn a_damaged_file_is_told_in_words() {
        assert!(read(b"no Parquet".to_vec()).is_err());
    }
}
