//! The steps of the method, read from top to bottom: screen, derive, impute, treat, normalise (`indicators`), weigh, aggregate,
//! rank, classify (`nodes`), compare.
//!
//! Pure: it reads a harmonised panel and a plan and returns an outcome. The same input gives the same bits at any number of
//! threads: editions and indicators are computed apart, and sums are taken in configuration order.
//!
//! Editions are computed in batches: one by one where each takes its parameters from itself, all together where a pool spans
//! several.

mod groups;
mod indicators;
mod nodes;
mod screening;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corrections;
use crate::derive::{Derived, derive};
use crate::error::{Problem, Problems, Result};
use crate::harmonise::Harmonised;
use crate::indicator::Derivation;
use crate::method::{PoolEditions, WeightingMethod, Within};
use crate::outcome::{Detail, EditionOutcome, IndicatorOutcome, Membership, NodeOutcome, Outcome, OutcomeNotes};
use crate::period::Period;
use crate::plan::Plan;
use crate::pool::Grouping;
use crate::rank::{self, GroupRanking};
use crate::region::Regions;
use crate::schedule::Schedule;

/// Scores of indicators that are in memory at a time, as far as whole editions allow: 16 MiB. They take many times the memory
/// of what comes out of them, and within a large edition there is work for every thread.
const CELLS_AT_A_TIME: usize = 1 << 21;

pub(crate) use nodes::{blocked, child_order, rank_order, when_missing};

/// Computes every edition.
///
/// # Errors
/// Values that are missing where the method does not allow it, and steps that cannot be computed: all indicators of all
/// editions at once.
pub fn compute(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    detail: Detail,
) -> Result<Outcome> {
    compute_with(plan, regions, harmonised, schedule, &Substituted::default(), detail)
}

/// The same, with some of the indicators' values replaced: what an index would be if they were so.
///
/// # Errors
/// As [`compute`].
pub fn compute_with(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    substituted: &Substituted,
    detail: Detail,
) -> Result<Outcome> {
    let context = Context { plan, regions, harmonised, schedule, substituted, detail };
    let mut outcome = editions(&context)?;
    compare_with_previous(plan, regions, &mut outcome);
    Ok(outcome)
}

/// Computes every edition without comparing it with the one before: [`compare_with_previous`] needs the outcome alone, and
/// may be left until the data it came from are gone.
///
/// # Errors
/// As [`compute`].
pub fn compute_apart(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    detail: Detail,
) -> Result<Outcome> {
    editions(&Context { plan, regions, harmonised, schedule, substituted: &Substituted::default(), detail })
}

fn editions(context: &Context<'_>) -> Result<Outcome> {
    let all: Vec<usize> = (0..context.plan.editions.len()).collect();
    let batches: Vec<&[usize]> = if spans_editions(context.plan) { vec![&all] } else { all.chunks(1).collect() };
    let mut problems = Vec::new();
    let mut notes = OutcomeNotes::default();
    let mut editions = Vec::with_capacity(all.len());
    let cells_of_batch = context.plan.indicators.len() * context.regions.n_ranked();
    let n_batches = (CELLS_AT_A_TIME / cells_of_batch.max(1)).clamp(1, rayon::current_num_threads().max(1));
    for batches in batches.chunks(n_batches) {
        let computed: Vec<BatchStep> = batches.par_iter().map(|batch| self::batch(context, batch)).collect();
        for step in computed {
            problems.extend(step.problems);
            notes.extend(step.notes);
            editions.extend(step.editions);
        }
    }
    Problems::check(problems, Outcome { editions, notes })
}

/// One edition alone, with some of the indicators' values replaced; ranks are not compared with the edition before.
///
/// # Errors
/// As [`compute`].
pub fn edition_with(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    substituted: &Substituted,
    edition_idx: usize,
    detail: Detail,
) -> Result<EditionOutcome> {
    let context = Context { plan, regions, harmonised, schedule, substituted, detail };
    let all: Vec<usize> = (0..plan.editions.len()).collect();
    let step = if spans_editions(plan) { batch(&context, &all) } else { batch(&context, &[edition_idx]) };
    Problems::check(step.problems, ())?;
    let position = if spans_editions(plan) { edition_idx } else { 0 };
    let nothing = || Problem::new(crate::error::ProblemKind::Internal, "an edition was not computed");
    step.editions.into_iter().nth(position).ok_or_else(|| nothing().into())
}

/// An indicator's scores in an edition, over the ranked regions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScoreColumn {
    /// Scores; empty where the edition does not have the indicator.
    pub scores: Vec<f64>,
    /// 1 where a score rests on data, 0 where it does not; empty when all do that are there.
    pub coverage: Vec<f64>,
}

/// The scores of all indicators in some editions: screen, derive, impute, treat, normalise. By position in `editions`, then by
/// indicator.
///
/// # Errors
/// As [`compute`], of the steps up to normalisation.
pub fn scores(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    editions: &[usize],
) -> Result<Vec<Vec<ScoreColumn>>> {
    let substituted = Substituted::default();
    let context = Context { plan, regions, harmonised, schedule, substituted: &substituted, detail: Detail::Rankings };
    let all: Vec<usize> = (0..plan.editions.len()).collect();
    let batches: Vec<&[usize]> = if spans_editions(plan) { vec![&all] } else { editions.chunks(1).collect() };
    let mut problems = Vec::new();
    let mut found: BTreeMap<usize, Vec<ScoreColumn>> = BTreeMap::new();
    for batch in batches {
        let screened = screening::screen(&context, batch);
        let steps: Vec<indicators::IndicatorSteps> = (0..plan.indicators.len())
            .into_par_iter()
            .map(|indicator_idx| indicators::over_editions(&context, indicator_idx, batch, &screened))
            .collect();
        for step in steps {
            problems.extend(step.problems);
            for (edition_idx, step) in batch.iter().zip(step.editions) {
                let is_in = step.outcome.is_in;
                let column = ScoreColumn { scores: step.outcome.normalised, coverage: step.coverage };
                found.entry(*edition_idx).or_default().push(if is_in { column } else { ScoreColumn::default() });
            }
        }
    }
    Problems::check(problems, editions.iter().map(|edition_idx| found.remove(edition_idx).unwrap_or_default()).collect())
}

/// The factors and the index of an edition from given scores and weights, and nothing of further groups: one replicate of an
/// uncertainty analysis. `columns` holds the scores of all editions that the plan's rescalings need, with their positions; of
/// most plans that is the edition alone. `weights` are by node, then by child.
///
/// # Errors
/// As [`compute`], of the steps from aggregation on.
pub fn nodes_of_columns(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    edition_idx: usize,
    columns: &[(usize, Vec<ScoreColumn>)],
    weights: Vec<Vec<f64>>,
) -> Result<Vec<NodeOutcome>> {
    let substituted = Substituted { columns: BTreeMap::new(), node_weights: Some(weights) };
    let context = Context { plan, regions, harmonised, schedule, substituted: &substituted, detail: Detail::Rankings };
    let batch: Vec<usize> = columns.iter().map(|(edition_idx, _)| *edition_idx).collect();
    let steps: Vec<indicators::IndicatorSteps> = (0..plan.indicators.len())
        .map(|indicator_idx| {
            let periods: Vec<Period> = batch.iter().map(|&edition| schedule.periods[edition][indicator_idx]).collect();
            indicators::of_scores(&periods, columns.iter().map(|(_, columns)| columns[indicator_idx].clone()).collect())
        })
        .collect();
    let (mut notes, mut problems) = (OutcomeNotes::default(), Vec::new());
    let memberships = vec![Vec::new(); batch.len()];
    let nodes = nodes::over_editions(&context, &batch, &steps, &memberships, &mut notes, &mut problems);
    let position = batch.iter().position(|&edition| edition == edition_idx).unwrap_or(0);
    Problems::check(problems, nodes.into_iter().nth(position).unwrap_or_default())
}

/// The editions whose scores are needed for the nodes of one: that one, or all where a factor's score is normalised again on
/// several editions.
pub fn editions_behind_nodes(plan: &Plan, edition_idx: usize) -> Vec<usize> {
    let spans = |rescaling: &crate::method::Normalisation| rescaling.pool.editions != PoolEditions::Each;
    match plan.tree.nodes.iter().any(|node| node.rescaling.as_ref().is_some_and(spans)) {
        true => (0..plan.editions.len()).collect(),
        false => vec![edition_idx],
    }
}

/// Values that stand in for those of the data: by edition and indicator, over the ranked regions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Substituted {
    columns: BTreeMap<(usize, usize), Vec<f64>>,
    /// Weights of each node's children, instead of those of the method.
    node_weights: Option<Vec<Vec<f64>>>,
}

impl Substituted {
    /// Replaces the values of an indicator in an edition.
    pub fn replace(&mut self, edition_idx: usize, indicator_idx: usize, values: Vec<f64>) {
        self.columns.insert((edition_idx, indicator_idx), values);
    }
}

/// What every step of an edition reads.
struct Context<'a> {
    plan: &'a Plan,
    regions: &'a Regions,
    harmonised: &'a Harmonised<'a>,
    schedule: &'a Schedule,
    substituted: &'a Substituted,
    detail: Detail,
}

impl Context<'_> {
    /// A derivation in a period, over the regions of the level that is ranked.
    fn derive(&self, derivation: &Derivation, period: Period) -> Derived<'_> {
        derive(self.plan, self.regions, self.harmonised, derivation, period, &self.regions.level)
    }

    /// The values of a derivation for the ranked regions.
    fn of_ranked(&self, derivation: &Derivation, period: Period) -> Vec<f64> {
        let derived = self.derive(derivation, period);
        self.regions.universe.iter().map(|&position| derived.values[position]).collect()
    }

    /// Values and marks of an indicator in an edition, for the ranked regions: what was set by hand stands in for the data.
    fn observed(&self, edition_idx: usize, indicator_idx: usize) -> (Vec<f64>, Vec<u8>) {
        if let Some(values) = self.substituted.columns.get(&(edition_idx, indicator_idx)) {
            return (values.clone(), Vec::new());
        }
        let (mut values, mut marks) = self.of_data(edition_idx, indicator_idx);
        for (region_idx, by_hand) in corrections::overrides(self.plan, self.regions, edition_idx, indicator_idx) {
            values[region_idx] = by_hand.value;
            // What is known of the data's value says nothing of this one.
            marks.get_mut(region_idx).into_iter().for_each(|marks| *marks = 0);
        }
        (values, marks)
    }

    /// The same as the data have it.
    fn of_data(&self, edition_idx: usize, indicator_idx: usize) -> (Vec<f64>, Vec<u8>) {
        let period = self.schedule.periods[edition_idx][indicator_idx];
        let derived = self.derive(&self.plan.indicators[indicator_idx].derivation, period);
        let universe = &self.regions.universe;
        let marks = match derived.marks.is_empty() {
            true => Vec::new(),
            false => universe.iter().map(|&position| derived.marks[position]).collect(),
        };
        let values = match universe.len() == derived.values.len() {
            true => derived.values.into_owned(),
            false => universe.iter().map(|&position| derived.values[position]).collect(),
        };
        (values, marks)
    }

    /// The groups within which parameters are fitted, for a batch of editions, with their names.
    fn grouping(&self, within: &Within, batch: &[usize]) -> Option<(Grouping, Vec<String>)> {
        match within {
            Within::Everyone => None,
            Within::RegionType => self.regions.types.as_ref().map(|types| {
                let of_edition = batch.iter().map(|&edition_idx| types.of_edition[edition_idx].to_vec()).collect();
                (Grouping { of_edition, n_groups: types.ids.len() }, types.ids.clone())
            }),
            Within::Column(column) => {
                let cells: Vec<&str> =
                    (0..self.regions.n_ranked()).map(|region_idx| self.regions.cell(region_idx, column)).collect();
                let names: std::collections::BTreeSet<&str> = cells.iter().copied().collect();
                let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
                let number = |cell: &&str| names.binary_search_by(|name| name.as_str().cmp(cell)).unwrap_or(0);
                let of_region: Vec<usize> = cells.iter().map(number).collect();
                Some((Grouping { of_edition: vec![of_region; batch.len()], n_groups: names.len() }, names))
            }
        }
    }
}

/// Whether any step takes parameters from more than the edition itself.
fn spans_editions(plan: &Plan) -> bool {
    let spans = |editions: PoolEditions| editions != PoolEditions::Each;
    plan.indicators.iter().any(|indicator| {
        spans(indicator.imputation.pool.editions)
            || spans(indicator.treatment.pool.editions)
            || spans(indicator.normalisation.pool.editions)
    }) || plan.tree.nodes.iter().any(|node| {
        let fitted = !matches!(node.weighting.method, WeightingMethod::Given | WeightingMethod::Equal);
        (fitted && spans(node.weighting.pool)) || node.rescaling.as_ref().is_some_and(|rescaling| spans(rescaling.pool.editions))
    })
}

/// Editions that were computed together.
struct BatchStep {
    editions: Vec<EditionOutcome>,
    notes: OutcomeNotes,
    problems: Vec<Problem>,
}

fn batch(context: &Context<'_>, batch: &[usize]) -> BatchStep {
    let plan = context.plan;
    let screened = screening::screen(context, batch);
    let steps: Vec<indicators::IndicatorSteps> = (0..plan.indicators.len())
        .into_par_iter()
        .map(|indicator_idx| indicators::over_editions(context, indicator_idx, batch, &screened))
        .collect();
    let mut notes = screened.into_notes();
    let mut problems = Vec::new();
    let memberships: Vec<Vec<Membership>> =
        batch.iter().map(|&edition_idx| groups::memberships(context, edition_idx, &mut problems)).collect();
    let nodes = nodes::over_editions(context, batch, &steps, &memberships, &mut notes, &mut problems);
    let mut of_editions: Vec<Vec<IndicatorOutcome>> = batch.iter().map(|_| Vec::new()).collect();
    for step in steps {
        notes.extend(step.notes);
        problems.extend(step.problems);
        if context.detail == Detail::Full {
            for (indicators, indicator) in of_editions.iter_mut().zip(step.editions) {
                indicators.push(indicator.outcome);
            }
        }
    }
    // In reading order: by edition, then by indicator.
    notes.sort();
    let editions = nodes.into_iter().zip(of_editions).zip(memberships);
    let editions = editions.map(|((nodes, indicators), groups)| EditionOutcome { nodes, indicators, groups }).collect();
    BatchStep { editions, notes, problems }
}

impl OutcomeNotes {
    fn extend(&mut self, other: OutcomeNotes) {
        self.missing.extend(other.missing);
        self.imputed.extend(other.imputed);
        self.neutral.extend(other.neutral);
        self.treated.extend(other.treated);
        self.preliminary.extend(other.preliminary);
        self.constant.extend(other.constant);
        self.screened_indicators.extend(other.screened_indicators);
        self.screened_regions.extend(other.screened_regions);
        self.screened_values.extend(other.screened_values);
        self.overridden.extend(other.overridden);
        self.negative_weights.extend(other.negative_weights);
    }

    fn sort(&mut self) {
        for list in [&mut self.missing, &mut self.imputed, &mut self.neutral, &mut self.treated, &mut self.preliminary] {
            list.sort_unstable();
        }
        self.constant.sort();
        self.overridden.sort_by_key(|&(edition_idx, indicator_idx, region_idx, _)| (edition_idx, indicator_idx, region_idx));
    }
}

/// Rank changes of a node.
struct Changes {
    ranks: Vec<Option<i32>>,
    type_ranks: Vec<Option<i32>>,
    group_ranks: Vec<Vec<Option<i32>>>,
}

/// Rank changes against the edition before, in every edition but the first.
pub fn compare_with_previous(plan: &Plan, regions: &Regions, outcome: &mut Outcome) {
    let editions = &outcome.editions;
    let changes: Vec<Vec<Changes>> =
        (1..editions.len()).into_par_iter().map(|edition_idx| changes(plan, regions, editions, edition_idx)).collect();
    for (edition, changes) in outcome.editions.iter_mut().skip(1).zip(changes) {
        for (node, changes) in edition.nodes.iter_mut().zip(changes) {
            node.rank_changes = changes.ranks;
            node.type_rank_changes = changes.type_ranks;
            node.group_rank_changes = changes.group_ranks;
        }
    }
}

/// Rank changes of each node of an edition.
fn changes(plan: &Plan, regions: &Regions, editions: &[EditionOutcome], edition_idx: usize) -> Vec<Changes> {
    let (before, now) = (&editions[edition_idx - 1], &editions[edition_idx]);
    let of_node = |(node_idx, (old, new)): (usize, (&NodeOutcome, &NodeOutcome))| {
        let order = nodes::rank_order(plan, node_idx);
        let type_ranks = regions.types.as_ref().map_or(Vec::new(), |types| {
            let (group_before, group_now) = (&types.of_edition[edition_idx - 1], &types.of_edition[edition_idx]);
            rank::group_changes(
                GroupRanking { scores: old.ranked_by(), group_of: group_before, ranks: &old.type_ranks, order },
                GroupRanking { scores: new.ranked_by(), group_of: group_now, ranks: &new.type_ranks, order },
                types.ids.len(),
                plan.method.ranking.ties,
            )
        });
        let group_ranks = (0..plan.groups.len())
            .map(|group| group_changes(plan, (old, &before.groups[group]), (new, &now.groups[group]), group, order))
            .collect();
        Changes { ranks: rank::changes(&old.ranks, &new.ranks), type_ranks, group_ranks }
    };
    before.nodes.iter().zip(&now.nodes).enumerate().map(of_node).collect()
}

/// Rank changes within a further group.
fn group_changes(
    plan: &Plan,
    (old, before): (&NodeOutcome, &Membership),
    (new, now): (&NodeOutcome, &Membership),
    group: usize,
    order: crate::method::RankOrder,
) -> Vec<Option<i32>> {
    // Groups go by name: a division need not have the same ones in every edition.
    let names: std::collections::BTreeSet<&String> = before.names.iter().chain(&now.names).collect();
    let names: Vec<&String> = names.into_iter().collect();
    let numbers = |membership: &Membership| -> Vec<usize> {
        let number = |name: &String| names.binary_search(&name).unwrap_or(names.len());
        let own: Vec<usize> = membership.names.iter().map(number).collect();
        membership.of_region.iter().map(|of| of.map_or(names.len(), |of| own[of as usize])).collect()
    };
    let (group_before, group_now) = (numbers(before), numbers(now));
    rank::group_changes(
        GroupRanking { scores: old.ranked_by(), group_of: &group_before, ranks: &old.group_ranks[group], order },
        GroupRanking { scores: new.ranked_by(), group_of: &group_now, ranks: &new.group_ranks[group], order },
        names.len() + 1,
        plan.method.ranking.ties,
    )
}
