//! `rankings.<language>.csv`: the rankings rounded and labelled for people.
//!
//! In Finnish and Swedish the file opens right in a Finnish Excel: semicolons, decimal comma, UTF-8 with a byte order mark,
//! CRLF. In other languages it has commas and decimal points. Text that a spreadsheet would run as a formula is made
//! harmless; numbers, negative ones too, stay numbers.

use super::collation;
use super::footnotes::Footnotes;
use super::labels::{self, Label};
use super::mark;
use super::{Build, OutputFile, robustness};
use crate::analysis::robustness::distribution::RankDistribution;
use crate::classify::UNCLASSED;
use crate::outcome::NodeOutcome;
use crate::plan::{Group, GroupKind, Plan};
use crate::rank::UNRANKED;
use crate::round;
use crate::tree::Tree;

/// How numbers and separators are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    separator: u8,
    decimal_comma: bool,
    byte_order_mark: bool,
}

impl Dialect {
    /// The dialect of a language.
    pub fn of(language: &str) -> Self {
        let nordic = matches!(language, "fi" | "sv");
        Dialect { separator: if nordic { b';' } else { b',' }, decimal_comma: nordic, byte_order_mark: nordic }
    }

    /// A number with a fixed number of decimals; empty when missing.
    pub fn number(self, value: f64, decimals: u32) -> String {
        if value.is_nan() {
            return String::new();
        }
        let rounded = round::to_decimals(value, decimals);
        let text = format!("{rounded:.*}", decimals as usize);
        if self.decimal_comma { text.replace('.', ",") } else { text }
    }

    /// Rows as bytes: quoted where needed, CRLF.
    ///
    /// # Errors
    /// The CSV writer's own error in words.
    pub fn bytes(self, rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
        let start = if self.byte_order_mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator)
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(start);
        for row in rows {
            writer.write_record(row).map_err(|error| error.to_string())?;
        }
        writer.into_inner().map_err(|error| error.to_string())
    }
}

/// Whether a spreadsheet would take a text for a formula if somebody typed it.
pub fn looks_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text that a spreadsheet cannot mistake for a formula.
pub fn harmless(text: &str) -> String {
    if looks_like_a_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// Which regions of an edition a table shows, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All regions, by code.
    All,
    /// The regions of one type, best first.
    Type(usize),
    /// The members of one part of a further group, best first.
    Group {
        /// The group, in configuration order.
        group: usize,
        /// The part, as the edition's membership numbers it.
        part: u32,
    },
}

/// Columns for people: header, and cells by edition and region.
type Cell<'a> = Box<dyn Fn(usize, usize) -> String + 'a>;

/// Header and rows for people of the given editions.
pub fn rows(build: &Build<'_>, editions: &[usize], part: Part, language: &str) -> Vec<Vec<String>> {
    let (plan, regions) = (build.plan, build.regions);
    let dialect = Dialect::of(language);
    let label = |label: Label| label.in_language(language).to_owned();
    let one_type = matches!(part, Part::Type(_));
    let mut columns: Vec<(String, Cell<'_>)> = Vec::new();
    columns.push((label(labels::EDITION), Box::new(|edition_idx, _| harmless(&plan.editions[edition_idx].id))));
    let root = |edition_idx: usize| &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
    if let Part::Group { group, part } = part {
        let name = editions.first().map_or(String::new(), |&edition_idx| part_name(build, edition_idx, group, part, language));
        columns.push((
            harmless(&format!("{} ({name})", label(labels::GROUP_RANK))),
            Box::new(move |edition_idx, region_idx| rank(&root(edition_idx).group_ranks[group], region_idx)),
        ));
        columns.push((
            label(labels::GROUP_RANK_CHANGE),
            Box::new(move |edition_idx, region_idx| group_change(root(edition_idx), group, region_idx)),
        ));
    }
    if one_type {
        columns.push((
            format!("{}{}", label(labels::TYPE_RANK), types_label(build, language)),
            Box::new(move |edition_idx, region_idx| rank(&root(edition_idx).type_ranks, region_idx)),
        ));
        columns.push((
            label(labels::TYPE_RANK_CHANGE),
            Box::new(move |edition_idx, region_idx| change(&root(edition_idx).type_rank_changes, region_idx)),
        ));
    }
    columns.push((label(labels::CODE), Box::new(|_, region_idx| harmless(regions.code(region_idx)))));
    columns.push((
        labels::level(&regions.level, language).to_owned(),
        Box::new(move |_, region_idx| harmless(regions.name(region_idx, language))),
    ));
    if regions.types.is_some() && !one_type {
        columns.push((
            format!("{}{}", label(labels::REGION_TYPE), types_label(build, language)),
            Box::new(move |edition_idx, region_idx| harmless(&type_name(build, edition_idx, region_idx, language))),
        ));
    }
    for column in &plan.publish.region_columns {
        let header = match column.value.as_str() {
            level @ ("seutukunta" | "maakunta") => labels::level(level, language).to_owned(),
            other => other.to_owned(),
        };
        columns.push((header, Box::new(move |_, region_idx| harmless(&area_name(build, region_idx, &column.value, language)))));
    }
    if part == Part::All {
        columns.extend(group_columns(build, language));
    }
    for (node_idx, node) in plan.tree.nodes.iter().enumerate() {
        let name = node.name.get(language).unwrap_or(node.name.best(&plan.index.languages));
        let name = if name.is_empty() { node.id.clone() } else { name.to_owned() };
        let outcome = move |edition_idx: usize| &build.outcome.editions[edition_idx].nodes[node_idx];
        columns.push((
            harmless(&name),
            Box::new(move |edition_idx, region_idx| {
                dialect.number(outcome(edition_idx).scores[region_idx], plan.publish.decimals)
            }),
        ));
        // The index's own ranks need no name before them: they are what the table is about.
        let headed = |label: Label| match node_idx {
            Tree::ROOT => label.in_language(language).to_owned(),
            _ => format!("{}: {}", harmless(&name), label.in_language(language).to_lowercase()),
        };
        columns
            .push((headed(labels::RANK), Box::new(move |edition_idx, region_idx| rank(&outcome(edition_idx).ranks, region_idx))));
        let has_intervals = plan.robustness.publish
            && editions.iter().any(|&edition_idx| robustness::of_node(build, edition_idx, node_idx).is_some());
        let interval = move |edition_idx: usize, region_idx: usize, within_type: bool| {
            let node = robustness::of_node(build, edition_idx, node_idx);
            let of_region = node.and_then(|node| (if within_type { &node.within_type } else { &node.overall }).get(region_idx));
            let ends = of_region.and_then(RankDistribution::whole_ends);
            ends.map_or(String::new(), |(lowest, highest)| robustness::words::interval(lowest, highest))
        };
        if has_intervals {
            columns.push((
                headed(labels::RANK_INTERVAL),
                Box::new(move |edition_idx, region_idx| interval(edition_idx, region_idx, false)),
            ));
        }
        if regions.types.is_some() && !(one_type && node_idx == Tree::ROOT) {
            columns.push((
                headed(labels::TYPE_RANK),
                Box::new(move |edition_idx, region_idx| rank(&outcome(edition_idx).type_ranks, region_idx)),
            ));
        }
        if has_intervals && regions.types.is_some() {
            columns.push((
                headed(labels::TYPE_RANK_INTERVAL),
                Box::new(move |edition_idx, region_idx| interval(edition_idx, region_idx, true)),
            ));
        }
        columns.push((
            headed(labels::RANK_CHANGE),
            Box::new(move |edition_idx, region_idx| change(&outcome(edition_idx).rank_changes, region_idx)),
        ));
        if regions.types.is_some() && !(one_type && node_idx == Tree::ROOT) {
            columns.push((
                headed(labels::TYPE_RANK_CHANGE),
                Box::new(move |edition_idx, region_idx| change(&outcome(edition_idx).type_rank_changes, region_idx)),
            ));
        }
        if let Part::Group { group, .. } = part
            && node_idx != Tree::ROOT
        {
            columns.push((
                headed(labels::GROUP_RANK),
                Box::new(move |edition_idx, region_idx| rank(&outcome(edition_idx).group_ranks[group], region_idx)),
            ));
            columns.push((
                headed(labels::GROUP_RANK_CHANGE),
                Box::new(move |edition_idx, region_idx| group_change(outcome(edition_idx), group, region_idx)),
            ));
        }
        if plan.method.percentile.is_some() {
            // A place among all is worth as many digits as a score out of a hundred.
            let decimals = plan.publish.decimals + 2;
            columns.push((
                headed(labels::PERCENTILE),
                Box::new(move |edition_idx, region_idx| dialect.number(outcome(edition_idx).percentiles[region_idx], decimals)),
            ));
        }
        if plan.method.classes.is_some() {
            columns.push((
                headed(labels::CLASS),
                Box::new(move |edition_idx, region_idx| {
                    harmless(&class_name(plan, outcome(edition_idx).classes[region_idx], language))
                }),
            ));
        }
    }
    columns.push((
        label(labels::COVERAGE),
        Box::new(move |edition_idx, region_idx| dialect.number(100.0 * root(edition_idx).coverage[region_idx], 0)),
    ));
    let footnotes = Footnotes::of(build);
    let has_footnotes = !plan.footnotes.is_empty()
        && editions.iter().any(|&edition_idx| {
            order(build, edition_idx, part, language)
                .iter()
                .any(|&region_idx| !footnotes.of_region(edition_idx, region_idx, language).is_empty())
        });
    if has_footnotes {
        let cell = move |edition_idx, region_idx| harmless(&footnotes.of_region(edition_idx, region_idx, language));
        columns.push((label(labels::footnotes::FOOTNOTES), Box::new(cell)));
    }
    let status = harmless(&mark::status_in_words(build, language));
    columns.push((label(labels::DATA_STATUS), Box::new(move |_, _| status.clone())));

    let mut rows = vec![columns.iter().map(|(header, _)| header.clone()).collect::<Vec<String>>()];
    for &edition_idx in editions {
        for region_idx in order(build, edition_idx, part, language) {
            rows.push(columns.iter().map(|(_, cell)| cell(edition_idx, region_idx)).collect());
        }
    }
    rows
}

/// The regions of a part, in its order: unranked ones last, those that share a rank by name.
fn order(build: &Build<'_>, edition_idx: usize, part: Part, language: &str) -> Vec<usize> {
    let all = 0..build.regions.n_ranked();
    match part {
        Part::All => all.collect(),
        Part::Type(type_idx) => {
            let ranks = &build.outcome.editions[edition_idx].nodes[Tree::ROOT].type_ranks;
            let mut members: Vec<usize> =
                all.filter(|&region_idx| build.regions.type_of(edition_idx, region_idx) == Some(type_idx)).collect();
            best_first(build, &mut members, ranks, language);
            members
        }
        Part::Group { group, part } => {
            let edition = &build.outcome.editions[edition_idx];
            let ranks = &edition.nodes[Tree::ROOT].group_ranks[group];
            let mut members: Vec<usize> =
                all.filter(|&region_idx| edition.groups[group].of_region[region_idx] == Some(part)).collect();
            best_first(build, &mut members, ranks, language);
            members
        }
    }
}

/// Sorts regions for people: best first, unranked ones last, those that share a rank by name in the language, then by code.
pub fn best_first(build: &Build<'_>, members: &mut [usize], ranks: &[u32], language: &str) {
    members.sort_by_cached_key(|&region_idx| {
        let rank = ranks[region_idx];
        (rank == UNRANKED, rank, collation::sort_key(build.regions.name(region_idx, language), language), region_idx)
    });
}

/// A rank; empty where the region is not ranked.
pub(super) fn rank(ranks: &[u32], region_idx: usize) -> String {
    ranks.get(region_idx).filter(|rank| **rank != UNRANKED).map_or(String::new(), u32::to_string)
}

/// A change of rank; empty where there is none.
pub(super) fn change(changes: &[Option<i32>], region_idx: usize) -> String {
    changes.get(region_idx).copied().flatten().map_or(String::new(), |change| change.to_string())
}

fn group_change(outcome: &NodeOutcome, group: usize, region_idx: usize) -> String {
    outcome.group_rank_changes.get(group).map_or(String::new(), |changes| change(changes, region_idx))
}

/// For each further group the part to which a region belongs, where it has several, and the index's rank in it.
fn group_columns<'a>(build: &'a Build<'a>, language: &'a str) -> Vec<(String, Cell<'a>)> {
    let mut columns: Vec<(String, Cell<'a>)> = Vec::new();
    for (group_idx, group) in build.plan.groups.iter().enumerate() {
        let name = group_name(group, language);
        if matches!(group.kind, GroupKind::Column(_) | GroupKind::SizeClasses { .. }) {
            let part = move |edition_idx: usize, region_idx: usize| {
                let part = build.outcome.editions[edition_idx].groups[group_idx].of_region[region_idx];
                part.map_or(String::new(), |part| part_of_group(build, edition_idx, group_idx, part, language))
            };
            columns.push((harmless(name), Box::new(move |edition_idx, region_idx| harmless(&part(edition_idx, region_idx)))));
        }
        let root = move |edition_idx: usize| &build.outcome.editions[edition_idx].nodes[Tree::ROOT];
        let headed = |label: Label| harmless(&format!("{name}: {}", label.in_language(language).to_lowercase()));
        columns.push((
            headed(labels::RANK),
            Box::new(move |edition_idx, region_idx| rank(&root(edition_idx).group_ranks[group_idx], region_idx)),
        ));
        columns.push((
            headed(labels::RANK_CHANGE),
            Box::new(move |edition_idx, region_idx| group_change(root(edition_idx), group_idx, region_idx)),
        ));
    }
    columns
}

/// Name of a further group in a language; its id where it has none.
pub fn group_name<'a>(group: &'a Group, language: &str) -> &'a str {
    group.name.get(language).unwrap_or(&group.id.value)
}

/// Name of a part of a further group: of the group where it is all there is, else with the area or class.
pub fn part_name(build: &Build<'_>, edition_idx: usize, group_idx: usize, part: u32, language: &str) -> String {
    let group = &build.plan.groups[group_idx];
    let name = group_name(group, language);
    match group.kind {
        GroupKind::Regions(_) | GroupKind::Largest { .. } => name.to_owned(),
        GroupKind::Column(_) | GroupKind::SizeClasses { .. } => {
            format!("{name}: {}", part_of_group(build, edition_idx, group_idx, part, language))
        }
    }
}

/// A part of a further group without the group's name: the area's name where the column holds codes of a level, else as it is.
fn part_of_group(build: &Build<'_>, edition_idx: usize, group_idx: usize, part: u32, language: &str) -> String {
    let name = &build.outcome.editions[edition_idx].groups[group_idx].names[part as usize];
    match &build.plan.groups[group_idx].kind {
        GroupKind::Column(column) => area_of_code(build, name, column, language),
        _ => name.clone(),
    }
}

/// What a class is called: its configured name, else its number.
pub fn class_name(plan: &Plan, class: u32, language: &str) -> String {
    if class == UNCLASSED {
        return String::new();
    }
    let names = plan.raw.method.classes.as_ref().map_or(&[][..], |classes| &classes.names[..]);
    let name = names.get(class as usize - 1).map(|name| name.get(language).unwrap_or(name.best(&plan.index.languages)));
    name.filter(|name| !name.is_empty()).map_or_else(|| class.to_string(), str::to_owned)
}

/// What must be said of the region types, in brackets; empty where there is nothing to say.
pub fn types_label(build: &Build<'_>, language: &str) -> String {
    let label = build.plan.regions.types.as_ref().and_then(|types| types.label.get(language));
    label.map_or(String::new(), |label| format!(" ({label})"))
}

/// Name of a region's type in a language.
pub fn type_name(build: &Build<'_>, edition_idx: usize, region_idx: usize, language: &str) -> String {
    match (build.regions.type_of(edition_idx, region_idx), &build.regions.types) {
        (Some(type_idx), Some(types)) => type_label(build, &types.ids[type_idx], language),
        _ => String::new(),
    }
}

/// Name of a type in a language; its id where it has none.
pub fn type_label(build: &Build<'_>, id: &str, language: &str) -> String {
    label_of_type(build.plan, id, language).to_owned()
}

/// The same, of a plan alone.
pub fn label_of_type<'a>(plan: &'a Plan, id: &'a str, language: &str) -> &'a str {
    let names = plan.regions.types.iter().flat_map(|types| &types.names);
    let name = names.into_iter().find(|(other, _)| other.value == id).map(|(_, name)| name);
    name.and_then(|name| name.get(language)).unwrap_or(id)
}

/// A region column for people: the name of an area where the column holds codes of a level, else the cell itself.
pub fn area_name(build: &Build<'_>, region_idx: usize, column: &str, language: &str) -> String {
    area_of_code(build, build.regions.cell(region_idx, column), column, language)
}

fn area_of_code(build: &Build<'_>, cell: &str, column: &str, language: &str) -> String {
    let division = build.regions.other_levels.iter().find(|division| division.level == column);
    let name_column = build.regions.table.column(&format!("name_{language}"));
    match (division.and_then(|division| Some((division, division.position(cell)?))), name_column) {
        (Some((division, position)), Some(name_column)) => division.cells[position][name_column].clone(),
        _ => cell.to_owned(),
    }
}

/// One file per language of the index.
///
/// # Errors
/// The CSV writer's own error in words.
pub fn files(build: &Build<'_>) -> Result<Vec<OutputFile>, String> {
    let languages = &build.plan.index.languages;
    languages
        .iter()
        .map(|language| {
            let bytes = Dialect::of(language).bytes(&rows(build, build.editions, Part::All, language))?;
            Ok(OutputFile { name: format!("rankings.{language}.csv"), bytes, content_sha256: None })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finnish_numbers_have_a_comma_and_fixed_decimals() {
        assert_eq!(Dialect::of("fi").number(72.55, 1), "72,6");
        assert_eq!(Dialect::of("fi").number(-3.0, 1), "-3,0");
        assert_eq!(Dialect::of("en").number(82.05, 2), "82.05");
        assert_eq!(Dialect::of("fi").number(f64::NAN, 1), "");
    }

    #[test]
    fn formulas_are_neutralised() {
        for text in ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("Espoo"), "Espoo");
    }

    #[test]
    fn the_finnish_file_has_a_byte_order_mark_semicolons_and_crlf() {
        let bytes = Dialect::of("fi").bytes(&[vec!["Kunta".into(), "a;b".into()]]).expect("written");
        assert_eq!(bytes, "\u{feff}Kunta;\"a;b\"\r\n".as_bytes());
    }
}
