//! Resolves `[robustness]`: what replicates draw, with the defaults that the index allows.

use std::collections::BTreeMap;

use super::{Located, Resolver, aggregation, data, normalisation, soundness};
use crate::config::raw::*;
use crate::indicator::Indicator;
use crate::method::*;
use crate::tree::Tree;

/// Replicates where nothing else is said: the bounds of a 90 % interval then move by about one place from seed to seed.
const DEFAULT_REPLICATES: u32 = 10_000;
/// More replicates than this tell nothing more about ranks.
const MOST_REPLICATES: u32 = 1_000_000;
const DEFAULT_SEED: u32 = 1;
const DEFAULT_EDITIONS: AnalysedEditions = AnalysedEditions::Newest(2);
const DEFAULT_MOST_REGIONS: u32 = 2_000;
const DEFAULT_INTERVAL: f64 = 0.9;
const DEFAULT_TOP: [u32; 3] = [1, 3, 10];
/// Half the width of the draws of weights: what audits of the Joint Research Centre use.
const DEFAULT_SPREAD: f64 = 0.25;

/// The whole section.
pub(super) fn robustness(
    resolver: &mut Resolver<'_>,
    raw_config: &RawConfig,
    index_id: &str,
    tree: Option<&Tree>,
    indicators: &[Indicator],
) -> Robustness {
    let raw = &raw_config.robustness;
    let replicates = raw.replicates.as_ref().map_or(DEFAULT_REPLICATES, |number| number.value);
    if let Some(number) = raw.replicates.as_ref().filter(|number| number.value > MOST_REPLICATES) {
        resolver.problem(
            &number.span,
            format!("{} replicates are too many", number.value),
            format!("give 0 to {MOST_REPLICATES}; 10000 settle a rank to about one place"),
        );
    }
    let editions = match raw.editions.as_ref().map(|editions| (editions.value, &editions.span)) {
        None => DEFAULT_EDITIONS,
        Some((RawAnalysedEditions::All, _)) => AnalysedEditions::All,
        Some((RawAnalysedEditions::Newest(0), span)) => {
            resolver.problem(span, "no edition is analysed", "give a number from 1, or write `replicates = 0`");
            DEFAULT_EDITIONS
        }
        Some((RawAnalysedEditions::Newest(number), _)) => AnalysedEditions::Newest(number as usize),
    };
    if let Some(interval) = raw.interval.as_ref().filter(|interval| !(interval.value > 0.0 && interval.value < 1.0)) {
        resolver.problem(
            &interval.span,
            format!("an interval cannot hold {} of the replicates", interval.value),
            "give a share between 0 and 1, such as 0.9",
        );
    }
    let top = raw.top.as_ref().map_or(DEFAULT_TOP.to_vec(), |top| top.value.clone());
    if let Some(span) = raw.top.as_ref().filter(|top| top.contains(&0) || !top.is_sorted_by(|a, b| a < b)).map(|top| &top.span) {
        resolver.problem(span, "`top` is not an ascending list of places", "give ascending numbers from 1, such as [1, 3, 10]");
    }
    let mut nodes: Vec<usize> = raw.nodes.iter().filter_map(|id| node(resolver, raw_config, index_id, id)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    if nodes.is_empty() {
        nodes.push(Tree::ROOT);
    }
    Robustness {
        replicates: replicates.min(MOST_REPLICATES),
        seed: u64::from(raw.seed.as_ref().map_or(DEFAULT_SEED, |seed| seed.value)),
        editions,
        most_regions: raw.most_regions.as_ref().map_or(DEFAULT_MOST_REGIONS, |most| most.value) as usize,
        publish: raw.publish.as_ref().is_some_and(|publish| publish.value),
        nodes,
        interval: raw.interval.as_ref().map_or(DEFAULT_INTERVAL, |interval| interval.value),
        top,
        draws: draws(resolver, raw_config, tree, indicators),
    }
}

fn node(resolver: &mut Resolver<'_>, raw_config: &RawConfig, index_id: &str, id: &Located<String>) -> Option<usize> {
    let ids = std::iter::once(index_id).chain(raw_config.factors.iter().map(|factor| factor.id.as_str()));
    let known: BTreeMap<String, usize> = ids.enumerate().map(|(node_idx, id)| (id.to_owned(), node_idx)).collect();
    resolver.lookup("factor", id, &known)
}

fn draws(resolver: &mut Resolver<'_>, raw_config: &RawConfig, tree: Option<&Tree>, indicators: &[Indicator]) -> Draws {
    let (raw, method) = (&raw_config.robustness, &raw_config.method);
    let suits = tree.is_some_and(|tree| tree.takes_other_scales(indicators));
    let normalisation = normalisations(resolver, raw.normalisation.as_ref(), method, indicators, suits);
    let ties = ties(resolver, raw.ties.as_ref(), indicators, &normalisation.options);
    let aggregation = aggregations(resolver, raw.aggregation.as_ref(), method);
    sound_together(resolver, raw, indicators, &normalisation.options, &aggregation.options);
    Draws {
        indicator_weights: weight_draw(resolver, raw.indicator_weights.as_ref()),
        factor_weights: weight_draw(resolver, raw.factor_weights.as_ref()),
        ties,
        normalisation,
        aggregation,
        treatment: treatments(resolver, raw.treatment.as_ref(), method),
        imputation: imputations(resolver, raw.imputation.as_ref(), method),
        left_out: match raw.left_out.as_ref().map(|left_out| (left_out.value, &left_out.span)) {
            Some((RawLeftOut::Off, _)) => LeftOut::Never,
            None | Some((RawLeftOut::AtMostOne, _)) => LeftOut::AtMostOne { share: None },
            Some((RawLeftOut::Share(share), span)) => {
                let share = resolver.within(&Located { value: share, span: span.clone() }, 0.0, 1.0, "the share");
                LeftOut::AtMostOne { share: Some(share) }
            }
        },
        noise: raw.noise.as_ref().is_none_or(|noise| noise.value),
    }
}

/// Options that would give a number without a meaning, where a replicate would not fail and so not be noticed.
fn sound_together(
    resolver: &mut Resolver<'_>,
    raw: &RawRobustness,
    indicators: &[Indicator],
    normalisations: &[NormalisationOption],
    aggregations: &[AggregationOption],
) {
    let raw_normalisations = raw.normalisation.iter().flat_map(|draw| &draw.among);
    let has_neutral = indicators.iter().any(|indicator| indicator.missing.policy == MissingPolicy::Neutral);
    for (option, written) in normalisations.iter().zip(raw_normalisations) {
        if let NormalisationOption::Stated(stated) = option
            && has_neutral
            && stated.middle().is_none()
        {
            let help = "choose another policy for missing values, or a normalisation with a range";
            resolver.problem(&written.span, "these scores have no middle that a missing value could get", help);
        }
    }
    let on_scale = |option: &NormalisationOption| match option {
        NormalisationOption::AsConfigured => {
            indicators.iter().all(|indicator| soundness::is_mazziotta_pareto_scale(&indicator.normalisation))
        }
        NormalisationOption::Stated(stated) => soundness::is_mazziotta_pareto_scale(stated),
        NormalisationOption::PercentileRank | NormalisationOption::MinMax | NormalisationOption::ZScore => false,
    };
    let raw_aggregations = raw.aggregation.iter().flat_map(|draw| &draw.among);
    for (option, written) in aggregations.iter().zip(raw_aggregations) {
        let is_own_scale = matches!(option, AggregationOption::Stated(Aggregation::MazziottaPareto { .. }));
        if is_own_scale && !normalisations.iter().all(on_scale) {
            resolver.problem(
                &written.span,
                "the Mazziotta-Pareto index is defined on its own scale, and not all normalisations that are drawn are on it",
                "leave it out, or state `method = \"z-score\", mean = 100, deviation = 10` as the only normalisation",
            );
        }
    }
}

fn weight_draw(resolver: &mut Resolver<'_>, raw: Option<&Located<RawWeightDraw>>) -> WeightDraw {
    let Some(raw) = raw else { return WeightDraw::Uniform { spread: DEFAULT_SPREAD } };
    match raw.value {
        RawWeightDraw::Off => WeightDraw::Off,
        RawWeightDraw::Dirichlet => WeightDraw::Dirichlet,
        RawWeightDraw::Uniform(spread) => {
            if !(spread > 0.0 && spread <= 1.0) {
                resolver.problem(
                    &raw.span,
                    format!("weights cannot be drawn {spread} around their own"),
                    "give a number above 0 and at most 1 (0.25 is from three quarters to five quarters), or write \"off\"",
                );
            }
            WeightDraw::Uniform { spread }
        }
    }
}

fn normalisations(
    resolver: &mut Resolver<'_>,
    raw: Option<&RawNormalisationDraw>,
    method: &RawMethod,
    indicators: &[Indicator],
    suits: bool,
) -> Options<NormalisationOption> {
    use NormalisationOption::{AsConfigured, MinMax, PercentileRank, ZScore};
    let Some(raw) = raw else {
        let mut options = vec![AsConfigured];
        if suits {
            // One that all indicators have already would be drawn twice as often as the others.
            let is_configured = |scaling: fn(&Scaling) -> bool| indicators.iter().all(|one| scaling(&one.normalisation.scaling));
            let others = [
                (PercentileRank, is_configured(|scaling| matches!(scaling, Scaling::PercentileRank { .. }))),
                (MinMax, is_configured(|scaling| matches!(scaling, Scaling::MinMax))),
                (ZScore, is_configured(|scaling| matches!(scaling, Scaling::ZScore { .. }))),
            ];
            options.extend(others.into_iter().filter(|(_, is_configured)| !is_configured).map(|(option, _)| option));
        }
        return equally_likely(options, normalisation_label);
    };
    let options: Vec<NormalisationOption> = raw
        .among
        .iter()
        .map(|option| match &option.value {
            RawNormalisationOption::Configured => AsConfigured,
            RawNormalisationOption::PercentileRank => PercentileRank,
            RawNormalisationOption::MinMax => MinMax,
            RawNormalisationOption::ZScore => ZScore,
            RawNormalisationOption::Stated(stated) => {
                // Whatever the default method is: a stated one is complete, but for its pool.
                let complete = RawNormalisation { pool: method.normalisation.pool.clone(), ..RawNormalisation::default() };
                NormalisationOption::Stated(Box::new(normalisation::normalisation(resolver, Some(stated), &complete)))
            }
        })
        .collect();
    let spans = raw.among.iter().map(|option| &option.span);
    if let Some((_, span)) = options.iter().zip(spans).find(|(option, _)| !suits && **option != AsConfigured) {
        resolver.problem(
            span,
            "another normalisation does not suit this index",
            "leave out [robustness.normalisation]: a factor asks for the scale of its own normalisation, or less is better",
        );
    }
    with_shares(
        resolver,
        options,
        raw.shares.as_ref(),
        raw.among.first().map(|option| &option.span),
        "normalisation",
        normalisation_label,
    )
}

fn normalisation_label(option: &NormalisationOption) -> String {
    match option {
        NormalisationOption::AsConfigured => "configured".to_owned(),
        NormalisationOption::PercentileRank => "percentile-rank".to_owned(),
        NormalisationOption::MinMax => "min-max".to_owned(),
        NormalisationOption::ZScore => "z-score".to_owned(),
        NormalisationOption::Stated(_) => "stated".to_owned(),
    }
}

fn ties(
    resolver: &mut Resolver<'_>,
    raw: Option<&RawTieDraw>,
    indicators: &[Indicator],
    normalisations: &[NormalisationOption],
) -> Options<TieOption> {
    let stated = |ties: Ties| TieOption::Stated(ties);
    let label = |option: &TieOption| match option {
        TieOption::AsConfigured => "configured".to_owned(),
        TieOption::Stated(Ties::Average) => "average".to_owned(),
        TieOption::Stated(Ties::Minimum) => "minimum".to_owned(),
        TieOption::Stated(Ties::Maximum) => "maximum".to_owned(),
        TieOption::Stated(Ties::Dense) => "dense".to_owned(),
    };
    let Some(raw) = raw else {
        let own = |indicator: &Indicator| indicator.normalisation.scaling.ties();
        let counts = normalisations.iter().any(|option| match option {
            NormalisationOption::AsConfigured => indicators.iter().any(|indicator| own(indicator).is_some()),
            NormalisationOption::PercentileRank => true,
            NormalisationOption::MinMax | NormalisationOption::ZScore => false,
            NormalisationOption::Stated(normalisation) => normalisation.scaling.ties().is_some(),
        });
        let mut options = vec![TieOption::AsConfigured];
        if counts {
            let all_have = |ties: Ties| indicators.iter().all(|indicator| own(indicator) == Some(ties));
            let rules = [Ties::Average, Ties::Minimum, Ties::Maximum];
            options.extend(rules.into_iter().filter(|ties| !all_have(*ties)).map(stated));
        }
        return equally_likely(options, label);
    };
    let options = raw
        .among
        .iter()
        .map(|option| match option.value {
            RawTieOption::Configured => TieOption::AsConfigured,
            RawTieOption::Stated(ties) => stated(normalisation::ties(ties)),
        })
        .collect();
    with_shares(resolver, options, raw.shares.as_ref(), raw.among.first().map(|option| &option.span), "ties", label)
}

fn aggregations(resolver: &mut Resolver<'_>, raw: Option<&RawAggregationDraw>, method: &RawMethod) -> Options<AggregationOption> {
    let label = |option: &AggregationOption| match option {
        AggregationOption::AsConfigured => "configured".to_owned(),
        AggregationOption::Stated(Aggregation::ArithmeticMean) => "arithmetic-mean".to_owned(),
        AggregationOption::Stated(Aggregation::GeometricMean { .. }) => "geometric-mean".to_owned(),
        AggregationOption::Stated(_) => "stated".to_owned(),
    };
    let Some(raw) = raw else { return equally_likely(vec![AggregationOption::AsConfigured], label) };
    let options = raw
        .among
        .iter()
        .map(|option| match &option.value {
            RawAggregationOption::Configured => AggregationOption::AsConfigured,
            RawAggregationOption::ArithmeticMean => AggregationOption::Stated(Aggregation::ArithmeticMean),
            RawAggregationOption::GeometricMean => {
                AggregationOption::Stated(Aggregation::GeometricMean { zero: ZeroRule::Refuse })
            }
            RawAggregationOption::Stated(stated) => {
                AggregationOption::Stated(aggregation::aggregation(resolver, Some(stated), &method.aggregation))
            }
        })
        .collect();
    with_shares(resolver, options, raw.shares.as_ref(), raw.among.first().map(|option| &option.span), "aggregation", label)
}

fn treatments(resolver: &mut Resolver<'_>, raw: Option<&RawTreatmentDraw>, method: &RawMethod) -> Options<TreatmentOption> {
    let label = |option: &TreatmentOption| match option {
        TreatmentOption::AsConfigured => "configured".to_owned(),
        TreatmentOption::None => "none".to_owned(),
        TreatmentOption::Stated(_) => "stated".to_owned(),
    };
    let Some(raw) = raw else { return equally_likely(vec![TreatmentOption::AsConfigured], label) };
    let options = raw
        .among
        .iter()
        .map(|option| match &option.value {
            RawTreatmentOption::Configured => TreatmentOption::AsConfigured,
            RawTreatmentOption::None => TreatmentOption::None,
            RawTreatmentOption::Stated(stated) => {
                TreatmentOption::Stated(Box::new(data::treatment(resolver, Some(stated), &method.treatment)))
            }
        })
        .collect();
    with_shares(resolver, options, raw.shares.as_ref(), raw.among.first().map(|option| &option.span), "treatment", label)
}

fn imputations(resolver: &mut Resolver<'_>, raw: Option<&RawImputationDraw>, method: &RawMethod) -> Options<ImputationOption> {
    let label = |option: &ImputationOption| match option {
        ImputationOption::AsConfigured => "configured".to_owned(),
        ImputationOption::Stated(_) => "stated".to_owned(),
    };
    let Some(raw) = raw else { return equally_likely(vec![ImputationOption::AsConfigured], label) };
    let options = raw
        .among
        .iter()
        .map(|option| match &option.value {
            RawImputationOption::Configured => ImputationOption::AsConfigured,
            RawImputationOption::Stated(stated) => {
                ImputationOption::Stated(Box::new(data::imputation(resolver, Some(stated), &method.imputation)))
            }
        })
        .collect();
    with_shares(resolver, options, raw.shares.as_ref(), raw.among.first().map(|option| &option.span), "imputation", label)
}

fn equally_likely<T>(options: Vec<T>, label: impl Fn(&T) -> String) -> Options<T> {
    let shares = vec![1.0 / options.len() as f64; options.len()];
    Options { labels: labels(&options, label), options, shares }
}

/// Options with the shares that were stated, brought to a sum of 1.
fn with_shares<T>(
    resolver: &mut Resolver<'_>,
    options: Vec<T>,
    shares: Option<&Located<Vec<f64>>>,
    first: Option<&std::ops::Range<usize>>,
    section: &str,
    label: impl Fn(&T) -> String,
) -> Options<T> {
    if options.is_empty() {
        let span = shares.map_or(0..0, |shares| shares.span.clone());
        let help = "list at least one, such as `among = [\"configured\"]`, or leave the section out";
        resolver.problem(first.unwrap_or(&span), format!("there is nothing to draw among in [robustness.{section}]"), help);
    }
    let Some(shares) = shares else { return equally_likely(options, label) };
    let total: f64 = shares.iter().sum();
    if shares.len() != options.len()
        || shares.iter().any(|share| share.is_nan() || *share < 0.0)
        || total <= 0.0
        || !total.is_finite()
    {
        resolver.problem(
            &shares.span,
            "the shares do not go with the options",
            "give one number for each option, none below 0 and not all 0",
        );
        return equally_likely(options, label);
    }
    let shares = shares.iter().map(|share| share / total).collect();
    Options { labels: labels(&options, label), options, shares }
}

/// What options are called; those that are stated get a number where there are several.
fn labels<T>(options: &[T], label: impl Fn(&T) -> String) -> Vec<String> {
    let labels: Vec<String> = options.iter().map(label).collect();
    let alike = |position: usize| labels[..position].iter().filter(|label| **label == labels[position]).count();
    (0..labels.len())
        .map(|position| match alike(position) {
            0 => labels[position].clone(),
            before => format!("{}-{}", labels[position], before + 1),
        })
        .collect()
}

/// The error of a variable's values.
pub(super) fn standard_error(resolver: &mut Resolver<'_>, raw: &Located<RawStandardError>) -> StandardError {
    let (error, stated) = match raw.value {
        RawStandardError::Standard(error) => (StandardError::Absolute(error), error),
        RawStandardError::Relative(share) => (StandardError::Relative(share), share),
        RawStandardError::Count => (StandardError::OfCount, 0.0),
    };
    if !(stated >= 0.0 && stated.is_finite()) {
        let help = "give one standard deviation of the error: a number from 0";
        resolver.problem(&raw.span, format!("the error of values cannot be {stated}"), help);
    }
    error
}
