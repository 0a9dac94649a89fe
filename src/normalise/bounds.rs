//! What scores a method can give, whatever the data: what a geometric mean or a neutral score has to know beforehand.

use crate::method::{Cap, Denominator, DistanceReference, Normalisation, PoolEditions, Relation, Reversal, Scaling};
use crate::normalise::percentile::exponential;

/// The score of regions that nothing tells apart, among `n_values`; `None` for a method that has no middle.
pub(super) fn middle(normalisation: &Normalisation, n_values: usize) -> Option<f64> {
    match normalisation.scaling {
        Scaling::Rank { .. } => Some((n_values as f64 + 1.0) / 2.0),
        Scaling::Borda { .. } => Some((n_values as f64 - 1.0) / 2.0),
        _ => normalisation.middle(),
    }
}

fn lowest_of(points: &[f64]) -> Option<f64> {
    points.iter().copied().reduce(f64::min)
}

fn highest_of(points: &[f64]) -> Option<f64> {
    points.iter().copied().reduce(f64::max)
}

impl Normalisation {
    /// Whether scores may lie outside the range: beyond an open goalpost or reference, or because an edition is scored by the
    /// extent of a base edition. A pool of all editions has all values that it scores, and so has one within types.
    pub fn may_leave_range(&self) -> bool {
        let by_extent = match &self.scaling {
            Scaling::MinMax | Scaling::FractionOfMaximum | Scaling::DistanceTo { .. } => true,
            Scaling::Goalposts { cap, .. } => return *cap == Cap::Open,
            _ => false,
        };
        let beyond_reference = matches!(
            &self.scaling,
            Scaling::DistanceTo {
                reference: DistanceReference::Region(_) | DistanceReference::Target(_) | DistanceReference::TargetVariable(_),
                cap: Cap::Open,
            }
        );
        beyond_reference || (by_extent && matches!(self.pool.editions, PoolEditions::Base(_)))
    }

    /// The lowest score that the method can give, whatever the data; `None` if there is no limit. Whether it is ever given
    /// says [`Normalisation::reaches_lowest`].
    pub fn lowest_possible(&self) -> Option<f64> {
        let is_base = matches!(self.pool.editions, PoolEditions::Base(_));
        match &self.scaling {
            Scaling::PercentileRank { .. } => Some(self.range.0),
            Scaling::FractionOfMaximum => Some(self.range.0),
            Scaling::Goalposts { cap: Cap::Capped, .. } => Some(self.range.0),
            Scaling::MinMax | Scaling::DistanceTo { .. } if !is_base => Some(self.range.0),
            Scaling::Rank { .. } => Some(1.0),
            Scaling::Borda { .. } | Scaling::Exponential { .. } => Some(0.0),
            Scaling::QuantileClasses { points } | Scaling::CutPoints { points, .. } => lowest_of(points),
            Scaling::MinMax
            | Scaling::DistanceTo { .. }
            | Scaling::Goalposts { .. }
            | Scaling::ZScore { .. }
            | Scaling::RelativeTo { .. }
            | Scaling::AsIs => None,
        }
    }

    /// The highest score that the method can give, whatever the data; `None` if there is no limit.
    pub fn highest_possible(&self) -> Option<f64> {
        let is_base = matches!(self.pool.editions, PoolEditions::Base(_));
        match &self.scaling {
            Scaling::PercentileRank { .. } => Some(self.range.1),
            Scaling::Goalposts { cap: Cap::Capped, .. } | Scaling::DistanceTo { cap: Cap::Capped, .. } => Some(self.range.1),
            Scaling::MinMax
            | Scaling::FractionOfMaximum
            | Scaling::DistanceTo { reference: DistanceReference::Maximum, cap: Cap::Open }
                if !is_base =>
            {
                Some(self.range.1)
            }
            Scaling::Exponential { .. } => Some(100.0),
            Scaling::QuantileClasses { points } | Scaling::CutPoints { points, .. } => highest_of(points),
            Scaling::MinMax
            | Scaling::FractionOfMaximum
            | Scaling::DistanceTo { .. }
            | Scaling::Goalposts { .. }
            | Scaling::Rank { .. }
            | Scaling::Borda { .. }
            | Scaling::ZScore { .. }
            | Scaling::RelativeTo { .. }
            | Scaling::AsIs => None,
        }
    }

    /// Whether the lowest possible score occurs. Mid-ranks, and other shares that count half of a place or more for the weakest,
    /// come near the lower end of the range but never reach it, so that even a range from zero suits a geometric mean.
    pub fn reaches_lowest(&self) -> bool {
        // The weakest has the place 1, and the best at most the place n; turned after ranking they change places.
        match self.scaling {
            Scaling::PercentileRank { denominator, reversal, .. } => match denominator {
                Denominator::ObservedRange | Denominator::CountMinusOne | Denominator::CountExclusive => true,
                Denominator::CountInclusive => reversal == Reversal::AfterRanking,
                Denominator::Count | Denominator::CountPlusOne => false,
            },
            Scaling::Exponential { denominator, .. } => {
                matches!(denominator, Denominator::ObservedRange | Denominator::CountMinusOne | Denominator::CountExclusive)
            }
            _ => self.lowest_possible().is_some(),
        }
    }

    /// The score that is neither good nor bad, where the method has one whatever the data: the middle of the range, the mean of
    /// z-scores, the exponential of ½, the mean of the lowest and the highest points, the score of the reference.
    pub fn middle(&self) -> Option<f64> {
        match &self.scaling {
            Scaling::ZScore { mean, .. } => Some(*mean),
            Scaling::Exponential { constant, .. } => Some(exponential(0.5, *constant)),
            Scaling::QuantileClasses { points } | Scaling::CutPoints { points, .. } => {
                let (lowest, highest) = (lowest_of(points)?, highest_of(points)?);
                Some(lowest + (highest - lowest) / 2.0)
            }
            Scaling::RelativeTo { relation: Relation::Ratio { base }, .. } => Some(*base),
            Scaling::RelativeTo { .. } => Some(0.0),
            Scaling::Rank { .. } | Scaling::Borda { .. } | Scaling::AsIs => None,
            _ => {
                let (lowest, highest) = self.range;
                Some(lowest + (highest - lowest) / 2.0)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::{Spread, Ties};
    use crate::normalise::examples::normalisation;

    #[track_caller]
    fn check(rule: &Normalisation, lowest: Option<f64>, highest: Option<f64>, may_leave_range: bool) {
        assert_eq!((rule.lowest_possible(), rule.highest_possible()), (lowest, highest), "{rule}");
        assert_eq!(rule.may_leave_range(), may_leave_range, "{rule}");
    }

    fn base(scaling: Scaling) -> Normalisation {
        let mut rule = normalisation(scaling);
        rule.pool.editions = PoolEditions::Base(0);
        rule
    }

    #[test]
    fn limits_of_scores() {
        let percentile =
            |denominator: Denominator, reversal: Reversal| Scaling::PercentileRank { ties: Ties::Average, denominator, reversal };
        let default = || percentile(Denominator::ObservedRange, Reversal::BeforeRanking);
        check(&normalisation(default()), Some(0.0), Some(100.0), false);
        check(&base(default()), Some(0.0), Some(100.0), false);
        check(&normalisation(Scaling::MinMax), Some(0.0), Some(100.0), false);
        check(&base(Scaling::MinMax), None, None, true);
        let posts = |cap: Cap| Scaling::Goalposts { lower: 0.0, upper: 1.0, cap };
        check(&base(posts(Cap::Capped)), Some(0.0), Some(100.0), false);
        check(&normalisation(posts(Cap::Open)), None, None, true);
        let target = |cap: Cap| Scaling::DistanceTo { reference: DistanceReference::Target(1.0), cap };
        check(&normalisation(target(Cap::Capped)), Some(0.0), Some(100.0), false);
        check(&normalisation(target(Cap::Open)), Some(0.0), None, true);
        check(&base(target(Cap::Capped)), None, Some(100.0), true);
        check(&normalisation(Scaling::ZScore { spread: Spread::Sample, mean: 100.0, deviation: 10.0 }), None, None, false);
        check(&normalisation(Scaling::Borda { ties: Ties::Average }), Some(0.0), None, false);
        check(&base(Scaling::FractionOfMaximum), Some(0.0), None, true);
        let classes = Scaling::QuantileClasses { points: vec![4.0, 1.0, 9.0] };
        check(&normalisation(classes.clone()), Some(1.0), Some(9.0), false);
        assert_eq!(normalisation(classes).middle(), Some(5.0));
        assert!(normalisation(default()).reaches_lowest());
        assert!(!normalisation(percentile(Denominator::Count, Reversal::AfterRanking)).reaches_lowest());
        assert!(!normalisation(percentile(Denominator::CountInclusive, Reversal::BeforeRanking)).reaches_lowest());
        assert!(normalisation(percentile(Denominator::CountInclusive, Reversal::AfterRanking)).reaches_lowest());
    }
}
