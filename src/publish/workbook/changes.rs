//! The sheet of changes since the edition before: every region, the largest climb first.
//!
//! Both editions are recomputed from the same data, division and method. Within region types a region that changed type has no
//! change, and both its types stand there.

use super::ranking::{change_cells, rank_cells};
use super::sheet::{Cell, Column, Emphasis, Kind, Sheet};
use super::{headed, mark_column, node_name, region_header};
use crate::method::RankOrder;
use crate::publish::Build;
use crate::publish::labels::{self, workbook as text};
use crate::publish::people::{type_name, types_label};
use crate::round;
use crate::tree::Tree;

/// The sheet.
pub(super) fn sheet(build: &Build<'_>, edition_idx: usize, before: usize, name: String) -> Sheet {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let [old, new] = [before, edition_idx].map(|edition_idx| &build.outcome.editions[edition_idx].nodes);
    let ids = [edition_idx, before].map(|edition_idx| plan.editions[edition_idx].id.as_str());
    let root = &new[Tree::ROOT];
    let turned = if plan.tree.nodes[Tree::ROOT].order == RankOrder::LowestFirst { -1.0 } else { 1.0 };
    let difference = |region_idx: usize| {
        round::to_decimals(root.scores[region_idx] - old[Tree::ROOT].scores[region_idx], plan.method.ranking.decimals)
    };
    let everybody: Vec<usize> = (0..regions.n_ranked()).collect();
    let mut members = everybody.clone();
    members.sort_by(|&a, &b| {
        let change = |region_idx: usize| root.rank_changes.get(region_idx).copied().flatten();
        // `None` is the least of all, and so comes last.
        change(b).cmp(&change(a)).then((turned * difference(b)).total_cmp(&(turned * difference(a)))).then(a.cmp(&b))
    });
    let texts = |text: &dyn Fn(usize) -> String| members.iter().map(|&region_idx| Cell::text(text(region_idx))).collect();
    let mut columns = vec![Column::new(
        region_header(regions, language),
        Kind::Text,
        texts(&|region_idx| regions.name(region_idx, language).to_owned()),
    )];
    columns.push(Column::new(
        labels::RANK_CHANGE.in_language(language),
        Kind::Change,
        change_cells(&root.rank_changes, &root.ranks, &members),
    ));
    for (id, outcome) in ids.iter().zip([root, &old[Tree::ROOT]]) {
        let header = format!("{} {id}", labels::RANK.in_language(language));
        columns.push(Column::new(header, Kind::Rank, rank_cells(&outcome.ranks, &everybody, &members)));
    }
    let decimals = plan.publish.decimals;
    let cells = members.iter().map(|&region_idx| Cell::Number(difference(region_idx))).collect();
    columns.push(Column::new(labels::RELATIVE_CHANGE.in_language(language), Kind::Points(decimals), cells).with(Emphasis::Bars));
    let scores = [root.scores.as_slice(), old[Tree::ROOT].scores.as_slice()];
    for (id, scores) in ids.iter().zip(scores) {
        let cells = members.iter().map(|&region_idx| Cell::Number(scores[region_idx])).collect();
        columns.push(Column::new(format!("{} {id}", node_name(plan, Tree::ROOT)), Kind::Score(decimals), cells));
    }
    if regions.types.is_some() {
        columns.push(Column::new(
            labels::TYPE_RANK_CHANGE.in_language(language),
            Kind::Change,
            change_cells(&root.type_rank_changes, &root.type_ranks, &members),
        ));
        let header = format!("{}{}", labels::REGION_TYPE.in_language(language), types_label(build, language));
        columns.push(Column::new(header, Kind::Text, texts(&|region_idx| type_name(build, edition_idx, region_idx, language))));
        if members.iter().any(|&region_idx| regions.type_of(edition_idx, region_idx) != regions.type_of(before, region_idx)) {
            let header = text::filled(text::TYPE_IN.in_language(language), &[ids[1]]);
            columns.push(Column::new(header, Kind::Text, texts(&|region_idx| type_name(build, before, region_idx, language))));
        }
    }
    for (node_idx, outcome) in new.iter().enumerate().skip(1) {
        let cells = change_cells(&outcome.rank_changes, &outcome.ranks, &members);
        columns.push(Column::new(headed(plan, node_idx, labels::RANK_CHANGE), Kind::Change, cells));
    }
    columns.push(Column::new(
        labels::CODE.in_language(language),
        Kind::Code,
        texts(&|region_idx| regions.code(region_idx).to_owned()),
    ));
    columns.extend(mark_column(build, members.len()));
    let description = text::filled(text::ABOUT_CHANGES.in_language(language), &[ids[1], ids[0]]);
    Sheet { name, description, columns, frozen: 1 }
}
