//! Brings series from the division on which they were published to the regions that are ranked.
//!
//! Two things happen here, by the same rule per variable: regions that have merged since become one region, and members
//! become an area. Counts are summed; rates become means weighted by a variable on the same division, and are marked
//! approximate. A value is missing when any of its parts is missing: half a merged region is not a region.
//!
//! Which division a series is on is declared per variable and period. Where it is not, it is inferred from the codes that
//! occur, and the summary says so: a suppressed row looks exactly like a merger.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::error::{Problem, ProblemKind, Problems, Result};
use crate::indicator::{Combination, Derivation, Series, VariableKind};
use crate::ingest::Ingested;
use crate::panel::{Missing, Panel};
use crate::period::Period;
use crate::plan::Plan;
use crate::region::{Day, Division, Regions};

/// What is known of a cell besides its value, as bits.
pub mod mark {
    /// Values of merged regions were put together.
    pub const MERGED: u8 = 1;
    /// By a weighted mean: approximate.
    pub const APPROXIMATE: u8 = 2;
    /// The source has a symbol for exactly nil.
    pub const NIL: u8 = 4;
    /// The source marks the value preliminary.
    pub const PRELIMINARY: u8 = 8;
    /// The statistic period has not arrived; an earlier one stands in.
    pub const CARRIED_OVER: u8 = 16;
    /// Missing, and given the middle of the score range.
    pub const NEUTRAL: u8 = 32;
}

/// A series in one period, on the regions of one level.
#[derive(Debug, Clone)]
pub struct Column {
    /// Values by region: all regions of the level's division.
    pub values: Vec<f64>,
    /// Marks by region; empty when there are none.
    pub marks: Vec<u8>,
}

/// Which series, which period, which level.
pub type ColumnKey = (usize, Period, String);

/// Everything that derivations read.
#[derive(Debug)]
pub struct Harmonised<'a> {
    panel: &'a Panel,
    /// Columns that had to be put together or reordered.
    columns: BTreeMap<ColumnKey, Column>,
    /// Series that stand in the panel exactly as the level's regions do.
    direct: BTreeMap<ColumnKey, (usize, usize)>,
    /// What was merged, and which divisions were inferred.
    pub notes: HarmoniseNotes,
}

/// What goes into the summary.
#[derive(Debug, Clone, Default)]
pub struct HarmoniseNotes {
    /// Merged cells: variable, region (code on the target division), codes it was put together from, number of periods, approximate.
    pub merged: BTreeMap<(usize, String), MergedCells>,
    /// Divisions that were inferred: variable and period, classification year.
    pub inferred: BTreeMap<(usize, Period), i32>,
}

/// Cells of one region and variable that were put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergedCells {
    /// Codes on the source's division.
    pub from: BTreeSet<String>,
    /// Periods concerned.
    pub periods: BTreeSet<Period>,
    /// Whether by a weighted mean.
    pub approximate: bool,
}

impl Harmonised<'_> {
    /// Values and marks of a series; `None` when it was not asked for.
    pub fn column(&self, variable_idx: usize, period: Period, level: &str) -> Option<(&[f64], &[u8])> {
        let key = (variable_idx, period, level.to_owned());
        if let Some((slot, level_idx)) = self.direct.get(&key) {
            return Some((self.panel.level_column(*slot, *level_idx), &[]));
        }
        self.columns.get(&key).map(|column| (&column.values[..], &column.marks[..]))
    }
}

/// The series, periods and levels behind a derivation.
pub fn columns_behind(plan: &Plan, derivation: &Derivation, period: Period, level: &str, found: &mut BTreeSet<ColumnKey>) {
    let level = match derivation {
        Derivation::Parent { level, .. } => level,
        _ => level,
    };
    for (variable_idx, period) in derivation.inputs(period) {
        match &plan.variables[variable_idx].kind {
            VariableKind::Series(_) => {
                found.insert((variable_idx, period, level.to_owned()));
            }
            VariableKind::Derived(inner) => columns_behind(plan, inner, period, level, found),
        }
    }
}

/// The cells to read for a set of columns: the series themselves and, where they may be needed, their weights.
pub fn cells_behind(plan: &Plan, regions: &Regions, columns: &BTreeSet<ColumnKey>) -> BTreeSet<(usize, Period)> {
    let mut cells = BTreeSet::new();
    for (variable_idx, period, level) in columns {
        cells.insert((*variable_idx, *period));
        let VariableKind::Series(series) = &plan.variables[*variable_idx].kind else { continue };
        let may_combine = series.level != *level || !regions.mergers.is_empty();
        if let Combination::WeightedMean(weight) = combination(series, level)
            && may_combine
        {
            cells.insert((weight, *period));
        }
    }
    cells
}

fn combination(series: &Series, level: &str) -> Combination {
    if series.level == level { series.merge } else { series.areas }
}

/// The division on which a series is declared to be.
fn declared_division(plan: &Plan, variable_idx: usize, period: Period) -> Option<i32> {
    let VariableKind::Series(series) = &plan.variables[variable_idx].kind else { return None };
    let of_source = || {
        let own = plan.sources.iter().find(|source| source.variable == Some(variable_idx));
        own.or(if plan.sources.len() == 1 { plan.sources.first() } else { None }).and_then(|source| source.division)
    };
    series.declared_division(period).or_else(of_source)
}

/// Brings the wanted columns to their levels.
///
/// # Errors
/// Series on a newer division than the configuration's, codes that do not belong to the declared division, rules that
/// refuse, weights on another division: all of them at once.
pub fn harmonise<'a>(
    plan: &Plan,
    regions: &Regions,
    ingested: &'a Ingested,
    wanted: &BTreeSet<ColumnKey>,
) -> Result<Harmonised<'a>> {
    let panel = &ingested.panel;
    let harmoniser = Harmoniser { plan, regions, panel, levels: level_facts(regions, panel) };
    let mut problems = Vec::new();
    let mut notes = HarmoniseNotes::default();

    let mut divisions: BTreeMap<(usize, Period), Option<i32>> = BTreeMap::new();
    for (variable_idx, period) in panel.slots.keys.iter().copied() {
        match harmoniser.division_of(variable_idx, period) {
            Ok((division, inferred)) => {
                if inferred && let Some(year) = division {
                    notes.inferred.insert((variable_idx, period), year);
                }
                divisions.insert((variable_idx, period), division);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let problems = summarised(problems, plan);
    Problems::check(problems, ())?;

    let mut maps: BTreeMap<(usize, Option<i32>, String), Map> = BTreeMap::new();
    let mut direct = BTreeMap::new();
    let mut to_build = Vec::new();
    for key in wanted {
        let (variable_idx, period, level) = key;
        let (Some(slot), Some(division)) = (panel.slots.slot(*variable_idx, *period), divisions.get(&(*variable_idx, *period)))
        else {
            continue;
        };
        let level_idx = harmoniser.level_idx(*variable_idx);
        let map =
            maps.entry((level_idx, *division, level.clone())).or_insert_with(|| harmoniser.map(level_idx, *division, level));
        if map.identity && !ingested.notes.has_marks(slot) {
            direct.insert(key.clone(), (slot, level_idx));
        } else {
            to_build.push((key, slot, *division));
        }
    }
    let built: Vec<std::result::Result<Built, Problem>> = to_build
        .par_iter()
        .map(|(key, slot, division)| {
            let level_idx = harmoniser.level_idx(key.0);
            let map = &maps[&(level_idx, *division, key.2.clone())];
            harmoniser.build(key, *slot, level_idx, *division, map, &divisions, ingested)
        })
        .collect();
    let mut columns = BTreeMap::new();
    let mut problems = Vec::new();
    for ((key, _, _), built) in to_build.into_iter().zip(built) {
        match built {
            Ok((column, merged)) => {
                let VariableKind::Series(series) = &plan.variables[key.0].kind else { continue };
                let approximate = matches!(combination(series, &key.2), Combination::WeightedMean(_));
                for (code, from) in merged {
                    let cells = notes.merged.entry((key.0, code)).or_default();
                    cells.from.extend(from);
                    cells.periods.insert(key.1);
                    cells.approximate |= approximate;
                }
                columns.insert(key.clone(), column);
            }
            Err(problem) => problems.push(problem),
        }
    }
    Problems::check(summarised(problems, plan), ())?;
    Ok(Harmonised { panel, columns, direct, notes })
}

/// Problems that differ only in their period are told once, with the periods.
fn summarised(problems: Vec<Problem>, plan: &Plan) -> Vec<Problem> {
    let _ = plan;
    let mut first: Vec<(Problem, Vec<String>)> = Vec::new();
    for mut problem in problems {
        let period = std::mem::take(&mut problem.place);
        match first.iter_mut().find(|(other, _)| other.message == problem.message && other.details == problem.details) {
            Some((_, periods)) => periods.push(period),
            None => first.push((problem, vec![period])),
        }
    }
    first
        .into_iter()
        .map(|(problem, periods)| {
            let place = match &periods[..] {
                [one] => format!("period {one}"),
                [start, .., end] => format!("{} periods, {start} to {end}", periods.len()),
                [] => String::new(),
            };
            problem.at(place)
        })
        .collect()
}

/// What the region and merger tables say of each code of a level, looked up once.
struct LevelFacts {
    /// Year in which a code is first on 1 January, where that is known; coverage of the region table does not count.
    first_year: Vec<Option<i32>>,
    /// Last year in which it is; `None` = still.
    last_year: Vec<Option<i32>>,
    /// First year that the region table covers.
    coverage: Option<i32>,
    /// Years of the rows of a code in the region table.
    spans: Vec<Vec<(Option<Day>, Option<Day>)>>,
}

fn level_facts(regions: &Regions, panel: &Panel) -> Vec<LevelFacts> {
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

/// From codes of a source's division to regions of a level.
struct Map {
    /// Each source code is the region at the same place: nothing to do.
    identity: bool,
    /// Codes (offsets within the level) that make up each region.
    parts: Vec<Vec<u32>>,
}

/// A finished column, and for each region that merged its code and the codes it was put together from.
type Built = (Column, Vec<(String, BTreeSet<String>)>);

struct Harmoniser<'a> {
    plan: &'a Plan,
    regions: &'a Regions,
    panel: &'a Panel,
    levels: Vec<LevelFacts>,
}

impl Harmoniser<'_> {
    fn level_idx(&self, variable_idx: usize) -> usize {
        match &self.plan.variables[variable_idx].kind {
            VariableKind::Series(series) => self.panel.codes.level_idx(&series.level).unwrap_or(0),
            VariableKind::Derived(_) => 0,
        }
    }

    fn named(&self, code: &str) -> String {
        format!("{code} {}", self.regions.any_name(code, self.plan.main_language())).trim().to_owned()
    }

    /// The division of a series in a period, and whether it was inferred. `None` where divisions have no years.
    fn division_of(&self, variable_idx: usize, period: Period) -> std::result::Result<(Option<i32>, bool), Problem> {
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
                return Err(problem(format!(
                    "`{variable}` is on the division of {declared}, newer than the configuration's {target}"
                ))
                .help(format!(
                    "set `division = {declared}` or later under [regions]: a series cannot be split into older regions"
                )));
            }
            let strangers: Vec<usize> = present().filter(|&offset| !facts.may_hold(offset, declared)).collect();
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
            return Err(
                problem.help("declare the division the series is really on (`division` of the variable), or remove the rows")
            );
        }
        let newest = present().filter_map(|offset| facts.first_year[offset].map(|year| (year, offset))).max();
        let oldest = present().filter_map(|offset| facts.last_year[offset].map(|year| (year, offset))).min();
        match (newest, oldest) {
            (Some((first, new)), Some((last, old))) if first > last => {
                let (new, old) = (&level.codes[new], &level.codes[old]);
                Err(problem(format!("`{variable}` has an old code beside codes of a newer division"))
                    .detail(format!("{}: ends with {last}", self.named(old)))
                    .detail(format!("{}: begins with {first}", self.named(new)))
                    .help("keep the rows of one division: remove the old ones if the new include them"))
            }
            (Some((first, new)), _) if first > target => {
                Err(problem(format!("`{variable}` is on a newer division than the configuration's {target}"))
                    .detail(format!("{}: begins with {first}", self.named(&level.codes[new])))
                    .help(format!("set `division = {first}` or later under [regions]")))
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

    /// Which codes of a level's division make up each region of a level.
    fn map(&self, level_idx: usize, division: Option<i32>, to_level: &str) -> Map {
        let level = &self.panel.codes.levels[level_idx];
        let facts = &self.levels[level_idx];
        let Some(own) = self.regions.division_of(&level.level) else { return Map { identity: false, parts: Vec::new() } };
        let Some(target) = self.regions.division_of(to_level) else { return Map { identity: false, parts: Vec::new() } };
        let parent_column = if level.level == to_level { None } else { self.regions.table.column(to_level) };
        let target_of = |code: &str| -> Option<usize> {
            let code = match (division, own.year) {
                (Some(from), Some(to)) if level.level == self.regions.data_level => self.regions.mergers.follow(code, from, to),
                _ => code,
            };
            match level.level == to_level {
                true => target.position(code),
                false => parent_position(self.regions, own, code, parent_column, target),
            }
        };
        let mut parts = vec![Vec::new(); target.codes.len()];
        for (offset, code) in level.codes.iter().enumerate() {
            let holds = division.is_none_or(|division| facts.holds(offset, division));
            if let Some(position) = target_of(code).filter(|_| holds) {
                parts[position].push(offset as u32);
            }
        }
        let identity = parts.len() == level.codes.len()
            && parts.iter().enumerate().all(|(position, part)| part.len() == 1 && part[0] as usize == position);
        Map { identity, parts }
    }

    #[expect(clippy::too_many_arguments, reason = "one private step of `harmonise`, called once")]
    fn build(
        &self,
        key: &ColumnKey,
        slot: usize,
        level_idx: usize,
        division: Option<i32>,
        map: &Map,
        divisions: &BTreeMap<(usize, Period), Option<i32>>,
        ingested: &Ingested,
    ) -> std::result::Result<Built, Problem> {
        let (variable_idx, period, to_level) = key;
        let VariableKind::Series(series) = &self.plan.variables[*variable_idx].kind else {
            return Ok((Column { values: Vec::new(), marks: Vec::new() }, Vec::new()));
        };
        let rule = combination(series, to_level);
        let column = self.panel.level_column(slot, level_idx);
        let level = &self.panel.codes.levels[level_idx];
        let facts = &self.levels[level_idx];
        let source_marks = ingested.notes.marks(slot, level.start, level.codes.len());
        let weights = match rule {
            Combination::WeightedMean(weight) => {
                self.panel.slots.slot(weight, *period).map(|slot| (weight, self.panel.level_column(slot, level_idx)))
            }
            _ => None,
        };
        let target = self.regions.division_of(to_level).map_or(&[][..], |division| &division.codes);
        let mut values = Vec::with_capacity(map.parts.len());
        let mut marks = vec![0u8; map.parts.len()];
        let mut merged = Vec::new();
        for (position, part) in map.parts.iter().enumerate() {
            for &offset in part {
                marks[position] |= source_marks.get(offset as usize).copied().unwrap_or(0);
            }
            // Before the region table's first year it is not known which codes there were: those that occur count.
            let known = division.is_none_or(|year| facts.coverage.is_none_or(|coverage| coverage <= year));
            let there: Vec<u32> = match known {
                true => part.clone(),
                false => {
                    let has_row = |offset: &u32| Missing::of(column[*offset as usize]) != Some(Missing::NoRow);
                    part.iter().copied().filter(has_row).collect()
                }
            };
            let value = match &there[..] {
                [] => Missing::NoRow.value(),
                [one] => column[*one as usize],
                many => {
                    let is_merger = series.level == *to_level;
                    let codes = || many.iter().map(|&offset| level.codes[offset as usize].clone()).collect::<BTreeSet<String>>();
                    if many.iter().all(|&offset| Missing::of(column[offset as usize]) == Some(Missing::NoRow)) {
                        // Nothing to put together: the region simply has no rows.
                        values.push(Missing::NoRow.value());
                        continue;
                    }
                    let refuse = |why: String, help: &str| {
                        let names: Vec<String> = codes().iter().map(|code| self.named(code)).collect();
                        let what = if is_merger { "merged regions" } else { "members of an area" };
                        Err(Problem::new(
                            ProblemKind::DataContract,
                            format!("`{}` cannot be put together from {what}: {why}", self.plan.variables[*variable_idx].id),
                        )
                        .at(period.to_string())
                        .detail(if names.len() > 6 {
                            format!("{} and {} more", names[..6].join(", "), names.len() - 6)
                        } else {
                            names.join(" + ")
                        })
                        .help(help.to_owned()))
                    };
                    if is_merger {
                        marks[position] |= mark::MERGED;
                        merged.push((target[position].clone(), codes()));
                    }
                    match rule {
                        Combination::Sum => sum(column, many),
                        Combination::WeightedMean(weight) => {
                            marks[position] |= mark::APPROXIMATE;
                            let weight_id = &self.plan.variables[weight].id;
                            let on = divisions.get(&(weight, *period)).copied().flatten();
                            let same_parts = match (division, on) {
                                (Some(own), Some(on)) if own != on => many.iter().all(|&offset| facts.holds(offset as usize, on)),
                                _ => true,
                            };
                            let Some((_, weights)) = weights.filter(|_| same_parts) else {
                                let (own, on) = (division.unwrap_or_default(), on.unwrap_or_default());
                                return refuse(
                                    format!(
                                        "its weight `{weight_id}` is on the division of {on}, the series itself on that of {own}"
                                    ),
                                    "weigh by a variable published on the same division",
                                );
                            };
                            weighted_mean(column, weights, many)
                        }
                        Combination::Successor => {
                            match many.iter().find(|&&offset| level.codes[offset as usize] == target[position]) {
                                Some(&offset) if is_merger => column[offset as usize],
                                _ => {
                                    return refuse(
                                        "none of them carries on the code".to_owned(),
                                        "use `merge = \"sum\"` for counts, or a mean weighted by a variable for rates",
                                    );
                                }
                            }
                        }
                        Combination::Refuse => {
                            return refuse(
                                "the variable does not say how".to_owned(),
                                "set `merge` (and `areas`) of the variable: \"sum\" for counts, { weighted-mean = \"…\" } for rates",
                            );
                        }
                    }
                }
            };
            values.push(value);
        }
        if marks.iter().all(|&mark| mark == 0) {
            marks.clear();
        }
        Ok((Column { values, marks }, merged))
    }
}

fn parent_position(
    regions: &Regions,
    own: &Division,
    code: &str,
    parent_column: Option<usize>,
    target: &Division,
) -> Option<usize> {
    let position = own.position(code)?;
    let written = own.cells[position].get(parent_column?)?;
    let _ = regions;
    target.position(written)
}

impl LevelFacts {
    /// Whether a code is known to be on the division of a year.
    fn holds(&self, offset: usize, year: i32) -> bool {
        if self.coverage.is_some_and(|coverage| coverage <= year) && !self.spans[offset].is_empty() {
            let day = Day::new_year(year);
            return self.spans[offset]
                .iter()
                .any(|(from, to)| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to));
        }
        self.may_hold(offset, year)
    }

    /// Whether nothing that is known says that a code is not on the division of a year.
    fn may_hold(&self, offset: usize, year: i32) -> bool {
        self.last_year[offset].is_none_or(|last| year <= last)
            && self.first_year[offset].is_none_or(|first| first <= year)
            && !(self.spans[offset].is_empty() && self.last_year[offset].is_none())
    }
}

/// The sum of the parts; missing when any part is.
fn sum(column: &[f64], parts: &[u32]) -> f64 {
    let mut total = 0.0;
    for &part in parts {
        let value = column[part as usize];
        if value.is_nan() {
            return value;
        }
        total += value;
    }
    total
}

/// `Σ w·x / Σ w` over the parts; missing when any value or weight is, or when all weights are zero.
fn weighted_mean(column: &[f64], weights: &[f64], parts: &[u32]) -> f64 {
    let (mut total, mut weight_total) = (0.0, 0.0);
    for &part in parts {
        let (value, weight) = (column[part as usize], weights[part as usize]);
        if value.is_nan() {
            return value;
        }
        if weight.is_nan() || weight < 0.0 {
            return Missing::Computed.value();
        }
        total += weight * value;
        weight_total += weight;
    }
    if weight_total > 0.0 { total / weight_total } else { Missing::Computed.value() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_and_rates_are_weighted() {
        let column = [10.0, 20.0, f64::NAN];
        assert_eq!(sum(&column, &[0, 1]), 30.0);
        assert!(sum(&column, &[0, 2]).is_nan());
        assert_eq!(weighted_mean(&column, &[1.0, 3.0, 1.0], &[0, 1]), 17.5);
        assert!(weighted_mean(&column, &[0.0, 0.0, 1.0], &[0, 1]).is_nan());
        assert!(weighted_mean(&column, &[1.0, f64::NAN, 1.0], &[0, 1]).is_nan());
    }

    #[test]
    fn a_day_in_mid_year_counts_from_the_next_january() {
        assert_eq!(Day::parse("2020-01-01").map(first_january), Some(2020));
        assert_eq!(Day::parse("2020-07-01").map(first_january), Some(2021));
    }
}
