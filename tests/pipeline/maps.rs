//! Maps of the shared folder and the tiles of the program, held against the region table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use evp::config::located::Located;
use evp::geometry::{self, MapGeometry, MapKind, Place};
use evp::plan::{MapPlan, Plan};
use evp::{Regions, geometry::topology};

use proptest::prelude::*;

use crate::shared_data::shared;

/// Divisions for which the program has tiles.
const DIVISIONS: std::ops::RangeInclusive<i32> = 2021..=2026;

fn plan(division: i32, map: Option<MapPlan>) -> (Plan, Regions) {
    let mut plan = evp::load_plan(&Path::new(env!("CARGO_MANIFEST_DIR")).join("config/evp.toml")).expect("a plan");
    plan.regions.division = Some(Located::unwritten(division));
    plan.publish.map = map;
    let regions = Regions::load(&plan).expect("regions");
    (plan, regions)
}

fn from_files(division: i32, files: &[(Option<i32>, PathBuf)]) -> evp::Result<(Regions, MapGeometry)> {
    let files = files.iter().map(|(from, file)| (*from, Located::unwritten(file.clone()))).collect();
    let (plan, regions) = plan(division, Some(MapPlan { files, code: "kunta".into() }));
    let map = geometry::load(&plan, &regions)?.expect("a map");
    Ok((regions, map))
}

/// Names of the regions that share a border with one.
fn neighbours<'a>(regions: &'a Regions, map: &MapGeometry, code: &str) -> Vec<&'a str> {
    let shape = map.shape(code).expect(code);
    let mut names: Vec<&str> = shape.neighbours.iter().map(|&other| regions.any_name(&map.shapes[other].code, "fi")).collect();
    names.sort_unstable();
    names
}

fn path_bytes(map: &MapGeometry, units: u32) -> usize {
    map.shapes.iter().map(|shape| map.svg_path(shape, units).len()).sum()
}

#[test]
fn every_municipality_of_six_divisions_has_one_tile() {
    for year in DIVISIONS {
        let (plan, regions) = plan(year, None);
        let map = geometry::load(&plan, &regions).expect("no file to fail").expect("tiles");
        assert_eq!(map.kind, MapKind::Tiles);
        let codes: Vec<&String> = map.shapes.iter().map(|shape| &shape.code).collect();
        assert_eq!(codes, regions.division.codes.iter().collect::<Vec<_>>(), "{year}");
        assert!(geometry::without_shape(&map, &regions).is_empty(), "{year}");
        assert!(path_bytes(&map, 1000) < 24 * map.shapes.len(), "{} bytes", path_bytes(&map, 1000));
    }
}

#[test]
fn every_seutukunta_and_maakunta_has_one_tile() {
    for (level, n) in [("seutukunta", 69), ("maakunta", 19)] {
        let (mut plan, _) = plan(2026, None);
        plan.regions.level = Some(Located::unwritten(level.to_owned()));
        plan.regions.types = None;
        plan.regions.universe.clear();
        let regions = Regions::load(&plan).expect("regions");
        let map = geometry::load(&plan, &regions).expect("no file to fail").expect("tiles");
        let codes: Vec<&String> = map.shapes.iter().map(|shape| &shape.code).collect();
        assert_eq!(codes, regions.division.codes.iter().collect::<Vec<_>>());
        assert_eq!(codes.len(), n);
    }
}

#[test]
fn outlines_of_two_years_have_every_municipality_and_true_neighbours() {
    for (division, file, n) in [(2024, "Kunnat2024Topo.json", 309), (2026, "Kunnat2025Topo.json", 308)] {
        let Some(path) = shared("data/finland/maps").map(|folder| folder.join(file)) else { return };
        let (regions, map) = from_files(division, &[(None, path)]).expect("a map");
        assert_eq!((map.kind, map.shapes.len()), (MapKind::Outlines, n));
        assert!(geometry::without_shape(&map, &regions).is_empty());
        assert_eq!(neighbours(&regions, &map, "235"), ["Espoo"], "Kauniainen lies in Espoo");
        assert_eq!(neighbours(&regions, &map, "091"), ["Espoo", "Sipoo", "Vantaa"], "{file}");
        for (position, shape) in map.shapes.iter().enumerate() {
            assert!(shape.neighbours.iter().all(|&other| map.shapes[other].neighbours.contains(&position)), "{}", shape.code);
        }
        // 308 municipalities on a map a thousand pixels high.
        let bytes = path_bytes(&map, 1000);
        assert!(bytes < 120_000, "{bytes} bytes");
        assert!(map.shapes.iter().all(|shape| map.svg_path(shape, 1000).starts_with('M')), "{file}");
        let (width, height) = map.drawing_size(1000);
        assert_eq!(height, 1000);
        assert!((500..700).contains(&width), "{width}");
    }
}

/// Of every edge, how often it is walked in each direction, outer rings clockwise and holes the other way.
fn edges(map: &MapGeometry) -> BTreeMap<(Place, Place), u32> {
    let mut edges = BTreeMap::new();
    for polygon in map.shapes.iter().flat_map(|shape| &shape.polygons) {
        for (position, ring) in polygon.iter().enumerate() {
            let mut ring = ring.clone();
            if (topology::doubled_area(&ring) < 0) == (position == 0) {
                ring.reverse();
            }
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                *edges.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    edges
}

#[test]
fn neighbours_share_their_border_position_by_position() {
    for (division, file) in [(2024, "Kunnat2024Topo.json"), (2026, "Kunnat2025Topo.json")] {
        let Some(path) = shared("data/finland/maps").map(|folder| folder.join(file)) else { return };
        let (_, map) = from_files(division, &[(None, path)]).expect("a map");
        let edges = edges(&map);
        // No edge has two areas on the same side.
        assert!(edges.values().all(|count| *count == 1), "{file}");
        let shared = edges.keys().filter(|(a, b)| edges.contains_key(&(*b, *a))).count();
        assert!(edges.len() / 2 < shared, "{file}: {shared} of {} edges have an area on both sides", edges.len());
    }
}

#[test]
fn positions_lie_where_they_did() {
    let Some(folder) = shared("data/finland/maps") else { return };
    let (_, map) = from_files(2024, &[(None, folder.join("Kunnat2024Topo.json"))]).expect("a map");
    let frame = map.frame.expect("outlines lie on the earth");
    let box_of = |code: &str| {
        let places = map.shape(code).expect(code).polygons.iter().flatten().flatten().map(|&place| frame.degrees(place));
        places.fold([180.0f64, 90.0, -180.0, -90.0], |found, (longitude, latitude)| {
            [found[0].min(longitude), found[1].min(latitude), found[2].max(longitude), found[3].max(latitude)]
        })
    };
    // Where the municipalities are, to a tenth of a degree.
    for (code, place) in [("091", (25.0, 60.2)), ("698", (25.7, 66.5)), ("890", (27.0, 69.9)), ("837", (23.8, 61.6))] {
        let [west, south, east, north] = box_of(code);
        assert!(west < place.0 && place.0 < east && south < place.1 && place.1 < north, "{code}: {west} {south} {east} {north}");
    }
}

#[test]
fn the_map_of_the_division_is_taken() {
    let Some(folder) = shared("data/finland/maps") else { return };
    let files = [(Some(2024), folder.join("Kunnat2024Topo.json")), (Some(2025), folder.join("Kunnat2025Topo.json"))];
    let name = |division| from_files(division, &files).map(|(_, map)| map.file.expect("a file").name);
    assert_eq!(name(2024), Ok("Kunnat2024Topo.json".into()));
    assert_eq!(name(2025), Ok("Kunnat2025Topo.json".into()));
    assert_eq!(name(2026), Ok("Kunnat2025Topo.json".into()));
    let refused = name(2023).expect_err("no map is old enough");
    assert_eq!(refused.to_string(), "the oldest map is of the division 2024, and the regions are those of 2023");
}

/// A ring of a few positions that may repeat, cross, lie on one line or reach around the earth.
fn ring() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let degrees = prop_oneof![
        (-3i32..3, -3i32..3).prop_map(|(x, y)| (f64::from(x), f64::from(y))),
        (-180.0..180.0f64, -90.0..90.0f64),
        (19.0..32.0f64, 59.0..70.5f64),
    ];
    prop::collection::vec(degrees, 3..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Whatever rings a file has, they are drawn or left out: nothing ends the program, and every path is a path.
    #[test]
    fn no_shape_ends_the_program(
        shapes in prop::collection::vec(prop::collection::vec(prop::collection::vec(ring(), 1..3), 1..3), 1..6),
        units in 1u32..3000,
    ) {
        let (mut plan, regions) = plan(2025, None);
        let features: Vec<serde_json::Value> = shapes.iter().zip(&regions.division.codes).map(|(polygons, code)| {
            let closed = |ring: &Vec<(f64, f64)>| -> Vec<[f64; 2]> {
                ring.iter().chain(ring.first()).map(|place| [place.0, place.1]).collect()
            };
            let coordinates: Vec<Vec<Vec<[f64; 2]>>> =
                polygons.iter().map(|rings| rings.iter().map(closed).collect()).collect();
            serde_json::json!({
                "type": "Feature",
                "properties": { "code": code },
                "geometry": { "type": "MultiPolygon", "coordinates": coordinates }
            })
        }).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("map.json");
        let text = serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string();
        std::fs::write(&file, text).expect("a file");
        plan.publish.map = Some(MapPlan { files: vec![(None, Located::unwritten(file))], code: "code".into() });
        let map = geometry::load(&plan, &regions).expect("degrees are read").expect("a map");
        for shape in &map.shapes {
            prop_assert!(shape.polygons.iter().flatten().all(|ring| ring.len() >= 3 && topology::doubled_area(ring) != 0));
            let path = map.svg_path(shape, units);
            prop_assert!(path.is_empty() || (path.starts_with('M') && path.ends_with('z')), "{}", path);
            let (x, y) = map.middle(shape, units);
            let (width, height) = map.drawing_size(units);
            prop_assert!((0..=width).contains(&x) && (0..=height).contains(&y));
        }
    }
}
