//! The choices of normalisation.

mod in_words;

use super::pool::Pool;

/// How an indicator (or a factor's score, before its parent uses it) becomes a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Normalisation {
    /// The method and its parameters.
    pub scaling: Scaling,
    /// What is done to values and goalposts before they are scaled.
    pub before: BeforeScaling,
    /// Lowest and highest score; not used by methods that have a scale of their own ([`Scaling::has_range`]).
    pub range: (f64, f64),
    /// What happens where all values of the pool are equal, or there is only one.
    pub all_equal: WhenAllEqual,
    /// Where the parameters come from.
    pub pool: Pool,
}

/// What is done to values before they are scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BeforeScaling {
    /// Nothing.
    #[default]
    Nothing,
    /// The natural logarithm, of goalposts and targets too; values must be above zero.
    Logarithm,
}

/// What happens where a pool tells no regions apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WhenAllEqual {
    /// All get the middle of the range.
    #[default]
    Middle,
    /// What the formula gives; missing where it divides by zero.
    Formula,
    /// All are missing, with a word in the notes.
    Missing,
    /// The build stops.
    Fail,
}

/// A method of normalisation; formulas in [`crate::normalise`].
#[derive(Debug, Clone, PartialEq)]
pub enum Scaling {
    /// Position among the regions that have a value.
    PercentileRank {
        /// Which rank equal values get.
        ties: Ties,
        /// What the rank is divided by.
        denominator: Denominator,
        /// When an indicator of which less is better is turned.
        reversal: Reversal,
    },
    /// The rank itself.
    Rank {
        /// Which rank equal values get, as seen from the end from which places are counted: the lowest is 1, 1, 3.
        ties: Ties,
        /// From which end places are counted.
        from: CountedFrom,
    },
    /// Number of regions left behind: the rank counted from the weakest, minus one.
    Borda {
        /// Which rank equal values get.
        ties: Ties,
    },
    /// (x − min) / (max − min)
    MinMax,
    /// `mean + deviation · (x − pool mean) / pool standard deviation`
    ZScore {
        /// Which standard deviation.
        spread: Spread,
        /// Mean of the scores.
        mean: f64,
        /// Standard deviation of the scores.
        deviation: f64,
    },
    /// (x − lower) / (upper − lower) with stated posts in raw units.
    Goalposts {
        /// Value that scores lowest (highest, where less is better).
        lower: f64,
        /// Value that scores highest (lowest, where less is better); not the same as `lower`.
        upper: f64,
        /// Whether values beyond the posts count as the posts.
        cap: Cap,
    },
    /// 1 − (reference − x) / (reference − min), on the axis on which more is better.
    DistanceTo {
        /// What is to be reached.
        reference: DistanceReference,
        /// Whether what is beyond the reference counts as the reference.
        cap: Cap,
    },
    /// x / max; min / x where less is better.
    FractionOfMaximum,
    /// Deviation from, or ratio to, a reference mean.
    RelativeTo {
        /// What values are compared with.
        reference: ReferenceMean,
        /// Difference or ratio.
        relation: Relation,
    },
    /// Points for the quantile class in which a value lies, weakest class first.
    QuantileClasses {
        /// Points of each class; as many classes as points.
        points: Vec<f64>,
    },
    /// Points for the interval in which a value lies.
    CutPoints {
        /// Ascending limits in raw units; a value equal to a limit belongs to the interval above it.
        cuts: Vec<f64>,
        /// Points of each interval from the lowest values to the highest; one more than `cuts`.
        points: Vec<f64>,
    },
    /// −k · ln(1 − R · (1 − exp(−100 / k))) of a percentile rank R between 0 and 1.
    Exponential {
        /// Which rank equal values get.
        ties: Ties,
        /// What the rank is divided by.
        denominator: Denominator,
        /// The constant k; 23 in the English and Welsh indices of deprivation.
        constant: f64,
    },
    /// The value itself, with its sign turned where less is better.
    AsIs,
}

impl Scaling {
    /// Whether scores lie in the stated range; the other methods have a scale of their own.
    pub fn has_range(&self) -> bool {
        matches!(
            self,
            Scaling::PercentileRank { .. }
                | Scaling::MinMax
                | Scaling::Goalposts { .. }
                | Scaling::DistanceTo { .. }
                | Scaling::FractionOfMaximum
        )
    }

    /// Whether scores tell regions apart by how the pool's values are spread, so that equal values leave nothing to go by.
    pub fn depends_on_spread(&self) -> bool {
        self.counts_places()
            || matches!(
                self,
                Scaling::MinMax | Scaling::ZScore { .. } | Scaling::DistanceTo { .. } | Scaling::QuantileClasses { .. }
            )
    }

    /// Whether anything is taken from a pool: not where posts, cut-points or the reference are stated.
    pub fn has_pool(&self) -> bool {
        !matches!(
            self,
            Scaling::Goalposts { .. }
                | Scaling::CutPoints { .. }
                | Scaling::AsIs
                | Scaling::RelativeTo { reference: ReferenceMean::Stated(_), .. }
        )
    }

    /// Which rank equal values get, where places are counted.
    pub fn ties(&self) -> Option<Ties> {
        match self {
            Scaling::PercentileRank { ties, .. }
            | Scaling::Rank { ties, .. }
            | Scaling::Borda { ties }
            | Scaling::Exponential { ties, .. } => Some(*ties),
            _ => None,
        }
    }

    /// Whether scores depend on the place of a value among the pool alone.
    pub fn counts_places(&self) -> bool {
        matches!(
            self,
            Scaling::PercentileRank { .. } | Scaling::Rank { .. } | Scaling::Borda { .. } | Scaling::Exponential { .. }
        )
    }
}

/// From which end places are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedFrom {
    /// The weakest is 1, so that more is better.
    Weakest,
    /// The best is 1, so that less is better.
    Best,
}

/// Which standard deviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Divided by n − 1.
    Sample,
    /// Divided by n.
    Population,
}

/// Whether scores beyond a limit are cut to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// They are.
    Capped,
    /// They are not.
    Open,
}

/// What is to be reached.
#[derive(Debug, Clone, PartialEq)]
pub enum DistanceReference {
    /// The best value of the pool.
    Maximum,
    /// The value of one region in the same edition, by code.
    Region(String),
    /// A target in raw units, the same for all.
    Target(f64),
    /// A target in raw units for each region: the variable with this index, in the indicator's statistic period.
    TargetVariable(usize),
}

/// What values are compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum ReferenceMean {
    /// The mean of the pool.
    Mean,
    /// The mean of the pool, weighted by the variable with this index in the indicator's statistic period.
    WeightedMean(usize),
    /// A stated value in raw units.
    Stated(f64),
}

/// How a value is set against a reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relation {
    /// x − reference, in the indicator's unit; turned where less is better.
    Difference,
    /// 100 · (x − reference) / |reference|; turned where less is better.
    PercentDifference,
    /// base · x / reference; mirrored at the base where less is better.
    Ratio {
        /// Score of a region that is as the reference.
        base: f64,
    },
}

/// Which of the places they share equal values get, counted from the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// The mean of them.
    Average,
    /// The lowest (PERCENTRANK.INC).
    Minimum,
    /// The highest.
    Maximum,
    /// Places count distinct values.
    Dense,
}

/// What a rank m among n values is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denominator {
    /// (m − lowest m) / (highest m − lowest m).
    ObservedRange,
    /// (m − 1) / (n − 1).
    CountMinusOne,
    /// (m − ½) / n: mid-rank.
    Count,
    /// m / n, that is (n + 1 − r) / n with r counted from the best.
    CountInclusive,
    /// (m − 1) / n, that is 1 − r / n with r counted from the best.
    CountExclusive,
    /// m / (n + 1) (PERCENTRANK.EXC).
    CountPlusOne,
}

/// When an indicator of which less is better is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reversal {
    /// The values are turned, then ranked.
    BeforeRanking,
    /// The values are ranked, then the score is turned.
    AfterRanking,
}
