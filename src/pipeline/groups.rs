//! Who belongs to the further groups of an edition.

use std::collections::BTreeSet;

use super::Context;
use crate::error::{Problem, ProblemKind};
use crate::indicator::Derivation;
use crate::outcome::Membership;
use crate::period::Period;
use crate::plan::{Group, GroupKind};

/// Members of every group in an edition.
pub(super) fn memberships(context: &Context<'_>, edition_idx: usize, problems: &mut Vec<Problem>) -> Vec<Membership> {
    context.plan.groups.iter().map(|group| membership(context, group, edition_idx, problems)).collect()
}

fn membership(context: &Context<'_>, group: &Group, edition_idx: usize, problems: &mut Vec<Problem>) -> Membership {
    let regions = context.regions;
    let own_name = || vec![group.id.value.clone()];
    match &group.kind {
        GroupKind::Regions(codes) => {
            let codes: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
            let is_member = |region_idx: usize| codes.contains(regions.code(region_idx)).then_some(0);
            Membership { names: own_name(), of_region: (0..regions.n_ranked()).map(is_member).collect() }
        }
        GroupKind::Column(column) => {
            let cells: Vec<&str> = (0..regions.n_ranked()).map(|region_idx| regions.cell(region_idx, column)).collect();
            let names: BTreeSet<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
            let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
            let number = |cell: &&str| names.binary_search_by(|name| name.as_str().cmp(cell)).ok().map(|number| number as u32);
            Membership { of_region: cells.iter().map(number).collect(), names }
        }
        GroupKind::Largest { variable, number, periods } => {
            let sizes = sizes(context, group, *variable, periods, edition_idx, problems);
            Membership { names: own_name(), of_region: largest(&sizes, *number) }
        }
        GroupKind::SizeClasses { variable, limits, periods } => {
            let sizes = sizes(context, group, *variable, periods, edition_idx, problems);
            Membership { names: class_names(limits), of_region: classes(&sizes, limits) }
        }
    }
}

fn sizes(
    context: &Context<'_>,
    group: &Group,
    variable: usize,
    periods: &[Period],
    edition_idx: usize,
    problems: &mut Vec<Problem>,
) -> Vec<f64> {
    let sizes = context.of_ranked(&Derivation::Variable(variable), periods[edition_idx]);
    if sizes.iter().all(|size| size.is_nan()) {
        let (variable, edition) = (&context.plan.variables[variable].id, &context.plan.editions[edition_idx].id);
        problems.push(
            Problem::new(
                ProblemKind::DataContract,
                format!(
                    "the group `{}` of edition {edition} needs `{variable}` for {}, which the data do not have",
                    group.id.value, periods[edition_idx]
                ),
            )
            .help("add the data, or give the group a `lag`"),
        );
    }
    sizes
}

/// The regions with the largest values, and those that tie with the last of them.
fn largest(sizes: &[f64], number: usize) -> Vec<Option<u32>> {
    let mut descending: Vec<f64> = sizes.iter().copied().filter(|size| !size.is_nan()).collect();
    descending.sort_unstable_by(|a, b| b.total_cmp(a));
    let smallest = descending.get(number.saturating_sub(1).min(descending.len().saturating_sub(1))).copied();
    sizes.iter().map(|size| smallest.filter(|smallest| size >= smallest).map(|_| 0)).collect()
}

fn classes(sizes: &[f64], limits: &[f64]) -> Vec<Option<u32>> {
    let class = |size: &f64| (!size.is_nan()).then(|| limits.partition_point(|limit| limit <= size) as u32);
    sizes.iter().map(class).collect()
}

/// `<4000`, `4000-9999` is not said of values that need not be whole: classes are named by their limits.
fn class_names(limits: &[f64]) -> Vec<String> {
    let first = limits.first().map(|limit| format!("<{limit}"));
    let middle = limits.windows(2).map(|pair| format!("{}–<{}", pair[0], pair[1]));
    let last = limits.last().map(|limit| format!("≥{limit}"));
    first.into_iter().chain(middle).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_and_those_that_tie_with_the_last() {
        assert_eq!(largest(&[5.0, 9.0, 5.0, f64::NAN, 1.0], 2), [Some(0), Some(0), Some(0), None, None]);
        assert_eq!(largest(&[5.0, 9.0], 20), [Some(0), Some(0)]);
        assert_eq!(largest(&[f64::NAN], 2), [None]);
    }

    #[test]
    fn a_size_at_a_limit_is_in_the_class_above() {
        assert_eq!(classes(&[3_999.0, 4_000.0, 25_000.0, f64::NAN], &[4_000.0, 25_000.0]), [Some(0), Some(1), Some(2), None]);
        assert_eq!(class_names(&[4_000.0, 25_000.0]), ["<4000", "4000–<25000", "≥25000"]);
    }
}
