//! Sums that come out the same in whatever order their terms were added.
//!
//! What rounding takes from a sum at each step is a double itself (Knuth, The Art of Computer Programming 2, §4.2.2, theorem B).
//! It is kept apart and given back at the end, in one rounding of the exact sum.

/// Many such sums, side by side: one for each region.
pub(super) struct Sums {
    rounded: Vec<f64>,
    lost: Vec<f64>,
}

impl Sums {
    pub(super) fn new(length: usize) -> Self {
        Sums { rounded: vec![0.0; length], lost: vec![0.0; length] }
    }

    pub(super) fn add(&mut self, position: usize, term: f64) {
        add(&mut self.rounded[position], &mut self.lost[position], term);
    }

    pub(super) fn add_all(&mut self, terms: impl Iterator<Item = f64>) {
        self.rounded.iter_mut().zip(&mut self.lost).zip(terms).for_each(|((rounded, lost), term)| add(rounded, lost, term));
    }

    pub(super) fn into_values(self) -> Vec<f64> {
        self.rounded.into_iter().zip(self.lost).map(|(rounded, lost)| rounded + lost).collect()
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
