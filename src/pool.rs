//! Pools taken apart: which values parameters are fitted on, and to which they are applied.
//!
//! A step works on the columns of one indicator (or node) in a batch of editions. A pool divides it into parts: each part is
//! fitted once, on some stretches of the columns, and applied to some stretches; together the parts cover every value once.
//! What is fitted is the step's business.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::method::{Pool, PoolEditions};

/// Some regions of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Position of the column in the batch.
    pub column: usize,
    /// Regions; `None` = all.
    pub regions: Option<Vec<u32>>,
}

/// Values with parameters of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Position in the batch of the one edition it is of; `None` = of several.
    pub edition: Option<usize>,
    /// Group it is of, by number; `None` = all regions.
    pub group: Option<usize>,
    /// What parameters are fitted on.
    pub fitted_on: Vec<Stretch>,
    /// What they are applied to.
    pub applies_to: Vec<Stretch>,
}

/// Group of each region in each edition of a batch, and the number of groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// By position in the batch, then region.
    pub of_edition: Vec<Vec<usize>>,
    /// Number of groups.
    pub n_groups: usize,
}

/// The parts into which a pool divides a batch of columns. `editions` are those of the columns, by position in the plan; a column
/// that is not there (`present` false) is in no part.
pub fn parts(pool: &Pool, editions: &[usize], present: &[bool], grouping: Option<&Grouping>) -> Vec<Part> {
    let there: Vec<usize> = (0..editions.len()).filter(|&column| present[column]).collect();
    // What is fitted on which columns, and applied to which.
    type Columns = Vec<usize>;
    let pools: Vec<(Columns, Columns)> = match pool.editions {
        PoolEditions::Each => there.iter().map(|&column| (vec![column], vec![column])).collect(),
        PoolEditions::All => vec![(there.clone(), there)],
        PoolEditions::Base(edition_idx) => {
            let base = there.iter().copied().filter(|&column| editions[column] == edition_idx).collect();
            vec![(base, there)]
        }
    };
    let shared = pool.editions != PoolEditions::Each;
    let mut parts = Vec::new();
    for (fitted_on, applies_to) in pools {
        let edition = if shared { None } else { fitted_on.first().copied() };
        match grouping {
            None => {
                let whole = |columns: Vec<usize>| columns.into_iter().map(|column| Stretch { column, regions: None }).collect();
                parts.push(Part { edition, group: None, fitted_on: whole(fitted_on), applies_to: whole(applies_to) });
            }
            Some(grouping) => {
                let by_group: BTreeMap<usize, Vec<Vec<u32>>> =
                    fitted_on.iter().chain(&applies_to).map(|&column| (column, grouping.members(column))).collect();
                for group in 0..grouping.n_groups {
                    let members = |columns: &[usize]| -> Vec<Stretch> {
                        let regions = |column: usize| by_group.get(&column).map(|members| members[group].clone());
                        columns.iter().map(|&column| Stretch { column, regions: regions(column) }).collect()
                    };
                    let applies_to = members(&applies_to);
                    if applies_to.iter().any(|stretch| stretch.regions.as_ref().is_some_and(|regions| !regions.is_empty())) {
                        parts.push(Part { edition, group: Some(group), fitted_on: members(&fitted_on), applies_to });
                    }
                }
            }
        }
    }
    parts
}

impl Grouping {
    /// The regions of every group, ascending.
    fn members(&self, column: usize) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.n_groups];
        for (region_idx, &group) in self.of_edition[column].iter().enumerate() {
            members[group].push(region_idx as u32);
        }
        members
    }
}

/// The values of a stretch.
pub fn gather<'a>(stretch: &Stretch, columns: &'a [Vec<f64>]) -> Cow<'a, [f64]> {
    let column = &columns[stretch.column];
    match &stretch.regions {
        None => Cow::Borrowed(column),
        Some(regions) => Cow::Owned(regions.iter().map(|&region_idx| column[region_idx as usize]).collect()),
    }
}

/// The values of several stretches, one after the other.
pub fn gather_all<'a>(stretches: &[Stretch], columns: &'a [Vec<f64>]) -> Cow<'a, [f64]> {
    match stretches {
        [only] => gather(only, columns),
        several => Cow::Owned(several.iter().flat_map(|stretch| gather(stretch, columns).into_owned()).collect()),
    }
}

/// Puts the values of a stretch back into their column.
pub fn scatter(stretch: &Stretch, values: Vec<f64>, columns: &mut [Vec<f64>]) {
    match &stretch.regions {
        None => columns[stretch.column] = values,
        Some(regions) => {
            for (&region_idx, value) in regions.iter().zip(values) {
                columns[stretch.column][region_idx as usize] = value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::Within;

    fn pool(editions: PoolEditions) -> Pool {
        Pool { editions, within: Within::Everyone }
    }

    #[test]
    fn each_edition_is_a_part_of_its_own() {
        let parts = parts(&pool(PoolEditions::Each), &[3, 4], &[true, true], None);
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[1].fitted_on, [Stretch { column: 1, regions: None }]);
        assert_eq!(parts[1].fitted_on, parts[1].applies_to);
        assert_eq!(parts[1].edition, Some(1));
    }

    #[test]
    fn a_base_edition_is_fitted_on_alone_and_applied_to_all() {
        let parts = parts(&pool(PoolEditions::Base(4)), &[3, 4, 5], &[true, true, false], None);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].fitted_on, [Stretch { column: 1, regions: None }]);
        assert_eq!(parts[0].applies_to.len(), 2);
    }

    #[test]
    fn groups_cover_every_value_once() {
        let grouping = Grouping { of_edition: vec![vec![0, 1, 0], vec![1, 1, 0]], n_groups: 3 };
        let parts = parts(&pool(PoolEditions::All), &[0, 1], &[true, true], Some(&grouping));
        assert_eq!(parts.len(), 2);
        let columns = vec![vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 6.0]];
        assert_eq!(gather_all(&parts[0].fitted_on, &columns).into_owned(), [1.0, 3.0, 6.0]);
        let mut out = vec![vec![0.0; 3]; 2];
        for part in &parts {
            for stretch in &part.applies_to {
                scatter(stretch, gather(stretch, &columns).into_owned(), &mut out);
            }
        }
        assert_eq!(out, columns);
    }
}
