//! `datawrapper/`: tables that can be dragged into Datawrapper, or another chart tool, as they are.
//!
//! `<edition>.<language>.csv` is for a map or a table: one row per region of the newest edition. `ranks.<language>.csv`,
//! `type-ranks.<language>.csv` and `scores.<language>.csv` are for lines and slopes: one row per region, one column per edition.
//! Headers are short and each occurs once, because such tools tell columns apart by them; codes keep their zeros; what is missing is
//! empty; numbers have a decimal point in every language, because these tools ask for the language of the chart and not of the file.

use std::collections::BTreeSet;

use super::labels::{self, Label};
use super::people::{Dialect, change, harmless, rank, type_name};
use super::{Build, Family, OutputFile, limits, types};
use crate::outcome::NodeOutcome;
use crate::tree::Tree;

/// Their folder.
pub const FOLDER: &str = "datawrapper/";

/// The tables of every language; none where there are more regions than a workbook has.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let Some(&newest) = build.editions.last().filter(|_| !limits::leaves_out(build, Family::Datawrapper)) else {
        return Ok(Vec::new());
    };
    let mut files = Vec::new();
    for language in &build.plan.index.languages {
        let mut push = |stem: &str, rows: Vec<Vec<String>>| -> Result<(), String> {
            let bytes = bytes(&rows)?;
            files.push(OutputFile { name: format!("{FOLDER}{stem}.{language}.csv"), bytes, content_sha256: None });
            Ok(())
        };
        push(&types::file_stem(&build.plan.editions[newest].id), of_edition(build, newest, language))?;
        if build.editions.len() > 1 {
            push("ranks", over_editions(build, language, |node, region_idx| rank(&node.ranks, region_idx)))?;
            if build.regions.types.is_some() {
                push("type-ranks", over_editions(build, language, |node, region_idx| rank(&node.type_ranks, region_idx)))?;
            }
            let score = |node: &NodeOutcome, region_idx: usize| number(build, node.scores[region_idx]);
            push("scores", over_editions(build, language, score))?;
        }
    }
    Ok(files)
}

/// Commas, no byte order mark, LF.
fn bytes(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    rows.iter().try_for_each(|row| writer.write_record(row)).map_err(|error| error.to_string())?;
    writer.into_inner().map_err(|error| error.to_string())
}

fn number(build: &Build<'_>, value: f64) -> String {
    Dialect::of("en").number(value, build.plan.publish.decimals)
}

/// Makes every header one of its own: what occurs again gets a number.
fn unique(headers: Vec<String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut unique = Vec::with_capacity(headers.len());
    for header in headers {
        let candidates = std::iter::once(header.clone()).chain((2..).map(|count| format!("{header} ({count})")));
        let free = candidates.into_iter().find(|candidate| !taken.contains(candidate)).unwrap_or(header);
        taken.insert(free.clone());
        unique.push(free);
    }
    unique
}

/// Code, name and type of a region: the first columns of every table.
fn region(build: &Build<'_>, edition_idx: usize, region_idx: usize, language: &str) -> Vec<String> {
    let regions = build.regions;
    let mut cells = vec![harmless(regions.code(region_idx)), harmless(regions.name(region_idx, language))];
    if regions.types.is_some() {
        cells.push(harmless(&type_name(build, edition_idx, region_idx, language)));
    }
    cells
}

/// The headers of [`region`].
fn region_headers(build: &Build<'_>, language: &str) -> Vec<String> {
    let mut headers =
        vec![labels::CODE.in_language(language).to_owned(), labels::level(&build.regions.level, language).to_owned()];
    if build.regions.types.is_some() {
        headers.push(labels::REGION_TYPE.in_language(language).to_owned());
    }
    headers
}

/// One row per region of an edition: scores, ranks and changes of the index and its factors.
fn of_edition(build: &Build<'_>, edition_idx: usize, language: &str) -> Vec<Vec<String>> {
    let plan = build.plan;
    let has_types = build.regions.types.is_some();
    let mut headers = region_headers(build, language);
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let name = match node.name.get(language).unwrap_or(node.name.best(&plan.index.languages)) {
            "" => node.id.clone(),
            name => name.to_owned(),
        };
        let is_index = node_idx == Tree::ROOT;
        let headed = |label: Label| match is_index {
            true => label.in_language(language).to_owned(),
            false => format!("{name}: {}", label.in_language(language).to_lowercase()),
        };
        headers.push(harmless(if is_index { labels::INDEX.in_language(language) } else { &name }));
        headers.push(harmless(&headed(labels::RANK)));
        headers.push(harmless(&headed(labels::RANK_CHANGE)));
        if has_types {
            headers.push(harmless(&headed(labels::TYPE_RANK)));
            headers.push(harmless(&headed(labels::TYPE_RANK_CHANGE)));
        }
    }
    headers.push(labels::DATA_STATUS.in_language(language).to_owned());
    let status = harmless(&labels::data_status(build.data_status, language));
    let mut rows = vec![unique(headers)];
    for region_idx in 0..build.regions.n_ranked() {
        let mut row = region(build, edition_idx, region_idx, language);
        for node in &build.outcome.editions[edition_idx].nodes {
            row.push(number(build, node.scores[region_idx]));
            row.push(rank(&node.ranks, region_idx));
            row.push(change(&node.rank_changes, region_idx));
            if has_types {
                row.push(rank(&node.type_ranks, region_idx));
                row.push(change(&node.type_rank_changes, region_idx));
            }
        }
        row.push(status.clone());
        rows.push(row);
    }
    rows
}

/// One row per region, one column per edition, of the index; types are those of the newest edition.
fn over_editions(build: &Build<'_>, language: &str, cell: impl Fn(&NodeOutcome, usize) -> String) -> Vec<Vec<String>> {
    let newest = build.editions.last().copied().unwrap_or_default();
    let mut headers = region_headers(build, language);
    headers.extend(build.editions.iter().map(|&edition_idx| harmless(&build.plan.editions[edition_idx].id)));
    headers.push(labels::DATA_STATUS.in_language(language).to_owned());
    let status = harmless(&labels::data_status(build.data_status, language));
    let mut rows = vec![unique(headers)];
    for region_idx in 0..build.regions.n_ranked() {
        let mut row = region(build, newest, region_idx, language);
        let root = |edition_idx: &usize| &build.outcome.editions[*edition_idx].nodes[Tree::ROOT];
        row.extend(build.editions.iter().map(|edition_idx| cell(root(edition_idx), region_idx)));
        row.push(status.clone());
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_occur_again_get_a_number() {
        let headers = ["Name", "Rank", "Rank", "Rank (2)", "Rank"].map(str::to_owned).to_vec();
        assert_eq!(unique(headers), ["Name", "Rank", "Rank (2)", "Rank (2) (2)", "Rank (3)"]);
    }
}
