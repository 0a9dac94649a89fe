//! The value columns of a file whose columns name variable and period, by a [`ColumnPattern`].
//!
//! A column counts if it fits the pattern and its variable is one of the plan's, letter by letter; all others are no data. One
//! variable and period must not stand in two columns, and no column may be meant in two ways.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{ColumnKind, Finder, PeriodColumn, ValueColumn};
use crate::column_pattern::{ColumnPattern, ColumnReading};
use crate::error::{Problem, ProblemKind, counted, nearest};
use crate::indicator::{Variable, VariableKind};
use crate::ingest::{MOST_LISTED, printable};
use crate::period::{NotAPeriod, Period};
use crate::plan::SourcePlan;
use crate::publish::labels::sentence::Sentence;
use crate::publish::labels::{Label, filled, notes, reading as text};

/// Most columns that are listed where none fits the pattern.
const MOST_COLUMNS_LISTED: usize = 6;
/// Columns among which another pattern is looked for.
const MOST_COLUMNS_SEARCHED: usize = 200;

/// Finds the columns; what is wrong is left with the finder.
pub(super) fn find(
    finder: &mut Finder<'_>,
    pattern: &ColumnPattern,
    source: &SourcePlan,
    variables: &[Variable],
) -> Vec<PeriodColumn> {
    let n_before = finder.problems.len();
    let flag = source.columns.flag.as_ref().and_then(|flag| finder.named(flag, "flags"));
    let flag = finder.expect(flag, &[ColumnKind::Text], "flags (text)");
    let series = series(variables);
    let schema = finder.schema;
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let position_of: HashMap<&str, usize> = names.iter().enumerate().map(|(position, name)| (*name, position)).collect();
    let variable_of = |reading: &ColumnReading<'_>| match reading.variable {
        Some(name) => series.get(name).copied(),
        None => source.variable,
    };
    let mut found = Vec::new();
    let mut columns_of: BTreeMap<(usize, Period), Vec<&str>> = BTreeMap::new();
    for (column, name) in names.iter().copied().enumerate() {
        let readings: Vec<(usize, ColumnReading<'_>)> =
            pattern.readings(name).into_iter().filter_map(|reading| Some((variable_of(&reading)?, reading))).collect();
        let (variable_idx, reading) = match readings[..] {
            [] => continue,
            [one] => one,
            [_, ..] => {
                finder.problems.push(two_ways(finder.file, pattern, name, readings.iter().map(|(_, reading)| reading)));
                continue;
            }
        };
        let same = columns_of.entry((variable_idx, reading.period)).or_default();
        same.push(name);
        if same.len() > 1 {
            continue;
        }
        let value = finder.expect(Some(column), &[ColumnKind::Integer, ColumnKind::Number, ColumnKind::Text], "numbers");
        let symbol = position_of.get(format!("{name}_symbol").as_str()).copied();
        let symbol = finder.expect(symbol, &[ColumnKind::Text], "symbols (text)");
        if let Some(value) = value {
            let value = ValueColumn { value, symbol, flag };
            found.push(PeriodColumn { variable_idx, period: reading.period, is_preliminary: reading.is_preliminary, value });
        }
    }
    finder.problems.extend(doubled(finder.file, variables, &columns_of));
    if found.is_empty() && finder.problems.len() == n_before {
        let fitting: BTreeSet<&str> =
            names.iter().flat_map(|name| pattern.readings(name)).filter_map(|reading| reading.variable).collect();
        let wanted: Vec<&str> = series.keys().copied().collect();
        finder.problems.push(no_column(finder.file, pattern, &names, &wanted, &fitting));
    }
    found
}

/// The variables that are read, by the name of their series; the first where several have one name.
fn series(variables: &[Variable]) -> BTreeMap<&str, usize> {
    let mut series = BTreeMap::new();
    for (variable_idx, variable) in variables.iter().enumerate() {
        if let VariableKind::Series(found) = &variable.kind {
            series.entry(found.name.as_str()).or_insert(variable_idx);
        }
    }
    series
}

/// A column that two variables, or two periods of one, could be meant by.
fn two_ways<'a>(
    file: &str,
    pattern: &ColumnPattern,
    column: &str,
    readings: impl Iterator<Item = &'a ColumnReading<'a>>,
) -> Problem {
    let ways: Vec<String> =
        readings.map(|reading| format!("`{}` {}", reading.variable.unwrap_or_default(), reading.period)).collect();
    let message =
        format!("by the pattern `{}` the column `{}` can be {}", pattern.written(), printable(column), ways.join(" and "));
    Problem::new(ProblemKind::DataContract, message)
        .at(format!("{file}: column `{}`", printable(column)))
        .help("rename the column, or leave out the variable that is not meant")
}

/// Variables of which a period stands in several columns.
fn doubled(file: &str, variables: &[Variable], columns_of: &BTreeMap<(usize, Period), Vec<&str>>) -> Option<Problem> {
    let doubled: Vec<String> = columns_of
        .iter()
        .filter(|(_, columns)| columns.len() > 1)
        .map(|((variable_idx, period), columns)| {
            let columns: Vec<String> = columns.iter().map(|column| format!("`{}`", printable(column))).collect();
            format!("`{}` {period}: columns {}", variables[*variable_idx].id, columns.join(" and "))
        })
        .collect();
    if doubled.is_empty() {
        return None;
    }
    let what = counted(doubled.len(), "variable and period stands", "variables and periods stand");
    let message = format!("in `{file}` {what} in more than one column");
    let more = doubled.len().saturating_sub(MOST_LISTED);
    let problem = Problem::new(ProblemKind::DataContract, message)
        .details(doubled.into_iter().take(MOST_LISTED))
        .help("keep one of the columns, or rename the other so that it does not fit the pattern");
    Some(if more > 0 { problem.detail(format!("and {more} more")) } else { problem })
}

/// No column is data: what the columns are called, and what else could have been meant.
fn no_column(file: &str, pattern: &ColumnPattern, columns: &[&str], wanted: &[&str], fitting: &BTreeSet<&str>) -> Problem {
    let mut listed: Vec<String> =
        columns.iter().take(MOST_COLUMNS_LISTED).map(|column| format!("`{}`", printable(column))).collect();
    if columns.len() > MOST_COLUMNS_LISTED {
        listed.push(format!("and {} more", columns.len() - MOST_COLUMNS_LISTED));
    }
    let whose = if pattern.names_variables() && !fitting.is_empty() { " for any of the variables" } else { "" };
    let message = format!("no column of `{file}` fits the pattern `{}`{whose}", pattern.written());
    Problem::new(ProblemKind::DataContract, message)
        .detail(format!("its columns are {}", listed.join(", ")))
        .help(advice(pattern, columns, wanted, fitting))
}

/// What to do where no column fits.
fn advice(pattern: &ColumnPattern, columns: &[&str], wanted: &[&str], fitting: &BTreeSet<&str>) -> String {
    let near = wanted.iter().find_map(|name| Some((name, nearest(name, fitting.iter().copied())?)));
    if let Some((name, column)) = near {
        return format!("did you mean `{column}` for `{name}`? Name it as `series` of the variable");
    }
    if let Some(first) = fitting.iter().next() {
        return format!("columns that fit are of `{}`: name it as `series` of a variable", printable(first));
    }
    if let Some((column, period)) =
        columns.iter().find_map(|column| Some((column, pattern.unread_period(column, |name| wanted.contains(&name))?)))
    {
        return format!("in `{}`, `{}` is no period: {NotAPeriod}", printable(column), printable(period));
    }
    match better_pattern(columns, wanted) {
        Some(better) => format!("did you mean `pattern = \"{}\"`?", better.written()),
        None => "write the pattern as the value columns are called, letter by letter".to_owned(),
    }
}

/// What was taken of a file's columns, and what looks like data but was not, for the notes.
pub fn in_words(pattern: &ColumnPattern, taken: &[PeriodColumn], columns: &[String], variables: &[Variable]) -> Sentence {
    let periods: BTreeSet<Period> = taken.iter().map(|column| column.period).collect();
    let n_variables = taken.iter().map(|column| column.variable_idx).collect::<BTreeSet<_>>().len();
    let series = series(variables);
    let unread: Vec<String> = columns
        .iter()
        .filter(|column| pattern.unread_period(column, |name| series.contains_key(name)).is_some())
        .map(|column| format!("`{}`", printable(column)))
        .collect();
    Sentence::by(|language| {
        let say = |label: Label, words: &[&str]| filled(label.in_language(language), words);
        let span = match (periods.first(), periods.last()) {
            (Some(first), Some(last)) if first != last => say(text::SPAN, &[&first.to_string(), &last.to_string()]),
            (first, _) => first.map_or_else(String::new, Period::to_string),
        };
        let left_out = match unread.len() {
            0 => String::new(),
            n_unread => {
                let more = if n_unread > MOST_LISTED { ", …" } else { "" };
                let first = unread[..n_unread.min(MOST_LISTED)].join(", ");
                say(text::NO_PERIOD, &[&text::COLUMNS_NAME.counted(n_unread, language), &first, more])
            }
        };
        let columns = notes::COLUMNS.counted(taken.len(), language);
        let variables = notes::VARIABLES.counted(n_variables, language);
        say(text::TAKEN, &[pattern.written(), &columns, &variables, &span, &left_out])
    })
}

/// The pattern that most columns with a variable and a year in their names follow; the first of several.
fn better_pattern(columns: &[&str], wanted: &[&str]) -> Option<ColumnPattern> {
    let columns = &columns[..columns.len().min(MOST_COLUMNS_SEARCHED)];
    let mut tried = BTreeSet::new();
    let mut best: Option<(usize, ColumnPattern)> = None;
    for column in columns {
        for pattern in wanted.iter().filter_map(|name| ColumnPattern::suggested_by(column, name)) {
            if !tried.insert(pattern.written().to_owned()) {
                continue;
            }
            let is_wanted = |reading: &ColumnReading<'_>| reading.variable.is_some_and(|name| wanted.contains(&name));
            let n_fitting = columns.iter().filter(|column| pattern.readings(column).iter().any(is_wanted)).count();
            if best.as_ref().is_none_or(|(most, _)| *most < n_fitting) {
                best = Some((n_fitting, pattern));
            }
        }
    }
    best.map(|(_, pattern)| pattern)
}
