//! Axes of the charts: where a number stands on the width of a column, and what is written above it.

use crate::publish::notes::Voice;

/// A mark, at shares of the width.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Where it begins.
    pub from: String,
    /// Where it ends.
    pub to: String,
    /// Its width.
    pub width: String,
    /// Its class in the style sheet.
    pub class: &'static str,
}

/// A tick of an axis.
#[derive(Debug, Clone)]
pub struct Tick {
    /// Where.
    pub at: String,
    /// What stands at it.
    pub text: String,
    /// How it is set: at the ends towards the middle.
    pub anchor: &'static str,
}

impl Tick {
    /// Whether it lies between the ends.
    pub fn is_between(&self) -> bool {
        self.anchor == "middle"
    }
}

/// An axis from one number to another.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    lowest: f64,
    highest: f64,
}

impl Axis {
    /// An axis; where both ends are the same it has no length, and everything stands at its beginning.
    pub fn new(lowest: f64, highest: f64) -> Self {
        Axis { lowest, highest }
    }

    /// A number as a share of the width, 0 to 100.
    pub fn share(&self, value: f64) -> f64 {
        let length = self.highest - self.lowest;
        if length > 0.0 { (100.0 * (value - self.lowest) / length).clamp(0.0, 100.0) } else { 0.0 }
    }

    /// A mark.
    pub fn mark(&self, from: f64, to: f64, class: &'static str) -> Mark {
        let (from, to) = (self.share(from), self.share(to));
        Mark { from: at(from), to: at(to), width: at(to - from), class }
    }

    /// Both ends and what is round between them, at most six in all.
    pub fn ticks(&self, voice: Voice<'_>) -> Vec<Tick> {
        let length = self.highest - self.lowest;
        if !(length > 0.0 && length.is_finite()) {
            return vec![self.tick(self.lowest, "start", voice)];
        }
        let step = step(length);
        let mut ticks = vec![self.tick(self.lowest, "start", voice)];
        let mut number = (self.lowest / step).floor() + 1.0;
        while number * step < self.highest {
            let share = self.share(number * step);
            // Too near to an end, two texts would run into each other.
            if (12.0..=86.0).contains(&share) {
                ticks.push(self.tick(number * step, "middle", voice));
            }
            number += 1.0;
        }
        ticks.push(self.tick(self.highest, "end", voice));
        ticks
    }

    fn tick(&self, value: f64, anchor: &'static str, voice: Voice<'_>) -> Tick {
        let digits = match self.highest - self.lowest {
            length if length > 5.0 => 0,
            length if length > 0.5 => 1,
            length if length > 0.0 => 3,
            // A single tick, of a rank or of nothing.
            _ => 0,
        };
        Tick { at: at(self.share(value)), text: voice.number(value, digits), anchor }
    }
}

/// A position in per cent; three decimals are a hundredth of a dot on any screen.
pub fn at(share: f64) -> String {
    format!("{share:.3}%")
}

/// A round distance of ticks: at most four between the ends.
fn step(length: f64) -> f64 {
    let mut unit = 1e-6;
    while unit * 5.0 < length {
        for factor in [1.0, 2.0, 5.0] {
            if length / (unit * factor) <= 5.0 {
                return unit * factor;
            }
        }
        unit *= 10.0;
    }
    unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_apart() {
        let texts = |lowest: f64, highest: f64| {
            Axis::new(lowest, highest).ticks(Voice::of("en")).into_iter().map(|tick| tick.text).collect::<Vec<String>>()
        };
        assert_eq!(texts(1.0, 292.0), ["1", "100", "200", "292"]);
        assert_eq!(texts(1.0, 7.0), ["1", "2", "4", "6", "7"]);
        assert_eq!(texts(0.0, 1.0), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(texts(1.0, 1.0), ["1"]);
        assert_eq!(texts(0.0, f64::NAN), ["0"]);
        let finnish: Vec<String> = Axis::new(0.0, 1.0).ticks(Voice::of("fi")).into_iter().map(|tick| tick.text).collect();
        assert_eq!(finnish, ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]);
    }

    #[test]
    fn shares_of_the_width() {
        let axis = Axis::new(1.0, 11.0);
        assert_eq!([axis.share(1.0), axis.share(6.0), axis.share(20.0)], [0.0, 50.0, 100.0]);
        assert_eq!(Axis::new(1.0, 1.0).share(1.0), 0.0);
    }
}
