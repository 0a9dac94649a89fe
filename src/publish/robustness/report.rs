//! `robustness.md`, what `evp robustness` prints, and its folder.

use std::path::Path;

use comfy_table::{CellAlignment, Table as TextTable, presets};

use super::tables;
use super::words::{self, input_words};
use crate::analysis::robustness::doubt::Doubt;
use crate::analysis::robustness::scenarios::{Change, Scenario};
use crate::analysis::robustness::{NodeRobustness, Robustness};
use crate::analysis::sensitivity::estimators::NoIndices;
use crate::error::{counted, shown};
use crate::publish::diagnostics::{fixed, percent};
use crate::publish::mark::Mark;
use crate::publish::notes::Voice;
use crate::publish::table::Table;
use crate::publish::{Build, OutputFile, bytes_csv, manifest};
use crate::tree::Tree;

/// Name of the report.
pub const NAME: &str = "robustness.md";
/// Regions of a node that are shown.
const MOST_REGIONS: usize = 15;
/// Scenarios of a kind that are shown.
const MOST_SCENARIOS: usize = 10;

/// Everything that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Intervals.
    pub robustness: Robustness,
    /// Sensitivity of the nodes' ranks in the newest edition; empty where it was not asked for.
    pub doubts: Vec<Doubt>,
    /// That edition.
    pub edition_idx: usize,
    /// One choice at a time, in that edition.
    pub scenarios: Vec<Scenario>,
}

/// The tables of an analysis, by name.
pub fn tables(build: &Build<'_>, found: &Found) -> Vec<(&'static str, Table)> {
    let mut all = Vec::new();
    if !found.doubts.is_empty() {
        all.push(("sensitivity", tables::sensitivity(build, &found.doubts)));
        all.push(("sensitivity_regions", tables::sensitivity_of_regions(build, &found.doubts)));
    }
    all.push(("scenarios", tables::scenarios(build, found.edition_idx, &found.scenarios)));
    all.push(("scenario_ranks", tables::scenario_ranks(build, found.edition_idx, &found.scenarios)));
    all
}

/// The files of the folder, the manifest last.
///
/// # Errors
/// A writer's own error in words.
pub fn files(build: &Build<'_>, found: &Found) -> Result<Vec<OutputFile>, String> {
    let mut files = super::files(build)?;
    for (name, table) in tables(build, found) {
        let content_sha256 = Some(table.content_sha256());
        files.push(OutputFile { name: format!("{name}.csv"), bytes: bytes_csv::bytes(&table)?, content_sha256 });
    }
    let mut text = format!("# {}: how sure the ranks are\n\n", build.plan.index.title.best(&build.plan.index.languages));
    text.push_str(&body(build, found, Style::Markdown));
    files.push(OutputFile { name: NAME.into(), bytes: text.into_bytes(), content_sha256: None });
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.push(manifest::file(build, &files));
    Ok(files)
}

/// What is printed on a terminal.
pub fn text(build: &Build<'_>, found: &Found, target: &Path, files: &[OutputFile]) -> String {
    let plan = build.plan;
    let mut text = format!("{}: how sure the ranks are\n", plan.index.title.best(&plan.index.languages));
    text.push_str(&body(build, found, Style::Terminal));
    text.push_str(&format!("\nWrote {} to {}\n", counted(files.len(), "file", "files"), shown(target)));
    text
}

/// How headings and tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Markdown.
    Markdown,
    /// A terminal.
    Terminal,
}

impl Style {
    /// A heading.
    pub fn heading(self, title: &str) -> String {
        match self {
            Style::Markdown => format!("\n## {title}\n\n"),
            Style::Terminal => format!("\n{title}\n"),
        }
    }

    /// A line of a list.
    pub fn item(self, line: &str) -> String {
        match self {
            Style::Markdown => format!("- {line}\n"),
            Style::Terminal => format!("  {line}\n"),
        }
    }

    /// What the columns of a table mean.
    pub fn legend(self, text: &str) -> String {
        match self {
            Style::Markdown => format!("\n{text}\n"),
            Style::Terminal => format!("  {text}\n"),
        }
    }

    /// A table: header and rows; all columns from `first_number` on are right-aligned.
    pub fn table(self, header: &[&str], rows: &[Vec<String>], first_number: usize) -> String {
        let mut table = TextTable::new();
        table.load_style(match self {
            Style::Markdown => presets::ASCII_MARKDOWN,
            Style::Terminal => presets::NOTHING,
        });
        table.set_header(header.iter().copied());
        for row in rows {
            table.add_row(row.iter().map(|cell| cell.replace('|', "¦")));
        }
        for column in table.column_iter_mut().skip(first_number) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

fn body(build: &Build<'_>, found: &Found, style: Style) -> String {
    let plan = build.plan;
    let language = plan.main_language();
    let mut text = String::new();
    if let Some(label) = plan.index.label.get(language) {
        text.push_str(&format!("{label}\n"));
    }
    if let Some(mark) = Mark::of(build) {
        text.push_str(&format!("*** {} ***\n", mark.words(language)));
    }
    text.push_str(&style.heading("Design"));
    for line in words::lines(build, Voice::of_terminal(plan), &found.robustness) {
        text.push_str(&style.item(&line));
    }
    let edition = &plan.editions[found.edition_idx].id;
    let nodes = found.robustness.editions.iter().find(|of| of.edition_idx == found.edition_idx);
    for node in nodes.iter().flat_map(|of| &of.nodes) {
        let name = node_name(build, node.node_idx);
        let n_ranked = node.overall.iter().filter(|of| of.nominal != 0).count();
        let first = if n_ranked > MOST_REGIONS { format!(": the first {MOST_REGIONS}") } else { String::new() };
        text.push_str(&style.heading(&format!("Ranks of {name} in edition {edition}{first}")));
        text.push_str(&first_regions(build, node, style));
        text.push_str(&style.legend(&legend(build)));
    }
    for doubt in &found.doubts {
        text.push_str(&style.heading(&format!("What the ranks of {} depend on", node_name(build, doubt.node_idx))));
        text.push_str(&sensitivity(doubt, style));
    }
    let mut n_kinds = 0;
    for (title, is_of, most) in [
        ("Without one indicator", of_indicators as fn(&Change) -> bool, MOST_SCENARIOS),
        ("Without one factor", of_factors, MOST_SCENARIOS),
        ("One choice otherwise", of_choices, usize::MAX),
    ] {
        let rows = scenario_rows(build, found, is_of, most);
        if !rows.is_empty() {
            text.push_str(&style.heading(title));
            let header = ["", "mean shift", "unchanged", "correlation", "largest shift"];
            text.push_str(&style.table(&header, &rows, 1));
            n_kinds += 1;
        }
    }
    if n_kinds > 0 {
        text.push_str(&style.legend(SHIFTS));
    }
    text
}

/// What the columns about regions mean.
fn legend(build: &Build<'_>) -> String {
    let share = percent(f64::midpoint(1.0, build.plan.robustness.interval), 0);
    format!(
        "shares are of the replicates; ahead of next: ranked better than the region below; improved: ranked better than in the edition \
         before; group: the regions over which the first of their group is not ahead in {share} of the replicates"
    )
}

/// What the columns of sensitivity indices mean.
const INDICES: &str = "Sobol indices, with bootstrap intervals; first order: the share of the variance that a choice explains by itself; \
                       total order: with all that it does together with others";

/// What the columns about other choices mean.
const SHIFTS: &str = "mean shift: by how many places ranks move, on average; unchanged: regions that keep their rank; correlation: of \
                      both rankings (Spearman's); largest shift: + is a climb";

fn of_indicators(change: &Change) -> bool {
    matches!(change, Change::WithoutIndicator(_))
}

fn of_factors(change: &Change) -> bool {
    matches!(change, Change::WithoutFactor(_))
}

fn of_choices(change: &Change) -> bool {
    matches!(change, Change::EqualWeights | Change::Option(..))
}

fn node_name(build: &Build<'_>, node_idx: usize) -> String {
    if node_idx == Tree::ROOT { "the index".to_owned() } else { format!("`{}`", build.plan.tree.nodes[node_idx].id) }
}

/// The first regions of a node, with what is said of their ranks.
pub fn first_regions(build: &Build<'_>, node: &NodeRobustness, style: Style) -> String {
    let plan = build.plan;
    let language = plan.main_language();
    let mut order: Vec<usize> = (0..node.overall.len()).filter(|&region_idx| node.overall[region_idx].nominal != 0).collect();
    order.sort_by_key(|&region_idx| (node.overall[region_idx].nominal, region_idx));
    let top = plan.robustness.top.last().copied();
    let share = |share: Option<f64>| share.filter(|share| !share.is_nan()).map_or(String::new(), |share| percent(share, 0));
    let rows: Vec<Vec<String>> = order
        .into_iter()
        .take(MOST_REGIONS)
        .map(|region_idx| {
            let of = &node.overall[region_idx];
            let mut row = vec![
                format!("{}.", of.nominal),
                build.regions.name(region_idx, language).to_owned(),
                of.whole_ends().map_or(String::new(), |(lowest, highest)| words::interval(lowest, highest)),
                if of.median.is_nan() { String::new() } else { fixed(of.median, 0) },
            ];
            if top.is_some() {
                row.push(share(of.top.last().copied()));
            }
            row.extend([share(of.ahead_of_next), share(of.improved), of.group.to_string()]);
            row
        })
        .collect();
    let among = top.map(|k| format!("first {k}"));
    let mut header = vec!["rank", "region", "interval", "median"];
    header.extend(among.as_deref());
    header.extend(["ahead of next", "improved", "group"]);
    style.table(&header, &rows, 2)
}

/// What analysts read while they work.
const ENGLISH: Voice<'static> = Voice { language: "en", names: "en" };

/// Indices of a node's mean shift, and in words what moves it most.
pub fn sensitivity(doubt: &Doubt, style: Style) -> String {
    let mut text = String::new();
    match &doubt.mean_shift {
        Err(NoIndices::Constant) => text.push_str(&style.item("nothing that is drawn moves any rank")),
        Err(why) => text.push_str(&style.item(&format!("no indices: {why}"))),
        Ok(intervals) => {
            if let Some(largest) = intervals.sensitivity.largest() {
                let group = &intervals.groups[largest];
                text.push_str(&style.item(&format!(
                    "The largest source of doubt is {}: {} of the variance of the mean shift of ranks depends on it, {} on it alone",
                    input_words(ENGLISH, doubt.inputs[largest]),
                    percent(group.indices.total_order.clamp(0.0, 1.0), 0),
                    percent(group.indices.first_order.clamp(0.0, 1.0), 0),
                )));
                if style == Style::Markdown {
                    text.push('\n');
                }
            }
            let rows: Vec<Vec<String>> = doubt
                .inputs
                .iter()
                .zip(&intervals.groups)
                .map(|(input, group)| {
                    let of = |index: f64, lower: f64, upper: f64| {
                        [fixed(index, 3), format!("{} to {}", fixed(lower, 3), fixed(upper, 3))]
                    };
                    let first = of(group.indices.first_order, group.first_order.lower, group.first_order.upper);
                    let total = of(group.indices.total_order, group.total_order.lower, group.total_order.upper);
                    let mut row = vec![input_words(ENGLISH, *input)];
                    row.extend(first);
                    row.extend(total);
                    row
                })
                .collect();
            text.push_str(&style.table(&["", "first order", "95 %", "total order", "95 %"], &rows, 1));
            text.push_str(&style.legend(INDICES));
            if style == Style::Markdown {
                text.push('\n');
            }
        }
    }
    let n_still = doubt.regions.iter().filter(|of| matches!(of, Err(NoIndices::Constant))).count();
    if n_still > 0 {
        let regions = counted(n_still, "region", "regions");
        text.push_str(&style.item(&format!("the rank of {regions} never moves")));
    }
    if doubt.n_failed > 0 {
        let failed = counted(doubt.n_failed, "point", "points");
        text.push_str(&style.item(&format!("{failed} of {} left out, because a run could not be computed", doubt.n_points)));
    }
    text
}

/// Scenarios of a kind, the largest shift first.
fn scenario_rows(build: &Build<'_>, found: &Found, is_of: fn(&Change) -> bool, most: usize) -> Vec<Vec<String>> {
    let plan = build.plan;
    let language = plan.main_language();
    let mut chosen: Vec<&Scenario> = found
        .scenarios
        .iter()
        .filter(|scenario| is_of(&scenario.change) && scenario.node_idx == plan.robustness.nodes[0])
        .collect();
    let shift = |scenario: &Scenario| scenario.result.as_ref().map_or(f64::INFINITY, |of| of.shift.mean_absolute_rank_shift);
    chosen.sort_by(|a, b| shift(b).total_cmp(&shift(a)));
    chosen
        .into_iter()
        .take(most)
        .map(|scenario| {
            let (kind, what) = tables::change(plan, &scenario.change);
            let name = if kind.starts_with("without") { what } else { format!("{kind}: {what}") };
            match &scenario.result {
                Err(why) => vec![name, String::new(), String::new(), String::new(), why.clone()],
                Ok(of) => {
                    let largest = of.shift.largest;
                    let region = build.regions.name(largest.region_idx, language);
                    let climb =
                        format!("{region} {}{}", if largest.climb > 0 { "+" } else { "" }, fixed(largest.climb as f64, 0));
                    vec![
                        name,
                        fixed(of.shift.mean_absolute_rank_shift, 1),
                        percent(of.shift.share_unchanged, 0),
                        of.shift.rank_correlation.map_or(String::new(), |correlation| fixed(correlation, 3)),
                        if largest.climb == 0 { String::new() } else { climb },
                    ]
                }
            }
        })
        .collect()
}

/// Everything as JSON; missing numbers are null.
pub fn json(build: &Build<'_>, found: &Found, target: &Path, files: &[OutputFile]) -> String {
    let plan = build.plan;
    let mut all = serde_json::Map::new();
    let robustness = super::table(build, &found.robustness);
    for (name, table) in std::iter::once(("robustness", robustness)).chain(tables(build, found)) {
        all.insert(name.to_owned(), table.json_rows());
    }
    let value = serde_json::json!({
        "index": plan.index.id,
        "out": shown(target),
        "data_status": build.data_status,
        "replicates": found.robustness.n_replicates,
        "seed": found.robustness.seed,
        "interval": plan.robustness.interval,
        "drawn": found.robustness.seed.and_then(|_| words::design(plan, Voice::of_terminal(plan), &found.robustness.inputs)),
        "note": "sensitivity to choices of method, no margin of error",
        "tables": all,
        "files": files.iter().map(|file| &file.name).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}
