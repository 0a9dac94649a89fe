//! Resolves `[method]` and the indicators' overrides of it.

use super::Resolver;
use crate::config::raw::*;
use crate::method::*;

/// Decimals to which scores are rounded before ranking, where nothing else is said: binary noise sits below, differences
/// between mean percentile ranks far above.
const DEFAULT_RANKING_DECIMALS: u32 = 9;
/// Least share of the weight that must be there, where nothing else is said.
const DEFAULT_MINIMUM_COVERAGE: f64 = 0.75;
/// Largest share of the universe that may lack an indicator without a policy of its own.
const DEFAULT_LARGEST_SHARE: f64 = 0.05;
/// More decimals than a double can hold cannot be meant.
const MOST_DECIMALS: u32 = 12;

pub(super) fn method(resolver: &mut Resolver<'_>, raw: &RawMethod) -> Method {
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
    let minimum_coverage = raw
        .missing
        .minimum_coverage
        .as_ref()
        .map_or(DEFAULT_MINIMUM_COVERAGE, |coverage| resolver.within(coverage, 0.0, 1.0, "the least coverage"));
    Method {
        aggregation: match raw.aggregation.method {
            RawAggregationMethod::ArithmeticMean => Aggregation::ArithmeticMean,
        },
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
            order: RankOrder::HighestFirst,
            of: RankedScore::Rounded,
        },
        minimum_coverage,
    }
}

fn rounding(resolver: &mut Resolver<'_>, raw: &Option<super::Located<RawRounding>>) -> Rounding {
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

/// An indicator's normalisation: its own keys over the method's.
pub(super) fn normalisation(
    resolver: &mut Resolver<'_>,
    own: Option<&RawNormalisation>,
    default: &RawNormalisation,
) -> Normalisation {
    let pick = |key: fn(&RawNormalisation) -> bool| own.filter(|own| key(own)).unwrap_or(default);
    let RawNormalisationMethod::PercentileRank = pick(|raw| raw.method.is_some()).method.unwrap_or_default();
    let ties = match pick(|raw| raw.ties.is_some()).ties.unwrap_or_default() {
        RawTies::Average => Ties::Average,
        RawTies::Minimum => Ties::Minimum,
        RawTies::Maximum => Ties::Maximum,
        RawTies::Dense => Ties::Dense,
    };
    let denominator = match pick(|raw| raw.denominator.is_some()).denominator.unwrap_or_default() {
        RawDenominator::ObservedRange => Denominator::ObservedRange,
        RawDenominator::CountMinusOne => Denominator::CountMinusOne,
        RawDenominator::Count => Denominator::Count,
    };
    let reversal = match pick(|raw| raw.reversal.is_some()).reversal.unwrap_or_default() {
        RawReversal::Before => Reversal::BeforeRanking,
        RawReversal::After => Reversal::AfterRanking,
    };
    let range = match &pick(|raw| raw.range.is_some()).range {
        None => (0.0, 100.0),
        Some(range) => {
            let (lowest, highest) = range.value;
            if !(lowest.is_finite() && highest.is_finite() && lowest < highest) {
                resolver.problem(
                    &range.span,
                    format!("[{lowest}, {highest}] is not a range"),
                    "give two numbers, the lower first",
                );
            }
            range.value
        }
    };
    Normalisation {
        scaling: Scaling::PercentileRank { ties, denominator, reversal },
        before: BeforeScaling::Nothing,
        range,
        all_equal: WhenAllEqual::Middle,
        pool: Pool::default(),
    }
}

/// An indicator's rule for missing values: its own keys over the method's.
pub(super) fn missing(resolver: &mut Resolver<'_>, own: Option<&RawMissing>, default: &RawMissing) -> MissingRule {
    if let Some(coverage) = own.and_then(|own| own.minimum_coverage.as_ref()) {
        resolver.problem(
            &coverage.span,
            "`minimum_coverage` is a rule for the whole index, not for one indicator",
            "state it under [method.missing]",
        );
    }
    let own_policy = own.and_then(|own| own.policy);
    let policy = match own_policy.or(default.policy).unwrap_or_default() {
        RawMissingPolicy::Fail => MissingPolicy::Fail,
        RawMissingPolicy::Renormalise => MissingPolicy::Renormalise,
        RawMissingPolicy::Neutral => MissingPolicy::Neutral,
    };
    let share = own.and_then(|own| own.largest_share.as_ref()).or(default.largest_share.as_ref());
    let largest_share =
        share.map_or(DEFAULT_LARGEST_SHARE, |share| resolver.within(share, 0.0, 1.0, "the largest share of missing values"));
    MissingRule { policy, stated_for_indicator: own_policy.is_some(), largest_share }
}
