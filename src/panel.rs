//! The panel: periods × (regions × variables), dense, one column of doubles per variable and period.
//!
//! Columns are over *codes as they stand in the data*, of any division; [`crate::harmonise`] brings them to the regions that
//! are ranked. A value that is missing is a NaN whose payload says why, so that "missing" is never silent.

use std::collections::{BTreeMap, BTreeSet};

use crate::period::Period;
use crate::region::CodeIndex;

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The data have no row (or only rows that were left out).
    NoRow,
    /// The cell is empty.
    Null,
    /// The cell is not a number and has no symbol beside it.
    NotANumber,
    /// A symbol of this many dots stands for the value.
    Dots(u8),
    /// Another symbol stands for the value.
    Symbol,
    /// It could not be computed: something it is computed from is missing, or the denominator is zero.
    Computed,
    /// The region has too few indicators in the edition, and was left out of it.
    Screened,
    /// It rests on fewer answers to a survey than the variable allows, or on nobody knows how many.
    FewAnswers,
    /// There is a value, and it may not be shown. In what is published only, never in what is computed with.
    Withheld,
}

/// A quiet NaN; the low bits hold the reason.
const NAN: u64 = 0x7ff8_0000_0000_0000;

impl Missing {
    /// The reason as a NaN.
    pub fn value(self) -> f64 {
        f64::from_bits(self.bits())
    }

    /// Bit pattern of that NaN.
    pub fn bits(self) -> u64 {
        let code = match self {
            Missing::NoRow => 1,
            Missing::Null => 2,
            Missing::NotANumber => 3,
            Missing::Symbol => 4,
            Missing::Computed => 5,
            Missing::Screened => 6,
            Missing::FewAnswers => 7,
            Missing::Withheld => 8,
            Missing::Dots(dots) => 16 + u64::from(dots.min(6)),
        };
        NAN | code
    }

    /// The reason behind a NaN; `None` for a number.
    pub fn of(value: f64) -> Option<Missing> {
        if !value.is_nan() {
            return None;
        }
        Some(match value.to_bits() & 0xff {
            1 => Missing::NoRow,
            2 => Missing::Null,
            4 => Missing::Symbol,
            5 => Missing::Computed,
            6 => Missing::Screened,
            7 => Missing::FewAnswers,
            8 => Missing::Withheld,
            dots @ 17..=22 => Missing::Dots((dots - 16) as u8),
            _ => Missing::NotANumber,
        })
    }
}

impl std::fmt::Display for Missing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Missing::NoRow => formatter.write_str("no row"),
            Missing::Null => formatter.write_str("empty"),
            Missing::NotANumber => formatter.write_str("not a number"),
            Missing::Symbol => formatter.write_str("symbol"),
            Missing::Computed => formatter.write_str("not computable"),
            Missing::Screened => formatter.write_str("too few indicators"),
            Missing::FewAnswers => formatter.write_str("too few answers"),
            Missing::Withheld => formatter.write_str("not published"),
            Missing::Dots(dots) => formatter.write_str(&".".repeat(usize::from(*dots))),
        }
    }
}

/// Whether any value is missing. Looked at by the hundred, without a way out after each: that is many times faster.
pub fn any_missing(values: &[f64]) -> bool {
    values.chunks(512).any(|values| values.iter().fold(false, |any, value| any | value.is_nan()))
}

/// The codes of one level: a contiguous stretch of every column.
#[derive(Debug, Clone)]
pub struct LevelCodes {
    /// The level.
    pub level: String,
    /// Position of the first code in a column.
    pub start: usize,
    /// Codes, sorted.
    pub codes: Vec<String>,
    index: CodeIndex,
}

impl LevelCodes {
    /// Position in a column of a code of this level.
    pub fn position(&self, code: &str) -> Option<u32> {
        self.index.position(&self.codes, code).map(|offset| (self.start + offset) as u32)
    }

    /// The same, trying first the code that follows the one at `previous`: lists of codes are mostly in order.
    pub fn position_after(&self, previous: Option<u32>, code: &str) -> Option<u32> {
        let next = previous.map_or(self.start as u32, |previous| previous + 1);
        let is_next = self.codes.get(next as usize - self.start).is_some_and(|other| other == code);
        if is_next { Some(next) } else { self.position(code) }
    }
}

/// The codes over which the columns run: those of each level in turn.
#[derive(Debug, Clone, Default)]
pub struct CodeSpace {
    /// Levels in use.
    pub levels: Vec<LevelCodes>,
    n_codes: usize,
}

impl CodeSpace {
    /// Lays the codes of each level one after the other.
    pub fn new(levels: impl IntoIterator<Item = (String, BTreeSet<String>)>) -> Self {
        let mut space = CodeSpace::default();
        for (level, codes) in levels {
            let start = space.n_codes;
            let codes: Vec<String> = codes.into_iter().collect();
            let index = CodeIndex::new(&codes);
            space.n_codes += codes.len();
            space.levels.push(LevelCodes { level, start, codes, index });
        }
        space
    }

    /// Length of a column.
    pub fn n_codes(&self) -> usize {
        self.n_codes
    }

    /// Position of a level among those in use.
    pub fn level_idx(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|codes| codes.level == level)
    }

    /// The code at a position of a column.
    pub fn code(&self, position: usize) -> &str {
        let level = self.levels.iter().rev().find(|level| level.start <= position);
        level.and_then(|level| level.codes.get(position - level.start)).map_or("", String::as_str)
    }
}

/// Which column holds which variable and period.
#[derive(Debug, Clone, Default)]
pub struct Slots {
    /// Variable and period of each column, sorted.
    pub keys: Vec<(usize, Period)>,
    by_key: BTreeMap<(usize, Period), usize>,
}

impl Slots {
    /// One column for each wanted variable and period.
    pub fn new(wanted: &BTreeSet<(usize, Period)>) -> Self {
        let keys: Vec<(usize, Period)> = wanted.iter().copied().collect();
        let by_key = keys.iter().enumerate().map(|(slot, key)| (*key, slot)).collect();
        Slots { keys, by_key }
    }

    /// The column of a variable and period.
    pub fn slot(&self, variable_idx: usize, period: Period) -> Option<usize> {
        self.by_key.get(&(variable_idx, period)).copied()
    }

    /// Number of columns.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

/// All values that a build uses, as they stand in the data.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// What the columns run over.
    pub codes: CodeSpace,
    /// Which column is which.
    pub slots: Slots,
    /// Columns one after the other; length `slots.len() * codes.n_codes()`.
    pub values: Vec<f64>,
}

impl Panel {
    /// The column of a slot.
    pub fn column(&self, slot: usize) -> &[f64] {
        let n_codes = self.codes.n_codes();
        &self.values[slot * n_codes..(slot + 1) * n_codes]
    }

    /// The part of a column that belongs to a level.
    pub fn level_column(&self, slot: usize, level_idx: usize) -> &[f64] {
        let level = &self.codes.levels[level_idx];
        &self.column(slot)[level.start..level.start + level.codes.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_remembers_why() {
        for missing in [
            Missing::NoRow,
            Missing::Null,
            Missing::NotANumber,
            Missing::Symbol,
            Missing::Computed,
            Missing::Screened,
            Missing::FewAnswers,
            Missing::Dots(1),
            Missing::Dots(6),
        ] {
            assert!(missing.value().is_nan());
            assert_eq!(Missing::of(missing.value()), Some(missing));
        }
        assert_eq!(Missing::of(0.0), None);
        assert_eq!(Missing::of(f64::NAN), Some(Missing::NotANumber));
    }

    #[test]
    fn one_missing_value_among_many_is_seen() {
        let mut values = vec![1.0; 1_500];
        assert!(!any_missing(&values) && !any_missing(&[]));
        for place in [0, 511, 512, 1_499] {
            values[place] = Missing::Null.value();
            assert!(any_missing(&values), "{place}");
            values[place] = 2.0;
        }
    }

    #[test]
    fn codes_of_two_levels_do_not_meet() {
        let space = CodeSpace::new([
            ("municipality".to_owned(), BTreeSet::from(["151".to_owned(), "005".to_owned()])),
            ("seutukunta".to_owned(), BTreeSet::from(["151".to_owned()])),
        ]);
        assert_eq!(space.n_codes(), 3);
        assert_eq!(space.levels[0].position("151"), Some(1));
        assert_eq!(space.levels[1].position("151"), Some(2));
        assert_eq!((space.code(0), space.code(2)), ("005", "151"));
        assert_eq!(space.levels[0].position_after(Some(0), "151"), Some(1));
        assert_eq!(space.levels[0].position_after(Some(1), "005"), Some(0));
        assert_eq!(space.levels[1].position_after(None, "151"), Some(2));
    }
}
