//! `targets.csv`: how far each region is from what it set out to reach.
//!
//! `distance` is value minus target, turned where less is better, so that it is negative below the target and 0 or more where the
//! target is reached. An indicator's value is compared in its own unit, as derived; a factor's or the index's score as published.

use std::collections::BTreeMap;

use super::table::{Cells, Table};
use super::{Build, OutputFile, bytes_csv};
use crate::method::{Direction, RankOrder};
use crate::plan::{Target, TargetOf};
use crate::round;

#[derive(Default)]
struct Rows {
    edition: Vec<String>,
    code: Vec<String>,
    name: Vec<String>,
    of: Vec<String>,
    value: Vec<f64>,
    target: Vec<f64>,
    distance: Vec<f64>,
    reached: Vec<String>,
    note: Vec<String>,
}

/// One row per edition, target and region that has one.
pub fn table(build: &Build<'_>) -> Table {
    let (plan, regions) = (build.plan, build.regions);
    let language = plan.main_language();
    let mut rows = Rows::default();
    for &edition_idx in build.editions {
        for target in &plan.targets {
            let own: BTreeMap<&str, f64> = target.regions.iter().map(|(code, goal)| (code.value.as_str(), *goal)).collect();
            for region_idx in 0..regions.n_ranked() {
                // Its own, else that of all.
                let Some(goal) = own.get(regions.code(region_idx)).copied().or(target.value) else { continue };
                let (id, value, sign) = value(build, target, edition_idx, region_idx);
                let distance = if value.is_nan() { f64::NAN } else { sign * round::sum(value, -goal) + 0.0 };
                rows.edition.push(plan.editions[edition_idx].id.clone());
                rows.code.push(regions.code(region_idx).to_owned());
                rows.name.push(regions.name(region_idx, language).to_owned());
                rows.of.push(id.to_owned());
                rows.value.push(value);
                rows.target.push(goal);
                rows.distance.push(distance);
                rows.reached.push(
                    if distance.is_nan() {
                        ""
                    } else if distance >= 0.0 {
                        "yes"
                    } else {
                        "no"
                    }
                    .to_owned(),
                );
                rows.note.push(target.note.get(language).unwrap_or_default().to_owned());
            }
        }
    }
    let n_rows = rows.value.len();
    Table::new(vec![
        ("edition".into(), Cells::texts(&rows.edition)),
        ("code".into(), Cells::texts(&rows.code)),
        (format!("name_{language}"), Cells::texts(&rows.name)),
        ("of".into(), Cells::texts(&rows.of)),
        ("value".into(), Cells::Real(rows.value)),
        ("target".into(), Cells::Real(rows.target)),
        ("distance".into(), Cells::Real(rows.distance)),
        ("reached".into(), Cells::texts(&rows.reached)),
        ("note".into(), Cells::texts(&rows.note)),
        ("data_status".into(), Cells::same(build.data_status, n_rows)),
    ])
}

/// What is compared with the target, and the sign that makes more better.
fn value<'a>(build: &Build<'a>, target: &Target, edition_idx: usize, region_idx: usize) -> (&'a str, f64, f64) {
    let (plan, edition) = (build.plan, &build.outcome.editions[edition_idx]);
    match target.of {
        TargetOf::Indicator(indicator_idx) => {
            let indicator = &plan.indicators[indicator_idx];
            let value = edition.indicators[indicator_idx].raw.get(region_idx).copied().unwrap_or(f64::NAN);
            (&indicator.id, value, if indicator.direction == Direction::LowerIsBetter { -1.0 } else { 1.0 })
        }
        TargetOf::Node(node_idx) => {
            let node = &plan.tree.nodes[node_idx];
            let value = edition.nodes[node_idx].scores[region_idx];
            (&node.id, value, if node.order == RankOrder::LowestFirst { -1.0 } else { 1.0 })
        }
    }
}

/// The file; none where the configuration has no targets.
///
/// # Errors
/// The writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    if build.plan.targets.is_empty() {
        return Ok(Vec::new());
    }
    let table = table(build);
    let content_sha256 = Some(table.content_sha256());
    Ok(vec![OutputFile { name: "targets.csv".into(), bytes: bytes_csv::bytes(&table)?, content_sha256 }])
}
