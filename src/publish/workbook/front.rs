//! Cover and contents.

use super::mark_column;
use super::sheet::{Cell, Column, Kind, Sheet};
use super::write::Cover;
use crate::publish::Build;
use crate::publish::footnotes::Footnotes;
use crate::publish::labels::{self, Label, workbook as text};
use crate::publish::mark::Mark;

/// The cover: what this is, of which edition and day, and what must be said of it.
pub(super) fn cover(build: &Build<'_>, edition_idx: usize, name: String, contents: &str) -> Cover {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let word = |label: Label| label.in_language(language).to_owned();
    let mut lines = vec![(word(labels::EDITION), Cell::text(&plan.editions[edition_idx].id))];
    if let Some(mark) = Mark::of(build) {
        lines.push((word(labels::DATA_STATUS), Cell::text(mark.in_language(language))));
    }
    lines.extend(plan.release.date.iter().map(|day| (word(text::DATE), Cell::Day(day.clone()))));
    lines.extend(plan.release.version.iter().map(|version| (word(text::VERSION), Cell::text(version))));
    lines.extend(plan.release.approver.iter().map(|name| (word(labels::release::APPROVED_BY), Cell::text(name))));
    lines.extend(plan.release.embargo_until.iter().map(|day| (word(text::EMBARGO_UNTIL), Cell::Day(day.clone()))));
    lines.extend(plan.index.label.get(language).map(|label| (word(text::ABOUT), Cell::text(label))));
    let general = Footnotes::of(build).general(edition_idx, language);
    if !general.is_empty() {
        lines.push((word(labels::footnotes::FOOTNOTES), Cell::text(general)));
    }
    lines.push((word(text::N_REGIONS), Cell::text(regions.n_ranked().to_string())));
    lines.extend(regions.division.year.map(|year| (word(text::DIVISION), Cell::Day(format!("{year:04}-01-01")))));
    if let Some(label) = plan.regions.types.as_ref().and_then(|types| types.label.get(language)) {
        lines.push((word(text::TYPES), Cell::text(label)));
    }
    let n_indicators = plan.indicators.iter().filter(|indicator| indicator.is_in(edition_idx)).count();
    lines.push((word(text::N_INDICATORS), Cell::text(n_indicators.to_string())));
    if let Some(before) = edition_idx.checked_sub(1) {
        lines.push((word(text::COMPARED_WITH), Cell::text(&plan.editions[before].id)));
    }
    lines.push((word(text::PROGRAM), Cell::text(concat!("evp ", env!("CARGO_PKG_VERSION")))));
    lines.push((word(text::GO_TO), Cell::Link { text: contents.to_owned(), sheet: contents.to_owned() }));
    Cover { name, lines }
}

/// The contents: every sheet with a link, what it holds, and its length.
pub(super) fn contents(build: &Build<'_>, name: String, cover: &str, sheets: &[Sheet]) -> Sheet {
    let language = build.plan.main_language();
    let word = |label: Label| label.in_language(language);
    let own = [(cover, word(text::ABOUT_COVER), None), (name.as_str(), word(text::ABOUT_CONTENTS), Some(sheets.len() + 2))];
    let others = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.description.as_str(), Some(sheet.n_rows())));
    let rows: Vec<(&str, &str, Option<usize>)> = own.into_iter().chain(others).collect();
    let link = |&(name, ..): &(&str, &str, Option<usize>)| Cell::Link { text: name.to_owned(), sheet: name.to_owned() };
    let length =
        |&(.., length): &(&str, &str, Option<usize>)| length.map_or(Cell::NotApplicable, |length| Cell::Number(length as f64));
    let mut columns = vec![
        Column::new(word(text::SHEET), Kind::Text, rows.iter().map(link).collect()),
        Column::new(
            word(text::WHAT_IT_HOLDS),
            Kind::LongText(75.0),
            rows.iter().map(|(_, holds, _)| Cell::text(*holds)).collect(),
        ),
        Column::new(word(text::N_ROWS), Kind::Count, rows.iter().map(length).collect()),
    ];
    columns.extend(mark_column(build, rows.len()));
    let description = word(text::ABOUT_CONTENTS).to_owned();
    Sheet { name, description, columns, frozen: 1 }
}
