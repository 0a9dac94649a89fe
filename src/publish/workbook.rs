//! `rankings.xlsx`: the workbook that goes out on release day.
//!
//! Cover, contents with links, the ranks of all regions and of each region type in the newest edition that is published, changes
//! since the edition before, indicators with sources and statistic periods, method and notes in words, and every edition at full
//! precision. In the main language of the index.
//!
//! Numbers are numbers: a score holds every digit and shows the configured decimals, a change is 3 and shows `▲ 3`. Every sheet but
//! the cover is one table from its first cell on, without merged cells or blank rows, and with a header row that stays in sight.
//! What guidance on accessible spreadsheets asks beyond that (no filters) holds unless `[publish] workbook = "working"`.
//!
//! The bytes depend on the tables and the version of the program alone: the creation date is the configured day of publication or
//! a constant, and what is compressed with integer arithmetic comes out the same on every machine.
//!
//! Left out: further groups have no sheets of their own, as there can be dozens; their ranks are in the data sheet.

mod changes;
mod data;
mod front;
mod indicators;
mod names;
mod ranking;
mod sheet;
mod style;
mod words;
mod write;

use super::labels::{self, workbook as text};
use super::mark::Mark;
use super::people::type_label;
use super::{Build, Family, OutputFile, limits};
use crate::plan::Plan;
use crate::region::Regions;
use crate::tree::Tree;
use names::SheetNames;
use ranking::Scope;
use sheet::Sheet;

/// Name of the file.
pub const NAME: &str = "rankings.xlsx";

/// The workbook; none where there are too many regions for one.
///
/// # Errors
/// The library's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let Some(&newest) = build.editions.last().filter(|_| !limits::leaves_out(build, Family::Workbook)) else {
        return Ok(Vec::new());
    };
    let plan = build.plan;
    let language = plan.main_language();
    let word = |label: labels::Label| label.in_language(language);
    let mut names = SheetNames::default();
    let cover_name = names.take(word(text::COVER), "");
    let contents_name = names.take(word(text::CONTENTS), "");
    let mut sheets = results(build, newest, &mut names);
    sheets.push(indicators::sheet(build, names.take(word(text::INDICATORS), "")));
    sheets.push(words::method(build, names.take(word(text::METHOD), "")));
    let notes_name = names.take(word(text::NOTES), "");
    let data = data::sheet(build, names.take(word(text::DATA), ""));
    sheets.push(words::notes(build, notes_name, &data.name));
    sheets.push(data);
    let cover = front::cover(build, newest, cover_name, &contents_name);
    sheets.insert(0, front::contents(build, contents_name, &cover.name, &sheets));

    let mark = Mark::of(build).map(|mark| mark.in_language(language));
    let setting = write::Setting {
        language,
        profile: plan.publish.workbook,
        title: plan.index.title.best(&plan.index.languages),
        mark: mark.as_deref(),
        shared: word(labels::SHARED),
        page: word(text::PAGE),
        date: plan.release.date.as_deref(),
    };
    let bytes = write::bytes(&setting, &cover, &sheets).map_err(|error| format!("{NAME}: {error}"))?;
    // Not a table with a content of its own: what it holds is hashed where it comes from.
    Ok(vec![OutputFile { name: NAME.into(), bytes, content_sha256: None }])
}

/// Ranks of all and of each region type that has members, and changes where there is an edition before.
fn results(build: &Build<'_>, newest: usize, names: &mut SheetNames) -> Vec<Sheet> {
    let language = build.plan.main_language();
    let all = if build.regions.level == "municipality" { text::ALL_MUNICIPALITIES } else { text::ALL_REGIONS };
    let mut sheets = vec![ranking::sheet(build, newest, Scope::All, names.take(all.in_language(language), ""))];
    if let Some(types) = &build.regions.types {
        for (type_idx, id) in types.ids.iter().enumerate() {
            if types.of_edition[newest].contains(&type_idx) {
                let otherwise = labels::REGION_TYPE.in_language(language);
                let name = names.take(&type_label(build, id, language), otherwise);
                sheets.push(ranking::sheet(build, newest, Scope::Type(type_idx), name));
            }
        }
    }
    if let Some(before) = newest.checked_sub(1) {
        let name = names.take(text::CHANGES.in_language(language), "");
        sheets.push(changes::sheet(build, newest, before, name));
    }
    sheets
}

/// What a node is called in the main language; its id where it has no name.
fn node_name(plan: &Plan, node_idx: usize) -> &str {
    let node = &plan.tree.nodes[node_idx];
    let name = node.name.get(plan.main_language()).unwrap_or(node.name.best(&plan.index.languages));
    if name.is_empty() { &node.id } else { name }
}

/// The header of a node's column: the index's own need no name before them.
fn headed(plan: &Plan, node_idx: usize, label: labels::Label) -> String {
    let label = label.in_language(plan.main_language());
    match node_idx {
        Tree::ROOT => label.to_owned(),
        _ => format!("{}: {}", node_name(plan, node_idx), label.to_lowercase()),
    }
}

/// Header of the regions' names.
fn region_header(regions: &Regions, language: &str) -> &'static str {
    labels::level(&regions.level, language)
}

/// The column with the mark of the data, on every sheet while they are not final.
fn mark_column(build: &Build<'_>, n_rows: usize) -> Option<sheet::Column> {
    let language = build.plan.main_language();
    Mark::of(build).map(|mark| {
        let mark = mark.words(language);
        // Row for row the word is enough: what it means stands on the cover and on every printed page.
        let mark = mark.split(" – ").next().unwrap_or(&mark);
        let cells = vec![sheet::Cell::text(mark); n_rows];
        sheet::Column::new(labels::DATA_STATUS.in_language(language), sheet::Kind::Text, cells)
    })
}
