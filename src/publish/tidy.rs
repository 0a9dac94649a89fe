//! `tidy.parquet`: one number a row, for Power BI, R and Python.
//!
//! The columns of `rankings.parquet` are called after the factors of an index, and those of `scores.parquet` hold several measures side
//! by side. Here the columns are the same whatever the index and the year, and what is measured stands in the rows: `node` (the
//! index, a factor or an indicator) and `measure`. So a report made on one year's file works on the next, and on other indices.
//!
//! The measures of the index and its factors are `score` and, by the names that they have in `rankings.parquet` after the node's id,
//! `rank`, `type_rank`, `rank_change`, `type_rank_change`, the ends of intervals, ranks in further groups, `percentile` and `class`; of the
//! index also `coverage`. Those of an indicator are `value` (as derived), `treated` (after imputation and treatment of outliers, only where they changed it), `score`,
//! `rank`, `weight` and `contribution`. What is missing or not published has no row: why a value is missing stands in `scores.parquet`.
//!
//! Nothing is computed here: both tables are taken apart, an edition at a time.

use std::sync::Arc;

use super::bytes_parquet::ParquetWriter;
use super::table::{Cells, Column, Table};
use super::{Build, Family, OutputFile, limits, rankings, scores};
use crate::config::located::Localised;
use crate::ingest::STATUS_KEY;

/// Name of the file.
pub const NAME: &str = "tidy.parquet";

/// Measures of an indicator: the column of `scores.parquet` and what it is called here.
const OF_INDICATORS: [(&str, &str); 6] = [
    ("raw", "value"),
    ("treated", "treated"),
    ("normalised", "score"),
    ("rank", "rank"),
    ("weight", "weight"),
    ("contribution", "contribution"),
];

/// Columns under construction, as keys into the texts of [`Texts`].
#[derive(Default)]
struct Rows {
    region: Vec<u32>,
    types: Vec<u32>,
    node: Vec<u32>,
    kind: Vec<u32>,
    /// Empty of nodes.
    period: Vec<String>,
    measure: Vec<String>,
    value: Vec<f64>,
}

/// The texts that rows point at: the same for every edition.
struct Texts {
    of_regions: Vec<(String, Arc<[String]>)>,
    of_nodes: Vec<(String, Arc<[String]>)>,
    units: Arc<[String]>,
}

impl Texts {
    fn new(build: &Build<'_>) -> Self {
        let (plan, regions) = (build.plan, build.regions);
        let n_regions = regions.n_ranked();
        let languages = &plan.index.languages;
        let codes = (0..n_regions).map(|region_idx| regions.code(region_idx).to_owned()).collect();
        let region_names = |language: &String| {
            let names = (0..n_regions).map(|region_idx| regions.name(region_idx, language).to_owned()).collect();
            (format!("name_{language}"), names)
        };
        let nodes: Vec<(&String, &Localised)> = plan
            .tree
            .nodes
            .iter()
            .map(|node| (&node.id, &node.name))
            .chain(plan.indicators.iter().map(|indicator| (&indicator.id, &indicator.name)))
            .collect();
        let node_names = |language: &String| {
            let name = |(id, name): &(&String, &Localised)| match name.get(language).unwrap_or(name.best(languages)) {
                "" => id.to_string(),
                name => name.to_owned(),
            };
            (format!("node_name_{language}"), nodes.iter().map(name).collect())
        };
        let units = plan.indicators.iter().map(|indicator| indicator.unit.best(languages).to_owned());
        Texts {
            of_regions: std::iter::once(("code".to_owned(), codes)).chain(languages.iter().map(region_names)).collect(),
            of_nodes: std::iter::once(("node".to_owned(), nodes.iter().map(|(id, _)| id.to_string()).collect()))
                .chain(languages.iter().map(node_names))
                .collect(),
            units: plan.tree.nodes.iter().map(|_| String::new()).chain(units).collect(),
        }
    }

    fn table(&self, build: &Build<'_>, edition: &str, rows: Rows) -> Table {
        let n_rows = rows.value.len();
        let texts = |(name, values): &(String, Arc<[String]>), keys: &[u32]| {
            (name.clone(), Cells::Text { values: values.clone(), keys: keys.to_vec() })
        };
        let mut columns = vec![("edition".to_owned(), Cells::same(edition, n_rows))];
        columns.extend(self.of_regions.iter().map(|column| texts(column, &rows.region)));
        if let Some(types) = &build.regions.types {
            columns.push(("region_type".to_owned(), Cells::Text { values: types.ids.as_slice().into(), keys: rows.types }));
        }
        columns.extend(self.of_nodes.iter().map(|column| texts(column, &rows.node)));
        let kinds = ["index", "factor", "indicator"].map(str::to_owned).into();
        columns.push(("kind".to_owned(), Cells::Text { values: kinds, keys: rows.kind }));
        columns.push(("measure".to_owned(), Cells::texts(&rows.measure)));
        columns.push(("value".to_owned(), Cells::Real(rows.value)));
        let of_value = |(measure, node): (&String, &u32)| match measure.as_str() {
            "value" | "treated" => *node,
            _ => Cells::NO_TEXT,
        };
        let units = rows.measure.iter().zip(&rows.node).map(of_value).collect();
        columns.push(("unit".to_owned(), Cells::Text { values: self.units.clone(), keys: units }));
        columns.push(("statistic_period".to_owned(), without_empty(Cells::texts(&rows.period))));
        columns.push(("data_status".to_owned(), Cells::same(build.data_status, n_rows)));
        Table::new(columns)
    }
}

/// The same texts, of which an empty one is none.
fn without_empty(cells: Cells) -> Cells {
    let Cells::Text { values, mut keys } = cells else { return cells };
    let is_empty = |key: &u32| values.get(*key as usize).is_none_or(String::is_empty);
    keys.iter_mut().filter(|key| is_empty(key)).for_each(|key| *key = Cells::NO_TEXT);
    Cells::Text { values, keys }
}

/// A cell as a number; NaN where it has none.
fn number(column: &Column, row: usize) -> f64 {
    match &column.cells {
        Cells::Real(values) => values[row],
        Cells::Integer(values) => values[row].map_or(f64::NAN, f64::from),
        Cells::Text { .. } => f64::NAN,
    }
}

/// The rows of an edition.
fn rows(build: &Build<'_>, edition_idx: usize) -> Rows {
    let (plan, regions) = (build.plan, build.regions);
    let alone = Build { editions: &[edition_idx], ..*build };
    let (rankings, scores) = (rankings::table(&alone), scores::table(&alone));
    let mut rows = Rows::default();
    let mut push = |region_idx: usize, node: usize, kind: u32, period: &str, measure: &str, value: f64| {
        if !value.is_nan() {
            rows.region.push(region_idx as u32);
            rows.types.push(regions.type_of(edition_idx, region_idx).map_or(Cells::NO_TEXT, |type_idx| type_idx as u32));
            rows.node.push(node as u32);
            rows.kind.push(kind);
            rows.period.push(period.to_owned());
            rows.measure.push(measure.to_owned());
            rows.value.push(value);
        }
    };
    // Columns of a node follow its score; ids may begin with one another, so the place decides and not the name alone.
    let position = |name: &str| rankings.columns.iter().position(|column| column.name == name);
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let Some(first) = position(&node.id) else { continue };
        let next = plan.tree.nodes.get(node_idx + 1).and_then(|next| position(&next.id));
        let end = next.or_else(|| position("coverage")).unwrap_or(rankings.columns.len());
        let measures = rankings.columns[first..end].iter().enumerate().map(|(place, column)| {
            let suffix = column.name.get(node.id.len() + 1..).unwrap_or_default();
            (if place == 0 { "score" } else { suffix }, column)
        });
        let coverage = position("coverage").filter(|_| node_idx == 0).map(|place| ("coverage", &rankings.columns[place]));
        for (measure, column) in measures.chain(coverage) {
            for region_idx in 0..regions.n_ranked() {
                push(region_idx, node_idx, u32::from(node_idx != 0), "", measure, number(column, region_idx));
            }
        }
    }
    let column = |name: &str| scores.columns.iter().find(|column| column.name == name);
    let (Some(codes), Some(nodes), Some(kinds), Some(periods)) =
        (column("code"), column("node"), column("kind"), column("statistic_period"))
    else {
        return rows;
    };
    let measures: Vec<(&str, &Column)> =
        OF_INDICATORS.iter().filter_map(|(name, measure)| Some((*measure, column(name)?))).collect();
    let raw = column("raw");
    for row in 0..scores.n_rows {
        if kinds.cells.text(row) != Some("indicator") {
            continue;
        }
        let (Cells::Text { keys: regions, .. }, Cells::Text { keys: nodes, .. }) = (&codes.cells, &nodes.cells) else { continue };
        let period = periods.cells.text(row).unwrap_or_default();
        for (measure, column) in &measures {
            // Said only where it differs from what was observed.
            if *measure == "treated" && raw.is_some_and(|raw| number(raw, row) == number(column, row)) {
                continue;
            }
            push(regions[row] as usize, nodes[row] as usize, 2, period, measure, number(column, row));
        }
    }
    rows
}

/// The table of some editions, by position; without any it has its columns all the same.
pub fn table(build: &Build<'_>, edition_idx: Option<usize>) -> Table {
    let (edition, rows) = match edition_idx {
        Some(edition_idx) => (build.plan.editions[edition_idx].id.as_str(), rows(build, edition_idx)),
        None => ("", Rows::default()),
    };
    Texts::new(build).table(build, edition, rows)
}

/// The file; none where there are more regions than a workbook has.
///
/// # Errors
/// The Parquet writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    if limits::leaves_out(build, Family::Tidy) {
        return Ok(Vec::new());
    }
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let mut writer = ParquetWriter::new(Vec::new(), &table(build, None), &marks)?;
    // One edition in memory at a time: each is as long as all its scores together.
    for &edition_idx in build.editions {
        writer.append(&table(build, Some(edition_idx)))?;
    }
    Ok(vec![OutputFile { name: NAME.into(), bytes: writer.finish()?, content_sha256: None }])
}
