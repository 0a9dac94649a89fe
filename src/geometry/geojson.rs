//! GeoJSON (RFC 7946): features of polygons. The member `crs` of its forerunner (2008) is read too, because QGIS and GDAL still write it.

use serde_json::Value;

use super::document::{Document, Fault, Outline, Rings, code_of, list, malformed, name_of, no_area, position, ring};

/// Reads a FeatureCollection.
///
/// # Errors
/// The first feature that is wrong.
pub fn read(value: &Value, code: &str) -> Result<Document, Fault> {
    let features = list(value.get("features").unwrap_or(&Value::Null), "`features`", "the FeatureCollection")?;
    let mut outlines = Vec::with_capacity(features.len());
    for (position, feature) in features.iter().enumerate() {
        let code = code_of(feature.get("properties"), code, position + 1)?;
        let name = name_of(&code, position + 1);
        let polygons = match feature.get("geometry") {
            None | Some(Value::Null) => Vec::new(),
            Some(geometry) => polygons(geometry, &name)?,
        };
        outlines.push(Outline { code, name, polygons });
    }
    let crs = value.pointer("/crs/properties/name").and_then(Value::as_str).map(str::to_owned);
    Ok(Document { outlines, crs })
}

fn polygons(geometry: &Value, of: &str) -> Result<Vec<Rings>, Fault> {
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    match geometry.get("type").and_then(Value::as_str) {
        Some("Polygon") => Ok(vec![rings(coordinates, of)?]),
        Some("MultiPolygon") => list(coordinates, "`coordinates`", of)?.iter().map(|polygon| rings(polygon, of)).collect(),
        Some(other) => Err(no_area(other, of)),
        None => Err(malformed(of, "the geometry has no type")),
    }
}

fn rings(polygon: &Value, of: &str) -> Result<Rings, Fault> {
    let rings = list(polygon, "a polygon", of)?.iter().map(|places| {
        let places = list(places, "a ring", of)?;
        ring(places.iter().map(|place| position(place, of)).collect::<Result<_, Fault>>()?, of)
    });
    let rings: Rings = rings.collect::<Result<_, Fault>>()?;
    if rings.is_empty() { Err(malformed(of, "a polygon has no rings")) } else { Ok(rings) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn collection(geometry: Value) -> Value {
        json!({ "type": "FeatureCollection", "features": [
            { "type": "Feature", "properties": { "code": "091" }, "geometry": geometry }
        ] })
    }

    #[test]
    fn polygons_and_multipolygons_are_read() {
        let ring = json!([[0, 0], [1, 0, 7], [1, 1], [0, 0]]);
        let places = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        let one = read(&collection(json!({ "type": "Polygon", "coordinates": [ring] })), "code").expect("a polygon");
        assert_eq!(one.outlines[0].polygons, [[places.clone()]]);
        assert_eq!(one.crs, None);
        let both = json!({ "type": "MultiPolygon", "coordinates": [[ring], [ring, ring]] });
        let many = read(&collection(both), "code").expect("two polygons");
        assert_eq!(many.outlines[0].polygons, [vec![places.clone()], vec![places.clone(), places]]);
        let nothing = read(&collection(Value::Null), "code").expect("a region without an area");
        assert!(nothing.outlines[0].polygons.is_empty());
    }

    #[test]
    fn what_is_wrong_names_the_feature() {
        let message = |geometry: Value| read(&collection(geometry), "code").expect_err("refused").message;
        assert_eq!(
            message(json!({ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]] })),
            "is malformed in feature 1 (`091`): a ring does not end where it begins"
        );
        assert_eq!(
            message(json!({ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]] })),
            "is malformed in feature 1 (`091`): a ring has fewer than three corners"
        );
        assert_eq!(
            message(json!({ "type": "Polygon", "coordinates": [[[0, "x"]]] })),
            "is malformed in feature 1 (`091`): a position is no list of two numbers"
        );
        assert_eq!(message(json!({ "type": "Polygon" })), "is malformed in feature 1 (`091`): a polygon is no list");
        assert_eq!(
            message(json!({ "type": "Polygon", "coordinates": [] })),
            "is malformed in feature 1 (`091`): a polygon has no rings"
        );
        assert_eq!(
            message(json!({ "type": "Point", "coordinates": [0, 0] })),
            "has a `Point` in feature 1 (`091`), and a map of regions is made of areas"
        );
    }
}
