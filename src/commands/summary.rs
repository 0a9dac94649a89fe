//! What a build shows on the terminal: the top of each table, the climbers, what was done to the data, where the files are.

use std::path::Path;

use comfy_table::{CellAlignment, Table, presets};

use crate::error::{counted, shown};
use crate::method::RankOrder;
use crate::outcome::NodeOutcome;
use crate::pipeline::rank_order;
use crate::plan::Plan;
use crate::publish::limits::{self, LeftOut};
use crate::publish::manifest::ManifestFile;
use crate::publish::mark::Mark;
use crate::publish::notes::{self, Voice};
use crate::publish::people::{Dialect, group_name, type_label};
use crate::publish::{Build, Family, labels};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Climbers shown per type.
const MOST_CLIMBERS: usize = 3;
/// Types whose tops are shown.
const MOST_TYPES: usize = 8;
/// Factors that have a column.
const MOST_FACTORS: usize = 6;
/// Characters that all headings of scores may take on one line.
const HEADINGS_WIDTH: usize = 70;
/// Characters of a line of a heading, as far as words allow.
const HEADING_WIDTH: usize = 14;
/// Most characters of a region's name.
const NAME_WIDTH: usize = 30;

/// The summary for people, of the newest edition that was published.
pub fn text(build: &Build<'_>, target: &Path, files: &[ManifestFile], families: &[Family]) -> String {
    let plan = build.plan;
    let language = plan.main_language();
    let mut text = format!("{}\n", plan.index.title.best(&plan.index.languages));
    if let Some(label) = plan.index.label.get(language) {
        text.push_str(&format!("{label}\n"));
    }
    if let Some(mark) = Mark::of(build) {
        text.push_str(&format!("*** {} ***\n", mark.words(language)));
    }
    if let Some(&edition_idx) = build.editions.last() {
        text.push_str(&newest(build, edition_idx));
    }
    let voice = Voice::of_terminal(plan);
    let data = notes::data(build, voice);
    if !data.is_empty() {
        text.push_str("\nWhat was done to the data\n");
        for line in data {
            text.push_str(&format!("  {line}\n"));
        }
    }
    let sure = notes::how_sure(build, voice);
    if !sure.is_empty() {
        text.push_str("\nHow sure the ranks are\n");
        for line in sure {
            text.push_str(&format!("  {line}\n"));
        }
    }
    let n_regions = build.regions.n_ranked();
    let left_out: Vec<String> = left_out(build, families).map(|of| format!("  {}\n", of.line(n_regions, voice))).collect();
    if !left_out.is_empty() {
        text.push_str(&format!("\nNot made, for there are too many regions\n{}", left_out.concat()));
    }
    let editions: Vec<&str> = build.editions.iter().map(|&edition_idx| plan.editions[edition_idx].id.as_str()).collect();
    text.push_str(&format!(
        "\nWrote {} files to {} ({}: {}); rules and counts in full: notes.md\n",
        files.len(),
        shown(target),
        if editions.len() == 1 { "edition" } else { "editions" },
        editions.join(", "),
    ));
    text
}

/// What was asked for and not made, because there are too many regions.
fn left_out(build: &Build<'_>, families: &[Family]) -> impl Iterator<Item = LeftOut> {
    limits::left_out(build.regions.n_ranked()).filter(|of| families.contains(&of.family))
}

fn newest(build: &Build<'_>, edition_idx: usize) -> String {
    let (plan, regions) = (build.plan, build.regions);
    let edition = &plan.editions[edition_idx].id;
    let previous = edition_idx.checked_sub(1).map(|previous| &plan.editions[previous].id);
    let against = previous.map_or(String::new(), |previous| format!(", change against {previous}"));
    let mut text = format!("\nEdition {edition}{against}\n");
    let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    if rank_order(plan, Tree::ROOT) == RankOrder::LowestFirst {
        text.push_str("The lowest score is rank 1\n");
    }
    match &regions.types {
        None => text.push_str(&group(build, edition_idx, root, None, &(0..regions.n_ranked()).collect::<Vec<_>>())),
        Some(types) => {
            if let Some(label) = plan.regions.types.as_ref().and_then(|types| types.label.get(plan.main_language())) {
                text.push_str(&format!("{}: {label}\n", labels::REGION_TYPE.in_language(plan.main_language())));
            }
            let of_type = |type_idx: usize| -> Vec<usize> {
                (0..regions.n_ranked()).filter(|&region_idx| types.of_edition[edition_idx][region_idx] == type_idx).collect()
            };
            let with_members = types.ids.iter().enumerate().map(|(type_idx, id)| (type_idx, id, of_type(type_idx)));
            let with_members: Vec<(usize, &String, Vec<usize>)> =
                with_members.filter(|(_, _, members)| !members.is_empty()).collect();
            let n_more = with_members.len().saturating_sub(MOST_TYPES);
            for (type_idx, id, members) in with_members.into_iter().take(MOST_TYPES) {
                text.push_str(&format!("\n{} ({})\n", type_label(build, id, plan.main_language()), members.len()));
                text.push_str(&group(build, edition_idx, root, Some(type_idx), &members));
            }
            if n_more > 0 {
                text.push_str(&format!("\nand {}\n", counted(n_more, "more type", "more types")));
            }
        }
    }
    let n_hidden = plan.tree.nodes.len() - shown_nodes(plan).len();
    if n_hidden > 0 {
        text.push_str(&format!("\nNot shown here: {}\n", counted(n_hidden, "further factor", "further factors")));
    }
    text.push_str(&further_groups(build, edition_idx));
    text
}

/// One line that says which further groups there are.
fn further_groups(build: &Build<'_>, edition_idx: usize) -> String {
    let (plan, edition) = (build.plan, &build.outcome.editions[edition_idx]);
    if plan.groups.is_empty() {
        return String::new();
    }
    let named = plan.groups.iter().zip(&edition.groups).map(|(group, membership)| {
        let name = group_name(group, plan.main_language());
        match membership.names.len() {
            1 => {
                let n_members = membership.of_region.iter().filter(|of| of.is_some()).count();
                format!("{name} ({})", counted(n_members, "region", "regions"))
            }
            n_parts => format!("{name} ({})", counted(n_parts, "group", "groups")),
        }
    });
    format!("\nAlso ranked within: {}\n", named.collect::<Vec<String>>().join(", "))
}

/// Nodes that have a column: all, or where they are many the index and the factors directly under it.
fn shown_nodes(plan: &Plan) -> Vec<usize> {
    if plan.tree.nodes.len() <= 1 + MOST_FACTORS {
        return (0..plan.tree.nodes.len()).collect();
    }
    let nodes = plan.tree.nodes.iter().enumerate();
    let factors = nodes.filter(|(_, node)| node.parent == Some(Tree::ROOT)).map(|(node_idx, _)| node_idx);
    std::iter::once(Tree::ROOT).chain(factors.take(MOST_FACTORS)).collect()
}

/// Headings of nodes: on one line, where all fit beside each other.
fn headings(plan: &Plan, nodes: &[usize], language: &str) -> Vec<String> {
    let name = |&node_idx: &usize| match node_idx {
        Tree::ROOT => plan.index.id.to_uppercase(),
        _ => plan.tree.nodes[node_idx].name.get(language).unwrap_or(&plan.tree.nodes[node_idx].id).to_owned(),
    };
    let names: Vec<String> = nodes.iter().map(name).collect();
    let width: usize = names.iter().map(|name| name.chars().count() + 2).sum();
    if width <= HEADINGS_WIDTH { names } else { names.iter().map(|name| heading(name)).collect() }
}

/// A heading on as many lines as it takes.
fn heading(name: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= HEADING_WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// A name that does not push the scores off the screen.
fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_WIDTH {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_WIDTH - 1).collect();
    format!("{}…", start.trim_end())
}

/// Top of the table and climbers of one type, or of all regions.
fn group(build: &Build<'_>, edition_idx: usize, root: &NodeOutcome, type_idx: Option<usize>, members: &[usize]) -> String {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let (ranks, changes) = match type_idx {
        Some(_) => (&root.type_ranks, &root.type_rank_changes),
        None => (&root.ranks, &root.rank_changes),
    };
    let mut order: Vec<usize> = members.iter().copied().filter(|&region_idx| ranks[region_idx] != UNRANKED).collect();
    order.sort_by_key(|&region_idx| (ranks[region_idx], region_idx));
    let dialect = Dialect::of(language);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let nodes = shown_nodes(plan);
    let is_shared = |region_idx: usize| order.iter().filter(|&&other| ranks[other] == ranks[region_idx]).count() > 1;
    for &region_idx in order.iter().take(plan.publish.top) {
        let rank = if is_shared(region_idx) {
            format!("{} {}.", labels::SHARED.in_language(language), ranks[region_idx])
        } else {
            format!("{}.", ranks[region_idx])
        };
        let change = changes.get(region_idx).copied().flatten().map_or(String::new(), arrow);
        let scores = nodes.iter().map(|&node_idx| {
            let node = &build.outcome.editions[edition_idx].nodes[node_idx];
            dialect.number(node.scores[region_idx], plan.publish.decimals)
        });
        let name = shortened(&crate::ingest::printable(regions.name(region_idx, language)));
        let mut row = vec![rank, name];
        row.extend(scores);
        row.push(change);
        table.add_row(row);
    }
    let mut header = vec![String::new(), String::new()];
    header.extend(headings(plan, &nodes, language));
    header.push(String::new());
    table.set_header(header);
    for column_idx in 0..nodes.len() + 3 {
        if column_idx != 1
            && let Some(column) = table.column_mut(column_idx)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let mut climbers: Vec<(i32, usize)> = order
        .iter()
        .filter_map(|&region_idx| Some((changes.get(region_idx).copied().flatten().filter(|change| *change > 0)?, region_idx)))
        .collect();
    climbers.sort_by_key(|&(change, region_idx)| (std::cmp::Reverse(change), region_idx));
    if !climbers.is_empty() {
        let names: Vec<String> = climbers
            .iter()
            .take(MOST_CLIMBERS)
            .map(|&(change, region_idx)| {
                format!("{} +{change} → {}.", crate::ingest::printable(regions.name(region_idx, language)), ranks[region_idx])
            })
            .collect();
        text.push_str(&format!("  climbed most: {}\n", names.join(", ")));
    }
    text
}

fn arrow(change: i32) -> String {
    match change {
        0 => "=".to_owned(),
        climb if climb > 0 => format!("▲{climb}"),
        fall => format!("▼{}", -fall),
    }
}

/// The summary as JSON.
pub fn json(build: &Build<'_>, target: &Path, files: &[ManifestFile], families: &[Family]) -> String {
    let (plan, regions) = (build.plan, build.regions);
    let editions: Vec<serde_json::Value> = build
        .editions
        .iter()
        .map(|&edition_idx| {
            let root = &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
            serde_json::json!({ "edition": plan.editions[edition_idx].id, "top": top(plan, build, edition_idx, root) })
        })
        .collect();
    let value = serde_json::json!({
        "index": plan.index.id,
        "out": shown(target),
        "data_status": build.data_status,
        "regions": regions.n_ranked(),
        "editions": editions,
        "notes": notes::data(build, Voice::of_terminal(plan)),
        "rules": notes::rules(build, Voice::of_terminal(plan)),
        "left_out": left_out(build, families)
            .map(|of| serde_json::json!({ "files": of.name, "most_regions": of.most_regions }))
            .collect::<Vec<_>>(),
        "files": files.iter().map(|file| &file.name).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn top(plan: &Plan, build: &Build<'_>, edition_idx: usize, root: &NodeOutcome) -> Vec<serde_json::Value> {
    let regions = build.regions;
    let mut order: Vec<usize> = (0..regions.n_ranked()).filter(|&region_idx| root.ranks[region_idx] != UNRANKED).collect();
    order.sort_by_key(|&region_idx| (root.ranks[region_idx], region_idx));
    order
        .into_iter()
        .take(plan.publish.top)
        .map(|region_idx| {
            serde_json::json!({
                "code": regions.code(region_idx),
                "name": regions.name(region_idx, plan.main_language()),
                "region_type": regions.type_of(edition_idx, region_idx).and_then(|type_idx| regions.types.as_ref().map(|types| types.ids[type_idx].clone())),
                "score": root.scores[region_idx],
                "rank": root.ranks[region_idx],
                "rank_change": root.rank_changes.get(region_idx).copied().flatten(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_break_between_words() {
        assert_eq!(heading("vetovoima"), "vetovoima");
        assert_eq!(heading("Väestön ja työpaikkojen kehitys"), "Väestön ja\ntyöpaikkojen\nkehitys");
        assert_eq!(heading("kaupunkiseutujenelinvoima"), "kaupunkiseutujenelinvoima");
    }

    #[test]
    fn long_names_are_cut_short() {
        assert_eq!(shortened("Pedersören kunta"), "Pedersören kunta");
        assert_eq!(shortened("Llanfairpwllgwyngyllgogerychwyrndrobwll"), "Llanfairpwllgwyngyllgogerychw…");
    }
}
