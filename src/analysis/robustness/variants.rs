//! The scores of the indicators under every combination of drawn options: normalisation, ties, treatment, imputation, and the
//! plan that belongs to it.
//!
//! They do not depend on weights, so they are computed once for each combination that is drawn, by the steps of the main job, and
//! not once per replicate. A combination that cannot be computed is kept as the reason why: its replicates fail, and are counted.

use rayon::prelude::*;

use super::inputs::OptionDraw;
use crate::config::resolve::{order_of, order_of_node};
use crate::error::Problems;
use crate::harmonise::Harmonised;
use crate::indicator::Indicator;
use crate::method::{
    Aggregation, AggregationOption, BeforeScaling, Chain, Denominator, ImputationOption, Keep, LogarithmShift, Normalisation,
    NormalisationOption, Options, OutlierLimits, Reflection, Reversal, Scaling, Spread, TieOption, Ties, Treatment,
    TreatmentOption, TreatmentStep,
};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::region::Regions;
use crate::schedule::Schedule;

/// The range of scores where an indicator's own method has none.
const DEFAULT_RANGE: (f64, f64) = (0.0, 100.0);
/// How far above the lower end of the range scores begin under a mean that must not meet zero: 1 of 100.
const LOWEST_SHARE: f64 = 0.01;
/// The z-score's standard deviation as a share of the range: 10 of 100.
const DEVIATION_SHARE: f64 = 0.1;
/// Most values that the Handbook's treatment winsorises, and its limits: as COINr and the COIN Tool.
const WINSORISED: u32 = 5;
const LIMITS: OutlierLimits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };

/// One combination of options.
#[derive(Debug)]
pub struct Variant {
    /// The plan that it makes.
    pub plan: Plan,
    /// Scores by position among the editions, then by indicator; or why they cannot be computed.
    pub scores: Result<Vec<Vec<ScoreColumn>>, String>,
}

impl Variant {
    /// The scores of an edition, by indicator; `None` where they could not be computed.
    pub fn columns(&self, editions: &[usize], edition_idx: usize) -> Option<&[ScoreColumn]> {
        let position = editions.iter().position(|&edition| edition == edition_idx)?;
        Some(&self.scores.as_ref().ok()?[position])
    }
}

/// Every combination of options.
#[derive(Debug)]
pub struct Variants {
    /// The editions whose scores are there, by position.
    pub editions: Vec<usize>,
    variants: Vec<Variant>,
    /// The options that make each of them.
    options: Vec<OptionDraw>,
    /// By number of the combination: which variant it is. Options that change nothing share one.
    position: Vec<usize>,
    numbers: [usize; 5],
}

impl Variants {
    /// Computes the scores of all combinations in some editions.
    pub fn compute(
        plan: &Plan,
        regions: &Regions,
        harmonised: &Harmonised<'_>,
        schedule: &Schedule,
        editions: Vec<usize>,
    ) -> Self {
        let draws = &plan.robustness.draws;
        // What is configured can be asked for, whether it is drawn or not.
        fn number<T>(options: &Options<T>) -> usize {
            options.options.len().max(options.configured() + 1)
        }
        let numbers = [
            number(&draws.normalisation),
            number(&draws.ties),
            number(&draws.aggregation),
            number(&draws.treatment),
            number(&draws.imputation),
        ];
        let combinations: Vec<OptionDraw> = (0..numbers.iter().product()).map(|number| combination(number, numbers)).collect();
        let mut distinct: Vec<OptionDraw> = Vec::new();
        let mut position = Vec::with_capacity(combinations.len());
        for options in combinations {
            let same = without_ties(plan, options);
            let known = distinct.iter().position(|other| *other == same);
            position.push(known.unwrap_or(distinct.len()));
            if known.is_none() {
                distinct.push(same);
            }
        }
        let variants: Vec<Variant> = distinct
            .par_iter()
            .map(|options| {
                let plan = with_options(plan, *options);
                let scores = pipeline::scores(&plan, regions, harmonised, schedule, &editions).map_err(first_reason);
                Variant { plan, scores }
            })
            .collect();
        Variants { editions, variants, options: distinct, position, numbers }
    }

    /// The combination of some options.
    pub fn get(&self, options: OptionDraw) -> &Variant {
        &self.variants[self.position(options)]
    }

    /// A distinct combination, by position.
    pub fn variant(&self, position: usize) -> &Variant {
        &self.variants[position]
    }

    /// Which of the distinct combinations some options make.
    pub fn position(&self, options: OptionDraw) -> usize {
        let OptionDraw { normalisation, ties, aggregation, treatment, imputation } = options;
        let [_, n_ties, n_aggregations, n_treatments, n_imputations] = self.numbers;
        let number = normalisation * n_ties + ties;
        let number = (number * n_aggregations + aggregation) * n_treatments + treatment;
        self.position[number * n_imputations + imputation]
    }

    /// The distinct combinations.
    pub fn iter(&self) -> impl Iterator<Item = &Variant> {
        self.variants.iter()
    }

    /// The same, side by side.
    pub fn par_iter(&self) -> rayon::slice::Iter<'_, Variant> {
        self.variants.par_iter()
    }

    /// The options that make each of them.
    pub fn options(&self) -> impl Iterator<Item = OptionDraw> {
        self.options.iter().copied()
    }
}

/// The options of a combination's number.
fn combination(number: usize, [_, n_ties, n_aggregations, n_treatments, n_imputations]: [usize; 5]) -> OptionDraw {
    let (number, imputation) = (number / n_imputations, number % n_imputations);
    let (number, treatment) = (number / n_treatments, number % n_treatments);
    let (number, aggregation) = (number / n_aggregations, number % n_aggregations);
    OptionDraw { normalisation: number / n_ties, ties: number % n_ties, aggregation, treatment, imputation }
}

/// The same options with the first tie rule, where no place is counted.
fn without_ties(plan: &Plan, options: OptionDraw) -> OptionDraw {
    let counts = with_options(plan, options).indicators.iter().any(|indicator| indicator.normalisation.scaling.ties().is_some());
    if counts { options } else { OptionDraw { ties: 0, ..options } }
}

/// What went wrong, in one line: the first problem stands for all.
pub fn first_reason(problems: Problems) -> String {
    let problems = problems.into_vec();
    let more = problems.len().saturating_sub(1);
    let first = problems.into_iter().next().map_or_else(String::new, |problem| problem.message);
    if more == 0 { first } else { format!("{first} (and {more} more)") }
}

/// A plan with the drawn options in the place of its own choices.
pub fn with_options(plan: &Plan, options: OptionDraw) -> Plan {
    let draws = &plan.robustness.draws;
    let mut plan_of_draw = plan.clone();
    if let Some(AggregationOption::Stated(aggregation)) = draws.aggregation.options.get(options.aggregation) {
        plan_of_draw.tree.nodes.iter_mut().for_each(|node| node.aggregation = *aggregation);
    }
    let is_positive = plan_of_draw.tree.nodes.iter().any(|node| needs_positive(node.aggregation));
    let is_configured_aggregation =
        matches!(draws.aggregation.options.get(options.aggregation), None | Some(AggregationOption::AsConfigured));
    for indicator in &mut plan_of_draw.indicators {
        if let Some(ImputationOption::Stated(imputation)) = draws.imputation.options.get(options.imputation) {
            indicator.imputation = (**imputation).clone();
        }
        match draws.treatment.options.get(options.treatment) {
            Some(TreatmentOption::None) => indicator.treatment.steps.clear(),
            Some(TreatmentOption::Stated(treatment)) => indicator.treatment = (**treatment).clone(),
            _ => {}
        }
        let option = draws.normalisation.options.get(options.normalisation).unwrap_or(&NormalisationOption::AsConfigured);
        let treats = draws.treatment.options.get(options.treatment).is_none_or(|option| *option == TreatmentOption::AsConfigured);
        normalise_by(indicator, option, is_positive, is_configured_aggregation, treats);
        if let Some(TieOption::Stated(ties)) = draws.ties.options.get(options.ties) {
            set_ties(&mut indicator.normalisation.scaling, *ties);
        }
    }
    // Of mean ranks, and of ranks counted from the best, less is better.
    for node_idx in 0..plan_of_draw.tree.nodes.len() {
        plan_of_draw.tree.nodes[node_idx].order = order_of_node(&plan_of_draw.tree, &plan_of_draw.indicators, node_idx);
    }
    plan_of_draw
}

/// Whether an aggregation has no value, or a value of zero, where a child is zero.
fn needs_positive(aggregation: Aggregation) -> bool {
    match aggregation {
        Aggregation::GeometricMean { .. } | Aggregation::HarmonicMean { .. } => true,
        Aggregation::PowerMean { exponent, .. } => exponent != 1.0,
        _ => false,
    }
}

/// Puts a drawn normalisation in the place of an indicator's own.
fn normalise_by(
    indicator: &mut Indicator,
    option: &NormalisationOption,
    is_positive: bool,
    is_configured_aggregation: bool,
    treats: bool,
) {
    let own = &indicator.normalisation;
    let range = if own.scaling.has_range() { own.range } else { DEFAULT_RANGE };
    let (lowest, highest) = if is_positive { above_zero(range) } else { range };
    let on_range = |scaling: Scaling| Normalisation {
        scaling,
        before: BeforeScaling::Nothing,
        range: (lowest, highest),
        all_equal: own.all_equal,
        pool: own.pool.clone(),
    };
    let percentile = Scaling::PercentileRank {
        ties: own.scaling.ties().unwrap_or(Ties::Average),
        denominator: Denominator::ObservedRange,
        reversal: Reversal::BeforeRanking,
    };
    let normalisation = match option {
        // What was configured goes with the configured aggregation. Under another one its scores may be zero or less.
        NormalisationOption::AsConfigured if is_configured_aggregation || !is_positive => return,
        NormalisationOption::AsConfigured if own.lowest_possible().is_some_and(|lowest| lowest > 0.0) => return,
        NormalisationOption::AsConfigured if own.scaling.has_range() => Normalisation { range: (lowest, highest), ..own.clone() },
        // A straight line brings any other scale to min–max on the range.
        NormalisationOption::AsConfigured => on_range(Scaling::MinMax),
        NormalisationOption::PercentileRank => on_range(percentile),
        NormalisationOption::MinMax => on_range(Scaling::MinMax),
        // Brought to a range above zero, a z-score is min–max: both are straight lines.
        NormalisationOption::ZScore if is_positive => on_range(Scaling::MinMax),
        NormalisationOption::ZScore => on_range(Scaling::ZScore {
            spread: Spread::Population,
            mean: lowest + (highest - lowest) / 2.0,
            deviation: (highest - lowest) * DEVIATION_SHARE,
        }),
        NormalisationOption::Stated(normalisation) => (**normalisation).clone(),
    };
    let by_value = matches!(option, NormalisationOption::MinMax | NormalisationOption::ZScore);
    if by_value && treats && indicator.treatment.steps.is_empty() {
        indicator.treatment = Treatment {
            steps: vec![
                TreatmentStep::Winsorise { at_most: WINSORISED },
                TreatmentStep::Logarithm { shift: LogarithmShift::Range, reflection: Reflection::NegativeSkew },
            ],
            limits: LIMITS,
            chain: Chain::Original,
            keep: Keep::IfItHelps,
            pool: indicator.normalisation.pool.clone(),
        };
    }
    indicator.normalisation = normalisation;
    indicator.order = order_of(&indicator.normalisation);
}

/// A range that a geometric mean can take: its lower end above zero.
fn above_zero((lowest, highest): (f64, f64)) -> (f64, f64) {
    if lowest > 0.0 { (lowest, highest) } else { (lowest.max(0.0) + LOWEST_SHARE * (highest - lowest.max(0.0)), highest) }
}

fn set_ties(scaling: &mut Scaling, drawn: Ties) {
    match scaling {
        Scaling::PercentileRank { ties, .. }
        | Scaling::Rank { ties, .. }
        | Scaling::Borda { ties }
        | Scaling::Exponential { ties, .. } => *ties = drawn,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_from_zero_begins_at_a_hundredth() {
        assert_eq!(above_zero((0.0, 100.0)), (1.0, 100.0));
        assert_eq!(above_zero((0.0, 1.0)), (0.01, 1.0));
        assert_eq!(above_zero((70.0, 130.0)), (70.0, 130.0));
        assert_eq!(above_zero((-50.0, 50.0)), (0.5, 50.0));
    }
}
