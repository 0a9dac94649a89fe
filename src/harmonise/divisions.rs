//! Which division a series is on in a period: declared, or inferred from the codes that occur.
//!
//! A code that ended beside one that began later cannot be: an old region and the new one that includes it would be counted
//! twice. Before the region table's first year it is not known which codes there were; there, codes that occur count.

use std::collections::BTreeMap;

use super::Harmoniser;
use crate::error::{Problem, ProblemKind};
use crate::indicator::VariableKind;
use crate::panel::{Missing, Panel};
use crate::period::Period;
use crate::plan::Plan;
use crate::region::{Day, Regions};

/// The division on which a series is declared to be.
fn declared_division(plan: &Plan, variable_idx: usize, period: Period) -> Option<i32> {
    let VariableKind::Series(series) = &plan.variables[variable_idx].kind else { return None };
    let of_source = || {
        let own = plan.sources.iter().find(|source| source.variable == Some(variable_idx));
        own.or(if plan.sources.len() == 1 { plan.sources.first() } else { None }).and_then(|source| source.division)
    };
    series.declared_division(period).or_else(of_source)
}

/// Why a series cannot be placed on a division.
pub(super) enum Fault {
    /// It is on a newer division than the configuration's.
    Newer(Newer),
    /// Anything else, with the period as its place.
    Other(Problem),
}

/// A series that is on a newer division than the configuration's.
pub(super) struct Newer {
    variable_idx: usize,
    period: Period,
    division: i32,
    /// The region that shows it, where the division was not declared.
    because_of: Option<String>,
}

/// The problem of all series that are on a newer division than the configuration's.
pub(super) fn newer_divisions(plan: &Plan, target: i32, found: &[Newer]) -> Option<Problem> {
    let newest = found.iter().map(|newer| newer.division).max()?;
    let mut by_variable: BTreeMap<usize, Vec<&Newer>> = BTreeMap::new();
    for newer in found {
        by_variable.entry(newer.variable_idx).or_default().push(newer);
    }
    let n_series = by_variable.len();
    let what = if n_series == 1 { "1 series is".to_owned() } else { format!("{n_series} series are") };
    let mut problem =
        Problem::new(ProblemKind::DataContract, format!("{what} on a newer division than the configuration's {target}"));
    for (variable_idx, periods) in by_variable.iter().take(MOST_LISTED) {
        let (first, last) = (periods[0].period, periods[periods.len() - 1].period);
        let span = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let division = periods.iter().map(|newer| newer.division).max().unwrap_or(target);
        let because = periods.iter().find_map(|newer| newer.because_of.as_ref());
        let because = because.map_or(String::new(), |region| format!(" (it has {region})"));
        problem.details.push(format!("`{}` {span}: division of {division}{because}", plan.variables[*variable_idx].id));
    }
    if n_series > MOST_LISTED {
        problem.details.push(format!("and {} more", n_series - MOST_LISTED));
    }
    Some(problem.help(format!("set `division = {newest}` under [regions]: a series cannot be split into older regions")))
}

/// Most series that are listed under one problem.
const MOST_LISTED: usize = 5;

/// What the region and merger tables say of each code of a level, looked up once.
pub(super) struct LevelFacts {
    /// Year in which a code is first on 1 January, where that is known; coverage of the region table does not count.
    first_year: Vec<Option<i32>>,
    /// Last year in which it is; `None` = still.
    last_year: Vec<Option<i32>>,
    /// First year that the region table covers.
    pub(super) coverage: Option<i32>,
    /// Years of the rows of a code in the region table.
    spans: Vec<Vec<(Option<Day>, Option<Day>)>>,
}

pub(super) fn level_facts(regions: &Regions, panel: &Panel) -> Vec<LevelFacts> {
    panel
        .codes
        .levels
        .iter()
        .map(|level| {
            let rows = regions.table.rows.iter().filter(|row| row.level == level.level);
            let mut spans = vec![Vec::new(); level.codes.len()];
            let mut coverage: Option<Day> = None;
            for row in rows {
                if let Some(position) = level.position(&row.code) {
                    spans[position as usize - level.start].push((row.valid_from, row.valid_to));
                }
                coverage = match (coverage, row.valid_from) {
                    (Some(a), Some(b)) => Some(a.min(b)),
                    (a, b) => a.or(b),
                };
            }
            let is_data_level = level.level == regions.data_level;
            let first_year = spans
                .iter()
                .map(|spans| {
                    spans.iter().filter_map(|(from, _)| *from).min().filter(|from| Some(*from) > coverage).map(first_january)
                })
                .collect();
            let last_year = level
                .codes
                .iter()
                .zip(&spans)
                .map(|(code, spans)| {
                    let merger = if is_data_level { regions.mergers.ended(code) } else { None };
                    let open = spans.iter().any(|(_, to)| to.is_none());
                    let last_row = spans.iter().filter_map(|(_, to)| *to).max().filter(|_| !open).map(Day::year);
                    // A merger on 1 January ends the code with the year before; one in mid-year with that year.
                    let merged = merger.filter(|_| !open).map(|merger| first_january(merger.date) - 1);
                    match (last_row, merged) {
                        (Some(a), Some(b)) => Some(a.min(b)),
                        (a, b) => a.or(b),
                    }
                })
                .collect();
            LevelFacts { first_year, last_year, coverage: coverage.map(first_january), spans }
        })
        .collect()
}

/// The first 1 January on or after a day.
fn first_january(day: Day) -> i32 {
    if day == Day::new_year(day.year()) { day.year() } else { day.year() + 1 }
}

impl LevelFacts {
    /// Whether a code is known to be on the division of a year.
    pub(super) fn holds(&self, offset: usize, year: i32) -> bool {
        if self.coverage.is_some_and(|coverage| coverage <= year) && !self.spans[offset].is_empty() {
            let day = Day::new_year(year);
            return self.spans[offset]
                .iter()
                .any(|(from, to)| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to));
        }
        self.may_hold(offset, year)
    }

    /// Whether nothing that is known says that a code is not on the division of a year.
    pub(super) fn may_hold(&self, offset: usize, year: i32) -> bool {
        self.last_year[offset].is_none_or(|last| year <= last)
            && self.first_year[offset].is_none_or(|first| first <= year)
            && !(self.spans[offset].is_empty() && self.last_year[offset].is_none())
    }
}

impl Harmoniser<'_> {
    /// The division of a series in a period, and whether it was inferred. `None` where divisions have no years.
    pub(super) fn division_of(&self, variable_idx: usize, period: Period) -> Result<(Option<i32>, bool), Fault> {
        let Some(target) = self.regions.division.year else { return Ok((None, false)) };
        let Some(slot) = self.panel.slots.slot(variable_idx, period) else { return Ok((Some(target), false)) };
        let level_idx = self.level_idx(variable_idx);
        let level = &self.panel.codes.levels[level_idx];
        let facts = &self.levels[level_idx];
        let column = self.panel.level_column(slot, level_idx);
        let variable = &self.plan.variables[variable_idx].id;
        let present = || {
            column.iter().enumerate().filter(|(_, value)| Missing::of(**value) != Some(Missing::NoRow)).map(|(offset, _)| offset)
        };
        let problem = |message: String| Problem::new(ProblemKind::DataContract, message).at(period.to_string());

        if let Some(declared) = declared_division(self.plan, variable_idx, period) {
            if declared > target {
                return Err(Fault::Newer(Newer { variable_idx, period, division: declared, because_of: None }));
            }
            // A wide table has a row for a region that ended as soon as one of its series is on the old division; the empty
            // cells of the others say nothing.
            let is_empty =
                |offset: usize| matches!(Missing::of(column[offset]), Some(Missing::NoRow | Missing::Null | Missing::NotANumber));
            let is_stranger = |offset: usize| !is_empty(offset) && !facts.may_hold(offset, declared);
            let strangers: Vec<usize> = (0..column.len()).filter(|&offset| is_stranger(offset)).collect();
            if strangers.is_empty() {
                return Ok((Some(declared), false));
            }
            let mut problem = problem(format!("`{variable}` has codes that are not on its declared division of {declared}"));
            for &offset in strangers.iter().take(3) {
                problem.details.push(self.why_not(&level.codes[offset]));
            }
            if strangers.len() > 3 {
                problem.details.push(format!("and {} more", strangers.len() - 3));
            }
            let help = "declare the division the series is really on (`division` of the variable), or remove the rows";
            return Err(Fault::Other(problem.help(help)));
        }
        let newest = present().filter_map(|offset| facts.first_year[offset].map(|year| (year, offset))).max();
        let oldest = present().filter_map(|offset| facts.last_year[offset].map(|year| (year, offset))).min();
        match (newest, oldest) {
            (Some((first, new)), Some((last, old))) if first > last => {
                let (new, old) = (&level.codes[new], &level.codes[old]);
                Err(Fault::Other(
                    problem(format!("`{variable}` has an old code beside codes of a newer division"))
                        .detail(format!("{}: ends with {last}", self.named(old)))
                        .detail(format!("{}: begins with {first}", self.named(new)))
                        .help("keep the rows of one division: remove the old ones if the new include them"),
                ))
            }
            (Some((first, new)), _) if first > target => {
                let because_of = Some(self.named(&level.codes[new]));
                Err(Fault::Newer(Newer { variable_idx, period, division: first, because_of }))
            }
            (_, Some((last, _))) if last < target => Ok((Some(last), true)),
            _ => Ok((Some(target), false)),
        }
    }

    fn why_not(&self, code: &str) -> String {
        match self.regions.mergers.ended(code) {
            Some(merger) => {
                format!("{}: merged into {} on {}", self.named(code), self.named(&merger.successor), merger.date)
            }
            None => format!("{}: did not exist then", self.named(code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_mid_year_counts_from_the_next_january() {
        assert_eq!(Day::parse("2020-01-01").map(first_january), Some(2020));
        assert_eq!(Day::parse("2020-07-01").map(first_january), Some(2021));
    }
}
