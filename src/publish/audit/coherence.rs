//! Section 3: which indicators and factors agree, whether factors hang together and are one thing, and what stands out.

use std::collections::BTreeMap;

use super::structure::indicators_in_order;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words, indicator, node};
use super::{Audit, Numbers};
use crate::analysis::diagnostics::correlation::{Correlation, Flag};
use crate::analysis::diagnostics::reliability::LEAST_ALPHA;
use crate::analysis::diagnostics::{Subject, parent_of};
use crate::publish::diagnostics::findings::Topic;
use crate::publish::diagnostics::{fixed, id, percent};
use crate::tree::Tree;

/// Indicators of which a page can show every pair; of more, the file has them.
const MOST_IN_MATRIX: usize = 40;
/// Components of the index that are shown.
const MOST_COMPONENTS: usize = 10;

/// The tables of the section.
#[derive(Debug, Clone)]
pub struct Coherence {
    /// Findings by topic.
    pub findings: Vec<(&'static str, Vec<Prose>)>,
    /// Indicators with each other; none where there are too many, or one.
    pub indicators: Option<Matrix>,
    /// Why there is none.
    pub without_matrix: String,
    /// Indicators with what stands above them.
    pub with_whole: DataTable,
    /// Factors with each other and the index.
    pub factors: Option<Matrix>,
    /// Alpha and components, node by node.
    pub reliability: DataTable,
    /// Components of all indicators.
    pub components: Option<DataTable>,
}

/// Correlations of several things with each other.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Its name in links.
    pub id: &'static str,
    /// What it shows.
    pub caption: &'static str,
    /// Groups of columns, with how many there are in each.
    pub groups: Vec<(String, usize)>,
    /// Short names of the columns.
    pub columns: Vec<String>,
    /// Names of the rows, and their cells.
    pub rows: Vec<MatrixRow>,
}

/// A row of correlations.
#[derive(Debug, Clone)]
pub struct MatrixRow {
    /// Name.
    pub name: Words,
    /// Short name.
    pub id: String,
    /// Whether a new group begins.
    pub is_first: bool,
    /// Cells.
    pub cells: Vec<MatrixCell>,
}

/// A correlation in a cell.
#[derive(Debug, Clone)]
pub struct MatrixCell {
    /// Sign and value; empty on the diagonal.
    pub text: String,
    /// The letter of its flag.
    pub flag: &'static str,
    /// Whether it is framed: what is weak is common, what contradicts or doubles another is not.
    pub is_marked: bool,
    /// Colour class.
    pub class: String,
}

impl Coherence {
    /// The section of an audit.
    pub fn of(audit: &Audit<'_>, numbers: &Numbers) -> Self {
        let plan = audit.build.plan;
        let known = &by_pair(audit);
        let order = indicators_in_order(audit);
        let is_small = order.len() <= MOST_IN_MATRIX && order.len() > 1;
        let subjects: Vec<Subject> = order.iter().map(|&indicator_idx| Subject::Indicator(indicator_idx)).collect();
        let nodes: Vec<Subject> = (0..plan.tree.nodes.len()).map(Subject::Node).collect();
        let group = |subject: &Subject| match subject {
            Subject::Indicator(indicator_idx) => plan.tree.nodes[parent_of(&plan.tree, *indicator_idx)].id.clone(),
            Subject::Node(_) => String::new(),
        };
        Coherence {
            findings: findings(numbers),
            indicators: is_small.then(|| {
                let caption = "Correlations of the indicators' scores (Pearson's r), factor by factor";
                matrix(audit, known, ("correlations", caption), &subjects, group)
            }),
            without_matrix: match order.len() {
                0 | 1 => "One indicator has nothing to agree with.".to_owned(),
                number => format!("{number} indicators have too many pairs for a page; all stand in correlations.csv."),
            },
            with_whole: with_whole(audit, known, &order).without_empty_columns(),
            factors: (nodes.len() > 1).then(|| {
                let caption = "Correlations of the scores of the index and its factors (Pearson's r)";
                matrix(audit, known, ("correlations-factors", caption), &nodes, group)
            }),
            reliability: reliability(audit).without_empty_columns(),
            components: components(audit),
        }
    }
}

fn findings(numbers: &Numbers) -> Vec<(&'static str, Vec<Prose>)> {
    let of_topic = |topic: Topic| {
        let found = numbers.findings.iter().filter(|finding| finding.topic == topic);
        (topic.title(), found.map(|finding| Prose::of(&finding.text)).collect::<Vec<Prose>>())
    };
    Topic::ALL.into_iter().map(of_topic).collect()
}

type Pairs<'a> = BTreeMap<(Subject, Subject), &'a Correlation>;

fn by_pair<'a>(audit: &Audit<'a>) -> Pairs<'a> {
    let both = |of: &'a Correlation| [((of.a, of.b), of), ((of.b, of.a), of)];
    audit.diagnostics.correlations.iter().flat_map(both).collect()
}

fn letter(flag: Option<Flag>) -> &'static str {
    match flag {
        Some(Flag::Same) => "s",
        Some(Flag::Opposed) => "o",
        Some(Flag::Weak) => "w",
        None => "",
    }
}

/// The class of a cell by sign and strength, in five steps.
fn class(pearson: f64) -> String {
    let strength = [0.1, 0.3, 0.5, 0.7, 0.9].iter().filter(|limit| **limit <= pearson.abs()).count();
    match strength {
        0 => "r0".to_owned(),
        _ => format!("{}{strength}", if pearson < 0.0 { "n" } else { "p" }),
    }
}

fn cell(of: Option<&&Correlation>) -> MatrixCell {
    let plain =
        |text: &str, class: &str| MatrixCell { text: text.to_owned(), flag: "", is_marked: false, class: class.to_owned() };
    match of.map(|of| (of.coefficients, of.flag())) {
        Some((Ok(found), flag)) => MatrixCell {
            flag: letter(flag),
            is_marked: matches!(flag, Some(Flag::Same | Flag::Opposed)),
            ..plain(&signed(found.pearson), &class(found.pearson))
        },
        Some((Err(_), _)) => plain("–", ""),
        None => plain("", "self"),
    }
}

/// A correlation with its sign, two decimals.
fn signed(pearson: f64) -> String {
    let text = fixed(pearson, 2);
    if text.starts_with('−') || text == "0.00" { text } else { format!("+{text}") }
}

fn matrix(
    audit: &Audit<'_>,
    known: &Pairs<'_>,
    (name, caption): (&'static str, &'static str),
    subjects: &[Subject],
    group: impl Fn(&Subject) -> String,
) -> Matrix {
    let plan = audit.build.plan;
    let mut groups: Vec<(String, usize)> = Vec::new();
    let mut rows = Vec::new();
    for &a in subjects {
        let of = group(&a);
        let is_first = groups.last().is_none_or(|(last, _)| *last != of);
        match groups.last_mut() {
            Some((_, number)) if !is_first => *number += 1,
            _ => groups.push((of, 1)),
        }
        let name = match a {
            Subject::Indicator(indicator_idx) => Words::of(&plan.indicators[indicator_idx].name, plan),
            Subject::Node(Tree::ROOT) => Words::of(&plan.index.title, plan),
            Subject::Node(node_idx) => Words::of(&plan.tree.nodes[node_idx].name, plan),
        };
        let cells = subjects.iter().map(|&b| cell(known.get(&(a, b)).filter(|_| a != b)));
        rows.push(MatrixRow { name, id: id(plan, a).to_owned(), is_first, cells: cells.collect() });
    }
    groups.retain(|(id, _)| !id.is_empty());
    Matrix { id: name, caption, groups, columns: subjects.iter().map(|&subject| id(plan, subject).to_owned()).collect(), rows }
}

fn with_whole(audit: &Audit<'_>, known: &Pairs<'_>, order: &[usize]) -> DataTable {
    let plan = audit.build.plan;
    let axis = Axis::new(-1.0, 1.0);
    let rows = order.iter().map(|&indicator_idx| {
        let subject = Subject::Indicator(indicator_idx);
        let parent = parent_of(&plan.tree, indicator_idx);
        let with = |node_idx: usize| known.get(&(subject, Subject::Node(node_idx)));
        let number =
            |of: Option<&&Correlation>| Cell::number(of.and_then(|of| of.coefficients.ok()).map(|found| signed(found.pearson)));
        let of_factor = with(parent).filter(|_| parent != Tree::ROOT);
        let of_index = with(Tree::ROOT);
        let items = audit.diagnostics.reliability[parent].as_ref().ok();
        let position = plan.tree.nodes[parent].leaves.iter().position(|&leaf| leaf == indicator_idx);
        let item = items.and_then(|of| of.items.iter().find(|item| Some(item.position) == position));
        let flags: Vec<String> = [(of_factor, "factor"), (of_index, "index")]
            .into_iter()
            .filter_map(|(of, what)| Some(format!("{} ({what})", of?.flag()?.word())))
            .collect();
        let mut chart = Chart::default();
        let pearson = |of: Option<&&Correlation>| of.and_then(|of| of.coefficients.ok()).map(|found| found.pearson);
        chart.lines.push(axis.mark(0.0, pearson(of_index).unwrap_or(0.0), "stem"));
        chart.dots.extend(pearson(of_index).map(|r| axis.mark(r, r, "dot")));
        vec![
            indicator(plan, indicator_idx, 0),
            number(of_factor),
            Cell::number(item.and_then(|item| item.with_the_rest.ok()).map(signed)),
            Cell::number(item.and_then(|item| item.alpha_without.ok()).map(|alpha| fixed(alpha, 2))),
            number(of_index),
            Cell::Chart(chart),
            Cell::flag(flags.join(", ")),
        ]
    });
    DataTable {
        id: "with-whole",
        caption: Prose::of(
            "Indicators with what stands above them: correlation with the own factor, with the rest of the factor, alpha of the \
             factor without the indicator, and correlation with the index",
        ),
        header: vec![
            Heading::text("Indicator"),
            Heading::number("r factor"),
            Heading::number("r rest"),
            Heading::number("Alpha without"),
            Heading::number("r index"),
            Heading::chart("Chart of r index", &axis),
            Heading::text("Flag"),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "correlations.csv",
    }
}

fn reliability(audit: &Audit<'_>) -> DataTable {
    let plan = audit.build.plan;
    let rows = plan.tree.nodes.iter().enumerate().map(|(node_idx, of_node)| {
        let alpha = audit.diagnostics.reliability[node_idx].as_ref();
        let components = audit.diagnostics.components[node_idx].as_ref().ok();
        let first = components.and_then(|of| of.components.first());
        let mut said = Vec::new();
        match &alpha {
            // An index is meant to be several things; a factor is not.
            Ok(of) if of.alpha < LEAST_ALPHA && (node_idx != Tree::ROOT || plan.tree.nodes.len() == 1) => {
                said.push("low alpha".to_owned());
            }
            Err(reason) if of_node.leaves.len() > 1 => said.push(reason.to_string()),
            _ => {}
        }
        if let Some(of) = components.filter(|of| of.n_above_one() > 1 && (node_idx != Tree::ROOT || plan.tree.nodes.len() == 1)) {
            said.push(format!("{} things rather than one", of.n_above_one()));
        }
        vec![
            node(plan, node_idx, 0),
            Cell::Number(of_node.leaves.len().to_string()),
            Cell::number(alpha.ok().map(|of| of.n_regions.to_string())),
            Cell::number(alpha.ok().map(|of| fixed(of.alpha, 2))),
            Cell::number(components.map(|of| of.n_above_one().to_string())),
            Cell::number(first.map(|of| percent(of.share, 0))),
            Cell::number(components.map(|of| of.n_for_least_explained().to_string())),
            Cell::flag(said.join("; ")),
        ]
    });
    DataTable {
        id: "reliability",
        caption: Prose::of(
            "Reliability and dimensions: Cronbach's alpha of the indicators below, principal components with an eigenvalue above 1, \
             the variance that the first explains, and how many it takes for 60 %",
        ),
        header: vec![
            Heading::text("Index, factor"),
            Heading::number("Indicators"),
            Heading::number("Regions"),
            Heading::number("Alpha"),
            Heading::number("Above 1"),
            Heading::number("First"),
            Heading::number("For 60 %"),
            Heading::text("Flag"),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "reliability.csv",
    }
}

fn components(audit: &Audit<'_>) -> Option<DataTable> {
    let of_index = audit.diagnostics.components.get(Tree::ROOT)?.as_ref().ok()?;
    let axis = Axis::new(0.0, 100.0);
    let rows = of_index.components.iter().take(MOST_COMPONENTS).enumerate().map(|(position, of)| {
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, 100.0 * of.cumulative_share, "faint"));
        chart.bars.push(axis.mark(0.0, 100.0 * of.share, "effective"));
        vec![
            Cell::Name(Words::english((position + 1).to_string()), String::new(), 0),
            Cell::Number(fixed(of.eigenvalue, 2)),
            Cell::Number(percent(of.share, 1)),
            Cell::Number(percent(of.cumulative_share, 1)),
            Cell::Chart(chart),
        ]
    });
    Some(DataTable {
        id: "components",
        caption: Prose::of(
            "Principal components of all indicators together: variance that each explains (dark), with those before it (light)",
        ),
        header: vec![
            Heading::text("Component"),
            Heading::number("Eigenvalue"),
            Heading::number("Explains"),
            Heading::number("Together"),
            Heading::chart("Chart of both, per cent", &axis),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "components.csv",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_show_their_sign() {
        assert_eq!([0.456, -0.456, 0.001, -0.001, 1.0].map(signed), ["+0.46", "−0.46", "0.00", "0.00", "+1.00"]);
        assert_eq!([0.05, 0.1, -0.3, 0.95, -1.0].map(class), ["r0", "p1", "n2", "p5", "n5"]);
    }
}
