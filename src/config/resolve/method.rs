//! Resolves what `[method]` says of the whole index: screening, rounding, ranking, percentiles and classes of the result.

use super::{Located, Resolver, aggregation, data, normalisation};
use crate::config::raw::*;
use crate::method::*;

/// Decimals to which scores are rounded before ranking, where nothing else is said: binary noise sits below, differences
/// between mean percentile ranks far above.
const DEFAULT_RANKING_DECIMALS: u32 = 9;
/// More decimals than a double can hold cannot be meant.
const MOST_DECIMALS: u32 = 12;
/// More classes than this are no classes.
const MOST_CLASSES: u32 = 1_000;

pub(super) fn method(resolver: &mut Resolver<'_>, raw: &RawMethod) -> Method {
    normalisation::default_keys(resolver, &raw.normalisation);
    aggregation::default_keys(resolver, &raw.aggregation);
    let decimals = raw.ranking.decimals.as_ref().map_or(DEFAULT_RANKING_DECIMALS, |decimals| {
        if decimals.value > MOST_DECIMALS {
            resolver.problem(
                &decimals.span,
                format!("scores cannot be ranked to {} decimals", decimals.value),
                format!("give 0 to {MOST_DECIMALS}; a double holds about 15 digits, and equal sums must tie"),
            );
        }
        decimals.value.min(MOST_DECIMALS)
    });
    Method {
        screening: data::screening(resolver, &raw.screening),
        minimum_coverage: data::minimum_coverage(resolver, &raw.missing),
        roundings: Roundings {
            normalised: rounding(resolver, &raw.rounding.normalised),
            factors: rounding(resolver, &raw.rounding.factors),
            index: rounding(resolver, &raw.rounding.index),
        },
        ranking: RankingRule {
            ties: match raw.ranking.ties {
                RawRankTies::Minimum => RankTies::Minimum,
                RawRankTies::Maximum => RankTies::Maximum,
                RawRankTies::Dense => RankTies::Dense,
            },
            decimals,
            order: raw.ranking.order.as_ref().map(|order| match order.value {
                RawRankOrder::HighestFirst => RankOrder::HighestFirst,
                RawRankOrder::LowestFirst => RankOrder::LowestFirst,
            }),
            of: match raw.ranking.of {
                RawRankedScore::Rounded => RankedScore::Rounded,
                RawRankedScore::Unrounded => RankedScore::Unrounded,
            },
        },
        percentile: raw.percentile.as_ref().map(|percentile| ResultPercentile {
            ties: normalisation::ties(percentile.ties),
            denominator: normalisation::denominator(percentile.denominator),
            rounding: rounding(resolver, &percentile.rounding),
        }),
        classes: raw.classes.as_ref().and_then(|classes| class_rule(resolver, classes)),
    }
}

fn rounding(resolver: &mut Resolver<'_>, raw: &Option<Located<RawRounding>>) -> Rounding {
    let Some(raw) = raw else { return Rounding::None };
    let (RawRounding::HalfUp(decimals) | RawRounding::HalfEven(decimals) | RawRounding::Truncate(decimals)) = raw.value;
    if decimals > MOST_DECIMALS {
        resolver.problem(&raw.span, format!("cannot round to {decimals} decimals"), format!("give 0 to {MOST_DECIMALS}"));
    }
    match raw.value {
        RawRounding::HalfUp(decimals) => Rounding::HalfUp(decimals),
        RawRounding::HalfEven(decimals) => Rounding::HalfEven(decimals),
        RawRounding::Truncate(decimals) => Rounding::Truncate(decimals),
    }
}

fn class_rule(resolver: &mut Resolver<'_>, raw: &RawClasses) -> Option<ClassRule> {
    let (method, n_classes, span) = match (&raw.number, &raw.cut_points) {
        (Some(number), None) => {
            if !(2..=MOST_CLASSES).contains(&number.value) {
                let help = "5 makes quintiles, 10 deciles";
                resolver.problem(&number.span, format!("{} is no number of classes", number.value), help);
            }
            (ClassMethod::Quantiles { number: number.value.max(1) }, number.value as usize, &number.span)
        }
        (None, Some(cuts)) => {
            if cuts.is_empty() || !cuts.windows(2).all(|pair| pair[0] < pair[1]) {
                resolver.problem(&cuts.span, "the cut-points do not ascend", "list them from the lowest to the highest");
            }
            (ClassMethod::CutPoints(cuts.value.clone()), cuts.len() + 1, &cuts.span)
        }
        (Some(number), Some(_)) => {
            resolver.problem(&number.span, "[method.classes] has both `number` and `cut_points`", "keep one of them");
            return None;
        }
        (None, None) => {
            resolver.problem(&(0..0), "[method.classes] has neither `number` nor `cut_points`", "add `number = 5` for quintiles");
            return None;
        }
    };
    if !raw.names.is_empty() && raw.names.len() != n_classes {
        let message = format!("there are {n_classes} classes, but {} names", raw.names.len());
        resolver.problem(span, message, "name each class, number 1 first, or none");
    }
    let first = match raw.first {
        RawFirstClass::Best => FirstClass::Best,
        RawFirstClass::Weakest => FirstClass::Weakest,
    };
    Some(ClassRule { method, first })
}
