//! Regions: the dated region table, the division valid in a year, region types, and how codes are written.
//!
//! This module knows which regions there are and what they are called. Who merged into whom is in [`mergers`]; bringing
//! series from one division to another is [`crate::harmonise`].

pub mod code;
mod code_index;
mod find;
pub mod mergers;
mod read;
mod references;
mod sheet;
mod types;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::{Problems, Result};
use crate::plan::{Plan, TypesAsOf};
use crate::publish::labels::sentence::Sentence;
pub(crate) use code_index::CodeIndex;
pub use find::find;
use mergers::Mergers;

/// A calendar day as the number `yyyymmdd`, which sorts as days do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// 1 January of a year: the day on which divisions change.
    pub fn new_year(year: i32) -> Self {
        Day(year.clamp(0, 9999) as u32 * 10_000 + 101)
    }

    /// Reads `2025-01-01`, or `2025` for its first day.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |part: &str, digits: usize| -> Option<u32> {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        if let Some(year) = number(text, 4) {
            return Some(Day(year * 10_000 + 101));
        }
        let mut parts = text.split('-');
        let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && parts.next().is_none();
        fits.then_some(Day(year * 10_000 + month * 100 + day))
    }

    /// The day's calendar year.
    pub fn year(self) -> i32 {
        (self.0 / 10_000) as i32
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// One dated row of a region table.
#[derive(Debug, Clone)]
pub struct RegionRow {
    /// Region code in the written form of its scheme.
    pub code: String,
    /// Level, empty where the table has none.
    pub level: String,
    /// First day on which the row holds; `None` = always.
    pub valid_from: Option<Day>,
    /// Last day; `None` = still.
    pub valid_to: Option<Day>,
    /// The row's cells, in the table's column order; a division's regions share those of their rows.
    pub cells: Arc<[String]>,
}

impl RegionRow {
    fn holds_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A whole region table: every level, every date.
#[derive(Debug, Clone, Default)]
pub struct RegionTable {
    /// Column names.
    pub columns: Vec<String>,
    /// Dated rows.
    pub rows: Vec<RegionRow>,
}

impl RegionTable {
    /// Position of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The levels that occur, in order of appearance.
    pub fn levels(&self) -> Vec<&str> {
        let mut levels: Vec<&str> = Vec::new();
        for row in &self.rows {
            if !levels.contains(&row.level.as_str()) {
                levels.push(&row.level);
            }
        }
        levels
    }

    /// Rows of a level that hold on 1 January of `year` (`None`: all rows), sorted by code.
    pub fn valid(&self, level: &str, year: Option<i32>) -> Vec<&RegionRow> {
        let holds = |row: &&RegionRow| row.level == level && year.is_none_or(|year| row.holds_on(Day::new_year(year)));
        let mut rows: Vec<&RegionRow> = self.rows.iter().filter(holds).collect();
        rows.sort_by(|a, b| a.code.cmp(&b.code));
        rows
    }
}

/// The regions of one level in one division, sorted by code.
#[derive(Debug, Clone, Default)]
pub struct Division {
    /// The level.
    pub level: String,
    /// Classification year; `None` for a table without dates.
    pub year: Option<i32>,
    /// Codes, sorted.
    pub codes: Vec<String>,
    /// Cells of each region's row, in the region table's column order.
    pub cells: Vec<Arc<[String]>>,
    by_code: CodeIndex,
}

impl Division {
    fn new(table: &RegionTable, level: &str, year: Option<i32>) -> Self {
        let rows = table.valid(level, year);
        let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
        let by_code = CodeIndex::new(&codes);
        Division { level: level.to_owned(), year, codes, cells: rows.iter().map(|row| row.cells.clone()).collect(), by_code }
    }

    /// Position of a code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.by_code.position(&self.codes, code)
    }
}

/// Region types, as positions in the list of types.
#[derive(Debug, Clone, Default)]
pub struct RegionTypes {
    /// Types in publication order.
    pub ids: Vec<String>,
    /// For each edition, the type of each ranked region; editions with the same types share the list.
    pub of_edition: Vec<Arc<[usize]>>,
}

/// Everything about regions that a build needs.
#[derive(Debug, Clone)]
pub struct Regions {
    /// The region table.
    pub table: RegionTable,
    /// Who merged into whom.
    pub mergers: Mergers,
    /// The level that is ranked.
    pub level: String,
    /// The level of the statistics.
    pub data_level: String,
    /// Division of the level that is ranked: all regions, those outside the universe too.
    pub division: Division,
    /// Divisions of the other levels, by level name.
    pub other_levels: Vec<Division>,
    /// Positions in `division` of the regions in the universe: what is ranked.
    pub universe: Vec<usize>,
    /// Region types of the ranked regions; `None` where the index has none.
    pub types: Option<RegionTypes>,
    /// What was found out while the tables were read, for the notes.
    pub notes: Vec<Sentence>,
}

impl Regions {
    /// Reads the region, merger and type tables of a plan and checks them against it.
    ///
    /// # Errors
    /// Every problem of the tables, and of the configuration's references into them.
    pub fn load(plan: &Plan) -> Result<Self> {
        Self::checked(plan, &BTreeSet::new())
    }

    /// The same for a plan without a region table: the codes that occur in the data are the regions.
    ///
    /// # Errors
    /// Every problem of the configuration's references into a region table that is not there.
    pub fn of_codes(plan: &Plan, codes: &BTreeSet<String>) -> Result<Self> {
        Self::checked(plan, codes)
    }

    fn checked(plan: &Plan, codes: &BTreeSet<String>) -> Result<Self> {
        let regions = read::load(plan, codes)?;
        Problems::check(references::check(plan, &regions), regions)
    }

    /// The division of a level.
    pub fn division_of(&self, level: &str) -> Option<&Division> {
        if level == self.level { Some(&self.division) } else { self.other_levels.iter().find(|division| division.level == level) }
    }

    /// Number of regions that are ranked.
    pub fn n_ranked(&self) -> usize {
        self.universe.len()
    }

    /// Code of a ranked region.
    pub fn code(&self, region_idx: usize) -> &str {
        &self.division.codes[self.universe[region_idx]]
    }

    /// A cell of a ranked region's row; empty where there is no such column.
    pub fn cell(&self, region_idx: usize, column: &str) -> &str {
        self.table.column(column).map_or("", |column| &self.division.cells[self.universe[region_idx]][column])
    }

    /// Name of a ranked region in a language; its name without language, else its code, where the table has none.
    pub fn name(&self, region_idx: usize, language: &str) -> &str {
        let is_of_language = |column: &String| column.strip_prefix("name_") == Some(language);
        let columns = [self.table.columns.iter().position(is_of_language), self.table.column("name")];
        let cells = &self.division.cells[self.universe[region_idx]];
        let name = columns.into_iter().flatten().map(|column| cells[column].as_str()).find(|name| !name.is_empty());
        name.unwrap_or_else(|| self.code(region_idx))
    }

    /// Name of an area of any level in a language; the code itself where there is no such level, area or name.
    pub fn area_name<'a>(&'a self, level: &str, code: &'a str, language: &str) -> &'a str {
        let row = self.division_of(level).and_then(|division| Some(&division.cells[division.position(code)?]));
        let columns = [self.table.column(&format!("name_{language}")), self.table.column("name")];
        let names = columns.into_iter().flatten().filter_map(|column| row.map(|cells| cells[column].as_str()));
        names.into_iter().find(|name| !name.is_empty()).unwrap_or(code)
    }

    /// Code and name, for messages.
    pub fn shown(&self, region_idx: usize, language: &str) -> String {
        let (code, name) = (self.code(region_idx), self.name(region_idx, language));
        if code == name { code.to_owned() } else { format!("{code} {name}") }
    }

    /// Type of a ranked region in an edition.
    pub fn type_of(&self, edition_idx: usize, region_idx: usize) -> Option<usize> {
        self.types.as_ref().map(|types| types.of_edition[edition_idx][region_idx])
    }

    /// Name of any code known to the region or merger table, for messages about data; empty when unknown.
    pub fn any_name(&self, code: &str, language: &str) -> &str {
        let column = self.table.column(&format!("name_{language}")).or_else(|| self.table.column("name"));
        let row = self.table.rows.iter().rev().find(|row| row.code == code && row.level == self.data_level);
        match (row, column) {
            (Some(row), Some(column)) => &row.cells[column],
            _ => self.mergers.name(code).unwrap_or(""),
        }
    }
}

/// Whether types are per edition.
fn types_year(as_of: TypesAsOf, division: Option<i32>, edition_year: i32) -> Option<i32> {
    match as_of {
        TypesAsOf::Division => division,
        TypesAsOf::Edition => Some(edition_year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_sort_and_read_back() {
        assert_eq!(Day::parse("2025-01-01"), Some(Day::new_year(2025)));
        assert_eq!(Day::parse("2025"), Some(Day::new_year(2025)));
        assert!(Day::parse("2024-12-31") < Day::parse("2025-01-01"));
        for text in ["2025-13-01", "25-01-01", "2025-1-1", "2025-01-01-01", "", "x"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(Day::parse("2009-07-15").map(|day| day.to_string()), Some("2009-07-15".into()));
    }
}
