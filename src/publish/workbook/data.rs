//! The sheet with every number: the table of `rankings.csv`, at full precision, without formats.
//!
//! A sheet has room for so many cells and no more than Excel has rows; where all editions do not fit, the newest do, and the
//! contents say which are in the CSV alone.

use super::sheet::{Column, Emphasis, Kind, Sheet, Values};
use crate::publish::labels::workbook as text;
use crate::publish::{Build, rankings, table};

/// Most cells: some twenty editions of three hundred regions are a fifth of it.
const MOST_CELLS: usize = 1_000_000;
/// Rows of a sheet, the header not counted.
const MOST_ROWS: usize = 1_048_575;

/// The editions that fit, newest last.
fn fitting(editions: &[usize], n_regions: usize, n_columns: usize) -> &[usize] {
    let most = (MOST_CELLS / (n_regions * n_columns).max(1)).min(MOST_ROWS / n_regions.max(1)).max(1);
    &editions[editions.len().saturating_sub(most)..]
}

/// The sheet.
pub(super) fn sheet(build: &Build<'_>, name: String) -> Sheet {
    let language = build.plan.main_language();
    let n_columns = rankings::of_editions(build, &[]).columns.len();
    let editions = fitting(build.editions, build.regions.n_ranked(), n_columns);
    let listed = |editions: &[usize]| {
        let ids: Vec<&str> = editions.iter().map(|&edition_idx| build.plan.editions[edition_idx].id.as_str()).collect();
        ids.join(", ")
    };
    let mut description = text::filled(text::ABOUT_DATA.in_language(language), &[&listed(editions)]);
    let left_out = &build.editions[..build.editions.len() - editions.len()];
    if !left_out.is_empty() {
        description.push_str(&text::filled(text::ONLY_IN_CSV.in_language(language), &[&listed(left_out)]));
    }
    let column = |column: table::Column| {
        let kind = if matches!(column.cells, table::Cells::Text { .. }) { Kind::Text } else { Kind::Exact };
        Column { header: column.name, kind, emphasis: Emphasis::None, values: Values::Exact(column.cells) }
    };
    let columns = rankings::of_editions(build, editions).columns.into_iter().map(column).collect();
    Sheet { name, description, columns, frozen: 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_editions_that_fit_are_there() {
        let editions: Vec<usize> = (0..20).collect();
        assert_eq!(fitting(&editions, 309, 30), &editions[..]);
        assert_eq!(fitting(&editions, 10_000, 25), &[16, 17, 18, 19]);
        assert_eq!(fitting(&editions, 20_000, 100), &[19]);
        assert_eq!(fitting(&editions, 0, 25), &editions[..]);
    }
}
