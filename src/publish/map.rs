//! `map.geojson`: the newest edition's rankings joined to the shapes of the regions, for QGIS and other map programs; and `map.csv`, the
//! same rows without shapes, to be joined to a map of one's own by `code`.
//!
//! GeoJSON is as RFC 7946 has it: longitude and latitude in WGS 84, outer rings counter-clockwise and holes clockwise, no `crs`. Shapes
//! are simplified for drawing; areas must not be measured on them. A region that the map has no shape for is a feature without geometry.
//! Tiles lie nowhere on the earth: they are squares of one degree around the origin, and the file says so.
//!
//! The properties are the columns of `rankings.parquet`, by the same names, so that a project made on one year's file works on the next.

use std::fmt::Write;

use serde_json::{Value, json};

use super::table::{Cells, Column, Table};
use super::{Build, OutputFile, bytes_csv, csvt, rankings};
use crate::geometry::{MapGeometry, MapKind, MapShape, Place, topology};

/// Name of the map.
pub const GEOJSON: &str = "map.geojson";
/// Decimals of degrees: a metre on the ground.
const DEGREE_UNIT: f64 = 1e5;
/// Grid units of a degree where tiles are drawn.
const TILE_DEGREES: f64 = crate::geometry::tiles::SIDE as f64;

/// The files; none where there is no map.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let (Some(map), Some(&newest)) = (build.map, build.editions.last()) else { return Ok(Vec::new()) };
    let table = rankings::of_editions(build, &[newest]);
    let file = |name: &str, bytes: Vec<u8>| OutputFile { name: name.into(), bytes, content_sha256: None };
    Ok(vec![
        file("map.csv", bytes_csv::bytes(&table)?),
        file("map.csvt", csvt::bytes(&table)),
        file(GEOJSON, geojson(build, map, newest, &table).into_bytes()),
    ])
}

/// What the shapes are, for whoever opens the file.
fn note(map: &MapGeometry) -> &'static str {
    match map.kind {
        MapKind::Outlines => "Shapes are simplified for drawing: measure no areas or distances on them.",
        MapKind::Tiles => {
            "Each region is one equal tile. The tiles are squares of one degree around 0, 0 and lie nowhere on the earth."
        }
    }
}

/// The FeatureCollection, one feature a line.
fn geojson(build: &Build<'_>, map: &MapGeometry, edition_idx: usize, table: &Table) -> String {
    let plan = build.plan;
    let mut text = String::from("{\n\"type\": \"FeatureCollection\",\n");
    let about = [
        ("name", plan.index.id.as_str()),
        ("title", plan.index.title.best(&plan.index.languages)),
        ("label", plan.index.label.best(&plan.index.languages)),
        ("edition", plan.editions[edition_idx].id.as_str()),
        ("data_status", build.data_status),
        ("note", note(map)),
    ];
    for (key, value) in about.into_iter().filter(|(_, value)| !value.is_empty()) {
        member(&mut text, key, &json!(value));
        text.push_str(",\n");
    }
    text.push_str("\"features\": [");
    for region_idx in 0..build.regions.n_ranked() {
        text.push_str(if region_idx == 0 { "\n" } else { ",\n" });
        let code = build.regions.code(region_idx);
        text.push_str("{\"type\": \"Feature\", ");
        member(&mut text, "id", &json!(code));
        text.push_str(", \"properties\": {");
        for (position, column) in table.columns.iter().enumerate() {
            if position > 0 {
                text.push_str(", ");
            }
            member(&mut text, &column.name, &cell(column, region_idx));
        }
        text.push_str("}, \"geometry\": ");
        match map.shape(code) {
            Some(shape) => geometry(&mut text, map, shape),
            None => text.push_str("null"),
        }
        text.push('}');
    }
    text.push_str("\n]\n}\n");
    text
}

/// A member of an object; what could end a script or reorder text is escaped, so that the file can stand in a page.
fn member(text: &mut String, key: &str, value: &Value) {
    let escaped = |value: &Value| -> String {
        let mut escaped = String::new();
        for character in value.to_string().chars() {
            if character == '<' || crate::ingest::is_unsafe(character) {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    // Writing to a text cannot fail.
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            } else {
                escaped.push(character);
            }
        }
        escaped
    };
    let _ = write!(text, "{}: {}", escaped(&json!(key)), escaped(value));
}

/// A cell; null where it is empty or no number.
fn cell(column: &Column, row: usize) -> Value {
    match &column.cells {
        Cells::Text { .. } => column.cells.text(row).filter(|text| !text.is_empty()).into(),
        Cells::Real(values) => values[row].into(),
        Cells::Integer(values) => values[row].into(),
    }
}

/// The geometry of a shape.
fn geometry(text: &mut String, map: &MapGeometry, shape: &MapShape) {
    let polygons: Vec<String> = shape
        .polygons
        .iter()
        .map(|rings| {
            let rings: Vec<String> = rings.iter().enumerate().map(|(position, ring)| ring_of(map, ring, position == 0)).collect();
            format!("[{}]", rings.join(","))
        })
        .collect();
    let _ = match &polygons[..] {
        [one] => write!(text, "{{\"type\": \"Polygon\", \"coordinates\": {one}}}"),
        many => write!(text, "{{\"type\": \"MultiPolygon\", \"coordinates\": [{}]}}", many.join(",")),
    };
}

/// A ring in degrees, closed, the outer one counter-clockwise seen from above and holes clockwise.
fn ring_of(map: &MapGeometry, ring: &[Place], is_outer: bool) -> String {
    let degrees = |place: &Place| -> (f64, f64) {
        match &map.frame {
            Some(frame) => frame.degrees(*place),
            None => (f64::from(place.0) / TILE_DEGREES, -f64::from(place.1) / TILE_DEGREES),
        }
    };
    let is_clockwise = topology::doubled_area(ring) > 0;
    let closed = ring.iter().chain(ring.first());
    let ordered: Vec<&Place> = if is_clockwise == is_outer { closed.rev().collect() } else { closed.collect() };
    // A negative zero would be written as such.
    let rounded = |number: f64| (number * DEGREE_UNIT).round() / DEGREE_UNIT + 0.0;
    let positions: Vec<String> = ordered
        .into_iter()
        .map(|place| {
            let (longitude, latitude) = degrees(place);
            format!("[{},{}]", rounded(longitude), rounded(latitude))
        })
        .collect();
    format!("[{}]", positions.join(","))
}
