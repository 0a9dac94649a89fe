//! How much of a node's score rests on data, region by region.
//!
//! Most regions lack nothing and most of the others lack one child or two, so there are few different shares: kept for long,
//! each is written once, with a byte per region that says which.

/// Share of a node's weight that rests on data, by region, 0 to 1.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    n_regions: usize,
    shares: Shares,
}

#[derive(Debug, Clone, Default)]
enum Shares {
    /// 1 for every region.
    #[default]
    Whole,
    Each(Vec<f64>),
    Few {
        distinct: Vec<f64>,
        /// Which of them, by region.
        of_region: Vec<u8>,
    },
}

/// As many different shares as a byte tells apart.
const MOST_DISTINCT: usize = 1 << 8;

impl Coverage {
    /// The same for every region.
    pub fn same(share: f64, n_regions: usize) -> Self {
        let shares = if share == 1.0 { Shares::Whole } else { Shares::Each(vec![share; n_regions]) };
        Coverage { n_regions, shares }
    }

    /// Given region by region.
    pub fn of(shares: Vec<f64>) -> Self {
        Coverage { n_regions: shares.len(), shares: Shares::Each(shares) }
    }

    /// By region, for as long as it is not packed; empty where it is 1 for all.
    pub(crate) fn shares(&self) -> &[f64] {
        match &self.shares {
            Shares::Each(shares) => shares,
            Shares::Whole | Shares::Few { .. } => &[],
        }
    }

    /// The same in less memory, where there are few different shares.
    pub(crate) fn packed(self) -> Self {
        let Shares::Each(shares) = &self.shares else { return self };
        let mut distinct: Vec<f64> = Vec::new();
        let mut of_region = Vec::with_capacity(shares.len());
        for share in shares {
            let known = distinct.iter().position(|other| other.to_bits() == share.to_bits());
            let position = known.unwrap_or(distinct.len());
            if position == MOST_DISTINCT {
                return self;
            }
            if known.is_none() {
                distinct.push(*share);
            }
            of_region.push(position as u8);
        }
        Coverage { n_regions: self.n_regions, shares: Shares::Few { distinct, of_region } }
    }

    /// Adds the shares of all regions to a column.
    pub(crate) fn add_to(&self, column: &mut Vec<f64>) {
        match &self.shares {
            Shares::Whole => column.extend(std::iter::repeat_n(1.0, self.n_regions)),
            Shares::Each(shares) => column.extend_from_slice(shares),
            Shares::Few { distinct, of_region } => {
                column.extend(of_region.iter().map(|&position| distinct[usize::from(position)]));
            }
        }
    }

    /// One region after the other.
    pub fn iter(&self) -> impl Iterator<Item = &f64> {
        (0..self.n_regions).map(|region_idx| &self[region_idx])
    }
}

impl std::ops::Index<usize> for Coverage {
    type Output = f64;

    fn index(&self, region_idx: usize) -> &f64 {
        match &self.shares {
            Shares::Whole => &1.0,
            Shares::Each(shares) => &shares[region_idx],
            Shares::Few { distinct, of_region } => &distinct[usize::from(of_region[region_idx])],
        }
    }
}

impl PartialEq for Coverage {
    fn eq(&self, other: &Self) -> bool {
        self.n_regions == other.n_regions && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_shares_are_the_same_shares() {
        let few: Vec<f64> = (0..1_000).map(|region_idx| f64::from(region_idx % 7) / 7.0).collect();
        let many: Vec<f64> = (0..1_000).map(|region_idx| f64::from(region_idx) / 1_000.0).collect();
        for shares in [few, many, Vec::new()] {
            let coverage = Coverage::of(shares.clone());
            assert_eq!(coverage.shares(), shares);
            let packed = coverage.clone().packed();
            assert!(packed.iter().eq(&shares));
            assert_eq!(packed, coverage);
            let mut column = Vec::new();
            packed.add_to(&mut column);
            coverage.add_to(&mut column);
            assert_eq!(column, [shares.clone(), shares].concat());
        }
        let whole = Coverage::same(1.0, 3).packed();
        assert_eq!((whole[2], whole.shares().len(), whole.iter().count()), (1.0, 0, 3));
        assert_ne!(whole, Coverage::same(0.5, 3));
    }
}
