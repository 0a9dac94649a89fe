//! The slope chart: each region's rank from edition to edition, one chart per region type.
//!
//! Ranks are those within the type, of the members that the type has in the newest edition; an edition in which a region had another
//! type, or no rank, is a gap in its line. The lines stand in a box without a width of its own, so that they stretch with the page
//! while names keep their size.

use std::fmt::Write as _;

use super::members::Group;
use super::phrases::{Phrase, visible};
use crate::publish::Build;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Height of a chart in which every line has room for its name, per rank.
const ROOMY: f64 = 19.0;
/// The most that a chart is high.
const HIGHEST: f64 = 620.0;
/// Room above the first rank and below the last.
const MARGIN: f64 = 10.0;
/// The least distance between two names.
const NAME_HEIGHT: f64 = 15.0;

/// The chart of a type.
#[derive(Debug, Clone)]
pub struct Slope {
    /// Its name on the page.
    pub id: String,
    /// Among whom.
    pub name: Phrase,
    /// Height.
    pub height: u32,
    /// Width of the box of lines: one hundred between two editions.
    pub width: u32,
    /// Editions and their places in per cent.
    pub editions: Vec<(String, String)>,
    /// Ranks that are written at the side, with their heights.
    pub ticks: Vec<(u32, String)>,
    /// Lines, best first.
    pub lines: Vec<Line>,
}

/// A region's line.
#[derive(Debug, Clone)]
pub struct Line {
    /// The region.
    pub region_idx: usize,
    /// Its name in the main language.
    pub name: String,
    /// The line as an SVG path.
    pub path: String,
    /// Ranks by edition; 0 = none.
    pub ranks: Vec<u32>,
    /// Height at which its name stands; empty where it has no room.
    pub name_at: String,
    /// Height of its last rank.
    pub end: String,
}

/// The charts of the editions that are published; none where there is one only.
pub fn slopes(build: &Build<'_>, groups: &[Group]) -> Vec<Slope> {
    if build.editions.len() < 2 {
        return Vec::new();
    }
    groups.iter().map(|group| slope(build, group)).collect()
}

fn slope(build: &Build<'_>, group: &Group) -> Slope {
    let language = build.plan.main_language();
    let editions = build.editions;
    let rank_of = |edition_idx: usize, region_idx: usize| {
        let is_member = group.type_idx.is_none() || build.regions.type_of(edition_idx, region_idx) == group.type_idx;
        let node = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        if is_member { group.ranks(node)[region_idx] } else { UNRANKED }
    };
    let all: Vec<Vec<u32>> = group
        .members
        .iter()
        .map(|&region_idx| editions.iter().map(|&edition_idx| rank_of(edition_idx, region_idx)).collect())
        .collect();
    let last_rank = all.iter().flatten().copied().max().unwrap_or(1).max(2);
    let step = ROOMY.min((HIGHEST - 2.0 * MARGIN) / f64::from(last_rank - 1));
    let y = |rank: u32| MARGIN + step * f64::from(rank - 1);
    let mut free_from = f64::NEG_INFINITY;
    let lines = group.members.iter().zip(all).map(|(&region_idx, ranks)| {
        let end = ranks.last().copied().filter(|rank| *rank != UNRANKED).map(y);
        // Every name where there is room; else those that do not lie upon the one above.
        let name_at = end.filter(|end| *end >= free_from);
        free_from = name_at.map_or(free_from, |at| at + NAME_HEIGHT);
        let written = |height: Option<f64>| height.map_or(String::new(), |height| format!("{height:.1}"));
        Line {
            region_idx,
            name: visible(build.regions.name(region_idx, language)),
            path: path(&ranks, y),
            ranks,
            name_at: written(name_at),
            end: written(end),
        }
    });
    let lines = lines.collect();
    let tick_step =
        [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|every| step * f64::from(*every) >= 28.0).unwrap_or(1_000);
    let ticks = std::iter::once(1).chain((1..=last_rank).filter(|rank| rank % tick_step == 0 && *rank != 1));
    let places = editions.iter().enumerate().map(|(position, &edition_idx)| {
        let place = 100.0 * position as f64 / (editions.len() - 1) as f64;
        (build.plan.editions[edition_idx].id.clone(), super::axis::percent(place))
    });
    Slope {
        id: group.id(),
        name: group.name.clone(),
        height: (y(last_rank) + MARGIN).ceil() as u32,
        width: 100 * (editions.len() - 1) as u32,
        editions: places.collect(),
        ticks: ticks.map(|rank| (rank, format!("{:.1}", y(rank)))).collect(),
        lines,
    }
}

/// A line through the ranks that there are; a rank that stands alone is a short stroke.
fn path(ranks: &[u32], y: impl Fn(u32) -> f64) -> String {
    let mut path = String::new();
    let is_there = |position: usize| ranks.get(position).is_some_and(|rank| *rank != UNRANKED);
    for (position, &rank) in ranks.iter().enumerate().filter(|(_, rank)| **rank != UNRANKED) {
        let follows = position > 0 && is_there(position - 1);
        let _ = write!(path, "{}{} {:.1}", if follows { 'L' } else { 'M' }, 100 * position, y(rank));
        if !follows && !is_there(position + 1) {
            path.push_str("h4");
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_gaps_where_there_is_no_rank() {
        let y = |rank: u32| f64::from(rank);
        assert_eq!(path(&[1, 2, 0, 3, 1], y), "M0 1.0L100 2.0M300 3.0L400 1.0");
        assert_eq!(path(&[0, 2, 0], y), "M100 2.0h4");
    }
}
