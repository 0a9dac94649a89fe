//! Tables of values one by one: what is there, how it is spread, what is equal.

use super::{Cell, Column, flag, reason, row, table};
use crate::analysis::diagnostics::availability::{
    Availability, LEAST_AVAILABLE, LEAST_AVAILABLE_OF_REGION, LEAST_DISTINCT, LEAST_NONZERO,
};
use crate::analysis::diagnostics::{Diagnostics, NotComputed, Subject, parent_of};
use crate::plan::Plan;
use crate::publish::Build;
use crate::publish::diagnostics::{id, kind};
use crate::publish::table::Table;

/// The node on which an indicator hangs.
fn factor(plan: &Plan, indicator_idx: usize) -> &str {
    id(plan, Subject::Node(parent_of(&plan.tree, indicator_idx)))
}

/// One row per indicator: what is there, what is zero, how many different values.
pub(super) fn availability(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let plan = build.plan;
    let columns = [
        Text("indicator"),
        Text("name"),
        Text("factor"),
        Text("statistic_period"),
        Count("n_regions"),
        Count("n_available"),
        Count("n_missing"),
        Real("share_available"),
        Count("n_zero"),
        Real("share_nonzero"),
        Count("n_distinct"),
        Real("share_distinct"),
        Count("n_most_common"),
        Real("share_most_common"),
        Real("most_common_value"),
        Text("flag_available"),
        Text("flag_nonzero"),
        Text("flag_distinct"),
        Text("flag_most_common"),
    ];
    let row = |edition_idx: usize, indicator_idx: usize, of: &Availability| {
        let indicator = &plan.indicators[indicator_idx];
        let low = |share: Option<f64>, least: f64| flag(share.is_none_or(|share| share < least), "low");
        row![
            indicator.id.as_str(),
            indicator.name.best(&plan.index.languages),
            factor(plan, indicator_idx),
            build.outcome.editions[edition_idx].indicators[indicator_idx].period.to_string(),
            of.n_regions,
            of.n_available,
            of.n_regions - of.n_available,
            of.share_available(),
            of.n_zero,
            of.share_nonzero(),
            of.n_distinct,
            of.share_distinct(),
            of.n_most_common,
            of.share_most_common(),
            of.most_common,
            low(of.share_available(), LEAST_AVAILABLE),
            low(of.share_nonzero(), LEAST_NONZERO),
            low(of.share_distinct(), LEAST_DISTINCT),
            flag(of.is_mostly_one_value(), "high"),
        ]
    };
    let of_edition = |edition: &Diagnostics| {
        let edition_idx = edition.edition_idx;
        let rows = edition.availability.iter().enumerate().map(|(position, of)| (edition_idx, row(edition_idx, position, of)));
        rows.collect::<Vec<_>>()
    };
    table(build, &columns, editions.iter().flat_map(of_edition).collect())
}

/// One row per region: what is there, and the share of each node's weight that rests on data.
pub(super) fn availability_regions(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let (plan, regions) = (build.plan, build.regions);
    let columns = [
        Text("code"),
        Text("name"),
        Text("region_type"),
        Count("n_indicators"),
        Count("n_missing"),
        Real("share_available"),
        Count("n_zero"),
        Real("share_nonzero"),
        Text("flag_available"),
        Real("coverage"),
        Text("lowest_factor"),
        Real("coverage_of_lowest_factor"),
    ];
    let of_edition = |edition: &Diagnostics| {
        let edition_idx = edition.edition_idx;
        let nodes = &build.outcome.editions[edition_idx].nodes;
        let rows = edition.regions.iter().enumerate().map(|(region_idx, of)| {
            let region_type = regions.type_of(edition_idx, region_idx);
            let region_type = region_type.and_then(|type_idx| regions.types.as_ref().map(|types| types.ids[type_idx].as_str()));
            let coverage = |node_idx: usize| nodes[node_idx].coverage[region_idx];
            let lowest = (1..nodes.len()).min_by(|&a, &b| coverage(a).total_cmp(&coverage(b)));
            // Where nothing is missing, no factor is the lowest.
            let lowest = lowest.filter(|&node_idx| coverage(node_idx) < 1.0);
            let row = row![
                regions.code(region_idx),
                regions.name(region_idx, plan.main_language()),
                region_type,
                of.n_indicators,
                of.n_missing,
                of.share_available(),
                of.n_zero,
                of.share_nonzero(),
                flag(of.share_available().is_none_or(|share| share < LEAST_AVAILABLE_OF_REGION), "low"),
                nodes.first().map(|root| root.coverage[region_idx]),
                lowest.map(|node_idx| id(plan, Subject::Node(node_idx))),
                lowest.map(coverage),
            ];
            (edition_idx, row)
        });
        rows.collect::<Vec<_>>()
    };
    table(build, &columns, editions.iter().flat_map(of_edition).collect())
}

/// One row per indicator: how its raw values are spread.
pub(super) fn distribution(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("indicator"),
        Text("unit"),
        Count("n_available"),
        Real("minimum"),
        Real("lower_quartile"),
        Real("median"),
        Real("mean"),
        Real("upper_quartile"),
        Real("maximum"),
        Real("standard_deviation"),
        Real("skewness"),
        Real("kurtosis"),
        Text("flag_outliers"),
        Count("n_apart"),
        Count("n_far_apart"),
        Text("reason"),
    ];
    let plan = build.plan;
    let of_edition = |edition: &Diagnostics| {
        let rows = edition.distributions.iter().enumerate().map(|(indicator_idx, of)| {
            let indicator = &plan.indicators[indicator_idx];
            let unit = indicator.unit.best(&plan.index.languages);
            let apart = of.outliers.as_ref().ok();
            let (n_apart, n_far) = (apart.map(Vec::len), apart.map(|all| all.iter().filter(|one| one.is_far()).count()));
            let Ok(summary) = of.summary else {
                let mut row = row![indicator.id.as_str(), unit, of.n_values];
                row.extend((3..columns.len() - 1).map(|_| Cell::Empty));
                row.push(reason(&of.summary));
                return (edition.edition_idx, row);
            };
            let reasons: Vec<NotComputed> = [summary.skewness.err(), summary.kurtosis.err(), of.outliers.as_ref().err().copied()]
                .into_iter()
                .flatten()
                .collect();
            let row = row![
                indicator.id.as_str(),
                unit,
                of.n_values,
                summary.minimum,
                summary.lower_quartile,
                summary.median,
                summary.mean,
                summary.upper_quartile,
                summary.maximum,
                summary.deviation,
                summary.skewness,
                summary.kurtosis,
                of.is_skewed_by_outliers().map(|is_skewed| flag(is_skewed, "outliers")),
                n_apart,
                n_far,
                reasons.first().map(ToString::to_string),
            ];
            (edition.edition_idx, row)
        });
        rows.collect::<Vec<_>>()
    };
    table(build, &columns, editions.iter().flat_map(of_edition).collect())
}

/// One row per value that stands apart.
pub(super) fn outliers(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Real, Text};
    let columns = [
        Text("indicator"),
        Text("code"),
        Text("name"),
        Real("value"),
        Text("end"),
        Real("interquartile_ranges_beyond_quartile"),
        Text("flag"),
    ];
    let (plan, regions) = (build.plan, build.regions);
    let mut rows = Vec::new();
    for edition in editions {
        for (indicator_idx, of) in edition.distributions.iter().enumerate() {
            for outlier in of.outliers.iter().flatten() {
                let row = row![
                    plan.indicators[indicator_idx].id.as_str(),
                    regions.code(outlier.region_idx),
                    regions.name(outlier.region_idx, plan.main_language()),
                    outlier.value,
                    if outlier.distance < 0.0 { "low" } else { "high" },
                    outlier.distance.abs(),
                    if outlier.is_far() { "far apart" } else { "apart" },
                ];
                rows.push((edition.edition_idx, row));
            }
        }
    }
    table(build, &columns, rows)
}

/// One row per indicator, factor and the index: equal values.
pub(super) fn ties(build: &Build<'_>, editions: &[Diagnostics]) -> Table {
    use Column::{Count, Real, Text};
    let columns = [
        Text("subject"),
        Text("kind"),
        Count("n_regions"),
        Count("n_tied"),
        Count("n_shared_values"),
        Count("n_largest_group"),
        Real("value_of_largest_group"),
    ];
    let mut rows = Vec::new();
    for edition in editions {
        for of in &edition.ties {
            let row = row![
                id(build.plan, of.subject),
                kind(of.subject),
                of.n_regions,
                of.n_tied,
                of.n_groups,
                of.n_largest,
                of.largest,
            ];
            rows.push((edition.edition_idx, row));
        }
    }
    table(build, &columns, rows)
}
