//! Sheets of ranks: all regions, or those of one type, best first.

use std::collections::BTreeMap;

use super::sheet::{Cell, Column, Emphasis, Kind, Sheet};
use super::{headed, mark_column, node_name, region_header};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::method::RankOrder;
use crate::outcome::NodeOutcome;
use crate::publish::footnotes::Footnotes;
use crate::publish::labels::{self, workbook as text};
use crate::publish::people::{area_name, best_first, class_name, type_label, type_name, types_label};
use crate::publish::{Build, robustness};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Among whom a sheet ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All regions.
    All,
    /// The regions of a type.
    Type(usize),
}

impl Scope {
    /// A node's ranks among these.
    fn ranks(self, outcome: &NodeOutcome) -> &[u32] {
        match self {
            Scope::All => &outcome.ranks,
            Scope::Type(_) => &outcome.type_ranks,
        }
    }

    /// The changes of these ranks; empty in the first edition.
    fn changes(self, outcome: &NodeOutcome) -> &[Option<i32>] {
        match self {
            Scope::All => &outcome.rank_changes,
            Scope::Type(_) => &outcome.type_rank_changes,
        }
    }
}

/// Ranks as cells, with those that several of `among` share told apart.
pub(super) fn rank_cells(ranks: &[u32], among: &[usize], members: &[usize]) -> Vec<Cell> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &region_idx in among {
        *counts.entry(ranks[region_idx]).or_default() += 1;
    }
    let cell = |&region_idx: &usize| match ranks[region_idx] {
        UNRANKED => Cell::NotAvailable,
        rank if counts.get(&rank).is_some_and(|count| *count > 1) => Cell::SharedRank(rank),
        rank => Cell::Number(f64::from(rank)),
    };
    members.iter().map(cell).collect()
}

/// Changes of ranks as cells: a region without a rank has none, one without a rank to compare with cannot have one.
pub(super) fn change_cells(changes: &[Option<i32>], ranks: &[u32], members: &[usize]) -> Vec<Cell> {
    let cell = |&region_idx: &usize| match changes.get(region_idx).copied().flatten() {
        Some(change) => Cell::Number(f64::from(change)),
        None if ranks[region_idx] == UNRANKED => Cell::NotAvailable,
        None => Cell::NotApplicable,
    };
    members.iter().map(cell).collect()
}

/// The regions of a scope by their rank in the index: unranked ones last, those that share a rank by name.
fn members(build: &Build<'_>, edition_idx: usize, scope: Scope) -> Vec<usize> {
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let ranks = scope.ranks(root);
    let belongs = |region_idx: &usize| match scope {
        Scope::All => true,
        Scope::Type(type_idx) => build.regions.type_of(edition_idx, *region_idx) == Some(type_idx),
    };
    let mut members: Vec<usize> = (0..build.regions.n_ranked()).filter(belongs).collect();
    best_first(build, &mut members, ranks, build.plan.main_language());
    members
}

/// The sheet of a scope.
pub(super) fn sheet(build: &Build<'_>, edition_idx: usize, scope: Scope, name: String) -> Sheet {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let nodes = &build.outcome.editions[edition_idx].nodes;
    let root = &nodes[Tree::ROOT];
    let everybody: Vec<usize> = (0..regions.n_ranked()).collect();
    let members = members(build, edition_idx, scope);
    let texts = |text: &dyn Fn(usize) -> String| members.iter().map(|&region_idx| Cell::text(text(region_idx))).collect();
    let is_type = matches!(scope, Scope::Type(_));
    let rank = if is_type { labels::TYPE_RANK } else { labels::RANK };
    let of_type = if is_type { types_label(build, language) } else { String::new() };
    let mut columns = vec![
        Column::new(
            format!("{}{of_type}", rank.in_language(language)),
            Kind::Rank,
            rank_cells(scope.ranks(root), &members, &members),
        ),
        Column::new(
            region_header(regions, language),
            Kind::Text,
            texts(&|region_idx| regions.name(region_idx, language).to_owned()),
        ),
    ];
    let mut of_root = of_node(build, edition_idx, Tree::ROOT, scope, &members);
    // Its rank is the first column of all.
    of_root.remove(1);
    if !scope.changes(root).is_empty() {
        let change = if is_type { labels::TYPE_RANK_CHANGE } else { labels::RANK_CHANGE };
        let cells = change_cells(scope.changes(root), scope.ranks(root), &members);
        of_root.insert(1, Column::new(change.in_language(language), Kind::Change, cells));
    }
    columns.extend(of_root);
    if is_type {
        columns.push(Column::new(labels::RANK.in_language(language), Kind::Rank, rank_cells(&root.ranks, &everybody, &members)));
        if !root.rank_changes.is_empty() {
            let cells = change_cells(&root.rank_changes, &root.ranks, &members);
            columns.push(Column::new(labels::RANK_CHANGE.in_language(language), Kind::Change, cells));
        }
    } else if regions.types.is_some() {
        let header = format!("{}{}", labels::REGION_TYPE.in_language(language), types_label(build, language));
        columns
            .insert(2, Column::new(header, Kind::Text, texts(&|region_idx| type_name(build, edition_idx, region_idx, language))));
        columns.push(Column::new(labels::TYPE_RANK.in_language(language), Kind::Rank, of_types(build, edition_idx, &members)));
        if !root.type_rank_changes.is_empty() {
            let cells = change_cells(&root.type_rank_changes, &root.type_ranks, &members);
            columns.push(Column::new(labels::TYPE_RANK_CHANGE.in_language(language), Kind::Change, cells));
        }
    }
    for node_idx in 1..nodes.len() {
        columns.extend(of_node(build, edition_idx, node_idx, scope, &members));
    }
    for column in &plan.publish.region_columns {
        let header = match column.value.as_str() {
            level @ ("seutukunta" | "maakunta") => labels::level(level, language).to_owned(),
            other => other.to_owned(),
        };
        columns.push(Column::new(header, Kind::Text, texts(&|region_idx| area_name(build, region_idx, &column.value, language))));
    }
    let coverage = members.iter().map(|&region_idx| Cell::Number(root.coverage[region_idx])).collect();
    columns.push(Column::new(labels::COVERAGE.in_language(language), Kind::Percent(0), coverage));
    columns.push(Column::new(
        labels::CODE.in_language(language),
        Kind::Code,
        texts(&|region_idx| regions.code(region_idx).to_owned()),
    ));
    let footnotes = Footnotes::of(build);
    let said = |&region_idx: &usize| footnotes.of_region(edition_idx, region_idx, language);
    columns.extend(remarks(labels::footnotes::FOOTNOTES.in_language(language), members.iter().map(said).collect()));
    columns.extend(mark_column(build, members.len()));
    let edition = plan.editions[edition_idx].id.as_str();
    let description = match (scope, &regions.types) {
        (Scope::Type(type_idx), Some(types)) => {
            let of_type = format!("{}{}", type_label(build, &types.ids[type_idx], language), types_label(build, language));
            text::filled(text::ABOUT_TYPE.in_language(language), &[edition, &of_type])
        }
        _ => text::filled(text::ABOUT_ALL.in_language(language), &[edition]),
    };
    Sheet { name, description, columns, frozen: 2 }
}

/// A column of what is said of single rows; none where nothing is.
fn remarks(header: &str, texts: Vec<String>) -> Option<Column> {
    let cell = |text: String| if text.is_empty() { Cell::NotApplicable } else { Cell::Text(text) };
    let is_said = texts.iter().any(|text| !text.is_empty());
    is_said.then(|| Column::new(header, Kind::LongText(38.0), texts.into_iter().map(cell).collect()))
}

/// The ranks of regions of several types, each among its own.
fn of_types(build: &Build<'_>, edition_idx: usize, members: &[usize]) -> Vec<Cell> {
    let ranks = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].type_ranks;
    let mut counts: BTreeMap<(Option<usize>, u32), usize> = BTreeMap::new();
    let key = |region_idx: usize| (build.regions.type_of(edition_idx, region_idx), ranks[region_idx]);
    for &region_idx in members {
        *counts.entry(key(region_idx)).or_default() += 1;
    }
    let cell = |&region_idx: &usize| match ranks[region_idx] {
        UNRANKED => Cell::NotAvailable,
        rank if counts.get(&key(region_idx)).is_some_and(|count| *count > 1) => Cell::SharedRank(rank),
        rank => Cell::Number(f64::from(rank)),
    };
    members.iter().map(cell).collect()
}

/// The columns of a node: score, rank and its interval, percentile, class. Changes of factors have a sheet of their own.
fn of_node(build: &Build<'_>, edition_idx: usize, node_idx: usize, scope: Scope, members: &[usize]) -> Vec<Column> {
    let plan = build.plan;
    let language = plan.main_language();
    let node = &build.outcome.editions[edition_idx].nodes[node_idx];
    let is_type = matches!(scope, Scope::Type(_));
    let rank = if is_type { labels::TYPE_RANK } else { labels::RANK };
    let lower_first = plan.tree.nodes[node_idx].order == RankOrder::LowestFirst;
    let emphasis = match (node_idx, lower_first) {
        (Tree::ROOT, false) => Emphasis::Bars,
        (_, false) => Emphasis::DarkerIfHigher,
        (_, true) => Emphasis::DarkerIfLower,
    };
    let numbers = |values: &[f64]| members.iter().map(|&region_idx| Cell::Number(values[region_idx])).collect();
    let mut columns = vec![
        Column::new(node_name(plan, node_idx), Kind::Score(plan.publish.decimals), numbers(&node.scores)).with(emphasis),
        Column::new(headed(plan, node_idx, rank), Kind::Rank, rank_cells(scope.ranks(node), members, members)),
    ];
    if let Some(analysed) = robustness::of_node(build, edition_idx, node_idx).filter(|_| plan.robustness.publish) {
        let (label, distributions) = match is_type {
            false => (labels::RANK_INTERVAL, &analysed.overall),
            true => (labels::TYPE_RANK_INTERVAL, &analysed.within_type),
        };
        columns.push(Column::new(headed(plan, node_idx, label), Kind::Centred, intervals(distributions, members)));
    }
    if plan.method.percentile.is_some() {
        // A place among all is worth as many digits as a score out of a hundred.
        let kind = Kind::Score(plan.publish.decimals + 2);
        columns.push(Column::new(headed(plan, node_idx, labels::PERCENTILE), kind, numbers(&node.percentiles)));
    }
    if plan.method.classes.is_some() {
        let cell = |&region_idx: &usize| Cell::text(class_name(plan, node.classes[region_idx], language));
        columns.push(Column::new(headed(plan, node_idx, labels::CLASS), Kind::Centred, members.iter().map(cell).collect()));
    }
    columns
}

/// Intervals of ranks in whole ranks.
fn intervals(distributions: &[RankDistribution], members: &[usize]) -> Vec<Cell> {
    let of_region = |&region_idx: &usize| {
        let ends = distributions.get(region_idx).and_then(RankDistribution::whole_ends);
        ends.map_or(Cell::NotAvailable, |(lowest, highest)| Cell::Text(robustness::words::interval(lowest, highest)))
    };
    members.iter().map(of_region).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_shared_among_those_it_is_taken_among() {
        let ranks = [1, 2, 2, UNRANKED, UNRANKED];
        let cells = rank_cells(&ranks, &[0, 1, 2, 3, 4], &[0, 2, 3]);
        assert_eq!(cells, [Cell::Number(1.0), Cell::SharedRank(2), Cell::NotAvailable]);
    }

    #[test]
    fn what_has_nothing_to_compare_with_has_no_change() {
        let cells = change_cells(&[Some(-2), None, None], &[3, 1, UNRANKED], &[0, 1, 2]);
        assert_eq!(cells, [Cell::Number(-2.0), Cell::NotApplicable, Cell::NotAvailable]);
    }
}
