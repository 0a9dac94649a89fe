//! Section 6: how far ranks move under one choice at a time.

use super::numbers::places;
use super::sensitivity::sentence_case;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words, indicator, node, of_sentences, region};
use super::{Audit, Numbers};
use crate::analysis::robustness::scenarios::{Change, Choice, Scenario};
use crate::plan::Plan;
use crate::publish::labels::audit::{choices, reasons, shifts as text};
use crate::publish::labels::robustness;
use crate::publish::notes::Voice;
use crate::publish::robustness::tables;
use crate::publish::table::{Cells, Column, Table};
use crate::tree::Tree;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct Shifts {
    /// Indicators, factors, choices: those that there are.
    pub tables: Vec<DataTable>,
    /// What the section is about, before the link to every rank.
    pub is_about: String,
    /// What was not computed, with reasons.
    pub without_result: Vec<WithoutResult>,
}

/// A scenario that has no result.
#[derive(Debug, Clone)]
pub struct WithoutResult {
    /// What would be otherwise.
    pub what: Prose,
    /// Why there is no result.
    pub why: Prose,
    /// The language of the reason; empty where it is the page's.
    pub language: &'static str,
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
            (!rows.is_empty()).then(|| table(kind, numbers, &axis, rows, audit.voice))
        });
        let (plan, voice) = (audit.build.plan, audit.voice);
        // The message of a computation that failed is the program's own, which is English.
        let language = if of_sentences(voice.language) == "en" { "" } else { "en" };
        let failed = audit.scenarios().filter_map(|scenario| {
            let why = Prose::of(scenario.result.as_ref().err()?);
            Some(WithoutResult { what: Prose::of(&as_title(plan, &scenario.change, voice)), why, language })
        });
        let inapplicable = audit.inapplicable.iter().map(|of| WithoutResult {
            what: Prose::of(&as_title(plan, &of.change, voice)),
            why: Prose::of(reasons::unasked(of.reason, voice.language)),
            language: "",
        });
        let of_places = [&*numbers.places.to_string(), &places(f64::from(numbers.places), voice)];
        Shifts {
            tables: tables.collect(),
            is_about: voice.say(text::IS_ABOUT, &of_places),
            without_result: failed.chain(inapplicable).collect(),
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

fn table(kind: Kind, numbers: &Numbers, axis: &Axis, rows: Vec<Vec<Cell>>, voice: Voice<'_>) -> DataTable {
    let (id, caption, title) = match kind {
        Kind::Indicator => ("without-indicator", text::WITHOUT_INDICATOR, text::INDICATOR),
        Kind::Factor => ("without-factor", text::WITHOUT_FACTOR, text::FACTOR),
        Kind::Choice => ("one-choice", text::OTHER_CHOICE, text::CHOICE),
    };
    DataTable {
        id,
        caption: Prose::of(voice.word(caption)),
        header: vec![
            Heading::text(voice.word(title)),
            Heading::number(voice.word(text::MEAN_SHIFT)),
            Heading::chart(voice.word(text::CHART_OF_SHIFTS), axis, voice),
            Heading::number(voice.say(text::MOVED, &[&numbers.places.to_string()])),
            Heading::number(voice.word(text::UNMOVED)),
            Heading::number(voice.word(text::CORRELATION)),
            Heading::text(voice.word(text::LARGEST)),
        ],
        head_column: 0,
        rows,
        file: "scenarios.csv",
    }
}

fn row(audit: &Audit<'_>, numbers: &Numbers, scenario: &Scenario, axis: &Axis) -> Vec<Cell> {
    let (plan, voice) = (audit.build.plan, audit.voice);
    let name = match &scenario.change {
        Change::WithoutIndicator(indicator_idx) => indicator(plan, *indicator_idx, 0, voice),
        Change::WithoutFactor(node_idx) => node(plan, *node_idx, 0, voice),
        change => Cell::Name(Words::plain(option_words(change, voice)), String::new(), 0),
    };
    let Ok(standings) = &scenario.result else { return vec![name] };
    let shift = &standings.shift;
    let mut chart = Chart::default();
    chart.bars.push(axis.mark(0.0, shift.mean_absolute_rank_shift, "effective"));
    let largest = match shift.largest.climb {
        0 => String::new(),
        climb => format!("{}\u{a0}{}", region(&audit.build, shift.largest.region_idx, voice), signed(climb)),
    };
    vec![
        name,
        Cell::Number(voice.number(shift.mean_absolute_rank_shift, 1)),
        Cell::Chart(chart),
        Cell::number(share_moved(audit, scenario, numbers.places).map(|share| voice.percent(share, 0))),
        Cell::Number(voice.percent(shift.share_unchanged, 0)),
        Cell::number(shift.rank_correlation.map(|correlation| voice.number(correlation, 3))),
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
pub fn in_words(plan: &Plan, change: &Change, voice: Voice<'_>) -> String {
    match change {
        Change::WithoutIndicator(indicator_idx) => voice.say(choices::WITHOUT_INDICATOR, &[&plan.indicators[*indicator_idx].id]),
        Change::WithoutFactor(node_idx) => voice.say(choices::WITHOUT_FACTOR, &[&plan.tree.nodes[*node_idx].id]),
        change => voice.say(choices::WITH_CHOICE, &[&lower_case(&option_words(change, voice))]),
    }
}

/// A change by itself.
fn as_title(plan: &Plan, change: &Change, voice: Voice<'_>) -> String {
    match change {
        Change::WithoutIndicator(_) | Change::WithoutFactor(_) => sentence_case(&in_words(plan, change, voice)),
        change => option_words(change, voice),
    }
}

fn lower_case(phrase: &str) -> String {
    let mut characters = phrase.chars();
    characters.next().map_or(String::new(), |first| first.to_lowercase().chain(characters).collect())
}

/// An option in words: the choice, and what is chosen.
fn option_words(change: &Change, voice: Voice<'_>) -> String {
    let Change::Option(choice, label) = change else { return voice.word(choices::EQUAL_WEIGHTS).to_owned() };
    let words = match (choice, label.as_str()) {
        (Choice::Normalisation, "percentile-rank") => choices::PERCENTILE_RANK,
        (Choice::Normalisation, "min-max") => choices::MIN_MAX,
        (Choice::Normalisation, "z-score") => choices::Z_SCORE,
        (Choice::Normalisation, _) => choices::NORMALISATION_AS,
        (Choice::Ties, "average") => choices::TIES_AVERAGE,
        (Choice::Ties, "minimum") => choices::TIES_MINIMUM,
        (Choice::Ties, "maximum") => choices::TIES_MAXIMUM,
        (Choice::Ties, _) => choices::TIES_AS,
        (Choice::Aggregation, "arithmetic-mean") => choices::ARITHMETIC_MEAN,
        (Choice::Aggregation, "geometric-mean") => choices::GEOMETRIC_MEAN,
        (Choice::Aggregation, _) => choices::AGGREGATION_AS,
        (Choice::Treatment, "none") => choices::NO_TREATMENT,
        (Choice::Treatment, _) => choices::TREATMENT_AS,
        (Choice::Imputation, "none") => choices::NO_IMPUTATION,
        (Choice::Imputation, _) => choices::IMPUTATION_AS,
    };
    voice.say(words, &[&robustness::option(label, voice.language)])
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
        ("reason".into(), Cells::texts(audit.inapplicable.iter().map(|of| of.reason.to_string()))),
        ("data_status".into(), Cells::same(audit.build.data_status, n_rows)),
    ])
}
