//! The peers of a region: its further groups that are small enough to be read by name, such as a named list or a size class, with the
//! index of each member over the editions and every indicator beside their median.
//!
//! Larger groups are in `groups/` and in the desk's tables. Members are those of the edition that the page tells, in every edition.

use super::context::{Context, median_of};
use super::page::Number;
use super::small_charts::{Sparkline, sparkline};
use crate::publish::Build;
use crate::publish::labels::{filled, profile as text};
use crate::publish::people::{best_first, part_name};
use crate::publish::report::phrases::{Phrase, Phrases};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Fewest and most ranked members of a group whose regions are peers.
const MEMBERS: std::ops::RangeInclusive<usize> = 2..=20;

/// A group of peers.
pub(super) struct PeerGroup {
    group_idx: usize,
    part: u32,
    /// Ranked members, best first.
    members: Vec<usize>,
    /// Median scores by indicator and published edition.
    medians: Vec<Vec<f64>>,
}

/// Every group of peers of an edition.
pub(super) fn peer_groups(build: &Build<'_>, edition_idx: usize) -> Vec<PeerGroup> {
    let edition = &build.outcome.editions[edition_idx];
    let ranks = &edition.nodes[Tree::ROOT].ranks;
    let mut found = Vec::new();
    for (group_idx, membership) in edition.groups.iter().enumerate() {
        for part in 0..membership.names.len() as u32 {
            let is_member =
                |region_idx: &usize| membership.of_region[*region_idx] == Some(part) && ranks[*region_idx] != UNRANKED;
            let mut members: Vec<usize> = (0..build.regions.n_ranked()).filter(is_member).collect();
            if !MEMBERS.contains(&members.len()) {
                continue;
            }
            best_first(build, &mut members, ranks, build.plan.main_language());
            let over_time = |indicator_idx: usize| -> Vec<f64> {
                let editions = build.editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx]);
                editions.map(|edition| median_of(&members, &edition.indicators[indicator_idx].normalised)).collect()
            };
            let medians = (0..build.plan.indicators.len()).map(over_time).collect();
            found.push(PeerGroup { group_idx, part, members, medians });
        }
    }
    found
}

/// The peers of a region in one of its groups, as the page shows them.
pub(super) struct Peers<'a> {
    /// Heading with the group's name.
    pub heading: Phrase,
    /// Its members, best first.
    pub members: Vec<Peer<'a>>,
    /// Every indicator whose scores may be shown.
    pub indicators: Vec<PeerIndicator>,
}

/// A member of a group.
pub(super) struct Peer<'a> {
    /// Name.
    pub name: Phrase,
    /// File of its profile.
    pub file: &'a str,
    /// Whether it is the region itself.
    pub is_self: bool,
    /// Score of the index by published edition.
    pub scores: Vec<Number>,
}

/// An indicator beside the median of the group.
pub(super) struct PeerIndicator {
    /// Name.
    pub name: Phrase,
    /// Score of the region.
    pub score: Number,
    /// Median of the group.
    pub median: Number,
    /// Both over the editions.
    pub sparkline: Option<Sparkline>,
}

/// The groups of peers of a region.
pub(super) fn peers<'a>(context: &'a Context<'_>, region_idx: usize, language: &str, phrases: &Phrases) -> Vec<Peers<'a>> {
    let build = context.build;
    let plan = build.plan;
    let number = |score: f64| Number::new(score, plan.publish.decimals, language);
    let editions = || build.editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx]);
    let member = |&member: &usize| Peer {
        name: phrases.each(|language| build.regions.name(member, language).to_owned()),
        file: &context.names[member],
        is_self: member == region_idx,
        scores: editions().map(|edition| number(edition.nodes[Tree::ROOT].scores[member])).collect(),
    };
    let indicator = |of: &PeerGroup, indicator_idx: usize| {
        let own: Vec<f64> = editions().map(|edition| edition.indicators[indicator_idx].normalised[region_idx]).collect();
        let medians = &of.medians[indicator_idx];
        let newest = |scores: &[f64]| number(scores.last().copied().unwrap_or(f64::NAN));
        PeerIndicator {
            name: phrases.localised(&plan.indicators[indicator_idx].name, &plan.indicators[indicator_idx].id),
            score: newest(&own),
            median: newest(medians),
            sparkline: sparkline(&own, medians, context.extents[indicator_idx]),
        }
    };
    let is_shown = |indicator_idx: &usize| {
        let indicator = &plan.indicators[*indicator_idx];
        indicator.publication.shows_scores() && indicator.is_in(context.edition_idx)
    };
    let of_region = context.peer_groups.iter().filter(|of| of.members.contains(&region_idx));
    of_region
        .map(|of| Peers {
            heading: phrases.each(|language| {
                let name = part_name(build, context.edition_idx, of.group_idx, of.part, language);
                filled(text::PEERS.in_language(language), &[&name])
            }),
            members: of.members.iter().map(member).collect(),
            indicators: (0..plan.indicators.len()).filter(is_shown).map(|indicator_idx| indicator(of, indicator_idx)).collect(),
        })
        .collect()
}
