//! The map that needs no borders: a square for each region, in rows and columns that resemble the country.
//!
//! The places stand in `data/tiles.csv`, which is a part of the program: one tile for each municipality of the divisions 2021–2026, each
//! seutukunta and each maakunta of Finland; how they were found is told in `data/README.md`.

use super::{MapShape, Place};
use crate::error::{Problem, ProblemKind};

/// Drawing units along one side of a tile.
pub const SIDE: i32 = 100;

/// The table of the program.
const TABLE: &str = include_str!("../../data/tiles.csv");

/// A tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile<'a> {
    /// Code of the region.
    pub code: &'a str,
    /// Row, from the north, the first being 0.
    pub row: i32,
    /// Column, from the west, the first being 0.
    pub column: i32,
}

/// The tiles of a level; none where the program has none for it.
///
/// # Errors
/// The table that is a part of the program is broken: a bug.
pub fn of_level(level: &str) -> Result<Vec<Tile<'static>>, Problem> {
    let mut tiles = Vec::new();
    for line in TABLE.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let tile = match cells[..] {
            [of, code, row, column] => {
                row.parse().ok().zip(column.parse().ok()).map(|(row, column)| (of, Tile { code, row, column }))
            }
            _ => None,
        };
        let Some((of, tile)) = tile else {
            return Err(Problem::new(ProblemKind::Internal, format!("data/tiles.csv: `{line}` is no tile")));
        };
        if of == level {
            tiles.push(tile);
        }
    }
    Ok(tiles)
}

/// The shapes of tiles in drawing units, in the order given, and the width and height of what they cover.
pub fn shapes(tiles: &[Tile<'_>]) -> (Vec<MapShape>, i32, i32) {
    let least = |of: fn(&Tile<'_>) -> i32| tiles.iter().map(of).min().unwrap_or(0);
    let (north, west) = (least(|tile| tile.row), least(|tile| tile.column));
    let corner = |tile: &Tile<'_>| -> Place { ((tile.column - west) * SIDE, (tile.row - north) * SIDE) };
    let mut extent = (0, 0);
    let shapes = tiles.iter().map(|tile| {
        let (x, y) = corner(tile);
        extent = (extent.0.max(x + SIDE), extent.1.max(y + SIDE));
        let beside = |other: &Tile<'_>| (other.row - tile.row).abs() + (other.column - tile.column).abs() == 1;
        MapShape {
            code: tile.code.to_owned(),
            polygons: vec![vec![vec![(x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE)]]],
            neighbours: (0..tiles.len()).filter(|&other| beside(&tiles[other])).collect(),
        }
    });
    let shapes = shapes.collect();
    (shapes, extent.0, extent.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn place(level: &str, code: &str) -> (i32, i32) {
        let tiles = of_level(level).expect("tiles");
        let tile = tiles.iter().find(|tile| tile.code == code).expect(code);
        (tile.row, tile.column)
    }

    #[test]
    fn no_two_regions_share_a_tile_and_none_has_two() {
        for (level, n) in [("municipality", 309), ("seutukunta", 69), ("maakunta", 19)] {
            let tiles = of_level(level).expect(level);
            assert_eq!(tiles.len(), n, "{level}");
            assert_eq!(tiles.iter().map(|tile| tile.code).collect::<BTreeSet<_>>().len(), n, "{level}");
            assert_eq!(tiles.iter().map(|tile| (tile.row, tile.column)).collect::<BTreeSet<_>>().len(), n, "{level}");
            assert!(tiles.is_sorted_by_key(|tile| tile.code), "{level}");
        }
        assert_eq!(of_level("county"), Ok(Vec::new()));
    }

    #[test]
    fn the_map_resembles_finland() {
        let of = |code| place("municipality", code);
        let (helsinki, rovaniemi, utsjoki) = (of("091"), of("698"), of("890"));
        assert!(utsjoki.0 < rovaniemi.0 && rovaniemi.0 < of("564").0 && of("564").0 < of("837").0 && of("837").0 < helsinki.0);
        // Turku, Helsinki, Lappeenranta from west to east; Maarianhamina west of all of them; Ilomantsi east of Vaasa.
        assert!(of("478").1 < of("853").1 && of("853").1 < helsinki.1 && helsinki.1 < of("405").1);
        assert!(of("905").1 < of("146").1);
        // Espoo and Vantaa lie beside Helsinki.
        for neighbour in ["049", "092"] {
            let (row, column) = of(neighbour);
            assert!((row - helsinki.0).abs() <= 1 && (column - helsinki.1).abs() <= 1, "{neighbour}");
        }
        assert!(place("maakunta", "19").0 < place("maakunta", "01").0);
        assert!(place("seutukunta", "197").0 < place("seutukunta", "011").0);
    }

    #[test]
    fn tiles_are_equal_squares_and_know_what_lies_beside_them() {
        let tile = |code, row, column| Tile { code, row, column };
        let (shapes, width, height) = shapes(&[tile("a", 2, 5), tile("b", 2, 6), tile("c", 4, 5)]);
        assert_eq!((width, height), (200, 300));
        assert_eq!(shapes[1].polygons, [[[(100, 0), (200, 0), (200, 100), (100, 100)]]]);
        assert_eq!(shapes.iter().map(|shape| shape.neighbours.clone()).collect::<Vec<_>>(), [vec![1], vec![0], vec![]]);
    }
}
