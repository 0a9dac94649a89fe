//! What a build has computed: scores, ranks and changes per edition, and in detail where it is asked for.

use crate::aggregate::Coverage;
use crate::normalise::Scale;
use crate::period::Period;
use crate::treat::Treated;

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
    /// Members of each further group, in configuration order.
    pub groups: Vec<Membership>,
}

/// A factor or the index in one edition.
#[derive(Debug, Clone, Default)]
pub struct NodeOutcome {
    /// Score, rounded once to the method's ranking decimals; NaN where the region is not ranked.
    pub scores: Vec<f64>,
    /// Score by which regions are ranked; empty where it is `scores`.
    pub ranked_by: Vec<f64>,
    /// Share of the node's weight that rests on data, 0 to 1.
    pub coverage: Coverage,
    /// Weight of each of the tree's children of the node, in their order; 0 for one that the edition does not have.
    pub weights: Vec<f64>,
    /// Parameters of the normalisation of its score for the node above, by part of the pool; only where there is one, in detail.
    pub scales: Vec<Fitted<Scale>>,
    /// Rank among all; 0 = not ranked.
    pub ranks: Vec<u32>,
    /// Rank within the region type; empty where there are no types.
    pub type_ranks: Vec<u32>,
    /// Rank in the previous edition minus this one; empty in the first edition.
    pub rank_changes: Vec<Option<i32>>,
    /// The same within the region type; empty in the first edition or without types.
    pub type_rank_changes: Vec<Option<i32>>,
    /// Rank within each further group; 0 = not a member, or not ranked.
    pub group_ranks: Vec<Vec<u32>>,
    /// Change of rank within each further group; empty in the first edition.
    pub group_rank_changes: Vec<Vec<Option<i32>>>,
    /// Percentile rank of the score; empty unless asked for.
    pub percentiles: Vec<f64>,
    /// Class of the score, from 1; 0 = none. Empty unless asked for.
    pub classes: Vec<u32>,
}

impl NodeOutcome {
    /// The score by which regions are ranked.
    pub fn ranked_by(&self) -> &[f64] {
        if self.ranked_by.is_empty() { &self.scores } else { &self.ranked_by }
    }
}

/// Who belongs to a further group in an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Names of the groups: one, or the values or classes of a division.
    pub names: Vec<String>,
    /// Group of each region; `None` = of none.
    pub of_region: Vec<Option<u32>>,
}

/// An indicator in one edition.
#[derive(Debug, Clone)]
pub struct IndicatorOutcome {
    /// The statistic period that was used.
    pub period: Period,
    /// Whether the edition has it; if not, all its values are missing.
    pub is_in: bool,
    /// Values as derived.
    pub raw: Vec<f64>,
    /// Values after imputation and treatment: what was normalised. Empty where nothing was changed.
    pub treated: Vec<f64>,
    /// Scores.
    pub normalised: Vec<f64>,
    /// Parameters of the normalisation, by part of the pool.
    pub scales: Vec<Fitted<Scale>>,
    /// Treatment of outliers, by part of the pool; only where something was tried.
    pub treatments: Vec<Fitted<Treated>>,
    /// Values that filled gaps where one value fills all of a part.
    pub fills: Vec<Fitted<f64>>,
    /// Marks of each cell ([`crate::harmonise::mark`]); empty when there are none.
    pub marks: Vec<u8>,
    /// Rank of the score.
    pub ranks: Vec<u32>,
}

impl IndicatorOutcome {
    /// What was normalised.
    pub fn treated(&self) -> &[f64] {
        if self.treated.is_empty() { &self.raw } else { &self.treated }
    }
}

/// Parameters of a part of a pool.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted<T> {
    /// Which part: empty for all regions, else the region type or the value of the column.
    pub group: String,
    /// The parameters.
    pub parameters: T,
}

/// Counts of what was done to the data, over all editions. Entries are edition, indicator, number of regions.
#[derive(Debug, Clone, Default)]
pub struct OutcomeNotes {
    /// Missing cells.
    pub missing: Vec<(usize, usize, usize)>,
    /// Of these, cells that were filled.
    pub imputed: Vec<(usize, usize, usize)>,
    /// Of these, cells given the middle of the range.
    pub neutral: Vec<(usize, usize, usize)>,
    /// Cells that the treatment of outliers changed.
    pub treated: Vec<(usize, usize, usize)>,
    /// Preliminary cells.
    pub preliminary: Vec<(usize, usize, usize)>,
    /// Indicators that have one value for all regions of a pool in an edition, and so tell nothing apart; with the group.
    pub constant: Vec<(usize, usize, String)>,
    /// Indicators left out of an edition because too few regions have them: edition, indicator, share that has them.
    pub screened_indicators: Vec<(usize, usize, f64)>,
    /// Regions left out of an edition because they have too few indicators: edition, region, share they have.
    pub screened_regions: Vec<(usize, usize, f64)>,
    /// What was observed of regions that were left out of an edition: edition, indicator, region, value.
    pub screened_values: Vec<(usize, usize, usize, f64)>,
    /// Values set by hand: edition, indicator, region, value of the data.
    pub overridden: Vec<(usize, usize, usize, f64)>,
    /// Weights below zero: edition, node, position among its children, weight.
    pub negative_weights: Vec<(usize, usize, usize, f64)>,
}

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Scores and ranks of the nodes.
    Rankings,
    /// Also every indicator's values and scores.
    Full,
}
