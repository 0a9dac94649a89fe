//! What the files hold besides what is wanted: names, periods and texts, for messages and for statistics that have not arrived.

use std::collections::{BTreeSet, HashMap};

use arrow::array::{Array, Float64Array};

use super::columns::{Texts, numbers, text_column};
use super::input::{guarded, in_one_line};
use super::layout::{PeriodColumn, PeriodPlace, Shape};
use super::ready::ReadyFile;
use crate::column_pattern::read_period;
use crate::error::Problem;
use crate::indicator::VariableKind;
use crate::period::Period;
use crate::plan::Plan;
use crate::region::code::{self, WrittenCode};

/// The first texts of a column that should hold numbers, with their rows from 1: those that are no numbers, if there are any.
///
/// # Errors
/// The file cannot be decoded.
pub fn first_texts(file: &ReadyFile<'_>, column: usize, most: usize) -> Result<Vec<(u64, String)>, String> {
    let mut first = Vec::new();
    let mut numbers = Vec::new();
    let mut row = 0u64;
    for row_group in 0..file.n_row_groups() {
        let read = guarded(|| -> Result<(), String> {
            for batch in file.reader(row_group, &[column], None)? {
                let batch = batch.map_err(|error| error.to_string())?;
                let texts = text_column(batch.column(0))?;
                for position in 0..batch.num_rows() {
                    row += 1;
                    let text = texts.text(position);
                    let list = if text.trim().parse::<f64>().is_ok() { &mut numbers } else { &mut first };
                    if !text.is_empty() && list.len() < most {
                        list.push((row, text.to_owned()));
                    }
                }
                if first.len() == most {
                    break;
                }
            }
            Ok(())
        });
        read.and_then(|read| read)?;
        if first.len() == most {
            break;
        }
    }
    Ok(if first.is_empty() { numbers } else { first })
}

/// Names of the series in a row group of a long file.
///
/// # Errors
/// The file cannot be decoded.
pub fn series_names(file: &ReadyFile<'_>, row_group: usize) -> Result<Vec<String>, String> {
    let Shape::Long { indicator, .. } = file.layout.shape else { return Ok(Vec::new()) };
    guarded(|| {
        let mut names = BTreeSet::new();
        for batch in file.reader(row_group, &[indicator], None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let texts = text_column(batch.column(0))?;
            if let Some(values) = texts.values() {
                let used: BTreeSet<i32> = texts.keys().iter().copied().collect();
                names.extend(used.into_iter().filter_map(|key| {
                    let key = usize::try_from(key).ok().filter(|key| *key < values.len())?;
                    Some(values.value(key).to_owned())
                }));
            }
        }
        Ok(names.into_iter().collect())
    })
    .and_then(|names| names)
}

/// The region codes in a row group, in the scheme's written form: of rows that a source takes, of the series of the plan.
///
/// # Errors
/// The row group cannot be decoded.
pub fn region_codes(plan: &Plan, file: &ReadyFile<'_>, row_group: usize) -> Result<BTreeSet<String>, Problem> {
    let is_series = |name: &str| {
        plan.variables.iter().any(|variable| matches!(&variable.kind, VariableKind::Series(series) if series.name == name))
    };
    let indicator = match file.layout.shape {
        Shape::Long { indicator, .. } => Some(indicator),
        Shape::Wide(_) | Shape::WideByPeriod(_) => None,
    };
    let mut columns = vec![file.layout.region];
    columns.extend(indicator);
    columns.extend(file.layout.filters.iter().map(|(column, _)| *column));
    columns.sort_unstable();
    columns.dedup();
    let mut written: BTreeSet<String> = BTreeSet::new();
    let read = guarded(|| -> Result<(), String> {
        for batch in file.reader(row_group, &columns, None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let texts = |position: usize| {
                let name = file.schema().field(position).name();
                text_column(batch.column_by_name(name).ok_or_else(|| format!("the column `{name}` is not there"))?)
            };
            let regions = texts(file.layout.region)?;
            let names = indicator.map(texts).transpose()?;
            let wanted_names: Option<Vec<bool>> = names.as_ref().map(|names| {
                let values = names.values();
                values.map_or_else(Vec::new, |values| (0..values.len()).map(|key| is_series(values.value(key))).collect())
            });
            let is_wanted = |row: usize| match (&names, &wanted_names) {
                (Some(names), Some(wanted)) => {
                    !names.is_null(row) && wanted.get(names.keys()[row] as usize).copied().unwrap_or(false)
                }
                _ => true,
            };
            let mut filters = Vec::new();
            for (column, allowed) in &file.layout.filters {
                filters.push((texts(*column)?, allowed));
            }
            let mut used: BTreeSet<i32> = BTreeSet::new();
            for row in 0..batch.num_rows() {
                let is_taken = filters.iter().all(|(texts, allowed)| allowed.iter().any(|value| value == texts.text(row)));
                if is_taken && is_wanted(row) && !regions.is_null(row) && used.insert(regions.keys()[row]) {
                    written.insert(regions.text(row).to_owned());
                }
            }
        }
        Ok(())
    });
    if let Err(reason) = read.and_then(|read| read) {
        let reason = in_one_line(&reason);
        return Err(file.input.damaged(&format!("row group {} cannot be decoded ({reason})", row_group + 1)));
    }
    let level = plan.regions.level.as_ref().map_or("", |level| &level.value);
    let region = |written: &String| match code::read(plan.regions.code_scheme, level, &plan.regions.totals, written) {
        WrittenCode::Region(code) if !code.is_empty() => Some(code.into_owned()),
        _ => None,
    };
    Ok(written.iter().filter_map(region).collect())
}

/// The variables and periods of which a row group has rows with a value.
///
/// # Errors
/// The row group cannot be decoded.
pub fn available(plan: &Plan, file: &ReadyFile<'_>, row_group: usize) -> Result<BTreeSet<(usize, Period)>, Problem> {
    let series: HashMap<&str, usize> = plan
        .variables
        .iter()
        .enumerate()
        .filter_map(|(variable_idx, variable)| match &variable.kind {
            VariableKind::Series(series) => Some((series.name.as_str(), variable_idx)),
            VariableKind::Derived(_) => None,
        })
        .collect();
    let mut found = BTreeSet::new();
    let read = guarded(|| -> Result<(), String> {
        for batch in file.reader(row_group, &file.layout.columns(), None)? {
            let batch = batch.map_err(|error| error.to_string())?;
            let column = |position: usize| {
                let name = file.schema().field(position).name();
                batch.column_by_name(name).ok_or_else(|| format!("the column `{name}` is not there"))
            };
            let periods = match file.layout.period {
                PeriodPlace::Fixed(_) | PeriodPlace::ColumnNames => None,
                PeriodPlace::Column(position) => Some(text_column(column(position)?)?),
            };
            let mut known_periods: HashMap<String, Option<Period>> = HashMap::new();
            let mut period_at = |row: usize| match (&periods, file.layout.period) {
                (Some(texts), _) => {
                    let text = texts.text(row);
                    *known_periods.entry(text.to_owned()).or_insert_with(|| read_period(text).ok().map(|(period, _)| period))
                }
                (None, PeriodPlace::Fixed(period)) => Some(period),
                (None, PeriodPlace::Column(_) | PeriodPlace::ColumnNames) => None,
            };
            let values: Vec<(Option<usize>, Option<Texts>, Float64Array)> = match &file.layout.shape {
                Shape::WideByPeriod(columns) => {
                    for PeriodColumn { variable_idx, period, value, .. } in columns {
                        let values = numbers(column(value.value)?).map_err(|inexact| inexact.text)?;
                        if values.iter().flatten().any(|value| !value.is_nan()) {
                            found.insert((*variable_idx, *period));
                        }
                    }
                    Vec::new()
                }
                Shape::Long { indicator, value } => {
                    let names = text_column(column(*indicator)?)?;
                    let values = numbers(column(value.value)?).map_err(|inexact| inexact.text)?;
                    vec![(None, Some(names), values)]
                }
                Shape::Wide(columns) => columns
                    .iter()
                    .map(|(variable_idx, value)| {
                        Ok((Some(*variable_idx), None, numbers(column(value.value)?).map_err(|inexact| inexact.text)?))
                    })
                    .collect::<Result<_, String>>()?,
            };
            for (variable, names, values) in &values {
                for row in 0..batch.num_rows() {
                    let variable = match names {
                        Some(names) => series.get(names.text(row)).copied(),
                        None => *variable,
                    };
                    if let Some(variable) = variable
                        && !values.is_null(row)
                        && !values.value(row).is_nan()
                        && let Some(period) = period_at(row)
                    {
                        found.insert((variable, period));
                    }
                }
            }
        }
        Ok(())
    });
    match read.and_then(|read| read) {
        Ok(()) => Ok(found),
        Err(reason) => {
            let reason = in_one_line(&reason);
            Err(file.input.damaged(&format!("row group {} cannot be decoded ({reason})", row_group + 1)))
        }
    }
}
