//! Rounding: what "rounded to 9 decimals" and "cut off after one" mean for doubles, to how many digits sums and differences of
//! statistics are kept ([`sum`]), and a configured share in per cent ([`per_cent`]).
//!
//! A double such as 0.547 is stored a hair below or above what is written. Rounding here acts on the decimal number that
//! the double stands for: a scaled value within a few units in the last place of a whole or half number counts as that
//! number. Without this, 0.547 cut after three decimals would become 0.546. A small number may be what larger ones left: −4.9 − (−5) is
//! a few units of 5 below 0.1, which is many of its own. So a distance of 1e-12 in the value itself counts for nothing either.

use crate::method::Rounding;

/// Units in the last place within which a scaled value counts as exact.
const TOLERANCE_ULPS: f64 = 8.0;
/// What sums and differences of scores leave of a number that is exact on paper: scores are of the order of 100.
const NOISE: f64 = 1e-12;
/// No scaled value further than this from a whole or half number counts as it for being noise, however many decimals are kept.
const MOST_NOISE: f64 = 1e-6;

/// Rounds a score; a missing score stays as it is.
pub fn rounded(value: f64, rounding: Rounding) -> f64 {
    match rounding {
        Rounding::None => value,
        Rounding::HalfUp(decimals) => scaled(value, decimals, half_up),
        Rounding::HalfEven(decimals) => scaled(value, decimals, half_even),
        Rounding::Truncate(decimals) => scaled(value, decimals, truncated),
    }
}

/// Rounds a score half up to a number of decimals: the form in which it is ranked and published.
pub fn to_decimals(value: f64, decimals: u32) -> f64 {
    scaled(value, decimals, half_up)
}

/// A share that was configured, in per cent and without the digits that binary fractions add: 0.55 is 55, not 55.00000000000001.
pub fn per_cent(share: f64) -> f64 {
    (share * 1e12).round() / 1e10
}

/// Digits of the larger operand that a difference or sum keeps: inputs with up to twelve digits come out exact.
const OPERAND_DIGITS: i32 = 12;

/// `a + b`, rounded to twelve significant digits of the larger operand.
///
/// 61.7 − 59.0 and 63.4 − 60.7 are both 2.7, but not as doubles; unrounded, regions with equal changes would not tie. Rounding
/// to digits of the result would not do, because cancellation moves the noise up.
pub fn sum(a: f64, b: f64) -> f64 {
    let larger = a.abs().max(b.abs());
    let total = a + b;
    if total == 0.0 || !total.is_finite() {
        return total + 0.0;
    }
    // Digits before the decimal point of the larger operand, found by comparison so that it is the same everywhere.
    let mut decimals = OPERAND_DIGITS;
    let mut bound = 1.0;
    while larger >= bound && decimals > 0 {
        bound *= 10.0;
        decimals -= 1;
    }
    while larger < bound / 10.0 && decimals < 22 {
        bound /= 10.0;
        decimals += 1;
    }
    let power = EXACT_POWERS[decimals as usize];
    let scaled = total * power;
    if scaled.abs() >= 2f64.powi(53) { total } else { scaled.round() / power + 0.0 }
}

/// `scale · above / below` of the decimals that operands stand for: equal quotients are equal numbers.
///
/// 2.1 / 3 and 1.4 / 2 are both 0.7, but not as doubles; regions with equal rates would not
/// tie. With both operands as whole numbers of the same power of ten one division is all that rounds. Operands with more digits than
/// that, such as rates, are divided as they are. Whole numbers give what they would give anyway.
pub fn quotient(scale: f64, above: f64, below: f64) -> f64 {
    let (Some((above_digits, above_decimals)), Some((below_digits, below_decimals))) = (decimal(above), decimal(below)) else {
        return scale * above / below;
    };
    let decimals = above_decimals.max(below_decimals);
    let numerator = scale * (above_digits * EXACT_POWERS[decimals - above_decimals]);
    let denominator = below_digits * EXACT_POWERS[decimals - below_decimals];
    let is_exact = |number: f64| number.abs() < 2f64.powi(53);
    if scale.fract() == 0.0 && is_exact(numerator) && is_exact(denominator) {
        numerator / denominator
    } else {
        scale * above / below
    }
}

/// Most decimals of statistics, of which none has so many.
const MOST_DECIMALS: usize = 9;

/// A double as a whole number and its decimals: 23.2 is 232 with one. `None` where it is no decimal of that few digits.
fn decimal(value: f64) -> Option<(f64, usize)> {
    (0..=MOST_DECIMALS).find_map(|decimals| {
        let digits = (value * EXACT_POWERS[decimals]).round();
        (digits.abs() < 2f64.powi(53) && digits / EXACT_POWERS[decimals] == value).then_some((digits, decimals))
    })
}

/// Powers of ten that a double holds exactly.
const EXACT_POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
    1e22,
];

fn scaled(value: f64, decimals: u32, whole: impl Fn(f64) -> f64) -> f64 {
    let power = POWERS[decimals.min(12) as usize];
    let scaled = value * power;
    if !scaled.is_finite() || scaled.abs() >= 2f64.powi(53) {
        return value;
    }
    // Adding zero turns −0 into 0, which would print differently.
    whole(snapped(scaled, (NOISE * power).min(MOST_NOISE))) / power + 0.0
}

const POWERS: [f64; 13] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12];

/// The whole or half number that a scaled value stands for, if it is that near to one: within its own last places, or within noise.
fn snapped(scaled: f64, noise: f64) -> f64 {
    let nearest_half = (scaled * 2.0).round() / 2.0;
    let tolerance = (scaled.abs().max(1.0) * f64::EPSILON * TOLERANCE_ULPS).max(noise);
    if (scaled - nearest_half).abs() <= tolerance { nearest_half } else { scaled }
}

fn half_up(value: f64) -> f64 {
    value.round()
}

fn half_even(value: f64) -> f64 {
    value.round_ties_even()
}

fn truncated(value: f64) -> f64 {
    value.trunc()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_rounding_on_a_half() {
        let all = |value, decimals| {
            [Rounding::HalfUp(decimals), Rounding::HalfEven(decimals), Rounding::Truncate(decimals)]
                .map(|way| rounded(value, way))
        };
        assert_eq!(all(2.5, 0), [3.0, 2.0, 2.0]);
        assert_eq!(all(-2.5, 0), [-3.0, -2.0, -2.0]);
        // 1.005 is stored as 1.00499999999999989…, and stands for 1.005.
        assert_eq!(all(1.005, 2), [1.01, 1.0, 1.0]);
    }

    #[test]
    fn cutting_off_does_not_lose_a_digit_that_is_there() {
        // PERCENTRANK.INC of rank 160 among 293: 160/292 = 0.547945…, cut after one decimal of a per cent.
        assert_eq!(rounded(100.0 * 160.0 / 292.0, Rounding::Truncate(1)), 54.7);
        assert_eq!(rounded(0.547, Rounding::Truncate(3)), 0.547);
        assert_eq!(rounded(0.29 * 100.0, Rounding::Truncate(0)), 29.0);
    }

    #[test]
    fn what_a_difference_of_scores_leaves_is_no_digit() {
        // −4.9 between goalposts of −5 and 5 is a hundredth of the way, −4.95 half of one.
        let [hundredth, half] = [-4.9, -4.95].map(|value| (value + 5.0) / 10.0);
        assert!(hundredth < 0.01 && half < 0.005);
        assert_eq!(rounded(hundredth, Rounding::Truncate(2)), 0.01);
        assert_eq!(rounded(half, Rounding::HalfUp(2)), 0.01);
        // Scores of −6, 1 and 3 with weights of 0.7, 1 and 1 sum to −0.2.
        let sum_of_scores = -6.0 * 0.7 + 1.0 + 3.0;
        assert!(sum_of_scores > -0.2);
        assert_eq!(rounded(sum_of_scores, Rounding::Truncate(1)), -0.2);
        // A digit that is there stays.
        assert_eq!(rounded(4.299_999, Rounding::Truncate(2)), 4.29);
        assert_eq!(rounded(4.299_999_999, Rounding::Truncate(2)), 4.29);
    }

    #[test]
    fn every_share_of_two_decimals_is_a_whole_percentage() {
        let percentages: Vec<f64> = (0..=100).map(|whole| per_cent(f64::from(whole) / 100.0)).collect();
        assert_eq!(percentages, (0..=100).map(f64::from).collect::<Vec<f64>>());
        assert_eq!([per_cent(0.125), per_cent(1.0 / 3.0)], [12.5, 33.333_333_333_3]);
    }

    #[test]
    fn missing_and_huge_values_stay() {
        assert!(to_decimals(f64::NAN, 9).is_nan());
        assert_eq!(to_decimals(1e300, 9), 1e300);
        assert_eq!(to_decimals(-1e-12, 9).to_bits(), 0f64.to_bits());
    }

    #[test]
    fn equal_differences_of_decimals_are_equal() {
        assert_ne!(61.7 - 59.0, 63.4 - 60.7);
        assert_eq!(sum(61.7, -59.0), 2.7);
        assert_eq!(sum(63.4, -60.7), 2.7);
        assert_eq!(sum(0.1, 0.2), 0.3);
        assert_eq!(sum(-0.3, 0.3).to_bits(), 0f64.to_bits());
        assert_eq!(sum(123_456_789.0, 1.0), 123_456_790.0);
        assert_eq!(sum(1e300, 1e300), 2e300);
        assert_eq!(sum(1e-9, 2e-9), 3e-9);
    }

    #[test]
    fn equal_quotients_of_decimals_are_equal() {
        assert_ne!(1.4 / 23.2, 2.1 / 34.8);
        assert_eq!(quotient(1.0, 1.4, 23.2), quotient(1.0, 2.1, 34.8));
        assert_eq!(quotient(1.0, 1.4, 23.2), 7.0 / 116.0);
        assert_ne!(2.1 / 3.0, 1.4 / 2.0);
        assert_eq!(quotient(1.0, 2.1, 3.0), 0.7);
        assert_eq!(quotient(1.0, 1.4, 2.0), 0.7);
        assert_eq!(quotient(1000.0, -0.3, 0.1), -3000.0);
        assert_eq!(quotient(100.0, 0.0, 3.7).to_bits(), 0f64.to_bits());
        // More digits than can be told: as they are.
        let third = 1.0 / 3.0;
        assert_eq!(quotient(100.0, third, 0.1), 100.0 * third / 0.1);
        assert_eq!(quotient(0.5, 1.4, 23.2), 0.5 * 1.4 / 23.2);
        assert_eq!(quotient(1.0, 1e300, 0.1), 1e300 / 0.1);
        assert!(quotient(1.0, f64::NAN, 2.0).is_nan());
    }

    #[test]
    fn sums_in_another_order_round_to_the_same() {
        let (a, b) = ((0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3));
        assert_ne!(a, b);
        assert_eq!(to_decimals(a, 9), to_decimals(b, 9));
    }
}
