//! The quickest way for regions of which the other children carry what is missing: their sums are taken like those of all others, with 0
//! for what is missing, and put right.
//!
//! With E the part of a sum that comes of one node's indicators, w their effective weights and m the weight of what is missing, the node
//! would have given `E · Σw / (Σw − m)`: the sum lacks `E · m / (Σw − m)`. That holds as long as the node has a score. Where it may have
//! none, because too little rests on data, the region is doubtful and goes the longer way (`carried`).

use super::super::kernel::{Collapse, TILE};
use super::carried::{Carried, CarriedChild};
use super::{Gap, NOISE, gap};
use crate::pipeline::ScoreColumn;

/// What sums of irregular regions lack, by node.
#[derive(Debug, Clone)]
pub(super) struct Corrections {
    nodes: Vec<NodeCorrections>,
}

/// Regions that lack some of a node's indicators.
#[derive(Debug, Clone)]
struct NodeCorrections {
    indicators: Vec<usize>,
    /// Largest share of the weight without data behind it that is too little for no node up to the one that is ranked.
    largest_uncovered: f64,
    tiles: Vec<CorrectedTile>,
    /// Tile by tile, then indicator by indicator: score, 0 where there is none.
    scores: Vec<[f64; TILE]>,
}

/// Regions that are put right together.
#[derive(Debug, Clone, Default)]
struct CorrectedTile {
    /// Their places in the contest.
    places: Vec<u32>,
    gaps: Vec<Gap>,
}

impl Corrections {
    /// `None` where a region lacks an indicator that stands beside nodes. `places` are those of the regions in the contest; `columns` hold
    /// their scores.
    pub(super) fn new(carried: &Carried, columns: &[ScoreColumn], places: &[u32], kind: Collapse) -> Option<Self> {
        let mut nodes = Vec::new();
        for (position, node) in carried.nodes.iter().enumerate() {
            let indicators: Vec<usize> = node
                .children
                .iter()
                .filter_map(|child| match child {
                    CarriedChild::Indicator(indicator_idx) => Some(*indicator_idx),
                    CarriedChild::Node(_) => None,
                })
                .collect();
            let column = |indicator_idx: usize| Some(&columns[indicator_idx]).filter(|column| !column.scores.is_empty());
            let gaps_of = |place: usize| -> Vec<Gap> {
                let in_edition =
                    (0..).zip(&indicators).filter_map(|(child, &indicator_idx)| Some((child, column(indicator_idx)?)));
                in_edition.filter_map(|(child, column)| gap(column, place, child, 0)).collect()
            };
            let lacking: Vec<(usize, Vec<Gap>)> =
                (0..places.len()).map(|place| (place, gaps_of(place))).filter(|(_, gaps)| !gaps.is_empty()).collect();
            if lacking.is_empty() {
                continue;
            }
            if indicators.len() != node.children.len() {
                return None;
            }
            let mut tiles = vec![CorrectedTile::default(); lacking.len().div_ceil(TILE)];
            let mut scores = vec![[0.0; TILE]; tiles.len() * indicators.len()];
            for (row, (place, gaps)) in lacking.into_iter().enumerate() {
                let (tile, lane) = (row / TILE, row % TILE);
                tiles[tile].places.push(places[place]);
                tiles[tile].gaps.extend(gaps.into_iter().map(|gap| Gap { lane: lane as u32, ..gap }));
                for (child, &indicator_idx) in indicators.iter().enumerate() {
                    let score = column(indicator_idx).map_or(f64::NAN, |column| column.scores[place]);
                    if !score.is_nan() {
                        scores[tile * indicators.len() + child][lane] = kind.in_sums(score);
                    }
                }
            }
            // Where each node has enough behind it, so has the mean of nodes above.
            let up_to_ranked = std::iter::successors(Some(position), |&below| carried.parent(below));
            let minimum_coverage =
                up_to_ranked.map(|above| carried.nodes[above].minimum_coverage).fold(f64::NEG_INFINITY, f64::max);
            nodes.push(NodeCorrections { indicators, largest_uncovered: 1.0 - minimum_coverage, tiles, scores });
        }
        Some(Corrections { nodes })
    }

    /// Puts right the sums, by place, of which each indicator's part has the weight `effective`. Places whose regions are doubtful are
    /// added to `doubtful`, some of them more than once; their sums are of no use.
    pub(super) fn put_right(&self, effective: &[f64], weights: &mut Vec<f64>, sums: &mut [f64], doubtful: &mut Vec<u32>) {
        for node in &self.nodes {
            weights.clear();
            weights.extend(node.indicators.iter().map(|&indicator_idx| effective[indicator_idx]));
            let whole: f64 = weights.iter().sum();
            // A node that weighs nothing is not there.
            if whole > 0.0 {
                let of_tiles = node.tiles.iter().zip(node.scores.chunks_exact(weights.len()));
                of_tiles
                    .for_each(|(tile, scores)| tile.put_right(scores, weights, (whole, node.largest_uncovered), sums, doubtful));
            }
        }
    }
}

impl CorrectedTile {
    fn put_right(
        &self,
        scores: &[[f64; TILE]],
        weights: &[f64],
        (whole, largest_uncovered): (f64, f64),
        sums: &mut [f64],
        doubtful: &mut Vec<u32>,
    ) {
        let (mut parts, mut missing, mut uncovered) = ([0.0; TILE], [0.0; TILE], [0.0; TILE]);
        for (column, weight) in scores.iter().zip(weights) {
            parts.iter_mut().zip(column).for_each(|(part, score)| *part += weight * score);
        }
        for gap in &self.gaps {
            let weight = weights[gap.child as usize];
            missing[gap.lane as usize] += weight * gap.is_missing;
            uncovered[gap.lane as usize] += weight * gap.uncovered;
        }
        let (most_missing, most_uncovered) = ((1.0 - NOISE) * whole, largest_uncovered * whole);
        let lacking: [f64; TILE] = std::array::from_fn(|lane| parts[lane] * missing[lane] / (whole - missing[lane]));
        for (lane, &place) in self.places.iter().enumerate() {
            if missing[lane] < most_missing && uncovered[lane] <= most_uncovered {
                sums[place as usize] += lacking[lane];
            } else {
                doubtful.push(place);
            }
        }
    }
}
