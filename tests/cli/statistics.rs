//! The statistics of the tiny index, and Parquet files of every shape made from them.

use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow::datatypes::{Field, Schema};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::properties::WriterProperties;

type Figures = (&'static str, [f64; 3], [f64; 2], [f64; 2]);

/// Code; population 2023, 2024, 2025; jobs 2023, 2024; employment rate 2023, 2024.
#[rustfmt::skip]
const FIGURES: [Figures; 8] = [
    ("035", [443.0, 440.0, 437.0], [190.0, 188.0], [83.1, 82.9]),
    ("049", [305_274.0, 314_024.0, 320_931.0], [134_500.0, 135_900.0], [75.2, 74.6]),
    ("091", [664_028.0, 674_500.0, 684_018.0], [461_000.0, 465_200.0], [74.1, 73.5]),
    ("092", [242_819.0, 247_443.0, 251_269.0], [128_300.0, 129_000.0], [72.0, 70.9]),
    ("214", [12_400.0, 12_279.0, 12_150.0], [4_910.0, 4_870.0], [71.5, 71.1]),
    ("235", [10_396.0, 10_570.0, 10_689.0], [2_790.0, 2_810.0], [78.9, 78.5]),
    ("541", [9_200.0, 9_060.0, 8_920.0], [2_990.0, 2_950.0], [66.3, 66.9]),
    ("790", [24_200.0, 24_040.0, 23_880.0], [8_720.0, 8_650.0], [73.8, 73.2]),
];

/// One row of a long table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Region code as it is written.
    pub code: String,
    /// Year of the statistic.
    pub year: i32,
    /// Series.
    pub series: &'static str,
    /// Value.
    pub value: Option<f64>,
    /// Symbol beside it.
    pub symbol: Option<&'static str>,
    /// Flag beside it.
    pub flag: Option<&'static str>,
}

/// A long table.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Statistics {
    /// The statistics from which the tiny index builds.
    pub fn tiny() -> Self {
        let mut statistics = Statistics { rows: Vec::new() };
        for (code, population, jobs, rate) in FIGURES {
            for (year, value) in (2023..).zip(population) {
                statistics.add("population", year, code, value);
            }
            for (year, value) in (2023..).zip(jobs) {
                statistics.add("jobs", year, code, value);
            }
            for (year, value) in (2023..).zip(rate) {
                statistics.add("employment_rate", year, code, value);
            }
        }
        statistics
    }

    /// Adds a row.
    pub fn add(&mut self, series: &'static str, year: i32, code: &str, value: f64) -> &mut Row {
        let row = Row { code: code.to_owned(), year, series, value: Some(value), symbol: None, flag: None };
        self.rows.push(row);
        self.rows.last_mut().expect("the row just added")
    }

    /// The row of a value.
    pub fn row(&mut self, series: &str, year: i32, code: &str) -> &mut Row {
        let row = self.rows.iter_mut().find(|row| row.series == series && row.year == year && row.code == code);
        row.expect("a row of the tiny statistics")
    }

    /// Removes rows.
    pub fn remove(&mut self, is_gone: impl Fn(&Row) -> bool) {
        let before = self.rows.len();
        self.rows.retain(|row| !is_gone(row));
        assert!(self.rows.len() < before, "nothing was removed");
    }

    /// Its columns; symbols and flags only where there are any.
    pub fn columns<'a>(&self) -> Vec<(&'a str, ArrayRef)> {
        let rows = || self.rows.iter();
        let mut columns = vec![
            ("region_code", texts(rows().map(|row| Some(row.code.as_str())))),
            ("year", Arc::new(Int32Array::from_iter_values(rows().map(|row| row.year))) as ArrayRef),
            ("indicator", texts(rows().map(|row| Some(row.series)))),
            ("value", Arc::new(Float64Array::from_iter(rows().map(|row| row.value))) as ArrayRef),
        ];
        for (name, column) in [("value_symbol", texts(rows().map(|row| row.symbol))), ("flag", texts(rows().map(|row| row.flag)))]
        {
            if column.null_count() < column.len() {
                columns.push((name, column));
            }
        }
        columns
    }

    /// The same with one column replaced.
    pub fn columns_with<'a>(&self, name: &str, column: ArrayRef) -> Vec<(&'a str, ArrayRef)> {
        let mut columns = self.columns();
        let place = columns.iter_mut().find(|(other, _)| *other == name);
        place.expect("a column of the tiny statistics").1 = column;
        columns
    }
}

/// A column of texts.
pub fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(texts.collect::<StringArray>())
}

/// A long table of region code, period as text, series and value.
pub fn by_period<'a>(rows: &[(&str, String, &str, f64)]) -> Vec<(&'a str, ArrayRef)> {
    vec![
        ("region_code", texts(rows.iter().map(|row| Some(row.0)))),
        ("period", texts(rows.iter().map(|row| Some(row.1.as_str())))),
        ("indicator", texts(rows.iter().map(|row| Some(row.2)))),
        ("value", Arc::new(Float64Array::from_iter_values(rows.iter().map(|row| row.3))) as ArrayRef),
    ]
}

/// Names of the columns of a Parquet file.
pub fn columns(bytes: Vec<u8>) -> Vec<String> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).expect("a Parquet file");
    reader.schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// Rows of a Parquet file as lines of some of its columns, separated by spaces; what is missing is `–`.
pub fn lines(bytes: Vec<u8>, columns: &[&str]) -> Vec<String> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).expect("a Parquet file");
    let options = FormatOptions::new().with_null("–");
    let mut lines = Vec::new();
    for batch in reader.build().expect("a reader") {
        let batch = batch.expect("a batch");
        let column = |name: &&str| {
            let array = batch.column_by_name(name).expect("a column of the table");
            ArrayFormatter::try_new(array.as_ref(), &options).expect("a column that can be shown")
        };
        let shown: Vec<ArrayFormatter<'_>> = columns.iter().map(column).collect();
        let line = |row: usize| shown.iter().map(|column| column.value(row).to_string()).collect::<Vec<_>>().join(" ");
        lines.extend((0..batch.num_rows()).map(line));
    }
    lines
}

/// Columns as a Parquet file without compression.
pub fn bytes(columns: &[(&str, ArrayRef)]) -> Vec<u8> {
    bytes_with(columns, WriterProperties::builder().build())
}

/// Columns as a Parquet file.
pub fn bytes_with(columns: &[(&str, ArrayRef)], properties: WriterProperties) -> Vec<u8> {
    let fields: Vec<Field> = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), columns.iter().map(|(_, array)| array.clone()).collect());
    let mut written = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut written, schema, Some(properties)).expect("a Parquet writer");
    writer.write(&batch.expect("columns of one length")).expect("rows are written");
    writer.close().expect("a footer is written");
    written
}

/// Writes columns as a Parquet file.
pub fn write(path: &Path, columns: &[(&str, ArrayRef)]) {
    std::fs::write(path, bytes(columns)).expect("the Parquet file is written");
}

/// Names of the columns of a Parquet file.
pub fn columns_of(path: &Path) -> Vec<String> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(std::fs::File::open(path).expect("a file")).expect("Parquet");
    reader.metadata().file_metadata().schema_descr().columns().iter().map(|column| column.name().to_owned()).collect()
}
