//! A table of regions, mergers or types in CSV, as text cells: an analyst's own, or a publisher's file with columns renamed.

use std::collections::HashSet;
use std::path::Path;

use crate::csv_input::records::{self, Header};
use crate::csv_input::{Fault, encoding};
use crate::error::{FROM_CONFIGURATION, Problem, ProblemKind, did_you_mean, io_reason, nearby_file, shown};
use crate::plan::{Plan, TablePlan};
use crate::publish::labels::sentence::Sentence;
use crate::publish::labels::{Label, filled, reading};

/// Most lines of a table that are listed under one problem.
pub(super) const MOST_LISTED: usize = 5;
/// Largest table that is read: every region of the world, many times over.
const LARGEST_FILE: u64 = 1 << 30;

/// A CSV file as text cells.
#[derive(Debug)]
pub(super) struct Sheet {
    /// How it is called in messages.
    pub(super) name: String,
    /// Names of the columns, after renaming.
    pub(super) columns: Vec<String>,
    /// Cells, row by row; where columns are renamed, rows that say the same stand once.
    pub(super) rows: Vec<Vec<String>>,
    /// Line of each row, from 1.
    pub(super) lines: Vec<u64>,
    /// Rows of the file.
    pub(super) n_rows: usize,
    /// Separator, where it was seen and is not a comma.
    pub(super) seen_separator: Option<u8>,
}

/// Which columns are kept, under which names.
struct Kept {
    header: Header,
    columns: Vec<(String, usize)>,
    rows: Vec<Vec<String>>,
    lines: Vec<u64>,
}

impl Sheet {
    /// Reads a table. Where columns are renamed, only those, the code and `further` ones are kept.
    pub(super) fn read(table: &TablePlan, plan: &Plan, further: &[&str]) -> Result<Self, Vec<Problem>> {
        let path = &table.path;
        let name = shown(&path.value);
        let malformed = |message: String| plan.text.problem(&path.span, message);
        let of_fault = |fault: Fault| malformed(format!("`{name}` {}", fault.message)).details(fault.details).help(fault.help);
        let bytes = read_bytes(&path.value).map_err(|(message, help)| vec![malformed(message).help(help)])?;
        let text = encoding::decode(&bytes, table.dialect.encoding).map_err(|fault| vec![of_fault(fault)])?;
        let mut problems = Vec::new();
        let read = records::read(
            &text,
            &table.dialect,
            |header| {
                let columns = kept_columns(table, plan, &name, &header.columns, further, &mut problems);
                Ok(Kept { header, columns, rows: Vec::new(), lines: Vec::new() })
            },
            |kept, line, record| {
                let cell = |position: &usize| record.get(*position).unwrap_or_default().to_owned();
                kept.rows.push(kept.columns.iter().map(|(_, position)| cell(position)).collect());
                kept.lines.push(line);
                Ok(())
            },
        );
        let kept = match read {
            Err(fault) => return Err(vec![of_fault(fault)]),
            Ok(_) if !problems.is_empty() => return Err(problems),
            Ok(kept) => kept,
        };
        let Kept { header: Header { separator, .. }, columns, mut rows, mut lines } = kept;
        let columns: Vec<String> = columns.into_iter().map(|(column, _)| column).collect();
        let twice = columns.iter().enumerate().find(|(position, column)| columns[..*position].contains(column));
        if let Some((_, column)) = twice {
            let problem = malformed(format!("`{name}` has two columns called `{column}`"));
            return Err(vec![problem.help("give each column its own name")]);
        }
        let n_rows = rows.len();
        if !table.columns.is_empty() {
            (rows, lines) = distinct(rows, lines);
        }
        let seen_separator = Some(separator).filter(|separator| table.dialect.separator.is_none() && *separator != b',');
        Ok(Sheet { name, columns, rows, lines, n_rows, seen_separator })
    }

    /// Position of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Position of a column that must be there.
    pub(super) fn require(&self, name: &str, problems: &mut Vec<Problem>) -> Option<usize> {
        let column = self.column(name);
        if column.is_none() {
            problems.push(
                Problem::new(ProblemKind::Configuration, format!("`{}` has no column `{name}`", self.name))
                    .help(did_you_mean(name, self.columns.iter().map(String::as_str))),
            );
        }
        column
    }

    /// A problem that lists the lines (from 1, the header being line 1) where it occurs.
    pub(super) fn problem_in_lines(&self, message: &str, lines: &[(u64, String)], help: &str) -> Problem {
        let mut problem = Problem::new(ProblemKind::Configuration, message).at(self.name.clone()).help(help);
        problem.details.extend(lines.iter().take(MOST_LISTED).map(|(line, what)| format!("line {line}: {what}")));
        if lines.len() > MOST_LISTED {
            problem.details.push(format!("and {} more", lines.len() - MOST_LISTED));
        }
        problem
    }

    /// What the reader of the results should know of how the table was read.
    pub(super) fn notes(&self, what: Label) -> Vec<Sentence> {
        let name = crate::publish::base_name(self.name.as_ref());
        self.seen_separator
            .map(|separator| {
                Sentence::by(|language| {
                    let separator = reading::separator(separator, language);
                    filled(reading::SEEN_SEPARATOR.in_language(language), &[what.in_language(language), &name, &separator])
                })
            })
            .into_iter()
            .collect()
    }
}

/// The columns to keep, under the names that the program knows, in the file's order.
fn kept_columns(
    table: &TablePlan,
    plan: &Plan,
    name: &str,
    columns: &[String],
    further: &[&str],
    problems: &mut Vec<Problem>,
) -> Vec<(String, usize)> {
    let all = || columns.iter().enumerate().map(|(position, column)| (column.clone(), position));
    if table.columns.is_empty() {
        return all().collect();
    }
    let mut kept: Vec<(String, usize)> = Vec::new();
    for (known, column) in &table.columns {
        let found: Vec<usize> = all().filter(|(other, _)| *other == column.value).map(|(_, position)| position).collect();
        match found[..] {
            [position] => kept.push((known.value.clone(), position)),
            [] => {
                let message = format!("`{name}` has no column `{}`", column.value);
                problems.push(
                    plan.text.problem(&column.span, message).help(did_you_mean(column, columns.iter().map(String::as_str))),
                );
            }
            [..] => {
                let message = format!("`{name}` has {} columns called `{}`", found.len(), column.value);
                problems.push(plan.text.problem(&column.span, message).help("give each column its own name"));
            }
        }
    }
    for further in further {
        if !table.columns.iter().any(|(known, _)| known.value == *further) {
            kept.extend(all().filter(|(column, _)| column == further));
        }
    }
    kept.sort_by_key(|(_, position)| *position);
    kept
}

/// Each row once, with the line where it stands first.
fn distinct(rows: Vec<Vec<String>>, lines: Vec<u64>) -> (Vec<Vec<String>>, Vec<u64>) {
    let mut seen = HashSet::new();
    rows.into_iter().zip(lines).filter(|(cells, _)| seen.insert(cells.clone())).unzip()
}

/// The bytes of a table; else what is wrong, and what to do.
fn read_bytes(path: &Path) -> Result<Vec<u8>, (String, String)> {
    let name = shown(path);
    let unreadable = |error: std::io::Error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let help = if missing { nearby_file(path, FROM_CONFIGURATION) } else { String::new() };
        (format!("cannot read `{name}`: {}", io_reason(&error)), help)
    };
    // Asked first: a device or a pipe would be read without end.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err((format!("`{name}` is not a file"), "give a table in CSV".to_owned()));
    }
    if LARGEST_FILE < metadata.len() {
        return Err((format!("`{name}` is larger than {} GiB", LARGEST_FILE >> 30), "give a table of regions".to_owned()));
    }
    std::fs::read(path).map_err(unreadable)
}
