//! Imputation from the region's own other periods.
//!
//! **Carried forward**: the latest earlier value.
//!
//! **Linear**: with the value *a* of *i* periods before and the value *b* of *k* periods after, `(k·a + i·b) / (i + k)`: the
//! point on the straight line between them. Where there is a value on one side only, the gap stays, or that value holds.
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 3; COINr `impute_panel` with the types `latest`,
//! `linear` and `linear-constant`. How far away a value may lie is decided by the caller: it gives as many columns as may be
//! used. Values that were imputed themselves should not be among them.

use crate::method::Ends;
use crate::round;

/// Fills each gap with the region's latest earlier value; returns the positions that were filled, ascending.
///
/// `earlier` holds columns of the same regions, nearest first: the first lies one period back.
pub fn carried_forward(values: &mut [f64], earlier: &[&[f64]]) -> Vec<usize> {
    fill(values, |region_idx| nearest(earlier, region_idx).map(|(_, value)| value))
}

/// Fills each gap with the value on the line between the region's nearest earlier and nearest later value; returns the
/// positions that were filled, ascending.
///
/// Columns are of the same regions, nearest first: the first lies one period away.
pub fn linear(values: &mut [f64], earlier: &[&[f64]], later: &[&[f64]], ends: Ends) -> Vec<usize> {
    fill(values, |region_idx| match (nearest(earlier, region_idx), nearest(later, region_idx)) {
        (Some(before), Some(after)) => Some(between(before, after)),
        (Some((_, value)), None) | (None, Some((_, value))) if ends == Ends::Constant => Some(value),
        _ => None,
    })
}

/// Fills what is missing where there is something to fill it with.
fn fill(values: &mut [f64], with: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let mut filled = Vec::new();
    for (region_idx, value) in values.iter_mut().enumerate().filter(|(_, value)| value.is_nan()) {
        if let Some(found) = with(region_idx) {
            *value = found;
            filled.push(region_idx);
        }
    }
    filled
}

/// The nearest column in which a region has a value: how many periods away, and the value.
fn nearest(columns: &[&[f64]], region_idx: usize) -> Option<(f64, f64)> {
    let values = columns.iter().map(|column| column.get(region_idx).copied().unwrap_or(f64::NAN));
    (1..).map(f64::from).zip(values).find(|(_, value): &(f64, f64)| !value.is_nan())
}

/// The value on the line between two (periods away, value), never outside them.
fn between((periods_back, before): (f64, f64), (periods_ahead, after): (f64, f64)) -> f64 {
    let value = (periods_ahead * before + periods_back * after) / (periods_back + periods_ahead);
    // To the digits that statistics have: halfway between 57.6 and 57.8 lies the same 57.7 that another region has.
    let value = round::sum(value, 0.0);
    value.max(before.min(after)).min(before.max(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::Missing;
    use proptest::prelude::*;

    const MISSING: f64 = f64::NAN;

    #[test]
    fn the_latest_earlier_value_is_carried_forward() {
        let mut values = [5.0, MISSING, MISSING, Missing::Dots(2).value()];
        let filled = carried_forward(&mut values, &[&[1.0, 2.0, MISSING, MISSING], &[3.0, 4.0, 6.0, MISSING]]);
        assert_eq!(filled, [1, 2]);
        assert_eq!(values[..3], [5.0, 2.0, 6.0]);
        assert_eq!(Missing::of(values[3]), Some(Missing::Dots(2)));
        assert!(carried_forward(&mut values, &[]).is_empty());
    }

    #[test]
    fn a_gap_is_bridged_by_a_straight_line() {
        // 10 two periods back and 40 one ahead: a third of the way back from 40.
        let mut values = [MISSING];
        assert_eq!(linear(&mut values, &[&[MISSING], &[10.0]], &[&[40.0]], Ends::Missing), [0]);
        assert_eq!(values, [30.0]);
    }

    #[test]
    fn a_value_on_the_line_ties_with_the_same_observed_elsewhere() {
        // A third of the way from 0.1 to 0.4 is 0.2; as doubles, 0.20000000000000004.
        let mut values = [MISSING];
        linear(&mut values, &[&[0.1]], &[&[MISSING], &[0.4]], Ends::Missing);
        assert_eq!(values, [0.2]);
    }

    #[test]
    fn before_the_first_and_after_the_last_value_the_rule_for_ends_decides() {
        for (earlier, later) in [(7.0, MISSING), (MISSING, 7.0)] {
            let mut values = [MISSING];
            assert!(linear(&mut values, &[&[earlier]], &[&[later]], Ends::Missing).is_empty());
            assert!(values[0].is_nan());
            assert_eq!(linear(&mut values, &[&[earlier]], &[&[later]], Ends::Constant), [0]);
            assert_eq!(values, [7.0]);
        }
    }

    proptest! {
        #[test]
        fn a_bridged_value_lies_between_its_neighbours(
            before in -1e9..1e9f64, after in -1e9..1e9f64, n_before in 0usize..5, n_after in 0usize..5,
        ) {
            let gap = [MISSING];
            let (first, last) = ([before], [after]);
            let mut earlier: Vec<&[f64]> = vec![&gap; n_before];
            earlier.push(&first);
            let mut later: Vec<&[f64]> = vec![&gap; n_after];
            later.push(&last);
            let mut values = [MISSING];
            prop_assert_eq!(linear(&mut values, &earlier, &later, Ends::Missing), [0]);
            prop_assert!(before.min(after) <= values[0] && values[0] <= before.max(after));
            // Told backwards, the line is the same.
            let mut backwards = [MISSING];
            linear(&mut backwards, &later, &earlier, Ends::Missing);
            prop_assert_eq!(values, backwards);
        }
    }
}
