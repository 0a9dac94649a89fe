//! A ranking as it was published: a table of which only code or name, score and rank are known, at the precision at which it was
//! printed.
//!
//! CSV in either dialect (comma and decimal point, or semicolon and decimal comma), or a sheet of a workbook (`workbook`). Columns
//! are found by what they are usually called in Finnish, Swedish and English, or named. In a sheet the header is the first row that
//! names a column of codes or names and one of scores or ranks: titles may stand above it. The sheet is the first that has such a
//! row, or the one that is named. A rank may be printed as `2`, `2.`, `jaettu 2.` or `=2`.
//!
//! What the numbers mean, and whether they agree with a build, is [`crate::analysis::compare`]'s business.

pub mod columns;
mod workbook;

use std::collections::BTreeMap;
use std::path::Path;

use crate::csv_input::records;
use crate::csv_input::{CsvDialect, Fault};
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};
use crate::round;
use columns::{Role, locate};
use workbook::Sheet;

/// Most sheets that are described where none has a ranking.
const MOST_SHEETS: usize = 5;
/// Most cells of a row that are shown of them.
const MOST_CELLS: usize = 12;

/// A published table.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedTable {
    /// Its rows.
    pub rows: Vec<PublishedRow>,
    /// Most decimals that any score has, or as many as were asked for.
    pub decimals: u32,
    /// The sheet that it stands on; `None` for CSV.
    pub sheet: Option<String>,
    /// Further sheets of the workbook that could have been meant.
    pub other_sheets: Vec<String>,
}

/// A row of a published table; what is not there is empty or `None`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PublishedRow {
    /// Region code as it was printed.
    pub code: String,
    /// Region name.
    pub name: String,
    /// Region type.
    pub region_type: String,
    /// Score.
    pub score: Option<f64>,
    /// Rank among all.
    pub rank: Option<u32>,
    /// Rank in the type.
    pub type_rank: Option<u32>,
    /// Edition.
    pub edition: String,
    /// Whether it may be a note below a table on a sheet, because only one of its cells is filled.
    pub may_be_note: bool,
}

/// How a published table is read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// What columns are called that are not called as usual.
    pub columns: Vec<(Role, String)>,
    /// The sheet; `None`: the first that has a ranking.
    pub sheet: Option<String>,
    /// Decimals at which scores are taken; `None`: as many as they have.
    pub decimals: Option<u32>,
}

/// Cells of a table with its header, row by row.
struct Cells {
    columns: Vec<String>,
    rows: Vec<Row>,
    place: Place,
}

/// A row with its line in a CSV file, or its row on a sheet, counted from 0.
struct Row {
    line: u64,
    cells: Vec<String>,
}

/// Where a table stands in its file.
enum Place {
    /// A CSV file.
    Lines,
    /// A sheet, its header in this row (counted from 0); others could have been meant.
    Sheet { name: String, header: u32, others: Vec<String> },
}

impl Place {
    /// The place of a cell, after the name of its file.
    fn of(&self, file: &str, line: u64, column: usize) -> String {
        match self {
            Place::Lines => format!("{file}, line {line}"),
            Place::Sheet { name, .. } => {
                format!("{file}, sheet `{name}`, cell {}", workbook::cell_name(line as u32, column as u32))
            }
        }
    }
}

/// Reads a published table.
///
/// # Errors
/// The file cannot be read, or has neither codes nor names, or neither scores nor ranks, or two columns of one name, or a cell that
/// is no number.
pub fn read(path: &Path, reading: &Reading) -> Result<PublishedTable> {
    let name = shown(path);
    if let (Some(sheet), false) = (&reading.sheet, workbook::is_workbook(path)) {
        let message = format!("there is no sheet `{sheet}` in `{name}`, which is not a workbook");
        return Err(Problem::new(ProblemKind::Usage, message).help("leave out `--sheet`").into());
    }
    let unreadable = |(reason, help): (String, String)| {
        Problem::new(ProblemKind::UnreadableInput, format!("cannot read `{name}`: {reason}")).help(help)
    };
    let cells = if workbook::is_workbook(path) {
        let sheets = workbook::sheets(path, reading.sheet.as_deref()).map_err(unreadable)?;
        on_sheet(sheets, &reading.columns).map_err(|rows| no_ranking(&name, reading, rows))?
    } else {
        text(path).map_err(unreadable)?
    };
    let found = locate(&cells.columns, &reading.columns);
    let at = |role: Role| found.iter().find(|(other, _)| *other == role).map(|(_, column)| *column);
    let file = match &cells.place {
        Place::Lines => name.clone(),
        Place::Sheet { name: sheet, header, .. } => format!("{name}, sheet `{sheet}`, row {}", header + 1),
    };
    let wrong = |message: String| {
        let listed: Vec<&String> = cells.columns.iter().filter(|column| !column.is_empty()).collect();
        Problem::new(ProblemKind::DataContract, message).at(file.clone()).detail(columns_in_words(&listed)).help(NAME_COLUMNS)
    };
    if let Some((role, column)) = reading.columns.iter().find(|(role, _)| at(*role).is_none()) {
        return Err(wrong(format!("there is no column `{column}` for the {}", role.key())).into());
    }
    if at(Role::Code).is_none() && at(Role::Name).is_none() {
        return Err(wrong("no column holds codes or names of regions".to_owned()).into());
    }
    if at(Role::Score).is_none() && at(Role::Rank).is_none() && at(Role::TypeRank).is_none() {
        return Err(wrong("no column holds scores or ranks".to_owned()).into());
    }
    if let Some((role, column)) = found.iter().find(|(_, column)| is_twice(&cells.columns, *column)) {
        let message = format!("several columns are called `{}`: which of them holds the {}?", cells.columns[*column], role.key());
        return Err(wrong(message).help("give each a name of its own").into());
    }
    let mut table = PublishedTable { rows: Vec::new(), decimals: 0, sheet: None, other_sheets: Vec::new() };
    for Row { line, cells: row } in &cells.rows {
        let cell = |role: Role| at(role).and_then(|column| row.get(column)).map_or("", |cell| cell.trim());
        let bad = |role: Role, what: &str| {
            let is_formula = matches!(cells.place, Place::Sheet { .. }) && cell(role) == workbook::NO_VALUE;
            let (message, help) = if is_formula {
                (
                    format!("there is a {} where a {what} is wanted", workbook::NO_VALUE),
                    "open the workbook in a spreadsheet program and save it, so that values are stored",
                )
            } else {
                (format!("`{}` is no {what}", crate::ingest::printable(cell(role))), "correct the cell, or leave it empty")
            };
            let place = cells.place.of(&name, *line, at(role).unwrap_or(0));
            Problem::new(ProblemKind::DataContract, message).at(place).help(help)
        };
        // On a sheet, notes stand around a table: one filled cell is a region only if it may be its code or name.
        let is_alone =
            matches!(cells.place, Place::Sheet { .. }) && row.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
        if is_alone && cell(Role::Code).is_empty() && cell(Role::Name).is_empty() {
            continue;
        }
        let mut score = None;
        if !cell(Role::Score).is_empty() {
            let (value, decimals) = number(cell(Role::Score)).ok_or_else(|| bad(Role::Score, "score"))?;
            table.decimals = table.decimals.max(decimals);
            score = Some(reading.decimals.map_or(value, |decimals| round::to_decimals(value, decimals)));
        }
        let place = |role: Role| -> Result<Option<u32>> {
            match cell(role) {
                "" => Ok(None),
                text => Ok(Some(rank(text).ok_or_else(|| bad(role, "rank"))?)),
            }
        };
        table.rows.push(PublishedRow {
            code: cell(Role::Code).to_owned(),
            name: cell(Role::Name).to_owned(),
            region_type: cell(Role::Type).to_owned(),
            score,
            rank: place(Role::Rank)?,
            type_rank: place(Role::TypeRank)?,
            edition: cell(Role::Edition).to_owned(),
            may_be_note: is_alone,
        });
    }
    table.decimals = reading.decimals.unwrap_or(table.decimals);
    if let Place::Sheet { name, others, .. } = cells.place {
        (table.sheet, table.other_sheets) = (Some(name), others);
    }
    Ok(table)
}

/// What to do where columns are not recognised.
const NAME_COLUMNS: &str =
    "say what they are called: `--column code=…`, `name`, `score`, `rank`, `type`, `type_rank` or `edition`";

fn columns_in_words(columns: &[&String]) -> String {
    let listed: Vec<String> = columns.iter().map(|column| format!("`{}`", crate::ingest::printable(column))).collect();
    format!("its columns are {}", listed.join(", "))
}

fn is_twice(columns: &[String], column: usize) -> bool {
    let same = |other: &&String| other.trim().to_lowercase() == columns[column].trim().to_lowercase();
    columns.iter().filter(same).count() > 1
}

/// The first sheet with a row that is the header of a ranking, and what stands below it.
///
/// # Errors
/// There is none: the sheets, as they were.
fn on_sheet(sheets: Vec<Sheet>, columns: &[(Role, String)]) -> std::result::Result<Cells, Vec<Sheet>> {
    let header = |sheet: &Sheet| {
        let mut rows = sheet.rows.iter();
        rows.find(|(_, row)| is_header(&in_order(row), columns)).map(|(row, _)| *row)
    };
    let mut found = sheets.iter().filter_map(|sheet| Some((sheet, header(sheet)?)));
    let Some((sheet, header)) = found.next() else { return Err(sheets) };
    let others = found.map(|(sheet, _)| sheet.name.clone()).collect();
    let rows = sheet.rows.range(header + 1..).map(|(row, cells)| Row { line: u64::from(*row), cells: in_order(cells) });
    let columns = in_order(&sheet.rows[&header]).into_iter().map(|cell| cell.trim().to_owned()).collect();
    Ok(Cells { columns, rows: rows.collect(), place: Place::Sheet { name: sheet.name.clone(), header, others } })
}

/// The cells of a row up to its last filled one.
fn in_order(row: &BTreeMap<u32, String>) -> Vec<String> {
    let n_columns = row.keys().next_back().map_or(0, |last| last + 1);
    (0..n_columns).map(|column| row.get(&column).cloned().unwrap_or_default()).collect()
}

/// Whether a row names a column of codes or names, one of scores or ranks, and every column that was asked for.
fn is_header(row: &[String], columns: &[(Role, String)]) -> bool {
    let found = locate(row, columns);
    let has = |role: Role| found.iter().any(|(other, _)| *other == role);
    (has(Role::Code) || has(Role::Name))
        && (has(Role::Score) || has(Role::Rank) || has(Role::TypeRank))
        && columns.iter().all(|(role, _)| has(*role))
}

/// No sheet has a row that names the columns of a ranking: what there is instead.
fn no_ranking(file: &str, reading: &Reading, sheets: Vec<Sheet>) -> Problem {
    let wanted = match reading.columns.as_slice() {
        [] => "a column of codes or names and one of scores or ranks".to_owned(),
        columns => {
            let named: Vec<String> = columns.iter().map(|(_, name)| format!("`{}`", crate::ingest::printable(name))).collect();
            format!("{}, a column of codes or names and one of scores or ranks", named.join(", "))
        }
    };
    let message = match &reading.sheet {
        Some(sheet) => format!("no row of the sheet `{sheet}` names {wanted}"),
        None => format!("no row of any sheet names {wanted}"),
    };
    let mut problem = Problem::new(ProblemKind::DataContract, message).at(file).help(NAME_COLUMNS);
    problem.details = sheets
        .iter()
        .take(MOST_SHEETS)
        .map(|sheet| {
            let several = |row: &&BTreeMap<u32, String>| row.len() > 1;
            // Titles fill one cell; the first row with more is the likely header.
            match sheet.rows.iter().find(|(_, row)| several(row)).or_else(|| sheet.rows.iter().next()) {
                None => format!("sheet `{}` is empty", sheet.name),
                Some((row, cells)) => {
                    let cells: Vec<String> = cells
                        .values()
                        .take(MOST_CELLS)
                        .map(|cell| format!("`{}`", crate::ingest::printable(cell.trim())))
                        .collect();
                    format!("sheet `{}`, row {}: {}", sheet.name, row + 1, cells.join(", "))
                }
            }
        })
        .collect();
    problem
}

/// A printed number and how many decimals it has.
fn number(text: &str) -> Option<(f64, u32)> {
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    if !plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len() as u32);
    let value: f64 = plain.parse().ok()?;
    value.is_finite().then_some((value, decimals))
}

/// A printed rank: the one number in the text.
fn rank(text: &str) -> Option<u32> {
    // A spreadsheet may give 2 as 2.0.
    if let Some((whole, "0")) = text.split_once('.')
        && let Ok(rank) = whole.parse()
    {
        return Some(rank);
    }
    let mut numbers = text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty());
    let only = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(only)
}

fn text(path: &Path) -> std::result::Result<Cells, (String, String)> {
    let bytes =
        std::fs::read(path).map_err(|error| (io_reason(&error), "give a published table as CSV or as a workbook".to_owned()))?;
    let dialect = CsvDialect::default();
    let fault = |fault: Fault| (fault.message, fault.help);
    let text = crate::csv_input::encoding::decode(&bytes, dialect.encoding).map_err(fault)?;
    records::read(
        &text,
        &dialect,
        |header| Ok::<Cells, Fault>(Cells { columns: header.columns, rows: Vec::new(), place: Place::Lines }),
        |cells, line, record| {
            cells.rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
            Ok(())
        },
    )
    .map_err(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_they_are_printed() {
        assert_eq!(number("72,60"), Some((72.6, 2)));
        assert_eq!(number("1 234.5"), Some((1234.5, 1)));
        assert_eq!(number("\u{2212}3"), Some((-3.0, 0)));
        assert_eq!(number("–"), None);
    }

    #[test]
    fn ranks_as_they_are_printed() {
        for text in ["2", "2.", "jaettu 2.", "=2", "delad 2", "2.0"] {
            assert_eq!(rank(text), Some(2), "{text}");
        }
        assert_eq!(rank("2–3"), None);
        assert_eq!(rank("x"), None);
    }
}
