//! What was done to the data, and by which rules: printed on the terminal, and written as `notes.md` beside the tables.
//!
//! Nothing that was merged, left out, carried over, imputed or tied goes unmentioned; what did not happen is not mentioned.

mod data;
mod publication;
mod rules;
mod steps;

use super::{Build, OutputFile, base_name, corrections, mark};
use crate::geometry;
use crate::plan::Status;

pub use data::data;
pub use rules::rules;

/// Most entries of one kind that are written out in a line.
const MOST_LISTED: usize = 6;

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Heading.
    pub title: &'static str,
    /// Lines.
    pub lines: Vec<String>,
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

fn listed(entries: impl IntoIterator<Item = String>) -> String {
    let all: Vec<String> = entries.into_iter().collect();
    let mut text = all.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > MOST_LISTED {
        text.push_str(&format!(" and {} more", all.len() - MOST_LISTED));
    }
    text
}

/// How sure the ranks are; that nothing is said where there are more regions than intervals are made for unasked.
pub fn how_sure(build: &Build<'_>) -> Vec<String> {
    let plan = build.plan;
    let n_regions = build.regions.n_ranked();
    match build.robustness {
        Some(robustness) => super::robustness::words::lines(build, robustness),
        None if plan.robustness.replicates > 0 && n_regions > plan.robustness.most_regions => vec![format!(
            "No intervals of ranks: {n_regions} regions are more than {} (`most_regions` under [robustness]); `evp robustness` makes them",
            plan.robustness.most_regions
        )],
        None => Vec::new(),
    }
}

/// What the map is, and whom it lacks.
fn map(build: &Build<'_>) -> Vec<String> {
    let Some(map) = build.map else {
        return vec![
            "No map: the areas of the regions are not known (`file` under [publish.map] names a file that has them)".into(),
        ];
    };
    let mut lines = Vec::new();
    match &map.file {
        None => lines.push("Map: a grid of equal tiles, one per region, not their true areas".to_owned()),
        Some(file) => lines.push(format!("Map: {}, simplified for drawing (SHA-256 {})", file.name, file.sha256)),
    }
    let without = geometry::without_shape(map, build.regions);
    if !without.is_empty() {
        let names = without.iter().map(|&region_idx| build.regions.shown(region_idx, build.plan.main_language()));
        let count = plural(without.len(), "region", "regions");
        lines.push(format!("Not on the map: {count} ({})", listed(names)));
    }
    lines
}

/// Everything, in sections.
pub fn sections(build: &Build<'_>) -> Vec<Section> {
    let plan = build.plan;
    let mut about = Vec::new();
    for language in &plan.index.languages {
        if let Some(label) = plan.index.label.get(language)
            && !about.contains(&label.to_owned())
        {
            about.push(label.to_owned());
        }
    }
    about.push(format!("Data status: {}", mark::status_in_words(build, "en")));
    if plan.status == Status::Draft && build.data_status != "draft" {
        about.push("Build status: draft".to_owned());
    }
    about.extend(plan.release.version.iter().map(|version| format!("Version: {version}")));
    about.extend(plan.release.approver.iter().map(|approver| format!("Approved by: {approver}")));
    about.extend(plan.release.embargo_until.iter().map(|day| format!("Not to be published before {day}")));
    for input in &build.ingested.inputs {
        let name = base_name(input.name.as_ref());
        about.push(format!("Input: {name} ({} rows, SHA-256 {})", input.rows, input.sha256));
    }
    let mut sections =
        vec![Section { title: "About", lines: about }, Section { title: "What was done to the data", lines: data(build) }];
    sections.extend(corrections::sections(build));
    sections.push(Section { title: "Rules", lines: rules(build) });
    let sure = how_sure(build);
    if !sure.is_empty() {
        sections.push(Section { title: "How sure the ranks are", lines: sure });
    }
    let files: Vec<String> = super::workbook::omitted(build).into_iter().chain(map(build)).collect();
    if !files.is_empty() {
        sections.push(Section { title: "Files", lines: files });
    }
    sections
}

/// `notes.md`
pub fn file(build: &Build<'_>) -> OutputFile {
    let plan = build.plan;
    let mut text = format!("# {}\n", plan.index.title.best(&plan.index.languages));
    for section in sections(build) {
        text.push_str(&format!("\n## {}\n\n", section.title));
        if section.lines.is_empty() {
            text.push_str("Nothing.\n");
        }
        for line in section.lines {
            text.push_str(&format!("- {line}\n"));
        }
    }
    OutputFile { name: "notes.md".into(), bytes: text.into_bytes(), content_sha256: None }
}
