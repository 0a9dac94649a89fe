//! A table as CSV for machines: comma, decimal point, UTF-8 without a byte order mark, LF; full precision; missing is empty.
//!
//! Texts that a spreadsheet would run as a formula are left as they are here, because machines must read back what was
//! meant; the files for people neutralise them ([`super::people`]).

use std::io::Write;
use std::ops::Range;

use rayon::prelude::*;

use super::table::{Cells, Table};

/// Rows formatted by one task.
const ROWS_PER_TASK: usize = 8 * 1024;

/// The table as CSV bytes.
///
/// # Errors
/// Never for a table in memory; the CSV writer's own error in words.
pub fn bytes(table: &Table) -> Result<Vec<u8>, String> {
    let mut writer = CsvWriter::new(Vec::new());
    writer.append(table)?;
    Ok(writer.finish())
}

/// Writes a table that is given part by part.
#[derive(Debug)]
pub struct CsvWriter<W> {
    out: W,
    has_header: bool,
    /// Rows formatted by each task; kept from part to part, because fresh memory is slow.
    formatted: Vec<Vec<u8>>,
}

impl<W: Write> CsvWriter<W> {
    /// A writer to anything that takes bytes.
    pub fn new(out: W) -> Self {
        CsvWriter { out, has_header: false, formatted: Vec::new() }
    }

    /// Where everything was written to.
    pub fn finish(self) -> W {
        self.out
    }

    /// Adds rows, and the header before the first; every part has the same columns.
    ///
    /// # Errors
    /// The bytes are not taken.
    pub fn append(&mut self, part: &Table) -> Result<(), String> {
        if !self.has_header {
            let mut header = csv::WriterBuilder::new().from_writer(Vec::new());
            header.write_record(part.columns.iter().map(|column| &column.name)).map_err(|error| error.to_string())?;
            let header = header.into_inner().map_err(|error| error.to_string())?;
            self.out.write_all(&header).map_err(|error| error.to_string())?;
            self.has_header = true;
        }
        // Texts are quoted once per value, not once per row.
        let quoted: Vec<Option<Vec<Vec<u8>>>> =
            part.columns.iter().map(|column| quoted_values(&column.cells)).collect::<Result<_, String>>()?;
        let starts: Vec<usize> = (0..part.n_rows).step_by(ROWS_PER_TASK).collect();
        self.formatted.resize_with(starts.len().max(self.formatted.len()), Vec::new);
        self.formatted.par_iter_mut().zip(&starts).with_max_len(1).for_each(|(bytes, &start)| {
            bytes.clear();
            write_rows(bytes, part, &quoted, start..(start + ROWS_PER_TASK).min(part.n_rows));
        });
        let mut formatted = self.formatted[..starts.len()].iter();
        formatted.try_for_each(|rows| self.out.write_all(rows)).map_err(|error| error.to_string())
    }
}

fn write_rows(bytes: &mut Vec<u8>, table: &Table, quoted: &[Option<Vec<Vec<u8>>>], rows: Range<usize>) {
    for row in rows {
        for (column_idx, column) in table.columns.iter().enumerate() {
            if column_idx > 0 {
                bytes.push(b',');
            }
            match &column.cells {
                Cells::Text { values, keys } => {
                    let key = keys[row] as usize;
                    let text = match &quoted[column_idx] {
                        Some(quoted) => quoted.get(key).map(Vec::as_slice),
                        None => values.get(key).map(String::as_bytes),
                    };
                    bytes.extend_from_slice(text.unwrap_or(b""));
                }
                Cells::Real(values) => write_real(bytes, values[row]),
                Cells::Integer(values) => {
                    if let Some(value) = values[row] {
                        write_integer(bytes, value);
                    }
                }
            }
        }
        bytes.push(b'\n');
    }
}

/// The values of a text column as they stand in the file; `None` where all stand there as they are.
fn quoted_values(cells: &Cells) -> Result<Option<Vec<Vec<u8>>>, String> {
    let Cells::Text { values, .. } = cells else { return Ok(None) };
    let is_plain = |value: &String| !value.is_empty() && !value.bytes().any(|byte| b",\"\r\n".contains(&byte));
    if values.iter().all(is_plain) {
        return Ok(None);
    }
    let quoted = |value: &String| {
        if is_plain(value) {
            return Ok(value.clone().into_bytes());
        }
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        writer.write_record([value.as_str(), ""]).map_err(|error| error.to_string())?;
        let mut bytes = writer.into_inner().map_err(|error| error.to_string())?;
        // Drop the comma and the line end that follow the quoted value.
        bytes.truncate(bytes.len().saturating_sub(2));
        Ok(bytes)
    };
    values.iter().map(quoted).collect::<Result<_, String>>().map(Some)
}

/// Decimals that scores are rounded to, unless the method says otherwise.
const SCORE_DECIMALS: usize = 9;
const SCORE_UNIT: f64 = 1e9;
/// Decimals of up to fifteen digits each have a double of their own.
const EXACT_DIGITS: f64 = 1e15;

/// 00 to 99: two digits at a time take half the divisions.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut number = 0;
    while number < pairs.len() {
        pairs[number] = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        number += 1;
    }
    pairs
};

/// The shortest decimal that reads back as the same double; nothing for a missing value.
fn write_real(part: &mut Vec<u8>, value: f64) {
    if value.is_nan() {
        return;
    }
    // A score is a whole number of units. Where the double is the one nearest to so many units, and they have no more than
    // fifteen digits, no shorter decimal reads back as the same double: the units can be written out, which is far quicker.
    let units = (value * SCORE_UNIT).round();
    if units.abs() < EXACT_DIGITS && units / SCORE_UNIT == value && (units != 0.0 || value.is_sign_positive()) {
        write_units(part, units as i64);
    } else {
        // Writing to a vector cannot fail.
        let _ = write!(part, "{value}");
    }
}

/// Units of the last decimal as a decimal number, without zeros at its end.
fn write_units(part: &mut Vec<u8>, units: i64) {
    if units < 0 {
        part.push(b'-');
    }
    let unit = 10u64.pow(SCORE_DECIMALS as u32);
    let (whole, mut fraction) = (units.unsigned_abs() / unit, units.unsigned_abs() % unit);
    write_digits(part, whole);
    if fraction == 0 {
        return;
    }
    let mut digits = [b'.'; 1 + SCORE_DECIMALS];
    // Nine decimals are four pairs and the first digit.
    for pair in digits[2..].rchunks_exact_mut(2) {
        pair.copy_from_slice(&PAIRS[(fraction % 100) as usize]);
        fraction /= 100;
    }
    digits[1] = b'0' + fraction as u8;
    let n_zeros = digits.iter().rev().take_while(|digit| **digit == b'0').count();
    part.extend_from_slice(&digits);
    part.truncate(part.len() - n_zeros);
}

fn write_integer(part: &mut Vec<u8>, value: i32) {
    if value < 0 {
        part.push(b'-');
    }
    write_digits(part, u64::from(value.unsigned_abs()));
}

fn write_digits(part: &mut Vec<u8>, mut number: u64) {
    let n_digits = number.checked_ilog10().map_or(1, |power| power as usize + 1);
    // As many as the largest number has: a copy of fixed length, cut off, is quicker than one of the right length.
    let mut digits = [b'0'; 20];
    let mut pairs = digits[..n_digits].rchunks_exact_mut(2);
    for pair in &mut pairs {
        pair.copy_from_slice(&PAIRS[(number % 100) as usize]);
        number /= 100;
    }
    if let [first] = pairs.into_remainder() {
        *first = b'0' + number as u8;
    }
    part.extend_from_slice(&digits);
    part.truncate(part.len() - digits.len() + n_digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        let shortest = |value: f64| {
            let mut part = Vec::new();
            write_real(&mut part, value);
            assert_eq!(String::from_utf8(part).expect("text"), format!("{value}"));
        };
        let edges = [0.0, -0.0, 1e-9, 5e-10, 1e-10, 999_999.999_999_999, 1e6, 1e15, 1e300, 5e-324, 0.1 + 0.2, f64::INFINITY];
        for value in edges {
            shortest(value);
            shortest(-value);
        }
        for step in 0..20_000 {
            let rounded = crate::round::to_decimals(f64::from(step) * 0.010_203_040_506, step % 12);
            shortest(rounded);
            shortest(-rounded / 3.0);
        }
        let mut part = Vec::new();
        for value in [0, -1, i32::MAX, i32::MIN] {
            write_integer(&mut part, value);
            part.push(b' ');
        }
        assert_eq!(part, b"0 -1 2147483647 -2147483648 ");
    }

    #[test]
    fn what_is_written_reads_back() {
        let table = Table::new(vec![
            ("a name".into(), Cells::texts(["plain", "with, comma", "with \"quotes\"", "two\nlines", ""])),
            ("x".into(), Cells::Real(vec![0.1, f64::NAN, -3.5, 82.054794521, 1e-9])),
            ("n".into(), Cells::Integer(vec![Some(-1), None, Some(0), Some(2), Some(3)])),
        ]);
        let written = bytes(&table).expect("written");
        let mut reader = csv::Reader::from_reader(&written[..]);
        let rows: Vec<Vec<String>> =
            reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows[1], ["with, comma", "", ""]);
        assert_eq!(rows[2], ["with \"quotes\"", "-3.5", "0"]);
        assert_eq!(rows[3], ["two\nlines", "82.054794521", "2"]);
        assert_eq!(rows[4][0], "");
        assert!(written.starts_with(b"a name,x,n\nplain,0.1,-1\n"));
    }
}
