//! The method of a configuration key by key: the path of each key that was written, and its value.
//!
//! Entries of a list go by their id, so that a key is called the same wherever its entry stands. Names, units, notes and footnotes
//! are no part of the method and are left out, and so are the folders of files.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::plan::Plan;
use crate::publish::{base_name, inputs};

/// Keys that hold words for readers.
const WORDS: [&str; 6] = ["title", "label", "name", "unit", "note", "reason"];
/// Keys that hold paths.
const PATHS: [&str; 4] = ["files", "table", "mergers", "corrections"];

/// Every key of the method.
pub(super) fn of(plan: &Plan) -> BTreeMap<String, toml::Value> {
    let mut found = BTreeMap::new();
    flatten("", "", inputs::configuration_keys(plan), &mut found);
    for by_hand in &plan.corrections.overrides {
        let (edition, indicator) = (&plan.editions[by_hand.edition_idx].id, &plan.indicators[by_hand.indicator_idx].id);
        let key = format!("override.{edition}.{}.{indicator}", by_hand.region.value);
        let value = match plan.indicators[by_hand.indicator_idx].publication.shows_values() {
            true => by_hand.value.into(),
            false => "not published".into(),
        };
        found.extend(scalar(value).map(|value| (key, value)));
    }
    found
}

fn flatten(path: &str, key: &str, value: Value, found: &mut BTreeMap<String, toml::Value>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(map) => {
            let is_columns = key.ends_with("columns");
            for (inner, value) in map {
                let is_footnote = path.is_empty() && inner == "footnote";
                let says_who = inner == "source" && !path.is_empty();
                if !is_columns && (WORDS.contains(&inner.as_str()) || says_who || is_footnote) {
                    continue;
                }
                flatten(&below(&inner), &inner, value, found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (position, entry) in list.into_iter().enumerate() {
                let id = entry.get("id").and_then(Value::as_str).map_or_else(|| (position + 1).to_string(), str::to_owned);
                flatten(&below(&id), "", entry, found);
            }
        }
        leaf => {
            let leaf = if PATHS.contains(&key) { without_folders(leaf) } else { leaf };
            found.extend(scalar(leaf).map(|value| (path.to_owned(), value)));
        }
    }
}

fn without_folders(value: Value) -> Value {
    match value {
        Value::String(path) => Value::String(base_name(Path::new(&path))),
        Value::Array(list) => Value::Array(list.into_iter().map(without_folders).collect()),
        other => other,
    }
}

fn scalar(value: Value) -> Option<toml::Value> {
    Some(match value {
        Value::Null | Value::Object(_) => return None,
        Value::Bool(value) => value.into(),
        Value::String(text) => text.into(),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            // The same whether it was written 2 or 2.0.
            None => match number.as_f64() {
                Some(real) if real.fract() == 0.0 && real.abs() < 1e15 => (real as i64).into(),
                real => real?.into(),
            },
        },
        Value::Array(list) => toml::Value::Array(list.into_iter().filter_map(scalar).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_go_by_their_id_and_words_stay_out() {
        let written = serde_json::json!({
            "index": { "id": "tiny", "title": "Tiny index" },
            "source": [{ "files": ["../data/a.parquet"], "columns": { "name": "NIMI" } }],
            "indicator": [{ "id": "growth", "name": { "fi": "Kasvu" }, "source": "Tilastokeskus", "weight": 2.0 }],
        });
        let mut found = BTreeMap::new();
        flatten("", "", written, &mut found);
        let lines: Vec<String> =
            found.into_iter().map(|(key, value)| format!("{key} = {}", super::super::text::written(&value))).collect();
        assert_eq!(
            lines,
            [
                "index.id = \"tiny\"",
                "indicator.growth.id = \"growth\"",
                "indicator.growth.weight = 2",
                "source.1.columns.name = \"NIMI\"",
                "source.1.files = [\"a.parquet\"]",
            ]
        );
    }
}
