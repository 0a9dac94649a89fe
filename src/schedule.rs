//! Which statistic period each indicator has in each edition: as planned, or carried over because the planned one has not
//! arrived.
//!
//! Statistics arrive over months. A draft may use the latest period there is, marked; a final build refuses unless the
//! configuration acknowledges it. Periods are looked for in the statistic's own frequency, which need not be the editions'.

use std::collections::BTreeSet;

use crate::error::{Problem, ProblemKind};
use crate::harmonise::{ColumnKey, columns_behind};
use crate::indicator::{Derivation, series_behind};
use crate::period::{Frequency, Period};
use crate::plan::{Finding, Plan, Status};

/// How many periods back one is looked for that could be carried over: ten, or the periods of two years where those are more.
fn most_steps_back(frequency: Frequency) -> i32 {
    (2 * frequency.per_year()).max(10)
}

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

    /// The columns that all indicators of all editions read, and the weights of the summaries.
    pub fn columns(&self, plan: &Plan, level: &str) -> BTreeSet<ColumnKey> {
        let mut found = BTreeSet::new();
        for (edition_idx, periods) in self.periods.iter().enumerate() {
            for (indicator, period) in plan.indicators.iter().zip(periods) {
                if indicator.is_in(edition_idx) {
                    columns_behind(plan, &indicator.derivation, *period, level, &mut found);
                    for (derivation, period) in indicator.further_inputs(*period) {
                        columns_behind(plan, &derivation, period, level, &mut found);
                    }
                }
            }
        }
        for (variable, periods) in plan.groups.iter().filter_map(|group| group.kind.variable()) {
            for period in periods {
                columns_behind(plan, &Derivation::Variable(variable), *period, level, &mut found);
            }
        }
        for summary in &plan.summaries {
            for period in &summary.periods {
                columns_behind(plan, &Derivation::Variable(summary.weight), *period, level, &mut found);
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
    /// have no period at all, of those that may not be carried over, and of summaries whose weight has not arrived.
    pub fn settle(&mut self, plan: &Plan, available: &BTreeSet<(usize, Period)>) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (edition_idx, periods) in self.periods.iter_mut().enumerate() {
            for (indicator_idx, period) in periods.iter_mut().enumerate() {
                let lacking = lacking(plan, indicator_idx, *period, available);
                if lacking.is_empty() || !plan.indicators[indicator_idx].is_in(edition_idx) {
                    continue;
                }
                let found = (1..=most_steps_back(period.frequency()))
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
        problems.extend(weights_not_arrived(plan, available));
        problems
    }
}

/// The newest period for which the data have everything behind an indicator, of the frequency of the period it needs.
pub fn newest(plan: &Plan, indicator_idx: usize, needed: Period, available: &BTreeSet<(usize, Period)>) -> Option<Period> {
    // The one after, because a tertial may rest on a quarter that ends before it does; the needed one, because a window may end
    // long before it.
    let around = |(_, period): &(usize, Period)| [period.at(needed.frequency()), period.at(needed.frequency()).back(-1)];
    let periods: BTreeSet<Period> = available.iter().flat_map(around).chain([needed]).collect();
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

/// Weights of summaries that the data do not have for an edition: they are not carried over, since a lag says the same openly.
fn weights_not_arrived(plan: &Plan, available: &BTreeSet<(usize, Period)>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for summary in &plan.summaries {
        for (edition, period) in plan.editions.iter().zip(&summary.periods) {
            let mut needed = BTreeSet::new();
            series_behind(&plan.variables, &Derivation::Variable(summary.weight), *period, &mut needed);
            let lacking: Vec<(usize, Period)> = needed.into_iter().filter(|cell| !available.contains(cell)).collect();
            if lacking.is_empty() {
                continue;
            }
            let message = format!(
                "the summary `{}` weighs edition {} by `{}` of {period}, which the data do not have",
                summary.id, edition.id, plan.variables[summary.weight].id
            );
            let mut problem = Problem::new(ProblemKind::DataContract, message)
                .help("add the data, or set the `lag` of the summary (and its `frequency`, where it is not the editions')");
            problem.details.extend(lacking.iter().take(3).map(|cell| what_there_is(plan, *cell, available)));
            problems.push(problem);
        }
    }
    problems
}

/// The periods of a series that the data have, beside the one that was looked for.
fn what_there_is(plan: &Plan, (variable_idx, period): (usize, Period), available: &BTreeSet<(usize, Period)>) -> String {
    let periods = || available.iter().filter(|(other, _)| *other == variable_idx).map(|(_, period)| *period);
    let variable = &plan.variables[variable_idx].id;
    match (periods().min(), periods().max()) {
        (Some(only), Some(last)) if only == last => {
            format!("`{variable}` has no value for {period}; the data have only {only}")
        }
        (Some(first), Some(last)) => format!("`{variable}` has no value for {period}; the data have {first} to {last}"),
        _ => format!("`{variable}` has no values at all"),
    }
}

/// A series of which the data have periods of one frequency only, and that not the one that was looked for; and which.
fn only_frequency<'a>(
    plan: &'a Plan,
    (variable_idx, period): (usize, Period),
    available: &BTreeSet<(usize, Period)>,
) -> Option<(&'a str, Frequency)> {
    let mut frequencies = available.iter().filter(|(other, _)| *other == variable_idx).map(|(_, period)| period.frequency());
    let own = frequencies.next().filter(|own| *own != period.frequency())?;
    frequencies.all(|other| other == own).then_some((plan.variables[variable_idx].id.as_str(), own))
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
    problem.details.extend(lacking.iter().take(3).map(|cell| what_there_is(plan, *cell, available)));
    problem.help(match found {
        Some(earlier) => format!(
            "wait for the statistic, or accept {earlier} in its place: \
             [[acknowledge]] finding = \"carried-over\", indicator = \"{indicator}\", edition = \"{edition}\", reason = \"…\""
        ),
        None => match lacking.iter().find_map(|cell| only_frequency(plan, *cell, available)) {
            Some((variable, own)) => format!(
                "the data have `{variable}` by {own}: set `frequency = \"{own}\"` for the indicator (then {period} means {}), \
                 or for the mean, sum or change that it is computed by",
                period.at(own)
            ),
            None => "add the data, change the lag or the periods of the indicator, or drop the edition".to_owned(),
        },
    })
}
