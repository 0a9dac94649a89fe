//! `[publish.map]`: the map on which results are shown.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::located::Located;

/// `[publish.map]`
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMap {
    /// A GeoJSON or TopoJSON file with the areas of the regions, in WGS 84 or ETRS-TM35FIN; relative to this configuration file. Or
    /// one for each division in which borders changed, by its year: `{ "2024" = "kunnat2024.json", "2025" = "kunnat2025.json" }`; the
    /// map of the year of `division` is taken, else the newest one before it. Default: the tiles of the program (Finnish
    /// municipalities, seutukunnat and maakunnat; other regions have no map).
    #[serde(default)]
    pub file: Option<Located<RawMapFile>>,
    /// The property of the file's features that holds the region's code (`kunta`); default `code`.
    #[serde(default)]
    pub code: Option<Located<String>>,
}

/// One file, or one for each division.
#[derive(Debug, Clone, PartialEq)]
pub enum RawMapFile {
    /// The same for every division.
    Same(String),
    /// By the year of the division from which on it holds.
    ByDivision(BTreeMap<Located<String>, Located<String>>),
}

impl Default for RawMapFile {
    fn default() -> Self {
        RawMapFile::Same(String::new())
    }
}

impl Serialize for RawMapFile {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RawMapFile::Same(file) => file.serialize(serializer),
            RawMapFile::ByDivision(files) => files.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RawMapFile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FileVisitor;
        impl<'de> serde::de::Visitor<'de> for FileVisitor {
            type Value = RawMapFile;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a file, or one for each division")
            }

            fn visit_str<E: serde::de::Error>(self, file: &str) -> Result<RawMapFile, E> {
                Ok(RawMapFile::Same(file.to_owned()))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<RawMapFile, A::Error> {
                let mut files = BTreeMap::new();
                while let Some((year, file)) = map.next_entry::<Located<String>, Located<String>>()? {
                    files.insert(year, file);
                }
                Ok(RawMapFile::ByDivision(files))
            }
        }
        deserializer.deserialize_any(FileVisitor)
    }
}

impl JsonSchema for RawMapFile {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RawMapFile".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [{ "type": "string" }, { "type": "object", "additionalProperties": { "type": "string" } }]
        })
    }
}
