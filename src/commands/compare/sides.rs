//! What is compared: folders that a build wrote, and published tables, as sides of a comparison.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::analysis::compare::{Side, SideRegion};
use crate::archive::Archive;
use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean, shown};
use crate::method::RankOrder;
use crate::pipeline::rank_order;
use crate::published::{self, PublishedTable, Reading};
use crate::rank::UNRANKED;
use crate::region::code::{self, WrittenCode};

/// Most rows that are listed of those that are not known.
const MOST_LISTED: usize = 5;

/// What BASE or NEW is.
pub(super) enum Source {
    /// A folder that a build wrote, with the rows of its rankings.
    Folder { archive: Box<Archive>, rankings: Vec<BTreeMap<String, String>> },
    /// A published table.
    Published { path: PathBuf, table: PublishedTable },
}

impl Source {
    pub(super) fn open(path: &Path, reading: &Reading) -> Result<Self> {
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

    pub(super) fn archive(&self) -> Option<&Archive> {
        match self {
            Source::Folder { archive, .. } => Some(archive),
            Source::Published { .. } => None,
        }
    }

    pub(super) fn published(&self) -> Option<&PublishedTable> {
        match self {
            Source::Folder { .. } => None,
            Source::Published { table, .. } => Some(table),
        }
    }

    /// Editions in publication order; empty where they are not known.
    pub(super) fn editions(&self) -> Vec<String> {
        self.archive().map_or(Vec::new(), |archive| archive.manifest.editions.clone())
    }

    /// The side in an edition. What a published table lacks (codes, types) is taken from the other side.
    pub(super) fn side(&self, node: &str, edition: Option<&str>, archive: &Archive, other: Option<&Side>) -> Result<Side> {
        match self {
            Source::Folder { archive, rankings } => folder_side(archive, rankings, node, edition.unwrap_or_default()),
            Source::Published { path, table } => published_side(path, table, edition, archive, other),
        }
    }
}

fn order(archive: &Archive, node: &str) -> RankOrder {
    let plan = &archive.plan;
    let position = plan.tree.nodes.iter().position(|other| other.id == node).unwrap_or(0);
    rank_order(plan, position)
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

/// Codes that have merged, and into which.
pub(super) fn successors(archive: &Archive) -> BTreeMap<String, String> {
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
