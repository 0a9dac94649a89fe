//! `scores.parquet`: every number behind the rankings, one row per edition, region and node.
//! `raw` is what was observed, of a region that was screened out of an edition too: its `status` says so.
//!
//! `weight` is the node's share in the index for that region, `contribution` its points of the index: over the indicators
//! both add up, to one and to the index before it is rounded. Where a node on the way to the index is not a weighted sum (a
//! geometric mean, say), or its score is normalised again, neither has a meaning, and both are empty. Where an index has surveys,
//! `answers` is the number of answers behind an indicator that is a survey's value as it stands.
//!
//! Of an indicator of which only scores may be shown, `raw`, `treated` and `answers` are empty and `status` ends with `value not
//! published`; of one of which nothing may, every number but `weight` is empty and `status` is `not published`.

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_parquet};
use crate::harmonise::mark;
use crate::indicator::{Derivation, Variable, VariableKind};
use crate::ingest::STATUS_KEY;
use crate::panel::Missing;
use crate::period::Period;
use crate::plan::Publication;
use crate::rank::UNRANKED;
use crate::tree::Tree;
use crate::weight;

/// Words for the marks of a cell, joined by `+`.
pub fn status_words(value: f64, marks: u8) -> String {
    let mut words: Vec<String> = Vec::new();
    match Missing::of(value) {
        Some(missing) if marks & mark::IMPUTED != 0 => words.push(format!("missing ({missing})+imputed")),
        Some(missing) if marks & mark::NEUTRAL != 0 => words.push(format!("missing ({missing})+neutral")),
        Some(missing) => words.push(format!("missing ({missing})")),
        None if marks & mark::NEUTRAL != 0 => words.push("neutral".to_owned()),
        None => {}
    }
    for (bit, word) in [
        (mark::MERGED, "merged"),
        (mark::APPROXIMATE, "approximate"),
        (mark::NIL, "nil"),
        (mark::PRELIMINARY, "preliminary"),
        (mark::CARRIED_OVER, "carried-over"),
        (mark::TREATED, "treated"),
    ] {
        if marks & bit != 0 {
            words.push(word.to_owned());
        }
    }
    if words.is_empty() { "observed".to_owned() } else { words.join("+") }
}

/// The words for a value that was set by hand: nobody observed it.
fn set_by_hand(words: &str) -> String {
    if words == "observed" { "overridden".to_owned() } else { format!("overridden+{words}") }
}

/// The words for a cell with what of it is not shown.
pub fn published_status(words: String, publication: Publication) -> String {
    match publication {
        Publication::Raw => words,
        Publication::Score => format!("{words}+value not published"),
        Publication::None => "not published".to_owned(),
    }
}

/// Columns under construction.
#[derive(Default)]
struct Rows {
    edition: Vec<u32>,
    region: Vec<u32>,
    node: Vec<u32>,
    kind: Vec<u32>,
    period: Vec<String>,
    raw: Vec<f64>,
    treated: Vec<f64>,
    normalised: Vec<f64>,
    weight: Vec<f64>,
    contribution: Vec<f64>,
    rank: Vec<Option<i32>>,
    status: Vec<String>,
    answers: Vec<f64>,
}

const KINDS: [&str; 3] = ["index", "factor", "indicator"];

/// The scores of the editions that are published: per edition and region the index, its factors, then the indicators.
pub fn table(build: &Build<'_>) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let n_nodes = plan.tree.nodes.len();
    let mut rows = Rows::default();
    let overridden = &build.outcome.notes.overridden;
    let by_hand: std::collections::BTreeSet<(usize, usize, usize)> =
        overridden.iter().map(|&(edition_idx, indicator_idx, region_idx, _)| (edition_idx, indicator_idx, region_idx)).collect();
    // What was observed of a region that was left out: it is shown, though nothing was computed from it.
    let screened: std::collections::BTreeMap<(usize, usize, usize), f64> = build
        .outcome
        .notes
        .screened_values
        .iter()
        .map(|&(edition_idx, indicator_idx, region_idx, value)| ((edition_idx, indicator_idx, region_idx), value))
        .collect();
    for (edition_key, &edition_idx) in build.editions.iter().enumerate() {
        let edition = &build.outcome.editions[edition_idx];
        let of_nodes: Vec<Vec<f64>> = edition.nodes.iter().map(|node| node.weights.clone()).collect();
        let answers: Vec<Option<&[f64]>> =
            edition.indicators.iter().enumerate().map(|(idx, outcome)| answers(build, idx, outcome.period)).collect();
        for region_idx in 0..regions.n_ranked() {
            let has = |indicator_idx: usize| {
                let indicator = &edition.indicators[indicator_idx];
                indicator.is_in && !indicator.normalised[region_idx].is_nan()
            };
            let has_node = |node_idx: usize| !edition.nodes[node_idx].scores[region_idx].is_nan();
            let is_ranked = has_node(Tree::ROOT);
            let weights: Vec<f64> = weight::in_index(&plan.tree, &of_nodes, has, has_node)
                .into_iter()
                .map(|weight| weight.unwrap_or(f64::NAN))
                .collect();
            let points: Vec<f64> = weights
                .iter()
                .zip(&edition.indicators)
                .map(
                    |(weight, indicator)| {
                        if *weight == 0.0 { 0.0 } else { weight * indicator.normalised.get(region_idx).unwrap_or(&f64::NAN) }
                    },
                )
                .collect();
            for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
                let outcome = &edition.nodes[node_idx];
                rows.push(edition_key, region_idx, node_idx, usize::from(node_idx != Tree::ROOT));
                rows.period.push(String::new());
                rows.raw.push(f64::NAN);
                rows.treated.push(f64::NAN);
                rows.normalised.push(outcome.scores[region_idx]);
                let below = |values: &[f64]| node.leaves.iter().map(|&leaf| values[leaf]).sum::<f64>();
                rows.weight.push(if is_ranked { below(&weights) } else { f64::NAN });
                rows.contribution.push(if is_ranked { below(&points) } else { f64::NAN });
                rows.rank.push(rank(outcome.ranks[region_idx]));
                rows.answers.push(f64::NAN);
                rows.status.push(if outcome.scores[region_idx].is_nan() { "not ranked".into() } else { "computed".into() });
            }
            for (indicator_idx, outcome) in edition.indicators.iter().enumerate().filter(|(_, outcome)| outcome.is_in) {
                rows.push(edition_key, region_idx, n_nodes + indicator_idx, 2);
                rows.period.push(outcome.period.to_string());
                let publication = plan.indicators[indicator_idx].publication;
                let value = |value: f64| if publication.shows_values() { value } else { f64::NAN };
                let score = |score: f64| if publication.shows_scores() { score } else { f64::NAN };
                let of_screened = screened.get(&(edition_idx, indicator_idx, region_idx)).copied();
                rows.raw.push(value(of_screened.unwrap_or(outcome.raw[region_idx])));
                rows.treated.push(value(outcome.treated()[region_idx]));
                rows.normalised.push(score(outcome.normalised[region_idx]));
                let scored = is_ranked && has(indicator_idx);
                rows.weight.push(if scored { weights[indicator_idx] } else { f64::NAN });
                rows.contribution.push(score(if scored { points[indicator_idx] } else { f64::NAN }));
                rows.rank.push(rank(outcome.ranks[region_idx]).filter(|_| publication.shows_scores()));
                let n_answers = answers[indicator_idx].map_or(f64::NAN, |answers| answers[regions.universe[region_idx]]);
                rows.answers.push(value(n_answers));
                let marks = outcome.marks.get(region_idx).copied().unwrap_or(0);
                let words = match of_screened {
                    Some(_) => format!("left out ({})", Missing::Screened),
                    None => status_words(outcome.raw[region_idx], marks),
                };
                let is_by_hand = by_hand.contains(&(edition_idx, indicator_idx, region_idx));
                let words = if is_by_hand { set_by_hand(&words) } else { words };
                rows.status.push(published_status(words, publication));
            }
        }
    }
    let has_answers = |variable: &Variable| matches!(&variable.kind, VariableKind::Series(series) if series.answers.is_some());
    let with_answers = plan.variables.iter().any(has_answers);
    let editions = build.editions.iter().map(|&edition_idx| plan.editions[edition_idx].id.clone()).collect();
    let codes = (0..regions.n_ranked()).map(|region_idx| regions.code(region_idx).to_owned()).collect();
    let nodes = plan.tree.nodes.iter().map(|node| &node.id).chain(plan.indicators.iter().map(|indicator| &indicator.id));
    let n_rows = rows.edition.len();
    let mut columns = vec![
        ("edition".into(), Cells::Text { values: editions, keys: rows.edition }),
        ("code".into(), Cells::Text { values: codes, keys: rows.region }),
        ("node".into(), Cells::Text { values: nodes.cloned().collect(), keys: rows.node }),
        ("kind".into(), Cells::Text { values: KINDS.map(str::to_owned).into(), keys: rows.kind }),
        ("statistic_period".into(), Cells::texts(&rows.period)),
        ("raw".into(), Cells::Real(rows.raw)),
        ("treated".into(), Cells::Real(rows.treated)),
        ("normalised".into(), Cells::Real(rows.normalised)),
        ("weight".into(), Cells::Real(rows.weight)),
        ("contribution".into(), Cells::Real(rows.contribution)),
        ("rank".into(), Cells::Integer(rows.rank)),
        ("status".into(), Cells::texts(&rows.status)),
    ];
    if with_answers {
        columns.push(("answers".into(), Cells::Real(rows.answers)));
    }
    columns.push(("data_status".into(), Cells::same(build.data_status, n_rows)));
    Table::new(columns)
}

/// The number of answers behind an indicator in a period, by region of the division; `None` where it is not a survey's value.
fn answers<'a>(build: &Build<'a>, indicator_idx: usize, period: Period) -> Option<&'a [f64]> {
    let Derivation::Variable(variable_idx) = build.plan.indicators[indicator_idx].derivation else { return None };
    let VariableKind::Series(series) = &build.plan.variables[variable_idx].kind else { return None };
    series.answers.filter(|answers| build.plan.variables[answers.variable].publication.shows_values())?;
    build.harmonised.answers.get(&(variable_idx, period)).map(Vec::as_slice)
}

impl Rows {
    fn push(&mut self, edition: usize, region: usize, node: usize, kind: usize) {
        self.edition.push(edition as u32);
        self.region.push(region as u32);
        self.node.push(node as u32);
        self.kind.push(kind as u32);
    }
}

fn rank(rank: u32) -> Option<i32> {
    (rank != UNRANKED).then_some(rank as i32)
}

/// The file.
///
/// # Errors
/// The writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let table = table(build);
    let marks = [(STATUS_KEY, build.data_status), ("index", build.plan.index.id.as_str())];
    let bytes = bytes_parquet::bytes(&table, &marks)?;
    Ok(vec![OutputFile { name: "scores.parquet".into(), bytes, content_sha256: Some(table.content_sha256()) }])
}
