//! Irregular regions of which missing children are carried by the others: score `Σ w·x / Σ w` over those that are there, a sum brought
//! to the whole weight, where `Σ w·c / Σ w` (c = 1 where a score rests on data) is at least the least coverage.
//!
//! Most cells are there, so what is missing is taken off the whole weight, gap by gap. Many regions are taken at a time.

use super::super::kernel::{Collapse, TILE};
use super::{Gap, NOISE, gap};
use crate::aggregate::WhenMissing;
use crate::method::{Aggregation, MissingChildren};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::tree::Child;

/// The scores of such regions, node by node.
#[derive(Debug, Clone)]
pub(super) struct Carried {
    pub(super) nodes: Vec<CarriedNode>,
    n_indicators: usize,
    /// Tile by tile, then indicator by indicator: score, 0 where there is none.
    scores: Vec<[f64; TILE]>,
}

#[derive(Debug, Clone)]
pub(super) struct CarriedNode {
    node_idx: usize,
    is_sum: bool,
    pub(super) minimum_coverage: f64,
    pub(super) children: Vec<CarriedChild>,
    /// By tile: what is missing among the indicators right below the node.
    gaps: Vec<Vec<Gap>>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum CarriedChild {
    /// Position of an indicator.
    Indicator(usize),
    /// Position among the nodes.
    Node(usize),
}

/// A node's regions of one tile: score, 1 where there is one, coverage.
#[derive(Debug, Clone, Copy)]
struct TileScores {
    scores: [f64; TILE],
    there: [f64; TILE],
    covered: [f64; TILE],
}

/// Memory that is used again from draw to draw.
#[derive(Debug, Clone, Default)]
pub(super) struct CarriedMemory {
    /// By node: the sum of its weights.
    wholes: Vec<f64>,
    of_nodes: Vec<TileScores>,
}

impl Carried {
    /// `None` where another rule holds somewhere.
    pub(super) fn new(plan: &Plan, nodes: &[usize], columns: &[ScoreColumn], kind: Collapse) -> Option<Self> {
        let n_places = columns.iter().map(|column| column.scores.len()).max().unwrap_or(0);
        let (n_tiles, n_indicators) = (n_places.div_ceil(TILE), columns.len());
        let position = |node_idx: usize| nodes.iter().position(|&other| other == node_idx);
        let mut carried = Vec::with_capacity(nodes.len());
        for &node_idx in nodes {
            let node = &plan.tree.nodes[node_idx];
            let MissingChildren::Renormalise { minimum_coverage } = node.missing_children else { return None };
            let children = plan.tree.children(node_idx).into_iter().map(|child| match child {
                Child::Indicator(indicator_idx) => match pipeline::when_missing(&plan.indicators[indicator_idx]) {
                    WhenMissing::FollowNode | WhenMissing::LeaveOut => Some(CarriedChild::Indicator(indicator_idx)),
                    WhenMissing::Propagate | WhenMissing::PropagateWhere(_) => None,
                },
                Child::Node(child_idx) => position(child_idx).map(CarriedChild::Node),
            });
            let children: Option<Vec<CarriedChild>> = children.collect();
            let children = children?;
            carried.push(CarriedNode {
                node_idx,
                is_sum: node.aggregation == Aggregation::Sum,
                minimum_coverage: minimum_coverage - NOISE,
                gaps: gaps(&children, columns, n_tiles),
                children,
            });
        }
        let mut scores = vec![[0.0; TILE]; n_tiles * n_indicators];
        for (indicator_idx, column) in columns.iter().enumerate() {
            for (place, &score) in column.scores.iter().enumerate().filter(|(_, score)| !score.is_nan()) {
                scores[place / TILE * n_indicators + indicator_idx][place % TILE] = match kind {
                    Collapse::Geometric if score <= 0.0 => return None,
                    _ => kind.in_sums(score),
                };
            }
        }
        Some(Carried { nodes: carried, n_indicators, scores })
    }

    /// Position of the node above a node, by position.
    pub(super) fn parent(&self, below: usize) -> Option<usize> {
        let is_below = |child: &CarriedChild| matches!(child, CarriedChild::Node(position) if *position == below);
        self.nodes.iter().position(|node| node.children.iter().any(is_below))
    }

    /// Takes up the weights of a draw, by node, then by child.
    pub(super) fn begin(&self, weights: &[Vec<f64>], memory: &mut CarriedMemory) {
        memory.wholes.clear();
        memory.wholes.extend(self.nodes.iter().map(|node| weights[node.node_idx].iter().sum::<f64>()));
        memory.of_nodes.resize(self.nodes.len(), TileScores::NOTHING);
    }

    /// Scores of a tile's regions with the weights that were taken up; NaN where a region has none.
    pub(super) fn tile(&self, tile: usize, weights: &[Vec<f64>], memory: &mut CarriedMemory) -> [f64; TILE] {
        let CarriedMemory { wholes, of_nodes } = memory;
        let of_tile = &self.scores[tile * self.n_indicators..(tile + 1) * self.n_indicators];
        for (position, (node, &whole)) in self.nodes.iter().zip(wholes.iter()).enumerate() {
            of_nodes[position] = node.scores(tile, of_tile, &weights[node.node_idx], whole, of_nodes);
        }
        let TileScores { mut scores, there, .. } = of_nodes.last().copied().unwrap_or(TileScores::NOTHING);
        scores.iter_mut().zip(there).filter(|(_, there)| *there == 0.0).for_each(|(score, _)| *score = f64::NAN);
        scores
    }
}

/// What regions lack of a node's indicators that the edition has, by tile.
fn gaps(children: &[CarriedChild], columns: &[ScoreColumn], n_tiles: usize) -> Vec<Vec<Gap>> {
    let mut gaps = vec![Vec::new(); n_tiles];
    for (child, of_child) in (0..).zip(children) {
        let CarriedChild::Indicator(indicator_idx) = of_child else { continue };
        let column = &columns[*indicator_idx];
        for (place, _) in column.scores.iter().enumerate() {
            gaps[place / TILE].extend(gap(column, place, child, place % TILE));
        }
    }
    gaps
}

impl CarriedNode {
    /// The node's scores in a tile, from those of its indicators and of the nodes below.
    fn scores(
        &self,
        tile: usize,
        indicators: &[[f64; TILE]],
        weights: &[f64],
        whole: f64,
        of_nodes: &[TileScores],
    ) -> TileScores {
        let mut sums = TileScores { scores: [0.0; TILE], there: [whole; TILE], covered: [whole; TILE] };
        for (child, &weight) in self.children.iter().zip(weights) {
            match child {
                CarriedChild::Indicator(indicator_idx) => add(&mut sums.scores, weight, &indicators[*indicator_idx]),
                CarriedChild::Node(position) => {
                    let TileScores { scores, there, covered } = &of_nodes[*position];
                    add(&mut sums.scores, weight, scores);
                    add(&mut sums.there, weight, &there.map(|there| there - 1.0));
                    add(&mut sums.covered, weight, &covered.map(|covered| covered - 1.0));
                }
            }
        }
        for gap in &self.gaps[tile] {
            let weight = weights[gap.child as usize];
            sums.there[gap.lane as usize] -= weight * gap.is_missing;
            sums.covered[gap.lane as usize] -= weight * gap.uncovered;
        }
        self.finished(whole, &sums)
    }

    /// From weighted sums of scores, of what is there and of what rests on data to score, whether there is one, and coverage. There are
    /// no branches, so that several regions are taken at a time.
    fn finished(&self, whole: f64, sums: &TileScores) -> TileScores {
        let mut finished = TileScores::NOTHING;
        let least = NOISE * whole;
        let (scale, per_whole) = (if self.is_sum { whole } else { 1.0 }, if whole > 0.0 { whole.recip() } else { 0.0 });
        for lane in 0..TILE {
            // What rests on data counts for the node above, also where it is too little for a score here.
            let coverage = sums.covered[lane] * per_whole;
            let has_score = (sums.there[lane] > least) & (coverage >= self.minimum_coverage);
            let score = sums.scores[lane] / sums.there[lane] * scale;
            finished.covered[lane] = coverage;
            finished.scores[lane] = if has_score { score } else { 0.0 };
            finished.there[lane] = if has_score { 1.0 } else { 0.0 };
        }
        finished
    }
}

impl TileScores {
    /// Nobody has a score.
    const NOTHING: TileScores = TileScores { scores: [0.0; TILE], there: [0.0; TILE], covered: [0.0; TILE] };
}

fn add(sums: &mut [f64; TILE], weight: f64, values: &[f64; TILE]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += weight * value;
    }
}
