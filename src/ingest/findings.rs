//! What was found while decoding: counted always, listed up to a limit, in the order of files, row groups and rows.

use std::collections::BTreeMap;

/// Most places that are kept per kind of finding and row group.
const MOST_LISTED: usize = 20;

/// A list that keeps its first entries and counts all.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    /// The first entries.
    pub first: Vec<T>,
    /// How many there were.
    pub count: u64,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Listed { first: Vec::new(), count: 0 }
    }
}

impl<T> Listed<T> {
    /// Adds one.
    pub fn push(&mut self, entry: impl FnOnce() -> T) {
        if self.first.len() < MOST_LISTED {
            self.first.push(entry());
        }
        self.count += 1;
    }

    fn absorb(&mut self, other: Listed<T>) {
        let room = MOST_LISTED.saturating_sub(self.first.len());
        self.first.extend(other.first.into_iter().take(room));
        self.count += other.count;
    }
}

/// A cell of an input file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Position of the file.
    pub file_idx: usize,
    /// Row of the file, from 1.
    pub row: u64,
    /// Variable, where one is known.
    pub variable_idx: Option<usize>,
    /// Region, as its position among the codes, where one is known.
    pub position: Option<u32>,
    /// The column of the value that is wrong, where it is one.
    pub value_column: Option<usize>,
    /// What stands there: code, value or symbol.
    pub text: String,
}

/// Everything that decoding came across.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Values that were taken.
    pub cells: u64,
    /// Rows of totals that were left out, by code.
    pub totals: BTreeMap<String, u64>,
    /// Rows of other levels that were left out, by code.
    pub other_levels: BTreeMap<String, u64>,
    /// Rows with codes that nobody knows, by code, with the first place.
    pub unknown: BTreeMap<String, (u64, Place)>,
    /// Rows without a region code.
    pub no_region: Listed<Place>,
    /// Rows without a period, or with one that cannot be read.
    pub bad_periods: Listed<Place>,
    /// Infinite values.
    pub infinite: Listed<Place>,
    /// Integers that a double cannot hold.
    pub inexact: Listed<Place>,
    /// Cells of CSV files that are no numbers.
    pub bad_numbers: Listed<Place>,
    /// Symbols that should not occur.
    pub refused_symbols: Listed<Place>,
    /// Symbols that were read as missing or nil: how many, by variable and symbol.
    pub symbols: BTreeMap<(usize, String), u64>,
    /// Cells read as exactly nil: slot and position.
    pub nil: Vec<(u32, u32)>,
    /// Cells marked preliminary: slot and position.
    pub preliminary: Vec<(u32, u32)>,
}

impl Findings {
    /// Adds what a later row group found.
    pub fn absorb(&mut self, other: Findings) {
        self.cells += other.cells;
        for (code, count) in other.totals {
            *self.totals.entry(code).or_default() += count;
        }
        for (code, count) in other.other_levels {
            *self.other_levels.entry(code).or_default() += count;
        }
        for (code, (count, place)) in other.unknown {
            self.unknown.entry(code).or_insert((0, place)).0 += count;
        }
        self.no_region.absorb(other.no_region);
        self.bad_periods.absorb(other.bad_periods);
        self.infinite.absorb(other.infinite);
        self.inexact.absorb(other.inexact);
        self.bad_numbers.absorb(other.bad_numbers);
        self.refused_symbols.absorb(other.refused_symbols);
        for (key, count) in other.symbols {
            *self.symbols.entry(key).or_default() += count;
        }
        self.nil.extend(other.nil);
        self.preliminary.extend(other.preliminary);
    }
}
