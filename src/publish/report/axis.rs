//! Axes: round numbers that a range of values is drawn between, and places along them in per cent.

use super::numbers::decimal;
use super::phrases::{Phrase, Phrases};

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Round numbers on it.
    pub ticks: Vec<f64>,
    /// Decimals that the ticks need.
    pub decimals: u32,
}

/// About how many ticks an axis has.
const N_STEPS: f64 = 5.0;

impl Axis {
    /// An axis from the round number below the least value to that above the greatest.
    pub fn around(values: impl Iterator<Item = f64>) -> Self {
        let (least, most) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
        let (least, most) = if least < most {
            (least, most)
        } else if least == most {
            (least - 1.0, most + 1.0)
        } else {
            (0.0, 1.0)
        };
        let (step, decimals) = step((most - least) / N_STEPS);
        let (first, last) = ((least / step).floor(), (most / step).ceil());
        let ticks = (0..=(last - first) as usize).map(|tick| (first + tick as f64) * step).collect();
        Axis { from: first * step, to: last * step, ticks, decimals }
    }

    /// A tick as it is read.
    pub fn number(&self, tick: f64, phrases: &Phrases) -> Phrase {
        phrases.each(|language| decimal(tick, self.decimals, language))
    }

    /// Where a value lies, in per cent of the axis.
    pub fn place(&self, value: f64) -> f64 {
        100.0 * (value - self.from) / (self.to - self.from)
    }
}

/// The least of 1, 2 and 5 times a power of ten that is not below `least`, and its decimals.
fn step(least: f64) -> (f64, u32) {
    let mut power = 1.0;
    let mut decimals = 0;
    while power > least && decimals < 9 {
        power /= 10.0;
        decimals += 1;
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    for factor in [1.0, 2.0, 5.0] {
        if power * factor >= least {
            return (power * factor, decimals);
        }
    }
    (power * 10.0, decimals.saturating_sub(1))
}

/// A place as it is written in the page.
pub fn percent(place: f64) -> String {
    let text = format!("{place:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_round_numbers_and_holds_every_value() {
        let axis = Axis::around([12.3, 91.0, f64::NAN].into_iter());
        assert_eq!((axis.from, axis.to, axis.decimals), (0.0, 100.0, 0));
        assert_eq!(axis.ticks, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(axis.place(25.0), 25.0);
        let small = Axis::around([0.12, 0.31].into_iter());
        assert!(small.from <= 0.12 && small.to >= 0.31 && small.decimals == 2);
    }

    #[test]
    fn an_axis_of_one_value_or_none_is_still_an_axis() {
        assert!(Axis::around([5.0].into_iter()).to > 5.0);
        assert_eq!(Axis::around(std::iter::empty()).to, 1.0);
        assert_eq!([percent(12.5), percent(3.0), percent(33.333_3)], ["12.5", "3", "33.33"]);
    }
}
