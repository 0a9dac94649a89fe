//! The tables of the diagnostics, one function each, by concern. Columns change by addition only.

mod relations;
mod values;

use super::findings;
use crate::analysis::diagnostics::{Diagnostics, NotComputed};
use crate::publish::Build;
use crate::publish::notes::Voice;
use crate::publish::table::{Cells, Table};

/// A cell of a row.
enum Cell {
    Text(String),
    Real(f64),
    Count(usize),
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Cell::Real(value)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Cell::Count(count)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl<T: Into<Cell>> From<Result<T, NotComputed>> for Cell {
    fn from(value: Result<T, NotComputed>) -> Self {
        value.ok().into()
    }
}

/// What a column holds; a table without rows has typed columns too.
#[derive(Clone, Copy)]
enum Column {
    Text(&'static str),
    Real(&'static str),
    Count(&'static str),
}

/// Rows as a table, `edition` first and `data_status` last.
fn table(build: &Build<'_>, columns: &[Column], rows: Vec<(usize, Vec<Cell>)>) -> Table {
    let n_rows = rows.len();
    let editions: Vec<&str> = rows.iter().map(|(edition_idx, _)| build.plan.editions[*edition_idx].id.as_str()).collect();
    let mut made = vec![("edition".to_owned(), Cells::texts(editions))];
    for (position, column) in columns.iter().enumerate() {
        let cells = || rows.iter().map(|(_, row)| &row[position]);
        let (name, cells) = match column {
            Column::Text(name) => {
                let text = |cell: &Cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() };
                (name, Cells::texts(cells().map(text)))
            }
            Column::Real(name) => {
                let real = |cell: &Cell| if let Cell::Real(value) = cell { *value } else { f64::NAN };
                (name, Cells::Real(cells().map(real).collect()))
            }
            Column::Count(name) => {
                let count = |cell: &Cell| if let Cell::Count(count) = cell { i32::try_from(*count).ok() } else { None };
                (name, Cells::Integer(cells().map(count).collect()))
            }
        };
        made.push(((*name).to_owned(), cells));
    }
    made.push(("data_status".to_owned(), Cells::same(build.data_status, n_rows)));
    Table::new(made)
}

macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$(Cell::from($cell)),*] };
}
use row;

fn reason<T>(value: &Result<T, NotComputed>) -> Cell {
    value.as_ref().err().map(ToString::to_string).into()
}

fn flag(is_low: bool, word: &'static str) -> &'static str {
    if is_low { word } else { "ok" }
}

/// Every table with the name of its file, without the ending.
pub fn all(build: &Build<'_>, editions: &[Diagnostics]) -> Vec<(&'static str, Table)> {
    vec![
        ("availability", values::availability(build, editions)),
        ("availability_regions", values::availability_regions(build, editions)),
        ("components", relations::components(build, editions)),
        ("correlations", relations::correlations(build, editions)),
        ("distribution", values::distribution(build, editions)),
        ("findings", findings_table(build, editions)),
        ("loadings", relations::loadings(build, editions)),
        ("outliers", values::outliers(build, editions)),
        ("reliability", relations::reliability(build, editions)),
        ("reliability_indicators", relations::reliability_indicators(build, editions)),
        ("ties", values::ties(build, editions)),
        ("weights", relations::weights(build, editions)),
    ]
}

/// One row per finding.
fn findings_table(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::Text;
    let columns = [Text("topic"), Text("subjects"), Text("finding")];
    let mut rows = Vec::new();
    for edition in editions {
        for finding in findings::findings(build, edition, Voice::of_terminal(build.plan)) {
            let row = row![finding.topic.title(), finding.subjects.join(" "), finding.text];
            rows.push((edition.edition_idx, row));
        }
    }
    table(build, &columns, rows)
}
