//! The page of a region.

use askama::Template;

use super::context::Context;
use super::moved::{Moved, moved};
use super::peers::{Peers, peers};
use super::small_charts::{RankChart, Sparkline, rank_chart, sparkline};
use crate::analysis::explanation::type_has_other_members;
use crate::analysis::robustness::distribution::RankDistribution;
use crate::analysis::shares;
use crate::method::RankOrder;
use crate::pipeline::rank_order;
use crate::publish::labels::{self, Label, filled, profile as text, report};
use crate::publish::report::data;
use crate::publish::report::members::Group;
use crate::publish::report::numbers::{NOTHING, decimal};
use crate::publish::report::phrases::{Phrase, Phrases, in_language};
use crate::publish::report::rankings::{Change, node_name};
use crate::publish::report::security;
use crate::publish::robustness;
use crate::rank::UNRANKED;
use crate::round;
use crate::tree::Tree;

/// The script of a profile and of their list.
pub(super) const SCRIPT: &str = include_str!("../../../templates/profiles/script.js");

/// Strengths and weaknesses that are named, each.
const MOST_NAMED: usize = 4;

/// The page without its words.
#[derive(Template)]
#[template(path = "profiles/page.html")]
struct Page<'a> {
    phrases: &'a Phrases,
    policy: String,
    language: String,
    languages: &'a [String],
    has_report: bool,
    mark: Option<Phrase>,
    index_title: Phrase,
    name: Phrase,
    type_name: Option<Phrase>,
    code: &'a str,
    edition: &'a str,
    is_ranked: bool,
    /// Footnotes to the region.
    note: Phrase,
    key_figures: Vec<(Figure, Phrase)>,
    changed_type: bool,
    type_has_other_members: bool,
    years: Vec<Year<'a>>,
    chart: RankChart,
    factors: Vec<FactorRow>,
    comparison: Phrase,
    /// Strengths and weaknesses: title and list.
    apart: [(Phrase, Vec<(Phrase, Number)>); 2],
    moved: Option<(Phrase, Moved)>,
    indicators: Vec<IndicatorRow>,
    has_trends: bool,
    has_interval: bool,
    trend: Phrase,
    /// Editions that are published.
    editions: Vec<&'a str>,
    peers: Vec<Peers<'a>>,
    next_in_rank: Vec<Neighbour<'a>>,
    neighbours: Vec<Neighbour<'a>>,
    is_tiles: bool,
}

/// A number with every digit and as it is read.
#[derive(Debug, Clone)]
pub(super) struct Number {
    /// Every digit; empty where there is none.
    exact: String,
    /// Decimals that are shown.
    decimals: u32,
    /// In the main language.
    shown: String,
    /// Whether a plus sign stands before it where it is above zero.
    is_signed: bool,
}

impl Number {
    /// A number in the main language.
    pub fn new(value: f64, decimals: u32, language: &str) -> Self {
        let exact = if value.is_nan() { String::new() } else { round::to_decimals(value, decimals).to_string() };
        Number { exact, decimals, shown: decimal(value, decimals, language), is_signed: false }
    }

    /// A number with its sign.
    pub fn signed(value: f64, decimals: u32, language: &str) -> Self {
        let number = Number { is_signed: true, ..Number::new(value, decimals, language) };
        let is_above = round::to_decimals(value, decimals) > 0.0;
        Number { shown: if is_above { format!("+{}", number.shown) } else { number.shown }, ..number }
    }

    /// The rest of an element whose text follows the language, from its attributes to its text.
    pub fn cell(&self) -> String {
        let sign = if self.is_signed { " data-s" } else { "" };
        format!(" data-n=\"{}\" data-d=\"{}\"{sign}>{}", self.exact, self.decimals, self.shown)
    }
}

/// A key figure.
enum Figure {
    /// Whether it is shared, and the rank.
    Rank(bool, String),
    Number(Number),
    Change(Change),
    Text(String),
}

/// An edition in the table of ranks.
struct Year<'a> {
    edition: &'a str,
    place: String,
    type_rank: String,
    rank: String,
    score: Number,
}

/// A factor.
struct FactorRow {
    name: Phrase,
    depth: usize,
    score: Number,
    median: Number,
    type_rank: String,
    rank: String,
    change: Change,
}

/// An indicator.
struct IndicatorRow {
    name: Phrase,
    unit: Phrase,
    period: String,
    /// Footnotes to the indicator.
    note: Phrase,
    /// Value and its median; `None` where it must not be shown.
    values: Option<(Number, Number)>,
    /// Score, its median, rank; `None` where they must not be shown.
    scores: Option<(Number, Number, String)>,
    sparkline: Option<Sparkline>,
}

/// Another region.
struct Neighbour<'a> {
    name: Phrase,
    file: &'a str,
    type_name: Option<Phrase>,
    rank: String,
    score: Number,
}

impl Page<'_> {
    /// A word of the program as an element.
    fn t(&self, label: Label) -> String {
        self.phrases.label(label).span()
    }

    /// A word of the report as label of an element.
    fn l(&self, label: Label) -> String {
        self.phrases.label(label).as_label()
    }
}

/// A rank, or that there is none.
fn rank_text(rank: u32) -> String {
    if rank == UNRANKED { NOTHING.to_owned() } else { rank.to_string() }
}

/// What ends a page: its words and its script.
pub(super) fn closing(phrases: &Phrases) -> Result<String, String> {
    #[derive(serde::Serialize)]
    struct Words<'a> {
        languages: &'a [String],
        words: Vec<Vec<String>>,
    }
    let words = data::json(&Words { languages: phrases.languages(), words: phrases.words() })?;
    Ok(format!("<script type=\"application/json\" id=\"data\">{words}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"))
}

/// The page of a region.
///
/// # Errors
/// A template's own error in words.
pub(super) fn page(context: &Context<'_>, region_idx: usize) -> Result<String, String> {
    let build = context.build;
    let (plan, regions) = (build.plan, build.regions);
    let phrases = Phrases::new(&plan.index.languages);
    let main = phrases.languages()[0].clone();
    let group = context.group_of[region_idx].map(|position| &context.groups[position]);
    let root = &context.edition().nodes[Tree::ROOT];
    let [strengths, weaknesses] = strengths_and_weaknesses(context, region_idx, &main, &phrases);
    let (years, chart) = over_time(context, region_idx, group, &main);
    let type_of = |edition_idx: usize| regions.type_of(edition_idx, region_idx);
    let changed_type = context.edition_idx > 0 && type_of(context.edition_idx) != type_of(context.edition_idx - 1);
    let editions =
        [build.editions.first(), build.editions.last()].map(|edition_idx| edition_idx.map_or("", |&idx| &plan.editions[idx].id));
    let indicators = indicators(context, region_idx, &main, &phrases);
    let key_figures = key_figures(context, region_idx, group, &main, &phrases);
    let page = Page {
        has_trends: indicators.iter().any(|indicator| indicator.sparkline.is_some()),
        has_interval: key_figures.iter().any(|(figure, _)| matches!(figure, Figure::Text(_))),
        policy: security::policy(SCRIPT),
        languages: phrases.languages(),
        has_report: context.has_report,
        mark: context.mark.as_ref().map(|mark| phrases.each(|language| mark.in_language(language))),
        index_title: phrases.localised(&plan.index.title, &plan.index.id),
        name: phrases.each(|language| regions.name(region_idx, language).to_owned()),
        type_name: group.filter(|group| group.type_idx.is_some()).map(|group| group.named(build, &phrases)),
        code: regions.code(region_idx),
        edition: &plan.editions[context.edition_idx].id,
        is_ranked: root.ranks[region_idx] != UNRANKED,
        note: phrases.each(|language| context.footnotes.of_region(context.edition_idx, region_idx, language)),
        key_figures,
        changed_type,
        type_has_other_members: !changed_type
            && 0 < context.edition_idx
            && type_has_other_members(regions, build.outcome, region_idx, [context.edition_idx - 1, context.edition_idx]),
        years,
        chart,
        factors: factors(context, region_idx, group, &main, &phrases),
        comparison: phrases.label(match (context.is_weighted_sum, regions.types.is_some()) {
            (false, _) => text::OWN_POINTS,
            (true, true) => text::AGAINST_TYPE,
            (true, false) => text::AGAINST_ALL,
        }),
        apart: [(phrases.label(text::STRENGTHS), strengths), (phrases.label(text::WEAKNESSES), weaknesses)],
        moved: moved(context, region_idx, &main, &phrases).map(|moved| (moved_in_words(context, &moved, &phrases), moved)),
        indicators,
        trend: phrases.each(|language| filled(text::TREND.in_language(language), &editions)),
        editions: build.editions.iter().map(|&edition_idx| plan.editions[edition_idx].id.as_str()).collect(),
        peers: peers(context, region_idx, &main, &phrases),
        next_in_rank: next_in_rank(context, region_idx, group, &main, &phrases),
        neighbours: context.neighbours[region_idx].iter().map(|&other| neighbour(context, other, &main, &phrases)).collect(),
        is_tiles: context.is_tiles,
        language: main,
        phrases: &phrases,
    };
    let mut html = page.render().map_err(|error| error.to_string())?;
    html.push_str(&closing(&phrases)?);
    Ok(html)
}

fn moved_in_words(context: &Context<'_>, moved: &Moved, phrases: &Phrases) -> Phrase {
    let plan = context.build.plan;
    let decimals = plan.publish.decimals;
    let (before, now) = moved.scores;
    phrases.each(|language| {
        let change = Number::signed(round::sum(now, -before), decimals, language).shown;
        let [old, new] = [before, now].map(|score| decimal(score, decimals, language));
        let [from, to] = [context.edition_idx - 1, context.edition_idx].map(|edition_idx| &plan.editions[edition_idx].id);
        filled(text::MOVED.in_language(language), &[from, to, &old, &new, &change])
    })
}

fn key_figures(
    context: &Context<'_>,
    region_idx: usize,
    group: Option<&Group>,
    language: &str,
    phrases: &Phrases,
) -> Vec<(Figure, Phrase)> {
    let build = context.build;
    let root = &context.edition().nodes[Tree::ROOT];
    let n_with_rank =
        |ranks: &[u32], members: &mut dyn Iterator<Item = usize>| members.filter(|&other| ranks[other] != UNRANKED).count();
    let mut figures = Vec::new();
    let mut add = |ranks: &[u32], members: &mut dyn Iterator<Item = usize>, label: Label| {
        let members: Vec<usize> = members.collect();
        let rank = ranks[region_idx];
        let is_shared = rank != UNRANKED && members.iter().filter(|&&other| ranks[other] == rank).count() > 1;
        let n_regions = n_with_rank(ranks, &mut members.iter().copied());
        let said = phrases.each(|language| filled(label.in_language(language), &[&n_regions.to_string()]));
        figures.push((Figure::Rank(is_shared, rank_text(rank)), said));
    };
    if let Some(group) = group.filter(|group| group.type_idx.is_some()) {
        add(&root.type_ranks, &mut group.members.iter().copied(), text::TYPE_RANK_OF);
    }
    add(&root.ranks, &mut (0..build.regions.n_ranked()), text::RANK_OF);
    let score = Number::new(root.scores[region_idx], build.plan.publish.decimals, language);
    figures.push((Figure::Number(score), phrases.label(text::POINTS)));
    let Some(group) = group else { return figures };
    if let Some(before) = context.edition_idx.checked_sub(1) {
        let before = &build.plan.editions[before].id;
        let said = phrases.each(|language| filled(text::CHANGE_SINCE.in_language(language), &[before]));
        figures.push((Figure::Change(Change::new(group.change(root, region_idx))), said));
    }
    let ends = group.distributions(build, context.edition_idx).get(region_idx).and_then(RankDistribution::whole_ends);
    if let Some((lowest, highest)) = ends {
        figures.push((Figure::Text(robustness::words::interval(lowest, highest)), phrases.label(text::INTERVAL)));
    }
    figures
}

/// Ranks over the published editions: among the members of the type that the region has now.
fn over_time<'a>(context: &Context<'a>, region_idx: usize, group: Option<&Group>, language: &str) -> (Vec<Year<'a>>, RankChart) {
    let build = context.build;
    let decimals = build.plan.publish.decimals;
    let type_idx = group.and_then(|group| group.type_idx);
    let type_rank = |edition_idx: usize| {
        let node = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        match type_idx {
            None => node.ranks[region_idx],
            Some(_) if build.regions.type_of(edition_idx, region_idx) == type_idx => node.type_ranks[region_idx],
            Some(_) => UNRANKED,
        }
    };
    let ranks: Vec<u32> = build.editions.iter().map(|&edition_idx| type_rank(edition_idx)).collect();
    let last = (build.editions.len() - 1).max(1) as f64;
    let year = |(position, &edition_idx): (usize, &usize)| {
        let node = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        Year {
            edition: &build.plan.editions[edition_idx].id,
            place: crate::publish::report::axis::percent(100.0 * position as f64 / last),
            type_rank: rank_text(ranks[position]),
            rank: rank_text(node.ranks[region_idx]),
            score: Number::new(node.scores[region_idx], decimals, language),
        }
    };
    let n_regions = ranks.iter().copied().max().unwrap_or(0).max(group.map_or(0, |group| group.members.len()) as u32);
    (build.editions.iter().enumerate().map(year).collect(), rank_chart(&ranks, n_regions as usize))
}

fn factors(context: &Context<'_>, region_idx: usize, group: Option<&Group>, language: &str, phrases: &Phrases) -> Vec<FactorRow> {
    let build = context.build;
    let decimals = build.plan.publish.decimals;
    let medians = context.group_of[region_idx].map(|position| &context.node_medians[position]);
    let row = |node_idx: usize| {
        let node = &context.edition().nodes[node_idx];
        FactorRow {
            name: node_name(build, node_idx, phrases),
            depth: build.plan.tree.depth(node_idx).saturating_sub(1),
            score: Number::new(node.scores[region_idx], decimals, language),
            median: Number::new(medians.map_or(f64::NAN, |medians| medians[node_idx]), decimals, language),
            type_rank: rank_text(group.map_or(UNRANKED, |group| group.ranks(node)[region_idx])),
            rank: rank_text(node.ranks[region_idx]),
            change: Change::new(group.and_then(|group| group.change(node, region_idx))),
        }
    };
    (0..build.plan.tree.nodes.len()).map(row).collect()
}

/// The indicators that raise a region most above the median of its type, and those that lower it most, in points of the index.
fn strengths_and_weaknesses(
    context: &Context<'_>,
    region_idx: usize,
    language: &str,
    phrases: &Phrases,
) -> [Vec<(Phrase, Number)>; 2] {
    let plan = context.build.plan;
    let edition = context.edition();
    let Some(position) = context.group_of[region_idx] else { return Default::default() };
    let newest = context.build.editions.len() - 1;
    let shares = match context.is_weighted_sum {
        true => shares::shares(plan, edition, region_idx),
        false => vec![1.0; plan.indicators.len()],
    };
    let of_index = if rank_order(plan, Tree::ROOT) == RankOrder::HighestFirst { 1.0 } else { -1.0 };
    let mut apart: Vec<(usize, f64)> = (0..plan.indicators.len())
        .filter(|&indicator_idx| plan.indicators[indicator_idx].publication.shows_scores() && shares[indicator_idx] != 0.0)
        .map(|indicator_idx| {
            let score = edition.indicators[indicator_idx].normalised[region_idx];
            (indicator_idx, shares[indicator_idx] * (score - context.score_medians[position][indicator_idx][newest]))
        })
        .filter(|(_, points)| !points.is_nan())
        .map(|(indicator_idx, points)| (indicator_idx, round::to_decimals(points, plan.publish.decimals)))
        .collect();
    // A stable sort: equal points stay in configuration order.
    apart.sort_by(|a, b| (of_index * b.1).total_cmp(&(of_index * a.1)));
    let named = |(indicator_idx, points): &(usize, f64)| {
        let indicator = &plan.indicators[*indicator_idx];
        let name = phrases.localised(&indicator.name, &indicator.id);
        (name, Number::signed(*points, plan.publish.decimals, language))
    };
    let strengths = apart.iter().take(MOST_NAMED).filter(|(_, points)| of_index * points > 0.0).map(named).collect();
    let weaknesses = apart.iter().rev().take(MOST_NAMED).filter(|(_, points)| of_index * points < 0.0).map(named).collect();
    [strengths, weaknesses]
}

/// Decimals with which a value is read: fewer, the larger it is.
fn value_decimals(value: f64) -> u32 {
    match value.abs() {
        size if size >= 1_000.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    }
}

fn indicators(context: &Context<'_>, region_idx: usize, language: &str, phrases: &Phrases) -> Vec<IndicatorRow> {
    let build = context.build;
    let plan = build.plan;
    let decimals = plan.publish.decimals;
    let position = context.group_of[region_idx];
    let row = |indicator_idx: usize| {
        let indicator = &plan.indicators[indicator_idx];
        let now = &context.edition().indicators[indicator_idx];
        let publication = indicator.publication;
        let median_scores = position.map(|position| &context.score_medians[position][indicator_idx]);
        let number = |score: f64| Number::new(score, decimals, language);
        let value_median = position.map_or(f64::NAN, |position| context.value_medians[position][indicator_idx]);
        let value = now.raw[region_idx];
        let value_decimals = value_decimals(if value.is_nan() { value_median } else { value });
        let own =
            || build.editions.iter().map(|&idx| build.outcome.editions[idx].indicators[indicator_idx].normalised[region_idx]);
        IndicatorRow {
            name: phrases.localised(&indicator.name, &indicator.id),
            unit: phrases.each(|language| in_language(&indicator.unit, language, &plan.index.languages, "").to_owned()),
            period: build.schedule.periods[context.edition_idx][indicator_idx].to_string(),
            note: phrases.each(|language| context.footnotes.of_indicator(indicator_idx, language)),
            values: publication
                .shows_values()
                .then(|| (Number::new(value, value_decimals, language), Number::new(value_median, value_decimals, language))),
            scores: publication.shows_scores().then(|| {
                let median = median_scores.and_then(|medians| medians.last().copied()).unwrap_or(f64::NAN);
                (number(now.normalised[region_idx]), number(median), rank_text(now.ranks[region_idx]))
            }),
            sparkline: median_scores
                .filter(|_| publication.shows_scores())
                .and_then(|medians| sparkline(&own().collect::<Vec<f64>>(), medians, context.extents[indicator_idx])),
        }
    };
    let is_in = |indicator_idx: &usize| plan.indicators[*indicator_idx].is_in(context.edition_idx);
    (0..plan.indicators.len()).filter(is_in).map(row).collect()
}

fn neighbour<'a>(context: &'a Context<'_>, region_idx: usize, language: &str, phrases: &Phrases) -> Neighbour<'a> {
    let build = context.build;
    let root = &context.edition().nodes[Tree::ROOT];
    let group = context.group_of[region_idx].map(|position| &context.groups[position]);
    Neighbour {
        name: phrases.each(|language| build.regions.name(region_idx, language).to_owned()),
        file: &context.names[region_idx],
        type_name: group.filter(|group| group.type_idx.is_some()).map(|group| group.named(build, phrases)),
        rank: rank_text(group.map_or(root.ranks[region_idx], |group| group.ranks(root)[region_idx])),
        score: Number::new(root.scores[region_idx], build.plan.publish.decimals, language),
    }
}

/// The regions just ahead and just behind in the type.
fn next_in_rank<'a>(
    context: &'a Context<'_>,
    region_idx: usize,
    group: Option<&Group>,
    language: &str,
    phrases: &Phrases,
) -> Vec<Neighbour<'a>> {
    let Some(group) = group else { return Vec::new() };
    let ranks = group.ranks(&context.edition().nodes[Tree::ROOT]);
    let Some(place) = group.members.iter().position(|&member| member == region_idx) else { return Vec::new() };
    let other = |place: Option<usize>| {
        let other = *group.members.get(place?)?;
        (ranks[other] != UNRANKED && ranks[region_idx] != UNRANKED).then(|| neighbour(context, other, language, phrases))
    };
    [other(place.checked_sub(1)), other(place.checked_add(1))].into_iter().flatten().collect()
}
