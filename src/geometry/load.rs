//! The map of a plan: from the file that the configuration names, else from the tiles that come with the program.
//!
//! This is the only part of the module that reads files. A shape of the file without a region is left out, as what lies outside a map;
//! a region without a shape stays in every table, and the notes name it ([`without_shape`]).

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::document::{self, Document, Fault};
use super::projection::{FINNISH_EASTINGS, FINNISH_NORTHINGS, PlaneRings, Projection};
use super::{Frame, MapFile, MapGeometry, MapKind, MapShape, tiles};
use crate::config::located::Located;
use crate::error::{FROM_CONFIGURATION, Problem, Result, io_reason, nearby_file, shown};
use crate::ingest::input::hex;
use crate::plan::{CodeScheme, Plan};
use crate::region::Regions;
use crate::region::code::{self, WrittenCode};

/// Largest file that is read.
const LARGEST_FILE: u64 = 64 << 20;

/// The map of a plan's regions; `None` where no file is named and the program has no tiles for them.
///
/// # Errors
/// The file that the configuration names cannot be read, or is no map of regions.
pub fn load(plan: &Plan, regions: &Regions) -> Result<Option<MapGeometry>> {
    let Some(map) = plan.publish.map.as_ref().filter(|map| !map.files.is_empty()) else { return Ok(tile_map(plan, regions)?) };
    let year = regions.division.year;
    // The map of the division, else the newest one before it: borders change only when municipalities do.
    let fits = |from: &Option<i32>| from.is_none_or(|from| year.is_none_or(|year| from <= year));
    let Some((_, file)) = map.files.iter().rev().find(|(from, _)| fits(from)) else {
        let (first, file) = &map.files[0];
        let (first, year) = (first.unwrap_or_default(), year.unwrap_or_default());
        let message = format!("the oldest map is of the division {first}, and the regions are those of {year}");
        return Err(plan.text.problem(&file.span, message).help(format!("add the map of {year} or of a year before it")).into());
    };
    let name = shown(&file.value);
    let problem = |fault: Fault| plan.text.problem(&file.span, format!("`{name}` {}", fault.message)).help(fault.help);
    let bytes = read(plan, file)?;
    let document = document::read(&bytes, &map.code).map_err(problem)?;
    let map = of_document(plan, regions, document).map_err(problem)?;
    let file = MapFile { name: crate::publish::base_name(&file.value), sha256: hex(&Sha256::digest(&bytes)), bytes };
    Ok(Some(MapGeometry { file: Some(file), ..map }))
}

/// Positions of the ranked regions that the map has no shape for.
pub fn without_shape(map: &MapGeometry, regions: &Regions) -> Vec<usize> {
    (0..regions.n_ranked()).filter(|&region_idx| map.shape(regions.code(region_idx)).is_none()).collect()
}

fn read(plan: &Plan, file: &Located<std::path::PathBuf>) -> Result<Vec<u8>> {
    let (path, name) = (&file.value, shown(&file.value));
    let unreadable = |error: std::io::Error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let help = if missing { nearby_file(path, FROM_CONFIGURATION) } else { String::new() };
        plan.text.problem(&file.span, format!("cannot read `{name}`: {}", io_reason(&error))).help(help)
    };
    // Asked first: a device or a pipe would be read without end.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    let refused = |message: String, help: &str| -> Problem { plan.text.problem(&file.span, message).help(help) };
    if !metadata.is_file() {
        return Err(refused(format!("`{name}` is not a file"), "give a map as GeoJSON or TopoJSON").into());
    }
    if LARGEST_FILE < metadata.len() {
        let help = "simplify it first (in QGIS: Processing, Simplify; or with mapshaper)";
        return Err(refused(format!("`{name}` is larger than {} MiB", LARGEST_FILE >> 20), help).into());
    }
    Ok(std::fs::read(path).map_err(unreadable)?)
}

/// The tiles of the regions; `None` where the program has none.
fn tile_map(plan: &Plan, regions: &Regions) -> std::result::Result<Option<MapGeometry>, Problem> {
    if plan.regions.code_scheme != CodeScheme::Finnish {
        return Ok(None);
    }
    let tiles = tiles::of_level(&regions.level)?;
    let tiles: Vec<tiles::Tile<'_>> = tiles.into_iter().filter(|tile| regions.division.position(tile.code).is_some()).collect();
    if tiles.is_empty() {
        return Ok(None);
    }
    let (shapes, width, height) = tiles::shapes(&tiles);
    Ok(Some(MapGeometry { shapes, kind: MapKind::Tiles, width, height, frame: None, file: None }))
}

/// The map of a document's outlines.
fn of_document(plan: &Plan, regions: &Regions, document: Document) -> std::result::Result<MapGeometry, Fault> {
    let Document { outlines, crs } = document;
    let mut by_code: BTreeMap<String, document::Outline> = BTreeMap::new();
    let mut in_file: BTreeSet<String> = BTreeSet::new();
    for outline in outlines {
        let WrittenCode::Region(code) = code::read(plan.regions.code_scheme, &regions.level, &plan.regions.totals, &outline.code)
        else {
            continue;
        };
        let code = code.into_owned();
        if !in_file.insert(code.clone()) {
            let message =
                format!("has two features of the region `{}`: {} is the second", document::shortened(&code), outline.name);
            return Err(Fault::new(message, "make one feature of them (in QGIS: Processing, Dissolve, by the code)"));
        }
        if regions.division.position(&code).is_some() && !outline.polygons.is_empty() {
            by_code.insert(code, outline);
        }
    }
    if by_code.is_empty() {
        let example = in_file.first().map_or(String::new(), |code| format!(" (the file has `{}`)", document::shortened(code)));
        let help = "name the property that holds the codes of the regions: `code = \"…\"` under [publish.map]";
        return Err(Fault::new(format!("has none of the regions{example}"), help));
    }
    let projection = projection(&by_code, crs.as_deref())?;
    let on_plane = |outline: &document::Outline| -> Vec<PlaneRings> {
        let ring = |ring: &Vec<(f64, f64)>| ring.iter().map(|&position| projection.on_plane(position)).collect();
        outline.polygons.iter().map(|rings| rings.iter().map(ring).collect()).collect()
    };
    let areas: Vec<Vec<PlaneRings>> = by_code.values().map(on_plane).collect();
    let (areas, frame, width, height) = Frame::around(projection.projection, &areas);
    let simplified = super::topology::simplified(&areas, super::TOLERANCE);
    let shapes = by_code.into_keys().zip(simplified.areas).zip(simplified.neighbours);
    let mut shapes: Vec<MapShape> =
        shapes.map(|((code, polygons), neighbours)| MapShape { code, polygons, neighbours }).collect();
    super::drop_empty(&mut shapes);
    Ok(MapGeometry { shapes, kind: MapKind::Outlines, width, height, frame: Some(frame), file: None })
}

/// The projection of a map, and whether the positions of its file are on the plane already.
struct FromFile {
    projection: Projection,
    is_plane: bool,
}

impl FromFile {
    fn on_plane(&self, position: (f64, f64)) -> (f64, f64) {
        if self.is_plane { position } else { self.projection.forward(position) }
    }
}

/// What the coordinates of a file are: as it says, else as they look.
fn projection(by_code: &BTreeMap<String, document::Outline>, crs: Option<&str>) -> std::result::Result<FromFile, Fault> {
    let all = || by_code.values().flat_map(|outline| outline.polygons.iter().flatten().flatten().map(move |at| (outline, *at)));
    let is_degrees = |(x, y): (f64, f64)| (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
    let is_finnish = |(x, y): (f64, f64)| FINNISH_EASTINGS.contains(&x) && FINNISH_NORTHINGS.contains(&y);
    let stray = |fits: &dyn Fn((f64, f64)) -> bool| all().find(|(_, at)| !fits(*at));
    let help = "save it in WGS 84 (EPSG:4326) or ETRS-TM35FIN (EPSG:3067); in QGIS: Export, Save Features As, CRS";
    let fault = |(outline, (x, y)): (&document::Outline, (f64, f64)), what: &str| {
        Fault::new(format!("has a position that is not {what}: {x}, {y} in {}", outline.name), help)
    };
    // "urn:ogc:def:crs:EPSG::3067", "EPSG:3067", "urn:ogc:def:crs:OGC:1.3:CRS84"
    let named = crs.map(|crs| crs.rsplit([':', '/']).next().unwrap_or(crs));
    let is_plane = match (named, crs) {
        (Some("CRS84" | "4326" | "4258"), _) => false,
        (Some("3067"), _) => true,
        (_, Some(crs)) => {
            return Err(Fault::new(format!("is in the coordinates `{}`, which are not read", document::shortened(crs)), help));
        }
        (_, None) => match (stray(&is_degrees), stray(&is_finnish)) {
            (None, _) => false,
            (_, None) => true,
            (Some(stray), _) => return Err(fault(stray, "in degrees, nor in metres of ETRS-TM35FIN")),
        },
    };
    if is_plane {
        return match stray(&is_finnish) {
            Some(stray) => Err(fault(stray, "in Finland, in metres of ETRS-TM35FIN")),
            None => Ok(FromFile { projection: Projection::Tm35fin, is_plane }),
        };
    }
    if let Some(stray) = stray(&is_degrees) {
        return Err(fault(stray, "in degrees"));
    }
    let extreme = |smaller: fn(f64, f64) -> f64, start: f64| {
        all().fold((start, start), |found, (_, at)| (smaller(found.0, at.0), smaller(found.1, at.1)))
    };
    let (lowest, highest) = (extreme(f64::min, f64::INFINITY), extreme(f64::max, f64::NEG_INFINITY));
    Ok(FromFile { projection: Projection::for_degrees(lowest, highest), is_plane })
}
