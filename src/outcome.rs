//! What a build has computed: scores, ranks and changes per edition, and in detail where it is asked for.

use crate::normalise::PercentileScale;
use crate::period::Period;

/// Everything computed for all editions.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Editions, oldest first.
    pub editions: Vec<EditionOutcome>,
    /// What is counted in the summary.
    pub notes: OutcomeNotes,
}

/// One edition; vectors run over the ranked regions.
#[derive(Debug, Clone)]
pub struct EditionOutcome {
    /// The index (0) and its factors, in tree order.
    pub nodes: Vec<NodeOutcome>,
    /// Indicators in configuration order; empty unless details were asked for.
    pub indicators: Vec<IndicatorOutcome>,
}

/// A factor or the index in one edition.
#[derive(Debug, Clone)]
pub struct NodeOutcome {
    /// Score, rounded once to the method's ranking decimals; NaN where the region is not ranked.
    pub scores: Vec<f64>,
    /// Share of the node's weight that rests on data, 0 to 1.
    pub coverage: Vec<f64>,
    /// Rank among all; 0 = not ranked.
    pub ranks: Vec<u32>,
    /// Rank within the region type; empty where there are no types.
    pub type_ranks: Vec<u32>,
    /// Rank in the previous edition minus this one; empty in the first edition.
    pub rank_changes: Vec<Option<i32>>,
    /// The same within the region type; empty in the first edition or without types.
    pub type_rank_changes: Vec<Option<i32>>,
}

/// An indicator in one edition.
#[derive(Debug, Clone)]
pub struct IndicatorOutcome {
    /// The statistic period that was used.
    pub period: Period,
    /// Values as derived.
    pub raw: Vec<f64>,
    /// Scores.
    pub normalised: Vec<f64>,
    /// Parameters of the normalisation.
    pub scale: PercentileScale,
    /// Marks of each cell ([`crate::harmonise::mark`]); empty when there are none.
    pub marks: Vec<u8>,
    /// Rank of the score.
    pub ranks: Vec<u32>,
}

/// Counts of what was done to the data, over all editions.
#[derive(Debug, Clone, Default)]
pub struct OutcomeNotes {
    /// Missing cells: edition, indicator, number of regions.
    pub missing: Vec<(usize, usize, usize)>,
    /// Of these, cells given the middle of the range.
    pub neutral: Vec<(usize, usize, usize)>,
    /// Preliminary cells.
    pub preliminary: Vec<(usize, usize, usize)>,
    /// Indicators that have one value for all regions in an edition, and so tell nothing apart.
    pub constant: Vec<(usize, usize)>,
}

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Scores and ranks of the nodes.
    Rankings,
    /// Also every indicator's values and scores.
    Full,
}
