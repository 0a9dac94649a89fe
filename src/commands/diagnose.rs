//! `evp diagnose`: what an audit would look at first, as findings in words, short tables, and files with every number.
//!
//! Findings are no failure: an index may hold what they point at because it is meant to.

use std::path::{Path, PathBuf};

use comfy_table::{CellAlignment, Table, presets};

use crate::analysis::diagnostics::correlation::{Correlation, Relation};
use crate::analysis::diagnostics::{self, Diagnostics, Subject, parent_of};
use crate::cli::DiagnoseArguments;
use crate::commands::build::{editions, refuse_input_as_target};
use crate::commands::{output_problem, refuse_other_folder};
use crate::config::resolve;
use crate::error::{Result, counted, shown};
use crate::ingest::files::DataOverride;
use crate::outcome::Detail;
use crate::printer::{Mode, Printer};
use crate::publish::diagnostics::findings::findings;
use crate::publish::diagnostics::{self as published, fixed, kind, percent};
use crate::publish::mark::Mark;
use crate::publish::notes::Voice;
use crate::publish::{Build, OutputFile, folder::OutputFolder};
use crate::session;
use crate::tree::Tree;

/// Diagnoses the newest edition, or those asked for.
///
/// # Errors
/// Every problem of the stage at which the run stopped; the output folder is then as it was.
pub fn run(arguments: &DiagnoseArguments, printer: &Printer) -> Result<()> {
    let plan = resolve::load(&arguments.config)?;
    let mut chosen = editions(&plan, &arguments.editions)?;
    if arguments.editions.is_empty() {
        chosen = chosen.split_off(chosen.len().saturating_sub(1));
    }
    let default_target = || PathBuf::from("out").join(format!("{}-diagnostics", plan.index.id));
    let target = arguments.out.clone().unwrap_or_else(default_target);
    let (regions, files) = session::prepare(&plan, &DataOverride { arguments: arguments.data.clone() })?;
    refuse_input_as_target(&plan, files.paths(), &target)?;
    refuse_other_folder(&target, published::REPORT, "diagnostics")?;
    let inputs = files.with_regions(&plan, &regions);
    // Before the long work, so that a folder that cannot be written is known at once.
    let output = OutputFolder::open(&target)?;
    let bar = printer.rows_progress(inputs.n_rows());
    let computed = session::compute(&plan, &regions, &inputs, Detail::Full, &|rows| bar.add(rows));
    bar.finish();
    let computed = computed?;
    let build = computed.build(&plan, &regions, &chosen);
    let diagnosed: Vec<Diagnostics> = chosen
        .iter()
        .map(|&edition_idx| diagnostics::diagnose(&plan, &computed.outcome.editions[edition_idx], edition_idx))
        .collect();
    let files = published::files(&build, &diagnosed)?;
    output.write(&files)?;
    let printed = match printer.mode() {
        Mode::Quiet => Ok(()),
        Mode::Json => printer.data(&json(&build, &diagnosed, &target, &files)),
        Mode::Normal => printer.result(&text(&build, &diagnosed, &target, &files)),
    };
    printed.map_err(|error| output_problem(&error)).or_else(|problem| problem.map_or(Ok(()), Err))
}

/// The report for people.
fn text(build: &Build<'_>, editions: &[Diagnostics], target: &Path, files: &[OutputFile]) -> String {
    let plan = build.plan;
    let language = plan.main_language();
    let mut text = format!("{}: diagnostics\n", plan.index.title.best(&plan.index.languages));
    if let Some(label) = plan.index.label.get(language) {
        text.push_str(&format!("{label}\n"));
    }
    if let Some(mark) = Mark::of(build) {
        text.push_str(&format!("*** {} ***\n", mark.words(language)));
    }
    for edition in editions {
        text.push_str(&format!(
            "\nEdition {}: {}, {}\n",
            plan.editions[edition.edition_idx].id,
            counted(build.regions.n_ranked(), "region", "regions"),
            counted(plan.indicators.len(), "indicator", "indicators"),
        ));
        let findings = findings(build, edition, Voice::of_terminal(plan));
        text.push_str(if findings.is_empty() {
            "\nNothing stands out\n"
        } else {
            "\nFindings: reasons to look, not errors (r: Pearson's correlation of scores, more = better in all of them)\n"
        });
        let mut topic = None;
        for finding in &findings {
            if topic != Some(finding.topic) {
                text.push_str(&format!("  {}\n", finding.topic.title()));
                topic = Some(finding.topic);
            }
            text.push_str(&wrapped("    - ", &finding.text));
        }
        text.push_str(&format!("\nIndicators\n{}", indicators(build, edition)));
        text.push_str(
            "  n: regions with a value; tied: those that share it with another; skewness: of raw values; r factor, r index:\n  \
             correlation with the factor and the index; weight: nominal; effect: how much of the index it decides, whichever\n  \
             way it pulls (correlation ratio, divided by the sum of all)\n",
        );
        text.push_str(&format!("\nFactors\n{}", factors(build, edition)));
        text.push_str(
            "  alpha: Cronbach's, 0.7 is common; components: principal components with an eigenvalue above 1; first: variance that\n  \
             the first of them explains\n",
        );
    }
    text.push_str(&format!(
        "\nWrote {} files to {}; findings by topic, rules and thresholds: {}\n",
        files.len(),
        shown(target),
        published::REPORT
    ));
    text
}

/// Characters to which findings are wrapped.
const WIDTH: usize = 118;

/// A text after a mark, wrapped between words; further lines stand below the text.
pub(super) fn wrapped(mark: &str, text: &str) -> String {
    super::wrapped(text, [mark, &" ".repeat(mark.chars().count())], WIDTH)
}

/// The correlation of an indicator or factor with a node above it.
fn with_node(edition: &Diagnostics, subject: Subject, node_idx: usize) -> String {
    let is_it = |of: &&Correlation| of.a == subject && of.b == Subject::Node(node_idx) && of.relation != Relation::BetweenFactors;
    let found = edition.correlations.iter().find(is_it).and_then(|of| of.coefficients.ok());
    found.map_or(String::new(), |of| fixed(of.pearson, 2))
}

fn indicators(build: &Build<'_>, edition: &Diagnostics) -> String {
    let plan = build.plan;
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "n", "tied", "skewness", "r factor", "r index", "weight", "effect"]);
    for (indicator_idx, indicator) in plan.indicators.iter().enumerate() {
        let subject = Subject::Indicator(indicator_idx);
        let influence = edition.influence.iter().find(|of| of.subject == subject);
        let skewness = edition.distributions[indicator_idx].summary.and_then(|summary| summary.skewness);
        let parent = parent_of(&plan.tree, indicator_idx);
        table.add_row([
            indicator.id.clone(),
            edition.availability[indicator_idx].n_available.to_string(),
            edition.ties[indicator_idx].n_tied.to_string(),
            skewness.map_or(String::new(), |skewness| fixed(skewness, 1)),
            if parent == Tree::ROOT { String::new() } else { with_node(edition, subject, parent) },
            with_node(edition, subject, Tree::ROOT),
            influence.map_or(String::new(), |of| percent(of.nominal, 1)),
            influence.and_then(|of| of.share).map_or(String::new(), |share| percent(share, 1)),
        ]);
    }
    lines(table)
}

fn factors(build: &Build<'_>, edition: &Diagnostics) -> String {
    let plan = build.plan;
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["", "indicators", "alpha", "components", "first", "r index", "weight", "tied"]);
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let subject = Subject::Node(node_idx);
        let components = edition.components[node_idx].as_ref().ok();
        let influence = edition.influence.iter().find(|of| of.subject == subject);
        let tied = edition.ties.iter().find(|of| of.subject == subject);
        table.add_row([
            format!("{} ({})", node.id, kind(subject)),
            node.leaves.len().to_string(),
            edition.reliability[node_idx].as_ref().map_or(String::new(), |of| fixed(of.alpha, 2)),
            components.map_or(String::new(), |of| of.n_above_one().to_string()),
            components.and_then(|of| of.components.first()).map_or(String::new(), |first| percent(first.share, 0)),
            if node_idx == Tree::ROOT { String::new() } else { with_node(edition, subject, Tree::ROOT) },
            influence.map_or(String::new(), |of| percent(of.nominal, 1)),
            tied.map_or(String::new(), |of| of.n_tied.to_string()),
        ]);
    }
    lines(table)
}

/// A table as text, all columns but the first right-aligned.
fn lines(mut table: Table) -> String {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Findings and tables as JSON; missing cells are null.
fn json(build: &Build<'_>, editions: &[Diagnostics], target: &Path, files: &[OutputFile]) -> String {
    let mut tables = serde_json::Map::new();
    for (name, table) in published::tables::all(build, editions) {
        tables.insert(name.to_owned(), table.json_rows());
    }
    let findings: Vec<serde_json::Value> = editions
        .iter()
        .flat_map(|edition| {
            findings(build, edition, Voice::of_terminal(build.plan))
                .into_iter()
                .map(move |finding| (edition.edition_idx, finding))
        })
        .map(|(edition_idx, finding)| {
            serde_json::json!({
                "edition": build.plan.editions[edition_idx].id,
                "topic": finding.topic.title(),
                "subjects": finding.subjects,
                "finding": finding.text,
            })
        })
        .collect();
    tables.remove("findings");
    let value = serde_json::json!({
        "index": build.plan.index.id,
        "out": shown(target),
        "data_status": build.data_status,
        "regions": build.regions.n_ranked(),
        "findings": findings,
        "tables": tables,
        "files": files.iter().map(|file| &file.name).collect::<Vec<_>>(),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_findings_are_wrapped_below_their_own_beginning() {
        let text = wrapped("- ", &"word ".repeat(30));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("- word word") && lines[1].starts_with("  word"));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(wrapped("- ", "one"), "- one\n");
    }
}
