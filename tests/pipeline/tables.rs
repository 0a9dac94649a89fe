//! Reads tables back: CSV and Parquet, columns by name.

use arrow::array::{Array, ArrayRef, AsArray, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};
use bytes::Bytes;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

/// A table; an empty cell is `None`.
pub(crate) struct Table {
    columns: Vec<(String, Column)>,
}

enum Column {
    Texts(Vec<Option<String>>),
    Numbers(Vec<Option<f64>>),
}

impl Table {
    /// Reads CSV; every column is of texts.
    pub(crate) fn csv(bytes: &[u8], separator: u8) -> Self {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(bytes);
        let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); names.len()];
        for row in reader.records() {
            for (column, cell) in columns.iter_mut().zip(&row.expect("a row")) {
                column.push((!cell.is_empty()).then(|| cell.to_owned()));
            }
        }
        Table { columns: names.into_iter().zip(columns.into_iter().map(Column::Texts)).collect() }
    }

    /// Reads Parquet; columns that are not of texts are of numbers.
    pub(crate) fn parquet(bytes: &[u8]) -> Self {
        let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::copy_from_slice(bytes)).expect("a Parquet file");
        let names: Vec<String> = reader.schema().fields().iter().map(|field| field.name().clone()).collect();
        let mut columns: Vec<Option<Column>> = names.iter().map(|_| None).collect();
        for batch in reader.build().expect("a reader") {
            for (column, array) in columns.iter_mut().zip(batch.expect("a batch").columns()) {
                match Column::of(array) {
                    Column::Texts(more) => match column.get_or_insert(Column::Texts(Vec::new())) {
                        Column::Texts(cells) => cells.extend(more),
                        Column::Numbers(_) => unreachable!("a column has one type"),
                    },
                    Column::Numbers(more) => match column.get_or_insert(Column::Numbers(Vec::new())) {
                        Column::Numbers(cells) => cells.extend(more),
                        Column::Texts(_) => unreachable!("a column has one type"),
                    },
                }
            }
        }
        let columns = columns.into_iter().map(|column| column.unwrap_or(Column::Texts(Vec::new())));
        Table { columns: names.into_iter().zip(columns).collect() }
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.columns.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn column(&self, name: &str) -> &Column {
        let found = self.columns.iter().find(|(other, _)| other == name);
        &found.unwrap_or_else(|| panic!("there is no column {name} among {:?}", self.names())).1
    }

    /// Whether a column was written as numbers.
    pub(crate) fn is_number(&self, name: &str) -> bool {
        matches!(self.column(name), Column::Numbers(_))
    }

    /// A column of texts, some of which may be empty.
    pub(crate) fn optional_texts(&self, name: &str) -> &[Option<String>] {
        match self.column(name) {
            Column::Texts(cells) => cells,
            Column::Numbers(_) => panic!("{name} holds numbers"),
        }
    }

    /// A column of texts without empty cells.
    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        let full = |cell: &'_ Option<String>| cell.is_some();
        let cells = self.optional_texts(name);
        assert!(cells.iter().all(full), "{name} has empty cells");
        cells.iter().flatten().map(String::as_str).collect()
    }

    /// A column of numbers; texts are read as numbers with a decimal point.
    pub(crate) fn numbers(&self, name: &str) -> Vec<Option<f64>> {
        let number = |text: &String| text.parse().unwrap_or_else(|_| panic!("{name} holds {text}"));
        match self.column(name) {
            Column::Numbers(cells) => cells.clone(),
            Column::Texts(cells) => cells.iter().map(|cell| cell.as_ref().map(number)).collect(),
        }
    }
}

impl Column {
    fn of(array: &ArrayRef) -> Self {
        let is_text = match array.data_type() {
            DataType::Dictionary(_, values) => values.is_string(),
            plain => plain.is_string(),
        };
        if is_text {
            let texts = cast(array, &DataType::Utf8).expect("texts");
            let texts: &StringArray = texts.as_string();
            return Column::Texts(texts.iter().map(|text| text.map(str::to_owned)).collect());
        }
        let numbers = cast(array, &DataType::Float64).expect("numbers");
        Column::Numbers(numbers.as_primitive::<Float64Type>().iter().collect())
    }
}
