//! The shapes of regions on a map: read, projected, simplified, and drawn with few characters.
//!
//! A [`MapGeometry`] is independent of what is computed: a shape per code, on a grid of whole numbers whose second number grows
//! downwards, as screens count. It comes from a GeoJSON or TopoJSON file that the configuration names, or is a grid of equal
//! tiles ([`tiles`]) that comes with the program. Reading is in [`mod@load`], the formats in [`document`]; [`projection`] brings degrees to a
//! plane, [`topology`] and [`simplify`] leave out what cannot be seen without opening gaps between neighbours, [`path`] writes SVG.
//!
//! It leaves out what a map that tells values by colour does not need: names, rivers, roads, and lakes other than holes of the areas.

pub mod document;
mod geojson;
pub mod load;
pub mod path;
pub mod projection;
pub mod simplify;
pub mod tiles;
mod topojson;
pub mod topology;

pub use load::{load, without_shape};
use projection::{Degrees, Plane, PlaneRings, Projection};

/// A position on the grid of a map: units to the right and units downwards.
pub type Place = (i32, i32);
/// Rings of a polygon, the outer one first, without the first position repeated at the end.
pub type Polygon = Vec<Vec<Place>>;

/// Grid units along the longer side of a map made of outlines.
const LONGER_SIDE: i32 = 20_000;
/// What may be left out of a line: half a pixel where the map is a thousand pixels high.
const TOLERANCE: i32 = 10;

/// A map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapGeometry {
    /// Shapes, by code, each code once.
    pub shapes: Vec<MapShape>,
    /// What the shapes are.
    pub kind: MapKind,
    /// Grid units from the leftmost position to the rightmost.
    pub width: i32,
    /// Grid units from the uppermost position to the lowest.
    pub height: i32,
    /// Where the grid lies on the earth; `None` for tiles, which lie nowhere.
    pub frame: Option<Frame>,
    /// The file from which it was read; `None` for the tiles of the program.
    pub file: Option<MapFile>,
}

/// What the shapes of a map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapKind {
    /// Borders, simplified.
    Outlines,
    /// Equal squares.
    Tiles,
}

/// The shape of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapShape {
    /// Code of the region, in the written form of its scheme.
    pub code: String,
    /// Its parts.
    pub polygons: Vec<Polygon>,
    /// Positions of the shapes that share a border with it, ascending; of tiles, those that have a side in common, which need not be
    /// neighbours on the ground.
    pub neighbours: Vec<usize>,
}

/// The file of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapFile {
    /// Its name without folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: String,
}

/// Where the grid of a map lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The projection of the plane.
    projection: Projection,
    /// The plane position of the grid's origin, its upper left corner.
    origin: Plane,
    /// Metres of a grid unit.
    unit: f64,
}

impl Frame {
    /// The frame that fits around areas on a plane, the areas on its grid, and the width and height of the grid.
    fn around(projection: Projection, areas: &[Vec<PlaneRings>]) -> (Vec<Vec<Polygon>>, Frame, i32, i32) {
        let mut lowest = (f64::INFINITY, f64::INFINITY);
        let mut highest = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for place in areas.iter().flatten().flatten().flatten() {
            lowest = (lowest.0.min(place.0), lowest.1.min(place.1));
            highest = (highest.0.max(place.0), highest.1.max(place.1));
        }
        let longer = (highest.0 - lowest.0).max(highest.1 - lowest.1);
        // A map of one point is no map, and divides nothing by zero.
        let unit = if longer.is_finite() && 0.0 < longer { longer / f64::from(LONGER_SIDE) } else { 1.0 };
        let frame = Frame { projection, origin: (lowest.0, highest.1), unit };
        let on_grid = |place: &Plane| frame.on_grid(*place);
        let polygon = |rings: &PlaneRings| rings.iter().map(|ring| ring.iter().map(on_grid).collect()).collect();
        let areas = areas.iter().map(|polygons| polygons.iter().map(polygon).collect()).collect();
        let (width, height) = frame.on_grid((highest.0, lowest.1));
        (areas, frame, width, height)
    }

    fn on_grid(&self, (east, north): Plane) -> Place {
        // The conversion saturates, and a position that is no number becomes the origin: nothing here can overflow.
        (((east - self.origin.0) / self.unit).round() as i32, ((self.origin.1 - north) / self.unit).round() as i32)
    }

    /// Longitude and latitude of a grid position.
    pub fn degrees(&self, (x, y): Place) -> Degrees {
        self.projection.inverse((self.origin.0 + f64::from(x) * self.unit, self.origin.1 - f64::from(y) * self.unit))
    }
}

impl MapGeometry {
    /// The shape of a region, by code.
    pub fn shape(&self, code: &str) -> Option<&MapShape> {
        self.position(code).map(|position| &self.shapes[position])
    }

    /// The position of a region's shape, by code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.shapes.binary_search_by(|shape| shape.code.as_str().cmp(code)).ok()
    }

    /// Width and height of a drawing whose longer side has so many units: what belongs into the `viewBox`.
    pub fn drawing_size(&self, units: u32) -> (i32, i32) {
        self.scaled((self.width, self.height), units)
    }

    /// The `d` of an SVG path that draws a shape in such a drawing; empty where it is too small to be seen. Holes need
    /// `fill-rule="evenodd"`.
    pub fn svg_path(&self, shape: &MapShape, units: u32) -> String {
        path::of(&shape.polygons, |place| self.scaled(place, units))
    }

    /// The middle of the box around a shape's largest part, in the units of such a drawing: where a mark of the region can stand.
    pub fn middle(&self, shape: &MapShape, units: u32) -> Place {
        let largest = shape.polygons.iter().rev().max_by_key(|rings| topology::doubled_area(&rings[0]).abs());
        let outer = largest.map_or(&[][..], |rings| &rings[0][..]);
        let middle = |of: fn(&Place) -> i32| {
            let (lowest, highest) = (outer.iter().map(of).min().unwrap_or(0), outer.iter().map(of).max().unwrap_or(0));
            lowest + (highest - lowest) / 2
        };
        self.scaled((middle(|place| place.0), middle(|place| place.1)), units)
    }

    /// A grid position in a drawing, rounded half up by whole numbers.
    fn scaled(&self, (x, y): Place, units: u32) -> Place {
        let longer = i128::from(self.width.max(self.height).max(1));
        let scale = |number: i32| ((2 * i128::from(number) * i128::from(units) + longer).div_euclid(2 * longer)) as i32;
        (scale(x), scale(y))
    }
}

/// Drops shapes of which nothing can be seen; positions of neighbours follow.
fn drop_empty(shapes: &mut Vec<MapShape>) {
    let mut new_positions = Vec::with_capacity(shapes.len());
    let mut next = 0;
    for shape in shapes.iter() {
        new_positions.push((!shape.polygons.is_empty()).then_some(next));
        next += usize::from(!shape.polygons.is_empty());
    }
    shapes.retain(|shape| !shape.polygons.is_empty());
    for shape in shapes {
        shape.neighbours = shape.neighbours.iter().filter_map(|&position| new_positions[position]).collect();
    }
}
