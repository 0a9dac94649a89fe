//! Parts rounded for print so that what is printed adds up to the printed whole.
//!
//! Largest remainders (Hare's method, as seats are given out): every part is cut down to the unit, and the units that are then
//! wanting go to the parts that lost most. No part is off by a whole unit.

use crate::round;

/// Parts in decimals that add up to the rounded sum of all; the sum of the numbers printed is exact in decimals.
pub fn add_up(parts: &[f64], decimals: u32) -> Vec<f64> {
    add_up_to(parts, round::to_decimals(parts.iter().sum(), decimals), decimals)
}

/// The same for a whole that is itself printed rounded up or down: the parts of one row of a table that adds up.
pub fn add_up_to(parts: &[f64], whole: f64, decimals: u32) -> Vec<f64> {
    let power = 10f64.powi(decimals as i32);
    let units: Vec<f64> = parts.iter().map(|part| round::to_decimals(part * power, 6).floor()).collect();
    let mut wanting = ((whole * power).round() - units.iter().sum::<f64>()).round();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let remainder = |position: usize| round::to_decimals(parts[position] * power - units[position], 6);
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    let mut printed = units.clone();
    for position in order {
        if wanting < 0.5 {
            break;
        }
        printed[position] += 1.0;
        wanting -= 1.0;
    }
    printed.iter().map(|units| units / power + 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_adds_up() {
        // 0.33 + 0.33 + 0.34 = 1.00: by themselves they would be 0.3 each.
        assert_eq!(add_up(&[0.33, 0.33, 0.34], 1), [0.3, 0.3, 0.4]);
        // −0.16 − 0.16 − 0.16 = −0.48, −0.5 in print: two go to −0.2 and one to −0.1, the first.
        assert_eq!(add_up(&[-0.16, -0.16, -0.16], 1), [-0.1, -0.2, -0.2]);
        assert_eq!(add_up(&[1.25, -1.25], 1), [1.3, -1.3]);
        assert_eq!(add_up(&[2.0, 0.0], 0), [2.0, 0.0]);
        // 0.06 was given as 0.0 in its table.
        assert_eq!(add_up_to(&[0.16, -0.10], 0.0, 1), [0.1, -0.1]);
        assert!(add_up(&[], 1).is_empty());
    }
}
