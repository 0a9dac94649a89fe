//! How sure ranks are: the index is computed again and again with other choices of method, and the ranks are counted.
//!
//! Uncertainty analysis after the OECD/JRC Handbook (2008), step 7: weights, normalisation, aggregation, treatment, imputation, the
//! rule for equal values, an indicator that is left out, and errors of values are drawn ([`inputs`]); all else stays. What comes
//! out is how much a rank depends on choices that could have been made otherwise. It is no margin of error of the statistics,
//! unless variables state their errors.
//!
//! A replicate recomputes only what its draw changes. The scores of the indicators under each combination of options are there from
//! the start ([`variants`]); a replicate weighs, adds and ranks. Where a node is a mean of means of one kind, that is one
//! weighted sum per region ([`kernel`]); else the nodes are computed by the steps of the main job ([`general`]). Parameters that are
//! fitted on several editions are no obstacle: each variant is fitted on its pool like the main job.
//!
//! An indicator that is left out is left out of the nodes. What was done with it before stays: the regions that were screened out, row
//! means that filled gaps of its neighbours, and weights that were taken from the data, of which draws are multiples.
//!
//! Results depend on the seed and the configuration only. A replicate has a random stream of its own and its own row in the matrix
//! of ranks, so threads do not show.

pub mod distribution;
pub mod doubt;
pub mod general;
pub mod inputs;
pub mod irregular;
pub mod kernel;
pub mod scenarios;
pub mod variants;
pub mod weights;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::harmonise::Harmonised;
use crate::method::AnalysedEditions;
use crate::outcome::{NodeOutcome, Outcome};
use crate::pipeline;
use crate::plan::Plan;
use crate::region::Regions;
use crate::schedule::Schedule;
use distribution::{BATCH, Comparison, RankDistribution, RankMatrix};
use inputs::{Draw, Input, Inputs, OptionDraw};
use irregular::{Irregular, IrregularMemory};
use kernel::{Collapse, Contest, Panel};
use variants::Variants;
use weights::{DrawnWeights, Present, Weights};

/// Most regions whose ranks are counted: a rank takes two bytes.
pub const MOST_REGIONS: usize = u16::MAX as usize;

/// Most coordinates that are kept from edition to edition: 32 MiB.
const MOST_KEPT: usize = 1 << 22;

/// What an analysis reads.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// Regions.
    pub regions: &'a Regions,
    /// Values.
    pub harmonised: &'a Harmonised<'a>,
    /// Statistic periods.
    pub schedule: &'a Schedule,
    /// The nominal result.
    pub outcome: &'a Outcome,
}

/// How sure the ranks of a build are.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// Number of replicates.
    pub n_replicates: usize,
    /// Seed of the draws; `None` where replicates were given.
    pub seed: Option<u64>,
    /// What was drawn, with the number of numbers it took.
    pub inputs: Vec<(Input, usize)>,
    /// The editions that were analysed, oldest first.
    pub editions: Vec<EditionRobustness>,
}

/// How sure the ranks of an edition are.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionRobustness {
    /// Which edition, by position.
    pub edition_idx: usize,
    /// By node that was asked for.
    pub nodes: Vec<NodeRobustness>,
}

/// How sure the ranks of a node in an edition are.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeRobustness {
    /// Which node.
    pub node_idx: usize,
    /// By ranked region: ranks among all.
    pub overall: Vec<RankDistribution>,
    /// By ranked region: ranks within region types; empty where there are none.
    pub within_type: Vec<RankDistribution>,
    /// Replicates that could not be computed, by reason.
    pub failures: BTreeMap<String, u32>,
}

/// Where replicates come from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// Drawn with a seed.
    Random(u64),
    /// Given one by one.
    Draws(&'a [Draw]),
    /// Given as coordinates: a function of the replicate's number.
    Coordinates(&'a (dyn Fn(usize, &mut [f64]) + Sync)),
}

impl Source<'_> {
    /// The draw of a replicate.
    pub fn draw(&self, inputs: &Inputs, replicate: usize, coordinates: &mut [f64], draw: &mut Draw) {
        match self {
            Source::Random(seed) => inputs.random(*seed, replicate as u64, coordinates),
            Source::Draws(draws) => return draw.clone_from(&draws[replicate]),
            Source::Coordinates(at) => at(replicate, coordinates),
        }
        inputs.draw(coordinates, draw);
    }
}

/// Positions of the editions that are analysed, oldest first.
pub fn editions(plan: &Plan) -> Vec<usize> {
    let n_editions = plan.editions.len();
    let n_analysed = match plan.robustness.editions {
        AnalysedEditions::All => n_editions,
        AnalysedEditions::Newest(number) => number.min(n_editions),
    };
    (n_editions - n_analysed..n_editions).collect()
}

/// Computes the replicates of the plan's own design, and counts ranks.
pub fn analyse(subject: Subject<'_>) -> Robustness {
    let robustness = &subject.plan.robustness;
    let editions = editions(subject.plan);
    let engine = Engine::new(subject, &editions);
    engine.analyse(&editions, robustness.replicates as usize, Source::Random(robustness.seed), |_, _| ())
}

/// Ranks of a node in an edition, replicate by replicate.
#[derive(Debug, Clone)]
pub struct NodeMatrices {
    /// Which node.
    pub node_idx: usize,
    /// Ranks among all.
    pub overall: RankMatrix,
    /// Ranks within region types; without regions where there are none.
    pub within_type: RankMatrix,
    /// Replicates that could not be computed, by reason; their ranks are 0.
    pub failures: BTreeMap<String, u32>,
}

fn summarise(subject: Subject<'_>, edition_idx: usize, matrices: &NodeMatrices, before: Option<&NodeMatrices>) -> NodeRobustness {
    let robustness = &subject.plan.robustness;
    let nominal = &subject.outcome.editions[edition_idx].nodes[matrices.node_idx];
    let comparison = Comparison {
        nominal: &nominal.ranks,
        group_of: &[],
        before: before.map(|before| (&before.overall, &[][..])),
        interval: robustness.interval,
        top: &robustness.top,
    };
    let within_type = || match &subject.regions.types {
        None => Vec::new(),
        Some(types) => {
            let of_types = Comparison {
                nominal: &nominal.type_ranks,
                group_of: &types.of_edition[edition_idx],
                before: before.map(|before| (&before.within_type, &types.of_edition[edition_idx - 1][..])),
                ..comparison
            };
            distribution::distributions(&matrices.within_type, &of_types)
        }
    };
    let (overall, within_type) = rayon::join(|| distribution::distributions(&matrices.overall, &comparison), within_type);
    NodeRobustness { node_idx: matrices.node_idx, overall, within_type, failures: matrices.failures.clone() }
}

/// Everything that does not change from replicate to replicate.
pub struct Engine<'a> {
    pub(crate) subject: Subject<'a>,
    /// What is drawn.
    pub inputs: Inputs,
    variants: Variants,
}

/// A node in an edition, prepared for replicates.
struct Prepared {
    node_idx: usize,
    /// Whether the edition ranks anybody by it.
    is_ranked: bool,
    contest: Contest,
    /// By variant: scores laid out for the fast way, where it can be taken.
    panels: Vec<Option<Panel>>,
}

/// An edition, prepared for replicates.
struct PreparedEdition {
    edition_idx: usize,
    weights: Weights,
    /// By variant: which indicators the edition has.
    present: Vec<Present>,
    nodes: Vec<Prepared>,
}

/// Memory of the fast way.
#[derive(Default)]
struct FastMemory {
    kernel: kernel::Scratch,
    weights: DrawnWeights,
    of_panel: Vec<f64>,
    sums: Vec<f64>,
    irregular: IrregularMemory,
    absent: Vec<u32>,
}

/// Memory of one task.
#[derive(Default)]
struct TaskMemory {
    fast: FastMemory,
    coordinates: Vec<f64>,
    draw: Draw,
    rows: Vec<u16>,
    type_rows: Vec<u16>,
}

impl<'a> Engine<'a> {
    /// Computes the scores of every combination of options in some editions.
    pub fn new(subject: Subject<'a>, editions: &[usize]) -> Self {
        let Subject { plan, regions, harmonised, schedule, .. } = subject;
        let mut needed: Vec<usize> =
            editions.iter().flat_map(|&edition_idx| pipeline::editions_behind_nodes(plan, edition_idx)).collect();
        needed.sort_unstable();
        needed.dedup();
        let inputs = Inputs::new(plan);
        let variants = Variants::compute(plan, regions, harmonised, schedule, needed);
        Engine { subject, inputs, variants }
    }

    /// What the replicates say of some editions (by position, ascending). `look` is shown the ranks of each before they are
    /// forgotten.
    pub fn analyse(
        &self,
        editions: &[usize],
        n_replicates: usize,
        source: Source<'_>,
        mut look: impl FnMut(usize, &[NodeMatrices]),
    ) -> Robustness {
        let nodes = &self.subject.plan.robustness.nodes;
        let seed = match source {
            Source::Random(seed) => Some(seed),
            Source::Draws(_) | Source::Coordinates(_) => None,
        };
        // The same draws serve every edition: where they fit the memory they are not drawn again.
        let n_coordinates = self.inputs.n_coordinates();
        let drawn = seed.filter(|_| (1..=MOST_KEPT).contains(&(n_replicates * n_coordinates))).map(|seed| {
            let mut coordinates = vec![0.0; n_replicates * n_coordinates];
            let rows = coordinates.par_chunks_exact_mut(n_coordinates).enumerate();
            rows.for_each(|(replicate, row)| self.inputs.random(seed, replicate as u64, row));
            coordinates
        });
        let kept = drawn.as_ref().map(|drawn| {
            |replicate: usize, coordinates: &mut [f64]| {
                coordinates.copy_from_slice(&drawn[replicate * n_coordinates..(replicate + 1) * n_coordinates]);
            }
        });
        let source = kept.as_ref().map_or(source, |kept| Source::Coordinates(kept));
        let mut before: Option<(usize, Vec<NodeMatrices>)> = None;
        // Memory of an edition that nothing is compared with any more.
        let mut spare = Vec::new();
        let mut found = Vec::with_capacity(editions.len());
        for &edition_idx in editions {
            let matrices = self.replicates_into(spare, edition_idx, nodes, n_replicates, source);
            look(edition_idx, &matrices);
            // Change is against the edition before, not against any earlier one.
            let previous = before.as_ref().filter(|(previous_idx, _)| previous_idx + 1 == edition_idx);
            let summarised = matrices.iter().enumerate().map(|(position, of_node)| {
                summarise(self.subject, edition_idx, of_node, previous.map(|(_, previous)| &previous[position]))
            });
            found.push(EditionRobustness { edition_idx, nodes: summarised.collect() });
            spare = before.replace((edition_idx, matrices)).map_or_else(Vec::new, |(_, matrices)| matrices);
        }
        Robustness { n_replicates, seed, inputs: self.inputs.groups(), editions: found }
    }

    /// Ranks of some nodes of an edition in every replicate.
    pub fn replicates(&self, edition_idx: usize, nodes: &[usize], n_replicates: usize, source: Source<'_>) -> Vec<NodeMatrices> {
        self.replicates_into(Vec::new(), edition_idx, nodes, n_replicates, source)
    }

    /// The same in the memory of another edition's matrices, of the same nodes and replicates; new memory where there is none.
    fn replicates_into(
        &self,
        spare: Vec<NodeMatrices>,
        edition_idx: usize,
        nodes: &[usize],
        n_replicates: usize,
        source: Source<'_>,
    ) -> Vec<NodeMatrices> {
        let mut spare = spare.into_iter();
        let prepared = self.prepare(edition_idx, nodes);
        let n_regions = self.subject.regions.n_ranked();
        let n_with_type = if self.subject.regions.types.is_some() { n_regions } else { 0 };
        nodes
            .iter()
            .enumerate()
            .map(|(position, &node_idx)| {
                let (mut overall, mut within_type) = match spare.next() {
                    Some(NodeMatrices { overall, within_type, .. }) => (overall, within_type),
                    None => (RankMatrix::new(n_regions, n_replicates), RankMatrix::new(n_with_type, n_replicates)),
                };
                let width = overall.block();
                let n_blocks = n_replicates.div_ceil(width);
                // Without types there is nothing to fill, but every block needs a part.
                let mut no_types: Vec<[u16; 0]> = vec![[]; n_blocks];
                let type_blocks: Vec<&mut [u16]> = match n_with_type {
                    0 => no_types.iter_mut().map(|empty| &mut empty[..]).collect(),
                    _ => within_type.blocks_mut().collect(),
                };
                let of_blocks: Vec<(BTreeMap<String, u32>, [bool; 2])> = overall
                    .par_blocks_mut()
                    .zip(type_blocks)
                    .enumerate()
                    .map_init(TaskMemory::default, |memory, (block_idx, (block, type_block))| {
                        let (mut failures, mut is_complete) = (BTreeMap::new(), [true; 2]);
                        let of_block = block_idx * width..((block_idx + 1) * width).min(n_replicates);
                        for first in of_block.clone().step_by(BATCH) {
                            let batch = first..(first + BATCH).min(of_block.end);
                            self.rows(&prepared, position, source, batch, memory, &mut failures);
                            is_complete[0] &= !memory.rows.contains(&0);
                            is_complete[1] &= !memory.type_rows.contains(&0);
                            let first = first - of_block.start;
                            distribution::store(&memory.rows, n_regions, first, block);
                            distribution::store(&memory.type_rows, n_with_type, first, type_block);
                        }
                        (failures, is_complete)
                    })
                    .collect();
                overall.set_complete(of_blocks.iter().all(|(_, [is_complete, _])| *is_complete));
                within_type.set_complete(of_blocks.iter().all(|(_, [_, is_complete])| *is_complete));
                let mut failures: BTreeMap<String, u32> = BTreeMap::new();
                for (reason, count) in of_blocks.into_iter().flat_map(|(failures, _)| failures) {
                    *failures.entry(reason).or_default() += count;
                }
                NodeMatrices { node_idx, overall, within_type, failures }
            })
            .collect()
    }

    /// The ranks of some replicates, into the rows of the memory.
    fn rows(
        &self,
        edition: &PreparedEdition,
        position: usize,
        source: Source<'_>,
        replicates: Range<usize>,
        memory: &mut TaskMemory,
        failures: &mut BTreeMap<String, u32>,
    ) {
        let n_regions = self.subject.regions.n_ranked();
        let n_with_type = if self.subject.regions.types.is_some() { n_regions } else { 0 };
        if memory.draw.node_multipliers.is_empty() {
            memory.coordinates.resize(self.inputs.n_coordinates(), 0.0);
            memory.draw = self.inputs.nominal();
        }
        let TaskMemory { fast, coordinates, draw, rows, type_rows } = memory;
        rows.clear();
        rows.resize(replicates.len() * n_regions, 0);
        type_rows.clear();
        type_rows.resize(replicates.len() * n_with_type, 0);
        for (place, replicate) in replicates.enumerate() {
            source.draw(&self.inputs, replicate, coordinates, draw);
            let ranks = &mut rows[place * n_regions..(place + 1) * n_regions];
            let type_ranks = &mut type_rows[place * n_with_type..(place + 1) * n_with_type];
            if let Err(reason) = self.replicate(edition, position, draw, fast, ranks, type_ranks) {
                *failures.entry(reason).or_default() += 1;
            }
        }
    }

    fn replicate(
        &self,
        edition: &PreparedEdition,
        position: usize,
        draw: &Draw,
        memory: &mut FastMemory,
        ranks: &mut [u16],
        type_ranks: &mut [u16],
    ) -> Result<(), String> {
        let node = &edition.nodes[position];
        let variant_idx = self.variants.position(draw.options);
        if let Some(panel) = node.panels[variant_idx].as_ref().filter(|_| draw.noise.is_none()) {
            // Without any weight nobody is ranked.
            self.rank_fast(edition, node, panel, variant_idx, draw, memory, ranks, type_ranks);
        } else {
            let nodes = self.general(edition, draw)?;
            copy_ranks(&nodes[node.node_idx], ranks, type_ranks);
        }
        let is_failed = node.is_ranked && ranks.iter().all(|rank| *rank == 0);
        if is_failed { Err(NOBODY.to_owned()) } else { Ok(()) }
    }

    /// Ranks by the fast way; `false` where no weight is left.
    #[expect(clippy::too_many_arguments, reason = "what a replicate reads, writes and uses again")]
    fn rank_fast(
        &self,
        edition: &PreparedEdition,
        node: &Prepared,
        panel: &Panel,
        variant_idx: usize,
        draw: &Draw,
        memory: &mut FastMemory,
        ranks: &mut [u16],
        type_ranks: &mut [u16],
    ) -> bool {
        let FastMemory { kernel, weights, of_panel, sums, irregular, absent } = memory;
        let plan = &self.variants.variant(variant_idx).plan;
        edition.weights.draw(draw, &edition.present[variant_idx], weights);
        if !edition.weights.in_node(plan, node.node_idx, weights) {
            return false;
        }
        panel.sums(&weights.effective, of_panel, sums);
        panel.irregular.put(plan, &draw.left_out, weights, irregular, sums, absent);
        node.contest.rank((sums, absent, panel.power), kernel, ranks, type_ranks);
        true
    }

    /// All nodes of an edition in one draw, by the steps of the main job.
    fn general(&self, edition: &PreparedEdition, draw: &Draw) -> Result<Vec<NodeOutcome>, String> {
        let Subject { regions, harmonised, schedule, .. } = self.subject;
        let inputs = general::Inputs { regions, harmonised, schedule };
        let variant = self.variants.get(draw.options);
        general::nodes(inputs, variant, &self.variants.editions, edition.edition_idx, &edition.weights, draw)
    }

    /// All nodes of an edition in one draw, by the steps of the main job.
    ///
    /// # Errors
    /// Why the draw cannot be computed, in one line.
    pub fn nodes(&self, edition_idx: usize, draw: &Draw) -> Result<Vec<NodeOutcome>, String> {
        self.general(&self.prepare(edition_idx, &[]), draw)
    }

    fn prepare(&self, edition_idx: usize, nodes: &[usize]) -> PreparedEdition {
        let plan = self.subject.plan;
        let nominal = &self.subject.outcome.editions[edition_idx].nodes;
        let nominal_weights: Vec<Vec<f64>> = nominal.iter().map(|node| node.weights.clone()).collect();
        let weights = Weights::new(plan, &self.inputs, &nominal_weights);
        let is_in = self.variants.iter().map(|variant| {
            let columns = variant.columns(&self.variants.editions, edition_idx);
            let none = || vec![false; plan.indicators.len()];
            columns.map_or_else(none, |columns| columns.iter().map(|column| !column.scores.is_empty()).collect())
        });
        let present: Vec<Present> = is_in.map(|is_in| weights.present(is_in)).collect();
        let has_negative = nominal_weights.iter().flatten().any(|weight| *weight < 0.0);
        let mut edition = PreparedEdition { edition_idx, weights, present, nodes: Vec::new() };
        for &node_idx in nodes {
            let ranked = &nominal[node_idx].ranks;
            // Everyone who could be ranked in some replicate.
            let has_score = |region_idx: usize| {
                let mut columns =
                    self.variants.iter().filter_map(|variant| variant.columns(&self.variants.editions, edition_idx));
                let of_region =
                    |column: &pipeline::ScoreColumn| column.scores.get(region_idx).is_some_and(|score| !score.is_nan());
                columns.any(|columns| columns.iter().any(of_region))
            };
            let taking_part: Vec<u32> = (0..ranked.len() as u32)
                .filter(|&region_idx| ranked[region_idx as usize] != 0 || has_score(region_idx as usize))
                .collect();
            let types = self.subject.regions.types.as_ref().map(|types| (&types.of_edition[edition_idx][..], types.ids.len()));
            let contest = Contest::new(plan, node_idx, taking_part, types);
            let everything = edition.weights.present(vec![true; plan.indicators.len()]);
            let mut nominal_weights = DrawnWeights::default();
            edition.weights.draw(&self.inputs.nominal(), &everything, &mut nominal_weights);
            let panel = |variant: &variants::Variant| -> Option<Panel> {
                let mut drawn = nominal_weights.clone();
                let kind = kernel::collapse(&variant.plan, node_idx)?;
                let columns = variant.columns(&self.variants.editions, edition_idx)?;
                let irregular = Irregular::new(&variant.plan, node_idx, columns, &contest.regions, kind);
                // The contest knows one order: the plan's own.
                let same_order = pipeline::rank_order(&variant.plan, node_idx) == pipeline::rank_order(plan, node_idx);
                let decimals = fast_decimals(kind, plan.method.ranking.decimals);
                let fits = !has_negative && same_order && contest.regions.len() <= MOST_REGIONS;
                // Weights that are drawn add up to what the nominal ones do.
                edition.weights.in_node(&variant.plan, node_idx, &mut drawn);
                let total_weight: f64 = drawn.effective.iter().map(|weight| weight.abs()).sum();
                let size = decimals.filter(|_| fits).map(|decimals| (decimals, total_weight));
                size.and_then(|size| Panel::new(columns, &contest.regions, kind, size, irregular))
            };
            let panels = self.variants.par_iter().map(panel).collect();
            let is_ranked = ranked.iter().any(|rank| *rank != 0);
            edition.nodes.push(Prepared { node_idx, is_ranked, contest, panels });
        }
        self.check_fast_way(&mut edition);
        edition
    }

    /// Leaves the fast way for a combination of options where, with nominal weights, it does not give the ranks of the general way:
    /// sums that differ in their last bits could have been rounded apart.
    fn check_fast_way(&self, edition: &mut PreparedEdition) {
        let options: Vec<OptionDraw> = self.variants.options().collect();
        let disagreeing: Vec<Vec<usize>> = options
            .par_iter()
            .enumerate()
            .map(|(variant_idx, options)| self.disagreeing(edition, variant_idx, *options))
            .collect();
        for (variant_idx, positions) in disagreeing.into_iter().enumerate() {
            positions.into_iter().for_each(|position| edition.nodes[position].panels[variant_idx] = None);
        }
    }

    /// Positions of the nodes of which the fast way gives other ranks with nominal weights than the general way does.
    fn disagreeing(&self, edition: &PreparedEdition, variant_idx: usize, options: OptionDraw) -> Vec<usize> {
        if edition.nodes.iter().all(|node| node.panels[variant_idx].is_none()) {
            return Vec::new();
        }
        let n_regions = self.subject.regions.n_ranked();
        let n_with_type = if self.subject.regions.types.is_some() { n_regions } else { 0 };
        let mut memory = FastMemory::default();
        let draw = Draw { options, ..self.inputs.nominal() };
        let general = self.general(edition, &draw);
        let mut agrees = |node: &Prepared| {
            let Some(panel) = &node.panels[variant_idx] else { return true };
            let (mut ranks, mut type_ranks) = (vec![0u16; n_regions], vec![0u16; n_with_type]);
            let has_weights = self.rank_fast(edition, node, panel, variant_idx, &draw, &mut memory, &mut ranks, &mut type_ranks);
            let same = |ours: &[u16], theirs: &[u32]| ours.iter().map(|&rank| u32::from(rank)).eq(theirs.iter().copied());
            general.as_ref().is_ok_and(|nodes| {
                let theirs = &nodes[node.node_idx];
                has_weights && same(&ranks, &theirs.ranks) && same(&type_ranks, &theirs.type_ranks)
            })
        };
        (0..edition.nodes.len()).filter(|&position| !agrees(&edition.nodes[position])).collect()
    }
}

/// Fewest ranking decimals of sums on the fast way, which rounds halves to even: scores on a grid of ranks and equal weights are
/// further apart than that, so that it does not show.
const LEAST_DECIMALS: u32 = 6;
/// The same of logarithms, which are rounded in other places than the means themselves.
const LEAST_DECIMALS_OF_LOGARITHMS: u32 = 9;
/// Decimals that a logarithm needs beyond those of a mean from 0 to 100, for differences that it shows.
const MORE_OF_LOGARITHMS: u32 = 2;

/// Decimals to which the sums of the fast way are rounded, so that they tie where the ranked scores do; `None` where no rounding of
/// theirs does that.
fn fast_decimals(kind: Collapse, ranking_decimals: u32) -> Option<u32> {
    match kind {
        Collapse::Arithmetic => (ranking_decimals >= LEAST_DECIMALS).then_some(ranking_decimals),
        Collapse::Geometric => {
            (ranking_decimals >= LEAST_DECIMALS_OF_LOGARITHMS).then_some(ranking_decimals + MORE_OF_LOGARITHMS)
        }
    }
}

/// Why a replicate failed of which nobody has a rank, as where the only indicator of a factor is left out.
pub const NOBODY: &str = "no region has a score";

fn copy_ranks(node: &NodeOutcome, ranks: &mut [u16], type_ranks: &mut [u16]) {
    for (to, from) in [(ranks, &node.ranks), (type_ranks, &node.type_ranks)] {
        to.iter_mut().zip(from).for_each(|(to, &from)| *to = from as u16);
    }
}
