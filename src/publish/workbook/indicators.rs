//! The sheet of indicators: what each is computed from, how much it weighs, from where, and of which statistic period.

use super::sheet::{Cell, Column, Kind, Sheet};
use super::{mark_column, node_name};
use crate::config::located::Localised;
use crate::indicator::Indicator;
use crate::method::Direction;
use crate::plan::{Plan, Publication};
use crate::publish::Build;
use crate::publish::footnotes::Footnotes;
use crate::publish::formula;
use crate::publish::labels::{self, Label, workbook as text};
use crate::weight;

/// A text in the main language, else in any.
fn best<'a>(plan: &'a Plan, text: &'a Localised) -> &'a str {
    text.get(plan.main_language()).unwrap_or(text.best(&plan.index.languages))
}

/// The same, or the id where there is none.
fn named<'a>(plan: &'a Plan, name: &'a Localised, id: &'a str) -> &'a str {
    let name = best(plan, name);
    if name.is_empty() { id } else { name }
}

/// The statistic period of an indicator in an edition, and the planned one where it has not arrived.
fn period(build: &Build<'_>, edition_idx: usize, indicator_idx: usize) -> Cell {
    if !build.plan.indicators[indicator_idx].is_in(edition_idx) {
        return Cell::NotApplicable;
    }
    let used = build.schedule.periods[edition_idx][indicator_idx].to_string();
    let is_this = |edition: usize, indicator: usize| (edition, indicator) == (edition_idx, indicator_idx);
    let carried = build.schedule.carried_over.iter().find(|carried| is_this(carried.edition_idx, carried.indicator_idx));
    match carried {
        None => Cell::Text(used),
        Some(carried) => {
            let sentence = text::CARRIED_OVER.in_language(build.plan.main_language());
            Cell::Text(text::filled(sentence, &[&used, &carried.planned.to_string()]))
        }
    }
}

/// The sheet: the indicators of the editions that are published, in configuration order.
pub(super) fn sheet(build: &Build<'_>, name: String) -> Sheet {
    let plan = build.plan;
    let word = |label: Label| label.in_language(plan.main_language());
    let newest = build.editions.last().copied().unwrap_or(0);
    let is_published = |indicator: &Indicator| build.editions.iter().any(|&edition_idx| indicator.is_in(edition_idx));
    let rows: Vec<usize> = (0..plan.indicators.len()).filter(|&idx| is_published(&plan.indicators[idx])).collect();
    let weights: Vec<Vec<f64>> = build.outcome.editions[newest].nodes.iter().map(|node| node.weights.clone()).collect();
    let weights = weight::in_index(&plan.tree, &weights, |indicator_idx| plan.indicators[indicator_idx].is_in(newest), |_| true);
    let texts = |text: &dyn Fn(&Indicator) -> String| rows.iter().map(|&idx| Cell::text(text(&plan.indicators[idx]))).collect();
    let factor = |&indicator_idx: &usize| {
        let above = (1..plan.tree.nodes.len()).filter(|&node_idx| plan.tree.nodes[node_idx].indicators.contains(&indicator_idx));
        let names: Vec<&str> = above.map(|node_idx| node_name(plan, node_idx)).collect();
        if names.is_empty() { Cell::NotApplicable } else { Cell::Text(names.join(", ")) }
    };
    let direction = |indicator: &Indicator| {
        word(match indicator.direction {
            Direction::HigherIsBetter => text::HIGHER_IS_BETTER,
            Direction::LowerIsBetter => text::LOWER_IS_BETTER,
        })
        .to_owned()
    };
    let weight = |&indicator_idx: &usize| match weights.get(indicator_idx).copied().flatten() {
        Some(_) if !plan.indicators[indicator_idx].is_in(newest) => Cell::NotApplicable,
        Some(weight) => Cell::Number(weight),
        None => Cell::NotApplicable,
    };
    let mut columns = vec![
        Column::new(
            word(text::INDICATOR),
            Kind::LongText(34.0),
            texts(&|indicator| named(plan, &indicator.name, &indicator.id).to_owned()),
        ),
        Column::new(word(text::FACTOR), Kind::Text, rows.iter().map(factor).collect()),
        Column::new(word(text::UNIT), Kind::LongText(22.0), texts(&|indicator| best(plan, &indicator.unit).to_owned())),
        Column::new(word(text::DIRECTION), Kind::Text, texts(&direction)),
        Column::new(word(text::WEIGHT), Kind::Percent(1), rows.iter().map(weight).collect()),
        Column::new(word(text::SOURCE), Kind::LongText(20.0), texts(&|indicator| best(plan, &indicator.source).to_owned())),
        Column::new(
            word(text::CALCULATION),
            Kind::LongText(48.0),
            texts(&|indicator| formula::of(plan, &indicator.derivation, plan.main_language())),
        ),
    ];
    for &edition_idx in build.editions.iter().rev() {
        let header = text::filled(word(text::PERIOD), &[&plan.editions[edition_idx].id]);
        let cells = rows.iter().map(|&indicator_idx| period(build, edition_idx, indicator_idx)).collect();
        columns.push(Column::new(header, Kind::Text, cells));
    }
    let shown = |publication: Publication| match publication {
        Publication::Raw => None,
        Publication::Score => Some(word(labels::release::VALUES_NOT_PUBLISHED)),
        Publication::None => Some(word(labels::release::NOTHING_PUBLISHED)),
    };
    let footnotes = Footnotes::of(build);
    let language = plan.main_language();
    let has_remark = |idx: usize| {
        let indicator = &plan.indicators[idx];
        let is_shown = indicator.publication.shows_values() && footnotes.of_indicator(idx, language).is_empty();
        !indicator.note.is_empty() || !is_shown
    };
    if rows.iter().any(|&idx| has_remark(idx)) {
        let note = |&idx: &usize| {
            let indicator = &plan.indicators[idx];
            let own = Some(best(plan, &indicator.note)).filter(|note| !note.is_empty());
            let footnote = footnotes.of_indicator(idx, language);
            let footnote = Some(footnote.as_str()).filter(|footnote| !footnote.is_empty());
            let said: Vec<&str> = own.into_iter().chain(footnote).chain(shown(indicator.publication)).collect();
            if said.is_empty() { Cell::NotApplicable } else { Cell::Text(said.join("; ")) }
        };
        columns.push(Column::new(word(text::REMARK), Kind::LongText(38.0), rows.iter().map(note).collect()));
    }
    columns.push(Column::new(word(text::ID), Kind::Text, texts(&|indicator| indicator.id.clone())));
    columns.extend(mark_column(build, rows.len()));

    Sheet { name, description: word(text::ABOUT_INDICATORS).to_owned(), columns, frozen: 1 }
}
