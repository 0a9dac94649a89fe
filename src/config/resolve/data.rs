//! Resolves what happens to data before they are normalised: screening, imputation, treatment, and the policy for what is
//! missing.

use super::{Located, Resolver};
use crate::config::raw::*;
use crate::method::*;

/// Least share of the weight that must be there, where nothing else is said.
const DEFAULT_MINIMUM_COVERAGE: f64 = 0.75;
/// Largest share of the universe that may lack an indicator without a policy of its own.
const DEFAULT_LARGEST_SHARE: f64 = 0.05;
/// Limits of skewness and kurtosis, where nothing else is said: the rule of thumb of the JRC's COIN Tool.
const DEFAULT_LIMITS: OutlierLimits = OutlierLimits { skewness: 2.0, kurtosis: 3.5 };
/// Below the excess kurtosis of any values (that of four is -6 at least): with this limit no indicator is spared for its kurtosis.
const LEAST_KURTOSIS: f64 = -10.0;
/// Most values that are winsorised, where nothing else is said.
const DEFAULT_WINSORISED: u32 = 5;
/// Farthest that a value is carried or interpolated, in periods: beyond this a number was mistyped.
const LONGEST_REACH: u32 = 120;

pub(super) fn screening(resolver: &mut Resolver<'_>, raw: &RawScreening) -> Screening {
    let share = |resolver: &mut Resolver<'_>, share: &Option<Located<f64>>| {
        share.as_ref().map(|share| resolver.within(share, 0.0, 1.0, "the least share"))
    };
    Screening { region: share(resolver, &raw.region), indicator: share(resolver, &raw.indicator) }
}

/// An indicator's imputation: its own keys over the method's.
pub(super) fn imputation(resolver: &mut Resolver<'_>, own: Option<&RawImputation>, default: &RawImputation) -> Imputation {
    let nothing = RawImputation::default();
    let own = own.unwrap_or(&nothing);
    let written = own.method.as_ref().or(default.method.as_ref());
    let method = written.map_or(RawImputationMethod::default(), |method| method.value);
    let span = written.map_or(0..0, |method| method.span.clone());
    unused_by_imputation(resolver, own, method);
    let reach = |resolver: &mut Resolver<'_>| {
        let at_most = own.at_most.as_ref().or(default.at_most.as_ref());
        at_most.map_or(1, |at_most| {
            if !(1..=LONGEST_REACH).contains(&at_most.value) {
                let help = format!("give a number of statistic periods from 1 to {LONGEST_REACH}");
                resolver.problem(&at_most.span, format!("`at_most` cannot be {}", at_most.value), help);
            }
            at_most.value.clamp(1, LONGEST_REACH)
        })
    };
    let method = match method {
        RawImputationMethod::None => ImputationMethod::None,
        RawImputationMethod::Mean => ImputationMethod::Mean,
        RawImputationMethod::Median => ImputationMethod::Median,
        RawImputationMethod::Constant => match own.value.as_ref().or(default.value.as_ref()) {
            Some(value) => ImputationMethod::Constant(resolver.finite(value, "the constant")),
            None => {
                resolver.problem(&span, "the constant is not stated", "add `value = …`, in the indicator's unit");
                ImputationMethod::None
            }
        },
        RawImputationMethod::CarriedForward => ImputationMethod::CarriedForward { at_most: reach(resolver) },
        RawImputationMethod::Linear => ImputationMethod::Linear {
            at_most: reach(resolver),
            ends: match own.ends.as_ref().or(default.ends.as_ref()).map_or(RawEnds::default(), |ends| ends.value) {
                RawEnds::Missing => Ends::Missing,
                RawEnds::Constant => Ends::Constant,
            },
        },
        RawImputationMethod::RowMean => ImputationMethod::RowMean,
        RawImputationMethod::ParentArea => {
            let (variable, level) =
                (own.variable.as_ref().or(default.variable.as_ref()), own.level.as_ref().or(default.level.as_ref()));
            match (variable, level) {
                (Some(variable), Some(level)) => ImputationMethod::ParentArea {
                    of: resolver.variable(&variable.value, &variable.span).unwrap_or(0),
                    level: level.value.clone(),
                },
                _ => {
                    let help = "add `variable = \"…\"` (published for the areas) and `level = \"…\"`";
                    resolver.problem(&span, "`parent-area` needs a variable and a level", help);
                    ImputationMethod::None
                }
            }
        }
    };
    Imputation { method, pool: resolver.pool(own.pool.as_ref().or(default.pool.as_ref())) }
}

fn unused_by_imputation(resolver: &mut Resolver<'_>, raw: &RawImputation, method: RawImputationMethod) {
    use RawImputationMethod::*;
    let written = [
        ("value", raw.value.as_ref().map(|key| &key.span), method == Constant),
        ("at_most", raw.at_most.as_ref().map(|key| &key.span), matches!(method, CarriedForward | Linear)),
        ("ends", raw.ends.as_ref().map(|key| &key.span), method == Linear),
        ("variable", raw.variable.as_ref().map(|key| &key.span), method == ParentArea),
        ("level", raw.level.as_ref().map(|key| &key.span), method == ParentArea),
    ];
    for (key, span, used) in written {
        if let Some(span) = span.filter(|_| !used) {
            resolver.problem(
                span,
                format!("`{key}` means nothing for this method of imputation"),
                "remove it, or state the method it belongs to",
            );
        }
    }
}

/// An indicator's treatment of outliers: its own keys over the method's.
pub(super) fn treatment(resolver: &mut Resolver<'_>, own: Option<&RawTreatment>, default: &RawTreatment) -> Treatment {
    let nothing = RawTreatment::default();
    let own = own.unwrap_or(&nothing);
    let steps = own.steps.as_ref().or(default.steps.as_ref()).map_or(&[][..], Vec::as_slice);
    let mut limit = |own: &Option<Located<f64>>, default: &Option<Located<f64>>, least: f64, otherwise: f64| {
        own.as_ref().or(default.as_ref()).map_or(otherwise, |limit| resolver.within(limit, least, 1e6, "a limit"))
    };
    let limits = OutlierLimits {
        skewness: limit(&own.skewness, &default.skewness, 0.0, DEFAULT_LIMITS.skewness),
        kurtosis: limit(&own.kurtosis, &default.kurtosis, LEAST_KURTOSIS, DEFAULT_LIMITS.kurtosis),
    };
    Treatment {
        steps: steps.iter().map(|step| treatment_step(resolver, step)).collect(),
        limits,
        chain: match own.chain.as_ref().or(default.chain.as_ref()).map_or(RawChain::default(), |chain| chain.value) {
            RawChain::Original => Chain::Original,
            RawChain::Previous => Chain::Previous,
        },
        keep: match own.keep.as_ref().or(default.keep.as_ref()).map_or(RawKeep::default(), |keep| keep.value) {
            RawKeep::IfItHelps => Keep::IfItHelps,
            RawKeep::Always => Keep::Always,
        },
        pool: resolver.pool(own.pool.as_ref().or(default.pool.as_ref())),
    }
}

fn treatment_step(resolver: &mut Resolver<'_>, raw: &Located<RawTreatmentStep>) -> TreatmentStep {
    match raw.value {
        RawTreatmentStep::Winsorise { at_most } => TreatmentStep::Winsorise { at_most: at_most.unwrap_or(DEFAULT_WINSORISED) },
        RawTreatmentStep::Percentiles(lower, upper) => {
            if !(0.0 <= lower && lower < upper && upper <= 1.0) {
                let help = "give two shares from 0 to 1, the lower first, such as [0.05, 0.95]";
                resolver.problem(&raw.span, format!("[{lower}, {upper}] are not two percentiles"), help);
            }
            TreatmentStep::Percentiles { lower, upper }
        }
        RawTreatmentStep::Logarithm { shift, reflect } => TreatmentStep::Logarithm {
            shift: match shift.unwrap_or_default() {
                RawLogarithmShift::None => LogarithmShift::None,
                RawLogarithmShift::Range => LogarithmShift::Range,
                RawLogarithmShift::One => LogarithmShift::One,
                RawLogarithmShift::Stretched => LogarithmShift::Stretched,
            },
            reflection: if reflect.unwrap_or(false) { Reflection::NegativeSkew } else { Reflection::Never },
        },
        RawTreatmentStep::BoxCox { exponent } => {
            if !exponent.is_finite() || exponent.abs() > 5.0 {
                resolver.problem(&raw.span, format!("an exponent of {exponent} cannot be meant"), "give λ between -5 and 5");
            }
            TreatmentStep::BoxCox { exponent }
        }
    }
}

fn policy(raw: RawMissingPolicy) -> MissingPolicy {
    match raw {
        RawMissingPolicy::Fail => MissingPolicy::Fail,
        RawMissingPolicy::Renormalise => MissingPolicy::Renormalise,
        RawMissingPolicy::Neutral => MissingPolicy::Neutral,
        RawMissingPolicy::Propagate => MissingPolicy::Propagate,
    }
}

/// An indicator's rule for missing values: its own keys over the method's.
pub(super) fn missing(
    resolver: &mut Resolver<'_>,
    own: Option<&RawMissing>,
    default: &RawMissing,
    has_own_imputation: bool,
) -> MissingRule {
    if let Some(coverage) = own.and_then(|own| own.minimum_coverage.as_ref()) {
        resolver.problem(
            &coverage.span,
            "`minimum_coverage` is a rule for a node, not for one indicator",
            "state it under [method.missing], or at a factor",
        );
    }
    let own_policy = own.and_then(|own| own.policy);
    let share = own.and_then(|own| own.largest_share.as_ref()).or(default.largest_share.as_ref());
    let largest_share =
        share.map_or(DEFAULT_LARGEST_SHARE, |share| resolver.within(share, 0.0, 1.0, "the largest share of missing values"));
    MissingRule {
        policy: policy(own_policy.or(default.policy).unwrap_or_default()),
        is_own: own_policy.is_some(),
        stated_for_indicator: own_policy.is_some() || has_own_imputation,
        largest_share,
    }
}

/// Least coverage for a score, where a node says nothing of its own.
pub(super) fn minimum_coverage(resolver: &mut Resolver<'_>, raw: &RawMissing) -> f64 {
    let coverage = raw.minimum_coverage.as_ref();
    coverage.map_or(DEFAULT_MINIMUM_COVERAGE, |coverage| resolver.within(coverage, 0.0, 1.0, "the least coverage"))
}

/// What a node does where a child has no score: its own keys over the method's. What is missing of an indicator that must not be
/// missing has stopped the build before, so `fail` for the whole index leaves only scores that could not be computed.
pub(super) fn missing_children(resolver: &mut Resolver<'_>, own: Option<&RawMissing>, default: &RawMissing) -> MissingChildren {
    if let Some(share) = own.and_then(|own| own.largest_share.as_ref()) {
        let help = "state it under [method.missing], or at an indicator";
        resolver.problem(&share.span, "`largest_share` is a rule for indicators, not for a node", help);
    }
    let coverage = own.and_then(|own| own.minimum_coverage.as_ref()).or(default.minimum_coverage.as_ref());
    let minimum_coverage =
        coverage.map_or(DEFAULT_MINIMUM_COVERAGE, |coverage| resolver.within(coverage, 0.0, 1.0, "the least coverage"));
    match own.and_then(|own| own.policy) {
        Some(RawMissingPolicy::Fail) => MissingChildren::Fail { minimum_coverage },
        Some(RawMissingPolicy::Propagate) => MissingChildren::Propagate { minimum_coverage },
        None if default.policy == Some(RawMissingPolicy::Propagate) => MissingChildren::Propagate { minimum_coverage },
        _ => MissingChildren::Renormalise { minimum_coverage },
    }
}
