//! The diagnostics as files: findings in words (`diagnostics.md`), one CSV per table, and the manifest.
//!
//! Numbers come from [`crate::analysis::diagnostics`]; here they get names and sentences. Machine CSV as in `rankings.csv`: comma,
//! decimal point, full precision, missing is empty, and then the column `reason` says why.

pub mod findings;
mod report;
pub mod tables;

use super::bytes_csv;
use super::table::Table;
use super::{Build, OutputFile, manifest};
use crate::analysis::diagnostics::{Diagnostics, Subject};
use crate::error::{Problem, ProblemKind, Result};
use crate::plan::Plan;
use crate::round;

/// Name of the report.
pub const REPORT: &str = "diagnostics.md";

/// The files of a folder of diagnostics, in a fixed order; the manifest comes last.
///
/// # Errors
/// A table cannot be encoded: a bug, reported as one.
pub fn files(build: &Build<'_>, editions: &[Diagnostics]) -> Result<Vec<OutputFile>> {
    let mut files = vec![report::file(build, editions)];
    for (name, table) in tables::all(build, editions) {
        files.push(
            csv(name, &table).map_err(|reason| {
                Problem::new(ProblemKind::Internal, format!("the table `{name}` cannot be written: {reason}"))
            })?,
        );
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = manifest::file(build, &files);
    files.push(manifest);
    Ok(files)
}

fn csv(name: &str, table: &Table) -> std::result::Result<OutputFile, String> {
    let bytes = bytes_csv::bytes(table)?;
    Ok(OutputFile { name: format!("{name}.csv"), bytes, content_sha256: Some(table.content_sha256()) })
}

/// The short name of an indicator, a factor, or the index.
pub fn id(plan: &Plan, subject: Subject) -> &str {
    match subject {
        Subject::Indicator(indicator_idx) => &plan.indicators[indicator_idx].id,
        Subject::Node(node_idx) => &plan.tree.nodes[node_idx].id,
    }
}

/// What a subject is, in one word.
pub fn kind(subject: Subject) -> &'static str {
    match subject {
        Subject::Indicator(_) => "indicator",
        Subject::Node(crate::tree::Tree::ROOT) => "index",
        Subject::Node(_) => "factor",
    }
}

/// A number with a fixed number of decimals, and a true minus sign: for sentences and short tables, never to be read back.
pub fn fixed(value: f64, decimals: u32) -> String {
    // Adding zero makes a rounded −0 a 0.
    let rounded = round::to_decimals(value, decimals) + 0.0;
    format!("{rounded:.*}", decimals as usize).replace('-', "−")
}

/// A share as a percentage.
pub fn percent(share: f64, decimals: u32) -> String {
    format!("{} %", fixed(share * 100.0, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_sentences() {
        assert_eq!(fixed(-0.456, 2), "−0.46");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(percent(0.1234, 1), "12.3 %");
    }
}
