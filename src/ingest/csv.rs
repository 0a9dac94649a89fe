//! A CSV file as the same stream of batches that a Parquet file gives.
//!
//! The file is parsed once, when it is opened: texts become dictionary columns, cells of value columns become doubles with
//! what is no number beside them in a column of symbols, as PxWeb's own Parquet has it. From there on
//! [`super::decode`] does not know the difference. Only the columns that are used are kept.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use arrow::array::{ArrayRef, DictionaryArray, Float64Array, Float64Builder, Int32Array, RecordBatch, StringArray};
use arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use sha2::{Digest, Sha256};

use super::input::{InputFile, hex};
use super::layout::{self, FileLayout, PeriodColumn, PeriodPlace, Shape, ValueColumn};
use super::{DEMO_STATUS, STATUS_KEY, printable};
use crate::csv_input::number::{Cell, CellReader};
use crate::csv_input::records::{self, Header};
use crate::csv_input::{CsvDialect, Fault, encoding};
use crate::error::{Problem, ProblemKind};
use crate::indicator::Variable;
use crate::plan::{Limits, SourcePlan};
use crate::publish::labels::sentence::Sentence;
use crate::publish::labels::{Label, filled, reading as text};

/// Rows decoded as one task.
const PART_ROWS: usize = 1 << 17;
/// No text: the key of an empty cell.
const EMPTY: i32 = -1;

/// A parsed CSV file.
#[derive(Debug)]
pub struct CsvTable {
    /// The columns that are used: texts under their own names, numbers and symbols under names that no file has.
    pub schema: SchemaRef,
    /// Names of all columns of the file.
    pub header: Vec<String>,
    /// Hash of the bytes that were parsed.
    pub sha256: String,
    /// The mark in its column `data_status`, if it has one.
    pub status: Option<String>,
    /// How it was read, for the notes.
    pub dialect: Sentence,
    /// All rows.
    rows: RecordBatch,
    /// Stretches of rows (first row from 0, its line) in which line and row go up together.
    lines: Vec<(u64, u64)>,
    /// Name in the file of each column of numbers, by its position in the schema.
    value_names: BTreeMap<usize, String>,
}

impl CsvTable {
    /// Reads and parses a file.
    ///
    /// # Errors
    /// The file cannot be read, is no CSV of the declared dialect, breaks a limit, or lacks columns.
    pub fn read(
        input: &InputFile,
        source: &SourcePlan,
        variables: &[Variable],
        limits: &Limits,
    ) -> Result<(Self, FileLayout), Vec<Problem>> {
        if input.length() > limits.uncompressed_bytes {
            let what = format!("it has {} bytes, the limit is {}", input.length(), limits.uncompressed_bytes);
            return Err(vec![input.refused(&what, "uncompressed_bytes")]);
        }
        let bytes = input.bytes().map_err(|problem| vec![problem])?;
        let of_fault = |fault: Fault| {
            let problem = Problem::new(ProblemKind::UnreadableInput, format!("`{}` {}", input.name, fault.message));
            vec![problem.details(fault.details).help(fault.help)]
        };
        other_format(&bytes).map_err(of_fault)?;
        let text = encoding::decode(&bytes, source.dialect.encoding).map_err(of_fault)?;
        let read = records::read(
            &text,
            &source.dialect,
            |header| {
                let mut parser = Parser::new(header, source);
                parser.find_columns(&input.name, source, variables).map_err(Stop::Problems)?;
                Ok(parser)
            },
            |parser, line, record| {
                if parser.n_rows >= limits.rows {
                    let what = format!("it has more rows than the limit of {}", limits.rows);
                    return Err(Stop::Problems(vec![input.refused(&what, "rows")]));
                }
                parser.take(line, record).map_err(Stop::Fault)
            },
        );
        let parser = read.map_err(|stop| match stop {
            Stop::Fault(fault) => of_fault(fault),
            Stop::Problems(problems) => problems,
        })?;
        parser.finish(hex(&Sha256::digest(&bytes)), &source.dialect).map_err(|reason| vec![input.damaged(&reason)])
    }

    /// Number of rows.
    pub fn n_rows(&self) -> u64 {
        self.rows.num_rows() as u64
    }

    /// Number of parts that are decoded apart.
    pub fn n_parts(&self) -> usize {
        self.rows.num_rows().div_ceil(PART_ROWS)
    }

    /// Rows of a part.
    pub fn part_rows(&self, part: usize) -> usize {
        PART_ROWS.min(self.rows.num_rows().saturating_sub(part * PART_ROWS))
    }

    /// Some columns of a part, in batches.
    pub fn batches(&self, part: usize, columns: &[usize], batch_rows: usize) -> Result<Vec<RecordBatch>, String> {
        let rows = self.rows.project(columns).map_err(|error| error.to_string())?;
        let (start, end) = (part * PART_ROWS, part * PART_ROWS + self.part_rows(part));
        Ok((start..end).step_by(batch_rows).map(|row| rows.slice(row, batch_rows.min(end - row))).collect())
    }

    /// Line of a row, both from 1.
    pub fn line(&self, row: u64) -> u64 {
        let row = row.saturating_sub(1);
        let stretch = self.lines.partition_point(|(first, _)| *first <= row).saturating_sub(1);
        self.lines.get(stretch).map_or(row + 1, |(first, line)| line + (row - first))
    }

    /// Name in the file of a column of numbers.
    pub fn value_name(&self, column: usize) -> &str {
        self.value_names.get(&column).map_or("", String::as_str)
    }
}

/// Why parsing stops.
enum Stop {
    /// Something is wrong with the text.
    Fault(Fault),
    /// Something is wrong with the table.
    Problems(Vec<Problem>),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

/// Files that are something else, by their first bytes.
fn other_format(bytes: &[u8]) -> Result<(), Fault> {
    let refuse = |message: &str, help: &str| Err(Fault::new(message, help));
    match bytes {
        [] => refuse("is an empty file", "write the statistics again"),
        [b'P', b'A', b'R', b'1', ..] => {
            refuse("is a Parquet file", "let its name end in .parquet, or write `format = \"parquet\"` in the source")
        }
        [b'P', b'K', 3, 4, ..] => refuse("is not CSV: it looks like an Excel workbook or a zip archive", "save the sheet as CSV"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => refuse("is not CSV: it looks like an old Excel workbook", "save the sheet as CSV"),
        [0x1f, 0x8b, ..] => refuse("is not CSV: it is compressed with gzip", "unpack it first"),
        _ => Ok(()),
    }
}

/// Distinct texts of a column, and the key of each row.
#[derive(Debug, Default)]
struct TextColumn {
    known: HashMap<String, i32>,
    values: Vec<String>,
    keys: Vec<i32>,
    /// Length of all distinct texts; a text array holds 2 GiB.
    n_bytes: usize,
}

impl TextColumn {
    fn push(&mut self, text: &str) -> Result<(), Fault> {
        let key = if text.is_empty() {
            EMPTY
        } else if let Some(&last) = self.keys.last()
            && self.values.get(last as usize).is_some_and(|previous| previous == text)
        {
            last
        } else if let Some(&key) = self.known.get(text) {
            key
        } else {
            self.n_bytes += text.len();
            let key = i32::try_from(self.values.len()).ok().filter(|_| i32::try_from(self.n_bytes).is_ok());
            let key =
                key.ok_or_else(|| Fault::new("has more than 2 GiB of different texts in one column", "write it as Parquet"))?;
            self.known.insert(text.to_owned(), key);
            self.values.push(text.to_owned());
            key
        };
        self.keys.push(key);
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    fn finish(self) -> Result<ArrayRef, String> {
        let keys: Int32Array = self.keys.into_iter().map(|key| (key != EMPTY).then_some(key)).collect();
        let values = Arc::new(StringArray::from_iter_values(self.values));
        let texts = DictionaryArray::<Int32Type>::try_new(keys, values).map_err(|error| error.to_string())?;
        Ok(Arc::new(texts))
    }
}

/// A column of numbers, and what stands in it that is none.
struct NumberColumn {
    /// Position of the numbers in the file.
    column: usize,
    /// Position of the symbols beside them.
    symbol_column: Option<usize>,
    numbers: Float64Builder,
    symbols: TextColumn,
}

/// Gathers the columns that are used, row by row.
struct Parser<'s> {
    header: Header,
    cells: CellReader<'s>,
    layout: Option<FileLayout>,
    /// Text columns: position in the file, texts.
    texts: Vec<(usize, TextColumn)>,
    numbers: Vec<NumberColumn>,
    status_column: Option<usize>,
    statuses: TextColumn,
    lines: Vec<(u64, u64)>,
    n_rows: u64,
}

impl<'s> Parser<'s> {
    fn new(header: Header, source: &'s SourcePlan) -> Self {
        let status_column = header.columns.iter().position(|column| column == STATUS_KEY);
        Parser {
            header,
            cells: CellReader::new(&source.dialect),
            layout: None,
            texts: Vec::new(),
            numbers: Vec::new(),
            status_column,
            statuses: TextColumn::default(),
            lines: Vec::new(),
            n_rows: 0,
        }
    }

    /// Finds out which columns are used.
    fn find_columns(&mut self, name: &str, source: &SourcePlan, variables: &[Variable]) -> Result<(), Vec<Problem>> {
        let fields: Vec<Field> = self.header.columns.iter().map(|column| Field::new(column, DataType::Utf8, true)).collect();
        let layout = layout::find(name, &Schema::new(fields), source, variables).map_err(|problems| {
            let is_one = self.header.columns.len() == 1 && source.dialect.separator.is_none();
            let hint =
                "no comma, semicolon or tab stands in the header line; name another separator: `csv = { separator = \"|\" }`";
            problems.into_iter().map(|problem| if is_one { problem.detail(hint) } else { problem }).collect::<Vec<_>>()
        })?;
        let mut texts: Vec<usize> = vec![layout.region];
        texts.extend(layout.filters.iter().map(|(column, _)| *column));
        if let PeriodPlace::Column(period) = layout.period {
            texts.push(period);
        }
        if let Shape::Long { indicator, .. } = layout.shape {
            texts.push(indicator);
        }
        let mut values: Vec<ValueColumn> = match &layout.shape {
            Shape::Long { value, .. } => vec![*value],
            Shape::Wide(columns) => columns.iter().map(|(_, value)| *value).collect(),
            Shape::WideByPeriod(columns) => columns.iter().map(|column| column.value).collect(),
        };
        texts.extend(values.iter().filter_map(|value| value.flag));
        texts.sort_unstable();
        texts.dedup();
        values.sort_unstable_by_key(|value| value.value);
        values.dedup_by_key(|value| value.value);
        self.texts = texts.into_iter().map(|column| (column, TextColumn::default())).collect();
        let numbers = |value: ValueColumn| NumberColumn {
            column: value.value,
            symbol_column: value.symbol,
            numbers: Float64Builder::new(),
            symbols: TextColumn::default(),
        };
        self.numbers = values.into_iter().map(numbers).collect();
        self.layout = Some(layout);
        Ok(())
    }

    fn take(&mut self, line: u64, record: &csv::StringRecord) -> Result<(), Fault> {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let is_next = self.lines.last().is_some_and(|(first, first_line)| first_line + (self.n_rows - first) == line);
        if !is_next {
            self.lines.push((self.n_rows, line));
        }
        self.n_rows += 1;
        for (column, texts) in &mut self.texts {
            texts.push(cell(*column))?;
        }
        for NumberColumn { column, symbol_column, numbers, symbols } in &mut self.numbers {
            let text = cell(*column);
            let (number, symbol) = match self.cells.read(text) {
                Cell::Number(number) => (Some(number), ""),
                Cell::Empty => (None, symbol_column.map_or("", cell)),
                Cell::Missing(code) => (Some(f64::NAN), code.trim()),
                Cell::Inexact | Cell::Other => (Some(f64::NAN), text),
            };
            numbers.append_option(number);
            symbols.push(symbol)?;
        }
        if let Some(column) = self.status_column {
            self.statuses.push(cell(column))?;
        }
        Ok(())
    }

    /// The table, and where everything stands in it.
    fn finish(self, sha256: String, dialect: &CsvDialect) -> Result<(CsvTable, FileLayout), String> {
        let layout = self.layout.ok_or("its columns are not known")?;
        let file_name = |column: usize| self.header.columns.get(column).cloned().unwrap_or_default();
        let mut fields = Vec::new();
        let mut arrays: Vec<ArrayRef> = Vec::new();
        let mut add = |name: String, array: ArrayRef| {
            fields.push(Field::new(name, array.data_type().clone(), true));
            arrays.push(array);
            arrays.len() - 1
        };
        let mut text_positions = BTreeMap::new();
        for (column, texts) in self.texts {
            text_positions.insert(column, add(file_name(column), texts.finish()?));
        }
        let mut number_positions = BTreeMap::new();
        let mut value_names = BTreeMap::new();
        for NumberColumn { column, mut numbers, symbols, .. } in self.numbers {
            let name = file_name(column);
            let numbers: Float64Array = numbers.finish();
            let value = add(format!("{name}\u{1}number"), Arc::new(numbers));
            let symbol = match symbols.is_empty() {
                true => None,
                false => Some(add(format!("{name}\u{1}symbol"), symbols.finish()?)),
            };
            value_names.insert(value, name);
            number_positions.insert(column, (value, symbol));
        }
        let schema = Arc::new(Schema::new(fields));
        let rows = RecordBatch::try_new(schema.clone(), arrays).map_err(|error| error.to_string())?;
        let layout = moved(layout, &text_positions, &number_positions).ok_or("its columns are not where they were")?;
        let mut statuses = self.statuses.values;
        statuses.sort();
        let is_demo = statuses.iter().any(|status| status == DEMO_STATUS);
        let status = if is_demo { Some(DEMO_STATUS.to_owned()) } else { statuses.first().map(|status| printable(status)) };
        let table = CsvTable {
            schema,
            sha256,
            status,
            dialect: in_words(self.header.separator, dialect),
            rows,
            lines: self.lines,
            value_names,
            header: self.header.columns,
        };
        Ok((table, layout))
    }
}

/// The layout with columns where they stand in the table.
fn moved(
    layout: FileLayout,
    texts: &BTreeMap<usize, usize>,
    numbers: &BTreeMap<usize, (usize, Option<usize>)>,
) -> Option<FileLayout> {
    let text = |column: usize| texts.get(&column).copied();
    let value = |column: ValueColumn| {
        let &(value, symbol) = numbers.get(&column.value)?;
        let flag = match column.flag {
            Some(flag) => Some(text(flag)?),
            None => None,
        };
        Some(ValueColumn { value, symbol, flag })
    };
    Some(FileLayout {
        region: text(layout.region)?,
        period: match layout.period {
            PeriodPlace::Fixed(period) => PeriodPlace::Fixed(period),
            PeriodPlace::Column(column) => PeriodPlace::Column(text(column)?),
            PeriodPlace::ColumnNames => PeriodPlace::ColumnNames,
        },
        shape: match layout.shape {
            Shape::Long { indicator, value: column } => Shape::Long { indicator: text(indicator)?, value: value(column)? },
            Shape::Wide(columns) => {
                let columns = columns.into_iter().map(|(variable_idx, column)| Some((variable_idx, value(column)?)));
                Shape::Wide(columns.collect::<Option<_>>()?)
            }
            Shape::WideByPeriod(columns) => {
                let columns = columns.into_iter().map(|column| Some(PeriodColumn { value: value(column.value)?, ..column }));
                Shape::WideByPeriod(columns.collect::<Option<_>>()?)
            }
        },
        filters: layout.filters.into_iter().map(|(column, values)| Some((text(column)?, values))).collect::<Option<_>>()?,
    })
}

/// How a file was read, in words.
fn in_words(separator: u8, dialect: &CsvDialect) -> Sentence {
    Sentence::by(|language| {
        let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
        let seen = if dialect.separator.is_none() { text::SEEN.in_language(language) } else { "" };
        let mut words = vec![
            say(text::SEPARATOR, &[&text::separator(separator, language), seen]),
            say(if dialect.decimal == ',' { text::DECIMAL_COMMA } else { text::DECIMAL_POINT }, &[]),
        ];
        words.extend(dialect.thousands.map(|sign| match sign {
            ' ' => say(text::SPACED_THOUSANDS, &[]),
            sign => say(text::SIGNED_THOUSANDS, &[&sign.to_string()]),
        }));
        words.push(dialect.encoding.name().to_owned());
        if !dialect.missing.is_empty() {
            let codes: Vec<Cow<'_, str>> = dialect.missing.iter().map(|code| Cow::from(printable(code))).collect();
            words.push(say(text::MISSING_CODES, &[&codes.join("`, `")]));
        }
        words.join("; ")
    })
}
