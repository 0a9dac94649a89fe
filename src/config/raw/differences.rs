//! `[[difference]]`: differences from what was published that were looked at and accepted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::Located;

/// `[[difference]]`: `evp compare` with a tolerance does not count a region's difference while this holds.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDifference {
    /// Code of the region, as the region table writes it.
    pub region: Located<String>,
    /// Why; printed where it is passed over.
    pub reason: Located<String>,
    /// Last edition to which it applies: in later ones the difference counts again.
    pub expires: Located<String>,
}
