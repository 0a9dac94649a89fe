//! The scenarios that an audit looks at whatever the configuration draws: one choice at a time, all else as configured.
//!
//! An audit asks the same questions of every index: what if another usual normalisation, rule for equal values, mean, or no treatment
//! and no imputation had been chosen; what if all weights were equal, or an indicator or a factor were not there. What
//! `[robustness]` draws beside these is asked too. A choice is widened alone, so that a scenario costs one computation of the
//! scores and not one of every combination.
//!
//! What cannot be asked of an index is an [`Inapplicable`] with the reason, and what was asked but cannot be computed is a scenario
//! without a result: nothing is left out in silence. Random draws of weights are not made here, but by
//! [`Engine::analyse`](super::robustness::Engine::analyse).

use rayon::prelude::*;

use super::robustness::inputs::{Draw, OptionDraw};
use super::robustness::scenarios::{self, Change, Choice, Scenario, Standings};
use super::robustness::variants::with_options;
use super::robustness::{Engine, Subject};
use super::sensitivity::leave_one_out::{self, Standing};
use crate::method::{
    Aggregation, AggregationOption, Imputation, ImputationMethod, ImputationOption, LeftOut, NormalisationOption, Options,
    RankOrder, TieOption, Ties, Treatment, TreatmentOption, WeightDraw, ZeroRule,
};
use crate::plan::Plan;

/// What one choice at a time does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alternatives {
    /// Indicators left out, factors left out, equal weights, then the options of each choice.
    pub scenarios: Vec<Scenario>,
    /// What was not asked.
    pub inapplicable: Vec<Inapplicable>,
}

/// A scenario that has no meaning for an index, or is what it does already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inapplicable {
    /// What would be otherwise.
    pub change: Change,
    /// Why it was not asked.
    pub reason: Unasked,
}

/// Why a scenario has no meaning for an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unasked {
    /// There is nothing to make equal.
    #[error("all weights are equal already")]
    EqualAlready,
    /// What stands above the indicators takes no other scale.
    #[error("a factor asks for the scale of its own normalisation, or less is better")]
    OwnScale,
    /// Equal values have no places to share.
    #[error("no indicator is scored by its place")]
    NoPlaces,
    /// A mean of scores would say the contrary.
    #[error("less is better in a factor or in the index, and a mean of scores would turn its order")]
    LessIsBetter,
    /// Outliers stay as they are already.
    #[error("no outliers are treated as it is")]
    Untreated,
    /// Gaps stay as they are already.
    #[error("no values are filled in as it is")]
    NotImputed,
    /// The option is the configured one.
    #[error("it is what is configured")]
    AsConfigured,
}

impl Unasked {
    /// Every reason.
    pub const ALL: [Unasked; 7] = [
        Unasked::EqualAlready,
        Unasked::OwnScale,
        Unasked::NoPlaces,
        Unasked::LessIsBetter,
        Unasked::Untreated,
        Unasked::NotImputed,
        Unasked::AsConfigured,
    ];
}

const CHOICES: [Choice; 5] = [Choice::Normalisation, Choice::Ties, Choice::Aggregation, Choice::Treatment, Choice::Imputation];

/// Every scenario of an audit, for some nodes of an edition.
pub fn alternatives(subject: Subject<'_>, edition_idx: usize, nodes: &[usize]) -> Alternatives {
    let plan = as_configured(subject.plan);
    let engine = Engine::new(Subject { plan: &plan, ..subject }, &[edition_idx]);
    let mut found = Alternatives { scenarios: scenarios::scenarios(&engine, edition_idx, nodes), inapplicable: Vec::new() };
    if !found.scenarios.iter().any(|scenario| scenario.change == Change::EqualWeights) {
        found.inapplicable.push(Inapplicable { change: Change::EqualWeights, reason: Unasked::EqualAlready });
    }
    for choice in CHOICES {
        let widened = Widened::new(&plan, &subject.plan.robustness.draws, choice);
        found.inapplicable.extend(widened.inapplicable);
        if widened.labels.len() > 1 {
            let engine = Engine::new(Subject { plan: &widened.plan, ..subject }, &[edition_idx]);
            found.scenarios.extend(of_choice(&engine, choice, &widened.labels, edition_idx, nodes));
        }
    }
    found
}

/// The options of a choice other than the configured one, which stands first.
fn of_choice(engine: &Engine<'_>, choice: Choice, labels: &[String], edition_idx: usize, nodes: &[usize]) -> Vec<Scenario> {
    let options: Vec<(usize, &String)> = labels.iter().enumerate().skip(1).collect();
    options
        .into_par_iter()
        .flat_map_iter(|(position, label)| {
            let draw = Draw { options: option(choice, position), ..engine.inputs.nominal() };
            let computed = engine.nodes(edition_idx, &draw);
            let of_node = |&node_idx: &usize| {
                let nominal = &engine.subject.outcome.editions[edition_idx].nodes[node_idx];
                let result = computed.clone().and_then(|nodes| {
                    let now = &nodes[node_idx];
                    let with = Standing { scores: nominal.ranked_by(), ranks: &nominal.ranks };
                    let shift = leave_one_out::shift(with, Standing { scores: now.ranked_by(), ranks: &now.ranks });
                    let shift = shift.ok_or_else(|| "no region is ranked".to_owned())?;
                    let (scores, ranks, type_ranks) = (now.scores.clone(), now.ranks.clone(), now.type_ranks.clone());
                    Ok(Standings { scores, ranks, type_ranks, shift })
                });
                Scenario { change: Change::Option(choice, label.clone()), node_idx, result }
            };
            nodes.iter().map(of_node).collect::<Vec<Scenario>>()
        })
        .collect()
}

fn option(choice: Choice, position: usize) -> OptionDraw {
    let mut options = OptionDraw::default();
    match choice {
        Choice::Normalisation => options.normalisation = position,
        Choice::Ties => options.ties = position,
        Choice::Aggregation => options.aggregation = position,
        Choice::Treatment => options.treatment = position,
        Choice::Imputation => options.imputation = position,
    }
    options
}

/// The one option that is configured.
fn only<T>(configured: T) -> Options<T> {
    Options { options: vec![configured], labels: vec!["configured".to_owned()], shares: vec![1.0] }
}

/// The plan, in which nothing is drawn.
fn as_configured(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let draws = &mut plan.robustness.draws;
    draws.indicator_weights = WeightDraw::Off;
    draws.factor_weights = WeightDraw::Off;
    draws.normalisation = only(NormalisationOption::AsConfigured);
    draws.ties = only(TieOption::AsConfigured);
    draws.aggregation = only(AggregationOption::AsConfigured);
    draws.treatment = only(TreatmentOption::AsConfigured);
    draws.imputation = only(ImputationOption::AsConfigured);
    draws.left_out = LeftOut::Never;
    draws.noise = false;
    plan
}

/// A plan with the options of one choice.
struct Widened {
    plan: Plan,
    /// Of its options, the configured one first.
    labels: Vec<String>,
    inapplicable: Vec<Inapplicable>,
}

impl Widened {
    fn new(configured: &Plan, drawn: &crate::method::Draws, choice: Choice) -> Self {
        let mut plan = configured.clone();
        let draws = &mut plan.robustness.draws;
        let why_not = match choice {
            Choice::Normalisation => {
                let standard = [
                    ("percentile-rank", NormalisationOption::PercentileRank),
                    ("min-max", NormalisationOption::MinMax),
                    ("z-score", NormalisationOption::ZScore),
                ];
                add(&mut draws.normalisation, standard, &drawn.normalisation);
                (!configured.tree.takes_other_scales(&configured.indicators)).then_some(Unasked::OwnScale)
            }
            Choice::Ties => {
                let standard = [("average", Ties::Average), ("minimum", Ties::Minimum), ("maximum", Ties::Maximum)];
                add(&mut draws.ties, standard.map(|(label, ties)| (label, TieOption::Stated(ties))), &drawn.ties);
                let counts = configured.indicators.iter().any(|one| one.normalisation.scaling.ties().is_some());
                (!counts).then_some(Unasked::NoPlaces)
            }
            Choice::Aggregation => {
                let standard = [
                    ("arithmetic-mean", AggregationOption::Stated(Aggregation::ArithmeticMean)),
                    ("geometric-mean", AggregationOption::Stated(Aggregation::GeometricMean { zero: ZeroRule::Refuse })),
                ];
                add(&mut draws.aggregation, standard, &drawn.aggregation);
                let less_is_better = configured.tree.nodes.iter().any(|node| node.order != RankOrder::HighestFirst);
                less_is_better.then_some(Unasked::LessIsBetter)
            }
            Choice::Treatment => {
                add(&mut draws.treatment, [("none", TreatmentOption::None)], &drawn.treatment);
                None
            }
            Choice::Imputation => {
                let none = Imputation { method: ImputationMethod::None, pool: Default::default() };
                add(&mut draws.imputation, [("none", ImputationOption::Stated(Box::new(none)))], &drawn.imputation);
                None
            }
        };
        let mut widened = Widened { labels: labels(&plan, choice), plan, inapplicable: Vec::new() };
        let n_options = widened.labels.len();
        // From the last one, so that positions of those to come stay.
        for position in (1..n_options).rev() {
            let same = || changes_nothing(&widened.plan, option(choice, position)).then(|| configured_already(choice));
            if let Some(reason) = why_not.or_else(same) {
                let label = remove(&mut widened.plan, choice, position);
                widened.inapplicable.insert(0, Inapplicable { change: Change::Option(choice, label), reason });
            }
        }
        widened.labels = labels(&widened.plan, choice);
        widened
    }
}

/// Why an option that changes nothing does.
fn configured_already(choice: Choice) -> Unasked {
    match choice {
        Choice::Treatment => Unasked::Untreated,
        Choice::Imputation => Unasked::NotImputed,
        _ => Unasked::AsConfigured,
    }
}

/// Adds the usual options, and those that replicates draw, unless they are there already.
fn add<T: PartialEq + Clone, const N: usize>(to: &mut Options<T>, standard: [(&str, T); N], drawn: &Options<T>) {
    let standard = standard.into_iter().map(|(label, option)| (label.to_owned(), option));
    let drawn = drawn.labels.iter().cloned().zip(drawn.options.iter().cloned());
    for (label, option) in standard.chain(drawn) {
        if !to.options.contains(&option) {
            to.options.push(option);
            to.labels.push(label);
        }
    }
    // Nobody draws here, but every option takes a share.
    to.shares = vec![1.0 / to.options.len() as f64; to.options.len()];
}

fn labels(plan: &Plan, choice: Choice) -> Vec<String> {
    let draws = &plan.robustness.draws;
    match choice {
        Choice::Normalisation => &draws.normalisation.labels,
        Choice::Ties => &draws.ties.labels,
        Choice::Aggregation => &draws.aggregation.labels,
        Choice::Treatment => &draws.treatment.labels,
        Choice::Imputation => &draws.imputation.labels,
    }
    .clone()
}

/// Removes an option; its label.
fn remove(plan: &mut Plan, choice: Choice, position: usize) -> String {
    fn from<T>(options: &mut Options<T>, position: usize) -> String {
        options.options.remove(position);
        options.shares.remove(position);
        options.labels.remove(position)
    }
    let draws = &mut plan.robustness.draws;
    match choice {
        Choice::Normalisation => from(&mut draws.normalisation, position),
        Choice::Ties => from(&mut draws.ties, position),
        Choice::Aggregation => from(&mut draws.aggregation, position),
        Choice::Treatment => from(&mut draws.treatment, position),
        Choice::Imputation => from(&mut draws.imputation, position),
    }
}

/// Whether a plan with some options is the plan as configured.
fn changes_nothing(plan: &Plan, options: OptionDraw) -> bool {
    let other = with_options(plan, options);
    let same_nodes = plan.tree.nodes.iter().zip(&other.tree.nodes).all(|(own, other)| own.aggregation == other.aggregation);
    let same_imputation = |own: &Imputation, other: &Imputation| {
        own.method == other.method && (own.pool == other.pool || own.method == ImputationMethod::None)
    };
    let same_treatment = |own: &Treatment, other: &Treatment| own == other || (own.steps.is_empty() && other.steps.is_empty());
    let mut indicators = plan.indicators.iter().zip(&other.indicators);
    same_nodes
        && indicators.all(|(own, other)| {
            own.normalisation == other.normalisation
                && same_treatment(&own.treatment, &other.treatment)
                && same_imputation(&own.imputation, &other.imputation)
        })
}
