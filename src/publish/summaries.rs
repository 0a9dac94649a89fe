//! `summaries.parquet` and `summaries.csv`: what the ranked regions say of the larger areas they lie in; one row per edition,
//! summary, area and node.
//!
//! The measures are those of [`crate::analysis::summary`]; shares run from 0 to 1. What rests on no weight at all is empty.

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, bytes_parquet};
use crate::analysis::summary::AreaSummary;
use crate::ingest::STATUS_KEY;
use crate::tree::Tree;

/// A row: edition, summary and node by position, and the area among the summary's.
struct Row<'a> {
    summary_idx: usize,
    edition_idx: usize,
    area_idx: usize,
    node_idx: usize,
    figures: &'a AreaSummary,
}

/// The summaries of the editions that are published.
pub fn table(build: &Build<'_>) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let mut rows: Vec<Row<'_>> = Vec::new();
    for &edition_idx in build.editions {
        for (summary_idx, summary) in build.summaries.iter().enumerate() {
            for area_idx in 0..summary.areas.len() {
                for (node_idx, areas) in summary.editions[edition_idx].nodes.iter().enumerate() {
                    rows.push(Row { summary_idx, edition_idx, area_idx, node_idx, figures: &areas[area_idx] });
                }
            }
        }
    }
    // The sum of a variable whose values may not be shown is a value too.
    let weight = |row: &Row<'_>| match plan.variables[plan.summaries[row.summary_idx].weight].publication.shows_values() {
        true => row.figures.weight,
        false => f64::NAN,
    };
    let text = |of: &dyn Fn(&Row<'_>) -> String| Cells::texts(rows.iter().map(of));
    let real = |of: &dyn Fn(&AreaSummary) -> f64| Cells::Real(rows.iter().map(|row| of(row.figures)).collect());
    let count =
        |of: &dyn Fn(&AreaSummary) -> usize| Cells::Integer(rows.iter().map(|row| i32::try_from(of(row.figures)).ok()).collect());
    let area = |row: &Row<'_>| build.summaries[row.summary_idx].areas[row.area_idx].as_str();
    let code = |region: Option<usize>| region.map_or(String::new(), |region_idx| regions.code(region_idx).to_owned());
    let rank = |row: &Row<'_>, region: Option<usize>| {
        let node = &build.outcome.editions[row.edition_idx].nodes[row.node_idx];
        region.and_then(|region_idx| i32::try_from(node.ranks[region_idx]).ok())
    };
    let mut columns = vec![
        ("edition".into(), text(&|row| plan.editions[row.edition_idx].id.clone())),
        ("summary".into(), text(&|row| plan.summaries[row.summary_idx].id.clone())),
        ("area".into(), text(&|row| area(row).to_owned())),
    ];
    for language in &plan.index.languages {
        let name = |row: &Row<'_>| regions.area_name(&plan.summaries[row.summary_idx].by, area(row), language).to_owned();
        columns.push((format!("name_{language}"), text(&name)));
    }
    columns.extend([
        ("node".into(), text(&|row| plan.tree.nodes[row.node_idx].id.clone())),
        ("kind".into(), text(&|row| if row.node_idx == Tree::ROOT { "index".into() } else { "factor".into() })),
        ("weight_period".into(), text(&|row| plan.summaries[row.summary_idx].periods[row.edition_idx].to_string())),
        ("n_regions".into(), count(&|area| area.n_regions)),
        ("n_weighted".into(), count(&|area| area.n_weighted)),
        ("weight".into(), Cells::Real(rows.iter().map(weight).collect())),
        ("mean_score".into(), real(&|area| area.mean_score)),
        ("mean_rank".into(), real(&|area| area.mean_rank)),
        ("weight_in_worst".into(), real(&|area| area.weight_in_worst)),
        ("regions_in_worst".into(), real(&|area| area.regions_in_worst)),
        ("best_code".into(), text(&|row| code(row.figures.best))),
        ("best_rank".into(), Cells::Integer(rows.iter().map(|row| rank(row, row.figures.best)).collect())),
        ("weakest_code".into(), text(&|row| code(row.figures.weakest))),
        ("weakest_rank".into(), Cells::Integer(rows.iter().map(|row| rank(row, row.figures.weakest)).collect())),
        ("data_status".into(), Cells::same(build.data_status, rows.len())),
    ]);
    Table::new(columns)
}

/// Both files; none where the configuration has no summary.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    if build.plan.summaries.is_empty() {
        return Ok(Vec::new());
    }
    let table = table(build);
    let content = Some(table.content_sha256());
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    Ok(vec![
        OutputFile { name: "summaries.csv".into(), bytes: bytes_csv::bytes(&table)?, content_sha256: content.clone() },
        OutputFile { name: "summaries.parquet".into(), bytes: bytes_parquet::bytes(&table, &marks)?, content_sha256: content },
    ])
}
