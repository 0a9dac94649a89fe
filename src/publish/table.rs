//! The one model of a table: typed columns of equal length. Formats turn it into bytes; nothing else does.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;
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
    /// Texts: the values that occur, and which of them each row has; [`Cells::NO_TEXT`] = none.
    Text {
        /// The values; shared, because tables that follow one another have the same.
        values: Arc<[String]>,
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
        let mut known: HashMap<String, u32> = HashMap::new();
        // Neighbouring rows mostly have the same text.
        let mut last = 0;
        let keys = rows
            .into_iter()
            .map(|text| {
                let text = text.as_ref();
                if values.get(last as usize).is_some_and(|value| value == text) {
                    return last;
                }
                last = known.get(text).copied().unwrap_or_else(|| {
                    let key = values.len() as u32;
                    values.push(text.to_owned());
                    known.insert(text.to_owned(), key);
                    key
                });
                last
            })
            .collect();
        Cells::Text { values: values.into(), keys }
    }

    /// The same text in every row.
    pub fn same(text: &str, n_rows: usize) -> Self {
        Cells::Text { values: [text.to_owned()].into(), keys: vec![0; n_rows] }
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

    /// The rows as JSON objects by column; missing cells are null.
    pub fn json_rows(&self) -> serde_json::Value {
        let cell = |column: &Column, row: usize| -> serde_json::Value {
            match &column.cells {
                Cells::Text { .. } => column.cells.text(row).filter(|text| !text.is_empty()).into(),
                // A missing number becomes null.
                Cells::Real(values) => values[row].into(),
                Cells::Integer(values) => values[row].into(),
            }
        };
        let object = |row: usize| self.columns.iter().map(|column| (column.name.clone(), cell(column, row))).collect();
        (0..self.n_rows).map(|row| serde_json::Value::Object(object(row))).collect()
    }

    /// SHA-256 of names, types and cells, whatever the format: equal tables have equal hashes across versions of a writer.
    pub fn content_sha256(&self) -> String {
        let mut content = ContentHash::default();
        content.append(self);
        content.finish()
    }
}

/// The content hash of a table that is given part by part.
///
/// It is the hash of the number of rows and of the columns' hashes, in their order, so that columns can be hashed side by side.
#[derive(Debug, Default)]
pub struct ContentHash {
    columns: Vec<ColumnHash>,
    n_rows: u64,
}

impl ContentHash {
    /// Adds rows; every part has the same columns.
    pub fn append(&mut self, part: &Table) {
        if self.columns.is_empty() {
            self.columns = part.columns.iter().map(ColumnHash::new).collect();
        }
        self.n_rows += part.n_rows as u64;
        let columns = self.columns.par_iter_mut().zip(&part.columns).with_max_len(1);
        columns.for_each(|(hash, column)| hash.append(&column.cells));
    }

    /// The hash, as hexadecimal text.
    pub fn finish(self) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.n_rows.to_le_bytes());
        self.columns.into_iter().for_each(|column| hasher.update(column.finish()));
        hex(&hasher.finalize())
    }
}

#[derive(Debug)]
struct ColumnHash {
    hasher: Sha256,
    /// Texts in order of appearance: a row counts as the number of its text, and the texts themselves come once, at the end.
    texts: Vec<String>,
    numbers: HashMap<String, u32>,
    /// The values of the part before, and the number of each that has occurred.
    known: Option<KnownTexts>,
}

/// The values of a part, and the number of each that has occurred.
type KnownTexts = (Arc<[String]>, Vec<Option<u32>>);

impl ColumnHash {
    fn new(column: &Column) -> Self {
        let mut hasher = Sha256::new();
        hash_text(&mut hasher, &column.name);
        hasher.update(match &column.cells {
            Cells::Text { .. } => b"t",
            Cells::Real(_) => b"r",
            Cells::Integer(_) => b"i",
        });
        ColumnHash { hasher, texts: Vec::new(), numbers: HashMap::new(), known: None }
    }

    fn append(&mut self, cells: &Cells) {
        match cells {
            Cells::Text { values, keys } => {
                let known = self.known.take().filter(|(other, _)| Arc::ptr_eq(other, values));
                let (_, mut known) = known.unwrap_or_else(|| (values.clone(), vec![None; values.len()]));
                let mut number = |key: u32| match known.get_mut(key as usize) {
                    None => Cells::NO_TEXT,
                    Some(number) => *number.get_or_insert_with(|| {
                        let next = self.texts.len() as u32;
                        let text = &values[key as usize];
                        *self.numbers.entry(text.clone()).or_insert_with(|| {
                            self.texts.push(text.clone());
                            next
                        })
                    }),
                };
                hash_cells(&mut self.hasher, keys, |key| number(*key).to_le_bytes());
                self.known = Some((values.clone(), known));
            }
            Cells::Real(values) => {
                // One pattern for every missing value, and one zero.
                let bits = |value: &f64| if value.is_nan() { f64::NAN.to_bits() } else { (value + 0.0).to_bits() };
                hash_cells(&mut self.hasher, values, |value| bits(value).to_le_bytes());
            }
            Cells::Integer(values) => {
                hash_cells(&mut self.hasher, values, |value| value.map_or(i64::MIN, i64::from).to_le_bytes());
            }
        }
    }

    fn finish(mut self) -> impl AsRef<[u8]> {
        self.texts.iter().for_each(|text| hash_text(&mut self.hasher, text));
        self.hasher.finalize()
    }
}

fn hash_text(hasher: &mut Sha256, text: &str) {
    hasher.update((text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// Hashes cells by the thousand: one by one, most of the time would go into the calls.
fn hash_cells<T, const N: usize>(hasher: &mut Sha256, cells: &[T], mut bytes: impl FnMut(&T) -> [u8; N]) {
    let mut block = [[0; N]; 1_024];
    for cells in cells.chunks(block.len()) {
        block.iter_mut().zip(cells).for_each(|(place, cell)| *place = bytes(cell));
        hasher.update(block[..cells.len()].as_flattened());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_hash_sees_values_not_keys() {
        let a = Table::new(vec![("x".into(), Cells::Text { values: ["p".into(), "q".into()].into(), keys: vec![0, 1, 0] })]);
        let b = Table::new(vec![("x".into(), Cells::Text { values: ["q".into(), "p".into()].into(), keys: vec![1, 0, 1] })]);
        assert_eq!(a.content_sha256(), b.content_sha256());
        let c = Table::new(vec![("x".into(), Cells::texts(["p", "q", "q"]))]);
        assert_ne!(a.content_sha256(), c.content_sha256());
        let twice = Table::new(vec![(
            "x".into(),
            Cells::Text { values: ["p".into(), "q".into(), "p".into()].into(), keys: vec![0, 1, 2] },
        )]);
        assert_eq!(a.content_sha256(), twice.content_sha256());
    }

    #[test]
    fn parts_have_the_hash_of_the_whole() {
        let table = |texts: &[&str], numbers: &[f64]| {
            Table::new(vec![("x".into(), Cells::texts(texts)), ("y".into(), Cells::Real(numbers.to_vec()))])
        };
        let mut parts = ContentHash::default();
        parts.append(&table(&["p", "q"], &[1.0, 2.0]));
        parts.append(&table(&["q", "r"], &[3.0, 4.0]));
        assert_eq!(parts.finish(), table(&["p", "q", "q", "r"], &[1.0, 2.0, 3.0, 4.0]).content_sha256());
    }

    #[test]
    fn missing_and_negative_zero_have_one_hash() {
        let real = |value: f64| Table::new(vec![("x".into(), Cells::Real(vec![value]))]).content_sha256();
        assert_eq!(real(f64::NAN), real(crate::panel::Missing::Null.value()));
        assert_eq!(real(0.0), real(-0.0));
    }
}
