//! Values that an indicator can take: the steps of its source's precision, and the values at which a place is gained.

use crate::method::Direction;
use crate::{round, statistics};

/// Most decimals that count as the precision of a source; values with more were computed.
const MOST_DECIMALS: u32 = 6;

/// Share of the values that must have no more decimals than the source.
const NEARLY_ALL: f64 = 0.9;

/// Digits below the standard deviation's first that values of a computed indicator are given with.
const COMPUTED_DIGITS: i32 = 4;

/// The precision of an indicator's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Decimals; negative: powers of ten.
    pub decimals: i32,
    /// Whether the values have more digits than a source publishes, so that the decimals are a choice of this program.
    pub computed: bool,
}

impl Grid {
    /// The fewest decimals with which nearly all values can be written, up to six: those of merged regions are computed even where
    /// the source publishes decimals. Else four digits below the first of their standard deviation.
    pub fn of(values: &[f64]) -> Self {
        let present = statistics::present(values);
        let is_exact = |decimals: &u32| {
            let n_exact = present.iter().filter(|&&value| round::to_decimals(value, *decimals) == value).count();
            n_exact as f64 >= NEARLY_ALL * present.len() as f64
        };
        if let Some(decimals) = (0..=MOST_DECIMALS).find(is_exact) {
            return Grid { decimals: decimals as i32, computed: false };
        }
        let deviation = statistics::sample_deviation(&present).filter(|deviation| *deviation > 0.0).unwrap_or(1.0);
        let first_digit = libm::floor(libm::log10(deviation)) as i32;
        Grid { decimals: (COMPUTED_DIGITS - first_digit).clamp(-9, 12), computed: true }
    }

    /// The smallest step.
    pub fn step(self) -> f64 {
        self.value(1)
    }

    /// The value at a whole number of steps: the double that its decimal notation stands for.
    pub fn value(self, steps: i64) -> f64 {
        match self.decimals {
            0.. => steps as f64 / 10f64.powi(self.decimals) + 0.0,
            _ => steps as f64 * 10f64.powi(-self.decimals) + 0.0,
        }
    }

    /// The next value beyond another in a direction.
    pub fn beyond(self, value: f64, direction: Way) -> f64 {
        self.value(self.steps_beyond(value, direction))
    }

    /// The same as a number of steps.
    pub fn steps_beyond(self, value: f64, way: Way) -> i64 {
        let mut steps = (value / self.step()).round() as i64 - 2 * way.sign_of_steps();
        while !way.is_beyond(self.value(steps), value) {
            steps += way.sign_of_steps();
        }
        steps
    }
}

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Up.
    Up,
    /// Down.
    Down,
}

impl Way {
    /// The way that is better.
    pub fn better(direction: Direction) -> Self {
        if direction == Direction::LowerIsBetter { Way::Down } else { Way::Up }
    }

    /// Whether a value is beyond another.
    pub fn is_beyond(self, value: f64, than: f64) -> bool {
        match self {
            Way::Up => value > than,
            Way::Down => value < than,
        }
    }

    /// +1 or −1.
    pub fn sign_of_steps(self) -> i64 {
        if self == Way::Up { 1 } else { -1 }
    }

    /// The same as a number.
    pub fn sign(self) -> f64 {
        if self == Way::Up { 1.0 } else { -1.0 }
    }
}

/// Where places count, the values of interest, nearest first: level with each value beyond, and the next of the grid past it.
/// Between them nothing changes. `values` are the other regions'.
pub fn places(own: f64, values: &[f64], way: Way, grid: Grid) -> Vec<f64> {
    let mut beyond: Vec<f64> = values.iter().copied().filter(|value| way.is_beyond(*value, own)).collect();
    beyond.sort_unstable_by(|a, b| (way.sign() * a).total_cmp(&(way.sign() * b)));
    beyond.dedup();
    let mut candidates = Vec::with_capacity(2 * beyond.len() + 1);
    let mut from = own;
    for to in beyond {
        let past = grid.beyond(from, way);
        if way.is_beyond(to, past) {
            candidates.push(past);
        }
        candidates.push(to);
        from = to;
    }
    candidates.push(grid.beyond(from, way));
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_precision_is_that_of_the_values() {
        assert_eq!(Grid::of(&[71.5, 68.0, f64::NAN, 70.25]), Grid { decimals: 2, computed: false });
        assert_eq!(Grid::of(&[12.0, 400.0]), Grid { decimals: 0, computed: false });
        // Thirds; their standard deviation is 1/3: the first digit is the first decimal.
        assert_eq!(Grid::of(&[1.0 / 3.0, 2.0 / 3.0, 1.0]), Grid { decimals: 5, computed: true });
        assert_eq!(Grid { decimals: 1, computed: false }.value(3), 0.3);
        assert_eq!(Grid { decimals: -2, computed: true }.value(3), 300.0);
    }

    #[test]
    fn the_next_value_of_the_grid() {
        let grid = Grid { decimals: 1, computed: false };
        assert_eq!([grid.beyond(0.3, Way::Up), grid.beyond(0.3, Way::Down)], [0.4, 0.2]);
        assert_eq!([grid.beyond(0.34, Way::Up), grid.beyond(0.34, Way::Down)], [0.4, 0.3]);
        assert_eq!(grid.beyond(-0.05, Way::Up), 0.0);
    }

    #[test]
    fn a_place_is_gained_by_a_tie_or_just_past_it() {
        let grid = Grid { decimals: 1, computed: false };
        // 2.0 and 2.1 stand next to each other: nothing lies between.
        assert_eq!(places(1.0, &[0.5, 2.0, 2.1, 2.0, 3.0], Way::Up, grid), [1.1, 2.0, 2.1, 2.2, 3.0, 3.1]);
        assert_eq!(places(1.0, &[0.5, 2.0], Way::Down, grid), [0.9, 0.5, 0.4]);
        assert_eq!(places(1.0, &[], Way::Up, grid), [1.1]);
    }
}
