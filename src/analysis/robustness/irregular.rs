//! Regions that lack a score, or have one that does not rest on data, on the fast way.
//!
//! What a node does about them is the method's business: its rule for missing children, the indicator's own, the least coverage. So
//! in general their scores are aggregated by the step itself ([`crate::aggregate`]), for these regions alone. The usual rule, that
//! the other children carry the score where they have enough of the weight, is computed here for many regions at a time
//! ([`Carried`]).

use super::kernel::{Collapse, TILE};
use crate::aggregate::{self, Coverage, WeightedChild, WhenMissing};
use crate::method::{Aggregation, MissingChildren};
use crate::pipeline::{self, ScoreColumn};
use crate::plan::Plan;
use crate::tree::Child;

/// The scores of some regions, by indicator.
#[derive(Debug, Clone, Default)]
pub struct Irregular {
    /// Their places in the contest, ascending.
    pub places: Vec<u32>,
    pub(super) columns: Vec<ScoreColumn>,
    /// The nodes that have to be computed, children before parents.
    pub(super) nodes: Vec<usize>,
    /// The quick way, where the usual rule holds everywhere.
    pub(super) carried: Option<Carried>,
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
        Irregular { places, columns, nodes, carried }
    }

    /// Scores of the node, by place, into `scores`, and whether they are logarithms; NaN where a region has none.
    pub fn scores(
        &self,
        plan: &Plan,
        left_out: &[usize],
        weights: &[Vec<f64>],
        memory: &mut CarriedMemory,
        scores: &mut Vec<f64>,
    ) -> Unit {
        match &self.carried {
            Some(carried) => {
                carried.scores(weights, memory, scores);
                scores.truncate(self.places.len());
                Unit::OfSums
            }
            None => {
                *scores = self.aggregated(plan, left_out, weights);
                Unit::OfScores
            }
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

/// What scores of irregular regions are given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As the weighted sums are: of logarithms under a geometric mean.
    OfSums,
    /// As the node's own scores.
    OfScores,
}

/// A coverage that misses the least one only by binary noise meets it, and a weight that is left only by binary noise is none.
const NOISE: f64 = 1e-12;

/// Regions of which missing children are carried by the others: score `Σ w·x / Σ w` over those that are there, a sum brought to the
/// whole weight, where `Σ w·c / Σ w` (c = 1 where a score rests on data) is at least the least coverage.
///
/// Most cells are there, so what is missing is taken off the whole weight, gap by gap.
#[derive(Debug, Clone)]
pub struct Carried {
    nodes: Vec<CarriedNode>,
    n_tiles: usize,
    n_indicators: usize,
    /// Tile by tile, then indicator by indicator: score, 0 where there is none.
    scores: Vec<[f64; TILE]>,
}

#[derive(Debug, Clone)]
struct CarriedNode {
    node_idx: usize,
    is_sum: bool,
    minimum_coverage: f64,
    children: Vec<CarriedChild>,
    /// By tile: what is missing among the indicators right below the node.
    gaps: Vec<Vec<Gap>>,
}

#[derive(Debug, Clone, Copy)]
enum CarriedChild {
    Indicator(usize),
    /// Position among the nodes.
    Node(usize),
}

/// An indicator that a region lacks, or has without data behind it.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Position of the indicator among the node's children.
    child: u32,
    /// Place of the region within the tile.
    lane: u32,
    /// 1 where there is no score.
    is_missing: f64,
    /// 1 less the coverage.
    uncovered: f64,
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
pub struct CarriedMemory {
    /// By node: the sum of its weights.
    wholes: Vec<f64>,
    of_nodes: Vec<TileScores>,
}

impl Carried {
    /// `None` where another rule holds somewhere.
    fn new(plan: &Plan, nodes: &[usize], columns: &[ScoreColumn], kind: Collapse) -> Option<Self> {
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
                    Collapse::Arithmetic => score,
                    Collapse::Geometric if score > 0.0 => libm::log(score),
                    Collapse::Geometric => return None,
                };
            }
        }
        Some(Carried { nodes: carried, n_tiles, n_indicators, scores })
    }

    fn scores(&self, weights: &[Vec<f64>], memory: &mut CarriedMemory, scores: &mut Vec<f64>) {
        scores.clear();
        let CarriedMemory { wholes, of_nodes } = memory;
        wholes.clear();
        wholes.extend(self.nodes.iter().map(|node| weights[node.node_idx].iter().sum::<f64>()));
        of_nodes.resize(self.nodes.len(), TileScores::NOTHING);
        for tile in 0..self.n_tiles {
            let of_tile = &self.scores[tile * self.n_indicators..(tile + 1) * self.n_indicators];
            for (position, (node, &whole)) in self.nodes.iter().zip(wholes.iter()).enumerate() {
                of_nodes[position] = node.scores(tile, of_tile, &weights[node.node_idx], whole, of_nodes);
            }
            let TileScores { scores: values, there, .. } = of_nodes.last().unwrap_or(&TileScores::NOTHING);
            let score = |(value, there): (&f64, &f64)| if *there > 0.0 { *value } else { f64::NAN };
            scores.extend(values.iter().zip(there).map(score));
        }
    }
}

/// What regions lack of a node's indicators that the edition has, by tile.
fn gaps(children: &[CarriedChild], columns: &[ScoreColumn], n_tiles: usize) -> Vec<Vec<Gap>> {
    let mut gaps = vec![Vec::new(); n_tiles];
    for (child, of_child) in (0..).zip(children) {
        let CarriedChild::Indicator(indicator_idx) = of_child else { continue };
        let column = &columns[*indicator_idx];
        for (place, score) in column.scores.iter().enumerate() {
            let is_missing = score.is_nan();
            let coverage = if is_missing { 0.0 } else { column.coverage.get(place).copied().unwrap_or(1.0) };
            if coverage != 1.0 {
                let (lane, is_missing) = ((place % TILE) as u32, f64::from(u8::from(is_missing)));
                gaps[place / TILE].push(Gap { child, lane, is_missing, uncovered: 1.0 - coverage });
            }
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

/// Marks the nodes that a node's score is computed from.
fn mark_below(plan: &Plan, node_idx: usize, is_below: &mut [bool]) {
    for child in plan.tree.children(node_idx) {
        if let Child::Node(child_idx) = child {
            is_below[child_idx] = true;
            mark_below(plan, child_idx, is_below);
        }
    }
}
