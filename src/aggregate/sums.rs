//! Sums that come out the same in whatever order their terms were added.
//!
//! What rounding takes from a sum at each step is a double itself (Knuth, The Art of Computer Programming 2, §4.2.2, theorem B).
//! It is kept apart and given back at the end, in one rounding of the exact sum.

use std::ops::Range;

/// Regions that are looked at together: what is added up for them stays in the cache from child to child.
pub(super) const REGIONS_AT_A_TIME: usize = 1_024;

/// All regions, some at a time.
pub(super) fn blocks(n_regions: usize) -> impl Iterator<Item = Range<usize>> {
    (0..n_regions).step_by(REGIONS_AT_A_TIME).map(move |start| start..n_regions.min(start + REGIONS_AT_A_TIME))
}

/// Many such sums, side by side: one for each region.
pub(super) struct Sums {
    rounded: Vec<f64>,
    lost: Vec<f64>,
}

impl Sums {
    pub(super) fn new(length: usize) -> Self {
        Sums { rounded: vec![0.0; length], lost: vec![0.0; length] }
    }

    /// Adds a term to each sum, from the first on. A term of 0 leaves a sum as it is, to the bit.
    pub(super) fn add_all(&mut self, terms: impl Iterator<Item = f64>) {
        self.rounded.iter_mut().zip(&mut self.lost).zip(terms).for_each(|((rounded, lost), term)| add(rounded, lost, term));
    }

    /// Starts again from nothing.
    pub(super) fn clear(&mut self) {
        self.rounded.fill(0.0);
        self.lost.fill(0.0);
    }

    /// The sums.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        self.rounded.iter().zip(&self.lost).map(|(rounded, lost)| rounded + lost)
    }
}

#[inline]
fn add(rounded: &mut f64, lost: &mut f64, term: f64) {
    let before = *rounded;
    *rounded = before + term;
    let of_term = *rounded - before;
    *lost += (before - (*rounded - of_term)) + (term - of_term);
}

/// A sum that is the same in whatever order its terms come.
pub fn exact_sum(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut rounded, mut lost) = (0.0, 0.0);
    terms.for_each(|term| add(&mut rounded, &mut lost, term));
    rounded + lost
}
