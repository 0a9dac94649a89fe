//! TopoJSON (specification 1.0): polygons whose borders are arcs that several of them share.
//!
//! Positions of a file with `transform` are differences of whole numbers; a ring lists arcs, of which a negative number is
//! the arc `-1 - number` from its end to its beginning.

use std::cell::Cell;

use serde_json::Value;

use super::document::{
    Document, Fault, MOST_POSITIONS, Outline, Position, Rings, code_of, list, malformed, name_of, no_area, position, ring,
    too_many,
};

/// Arcs in the coordinates that are meant.
struct Arcs {
    lines: Vec<Vec<Position>>,
    /// How many more positions rings may have: a few arcs, listed often enough, would fill any memory.
    left: Cell<usize>,
}

/// Reads a Topology.
///
/// # Errors
/// The first arc or feature that is wrong; there is not one layer of regions.
pub fn read(value: &Value, code: &str) -> Result<Document, Fault> {
    let arcs = arcs(value)?;
    let layers: Vec<(&String, &Value)> = value.get("objects").and_then(Value::as_object).into_iter().flatten().collect();
    let has_code = |layer: &Value| layer.pointer(&format!("/geometries/0/properties/{}", escaped(code))).is_some();
    let with_code: Vec<&(&String, &Value)> = layers.iter().filter(|(_, layer)| has_code(layer)).collect();
    let layer = match (&with_code[..], &layers[..]) {
        ([(_, layer)], _) | ([], [(_, layer)]) => layer,
        ([], []) => return Err(Fault::new("has no layer in `objects`", "export the file again")),
        _ => {
            let names: Vec<String> =
                layers.iter().take(6).map(|(name, _)| format!("`{}`", super::document::shortened(name))).collect();
            let message =
                format!("has {} layers ({}), and which one holds the regions is not known", layers.len(), names.join(", "));
            return Err(Fault::new(message, "give a file with that layer alone"));
        }
    };
    let geometries = list(layer.get("geometries").unwrap_or(&Value::Null), "`geometries`", "the layer")?;
    let mut outlines = Vec::with_capacity(geometries.len());
    for (position, geometry) in geometries.iter().enumerate() {
        let code = code_of(geometry.get("properties"), code, position + 1)?;
        let name = name_of(&code, position + 1);
        let polygons = polygons(geometry, &arcs, &name)?;
        outlines.push(Outline { code, name, polygons });
    }
    Ok(Document { outlines, crs: None })
}

/// A property's name as a part of a JSON pointer (RFC 6901).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn arcs(value: &Value) -> Result<Arcs, Fault> {
    let pair = |pointer: &str| value.pointer(pointer).map(|pair| position(pair, "`transform`")).transpose();
    let (scale, translate) = (pair("/transform/scale")?, pair("/transform/translate")?);
    let transform = match (value.get("transform"), scale, translate) {
        (None, ..) => None,
        (Some(_), Some(scale), Some(translate)) => Some((scale, translate)),
        (Some(_), ..) => return Err(malformed("`transform`", "it has no `scale` and `translate`")),
    };
    let arcs = list(value.get("arcs").unwrap_or(&Value::Null), "`arcs`", "the Topology")?;
    let read = |(number, arc): (usize, &Value)| {
        let of = format!("arc {number}");
        let mut at = (0.0, 0.0);
        let places = list(arc, "it", &of)?.iter().map(|place| {
            let place = position(place, &of)?;
            let Some((scale, translate)) = transform else { return Ok(place) };
            at = (at.0 + place.0, at.1 + place.1);
            Ok((at.0 * scale.0 + translate.0, at.1 * scale.1 + translate.1))
        });
        let places = places.collect::<Result<Vec<Position>, Fault>>()?;
        if places.len() < 2 { Err(malformed(&of, "it has fewer than two positions")) } else { Ok(places) }
    };
    Ok(Arcs { lines: arcs.iter().enumerate().map(read).collect::<Result<_, Fault>>()?, left: Cell::new(MOST_POSITIONS) })
}

fn polygons(geometry: &Value, arcs: &Arcs, of: &str) -> Result<Vec<Rings>, Fault> {
    let lists = geometry.get("arcs").unwrap_or(&Value::Null);
    match geometry.get("type") {
        Some(Value::String(kind)) if kind == "Polygon" => Ok(vec![rings(lists, arcs, of)?]),
        Some(Value::String(kind)) if kind == "MultiPolygon" => {
            list(lists, "`arcs`", of)?.iter().map(|polygon| rings(polygon, arcs, of)).collect()
        }
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(kind)) => Err(no_area(kind, of)),
        Some(_) => Err(malformed(of, "the geometry has no type")),
    }
}

fn rings(polygon: &Value, arcs: &Arcs, of: &str) -> Result<Rings, Fault> {
    let rings = list(polygon, "a polygon", of)?.iter().map(|numbers| {
        let mut places: Vec<Position> = Vec::new();
        for number in list(numbers, "a ring", of)? {
            let number = number.as_i64().ok_or_else(|| malformed(of, "the number of an arc is no whole number"))?;
            let position = if number < 0 { -1 - number } else { number };
            let arc = usize::try_from(position).ok().and_then(|position| arcs.lines.get(position));
            let arc = arc.ok_or_else(|| malformed(of, &format!("there is no arc {number}")))?;
            let first = if number < 0 { arc.last() } else { arc.first() };
            // The end of one arc is the beginning of the next, and stands once.
            if let Some(end) = places.pop()
                && first != Some(&end)
            {
                return Err(malformed(of, &format!("arc {number} does not begin where the one before it ends")));
            }
            let left = arcs.left.get().checked_sub(arc.len()).ok_or_else(too_many)?;
            arcs.left.set(left);
            if number < 0 {
                places.extend(arc.iter().rev());
            } else {
                places.extend(arc);
            }
        }
        ring(places, of)
    });
    let rings: Rings = rings.collect::<Result<_, Fault>>()?;
    if rings.is_empty() { Err(malformed(of, "a polygon has no rings")) } else { Ok(rings) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Two squares side by side, whose common border is arc 0.
    fn squares() -> Value {
        json!({
            "type": "Topology",
            "transform": { "scale": [10, 1], "translate": [100, 0] },
            "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
            "objects": { "regions": { "type": "GeometryCollection", "geometries": [
                { "type": "Polygon", "arcs": [[0, 1]], "properties": { "code": "a" } },
                { "type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": { "code": "b" } },
                { "type": null, "properties": { "code": "c" } }
            ] } }
        })
    }

    #[test]
    fn arcs_are_joined_forwards_and_backwards() {
        let read = read(&squares(), "code").expect("two squares");
        let codes: Vec<&str> = read.outlines.iter().map(|outline| outline.code.as_str()).collect();
        assert_eq!(codes, ["a", "b", "c"]);
        let left = vec![(110.0, 0.0), (110.0, 1.0), (100.0, 1.0), (100.0, 0.0), (110.0, 0.0)];
        let right = vec![(110.0, 1.0), (110.0, 0.0), (120.0, 0.0), (120.0, 1.0), (110.0, 1.0)];
        assert_eq!(read.outlines[0].polygons, [[left]]);
        assert_eq!(read.outlines[1].polygons, [[right]]);
        assert!(read.outlines[2].polygons.is_empty());
    }

    #[test]
    fn arcs_that_are_listed_over_and_over_do_not_fill_the_memory() {
        let mut topology = squares();
        let there_and_back: Vec<i64> =
            (0..2 * MOST_POSITIONS as i64).map(|position| if position % 2 == 0 { 0 } else { -1 }).collect();
        topology["objects"]["regions"]["geometries"][0]["arcs"] = json!([there_and_back]);
        assert_eq!(read(&topology, "code"), Err(too_many()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let message = |pointer: &str, to: Value| {
            let mut topology = squares();
            *topology.pointer_mut(pointer).expect(pointer) = to;
            read(&topology, "code").expect_err("refused").message
        };
        let first = "/objects/regions/geometries/0/arcs/0";
        assert_eq!(message(first, json!([0, 9])), "is malformed in feature 1 (`a`): there is no arc 9");
        assert_eq!(message(first, json!([i64::MIN])), "is malformed in feature 1 (`a`): there is no arc -9223372036854775808");
        assert_eq!(message(first, json!([0.5])), "is malformed in feature 1 (`a`): the number of an arc is no whole number");
        assert_eq!(
            message(first, json!([0, 2])),
            "is malformed in feature 1 (`a`): arc 2 does not begin where the one before it ends"
        );
        assert_eq!(message(first, json!([0])), "is malformed in feature 1 (`a`): a ring does not end where it begins");
        assert_eq!(message("/arcs/1", json!([[0, 0]])), "is malformed in arc 1: it has fewer than two positions");
        assert_eq!(message("/arcs/1/0", json!("x")), "is malformed in arc 1: a position is no list of two numbers");
        assert_eq!(message("/transform", json!({})), "is malformed in `transform`: it has no `scale` and `translate`");
        assert_eq!(message("/objects", json!({})), "has no layer in `objects`");
        let twice = json!({ "x": squares()["objects"]["regions"], "y": squares()["objects"]["regions"] });
        assert_eq!(message("/objects", twice), "has 2 layers (`x`, `y`), and which one holds the regions is not known");
    }
}
