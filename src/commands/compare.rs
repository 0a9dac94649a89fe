//! `evp compare`: two builds, two editions of one build, or a build and a published table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use comfy_table::{CellAlignment, Table, presets};

use crate::analysis::compare::{self, Comparison, Difference, Presence, Row, Side, SideRegion};
use crate::archive::Archive;
use crate::bridge::{self, Bridge};
use crate::cli::CompareArguments;
use crate::commands::{output_problem, refuse_other_folder};
use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean, shown};
use crate::method::RankOrder;
use crate::printer::{Mode, Printer};
use crate::publish::comparison;
use crate::publish::folder::OutputFolder;
use crate::published::columns::Role;
use crate::published::{self, PublishedTable, Reading};
use crate::rank::UNRANKED;
use crate::region::code::{self, WrittenCode};

/// Most regions that are listed of one kind.
const MOST_LISTED: usize = 5;
/// Most differences that are listed beyond a tolerance.
const MOST_BEYOND: usize = 20;

/// What BASE or NEW is.
enum Source {
    /// A folder that a build wrote, with the rows of its rankings.
    Folder { archive: Box<Archive>, rankings: Vec<BTreeMap<String, String>> },
    /// A published table.
    Published { path: PathBuf, table: PublishedTable },
}

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
    let bridged = match (&base, new.as_ref(), &base_edition) {
        (Source::Folder { archive: base, .. }, Some(Source::Folder { archive: new, .. }), Some(edition))
            if new.plan.editions.iter().any(|other| other.id == *edition) =>
        {
            Some(bridge::bridge(base, new, edition, new_edition.as_deref().unwrap_or(edition))?)
        }
        _ => None,
    };
    let data_status = [&base, other].into_iter().filter_map(Source::archive).map(|archive| archive.manifest.data_status.clone());
    let data_status = data_status.max_by_key(|status| status == "demo").unwrap_or_default();
    let mut written = None;
    if let Some(target) = &arguments.out {
        refuse_other_folder(target, "comparison.csv", "a comparison")?;
        let output = OutputFolder::open(target)?;
        let files = comparison::files(&archive.plan.index.id, &compared, bridged.as_ref(), &data_status)?;
        output.write(&files)?;
        written = Some((target.clone(), files.len()));
    }
    let published = [&base, other].into_iter().find_map(Source::published);
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&json(&compared, bridged.as_ref(), &data_status)),
        Mode::Normal => printer.result(&text(&compared, bridged.as_ref(), &data_status, published, &node, written)),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))?;
    let accepted = accepted(archive, new_edition.as_deref());
    Problems::check(beyond(&compared, &accepted, arguments.tolerance, arguments.rank_tolerance), ())
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

impl Source {
    fn open(path: &Path, reading: &Reading) -> Result<Self> {
        if !path.is_dir() {
            return Ok(Source::Published { path: path.to_path_buf(), table: published::read(path, reading)? });
        }
        let archive = Archive::open(path)?;
        let file = path.join("rankings.csv");
        let unreadable = |reason: String| -> Problems {
            Problem::new(ProblemKind::UnreadableInput, format!("cannot read `{}`: {reason}", shown(&file)))
                .help("build the folder again, with its rankings")
                .into()
        };
        let mut reader = csv::Reader::from_path(&file).map_err(|error| unreadable(error.to_string()))?;
        let rows: std::result::Result<Vec<BTreeMap<String, String>>, csv::Error> = reader.deserialize().collect();
        Ok(Source::Folder { archive: Box::new(archive), rankings: rows.map_err(|error| unreadable(error.to_string()))? })
    }

    fn archive(&self) -> Option<&Archive> {
        match self {
            Source::Folder { archive, .. } => Some(archive),
            Source::Published { .. } => None,
        }
    }

    fn published(&self) -> Option<&PublishedTable> {
        match self {
            Source::Folder { .. } => None,
            Source::Published { table, .. } => Some(table),
        }
    }

    /// Editions in publication order; empty where they are not known.
    fn editions(&self) -> Vec<String> {
        self.archive().map_or(Vec::new(), |archive| archive.manifest.editions.clone())
    }

    /// The side in an edition. What a published table lacks (codes, types) is taken from the other side.
    fn side(&self, node: &str, edition: Option<&str>, archive: &Archive, other: Option<&Side>) -> Result<Side> {
        match self {
            Source::Folder { archive, rankings } => folder_side(archive, rankings, node, edition.unwrap_or_default()),
            Source::Published { path, table } => published_side(path, table, edition, archive, other),
        }
    }
}

fn order(archive: &Archive, node: &str) -> RankOrder {
    let plan = &archive.plan;
    let position = plan.tree.nodes.iter().position(|other| other.id == node).unwrap_or(0);
    plan.method.ranking.order.unwrap_or(plan.tree.nodes[position].order)
}

fn folder_side(archive: &Archive, rankings: &[BTreeMap<String, String>], node: &str, edition: &str) -> Result<Side> {
    let plan = &archive.plan;
    if !plan.tree.nodes.iter().any(|other| other.id == node) {
        let help = did_you_mean(node, plan.tree.nodes.iter().map(|node| node.id.as_str()));
        let message = format!("`{}` has no index or factor `{node}`", shown(&archive.folder));
        return Err(Problem::new(ProblemKind::Usage, message).help(help).into());
    }
    let name = format!("name_{}", plan.main_language());
    let cell = |row: &BTreeMap<String, String>, column: &str| row.get(column).cloned().unwrap_or_default();
    let place = |row: &BTreeMap<String, String>, column: String| cell(row, &column).parse().unwrap_or(UNRANKED);
    let regions = rankings.iter().filter(|row| cell(row, "edition") == edition).map(|row| SideRegion {
        code: cell(row, "code"),
        name: cell(row, &name),
        region_type: row.get("region_type").cloned(),
        score: cell(row, node).parse().unwrap_or(f64::NAN),
        rank: place(row, format!("{node}_rank")),
        type_rank: place(row, format!("{node}_type_rank")),
    });
    let folder = archive.folder.file_name().map_or_else(|| shown(&archive.folder), |name| name.to_string_lossy().into_owned());
    Ok(Side {
        label: format!("{folder}, edition {edition}"),
        regions: regions.collect(),
        decimals: None,
        order: order(archive, node),
    })
}

fn published_side(
    path: &Path,
    table: &PublishedTable,
    edition: Option<&str>,
    archive: &Archive,
    other: Option<&Side>,
) -> Result<Side> {
    let wanted = |row: &&published::PublishedRow| edition.is_none_or(|edition| row.edition.is_empty() || row.edition == edition);
    let mut regions = Vec::new();
    let mut unknown = Vec::new();
    for row in table.rows.iter().filter(wanted) {
        let scheme = archive.plan.regions.code_scheme;
        let as_code = match code::read(scheme, &archive.regions.level, &[], &row.code) {
            WrittenCode::Region(code) => Some(code.into_owned()),
            _ => None,
        };
        let by_name = || {
            let same = |region: &&SideRegion| !row.name.is_empty() && region.name.to_lowercase() == row.name.to_lowercase();
            other.into_iter().flat_map(|other| &other.regions).find(same).map(|region| region.code.clone())
        };
        let Some(code) = as_code.filter(|code| !code.is_empty()).or_else(by_name) else {
            if other.is_some() && !row.may_be_note {
                unknown.push(if row.name.is_empty() { row.code.clone() } else { row.name.clone() });
            }
            continue;
        };
        let known = other.and_then(|other| other.regions.iter().find(|region| region.code == code));
        if row.may_be_note && other.is_some() && known.is_none() {
            continue;
        }
        regions.push(SideRegion {
            name: known.map_or(row.name.clone(), |region| region.name.clone()),
            region_type: known.and_then(|region| region.region_type.clone()),
            code,
            score: row.score.unwrap_or(f64::NAN),
            rank: row.rank.unwrap_or(UNRANKED),
            type_rank: row.type_rank.unwrap_or(UNRANKED),
        });
    }
    if !unknown.is_empty() {
        let mut problem = Problem::new(
            ProblemKind::DataContract,
            format!(
                "`{}` has {} by code or name",
                shown(path),
                counted(unknown.len(), "row that is not known", "rows that are not known")
            ),
        );
        problem.details = unknown.iter().take(MOST_LISTED).map(|name| crate::ingest::printable(name)).collect();
        return Err(problem.help("write names as the region table does, or add a column of codes").into());
    }
    let mut codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
    codes.sort_unstable();
    if let Some(twice) = codes.windows(2).find(|pair| pair[0] == pair[1]) {
        let message = format!("`{}` has several rows for {}", shown(path), twice[0]);
        return Err(Problem::new(ProblemKind::DataContract, message)
            .help("keep one ranking in the file, or name its edition with `--base-edition` or `--edition`")
            .into());
    }
    // A published rank in a type needs the types; without ranks, those of the scores are taken.
    let order = order(archive, &archive.plan.index.id);
    let scores: Vec<f64> = regions.iter().map(|region| region.score).collect();
    if regions.iter().all(|region| region.rank == UNRANKED) {
        let ranks = crate::rank::ranks(&scores, order, archive.plan.method.ranking.ties);
        regions.iter_mut().zip(ranks).for_each(|(region, rank)| region.rank = rank);
    }
    let mut label = path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned());
    if let Some(sheet) = &table.sheet {
        label = format!("{label}, sheet {}", crate::ingest::printable(sheet));
    }
    // Beyond the decimals to which a build's scores are rounded, digits of a workbook say nothing.
    let decimals = Some(table.decimals.min(archive.plan.method.ranking.decimals));
    Ok(Side { label, regions, decimals, order })
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

/// Codes that have merged, and into which.
fn successors(archive: &Archive) -> BTreeMap<String, String> {
    let all: BTreeMap<String, String> =
        archive.regions.mergers.all().map(|merger| (merger.code.clone(), merger.successor.clone())).collect();
    let last = |code: &String| {
        let mut last = code.clone();
        // A chain of mergers is no longer than the table.
        for _ in 0..all.len() {
            match all.get(&last) {
                Some(next) if *next != last => last = next.clone(),
                _ => break,
            }
        }
        last
    };
    all.keys().map(|code| (code.clone(), last(code))).collect()
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

/// Which rows are meant.
type Wanted<'a> = &'a dyn Fn(&Row) -> bool;

/// The report for people.
fn text(
    comparison: &Comparison,
    bridged: Option<&Bridge>,
    data_status: &str,
    published: Option<&PublishedTable>,
    node: &str,
    written: Option<(PathBuf, usize)>,
) -> String {
    let mut text = format!("{node}: {} against {}\n", comparison.new, comparison.base);
    if data_status != "final" {
        text.push_str(&format!("*** {} ***\n", crate::publish::labels::data_status(data_status, "en")));
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "in both", "same rank", "mean shift", "largest climb", "largest fall", "Spearman"]);
    for summary in &comparison.summaries {
        let largest = |largest: &Option<(i32, String)>| {
            largest.as_ref().map_or(String::new(), |(change, name)| format!("{name} {change:+}"))
        };
        table.add_row([
            summary.region_type.clone().unwrap_or_else(|| "all regions".to_owned()),
            summary.n_common.to_string(),
            summary.n_unchanged.to_string(),
            if summary.mean_shift.is_nan() { String::new() } else { format!("{:.1}", summary.mean_shift) },
            largest(&summary.largest_climb),
            largest(&summary.largest_fall),
            summary.spearman.map_or(String::new(), |spearman| format!("{spearman:.4}")),
        ]);
    }
    for column_idx in [1, 2, 3, 6] {
        if let Some(column) = table.column_mut(column_idx) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    text.push_str(&format!("\n{}\n\n", trimmed(&table)));
    let count = |wanted: Wanted<'_>| comparison.rows.iter().filter(|row| wanted(row)).count();
    let listed = |wanted: Wanted<'_>| -> String {
        let all: Vec<String> = comparison
            .rows
            .iter()
            .filter(|row| wanted(row))
            .map(|row| match &row.presence {
                Presence::MergedInto(code) => format!("{} {} (into {code})", row.code, row.name),
                _ => format!("{} {}", row.code, row.name),
            })
            .collect();
        let more = if all.len() > MOST_LISTED { format!(" and {} more", all.len() - MOST_LISTED) } else { String::new() };
        format!("{}{more}", all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", "))
    };
    let kinds: [(&str, Wanted<'_>); 4] = [
        ("New", &|row| row.presence == Presence::New),
        ("Gone", &|row| row.presence == Presence::Gone),
        ("Merged", &|row| matches!(row.presence, Presence::MergedInto(_))),
        ("Changed type", &|row| row.changed_type),
    ];
    for (what, wanted) in kinds {
        if count(wanted) > 0 {
            text.push_str(&format!("{what}: {} ({})\n", count(wanted), listed(wanted)));
        }
    }
    let real = |difference: fn(&Row) -> Difference, wanted: Difference| {
        comparison.rows.iter().filter(|row| difference(row) == wanted).count()
    };
    let (scores, ranks) = (|row: &Row| row.score_difference, |row: &Row| row.rank_difference);
    let (real_scores, real_ranks) = (real(scores, Difference::Real), real(ranks, Difference::Real));
    if let Some(table) = published {
        text.push_str(&format!(
            "Scores: {real_scores} differ, {} are equal when rounded\nRanks: {real_ranks} differ, {} differ where the printed digits do not \
             determine the order\nA published table does not say what it was made from: causes cannot be told apart\n",
            real(scores, Difference::WithinPrecision),
            real(ranks, Difference::WithinPrecision),
        ));
        if !table.other_sheets.is_empty() {
            let others: Vec<String> = table.other_sheets.iter().map(|name| crate::ingest::printable(name)).collect();
            text.push_str(&format!("Further sheets with a ranking, for `--sheet`: {}\n", others.join(", ")));
        }
    } else {
        text.push_str(&format!("{real_scores} scores and {real_ranks} ranks differ\n"));
    }
    if let Some(bridged) = bridged {
        text.push_str(&bridge_text(bridged, node));
    }
    if let Some((target, n_files)) = written {
        text.push_str(&format!("\nWrote {n_files} files to {}\n", shown(&target)));
    } else {
        text.push_str("\nEvery region: `--out DIR` writes the tables\n");
    }
    text
}

/// A table without the space at the end of its lines.
fn trimmed(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The bridge in one short table: what each step did to how many.
fn bridge_text(bridged: &Bridge, node: &str) -> String {
    if bridged.steps.is_empty() {
        return format!("\nEdition {} of the two builds: nothing differs in data, regions or method\n", bridged.edition);
    }
    let mut text =
        format!("\nBridge from edition {}: what each cause contributed, on the average over all orders\n", bridged.edition);
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "scores moved", "ranks moved", "largest score", "largest rank"]);
    for step in &bridged.steps {
        let parts: Vec<_> = step.contributions.get(node).into_iter().flatten().map(|(_, part)| *part).collect();
        let moved = |pick: fn(&bridge::Contribution) -> f64| parts.iter().filter(|part| pick(part).abs() > 1e-9).count();
        let largest = |pick: fn(&bridge::Contribution) -> f64| parts.iter().map(|part| pick(part).abs()).fold(0.0, f64::max);
        table.add_row([
            step.words(),
            moved(|part| part.score).to_string(),
            moved(|part| part.rank).to_string(),
            format!("{:.4}", largest(|part| part.score)),
            format!("{:.1}", largest(|part| part.rank)),
        ]);
    }
    text.push_str(&format!("{}\n", trimmed(&table)));
    for reason in &bridged.merged_because {
        text.push_str(&format!("Causes taken together, because one without the other cannot be built: {reason}\n"));
    }
    text
}

fn json(comparison: &Comparison, bridged: Option<&Bridge>, data_status: &str) -> String {
    let number = |value: f64| if value.is_nan() { serde_json::Value::Null } else { serde_json::json!(value) };
    let rows: Vec<serde_json::Value> = comparison
        .rows
        .iter()
        .map(|row| {
            serde_json::json!({
                "code": row.code,
                "name": row.name,
                "presence": comparison::presence(&row.presence),
                "score_change": number(row.score_change),
                "rank_change": row.rank_change,
                "type_rank_change": row.type_rank_change,
                "changed_type": row.changed_type,
                "score_difference": comparison::difference(row.score_difference),
                "rank_difference": comparison::difference(row.rank_difference),
            })
        })
        .collect();
    let steps = bridged.map(|bridged| {
        serde_json::json!({
            "edition": bridged.edition,
            "steps": bridged.steps.iter().map(|step| step.words()).collect::<Vec<_>>(),
            "taken_together": bridged.merged_because,
        })
    });
    let value = serde_json::json!({
        "base": comparison.base, "new": comparison.new, "data_status": data_status, "regions": rows, "bridge": steps,
    });
    format!("{value:#}\n")
}
