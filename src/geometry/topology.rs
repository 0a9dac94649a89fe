//! Borders that two areas share are one line: found, simplified once, and put back on both sides.
//!
//! Rings come on a grid of whole numbers, so that what is meant to be one border is one ([`super::Place`]). A position is a *junction*
//! where not every ring that passes it comes from and goes to the same two neighbours; rings are cut there into *arcs*. An arc is
//! simplified in one direction, whatever the direction of the ring, and a ring without junctions (an island, an enclave and the hole
//! around it) from its first position in the order of positions; so both sides get the same line, and no gap opens between them.
//! The idea of arcs between junctions is that of the TopoJSON format (M. Bostock, 2012).
//!
//! Not checked: that the areas do not overlap, and that simplified arcs do not cross one another. Over a small tolerance
//! neither shows on a map.

use std::collections::BTreeMap;

use super::{Place, Polygon, simplify};

/// A ring: positions without the first one repeated at the end.
type Ring = Vec<Place>;

/// Simplified areas, and which of them share a border.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Simplified {
    /// Of each area its polygons, in the order of the input; without parts that are too small to be seen.
    pub areas: Vec<Vec<Polygon>>,
    /// Of each area the positions of those with which it shares a border, ascending.
    pub neighbours: Vec<Vec<usize>>,
}

/// Removes positions that repeat the one before, and spikes (there and back again).
pub fn cleaned(ring: &[Place]) -> Ring {
    let mut kept: Ring = Vec::with_capacity(ring.len());
    for &place in ring {
        push(&mut kept, place);
    }
    // The same where the end meets the beginning.
    let mut start = 0;
    while kept.len() - start >= 2 {
        let last = kept.len() - 1;
        if kept[last] == kept[start] {
            kept.pop();
        } else if kept.len() - start >= 3 && kept[last - 1] == kept[start] {
            kept.truncate(last - 1);
        } else if kept.len() - start >= 3 && kept[last] == kept[start + 1] {
            start += 1;
        } else {
            break;
        }
    }
    kept.drain(..start);
    if kept.len() < 3 { Vec::new() } else { kept }
}

fn push(kept: &mut Ring, place: Place) {
    if kept.last() == Some(&place) {
        return;
    }
    if kept.len() >= 2 && kept[kept.len() - 2] == place {
        kept.pop();
        return;
    }
    kept.push(place);
}

/// Twice the area of a ring; positive where it goes clockwise on a plane whose second number grows downwards.
pub fn doubled_area(ring: &[Place]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    let wide = i128::from;
    ring.iter().zip(next).map(|(a, b)| wide(a.0) * wide(b.1) - wide(b.0) * wide(a.1)).sum()
}

/// For each position the neighbours with which it was first seen; `None` once it is a junction.
fn junctions<'a>(rings: impl Iterator<Item = &'a Ring>) -> BTreeMap<Place, Option<(Place, Place)>> {
    let mut seen: BTreeMap<Place, Option<(Place, Place)>> = BTreeMap::new();
    for ring in rings {
        for position in 0..ring.len() {
            let before = ring[(position + ring.len() - 1) % ring.len()];
            let after = ring[(position + 1) % ring.len()];
            let pair = (before.min(after), before.max(after));
            let known = seen.entry(ring[position]).or_insert(Some(pair));
            if *known != Some(pair) {
                *known = None;
            }
        }
    }
    seen
}

/// One arc of a ring: its number, and whether the ring goes along it from its end to its beginning.
type Use = (usize, bool);

/// Arcs in their own direction, each once.
#[derive(Default)]
struct Arcs {
    places: Vec<Vec<Place>>,
    numbers: BTreeMap<Vec<Place>, usize>,
    /// Areas on the sides of each arc, in the order of their rings.
    areas: Vec<Vec<usize>>,
}

impl Arcs {
    fn add(&mut self, area: usize, line: Vec<Place>) -> Use {
        let mut reversed = line.clone();
        reversed.reverse();
        let is_reversed = reversed < line;
        let own = if is_reversed { reversed } else { line };
        let next = self.places.len();
        let number = *self.numbers.entry(own.clone()).or_insert(next);
        if number == next {
            self.places.push(own);
            self.areas.push(Vec::new());
        }
        self.areas[number].push(area);
        (number, is_reversed)
    }

    /// Cuts a ring at its junctions.
    fn cut(&mut self, area: usize, ring: &[Place], is_junction: impl Fn(&Place) -> bool) -> Vec<Use> {
        let cuts: Vec<usize> = (0..ring.len()).filter(|&position| is_junction(&ring[position])).collect();
        let Some(&first) = cuts.first() else {
            // Begun at its first position in order: whoever has this ring, in whatever direction, begins there.
            let start = (0..ring.len()).min_by_key(|&position| ring[position]).unwrap_or(0);
            let mut line: Vec<Place> = ring[start..].iter().chain(&ring[..=start]).copied().collect();
            line.shrink_to_fit();
            return vec![self.add(area, line)];
        };
        let mut uses = Vec::with_capacity(cuts.len());
        for (position, &from) in cuts.iter().enumerate() {
            let to = cuts.get(position + 1).copied().unwrap_or(first + ring.len());
            uses.push(self.add(area, (from..=to).map(|place| ring[place % ring.len()]).collect()));
        }
        uses
    }
}

/// The ring that arcs make.
fn joined(uses: &[Use], lines: &[Vec<Place>]) -> Ring {
    let mut ring = Ring::new();
    for &(number, is_reversed) in uses {
        let line = &lines[number];
        // The end of each arc is the beginning of the next.
        let without_end = line.len() - 1;
        if is_reversed {
            ring.extend(line.iter().rev().take(without_end));
        } else {
            ring.extend(line.iter().take(without_end));
        }
    }
    cleaned(&ring)
}

/// Simplifies areas; every area whose rings enclose anything keeps at least its largest part.
pub fn simplified(areas: &[Vec<Polygon>], tolerance: i32) -> Simplified {
    let areas: Vec<Vec<Polygon>> = areas
        .iter()
        .map(|polygons| {
            let cleaned = polygons.iter().map(|rings| rings.iter().map(|ring| cleaned(ring)).collect::<Polygon>());
            // A hole of nothing is no hole; a polygon without its outer ring is nothing.
            cleaned
                .filter(|rings| rings.first().is_some_and(|outer| doubled_area(outer) != 0))
                .map(|rings| rings.into_iter().filter(|ring| doubled_area(ring) != 0).collect())
                .collect()
        })
        .collect();
    let seen = junctions(areas.iter().flatten().flatten());
    let is_junction = |place: &Place| seen.get(place).is_some_and(Option::is_none);
    let mut arcs = Arcs::default();
    let cut: Vec<Vec<Vec<Vec<Use>>>> = areas
        .iter()
        .enumerate()
        .map(|(area, polygons)| {
            let rings = |rings: &Polygon| rings.iter().map(|ring| arcs.cut(area, ring, is_junction)).collect();
            polygons.iter().map(rings).collect()
        })
        .collect();
    let is_closed = |line: &[Place]| line.first() == line.last();
    let of_line = |line: &Vec<Place>| match is_closed(line) {
        true => simplify::closed(line, tolerance),
        false => simplify::line(line, tolerance),
    };
    let mut lines: Vec<Vec<Place>> = arcs.places.iter().map(of_line).collect();
    // An area between two arcs that both became straight would vanish: its arcs stay as they were, on both sides.
    for (polygons, cut) in areas.iter().zip(&cut) {
        let largest =
            (0..polygons.len()).max_by_key(|&polygon| (doubled_area(&polygons[polygon][0]).abs(), usize::MAX - polygon));
        let Some(uses) = largest.map(|polygon| &cut[polygon][0]) else { continue };
        if doubled_area(&joined(uses, &lines)) == 0 {
            uses.iter().for_each(|&(number, _)| lines[number].clone_from(&arcs.places[number]));
        }
    }
    let smallest = i128::from(tolerance) * i128::from(tolerance) * 2;
    let is_shared = |uses: &[Use]| uses.iter().any(|&(number, _)| arcs.areas[number].len() > 1);
    let kept = |polygons: &Vec<Vec<Vec<Use>>>| -> Vec<Polygon> {
        let rings: Vec<Vec<Ring>> =
            polygons.iter().map(|rings| rings.iter().map(|uses| joined(uses, &lines)).collect()).collect();
        let area = |polygon: usize| doubled_area(&rings[polygon][0]).abs();
        let largest = (0..rings.len()).map(area).max().unwrap_or(0);
        (0..rings.len())
            .filter(|&polygon| area(polygon) != 0)
            .filter(|&polygon| area(polygon) == largest || smallest <= area(polygon) || is_shared(&polygons[polygon][0]))
            .map(|polygon| {
                let is_kept = |position: usize| {
                    let size = doubled_area(&rings[polygon][position]).abs();
                    position == 0 || (size != 0 && (smallest <= size || is_shared(&polygons[polygon][position])))
                };
                (0..rings[polygon].len()).filter(|&ring| is_kept(ring)).map(|ring| rings[polygon][ring].clone()).collect()
            })
            .collect()
    };
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); areas.len()];
    for sides in &arcs.areas {
        for &area in sides {
            neighbours[area].extend(sides.iter().filter(|&&other| other != area));
        }
    }
    for neighbours in &mut neighbours {
        neighbours.sort_unstable();
        neighbours.dedup();
    }
    Simplified { areas: cut.iter().map(kept).collect(), neighbours }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn polygon(outer: &[Place]) -> Vec<Polygon> {
        vec![vec![outer.to_vec()]]
    }

    /// How often each edge is walked, by its ends in order: +1 one way, and how often in all.
    fn edges(areas: &[Vec<Polygon>]) -> BTreeMap<(Place, Place), i32> {
        let mut edges = BTreeMap::new();
        for ring in areas.iter().flatten().flatten() {
            for (&a, &b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                *edges.entry((a.min(b), a.max(b))).or_insert(0) += 1;
            }
        }
        edges
    }

    #[test]
    fn repeated_positions_and_spikes_go() {
        assert_eq!(cleaned(&[(0, 0), (0, 0), (4, 0), (9, 0), (4, 0), (4, 4), (0, 0)]), [(0, 0), (4, 0), (4, 4)]);
        // A spike where the ring begins, and one that begins there.
        assert_eq!(cleaned(&[(9, 9), (0, 0), (4, 0), (4, 4), (0, 0)]), [(0, 0), (4, 0), (4, 4)]);
        assert_eq!(cleaned(&[(0, 0), (4, 0), (4, 4), (0, 0), (-3, 0)]), [(0, 0), (4, 0), (4, 4)]);
        assert!(cleaned(&[(0, 0), (1, 1), (0, 0)]).is_empty());
        assert!(cleaned(&[]).is_empty());
    }

    #[test]
    fn a_border_is_simplified_once_for_both_sides() {
        // A border that zigzags by 1 between (10, 0) and (10, 40), and one side of it that has its ring the other way round.
        let border: Vec<Place> = (0..=8).map(|step| (10 + step % 2, step * 5)).collect();
        let left: Vec<Place> = border.iter().copied().chain([(0, 40), (0, 0)]).collect();
        let right: Vec<Place> = border.iter().copied().chain([(30, 40), (30, 0)]).collect();
        let found = simplified(&[polygon(&left), polygon(&right)], 2);
        assert_eq!(found.areas[0], polygon(&[(10, 0), (10, 40), (0, 40), (0, 0)]));
        assert_eq!(found.areas[1], polygon(&[(10, 0), (10, 40), (30, 40), (30, 0)]));
        assert_eq!(found.neighbours, [vec![1], vec![0]]);
        assert_eq!(edges(&found.areas)[&((10, 0), (10, 40))], 2);
    }

    #[test]
    fn an_enclave_fills_the_hole_around_it() {
        let outer = vec![(0, 0), (90, 0), (90, 90), (0, 90)];
        let hole = vec![(30, 30), (31, 45), (30, 60), (60, 60), (60, 30)];
        // The same ring, begun elsewhere and the other way round.
        let enclave = vec![(60, 60), (30, 60), (31, 45), (30, 30), (60, 30)];
        let found = simplified(&[vec![vec![outer, hole]], polygon(&enclave)], 5);
        let mut of_hole = found.areas[0][0][1].clone();
        let mut of_enclave = found.areas[1][0][0].clone();
        of_hole.sort_unstable();
        of_enclave.sort_unstable();
        assert_eq!(of_hole, of_enclave);
        assert_eq!(of_hole.len(), 4);
        assert_eq!(found.neighbours, [vec![1], vec![0]]);
    }

    #[test]
    fn a_region_that_would_vanish_keeps_its_borders() {
        // A sliver between two arcs, each of which is straight within the tolerance.
        let sliver = polygon(&[(0, 0), (20, 2), (40, 0), (20, -2)]);
        let above = polygon(&[(0, 0), (20, -2), (40, 0), (40, -50), (0, -50)]);
        let below = polygon(&[(0, 0), (20, 2), (40, 0), (40, 50), (0, 50)]);
        let found = simplified(&[sliver.clone(), above, below], 10);
        assert_eq!(found.areas[0], sliver);
        assert_eq!(found.neighbours[0], [1, 2]);
    }

    #[test]
    fn islets_go_and_the_largest_part_stays() {
        let islet = |x: i32, size: i32| vec![vec![(x, 0), (x + size, 0), (x + size, size), (x, size)]];
        let found = simplified(&[vec![islet(0, 3), islet(100, 50)], vec![islet(300, 2)]], 10);
        // What is the largest part and yet small stays an area, if only a triangle.
        assert_eq!(found.areas, [vec![islet(100, 50)], polygon(&[(300, 0), (302, 2), (300, 2)])]);
        // An area of nothing has no shape.
        assert_eq!(simplified(&[polygon(&[(0, 0), (5, 5), (9, 9)])], 10).areas, [Vec::<Polygon>::new()]);
    }

    proptest! {
        /// Squares of a grid whose corners are moved a little, with positions between the corners: a map without gaps. Whatever is left
        /// out, every inner edge has two sides, and together the areas cover what they did.
        #[test]
        fn no_gap_opens(shifts in prop::collection::vec((-30i32..30, -30i32..30), 16 + 4 * 9), tolerance in 0i32..60) {
            let corner = |column: usize, row: usize| {
                let shift = shifts[row * 4 + column];
                (column as i32 * 300 + shift.0, row as i32 * 300 + shift.1)
            };
            // Positions between two corners, the same from both sides.
            let between = |from: (usize, usize), to: (usize, usize)| -> Vec<Place> {
                let (a, b) = (from.min(to), from.max(to));
                let (start, end) = (corner(a.0, a.1), corner(b.0, b.1));
                let shift = shifts[16 + (a.0 * 7 + a.1 * 5 + b.0 * 3 + b.1) % 36];
                let middle = ((start.0 + end.0) / 2 + shift.0, (start.1 + end.1) / 2 + shift.1);
                let mut line = vec![start, middle, end];
                if from != a { line.reverse(); }
                line
            };
            let square = |column: usize, row: usize| -> Vec<Polygon> {
                let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
                let ring = (0..4).flat_map(|side| between(corners[side], corners[(side + 1) % 4])[..2].to_vec()).collect();
                vec![vec![ring]]
            };
            let areas: Vec<Vec<Polygon>> = (0..9).map(|square_idx| square(square_idx % 3, square_idx / 3)).collect();
            let found = simplified(&areas, tolerance);
            let area = |areas: &[Vec<Polygon>]| -> i128 { areas.iter().flatten().map(|rings| doubled_area(&rings[0])).sum() };
            let boundary = |areas: &[Vec<Polygon>]| -> i128 {
                // Edges with one side only, walked as their area walks them.
                let counts = edges(areas);
                areas.iter().flatten().flatten().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
                    .filter(|(a, b)| counts[&((**a).min(**b), (**a).max(**b))] == 1)
                    .map(|(a, b)| i128::from(a.0) * i128::from(b.1) - i128::from(b.0) * i128::from(a.1)).sum()
            };
            // What the areas cover is what their outer boundary encloses: nothing between them is left over.
            prop_assert_eq!(area(&found.areas), boundary(&found.areas));
            prop_assert!(edges(&found.areas).values().all(|sides| *sides <= 2));
            prop_assert!(found.neighbours[4].len() >= 4);
        }
    }
}
