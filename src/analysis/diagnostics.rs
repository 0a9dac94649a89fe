//! The statistical diagnostics from which an audit of an index starts: how complete and how spread its indicators are, what
//! they have in common, and what each of them really does to the result.
//!
//! The questions are those of the OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 3 to 8; one module
//! each:
//!
//! | module | question |
//! |---|---|
//! | [`availability`] | is the indicator there, and does it tell regions apart? |
//! | [`distribution`] | is it spread so that a few regions decide everything? |
//! | [`correlation`] | which indicators agree, contradict each other, or say the same? |
//! | [`reliability`] | do the indicators of a factor hang together (Cronbach's alpha)? |
//! | [`components`] | is a factor one thing, or several (principal components)? |
//! | [`influence`] | does an indicator decide as much as its weight says? |
//! | [`ties`] | how many regions cannot be told apart? |
//!
//! Raw values are described as they were derived; everything that compares indicators uses their scores, which all point the
//! same way (more is better). Regions without a value are left out pair by pair, or list by list where a method needs complete
//! rows; how many were used stands with every number. A number that cannot be computed is a [`NotComputed`], never a NaN.
//!
//! Values that may not be published are in none of it: correlations, alpha and ties of such indicators are told, their smallest,
//! largest and most common values are not.
//!
//! It leaves out robustness (how ranks move when the method does) and any judgement: the thresholds mark what an auditor would
//! look at first, not what is wrong.

pub mod availability;
pub mod components;
pub mod correlation;
pub mod distribution;
pub mod influence;
pub mod reliability;
pub mod ties;

use rayon::prelude::*;

use crate::outcome::EditionOutcome;
use crate::plan::Plan;
use crate::statistics;
use crate::tree::Tree;
use availability::{Availability, RegionAvailability};
use components::PrincipalComponents;
use correlation::{Correlation, Relation};
use distribution::Distribution;
use influence::Influence;
use reliability::Reliability;
use ties::Tied;

/// Fewest regions from which a correlation, alpha or components are computed: two points always lie on a line.
pub const FEWEST_REGIONS: usize = 3;

/// Why a number was not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotComputed {
    /// Too few regions have the values it takes.
    #[error("{found} regions have the values, it takes {needed}")]
    TooFewRegions {
        /// How many there are.
        found: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Fewer than two indicators that tell regions apart.
    #[error("it takes two indicators that tell regions apart")]
    TooFewIndicators,
    /// All regions have the same value.
    #[error("all regions have the same value")]
    Constant,
    /// The sum of the indicators is the same everywhere.
    #[error("the indicators cancel each other out")]
    CancelOut,
    /// The quartiles are equal, so that there is no distance to count in.
    #[error("the middle half of the regions has one value")]
    NoMiddleSpread,
    /// It would show values that may not be published.
    #[error("the values may not be published")]
    NotPublished,
    /// A number is too large for a double.
    #[error("the numbers are too large")]
    Overflow,
}

/// An indicator, a factor, or the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// An indicator, by position in the configuration.
    Indicator(usize),
    /// The index ([`Tree::ROOT`]) or a factor, by position in the tree.
    Node(usize),
}

/// The diagnostics of one edition.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    /// Position of the edition.
    pub edition_idx: usize,
    /// Completeness of each indicator, in configuration order.
    pub availability: Vec<Availability>,
    /// Completeness of each region, in the order of the outcome.
    pub regions: Vec<RegionAvailability>,
    /// How the raw values of each indicator are spread.
    pub distributions: Vec<Distribution>,
    /// Every pair of indicators, each indicator with the nodes above it, and the nodes among each other.
    pub correlations: Vec<Correlation>,
    /// Cronbach's alpha of each node's indicators, in tree order.
    pub reliability: Vec<Result<Reliability, NotComputed>>,
    /// Principal components of each node's indicators, in tree order.
    pub components: Vec<Result<PrincipalComponents, NotComputed>>,
    /// Nominal and effective weights: indicators, then factors.
    pub influence: Vec<Influence>,
    /// Equal values: indicators, then the index and its factors.
    pub ties: Vec<Tied>,
}

/// Diagnoses one edition of an outcome computed with full detail.
pub fn diagnose(plan: &Plan, outcome: &EditionOutcome, edition_idx: usize) -> Diagnostics {
    let raw: Vec<&[f64]> = outcome.indicators.iter().map(|indicator| &indicator.raw[..]).collect();
    let scores: Vec<&[f64]> = outcome.indicators.iter().map(|indicator| &indicator.normalised[..]).collect();
    let nodes: Vec<&[f64]> = outcome.nodes.iter().map(|node| &node.scores[..]).collect();
    let weights: Vec<Vec<f64>> = outcome.nodes.iter().map(|node| node.weights.clone()).collect();
    let leaves = |node_idx: usize| -> Vec<&[f64]> {
        plan.tree.nodes[node_idx].leaves.iter().filter_map(|&leaf| scores.get(leaf).copied()).collect()
    };
    let all_nodes = || 0..plan.tree.nodes.len();
    let n_regions = outcome.nodes.first().map_or(0, |root| root.scores.len());
    let mut diagnostics = Diagnostics {
        edition_idx,
        availability: raw.iter().map(|values| Availability::of(values)).collect(),
        regions: availability::of_regions(&raw, n_regions),
        distributions: raw.iter().map(|values| Distribution::of(values)).collect(),
        correlations: correlations(&plan.tree, &scores, &nodes),
        reliability: all_nodes().map(|node_idx| reliability::reliability(&leaves(node_idx))).collect(),
        components: all_nodes().map(|node_idx| components::principal_components(&leaves(node_idx))).collect(),
        influence: influence::of_edition(plan, &weights, &scores, &nodes),
        ties: ties::of_edition(&raw, &nodes),
    };
    diagnostics.withhold(plan);
    diagnostics
}

impl Diagnostics {
    /// Takes out the values of indicators whose values may not be published, and what would give them away.
    fn withhold(&mut self, plan: &Plan) {
        for (indicator_idx, indicator) in plan.indicators.iter().enumerate() {
            if indicator.publication.shows_values() {
                continue;
            }
            if let Some(of) = self.availability.get_mut(indicator_idx) {
                of.most_common = None;
            }
            if let Some(of) = self.distributions.get_mut(indicator_idx) {
                of.summary = Err(NotComputed::NotPublished);
                of.outliers = Err(NotComputed::NotPublished);
            }
            for of in self.ties.iter_mut().filter(|of| of.subject == Subject::Indicator(indicator_idx)) {
                of.largest = None;
            }
        }
    }
}

/// Every correlation an audit asks for, in a fixed order: pairs of indicators, indicators with what stands above them, nodes.
fn correlations(tree: &Tree, scores: &[&[f64]], nodes: &[&[f64]]) -> Vec<Correlation> {
    let parents: Vec<usize> = (0..scores.len()).map(|indicator_idx| parent_of(tree, indicator_idx)).collect();
    let mut wanted: Vec<(Subject, Subject, Relation)> = Vec::new();
    for a in 0..scores.len() {
        for b in a + 1..scores.len() {
            let relation = if parents[a] == parents[b] { Relation::WithinFactor } else { Relation::AcrossFactors };
            wanted.push((Subject::Indicator(a), Subject::Indicator(b), relation));
        }
    }
    for (indicator_idx, &parent) in parents.iter().enumerate() {
        for node_idx in above(tree, parent) {
            let relation = if node_idx == Tree::ROOT { Relation::WithIndex } else { Relation::WithFactor };
            wanted.push((Subject::Indicator(indicator_idx), Subject::Node(node_idx), relation));
        }
    }
    for a in 0..nodes.len() {
        for b in a + 1..nodes.len() {
            let nested = above(tree, a).contains(&b) || above(tree, b).contains(&a);
            let relation = match (a == Tree::ROOT, nested) {
                (true, _) => Relation::FactorWithIndex,
                (false, true) => Relation::FactorWithFactorAbove,
                (false, false) => Relation::BetweenFactors,
            };
            // What is part of the other stands first.
            let (a, b) = if above(tree, b).contains(&a) { (b, a) } else { (a, b) };
            wanted.push((Subject::Node(a), Subject::Node(b), relation));
        }
    }
    let values = |subject: Subject| match subject {
        Subject::Indicator(indicator_idx) => scores[indicator_idx],
        Subject::Node(node_idx) => nodes[node_idx],
    };
    wanted.into_par_iter().map(|(a, b, relation)| Correlation::of(a, b, relation, values(a), values(b))).collect()
}

/// The node on which an indicator hangs.
pub fn parent_of(tree: &Tree, indicator_idx: usize) -> usize {
    tree.nodes.iter().position(|node| node.indicators.contains(&indicator_idx)).unwrap_or(Tree::ROOT)
}

/// A node and all nodes above it, the index last.
fn above(tree: &Tree, node_idx: usize) -> Vec<usize> {
    std::iter::successors(Some(node_idx), |&node_idx| tree.nodes[node_idx].parent).collect()
}

/// The regions that have a value in every one of the columns, column by column.
fn complete_rows(columns: &[&[f64]]) -> Vec<Vec<f64>> {
    let n_regions = columns.first().map_or(0, |column| column.len());
    let complete: Vec<usize> =
        (0..n_regions).filter(|&region_idx| columns.iter().all(|column| !column[region_idx].is_nan())).collect();
    columns.iter().map(|column| complete.iter().map(|&region_idx| column[region_idx]).collect()).collect()
}

/// The columns that tell regions apart, with their positions, over the regions that have all of them.
///
/// # Errors
/// Fewer than two such columns, or fewer than three such regions.
fn varying_and_complete(columns: &[&[f64]]) -> Result<(Vec<usize>, Vec<Vec<f64>>), NotComputed> {
    let mut positions: Vec<usize> = (0..columns.len()).collect();
    loop {
        let chosen: Vec<&[f64]> = positions.iter().map(|&position| columns[position]).collect();
        // A column without values would leave no complete row; one that varies only where others are missing is constant
        // among the complete rows: each round leaves out what does not vary, until all do.
        let varies = |column: &[f64]| !is_constant(&statistics::present(column));
        if chosen.iter().all(|column| varies(column)) {
            let rows = complete_rows(&chosen);
            let n_regions = rows.first().map_or(0, Vec::len);
            if chosen.len() < 2 {
                return Err(NotComputed::TooFewIndicators);
            }
            if n_regions < FEWEST_REGIONS {
                return Err(NotComputed::TooFewRegions { found: n_regions, needed: FEWEST_REGIONS });
            }
            let (kept, rows): (Vec<usize>, Vec<Vec<f64>>) =
                positions.iter().copied().zip(rows).filter(|(_, column)| !is_constant(column)).unzip();
            if kept.len() == positions.len() {
                return Ok((kept, rows));
            }
            positions = kept;
        } else {
            positions.retain(|&position| varies(columns[position]));
        }
    }
}

/// Whether all values are equal (or there are none).
fn is_constant(values: &[f64]) -> bool {
    values.iter().all(|value| value == &values[0])
}

/// A number, unless it is too large to be one.
fn finite(value: f64) -> Result<f64, NotComputed> {
    if value.is_finite() { Ok(value) } else { Err(NotComputed::Overflow) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::Missing;

    #[test]
    fn rows_with_a_gap_are_left_out_of_every_column() {
        let gap = Missing::Null.value();
        assert_eq!(complete_rows(&[&[1.0, gap, 3.0], &[4.0, 5.0, 6.0]]), [[1.0, 3.0], [4.0, 6.0]]);
        assert!(complete_rows(&[]).is_empty());
    }

    #[test]
    fn columns_that_do_not_vary_are_left_out() {
        let gap = f64::NAN;
        let columns: [&[f64]; 5] = [&[1.0, 2.0, 3.0, 4.0], &[5.0; 4], &[gap; 4], &[1.0, 1.0, 1.0, 9.0], &[4.0, 2.0, 3.0, gap]];
        // The fourth column varies only in the region that the fifth lacks.
        let (kept, rows) = varying_and_complete(&columns).expect("two columns vary");
        assert_eq!(kept, [0, 4]);
        assert_eq!(rows, [[1.0, 2.0, 3.0], [4.0, 2.0, 3.0]]);
        assert_eq!(varying_and_complete(&columns[..2]), Err(NotComputed::TooFewIndicators));
        assert_eq!(varying_and_complete(&[]), Err(NotComputed::TooFewIndicators));
        let few: [&[f64]; 2] = [&[1.0, 2.0, gap], &[gap, 2.0, 3.0]];
        assert_eq!(varying_and_complete(&few), Err(NotComputed::TooFewRegions { found: 1, needed: 3 }));
    }

    #[test]
    fn reasons_are_sentences() {
        let reason = NotComputed::TooFewRegions { found: 2, needed: 3 };
        assert_eq!(reason.to_string(), "2 regions have the values, it takes 3");
    }
}
