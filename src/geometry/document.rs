//! Outlines as a file has them: GeoJSON or TopoJSON, told apart by what the file says it is.
//!
//! What comes out are polygons in the file's own coordinates with the code of their region. Other geometry than areas is refused: a map
//! of regions that has points in it is another map.

use serde_json::Value;

use super::{geojson, topojson};
use crate::error::did_you_mean;

/// A position in the coordinates of the file.
pub type Position = (f64, f64);
/// Rings of a polygon, the outer one first; each ends where it begins.
pub type Rings = Vec<Vec<Position>>;

/// Most positions of a file: more than any outline that can be seen on a page needs.
pub const MOST_POSITIONS: usize = 2_000_000;
/// Most property names that are listed.
const MOST_LISTED: usize = 12;

/// The area of a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Code as it is written in the file.
    pub code: String,
    /// How its feature is called in messages.
    pub name: String,
    /// Polygons.
    pub polygons: Vec<Rings>,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Outlines, in the order of the file.
    pub outlines: Vec<Outline>,
    /// The coordinate reference system that the file names, as it names it.
    pub crs: Option<String>,
}

/// What is wrong with a file: the rest of a sentence that begins with its name, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    /// A fault.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Fault { message: message.into(), help: help.into() }
    }
}

/// Reads a file's text; `code` is the property that holds the region's code.
///
/// # Errors
/// The first thing that keeps the file from being a map of regions.
pub fn read(bytes: &[u8], code: &str) -> Result<Document, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let help = "give a whole GeoJSON or TopoJSON file, as QGIS or mapshaper write it";
        Fault::new(format!("is not JSON: {error}"), help)
    })?;
    let document = match value.get("type").and_then(Value::as_str) {
        Some("Topology") => topojson::read(&value, code)?,
        Some("FeatureCollection") => geojson::read(&value, code)?,
        other => {
            let what = other.map_or("says not what it is".to_owned(), |other| format!("is a `{}`", shortened(other)));
            let help = "give a GeoJSON file of the type FeatureCollection, or a TopoJSON file";
            return Err(Fault::new(format!("{what}, no map of regions"), help));
        }
    };
    if document.outlines.iter().all(|outline| outline.polygons.is_empty()) {
        return Err(Fault::new("has no areas", "give a file whose features are polygons"));
    }
    let n_positions: usize = document.outlines.iter().flat_map(|outline| outline.polygons.iter().flatten()).map(Vec::len).sum();
    if MOST_POSITIONS < n_positions {
        return Err(too_many());
    }
    Ok(document)
}

/// The fault of a file with more positions than are read.
pub fn too_many() -> Fault {
    let help = "simplify it first (in QGIS: Processing, Simplify; or with mapshaper)";
    Fault::new(format!("has more than {MOST_POSITIONS} positions"), help)
}

/// A text of the file, short enough for a message.
pub fn shortened(text: &str) -> String {
    crate::ingest::printable(text)
}

/// The code of a feature among its properties; `number` counts features from 1.
///
/// # Errors
/// There is no such property, or it is neither text nor a number.
pub fn code_of(properties: Option<&Value>, code: &str, number: usize) -> Result<String, Fault> {
    match properties.and_then(|properties| properties.get(code)) {
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(text.clone()),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(Value::Null | Value::String(_)) => {
            Err(Fault::new(format!("has no code in feature {number}: `{code}` is empty"), "give every feature its region's code"))
        }
        Some(_) => Err(Fault::new(
            format!("has no code in feature {number}: `{code}` is neither text nor a number"),
            "give every feature its region's code",
        )),
        None => {
            let known: Vec<String> = properties
                .and_then(Value::as_object)
                .map(|properties| properties.keys().take(MOST_LISTED).map(|key| shortened(key)).collect())
                .unwrap_or_default();
            let help = match known.is_empty() {
                true => "feature has no properties at all: give a file whose features hold their region's code".to_owned(),
                false => format!(
                    "name the property that holds it: `code = \"…\"` under [publish.map]; {}",
                    did_you_mean(code, known.iter().map(String::as_str))
                ),
            };
            Err(Fault::new(format!("has no property `{code}` in feature {number}"), help))
        }
    }
}

/// How a feature is called in messages.
pub fn name_of(code: &str, number: usize) -> String {
    format!("feature {number} (`{}`)", shortened(code))
}

/// A list.
///
/// # Errors
/// It is something else.
pub fn list<'a>(value: &'a Value, what: &str, of: &str) -> Result<&'a [Value], Fault> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| malformed(of, &format!("{what} is no list")))
}

/// A position of a list of numbers, of which the first two count.
///
/// # Errors
/// It is something else.
pub fn position(value: &Value, of: &str) -> Result<Position, Fault> {
    let numbers = value.as_array().and_then(|numbers| Some((numbers.first()?.as_f64()?, numbers.get(1)?.as_f64()?)));
    numbers.ok_or_else(|| malformed(of, "a position is no list of two numbers"))
}

/// The fault of a file that breaks its format.
pub fn malformed(of: &str, what: &str) -> Fault {
    Fault::new(format!("is malformed in {of}: {what}"), "export the file again")
}

/// A ring that was read, checked.
///
/// # Errors
/// It has too few positions, or does not end where it begins.
pub fn ring(positions: Vec<Position>, of: &str) -> Result<Vec<Position>, Fault> {
    if positions.first() != positions.last() {
        return Err(malformed(of, "a ring does not end where it begins"));
    }
    if positions.len() < 4 {
        return Err(malformed(of, "a ring has fewer than three corners"));
    }
    Ok(positions)
}

/// The fault of geometry that is no area.
pub fn no_area(kind: &str, of: &str) -> Fault {
    let message = format!("has a `{}` in {of}, and a map of regions is made of areas", shortened(kind));
    Fault::new(message, "leave out everything but polygons")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        match read(text.as_bytes(), "code") {
            Ok(document) => panic!("read: {document:?}"),
            Err(fault) => format!("{} | {}", fault.message, fault.help),
        }
    }

    #[test]
    fn what_is_no_map_says_so() {
        assert!(fault("{").starts_with("is not JSON: EOF"), "{}", fault("{"));
        assert!(fault("[1]").starts_with("says not what it is"));
        assert!(fault(r#"{"type":"Point","coordinates":[1,2]}"#).starts_with("is a `Point`, no map"));
        assert!(fault(r#"{"type":"FeatureCollection","features":[]}"#).starts_with("has no areas"));
        let deep = "[".repeat(100_000);
        assert!(fault(&deep).starts_with("is not JSON: recursion limit"), "{}", fault(&deep));
        assert!(fault(r#"{"type":"FeatureCollection","features":[1e999]}"#).contains("number out of range"));
    }

    #[test]
    fn a_code_may_be_a_number_and_must_be_there() {
        let properties = serde_json::json!({ "code": 91, "kunta": "091", "empty": " ", "list": [] });
        assert_eq!(code_of(Some(&properties), "code", 1), Ok("91".into()));
        assert_eq!(code_of(Some(&properties), "kunta", 1), Ok("091".into()));
        let message = |code: &str| code_of(Some(&properties), code, 2).map_err(|fault| fault.message);
        assert_eq!(message("empty"), Err("has no code in feature 2: `empty` is empty".into()));
        assert_eq!(message("list"), Err("has no code in feature 2: `list` is neither text nor a number".into()));
        let missing = code_of(Some(&properties), "kunt", 2).map_err(|fault| fault.help);
        assert_eq!(
            missing,
            Err("name the property that holds it: `code = \"…\"` under [publish.map]; did you mean `kunta`?".into())
        );
    }
}
