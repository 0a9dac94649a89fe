//! The sheets of a workbook as rows of texts: Excel (`.xlsx`, `.xlsm`, `.xlsb`, `.xls`) and OpenDocument (`.ods`).
//!
//! A number is what the cell stores, not what its format shows: 63.41234567 shown as 63,4 is 63.41234567. It is written as the
//! shortest decimal of at most 15 significant digits, as Excel itself counts: what a formula leaves beyond them is binary noise. A
//! formula counts as the value that was stored with it, and one without a stored value is said to be one.
//!
//! Only filled cells are kept, so that a sheet with one stray cell in its last row and column costs no more than its cells.

use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::path::Path;

use calamine::{Data, Reader, Sheets, Xlsx, XlsxError};

use crate::error::{counted, did_you_mean, io_reason};
use crate::ingest::input::{guarded, in_one_line};

/// Most filled cells of a sheet: far more than any ranking has.
const MOST_CELLS: usize = 5_000_000;

/// What stands for a formula of which the file has no value: no number, and said in the message.
pub(super) const NO_VALUE: &str = "formula without a stored value";

/// A sheet: its filled cells by row, then column, both counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

/// Whether a file is a workbook, by its name.
pub(super) fn is_workbook(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    matches!(extension.as_str(), "xlsx" | "xlsm" | "xlsb" | "xls" | "ods")
}

/// The name of a cell as spreadsheets show it: C5.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    match u16::try_from(column) {
        Ok(column) => rust_xlsxwriter::utility::row_col_to_cell(row, column),
        Err(_) => format!("column {} of row {}", u64::from(column) + 1, u64::from(row) + 1),
    }
}

/// Why a workbook cannot be read, and what to do.
pub(super) type Unreadable = (String, String);

/// The sheets of a workbook, in its order; where a name is given, only that one.
///
/// # Errors
/// The file cannot be read, is no workbook, or has no sheet of that name.
pub(super) fn sheets(path: &Path, wanted: Option<&str>) -> Result<Vec<Sheet>, Unreadable> {
    guarded(|| read(path, wanted)).unwrap_or_else(|reason| Err(damaged(&reason)))
}

fn damaged(reason: &str) -> Unreadable {
    (in_one_line(reason), "open the workbook and save it again, or save the sheet as CSV".to_owned())
}

fn read(path: &Path, wanted: Option<&str>) -> Result<Vec<Sheet>, Unreadable> {
    std::fs::File::open(path)
        .map_err(|error| (io_reason(&error), "give a published table as CSV or as a workbook".to_owned()))?;
    let mut workbook = calamine::open_workbook_auto(path).map_err(|error| match error {
        calamine::Error::Xlsx(XlsxError::Password) => {
            ("it is protected by a password".to_owned(), "save it without a password".to_owned())
        }
        _ => damaged("it is damaged, or not a workbook of that kind"),
    })?;
    let names = workbook.sheet_names();
    let names = match wanted {
        None => names,
        Some(wanted) => {
            let same = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
            let found = names.iter().find(|name| *name == wanted).or_else(|| names.iter().find(same)).cloned();
            let help = || did_you_mean(wanted, names.iter().map(String::as_str));
            vec![found.ok_or_else(|| (format!("it has no sheet `{wanted}`"), help()))?]
        }
    };
    names.into_iter().map(|name| Ok(Sheet { rows: rows(&mut workbook, &name)?, name })).collect()
}

/// The filled cells of a sheet.
fn rows<RS: Read + Seek>(workbook: &mut Sheets<RS>, name: &str) -> Result<BTreeMap<u32, BTreeMap<u32, String>>, Unreadable> {
    let mut rows = Rows::default();
    match workbook {
        Sheets::Xlsx(workbook) => of_xlsx(workbook, name, &mut rows)?,
        other => {
            let range = other.worksheet_range(name).map_err(|error| damaged(&error.to_string()))?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            for (row, column, cell) in range.used_cells() {
                rows.push(first_row + row as u32, first_column + column as u32, shown(cell), name)?;
            }
        }
    }
    Ok(rows.of_sheet)
}

/// Cell by cell: a range over all of them may be as large as the largest sheet.
fn of_xlsx<RS: Read + Seek>(workbook: &mut Xlsx<RS>, name: &str, rows: &mut Rows) -> Result<(), Unreadable> {
    let broken = |error: XlsxError| damaged(&error.to_string());
    let mut reader = match workbook.worksheet_cells_reader(name) {
        // A chart on a sheet of its own has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        reader => reader.map_err(broken)?,
    };
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(broken)? {
        let text = match Data::from(cell.value) {
            Data::Empty if cell.formula.is_some() => NO_VALUE.to_owned(),
            value => shown(&value),
        };
        rows.push(cell.pos.0, cell.pos.1, text, name)?;
    }
    Ok(())
}

/// Rows under construction.
#[derive(Default)]
struct Rows {
    of_sheet: BTreeMap<u32, BTreeMap<u32, String>>,
    n_cells: usize,
}

impl Rows {
    fn push(&mut self, row: u32, column: u32, text: String, sheet: &str) -> Result<(), Unreadable> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.n_cells += 1;
        if self.n_cells > MOST_CELLS {
            let reason = format!("its sheet `{sheet}` has more than {}", counted(MOST_CELLS, "filled cell", "filled cells"));
            return Err((reason, "keep the ranking alone in a workbook, or save it as CSV".to_owned()));
        }
        self.of_sheet.entry(row).or_default().insert(column, text);
        Ok(())
    }
}

/// A cell as text.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => shortest(*number),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

/// The shortest decimal of a stored number, of at most 15 significant digits.
fn shortest(number: f64) -> String {
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_number_is_its_shortest_decimal() {
        assert_eq!(shortest(63.4), "63.4");
        assert_eq!(shortest(63.41234567), "63.41234567");
        assert_eq!(shortest(0.1 + 0.2), "0.3");
        assert_eq!(shortest(2.0), "2");
        assert_eq!(shortest(-0.00001), "-0.00001");
    }

    #[test]
    fn cells_have_the_names_that_spreadsheets_show() {
        assert_eq!([cell_name(0, 0), cell_name(4, 2), cell_name(9, 27)], ["A1", "C5", "AB10"]);
    }
}
