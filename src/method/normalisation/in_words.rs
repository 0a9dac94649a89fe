//! Normalisation in words: one line for the notes that go with the tables.

use std::fmt;

use super::{
    BeforeScaling, Cap, CountedFrom, Denominator, DistanceReference, Normalisation, ReferenceMean, Relation, Reversal, Scaling,
    Spread, Ties, WhenAllEqual,
};
use crate::method::PoolEditions;

impl fmt::Display for Ties {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Ties::Average => "equal values share the mean of their places",
            Ties::Minimum => "equal values get the lowest of their places",
            Ties::Maximum => "equal values get the highest of their places",
            Ties::Dense => "places count distinct values",
        })
    }
}

/// The formula, m being the place counted from the weakest among n values.
impl fmt::Display for Denominator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Denominator::ObservedRange => "(m − lowest m) / (highest m − lowest m)",
            Denominator::CountMinusOne => "(m − 1) / (n − 1)",
            Denominator::Count => "(m − ½) / n",
            Denominator::CountInclusive => "m / n",
            Denominator::CountExclusive => "(m − 1) / n",
            Denominator::CountPlusOne => "m / (n + 1)",
        })
    }
}

/// What happens beyond a limit, as the end of a line.
impl fmt::Display for Cap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Cap::Capped => "what is beyond counts as the limit",
            Cap::Open => "what is beyond scores beyond the range",
        })
    }
}

/// Numbers as a list: "1, 2 and 3".
fn listed(numbers: &[f64]) -> String {
    match numbers.split_last() {
        None => String::new(),
        Some((last, [])) => last.to_string(),
        Some((last, others)) => {
            let others: Vec<String> = others.iter().map(f64::to_string).collect();
            format!("{} and {last}", others.join(", "))
        }
    }
}

/// The method and its parameters, without the range.
impl fmt::Display for Scaling {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scaling::PercentileRank { ties, denominator, reversal } => {
                let reversal = match reversal {
                    Reversal::BeforeRanking => "turned before ranking where less is better",
                    Reversal::AfterRanking => "turned after ranking where less is better",
                };
                write!(formatter, "{denominator}, {ties}, {reversal}")
            }
            Scaling::Rank { ties, from } => {
                let from = match from {
                    CountedFrom::Weakest => "the weakest",
                    CountedFrom::Best => "the best",
                };
                write!(formatter, "rank counted from {from} as 1, {ties}")
            }
            Scaling::Borda { ties } => write!(formatter, "Borda: rank counted from the weakest, minus one, {ties}"),
            Scaling::MinMax => formatter.write_str("(x − min) / (max − min)"),
            Scaling::ZScore { spread, mean, deviation } => {
                let divisor = match spread {
                    Spread::Sample => "n − 1",
                    Spread::Population => "n",
                };
                write!(
                    formatter,
                    "z-score: {mean} + {deviation} · (x − mean) / standard deviation (by {divisor}), turned where less is better"
                )
            }
            Scaling::Goalposts { lower, upper, cap } => {
                write!(formatter, "(x − lower) / (upper − lower) with posts at {lower} and {upper}, {cap}")
            }
            Scaling::DistanceTo { reference, cap } => {
                let reference = match reference {
                    DistanceReference::Maximum => "the best value".to_owned(),
                    DistanceReference::Region(code) => format!("the value of region {code}"),
                    DistanceReference::Target(target) => format!("the target {target}"),
                    DistanceReference::TargetVariable(_) => "each region's own target".to_owned(),
                };
                write!(formatter, "(x − min) / (reference − min) with {reference} as reference, {cap}")
            }
            Scaling::FractionOfMaximum => formatter.write_str("x / max, or min / x where less is better"),
            Scaling::RelativeTo { reference, relation } => {
                let reference = match reference {
                    ReferenceMean::Mean => "the mean".to_owned(),
                    ReferenceMean::WeightedMean(_) => "the weighted mean".to_owned(),
                    ReferenceMean::Stated(value) => value.to_string(),
                };
                match relation {
                    Relation::Difference => write!(formatter, "difference from {reference}, turned where less is better"),
                    Relation::PercentDifference => {
                        write!(formatter, "difference from {reference} in per cent, turned where less is better")
                    }
                    Relation::Ratio { base } => {
                        write!(formatter, "ratio to {reference}, which is {base}, mirrored at {base} where less is better")
                    }
                }
            }
            Scaling::QuantileClasses { points } => {
                write!(
                    formatter,
                    "points by quantile class, from the weakest of {} classes to the best: {}",
                    points.len(),
                    listed(points)
                )
            }
            Scaling::CutPoints { cuts, points } => {
                write!(
                    formatter,
                    "points by interval, cut at {}, from the lowest values to the highest: {}",
                    listed(cuts),
                    listed(points)
                )
            }
            Scaling::Exponential { ties, denominator, constant } => write!(
                formatter,
                "exponential −{constant} · ln(1 − R · (1 − exp(−100 / {constant}))) of the percentile rank R = {denominator}, {ties}"
            ),
            Scaling::AsIs => formatter.write_str("values as they are, turned where less is better"),
        }
    }
}

/// The normalisation in one line, for the notes that go with the tables; the pool is told apart ([`Pool::in_words`](crate::method::Pool::in_words)).
impl fmt::Display for Normalisation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.before == BeforeScaling::Logarithm {
            formatter.write_str("natural logarithm, then ")?;
        }
        let (lowest, highest) = self.range;
        let name = match self.scaling {
            Scaling::PercentileRank { .. } => "percentile rank",
            Scaling::MinMax => "min–max",
            Scaling::Goalposts { .. } => "goalposts",
            Scaling::DistanceTo { .. } => "distance to a reference",
            Scaling::FractionOfMaximum => "fraction of the maximum",
            _ => "",
        };
        if self.scaling.has_range() {
            write!(formatter, "{name} {lowest}–{highest}: ")?;
        }
        self.scaling.fmt(formatter)?;
        let equal = match self.all_equal {
            _ if !self.scaling.depends_on_spread() => "",
            WhenAllEqual::Middle => "",
            WhenAllEqual::Formula => ", what the formula gives where all values are equal",
            WhenAllEqual::Missing => ", no scores where all values are equal",
            WhenAllEqual::Fail => ", where all values are equal the build stops",
        };
        formatter.write_str(equal)?;
        if self.pool.editions == PoolEditions::Each {
            return Ok(());
        }
        match self.scaling {
            Scaling::PercentileRank { .. } => write!(
                formatter,
                ", a value that is not in the pool gets a place between its neighbours' or that of the last, so {lowest} and {highest} need not occur in every edition"
            ),
            _ if self.scaling.counts_places() => {
                formatter.write_str(", a value that is not in the pool gets a place between its neighbours' or that of the last")
            }
            Scaling::MinMax | Scaling::FractionOfMaximum | Scaling::DistanceTo { .. }
                if matches!(self.pool.editions, PoolEditions::Base(_)) =>
            {
                write!(formatter, ", scores beyond {lowest} and {highest} can occur in editions other than the base")
            }
            Scaling::MinMax => write!(formatter, ", {lowest} and {highest} need not occur in every edition"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Pool;

    #[track_caller]
    fn check(change: impl Fn(&mut Normalisation), expected: &str) {
        let mut normalisation = Normalisation {
            scaling: Scaling::PercentileRank {
                ties: Ties::Average,
                denominator: Denominator::ObservedRange,
                reversal: Reversal::BeforeRanking,
            },
            before: BeforeScaling::Nothing,
            range: (0.0, 100.0),
            all_equal: WhenAllEqual::Middle,
            pool: Pool::default(),
        };
        change(&mut normalisation);
        assert_eq!(normalisation.to_string(), expected);
    }

    #[test]
    fn percentile_ranks() {
        check(
            |_| {},
            "percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, \
             turned before ranking where less is better",
        );
        check(
            |normalisation| normalisation.pool.editions = PoolEditions::All,
            "percentile rank 0–100: (m − lowest m) / (highest m − lowest m), equal values share the mean of their places, \
             turned before ranking where less is better, a value that is not in the pool gets a place between its neighbours' \
             or that of the last, so 0 and 100 need not occur in every edition",
        );
    }

    #[test]
    fn other_methods() {
        check(
            |normalisation| {
                normalisation.scaling = Scaling::Goalposts { lower: 100.0, upper: 75_000.0, cap: Cap::Capped };
                normalisation.range = (0.0, 1.0);
                normalisation.before = BeforeScaling::Logarithm;
            },
            "natural logarithm, then goalposts 0–1: (x − lower) / (upper − lower) with posts at 100 and 75000, what is beyond \
             counts as the limit",
        );
        check(
            |normalisation| {
                normalisation.scaling = Scaling::MinMax;
                normalisation.all_equal = WhenAllEqual::Missing;
                normalisation.pool.editions = PoolEditions::Base(0);
            },
            "min–max 0–100: (x − min) / (max − min), no scores where all values are equal, scores beyond 0 and 100 can occur in \
             editions other than the base",
        );
        check(
            |normalisation| {
                normalisation.scaling = Scaling::CutPoints { cuts: vec![5.0, 10.0], points: vec![1.0, 2.0, 3.0] };
            },
            "points by interval, cut at 5 and 10, from the lowest values to the highest: 1, 2 and 3",
        );
        check(
            |normalisation| {
                let (reference, relation) = (ReferenceMean::WeightedMean(0), Relation::Ratio { base: 100.0 });
                normalisation.scaling = Scaling::RelativeTo { reference, relation };
            },
            "ratio to the weighted mean, which is 100, mirrored at 100 where less is better",
        );
        check(
            |normalisation| {
                normalisation.scaling = Scaling::ZScore { spread: Spread::Sample, mean: 100.0, deviation: 10.0 };
            },
            "z-score: 100 + 10 · (x − mean) / standard deviation (by n − 1), turned where less is better",
        );
    }
}
