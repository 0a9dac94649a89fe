//! A table as Parquet: texts as dictionaries, numbers as doubles, ranks as 32-bit integers, missing as null; zstd.
//!
//! The marks of the table (what the data are, which program wrote it) stand in the file's metadata. Columns are encoded side
//! by side, each in one task, and put together in their order: the bytes do not depend on the number of threads.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use arrow::array::{ArrayRef, DictionaryArray, Float64Array, Int32Array, StringArray};
use arrow::buffer::NullBuffer;
use arrow::datatypes::Int32Type;
use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, ArrowWriterOptions, compute_leaves,
};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::ColumnPath;
use rayon::prelude::*;

use super::table::{Cells, Column, Table};

/// Rows of a row group.
const ROWS_PER_GROUP: usize = 1 << 20;

/// The table as Parquet bytes.
///
/// # Errors
/// The Parquet writer's own error in words.
pub fn bytes(table: &Table, marks: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let mut writer = ParquetWriter::new(Vec::new(), table, marks)?;
    writer.append(table)?;
    writer.finish()
}

/// Writes a table that is given part by part. Pages may end where a part ends, so parts must be chosen by the data alone.
pub struct ParquetWriter<W: Write + Send> {
    fields: Vec<Field>,
    writer: SerializedFileWriter<W>,
    factory: ArrowRowGroupWriterFactory,
    /// The columns of the row group that is being written.
    columns: Vec<ArrowColumnWriter>,
    /// Its rows.
    n_rows: usize,
    n_groups: usize,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// A writer of tables with the columns of `table` to anything that takes bytes.
    ///
    /// # Errors
    /// The Parquet writer's own error in words.
    pub fn new(out: W, table: &Table, marks: &[(&str, &str)]) -> Result<Self, String> {
        Self::open(out, table, marks).map_err(|error| error.to_string())
    }

    fn open(out: W, table: &Table, marks: &[(&str, &str)]) -> Result<Self, ParquetError> {
        let field = |column: &Column| Field::new(&column.name, type_in_memory(&column.cells), true);
        let fields: Vec<Field> = table.columns.iter().map(field).collect();
        // Texts are declared as plain text: the dictionary is an encoding, not a type that readers must know.
        let options = ArrowWriterOptions::new().with_properties(properties(table, marks)?).with_skip_arrow_metadata(true);
        let schema = Arc::new(Schema::new(fields.clone()));
        let (writer, factory) = ArrowWriter::try_new_with_options(out, schema, options)?.into_serialized_writer()?;
        Ok(ParquetWriter { fields, writer, factory, columns: Vec::new(), n_rows: 0, n_groups: 0 })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// The Parquet writer's own error in words.
    pub fn append(&mut self, part: &Table) -> Result<(), String> {
        let mut start = 0;
        while start < part.n_rows {
            let end = part.n_rows.min(start + ROWS_PER_GROUP - self.n_rows);
            self.encode(part, start..end).map_err(|error| error.to_string())?;
            start = end;
        }
        Ok(())
    }

    fn encode(&mut self, part: &Table, rows: Range<usize>) -> Result<(), ParquetError> {
        if self.n_rows == 0 {
            self.columns = self.factory.create_column_writers(self.n_groups)?;
        }
        let columns = self.columns.par_iter_mut().zip(&part.columns).zip(&self.fields).with_max_len(1);
        let encoded: Vec<Result<(), ParquetError>> = columns
            .map(|((writer, column), field)| {
                let leaves = compute_leaves(field, &array(&column.cells, rows.clone())?)?;
                leaves.iter().try_for_each(|leaf| writer.write(leaf))
            })
            .collect();
        encoded.into_iter().collect::<Result<(), ParquetError>>()?;
        self.n_rows += rows.len();
        if self.n_rows == ROWS_PER_GROUP { self.close_group() } else { Ok(()) }
    }

    fn close_group(&mut self) -> Result<(), ParquetError> {
        let columns = std::mem::take(&mut self.columns);
        let chunks: Vec<Result<ArrowColumnChunk, ParquetError>> =
            columns.into_par_iter().with_max_len(1).map(ArrowColumnWriter::close).collect();
        let mut group = self.writer.next_row_group()?;
        for chunk in chunks {
            chunk?.append_to_row_group(&mut group)?;
        }
        group.close()?;
        self.n_rows = 0;
        self.n_groups += 1;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// The Parquet writer's own error in words.
    pub fn finish(mut self) -> Result<W, String> {
        let closed = if self.n_rows > 0 { self.close_group() } else { Ok(()) };
        closed.and_then(|()| self.writer.into_inner()).map_err(|error| error.to_string())
    }
}

/// Codec, encodings and marks. Numbers are encoded for what they are: a dictionary of them would be as long as the column.
fn properties(table: &Table, marks: &[(&str, &str)]) -> Result<WriterProperties, ParquetError> {
    let marks = marks.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned())).collect();
    let mut properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_max_row_group_row_count(Some(ROWS_PER_GROUP))
        .set_created_by(format!("evp {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(marks));
    for column in &table.columns {
        let encoding = match &column.cells {
            Cells::Text { .. } => continue,
            Cells::Real(_) => Encoding::BYTE_STREAM_SPLIT,
            Cells::Integer(_) => Encoding::DELTA_BINARY_PACKED,
        };
        let path = ColumnPath::from(column.name.as_str());
        properties = properties.set_column_dictionary_enabled(path.clone(), false).set_column_encoding(path, encoding);
    }
    Ok(properties.build())
}

/// Some rows of a column.
fn array(cells: &Cells, rows: Range<usize>) -> Result<ArrayRef, ParquetError> {
    Ok(match cells {
        Cells::Text { values, keys } => {
            let keys = &keys[rows];
            let keys: Int32Array = if keys.contains(&Cells::NO_TEXT) {
                keys.iter().map(|&key| (key != Cells::NO_TEXT).then_some(key as i32)).collect()
            } else {
                Int32Array::from_iter_values(keys.iter().map(|&key| key as i32))
            };
            let values = Arc::new(StringArray::from_iter_values(values.iter()));
            Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values)?)
        }
        Cells::Real(values) => {
            let values = &values[rows];
            if values.iter().any(|value| value.is_nan()) {
                Arc::new(values.iter().map(|value| (!value.is_nan()).then_some(*value)).collect::<Float64Array>())
            } else {
                Arc::new(Float64Array::from_iter_values(values.iter().copied()))
            }
        }
        Cells::Integer(values) => {
            let values = &values[rows];
            let numbers = values.iter().map(|value| value.unwrap_or_default()).collect::<Vec<i32>>();
            let is_there = values.iter().any(Option::is_none).then(|| values.iter().map(Option::is_some).collect::<Vec<bool>>());
            Arc::new(Int32Array::new(numbers.into(), is_there.map(NullBuffer::from)))
        }
    })
}

/// The type of a column's arrays.
fn type_in_memory(cells: &Cells) -> DataType {
    match cells {
        Cells::Text { .. } => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Cells::Real(_) => DataType::Float64,
        Cells::Integer(_) => DataType::Int32,
    }
}

/// The plain type of a column, for readers of this module's documentation and tests.
pub fn plain_type(cells: &Cells) -> DataType {
    match cells {
        Cells::Text { .. } => DataType::Utf8,
        Cells::Real(_) => DataType::Float64,
        Cells::Integer(_) => DataType::Int32,
    }
}
