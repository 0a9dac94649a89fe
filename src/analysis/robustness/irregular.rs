//! Regions that lack a score, or have one that does not rest on data, on the fast way.
//!
//! What a node does about them is the method's business: its rule for missing children, the indicator's own, the least coverage. So
//! in general their scores are aggregated by the step itself ([`crate::aggregate`]), for these regions alone. The usual rule, that
//! the other children carry the score where they have enough of the weight, is computed here for many regions at a time
//! (`carried`), and where only a little is missing by what that changes (`corrections`).

mod carried;
mod corrections;

use super::kernel::{Collapse, TILE};
use super::weights::DrawnWeights;
use crate::aggregate::{self, Coverage, WeightedChild, WhenMissing};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::tree::Child;
use carried::{Carried, CarriedMemory};
use corrections::Corrections;

/// The scores of some regions, by indicator.
#[derive(Debug, Clone)]
pub struct Irregular {
    /// Their places in the contest, ascending.
    pub places: Vec<u32>,
    pub(super) columns: Vec<ScoreColumn>,
    /// The nodes that have to be computed, children before parents.
    pub(super) nodes: Vec<usize>,
    kind: Collapse,
    /// The quick way, where the usual rule holds everywhere.
    carried: Option<Carried>,
    /// The quickest, where besides no region lacks an indicator that stands beside nodes.
    corrections: Option<Corrections>,
}

/// Memory that is used again from draw to draw.
#[derive(Debug, Clone, Default)]
pub struct IrregularMemory {
    carried: CarriedMemory,
    of_node: Vec<f64>,
    doubtful: Vec<u32>,
}

/// A node's scores on the way up.
struct NodeScores {
    scores: Vec<f64>,
    coverage: Coverage,
    blocked: Vec<bool>,
}

impl Irregular {
    /// The places of those of `regions` that lack a score, or have one that does not rest on data.
    pub fn new(plan: &Plan, node_idx: usize, columns: &[ScoreColumn], regions: &[u32], kind: Collapse) -> Self {
        let is_irregular = |region_idx: usize| {
            let mut in_edition = columns.iter().filter(|column| !column.scores.is_empty());
            let lacks = |column: &ScoreColumn| {
                column.scores[region_idx].is_nan() || column.coverage.get(region_idx).is_some_and(|coverage| *coverage != 1.0)
            };
            in_edition.any(lacks)
        };
        let places: Vec<u32> =
            (0..regions.len() as u32).filter(|&place| is_irregular(regions[place as usize] as usize)).collect();
        let of_places = |values: &[f64]| -> Vec<f64> {
            let at = |&place: &u32| values[regions[place as usize] as usize];
            if values.is_empty() { Vec::new() } else { places.iter().map(at).collect() }
        };
        let columns: Vec<ScoreColumn> = columns
            .iter()
            .map(|column| ScoreColumn { scores: of_places(&column.scores), coverage: of_places(&column.coverage) })
            .collect();
        let mut is_below = vec![false; plan.tree.nodes.len()];
        is_below[node_idx] = true;
        mark_below(plan, node_idx, &mut is_below);
        let nodes: Vec<usize> = plan.tree.order.iter().copied().filter(|&below| is_below[below]).collect();
        let carried = Carried::new(plan, &nodes, &columns, kind);
        let corrections = carried.as_ref().and_then(|carried| Corrections::new(carried, &columns, &places, kind));
        Irregular { places, columns, nodes, kind, carried, corrections }
    }

    /// Nobody lacks anything.
    #[cfg(test)]
    pub(super) fn none(kind: Collapse) -> Self {
        Irregular { places: Vec::new(), columns: Vec::new(), nodes: Vec::new(), kind, carried: None, corrections: None }
    }

    /// Whether sums of these regions are taken like those of the others, with 0 for what is missing, and put right.
    pub fn is_put_right(&self) -> bool {
        self.corrections.is_some()
    }

    /// Puts the scores of these regions, in the unit of the weighted sums, among the sums of the contest, by place; NaN where one has none. The
    /// places of those are put into `absent`.
    pub fn put(
        &self,
        plan: &Plan,
        left_out: &[usize],
        weights: &DrawnWeights,
        memory: &mut IrregularMemory,
        sums: &mut [f64],
        absent: &mut Vec<u32>,
    ) {
        absent.clear();
        let IrregularMemory { carried: memory, of_node, doubtful } = memory;
        match (&self.carried, &self.corrections) {
            (Some(carried), Some(corrections)) => {
                doubtful.clear();
                corrections.put_right(&weights.effective, of_node, sums, doubtful);
                if !doubtful.is_empty() {
                    doubtful.sort_unstable();
                    doubtful.dedup();
                    carried.begin(&weights.by_node, memory);
                    self.put_doubtful(carried, &weights.by_node, memory, doubtful, sums, absent);
                }
            }
            (Some(carried), None) => {
                carried.begin(&weights.by_node, memory);
                for (tile, places) in self.places.chunks(TILE).enumerate() {
                    let scores = carried.tile(tile, &weights.by_node, memory);
                    places.iter().zip(scores).for_each(|(&place, score)| put(place, score, sums, absent));
                }
            }
            (None, _) => {
                let scores = self.aggregated(plan, left_out, &weights.by_node);
                self.places.iter().zip(scores).for_each(|(&place, score)| put(place, self.kind.in_sums(score), sums, absent));
            }
        }
    }

    /// Puts the scores of doubtful regions, of which the places are given in ascending order.
    fn put_doubtful(
        &self,
        carried: &Carried,
        weights: &[Vec<f64>],
        memory: &mut CarriedMemory,
        doubtful: &[u32],
        sums: &mut [f64],
        absent: &mut Vec<u32>,
    ) {
        let mut of_tile = None;
        for &place in doubtful {
            let position = self.places.partition_point(|&other| other < place);
            let tile = position / TILE;
            let scores = match of_tile {
                Some((last, scores)) if last == tile => scores,
                _ => carried.tile(tile, weights, memory),
            };
            of_tile = Some((tile, scores));
            put(place, scores[position % TILE], sums, absent);
        }
    }

    /// The same by the steps of the main job. `weights` are by node, then by child.
    fn aggregated(&self, plan: &Plan, left_out: &[usize], weights: &[Vec<f64>]) -> Vec<f64> {
        let n_regions = self.places.len();
        let mut computed: Vec<Option<NodeScores>> = plan.tree.nodes.iter().map(|_| None).collect();
        let mut last = vec![f64::NAN; n_regions];
        for &node_idx in &self.nodes {
            let node = &plan.tree.nodes[node_idx];
            let children = plan.tree.children(node_idx);
            let weighted: Vec<WeightedChild<'_>> = children
                .iter()
                .zip(&weights[node_idx])
                .filter_map(|(child, &weight)| match child {
                    Child::Indicator(indicator_idx) => {
                        let column = &self.columns[*indicator_idx];
                        let is_in = !column.scores.is_empty() && !left_out.contains(indicator_idx);
                        is_in.then(|| WeightedChild {
                            scores: &column.scores,
                            coverage: &column.coverage,
                            weight,
                            when_missing: pipeline::when_missing(&plan.indicators[*indicator_idx]),
                            order: plan.indicators[*indicator_idx].order,
                        })
                    }
                    Child::Node(child_idx) => computed[*child_idx].as_ref().map(|child| WeightedChild {
                        scores: &child.scores,
                        coverage: child.coverage.shares(),
                        weight,
                        when_missing: match child.blocked.is_empty() {
                            true => WhenMissing::FollowNode,
                            false => WhenMissing::PropagateWhere(&child.blocked),
                        },
                        order: pipeline::child_order(&plan.tree.nodes[*child_idx]),
                    }),
                })
                .collect();
            if weighted.is_empty() {
                continue;
            }
            let aggregated = aggregate::aggregate(node.aggregation, &weighted, n_regions, node.missing_children);
            let blocked = pipeline::blocked(&weighted, n_regions);
            last.clone_from(&aggregated.scores);
            computed[node_idx] = Some(NodeScores { scores: aggregated.scores, coverage: aggregated.coverage, blocked });
        }
        last
    }
}

/// A coverage that misses the least one only by binary noise meets it, and a weight that is left only by binary noise is none.
const NOISE: f64 = 1e-12;

/// An indicator that a region lacks, or has without data behind it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Position of the indicator among its node's children.
    child: u32,
    /// Place of the region within the tile.
    lane: u32,
    /// 1 where there is no score.
    is_missing: f64,
    /// 1 less the coverage.
    uncovered: f64,
}

/// What a region lacks of an indicator that the edition has; `None` where its score is there and rests on data.
fn gap(column: &ScoreColumn, place: usize, child: u32, lane: usize) -> Option<Gap> {
    let is_missing = column.scores[place].is_nan();
    let coverage = if is_missing { 0.0 } else { column.coverage.get(place).copied().unwrap_or(1.0) };
    let is_missing = f64::from(u8::from(is_missing));
    (coverage != 1.0).then_some(Gap { child, lane: lane as u32, is_missing, uncovered: 1.0 - coverage })
}

/// Puts a region's score among the sums; its place among those that have none where it is NaN.
fn put(place: u32, score: f64, sums: &mut [f64], absent: &mut Vec<u32>) {
    sums[place as usize] = score;
    if score.is_nan() {
        absent.push(place);
    }
}

/// Marks the nodes that a node's score is computed from.
fn mark_below(plan: &Plan, node_idx: usize, is_below: &mut [bool]) {
    for child in plan.tree.children(node_idx) {
        if let Child::Node(child_idx) = child {
            is_below[child_idx] = true;
            mark_below(plan, child_idx, is_below);
        }
    }
}
