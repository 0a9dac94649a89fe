//! `[[footnote]]`: what must be said of single results, wherever people read them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::{Localised, Located};

/// `[[footnote]]`: a note to results. It stands beside every row that it is about in the tables for people, with an indicator in the
/// workbook's list of them, with all others in the notes, and in the answers of `evp explain` and `evp what-if`. Without any of the
/// keys below `text` it is about the whole index.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFootnote {
    /// The note by language.
    pub text: Located<Localised>,
    /// The edition concerned; default: all.
    #[serde(default)]
    pub edition: Option<Located<String>>,
    /// The region concerned, by code or name; default: all.
    #[serde(default)]
    pub region: Option<Located<String>>,
    /// The region type concerned; default: all.
    #[serde(default)]
    pub region_type: Option<Located<String>>,
    /// The indicator concerned; or `factor`.
    #[serde(default)]
    pub indicator: Option<Located<String>>,
    /// The factor concerned; or `indicator`.
    #[serde(default)]
    pub factor: Option<Located<String>>,
}
