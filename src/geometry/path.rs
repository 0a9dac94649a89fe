//! A shape as the `d` of an SVG path, in as few characters as whole numbers allow.
//!
//! Every position is rounded from the grid of the map to the units of the drawing by itself, so neighbours stay neighbours; what then
//! falls together is drawn once. Steps are relative, and a separator stands only where the digits would run together.

use super::{Place, Polygon, topology};

/// Commands of a path under construction.
#[derive(Default)]
struct Path {
    text: String,
    command: char,
}

impl Path {
    fn step(&mut self, dx: i32, dy: i32) {
        match (dx, dy) {
            (dx, 0) => self.numbers('h', &[dx]),
            (0, dy) => self.numbers('v', &[dy]),
            (dx, dy) => self.numbers('l', &[dx, dy]),
        }
    }

    fn numbers(&mut self, command: char, numbers: &[i32]) {
        let repeats = self.command == command && command != 'M' && command != 'm';
        if !repeats {
            self.text.push(command);
            self.command = command;
        }
        for (position, number) in numbers.iter().enumerate() {
            // A minus separates by itself.
            if (repeats || position > 0) && 0 <= *number {
                self.text.push(' ');
            }
            self.text.push_str(&number.to_string());
        }
    }
}

/// The path of a shape; `scaled` maps a position to the units of the drawing. Empty where nothing of it can be seen.
pub fn of(polygons: &[Polygon], scaled: impl Fn(Place) -> Place) -> String {
    let mut path = Path::default();
    let mut pen = (0, 0);
    for ring in polygons.iter().flatten() {
        let places: Vec<Place> = ring.iter().map(|&place| scaled(place)).collect();
        let places = topology::cleaned(&places);
        let Some(&first) = places.first() else { continue };
        if path.text.is_empty() {
            path.numbers('M', &[first.0, first.1]);
        } else {
            path.numbers('m', &[first.0 - pen.0, first.1 - pen.1]);
        }
        pen = first;
        for &place in &places[1..] {
            path.step(place.0 - pen.0, place.1 - pen.1);
            pen = place;
        }
        path.text.push('z');
        path.command = 'z';
        // After z the pen is where the ring began.
        pen = first;
    }
    path.text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_relative_and_short() {
        let square: Polygon = vec![vec![(5, 5), (15, 5), (15, 15), (5, 15)]];
        assert_eq!(of(&[square], |place| place), "M5 5h10v10h-10z");
        let slanted: Polygon = vec![vec![(0, 0), (10, -20), (13, 4), (7, 9)], vec![(4, 0), (6, 1), (5, 3)]];
        assert_eq!(of(&[slanted], |place| place), "M0 0l10-20 3 24-6 5zm4 0l2 1-1 2z");
    }

    #[test]
    fn what_falls_together_is_drawn_once() {
        let polygon: Polygon = vec![vec![(0, 0), (104, 0), (99, 3), (100, 100)], vec![(40, 1), (44, 1), (42, 3)]];
        assert_eq!(of(&[polygon], |(x, y)| (x / 10, y / 10)), "M0 0h10-1l1 10z");
    }

    #[test]
    fn what_cannot_be_seen_has_no_path() {
        assert_eq!(of(&[vec![vec![(0, 0), (4, 0), (4, 4)]]], |_| (0, 0)), "");
        assert_eq!(of(&[], |place| place), "");
    }
}
