//! `evp what-if`: what another value would change, or what it would take to climb.

mod climb;
mod set;

use comfy_table::{CellAlignment, Table};

use crate::analysis::what_if::climb::Goal;
use crate::analysis::what_if::history::Measure;
use crate::analysis::what_if::set::Setting;
use crate::analysis::what_if::{Among, Baseline, Place};
use crate::cli::{DEFAULT_CONFIG, MoveMeasure, WhatIfArguments};
use crate::commands::build::editions;
use crate::commands::output_problem;
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Problems, Result, io_reason, shown};
use crate::ingest::files::DataOverride;
use crate::ingest::printable;
use crate::outcome::{Detail, EditionOutcome};
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::footnotes::{Concerning, Footnotes};
use crate::publish::mark::Mark;
use crate::publish::notes::Voice;
use crate::publish::table::{Cells, Table as PublishedTable};
use crate::publish::{bytes_csv, folder};
use crate::region::{self, Regions};
use crate::round;
use crate::session;
use crate::tree::Tree;

/// Characters of a line.
const WIDTH: usize = 80;

/// The word of caution under every answer.
const CAUTION: &str = "Arithmetic on the figures of this edition, not a forecast: the other regions' values stay as they are.";

/// Answers the question.
///
/// # Errors
/// Every problem of the stage at which the run stopped: names that are not known, values that cannot be computed with.
pub fn run(arguments: &WhatIfArguments, printer: &Printer) -> Result<()> {
    let settings = settings(&arguments.set)?;
    let plan = resolve::load(arguments.config.as_deref().unwrap_or(DEFAULT_CONFIG.as_ref()))?;
    let asked: Vec<String> = arguments.edition.iter().cloned().collect();
    let edition_idx = editions(&plan, &asked)?.pop().unwrap_or_default();
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    let region_idx = region::find(&plan, &regions, &arguments.region)?;
    let inputs = files.with_regions(&plan, &regions);
    let bar = printer.rows_progress(inputs.n_rows());
    let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|rows| bar.add(rows));
    bar.finish();
    let computed = computed?;
    let harmonised = session::harmonised(&plan, &regions, &computed)?;
    let baseline = Baseline {
        plan: &plan,
        regions: &regions,
        ingested: &computed.ingested,
        harmonised: &harmonised,
        schedule: &computed.schedule,
        outcome: &computed.outcome,
        edition_idx,
        region_idx,
    };
    baseline.check()?;
    let answer = match (arguments.climb, arguments.to_rank) {
        (None, None) => set::answer(&baseline, &settings)?,
        (climb, to_rank) => {
            let among = if arguments.overall || regions.types.is_none() { Among::All } else { Among::Type };
            let goal = match (climb, to_rank) {
                (Some(places), _) => Goal::climb(&baseline, among, places)?,
                (None, rank) => to_rank_goal(&baseline, among, rank.unwrap_or(1))?,
            };
            let measure = match arguments.measure {
                MoveMeasure::Deviations => Measure::Deviations,
                MoveMeasure::History => Measure::History,
            };
            climb::answer(&baseline, goal, measure)
        }
    };
    if let Some(path) = &arguments.out {
        let table = answer.table.with_region(&baseline, &computed.data_status);
        let bytes = bytes_csv::bytes(&table)
            .map_err(|reason| Problem::new(ProblemKind::Internal, format!("a table cannot be written: {reason}")))?;
        folder::write_file(path, &bytes).map_err(|error| {
            let message = format!("cannot write `{}`: {}", shown(path), io_reason(&error));
            Problem::new(ProblemKind::Output, message).help("choose another file with `--out`")
        })?;
    }
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => {
            let mut text = serde_json::to_string_pretty(&json(&baseline, &computed.data_status, &answer)).unwrap_or_default();
            text.push('\n');
            printer.data(&text)
        }
        Mode::Normal => {
            let mut text = heading(&baseline, &computed.data_status);
            text.push_str(&answer.text);
            text.push_str(&format!("\n{}", wrapped("", CAUTION)));
            if let Some(path) = &arguments.out {
                text.push_str(&format!("Wrote {}\n", shown(path)));
            }
            printer.result(&text)
        }
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// An answer in each of its forms.
struct Answer {
    text: String,
    json: serde_json::Map<String, serde_json::Value>,
    table: Rows,
}

fn settings(written: &[String]) -> Result<Vec<Setting>> {
    let mut problems = Vec::new();
    let mut settings = Vec::new();
    for text in written {
        match text.parse() {
            Ok(setting) => settings.push(setting),
            Err(reason) => problems.push(Problem::new(ProblemKind::Usage, format!("`--set {text}` cannot be read")).help(reason)),
        }
    }
    Problems::check(problems, settings)
}

/// A rank to be reached, above the one that the region has.
fn to_rank_goal(baseline: &Baseline<'_>, among: Among, rank: u32) -> Result<Goal> {
    let now = baseline.place(baseline.edition(), among).rank;
    if now <= rank {
        return Err(Problem::new(ProblemKind::Usage, format!("it has rank {now} already"))
            .help(if now == 1 { "nobody is before it".to_owned() } else { format!("ask for rank 1 to {}", now - 1) })
            .into());
    }
    Ok(Goal { among, rank })
}

fn heading(baseline: &Baseline<'_>, data_status: &str) -> String {
    let plan = baseline.plan;
    let language = plan.main_language();
    let mut text = format!("{}\n", plan.index.title.best(&plan.index.languages));
    if let Some(label) = plan.index.label.get(language) {
        text.push_str(&format!("{label}\n"));
    }
    if let Some(mark) = Mark::of_plan(plan, data_status) {
        text.push_str(&format!("*** {} ***\n", mark.words(language)));
    }
    let edition = &plan.editions[baseline.edition_idx].id;
    let region = printable(&baseline.regions.shown(baseline.region_idx, language)).to_string();
    let mut standing = format!("{} overall", place_in_words(baseline, baseline.edition(), Among::All));
    if baseline.regions.types.is_some() {
        standing = format!("{} in {}, {standing}", place_in_words(baseline, baseline.edition(), Among::Type), type_of(baseline));
    }
    text.push_str(&format!("\n{}", wrapped("", &format!("{region}, edition {edition}: {standing}"))));
    text.push_str(&footnotes(baseline).iter().map(|line| wrapped("", &format!("Footnote: {line}"))).collect::<String>());
    text
}

/// What is said of the region, its type and all regions in the edition.
fn footnotes(baseline: &Baseline<'_>) -> Vec<String> {
    let Baseline { plan, regions, edition_idx, region_idx, .. } = *baseline;
    let footnotes = Footnotes::of_editions(plan, regions, &[edition_idx]);
    footnotes.concerning(edition_idx, region_idx, Voice::of_terminal(plan)).iter().map(Concerning::line).collect()
}

/// The name of the region's type.
fn type_of(baseline: &Baseline<'_>) -> String {
    let types = baseline.regions.types.as_ref();
    let type_idx = baseline.regions.type_of(baseline.edition_idx, baseline.region_idx);
    let id = types.zip(type_idx).map_or("", |(types, type_idx)| &types.ids[type_idx]);
    let names = baseline.plan.regions.types.iter().flat_map(|types| &types.names);
    let name = names.into_iter().find(|(other, _)| other.value == id).map(|(_, name)| name);
    name.and_then(|name| name.get(baseline.plan.main_language())).unwrap_or(id).to_owned()
}

/// "3 of 23", or "shared 3 of 23".
fn place_in_words(baseline: &Baseline<'_>, edition: &EditionOutcome, among: Among) -> String {
    let n_ranked = 1 + baseline.others(among).len();
    let Place { rank, n_level, .. } = baseline.place(edition, among);
    format!("{}rank {rank} of {n_ranked}", if n_level > 0 { "shared " } else { "" })
}

/// A number with a decimal point and so many decimals, rounded as published numbers are; none where `decimals` is negative.
fn number(value: f64, decimals: i32) -> String {
    let decimals = decimals.max(0);
    let rounded = round::to_decimals(value, decimals as u32);
    if value.is_nan() { "–".to_owned() } else { format!("{rounded:.*}", decimals as usize).replace('-', "−") }
}

/// A change, with its sign unless it is printed as 0.
fn change(value: f64, decimals: i32) -> String {
    let rises = round::to_decimals(value, decimals.max(0) as u32) > 0.0;
    if rises { format!("+{}", number(value, decimals)) } else { number(value, decimals) }
}

/// A text wrapped between words; further lines are indented.
fn wrapped(indent: &str, text: &str) -> String {
    super::wrapped(text, [indent, &format!("{indent}  ")], WIDTH)
}

/// A table as text, all columns but the first right-aligned.
fn lines(mut table: Table) -> String {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Code and name of a region, for lists.
fn name(plan: &Plan, regions: &Regions, region_idx: usize) -> String {
    printable(regions.name(region_idx, plan.main_language())).to_string()
}

fn json(baseline: &Baseline<'_>, data_status: &str, answer: &Answer) -> serde_json::Value {
    let plan = baseline.plan;
    let mut all = serde_json::json!({
        "index": plan.index.id,
        "edition": plan.editions[baseline.edition_idx].id,
        "code": baseline.regions.code(baseline.region_idx),
        "name": baseline.regions.name(baseline.region_idx, plan.main_language()),
        "data_status": data_status,
        "note": CAUTION,
        "footnotes": footnotes(baseline),
        "score": baseline.edition().nodes[Tree::ROOT].scores[baseline.region_idx],
        "rank": baseline.place(baseline.edition(), Among::All).rank,
    });
    if baseline.regions.types.is_some() {
        all["region_type"] = type_id(baseline).into();
        all["type_rank"] = baseline.place(baseline.edition(), Among::Type).rank.into();
    }
    if let serde_json::Value::Object(object) = &mut all {
        object.extend(answer.json.clone());
    }
    all
}

fn type_id<'a>(baseline: &Baseline<'a>) -> &'a str {
    let type_idx = baseline.regions.type_of(baseline.edition_idx, baseline.region_idx);
    baseline.regions.types.as_ref().zip(type_idx).map_or("", |(types, type_idx)| &types.ids[type_idx])
}

/// A number of a JSON answer; null where there is none.
fn real(value: f64) -> serde_json::Value {
    if value.is_finite() { value.into() } else { serde_json::Value::Null }
}

/// Rows of the CSV file: columns that every answer has.
#[derive(Default)]
struct Rows {
    kind: Vec<String>,
    subject: Vec<String>,
    period: Vec<String>,
    old: Vec<f64>,
    new: Vec<f64>,
    /// Further columns of an answer: name, and numbers by row.
    further: Vec<(&'static str, Vec<f64>)>,
}

impl Rows {
    /// Rows with further columns of these names.
    fn new(further: &[&'static str]) -> Self {
        Rows { further: further.iter().map(|name| (*name, Vec::new())).collect(), ..Rows::default() }
    }

    /// Adds a row; `further` has the further columns' numbers, in their order.
    fn add(&mut self, kind: &str, subject: &str, period: &str, values: [f64; 2], further: &[f64]) {
        self.kind.push(kind.to_owned());
        self.subject.push(subject.to_owned());
        self.period.push(period.to_owned());
        self.old.push(values[0]);
        self.new.push(values[1]);
        for (position, (_, column)) in self.further.iter_mut().enumerate() {
            column.push(further.get(position).copied().unwrap_or(f64::NAN));
        }
    }

    fn with_region(&self, baseline: &Baseline<'_>, data_status: &str) -> PublishedTable {
        let (plan, regions) = (baseline.plan, baseline.regions);
        let language = plan.main_language();
        let n_rows = self.kind.len();
        let mut columns = vec![
            ("edition".to_owned(), Cells::same(&plan.editions[baseline.edition_idx].id, n_rows)),
            ("code".to_owned(), Cells::same(regions.code(baseline.region_idx), n_rows)),
            (format!("name_{language}"), Cells::same(regions.name(baseline.region_idx, language), n_rows)),
            ("kind".to_owned(), Cells::texts(&self.kind)),
            ("subject".to_owned(), Cells::texts(&self.subject)),
            ("period".to_owned(), Cells::texts(&self.period)),
            ("old".to_owned(), Cells::Real(self.old.clone())),
            ("new".to_owned(), Cells::Real(self.new.clone())),
        ];
        let further = self.further.iter().map(|(name, values)| {
            let is_whole = values.iter().all(|value| value.is_nan() || value.fract() == 0.0);
            let whole = |value: &f64| (!value.is_nan()).then_some(*value as i32);
            let is_count = name.ends_with("rank") || name.starts_with("n_");
            let cells = if is_count && is_whole {
                Cells::Integer(values.iter().map(whole).collect())
            } else {
                Cells::Real(values.clone())
            };
            ((*name).to_owned(), cells)
        });
        columns.extend(further);
        columns.push(("data_status".to_owned(), Cells::same(data_status, n_rows)));
        PublishedTable::new(columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped() {
        let text = wrapped("  ", &"word ".repeat(30));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(text.lines().count(), 2);
        assert_eq!([number(-1.25, 1), change(2.0, 1), number(120.0, -1)], ["−1.3", "+2.0", "120"]);
        assert_eq!([change(6.25, 1), change(0.04, 1), change(-0.04, 1), number(f64::NAN, 1)], ["+6.3", "0.0", "0.0", "–"]);
    }
}
