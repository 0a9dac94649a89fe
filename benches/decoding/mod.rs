//! What the Parquet reader takes for the columns of a long file when nothing is done with them: the least that reading can take.
//!
//! Texts stay dictionaries, row groups that the statistics rule out are skipped, and row groups are decoded side by side: all that
//! the program itself does before it looks at a value.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;
use rayon::prelude::*;

/// The columns that an index is made from.
const COLUMNS: [&str; 4] = ["region_code", "year", "indicator", "value"];
/// Rows of a batch.
const BATCH_ROWS: usize = 32 * 1024;

/// Decodes the columns of all row groups that may hold one of the series; returns the number of rows decoded.
pub fn rows_of(path: &Path, series: &BTreeSet<String>) -> usize {
    let open = || File::open(path).expect("the file is there");
    let options = || ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let footer = ArrowReaderMetadata::load(&open(), options()).expect("a Parquet file");
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let as_read = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 => Arc::new(Field::new(field.name(), dictionary.clone(), field.is_nullable())),
        _ => field.clone(),
    };
    let schema = Schema::new(footer.schema().fields().iter().map(as_read).collect::<Vec<_>>());
    let options = options().with_schema(Arc::new(schema));
    let footer = ArrowReaderMetadata::try_new(footer.metadata().clone(), options).expect("texts can be read as dictionaries");
    let descriptor = footer.metadata().file_metadata().schema_descr();
    let roots = footer.schema().fields().iter().enumerate().filter(|(_, field)| COLUMNS.contains(&field.name().as_str()));
    let mask = ProjectionMask::roots(descriptor, roots.map(|(position, _)| position));
    let groups = footer.metadata().row_groups();
    let wanted: Vec<usize> = (0..groups.len()).filter(|&group| may_hold(&groups[group], series)).collect();
    wanted
        .par_iter()
        .with_max_len(1)
        .map(|&group| {
            ParquetRecordBatchReaderBuilder::new_with_metadata(open(), footer.clone())
                .with_row_groups(vec![group])
                .with_projection(mask.clone())
                .with_batch_size(BATCH_ROWS)
                .build()
                .expect("a reader")
                .map(|batch| batch.expect("rows can be decoded").num_rows())
                .sum::<usize>()
        })
        .sum()
}

/// Whether the statistics of a row group leave room for one of the series.
fn may_hold(group: &RowGroupMetaData, series: &BTreeSet<String>) -> bool {
    let column = group.columns().iter().find(|column| column.column_path().string() == "indicator");
    match column.and_then(|column| column.statistics()) {
        Some(Statistics::ByteArray(bounds)) => match (bounds.min_opt(), bounds.max_opt()) {
            (Some(lowest), Some(highest)) => {
                series.iter().any(|name| lowest.data() <= name.as_bytes() && name.as_bytes() <= highest.data())
            }
            _ => true,
        },
        _ => true,
    }
}
