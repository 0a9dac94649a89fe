//! Footnotes in an explanation: those to the region, to its type and to all regions, of the edition and of the one it is held against.

use super::Explained;
use crate::plan::FootnoteOf;
use crate::publish::footnotes::{Concerning, Footnotes};
use crate::publish::notes::Voice;
use crate::tree::Tree;

impl Explained<'_> {
    /// What concerns the answer.
    fn concerning(&self, language: &str) -> Vec<Concerning<'_>> {
        let question = &self.question;
        let editions: Vec<usize> = question.against.into_iter().chain([question.edition_idx]).collect();
        let footnotes = Footnotes::of_editions(question.plan, question.regions, &editions);
        footnotes.concerning(question.edition_idx, question.region_idx, Voice::of(language))
    }

    /// Lines for people: what a footnote is about, and what it says.
    pub(super) fn footnote_lines(&self, language: &str) -> Vec<String> {
        self.concerning(language).iter().map(Concerning::line).collect()
    }

    /// What stands in the row of an indicator or factor, or (`None`) of the index, which has all that names neither.
    pub(super) fn footnotes_of(&self, of: Option<FootnoteOf>) -> String {
        let question = &self.question;
        let of_index = FootnoteOf::Node(Tree::ROOT);
        let is_of = |concerning: &&Concerning<'_>| concerning.footnote.of.filter(|of| *of != of_index) == of;
        let said = |concerning: &Concerning<'_>| match concerning.footnote.edition_idx {
            Some(edition_idx) if edition_idx != question.edition_idx => {
                format!("{}: {}", self.edition(edition_idx), concerning.text)
            }
            _ => concerning.text.to_owned(),
        };
        let concerning = self.concerning(question.plan.main_language());
        concerning.iter().filter(is_of).map(said).collect::<Vec<String>>().join("; ")
    }

    /// As JSON: edition, region type, and factor or indicator where a footnote names them, and its text in every language of the index.
    pub fn footnotes_json(&self) -> Vec<serde_json::Value> {
        let plan = self.question.plan;
        let json = |concerning: &Concerning<'_>| {
            let footnote = concerning.footnote;
            let text = |language: &String| (language.clone(), self.text(&footnote.text, language).unwrap_or_default().into());
            serde_json::json!({
                "edition": footnote.edition_idx.map(|edition_idx| self.edition(edition_idx)),
                "is_of_region": footnote.region.is_some(),
                "region_type": footnote.region_type.as_ref().map(|id| &id.value),
                "node": footnote.of.map(|of| match of {
                    FootnoteOf::Indicator(indicator_idx) => &plan.indicators[indicator_idx].id,
                    FootnoteOf::Node(node_idx) => &plan.tree.nodes[node_idx].id,
                }),
                "text": serde_json::Value::Object(plan.index.languages.iter().map(text).collect()),
            })
        };
        self.concerning(plan.main_language()).iter().map(json).collect()
    }
}
