//! Resolves where weights come from and how children become a parent's score.

use std::ops::Range;

use super::{Resolver, normalisation};
use crate::config::raw::*;
use crate::method::*;

/// A node's weighting: its own keys over the method's.
pub(super) fn weighting(resolver: &mut Resolver<'_>, own: Option<&RawWeights>, default: &RawWeights) -> Weighting {
    let nothing = RawWeights::default();
    let own = own.unwrap_or(&nothing);
    let method =
        match own.method.as_ref().or(default.method.as_ref()).map_or(RawWeightingMethod::default(), |method| method.value) {
            RawWeightingMethod::Given => WeightingMethod::Given,
            RawWeightingMethod::Equal => WeightingMethod::Equal,
            RawWeightingMethod::PrincipalComponent => WeightingMethod::PrincipalComponent,
            RawWeightingMethod::Entropy => WeightingMethod::Entropy,
            RawWeightingMethod::Critic => WeightingMethod::Critic,
            RawWeightingMethod::StandardDeviation => WeightingMethod::StandardDeviation,
            RawWeightingMethod::EqualCorrelation => WeightingMethod::EqualCorrelation,
        };
    let pool = match own.editions.as_ref().or(default.editions.as_ref()) {
        Some(editions) => resolver.pool_editions(editions),
        None => resolver.default_pool.editions,
    };
    Weighting { method, pool }
}

/// A node's aggregation: its own keys over the method's.
pub(super) fn aggregation(resolver: &mut Resolver<'_>, own: Option<&RawAggregation>, default: &RawAggregation) -> Aggregation {
    let nothing = RawAggregation::default();
    let own = own.unwrap_or(&nothing);
    let written = own.method.as_ref().or(default.method.as_ref());
    let method = written.map_or(RawAggregationMethod::default(), |method| method.value);
    keys_that_fit(resolver, own, method);
    let zero = match own.zero.as_ref().or(default.zero.as_ref()).map_or(RawZeroRule::default(), |zero| zero.value) {
        RawZeroRule::Refuse => ZeroRule::Refuse,
        RawZeroRule::GivesZero => ZeroRule::GivesZero,
    };
    match method {
        RawAggregationMethod::ArithmeticMean => Aggregation::ArithmeticMean,
        RawAggregationMethod::Sum => Aggregation::Sum,
        RawAggregationMethod::GeometricMean => Aggregation::GeometricMean { zero },
        RawAggregationMethod::HarmonicMean => Aggregation::HarmonicMean { zero },
        RawAggregationMethod::PowerMean => {
            let exponent = own.exponent.as_ref().or(default.exponent.as_ref());
            let span =
                exponent.map_or_else(|| written.map_or(0..0, |method| method.span.clone()), |exponent| exponent.span.clone());
            let exponent = exponent.map_or(0.0, |exponent| exponent.value);
            if !exponent.is_finite() || exponent == 0.0 {
                let help = "add `exponent = …`, not 0: 1 is the arithmetic mean, -1 the harmonic; for 0 choose `geometric-mean`";
                resolver.problem(&span, "a power mean needs an exponent", help);
            }
            Aggregation::PowerMean { exponent, zero }
        }
        RawAggregationMethod::Median => Aggregation::Median,
        RawAggregationMethod::Minimum => Aggregation::Minimum,
        RawAggregationMethod::MazziottaPareto => Aggregation::MazziottaPareto {
            penalty: match own
                .penalty
                .as_ref()
                .or(default.penalty.as_ref())
                .map_or(RawPenalty::default(), |penalty| penalty.value)
            {
                RawPenalty::Lowers => Penalty::Lowers,
                RawPenalty::Raises => Penalty::Raises,
            },
        },
        RawAggregationMethod::Copeland => Aggregation::Copeland,
        RawAggregationMethod::BenefitOfTheDoubt => Aggregation::BenefitOfTheDoubt,
        RawAggregationMethod::MeanOfRanks => Aggregation::MeanOfRanks {
            ties: normalisation::ties(own.ties.as_ref().or(default.ties.as_ref()).map_or(RawTies::default(), |ties| ties.value)),
        },
    }
}

/// Reports keys of the default table that its own method does not use.
pub(super) fn default_keys(resolver: &mut Resolver<'_>, default: &RawAggregation) {
    keys_that_fit(resolver, default, default.method.as_ref().map_or(RawAggregationMethod::default(), |method| method.value));
}

fn keys_that_fit(resolver: &mut Resolver<'_>, raw: &RawAggregation, method: RawAggregationMethod) {
    use RawAggregationMethod::*;
    let written: [(&str, Option<&Range<usize>>, bool); 4] = [
        ("exponent", raw.exponent.as_ref().map(|key| &key.span), method == PowerMean),
        ("zero", raw.zero.as_ref().map(|key| &key.span), matches!(method, GeometricMean | HarmonicMean | PowerMean)),
        ("penalty", raw.penalty.as_ref().map(|key| &key.span), method == MazziottaPareto),
        ("ties", raw.ties.as_ref().map(|key| &key.span), method == MeanOfRanks),
    ];
    for (key, span, used) in written {
        if let Some(span) = span.filter(|_| !used) {
            resolver.problem(
                span,
                format!("`{key}` means nothing for this method of aggregation"),
                "remove it, or state the method it belongs to",
            );
        }
    }
}
