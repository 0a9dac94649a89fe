//! Leaves out positions of a line that are hardly off it.
//!
//! The method is that of Ramer (1972) and Douglas and Peucker (1973): a line keeps its ends, and, while some position is farther from the
//! straight line between the ends than the tolerance, the farthest of them. All arithmetic is on whole numbers, so that a
//! line gives the same positions on every machine; a line must come in one direction only ([`super::topology`] sees to that), because
//! of two positions equally far the first is kept.

use super::Place;

/// Farthest position from the origin, in either direction, for which the sums below cannot overflow; a map's grid is far smaller.
#[cfg(test)]
const FARTHEST: i32 = 1 << 19;

/// The square of a position's distance from the straight line between two others, as a fraction: numerator and denominator.
fn squared_distance(place: Place, from: Place, to: Place) -> (i128, i128) {
    let wide = |a: i32, b: i32| i128::from(a) - i128::from(b);
    let (dx, dy) = (wide(to.0, from.0), wide(to.1, from.1));
    let (px, py) = (wide(place.0, from.0), wide(place.1, from.1));
    let length = dx * dx + dy * dy;
    let along = px * dx + py * dy;
    if length == 0 || along <= 0 {
        return (px * px + py * py, 1);
    }
    if along >= length {
        let (qx, qy) = (wide(place.0, to.0), wide(place.1, to.1));
        return (qx * qx + qy * qy, 1);
    }
    let across = px * dy - py * dx;
    (across * across, length)
}

/// The positions of an open line that are kept, its ends always.
pub fn line(places: &[Place], tolerance: i32) -> Vec<Place> {
    let Some(last) = places.len().checked_sub(1).filter(|last| *last > 1) else { return places.to_vec() };
    let mut is_kept = vec![false; places.len()];
    is_kept[0] = true;
    is_kept[last] = true;
    let limit = i128::from(tolerance) * i128::from(tolerance);
    let mut pieces = vec![(0, last)];
    while let Some((first, last)) = pieces.pop() {
        let mut farthest: Option<(usize, (i128, i128))> = None;
        for middle in first + 1..last {
            let distance = squared_distance(places[middle], places[first], places[last]);
            if farthest.is_none_or(|(_, (above, below))| above * distance.1 < distance.0 * below) {
                farthest = Some((middle, distance));
            }
        }
        if let Some((middle, (above, below))) = farthest
            && limit * below < above
        {
            is_kept[middle] = true;
            pieces.extend([(first, middle), (middle, last)]);
        }
    }
    places.iter().zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(place, _)| *place).collect()
}

/// The positions of a closed line (its first position comes again at its end) that are kept: at least three different ones where it
/// has them.
pub fn closed(places: &[Place], tolerance: i32) -> Vec<Place> {
    let last = places.len() - 1;
    let squared = |place: Place, from: Place| squared_distance(place, from, from).0;
    // The position farthest from the first one divides the ring into two open lines, of which at least one is not straight.
    let farthest_from = |squared_from: &dyn Fn(usize) -> (i128, i128), candidates: std::ops::Range<usize>| {
        let mut best = (candidates.start, (0, 1));
        for position in candidates {
            let distance = squared_from(position);
            if best.1.0 * distance.1 < distance.0 * best.1.1 {
                best = (position, distance);
            }
        }
        best.0
    };
    if last < 4 {
        return places.to_vec();
    }
    let far = farthest_from(&|position| (squared(places[position], places[0]), 1), 1..last);
    let mut kept = line(&places[..=far], tolerance);
    kept.extend_from_slice(&line(&places[far..], tolerance)[1..]);
    if kept.len() < 4 {
        let third = farthest_from(&|position| squared_distance(places[position], places[0], places[far]), 1..last);
        let (first, second) = if third < far { (third, far) } else { (far, third) };
        return vec![places[0], places[first], places[second], places[0]];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearer_than_the_tolerance_goes() {
        let places = [(0, 0), (10, 1), (20, 0), (30, 9), (40, 0)];
        assert_eq!(line(&places, 2), [(0, 0), (20, 0), (30, 9), (40, 0)]);
        assert_eq!(line(&places, 0), places);
        assert_eq!(line(&places, 100), [(0, 0), (40, 0)]);
    }

    #[test]
    fn a_position_on_the_line_goes_even_without_tolerance() {
        assert_eq!(line(&[(0, 0), (5, 5), (10, 10)], 0), [(0, 0), (10, 10)]);
        // Beyond the end it is not on the line.
        assert_eq!(line(&[(0, 0), (12, 12), (10, 10)], 1), [(0, 0), (12, 12), (10, 10)]);
    }

    #[test]
    fn a_ring_stays_an_area() {
        let ring = [(0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (0, 2), (0, 0)];
        assert_eq!(closed(&ring, 0), [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]);
        let kept = closed(&ring, 100);
        assert_eq!(kept, [(0, 0), (2, 0), (2, 2), (0, 0)]);
    }

    #[test]
    fn the_farthest_positions_of_a_grid_do_not_overflow() {
        let far = FARTHEST;
        let places = [(0, 0), (far, -far), (far, far), (-far, far), (0, 1), (0, 0)];
        assert_eq!(line(&places, 3), [(0, 0), (far, -far), (far, far), (-far, far), (0, 0)]);
    }
}
