//! `desk/top_and_bottom.<language>.csv`: what a newsroom asks for on release day: who stands first and last among all, in each region type,
//! each maakunta (or another level of areas) and each further group, in the newest edition.
//!
//! Ten at either end and those that share the rank of the tenth; a group of up to twenty stands there whole. Ranks are those within
//! the group: published ones for all, region types and further groups; within areas the regions' scores are ranked for this table
//! by the method's own rule for ties. Areas are those of a level whose code stands in the region table, where they hold
//! five ranked regions or more on the average. Unranked regions are left out. Those that share a rank come by name, and so do areas.

use super::collation::{self, SortKey};
use super::footnotes::Footnotes;
use super::labels::{self, Label, desk as text};
use super::people::{Dialect, area_name, best_first, group_name, harmless, part_name, type_label, types_label};
use super::{Build, OutputFile, mark, robustness};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::pipeline::rank_order;
use crate::plan::GroupKind;
use crate::rank::{self, UNRANKED};
use crate::tree::Tree;

/// Regions at either end.
const MOST_LISTED: usize = 10;
/// Fewest ranked regions that the areas of a level hold on the average.
const FEWEST_PER_AREA: usize = 5;

/// Among whom regions stand in a list.
struct Group {
    /// What kind of group: "Region type".
    kind: String,
    /// Its name.
    name: String,
    /// Ranked members, best first, with their ranks within the group.
    members: Vec<(usize, u32)>,
}

/// All regions, region types, areas by level and name, further groups.
fn groups(build: &Build<'_>, edition_idx: usize, language: &str) -> Vec<Group> {
    let (plan, regions) = (build.plan, build.regions);
    let edition = &build.outcome.editions[edition_idx];
    let root = &edition.nodes[Tree::ROOT];
    let word = |label: Label| label.in_language(language).to_owned();
    let all: Vec<usize> = (0..regions.n_ranked()).filter(|&region_idx| root.ranks[region_idx] != UNRANKED).collect();
    let group = |kind: String, name: String, mut members: Vec<usize>, ranks: &[u32]| {
        best_first(build, &mut members, ranks, language);
        Group { kind, name, members: members.into_iter().map(|region_idx| (region_idx, ranks[region_idx])).collect() }
    };
    let mut groups = vec![group(word(text::ALL), word(text::ALL), all.clone(), &root.ranks)];
    if let Some(types) = &regions.types {
        for (type_idx, id) in types.ids.iter().enumerate() {
            let of_type = |region_idx: &usize| regions.type_of(edition_idx, *region_idx) == Some(type_idx);
            let members = all.iter().copied().filter(of_type).collect();
            let kind = format!("{}{}", word(labels::REGION_TYPE), types_label(build, language));
            groups.push(group(kind, type_label(build, id, language), members, &root.type_ranks));
        }
    }
    for level in &regions.other_levels {
        for (name, members) in areas(build, &level.level, &all, language) {
            let ranks = ranks_among(build, edition_idx, &members);
            groups.push(group(labels::level(&level.level, language).to_owned(), name, members, &ranks));
        }
    }
    for (group_idx, of) in plan.groups.iter().enumerate() {
        // A level of areas is there already.
        if matches!(&of.kind, GroupKind::Column(column) if regions.other_levels.iter().any(|level| level.level == column.value)) {
            continue;
        }
        let membership = &edition.groups[group_idx];
        for part in 0..membership.names.len() as u32 {
            let is_member = |region_idx: &usize| membership.of_region[*region_idx] == Some(part);
            let members = all.iter().copied().filter(is_member).collect();
            let name = part_name(build, edition_idx, group_idx, part, language);
            groups.push(group(group_name(of, language).to_owned(), name, members, &root.group_ranks[group_idx]));
        }
    }
    groups.retain(|group| !group.members.is_empty());
    groups
}

/// The areas of a level with their ranked regions, by name; none where they are small, or the regions have no codes of that level.
fn areas(build: &Build<'_>, level: &str, all: &[usize], language: &str) -> Vec<(String, Vec<usize>)> {
    let regions = build.regions;
    if level == regions.level || regions.table.column(level).is_none() {
        return Vec::new();
    }
    let mut areas: Vec<(SortKey, &str, Vec<usize>)> = Vec::new();
    for &region_idx in all {
        let code = regions.cell(region_idx, level);
        match areas.iter_mut().find(|(_, other, _)| *other == code) {
            Some((.., members)) => members.push(region_idx),
            None if code.is_empty() => {}
            None => {
                let name = area_name(build, region_idx, level, language);
                areas.push((collation::sort_key(&name, language), code, vec![region_idx]));
            }
        }
    }
    if all.len() < FEWEST_PER_AREA * areas.len() {
        return Vec::new();
    }
    areas.sort();
    areas.into_iter().map(|(.., members)| (area_name(build, members[0], level, language), members)).collect()
}

/// Ranks of some regions among themselves; of all others none.
fn ranks_among(build: &Build<'_>, edition_idx: usize, members: &[usize]) -> Vec<u32> {
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let order = rank_order(build.plan, Tree::ROOT);
    let scores: Vec<f64> = members.iter().map(|&region_idx| root.ranked_by()[region_idx]).collect();
    let mut ranks = vec![UNRANKED; root.ranks.len()];
    for (&region_idx, rank) in members.iter().zip(rank::ranks(&scores, order, build.plan.method.ranking.ties)) {
        ranks[region_idx] = rank;
    }
    ranks
}

/// The ends of a group: label, and the members that stand there.
fn ends(members: &[(usize, u32)]) -> Vec<(Label, &[(usize, u32)])> {
    if members.len() <= 2 * MOST_LISTED {
        return vec![(text::WHOLE, members)];
    }
    let (last_of_top, first_of_bottom) = (members[MOST_LISTED - 1].1, members[members.len() - MOST_LISTED].1);
    let n_top = members.iter().take_while(|(_, rank)| *rank <= last_of_top).count();
    let n_before = members.iter().take_while(|(_, rank)| *rank < first_of_bottom).count();
    // Where many share a rank, nobody stands at both ends.
    vec![(text::TOP, &members[..n_top]), (text::BOTTOM, &members[n_before.max(n_top)..])]
}

/// Header and rows in a language.
fn rows(build: &Build<'_>, edition_idx: usize, language: &str) -> Vec<Vec<String>> {
    let (plan, regions) = (build.plan, build.regions);
    let dialect = Dialect::of(language);
    let word = |label: Label| label.in_language(language).to_owned();
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    let analysed = robustness::of_node(build, edition_idx, Tree::ROOT).filter(|_| plan.robustness.publish);
    let footnotes = Footnotes::of(build);
    let mut header = vec![
        word(labels::EDITION),
        word(text::KIND),
        word(text::AMONG),
        word(text::N_RANKED),
        word(text::END),
        word(text::RANK_IN_IT),
        word(labels::CODE),
        labels::level(&regions.level, language).to_owned(),
        harmless(plan.index.title.get(language).unwrap_or(plan.index.title.best(&plan.index.languages))),
        word(labels::RANK),
        word(labels::RANK_CHANGE),
    ];
    header.extend(analysed.map(|_| word(labels::RANK_INTERVAL)));
    if !plan.footnotes.is_empty() {
        header.push(word(labels::footnotes::FOOTNOTES));
    }
    header.push(word(labels::DATA_STATUS));
    let mut rows = vec![header];
    for group in groups(build, edition_idx, language) {
        for (end, members) in ends(&group.members) {
            for &(region_idx, rank) in members {
                let change = root.rank_changes.get(region_idx).copied().flatten();
                let mut row = vec![
                    harmless(&plan.editions[edition_idx].id),
                    harmless(&group.kind),
                    harmless(&group.name),
                    group.members.len().to_string(),
                    word(end),
                    rank.to_string(),
                    harmless(regions.code(region_idx)),
                    harmless(regions.name(region_idx, language)),
                    dialect.number(root.scores[region_idx], plan.publish.decimals),
                    root.ranks[region_idx].to_string(),
                    change.map_or(String::new(), |change| change.to_string()),
                ];
                row.extend(analysed.map(|node| {
                    let ends = node.overall.get(region_idx).and_then(RankDistribution::whole_ends);
                    ends.map_or(String::new(), |(lowest, highest)| robustness::words::interval(lowest, highest))
                }));
                if !plan.footnotes.is_empty() {
                    row.push(harmless(&footnotes.of_region(edition_idx, region_idx, language)));
                }
                row.push(harmless(&mark::status_in_words(build, language)));
                rows.push(row);
            }
        }
    }
    rows
}

/// One file per language of the index, of the newest edition that is published.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let Some(&newest) = build.editions.last() else { return Ok(Vec::new()) };
    let of_language = |language: &String| {
        let bytes = Dialect::of(language).bytes(&rows(build, newest, language))?;
        Ok(OutputFile { name: format!("desk/top_and_bottom.{language}.csv"), bytes, content_sha256: None })
    };
    build.plan.index.languages.iter().map(of_language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ranks: &[u32], expected: &[(Label, usize)]) {
        let members: Vec<(usize, u32)> = ranks.iter().copied().enumerate().collect();
        let found: Vec<(Label, usize)> = ends(&members).into_iter().map(|(end, members)| (end, members.len())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ten_at_either_end_and_those_that_share_the_rank_of_the_tenth() {
        let ranks: Vec<u32> = (1..=30).collect();
        check(&ranks, &[(text::TOP, 10), (text::BOTTOM, 10)]);
        check(&ranks[..20], &[(text::WHOLE, 20)]);
        check(&ranks[..21], &[(text::TOP, 10), (text::BOTTOM, 10)]);
        let mut shared = ranks.clone();
        shared[10] = 10;
        shared[19] = 21;
        shared[20] = 21;
        check(&shared, &[(text::TOP, 11), (text::BOTTOM, 11)]);
    }

    #[test]
    fn nobody_stands_at_both_ends() {
        check(&[1; 25], &[(text::TOP, 25), (text::BOTTOM, 0)]);
    }
}
