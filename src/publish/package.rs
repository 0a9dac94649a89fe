//! `datapackage.json`: the folder as a Data Package, version 2 of the standard (datapackage.org, 2024), so that programs know every table for
//! machines before they open it: path, format, length, hash, and of each column name, type and meaning.
//!
//! Types come from the tables themselves, meanings from [`columns`]. Files for people (`rankings.fi.csv`, the workbook) and `inputs/` are
//! not listed: `manifest.json` lists every file. Nothing here depends on the clock, so the property `created` is left out.

pub mod columns;

use serde::Serialize;

use super::manifest::ManifestFile;
use super::table::{Cells, Table};
use super::{
    Build, OutputFile, corrections, csvt, improvers, parameters, quality, rankings, robustness, scores, summaries, targets, tidy,
};
use crate::config::located::Localised;
use crate::indicator::VariableKind;

/// Name of the file.
pub const NAME: &str = "datapackage.json";
/// Name of the file with the types of `rankings.csv`.
pub const TYPES: &str = "rankings.csvt";
/// Profile that a package of this version of the standard names.
const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The package.
#[derive(Debug, Serialize)]
struct Package {
    #[serde(rename = "$schema")]
    schema: &'static str,
    name: String,
    title: String,
    description: String,
    version: String,
    data_status: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<License>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
    resources: Vec<Resource>,
}

/// Terms under which the package may be used, by the standard's spelling.
#[derive(Debug, Serialize)]
struct License {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

/// Whose statistics are behind it. `license` and `statistics` are ours: the standard has no place for them.
#[derive(Debug, Serialize)]
struct Source {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    statistics: Vec<String>,
}

/// A file.
#[derive(Debug, Serialize)]
struct Resource {
    name: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    path: String,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    bytes: u64,
    hash: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<Schema>,
}

/// Columns of a table.
#[derive(Debug, Serialize)]
struct Schema {
    fields: Vec<Field>,
    #[serde(rename = "missingValues")]
    missing_values: [&'static str; 1],
    #[serde(rename = "primaryKey", skip_serializing_if = "Vec::is_empty")]
    primary_key: Vec<&'static str>,
}

/// A column.
#[derive(Debug, Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

/// What a table for machines is.
struct Described {
    /// Name of its files without ending.
    stem: &'static str,
    /// What a row is, and what the table is for.
    description: &'static str,
    /// Columns that tell its rows apart; none where some of them may be empty.
    primary_key: &'static [&'static str],
}

/// The tables for machines.
const TABLES: [Described; 12] = [
    Described {
        stem: "rankings",
        description: "One row per edition and region: score, ranks and changes of the index and of each factor. For spreadsheets and programs that want a row per region.",
        primary_key: &["edition", "code"],
    },
    Described {
        stem: "map",
        description: "The rows of the newest edition of rankings, to be joined to a map by code.",
        primary_key: &["code"],
    },
    Described {
        stem: "scores",
        description: "One row per edition, region and node: every number between the statistics and the index. For those who check or explain the index.",
        primary_key: &["edition", "code", "node"],
    },
    Described {
        stem: "tidy",
        description: "One number a row, with the same columns whatever the index and the year. For Power BI, R and Python.",
        primary_key: &["edition", "code", "node", "measure"],
    },
    Described {
        stem: "parameters",
        description: "Every number that was fitted on the data: normalisation, treatment of outliers, imputation, weights.",
        primary_key: &[],
    },
    Described {
        stem: "targets",
        description: "One row per edition, target and region: how far the region is from it.",
        primary_key: &[],
    },
    Described {
        stem: "summaries",
        description: "One row per edition, larger area and node: the ranked regions of the area summed up.",
        primary_key: &["edition", "summary", "area", "node"],
    },
    Described {
        stem: "quality",
        description: "One row per check that ran in the build: on how many units, and how many of them it found.",
        primary_key: &["check"],
    },
    Described {
        stem: "corrections",
        description: "What was corrected after publication, and values set by hand, with reason and author.",
        primary_key: &[],
    },
    Described {
        stem: "improvers",
        description: "Regions that climbed, by region type, and the indicators that lifted them most.",
        primary_key: &[],
    },
    Described {
        stem: "robustness",
        description: "One row per analysed edition, node and region: in which ranks other choices of method would have put it. Sensitivity to method, not a margin of error.",
        primary_key: &["edition", "node", "code"],
    },
    Described {
        stem: "rank_probabilities",
        description: "How often a region had a rank among the replicates of the sensitivity analysis.",
        primary_key: &["edition", "node", "scope", "code", "rank"],
    },
];

/// A table without rows: its columns.
fn empty_table(build: &Build<'_>, stem: &str) -> Option<Table> {
    let nothing = Build { editions: &[], ..*build };
    match stem {
        "rankings" | "map" => Some(rankings::table(&nothing)),
        "scores" => Some(scores::table(&nothing)),
        "tidy" => Some(tidy::table(&nothing, None)),
        "parameters" => Some(parameters::table(&nothing)),
        "targets" => Some(targets::table(&nothing)),
        "summaries" => Some(summaries::table(&nothing)),
        "corrections" => Some(corrections::table(&nothing)),
        "improvers" => Some(improvers::table(&nothing)),
        "quality" => Some(quality::table(&nothing)),
        "robustness" => build.robustness.map(|robustness| robustness::table(&nothing, robustness)),
        "rank_probabilities" => build.robustness.map(|robustness| robustness::probabilities(&nothing, robustness)),
        _ => None,
    }
}

/// The types of `rankings.csv`, beside it.
pub fn types_beside(build: &Build<'_>) -> Vec<OutputFile> {
    let table = rankings::of_editions(build, &[]);
    vec![OutputFile { name: TYPES.into(), bytes: csvt::bytes(&table), content_sha256: None }]
}

/// The file, of what is in the folder besides; none where that is nothing for machines, because a package has at least one resource.
pub fn file(build: &Build<'_>, files: &[ManifestFile]) -> Option<OutputFile> {
    let resources: Vec<Resource> = files.iter().filter_map(|file| resource(build, file)).collect();
    if resources.is_empty() {
        return None;
    }
    let plan = build.plan;
    let languages = &plan.index.languages;
    let newest = build.editions.last().map_or("", |&edition_idx| plan.editions[edition_idx].id.as_str());
    let package = Package {
        schema: PROFILE,
        name: plan.index.id.to_lowercase(),
        title: plan.index.title.best(languages).to_owned(),
        description: description(build),
        version: plan.release.version.clone().unwrap_or_else(|| newest.to_owned()),
        data_status: build.data_status.to_owned(),
        licenses: plan
            .publish
            .licence
            .iter()
            .map(|licence| License { name: licence.name.clone(), path: licence.url.clone(), title: licence.title.clone() })
            .collect(),
        sources: sources(build),
        resources,
    };
    let mut bytes = serde_json::to_vec_pretty(&package).unwrap_or_default();
    bytes.push(b'\n');
    Some(OutputFile { name: NAME.into(), bytes, content_sha256: None })
}

/// What must be said wherever the index is shown, and what the data are.
fn description(build: &Build<'_>) -> String {
    let plan = build.plan;
    let languages = &plan.index.languages;
    let types = plan.regions.types.as_ref().map(|types| types.label.best(languages)).filter(|label| !label.is_empty());
    let heading = super::labels::REGION_TYPE.in_language(plan.main_language());
    let types = types.map(|label| format!("{heading}: {label}."));
    let language = plan.main_language();
    let status = super::labels::data_status(build.data_status, language);
    let status = format!("{}: {status}", super::labels::DATA_STATUS.in_language(language));
    let label = Some(plan.index.label.best(languages).to_owned()).filter(|label| !label.is_empty());
    [label, types, Some(status)].into_iter().flatten().collect::<Vec<String>>().join(" ")
}

/// The sources that series name, each once, with the names of their series.
fn sources(build: &Build<'_>) -> Vec<Source> {
    let plan = build.plan;
    let languages = &plan.index.languages;
    let mut sources: Vec<Source> = Vec::new();
    for variable in plan.variables.iter().filter(|variable| matches!(variable.kind, VariableKind::Series(_))) {
        let title = variable.source.best(languages);
        if title.is_empty() {
            continue;
        }
        let name = Some(variable.name.best(languages)).filter(|name| !name.is_empty()).unwrap_or(&variable.id).to_owned();
        if let Some(known) = sources.iter_mut().find(|source| source.title == title) {
            if !known.statistics.contains(&name) {
                known.statistics.push(name);
            }
            continue;
        }
        let is_named =
            |of: &&crate::plan::Attribution| languages.iter().any(|language| variable.source.get(language) == Some(&of.source));
        let attribution = plan.publish.attributions.iter().find(is_named);
        sources.push(Source {
            title: title.to_owned(),
            path: attribution.and_then(|of| of.url.clone()),
            license: attribution.and_then(|of| of.licence.clone()),
            statistics: vec![name],
        });
    }
    sources
}

/// A file as a resource; `None` where it is none for machines.
fn resource(build: &Build<'_>, file: &ManifestFile) -> Option<Resource> {
    let hash = format!("sha256:{}", file.sha256);
    if file.name == super::map::GEOJSON {
        return Some(Resource {
            name: "map.geojson".to_owned(),
            kind: None,
            path: file.name.clone(),
            description: "The rows of the newest edition of rankings joined to the shapes of the regions, in WGS 84.",
            format: "geojson",
            mediatype: "application/geo+json",
            encoding: Some("utf-8"),
            bytes: file.bytes,
            hash,
            schema: None,
        });
    }
    let (stem, format) = file.name.split_once('.')?;
    let (format, mediatype, encoding) = match format {
        "csv" => ("csv", "text/csv", Some("utf-8")),
        "parquet" => ("parquet", "application/vnd.apache.parquet", None),
        _ => return None,
    };
    let described = TABLES.iter().find(|table| table.stem == stem)?;
    let table = empty_table(build, stem)?;
    Some(Resource {
        // A name must be one of its own, and a table may stand in two formats.
        name: file.name.clone(),
        kind: Some("table"),
        path: file.name.clone(),
        description: described.description,
        format,
        mediatype,
        encoding,
        bytes: file.bytes,
        hash,
        schema: Some(schema(build, described, &table)),
    })
}

fn schema(build: &Build<'_>, described: &Described, table: &Table) -> Schema {
    let field = |column: &super::table::Column| Field {
        name: column.name.clone(),
        kind: match &column.cells {
            Cells::Text { .. } => "string",
            Cells::Real(_) => "number",
            Cells::Integer(_) => "integer",
        },
        title: title(build, &column.name),
        description: columns::meaning(build.plan, described.stem, &column.name),
    };
    Schema {
        fields: table.columns.iter().map(field).collect(),
        missing_values: [""],
        primary_key: described.primary_key.to_vec(),
    }
}

/// The name of the factor or index whose score a column is, in the main language.
fn title(build: &Build<'_>, column: &str) -> Option<String> {
    let node = build.plan.tree.nodes.iter().find(|node| node.id == column)?;
    let name: &Localised = &node.name;
    Some(name.best(&build.plan.index.languages).to_owned()).filter(|name| !name.is_empty())
}
