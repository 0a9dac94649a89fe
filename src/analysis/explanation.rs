//! Every number of one region in one edition: from raw values to rank, beside the edition before, its neighbours and peers.
//!
//! Rules of choice, which are printed with what they choose:
//! * *Strengths* are the up to three indicators in which the region stands highest in its type (among all, where there are no
//!   types), so long as it stands in the upper half; *weaknesses* the up to three in which it stands lowest, in the lower half.
//!   Of equal places the indicator that weighs more comes first, then configuration order.
//! * *Peers* are, among the regions of its type that have from half to twice its size, the three whose indicators' scores differ
//!   least from its own (root mean square over the indicators that both have). Size is the weight of the first summary, else the
//!   variable of a further group, else the variable `population` where an indicator rests on it; without any, size does not count.
//!
//! What may not be published is taken out before anybody sees it ([`Publication`]): an explanation holds no value or score that
//! may not be shown. Peers are chosen by all scores; which regions are alike tells none of them.
//!
//! What it leaves out: words, which are [`crate::publish::explanation`]'s.

mod withheld;

use std::collections::BTreeSet;

use crate::analysis::attribution::ranks::{Among, RankChange};
use crate::analysis::attribution::{Attribution, Comparison, IndicatorPart, ScoreChange};
use crate::derive::derive;
use crate::harmonise::Harmonised;
use crate::indicator::{Derivation, series_behind};
use crate::outcome::{EditionOutcome, Outcome};
use crate::period::Period;
use crate::pipeline::rank_order;
use crate::plan::{Plan, Publication};
use crate::rank::{self, GroupRanking, UNRANKED};
use crate::region::Regions;
use crate::schedule::Schedule;
use crate::statistics::median_change;
use crate::tree::Tree;
use crate::{round, weight};

/// Strengths, weaknesses and peers that are named, each.
pub const MOST_NAMED: usize = 3;

/// What is explained.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// Regions.
    pub regions: &'a Regions,
    /// What was computed, with details.
    pub outcome: &'a Outcome,
    /// The region.
    pub region_idx: usize,
    /// The edition.
    pub edition_idx: usize,
    /// The edition it is held against; `None` where there is nothing before.
    pub against: Option<usize>,
}

/// Everything about one region in one edition.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Number of regions with a score in the index.
    pub n_ranked: usize,
    /// Number of them of its type; 0 without types.
    pub n_in_type: usize,
    /// Whether the region had another type in the edition before.
    pub changed_type: bool,
    /// Whether other ranked regions joined or left its type since.
    pub type_has_other_members: bool,
    /// The index and its factors.
    pub nodes: Vec<NodeExplanation>,
    /// Indicators in configuration order.
    pub indicators: Vec<IndicatorExplanation>,
    /// The next region above in the type, or among all without types.
    pub next_above: Option<Neighbour>,
    /// The next below.
    pub next_below: Option<Neighbour>,
    /// Strengths, by position in the plan.
    pub strengths: Vec<usize>,
    /// Weaknesses.
    pub weaknesses: Vec<usize>,
    /// Peers, most alike first.
    pub peers: Vec<usize>,
    /// Change of the rank in the type, or among all without types.
    pub rank_change: Option<RankChange>,
}

/// A region next in rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// The region.
    pub region_idx: usize,
    /// Points between the two; 0 where they share the rank.
    pub points: f64,
}

/// Place of a region: its rank and whether others share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// Rank; 0 = none.
    pub rank: u32,
    /// Whether it is shared.
    pub is_shared: bool,
    /// How many have a better rank, whatever the rule for shared ranks.
    pub n_ahead: usize,
    /// Among how many.
    pub n_regions: usize,
}

/// The index or a factor.
#[derive(Debug, Clone)]
pub struct NodeExplanation {
    /// Score; NaN = none.
    pub score: f64,
    /// Score in the edition before.
    pub before: f64,
    /// Place among all.
    pub place: Place,
    /// Place in the type.
    pub type_place: Place,
    /// Places climbed among all.
    pub climbed: Option<i32>,
    /// Places climbed in the type, among the members of both editions.
    pub climbed_in_type: Option<i32>,
    /// Share of the weight that rests on data.
    pub coverage: f64,
    /// Why the score changed.
    pub change: Option<ScoreChange>,
}

/// An indicator.
#[derive(Debug, Clone)]
pub struct IndicatorExplanation {
    /// What of it is shown: what may not be is missing below.
    pub publication: Publication,
    /// Whether the edition has it.
    pub is_in: bool,
    /// Statistic period.
    pub period: Period,
    /// Value as derived.
    pub raw: f64,
    /// Value that was normalised.
    pub treated: f64,
    /// Median of the regions' raw values.
    pub median: f64,
    /// Change of the value since the edition before; NaN where one is missing.
    pub raw_change: f64,
    /// Median of the changes of all regions that have both values: what the region's own change is held against.
    pub median_change: f64,
    /// Score.
    pub score: f64,
    /// Marks of the cell.
    pub marks: u8,
    /// Place among all.
    pub place: Place,
    /// Place in the type.
    pub type_place: Place,
    /// Share in the index; NaN where it has none.
    pub weight: f64,
    /// Points of the index; NaN where there are none.
    pub contribution: f64,
    /// The same in the edition before; `None` where that did not have it.
    pub before: Option<IndicatorBefore>,
    /// Its part of the index's change.
    pub part: Option<IndicatorPart>,
}

/// An indicator in the edition before.
#[derive(Debug, Clone, Copy)]
pub struct IndicatorBefore {
    /// Statistic period.
    pub period: Period,
    /// Value as derived.
    pub raw: f64,
    /// Median of the regions' raw values.
    pub median: f64,
    /// Score.
    pub score: f64,
}

/// Explains; `sizes` are those of [`sizes`], `peers` replaces the choice of peers where it is not empty.
pub fn explain(question: &Question<'_>, sizes: Option<&[f64]>, peers: &[usize]) -> Explanation {
    let Question { plan, regions, outcome, region_idx, edition_idx, against } = *question;
    let edition = &outcome.editions[edition_idx];
    let attribution = against
        .and_then(|before| Attribution::new(Comparison { plan, regions, editions: &outcome.editions, before, now: edition_idx }));
    let root = &edition.nodes[Tree::ROOT];
    let type_idx = regions.type_of(edition_idx, region_idx);
    let of_type: Vec<usize> = (0..regions.n_ranked()).filter(|&other| regions.type_of(edition_idx, other) == type_idx).collect();
    let nodes: Vec<NodeExplanation> =
        (0..plan.tree.nodes.len()).map(|node_idx| node(question, attribution.as_ref(), node_idx)).collect();
    let change = nodes[Tree::ROOT].change.clone();
    let indicators: Vec<IndicatorExplanation> = indicators(question, change.as_ref(), &of_type);
    let among = if type_idx.is_some() { Among::Type } else { Among::All };
    let rank_change = attribution.as_ref().and_then(|attribution| {
        let changes = attribution.node(Tree::ROOT);
        attribution.rank(&changes, Tree::ROOT, region_idx, among)
    });
    let (next_above, next_below) = neighbours(plan, root.ranked_by(), &of_type, region_idx);
    let (strengths, weaknesses) = strengths_and_weaknesses(&indicators, type_idx.is_some());
    let is_ranked = |other: &usize| root.ranks[*other] != UNRANKED;
    let chosen = if peers.is_empty() { self::peers(edition, &of_type, region_idx, sizes) } else { peers.to_vec() };
    let mut explanation = Explanation {
        n_ranked: (0..regions.n_ranked()).filter(is_ranked).count(),
        n_in_type: if type_idx.is_some() { of_type.iter().filter(|other| is_ranked(other)).count() } else { 0 },
        changed_type: against.is_some_and(|before| regions.type_of(before, region_idx) != type_idx),
        type_has_other_members: against
            .is_some_and(|before| type_has_other_members(regions, outcome, region_idx, [before, edition_idx])),
        nodes,
        indicators,
        next_above,
        next_below,
        strengths,
        weaknesses,
        peers: chosen,
        rank_change,
    };
    explanation.withhold(plan);
    explanation
}

/// Size of every ranked region in an edition, where the configuration says by what; see the module.
pub fn sizes(
    plan: &Plan,
    regions: &Regions,
    harmonised: &Harmonised<'_>,
    schedule: &Schedule,
    edition_idx: usize,
) -> Option<Vec<f64>> {
    let of_summary = plan.summaries.first().map(|summary| (summary.weight, summary.periods[edition_idx]));
    let of_group = || plan.groups.iter().find_map(|group| group.kind.variable()).map(|(of, periods)| (of, periods[edition_idx]));
    let population = || {
        let mut found = BTreeSet::new();
        for (indicator, period) in plan.indicators.iter().zip(&schedule.periods[edition_idx]) {
            if indicator.is_in(edition_idx) {
                series_behind(&plan.variables, &indicator.derivation, *period, &mut found);
            }
        }
        found.into_iter().filter(|(variable_idx, _)| plan.variables[*variable_idx].id == "population").max()
    };
    let (variable_idx, period) = of_summary.or_else(of_group).or_else(population)?;
    let derived = derive(plan, regions, harmonised, &Derivation::Variable(variable_idx), period, &regions.level);
    Some(regions.universe.iter().map(|&position| derived.values[position]).collect())
}

/// Whether ranked regions joined or left the type that a region has in the newer of two editions. Its change of rank within the type
/// is then counted among those that stayed, and need not be the difference of the published ranks.
pub fn type_has_other_members(regions: &Regions, outcome: &Outcome, region_idx: usize, editions: [usize; 2]) -> bool {
    let own_type = regions.type_of(editions[1], region_idx);
    let moved = |other: &usize| regions.type_of(editions[0], *other) != regions.type_of(editions[1], *other);
    let is_member = |edition_idx: usize, other: usize| {
        let is_ranked = outcome.editions[edition_idx].nodes[Tree::ROOT].ranks[other] != UNRANKED;
        is_ranked && regions.type_of(edition_idx, other) == own_type
    };
    let mut others = (0..regions.n_ranked()).filter(|&other| other != region_idx).filter(moved);
    own_type.is_some() && others.any(|other| editions.into_iter().any(|edition_idx| is_member(edition_idx, other)))
}

/// The place of a region in ranks, among the members.
fn place(ranks: &[u32], members: impl Iterator<Item = usize>, region_idx: usize) -> Place {
    let rank = ranks.get(region_idx).copied().unwrap_or(UNRANKED);
    let (mut n_regions, mut n_same, mut n_ahead) = (0, 0, 0);
    for other in members {
        let of_other = ranks.get(other).copied().unwrap_or(UNRANKED);
        n_regions += usize::from(of_other != UNRANKED);
        n_same += usize::from(of_other == rank && rank != UNRANKED);
        n_ahead += usize::from(of_other < rank && of_other != UNRANKED);
    }
    Place { rank, is_shared: n_same > 1, n_ahead, n_regions }
}

fn node(question: &Question<'_>, attribution: Option<&Attribution<'_>>, node_idx: usize) -> NodeExplanation {
    let Question { plan, regions, outcome, region_idx, edition_idx, against } = *question;
    let all = || 0..regions.n_ranked();
    let places = |edition_idx: usize| {
        let outcome = &outcome.editions[edition_idx].nodes[node_idx];
        let own_type = regions.type_of(edition_idx, region_idx);
        let members = all().filter(|&other| regions.type_of(edition_idx, other) == own_type);
        (place(&outcome.ranks, all(), region_idx), place(&outcome.type_ranks, members, region_idx))
    };
    let score = |edition_idx: usize| outcome.editions[edition_idx].nodes[node_idx].scores[region_idx];
    let (place, type_place) = places(edition_idx);
    let climbed = against.and_then(|before| {
        let rank_before = places(before).0.rank;
        (place.rank != UNRANKED && rank_before != UNRANKED).then(|| rank_before as i32 - place.rank as i32)
    });
    let climbed_in_type = against.zip(regions.types.as_ref()).and_then(|(before, types)| {
        let ranking = |edition_idx: usize| {
            let outcome = &outcome.editions[edition_idx].nodes[node_idx];
            let (scores, group_of) = (outcome.ranked_by(), &types.of_edition[edition_idx][..]);
            GroupRanking { scores, group_of, ranks: &outcome.type_ranks, order: rank_order(plan, node_idx) }
        };
        let ties = plan.method.ranking.ties;
        rank::group_changes(ranking(before), ranking(edition_idx), types.ids.len(), ties)[region_idx]
    });
    NodeExplanation {
        score: score(edition_idx),
        before: against.map_or(f64::NAN, score),
        place,
        type_place,
        climbed,
        climbed_in_type,
        coverage: outcome.editions[edition_idx].nodes[node_idx].coverage[region_idx],
        change: attribution.and_then(|attribution| attribution.score(node_idx, region_idx)),
    }
}

fn median(values: &[f64]) -> f64 {
    crate::statistics::median(&crate::statistics::present(values)).unwrap_or(f64::NAN)
}

fn indicators(question: &Question<'_>, change: Option<&ScoreChange>, of_type: &[usize]) -> Vec<IndicatorExplanation> {
    let Question { plan, regions, outcome, region_idx, edition_idx, against } = *question;
    let edition = &outcome.editions[edition_idx];
    let weights: Vec<Vec<f64>> = edition.nodes.iter().map(|node| node.weights.clone()).collect();
    let has = |indicator_idx: usize| {
        let indicator = &edition.indicators[indicator_idx];
        indicator.is_in && !indicator.normalised[region_idx].is_nan()
    };
    let has_node = |node_idx: usize| !edition.nodes[node_idx].scores[region_idx].is_nan();
    let shares = weight::in_index(&plan.tree, &weights, has, has_node);
    plan.indicators
        .iter()
        .enumerate()
        .map(|(indicator_idx, indicator)| {
            let now = &edition.indicators[indicator_idx];
            let score = now.normalised[region_idx];
            let of_members: Vec<f64> = of_type.iter().map(|&member| now.normalised[member]).collect();
            let type_ranks = rank::ranks(&of_members, indicator.order, plan.method.ranking.ties);
            let own = of_type.iter().position(|&member| member == region_idx).unwrap_or(0);
            let type_place = match regions.types {
                Some(_) => place(&type_ranks, 0..of_type.len(), own),
                None => Place::default(),
            };
            let share = shares[indicator_idx].filter(|_| has(indicator_idx) && has_node(Tree::ROOT)).unwrap_or(f64::NAN);
            let before = against.map(|before| &outcome.editions[before].indicators[indicator_idx]);
            let before = before.filter(|before| before.is_in);
            let comparable = before.filter(|_| now.is_in);
            IndicatorExplanation {
                publication: indicator.publication,
                is_in: now.is_in,
                period: now.period,
                raw: now.raw[region_idx],
                treated: now.treated()[region_idx],
                median: median(&now.raw),
                raw_change: comparable.map_or(f64::NAN, |before| round::sum(now.raw[region_idx], -before.raw[region_idx])),
                median_change: comparable.and_then(|before| median_change(&before.raw, &now.raw)).unwrap_or(f64::NAN),
                score,
                marks: now.marks.get(region_idx).copied().unwrap_or(0),
                place: place(&now.ranks, 0..regions.n_ranked(), region_idx),
                type_place,
                weight: share,
                contribution: share * score,
                before: before.map(|before| IndicatorBefore {
                    period: before.period,
                    raw: before.raw[region_idx],
                    median: median(&before.raw),
                    score: before.normalised[region_idx],
                }),
                part: change.and_then(|change| change.parts.iter().find(|part| part.indicator_idx == indicator_idx)).copied(),
            }
        })
        .collect()
}

/// The next regions above and below among the members; of several that share a score, the first by code.
fn neighbours(plan: &Plan, scores: &[f64], members: &[usize], region_idx: usize) -> (Option<Neighbour>, Option<Neighbour>) {
    let own = scores[region_idx];
    if own.is_nan() {
        return (None, None);
    }
    let sign = if rank_order(plan, Tree::ROOT) == crate::method::RankOrder::HighestFirst { 1.0 } else { -1.0 };
    let ahead = |other: usize| sign * (scores[other] - own);
    let nearest = |is_above: bool| {
        let others = members.iter().copied().filter(|&other| other != region_idx && !scores[other].is_nan());
        let on_that_side = others.filter(|&other| if is_above { 0.0 < ahead(other) } else { ahead(other) < 0.0 });
        let nearest = on_that_side.min_by(|&a, &b| ahead(a).abs().total_cmp(&ahead(b).abs()).then(a.cmp(&b)))?;
        Some(Neighbour { region_idx: nearest, points: ahead(nearest).abs() })
    };
    (nearest(true), nearest(false))
}

fn strengths_and_weaknesses(indicators: &[IndicatorExplanation], has_types: bool) -> (Vec<usize>, Vec<usize>) {
    let standing = |indicator: &IndicatorExplanation| {
        let place = if has_types { indicator.type_place } else { indicator.place };
        (indicator.publication.shows_scores() && place.rank != UNRANKED && place.n_regions > 1)
            .then(|| place.n_ahead as f64 / (place.n_regions - 1) as f64)
    };
    let mut standings: Vec<(usize, f64)> = indicators
        .iter()
        .enumerate()
        .filter_map(|(indicator_idx, indicator)| Some((indicator_idx, standing(indicator)?)))
        .collect();
    let weight = |indicator_idx: usize| {
        let weight = indicators[indicator_idx].weight;
        if weight.is_nan() { 0.0 } else { weight }
    };
    standings.sort_by(|a, b| a.1.total_cmp(&b.1).then(weight(b.0).total_cmp(&weight(a.0))).then(a.0.cmp(&b.0)));
    let strengths = standings.iter().filter(|(_, standing)| *standing < 0.5).take(MOST_NAMED);
    let strengths = strengths.map(|(indicator_idx, _)| *indicator_idx).collect();
    standings.sort_by(|a, b| b.1.total_cmp(&a.1).then(weight(b.0).total_cmp(&weight(a.0))).then(a.0.cmp(&b.0)));
    let weaknesses = standings.iter().filter(|(_, standing)| 0.5 < *standing).take(MOST_NAMED);
    (strengths, weaknesses.map(|(indicator_idx, _)| *indicator_idx).collect())
}

/// Regions of the type that are of like size and profile; see the module.
fn peers(edition: &EditionOutcome, of_type: &[usize], region_idx: usize, sizes: Option<&[f64]>) -> Vec<usize> {
    let of_like_size = |other: usize| {
        let Some(sizes) = sizes else { return true };
        let ratio = sizes[other] / sizes[region_idx];
        ratio.is_nan() || (0.5..=2.0).contains(&ratio)
    };
    let distance = |other: usize| {
        let (mut sum, mut n_shared) = (0.0, 0);
        for indicator in edition.indicators.iter().filter(|indicator| indicator.is_in) {
            let difference = indicator.normalised[region_idx] - indicator.normalised[other];
            if !difference.is_nan() {
                sum += difference * difference;
                n_shared += 1;
            }
        }
        if n_shared == 0 { f64::INFINITY } else { (sum / f64::from(n_shared)).sqrt() }
    };
    let is_ranked = |other: usize| edition.nodes[Tree::ROOT].ranks[other] != UNRANKED;
    let mut found: Vec<(usize, f64)> = of_type
        .iter()
        .copied()
        .filter(|&other| other != region_idx && is_ranked(other) && of_like_size(other))
        .map(|other| (other, distance(other)))
        .collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    found.into_iter().take(MOST_NAMED).map(|(other, _)| other).collect()
}
