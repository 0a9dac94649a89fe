//! What an analyst writes: the configuration file, key by key.
//!
//! These types are the reference manual: their documentation becomes `config/evp.schema.json`, from which editors complete
//! the file. They hold what was written and where, nothing more; [`super::resolve`] checks it and makes the typed plan.
//! The types are a promise to users: a key is never renamed or given another meaning within one `format`.

mod aggregation;
mod data;
mod differences;
mod footnote;
mod groups;
mod map;
mod method;
mod normalisation;
mod package;
mod release;
mod results;
mod robustness;
mod source;
mod summary;
mod variable;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::located::{Localised, Located, OneOrMany};
pub use aggregation::*;
pub use data::*;
pub use differences::RawDifference;
pub use footnote::RawFootnote;
pub use groups::*;
pub use map::*;
pub use method::*;
pub use normalisation::*;
pub use package::*;
pub use release::*;
pub use results::*;
pub use robustness::*;
pub use source::*;
pub use summary::RawSummary;
pub use variable::*;

/// A whole configuration: one composite index of regions.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RawConfig {
    /// Version of this file format; this program reads 1.
    pub format: Option<Located<u32>>,
    /// The index: its id, titles, languages and label.
    pub index: Option<RawIndex>,
    /// What is ranked: region table, mergers, level, classification year, universe, region types.
    pub regions: Option<RawRegions>,
    /// Where the statistics are.
    #[serde(rename = "source")]
    #[schemars(rename = "source")]
    pub sources: Vec<RawSource>,
    /// The raw series that are read, and series derived from them.
    #[serde(rename = "variable")]
    #[schemars(rename = "variable")]
    pub variables: Vec<RawVariable>,
    /// The factors: nodes of the tree between the index and the indicators.
    #[serde(rename = "factor")]
    #[schemars(rename = "factor")]
    pub factors: Vec<RawFactor>,
    /// The indicators: what is normalised and weighed.
    #[serde(rename = "indicator")]
    #[schemars(rename = "indicator")]
    pub indicators: Vec<RawIndicator>,
    /// The editions to build, oldest first: rank change is against the edition before.
    #[serde(rename = "edition")]
    #[schemars(rename = "edition")]
    pub editions: Vec<RawEdition>,
    /// Summaries of the ranked regions for larger areas.
    #[serde(rename = "summary")]
    #[schemars(rename = "summary")]
    pub summaries: Vec<RawSummary>,
    /// The method: defaults of every step.
    #[serde(default)]
    pub method: RawMethod,
    /// Further groups in which regions are ranked.
    #[serde(rename = "group")]
    #[schemars(rename = "group")]
    pub groups: Vec<RawGroup>,
    /// Targets that regions are held against.
    #[serde(rename = "target")]
    #[schemars(rename = "target")]
    pub targets: Vec<RawTarget>,
    /// How the tables are published.
    #[serde(default)]
    pub publish: RawPublish,
    /// How sure ranks are.
    #[serde(default)]
    pub robustness: RawRobustness,
    /// What this build is: a draft, final, under embargo, corrected; its version and corrections.
    #[serde(default)]
    pub release: RawRelease,
    /// Findings that were looked at and accepted, each with its reason.
    #[serde(rename = "acknowledge")]
    #[schemars(rename = "acknowledge")]
    pub acknowledgements: Vec<RawAcknowledgement>,
    /// Differences from what was published that were accepted, each with its reason and an end.
    #[serde(rename = "difference")]
    #[schemars(rename = "difference")]
    pub differences: Vec<RawDifference>,
    /// Notes to single results, in the tables for people.
    #[serde(rename = "footnote")]
    #[schemars(rename = "footnote")]
    pub footnotes: Vec<RawFootnote>,
    /// Limits that refuse an input file before it is decoded.
    #[serde(default)]
    pub limits: RawLimits,
}

/// `[index]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIndex {
    /// Short name of the index: the default output folder is `out/<id>`, and the index's columns are named by it.
    pub id: Located<String>,
    /// Title by language.
    pub title: Localised,
    /// What must be said wherever the index is shown (for example that it is an approximation), by language.
    #[serde(default)]
    pub label: Localised,
    /// Languages of names and titles, the first being the main one.
    #[serde(default = "default_languages")]
    pub languages: Vec<Located<String>>,
    /// Overrides of `[method.aggregation]` for the index itself, key by key.
    #[serde(default)]
    pub aggregation: Option<RawAggregation>,
    /// Overrides of `[method.weights]` for the index itself, key by key.
    #[serde(default)]
    pub weights: Option<RawWeights>,
    /// Overrides of `[method.missing]` for the index itself, key by key.
    #[serde(default)]
    pub missing: Option<RawMissing>,
}

fn default_languages() -> Vec<Located<String>> {
    vec![Located::unwritten("en".to_owned())]
}

/// `[regions]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRegions {
    /// Region table (CSV): columns `code`, and where they apply `level`, `valid_from`, `valid_to`, `name_<language>`, one
    /// column per higher level holding the parent's code, and any others. Without a table the codes that occur in the data
    /// are the regions, and there are no names, types or levels.
    #[serde(default)]
    pub table: Option<Located<String>>,
    /// Names of the region table's columns, where it is a publisher's file: the name that this program knows = the file's
    /// (`{ code = "FIPS", name_en = "COUNTY" }`). Columns that are named neither here nor under `publish.region_columns`,
    /// `universe` or `types` are then left out, and rows that repeat a region with the same cells become one; rows that
    /// contradict one another are refused.
    #[serde(default)]
    pub columns: BTreeMap<Located<String>, Located<String>>,
    /// How the region table is written (`decimal`, `thousands` and `missing` are for statistics only).
    #[serde(default)]
    pub csv: Option<RawCsv>,
    /// Merger table (CSV): columns `date`, `code`, `successor`, and `name` where there are names.
    #[serde(default)]
    pub mergers: Option<Located<String>>,
    /// Names of the merger table's columns: `{ date = "VOIMAAN", code = "VANHA", successor = "UUSI" }`.
    #[serde(default)]
    pub merger_columns: BTreeMap<Located<String>, Located<String>>,
    /// How the merger table is written.
    #[serde(default)]
    pub merger_csv: Option<RawCsv>,
    /// The level that is ranked, as named in the region table's `level` column.
    #[serde(default)]
    pub level: Option<Located<String>>,
    /// The level of the statistics where a variable does not say otherwise; default: the level that is ranked.
    #[serde(default)]
    pub data_level: Option<Located<String>>,
    /// How region codes are written.
    #[serde(default)]
    pub code_scheme: RawCodeScheme,
    /// Classification year: regions as valid on 1 January of this year. Needed when the region table is dated.
    #[serde(default)]
    pub division: Option<Located<i32>>,
    /// Which regions belong: column of the region table = value (or list of values).
    #[serde(default)]
    pub universe: BTreeMap<Located<String>, OneOrMany<String>>,
    /// What to do with a code in the data that the region and merger tables do not know; without a region table no code is
    /// unknown.
    #[serde(default)]
    pub unknown_codes: RawUnknownCodes,
    /// Codes that are totals, not regions, besides those the code scheme knows; `"ZZ*"` is every code that begins with ZZ. They
    /// are left out of the statistics and of the region table.
    #[serde(default)]
    pub totals: Vec<String>,
    /// Region types: the peer groups in which ranks are published. Without it there are none.
    #[serde(default)]
    pub types: Option<RawRegionTypes>,
}

/// How region codes are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawCodeScheme {
    /// Codes are taken as they are, leading zeros kept.
    #[default]
    Verbatim,
    /// Statistics Finland's: `91`, `091` and `KU091` are one municipality; `SSS` and `KU000` are totals.
    Finnish,
}

/// What to do with an unknown region code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawUnknownCodes {
    /// Stop and list them.
    #[default]
    Refuse,
    /// Leave their rows out and count them.
    Drop,
}

/// `[regions.types]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRegionTypes {
    /// Column that holds the type.
    #[serde(default = "default_type_column")]
    pub column: Located<String>,
    /// A table of your own (CSV: `code`, the type column, and `valid_from` where types are dated) instead of the region table's column.
    #[serde(default)]
    pub table: Option<Located<String>>,
    /// Names of that table's columns: `{ code = "CODE", region_type = "CLASS" }`.
    #[serde(default)]
    pub columns: BTreeMap<Located<String>, Located<String>>,
    /// How that table is written.
    #[serde(default)]
    pub csv: Option<RawCsv>,
    /// Of a dated type table: the types of the classification year for all editions, or those valid in each edition's year.
    #[serde(default)]
    pub as_of: RawTypesAsOf,
    /// What must be said of the types wherever they are shown, by language.
    #[serde(default)]
    pub label: Localised,
    /// The types in the order in which they are published, with names.
    #[serde(default)]
    pub names: Vec<RawRegionType>,
}

fn default_type_column() -> Located<String> {
    Located::unwritten("region_type".to_owned())
}

/// Which row of a dated type table holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawTypesAsOf {
    /// The types of the classification year, for every edition.
    #[default]
    Division,
    /// The types valid on 1 January of the edition's year.
    Edition,
}

/// One entry of `regions.types.names`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRegionType {
    /// The type as it stands in the table.
    pub id: Located<String>,
    /// Its name (plural) by language.
    pub name: Localised,
}

/// `[[factor]]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFactor {
    /// Short name; the factor's columns are named by it.
    pub id: Located<String>,
    /// Name by language.
    #[serde(default)]
    pub name: Localised,
    /// The factor above; default: the index.
    #[serde(default)]
    pub parent: Option<Located<String>>,
    /// Weight among its siblings; default 1. Has no meaning where `index_of = "indicators"`. One for all editions, or one for
    /// each: `{ "2023" = 2, "2024" = 3 }`.
    #[serde(default)]
    pub weight: Option<Located<RawWeight>>,
    /// Overrides `method.index_of` for this node.
    #[serde(default)]
    pub mean_of: Option<RawIndexOf>,
    /// Overrides of `[method.aggregation]` for this node, key by key.
    #[serde(default)]
    pub aggregation: Option<RawAggregation>,
    /// Overrides of `[method.weights]` for this node, key by key.
    #[serde(default)]
    pub weights: Option<RawWeights>,
    /// Overrides of `[method.missing]` for this node: what it does where a child has no score.
    #[serde(default)]
    pub missing: Option<RawMissing>,
    /// How the factor's score is normalised again before the node above uses it; default: it is used as it is.
    #[serde(default)]
    pub normalisation: Option<RawNormalisation>,
}

/// `[[indicator]]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIndicator {
    /// Short name.
    pub id: Located<String>,
    /// The factor to which it belongs; default: directly under the index.
    #[serde(default)]
    pub factor: Option<Located<String>>,
    /// Name by language.
    #[serde(default)]
    pub name: Localised,
    /// Unit by language.
    #[serde(default)]
    pub unit: Localised,
    /// Who publishes the statistic, by language; default: that of its variables, where they agree.
    #[serde(default)]
    pub source: Localised,
    /// A note printed with the indicator, by language (for example that it stands in for one that is not public).
    #[serde(default)]
    pub note: Localised,
    /// What of it may be shown, in every file, page and explanation: `raw` (the default), `score` or `none`; it is never more
    /// public than the variables it is derived from.
    #[serde(default)]
    pub publish: Option<Located<RawPublication>>,
    /// Whether more is better.
    pub direction: Located<RawDirection>,
    /// The variable it is; or `derive`.
    #[serde(default)]
    pub variable: Option<Located<String>>,
    /// How it is computed from variables; or `variable`.
    #[serde(default)]
    pub derive: Option<Located<RawDerivation>>,
    /// The statistic's own frequency, where it is not the editions'. The edition's period is turned into the last period of
    /// that frequency within it (2025Q3 → 2025M09), or the longer one in which it lies (2025Q3 → 2025); of quarters and
    /// tertials, which do not nest, into the latest that has ended by its end (2025Q3 → 2025T2). Lags count from there.
    #[serde(default)]
    pub frequency: Option<Located<RawFrequency>>,
    /// Statistic period = edition's period minus this many periods, of the statistic's own frequency; default 0.
    #[serde(default)]
    pub lag: Option<Located<u32>>,
    /// Statistic periods stated per edition (`{ "2023" = "2021" }`); they override the lag.
    #[serde(default)]
    pub periods: BTreeMap<Located<String>, Located<String>>,
    /// Weight among its siblings (or among all indicators where `index_of = "indicators"`); default 1. One for all editions, or
    /// one for each: `{ "2023" = 2, "2024" = 3 }`.
    #[serde(default)]
    pub weight: Option<Located<RawWeight>>,
    /// First edition that has the indicator; default: the first.
    #[serde(default)]
    pub first_edition: Option<Located<String>>,
    /// Last edition that has the indicator; default: the last.
    #[serde(default)]
    pub last_edition: Option<Located<String>>,
    /// Overrides of `[method.imputation]`, key by key.
    #[serde(default)]
    pub imputation: Option<RawImputation>,
    /// Overrides of `[method.treatment]`, key by key.
    #[serde(default)]
    pub treatment: Option<RawTreatment>,
    /// Overrides of `[method.normalisation]`, key by key.
    #[serde(default)]
    pub normalisation: Option<RawNormalisation>,
    /// Overrides of `[method.missing]`, key by key.
    #[serde(default)]
    pub missing: Option<RawMissing>,
}

/// Whether more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawDirection {
    /// The highest value scores best.
    #[default]
    HigherIsBetter,
    /// The lowest value scores best.
    LowerIsBetter,
}

/// `[[edition]]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawEdition {
    /// Name of the edition, such as `2025` or `2025Q3`.
    pub id: Located<String>,
    /// The period from which lags are counted; default: the id.
    #[serde(default)]
    pub period: Option<Located<String>>,
}

/// `[publish]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPublish {
    /// Decimals of scores in tables for people; default 1.
    #[serde(default)]
    pub decimals: Option<Located<u32>>,
    /// Regions per type shown on the terminal; default 5.
    #[serde(default)]
    pub top: Option<Located<u32>>,
    /// Further columns of the region table that stand in the rankings (for example `seutukunta`).
    #[serde(default)]
    pub region_columns: Vec<Located<String>>,
    /// Edition since which the improvers are listed, besides since the previous edition; default: the first of the build.
    #[serde(default)]
    pub improvers_since: Option<Located<String>>,
    /// For whom `rankings.xlsx` is: `release` (the default) or `working`.
    #[serde(default)]
    pub workbook: Option<Located<RawWorkbook>>,
    /// The map on which results are shown.
    #[serde(default)]
    pub map: Option<RawMap>,
    /// The terms under which the results may be used; they stand in `datapackage.json`.
    #[serde(default)]
    pub licence: Option<RawLicence>,
    /// What is to be said of the sources of the statistics.
    #[serde(default, rename = "attribution")]
    pub attributions: Vec<RawAttribution>,
}

/// For whom the workbook is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawWorkbook {
    /// For everybody, to be sent out as it is: accessible to screen readers, without filters.
    #[default]
    Release,
    /// For the analysts' own work: the same sheets with filters.
    Working,
}

/// `[[acknowledge]]`: something that would stop a final build was looked at and accepted.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAcknowledgement {
    /// What is accepted.
    pub finding: Located<RawFinding>,
    /// The indicator concerned.
    pub indicator: Located<String>,
    /// The edition concerned.
    pub edition: Located<String>,
    /// Why; printed with the tables.
    pub reason: Located<String>,
}

/// What can be acknowledged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFinding {
    /// The statistic period has not arrived: the latest one is carried over.
    #[default]
    CarriedOver,
    /// Values are preliminary.
    Preliminary,
}

/// `[limits]`: refuse an input before decoding it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLimits {
    /// Most rows of one file; default 500 million.
    #[serde(default)]
    pub rows: Option<Located<u64>>,
    /// Most bytes of one file after decompression; default 16 GiB.
    #[serde(default)]
    pub uncompressed_bytes: Option<Located<u64>>,
    /// Largest ratio of decompressed to stored size, and of rows to stored bytes; default 1000.
    #[serde(default)]
    pub ratio: Option<Located<u64>>,
}
