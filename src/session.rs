//! From a plan to an outcome: open the inputs, read what is needed, settle the statistic periods, harmonise, compute.
//!
//! The commands share this; it is the only place where reading and computing meet.

use std::collections::BTreeSet;

use crate::analysis::robustness::Subject;
use crate::analysis::summary::{self, Summary};
use crate::corrections;
use crate::error::{Problem, ProblemKind, Problems, Result, counted};
use crate::harmonise::{self, HarmoniseNotes};
use crate::indicator::VariableKind;
use crate::ingest::files::DataOverride;
use crate::ingest::{self, Ingested, OpenFiles, OpenInputs, Progress};
use crate::outcome::{Detail, Outcome};
use crate::period::Period;
use crate::pipeline;
use crate::plan::{Finding, Plan, Status};
use crate::publish::{self, Build};
use crate::region::Regions;
use crate::schedule::Schedule;

/// A finished computation, with everything that publishing needs.
#[derive(Debug)]
pub struct Computed {
    /// What was read.
    pub ingested: Ingested,
    /// What was merged.
    pub harmonised: HarmoniseNotes,
    /// Which periods were used.
    pub schedule: Schedule,
    /// Scores and ranks.
    pub outcome: Outcome,
    /// Summaries for larger areas, in configuration order.
    pub summaries: Vec<Summary>,
    /// The mark for every table.
    pub data_status: String,
}

impl Computed {
    /// The build of some editions, by position and oldest first: without intervals of ranks and without a map.
    pub fn build<'a>(&'a self, plan: &'a Plan, regions: &'a Regions, editions: &'a [usize]) -> Build<'a> {
        Build {
            plan,
            regions,
            ingested: &self.ingested,
            harmonised: &self.harmonised,
            schedule: &self.schedule,
            outcome: &self.outcome,
            summaries: &self.summaries,
            robustness: None,
            map: None,
            editions,
            data_status: &self.data_status,
        }
    }
}

/// Reads the region tables and opens the input files of a plan.
///
/// # Errors
/// The problems of both, since neither needs the other; without a region table the regions are read from the files.
pub fn prepare<'a>(plan: &'a Plan, data: &DataOverride) -> Result<(Regions, OpenFiles<'a>)> {
    if plan.regions.table.is_none() {
        let files = ingest::open(plan, data)?;
        let regions = Regions::of_codes(plan, &files.region_codes(plan)?)?;
        return Ok((regions, files));
    }
    match (Regions::load(plan), ingest::open(plan, data)) {
        (Ok(regions), Ok(files)) => Ok((regions, files)),
        (regions, files) => {
            let mut problems = Vec::new();
            problems.extend(regions.err().map(Problems::into_vec).unwrap_or_default());
            problems.extend(files.err().map(Problems::into_vec).unwrap_or_default());
            Problems::check(problems, ()).and(Err(Problem::new(ProblemKind::Internal, "nothing went wrong").into()))
        }
    }
}

/// What becomes of the cells of the inputs when everything is computed from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// They are looked at again.
    Kept,
    /// They are let go as soon as they can be: nothing is larger.
    LetGo,
}

/// Runs a plan on inputs that are already open, and keeps the cells.
///
/// # Errors
/// Every problem of the stage at which the run stopped.
pub fn compute(
    plan: &Plan,
    regions: &Regions,
    inputs: &OpenInputs<'_>,
    detail: Detail,
    progress: Progress<'_>,
) -> Result<Computed> {
    Ok(compute_and(plan, regions, inputs, detail, Cells::Kept, progress, |_| ())?.0)
}

/// The same, with an analysis of what was computed, while the values are at hand. Ranks are not yet compared with the edition before.
///
/// # Errors
/// As [`compute`].
pub fn compute_and<T>(
    plan: &Plan,
    regions: &Regions,
    inputs: &OpenInputs<'_>,
    detail: Detail,
    cells_after: Cells,
    progress: Progress<'_>,
    analyse: impl FnOnce(Subject<'_>) -> T,
) -> Result<(Computed, T)> {
    let mut schedule = Schedule::planned(plan);
    let mut columns = schedule.columns(plan, &regions.level);
    let mut cells = harmonise::cells_behind(plan, regions, &columns);
    let mut ingested = inputs.read(&cells, progress)?;

    let empty = empty_slots(&ingested);
    if !empty.is_empty() {
        let available = inputs.available()?;
        let nowhere = nowhere(plan, inputs, &cells, &available);
        Problems::check(nowhere, ())?;
        let problems = schedule.settle(plan, &available);
        Problems::check(problems, ())?;
    }
    if !schedule.carried_over.is_empty() {
        columns = schedule.columns(plan, &regions.level);
        cells = harmonise::cells_behind(plan, regions, &columns);
        // One panel in memory at a time.
        drop(ingested);
        ingested = inputs.read(&cells, progress)?;
    }

    let harmonised = harmonise::harmonise(plan, regions, &ingested, &columns)?;
    let mut outcome = pipeline::compute_apart(plan, regions, &harmonised, &schedule, detail)?;
    let summaries = summary::summaries(plan, regions, &harmonised, &outcome);
    let subject = Subject { plan, regions, harmonised: &harmonised, schedule: &schedule, outcome: &outcome };
    let analysed = analyse(subject);
    let notes = harmonised.notes;
    if cells_after == Cells::LetGo {
        ingested.panel.values = Vec::new();
    }
    pipeline::compare_with_previous(plan, regions, &mut outcome);
    Problems::check(unacknowledged(plan, &outcome), ())?;
    Problems::check(corrections::disagreements(plan, regions, &outcome), ()).map_err(Problems::in_reading_order)?;
    let data_status = publish::data_status(plan, inputs.status().as_deref());
    Ok((Computed { ingested, harmonised: notes, schedule, outcome, summaries, data_status }, analysed))
}

/// Brings the series of a finished computation to its regions again, for analyses that go back to the values.
///
/// # Errors
/// As [`compute`] at that stage; where the computation succeeded, none.
pub fn harmonised<'a>(plan: &Plan, regions: &Regions, computed: &'a Computed) -> Result<harmonise::Harmonised<'a>> {
    harmonise::harmonise(plan, regions, &computed.ingested, &computed.schedule.columns(plan, &regions.level))
}

/// Columns without any value.
fn empty_slots(ingested: &Ingested) -> Vec<(usize, Period)> {
    let panel = &ingested.panel;
    let is_empty = |slot: usize| panel.column(slot).iter().all(|value| value.is_nan());
    panel.slots.keys.iter().enumerate().filter(|(slot, _)| is_empty(*slot)).map(|(_, key)| *key).collect()
}

/// Series that none of the files has in any period.
fn nowhere(
    plan: &Plan,
    inputs: &OpenInputs<'_>,
    cells: &BTreeSet<(usize, Period)>,
    available: &BTreeSet<(usize, Period)>,
) -> Vec<Problem> {
    let wanted: BTreeSet<usize> = cells.iter().map(|(variable_idx, _)| *variable_idx).collect();
    wanted
        .into_iter()
        .filter(|variable_idx| matches!(plan.variables[*variable_idx].kind, VariableKind::Series(_)))
        .filter(|variable_idx| !available.iter().any(|(other, _)| other == variable_idx))
        .map(|variable_idx| inputs.no_such_series(variable_idx))
        .collect()
}

/// In a build that is no draft, indicators with preliminary values that nobody has acknowledged.
fn unacknowledged(plan: &Plan, outcome: &Outcome) -> Vec<Problem> {
    if plan.status == Status::Draft {
        return Vec::new();
    }
    let preliminary = outcome.notes.preliminary.iter().filter(|(edition_idx, indicator_idx, _)| {
        plan.acknowledged(Finding::Preliminary, *indicator_idx, *edition_idx).is_none()
    });
    preliminary
        .map(|(edition_idx, indicator_idx, count)| {
            let (edition, indicator) = (&plan.editions[*edition_idx].id, &plan.indicators[*indicator_idx].id);
            Problem::new(
                ProblemKind::DataContract,
                format!(
                    "the indicator `{indicator}` of edition {edition} has {} in a final build",
                    counted(*count, "preliminary value", "preliminary values")
                ),
            )
            .help(format!(
                "wait for the final values, or accept them: \
                 [[acknowledge]] finding = \"preliminary\", indicator = \"{indicator}\", edition = \"{edition}\", reason = \"…\""
            ))
        })
        .collect()
}
