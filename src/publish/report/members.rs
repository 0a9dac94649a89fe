//! Among whom the page ranks: each region type that has members, or all regions where the index has no types.

use std::collections::BTreeMap;

use super::phrases::{Phrase, Phrases};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::outcome::NodeOutcome;
use crate::publish::labels::report as text;
use crate::publish::people::type_label;
use crate::publish::{Build, robustness};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Regions that are ranked among each other.
#[derive(Debug, Clone)]
pub struct Group {
    /// The region type, by position; `None` for all regions.
    pub type_idx: Option<usize>,
    /// What they are called.
    pub name: Phrase,
    /// By rank in the index, best first, equal ranks by code; those without a rank last.
    pub members: Vec<usize>,
}

impl Group {
    /// The name of its elements in the page.
    pub fn id(&self) -> String {
        self.type_idx.map_or("all".to_owned(), |type_idx| type_idx.to_string())
    }

    /// What they are called, among the phrases of another page.
    pub fn named(&self, build: &Build<'_>, phrases: &Phrases) -> Phrase {
        match (self.type_idx, &build.regions.types) {
            (Some(type_idx), Some(types)) => phrases.each(|language| type_label(build, &types.ids[type_idx], language)),
            _ => everybody(build, phrases),
        }
    }

    /// A node's ranks among these.
    pub fn ranks<'a>(&self, node: &'a NodeOutcome) -> &'a [u32] {
        if self.type_idx.is_some() { &node.type_ranks } else { &node.ranks }
    }

    /// The change of a region's rank among these; `None` where there is nothing to compare with.
    pub fn change(&self, node: &NodeOutcome, region_idx: usize) -> Option<i32> {
        let changes = if self.type_idx.is_some() { &node.type_rank_changes } else { &node.rank_changes };
        changes.get(region_idx).copied().flatten()
    }

    /// What the replicates say of the index's ranks among these, by region; empty where nothing was analysed or nothing is shown.
    pub fn distributions<'a>(&self, build: &Build<'a>, edition_idx: usize) -> &'a [RankDistribution] {
        match robustness::of_node(build, edition_idx, Tree::ROOT).filter(|_| build.plan.robustness.publish) {
            Some(node) if self.type_idx.is_some() => &node.within_type,
            Some(node) => &node.overall,
            None => &[],
        }
    }

    /// How many have each rank.
    pub fn counts(&self, ranks: &[u32]) -> BTreeMap<u32, usize> {
        let mut counts = BTreeMap::new();
        for &region_idx in &self.members {
            *counts.entry(ranks[region_idx]).or_default() += 1;
        }
        counts
    }
}

/// What all regions are called.
pub fn everybody(build: &Build<'_>, phrases: &Phrases) -> Phrase {
    let is_municipal = build.regions.level == "municipality";
    phrases.label(if is_municipal { text::ALL_MUNICIPALITIES } else { text::ALL_REGIONS })
}

/// All regions of an edition.
pub fn all(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Group {
    let ranks = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].ranks;
    let name = everybody(build, phrases);
    Group { type_idx: None, name, members: ordered((0..build.regions.n_ranked()).collect(), ranks) }
}

/// The region types of an edition that have members, in publication order; all regions where there are no types.
pub fn groups(build: &Build<'_>, edition_idx: usize, phrases: &Phrases) -> Vec<Group> {
    let Some(types) = &build.regions.types else { return vec![all(build, edition_idx, phrases)] };
    let ranks = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].type_ranks;
    let of_type = &types.of_edition[edition_idx];
    let group = |(type_idx, id): (usize, &String)| {
        let members: Vec<usize> = (0..of_type.len()).filter(|&region_idx| of_type[region_idx] == type_idx).collect();
        let name = phrases.each(|language| type_label(build, id, language));
        (!members.is_empty()).then(|| Group { type_idx: Some(type_idx), name, members: ordered(members, ranks) })
    };
    types.ids.iter().enumerate().filter_map(group).collect()
}

fn ordered(mut members: Vec<usize>, ranks: &[u32]) -> Vec<usize> {
    members.sort_by_key(|&region_idx| (ranks[region_idx] == UNRANKED, ranks[region_idx], region_idx));
    members
}
