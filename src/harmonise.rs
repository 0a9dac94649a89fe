//! Brings series from the division on which they were published to the regions that are ranked.
//!
//! Two things happen here, by the same rule per variable: regions that have merged since become one region, and members
//! become an area. Counts are summed; rates become means weighted by a variable on the same division, and are marked
//! approximate. A value is missing when any of its parts is missing: half a merged region is not a region. Only a part whose
//! weight is zero cannot be missed.
//!
//! Which division a series is on is declared per variable and period. Where it is not, it is inferred from the codes that
//! occur, and the summary says so: a suppressed row looks exactly like a merger.
//!
//! Values of a survey are judged last, by the answers that the region as a whole has given.

mod answers;
mod combine;
mod divisions;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::error::{Problem, Problems, Result};
use crate::indicator::{Combination, Derivation, Series, VariableKind};
use crate::ingest::Ingested;
use crate::panel::Panel;
use crate::period::Period;
use crate::plan::Plan;
use crate::region::Regions;
use combine::{Built, Divisions, Map};
use divisions::{Fault, LevelFacts, level_facts, newer_divisions};

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
    /// Missing, and filled.
    pub const IMPUTED: u8 = 64;
    /// Changed by the treatment of outliers.
    pub const TREATED: u8 = 128;
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
#[derive(Debug, Clone)]
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
    /// Number of answers behind a survey's series in a period, by region of the ranked level's division.
    pub answers: BTreeMap<(usize, Period), Vec<f64>>,
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

    /// Changes the values of every series, in an order that does not depend on how they are stored: by variable, period and level.
    pub fn change(&mut self, mut change: impl FnMut(usize, &mut [f64])) {
        let keys: BTreeSet<ColumnKey> = self.columns.keys().chain(self.direct.keys()).cloned().collect();
        for key in keys {
            if let Some((slot, level_idx)) = self.direct.remove(&key) {
                let values = self.panel.level_column(slot, level_idx).to_vec();
                self.columns.insert(key.clone(), Column { values, marks: Vec::new() });
            }
            if let Some(column) = self.columns.get_mut(&key) {
                change(key.0, &mut column.values);
            }
        }
    }

    /// Puts another value in the place of a region's, by its position in the level's division: what everything derived from the
    /// series would be if it were so. Nothing happens where the series was not asked for.
    pub fn replace(&mut self, variable_idx: usize, period: Period, level: &str, position: usize, value: f64) {
        let key = (variable_idx, period, level.to_owned());
        if let Some((slot, level_idx)) = self.direct.remove(&key) {
            let values = self.panel.level_column(slot, level_idx).to_vec();
            self.columns.insert(key.clone(), Column { values, marks: Vec::new() });
        }
        if let Some(cell) = self.columns.get_mut(&key).and_then(|column| column.values.get_mut(position)) {
            *cell = value;
        }
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
            VariableKind::Series(series) => {
                found.insert((variable_idx, period, level.to_owned()));
                found.extend(series.answers.map(|answers| (answers.variable, period, level.to_owned())));
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

    let mut divisions = Divisions::new();
    let mut newer = Vec::new();
    for (variable_idx, period) in panel.slots.keys.iter().copied() {
        match harmoniser.division_of(variable_idx, period) {
            Ok((division, inferred)) => {
                if inferred && let Some(year) = division {
                    notes.inferred.insert((variable_idx, period), year);
                }
                divisions.insert((variable_idx, period), division);
            }
            Err(Fault::Newer(found)) => newer.push(found),
            Err(Fault::Other(problem)) => problems.push(problem),
        }
    }
    let mut problems = summarised(problems);
    problems.extend(newer_divisions(plan, regions.division.year.unwrap_or_default(), &newer));
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
            harmoniser.build(key, *slot, map, &divisions, ingested)
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
    Problems::check(summarised(problems), ())?;
    let mut harmonised = Harmonised { panel, columns, direct, notes };
    answers::judge(plan, regions, wanted, &mut harmonised);
    Ok(harmonised)
}

/// Most periods that are listed under one problem.
const MOST_LISTED: usize = 4;

/// Problems that differ only in their period, which is their place, are told once: what they have in common, and where it
/// differs the details of the first periods.
fn summarised(problems: Vec<Problem>) -> Vec<Problem> {
    let mut groups: Vec<Vec<Problem>> = Vec::new();
    for problem in problems {
        match groups.iter_mut().find(|group| group[0].message == problem.message) {
            Some(group) => group.push(problem),
            None => groups.push(vec![problem]),
        }
    }
    groups
        .into_iter()
        .map(|group| {
            let place = match &group[..] {
                [one] => format!("period {}", one.place),
                [first, .., last] => format!("{} periods, {} to {}", group.len(), first.place, last.place),
                [] => String::new(),
            };
            let same_details = group.iter().all(|problem| problem.details == group[0].details);
            let mut details: Vec<String> = match same_details {
                true => group[0].details.clone(),
                false => {
                    let of_period = |problem: &Problem| format!("{}: {}", problem.place, problem.details.join("; "));
                    group.iter().take(MOST_LISTED).map(of_period).collect()
                }
            };
            if !same_details && group.len() > MOST_LISTED {
                details.push(format!("and {} more periods", group.len() - MOST_LISTED));
            }
            let help = group[0].help.clone();
            let mut problem = Problem::new(group[0].kind, group[0].message.clone()).at(place).help(help);
            problem.details = details;
            problem
        })
        .collect()
}

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
}
