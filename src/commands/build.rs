//! `evp build`: the main job.

use std::path::{Path, PathBuf};

use crate::analysis::robustness::{self, Robustness, Subject};
use crate::cli::{BuildArguments, TableFamily};
use crate::commands::{output_problem, summary};
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Problems, Result, did_you_mean};
use crate::geometry;
use crate::ingest::files::DataOverride;
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::{self, Build, Family, folder::OutputFolder};
use crate::session::{self, Cells};

/// Builds the index and writes its tables.
///
/// # Errors
/// Every problem of the stage at which the build stopped; the output folder is then as it was.
pub fn run(arguments: &BuildArguments, printer: &Printer) -> Result<()> {
    let mut plan = resolve::load(&arguments.config)?;
    set_replicates(&mut plan, arguments.replicates);
    let editions = editions(&plan, &arguments.editions)?;
    let families = families(&arguments.tables);
    let target = arguments.out.clone().unwrap_or_else(|| PathBuf::from("out").join(&plan.index.id));
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    refuse_input_as_target(&plan, files.paths(), &target)?;
    let inputs = files.with_regions(&plan, &regions);
    let map = geometry::load(&plan, &regions)?;
    // Before the long work, so that a folder that cannot be written is known at once.
    let output = OutputFolder::open(&target)?;
    let needs_details = families.iter().any(|family| {
        !matches!(
            family,
            Family::Rankings
                | Family::People
                | Family::Types
                | Family::Summaries
                | Family::Robustness
                | Family::Inputs
                | Family::Map
                | Family::Datawrapper
                | Family::Package
                | Family::Desk
        )
    });
    let detail = if needs_details { Detail::Full } else { Detail::Rankings };
    let bar = printer.rows_progress(inputs.n_rows());
    let wants_intervals = plan.robustness.publish || families.contains(&Family::Robustness);
    let analyse = |subject: Subject<'_>| wants_intervals.then(|| intervals(subject)).flatten();
    // No other family looks at the cells again.
    let cells = if families.contains(&Family::Inputs) { Cells::Kept } else { Cells::LetGo };
    let computed = session::compute_and(&plan, &regions, &inputs, detail, cells, &|rows| bar.add(rows), analyse);
    bar.stage("writing");
    let (computed, robustness) = computed.inspect_err(|_| bar.finish())?;
    let build = Build { robustness: robustness.as_ref(), map: map.as_ref(), ..computed.build(&plan, &regions, &editions) };
    let files = publish::write(&build, &families, output);
    bar.finish();
    let files = files?;
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&summary::json(&build, &target, &files, &families)),
        Mode::Normal => printer.result(&summary::text(&build, &target, &files, &families)),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// The number of replicates that was asked for, where one was.
pub(super) fn set_replicates(plan: &mut Plan, replicates: Option<u32>) {
    if let Some(replicates) = replicates {
        plan.robustness.replicates = replicates;
    }
}

/// How sure the ranks of a build are; `None` where that is switched off, or there are more regions than it is made for unasked.
pub(super) fn intervals(subject: Subject<'_>) -> Option<Robustness> {
    let plan = subject.plan;
    let few_enough = subject.regions.n_ranked() <= plan.robustness.most_regions;
    (plan.robustness.replicates > 0 && few_enough).then(|| robustness::analyse(subject))
}

/// Positions of the editions that were asked for; all where none was.
pub(super) fn editions(plan: &Plan, asked: &[String]) -> Result<Vec<usize>> {
    if asked.is_empty() {
        return Ok((0..plan.editions.len()).collect());
    }
    let mut problems = Vec::new();
    let mut editions = Vec::new();
    for id in asked {
        match plan.editions.iter().position(|edition| edition.id == *id) {
            Some(edition_idx) => editions.push(edition_idx),
            None => problems.push(
                Problem::new(ProblemKind::Usage, format!("there is no edition `{id}`"))
                    .help(did_you_mean(id, plan.editions.iter().map(|edition| edition.id.as_str()))),
            ),
        }
    }
    editions.sort_unstable();
    editions.dedup();
    Problems::check(problems, editions)
}

/// The families that were asked for; all where none was.
pub(super) fn families(asked: &[TableFamily]) -> Vec<Family> {
    if asked.is_empty() {
        return Family::ALL.to_vec();
    }
    let mut families: Vec<Family> = asked
        .iter()
        .map(|family| match family {
            TableFamily::Rankings => Family::Rankings,
            TableFamily::People => Family::People,
            TableFamily::Scores => Family::Scores,
            TableFamily::Types => Family::Types,
            TableFamily::Groups => Family::Groups,
            TableFamily::Summaries => Family::Summaries,
            TableFamily::Parameters => Family::Parameters,
            TableFamily::Targets => Family::Targets,
            TableFamily::Corrections => Family::Corrections,
            TableFamily::Robustness => Family::Robustness,
            TableFamily::Inputs => Family::Inputs,
            TableFamily::Improvers => Family::Improvers,
            TableFamily::Notes => Family::Notes,
            TableFamily::Workbook => Family::Workbook,
            TableFamily::Report => Family::Report,
            TableFamily::Map => Family::Map,
            TableFamily::Datawrapper => Family::Datawrapper,
            TableFamily::Tidy => Family::Tidy,
            TableFamily::Package => Family::Package,
            TableFamily::Profiles => Family::Profiles,
            TableFamily::Desk => Family::Desk,
            TableFamily::Quality => Family::Quality,
        })
        .collect();
    families.sort_unstable();
    families.dedup();
    families
}

/// The output folder must not be one of the inputs, nor hold them.
pub(super) fn refuse_input_as_target<'a>(plan: &'a Plan, data: impl Iterator<Item = &'a Path>, target: &Path) -> Result<()> {
    let absolute = |path: &Path| std::fs::canonicalize(path).ok();
    let Some(target_path) = absolute(target).filter(|path| path.is_dir()) else { return Ok(()) };
    let types = plan.regions.types.as_ref().and_then(|types| types.table.as_ref());
    let tables = [plan.regions.table.as_ref(), plan.regions.mergers.as_ref(), types].into_iter().flatten();
    let maps = plan.publish.map.iter().flat_map(|map| &map.files).map(|(_, file)| file.value.as_path());
    for input in data.chain(tables.map(|table| table.path.value.as_path())).chain(maps).chain([plan.text.path.as_path()]) {
        if absolute(input).is_some_and(|input| input.starts_with(&target_path)) {
            let (input, target) = (crate::error::shown(input), crate::error::shown(target));
            return Err(Problem::new(ProblemKind::Output, format!("the output folder `{target}` holds the input `{input}`"))
                .help("choose another folder with `--out`")
                .into());
        }
    }
    Ok(())
}
