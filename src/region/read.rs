//! Reads the region, merger and type tables, and checks the configuration's references into them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::code::{self, WrittenCode};
use super::mergers::{Merger, Mergers};
use super::{Day, Division, RegionRow, RegionTable, RegionTypes, Regions, types_year};
use crate::config::located::Located;
use crate::error::{
    FROM_CONFIGURATION, Problem, ProblemKind, Problems, Result, counted, did_you_mean, io_reason, nearby_file, shown,
};
use crate::plan::{CodeScheme, Plan, TypePlan};

/// Most lines of a table that are listed under one problem.
const MOST_LISTED: usize = 5;
/// Largest table that is read: every region of the world, many times over.
const LARGEST_FILE: u64 = 1 << 30;

/// A CSV file as text cells.
struct Sheet {
    name: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(path: &Located<std::path::PathBuf>, plan: &Plan) -> std::result::Result<Self, Problem> {
        let name = shown(&path.value);
        let malformed = |message: String| plan.text.problem(&path.span, message);
        let text = read_text(&path.value).map_err(|(message, help)| malformed(message).help(help))?;
        let not_csv = |error: csv::Error| {
            let problem = malformed(format!("`{name}` is not a CSV table: {}", csv_reason(&error)));
            problem.help("give every line as many cells as the header; a cell with a comma stands in quotes")
        };
        let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
        let headers = reader.headers().map_err(not_csv)?;
        let columns: Vec<String> = headers.iter().map(|column| column.trim().to_owned()).collect();
        if columns.is_empty() {
            return Err(malformed(format!("`{name}` is an empty file")).help("write the table again"));
        }
        let twice = columns.iter().enumerate().find(|(position, column)| columns[..*position].contains(column));
        if let Some((_, column)) = twice {
            return Err(malformed(format!("`{name}` has two columns called `{column}`")).help("give each column its own name"));
        }
        if columns.len() == 1 && columns[0].contains(';') {
            return Err(malformed(format!("`{name}` is separated by semicolons")).help("save it with commas between the columns"));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(not_csv)?;
            rows.push(record.iter().map(str::to_owned).collect());
        }
        Ok(Sheet { name, columns, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    fn require(&self, name: &str, problems: &mut Vec<Problem>) -> Option<usize> {
        let column = self.column(name);
        if column.is_none() {
            problems.push(
                Problem::new(ProblemKind::Configuration, format!("`{}` has no column `{name}`", self.name))
                    .help(did_you_mean(name, self.columns.iter().map(String::as_str))),
            );
        }
        column
    }

    /// A problem that lists the lines (from 1, the header being line 1) where it occurs.
    fn problem_in_lines(&self, message: &str, lines: &[(usize, String)], help: &str) -> Problem {
        let mut problem = Problem::new(ProblemKind::Configuration, message).at(self.name.clone()).help(help);
        problem.details.extend(lines.iter().take(MOST_LISTED).map(|(line, what)| format!("line {line}: {what}")));
        if lines.len() > MOST_LISTED {
            problem.details.push(format!("and {} more", lines.len() - MOST_LISTED));
        }
        problem
    }
}

/// The whole text of a table; else what is wrong, and what to do.
fn read_text(path: &Path) -> std::result::Result<String, (String, String)> {
    let name = shown(path);
    let unreadable = |error: std::io::Error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let help = if missing { nearby_file(path, FROM_CONFIGURATION) } else { String::new() };
        (format!("cannot read `{name}`: {}", io_reason(&error)), help)
    };
    // Asked first: a device or a pipe would be read without end.
    let metadata = std::fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err((format!("`{name}` is not a file"), "give a table in CSV".to_owned()));
    }
    if LARGEST_FILE < metadata.len() {
        return Err((format!("`{name}` is larger than {} GiB", LARGEST_FILE >> 30), "give a table of regions".to_owned()));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        (format!("`{name}` is not UTF-8 text: line {line} holds other bytes"), "save the file as UTF-8".to_owned())
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// What the CSV reader says, in an analyst's words.
fn csv_reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.as_ref().map_or(0, csv::Position::line);
            format!("line {line} has {}, the header {expected_len}", counted(*len as usize, "cell", "cells"))
        }
        _ => error.to_string(),
    }
}

pub(super) fn load(plan: &Plan) -> Result<Regions> {
    let mut problems = Vec::new();
    let table = match Sheet::read(&plan.regions.table, plan) {
        Ok(sheet) => region_table(plan, sheet, &mut problems),
        Err(problem) => {
            problems.push(problem);
            RegionTable::default()
        }
    };
    let level = plan.regions.level.as_ref().map_or(String::new(), |level| level.value.clone());
    let data_level = plan.regions.data_level.as_ref().map_or(level.clone(), |level| level.value.clone());
    let mergers = match &plan.regions.mergers {
        None => Mergers::default(),
        Some(path) => match Sheet::read(path, plan) {
            Ok(sheet) => merger_table(plan, &data_level, sheet, &mut problems),
            Err(problem) => {
                problems.push(problem);
                Mergers::default()
            }
        },
    };
    Problems::check(std::mem::take(&mut problems), ())?;

    let levels = table.levels();
    for wanted in [plan.regions.level.as_ref(), plan.regions.data_level.as_ref()].into_iter().flatten() {
        if !levels.contains(&wanted.value.as_str()) {
            let known: Vec<&str> = levels.iter().copied().filter(|level| !level.is_empty()).collect();
            let message = format!("`{}` has no level `{}`", shown(&plan.regions.table.value), wanted.value);
            problems.push(plan.text.problem(&wanted.span, message).help(did_you_mean(wanted, known)));
        }
    }
    for variable in &plan.raw.variables {
        if let Some(wanted) = variable.level.as_ref().filter(|level| !levels.contains(&level.value.as_str())) {
            let table = shown(&plan.regions.table.value);
            let message =
                format!("the variable `{}` is of the level `{}`, which `{table}` does not have", variable.id.value, wanted.value);
            problems.push(plan.text.problem(&wanted.span, message).help(did_you_mean(wanted, levels.iter().copied())));
        }
    }
    if plan.regions.level.is_none() && levels.iter().any(|level| !level.is_empty()) {
        problems.push(
            plan.text
                .problem(
                    &plan.regions.table.span,
                    "the region table has levels, and the configuration does not say which one is ranked",
                )
                .help(format!("add `level = \"{}\"` under [regions]", levels[0])),
        );
    }
    let dated = table.rows.iter().any(|row| row.valid_from.is_some() || row.valid_to.is_some());
    let year = plan.regions.division.as_ref().map(|division| division.value);
    if year.is_none() && (dated || !mergers.is_empty()) {
        problems.push(
            plan.text
                .problem(
                    &plan.regions.table.span,
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
        let message =
            format!("`{}` has no regions that are valid on 1 January {}", shown(&plan.regions.table.value), division.value);
        let help = first.map_or(String::new(), |first| format!("its first row is valid from {first}"));
        return Err(plan.text.problem(&division.span, message).help(help).into());
    }
    let other_levels: Vec<Division> =
        levels.iter().filter(|other| **other != level).map(|other| Division::new(&table, other, year)).collect();
    check_one_row_each(plan, &table, std::iter::once(&division).chain(&other_levels), &mut problems);
    let universe = universe(plan, &table, &division, &mut problems);
    for column in &plan.publish.region_columns {
        if table.column(column).is_none() {
            let message = format!("`{}` has no column `{}`", shown(&plan.regions.table.value), column.value);
            problems.push(
                plan.text.problem(&column.span, message).help(did_you_mean(column, table.columns.iter().map(String::as_str))),
            );
        }
    }
    let types =
        plan.regions.types.as_ref().and_then(|types| region_types(plan, types, &table, &division, &universe, &mut problems));
    Problems::check(problems, ())?;
    Ok(Regions { level, data_level, division, other_levels, universe, types, mergers, table })
}

fn region_table(plan: &Plan, sheet: Sheet, problems: &mut Vec<Problem>) -> RegionTable {
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
    let mut bad_codes = Vec::new();
    let mut bad_dates = Vec::new();
    for (position, cells) in sheet.rows.iter().enumerate() {
        let line = position + 2;
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
        rows.push(RegionRow { code, level: level.to_owned(), valid_from: days[0], valid_to: days[1], cells: cells.clone() });
    }
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

fn merger_table(plan: &Plan, level: &str, sheet: Sheet, problems: &mut Vec<Problem>) -> Mergers {
    let columns = ["date", "code", "successor"].map(|name| sheet.require(name, problems));
    let [Some(date), Some(code), Some(successor)] = columns else { return Mergers::default() };
    let name = sheet.column("name");
    let mut mergers = Vec::new();
    let mut bad = Vec::new();
    let mut seen = BTreeSet::new();
    for (position, cells) in sheet.rows.iter().enumerate() {
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
                    bad.push((position + 2, format!("`{code}` ends twice on {date}")));
                }
            }
            _ => bad.push((position + 2, cells.join(","))),
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
        let mut problem = Problem::new(
            ProblemKind::Configuration,
            format!("`{}` has more than one row for a region{when}", shown(&plan.regions.table.value)),
        )
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
                let message = format!("`{}` has no column `{}`", shown(&plan.regions.table.value), column.value);
                problems.push(
                    plan.text.problem(&column.span, message).help(did_you_mean(column, table.columns.iter().map(String::as_str))),
                );
            }
        }
    }
    let belongs = |cells: &Vec<String>| rules.iter().all(|(column, values)| values.contains(&cells[*column]));
    let universe: Vec<usize> =
        division.cells.iter().enumerate().filter(|(_, cells)| belongs(cells)).map(|(position, _)| position).collect();
    if universe.is_empty() && problems.is_empty() {
        let when = division.year.map_or(String::new(), |year| format!(" on 1 January {year}"));
        problems.push(
            Problem::new(
                ProblemKind::Configuration,
                format!("no region of `{}` belongs to the universe{when}", shown(&plan.regions.table.value)),
            )
            .help("check `division` and `universe` under [regions]"),
        );
    }
    universe
}

fn region_types(
    plan: &Plan,
    types: &TypePlan,
    table: &RegionTable,
    division: &Division,
    universe: &[usize],
    problems: &mut Vec<Problem>,
) -> Option<RegionTypes> {
    let own = match &types.table {
        Some(path) => match Sheet::read(path, plan) {
            Ok(sheet) => Some(sheet),
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        },
        None => None,
    };
    let file = types.table.as_ref().map_or(shown(&plan.regions.table.value), |path| shown(&path.value));
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
    let positions = |row: &Vec<Option<&str>>| -> Vec<usize> {
        row.iter().map(|found| found.and_then(|id| position.get(id).copied()).unwrap_or(0)).collect()
    };
    let of_year: BTreeMap<Option<i32>, Vec<usize>> = of_year.iter().map(|(year, row)| (*year, positions(row))).collect();
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
    for (position, cells) in sheet.rows.iter().enumerate() {
        let line = position + 2;
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
