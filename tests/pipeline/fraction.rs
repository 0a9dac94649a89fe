//! Exact fractions: what is equal on paper is equal here.

use std::cmp::Ordering;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in lowest terms with a positive denominator. Arithmetic that does not fit 128 bits panics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    pub(crate) fn new(numerator: i128, denominator: i128) -> Self {
        assert_ne!(denominator, 0, "division of {numerator} by zero");
        let divisor = greatest_common_divisor(numerator.abs(), denominator.abs()) * denominator.signum();
        Fraction { numerator: numerator / divisor, denominator: denominator / divisor }
    }

    pub(crate) fn whole(number: i128) -> Self {
        Fraction::new(number, 1)
    }

    /// The number that was published: whole, or with one decimal, or the mean of twelve whole numbers.
    pub(crate) fn published(value: f64) -> Self {
        let sixtieths = (value * 60.0).round();
        assert_eq!(sixtieths / 60.0, value, "neither tenths nor twelfths");
        Fraction::new(sixtieths as i128, 60)
    }

    /// The nearest billionth, halves away from zero, as a number of billionths.
    pub(crate) fn billionths(self) -> i128 {
        let twice = self.numerator.abs().checked_mul(2_000_000_000).expect("fits 128 bits");
        self.numerator.signum() * ((twice / self.denominator + 1) / 2)
    }

    /// A double near to it.
    pub(crate) fn nearest(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.max(1) } else { greatest_common_divisor(b, a % b) }
}

fn times(a: i128, b: i128) -> i128 {
    a.checked_mul(b).expect("fits 128 bits")
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        // Over the least common denominator, so that a long sum of like fractions stays small.
        let common = greatest_common_divisor(self.denominator, other.denominator);
        let (own, others) = (other.denominator / common, self.denominator / common);
        Fraction::new(times(self.numerator, own) + times(other.numerator, others), times(self.denominator, own))
    }
}

impl Neg for Fraction {
    type Output = Self;

    fn neg(self) -> Self {
        Fraction { numerator: -self.numerator, ..self }
    }
}

impl Sub for Fraction {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Fraction::new(times(self.numerator, other.numerator), times(self.denominator, other.denominator))
    }
}

impl Div for Fraction {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        Fraction::new(times(self.numerator, other.denominator), times(self.denominator, other.numerator))
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(terms: I) -> Self {
        terms.fold(Fraction::whole(0), Add::add)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        times(self.numerator, other.denominator).cmp(&times(other.numerator, self.denominator))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
