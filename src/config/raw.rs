//! What an analyst writes: the configuration file, key by key.
//!
//! These types are the reference manual: their documentation becomes `config/evp.schema.json`, from which editors complete
//! the file. They hold what was written and where, nothing more; [`super::resolve`] checks it and makes the typed plan.
//! The types are a promise to users: a key is never renamed or given another meaning within one `format`.

mod aggregation;
mod data;
mod differences;
mod groups;
mod method;
mod normalisation;
mod release;
mod results;
mod summary;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::located::{Localised, Located, OneOrMany};
pub use aggregation::*;
pub use data::*;
pub use differences::RawDifference;
pub use groups::*;
pub use method::*;
pub use normalisation::*;
pub use release::*;
pub use results::*;
pub use summary::RawSummary;

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
    /// Codes that are totals, not regions, besides those the code scheme knows.
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

/// `[[source]]`: files that share one layout.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    /// Name by which `--data NAME=FILE` replaces this source's files; default: its position, from 1.
    #[serde(default)]
    pub id: Option<Located<String>>,
    /// Parquet or CSV files, folders of them, or patterns such as `statistics/*.parquet`; relative to this configuration
    /// file. Of a folder its `.parquet` files are read; where it has none, its `.csv` and `.tsv` files.
    pub files: Vec<Located<String>>,
    /// The format of the files; default: CSV for names that end in `.csv`, `.tsv` or `.txt`, Parquet for all others.
    #[serde(default)]
    pub format: Option<RawFormat>,
    /// How CSV files are written.
    #[serde(default)]
    pub csv: Option<RawCsv>,
    /// Long (one row per region, period and variable) or wide (one column per variable); default: seen from the columns.
    #[serde(default)]
    pub layout: Option<RawLayout>,
    /// Names of the columns.
    #[serde(default)]
    pub columns: RawColumns,
    /// The files hold this one variable in their value column.
    #[serde(default)]
    pub variable: Option<Located<String>>,
    /// The files hold this one period and have no period column.
    #[serde(default)]
    pub period: Option<Located<String>>,
    /// Rows to take: column = value, for further dimensions such as sex or age (`{ Sukupuoli = "SSS" }`).
    #[serde(default, rename = "where")]
    #[schemars(rename = "where")]
    pub rows: BTreeMap<Located<String>, OneOrMany<String>>,
    /// The division (classification year) on which these statistics are.
    #[serde(default)]
    pub division: Option<Located<i32>>,
    /// What a symbol in the symbol column, or in a CSV file in place of a number, means; default: `-` is zero, dots are missing.
    #[serde(default)]
    pub symbols: BTreeMap<String, RawSymbolMeaning>,
    /// Flags in the flag column that mark a preliminary value.
    #[serde(default = "default_preliminary_flags")]
    pub preliminary_flags: Vec<String>,
}

fn default_preliminary_flags() -> Vec<String> {
    vec!["*".into(), "p".into(), "preliminary".into()]
}

/// Format of input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFormat {
    /// Parquet.
    Parquet,
    /// Text with a separator between cells: comma, semicolon, tab or another. The first line names the columns. A column
    /// `data_status` marks what the data are (`demo`), as the key of that name in the metadata of a Parquet file does.
    Csv,
}

/// `csv` of a source or a table: how a CSV file is written. Space around cells is no part of them (a table of regions of
/// which neither `csv` nor `columns` says anything is taken to the letter).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCsv {
    /// Character between cells: `","`, `";"`, `"\t"` or another; default: the one that a line `sep=;` above the header line
    /// names, else comma, semicolon or tab, whichever the header line has most of. The notes say which it was.
    #[serde(default)]
    pub separator: Option<Located<String>>,
    /// Decimal sign, `"."` or `","`; default `"."`. It is never guessed: with a point declared, `12,5` is an error.
    #[serde(default)]
    pub decimal: Option<Located<String>>,
    /// Sign between groups of three digits: `" "` (spaces of every width), `"."`, `","` or `"'"`; none by default.
    #[serde(default)]
    pub thousands: Option<Located<String>>,
    /// How characters are stored; default `utf-8`, with or without a byte order mark.
    #[serde(default)]
    pub encoding: Option<RawEncoding>,
    /// Character around cells that hold a separator or a line break, doubled where it belongs to the text; default `"\""`,
    /// and `""` where there is none.
    #[serde(default)]
    pub quote: Option<Located<String>>,
    /// Texts in place of a number that stand for a missing value, such as `"-999"`, `"NA"` or `".."`; a number among them
    /// matches however it is written (`-999.0`). Empty cells are missing anyway, and so are one to six dots.
    #[serde(default)]
    pub missing: Vec<Located<String>>,
    /// Lines above the header line, titles for instance; default 0.
    #[serde(default)]
    pub skip_rows: Option<Located<u32>>,
    /// First character of lines that are comments; none by default.
    #[serde(default)]
    pub comment: Option<Located<String>>,
}

/// How characters are stored in a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum RawEncoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Western European Windows.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// ISO 8859-1 (Latin 1): read as windows-1252, of which it is a part.
    #[serde(rename = "iso-8859-1")]
    Iso88591,
    /// UTF-16, as Excel's "Unicode text".
    #[serde(rename = "utf-16")]
    Utf16,
}

/// How the rows of a file are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawLayout {
    /// One row per region, period and variable.
    Long,
    /// One row per region and period, one column per variable.
    Wide,
}

/// What a symbol means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawSymbolMeaning {
    /// The value is exactly zero.
    Zero,
    /// There is no value.
    Missing,
    /// The symbol should not occur: stop.
    Refuse,
}

/// `columns` of a source.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawColumns {
    /// Region code; default `region_code`.
    #[serde(default)]
    pub region: Option<Located<String>>,
    /// Period or year; default `period`, else `year`.
    #[serde(default)]
    pub period: Option<Located<String>>,
    /// Variable name in a long file; default `indicator`.
    #[serde(default)]
    pub indicator: Option<Located<String>>,
    /// Value in a long file; default `value`.
    #[serde(default)]
    pub value: Option<Located<String>>,
    /// Symbol beside the value; default `<value column>_symbol` where there is one.
    #[serde(default)]
    pub symbol: Option<Located<String>>,
    /// Flag beside the value (preliminary and the like); none by default.
    #[serde(default)]
    pub flag: Option<Located<String>>,
}

/// `[[variable]]`: a raw series, or one derived from others.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawVariable {
    /// Short name used in this file.
    pub id: Located<String>,
    /// Name of the series in the data: the text in a long file's indicator column, or a wide file's column; default: the id.
    #[serde(default)]
    pub series: Option<Located<String>>,
    /// Name by language.
    #[serde(default)]
    pub name: Localised,
    /// Unit by language.
    #[serde(default)]
    pub unit: Localised,
    /// Who publishes the statistic.
    #[serde(default)]
    pub source: Localised,
    /// The level whose codes the data carry; default: `regions.data_level`.
    #[serde(default)]
    pub level: Option<Located<String>>,
    /// How values of merged regions become one value; default `refuse`, of a survey with `answers` the mean weighted by them.
    #[serde(default)]
    pub merge: Option<Located<RawCombination>>,
    /// How values of member regions become an area's value; default: as `merge`.
    #[serde(default)]
    pub areas: Option<Located<RawCombination>>,
    /// The division on which the series is: one year for all periods, `"own-year"` where each period is on the division of
    /// its own year, or one year per range of periods. Default: the source's, else inferred from the codes that occur (and
    /// said so).
    #[serde(default)]
    pub division: Option<RawDivision>,
    /// Smallest and largest value that can be right; anything outside is refused with region and period.
    #[serde(default)]
    pub plausible: Option<Located<(f64, f64)>>,
    /// Of a survey: the variable that holds the number of answers on which each value rests.
    #[serde(default)]
    pub answers: Option<Located<String>>,
    /// Fewest answers with which a value counts: one that rests on fewer, or of which the number is missing, is missing
    /// ("too few answers"). Merged regions and areas are judged by their answers together. Default: any number counts.
    #[serde(default)]
    pub least_answers: Option<Located<u32>>,
    /// Computed from other variables instead of read.
    #[serde(default)]
    pub derive: Option<Located<RawDerivation>>,
}

/// How several values become one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawCombination {
    /// Counts: the sum.
    Sum,
    /// Rates: the mean weighted by another variable on the same division and period; marked approximate.
    WeightedMean(Located<String>),
    /// The value of the region that carries on the code.
    Successor,
    /// Stop: the series cannot be brought over.
    Refuse,
}

/// Division of a series: one year, the year of each statistic period, or ranges.
#[derive(Debug, Clone, PartialEq)]
pub enum RawDivision {
    /// Each period is on the division of its own year.
    OwnYear,
    /// Ranges of periods.
    Ranges(Vec<RawDivisionRange>),
}

/// How the division of each period's own year is written.
const OWN_YEAR: &str = "own-year";

/// One entry of a variable's `division` list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDivisionRange {
    /// First period to which this applies; default: from the beginning.
    #[serde(default)]
    pub from: Option<Located<String>>,
    /// Last period to which this applies; default: to the end.
    #[serde(default)]
    pub to: Option<Located<String>>,
    /// Classification year of the series in those periods.
    pub division: Located<i32>,
}

impl<'de> Deserialize<'de> for RawDivision {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DivisionVisitor;
        impl<'de> serde::de::Visitor<'de> for DivisionVisitor {
            type Value = RawDivision;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a year, \"own-year\", or a list of { from = …, to = …, division = year }")
            }

            fn visit_i64<E: serde::de::Error>(self, year: i64) -> Result<RawDivision, E> {
                let year = i32::try_from(year).map_err(|_| E::custom("a year has four digits"))?;
                Ok(RawDivision::Ranges(vec![RawDivisionRange { from: None, to: None, division: Located::unwritten(year) }]))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RawDivision, E> {
                if text == OWN_YEAR {
                    Ok(RawDivision::OwnYear)
                } else {
                    Err(E::invalid_value(serde::de::Unexpected::Str(text), &self))
                }
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<RawDivision, A::Error> {
                let mut ranges = Vec::new();
                while let Some(range) = list.next_element()? {
                    ranges.push(range);
                }
                Ok(RawDivision::Ranges(ranges))
            }
        }
        deserializer.deserialize_any(DivisionVisitor)
    }
}

impl Serialize for RawDivision {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RawDivision::OwnYear => OWN_YEAR.serialize(serializer),
            RawDivision::Ranges(ranges) => ranges.serialize(serializer),
        }
    }
}

impl JsonSchema for RawDivision {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Division".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let range = generator.subschema_for::<RawDivisionRange>();
        schemars::json_schema!({
           "anyOf": [{ "type": "integer" }, { "const": OWN_YEAR }, { "type": "array", "items": range }]
        })
    }
}

/// How a series is computed from variables; periods are counted in the frequency of the period it is computed for, unless
/// `frequency` names another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RawDerivation {
    /// `scale · numerator / denominator`: 100 for per cent, 1000 for per 1 000 inhabitants.
    Ratio {
        /// Variable above the line.
        numerator: Located<String>,
        /// Variable below the line.
        denominator: Located<String>,
        /// What the ratio is multiplied by; default 1.
        #[serde(default)]
        scale: Option<Located<f64>>,
    },
    /// Change over a number of periods.
    Change {
        /// Variable whose change it is.
        of: Located<String>,
        /// How many periods back; default 1.
        #[serde(default)]
        over: Option<Located<u32>>,
        /// As a difference, in per cent, or in percentage points (the difference of a variable that is in per cent).
        #[serde(rename = "as")]
        #[schemars(rename = "as")]
        kind: RawChangeKind,
        /// Count periods of this frequency: the last is that at the end of the period asked for, so that a quarterly index
        /// takes the months up to the end of its quarter; default: the frequency asked for.
        #[serde(default)]
        frequency: Option<RawFrequency>,
    },
    /// Mean over the last periods.
    Mean {
        /// Variable that is averaged.
        of: Located<String>,
        /// How many periods, the current one included.
        over: Located<u32>,
        /// Count periods of this frequency: the last is that at the end of the period asked for, so that a quarterly index
        /// takes the months up to the end of its quarter; default: the frequency asked for.
        #[serde(default)]
        frequency: Option<RawFrequency>,
        /// How many periods before the one asked for the window ends; default 0. With `over = 1`, a statistic of an earlier
        /// period, such as last year's population in a quarterly rate.
        #[serde(default)]
        lag: Option<Located<u32>>,
    },
    /// Sum over the last periods.
    Sum {
        /// Variable that is summed.
        of: Located<String>,
        /// How many periods, the current one included.
        over: Located<u32>,
        /// Count periods of this frequency: the last is that at the end of the period asked for, so that a quarterly index
        /// takes the months up to the end of its quarter; default: the frequency asked for.
        #[serde(default)]
        frequency: Option<RawFrequency>,
        /// How many periods before the one asked for the window ends; default 0. With `over = 1`, a statistic of an earlier
        /// period, such as last year's population in a quarterly rate.
        #[serde(default)]
        lag: Option<Located<u32>>,
    },
    /// `of − minus`.
    Difference {
        /// Variable taken from.
        of: Located<String>,
        /// Variable taken away.
        minus: Located<String>,
    },
    /// `100 · sum(of) / sum(total)`.
    Share {
        /// Variables that make the part.
        of: OneOrMany<String>,
        /// Variables that make the whole.
        total: OneOrMany<String>,
    },
    /// The value of the area above, for example of the municipality's seutukunta.
    Parent {
        /// Variable whose value it is.
        of: Located<String>,
        /// The level of the area.
        level: Located<String>,
    },
}

/// How often a statistic comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFrequency {
    /// Once a year: `2025`.
    Year,
    /// Every four months: `2025T2`.
    Tertial,
    /// Every three months: `2025Q3`.
    Quarter,
    /// Every month: `2025M09`.
    Month,
}

/// How a change is expressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawChangeKind {
    /// New minus old, in the variable's unit.
    Absolute,
    /// 100 · (new − old) / |old|.
    Percent,
    /// New minus old of a variable that is in per cent.
    PercentagePoints,
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
