//! `quality.csv`: the checks that ran in a build, on one page for whoever answers for the release.
//!
//! A row per check, in the order of the work: what was checked, on how many units, how many of them it found, and what that means.
//! What a build refuses (a value twice, an unknown region, a value beyond its limits) can have no findings in a finished build:
//! that it was checked is the news. How the data came (in one file or several) changes nothing here. Details of every finding stand in `notes.md`.
//!
//! | status | meaning |
//! |---|---|
//! | `ok` | nothing was found |
//! | `noted` | found and dealt with by the rules of the configuration |
//! | `acknowledged` | found, looked at and accepted, with a reason in the configuration |
//! | `warning` | found, and to be looked at before a release |
//! | `not-checked` | it was not asked for in this build, or there was nothing to check |

use super::labels::{Label, missing, quality as text};
use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv, robustness};
use crate::indicator::VariableKind;
use crate::plan::Finding;
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Ok,
    Noted,
    Acknowledged,
    Warning,
    NotChecked,
}

impl Status {
    /// Nothing found is in order; else what finding anything means.
    fn of(n_findings: usize, otherwise: Status) -> Self {
        if n_findings == 0 { Status::Ok } else { otherwise }
    }

    fn id(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Noted => "noted",
            Status::Acknowledged => "acknowledged",
            Status::Warning => "warning",
            Status::NotChecked => "not-checked",
        }
    }

    fn label(self) -> Label {
        match self {
            Status::Ok => text::OK,
            Status::Noted => text::NOTED,
            Status::Acknowledged => text::ACKNOWLEDGED,
            Status::Warning => text::WARNING,
            Status::NotChecked => text::NOT_CHECKED,
        }
    }
}

/// A check.
struct Check {
    id: &'static str,
    words: Label,
    n_checked: usize,
    n_findings: usize,
    status: Status,
}

/// Every check, in the order of the work.
fn checks(build: &Build<'_>) -> Vec<Check> {
    let mut checks = of_inputs(build);
    checks.extend(of_indicators(build));
    checks.extend(of_results(build));
    checks.extend(of_publication(build));
    checks
}

fn check(id: &'static str, words: Label, n_checked: usize, n_findings: usize, otherwise: Status) -> Check {
    let status = match n_checked {
        0 => Status::NotChecked,
        _ => Status::of(n_findings, otherwise),
    };
    Check { id, words, n_checked, n_findings, status }
}

fn of_inputs(build: &Build<'_>) -> Vec<Check> {
    let (plan, ingested) = (build.plan, build.ingested);
    let n_columns = ingested.panel.slots.keys.len();
    let has_limits = |kind: &VariableKind| matches!(kind, VariableKind::Series(series) if series.plausible.is_some());
    let n_limited = plan.variables.iter().filter(|variable| has_limits(&variable.kind)).count();
    let n_unknown = ingested.notes.unknown.len();
    let n_codes = ingested.panel.codes.n_codes() + n_unknown;
    let merged = build.harmonised.merged.values();
    let (n_merged, n_approximate) = merged.fold((0, 0), |(all, approximate), cells| {
        (all + cells.periods.len(), approximate + if cells.approximate { cells.periods.len() } else { 0 })
    });
    vec![
        check("contract", text::CONTRACT, n_columns, 0, Status::Ok),
        check("plausible-values", text::PLAUSIBLE, n_limited, 0, Status::Ok),
        check("region-codes", text::UNKNOWN_CODES, n_codes, n_unknown, Status::Noted),
        check("divisions", text::DIVISIONS, n_columns, build.harmonised.inferred.len(), Status::Warning),
        check("mergers", text::MERGERS, n_merged, n_approximate, Status::Noted),
    ]
}

fn of_indicators(build: &Build<'_>) -> Vec<Check> {
    let (plan, notes) = (build.plan, &build.outcome.notes);
    let is_published = |edition_idx: usize| build.editions.contains(&edition_idx);
    let n_used: usize =
        build.editions.iter().map(|&edition_idx| plan.indicators.iter().filter(|of| of.is_in(edition_idx)).count()).sum();
    let n_values = n_used * build.regions.n_ranked();
    let count = |list: &[(usize, usize, usize)]| -> usize {
        list.iter().filter(|(edition_idx, ..)| is_published(*edition_idx)).map(|(.., count)| count).sum()
    };
    let accepted = |finding: Finding, mut found: Box<dyn Iterator<Item = (usize, usize)> + '_>| {
        let is_open = found.any(|(edition_idx, indicator_idx)| plan.acknowledged(finding, indicator_idx, edition_idx).is_none());
        if is_open { Status::Warning } else { Status::Acknowledged }
    };
    let carried = || build.schedule.carried_over.iter().filter(|of| is_published(of.edition_idx));
    let of_carried = carried().map(|of| (of.edition_idx, of.indicator_idx));
    let of_preliminary = notes.preliminary.iter().map(|(edition_idx, indicator_idx, _)| (*edition_idx, *indicator_idx));
    let of_preliminary = of_preliminary.filter(|(edition_idx, _)| is_published(*edition_idx));
    let n_constant = notes.constant.iter().filter(|(edition_idx, ..)| is_published(*edition_idx)).count();
    let by_hand = plan.corrections.overrides.iter().filter(|of| is_published(of.edition_idx)).count();
    vec![
        check(
            "statistic-periods",
            text::CARRIED_OVER,
            n_used,
            carried().count(),
            accepted(Finding::CarriedOver, Box::new(of_carried)),
        ),
        check(
            "preliminary-values",
            text::PRELIMINARY,
            n_values,
            count(&notes.preliminary),
            accepted(Finding::Preliminary, Box::new(of_preliminary)),
        ),
        check("missing-values", text::MISSING, n_values, count(&notes.missing), Status::Noted),
        check("constant-indicators", text::CONSTANT, n_used, n_constant, Status::Warning),
        check("outliers-treated", text::TREATED, n_values, count(&notes.treated), Status::Noted),
        check("values-set-by-hand", text::BY_HAND, n_values, by_hand, Status::Noted),
    ]
}

fn of_results(build: &Build<'_>) -> Vec<Check> {
    let plan = build.plan;
    let is_published = |edition_idx: usize| build.editions.contains(&edition_idx);
    let n_places = build.editions.len() * build.regions.n_ranked();
    let ranks = || build.editions.iter().map(|&edition_idx| &build.outcome.editions[edition_idx].nodes[Tree::ROOT].ranks);
    let n_unranked = ranks().flatten().filter(|rank| **rank == UNRANKED).count();
    let shared = |ranks: &Vec<u32>| {
        let mut sorted: Vec<u32> = ranks.iter().copied().filter(|rank| *rank != UNRANKED).collect();
        sorted.sort_unstable();
        sorted.chunk_by(|a, b| a == b).filter(|equal| equal.len() > 1).map(<[u32]>::len).sum::<usize>()
    };
    let n_weights: usize = build
        .editions
        .iter()
        .map(|&edition_idx| build.outcome.editions[edition_idx].nodes.iter().map(|node| node.weights.len()).sum::<usize>())
        .sum();
    let negative = &build.outcome.notes.negative_weights;
    let n_negative = negative.iter().filter(|(edition_idx, ..)| is_published(*edition_idx)).count();
    let n_corrected = plan.corrections.list.iter().filter(|of| is_published(of.edition_idx)).count();
    let analysed: Vec<_> =
        build.editions.iter().filter_map(|&edition_idx| robustness::of_node(build, edition_idx, Tree::ROOT)).collect();
    let of_regions = || analysed.iter().flat_map(|node| &node.overall);
    let n_outside = of_regions().filter(|of| of.is_outside()).count();
    vec![
        check("weights", text::WEIGHTS, n_weights, n_negative, Status::Warning),
        check("ranked-regions", text::RANKED, n_places, n_unranked, Status::Warning),
        check("shared-ranks", text::TIES, n_places, ranks().map(shared).sum(), Status::Noted),
        check("intervals", text::INTERVALS, of_regions().count(), n_outside, Status::Warning),
        check("corrections", text::CORRECTED, n_places, n_corrected, Status::Noted),
    ]
}

fn of_publication(build: &Build<'_>) -> Vec<Check> {
    let plan = build.plan;
    let n_withheld = plan.indicators.iter().filter(|indicator| !indicator.publication.shows_values()).count();
    let is_given_away = |node: &crate::tree::Node| {
        node.leaves.iter().filter(|&&leaf| !plan.indicators[leaf].publication.shows_scores()).count() == 1
    };
    let found = if plan.tree.nodes.iter().any(is_given_away) { Status::Warning } else { Status::Noted };
    let languages = &plan.index.languages;
    let missing = missing::missing_labels(plan, build.regions);
    let lacks = |language: &&String| missing.iter().any(|of| of.languages.contains(language));
    vec![
        check("publication", text::PUBLICATION, plan.indicators.len(), n_withheld, found),
        check("labels", text::LABELS, languages.len(), languages.iter().filter(lacks).count(), Status::Warning),
    ]
}

/// The checks, in the languages of the index.
pub fn table(build: &Build<'_>) -> Table {
    let checks = checks(build);
    let whole = |count: usize| i32::try_from(count).ok();
    let mut columns = vec![
        ("check".to_owned(), Cells::texts(checks.iter().map(|check| check.id))),
        ("n_checked".to_owned(), Cells::Integer(checks.iter().map(|check| whole(check.n_checked)).collect())),
        ("n_findings".to_owned(), Cells::Integer(checks.iter().map(|check| whole(check.n_findings)).collect())),
        ("status".to_owned(), Cells::texts(checks.iter().map(|check| check.status.id()))),
    ];
    for language in &build.plan.index.languages {
        let words = |label: fn(&Check) -> Label| Cells::texts(checks.iter().map(|check| label(check).in_language(language)));
        columns.push((format!("check_{language}"), words(|check| check.words)));
        columns.push((format!("status_{language}"), words(|check| check.status.label())));
    }
    columns.push(("data_status".to_owned(), Cells::same(build.data_status, checks.len())));
    Table::new(columns)
}

/// The file.
///
/// # Errors
/// The writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    Ok(vec![OutputFile { name: "quality.csv".into(), bytes: bytes_csv::bytes(&table(build))?, content_sha256: None }])
}
