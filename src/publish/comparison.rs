//! A comparison as tables: region by region, by region type, the bridge between two builds, and the parts of every change.

use super::table::{Cells, Table};
use super::{OutputFile, bytes_csv, bytes_parquet, manifest};
use crate::analysis::compare::{Comparison, Difference, LargestMove, Presence, SideRegion};
use crate::analysis::moves::{Moves, PARTS, Pick};
use crate::bridge::{Bridge, Standing};
use crate::error::{Problem, ProblemKind, Result};
use crate::ingest::STATUS_KEY;
use crate::rank::UNRANKED;

/// How a region stands on the two sides, in one word.
pub fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Both => "both".to_owned(),
        Presence::New => "new".to_owned(),
        Presence::Gone => "gone".to_owned(),
        Presence::MergedInto(code) => format!("merged into {code}"),
    }
}

/// How two numbers differ, in words.
pub fn difference(difference: Difference) -> &'static str {
    match difference {
        Difference::None => "",
        Difference::WithinPrecision => "within precision",
        Difference::Real => "real",
    }
}

fn known(rank: u32) -> Option<i32> {
    (rank != UNRANKED).then_some(rank as i32)
}

/// One row per region.
pub fn table(comparison: &Comparison, data_status: &str) -> Table {
    let rows = &comparison.rows;
    let text = |cell: &dyn Fn(&SideRegion) -> String, side: fn(&crate::analysis::compare::Row) -> &Option<SideRegion>| {
        Cells::texts(rows.iter().map(|row| side(row).as_ref().map_or(String::new(), cell)))
    };
    let number = |side: fn(&crate::analysis::compare::Row) -> &Option<SideRegion>| {
        Cells::Real(rows.iter().map(|row| side(row).as_ref().map_or(f64::NAN, |region| region.score)).collect())
    };
    let place = |pick: fn(&SideRegion) -> u32, side: fn(&crate::analysis::compare::Row) -> &Option<SideRegion>| {
        Cells::Integer(rows.iter().map(|row| side(row).as_ref().and_then(|region| known(pick(region)))).collect())
    };
    let type_of = |region: &SideRegion| region.region_type.clone().unwrap_or_default();
    Table::new(vec![
        ("code".into(), Cells::texts(rows.iter().map(|row| row.code.as_str()))),
        ("name".into(), Cells::texts(rows.iter().map(|row| row.name.as_str()))),
        ("presence".into(), Cells::texts(rows.iter().map(|row| presence(&row.presence)))),
        ("base_type".into(), text(&type_of, |row| &row.base)),
        ("new_type".into(), text(&type_of, |row| &row.new)),
        ("base_score".into(), number(|row| &row.base)),
        ("new_score".into(), number(|row| &row.new)),
        ("score_change".into(), Cells::Real(rows.iter().map(|row| row.score_change).collect())),
        ("score_difference".into(), Cells::texts(rows.iter().map(|row| difference(row.score_difference)))),
        ("base_rank".into(), place(|region| region.rank, |row| &row.base)),
        ("new_rank".into(), place(|region| region.rank, |row| &row.new)),
        ("rank_change".into(), Cells::Integer(rows.iter().map(|row| row.rank_change).collect())),
        ("rank_difference".into(), Cells::texts(rows.iter().map(|row| difference(row.rank_difference)))),
        ("base_type_rank".into(), place(|region| region.type_rank, |row| &row.base)),
        ("new_type_rank".into(), place(|region| region.type_rank, |row| &row.new)),
        ("type_rank_change".into(), Cells::Integer(rows.iter().map(|row| row.type_rank_change).collect())),
        ("data_status".into(), Cells::same(data_status, rows.len())),
    ])
}

/// One row for all regions, and one per region type.
pub fn summary(comparison: &Comparison, data_status: &str) -> Table {
    let rows = &comparison.summaries;
    let largest = |pick: fn(&crate::analysis::compare::Summary) -> &Option<LargestMove>| {
        (
            Cells::Integer(rows.iter().map(|row| pick(row).as_ref().map(|largest| largest.places)).collect()),
            Cells::texts(rows.iter().map(|row| pick(row).as_ref().map_or("", |largest| largest.name.as_str()))),
        )
    };
    let (climb, climber) = largest(|row| &row.largest_climb);
    let (fall, faller) = largest(|row| &row.largest_fall);
    let optional = |pick: fn(&crate::analysis::compare::Summary) -> Option<f64>| {
        Cells::Real(rows.iter().map(|row| pick(row).unwrap_or(f64::NAN)).collect())
    };
    Table::new(vec![
        ("region_type".into(), Cells::texts(rows.iter().map(|row| row.region_type.as_deref().unwrap_or("all")))),
        ("n_common".into(), Cells::Integer(rows.iter().map(|row| Some(row.n_common as i32)).collect())),
        ("n_unchanged".into(), Cells::Integer(rows.iter().map(|row| Some(row.n_unchanged as i32)).collect())),
        ("mean_shift".into(), Cells::Real(rows.iter().map(|row| row.mean_shift).collect())),
        ("largest_climb".into(), climb),
        ("largest_climb_region".into(), climber),
        ("largest_fall".into(), fall),
        ("largest_fall_region".into(), faller),
        ("spearman".into(), optional(|row| row.spearman)),
        ("kendall".into(), optional(|row| row.kendall)),
        ("data_status".into(), Cells::same(data_status, rows.len())),
    ])
}

/// One row per node, region and step of the bridge: where the region stands after it, and what its causes contributed.
pub fn bridge(bridge: &Bridge, data_status: &str) -> Table {
    let (mut node, mut code, mut step) = (Vec::new(), Vec::new(), Vec::new());
    let (mut standings, mut contributions) = (Vec::new(), Vec::new());
    for (node_id, of_base) in &bridge.base {
        for (region, standing) in of_base {
            let mut push = |name: String, standing: Option<&Standing>, contribution: Option<crate::bridge::Contribution>| {
                node.push(node_id.clone());
                code.push(region.clone());
                step.push(name);
                standings.push(standing.copied());
                contributions.push(contribution);
            };
            push("base".to_owned(), Some(standing), None);
            for step in &bridge.steps {
                let standing = step.standings.get(node_id).and_then(|of_node| of_node.get(region));
                let contribution = step.contributions.get(node_id).and_then(|of_node| of_node.get(region)).copied();
                push(step.words(), standing, contribution);
            }
        }
    }
    let n_rows = node.len();
    let place = |pick: fn(&Standing) -> u32| {
        Cells::Integer(standings.iter().map(|standing| standing.as_ref().and_then(|standing| known(pick(standing)))).collect())
    };
    let part = |pick: fn(&crate::bridge::Contribution) -> f64| {
        Cells::Real(contributions.iter().map(|part| part.as_ref().map_or(f64::NAN, pick)).collect())
    };
    let scores = standings.iter().map(|standing| standing.map_or(f64::NAN, |standing| standing.score)).collect();
    Table::new(vec![
        ("edition".into(), Cells::same(&bridge.edition, n_rows)),
        ("node".into(), Cells::texts(&node)),
        ("code".into(), Cells::texts(&code)),
        ("step".into(), Cells::texts(&step)),
        ("score".into(), Cells::Real(scores)),
        ("rank".into(), place(|standing| standing.rank)),
        ("type_rank".into(), place(|standing| standing.type_rank)),
        ("score_contribution".into(), part(|part| part.score)),
        ("rank_contribution".into(), part(|part| part.rank)),
        ("type_rank_contribution".into(), part(|part| part.type_rank)),
        ("data_status".into(), Cells::same(data_status, n_rows)),
    ])
}

/// One row per region, indicator and part of the change of its score, which add up to the change; parts that are 0 for all are left
/// out. The last rows of a region are the indicators of which nothing may be shown, together, the weights as a whole, where there is such a part, and what rounding adds.
pub fn attribution(comparison: &Comparison, moves: &Moves, node: &str, data_status: &str) -> Table {
    let changes = || moves.regions.iter().map(|region| &region.change);
    let has = |pick: Pick| changes().any(|change| change.parts.iter().any(|part| pick(part) != 0.0));
    let parts: Vec<_> = PARTS.into_iter().filter(|(name, pick)| *name == "own" || has(*pick)).collect();
    let has_withheld = changes().any(|change| change.withheld.total() != 0.0);
    let has_weights = changes().any(|change| change.weights != 0.0);
    let name_of = |code: &str| comparison.rows.iter().find(|row| row.code == code).map_or("", |row| row.name.as_str());
    let mut rows = Vec::new();
    for region in &moves.regions {
        let of_region = (region.code.as_str(), name_of(&region.code));
        for of_indicator in &region.change.parts {
            let indicator = moves.indicators[of_indicator.indicator_idx].as_str();
            let of_part = |(part, pick): &(&'static str, Pick)| {
                (of_region, indicator, *part, pick(of_indicator), of_indicator.standard_error)
            };
            rows.extend(parts.iter().map(of_part));
        }
        if has_withheld {
            rows.push((of_region, "", "not published", region.change.withheld.total(), f64::NAN));
        }
        if has_weights {
            rows.push((of_region, "", "weights", region.change.weights, f64::NAN));
        }
        rows.push((of_region, "", "rounding", region.change.rounding, f64::NAN));
    }
    let n_rows = rows.len();
    Table::new(vec![
        ("base_edition".into(), Cells::same(&moves.before, n_rows)),
        ("edition".into(), Cells::same(&moves.now, n_rows)),
        ("node".into(), Cells::same(node, n_rows)),
        ("code".into(), Cells::texts(rows.iter().map(|((code, _), ..)| code))),
        ("name".into(), Cells::texts(rows.iter().map(|((_, name), ..)| name))),
        ("indicator".into(), Cells::texts(rows.iter().map(|(_, indicator, ..)| indicator))),
        ("part".into(), Cells::texts(rows.iter().map(|(_, _, part, ..)| part))),
        ("points".into(), Cells::Real(rows.iter().map(|(_, _, _, points, _)| *points).collect())),
        ("indicator_standard_error".into(), Cells::Real(rows.iter().map(|(.., error)| *error).collect())),
        ("data_status".into(), Cells::same(data_status, n_rows)),
    ])
}

/// The files of a comparison's folder; the manifest comes last.
///
/// # Errors
/// A table cannot be encoded: a bug, reported as one.
pub fn files(
    (index, node): (&str, &str),
    comparison: &Comparison,
    bridged: Option<&Bridge>,
    moves: Option<&Moves>,
    data_status: &str,
) -> Result<Vec<OutputFile>> {
    let mut tables = vec![("comparison", table(comparison, data_status)), ("summary", summary(comparison, data_status))];
    tables.extend(bridged.map(|bridged| ("bridge", bridge(bridged, data_status))));
    tables.extend(moves.map(|moves| ("attribution", attribution(comparison, moves, node, data_status))));
    let mut files = Vec::new();
    let marks = [(STATUS_KEY, data_status), ("index", index)];
    for (name, table) in &tables {
        let content_sha256 = Some(table.content_sha256());
        let encoded = bytes_csv::bytes(table).and_then(|csv| Ok((csv, bytes_parquet::bytes(table, &marks)?)));
        let (csv, parquet) = encoded
            .map_err(|reason| Problem::new(ProblemKind::Internal, format!("the table `{name}` cannot be written: {reason}")))?;
        files.push(OutputFile { name: format!("{name}.csv"), bytes: csv, content_sha256: content_sha256.clone() });
        files.push(OutputFile { name: format!("{name}.parquet"), bytes: parquet, content_sha256 });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let manifest = manifest::of_files(index, &[comparison.base.clone(), comparison.new.clone()], data_status, &files);
    files.push(manifest);
    Ok(files)
}
