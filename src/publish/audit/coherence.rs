//! Section 3: which indicators and factors agree, whether factors hang together and are one thing, and what stands out.

use std::collections::BTreeMap;

use super::structure::indicators_in_order;
use super::view::{Axis, Cell, Chart, DataTable, Heading, Prose, Words, indicator, node};
use super::{Audit, Numbers};
use crate::analysis::diagnostics::correlation::{Correlation, Flag};
use crate::analysis::diagnostics::reliability::LEAST_ALPHA;
use crate::analysis::diagnostics::{Subject, parent_of};
use crate::publish::diagnostics::findings::Topic;
use crate::publish::diagnostics::id;
use crate::publish::labels::Label;
use crate::publish::labels::audit::{coherence as text, reasons, structure};
use crate::publish::notes::Voice;
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
    /// The colours of correlations, by class, with the least or the most of each.
    pub legend: Vec<(&'static str, String)>,
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
        let (plan, voice) = (audit.build.plan, audit.voice);
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
            findings: findings(numbers, voice),
            legend: legend(voice),
            indicators: is_small.then(|| matrix(audit, known, ("correlations", text::INDICATORS), &subjects, group)),
            without_matrix: match order.len() {
                0 | 1 => voice.word(text::ALONE).to_owned(),
                number => voice.say(text::TOO_MANY, &[&number.to_string()]),
            },
            with_whole: with_whole(audit, known, &order).without_empty_columns(),
            factors: (nodes.len() > 1).then(|| matrix(audit, known, ("correlations-factors", text::FACTORS), &nodes, group)),
            reliability: reliability(audit).without_empty_columns(),
            components: components(audit),
        }
    }
}

fn findings(numbers: &Numbers, voice: Voice<'_>) -> Vec<(&'static str, Vec<Prose>)> {
    let of_topic = |topic: Topic| {
        let found = numbers.findings.iter().filter(|finding| finding.topic == topic);
        (voice.word(topic.label()), found.map(|finding| Prose::of(&finding.text)).collect::<Vec<Prose>>())
    };
    Topic::ALL.into_iter().map(of_topic).collect()
}

type Pairs<'a> = BTreeMap<(Subject, Subject), &'a Correlation>;

fn by_pair<'a>(audit: &Audit<'a>) -> Pairs<'a> {
    let both = |of: &'a Correlation| [((of.a, of.b), of), ((of.b, of.a), of)];
    audit.diagnostics.correlations.iter().flat_map(both).collect()
}

/// The classes of [`class`], from the most negative to the most positive.
fn legend(voice: Voice<'_>) -> Vec<(&'static str, String)> {
    let negative = ["n5", "n4", "n3", "n2", "n1"].into_iter().zip([-0.9, -0.7, -0.5, -0.3, -0.1]);
    let positive = ["p1", "p2", "p3", "p4", "p5"].into_iter().zip([0.1, 0.3, 0.5, 0.7, 0.9]);
    let shown = |r: f64| match voice.number(r, 1) {
        number if r > 0.0 => format!("+{number}"),
        number => number,
    };
    let text = |class: &str, r: f64| match class {
        "n5" => voice.say(text::AND_BELOW, &[&shown(r)]),
        "p5" => voice.say(text::AND_ABOVE, &[&shown(r)]),
        _ => shown(r),
    };
    let around = std::iter::once(("r0", voice.word(text::AROUND).to_owned()));
    negative
        .map(|(class, r)| (class, text(class, r)))
        .chain(around)
        .chain(positive.map(|(class, r)| (class, text(class, r))))
        .collect()
}

fn letter(flag: Option<Flag>, voice: Voice<'_>) -> &'static str {
    match flag {
        Some(Flag::Same) => voice.word(text::LETTER_SAME),
        Some(Flag::Opposed) => voice.word(text::LETTER_OPPOSED),
        Some(Flag::Weak) => voice.word(text::LETTER_WEAK),
        None => "",
    }
}

fn word(flag: Flag) -> Label {
    match flag {
        Flag::Same => text::SAME,
        Flag::Opposed => text::OPPOSED,
        Flag::Weak => text::WEAK,
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

fn cell(of: Option<&&Correlation>, voice: Voice<'_>) -> MatrixCell {
    let plain =
        |text: &str, class: &str| MatrixCell { text: text.to_owned(), flag: "", is_marked: false, class: class.to_owned() };
    match of.map(|of| (of.coefficients, of.flag())) {
        Some((Ok(found), flag)) => MatrixCell {
            flag: letter(flag, voice),
            is_marked: matches!(flag, Some(Flag::Same | Flag::Opposed)),
            ..plain(&signed(found.pearson, voice), &class(found.pearson))
        },
        Some((Err(_), _)) => plain("–", ""),
        None => plain("", "self"),
    }
}

/// A correlation with its sign, two decimals.
fn signed(pearson: f64, voice: Voice<'_>) -> String {
    let text = voice.number(pearson, 2);
    let has_digits = text.contains(|character: char| matches!(character, '1'..='9'));
    if has_digits && !text.starts_with('−') { format!("+{text}") } else { text }
}

fn matrix(
    audit: &Audit<'_>,
    known: &Pairs<'_>,
    (name, caption): (&'static str, Label),
    subjects: &[Subject],
    group: impl Fn(&Subject) -> String,
) -> Matrix {
    let (plan, voice) = (audit.build.plan, audit.voice);
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
            Subject::Indicator(indicator_idx) => Words::of(&plan.indicators[indicator_idx].name, plan, voice.language),
            Subject::Node(Tree::ROOT) => Words::of(&plan.index.title, plan, voice.language),
            Subject::Node(node_idx) => Words::of(&plan.tree.nodes[node_idx].name, plan, voice.language),
        };
        let cells = subjects.iter().map(|&b| cell(known.get(&(a, b)).filter(|_| a != b), voice));
        rows.push(MatrixRow { name, id: id(plan, a).to_owned(), is_first, cells: cells.collect() });
    }
    groups.retain(|(id, _)| !id.is_empty());
    let caption = voice.word(caption);
    Matrix { id: name, caption, groups, columns: subjects.iter().map(|&subject| id(plan, subject).to_owned()).collect(), rows }
}

fn with_whole(audit: &Audit<'_>, known: &Pairs<'_>, order: &[usize]) -> DataTable {
    let (plan, voice) = (audit.build.plan, audit.voice);
    let axis = Axis::new(-1.0, 1.0);
    let rows = order.iter().map(|&indicator_idx| {
        let subject = Subject::Indicator(indicator_idx);
        let parent = parent_of(&plan.tree, indicator_idx);
        let with = |node_idx: usize| known.get(&(subject, Subject::Node(node_idx)));
        let number = |of: Option<&&Correlation>| {
            Cell::number(of.and_then(|of| of.coefficients.ok()).map(|found| signed(found.pearson, voice)))
        };
        let of_factor = with(parent).filter(|_| parent != Tree::ROOT);
        let of_index = with(Tree::ROOT);
        let items = audit.diagnostics.reliability[parent].as_ref().ok();
        let position = plan.tree.nodes[parent].leaves.iter().position(|&leaf| leaf == indicator_idx);
        let item = items.and_then(|of| of.items.iter().find(|item| Some(item.position) == position));
        let flags: Vec<String> = [(of_factor, text::FLAG_OF_FACTOR), (of_index, text::FLAG_OF_INDEX)]
            .into_iter()
            .filter_map(|(of, what)| Some(voice.say(what, &[voice.word(word(of?.flag()?))])))
            .collect();
        let mut chart = Chart::default();
        let pearson = |of: Option<&&Correlation>| of.and_then(|of| of.coefficients.ok()).map(|found| found.pearson);
        chart.lines.push(axis.mark(0.0, pearson(of_index).unwrap_or(0.0), "stem"));
        chart.dots.extend(pearson(of_index).map(|r| axis.mark(r, r, "dot")));
        vec![
            indicator(plan, indicator_idx, 0, voice),
            number(of_factor),
            Cell::number(item.and_then(|item| item.with_the_rest.ok()).map(|r| signed(r, voice))),
            Cell::number(item.and_then(|item| item.alpha_without.ok()).map(|alpha| voice.number(alpha, 2))),
            number(of_index),
            Cell::Chart(chart),
            Cell::flag(flags.join(", ")),
        ]
    });
    DataTable {
        id: "with-whole",
        caption: Prose::of(voice.word(text::WITH_WHOLE)),
        header: vec![
            Heading::text(voice.word(structure::INDICATOR)),
            Heading::number(voice.word(text::R_FACTOR)),
            Heading::number(voice.word(text::R_REST)),
            Heading::number(voice.word(text::ALPHA_WITHOUT)),
            Heading::number(voice.word(text::R_INDEX)),
            Heading::chart(voice.word(text::CHART_OF_R), &axis, voice),
            Heading::text(voice.word(structure::FLAG)),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "correlations.csv",
    }
}

fn reliability(audit: &Audit<'_>) -> DataTable {
    let (plan, voice) = (audit.build.plan, audit.voice);
    let rows = plan.tree.nodes.iter().enumerate().map(|(node_idx, of_node)| {
        let alpha = audit.diagnostics.reliability[node_idx].as_ref();
        let components = audit.diagnostics.components[node_idx].as_ref().ok();
        let first = components.and_then(|of| of.components.first());
        let mut said = Vec::new();
        match &alpha {
            // An index is meant to be several things; a factor is not.
            Ok(of) if of.alpha < LEAST_ALPHA && (node_idx != Tree::ROOT || plan.tree.nodes.len() == 1) => {
                said.push(voice.word(text::LOW_ALPHA).to_owned());
            }
            Err(reason) if of_node.leaves.len() > 1 => said.push(reasons::not_computed(**reason, voice.language)),
            _ => {}
        }
        if let Some(of) = components.filter(|of| of.n_above_one() > 1 && (node_idx != Tree::ROOT || plan.tree.nodes.len() == 1)) {
            said.push(voice.say(text::SEVERAL_THINGS, &[&of.n_above_one().to_string()]));
        }
        vec![
            node(plan, node_idx, 0, voice),
            Cell::Number(of_node.leaves.len().to_string()),
            Cell::number(alpha.ok().map(|of| of.n_regions.to_string())),
            Cell::number(alpha.ok().map(|of| voice.number(of.alpha, 2))),
            Cell::number(components.map(|of| of.n_above_one().to_string())),
            Cell::number(first.map(|of| voice.percent(of.share, 0))),
            Cell::number(components.map(|of| of.n_for_least_explained().to_string())),
            Cell::flag(said.join("; ")),
        ]
    });
    DataTable {
        id: "reliability",
        caption: Prose::of(voice.word(text::RELIABILITY_IS)),
        header: vec![
            Heading::text(voice.word(text::INDEX_FACTOR)),
            Heading::number(voice.word(text::N_INDICATORS)),
            Heading::number(voice.word(structure::REGIONS)),
            Heading::number(voice.word(text::ALPHA)),
            Heading::number(voice.word(text::ABOVE_ONE)),
            Heading::number(voice.word(text::FIRST)),
            Heading::number(voice.word(text::FOR_60)),
            Heading::text(voice.word(structure::FLAG)),
        ],
        head_column: 0,
        rows: rows.collect(),
        file: "reliability.csv",
    }
}

fn components(audit: &Audit<'_>) -> Option<DataTable> {
    let voice = audit.voice;
    let of_index = audit.diagnostics.components.get(Tree::ROOT)?.as_ref().ok()?;
    let axis = Axis::new(0.0, 100.0);
    let rows = of_index.components.iter().take(MOST_COMPONENTS).enumerate().map(|(position, of)| {
        let mut chart = Chart::default();
        chart.bars.push(axis.mark(0.0, 100.0 * of.cumulative_share, "faint"));
        chart.bars.push(axis.mark(0.0, 100.0 * of.share, "effective"));
        vec![
            Cell::Name(Words::plain((position + 1).to_string()), String::new(), 0),
            Cell::Number(voice.number(of.eigenvalue, 2)),
            Cell::Number(voice.percent(of.share, 1)),
            Cell::Number(voice.percent(of.cumulative_share, 1)),
            Cell::Chart(chart),
        ]
    });
    Some(DataTable {
        id: "components",
        caption: Prose::of(voice.word(text::COMPONENTS)),
        header: vec![
            Heading::text(voice.word(text::COMPONENT)),
            Heading::number(voice.word(text::EIGENVALUE)),
            Heading::number(voice.word(text::EXPLAINS)),
            Heading::number(voice.word(text::TOGETHER)),
            Heading::chart(voice.word(text::CHART_OF_SHARES), &axis, voice),
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
        let shown = |language: &str| [0.456, -0.456, 0.001, -0.001, 1.0].map(|r| signed(r, Voice::of(language)));
        assert_eq!(shown("en"), ["+0.46", "−0.46", "0.00", "0.00", "+1.00"]);
        assert_eq!(shown("fi"), ["+0,46", "−0,46", "0,00", "0,00", "+1,00"]);
        assert_eq!([0.05, 0.1, -0.3, 0.95, -1.0].map(class), ["r0", "p1", "n2", "p5", "n5"]);
    }
}
