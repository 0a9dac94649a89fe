//! A table as Parquet: texts as dictionaries, numbers as doubles, ranks as 32-bit integers, missing as null; zstd.
//!
//! The marks of the table (what the data are, which program wrote it) stand in the file's metadata.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::schema::types::ColumnPath;

use super::table::{Cells, Table};

/// The table as Parquet bytes.
///
/// # Errors
/// The Parquet writer's own error in words.
pub fn bytes(table: &Table, marks: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    let mut properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).map_err(|error| error.to_string())?))
        .set_created_by(format!("evp {}", env!("CARGO_PKG_VERSION")))
        .set_key_value_metadata(Some(
            marks.iter().map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned())).collect(),
        ));
    for column in &table.columns {
        let array: ArrayRef = match &column.cells {
            Cells::Text { values, keys } => {
                let keys: Int32Array = keys.iter().map(|&key| (key != Cells::NO_TEXT).then_some(key as i32)).collect();
                let values = Arc::new(StringArray::from_iter_values(values));
                Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values).map_err(|error| error.to_string())?)
            }
            Cells::Real(values) => {
                let path = ColumnPath::from(column.name.as_str());
                properties = properties
                    .set_column_dictionary_enabled(path.clone(), false)
                    .set_column_encoding(path, Encoding::BYTE_STREAM_SPLIT);
                if values.iter().any(|value| value.is_nan()) {
                    Arc::new(values.iter().map(|value| (!value.is_nan()).then_some(*value)).collect::<Float64Array>())
                } else {
                    Arc::new(Float64Array::from(values.clone()))
                }
            }
            Cells::Integer(values) => Arc::new(values.iter().copied().collect::<Int32Array>()),
        };
        // Texts are declared as plain text: the dictionary is an encoding, not a type that readers must know.
        fields.push(Field::new(&column.name, array.data_type().clone(), true));
        arrays.push(array);
    }
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), arrays).map_err(|error| error.to_string())?;
    let options = ArrowWriterOptions::new().with_properties(properties.build()).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(Vec::new(), schema, options).map_err(|error| error.to_string())?;
    writer.write(&batch).map_err(|error| error.to_string())?;
    writer.into_inner().map_err(|error| error.to_string())
}

/// The plain type of a column, for readers of this module's documentation and tests.
pub fn plain_type(cells: &Cells) -> DataType {
    match cells {
        Cells::Text { .. } => DataType::Utf8,
        Cells::Real(_) => DataType::Float64,
        Cells::Integer(_) => DataType::Int32,
    }
}
