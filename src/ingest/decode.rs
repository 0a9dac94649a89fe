//! Decodes one row group and hands its values to a sink, touching no more columns and rows than it must.
//!
//! Of a long file the column of variable names is decoded first, alone: sorted files give few runs, and only the wanted
//! runs of the other columns are read; in shuffled files each row is looked up. Texts stay dictionary keys: a dictionary is
//! mapped to positions once, not once per row. Statistics in the footer skip whole row groups.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, Float64Array, RecordBatch};
use arrow::datatypes::Int32Type;
use parquet::arrow::arrow_reader::{RowSelection, RowSelector};

use super::columns::{ColumnKind, Texts, kind_of, numbers, text_column};
use super::findings::{Findings, Place};
use super::input::{guarded, in_one_line};
use super::layout::{PeriodColumn, PeriodPlace, Shape, ValueColumn};
use super::ready::{Content, ReadyFile, can_be_skipped};
use super::symbols::{self, Reading};
use super::wanted::*;
use crate::csv_input::number::{Cell, CellReader};
use crate::error::Problem;
use crate::panel::Missing;

/// A row selection pays off only when runs are at least this long on average.
const SHORTEST_RUN: usize = 2_048;
/// Why a damaged file is refused that no other check has found.
const KEY_OUT_OF_RANGE: &str = "a dictionary key out of range";

/// Takes decoded values.
pub trait Sink {
    /// Stores the bits of a value (or of a reason for missing).
    fn put(&mut self, slot: u32, position: u32, bits: u64, file_idx: usize, row: u64);
}

/// Decodes a row group into a sink.
///
/// # Errors
/// The row group cannot be decoded; the problem names the file and the row group.
pub fn row_group(
    wanted: &Wanted<'_>,
    file: &ReadyFile<'_>,
    row_group: usize,
    first_row: u64,
    sink: &mut impl Sink,
) -> Result<Findings, Problem> {
    if can_be_skipped(wanted, file, row_group) {
        return Ok(Findings::default());
    }
    let mut decoder = Decoder {
        wanted,
        file,
        first_row,
        findings: Findings::default(),
        maps: Vec::new(),
        is_damaged: false,
        notes_regions: true,
        sink,
    };
    let outcome = guarded(|| decoder.decode(row_group)).and_then(|decoded| decoded);
    let outcome = outcome.and_then(|()| if decoder.is_damaged { Err(KEY_OUT_OF_RANGE.to_owned()) } else { Ok(()) });
    let findings = decoder.findings;
    match outcome {
        Ok(()) => Ok(findings),
        Err(reason) => {
            let reason = in_one_line(&reason);
            Err(file.input.damaged(&format!("row group {} cannot be decoded ({reason})", row_group + 1)))
        }
    }
}

/// A stretch of rows of one wanted variable.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    length: usize,
    variable: u32,
}

/// Positions of a dictionary's values at one level, kept for as long as the dictionary stays the same.
struct DictionaryMap {
    values: ArrayRef,
    level_idx: usize,
    positions: Arc<[u32]>,
}

/// Variables of a dictionary of names, kept for as long as the dictionary stays the same.
#[derive(Default)]
struct NameMap {
    known: Option<(ArrayRef, Vec<u32>)>,
}

impl NameMap {
    /// Variable of each of the dictionary's values, or [`NONE`].
    fn variables(&mut self, wanted: &Wanted<'_>, texts: &Texts) -> Result<&[u32], String> {
        if self.known.as_ref().is_none_or(|(values, _)| !same_dictionary(values, texts.values_ref())) {
            let values = texts.values().ok_or("the column of variable names is not text")?;
            let variable = |key: usize| wanted.series.get(values.value(key)).copied().unwrap_or(NONE);
            self.known = Some((texts.values_ref().clone(), (0..values.len()).map(variable).collect()));
        }
        Ok(self.known.as_ref().map_or(&[][..], |(_, variables)| variables))
    }

    /// The rows of wanted variables, each with its variable.
    fn wanted_rows(&mut self, wanted: &Wanted<'_>, texts: &Texts) -> Result<Vec<(u32, u32)>, String> {
        let variables = self.variables(wanted, texts)?;
        let has_nulls = texts.has_nulls();
        let mut found = vec![(0, NONE); texts.keys().len()];
        let mut n_found = 0;
        for (row, &key) in texts.keys().iter().enumerate() {
            if has_nulls && texts.is_null(row) {
                continue;
            }
            let variable = *variables.get(key as usize).ok_or(KEY_OUT_OF_RANGE)?;
            // Always written, but kept only when wanted: where rows are shuffled, a branch would be guessed wrong all the time.
            found[n_found] = (row as u32, variable);
            n_found += usize::from(variable != NONE);
        }
        found.truncate(n_found);
        Ok(found)
    }
}

struct Decoder<'a, S: Sink> {
    wanted: &'a Wanted<'a>,
    file: &'a ReadyFile<'a>,
    first_row: u64,
    findings: Findings,
    maps: Vec<DictionaryMap>,
    /// Whether a key was out of range.
    is_damaged: bool,
    /// Whether rows of no region are noted; of several columns side by side one is enough.
    notes_regions: bool,
    sink: &'a mut S,
}

/// What all variables of a batch share.
struct BatchRows {
    regions: Texts,
    /// Positions of the regions' dictionary, by level; empty for levels that are not in use.
    positions: Vec<Arc<[u32]>>,
    periods: Periods,
    kept: Option<Vec<bool>>,
}

impl BatchRows {
    /// Position of a row's region at a level, or why it has none.
    #[inline]
    fn position(&self, level_idx: usize, row: usize) -> u32 {
        if self.regions.is_null(row) {
            return SPECIAL_NULL;
        }
        self.positions[level_idx].get(self.regions.keys()[row] as usize).copied().unwrap_or(SPECIAL_DAMAGED)
    }
}

/// The periods of a batch's rows.
#[derive(Default)]
struct Periods {
    /// Position of each row's period, [`NONE`] or [`BAD`].
    positions: Vec<u32>,
    /// Whether any is bad.
    any_bad: bool,
    /// Whether a star marks the period as preliminary.
    starred: Option<Vec<bool>>,
    /// As they are written, where they are texts.
    texts: Option<Texts>,
}

impl Periods {
    fn new(positions: Vec<u32>) -> Self {
        let any_bad = positions.contains(&BAD);
        Periods { positions, any_bad, starred: None, texts: None }
    }

    /// One period for all rows.
    fn of_all(position: u32, is_preliminary: bool, n_rows: usize) -> Self {
        let starred = is_preliminary.then(|| vec![true; n_rows]);
        Periods { positions: vec![position; n_rows], any_bad: false, starred, texts: None }
    }
}

/// The values of one column of a batch.
struct BatchValues {
    /// Position of the column in the file.
    column: usize,
    numbers: Float64Array,
    symbols: Option<Texts>,
    flags: Option<Texts>,
}

impl<S: Sink> Decoder<'_, S> {
    fn decode(&mut self, row_group: usize) -> Result<(), String> {
        match &self.file.layout.shape {
            Shape::Long { indicator, value } => self.decode_long(row_group, *indicator, *value),
            Shape::Wide(columns) => self.decode_wide(row_group, columns),
            Shape::WideByPeriod(columns) => self.decode_wide_by_period(row_group, columns),
        }
    }

    fn decode_long(&mut self, row_group: usize, indicator: usize, value: ValueColumn) -> Result<(), String> {
        let n_rows = self.file.group_rows(row_group);
        let most_runs = n_rows / SHORTEST_RUN + 1;
        let columns = self.file.layout.columns();
        let mut n_read = 0;
        let expected;
        if let Some(runs) = self.indicator_runs(row_group, indicator, n_rows, most_runs)? {
            if runs.is_empty() {
                return Ok(());
            }
            let columns: Vec<usize> = columns.into_iter().filter(|&column| column != indicator).collect();
            expected = runs.iter().map(|run| run.length).sum();
            let selection = (expected < n_rows).then(|| selection(&runs, n_rows));
            let mut next_run = 0;
            // Rows before this batch, counted among the wanted rows only.
            let mut run_starts = Vec::with_capacity(runs.len());
            let mut before = 0;
            for run in &runs {
                run_starts.push(before);
                before += run.length;
            }
            for batch in self.file.reader(row_group, &columns, selection)? {
                let batch = batch.map_err(|error| error.to_string())?;
                let rows = self.rows_of(&batch)?;
                let values = self.values_of(&batch, value, |row| selected_row(&runs, &run_starts, n_read + row))?;
                let (start, end) = (n_read, n_read + batch.num_rows());
                while next_run < runs.len() && run_starts[next_run] < end {
                    let run = runs[next_run];
                    let from = run_starts[next_run].max(start);
                    let to = (run_starts[next_run] + run.length).min(end);
                    // The row in the group of the row at position 0 of the batch, had the batch been of this run only.
                    let row_in_group = run.start + (from - run_starts[next_run]);
                    let offset = row_in_group as i64 - (from - start) as i64;
                    self.scatter(&rows, &values, offset, (from - start..to - start).map(|row| (row, run.variable)));
                    if run_starts[next_run] + run.length > end {
                        break;
                    }
                    next_run += 1;
                }
                n_read = end;
            }
        } else {
            expected = n_rows;
            let mut names = NameMap::default();
            for batch in self.file.reader(row_group, &columns, None)? {
                let batch = batch.map_err(|error| error.to_string())?;
                let rows = self.rows_of(&batch)?;
                let values = self.values_of(&batch, value, |row| n_read + row)?;
                let texts = Texts::new(self.column(&batch, indicator)?).ok_or("the column of variable names is not text")?;
                let wanted_rows = names.wanted_rows(self.wanted, &texts)?;
                let wanted_rows = wanted_rows.into_iter().map(|(row, variable)| (row as usize, variable));
                self.scatter(&rows, &values, n_read as i64, wanted_rows);
                n_read += batch.num_rows();
            }
        }
        if n_read == expected { Ok(()) } else { Err(format!("{n_read} rows where {expected} belong")) }
    }

    fn decode_wide(&mut self, row_group: usize, columns: &[(usize, ValueColumn)]) -> Result<(), String> {
        let n_rows = self.file.group_rows(row_group);
        let mut n_read = 0;
        for batch in self.file.reader(row_group, &self.file.layout.columns(), None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let rows = self.rows_of(&batch)?;
            let mut is_noted = vec![false; self.wanted.space.levels.len()];
            for (variable_idx, column) in columns {
                if !self.wanted.is_wanted(*variable_idx) {
                    continue;
                }
                let values = self.values_of(&batch, *column, |row| n_read + row)?;
                let variable = *variable_idx as u32;
                self.notes_regions = !std::mem::replace(&mut is_noted[self.wanted.level_of[*variable_idx]], true);
                self.scatter(&rows, &values, n_read as i64, (0..batch.num_rows()).map(|row| (row, variable)));
            }
            n_read += batch.num_rows();
        }
        if n_read == n_rows { Ok(()) } else { Err(format!("{n_read} rows where {n_rows} belong")) }
    }

    fn decode_wide_by_period(&mut self, row_group: usize, columns: &[PeriodColumn]) -> Result<(), String> {
        let wanted = self.wanted;
        let position = |column: &PeriodColumn| wanted.period(column.period);
        let is_wanted = |column: &&PeriodColumn| wanted.slot(column.variable_idx as u32, position(column)) != NONE;
        let columns: Vec<&PeriodColumn> = columns.iter().filter(is_wanted).collect();
        if columns.is_empty() {
            return Ok(());
        }
        let projected = self.file.layout.columns_with(columns.iter().map(|column| column.value));
        let n_rows = self.file.group_rows(row_group);
        let mut n_read = 0;
        for batch in self.file.reader(row_group, &projected, None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let mut rows = self.rows_of(&batch)?;
            let mut is_noted = vec![false; wanted.space.levels.len()];
            for column in &columns {
                rows.periods = Periods::of_all(position(column), column.is_preliminary, batch.num_rows());
                let values = self.values_of(&batch, column.value, |row| n_read + row)?;
                let variable = column.variable_idx as u32;
                self.notes_regions = !std::mem::replace(&mut is_noted[wanted.level_of[column.variable_idx]], true);
                self.scatter(&rows, &values, n_read as i64, (0..batch.num_rows()).map(|row| (row, variable)));
            }
            n_read += batch.num_rows();
        }
        if n_read == n_rows { Ok(()) } else { Err(format!("{n_read} rows where {n_rows} belong")) }
    }

    /// Wanted stretches of the column that names variables; `None` as soon as there are more than is worth selecting.
    fn indicator_runs(
        &self,
        row_group: usize,
        indicator: usize,
        expected: usize,
        most_runs: usize,
    ) -> Result<Option<Vec<Run>>, String> {
        if let Content::Csv(_) = self.file.content {
            return Ok(None);
        }
        let mut runs: Vec<Run> = Vec::new();
        let mut n_rows = 0;
        let mut names = NameMap::default();
        for batch in self.file.reader(row_group, &[indicator], None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let texts = Texts::new(batch.column(0)).ok_or("the column of variable names is not text")?;
            let variables = names.variables(self.wanted, &texts)?;
            let keys = texts.keys();
            let has_nulls = texts.has_nulls();
            let mut row = 0;
            while row < keys.len() {
                let key = keys[row];
                let mut end = row + 1;
                if has_nulls {
                    if texts.is_null(row) {
                        row = end;
                        continue;
                    }
                } else {
                    while end < keys.len() && keys[end] == key {
                        end += 1;
                    }
                }
                let variable = variables.get(key as usize).copied().ok_or(KEY_OUT_OF_RANGE)?;
                if variable != NONE {
                    match runs.last_mut() {
                        Some(run) if run.variable == variable && run.start + run.length == n_rows + row => {
                            run.length += end - row
                        }
                        _ => runs.push(Run { start: n_rows + row, length: end - row, variable }),
                    }
                }
                row = end;
            }
            n_rows += keys.len();
            if runs.len() > most_runs {
                return Ok(None);
            }
        }
        if n_rows == expected { Ok(Some(runs)) } else { Err(format!("{n_rows} rows where {expected} belong")) }
    }

    fn column<'b>(&self, batch: &'b RecordBatch, column: usize) -> Result<&'b ArrayRef, String> {
        let name = self.file.schema().field(column).name();
        batch.column_by_name(name).ok_or_else(|| format!("the column `{name}` is not there"))
    }

    fn rows_of(&mut self, batch: &RecordBatch) -> Result<BatchRows, String> {
        let layout = &self.file.layout;
        let regions = text_column(self.column(batch, layout.region)?)?;
        let mut positions: Vec<Arc<[u32]>> = vec![Arc::default(); self.wanted.space.levels.len()];
        for (level_idx, positions) in positions.iter_mut().enumerate() {
            if self.wanted.level_of.contains(&level_idx) {
                *positions = self.positions(&regions, level_idx)?;
            }
        }
        let periods = match layout.period {
            PeriodPlace::Fixed(period) => Periods::of_all(self.wanted.period(period), false, batch.num_rows()),
            // Each column brings its own.
            PeriodPlace::ColumnNames => Periods::default(),
            PeriodPlace::Column(column) => self.periods(self.column(batch, column)?)?,
        };
        let mut kept: Option<Vec<bool>> = None;
        for (column, allowed) in &layout.filters {
            let texts = text_column(self.column(batch, *column)?)?;
            let mask = kept.get_or_insert_with(|| vec![true; batch.num_rows()]);
            for (row, kept) in mask.iter_mut().enumerate() {
                *kept = *kept && allowed.iter().any(|value| value == texts.text(row));
            }
        }
        Ok(BatchRows { regions, positions, periods, kept })
    }

    /// Positions at a level of the values of the regions' dictionary.
    fn positions(&mut self, regions: &Texts, level_idx: usize) -> Result<Arc<[u32]>, String> {
        let values = regions.values().ok_or("the column of region codes is not text")?;
        let found =
            self.maps.iter().position(|map| map.level_idx == level_idx && same_dictionary(&map.values, regions.values_ref()));
        let map_idx = match found {
            Some(map_idx) => map_idx,
            None => {
                self.maps.retain(|map| map.level_idx != level_idx);
                let positions = self.wanted.positions(level_idx, values).into();
                self.maps.push(DictionaryMap { values: regions.values_ref().clone(), level_idx, positions });
                self.maps.len() - 1
            }
        };
        Ok(self.maps[map_idx].positions.clone())
    }

    fn periods(&self, array: &ArrayRef) -> Result<Periods, String> {
        // Years mostly come as 32-bit integers, and are looked up without a detour through doubles.
        if let Some(years) = array.as_primitive_opt::<Int32Type>().filter(|years| years.null_count() == 0) {
            let positions = years.values().iter().map(|&year| self.wanted.period_of_year(i64::from(year)));
            return Ok(Periods::new(positions.collect()));
        }
        if kind_of(array.data_type()) == ColumnKind::Integer {
            let years = numbers(array).map_err(|inexact| format!("the year {} is too large", inexact.text))?;
            let position =
                |row: usize| if years.is_null(row) { BAD } else { self.wanted.period_of_year(years.value(row) as i64) };
            return Ok(Periods::new((0..years.len()).map(position).collect()));
        }
        let texts = text_column(array)?;
        let values = texts.values().ok_or("the column of periods is not text")?;
        let known: Vec<(u32, bool)> = (0..values.len()).map(|key| self.wanted.period_of_text(values.value(key))).collect();
        let any_star = known.iter().any(|(_, starred)| *starred);
        let look_up = |(row, key): (usize, &i32)| {
            if texts.is_null(row) { (BAD, false) } else { known.get(*key as usize).copied().unwrap_or((BAD, false)) }
        };
        let (positions, starred): (Vec<u32>, Vec<bool>) = texts.keys().iter().enumerate().map(look_up).unzip();
        let starred = any_star.then_some(starred);
        Ok(Periods { starred, texts: Some(texts), ..Periods::new(positions) })
    }

    /// The values of a column; `row_in_group` turns a row of the batch into a row of the row group.
    fn values_of(
        &mut self,
        batch: &RecordBatch,
        column: ValueColumn,
        row_in_group: impl Fn(usize) -> usize,
    ) -> Result<BatchValues, String> {
        let array = self.column(batch, column.value)?;
        let numbers = match numbers(array) {
            Ok(numbers) => numbers,
            Err(inexact) => {
                let place = self.place(row_in_group(inexact.row), 0, None, inexact.text);
                self.findings.inexact.push(|| Place { value_column: Some(column.value), ..place });
                Float64Array::new_null(batch.num_rows())
            }
        };
        let texts = |column: Option<usize>| column.map(|column| text_column(self.column(batch, column)?)).transpose();
        Ok(BatchValues { column: column.value, numbers, symbols: texts(column.symbol)?, flags: texts(column.flag)? })
    }

    /// Hands rows of a batch, each with its wanted variable, to the sink. `offset` turns a row of the batch into a row of the
    /// row group.
    #[inline]
    fn scatter(&mut self, rows: &BatchRows, values: &BatchValues, offset: i64, wanted_rows: impl Iterator<Item = (usize, u32)>) {
        let wanted = self.wanted;
        // Almost every batch of almost every file is like this: then only a row with something odd about it needs a second look.
        let is_simple = wanted.space.levels.len() == 1
            && values.flags.is_none()
            && values.numbers.null_count() == 0
            && !rows.regions.has_nulls()
            && !rows.periods.any_bad
            && rows.periods.starred.is_none()
            && rows.kept.is_none();
        if !is_simple {
            wanted_rows.for_each(|(row, variable)| self.scatter_row(rows, values, row, offset, variable));
            return;
        }
        let (numbers, periods) = (&values.numbers.values()[..], &rows.periods.positions[..]);
        let (keys, positions) = (rows.regions.keys(), &rows.positions[0][..]);
        let mut n_cells = 0;
        for (row, variable) in wanted_rows {
            let slot = wanted.slot(variable, periods[row]);
            if slot == NONE {
                continue;
            }
            let number = numbers[row];
            match positions.get(keys[row] as usize) {
                Some(&position) if position < SPECIAL && number.is_finite() => {
                    self.sink.put(slot, position, bits_of(number), self.file.file_idx, self.row_in_file(row, offset));
                    n_cells += 1;
                }
                _ => self.scatter_row(rows, values, row, offset, variable),
            }
        }
        self.findings.cells += n_cells;
    }

    /// Hands one row of a wanted variable to the sink, whatever there is about it.
    fn scatter_row(&mut self, rows: &BatchRows, values: &BatchValues, row: usize, offset: i64, variable: u32) {
        let wanted = self.wanted;
        if rows.kept.as_ref().is_some_and(|kept| !kept[row]) {
            return;
        }
        let period = rows.periods.positions[row];
        if period == BAD {
            let text = rows.periods.texts.as_ref().map_or(String::new(), |texts| texts.text(row).to_owned());
            let place = self.place(row, offset, Some(variable), text);
            self.findings.bad_periods.push(|| place);
            return;
        }
        let slot = wanted.slot(variable, period);
        if slot == NONE {
            return;
        }
        let position = rows.position(wanted.level_of[variable as usize], row);
        if position >= SPECIAL {
            self.not_a_region(rows, row, offset, position, variable);
            return;
        }
        let number = values.numbers.value(row);
        let bits = if number.is_finite() && values.numbers.is_valid(row) {
            bits_of(number)
        } else {
            self.not_a_number(values, row, offset, variable, slot, position)
        };
        let flagged = values.flags.as_ref().is_some_and(|flags| {
            let flag = flags.text(row);
            !flag.is_empty() && self.file.source.preliminary_flags.iter().any(|preliminary| preliminary == flag)
        });
        if flagged || rows.periods.starred.as_ref().is_some_and(|starred| starred[row]) {
            self.findings.preliminary.push((slot, position));
        }
        self.findings.cells += 1;
        self.sink.put(slot, position, bits, self.file.file_idx, self.row_in_file(row, offset));
    }

    /// Row of the file, from 1.
    #[inline]
    fn row_in_file(&self, row: usize, offset: i64) -> u64 {
        self.first_row + (row as i64 + offset) as u64 + 1
    }

    fn place(&self, row: usize, offset: i64, variable: Option<u32>, text: String) -> Place {
        Place {
            file_idx: self.file.file_idx,
            row: self.row_in_file(row, offset),
            variable_idx: variable.map(|variable| variable as usize),
            position: None,
            value_column: None,
            text,
        }
    }

    #[cold]
    fn not_a_region(&mut self, rows: &BatchRows, row: usize, offset: i64, position: u32, variable: u32) {
        let code = rows.regions.text(row).to_owned();
        match position {
            SPECIAL_DAMAGED => self.is_damaged = true,
            _ if !self.notes_regions => {}
            SPECIAL_NULL => {
                let place = self.place(row, offset, Some(variable), code);
                self.findings.no_region.push(|| place);
            }
            SPECIAL_TOTAL => *self.findings.totals.entry(code).or_default() += 1,
            SPECIAL_OTHER_LEVEL => *self.findings.other_levels.entry(code).or_default() += 1,
            _ => {
                let place = self.place(row, offset, Some(variable), code.clone());
                self.findings.unknown.entry(code).or_insert((0, place)).0 += 1;
            }
        }
    }

    /// Whether a text that no one knows stood in a CSV file where a number belongs, rather than being a symbol that is refused.
    fn is_cell_of_csv(&self, text: &str) -> bool {
        matches!(self.file.content, Content::Csv(_)) && !self.file.source.symbols.contains_key(text)
    }

    /// The bits for a cell that holds no finite number: nil, or a reason for missing.
    #[cold]
    fn not_a_number(&mut self, values: &BatchValues, row: usize, offset: i64, variable: u32, slot: u32, position: u32) -> u64 {
        let is_null = values.numbers.is_null(row);
        let number = values.numbers.value(row);
        if !is_null && number.is_infinite() {
            let place = self.place(row, offset, Some(variable), number.to_string());
            self.findings.infinite.push(|| Place { position: Some(position), value_column: Some(values.column), ..place });
            return Missing::NotANumber.bits();
        }
        let symbol = values.symbols.as_ref().map_or("", |symbols| symbols.text(row)).trim();
        if symbol.is_empty() {
            let missing = if is_null { Missing::Null } else { Missing::NotANumber };
            return missing.bits();
        }
        match symbols::read(symbol, &self.file.source.symbols) {
            Reading::Zero => {
                self.findings.nil.push((slot, position));
                *self.findings.symbols.entry((variable as usize, symbol.to_owned())).or_default() += 1;
                0f64.to_bits()
            }
            Reading::Missing(missing) => {
                *self.findings.symbols.entry((variable as usize, symbol.to_owned())).or_default() += 1;
                missing.bits()
            }
            Reading::Refused if self.is_cell_of_csv(symbol) => {
                let place = self.place(row, offset, Some(variable), symbol.to_owned());
                let place = || Place { position: Some(position), value_column: Some(values.column), ..place };
                match CellReader::new(&self.file.source.dialect).read(symbol) {
                    Cell::Inexact => self.findings.inexact.push(place),
                    _ => self.findings.bad_numbers.push(place),
                }
                Missing::NotANumber.bits()
            }
            Reading::Refused => {
                let place = self.place(row, offset, Some(variable), symbol.to_owned());
                let place = || Place { position: Some(position), value_column: Some(values.column), ..place };
                self.findings.refused_symbols.push(place);
                Missing::Symbol.bits()
            }
        }
    }
}

/// The bits of a number, of which there is one zero.
#[inline]
fn bits_of(number: f64) -> u64 {
    // Adding zero turns −0 into 0.
    (number + 0.0).to_bits()
}

/// Whether two dictionaries are the same array in memory: batches of a row group share theirs.
fn same_dictionary(a: &ArrayRef, b: &ArrayRef) -> bool {
    Arc::ptr_eq(a, b)
}

/// The row in the row group of a row counted among the selected rows only.
fn selected_row(runs: &[Run], run_starts: &[usize], position: usize) -> usize {
    let run_idx = run_starts.partition_point(|start| *start <= position).saturating_sub(1);
    runs.get(run_idx).map_or(position, |run| run.start + position - run_starts[run_idx])
}

fn selection(runs: &[Run], n_rows: usize) -> RowSelection {
    let mut selectors = Vec::with_capacity(runs.len() * 2 + 1);
    let mut at = 0;
    for run in runs {
        if run.start > at {
            selectors.push(RowSelector::skip(run.start - at));
        }
        selectors.push(RowSelector::select(run.length));
        at = run.start + run.length;
    }
    if at < n_rows {
        selectors.push(RowSelector::skip(n_rows - at));
    }
    selectors.into()
}
