//! Which statistic period each indicator has in each edition: as planned, or carried over because the planned one has not
//! arrived.
//!
//! Statistics arrive over months. A draft may use the latest period there is, marked; a final build refuses unless the
//! configuration acknowledges it.

use std::collections::BTreeSet;

use crate::error::{Problem, ProblemKind};
use crate::harmonise::{ColumnKey, columns_behind};
use crate::indicator::series_behind;
use crate::period::Period;
use crate::plan::{Finding, Plan, Status};

/// How far back a period is looked for that could be carried over.
const MOST_STEPS_BACK: i32 = 10;

/// Statistic periods by edition and indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// Period by edition, then indicator.
    pub periods: Vec<Vec<Period>>,
    /// Carried over: edition, indicator, the period that was planned.
    pub carried_over: Vec<CarriedOver>,
}

/// An indicator whose planned statistic period has not arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedOver {
    /// The edition.
    pub edition_idx: usize,
    /// The indicator.
    pub indicator_idx: usize,
    /// The period that was planned.
    pub planned: Period,
}

impl Schedule {
    /// The periods of the configuration.
    pub fn planned(plan: &Plan) -> Self {
        let of_edition =
            |edition_idx: usize| plan.indicators.iter().map(|indicator| indicator.periods[edition_idx]).collect::<Vec<Period>>();
        Schedule { periods: (0..plan.editions.len()).map(of_edition).collect(), carried_over: Vec::new() }
    }

    /// The columns that all indicators of all editions read.
    pub fn columns(&self, plan: &Plan, level: &str) -> BTreeSet<ColumnKey> {
        let mut found = BTreeSet::new();
        for periods in &self.periods {
            for (indicator, period) in plan.indicators.iter().zip(periods) {
                columns_behind(plan, &indicator.derivation, *period, level, &mut found);
            }
        }
        found
    }

    /// Whether an indicator is carried over in an edition.
    pub fn is_carried_over(&self, edition_idx: usize, indicator_idx: usize) -> bool {
        self.carried_over.iter().any(|carried| carried.edition_idx == edition_idx && carried.indicator_idx == indicator_idx)
    }

    /// Replaces periods that have not arrived by the latest earlier one, where that is allowed.
    ///
    /// `available` holds the variables and periods of which the data have any value. Returns the problems of indicators that
    /// have no period at all, and of those that may not be carried over.
    pub fn settle(&mut self, plan: &Plan, available: &BTreeSet<(usize, Period)>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (edition_idx, periods) in self.periods.iter_mut().enumerate() {
            for (indicator_idx, period) in periods.iter_mut().enumerate() {
                let lacking = lacking(plan, indicator_idx, *period, available);
                if lacking.is_empty() {
                    continue;
                }
                let found = (1..=MOST_STEPS_BACK)
                    .map(|steps| period.back(steps))
                    .find(|earlier| self::lacking(plan, indicator_idx, *earlier, available).is_empty());
                let allowed =
                    plan.status == Status::Draft || plan.acknowledged(Finding::CarriedOver, indicator_idx, edition_idx).is_some();
                match found {
                    Some(earlier) if allowed => {
                        self.carried_over.push(CarriedOver { edition_idx, indicator_idx, planned: *period });
                        *period = earlier;
                    }
                    _ => problems.push(not_arrived(plan, edition_idx, indicator_idx, *period, found, &lacking, available)),
                }
            }
        }
        problems
    }
}

/// The newest period for which the data have everything behind an indicator, if there is one.
pub fn newest(plan: &Plan, indicator_idx: usize, available: &BTreeSet<(usize, Period)>) -> Option<Period> {
    let periods: BTreeSet<Period> = available.iter().map(|(_, period)| *period).collect();
    periods.into_iter().rev().find(|period| lacking(plan, indicator_idx, *period, available).is_empty())
}

/// Whether the data have anything at all for everything behind an indicator in a period.
pub fn has_arrived(plan: &Plan, indicator_idx: usize, period: Period, available: &BTreeSet<(usize, Period)>) -> bool {
    lacking(plan, indicator_idx, period, available).is_empty()
}

/// Series and periods behind an indicator of which the data have nothing.
fn lacking(plan: &Plan, indicator_idx: usize, period: Period, available: &BTreeSet<(usize, Period)>) -> Vec<(usize, Period)> {
    let mut needed = BTreeSet::new();
    series_behind(&plan.variables, &plan.indicators[indicator_idx].derivation, period, &mut needed);
    needed.into_iter().filter(|cell| !available.contains(cell)).collect()
}

fn not_arrived(
    plan: &Plan,
    edition_idx: usize,
    indicator_idx: usize,
    period: Period,
    found: Option<Period>,
    lacking: &[(usize, Period)],
    available: &BTreeSet<(usize, Period)>,
) -> Problem {
    let edition = &plan.editions[edition_idx].id;
    let indicator = &plan.indicators[indicator_idx].id;
    let mut problem = Problem::new(
        ProblemKind::DataContract,
        format!(
            "the indicator `{indicator}` of edition {edition} needs the statistic period {period}, which the data do not have"
        ),
    );
    for (variable_idx, period) in lacking.iter().take(3) {
        let periods: Vec<Period> =
            available.iter().filter(|(other, _)| other == variable_idx).map(|(_, period)| *period).collect();
        let variable = &plan.variables[*variable_idx].id;
        problem.details.push(match (periods.iter().min(), periods.iter().max()) {
            (Some(only), Some(last)) if only == last => {
                format!("`{variable}` has no value for {period}; the data have only {only}")
            }
            (Some(first), Some(last)) => format!("`{variable}` has no value for {period}; the data have {first} to {last}"),
            _ => format!("`{variable}` has no values at all"),
        });
    }
    problem.help(match found {
        Some(earlier) => format!(
            "wait for the statistic, or accept {earlier} in its place: \
             [[acknowledge]] finding = \"carried-over\", indicator = \"{indicator}\", edition = \"{edition}\", reason = \"…\""
        ),
        None => "add the data, change the lag or the periods of the indicator, or drop the edition".to_owned(),
    })
}
