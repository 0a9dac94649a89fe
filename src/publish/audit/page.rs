//! A page of the audit: the sections in one language, without anything from outside, for the screen and for paper.

use askama::Template;

use super::coherence::Coherence;
use super::sensitivity::SensitivityView;
use super::shifts::Shifts;
use super::structure::Structure;
use super::uncertainty::Uncertainty;
use super::uncertainty::share_of_interval;
use super::view::of_sentences;
use super::view::{Prose, Words};
use super::{Audit, FILES, Numbers, pages};
use crate::publish::labels::{Label, audit as text, report, workbook};
use crate::publish::mark::Mark;
use crate::publish::notes::Voice;
use crate::publish::report::language_name;
use crate::publish::{base_name, notes};

/// The page.
#[derive(Debug, Template)]
#[template(path = "audit.html")]
pub struct Page<'a> {
    voice: Voice<'a>,
    /// The pages in other languages: name, language, and what the language is called in itself.
    others: Vec<(String, &'a str, &'static str)>,
    title: Words,
    edition: String,
    label: Words,
    /// What the data are, in words; empty where they are final.
    mark: String,
    /// The class of the mark.
    status: String,
    key_figures: Vec<(String, String)>,
    sentences: Vec<Prose>,
    /// The first findings of each topic.
    first_findings: Vec<Prose>,
    n_findings: String,
    /// Whether there are more findings than the first.
    has_more_findings: bool,
    structure: Structure,
    coherence: Coherence,
    uncertainty: Uncertainty,
    sensitivity: SensitivityView,
    shifts: Shifts,
    rules: Vec<Prose>,
    inputs: Vec<(String, String, String)>,
    files: Vec<(&'static str, Label)>,
    version: &'static str,
}

/// Findings that the summary names; all stand in their section.
const MOST_FINDINGS: usize = 5;

impl<'a> Page<'a> {
    /// The page of an audit, in its language.
    pub fn of(audit: &Audit<'a>, numbers: &Numbers) -> Self {
        let (build, voice) = (&audit.build, audit.voice);
        let plan = build.plan;
        let mark = match Mark::of(build) {
            None => String::new(),
            Some(_) if build.data_status == "draft" => voice.word(text::page::DRAFT_MARK).to_owned(),
            Some(mark) => mark.in_language(voice.language),
        };
        let mut topics = Vec::new();
        let first_of_topics = numbers.findings.iter().filter(|finding| {
            let is_first = !topics.contains(&finding.topic);
            topics.push(finding.topic);
            is_first
        });
        let first_findings: Vec<Prose> = first_of_topics.take(MOST_FINDINGS).map(|finding| Prose::of(&finding.text)).collect();
        let others = pages(plan).into_iter().filter(|(_, language)| *language != voice.language);
        Page {
            voice,
            others: others.map(|(name, language)| (name, language, language_name(language))).collect(),
            title: Words::of(&plan.index.title, plan, voice.language),
            edition: plan.editions[audit.edition_idx()].id.clone(),
            label: if plan.index.label.is_empty() {
                Words::default()
            } else {
                Words::of(&plan.index.label, plan, voice.language)
            },
            mark,
            status: build.data_status.to_owned(),
            key_figures: key_figures(audit, numbers),
            sentences: numbers.sentences(audit).iter().map(|sentence| Prose::of(sentence)).collect(),
            has_more_findings: first_findings.len() < numbers.findings.len(),
            first_findings,
            n_findings: numbers.findings.len().to_string(),
            structure: Structure::of(audit),
            coherence: Coherence::of(audit, numbers),
            uncertainty: Uncertainty::of(audit, numbers),
            sensitivity: SensitivityView::of(audit),
            shifts: Shifts::of(audit, numbers),
            rules: notes::rules(build, voice).iter().map(|rule| Prose::of(rule)).collect(),
            inputs: build
                .ingested
                .inputs
                .iter()
                .map(|input| (base_name(input.name.as_ref()), voice.number(input.rows as f64, 0), input.sha256.clone()))
                .collect(),
            files: FILES
                .iter()
                .copied()
                .filter(|(name, _)| audit.doubt().is_some() || !name.starts_with("sensitivity"))
                .collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }

    /// The language of the page's own sentences.
    fn language(&self) -> &str {
        of_sentences(self.voice.language)
    }

    /// A label's words.
    fn w(&self, label: Label) -> &'static str {
        self.voice.word(label)
    }

    /// A label with its only gap filled.
    fn say(&self, label: Label, word: &str) -> String {
        self.voice.say(label, &[word])
    }
}

fn key_figures(audit: &Audit<'_>, numbers: &Numbers) -> Vec<(String, String)> {
    use text::page::{MEDIAN_WIDTH, N_FINDINGS, N_INDICATORS, N_OUTSIDE, N_RANKED, NARROWER};
    let (plan, voice) = (audit.build.plan, audit.voice);
    let n_indicators = plan.indicators.iter().filter(|indicator| indicator.is_in(audit.edition_idx())).count();
    let width = numbers.median_width().map_or("–".to_owned(), |width| voice.number(width, 0));
    let narrow = match numbers.widths.len() {
        0 => "–".to_owned(),
        n_all => voice.percent(numbers.n_narrow() as f64 / n_all as f64, 0),
    };
    let places = super::numbers::places(f64::from(numbers.places), voice);
    let word = |label: Label| voice.word(label).to_owned();
    [
        (numbers.n_ranked.to_string(), word(N_RANKED)),
        (n_indicators.to_string(), word(N_INDICATORS)),
        (numbers.findings.len().to_string(), word(N_FINDINGS)),
        (width, voice.say(MEDIAN_WIDTH, &[&share_of_interval(audit)]).replace(" %", "\u{a0}%")),
        (narrow, voice.say(NARROWER, &[&numbers.places.to_string(), &places])),
        (numbers.outside.len().to_string(), word(N_OUTSIDE)),
    ]
    .into()
}
