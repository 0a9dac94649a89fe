//! Equal values: how many regions cannot be told apart, by an indicator or in a ranking.
//!
//! An indicator's raw values are compared as they are; the index and its factors by the rounded scores that are ranked, so that
//! regions counted here share a rank.

use super::Subject;
use crate::statistics;

/// Equal values of an indicator, a factor, or the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tied {
    /// Whose.
    pub subject: Subject,
    /// Regions that have a value.
    pub n_regions: usize,
    /// Regions that share their value with another.
    pub n_tied: usize,
    /// Values that are shared.
    pub n_groups: usize,
    /// Regions of the largest group; 0 where no value is shared.
    pub n_largest: usize,
    /// The value of the largest group, the smallest of several; `None` where no value is shared.
    pub largest: Option<f64>,
}

impl Tied {
    /// Counts equal values; NaN = missing.
    pub fn of(subject: Subject, values: &[f64]) -> Self {
        let sorted = statistics::sorted(&statistics::present(values));
        let mut tied = Tied { subject, n_regions: sorted.len(), n_tied: 0, n_groups: 0, n_largest: 0, largest: None };
        for group in sorted.chunk_by(|a, b| a == b).filter(|group| 1 < group.len()) {
            tied.n_tied += group.len();
            tied.n_groups += 1;
            if tied.n_largest < group.len() {
                tied.n_largest = group.len();
                tied.largest = group.first().copied();
            }
        }
        tied
    }
}

/// Equal values of every indicator, then of the index and its factors.
pub fn of_edition(raw: &[&[f64]], nodes: &[&[f64]]) -> Vec<Tied> {
    let indicators = raw.iter().enumerate().map(|(position, values)| Tied::of(Subject::Indicator(position), values));
    let nodes = nodes.iter().enumerate().map(|(position, scores)| Tied::of(Subject::Node(position), scores));
    indicators.chain(nodes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_counted_by_hand() {
        let tied = Tied::of(Subject::Node(0), &[5.0, 1.0, 5.0, f64::NAN, 2.0, 1.0, 5.0]);
        assert_eq!((tied.n_regions, tied.n_tied, tied.n_groups, tied.n_largest, tied.largest), (6, 5, 2, 3, Some(5.0)));
        let apart = Tied::of(Subject::Node(0), &[5.0, 1.0]);
        assert_eq!((apart.n_tied, apart.n_groups, apart.n_largest, apart.largest), (0, 0, 0, None));
    }
}
