//! From text to rows of cells.
//!
//! The `csv` crate parses; this module finds the separator, keeps count of the lines (an analyst looks for line 5, not for
//! row 4), and refuses what the crate would let pass: rows of another length than the header, and a quote that nobody closes.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use super::{CsvDialect, Fault};
use crate::error::counted;

/// Most lines that are listed under one fault.
const MOST_LISTED: usize = 3;
/// Most characters of a line that are shown.
const MOST_SHOWN: usize = 60;
/// A record appended to every text: if it is not the last one that is read, a quote has swallowed it.
const SENTINEL: &str = "\u{1}";

/// The header line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Names of the columns, without surrounding space.
    pub columns: Vec<String>,
    /// Character between cells.
    pub separator: u8,
}

/// The header line, and the rows below it one by one: each with its line, counted from 1.
///
/// Rows of nothing but empty cells, which spreadsheets leave at the end, are passed over.
///
/// # Errors
/// What `take` gives; a text without a header, whose separator cannot be seen, with rows longer or shorter than the header, or
/// with a quote that is not closed.
pub fn read<T, E: From<Fault>>(
    text: &str,
    dialect: &CsvDialect,
    start: impl FnOnce(Header) -> Result<T, E>,
    mut take: impl FnMut(&mut T, u64, &StringRecord) -> Result<(), E>,
) -> Result<T, E> {
    let mut lines = LineCounter { text, comment: dialect.comment, at: 0, line: 1 };
    lines.skip(dialect.skip_rows);
    let own_separator = own_separator(&text[lines.at..]);
    if own_separator.is_some() {
        lines.next_line();
    }
    let skipped = lines.at;
    let mut header_lines = LineCounter { ..lines };
    header_lines.reach_record();
    let header_text = &text[header_lines.at..];
    if header_text.trim().is_empty() {
        return Err(match text.trim().is_empty() {
            true => Fault::new("is an empty file", "write the table again"),
            false => Fault::new("has no header line", "begin the table with the names of its columns, and check `skip_rows`"),
        }
        .into());
    }
    let separator = match dialect.separator.or(own_separator) {
        Some(separator) => separator,
        None => seen_separator(header_text, dialect.quote)?,
    };
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .quoting(dialect.quote.is_some())
        .quote(dialect.quote.unwrap_or(b'"'))
        .comment(dialect.comment)
        .trim(if dialect.trims { csv::Trim::All } else { csv::Trim::None })
        .from_reader(text.as_bytes()[skipped..].chain("\n".as_bytes()).chain(SENTINEL.as_bytes()));
    let mut record = StringRecord::new();
    let mut next = |record: &mut StringRecord| {
        reader.read_record(record).map_err(|error| Fault::new(format!("is not a CSV table: {error}"), "write the table again"))
    };
    let mut line_of = |record: &StringRecord| {
        let byte = record.position().map_or(0, csv::Position::byte) as usize;
        lines.advance((skipped + byte).min(text.len()));
        lines.reach_record();
        lines.line
    };
    next(&mut record)?;
    let header_line = line_of(&record);
    let columns: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    let n_columns = columns.len();
    let mut ragged: Vec<String> = Vec::new();
    let mut n_ragged = 0;
    let mut last_line = header_line;
    let mut is_whole = is_sentinel(&record);
    let mut taken = start(Header { columns, separator })?;
    while next(&mut record)? {
        if is_sentinel(&record) {
            is_whole = true;
            continue;
        }
        last_line = line_of(&record);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() == n_columns {
            if n_ragged == 0 {
                take(&mut taken, last_line, &record)?;
            }
            continue;
        }
        n_ragged += 1;
        if ragged.len() < MOST_LISTED {
            let shown = shown(&record, separator);
            ragged.push(format!("line {last_line}: {}: `{shown}`", counted(record.len(), "cell", "cells")));
        }
    }
    if !is_whole {
        return Err(Fault::new(
            format!("has a quote that is not closed, in the row that begins in line {last_line}"),
            "close it, double quotes that belong to a text, or say that there are none: `csv = { quote = \"\" }`",
        )
        .into());
    }
    if n_ragged > 0 {
        if n_ragged > MOST_LISTED {
            ragged.push(format!("and {} more", n_ragged - MOST_LISTED));
        }
        return Err(Fault {
            message: format!(
                "has {} where its header has {n_columns} (cells between {}s)",
                counted(n_ragged, "row of another length", "rows of another length"),
                super::separator_in_words(separator)
            ),
            details: ragged,
            help: "give every row as many cells as the header; a cell that holds the separator stands in quotes".to_owned(),
        }
        .into());
    }
    Ok(taken)
}

fn is_sentinel(record: &StringRecord) -> bool {
    record.len() == 1 && record.get(0) == Some(SENTINEL)
}

/// A row as it is shown to people.
fn shown(record: &StringRecord, separator: u8) -> String {
    let text = record.iter().collect::<Vec<_>>().join(&char::from(separator).to_string());
    let mut shown: String = text
        .chars()
        .take(MOST_SHOWN)
        .map(|character| if crate::ingest::is_unsafe(character) { '\u{fffd}' } else { character })
        .collect();
    if text.chars().count() > MOST_SHOWN {
        shown.push('…');
    }
    shown
}

/// The separator that a text names itself: some programs write `sep=;` above the header line, for Excel.
fn own_separator(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [b's', b'e', b'p', b'=', separator, b'\r' | b'\n', ..] if separator.is_ascii() => Some(*separator),
        _ => None,
    }
}

/// The separator of the header line: the one that stands between its names most often.
fn seen_separator(text: &str, quote: Option<u8>) -> Result<u8, Fault> {
    let candidates = [b',', b';', b'\t'];
    let mut counts = [0usize; 3];
    let mut is_quoted = false;
    for byte in text.bytes() {
        if Some(byte) == quote {
            is_quoted = !is_quoted;
        } else if !is_quoted && (byte == b'\n' || byte == b'\r') {
            break;
        } else if !is_quoted && let Some(candidate) = candidates.iter().position(|candidate| *candidate == byte) {
            counts[candidate] += 1;
        }
    }
    let most = counts.into_iter().max().unwrap_or(0);
    let mut found = candidates.into_iter().zip(counts).filter(|(_, count)| *count == most).map(|(separator, _)| separator);
    match (found.next(), found.next()) {
        (Some(separator), None) => Ok(separator),
        // A table of one column.
        _ if most == 0 => Ok(b','),
        _ => Err(Fault::new(
            "has several separators in its header line, none of them more often than the others",
            "say which it is: `csv = { separator = \";\" }`",
        )),
    }
}

/// Walks through a text and counts its lines, which end with `\n`, `\r\n` or `\r`.
struct LineCounter<'t> {
    text: &'t str,
    comment: Option<u8>,
    at: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn advance(&mut self, to: usize) {
        let bytes = self.text.as_bytes();
        while self.at < to {
            let is_end = bytes[self.at] == b'\n' || (bytes[self.at] == b'\r' && bytes.get(self.at + 1) != Some(&b'\n'));
            self.line += u64::from(is_end);
            self.at += 1;
        }
    }

    /// To the start of the next line.
    fn next_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = match rest.iter().position(|byte| b"\r\n".contains(byte)) {
            None => rest.len(),
            Some(end) if rest[end] == b'\r' && rest.get(end + 1) == Some(&b'\n') => end + 2,
            Some(end) => end + 1,
        };
        self.advance(self.at + length);
    }

    fn skip(&mut self, n_lines: usize) {
        for _ in 0..n_lines {
            self.next_line();
        }
    }

    /// Past what the parser passes over before a record: empty lines and comments.
    fn reach_record(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if byte == b'\n' || byte == b'\r' {
                self.advance(self.at + 1);
            } else if Some(byte) == self.comment {
                self.next_line();
            } else {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Rows = (Header, Vec<(u64, Vec<String>)>);

    fn rows(text: &str, dialect: &CsvDialect) -> Result<Rows, Fault> {
        read(
            text,
            dialect,
            |header| Ok((header, Vec::new())),
            |(_, rows), line, record| {
                rows.push((line, record.iter().map(str::to_owned).collect()));
                Ok(())
            },
        )
    }

    fn lines(text: &str, dialect: &CsvDialect) -> Vec<(u64, String)> {
        let (_, rows) = rows(text, dialect).expect("a table");
        rows.into_iter().map(|(line, cells)| (line, cells.join("|"))).collect()
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let expected = vec![(2, "1|2".to_owned()), (3, "3|4".to_owned())];
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(lines(&["a,b", "1,2", "3,4", ""].join(end), &CsvDialect::default()), expected, "{end:?}");
            assert_eq!(lines(&["a,b", "1,2", "3,4"].join(end), &CsvDialect::default()), expected, "{end:?}");
        }
        let dialect = CsvDialect { skip_rows: 2, comment: Some(b'#'), ..CsvDialect::default() };
        let text = "Title\r\n\"a quote\r\n# note\r\n\r\na;b\r\n\r\n# note\r\n1;\"2\r\n3\"\r\n;\r\n4; 5 \r\n";
        assert_eq!(lines(text, &dialect), [(8, "1|2\r\n3".to_owned()), (11, "4|5".to_owned())]);
    }

    #[test]
    fn the_separator_is_seen_from_the_header_outside_quotes() {
        let separator =
            |text| rows(text, &CsvDialect::default()).map(|(header, _)| header.separator).map_err(|fault| fault.message);
        assert_eq!(separator("a,b\n1;2,3\n"), Ok(b','));
        assert_eq!(separator("a;b\n1,5;2\n"), Ok(b';'));
        assert_eq!(separator("a\tb;c\td\n"), Ok(b'\t'));
        assert_eq!(separator("\"a;b;c\",d\n"), Ok(b','));
        assert_eq!(separator("a\n"), Ok(b','));
        assert!(separator("a,b;c\n").is_err());
    }

    #[test]
    fn a_line_for_excel_names_the_separator() {
        assert_eq!(lines("sep=;\r\na,b;c\r\n1;2\r\n", &CsvDialect::default()), [(3, "1|2".to_owned())]);
        let stated = CsvDialect { separator: Some(b','), ..CsvDialect::default() };
        assert_eq!(lines("sep=;\na,b;c\n1;2,3\n", &stated), [(3, "1;2|3".to_owned())]);
    }

    #[test]
    fn rows_of_another_length_are_listed() {
        let fault = rows("a,b\n1\n2,3\n4,5,6\n", &CsvDialect::default()).expect_err("ragged");
        assert_eq!(fault.message, "has 2 rows of another length where its header has 2 (cells between commas)");
        assert_eq!(fault.details, ["line 2: 1 cell: `1`", "line 4: 3 cells: `4,5,6`"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_found_even_in_the_last_column() {
        let fault = rows("a,b\n1,\"2\n3,4\n5,6\n", &CsvDialect::default()).expect_err("a quote");
        assert_eq!(fault.message, "has a quote that is not closed, in the row that begins in line 2");
        let none = CsvDialect { quote: None, ..CsvDialect::default() };
        assert_eq!(lines("a,b\n1,\"2\n", &none), [(2, "1|\"2".to_owned())]);
    }

    #[test]
    fn a_text_without_a_header_is_refused() {
        let message = |text, dialect: &CsvDialect| rows(text, dialect).map_err(|fault| fault.message);
        assert_eq!(message("", &CsvDialect::default()), Err("is an empty file".to_owned()));
        assert_eq!(message("\n\r\n", &CsvDialect::default()), Err("is an empty file".to_owned()));
        let skips = CsvDialect { skip_rows: 9, ..CsvDialect::default() };
        assert_eq!(message("a,b\n1,2\n", &skips), Err("has no header line".to_owned()));
    }
}
