//! Reads the region, merger and type tables, and checks the configuration's references into them.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{self, WrittenCode};
use super::mergers::{Merger, Mergers};
use super::sheet::{MOST_LISTED, Sheet};
use super::types::region_types;
use super::{Day, Division, RegionRow, RegionTable, Regions};
use crate::error::{Problem, ProblemKind, Problems, Result, counted, did_you_mean, shown};
use crate::plan::Plan;
use crate::publish::labels::sentence::Sentence;
use crate::publish::labels::{filled, notes as text, reading};

/// How the region table is called in messages.
fn table_name(plan: &Plan) -> String {
    plan.regions.table.as_ref().map_or("the data".to_owned(), |table| format!("`{}`", shown(&table.path.value)))
}

/// Columns of the region table that the configuration names besides those that it renames.
fn further_columns(plan: &Plan) -> Vec<&str> {
    let types = plan.regions.types.as_ref().filter(|types| types.table.is_none()).map(|types| &types.column);
    let universe = plan.regions.universe.iter().map(|(column, _)| column);
    let named = plan.publish.region_columns.iter().chain(universe).chain(types);
    let mut further: Vec<&str> = ["code", "region_code"].into_iter().chain(named.map(|column| column.value.as_str())).collect();
    further.sort_unstable();
    further.dedup();
    // Without a column `code` of its own, the file's key may be called as in the statistics.
    let is_renamed =
        |name: &str| plan.regions.table.iter().flat_map(|table| &table.columns).any(|(known, _)| known.value == name);
    further.retain(|name| !(*name == "region_code" && is_renamed("code")));
    further
}

pub(super) fn load(plan: &Plan, codes_in_data: &BTreeSet<String>) -> Result<Regions> {
    let mut problems = Vec::new();
    let mut notes = Vec::new();
    let table = match &plan.regions.table {
        None => table_of_codes(plan, codes_in_data, &mut notes),
        Some(table) => match Sheet::read(table, plan, &further_columns(plan)) {
            Ok(sheet) => region_table(plan, sheet, &mut notes, &mut problems),
            Err(found) => {
                problems.extend(found);
                RegionTable::default()
            }
        },
    };
    let level = plan.regions.level.as_ref().map_or(String::new(), |level| level.value.clone());
    let data_level = plan.regions.data_level.as_ref().map_or(level.clone(), |level| level.value.clone());
    let mergers = match &plan.regions.mergers {
        None => Mergers::default(),
        Some(table) => match Sheet::read(table, plan, &["date", "code", "successor", "name"]) {
            Ok(sheet) => {
                notes.extend(sheet.notes(reading::MERGER_TABLE));
                merger_table(plan, &data_level, sheet, &mut problems)
            }
            Err(found) => {
                problems.extend(found);
                Mergers::default()
            }
        },
    };
    Problems::check(std::mem::take(&mut problems), ())?;

    let levels = table.levels();
    for wanted in [plan.regions.level.as_ref(), plan.regions.data_level.as_ref()].into_iter().flatten() {
        if !levels.contains(&wanted.value.as_str()) {
            let known: Vec<&str> = levels.iter().copied().filter(|level| !level.is_empty()).collect();
            let message = format!("{} has no level `{}`", table_name(plan), wanted.value);
            problems.push(plan.text.problem(&wanted.span, message).help(did_you_mean(wanted, known)));
        }
    }
    for variable in &plan.raw.variables {
        if let Some(wanted) = variable.level.as_ref().filter(|level| !levels.contains(&level.value.as_str())) {
            let (id, table) = (&variable.id.value, table_name(plan));
            let message = format!("the variable `{id}` is of the level `{}`, which {table} does not have", wanted.value);
            problems.push(plan.text.problem(&wanted.span, message).help(did_you_mean(wanted, levels.iter().copied())));
        }
    }
    let table_span = plan.regions.table.as_ref().map_or(0..0, |table| table.path.span.clone());
    if plan.regions.level.is_none() && levels.iter().any(|level| !level.is_empty()) {
        problems.push(
            plan.text
                .problem(&table_span, "the region table has levels, and the configuration does not say which one is ranked")
                .help(format!("add `level = \"{}\"` under [regions]", levels[0])),
        );
    }
    let dated = table.rows.iter().any(|row| row.valid_from.is_some() || row.valid_to.is_some());
    let year = plan.regions.division.as_ref().map(|division| division.value);
    if year.is_none() && (dated || !mergers.is_empty()) {
        problems.push(
            plan.text
                .problem(
                    &table_span,
                    if dated {
                        "the region table is dated, and the configuration names no classification year"
                    } else {
                        "there are mergers, and the configuration names no classification year"
                    },
                )
                .help("add `division = 2026` (the regions as on 1 January of that year) under [regions]"),
        );
    }
    Problems::check(std::mem::take(&mut problems), ()).map_err(Problems::in_reading_order)?;

    let division = Division::new(&table, &level, year);
    if division.codes.is_empty()
        && let Some(division) = &plan.regions.division
    {
        let first = table.rows.iter().filter(|row| row.level == level).filter_map(|row| row.valid_from).min();
        let message = format!("{} has no regions that are valid on 1 January {}", table_name(plan), division.value);
        let help = first.map_or(String::new(), |first| format!("its first row is valid from {first}"));
        return Err(plan.text.problem(&division.span, message).help(help).into());
    }
    let other_levels: Vec<Division> =
        levels.iter().filter(|other| **other != level).map(|other| Division::new(&table, other, year)).collect();
    check_one_row_each(plan, &table, std::iter::once(&division).chain(&other_levels), &mut problems);
    let universe = universe(plan, &table, &division, &mut problems);
    let by = plan.summaries.iter().map(|summary| &summary.by);
    for column in plan.publish.region_columns.iter().chain(by) {
        if table.column(column).is_none() {
            let message = format!("{} has no column `{}`", table_name(plan), column.value);
            problems.push(
                plan.text.problem(&column.span, message).help(did_you_mean(column, table.columns.iter().map(String::as_str))),
            );
        }
    }
    let types = plan
        .regions
        .types
        .as_ref()
        .and_then(|types| region_types(plan, types, &table, &division, &universe, &mut notes, &mut problems));
    Problems::check(problems, ())?;
    Ok(Regions { level, data_level, division, other_levels, universe, types, mergers, table, notes })
}

/// The region table of an index without one: every code that occurs in the data.
fn table_of_codes(plan: &Plan, codes: &BTreeSet<String>, notes: &mut Vec<Sentence>) -> RegionTable {
    let level = plan.regions.level.as_ref().map_or("", |level| &level.value);
    notes.push(Sentence::by(|language| {
        filled(text::NO_REGION_TABLE.in_language(language), &[&text::CODES.counted(codes.len(), language)])
    }));
    let row = |code: &String| RegionRow {
        code: code.clone(),
        level: level.to_owned(),
        valid_from: None,
        valid_to: None,
        cells: [code.clone()].into(),
    };
    RegionTable { columns: vec!["code".to_owned()], rows: codes.iter().map(row).collect() }
}

fn region_table(plan: &Plan, mut sheet: Sheet, notes: &mut Vec<Sentence>, problems: &mut Vec<Problem>) -> RegionTable {
    let Some(code_column) = sheet.require("code", problems).or_else(|| {
        // A bench's or statistical office's table may name its key as the statistics do.
        sheet.column("region_code").inspect(|_| {
            problems.pop();
        })
    }) else {
        return RegionTable::default();
    };
    let level_column = sheet.column("level");
    let dates = [sheet.column("valid_from"), sheet.column("valid_to")];
    let scheme = plan.regions.code_scheme;
    let mut rows = Vec::with_capacity(sheet.rows.len());
    let mut lines = Vec::with_capacity(sheet.rows.len());
    let mut bad_codes = Vec::new();
    let mut bad_dates = Vec::new();
    let mut totals = BTreeSet::new();
    for (cells, &line) in std::mem::take(&mut sheet.rows).into_iter().zip(&sheet.lines) {
        if code::is_stated_total(&plan.regions.totals, &cells[code_column]) {
            totals.insert(crate::ingest::printable(&cells[code_column]));
            continue;
        }
        let level = level_column.map_or(plan.regions.level.as_ref().map_or("", |level| &level.value), |column| &cells[column]);
        let code = match code::read(scheme, level, &[], &cells[code_column]) {
            WrittenCode::Region(code) if !code.is_empty() => code.into_owned(),
            _ => {
                bad_codes.push((line, format!("`{}`", cells[code_column])));
                continue;
            }
        };
        let mut days = [None, None];
        for (day, column) in days.iter_mut().zip(dates) {
            let Some(text) = column.map(|column| cells[column].trim()).filter(|text| !text.is_empty()) else { continue };
            *day = Day::parse(text);
            if day.is_none() {
                bad_dates.push((line, format!("`{text}`")));
            }
        }
        rows.push(RegionRow { code, level: level.to_owned(), valid_from: days[0], valid_to: days[1], cells: cells.into() });
        lines.push(line);
    }
    if plan.regions.table.as_ref().is_some_and(|table| !table.columns.is_empty()) {
        rows = one_row_per_region(&sheet, code_column, rows, &lines, problems);
        if rows.len() + totals.len() < sheet.n_rows && problems.is_empty() {
            let name = crate::publish::base_name(sheet.name.as_ref());
            notes.push(Sentence::by(|language| {
                let (rows, regions) = (text::ROWS.counted(sheet.n_rows, language), text::REGIONS.counted(rows.len(), language));
                filled(text::REGION_ROWS.in_language(language), &[&rows, &name, &regions])
            }));
        }
    }
    if let Some(first) = totals.first() {
        let more = if totals.len() > 1 { ", …" } else { "" };
        notes.push(Sentence::by(|language| {
            let what = text::TOTALS_ARE.counted(totals.len(), language);
            filled(text::REGION_TOTALS.in_language(language), &[&what, first, more])
        }));
    }
    notes.extend(sheet.notes(reading::REGION_TABLE));
    if !bad_codes.is_empty() {
        problems.push(sheet.problem_in_lines("region codes that are not codes of their level", &bad_codes, "correct the codes"));
    }
    if !bad_dates.is_empty() {
        problems.push(sheet.problem_in_lines("dates that cannot be read", &bad_dates, "write dates as 2025-01-01"));
    }
    if rows.is_empty() && problems.is_empty() {
        problems.push(
            Problem::new(ProblemKind::Configuration, format!("`{}` has no regions", sheet.name))
                .help("write one line for each region below the header"),
        );
    }
    RegionTable { columns: sheet.columns, rows }
}

/// What a row of a region table is about: code, level, first and last day.
type RegionKey = (String, String, [Option<Day>; 2]);

/// Rows of a publisher's file that repeat a region become one, where they say the same of it.
fn one_row_per_region(
    sheet: &Sheet,
    code_column: usize,
    rows: Vec<RegionRow>,
    lines: &[u64],
    problems: &mut Vec<Problem>,
) -> Vec<RegionRow> {
    let mut kept: Vec<RegionRow> = Vec::new();
    // Position among those kept, and line.
    let mut first: BTreeMap<RegionKey, (usize, u64)> = BTreeMap::new();
    // By region, the first column in which rows differ.
    let mut contradictions: BTreeMap<String, String> = BTreeMap::new();
    for (row, &line) in rows.into_iter().zip(lines) {
        let key = (row.code.clone(), row.level.clone(), [row.valid_from, row.valid_to]);
        let Some(&(position, first_line)) = first.get(&key) else {
            first.insert(key, (kept.len(), line));
            kept.push(row);
            continue;
        };
        let other = &kept[position];
        let differs = |column: &usize| *column != code_column && row.cells[*column] != other.cells[*column];
        if let Some(column) = (0..row.cells.len()).find(differs) {
            let (name, before, after) = (&sheet.columns[column], &other.cells[column], &row.cells[column]);
            let text = format!("{}: `{name}` is `{before}` in line {first_line} and `{after}` in line {line}", row.code);
            contradictions.entry(row.code).or_insert(text);
        }
    }
    if !contradictions.is_empty() {
        let what = counted(contradictions.len(), "region has rows that contradict", "regions have rows that contradict");
        let mut problem = Problem::new(ProblemKind::Configuration, format!("{what} one another"))
            .at(sheet.name.clone())
            .help("correct the table, or leave the column out of `columns` under [regions] if it is no property of a region");
        problem.details.extend(contradictions.values().take(MOST_LISTED).cloned());
        if contradictions.len() > MOST_LISTED {
            problem.details.push(format!("and {} more", contradictions.len() - MOST_LISTED));
        }
        problems.push(problem);
    }
    kept
}

fn merger_table(plan: &Plan, level: &str, sheet: Sheet, problems: &mut Vec<Problem>) -> Mergers {
    let columns = ["date", "code", "successor"].map(|name| sheet.require(name, problems));
    let [Some(date), Some(code), Some(successor)] = columns else { return Mergers::default() };
    let name = sheet.column("name");
    let mut mergers = Vec::new();
    let mut bad = Vec::new();
    let mut seen = BTreeSet::new();
    for (cells, &line) in sheet.rows.iter().zip(&sheet.lines) {
        let region = |column: usize| match code::read(plan.regions.code_scheme, level, &[], &cells[column]) {
            WrittenCode::Region(code) if !code.is_empty() => Some(code.into_owned()),
            _ => None,
        };
        match (Day::parse(cells[date].trim()), region(code), region(successor)) {
            (Some(date), Some(code), Some(successor)) if code != successor => {
                if seen.insert((date, code.clone())) {
                    let name = name.map_or(String::new(), |name| cells[name].clone());
                    mergers.push(Merger { date, code, name, successor });
                } else {
                    bad.push((line, format!("`{code}` ends twice on {date}")));
                }
            }
            _ => bad.push((line, cells.join(","))),
        }
    }
    if !bad.is_empty() {
        problems.push(sheet.problem_in_lines(
            "mergers that cannot be read",
            &bad,
            "each line needs a date (2025-01-01), the code that ended and the code that carries on",
        ));
    }
    Mergers::new(mergers)
}

/// On one day a code of a level must have one row.
fn check_one_row_each<'a>(
    plan: &Plan,
    table: &RegionTable,
    divisions: impl Iterator<Item = &'a Division>,
    problems: &mut Vec<Problem>,
) {
    for division in divisions {
        let mut twice: Vec<&str> =
            division.codes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].as_str()).collect();
        twice.dedup();
        if twice.is_empty() {
            continue;
        }
        let when = division.year.map_or(String::new(), |year| format!(" on 1 January {year}"));
        let mut problem =
            Problem::new(ProblemKind::Configuration, format!("{} has more than one row for a region{when}", table_name(plan)))
                .help(if table.column("valid_from").is_some() {
                    "end one row (`valid_to`) before the next begins"
                } else {
                    "remove the duplicates"
                });
        problem.details.extend(twice.iter().take(MOST_LISTED).map(|code| format!("{} {code}", division.level).trim().to_owned()));
        problems.push(problem);
    }
}

fn universe(plan: &Plan, table: &RegionTable, division: &Division, problems: &mut Vec<Problem>) -> Vec<usize> {
    let mut rules: Vec<(usize, &[String])> = Vec::new();
    for (column, values) in &plan.regions.universe {
        match table.column(column) {
            Some(position) => {
                let seen: BTreeSet<&str> = division.cells.iter().map(|cells| cells[position].as_str()).collect();
                for value in values.iter().filter(|value| !seen.contains(value.as_str())) {
                    let message = format!("no region has `{value}` in the column `{}`", column.value);
                    problems.push(plan.text.problem(&column.span, message).help(did_you_mean(value, seen.iter().copied())));
                }
                rules.push((position, values));
            }
            None => {
                let message = format!("{} has no column `{}`", table_name(plan), column.value);
                problems.push(
                    plan.text.problem(&column.span, message).help(did_you_mean(column, table.columns.iter().map(String::as_str))),
                );
            }
        }
    }
    let belongs = |cells: &[String]| rules.iter().all(|(column, values)| values.contains(&cells[*column]));
    let universe: Vec<usize> =
        division.cells.iter().enumerate().filter(|(_, cells)| belongs(cells)).map(|(position, _)| position).collect();
    if universe.is_empty() && problems.is_empty() {
        let when = division.year.map_or(String::new(), |year| format!(" on 1 January {year}"));
        problems.push(
            Problem::new(ProblemKind::Configuration, format!("no region of {} belongs to the universe{when}", table_name(plan)))
                .help("check `division` and `universe` under [regions]"),
        );
    }
    universe
}
