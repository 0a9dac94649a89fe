//! `[[variable]]`: series of the data, how they are brought together, and what is computed from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::robustness::RawStandardError;
use crate::config::located::{Localised, Located, OneOrMany};

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
    /// The error of its values, one standard deviation: `{ standard = 0.4 }` in its unit, `{ relative = 0.05 }` as a share of the
    /// value, or `"count"` for the square root of it. Replicates of `[robustness]` then draw the values too.
    #[serde(default)]
    pub error: Option<Located<RawStandardError>>,
    /// What of it may be shown, in every file, page and explanation: `raw` (the default), `score` or `none`. An indicator is no
    /// more public than any variable it is derived from.
    #[serde(default)]
    pub publish: Option<Located<RawPublication>>,
    /// Computed from other variables instead of read.
    #[serde(default)]
    pub derive: Option<Located<RawDerivation>>,
}

/// What of a statistic may be shown: licences and small cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPublication {
    /// Values, scores and ranks.
    #[default]
    Raw,
    /// Scores, ranks and contributions, and nothing from which a value could be taken: no minimum or maximum, no change in the
    /// statistic's unit, no cell in `inputs/`.
    Score,
    /// Neither values nor scores; it counts in the index all the same and is named as not published.
    None,
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
