//! The JSON Schema of the configuration, generated from [`super::raw`], for editors and for `evp schema`.

use super::raw::RawConfig;

/// The schema as indented JSON with a final newline.
pub fn json_schema() -> String {
    let mut schema = schemars::schema_for!(RawConfig);
    schema.insert("title".into(), "evp configuration".into());
    if let Some(required) = schema.get_mut("required") {
        *required = serde_json::json!(["format", "index", "regions", "source", "variable", "indicator", "edition"]);
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
