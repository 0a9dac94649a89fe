//! `rankings.parquet` and `rankings.csv`: one row per edition and region, at full precision, for machines.

use std::io::Write;
use std::sync::Arc;

use super::bytes_csv::CsvWriter;
use super::bytes_parquet::ParquetWriter;
use super::folder::OutputFolder;
use super::manifest::ManifestFile;
use super::table::{Cells, ContentHash, Table};
use super::{Build, OutputFile, robustness};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::config::located::Located;
use crate::ingest::STATUS_KEY;
use crate::outcome::NodeOutcome;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// Name of the CSV file.
const CSV: &str = "rankings.csv";
/// Name of the Parquet file.
const PARQUET: &str = "rankings.parquet";
/// Rows that are made, encoded and dropped together; at least one edition, whatever its length.
const ROWS_PER_PART: usize = 64 * 1024;

/// The rankings of the editions that are published.
pub fn table(build: &Build<'_>) -> Table {
    of_editions(build, build.editions)
}

/// The rankings of some editions, by position.
pub fn of_editions(build: &Build<'_>, editions: &[usize]) -> Table {
    Texts::new(build).table(build, editions)
}

/// The columns that say which region a row is of: the same in every edition.
struct Texts {
    edition: Arc<[String]>,
    of_regions: Vec<(String, Arc<[String]>)>,
    types: Arc<[String]>,
    further: Vec<(String, Arc<[String]>)>,
}

impl Texts {
    fn new(build: &Build<'_>) -> Self {
        let (plan, regions) = (build.plan, build.regions);
        let n_regions = regions.n_ranked();
        let code = (0..n_regions).map(|region_idx| regions.code(region_idx).to_owned()).collect();
        let name = |language: &String| {
            let names = (0..n_regions).map(|region_idx| regions.name(region_idx, language).to_owned()).collect();
            (format!("name_{language}"), names)
        };
        let further = |column: &Located<String>| {
            let cells = (0..n_regions).map(|region_idx| regions.cell(region_idx, column).to_owned()).collect();
            (column.value.clone(), cells)
        };
        Texts {
            edition: plan.editions.iter().map(|edition| edition.id.clone()).collect(),
            of_regions: std::iter::once(("code".into(), code)).chain(plan.index.languages.iter().map(name)).collect(),
            types: regions.types.as_ref().map_or(Arc::default(), |types| types.ids.as_slice().into()),
            further: plan.publish.region_columns.iter().map(further).collect(),
        }
    }

    /// The rankings of some editions.
    fn table(&self, build: &Build<'_>, editions: &[usize]) -> Table {
        let (plan, regions) = (build.plan, build.regions);
        let n_regions = regions.n_ranked();
        let n_rows = editions.len() * n_regions;
        let of_regions = |(name, values): &(String, Arc<[String]>)| {
            let keys = editions.iter().flat_map(|_| 0..n_regions as u32).collect();
            (name.clone(), Cells::Text { values: values.clone(), keys })
        };
        let edition_keys = editions.iter().flat_map(|&edition_idx| std::iter::repeat_n(edition_idx as u32, n_regions)).collect();
        let mut columns: Vec<(String, Cells)> =
            vec![("edition".into(), Cells::Text { values: self.edition.clone(), keys: edition_keys })];
        columns.extend(self.of_regions.iter().map(of_regions));
        if let Some(types) = &regions.types {
            let of_edition = |&edition_idx: &usize| types.of_edition[edition_idx].iter().map(|&type_idx| type_idx as u32);
            let keys = editions.iter().flat_map(of_edition).collect();
            columns.push(("region_type".into(), Cells::Text { values: self.types.clone(), keys }));
        }
        for (group_idx, group) in plan.groups.iter().enumerate() {
            let memberships = editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx].groups[group_idx]);
            let names = memberships.flat_map(|membership| {
                membership.of_region.iter().map(|of| of.map_or(String::new(), |of| membership.names[of as usize].clone()))
            });
            columns.push((format!("group_{}", group.id.value), Cells::texts(names.collect::<Vec<String>>())));
        }
        columns.extend(self.further.iter().map(of_regions));
        for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
            let outcomes = || editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx].nodes[node_idx]);
            let scores: Vec<&[f64]> = outcomes().map(|outcome| &outcome.scores[..]).collect();
            let id = &node.id;
            columns.push((id.clone(), Cells::Real(scores.concat())));
            columns.push((format!("{id}_rank"), ranks(outcomes().map(|outcome| &outcome.ranks[..]))));
            if regions.types.is_some() {
                columns.push((format!("{id}_type_rank"), ranks(outcomes().map(|outcome| &outcome.type_ranks[..]))));
            }
            columns.push((format!("{id}_rank_change"), changes(outcomes().map(|outcome| &outcome.rank_changes[..]), n_regions)));
            if regions.types.is_some() {
                let type_changes = changes(outcomes().map(|outcome| &outcome.type_rank_changes[..]), n_regions);
                columns.push((format!("{id}_type_rank_change"), type_changes));
            }
            if plan.robustness.publish && plan.robustness.nodes.contains(&node_idx) && build.robustness.is_some() {
                columns.extend(intervals(build, editions, node_idx, id));
            }
            for (group_idx, group) in plan.groups.iter().enumerate() {
                let group = &group.id.value;
                let group_ranks = ranks(outcomes().map(|outcome| &outcome.group_ranks[group_idx][..]));
                columns.push((format!("{id}_{group}_rank"), group_ranks));
                let of_group = |outcome: &'_ NodeOutcome| outcome.group_rank_changes.get(group_idx).cloned().unwrap_or_default();
                let group_changes: Vec<Vec<Option<i32>>> = outcomes().map(of_group).collect();
                let group_changes = changes(group_changes.iter().map(Vec::as_slice), n_regions);
                columns.push((format!("{id}_{group}_rank_change"), group_changes));
            }
            if plan.method.percentile.is_some() {
                let percentiles: Vec<&[f64]> = outcomes().map(|outcome| &outcome.percentiles[..]).collect();
                columns.push((format!("{id}_percentile"), Cells::Real(percentiles.concat())));
            }
            if plan.method.classes.is_some() {
                columns.push((format!("{id}_class"), ranks(outcomes().map(|outcome| &outcome.classes[..]))));
            }
        }
        let mut coverage = Vec::with_capacity(n_rows);
        for &edition_idx in editions {
            build.outcome.editions[edition_idx].nodes[Tree::ROOT].coverage.add_to(&mut coverage);
        }
        columns.push(("coverage".into(), Cells::Real(coverage)));
        if let Some(types) = &plan.regions.types
            && let Some(label) = types.label.get(plan.main_language())
        {
            columns.push(("region_type_label".into(), Cells::same(label, n_rows)));
        }
        columns.push(("data_status".into(), Cells::same(build.data_status, n_rows)));
        Table::new(columns)
    }
}

/// Both ends of the intervals of a node's ranks, among all and within region types; empty in editions that were not analysed.
fn intervals(build: &Build<'_>, editions: &[usize], node_idx: usize, id: &str) -> Vec<(String, Cells)> {
    let n_regions = build.regions.n_ranked();
    let cells = |within_type: bool, end: fn(&RankDistribution) -> f64| {
        let of_edition = |&edition_idx: &usize| match robustness::of_node(build, edition_idx, node_idx) {
            None => vec![f64::NAN; n_regions],
            Some(node) => (if within_type { &node.within_type } else { &node.overall }).iter().map(end).collect(),
        };
        Cells::Real(editions.iter().flat_map(of_edition).collect())
    };
    let mut columns = vec![
        (format!("{id}_rank_lowest"), cells(false, |of| of.lowest)),
        (format!("{id}_rank_highest"), cells(false, |of| of.highest)),
    ];
    if build.regions.types.is_some() {
        columns.push((format!("{id}_type_rank_lowest"), cells(true, |of| of.lowest)));
        columns.push((format!("{id}_type_rank_highest"), cells(true, |of| of.highest)));
    }
    columns
}

fn ranks<'a>(editions: impl Iterator<Item = &'a [u32]>) -> Cells {
    Cells::Integer(editions.flatten().map(|&rank| (rank != UNRANKED).then_some(rank as i32)).collect())
}

/// Changes; an edition without a previous one has empty cells.
fn changes<'a>(editions: impl Iterator<Item = &'a [Option<i32>]>, n_regions: usize) -> Cells {
    let mut cells = Vec::new();
    for changes in editions {
        if changes.is_empty() {
            cells.extend(std::iter::repeat_n(None, n_regions));
        } else {
            cells.extend_from_slice(changes);
        }
    }
    Cells::Integer(cells)
}

/// Both files in memory.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let (csv, parquet, content) = encode(build, Vec::new(), Vec::new())?;
    Ok(vec![
        OutputFile { name: CSV.into(), bytes: csv, content_sha256: Some(content.clone()) },
        OutputFile { name: PARQUET.into(), bytes: parquet, content_sha256: Some(content) },
    ])
}

/// Both files, written as they are made.
///
/// # Errors
/// A writer's own error in words; what kept a file from being written is noted with the folder.
pub fn write(build: &Build<'_>, folder: &OutputFolder) -> Result<Vec<ManifestFile>, String> {
    let (csv, parquet, content) = encode(build, folder.create(CSV)?, folder.create(PARQUET)?)?;
    Ok(vec![csv.finish(Some(content.clone())), parquet.finish(Some(content))])
}

/// Both files, some editions at a time: the whole table would be as large as the panel it comes from. With the hash of its content.
fn encode<C: Write + Send, P: Write + Send>(build: &Build<'_>, csv: C, parquet: P) -> Result<(C, P, String), String> {
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let texts = Texts::new(build);
    let n_editions = (ROWS_PER_PART / build.regions.n_ranked().max(1)).max(1);
    let mut csv = CsvWriter::new(csv);
    let mut parquet = ParquetWriter::new(parquet, &texts.table(build, &[]), &marks)?;
    let mut content = ContentHash::default();
    // The first part has no rows: a table without any still has its columns.
    for editions in std::iter::once(&[][..]).chain(build.editions.chunks(n_editions)) {
        let part = texts.table(build, editions);
        let (in_csv, (in_parquet, ())) =
            rayon::join(|| csv.append(&part), || rayon::join(|| parquet.append(&part), || content.append(&part)));
        in_csv.and(in_parquet)?;
    }
    Ok((csv.finish(), parquet.finish()?, content.finish()))
}
