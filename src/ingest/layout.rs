//! Which column of a file is what: names stated in the configuration or found by convention, and their types checked.

pub mod period_columns;

use std::collections::BTreeMap;

use arrow::datatypes::Schema;

use super::columns::{ColumnKind, kind_of, type_in_words};
use crate::error::{Problem, ProblemKind, did_you_mean, nearest};
use crate::indicator::{Variable, VariableKind};
use crate::period::Period;
use crate::plan::{Layout, SourcePlan};

/// What stands in a column of periods, in words.
const PERIODS: &str = "periods (whole years or text)";

/// Where everything stands in one file; columns are positions in the schema.
#[derive(Debug, Clone)]
pub struct FileLayout {
    /// Region code.
    pub region: usize,
    /// Period.
    pub period: PeriodPlace,
    /// Values.
    pub shape: Shape,
    /// Rows to take: column, and the texts it may hold.
    pub filters: Vec<(usize, Vec<String>)>,
}

/// Where the period comes from.
#[derive(Debug, Clone, Copy)]
pub enum PeriodPlace {
    /// The whole file is of one period.
    Fixed(Period),
    /// A column of texts or whole numbers.
    Column(usize),
    /// The names of the value columns, as [`Shape::WideByPeriod`] has them.
    ColumnNames,
}

/// How values are laid out.
#[derive(Debug, Clone)]
pub enum Shape {
    /// One row per region, period and variable.
    Long {
        /// Column that names the variable.
        indicator: usize,
        /// The values.
        value: ValueColumn,
    },
    /// One column per variable.
    Wide(Vec<(usize, ValueColumn)>),
    /// One column per variable and period.
    WideByPeriod(Vec<PeriodColumn>),
}

/// A column of the values of one variable in one period.
#[derive(Debug, Clone, Copy)]
pub struct PeriodColumn {
    /// The variable.
    pub variable_idx: usize,
    /// The period.
    pub period: Period,
    /// Whether the column's name marks all its values as preliminary.
    pub is_preliminary: bool,
    /// The values.
    pub value: ValueColumn,
}

/// A column of values and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct ValueColumn {
    /// The numbers.
    pub value: usize,
    /// Symbols beside them.
    pub symbol: Option<usize>,
    /// Flags beside them.
    pub flag: Option<usize>,
}

impl FileLayout {
    /// Every column that is read, each once, in the file's order.
    pub fn columns(&self) -> Vec<usize> {
        match &self.shape {
            Shape::Long { value, .. } => self.columns_with([*value]),
            Shape::Wide(values) => self.columns_with(values.iter().map(|(_, value)| *value)),
            Shape::WideByPeriod(columns) => self.columns_with(columns.iter().map(|column| column.value)),
        }
    }

    /// The same, with these columns of values only.
    pub fn columns_with(&self, values: impl IntoIterator<Item = ValueColumn>) -> Vec<usize> {
        let mut columns = vec![self.region];
        if let PeriodPlace::Column(period) = self.period {
            columns.push(period);
        }
        for value in values {
            columns.extend([Some(value.value), value.symbol, value.flag].into_iter().flatten());
        }
        if let Shape::Long { indicator, .. } = self.shape {
            columns.push(indicator);
        }
        columns.extend(self.filters.iter().map(|(column, _)| *column));
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// The columns of values.
    pub fn value_columns(&self) -> Vec<usize> {
        match &self.shape {
            Shape::Long { value, .. } => vec![value.value],
            Shape::Wide(values) => values.iter().map(|(_, value)| value.value).collect(),
            Shape::WideByPeriod(columns) => columns.iter().map(|column| column.value.value).collect(),
        }
    }
}

struct Finder<'a> {
    file: &'a str,
    schema: &'a Schema,
    problems: Vec<Problem>,
}

impl Finder<'_> {
    /// A column that was named in the configuration: it must be there, once.
    fn named(&mut self, name: &str, what: &str) -> Option<usize> {
        let same: Vec<usize> = self.positions(|column| column == name);
        match same[..] {
            [column] => Some(column),
            [] => {
                let problem = Problem::new(ProblemKind::DataContract, format!("`{}` has no column `{name}` ({what})", self.file))
                    .help(did_you_mean(name, self.schema.fields().iter().map(|field| field.name().as_str())));
                self.problems.push(problem);
                None
            }
            [..] => {
                let problem = Problem::new(
                    ProblemKind::DataContract,
                    format!("`{}` has {} columns called `{name}`", self.file, same.len()),
                )
                .help("give each column its own name");
                self.problems.push(problem);
                None
            }
        }
    }

    /// Puts another remedy to the problem that was found last.
    fn help_last(&mut self, help: &str) {
        let last = self.problems.pop().map(|problem| problem.help(help));
        self.problems.extend(last);
    }

    /// The stated column, else the first of the conventional names that is there; `required` reports when none is.
    fn find(&mut self, stated: Option<&String>, usual: &[&str], what: &str) -> Option<usize> {
        match stated {
            Some(name) => self.named(name, what),
            None => match usual.iter().find(|name| !self.positions(|column| column == **name).is_empty()) {
                Some(name) => self.named(name, what),
                None => {
                    let by_case = self.positions(|column| usual.iter().any(|name| column.eq_ignore_ascii_case(name)));
                    let help = match by_case.first() {
                        Some(&column) => {
                            format!("it has `{}`: name it under `columns` of the source", self.schema.field(column).name())
                        }
                        None => did_you_mean(usual[0], self.schema.fields().iter().map(|field| field.name().as_str())),
                    };
                    let problem =
                        Problem::new(ProblemKind::DataContract, format!("`{}` has no column `{}` ({what})", self.file, usual[0]))
                            .help(help);
                    self.problems.push(problem);
                    None
                }
            },
        }
    }

    fn positions(&self, matches: impl Fn(&str) -> bool) -> Vec<usize> {
        self.schema.fields().iter().enumerate().filter(|(_, field)| matches(field.name())).map(|(position, _)| position).collect()
    }

    fn optional(&mut self, stated: Option<&String>, usual: &str, what: &str) -> Option<usize> {
        match stated {
            Some(name) => self.named(name, what),
            None => self.positions(|column| column == usual).first().copied(),
        }
    }

    fn expect(&mut self, column: Option<usize>, allowed: &[ColumnKind], wanted: &str) -> Option<usize> {
        let column = column?;
        let field = self.schema.field(column);
        if allowed.contains(&kind_of(field.data_type())) {
            return Some(column);
        }
        let found = type_in_words(field.data_type());
        let help = match field.data_type() {
            _ if wanted == PERIODS => "write the period as a whole number (2025) or as text (2025Q3)".to_owned(),
            _ => format!("convert the column to {wanted}"),
        };
        self.problems.push(
            Problem::new(ProblemKind::DataContract, format!("the column `{}` holds {found} where {wanted} belong", field.name()))
                .at(format!("{}: column `{}`", self.file, field.name()))
                .help(help),
        );
        None
    }
}

/// Finds the columns of a file.
///
/// A value column of text is not reported here but by the caller, who can show the first values.
///
/// # Errors
/// Columns that are missing, doubled or of the wrong type: all of them at once.
pub fn find(file: &str, schema: &Schema, source: &SourcePlan, variables: &[Variable]) -> Result<FileLayout, Vec<Problem>> {
    let mut finder = Finder { file, schema, problems: Vec::new() };
    let names = &source.columns;
    let texts = [ColumnKind::Text];
    let region = finder.find(names.region.as_ref(), &["region_code", "region", "code"], "region codes");
    let region = finder.expect(region, &[ColumnKind::Text, ColumnKind::Integer], "region codes (text or whole numbers)");
    let period = match source.period {
        _ if names.pattern.is_some() => Some(PeriodPlace::ColumnNames),
        Some(period) => Some(PeriodPlace::Fixed(period)),
        None => {
            let column = finder.find(names.period.as_ref(), &["period", "year"], "periods");
            finder.expect(column, &[ColumnKind::Text, ColumnKind::Integer], PERIODS).map(PeriodPlace::Column)
        }
    };
    let has = |name: &str| schema.fields().iter().any(|field| field.name() == name);
    let is_long = match (source.variable, source.layout) {
        (Some(_), _) => false,
        (None, Some(layout)) => layout == Layout::Long,
        (None, None) => names.indicator.is_some() || has("indicator") || has("value"),
    };
    let value_name = names.value.clone().unwrap_or_else(|| "value".to_owned());
    let shape = if let Some(pattern) = &names.pattern {
        Some(Shape::WideByPeriod(period_columns::find(&mut finder, pattern, source, variables)))
    } else if is_long || source.variable.is_some() {
        let value = finder.find(names.value.as_ref(), &["value"], "values");
        let value = finder.expect(value, &[ColumnKind::Integer, ColumnKind::Number, ColumnKind::Text], "numbers");
        let symbol = finder.optional(names.symbol.as_ref(), &format!("{value_name}_symbol"), "symbols");
        let symbol = finder.expect(symbol, &texts, "symbols (text)");
        let flag = names.flag.as_ref().and_then(|flag| finder.named(flag, "flags"));
        let flag = finder.expect(flag, &texts, "flags (text)");
        match source.variable {
            Some(variable) => value.map(|value| Shape::Wide(vec![(variable, ValueColumn { value, symbol, flag })])),
            None => {
                let indicator = finder.find(names.indicator.as_ref(), &["indicator"], "names of variables");
                if indicator.is_none() && !has("indicator") && names.indicator.is_none() && source.layout.is_none() {
                    finder.help_last(
                        "a file with a column `value` is read as one row per variable: name the column that says which under `columns` of \
                         the source (`indicator`), or, if each variable has a column of its own, write `layout = \"wide\"` there",
                    );
                }
                let indicator = finder.expect(indicator, &texts, "names of variables (text)");
                value
                    .zip(indicator)
                    .map(|(value, indicator)| Shape::Long { indicator, value: ValueColumn { value, symbol, flag } })
            }
        }
    } else {
        Some(Shape::Wide(wide_columns(&mut finder, source, variables)))
    };
    let filters = source
        .rows
        .iter()
        .filter_map(|(name, values)| {
            let column = finder.named(name, "named under `where`");
            finder.expect(column, &texts, "text").map(|column| (column, values.clone()))
        })
        .collect();
    match (region, period, shape, finder.problems.is_empty()) {
        (Some(region), Some(period), Some(shape), true) => Ok(FileLayout { region, period, shape, filters }),
        _ => Err(finder.problems),
    }
}

fn wide_columns(finder: &mut Finder<'_>, source: &SourcePlan, variables: &[Variable]) -> Vec<(usize, ValueColumn)> {
    let mut found = Vec::new();
    let flag = source.columns.flag.as_ref().and_then(|flag| finder.named(flag, "flags"));
    let flag = finder.expect(flag, &[ColumnKind::Text], "flags (text)");
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (variable_idx, variable) in variables.iter().enumerate() {
        let VariableKind::Series(series) = &variable.kind else { continue };
        if finder.positions(|column| column == series.name).is_empty() || seen.insert(&series.name, variable_idx).is_some() {
            continue;
        }
        let value = finder.named(&series.name, "values");
        let value = finder.expect(value, &[ColumnKind::Integer, ColumnKind::Number, ColumnKind::Text], "numbers");
        let symbol = finder.optional(None, &format!("{}_symbol", series.name), "symbols");
        let symbol = finder.expect(symbol, &[ColumnKind::Text], "symbols (text)");
        if let Some(value) = value {
            found.push((variable_idx, ValueColumn { value, symbol, flag }));
        }
    }
    if found.is_empty() && finder.problems.is_empty() {
        let series = variables.iter().filter_map(|variable| match &variable.kind {
            VariableKind::Series(series) => Some(series.name.as_str()),
            VariableKind::Derived(_) => None,
        });
        let names = || finder.schema.fields().iter().map(|field| field.name().as_str());
        let near = series.clone().find_map(|series| Some((series, nearest(series, names())?)));
        let help = match near {
            Some((series, column)) => {
                format!("did you mean `{column}` for `{series}`? Rename it, or name it as `series` of the variable")
            }
            None => did_you_mean(series.clone().next().unwrap_or_default(), names()),
        };
        finder.problems.push(
            Problem::new(ProblemKind::DataContract, format!("`{}` has no column for any of the variables", finder.file))
                .help(help),
        );
    }
    found
}
