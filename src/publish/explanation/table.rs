//! Every number of an explanation in one table: a row per node and indicator, and for the rest of a change.
//!
//! `raw_change` is the change of the indicator's value since the edition before, and `median_change` the median of the changes of all
//! regions that have both values. `change` is the change of the row's own score for nodes; of the index for indicators, where it is the sum of `own`, `others`,
//! `weight_change`, `coverage_change` and `indicator_set`. The indicators' changes, `weights` and `rounding` add up to the index's.
//! `places` of all rows add up to the change of the rank in the type, or among all where there are no types: `ranked in one edition
//! only` are the places won or lost because others came or went.
//! `footnotes` is what stands with the indicator or factor; of the index, what is said of the region, its type and the whole index.

use super::Explained;
use crate::analysis::attribution::IndicatorPart;
use crate::analysis::explanation::IndicatorExplanation;
use crate::panel::Missing;
use crate::plan::FootnoteOf;
use crate::publish::scores::{published_status, status_words};
use crate::publish::table::{Cells, Table};
use crate::rank::UNRANKED;
use crate::tree::Tree;

/// A row under construction.
#[derive(Default)]
struct Row {
    node: String,
    kind: &'static str,
    period: String,
    source: String,
    unit: String,
    status: String,
    footnotes: String,
    /// raw, treated, score, weight, contribution, median; before: raw, score, median; change: raw, median.
    numbers: [f64; 11],
    period_before: String,
    /// rank, type rank, climbed, climbed in type
    ranks: [Option<i32>; 4],
    /// change, own, others, weight, coverage, indicator set, standard error, places, standard error of places
    change: [f64; 9],
}

/// What is known of an indicator's cell.
fn status(indicator: &IndicatorExplanation) -> String {
    if !indicator.is_in {
        return "not in this edition".to_owned();
    }
    // A value that is withheld is there: its marks are those of a number.
    let value = if Missing::of(indicator.raw) == Some(Missing::Withheld) { 0.0 } else { indicator.raw };
    published_status(status_words(value, indicator.marks), indicator.publication)
}

/// The table; texts in the main language of the index.
pub fn table(explained: &Explained<'_>) -> Table {
    let question = &explained.question;
    let plan = question.plan;
    let language = plan.main_language();
    let rank = |rank: u32| (rank != UNRANKED).then_some(rank as i32);
    let none = f64::NAN;
    let mut rows = Vec::new();
    for (node_idx, node) in explained.explanation.nodes.iter().enumerate() {
        rows.push(Row {
            node: plan.tree.nodes[node_idx].id.clone(),
            kind: if node_idx == Tree::ROOT { "index" } else { "factor" },
            status: if node.score.is_nan() { "not ranked".to_owned() } else { "computed".to_owned() },
            numbers: [none, none, node.score, none, none, none, none, node.before, none, none, none],
            ranks: [rank(node.place.rank), rank(node.type_place.rank), node.climbed, node.climbed_in_type],
            footnotes: explained.footnotes_of((node_idx != Tree::ROOT).then_some(FootnoteOf::Node(node_idx))),
            change: [node.score - node.before, none, none, none, none, none, none, none, none],
            ..Row::default()
        });
    }
    let shares = explained.explanation.rank_change.as_ref().map(|change| &change.shares);
    for (indicator_idx, indicator) in explained.explanation.indicators.iter().enumerate() {
        let of_plan = &plan.indicators[indicator_idx];
        let text = |text| explained.text(text, language).unwrap_or_default().to_owned();
        let share = shares.and_then(|shares| shares.iter().find(|share| share.indicator_idx == Some(indicator_idx)));
        let (places, places_error) = share.map_or((none, none), |share| (share.places, share.standard_error));
        let change = |part: IndicatorPart| {
            let causes = [part.total(), part.own, part.others, part.weight, part.coverage, part.indicator_set];
            let [total, own, others, weight, coverage, set] = causes;
            [total, own, others, weight, coverage, set, part.standard_error, places, places_error]
        };
        let before = indicator.before;
        rows.push(Row {
            node: of_plan.id.clone(),
            kind: "indicator",
            period: if indicator.is_in { indicator.period.to_string() } else { String::new() },
            source: text(&of_plan.source),
            unit: text(&of_plan.unit),
            status: status(indicator),
            footnotes: explained.footnotes_of(Some(FootnoteOf::Indicator(indicator_idx))),
            numbers: [
                indicator.raw,
                indicator.treated,
                indicator.score,
                indicator.weight,
                indicator.contribution,
                indicator.median,
                before.map_or(none, |before| before.raw),
                before.map_or(none, |before| before.score),
                before.map_or(none, |before| before.median),
                indicator.raw_change,
                indicator.median_change,
            ],
            period_before: before.map_or(String::new(), |before| before.period.to_string()),
            ranks: [rank(indicator.place.rank), rank(indicator.type_place.rank), None, None],
            change: indicator.part.map_or([none; 9], change),
        });
    }
    if let Some(change) = &explained.explanation.nodes[Tree::ROOT].change {
        let rank_change = explained.explanation.rank_change.as_ref();
        let rounding = rank_change.map_or(none, |change| change.rounding);
        let weights = shares.and_then(|shares| shares.iter().find(|share| share.indicator_idx.is_none()));
        let weights = weights.map_or((none, none), |share| (share.places, share.standard_error));
        let withheld = change.withheld;
        if withheld.total() != 0.0 {
            rows.push(Row {
                node: "not published".to_owned(),
                kind: "rest",
                numbers: [none; 11],
                change: [
                    withheld.total(),
                    withheld.own,
                    withheld.others,
                    withheld.weight,
                    withheld.coverage,
                    withheld.indicator_set,
                    withheld.standard_error,
                    none,
                    none,
                ],
                ..Row::default()
            });
        }
        if let Some(came_and_went) = rank_change.map(|change| change.came_and_went).filter(|places| *places != 0) {
            let places = f64::from(came_and_went);
            rows.push(Row {
                node: "ranked in one edition only".to_owned(),
                kind: "rest",
                numbers: [none; 11],
                change: [none, none, none, none, none, none, none, places, none],
                ..Row::default()
            });
        }
        for (node, total, (places, error)) in
            [("weights", change.weights, weights), ("rounding", change.rounding, (rounding, none))]
        {
            rows.push(Row {
                node: node.to_owned(),
                kind: "rest",
                numbers: [none; 11],
                change: [total, none, none, none, none, none, none, places, error],
                ..Row::default()
            });
        }
    }
    let n_rows = rows.len();
    let edition = |edition_idx: Option<usize>| edition_idx.map_or("", |edition_idx| explained.edition(edition_idx));
    let mut columns = vec![
        ("edition".to_owned(), Cells::same(edition(Some(question.edition_idx)), n_rows)),
        ("against".to_owned(), Cells::same(edition(question.against), n_rows)),
        ("code".to_owned(), Cells::same(question.regions.code(question.region_idx), n_rows)),
        ("node".to_owned(), Cells::texts(rows.iter().map(|row| &row.node))),
        ("kind".to_owned(), Cells::texts(rows.iter().map(|row| row.kind))),
        ("statistic_period".to_owned(), Cells::texts(rows.iter().map(|row| &row.period))),
        ("source".to_owned(), Cells::texts(rows.iter().map(|row| &row.source))),
        ("unit".to_owned(), Cells::texts(rows.iter().map(|row| &row.unit))),
    ];
    let number = |at: usize| Cells::Real(rows.iter().map(|row| row.numbers[at]).collect());
    let integer = |at: usize| Cells::Integer(rows.iter().map(|row| row.ranks[at]).collect());
    let change = |at: usize| Cells::Real(rows.iter().map(|row| row.change[at]).collect());
    for (at, name) in ["raw", "treated", "score", "weight", "contribution", "raw_median"].into_iter().enumerate() {
        columns.push((name.to_owned(), number(at)));
    }
    for (at, name) in ["rank", "type_rank", "rank_change", "type_rank_change"].into_iter().enumerate() {
        columns.push((name.to_owned(), integer(at)));
    }
    columns.push(("statistic_period_before".to_owned(), Cells::texts(rows.iter().map(|row| &row.period_before))));
    for (at, name) in ["raw_before", "score_before", "raw_median_before", "raw_change", "median_change"].into_iter().enumerate() {
        columns.push((name.to_owned(), number(6 + at)));
    }
    let names = [
        "change",
        "own",
        "others",
        "weight_change",
        "coverage_change",
        "indicator_set",
        "change_standard_error",
        "places",
        "places_standard_error",
    ];
    for (at, name) in names.into_iter().enumerate() {
        columns.push((name.to_owned(), change(at)));
    }
    columns.push(("status".to_owned(), Cells::texts(rows.iter().map(|row| &row.status))));
    columns.push(("footnotes".to_owned(), Cells::texts(rows.iter().map(|row| &row.footnotes))));
    columns.push(("data_status".to_owned(), Cells::same(explained.data_status, n_rows)));
    Table::new(columns)
}
