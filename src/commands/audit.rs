//! `evp audit`: the statistical audit of one edition, as a page with every table beside it.
//!
//! It computes nothing of its own: diagnostics, replicates, sensitivity and scenarios are those of [`crate::analysis`].

use std::path::{Path, PathBuf};

use crate::analysis::audit::{self, Alternatives};
use crate::analysis::diagnostics;
use crate::analysis::robustness::{Engine, Source, Subject, doubt};
use crate::cli::AuditArguments;
use crate::commands::build::{editions, refuse_input_as_target, set_replicates};
use crate::commands::diagnose::wrapped;
use crate::commands::robustness::{refuse_none, refuse_too_many};
use crate::commands::{output_problem, refuse_other_folder};
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Result, counted, shown};
use crate::ingest::files::DataOverride;
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::audit::{self as published, Audit, Numbers};
use crate::publish::folder::OutputFolder;
use crate::publish::mark::Mark;
use crate::publish::notes::Voice;
use crate::publish::robustness::report::Found;
use crate::publish::{Build, OutputFile};
use crate::session;
use crate::tree::Tree;

/// Audits the newest edition, or the one asked for.
///
/// # Errors
/// Every problem of the stage at which the run stopped; the output folder is then as it was.
pub fn run(arguments: &AuditArguments, printer: &Printer) -> Result<()> {
    let mut plan = resolve::load(&arguments.config)?;
    set_replicates(&mut plan, arguments.replicates);
    plan.robustness.seed = arguments.seed.map_or(plan.robustness.seed, u64::from);
    // The audit is of the index, whatever else is analysed.
    if !plan.robustness.nodes.contains(&Tree::ROOT) {
        plan.robustness.nodes.insert(0, Tree::ROOT);
    }
    let chosen = editions(&plan, arguments.edition.as_slice())?;
    let chosen = &chosen[chosen.len().saturating_sub(1)..];
    let n_replicates = plan.robustness.replicates as usize;
    refuse_none(n_replicates)?;
    let default_target = || PathBuf::from("out").join(format!("{}-audit", plan.index.id));
    let target = arguments.out.clone().unwrap_or_else(default_target);
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    refuse_input_as_target(&plan, files.paths(), &target)?;
    refuse_other_folder(&target, published::NAME, "an audit")?;
    refuse_too_many(&regions, n_replicates)?;
    let inputs = files.with_regions(&plan, &regions);
    // Before the long work, so that a folder that cannot be written is known at once.
    let output = OutputFolder::open(&target)?;
    let bar = printer.rows_progress(inputs.n_rows());
    let analyse = |subject: Subject<'_>| analyse(subject, chosen, n_replicates, arguments.points as usize);
    let computed =
        session::compute_and(&plan, &regions, &inputs, Detail::Full, session::Cells::Kept, &|rows| bar.add(rows), analyse);
    bar.finish();
    let (computed, (found, inapplicable)) = computed?;
    let build = Build { robustness: Some(&found.robustness), ..computed.build(&plan, &regions, chosen) };
    let edition_idx = found.edition_idx;
    let diagnostics = diagnostics::diagnose(&plan, &computed.outcome.editions[edition_idx], edition_idx);
    let audit =
        Audit { voice: Voice::of_terminal(&plan), build, diagnostics: &diagnostics, found: &found, inapplicable: &inapplicable };
    let numbers = Numbers::of(&audit);
    let files = published::files(&audit, &numbers)
        .map_err(|reason| Problem::new(ProblemKind::Internal, format!("the audit cannot be written: {reason}")))?;
    output.write(&files)?;
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&json(&audit, &numbers, &target, &files)),
        Mode::Normal => printer.result(&text(&audit, &numbers, &target, &files)),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// Replicates, sensitivity and scenarios of an edition, while the values are at hand.
fn analyse(subject: Subject<'_>, chosen: &[usize], n_replicates: usize, n_points: usize) -> (Found, Vec<audit::Inapplicable>) {
    let Plan { robustness, .. } = subject.plan;
    let edition_idx = chosen.last().copied().unwrap_or(0);
    // The edition before, so that it can be said who improved.
    let analysed: Vec<usize> = (edition_idx.saturating_sub(1)..=edition_idx).collect();
    let engine = Engine::new(subject, &analysed);
    let intervals = engine.analyse(&analysed, n_replicates, Source::Random(robustness.seed), |_, _| ());
    // What nothing is drawn of depends on nothing.
    let has_doubt = n_points > 0 && engine.inputs.n_coordinates() > 0;
    let doubts = match has_doubt {
        true => {
            let of_node = |&node_idx: &usize| doubt::doubt(&engine, edition_idx, node_idx, n_points, robustness.seed);
            robustness.nodes.iter().map(of_node).collect()
        }
        false => Vec::new(),
    };
    let Alternatives { scenarios, inapplicable } = audit::alternatives(subject, edition_idx, &robustness.nodes);
    (Found { robustness: intervals, doubts, edition_idx, scenarios }, inapplicable)
}

/// The summary for people.
fn text(audit: &Audit<'_>, numbers: &Numbers, target: &Path, files: &[OutputFile]) -> String {
    let build = &audit.build;
    let plan = build.plan;
    let language = plan.main_language();
    let edition = &plan.editions[audit.edition_idx()].id;
    let mut text = format!("{}: audit of edition {edition}\n", plan.index.title.best(&plan.index.languages));
    if let Some(label) = plan.index.label.get(language) {
        text.push_str(&format!("{label}\n"));
    }
    if let Some(mark) = Mark::of(build) {
        text.push_str(&format!("*** {} ***\n", mark.words(language)));
    }
    text.push('\n');
    for sentence in numbers.sentences(audit) {
        text.push_str(&wrapped("  - ", &sentence));
    }
    text.push('\n');
    text.push_str(&wrapped(
        "",
        "Findings are reasons to look, not errors. Intervals and shifts show sensitivity to choices of method; they are no margin \
         of error",
    ));
    let written = counted(files.len(), "file", "files");
    text.push_str(&format!("\nWrote {written} to {}; read {}\n", shown(target), published::NAME));
    text
}

/// Summary, findings and tables as JSON; missing cells are null.
fn json(audit: &Audit<'_>, numbers: &Numbers, target: &Path, files: &[OutputFile]) -> String {
    let build = &audit.build;
    let plan = build.plan;
    let mut tables = serde_json::Map::new();
    // One row per region and rank would bury the rest; they stand in the file.
    for (name, table) in published::tables(audit, numbers).into_iter().filter(|(name, _)| *name != "rank_probabilities") {
        tables.insert(name.to_owned(), table.json_rows());
    }
    let value = serde_json::json!({
        "index": plan.index.id,
        "edition": plan.editions[audit.edition_idx()].id,
        "out": shown(target),
        "data_status": build.data_status,
        "summary": numbers.sentences(audit),
        "regions_ranked": numbers.n_ranked,
        "interval": plan.robustness.interval,
        "replicates": audit.found.robustness.n_replicates,
        "seed": plan.robustness.seed,
        "drawn": crate::publish::robustness::words::design(plan, audit.voice, &audit.found.robustness.inputs),
        "median_width": numbers.median_width(),
        "narrower_than": numbers.places,
        "n_narrower": numbers.n_narrow(),
        "n_outside": numbers.outside.len(),
        "note": "sensitivity to choices of method, no margin of error",
        "tables": tables,
        "files": files.iter().map(|file| &file.name).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}
