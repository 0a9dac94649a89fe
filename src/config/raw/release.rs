//! `[release]`, and the file of corrections that it names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::Located;

/// `[release]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRelease {
    /// Draft, embargo, final or corrected; default `draft`. A draft may carry over the latest period, marked; every other build
    /// refuses unless it is acknowledged.
    #[serde(default)]
    pub status: RawStatus,
    /// Version of what is published, under which `evp freeze` keeps it: `2025`, and `2025.1` for its first correction; default:
    /// the newest edition.
    #[serde(default)]
    pub version: Option<Located<String>>,
    /// The day of publication, such as `2026-03-03`, as it stands on the cover of the workbook; default: no day is named.
    #[serde(default)]
    pub date: Option<Located<String>>,
    /// The day until which nothing may be published, such as `2026-03-03`; needed with the status `embargo`.
    #[serde(default)]
    pub embargo_until: Option<Located<String>>,
    /// Who approved what is published, as it stands on the cover of the workbook and in the notes; default: nobody is named.
    #[serde(default)]
    pub approver: Option<Located<String>>,
    /// File with what was corrected after publication (`[[correction]]`) and values set by hand (`[[override]]`), such as
    /// `corrections.toml`; relative to this configuration file.
    #[serde(default)]
    pub corrections: Option<Located<String>>,
}

/// Status of a build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawStatus {
    /// Work in progress.
    #[default]
    Draft,
    /// Final, and not to be published before a day.
    Embargo,
    /// To be published.
    Final,
    /// Published before, and corrected.
    Corrected,
}

/// `[[correction]]` of a file of corrections: a score and rank that went out wrong, and what they are now.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCorrection {
    /// The edition concerned.
    pub edition: Located<String>,
    /// The region, by code or name.
    pub region: Located<String>,
    /// The factor, or the index; default: the index.
    #[serde(default)]
    pub node: Option<Located<String>>,
    /// Score as it was published.
    pub old_score: Located<f64>,
    /// Score of this build, rounded as it is published.
    pub new_score: Located<f64>,
    /// Rank among all as it was published.
    pub old_rank: Located<u32>,
    /// Rank among all of this build.
    pub new_rank: Located<u32>,
    /// Rank within the region type as it was published.
    #[serde(default)]
    pub old_type_rank: Option<Located<u32>>,
    /// Rank within the region type of this build.
    #[serde(default)]
    pub new_type_rank: Option<Located<u32>>,
    /// Why it was corrected.
    pub reason: Located<String>,
    /// Who corrected it.
    pub author: Located<String>,
    /// The day of the correction.
    pub date: Located<String>,
}

/// `[[override]]` of a file of corrections: an indicator's value set by hand.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOverride {
    /// The edition concerned.
    pub edition: Located<String>,
    /// The region, by code or name.
    pub region: Located<String>,
    /// The indicator.
    pub indicator: Located<String>,
    /// The value in the indicator's unit, as it is normalised.
    pub value: Located<f64>,
    /// Why the data's value does not stand.
    pub reason: Located<String>,
    /// Who set it.
    pub author: Located<String>,
    /// The day on which it was set.
    #[serde(default)]
    pub date: Option<Located<String>>,
}
