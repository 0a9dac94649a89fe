//! What the map is drawn from.
//!
//! Stand-in until the geometry of the build is there: a square per region, in code order.

use crate::publish::Build;

/// Outlines in the units of a drawing whose y runs downwards.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Regions with their outlines as SVG paths.
    pub shapes: Vec<(usize, String)>,
    /// Whether these are tiles.
    pub is_tiles: bool,
}

/// The drawing of a build; `None` where no region has a shape.
pub fn of(build: &Build<'_>) -> Option<Drawing> {
    const COLUMNS: usize = 15;
    const SIDE: usize = 40;
    let n_regions = build.regions.n_ranked();
    let shapes = (0..n_regions).map(|region_idx| {
        let (column, row) = (region_idx % COLUMNS, region_idx / COLUMNS);
        (region_idx, format!("M{} {}h38v38h-38z", column * SIDE + 1, row * SIDE + 1))
    });
    let n_rows = n_regions.div_ceil(COLUMNS);
    Some(Drawing { width: (COLUMNS * SIDE) as u32, height: (n_rows * SIDE) as u32, shapes: shapes.collect(), is_tiles: true })
}
