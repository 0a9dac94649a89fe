//! Parts rounded for print so that what is printed adds up to the printed whole.
//!
//! Largest remainders (Hare's method, as seats are given out): every part is cut down to the unit, and the units that are then
//! wanting go to the parts that lost most. No part is off by a whole unit.

use crate::round;

/// Parts in decimals that add up to the rounded sum of all; the sum of the numbers printed is exact in decimals.
pub fn add_up(parts: &[f64], decimals: u32) -> Vec<f64> {
    let power = 10f64.powi(decimals as i32);
    let whole = round::to_decimals(parts.iter().sum(), decimals);
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

/// A table of parts whose rows add up to their rounded sums, and whose columns to theirs, where both can be had; else the rows
/// do. Cells are cut down to the unit, and the units that are wanting go to the cells that lost most, so long as their row and
/// their column want one; a cell that lost nothing, such as a zero, stays.
pub fn table(rows: &[Vec<f64>], decimals: u32) -> Vec<Vec<f64>> {
    let power = 10f64.powi(decimals as i32);
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let of_column = |column: usize| rows.iter().filter_map(move |row| row.get(column).copied());
    let row_sums: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    let column_sums: Vec<f64> = (0..n_columns).map(|column| of_column(column).sum()).collect();
    let cut = |part: f64| round::to_decimals(part * power, 6).floor();
    let mut units: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|part| cut(*part)).collect()).collect();
    let wanted = |sums: &[f64]| add_up(sums, decimals).into_iter().map(|sum| (sum * power).round()).collect::<Vec<f64>>();
    let (mut of_rows, mut of_columns) = (wanted(&row_sums), wanted(&column_sums));
    for (row, units) in units.iter().enumerate() {
        for (column, unit) in units.iter().enumerate() {
            of_rows[row] -= unit;
            of_columns[column] -= unit;
        }
    }
    let mut cells: Vec<(usize, usize)> =
        rows.iter().enumerate().flat_map(|(row, parts)| (0..parts.len()).map(move |column| (row, column))).collect();
    let lost = |(row, column): (usize, usize)| round::to_decimals(rows[row][column] * power - cut(rows[row][column]), 6);
    cells.sort_by(|&a, &b| lost(b).total_cmp(&lost(a)).then(a.cmp(&b)));
    let mut is_raised = vec![vec![false; n_columns]; rows.len()];
    for heeds_columns in [true, false] {
        for &(row, column) in &cells {
            let is_wanted = 0.5 < of_rows[row] && (!heeds_columns || 0.5 < of_columns[column]) && 0.0 < lost((row, column));
            if is_wanted && !is_raised[row][column] {
                is_raised[row][column] = true;
                units[row][column] += 1.0;
                of_rows[row] -= 1.0;
                of_columns[column] -= 1.0;
            }
        }
    }
    units.into_iter().map(|row| row.into_iter().map(|units| units / power + 0.0).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_adds_up_both_ways() {
        // Rows 0.06 + 0.08 = 0.1, 0.06 + 0.08 = 0.1, 0.06 − 0.07 = 0.0; columns 0.18 = 0.2 and 0.09 = 0.1, of which 0.27 = 0.3;
        // rows then give 0.14 + 0.14 − 0.01 = 0.27: 0.2, 0.1, 0.0.
        let rows = [vec![0.06, 0.08], vec![0.06, 0.08], vec![0.06, -0.07]];
        let printed = table(&rows, 1);
        let sum = |cells: Vec<f64>| round::to_decimals(cells.iter().sum(), 1);
        assert_eq!(printed.iter().map(|row| sum(row.clone())).collect::<Vec<f64>>(), [0.2, 0.1, 0.0]);
        // Columns −20.83 = −20.8 and 4.17 = 4.1 cannot be had with rows 1.4 and 2.8, and a zero is never made up.
        let rows = [vec![0.0, 1.39], vec![0.0, 2.78], vec![-20.84, 0.0]];
        assert_eq!(super::table(&rows, 1), [[0.0, 1.4], [0.0, 2.8], [-20.9, 0.0]]);
        let printed = table(&[vec![0.06, 0.08], vec![0.06, 0.08], vec![0.06, -0.07]], 1);
        assert_eq!([0, 1].map(|column| sum(printed.iter().map(|row| row[column]).collect())), [0.2, 0.1]);
    }

    #[test]
    fn what_is_printed_adds_up() {
        // 0.33 + 0.33 + 0.34 = 1.00: by themselves they would be 0.3 each.
        assert_eq!(add_up(&[0.33, 0.33, 0.34], 1), [0.3, 0.3, 0.4]);
        // −0.16 − 0.16 − 0.16 = −0.48, −0.5 in print: two go to −0.2 and one to −0.1, the first.
        assert_eq!(add_up(&[-0.16, -0.16, -0.16], 1), [-0.1, -0.2, -0.2]);
        assert_eq!(add_up(&[1.25, -1.25], 1), [1.3, -1.3]);
        assert_eq!(add_up(&[2.0, 0.0], 0), [2.0, 0.0]);
        assert!(add_up(&[], 1).is_empty());
    }
}
