//! Ranked tables: one per region type, and one of all regions.

use super::members::Group;
use super::numbers::{NOTHING, decimal, signed};
use super::phrases::{Phrase, Phrases, visible};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::publish::footnotes::Footnotes;
use crate::publish::labels::report as text;
use crate::publish::{Build, robustness};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// A ranked table.
#[derive(Debug, Clone)]
pub struct RankedTable {
    /// Its name on the page.
    pub id: String,
    /// Among whom.
    pub name: Phrase,
    /// The factors whose scores stand beside the index's.
    pub factors: Vec<Phrase>,
    /// Whether changes are told.
    pub has_changes: bool,
    /// Whether intervals are.
    pub has_intervals: bool,
    /// Whether the rank among all stands beside that in the type.
    pub has_overall: bool,
    /// Rows, best first.
    pub rows: Vec<Row>,
}

/// A region in a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The region.
    pub region_idx: usize,
    /// Its name in the main language.
    pub name: String,
    /// Footnotes to it.
    pub note: Phrase,
    /// Its rank.
    pub rank: Rank,
    /// Score of the index.
    pub score: Score,
    /// Length of its bar in per cent; none where bars would have no zero to start from.
    pub bar: Option<String>,
    /// Change of the rank.
    pub change: Change,
    /// The interval of the rank and the number by which it is sorted.
    pub interval: (String, u32),
    /// Scores of the factors.
    pub factors: Vec<Score>,
    /// Rank among all.
    pub overall: Rank,
}

/// A rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The rank; 0 = none.
    pub rank: u32,
    /// Whether others have the same.
    pub is_shared: bool,
}

/// A score: as it is sorted, and as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Every digit; empty where there is none.
    pub exact: String,
    /// Rounded, in the main language.
    pub shown: String,
}

impl Score {
    /// A score in the main language.
    pub fn new(score: f64, decimals: u32, language: &str) -> Self {
        Score { exact: if score.is_nan() { String::new() } else { score.to_string() }, shown: decimal(score, decimals, language) }
    }
}

/// A change of rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `up`, `down`, `same`, or nothing where there is nothing to compare with.
    pub class: &'static str,
    /// As it is sorted.
    pub value: String,
    /// With its sign.
    pub shown: String,
}

impl Change {
    /// A change; `None` where there is nothing to compare with.
    pub fn new(change: Option<i32>) -> Self {
        let class = change.map_or("", |change| match change.signum() {
            1 => "up",
            -1 => "down",
            _ => "same",
        });
        Change {
            class,
            value: change.map_or(String::new(), |change| change.to_string()),
            shown: change.map_or(NOTHING.to_owned(), signed),
        }
    }
}

/// The nodes directly below the index: what stands beside it in tables.
pub fn factors_of<'a>(build: &Build<'a>) -> &'a [usize] {
    &build.plan.tree.nodes[Tree::ROOT].nodes
}

/// What a node is called.
pub fn node_name(build: &Build<'_>, node_idx: usize, phrases: &Phrases) -> Phrase {
    let node = &build.plan.tree.nodes[node_idx];
    match node_idx {
        // Its own name is the title of the page.
        Tree::ROOT => phrases.label(text::INDEX),
        _ => phrases.localised(&node.name, &node.id),
    }
}

/// Where bars begin and end: at zero, and at the highest score that a node of this index has; none where a score is below zero.
fn longest(scores: &[f64]) -> Option<f64> {
    let least = scores.iter().copied().fold(f64::INFINITY, f64::min);
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (least >= 0.0 && most > 0.0).then_some(if most > 10.0 && most <= 100.0 { 100.0 } else { most })
}

/// The table of a group.
pub fn table(build: &Build<'_>, edition_idx: usize, group: &Group, phrases: &Phrases) -> RankedTable {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let nodes = &build.outcome.editions[edition_idx].nodes;
    let root = &nodes[Tree::ROOT];
    let ranks = group.ranks(root);
    let counts = group.counts(ranks);
    let everybody = super::members::all(build, edition_idx, phrases);
    let overall = everybody.counts(&root.ranks);
    let longest = longest(&root.scores);
    let distributions = group.distributions(build, edition_idx);
    let decimals = plan.publish.decimals;
    let footnotes = Footnotes::of(build);
    let row = |&region_idx: &usize| {
        let score = root.scores[region_idx];
        let ends = distributions.get(region_idx).and_then(RankDistribution::whole_ends);
        let is_shared = |rank: u32, of: &std::collections::BTreeMap<u32, usize>| of.get(&rank).is_some_and(|count| *count > 1);
        let (rank, rank_of_all) = (ranks[region_idx], root.ranks[region_idx]);
        Row {
            region_idx,
            name: visible(regions.name(region_idx, language)),
            note: phrases.each(|language| footnotes.of_region(edition_idx, region_idx, language)),
            rank: Rank { rank, is_shared: rank != UNRANKED && is_shared(rank, &counts) },
            score: Score::new(score, decimals, language),
            bar: longest.filter(|_| !score.is_nan()).map(|longest| format!("{:.1}", 100.0 * score / longest)),
            change: Change::new(group.change(root, region_idx)),
            interval: ends.map_or((NOTHING.to_owned(), u32::MAX), |(lowest, highest)| {
                (robustness::words::interval(lowest, highest), lowest)
            }),
            factors: factors_of(build)
                .iter()
                .map(|&node_idx| Score::new(nodes[node_idx].scores[region_idx], decimals, language))
                .collect(),
            overall: Rank { rank: rank_of_all, is_shared: rank_of_all != UNRANKED && is_shared(rank_of_all, &overall) },
        }
    };
    RankedTable {
        id: group.id(),
        name: group.name.clone(),
        factors: factors_of(build).iter().map(|&node_idx| node_name(build, node_idx, phrases)).collect(),
        has_changes: edition_idx > 0,
        has_intervals: !distributions.is_empty(),
        has_overall: group.type_idx.is_some(),
        rows: group.members.iter().map(row).collect(),
    }
}
