//! The one model of a table: typed columns of equal length. Formats turn it into bytes; nothing else does.

use sha2::{Digest, Sha256};

use crate::ingest::input::hex;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Columns in the order of publication.
    pub columns: Vec<Column>,
    /// Number of rows.
    pub n_rows: usize,
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name, the same in every format and every year.
    pub name: String,
    /// Its cells.
    pub cells: Cells,
}

/// The cells of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Texts: distinct values, and which of them each row has; [`Cells::NO_TEXT`] = none.
    Text {
        /// Distinct values.
        values: Vec<String>,
        /// Position of each row's value.
        keys: Vec<u32>,
    },
    /// Numbers; NaN = none.
    Real(Vec<f64>),
    /// Whole numbers.
    Integer(Vec<Option<i32>>),
}

impl Cells {
    /// The key of a row without text.
    pub const NO_TEXT: u32 = u32::MAX;

    /// Texts given row by row.
    pub fn texts<S: AsRef<str>>(rows: impl IntoIterator<Item = S>) -> Self {
        let mut values: Vec<String> = Vec::new();
        let mut known: std::collections::HashMap<String, u32> = std::collections::HashMap::new();
        let keys = rows
            .into_iter()
            .map(|text| {
                let text = text.as_ref();
                if let Some(&key) = known.get(text) {
                    return key;
                }
                let key = values.len() as u32;
                values.push(text.to_owned());
                known.insert(text.to_owned(), key);
                key
            })
            .collect();
        Cells::Text { values, keys }
    }

    /// The same text in every row.
    pub fn same(text: &str, n_rows: usize) -> Self {
        Cells::Text { values: vec![text.to_owned()], keys: vec![0; n_rows] }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Cells::Text { keys, .. } => keys.len(),
            Cells::Real(values) => values.len(),
            Cells::Integer(values) => values.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Text of a row; `None` for other columns and rows without text.
    pub fn text(&self, row: usize) -> Option<&str> {
        match self {
            Cells::Text { values, keys } => values.get(keys[row] as usize).map(String::as_str),
            _ => None,
        }
    }
}

impl Table {
    /// Makes a table of columns of equal length.
    pub fn new(columns: Vec<(String, Cells)>) -> Self {
        let n_rows = columns.first().map_or(0, |(_, cells)| cells.len());
        debug_assert!(columns.iter().all(|(_, cells)| cells.len() == n_rows), "columns of unequal length");
        Table { columns: columns.into_iter().map(|(name, cells)| Column { name, cells }).collect(), n_rows }
    }

    /// SHA-256 of names, types and cells, whatever the format: equal tables have equal hashes across versions of a writer.
    pub fn content_sha256(&self) -> String {
        let mut hasher = Sha256::new();
        for column in &self.columns {
            hasher.update((column.name.len() as u64).to_le_bytes());
            hasher.update(column.name.as_bytes());
            match &column.cells {
                Cells::Text { values, keys } => {
                    hasher.update(b"t");
                    for key in keys {
                        match values.get(*key as usize) {
                            Some(text) => {
                                hasher.update((text.len() as u64).to_le_bytes());
                                hasher.update(text.as_bytes());
                            }
                            None => hasher.update(u64::MAX.to_le_bytes()),
                        }
                    }
                }
                Cells::Real(values) => {
                    hasher.update(b"r");
                    // One pattern for every missing value, and one zero.
                    let bytes: Vec<u8> = values
                        .iter()
                        .flat_map(|value| if value.is_nan() { f64::NAN.to_bits() } else { (value + 0.0).to_bits() }.to_le_bytes())
                        .collect();
                    hasher.update(&bytes);
                }
                Cells::Integer(values) => {
                    hasher.update(b"i");
                    let bytes: Vec<u8> =
                        values.iter().flat_map(|value| value.map_or(i64::MIN, i64::from).to_le_bytes()).collect();
                    hasher.update(&bytes);
                }
            }
        }
        hex(&hasher.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_hash_sees_values_not_keys() {
        let a = Table::new(vec![("x".into(), Cells::Text { values: vec!["p".into(), "q".into()], keys: vec![0, 1, 0] })]);
        let b = Table::new(vec![("x".into(), Cells::Text { values: vec!["q".into(), "p".into()], keys: vec![1, 0, 1] })]);
        assert_eq!(a.content_sha256(), b.content_sha256());
        let c = Table::new(vec![("x".into(), Cells::texts(["p", "q", "q"]))]);
        assert_ne!(a.content_sha256(), c.content_sha256());
    }

    #[test]
    fn missing_and_negative_zero_have_one_hash() {
        let real = |value: f64| Table::new(vec![("x".into(), Cells::Real(vec![value]))]).content_sha256();
        assert_eq!(real(f64::NAN), real(crate::panel::Missing::Null.value()));
        assert_eq!(real(0.0), real(-0.0));
    }
}
