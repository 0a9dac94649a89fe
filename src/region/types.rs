//! Region types: the peer group of each ranked region, from the region table or a table of the analyst's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::code::{self, WrittenCode};
use super::sheet::{MOST_LISTED, Sheet};
use super::{Day, Division, RegionTable, RegionTypes, types_year};
use crate::error::{Problem, ProblemKind, counted, did_you_mean, shown};
use crate::plan::{CodeScheme, Plan, TypePlan};
use crate::publish::labels::reading;
use crate::publish::labels::sentence::Sentence;

/// The type of every ranked region in every edition; `None` with the problems that were found.
pub(super) fn region_types(
    plan: &Plan,
    types: &TypePlan,
    table: &RegionTable,
    division: &Division,
    universe: &[usize],
    notes: &mut Vec<Sentence>,
    problems: &mut Vec<Problem>,
) -> Option<RegionTypes> {
    let own = match &types.table {
        Some(own) => match Sheet::read(own, plan, &["code", "valid_from", &types.column]) {
            Ok(sheet) => {
                notes.extend(sheet.notes(reading::REGION_TYPES));
                Some(sheet)
            }
            Err(found) => {
                problems.extend(found);
                return None;
            }
        },
        None => None,
    };
    let file = types.table.as_ref().or(plan.regions.table.as_ref()).map_or(String::new(), |table| shown(&table.path.value));
    let columns = own.as_ref().map_or(&table.columns, |sheet| &sheet.columns);
    let Some(column) = columns.iter().position(|column| *column == types.column.value) else {
        let message = format!("`{file}` has no column `{}`", types.column.value);
        let stated = "say where the types stand: `column` under [regions.types]";
        let nearest = did_you_mean(&types.column, columns.iter().map(String::as_str));
        let help = if types.column.span.is_empty() { format!("{stated}; {nearest}") } else { nearest };
        problems.push(plan.text.problem(&types.column.span, message).help(help));
        return None;
    };
    let own_rows = own.as_ref().map(|sheet| type_rows(plan, sheet, column, &division.level, problems));
    let year_of = |edition_year: i32| types_year(types.as_of, division.year, edition_year);
    let type_in = |code: &str, position: usize, year: Option<i32>| -> Option<&str> {
        let found = match &own_rows {
            Some(rows) => {
                let holds = |(from, _): &&(Option<Day>, String)| match (from, year) {
                    (Some(from), Some(year)) => *from <= Day::new_year(year),
                    _ => true,
                };
                &rows.get(code)?.iter().rfind(holds)?.1
            }
            None if year == division.year => &division.cells[position][column],
            None => {
                let day = Day::new_year(year?);
                let row = table.rows.iter().find(|row| row.code == code && row.level == division.level && row.holds_on(day))?;
                &row.cells[column]
            }
        };
        (!found.is_empty()).then_some(found)
    };

    let mut ids: Vec<String> = types.names.iter().map(|(id, _)| id.value.clone()).collect();
    let listed = !ids.is_empty();
    let mut untyped: BTreeSet<String> = BTreeSet::new();
    let mut unknown: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let years: Vec<Option<i32>> = plan.editions.iter().map(|edition| year_of(edition.period.calendar_year())).collect();
    let mut of_year: BTreeMap<Option<i32>, Vec<Option<&str>>> = BTreeMap::new();
    for &year in &years {
        if of_year.contains_key(&year) {
            continue;
        }
        let mut row = Vec::with_capacity(universe.len());
        for &position in universe {
            let code = &division.codes[position];
            let found = type_in(code, position, year);
            match &found {
                None => {
                    untyped.insert(code.clone());
                }
                Some(found) if listed && !ids.iter().any(|id| id == found) => {
                    let regions = unknown.entry((*found).to_owned()).or_default();
                    if !regions.contains(code) {
                        regions.push(code.clone());
                    }
                }
                Some(_) => {}
            }
            row.push(found);
        }
        of_year.insert(year, row);
    }
    let name_column = table.column(&format!("name_{}", plan.main_language())).or_else(|| table.column("name"));
    let named = |code: &String| {
        let name = division.position(code).zip(name_column).map_or("", |(position, column)| &division.cells[position][column]);
        format!("{code} {name}").trim().to_owned()
    };
    let list = |codes: &mut dyn Iterator<Item = &String>| -> String {
        let all: Vec<&String> = codes.collect();
        let mut shown: Vec<String> = all.iter().take(MOST_LISTED).map(|code| named(code)).collect();
        if all.len() > MOST_LISTED {
            shown.push(format!("and {} more", all.len() - MOST_LISTED));
        }
        shown.join(", ")
    };
    if !untyped.is_empty() {
        problems.push(
            Problem::new(
                ProblemKind::Configuration,
                format!("{} no region type in `{file}`", counted(untyped.len(), "region has", "regions have")),
            )
            .detail(list(&mut untyped.iter()))
            .help(format!("give each a value in the column `{}`", types.column.value)),
        );
    }
    for (id, codes) in &unknown {
        problems.push(
            Problem::new(
                ProblemKind::Configuration,
                format!("`{file}` has the region type `{id}`, which the configuration does not list"),
            )
            .detail(list(&mut codes.iter()))
            .help(did_you_mean(id, ids.iter().map(String::as_str))),
        );
    }
    if !untyped.is_empty() || !unknown.is_empty() {
        return None;
    }
    if !listed {
        let seen: BTreeSet<&str> = of_year.values().flatten().flatten().copied().collect();
        ids = seen.into_iter().map(str::to_owned).collect();
        let mut files: BTreeMap<String, &String> = BTreeMap::new();
        for id in &ids {
            if let Some(other) = files.insert(crate::publish::types::file_stem(id), id) {
                problems.push(
                    Problem::new(
                        ProblemKind::Configuration,
                        format!("the region types `{other}` and `{id}` of `{file}` would be written to the same file"),
                    )
                    .help("write one type in one way; two types must differ in more than case and punctuation"),
                );
            }
        }
    }
    let position: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(position, id)| (id.as_str(), position)).collect();
    let positions = |row: &Vec<Option<&str>>| -> Arc<[usize]> {
        row.iter().map(|found| found.and_then(|id| position.get(id).copied()).unwrap_or(0)).collect()
    };
    let of_year: BTreeMap<Option<i32>, Arc<[usize]>> = of_year.iter().map(|(year, row)| (*year, positions(row))).collect();
    let of_edition = years.iter().map(|year| of_year[year].clone()).collect();
    Some(RegionTypes { ids, of_edition })
}

type TypeRows = BTreeMap<String, Vec<(Option<Day>, String)>>;

/// Types of an analyst's own table, by code, oldest first.
fn type_rows(plan: &Plan, sheet: &Sheet, column: usize, level: &str, problems: &mut Vec<Problem>) -> TypeRows {
    let mut rows = TypeRows::new();
    let Some(code_column) = sheet.require("code", problems) else { return rows };
    let from_column = sheet.column("valid_from");
    let mut bad = Vec::new();
    for (cells, &line) in sheet.rows.iter().zip(&sheet.lines) {
        let scheme: CodeScheme = plan.regions.code_scheme;
        let WrittenCode::Region(code) = code::read(scheme, level, &[], &cells[code_column]) else {
            bad.push((line, format!("`{}` is not a code", cells[code_column])));
            continue;
        };
        let from = from_column.map(|column| cells[column].trim()).filter(|text| !text.is_empty());
        let day = from.and_then(Day::parse);
        if from.is_some() && day.is_none() {
            bad.push((line, format!("`{}` is not a date", from.unwrap_or_default())));
            continue;
        }
        let list = rows.entry(code.into_owned()).or_default();
        if list.iter().any(|(other, _)| *other == day) {
            bad.push((line, format!("`{}` has a type already", cells[code_column])));
        }
        list.push((day, cells[column].clone()));
    }
    for list in rows.values_mut() {
        list.sort_by_key(|(from, _)| *from);
    }
    if !bad.is_empty() {
        problems.push(sheet.problem_in_lines(
            "region types that cannot be read",
            &bad,
            "one line per region (and date): code, type",
        ));
    }
    rows
}
