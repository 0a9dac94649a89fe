//! `evp check`: everything that is wrong with a configuration and its data, and which statistics have arrived.
//!
//! It does all that a build does, short of writing.

use std::collections::BTreeSet;

use comfy_table::{CellAlignment, Table, presets};

use crate::cli::CheckArguments;
use crate::commands::output_problem;
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Problems, Result};
use crate::geometry;
use crate::harmonise::mark;
use crate::ingest::OpenInputs;
use crate::ingest::files::DataOverride;
use crate::method::MissingPolicy;
use crate::outcome::{Detail, Outcome};
use crate::period::Period;
use crate::plan::{Finding, Plan, Status};
use crate::printer::{Mode, Printer};
use crate::publish::labels::missing;
use crate::publish::{Build, notes};
use crate::rank::UNRANKED;
use crate::region::Regions;
use crate::round::per_cent;
use crate::schedule::{self, Schedule};
use crate::session;
use crate::tree::Tree;

/// Checks a configuration and its data.
///
/// # Errors
/// Every problem of the stage at which a build would stop; regions that a build would not rank.
pub fn run(arguments: &CheckArguments, printer: &Printer) -> Result<()> {
    let plan = resolve::load(&arguments.config)?;
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    let inputs = files.with_regions(&plan, &regions);
    let map = geometry::load(&plan, &regions)?;
    if arguments.readiness {
        let readiness = readiness(&plan, &regions, &inputs)?;
        print(printer, &readiness_text(&plan, &readiness), || readiness_json(&plan, &readiness))?;
    }
    let bar = printer.rows_progress(inputs.n_rows());
    let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|rows| bar.add(rows));
    bar.finish();
    let computed = computed?;
    let editions: Vec<usize> = (0..plan.editions.len()).collect();
    let build = Build { map: map.as_ref(), ..computed.build(&plan, &regions, &editions) };
    let missing_labels = missing::missing_labels(&plan, &regions);
    let labels = missing::in_words(&missing_labels);
    let voice = notes::Voice::of_terminal(&plan);
    let mut data = notes::data(&build, voice);
    data.extend(notes::not_on_the_map(&build, voice));
    if !arguments.readiness {
        let counts = format!(
            "{} indicators from {} variables, {} editions, {} regions, {} values read",
            plan.indicators.len(),
            plan.variables.len(),
            plan.editions.len(),
            regions.n_ranked(),
            computed.ingested.notes.cells
        );
        let mut text = format!("{}: {counts}\n", crate::error::shown(&plan.text.path));
        for line in data.iter().chain(&labels) {
            text.push_str(&format!("  {line}\n"));
        }
        text.push_str("No problems: `evp build` will run\n");
        print(
            printer,
            &text,
            || serde_json::json!({ "problems": [], "summary": counts, "notes": data, "missing_labels": labels }),
        )?;
    }
    Problems::check(unranked(&plan, &regions, &computed.outcome), ())
}

fn print(printer: &Printer, text: &str, json: impl FnOnce() -> serde_json::Value) -> Result<()> {
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Normal => printer.result(text),
        Mode::Json => printer.data(&format!("{}\n", serde_json::to_string_pretty(&json()).unwrap_or_default())),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// Regions that have too little data to be ranked.
fn unranked(plan: &Plan, regions: &Regions, outcome: &Outcome) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (edition, outcome) in plan.editions.iter().zip(&outcome.editions) {
        let root = &outcome.nodes[Tree::ROOT];
        let left_out: Vec<usize> = (0..regions.n_ranked()).filter(|&region_idx| root.ranks[region_idx] == UNRANKED).collect();
        if left_out.is_empty() {
            continue;
        }
        let what = if left_out.len() == 1 { "1 region has".to_owned() } else { format!("{} regions have", left_out.len()) };
        let mut problem = Problem::new(
            ProblemKind::Finding,
            format!(
                "{what} less than {} % of the weight in edition {} and will not be ranked",
                per_cent(plan.method.minimum_coverage),
                edition.id
            ),
        )
        .help("complete the data, or lower `minimum_coverage` under [method.missing]");
        problem.details.extend(left_out.iter().take(5).map(|&region_idx| {
            let coverage = root.coverage[region_idx] * 100.0;
            format!("{}: {coverage:.0} %", regions.shown(region_idx, plan.main_language()))
        }));
        if left_out.len() > 5 {
            problem.details.push(format!("and {} more", left_out.len() - 5));
        }
        problems.push(problem);
    }
    problems
}

/// What is known of one indicator's statistic in one edition.
struct Readiness {
    edition_idx: usize,
    indicator_idx: usize,
    /// The period the edition needs.
    needed: Period,
    /// The newest period for which the data have everything.
    newest: Option<Period>,
    /// The period that a draft would use; none where there is nothing to use.
    used: Option<Period>,
    /// Regions that have a value, of those that are ranked.
    n_covered: usize,
    n_regions: usize,
    /// Values that the source marks preliminary.
    n_preliminary: usize,
}

impl Readiness {
    /// What it means for a final build.
    fn verdict(&self, plan: &Plan) -> String {
        let acknowledged = |finding: Finding| match plan.acknowledged(finding, self.indicator_idx, self.edition_idx) {
            Some(_) => " (acknowledged)",
            None => "",
        };
        match self.used {
            None => "no data".to_owned(),
            Some(used) if used != self.needed => format!("carried over from {used}{}", acknowledged(Finding::CarriedOver)),
            Some(_) if self.n_preliminary > 0 => {
                format!("{} preliminary{}", self.n_preliminary, acknowledged(Finding::Preliminary))
            }
            Some(_) if self.n_covered < self.n_regions => format!("{} missing", self.n_regions - self.n_covered),
            Some(_) => "ready".to_owned(),
        }
    }

    fn is_ready(&self) -> bool {
        self.used == Some(self.needed) && self.n_preliminary == 0 && self.n_covered == self.n_regions
    }
}

/// Which statistics have arrived, whatever the policies of the configuration would say to what is missing.
fn readiness(plan: &Plan, regions: &Regions, inputs: &OpenInputs<'_>) -> Result<Vec<Readiness>> {
    let available = inputs.available()?;
    let planned = Schedule::planned(plan);
    let nothing: BTreeSet<usize> = (0..plan.indicators.len())
        .filter(|&indicator_idx| {
            let mut needed = planned.periods.iter().map(|periods| periods[indicator_idx]);
            needed.all(|needed| schedule::newest(plan, indicator_idx, needed, &available).is_none())
        })
        .collect();
    // A draft that takes what there is: what stops a build is reported by the build's own steps.
    let mut lenient = plan.clone();
    lenient.status = Status::Draft;
    for indicator in &mut lenient.indicators {
        indicator.missing.policy = MissingPolicy::Renormalise;
        indicator.missing.stated_for_indicator = true;
    }
    let mut settled = planned.clone();
    let unsettled = settled.settle(&lenient, &available);
    let outcome = match unsettled.is_empty() && nothing.is_empty() {
        true => session::compute(&lenient, regions, inputs, Detail::Full, &|_| {}).ok().map(|computed| computed.outcome),
        false => None,
    };
    let mut list = Vec::new();
    for (edition_idx, periods) in planned.periods.iter().enumerate() {
        for (indicator_idx, &needed) in periods.iter().enumerate() {
            let computed = outcome.as_ref().map(|outcome| &outcome.editions[edition_idx].indicators[indicator_idx]);
            let used = settled.periods[edition_idx][indicator_idx];
            let arrived = used != needed || schedule::has_arrived(plan, indicator_idx, needed, &available);
            list.push(Readiness {
                edition_idx,
                indicator_idx,
                needed,
                newest: schedule::newest(plan, indicator_idx, needed, &available),
                used: arrived.then_some(used),
                n_covered: computed.map_or(0, |computed| computed.raw.iter().filter(|value| !value.is_nan()).count()),
                n_regions: regions.n_ranked(),
                n_preliminary: computed
                    .map_or(0, |computed| computed.marks.iter().filter(|bits| **bits & mark::PRELIMINARY != 0).count()),
            });
        }
    }
    Ok(list)
}

/// The newest edition in full, and of the others what is not ready.
fn readiness_text(plan: &Plan, readiness: &[Readiness]) -> String {
    let newest = plan.editions.len().saturating_sub(1);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["edition", "indicator", "needs", "newest", "regions", "state"]);
    let mut ready_editions = Vec::new();
    for (edition_idx, edition) in plan.editions.iter().enumerate() {
        let of_edition: Vec<&Readiness> = readiness.iter().filter(|one| one.edition_idx == edition_idx).collect();
        let waiting = of_edition.iter().filter(|one| !one.is_ready()).count();
        if waiting == 0 && edition_idx != newest {
            ready_editions.push(edition.id.as_str());
            continue;
        }
        for one in of_edition.iter().filter(|one| edition_idx == newest || !one.is_ready()) {
            table.add_row([
                edition.id.clone(),
                plan.indicators[one.indicator_idx].id.clone(),
                one.needed.to_string(),
                one.newest.map_or("none".to_owned(), |newest| newest.to_string()),
                if one.used.is_some() { format!("{}/{}", one.n_covered, one.n_regions) } else { String::new() },
                one.verdict(plan),
            ]);
        }
    }
    if let Some(column) = table.column_mut(4) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text: String = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    if !ready_editions.is_empty() {
        text.push_str(&format!("\nReady in every indicator: {}\n", ready_editions.join(", ")));
    }
    let blocking = readiness.iter().filter(|one| one.used != Some(one.needed) || one.n_preliminary > 0).count();
    if blocking > 0 {
        let what = if blocking == 1 { "1 statistic is" } else { &format!("{blocking} statistics are") };
        text.push_str(&format!(
            "\n{what} carried over, preliminary or not there: a draft is built with the latest period, marked;\n\
             a final build (release.status = \"final\") needs an [[acknowledge]] for each, with the reason\n"
        ));
    }
    text
}

fn readiness_json(plan: &Plan, readiness: &[Readiness]) -> serde_json::Value {
    let list: Vec<serde_json::Value> = readiness
        .iter()
        .map(|one| {
            serde_json::json!({
                "edition": plan.editions[one.edition_idx].id,
                "indicator": plan.indicators[one.indicator_idx].id,
                "needed": one.needed.to_string(),
                "newest": one.newest.map(|newest| newest.to_string()),
                "used": one.used.map(|used| used.to_string()),
                "regions_with_value": one.n_covered,
                "regions": one.n_regions,
                "preliminary": one.n_preliminary,
                "ready": one.is_ready(),
                "state": one.verdict(plan),
            })
        })
        .collect();
    serde_json::json!({ "readiness": list })
}
