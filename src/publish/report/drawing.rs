//! What the map is drawn from: the shapes of the build's regions, in the units of a drawing.

use crate::geometry::MapKind;
use crate::publish::Build;

/// Units along the longer side: about one per pixel of a large screen, so that what is written is what can be seen.
const UNITS: u32 = 1_400;

/// Outlines in the units of a drawing whose y runs downwards.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// Regions with their outlines as SVG paths.
    pub shapes: Vec<(usize, String)>,
    /// Whether these are tiles.
    pub is_tiles: bool,
}

/// The drawing of a build; `None` where no region has a shape.
pub fn of(build: &Build<'_>) -> Option<Drawing> {
    let geometry = build.map?;
    let (width, height) = geometry.drawing_size(UNITS);
    let shapes = (0..build.regions.n_ranked()).filter_map(|region_idx| {
        let path = geometry.svg_path(geometry.shape(build.regions.code(region_idx))?, UNITS);
        (!path.is_empty()).then_some((region_idx, path))
    });
    let shapes: Vec<(usize, String)> = shapes.collect();
    (!shapes.is_empty()).then_some(Drawing { width, height, shapes, is_tiles: geometry.kind == MapKind::Tiles })
}
