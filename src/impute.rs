//! What happens where an indicator is missing: it is filled, or a policy says what else. Never silent.
//!
//! A missing value is filled with
//! * the mean or the median of a pool ([`fill_value`]): unconditional imputation, within a region type or a maakunta too;
//! * the region's own latest earlier value ([`carried_forward`]), or a value on the straight line between its nearest earlier
//!   and its nearest later one ([`linear`]);
//! * the value at which it would score the mean of its scores within the factor ([`row_mean()`]).
//!
//! Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 3; COINr `Impute` with `i_mean`, `i_median`,
//! their `_grp` variants, by rows, and `impute_panel`. A value of an area above, or a stated one, needs no formula.
//!
//! Every function tells which values it filled, or gives them apart from the values that are there; what it can't fill stays
//! missing with the reason it had, and the policy ([`check`], [`neutral`]) applies to it. Which values form the pool, and that
//! filled values are marked and counted, is the pipeline's business.

mod periods;
mod policy;
mod row_mean;

pub use periods::{carried_forward, linear};
pub use policy::{check, neutral};
pub use row_mean::row_mean;

use crate::method::ImputationMethod;
use crate::statistics;

/// The value with which a pool fills a gap: the mean or the median of the values that are there, in their unit.
///
/// `None` where the pool has no values (a region type of one region without the value stays without it), and for methods that
/// take nothing from a pool. A constant is itself, whatever the pool.
pub fn fill_value(pool: &[f64], method: &ImputationMethod) -> Option<f64> {
    match method {
        ImputationMethod::Mean => statistics::mean(&statistics::present(pool)),
        ImputationMethod::Median => statistics::median(&statistics::present(pool)),
        ImputationMethod::Constant(value) => Some(*value),
        ImputationMethod::None
        | ImputationMethod::CarriedForward { .. }
        | ImputationMethod::Linear { .. }
        | ImputationMethod::RowMean
        | ImputationMethod::ParentArea { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MISSING: f64 = f64::NAN;

    #[test]
    fn a_pool_fills_with_its_mean_or_median() {
        let pool = [1.0, MISSING, 2.0, 9.0];
        assert_eq!(fill_value(&pool, &ImputationMethod::Mean), Some(4.0));
        assert_eq!(fill_value(&pool, &ImputationMethod::Median), Some(2.0));
        assert_eq!(fill_value(&pool, &ImputationMethod::Constant(7.0)), Some(7.0));
    }

    #[test]
    fn a_pool_without_values_fills_nothing() {
        for method in [ImputationMethod::Mean, ImputationMethod::Median] {
            assert_eq!(fill_value(&[MISSING, MISSING], &method), None);
            assert_eq!(fill_value(&[], &method), None);
        }
        assert_eq!(fill_value(&[1.0], &ImputationMethod::None), None);
        assert_eq!(fill_value(&[1.0], &ImputationMethod::RowMean), None);
    }

    fn pools() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(prop_oneof![5 => -1e6..1e6f64, 2 => Just(0.1), 1 => Just(MISSING)], 0..30)
    }

    proptest! {
        #[test]
        fn a_fill_value_lies_within_the_pool(pool in pools()) {
            for method in [ImputationMethod::Mean, ImputationMethod::Median] {
                let value = fill_value(&pool, &method);
                let extremes = statistics::extremes(&statistics::present(&pool));
                prop_assert_eq!(value.is_some(), extremes.is_some());
                if let (Some(value), Some((lowest, highest))) = (value, extremes) {
                    prop_assert!(lowest <= value && value <= highest);
                }
            }
        }

        #[test]
        fn the_order_of_the_pool_does_not_matter(
            (pool, shuffled) in pools().prop_flat_map(|pool| (Just(pool.clone()), Just(pool).prop_shuffle())),
        ) {
            for method in [ImputationMethod::Mean, ImputationMethod::Median] {
                prop_assert_eq!(fill_value(&pool, &method), fill_value(&shuffled, &method));
            }
        }
    }
}
