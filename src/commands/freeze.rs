//! `evp freeze`: keeps what was published, with everything it was made from, as a version that is never changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::cli::{FreezeArguments, ReleaseStatus};
use crate::commands::output_problem;
use crate::config::resolve;
use crate::error::{Problem, ProblemKind, Problems, Result, counted, shown};
use crate::ingest::files::{self, DataOverride};
use crate::ingest::input::InputFile;
use crate::plan::{Plan, Status};
use crate::printer::{Mode, Printer};
use crate::publish::base_name;
use crate::publish::frozen::{self, Frozen, Kept, ORIGINALS};
use crate::publish::inputs;
use crate::publish::manifest::{self, Manifest};
use crate::region::Regions;

/// Copies an output folder and the original input files into the archive.
///
/// # Errors
/// The folder is not of this configuration, an input is not as it was, the version exists, or a file cannot be written.
pub fn run(arguments: &FreezeArguments, printer: &Printer) -> Result<()> {
    let out = &arguments.out;
    let archive = Archive::open(out)?;
    let manifest = &archive.manifest;
    let plan = resolve::load(&arguments.config)?;
    same_configuration(&archive, &plan, arguments)?;
    let status = status(arguments.status, &plan, manifest)?;
    let version = version(arguments, &plan, manifest)?;
    let target = arguments.archive.join(&manifest.index).join(&version);
    not_frozen_yet(&target, out, &version)?;

    let mut kept = outputs(out, manifest);
    let originals = originals(&plan, out, manifest, &arguments.data)?;
    let n_originals = originals.len();
    // The build left out what may not be published; what it was made from has it.
    let not_for_publication: Vec<String> = match manifest.withheld.is_empty() {
        true => Vec::new(),
        false => originals.iter().map(|file| file.name.clone()).collect(),
    };
    kept.extend(originals);
    let mut frozen = Frozen {
        program: "evp".to_owned(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        index: manifest.index.clone(),
        version,
        status: status.word().to_owned(),
        embargo_until: plan.release.embargo_until.clone().filter(|_| status == Status::Embargo),
        editions: manifest.editions.clone(),
        not_for_publication: not_for_publication.clone(),
        files: Vec::new(),
    };
    frozen::write(&target, &kept, &mut frozen)?;

    let mut text = format!(
        "Froze {} {} ({}): {} of `{}` and {} in {}\n",
        frozen.index,
        frozen.version,
        frozen.status,
        counted(kept.len() - n_originals, "file", "files"),
        shown(out),
        counted(n_originals, "original", "originals"),
        shown(&target)
    );
    if !not_for_publication.is_empty() {
        text.push_str(&format!(
            "Keep it in the house: `{}` has values of {} that may not be published\n",
            frozen::ORIGINALS,
            manifest.withheld.join(", ")
        ));
    }
    let printed = match printer.mode() {
        Mode::Json => {
            let value = serde_json::json!({ "archive": shown(&target), "version": frozen.version, "status": frozen.status,
                "files": frozen.files.iter().map(|file| &file.name).collect::<Vec<_>>() });
            printer.data(&format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default()))
        }
        _ => printer.result(&text),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// The configuration must be the one that the folder was built from.
fn same_configuration(archive: &Archive, plan: &Plan, arguments: &FreezeArguments) -> Result<()> {
    let differs = |message: String| -> Problems {
        Problem::new(ProblemKind::Usage, message)
            .help("name the configuration with `--config`; if it has changed since, build again")
            .into()
    };
    if archive.plan.text.text != plan.text.text {
        let (config, out) = (shown(&arguments.config), shown(&arguments.out));
        return Err(differs(format!("`{config}` is not the configuration from which `{out}` was built")));
    }
    let text = |plan: &Plan| plan.corrections.text.as_ref().map(|text| text.text.clone());
    if !archive.lacks_corrections() && text(&archive.plan) != text(plan) {
        return Err(differs("the corrections have changed since the index was built".to_owned()));
    }
    Ok(())
}

/// What the version is: as said, else as configured; it must not be another than what the tables say.
fn status(asked: Option<ReleaseStatus>, plan: &Plan, manifest: &Manifest) -> Result<Status> {
    let Some(asked) = asked else { return Ok(plan.status) };
    let status = match asked {
        ReleaseStatus::Draft => Status::Draft,
        ReleaseStatus::Embargo => Status::Embargo,
        ReleaseStatus::Final => Status::Final,
        ReleaseStatus::Corrected => Status::Corrected,
    };
    let in_tables = Status::ALL.into_iter().find(|other| other.word() == manifest.data_status);
    match in_tables {
        Some(other) if other != status => {
            let message = format!("every table says `{}`, and it was to be frozen as `{}`", other.word(), status.word());
            let help = format!("write `status = \"{}\"` under [release] and build again", status.word());
            Err(Problem::new(ProblemKind::Usage, message).help(help).into())
        }
        _ => Ok(status),
    }
}

/// The version: as said, else as configured, else the newest edition.
fn version(arguments: &FreezeArguments, plan: &Plan, manifest: &Manifest) -> Result<String> {
    let newest = || manifest.editions.last().cloned().unwrap_or_default();
    let version = arguments.version.clone().or_else(|| plan.release.version.clone()).unwrap_or_else(newest);
    if !resolve::is_version(&version) {
        return Err(Problem::new(ProblemKind::Usage, format!("`{version}` cannot be a version"))
            .help("use letters a–z, digits, `.`, `_` and `-`, such as 2025 or 2025.1")
            .into());
    }
    Ok(version)
}

fn not_frozen_yet(target: &Path, out: &Path, version: &str) -> Result<()> {
    if !target.exists() {
        return Ok(());
    }
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let first = version.rsplit_once('.').filter(|(_, number)| is_number(number)).map_or(version, |(first, _)| first);
    let free = (1..).map(|number| format!("{first}.{number}")).find(|next| !target.with_file_name(next).exists());
    let next = free.unwrap_or_default();
    let message = format!("`{}` is frozen already, and a version is never changed", shown(target));
    let help = format!(
        "a correction is a version of its own: write `status = \"corrected\"` and `version = \"{next}\"` under [release], \
         build again, and run `evp freeze {}`",
        shown(out)
    );
    Err(Problem::new(ProblemKind::Output, message).help(help).into())
}

/// The files of the output folder, each with the hash that its manifest gives.
fn outputs(out: &Path, manifest: &Manifest) -> Vec<Kept> {
    let named = manifest.files.iter().map(|file| (file.name.clone(), Some(file.sha256.clone())));
    let all = named.chain([(manifest::NAME.to_owned(), None)]);
    all.map(|(name, sha256)| Kept { from: out.join(&name), name, sha256 }).collect()
}

/// The original files behind the folder, under names of their own.
fn originals(plan: &Plan, out: &Path, manifest: &Manifest, data: &[String]) -> Result<Vec<Kept>> {
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    for file in files::list(plan, &DataOverride { arguments: data.to_vec() })? {
        let sha256 = InputFile::open(&file.path)?.sha256()?;
        found.push((file.path, sha256));
    }
    let mut problems = Vec::new();
    let mut kept: Vec<(PathBuf, Option<String>)> = Vec::new();
    for input in &manifest.inputs {
        match found.iter().position(|(path, sha256)| base_name(path) == input.name && *sha256 == input.sha256) {
            Some(position) => {
                let (path, sha256) = found.remove(position);
                kept.push((path, Some(sha256)));
            }
            None => {
                let message = format!("the input `{}` is not as it was when `{}` was built", input.name, shown(out));
                problems.push(Problem::new(ProblemKind::DataContract, message).help(
                    "restore the file, or name it with `--data`; if new data are to be published, build again and freeze that",
                ));
            }
        }
    }
    problems.extend(region_tables(plan, out, manifest)?);
    Problems::check(problems, ())?;
    let types = plan.regions.types.as_ref().and_then(|types| types.table.as_ref());
    let tables = [plan.regions.table.as_ref(), plan.regions.mergers.as_ref(), types].into_iter().flatten();
    kept.extend(tables.map(|table| (table.path.value.clone(), None)));
    kept.push((plan.text.path.clone(), None));
    kept.extend(plan.corrections.text.iter().map(|text| (text.path.clone(), None)));
    // The same file may serve twice, and files of different folders may have one name.
    let mut seen: Vec<PathBuf> = Vec::new();
    kept.retain(|(path, _)| {
        !seen.contains(path) && {
            seen.push(path.clone());
            true
        }
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let name = |path: &Path, counts: &mut BTreeMap<String, usize>| {
        let name = base_name(path);
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("{ORIGINALS}/{name}") } else { format!("{ORIGINALS}/{count}/{name}") }
    };
    let kept = kept.into_iter().map(|(from, sha256)| Kept { name: name(&from, &mut counts), from, sha256 });
    Ok(kept.collect())
}

/// Tables of regions, mergers and types that are read otherwise than when the folder was built.
fn region_tables(plan: &Plan, out: &Path, manifest: &Manifest) -> Result<Vec<Problem>> {
    if plan.regions.table.is_none() {
        return Ok(Vec::new());
    }
    let regions = Regions::load(plan)?;
    let now: BTreeMap<&str, String> =
        inputs::region_tables(plan, &regions).into_iter().map(|(name, table)| (name, table.content_sha256())).collect();
    let then = manifest.files.iter().filter(|file| file.name.starts_with("inputs/") && file.name.ends_with(".csv"));
    let differs = then.filter(|file| now.get(file.name.as_str()) != file.content_sha256.as_ref());
    let problem = |file: &manifest::ManifestFile| {
        let table = file.name.trim_start_matches("inputs/").trim_end_matches(".csv").replace('_', " ");
        Problem::new(ProblemKind::DataContract, format!("the table of {table} is not as it was when `{}` was built", shown(out)))
            .help("restore the table; if the new one is to be published, build again and freeze that")
    };
    Ok(differs.map(problem).collect())
}
