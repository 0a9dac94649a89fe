//! `evp robustness`: how sure the ranks are, what moves them most, and one choice at a time.

use std::path::{Path, PathBuf};

use crate::analysis::robustness::inputs::{Draw, Inputs};
use crate::analysis::robustness::{self, Engine, MOST_REGIONS, NodeMatrices, Source, Subject, doubt, scenarios};
use crate::cli::RobustnessArguments;
use crate::commands::build::{editions, refuse_input_as_target, set_replicates};
use crate::commands::{output_problem, refuse_other_folder};
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};
use crate::ingest::STATUS_KEY;
use crate::ingest::files::DataOverride;
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::folder::{OutputFolder, write_file};
use crate::publish::robustness::replicates;
use crate::publish::robustness::report::{self, Found};
use crate::publish::table::{Cells, Table};
use crate::publish::{Build, bytes_parquet};
use crate::region::Regions;
use crate::session;
use crate::session::Cells as CellsAfter;

/// Most ranks that are held at once: two bytes each, for two editions, among all and within types.
const MOST_RANKS: usize = 1 << 30;

/// Analyses the editions of the configuration, or those asked for.
///
/// # Errors
/// Every problem of the stage at which the run stopped; the output folder is then as it was.
pub fn run(arguments: &RobustnessArguments, printer: &Printer) -> Result<()> {
    let mut plan = resolve::load(&arguments.config)?;
    set_replicates(&mut plan, arguments.replicates);
    plan.robustness.seed = arguments.seed.map_or(plan.robustness.seed, u64::from);
    let chosen = match arguments.editions.is_empty() {
        true => robustness::editions(&plan),
        false => editions(&plan, &arguments.editions)?,
    };
    let replayed = arguments.replay.as_ref().map(|path| replicates::read(&plan, &Inputs::new(&plan), path)).transpose()?;
    let n_replicates = replayed.as_ref().map_or(plan.robustness.replicates as usize, Vec::len);
    refuse_none(n_replicates)?;
    let default_target = || PathBuf::from("out").join(format!("{}-robustness", plan.index.id));
    let target = arguments.out.clone().unwrap_or_else(default_target);
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    refuse_input_as_target(&plan, files.paths(), &target)?;
    refuse_other_folder(&target, report::NAME, "an analysis of robustness")?;
    refuse_too_many(&regions, n_replicates)?;
    let inputs = files.with_regions(&plan, &regions);
    // Before the long work, so that a folder that cannot be written is known at once.
    let output = OutputFolder::open(&target)?;
    let bar = printer.rows_progress(inputs.n_rows());
    let task = Task { chosen: &chosen, n_replicates, replayed: replayed.as_deref(), arguments };
    let computed =
        session::compute_and(&plan, &regions, &inputs, Detail::Full, CellsAfter::Kept, &|rows| bar.add(rows), |subject| {
            task.run(subject)
        });
    bar.finish();
    let (computed, (found, ranks)) = computed?;
    let build = Build { robustness: Some(&found.robustness), ..computed.build(&plan, &regions, &chosen) };
    let internal = |reason: String| Problem::new(ProblemKind::Internal, format!("a table cannot be written: {reason}"));
    let files = report::files(&build, &found).map_err(internal)?;
    output.write(&files)?;
    if let Some(path) = &arguments.write_replicates {
        let bytes = replicates::bytes(&plan, &Inputs::new(&plan), n_replicates, task.source(&plan)).map_err(internal)?;
        write(path, &bytes, "--write-replicates")?;
    }
    if let (Some(path), Some(rows)) = (&arguments.ranks, ranks) {
        let marks = [(STATUS_KEY, build.data_status), ("index", plan.index.id.as_str())];
        let bytes = bytes_parquet::bytes(&rows.table(&plan, &regions, build.data_status), &marks).map_err(internal)?;
        write(path, &bytes, "--ranks")?;
    }
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&report::json(&build, &found, &target, &files)),
        Mode::Normal => printer.result(&report::text(&build, &found, &target, &files)),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

fn write(path: &Path, bytes: &[u8], option: &str) -> Result<()> {
    write_file(path, bytes).map_err(|error| {
        let message = format!("cannot write `{}`: {}", shown(path), io_reason(&error));
        Problem::new(ProblemKind::Output, message).help(format!("give another file with `{option}`")).into()
    })
}

/// An analysis of replicates needs some.
pub(super) fn refuse_none(n_replicates: usize) -> Result<()> {
    if n_replicates > 0 {
        return Ok(());
    }
    let message = "the configuration switches replicates off (`replicates = 0` under [robustness])";
    Err(Problem::new(ProblemKind::Usage, message).help("give their number: `--replicates 10000`").into())
}

/// More regions or ranks than can be counted.
pub(super) fn refuse_too_many(regions: &Regions, n_replicates: usize) -> Result<()> {
    let n_regions = regions.n_ranked();
    if n_regions > MOST_REGIONS {
        let message = format!("ranks of {n_regions} regions cannot be counted; {MOST_REGIONS} are the most");
        return Err(Problem::new(ProblemKind::Usage, message).help("analyse a smaller universe").into());
    }
    if n_regions.saturating_mul(n_replicates) > MOST_RANKS {
        let message = format!("{n_replicates} replicates of {n_regions} regions would fill the memory");
        let help = format!("give at most {} with `--replicates`", MOST_RANKS / n_regions.max(1));
        return Err(Problem::new(ProblemKind::Usage, message).help(help).into());
    }
    Ok(())
}

/// What is computed while the values are at hand.
struct Task<'a> {
    chosen: &'a [usize],
    n_replicates: usize,
    replayed: Option<&'a [Draw]>,
    arguments: &'a RobustnessArguments,
}

impl Task<'_> {
    fn source(&self, plan: &Plan) -> Source<'_> {
        self.replayed.map_or(Source::Random(plan.robustness.seed), Source::Draws)
    }

    fn run(&self, subject: Subject<'_>) -> (Found, Option<RankRows>) {
        let plan = subject.plan;
        let engine = Engine::new(subject, self.chosen);
        let mut rows = self.arguments.ranks.is_some().then(RankRows::default);
        let robustness = engine.analyse(self.chosen, self.n_replicates, self.source(plan), |edition_idx, matrices| {
            rows.iter_mut().for_each(|rows| rows.add(edition_idx, matrices));
        });
        let newest = self.chosen.last().copied().unwrap_or(0);
        let nodes = &plan.robustness.nodes;
        let n_points = self.arguments.points as usize;
        // What nothing is drawn of depends on nothing.
        let has_doubt = n_points > 0 && engine.inputs.n_coordinates() > 0 && self.replayed.is_none();
        let doubts = match has_doubt {
            true => {
                nodes.iter().map(|&node_idx| doubt::doubt(&engine, newest, node_idx, n_points, plan.robustness.seed)).collect()
            }
            false => Vec::new(),
        };
        let scenarios = scenarios::scenarios(&engine, newest, nodes);
        (Found { robustness, doubts, edition_idx: newest, scenarios }, rows)
    }
}

/// Every rank of every replicate.
#[derive(Debug, Default)]
struct RankRows {
    editions: Vec<usize>,
    nodes: Vec<usize>,
    replicates: Vec<Option<i32>>,
    regions: Vec<usize>,
    ranks: Vec<Option<i32>>,
    type_ranks: Vec<Option<i32>>,
}

impl RankRows {
    fn add(&mut self, edition_idx: usize, matrices: &[NodeMatrices]) {
        let ranked = |rank: u16| (rank != 0).then(|| i32::from(rank));
        for of_node in matrices {
            let (overall, within_type) = (&of_node.overall, &of_node.within_type);
            for replicate in 0..overall.n_replicates() {
                for region_idx in 0..overall.n_regions() {
                    self.editions.push(edition_idx);
                    self.nodes.push(of_node.node_idx);
                    self.replicates.push(Some(replicate as i32 + 1));
                    self.regions.push(region_idx);
                    self.ranks.push(ranked(overall.rank(replicate, region_idx)));
                    let has_type = within_type.n_regions() > 0;
                    self.type_ranks.push(if has_type { ranked(within_type.rank(replicate, region_idx)) } else { None });
                }
            }
        }
    }

    fn table(self, plan: &Plan, regions: &Regions, data_status: &str) -> Table {
        let n_rows = self.ranks.len();
        let keys = |positions: Vec<usize>| positions.into_iter().map(|position| position as u32).collect();
        let codes = (0..regions.n_ranked()).map(|region_idx| regions.code(region_idx).to_owned()).collect();
        let editions = plan.editions.iter().map(|edition| edition.id.clone()).collect();
        let nodes = plan.tree.nodes.iter().map(|node| node.id.clone()).collect();
        let mut columns = vec![
            ("edition".to_owned(), Cells::Text { values: editions, keys: keys(self.editions) }),
            ("node".to_owned(), Cells::Text { values: nodes, keys: keys(self.nodes) }),
            ("replicate".to_owned(), Cells::Integer(self.replicates)),
            ("code".to_owned(), Cells::Text { values: codes, keys: keys(self.regions) }),
            ("rank".to_owned(), Cells::Integer(self.ranks)),
        ];
        if regions.types.is_some() {
            columns.push(("type_rank".to_owned(), Cells::Integer(self.type_ranks)));
        }
        columns.push(("data_status".to_owned(), Cells::same(data_status, n_rows)));
        Table::new(columns)
    }
}
