//! `[publish.licence]` and `[[publish.attribution]]`: under which terms results go out, and whose statistics they rest on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::Located;

/// `[publish.licence]`: the terms under which the results may be used.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLicence {
    /// Its short name, as SPDX lists it: `CC-BY-4.0`.
    pub name: Located<String>,
    /// Its name in words.
    #[serde(default)]
    pub title: Option<Located<String>>,
    /// Where its text stands.
    #[serde(default)]
    pub url: Option<Located<String>>,
}

/// `[[publish.attribution]]`: what is to be said of a source of statistics.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAttribution {
    /// The source, as variables or indicators name it under `source`, in any language.
    pub source: Located<String>,
    /// The terms under which it gives its statistics: `CC BY 4.0`.
    #[serde(default)]
    pub licence: Option<Located<String>>,
    /// Where its statistics stand.
    #[serde(default)]
    pub url: Option<Located<String>>,
}
