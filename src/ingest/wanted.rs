//! What is wanted of the input files, laid out so that a row can be judged without hashing.

use std::collections::HashMap;

use arrow::array::{Array, StringArray};

use crate::column_pattern::read_period;
use crate::indicator::{Variable, VariableKind};
use crate::panel::{CodeSpace, Slots};
use crate::period::Period;
use crate::plan::Plan;
use crate::region::code::{self, WrittenCode};

/// "Not wanted", in tables of slots, variables and periods.
pub(super) const NONE: u32 = u32::MAX;
/// "Cannot be read", in tables of periods.
pub(super) const BAD: u32 = u32::MAX - 1;
/// Positions from here on are not regions.
pub(super) const SPECIAL: u32 = u32::MAX - 8;
pub(super) const SPECIAL_NULL: u32 = SPECIAL;
pub(super) const SPECIAL_TOTAL: u32 = SPECIAL + 1;
pub(super) const SPECIAL_OTHER_LEVEL: u32 = SPECIAL + 2;
pub(super) const SPECIAL_UNKNOWN: u32 = SPECIAL + 3;
/// The row's key is not in the dictionary.
pub(super) const SPECIAL_DAMAGED: u32 = SPECIAL + 4;

/// What is wanted of the files: the same for all.
#[derive(Debug)]
pub struct Wanted<'a> {
    pub(super) plan: &'a Plan,
    pub(super) space: &'a CodeSpace,
    pub(super) series: HashMap<&'a str, u32>,
    /// Series names, sorted, for the statistics of row groups.
    pub(super) names: Vec<&'a str>,
    pub(super) periods: HashMap<Period, u32>,
    /// First wanted year, and the position of each following one among the periods.
    pub(super) years: (i32, Vec<u32>),
    /// Slot by variable and position of the period; each variable's stretch ends with one more [`NONE`], for other periods.
    slot_of: Vec<u32>,
    /// Length of a variable's stretch in `slot_of`.
    n_periods: usize,
    /// Level by variable.
    pub(super) level_of: Vec<usize>,
}

impl<'a> Wanted<'a> {
    /// Prepares the look-ups for the slots.
    pub fn new(plan: &'a Plan, space: &'a CodeSpace, slots: &Slots) -> Self {
        let mut periods: Vec<Period> = slots.keys.iter().map(|(_, period)| *period).collect();
        periods.sort_unstable();
        periods.dedup();
        let index: HashMap<Period, u32> =
            periods.iter().enumerate().map(|(position, period)| (*period, position as u32)).collect();
        let years: Vec<i32> =
            periods.iter().filter(|period| **period == Period::year(period.calendar_year())).map(|p| p.calendar_year()).collect();
        let first = years.iter().min().copied().unwrap_or(0);
        let last = years.iter().max().copied().unwrap_or(-1);
        let year_table = (first..=last).map(|year| index.get(&Period::year(year)).copied().unwrap_or(NONE)).collect();
        let n_periods = periods.len() + 1;
        let mut slot_of = vec![NONE; plan.variables.len() * n_periods];
        let mut is_wanted = vec![false; plan.variables.len()];
        for (slot, (variable_idx, period)) in slots.keys.iter().enumerate() {
            slot_of[variable_idx * n_periods + index[period] as usize] = slot as u32;
            is_wanted[*variable_idx] = true;
        }
        let series_of = |variable: &'a Variable| match &variable.kind {
            VariableKind::Series(series) => Some(series),
            VariableKind::Derived(_) => None,
        };
        let series: HashMap<&str, u32> = plan
            .variables
            .iter()
            .enumerate()
            .filter(|(variable_idx, _)| is_wanted[*variable_idx])
            .filter_map(|(variable_idx, variable)| Some((series_of(variable)?.name.as_str(), variable_idx as u32)))
            .collect();
        let mut names: Vec<&str> = series.keys().copied().collect();
        names.sort_unstable();
        let level_of = plan
            .variables
            .iter()
            .map(|variable| series_of(variable).and_then(|series| space.level_idx(&series.level)).unwrap_or(0))
            .collect();
        Wanted { plan, space, series, names, periods: index, years: (first, year_table), slot_of, n_periods, level_of }
    }

    /// The column for a variable and the position of a period, or [`NONE`].
    #[inline]
    pub(super) fn slot(&self, variable: u32, period: u32) -> u32 {
        self.slot_of[variable as usize * self.n_periods + (period as usize).min(self.n_periods - 1)]
    }

    /// Whether any period of a variable is wanted.
    pub(super) fn is_wanted(&self, variable_idx: usize) -> bool {
        self.slot_of[variable_idx * self.n_periods..(variable_idx + 1) * self.n_periods].iter().any(|slot| *slot != NONE)
    }

    /// Position of a period among those that are wanted, or [`NONE`].
    pub(super) fn period(&self, period: Period) -> u32 {
        self.periods.get(&period).copied().unwrap_or(NONE)
    }

    pub(super) fn period_of_year(&self, year: i64) -> u32 {
        let offset = year - i64::from(self.years.0);
        usize::try_from(offset).ok().and_then(|offset| self.years.1.get(offset)).copied().unwrap_or(NONE)
    }

    /// Position of a period written as text, and whether a star marks it preliminary.
    pub(super) fn period_of_text(&self, text: &str) -> (u32, bool) {
        match read_period(text) {
            Ok((period, is_preliminary)) => (self.period(period), is_preliminary),
            Err(_) => (BAD, false),
        }
    }

    /// Positions at a level of written codes.
    pub(super) fn positions(&self, level_idx: usize, written: &StringArray) -> Vec<u32> {
        let level = &self.space.levels[level_idx];
        let mut previous = None;
        (0..written.len())
            .map(|key| {
                let written = written.value(key);
                match code::read(self.plan.regions.code_scheme, &level.level, &self.plan.regions.totals, written) {
                    WrittenCode::Total => SPECIAL_TOTAL,
                    WrittenCode::OtherLevel => SPECIAL_OTHER_LEVEL,
                    WrittenCode::Region(code) => {
                        let found = level.position_after(previous, &code);
                        previous = found.or(previous);
                        found.unwrap_or(SPECIAL_UNKNOWN)
                    }
                }
            })
            .collect()
    }
}
