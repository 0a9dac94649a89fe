//! Section 6: how far ranks move under one choice at a time.

use super::sensitivity::sentence_case;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words, indicator, node, region};
use super::{Audit, Numbers};
use crate::analysis::robustness::scenarios::{Change, Choice, Scenario};
use crate::plan::Plan;
use crate::publish::diagnostics::{fixed, percent};
use crate::publish::robustness::tables;
use crate::publish::table::{Cells, Column, Table};
use crate::tree::Tree;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct Shifts {
    /// Indicators, factors, choices: those that there are.
    pub tables: Vec<DataTable>,
    /// What was not computed, with reasons.
    pub without_result: Vec<(Prose, Prose)>,
    /// How many places a large shift has.
    pub places: String,
}

impl Shifts {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>, numbers: &Numbers) -> Self {
        let computed = |scenario: &&Scenario| scenario.result.is_ok();
        let largest = audit.scenarios().filter_map(|of| Some(of.result.as_ref().ok()?.shift.mean_absolute_rank_shift));
        // One axis for all tables, so that they can be compared.
        let axis = Axis::new(0.0, largest.fold(0.0, f64::max).ceil().max(1.0));
        let tables = Kind::ALL.into_iter().filter_map(|kind| {
            let of_kind = |scenario: &&Scenario| Kind::of(&scenario.change) == kind;
            let mut chosen: Vec<&Scenario> = audit.scenarios().filter(of_kind).filter(computed).collect();
            let shift = |of: &Scenario| of.result.as_ref().map_or(0.0, |of| of.shift.mean_absolute_rank_shift);
            chosen.sort_by(|a, b| shift(b).total_cmp(&shift(a)));
            let rows: Vec<Vec<Cell>> = chosen.into_iter().map(|scenario| row(audit, numbers, scenario, &axis)).collect();
            (!rows.is_empty()).then(|| table(kind, numbers, &axis, rows))
        });
        let failed = audit.scenarios().filter_map(|scenario| {
            let reason = scenario.result.as_ref().err()?;
            Some((Prose::of(&as_title(audit.build.plan, &scenario.change)), Prose::of(reason)))
        });
        let inapplicable =
            audit.inapplicable.iter().map(|of| (Prose::of(&as_title(audit.build.plan, &of.change)), Prose::of(of.reason)));
        Shifts {
            tables: tables.collect(),
            without_result: failed.chain(inapplicable).collect(),
            places: numbers.places.to_string(),
        }
    }
}

/// What a scenario changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An indicator is left out.
    Indicator,
    /// A factor is left out.
    Factor,
    /// One choice is otherwise.
    Choice,
}

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: [Kind; 3] = [Kind::Indicator, Kind::Factor, Kind::Choice];

    /// The kind of a change.
    pub fn of(change: &Change) -> Self {
        match change {
            Change::WithoutIndicator(_) => Kind::Indicator,
            Change::WithoutFactor(_) => Kind::Factor,
            Change::EqualWeights | Change::Option(..) => Kind::Choice,
        }
    }
}

fn table(kind: Kind, numbers: &Numbers, axis: &Axis, rows: Vec<Vec<Cell>>) -> DataTable {
    let (id, caption, title) = match kind {
        Kind::Indicator => ("without-indicator", "Without one indicator", "Indicator left out"),
        Kind::Factor => ("without-factor", "Without one factor and all that is below it", "Factor left out"),
        Kind::Choice => ("one-choice", "With one choice otherwise, all else as configured", "Choice"),
    };
    DataTable {
        id,
        caption: Prose::of(&format!("{caption}: how far ranks move, in places, the largest mean shift first")),
        header: vec![
            Heading::text(title),
            Heading::number("Mean shift"),
            Heading::chart("Chart of mean shifts", axis),
            Heading::number(format!("Moved ≥ {}", numbers.places)),
            Heading::number("Unmoved"),
            Heading::number("Correlation"),
            Heading::text("Largest shift"),
        ],
        head_column: 0,
        rows,
        file: "scenarios.csv",
    }
}

fn row(audit: &Audit<'_>, numbers: &Numbers, scenario: &Scenario, axis: &Axis) -> Vec<Cell> {
    let plan = audit.build.plan;
    let name = match &scenario.change {
        Change::WithoutIndicator(indicator_idx) => indicator(plan, *indicator_idx, 0),
        Change::WithoutFactor(node_idx) => node(plan, *node_idx, 0),
        change => Cell::Name(Words::english(option_words(change)), String::new(), 0),
    };
    let Ok(standings) = &scenario.result else { return vec![name] };
    let shift = &standings.shift;
    let mut chart = Chart::default();
    chart.bars.push(axis.mark(0.0, shift.mean_absolute_rank_shift, "effective"));
    let largest = match shift.largest.climb {
        0 => String::new(),
        climb => format!("{}\u{a0}{}", region(&audit.build, shift.largest.region_idx), signed(climb)),
    };
    vec![
        name,
        Cell::Number(fixed(shift.mean_absolute_rank_shift, 1)),
        Cell::Chart(chart),
        Cell::number(share_moved(audit, scenario, numbers.places).map(|share| percent(share, 0))),
        Cell::Number(percent(shift.share_unchanged, 0)),
        Cell::number(shift.rank_correlation.map(|correlation| fixed(correlation, 3))),
        Cell::Text(Prose::verbatim(largest)),
    ]
}

/// Share of the regions ranked both times whose rank moves by at least so many places; `None` without a result.
pub fn share_moved(audit: &Audit<'_>, scenario: &Scenario, places: u32) -> Option<f64> {
    let standings = scenario.result.as_ref().ok()?;
    let nominal = &audit.build.outcome.editions[audit.edition_idx()].nodes[scenario.node_idx].ranks;
    let both = nominal.iter().zip(&standings.ranks).filter(|(nominal, rank)| **nominal != 0 && **rank != 0);
    let (n_moved, n_both) = both.fold((0usize, 0usize), |(n_moved, n_both), (nominal, rank)| {
        (n_moved + usize::from(nominal.abs_diff(*rank) >= places), n_both + 1)
    });
    (n_both > 0).then(|| n_moved as f64 / n_both as f64)
}

/// Places gained, with a sign: + is a climb.
pub fn signed(climb: i64) -> String {
    if climb > 0 { format!("+{climb}") } else { format!("−{}", climb.unsigned_abs()) }
}

/// A change within a sentence: "without `x`", "with the geometric mean".
pub fn in_words(plan: &Plan, change: &Change) -> String {
    match change {
        Change::WithoutIndicator(indicator_idx) => format!("without `{}`", plan.indicators[*indicator_idx].id),
        Change::WithoutFactor(node_idx) => format!("without `{}`", plan.tree.nodes[*node_idx].id),
        change => format!("with {}", lower_case(&option_words(change))),
    }
}

/// A change by itself.
fn as_title(plan: &Plan, change: &Change) -> String {
    match change {
        Change::WithoutIndicator(_) | Change::WithoutFactor(_) => sentence_case(&in_words(plan, change)),
        change => option_words(change),
    }
}

fn lower_case(phrase: &str) -> String {
    let mut characters = phrase.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

/// An option in words: the choice, and what is chosen.
fn option_words(change: &Change) -> String {
    let Change::Option(choice, label) = change else { return "Equal weights".to_owned() };
    match (choice, label.as_str()) {
        (Choice::Normalisation, "percentile-rank") => "Normalisation by percentile rank".to_owned(),
        (Choice::Normalisation, "min-max") => "Normalisation by minimum and maximum, outliers treated".to_owned(),
        (Choice::Normalisation, "z-score") => "Normalisation by z-score, outliers treated".to_owned(),
        (Choice::Normalisation, label) => format!("Normalisation as drawn under [robustness]: {label}"),
        (Choice::Ties, "average") => "Equal values share the mean of their places".to_owned(),
        (Choice::Ties, "minimum") => "Equal values get the lowest of their places".to_owned(),
        (Choice::Ties, "maximum") => "Equal values get the highest of their places".to_owned(),
        (Choice::Ties, label) => format!("Equal values by the rule {label}"),
        (Choice::Aggregation, "arithmetic-mean") => "Arithmetic mean at all nodes".to_owned(),
        (Choice::Aggregation, "geometric-mean") => "Geometric mean at all nodes, scores from 1 up".to_owned(),
        (Choice::Aggregation, label) => format!("Aggregation as drawn under [robustness]: {label}"),
        (Choice::Treatment, "none") => "No treatment of outliers".to_owned(),
        (Choice::Treatment, label) => format!("Treatment of outliers as drawn under [robustness]: {label}"),
        (Choice::Imputation, "none") => "No imputation".to_owned(),
        (Choice::Imputation, label) => format!("Imputation as drawn under [robustness]: {label}"),
    }
}

/// `scenarios.csv`: as of `evp robustness`, with the share of regions that move far, and what was not asked.
pub fn scenarios_table(audit: &Audit<'_>, numbers: &Numbers) -> Table {
    let table = tables::scenarios(&audit.build, audit.found.edition_idx, &audit.found.scenarios);
    let moved = audit.found.scenarios.iter().map(|of| share_moved(audit, of, numbers.places).unwrap_or(f64::NAN));
    let mut columns = table.columns;
    let place = columns.iter().position(|column| column.name == "share_unchanged").unwrap_or(columns.len());
    let added = [
        ("share_moved", Cells::Real(moved.collect())),
        ("moved_from_places", Cells::Integer(vec![Some(numbers.places as i32); table.n_rows])),
    ];
    for (name, cells) in added.into_iter().rev() {
        columns.insert(place, Column { name: name.to_owned(), cells });
    }
    Table::new(columns.into_iter().map(|column| (column.name, column.cells)).collect())
}

/// `not_asked.csv`: scenarios that have no meaning for the index.
pub fn inapplicable_table(audit: &Audit<'_>) -> Table {
    let plan = audit.build.plan;
    let edition = &plan.editions[audit.edition_idx()].id;
    let (kinds, what): (Vec<&str>, Vec<String>) = audit.inapplicable.iter().map(|of| tables::change(plan, &of.change)).unzip();
    let n_rows = kinds.len();
    Table::new(vec![
        ("edition".into(), Cells::same(edition, n_rows)),
        ("node".into(), Cells::same(&plan.tree.nodes[Tree::ROOT].id, n_rows)),
        ("scenario".into(), Cells::texts(kinds)),
        ("of".into(), Cells::texts(what)),
        ("reason".into(), Cells::texts(audit.inapplicable.iter().map(|of| of.reason))),
        ("data_status".into(), Cells::same(audit.build.data_status, n_rows)),
    ])
}
