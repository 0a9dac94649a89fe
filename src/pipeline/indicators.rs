//! One indicator through its steps, in a batch of editions: derive, impute, treat, normalise.
//!
//! Each step is fitted on the parts of its pool and applied to them ([`crate::pool`]); what it changed is marked per cell and
//! counted. Nothing here knows a formula.

use crate::corrections;
use crate::error::{Problem, ProblemKind};
use crate::harmonise::mark;
use crate::impute;
use crate::indicator::{Derivation, Indicator};
use crate::method::{
    BeforeScaling, DistanceReference, ImputationMethod, Normalisation, Pool, PoolEditions, ReferenceMean, Rounding, Scaling,
    Uncomputable, WhenAllEqual,
};
use crate::normalise::{self, PoolValues};
use crate::outcome::{Detail, Fitted, IndicatorOutcome, OutcomeNotes};
use crate::panel::{Missing, any_missing};
use crate::period::Period;
use crate::pool::{self, Part, Stretch};
use crate::treat;
use crate::{rank, round};

use super::screening::Screened;
use super::{Context, ScoreColumn};

/// Most regions that are listed under one problem.
const MOST_LISTED: usize = 5;

/// An indicator in the editions of a batch, by position.
pub(super) struct IndicatorSteps {
    pub editions: Vec<IndicatorStep>,
    pub notes: OutcomeNotes,
    pub problems: Vec<Problem>,
}

/// An indicator in one edition.
pub(super) struct IndicatorStep {
    pub outcome: IndicatorOutcome,
    /// Whether each score rests on data; empty when all do that are there.
    pub coverage: Vec<f64>,
}

/// Columns of one indicator on their way through the steps, by position in the batch.
struct Columns<'a, 'c> {
    context: &'a Context<'c>,
    indicator_idx: usize,
    indicator: &'a Indicator,
    batch: &'a [usize],
    /// Whether the edition has the indicator.
    present: Vec<bool>,
    screened: &'a Screened,
    values: Vec<Vec<f64>>,
    marks: Vec<Vec<u8>>,
    notes: OutcomeNotes,
    problems: Vec<Problem>,
}

pub(super) fn over_editions(context: &Context<'_>, indicator_idx: usize, batch: &[usize], screened: &Screened) -> IndicatorSteps {
    let mut columns = Columns::observed(context, indicator_idx, batch, screened);
    let full = context.detail == Detail::Full;
    let indicator = columns.indicator;
    let changes_values = indicator.imputation.method != ImputationMethod::None || !indicator.treatment.steps.is_empty();
    let raw: Vec<Vec<f64>> = if changes_values || full { columns.values.clone() } else { Vec::new() };

    let n_missing: Vec<usize> = columns.values.iter().map(|values| n_missing(values)).collect();
    let fills = columns.impute();
    columns.check_missing(if raw.is_empty() { None } else { Some(&raw) });
    let treatments = columns.treat();
    let normalised = columns.normalise();
    let Columns { present, values, mut marks, mut notes, problems, .. } = columns;
    let Normalised { scores, scales } = normalised;

    let mut editions = Vec::with_capacity(batch.len());
    let (mut fills, mut treatments, mut scales) = (fills.into_iter(), treatments.into_iter(), scales.into_iter());
    let (mut raw, mut marks_of) = (raw.into_iter(), std::mem::take(&mut marks).into_iter());
    for (column, (values, mut scores)) in values.into_iter().zip(scores).enumerate() {
        let edition_idx = batch[column];
        let mut marks = marks_of.next().unwrap_or_default();
        let raw = raw.next().unwrap_or_default();
        let neutral = impute::neutral(indicator, &mut scores);
        if !neutral.is_empty() {
            marks.resize(values.len(), 0);
            neutral.iter().for_each(|&region_idx| marks[region_idx] |= mark::NEUTRAL);
        }
        let observed = if raw.is_empty() { &values } else { &raw };
        let not_observed = |bits: &u8| bits & (mark::NEUTRAL | mark::IMPUTED) != 0;
        let coverage = if marks.iter().any(not_observed) {
            let rests_on_data = |((value, score), bits): ((&f64, &f64), &u8)| {
                if value.is_nan() || score.is_nan() || bits & mark::NEUTRAL != 0 { 0.0 } else { 1.0 }
            };
            observed.iter().zip(&scores).zip(&marks).map(rests_on_data).collect()
        } else {
            Vec::new()
        };
        round_scores(&mut scores, context.plan.method.roundings.normalised);
        let marked = |bit: u8| marks.iter().filter(|bits| **bits & bit != 0).count();
        for (count, list) in [
            (n_missing[column], &mut notes.missing),
            (marked(mark::IMPUTED), &mut notes.imputed),
            (neutral.len(), &mut notes.neutral),
            (marked(mark::TREATED), &mut notes.treated),
            (marked(mark::PRELIMINARY), &mut notes.preliminary),
        ] {
            if count > 0 {
                list.push((edition_idx, indicator_idx, count));
            }
        }
        let (mut raw, mut values) = (raw, values);
        if full && !present[column] {
            let nothing = vec![Missing::NoRow.value(); context.regions.n_ranked()];
            (raw, values, scores) = (nothing.clone(), nothing.clone(), nothing);
        }
        let changed = marks.iter().any(|bits| bits & (mark::IMPUTED | mark::TREATED) != 0);
        let order = indicator.order;
        let outcome = IndicatorOutcome {
            period: context.schedule.periods[edition_idx][indicator_idx],
            is_in: present[column],
            ranks: if full { rank::ranks(&scores, order, context.plan.method.ranking.ties) } else { Vec::new() },
            treated: if full && changed { values } else { Vec::new() },
            raw: if full { raw } else { Vec::new() },
            normalised: scores,
            scales: scales.next().unwrap_or_default(),
            treatments: treatments.next().unwrap_or_default(),
            fills: fills.next().unwrap_or_default(),
            marks,
        };
        editions.push(IndicatorStep { outcome, coverage });
    }
    IndicatorSteps { editions, notes, problems }
}

/// An indicator in some editions of which only the scores are known, with its period in each; none = the edition does not have it.
pub(super) fn of_scores(periods: &[Period], columns: Vec<ScoreColumn>) -> IndicatorSteps {
    let editions = periods.iter().zip(columns).map(|(&period, ScoreColumn { scores, coverage })| {
        let outcome = IndicatorOutcome {
            period,
            is_in: !scores.is_empty(),
            raw: Vec::new(),
            treated: Vec::new(),
            normalised: scores,
            scales: Vec::new(),
            treatments: Vec::new(),
            fills: Vec::new(),
            marks: Vec::new(),
            ranks: Vec::new(),
        };
        IndicatorStep { outcome, coverage }
    });
    IndicatorSteps { editions: editions.collect(), notes: OutcomeNotes::default(), problems: Vec::new() }
}

fn is_screened(value: f64) -> bool {
    Missing::of(value) == Some(Missing::Screened)
}

/// Missing values that are not missing because the region was left out.
fn n_missing(values: &[f64]) -> usize {
    match any_missing(values) {
        true => values.iter().filter(|value| value.is_nan() && !is_screened(**value)).count(),
        false => 0,
    }
}

fn round_scores(scores: &mut [f64], rounding: Rounding) {
    if rounding != Rounding::None {
        scores.iter_mut().for_each(|score| *score = round::rounded(*score, rounding));
    }
}

/// Scores by position in the batch, and the parameters they were made with.
struct Normalised {
    scores: Vec<Vec<f64>>,
    scales: Vec<Vec<Fitted<normalise::Scale>>>,
}

impl<'a, 'c> Columns<'a, 'c> {
    /// The indicator as derived.
    fn observed(context: &'a Context<'c>, indicator_idx: usize, batch: &'a [usize], screened: &'a Screened) -> Self {
        let indicator = &context.plan.indicators[indicator_idx];
        let mut columns = Columns {
            context,
            indicator_idx,
            indicator,
            batch,
            present: Vec::new(),
            screened,
            values: Vec::new(),
            marks: Vec::new(),
            notes: OutcomeNotes::default(),
            problems: Vec::new(),
        };
        for (column, &edition_idx) in batch.iter().enumerate() {
            let is_in = indicator.is_in(edition_idx) && !screened.leaves_out(column, indicator_idx);
            columns.present.push(is_in);
            if !is_in {
                columns.values.push(Vec::new());
                columns.marks.push(Vec::new());
                continue;
            }
            let (mut values, mut marks) = context.observed(edition_idx, indicator_idx);
            columns.note_overridden(edition_idx);
            if context.schedule.is_carried_over(edition_idx, indicator_idx) {
                marks.resize(values.len(), 0);
                marks.iter_mut().for_each(|bits| *bits |= mark::CARRIED_OVER);
            }
            if screened.leaves_out_regions(column) {
                for (region_idx, value) in values.iter_mut().enumerate() {
                    if screened.leaves_out_region(column, region_idx) {
                        if !value.is_nan() {
                            columns.notes.screened_values.push((edition_idx, indicator_idx, region_idx, *value));
                        }
                        *value = Missing::Screened.value();
                    }
                }
            }
            columns.values.push(values);
            columns.marks.push(marks);
        }
        columns
    }

    /// Notes the values that were set by hand, with those of the data.
    fn note_overridden(&mut self, edition_idx: usize) {
        let (context, indicator_idx) = (self.context, self.indicator_idx);
        let mut by_hand = corrections::overrides(context.plan, context.regions, edition_idx, indicator_idx).peekable();
        if by_hand.peek().is_some() {
            let (of_data, _) = context.of_data(edition_idx, indicator_idx);
            let notes = by_hand.map(|(region_idx, _)| (edition_idx, indicator_idx, region_idx, of_data[region_idx]));
            self.notes.overridden.extend(notes);
        }
    }

    fn period(&self, column: usize) -> Period {
        self.context.schedule.periods[self.batch[column]][self.indicator_idx]
    }

    fn edition(&self, column: usize) -> &str {
        &self.context.plan.editions[self.batch[column]].id
    }

    fn parts(&self, pool: &Pool) -> (Vec<Part>, Vec<String>) {
        match self.context.grouping(&pool.within, self.batch) {
            None => (pool::parts(pool, self.batch, &self.present, None), Vec::new()),
            Some((grouping, names)) => (pool::parts(pool, self.batch, &self.present, Some(&grouping)), names),
        }
    }

    /// The name of a part: its edition or editions, and its group.
    fn part_words(&self, pool: &Pool, part: &Part, names: &[String]) -> String {
        let edition = match (part.edition, pool.editions) {
            (Some(column), _) => format!("in edition {}", self.edition(column)),
            (None, PoolEditions::Base(base)) => format!("on the scale of edition {}", self.context.plan.editions[base].id),
            (None, _) => "in all editions together".to_owned(),
        };
        match part.group {
            Some(group) => format!("{edition} within `{}`", names[group]),
            None => edition,
        }
    }

    /// A step that the method cannot compute.
    fn cannot(&mut self, step: &str, pool: &Pool, part: &Part, names: &[String], why: Uncomputable) {
        let words = self.part_words(pool, part, names);
        let help = match why {
            Uncomputable::NotPositive(_) => {
                "check the value; a logarithm, a ratio and a geometric mean need values above 0: choose another method, or shift the indicator"
            }
            Uncomputable::AllEqual(_) => {
                "leave the indicator out, fit it on a larger pool, or say what all get: `all_equal = \"middle\"`"
            }
            Uncomputable::NoReference => {
                "check the reference: a target or reference region without a value, or a mean of 0, is nothing to compare with"
            }
            Uncomputable::NoValues | Uncomputable::TooFewValues { .. } => {
                "complete the data, or fit the indicator on a larger pool"
            }
            Uncomputable::SingularCorrelation
            | Uncomputable::NoSolution
            | Uncomputable::NotAboveOne(_)
            | Uncomputable::Overflow => "choose another method for this indicator",
        };
        let mut problem = Problem::new(
            ProblemKind::DataContract,
            format!("the indicator `{}` cannot be {step} {words}: {why}", self.indicator.id),
        );
        if let Uncomputable::NotPositive(value) = why {
            problem.details = self.regions_not_above_zero(part, value);
        }
        self.problems.push(problem.help(help));
    }

    /// Regions of a part whose value is not above zero, by edition; `value` is one of them. None where a sum of values is meant.
    fn regions_not_above_zero(&self, part: &Part, value: f64) -> Vec<String> {
        let regions = self.context.regions;
        let stretches: Vec<&Stretch> =
            part.fitted_on.iter().chain(part.applies_to.iter().filter(|stretch| !part.fitted_on.contains(stretch))).collect();
        let of_stretch = |stretch: &&Stretch| -> Vec<(usize, usize)> {
            self.regions_of(stretch).map(|region_idx| (stretch.column, region_idx)).collect()
        };
        let places: Vec<(usize, usize)> = stretches.iter().flat_map(of_stretch).collect();
        let value_at = |(column, region_idx): (usize, usize)| self.values[column][region_idx];
        if !places.iter().any(|&place| value_at(place) == value) {
            return Vec::new();
        }
        let found: Vec<(usize, usize)> = places.into_iter().filter(|&place| value_at(place) <= 0.0).collect();
        let mut lines: Vec<String> = found
            .iter()
            .take(MOST_LISTED)
            .map(|&(column, region_idx)| {
                let region = regions.shown(region_idx, self.context.plan.main_language());
                let edition =
                    if part.edition.is_some() { String::new() } else { format!(" in edition {}", self.edition(column)) };
                format!("{region}: {}{edition}", self.values[column][region_idx])
            })
            .collect();
        if found.len() > MOST_LISTED {
            lines.push(format!("and {} more", found.len() - MOST_LISTED));
        }
        lines
    }

    /// Fills gaps; returns the values that fill all of a part.
    fn impute(&mut self) -> Vec<Vec<Fitted<f64>>> {
        let mut fills: Vec<Vec<Fitted<f64>>> = vec![Vec::new(); self.batch.len()];
        let method = &self.indicator.imputation.method;
        match method {
            ImputationMethod::None => {}
            ImputationMethod::Mean | ImputationMethod::Median | ImputationMethod::Constant(_) => {
                let (parts, names) = self.parts(&self.indicator.imputation.pool);
                for part in &parts {
                    let Some(fill) = impute::fill_value(&pool::gather_all(&part.fitted_on, &self.values), method) else {
                        continue;
                    };
                    for stretch in &part.applies_to {
                        let regions = self.regions_of(stretch);
                        self.fill(stretch.column, regions.map(|region_idx| (region_idx, fill)).collect());
                        let group = part.group.map_or(String::new(), |group| names[group].clone());
                        fills[stretch.column].push(Fitted { group, parameters: fill });
                    }
                }
            }
            ImputationMethod::CarriedForward { at_most } => {
                for column in self.there() {
                    let earlier = self.steps_away(column, *at_most as i32, 1);
                    let earlier: Vec<&[f64]> = earlier.iter().map(Vec::as_slice).collect();
                    let mut filled = self.values[column].clone();
                    let regions = impute::carried_forward(&mut filled, &earlier);
                    self.fill(column, regions.into_iter().map(|region_idx| (region_idx, filled[region_idx])).collect());
                }
            }
            ImputationMethod::Linear { at_most, ends } => {
                for column in self.there() {
                    let (earlier, later) =
                        (self.steps_away(column, *at_most as i32, 1), self.steps_away(column, *at_most as i32, -1));
                    let earlier: Vec<&[f64]> = earlier.iter().map(Vec::as_slice).collect();
                    let later: Vec<&[f64]> = later.iter().map(Vec::as_slice).collect();
                    let mut filled = self.values[column].clone();
                    let regions = impute::linear(&mut filled, &earlier, &later, *ends);
                    self.fill(column, regions.into_iter().map(|region_idx| (region_idx, filled[region_idx])).collect());
                }
            }
            ImputationMethod::RowMean => {
                for column in self.there() {
                    let filled = self.row_means(column);
                    let filled = filled.into_iter().enumerate();
                    self.fill(column, filled.filter_map(|(region_idx, value)| Some((region_idx, value?))).collect());
                }
            }
            ImputationMethod::ParentArea { of, level } => {
                for column in self.there() {
                    let of_area = Derivation::Parent { of: *of, level: level.clone() };
                    let values = self.context.of_ranked(&of_area, self.period(column));
                    self.fill(column, values.into_iter().enumerate().collect());
                }
            }
        }
        fills
    }

    fn there(&self) -> Vec<usize> {
        (0..self.batch.len()).filter(|&column| self.present[column]).collect()
    }

    fn regions_of(&self, stretch: &Stretch) -> Box<dyn Iterator<Item = usize>> {
        match &stretch.regions {
            None => Box::new(0..self.values[stretch.column].len()),
            Some(regions) => Box::new(regions.clone().into_iter().map(|region_idx| region_idx as usize)),
        }
    }

    /// The indicator one, two … periods earlier (or later).
    fn steps_away(&self, column: usize, at_most: i32, direction: i32) -> Vec<Vec<f64>> {
        let period = self.period(column);
        (1..=at_most).map(|step| self.context.of_ranked(&self.indicator.derivation, period.back(direction * step))).collect()
    }

    /// Where a region stands in the other indicators of the factor, in this indicator's units.
    fn row_means(&self, column: usize) -> Vec<Option<f64>> {
        let plan = self.context.plan;
        let edition_idx = self.batch[column];
        let of_factor = plan.tree.nodes.iter().find(|node| node.indicators.contains(&self.indicator_idx));
        let members: Vec<usize> = of_factor.map_or(Vec::new(), |node| {
            let is_in = |idx: &usize| plan.indicators[*idx].is_in(edition_idx) && !self.screened.leaves_out(column, *idx);
            node.indicators.iter().copied().filter(is_in).collect()
        });
        let observed = |idx: usize| {
            let (mut values, _) = self.context.observed(edition_idx, idx);
            // What was left out of the edition is no measure of others either.
            for (region_idx, value) in values.iter_mut().enumerate() {
                if self.screened.leaves_out_region(column, region_idx) {
                    *value = Missing::Screened.value();
                }
            }
            values
        };
        let columns: Vec<Vec<f64>> = members.iter().map(|&idx| observed(idx)).collect();
        let directions: Vec<_> = members.iter().map(|&idx| plan.indicators[idx].direction).collect();
        let target = members.iter().position(|&idx| idx == self.indicator_idx).unwrap_or(0);
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        if columns.is_empty() { vec![None; self.values[column].len()] } else { impute::row_mean(&columns, &directions, target) }
    }

    /// Puts values into gaps, and marks them; what is there or was left out stays.
    fn fill(&mut self, column: usize, filled: Vec<(usize, f64)>) {
        let (values, marks) = (&mut self.values[column], &mut self.marks[column]);
        for (region_idx, value) in filled {
            if values[region_idx].is_nan() && !is_screened(values[region_idx]) && !value.is_nan() {
                values[region_idx] = value;
                marks.resize(values.len(), 0);
                marks[region_idx] |= mark::IMPUTED;
            }
        }
    }

    /// Stops where something is missing that must not be.
    fn check_missing(&mut self, raw: Option<&[Vec<f64>]>) {
        for column in self.there() {
            let raw = raw.map_or(&self.values[column], |raw| &raw[column]);
            let named = |region_idx: usize| self.context.regions.shown(region_idx, self.context.plan.main_language());
            let period = self.period(column).to_string();
            let problem = impute::check(self.indicator, raw, &self.values[column], self.edition(column), &period, named);
            self.problems.extend(problem);
        }
    }

    /// Treats outliers.
    fn treat(&mut self) -> Vec<Vec<Fitted<treat::Treated>>> {
        let mut treatments: Vec<Vec<Fitted<treat::Treated>>> = vec![Vec::new(); self.batch.len()];
        if self.indicator.treatment.steps.is_empty() {
            return treatments;
        }
        let (parts, names) = self.parts(&self.indicator.treatment.pool);
        for part in &parts {
            let treated = match treat::fit(&pool::gather_all(&part.fitted_on, &self.values), &self.indicator.treatment) {
                Ok(treated) => treated,
                Err(why) => {
                    self.cannot("treated", &self.indicator.treatment.pool, part, &names, why);
                    continue;
                }
            };
            for stretch in &part.applies_to {
                let before = pool::gather(stretch, &self.values).into_owned();
                let after = treat::apply(&treated, &before);
                if let Some((&value, _)) = before.iter().zip(&after).find(|(before, after)| !before.is_nan() && after.is_nan()) {
                    let why = if value <= 0.0 { Uncomputable::NotPositive(value) } else { Uncomputable::Overflow };
                    self.cannot("treated", &self.indicator.treatment.pool, part, &names, why);
                }
                let regions: Vec<usize> = self.regions_of(stretch).collect();
                for position in treat::changed(&before, &after) {
                    self.marks[stretch.column].resize(self.values[stretch.column].len(), 0);
                    self.marks[stretch.column][regions[position]] |= mark::TREATED;
                }
                pool::scatter(stretch, after, &mut self.values);
                if !treated.attempts.is_empty() {
                    let group = part.group.map_or(String::new(), |group| names[group].clone());
                    treatments[stretch.column].push(Fitted { group, parameters: treated.clone() });
                }
            }
        }
        treatments
    }

    /// Turns values into scores.
    fn normalise(&mut self) -> Normalised {
        let indicator = self.indicator;
        let rule = &indicator.normalisation;
        let full = self.context.detail == Detail::Full;
        let mut normalised =
            Normalised { scores: vec![Vec::new(); self.batch.len()], scales: vec![Vec::new(); self.batch.len()] };
        // What is missing stays missing for the same reason; nothing is scored yet.
        let unscored = |values: &[f64]| -> Vec<f64> {
            let missing = |value: &f64| if value.is_nan() { *value } else { Missing::Computed.value() };
            values.iter().map(missing).collect()
        };
        let (parts, names) = self.parts(&rule.pool);
        // A pool of one edition and all its regions scores itself with one sort, unless its parameters are wanted.
        let scores_itself = |part: &Part| {
            let own = matches!(&part.fitted_on[..], [only] if only.regions.is_none()) && part.edition.is_some();
            own && !full && rule.scaling.counts_places()
        };
        if !parts.iter().all(scores_itself) {
            for column in self.there() {
                normalised.scores[column] = unscored(&self.values[column]);
            }
        }
        for part in &parts {
            let group = || part.group.map_or(String::new(), |group| names[group].clone());
            self.note_equal(part, &group());
            if scores_itself(part) {
                let column = part.fitted_on[0].column;
                match normalise::fit_and_apply(&self.values[column], &[], &[], indicator.direction, rule) {
                    Ok(scores) => normalised.scores[column] = scores,
                    Err(why) => {
                        normalised.scores[column] = unscored(&self.values[column]);
                        self.degenerate(part, &names, why, rule);
                    }
                }
                continue;
            }
            let pool_values = pool::gather_all(&part.fitted_on, &self.values);
            let weights = self.pool_weights(part);
            let scale = match normalise::fit(PoolValues { values: &pool_values, weights: &weights }, indicator.direction, rule) {
                Ok(scale) => scale,
                Err(why) => {
                    self.degenerate(part, &names, why, rule);
                    continue;
                }
            };
            drop(pool_values);
            for stretch in &part.applies_to {
                let values = pool::gather(stretch, &self.values);
                let targets = self.targets(stretch);
                let scores = normalise::apply(&scale, &values, &targets, indicator.direction, rule);
                let lost =
                    values.iter().zip(&scores).find(|(value, score)| !value.is_nan() && score.is_nan()).map(|(value, _)| *value);
                if let Some(value) = lost {
                    let why = if rule.before == BeforeScaling::Logarithm && value <= 0.0 {
                        Uncomputable::NotPositive(value)
                    } else {
                        Uncomputable::NoReference
                    };
                    self.cannot("normalised", &rule.pool, part, &names, why);
                }
                pool::scatter(stretch, scores, &mut normalised.scores);
                if full {
                    normalised.scales[stretch.column].push(Fitted { group: group(), parameters: scale.clone() });
                }
            }
        }
        normalised
    }

    /// A pool that tells no regions apart is mentioned.
    fn note_equal(&mut self, part: &Part, group: &str) {
        let pool_values = pool::gather_all(&part.fitted_on, &self.values);
        let mut numbers = pool_values.iter().filter(|value| !value.is_nan());
        let first = numbers.next();
        let tells_nothing = first.is_some_and(|first| numbers.all(|value| value == first)) && pool_values.len() > 1;
        drop(pool_values);
        if tells_nothing {
            let columns: Vec<usize> = match part.edition {
                Some(column) => vec![column],
                None => part.applies_to.iter().map(|stretch| stretch.column).collect(),
            };
            for column in columns {
                self.notes.constant.push((self.batch[column], self.indicator_idx, group.to_owned()));
            }
        }
    }

    /// A pool whose parameters cannot be fitted: its scores are missing where the method says so, else the build stops.
    fn degenerate(&mut self, part: &Part, names: &[String], why: Uncomputable, rule: &Normalisation) {
        // Without values there is nothing to score: what is missing is missing, and the rule for missing values has had its say.
        let nothing_to_score =
            || part.applies_to.iter().all(|stretch| pool::gather(stretch, &self.values).iter().all(|value| value.is_nan()));
        if why == Uncomputable::NoValues && nothing_to_score() {
            return;
        }
        let accepted = matches!(rule.all_equal, WhenAllEqual::Missing | WhenAllEqual::Formula);
        if !(accepted && matches!(why, Uncomputable::AllEqual(_))) {
            self.cannot("normalised", &rule.pool, part, names, why);
        }
    }

    /// Weights of a pool's values, where the reference is a weighted mean.
    fn pool_weights(&self, part: &Part) -> Vec<f64> {
        let Scaling::RelativeTo { reference: ReferenceMean::WeightedMean(variable), .. } = self.indicator.normalisation.scaling
        else {
            return Vec::new();
        };
        self.further(&part.fitted_on, variable)
    }

    /// A variable over stretches, in the indicator's statistic period.
    fn further(&self, stretches: &[Stretch], variable: usize) -> Vec<f64> {
        let mut all = Vec::new();
        for stretch in stretches {
            let values = self.context.of_ranked(&Derivation::Variable(variable), self.period(stretch.column));
            match &stretch.regions {
                None => all.extend(values),
                Some(regions) => all.extend(regions.iter().map(|&region_idx| values[region_idx as usize])),
            }
        }
        all
    }

    /// Target of each region of a stretch, where each has its own.
    fn targets(&self, stretch: &Stretch) -> Vec<f64> {
        let Scaling::DistanceTo { reference, .. } = &self.indicator.normalisation.scaling else { return Vec::new() };
        match reference {
            DistanceReference::Maximum | DistanceReference::Target(_) => Vec::new(),
            DistanceReference::TargetVariable(variable) => self.further(std::slice::from_ref(stretch), *variable),
            DistanceReference::Region(code) => {
                let regions = self.context.regions;
                let position = (0..regions.n_ranked()).find(|&region_idx| regions.code(region_idx) == code);
                let value = position.map_or(f64::NAN, |region_idx| self.values[stretch.column][region_idx]);
                self.regions_of(stretch).map(|_| value).collect()
            }
        }
    }
}
