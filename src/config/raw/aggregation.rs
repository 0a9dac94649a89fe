//! `[method.weights]` and `[method.aggregation]`: what children weigh, and how they become their parent's score.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::normalisation::RawTies;
use crate::config::located::Located;

/// `[method.weights]`, or a factor's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawWeights {
    /// The method; default `given`: the weights of factors and indicators, 1 where none is written.
    #[serde(default)]
    pub method: Option<Located<RawWeightingMethod>>,
    /// Methods that take weights from the data: `each` edition its own (changes then mix data and weights), `all` editions
    /// together, or the id of an edition that is kept fixed; default: `method.pool`.
    #[serde(default)]
    pub editions: Option<Located<String>>,
}

/// Where weights come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWeightingMethod {
    /// As written.
    #[default]
    Given,
    /// All the same.
    Equal,
    /// Loadings on the first principal component.
    PrincipalComponent,
    /// Shannon entropy.
    Entropy,
    /// Standard deviation times conflict with the others.
    Critic,
    /// Standard deviation.
    StandardDeviation,
    /// Such that all children correlate equally with their node.
    EqualCorrelation,
}

/// `[method.aggregation]`, or a factor's override of some of its keys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAggregation {
    /// The method; default `arithmetic-mean`.
    #[serde(default)]
    pub method: Option<Located<RawAggregationMethod>>,
    /// `power-mean`: the exponent.
    #[serde(default)]
    pub exponent: Option<Located<f64>>,
    /// `geometric-mean`, `harmonic-mean`, `power-mean`: what a score of zero does; default `refuse`.
    #[serde(default)]
    pub zero: Option<Located<RawZeroRule>>,
    /// `mazziotta-pareto`: whether imbalance lowers or raises the score; default `lowers`.
    #[serde(default)]
    pub penalty: Option<Located<RawPenalty>>,
    /// `mean-of-ranks`: which rank equal scores get; default `average`.
    #[serde(default)]
    pub ties: Option<Located<RawTies>>,
}

/// How children become a parent's score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAggregationMethod {
    /// The weighted arithmetic mean.
    #[default]
    ArithmeticMean,
    /// The weighted sum, with weights as they are. Where a score is missing and the others carry it, their sum stands for the whole
    /// weight: divided by the share of the weight that is there.
    Sum,
    /// The weighted geometric mean.
    GeometricMean,
    /// The weighted harmonic mean.
    HarmonicMean,
    /// The weighted power mean.
    PowerMean,
    /// The median.
    Median,
    /// The lowest.
    Minimum,
    /// Mazziotta-Pareto: the mean less a penalty for imbalance; on z-scores (mean 100, deviation 10) or scores from 70 to 130.
    MazziottaPareto,
    /// Copeland: pairwise wins minus losses.
    Copeland,
    /// Each region with the weights that suit it best.
    BenefitOfTheDoubt,
    /// The weighted mean of ranks, the best being 1: less is better.
    MeanOfRanks,
}

/// What a score of zero does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawZeroRule {
    /// It is refused, with the configuration where it can be seen there.
    #[default]
    Refuse,
    /// The mean is zero.
    GivesZero,
}

/// Which way imbalance counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPenalty {
    /// It lowers the score.
    #[default]
    Lowers,
    /// It raises the score, for an index of something bad.
    Raises,
}

/// A weight: one for all editions, or one for each.
#[derive(Debug, Clone, PartialEq)]
pub enum RawWeight {
    /// The same in all editions.
    Same(f64),
    /// By edition id; editions that are not listed have the weight 1.
    ByEdition(BTreeMap<String, f64>),
}

impl Serialize for RawWeight {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RawWeight::Same(weight) => serializer.serialize_f64(*weight),
            RawWeight::ByEdition(weights) => weights.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RawWeight {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WeightVisitor;
        impl<'de> serde::de::Visitor<'de> for WeightVisitor {
            type Value = RawWeight;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a number, or one for each edition")
            }

            fn visit_f64<E: serde::de::Error>(self, weight: f64) -> Result<RawWeight, E> {
                Ok(RawWeight::Same(weight))
            }

            fn visit_i64<E: serde::de::Error>(self, weight: i64) -> Result<RawWeight, E> {
                Ok(RawWeight::Same(weight as f64))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<RawWeight, A::Error> {
                let mut weights = BTreeMap::new();
                while let Some((edition, weight)) = map.next_entry::<String, f64>()? {
                    weights.insert(edition, weight);
                }
                Ok(RawWeight::ByEdition(weights))
            }
        }
        deserializer.deserialize_any(WeightVisitor)
    }
}

impl JsonSchema for RawWeight {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawWeight".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A weight: one for all editions, or one for each (by edition id).",
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "object", "additionalProperties": { "type": "number", "minimum": 0 } }
            ]
        })
    }
}
