//! `evp compare`: two builds, two editions of one build, or a build and a published table.

mod report;
mod sides;

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::attribution;
use crate::analysis::compare::{self, Comparison, Difference, Presence, Row};
use crate::analysis::moves::{self, Moves};
use crate::archive::Archive;
use crate::bridge;
use crate::cli::CompareArguments;
use crate::commands::{output_problem, refuse_other_folder};
use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean};
use crate::outcome::Detail;
use crate::printer::{Mode, Printer};
use crate::publish::comparison;
use crate::publish::folder::OutputFolder;
use crate::publish::joint_status;
use crate::published::Reading;
use crate::published::columns::Role;
use report::Report;
use sides::{Source, successors};

/// Most differences that are listed beyond a tolerance.
const MOST_BEYOND: usize = 20;

/// Compares two rankings.
///
/// # Errors
/// Neither side can be read, they have nothing in common, or they differ beyond the tolerance (exit code 1).
pub fn run(arguments: &CompareArguments, printer: &Printer) -> Result<()> {
    let reading = Reading { columns: columns(&arguments.columns)?, sheet: arguments.sheet.clone(), decimals: arguments.decimals };
    let base = Source::open(&arguments.base, &reading)?;
    let new = arguments.new.as_deref().map(|path| Source::open(path, &reading)).transpose()?;
    without_effect(&reading, &base, new.as_ref())?;
    let other = new.as_ref().unwrap_or(&base);
    let Some(archive) = [other, &base].into_iter().find_map(Source::archive) else {
        let message = "two published tables are compared without a build";
        return Err(Problem::new(ProblemKind::Usage, message).help("let one of the two be the output folder of a build").into());
    };
    let node = arguments.node.clone().unwrap_or_else(|| archive.plan.index.id.clone());
    let (base_edition, new_edition) = editions(arguments, &base, new.as_ref())?;
    let new_side = other.side(&node, new_edition.as_deref(), archive, None)?;
    let base_side = base.side(&node, base_edition.as_deref(), archive, Some(&new_side))?;
    let new_side = match other {
        // What a published table leaves out is known from the build.
        Source::Published { .. } => other.side(&node, new_edition.as_deref(), archive, Some(&base_side))?,
        Source::Folder { .. } => new_side,
    };
    let types = archive.regions.types.as_ref().map_or(Vec::new(), |types| types.ids.clone());
    let compared = compare::compare(&base_side, &new_side, &successors(archive), &types);
    if compared.rows.iter().all(|row| row.presence != Presence::Both) {
        let message = format!("`{}` and `{}` have no region in common", compared.base, compared.new);
        return Err(Problem::new(ProblemKind::DataContract, message)
            .help("compare rankings of the same level, with codes written alike")
            .into());
    }
    // Without its values a folder is a ranking that can be compared, and not explained.
    let mut withheld: Vec<String> = Vec::new();
    for id in [&base, other].into_iter().filter_map(Source::archive).flat_map(Archive::withheld) {
        if !withheld.iter().any(|other| other == id) {
            withheld.push(id.to_owned());
        }
    }
    let bridged = match (&base, new.as_ref(), &base_edition) {
        (Source::Folder { archive: base, .. }, Some(Source::Folder { archive: new, .. }), Some(edition))
            if withheld.is_empty() && new.plan.editions.iter().any(|other| other.id == *edition) =>
        {
            Some(bridge::bridge(base, new, edition, new_edition.as_deref().unwrap_or(edition))?)
        }
        _ => None,
    };
    let archives = [&base, other].into_iter().filter_map(Source::archive);
    let data_status = joint_status(archives.map(|archive| archive.manifest.data_status.clone()));
    let moves = match (other, &base_edition, &new_edition) {
        _ if !withheld.is_empty() => Behind::Withheld(withheld),
        (Source::Folder { archive, .. }, Some(before), Some(now)) if new.is_none() || bridged.is_some() => {
            indicators_behind(archive, &compared, &node, (before, now), new.is_none())?
        }
        _ => Behind::Nothing,
    };
    let mut written = None;
    if let Some(target) = &arguments.out {
        refuse_other_folder(target, "comparison.csv", "a comparison")?;
        let output = OutputFolder::open(target)?;
        let index = (archive.plan.index.id.as_str(), node.as_str());
        let files = comparison::files(index, &compared, bridged.as_ref(), moves.told(), &data_status)?;
        output.write(&files)?;
        written = Some((target.clone(), files.len()));
    }
    let published = [&base, other].into_iter().find_map(Source::published);
    let report = Report {
        comparison: &compared,
        bridged: bridged.as_ref(),
        moves: &moves,
        data_status: &data_status,
        published,
        node: &node,
        written,
    };
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&report.json()),
        Mode::Normal => printer.result(&report.text()),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))?;
    let accepted = accepted(archive, new_edition.as_deref());
    Problems::check(beyond(&compared, &accepted, arguments.tolerance, arguments.rank_tolerance), ())
}

/// What is known of the indicators behind the moves.
enum Behind {
    /// The sides are not two editions of one build.
    Nothing,
    /// The folder's scores are not those that its inputs give today.
    OtherScores,
    /// A folder lacks values that may not be published, of these variables.
    Withheld(Vec<String>),
    /// The parts of the changes.
    Told(Moves),
}

impl Behind {
    fn told(&self) -> Option<&Moves> {
        match self {
            Behind::Told(moves) => Some(moves),
            _ => None,
        }
    }
}

/// The indicators behind the moves from one edition of a build to another. Both sides are that build's, or (in a bridge) the new one.
fn indicators_behind(
    archive: &Archive,
    comparison: &Comparison,
    node: &str,
    (before, now): (&str, &str),
    both_sides: bool,
) -> Result<Behind> {
    let plan = &archive.plan;
    let edition = |id: &str| plan.editions.iter().position(|other| other.id == id);
    let node_idx = plan.tree.nodes.iter().position(|other| other.id == node);
    let (Some(before), Some(now), Some(node_idx)) = (edition(before), edition(now), node_idx) else { return Ok(Behind::Nothing) };
    if before == now {
        return Ok(Behind::Nothing);
    }
    let computed = archive.compute(Detail::Full)?;
    let editions = &computed.outcome.editions;
    let of_both = attribution::Comparison { plan, regions: &archive.regions, editions, before, now };
    let largest = comparison.summaries.iter().flat_map(|summary| [&summary.largest_climb, &summary.largest_fall]);
    let shown: BTreeSet<&str> = largest.flatten().map(|largest| largest.code.as_str()).collect();
    let Some(moves) = moves::moves(of_both, node_idx, &shown) else { return Ok(Behind::Nothing) };
    // Another version of the program may compute otherwise: parts of other scores would explain nothing.
    let differs = |row: &Row| {
        let Some(change) = moves.of(&row.code) else { return false };
        let is_other = |side: &Option<compare::SideRegion>, score: f64| side.as_ref().is_some_and(|side| side.score != score);
        is_other(&row.new, change.now) || (both_sides && is_other(&row.base, change.before))
    };
    Ok(if comparison.rows.iter().any(differs) { Behind::OtherScores } else { Behind::Told(moves) })
}

/// `ROLE=NAME` of published columns.
fn columns(arguments: &[String]) -> Result<Vec<(Role, String)>> {
    let mut problems = Vec::new();
    let mut columns = Vec::new();
    for argument in arguments {
        let role = argument.split_once('=').and_then(|(key, name)| {
            let role = Role::ALL.into_iter().find(|role| role.key() == key)?;
            Some((role, name.to_owned()))
        });
        match role {
            Some(column) => columns.push(column),
            None => {
                problems
                    .push(Problem::new(ProblemKind::Usage, format!("`--column {argument}` says of no column what it holds")).help(
                    "write for example `--column score=Indeksi`; the keys are code, name, type, score, rank, type_rank, edition",
                ))
            }
        }
    }
    Problems::check(problems, columns)
}

/// Options that say how a published table is read, where there is none.
fn without_effect(reading: &Reading, base: &Source, new: Option<&Source>) -> Result<()> {
    if new.into_iter().chain([base]).any(|source| matches!(source, Source::Published { .. })) {
        return Ok(());
    }
    let given = [
        ("--column", !reading.columns.is_empty()),
        ("--sheet", reading.sheet.is_some()),
        ("--decimals", reading.decimals.is_some()),
    ];
    let given: Vec<Problem> = given
        .into_iter()
        .filter(|(_, is_given)| *is_given)
        .map(|(option, _)| {
            let message = format!("`{option}` says how a published table is read, but only builds are compared");
            Problem::new(ProblemKind::Usage, message).help(format!("leave out `{option}`"))
        })
        .collect();
    Problems::check(given, ())
}

/// The editions that are compared: as asked for, else the newest that both have; of one build, the newest and the one before.
fn editions(arguments: &CompareArguments, base: &Source, new: Option<&Source>) -> Result<(Option<String>, Option<String>)> {
    let (of_base, of_new) = (base.editions(), new.unwrap_or(base).editions());
    let check = |asked: &Option<String>, known: &[String]| -> Result<()> {
        match asked.as_ref().filter(|asked| !known.is_empty() && !known.contains(asked)) {
            None => Ok(()),
            Some(asked) => {
                let help = did_you_mean(asked, known.iter().map(String::as_str));
                Err(Problem::new(ProblemKind::Usage, format!("there is no edition `{asked}`")).help(help).into())
            }
        }
    };
    check(&arguments.base_edition, &of_base)?;
    check(&arguments.edition, &of_new)?;
    let new_edition = arguments.edition.clone().or_else(|| of_new.last().cloned());
    let base_edition = arguments.base_edition.clone().or_else(|| match (new, &new_edition) {
        (None, Some(edition)) => {
            let position = of_base.iter().position(|other| other == edition)?;
            of_base.get(position.checked_sub(1)?).cloned()
        }
        (_, Some(edition)) if of_base.contains(edition) => Some(edition.clone()),
        _ => of_base.last().cloned(),
    });
    if new.is_none() && base_edition.is_none() {
        let message = "there is no edition before it to compare with";
        return Err(Problem::new(ProblemKind::Usage, message)
            .help("name two editions with `--base-edition` and `--edition`, or a second folder")
            .into());
    }
    Ok((base_edition, new_edition))
}

/// Regions whose difference the configuration accepts in an edition, with the reason.
fn accepted(archive: &Archive, edition: Option<&str>) -> BTreeMap<String, String> {
    let plan = &archive.plan;
    let position = edition.and_then(|edition| plan.editions.iter().position(|other| other.id == edition));
    let holds = |last_edition: usize| position.is_none_or(|position| position <= last_edition);
    let differences = plan.differences.iter().filter(|difference| holds(difference.last_edition));
    differences.map(|difference| (difference.region.value.clone(), difference.reason.clone())).collect()
}

/// Differences beyond the tolerances that nobody has accepted, as one finding.
fn beyond(
    comparison: &Comparison,
    accepted: &BTreeMap<String, String>,
    tolerance: Option<f64>,
    rank_tolerance: Option<u32>,
) -> Vec<Problem> {
    if tolerance.is_none() && rank_tolerance.is_none() {
        return Vec::new();
    }
    let (tolerance, rank_tolerance) = (tolerance.unwrap_or(f64::INFINITY), rank_tolerance.unwrap_or(u32::MAX));
    let is_beyond = |row: &&Row| {
        let score = row.score_difference == Difference::Real && row.score_change.abs() > tolerance;
        let rank = row.rank_difference == Difference::Real
            && row.rank_change.is_some_and(|change| change.unsigned_abs() > rank_tolerance);
        score || rank || matches!(row.presence, Presence::New | Presence::Gone)
    };
    let (passed_over, rows): (Vec<&Row>, Vec<&Row>) =
        comparison.rows.iter().filter(is_beyond).partition(|row| accepted.contains_key(&row.code));
    if rows.is_empty() {
        return Vec::new();
    }
    let mut problem = Problem::new(
        ProblemKind::Finding,
        format!("{} beyond the tolerance", counted(rows.len(), "region differs", "regions differ")),
    );
    problem.details.extend(rows.iter().take(MOST_BEYOND).map(|row| {
        let score = if row.score_change.is_nan() { String::new() } else { format!(", score {:+}", row.score_change) };
        let rank = row.rank_change.map_or(String::new(), |change| format!(", rank {change:+}"));
        let presence =
            if row.presence == Presence::Both { String::new() } else { format!(", {}", comparison::presence(&row.presence)) };
        format!("{} {}{score}{rank}{presence}", row.code, row.name)
    }));
    if rows.len() > MOST_BEYOND {
        problem.details.push(format!("and {} more", rows.len() - MOST_BEYOND));
    }
    problem.details.extend(passed_over.iter().map(|row| format!("accepted: {} {}: {}", row.code, row.name, accepted[&row.code])));
    vec![problem.help(
        "find the cause, widen the tolerance, or accept it: [[difference]] region = \"…\", reason = \"…\", expires = \"…\"",
    )]
}
