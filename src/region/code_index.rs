//! Finds codes in a list of them, without a second copy of the list: a table of positions is a tenth of the size of a map of texts.

use std::hash::{BuildHasher, RandomState};

/// No code.
const NONE: u32 = u32::MAX;

/// Where each code of a list stands. The list itself is given to every look-up.
#[derive(Debug, Clone, Default)]
pub(crate) struct CodeIndex {
    /// How codes are scattered; it differs from run to run, and is never seen.
    hasher: RandomState,
    /// Positions, each at the place its code hashes to or the next free one; a power of two of them, at most half in use.
    places: Vec<u32>,
}

impl CodeIndex {
    /// Indexes a list. Of equal codes the last counts.
    pub(crate) fn new(codes: &[String]) -> Self {
        let places = vec![NONE; (codes.len() * 2).next_power_of_two()];
        let mut index = CodeIndex { hasher: RandomState::new(), places };
        for (position, code) in codes.iter().enumerate() {
            let place = index.place(codes, code);
            index.places[place] = position as u32;
        }
        index
    }

    /// Position of a code in the list that was indexed.
    pub(crate) fn position(&self, codes: &[String], code: &str) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        Some(self.places[self.place(codes, code)]).filter(|position| *position != NONE).map(|position| position as usize)
    }

    /// The place of a code: where it is, or would be.
    fn place(&self, codes: &[String], code: &str) -> usize {
        let mask = self.places.len() - 1;
        let mut place = self.hasher.hash_one(code) as usize & mask;
        // Half of the places are free, so one is found.
        while self.places[place] != NONE && codes[self.places[place] as usize] != code {
            place = (place + 1) & mask;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_where_it_stands_and_no_other() {
        for n_codes in [0, 1, 2, 3, 1_000] {
            let codes: Vec<String> = (0..n_codes).map(|number| format!("{number:03}")).collect();
            let index = CodeIndex::new(&codes);
            for (position, code) in codes.iter().enumerate() {
                assert_eq!(index.position(&codes, code), Some(position));
            }
            assert_eq!(index.position(&codes, "x"), None);
        }
        assert_eq!(CodeIndex::default().position(&[], "x"), None);
    }

    #[test]
    fn of_equal_codes_the_last_counts() {
        let codes = ["a", "b", "a"].map(str::to_owned);
        assert_eq!(CodeIndex::new(&codes).position(&codes, "a"), Some(2));
    }
}
