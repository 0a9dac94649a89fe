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
