//! `rankings.parquet` and `rankings.csv`: one row per edition and region, at full precision, for machines.

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, bytes_parquet};
use crate::ingest::STATUS_KEY;
use crate::outcome::NodeOutcome;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// The rankings of the editions that are published.
pub fn table(build: &Build<'_>) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let n_regions = regions.n_ranked();
    let n_rows = build.editions.len() * n_regions;
    let repeated = |values: Vec<String>| {
        let keys = (0..build.editions.len()).flat_map(|_| 0..n_regions as u32).collect();
        Cells::Text { values, keys }
    };
    let of_regions = |of: &dyn Fn(usize) -> String| repeated((0..n_regions).map(of).collect());

    let editions: Vec<String> = build.editions.iter().map(|&edition_idx| plan.editions[edition_idx].id.clone()).collect();
    let edition_keys = (0..editions.len() as u32).flat_map(|key| std::iter::repeat_n(key, n_regions)).collect();
    let mut columns: Vec<(String, Cells)> = vec![
        ("edition".into(), Cells::Text { values: editions, keys: edition_keys }),
        ("code".into(), of_regions(&|region_idx| regions.code(region_idx).to_owned())),
    ];
    for language in &plan.index.languages {
        columns.push((format!("name_{language}"), of_regions(&|region_idx| regions.name(region_idx, language).to_owned())));
    }
    if let Some(types) = &regions.types {
        let keys =
            build.editions.iter().flat_map(|&edition_idx| types.of_edition[edition_idx].iter().map(|&type_idx| type_idx as u32));
        columns.push(("region_type".into(), Cells::Text { values: types.ids.clone(), keys: keys.collect() }));
    }
    for column in &plan.publish.region_columns {
        columns.push((column.value.clone(), of_regions(&|region_idx| regions.cell(region_idx, &column.value).to_owned())));
    }
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let outcomes: Vec<&NodeOutcome> =
            build.editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx].nodes[node_idx]).collect();
        let id = &node.id;
        columns.push((id.clone(), Cells::Real(outcomes.iter().flat_map(|outcome| outcome.scores.iter().copied()).collect())));
        columns.push((format!("{id}_rank"), ranks(outcomes.iter().map(|outcome| &outcome.ranks[..]))));
        if regions.types.is_some() {
            columns.push((format!("{id}_type_rank"), ranks(outcomes.iter().map(|outcome| &outcome.type_ranks[..]))));
        }
        columns.push((format!("{id}_rank_change"), changes(outcomes.iter().map(|outcome| &outcome.rank_changes[..]), n_regions)));
        if regions.types.is_some() {
            let type_changes = changes(outcomes.iter().map(|outcome| &outcome.type_rank_changes[..]), n_regions);
            columns.push((format!("{id}_type_rank_change"), type_changes));
        }
    }
    let coverage = build
        .editions
        .iter()
        .flat_map(|&edition_idx| build.outcome.editions[edition_idx].nodes[Tree::ROOT].coverage.iter().copied());
    columns.push(("coverage".into(), Cells::Real(coverage.collect())));
    if let Some(types) = &plan.regions.types
        && let Some(label) = types.label.get(plan.main_language())
    {
        columns.push(("region_type_label".into(), Cells::same(label, n_rows)));
    }
    columns.push(("data_status".into(), Cells::same(build.data_status, n_rows)));
    Table::new(columns)
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

/// Both files.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let table = table(build);
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let (csv, (parquet, content)) = rayon::join(
        || bytes_csv::bytes(&table),
        || rayon::join(|| bytes_parquet::bytes(&table, &marks), || table.content_sha256()),
    );
    Ok(vec![
        OutputFile { name: "rankings.csv".into(), bytes: csv?, content_sha256: Some(content.clone()) },
        OutputFile { name: "rankings.parquet".into(), bytes: parquet?, content_sha256: Some(content) },
    ])
}
