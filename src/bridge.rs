//! The bridge between two builds (siltataulukko): as published → revised data → new division → new types → new imputation → new
//! method, score and rank of every region at each step, and what each cause contributed.
//!
//! Both builds are opened from their folders ([`crate::archive`]); every mixture of their data, regions, types, imputation and
//! method is built. The table goes through the causes in that order. What a cause contributed does not depend on the order: it is
//! the average over all orders (Shapley 1953, A value for n-person games), exact because all mixtures are known, so that the
//! contributions add up to the whole change.
//!
//! Where a mixture cannot be built (a new indicator needs a variable that the old data do not have), the causes concerned cannot be
//! told apart: they become one, and the bridge says so. The step to a new edition comes last, whole: it is the change within the
//! new build, which [`crate::analysis::attribution`] takes apart by indicator.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::error::{Problem, ProblemKind, Result};
use crate::indicator::VariableKind;
use crate::outcome::Detail;
use crate::plan::Plan;
use crate::rank::UNRANKED;
use crate::region::{RegionTypes, Regions};
use crate::session;
use crate::{DataOverride, ingest, round};

/// Why two builds of the same edition differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Values were revised, added or removed.
    Data,
    /// The classification year, mergers or the universe changed.
    Division,
    /// Regions changed type.
    Types,
    /// Screening, imputation or the rule for missing values changed.
    Imputation,
    /// Anything else of the method changed: indicators, weights, normalisation, aggregation, rounding, ranking.
    Method,
    /// The edition itself is another one: the change within the new build.
    Edition,
}

impl Cause {
    /// Those that make two builds of one edition differ, in the order of the bridge.
    pub const ALL: [Cause; 5] = [Cause::Data, Cause::Division, Cause::Types, Cause::Imputation, Cause::Method];

    /// In words, for tables.
    pub fn words(self) -> &'static str {
        match self {
            Cause::Data => "revised data",
            Cause::Division => "new division",
            Cause::Types => "new types",
            Cause::Imputation => "new imputation",
            Cause::Method => "new method",
            Cause::Edition => "new edition",
        }
    }
}

/// What a region has for a node at a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Score; NaN where it has none.
    pub score: f64,
    /// Rank among all; 0 = not ranked.
    pub rank: u32,
    /// Rank in its type; 0 = not ranked, or no types.
    pub type_rank: u32,
}

/// Standings by node id, then region code.
pub type Standings = BTreeMap<String, BTreeMap<String, Standing>>;

/// What a cause contributed to a region's change.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Contribution {
    /// To the score.
    pub score: f64,
    /// To the rank, in places: + is a climb.
    pub rank: f64,
    /// To the rank in the type, likewise.
    pub type_rank: f64,
}

/// Causes that are taken together, and where regions stand once they have come.
#[derive(Debug, Clone)]
pub struct Step {
    /// One cause, or several that cannot be told apart.
    pub causes: Vec<Cause>,
    /// After this step and those before it.
    pub standings: Standings,
    /// What it contributed on the average over all orders, by node id and region code; regions that are in both builds.
    pub contributions: BTreeMap<String, BTreeMap<String, Contribution>>,
}

impl Step {
    /// Its causes in words.
    pub fn words(&self) -> String {
        self.causes.iter().map(|cause| cause.words()).collect::<Vec<_>>().join(" and ")
    }
}

/// The way from one build to another, in one edition.
#[derive(Debug, Clone)]
pub struct Bridge {
    /// The edition.
    pub edition: String,
    /// As the base was built.
    pub base: Standings,
    /// Causes that are at work, in the order of the bridge.
    pub steps: Vec<Step>,
    /// Why causes could not be told apart; empty where they all were.
    pub merged_because: Vec<String>,
}

/// Builds the bridge for an edition that both builds have, and from there to `new_edition` of the new build.
///
/// # Errors
/// The folders cannot be read, or one of them cannot be built again.
pub fn bridge(base: &Archive, new: &Archive, edition: &str, new_edition: &str) -> Result<Bridge> {
    let mut bridge = causes(base, new, edition)?;
    if new_edition != edition {
        let standings = mixture(base, new, new_edition, &Cause::ALL)?;
        let before = bridge.steps.last().map_or(&bridge.base, |step| &step.standings);
        let contributions = contributions(&vec![before.clone(), standings.clone()], 1, 0);
        bridge.steps.push(Step { causes: vec![Cause::Edition], standings, contributions });
    }
    Ok(bridge)
}

/// The causes that make two builds of one edition differ.
fn causes(base: &Archive, new: &Archive, edition: &str) -> Result<Bridge> {
    let active: Vec<Cause> = Cause::ALL.into_iter().filter(|&cause| is_active(base, new, cause)).collect();
    let mut groups: Vec<Vec<Cause>> = active.iter().map(|&cause| vec![cause]).collect();
    let mut merged_because = Vec::new();
    loop {
        match all_mixtures(base, new, edition, &groups) {
            Ok(mixtures) => return Ok(from_mixtures(edition, groups, &mixtures, merged_because)),
            Err((_, problems)) if groups.len() < 2 => return Err(problems.into()),
            Err((mixture, problem)) => {
                merged_because.push(format!("{}: {}", mixture, problem.message));
                groups = fewer(groups);
            }
        }
    }
}

/// Data and method first: a new indicator needs its data. Then everything.
fn fewer(groups: Vec<Vec<Cause>>) -> Vec<Vec<Cause>> {
    let together = |cause: &Cause| matches!(cause, Cause::Data | Cause::Imputation | Cause::Method);
    let (mut joined, rest): (Vec<Vec<Cause>>, Vec<Vec<Cause>>) = groups.into_iter().partition(|group| group.iter().any(together));
    if joined.len() > 1 {
        let mut one: Vec<Cause> = joined.drain(..).flatten().collect();
        one.sort_unstable();
        let mut groups = rest;
        groups.push(one);
        groups
    } else {
        vec![joined.into_iter().chain(rest).flatten().collect()]
    }
}

/// Whether the two builds differ in a cause at all.
fn is_active(base: &Archive, new: &Archive, cause: Cause) -> bool {
    use crate::publish::inputs::{CELLS, MERGERS, REGION_TYPES};
    let content = |archive: &Archive, name: &str| {
        archive.manifest.files.iter().find(|file| file.name == name).and_then(|file| file.content_sha256.clone())
    };
    let differs = |name: &str| content(base, name) != content(new, name);
    match cause {
        Cause::Data => differs(CELLS),
        Cause::Division => {
            let regions = |archive: &Archive| {
                let plan = &archive.plan.regions;
                let universe: Vec<(String, Vec<String>)> =
                    plan.universe.iter().map(|(column, values)| (column.value.clone(), values.clone())).collect();
                (plan.division.clone().map(|year| year.value), plan.level.clone().map(|level| level.value), universe)
            };
            rows(base) != rows(new) || differs(MERGERS) || regions(base) != regions(new)
        }
        Cause::Types => differs(REGION_TYPES),
        Cause::Imputation => handling(&base.plan) != handling(&new.plan),
        Cause::Method => method(&base.plan) != method(&new.plan),
        Cause::Edition => false,
    }
}

/// The rows of the region table, without the types.
fn rows(archive: &Archive) -> Vec<(&str, Vec<&str>)> {
    let table = &archive.regions.table;
    let types = archive.plan.regions.types.as_ref().and_then(|types| table.column(&types.column.value));
    let cells =
        |row: &'_ crate::region::RegionRow| -> Vec<usize> { (0..row.cells.len()).filter(|&at| Some(at) != types).collect() };
    let mut rows: Vec<(&str, Vec<&str>)> = table
        .rows
        .iter()
        .map(|row| (row.code.as_str(), cells(row).into_iter().map(|at| row.cells[at].as_str()).collect()))
        .collect();
    rows.sort_unstable();
    rows
}

/// The keys of a configuration that say what happens where data are missing.
const HANDLING: [&str; 3] = ["screening", "imputation", "missing"];

fn keys(plan: &Plan) -> serde_json::Value {
    serde_json::to_value(&plan.raw).unwrap_or_default()
}

fn handling(plan: &Plan) -> Vec<(String, serde_json::Value)> {
    let keys = keys(plan);
    let mut found = Vec::new();
    let mut collect = |place: String, table: &serde_json::Value| {
        for key in HANDLING {
            if let Some(value) = table.get(key).filter(|value| !value.is_null()) {
                found.push((format!("{place}.{key}"), value.clone()));
            }
        }
    };
    collect("method".to_owned(), &keys["method"]);
    for section in ["indicator", "factor"] {
        for entry in keys[section].as_array().into_iter().flatten() {
            collect(entry["id"].as_str().unwrap_or_default().to_owned(), entry);
        }
    }
    found
}

/// What makes a score, apart from data, regions and the handling of missing values.
fn method(plan: &Plan) -> serde_json::Value {
    let mut keys = keys(plan);
    if let Some(sections) = keys.as_object_mut() {
        for other in [
            "regions",
            "source",
            "release",
            "publish",
            "acknowledge",
            "limits",
            "edition",
            "group",
            "target",
            "summary",
            "footnote",
        ] {
            sections.remove(other);
        }
        let strip = |table: &mut serde_json::Value| {
            if let Some(table) = table.as_object_mut() {
                HANDLING.iter().for_each(|key| {
                    table.remove(*key);
                });
                for words in ["name", "title", "label", "note", "unit", "source", "languages", "publish"] {
                    table.remove(words);
                }
            }
        };
        for section in ["method", "index"] {
            if let Some(table) = sections.get_mut(section) {
                strip(table);
            }
        }
        for section in ["indicator", "factor", "variable"] {
            sections.get_mut(section).and_then(|list| list.as_array_mut()).into_iter().flatten().for_each(strip);
        }
    }
    keys
}

/// Every mixture of two builds: by the set of groups of causes that have come, as bits.
type Mixtures = Vec<Standings>;

fn all_mixtures(
    base: &Archive,
    new: &Archive,
    edition: &str,
    groups: &[Vec<Cause>],
) -> std::result::Result<Mixtures, (String, Problem)> {
    use rayon::prelude::*;
    (0..1usize << groups.len())
        .into_par_iter()
        .map(|set| {
            let come: Vec<Cause> =
                groups.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).flat_map(|(_, group)| group.clone()).collect();
            mixture(base, new, edition, &come).map_err(|problems| {
                let words: Vec<&str> = come.iter().map(|cause| cause.words()).collect();
                let what = if words.is_empty() { "the base again".to_owned() } else { words.join(" and ") };
                let first = problems.into_vec().into_iter().next();
                (what, first.unwrap_or_else(|| Problem::new(ProblemKind::Internal, "nothing went wrong")))
            })
        })
        .collect()
}

/// The base with some causes taken from the new build.
fn mixture(base: &Archive, new: &Archive, edition: &str, come: &[Cause]) -> Result<Standings> {
    let of = |cause: Cause| if come.contains(&cause) { new } else { base };
    let mut plan = of(Cause::Method).plan.clone();
    let (data, division) = (&of(Cause::Data).plan, &of(Cause::Division).plan);
    plan.sources = data.sources.clone();
    for variable in &mut plan.variables {
        let same = data.variables.iter().find(|other| other.id == variable.id);
        if let (VariableKind::Series(series), Some(VariableKind::Series(of_data))) =
            (&mut variable.kind, same.map(|other| &other.kind))
        {
            series.divisions = of_data.divisions.clone();
        }
    }
    plan.regions.table = division.regions.table.clone();
    plan.regions.mergers = division.regions.mergers.clone();
    plan.regions.division = division.regions.division.clone();
    plan.regions.level = division.regions.level.clone();
    plan.regions.data_level = division.regions.data_level.clone();
    plan.regions.universe = division.regions.universe.clone();
    take_handling(&mut plan, &of(Cause::Imputation).plan);
    let regions = typed(&plan, &of(Cause::Division).regions, &of(Cause::Types).regions, edition, (base, new));
    let files = ingest::open(&plan, &DataOverride::default())?;
    let computed = session::compute(&plan, &regions, &files.with_regions(&plan, &regions), Detail::Rankings, &|_| {})?;
    let Some(edition_idx) = plan.editions.iter().position(|other| other.id == edition) else {
        let message = format!("the edition {edition} is not in both builds");
        return Err(Problem::new(ProblemKind::Usage, message).help("name an edition that both have").into());
    };
    let outcome = &computed.outcome.editions[edition_idx];
    let standings = plan.tree.nodes.iter().zip(&outcome.nodes).enumerate().map(|(node_idx, (node, outcome))| {
        let of_regions = (0..regions.n_ranked()).map(|region_idx| {
            let standing = Standing {
                score: outcome.scores[region_idx],
                rank: outcome.ranks[region_idx],
                type_rank: outcome.type_ranks.get(region_idx).copied().unwrap_or(UNRANKED),
            };
            (regions.code(region_idx).to_owned(), standing)
        });
        // The index may have been renamed with the method; it is still the index.
        let id = if node_idx == 0 { base.plan.index.id.clone() } else { node.id.clone() };
        (id, of_regions.collect())
    });
    Ok(standings.collect())
}

/// Takes over how missing values are handled, for what both plans have.
fn take_handling(plan: &mut Plan, from: &Plan) {
    plan.method.screening = from.method.screening;
    plan.method.minimum_coverage = from.method.minimum_coverage;
    for indicator in &mut plan.indicators {
        if let Some(other) = from.indicators.iter().find(|other| other.id == indicator.id) {
            indicator.missing = other.missing;
            // What an imputation refers to is numbered in its own plan.
            if !matches!(other.imputation.method, crate::method::ImputationMethod::ParentArea { .. }) {
                indicator.imputation = other.imputation.clone();
            }
        }
    }
    for (node_idx, node) in plan.tree.nodes.iter_mut().enumerate() {
        let same = from
            .tree
            .nodes
            .iter()
            .enumerate()
            .find(|(other_idx, other)| other.id == node.id || (*other_idx == 0 && node_idx == 0));
        if let Some((_, other)) = same {
            node.missing_children = other.missing_children;
        }
    }
}

/// Regions of one division with the types of one of the builds in the edition; a region that it does not know has the type that the
/// other build gives it.
fn typed(plan: &Plan, division: &Regions, types: &Regions, edition: &str, (base, new): (&Archive, &Archive)) -> Regions {
    let mut regions = division.clone();
    let Some(of_types) = &types.types else {
        regions.types = None;
        return regions;
    };
    let archives = [(&base.plan, &base.regions), (&new.plan, &new.regions)];
    let type_in = |(plan, regions): &(&Plan, &Regions), code: &str| -> Option<String> {
        let edition_idx = plan.editions.iter().position(|other| other.id == edition)?;
        let region_idx = (0..regions.n_ranked()).find(|&region_idx| regions.code(region_idx) == code)?;
        regions.type_of(edition_idx, region_idx).and_then(|type_idx| Some(regions.types.as_ref()?.ids[type_idx].clone()))
    };
    let own = archives.iter().find(|(_, regions)| std::ptr::eq(*regions, types));
    let mut ids = of_types.ids.clone();
    let row: Vec<usize> = (0..regions.n_ranked())
        .map(|region_idx| {
            let code = regions.code(region_idx);
            let id = own.and_then(|own| type_in(own, code)).or_else(|| archives.iter().find_map(|other| type_in(other, code)));
            let id = id.unwrap_or_default();
            ids.iter().position(|other| *other == id).unwrap_or_else(|| {
                ids.push(id);
                ids.len() - 1
            })
        })
        .collect();
    regions.types = Some(RegionTypes { ids, of_edition: vec![row.into(); plan.editions.len()] });
    regions
}

fn from_mixtures(edition: &str, groups: Vec<Vec<Cause>>, mixtures: &Mixtures, merged_because: Vec<String>) -> Bridge {
    let n_groups = groups.len();
    let mut come = 0;
    let steps = groups
        .into_iter()
        .enumerate()
        .map(|(at, causes)| {
            come |= 1 << at;
            Step { causes, standings: mixtures[come].clone(), contributions: contributions(mixtures, n_groups, at) }
        })
        .collect();
    Bridge { edition: edition.to_owned(), base: mixtures[0].clone(), steps, merged_because }
}

/// What a group of causes contributed: over all sets of the others, what its coming changed, weighted by the share of orders in
/// which it comes right after that set: |S|! (n − |S| − 1)! / n!.
fn contributions(mixtures: &Mixtures, n_groups: usize, group: usize) -> BTreeMap<String, BTreeMap<String, Contribution>> {
    let factorial = |n: usize| (1..=n).map(|factor| factor as f64).product::<f64>();
    let mut found = BTreeMap::new();
    for (node, of_base) in &mixtures[0] {
        let mut of_node = BTreeMap::new();
        'regions: for code in of_base.keys() {
            let mut contribution = Contribution::default();
            for set in (0..mixtures.len()).filter(|set| set >> group & 1 == 0) {
                let standing = |set: usize| mixtures[set].get(node).and_then(|of_node| of_node.get(code));
                let (Some(before), Some(after)) = (standing(set), standing(set | 1 << group)) else { continue 'regions };
                let n_come = set.count_ones() as usize;
                let weight = factorial(n_come) * factorial(n_groups - n_come - 1) / factorial(n_groups);
                if before.score.is_nan() || after.score.is_nan() {
                    continue 'regions;
                }
                contribution.score += weight * round::sum(after.score, -before.score);
                contribution.rank += weight * (f64::from(before.rank) - f64::from(after.rank));
                contribution.type_rank += weight * (f64::from(before.type_rank) - f64::from(after.type_rank));
            }
            of_node.insert(code.clone(), contribution);
        }
        found.insert(node.clone(), of_node);
    }
    found
}
