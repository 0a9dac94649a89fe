//! Breaches of the data contract in words: which file, row, region and value, and what to do.

use super::findings::{Findings, Listed, Place};
use super::layout::Shape;
use super::{MOST_LISTED, OpenInputs, printable};
use crate::csv_input::number;
use crate::error::{Problem, ProblemKind, counted, did_you_mean};
use crate::indicator::VariableKind;
use crate::panel::Panel;
use crate::plan::UnknownCodes;

impl OpenInputs<'_> {
    /// A place in words: file, row, variable, region and what stands there.
    fn place(&self, place: &Place) -> String {
        let file = &self.files[place.file_idx];
        // Where the variable has a column for each period, the column's own name says more.
        let column = place.value_column.filter(|_| matches!(file.layout.shape, Shape::WideByPeriod(_)));
        let variable = match (column, place.variable_idx) {
            (Some(column), _) => format!(", column `{}`", printable(file.value_name(column))),
            (None, Some(variable_idx)) => format!(", `{}`", self.plan.variables[variable_idx].id),
            (None, None) => String::new(),
        };
        let region = place.position.map_or(String::new(), |position| format!(", {}", self.region(position as usize)));
        let text = if place.text.is_empty() { String::new() } else { format!(": `{}`", printable(&place.text)) };
        format!("{}, {}{variable}{region}{text}", file.input.name, file.row_in_words(place.row))
    }

    /// Code and name of the region at a position among the codes.
    pub(super) fn region(&self, position: usize) -> String {
        let code = self.space.code(position);
        format!("{code} {}", self.regions.any_name(code, self.plan.main_language())).trim().to_owned()
    }

    fn listed(&self, message: String, found: &Listed<Place>, help: &str) -> Option<Problem> {
        if found.count == 0 {
            return None;
        }
        let mut problem = Problem::new(ProblemKind::DataContract, message).help(help);
        problem.details.extend(found.first.iter().take(MOST_LISTED).map(|place| self.place(place)));
        if found.count > MOST_LISTED as u64 {
            problem.details.push(format!("and {} more", found.count - MOST_LISTED as u64));
        }
        Some(problem)
    }

    /// Everything in the data that breaks the contract.
    pub(super) fn contract_problems(&self, findings: &Findings) -> Vec<Problem> {
        let rows = |count: u64| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
        let mut problems: Vec<Problem> = [
            self.listed(
                format!("{} without a region code", rows(findings.no_region.count)),
                &findings.no_region,
                "give every row the code of its region, or leave the row out",
            ),
            self.listed(
                format!("{} with a period that cannot be read", rows(findings.bad_periods.count)),
                &findings.bad_periods,
                "write periods as 2025, 2025Q3, 2025M09 or 2025T2, or choose the rows with `where` in the source",
            ),
            self.listed(
                format!("{} with an infinite value", rows(findings.infinite.count)),
                &findings.infinite,
                "correct the value; where there is none, leave the cell empty",
            ),
            self.listed(
                format!("{} with a whole number too large to be held exactly", rows(findings.inexact.count)),
                &findings.inexact,
                "whole numbers beyond 9007199254740992 cannot be used: correct the value, or change its unit",
            ),
            self.listed(
                format!("{} with a symbol that is not known, or is refused", rows(findings.refused_symbols.count)),
                &findings.refused_symbols,
                "say what it means under `symbols` of the source, \"zero\" or \"missing\", or correct the data",
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        problems.extend(self.bad_numbers(&findings.bad_numbers));
        if self.plan.regions.unknown_codes == UnknownCodes::Refuse {
            problems.extend(self.unknown_codes(findings));
        }
        problems
    }

    /// Cells of CSV files that are no numbers, each with its column, and the dialect in which the first would be one.
    fn bad_numbers(&self, found: &Listed<Place>) -> Option<Problem> {
        let first = found.first.first()?;
        let message = format!(
            "{} that {} no number",
            if found.count == 1 { "1 cell".to_owned() } else { format!("{} cells", found.count) },
            if found.count == 1 { "is" } else { "are" }
        );
        let advice = number::advice(&first.text, &self.files[first.file_idx].source.dialect);
        let mut problem = Problem::new(ProblemKind::DataContract, message).help(advice);
        for place in found.first.iter().take(MOST_LISTED) {
            let file = &self.files[place.file_idx];
            let column = place.value_column.map(|column| format!("column `{}`, ", printable(file.value_name(column))));
            let column = column.unwrap_or_default();
            let region = place.position.map_or(String::new(), |position| self.region(position as usize));
            let (name, row) = (&file.input.name, file.row_in_words(place.row));
            problem.details.push(format!("{name}, {row}, {column}{region}: `{}`", printable(&place.text)));
        }
        if found.count > MOST_LISTED as u64 {
            problem.details.push(format!("and {} more", found.count - MOST_LISTED as u64));
        }
        Some(problem)
    }

    fn unknown_codes(&self, findings: &Findings) -> Option<Problem> {
        if findings.unknown.is_empty() {
            return None;
        }
        let n_codes = findings.unknown.len();
        let what = if n_codes == 1 { "1 region code that is".to_owned() } else { format!("{n_codes} region codes that are") };
        let mut problem = Problem::new(
            ProblemKind::DataContract,
            format!("the data have {what} in neither the region table nor the merger table"),
        );
        for (code, (count, place)) in findings.unknown.iter().take(MOST_LISTED) {
            let file = &self.files[place.file_idx];
            let rows = if *count == 1 { String::new() } else { format!(" ({count} rows)") };
            let (file, row) = (&file.input.name, file.row_in_words(place.row));
            problem.details.push(format!("`{}`: {file}, {row}{rows}", printable(code)));
        }
        if n_codes > MOST_LISTED {
            problem.details.push(format!("and {} more", n_codes - MOST_LISTED));
        }
        Some(problem.help(
            "add the code to the region table, list it under `totals` of [regions] if it is a total, or set `unknown_codes = \"drop\"`",
        ))
    }

    /// Values outside the range that is declared plausible.
    pub(super) fn implausible(&self, panel: &Panel) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (variable_idx, variable) in self.plan.variables.iter().enumerate() {
            let VariableKind::Series(series) = &variable.kind else { continue };
            let Some((lowest, highest)) = series.plausible else { continue };
            let mut found = Vec::new();
            for (slot, (slot_variable, period)) in panel.slots.keys.iter().enumerate() {
                if *slot_variable != variable_idx {
                    continue;
                }
                for (position, value) in panel.column(slot).iter().enumerate() {
                    if *value < lowest || *value > highest {
                        found.push(format!("{period}, {}: {value}", self.region(position)));
                    }
                }
            }
            if !found.is_empty() {
                let count = found.len();
                let mut problem = Problem::new(
                    ProblemKind::DataContract,
                    format!(
                        "`{}` has {} outside its plausible range [{lowest}, {highest}]",
                        variable.id,
                        counted(count, "value", "values")
                    ),
                )
                .help("correct the data, or widen `plausible` of the variable");
                problem.details = found.into_iter().take(MOST_LISTED).collect();
                if count > MOST_LISTED {
                    problem.details.push(format!("and {} more", count - MOST_LISTED));
                }
                problems.push(problem);
            }
        }
        problems
    }

    /// The problem that a series is in none of the files.
    pub fn no_such_series(&self, variable_idx: usize) -> Problem {
        let variable = &self.plan.variables[variable_idx];
        let VariableKind::Series(series) = &variable.kind else {
            return Problem::new(ProblemKind::Internal, format!("`{}` is not a series", variable.id));
        };
        let names = self.series_names();
        if names.contains(&series.name) {
            let message = format!("the series `{}` (variable `{}`) has no values in any period", series.name, variable.id);
            return Problem::new(ProblemKind::DataContract, message)
                .help("add its values to the data, or leave out what is computed from it");
        }
        Problem::new(ProblemKind::DataContract, format!("no input has the series `{}` (variable `{}`)", series.name, variable.id))
            .help(did_you_mean(&series.name, names.iter().map(String::as_str)))
    }
}
