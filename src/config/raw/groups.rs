//! `[[group]]` and `[[target]]`: further groups in which regions are ranked, and targets they are held against.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::{Localised, Located};

/// `[[group]]`: a group of regions, or a division into groups, in which ranks are given besides the region types. State one of
/// `regions`, `column`, `largest` and `size_classes`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGroup {
    /// Short name; columns of the rankings are named by it.
    pub id: Located<String>,
    /// Name by language.
    #[serde(default)]
    pub name: Localised,
    /// The members, by code.
    #[serde(default)]
    pub regions: Option<Located<Vec<String>>>,
    /// A column of the region table: every value is a group, for example `maakunta`.
    #[serde(default)]
    pub column: Option<Located<String>>,
    /// The regions with the largest values of a variable: `{ variable = "population", number = 20 }`.
    #[serde(default)]
    pub largest: Option<RawLargest>,
    /// Classes by a variable: `{ variable = "population", limits = [4000, 10000, 25000] }`.
    #[serde(default)]
    pub size_classes: Option<RawSizeClasses>,
}

/// `largest` of a group.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLargest {
    /// Variable by which regions are ordered.
    pub variable: Located<String>,
    /// How many regions; those that tie with the last are in too.
    pub number: Located<u32>,
    /// Statistic period = edition's period minus this many periods; default 0.
    #[serde(default)]
    pub lag: Option<Located<u32>>,
}

/// `size_classes` of a group.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSizeClasses {
    /// Variable that is classed.
    pub variable: Located<String>,
    /// Ascending limits; a value equal to a limit belongs to the class above it.
    pub limits: Located<Vec<f64>>,
    /// Statistic period = edition's period minus this many periods; default 0.
    #[serde(default)]
    pub lag: Option<Located<u32>>,
}

/// `[[target]]`: what is to be reached, by all regions or by some.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTarget {
    /// The indicator (its value is compared) or the factor or index (its score is).
    pub of: Located<String>,
    /// The target for all regions.
    #[serde(default)]
    pub value: Option<Located<f64>>,
    /// Targets of single regions, by code; they go before `value`.
    #[serde(default)]
    pub regions: BTreeMap<Located<String>, f64>,
    /// Who set it and where, by language; printed with it.
    #[serde(default)]
    pub note: Localised,
}
