//! What all profiles share: members, medians, extents, changes and neighbours, each found once.

use super::peers::{self, PeerGroup};
use crate::analysis::attribution::{Attribution, Comparison, ScoreChange, is_linear};
use crate::analysis::shares;
use crate::geometry::MapKind;
use crate::outcome::EditionOutcome;
use crate::publish::Build;
use crate::publish::footnotes::Footnotes;
use crate::publish::mark::Mark;
use crate::publish::report::members::{self, Group};
use crate::publish::report::phrases::Phrases;
use crate::statistics;
use crate::tree::Tree;

/// A build and what is compared with.
pub(super) struct Context<'a> {
    /// The build.
    pub build: &'a Build<'a>,
    /// The edition that pages tell.
    pub edition_idx: usize,
    /// File of each region.
    pub names: Vec<String>,
    /// Whether there is a report to lead to.
    pub has_report: bool,
    /// What must be said of everything until it is final.
    pub mark: Option<Mark>,
    /// Footnotes.
    pub footnotes: Footnotes<'a>,
    /// Region types, or all regions.
    pub groups: Vec<Group>,
    /// Position of each region's group; `None` = it has none.
    pub group_of: Vec<Option<usize>>,
    /// Median scores of the index and its factors, by group and node.
    pub node_medians: Vec<Vec<f64>>,
    /// Median scores by group, indicator and published edition.
    pub score_medians: Vec<Vec<Vec<f64>>>,
    /// Median values by group and indicator.
    pub value_medians: Vec<Vec<f64>>,
    /// Least and greatest score by indicator, over all regions and published editions.
    pub extents: Vec<Option<(f64, f64)>>,
    /// Whether the index is a weighted sum, so that contributions add up.
    pub is_weighted_sum: bool,
    /// Changes of the index by region; `None` where there is none to explain.
    pub changes: Vec<Option<ScoreChange>>,
    /// Groups of peers.
    pub peer_groups: Vec<PeerGroup>,
    /// Neighbours on the map, by region.
    pub neighbours: Vec<Vec<usize>>,
    /// Whether these are neighbours of tiles.
    pub is_tiles: bool,
}

impl<'a> Context<'a> {
    /// Finds everything.
    pub fn new(build: &'a Build<'a>, edition_idx: usize, names: Vec<String>, has_report: bool) -> Self {
        let n_regions = build.regions.n_ranked();
        let phrases = Phrases::new(&build.plan.index.languages);
        let groups = members::groups(build, edition_idx, &phrases);
        let mut group_of = vec![None; n_regions];
        for (position, group) in groups.iter().enumerate() {
            group.members.iter().for_each(|&region_idx| group_of[region_idx] = Some(position));
        }
        let edition = &build.outcome.editions[edition_idx];
        let indicators = 0..build.plan.indicators.len();
        let of_group = |group: &Group, values: &[f64]| median_of(&group.members, values);
        let published = || build.editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx]);
        let scores_over_time = |group: &Group, indicator_idx: usize| -> Vec<f64> {
            published().map(|edition| of_group(group, &edition.indicators[indicator_idx].normalised)).collect()
        };
        let extent = |indicator_idx: usize| {
            let of_edition = |edition: &EditionOutcome| {
                statistics::extremes(&statistics::present(&edition.indicators[indicator_idx].normalised))
            };
            published().filter_map(of_edition).reduce(|(least, most), (a, b)| (least.min(a), most.max(b)))
        };
        let (neighbours, is_tiles) = neighbours(build);
        Context {
            build,
            edition_idx,
            names,
            has_report,
            mark: Mark::of(build),
            footnotes: Footnotes::of(build),
            node_medians: groups
                .iter()
                .map(|group| edition.nodes.iter().map(|node| of_group(group, &node.scores)).collect())
                .collect(),
            score_medians: groups
                .iter()
                .map(|group| indicators.clone().map(|indicator_idx| scores_over_time(group, indicator_idx)).collect())
                .collect(),
            value_medians: groups
                .iter()
                .map(|group| edition.indicators.iter().map(|indicator| of_group(group, &indicator.raw)).collect())
                .collect(),
            extents: indicators.map(extent).collect(),
            is_weighted_sum: shares::is_weighted_sum(build.plan),
            changes: changes(build, edition_idx),
            groups,
            group_of,
            peer_groups: peers::peer_groups(build, edition_idx),
            neighbours,
            is_tiles,
        }
    }

    /// The edition that pages tell.
    pub fn edition(&self) -> &'a EditionOutcome {
        &self.build.outcome.editions[self.edition_idx]
    }
}

/// The median of some regions' values; NaN where none has one.
pub(super) fn median_of(members: &[usize], values: &[f64]) -> f64 {
    let of_members: Vec<f64> = members.iter().map(|&member| values[member]).collect();
    statistics::median(&statistics::present(&of_members)).unwrap_or(f64::NAN)
}

/// Changes of the index since the edition before. Of an index that is no weighted sum they would have to be sampled for every region:
/// there `evp explain` tells them, one region at a time.
fn changes(build: &Build<'_>, edition_idx: usize) -> Vec<Option<ScoreChange>> {
    let n_regions = build.regions.n_ranked();
    let attribution = edition_idx.checked_sub(1).filter(|_| is_linear(build.plan, Tree::ROOT)).and_then(|before| {
        let (plan, regions, editions) = (build.plan, build.regions, &build.outcome.editions[..]);
        Attribution::new(Comparison { plan, regions, editions, before, now: edition_idx })
    });
    let everybody: Vec<usize> = (0..n_regions).collect();
    attribution.map_or_else(|| vec![None; n_regions], |attribution| attribution.scores(Tree::ROOT, &everybody))
}

/// Neighbours on the map by region, and whether it is one of tiles.
fn neighbours(build: &Build<'_>) -> (Vec<Vec<usize>>, bool) {
    let n_regions = build.regions.n_ranked();
    let Some(map) = build.map else { return (vec![Vec::new(); n_regions], false) };
    let mut region_of = vec![None; map.shapes.len()];
    for region_idx in 0..n_regions {
        if let Some(position) = map.position(build.regions.code(region_idx)) {
            region_of[position] = Some(region_idx);
        }
    }
    let of_region = |region_idx: usize| {
        let shape = map.shape(build.regions.code(region_idx));
        shape.map_or(Vec::new(), |shape| shape.neighbours.iter().filter_map(|&position| region_of[position]).collect())
    };
    ((0..n_regions).map(of_region).collect(), map.kind == MapKind::Tiles)
}
