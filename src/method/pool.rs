//! Pools: the values from which a step takes its parameters.

/// The values from which a step takes its parameters.
///
/// The parameters are fitted on the pool and applied to the edition's regions; regions that are not ranked stay in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pool {
    /// Of which editions.
    pub editions: PoolEditions,
    /// Of which regions.
    pub within: Within,
}

/// The editions of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PoolEditions {
    /// Each edition its own.
    #[default]
    Each,
    /// All editions of the build together: scores of different editions are on one scale.
    All,
    /// One edition, by position, kept fixed for all.
    Base(usize),
}

/// The regions of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Within {
    /// All of the universe.
    #[default]
    Everyone,
    /// Those of the region's own type.
    RegionType,
    /// Those with the same cell in this column of the region table, for example `maakunta`.
    Column(String),
}

impl Pool {
    /// The pool in a few words, for notes: "this edition", "all editions together, within the own `maakunta`".
    /// `base_edition` is the name of the edition that is kept fixed; it is not used where none is.
    pub fn in_words(&self, base_edition: &str) -> String {
        let mut words = match self.editions {
            PoolEditions::Each => "this edition".to_owned(),
            PoolEditions::All => "all editions together".to_owned(),
            PoolEditions::Base(_) => format!("edition {base_edition} kept fixed"),
        };
        match &self.within {
            Within::Everyone => {}
            Within::RegionType => words.push_str(", within the own region type"),
            Within::Column(column) => words.push_str(&format!(", within the own `{column}`")),
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pools_in_words() {
        assert_eq!(Pool::default().in_words(""), "this edition");
        let pool = Pool { editions: PoolEditions::Base(0), within: Within::RegionType };
        assert_eq!(pool.in_words("2020"), "edition 2020 kept fixed, within the own region type");
        let pool = Pool { editions: PoolEditions::All, within: Within::Column("maakunta".to_owned()) };
        assert_eq!(pool.in_words("2020"), "all editions together, within the own `maakunta`");
    }
}
