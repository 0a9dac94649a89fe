//! Finds a ranked region by what an analyst types: its code, or its name in any language of the region table.

use super::{Regions, code};
use crate::error::{Problem, ProblemKind, did_you_mean};
use crate::plan::Plan;

/// A ranked region by code or name; letters may be in either case.
///
/// # Errors
/// There is no such region (with what is nearest), or several have the name.
pub fn find(plan: &Plan, regions: &Regions, text: &str) -> Result<usize, Problem> {
    let wanted = text.trim();
    let as_code = match code::read(plan.regions.code_scheme, &regions.level, &[], wanted) {
        code::WrittenCode::Region(code) => code.into_owned(),
        _ => wanted.to_owned(),
    };
    let all = || 0..regions.n_ranked();
    if let Some(region_idx) = all().find(|&region_idx| regions.code(region_idx) == as_code) {
        return Ok(region_idx);
    }
    let columns: Vec<&str> = regions
        .table
        .columns
        .iter()
        .map(String::as_str)
        .filter(|column| *column == "name" || column.starts_with("name_"))
        .collect();
    let names =
        |region_idx: usize| columns.iter().map(move |column| regions.cell(region_idx, column)).filter(|name| !name.is_empty());
    let lower = wanted.to_lowercase();
    let found: Vec<usize> = all().filter(|&region_idx| names(region_idx).any(|name| name.to_lowercase() == lower)).collect();
    match found[..] {
        [only] => Ok(only),
        [] => {
            let known = all().flat_map(|region_idx| names(region_idx).chain(std::iter::once(regions.code(region_idx))));
            let help = did_you_mean(wanted, known);
            Err(Problem::new(ProblemKind::Usage, format!("no ranked region is called `{wanted}`, or has that code")).help(help))
        }
        _ => {
            let mut problem = Problem::new(ProblemKind::Usage, format!("{} regions are called `{wanted}`", found.len()));
            problem.details.extend(found.iter().map(|&region_idx| regions.shown(region_idx, plan.main_language())));
            Err(problem.help("give the code"))
        }
    }
}
