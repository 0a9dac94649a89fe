//! The map of the regions: which file it comes from, what is wrong with it, and `map.geojson`.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use serde_json::Value;

use crate::workdir::Workdir;

/// A square of a tenth of a degree as a GeoJSON ring, its lower left corner at this longitude.
fn square(west: f64) -> String {
    let east = west + 0.1;
    format!("[[[{west},60.0],[{west},60.1],[{east},60.1],[{east},60.0],[{west},60.0]]]")
}

fn feature(code: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{"kunta":"{code}"}},"geometry":{geometry}}}"#)
}

fn polygon(coordinates: &str) -> String {
    format!(r#"{{"type":"Polygon","coordinates":{coordinates}}}"#)
}

fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}

/// All regions but Nurmes, in a row from west to east.
fn row() -> Vec<String> {
    let codes = ["49", "091", "KU092", "214", "235", "790", "999"];
    codes.iter().enumerate().map(|(position, code)| feature(code, &polygon(&square(24.0 + position as f64 / 10.0)))).collect()
}

/// The index with a map of its own.
fn with_map(content: impl AsRef<[u8]>) -> Workdir {
    let workdir = Workdir::built();
    workdir.write("map.json", content);
    workdir.append("index.toml", "\n[publish.map]\nfile = \"map.json\"\ncode = \"kunta\"\n");
    workdir
}

/// What is said of a map.
fn refused(content: impl AsRef<[u8]>) -> String {
    let said = with_map(content).refused();
    said.lines().filter(|line| line.trim_start().starts_with("error") || line.contains("help:")).collect::<Vec<_>>().join("\n")
}

/// What is said when these lines end the configuration.
fn refused_with(lines: &str) -> String {
    let workdir = Workdir::built();
    workdir.append("index.toml", lines);
    workdir.refused()
}

fn geojson(workdir: &Workdir) -> Value {
    serde_json::from_str(&workdir.read("out/map.geojson")).expect("JSON")
}

/// The rows of a CSV file by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

// --- The file that the configuration names ---

#[test]
fn a_map_that_is_not_there() {
    assert_snapshot!(refused_with("\n[publish.map]\nfile = \"regions.json\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: cannot read `regions.json`: it does not exist
      --> index.toml:72:8
       |
    72 | file = "regions.json"
       |        ^^^^^^^^^^^^^^
       |
       = help: did you mean `regions.csv`?
    "#);
}

#[test]
fn a_map_that_is_a_folder() {
    let workdir = Workdir::built();
    workdir.write("maps/2025.json", "{}");
    workdir.append("index.toml", "\n[publish.map]\nfile = \"maps\"\n");
    assert_snapshot!(workdir.refused(), @r#"
    exit code: 3
    ----- stderr -----
    error: `maps` is not a file
      --> index.toml:72:8
       |
    72 | file = "maps"
       |        ^^^^^^
       |
       = help: give a map as GeoJSON or TopoJSON
    "#);
}

#[test]
fn a_map_in_the_output_folder() {
    assert_snapshot!(refused_with("\n[publish.map]\nfile = \"out/map.geojson\"\n"), @r"
    exit code: 6
    ----- stderr -----
    error: the output folder `out` holds the input `out/map.geojson`
      help: choose another folder with `--out`
    ");
}

#[test]
fn a_property_without_a_file() {
    assert_snapshot!(refused_with("\n[publish.map]\ncode = \"kunta\"\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `code` under [publish.map] is a property of a file, and there is none
      --> index.toml:72:8
       |
    72 | code = "kunta"
       |        ^^^^^^^
       |
       = help: add `file = "…"`: the tiles of the program have no properties
    "#);
}

#[test]
fn maps_of_divisions_that_are_none() {
    assert_snapshot!(refused_with("\n[publish.map]\nfile = { \"newest\" = \"map.json\", \"2030\" = \"map.json\" }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `newest` is not a year
      --> index.toml:72:10
       |
    72 | file = { "newest" = "map.json", "2030" = "map.json" }
       |          ^^^^^^^^
       |
       = help: write the year of the division from which on the map holds: { "2025" = "…" }
    "#);
    assert_snapshot!(refused_with("\n[publish.map]\nfile = { \"2030\" = \"map.json\" }\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: the oldest map is of the division 2030, and the regions are those of 2025
      --> index.toml:72:19
       |
    72 | file = { "2030" = "map.json" }
       |                   ^^^^^^^^^^
       |
       = help: add the map of 2025 or of a year before it
    "#);
    assert_snapshot!(refused_with("\n[publish.map]\nfile = {}\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: `file` under [publish.map] names no file
      --> index.toml:72:8
       |
    72 | file = {}
       |        ^^
       |
       = help: write `file = "…"`
    "#);
    assert_snapshot!(refused_with("\n[publish.map]\nfile = 3\n"), @r#"
    exit code: 3
    ----- stderr -----
    error: 3 where a file (or one for each division, { "2025" = "…" }) belongs in [publish]
      --> index.toml:72:8
       |
    72 | file = 3
       |        ^
    "#);
}

#[test]
fn files_that_are_no_map() {
    assert_snapshot!(refused("code,row,column\n"), @r"
    error: `map.json` is not JSON: expected value at line 1 column 1
       = help: give a whole GeoJSON or TopoJSON file, as QGIS or mapshaper write it
    ");
    assert_snapshot!(refused(r#"{"type":"Feature"}"#), @r"
    error: `map.json` is a `Feature`, no map of regions
       = help: give a GeoJSON file of the type FeatureCollection, or a TopoJSON file
    ");
    assert_snapshot!(refused(collection(&[])), @r"
    error: `map.json` has no areas
       = help: give a file whose features are polygons
    ");
    assert_snapshot!(refused(b"PK\x03\x04\xff\xfe"), @r"
    error: `map.json` is not JSON: expected value at line 1 column 1
       = help: give a whole GeoJSON or TopoJSON file, as QGIS or mapshaper write it
    ");
}

#[test]
fn features_that_cannot_be_drawn() {
    assert_snapshot!(refused(collection(&[feature("091", r#"{"type":"Point","coordinates":[25,60]}"#)])), @r"
    error: `map.json` has a `Point` in feature 1 (`091`), and a map of regions is made of areas
       = help: leave out everything but polygons
    ");
    assert_snapshot!(refused(collection(&[feature("091", &polygon("[[[25,60],[25,61],[26,61],[26,60]]]"))])), @r"
    error: `map.json` is malformed in feature 1 (`091`): a ring does not end where it begins
       = help: export the file again
    ");
    assert_snapshot!(refused(collection(&row()).replace("kunta", "natcode")), @r#"
    error: `map.json` has no property `kunta` in feature 1
       = help: name the property that holds it: `code = "…"` under [publish.map]; known: `natcode`
    "#);
    assert_snapshot!(refused(collection(&row()).replace("\"091\"", "\"92\"")), @r"
    error: `map.json` has two features of the region `092`: feature 3 (`KU092`) is the second
       = help: make one feature of them (in QGIS: Processing, Dissolve, by the code)
    ");
    assert_snapshot!(refused(collection(&[feature("999", &polygon(&square(25.0)))])), @r#"
    error: `map.json` has none of the regions (the file has `999`)
       = help: name the property that holds the codes of the regions: `code = "…"` under [publish.map]
    "#);
}

#[test]
fn coordinates_of_another_kind() {
    assert_snapshot!(refused(collection(&row()).replace("60.1", "6672000")), @r"
    error: `map.json` has a position that is not in degrees, nor in metres of ETRS-TM35FIN: 24, 6672000 in feature 1 (`49`)
       = help: save it in WGS 84 (EPSG:4326) or ETRS-TM35FIN (EPSG:3067); in QGIS: Export, Save Features As, CRS
    ");
    let named = |crs: &str| {
        collection(&row()).replacen('{', &format!(r#"{{"crs":{{"type":"name","properties":{{"name":"{crs}"}}}},"#), 1)
    };
    assert_snapshot!(refused(named("urn:ogc:def:crs:EPSG::3857")), @r"
    error: `map.json` is in the coordinates `urn:ogc:def:crs:EPSG::3857`, which are not read
       = help: save it in WGS 84 (EPSG:4326) or ETRS-TM35FIN (EPSG:3067); in QGIS: Export, Save Features As, CRS
    ");
    assert_snapshot!(refused(named("urn:ogc:def:crs:EPSG::3067")), @r"
    error: `map.json` has a position that is not in Finland, in metres of ETRS-TM35FIN: 24, 60 in feature 1 (`49`)
       = help: save it in WGS 84 (EPSG:4326) or ETRS-TM35FIN (EPSG:3067); in QGIS: Export, Save Features As, CRS
    ");
    let workdir = with_map(named("urn:ogc:def:crs:OGC:1.3:CRS84"));
    workdir.builds();
}

// --- What comes of it ---

#[test]
fn a_region_without_shape_is_named_and_kept() {
    let workdir = with_map(collection(&row()));
    workdir.builds();
    let checked = workdir.run(&["check", "index.toml"]).stdout;
    assert!(checked.contains("\n  Not on the map: 1 region (541 Nurmes)\n"), "{checked}");
    let notes = workdir.read("out/notes.md");
    let about: Vec<&str> = notes.lines().filter(|line| line.contains("ap: ") || line.contains("on the map")).collect();
    assert_snapshot!(about.join("\n"), @r"
    - Map: map.json, simplified for drawing (SHA-256 f555e7f420dc0493c274e311088d7e580313669d7ce350a19633310e2ed7c633)
    - Not on the map: 1 region (541 Nurmes)
    ");
    let map = geojson(&workdir);
    let features = map["features"].as_array().expect("features");
    let shapes: Vec<(&str, bool)> =
        features.iter().map(|feature| (feature["id"].as_str().expect("an id"), feature["geometry"].is_object())).collect();
    let all = [("049", true), ("091", true), ("092", true), ("214", true), ("235", true), ("541", false), ("790", true)];
    assert_eq!(shapes, all);
    // Kept as it was, for whoever opens the folder again.
    assert_eq!(workdir.read("out/inputs/map.json"), collection(&row()));
}

#[test]
fn outer_rings_go_round_as_the_standard_asks_whatever_the_file_does() {
    // The squares of the file go clockwise, which GeoJSON of 2016 does not; a hole goes the other way.
    let with_hole = "[[[24,60],[24,61],[25,61],[25,60],[24,60]],[[24.4,60.4],[24.4,60.6],[24.6,60.6],[24.6,60.4],[24.4,60.4]]]";
    let mut features = row();
    features[1] = feature("091", &polygon(with_hole));
    let workdir = with_map(collection(&features));
    workdir.builds();
    let map = geojson(&workdir);
    let rings = |feature: &Value| -> Vec<Vec<(f64, f64)>> {
        let rings = feature["geometry"]["coordinates"].as_array().expect("rings").clone();
        let place = |place: &Value| (place[0].as_f64().expect("a longitude"), place[1].as_f64().expect("a latitude"));
        rings.iter().map(|ring| ring.as_array().expect("a ring").iter().map(place).collect()).collect()
    };
    let area = |ring: &[(f64, f64)]| -> f64 { ring.windows(2).map(|ends| ends[0].0 * ends[1].1 - ends[1].0 * ends[0].1).sum() };
    let mut n_holes = 0;
    for feature in map["features"].as_array().expect("features").iter().filter(|feature| feature["geometry"].is_object()) {
        assert_eq!(feature["geometry"]["type"], "Polygon");
        for (position, ring) in rings(feature).iter().enumerate() {
            assert_eq!(ring.first(), ring.last(), "{feature}");
            assert_eq!(area(ring) > 0.0, position == 0, "{feature}");
            n_holes += position;
        }
    }
    assert_eq!(n_holes, 1);
    // Helsinki is where it was, to a thousandth of the map.
    let helsinki = &rings(&map["features"][1])[0];
    for corner in [(24.0, 60.0), (25.0, 60.0), (25.0, 61.0), (24.0, 61.0)] {
        assert!(
            helsinki.iter().any(|place| (place.0 - corner.0).abs() < 2e-3 && (place.1 - corner.1).abs() < 2e-3),
            "{helsinki:?}"
        );
    }
}

#[test]
fn metres_become_degrees() {
    // 24.94° E, 60.17° N by another program, and ten kilometres to the east and north of it.
    let (east, north) = (385_700.42, 6_672_126.74);
    let corners = [(0.0, 0.0), (10_000.0, 0.0), (10_000.0, 10_000.0), (0.0, 10_000.0), (0.0, 0.0)];
    let ring: Vec<String> = corners.iter().map(|corner| format!("[{},{}]", east + corner.0, north + corner.1)).collect();
    let workdir = with_map(collection(&[feature("091", &polygon(&format!("[[{}]]", ring.join(","))))]));
    workdir.builds();
    let map = geojson(&workdir);
    let ring = map["features"][1]["geometry"]["coordinates"][0].as_array().expect("a ring").clone();
    let places: Vec<(f64, f64)> =
        ring.iter().map(|place| (place[0].as_f64().expect("degrees"), place[1].as_f64().expect("degrees"))).collect();
    assert_eq!(places.len(), 5);
    assert!(places.iter().any(|place| (place.0 - 24.94).abs() < 2e-5 && (place.1 - 60.17).abs() < 2e-5), "{places:?}");
    assert!(places.iter().all(|place| (24.9..25.2).contains(&place.0) && (60.1..60.3).contains(&place.1)), "{places:?}");
}

#[test]
fn properties_are_the_rows_of_the_rankings() {
    let workdir = Workdir::new();
    workdir.builds();
    let map = geojson(&workdir);
    let rankings = rows(&workdir.read("out/rankings.csv"));
    let newest: Vec<_> = rankings.into_iter().filter(|row| row["edition"] == "2025").collect();
    assert_eq!(map["edition"], "2025");
    assert_eq!(map["features"].as_array().expect("features").len(), newest.len());
    assert_eq!(rows(&workdir.read("out/map.csv")), newest);
    for (feature, row) in map["features"].as_array().expect("features").iter().zip(&newest) {
        let properties = feature["properties"].as_object().expect("properties");
        assert_eq!(properties.len(), row.len());
        for (name, value) in properties {
            let written = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                number => number.to_string().trim_end_matches(".0").to_owned(),
            };
            assert_eq!(written, row[name], "{name}");
        }
    }
    assert_eq!(map["features"][0]["properties"]["code"], "049", "codes are text");
    assert_snapshot!(map["note"].as_str().expect("a note"), @r"
    Each region is one equal tile. The tiles are squares of one degree around 0, 0 and lie nowhere on the earth.
    ");
    assert_snapshot!(workdir.read("out/map.csvt"), @r#"
    "String","String","String","String","Real","Integer","Integer","Integer","Integer","Real","Integer","Integer","Integer","Integer","Real","Integer","Integer","Integer","Integer","Real","String"
    "#);
}

#[test]
fn hostile_names_stay_text() {
    let workdir = Workdir::new();
    let hostile = "</script><script>alert(1)\u{2028}\u{202e}=1+1";
    workdir.edit("regions.csv", ",Helsinki,", &format!(",{hostile},"));
    workdir.builds();
    let text = workdir.read("out/map.geojson");
    assert!(!text.contains('<') && !text.contains('\u{2028}') && !text.contains('\u{202e}'), "{text}");
    assert_eq!(geojson(&workdir)["features"][1]["properties"]["name_en"], hostile);
    // In files that people open, nothing begins a formula.
    workdir.edit("regions.csv", hostile, "=cmd|' /C calc'!A0");
    workdir.builds();
    assert!(workdir.read("out/datawrapper/2025.en.csv").contains("'=cmd|"));
}

#[test]
fn regions_that_the_program_has_no_tiles_for_have_no_map() {
    let workdir = Workdir::new();
    workdir.edit("index.toml", "code_scheme = \"finnish\"", "code_scheme = \"verbatim\"");
    workdir.builds();
    assert!(!workdir.path("out/map.geojson").exists() && !workdir.path("out/map.csv").exists());
    assert_snapshot!(workdir.read("out/notes.md").lines().find(|line| line.contains("map")).unwrap_or_default(), @r"
    - No map: the areas of the regions are not known (`file` under [publish.map] names a file that has them)
    ");
}

// --- Tables for charts ---

#[test]
fn tables_for_charts_have_short_headers_and_codes_as_text() {
    let workdir = Workdir::new();
    workdir.builds();
    assert_snapshot!(workdir.read("out/datawrapper/2025.en.csv"), @r"
    Code,Municipality,Region type,Index,Rank,Change (places),Rank in type,Change in type (places),work,work: rank,work: change (places),work: rank in type,work: change in type (places),people,people: rank,people: change (places),people: rank in type,people: change in type (places),Data status
    049,Espoo,cities,83.3,1,0,1,0,75.0,2,0,2,0,100.0,1,0,1,0,draft
    091,Helsinki,cities,77.8,2,0,2,0,83.3,1,0,1,0,66.7,3,1,3,0,draft
    092,Vantaa,cities,61.1,3,0,3,0,50.0,3,0,3,0,83.3,2,0,2,0,draft
    214,Kankaanpää,towns,33.3,6,0,3,0,41.7,5,1,2,1,16.7,6,0,3,0,draft
    235,Kauniainen,towns,50.0,4,0,1,0,50.0,3,1,1,0,50.0,4,-1,1,0,draft
    541,Nurmes,rural municipalities,5.6,7,0,1,0,8.3,7,0,1,0,0.0,7,0,1,0,draft
    790,Sastamala,towns,38.9,5,0,2,0,41.7,5,0,2,0,33.3,5,0,2,0,draft
    ");
    assert_snapshot!(workdir.read("out/datawrapper/type-ranks.en.csv"), @r"
    Code,Municipality,Region type,2024,2025,Data status
    049,Espoo,cities,1,1,draft
    091,Helsinki,cities,2,2,draft
    092,Vantaa,cities,3,3,draft
    214,Kankaanpää,towns,3,3,draft
    235,Kauniainen,towns,1,1,draft
    541,Nurmes,rural municipalities,1,1,draft
    790,Sastamala,towns,2,2,draft
    ");
    assert_snapshot!(workdir.read("out/datawrapper/scores.en.csv"), @r"
    Code,Municipality,Region type,2024,2025,Data status
    049,Espoo,cities,83.3,83.3,draft
    091,Helsinki,cities,72.2,77.8,draft
    092,Vantaa,cities,66.7,61.1,draft
    214,Kankaanpää,towns,27.8,33.3,draft
    235,Kauniainen,towns,55.6,50.0,draft
    541,Nurmes,rural municipalities,5.6,5.6,draft
    790,Sastamala,towns,38.9,38.9,draft
    ");
}
