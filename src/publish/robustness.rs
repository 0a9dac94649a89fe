//! `robustness.csv`, `robustness.parquet`, `robustness.<language>.csv` and `rank_probabilities.parquet`: how sure the ranks are.
//!
//! One row per edition, node and region, with what the replicates say of its rank among all (`rank_…`) and within its region type
//! (`type_rank_…`). Shares are from 0 to 1, and of the replicates in which the region is ranked.

pub mod replicates;
pub mod report;
pub mod tables;
pub mod words;

use super::people::{Dialect, harmless};
use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, bytes_parquet, labels, mark};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::analysis::robustness::{NodeRobustness, Robustness};
use crate::ingest::STATUS_KEY;
use crate::tree::Tree;

/// The distributions of an edition's node, where it was analysed.
pub fn of_node<'a>(build: &Build<'a>, edition_idx: usize, node_idx: usize) -> Option<&'a NodeRobustness> {
    let edition = build.robustness?.editions.iter().find(|edition| edition.edition_idx == edition_idx)?;
    edition.nodes.iter().find(|node| node.node_idx == node_idx)
}

/// Every node that was analysed in the editions that are published, oldest first.
fn analysed<'a>(build: &Build<'a>, robustness: &'a Robustness) -> Vec<(usize, &'a NodeRobustness)> {
    let published = robustness.editions.iter().filter(|edition| build.editions.contains(&edition.edition_idx));
    published.flat_map(|edition| edition.nodes.iter().map(move |node| (edition.edition_idx, node))).collect()
}

/// One row per edition, node and region.
pub fn table(build: &Build<'_>, robustness: &Robustness) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let rows: Vec<(usize, &NodeRobustness, usize)> = analysed(build, robustness)
        .into_iter()
        .flat_map(|(edition_idx, node)| (0..regions.n_ranked()).map(move |region_idx| (edition_idx, node, region_idx)))
        .collect();
    let n_rows = rows.len();
    let texts =
        |text: &dyn Fn(&(usize, &NodeRobustness, usize)) -> String| Cells::texts(rows.iter().map(text).collect::<Vec<_>>());
    let mut columns = vec![
        ("edition".to_owned(), texts(&|(edition_idx, ..)| plan.editions[*edition_idx].id.clone())),
        ("node".to_owned(), texts(&|(_, node, _)| plan.tree.nodes[node.node_idx].id.clone())),
        ("code".to_owned(), texts(&|(.., region_idx)| regions.code(*region_idx).to_owned())),
        (format!("name_{language}"), texts(&|(.., region_idx)| regions.name(*region_idx, language).to_owned())),
    ];
    if let Some(types) = &regions.types {
        let of_region = |(edition_idx, _, region_idx): &(usize, &NodeRobustness, usize)| {
            types.ids[types.of_edition[*edition_idx][*region_idx]].clone()
        };
        columns.push(("region_type".to_owned(), texts(&of_region)));
    }
    let all: Vec<&RankDistribution> = rows.iter().map(|(_, node, region_idx)| &node.overall[*region_idx]).collect();
    columns.extend(of_scope(plan, "rank", &all));
    if regions.types.is_some() {
        let within: Vec<&RankDistribution> = rows.iter().map(|(_, node, region_idx)| &node.within_type[*region_idx]).collect();
        columns.extend(of_scope(plan, "type_rank", &within));
    }
    columns.push(("replicates".into(), Cells::Integer(vec![Some(robustness.n_replicates as i32); n_rows])));
    columns.push(("ranked_in".into(), Cells::Integer(all.iter().map(|of| Some(of.n_ranked as i32)).collect())));
    columns.push(("data_status".into(), Cells::same(build.data_status, n_rows)));
    Table::new(columns)
}

fn of_scope(plan: &crate::plan::Plan, rank: &str, rows: &[&RankDistribution]) -> Vec<(String, Cells)> {
    let real = |value: &dyn Fn(&RankDistribution) -> f64| Cells::Real(rows.iter().map(|of| value(of)).collect());
    let maybe = |share: Option<f64>| share.unwrap_or(f64::NAN);
    let mut columns = vec![
        (rank.to_owned(), Cells::Integer(rows.iter().map(|of| (of.nominal != 0).then_some(of.nominal as i32)).collect())),
        (format!("{rank}_median"), real(&|of| of.median)),
        (format!("{rank}_lowest"), real(&|of| of.lowest)),
        (format!("{rank}_highest"), real(&|of| of.highest)),
        (format!("{rank}_mean"), real(&|of| of.mean)),
    ];
    for (position, k) in plan.robustness.top.iter().enumerate() {
        columns.push((format!("{rank}_share_top_{k}"), real(&|of| of.top[position])));
    }
    columns.push((format!("{rank}_share_ahead_of_next"), real(&|of| maybe(of.ahead_of_next))));
    columns.push((format!("{rank}_share_improved"), real(&|of| maybe(of.improved))));
    let group = |of: &&RankDistribution| (of.group != 0).then_some(of.group as i32);
    columns.push((format!("{rank}_group"), Cells::Integer(rows.iter().map(group).collect())));
    let outside = |of: &&RankDistribution| (of.nominal != 0).then_some(i32::from(of.is_outside()));
    columns.push((format!("{rank}_outside"), Cells::Integer(rows.iter().map(outside).collect())));
    columns
}

/// One row per edition, node, scope, region and rank that occurred: how often.
pub fn probabilities(build: &Build<'_>, robustness: &Robustness) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (edition_idx, node) in analysed(build, robustness) {
        for (scope, distributions) in (0..).zip([&node.overall, &node.within_type]) {
            let keys = |region_idx| [edition_idx as u32, node.node_idx as u32, scope, region_idx];
            runs.extend((0..).zip(distributions).map(|(region_idx, of)| Run { keys: keys(region_idx), of }));
        }
    }
    let n_rows = runs.iter().map(Run::n_rows).sum();
    let keys = |column: usize| filled(n_rows, &runs, |run| std::iter::repeat_n(run.keys[column], run.n_rows()));
    let ranks = || filled(n_rows, &runs, |run| run.of.frequencies.iter().map(|&(rank, _)| Some(i32::from(rank))));
    let shares = || filled(n_rows, &runs, Run::shares);
    // A row for every rank that any region ever had: long columns, made side by side.
    let ((editions, nodes), (scopes, codes)) =
        rayon::join(|| rayon::join(|| keys(0), || keys(1)), || rayon::join(|| keys(2), || keys(3)));
    let (ranks, shares) = rayon::join(ranks, shares);
    let ids_of_editions = plan.editions.iter().map(|edition| edition.id.clone());
    let ids_of_nodes = plan.tree.nodes.iter().map(|node| node.id.clone());
    let all_codes = (0..regions.n_ranked()).map(|region_idx| regions.code(region_idx).to_owned());
    Table::new(vec![
        ("edition".into(), Cells::Text { values: ids_of_editions.collect(), keys: editions }),
        ("node".into(), Cells::Text { values: ids_of_nodes.collect(), keys: nodes }),
        ("scope".into(), Cells::Text { values: SCOPES.map(str::to_owned).into(), keys: scopes }),
        ("code".into(), Cells::Text { values: all_codes.collect(), keys: codes }),
        ("rank".into(), Cells::Integer(ranks)),
        ("share".into(), Cells::Real(shares)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// The rows of one region in one scope: a row for every rank that it had.
struct Run<'a> {
    /// Positions of edition, node, scope and region.
    keys: [u32; 4],
    of: &'a RankDistribution,
}

impl Run<'_> {
    fn n_rows(&self) -> usize {
        self.of.frequencies.len()
    }

    /// How often it had each rank, of the replicates in which it is ranked.
    fn shares(&self) -> impl Iterator<Item = f64> {
        let n_ranked = f64::from(self.of.n_ranked);
        self.of.frequencies.iter().map(move |&(_, count)| f64::from(count) / n_ranked)
    }
}

/// A column, from what each run gives it.
fn filled<'a, T, I: Iterator<Item = T>>(n_rows: usize, runs: &'a [Run<'a>], cells: impl Fn(&'a Run<'a>) -> I) -> Vec<T> {
    let mut column = Vec::with_capacity(n_rows);
    runs.iter().for_each(|run| column.extend(cells(run)));
    column
}

/// Among whom a rank is counted, as it stands in the table: overall, and within region types.
const SCOPES: [&str; 2] = ["all", "region-type"];

/// Header and rows for people: of the index, in the newest edition that was analysed, best first.
fn rows_for_people(build: &Build<'_>, robustness: &Robustness, language: &str) -> Vec<Vec<String>> {
    let (plan, regions) = (build.plan, build.regions);
    let label = |label: labels::Label| label.in_language(language).to_owned();
    let dialect = Dialect::of(language);
    let Some((edition_idx, node)) = analysed(build, robustness).into_iter().rfind(|(_, node)| node.node_idx == Tree::ROOT) else {
        return Vec::new();
    };
    let percent = |share: Option<f64>| share.map_or(String::new(), |share| dialect.number(100.0 * share, 1));
    let ends = |of: &RankDistribution| of.whole_ends().map_or(String::new(), |(low, high)| words::interval(low, high));
    let mut header = vec![
        label(labels::EDITION),
        label(labels::CODE),
        labels::level(&regions.level, language).to_owned(),
        label(labels::RANK),
        label(labels::RANK_INTERVAL),
        label(labels::MEDIAN_RANK),
    ];
    header.extend(plan.robustness.top.iter().map(|k| format!("{}: {k}", label(labels::AMONG_FIRST))));
    header.extend([label(labels::AHEAD_OF_NEXT), label(labels::IMPROVED), label(labels::GROUP_NOT_APART)]);
    if !node.within_type.is_empty() {
        header.extend([label(labels::REGION_TYPE), label(labels::TYPE_RANK), label(labels::TYPE_RANK_INTERVAL)]);
    }
    header.push(label(labels::DATA_STATUS));
    let mut order: Vec<usize> = (0..regions.n_ranked()).collect();
    order.sort_by_key(|&region_idx| (node.overall[region_idx].nominal == 0, node.overall[region_idx].nominal, region_idx));
    let mut rows = vec![header];
    for region_idx in order {
        let of = &node.overall[region_idx];
        let mut row = vec![
            harmless(&plan.editions[edition_idx].id),
            harmless(regions.code(region_idx)),
            harmless(regions.name(region_idx, language)),
            if of.nominal == 0 { String::new() } else { of.nominal.to_string() },
            ends(of),
            dialect.number(of.median, 1),
        ];
        row.extend(of.top.iter().map(|&share| if share.is_nan() { String::new() } else { percent(Some(share)) }));
        row.extend([percent(of.ahead_of_next), percent(of.improved)]);
        row.push(if of.group == 0 { String::new() } else { of.group.to_string() });
        if let Some(within) = node.within_type.get(region_idx) {
            row.push(harmless(&super::people::type_name(build, edition_idx, region_idx, language)));
            row.push(if within.nominal == 0 { String::new() } else { within.nominal.to_string() });
            row.push(ends(within));
        }
        row.push(harmless(&mark::status_in_words(build, language)));
        rows.push(row);
    }
    rows
}

/// The files; none where nothing was analysed.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let Some(robustness) = build.robustness.filter(|robustness| !analysed(build, robustness).is_empty()) else {
        return Ok(Vec::new());
    };
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let of_regions = || {
        let table = table(build, robustness);
        let content = table.content_sha256();
        let (csv, parquet) = rayon::join(|| bytes_csv::bytes(&table), || bytes_parquet::bytes(&table, &marks));
        let csv = OutputFile { name: "robustness.csv".into(), bytes: csv?, content_sha256: Some(content.clone()) };
        Ok([csv, OutputFile { name: "robustness.parquet".into(), bytes: parquet?, content_sha256: Some(content) }])
    };
    let of_ranks = || {
        let table = probabilities(build, robustness);
        let (content, bytes) = rayon::join(|| table.content_sha256(), || bytes_parquet::bytes(&table, &marks));
        Ok(OutputFile { name: "rank_probabilities.parquet".into(), bytes: bytes?, content_sha256: Some(content) })
    };
    let (of_regions, of_ranks): (Result<_, String>, Result<_, String>) = rayon::join(of_regions, of_ranks);
    let mut files: Vec<OutputFile> = of_regions?.into();
    files.push(of_ranks?);
    for language in &build.plan.index.languages {
        let rows = rows_for_people(build, robustness, language);
        if !rows.is_empty() {
            let bytes = Dialect::of(language).bytes(&rows)?;
            files.push(OutputFile { name: format!("robustness.{language}.csv"), bytes, content_sha256: None });
        }
    }
    Ok(files)
}
