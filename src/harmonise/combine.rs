//! Puts values together: the parts of a merged region, or the members of an area, by the rule of the variable.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, ColumnKey, Harmoniser, combination, mark};
use crate::error::{Problem, ProblemKind};
use crate::indicator::{Combination, Series, VariableKind};
use crate::ingest::Ingested;
use crate::panel::Missing;
use crate::period::Period;
use crate::region::Division;

/// From codes of a source's division to regions of a level.
pub(super) struct Map {
    /// Each source code is the region at the same place: nothing to do.
    pub(super) identity: bool,
    /// Codes (offsets within the level) that make up each region.
    parts: Vec<Vec<u32>>,
}

/// A finished column, and for each region that merged its code and the codes it was put together from.
pub(super) type Built = (Column, Vec<(String, BTreeSet<String>)>);

/// Divisions of all series and periods that were read.
pub(super) type Divisions = BTreeMap<(usize, Period), Option<i32>>;

/// One series in one period, about to be brought to a level.
struct Task<'a> {
    harmoniser: &'a Harmoniser<'a>,
    key: &'a ColumnKey,
    series: &'a Series,
    rule: Combination,
    level_idx: usize,
    division: Option<i32>,
    /// Division of the weight, where the rule has one.
    weight_division: Option<i32>,
    column: &'a [f64],
    /// The weight's column, where the rule has one and it was read.
    weights: Option<&'a [f64]>,
}

impl Harmoniser<'_> {
    /// Which codes of a level's division make up each region of a level.
    pub(super) fn map(&self, level_idx: usize, division: Option<i32>, to_level: &str) -> Map {
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
                false => parent_position(own, code, parent_column, target),
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

    /// Brings one series of one period to its level.
    pub(super) fn build(
        &self,
        key: &ColumnKey,
        slot: usize,
        map: &Map,
        divisions: &Divisions,
        ingested: &Ingested,
    ) -> Result<Built, Problem> {
        let (variable_idx, period, to_level) = key;
        let VariableKind::Series(series) = &self.plan.variables[*variable_idx].kind else {
            return Ok((Column { values: Vec::new(), marks: Vec::new() }, Vec::new()));
        };
        let level_idx = self.level_idx(*variable_idx);
        let level = &self.panel.codes.levels[level_idx];
        let rule = combination(series, to_level);
        let weight = match rule {
            Combination::WeightedMean(weight) => Some(weight),
            _ => None,
        };
        let division_of = |variable_idx: usize| divisions.get(&(variable_idx, *period)).copied().flatten();
        let task = Task {
            harmoniser: self,
            key,
            series,
            rule,
            level_idx,
            division: division_of(*variable_idx),
            weight_division: weight.and_then(division_of),
            column: self.panel.level_column(slot, level_idx),
            weights: weight
                .and_then(|weight| self.panel.slots.slot(weight, *period))
                .map(|slot| self.panel.level_column(slot, level_idx)),
        };
        let source_marks = ingested.notes.marks(slot, level.start, level.codes.len());
        let target = self.regions.division_of(to_level).map_or(&[][..], |division| &division.codes);
        let mut values = Vec::with_capacity(map.parts.len());
        let mut marks = vec![0u8; map.parts.len()];
        let mut merged = Vec::new();
        for (position, part) in map.parts.iter().enumerate() {
            let mark = &mut marks[position];
            *mark = part.iter().fold(0, |bits, &offset| bits | source_marks.get(offset as usize).copied().unwrap_or(0));
            let there = task.parts_there(part);
            values.push(match &there[..] {
                [] => Missing::NoRow.value(),
                [one] => task.column[*one as usize],
                // Nothing to put together: the region simply has no rows.
                many if many.iter().all(|&offset| !task.has_row(offset)) => Missing::NoRow.value(),
                many => {
                    if task.is_merger() {
                        *mark |= self::mark::MERGED;
                        merged.push((target[position].clone(), task.codes(many)));
                    }
                    if weight.is_some() {
                        *mark |= self::mark::APPROXIMATE;
                    }
                    task.combined(many, &target[position])?
                }
            });
        }
        if marks.iter().all(|&mark| mark == 0) {
            marks.clear();
        }
        Ok((Column { values, marks }, merged))
    }
}

impl Task<'_> {
    /// Whether regions merged (else members make up an area).
    fn is_merger(&self) -> bool {
        self.series.level == self.key.2
    }

    fn has_row(&self, offset: u32) -> bool {
        Missing::of(self.column[offset as usize]) != Some(Missing::NoRow)
    }

    fn codes(&self, parts: &[u32]) -> BTreeSet<String> {
        let level = &self.harmoniser.panel.codes.levels[self.level_idx];
        parts.iter().map(|&offset| level.codes[offset as usize].clone()).collect()
    }

    /// The parts that count: all, or before the region table's first year those that occur.
    fn parts_there(&self, part: &[u32]) -> Vec<u32> {
        let facts = &self.harmoniser.levels[self.level_idx];
        let known = self.division.is_none_or(|year| facts.coverage.is_none_or(|coverage| coverage <= year));
        part.iter().copied().filter(|offset| known || self.has_row(*offset)).collect()
    }

    /// The value of several parts.
    fn combined(&self, parts: &[u32], target: &str) -> Result<f64, Problem> {
        match self.rule {
            Combination::Sum => Ok(sum(self.column, parts)),
            Combination::WeightedMean(weight) => {
                let facts = &self.harmoniser.levels[self.level_idx];
                let same_parts = match (self.division, self.weight_division) {
                    (Some(own), Some(on)) if own != on => parts.iter().all(|&offset| facts.holds(offset as usize, on)),
                    _ => true,
                };
                match self.weights.filter(|_| same_parts) {
                    Some(weights) => Ok(weighted_mean(self.column, weights, parts)),
                    None => {
                        let weight_id = &self.harmoniser.plan.variables[weight].id;
                        Err(self.refused(
                            parts,
                            &format!("its weight `{weight_id}` is on another division"),
                            "weigh by a variable published on the same division",
                        ))
                    }
                }
            }
            Combination::Successor => {
                let level = &self.harmoniser.panel.codes.levels[self.level_idx];
                match parts.iter().find(|&&offset| level.codes[offset as usize] == target) {
                    Some(&offset) if self.is_merger() => Ok(self.column[offset as usize]),
                    _ => Err(self.refused(
                        parts,
                        "none of them carries on the code",
                        "use `merge = \"sum\"` for counts, or a mean weighted by a variable for rates",
                    )),
                }
            }
            Combination::Refuse => Err(self.refused(
                parts,
                "the variable does not say how",
                "set `merge` (and `areas`) of the variable: \"sum\" for counts, { weighted-mean = \"…\" } for rates",
            )),
        }
    }

    fn refused(&self, parts: &[u32], why: &str, help: &str) -> Problem {
        let names: Vec<String> = self.codes(parts).iter().map(|code| self.harmoniser.named(code)).collect();
        let what = if self.is_merger() { "merged regions" } else { "members of an area" };
        let (variable_idx, period, _) = self.key;
        let variable = &self.harmoniser.plan.variables[*variable_idx].id;
        let message = format!("`{variable}` cannot be put together from {what}: {why}");
        let listed = match names.len() {
            0..=6 => names.join(" + "),
            n_parts => format!("{} and {} more", names[..6].join(", "), n_parts - 6),
        };
        Problem::new(ProblemKind::DataContract, message).at(period.to_string()).detail(listed).help(help)
    }
}

fn parent_position(own: &Division, code: &str, parent_column: Option<usize>, target: &Division) -> Option<usize> {
    let position = own.position(code)?;
    let written = own.cells[position].get(parent_column?)?;
    target.position(written)
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
///
/// A part of weight zero has no say, whether it has a value or not: a survey that nobody answered there has none.
fn weighted_mean(column: &[f64], weights: &[f64], parts: &[u32]) -> f64 {
    let (mut total, mut weight_total) = (0.0, 0.0);
    for &part in parts {
        let (value, weight) = (column[part as usize], weights[part as usize]);
        if weight == 0.0 {
            continue;
        }
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
        assert!(weighted_mean(&column, &[1.0, 3.0, 1.0], &[0, 1, 2]).is_nan());
        assert_eq!(weighted_mean(&column, &[1.0, 3.0, 0.0], &[0, 1, 2]), 17.5);
    }
}
