//! A new build held against a lock: what differs, in words, all at once.
//!
//! First the causes (inputs, values, method, classification, regions), then the tables that came out otherwise. The content of a
//! table must be the same; its bytes only where the program's version and target are those of the lock. A lock of the numbers
//! asks for the tables alone: causes are told only where a table differs.
//!
//! It says that a cause changed, not how much of a table's change it explains: that is an attribution.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{CellKey, Cells, Changes};
use super::text::written;
use super::{File, Kind, Lock, Region, called, merged_into};
use crate::error::{Problem, ProblemKind, counted};
use crate::publish::inputs::CELLS;
use crate::publish::manifest::ManifestInput;
use crate::region::Regions;

/// Revised values that are written out.
const LARGEST: usize = 10;
/// Most other entries of one kind that are written out.
const MOST_LISTED: usize = 40;

/// A new build, and what is known of the old one besides its lock.
#[derive(Debug, Clone, Copy)]
pub struct Rebuilt<'a> {
    /// The lock of the new build, of the same editions and kind.
    pub lock: &'a Lock,
    /// Its regions.
    pub regions: &'a Regions,
    /// The language in which regions are named.
    pub language: &'a str,
    /// The cells of the old and the new build, where the old ones are at hand.
    pub cells: Option<(&'a Cells, &'a Cells)>,
    /// What to run to see which values have changed.
    pub command: &'a str,
}

/// What a comparison found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// Everything that differs; none = the same.
    pub differences: Vec<Problem>,
    /// What was compared by which rule, and what is no difference but should be known.
    pub notes: Vec<String>,
}

/// Compares a new build with a lock.
pub fn compare(old: &Lock, new: &Rebuilt<'_>) -> Comparison {
    let bytes = bytes_rule(old, new.lock);
    let tables = tables(old, new.lock, bytes.is_ok());
    let mut differences = Vec::new();
    if old.kind == Kind::Everything || tables.is_some() {
        differences.extend(index(old, new.lock));
        differences.extend(inputs(old, new));
        differences.extend(configuration(old, new.lock));
        differences.extend(classification(old, new.lock));
        differences.extend(regions(old, new));
    }
    // What the program makes of keys that were not written is a cause only where nothing else is.
    if differences.is_empty() && tables.is_some() {
        differences.extend(rules(old, new.lock));
    }
    differences.extend(tables);
    Comparison { differences, notes: notes(old, new.lock, bytes) }
}

/// Whether bytes are promised to be the same; else why not.
fn bytes_rule(old: &Lock, new: &Lock) -> Result<(), String> {
    let (before, now) = (&old.program, &new.program);
    if old.kind == Kind::Numbers {
        return Err("it is a lock of the numbers".to_owned());
    }
    if before.version != now.version {
        return Err(format!("the lock is of version {}, this program is {}", before.version, now.version));
    }
    match (&before.target, &now.target) {
        (Some(before), Some(now)) if before == now => Ok(()),
        (Some(before), Some(now)) => Err(format!("the lock is of {before}, this program runs on {now}")),
        _ => Err("the lock does not say on what machine the build was made".to_owned()),
    }
}

fn notes(old: &Lock, new: &Lock, bytes: Result<(), String>) -> Vec<String> {
    let n_tables = old.files.iter().filter(|file| file.content_sha256.is_some()).count();
    let (tables, files) = (counted(n_tables, "table", "tables"), counted(old.n_files(), "file", "files"));
    let rule = match bytes {
        Ok(()) => format!(
            "Compared: the content of {tables}, and the bytes of {files} (version {} and target {} are the lock's)",
            new.program.version,
            new.program.target.as_deref().unwrap_or_default()
        ),
        Err(why) => format!("Compared: the content of {tables}; not the bytes, because {why}"),
    };
    let mut notes = vec![rule];
    // Of a folder's entry it is enough that an older lock names one of its files.
    let is_known = |file: &File| {
        old.files.iter().any(|other| other.name == file.name || (file.n_files.is_some() && other.name.starts_with(&file.name)))
    };
    let more: Vec<String> = new.files.iter().filter(|file| !is_known(file)).map(|file| format!("`{}`", file.name)).collect();
    if !more.is_empty() {
        notes.push(format!("Not in the lock: {}", more.join(", ")));
    }
    notes
}

fn finding(message: impl Into<String>) -> Problem {
    Problem::new(ProblemKind::Finding, message)
}

/// The first entries, and how many more there are.
fn capped(mut entries: Vec<String>, most: usize) -> Vec<String> {
    let n_more = entries.len().saturating_sub(most);
    entries.truncate(most);
    if n_more > 0 {
        entries.push(format!("and {n_more} more"));
    }
    entries
}

fn index(old: &Lock, new: &Lock) -> Vec<Problem> {
    let mut problems = Vec::new();
    if old.index.id != new.index.id {
        let message = format!("the index is `{}`, and the lock is of `{}`", new.index.id, old.index.id);
        problems.push(finding(message).help("name the lock of this configuration with `--lock`"));
    }
    let gone: Vec<String> =
        old.index.editions.iter().filter(|id| !new.index.editions.contains(id)).map(|id| format!("`{id}`")).collect();
    if !gone.is_empty() {
        problems.push(finding(format!("of the editions in the lock, {} cannot be built any more", gone.join(", "))));
    }
    if old.index.data_status != new.index.data_status {
        let message =
            format!("the mark of the data in every table was `{}`, is `{}`", old.index.data_status, new.index.data_status);
        problems.push(finding(message));
    }
    problems
}

/// Input files, and the cells that were taken from them.
fn inputs(old: &Lock, new: &Rebuilt<'_>) -> Vec<Problem> {
    let mut problems = input_files(old, new.lock);
    let content = |lock: &Lock| lock.file(CELLS).and_then(|file| file.content_sha256.clone());
    let changes = new.cells.map(|(before, now)| super::cells::changes(before, now));
    match changes {
        Some(changes) if changes != Changes::default() => problems.push(changed_cells(&changes, new)),
        None if old.kind == Kind::Everything && content(old).is_some() && content(old) != content(new.lock) => {
            let message = "the values that the build uses have changed";
            problems.push(finding(message).help(format!(
                "which rows and values, only the old build's cells can tell: `{}` with its output folder, or an archive of it",
                new.command
            )));
        }
        _ => problems.iter_mut().for_each(|problem| problem.details.push("no value that the build uses has changed".to_owned())),
    }
    if old.kind == Kind::Everything {
        problems.extend(region_tables(old, new.lock));
    }
    problems
}

/// Numbers of rows then and now.
fn moved(was: usize, is: usize) -> String {
    let rows = |n_rows: usize| counted(n_rows, "row", "rows");
    if was == is { format!("{}, as before", rows(is)) } else { format!("{} → {}", rows(was), rows(is)) }
}

fn input_files(old: &Lock, new: &Lock) -> Vec<Problem> {
    if old.kind == Kind::Numbers {
        return Vec::new();
    }
    // Files of different folders may have one name.
    let by_name = |lock: &Lock| {
        let mut files: BTreeMap<String, Vec<ManifestInput>> = BTreeMap::new();
        for input in &lock.inputs {
            files.entry(input.name.clone()).or_default().push(input.clone());
        }
        files.values_mut().for_each(|files| files.sort_by(|a, b| a.sha256.cmp(&b.sha256)));
        files
    };
    let (before, now) = (by_name(old), by_name(new));
    let names: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let mut problems = Vec::new();
    for name in names {
        let (was, is) = (before.get(name), now.get(name));
        let n_rows = |files: &[ManifestInput]| files.iter().map(|file| file.rows).sum::<u64>() as usize;
        let rows = |files: &[ManifestInput]| counted(n_rows(files), "row", "rows");
        match (was, is) {
            (Some(was), Some(is)) if was.iter().map(|file| &file.sha256).ne(is.iter().map(|file| &file.sha256)) => {
                let message = format!("the input `{name}` has changed");
                problems.push(finding(message).detail(moved(n_rows(was), n_rows(is))));
            }
            (Some(was), None) => problems.push(finding(format!("the input `{name}` is gone")).detail(rows(was))),
            (None, Some(is)) => problems.push(finding(format!("the input `{name}` is new")).detail(rows(is))),
            _ => {}
        }
    }
    problems
}

/// Rows that came and went, by variable, and the largest revisions.
fn changed_cells(changes: &Changes, new: &Rebuilt<'_>) -> Problem {
    let message = format!(
        "the values that the build uses have changed: {} added, {} removed, {} revised",
        counted(changes.added.len(), "row", "rows"),
        changes.removed.len(),
        counted(changes.revised.len(), "value", "values"),
    );
    let mut problem = finding(message);
    for (what, keys) in [("added", &changes.added), ("removed", &changes.removed)] {
        let mut by_variable: BTreeMap<&str, Vec<&CellKey>> = BTreeMap::new();
        keys.iter().for_each(|key| by_variable.entry(&key.0).or_default().push(key));
        let lines = by_variable.into_iter().map(|(variable, keys)| {
            let first: Vec<String> = keys.iter().take(3).map(|key| format!("{} {}", region_of(key, new), key.1)).collect();
            let more = if keys.len() > 3 { " …" } else { "" };
            format!("{what}: `{variable}`, {}: {}{more}", counted(keys.len(), "row", "rows"), first.join(", "))
        });
        problem.details.extend(capped(lines.collect(), MOST_LISTED));
    }
    let revised = changes.revised.iter().take(LARGEST);
    problem.details.extend(
        revised
            .map(|(key, old, new_cell)| format!("revised: {}, `{}` {}: {old} → {new_cell}", region_of(key, new), key.0, key.1)),
    );
    if changes.revised.len() > LARGEST {
        problem.details.push(format!("and {} more, revised by less", changes.revised.len() - LARGEST));
    }
    problem
}

fn region_of(key: &CellKey, new: &Rebuilt<'_>) -> String {
    called(&key.2, new.regions.any_name(&key.2, new.language))
}

fn region_tables(old: &Lock, new: &Lock) -> Vec<Problem> {
    let what = |table: &str| match table {
        "regions" => "the region table".to_owned(),
        "mergers" => "the merger table".to_owned(),
        other => format!("the table `{other}`"),
    };
    // Types are told region by region.
    let tables = old.region_tables.iter().chain(&new.region_tables).filter(|table| table.table != "region_types");
    let names: BTreeSet<&String> = tables.map(|table| &table.table).collect();
    let find = |lock: &Lock, name: &str| lock.region_tables.iter().find(|table| table.table == name).cloned();
    let mut problems = Vec::new();
    for name in names {
        let of = what(name);
        let rows = |n_rows: usize| counted(n_rows, "row", "rows");
        match (find(old, name), find(new, name)) {
            (Some(was), Some(is)) if was.sha256 != is.sha256 => {
                problems.push(finding(format!("{of} has changed")).detail(moved(was.rows, is.rows)));
            }
            (Some(was), None) => problems.push(finding(format!("{of}: gone, {}", rows(was.rows)))),
            (None, Some(is)) => problems.push(finding(format!("{of}: new, {}", rows(is.rows)))),
            _ => {}
        }
    }
    problems
}

/// Keys of the method, and a text of which no key has changed.
fn configuration(old: &Lock, new: &Lock) -> Option<Problem> {
    let lines = changed_keys(&old.method, &new.method);
    if !lines.is_empty() {
        let message = format!("the method has changed: {}", counted(lines.len(), "key or entry", "keys and entries"));
        return Some(finding(message).details(capped(lines, MOST_LISTED)));
    }
    let is_changed = old.configuration.sha256.is_some() && old.configuration.sha256 != new.configuration.sha256;
    let message = format!("the text of `{}` has changed, but no key of the method", new.configuration.file);
    is_changed.then(|| finding(message).detail("names, notes or comments"))
}

/// What was written otherwise, one line each; entries of lists that came or went count once.
fn changed_keys(old: &BTreeMap<String, toml::Value>, new: &BTreeMap<String, toml::Value>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut whole_entries: Vec<String> = Vec::new();
    for (these, others, what) in [(old, new, "gone"), (new, old, "new")] {
        for key in these.keys().filter(|key| !others.contains_key(*key)) {
            if let Some(entry) = key.strip_suffix(".id")
                && let Some((section, id)) = entry.rsplit_once('.')
            {
                let section = if section == "regions.types.names" { "region type" } else { section };
                lines.push(format!("the {section} `{id}` is {what}"));
                whole_entries.push(format!("{entry}."));
            }
        }
    }
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        if whole_entries.iter().any(|entry| key.starts_with(entry)) || old.get(key) == new.get(key) {
            continue;
        }
        let shown = |value: Option<&toml::Value>| value.map_or("not written".to_owned(), written);
        lines.push(format!("`{key}`: {} → {}", shown(old.get(key)), shown(new.get(key))));
    }
    lines
}

fn classification(old: &Lock, new: &Lock) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (was, is) = (&old.classification, &new.classification);
    let year = |year: Option<i32>| year.map_or("none".to_owned(), |year| year.to_string());
    if was.year != is.year {
        problems.push(finding(format!("the classification year was {}, is {}", year(was.year), year(is.year))));
    }
    if was.level != is.level {
        problems.push(finding(format!("the level that is ranked was `{}`, is `{}`", was.level, is.level)));
    }
    problems
}

/// Regions that came, went, or changed name or type.
fn regions(old: &Lock, new: &Rebuilt<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let codes: BTreeSet<&String> = old.regions.keys().chain(new.lock.regions.keys()).collect();
    let (mut came_or_went, mut types, mut names) = (Vec::new(), Vec::new(), Vec::new());
    for code in codes {
        match (old.regions.get(code), new.lock.regions.get(code)) {
            (Some(was), None) => {
                let why = merged_into(new.regions, code, new.language).map_or(String::new(), |why| format!(", {why}"));
                came_or_went.push(format!("gone: {}{why}", called(code, &was.name)));
            }
            (None, Some(is)) => came_or_went.push(format!("new: {}", called(code, &is.name))),
            (Some(was), Some(is)) => {
                if was.types != is.types {
                    types.push(format!("{}: {} → {}", called(code, &is.name), types_of(was), types_of(is)));
                }
                if was.name != is.name {
                    names.push(format!("{code}: {} → {}", was.name, is.name));
                }
            }
            (None, None) => {}
        }
    }
    for (lines, one, many) in [
        (came_or_went, "ranked region came or went", "ranked regions came or went"),
        (types, "region changed type", "regions changed type"),
        (names, "region is called otherwise", "regions are called otherwise"),
    ] {
        if !lines.is_empty() {
            problems.push(finding(counted(lines.len(), one, many)).details(capped(lines, MOST_LISTED)));
        }
    }
    problems
}

fn types_of(region: &Region) -> String {
    if region.types.is_empty() { "none".to_owned() } else { region.types.join(", ") }
}

/// Rules that are others although all that was written is the same.
fn rules(old: &Lock, new: &Lock) -> Option<Problem> {
    let only = |these: &[String], others: &[String], what: &str| -> Vec<String> {
        these.iter().filter(|rule| !others.contains(rule)).map(|rule| format!("{what}: {rule}")).collect()
    };
    let mut lines = only(&old.rules, &new.rules, "was");
    lines.extend(only(&new.rules, &old.rules, "is"));
    let message = format!(
        "the same configuration means something else to version {} than to version {}",
        new.program.version, old.program.version
    );
    (!lines.is_empty()).then(|| finding(message).details(capped(lines, MOST_LISTED)))
}

/// Files that came out otherwise: tables by their content, and all by their bytes where these are promised.
fn tables(old: &Lock, new: &Lock, compare_bytes: bool) -> Option<Problem> {
    let mut lines = Vec::new();
    let editions = changed_editions(old, new);
    // What the build was made from is told as such.
    let outputs = old.files.iter().filter(|file| !file.name.starts_with("inputs/"));
    for file in outputs {
        let Some(now) = new.file(&file.name) else {
            lines.push(format!("`{}` is not written any more", file.name));
            continue;
        };
        let other_bytes = compare_bytes && file.sha256.is_some() && file.sha256 != now.sha256;
        if file.content_sha256 != now.content_sha256 {
            let stem = file.name.split('.').next().unwrap_or_default();
            let of_editions = editions.get(stem).map_or(String::new(), |editions| format!(" (edition {})", editions.join(", ")));
            lines.push(format!("`{}`{of_editions}", file.name));
        } else if other_bytes && file.content_sha256.is_some() {
            lines.push(format!("`{}`: the same content in other bytes", file.name));
        } else if file.n_files != now.n_files {
            let [then, now] = [file, now].map(|file| file.n_files.unwrap_or_default());
            lines.push(format!("`{}`: {} instead of {then}", file.name, counted(now, "page", "pages")));
        } else if other_bytes && let Some(n_files) = file.n_files {
            lines.push(format!("`{}`: some of {}", file.name, counted(n_files, "page", "pages")));
        } else if other_bytes {
            lines.push(format!("`{}`", file.name));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let message = format!("{} not as in the lock", counted(lines.len(), "table or file is", "tables and files are"));
    Some(finding(message).details(capped(lines, MOST_LISTED)))
}

/// Editions whose rows differ, by table.
fn changed_editions<'a>(old: &'a Lock, new: &Lock) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut changed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edition in &old.editions {
        let Some(now) = new.editions.iter().find(|other| other.id == edition.id) else { continue };
        for (table, hash) in &edition.tables {
            if now.tables.get(table) != Some(hash) {
                changed.entry(table).or_default().push(&edition.id);
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(entries: &[(&str, &str)]) -> BTreeMap<String, toml::Value> {
        entries.iter().map(|(key, value)| ((*key).to_owned(), toml::Value::from(*value))).collect()
    }

    #[test]
    fn an_entry_that_is_new_counts_once() {
        let old = keys(&[("indicator.a.id", "a"), ("indicator.a.lag", "1"), ("method.index_of", "indicators")]);
        let new = keys(&[("indicator.b.id", "b"), ("indicator.b.lag", "1"), ("method.index_of", "factors")]);
        assert_eq!(
            changed_keys(&old, &new),
            ["the indicator `a` is gone", "the indicator `b` is new", "`method.index_of`: \"indicators\" → \"factors\"",]
        );
    }

    #[test]
    fn a_key_that_is_written_now_was_not_before() {
        let new = keys(&[("indicator.a.weight", "2")]);
        assert_eq!(changed_keys(&BTreeMap::new(), &new), ["`indicator.a.weight`: not written → \"2\""]);
    }
}
