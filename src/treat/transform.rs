//! Transformations of a whole indicator: logarithms and Box-Cox.
//!
//! Let min and max be of the pool. A **logarithm** is one of
//! * `ln x`,
//! * `ln(x − min + 0.01 · (max − min))`, COIN Tool's and COINr's `log_CT`,
//! * `ln(x − min + 1)`, COINr's `log_CT_orig`,
//! * `ln((max − 1) · (x − min) / (max − min) + 1)`, the Global Innovation Index's. (COINr's `log_GII` returns what it was given.)
//!
//! A negatively skewed indicator may be **turned round**: x becomes max + min − x, the logarithm is taken, and its sign is
//! turned, so that the order stays. With the second formula that is COINr's `log_CT_plus`, `−ln(max − x + 0.01 · (max − min))`.
//! **Box-Cox** is `(y^λ − 1) / λ`, or `ln y` where λ = 0, of `y = x − min + 1`, COINr's `boxcox`; it grows with x for every λ.
//!
//! Where a formula counts from the pool's lowest value (the highest, where turned round), values of another edition beyond it
//! count as that value: the formula is steep there, then undefined. At the other end it goes on. `ln x` of a value that is not
//! above zero cannot be computed: in the pool that is an error, in another edition that value becomes missing
//! ([`Missing::Computed`]).
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; Box & Cox (1964), Journal of the Royal Statistical
//! Society B 26; the Global Innovation Index's appendix on data.

use std::fmt;

use crate::method::{LogarithmShift, Uncomputable};
use crate::panel::Missing;

/// A logarithm with the parameters of its pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logarithm {
    /// The formula.
    pub shift: LogarithmShift,
    /// Whether values are turned round before, and back afterwards.
    pub is_reflected: bool,
    /// Lowest value of the pool.
    pub lowest: f64,
    /// Highest value of the pool.
    pub highest: f64,
}

impl Logarithm {
    /// Checks that the formula holds over the pool, and in it keeps the order.
    ///
    /// # Errors
    /// [`Uncomputable::NotPositive`] where the logarithm of a value that is not above zero would be taken,
    /// [`Uncomputable::NotAboveOne`] where a stretched one would turn the order round.
    pub(super) fn fit(shift: LogarithmShift, is_reflected: bool, lowest: f64, highest: f64) -> Result<Self, Uncomputable> {
        match shift {
            LogarithmShift::None if lowest <= 0.0 => Err(Uncomputable::NotPositive(lowest)),
            LogarithmShift::Stretched if highest <= 1.0 => Err(Uncomputable::NotAboveOne(highest)),
            _ => Ok(Logarithm { shift, is_reflected, lowest, highest }),
        }
    }

    /// The logarithm of a value; a missing one stays missing.
    pub fn applied(&self, value: f64) -> f64 {
        if value.is_nan() {
            return value;
        }
        let Logarithm { shift, is_reflected, lowest, highest } = *self;
        let range = highest - lowest;
        let from_end = if is_reflected { highest - value } else { value - lowest };
        let counted = from_end.max(0.0);
        let argument = match shift {
            LogarithmShift::None if is_reflected => lowest + from_end,
            LogarithmShift::None => value,
            LogarithmShift::Range => counted + 0.01 * range,
            LogarithmShift::One => counted + 1.0,
            LogarithmShift::Stretched => (highest - 1.0) * counted / range + 1.0,
        };
        if argument <= 0.0 {
            return Missing::Computed.value();
        }
        if is_reflected { -libm::log(argument) } else { libm::log(argument) }
    }
}

/// The formula with its numbers.
impl fmt::Display for Logarithm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Logarithm { shift, is_reflected, lowest, highest } = *self;
        shift.fmt(formatter)?;
        if is_reflected {
            return write!(formatter, " with x and the sign turned round, min = {lowest} and max = {highest}");
        }
        match shift {
            LogarithmShift::None => Ok(()),
            LogarithmShift::One => write!(formatter, " with min = {lowest}"),
            LogarithmShift::Range | LogarithmShift::Stretched => {
                write!(formatter, " with min = {lowest} and max = {highest}")
            }
        }
    }
}

/// A Box-Cox transformation with the parameters of its pool.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoxCox {
    /// The exponent λ.
    pub exponent: f64,
    /// Lowest value of the pool.
    pub lowest: f64,
}

impl BoxCox {
    /// The transformed value; a missing one stays missing.
    pub fn applied(&self, value: f64) -> f64 {
        if value.is_nan() {
            return value;
        }
        let shifted = (value - self.lowest).max(0.0) + 1.0;
        if self.exponent == 0.0 { libm::log(shifted) } else { (libm::pow(shifted, self.exponent) - 1.0) / self.exponent }
    }
}

/// The formula with its numbers.
impl fmt::Display for BoxCox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BoxCox { exponent, lowest } = self;
        match *exponent == 0.0 {
            true => write!(formatter, "ln(x − min + 1) with min = {lowest}"),
            false => write!(formatter, "((x − min + 1)^λ − 1) / λ with λ = {exponent} and min = {lowest}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::f64::consts::{E, LN_2, LN_10};

    fn logarithm(shift: LogarithmShift, is_reflected: bool, (lowest, highest): (f64, f64)) -> Logarithm {
        Logarithm::fit(shift, is_reflected, lowest, highest).expect("the formula holds")
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12
    }

    #[test]
    fn each_logarithm_by_hand() {
        // Of 6 in a pool from 5 to 105: 1 above the lowest, a range of 100.
        let of_six = |shift| logarithm(shift, false, (5.0, 105.0)).applied(6.0);
        assert!(close(of_six(LogarithmShift::None), libm::log(6.0)));
        assert!(close(of_six(LogarithmShift::Range), LN_2), "ln(1 + 0.01 · 100)");
        assert!(close(of_six(LogarithmShift::One), LN_2), "ln(1 + 1)");
        assert!(close(of_six(LogarithmShift::Stretched), libm::log(2.04)), "ln(104 · 1 / 100 + 1)");
        // Of the lowest and the highest.
        let stretched = logarithm(LogarithmShift::Stretched, false, (3.0, 10.0));
        assert_eq!(stretched.applied(3.0), 0.0);
        assert!(close(stretched.applied(10.0), LN_10));
    }

    #[test]
    fn turned_round_the_logarithm_counts_from_the_highest() {
        // Of 104 in a pool from 5 to 105: 1 below the highest.
        let of = |shift| logarithm(shift, true, (5.0, 105.0)).applied(104.0);
        assert!(close(of(LogarithmShift::Range), -LN_2), "−ln(1 + 0.01 · 100)");
        assert!(close(of(LogarithmShift::One), -LN_2), "−ln(1 + 1)");
        assert!(close(of(LogarithmShift::None), -libm::log(6.0)), "−ln(105 + 5 − 104)");
        assert!(close(of(LogarithmShift::Stretched), -libm::log(2.04)));
    }

    #[test]
    fn what_cannot_be_computed_is_refused() {
        let fit = |shift, lowest, highest| Logarithm::fit(shift, false, lowest, highest);
        assert_eq!(fit(LogarithmShift::None, 0.0, 5.0), Err(Uncomputable::NotPositive(0.0)));
        assert_eq!(fit(LogarithmShift::None, -2.0, 5.0), Err(Uncomputable::NotPositive(-2.0)));
        assert_eq!(fit(LogarithmShift::Stretched, 0.0, 0.5), Err(Uncomputable::NotAboveOne(0.5)));
        assert!(fit(LogarithmShift::Range, -2.0, 0.5).is_ok());
    }

    #[test]
    fn another_edition_may_lie_beyond_the_pool() {
        for shift in [LogarithmShift::Range, LogarithmShift::One, LogarithmShift::Stretched] {
            let upright = logarithm(shift, false, (5.0, 105.0));
            assert_eq!(upright.applied(-50.0), upright.applied(5.0));
            assert!(upright.applied(200.0) > upright.applied(105.0));
            let reflected = logarithm(shift, true, (5.0, 105.0));
            assert_eq!(reflected.applied(200.0), reflected.applied(105.0));
            assert!(reflected.applied(-50.0) < reflected.applied(5.0));
        }
        let plain = logarithm(LogarithmShift::None, false, (5.0, 105.0));
        assert!(close(plain.applied(E), 1.0));
        assert_eq!(Missing::of(plain.applied(-50.0)), Some(Missing::Computed));
    }

    #[test]
    fn box_cox_by_hand() {
        // λ = ½ of 3 above the lowest: (√4 − 1) / ½ = 2; λ = −1: (1/4 − 1) / −1 = 0.75; λ = 2: (16 − 1) / 2 = 7.5.
        let of_ten = |exponent| BoxCox { exponent, lowest: 7.0 }.applied(10.0);
        assert_eq!(of_ten(0.5), 2.0);
        assert_eq!(of_ten(-1.0), 0.75);
        assert_eq!(of_ten(2.0), 7.5);
        assert!(close(of_ten(0.0), 2.0 * LN_2));
        let below = BoxCox { exponent: 0.5, lowest: 7.0 };
        assert_eq!(below.applied(-3.0), 0.0);
    }

    #[test]
    fn missing_stays_missing_and_remembers_why() {
        let missing = Missing::Dots(3).value();
        let reasons = [
            logarithm(LogarithmShift::Range, true, (1.0, 2.0)).applied(missing),
            BoxCox { exponent: 0.0, lowest: 0.0 }.applied(missing),
        ];
        assert_eq!(reasons.map(Missing::of), [Some(Missing::Dots(3)); 2]);
    }

    #[test]
    fn formulas_are_shown_with_their_numbers() {
        let range = logarithm(LogarithmShift::Range, true, (1.0, 2.5));
        assert_eq!(range.to_string(), "ln(x − min + 0.01 · (max − min)) with x and the sign turned round, min = 1 and max = 2.5");
        assert_eq!(logarithm(LogarithmShift::None, false, (1.0, 2.5)).to_string(), "ln x");
        let box_cox = BoxCox { exponent: 0.5, lowest: 7.0 };
        assert_eq!(box_cox.to_string(), "((x − min + 1)^λ − 1) / λ with λ = 0.5 and min = 7");
    }
}
