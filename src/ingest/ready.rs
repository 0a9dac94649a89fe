//! One input file, understood and ready to be decoded, and what its footer alone says of its row groups.

use std::sync::Arc;

use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::statistics::Statistics;

use super::csv::CsvTable;
use super::input::{InputFile, guarded, reason};
use super::layout::{FileLayout, PeriodPlace, Shape};
use super::wanted::Wanted;
use crate::plan::SourcePlan;

/// Rows decoded at once: few enough to stay in the cache, many enough to amortise the call.
const BATCH_ROWS: usize = 32 * 1024;

/// One file, ready to be decoded.
#[derive(Debug)]
pub struct ReadyFile<'a> {
    /// Its position among the files.
    pub file_idx: usize,
    /// The open file.
    pub input: InputFile,
    /// What it holds.
    pub content: Content,
    /// Which column is what.
    pub layout: FileLayout,
    /// Its source.
    pub source: &'a SourcePlan,
}

/// What an input file holds.
#[derive(Debug)]
pub enum Content {
    /// A Parquet file's footer, with texts to be read as dictionaries; its pages are read when they are needed.
    Parquet(ArrowReaderMetadata),
    /// A CSV file, parsed.
    Csv(CsvTable),
}

/// Batches of rows.
pub(super) enum Batches {
    /// Decoded one by one.
    Parquet(ParquetRecordBatchReader),
    /// In memory already.
    Csv(std::vec::IntoIter<RecordBatch>),
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Batches::Parquet(reader) => reader.next(),
            Batches::Csv(batches) => batches.next().map(Ok),
        }
    }
}

impl ReadyFile<'_> {
    /// The columns that can be read.
    pub fn schema(&self) -> &SchemaRef {
        match &self.content {
            Content::Parquet(footer) => footer.schema(),
            Content::Csv(table) => &table.schema,
        }
    }

    /// Names of all columns of the file.
    pub fn column_names(&self) -> Vec<String> {
        match &self.content {
            Content::Parquet(footer) => footer.schema().fields().iter().map(|field| field.name().clone()).collect(),
            Content::Csv(table) => table.header.clone(),
        }
    }

    /// Name in the file of a column of values.
    pub fn value_name(&self, column: usize) -> &str {
        match &self.content {
            Content::Parquet(footer) => footer.schema().field(column).name(),
            Content::Csv(table) => table.value_name(column),
        }
    }

    /// Number of rows.
    pub fn n_rows(&self) -> u64 {
        match &self.content {
            Content::Parquet(footer) => footer.metadata().file_metadata().num_rows().max(0) as u64,
            Content::Csv(table) => table.n_rows(),
        }
    }

    /// Number of row groups; a CSV file is cut into such parts too.
    pub fn n_row_groups(&self) -> usize {
        match &self.content {
            Content::Parquet(footer) => footer.metadata().num_row_groups(),
            Content::Csv(table) => table.n_parts(),
        }
    }

    /// Rows of a row group.
    pub fn group_rows(&self, row_group: usize) -> usize {
        match &self.content {
            Content::Parquet(footer) => footer.metadata().row_group(row_group).num_rows().max(0) as usize,
            Content::Csv(table) => table.part_rows(row_group),
        }
    }

    /// How a row (from 1) is called in messages: by its line, in a file that has lines.
    pub fn row_in_words(&self, row: u64) -> String {
        match &self.content {
            Content::Parquet(_) => format!("row {row}"),
            Content::Csv(table) => format!("line {}", table.line(row)),
        }
    }

    /// The footer with every text column that is read turned into a dictionary column.
    ///
    /// # Errors
    /// The Parquet crate refuses the schema.
    pub fn with_dictionaries(footer: &ArrowReaderMetadata, columns: &[usize]) -> Result<ArrowReaderMetadata, String> {
        let schema = footer.schema();
        let fields: Vec<Arc<Field>> = schema
            .fields()
            .iter()
            .enumerate()
            .map(|(position, field)| {
                // Only columns that are text by their own Parquet type: the override changes the shape in memory, never the meaning.
                if columns.contains(&position) && *field.data_type() == DataType::Utf8 {
                    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                    Arc::new(Field::new(field.name(), dictionary, field.is_nullable()))
                } else {
                    field.clone()
                }
            })
            .collect();
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true).with_schema(Arc::new(Schema::new(fields)));
        guarded(|| ArrowReaderMetadata::try_new(footer.metadata().clone(), options))?.map_err(|error| reason(&error))
    }

    /// Reads some columns of a row group, or of selected rows of it.
    pub(super) fn reader(&self, row_group: usize, columns: &[usize], selection: Option<RowSelection>) -> Result<Batches, String> {
        let footer = match &self.content {
            Content::Parquet(footer) => footer,
            // Rows of a file in memory are never selected: looking at them all costs nothing.
            Content::Csv(table) => return Ok(Batches::Csv(table.batches(row_group, columns, BATCH_ROWS)?.into_iter())),
        };
        let mask = ProjectionMask::roots(footer.metadata().file_metadata().schema_descr(), columns.iter().copied());
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.input.handle(), footer.clone())
            .with_row_groups(vec![row_group])
            .with_projection(mask)
            .with_batch_size(BATCH_ROWS);
        if let Some(selection) = selection {
            builder = builder.with_row_selection(selection);
        }
        builder.build().map(Batches::Parquet).map_err(|error| reason(&error))
    }
}

/// Whether the footer's statistics show that a row group holds nothing wanted.
pub(super) fn can_be_skipped(wanted: &Wanted<'_>, file: &ReadyFile<'_>, row_group: usize) -> bool {
    if file.group_rows(row_group) == 0 {
        return true;
    }
    let Content::Parquet(footer) = &file.content else { return false };
    let group: &RowGroupMetaData = footer.metadata().row_group(row_group);
    let statistics =
        |column: usize| leaf_of(footer, column).and_then(|leaf| group.columns().get(leaf)).and_then(|column| column.statistics());
    if let Shape::Long { indicator, .. } = file.layout.shape
        && let Some(statistics) = statistics(indicator)
        && !statistics.is_min_max_deprecated()
        && let Statistics::ByteArray(bounds) = statistics
        && let (Some(lowest), Some(highest)) = (bounds.min_opt(), bounds.max_opt())
    {
        let inside = |name: &&str| lowest.data() <= name.as_bytes() && name.as_bytes() <= highest.data();
        // A truncated upper bound is rounded up by writers that follow the format; the lower bound is a prefix: both still hold.
        if !wanted.names.iter().any(inside) {
            return true;
        }
    }
    if let PeriodPlace::Column(period) = file.layout.period {
        let years = match statistics(period) {
            Some(Statistics::Int32(bounds)) => {
                bounds.min_opt().copied().map(i64::from).zip(bounds.max_opt().copied().map(i64::from))
            }
            Some(Statistics::Int64(bounds)) => bounds.min_opt().copied().zip(bounds.max_opt().copied()),
            _ => None,
        };
        let (first, table) = &wanted.years;
        if let Some((lowest, highest)) = years
            && (highest < i64::from(*first) || i64::from(*first) + table.len() as i64 <= lowest)
        {
            return true;
        }
    }
    false
}

/// Position among the leaf columns of a top-level column.
fn leaf_of(footer: &ArrowReaderMetadata, column: usize) -> Option<usize> {
    let schema = footer.metadata().file_metadata().schema_descr();
    (0..schema.num_columns()).find(|&leaf| schema.get_column_root_idx(leaf) == column)
}
