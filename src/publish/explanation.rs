//! A region explained: as a screen for people ([`screen`]), as sentences for a press release ([`sentences`]), and as one table
//! with every number ([`table`]).

mod footnotes;
mod layout;
mod nouns;
pub mod screen;
pub mod sentences;
pub mod table;
mod words;

use crate::analysis::attribution::{IndicatorPart, printed};
use crate::analysis::explanation::{Explanation, Place, Question};
use crate::config::located::Localised;
use crate::publish::labels;
use crate::publish::people::Dialect;
use crate::round;
use crate::tree::Tree;

/// What the explanation is printed from.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'a> {
    /// What was explained.
    pub question: Question<'a>,
    /// The numbers.
    pub explanation: &'a Explanation,
    /// The mark of the data.
    pub data_status: &'a str,
}

impl Explained<'_> {
    /// Name of a region in a language.
    fn region(&self, region_idx: usize, language: &str) -> String {
        crate::ingest::printable(self.question.regions.name(region_idx, language))
    }

    /// Name of an indicator in a language.
    fn indicator(&self, indicator_idx: usize, language: &str) -> String {
        let indicator = &self.question.plan.indicators[indicator_idx];
        self.text(&indicator.name, language).unwrap_or(&indicator.id).to_owned()
    }

    /// Name of a node in a language.
    fn node(&self, node_idx: usize, language: &str) -> String {
        let node = &self.question.plan.tree.nodes[node_idx];
        if node_idx == Tree::ROOT {
            return self.question.plan.index.id.to_uppercase();
        }
        self.text(&node.name, language).unwrap_or(&node.id).to_owned()
    }

    fn text<'t>(&self, text: &'t Localised, language: &str) -> Option<&'t str> {
        text.get(language).or(Some(text.best(&self.question.plan.index.languages))).filter(|text| !text.is_empty())
    }

    /// Name of the region's type in a language.
    fn type_name(&self, language: &str) -> Option<String> {
        let Question { plan, regions, region_idx, edition_idx, .. } = self.question;
        let id = &regions.types.as_ref()?.ids[regions.type_of(edition_idx, region_idx)?];
        let mut names = plan.regions.types.iter().flat_map(|types| &types.names);
        let name = names.find(|(other, _)| other.value == *id).and_then(|(_, name)| self.text(name, language));
        Some(name.unwrap_or(id).to_owned())
    }

    /// Id of an edition.
    fn edition(&self, edition_idx: usize) -> &str {
        &self.question.plan.editions[edition_idx].id
    }

    /// The parts of the index's change as they are printed, which add up; none where there is no change to explain.
    fn printed_parts(&self) -> Option<PrintedParts> {
        let change = self.explanation.nodes[Tree::ROOT].change.as_ref()?;
        let causes = |part: &IndicatorPart| vec![part.own, part.others, part.not_values()];
        let mut rows: Vec<Vec<f64>> = change.parts.iter().map(causes).collect();
        let withheld = change.withheld;
        rows.extend([
            vec![withheld.own, withheld.others, withheld.not_values()],
            vec![0.0, 0.0, change.weights],
            vec![0.0, 0.0, change.rounding],
        ]);
        let mut rows = printed::table(&rows, self.question.plan.publish.decimals);
        let further = rows.split_off(change.parts.len());
        let [weights, rounding] = [1, 2].map(|at| further[at][2]);
        let indicators = change.parts.iter().map(|part| part.indicator_idx);
        Some(PrintedParts { by_indicator: indicators.zip(rows).collect(), withheld: further[0].clone(), weights, rounding })
    }

    /// A score, as many decimals as the index publishes.
    fn points(&self, value: f64, language: &str) -> String {
        minus(&Dialect::of(language).number(value, self.question.plan.publish.decimals))
    }

    /// A change of scores, with its sign.
    fn signed(&self, value: f64, language: &str) -> String {
        signed(value, self.question.plan.publish.decimals, language)
    }
}

/// Printed parts of a change: own, others, and everything else.
#[derive(Debug, Clone, PartialEq)]
struct PrintedParts {
    /// By indicator.
    by_indicator: Vec<(usize, Vec<f64>)>,
    /// The indicators of which nothing may be shown, together.
    withheld: Vec<f64>,
    /// Weights as a whole.
    weights: f64,
    /// Rounding.
    rounding: f64,
}

impl PrintedParts {
    /// Own, others and everything else of an indicator.
    fn of(&self, indicator_idx: usize) -> Option<&[f64]> {
        let (_, causes) = self.by_indicator.iter().find(|(other, _)| *other == indicator_idx)?;
        Some(causes)
    }

    /// The sum over the indicators of one cause; of everything else (2) with weights and rounding.
    fn sum(&self, cause: usize) -> f64 {
        let of_indicators = self.by_indicator.iter().map(|(_, causes)| causes[cause]).sum::<f64>() + self.withheld[cause];
        if cause == 2 { of_indicators + self.weights + self.rounding } else { of_indicators }
    }

    /// The whole change.
    fn total(&self) -> f64 {
        self.sum(0) + self.sum(1) + self.sum(2)
    }
}

/// A number with its sign; ±0 is 0.
fn signed(value: f64, decimals: u32, language: &str) -> String {
    let text = Dialect::of(language).number(value, decimals);
    if 0.0 < round::to_decimals(value, decimals) { format!("+{text}") } else { minus(&text) }
}

fn minus(text: &str) -> String {
    text.replace('-', "−")
}

/// A statistic's value, with as many decimals as its size leaves room for.
fn value(value: f64, language: &str) -> String {
    minus(&Dialect::of(language).number(value, value_decimals(value, value)))
}

/// Decimals of a statistic's values, and of the change between them: those of the larger one.
fn value_decimals(one: f64, other: f64) -> u32 {
    let size = one.abs().max(other.abs());
    if 1_000.0 <= size {
        0
    } else if 100.0 <= size {
        1
    } else {
        2
    }
}

/// A share in per cent.
fn percent(share: f64, language: &str) -> String {
    format!("{}{}", Dialect::of(language).number(100.0 * share, 0), percent_sign(language))
}

/// The sign after its number: in Finnish and Swedish apart from it, on the same line.
fn percent_sign(language: &str) -> &'static str {
    if matches!(language, "fi" | "sv") { "\u{a0}%" } else { "%" }
}

/// "2." or "jaettu 2."; in English "2nd" would need its endings, so a figure after "no.".
fn place(place: Place, language: &str) -> String {
    if place.rank == 0 {
        return "–".to_owned();
    }
    let number = match language {
        "fi" => format!("{}.", place.rank),
        _ => place.rank.to_string(),
    };
    if place.is_shared { format!("{} {number}", labels::SHARED.in_language(language)) } else { number }
}

/// ▲3, ▼2, =.
fn arrow(climbed: Option<i32>) -> String {
    match climbed {
        None => String::new(),
        Some(0) => "=".to_owned(),
        Some(places) if 0 < places => format!("▲{places}"),
        Some(places) => format!("▼{}", -places),
    }
}
