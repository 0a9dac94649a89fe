//! Footnotes where people read: beside the rows they are about, with indicators, and all of them in the notes.
//!
//! A note about a region or a region type stands in the rows of those regions; one about an indicator (of all regions) with the
//! indicator; one about an edition or the whole index in the notes and on the cover alone. A footnote says first which
//! factor or indicator it is about, where it names one.

use super::Build;
use super::labels::footnotes as text;
use super::notes::Voice;
use super::people::label_of_type;
use crate::ingest::is_unsafe;
use crate::plan::{Footnote, FootnoteOf, Plan};
use crate::region::{self, Regions};

/// The footnotes of a build with the regions and types they are about.
#[derive(Debug, Clone)]
pub struct Footnotes<'a> {
    plan: &'a Plan,
    regions: &'a Regions,
    list: Vec<Placed<'a>>,
}

/// A footnote that concerns an answer about one region.
#[derive(Debug, Clone)]
pub struct Concerning<'a> {
    /// The footnote.
    pub footnote: &'a Footnote,
    /// What it is about, in a few words.
    pub scope: String,
    /// What it says.
    pub text: &'a str,
}

impl Concerning<'_> {
    /// A line for a terminal, which nothing in it can steer.
    pub fn line(&self) -> String {
        let line = format!("{}: {}", self.scope, self.text);
        line.chars().map(|character| if is_unsafe(character) { '\u{fffd}' } else { character }).collect()
    }
}

/// A footnote and where it stands.
#[derive(Debug, Clone, Copy)]
struct Placed<'a> {
    footnote: &'a Footnote,
    region_idx: Option<usize>,
    type_idx: Option<usize>,
}

impl Placed<'_> {
    /// Whether it is about single regions.
    fn is_of_regions(&self) -> bool {
        self.region_idx.is_some() || self.type_idx.is_some()
    }
}

impl<'a> Footnotes<'a> {
    /// Those of the editions that are published.
    pub fn of(build: &Build<'a>) -> Self {
        Footnotes::of_editions(build.plan, build.regions, build.editions)
    }

    /// Those of some editions, by position.
    pub fn of_editions(plan: &'a Plan, regions: &'a Regions, editions: &[usize]) -> Self {
        let is_published = |footnote: &&Footnote| footnote.edition_idx.is_none_or(|edition_idx| editions.contains(&edition_idx));
        let placed = |footnote: &'a Footnote| Placed {
            footnote,
            region_idx: footnote.region.as_ref().and_then(|region| region::find(plan, regions, region).ok()),
            type_idx: footnote
                .region_type
                .as_ref()
                .and_then(|id| regions.types.as_ref().and_then(|types| types.ids.iter().position(|other| *other == id.value))),
        };
        Footnotes { plan, regions, list: plan.footnotes.iter().filter(is_published).map(placed).collect() }
    }

    /// What stands beside a region in an edition; empty where nothing does.
    pub fn of_region(&self, edition_idx: usize, region_idx: usize, language: &str) -> String {
        let type_idx = self.regions.type_of(edition_idx, region_idx);
        let is_of = |placed: &&Placed<'_>| {
            placed.is_of_regions()
                && placed.footnote.edition_idx.is_none_or(|of| of == edition_idx)
                && (placed.region_idx == Some(region_idx) || (placed.type_idx.is_some() && placed.type_idx == type_idx))
        };
        self.joined(self.list.iter().filter(is_of), language)
    }

    /// What stands with an indicator: of all regions, and of any edition that is published.
    pub fn of_indicator(&self, indicator_idx: usize, language: &str) -> String {
        let of = Some(FootnoteOf::Indicator(indicator_idx));
        let is_of = |placed: &&Placed<'_>| !placed.is_of_regions() && placed.footnote.of == of;
        let texts = self.list.iter().filter(is_of).map(|placed| {
            let said = self.text(placed.footnote, language);
            match placed.footnote.edition_idx {
                None => said.to_owned(),
                Some(edition_idx) => format!("{}: {said}", self.plan.editions[edition_idx].id),
            }
        });
        texts.collect::<Vec<String>>().join("; ")
    }

    /// What must be said of an edition as a whole.
    pub fn general(&self, edition_idx: usize, language: &str) -> String {
        let is_of = |placed: &&Placed<'_>| {
            !placed.is_of_regions()
                && !matches!(placed.footnote.of, Some(FootnoteOf::Indicator(_)))
                && placed.footnote.edition_idx.is_none_or(|of| of == edition_idx)
        };
        self.joined(self.list.iter().filter(is_of), language)
    }

    /// What concerns an answer about a region in an edition, in the order of the configuration: notes to the region, to its type, and to
    /// all regions.
    pub fn concerning(&self, edition_idx: usize, region_idx: usize, voice: Voice<'_>) -> Vec<Concerning<'a>> {
        let concerns = |placed: &&Placed<'_>| {
            let in_edition = placed.footnote.edition_idx.unwrap_or(edition_idx);
            let type_idx = self.regions.type_of(in_edition, region_idx);
            let names_another = placed.footnote.region.is_some() && placed.region_idx != Some(region_idx);
            let names_another_type =
                placed.footnote.region_type.is_some() && (placed.type_idx.is_none() || placed.type_idx != type_idx);
            !names_another && !names_another_type
        };
        let concerning = |placed: &Placed<'a>| Concerning {
            footnote: placed.footnote,
            scope: self.scope(placed, voice),
            text: self.text(placed.footnote, voice.language),
        };
        self.list.iter().filter(concerns).map(concerning).collect()
    }

    /// All of them, each with what it is about.
    pub fn lines(&self, voice: Voice<'_>) -> Vec<String> {
        self.list
            .iter()
            .map(|placed| format!("{}: {}", self.scope(placed, voice), self.text(placed.footnote, voice.language)))
            .collect()
    }

    fn text(&self, footnote: &'a Footnote, language: &str) -> &'a str {
        footnote.text.get(language).unwrap_or(footnote.text.best(&self.plan.index.languages))
    }

    /// The factor or indicator in a language, by name.
    fn named(&self, of: FootnoteOf, language: &str) -> String {
        let plan = self.plan;
        let (name, id) = match of {
            FootnoteOf::Indicator(indicator_idx) => (&plan.indicators[indicator_idx].name, &plan.indicators[indicator_idx].id),
            FootnoteOf::Node(node_idx) => (&plan.tree.nodes[node_idx].name, &plan.tree.nodes[node_idx].id),
        };
        let name = name.get(language).unwrap_or(name.best(&plan.index.languages));
        if name.is_empty() { id.clone() } else { name.to_owned() }
    }

    fn joined<'b>(&self, placed: impl Iterator<Item = &'b Placed<'a>>, language: &str) -> String
    where
        'a: 'b,
    {
        let said = placed.map(|placed| {
            let text = self.text(placed.footnote, language);
            placed.footnote.of.map_or_else(|| text.to_owned(), |of| format!("{}: {text}", self.named(of, language)))
        });
        said.collect::<Vec<String>>().join("; ")
    }

    /// What a footnote is about, in a few words.
    fn scope(&self, placed: &Placed<'_>, voice: Voice<'_>) -> String {
        let (plan, regions) = (self.plan, self.regions);
        let mut parts = Vec::new();
        parts.extend(placed.footnote.edition_idx.map(|edition_idx| voice.say(text::EDITION, &[&plan.editions[edition_idx].id])));
        parts.extend(placed.region_idx.map(|region_idx| regions.shown(region_idx, voice.names)));
        if let (Some(type_idx), Some(types)) = (placed.type_idx, &regions.types) {
            parts.push(label_of_type(plan, &types.ids[type_idx], voice.names).to_owned());
        }
        parts.extend(placed.footnote.of.map(|of| self.named(of, voice.names)));
        if parts.is_empty() { voice.word(text::WHOLE_INDEX).to_owned() } else { parts.join(", ") }
    }
}
