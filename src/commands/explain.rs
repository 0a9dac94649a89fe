//! `evp explain`: every number of one region, and why it moved.

use crate::analysis::explanation::{self, Explanation, Neighbour, Question};
use crate::archive::Archive;
use crate::cli::ExplainArguments;
use crate::commands::build::editions;
use crate::commands::output_problem;
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Result, io_reason, shown};
use crate::ingest::files::DataOverride;
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::printer::{Mode, Printer};
use crate::publish::explanation::{Explained, screen, sentences, table};
use crate::publish::table::Cells;
use crate::publish::{bytes_csv, folder};
use crate::region::{self, Regions};
use crate::session::{self, Computed};

/// Explains a region.
///
/// # Errors
/// Every problem of the stage at which the run stopped; no such region or edition.
pub fn run(arguments: &ExplainArguments, printer: &Printer) -> Result<()> {
    if arguments.config.is_dir() {
        let archive = Archive::open(&arguments.config)?;
        if !arguments.data.is_empty() {
            let message = format!("`{}` is the folder of a build, which has its own data", shown(&arguments.config));
            return Err(Problem::new(ProblemKind::Usage, message).help("leave out `--data`").into());
        }
        let asked = Asked::new(arguments, &archive.plan, &archive.regions)?;
        let computed = archive.compute(Detail::Full)?;
        // A folder keeps the mark it was published with.
        let status = archive.manifest.data_status.clone();
        return explain(arguments, printer, &archive.plan, &archive.regions, &computed, &asked, &status);
    }
    let plan = resolve::load(&arguments.config)?;
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    let asked = Asked::new(arguments, &plan, &regions)?;
    let inputs = files.with_regions(&plan, &regions);
    let bar = printer.rows_progress(inputs.n_rows());
    let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|rows| bar.add(rows));
    bar.finish();
    let computed = computed?;
    explain(arguments, printer, &plan, &regions, &computed, &asked, &computed.data_status)
}

/// Which region, editions and peers.
struct Asked {
    region_idx: usize,
    edition_idx: usize,
    against: Option<usize>,
    peers: Vec<usize>,
}

impl Asked {
    fn new(arguments: &ExplainArguments, plan: &Plan, regions: &Regions) -> Result<Self> {
        let region_idx = region::find(plan, regions, &arguments.region)?;
        let edition = |asked: &Option<String>| -> Result<Option<usize>> {
            match asked {
                None => Ok(None),
                Some(id) => Ok(editions(plan, std::slice::from_ref(id))?.first().copied()),
            }
        };
        let edition_idx = edition(&arguments.edition)?.unwrap_or(plan.editions.len().saturating_sub(1));
        let against = edition(&arguments.against)?;
        if against.is_some_and(|against| edition_idx <= against) {
            let message = format!(
                "edition {} cannot be held against {}: that is not before it",
                plan.editions[edition_idx].id,
                plan.editions[against.unwrap_or(edition_idx)].id
            );
            return Err(Problem::new(ProblemKind::Usage, message).help("give an older edition with `--against`").into());
        }
        let peers = arguments.peers.iter().map(|peer| region::find(plan, regions, peer));
        let peers = peers.collect::<std::result::Result<Vec<usize>, Problem>>()?;
        Ok(Asked { region_idx, edition_idx, against: against.or(edition_idx.checked_sub(1)), peers })
    }
}

fn explain(
    arguments: &ExplainArguments,
    printer: &Printer,
    plan: &Plan,
    regions: &Regions,
    computed: &Computed,
    asked: &Asked,
    data_status: &str,
) -> Result<()> {
    let harmonised = session::harmonised(plan, regions, computed)?;
    let sizes = explanation::sizes(plan, regions, &harmonised, &computed.schedule, asked.edition_idx);
    let question = Question {
        plan,
        regions,
        outcome: &computed.outcome,
        region_idx: asked.region_idx,
        edition_idx: asked.edition_idx,
        against: asked.against,
    };
    let explanation = explanation::explain(&question, sizes.as_deref(), &asked.peers);
    let explained = Explained { question, explanation: &explanation, data_status };
    if let Some(path) = &arguments.out {
        let bytes = bytes_csv::bytes(&table::table(&explained))
            .map_err(|reason| Problem::new(ProblemKind::Internal, format!("the table cannot be written: {reason}")))?;
        folder::write_file(path, &bytes).map_err(|error| {
            Problem::new(ProblemKind::Output, format!("cannot write `{}`: {}", shown(path), io_reason(&error)))
        })?;
    }
    let language = arguments.language.as_deref().unwrap_or(plan.main_language());
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&json(&explained)),
        Mode::Normal => printer.result(&screen::text(&explained, language, printer.width())),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// The explanation as JSON; missing numbers are null.
fn json(explained: &Explained<'_>) -> String {
    let Question { plan, regions, region_idx, edition_idx, against, .. } = explained.question;
    let explanation: &Explanation = explained.explanation;
    let table = table::table(explained);
    let rows: Vec<serde_json::Value> = (0..table.n_rows)
        .map(|row| {
            let cells = table.columns.iter().map(|column| {
                let value = match &column.cells {
                    Cells::Text { .. } => column.cells.text(row).filter(|text| !text.is_empty()).into(),
                    Cells::Real(values) => values[row].into(),
                    Cells::Integer(values) => values[row].into(),
                };
                (column.name.clone(), value)
            });
            serde_json::Value::Object(cells.collect())
        })
        .collect();
    let region = |region_idx: usize| serde_json::json!({ "code": regions.code(region_idx), "name": regions.name(region_idx, plan.main_language()) });
    let neighbour = |neighbour: Option<Neighbour>| {
        neighbour.map(|of| serde_json::json!({ "region": region(of.region_idx), "points": of.points }))
    };
    let ids = |list: &[usize]| list.iter().map(|&indicator_idx| plan.indicators[indicator_idx].id.clone()).collect::<Vec<_>>();
    let passings = |list: &[crate::analysis::attribution::ranks::Passing]| -> Vec<serde_json::Value> {
        list.iter()
            .map(|passing| {
                let because = passing.because.iter().map(|(indicator_idx, points)| {
                    serde_json::json!({ "indicator": plan.indicators[*indicator_idx].id, "points": points })
                });
                serde_json::json!({
                    "region": region(passing.region_idx),
                    "score_before": passing.before,
                    "score": passing.now,
                    "because": because.collect::<Vec<_>>(),
                })
            })
            .collect()
    };
    let type_id = regions.type_of(edition_idx, region_idx).and_then(|of| regions.types.as_ref().map(|types| &types.ids[of]));
    let rank_change = explanation.rank_change.as_ref();
    let summaries = plan.index.languages.iter().map(|language| (language.clone(), sentences::text(explained, language).into()));
    let value = serde_json::json!({
        "index": plan.index.id,
        "data_status": explained.data_status,
        "region": region(region_idx),
        "region_type": type_id,
        "edition": plan.editions[edition_idx].id,
        "against": against.map(|against| &plan.editions[against].id),
        "regions": explanation.n_ranked,
        "regions_in_type": explanation.n_in_type,
        "next_above": neighbour(explanation.next_above),
        "next_below": neighbour(explanation.next_below),
        "strengths": ids(&explanation.strengths),
        "weaknesses": ids(&explanation.weaknesses),
        "peers": explanation.peers.iter().map(|&peer| region(peer)).collect::<Vec<_>>(),
        "passed": rank_change.map(|change| passings(&change.passed)),
        "passed_by": rank_change.map(|change| passings(&change.passed_by)),
        "random_orders": rank_change.map(|change| change.n_orders),
        "footnotes": explained.footnotes_json(),
        "summary": serde_json::Value::Object(summaries.collect()),
        "rows": rows,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}
