//! The page: what each section shows, handed to the templates.

use askama::Template;

use super::about::{self, IndicatorRow};
use super::data::{self, Data};
use super::findings::{self, Card};
use super::map::{self, Map};
use super::members::{self, Group};
use super::phrases::{Phrase, Phrases, escaped, in_language, visible};
use super::rankings::{self, Change, RankedTable};
use super::scatter::{self, Scatter};
use super::security;
use super::slope::{self, Slope};
use super::strips::{self, Strips};
use super::weights::{self, Weights};
use crate::method::RankOrder;
use crate::pipeline::rank_order;
use crate::publish::Build;
use crate::publish::footnotes::Footnotes;
use crate::publish::labels::{self, Label, filled, report as text};
use crate::publish::mark::Mark;
use crate::publish::notes::{self, Voice};
use crate::tree::Tree;

/// The script of the page.
const SCRIPT: &str = include_str!("../../../templates/report/script.js");

/// The page without its data.
#[derive(Template)]
#[template(path = "report/page.html")]
struct Page<'a> {
    phrases: &'a Phrases,
    policy: String,
    language: String,
    languages: Vec<(String, &'static str)>,
    title: Phrase,
    edition: &'a str,
    before: Option<&'a str>,
    published: Phrase,
    version: Option<&'a str>,
    label: Phrase,
    mark: Option<Phrase>,
    is_municipal: bool,
    less_is_better: bool,
    groups: &'a [Group],
    cards: Vec<Card>,
    tables: Vec<RankedTable>,
    map: Option<&'a Map>,
    map_rows: Vec<MapRow>,
    slopes: Vec<Slope>,
    scatter: Option<Scatter>,
    strips: Option<Strips>,
    has_intervals: bool,
    panel: Result<&'a Weights, Phrase>,
    method: Vec<Phrase>,
    indicators: Vec<IndicatorRow>,
    rules: Vec<Phrase>,
    done: Vec<Phrase>,
    /// Footnotes, each with what it is about.
    footnotes: Vec<Phrase>,
    /// What must be said of the edition as a whole.
    general: Phrase,
    sure: Vec<Phrase>,
    program: Phrase,
    /// Files of the regions' profiles; empty where there are none.
    profiles: &'a [String],
}

/// What ends the page: its data and its script.
#[derive(Template)]
#[template(path = "report/closing.html")]
struct Closing<'a> {
    data: String,
    script: &'a str,
}

/// A row of the table behind the map: a region and what each variable says of it.
struct MapRow {
    region_idx: usize,
    name: String,
    cells: Vec<MapCell>,
}

/// A cell of it.
enum MapCell {
    Score(rankings::Score),
    Change(Change),
}

impl Page<'_> {
    /// A word of the program as an element.
    fn t(&self, label: Label) -> String {
        self.phrases.label(label).span()
    }

    /// The attribute of an element whose text is a word of the program.
    fn a(&self, label: Label) -> String {
        self.phrases.label(label).attribute()
    }

    /// The word itself, in the main language.
    fn w(&self, label: Label) -> &'static str {
        label.in_language(&self.language)
    }

    /// A word of the program as label of an element.
    fn l(&self, label: Label) -> String {
        self.phrases.label(label).as_label()
    }

    /// A sentence with gaps that are filled by phrases.
    fn f(&self, label: Label, words: &[&Phrase]) -> Phrase {
        let by_language = self.phrases.words();
        let languages = self.phrases.languages();
        self.phrases.each(|language| {
            let position = languages.iter().position(|other| other == language).unwrap_or(0);
            let words: Vec<&str> =
                words.iter().map(|word| word.key().map_or(word.text(), |key| by_language[key][position].as_str())).collect();
            filled(label.in_language(language), &words)
        })
    }

    /// A sentence about a phrase, and one about two, as elements.
    fn f1(&self, label: Label, word: &Phrase) -> String {
        self.f(label, &[word]).span()
    }

    /// See [`Page::f1`].
    fn f2(&self, label: Label, first: &Phrase, second: &Phrase) -> String {
        self.f(label, &[first, second]).span()
    }

    /// The caption of a ranked table.
    fn caption(&self, name: &Phrase) -> String {
        self.f2(text::CAPTION, name, &self.phrases.each(|_| self.edition.to_owned()))
    }

    /// What changes are counted from.
    fn changes_are(&self, before: &str) -> String {
        self.f1(text::CHANGES_ARE, &self.phrases.each(|_| before.to_owned()))
    }

    /// A region's name in a table, which leads to its profile, and its footnotes.
    fn name(&self, region_idx: usize, name: &str, note: &Phrase) -> String {
        let name = escaped(name);
        let note = if note.is_empty() { String::new() } else { format!(" <span class=\"note\">{}</span>", note.span()) };
        match self.profiles.get(region_idx) {
            Some(file) => format!("<th scope=\"row\"><a href=\"profiles/{file}\" data-name>{name}</a>{note}</th>"),
            None => format!("<th scope=\"row\"><span data-name>{name}</span>{note}</th>"),
        }
    }

    /// A sentence about the edition.
    fn of_edition(&self, label: Label) -> String {
        self.f(label, &[&self.phrases.each(|_| self.edition.to_owned())]).span()
    }
}

/// The page of an edition; `profiles` are the files of its regions' profiles, where there are any.
///
/// # Errors
/// A template's own error in words.
pub fn page(build: &Build<'_>, edition_idx: usize, profiles: &[String]) -> Result<String, String> {
    let plan = build.plan;
    let phrases = Phrases::new(&plan.index.languages);
    let main = phrases.languages()[0].clone();
    let groups = members::groups(build, edition_idx, &phrases);
    let everybody = members::all(build, edition_idx, &phrases);
    let mut tables: Vec<RankedTable> = groups.iter().map(|group| rankings::table(build, edition_idx, group, &phrases)).collect();
    if build.regions.types.is_some() {
        tables.push(rankings::table(build, edition_idx, &everybody, &phrases));
    }
    let map = map::map(build, edition_idx, &phrases);
    let weights = weights::weights(build, edition_idx, &phrases);
    let footnotes = Footnotes::of(build);
    let title = phrases.localised(&plan.index.title, &plan.index.id);
    let page = Page {
        policy: security::policy(SCRIPT),
        languages: phrases.languages().iter().map(|language| (language.clone(), language_name(language))).collect(),
        title,
        edition: &plan.editions[edition_idx].id,
        before: edition_idx.checked_sub(1).map(|before| plan.editions[before].id.as_str()),
        published: match &plan.release.date {
            Some(day) => phrases.each(|language| labels::day_in_words(day, language)),
            None => Phrase::default(),
        },
        version: plan.release.version.as_deref(),
        label: phrases.each(|language| in_language(&plan.index.label, language, &plan.index.languages, "").to_owned()),
        mark: Mark::of(build).map(|mark| phrases.each(|language| mark.in_language(language))),
        is_municipal: build.regions.level == "municipality",
        less_is_better: rank_order(plan, Tree::ROOT) == RankOrder::LowestFirst,
        cards: findings::cards(build, edition_idx, &groups, &phrases),
        has_intervals: tables.iter().any(|table| table.has_intervals),
        tables,
        map_rows: map.as_ref().map_or(Vec::new(), |map| map_rows(build, map, &everybody, &main)),
        map: map.as_ref(),
        slopes: slope::slopes(build, &groups),
        scatter: scatter::scatter(build, edition_idx, &everybody.members, &phrases),
        strips: strips::strips(build, edition_idx, &groups, &phrases),
        panel: weights.as_ref().map_err(|why| phrases.label(*why)),
        method: about::method(build, edition_idx, &phrases),
        indicators: about::indicators(build, edition_idx, &phrases),
        rules: lines(&phrases, |voice| notes::rules(build, voice)),
        done: lines(&phrases, |voice| notes::data(build, voice)),
        footnotes: lines(&phrases, |voice| footnotes.lines(voice)),
        general: phrases.each(|language| footnotes.general(edition_idx, language)),
        sure: match plan.robustness.publish {
            true => lines(&phrases, |voice| notes::how_sure(build, voice)),
            false => Vec::new(),
        },
        program: phrases.each(|language| filled(text::PROGRAM.in_language(language), &[env!("CARGO_PKG_VERSION")])),
        groups: &groups,
        profiles,
        language: main,
        phrases: &phrases,
    };
    let mut html = page.render().map_err(|error| error.to_string())?;
    // Words are numbered while the page is written: they come after it.
    let mut data = Data::new(build, edition_idx, &groups, map.as_ref(), weights.as_ref().ok(), &phrases);
    data.words = phrases.words();
    let closing = Closing { data: data::json(&data)?, script: SCRIPT };
    html.push_str(&closing.render().map_err(|error| error.to_string())?);
    Ok(html)
}

/// The lines of the notes, each in every language: they are the same lines in all of them.
fn lines(phrases: &Phrases, of: impl Fn(Voice<'_>) -> Vec<String>) -> Vec<Phrase> {
    let by_language: Vec<(&str, Vec<String>)> =
        phrases.languages().iter().map(|language| (language.as_str(), of(Voice::of(language)))).collect();
    let n_lines = by_language.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let line = |position: usize, language: &str| {
        let (_, lines) = by_language.iter().find(|(other, _)| *other == language)?;
        lines.get(position).cloned()
    };
    let said = |position: usize, language: &str| line(position, language).unwrap_or_default().replace('`', "");
    (0..n_lines).map(|position| phrases.each(|language| said(position, language))).collect()
}

fn map_rows(build: &Build<'_>, map: &Map, everybody: &Group, language: &str) -> Vec<MapRow> {
    let decimals = build.plan.publish.decimals;
    let row = |&region_idx: &usize| MapRow {
        region_idx,
        name: visible(build.regions.name(region_idx, language)),
        cells: map
            .variables
            .iter()
            .map(|variable| {
                let value = variable.values[region_idx];
                match variable.scale {
                    'd' => MapCell::Change(Change::new((!value.is_nan()).then_some(value as i32))),
                    _ => MapCell::Score(rankings::Score::new(value, decimals, language)),
                }
            })
            .collect(),
    };
    everybody.members.iter().map(row).collect()
}

/// What a language calls itself.
pub(in crate::publish) fn language_name(language: &str) -> &'static str {
    match language {
        "fi" => "Suomi",
        "sv" => "Svenska",
        "en" => "English",
        _ => "",
    }
}
