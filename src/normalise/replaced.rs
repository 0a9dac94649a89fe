//! The score a pool gives to another value in the place of one of its own: what a region would get had only its own value
//! moved.
//!
//! The pool is the one of a scale, less `old`, plus `new`; parameters are those of that pool. Where places are counted it takes
//! two look-ups in the sorted pool; for other methods the pool is fitted again. `new` is a member of the pool, so it is never
//! interpolated.

use super::{PoolValues, Scale, apply, fit};
use crate::method::{Direction, Normalisation, Uncomputable};

/// Score of `new` in a pool in which it stands for `old`.
///
/// `scale` was fitted on `pool`, which holds `old` (unless that is missing); `target` is that of [`apply`], NaN where the method
/// has none.
///
/// # Errors
/// Those of [`fit`] on the changed pool.
pub fn replaced(
    scale: &Scale,
    pool: &[f64],
    (old, new): (f64, f64),
    target: f64,
    direction: Direction,
    normalisation: &Normalisation,
) -> Result<f64, Uncomputable> {
    if new.is_nan() {
        return Ok(new);
    }
    if let Scale::Places(places) = scale
        && let Some(score) = places.replaced(old, new, direction, normalisation)
    {
        return Ok(score);
    }
    let mut changed = pool.to_vec();
    match changed.iter().position(|value| value.to_bits() == old.to_bits()) {
        Some(position) => changed[position] = new,
        None => changed.push(new),
    }
    let scale = fit(PoolValues { values: &changed, weights: &[] }, direction, normalisation)?;
    Ok(apply(&scale, &[new], &[target], direction, normalisation)[0])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{Denominator, Reversal, Scaling, Ties};
    use crate::normalise::examples::normalisation;

    /// The score by the scale, and by fitting everything again.
    #[track_caller]
    fn check(pool: &[f64], (old, new): (f64, f64), normalisation: &Normalisation, expected: f64) {
        let direction = Direction::HigherIsBetter;
        let scale = fit(PoolValues { values: pool, weights: &[] }, direction, normalisation).expect("a pool");
        let found = replaced(&scale, pool, (old, new), f64::NAN, direction, normalisation).expect("a score");
        assert_eq!(found, expected);
    }

    #[test]
    fn only_the_own_value_moves() {
        let places = |ties| {
            normalisation(Scaling::PercentileRank {
                ties,
                denominator: Denominator::ObservedRange,
                reversal: Reversal::BeforeRanking,
            })
        };
        let pool = [10.0, 20.0, 30.0, 40.0, 50.0];
        // 10 becomes 35: 20, 30, 35, 40, 50, the middle.
        check(&pool, (10.0, 35.0), &places(Ties::Average), 50.0);
        // 10 becomes 50: 20, 30, 40, 50, 50: places 1, 2, 3, 4.5, 4.5.
        check(&pool, (10.0, 50.0), &places(Ties::Average), 100.0);
        // 50 becomes 10: the two weakest share 1.5, the best is 40 on place 5.
        check(&pool, (50.0, 10.0), &places(Ties::Average), 0.0);
        // 30 becomes 40: 10, 20, 40, 40, 50: place 3.5 of 1 to 5.
        check(&pool, (30.0, 40.0), &places(Ties::Average), 62.5);
        // Distinct values 10, 20, 40, 50: the third of four.
        check(&pool, (30.0, 40.0), &places(Ties::Dense), 200.0 / 3.0);
        // Min-max: the weakest leaves, 20 is the new minimum.
        check(&pool, (10.0, 35.0), &normalisation(Scaling::MinMax), 50.0);
        // A gap that is filled makes the pool larger by one.
        check(&[10.0, f64::NAN, 30.0], (f64::NAN, 20.0), &places(Ties::Average), 50.0);
    }

    #[test]
    fn two_look_ups_give_what_fitting_again_gives() {
        let pool = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 3.0];
        for ties in [Ties::Average, Ties::Minimum, Ties::Maximum, Ties::Dense] {
            for denominator in [Denominator::ObservedRange, Denominator::CountMinusOne, Denominator::Count] {
                for reversal in [Reversal::BeforeRanking, Reversal::AfterRanking] {
                    let rule = normalisation(Scaling::PercentileRank { ties, denominator, reversal });
                    for direction in [Direction::HigherIsBetter, Direction::LowerIsBetter] {
                        let scale = fit(PoolValues { values: &pool, weights: &[] }, direction, &rule).expect("a pool");
                        for (position, &old) in pool.iter().enumerate() {
                            for new in [0.0, 1.0, 2.5, 5.0, 9.0, 10.0] {
                                let mut changed = pool;
                                changed[position] = new;
                                let again = fit(PoolValues { values: &changed, weights: &[] }, direction, &rule).expect("a pool");
                                let expected = apply(&again, &[new], &[], direction, &rule)[0];
                                let found = replaced(&scale, &pool, (old, new), f64::NAN, direction, &rule).expect("a score");
                                assert_eq!(found.to_bits(), expected.to_bits(), "{old} becomes {new}, {rule:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}
