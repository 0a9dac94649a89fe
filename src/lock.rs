//! The lock of a build: what it was made from and what came out, in a text that people can read and a later build is held against.
//!
//! It names the program, the configuration and its method key by key, the inputs, the ranked regions with their types, and the
//! hash of every table's content and bytes. Everything in it follows from inputs and method: no clock, no path, and always the
//! same order. Of a table it keeps two hashes, because they promise different things: the content hash is that of names, types
//! and cells, and must hold whatever the version of the program; the bytes are promised for one version and target only.
//!
//! A lock of the numbers alone leaves out the hashes of files, so that a file may change as long as what is published does not.
//!
//! The lock itself holds no value of the data: [`compare`] says which rows have changed only with the old build's cells at hand.

pub mod cells;
pub mod compare;
mod keys;
mod pages;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Problem, ProblemKind, Result};
use crate::publish::manifest::{Manifest, ManifestFile, ManifestInput};
use crate::publish::notes::{self, Voice};
use crate::publish::{Build, inputs, rankings, scores, summaries};
use crate::region::Regions;

/// The version of the lock's format that this program writes and reads.
pub const FORMAT: u32 = 1;

/// What was locked.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Lock {
    /// Version of the format.
    pub format: u32,
    /// How much is locked.
    pub kind: Kind,
    /// Program that made the build.
    pub program: Program,
    /// The index.
    pub index: Index,
    /// The configuration file.
    pub configuration: Configuration,
    /// The regions as a whole.
    pub classification: Classification,
    /// Input files; none in a lock of the numbers.
    #[serde(default, rename = "input")]
    pub inputs: Vec<ManifestInput>,
    /// Tables of regions, mergers and types; none in a lock of the numbers.
    #[serde(default, rename = "region_table")]
    pub region_tables: Vec<RegionTable>,
    /// Every key of the method that was written, by its path.
    pub method: BTreeMap<String, toml::Value>,
    /// What the method is with all that was not written, in words.
    pub rules: Vec<String>,
    /// Ranked regions by code.
    pub regions: BTreeMap<String, Region>,
    /// Tables edition by edition.
    #[serde(rename = "edition")]
    pub editions: Vec<Edition>,
    /// Files of the output folder, the manifest apart; the profiles as one.
    #[serde(rename = "file")]
    pub files: Vec<File>,
    /// The profiles one by one, as older locks list them; not written.
    #[serde(skip)]
    pub pages: Vec<File>,
}

/// How much a lock holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Inputs, configuration and outputs.
    Everything,
    /// Only what is computed: files may change as long as no number does.
    Numbers,
}

/// A version of this program on a kind of machine.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Program {
    /// Version.
    pub version: String,
    /// Processor and operating system; `None` where they are not known, and in a lock of the numbers.
    #[serde(default)]
    pub target: Option<String>,
}

/// Which index, and which of its editions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Index {
    /// Id.
    pub id: String,
    /// The mark in its tables.
    pub data_status: String,
    /// Editions in the tables, oldest first.
    pub editions: Vec<String>,
}

/// The configuration file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Configuration {
    /// Its name without its folder; empty where it is not known.
    pub file: String,
    /// SHA-256 of its text; `None` in a lock of the numbers.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// The regions as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Classification {
    /// Classification year; `None` where the regions are not dated.
    #[serde(default)]
    pub year: Option<i32>,
    /// The level that is ranked.
    pub level: String,
    /// Number of ranked regions.
    pub ranked: usize,
    /// Regions of each type in the newest edition, in publication order.
    #[serde(default, rename = "type")]
    pub types: Vec<RegionType>,
}

/// A region type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RegionType {
    /// Id.
    pub id: String,
    /// Number of ranked regions of the type.
    pub regions: usize,
}

/// A table of regions, mergers or types.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct RegionTable {
    /// What it holds: `regions`, `mergers` or `region_types`.
    pub table: String,
    /// Its rows, as the program reads them.
    pub rows: usize,
    /// SHA-256 of its content, as the program reads it.
    pub sha256: String,
}

/// A ranked region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Region {
    /// Name in the main language.
    pub name: String,
    /// Its type, or one for each edition where they differ; none where there are no types.
    #[serde(default)]
    pub types: Vec<String>,
}

/// Tables of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Edition {
    /// Id.
    pub id: String,
    /// Content hash of the edition's rows, by table.
    pub tables: BTreeMap<String, String>,
}

/// A file of the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct File {
    /// Name within the folder; of all profiles that of their folder, with a slash.
    pub name: String,
    /// How many files the entry stands for, where it is a folder's.
    #[serde(default, rename = "files")]
    pub n_files: Option<usize>,
    /// SHA-256 of its content, whatever the format; `None` where it is not a table.
    #[serde(default)]
    pub content_sha256: Option<String>,
    /// SHA-256 of its bytes, of a folder that of its files' names and hashes; `None` in a lock of the numbers.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// Processor and operating system of this program.
pub fn target() -> String {
    format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS)
}

impl Lock {
    /// The lock of a build whose files are described by `manifest`; `target` is where they were made, if that is known.
    pub fn of(build: &Build<'_>, manifest: &Manifest, configuration_file: String, target: Option<String>, kind: Kind) -> Self {
        let (plan, regions) = (build.plan, build.regions);
        let everything = kind == Kind::Everything;
        let files = manifest.files.iter().filter(|file| everything || file.content_sha256.is_some());
        let files = files.filter(|file| everything || !file.name.starts_with("inputs/")).map(|file| File {
            name: file.name.clone(),
            n_files: None,
            content_sha256: file.content_sha256.clone().or_else(|| of_text(file)),
            sha256: everything.then(|| file.sha256.clone()),
        });
        let (files, pages) = pages::fold(files.collect());
        Lock {
            format: FORMAT,
            kind,
            program: Program { version: manifest.version.clone(), target: target.filter(|_| everything) },
            index: Index {
                id: manifest.index.clone(),
                data_status: manifest.data_status.clone(),
                editions: manifest.editions.clone(),
            },
            configuration: Configuration {
                file: configuration_file,
                sha256: everything.then(|| manifest.configuration_sha256.clone()),
            },
            classification: classification(build),
            inputs: if everything { manifest.inputs.clone() } else { Vec::new() },
            region_tables: if everything { region_tables(build) } else { Vec::new() },
            method: keys::of(plan),
            rules: notes::rules(build, Voice::of_terminal(build.plan)),
            regions: (0..regions.n_ranked())
                .map(|region_idx| (regions.code(region_idx).to_owned(), region(build, region_idx)))
                .collect(),
            editions: editions(build),
            files,
            pages,
        }
    }

    /// Reads a lock.
    ///
    /// # Errors
    /// The text is not a lock, or one of a newer version of this program; `name` is how the file is called.
    pub fn parse(text: &str, name: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Head {
            format: u32,
        }
        let refused = |message: String, help: &str| Problem::new(ProblemKind::Configuration, message).help(help);
        let again = "make it again with `evp lock`";
        let unreadable = |error: toml::de::Error| {
            refused(format!("`{name}` is not a lock: {}", error.message().trim().replace('\n', ", ")), again)
        };
        let head: Head = toml::from_str(text).map_err(unreadable)?;
        if head.format != FORMAT {
            let message = format!("the lock `{name}` is of format {}, this program reads {FORMAT}", head.format);
            return Err(refused(message, "use the version of evp that wrote it, or make it again with `evp lock`").into());
        }
        toml::from_str(text).map_err(|error| unreadable(error).into())
    }

    /// The lock as text.
    pub fn to_text(&self) -> String {
        text::of(self)
    }

    /// A file of the output folder, or the entry of a folder.
    pub fn file(&self, name: &str) -> Option<&File> {
        self.files.iter().chain(&self.pages).find(|file| file.name == name)
    }

    /// How many files it is of.
    pub fn n_files(&self) -> usize {
        self.files.iter().map(|file| file.n_files.unwrap_or(1)).sum()
    }
}

/// The content hash of a table for people: there is one way only to write a CSV of rounded texts.
fn of_text(file: &ManifestFile) -> Option<String> {
    file.name.ends_with(".csv").then(|| file.sha256.clone())
}

fn classification(build: &Build<'_>) -> Classification {
    let (plan, regions) = (build.plan, build.regions);
    let newest = build.editions.last().copied().unwrap_or_default();
    let types = regions.types.as_ref().map_or(Vec::new(), |types| {
        let count = |type_idx: usize| types.of_edition[newest].iter().filter(|&&other| other == type_idx).count();
        types.ids.iter().enumerate().map(|(type_idx, id)| RegionType { id: id.clone(), regions: count(type_idx) }).collect()
    });
    Classification {
        year: plan.regions.division.as_ref().map(|division| division.value),
        level: regions.level.clone(),
        ranked: regions.n_ranked(),
        types,
    }
}

fn region(build: &Build<'_>, region_idx: usize) -> Region {
    let regions = build.regions;
    let mut types: Vec<String> = regions.types.as_ref().map_or(Vec::new(), |types| {
        build.editions.iter().map(|&edition_idx| types.ids[types.of_edition[edition_idx][region_idx]].clone()).collect()
    });
    if types.windows(2).all(|pair| pair[0] == pair[1]) {
        types.truncate(1);
    }
    Region { name: regions.name(region_idx, build.plan.main_language()).to_owned(), types }
}

fn region_tables(build: &Build<'_>) -> Vec<RegionTable> {
    let tables = inputs::region_tables(build.plan, build.regions).into_iter();
    tables
        .map(|(name, table)| RegionTable {
            table: name.trim_start_matches("inputs/").trim_end_matches(".csv").to_owned(),
            rows: table.n_rows,
            sha256: table.content_sha256(),
        })
        .collect()
}

/// Content hashes of each edition's own rows.
fn editions(build: &Build<'_>) -> Vec<Edition> {
    let of_edition = |edition_idx: usize| {
        let alone = Build { editions: &[edition_idx], ..*build };
        let mut tables = BTreeMap::from([
            ("rankings".to_owned(), rankings::table(&alone).content_sha256()),
            ("scores".to_owned(), scores::table(&alone).content_sha256()),
        ]);
        if !build.plan.summaries.is_empty() {
            tables.insert("summaries".to_owned(), summaries::table(&alone).content_sha256());
        }
        Edition { id: build.plan.editions[edition_idx].id.clone(), tables }
    };
    build.editions.iter().map(|&edition_idx| of_edition(edition_idx)).collect()
}

/// A region as it is called in what is said of a lock.
fn called(code: &str, name: &str) -> String {
    if code == name || name.is_empty() { code.to_owned() } else { format!("{code} {name}") }
}

/// The merger by which a region ended, in words.
fn merged_into(regions: &Regions, code: &str, language: &str) -> Option<String> {
    let merger = regions.mergers.ended(code)?;
    let successor = called(&merger.successor, regions.any_name(&merger.successor, language));
    Some(format!("merged into {successor} on {}", merger.date))
}
