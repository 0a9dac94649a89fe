//! `[[summary]]`: what the scores of small regions say of the larger areas they lie in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RawFrequency;
use crate::config::located::{Localised, Located};

/// `[[summary]]`: the ranked regions summarised by larger area and weighted, usually by population.
///
/// For each edition, area and node (the index and its factors) the tables `summaries.csv` and `summaries.parquet` hold the weighted
/// mean score and rank, the share of the weight and of the regions in the worst tenth of all ranked regions, and the best and
/// the weakest region.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSummary {
    /// Short name.
    pub id: Located<String>,
    /// Name by language.
    #[serde(default)]
    pub name: Localised,
    /// The column of the region table that says in which area a region lies: a level above, or any other column.
    pub by: Located<String>,
    /// The variable by which regions are weighted, usually the population.
    pub weight: Located<String>,
    /// The weight's own frequency, where it is not the editions'; as for an indicator.
    #[serde(default)]
    pub frequency: Option<Located<RawFrequency>>,
    /// Period of the weight = edition's period minus this many periods; default 0.
    #[serde(default)]
    pub lag: Option<Located<u32>>,
    /// The share of all ranked regions that counts as the worst; default 0.1, the worst tenth.
    #[serde(default)]
    pub worst_share: Option<Located<f64>>,
}
