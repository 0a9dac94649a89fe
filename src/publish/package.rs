//! `datapackage.json`: the folder as a Data Package, version 2 of the standard (datapackage.org, 2024), so that programs know every table for
//! machines before they open it: path, format, length, hash, and of each column name, type and meaning.
//!
//! The standard has one text per title and description. They are in the index's main language, `languages` says which that is (the
//! standard's recipe for language support: without it, programs take English), and an index in several languages has each text
//! besides in a property of its own per language: `title_fi`, `description_sv`, by the pattern of `name_sv` in the tables.
//!
//! Types come from the tables themselves, meanings from [`columns`], words from [`labels::package`](super::labels::package). Files for
//! people (`rankings.fi.csv`, the workbook) and `inputs/` are not listed: `manifest.json` lists every file. Nothing here depends on the
//! clock, so the property `created` is left out.

pub mod columns;

use std::collections::BTreeMap;

use serde::Serialize;

use self::columns::Meaning;
use super::labels::package::{self as words, Words};
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
    /// The main one first.
    languages: Vec<String>,
    #[serde(flatten)]
    texts: Texts,
    version: String,
    data_status: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    licenses: Vec<License>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<Source>,
    resources: Vec<Resource>,
}

/// Titles and descriptions by property: `title`, `description`, and of an index in several languages `title_<language>` and
/// `description_<language>` of each.
#[derive(Debug, Serialize)]
struct Texts(BTreeMap<String, String>);

impl Texts {
    /// The texts of what is said in each language; a title or description that is empty is left out.
    fn of(languages: &[String], say: impl Fn(&str) -> Meaning) -> Self {
        let mut texts = BTreeMap::new();
        let mut add = |suffix: &str, meaning: Meaning| {
            let both = [("title", meaning.title), ("description", meaning.description)];
            texts.extend(
                both.into_iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| (format!("{what}{suffix}"), text)),
            );
        };
        if let Some(main) = languages.first() {
            add("", say(main));
        }
        if languages.len() > 1 {
            languages.iter().for_each(|language| add(&format!("_{language}"), say(language)));
        }
        Texts(texts)
    }

    /// The texts of words without gaps.
    fn of_words(languages: &[String], words: Words) -> Self {
        Texts::of(languages, |language| Meaning {
            title: words.title.in_language(language).to_owned(),
            description: words.description.in_language(language).to_owned(),
        })
    }
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
    #[serde(flatten)]
    texts: Texts,
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
    #[serde(flatten)]
    texts: Texts,
}

/// What a table for machines is.
struct Described {
    /// Name of its files without ending.
    stem: &'static str,
    /// What a row is, and what the table is for.
    words: Words,
    /// Columns that tell its rows apart; none where some of them may be empty.
    primary_key: &'static [&'static str],
}

/// The tables for machines.
const TABLES: [Described; 12] = [
    Described { stem: "rankings", words: words::RANKINGS, primary_key: &["edition", "code"] },
    Described { stem: "map", words: words::MAP, primary_key: &["code"] },
    Described { stem: "scores", words: words::SCORES, primary_key: &["edition", "code", "node"] },
    Described { stem: "tidy", words: words::TIDY, primary_key: &["edition", "code", "node", "measure"] },
    Described { stem: "parameters", words: words::PARAMETERS, primary_key: &[] },
    Described { stem: "targets", words: words::TARGETS, primary_key: &[] },
    Described { stem: "summaries", words: words::SUMMARIES, primary_key: &["edition", "summary", "area", "node"] },
    Described { stem: "quality", words: words::QUALITY, primary_key: &["check"] },
    Described { stem: "corrections", words: words::CORRECTIONS, primary_key: &[] },
    Described { stem: "improvers", words: words::IMPROVERS, primary_key: &[] },
    Described { stem: "robustness", words: words::ROBUSTNESS, primary_key: &["edition", "node", "code"] },
    Described {
        stem: "rank_probabilities",
        words: words::RANK_PROBABILITIES,
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
        languages: languages.clone(),
        texts: Texts::of(languages, |language| Meaning {
            title: plan.index.title.get(language).unwrap_or(plan.index.title.best(languages)).to_owned(),
            description: description(build, language),
        }),
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
fn description(build: &Build<'_>, language: &str) -> String {
    let plan = build.plan;
    let in_language = |text: &Localised| text.get(language).unwrap_or(text.best(&plan.index.languages)).to_owned();
    let types = plan.regions.types.as_ref().map(|types| in_language(&types.label)).filter(|label| !label.is_empty());
    let heading = super::labels::REGION_TYPE.in_language(language);
    let types = types.map(|label| format!("{heading}: {label}."));
    let status = super::labels::data_status(build.data_status, language);
    let status = format!("{}: {status}", super::labels::DATA_STATUS.in_language(language));
    let label = Some(in_language(&plan.index.label)).filter(|label| !label.is_empty());
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
    let languages = &build.plan.index.languages;
    if file.name == super::map::GEOJSON {
        return Some(Resource {
            name: "map.geojson".to_owned(),
            kind: None,
            path: file.name.clone(),
            texts: Texts::of_words(languages, words::GEOJSON),
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
        texts: Texts::of_words(languages, described.words),
        format,
        mediatype,
        encoding,
        bytes: file.bytes,
        hash,
        schema: Some(schema(build, described, &table)),
    })
}

fn schema(build: &Build<'_>, described: &Described, table: &Table) -> Schema {
    let languages = &build.plan.index.languages;
    let field = |column: &super::table::Column| Field {
        name: column.name.clone(),
        kind: match &column.cells {
            Cells::Text { .. } => "string",
            Cells::Real(_) => "number",
            Cells::Integer(_) => "integer",
        },
        texts: Texts::of(languages, |language| {
            let nothing = || Meaning { title: String::new(), description: String::new() };
            columns::meaning(build.plan, described.stem, &column.name, language).unwrap_or_else(nothing)
        }),
    };
    Schema {
        fields: table.columns.iter().map(field).collect(),
        missing_values: [""],
        primary_key: described.primary_key.to_vec(),
    }
}
