//! Resolves `[method.normalisation]` and its overrides at indicators and factors.

use std::ops::Range;

use super::{Located, Resolver};
use crate::config::raw::*;
use crate::method::*;

/// Points of quantile classes where nothing else is said: five classes.
const DEFAULT_POINTS: [f64; 5] = [1.0, 2.0, 3.0, 4.0, 5.0];
/// The constant of the exponential transform in the English and Welsh indices of deprivation.
const DEFAULT_CONSTANT: f64 = 23.0;
/// Score of a region that is as the reference, where nothing else is said.
const DEFAULT_BASE: f64 = 100.0;

/// A normalisation: its own keys over the method's.
pub(super) fn normalisation(
    resolver: &mut Resolver<'_>,
    own: Option<&RawNormalisation>,
    default: &RawNormalisation,
) -> Normalisation {
    let nothing = RawNormalisation::default();
    let own = own.unwrap_or(&nothing);
    let method = own.method.as_ref().or(default.method.as_ref()).map_or(RawNormalisationMethod::default(), |method| method.value);
    keys_that_fit(resolver, own, method);
    let keys = Keys { own, default };
    let scaling = scaling(resolver, &keys, method);
    let range = range(resolver, &keys, &scaling);
    let pool = resolver.pool(own.pool.as_ref().or(default.pool.as_ref()));
    Normalisation {
        before: match keys.pick(|raw| &raw.logarithm).is_some_and(|logarithm| logarithm.value) {
            true => BeforeScaling::Logarithm,
            false => BeforeScaling::Nothing,
        },
        range,
        all_equal: match keys.pick(|raw| &raw.all_equal).map_or(RawWhenAllEqual::default(), |rule| rule.value) {
            RawWhenAllEqual::Middle => WhenAllEqual::Middle,
            RawWhenAllEqual::Formula => WhenAllEqual::Formula,
            RawWhenAllEqual::Missing => WhenAllEqual::Missing,
            RawWhenAllEqual::Fail => WhenAllEqual::Fail,
        },
        pool,
        scaling,
    }
}

/// Reports keys of a table that its own method does not use.
pub(super) fn default_keys(resolver: &mut Resolver<'_>, default: &RawNormalisation) {
    let method = default.method.as_ref().map_or(RawNormalisationMethod::default(), |method| method.value);
    keys_that_fit(resolver, default, method);
}

struct Keys<'a> {
    own: &'a RawNormalisation,
    default: &'a RawNormalisation,
}

impl<'a> Keys<'a> {
    fn pick<T>(&self, key: impl Fn(&'a RawNormalisation) -> &'a Option<Located<T>>) -> Option<&'a Located<T>> {
        key(self.own).as_ref().or(key(self.default).as_ref())
    }
}

fn scaling(resolver: &mut Resolver<'_>, keys: &Keys<'_>, method: RawNormalisationMethod) -> Scaling {
    let ties = ties(keys.pick(|raw| &raw.ties).map_or(RawTies::default(), |ties| ties.value));
    let denominator = denominator(keys.pick(|raw| &raw.denominator).map_or(RawDenominator::default(), |rule| rule.value));
    let cap = |default: bool| match keys.pick(|raw| &raw.cap).map_or(default, |cap| cap.value) {
        true => Cap::Capped,
        false => Cap::Open,
    };
    match method {
        RawNormalisationMethod::PercentileRank => Scaling::PercentileRank {
            ties,
            denominator,
            reversal: match keys.pick(|raw| &raw.reversal).map_or(RawReversal::default(), |reversal| reversal.value) {
                RawReversal::Before => Reversal::BeforeRanking,
                RawReversal::After => Reversal::AfterRanking,
            },
        },
        RawNormalisationMethod::Rank => Scaling::Rank {
            ties,
            from: match keys.pick(|raw| &raw.count_from).map_or(RawCountedFrom::default(), |from| from.value) {
                RawCountedFrom::Weakest => CountedFrom::Weakest,
                RawCountedFrom::Best => CountedFrom::Best,
            },
        },
        RawNormalisationMethod::Borda => Scaling::Borda { ties },
        RawNormalisationMethod::MinMax => Scaling::MinMax,
        RawNormalisationMethod::ZScore => Scaling::ZScore {
            spread: match keys.pick(|raw| &raw.spread).map_or(RawSpread::default(), |spread| spread.value) {
                RawSpread::Sample => Spread::Sample,
                RawSpread::Population => Spread::Population,
            },
            mean: keys.pick(|raw| &raw.mean).map_or(0.0, |mean| resolver.finite(mean, "the mean of the scores")),
            deviation: keys.pick(|raw| &raw.deviation).map_or(1.0, |deviation| resolver.above_zero(deviation, "the deviation")),
        },
        RawNormalisationMethod::Goalposts => {
            let (lower, upper) = goalposts(resolver, keys);
            Scaling::Goalposts { lower, upper, cap: cap(true) }
        }
        RawNormalisationMethod::DistanceTo => Scaling::DistanceTo { reference: distance(resolver, keys), cap: cap(false) },
        RawNormalisationMethod::FractionOfMaximum => Scaling::FractionOfMaximum,
        RawNormalisationMethod::RelativeTo => {
            let base = keys.pick(|raw| &raw.base).map_or(DEFAULT_BASE, |base| resolver.above_zero(base, "the base"));
            Scaling::RelativeTo {
                reference: mean(resolver, keys),
                relation: match keys.pick(|raw| &raw.relation).map_or(RawRelation::default(), |relation| relation.value) {
                    RawRelation::Difference => Relation::Difference,
                    RawRelation::PercentDifference => Relation::PercentDifference,
                    RawRelation::Ratio => Relation::Ratio { base },
                },
            }
        }
        RawNormalisationMethod::QuantileClasses => {
            let points = keys.pick(|raw| &raw.points);
            if let Some(points) = points.filter(|points| points.len() < 2) {
                resolver.problem(&points.span, "one class is no classification", "give points for at least two classes");
            }
            Scaling::QuantileClasses { points: points.map_or(DEFAULT_POINTS.to_vec(), |points| points.value.clone()) }
        }
        RawNormalisationMethod::CutPoints => cut_points(resolver, keys),
        RawNormalisationMethod::Exponential => Scaling::Exponential {
            ties,
            denominator,
            constant: keys
                .pick(|raw| &raw.constant)
                .map_or(DEFAULT_CONSTANT, |constant| resolver.above_zero(constant, "the constant")),
        },
        RawNormalisationMethod::AsIs => Scaling::AsIs,
    }
}

pub(super) fn ties(raw: RawTies) -> Ties {
    match raw {
        RawTies::Average => Ties::Average,
        RawTies::Minimum => Ties::Minimum,
        RawTies::Maximum => Ties::Maximum,
        RawTies::Dense => Ties::Dense,
    }
}

pub(super) fn denominator(raw: RawDenominator) -> Denominator {
    match raw {
        RawDenominator::ObservedRange => Denominator::ObservedRange,
        RawDenominator::CountMinusOne => Denominator::CountMinusOne,
        RawDenominator::Count => Denominator::Count,
        RawDenominator::CountInclusive => Denominator::CountInclusive,
        RawDenominator::CountExclusive => Denominator::CountExclusive,
        RawDenominator::CountPlusOne => Denominator::CountPlusOne,
    }
}

fn goalposts(resolver: &mut Resolver<'_>, keys: &Keys<'_>) -> (f64, f64) {
    let Some(posts) = keys.pick(|raw| &raw.goalposts) else {
        let span = keys.pick(|raw| &raw.method).map_or(0..0, |method| method.span.clone());
        resolver.problem(&span, "the goalposts are not stated", "add `goalposts = [lower, upper]`, in the indicator's own unit");
        return (0.0, 1.0);
    };
    let (lower, upper) = posts.value;
    if !(lower.is_finite() && upper.is_finite() && lower < upper) {
        resolver.problem(
            &posts.span,
            format!("[{lower}, {upper}] cannot be goalposts"),
            "give the lower post first, in the indicator's own unit; where less is better, `direction` turns the score",
        );
    }
    let takes_logarithm = keys.pick(|raw| &raw.logarithm).is_some_and(|logarithm| logarithm.value);
    if takes_logarithm && lower <= 0.0 {
        resolver.problem(
            &posts.span,
            format!("a goalpost of {lower} has no logarithm"),
            "give goalposts above 0, or remove `logarithm`",
        );
    }
    posts.value
}

fn distance(resolver: &mut Resolver<'_>, keys: &Keys<'_>) -> DistanceReference {
    let Some(reference) = keys.pick(|raw| &raw.reference) else { return DistanceReference::Maximum };
    match &reference.value {
        RawReference::Maximum => DistanceReference::Maximum,
        RawReference::Region(code) => DistanceReference::Region(code.clone()),
        RawReference::Target(target) => {
            let target = Located { value: *target, span: reference.span.clone() };
            DistanceReference::Target(resolver.finite(&target, "the target"))
        }
        RawReference::TargetVariable(variable) => {
            DistanceReference::TargetVariable(resolver.variable(variable, &reference.span).unwrap_or(0))
        }
        RawReference::Mean | RawReference::WeightedMean(_) | RawReference::Value(_) => {
            let help = "write \"maximum\", { region = \"…\" }, { target = … } or { target-variable = \"…\" }; means belong to `relative-to`";
            resolver.problem(&reference.span, "a distance is not taken to a mean", help);
            DistanceReference::Maximum
        }
    }
}

fn mean(resolver: &mut Resolver<'_>, keys: &Keys<'_>) -> ReferenceMean {
    let Some(reference) = keys.pick(|raw| &raw.reference) else { return ReferenceMean::Mean };
    match &reference.value {
        RawReference::Mean => ReferenceMean::Mean,
        RawReference::WeightedMean(variable) => {
            ReferenceMean::WeightedMean(resolver.variable(variable, &reference.span).unwrap_or(0))
        }
        RawReference::Value(value) => {
            let value = Located { value: *value, span: reference.span.clone() };
            ReferenceMean::Stated(resolver.finite(&value, "the reference"))
        }
        RawReference::Maximum | RawReference::Region(_) | RawReference::Target(_) | RawReference::TargetVariable(_) => {
            let help = "write \"mean\", { weighted-mean = \"…\" } or { value = … }; regions and targets belong to `distance-to`";
            resolver.problem(&reference.span, "values are set against a mean or a stated value here", help);
            ReferenceMean::Mean
        }
    }
}

fn cut_points(resolver: &mut Resolver<'_>, keys: &Keys<'_>) -> Scaling {
    let (cuts, points) = (keys.pick(|raw| &raw.cuts), keys.pick(|raw| &raw.points));
    let (Some(cuts), Some(points)) = (cuts, points) else {
        let span = keys.pick(|raw| &raw.method).map_or(0..0, |method| method.span.clone());
        resolver.problem(
            &span,
            "`cut-points` needs `cuts` and `points`",
            "add for example `cuts = [50, 60], points = [1, 2, 3]`",
        );
        return Scaling::CutPoints { cuts: Vec::new(), points: vec![0.0] };
    };
    if !cuts.windows(2).all(|pair| pair[0] < pair[1]) {
        resolver.problem(&cuts.span, "the cut-points do not ascend", "list them from the lowest to the highest");
    }
    if points.len() != cuts.len() + 1 {
        resolver.problem(
            &points.span,
            format!("{} cut-points make {} intervals, but there are {} points", cuts.len(), cuts.len() + 1, points.len()),
            "give one number of points for each interval",
        );
    }
    Scaling::CutPoints { cuts: cuts.value.clone(), points: points.value.clone() }
}

fn range(resolver: &mut Resolver<'_>, keys: &Keys<'_>, scaling: &Scaling) -> (f64, f64) {
    let Some(range) = keys.pick(|raw| &raw.range).filter(|_| scaling.has_range()) else { return (0.0, 100.0) };
    let (lowest, highest) = range.value;
    if !(lowest.is_finite() && highest.is_finite() && lowest < highest) {
        resolver.problem(&range.span, format!("[{lowest}, {highest}] is not a range"), "give two numbers, the lower first");
    }
    range.value
}

/// Reports keys that are written in a table but mean nothing for the method.
fn keys_that_fit(resolver: &mut Resolver<'_>, raw: &RawNormalisation, method: RawNormalisationMethod) {
    use RawNormalisationMethod::*;
    let mut check = |key: &str, span: Option<Range<usize>>, methods: &[RawNormalisationMethod]| {
        if let Some(span) = span.filter(|_| !methods.contains(&method)) {
            resolver.problem(
                &span,
                format!("`{key}` means nothing for the method `{}`", name(method)),
                format!("remove it, or choose {}", listed(methods)),
            );
        }
    };
    check("ties", raw.ties.as_ref().map(|key| key.span.clone()), &[PercentileRank, Rank, Borda, Exponential]);
    check("denominator", raw.denominator.as_ref().map(|key| key.span.clone()), &[PercentileRank, Exponential]);
    check("reversal", raw.reversal.as_ref().map(|key| key.span.clone()), &[PercentileRank]);
    check("count_from", raw.count_from.as_ref().map(|key| key.span.clone()), &[Rank]);
    check("spread", raw.spread.as_ref().map(|key| key.span.clone()), &[ZScore]);
    check("mean", raw.mean.as_ref().map(|key| key.span.clone()), &[ZScore]);
    check("deviation", raw.deviation.as_ref().map(|key| key.span.clone()), &[ZScore]);
    check("goalposts", raw.goalposts.as_ref().map(|key| key.span.clone()), &[Goalposts]);
    check("cap", raw.cap.as_ref().map(|key| key.span.clone()), &[Goalposts, DistanceTo]);
    check("reference", raw.reference.as_ref().map(|key| key.span.clone()), &[DistanceTo, RelativeTo]);
    check("relation", raw.relation.as_ref().map(|key| key.span.clone()), &[RelativeTo]);
    check("base", raw.base.as_ref().map(|key| key.span.clone()), &[RelativeTo]);
    check("points", raw.points.as_ref().map(|key| key.span.clone()), &[QuantileClasses, CutPoints]);
    check("cuts", raw.cuts.as_ref().map(|key| key.span.clone()), &[CutPoints]);
    check("constant", raw.constant.as_ref().map(|key| key.span.clone()), &[Exponential]);
    if let Some(range) = &raw.range
        && !matches!(method, PercentileRank | MinMax | Goalposts | DistanceTo | FractionOfMaximum)
    {
        resolver.problem(
            &range.span,
            format!("the method `{}` has a scale of its own and takes no `range`", name(method)),
            "remove it",
        );
    }
}

fn listed(methods: &[RawNormalisationMethod]) -> String {
    methods.iter().map(|method| format!("`{}`", name(*method))).collect::<Vec<_>>().join(" or ")
}

fn name(method: RawNormalisationMethod) -> &'static str {
    match method {
        RawNormalisationMethod::PercentileRank => "percentile-rank",
        RawNormalisationMethod::Rank => "rank",
        RawNormalisationMethod::Borda => "borda",
        RawNormalisationMethod::MinMax => "min-max",
        RawNormalisationMethod::ZScore => "z-score",
        RawNormalisationMethod::Goalposts => "goalposts",
        RawNormalisationMethod::DistanceTo => "distance-to",
        RawNormalisationMethod::FractionOfMaximum => "fraction-of-maximum",
        RawNormalisationMethod::RelativeTo => "relative-to",
        RawNormalisationMethod::QuantileClasses => "quantile-classes",
        RawNormalisationMethod::CutPoints => "cut-points",
        RawNormalisationMethod::Exponential => "exponential",
        RawNormalisationMethod::AsIs => "as-is",
    }
}
