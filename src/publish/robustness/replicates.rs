//! The parameters of every replicate as a table, and back: so that any of them can be looked at, and computed again here or by
//! another program.
//!
//! One row per replicate. Options go by their labels; `left_out` is the indicator's id, empty where none is; `noise` is the seed of
//! the values' errors. `multiplier:ID` is the number by which the weight of an indicator or factor is multiplied, before the
//! weights of a node are brought to their sum again.

use crate::analysis::robustness::Source;
use crate::analysis::robustness::inputs::{Draw, Inputs, OptionDraw};
use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean, io_reason, shown};
use crate::method::{CONFIGURED, Options};
use crate::plan::Plan;

const MULTIPLIER: &str = "multiplier:";

/// The parameters of replicates, as CSV.
///
/// # Errors
/// The writer's own error in words.
pub fn bytes(plan: &Plan, inputs: &Inputs, n_replicates: usize, source: Source<'_>) -> std::result::Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header: Vec<String> =
        ["replicate", "normalisation", "ties", "aggregation", "treatment", "imputation", "left_out", "noise"]
            .map(str::to_owned)
            .into();
    header.extend(ids(plan).map(|id| format!("{MULTIPLIER}{id}")));
    writer.write_record(&header).map_err(|error| error.to_string())?;
    let draws = &plan.robustness.draws;
    let (mut coordinates, mut draw) = (vec![0.0; inputs.n_coordinates()], inputs.nominal());
    for replicate in 0..n_replicates {
        source.draw(inputs, replicate, &mut coordinates, &mut draw);
        let options = draw.options;
        let mut row = vec![
            (replicate + 1).to_string(),
            draws.normalisation.label(options.normalisation).to_owned(),
            draws.ties.label(options.ties).to_owned(),
            draws.aggregation.label(options.aggregation).to_owned(),
            draws.treatment.label(options.treatment).to_owned(),
            draws.imputation.label(options.imputation).to_owned(),
            draw.left_out.iter().map(|&indicator_idx| plan.indicators[indicator_idx].id.as_str()).collect::<Vec<_>>().join(" "),
            draw.noise.map_or(String::new(), |seed| seed.to_string()),
        ];
        let multipliers = draw.indicator_multipliers.iter().chain(&draw.node_multipliers[1..]);
        row.extend(multipliers.map(f64::to_string));
        writer.write_record(&row).map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}

/// Ids of what has a weight: indicators, then factors.
fn ids(plan: &Plan) -> impl Iterator<Item = &str> {
    let factors = plan.tree.nodes.iter().skip(1).map(|node| node.id.as_str());
    plan.indicators.iter().map(|indicator| indicator.id.as_str()).chain(factors)
}

/// Reads replicates from a CSV file. Columns that it does not have are as configured.
///
/// # Errors
/// The file cannot be read, or holds a column, option, id or number that is none: all of them.
pub fn read(plan: &Plan, inputs: &Inputs, path: &std::path::Path) -> Result<Vec<Draw>> {
    let name = shown(path);
    let unreadable =
        |reason: String| Problem::new(ProblemKind::UnreadableInput, format!("cannot read the replicates `{name}`: {reason}"));
    let bytes = std::fs::read(path).map_err(|error| unreadable(io_reason(&error)))?;
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let header = reader.headers().map_err(|error| unreadable(error.to_string()))?.clone();
    let ids: Vec<&str> = ids(plan).collect();
    let mut problems = Vec::new();
    let columns: Vec<Option<Column>> = header.iter().map(|title| column(title, &ids, &name, &mut problems)).collect();
    Problems::check(std::mem::take(&mut problems), ())?;
    let mut replicates = Vec::new();
    for (position, record) in reader.records().enumerate() {
        let record = record.map_err(|error| match error.kind() {
            csv::ErrorKind::UnequalLengths { len, .. } => {
                let cells = counted(*len as usize, "cell", "cells");
                unreadable(format!("row {} has {cells}, its header {}", position + 2, header.len()))
                    .help("separate cells by commas, and leave no cell out")
            }
            _ => unreadable(error.to_string()),
        })?;
        let mut draw = inputs.nominal();
        for (column, cell) in columns.iter().zip(&record) {
            if let Some(column) = column
                && let Err((message, help)) = set(plan, &mut draw, *column, cell.trim())
            {
                let message = format!("{message} in row {} of `{name}`", position + 2);
                problems.push(Problem::new(ProblemKind::DataContract, message).help(help));
            }
        }
        replicates.push(draw);
    }
    problems.truncate(MOST_PROBLEMS);
    if replicates.is_empty() && problems.is_empty() {
        problems
            .push(unreadable("it has no rows".to_owned()).help("give a file that `--write-replicates` wrote, or one like it"));
    }
    Problems::check(problems, replicates)
}

/// Problems of cells that are listed.
const MOST_PROBLEMS: usize = 20;

#[derive(Debug, Clone, Copy)]
enum Column {
    Normalisation,
    Ties,
    Aggregation,
    Treatment,
    Imputation,
    LeftOut,
    Noise,
    Multiplier(usize),
}

fn column(title: &str, ids: &[&str], name: &str, problems: &mut Vec<Problem>) -> Option<Column> {
    match title.trim() {
        "normalisation" => Some(Column::Normalisation),
        "ties" => Some(Column::Ties),
        "aggregation" => Some(Column::Aggregation),
        "treatment" => Some(Column::Treatment),
        "imputation" => Some(Column::Imputation),
        "left_out" => Some(Column::LeftOut),
        "noise" => Some(Column::Noise),
        "replicate" => None,
        other => {
            let id = other.strip_prefix(MULTIPLIER);
            let found = id.and_then(|id| ids.iter().position(|known| *known == id));
            if found.is_none() {
                let message = format!("`{name}` has a column `{other}` that means nothing here");
                let help = match id {
                    Some(id) => did_you_mean(id, ids.iter().copied()),
                    None => format!(
                        "columns are replicate, normalisation, ties, aggregation, treatment, imputation, left_out, noise, and `{MULTIPLIER}ID`"
                    ),
                };
                problems.push(Problem::new(ProblemKind::DataContract, message).help(help));
            }
            found.map(Column::Multiplier)
        }
    }
}

fn set(plan: &Plan, draw: &mut Draw, column: Column, cell: &str) -> std::result::Result<(), (String, String)> {
    fn option<T>(options: &Options<T>, what: &str, cell: &str) -> std::result::Result<usize, (String, String)> {
        let own = (cell == CONFIGURED).then(|| options.configured());
        own.or_else(|| options.labels.iter().position(|label| label == cell)).ok_or_else(|| {
            let known = options.labels.join(", ");
            (format!("`{cell}` is no {what} of this configuration"), format!("those under [robustness] are {known}"))
        })
    }
    let draws = &plan.robustness.draws;
    let OptionDraw { normalisation, ties, aggregation, treatment, imputation } = &mut draw.options;
    match column {
        Column::Normalisation => *normalisation = option(&draws.normalisation, "normalisation", cell)?,
        Column::Ties => *ties = option(&draws.ties, "rule for equal values", cell)?,
        Column::Aggregation => *aggregation = option(&draws.aggregation, "aggregation", cell)?,
        Column::Treatment => *treatment = option(&draws.treatment, "treatment", cell)?,
        Column::Imputation => *imputation = option(&draws.imputation, "imputation", cell)?,
        Column::LeftOut => {
            for id in cell.split_whitespace() {
                let found = plan.indicators.iter().position(|indicator| indicator.id == id);
                let help = || did_you_mean(id, plan.indicators.iter().map(|indicator| indicator.id.as_str()));
                draw.left_out.push(found.ok_or_else(|| (format!("there is no indicator `{id}`"), help()))?);
            }
        }
        Column::Noise if cell.is_empty() => draw.noise = None,
        Column::Noise => {
            let seed = cell.parse().map_err(|_| (format!("`{cell}` is no seed"), "give a whole number".to_owned()))?;
            draw.noise = Some(seed);
        }
        Column::Multiplier(position) => {
            let value: Option<f64> = cell.parse().ok().filter(|value: &f64| value.is_finite() && *value >= 0.0);
            let value = value.ok_or_else(|| (format!("`{cell}` cannot multiply a weight"), "give a number from 0".to_owned()))?;
            match position.checked_sub(draw.indicator_multipliers.len()) {
                None => draw.indicator_multipliers[position] = value,
                Some(factor) => draw.node_multipliers[factor + 1] = value,
            }
        }
    }
    Ok(())
}
