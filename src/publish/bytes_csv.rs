//! A table as CSV for machines: comma, decimal point, UTF-8 without a byte order mark, LF; full precision; missing is empty.
//!
//! Texts that a spreadsheet would run as a formula are left as they are here, because machines must read back what was
//! meant; the files for people neutralise them ([`super::people`]).

use rayon::prelude::*;

use super::table::{Cells, Table};

/// Rows formatted by one task.
const ROWS_PER_TASK: usize = 16 * 1024;

/// The table as CSV bytes.
///
/// # Errors
/// Never for a table in memory; the CSV writer's own error in words.
pub fn bytes(table: &Table) -> Result<Vec<u8>, String> {
    let mut header = csv::WriterBuilder::new().from_writer(Vec::new());
    header.write_record(table.columns.iter().map(|column| &column.name)).map_err(|error| error.to_string())?;
    let mut bytes = header.into_inner().map_err(|error| error.to_string())?;
    // Texts are quoted once per distinct value, not once per row.
    let quoted: Vec<Vec<Vec<u8>>> =
        table.columns.iter().map(|column| quoted_values(&column.cells)).collect::<Result<_, String>>()?;
    let starts: Vec<usize> = (0..table.n_rows).step_by(ROWS_PER_TASK).collect();
    let parts: Vec<Vec<u8>> = starts
        .par_iter()
        .map(|&start| {
            let end = (start + ROWS_PER_TASK).min(table.n_rows);
            let mut part = Vec::with_capacity((end - start) * table.columns.len() * 8);
            for row in start..end {
                for (column_idx, column) in table.columns.iter().enumerate() {
                    if column_idx > 0 {
                        part.push(b',');
                    }
                    match &column.cells {
                        Cells::Text { keys, .. } => {
                            part.extend_from_slice(quoted[column_idx].get(keys[row] as usize).map_or(b"", Vec::as_slice))
                        }
                        Cells::Real(values) => write_real(&mut part, values[row]),
                        Cells::Integer(values) => {
                            if let Some(value) = values[row] {
                                write_integer(&mut part, value);
                            }
                        }
                    }
                }
                part.push(b'\n');
            }
            part
        })
        .collect();
    bytes.reserve(parts.iter().map(Vec::len).sum());
    for part in parts {
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}

fn quoted_values(cells: &Cells) -> Result<Vec<Vec<u8>>, String> {
    let Cells::Text { values, .. } = cells else { return Ok(Vec::new()) };
    values
        .iter()
        .map(|value| {
            if !value.bytes().any(|byte| b",\"\r\n".contains(&byte)) && !value.is_empty() {
                return Ok(value.clone().into_bytes());
            }
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            writer.write_record([value.as_str(), ""]).map_err(|error| error.to_string())?;
            let mut bytes = writer.into_inner().map_err(|error| error.to_string())?;
            // Drop the comma and the line end that follow the quoted value.
            bytes.truncate(bytes.len().saturating_sub(2));
            Ok(bytes)
        })
        .collect()
}

/// The shortest decimal that reads back as the same double.
fn write_real(part: &mut Vec<u8>, value: f64) {
    use std::io::Write;
    if !value.is_nan() {
        // Writing to a vector cannot fail.
        let _ = write!(part, "{value}");
    }
}

fn write_integer(part: &mut Vec<u8>, value: i32) {
    use std::io::Write;
    let _ = write!(part, "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;

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
